/**
 * Which lawful path a matter takes (B4.1): the first rule from the top that fits, with its reason. A person may choose another one
 * and says why; nothing here decides.
 */
import type { Basis } from '#kernel/errors'
import type { Path, SubjectKind } from './kinds.ts'
import { arbitration, type Bases, labour, litigation, nb, platform, pml, recon2017 } from './law.ts'

/** What the window has found out; every field false where nothing was said. */
export type Signals = {
  isDangerous: boolean
  isCrowdRisk: boolean
  isCrimeSuspected: boolean
  isAccusation: boolean
  isInProceedings: boolean
  isJudgmentDisputed: boolean
  isPartyAppeal: boolean
  isAgainstAdministrativeAct: boolean
  isEnforcementRequest: boolean
  isDutyRequest: boolean
  isLabour: boolean
  isLandContract: boolean
  hasArbitrationClause: boolean
  isAdministrativelyDecidable: boolean
  isCivil: boolean
  refusesMediation: boolean
  needsLegalAid: boolean
  isSuggestion: boolean
  isConsult: boolean
  isHardship: boolean
}
export type Situation = Signals & { isCourtEntrusted: boolean }

export type Proposal = {
  rule: string
  subjectKind: SubjectKind
  path: Path
  /** What is open when the first path leads nowhere or is refused. */
  next: readonly Path[]
  /** Paths taken beside the first. */
  also: readonly Path[]
  reason: string
  /** Whom to tell at once. */
  tell: readonly string[]
  basis: readonly Basis[]
}

type Rule = {
  id: string
  fits: (s: Situation) => boolean
  subjectKind: SubjectKind | ((s: Situation) => SubjectKind)
  path: Path | ((s: Situation) => Path)
  next?: readonly Path[]
  reason: string
  tell?: readonly string[]
  basis: (b: Bases) => readonly Basis[]
}

