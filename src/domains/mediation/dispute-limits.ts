/**
 * Time limits of a dispute's mediation. Whether a last day off rolls is a datum of each: the committee's own periods do not, the
 * parties' period for judicial confirmation does. A committee is no organ of state, so a limit of its own that runs out only proposes
 * an end to a person; what the law itself ends is the parties' right to confirmation.
 */
import type { LocalDate } from '#kernel/clock'
import { days, months, type Span, workingDays } from '#kernel/limit'
import type { FoldedAct, LimitDef, Turns } from '#kernel/procedure'
import { type DisputeFacts, findAgreement, isCourtReferral, isJointlyApplied, isOnPlatform } from './dispute-facts.ts'
import type { Clock } from './dispute-kinds.ts'
import { invited, labour, medical, nb, nbMedical, online, platform, pml, zjLabour } from './dispute-law.ts'

export const generalSpan: Span = months(1)
export const medicalSpan: Span = workingDays(30)
export const labourSpan: Span = days(15)
export const delegatedSpan: Span = days(30)
export const entrustedSpan = (f: Pick<DisputeFacts, 'courtProcedure'>): Span =>
  days(f.courtProcedure === 'SIMPLIFIED' ? 7 : 15)
export const confirmationSpan: Span = days(30)

/** Acts that end the attempt. */
export const concluding = ['settle', 'fail', 'withdraw', 'refuse', 'notAccept', 'transferOut', 'mergeInto'] as const
const opening = ['apply', 'initiate', 'receiveReferral', 'reapply', 'receiveTransfer'] as const
const concludedWithFile = ['settle', 'fail', 'withdraw', 'refuse', 'notAccept'] as const
const applied = ['apply', 'receiveReferral', 'reapply'] as const
const begun = ['accept', 'receiveTransfer'] as const

const isGeneral = (f: DisputeFacts): boolean => !f.isLabour && f.kind !== 'MEDICAL' && f.source !== 'COURT_ENTRUSTED'

/** The day on which the attempt came to its end: of a settlement the day on which the agreement took effect. */
const endedOn = (f: DisputeFacts, act: FoldedAct): LocalDate => f.concludedOn ?? act.declaredOn
const extensionOf =
  (clock: Clock) =>
  (f: DisputeFacts): LocalDate | undefined =>
    f.extendedTo[clock]
/** A transferred matter keeps its limit, with the extension that it had. */
const extendedBy = (clock: Clock) => ({
  extend: (f: DisputeFacts, act: FoldedAct) => (act.payload.clock === clock ? f.extendedTo[clock] : undefined),
  receiveTransfer: extensionOf(clock),
})
const appraised = (f: DisputeFacts) => f.appraisals.flatMap((a) => (a.to === null ? [] : [{ from: a.from, to: a.to }]))
const proposeFail = (label: string) => ({ kind: 'propose', action: 'fail', label }) as const

/** A court's delegation or entrustment, under the rules of the way in which it runs. */
const courtLimit = (
  label: string,
  source: 'COURT_DELEGATED' | 'COURT_ENTRUSTED',
  isOnline: boolean,
  basis: LimitDef['basis'],
): LimitDef<DisputeFacts> => ({
  label,
  after: ['receiveReferral', 'receiveTransfer'],
  when: (f) => f.source === source && f.courtSignedOn !== null && isOnPlatform(f) === isOnline,
  start: (f) => f.courtSignedOn!,
  within: source === 'COURT_DELEGATED' ? delegatedSpan : entrustedSpan,
  roll: false,
  met: concluding,
  metOn: endedOn,
  // Appraisal before a lawsuit is left out of the period only where the mediation runs online (人民法院在线调解规则 art. 26).
  ...(isOnline && source === 'COURT_DELEGATED' ? { excluded: appraised, recountAfter: ['appraise'] } : {}),
  extendedBy: extendedBy('COURT'),
  lapse: proposeFail(
    source === 'COURT_DELEGATED'
      ? '委派调解期限届满，请终止调解并书面报告人民法院'
      : '委托调解期限届满，请终止调解并书面报告人民法院',
  ),
  basis,
})

