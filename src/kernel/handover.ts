/**
 * Hand-over between matters of different agencies or domains: an offer by the giver's act, an answer by the receiver's own.
 *
 * Each side writes rows of its own matter alone; the rows are pure functions of its acts. The giver keeps its offers among
 * its facts and hears the answers through acts of the system (`ProcedureDef.hears`); the receiver keeps what it took.
 */
import { z } from 'zod'
import type { LocalDate } from './clock.ts'
import type { FoldedAct, Handover, Rows } from './procedure.ts'

/** An offer as the giver's facts keep it. `facts` are what the receiver's form is filled from; never personal data. */
export type Offer = {
  id: string
  procedure: string
  agency: string
  on: LocalDate
  facts: unknown
  state: 'offered' | 'withdrawn'
  heard: number
  answer: 'taken' | 'refused' | 'ended' | null
  /** The receiver's matter, once it is known. */
  matter: string | null
}

/** What the receiver's facts keep of the offer it took. */
export type Taken = { id: string; from: string; fromAgency: string; n: number }

/** A new offer. */
export const newOffer = (o: Pick<Offer, 'id' | 'procedure' | 'agency' | 'on' | 'facts'>): Offer => ({
  ...o,
  state: 'offered',
  heard: 0,
  answer: null,
  matter: null,
})

/** Form of the system's act by which a giver hears an answer. */
export const heardInput = z.strictObject({
  handover: z.uuid().meta({ label: '移交' }),
  state: z.enum(['taken', 'refused', 'ended']).meta({ label: '答复' }),
  n: z.number().int().meta({ label: '第几次答复' }),
  matter: z.uuid().meta({ label: '接收方的事项' }),
  on: z.string().meta({ label: '答复日' }),
  facts: z.json().meta({ label: '办理情况' }),
})
export type Heard = z.output<typeof heardInput>

/** The offers after the giver has heard an answer. */
export const hear = (offers: readonly Offer[], h: Heard): Offer[] =>
  offers.map((o) => (o.id === h.handover ? { ...o, heard: h.n, answer: h.state, matter: h.matter } : o))

/** Rows of the giver's offers, all of them after each act that touches one. */
export const offerRows = (act: FoldedAct, offers: readonly Offer[]): Rows => ({
  'kernel.handover': offers.map((o) => ({
    handover_id: o.id,
    matter_id: act.matter,
    procedure: o.procedure,
    to_agency: o.agency,
    state: o.state,
    facts: JSON.stringify(o.facts),
    offered_on: o.on,
    heard: o.heard,
  })),
})

/** The row of the receiver's answer; `taken.n` counts the answers given, this one included. */
export const answerRows = (
  act: FoldedAct,
  taken: Taken,
  state: 'taken' | 'refused' | 'ended',
  facts: unknown = {},
): Rows => ({
  'kernel.handover_answer': [
    {
      handover_id: taken.id,
      matter_id: act.matter,
      from_matter: taken.from,
      to_agency: taken.fromAgency,
      state,
      answered_on: act.declaredOn,
      n: taken.n,
      facts: JSON.stringify(facts),
    },
  ],
})

/** Whether the offer can still be taken or refused. */
export const isOpenOffer = (h: Handover | undefined): h is Handover =>
  h !== undefined && h.state === 'offered' && h.answer === null
