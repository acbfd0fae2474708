/**
 * Time limits of a lawsuit. All are calendar days and months, and a last day off rolls for everybody (interpretation art. 48): parties,
 * organs and courts alike. Both days are kept; who is late is judged by the rolled one.
 */
import { addDays, type LocalDate } from '#kernel/clock'
import { days, months, type Span, years } from '#kernel/limit'
import type { FoldedAct, LimitDef, Turns } from '#kernel/procedure'
import { isMade } from './entry.ts'
import {
  agencyOf,
  allServedOn,
  defendantOf,
  finalServiceOn,
  isFirst,
  isFollowedAtFirst,
  openItems,
  ours,
  type SuitFacts,
  standsOn,
  sued,
} from './facts.ts'
import { adl, int, platform } from './law.ts'
import { loses } from './results.ts'
import { court, head, officer } from './roles.ts'
import { settings } from './settings.ts'

type Limits = Record<string, LimitDef<SuitFacts>>

const judging = ['recordJudgment', 'confirmJudgment'] as const
/** The ways in which the court's work on a case ends. */
const ends = ['mediate', 'recordWithdrawal', 'recordDismissal', 'recordTermination'] as const
/** A decision of the court counts once it holds: at once from the court's feed, by hand when a second person has confirmed it. */
const madeFor = (f: SuitFacts, act: FoldedAct): string[] =>
  isMade(act) && (act.action !== 'confirmJudgment' || f.concluded !== null) ? [''] : []
/** What happens otherwise meets a limit by itself. */
const madeUnless =
  (...others: readonly string[]) =>
  (f: SuitFacts, act: FoldedAct): string[] =>
    others.includes(act.action) ? [''] : madeFor(f, act)

const trialSpan = (f: SuitFacts): Span => {
  if (f.instance === 'RETRIAL_REVIEW') return months(6)
  if (!isFirst(f)) return months(3)
  return f.procedure === 'SUMMARY' ? days(45) : months(6)
}

