/** What supervision of settling disputes and of advice watches. */
import type { SupervisionRule } from '#kernel/domain'
import { adl, advice2023, appear, int, platform, procuratorReply, recon2023, voluntary, withdrawals } from './law.ts'

export const supervision: readonly SupervisionRule[] = [
  {
    id: 'resolution.D01',
    label: '案件没有中止而办理期限在化解中届满',
    severity: 'RED',
    basis: [recon2023(62), adl(81)],
    view: 'resolution.watch_d01',
    watches: ['resolution.case'],
  },
  { id: 'resolution.D02', label: '没有书面同意即开展化解', severity: 'BLOCK', basis: voluntary },
  {
    id: 'resolution.D03',
    label: '协议内容没有职权依据，或者没有依据减免法定义务',
    severity: 'BLOCK',
    basis: [recon2023(5, 2), withdrawals(2, undefined, 2)],
  },
  {
    id: 'resolution.D04',
    label: '协议逾期没有履行',
    severity: 'RED',
    basis: recon2023(77),
    view: 'resolution.watch_d04',
    watches: ['resolution.case'],
  },
  {
    id: 'resolution.D05',
    label: '裁判载明负责人出庭的情形，送达后满六十日没有登记对应的建议',
    severity: 'YELLOW',
    basis: [appear(12, 2), platform('裁判送达之日起六十日')],
    view: 'resolution.watch_d05',
    watches: ['resolution.advice'],
  },
  {
    id: 'resolution.D06',
    label: '司法建议、检察建议逾期没有书面回复',
    severity: 'RED',
    basis: [int(149, 4), advice2023(8, 1), adl(25, 4), procuratorReply],
    view: 'resolution.watch_d06',
    watches: ['resolution.advice'],
  },
  {
    id: 'resolution.D07',
    label: '撤回后三十日内，同一申请人以不是真实意思投诉',
    severity: 'YELLOW',
    basis: [recon2023(74, 2), platform('撤回次日起三十日内')],
    awaits: '需要复议、信访登记的投诉，对接后核对',
  },
]
