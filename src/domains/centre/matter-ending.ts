/** From the result to the end: sign-off by somebody else, the organ's reply, the visit back, closing, reopening. */

import type { ActionDef, Context } from '#kernel/procedure'
import { addresseePersonal } from './fields.ts'
import { closeCodes, isCentreKind } from './kinds.ts'
import { type Bases, platform } from './law.ts'
import { closeCodesOf, needsVisit } from './matter-closing.ts'
import { action, closed, closingClaims, dispatchRowsOf, isByOrgan, judgeLead, paperOf, units } from './matter-common.ts'
import {
  handlersOf,
  isDelegated,
  isUnsatisfied,
  leadDispatch,
  type MatterFacts,
  withLeadDispatch,
} from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { absorbNeeds, judgeAbsorbed } from './matter-merge.ts'
import { replyRows } from './matter-notices.ts'
import { closePapers, replyPapers } from './papers/matter-handling.ts'
import { settings } from './settings.ts'

type Ctx = Context<MatterFacts, any>
const split = platform('承办、审核、回访分开')

const submitResult = (b: Bases) =>
  action({
    label: '报送结果',
    by: units,
    in: ['IN_PROGRESS'],
    to: 'RESULT_SUBMITTED',
    basis: [...b.dutiful, platform('办结报告须附有权机关或者委员会的文书')],
    input: forms.submitResult,
    needs: (i) => [{ agency: i.issuerAgencyId }],
    guard: (ctx) => {
      judgeLead(ctx)
      const issuer = ctx.agency(ctx.input.issuerAgencyId)
      if (!issuer || isCentreKind(issuer.kind)) ctx.refuse('centre.notAnOrgan', undefined, { field: 'issuerAgencyId' })
      if (!ctx.input.documentNo || !ctx.input.documentOn)
        ctx.refuse('centre.noDocument', undefined, { field: ctx.input.documentNo ? 'documentOn' : 'documentNo' })
      if (ctx.input.documentOn! > ctx.declaredOn) ctx.refuse('centre.dates', ctx.input.documentOn)
      if (ctx.input.kind === 'AGREEMENT' && !ctx.input.isEffective)
        ctx.refuse('centre.agreementNotEffective', undefined, { field: 'isEffective' })
    },
    given: (ctx) => ({ paper: paperOf(ctx, '办结报告') }),
    apply: (f, act) => {
      const isDelegatedAgreement = isDelegated(f) && act.payload.kind === 'AGREEMENT'
      return {
        ...withLeadDispatch(f, {
          resultOn: act.declaredOn,
          handlers: [...new Set([...(leadDispatch(f)?.handlers ?? []), act.actor])],
        }),
        resultKind: act.payload.kind,
        resultOn: act.declaredOn,
        ...(isDelegatedAgreement ? { courtResult: 'AGREED' as const, courtResultOn: act.payload.documentOn! } : {}),
      }
    },
    rows: (act, f) => ({
      ...dispatchRowsOf(act, f),
      'centre.result': [
        {
          matter_id: act.matter,
          no: act.n,
          kind: act.payload.kind,
          issuer_id: act.payload.issuerAgencyId,
          system: act.payload.system ?? null,
          document_no: act.payload.documentNo,
          document_on: act.payload.documentOn,
          is_effective: act.payload.isEffective,
          submitted_on: act.declaredOn,
        },
      ],
    }),
    document: '办结报告',
  })

const judgeReviewer = (ctx: Ctx): void => {
  if (handlersOf(ctx.facts).includes(ctx.actor.id)) ctx.refuse('centre.selfReview')
}

const review = (b: Bases) =>
  action({
    label: '审核',
    by: ['centre_dispatcher'],
    in: ['RESULT_SUBMITTED'],
    to: 'REVIEWED',
    internal: true,
    basis: [...b.dutiful, split],
    input: forms.review,
    guard: judgeReviewer,
    given: (ctx) => ({ paper: paperOf(ctx, '审核意见') }),
    apply: (f, act) => ({ ...f, reviewedOn: act.declaredOn }),
    document: '审核意见',
  })

