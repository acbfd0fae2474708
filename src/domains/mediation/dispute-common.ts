/** Small helpers that the actions of a dispute share: whose voice it is, what a paper is, how an attempt ends. */
import type { LocalDate } from '#kernel/clock'
import { type Context, type FoldedAct, type Json, procedureOf } from '#kernel/procedure'
import type { DisputeFacts, PartyFact } from './dispute-facts.ts'
import type { Outcome } from './dispute-kinds.ts'

export const { action, define } = procedureOf<DisputeFacts>()

/** Who carries out mediation: any mediator of the committee, its head among them. */
export const handlers = ['mediator', 'committee_head'] as const
export const settledStates = ['SETTLED', 'CLOSED', 'ARCHIVED'] as const
export const pendingStates = ['REGISTERED', 'AWAITING_CONSENT', 'ACCEPTED', 'ASSIGNED', 'IN_MEDIATION'] as const
export const everyState = [
  ...pendingStates,
  'SETTLED',
  'FAILED',
  'NOT_ACCEPTED',
  'ENDED_BEFORE_START',
  'TRANSFERRED_OUT',
  'MERGED',
  'CLOSED',
  'ARCHIVED',
] as const
export const fileStates = ['SETTLED', 'FAILED', 'NOT_ACCEPTED', 'ENDED_BEFORE_START'] as const

type Any = Context<DisputeFacts, any>

/** The party with this number; refuses an unknown number, and a party that speaks for another. */
export function judgeVoice(ctx: Any, seq: number, document: unknown): PartyFact {
  const p = ctx.facts.parties.find((x) => x.seq === seq)
  if (!p) return ctx.refuse('mediation.noParty', `第${seq}号`, { field: 'party' })
  if (ctx.actor.role === 'party') {
    if (ctx.actor.scope.value !== `p:${p.partyId}`) ctx.refuse('mediation.notOwnParty', undefined, { field: 'party' })
  } else if (document === undefined) ctx.refuse('mediation.consentByProxy', undefined, { field: 'document' })
  return p
}

/** All of these numbers are parties of the dispute. */
export function judgeSeqs(ctx: Any, seqs: readonly number[], field: string): void {
  const unknown = seqs.find((s) => !ctx.facts.parties.some((p) => p.seq === s))
  if (unknown !== undefined) ctx.refuse('mediation.noParty', `第${unknown}号`, { field })
}

/** What the engine records of a paper that the act issues: its kind, the matter's number and the day. */
export const paperOf = (ctx: Any, kind: string, on: LocalDate = ctx.declaredOn): Json => ({
  kind,
  number: ctx.facts.number,
  date: on,
})

/** Facts of an attempt that has come to its end. */
export const concluded = (
  f: DisputeFacts,
  act: FoldedAct,
  outcome: Outcome,
  reason: string | null,
  on: LocalDate = act.declaredOn,
): DisputeFacts => ({
  ...f,
  outcome,
  reason,
  concludedOn: on,
  concludedAt: act.recordedAt,
})

/** Notes that a paper is on file, once each. */
export const withPapers = (f: DisputeFacts, ...kinds: string[]): DisputeFacts => ({
  ...f,
  papers: [...new Set([...f.papers, ...kinds])],
})
