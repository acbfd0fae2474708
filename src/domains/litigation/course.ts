/** What happens on the way: the act is changed, the case suspended, execution stayed, a document reviewed, days taken out of the court's limit. */
import type { Need } from '#kernel/procedure'
import { action, dayOf, judgeDay, judgeDefendant } from './facts.ts'
import * as forms from './forms.ts'
import { adl, int, platform, withdrawals } from './law.ts'
import { changePapers } from './papers/defence.ts'
import { court, head, officer, organs, records } from './roles.ts'

export const beforeJudgment = ['DOCKETED', 'COPY_RECEIVED', 'ANSWERED', 'HEARING_SET', 'HEARD'] as const
const pending = [...beforeJudgment, 'SUSPENDED'] as const

const changeAct = action({
  label: '改变被诉行政行为',
  by: [head],
  in: pending,
  basis: [adl(62), withdrawals(2), withdrawals(3), withdrawals(4), int(81)],
  input: forms.change,
  personal: [{ path: 'content', label: '改变的内容', mask: 'drop', purpose: '书面告知法院' }],
  guard: (ctx) => {
    judgeDefendant(ctx)
    const { input } = ctx
    if (input.fault !== 'NONE') ctx.refuse('litigation.changeFault', undefined, { field: 'fault' })
    if (input.toldCourtOn === undefined) ctx.refuse('litigation.changeUntold', undefined, { field: 'toldCourtOn' })
    judgeDay(ctx, 'changedOn', input.changedOn, ctx.facts.docketedOn)
    judgeDay(ctx, 'toldCourtOn', input.toldCourtOn, input.changedOn)
  },
  apply: (f, a) => ({ ...f, changes: [...f.changes, { on: dayOf(a, 'changedOn'), kind: a.payload.kind }] }),
  issues: changePapers,
})

const recordSuspend = action({
  label: '登记中止诉讼',
  by: records,
  in: beforeJudgment,
  to: 'SUSPENDED',
  basis: int(87, 1),
  input: forms.suspend,
  guard: (ctx) => judgeDay(ctx, 'on', ctx.input.on, ctx.facts.docketedOn),
  apply: (f, a) => ({
    ...f,
    isSuspended: true,
    suspensions: [...f.suspensions, { ground: a.payload.ground, from: dayOf(a) }],
  }),
})

const reviewSuspension = action({
  label: '核对中止原因是否消除',
  by: [officer],
  in: ['SUSPENDED'],
  basis: [int(87, 2), platform('中止满九十日核对一次中止原因')],
  input: forms.reviewSuspension,
  personal: [{ path: 'finding', label: '核对情况', mask: 'drop', purpose: '跟踪案件' }],
  apply: (f) => f,
})

const recordResume = action({
  label: '登记恢复诉讼',
  by: records,
  in: ['SUSPENDED'],
  to: (f) => f.phase,
  among: beforeJudgment,
  basis: int(87, 2),
  input: forms.resume,
  guard: (ctx) => judgeDay(ctx, 'on', ctx.input.on, ctx.facts.suspensions.at(-1)?.from),
  apply: (f) => ({ ...f, isSuspended: false }),
})

const recordStay = action({
  label: '登记停止执行的裁定',
  by: records,
  in: pending,
  basis: adl(56),
  input: forms.stay,
  guard: (ctx) => judgeDay(ctx, 'on', ctx.input.on, ctx.facts.docketedOn),
  apply: (f, a) => ({ ...f, isStayed: a.payload.isGranted }),
})

const recordNormReview = action({
  label: '登记一并审查规范性文件的请求',
  by: records,
  in: pending,
  basis: [adl(53), int(145), int(146)],
  input: forms.norm,
  needs: (i): Need[] => [{ agency: i.makerId }],
  guard: (ctx) => {
    if (ctx.input.isRegulation) ctx.refuse('litigation.normRegulation', undefined, { field: 'isRegulation' })
    if (!ctx.agency(ctx.input.makerId)) ctx.refuse('litigation.notMaker', '没有这个机关', { field: 'makerId' })
  },
  admits: (ctx) => ({ in: [`a:${ctx.input.makerId}`] }),
  apply: (f, a) => ({
    ...f,
    norms: [...f.norms, { no: f.norms.length + 1, makerId: a.payload.makerId, answeredOn: null }],
  }),
})

const answerNormReview = action({
  label: '提出规范性文件的书面意见',
  by: organs,
  in: pending,
  basis: [adl(53), int(147), int(148)],
  input: forms.normAnswer,
  personal: [{ path: 'opinion', label: '书面意见', mask: 'drop', purpose: '向法院说明依据' }],
  guard: (ctx) => {
    const found = ctx.facts.norms.find((n) => n.no === ctx.input.no)
    if (!found || found.makerId !== ctx.actor.agency || found.answeredOn !== null) ctx.refuse('litigation.notMaker')
  },
  apply: (f, a) => ({
    ...f,
    norms: f.norms.map((n) => (n.no === a.payload.no ? { ...n, answeredOn: a.declaredOn } : n)),
  }),
})

const excludeDays = action({
  label: '登记不计入审限的期间',
  by: records,
  in: pending,
  basis: int(50, 1),
  input: forms.exclude,
  guard: (ctx) => judgeDay(ctx, 'from', ctx.input.from, ctx.facts.docketedOn),
  apply: (f, a) => ({ ...f, excluded: [...f.excluded, { from: a.payload.from, to: a.payload.to }] }),
})

const convertProcedure = action({
  label: '登记转为普通程序',
  by: records,
  in: pending,
  basis: [adl(84), int(105)],
  input: forms.convert,
  guard: (ctx) => {
    if (ctx.facts.procedure !== 'SUMMARY') ctx.refuse('litigation.notSummary')
    judgeDay(ctx, 'on', ctx.input.on, ctx.facts.docketedOn)
  },
  apply: (f) => ({ ...f, procedure: 'ORDINARY' }),
})

const extendTrial = action({
  label: '登记批准延长审理期限',
  by: [court],
  in: pending,
  basis: [adl(81), adl(88)],
  input: forms.extendTrial,
  apply: (f) => f,
})

export const course = {
  changeAct,
  recordSuspend,
  reviewSuspension,
  recordResume,
  recordStay,
  recordNormReview,
  answerNormReview,
  excludeDays,
  convertProcedure,
  extendTrial,
}
