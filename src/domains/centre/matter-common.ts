/** What the actions of a matter share: who may speak, what others learn of it, and how its rows are written. */
import type { Actor } from '#kernel/access'
import { type Instant, instantAt, type LocalDate, localDateOf } from '#kernel/clock'
import { isOpenOffer, type Offer } from '#kernel/handover'
import { type ClaimChange, type Context, type FoldedAct, type Need, procedureOf, type Rows } from '#kernel/procedure'
import { isOrganKind, paths } from './kinds.ts'
import { type Affair, kindKey } from './likeness.ts'
import { type DispatchFact, type HandoffFact, leadDispatch, type MatterFacts } from './matter-facts.ts'
import { remainingKeys } from './people.ts'
import type { SameHolder } from './rules.ts'

export const { action, define } = procedureOf<MatterFacts>()
export type Any = Context<MatterFacts, any>

/** States before a result is submitted: the petitioner may still withdraw. */
export const underway = [
  'REGISTERED',
  'TRIAGED',
  'HANDED_OFF',
  'DISPATCHED',
  'RETURN_REQUESTED',
  'RECEIVED',
  'IN_PROGRESS',
  'JOINT',
] as const
export const unclosed = [...underway, 'RESULT_SUBMITTED', 'REVIEWED', 'REPLIED', 'VISITED'] as const
export const everyState = [...unclosed, 'CLOSED', 'MERGED'] as const
export const units = ['handler', 'handler_head'] as const

/** The moment of an act that has no time of its own: when it was entered, or the beginning of the day it is said to be of. */
export const momentOf = (act: Pick<FoldedAct, 'declaredOn' | 'recordedAt'>, time?: string): Instant =>
  time !== undefined
    ? instantAt(act.declaredOn, time)
    : localDateOf(act.recordedAt) === act.declaredOn
      ? act.recordedAt
      : instantAt(act.declaredOn, '00:00')

export const paperOf = (ctx: Any, kind: string) => ({ kind, number: ctx.facts.number, date: ctx.declaredOn })

/** Only the unit in charge handles the matter. */
export function judgeLead(ctx: Any): DispatchFact {
  const d = leadDispatch(ctx.facts)
  if (!d || ctx.actor.agency !== d.unit) return ctx.refuse('centre.notLead')
  return d
}

export const isOrganOfCentre = (f: MatterFacts, actor: Actor): boolean => actor.agency === f.agencyId

/** Whether the unit that acts writes letters as an organ does. */
export const isByOrgan = (ctx: Any): boolean => isOrganKind(ctx.agency(ctx.actor.agency)?.kind)

// ----- What other matters of the same person learn -----

export const ownAffair = (f: MatterFacts): Affair => ({
  respondents: f.respondentKeys,
  kind: kindKey(f.kind),
  place: f.place,
  actOn: f.actOn,
})
export const sameHolder = (f: MatterFacts): SameHolder => ({
  state: f.mergedInto ? 'MERGED' : f.closedOn ? 'CLOSED' : 'OPEN',
  receivedOn: f.receivedOn,
  closedOn: f.closedOn,
  closeCode: f.closeCode,
  isFinal: f.isFinal,
  reviewDueOn: f.reviewDueOn,
  isDelegated: f.courtSignedOn !== null,
  affair: ownAffair(f),
})
export const sameClaims = (f: MatterFacts): ClaimChange[] =>
  remainingKeys(f).map((key) => ({ kind: 'centre.person', key, value: JSON.stringify(sameHolder(f)) }))
/** Claims of an act that ends the matter. */
export const closingClaims = (f: MatterFacts): ClaimChange[] => [
  { kind: 'centre.open', key: f.agencyId, release: true },
  ...sameClaims(f),
]

// ----- Offers -----

export const openOffers = (f: MatterFacts): Offer[] =>
  f.offers.filter((o) => o.state === 'offered' && o.answer === null)
export const offerNeeds = (facts: MatterFacts | undefined): Need[] =>
  openOffers(facts!).map((o) => ({ handover: o.id }))
/** Offers that nobody has answered, to be taken back by an act that ends the matter. */
export const withdrawable = (ctx: Any): string[] =>
  openOffers(ctx.facts)
    .filter((o) => isOpenOffer(ctx.handover(o.id)))
    .map((o) => o.id)
export const withOffersWithdrawn = (f: MatterFacts, ids: readonly string[]): MatterFacts => ({
  ...f,
  offers: f.offers.map((o) => (ids.includes(o.id) ? { ...o, state: 'withdrawn' as const } : o)),
  handoffs: f.handoffs.map((h) =>
    h.offerId !== null && ids.includes(h.offerId) ? { ...h, state: 'WITHDRAWN' as const } : h,
  ),
})

// ----- Ends -----

export const closed = (
  f: MatterFacts,
  act: FoldedAct,
  closeCode: NonNullable<MatterFacts['closeCode']>,
): MatterFacts => ({ ...f, closeCode, closedOn: act.declaredOn, closedAt: act.recordedAt })

// ----- Rows -----

export const dispatchRows = (f: MatterFacts): Rows => ({
  'centre.dispatch': f.dispatches.map((d) => ({
    no: d.no,
    round: d.round,
    from_unit: f.agencyId,
    to_unit: d.unit,
    kind: d.kind,
    level: d.level,
    dispatched_on: d.on,
    received_on: d.receivedOn,
    handler_ids: d.handlers,
    returned_on: d.returnedOn,
    proper_unit: d.properUnit,
    return_decision: d.returnDecision,
    result_on: d.resultOn,
    known_at: d.knownAt,
  })),
})
export const handoffRows = (act: FoldedAct, handoffs: readonly HandoffFact[]): Rows => ({
  'centre.handoff': handoffs.map((h) => ({
    matter_id: act.matter,
    no: h.no,
    path: h.path,
    is_parallel: h.isParallel,
    target_agency_id: h.targetAgencyId,
    target_name: h.targetName,
    offer_id: h.offerId,
    handed_on: h.on,
    state: h.state,
    outcome: h.outcome,
    outcome_on: h.outcomeOn,
  })),
})
/** Rows of dispatches, with their matter. */
export const dispatchRowsOf = (act: FoldedAct, f: MatterFacts): Rows => ({
  'centre.dispatch': dispatchRows(f)['centre.dispatch']!.map((r) => ({ matter_id: act.matter, ...r })),
})

export const pathText = (p: MatterFacts['path']): string => (p ? paths[p] : '')
export const dayOfAct = (act: FoldedAct): LocalDate => act.declaredOn
