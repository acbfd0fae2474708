/**
 * Administrative compensation asked of the organ itself (行政赔偿先行处理): received, decided on, paid. The law of state compensation has no
 * rule of its own for days off: the organ's limits end on them as they fall, the claimant's roll.
 */
import { z } from 'zod'
import { addDays, type LocalDate, localDate } from '#kernel/clock'
import { countDue, isOverdue, months, years } from '#kernel/limit'
import { type Context, type FoldedAct, procedureOf, type Rows } from '#kernel/procedure'
import * as forms from './compensation-forms.ts'
import { compensationLimits, compensationTurns } from './compensation-limits.ts'
import { compTrial, dated, platform, stateComp } from './law.ts'
import { claimPapers, decisionPapers, paymentPapers } from './papers/compensation.ts'
import { head, officer, organs } from './roles.ts'

export type ClaimFacts = {
  claimant: string
  harm: keyof typeof forms.harms
  askedFen: number | null
  receivedOn: LocalDate | null
  recordedAt: string | null
  /** Last day of the organ, from which the claimant's own days to sue count where nothing was decided. */
  decideDue: LocalDate | null
  corrections: number
  heardOn: LocalDate | null
  decidedOn: LocalDate | null
  result: keyof typeof forms.compensationResults | null
  amountFen: number | null
  servedOn: LocalDate | null
  suedOn: LocalDate | null
  payRequestedOn: LocalDate | null
  toFinanceOn: LocalDate | null
  financeReceivedOn: LocalDate | null
  paidOn: LocalDate | null
  recourseOn: LocalDate | null
  closedOn: LocalDate | null
}
const initial: ClaimFacts = {
  claimant: '',
  harm: 'PROPERTY',
  askedFen: null,
  receivedOn: null,
  recordedAt: null,
  decideDue: null,
  corrections: 0,
  heardOn: null,
  decidedOn: null,
  result: null,
  amountFen: null,
  servedOn: null,
  suedOn: null,
  payRequestedOn: null,
  toFinanceOn: null,
  financeReceivedOn: null,
  paidOn: null,
  recourseOn: null,
  closedOn: null,
}
const { action, define } = procedureOf<ClaimFacts>()
type Ctx<I = any> = Context<ClaimFacts, I>

const judgeDay = (ctx: Ctx, field: string, on: LocalDate | undefined, from?: LocalDate | null) => {
  if (on !== undefined && (on > ctx.declaredOn || (from && on < from)))
    ctx.refuse('litigation.compensation.day', undefined, { field })
}
const dayOf = (act: FoldedAct, field: string): LocalDate => act.payload[field] ?? act.declaredOn
const closed = (f: ClaimFacts, act: FoldedAct): ClaimFacts => ({ ...f, closedOn: act.declaredOn })

