/** The limits after the decision: service, suing, performing, publication, opinions; and what limits share. */
import { dayNumber, type LocalDate } from '#kernel/clock'
import { days, months, type Span } from '#kernel/limit'
import type { FoldedAct, LimitDef } from '#kernel/procedure'
import { type Facts, lastOf, partiesOf } from './facts.ts'
import { platform, type VersionOf } from './law.ts'
import { type Served, suable } from './service.ts'
import { settings } from './settings.ts'
import { litigationLaw, litigationReading } from './statutes.ts'

export const served = (act: FoldedAct): Served | undefined => act.given.served as Served | undefined
/** Days from one day to a later one, one at the least. */
export const until = (from: LocalDate | null | undefined, to: LocalDate | null | undefined): Span =>
  days(from && to ? Math.max(1, dayNumber(to) - dayNumber(from)) : 1)
/** Acts that end a case with a paper to be served. */
export const closing = ['decide', 'dismiss', 'refuse', 'terminate', 'settleWithdraw']

export const limitsAfter = (v: VersionOf): Record<string, LimitDef<Facts>> => ({
  service: {
    label: '送达期限',
    after: [...closing, 'requestCorrection'],
    when: (f, act) => act.action !== 'requestCorrection' || lastOf(f.corrections)?.receivedOn == null,
    within: settings.service,
    roll: true,
    per: (f, act) =>
      ['decide', 'dismiss'].includes(act.action)
        ? partiesOf(f)
        : f.applicants.slice(0, act.action === 'requestCorrection' ? 1 : undefined).map((a) => `p:${a.party}`),
    metFor: (f, act) => {
      if (act.action !== 'serve') return partiesOf(f)
      const s = served(act)
      return s && ['CORRECTION', 'REFUSAL', 'DECISION', 'TERMINATION'].includes(s.stage) ? [s.recipient] : []
    },
    met: [
      'serve',
      'supply',
      'acceptByOrder',
      'acceptBySuperior',
      'resumeByOrder',
      ...(v.is2017 ? ['changeVersion'] : ['withdraw']),
    ],
    basis: [...v.law.serve, platform('文书作出之日起五个工作日内送达')],
  },
  sue: {
    label: '起诉期限',
    isRight: true,
    after: ['serve'],
    when: (_f, act) => {
      const s = served(act)
      return s !== undefined && suable.includes(s.stage) && s.recipient.startsWith('p:')
    },
    per: (_f, act) => [served(act)!.recipient],
    start: (f, act) => f.servedOn[served(act)!.recipient] ?? act.declaredOn,
    within: days(15),
    roll: true,
    met: ['recordSuit', 'resumeByOrder', 'acceptByOrder'],
    metFor: (f, act) =>
      act.action === 'recordSuit' ? [act.given.party as string] : f.applicants.map((a) => `p:${a.party}`),
    basis: v.law.suit,
  },
  // From the end of the time for deciding where nothing was decided by then; a late decision has days of its own from its service.
  sueOnSilence: {
    label: '逾期不作决定的起诉期限',
    isRight: true,
    after: [],
    follows: 'decide',
    per: (f) => f.applicants.map((a) => `p:${a.party}`),
    within: days(15),
    roll: true,
    met: ['recordSuit'],
    metFor: (_f, act) => [act.given.party as string],
    basis: v.law.suitOnSilence,
  },
  // Where reconsideration need not come first, who withdrew may still sue over the act itself, in the time that ran all along. Where the
  // remedy was not fully told, how long that is stays for a person (行诉解释 art. 64).
  sueAfterWithdrawal: {
    label: '撤回后对原行为的起诉期限',
    isRight: true,
    after: ['terminate', 'settleWithdraw'],
    when: (f) =>
      (f.outcome ?? '').includes('WITHDRAWN') &&
      !f.act.isReconFirst &&
      f.act.knownOn !== null &&
      f.act.remedyNoticed === 'FULL',
    per: (f) => f.applicants.map((a) => `p:${a.party}`),
    start: (f) => f.act.knownOn!,
    within: months(6),
    roll: true,
    met: ['recordSuit'],
    metFor: (_f, act) => [act.given.party as string],
    basis: [litigationLaw(46, 1), litigationReading(58)],
  },
  perform: {
    label: '履行期限',
    after: ['serve'],
    when: (f, act) =>
      served(act)?.stage === 'DECISION' &&
      f.decision?.performDueOn != null &&
      f.effectiveOn === served(act)!.on &&
      !f.performedOn,
    within: (f) => until(f.effectiveOn, f.decision?.performDueOn),
    start: (f) => f.effectiveOn!,
    roll: true,
    extendedBy: { orderPerform: (_f, act) => act.payload.dueOn },
    met: ['perform', 'enforce'],
    basis: v.law.perform,
  },
  performMediation: {
    label: '调解书的履行期限',
    after: ['confirmSigned'],
    start: (f) => f.effectiveOn!,
    within: (f) => (f.mediationDueOn ? until(f.effectiveOn, f.mediationDueOn) : settings.mediationPerform),
    roll: true,
    extendedBy: { orderPerform: (_f, act) => act.payload.dueOn },
    met: ['perform', 'enforce'],
    basis: [...v.law.perform, platform('调解书没有载明履行期限的，按六十日提示')],
  },
  // The law of 2017 does not have decisions published.
  ...(v.is2017
    ? {}
    : {
        publish: {
          label: '公开决定书的期限',
          after: ['serve'],
          when: (f: Facts, act: FoldedAct) =>
            !v.is2017 &&
            served(act)?.stage === 'DECISION' &&
            f.decision !== null &&
            f.act.isPublished &&
            f.publishedOn === null,
          start: (f: Facts) => f.effectiveOn!,
          within: settings.publish,
          roll: true,
          met: ['publish'],
          basis: [...v.law.publish, platform('决定生效后二十个工作日内公开')],
        },
      }),
  redo: {
    label: '重新作出行为的期限',
    after: ['serve'],
    when: (f, act) =>
      served(act)?.stage === 'DECISION' &&
      f.decision?.isRedoOrdered === true &&
      f.redoOn === null &&
      served(act)!.recipient.startsWith('a:'),
    start: (_f, act) => served(act)!.on,
    within: (f) =>
      f.decision?.redoDays ? days(f.decision.redoDays) : until(f.effectiveOn ?? f.decision?.on, f.decision?.redoDueOn),
    roll: true,
    extendedBy: { orderPerform: (_f, act) => act.payload.dueOn },
    met: ['redo', 'perform', 'enforce'],
    metOn: (f, act) => (act.action === 'redo' ? (f.redoOn ?? act.declaredOn) : act.declaredOn),
    basis: [...v.law.redo, platform('期限自决定送达被申请人之日起算')],
  },
  opinion: {
    label: '意见书反馈的期限',
    after: ['issueOpinion', 'serve'],
    when: (f, act) => {
      const n = opinionNo(f, act)
      return n > 0 && f.opinions[n - 1]!.receivedOn !== null && f.opinions[n - 1]!.feedbackOn === null
    },
    per: (f, act) => [String(opinionNo(f, act))],
    start: (f, act) => f.opinions[opinionNo(f, act) - 1]!.receivedOn!,
    within: days(60),
    roll: true,
    met: ['feedback'],
    metFor: (_f, act) => [String(act.payload.opinionNo)],
    basis: v.law.opinion,
  },
})
/** Which opinion an act issued or served, counted from 1; 0 where it was none. */
const opinionNo = (f: Facts, act: FoldedAct): number => {
  if (act.action === 'issueOpinion') return f.opinions.length
  const s = served(act)
  return s?.stage === 'OPINION' ? f.opinions.findIndex((o) => o.n === s.act) + 1 : 0
}
