/** Evidence, views, hearings and the advisory committee. */
import { earliestEventAfter, pausedDays, workingDays } from '#kernel/limit'
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import { action, type Ctx, type Facts, judgeDay, judgeSide, lastOf, withLast } from './facts.ts'
import { addresseePersonal, personalText } from './fields.ts'
import * as forms from './forms-handling.ts'
import { open } from './kinds.ts'
import type { VersionOf } from './law.ts'
import { committeePapers, hearingNoticePapers, hearingPapers, viewsPapers } from './papers/handling.ts'
import { judgeEvidence } from './replies.ts'
import { officers, outside, respondent } from './roles.ts'
import { hearingRow } from './service.ts'

const gathering = (v: VersionOf) => ({
  submitEvidence: action({
    label: '提出证据和理由',
    by: [...outside, ...officers],
    in: [...open, 'SUSPENDED'],
    basis: v.law.evidence,
    input: forms.submitEvidence,
    personal: [personalText('content', '证据和理由')],
    guard: judgeSide,
    apply: (f, act) => ({
      ...f,
      hasThirdPartyEvidence: f.hasThirdPartyEvidence || act.payload.by === 'THIRD_PARTY',
      newGroundOn: act.payload.isNew ? act.declaredOn : f.newGroundOn,
    }),
  }),
  investigate: action({
    label: '调查取证',
    by: officers,
    in: open,
    basis: v.law.investigate,
    input: forms.investigate,
    personal: [personalText('record', '调查情况')],
    guard: (ctx) => {
      if (new Set(ctx.input.officers).size < 2 || !ctx.input.areBadgesShown)
        ctx.refuse('reconsideration.investigators', undefined, { field: 'officers' })
      judgeDay(ctx, 'investigatedOn', ctx.input.investigatedOn)
    },
    apply: (f) => f,
    document: '调查笔录',
  }),
  examine: action({
    label: '勘验、鉴定',
    by: officers,
    in: open,
    basis: v.law.evidence,
    input: forms.examine,
    guard: (ctx) => {
      judgeDay(ctx, 'from', ctx.input.from, ctx.facts.acceptedOn)
      judgeDay(ctx, 'to', ctx.input.to, ctx.input.from)
    },
    // Left out of the time for deciding by the regulation of 2007 alone (arts. 34, 37).
    apply: (f, act) =>
      v.is2017 ? { ...f, excluded: [...f.excluded, ...pausedDays(act.payload.from, act.payload.to, 'both')] } : f,
  }),
  ...(v.is2017
    ? {}
    : {
        allowSupplement: action({
          label: '同意补充证据',
          by: officers,
          in: open,
          basis: v.law.supplement,
          input: forms.allowSupplement,
          guard: (ctx) => {
            if (!ctx.facts.newGroundOn)
              ctx.refuse('reconsideration.supplement', '申请人、第三人没有提出新的理由或者证据')
          },
          apply: (f, act) => ({ ...f, supplementAllowedOn: act.declaredOn }),
        }),
      }),
  supplementEvidence: action({
    label: '补充证据',
    by: respondent,
    in: open,
    basis: v.law.supplement,
    input: forms.supplementEvidence,
    guard: (ctx) => {
      if (v.is2017) ctx.refuse('reconsideration.supplement', '2017年文本没有补充证据的规定，由复议机构调查')
      if (!ctx.facts.supplementAllowedOn) ctx.refuse('reconsideration.supplement', '没有复议机构的同意')
      judgeEvidence(ctx, ctx.input.evidence, true)
    },
    apply: (f) => ({ ...f, supplementAllowedOn: null }),
  }),
})

const views = (v: VersionOf) => ({
  hearViews: action({
    label: '听取意见',
    by: officers,
    in: ['HANDLING'],
    basis: v.law.views,
    input: forms.hearViews,
    personal: [personalText('views', '意见'), personalText('cannotHearReason', '不能听取的原因')],
    guard: (ctx) => {
      const { views: said, cannotHearReason, heardOn } = ctx.input
      if ((said === undefined) === (cannotHearReason === undefined))
        ctx.refuse('reconsideration.views', undefined, { field: 'views' })
      judgeDay(ctx, 'heardOn', heardOn, ctx.facts.acceptedOn)
    },
    apply: (f, act) => ({
      ...f,
      viewsOn: act.payload.views === undefined ? f.viewsOn : (act.payload.heardOn ?? act.declaredOn),
      hasViewsReason: f.hasViewsReason || act.payload.cannotHearReason !== undefined,
    }),
    issues: viewsPapers,
  }),
  requestHearing: action({
    label: '申请听证',
    by: [...outside, ...officers],
    in: open,
    basis: v.law.hearing,
    input: forms.requestHearing,
    personal: [personalText('reason', '理由')],
    apply: (f) => f,
  }),
})