const receiving = {
  file: action({
    label: '登记赔偿申请',
    by: [officer],
    to: 'RECEIVED',
    basis: [stateComp(9), stateComp(12), compTrial(15)],
    input: forms.claim,
    personal: [
      { path: 'name', label: '赔偿请求人', mask: 'name', purpose: '办理赔偿' },
      { path: 'idNumber', label: '证件号码', mask: 'drop', purpose: '核对身份' },
      { path: 'phone', label: '电话', mask: 'phone', purpose: '联系' },
      { path: 'request', label: '要求和事实、理由', mask: 'drop', purpose: '办理赔偿' },
    ],
    place: (i) => i.agencyId,
    needs: (i) => [{ party: 'claimant', idKind: i.idKind, idNumber: i.idNumber }],
    guard: (ctx) => {
      judgeDay(ctx, 'receivedOn', ctx.input.receivedOn)
      judgeDay(ctx, 'knownOn', ctx.input.knownOn)
    },
    readers: (i, ctx) => [`a:${i.agencyId}`, `p:${ctx.party('claimant')}`],
    given: (ctx) => {
      const { knownOn, receivedOn = ctx.declaredOn } = ctx.input
      const due = knownOn && countDue({ span: years(2), start: knownOn, roll: true, calendar: ctx.calendar })
      return {
        claimant: `p:${ctx.party('claimant')}`,
        decideDue: countDue({ span: months(2), start: receivedOn, roll: false, calendar: ctx.calendar }).due,
        prescribedOn: due && isOverdue(due.due, receivedOn, due.provisional) ? due.due : null,
      }
    },
    tells: (given) => (given.prescribedOn ? [`请求时效的末日是${given.prescribedOn}，请核对有无中止的情形`] : []),
    links: (a) => (a.payload.suedActId ? [{ to: a.payload.suedActId, kind: 'CHALLENGED_IN_COURT' }] : []),
    apply: (f, a) => ({
      ...f,
      claimant: a.given.claimant,
      harm: a.payload.harm,
      askedFen: a.payload.amountFen ?? null,
      receivedOn: dayOf(a, 'receivedOn'),
      recordedAt: a.recordedAt,
      decideDue: a.given.decideDue,
    }),
    rows: (a) => ({
      'litigation.compensation_personal': [
        {
          matter_id: a.matter,
          name: a.personal('/name') ?? null,
          phone: a.personal('/phone') ?? null,
          request: a.personal('/request') ?? null,
          seen_by: [a.given.claimant],
        },
      ],
    }),
    issues: claimPapers,
  }),
  requestCorrection: action({
    label: '告知补正',
    by: [officer],
    in: ['RECEIVED'],
    to: 'CORRECTING',
    basis: stateComp(12, 4),
    input: forms.correction,
    personal: [{ path: 'items', label: '需要补正的全部内容', mask: 'drop', purpose: '告知补正' }],
    guard: (ctx) => {
      if (ctx.facts.corrections > 0) ctx.refuse('litigation.compensation.correctTwice')
      if (ctx.declaredOn > addDays(ctx.facts.receivedOn!, 5)) ctx.refuse('litigation.compensation.correctLate')
    },
    apply: (f) => ({ ...f, corrections: f.corrections + 1 }),
  }),
  supply: action({
    label: '登记补正材料',
    by: [officer],
    in: ['CORRECTING'],
    to: 'RECEIVED',
    basis: stateComp(12, 4),
    input: forms.supplied,
    guard: (ctx) => judgeDay(ctx, 'receivedOn', ctx.input.receivedOn, ctx.facts.receivedOn),
    apply: (f) => f,
  }),
}

