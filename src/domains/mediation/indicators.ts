/**
 * What mediation counts. Every counting rule is dated, says whose it is and what one counted record is; the view behind it gives the
 * records themselves. Rules that statute does not give are the platform's own and say so.
 */
import type { Indicator } from '#kernel/domain'
import type { Basis } from '#kernel/errors'
import { law, platform } from '#kernel/law'
import { breakdowns } from './breakdowns.ts'

const pml = law('PML_2010')
const nb = law('NB_PM_2015')

const convention = platform('统计口径为平台约定，取得主管部门表式后另建版本')

type More = { figure?: string; basis?: Basis; masksSmall?: boolean; register?: string }

const counted = (
  id: string,
  label: string,
  unit: string,
  kind: 'stock' | 'flow',
  text: string,
  more: More = {},
): Indicator => ({
  id,
  label,
  unit,
  kind,
  ...(more.figure ? { figure: more.figure } : {}),
  ...(more.masksSmall ? { masksSmall: true } : {}),
  ...(more.register ? { register: more.register } : {}),
  versions: [
    {
      version: '2011',
      fromYear: 2011,
      authority: '平台约定',
      text,
      basis: more.basis ?? convention,
      view: `mediation.${id}`,
    },
  ],
})

const rate = (
  id: string,
  label: string,
  numerator: string,
  denominator: string,
  text: string,
  more: More = {},
): Indicator => ({
  id,
  label,
  unit: '%',
  kind: 'rate',
  decimals: 2,
  ...(more.figure ? { figure: more.figure } : {}),
  versions: [
    {
      version: '2011',
      fromYear: 2011,
      authority: '平台约定',
      text,
      basis: more.basis ?? convention,
      numerator,
      denominator,
    },
  ],
})

