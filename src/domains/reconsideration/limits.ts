/**
 * The limits of a case. Other than elsewhere in the house, the natural days of organs roll too: both laws refer to civil procedure for
 * counting. Ten days are natural days under the law of 2017 and working days under that of 2023.
 */
import { days, workingDays } from '#kernel/limit'
import type { LimitDef, Turns } from '#kernel/procedure'
import type { Facts } from './facts.ts'
import { lastOf, respondentIds } from './facts.ts'
import { platform, type VersionOf } from './law.ts'
import { closing, limitsAfter, served, until } from './limits-after.ts'
import { clerks, officers, respondent } from './roles.ts'
import { settings } from './settings.ts'
import { mayEndAfterSixtyDays, sixtyDaysBasis } from './suspension-grounds.ts'

const isReceived = (f: Facts): boolean => f.reviewFrom !== null
/** Acts after which nothing about the application itself is still to be decided. */
const reviewedBy = (v: VersionOf): string[] => [
  'requestCorrection',
  'refuse',
  'withdraw',
  'assign',
  'dismiss',
  'terminate',
  'settleWithdraw',
  'suspend',
  ...(v.is2017 ? ['advise', 'changeVersion', 'transferByCounty'] : ['accept', 'deemAccepted', 'escalate']),
]
const opening = (v: VersionOf): string[] => (v.is2017 ? ['file'] : ['file', 'relodge'])
const leaving = (v: VersionOf): string[] => [...closing, 'acceptBySuperior', ...(v.is2017 ? [] : ['escalate'])]

const early = (v: VersionOf): Record<string, LimitDef<Facts>> => ({
  review: {
    label: '审查期限',
    ...(v.is2017 ? { isRight: true } : {}),
    after: [...opening(v), 'recordReceipt', 'supply'],
    when: (f) => isReceived(f) && f.state !== 'CORRECTING',
    start: (f) => f.reviewFrom!,
    within: workingDays(5),
    roll: true,
    met: reviewedBy(v),
    ...(v.is2017 ? {} : { lapse: { kind: 'deem', action: 'deemAccepted', on: 'due' } as const }),
    basis: v.law.review,
  },
  correctionNotice: {
    label: '通知补正的期限',
    isRight: true,
    after: [...opening(v), 'recordReceipt'],
    when: (f) => f.receivedOn !== null && f.corrections.length === 0,
    start: (f) => f.receivedOn!,
    within: workingDays(5),
    roll: true,
    met: reviewedBy(v),
    basis: v.law.correct,
  },
  supply: {
    label: '补正期限',
    after: ['requestCorrection', 'serve'],
    when: (f, act) =>
      f.state === 'CORRECTING' &&
      lastOf(f.corrections)?.receivedOn != null &&
      (act.action === 'requestCorrection' || served(act)?.stage === 'CORRECTION'),
    start: (f) => lastOf(f.corrections)!.receivedOn!,
    within: (f) =>
      v.is2017 ? until(lastOf(f.corrections)?.receivedOn, lastOf(f.corrections)?.dueOn) : workingDays(10),
    roll: true,
    met: ['supply', 'recordAbandon', ...(v.is2017 ? ['changeVersion', 'terminate'] : ['withdraw'])],
    extendedBy: { extendSupply: (_f, act) => act.payload.until },
    lapse: { kind: 'propose', action: 'recordAbandon', label: '核实没有正当理由的，记录视为放弃' },
    basis: v.law.supply,
  },
  ...(v.is2017
    ? {
        versionChoice: {
          label: '确认适用版本的期限',
          after: ['file', 'recordReceipt'],
          when: (f: Facts) => f.isCrossing && !f.versionSettledOn,
          start: (f: Facts) => f.receivedOn!,
          within: settings.versionChoice,
          roll: true,
          met: ['confirmVersion', 'changeVersion', ...closing],
          lapse: { kind: 'deem', action: 'lockVersion', on: 'dayAfter' } as const,
          basis: v.law.version,
        },
        negotiate: {
          label: '协商受理机关的期限',
          after: ['openNegotiation'],
          within: days(10),
          roll: true,
          met: ['failNegotiation', 'concludeNegotiation', 'assign'],
          basis: [...v.law.negotiate, platform('协商、指定的十日按自然日')],
        },
        designate: {
          label: '指定受理机关的期限',
          after: ['failNegotiation'],
          within: days(10),
          roll: true,
          met: ['concludeNegotiation', 'assign'],
          basis: [...v.law.negotiate, platform('协商、指定的十日按自然日')],
        },
      }
    : {
        forward: {
          label: '原机关转送的期限',
          after: ['file'],
          when: (f: Facts) => f.filedVia === 'VIA_AGENCY' && f.receivedOn === null,
          // What was handed in counts from then, however late it is entered.
          start: (f: Facts) => f.filedOn,
          within: workingDays(5),
          roll: true,
          met: ['forward', 'recordReceipt', 'withdraw'],
          basis: v.law.forward,
        },
        arrival: {
          label: '转送到达的期限',
          after: ['forward'],
          within: settings.arrival,
          roll: true,
          met: ['recordReceipt', 'withdraw', 'escalate'],
          basis: [...v.law.forward, platform('转送后五个工作日内到达')],
        },
      }),
  ...(v.is2017
    ? {
        countyTransfer: {
          label: '县级政府转送的期限',
          isRight: true,
          after: ['file', 'recordReceipt'],
          when: (f: Facts) => f.receivedOn !== null && f.organKind === 'GOVERNMENT' && f.organLevel === 'COUNTY',
          start: (f: Facts) => f.receivedOn!,
          within: workingDays(7),
          roll: true,
          met: ['transferByCounty', 'assign', 'changeVersion', ...closing],
          basis: v.law.forward,
        },
      }
    : {}),
  pointForward: {
    label: '受理点转送的期限',
    after: opening(v),
    when: (f) => f.filedVia === 'INTAKE_POINT',
    start: (f) => f.receivedOn ?? f.filedOn,
    within: settings.pointForward,
    roll: true,
    met: ['recordReceipt', 'withdraw', ...(v.is2017 ? [] : ['accept', 'refuse', 'requestCorrection', 'deemAccepted'])],
    basis: v.law.point,
  },
})

