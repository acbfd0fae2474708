/** Reviewing an application: forwarding and receipt, correction, acceptance, refusal, and the choice of version where it crossed the change of law. */
import { pausedDays } from '#kernel/limit'
import type { ActionDef } from '#kernel/procedure'
import { crossingActs } from './crossing.ts'
import { action, type Ctx, ended, type Facts, isPast, judgeDay, lastOf, runningLimit, withLast } from './facts.ts'
import { addresseePersonal, personalText } from './fields.ts'
import * as forms from './forms.ts'
import { accepted } from './intake.ts'
import type { VersionOf } from './law.ts'
import {
  abandonPapers,
  acceptPapers,
  advisePapers,
  correctionPapers,
  deemedPapers,
  forwardPapers,
  refusalPapers,
} from './papers/intake.ts'
import { clerks, outside, respondent, signers } from './roles.ts'
import { sameClaims } from './same.ts'

const recordReceipt = (v: VersionOf) =>
  action({
    label: '登记收到申请',
    by: clerks,
    in: ['FILED'],
    to: (f) => f.state,
    among: v.is2017 ? { FILED: ['ACCEPTED'] } : { FILED: ['FILED'] },
    basis: [...v.law.review, ...v.law.point],
    input: forms.recordReceipt,
    guard: (ctx) => {
      if (ctx.facts.receivedOn !== null && !runningLimit(ctx, 'pointForward'))
        ctx.refuse('reconsideration.received', undefined, { field: 'receivedOn' })
      judgeDay(ctx, 'receivedOn', ctx.input.receivedOn, ctx.facts.filedOn)
    },
    apply: (f, act) => {
      const receivedOn = f.receivedOn ?? act.payload.receivedOn ?? act.declaredOn
      return accepted(
        {
          ...f,
          receivedOn,
          reviewFrom: f.reviewFrom ?? receivedOn,
          isCrossing: v.is2017 && receivedOn >= '2024-01-01',
        },
        v,
      )
    },
  })

const forward = (v: VersionOf) =>
  action({
    label: '转送复议机关',
    by: respondent,
    in: ['FILED'],
    basis: v.law.forward,
    input: forms.forward,
    guard: (ctx) => {
      if (ctx.facts.viaAgencyId !== ctx.actor.agency || ctx.facts.forwardedOn || ctx.facts.receivedOn)
        ctx.refuse('reconsideration.forwarder')
    },
    apply: (f, act) => ({ ...f, forwardedOn: act.declaredOn }),
    issues: forwardPapers,
  })

const correction = (v: VersionOf) => ({
  requestCorrection: action({
    label: '通知补正',
    by: signers,
    in: v.is2017 ? ['ACCEPTED'] : ['FILED'],
    to: 'CORRECTING',
    basis: v.law.correct,
    input: forms.requestCorrection,
    guard: (ctx) => {
      const { facts, input } = ctx
      if (facts.corrections.length > 0) ctx.refuse('reconsideration.A02')
      if (facts.receivedOn === null) ctx.refuse('reconsideration.notReceived')
      if (!input.isUndecidable) ctx.refuse('reconsideration.decidable', undefined, { field: 'isUndecidable' })
      if (v.is2017 && (input.supplyBy === undefined || input.supplyBy <= ctx.declaredOn))
        ctx.refuse('reconsideration.supplyBy', undefined, { field: 'supplyBy' })
      judgeDay(ctx, 'receivedOn', input.receivedOn)
    },
    apply: (f, act) => ({
      ...f,
      corrections: [
        ...f.corrections,
        {
          no: f.corrections.length + 1,
          issuedOn: act.declaredOn,
          receivedOn: act.payload.receivedOn ?? null,
          dueOn: v.is2017 ? (act.payload.supplyBy ?? null) : null,
        },
      ],
    }),
    issues: correctionPapers,
  }),
  supply: action({
    label: '提交补正材料',
    by: [...outside, ...clerks],
    in: ['CORRECTING'],
    to: v.is2017 ? 'ACCEPTED' : 'FILED',
    basis: v.law.supply,
    input: forms.supply,
    personal: [personalText('materials', '补正材料')],
    guard: (ctx) => judgeDay(ctx, 'suppliedOn', ctx.input.suppliedOn, lastOf(ctx.facts.corrections)!.issuedOn),
    apply: (f, act) => {
      const suppliedOn = act.payload.suppliedOn ?? act.declaredOn
      const served = lastOf(f.corrections)!.receivedOn
      // 实施条例 art. 29: the time of correction is left out of the time for deciding.
      const left = v.is2017 && served && served <= suppliedOn ? pausedDays(served, suppliedOn) : []
      return { ...f, suppliedOn, reviewFrom: suppliedOn, excluded: [...f.excluded, ...left] }
    },
  }),
  extendSupply: action({
    label: '延长补正期限',
    by: clerks,
    in: ['CORRECTING'],
    basis: v.law.supply,
    input: forms.extendSupply,
    guard: (ctx) => {
      const due = runningLimit(ctx, 'supply')?.raw
      if (!due || ctx.input.until <= due) ctx.refuse('reconsideration.supplyBy', undefined, { field: 'until' })
    },
    apply: (f, act) => ({ ...f, corrections: withLast(f.corrections, { dueOn: act.payload.until }) }),
  }),
  recordAbandon: action({
    label: '记录视为放弃',
    by: clerks,
    in: ['CORRECTING'],
    to: 'ABANDONED',
    basis: v.law.abandon,
    input: forms.recordAbandon,
    personal: [personalText('record', '记录')],
    guard: (ctx) => {
      if (!isPast(ctx, 'supply')) ctx.refuse('reconsideration.supplyRuns')
      if (!ctx.input.isReasonChecked)
        ctx.refuse('reconsideration.supplyReason', undefined, { field: 'isReasonChecked' })
    },
    apply: (f) => ended(f, 'ABANDONED'),
    claims: (_a, f) => sameClaims(f),
    issues: abandonPapers,
  }),
})

