/**
 * Advice of courts and procuratorates that a case gave rise to (司法建议、检察建议): registered when it comes, or awaited where a judgment states
 * something that calls for it; answered in writing in time.
 */
import { z } from 'zod'
import { addMonths, type LocalDate, localDate } from '#kernel/clock'
import { agency, choice, day, help, matter, offer, seldom, text, yesNo } from '#kernel/fields'
import { answerRows, isOpenOffer, type Taken } from '#kernel/handover'
import { days, months, type Span } from '#kernel/limit'
import { type Context, type FoldedAct, procedureOf, type Rows } from '#kernel/procedure'
import { governanceFrom, replyTerms } from './advice-limits.ts'
import { type AdviceKind, adviceKinds } from './kinds.ts'
import { adl, advice2023, appear, dated, int, joint, platform, procuratorReply } from './law.ts'
import { coordinator, head, officer } from './roles.ts'
import { settings } from './settings.ts'

export type AdviceFacts = {
  kind: AdviceKind
  organId: string | null
  caseNo: string | null
  chainId: string | null
  /** When the judgment was served that states what calls for advice. */
  judgmentOn: LocalDate | null
  receivedOn: LocalDate | null
  recordedAt: string | null
  isUrgent: boolean
  named: Span | null
  repliedOn: LocalDate | null
  repliedAt: string | null
  ending: 'REPLIED' | 'WITHDRAWN' | 'NONE_GIVEN' | null
  taken: Taken | null
}
const initial: AdviceFacts = {
  kind: 'GOVERNANCE',
  organId: null,
  caseNo: null,
  chainId: null,
  judgmentOn: null,
  receivedOn: null,
  recordedAt: null,
  isUrgent: false,
  named: null,
  repliedOn: null,
  repliedAt: null,
  ending: null,
  taken: null,
}
const { action, define } = procedureOf<AdviceFacts>()
type Ctx<I = any> = Context<AdviceFacts, I>

const on = (label: string) => day(label).optional()
const letter = {
  kind: choice(adviceKinds, '建议种类'),
  issuer: text('提出建议的机关', 120),
  documentNo: text('建议书文号', 80),
  receivedOn: on('收到日'),
  isUrgent: help(yesNo('情况紧急'), '检察建议书写明紧急的'),
  replyDays: z.int().min(1).max(365).optional().meta({ label: '文书定的回复期限（日）' }),
  replyMonths: z.int().min(1).max(12).optional().meta({ label: '文书定的回复期限（月）' }),
  effectiveOn: seldom(day('裁判生效日（规范性文件建议）')).optional(),
  content: text('建议内容', 8000),
}
const registerForm = z.strictObject({
  coordinatorId: agency('登记单位'),
  organId: agency('被建议机关'),
  caseNo: text('案号', 80).optional(),
  chainId: seldom(text('争议链编号', 80)).optional(),
  caseId: seldom(matter('引发建议的案件')).optional(),
  ...letter,
})
const offered = z.object({
  ground: z.string(),
  caseNo: z.string().nullable(),
  chainId: z.string().nullable(),
  agencyId: z.string().nullable(),
  servedOn: z.iso.date(),
})

type Letter = {
  kind: AdviceKind
  receivedOn?: LocalDate | undefined
  replyDays?: number | undefined
  replyMonths?: number | undefined
  effectiveOn?: LocalDate | undefined
  isUrgent: boolean
}
const namedSpan = (i: Letter): Span | null =>
  i.replyMonths !== undefined ? months(i.replyMonths) : i.replyDays !== undefined ? days(i.replyDays) : null
function judgeLetter(ctx: Ctx<Letter>): void {
  const { input, declaredOn } = ctx
  if (input.kind === 'RETRIAL_ADVICE') ctx.refuse('resolution.notToOrgan', undefined, { field: 'kind' })
  if ((input.receivedOn ?? declaredOn) > declaredOn) ctx.refuse('resolution.day', undefined, { field: 'receivedOn' })
}
const letterGiven = (ctx: Ctx<Letter>) => {
  const { kind, receivedOn = ctx.declaredOn, effectiveOn } = ctx.input
  return {
    isOldGovernance: kind === 'GOVERNANCE' && receivedOn < governanceFrom,
    isNormLate: kind === 'NORM' && effectiveOn !== undefined && receivedOn > addMonths(effectiveOn, 3),
  }
}
const letterTells = (given: { readonly [key: string]: any }) => [
  ...(given.isOldGovernance ? ['2023年11月16日以前的综合治理类司法建议适用的规定待核，回复期限以文书写明的为准'] : []),
  ...(given.isNormLate ? ['规范性文件的司法建议一般在裁判生效之日起三个月内提出，请核对'] : []),
]
const letterPersonal = [{ path: 'content', label: '建议内容', mask: 'drop', purpose: '办理建议' }] as const
const letterFacts = (f: AdviceFacts, act: FoldedAct<Letter>): AdviceFacts => ({
  ...f,
  kind: act.payload.kind,
  receivedOn: act.payload.receivedOn ?? act.declaredOn,
  recordedAt: f.recordedAt ?? act.recordedAt,
  isUrgent: act.payload.isUrgent,
  named: namedSpan(act.payload),
})
const grounds = [appear(12), adl(66, 2), adl(96, undefined, 4), int(149), advice2023(8), adl(25, 4)]

