/** Handling units: dispatch, receipt, objection and its verification, acceptance. */
import type { ActionDef, Context, FoldedAct } from '#kernel/procedure'
import { addresseePersonal } from './fields.ts'
import { rankOf } from './kinds.ts'
import type { Bases } from './law.ts'
import { action, dispatchRowsOf, isByOrgan, judgeLead, units } from './matter-common.ts'
import { currentDispatches, leadDispatch, type MatterFacts, withLeadDispatch } from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { dispatched, judgeUnit, unitLevel } from './matter-units.ts'
import { acceptPapers, dispatchPapers, objectReturnPapers, verificationPapers } from './papers/matter-handling.ts'
import { levelOfAgency } from './rules.ts'
import { settings } from './settings.ts'

type Ctx = Context<MatterFacts, any>

const dispatch = (b: Bases) =>
  action({
    label: '交办',
    by: ['centre_dispatcher'],
    in: ['TRIAGED'],
    to: 'DISPATCHED',
    internal: true,
    basis: b.territory,
    input: forms.dispatch,
    needs: (i) => i.units.map((u) => ({ agency: u.agencyId })),
    guard: (ctx) => {
      const { input, facts } = ctx
      const leads = input.units.filter((u) => u.kind === 'LEAD').length
      if (leads !== 1) ctx.refuse('centre.B12', leads ? `有${leads}个主办` : '没有主办', { field: 'units' })
      if (facts.returns >= settings.returnsToConvene && facts.returnsAtConference < facts.returns)
        ctx.refuse('centre.mustConvene', undefined, { allowed: ['会商'] })
      for (const u of input.units) {
        judgeUnit(ctx, u.agencyId)
        if (rankOf(unitLevel(ctx, u.agencyId)) > rankOf(facts.level!))
          ctx.refuse('centre.overLevel', undefined, { field: 'units', allowed: ['升级'] })
      }
    },
    admits: (ctx) => ({ in: ctx.input.units.map((u) => `a:${u.agencyId}`) }),
    given: (ctx) => ({
      levels: ctx.input.units.map((u) => levelOfAgency(ctx.agency(u.agencyId)!)),
      unitNames: ctx.input.units.map((u) => ctx.agency(u.agencyId)!.name),
    }),
    apply: (f, act) => ({
      ...dispatched(
        f,
        act,
        act.payload.units.map((u, i) => ({ unit: u.agencyId, kind: u.kind, level: act.given.levels[i] })),
      ),
      handleWorkdays: act.payload.handleWorkdays ?? settings.handleWorkdays,
      boundLead: null,
      acceptedBy: null,
    }),
    rows: dispatchRowsOf,
    issues: dispatchPapers,
  })

const judgeHandlers = (ctx: Ctx): void => {
  if (ctx.input.handlers.some((h: { conflict: string }) => h.conflict === 'INTEREST'))
    ctx.refuse('centre.B11', undefined, { field: 'handlers', allowed: ['更换经办人'] })
}
/** Those named and whoever acted. */
const namesOf = (act: FoldedAct): string[] => [
  ...new Set<string>([...act.payload.handlers.map((h: { officerId: string }) => h.officerId), act.actor]),
]

const receive = (b: Bases) =>
  action({
    label: '签收',
    by: units,
    in: ['DISPATCHED'],
    to: 'RECEIVED',
    internal: true,
    basis: [...b.receive, ...b.recusal],
    input: forms.receive,
    guard: (ctx) => {
      judgeLead(ctx)
      judgeHandlers(ctx)
    },
    apply: (f, act) => withLeadDispatch(f, { receivedOn: act.declaredOn, handlers: namesOf(act) }),
    rows: dispatchRowsOf,
  })

const assistReceive = (b: Bases) =>
  action({
    label: '协办签收',
    by: units,
    in: ['DISPATCHED', 'RECEIVED', 'IN_PROGRESS'],
    internal: true,
    basis: [...b.receive, ...b.recusal],
    input: forms.receive,
    guard: (ctx) => {
      if (!assisting(ctx.facts, ctx.actor.agency)) ctx.refuse('centre.notLead', '不是本件的协办单位')
      judgeHandlers(ctx)
    },
    apply: (f, act) => {
      const own = assisting(f, act.agency)!
      return {
        ...f,
        dispatches: f.dispatches.map((d) =>
          d.no === own.no ? { ...d, receivedOn: act.declaredOn, handlers: namesOf(act) } : d,
        ),
      }
    },
    rows: dispatchRowsOf,
  })
const assisting = (f: MatterFacts, agency: string) =>
  currentDispatches(f).find((d) => d.kind === 'ASSIST' && d.unit === agency)

