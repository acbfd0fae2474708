/** What is counted of lawsuits. The rules of counting are conventions; each says what one counted record is. */
import type { Indicator } from '#kernel/domain'
import { counted } from './law.ts'

const flow = (id: string, label: string, unit: string, text: string, view = id): Indicator => ({
  id,
  label,
  unit,
  kind: 'flow',
  versions: [
    { version: '2018', fromYear: 2018, authority: '平台约定', text, basis: counted, view: `litigation.${view}` },
  ],
})
const rate = (
  id: string,
  label: string,
  numerator: string,
  denominator: string,
  text: string,
  figure?: string,
): Indicator => ({
  id,
  label,
  unit: '%',
  kind: 'rate',
  decimals: 2,
  ...(figure ? { figure } : {}),
  versions: [{ version: '2018', fromYear: 2018, authority: '平台约定', text, basis: counted, numerator, denominator }],
})

/** The city's own cases among all: the original organ or the sole defendant is of the city's level. */
const cityLevel = (id: string, label: string, unit: string, text: string): Indicator =>
  flow(`${id}_city_level`, `${label}（市本级）`, unit, `${text}；原机关或者单独被告为市级机关的`, `${id}_city_level`)

export const indicators: readonly Indicator[] = [
  flow('first_instance_filed', '一审行政案件立案', '件', '本市机关为被告的一件一审案件，按立案日'),
  flow(
    'first_instance_concluded',
    '一审行政案件审结',
    '件',
    '本市机关为被告的一件一审案件，裁定、撤诉、调解都计，按裁判日；已被发回重审替代的不计',
  ),
  flow('first_instance_lost', '一审败诉', '件', '审结案件中一项主文判机关败诉的一件，共同被告也只计一件'),
  flow('first_instance_judged', '一审判决', '件', '审结案件中判决结案的一件'),
  rate(
    'first_instance_loss_rate',
    '行政机关一审败诉率',
    'first_instance_lost',
    'first_instance_concluded',
    '一审败诉案件除以一审审结案件',
    'first-instance-loss-rate',
  ),
  rate(
    'first_instance_loss_rate_of_judgments',
    '一审判决败诉率',
    'first_instance_lost',
    'first_instance_judged',
    '一审败诉案件除以一审判决案件',
  ),
  cityLevel('first_instance_filed', '一审行政案件立案', '件', '一件一审案件，按立案日'),
  cityLevel('first_instance_concluded', '一审行政案件审结', '件', '一件一审审结案件，按裁判日'),
  cityLevel('first_instance_lost', '一审败诉', '件', '审结案件中败诉的一件'),
  rate(
    'first_instance_loss_rate_city_level',
    '行政机关一审败诉率（市本级）',
    'first_instance_lost_city_level',
    'first_instance_concluded_city_level',
    '市本级一审败诉案件除以一审审结案件',
  ),
  flow('corrected_before_judgment', '改变行政行为后撤诉', '件', '被告改变行政行为后裁定准许撤诉的一件一审案件'),
  flow('recon_codefendant_loss', '复议机关为被告的败诉', '件', '一审审结案件中复议机关败诉的一件'),
  flow('instances_heard', '开庭的案件', '件', '一件案件的一个审级，开庭一次以上，按首次开庭日'),
  flow(
    'instances_attended',
    '负责人出庭的案件',
    '件',
    '上列案件中负责人到庭、没有中途退庭的；法院通知再次出庭的也到庭',
  ),
  flow('instances_attended_chief', '正职出庭的案件', '件', '上列案件中正职到庭的'),
  flow(
    'instances_heard_unexcused',
    '开庭的案件（扣除正当理由）',
    '件',
    '开庭的案件中扣除负责人有法院认可的正当理由未出庭的',
  ),
  rate(
    'head_appearance_rate',
    '行政机关负责人出庭应诉率',
    'instances_attended',
    'instances_heard',
    '负责人出庭的案件除以开庭的案件，有正当理由未出庭的仍在分母',
    'head-appearance-rate',
  ),
  rate(
    'head_appearance_rate_unexcused',
    '负责人出庭应诉率（扣除正当理由）',
    'instances_attended',
    'instances_heard_unexcused',
    '负责人出庭的案件除以扣除正当理由后的开庭案件',
  ),
  rate(
    'head_appearance_chief_rate',
    '正职负责人出庭应诉率',
    'instances_attended_chief',
    'instances_heard',
    '正职出庭的案件除以开庭的案件',
  ),
  cityLevel('instances_heard', '开庭的案件', '件', '一件案件的一个审级，按首次开庭日'),
  cityLevel('instances_attended', '负责人出庭的案件', '件', '开庭的案件中负责人到庭的'),
  rate(
    'head_appearance_rate_city_level',
    '负责人出庭应诉率（市本级）',
    'instances_attended_city_level',
    'instances_heard_city_level',
    '市本级负责人出庭的案件除以开庭的案件',
  ),
  flow('hearing_sessions', '开庭次数', '次', '一次开庭，合并开庭的几件案件只计一次'),
  flow('defences_due', '应答辩', '件', '一个被告机关在一件案件中的答辩、举证，按答辩末日'),
  flow('defences_ontime', '按期答辩举证', '件', '上列中答辩、举证都没有超过末日的'),
  rate('defence_ontime_rate', '按期答辩举证率', 'defences_ontime', 'defences_due', '按期答辩举证除以应答辩'),
  flow(
    'finals',
    '生效裁判',
    '件',
    '一件争议的生效裁判，按生效日，调解书不计；再审裁判生效的以再审为准，同一年内只计再审的，以前年度的不改',
  ),
  flow('finals_lost', '生效裁判败诉', '件', '上列中败诉的'),
  rate('final_loss_rate', '生效裁判败诉率', 'finals_lost', 'finals', '生效裁判败诉除以生效裁判'),
  flow('performances_due', '应履行的裁判', '项', '一项载明履行期限的生效裁判内容，按履行期限'),
  flow('performances_ontime', '按期履行的裁判', '项', '上列中在期限内履行的'),
  rate(
    'judgment_performance_rate',
    '生效裁判按期履行率',
    'performances_ontime',
    'performances_due',
    '按期履行除以应履行',
  ),
  flow('docketing_interfered', '干预、阻碍立案', '件', '登记有干预、阻碍法院立案情形的一件案件，按发生日'),
  flow(
    'enforcement_applied',
    '申请法院强制执行（非诉执行）',
    '件',
    '一件向法院提出的非诉执行申请，按申请日；不计入行政诉讼的各项数',
  ),
  flow('compensation_decided', '行政赔偿决定', '件', '一件作出是否赔偿决定的申请，按决定日'),
  flow('compensation_paid', '行政赔偿支付', '件', '一件已经支付赔偿金的申请，按支付日'),
]
