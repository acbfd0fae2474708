/** Closed lists of a petition with the words an official reads. */

export const petitionCategories = { SUGGESTION: '建议意见', ACCUSATION: '检举控告', REQUEST: '申诉求决' } as const
export type PetitionCategory = keyof typeof petitionCategories

/** Which way a request must take (信访工作条例第三十一条第一至六项); older petitions are sorted by the same list. */
export const requestItems = {
  '1': '诉讼、复议、法律监督、公安程序',
  '2': '仲裁',
  '3': '党员申诉、申请复审',
  '4': '行政复议、裁决、确认、许可、处罚等行政程序',
  '5': '申请查处违法行为、履行职责',
  '6': '不属于以上情形，出具信访处理意见',
} as const
export type RequestItem = keyof typeof requestItems

export const petitionChannels = {
  VISIT: '走访',
  LETTER: '书信',
  PHONE: '电话',
  ONLINE: '网上',
  FAX: '传真',
  TRANSFER: '转送交办',
} as const

export const petitionSources = {
  DIRECT: '信访人直接提出',
  CENTRE: '矛调中心转入',
  UPPER: '上级转送、交办',
  OTHER: '其他',
} as const

export const transferKinds = { TRANSFER: '转送', ASSIGN: '交办' } as const

/** What the two sides come to: with the organ's mediation, or by themselves. */
export const agreementKinds = { MEDIATION: '调解协议书', SETTLEMENT: '和解协议书' } as const

/** How it is settled which of several organs handles a petition. */
export const conferenceWays = {
  CONSULTED: '有关机关、单位协商',
  SUPERIOR: '共同的上一级机关、单位决定',
  JOINT_MEETING: '信访工作联席会议协调',
} as const

export const petitionStates = {
  RECEIVED: '已登记',
  TRANSFERRED: '已转送交办',
  OBJECTED: '异议待核',
  NOT_ACCEPTED: '不予（不再）受理',
  ACCEPTED: '办理中',
  OPINION_ISSUED: '已书面答复',
  REVIEWING: '复查中',
  REVIEWED: '已复查',
  RECHECKING: '复核中',
  DIVERTED: '已导入其他程序',
  FINAL: '已终结',
  WITHDRAWN: '已撤回',
} as const
export type PetitionState = keyof typeof petitionStates
export const petitionFinal: readonly PetitionState[] = ['NOT_ACCEPTED', 'DIVERTED', 'FINAL', 'WITHDRAWN']

/** Where a petition is led to. */
export const petitionPaths = {
  LITIGATION: '诉讼',
  RECONSIDERATION: '行政复议',
  LEGAL_SUPERVISION: '检察机关法律监督',
  POLICE: '公安机关法律程序',
  ARBITRATION: '仲裁',
  PARTY_APPEAL: '党员申诉、申请复审',
  ADMIN_PROCEDURE: '行政裁决、确认、许可、处罚等行政程序',
  ENFORCEMENT_COMPLAINT: '查处违法行为、履行职责',
  DISCIPLINE: '纪检监察',
  PEOPLES_CONGRESS: '人民代表大会及其常务委员会',
  COMPETENT_ORGAN: '有权处理的机关、单位',
  REPLY: '回复建议意见',
} as const

export const opinionConclusions = {
  SUPPORTED: '予以支持',
  EXPLAINED: '作出解释说明',
  NOT_SUPPORTED: '不予支持',
} as const
export const reviewConclusions = { UPHELD: '维持', CHANGED: '变更', REVOKED: '撤销' } as const

/** Why a petition is told that it is not accepted again. */
export const repeatGrounds = {
  PENDING: '已经受理、正在办理期限内',
  REPLIED: '已经书面答复，尚可申请复查、复核',
  FINAL: '已经处理终结',
} as const
export type RepeatGround = keyof typeof repeatGrounds

/** What an earlier petition of the same person on the same matter makes of a new one. */
export const repeatKinds = {
  DUP_PENDING: '原件在办',
  DUP_FINAL: '原件已终结',
  UNSATISFIED: '原件已答复，未走复查复核',
  NEW_FACT: '提出新的事实',
} as const
export type RepeatKind = keyof typeof repeatKinds

export const newFactStates = { NONE: '没有新的事实', CHECKED: '已核实，不成立', UNCHECKED: '尚未核实' } as const
export const finalGrounds = {
  PERFORMED: '协议履行完毕',
  LAPSED: '逾期未申请复查、复核',
  RECHECKED: '复核终结',
} as const
export type FinalGround = keyof typeof finalGrounds

export const handlerConflicts = { NONE: '没有', INTEREST: '与信访事项或者信访人有直接利害关系' } as const
export const petitionerKinds = { PERSON: '自然人', ORGANISATION: '法人或者其他组织' } as const

/** How the petition ended for whoever offered it. */
export const endings = {
  OPINION: '已出具处理意见',
  AGREEMENT: '已达成协议',
  NOT_ACCEPTED: '不予（不再）受理',
  DIVERTED: '已导入其他程序',
  WITHDRAWN: '已撤回',
} as const
export type Ending = keyof typeof endings
