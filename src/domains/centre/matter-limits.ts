/**
 * Periods of a matter. The centre's own are conventions and say so; statutory ones stand beside them and are never merged: a court's
 * thirty days, the written notice of the way, the fifteen days of labour mediation, the remedies against an administrative act.
 */
import type { LocalDate } from '#kernel/clock'
import { days, months, type Span, workingDays, years } from '#kernel/limit'
import type { FoldedAct, LimitDef, Turns } from '#kernel/procedure'
import { guidedPaths, petitionChannels } from './kinds.ts'
import { invited, labour, litigation, nb, online, platform, recon2017, recon2023, weaker, zjPetition } from './law.ts'
import { needsVisit } from './matter-closing.ts'
import { isDelegated, lastHandoff, type MatterFacts } from './matter-facts.ts'
import { isSentOnAnew } from './matter-seal.ts'
import { from2022, receivedByPetitionOn } from './rules.ts'
import { delegatedSpan, internal, settings } from './settings.ts'

/** First day of the rules on online mediation. */
const onlineFrom = '2022-01-01'
const leave = ['withdraw', 'returnToCourt', 'seal'] as const
const handed = ['handoff', ...leave] as const
/** Day from which a delegation counts: of receipt, or of the confirmation on the courts' platform. */
export const arrival = (f: MatterFacts): LocalDate =>
  f.courtSignedOn! >= onlineFrom && f.courtAcceptedOn ? f.courtAcceptedOn : f.courtSignedOn!
/** A court's delegation came with what was merged into this matter. */
const isCarried = (act: FoldedAct): boolean => act.action === 'absorb' && act.given.merged.court != null
const extendedTo = (f: MatterFacts): LocalDate | undefined => f.courtExtendedTo ?? undefined
const endsDelegation = (f: MatterFacts): string[] => (f.courtResult ? [''] : [])

const own = (
  label: string,
  after: readonly string[],
  within: Span,
  met: readonly string[],
  more: Partial<LimitDef<MatterFacts>> = {},
): LimitDef<MatterFacts> => ({ label, after, within, roll: false, met, basis: internal, ...more })

