/**
 * A dispute that the same parties have settled before: an agreement binds, and what is disputed of it goes to court or is changed
 * (人民调解法 arts. 31 to 33). Whether a new registration is that affair again is for a person to say, so it is shown and asked for.
 */
import type { LocalDate } from '#kernel/clock'
import type { ClaimChange, Context, FoldedAct, Need } from '#kernel/procedure'
import type { DisputeFacts } from './dispute-facts.ts'
import type { CaseInput } from './dispute-forms.ts'
import { isSameOccasion, partiesKeyOf } from './dispute-rules.ts'

/** Held by whoever settled for the same parties; value kind|occurredOn|settledOn. */
const claim = 'mediation.settled'

export type SettledBefore = { count: number; matter: string; on: string } | null

/** What a registration must know of earlier settlements; to be written by a settlement, so exclusively there. */
export const settledNeeds = (input: CaseInput, hmac: (text: string) => string): Need[] => [
  { claim, key: partiesKeyOf(input.parties, hmac) },
]
export const settlingNeeds = (facts: DisputeFacts | undefined): Need[] =>
  facts ? [{ claim, key: facts.partiesKey, exclusive: true, lockOnly: true }] : []

/** Both days known: the affair is told by them, whatever its kind was called; else by the kind. */
const isSameAffair = (value: string, input: CaseInput): boolean => {
  const [kind, occurredOn] = value.split('|')
  return occurredOn && input.occurredOn
    ? isSameOccasion(occurredOn as LocalDate, input.occurredOn)
    : kind === input.kind
}

/** The settlements of the same affair by the same parties, the last one named; null where there is none. */
export function settledBefore(ctx: Context<DisputeFacts, CaseInput>): SettledBefore {
  const found = ctx
    .claims(claim, partiesKeyOf(ctx.input.parties, ctx.hmac))
    .filter((c) => c.matterId !== ctx.matterId && c.value !== null && isSameAffair(c.value, ctx.input))
    .map((c) => ({ matter: c.matterId, on: c.value!.split('|')[2]! }))
    .sort((a, b) => (a.on < b.on || (a.on === b.on && a.matter < b.matter) ? -1 : 1))
  const last = found.at(-1)
  return last ? { count: found.length, ...last } : null
}

export const settledClaim = (f: DisputeFacts): ClaimChange => ({
  kind: claim,
  key: f.partiesKey,
  value: [f.kind, f.occurredOn ?? '', f.concludedOn].join('|'),
})
/** What a judgment undid or was invented settled nothing. */
export const unsettledClaim = (f: DisputeFacts): ClaimChange => ({ kind: claim, key: f.partiesKey, release: true })

export const settledTells = (before: SettledBefore | undefined): string[] =>
  before
    ? [
        `同一当事人的同一纠纷已于${before.on}达成调解协议；对协议有争议的可以起诉，也可以由双方变更协议，仍要受理的须写明理由`,
      ]
    : []

/** The earlier matter, to be looked at by whoever may read it. */
export const settledLinks = (act: FoldedAct): { to: string; kind: string }[] =>
  act.given.settledBefore ? [{ to: act.given.settledBefore.matter, kind: 'SETTLED_BEFORE' }] : []
