/** Suspension, resumption and the ends of a case without a decision. */
import { addDays } from '#kernel/clock'
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import { action, type Ctx, closed, type Facts, judgeDay, lastOf, withLast } from './facts.ts'
import { addresseePersonal, personalText } from './fields.ts'
import * as forms from './forms-handling.ts'
import { open, withdrawals } from './kinds.ts'
import type { VersionOf } from './law.ts'
import { resumePapers, suspendPapers, terminatePapers } from './papers/ending.ts'
import { officers } from './roles.ts'
import { normNeeds, normStandings, sameClaims } from './same.ts'
import { mayEndAfterSixtyDays, suspensionGroundsOf } from './suspension-grounds.ts'

const suspensionRows = (act: FoldedAct, f: Facts): Rows => {
  const s = lastOf(f.suspensions)
  if (!s) return {}
  return {
    'reconsideration.suspension': [
      {
        matter_id: act.matter,
        no: f.suspensions.length,
        ground: s.ground,
        suspended_on: s.on,
        is_noticed: s.isNoticed,
        cause_removed_on: s.causeRemovedOn,
        resumed_on: s.resumedOn,
      },
    ],
  }
}
/** Facts once the last suspension is over, if there is one that runs. */
export const resumed = (f: Facts, act: FoldedAct): Facts =>
  lastOf(f.suspensions)?.resumedOn === null
    ? { ...f, suspensions: withLast(f.suspensions, { resumedOn: act.declaredOn }) }
    : f
export { suspensionRows }

const suspend = (v: VersionOf) =>
  action({
    label: '中止审理',
    by: officers,
    in: open,
    to: 'SUSPENDED',
    basis: v.law.suspend,
    input: forms.suspend(v.version),
    personal: [personalText('reason', '理由'), ...addresseePersonal],
    needs: normNeeds,
    guard: (ctx) => {
      const { ground, doBothAgree, reason } = ctx.input
      if (ground === 'S09' && !normStandings(ctx).includes('OPEN'))
        ctx.refuse('reconsideration.suspendGround', '没有正在办理的附带审查，须先登记', { field: 'ground' })
      if (!suspensionGroundsOf(v.version).includes(ground))
        ctx.refuse('reconsideration.suspendGround', '2017年文本没有调解和解合意中止', { field: 'ground' })
      if (ground === 'S06' && !doBothAgree)
        ctx.refuse('reconsideration.suspendGround', '须申请人和被申请人都同意', { field: 'doBothAgree' })
      if (ground === 'S10' && (!reason || ctx.actor.role !== 'recon_unit_head'))
        ctx.refuse('reconsideration.suspendGround', '其他情形须写明理由，由复议机构负责人批准', { field: 'reason' })
    },
    apply: (f, act) => ({
      ...f,
      suspensions: [
        ...f.suspensions,
        {
          ground: act.payload.ground,
          on: act.declaredOn,
          isNoticed: act.payload.isNoticed,
          causeRemovedOn: null,
          resumedOn: null,
        },
      ],
    }),
    rows: suspensionRows,
    issues: suspendPapers,
  })

/** While a norm is dealt with, the case stays suspended, whatever it was suspended for. */
function judgeNorms(ctx: Ctx): void {
  const open = normStandings(ctx).filter((s) => s === 'OPEN').length
  if (open > 0) ctx.refuse('reconsideration.normOpen', `还有${open}件附带审查没有办结`)
}

const resuming = (v: VersionOf) => ({
  recordCauseRemoved: action({
    label: '登记中止原因消除',
    by: officers,
    in: ['SUSPENDED'],
    basis: v.law.resume,
    input: forms.recordCauseRemoved,
    needs: normNeeds,
    guard: (ctx) => {
      const last = lastOf(ctx.facts.suspensions)!
      if (last.ground === 'S09') judgeNorms(ctx)
      judgeDay(ctx, 'on', ctx.input.on, last.on)
    },
    apply: (f, act) => ({
      ...f,
      suspensions: withLast(f.suspensions, { causeRemovedOn: act.payload.on ?? act.declaredOn }),
    }),
    rows: suspensionRows,
  }),
  resume: action({
    label: '恢复审理',
    by: officers,
    in: ['SUSPENDED'],
    to: (f) => f.state,
    among: ['HANDLING', 'ACCEPTED'],
    basis: v.law.resume,
    input: forms.resume,
    personal: [personalText('reason', '恢复审理的理由'), ...addresseePersonal],
    needs: normNeeds,
    guard: judgeNorms,
    apply: (f, act) => ({
      ...resumed(f, act),
      // Who has not been assigned yet goes back to where that is done.
      state: f.isAssigned ? 'HANDLING' : 'ACCEPTED',
      orders: f.orders.map((o) => (o.kind === 'RESUME' && !o.doneOn ? { ...o, doneOn: act.declaredOn } : o)),
    }),
    rows: suspensionRows,
    issues: resumePapers,
  }),
})

const terminate = (v: VersionOf) =>
  action({
    label: '终止审理',
    by: ['recon_unit_head', 'recon_organ_head'],
    in: [...open, 'SUSPENDED', ...(v.is2017 ? ['CORRECTING'] : [])],
    to: 'TERMINATED',
    basis: v.law.terminate,
    input: forms.terminate(v.is2017),
    personal: [personalText('reason', '理由'), ...addresseePersonal],
    guard: (ctx) => {
      const { facts, input } = ctx
      if (input.ground === 'SETTLED_WITHDRAWN')
        ctx.refuse('reconsideration.notWithdrawn', '和解后撤回的，按和解撤回办理', { field: 'ground' })
      if (withdrawals.includes(input.ground) && (!facts.withdrawAskedOn || !input.isAllowed))
        ctx.refuse('reconsideration.notWithdrawn', undefined, { field: 'isAllowed' })
      if (input.ground === 'WITHDRAWN_AFTER_CORRECTION' && !facts.changedOn)
        ctx.refuse('reconsideration.notWithdrawn', '没有登记被申请人改变行为', { field: 'ground' })
      if (input.ground === 'CRIMINAL' && !['PENALTY', 'COERCION'].includes(facts.act.kind))
        ctx.refuse('reconsideration.terminateGround', undefined, { field: 'ground' })
      if (input.ground !== 'SUSPENDED_60') return
      const s = lastOf(facts.suspensions)
      if (ctx.state !== 'SUSPENDED' || !s || !mayEndAfterSixtyDays(s.ground))
        return ctx.refuse('reconsideration.A15', '只限死亡、丧失行为能力、终止三种中止', { field: 'ground' })
      const last = addDays(s.on, 60)
      if (ctx.declaredOn <= last) ctx.refuse('reconsideration.A15', `满六十日之日为${last}`, { field: 'ground' })
      if (!input.isCauseChecked) ctx.refuse('reconsideration.A15', '没有查明原因仍未消除', { field: 'isCauseChecked' })
    },
    apply: (f, act) => closed(resumed(f, act), act, `TERMINATED:${act.payload.ground}`),
    rows: suspensionRows,
    claims: (_a, f) => sameClaims(f),
    issues: terminatePapers,
  })

export const suspensionActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  suspend: suspend(v),
  ...resuming(v),
  terminate: terminate(v),
})