export const matterLimits: Record<string, LimitDef<MatterFacts>> = {
  triage: own(
    '分流',
    ['register', 'reopen'],
    settings.triage,
    ['triage', 'answerOnSite', 'merge', 'noticeRepeat', ...leave],
    { when: (f) => f.level === null },
  ),
  dispatch: own(
    '交办、转入法定程序',
    ['triage', 'acceptReturn', 'reopen', 'targetRefuse', 'seal'],
    settings.dispatch,
    ['dispatch', 'convene', ...handed],
    { when: (f, act) => (act.action === 'seal' ? isSentOnAnew(f) : f.level !== null) },
  ),
  receive: own('签收', ['dispatch', 'escalate'], settings.receive, ['receive', 'objectReturn', 'convene', ...handed]),
  objection: own(
    '提出异议',
    ['dispatch', 'escalate'],
    settings.objection,
    ['objectReturn', 'accept', 'convene', ...handed],
    {
      basis: [internal, platform('信访件自2022年5月1日起为法定期限，见信访工作条例第二十三条第三款')],
    },
  ),
  returnDecision: own('核实退回', ['objectReturn'], settings.returnDecision, [
    'acceptReturn',
    'rejectReturn',
    'convene',
    ...leave,
  ]),
  convene: own('会商', ['triage', 'objectReturn'], settings.convene, ['convene', 'rejectReturn', ...handed], {
    when: (f, act) => (act.action === 'triage' ? f.isSeveralUnits : true),
  }),
  handle: own(
    '办理',
    ['dispatch', 'escalate', 'assignLead'],
    workingDays(settings.handleWorkdays),
    ['submitResult', 'acceptReturn', 'escalate', ...handed],
    {
      // The unit that handles it first has it from the day the centre received it, also when other channels came in later.
      start: (f, act) => (f.round === 1 ? f.receivedOn : act.declaredOn),
      within: (f) => workingDays(f.handleWorkdays),
    },
  ),
  review: own('审核', ['submitResult'], settings.review, ['review', 'sendBack', 'seal', 'returnToCourt']),
  reply: own('答复', ['review'], settings.reply, ['reply', 'seal', 'returnToCourt']),
  visitBack: own(
    '回访',
    ['reply', 'recordOutcome'],
    settings.visitBack,
    ['visitBack', 'close', 'seal', 'returnToCourt'],
    {
      // Whoever is only led into another procedure need not be visited; what has failed there has answered nobody.
      when: (f, act) => act.action === 'reply' || (lastHandoff(f)?.outcome !== 'FAILED' && needsVisit(f)),
      metFor: (f, act) => (act.action !== 'visitBack' || f.isVisited ? [''] : []),
    },
  ),

  guidance: {
    label: '途径的书面告知',
    after: ['triage'],
    when: (f) =>
      f.path !== null && guidedPaths.includes(f.path) && f.channels.some((c) => petitionChannels.includes(c.channel)),
    start: (f) => receivedByPetitionOn(f.channels)!,
    within: workingDays(5),
    roll: false,
    met: ['dispatch', ...handed],
    basis: zjPetition(20, 1, 1),
  },
  delegated: {
    label: '法院委派三十日',
    // Again where an agreement that had met it is sent back.
    after: ['register', 'acceptDelegation', 'absorb', 'sendBack'],
    when: (f, act) => isDelegated(f) && (act.action !== 'absorb' || isCarried(act)),
    start: arrival,
    within: delegatedSpan,
    roll: false,
    met: ['recordOutcome', 'heard', 'submitResult', 'returnToCourt', 'withdraw'],
    metFor: (f, act) => (act.action === 'withdraw' ? [''] : endsDelegation(f)),
    metOn: (f, act) => f.courtResultOn ?? act.declaredOn,
    // What both have agreed to stands however often the days are counted anew.
    extendedBy: { extendCourt: extendedTo, acceptDelegation: extendedTo, absorb: extendedTo, sendBack: extendedTo },
    lapse: { kind: 'propose', action: 'returnToCourt', label: '委派期限届满，请将材料退回人民法院' },
    basis: [invited(27, 1), invited(27, 3), online(24)],
  },
  courtConfirm: {
    label: '确认接受委派三个工作日',
    after: ['register', 'absorb'],
    when: (f, act) =>
      isDelegated(f) &&
      f.isCourtOnline &&
      f.courtSignedOn! >= onlineFrom &&
      f.courtAcceptedOn === null &&
      (act.action === 'register' || isCarried(act)),
    start: (f) => f.courtSignedOn!,
    within: workingDays(3),
    roll: false,
    met: ['acceptDelegation', 'returnToCourt', 'withdraw'],
    basis: online(12, 1),
  },
  courtAsk: {
    label: '征询对方意愿三个工作日',
    after: ['acceptDelegation', 'absorb'],
    when: (f, act) =>
      act.action === 'acceptDelegation' || (isCarried(act) && f.courtAcceptedOn !== null && f.courtAsked === null),
    start: (f) => f.courtAcceptedOn!,
    within: workingDays(3),
    roll: false,
    met: ['askOther', 'returnToCourt', 'withdraw'],
    basis: online(15, 1),
  },
  mediationMonth: {
    label: '本级调解一个月',
    after: ['accept'],
    when: (f) => f.isMediated,
    within: months(1),
    roll: false,
    met: ['submitResult', 'escalate', 'acceptReturn', ...handed],
    lapse: {
      kind: 'propose',
      action: 'escalate',
      label: '本级调解期限届满：当事人同意的可以升级，也可以直接走法定途径',
    },
    basis: [nb(27), platform('末日遇休息日不顺延；届满提示升级')],
  },
  labourMediation: {
    label: '劳动争议调解十五日',
    after: ['triage'],
    when: (f) => f.subjectKind === 'LABOUR_DISPUTE' && f.path === 'PEOPLES_MEDIATION',
    start: (f) => f.receivedOn,
    within: days(15),
    roll: false,
    met: ['submitResult', 'recordOutcome', 'handoff', 'withdraw'],
    metFor: (f, act) => (isStillMediated(f, act) ? [] : ['']),
    lapse: { kind: 'propose', action: 'handoff', label: '十五日已满未达成协议，请提示当事人申请仲裁' },
    basis: labour(14, 3),
  },
  labourArbitration: {
    label: '申请劳动仲裁一年（当事人的权利）',
    isRight: true,
    after: ['triage'],
    when: (f) => f.subjectKind === 'LABOUR_DISPUTE' && f.actOn !== null,
    start: (f) => f.actOn!,
    within: years(1),
    roll: true,
    met: ['handoff', 'refer'],
    metFor: (f) => (f.handoffs.some((h) => h.path === 'LABOUR_ARBITRATION') ? [''] : []),
    basis: [labour(27, 1), platform('末日遇休息日顺延')],
  },
  reconsideration: {
    label: '申请行政复议六十日（当事人的权利）',
    isRight: true,
    after: ['register', 'triage'],
    when: isNewlyKnown,
    start: (f) => f.adminActKnownOn!,
    within: days(60),
    roll: true,
    met: ['handoff', 'refer'],
    metFor: (f) => (f.handoffs.some((h) => h.path === 'RECONSIDERATION') ? [''] : []),
    basis: [recon2017(9, 1), recon2023(20, 1), platform('末日遇休息日顺延；中心办理不停止、不延长')],
  },
  suit: {
    label: '提起行政诉讼六个月（当事人的权利）',
    isRight: true,
    after: ['register', 'triage'],
    when: (f, act) => isNewlyKnown(f, act) && !f.isReconsiderationFirst,
    start: (f) => f.adminActKnownOn!,
    within: months(6),
    roll: true,
    met: ['handoff', 'refer'],
    metFor: (f) => (f.handoffs.some((h) => h.path === 'LITIGATION') ? [''] : []),
    basis: [litigation(46, 1), platform('末日遇休息日顺延；依法应当先申请复议的另行提示')],
  },
}