const deciding = {
  hearClaimant: action({
    label: '听取请求人意见、协商',
    by: organs,
    in: ['RECEIVED', 'CORRECTING'],
    basis: stateComp(13, 1),
    input: forms.heard,
    personal: [{ path: 'views', label: '请求人的意见', mask: 'drop', purpose: '作出赔偿决定' }],
    guard: (ctx) => judgeDay(ctx, 'on', ctx.input.on, ctx.facts.receivedOn),
    apply: (f, a) => ({ ...f, heardOn: dayOf(a, 'on') }),
  }),
  decide: action({
    label: '作出是否赔偿的决定',
    by: [head],
    in: ['RECEIVED'],
    to: 'DECIDED',
    basis: stateComp(13),
    input: forms.decision,
    personal: [
      { path: 'name', label: '赔偿请求人', mask: 'name', purpose: '写明决定给谁' },
      { path: 'reasons', label: '事实、理由和依据', mask: 'drop', purpose: '作出决定' },
    ],
    guard: (ctx) => {
      const { facts, input } = ctx
      if (input.result === 'COMPENSATE' && facts.heardOn === null) ctx.refuse('litigation.compensation.unheard')
      if ((input.result === 'COMPENSATE') !== (input.amountFen !== undefined))
        ctx.refuse('litigation.compensation.amount', undefined, { field: 'amountFen' })
    },
    apply: (f, a) => ({
      ...f,
      decidedOn: a.declaredOn,
      result: a.payload.result,
      amountFen: a.payload.amountFen ?? null,
    }),
    issues: decisionPapers,
  }),
  serveDecision: action({
    label: '登记决定送达',
    by: [officer],
    in: ['DECIDED'],
    basis: [stateComp(13, 2), stateComp(13, 3)],
    input: forms.service,
    guard: (ctx) => judgeDay(ctx, 'servedOn', ctx.input.servedOn, ctx.facts.decidedOn),
    apply: (f, a) => ({ ...f, servedOn: a.payload.servedOn }),
  }),
  recordSuit: action({
    label: '登记请求人起诉',
    by: [officer],
    in: ['RECEIVED', 'CORRECTING', 'DECIDED'],
    to: 'SUED',
    basis: [stateComp(14), compTrial(13, 2, 4), compTrial(17)],
    input: forms.suit,
    guard: (ctx) => {
      const { facts, input } = ctx
      judgeDay(ctx, 'filedOn', input.filedOn, facts.receivedOn)
      if (facts.decidedOn === null && input.filedOn <= facts.decideDue!)
        ctx.refuse('litigation.compensation.notLapsed', `决定期限的末日为${facts.decideDue}`)
    },
    links: (a) => (a.payload.suitId ? [{ to: a.payload.suitId, kind: 'COMPENSATION_SUED' }] : []),
    apply: (f, a) => ({ ...f, suedOn: a.payload.filedOn }),
  }),
  endSuit: action({
    label: '登记诉讼没有判赔',
    by: [officer],
    in: ['SUED'],
    to: 'CLOSED',
    basis: [stateComp(14), platform('按生效裁判办理')],
    input: forms.suitResult,
    guard: (ctx) => judgeDay(ctx, 'on', ctx.input.on, ctx.facts.suedOn),
    apply: closed,
  }),
}

const paying = {
  requestPayment: action({
    label: '登记支付申请',
    by: [officer],
    in: ['DECIDED', 'SUED'],
    to: 'PAY_REQUESTED',
    basis: stateComp(37, 2),
    input: forms.payment,
    personal: [{ path: 'name', label: '赔偿请求人', mask: 'name', purpose: '支付赔偿金' }],
    guard: (ctx) => {
      const { facts, input, state } = ctx
      if (state === 'DECIDED' ? facts.result !== 'COMPENSATE' : input.ground === 'DECISION')
        ctx.refuse('litigation.compensation.nothingToPay', undefined, { field: 'ground' })
      judgeDay(ctx, 'receivedOn', input.receivedOn, facts.suedOn ?? facts.decidedOn)
    },
    apply: (f, a) => ({ ...f, payRequestedOn: dayOf(a, 'receivedOn'), amountFen: a.payload.amountFen }),
    issues: paymentPapers,
  }),
  submitToFinance: action({
    label: '向财政部门提出支付申请',
    by: [officer],
    in: ['PAY_REQUESTED'],
    to: 'FINANCE_SUBMITTED',
    basis: stateComp(37, 3),
    input: forms.toFinance,
    guard: (ctx) => {
      judgeDay(ctx, 'on', ctx.input.on, ctx.facts.payRequestedOn)
      judgeDay(ctx, 'receivedOn', ctx.input.receivedOn, ctx.input.on ?? ctx.facts.payRequestedOn)
    },
    apply: (f, a) => ({
      ...f,
      toFinanceOn: dayOf(a, 'on'),
      financeReceivedOn: a.payload.receivedOn ?? dayOf(a, 'on'),
    }),
  }),
  recordPaid: action({
    label: '登记财政部门支付',
    by: [officer],
    in: ['FINANCE_SUBMITTED'],
    to: 'PAID',
    basis: [stateComp(37, 3), stateComp(41)],
    input: forms.paid,
    guard: (ctx) => judgeDay(ctx, 'paidOn', ctx.input.paidOn, ctx.facts.financeReceivedOn),
    apply: (f, a) => ({ ...f, paidOn: dayOf(a, 'paidOn') }),
  }),
  decideRecourse: action({
    label: '决定是否追偿',
    by: [head],
    in: ['PAID'],
    basis: stateComp(16),
    input: forms.recourse,
    internal: true,
    personal: [{ path: 'reason', label: '认定的理由', mask: 'drop', purpose: '追偿' }],
    guard: (ctx) => {
      if (ctx.input.hasFault && ctx.input.amountFen === undefined)
        ctx.refuse('litigation.compensation.amount', undefined, { field: 'amountFen' })
    },
    apply: (f, a) => ({ ...f, recourseOn: a.declaredOn }),
  }),
  closeClaim: action({
    label: '赔偿件归档',
    by: [officer],
    in: ['PAID'],
    to: 'CLOSED',
    basis: [stateComp(16), platform('支付并决定是否追偿后归档')],
    input: forms.closing,
    guard: (ctx) => {
      if (ctx.facts.recourseOn === null) ctx.refuse('litigation.compensation.recourse')
    },
    apply: closed,
  }),
  lapseUndemanded: action({
    label: '没有起诉也没有申请支付，归档',
    by: ['system'],
    in: ['DECIDED'],
    to: 'CLOSED',
    basis: [stateComp(14, 2), platform('决定后三个月没有起诉也没有申请支付的归档')],
    input: z.strictObject({}),
    apply: closed,
  }),
}

