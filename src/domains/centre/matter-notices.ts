/** What the window tells beside the handling: that a matter will not be taken up again, that it is urgent, that a remedy runs out. */
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import { listed, listRows } from './counselling.ts'
import { addresseePersonal } from './fields.ts'
import { type Bases, platform } from './law.ts'
import { action, momentOf, unclosed } from './matter-common.ts'
import type { MatterFacts } from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { reminderPapers, repeatPapers } from './papers/matter-intake.ts'
import { remainingIds } from './people.ts'
import { remedyGiven } from './rules.ts'

/** Rows of an answer; what it says is personal. */
export const replyRows = (
  act: FoldedAct,
  f: MatterFacts,
  kind: NonNullable<MatterFacts['replyKind']>,
  more: { channel: string; isWritten: boolean; hasReviewNotice?: boolean },
): Rows => ({
  'centre.reply': [
    {
      matter_id: act.matter,
      act_n: act.n,
      kind,
      channel: more.channel,
      is_written: more.isWritten,
      has_review_notice: more.hasReviewNotice ?? false,
      replied_on: act.declaredOn,
    },
  ],
  'centre.reply_personal': [
    {
      matter_id: act.matter,
      act_n: act.n,
      content: act.personal('/content') ?? null,
      seen_by: remainingIds(f).map((p) => `p:${p}`),
    },
  ],
})

const noticeRepeat = (b: Bases) =>
  action({
    label: '告知不再受理',
    by: ['centre_reception'],
    in: ['REGISTERED'],
    to: 'REPLIED',
    basis: [...b.repeat, ...b.finality],
    input: forms.noticeRepeat,
    personal: addresseePersonal,
    guard: (ctx) => {
      const { proposedRepeat } = ctx.facts
      if (!proposedRepeat || ctx.input.repeatKind === 'NEW_FACT')
        return ctx.refuse('centre.noEarlier', undefined, { field: 'repeatKind', allowed: ['分流'] })
      if (proposedRepeat.kind !== ctx.input.repeatKind && !ctx.input.differReason)
        ctx.refuse('centre.differWithoutReason', `判定为${proposedRepeat.reason}`, { field: 'differReason' })
      if (!ctx.input.notice) ctx.refuse('centre.noNotice', undefined, { field: 'notice' })
    },
    apply: (f, act) => ({
      ...f,
      repeat: { kind: act.payload.repeatKind, of: f.proposedRepeat!.of },
      replyKind: 'REPEAT_NOTICE',
      repliedOn: act.declaredOn,
      help: act.payload.repeatKind === 'DUP_FINAL' ? listed(act, f.proposedRepeat!.of) : null,
    }),
    rows: (act, f) => ({
      ...replyRows(act, f, 'REPEAT_NOTICE', {
        channel: 'WRITTEN',
        isWritten: true,
        hasReviewNotice: act.payload.repeatKind === 'UNSATISFIED',
      }),
      ...listRows(act, f),
    }),
    links: (_act, f) => [{ to: f.repeat!.of, kind: 'REPEAT_OF' }],
    issues: repeatPapers,
  })

const reportUrgent = (b: Bases) =>
  action({
    label: '紧急情况上报、并行通报',
    by: ['centre_reception', 'centre_dispatcher', 'centre_director'],
    in: unclosed,
    internal: true,
    basis: b.urgent,
    input: forms.reportUrgent,
    guard: (ctx) => {
      const at = momentOf(ctx, ctx.input.reportedTime)
      if (at > ctx.recordedAt || at < (ctx.facts.urgentSince ?? ctx.facts.receivedAt))
        ctx.refuse('centre.dates', undefined, { field: 'reportedTime' })
    },
    apply: (f, act) => {
      const at = momentOf(act, act.payload.reportedTime)
      // What is found to be urgent while it is handled is urgent from then on.
      return { ...f, urgentSince: f.urgentSince ?? at, urgentReportedAt: f.urgentReportedAt ?? at }
    },
    document: '紧急情况报告',
  })

const remindRemedy = (b: Bases) =>
  action({
    label: '提示复议、起诉期限',
    by: ['centre_reception', 'centre_dispatcher'],
    in: unclosed,
    basis: [...b.guide, platform('中心办理不停止、不延长复议、起诉期限，剩余十五日以内的醒目提示')],
    input: forms.remindRemedy,
    personal: addresseePersonal,
    guard: (ctx) => {
      if (!ctx.facts.adminActKnownOn) ctx.refuse('centre.noRemedy')
    },
    given: (ctx) => remedyGiven(ctx.facts.adminActKnownOn!, ctx.declaredOn, ctx.calendar),
    apply: (f, act) => ({
      ...f,
      remedyNotifiedOn: f.remedyNotifiedOn ?? act.declaredOn,
      isRemedyShort: act.given.isUrgent,
    }),
    issues: reminderPapers,
  })

export const notices = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({
  noticeRepeat: noticeRepeat(b),
  reportUrgent: reportUrgent(b),
  remindRemedy: remindRemedy(b),
})
