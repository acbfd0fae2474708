/**
 * Results of a case and who lost by them (chapter 5 B4.5). No statute says what losing is: the column is a convention, by which one
 * item that goes against an organ makes the case lost, once for the city and once for each organ that it goes against.
 */
import type { Basis } from '#kernel/errors'
import { adl, agreements, int } from './law.ts'

type Result = { label: string; basis: Basis; loses: 'YES' | 'NO' | 'PERSON'; by: 'JUDGMENT' | 'RULING' | 'MEDIATION' }
const judgment = (label: string, basis: Basis, loses: Result['loses'] = 'YES'): Result => ({
  label,
  basis,
  loses,
  by: 'JUDGMENT',
})
const ruling = (label: string, basis: Basis): Result => ({ label, basis, loses: 'NO', by: 'RULING' })

export const results = {
  REVOKE: judgment('撤销行政行为', adl(70)),
  REVOKE_PART: judgment('部分撤销行政行为', adl(70)),
  ORDER_DUTY: judgment('判令履行法定职责', adl(72)),
  ORDER_PAYMENT: judgment('判令履行给付义务', adl(73)),
  CONFIRM_ILLEGAL_KEEP: judgment('确认违法但不撤销', adl(74, 1)),
  CONFIRM_ILLEGAL: judgment('确认违法', adl(74, 2)),
  CONFIRM_VOID: judgment('确认无效', adl(75)),
  MODIFY: judgment('变更行政行为', adl(77)),
  AGREEMENT_DUTY: judgment('判令继续履行协议、采取补救措施', adl(78, 1)),
  AGREEMENT_COMPENSATE: judgment('判令赔偿协议损失', adl(78, 1)),
  COMPENSATE_DAMAGE: judgment('判令行政赔偿', adl(76)),
  ORDER_REMEDY: judgment('责令采取补救措施', adl(76)),
  COMPENSATION: judgment('判令给予补偿', adl(78, 2)),
  AGREEMENT_NOT_EFFECTIVE: judgment('确认协议未生效', agreements(13, 1), 'PERSON'),
  AGREEMENT_RESCIND: judgment('撤销、解除协议', agreements(14), 'PERSON'),
  REVOKE_RECON: judgment('撤销复议决定或者确认其违法（原行为合法）', int(136, 5)),
  REJECT_CLAIM: judgment('驳回诉讼请求', adl(69), 'NO'),
  RULING_NOT_DOCKET: ruling('不予立案', adl(51, 2)),
  DISMISS_SUIT: ruling('驳回起诉', int(69, 1)),
  WITHDRAWN: ruling('准许撤诉', adl(62)),
  DEEMED_WITHDRAWN: ruling('按撤诉处理', adl(58)),
  TERMINATED: ruling('终结诉讼', int(88)),
  TRANSFERRED: ruling('移送其他法院', int(101, 1, 6)),
  MEDIATED: { label: '调解结案', basis: adl(60, 1), loses: 'NO', by: 'MEDIATION' },
} satisfies Record<string, Result>
export type ResultCode = keyof typeof results
export const resultLabels = Object.fromEntries(Object.entries(results).map(([k, r]) => [k, r.label])) as Record<
  ResultCode,
  string
>

export const isJudgment = (code: ResultCode): boolean => results[code].by === 'JUDGMENT'
/** Against which of the two an item speaks. */
export const targets = { ORIGINAL_ACT: '原行政行为', RECON_DECISION: '复议决定' }
export type Target = keyof typeof targets

/** One item of a judgment against or for one organ. */
export type Item = {
  agencyId: string
  target: Target
  code: ResultCode
  /** Of an agreement that did not take effect or was undone: whether a person found that the organ answers for it. */
  isAnswerable: boolean
}

/** Whether an item goes against its organ. */
export const loses = (i: Pick<Item, 'code' | 'isAnswerable'>): boolean => {
  const found = results[i.code].loses
  return found === 'YES' || (found === 'PERSON' && i.isAnswerable)
}

/** Who lost: the case once whatever the number of items and organs, and each organ that an item goes against. */
export function lossOf(items: readonly Item[]): { isLost: boolean; agencies: readonly string[] } {
  const agencies = [...new Set(items.filter(loses).map((i) => i.agencyId))]
  return { isLost: agencies.length > 0, agencies }
}
