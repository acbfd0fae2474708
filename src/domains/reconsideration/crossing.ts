/**
 * What only the law of 2017 has to settle about an application: which version applies where it crossed the change of law, which of
 * several organs takes it, and the county's passing on.
 */
import { pausedDays } from '#kernel/limit'
import type { ActionDef } from '#kernel/procedure'
import { action, type Ctx, ended, type Facts, isPast, runningLimit } from './facts.ts'
import * as forms from './forms.ts'
import { crossingClaim } from './intake.ts'
import type { VersionOf } from './law.ts'
import { transferPapers, versionPapers } from './papers/intake.ts'
import { clerks } from './roles.ts'
import { sameClaims } from './same.ts'

/** Until when a case that has not been decided may still change its version. */
const unclosed = ['FILED', 'CORRECTING', 'ACCEPTED', 'HANDLING', 'SUSPENDED'] as const
/** Whether a case of the old law came in under the new one, and nobody has settled which applies. */
const judgeCrossing = (ctx: Ctx): void => {
  const { facts } = ctx
  if (!facts.isCrossing || facts.versionSettledOn)
    ctx.refuse('reconsideration.version', '提出和收到没有跨越新法施行日，或者版本已经确定')
}
const crossing = (v: VersionOf) => ({
  confirmVersion: action({
    label: '书面确认适用旧法',
    by: ['recon_unit_head'],
    in: unclosed,
    basis: v.law.version,
    input: forms.confirmVersion,
    guard: judgeCrossing,
    apply: (f, act) => ({ ...f, versionSettledOn: act.declaredOn }),
    issues: versionPapers,
  }),
  changeVersion: action({
    label: '改按新法办理',
    by: ['recon_unit_head'],
    in: ['FILED', 'CORRECTING', 'ACCEPTED'],
    to: 'RELODGED',
    basis: v.law.version,
    input: forms.changeVersion,
    guard: (ctx) => {
      judgeCrossing(ctx)
      if (isPast(ctx, 'versionChoice')) ctx.refuse('reconsideration.version', '五个工作日已经届满')
    },
    apply: (f, act) => ({ ...f, versionSettledOn: act.declaredOn, acceptedOn: null, acceptanceKind: null }),
    claims: (act, f) => [
      ...sameClaims(f),
      { kind: crossingClaim, key: act.matter, value: `${f.organId}|${f.filedOn}|${f.receivedOn}` },
    ],
    issues: versionPapers,
  }),
  lockVersion: action({
    label: '期满适用旧法',
    by: ['system'],
    in: unclosed,
    basis: v.law.version,
    input: forms.none,
    apply: (f, act) => ({ ...f, versionSettledOn: act.declaredOn }),
  }),
})

const county = (v: VersionOf) => ({
  transferByCounty: action({
    label: '转送有权受理的机关',
    by: clerks,
    in: ['ACCEPTED'],
    to: 'TRANSFERRED',
    basis: v.law.forward,
    input: forms.transferByCounty,
    guard: (ctx) => {
      const { facts, input } = ctx
      if (input.fallsUnder === 'NONE' || facts.organKind !== 'GOVERNMENT' || facts.organLevel !== 'COUNTY')
        ctx.refuse('reconsideration.county', undefined, { field: 'fallsUnder' })
    },
    apply: (f) => ended(f, 'TRANSFERRED'),
    claims: (_a, f) => sameClaims(f),
    issues: transferPapers,
  }),
  openNegotiation: action({
    label: '协商受理机关',
    by: clerks,
    in: ['ACCEPTED'],
    basis: v.law.negotiate,
    input: forms.openNegotiation,
    guard: (ctx) => {
      if (ctx.facts.negotiatingSince) ctx.refuse('reconsideration.negotiating', '已经在协商')
    },
    apply: (f, act) => ({ ...f, negotiatingSince: act.declaredOn }),
  }),
  failNegotiation: action({
    label: '协商不成报请指定',
    by: clerks,
    in: ['ACCEPTED'],
    basis: v.law.negotiate,
    input: forms.failNegotiation,
    guard: (ctx) => {
      if (!runningLimit(ctx, 'negotiate')) ctx.refuse('reconsideration.negotiating')
    },
    apply: (f) => f,
  }),
  concludeNegotiation: action({
    label: '确定受理机关',
    by: clerks,
    in: ['ACCEPTED'],
    to: (f) => f.state,
    among: ['ACCEPTED', 'TRANSFERRED'],
    basis: v.law.negotiate,
    input: forms.concludeNegotiation,
    guard: (ctx) => {
      if (!ctx.facts.negotiatingSince) ctx.refuse('reconsideration.negotiating')
    },
    apply: (f, act) => {
      const settled = {
        ...f,
        negotiatingSince: null,
        excluded: [...f.excluded, ...pausedDays(f.negotiatingSince!, act.declaredOn)],
      }
      return act.payload.isOurs ? settled : { ...ended(settled, 'TRANSFERRED'), state: 'TRANSFERRED' }
    },
    claims: (_a, f) => sameClaims(f),
  }),
})

export const crossingActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({ ...crossing(v), ...county(v) })