const withdraw = (v: VersionOf) =>
  action({
    label: '受理前撤回申请',
    publicLabel: '撤回申请',
    by: [...outside, ...clerks],
    in: v.is2017 ? ['FILED'] : ['FILED', 'CORRECTING'],
    to: 'WITHDRAWN',
    basis: v.law.withdrawEarly,
    input: forms.withdraw,
    personal: [personalText('reason', '撤回理由')],
    apply: (f) => ended(f, 'WITHDRAWN'),
    claims: (_a, f) => sameClaims(f),
  })

/** Past the days for reviewing an application of 2017 it stands accepted, and only a dismissal is left. */
const judgeReviewTime = (ctx: Ctx, v: VersionOf): void => {
  if (ctx.facts.receivedOn === null) ctx.refuse('reconsideration.notReceived')
  if (v.is2017 && !runningLimit(ctx, 'review')) ctx.refuse('reconsideration.reviewOver')
  if (v.is2017 && isPast(ctx, 'review'))
    ctx.refuse('reconsideration.reviewOver', `审查期限末日为${runningLimit(ctx, 'review')!.due}`, {
      allowed: ['驳回行政复议申请'],
    })
}

const reviewed = (v: VersionOf) => ({
  propose: action({
    label: '拟办意见',
    by: clerks,
    in: v.is2017 ? ['ACCEPTED'] : ['FILED'],
    basis: v.law.propose,
    input: forms.propose,
    personal: [personalText('reason', '理由')],
    guard: (ctx) => judgeReviewTime(ctx, v),
    apply: (f) => f,
  }),
  refuse: action({
    label: '不予受理',
    by: signers,
    in: v.is2017 ? ['ACCEPTED'] : ['FILED'],
    to: 'REFUSED',
    basis: v.law.refuse,
    input: forms.refuse,
    personal: [personalText('reason', '理由'), ...addresseePersonal],
    guard: (ctx) => {
      judgeReviewTime(ctx, v)
      const { ground, competentOrgan } = ctx.input
      if (ground === 'NOT_OURS' && v.is2017)
        ctx.refuse('reconsideration.competent', '应当告知申请人向有关机关提出', { field: 'ground' })
      if (ground === 'NOT_OURS' && !competentOrgan)
        ctx.refuse('reconsideration.competent', undefined, { field: 'competentOrgan' })
    },
    apply: (f) => ended(f, 'REFUSED'),
    claims: (_a, f) => sameClaims(f),
    issues: refusalPapers,
  }),
  ...(v.is2017
    ? {
        advise: action({
          label: '告知向有关机关提出',
          by: signers,
          in: ['ACCEPTED'],
          to: 'ADVISED_ELSEWHERE',
          basis: v.law.refuse,
          input: forms.advise,
          guard: (ctx) => judgeReviewTime(ctx, v),
          apply: (f) => ended(f, 'ADVISED_ELSEWHERE'),
          claims: (_a, f) => sameClaims(f),
          issues: advisePapers,
        }),
      }
    : {
        accept: action({
          label: '决定受理',
          by: signers,
          in: ['FILED'],
          to: 'ACCEPTED',
          basis: v.law.accept,
          input: forms.accept,
          personal: addresseePersonal,
          guard: (ctx) => {
            if (ctx.facts.receivedOn === null) ctx.refuse('reconsideration.notReceived')
            if (ctx.facts.courtDocketedOn) ctx.refuse('reconsideration.A26')
          },
          apply: (f, act) => ({ ...f, acceptedOn: act.declaredOn, acceptanceKind: 'EXPLICIT' }),
          issues: acceptPapers,
        }),
        deemAccepted: action({
          label: '视为受理',
          by: ['system'],
          in: ['FILED'],
          to: 'ACCEPTED',
          basis: v.law.accepted,
          input: forms.none,
          // The fifth working day itself, also where something was recorded after it.
          given: (ctx) => ({ acceptedOn: runningLimit(ctx, 'review')?.due ?? ctx.declaredOn }),
          apply: (f, act) => ({ ...f, acceptedOn: act.given.acceptedOn, acceptanceKind: 'DEEMED' }),
          issues: deemedPapers,
        }),
      }),
})

export const review = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  recordReceipt: recordReceipt(v),
  ...(v.is2017 ? {} : { forward: forward(v) }),
  ...correction(v),
  withdraw: withdraw(v),
  ...reviewed(v),
  ...(v.is2017 ? crossingActs(v) : {}),
})
