/** Words of the lists of a reconsideration case. */

export const channels = {
  IN_PERSON: '当面递交',
  MAIL: '邮寄',
  ONLINE: '网上',
  FAX: '传真',
  EMAIL: '电子邮件',
  ORAL: '口头',
  VIA_AGENCY: '通过作出行为的行政机关',
  INTAKE_POINT: '基层受理点',
} as const
export type Channel = keyof typeof channels

export const partyKinds = { PERSON: '自然人', ORGANISATION: '法人或者其他组织' } as const
export const capacities = {
  SELF: '本人（本单位）',
  NEAR_RELATIVE: '近亲属',
  SUCCESSOR: '权利义务承受人',
  STATUTORY_AGENT: '法定代理人',
} as const
export const agentKinds = { LAWYER: '律师', LEGAL_WORKER: '基层法律服务工作者', OTHER: '其他代理人' } as const
export const remedyNotices = { FULL: '已告知权利、机关和期限', PARTIAL: '部分告知', NONE: '未告知' } as const
export const publicities = { PUBLISHED: '已公开', NOT: '未公开' } as const
export const procedures = { ORDINARY: '普通程序', SUMMARY: '简易程序' } as const
export const acceptanceKinds = { EXPLICIT: '决定受理', DEEMED: '视为受理', BY_RECEIPT: '收到即受理' } as const

export const states = {
  FILED: '已提出',
  CORRECTING: '补正中',
  ABANDONED: '视为放弃',
  REFUSED: '不予受理',
  ADVISED_ELSEWHERE: '已告知向有关机关提出',
  WITHDRAWN: '受理前撤回',
  TRANSFERRED: '已转送',
  TRANSFERRED_UP: '由上级机关审理',
  RELODGED: '已改按新法另行立案',
  ACCEPTED: '已受理',
  HANDLING: '审理中',
  SUSPENDED: '中止',
  TERMINATED: '终止',
  MEDIATED: '调解达成协议',
  DISMISSED: '驳回申请',
  DECIDED: '已作决定',
  EFFECTIVE: '已生效',
  PERFORMED: '已履行',
  ARCHIVED: '已归档',
} as const
export type State = keyof typeof states
/** States in which an accepted case is dealt with. */
export const open = ['ACCEPTED', 'HANDLING'] as const
/** States to which nothing but archiving leads on. */
export const finalStates: readonly State[] = [
  'ABANDONED',
  'ADVISED_ELSEWHERE',
  'WITHDRAWN',
  'TRANSFERRED',
  'TRANSFERRED_UP',
  'RELODGED',
  'ARCHIVED',
]

export const terminations = {
  SETTLED_WITHDRAWN: '和解后撤回',
  WITHDRAWN_AFTER_CORRECTION: '被申请人改变行为后撤回',
  WITHDRAWN_OTHER: '其他撤回',
  DEATH: '申请人死亡，没有近亲属或者近亲属放弃',
  ORG_ENDED: '申请人终止，没有承受人或者承受人放弃',
  CRIMINAL: '同一违法行为涉嫌犯罪，已采取刑事强制措施',
  SUSPENDED_60: '中止满六十日，原因仍未消除',
} as const
export const criminal2017 = '同一违法行为涉嫌犯罪，行政拘留、限制人身自由的强制措施变更为刑事拘留'
export type Termination = keyof typeof terminations
export const withdrawals: readonly Termination[] = [
  'SETTLED_WITHDRAWN',
  'WITHDRAWN_AFTER_CORRECTION',
  'WITHDRAWN_OTHER',
]

export const dismissals = {
  NOT_ACCEPTABLE: '受理后发现不符合受理条件',
  NO_DUTY: '没有相应法定职责或者受理前已经履行',
} as const
export const refusalGrounds = {
  NO_PARTY: '没有明确的申请人或者符合规定的被申请人',
  NO_INTEREST: '与行政行为没有利害关系',
  NO_REQUEST: '没有具体的请求和理由',
  LATE: '超过法定申请期限',
  OUT_OF_SCOPE: '不属于行政复议范围',
  NOT_OURS: '不属于本机关管辖',
  TWICE: '已经受理过同一行为的复议申请，或者人民法院已经受理',
} as const
/** What a clerk may propose of an application under review. */
export const proposals = {
  ACCEPT: '受理',
  CORRECT: '通知补正',
  REFUSE: '不予受理',
  ADVISE: '告知向有关机关提出',
} as const
export const stayGrounds = {
  RESPONDENT: '被申请人认为需要停止执行',
  ORGAN: '复议机关认为需要停止执行',
  REQUEST: '申请停止执行，要求合理',
  LAW: '法律、法规、规章规定停止执行',
} as const
/** The law of 2017 stays execution where a statute says so, and third parties do not ask for it. */
export const stayGrounds2017 = { ...stayGrounds, LAW: '法律规定停止执行' } as const
export const stayResults = { STAY: '停止执行', NO_STAY: '不停止执行' } as const
export const readExceptions = {
  NONE: '没有例外',
  STATE_SECRET: '涉及国家秘密',
  TRADE_SECRET: '涉及商业秘密',
  PRIVACY: '涉及个人隐私',
  STABILITY: '可能危及国家安全、公共安全、社会稳定',
} as const
export const viewModes = { FACE: '当面', INTERNET: '互联网', PHONE: '电话' } as const
export const attendees = {
  HEAD: '负责人参加',
  DELEGATE: '负责人说明理由并委托工作人员参加',
  LAWYER_ONLY: '只有律师参加',
  NONE: '无人参加',
} as const
export const committeeTriggers = {
  COMPLEX: '案情重大、疑难、复杂',
  PROFESSIONAL: '专业性、技术性较强',
  DEEMED_NECESSARY: '复议机构认为有必要',
} as const
export const adoptions = { FULL: '采纳', PARTIAL: '部分采纳', NONE: '未采纳' } as const
export const revokeGrounds = {
  FACT: '主要事实不清、证据不足',
  PROCEDURE: '违反法定程序',
  BASIS: '适用依据不合法或者错误',
  POWER: '超越、滥用职权',
  IMPROPER: '明显不当',
} as const
export const approvals = { HEAD: '机关负责人同意', COLLECTIVE: '集体讨论通过' } as const
export const redoResults = { SAME: '与原行为相同或者基本相同', DIFFERENT: '与原行为不同' } as const
export const orderKinds = { ACCEPT: '责令受理', RESUME: '责令恢复审理', DECIDE: '责令作出决定' } as const
export const enforcers = { RESPONDENT: '作出行为的行政机关', ORGAN: '复议机关', COURT: '申请人民法院' } as const
export const clueKinds = { FACTS: '违法事实材料', DUTY_CRIME: '职务违法、职务犯罪问题线索' } as const
export const evidenceSources = { BEFORE: '作出行为时收集', RESPONDENT: '被申请人在复议期间自行收集' } as const
export const speakers = { APPLICANT: '申请人', THIRD_PARTY: '第三人', RESPONDENT: '被申请人' } as const
