/** What supervision watches of reconsideration, by the chapter's numbers; BLOCK rules are refusals of the same id. */
import type { SupervisionRule } from '#kernel/domain'
import type { Basis } from '#kernel/errors'
import { platform } from './law.ts'
import { recon2017 as l17, recon2023 as l23, litigationReading, reconRegulation as r } from './statutes.ts'

const watches = ['reconsideration.case']
const rule = (id: string, severity: 'RED' | 'YELLOW', label: string, ...basis: Basis[]): SupervisionRule => ({
  id: `reconsideration.${id}`,
  label,
  severity,
  basis,
  view: `reconsideration.watch_${id.toLowerCase()}`,
  watches,
})
const block = (id: string, label: string, ...basis: Basis[]): SupervisionRule => ({
  id: `reconsideration.${id}`,
  label,
  severity: 'BLOCK',
  basis,
})

export const caseSupervision: readonly SupervisionRule[] = [
  rule('A01', 'YELLOW', '审查期限届满没有决定，视为受理', l23(30, 3)),
  block('A02', '再次通知补正', l23(31, 1)),
  rule('A03', 'RED', '补正通知晚于收到后第五个工作日', l23(31, 1), r(29)),
  block('A04', '普通程序没有听取意见', l23(49)),
  block('A05', '应当听证而没有听证', l23(50, 1)),
  block('A06', '应当提请咨询而没有提请', l23(52, 2)),
  block('A07', '听证通知不足五个工作日', l23(51, 1)),
  rule('A08', 'RED', '被申请人负责人没有参加听证，没有说明理由或者没有委托工作人员', l23(51, 3)),
  rule('A09', 'RED', '副本发送、被申请人答复超期', l23(48), l23(54, 1), l17(23, 1)),
  block('A10', '被申请人自行收集的证据', l23(46, 1), l17(24)),
  rule('A11', 'YELLOW', '距审理期限不足十日没有决定', l23(62), l17(31, 1), platform('提前十日预警')),
  rule('A12', 'RED', '审理期限届满没有决定', l23(62), l17(31, 1)),
  block('A13', '违反延长的规定', l23(62, 1), l17(31, 1)),
  rule(
    'norm_ended',
    'YELLOW',
    '附带审查都已办结，没有登记中止原因消除，没有恢复审理',
    l23(39, 2),
    r(41, 2),
    platform('办结次日提示'),
  ),
  rule(
    'A14',
    'RED',
    '中止没有告知，或者原因消除后十个工作日没有恢复',
    l23(39, 2),
    l23(39, 3),
    r(41),
    platform('十个工作日'),
  ),
  block('A15', '不符合满六十日终止的条件', l23(41, undefined, 5), r(42, 2)),
  block('A16', '更不利的决定', l23(63, 2), r(51)),
  rule('A17', 'RED', '以同一事实和理由重新作出相同的行为', l23(64, 2), l17(28, 2)),
  block('A18', '调解书没有签齐', l23(73, 1), r(50)),
  block('A19', '不属于可以调解的情形', r(50)),
  block('A20', '决定书没有告知起诉的权利和期限', litigationReading(64, 2), platform('决定书须载明')),
  rule('A21', 'RED', '生效的决定书、意见书没有同日抄告上一级主管部门', l23(79, 2)),
  rule('A22', 'RED', '意见书六十日没有反馈', l23(76), r(57)),
  rule('A23', 'RED', '履行期满三十日没有责令履行', l23(77), l17(32), platform('三十日')),
  rule('A24', 'RED', '应当先复议的行为，决定书没有告知', l23(23, 2)),
  block('A25', '初次从事复议工作的人员没有法律职业资格', l23(6, 2), l17(3, 2)),
  block('A26', '人民法院已经受理同一行为', l23(29, 2), l17(16, 2)),
  block('A27', '向申请人收费', l23(87), l17(39)),
  block('A29', '没有答复而维持', l23(70), l17(28, 1, 4)),
  {
    ...rule('A29', 'RED', '逾期答复而维持', l23(70), l17(28, 1, 4), platform('须由机关负责人书面说明')),
    id: 'reconsideration.A29late',
  },
  {
    ...rule('A28', 'RED', '附带审查超期', l23(56), l23(57), l23(58, 1), l23(60), l17(26), l17(27)),
    watches: ['reconsideration.norm'],
  },
  {
    ...rule('norm_arrival', 'YELLOW', '附带审查转送后没有登记接受机关收到', l23(60), platform('转送后十五日')),
    watches: ['reconsideration.norm'],
  },
  rule('A30', 'RED', '上级责令后逾期没有办理', l23(35), l23(40), l17(20)),
  rule('A31', 'YELLOW', '行政行为经互联网送达而没有提供提交复议申请的渠道', l23(22, 2)),
  block('A32', '代表人没有被代表人同意', l23(15, 2)),
  rule('A33', 'YELLOW', '重大决定没有报备，或者没有提交状况分析报告', r(58), r(59), platform('每半年，决定后三十日')),
  rule('A34', 'RED', '原机关、县级政府没有按期转送', l23(32, 2), l17(18)),
  rule('version', 'YELLOW', '提出和收到跨越新法施行日，版本待确认', platform('五个工作日内书面确认或者改版')),
  rule('relodge', 'RED', '改按新法后没有重新立案', platform('改版与重新立案同时办理')),
  rule('timeliness', 'YELLOW', '申请期限有疑问，由承办人判断', l23(20), l17(9)),
  rule('competence', 'YELLOW', '机构目录所列有管辖权的机关不是收到申请的机关，由承办人判断', l23(30, 1, 6), l17(17, 1)),
  rule('suspended', 'YELLOW', '中止超过九十日，须核对原因是否消除', l23(39, 2), r(41), platform('九十日核对一次')),
  rule('service', 'YELLOW', '文书作出后没有按期送达', platform('五个工作日内送达')),
  rule('publish', 'YELLOW', '应当公开的决定书没有按期公开', l23(79, 1), platform('生效后二十个工作日')),
  rule('point', 'YELLOW', '受理点、原机关转送没有到达，或者受理机关没有按期确定', platform('转送和协商的期限')),
]
