/** After the judgment stands: performed, enforced, asked to be tried again, looked back upon, closed. */
import { countDue, months, years } from '#kernel/limit'
import {
  action,
  dayOf,
  finalServiceOn,
  type ItemFact,
  isFollowedAtFirst,
  judgeDay,
  judgeDefendant,
  openItems,
  type SuitFacts,
  standsOn,
} from './facts.ts'
import * as forms from './forms.ts'
import { adl, int, platform } from './law.ts'
import { performancePapers, retrialPapers, reviewPapers } from './papers/ending.ts'
import { head, officer, organs, records, reviewer, supervisors } from './roles.ts'

const applyRetrial = action({
  label: '申请再审',
  by: [head],
  // A closed file takes no right away that still runs.
  in: ['EFFECTIVE', 'PERFORMED', 'CONCLUDED_NO_JUDGMENT', 'CLOSED'],
  basis: [adl(90), int(110)],
  input: forms.retrial,
  personal: [{ path: 'grounds', label: '事实和理由', mask: 'drop', purpose: '申请再审' }],
  guard: (ctx) => {
    const { facts, input } = ctx
    judgeDefendant(ctx)
    const stands = standsOn(facts)
    if (stands === null) return ctx.refuse('litigation.notStanding')
    const on = input.filedOn ?? ctx.declaredOn
    judgeDay(ctx, 'filedOn', on, stands)
    judgeDay(ctx, 'knownOn', input.knownOn)
    const isByKnowledge = input.ground !== 'ORDINARY' && input.knownOn !== undefined
    const start = isByKnowledge ? input.knownOn! : stands
    const due = countDue({ span: months(6), start, roll: true, calendar: ctx.calendar })
    if (!due.provisional && on > due.due) ctx.refuse('litigation.retrialLate', `末日为${due.due}`)
  },
  apply: (f, a) => ({ ...f, retrialFiledOn: dayOf(a, 'filedOn') }),
  issues: retrialPapers,
})

const withItem = (f: SuitFacts, no: number, change: Partial<ItemFact>): SuitFacts => ({
  ...f,
  items: f.items.map((i) => (i.no === no ? { ...i, ...change } : i)),
})

const perform = action({
  label: '履行生效裁判',
  by: organs,
  in: ['EFFECTIVE'],
  to: (f) => (openItems(f).length ? 'EFFECTIVE' : 'PERFORMED'),
  among: ['EFFECTIVE', 'PERFORMED'],
  basis: [adl(94), adl(71), adl(72), int(90)],
  input: forms.perform,
  personal: [{ path: 'report', label: '履行情况', mask: 'drop', purpose: '履行报告' }],
  guard: (ctx) => {
    const { facts, input } = ctx
    const d = judgeDefendant(ctx)
    const item = openItems(facts).find((i) => i.no === input.no)
    if (!item || item.agencyId !== d.agencyId) ctx.refuse('litigation.noItem', undefined, { field: 'no' })
    if (input.redo?.isSame && input.redo.exception === 'NONE')
      ctx.refuse('litigation.sameAct', undefined, { field: 'redo.isSame' })
    judgeDay(ctx, 'performedOn', input.performedOn, facts.effectiveOn)
  },
  apply: (f, a) => ({
    ...withItem(f, a.payload.no, { performedOn: dayOf(a, 'performedOn') }),
    performedAt: a.recordedAt,
  }),
  issues: performancePapers,
})

const judgeRedo = action({
  label: '认定重新作出的行为是否基本相同',
  by: supervisors,
  in: ['EFFECTIVE', 'PERFORMED'],
  basis: [adl(71), int(90, 3)],
  input: forms.redoJudgment,
  personal: [{ path: 'reason', label: '认定的理由', mask: 'drop', purpose: '监督' }],
  guard: (ctx) => {
    if (!ctx.facts.items.some((i) => i.no === ctx.input.no && i.hasDuty))
      ctx.refuse('litigation.noItem', undefined, { field: 'no' })
  },
  apply: (f, a) => withItem(f, a.payload.no, { redo: a.payload.sameness }),
})

const recordEnforcement = action({
  label: '登记法院的执行措施',
  by: records,
  in: ['EFFECTIVE'],
  basis: [adl(96), int(152), int(153), int(154)],
  input: forms.enforcement,
  guard: (ctx) => judgeDay(ctx, 'on', ctx.input.on, ctx.facts.effectiveOn),
  apply: (f, a) => ({ ...f, enforcedOn: dayOf(a) }),
})

const enforceAgainstParty = action({
  label: '申请或者依法强制执行',
  by: [head],
  in: ['EFFECTIVE', 'PERFORMED', 'CLOSED'],
  basis: [adl(95), int(152, 1), int(153), int(154)],
  input: forms.enforceParty,
  personal: [{ path: 'content', label: '申请事项', mask: 'drop', purpose: '强制执行' }],
  guard: (ctx) => {
    const { facts, input } = ctx
    judgeDefendant(ctx)
    if (facts.effectiveOn === null || facts.judgment === null) return ctx.refuse('litigation.notStanding')
    if (input.way !== 'COURT' || input.isExcused) return
    const start = input.performBy ?? finalServiceOn(facts)!
    const due = countDue({ span: years(2), start, roll: true, calendar: ctx.calendar })
    if (!due.provisional && ctx.declaredOn > due.due)
      ctx.refuse('litigation.enforceLate', `末日为${due.due}`, { field: 'isExcused' })
  },
  apply: (f) => f,
})

const reviewLoss = action({
  label: '败诉复盘',
  by: [...organs, reviewer],
  in: ['EFFECTIVE', 'PERFORMED'],
  basis: platform('败诉裁判生效后三十日内复盘'),
  input: forms.lossReview,
  internal: true,
  personal: [
    { path: 'causes', label: '败诉原因', mask: 'drop', purpose: '复盘' },
    { path: 'measures', label: '整改措施', mask: 'drop', purpose: '复盘' },
  ],
  guard: (ctx) => {
    judgeDefendant(ctx)
    if (!ctx.facts.isFinallyLost) ctx.refuse('litigation.noLoss')
  },
  apply: (f, a) => ({ ...f, reviewedOn: a.declaredOn }),
  issues: reviewPapers,
})

const close = action({
  label: '结案归档',
  by: [officer, ...supervisors],
  in: ['EFFECTIVE', 'PERFORMED', 'CONCLUDED_NO_JUDGMENT'],
  to: 'CLOSED',
  basis: [adl(85), int(101, 2), platform('履行完毕或者没有履行内容、败诉已复盘的归档')],
  input: forms.closing,
  guard: (ctx) => {
    const { facts, state } = ctx
    if (state === 'CONCLUDED_NO_JUDGMENT' && facts.concluded?.isAppealable) ctx.refuse('litigation.appealRunning')
    if (openItems(facts).length) ctx.refuse('litigation.unperformed')
    if (facts.isFinallyLost && facts.reviewedOn === null && !isFollowedAtFirst(facts))
      ctx.refuse('litigation.reviewFirst')
  },
  apply: (f, a) => ({ ...f, closedOn: a.declaredOn }),
})

export const effect = {
  applyRetrial,
  perform,
  judgeRedo,
  recordEnforcement,
  enforceAgainstParty,
  reviewLoss,
  close,
}
