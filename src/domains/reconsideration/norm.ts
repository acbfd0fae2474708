/**
 * Review of a norm beside a case (附带审查), a matter of its own linked to the case: the organ deals with it itself, after asking who
 * made it (since 2024), or passes it on to who may.
 */

import { z } from 'zod'
import { followerOf } from '#kernel/access'
import { type LocalDate, localDate } from '#kernel/clock'
import { agency, choice, day, matter, seldom, text, yesNo } from '#kernel/fields'
import { days, workingDays } from '#kernel/limit'
import {
  type ClaimChange,
  type Context,
  type LimitDef,
  type Need,
  type ProcedureDef,
  procedureOf,
} from '#kernel/procedure'
import { personalText } from './fields.ts'
import { platform, type VersionOf, versionOf } from './law.ts'
import { notifyPapers, resolvePapers, transferNormPapers } from './papers/norm.ts'
import { officers } from './roles.ts'
import { caseClaim, type NormStanding, normClaim } from './same.ts'
import { recon2017 as l17, recon2023 as l23, revisedFrom } from './statutes.ts'

export const normOrigins = { APPLICANT: '申请人申请', EX_OFFICIO: '审查中发现' } as const
export const normModes = { OWN: '本机关有权处理', TRANSFER: '转送有权机关处理' } as const
export const normResults = { LEGAL: '相关条款合法', STOP_CLAUSE: '停止条款执行，责令纠正' } as const
export const normEnds = {
  CASE_ENDED: '案件已经终结',
  OUT_OF_SCOPE: '不属于附带审查的范围，或者不是行政行为的依据',
  WITHDRAWN: '申请人撤回附带审查申请',
} as const
const caseLaws = { RECON_2017: '2017年修正文本', RECON_2023: '2023年修订文本' } as const

export type NormFacts = {
  caseId: string
  organId: string
  version: keyof typeof caseLaws
  document: string
  clauses: string[]
  origin: keyof typeof normOrigins
  mode: keyof typeof normModes
  raisedOn: LocalDate
  suspendedOn: LocalDate | null
  notifiedOn: LocalDate | null
  makerId: string | null
  makerReceivedOn: LocalDate | null
  makerRepliedOn: LocalDate | null
  transferredOn: LocalDate | null
  receiverName: string | null
  receiverReceivedOn: LocalDate | null
  repliedOn: LocalDate | null
  result: keyof typeof normResults | 'REPLIED' | null
  resolvedOn: LocalDate | null
  /** The day on which it was over, with or without a result. */
  endedOn: LocalDate | null
}
const never = '2000-01-01' as LocalDate
const initial: NormFacts = {
  caseId: '',
  organId: '',
  version: 'RECON_2023',
  document: '',
  clauses: [],
  origin: 'APPLICANT',
  mode: 'OWN',
  raisedOn: never,
  suspendedOn: null,
  notifiedOn: null,
  makerId: null,
  makerReceivedOn: null,
  makerRepliedOn: null,
  transferredOn: null,
  receiverName: null,
  receiverReceivedOn: null,
  repliedOn: null,
  result: null,
  resolvedOn: null,
  endedOn: null,
}
const { action, define } = procedureOf<NormFacts>()
type Ctx = Context<NormFacts, any>

const raiseForm = z.strictObject({
  caseId: matter('行政复议案件', 'reconsideration.case'),
  organId: agency('行政复议机关'),
  caseLaw: choice(caseLaws, '案件适用的复议法'),
  document: text('规范性文件或者依据', 200),
  clauses: z.array(text('条款', 60)).min(1, '请写明条款').max(20).meta({ label: '相关条款' }),
  isRule: yesNo('属于规章'),
  origin: choice(normOrigins, '来源').default('APPLICANT'),
  mode: choice(normModes, '处理方式'),
  raisedOn: day('收到附带审查申请或者发现之日').optional(),
  suspendedOn: seldom(day('案件此前已经中止的，中止之日')).optional(),
})

const caseNeeds = (_i: unknown, at: { facts: NormFacts | undefined }): Need[] => [
  { claim: caseClaim, key: at.facts!.caseId },
]
const caseStanding = (ctx: Ctx, caseId: string): string | undefined =>
  ctx.claims(caseClaim, caseId)[0]?.value?.split('|')[2]
/** While a norm is dealt with, its case is suspended (2017 arts. 26, 27; 2023 art. 39 para. 1 item 9). */
const judgeSuspended = (ctx: Ctx): void => {
  if (caseStanding(ctx, ctx.facts.caseId) !== 'SUSPENDED') ctx.refuse('reconsideration.norm.notSuspended')
}
const standing = (f: NormFacts, value: NormStanding): ClaimChange[] => [{ kind: normClaim, key: f.caseId, value }]