const registerAdvice = action({
  label: '登记收到的建议',
  by: [coordinator],
  to: 'RECEIVED',
  basis: [...grounds, joint],
  input: registerForm,
  personal: letterPersonal,
  place: (i) => i.coordinatorId,
  readers: (i) => [`a:${i.coordinatorId}`, `a:${i.organId}`],
  needs: (i) => [{ agency: i.organId }],
  guard: (ctx) => {
    judgeLetter(ctx)
    if (!ctx.agency(ctx.input.organId)) ctx.refuse('resolution.organ', undefined, { field: 'organId' })
  },
  given: letterGiven,
  tells: letterTells,
  links: (a) => (a.payload.caseId ? [{ to: a.payload.caseId, kind: 'ADVICE_FROM' }] : []),
  apply: (f, a) =>
    letterFacts(
      {
        ...f,
        organId: a.payload.organId,
        caseNo: a.payload.caseNo ?? null,
        chainId: a.payload.chainId ?? null,
      },
      a,
    ),
})

const awaitAdvice = action({
  label: '登记裁判载明的情形，等待建议',
  by: [coordinator],
  to: 'AWAITED',
  basis: [appear(12, 2), joint],
  input: z.strictObject({
    coordinatorId: agency('登记单位'),
    organId: agency('机关').optional(),
    handover: offer('移交').optional(),
    caseNo: text('案号', 80).optional(),
    chainId: text('争议链编号', 80).optional(),
    judgmentOn: day('裁判送达日'),
    caseId: seldom(matter('案件')).optional(),
  }),
  place: (i) => i.coordinatorId,
  readers: (i) => [`a:${i.coordinatorId}`, ...(i.organId ? [`a:${i.organId}`] : [])],
  needs: (i) => [...(i.handover ? [{ handover: i.handover }] : []), ...(i.organId ? [{ agency: i.organId }] : [])],
  guard: (ctx) => {
    const { input } = ctx
    if (input.handover && !isOpenOffer(ctx.handover(input.handover)))
      ctx.refuse('resolution.noOffer', undefined, { field: 'handover' })
    if (input.judgmentOn > ctx.declaredOn) ctx.refuse('resolution.day', undefined, { field: 'judgmentOn' })
  },
  given: (ctx) => {
    const h = ctx.input.handover ? ctx.handover(ctx.input.handover) : undefined
    return { taken: h ? { id: h.id, from: h.fromMatter, fromAgency: h.fromAgency, n: 1 } : null }
  },
  links: (a) => {
    const from = a.payload.caseId ?? a.given.taken?.from
    return from ? [{ to: from, kind: 'ADVICE_FROM' }] : []
  },
  apply: (f, a) => ({
    ...f,
    kind: 'HEAD_ABSENT',
    organId: a.payload.organId ?? null,
    caseNo: a.payload.caseNo ?? null,
    chainId: a.payload.chainId ?? null,
    judgmentOn: a.payload.judgmentOn,
    recordedAt: a.recordedAt,
    taken: a.given.taken,
  }),
})

const receiveAdvice = action({
  label: '登记收到等待的建议',
  by: [coordinator],
  in: ['AWAITED'],
  to: 'RECEIVED',
  basis: [appear(12), joint],
  input: z.strictObject(letter),
  personal: letterPersonal,
  guard: judgeLetter,
  given: letterGiven,
  tells: letterTells,
  apply: letterFacts,
})

const closeUngiven = action({
  label: '法院没有提出建议，归档',
  by: [coordinator],
  in: ['AWAITED'],
  to: 'CLOSED',
  basis: [appear(12), platform('向法院核实后归档')],
  input: z.strictObject({ reason: text('核实情况', 1000) }),
  personal: [{ path: 'reason', label: '核实情况', mask: 'drop', purpose: '归档' }],
  apply: (f) => ({ ...f, ending: 'NONE_GIVEN' as const }),
})

const reply = action({
  label: '登记书面回复',
  by: [officer, head, coordinator],
  in: ['RECEIVED'],
  to: 'REPLIED',
  basis: [...grounds, procuratorReply],
  input: z.strictObject({
    isWritten: z.boolean().meta({ label: '书面回复' }),
    repliedOn: on('回复日'),
    documentNo: text('回复文号', 80),
    measures: text('采纳落实情况', 8000),
  }),
  personal: [{ path: 'measures', label: '采纳落实情况', mask: 'drop', purpose: '回复建议' }],
  guard: (ctx) => {
    const { input, facts } = ctx
    if (!input.isWritten) ctx.refuse('resolution.unwritten', undefined, { field: 'isWritten' })
    const at = input.repliedOn ?? ctx.declaredOn
    if (at > ctx.declaredOn || at < facts.receivedOn!) ctx.refuse('resolution.day', undefined, { field: 'repliedOn' })
  },
  apply: (f, a) => ({
    ...f,
    repliedOn: a.payload.repliedOn ?? a.declaredOn,
    repliedAt: a.recordedAt,
    ending: 'REPLIED',
  }),
})

