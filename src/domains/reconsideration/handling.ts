/** Handling: who handles, under which procedure, stays, requests of the parties. */

import { followerOf } from '#kernel/access'
import type { ActionDef } from '#kernel/procedure'
import { action, type Ctx, type Facts, isPast, judgeSide } from './facts.ts'
import { addresseePersonal, personalText } from './fields.ts'
import * as forms from './forms-handling.ts'
import { open } from './kinds.ts'
import type { VersionOf } from './law.ts'
import { convertPapers, liftPapers, procedurePapers, stayPapers } from './papers/handling.ts'
import { replyActs } from './replies.ts'
import { officers, outside } from './roles.ts'
import { settings } from './settings.ts'
import { canSummary } from './summary-procedure.ts'

const handling = ['HANDLING'] as const

const assign = (v: VersionOf) =>
  action({
    label: '指定办案人员、确定审理程序',
    by: ['recon_unit_head'],
    in: ['ACCEPTED'],
    to: 'HANDLING',
    basis: [...v.law.assign, ...(v.is2017 ? [] : v.law.summary)],
    input: forms.assign,
    personal: addresseePersonal,
    guard: (ctx) => {
      const { facts, input } = ctx
      if (facts.courtDocketedOn) ctx.refuse('reconsideration.A26', '只能不予受理或者驳回申请')
      for (const o of input.officers) {
        if (o.firstReconOn >= settings.qualificationFrom && !o.legalQualNo)
          ctx.refuse('reconsideration.A25', undefined, { field: 'officers' })
        if (o.madeTheAct) ctx.refuse('reconsideration.recusal', undefined, { field: 'officers' })
      }
      if (v.is2017 && input.officers.length < 2)
        ctx.refuse('reconsideration.twoOfficers', undefined, { field: 'officers' })
      if (input.procedure !== 'SUMMARY') return
      const may =
        !v.is2017 &&
        canSummary({
          isClear: input.isClear,
          isOnSpot: facts.act.isOnSpot,
          penaltyKinds: facts.act.penaltyKinds,
          amountFen: facts.act.amountFen ?? undefined,
          isGovernmentInformation: facts.act.kind === 'GOV_INFO',
          doAllPartiesAgree: input.doAllPartiesAgree,
        })
      if (!may) ctx.refuse('reconsideration.summary', undefined, { field: 'procedure' })
    },
    // A grassroots point has received and passed on, and that is all it does.
    admits: ({ facts: f }) => ({
      out: f.filedVia === 'INTAKE_POINT' && f.viaAgencyId ? [followerOf(f.viaAgencyId)] : [],
    }),
    apply: (f, act) => ({
      ...f,
      isAssigned: true,
      procedure: act.payload.procedure,
      isClear: act.payload.isClear,
      isComplex: act.payload.isComplex,
      isProfessional: act.payload.isProfessional,
    }),
    issues: procedurePapers,
  })

const convertToOrdinary = (v: VersionOf) =>
  action({
    label: '转为普通程序',
    by: ['recon_unit_head'],
    in: handling,
    basis: v.law.summary,
    input: forms.convertToOrdinary,
    personal: addresseePersonal,
    guard: (ctx) => {
      if (ctx.facts.procedure !== 'SUMMARY') ctx.refuse('reconsideration.convert', '本件适用普通程序')
      if (isPast(ctx, 'decide')) ctx.refuse('reconsideration.convert', '简易程序的期限已经届满')
    },
    apply: (f) => ({ ...f, procedure: 'ORDINARY' }),
    issues: convertPapers,
  })

const markCase = (v: VersionOf) =>
  action({
    label: '登记案情难易',
    by: officers,
    in: handling,
    basis: v.law.committee,
    input: forms.markCase,
    apply: (f, act) => ({ ...f, ...act.payload }),
  })

