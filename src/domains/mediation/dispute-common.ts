/** Small helpers that the actions of a dispute share: whose voice it is, whom a paper names, how an attempt ends. */
import type { LocalDate } from '#kernel/clock'
import { type Context, type FoldedAct, procedureOf } from '#kernel/procedure'
import type { DisputeFacts, PartyFact } from './dispute-facts.ts'
import type { NamedPerson } from './dispute-forms.ts'
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

/** Where the act's paper names the parties it names all of them, each once, and whoever signs for one that may not. */
export function judgePeople(ctx: Context<DisputeFacts, { people?: readonly NamedPerson[] | undefined }>): void {
  const { people } = ctx.input
  if (people === undefined) return
  const wrong = (detail: string) => ctx.refuse('mediation.paperParties', detail, { field: 'people' })
  for (const p of ctx.facts.parties) {
    const named = people.filter((x) => x.party === p.seq)
    if (named.length !== 1) wrong(named.length ? `第${p.seq}号当事人写了两次` : `缺第${p.seq}号当事人`)
    if (p.needsGuardian && named[0]!.guardianName === undefined) wrong(`第${p.seq}号当事人没有写明法定代理人`)
  }
  judgeSeqs(
    ctx,
    people.map((x) => x.party),
    'people',
  )
}

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
  taken: f.taken && { ...f.taken, n: f.taken.n + 1 },
})

/** Notes that a paper is on file, once each. */
export const withPapers = (f: DisputeFacts, ...kinds: string[]): DisputeFacts => ({
  ...f,
  papers: [...new Set([...f.papers, ...kinds])],
})