export const indicators: readonly Indicator[] = [
  counted(
    'mediation_committees',
    '人民调解委员会',
    '个',
    'stock',
    '年末已设立、已备案、未撤销的一个委员会；届满未改选和组成有缺陷的照计；工作室、调解小组、信息员不计',
    { figure: 'mediation-committees', basis: pml(10), register: 'mediation.committee' },
  ),
  counted(
    'mediation_committees_professional',
    '行业性、专业性人民调解委员会',
    '个',
    'stock',
    '上列委员会中类型为行业性、专业性的一个',
    {
      figure: 'mediation-committees-professional',
      register: 'mediation.committee',
      basis: nb(10, 1),
    },
  ),
  counted(
    'committees_unfiled',
    '未备案的人民调解委员会',
    '个',
    'stock',
    '年末已设立而备案尚未登记的一个委员会；可以调解，但不计入委员会数',
    {
      basis: nb(13, 1),
    },
  ),
  counted('mediation_rooms', '人民调解工作室', '个', 'stock', '年末运行的一个工作室；不是委员会，不计入委员会数', {
    basis: nb(12, 1),
  }),
  counted(
    'mediators',
    '专兼职人民调解员',
    '名',
    'stock',
    '年末在至少一个被计委员会任职的一个自然人；在多个委员会任职的计一名，归主要任职的委员会所在区县（市）',
    { figure: 'mediators', basis: pml(13), register: 'mediation.mediator' },
  ),
  counted(
    'mediator_seats',
    '人民调解员任职',
    '席',
    'stock',
    '年末在被计委员会的一条任职；一人多会任职的各计一席，不得当作人数',
    { basis: pml(13) },
  ),
  counted('mediators_full_time', '专职人民调解员', '名', 'stock', '上列调解员中，任一任职为专职的一人', {
    basis: nb(15, 1),
  }),
  counted('mediators_part_time', '兼职人民调解员', '名', 'stock', '上列调解员中，各任职均为兼职的一人', {
    basis: nb(15, 1),
  }),
  counted('mediators_female', '女性人民调解员', '名', 'stock', '上列调解员中的一名女性'),
  counted('mediators_college', '大专以上学历人民调解员', '名', 'stock', '上列调解员中登记为大专以上学历的一人'),
  counted('training_hours', '调解员培训学时', '学时', 'flow', '一名调解员一次培训的学时，按培训日', {
    basis: pml(14, 2),
  }),
  counted('training_attendances', '调解员培训人次', '人次', 'flow', '一名调解员参加一次培训，按培训日', {
    basis: pml(14, 2),
  }),

  counted(
    'disputes_mediated',
    '调处矛盾纠纷',
    '件',
    'flow',
    '一件纠纷在期内最后一次有结论的调解，按结论日；结论为全部成功、部分成功或者不成；未受理、会前终结、移转、合并和立案后委托的不计；同年内不成又再调的只计后一次，季度数相加可以大于年度数',
    { figure: 'disputes-mediated', masksSmall: true },
  ),
  counted(
    'disputes_settled',
    '调解成功',
    '件',
    'flow',
    '上列纠纷中全部达成协议的一件；部分成功的不计；事后未履行、被驳回确认或者被判无效的不改已计的成功',
    {
      figure: 'disputes-settled',
      masksSmall: true,
    },
  ),
  rate(
    'mediation_success_rate',
    '调解成功率',
    'disputes_settled',
    'disputes_mediated',
    '调解成功数除以调处数；以受理数作分母的是另一口径',
    {
      figure: 'mediation-success-rate',
    },
  ),
  counted('disputes_partial', '部分调解成功', '件', 'flow', '上列调处纠纷中部分达成协议的一件'),
  counted('disputes_failed', '调解不成', '件', 'flow', '上列调处纠纷中调解不成的一件，含首次会后撤回、失联、期满'),
  counted(
    'mediation_attempts',
    '有结论的调解次数',
    '次',
    'flow',
    '一次有结论的调解，含同年内后来又再调的不成和立案后委托',
  ),
  counted(
    'court_entrusted',
    '立案后委托调解',
    '件',
    'flow',
    '一次有结论的立案后委托调解；以法院调解书或者撤诉结案，默认不计入调处数，是否计入由本市设定',
  ),
  counted('court_entrusted_settled', '立案后委托调解成功', '件', 'flow', '上列立案后委托调解中全部达成协议的一件'),
  counted(
    'disputes_accepted',
    '受理',
    '件',
    'flow',
    '一件受理的纠纷，按受理日，移转的只计一次；供对账，不作成功率的分母',
    { basis: nb(17) },
  ),
  counted('disputes_pending_yearend', '未结', '件', 'stock', '年末已受理而未有结论的一件'),
  counted('disputes_not_accepted', '不予受理', '件', 'flow', '一件登记后不予受理的申请', { basis: nb(17) }),
  counted('disputes_ended_before_start', '会前终结', '件', 'flow', '一件受理后、首次会前终结的纠纷'),
  counted('disputes_merged', '合并', '件', 'flow', '一件受理后并入他件的重复件'),
  counted('transferred_out', '移转', '件', 'flow', '一件移转其他委员会的纠纷，计入转出方的工作量，不计调处', {
    basis: nb(18),
  }),

  counted('disputes_agreed', '达成协议的纠纷', '件', 'flow', '上列调处纠纷中全部或者部分达成协议的一件'),
  counted('disputes_agreed_written', '书面协议的纠纷', '件', 'flow', '达成协议的纠纷中协议为书面的一件', {
    basis: nb(24, 1),
  }),
  counted('disputes_agreed_oral', '口头协议的纠纷', '件', 'flow', '达成协议的纠纷中协议为口头的一件', {
    basis: nb(24, 2),
  }),
  rate('written_rate', '书面协议率', 'disputes_agreed_written', 'disputes_agreed', '书面协议的纠纷除以达成协议的纠纷'),
  counted('attempts_on_time', '按期结论的调解', '次', 'flow', '一次有结论、各项调解期限均未超过的调解，合意延期在内', {
    basis: nb(27),
  }),
  rate('ontime_rate', '按期调结率', 'attempts_on_time', 'mediation_attempts', '按期结论的调解除以有结论的调解', {
    basis: nb(27),
  }),
  counted('headcount', '纠纷涉及人数', '人', 'flow', '上列调处纠纷登记的涉及人数之和'),
  counted(
    'amount_involved_sum',
    '纠纷涉及金额',
    '分',
    'flow',
    '上列调处纠纷申请时各金钱请求之和；没有金钱请求的不作零计',
  ),
  counted(
    'amount_involved_missing',
    '没有登记金额的纠纷',
    '件',
    'flow',
    '上列调处纠纷中没有金钱请求的一件，与涉及金额同时列出',
  ),
  counted('amount_payable_sum', '协议给付金额', '分', 'flow', '达成协议的纠纷约定给付之和，互负的各计各的'),

  counted(
    'agreements_invalidated',
    '经判决变更、撤销或者确认无效的协议',
    '份',
    'flow',
    '一份经生效判决变更、撤销或者确认无效的协议，按判决日',
    {
      basis: nb(26),
    },
  ),
  counted('agreements_breached', '未按约履行的协议', '份', 'flow', '一份登记有未按约履行的协议，按首次未履行日', {
    basis: pml(31),
  }),
  counted('agreements_due', '有义务到期的协议', '份', 'flow', '一份当年有义务到期的协议，按当年最后到期日', {
    basis: pml(31),
  }),
  counted('agreements_performed', '到期义务全部履行的协议', '份', 'flow', '上列协议中当年到期义务全部履行的一份', {
    basis: pml(31),
  }),
  rate(
    'performance_rate',
    '协议履行率',
    'agreements_performed',
    'agreements_due',
    '到期义务全部履行的协议除以有义务到期的协议',
    { basis: pml(31) },
  ),
  counted('confirmation_applied', '申请司法确认', '件', 'flow', '一件双方共同提出的司法确认申请，按申请日', {
    basis: pml(33, 1),
  }),
  counted('confirmation_valid', '司法确认有效', '件', 'flow', '一件裁定调解协议有效的司法确认，按裁定日', {
    basis: pml(33, 2),
  }),
  counted('confirmation_dismissed', '司法确认驳回', '件', 'flow', '一件裁定驳回申请的司法确认，按裁定日', {
    basis: nb(25, 3),
  }),
  counted('escalation_reports', '激化风险报告', '件', 'flow', '一次向公安机关等部门的报告，按报告日', {
    basis: pml(25),
  }),
  ...breakdowns,
]
