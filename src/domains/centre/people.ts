/** Several petitioners of one matter: each speaks for himself, and what one takes back the others keep. */
import type { Actor } from '#kernel/access'
import type { LocalDate } from '#kernel/clock'

export type WithdrawnFact = { seq: number; on: LocalDate }
type People = {
  petitionerIds: readonly string[]
  petitionerMasks: readonly string[]
  /** Keyed hash of each, nothing where he showed no document. */
  personKeys: readonly (string | null)[]
  withdrawn: readonly WithdrawnFact[]
}

/** Numbers of those who have not taken their part back, counted from 1. */
export const remaining = (f: People): number[] =>
  f.petitionerIds.map((_, i) => i + 1).filter((seq) => !f.withdrawn.some((w) => w.seq === seq))
export const remainingIds = (f: People): string[] => remaining(f).map((seq) => f.petitionerIds[seq - 1]!)
export const remainingMasks = (f: People): string[] => remaining(f).map((seq) => f.petitionerMasks[seq - 1]!)
/** Keys of those who remain and are known, each once. */
export const remainingKeys = (f: People): string[] => [
  ...new Set(remaining(f).flatMap((seq) => f.personKeys[seq - 1] ?? [])),
]
/** Whether everybody who remains is known by a document. */
export const isEverybodyKnown = (f: People): boolean =>
  remaining(f).every((seq) => (f.personKeys[seq - 1] ?? null) !== null)
/** Keys that nobody who remains has any more. */
export const goneKeys = (before: People, after: People): string[] => {
  const kept = remainingKeys(after)
  return remainingKeys(before).filter((k) => !kept.includes(k))
}
export const withdrawnOn = (f: People, seq: number): LocalDate | null =>
  f.withdrawn.find((w) => w.seq === seq)?.on ?? null

/** Whose part is taken back: a party's own, or that of those whom a window names; with one petitioner nobody need be named. */
export function speaking(f: People, actor: Pick<Actor, 'role' | 'scope'>, named: readonly number[]): number[] {
  const left = remaining(f)
  if (actor.role === 'party') return left.filter((seq) => actor.scope.value === `p:${f.petitionerIds[seq - 1]}`)
  return named.length === 0 && left.length === 1 ? left : [...new Set(named)]
}