/** Handed to mediation, or back from it without an agreement: only the way to arbitration ends the fifteen days then. */
function isStillMediated(f: MatterFacts, act: FoldedAct): boolean {
  if (act.action === 'handoff') return lastHandoff(f)?.path === 'PEOPLES_MEDIATION'
  return act.action === 'recordOutcome' && lastHandoff(f)?.outcome === 'FAILED'
}

/** The day is told by this act: at registration, or in triage. */
function isNewlyKnown(f: MatterFacts, act: FoldedAct): boolean {
  return f.adminActKnownOn !== null && act.payload.adminActKnownOn === f.adminActKnownOn
}

const dispatcher = ['centre_dispatcher']
const unit = ['handler', 'handler_head']
/** Whose turn it is: the window registers, the dispatcher passes on, the unit handles, somebody else asks the visitor afterwards. */
export const matterTurns: Turns = {
  limits: {
    triage: dispatcher,
    dispatch: dispatcher,
    receive: unit,
    objection: ['handler_head'],
    returnDecision: dispatcher,
    convene: ['centre_director'],
    handle: unit,
    review: dispatcher,
    reply: unit,
    visitBack: ['visit_back'],
    guidance: dispatcher,
    delegated: dispatcher,
    courtConfirm: dispatcher,
    courtAsk: dispatcher,
    mediationMonth: unit,
    labourMediation: unit,
    labourArbitration: ['party'],
    reconsideration: ['party'],
    suit: ['party'],
  },
  states: { JOINT: ['centre_director'], REPLIED: dispatcher, VISITED: dispatcher, HANDED_OFF: dispatcher },
}

/** Limits under one version: whether the province's five working days still bind after 2022-05-01 nobody has read. */
export const limitsOf = (from: LocalDate): Record<string, LimitDef<MatterFacts>> => {
  if (from < from2022) return matterLimits
  const { guidance, ...rest } = matterLimits
  return {
    ...rest,
    guidance: { ...guidance!, basis: weaker(zjPetition(20, 1, 1), 'unverified') },
  }
}