const judgeDay = (ctx: Ctx, field: string, on: LocalDate | undefined, from?: LocalDate | null): void => {
  if (on && (on > ctx.declaredOn || (from && on < from))) ctx.refuse('reconsideration.norm.day', on, { field })
}
const isOwn = (f: NormFacts): boolean => f.mode === 'OWN'

type NormLaw = {
  own: ReturnType<typeof l23>[]
  transfer: ReturnType<typeof l23>[]
  notify: ReturnType<typeof l23>[]
  reply: ReturnType<typeof l23>[]
}
const laws: Record<'RECON_2017' | 'RECON_2023', NormLaw> = {
  RECON_2017: { own: [l17(26), l17(27)], transfer: [l17(26), l17(27)], notify: [l17(26)], reply: [l17(26)] },
  RECON_2023: {
    own: [l23(56), l23(57), l23(59)],
    transfer: [l23(56), l23(57)],
    notify: [l23(58, 1)],
    reply: [l23(60)],
  },
}
const fromSuspension = platform('自行处理的三十日自案件中止之日起算，登记附带审查的当日即应中止')
const fromRaising = platform('转送的七日自收到附带审查申请或者发现之日起算')

function normVersion(v: VersionOf): ProcedureDef<any> {
  const law = laws[v.version]
  const raise = action({
    label: '登记附带审查',
    by: officers,
    to: 'RAISED',
    basis: v.law.norm,
    input: raiseForm,
    place: (i) => i.organId,
    // Exclusively: a decision that is made at the same moment must see it, or it the decision.
    needs: (i) => [
      { claim: caseClaim, key: i.caseId },
      { claim: normClaim, key: i.caseId, exclusive: true, lockOnly: true },
    ],
    guard: (ctx) => {
      const { input } = ctx
      if (input.isRule) ctx.refuse('reconsideration.norm.rule', undefined, { field: 'isRule' })
      const value = ctx.claims(caseClaim, input.caseId)[0]?.value
      if (!value?.startsWith(`${input.organId}|${v.version}|`))
        ctx.refuse('reconsideration.norm.case', undefined, { field: 'caseId' })
      if (caseStanding(ctx, input.caseId) === 'ENDED')
        ctx.refuse('reconsideration.norm.case', '案件已经终结', { field: 'caseId' })
      judgeDay(ctx, 'raisedOn', input.raisedOn)
      judgeDay(ctx, 'suspendedOn', input.suspendedOn)
    },
    apply: (f, act) => {
      const i = act.payload
      return {
        ...f,
        caseId: i.caseId,
        organId: i.organId,
        version: v.version,
        document: i.document,
        clauses: i.clauses,
        origin: i.origin,
        mode: i.mode,
        raisedOn: i.raisedOn ?? act.declaredOn,
        suspendedOn: i.suspendedOn ?? act.declaredOn,
      }
    },
    claims: (_a, f) => standing(f, 'OPEN'),
    links: (act) => [{ to: act.payload.caseId, kind: 'NORM_OF' }],
  })
  const notifyMaker = action({
    label: '通知制定机关答复',
    by: officers,
    in: ['RAISED'],
    to: 'NOTIFIED',
    basis: law.notify,
    input: z.strictObject({ makerId: agency('制定机关'), receivedOn: day('制定机关当日签收的，签收日').optional() }),
    needs: (i, at) => [{ agency: i.makerId }, ...caseNeeds(i, at)],
    admits: (ctx) => ({ in: [followerOf(ctx.input.makerId)] }),
    guard: (ctx) => {
      if (!isOwn(ctx.facts)) ctx.refuse('reconsideration.norm.mode')
      judgeSuspended(ctx)
      judgeDay(ctx, 'receivedOn', ctx.input.receivedOn)
    },
    given: (ctx) => ({ toName: ctx.agency(ctx.input.makerId)?.name ?? '' }),
    apply: (f, act) => ({
      ...f,
      notifiedOn: act.declaredOn,
      makerId: act.payload.makerId,
      makerReceivedOn: act.payload.receivedOn ?? act.declaredOn,
    }),
    issues: notifyPapers,
  })
  const makerReply = action({
    label: '制定机关答复',
    by: ['norm_maker', ...officers],
    in: ['NOTIFIED'],
    basis: law.notify,
    input: z.strictObject({ reply: text('答复意见', 8000) }),
    personal: [personalText('reply', '答复意见', '审查规范性文件')],
    guard: (ctx) => {
      if (ctx.facts.makerRepliedOn) ctx.refuse('reconsideration.norm.replied')
    },
    apply: (f, act) => ({ ...f, makerRepliedOn: act.declaredOn }),
  })
  const resolve = action({
    label: '作出附带审查结论',
    by: ['recon_organ_head'],
    in: v.is2017 ? ['RAISED'] : ['RAISED', 'NOTIFIED'],
    to: 'RESOLVED',
    basis: law.own,
    input: z.strictObject({ result: choice(normResults, '结论'), reasons: text('理由', 8000) }),
    needs: caseNeeds,
    guard: (ctx) => {
      if (!isOwn(ctx.facts)) ctx.refuse('reconsideration.norm.mode')
      judgeSuspended(ctx)
      if (!v.is2017 && !ctx.facts.notifiedOn) ctx.refuse('reconsideration.norm.notNotified')
    },
    apply: (f, act) => ({ ...f, result: act.payload.result, resolvedOn: act.declaredOn, endedOn: act.declaredOn }),
    claims: (_a, f) => standing(f, 'RESOLVED'),
    issues: resolvePapers,
  })
  const transfer = action({
    label: '转送有权机关',
    by: officers,
    in: ['RAISED'],
    to: 'TRANSFERRED',
    basis: law.transfer,
    input: z.strictObject({
      receiverId: agency('有权处理的机关').optional(),
      receiverName: text('有权处理的机关名称', 120),
      receivedOn: day('接受机关当日签收的，签收日').optional(),
    }),
    admits: (ctx) => ({ in: ctx.input.receiverId ? [`a:${ctx.input.receiverId}`] : [] }),
    needs: caseNeeds,
    guard: (ctx) => {
      if (isOwn(ctx.facts)) ctx.refuse('reconsideration.norm.mode')
      judgeSuspended(ctx)
      judgeDay(ctx, 'receivedOn', ctx.input.receivedOn)
    },
    apply: (f, act) => ({
      ...f,
      transferredOn: act.declaredOn,
      receiverName: act.payload.receiverName,
      receiverReceivedOn: act.payload.receivedOn ?? null,
    }),
    issues: transferNormPapers,
  })
  const recordTransferReceipt = action({
    label: '登记接受机关收到',
    by: ['norm_maker', ...officers],
    in: ['TRANSFERRED'],
    basis: law.reply,
    input: z.strictObject({ receivedOn: day('收到转送之日') }),
    guard: (ctx) => {
      if (ctx.facts.receiverReceivedOn) ctx.refuse('reconsideration.norm.replied', '收到日已经登记')
      judgeDay(ctx, 'receivedOn', ctx.input.receivedOn, ctx.facts.transferredOn)
    },
    apply: (f, act) => ({ ...f, receiverReceivedOn: act.payload.receivedOn }),
  })
  const receiverReply = action({
    label: '接受机关回复处理意见',
    by: ['norm_maker', ...officers],
    in: ['TRANSFERRED'],
    to: 'RESOLVED',
    basis: law.reply,
    input: z.strictObject({ reply: text('处理意见', 8000) }),
    personal: [personalText('reply', '处理意见', '审查规范性文件')],
    apply: (f, act) => ({
      ...f,
      result: 'REPLIED',
      repliedOn: act.declaredOn,
      resolvedOn: act.declaredOn,
      endedOn: act.declaredOn,
    }),
    claims: (_a, f) => standing(f, 'RESOLVED'),
  })
  const endWithCase = action({
    label: '不再附带审查',
    by: officers,
    in: v.is2017 ? ['RAISED', 'TRANSFERRED'] : ['RAISED', 'NOTIFIED', 'TRANSFERRED'],
    to: 'CLOSED',
    basis: [...v.law.norm, platform('附带审查不能脱离案件单独进行；不属于附带审查范围的，结论写入复议决定书')],
    input: z.strictObject({
      ground: choice(normEnds, '情形').default('CASE_ENDED'),
      reason: text('理由', 500),
    }),
    needs: caseNeeds,
    guard: (ctx) => {
      if (ctx.input.ground === 'CASE_ENDED' && caseStanding(ctx, ctx.facts.caseId) !== 'ENDED')
        ctx.refuse('reconsideration.norm.case', '案件还没有终结', { field: 'ground' })
    },
    apply: (f, act) => ({ ...f, endedOn: act.declaredOn }),
    claims: (act, f) => standing(f, act.payload.ground === 'CASE_ENDED' ? 'CASE_ENDED' : 'LEFT'),
  })
  const limits: Record<string, LimitDef<NormFacts>> = {
    own: {
      label: '自行处理的期限',
      after: ['raise'],
      when: isOwn,
      start: (f) => f.suspendedOn!,
      within: days(30),
      roll: true,
      met: ['resolve', 'endWithCase'],
      basis: [...law.own, fromSuspension],
    },
    transfer: {
      label: '转送的期限',
      after: ['raise'],
      when: (f) => !isOwn(f),
      start: (f) => f.raisedOn,
      within: workingDays(7),
      roll: true,
      met: ['transfer', 'endWithCase'],
      basis: [...law.transfer, fromRaising],
    },
    // The law of 2017 sets sixty days for administrative organs that a request was passed to.
    receiver: {
      label: '接受机关回复的期限',
      after: ['transfer', 'recordTransferReceipt'],
      when: (f) => f.receiverReceivedOn !== null && (!v.is2017 || f.origin === 'APPLICANT'),
      start: (f) => f.receiverReceivedOn!,
      within: days(60),
      roll: true,
      met: ['receiverReply', 'endWithCase'],
      basis: law.reply,
    },
    ...(v.is2017
      ? {}
      : {
          notify: {
            label: '通知制定机关的期限',
            after: ['raise'],
            when: isOwn,
            start: (f: NormFacts) => f.suspendedOn!,
            within: workingDays(3),
            roll: true,
            met: ['notifyMaker', 'endWithCase'],
            basis: law.notify,
          },
          maker: {
            label: '制定机关答复的期限',
            after: ['notifyMaker'],
            start: (f: NormFacts) => f.makerReceivedOn!,
            within: workingDays(10),
            roll: true,
            met: ['makerReply', 'resolve', 'endWithCase'],
            basis: law.notify,
          },
        }),
  }
  return define({
    id: 'reconsideration.norm',
    version: v.version,
    label: '规范性文件附带审查',
    effective: v.is2017 ? { from: localDate('2018-01-01'), to: revisedFrom } : { from: revisedFrom },
    // The review goes by the law under which its case runs.
    decidedBy: (input) => localDate(input.caseLaw === 'RECON_2017' ? '2023-12-31' : '2024-01-01'),
    decidedByLabel: '案件适用的复议法',
    decidedOtherwise: () => ({ label: '案件适用的复议法', on: null }),
    states: {
      RAISED: { label: '已提出' },
      ...(v.is2017 ? {} : { NOTIFIED: { label: '已通知制定机关' } }),
      TRANSFERRED: { label: '已转送' },
      RESOLVED: { label: '已处理', final: true },
      CLOSED: { label: '不再审查', final: true },
    },
    initial,
    actions: {
      raise,
      ...(v.is2017 ? {} : { notifyMaker, makerReply }),
      resolve,
      transfer,
      recordTransferReceipt,
      receiverReply,
      endWithCase,
    },
    limits,
    turns: {
      limits: Object.fromEntries(
        Object.keys(limits).map((id) => [id, id === 'maker' || id === 'receiver' ? ['norm_maker'] : [...officers]]),
      ),
      states: { TRANSFERRED: [...officers] },
    },
    refusals: {
      'reconsideration.norm.rule': { label: '规章不在附带审查的范围', basis: v.law.norm },
      'reconsideration.norm.case': {
        label: '没有本机关适用同一复议法的复议案件，附带审查不能脱离行政行为单独提出',
        basis: v.law.norm,
      },
      'reconsideration.norm.day': {
        label: '日期不得晚于办理当日，也不得早于前一环节',
        basis: platform('登记的日期须与办理的先后一致'),
      },
      'reconsideration.norm.mode': { label: '与登记的处理方式不符', basis: law.transfer },
      'reconsideration.norm.notSuspended': {
        label: '处理附带审查期间，案件应当中止审理',
        basis: v.law.normSuspends,
      },
      'reconsideration.norm.replied': { label: '已经登记', basis: platform('答复和收到日只登记一次') },
      ...(v.is2017
        ? {}
        : { 'reconsideration.norm.notNotified': { label: '须先书面通知制定机关答复', basis: law.notify } }),
    },
    rows: (act, f, _before, state) => ({
      'reconsideration.norm': [
        {
          matter_id: act.matter,
          case_id: f.caseId,
          law_version: f.version,
          state,
          document: f.document,
          clauses: f.clauses,
          origin: f.origin,
          mode: f.mode,
          raised_on: f.raisedOn,
          suspended_on: f.suspendedOn,
          notified_on: f.notifiedOn,
          maker_replied_on: f.makerRepliedOn,
          transferred_on: f.transferredOn,
          receiver_received_on: f.receiverReceivedOn,
          replied_on: f.repliedOn,
          result: f.result,
          resolved_on: f.resolvedOn,
          ended_on: f.endedOn,
        },
      ],
    }),
    title: (f) => `附带审查：${f.document}`,
  })
}

export const normProcedures: readonly ProcedureDef<any>[] = [
  normVersion(versionOf('RECON_2017')),
  normVersion(versionOf('RECON_2023')),
]
