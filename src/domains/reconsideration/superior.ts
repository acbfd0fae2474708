/** The superior organ: complaints to it, what it orders, and cases that it takes itself. */

import { pausedDays } from '#kernel/limit'
import type { ActionDef } from '#kernel/procedure'
import type { OrderFact } from './facts.ts'
import { action, type Facts } from './facts.ts'
import { personalText } from './fields.ts'
import * as forms from './forms-handling.ts'
import { open } from './kinds.ts'
import type { VersionOf } from './law.ts'
import { orderPapers } from './papers/performance.ts'
import { clerks, officers, outside, signers } from './roles.ts'
import { sameClaims } from './same.ts'

const complainable = ['REFUSED', 'DISMISSED', 'ACCEPTED', 'HANDLING', 'SUSPENDED', 'EFFECTIVE'] as const

const pending = (f: Facts, kind: OrderFact['kind']): boolean => f.orders.some((o) => o.kind === kind && !o.doneOn)
const done = (f: Facts, kind: OrderFact['kind'], on: Facts['filedOn']): OrderFact[] =>
  f.orders.map((o) => (o.kind === kind && !o.doneOn ? { ...o, doneOn: on } : o))
/** Dismissed also for want of a duty, which the statistics count among the decisions (条例48(1)(1), 48(2)). */
const isDismissed = (f: Facts): boolean =>
  f.outcome === 'DISMISSED' || (f.outcome === 'DECISION:REJECT_REQUEST' && f.decision === null)

/** What may be ordered hangs on where the case stands. */
const mayOrder = (f: Facts, kind: OrderFact['kind'], v: VersionOf): boolean =>
  kind === 'ACCEPT'
    ? f.state === 'REFUSED'
    : kind === 'RESUME'
      ? f.state === 'SUSPENDED' || isDismissed(f)
      : // The law of 2017 lets a superior act on refusals (art. 20) and dismissals (条例 art. 48), not on what is late.
        !v.is2017 && ['ACCEPTED', 'HANDLING'].includes(f.state)

const ordering = (v: VersionOf, label: string, states: readonly string[]) =>
  action({
    label,
    by: ['recon_superior'],
    in: states,
    basis: v.law.superior,
    input: forms.orderCorrect,
    personal: [personalText('reason', '理由')],
    guard: (ctx) => {
      const { facts, input } = ctx
      if (!mayOrder(facts, input.kind, v)) ctx.refuse('reconsideration.order', undefined, { field: 'kind' })
      if (input.dueOn <= ctx.declaredOn) ctx.refuse('reconsideration.order', '限期须晚于责令之日', { field: 'dueOn' })
      if (pending(facts, input.kind)) ctx.refuse('reconsideration.order', '已经责令，尚未办理')
    },
    apply: (f, act) => ({
      ...f,
      orders: [
        ...f.orders,
        { no: f.orders.length + 1, kind: act.payload.kind, on: act.declaredOn, dueOn: act.payload.dueOn, doneOn: null },
      ],
    }),
    issues: orderPapers,
  })

export const superiorActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  complain: action({
    label: '向上级行政机关反映',
    publicLabel: '向上级行政机关反映',
    by: [...outside, ...clerks],
    in: complainable,
    basis: v.law.superior,
    input: forms.complain,
    personal: [personalText('content', '反映的情况')],
    admits: (ctx) => ({ in: [`a:${ctx.input.superiorId}`] }),
    guard: (ctx) => {
      if (ctx.input.superiorId === ctx.facts.organId)
        ctx.refuse('reconsideration.superior', undefined, { field: 'superiorId' })
    },
    apply: (f, act) => ({ ...f, complainedOn: act.declaredOn, superiorId: act.payload.superiorId }),
  }),
  orderCorrect: ordering(v, '责令纠正', ['REFUSED', 'DISMISSED', 'EFFECTIVE', ...(v.is2017 ? [] : open)]),
  orderResume: ordering(v, '责令恢复审理', ['SUSPENDED']),
  acceptByOrder: action({
    label: '按责令受理',
    by: signers,
    in: ['REFUSED'],
    to: 'ACCEPTED',
    basis: v.law.superior,
    input: forms.byOrder,
    guard: (ctx) => {
      if (!pending(ctx.facts, 'ACCEPT')) ctx.refuse('reconsideration.noOrder')
    },
    apply: (f, act) => ({
      ...f,
      acceptedOn: act.declaredOn,
      acceptanceKind: 'EXPLICIT',
      preOutcome: null,
      servedOn: {},
      orders: done(f, 'ACCEPT', act.declaredOn),
    }),
    claims: (_a, f) => sameClaims(f),
  }),
  resumeByOrder: action({
    label: '按责令恢复审理',
    by: officers,
    in: ['DISMISSED', 'EFFECTIVE'],
    to: 'HANDLING',
    basis: v.law.superior,
    input: forms.byOrder,
    guard: (ctx) => {
      if (!pending(ctx.facts, 'RESUME') || !isDismissed(ctx.facts)) ctx.refuse('reconsideration.noOrder')
    },
    apply: (f, act) => ({
      ...f,
      // From the dismissal to the resumption nobody could decide.
      excluded: [...f.excluded, ...pausedDays(f.closedOn!, act.declaredOn)],
      outcome: null,
      outcomeClass: null,
      closedOn: null,
      closedAt: null,
      effectiveOn: null,
      servedOn: {},
      orders: done(f, 'RESUME', act.declaredOn),
    }),
    claims: (_a, f) => sameClaims(f),
  }),
  acceptBySuperior: action({
    label: '上级直接受理',
    by: ['recon_superior'],
    in: v.is2017 ? ['REFUSED'] : ['REFUSED', ...open],
    to: 'TRANSFERRED_UP',
    basis: v.law.superior,
    input: forms.supersede,
    apply: (f) => ({ ...f, preOutcome: 'TRANSFERRED_UP', acceptedOn: null, acceptanceKind: null }),
    claims: (_a, f) => sameClaims(f),
  }),
  // The law of 2017 knows no reporting upwards.
  ...(v.is2017
    ? {}
    : {
        escalate: action({
          label: '由上级机关审理',
          by: ['recon_unit_head', 'recon_superior'],
          in: ['FILED', ...open],
          to: 'TRANSFERRED_UP',
          basis: v.law.escalate,
          input: forms.escalate,
          guard: (ctx) => {
            const { superiorId, superiorName } = ctx.input
            if (superiorId === ctx.facts.organId || (!superiorId && !superiorName))
              ctx.refuse('reconsideration.superior', undefined, { field: 'superiorId' })
          },
          admits: (ctx) => ({ in: ctx.input.superiorId ? [`a:${ctx.input.superiorId}`] : [] }),
          apply: (f) => ({ ...f, preOutcome: 'TRANSFERRED_UP', acceptedOn: null, acceptanceKind: null }),
          claims: (_a, f) => sameClaims(f),
        }),
      }),
})