const hearingRows = (act: FoldedAct, f: Facts): Rows => hearingRow(act, lastOf(f.hearings))

/** The first day on which the hearing may be held: five whole working days after the notice has reached everybody. */
function judgeHearingDay(ctx: Ctx, servedOn: string, heldOn: string, field: string): void {
  const first = earliestEventAfter(servedOn as never, workingDays(5), ctx.calendar)
  if (heldOn < first.date) ctx.refuse('reconsideration.A07', `最早在${first.date}举行`, { field })
}

const hearings = (v: VersionOf) => ({
  noticeHearing: action({
    label: '通知听证',
    by: officers,
    in: ['HANDLING'],
    basis: v.law.hearingNotice,
    input: forms.noticeHearing,
    personal: addresseePersonal,
    guard: (ctx) => {
      const { servedOn, scheduledOn } = ctx.input
      judgeDay(ctx, 'servedOn', servedOn)
      // Not served yet, it can be served today at the earliest; holding the hearing looks at the days of service.
      if (!v.is2017) judgeHearingDay(ctx, servedOn ?? ctx.declaredOn, scheduledOn, 'scheduledOn')
    },
    apply: (f, act) => ({
      ...f,
      hearings: [
        ...f.hearings,
        {
          no: f.hearings.length + 1,
          n: act.n,
          noticedOn: act.declaredOn,
          servedOn: act.payload.servedOn ?? null,
          served: {},
          scheduledOn: act.payload.scheduledOn,
          heldOn: null,
          attendee: null,
          hasReason: false,
        },
      ],
    }),
    rows: hearingRows,
    issues: hearingNoticePapers,
  }),
  holdHearing: action({
    label: '举行听证',
    by: officers,
    in: ['HANDLING'],
    basis: v.law.hearing,
    input: forms.holdHearing,
    personal: [personalText('record', '听证笔录')],
    guard: (ctx) => {
      const { facts, input } = ctx
      const notice = lastOf(facts.hearings)
      if (!notice || notice.heldOn) return ctx.refuse('reconsideration.noHearing')
      const heldOn = input.heldOn ?? ctx.declaredOn
      judgeDay(ctx, 'heldOn', input.heldOn, notice.noticedOn)
      if (!v.is2017) {
        if (notice.servedOn === null)
          return ctx.refuse('reconsideration.A07', '通知还没有全部送达', { field: 'heldOn' })
        judgeHearingDay(ctx, notice.servedOn, heldOn, 'heldOn')
      }
      const panel = [input.chair, ...input.assessors, ...(input.recorder ? [input.recorder] : [])]
      if (!v.is2017 && (input.assessors.length < 2 || !input.recorder || new Set(panel).size < panel.length))
        ctx.refuse('reconsideration.hearingPanel', undefined, { field: 'assessors' })
    },
    apply: (f, act) => ({
      ...f,
      hearings: withLast(f.hearings, {
        heldOn: act.payload.heldOn ?? act.declaredOn,
        attendee: act.payload.attendee,
        hasReason: act.payload.attendeeReason !== undefined,
      }),
    }),
    rows: hearingRows,
    issues: hearingPapers,
  }),
  consultCommittee: action({
    label: '听取复议委员会咨询意见',
    by: officers,
    in: ['HANDLING'],
    internal: true,
    basis: v.law.committee,
    input: forms.consultCommittee,
    personal: [
      personalText('opinion', '咨询意见'),
      { path: 'members.*', label: '委员', mask: 'name', purpose: '记录咨询意见' },
    ],
    guard: (ctx) => judgeDay(ctx, 'sessionOn', ctx.input.sessionOn, ctx.facts.acceptedOn),
    apply: (f, act) => ({ ...f, committeeOn: act.payload.sessionOn ?? act.declaredOn }),
    issues: committeePapers,
  }),
})

export const evidenceActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  ...gathering(v),
  ...views(v),
  ...hearings(v),
})