const sendBack = (b: Bases) =>
  action({
    label: '退回重办',
    by: ['centre_dispatcher'],
    in: ['RESULT_SUBMITTED'],
    to: 'IN_PROGRESS',
    internal: true,
    basis: [...b.dutiful, split],
    input: forms.sendBack,
    guard: judgeReviewer,
    given: (ctx) => ({ paper: paperOf(ctx, '审核意见') }),
    // An agreement that does not stand up to review has ended no delegation.
    apply: (f) => ({
      ...withLeadDispatch(f, { resultOn: null }),
      resultKind: null,
      resultOn: null,
      ...(f.resultKind === 'AGREEMENT' && f.courtResult === 'AGREED' ? { courtResult: null, courtResultOn: null } : {}),
    }),
    rows: dispatchRowsOf,
    document: '审核意见',
  })

const reply = (b: Bases) =>
  action({
    label: '答复',
    by: units,
    in: ['REVIEWED'],
    to: 'REPLIED',
    basis: b.reply,
    input: forms.reply,
    personal: [...forms.replyPersonal, ...addresseePersonal],
    guard: (ctx) => {
      judgeLead(ctx)
      const isPetition = ctx.facts.path === 'PETITION' && ctx.facts.subjectKind === 'PETITION_REQUEST'
      if (isPetition && (!ctx.input.hasReviewNotice || ctx.input.channel !== 'WRITTEN'))
        ctx.refuse('centre.noReviewNotice', undefined, {
          field: ctx.input.channel === 'WRITTEN' ? 'hasReviewNotice' : 'channel',
        })
    },
    given: (ctx) => ({ isOrgan: isByOrgan(ctx) }),
    apply: (f, act) => ({ ...f, replyKind: 'UNIT', repliedOn: act.declaredOn }),
    rows: (act, f) =>
      replyRows(act, f, 'UNIT', {
        channel: act.payload.channel,
        isWritten: act.payload.channel === 'WRITTEN',
        hasReviewNotice: act.payload.hasReviewNotice,
      }),
    issues: replyPapers,
  })

const visitBack = (_b: Bases) =>
  action({
    label: '回访',
    by: ['visit_back'],
    in: ['REPLIED'],
    to: (f) => (f.isVisited ? 'VISITED' : 'REPLIED'),
    among: ['VISITED', 'REPLIED'],
    basis: [platform('答复后五个工作日内回访，失联的须在不同日尝试两次'), split],
    input: forms.visitBack,
    guard: (ctx) => {
      if (handlersOf(ctx.facts).includes(ctx.actor.id)) ctx.refuse('centre.visitByHandler')
      if (ctx.input.isReached !== (ctx.input.satisfaction !== undefined))
        ctx.refuse('centre.satisfaction', undefined, { field: 'satisfaction' })
    },
    given: (ctx) => ({ paper: paperOf(ctx, '回访记录') }),
    apply: (f, act) => {
      const visitBacks = [
        ...f.visitBacks,
        { on: act.declaredOn, reached: act.payload.isReached, satisfaction: act.payload.satisfaction ?? null },
      ]
      // Attempts count since the last reply: a reopened matter is visited anew.
      const tries = visitBacks.filter((v) => !v.reached && v.on >= f.repliedOn!).map((v) => v.on)
      return { ...f, visitBacks, isVisited: act.payload.isReached || new Set(tries).size >= settings.visitAttempts }
    },
    rows: (act, f) => ({
      'centre.visit_back': [
        {
          matter_id: act.matter,
          no: f.visitBacks.length,
          visited_on: act.declaredOn,
          visitor_id: act.actor,
          is_reached: act.payload.isReached,
          satisfaction: act.payload.satisfaction ?? null,
          is_resolved: act.payload.isResolved ?? null,
          known_at: act.recordedAt,
        },
      ],
    }),
    document: '回访记录',
  })