const beforeTrial: Limits = {
  copySent: {
    label: '法院发送起诉状副本',
    after: ['recordDocketing'],
    when: (f) => f.instance === 'FIRST' && f.origin === null,
    start: (f) => f.docketedOn!,
    within: days(5),
    roll: true,
    met: ['recordCopy', ...judging, ...ends],
    metFor: madeUnless('recordCopy'),
    basis: adl(67, 1),
  },
  answer: {
    label: '提出答辩状',
    after: ['recordCopy'],
    start: (_f, act) => act.payload.receivedOn,
    per: (_f, act) => [agencyOf(act)],
    within: (f) => days(f.answerDays),
    roll: true,
    met: ['answer', ...judging, ...ends],
    metFor: (f, act) => (act.action !== 'answer' ? allOurs(f, act) : act.payload.hasDefence ? [agencyOf(act)] : []),
    metOn: (_f, act) => act.payload.submittedOn ?? act.declaredOn,
    basis: [adl(67, 1), int(108, 2), int(104, 1)],
  },
  evidence: {
    label: '提供证据和所依据的规范性文件',
    after: ['recordCopy'],
    when: (f) => isFirst(f),
    start: (_f, act) => act.payload.receivedOn,
    per: (_f, act) => [agencyOf(act)],
    within: (f) => days(f.answerDays),
    roll: true,
    met: ['answer', 'recordExtension', ...judging, ...ends],
    metFor: (f, act) => {
      if (act.action === 'answer') return act.payload.hasEvidence ? [agencyOf(act)] : []
      if (act.action === 'recordExtension') return act.payload.isGranted ? [agencyOf(act)] : []
      return allOurs(f, act)
    },
    metOn: (f, act) =>
      act.action === 'recordExtension'
        ? (defendantOf(f, agencyOf(act))?.extensionOn ?? act.declaredOn)
        : (act.payload.submittedOn ?? act.declaredOn),
    basis: [adl(34, 2), adl(67, 1), int(104, 1)],
  },
  extendedEvidence: {
    label: '准许延期后提供证据',
    after: ['recordObstacleRemoved'],
    start: (_f, act) => act.payload.removedOn,
    per: (_f, act) => [agencyOf(act)],
    within: days(15),
    roll: true,
    met: ['answer', ...judging, ...ends],
    metFor: (f, act) => (act.action !== 'answer' ? allOurs(f, act) : act.payload.hasEvidence ? [agencyOf(act)] : []),
    metOn: (_f, act) => act.payload.submittedOn ?? act.declaredOn,
    basis: [adl(36, 1), int(34)],
  },
  jurisdiction: {
    label: '提出管辖异议',
    isRight: true,
    after: ['recordCopy'],
    when: (f) => f.instance === 'FIRST' && f.origin === null,
    start: (_f, act) => act.payload.receivedOn,
    per: (_f, act) => [agencyOf(act)],
    within: days(15),
    roll: true,
    met: ['objectJurisdiction', ...judging, ...ends],
    metFor: (f, act) => (act.action === 'objectJurisdiction' ? [agencyOf(act)] : allOurs(f, act)),
    basis: int(10, 1),
  },
  trial: {
    label: '法院审理期限',
    after: ['recordDocketing'],
    start: (f) => (f.instance === 'SECOND' ? (f.appealReceivedOn ?? f.docketedOn!) : f.docketedOn!),
    within: trialSpan,
    roll: true,
    met: [...judging, ...ends],
    metFor: madeFor,
    pausedIn: ['SUSPENDED'],
    excluded: (f) => f.excluded,
    recountAfter: ['excludeDays', 'convertProcedure'],
    extendedBy: { extendTrial: (_f, act) => act.payload.until },
    basis: [adl(81), adl(83), adl(88), int(50), int(105, 2), int(112)],
  },
  suspension: {
    label: '中止满九十日无人继续诉讼',
    after: ['recordSuspend'],
    when: (f) => ['S01', 'S02', 'S03'].includes(f.suspensions.at(-1)!.ground),
    start: (f) => f.suspensions.at(-1)!.from,
    within: days(90),
    roll: true,
    met: ['recordResume', 'confirmJudgment', ...ends],
    metFor: madeUnless('recordResume'),
    lapse: {
      kind: 'propose',
      action: 'recordTermination',
      label: '中止满九十日仍无人继续诉讼，请向法院了解是否裁定终结',
    },
    basis: int(88, 2),
  },
  suspensionReview: {
    label: '核对中止原因是否消除',
    after: ['recordSuspend', 'reviewSuspension'],
    when: (f, act) =>
      act.action === 'reviewSuspension' || !['S01', 'S02', 'S03'].includes(f.suspensions.at(-1)!.ground),
    within: settings.suspensionReview,
    roll: true,
    met: ['reviewSuspension', 'recordResume', 'confirmJudgment', ...ends],
    metFor: madeUnless('reviewSuspension', 'recordResume'),
    basis: [int(87, 2), platform('中止满九十日核对一次中止原因')],
  },
}
const allOurs = (f: SuitFacts, act: FoldedAct): string[] =>
  madeFor(f, act).length ? ours(f).map((d) => d.agencyId) : []

/** After which acts days of service may have become known. */
const serving = [...judging, 'recordDismissal', 'recordService'] as const
const isAppealable = (f: SuitFacts, act: FoldedAct): boolean =>
  f.concluded?.isAppealable === true &&
  f.ownAppealOn === null &&
  f.otherAppeal === null &&
  (act.action === 'recordService' || madeFor(f, act).length > 0)
const appealSpan = (f: SuitFacts): Span => (f.concluded?.mode === 'JUDGMENT' ? days(15) : days(10))
/** Whom the act says it was served on. */
const servedBy = (f: SuitFacts, act: FoldedAct): { agencies: string[]; others: boolean; on: LocalDate } => {
  if (act.action === 'recordService') {
    const isOthers = act.payload.party === 'OTHERS'
    return {
      agencies: isOthers ? [] : [act.payload.agencyId ?? act.agency],
      others: isOthers,
      on: act.payload.servedOn,
    }
  }
  const served = sued(f).filter((d) => d.servedOn !== null)
  return {
    agencies: served.map((d) => d.agencyId),
    others: f.othersServedOn !== null,
    on: served[0]?.servedOn ?? f.othersServedOn!,
  }
}

const second = ['recordSecondInstance', 'recordRemand', 'confirmJudgment'] as const
const isDecided = (f: SuitFacts) => f.second !== null || f.supersededAt !== null

