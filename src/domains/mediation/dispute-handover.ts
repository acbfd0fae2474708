/**
 * A dispute that another matter hands over, such as one of a dispute centre: taken when it is registered, refused when it is not
 * accepted, ended when the attempt is. The giver hears outcome and number, never who the parties are.
 */
import { z } from 'zod'
import { answerRows } from '#kernel/handover'
import type { FoldedAct, ProcedureDef, Rows } from '#kernel/procedure'
import { type DisputeFacts, findAgreement, isSettled } from './dispute-facts.ts'
import { disputeKinds, disputeSources, notAcceptCodes } from './dispute-kinds.ts'

const offered = z.object({
  source: z.string(),
  number: z.string(),
  kind: z.string().nullable(),
  townCode: z.string().nullable(),
  actOn: z.string().nullable(),
  receivedOn: z.string(),
  giver: z.string().optional(),
})

/** The name by which the giver wants to be addressed, where its offer tells it. */
export function giverName(facts: unknown): string | null {
  const { giver } = (facts ?? {}) as { giver?: unknown }
  return typeof giver === 'string' && giver.trim() ? giver : null
}

const isCourt = (source: string) => source === 'COURT_DELEGATED' || source === 'COURT_ENTRUSTED'

/** The offer as the form of registering it: what the giver knows; parties and letter are for whoever takes it. */
export const receives: NonNullable<ProcedureDef['receives']> = {
  action: 'receiveReferral',
  facts: offered,
  fill: (facts: z.output<typeof offered>) => ({
    source: Object.hasOwn(disputeSources, facts.source) ? facts.source : 'OTHER',
    // Only a court entrusts by its letter; from elsewhere the parties have been told where to turn.
    mode: isCourt(facts.source) ? 'ENTRUSTED' : 'INFORMED',
    kind: facts.kind !== null && Object.hasOwn(disputeKinds, facts.kind) ? facts.kind : 'OTHER',
    ...(facts.townCode === null ? {} : { place: facts.townCode }),
    ...(facts.actOn === null ? {} : { occurredOn: facts.actOn }),
    ...(isCourt(facts.source) ? { courtSignedOn: facts.receivedOn } : {}),
  }),
}

/** Ground of not accepting, in words, for the giver. */
const groundText = (f: DisputeFacts): string =>
  Object.hasOwn(notAcceptCodes, f.reason ?? '') ? notAcceptCodes[f.reason as keyof typeof notAcceptCodes] : ''

/** The answer that an act gives to the offer which the matter took; nothing where it gives none. */
export function handoverRows(act: FoldedAct, after: DisputeFacts, before: DisputeFacts): Rows {
  const { taken } = after
  if (taken === null || taken.n === before.taken?.n) return {}
  if (before.taken === null) return answerRows(act, taken, 'taken', { number: after.number })
  if (after.outcome === 'NOT_ACCEPTED')
    return answerRows(act, taken, 'refused', { outcome: after.outcome, code: after.reason, ground: groundText(after) })
  const agreement = isSettled(after) ? findAgreement(after) : undefined
  return answerRows(act, taken, 'ended', {
    outcome: after.outcome,
    concludedOn: after.concludedOn,
    ...(agreement ? { agreementNumber: agreement.number } : {}),
  })
}
