/** Closed lists of the centre with the words an official reads. */

export { idKinds } from '#kernel/codes'

export const levels = { VILLAGE: '村（社区）', TOWN: '乡镇（街道）', COUNTY: '县级', CITY: '市级' } as const
export type Level = keyof typeof levels
const ranks: Record<Level, number> = { VILLAGE: 0, TOWN: 1, COUNTY: 2, CITY: 3 }
export const rankOf = (l: Level): number => ranks[l]

export const centreLevels = {
  VILLAGE_STATION: '村社站',
  TOWN: '镇级中心',
  COUNTY: '县级中心',
  CITY: '市级中心',
} as const
export type CentreLevel = keyof typeof centreLevels

export const functions = {
  PETITION_RECEPTION: '信访接待',
  LITIGATION_SERVICE: '诉讼服务',
  PEOPLES_MEDIATION: '人民调解',
  ADMIN_MEDIATION: '行政调解',
  ARBITRATION: '仲裁',
  LEGAL_AID: '法律援助',
  NOTARY: '公证',
  PROCURATORATE: '检察服务',
  DISCIPLINE: '纪检监察',
  PSYCHOLOGY: '心理服务',
  HELP: '帮扶',
} as const
export type CentreFunction = keyof typeof functions

export const residence = { STATIONED: '常驻', ROTATING: '轮驻', ON_CALL: '随叫随驻' } as const

export const channels = {
  VISIT: '来访窗口',
  PHONE: '来电',
  ONLINE: '网上',
  LETTER: '来信',
  HOTLINE_12345: '12345热线',
  PETITION_TRANSFER: '信访部门转送交办',
  COURT_DELEGATED: '法院委派',
  COURT_ENTRUSTED: '法院委托',
  POLICE_110: '警调衔接',
  PROCURATORATE: '检察机关',
  GRID: '网格、村社上报',
  UPPER_ASSIGN: '上级交办',
  DEPARTMENT_TRANSFER: '部门移送',
  PROACTIVE: '排查',
} as const
export type Channel = keyof typeof channels
/** Channels by which the petition office itself receives: its window is in the centre. */
export const petitionChannels: readonly Channel[] = ['VISIT', 'ONLINE', 'LETTER', 'PETITION_TRANSFER']

export const subjectKinds = {
  CIVIL_DISPUTE: '民事纠纷',
  LABOUR_DISPUTE: '劳动争议',
  LAND_CONTRACT: '土地承包纠纷',
  ADMIN_DISPUTE: '行政争议',
  ADMIN_CIVIL: '行政机关可以裁决、调解的民事争议',
  COMPLAINT_ILLEGAL: '投诉举报违法行为',
  DUTY_PERFORMANCE: '请求履行职责',
  PETITION_REQUEST: '申诉求决',
  SUGGESTION: '建议意见',
  ACCUSATION: '检举控告',
  LITIGATION_RELATED: '涉法涉诉',
  PARTY_APPEAL: '党员申诉',
  LEGAL_AID: '法律援助',
  CONSULT: '咨询',
  HARDSHIP: '困难求助',
  EMERGENCY: '紧急情况',
} as const
export type SubjectKind = keyof typeof subjectKinds

export const paths = {
  PEOPLES_MEDIATION: '人民调解',
  ADMIN_MEDIATION: '行政调解',
  JUDICIAL_MEDIATION: '司法调解',
  LABOUR_ARBITRATION: '劳动仲裁',
  COMMERCIAL_ARBITRATION: '商事仲裁',
  LAND_ARBITRATION: '土地承包仲裁',
  RECONSIDERATION: '行政复议',
  LITIGATION: '诉讼',
  ADMIN_ADJUDICATION: '行政裁决',
  ENFORCEMENT_COMPLAINT: '投诉举报查处',
  PETITION: '信访',
  DISCIPLINE: '纪检监察',
  POLICE: '公安',
  PROCURATORATE: '检察',
  LEGAL_AID: '法律援助',
  NOTARY: '公证',
  SOCIAL_RELIEF: '社会救助',
  REPLY_ON_SITE: '当场答复',
} as const
export type Path = keyof typeof paths

/** Agencies of the platform that can take a matter on a path, by their kind; a path that is not here has no procedure of theirs. */
export const agencyKindsOfPath: Partial<Record<Path, readonly string[]>> = {
  PEOPLES_MEDIATION: ['mediation_committee'],
  ADMIN_MEDIATION: ['government', 'town-government', 'bureau', 'police'],
  JUDICIAL_MEDIATION: ['court'],
  LABOUR_ARBITRATION: ['arbitration-commission'],
  COMMERCIAL_ARBITRATION: ['arbitration-commission'],
  LAND_ARBITRATION: ['arbitration-commission'],
  RECONSIDERATION: ['government', 'justice-bureau'],
  LITIGATION: ['court'],
  ADMIN_ADJUDICATION: ['government', 'town-government', 'bureau'],
  ENFORCEMENT_COMPLAINT: ['government', 'town-government', 'bureau', 'police'],
  PETITION: ['petition-office', 'government', 'town-government', 'bureau'],
  DISCIPLINE: ['discipline'],
  POLICE: ['police'],
  PROCURATORATE: ['procuratorate'],
  LEGAL_AID: ['justice-bureau', 'legal-aid'],
  NOTARY: ['notary'],
  SOCIAL_RELIEF: ['government', 'town-government', 'bureau'],
}
export const isCentreKind = (kind: string | undefined): boolean => kind === 'dispute-centre'