const accepting = (v: VersionOf): string[] =>
  v.is2017 ? ['file', 'recordReceipt', 'acceptByOrder'] : ['accept', 'deemAccepted', 'acceptByOrder']
const isAccepted = (f: Facts): boolean => f.acceptedOn !== null && f.state !== 'RELODGED'

const middle = (v: VersionOf): Record<string, LimitDef<Facts>> => ({
  serveCopy: {
    label: '发送申请书副本的期限',
    after: accepting(v),
    when: isAccepted,
    start: (f) => f.acceptedOn!,
    within: (f) => workingDays(f.procedure === 'SUMMARY' ? 3 : 7),
    roll: true,
    recountAfter: ['assign'],
    // Nothing can be sent while the application is put right or the case is suspended.
    pausedIn: v.is2017 ? ['CORRECTING', 'SUSPENDED'] : ['SUSPENDED'],
    met: ['serveCopy', ...leaving(v), ...(v.is2017 ? ['advise', 'changeVersion', 'transferByCounty'] : [])],
    basis: [...v.law.serveCopy, platform('补正、中止期间不计入发送副本的期限')],
  },
  reply: {
    label: '被申请人答复的期限',
    after: ['serveCopy', 'serve'],
    when: (_f, act) => act.action === 'serveCopy' || served(act)?.stage === 'COPY',
    // Each respondent has its own days: those who have received now, and have not replied.
    per: (f, act) =>
      f.respondents
        .filter((r) => r.copyReceivedOn && !r.repliedOn)
        .map((r) => `a:${r.agencyId}`)
        .filter((subject) => act.action === 'serveCopy' || served(act)!.recipient === subject),
    start: (f, _act, subject) => f.respondents.find((r) => `a:${r.agencyId}` === subject)!.copyReceivedOn!,
    within: (f) => (v.is2017 ? days(10) : workingDays(f.procedure === 'SUMMARY' ? 5 : 10)),
    roll: true,
    // The ordinary procedure gives ten working days (art. 48), still from the receipt of the copy.
    ...(v.is2017 ? {} : { recountAfter: ['convertToOrdinary'] }),
    met: ['reply', ...leaving(v)],
    metFor: (f, act) =>
      act.action === 'reply' ? [`a:${act.given.respondent}`] : respondentIds(f).map((a) => `a:${a}`),
    metOn: (f, act) =>
      (act.action === 'reply' ? f.respondents.find((r) => r.agencyId === act.given.respondent)?.repliedOn : null) ??
      act.declaredOn,
    basis: v.is2017
      ? v.law.reply
      : [...v.law.reply, platform('转为普通程序的，答复期限按十个工作日自收到副本之日重新计算')],
  },
  decide: {
    label: '审理期限',
    after: [...accepting(v), 'resumeByOrder'],
    when: isAccepted,
    start: (f) => f.acceptedOn!,
    within: (f) => days(Math.min(f.statutoryDays ?? 60, f.procedure === 'SUMMARY' ? 30 : 60)),
    roll: true,
    pausedIn: ['SUSPENDED'],
    excluded: (f) => f.excluded,
    recountAfter: v.is2017 ? ['supply', 'examine', 'concludeNegotiation'] : ['assign', 'convertToOrdinary'],
    extendedBy: { extend: (_f, act) => days(act.payload.days) },
    met: ['confirmSigned', ...leaving(v), ...(v.is2017 ? ['advise', 'changeVersion', 'transferByCounty'] : [])],
    metOn: (f, act) => f.closedOn ?? act.declaredOn,
    basis: v.law.decide,
  },
  suspended: {
    label: '中止满六十日',
    isRight: true,
    after: ['suspend'],
    when: (f) => mayEndAfterSixtyDays(lastOf(f.suspensions)!.ground),
    within: settings.suspended,
    roll: false,
    met: ['resume', 'terminate', 'mediate', 'settleWithdraw'],
    lapse: { kind: 'propose', action: 'terminate', label: '满六十日、原因仍未消除的，由复议机关决定终止' },
    basis: sixtyDaysBasis[v.version],
  },
  resume: {
    label: '恢复审理的期限',
    after: ['recordCauseRemoved'],
    start: (f, act) => lastOf(f.suspensions)?.causeRemovedOn ?? act.declaredOn,
    within: settings.resume,
    roll: true,
    met: ['resume', 'terminate', 'mediate', 'settleWithdraw'],
    basis: [...v.law.resume, platform('中止原因消除后十个工作日内恢复')],
  },
  superiorOrder: {
    label: '上级责令的限期',
    after: ['orderCorrect', 'orderResume'],
    per: (f) => [String(f.orders.length)],
    within: (f) => until(lastOf(f.orders)?.on, lastOf(f.orders)?.dueOn),
    roll: false,
    met: ['acceptByOrder', 'resumeByOrder', 'resume', 'acceptBySuperior', ...closing],
    basis: v.law.superior,
  },
})

