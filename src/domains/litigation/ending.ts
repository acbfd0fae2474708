/** A case ends in its instance without a judgment: settled before the court, withdrawn, dismissed, terminated or transferred. */
import type { LocalDate } from '#kernel/clock'
import type { FoldedAct } from '#kernel/procedure'
import { staysIn } from '#kernel/targets'
import { beforeJudgment } from './course.ts'
import { decidedState, type Effect, entering, judgeEntry } from './entry.ts'
import { action, effective, isLastInstance, judgeDay, type SuitFacts, sued } from './facts.ts'
import * as forms from './forms.ts'
import type { ConcludeMode } from './kinds.ts'
import { adl, agreements, int } from './law.ts'
import type { ResultCode } from './results.ts'
import { court, head, records } from './roles.ts'
import { feeBearer, feeFen } from './suing.ts'

const pending = [...beforeJudgment, 'SUSPENDED'] as const

const concluded = (
  f: SuitFacts,
  act: FoldedAct,
  end: { mode: ConcludeMode; code: ResultCode; on: LocalDate; isAppealable?: boolean; servedOn?: LocalDate },
): SuitFacts => ({
  ...f,
  concluded: {
    mode: end.mode,
    code: end.code,
    on: end.on,
    isAppealable: end.isAppealable ?? false,
    ...(end.servedOn ? { servedOn: end.servedOn } : {}),
  },
  concludedAt: act.recordedAt,
})

const orConcluded = staysIn(pending, Object.fromEntries(pending.map((s) => [s, ['CONCLUDED_NO_JUDGMENT']])))

/** What each of these decisions does to the case, once it holds. */
const effects = {
  mediate: (f, a) => {
    const { signedOn, hasPerformance, dueOn } = a.payload
    const after = concluded(f, a, { mode: 'MEDIATION', code: 'MEDIATED', on: signedOn })
    if (!hasPerformance) return after
    const organ = sued(f).find((d) => d.agencyId === a.agency) ?? sued(f)[0]
    return effective(after, a, signedOn, [
      {
        no: 1,
        agencyId: organ?.agencyId ?? a.agency,
        target: 'ORIGINAL_ACT',
        code: 'MEDIATED',
        isAnswerable: false,
        hasDuty: true,
        dueOn,
        performedOn: null,
        redo: null,
      },
    ])
  },
  recordWithdrawal: (f, a) =>
    concluded(f, a, {
      mode: 'RULING',
      code: a.payload.isDeemed ? 'DEEMED_WITHDRAWN' : 'WITHDRAWN',
      on: a.payload.madeOn,
      servedOn: a.payload.servedOn,
    }),
  recordDismissal: (f, a) => {
    const { madeOn, code, servedOn, othersServedOn } = a.payload
    const after = concluded(f, a, { mode: 'RULING', code, on: madeOn, isAppealable: !isLastInstance(f), servedOn })
    return {
      ...after,
      othersServedOn: othersServedOn ?? null,
      defendants: f.defendants.map((d) => (d.agencyId ? { ...d, servedOn: servedOn ?? null } : d)),
    }
  },
  recordTermination: (f, a) => concluded(f, a, { mode: 'RULING', code: a.payload.code, on: a.payload.madeOn }),
} satisfies Record<string, Effect>
export const endingEffects: Record<string, Effect> = effects

const mediate = action({
  label: '登记调解结案',
  by: [court, head],
  in: pending,
  to: decidedState,
  among: staysIn(pending, Object.fromEntries(pending.map((s) => [s, ['EFFECTIVE', 'CONCLUDED_NO_JUDGMENT']]))),
  basis: [adl(60), int(84), int(85), int(86), agreements(23)],
  input: forms.mediated,
  guard: (ctx) => {
    judgeEntry(ctx)
    const { facts, input } = ctx
    const isAgreement = facts.suitKind === 'AGREEMENT'
    if (input.scope === 'OTHER' || (input.scope === 'AGREEMENT') !== isAgreement)
      ctx.refuse('litigation.mediation', undefined, { field: 'scope' })
    if (input.hasPerformance && input.dueOn === undefined)
      ctx.refuse('litigation.performanceDay', undefined, { field: 'dueOn' })
    judgeDay(ctx, 'signedOn', input.signedOn, facts.docketedOn)
  },
  apply: entering(effects.mediate),
})

const recordWithdrawal = action({
  label: '登记准许撤诉、按撤诉处理',
  by: records,
  in: pending,
  to: decidedState,
  among: orConcluded,
  basis: [adl(58), adl(62), int(61)],
  input: forms.withdrawn,
  guard: (ctx) => {
    judgeEntry(ctx)
    judgeDay(ctx, 'madeOn', ctx.input.madeOn, ctx.facts.docketedOn)
    judgeDay(ctx, 'servedOn', ctx.input.servedOn, ctx.input.madeOn)
  },
  given: ({ facts, input }) => ({
    feeFen: feeFen({ isIpOrMaritime: false, isSummary: facts.procedure === 'SUMMARY', endsBy: 'WITHDRAWAL' }).fen,
    feeBy: feeBearer(facts.changes.length > 0 && !input.isDeemed).by,
  }),
  tells: (given) => [
    `案件受理费减半为${given.feeFen / 100}元（商标、专利、海事案件另计），由${given.feeBy === 'DEFENDANT' ? '被告' : '原告'}负担，请与裁定核对`,
  ],
  apply: entering(effects.recordWithdrawal),
})

const recordDismissal = action({
  label: '登记不予立案、驳回起诉',
  by: records,
  in: pending,
  to: decidedState,
  among: orConcluded,
  basis: [adl(51, 2), int(69), int(101, 2)],
  input: forms.dismissed,
  guard: (ctx) => {
    judgeEntry(ctx)
    judgeDay(ctx, 'madeOn', ctx.input.madeOn, ctx.facts.docketedOn)
    judgeDay(ctx, 'servedOn', ctx.input.servedOn, ctx.input.madeOn)
    judgeDay(ctx, 'othersServedOn', ctx.input.othersServedOn, ctx.input.madeOn)
  },
  apply: entering(effects.recordDismissal),
})

const recordTermination = action({
  label: '登记终结诉讼、移送',
  by: records,
  in: pending,
  to: decidedState,
  among: orConcluded,
  basis: [int(88), int(10, 2), int(101, 1, 6)],
  input: forms.terminated,
  guard: (ctx) => {
    judgeEntry(ctx)
    judgeDay(ctx, 'madeOn', ctx.input.madeOn, ctx.facts.docketedOn)
  },
  apply: entering(effects.recordTermination),
})

export const ending = { mediate, recordWithdrawal, recordDismissal, recordTermination }
