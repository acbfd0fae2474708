/**
 * Closed lists of a dispute's mediation with the words an official reads. The dispute kinds are the platform's own list; the
 * ministry's statistical form has another one, which is mapped year by year and never replaced by this.
 */

export { idKinds } from '#kernel/codes'

export const disputeKinds = {
  MARRIAGE_FAMILY: '婚姻家庭',
  NEIGHBOUR: '邻里',
  HOUSE_HOMESTEAD: '房屋宅基地',
  CONTRACT: '合同',
  BUSINESS_OPERATION: '生产经营',
  DAMAGES: '损害赔偿',
  TRAFFIC: '道路交通事故',
  LABOUR: '劳动争议',
  MIGRANT_WAGE: '拖欠农民工工资',
  MEDICAL: '医疗',
  PROPERTY_MGMT: '物业',
  CONSUMER: '消费',
  ECOMMERCE: '电子商务',
  TOURISM: '旅游',
  EXPROPRIATION: '征地拆迁',
  FOREST_LAND: '山林土地',
  VILLAGE_AFFAIRS: '村务管理',
  ENVIRONMENT: '环境污染',
  IP: '知识产权',
  OTHER: '其他',
} as const

export const disputeSources = {
  PARTY_APPLICATION: '当事人申请',
  COMMITTEE_INITIATIVE: '主动调解',
  COURT_INFORMED: '法院受理前告知',
  COURT_DELEGATED: '法院立案前委派',
  COURT_ENTRUSTED: '法院立案后委托',
  POLICE: '公安告知或者移送',
  PETITION: '信访',
  PROCURATORATE: '检察机关',
  OTHER_STATE_ORGAN: '其他国家机关委托',
  CENTRE: '矛调中心分流',
  HOTLINE: '热线',
  OTHER: '其他',
} as const

/** How a body other than the parties brought the dispute: by a letter of entrustment, or by only telling the parties of mediation. */
export const referralModes = { ENTRUSTED: '委托（委派）', INFORMED: '仅告知当事人' } as const

export const riskLevels = { LOW: '一般', ESCALATING: '可能激化', CRIMINAL_RISK: '可能引起治安、刑事案件' } as const
export const sides = { A: '申请方', B: '对方', THIRD: '第三人' } as const
export const partyKinds = {
  PERSON: '自然人',
  ORGANISATION: '法人或者其他组织',
  STATE_ORGAN: '国家机关（以民事主体身份）',
} as const
export const applicationForms = { WRITTEN: '书面', ORAL: '口头' } as const
export const courtProcedures = { ORDINARY: '普通程序', SIMPLIFIED: '简易程序' } as const
export const consentResults = {
  CONSENT: '同意',
  NO_RESPONSE: '未答复',
  REFUSE_EXPLICIT: '明确拒绝',
  WITHDRAW: '撤回同意',
} as const
export const channels = { IN_PERSON: '当面', WRITTEN: '书面', PHONE: '电话', ONLINE: '在线' } as const
export const assignmentModes = { ASSIGNED: '委员会指定', CHOSEN: '当事人选择', ACCEPTED: '当事人接受' } as const
export const conflicts = {
  NONE: '无',
  PARTY: '本人是当事人',
  AGENT: '本人是代理人',
  RELATIVE: '与当事人、代理人有近亲属关系',
  INTEREST: '有其他利害关系',
} as const
export const replacementReasons = {
  PARTY_OBJECTS: '当事人不接受',
  INTEREST: '有利害关系',
  LEFT_OFFICE: '离任',
  OTHER: '其他正当理由',
} as const
export const sessionModes = { ONSITE: '现场', OFFICE: '调解室', ONLINE: '在线', PHONE: '电话' } as const
export const clocks = {
  GENERAL: '一般期限',
  COURT: '法院委派、委托期限',
  LABOUR: '劳动争议期限',
  MEDICAL: '医疗纠纷期限',
} as const
export const agreementForms = { WRITTEN: '书面', ORAL: '口头' } as const
export const agreementScopes = { FULL: '全部', PARTIAL: '部分' } as const
export const agreementFlags = {
  IDENTITY_RELATION: '涉及身份关系',
  PROPERTY_RIGHT: '涉及物权确权',
  IP_RIGHT: '涉及知识产权确权',
  THIRD_PARTY: '涉及案外人权益',
  UNCLEAR: '内容不够明确',
} as const
export const agreementStates = {
  EFFECTIVE: '已生效',
  PERFORMING: '履行中',
  PERFORMED: '已履行',
  BREACHED: '未按约履行',
  MODIFIED: '已变更',
  INVALIDATED: '经判决变更、撤销或者确认无效',
} as const
export const signers = { SELF: '本人', GUARDIAN: '法定代理人', AGENT: '委托代理人' } as const
export const obligees = {
  PARTY: '当事人',
  OUTSIDER: '当事人指定的案外人',
  COMMITTEE: '人民调解委员会',
  MEDIATOR: '人民调解员',
} as const
export const identityClauses = {
  NONE: '没有',
  TO_AUTHORITY: '约定到登记机关或者人民法院办理',
  DISSOLVES: '直接写明解除身份关系',
} as const
export const escalationKinds = {
  PUBLIC_SECURITY: '可能引起治安案件',
  CRIMINAL: '可能引起刑事案件',
  GROUP: '可能引发群体性事件',
  SUICIDE_RISK: '有自伤自杀风险',
} as const
/** 反家庭暴力法 arts. 10 and 14: what a mediator finds or suspects. */
export const violences = {
  NONE: '没有发现',
  FOUND: '发现或者疑似',
  INCAPABLE: '发现或者疑似，受害人无民事行为能力或者限制民事行为能力',
} as const
export const failCauses = {
  NO_AGREEMENT: '委员会认为无法达成协议',
  PARTY_QUIT: '一方拒绝或者放弃调解',
  DEADLINE: '期限届满未达成协议',
  SUPERVENING: '出现使调解不能进行的事由',
} as const
export const superveningEvents = {
  COURT_ACCEPTED: '人民法院已受理',
  ADMIN_MEDIATION_ACCEPTED: '行政调解已受理',
  DEATH: '当事人死亡或者终止',
  OTHER: '其他',
} as const
export const withdrawReasons = {
  WITHDRAWN: '申请人撤回',
  LOST_CONTACT: '当事人失去联系',
  EXPIRED: '期满未能开会调解',
  COURT_ACCEPTED: '人民法院已受理',
  ADMIN_MEDIATION_ACCEPTED: '行政调解已受理',
  DEATH: '当事人死亡或者终止',
} as const
export const remedyChannels = {
  ARBITRATION: '仲裁',
  ADMINISTRATIVE: '行政途径',
  LITIGATION: '诉讼',
  OTHER_COMMITTEE: '向其他人民调解委员会申请',
} as const
export const performances = { FULL: '全部履行', PARTIAL: '部分履行', NONE: '未履行' } as const
export const invalidations = { CHANGED: '判决变更', REVOKED: '判决撤销', VOID: '判决确认无效' } as const
export const correctionGrounds = { ENTRY_ERROR: '录入错误', FABRICATED: '虚构' } as const
export const payers = { GOV: '政府', COURT: '人民法院' } as const

