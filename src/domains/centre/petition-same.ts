/** Likeness of petitions: the same person on the same matter, told by claims that hold no content (the centre's own rule of likeness). */
import type { Claim, ClaimChange } from '#kernel/procedure'
import { type Affair, affairOf, isSameAffair, kindKey, personText } from './likeness.ts'
import { goneKeys, remaining, remainingKeys } from './people.ts'
import type { PetitionFacts } from './petition-facts.ts'
import type { ReceiveInput } from './petition-forms.ts'
import type { RepeatGround, RepeatKind } from './petition-kinds.ts'

/** At most so many of a group's petitioners are compared. */
const most = 20
export const sameClaim = 'centre.petitioner'

/** Keyed hash of each petitioner: by his document, else by name and address together; nothing where neither is whole. */
export const personKeysOf = (input: ReceiveInput, hmac: (text: string) => string): (string | null)[] =>
  input.petitioners.map((p, i) => {
    if (i >= most) return null
    if (p.idNumber) return hmac(personText(p.idKind ?? 'other', p.idNumber)).slice(0, 32)
    return p.address ? hmac(personText('name', `${p.name}/${p.address}`)).slice(0, 32) : null
  })
export const keysOf = (input: ReceiveInput, hmac: (text: string) => string): string[] => [
  ...new Set(personKeysOf(input, hmac).filter((k) => k !== null)),
]
export const receivedAffair = (input: ReceiveInput, hmac: (text: string) => string): Affair =>
  affairOf({ ...input, respondents: input.respondent ? [input.respondent] : [] }, hmac)
const ownAffair = (f: PetitionFacts): Affair => ({
  respondents: f.respondentKeys,
  kind: kindKey(f.kind),
  place: f.place,
  actOn: f.actOn,
})

const classOf = (f: PetitionFacts): RepeatGround => (f.final ? 'FINAL' : f.opinionOn ? 'REPLIED' : 'PENDING')
type Holder = { ground: RepeatGround; affair: Affair }
const parsed = (c: Claim): Holder => JSON.parse(c.value!) as Holder

/** What the petition tells others of the same person; nothing once it ended without an answer of substance. */
export const sameClaims = (f: PetitionFacts): ClaimChange[] =>
  remainingKeys(f).map((key) =>
    f.ending && !f.opinionOn
      ? { kind: sameClaim, key, release: true }
      : { kind: sameClaim, key, value: JSON.stringify({ ground: classOf(f), affair: ownAffair(f) } satisfies Holder) },
  )
/** The same after somebody has taken his own part back. */
export const partClaims = (before: PetitionFacts, f: PetitionFacts): ClaimChange[] => [
  ...goneKeys(before, f).map((key) => ({ kind: sameClaim, key, release: true })),
  ...sameClaims(f),
]

/** An earlier petition on the same affair, as its claims tell it. */
export type Earlier = { matterId: string; ground: RepeatGround }
function earlierOf(claims: readonly Claim[], affair: Affair, ownId: string): Earlier[] {
  const found = claims
    .filter((c) => c.matterId !== ownId && isSameAffair(affair, parsed(c).affair))
    .map((c) => [c.matterId, parsed(c).ground] as const)
  return [...new Map(found)].map(([matterId, ground]) => ({ matterId, ground }))
}
/** Earlier petitions in which everybody spoke who speaks in this one. */
export function earlierOfAll(
  keys: readonly (string | null)[],
  claims: (key: string) => readonly Claim[],
  affair: Affair,
  ownId: string,
): Earlier[] {
  const asked = keys.slice(0, most)
  const known = [...new Set(asked.filter((k) => k !== null))]
  if (known.length === 0 || asked.includes(null)) return []
  const [first, ...others] = known.map((key) => earlierOf(claims(key), affair, ownId))
  return first!.filter((e) => others.every((o) => o.some((x) => x.matterId === e.matterId)))
}
export const earlierThan = (f: PetitionFacts, claims: (key: string) => readonly Claim[], ownId: string): Earlier[] =>
  earlierOfAll(
    remaining(f).map((seq) => f.personKeys[seq - 1] ?? null),
    claims,
    ownAffair(f),
    ownId,
  )

/** What earlier petitions make of a new one. */
export function repeatOf(earlier: readonly Earlier[], hasNewFacts: boolean): { kind: RepeatKind; of: string } | null {
  const at = (g: RepeatGround) => earlier.find((e) => e.ground === g)?.matterId
  const pending = at('PENDING')
  if (pending) return { kind: 'DUP_PENDING', of: pending }
  const done = at('FINAL') ?? at('REPLIED')
  if (!done) return null
  if (hasNewFacts) return { kind: 'NEW_FACT', of: done }
  return { kind: at('FINAL') ? 'DUP_FINAL' : 'UNSATISFIED', of: done }
}
