/** Appeals: by the organ or against it, what the second instance makes of them, and when a judgment stands because nobody appealed. */
import { z } from 'zod'
import type { LimitState } from '#kernel/procedure'
import { decidedState, type Effect, entering, judgeEntry } from './entry.ts'
import {
  action,
  agencyOf,
  dayOf,
  effective,
  isLastInstance,
  judgeDay,
  judgeDefendant,
  ours,
  type SuitContext,
  withDefendant,
} from './facts.ts'
import * as forms from './forms.ts'
import { itemFacts, judgeItems } from './judgment.ts'
import { adl, int, platform } from './law.ts'
import { appealPapers } from './papers/ending.ts'
import { head, organs, records } from './roles.ts'

const limitOf = (ctx: SuitContext, id: string, subject = ''): LimitState | undefined =>
  ctx.limits.find((l) => l.id === id && l.subject === subject)
const isPast = (l: LimitState, on: string) => !l.provisional && on > l.due

const decideAppeal = action({
  label: '决定是否上诉',
  by: [head],
  in: ['JUDGED', 'NO_APPEAL', 'CONCLUDED_NO_JUDGMENT', 'APPEALED'],
  to: (f) => {
    if (f.ownAppealOn !== null || f.otherAppeal !== null) return 'APPEALED'
    if (f.concluded?.mode !== 'JUDGMENT') return 'CONCLUDED_NO_JUDGMENT'
    return ours(f).every((d) => d.appeal !== null || d.role === 'THIRD_PARTY_AGENCY') ? 'NO_APPEAL' : 'JUDGED'
  },
  among: {
    JUDGED: ['JUDGED', 'NO_APPEAL', 'APPEALED'],
    NO_APPEAL: ['NO_APPEAL', 'APPEALED'],
    CONCLUDED_NO_JUDGMENT: ['CONCLUDED_NO_JUDGMENT', 'APPEALED'],
    APPEALED: ['APPEALED'],
  },
  basis: adl(85),
  input: forms.appealDecision,
  personal: [{ path: 'reason', label: '理由', mask: 'drop', purpose: '上诉审批' }],
  guard: (ctx) => {
    const { facts, input } = ctx
    if (!facts.concluded?.isAppealable) return ctx.refuse('litigation.finalJudgment')
    const d = judgeDefendant(ctx)
    if (d.appeal !== null) ctx.refuse('litigation.appealTwice')
    const limit = limitOf(ctx, 'appeal', d.agencyId!)
    if (!limit) return ctx.refuse('litigation.appealUnserved')
    const on = input.decision === 'APPEAL' ? (input.filedOn ?? ctx.declaredOn) : ctx.declaredOn
    judgeDay(ctx, 'filedOn', input.filedOn, facts.concluded.on)
    if (isPast(limit, on)) ctx.refuse('litigation.appealLate', `末日为${limit.due}`, { field: 'filedOn' })
  },
  apply: (f, a) => ({
    ...withDefendant(f, agencyOf(a), { appeal: a.payload.decision }),
    ownAppealOn: a.payload.decision === 'APPEAL' ? (f.ownAppealOn ?? dayOf(a, 'filedOn')) : f.ownAppealOn,
  }),
  issues: appealPapers,
})

const recordOtherAppeal = action({
  label: '登记他方上诉',
  by: records,
  // What was posted in time may become known after the last day, and after the file was closed.
  in: ['JUDGED', 'NO_APPEAL', 'CONCLUDED_NO_JUDGMENT', 'EFFECTIVE', 'PERFORMED', 'CLOSED'],
  to: 'APPEALED',
  basis: [adl(85), int(48, 4)],
  input: forms.otherAppeal,
  guard: (ctx) => {
    const { facts, input } = ctx
    // What a second instance has decided stands.
    if (!facts.concluded?.isAppealable || facts.second || facts.supersededAt)
      return ctx.refuse('litigation.finalJudgment')
    judgeDay(ctx, 'filedOn', input.filedOn, facts.concluded.on)
    judgeDay(ctx, 'receivedOn', input.receivedOn, input.filedOn)
    const limit = limitOf(ctx, 'othersAppeal')
    if (limit && isPast(limit, input.filedOn))
      ctx.refuse('litigation.appealLate', `末日为${limit.due}`, { field: 'filedOn' })
  },
  apply: (f, a) => ({
    ...f,
    effectiveOn: null,
    effectiveAt: null,
    isFinallyLost: false,
    closedOn: null,
    otherAppeal: { filedOn: a.payload.filedOn, receivedOn: dayOf(a, 'receivedOn') },
  }),
})

