/** Words of the lists of settling disputes and of advice. */
export const stages = {
  PRE_FILING: '复议、诉讼之前',
  RECON: '行政复议中',
  FIRST: '一审中',
  SECOND: '二审中',
  RETRIAL: '再审中',
  PROCURATOR_SUPERVISION: '检察监督中',
  NON_LITIGATION_ENFORCEMENT: '非诉执行中',
}
export type Stage = keyof typeof stages
export const initiators = {
  COURT: '人民法院',
  RECON_ORGAN: '复议机关',
  PROCURATORATE: '人民检察院',
  AGENCY: '行政机关',
  PARTY: '当事人',
}
export const scopes = {
  DISCRETION: '自由裁量权',
  COMPENSATION: '行政赔偿',
  INDEMNITY: '行政补偿',
  AGREEMENT: '行政协议',
  OTHER: '其他',
}
export type Scope = keyof typeof scopes
export const civilKinds = {
  PERMIT: '行政许可',
  REGISTRATION: '行政登记',
  EXPROPRIATION: '征收、征用',
  AWARD: '对民事争议的裁决',
  OTHER: '其他',
}
/** The limit of the case that goes on while its dispute is being settled. */
export const caseLimits = {
  RECON_60: '行政复议普通程序（六十日）',
  RECON_30: '行政复议简易程序（三十日）',
  TRIAL_6: '一审（六个月）',
  SUMMARY_45: '一审简易程序（四十五日）',
  APPEAL_3: '二审（三个月）',
}
export type CaseLimit = keyof typeof caseLimits
export const sides = { CLAIMANT: '申请人、原告', AGENCY: '行政机关', THIRD: '第三人' }
export type Side = keyof typeof sides
export const ways = { MEDIATION: '调解', SETTLEMENT: '和解后撤回', CORRECTION: '机关改变行政行为后撤回' }
export type Way = keyof typeof ways
export const obligors = { AGENCY: '行政机关', PARTY: '当事人' }
export const outcomes = {
  MEDIATED: '调解书结案',
  SETTLED_WITHDRAWN: '和解后撤回',
  CORRECTED_WITHDRAWN: '改变行政行为后撤回',
  JUDGED: '依法裁决、判决',
  FAILED: '没有化解',
  PARTY_REFUSED: '一方不同意化解',
}
export type Outcome = keyof typeof outcomes
export const successes: readonly Outcome[] = ['MEDIATED', 'SETTLED_WITHDRAWN', 'CORRECTED_WITHDRAWN']
export const formalEnds = {
  RECON_MEDIATION: '行政复议调解书',
  RECON_TERMINATION: '准予撤回、终止行政复议决定',
  COURT_MEDIATION: '行政调解书',
  WITHDRAWAL_RULING: '准许撤诉、撤回上诉裁定',
  DECISION: '行政复议决定、判决、裁定',
  NONE: '没有正式文书',
}

/** By which papers each outcome comes about. A dispute that was not settled may end in whatever way but a settlement. */
export const endsBy: Record<Outcome, readonly (keyof typeof formalEnds)[]> = {
  MEDIATED: ['RECON_MEDIATION', 'COURT_MEDIATION'],
  SETTLED_WITHDRAWN: ['RECON_TERMINATION', 'WITHDRAWAL_RULING'],
  CORRECTED_WITHDRAWN: ['RECON_TERMINATION', 'WITHDRAWAL_RULING'],
  JUDGED: ['DECISION'],
  FAILED: ['NONE', 'DECISION', 'RECON_TERMINATION', 'WITHDRAWAL_RULING'],
  PARTY_REFUSED: ['NONE'],
}

export const adviceKinds = {
  HEAD_ABSENT: '负责人出庭的司法建议',
  REFUSES_COURT: '被告拒不到庭、中途退庭的司法建议',
  REFUSES_PERFORMANCE: '拒绝履行裁判的司法建议',
  NORM: '规范性文件不合法的司法建议',
  GOVERNANCE: '综合治理类司法建议',
  PUBLIC_INTEREST: '行政公益诉讼检察建议',
  RETRIAL_ADVICE: '再审检察建议、抗诉',
}
export type AdviceKind = keyof typeof adviceKinds
