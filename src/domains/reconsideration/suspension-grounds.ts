/** Grounds for suspending a reconsideration, their articles in each version, and which of them end the case after sixty days. */
import type { Basis } from '#kernel/errors'
import { platform } from '#kernel/law'
import { type ReconVersion, recon2017, recon2023, reconRegulation } from './statutes.ts'

export const suspensionGrounds = {
  S01: '申请人死亡，近亲属是否参加尚未确定',
  S02: '申请人丧失行为能力，法定代理人尚未确定',
  S03: '申请人下落不明',
  S04: '申请人终止，权利义务承受人尚未确定',
  S05: '当事人因不可抗力或者其他正当理由不能参加',
  S06: '进行调解、和解，双方同意中止',
  S07: '法律适用问题须由有权机关解释或者确认',
  S08: '须以其他案件的审理结果为依据',
  S09: '附带审查规范性文件或者依据',
  S10: '其他需要中止的情形',
} as const
export type SuspensionGround = keyof typeof suspensionGrounds
/** As a version's text calls them: the regulation of 2007 knows force majeure alone, and names those declared missing. */
export const groundNames = (version: ReconVersion): Record<SuspensionGround, string> =>
  version === 'RECON_2017'
    ? {
        ...suspensionGrounds,
        S03: '申请人下落不明或者被宣告失踪',
        S05: '当事人因不可抗力不能参加',
      }
    : suspensionGrounds

const grounds = Object.keys(suspensionGrounds) as SuspensionGround[]

/** Item of 实施条例 art. 41 para. 1; suspension by agreement is unknown to it, norm review stands in the law itself. */
const item2017: Partial<Record<SuspensionGround, number>> = {
  S01: 1,
  S02: 2,
  S03: 4,
  S04: 3,
  S05: 5,
  S07: 6,
  S08: 7,
  S10: 8,
}

/** Other reasons are written down and approved by the head of the reconsideration body. */
export const otherGroundApproval = platform('其他中止情形须写明理由，经复议机构负责人批准')

/** Under what a case is suspended on this ground; nothing where the version does not know it. */
export function suspensionBasis(ground: SuspensionGround, version: ReconVersion): readonly Basis[] | undefined {
  if (version === 'RECON_2023') {
    const item = recon2023(39, 1, grounds.indexOf(ground) + 1)
    return ground === 'S10' ? [item, otherGroundApproval] : [item]
  }
  if (ground === 'S09') return [recon2017(26), recon2017(27)]
  const item = item2017[ground]
  if (item === undefined) return undefined
  const basis = reconRegulation(41, 1, item)
  return ground === 'S10' ? [basis, otherGroundApproval] : [basis]
}

/** The grounds a version knows. */
export function suspensionGroundsOf(version: ReconVersion): readonly SuspensionGround[] {
  return grounds.filter((g) => suspensionBasis(g, version) !== undefined)
}

const ending: readonly SuspensionGround[] = ['S01', 'S02', 'S04']

/** Whether sixty days of suspension on this ground end the case; an applicant who cannot be found (S03) never does. */
export function mayEndAfterSixtyDays(ground: SuspensionGround): boolean {
  return ending.includes(ground)
}

export const sixtyDaysBasis: Record<ReconVersion, Basis> = {
  RECON_2017: reconRegulation(42, 2),
  RECON_2023: recon2023(41, undefined, 5),
}
