/** The same applicant against the same act, told by claims that hold no content; and the key that acts of many applicants share. */
import type { Claim, ClaimChange } from '#kernel/procedure'
import type { Facts } from './facts.ts'
import type { FileInput } from './forms.ts'

/** Applicants of one application that are compared. */
const most = 20
export const sameClaim = 'reconsideration.same'
/** Which organ has a case under which version of the law: asked by the review of a norm, which stands beside a case. */
export const caseClaim = 'reconsideration.case'

const actText = (i: FileInput): string =>
  ['act', i.respondents[0]!.agencyId, i.act.kind, i.act.docNo ?? `${i.act.madeOn ?? ''}/${i.act.knownOn ?? ''}`].join(
    '|',
  )
export const groupKeyOf = (i: FileInput, hmac: (text: string) => string): string | null =>
  i.act.docNo ? hmac(actText(i)).slice(0, 32) : null
/** Keyed hash of each applicant together with the act. */
export const sameKeysOf = (i: FileInput, hmac: (text: string) => string): string[] => [
  ...new Set(i.applicants.slice(0, most).map((a) => hmac(`${a.idKind}|${a.idNumber}|${actText(i)}`).slice(0, 32))),
]

export type Standing = 'PENDING' | 'WITHDRAWN' | 'DONE' | 'GONE'
/** What others of the same applicant learn: pending, withdrawn after acceptance, decided; nothing where it was never accepted. */
const standingOf = (f: Facts): Standing => {
  if (f.outcome?.startsWith('TERMINATED:') && f.outcome.includes('WITHDRAWN')) return 'WITHDRAWN'
  if (f.outcome) return 'DONE'
  return f.preOutcome || f.state === 'RELODGED' ? 'GONE' : 'PENDING'
}
export const sameClaims = (f: Facts): ClaimChange[] =>
  f.sameKeys.map((key) => {
    const value = standingOf(f)
    return value === 'GONE' ? { kind: sameClaim, key, release: true } : { kind: sameClaim, key, value }
  })
export const standings = (claims: readonly Claim[], ownId: string): Standing[] =>
  claims.filter((c) => c.matterId !== ownId).map((c) => c.value as Standing)
