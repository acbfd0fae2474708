/**
 * Time limits of a petition. The petition office's and the organ's run apart, each from the day on which it received the petition
 * itself. Limits of organs end on a day off as they fall; the petitioner's own limits to ask for review and recheck roll.
 */
import { addDays, daysBetween, type LocalDate } from '#kernel/clock'
import { days } from '#kernel/limit'
import type { FoldedAct, LimitDef, Turns } from '#kernel/procedure'
import { lastTransfer, type PetitionFacts } from './petition-facts.ts'
import type { PetitionVersionOf } from './petition-intake.ts'
import { platform } from './petition-law.ts'
import type { Counted } from './petition-rules.ts'
import type { ServedStage } from './petition-service.ts'

const answering = ['notifyReceipt', 'refuseRepeat', 'notMine', 'divert', 'withdraw'] as const
const passing = ['transfer', 'assign'] as const
/** A conference that leaves it where it is changes no days. */
const isMoved = (act: FoldedAct): boolean => act.action !== 'convene' || act.given.isMoved
/** Every turn so far; none where a conference left the one that runs as it is. */
const turnsMet = (f: PetitionFacts, act: FoldedAct): string[] =>
  isMoved(act)
    ? Array.from({ length: f.round + 1 }, (_, r) =>
        Array.from({ length: f.transfers.length + 1 }, (_, n) => `${r}.${n}`),
      ).flat()
    : []
/** Whose turn it is: what was returned and passed on again runs anew. */
const turn = (f: PetitionFacts) => [`${f.round}.${f.transfers.length}`]
/** An organ that rightly objected has answered on the day of its objection. */
const answeredOn = (f: PetitionFacts, act: FoldedAct): LocalDate =>
  act.action === 'agreeReturn'
    ? lastTransfer(f)!.objectedOn!
    : ((act.action === 'convene' ? act.given.objectedOn : null) ?? act.declaredOn)

/** Of services only that of the reply itself starts the petitioner's days; other acts start them by themselves. */
const startsByService = (act: FoldedAct, stage: ServedStage): boolean =>
  act.action !== 'serve' || act.given.served?.stage === stage

/** The one to keep, with the State's longer one beside it where both bind, and apart from it the one that only warns. */
const counted = (
  id: string,
  c: Counted,
  basis: LimitDef['basis'],
  outerBasis: LimitDef['basis'],
  def: Omit<LimitDef<PetitionFacts>, 'within' | 'roll' | 'basis'>,
  advice?: { label: string; basis: LimitDef['basis'] },
): Record<string, LimitDef<PetitionFacts>> => {
  const first = (b: LimitDef['basis']) => (Array.isArray(b) ? b[0]! : b)
  return {
    [id]: {
      ...def,
      within: c.within,
      roll: false,
      ...(c.outer ? { outer: { within: c.outer, roll: false, basis: first(outerBasis) } } : {}),
      basis,
    },
    ...(c.advice && advice
      ? { [`${id}Advice`]: { ...def, label: advice.label, within: c.advice, roll: false, basis: advice.basis } }
      : {}),
  }
}