export const limitsOf = (v: VersionOf): Record<string, LimitDef<Facts>> => ({
  ...early(v),
  ...middle(v),
  ...limitsAfter(v),
})

const body = [...officers]
const owners: Record<string, readonly string[]> = {
  review: clerks,
  correctionNotice: clerks,
  supply: ['party', ...clerks],
  versionChoice: ['recon_unit_head'],
  negotiate: clerks,
  designate: clerks,
  forward: respondent,
  arrival: clerks,
  countyTransfer: clerks,
  pointForward: ['recon_intake_point', ...clerks],
  serveCopy: body,
  reply: respondent,
  decide: [...body, 'recon_organ_head'],
  suspended: body,
  resume: body,
  superiorOrder: [...clerks, ...body],
  service: [...clerks, 'recon_officer'],
  sue: ['party'],
  sueOnSilence: ['party'],
  sueAfterWithdrawal: ['party'],
  perform: respondent,
  performMediation: respondent,
  publish: clerks,
  redo: respondent,
  opinion: respondent,
}
/** Whom the limits of a version bind. */
export const turnsOf = (limits: Record<string, unknown>): Turns => ({
  limits: Object.fromEntries(Object.entries(owners).filter(([id]) => Object.hasOwn(limits, id))),
  states: { SUSPENDED: body, EFFECTIVE: [...clerks, 'recon_officer'] },
})
