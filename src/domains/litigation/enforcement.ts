/**
 * Enforcement that an organ asks of a court without a lawsuit (非诉执行): the act was neither reconsidered nor sued over in time and is not
 * obeyed. A matter of its own: it is no lawsuit, and no rate of lawsuits counts it.
 */
import { z } from 'zod'
import { addWorkdays } from '#kernel/calendar'
import { addDays, type LocalDate, localDate } from '#kernel/clock'
import { agency, choice, day, fen, help, matter, seldom, text, where, yesNo } from '#kernel/fields'
import { countDue, days, months, workingDays } from '#kernel/limit'
import { type Context, type FoldedAct, procedureOf, type Rows } from '#kernel/procedure'
import { actKinds } from './kinds.ts'
import { adl, coercion, dated, int, platform } from './law.ts'
import { head, officer, records } from './roles.ts'

type Ending = 'ENFORCED' | 'REFUSED' | 'DENIED' | 'WITHDRAWN'
type Facts = {
  actKind: keyof typeof actKinds
  actNo: string
  remedyEndedOn: LocalDate | null
  pressedOn: LocalDate | null
  appliedOn: LocalDate | null
  recordedAt: string | null
  isLate: boolean
  caseNo: string | null
  acceptedOn: LocalDate | null
  ruling: { result: 'GRANTED' | 'DENIED'; on: LocalDate } | null
  reviewAskedOn: LocalDate | null
  ending: Ending | null
  closedOn: LocalDate | null
}
const initial: Facts = {
  actKind: 'PENALTY',
  actNo: '',
  remedyEndedOn: null,
  pressedOn: null,
  appliedOn: null,
  recordedAt: null,
  isLate: false,
  caseNo: null,
  acceptedOn: null,
  ruling: null,
  reviewAskedOn: null,
  ending: null,
  closedOn: null,
}
const { action, define } = procedureOf<Facts>()
const on = (label: string) => day(label).optional()
const dayOf = (act: FoldedAct): LocalDate => act.payload.on ?? act.declaredOn
const judgeDay = (ctx: Context<Facts, any>, field: string, on: LocalDate | undefined, from: LocalDate | null) => {
  if (on !== undefined && (on > ctx.declaredOn || (from !== null && on < from)))
    ctx.refuse('litigation.enforcement.day', undefined, { field })
}
const ended = (f: Facts, act: FoldedAct, ending: Ending): Facts => ({ ...f, ending, closedOn: act.declaredOn })

const applyForm = z.strictObject({
  agencyId: agency('申请执行的机关'),
  actKind: choice(actKinds, '行政行为'),
  actNo: text('行政行为文号', 80),
  actId: seldom(matter('作出行政行为的事项')).optional(),
  remedyEndedOn: help(day('复议、起诉期限届满日'), '两个期限中较晚的一个'),
  pressedOn: day('催告书送达日'),
  name: text('被执行人', 120),
  content: text('申请事项', 2000),
  isLate: seldom(yesNo('逾期申请')),
  lateReason: seldom(where(text('逾期的正当理由', 1000), 'isLate', true)).optional(),
})

