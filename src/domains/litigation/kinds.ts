/** Words of the lists of a lawsuit's forms. */
export const courtLevels = {
  BASIC: '基层人民法院',
  INTERMEDIATE: '中级人民法院',
  HIGH: '高级人民法院',
  SUPREME: '最高人民法院',
}
export type CourtLevel = keyof typeof courtLevels
export const instances = { FIRST: '一审', SECOND: '二审', RETRIAL_REVIEW: '再审审查', RETRIAL: '再审' }
export type Instance = keyof typeof instances
export const suitKinds = {
  ORDINARY: '一般行政案件',
  AGREEMENT: '行政协议案件',
  COMPENSATION: '行政赔偿案件',
  PUBLIC_INTEREST: '行政公益诉讼',
}
export type SuitKind = keyof typeof suitKinds
export const courtProcedures = { ORDINARY: '普通程序', SUMMARY: '简易程序' }
export type CourtProcedure = keyof typeof courtProcedures
/** By which ground of the law a case may be tried summarily. */
export const summaryGrounds = {
  ON_THE_SPOT: '被诉行为当场作出',
  SMALL_AMOUNT: '款额二千元以下',
  OPENNESS: '政府信息公开案件',
  AGREED: '各方当事人同意',
}
export const actKinds = {
  PENALTY: '行政处罚',
  COERCION: '行政强制',
  PERMIT: '行政许可',
  EXPROPRIATION: '征收征用及补偿',
  REGISTRATION: '行政登记',
  OPENNESS: '政府信息公开',
  INACTION: '不履行法定职责',
  PAYMENT: '行政给付',
  CONFIRMATION: '行政确认、裁决',
  AGREEMENT: '行政协议',
  COMPENSATION: '行政赔偿、补偿',
  OTHER: '其他',
}
export const plaintiffKinds = { PERSON: '公民', LEGAL: '法人', OTHER: '其他组织', PROCURATORATE: '公益诉讼起诉人' }
export const defendantRoles = {
  ORIGINAL: '作出原行政行为的机关',
  RECON_ORGAN: '复议机关（与原机关共同被告）',
  RECON_ORGAN_ALONE: '复议机关（单独被告）',
  JOINT_ACT: '共同作出行政行为的机关',
  THIRD_PARTY_AGENCY: '以第三人参加的行政机关',
}
export type DefendantRole = keyof typeof defendantRoles
export const levels = { CITY: '市级', COUNTY: '区县（市）级', TOWN: '乡镇（街道）', ABOVE: '市外、省级以上' }
export type Level = keyof typeof levels
export const organKinds = {
  DEPARTMENT: '部门',
  GOVERNMENT: '市、区县（市）政府',
  TOWN: '乡镇政府、街道办事处',
  AUTHORISED: '授权的内设、派出机构或者组织',
}
export type OrganKind = keyof typeof organKinds
export const origins = { APPEAL: '上诉', REMAND: '发回重审', ORDERED: '指令立案、继续审理', RETRIAL: '再审' }
export type Origin = keyof typeof origins
export const changeKinds = {
  FACTS: '改变主要事实和证据',
  GROUNDS: '改变规范依据并影响定性',
  REVOKE: '撤销、部分撤销或者变更处理结果',
  PERFORM: '依原告请求履行法定职责',
  REMEDY: '采取补救、补偿等措施',
  ACCEPT: '行政裁决中书面认可和解',
}
export const changeFaults = {
  NONE: '没有下列情形',
  PROHIBITED: '违反禁止性规定',
  BEYOND: '超越或者放弃职权',
  HARMS: '损害公共利益或者他人合法权益',
}
export const hearingForms = { OPEN: '公开开庭', CLOSED: '不公开开庭', ONLINE: '在线开庭' }
export const courtNotices = { MUST: '应当通知负责人出庭的案件', MAY: '可以通知负责人出庭的案件', NONE: '没有通知' }
export const absenceReasons = {
  FORCE_MAJEURE: '不可抗力',
  ACCIDENT: '意外事件',
  IRREPLACEABLE_DUTY: '需要履行他人不能代替的公务',
  OTHER_JUSTIFIED: '其他正当事由',
}
export type AbsenceReason = keyof typeof absenceReasons
export const absenceProofs = { SEALED: '加盖机关印章', SIGNED: '主要负责人签字认可' }
export const courtOpinions = { ACCEPTED: '法院认可', REJECTED: '法院不认可', NONE: '法院没有表示' }
export type CourtOpinion = keyof typeof courtOpinions
export const staffKinds = {
  STAFF: '本机关工作人员',
  ENTRUSTED: '受托组织工作人员',
  SUBORDINATE: '下级机关工作人员',
  LEGAL_OFFICE: '政府法制机构工作人员',
  UNDERTAKING: '具体承办机关工作人员',
  LAWYER: '律师',
}
export const determinations = { AGREED: '共同被告协商确定', COURT: '法院确定' }
export const suspensionGrounds = {
  S01: '原告死亡，须等待近亲属表明是否参加诉讼',
  S02: '原告丧失诉讼行为能力，尚未确定法定代理人',
  S03: '一方机关、法人或者组织终止，尚未确定承受人',
  S04: '一方因不可抗力不能参加诉讼',
  S05: '适用法律须送请有权机关解释、确认',
  S06: '须以另案审理结果为依据而另案没有审结',
  S07: '其他应当中止的情形',
}
export type SuspensionGround = keyof typeof suspensionGrounds
export const stayGrounds = {
  DEFENDANT: '被告认为需要停止执行',
  LOSS: '执行会造成难以弥补的损失',
  PUBLIC: '执行会给国家利益、社会公共利益造成重大损害',
  LAW: '法律、法规规定停止执行',
}
export const excludedKinds = {
  NOTICE: '公告',
  APPRAISAL: '鉴定',
  MEDIATION: '调解',
  JURISDICTION: '处理管辖异议、争议',
}
export const mediationScopes = {
  COMPENSATION: '行政赔偿',
  INDEMNITY: '行政补偿',
  DISCRETION: '法律、法规规定的自由裁量权',
  AGREEMENT: '行政协议',
  OTHER: '其他',
}
export const measures = {
  DEDUCT: '从账户划拨',
  FINE_HEAD: '对负责人按日罚款',
  PUBLIC_NOTICE: '公告拒绝履行情况',
  ADVICE: '提出司法建议',
  DETENTION: '拘留',
}
export const secondOutcomes = {
  UPHELD: '驳回上诉，维持原裁判',
  CHANGED: '改判、撤销或者变更',
  WITHDRAWN: '准许撤回上诉',
}
export type SecondOutcome = keyof typeof secondOutcomes
export const retrialGrounds = {
  ORDINARY: '一般情形，自裁判生效起算',
  NEW_EVIDENCE: '有新的证据足以推翻原裁判',
  FORGED: '主要证据系伪造',
  REVERSED: '据以裁判的法律文书被撤销、变更',
  CORRUPT: '审判人员贪污受贿、徇私舞弊、枉法裁判',
}
/** The five circumstances of art. 12 of the provisions on heads in court, which a judgment states. */
export const notedCircumstances = {
  ABSENT: '负责人未出庭且没有说明理由或者理由不成立',
  ABSENT_AGAIN: '延期后再次开庭负责人仍未出庭且无正当理由',
  NOBODY: '负责人和相应工作人员都没有出庭',
  LEFT: '负责人未经许可中途退庭',
  SILENT: '拒绝解释说明导致庭审无法进行',
}
export type NotedCircumstance = keyof typeof notedCircumstances
/** How a matter came to its end in its instance. */
export const concludeModes = { JUDGMENT: '判决', RULING: '裁定', MEDIATION: '调解' }
export type ConcludeMode = keyof typeof concludeModes
