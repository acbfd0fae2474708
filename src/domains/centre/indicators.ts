/** What the centre counts. All counting rules are the platform's conventions; each says what one counted record is. */
import type { Indicator } from '#kernel/domain'
import { platform } from './law.ts'

const convention = platform('统计口径为平台约定，取得主管部门表式后另建版本')

const counted = (id: string, label: string, unit: string, kind: 'stock' | 'flow', text: string): Indicator => ({
  id,
  label,
  unit,
  kind,
  versions: [{ version: '2019', fromYear: 2019, authority: '平台约定', text, basis: convention, view: `centre.${id}` }],
})
const rate = (id: string, label: string, numerator: string, denominator: string, text: string): Indicator => ({
  id,
  label,
  unit: '%',
  kind: 'rate',
  decimals: 2,
  versions: [
    { version: '2019', fromYear: 2019, authority: '平台约定', text, basis: convention, numerator, denominator },
  ],
})

export const indicators: readonly Indicator[] = [
  counted('centre_counties', '区县（市）', '个', 'stock', '年末的一个区县（市）；开发园区不是区划，不计'),
  counted(
    'centre_counties_covered',
    '有县级矛调中心的区县（市）',
    '个',
    'stock',
    '年末有一个以上已启用、未关闭的县级中心的一个区县（市）；园区分中心不另计',
  ),
  {
    ...rate(
      'county_centre_coverage',
      '县级矛调中心覆盖率',
      'centre_counties_covered',
      'centre_counties',
      '有县级中心的区县（市）除以全部区县（市）',
    ),
    figure: 'county-centre-coverage',
  },
  counted('town_centre_count', '镇级矛调中心', '个', 'stock', '年末已启用、未关闭的一个镇级中心'),
  counted('centre_intake', '矛调中心登记件', '件', 'flow', '一个没有被合并的登记件，按收到时间'),
  counted('centre_intake_visits', '接待来访批次', '批', 'flow', '到窗口接待一次；与件数分开，不得互代'),
  counted('centre_intake_heads', '接待来访人次', '人次', 'flow', '上列接待的人数之和'),
  counted(
    'centre_closed_counted',
    '计入化解率的销号件',
    '件',
    'flow',
    '期内销号的一件，已导入法定程序、重复、移送市外的除外',
  ),
  counted('centre_resolved', '化解', '件', 'flow', '期内以达成协议、答复化解、支持并落实销号的一件'),
  rate('centre_resolved_rate', '化解率', 'centre_resolved', 'centre_closed_counted', '化解件除以计入化解率的销号件'),
  counted('prelitigation_concluded', '法院委派有结论', '件', 'flow', '一件有生效协议或者退回法院的委派件，按结论日'),
  counted('prelitigation_succeeded', '法院委派调解成功', '件', 'flow', '上列件中有生效协议的一件'),
  rate(
    'prelitigation_divert',
    '诉前分流率',
    'prelitigation_succeeded',
    'prelitigation_concluded',
    '委派调解成功除以委派有结论',
  ),
  counted('one_stop_visited', '有来访的化解件', '件', 'flow', '化解件中到窗口接待过一次以上的一件，按销号日'),
  counted('one_stop_once', '跑一次的化解件', '件', 'flow', '上列件中只接待过一次的一件'),
  rate('one_stop_rate', '最多跑一次率', 'one_stop_once', 'one_stop_visited', '跑一次的化解件除以有来访的化解件'),
  counted('visit_backs_reached', '接通的回访', '次', 'flow', '一次接通的回访'),
  counted('visit_backs_satisfied', '满意的回访', '次', 'flow', '一次接通且满意度为四分、五分的回访'),
  rate('satisfaction_rate', '满意率', 'visit_backs_satisfied', 'visit_backs_reached', '满意的回访除以接通的回访'),
  counted('dispatches', '交办', '次', 'flow', '一次主办交办，按交办日'),
  counted('dispatches_returned', '同意退回的交办', '次', 'flow', '一次经核实同意退回的主办交办，按交办日'),
  rate('dispatch_return_rate', '交办退回率', 'dispatches_returned', 'dispatches', '同意退回的交办除以交办'),
  counted(
    'counselling_list',
    '疏导帮扶名单',
    '件',
    'stock',
    '年末一件已终结而再次提出、告知后列入而没有移出的件；登记件和信访件都计',
  ),
  counted('escalation_count', '逐级升级', '次', 'flow', '一次升级，由一级到上一级，按升级日'),
]