const appeals: Limits = {
  appeal: {
    label: '决定是否上诉',
    isRight: true,
    after: serving,
    when: (f, act) => isAppealable(f, act) && servedBy(f, act).agencies.length > 0,
    start: (f, act) => servedBy(f, act).on,
    per: (f, act) => servedBy(f, act).agencies.filter((id) => defendantOf(f, id)?.role !== 'THIRD_PARTY_AGENCY'),
    within: appealSpan,
    roll: true,
    met: ['decideAppeal', 'takeEffect'],
    metFor: (f, act) => (act.action === 'takeEffect' ? ours(f).map((d) => d.agencyId) : [agencyOf(act)]),
    basis: adl(85),
  },
  othersAppeal: {
    label: '他方上诉期',
    isRight: true,
    after: serving,
    when: (f, act) => isAppealable(f, act) && servedBy(f, act).others,
    start: (f) => f.othersServedOn!,
    within: appealSpan,
    roll: true,
    met: ['recordOtherAppeal', 'takeEffect'],
    basis: adl(85),
  },
  effect: {
    label: '各方上诉期届满，裁判生效',
    after: serving,
    when: (f, act) => isAppealable(f, act) && allServedOn(f) !== null,
    start: (f) => allServedOn(f)!,
    within: appealSpan,
    roll: true,
    met: ['decideAppeal', 'recordOtherAppeal'],
    metFor: (f, act) => (act.action === 'recordOtherAppeal' || f.ownAppealOn !== null ? [''] : []),
    lapse: { kind: 'deem', action: 'takeEffect', on: 'dayAfter' },
    basis: [adl(85), platform('各方上诉期最后届满的次日生效')],
  },
  serviceRecord: {
    label: '登记裁判送达各方的日期',
    after: [...judging, 'recordDismissal'],
    when: (f, act) =>
      madeFor(f, act).length > 0 &&
      f.effectiveOn === null &&
      (f.concluded?.isAppealable ? isAppealable(f, act) && allServedOn(f) === null : f.judgment !== null),
    within: settings.service,
    roll: true,
    met: ['recordService', 'serve', 'recordOtherAppeal', 'decideAppeal'],
    metFor: (f, act) =>
      ['serve', 'recordOtherAppeal'].includes(act.action) || f.ownAppealOn !== null || allServedOn(f) !== null
        ? ['']
        : [],
    basis: [adl(85), platform('裁判登记后三十日内补齐各方送达日')],
  },
  appealAnswer: {
    label: '对上诉提出答辩',
    after: ['recordOtherAppeal'],
    start: (f) => f.otherAppeal!.receivedOn,
    per: (f) => sued(f).map((d) => d.agencyId),
    within: days(15),
    roll: true,
    met: ['answerAppeal', ...second],
    metFor: (f, act) =>
      act.action === 'answerAppeal' ? [agencyOf(act)] : isDecided(f) ? sued(f).map((d) => d.agencyId) : [],
    metOn: (_f, act) => act.payload.submittedOn ?? act.declaredOn,
    basis: int(108, 2),
  },
  secondOutcome: {
    label: '登记二审结果',
    after: ['decideAppeal', 'recordOtherAppeal'],
    when: (f, act) => act.action === 'recordOtherAppeal' || f.ownAppealOn !== null,
    within: settings.secondOutcome,
    roll: true,
    met: second,
    metFor: (f) => (isDecided(f) ? [''] : []),
    basis: [adl(88), platform('上诉后六个月内登记二审结果')],
  },
}

const taking = ['takeEffect', 'serve', 'recordSecondInstance', 'mediate', 'confirmJudgment'] as const
const isEffective = (f: SuitFacts) => f.effectiveOn !== null && f.closedOn === null
/** The earliest last day of what is still to be done; a duty without a day by convention. */
const nextDue = (f: SuitFacts): LocalDate => {
  const dues = openItems(f).map((i) => i.dueOn ?? addDays(f.effectiveOn!, settings.undatedDuty.amount))
  return dues.reduce((a, b) => (a < b ? a : b))
}
const lastDue = (f: SuitFacts): LocalDate => {
  const dues = f.items.filter((i) => i.hasDuty).map((i) => i.dueOn ?? finalServiceOn(f)!)
  return dues.reduce((a, b) => (a > b ? a : b))
}

