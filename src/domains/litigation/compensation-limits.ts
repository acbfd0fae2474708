/** Limits of a claim for compensation: those of the organ and of the treasury do not roll, those of the claimant do. */
import { days, months } from '#kernel/limit'
import type { LimitDef, Turns } from '#kernel/procedure'
import type { ClaimFacts } from './compensation.ts'
import { platform, stateComp } from './law.ts'
import { head, officer } from './roles.ts'
import { settings } from './settings.ts'

const organEnds = platform('赔偿义务机关、财政部门的期限末日逢休息日不顺延')

export const compensationLimits: Record<string, LimitDef<ClaimFacts>> = {
  correction: {
    label: '告知补正',
    isRight: true,
    after: ['file'],
    start: (f) => f.receivedOn!,
    within: days(5),
    roll: false,
    met: ['requestCorrection', 'decide', 'recordSuit'],
    basis: [stateComp(12, 4), organEnds],
  },
  decide: {
    label: '作出是否赔偿的决定',
    after: ['file'],
    start: (f) => f.receivedOn!,
    within: months(2),
    roll: false,
    met: ['decide', 'recordSuit'],
    basis: [stateComp(13, 1), organEnds],
  },
  sueUndecided: {
    label: '逾期不决定的，请求人起诉',
    isRight: true,
    after: ['file'],
    start: (f) => f.decideDue!,
    within: months(3),
    roll: true,
    met: ['decide', 'recordSuit'],
    basis: stateComp(14, 1),
  },
  serve: {
    label: '送达赔偿决定',
    after: ['decide'],
    within: days(10),
    roll: false,
    met: ['serveDecision', 'recordSuit', 'requestPayment'],
    metOn: (_f, act) => act.payload.servedOn ?? act.declaredOn,
    basis: [stateComp(13, 2), stateComp(13, 3), organEnds],
  },
  sue: {
    label: '不服决定的，请求人起诉',
    isRight: true,
    after: ['decide'],
    within: settings.undemanded,
    roll: true,
    met: ['recordSuit', 'requestPayment'],
    lapse: { kind: 'deem', action: 'lapseUndemanded', on: 'dayAfter' },
    basis: [stateComp(14, 2), platform('没有起诉也没有申请支付的，期满归档')],
  },
  suitOutcome: {
    label: '登记诉讼结果',
    after: ['recordSuit'],
    within: settings.suitOutcome,
    roll: false,
    met: ['endSuit', 'requestPayment'],
    basis: platform('起诉后一年内登记诉讼结果'),
  },
  toFinance: {
    label: '向财政部门提出支付申请',
    after: ['requestPayment'],
    start: (f) => f.payRequestedOn!,
    within: days(7),
    roll: false,
    met: ['submitToFinance'],
    metOn: (f) => f.toFinanceOn!,
    basis: [stateComp(37, 3), organEnds],
  },
  pay: {
    label: '财政部门支付赔偿金',
    after: ['submitToFinance'],
    start: (f) => f.financeReceivedOn!,
    within: days(15),
    roll: false,
    met: ['recordPaid'],
    metOn: (f) => f.paidOn!,
    basis: [stateComp(37, 3), organEnds],
  },
  recourse: {
    label: '决定是否追偿并归档',
    after: ['recordPaid'],
    within: settings.recourse,
    roll: false,
    met: ['closeClaim'],
    basis: [stateComp(16), platform('支付后六十日内决定是否追偿并归档')],
  },
}

export const compensationTurns: Turns = {
  limits: {
    correction: [officer],
    decide: [head],
    sueUndecided: ['party'],
    serve: [officer],
    sue: ['party'],
    suitOutcome: [officer],
    toFinance: [officer],
    pay: [officer],
    recourse: [head],
  },
  states: { CORRECTING: [officer], SUED: [officer], PAID: [head, officer] },
}
