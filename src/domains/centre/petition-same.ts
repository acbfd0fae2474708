/** Likeness of petitions: the same person on the same matter, told by claims that hold no content (the centre's own rule of likeness). */
import type { Claim, ClaimChange } from '#kernel/procedure'
import type { PetitionFacts } from './petition-facts.ts'
import type { ReceiveInput } from './petition-forms.ts'
import type { RepeatGround, RepeatKind } from './petition-kinds.ts'
import { sameText } from './rules.ts'

/** At most so many of a group's petitioners are compared. */
const most = 20
export const sameClaim = 'centre.petition'

/** Keyed hashes of who petitions about what; petitioners without a document are known by their name and address. */
export const sameKeysOf = (input: ReceiveInput, hmac: (text: string) => string): string[] => [
  ...new Set(
    input.petitioners.slice(0, most).map((p) =>
      hmac(
        sameText(
          {
            idKind: p.idNumber ? (p.idKind ?? 'other') : 'name',
            idNumber: p.idNumber ?? `${p.name}/${p.address ?? ''}`,
          },
          {
            counterparties: input.respondent ? [input.respondent] : [],
            kind: input.kind ?? null,
            place: input.place,
            actOn: input.actOn ?? null,
          },
        ),
      ).slice(0, 32),
    ),
  ),
]

const classOf = (f: PetitionFacts): RepeatGround => (f.final ? 'FINAL' : f.opinionOn ? 'REPLIED' : 'PENDING')

/** What the petition tells others of the same person and matter; nothing once it ended without an answer of substance. */
export const sameClaims = (f: PetitionFacts): ClaimChange[] =>
  f.sameKeys.map((key) =>
    f.ending && !f.opinionOn ? { kind: sameClaim, key, release: true } : { kind: sameClaim, key, value: classOf(f) },
  )

export const groundOf = (c: Claim): RepeatGround => c.value as RepeatGround

/** What earlier petitions make of a new one. */
export function repeatOf(claims: readonly Claim[], hasNewFacts: boolean): { kind: RepeatKind; of: string } | null {
  const at = (g: RepeatGround) => claims.find((c) => groundOf(c) === g)?.matterId
  const pending = at('PENDING')
  if (pending) return { kind: 'DUP_PENDING', of: pending }
  const done = at('FINAL') ?? at('REPLIED')
  if (!done) return null
  if (hasNewFacts) return { kind: 'NEW_FACT', of: done }
  return { kind: at('FINAL') ? 'DUP_FINAL' : 'UNSATISFIED', of: done }
}