/** Kinds of handling units that are no organs: what they write has no red head. */
export const isOrganKind = (kind: string | undefined): boolean =>
  kind !== undefined &&
  !/^(village|resident|mediation|dispute|arbitration|legal-aid|notary|enterprise|institution|industry|social)/.test(
    kind,
  )

/** Kinds that the law sends into procedures of their own (信访工作条例 art. 31 items 1 to 5); an opinion on a petition is not for them. */
export const guidedKinds: readonly SubjectKind[] = [
  'CIVIL_DISPUTE',
  'LABOUR_DISPUTE',
  'LAND_CONTRACT',
  'ADMIN_DISPUTE',
  'ADMIN_CIVIL',
  'COMPLAINT_ILLEGAL',
  'DUTY_PERFORMANCE',
  'LITIGATION_RELATED',
  'PARTY_APPEAL',
]
/** Paths into a procedure of another organ, of which the petitioner is told in writing. */
export const guidedPaths: readonly Path[] = [
  'LABOUR_ARBITRATION',
  'COMMERCIAL_ARBITRATION',
  'LAND_ARBITRATION',
  'RECONSIDERATION',
  'LITIGATION',
  'ADMIN_ADJUDICATION',
]

export const closeCodes = {
  RESOLVED_AGREEMENT: '达成协议化解',
  RESOLVED_REPLY: '答复化解',
  SUPPORTED_EXECUTED: '支持诉求并落实',
  NOT_SUPPORTED_EXPLAINED: '不予支持，已解释',
  GUIDED_TO_PROCEDURE: '已导入法定程序',
  WITHDRAWN: '撤回',
  PETITION_FINAL: '信访终结',
  DUPLICATE: '重复',
  UNREACHABLE: '失联',
  TRANSFERRED_OUTSIDE_CITY: '移送市外',
} as const
export type CloseCode = keyof typeof closeCodes
export const resolvedCodes: readonly CloseCode[] = ['RESOLVED_AGREEMENT', 'RESOLVED_REPLY', 'SUPPORTED_EXECUTED']

export const repeatKinds = {
  DUP_PENDING: '在办重复',
  DUP_FINAL: '已终结重复',
  NEW_FACT: '有新的事实',
  UNSATISFIED: '对答复不服，未走复查',
} as const
export type RepeatKind = keyof typeof repeatKinds

export const escalationTriggers = {
  FAILED: '本级调处不成',
  DUE: '本级期限届满',
  PARTY_REQUEST: '当事人要求',
  RETURNED_TWICE: '二次退回',
  RISK: '风险升级',
} as const
export type EscalationTrigger = keyof typeof escalationTriggers

export const resultKinds = {
  AGREEMENT: '调解协议',
  OPINION: '处理意见书',
  ADJUDICATION: '裁决、决定',
  REPLY: '答复',
} as const
export type ResultKind = keyof typeof resultKinds

export const outcomes = {
  AGREEMENT: '达成协议',
  FAILED: '调处不成',
  OPINION: '作出处理意见',
  DECISION: '作出裁决、决定',
  ACCEPTED: '目标程序已受理',
  FINAL: '信访终结',
  OTHER: '其他结果',
} as const
export type Outcome = keyof typeof outcomes

export const dispatchKinds = { LEAD: '主办', ASSIST: '协办' } as const
export type DispatchKind = keyof typeof dispatchKinds
export const conflicts = { NONE: '没有利害关系', INTEREST: '有利害关系' } as const
export const noticeChannels = {
  IN_PERSON: '当面',
  WRITTEN: '书面',
  PHONE: '电话',
  MESSAGE: '短信',
  ONLINE: '网上',
} as const

export const matterStates = {
  REGISTERED: '已登记',
  TRIAGED: '已分流',
  HANDED_OFF: '已转入法定程序',
  DISPATCHED: '已交办',
  RETURN_REQUESTED: '申请退回',
  RECEIVED: '已签收',
  IN_PROGRESS: '办理中',
  JOINT: '会商中',
  RESULT_SUBMITTED: '已报结果',
  REVIEWED: '已审核',
  REPLIED: '已答复',
  VISITED: '已回访',
  CLOSED: '已销号',
  MERGED: '已合并',
} as const
export type MatterStateId = keyof typeof matterStates
