/** Copies to the respondents and their replies: each has its own days, from its own receipt. */
import { followerOf } from '#kernel/access'
import type { LocalDate } from '#kernel/clock'
import type { ActionDef, FoldedAct, Need, Rows } from '#kernel/procedure'
import { action, type Ctx, type Facts, isPast, judgeDay, type RespondentFact, respondentIds } from './facts.ts'
import { personalText } from './fields.ts'
import * as forms from './forms-handling.ts'
import { open } from './kinds.ts'
import type { VersionOf } from './law.ts'
import { copyPapers, replyPapers } from './papers/handling.ts'
import { officers, respondent } from './roles.ts'

export const respondentRows = (act: FoldedAct, f: Facts): Rows => ({
  'reconsideration.respondent': f.respondents.map((r) => ({
    matter_id: act.matter,
    order_no: r.orderNo,
    respondent_id: r.agencyId,
    reason: r.reason,
    copy_received_on: r.copyReceivedOn ?? null,
    replied_on: r.repliedOn ?? null,
    is_reply_late: r.isReplyLate ?? false,
  })),
})

const first = (days: readonly (LocalDate | null)[]): LocalDate | null =>
  days.filter((d) => d !== null).sort()[0] ?? null

/** Facts after something of one respondent has changed: the case's own days are the first of theirs. */
function withRespondent(f: Facts, agencyId: string, change: (r: RespondentFact) => Partial<RespondentFact>): Facts {
  const respondents = f.respondents.map((r) => (r.agencyId === agencyId ? { ...r, ...change(r) } : r))
  const replied = respondents.filter((r) => r.repliedOn)
  return {
    ...f,
    respondents,
    copyReceivedOn: first(respondents.map((r) => r.copyReceivedOn)),
    repliedOn: first(respondents.map((r) => r.repliedOn)),
    isReplyLate: replied.length > 0 && replied.every((r) => r.isReplyLate),
  }
}
/** Facts after a respondent has received its copy; a second receipt changes nothing. */
export const withReceipt = (f: Facts, agencyId: string, on: LocalDate): Facts =>
  withRespondent(f, agencyId, (r) => ({ copyReceivedOn: r.copyReceivedOn ?? on }))

/** What a respondent collects by itself once the case is accepted is no evidence for its act. */
export function judgeEvidence(
  ctx: Ctx,
  evidence: readonly { collectedOn: string; source: 'BEFORE' | 'RESPONDENT' }[],
  isAllowed = false,
): void {
  const own = evidence.find((e) => e.source === 'RESPONDENT' && e.collectedOn > ctx.facts.acceptedOn!)
  if (own && !isAllowed) ctx.refuse('reconsideration.A10', `取得日${own.collectedOn}`, { field: 'evidence' })
}

/** Receipts that came back on the day of sending, by respondent. */
const receiptsOf = (
  f: Facts,
  i: { receivedOn?: LocalDate; receipts: readonly { agencyId: string; on: LocalDate }[] },
) => (i.receivedOn ? respondentIds(f).map((agencyId) => ({ agencyId, on: i.receivedOn! })) : i.receipts)

const serveCopy = (v: VersionOf) =>
  action({
    label: '发送申请书副本、通知答复',
    by: officers,
    in: open,
    basis: v.law.serveCopy,
    input: forms.serveCopy,
    guard: (ctx) => {
      const { facts, input } = ctx
      if (facts.copySentOn) ctx.refuse('reconsideration.copied')
      judgeDay(ctx, 'receivedOn', input.receivedOn)
      const named = input.receipts.map((r) => r.agencyId)
      if (new Set(named).size < named.length || named.some((id) => !respondentIds(facts).includes(id)))
        ctx.refuse('reconsideration.replier', '签收的须是本案被申请人，各登记一次', { field: 'receipts' })
      for (const r of input.receipts) judgeDay(ctx, 'receipts', r.on)
    },
    // A respondent follows the case as a party does: what happens within the organ that reviews is not its to read.
    admits: (ctx) => ({ in: respondentIds(ctx.facts).map(followerOf) }),
    needs: (_i, at): Need[] => respondentIds(at.facts!).map((a) => ({ agency: a })),
    given: (ctx) => ({ names: respondentIds(ctx.facts).map((a) => ctx.agency(a)?.name ?? '') }),
    apply: (f, act) =>
      receiptsOf(f, act.payload).reduce<Facts>((g, r) => withReceipt(g, r.agencyId, r.on), {
        ...f,
        copySentOn: act.declaredOn,
      }),
    rows: respondentRows,
    issues: copyPapers,
  })

/** Whose reply it is: the respondent's that sends it, else the one that an officer names or the only one there is. */
function replierOf(ctx: Ctx<{ respondentId?: string | undefined }>): RespondentFact {
  const { facts, input, actor } = ctx
  const isOwn = (respondent as readonly string[]).includes(actor.role)
  const only = facts.respondents.length === 1 ? facts.respondents[0]!.agencyId : undefined
  const id = isOwn ? actor.agency : (input.respondentId ?? only)
  const found = facts.respondents.find((r) => r.agencyId === id)
  if (!found || (isOwn && input.respondentId && input.respondentId !== id))
    return ctx.refuse('reconsideration.replier', undefined, { field: 'respondentId' })
  return found
}

const reply = (v: VersionOf) =>
  action({
    label: '提出书面答复',
    by: [...respondent, ...officers],
    in: ['HANDLING', 'ACCEPTED', 'SUSPENDED'],
    basis: v.law.reply,
    input: forms.reply,
    personal: [personalText('reply', '答复意见')],
    guard: (ctx) => {
      const { input } = ctx
      const by = replierOf(ctx)
      if (!by.copyReceivedOn) ctx.refuse('reconsideration.noCopy')
      judgeDay(ctx, 'repliedOn', input.repliedOn, by.copyReceivedOn)
      judgeEvidence(ctx, input.evidence)
    },
    given: (ctx) => {
      const by = replierOf(ctx)
      const on = ctx.input.repliedOn ?? ctx.declaredOn
      return { respondent: by.agencyId, isLate: isPast(ctx, 'reply', on, `a:${by.agencyId}`) }
    },
    apply: (f, act) =>
      withRespondent(f, act.given.respondent, (r) =>
        r.repliedOn
          ? {}
          : { repliedOn: act.payload.repliedOn ?? act.declaredOn, isReplyLate: act.given.isLate as boolean },
      ),
    rows: respondentRows,
    issues: replyPapers,
  })

export const replyActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  serveCopy: serveCopy(v),
  reply: reply(v),
})