const withdraw = action({
  label: '登记建议撤回',
  by: [coordinator],
  in: ['RECEIVED'],
  to: 'CLOSED',
  basis: platform('提出建议的机关撤回的归档'),
  input: z.strictObject({ documentNo: text('撤回文书号', 80) }),
  apply: (f) => ({ ...f, ending: 'WITHDRAWN' as const }),
})

const closeAdvice = action({
  label: '建议归档',
  by: [coordinator],
  in: ['REPLIED'],
  to: 'CLOSED',
  basis: platform('书面回复后归档'),
  input: z.strictObject({}),
  apply: (f) => f,
})

const terms = (f: AdviceFacts) => replyTerms(f.kind, f.isUrgent, f.named)

export const advice = define({
  id: 'resolution.advice',
  version: 'APPEAR_2020',
  label: '司法建议、检察建议',
  effective: { from: localDate('2018-02-08') },
  decidedByLabel: '登记日',
  states: {
    AWAITED: { label: '等待建议' },
    RECEIVED: { label: '待回复' },
    REPLIED: { label: '已回复' },
    CLOSED: { label: '已归档', final: true },
  },
  initial,
  actions: { registerAdvice, awaitAdvice, receiveAdvice, closeUngiven, reply, withdraw, closeAdvice },
  receives: {
    action: 'awaitAdvice',
    facts: offered,
    fill: (f) => ({
      judgmentOn: f.servedOn,
      ...(f.caseNo ? { caseNo: f.caseNo } : {}),
      ...(f.chainId ? { chainId: f.chainId } : {}),
      ...(f.agencyId ? { organId: f.agencyId } : {}),
    }),
  },
  turns: {
    limits: { awaiting: [coordinator], reply: [officer, head], closing: [coordinator] },
    states: { AWAITED: [coordinator], REPLIED: [coordinator] },
  },
  limits: {
    awaiting: {
      label: '登记裁判载明情形的建议',
      after: ['awaitAdvice'],
      start: (f) => f.judgmentOn!,
      within: settings.awaiting,
      roll: false,
      met: ['receiveAdvice', 'closeUngiven'],
      basis: [appear(12, 2), platform('裁判送达之日起六十日内登记建议或者核实没有提出')],
    },
    reply: {
      label: '书面回复建议',
      after: ['registerAdvice', 'receiveAdvice'],
      start: (f) => f.receivedOn!,
      within: (f) => terms(f).span,
      roll: true,
      met: ['reply', 'withdraw'],
      metOn: (f, act) => (act.action === 'reply' ? f.repliedOn! : act.declaredOn),
      basis: [int(149, 4), advice2023(8, 1), adl(25, 4), procuratorReply, platform('文书没有写明期限的，三十日内回复')],
    },
    closing: {
      label: '建议归档',
      after: ['reply'],
      within: settings.closing,
      roll: false,
      met: ['closeAdvice'],
      basis: platform('回复后三十日内归档'),
    },
  },
  refusals: {
    'resolution.day': { label: '日期不得晚于当日，也不得早于前一环节', basis: dated },
    'resolution.organ': { label: '没有这个机关', basis: joint },
    'resolution.notToOrgan': { label: '抗诉、再审检察建议是向法院提出的，不在此登记', basis: adl(93) },
    'resolution.noOffer': { label: '没有可以接收的移交，或者移交不是给本单位的', basis: joint },
    'resolution.unwritten': { label: '建议须书面回复', basis: [int(149, 4), advice2023(8, 1)] },
  },
  rows: (act, f, before, state): Rows => ({
    'resolution.advice': [
      {
        matter_id: act.matter,
        kind: f.kind,
        state,
        organ: f.organId,
        case_no: f.caseNo,
        chain_id: f.chainId,
        judgment_on: f.judgmentOn,
        received_on: f.receivedOn,
        recorded_at: f.recordedAt,
        is_urgent: f.isUrgent,
        replied_on: f.repliedOn,
        replied_at: f.repliedAt,
        ending: f.ending,
      },
    ],
    ...(f.taken && act.n === 1 ? answerRows(act, f.taken, 'taken') : {}),
    ...(f.taken && f.ending !== null && before.ending === null
      ? answerRows(act, { ...f.taken, n: 2 }, 'ended', { ending: f.ending })
      : {}),
  }),
  title: (f) => adviceKinds[f.kind],
})