/** Why a committee does not take a dispute in. */
export const notAcceptCodes = {
  NOT_CIVIL: '不是平等主体之间的民事权利义务争议',
  EXCLUSIVE_JURISDICTION: '法律法规规定只能由专门机关管辖',
  PROHIBITED: '法律法规禁止以人民调解方式解决',
  PARTY_REFUSED: '一方当事人明确拒绝',
  NO_CONNECTION: '不是纠纷发生地、当事人所在地，也未经本会同意',
  PRIOR_AGREEMENT: '医疗纠纷已达成协议而一方拒不履行',
  COURT_ACCEPTED: '人民法院已受理',
  ADMIN_MEDIATION_ACCEPTED: '行政机关已受理调解',
  CRIME: '属于公诉案件，或者治安调解的职权范围',
  DUPLICATE_PENDING: '同一纠纷正在其他人民调解委员会调解',
} as const

export const outcomes = {
  SETTLED_FULL: '调解成功',
  SETTLED_PARTIAL: '部分成功',
  FAILED_NO_AGREEMENT: '未达成协议',
  FAILED_PARTY_QUIT: '当事人退出',
  FAILED_DEADLINE: '期满未达成协议',
  FAILED_SUPERVENING: '因故不能进行',
  ENDED_BEFORE_START: '会前终结',
  NOT_ACCEPTED: '不予受理',
  TRANSFERRED_OUT: '已移转',
  MERGED: '已并案',
} as const

export const disputeStates = {
  REGISTERED: '已登记',
  AWAITING_CONSENT: '征求同意',
  ACCEPTED: '已受理',
  ASSIGNED: '已指派',
  IN_MEDIATION: '调解中',
  SETTLED: '达成协议',
  FAILED: '调解不成',
  NOT_ACCEPTED: '不予受理',
  ENDED_BEFORE_START: '会前终结',
  TRANSFERRED_OUT: '已移转',
  MERGED: '已并案',
  CLOSED: '已结件',
  ARCHIVED: '已归档',
} as const

export type DisputeKind = keyof typeof disputeKinds
export type DisputeSource = keyof typeof disputeSources
export type ReferralMode = keyof typeof referralModes
export type RiskLevel = keyof typeof riskLevels
export type Violence = keyof typeof violences
export type Side = keyof typeof sides
export type Outcome = keyof typeof outcomes
export type DisputeState = keyof typeof disputeStates
export type NotAcceptCode = keyof typeof notAcceptCodes
export type Clock = keyof typeof clocks
export type AgreementForm = keyof typeof agreementForms
export type AgreementFlag = keyof typeof agreementFlags
export type AgreementState = keyof typeof agreementStates
