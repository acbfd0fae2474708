/**
 * An application that another matter hands over, such as one of a dispute centre: taken when it is registered, refused when it ends
 * before it is accepted, ended when it is concluded. The giver hears outcome and number, never who the parties are.
 */
import { z } from 'zod'
import { answerRows, isOpenOffer } from '#kernel/handover'
import type { FoldedAct, ProcedureDef, Rows } from '#kernel/procedure'
import type { Ctx, Facts } from './facts.ts'

const offered = z.object({ number: z.string(), actOn: z.string().nullable() }).loose()

/** The offer as the form of filing: parties, request and the day of filing are the applicant's to say. */
export const receives: NonNullable<ProcedureDef['receives']> = {
  action: 'file',
  facts: offered,
  fill: (facts: z.output<typeof offered>) => ({ act: { ...(facts.actOn === null ? {} : { madeOn: facts.actOn }) } }),
}

type Filing = Ctx<{ handover?: string | undefined }>
/** Refuses a hand-over that is not there or has been answered. */
export function judgeOffer(ctx: Filing): void {
  const { handover } = ctx.input
  if (handover !== undefined && !isOpenOffer(ctx.handover(handover)))
    ctx.refuse('reconsideration.offer', undefined, { field: 'handover' })
}
/** What the facts keep of the offer that is taken. */
export function takenIn(ctx: Filing): { taken?: { id: string; from: string; fromAgency: string } } {
  const h = ctx.input.handover === undefined ? undefined : ctx.handover(ctx.input.handover)
  return h ? { taken: { id: h.id, from: h.fromMatter, fromAgency: h.fromAgency } } : {}
}

/** How a case stands towards who handed it over. */
const answerOf = (f: Facts): 'taken' | 'refused' | 'ended' => (f.preOutcome ? 'refused' : f.outcome ? 'ended' : 'taken')

/** Counts the answers: facts after an act that changed what the giver hears. */
export const withAnswer = (after: Facts, before: Facts): Facts =>
  after.taken && before.taken && answerOf(after) !== answerOf(before)
    ? { ...after, taken: { ...after.taken, n: before.taken.n + 1 } }
    : after

const settled = (outcome: string): boolean => outcome === 'MEDIATED' || outcome === 'TERMINATED:SETTLED_WITHDRAWN'
/** The outcome in the words that givers know: settled, decided, or something else. */
const outcomeWord = (outcome: string): string =>
  settled(outcome) ? 'SETTLED' : outcome.startsWith('DECISION:') || outcome === 'DISMISSED' ? 'DECISION' : 'OTHER'

/** The answer that an act gives to the offer which the case took; nothing where it gives none. */
export function handoverRows(act: FoldedAct, after: Facts, before: Facts): Rows {
  const { taken } = after
  if (!taken || taken.n === before.taken?.n) return {}
  const answer = answerOf(after)
  const told =
    answer === 'taken'
      ? { number: after.number }
      : answer === 'refused'
        ? { number: after.number, outcome: after.preOutcome }
        : { number: after.number, outcome: outcomeWord(after.outcome!), concludedOn: after.closedOn }
  return answerRows(act, taken, answer, told)
}
