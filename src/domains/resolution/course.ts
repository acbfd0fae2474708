/** What becomes of the case itself while its dispute is being settled: suspended, resumed, given more time, formally ended. */
import { action, isSuspended, judgeDay } from './facts.ts'
import * as forms from './forms.ts'
import { adl, platform, recon2023, withdrawals } from './law.ts'
import { coordinator, liaisons } from './roles.ts'
import { isUnderOldLaw } from './scope.ts'

const suspendCase = action({
  label: '登记案件中止',
  by: [coordinator, ...liaisons],
  in: ['OPEN'],
  basis: [recon2023(39, 1, 6), withdrawals(5)],
  input: forms.suspension,
  guard: (ctx) => {
    const { facts, input } = ctx
    if (isSuspended(facts)) ctx.refuse('resolution.suspended')
    if (isUnderOldLaw(facts)) ctx.refuse('resolution.suspendOldLaw')
    if (facts.stage === 'RECON' && !input.isByBoth)
      ctx.refuse('resolution.suspendByBoth', undefined, { field: 'isByBoth' })
    if (input.documentNo === undefined) ctx.refuse('resolution.unsuspended', undefined, { field: 'documentNo' })
    judgeDay(ctx, 'on', input.on, facts.caseFrom)
  },
  apply: (f, a) => ({ ...f, suspensions: [...f.suspensions, { from: a.payload.on ?? a.declaredOn, to: null }] }),
})

const resumeCase = action({
  label: '登记案件恢复',
  by: [coordinator, ...liaisons],
  in: ['OPEN', 'AGREED', 'PERFORMED', 'RETURNED'],
  basis: [recon2023(39, 2), withdrawals(7)],
  input: forms.resumption,
  guard: (ctx) => {
    const open = ctx.facts.suspensions.find((s) => s.to === null)
    if (!open) return ctx.refuse('resolution.notSuspended')
    judgeDay(ctx, 'on', ctx.input.on, open.from)
  },
  apply: (f, a) => ({
    ...f,
    suspensions: f.suspensions.map((s) => (s.to === null ? { ...s, to: a.payload.on ?? a.declaredOn } : s)),
  }),
})

const extendCase = action({
  label: '登记延长案件期限',
  by: [coordinator, ...liaisons],
  in: ['OPEN', 'AGREED', 'PERFORMED', 'RETURNED'],
  basis: [recon2023(62, 1), adl(81), adl(88)],
  input: forms.extension,
  guard: (ctx) => {
    const { facts, input } = ctx
    const kind = facts.caseLimit
    const on = input.on ?? ctx.declaredOn
    judgeDay(ctx, 'on', input.on, facts.caseFrom)
    const limit = ctx.limits.find((l) => l.id === 'caseLimit' && l.state === 'running')
    const isSummary = kind === 'RECON_30' || kind === 'SUMMARY_45'
    const isTooLong = kind === 'RECON_60' && ((facts.extendedDays ?? 0) > 0 || input.days > 30)
    if (!limit || isSummary || isTooLong || (!limit.provisional && on > limit.due))
      ctx.refuse('resolution.extension', undefined, { field: 'days' })
  },
  apply: (f, a) => ({ ...f, extendedDays: (f.extendedDays ?? 0) + a.payload.days }),
})

const recordEnd = action({
  label: '登记案件正式结案',
  by: [coordinator, ...liaisons],
  in: ['OPEN', 'AGREED', 'PERFORMED', 'RETURNED'],
  basis: [recon2023(73), recon2023(74), adl(60), adl(62), platform('案件正式结案后，协议仍可以按约定的期限履行')],
  input: forms.formalEnd,
  guard: (ctx) => {
    if (ctx.facts.endedOn) ctx.refuse('resolution.ended')
    judgeDay(ctx, 'on', ctx.input.on, ctx.facts.caseFrom)
  },
  apply: (f, a) => ({ ...f, endedOn: a.payload.on ?? a.declaredOn }),
})

export const course = { suspendCase, resumeCase, extendCase, recordEnd }
