/** What supervision of lawsuits watches: a view with a row for each violation, or the refusal of an act. */
import type { SupervisionRule } from '#kernel/domain'
import { adl, appear, int, penalties, platform, stateComp } from './law.ts'

const watched = (
  n: string,
  label: string,
  severity: 'RED' | 'YELLOW',
  basis: SupervisionRule['basis'],
): SupervisionRule => ({
  id: `litigation.${n}`,
  label,
  severity,
  basis,
  view: `litigation.watch_${n.toLowerCase()}`,
  watches: ['litigation.defence'],
})

export const supervision: readonly SupervisionRule[] = [
  watched('B01', '答辩、举证期限将满或者已满而没有提交', 'RED', [adl(34, 2), adl(67, 1)]),
  watched('B02', '提交的证据形成于行政行为作出之后，请核对', 'YELLOW', [adl(35), adl(36, 2)]),
  watched('B03', '开庭时只有律师到庭', 'RED', [int(128, 2), int(132)]),
  watched('B04', '负责人没有出庭，没有说明理由或者理由不成立', 'RED', appear(12, 1, 1)),
  watched('B05', '由机关申请延期后再次开庭，负责人仍没有出庭且无正当理由', 'RED', appear(12, 1, 2)),
  watched('B06', '负责人和工作人员都没有到庭、中途退庭或者拒绝解释说明', 'RED', [
    appear(12, 1, 3),
    appear(12, 1, 4),
    appear(12, 1, 5),
  ]),
  {
    id: 'litigation.B07',
    label: '没有证明的分管负责人，或者受托组织、下级机关的负责人作为负责人出庭',
    severity: 'BLOCK',
    basis: [appear(2), appear(6)],
  },
  watched('B08', '法院应当通知负责人出庭的案件负责人没有出庭，且没有法院认可的正当理由', 'RED', [
    appear(4, 1),
    int(129, 1),
  ]),
  watched('B09', '负责人到庭而没有发表意见', 'YELLOW', [appear(11, 2), appear(11, 3)]),
  watched('B10', '上诉期剩五日以内没有作出上诉决定', 'YELLOW', [adl(85), platform('提前五日提示')]),
  watched('B11', '生效裁判履行期满没有履行', 'RED', [adl(94), adl(96)]),
  watched('B12', '判决重作后以同一事实和理由作出基本相同的行为', 'RED', [adl(71), int(90, 3)]),
  watched('B13', '败诉裁判生效三十日没有复盘', 'YELLOW', platform('败诉裁判生效后三十日内复盘')),
  watched('B14', '复议结果与登记的被告不符', 'YELLOW', [adl(26, 2), int(133), int(134)]),
  watched('B15', '干预、阻碍人民法院立案', 'RED', adl(3, 2)),
  watched('B17', '生效裁判撤销、变更或者确认违法、无效的决定仍在公开，三日内没有撤回', 'RED', [
    penalties(48, 2),
    platform('行政处罚以外的决定参照三日'),
  ]),
  watched('D05', '裁判载明负责人出庭的情形，送达后满六十日没有移交登记', 'YELLOW', [
    appear(12, 2),
    platform('裁判送达之日起六十日'),
  ]),
  ...[
    { n: 'B16', label: '收到赔偿申请两个月没有作出决定', basis: stateComp(13, 1) },
    {
      n: 'D08',
      label: '收到支付申请七日没有报财政，或者财政收到十五日没有支付；最后一个工作日起提示',
      basis: stateComp(37, 3),
    },
  ].map(({ n, label, basis }) => ({ ...watched(n, label, 'RED', basis), watches: ['litigation.compensation'] })),
]