export const disputeLimits: Record<string, LimitDef<DisputeFacts>> = {
  general: {
    label: '一个月调结',
    after: begun,
    when: isGeneral,
    start: (f) => f.acceptedOn!,
    within: generalSpan,
    roll: false,
    met: concluding,
    metOn: endedOn,
    extendedBy: extendedBy('GENERAL'),
    lapse: proposeFail('期满未达成协议：双方要求的可以延长，否则终止调解并告知其他途径'),
    basis: [nb(27), platform('自受理之日起算，末日遇休息日不顺延')],
  },
  medical: {
    label: '医疗纠纷三十个工作日',
    after: begun,
    when: (f) => f.kind === 'MEDICAL',
    start: (f) => f.acceptedOn!,
    within: medicalSpan,
    roll: false,
    met: concluding,
    metOn: endedOn,
    excluded: appraised,
    recountAfter: ['appraise'],
    extendedBy: extendedBy('MEDICAL'),
    lapse: proposeFail('期满未达成协议的视为调解不成，请办理终止调解'),
    basis: medical(38),
  },
  labour: {
    label: '劳动争议十五日',
    after: opening,
    when: (f) => f.isLabour,
    start: (f) => f.receivedOn,
    within: labourSpan,
    roll: false,
    met: concluding,
    metOn: endedOn,
    extendedBy: extendedBy('LABOUR'),
    lapse: proposeFail('十五日已满未达成协议，当事人可以依法申请仲裁'),
    basis: [labour(14, 3), zjLabour(10, 2)],
  },
  courtDelegated: courtLimit('法院委派三十日', 'COURT_DELEGATED', false, invited(27, 1)),
  courtDelegatedOnline: courtLimit('法院委派在线调解三十日', 'COURT_DELEGATED', true, online(24)),
  courtEntrusted: courtLimit('法院委托十五日（简易程序七日）', 'COURT_ENTRUSTED', false, invited(27, 2)),
  courtEntrustedOnline: courtLimit('法院委托在线调解十五日（简易程序七日）', 'COURT_ENTRUSTED', true, online(24)),
  acceptDecision: {
    label: '受理决定三个工作日',
    after: applied,
    when: (f) => f.kind !== 'MEDICAL' && !isOnPlatform(f),
    within: workingDays(3),
    roll: false,
    met: ['accept', ...concluding],
    basis: platform('三个工作日内决定是否受理'),
  },
  acceptDecisionOnline: {
    label: '在线确认接受三个工作日',
    after: applied,
    when: (f) => f.kind !== 'MEDICAL' && isOnPlatform(f),
    within: workingDays(3),
    roll: false,
    met: ['accept', ...concluding],
    basis: online(12),
  },
  acceptDecisionMedical: {
    label: '医疗纠纷受理决定三个工作日',
    after: applied,
    when: (f) => f.kind === 'MEDICAL',
    within: workingDays(3),
    roll: false,
    met: ['accept', ...concluding],
    basis: nbMedical(30),
  },
  assignment: {
    label: '指派调解员两个工作日',
    after: begun,
    within: workingDays(2),
    roll: false,
    met: ['assign', ...concluding],
    basis: platform('受理后两个工作日内指派或者由当事人选定调解员'),
  },
  archive: {
    label: '结论后三十日归档',
    after: concludedWithFile,
    start: endedOn,
    within: days(30),
    roll: false,
    met: ['archive'],
    basis: [pml(27), platform('作出结论后三十日内立卷归档')],
  },
  feedback: {
    label: '向委托机关反馈三个工作日',
    after: concludedWithFile,
    when: (f) => f.referralMode === 'ENTRUSTED',
    start: endedOn,
    within: workingDays(3),
    roll: false,
    met: ['feedback'],
    basis: [nb(19, 3), invited(26, 2), platform('三个工作日内反馈')],
  },
  confirmation: {
    label: '共同申请司法确认三十日（当事人的权利）',
    isRight: true,
    after: ['settle', 'modify'],
    when: (f) => f.source !== 'COURT_ENTRUSTED',
    start: (f) => findAgreement(f)!.effectiveOn,
    within: confirmationSpan,
    roll: true,
    // One clock: a changed agreement starts it anew, since only the agreement in force can be confirmed.
    met: ['applyConfirm'],
    metFor: (f) => (isJointlyApplied(f) ? [''] : []),
    lapse: { kind: 'deem', action: 'lapseConfirm', on: 'due' },
    basis: pml(33, 1),
  },
  followUp: {
    label: '回访五个工作日',
    after: ['settle', 'modify'],
    when: (f) => findAgreement(f)?.lastDueOn != null && !findAgreement(f)!.isInstant,
    start: (f) => findAgreement(f)!.lastDueOn!,
    within: workingDays(5),
    roll: false,
    per: (f) => [String(findAgreement(f)!.no)],
    met: ['followUp'],
    basis: [pml(31, 2), platform('最后一项义务到期后五个工作日内回访')],
  },
  followUpRisk: {
    // Parties read the limits of their matter, so the label does not say that a risk was seen.
    label: '即时履行件三十日内回访',
    after: ['settle', 'modify'],
    when: (f) => findAgreement(f)!.isInstant && f.riskLevel !== 'LOW',
    start: (f) => findAgreement(f)!.effectiveOn,
    within: days(30),
    roll: false,
    per: (f) => [String(findAgreement(f)!.no)],
    met: ['followUp'],
    basis: [pml(31, 2), platform('有激化风险的三十日内回访')],
  },
}

const mediators = ['mediator', 'committee_head']
/** Whose turn it is: the head decides what is taken in and who mediates, the mediator does the rest. */
export const disputeTurns: Turns = {
  limits: {
    general: mediators,
    medical: mediators,
    labour: mediators,
    courtDelegated: mediators,
    courtEntrusted: mediators,
    courtDelegatedOnline: mediators,
    courtEntrustedOnline: mediators,
    acceptDecision: ['committee_head'],
    acceptDecisionOnline: ['committee_head'],
    acceptDecisionMedical: ['committee_head'],
    assignment: ['committee_head'],
    archive: ['committee_head'],
    feedback: mediators,
    confirmation: ['party', 'mediator'],
    followUp: ['mediator', 'justice_station'],
    followUpRisk: ['mediator', 'justice_station'],
  },
  states: {
    REGISTERED: ['committee_head'],
    AWAITING_CONSENT: mediators,
    ACCEPTED: ['committee_head'],
    ASSIGNED: ['mediator'],
    IN_MEDIATION: ['mediator'],
  },
}

/** The limits that a clock stands for, as they run in a matter. */
export const limitsOfClock: Record<Clock, readonly string[]> = {
  GENERAL: ['general'],
  MEDICAL: ['medical'],
  LABOUR: ['labour'],
  COURT: ['courtDelegated', 'courtDelegatedOnline', 'courtEntrusted', 'courtEntrustedOnline'],
}

/** Which clocks run for a dispute; a court's delegation runs beside the general one, each with its own extension. */
export function mediationClocks(f: DisputeFacts): Clock[] {
  const out: Clock[] = []
  if (isGeneral(f)) out.push('GENERAL')
  if (f.kind === 'MEDICAL') out.push('MEDICAL')
  if (f.isLabour) out.push('LABOUR')
  if (isCourtReferral(f)) out.push('COURT')
  return out
}