export function petitionLimits(
  { rules, law }: PetitionVersionOf,
  outer: PetitionVersionOf,
): Record<string, LimitDef<PetitionFacts>> {
  const province = '（省规定，效力待核，仅作提示）'
  const noticeAdvice = law.adviceNotice && { label: `书面告知五个工作日${province}`, basis: law.adviceNotice }
  const handleAdvice = law.adviceNotice && { label: `登记后处理五个工作日${province}`, basis: law.adviceNotice }
  const closeAdvice = law.adviceClose && { label: `办结三十日${province}`, basis: law.adviceClose }
  return {
    ...counted(
      'handle',
      rules.handle,
      law.register,
      outer.law.register,
      {
        label: '信访部门登记后转送、交办或者处理',
        after: ['receivePetition', 'agreeReturn', 'seal'],
        when: (f) => f.isOffice,
        start: (f) => f.roundOn,
        per: (f) => [String(f.round)],
        met: [...passing, 'convene', 'refuseRepeat', 'notMine', 'divert', 'withdraw', 'seal'],
      },
      handleAdvice,
    ),
    ...counted(
      'notice',
      rules.notice,
      law.notice,
      outer.law.notice,
      {
        label: '书面告知信访人',
        after: ['receivePetition', ...passing, 'convene', 'agreeReturn', 'seal'],
        // Whoever came straight to the organ and left no clear name and address cannot be told in writing.
        when: (f, act) =>
          f.handlerAgencyId !== null && (f.handlerAgencyId !== f.originAgencyId || !f.isUnclear) && isMoved(act),
        start: (f) => f.arrivedOn,
        per: turn,
        met: [...answering, ...passing, 'convene', 'agreeReturn', 'seal'],
        metFor: turnsMet,
        metOn: answeredOn,
      },
      noticeAdvice,
    ),
    objection: {
      label: '对转送、交办提出异议',
      after: passing,
      start: (f) => f.arrivedOn,
      within: rules.objection.within,
      roll: false,
      per: turn,
      // Whom a conference names may not object.
      met: ['object', 'convene', ...answering, 'seal'],
      basis: law.objection,
    },
    ...counted(
      'close',
      rules.close,
      law.close,
      outer.law.close,
      {
        label: '办结并书面答复',
        after: ['receivePetition', ...passing, 'convene', 'notifyReceipt'],
        when: (f, act) => f.closeFrom !== null && isMoved(act),
        start: (f) => f.closeFrom!,
        met: ['issueOpinion', 'mediatePetition', ...answering, 'agreeReturn', 'seal'],
        // Telling the petitioner lets it go on from the day of acceptance; a mediation that failed lets it run.
        metFor: (f, act) =>
          (act.action === 'notifyReceipt' && f.closeFrom !== null) ||
          (act.action === 'mediatePetition' && f.opinionOn === null)
            ? []
            : [''],
        metOn: (f, act) => (act.action === 'agreeReturn' ? act.declaredOn : (f.opinionOn ?? act.declaredOn)),
        extendedBy: { extend: (f) => days(f.extensionDays) },
      },
      closeAdvice,
    ),
    feedback: {
      label: '按交办要求反馈结果',
      after: ['assign', 'convene'],
      when: (f, act) => lastTransfer(f)!.feedbackDueOn !== null && isMoved(act),
      start: (f) => f.arrivedOn,
      within: (f) => days(daysBetween(f.arrivedOn, lastTransfer(f)?.feedbackDueOn ?? addDays(f.arrivedOn, 1))),
      roll: false,
      per: turn,
      met: ['reportBack', 'convene', 'agreeReturn', 'seal'],
      metFor: turnsMet,
      basis: [...law.assign, platform('期限由交办部门指定')],
    },
    reviewApply: {
      label: '信访人申请复查三十日',
      after: ['issueOpinion', 'reissueOpinion', 'mediatePetition', 'recordReceipt', 'serve'],
      when: (f, act) => f.replyReceivedOn !== null && f.review === null && startsByService(act, 'OPINION'),
      start: (f) => f.replyReceivedOn!,
      within: rules.review,
      roll: true,
      met: ['applyReview', 'reissueOpinion'],
      lapse: {
        kind: 'propose',
        action: 'lapse',
        label: rules.isFinalOnLapse
          ? '期满未申请复查，可以确认处理终结'
          : '期满未申请复查；本件适用的规定没有终结的后果',
      },
      basis: law.review,
    },
    reviewOpinion: {
      label: '复查三十日',
      after: ['applyReview'],
      start: (f) => f.review!.receivedOn,
      within: rules.review,
      roll: false,
      met: ['issueReview'],
      basis: law.review,
    },
    recheckApply: {
      label: '信访人申请复核三十日',
      after: ['issueReview', 'reissueReview', 'recordReceipt', 'serve'],
      when: (f, act) => f.review?.replyReceivedOn != null && startsByService(act, 'REVIEW'),
      start: (f) => f.review!.replyReceivedOn!,
      within: rules.recheck,
      roll: true,
      met: ['applyRecheck', 'reissueReview'],
      lapse: {
        kind: 'propose',
        action: 'lapse',
        label: rules.isFinalOnLapse
          ? '期满未申请复核，可以确认处理终结'
          : '期满未申请复核；本件适用的规定没有终结的后果',
      },
      basis: law.recheck,
    },
    recheckOpinion: {
      label: '复核三十日（听证时间不计）',
      after: ['applyRecheck'],
      start: (f) => f.recheck!.receivedOn,
      within: rules.recheck,
      roll: false,
      met: ['issueRecheck'],
      excluded: (f) => f.hearings,
      recountAfter: ['hearing'],
      basis: law.recheck,
    },
  }
}

const officer = ['petition_officer']
const organ = ['handler', 'handler_head']
const owners: Turns['limits'] = {
  handle: officer,
  handleAdvice: officer,
  notice: [...organ, ...officer],
  noticeAdvice: [...organ, ...officer],
  objection: ['handler_head'],
  close: organ,
  closeAdvice: organ,
  feedback: organ,
  reviewApply: ['party'],
  reviewOpinion: organ,
  recheckApply: ['party'],
  recheckOpinion: organ,
}
/** Whose turn it is, of the limits that a version has. */
export const petitionTurns = (limits: Record<string, unknown>): Turns => ({
  limits: Object.fromEntries(Object.entries(owners).filter(([id]) => Object.hasOwn(limits, id))),
  states: { OBJECTED: officer },
})