const lastVisit = (f: MatterFacts) => f.visitBacks.at(-1)

/** A statutory clock that still runs: a court's delegation, or another organ's procedure that has taken or may yet take the matter. */
function openClock(ctx: Ctx): string | null {
  const { facts } = ctx
  if (ctx.limits.some((l) => l.id === 'delegated' && l.state === 'running')) return '法院委派的期限还在计算'
  const isGuided = ctx.input.closeCode === 'GUIDED_TO_PROCEDURE'
  const open = facts.handoffs.find(
    (h) =>
      h.offerId !== null &&
      (h.state === 'OFFERED' || (h.state === 'TAKEN' && !(isGuided && h.path !== 'PEOPLES_MEDIATION'))),
  )
  return open ? `${open.targetName}还没有办结` : null
}

const close = (b: Bases) =>
  action({
    label: '销号',
    by: ['centre_dispatcher'],
    in: ['VISITED', 'REPLIED'],
    to: 'CLOSED',
    basis: [...b.dutiful, platform('答复、回访后销号，须写明销号方式')],
    input: forms.close,
    needs: (_i, at) => absorbNeeds(at),
    guard: (ctx) => {
      const { facts, input } = ctx
      judgeAbsorbed(ctx)
      const clock = openClock(ctx)
      if (clock) ctx.refuse('centre.openClock', clock, isDelegated(facts) ? { allowed: ['退回法院'] } : {})
      const fitting = closeCodesOf(facts)
      const mayFit = fitting.includes(input.closeCode) || input.closeCode === 'UNREACHABLE'
      if (ctx.state === 'REPLIED' && mayFit && needsVisit(facts, input.closeCode))
        ctx.refuse('centre.visitFirst', undefined, { allowed: ['回访'] })
      if (!fitting.includes(input.closeCode))
        ctx.refuse('centre.closeCode', undefined, { field: 'closeCode', allowed: fitting.map((c) => closeCodes[c]) })
      const v = lastVisit(facts)
      if (v && isUnsatisfied(v, settings.dissatisfiedTo) && !input.recheckReason)
        ctx.refuse('centre.dissatisfied', undefined, { field: 'recheckReason', allowed: ['重新办理'] })
    },
    apply: (f, act) => closed(f, act, act.payload.closeCode),
    claims: (_act, f) => closingClaims(f),
    issues: closePapers,
  })

const reopen = (b: Bases) =>
  action({
    label: '重新办理',
    by: ['centre_dispatcher'],
    in: ['VISITED'],
    // What was answered on the spot has never been triaged: nobody knows its path and level yet.
    to: (f) => (f.level === null ? 'REGISTERED' : 'TRIAGED'),
    among: ['REGISTERED', 'TRIAGED'],
    basis: [...b.dutiful, platform('回访不满意且有新的事实或者漏项的重新办理，以一次为限')],
    input: forms.reopen,
    guard: (ctx) => {
      const v = lastVisit(ctx.facts)
      if (!v || !isUnsatisfied(v, settings.dissatisfiedTo)) ctx.refuse('centre.reopenSatisfied')
      if (ctx.facts.isFinal) ctx.refuse('centre.petitionFinal')
      if (ctx.facts.reopened >= 1) ctx.refuse('centre.reopenOnce')
    },
    apply: (f) => ({
      ...f,
      reopened: f.reopened + 1,
      isVisited: false,
      replyKind: null,
      repliedOn: null,
      resultKind: null,
      resultOn: null,
      acceptedBy: null,
      lead: null,
    }),
  })

export const ending = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({
  submitResult: submitResult(b),
  review: review(b),
  sendBack: sendBack(b),
  reply: reply(b),
  visitBack: visitBack(b),
  close: close(b),
  reopen: reopen(b),
})
