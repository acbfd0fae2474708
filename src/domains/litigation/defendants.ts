/**
 * Who is the defendant (chapter 5 B4.2): by what became of a reconsideration, by who made the act, and by the line between a
 * government and its departments. The court decides; a difference from what was docketed is only shown.
 */
import type { LocalDate } from '#kernel/clock'
import type { Basis } from '#kernel/errors'
import type { CourtLevel, DefendantRole, Level, OrganKind } from './kinds.ts'
import { adl, defendant2021, int, platform } from './law.ts'

export const reconOutcomes = {
  UPHELD: '维持',
  REJECT_REQUEST: '驳回复议请求',
  NOT_ACCEPTED: '不予受理',
  DISMISSED: '以不符合受理条件驳回申请',
  CHANGED_RESULT: '改变处理结果（撤销、变更等）',
  CHANGED_GROUNDS: '只改变事实、证据或者依据，结果不变',
  CONFIRMED_ILLEGAL: '确认违法（非程序理由）',
  CONFIRMED_ILLEGAL_PROCEDURE: '以违反法定程序为由确认违法',
  CONFIRMED_VOID: '确认无效',
  MIXED: '既有维持又有改变或者不予受理',
  OVERDUE: '逾期没有作出决定',
}
export type ReconOutcome = keyof typeof reconOutcomes
/** Where one of two things can be sued over: the act itself, or what the reconsideration organ did or left undone. */
export const suedFor = { ACT: '原行政行为', RECON: '复议机关的决定或者不作为' }
export type SuedFor = keyof typeof suedFor

export type Expected = { roles: readonly DefendantRole[]; basis: Basis }

/** The roles in which organs stand as defendants after a reconsideration; without one, whoever made the act. */
export function defendantsAfter(outcome: ReconOutcome | null, over: SuedFor = 'ACT'): Expected {
  const both = ['ORIGINAL', 'RECON_ORGAN'] as const
  switch (outcome) {
    case null:
      return { roles: ['ORIGINAL'], basis: adl(26, 1) }
    case 'UPHELD':
      return { roles: both, basis: adl(26, 2) }
    case 'REJECT_REQUEST':
      return { roles: both, basis: int(133) }
    case 'CHANGED_GROUNDS':
      return { roles: both, basis: int(22, 1) }
    case 'CONFIRMED_ILLEGAL_PROCEDURE':
      return { roles: both, basis: int(22, 3) }
    case 'MIXED':
      return { roles: both, basis: int(134, 2) }
    case 'CHANGED_RESULT':
      return { roles: ['RECON_ORGAN_ALONE'], basis: adl(26, 2) }
    case 'CONFIRMED_VOID':
      return { roles: ['RECON_ORGAN_ALONE'], basis: int(22, 2) }
    case 'CONFIRMED_ILLEGAL':
      return { roles: ['RECON_ORGAN_ALONE'], basis: int(22, 3) }
    case 'NOT_ACCEPTED':
    case 'DISMISSED':
      return over === 'RECON'
        ? { roles: ['RECON_ORGAN_ALONE'], basis: outcome === 'DISMISSED' ? int(133) : int(56, 2) }
        : { roles: ['ORIGINAL'], basis: platform('复议没有受理，诉原行为的，被告是原机关') }
    case 'OVERDUE':
      return { roles: [over === 'RECON' ? 'RECON_ORGAN_ALONE' : 'ORIGINAL'], basis: adl(26, 3) }
  }
}

/** Whether the docketed defendants are those whom the outcome makes so; organs that made an act together stand for the original one. */
export function areDefendantsRight(
  docketed: readonly DefendantRole[],
  outcome: ReconOutcome | null,
  over: SuedFor = 'ACT',
): boolean {
  const have = new Set<DefendantRole>(
    docketed.filter((r) => r !== 'THIRD_PARTY_AGENCY').map((r) => (r === 'JOINT_ACT' ? 'ORIGINAL' : r)),
  )
  const { roles } = defendantsAfter(outcome, over)
  return have.size === roles.length && roles.every((r) => have.has(r))
}

/** What a government of county level or above did, that is sued over since 2021-04-01. */
export const governmentActs = {
  GUIDANCE: '听取报告、开会、发文指导',
  DEMOLITION_DECIDED: '强制拆除，有书面决定',
  DEMOLITION_UNDECIDED: '强制拆除，没有书面决定',
  COLLECTIVE_DECIDED: '集体土地征收中的强制拆除，有书面决定',
  COLLECTIVE_UNDECIDED: '集体土地征收中的强制拆除，没有书面决定',
  EXPROPRIATION_DECIDED: '国有土地上房屋征收中的强制拆除，有书面决定',
  EXPROPRIATION: '国有土地上房屋征收中的强制拆除，没有书面决定',
  FORWARDED: '把履职申请转送下级或者部门并告知',
  REGISTRATION: '不动产登记',
  OPENNESS: '指定机构以自己的名义处理信息公开申请',
}
export type GovernmentAct = keyof typeof governmentActs
/** Whose act it is: the decider's, the one who carried it out, or the government's own where the provisions do not speak yet. */
export function answersFor(
  act: GovernmentAct,
  on: LocalDate,
): { organ: 'GOVERNMENT' | 'DECIDER' | 'DEPARTMENT'; basis: Basis } {
  if (on < '2021-04-01') return { organ: 'GOVERNMENT', basis: adl(26, 1) }
  const at = {
    GUIDANCE: ['DEPARTMENT', 1],
    DEMOLITION_DECIDED: ['DECIDER', 2],
    DEMOLITION_UNDECIDED: ['DEPARTMENT', 2],
    COLLECTIVE_DECIDED: ['DECIDER', 3],
    COLLECTIVE_UNDECIDED: ['DEPARTMENT', 3],
    EXPROPRIATION_DECIDED: ['DECIDER', 3],
    EXPROPRIATION: ['DEPARTMENT', 3],
    FORWARDED: ['DEPARTMENT', 4],
    REGISTRATION: ['DEPARTMENT', 5],
    OPENNESS: ['DEPARTMENT', 6],
  } as const
  const [organ, article] = at[act]
  return { organ, basis: defendant2021(article) }
}

/** The court of first instance by level: of co-defendants the original organ decides. Where courts cross districts the city's table overrides. */
export function firstCourtOf(defendants: readonly { role: DefendantRole; level: Level; kind: OrganKind }[]): {
  level: CourtLevel
  basis: Basis
} {
  const own = (d: { role: DefendantRole }) => d.role !== 'RECON_ORGAN' && d.role !== 'THIRD_PARTY_AGENCY'
  const isJoint = defendants.some((d) => d.role === 'RECON_ORGAN')
  const isGovernment = defendants.filter(own).some((d) => d.kind === 'GOVERNMENT')
  return {
    level: isGovernment ? 'INTERMEDIATE' : 'BASIC',
    basis: isJoint ? int(134, 3) : isGovernment ? adl(15, undefined, 1) : adl(14),
  }
}