const asking = {
  apply: action({
    label: '申请法院强制执行',
    by: [head],
    to: 'FILED',
    basis: [coercion(53), coercion(54), adl(97), int(155), int(156)],
    input: applyForm,
    personal: [
      { path: 'name', label: '被执行人', mask: 'name', purpose: '申请执行' },
      { path: 'content', label: '申请事项', mask: 'drop', purpose: '申请执行' },
      { path: 'lateReason', label: '逾期的正当理由', mask: 'drop', purpose: '申请执行' },
    ],
    place: (i) => i.agencyId,
    readers: (i) => [`a:${i.agencyId}`],
    guard: (ctx) => {
      const { input, calendar, declaredOn } = ctx
      if (input.agencyId !== ctx.actor.agency)
        ctx.refuse('litigation.enforcement.ownAct', undefined, { field: 'agencyId' })
      if (declaredOn <= input.remedyEndedOn)
        ctx.refuse('litigation.enforcement.early', undefined, { field: 'remedyEndedOn' })
      const pressed = addWorkdays(calendar, input.pressedOn, 10)
      if (declaredOn <= pressed.date)
        ctx.refuse('litigation.enforcement.pressed', `最早${addDays(pressed.date, 1)}`, { field: 'pressedOn' })
      const last = countDue({ span: months(3), start: input.remedyEndedOn, roll: true, calendar })
      if (!last.provisional && declaredOn > last.due && !(input.isLate && input.lateReason))
        ctx.refuse('litigation.enforcement.late', `末日为${last.due}`, { field: 'lateReason' })
    },
    links: (a) => (a.payload.actId ? [{ to: a.payload.actId, kind: 'ENFORCED' }] : []),
    apply: (f, a) => ({
      ...f,
      actKind: a.payload.actKind,
      actNo: a.payload.actNo,
      remedyEndedOn: a.payload.remedyEndedOn,
      pressedOn: a.payload.pressedOn,
      appliedOn: a.declaredOn,
      recordedAt: a.recordedAt,
      isLate: a.payload.isLate,
    }),
    rows: (a) => ({
      'litigation.enforcement_personal': [
        {
          matter_id: a.matter,
          name: a.personal('/name') ?? null,
          content: a.personal('/content') ?? null,
          seen_by: null,
        },
      ],
    }),
  }),
  withdraw: action({
    label: '撤回执行申请',
    by: [head],
    in: ['FILED', 'ACCEPTED'],
    to: 'CLOSED',
    basis: platform('被执行人已经履行或者不再申请的撤回'),
    input: z.strictObject({ reason: text('理由', 500) }),
    apply: (f, a) => ended(f, a, 'WITHDRAWN'),
  }),
}

const inCourt = {
  accept: action({
    label: '登记法院受理',
    by: records,
    in: ['FILED'],
    to: 'ACCEPTED',
    basis: [coercion(56, 1), int(155, 3)],
    input: z.strictObject({ caseNo: text('案号', 80), on: on('受理日') }),
    // One number for one case of a court: what is enforced without a lawsuit is not docketed as one, nor the other way round.
    needs: (i) => [{ claim: 'litigation.caseNo', key: i.caseNo, exclusive: true }],
    guard: (ctx) => {
      if (ctx.claims('litigation.caseNo', ctx.input.caseNo).length)
        ctx.refuse('litigation.enforcement.caseNoTaken', undefined, { field: 'caseNo' })
      judgeDay(ctx, 'on', ctx.input.on, ctx.facts.appliedOn)
    },
    claims: (a) => [{ kind: 'litigation.caseNo', key: a.payload.caseNo, exclusive: true }],
    apply: (f, a) => ({ ...f, caseNo: a.payload.caseNo, acceptedOn: dayOf(a) }),
  }),
  refuse: action({
    label: '登记法院不予受理',
    by: records,
    in: ['FILED'],
    to: 'REFUSED',
    basis: [coercion(56, 2), int(155, 3)],
    input: z.strictObject({ on: on('收到裁定之日') }),
    guard: (ctx) => judgeDay(ctx, 'on', ctx.input.on, ctx.facts.appliedOn),
    apply: (f) => f,
  }),
  hearOpinions: action({
    label: '登记法院听取意见',
    by: records,
    in: ['ACCEPTED'],
    basis: [coercion(58, 1), int(160, 2)],
    input: z.strictObject({ on: on('听取意见之日') }),
    guard: (ctx) => judgeDay(ctx, 'on', ctx.input.on, ctx.facts.acceptedOn),
    apply: (f) => f,
  }),
  rule: action({
    label: '登记是否准予执行的裁定',
    by: records,
    in: ['ACCEPTED'],
    to: (f) => f.ruling!.result,
    among: ['GRANTED', 'DENIED'],
    basis: [coercion(57), coercion(58), int(160, 1), int(161, 1)],
    input: z.strictObject({
      result: choice({ GRANTED: '准予执行', DENIED: '不准予执行' }, '裁定'),
      on: on('收到裁定之日'),
    }),
    guard: (ctx) => judgeDay(ctx, 'on', ctx.input.on, ctx.facts.acceptedOn),
    apply: (f, a) => ({ ...f, ruling: { result: a.payload.result, on: dayOf(a) } }),
  }),
}