const answerAppeal = action({
  label: '对上诉提出答辩',
  by: organs,
  in: ['APPEALED'],
  basis: int(108, 2),
  input: forms.appealAnswer,
  personal: [{ path: 'defence', label: '答辩意见', mask: 'drop', purpose: '答辩' }],
  guard: (ctx) => {
    judgeDefendant(ctx)
    if (!ctx.facts.otherAppeal) return ctx.refuse('litigation.noCopy')
    judgeDay(ctx, 'submittedOn', ctx.input.submittedOn, ctx.facts.otherAppeal.receivedOn)
  },
  apply: (f, a) => ({ ...f, appealAnsweredBy: [...new Set([...f.appealAnsweredBy, agencyOf(a)])] }),
})

/** What the decision of the second instance does to the case appealed from, once it holds. */
const effects = {
  recordSecondInstance: (f, a) => {
    const { outcome, servedOn, items } = a.payload
    const after = effective(
      { ...f, second: { outcome, on: servedOn } },
      a,
      servedOn,
      outcome === 'CHANGED' ? itemFacts(items) : f.items,
    )
    // A ruling that is upheld leaves nothing to do.
    return decidedState(after) === 'CLOSED' ? { ...after, closedOn: servedOn } : after
  },
  recordRemand: (f, a) => ({ ...f, supersededAt: a.recordedAt, closedOn: dayOf(a) }),
} satisfies Record<string, Effect>
export const appealEffects: Record<string, Effect> = effects

const recordSecondInstance = action({
  label: '登记二审结果',
  by: records,
  in: ['APPEALED'],
  to: decidedState,
  among: ['APPEALED', 'CLOSED', 'EFFECTIVE'],
  basis: [adl(88), adl(89)],
  input: forms.secondInstance,
  guard: (ctx) => {
    judgeEntry(ctx)
    const { facts, input } = ctx
    judgeDay(ctx, 'servedOn', input.servedOn, facts.ownAppealOn ?? facts.otherAppeal?.filedOn)
    if ((input.outcome === 'CHANGED') !== input.items.length > 0)
      ctx.refuse('litigation.changedItems', undefined, { field: 'items' })
    judgeItems(ctx, input.items)
  },
  apply: entering(effects.recordSecondInstance),
})

const recordRemand = action({
  label: '登记发回重审、指令审理',
  by: records,
  in: ['APPEALED'],
  to: decidedState,
  among: ['APPEALED', 'CLOSED'],
  basis: [adl(89, 1, 3), adl(89, 1, 4), adl(89, 2), int(109, 1)],
  input: forms.remand,
  guard: (ctx) => {
    judgeEntry(ctx)
    if (ctx.facts.origin === 'REMAND' && !ctx.input.isOrdered) ctx.refuse('litigation.secondRemand')
    judgeDay(ctx, 'on', ctx.input.on, ctx.facts.ownAppealOn ?? ctx.facts.otherAppeal?.filedOn)
  },
  apply: entering(effects.recordRemand),
})

const serve = action({
  label: '登记终审裁判送达',
  by: records,
  in: ['JUDGED'],
  to: 'EFFECTIVE',
  basis: [adl(7), int(119, 1), platform('终审裁判送达即生效')],
  input: forms.finalService,
  guard: (ctx) => {
    if (!isLastInstance(ctx.facts)) ctx.refuse('litigation.notFinal')
    judgeDay(ctx, 'servedOn', ctx.input.servedOn, ctx.facts.concluded?.on)
  },
  apply: (f, a) => effective(f, a, a.payload.servedOn),
})

const takeEffect = action({
  label: '各方上诉期满，裁判生效',
  by: ['system'],
  in: ['JUDGED', 'NO_APPEAL', 'CONCLUDED_NO_JUDGMENT'],
  to: (f) => (f.concluded?.mode === 'JUDGMENT' ? 'EFFECTIVE' : 'CLOSED'),
  among: { JUDGED: ['EFFECTIVE'], NO_APPEAL: ['EFFECTIVE'], CONCLUDED_NO_JUDGMENT: ['CLOSED'] },
  basis: [adl(85), platform('各方上诉期最后届满的次日生效')],
  input: z.strictObject({}),
  apply: (f, a) => {
    const after = effective(f, a, a.declaredOn)
    return f.concluded?.mode === 'JUDGMENT' ? after : { ...after, closedOn: a.declaredOn }
  },
})

export const appeal = {
  decideAppeal,
  recordOtherAppeal,
  answerAppeal,
  recordSecondInstance,
  recordRemand,
  serve,
  takeEffect,
}