const afterwards: Limits = {
  retrial: {
    label: '申请再审',
    isRight: true,
    // Also against rulings and settlements, and after the file is closed.
    after: [...taking, 'recordWithdrawal', 'recordDismissal', 'recordTermination'],
    when: (f) => standsOn(f) !== null && !isFollowedAtFirst(f),
    start: (f) => standsOn(f)!,
    within: months(6),
    roll: true,
    met: ['applyRetrial', 'recordOtherAppeal'],
    basis: [adl(90), int(110)],
  },
  perform: {
    label: '履行生效裁判',
    after: [...taking, 'perform'],
    when: (f) => isEffective(f) && openItems(f).length > 0,
    // The judgment names the last day itself.
    start: (f) => addDays(nextDue(f), -1),
    within: days(1),
    roll: true,
    met: ['perform', 'recordOtherAppeal'],
    metOn: (_f, act) => act.payload.performedOn ?? act.declaredOn,
    basis: [adl(94), adl(72), platform('判决没有载明期限的，按六十日催办')],
  },
  enforcement: {
    label: '对方申请强制执行',
    isRight: true,
    after: taking,
    when: (f) => isEffective(f) && openItems(f).length > 0,
    start: lastDue,
    within: years(2),
    roll: true,
    met: ['perform', 'recordOtherAppeal'],
    metFor: (f, act) => (act.action === 'recordOtherAppeal' || openItems(f).length === 0 ? [''] : []),
    basis: int(153),
  },
  ownEnforcement: {
    label: '本机关申请强制执行',
    isRight: true,
    after: taking,
    // Where the judgment is for the organ in part at least. A day that it gives the other side is named when the organ applies.
    when: (f) => isEffective(f) && f.judgment !== null && f.items.some((i) => !loses(i)) && !isFollowedAtFirst(f),
    start: (f) => finalServiceOn(f)!,
    within: years(2),
    roll: true,
    met: ['enforceAgainstParty', 'recordOtherAppeal'],
    basis: [adl(95), int(152, 1), int(153)],
  },
  lossReview: {
    label: '败诉复盘',
    after: ['takeEffect', 'serve', 'recordSecondInstance', 'confirmJudgment'],
    when: (f) => isEffective(f) && f.isFinallyLost && !isFollowedAtFirst(f),
    start: (f) => f.effectiveOn!,
    within: settings.lossReview,
    roll: true,
    met: ['reviewLoss', 'recordOtherAppeal'],
    basis: platform('败诉裁判生效后三十日内复盘'),
  },
  closing: {
    label: '结案归档',
    after: [...taking, 'perform', 'recordWithdrawal', 'recordTermination', 'recordDismissal', 'reviewLoss'],
    when: (f) =>
      f.closedOn === null &&
      openItems(f).length === 0 &&
      (f.effectiveOn !== null || f.concluded?.isAppealable === false),
    within: settings.closing,
    roll: true,
    met: ['close', 'recordOtherAppeal'],
    basis: platform('办结后三十日内归档'),
  },
}

export const limits: Limits = { ...beforeTrial, ...appeals, ...afterwards }

export const turns: Turns = {
  limits: {
    copySent: [court],
    answer: [officer],
    evidence: [officer],
    extendedEvidence: [officer],
    jurisdiction: [officer],
    trial: [court],
    suspension: [officer],
    suspensionReview: [officer],
    appeal: [head],
    othersAppeal: [officer],
    effect: [officer],
    serviceRecord: [officer],
    appealAnswer: [officer],
    secondOutcome: [officer],
    retrial: [head],
    perform: [officer],
    enforcement: ['party'],
    ownEnforcement: [head],
    lossReview: [officer],
    closing: [officer],
  },
  states: {
    DOCKETED: [officer],
    COPY_RECEIVED: [officer],
    ANSWERED: [officer],
    HEARING_SET: [officer],
    HEARD: [officer],
    SUSPENDED: [officer],
    JUDGED: [head],
    NO_APPEAL: [officer],
    APPEALED: [officer],
    EFFECTIVE: [officer],
    PERFORMED: [officer],
    CONCLUDED_NO_JUDGMENT: [officer],
  },
}