const rules: readonly Rule[] = [
  {
    id: '1',
    fits: (s) => s.isDangerous || s.isCrowdRisk || s.isCrimeSuspected,
    subjectKind: 'EMERGENCY',
    path: 'POLICE',
    reason: '有人身危险、群体冲突苗头或者涉嫌犯罪，即时通报',
    tell: ['公安机关', '同级党委和政府'],
    basis: (b) => [...b.urgent, pml(25)],
  },
  {
    id: '2',
    fits: (s) => s.isAccusation,
    subjectKind: 'ACCUSATION',
    path: 'DISCIPLINE',
    reason: '检举控告公职人员，密封后按管理权限转送',
    basis: (b) => b.sealed,
  },
  {
    id: '3',
    fits: (s) => (s.isInProceedings || s.isJudgmentDisputed) && !s.isCourtEntrusted,
    subjectKind: 'LITIGATION_RELATED',
    path: 'LITIGATION',
    reason: '已在诉讼、仲裁、复议中，或者不服生效裁判，由政法部门依法处理，不进调解',
    basis: (b) => b.triage,
  },
  {
    id: '3a',
    fits: (s) => s.isPartyAppeal,
    subjectKind: 'PARTY_APPEAL',
    path: 'DISCIPLINE',
    reason: '党员申诉、申请复审，导入相应程序',
    basis: (b) => b.triage,
  },
  {
    id: '4',
    fits: (s) => s.isAgainstAdministrativeAct,
    subjectKind: 'ADMIN_DISPUTE',
    path: 'RECONSIDERATION',
    next: ['LITIGATION'],
    reason: '针对行政行为，告知复议和起诉及其期限',
    basis: (b) => [...b.guide, recon2017(9, 1), litigation(46, 1)],
  },
  {
    id: '5',
    fits: (s) => s.isEnforcementRequest || s.isDutyRequest,
    subjectKind: (s) => (s.isEnforcementRequest ? 'COMPLAINT_ILLEGAL' : 'DUTY_PERFORMANCE'),
    path: 'ENFORCEMENT_COMPLAINT',
    reason: '请求查处违法行为或者履行职责，由有权机关依法履行或者答复',
    basis: (b) => b.triage,
  },
  {
    id: '6',
    fits: (s) => s.isLabour,
    subjectKind: 'LABOUR_DISPUTE',
    path: (s) => (s.refusesMediation ? 'LABOUR_ARBITRATION' : 'PEOPLES_MEDIATION'),
    next: ['LABOUR_ARBITRATION'],
    reason: '劳动争议，调解十五日，不成的可以在一年内申请仲裁',
    basis: () => [labour(10, 1), labour(14, 3), labour(27, 1)],
  },
  {
    id: '7',
    fits: (s) => s.isLandContract,
    subjectKind: 'LAND_CONTRACT',
    path: (s) => (s.refusesMediation ? 'LAND_ARBITRATION' : 'ADMIN_MEDIATION'),
    next: ['LAND_ARBITRATION', 'LITIGATION'],
    reason: '土地承包纠纷，由村、乡镇调解，不成的可以仲裁',
    basis: (b) => b.triage,
  },
  {
    id: '8',
    fits: (s) => s.hasArbitrationClause,
    subjectKind: 'CIVIL_DISPUTE',
    path: 'COMMERCIAL_ARBITRATION',
    reason: '有仲裁协议的商事争议，由仲裁机构处理',
    basis: () => [arbitration(5)],
  },
  {
    id: '9',
    fits: (s) => s.isCivil || s.isAdministrativelyDecidable,
    subjectKind: (s) => (s.isAdministrativelyDecidable ? 'ADMIN_CIVIL' : 'CIVIL_DISPUTE'),
    path: (s) => (s.refusesMediation ? 'LITIGATION' : 'PEOPLES_MEDIATION'),
    next: ['LITIGATION'],
    reason: '民事纠纷，当事人不拒绝的人民调解，不成或者拒绝的可以起诉',
    basis: () => [pml(17), pml(26), nb(17)],
  },
  {
    id: '12',
    fits: (s) => s.isSuggestion,
    subjectKind: 'SUGGESTION',
    path: 'PETITION',
    reason: '建议意见，研究后回复，不计六十日',
    basis: (b) => b.triage,
  },
  {
    id: '13',
    fits: (s) => s.isConsult,
    subjectKind: 'CONSULT',
    path: 'REPLY_ON_SITE',
    reason: '咨询，当场答复',
    basis: (b) => b.answer,
  },
  {
    id: '13a',
    fits: (s) => s.isHardship,
    subjectKind: 'HARDSHIP',
    path: 'SOCIAL_RELIEF',
    reason: '生活确有困难，告知或者帮助申请救助',
    basis: () => [platform('困难求助转社会救助，信访工作条例第三十七条有相同要求')],
  },
  {
    id: '11',
    fits: () => true,
    subjectKind: 'PETITION_REQUEST',
    path: 'PETITION',
    reason: '其余申诉求决，按信访程序调查核实、出具处理意见',
    basis: (b) => b.triage,
  },
]

const resolved = <T>(x: T | ((s: Situation) => T), s: Situation): T =>
  typeof x === 'function' ? (x as (s: Situation) => T)(s) : x

/** The path the rules propose. A need for a lawyer goes beside any path. */
export function triage(s: Situation, bases: Bases): Proposal {
  const r = rules.find((x) => x.fits(s))!
  const path = resolved(r.path, s)
  const also: Path[] = s.needsLegalAid && path !== 'LEGAL_AID' ? ['LEGAL_AID'] : []
  return {
    rule: r.id,
    subjectKind: resolved(r.subjectKind, s),
    path,
    next: (r.next ?? []).filter((p) => p !== path),
    also,
    reason: r.reason,
    tell: r.tell ?? [],
    basis: r.basis(bases),
  }
}

export const plainSignals: Signals = {
  isDangerous: false,
  isCrowdRisk: false,
  isCrimeSuspected: false,
  isAccusation: false,
  isInProceedings: false,
  isJudgmentDisputed: false,
  isPartyAppeal: false,
  isAgainstAdministrativeAct: false,
  isEnforcementRequest: false,
  isDutyRequest: false,
  isLabour: false,
  isLandContract: false,
  hasArbitrationClause: false,
  isAdministrativelyDecidable: false,
  isCivil: false,
  refusesMediation: false,
  needsLegalAid: false,
  isSuggestion: false,
  isConsult: false,
  isHardship: false,
}