const rows = (act: FoldedAct, f: ClaimFacts, _before: ClaimFacts, state: string): Rows => ({
  'litigation.compensation': [
    {
      matter_id: act.matter,
      state,
      harm: f.harm,
      asked_fen: f.askedFen,
      received_on: f.receivedOn,
      recorded_at: f.recordedAt,
      decided_on: f.decidedOn,
      result: f.result,
      amount_fen: f.amountFen,
      served_on: f.servedOn,
      sued_on: f.suedOn,
      pay_requested_on: f.payRequestedOn,
      to_finance_on: f.toFinanceOn,
      finance_received_on: f.financeReceivedOn,
      paid_on: f.paidOn,
      recourse_on: f.recourseOn,
      closed_on: f.closedOn,
    },
  ],
})

export const compensation = define({
  id: 'litigation.compensation',
  version: 'STATE_COMP_2012',
  label: '行政赔偿',
  effective: { from: localDate('2013-01-01') },
  decidedBy: (input, declaredOn) => input.receivedOn ?? declaredOn,
  decidedByLabel: '收到赔偿申请日',
  states: {
    RECEIVED: { label: '已收到申请' },
    CORRECTING: { label: '待补正' },
    DECIDED: { label: '已决定' },
    SUED: { label: '诉讼中' },
    PAY_REQUESTED: { label: '已申请支付' },
    FINANCE_SUBMITTED: { label: '已报财政' },
    PAID: { label: '已支付' },
    CLOSED: { label: '已归档', final: true },
  },
  initial,
  actions: { ...receiving, ...deciding, ...paying },
  limits: compensationLimits,
  turns: compensationTurns,
  refusals: {
    'litigation.compensation.day': { label: '日期不得晚于当日，也不得早于前一环节', basis: dated },
    'litigation.compensation.correctTwice': { label: '需要补正的内容须一次性告知', basis: stateComp(12, 4) },
    'litigation.compensation.correctLate': { label: '补正须当场或者在五日内告知', basis: stateComp(12, 4) },
    'litigation.compensation.unheard': { label: '决定赔偿须先听取赔偿请求人的意见', basis: stateComp(13, 1) },
    'litigation.compensation.amount': {
      label: '决定赔偿、责令承担的须写明金额，不予赔偿的不写',
      basis: [stateComp(13), stateComp(16)],
    },
    'litigation.compensation.notLapsed': { label: '决定期限还没有届满，也没有作出决定', basis: stateComp(14) },
    'litigation.compensation.nothingToPay': {
      label: '没有决定赔偿，或者起诉后须凭生效裁判申请支付',
      basis: stateComp(37, 2),
    },
    'litigation.compensation.recourse': { label: '归档前须决定是否追偿', basis: stateComp(16) },
  },
  rows,
  title: (f) => `行政赔偿：${forms.harms[f.harm]}`,
})