const stays = (v: VersionOf) => ({
  requestStay: action({
    label: '申请停止执行',
    by: [...outside, ...officers],
    in: [...open, 'SUSPENDED'],
    basis: v.law.stayAsk,
    input: forms.requestStay,
    personal: [personalText('reason', '理由')],
    guard: (ctx) => {
      if (v.is2017 && ctx.input.by === 'THIRD_PARTY') ctx.refuse('reconsideration.stayAsk', undefined, { field: 'by' })
      judgeSide(ctx)
    },
    apply: (f, act) => ({ ...f, stayAskedOn: act.declaredOn }),
  }),
  decideStay: action({
    label: '决定是否停止执行',
    by: ['recon_unit_head', 'recon_organ_head'],
    in: [...open, 'SUSPENDED'],
    basis: v.law.stay,
    input: forms.decideStay(v.version),
    personal: [personalText('reason', '理由'), ...addresseePersonal],
    guard: (ctx) => {
      if (ctx.input.ground === 'REQUEST' && !ctx.facts.stayAskedOn)
        ctx.refuse('reconsideration.stayGround', undefined, { field: 'ground' })
      // Since 2024 the execution is to be stayed on each ground; only what was asked for is weighed.
      if (!v.is2017 && ctx.input.result === 'NO_STAY' && ctx.input.ground !== 'REQUEST')
        ctx.refuse('reconsideration.stayDuty', undefined, { field: 'result' })
    },
    apply: (f, act) => ({ ...f, isStayed: act.payload.result === 'STAY' }),
    issues: stayPapers,
  }),
  liftStay: action({
    label: '解除停止执行',
    by: ['recon_unit_head', 'recon_organ_head'],
    in: [...open, 'SUSPENDED'],
    basis: v.law.stay,
    input: forms.liftStay,
    personal: [personalText('reason', '理由'), ...addresseePersonal],
    guard: (ctx) => {
      if (!ctx.facts.isStayed) ctx.refuse('reconsideration.stayGround', '没有停止执行')
    },
    apply: (f) => ({ ...f, isStayed: false }),
    issues: liftPapers,
  }),
})

/** A representative who gives something up needs the consent of those he stands for. */
export const judgeConsent = (ctx: Ctx<{ consents: readonly unknown[] }>): void => {
  if (ctx.facts.representatives.length > 0 && ctx.input.consents.length === 0)
    ctx.refuse('reconsideration.A32', undefined, { field: 'consents' })
}
const requests = (v: VersionOf) => ({
  changeRequest: action({
    label: '变更请求、承认第三人请求',
    by: [...outside, ...officers],
    in: open,
    basis: v.law.representatives,
    input: forms.changeRequest,
    personal: [personalText('content', '内容')],
    guard: judgeConsent,
    apply: (f) => f,
  }),
  requestWithdraw: action({
    label: '要求撤回申请',
    publicLabel: '要求撤回申请',
    by: [...outside, ...officers],
    // Under the law of 2017 an application that is being put right has been accepted.
    in: [...open, 'SUSPENDED', ...(v.is2017 ? ['CORRECTING'] : [])],
    basis: v.law.withdraw,
    input: forms.requestWithdraw,
    personal: [personalText('reason', '撤回理由')],
    guard: judgeConsent,
    apply: (f, act) => ({ ...f, withdrawAskedOn: act.declaredOn }),
  }),
})

const requestNormReview = (v: VersionOf) =>
  action({
    label: '申请附带审查规范性文件',
    publicLabel: '申请附带审查规范性文件',
    by: [...outside, ...officers],
    in: ['FILED', ...open],
    basis: v.law.norm,
    input: forms.requestNormReview,
    personal: [personalText('reason', '理由')],
    guard: (ctx) => {
      if (ctx.input.isRule) ctx.refuse('reconsideration.normRule', undefined, { field: 'isRule' })
    },
    apply: (f, act) => ({ ...f, normAskedOn: act.declaredOn }),
  })

export const handlingActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  assign: assign(v),
  ...(v.is2017 ? {} : { convertToOrdinary: convertToOrdinary(v) }),
  markCase: markCase(v),
  requestNormReview: requestNormReview(v),
  ...replyActs(v),
  ...stays(v),
  ...requests(v),
})
