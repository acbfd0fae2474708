/** Kinds of a reconsideration decision: their articles in each version, how they count, and which one leads where several stand together. */
import type { Basis } from '#kernel/errors'
import { platform } from '#kernel/law'
import type { ActKind } from './act-kinds.ts'
import { type ReconVersion, recon2017, recon2023, reconRegulation } from './statutes.ts'

export const decisionKinds = {
  MODIFY: '变更',
  REVOKE: '撤销',
  REVOKE_PART: '部分撤销',
  CONFIRM_ILLEGAL_KEEP: '确认违法但不撤销',
  CONFIRM_ILLEGAL: '确认违法',
  ORDER_PERFORM: '责令履行',
  CONFIRM_VOID: '确认无效',
  MAINTAIN: '维持',
  REJECT_REQUEST: '驳回复议请求',
  DISMISS_APPLICATION: '驳回复议申请',
  AGREEMENT_LIABILITY: '承担行政协议责任',
  AGREEMENT_COMPENSATE: '给予行政协议补偿',
} as const
export type DecisionKind = keyof typeof decisionKinds
/** As a version's text calls them: the regulation of 2007 dismisses the application also for want of a duty (art. 48 para. 1). */
export const kindNames = (version: ReconVersion): Record<DecisionKind, string> =>
  version === 'RECON_2017' ? { ...decisionKinds, REJECT_REQUEST: '驳回行政复议申请' } : decisionKinds

/** What stands beside a main kind and is never counted by itself. */
export const decisionItems = {
  COMPENSATE: '决定给予赔偿',
  REJECT_COMPENSATION: '驳回赔偿请求',
  RETURN_PROPERTY: '责令返还财产、解除措施或者赔偿价款',
  REMEDY: '责令采取补救措施',
} as const
export type DecisionItem = keyof typeof decisionItems

export const decisionClasses = { CORRECTED: '直接纠错', UPHELD: '维持类', NOT_ON_MERITS: '程序性驳回' } as const
export type DecisionClass = keyof typeof decisionClasses

const upheld: readonly DecisionKind[] = ['MAINTAIN', 'REJECT_REQUEST']

/** How a decision counts. */
export function classOf(kind: DecisionKind): DecisionClass {
  return kind === 'DISMISS_APPLICATION' ? 'NOT_ON_MERITS' : upheld.includes(kind) ? 'UPHELD' : 'CORRECTED'
}

const item28 = (item: number): Basis => recon2017(28, 1, item)

const of2017: Partial<Record<DecisionKind, readonly Basis[]>> = {
  MODIFY: [item28(3), reconRegulation(47)],
  REVOKE: [item28(3), reconRegulation(45)],
  REVOKE_PART: [item28(3), reconRegulation(45), platform('部分撤销按撤销办理')],
  CONFIRM_ILLEGAL: [item28(3), reconRegulation(45)],
  ORDER_PERFORM: [item28(2), reconRegulation(44)],
  MAINTAIN: [item28(1), reconRegulation(43)],
  REJECT_REQUEST: [reconRegulation(48, 1, 1)],
  DISMISS_APPLICATION: [reconRegulation(48, 1, 2)],
}
const of2023: Record<DecisionKind, readonly Basis[]> = {
  MODIFY: [recon2023(63, 1)],
  REVOKE: [recon2023(64, 1)],
  REVOKE_PART: [recon2023(64, 1)],
  CONFIRM_ILLEGAL_KEEP: [recon2023(65, 1)],
  CONFIRM_ILLEGAL: [recon2023(65, 2)],
  ORDER_PERFORM: [recon2023(66)],
  CONFIRM_VOID: [recon2023(67)],
  MAINTAIN: [recon2023(68)],
  REJECT_REQUEST: [recon2023(69)],
  DISMISS_APPLICATION: [recon2023(33)],
  AGREEMENT_LIABILITY: [recon2023(71, 1)],
  AGREEMENT_COMPENSATE: [recon2023(71, 2)],
}

/** Under what a decision of this kind is given; nothing where the version does not know it. */
export function decisionBasis(kind: DecisionKind, version: ReconVersion): readonly Basis[] | undefined {
  return version === 'RECON_2017' ? of2017[kind] : of2023[kind]
}

/** The kinds a version knows, in the order of the list. */
export function decisionKindsOf(version: ReconVersion): readonly DecisionKind[] {
  return (Object.keys(decisionKinds) as DecisionKind[]).filter((k) => decisionBasis(k, version) !== undefined)
}

/** Under what an item stands beside a decision; nothing where the version does not know it. */
export function itemBasis(item: DecisionItem, version: ReconVersion): readonly Basis[] | undefined {
  const is2017 = version === 'RECON_2017'
  switch (item) {
    case 'COMPENSATE':
      return [is2017 ? recon2017(29, 1) : recon2023(72, 1)]
    case 'RETURN_PROPERTY':
      return [is2017 ? recon2017(29, 2) : recon2023(72, 2)]
    default:
      return is2017 ? undefined : [recon2023(72, 1)]
  }
}

/** What the respondent's silence leads to: 2017 revocation alone, 2023 any of these, unless a third party proves the act. */
export const byDefaultKinds: Record<ReconVersion, readonly DecisionKind[]> = {
  RECON_2017: ['REVOKE'],
  RECON_2023: ['REVOKE', 'REVOKE_PART', 'CONFIRM_ILLEGAL', 'CONFIRM_ILLEGAL_KEEP', 'CONFIRM_VOID', 'ORDER_PERFORM'],
}
export const byDefaultBasis: Record<ReconVersion, readonly Basis[]> = {
  RECON_2017: [item28(4), reconRegulation(46)],
  RECON_2023: [recon2023(70)],
}

/** Where nothing was done, nothing can be revoked: under the law of 2017 silence leads to an order to act there (art. 28 para. 1 item 2). */
const undone: readonly ActKind[] = ['NONFEASANCE']
export const undoneBasis = platform('2017年文本的不履行法定职责案件没有可以撤销的行为，未答复的可以责令履行')
/** Whether a decision of this kind may be made on silence about such an act. */
export function mayByDefault(kind: DecisionKind, version: ReconVersion, act: ActKind): boolean {
  return (
    byDefaultKinds[version].includes(kind) ||
    (version === 'RECON_2017' && kind === 'ORDER_PERFORM' && undone.includes(act))
  )
}

const severity: readonly (readonly DecisionKind[])[] = [
  ['CONFIRM_VOID'],
  ['REVOKE'],
  ['REVOKE_PART'],
  ['MODIFY'],
  ['CONFIRM_ILLEGAL', 'CONFIRM_ILLEGAL_KEEP'],
  ['ORDER_PERFORM', 'AGREEMENT_LIABILITY', 'AGREEMENT_COMPENSATE'],
  ['MAINTAIN', 'REJECT_REQUEST'],
  ['DISMISS_APPLICATION'],
]
export const severityBasis = platform('一份决定有几项主文的，以最不利于被申请人的一项为主种类')

/** The main kind of a decision with several items: the one that goes hardest against the respondent; the first where two weigh alike. */
export function mainKind(kinds: readonly [DecisionKind, ...DecisionKind[]]): DecisionKind {
  const weight = (k: DecisionKind) => severity.findIndex((level) => level.includes(k))
  return kinds.reduce((main, k) => (weight(k) < weight(main) ? k : main))
}