const afterwards = {
  askReview: action({
    label: '向上一级法院申请复议',
    by: [head],
    in: ['REFUSED', 'DENIED'],
    basis: [coercion(56, 2), coercion(58, 3), int(155, 3), int(161, 2)],
    input: z.strictObject({ grounds: text('理由', 4000) }),
    personal: [{ path: 'grounds', label: '理由', mask: 'drop', purpose: '申请复议' }],
    guard: (ctx) => {
      if (ctx.facts.reviewAskedOn !== null) ctx.refuse('litigation.enforcement.reviewTwice')
      const limit = ctx.limits.find((l) => l.id === 'review')
      if (limit && !limit.provisional && ctx.declaredOn > limit.due)
        ctx.refuse('litigation.enforcement.reviewLate', `末日为${limit.due}`)
    },
    apply: (f, a) => ({ ...f, reviewAskedOn: a.declaredOn }),
  }),
  recordReview: action({
    label: '登记复议的裁定',
    by: records,
    in: ['REFUSED', 'DENIED'],
    to: (f) => (f.ending ? 'CLOSED' : f.ruling ? 'GRANTED' : 'FILED'),
    among: { REFUSED: ['CLOSED', 'FILED'], DENIED: ['CLOSED', 'GRANTED'] },
    basis: [coercion(56, 2), coercion(58, 3), int(155, 3), int(161, 2)],
    input: z.strictObject({ isChanged: z.boolean().meta({ label: '裁定受理、准予执行' }), on: on('收到裁定之日') }),
    guard: (ctx) => {
      if (ctx.facts.reviewAskedOn === null) ctx.refuse('litigation.enforcement.noReview')
      judgeDay(ctx, 'on', ctx.input.on, ctx.facts.reviewAskedOn)
    },
    apply: (f, a) => {
      if (!a.payload.isChanged) return ended(f, a, f.ruling ? 'DENIED' : 'REFUSED')
      const next = { ...f, reviewAskedOn: null }
      return f.ruling ? { ...next, ruling: { result: 'GRANTED', on: dayOf(a) } } : next
    },
  }),
  recordDone: action({
    label: '登记执行完毕',
    by: records,
    in: ['GRANTED'],
    to: 'CLOSED',
    basis: [int(160, 3), coercion(60, 1)],
    input: z.strictObject({ amountFen: fen('执行到位的金额').optional() }),
    apply: (f, a) => ended(f, a, 'ENFORCED'),
  }),
  close: action({
    label: '结案',
    by: [officer],
    in: ['REFUSED', 'DENIED'],
    to: 'CLOSED',
    basis: platform('对不予受理、不准予执行的裁定没有异议的结案'),
    input: z.strictObject({}),
    guard: (ctx) => {
      if (ctx.facts.reviewAskedOn !== null) ctx.refuse('litigation.enforcement.inReview')
    },
    apply: (f, a) => ended(f, a, f.ruling ? 'DENIED' : 'REFUSED'),
  }),
}