const objectReturn = (b: Bases) =>
  action({
    label: '异议退回',
    by: ['handler_head'],
    in: ['DISPATCHED', 'RECEIVED'],
    to: 'RETURN_REQUESTED',
    internal: true,
    basis: b.returning,
    input: forms.objectReturn,
    guard: (ctx) => {
      const now = judgeLead(ctx)
      if (ctx.facts.boundLead === now.unit) ctx.refuse('centre.leadBound')
      if (ctx.facts.dispatches.some((d) => d.unit === now.unit && d.returnedOn !== null))
        ctx.refuse('centre.B06', '本单位已退回过一次', { allowed: ['会商'] })
      const limit = ctx.limits.find((l) => l.id === 'objection' && l.state === 'running')
      if (limit && !limit.provisional && ctx.declaredOn > limit.due)
        ctx.refuse('centre.B06', `期限到${limit.due}`, { allowed: ['受理', '会商'] })
      if (!ctx.input.reason) ctx.refuse('centre.returnReason', '没有理由', { field: 'reason' })
      if (!ctx.input.properUnit) ctx.refuse('centre.returnReason', '没有指明应办单位', { field: 'properUnit' })
    },
    needs: (_i, at) => [{ agency: at.facts!.agencyId }],
    given: (ctx) => ({ isOrgan: isByOrgan(ctx), centreName: ctx.agency(ctx.facts.agencyId)?.name ?? '' }),
    apply: (f, act) => ({
      ...withLeadDispatch(f, { returnedOn: act.declaredOn, properUnit: act.payload.properUnit! }),
      returns: f.returns + 1,
    }),
    rows: dispatchRowsOf,
    issues: objectReturnPapers,
  })

const judgeReturn = (ctx: Ctx): void => {
  if (!ctx.input.verification) ctx.refuse('centre.unverifiedReturn', undefined, { field: 'verification' })
  if (ctx.facts.returns >= settings.returnsToConvene) ctx.refuse('centre.mustConvene', undefined, { allowed: ['会商'] })
}

/** Whom the verification is told. */
/** Asked before the state is judged: there may be nobody in charge. */
const leadNeeds = (_i: unknown, at: { facts: MatterFacts | undefined }) => {
  const unit = leadDispatch(at.facts!)?.unit
  return unit === undefined ? [] : [{ agency: unit }]
}
const leadName = (ctx: Ctx) => ({ unitName: ctx.agency(leadDispatch(ctx.facts)!.unit)?.name ?? '' })

const acceptReturn = (b: Bases) =>
  action({
    label: '同意退回',
    by: ['centre_dispatcher'],
    in: ['RETURN_REQUESTED'],
    to: 'TRIAGED',
    internal: true,
    basis: b.returning,
    input: forms.acceptReturn,
    guard: judgeReturn,
    admits: (ctx) => ({ out: currentDispatches(ctx.facts).map((d) => `a:${d.unit}`) }),
    needs: leadNeeds,
    given: leadName,
    apply: (f) => ({ ...withLeadDispatch(f, { returnDecision: 'AGREED' }), lead: null }),
    rows: dispatchRowsOf,
    issues: verificationPapers(true),
  })

const rejectReturn = (b: Bases) =>
  action({
    label: '不同意退回',
    by: ['centre_dispatcher'],
    in: ['RETURN_REQUESTED'],
    to: 'RECEIVED',
    internal: true,
    basis: b.returning,
    input: forms.acceptReturn,
    guard: judgeReturn,
    needs: leadNeeds,
    given: leadName,
    apply: (f, act) =>
      withLeadDispatch(f, {
        returnDecision: 'REJECTED',
        receivedOn: leadDispatch(f)!.receivedOn ?? act.declaredOn,
      }),
    rows: dispatchRowsOf,
    issues: verificationPapers(false),
  })

const accept = (b: Bases) =>
  action({
    label: '受理',
    by: units,
    in: ['RECEIVED'],
    to: 'IN_PROGRESS',
    basis: b.receive,
    input: forms.accept,
    personal: addresseePersonal,
    guard: (ctx) => {
      judgeLead(ctx)
      judgeHandlers(ctx)
      if (ctx.input.as === 'PETITION' && !['PETITION_REQUEST', 'SUGGESTION'].includes(ctx.facts.subjectKind!))
        ctx.refuse('centre.notPetition', undefined, { field: 'as', allowed: ['导入相应程序'] })
    },
    given: (ctx) => ({ isOrgan: isByOrgan(ctx) }),
    apply: (f, act) => ({
      ...withLeadDispatch(f, {
        handlers: [...new Set([...(leadDispatch(f)?.handlers ?? []), ...namesOf(act)])],
      }),
      acceptedBy: f.lead,
      acceptedOn: act.declaredOn,
      acceptedAs: act.payload.as,
      isMediated: act.payload.as === 'MEDIATION',
    }),
    rows: dispatchRowsOf,
    issues: acceptPapers,
  })

export const handling = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({
  dispatch: dispatch(b),
  receive: receive(b),
  assistReceive: assistReceive(b),
  objectReturn: objectReturn(b),
  acceptReturn: acceptReturn(b),
  rejectReturn: rejectReturn(b),
  accept: accept(b),
})
