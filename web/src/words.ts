/** The codes of the interface in the words that a reader of official documents knows. */

/** Sections of the yearly report, by the `system` of its figures, in the order in which reports treat them. */
export const sections: Readonly<Record<string, string>> = {
  'law-study': '领导干部学法',
  'rule-of-law-supervision': '法治督察',
  'certificate-free-services': '“无证件（证明）办事”',
  'business-environment': '法治化营商环境',
  'construction-approval': '工程建设项目审批',
  'government-services': '政务服务',
  'public-data': '公共数据',
  'policy-payout': '惠企惠民政策兑现',
  'legal-aid': '法律援助',
  legislation: '政府立法',
  'normative-document': '行政规范性文件与合法性审核',
  'major-decision': '重大行政决策',
  'livelihood-vote': '民生实事项目票决',
  'township-legality-review': '乡镇（街道）合法性审查',
  'enforcement-catalog': '综合行政执法目录',
  'enforcement-dispatch': '综合行政执法协同',
  'enforcement-norms': '行政执法规范化',
  'double-random': '“双随机、一公开”监管',
  'mobile-enforcement': '掌上执法',
  'judicial-advice': '司法建议与检察建议',
  'proactive-disclosure': '政府信息主动公开',
  'information-request': '政府信息依申请公开',
  'public-credit': '公共信用',
  'administrative-dispute': '行政争议',
  'administrative-litigation': '行政诉讼',
  'peoples-mediation': '人民调解',
  'administrative-reconsideration': '行政复议',
  'legal-education': '法治宣传教育',
  assessment: '法治政府建设考核',
  system: '平台建设',
}

/** Heading of a section; figures of one that is not known here stand under 其他. */
export const sectionLabel = (system: string | null | undefined): string => (system && sections[system]) || '其他'

/** The words before and after a printed number, as its qualifier asks; the same words as in the notes. */
export function qualified(qualifier: string, printed: string, unit: string): { before: string; after: string } {
  const isPercent = unit === '%' || unit.endsWith('百分点')
  switch (qualifier) {
    case 'approx':
      return { before: '约', after: '' }
    case 'nearly':
      return { before: '近', after: '' }
    case 'over':
      if (isPercent) return { before: '超过', after: '' }
      return { before: '', after: printed.includes('.') ? '余' : '多' }
    case 'at-least':
      return { before: '不低于', after: '' }
    case 'within':
      return { before: '不超过', after: '' }
    default:
      return { before: '', after: '' }
  }
}

/** Names of the habits of rounding that explain a printed number. */
export const habits: Readonly<Record<string, string>> = {
  EXACT: '未取整',
  MATCH_HALF_UP: '按四舍五入',
  MATCH_BY_TRUNCATION: '截尾',
  ADJUSTED_TO_100: '凑整到100',
  MISMATCH: '取整习惯不能解释',
}

/** What a relation between printed figures came to. */
export const identityResults: Readonly<Record<string, string>> = {
  FAILS: '不成立',
  AMBIGUOUS: '有两种读法',
  PENDING_DATA: '尚缺资料',
  WEAK: '只作量级检查',
  THRESHOLD: '限值要求',
  HOLDS: '成立',
  NOT_IDENTITY: '不作为核对关系',
}

/** How a limit stands. */
export const limitStates: Readonly<Record<string, string>> = {
  running: '进行中',
  paused: '中止',
  met: '已办',
  lapsed: '逾期',
  void: '不再适用',
}

const indicatorKinds: Readonly<Record<string, string>> = { stock: '期末数', flow: '当期发生数', rate: '比率' }
export const indicatorKind = (kind: string): string => indicatorKinds[kind] ?? kind

/** 2020-03-02 as 2020年3月2日; anything else as it is. */
export function day(date: string | null | undefined): string {
  const m = /^(\d{4})-(\d\d)-(\d\d)/.exec(date ?? '')
  return m ? `${m[1]}年${Number(m[2])}月${Number(m[3])}日` : (date ?? '')
}

/** An instant as day and minute, in the offset in which it was written, or in the city's time where it is UTC. */
export function moment(instant: string | null | undefined): string {
  if (!instant) return ''
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return instant
  const parts = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const get = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return `${get('year')}年${get('month')}月${get('day')}日 ${get('hour')}:${get('minute')}`
}

/** A number with its digits in groups of three, as tables print them (GB/T 15835). */
export const grouped = (n: number): string => n.toLocaleString('zh-CN')

/** An amount in fen as yuan with its decimals. */
export const yuan = (fen: number): string =>
  (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** A calendar's version: the announced holidays as data, and the edition of that data. */
export const calendarWords = (version: string): string =>
  `国务院办公厅历年公布的放假安排（数据${/[\d.]+$/.exec(version)?.[0] ?? version}版）`