const rows = (act: FoldedAct, f: Facts, _before: Facts, state: string): Rows => ({
  'litigation.enforcement': [
    {
      matter_id: act.matter,
      state,
      case_no: f.caseNo,
      act_kind: f.actKind,
      act_no: f.actNo,
      remedy_ended_on: f.remedyEndedOn,
      pressed_on: f.pressedOn,
      applied_on: f.appliedOn,
      recorded_at: f.recordedAt,
      is_late: f.isLate,
      accepted_on: f.acceptedOn,
      ruled_on: f.ruling?.on ?? null,
      ruling: f.ruling?.result ?? null,
      review_asked_on: f.reviewAskedOn,
      closed_on: f.closedOn,
      ending: f.ending,
    },
  ],
})

const once = platform('一个案号登记一次')
export const enforcement = define({
  id: 'litigation.enforcement',
  version: 'ACL_2011',
  label: '申请法院强制执行（非诉执行）',
  effective: { from: localDate('2018-02-08') },
  decidedByLabel: '申请日',
  states: {
    FILED: { label: '已申请，待受理' },
    ACCEPTED: { label: '已受理，待裁定' },
    REFUSED: { label: '不予受理' },
    GRANTED: { label: '准予执行' },
    DENIED: { label: '不准予执行' },
    CLOSED: { label: '已结案', final: true },
  },
  initial,
  actions: { ...asking, ...inCourt, ...afterwards },
  limits: {
    accept: {
      label: '法院受理',
      after: ['apply'],
      within: workingDays(5),
      roll: false,
      met: ['accept', 'refuse', 'withdraw'],
      basis: [coercion(56, 1), coercion(69), int(155, 3)],
    },
    ruling: {
      label: '法院裁定是否准予执行',
      after: ['accept'],
      start: (f) => f.acceptedOn!,
      within: workingDays(7),
      roll: false,
      extendedBy: { hearOpinions: (f) => addDays(f.acceptedOn!, 30) },
      met: ['rule', 'withdraw'],
      basis: [coercion(57), coercion(58, 2), coercion(69), int(160)],
    },
    review: {
      label: '向上一级法院申请复议',
      isRight: true,
      after: ['refuse', 'rule'],
      when: (f, act) => act.action === 'refuse' || f.ruling?.result === 'DENIED',
      start: (_f, act) => dayOf(act),
      within: days(15),
      roll: true,
      met: ['askReview', 'close'],
      basis: [coercion(56, 2), coercion(58, 3), int(155, 3), int(161, 2)],
    },
  },
  turns: {
    limits: { accept: ['court_feed'], ruling: ['court_feed'], review: [head] },
    states: { FILED: [officer], ACCEPTED: [officer], REFUSED: [officer], GRANTED: [officer], DENIED: [officer] },
  },
  refusals: {
    'litigation.enforcement.day': { label: '日期不得晚于当日，也不得早于前一环节', basis: dated },
    'litigation.enforcement.ownAct': { label: '由作出行政行为的机关申请', basis: int(155, 1, 3) },
    'litigation.enforcement.early': { label: '复议、起诉期限还没有届满', basis: [coercion(53), adl(97)] },
    'litigation.enforcement.pressed': {
      label: '催告书送达满十个工作日仍未履行的，才能申请',
      basis: [coercion(54), coercion(69)],
    },
    'litigation.enforcement.late': {
      label: '须在期限届满之日起三个月内申请，逾期的须有正当理由',
      basis: [coercion(53), int(156)],
    },
    'litigation.enforcement.caseNoTaken': { label: '这个案号已经登记', basis: once },
    'litigation.enforcement.reviewTwice': { label: '已经申请复议，等待裁定', basis: int(161, 2) },
    'litigation.enforcement.reviewLate': { label: '申请复议的期限已经届满', basis: [coercion(58, 3), int(161, 2)] },
    'litigation.enforcement.noReview': { label: '没有申请复议', basis: int(161, 2) },
    'litigation.enforcement.inReview': { label: '复议还没有裁定', basis: int(161, 2) },
  },
  rows,
  title: (f) => `申请法院强制执行：${f.caseNo ?? f.actNo}`,
})
