/** Time limits while a dispute is being settled: the case's own goes on unless it is suspended; the others are conventions. */
import { addDays } from '#kernel/clock'
import { days, months, pausedDays, type Span } from '#kernel/limit'
import type { LimitDef, Turns } from '#kernel/procedure'
import { type CaseFacts, isOpened, openTerms } from './facts.ts'
import type { CaseLimit } from './kinds.ts'
import { adl, int, joint, platform, recon2023, voluntary } from './law.ts'
import { coordinator, officer } from './roles.ts'
import { settings } from './settings.ts'

const spans: Record<CaseLimit, Span> = {
  RECON_60: days(60),
  RECON_30: days(30),
  TRIAL_6: months(6),
  SUMMARY_45: days(45),
  APPEAL_3: months(3),
}
const nextDue = (f: CaseFacts) => openTerms(f).reduce((a, t) => (t.dueOn! < a ? t.dueOn! : a), openTerms(f)[0]!.dueOn!)

export const limits: Record<string, LimitDef<CaseFacts>> = {
  caseLimit: {
    label: '案件自身的办理期限',
    after: ['propose', 'resumeCase'],
    when: (f) => f.caseLimit !== null && f.caseFrom !== null && !f.endedOn,
    start: (f) => f.caseFrom!,
    within: (f) => spans[f.caseLimit!],
    roll: true,
    // While the case is suspended its days stand still; they count on from the day of resumption.
    met: ['suspendCase', 'recordEnd'],
    metOn: (_f, act) => act.payload.on ?? act.declaredOn,
    // What was granted before a suspension is counted on after it.
    extendedBy: {
      extendCase: (_f, act) => days(act.payload.days),
      resumeCase: (f) => (f.extendedDays ? days(f.extendedDays) : undefined),
    },
    excluded: (f) => f.suspensions.flatMap((s) => (s.to ? pausedDays(s.from, s.to) : [])),
    basis: [recon2023(62), adl(81), adl(83), adl(88)],
  },
  consent: {
    label: '各方表示是否同意化解',
    after: ['propose'],
    within: settings.consent,
    roll: true,
    met: ['consent'],
    metFor: (f) => (isOpened(f) ? [''] : []),
    basis: [voluntary, platform('提出建议后十五日内答复')],
  },
  settle: {
    label: '达成协议或者确认没有化解',
    after: ['consent'],
    when: isOpened,
    within: settings.settle,
    roll: true,
    met: ['agree', 'fail'],
    basis: [joint, platform('各方同意后六十日内化解')],
  },
  perform: {
    label: '履行协议',
    after: ['agree', 'perform'],
    when: (f) => openTerms(f).length > 0,
    // The agreement names the last day itself.
    start: (f) => addDays(nextDue(f), -1),
    within: days(1),
    roll: true,
    met: ['perform', 'fail'],
    metOn: (_f, act) => act.payload.performedOn ?? act.declaredOn,
    basis: recon2023(77),
  },
  closing: {
    label: '化解结案',
    after: ['agree', 'perform'],
    when: (f) => openTerms(f).length === 0,
    within: settings.closing,
    roll: true,
    met: ['close', 'fail'],
    basis: platform('协议达成并履行后三十日内结案'),
  },
  returned: {
    label: '登记案件后来的结果',
    after: ['fail'],
    within: settings.returned,
    roll: true,
    met: ['close'],
    basis: [recon2023(73, 2), int(86, 4), platform('没有化解的，六个月内登记案件结果')],
  },
}

export const turns: Turns = {
  limits: {
    caseLimit: [coordinator],
    consent: [coordinator],
    settle: [coordinator],
    perform: [officer],
    closing: [coordinator],
    returned: [coordinator],
  },
  states: { PROPOSED: [coordinator], OPEN: [coordinator], PERFORMED: [coordinator], RETURNED: [coordinator] },
}
