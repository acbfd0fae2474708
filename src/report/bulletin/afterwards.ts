/** What comes after a bulletin is published: objections, reminders where a line was crossed and what was done about them, its end. */
import { followerOf } from '#kernel/access'
import { addWorkdays } from '#kernel/calendar'
import { type Context, procedureOf } from '#kernel/procedure'
import { crossedKey, type Facts, isSettled, monthAfter, warningKey } from './facts.ts'
import * as forms from './forms.ts'
import { monthly } from './law.ts'
import { objectionPaper, reminderPaper } from './letters.ts'
import { metricLabels } from './metrics.ts'
import { objectionRows, warningRows } from './rows.ts'
import { settings } from './settings.ts'

const { action } = procedureOf<Facts>()

/** What stands for a month's bulletin once it is published. */
export const publishedClaim = (agencyId: string, period: string) => ({
  claim: 'bulletin.published',
  key: `${agencyId}/${period}`,
})
const withWarning = (f: Facts, key: string, change: Partial<Facts['warnings'][number]>): Facts => ({
  ...f,
  warnings: f.warnings.map((w) => (warningKey(w) === key ? { ...w, ...change } : w)),
})
/** A reader of the bulletin speaks for its own organ; whoever edits it enters what came on paper. */
function judgeOrgan(ctx: Context<Facts, { agency: string }>): void {
  if (ctx.actor.role === 'bulletin_agency' && ctx.actor.agency !== ctx.input.agency)
    ctx.refuse('bulletin.otherAgency', undefined, { field: 'agency' })
}

const object = action({
  label: '提出异议',
  by: ['bulletin_agency'],
  in: ['PUBLISHED'],
  basis: monthly,
  input: forms.object,
  guard: (ctx) => {
    const { receivedOn } = ctx.input
    if (!ctx.facts.agencies.includes(ctx.actor.agency)) ctx.refuse('bulletin.otherAgency')
    if (receivedOn < ctx.facts.publishedOn! || receivedOn > ctx.declaredOn)
      ctx.refuse('bulletin.received', undefined, { field: 'receivedOn' })
    const last = addWorkdays(ctx.calendar, receivedOn, settings.objection.amount)
    if (ctx.declaredOn > last.date) ctx.refuse('bulletin.lateObjection', `最后一日是${last.date}`)
  },
  apply: (f, act) => ({
    ...f,
    objections: [
      ...f.objections,
      {
        no: f.objections.length + 1,
        agency: act.agency,
        metric: act.payload.metric,
        receivedOn: act.payload.receivedOn,
        filedOn: act.declaredOn,
        reason: act.payload.reason,
        decidedOn: null,
        result: null,
        decision: null,
      },
    ],
  }),
  rows: objectionRows,
  issues: [objectionPaper],
})

const decideObjection = action({
  label: '处理异议',
  by: ['bulletin_editor'],
  in: ['PUBLISHED'],
  basis: monthly,
  input: forms.decideObjection,
  guard: (ctx) => {
    const found = ctx.facts.objections.find((o) => o.no === ctx.input.no)
    if (!found || found.decidedOn) ctx.refuse('bulletin.noObjection', undefined, { field: 'no' })
  },
  apply: (f, act) => ({
    ...f,
    objections: f.objections.map((o) =>
      o.no === act.payload.no
        ? { ...o, decidedOn: act.declaredOn, result: act.payload.result, decision: act.payload.reason }
        : o,
    ),
  }),
  rows: objectionRows,
})

const warn = action({
  label: '发出提醒函',
  by: ['bulletin_editor'],
  in: ['PUBLISHED'],
  basis: monthly,
  input: forms.warn,
  guard: (ctx) => {
    const found = ctx.facts.warnings.find((w) => warningKey(w) === crossedKey(ctx.input))
    if (!found || found.warnedOn) ctx.refuse('bulletin.noWarning', metricLabels[ctx.input.metric], { field: 'agency' })
    if (!ctx.agency(ctx.input.agency)) ctx.refuse('bulletin.noRecipient', undefined, { field: 'agency' })
  },
  needs: (i) => [{ agency: i.agency }],
  given: (ctx) => ({ agencyName: ctx.agency(ctx.input.agency)?.name ?? null }),
  // Whoever is to answer for a district or for the city may have no line of its own.
  admits: (ctx) => ({ in: [followerOf(ctx.input.agency)] }),
  apply: (f, act) =>
    withWarning(f, crossedKey(act.payload), { warnedOn: act.declaredOn, recipient: act.payload.agency }),
  rows: warningRows,
  issues: [reminderPaper],
})

const feedback = action({
  label: '反馈整改',
  by: ['bulletin_agency', 'bulletin_editor'],
  in: ['PUBLISHED'],
  basis: monthly,
  input: forms.feedback,
  guard: (ctx) => {
    judgeOrgan(ctx)
    const found = ctx.facts.warnings.find((w) => warningKey(w) === crossedKey(ctx.input))
    if (!found?.warnedOn || found.fedBackOn || found.recipient !== ctx.input.agency)
      ctx.refuse('bulletin.notWarned', undefined, { field: 'metric' })
  },
  apply: (f, act) => withWarning(f, crossedKey(act.payload), { fedBackOn: act.declaredOn }),
  rows: warningRows,
})

const close = action({
  label: '办结',
  by: ['bulletin_editor', 'system'],
  in: ['PUBLISHED'],
  to: 'CLOSED',
  basis: monthly,
  input: forms.close,
  needs: (_i, at) =>
    at.placement && at.facts ? [publishedClaim(at.placement.agencyId, monthAfter(at.facts.period))] : [],
  guard: (ctx) => {
    const { claim, key } = publishedClaim(ctx.facts.agencyId, monthAfter(ctx.facts.period))
    const isNextOut = ctx.claims(claim, key).length > 0
    // By itself the system ends only what nobody was to be warned of, once the next month's is out.
    if (ctx.actor.role === 'system' && (ctx.facts.warnings.length > 0 || !isNextOut)) ctx.refuse('bulletin.noNext')
    if (!isSettled(ctx.facts)) ctx.refuse('bulletin.open')
  },
  apply: (f, act) => ({ ...f, closedOn: act.declaredOn }),
})

export const afterwards = { object, decideObjection, warn, feedback, close }
