/**
 * Who counts as the head of an organ in court (chapter 5 B4.3), and what counts as having appeared: one count for each case and
 * instance, not for each sitting and not for each person.
 */
import type { LocalDate } from '#kernel/clock'
import type { CourtOpinion, OrganKind } from './kinds.ts'

export const positions = {
  PRINCIPAL: '正职负责人',
  VICE: '副职负责人',
  DEPUTY_RANK: '副职级别、参与分管被诉行为实施工作的负责人',
  OTHER_IN_CHARGE: '其他参与分管的负责人',
  OFFICE_HEAD: '内设科室、站所、执法队负责人',
  UNDERTAKING_HEAD: '政府的承办部门负责人',
  SUBORDINATE_HEAD: '下级机关负责人',
  ENTRUSTED_HEAD: '受托组织负责人',
  PARTY_POST: '只任党委职务',
  VILLAGE: '村（社区）干部',
  LAWYER: '律师',
}
export type Position = keyof typeof positions

export const headCategories = {
  CHIEF: '正职',
  DEPUTY: '副职',
  DEPUTY_LEVEL_IN_CHARGE: '副职级别分管负责人',
  OTHER_IN_CHARGE: '其他分管负责人',
}
export type HeadCategory = keyof typeof headCategories

export type HeadJudgment = { category: HeadCategory } | { why: string }

/**
 * The category in which somebody may appear as the head, or why not.
 * @param hasProof whether a paper of the organ proves that he is in charge of the field of the act; without one only the principal and vice posts count
 */
export function headCategoryOf(organ: OrganKind, position: Position, hasProof: boolean): HeadJudgment {
  switch (position) {
    case 'PRINCIPAL':
      return { category: 'CHIEF' }
    case 'VICE':
      return { category: 'DEPUTY' }
    case 'DEPUTY_RANK':
      return hasProof ? { category: 'DEPUTY_LEVEL_IN_CHARGE' } : { why: '须有分管证明' }
    case 'OTHER_IN_CHARGE':
      return hasProof ? { category: 'OTHER_IN_CHARGE' } : { why: '须有行政分管文件' }
    case 'OFFICE_HEAD':
      // An office that the law empowers in its own name is the defendant, and its head is the head: his post is then the principal one.
      return {
        why: organ === 'AUTHORISED' ? '授权机构的负责人按正职、副职登记' : '内设科室、站所、执法队负责人不是机关负责人',
      }
    case 'UNDERTAKING_HEAD':
      return { why: '承办部门负责人只能作为政府的相应工作人员' }
    case 'PARTY_POST':
      return { why: '只任党委职务、没有行政分管的不是负责人' }
    case 'SUBORDINATE_HEAD':
    case 'ENTRUSTED_HEAD':
      return { why: '受托组织、下级机关负责人不能作为被诉机关负责人' }
    case 'VILLAGE':
    case 'LAWYER':
      return { why: '不是行政机关的负责人' }
  }
}

/** One sitting that took place. */
export type Sitting = { no: number; heldOn: LocalDate; isReNotice: boolean }
/** One organ at one sitting. */
export type Presence = {
  no: number
  agencyId: string
  /** The head came, with a proof of who he is that the court did not reject, and stayed. */
  isPresent: boolean
  category: HeadCategory | null
  /** A lawful reason for staying away that the court accepted. */
  isJustified: boolean
}
export type HeadCount = {
  /** The first sitting: from then on it counts. */
  firstOn: LocalDate
  attended: boolean
  chief: boolean
  /** Did not come and had reason to: stays in the denominator of the main rate, leaves that of the other. */
  justified: boolean
  /** A co-defendant's head came for it by agreement or by order of the court: out of its own denominator. */
  covered: boolean
}

/**
 * What counts of one organ in one instance of one case; nothing where there was no sitting. One appearance is enough, unless the
 * court called the head again: then each of those sittings asks for him.
 */
export function countOf(
  agencyId: string,
  sittings: readonly Sitting[],
  presences: readonly Presence[],
  representative: string | null,
): HeadCount | undefined {
  const first = [...sittings].sort((a, b) => (a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : a.no - b.no))[0]
  if (!first) return undefined
  const at = (no: number) => presences.find((p) => p.no === no && p.agencyId === agencyId)
  const came = sittings.filter((s) => at(s.no)?.isPresent)
  const calledAgain = sittings.filter((s) => s.isReNotice)
  const attended = came.length > 0 && calledAgain.every((s) => at(s.no)?.isPresent)
  const missed = came.length === 0 ? sittings : calledAgain.filter((s) => !at(s.no)?.isPresent)
  return {
    firstOn: first.heldOn,
    attended,
    chief: attended && came.some((s) => at(s.no)?.category === 'CHIEF'),
    justified: !attended && missed.every((s) => at(s.no)?.isJustified ?? false),
    covered: representative !== null && representative !== agencyId,
  }
}

/** What counts of the case: the organ that was determined stands for all, else any of them. */
export function countOfCase(counts: readonly HeadCount[]): HeadCount | undefined {
  const own = counts.some((c) => !c.covered) ? counts.filter((c) => !c.covered) : counts
  const first = counts[0]
  if (!first) return undefined
  const attended = own.some((c) => c.attended)
  return {
    firstOn: first.firstOn,
    attended,
    chief: own.some((c) => c.chief),
    justified: !attended && own.every((c) => c.justified),
    covered: false,
  }
}

/** Whether a head is present as the law counts it: recognised by the court or by supervision, not rejected, and not gone without leave. */
export const isPresent = (a: {
  attended: boolean
  isRecognised: boolean
  idProof: CourtOpinion
  left: boolean
}): boolean => a.attended && a.isRecognised && a.idProof !== 'REJECTED' && !a.left
