/**
 * What the court decided, as it comes to be recorded: by the court's own feed at once; by hand only when a second person has compared
 * it. Until then the case stands where it stood.
 */
import type { LocalDate } from '#kernel/clock'
import type { FoldedAct, Json } from '#kernel/procedure'
import type { SuitContext, SuitFacts } from './facts.ts'
import { court } from './roles.ts'

/** An entry that waits for a second person. */
export type Entry = { by: string; agency: string; on: LocalDate; action: string; payload: Json }
export type Effect = (f: SuitFacts, act: FoldedAct) => SuitFacts

/** Facts after an entry: its effect where the court itself wrote it, else the entry that waits. */
export const entering =
  (effect: Effect): Effect =>
  (f, act) =>
    act.capacity === court
      ? effect({ ...f, pending: null }, act)
      : {
          ...f,
          pending: { by: act.actor, agency: act.agency, on: act.declaredOn, action: act.action, payload: act.payload },
        }

/** One entry waits at a time; what the court itself writes goes before it. */
export function judgeEntry(ctx: SuitContext): void {
  if (ctx.facts.pending && ctx.actor.role !== court) ctx.refuse('litigation.judgmentTwice', '等待另一人核对')
}

export const entries = [
  'recordJudgment',
  'recordWithdrawal',
  'recordDismissal',
  'recordTermination',
  'mediate',
  'recordSecondInstance',
  'recordRemand',
] as const
/** Whether the court's decision holds by this act; other acts have nothing to wait for. */
export const isMade = (act: FoldedAct): boolean => {
  if (act.action === 'confirmJudgment') return act.payload.agrees
  return act.capacity === court || !(entries as readonly string[]).includes(act.action)
}

/** The state that the facts of the court's decision give; without one the case stays where it was. */
export function decidedState(f: SuitFacts): string {
  if (f.supersededAt) return 'CLOSED'
  if (f.second) return f.concluded?.mode !== 'JUDGMENT' && f.second.outcome !== 'CHANGED' ? 'CLOSED' : 'EFFECTIVE'
  if (f.ownAppealOn !== null || f.otherAppeal !== null) return 'APPEALED'
  if (f.concluded === null) return f.isSuspended ? 'SUSPENDED' : f.phase
  if (f.concluded.mode === 'JUDGMENT') return 'JUDGED'
  return f.effectiveOn !== null ? 'EFFECTIVE' : 'CONCLUDED_NO_JUDGMENT'
}
