/** Against whom a reconsideration is directed: who made the act, and who answers for it. */
import type { Basis } from '#kernel/errors'
import { platform } from '#kernel/law'
import type { Organ } from '#kernel/organ'
import { type ReconVersion, recon2017, recon2023, reconRegulation } from './statutes.ts'

export const respondentReasons = {
  MADE: '作出行为',
  JOINT: '共同作出行为',
  ENTRUSTING: '委托他人作出行为',
  SUCCESSOR: '继续行使职权',
  APPROVING: '批准行为',
  PARENT_OF_UNAUTHORIZED: '所属机构未经授权以自己名义作出行为',
} as const
export type RespondentReason = keyof typeof respondentReasons

export type Respondent = { id: string; reason: RespondentReason; basis: readonly Basis[] }
/** A hint for a person, with what it rests on. */
export type Note = { text: string; basis: readonly Basis[] }

export type Made = {
  /** In whose name the act stands: one organ, or several together. */
  by: readonly string[]
  /** The organ that entrusted the maker. */
  entrustedBy?: string | undefined
  /** The organ that has the maker's powers now. */
  successor?: string | undefined
  /** The superior organ that approved the act under a law, regulation or rule. */
  approvedBy?: string | undefined
}

const entrusting = platform('2017年文本没有规定委托，按作出行为的机关是委托机关办理')
const approval = platform('2023年文本没有规定经批准的行为，按实施条例第十三条补充适用')

/** Respondents in the order of the law: makers, the one who entrusted, the successor, the one who approved; a body without authority gives way to its organ. */
export function findRespondents(
  made: Made,
  tree: (id: string) => Organ | undefined,
  version: ReconVersion,
): { respondents: Respondent[]; notes: Note[] } {
  const is2017 = version === 'RECON_2017'
  const notes: Note[] = []
  if (made.approvedBy !== undefined) {
    if (!is2017)
      notes.push({
        text: '经上级批准的行为，被申请人由承办人确认；诉讼的被告是署名机关',
        basis: [reconRegulation(13), approval],
      })
    return { respondents: [{ id: made.approvedBy, reason: 'APPROVING', basis: [reconRegulation(13)] }], notes }
  }
  if (made.successor !== undefined) {
    const basis = is2017 ? recon2017(15, 1, 5) : recon2023(19, 4)
    return { respondents: [{ id: made.successor, reason: 'SUCCESSOR', basis: [basis] }], notes }
  }
  if (made.entrustedBy !== undefined) {
    const basis = is2017 ? [recon2017(10, 4), entrusting] : [recon2023(19, 3)]
    return { respondents: [{ id: made.entrustedBy, reason: 'ENTRUSTING', basis }], notes }
  }
  const isJoint = made.by.length > 1
  const basis = isJoint
    ? is2017
      ? recon2017(15, 1, 4)
      : recon2023(19, 2)
    : is2017
      ? recon2017(10, 4)
      : recon2023(19, 1)
  const respondents: Respondent[] = []
  for (const id of made.by) {
    const organ = tree(id)
    const parent = organ && isUnauthorized(organ, version) ? organ.parentId : null
    const next: Respondent =
      parent === null
        ? { id, reason: isJoint ? 'JOINT' : 'MADE', basis: [basis] }
        : { id: parent, reason: 'PARENT_OF_UNAUTHORIZED', basis: [reconRegulation(14)] }
    if (!respondents.some((r) => r.id === next.id)) respondents.push(next)
    if (organ?.kind === 'DISPATCHED_BODY' && organ.ownNameBasis === 'RULE' && is2017)
      notes.push({
        text: '规章授权的派出机构，实施条例第十四条只列法律、法规授权，由承办人核对',
        basis: [recon2017(15, 1, 2), reconRegulation(14)],
      })
  }
  return { respondents, notes }
}

/** Bodies and organisations that no provision lets act in their own name; rules authorise organisations only since 2024. */
function isUnauthorized(organ: Organ, version: ReconVersion): boolean {
  if (organ.kind === 'DISPATCHED_BODY') return organ.ownNameBasis === 'NONE'
  if (organ.kind !== 'AUTHORIZED_ORG') return false
  return organ.ownNameBasis === 'NONE' || (organ.ownNameBasis === 'RULE' && version === 'RECON_2017')
}
