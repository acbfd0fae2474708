/** What reconsideration counts: one record a case, by the day that the rule names. No statute gives the counting; it is the platform's own. */
import type { Indicator } from '#kernel/domain'
import { platform } from './law.ts'

const convention = platform('统计口径为平台约定，取得主管部门表式后另建版本')
type More = { figure?: string; masksSmall?: boolean }
const versionOf = (text: string) => ({
  version: '2018',
  fromYear: 2018,
  authority: '平台约定',
  text,
  basis: convention,
})

const counted = (
  id: string,
  label: string,
  text: string,
  more: More & { unit?: string; kind?: 'stock' | 'flow' } = {},
): Indicator => ({
  id,
  label,
  unit: more.unit ?? '件',
  kind: more.kind ?? 'flow',
  ...(more.figure ? { figure: more.figure } : {}),
  ...(more.masksSmall === false ? {} : { masksSmall: true }),
  versions: [{ ...versionOf(text), view: `reconsideration.${id}` }],
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
  versions: [{ ...versionOf(text), numerator, denominator }],
})

export const caseIndicators: readonly Indicator[] = [
  counted(
    'recon_applications',
    '收到行政复议申请',
    '一件收到的申请，按收到日；不予受理、视为放弃的也计，改按新法的只计一件',
  ),
  counted('recon_accepted', '受理行政复议案件', '一件受理的申请，按受理日；视为受理的也计'),
  counted('recon_concluded', '审结行政复议案件', '一件受理后审结的案件，按决定、驳回、终止作出之日或者调解书生效之日'),
  counted(
    'recon_settled',
    '调解、撤回结案',
    '审结中以调解书结案，或者因和解撤回、被申请人改变行为后撤回、其他撤回而终止的一件',
  ),
  counted('recon_settled_strict', '调解、和解、纠正后撤回结案', '上列案件中不含其他撤回的一件'),
  counted('recon_withdrawn_other', '其他撤回结案', '调解、撤回结案中既没有和解也没有纠正的其他撤回的一件'),
  counted(
    'recon_intake_ordered',
    '被责令受理的行政复议申请',
    '不予受理后由上级行政机关责令受理的一件，按责令之日、不予受理的机关',
  ),
  counted('recon_concluded_city_level', '审结行政复议案件（市本级）', '审结案件中办案机关为市政府、市级部门的一件'),
  counted('recon_settled_city_level', '调解、撤回结案（市本级）', '调解、撤回结案中办案机关为市政府、市级部门的一件'),
  counted('recon_corrected', '直接纠错', '审结中作出变更、撤销、确认违法、责令履行等纠错决定的一件'),
  counted('recon_judged', '审结而非终止', '审结中不是终止的一件'),
  counted('recon_ontime', '按期审结', '审结而非终止的案件中没有超过审理期限的一件'),
  rate(
    'recon_settled_rate',
    '行政复议案件调撤率',
    'recon_settled',
    'recon_concluded',
    '调解、撤回结案除以审结',
    'reconsideration-settled-rate',
  ),
  rate(
    'recon_settled_rate_city_level',
    '行政复议案件调撤率（市本级）',
    'recon_settled_city_level',
    'recon_concluded_city_level',
    '办案机关为市级的调解、撤回结案除以审结；市本级指办案机关，不是被申请人',
    'reconsideration-settled-rate-city-level',
  ),
  rate(
    'recon_settled_strict_rate',
    '行政复议案件调撤率（不含其他撤回）',
    'recon_settled_strict',
    'recon_concluded',
    '不含其他撤回的调解、撤回结案除以审结',
  ),
  rate('recon_corrected_rate', '行政复议直接纠错率', 'recon_corrected', 'recon_concluded', '直接纠错除以审结'),
  rate('recon_ontime_rate', '行政复议按期审结率', 'recon_ontime', 'recon_judged', '按期审结除以审结而非终止'),
  counted('recon_standard_due', '应当参加规范化评估的复议机关', '一个当年应当参加省级评估的复议机关', {
    unit: '个',
    masksSmall: false,
  }),
  counted('recon_standard_passed', '规范化建设达标的复议机关', '上列机关中评估达标的一个', {
    unit: '个',
    masksSmall: false,
  }),
  rate(
    'recon_standard_rate',
    '复议规范化建设达标率',
    'recon_standard_passed',
    'recon_standard_due',
    '达标的复议机关除以应当参加评估的复议机关',
    'reconsideration-standard-rate',
  ),
  counted('intake_points', '行政复议基层受理点', '年末运行的一个受理点；2020年只是研究试点，没有件数', {
    unit: '个',
    kind: 'stock',
    masksSmall: false,
  }),
]
