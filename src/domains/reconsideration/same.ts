/** The same applicant against the same act, told by claims that hold no content; and the key that acts of many applicants share. */
import type { Claim, ClaimChange, Need } from '#kernel/procedure'
import type { Facts } from './facts.ts'
import type { FileInput } from './forms.ts'

/** Applicants of one application that are compared. */
const most = 20
export const sameClaim = 'reconsideration.same'
/** Which organ has a case under which version of the law and how it stands: asked by the review of a norm, which stands beside a case. */
export const caseClaim = 'reconsideration.case'
/** The norms under review beside a case, keyed by the case: whether each is still dealt with. */
export const normClaim = 'reconsideration.normOf'
export type NormStanding = 'OPEN' | 'RESOLVED' | 'LEFT' | 'CASE_ENDED'
export type CaseStanding = 'OPEN' | 'SUSPENDED' | 'ENDED'

const caseValue = (f: Facts): string => {
  const standing: CaseStanding =
    f.outcome || f.preOutcome || f.state === 'RELODGED' ? 'ENDED' : f.state === 'SUSPENDED' ? 'SUSPENDED' : 'OPEN'
  return `${f.organId}|${f.version}|${standing}`
}
/** How the case stands, told anew only where it has changed. */
export const caseClaims = (matter: string, after: Facts, before: Facts): ClaimChange[] => {
  const value = caseValue(after)
  return value === caseValue(before) ? [] : [{ kind: caseClaim, key: matter, value }]
}

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

/** What an act of the case must know to see the norms beside it. */
export const normNeeds = (_i: unknown, at: { matterId: string }): Need[] => [{ claim: normClaim, key: at.matterId }]
export const normStandings = (ctx: { matterId: string; claims(kind: string, key: string): readonly Claim[] }) =>
  ctx.claims(normClaim, ctx.matterId).map((c) => c.value as NormStanding)

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
