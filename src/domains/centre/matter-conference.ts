/** Where units do not agree, or this level has come to its end: the conference that names the lead, and the way up. */
import type { ActionDef, Context } from '#kernel/procedure'
import { rankOf } from './kinds.ts'
import { type Bases, nb, platform, pml } from './law.ts'
import { action, dispatchRowsOf, paperOf } from './matter-common.ts'
import { currentDispatches, lastHandoff, leadDispatch, type MatterFacts, withLeadDispatch } from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { isAccused } from './matter-seal.ts'
import { dispatched, judgeUnit, unitLevel } from './matter-units.ts'
import { assignLeadPapers, escalatePapers } from './papers/matter-handling.ts'
import { levelOfAgency } from './rules.ts'
import { settings } from './settings.ts'

type Ctx = Context<MatterFacts, any>

const convene = (b: Bases) =>
  action({
    label: '会商',
    by: ['centre_director'],
    in: ['TRIAGED', 'RETURN_REQUESTED', 'RECEIVED', 'IN_PROGRESS'],
    to: 'JOINT',
    internal: true,
    basis: b.dispute,
    input: forms.convene,
    needs: (i) => [...new Set([...i.units, ...(i.leadUnit ? [i.leadUnit] : [])])].map((agency) => ({ agency })),
    guard: (ctx) => {
      const { leadUnit } = ctx.input
      if (!leadUnit) return ctx.refuse('centre.noLead', undefined, { field: 'leadUnit' })
      for (const unit of ctx.input.units)
        if (isAccused(ctx.facts, unit)) ctx.refuse('centre.toAccused', undefined, { field: 'units' })
      judgeUnit(ctx, leadUnit)
      unitLevel(ctx, leadUnit)
    },
    given: (ctx) => ({
      leadLevel: levelOfAgency(ctx.agency(ctx.input.leadUnit!)!),
      paper: paperOf(ctx, '会商纪要'),
    }),
    apply: (f, act) => {
      const now = leadDispatch(f)
      const isPending = now !== undefined && now.returnedOn !== null && now.returnDecision === null
      const g = isPending
        ? withLeadDispatch(f, { returnDecision: act.payload.leadUnit === now.unit ? 'REJECTED' : 'AGREED' })
        : f
      return {
        ...g,
        conferences: f.conferences + 1,
        returnsAtConference: f.returns,
        conferenceLead: act.payload.leadUnit!,
      }
    },
    rows: (act, f) => ({
      ...dispatchRowsOf(act, f),
      'centre.conference': [
        {
          matter_id: act.matter,
          no: f.conferences,
          convened_by: act.actor,
          held_on: act.declaredOn,
          units: act.payload.units,
          lead_unit: act.payload.leadUnit,
        },
      ],
    }),
    document: '会商纪要',
  })

const assignLead = (b: Bases) =>
  action({
    label: '确定主办',
    by: ['centre_director'],
    in: ['JOINT'],
    to: (f) => (f.acceptedBy === f.lead ? 'IN_PROGRESS' : 'RECEIVED'),
    among: ['IN_PROGRESS', 'RECEIVED'],
    internal: true,
    basis: b.dispute,
    input: forms.assignLead,
    needs: (_i, at) => (at.facts!.conferenceLead === null ? [] : [{ agency: at.facts!.conferenceLead }]),
    admits: (ctx) => {
      const lead = ctx.facts.conferenceLead!
      const left = currentDispatches(ctx.facts).filter((d) => d.kind === 'LEAD' && d.unit !== lead)
      return { in: [`a:${lead}`], out: left.map((d) => `a:${d.unit}`) }
    },
    given: (ctx) => ({
      level: levelOfAgency(ctx.agency(ctx.facts.conferenceLead!)!),
      unitName: ctx.agency(ctx.facts.conferenceLead!)!.name,
    }),
    apply: (f, act) => {
      const unit = f.conferenceLead!
      const isSame = leadDispatch(f)?.unit === unit
      const g = isSame
        ? withLeadDispatch(f, { receivedOn: leadDispatch(f)!.receivedOn ?? act.declaredOn })
        : dispatched(f, act, [{ unit, kind: 'LEAD', level: act.given.level, receivedOn: act.declaredOn }])
      return {
        ...g,
        boundLead: unit,
        handleWorkdays: act.payload.handleWorkdays ?? (f.handleWorkdays || settings.handleWorkdays),
      }
    },
    rows: dispatchRowsOf,
    issues: assignLeadPapers,
  })

/** Why this level is not at its end yet, if it is not. */
function notExhausted(ctx: Ctx): string | null {
  const { facts, input } = ctx
  switch (input.trigger) {
    case 'FAILED':
      return input.materials || lastHandoff(facts)?.outcome === 'FAILED' ? null : '没有本级调处不成的材料'
    case 'DUE':
      return ctx.limits.some(
        (l) => ['handle', 'mediationMonth'].includes(l.id) && l.state === 'running' && l.due <= ctx.declaredOn,
      )
        ? null
        : '本级期限还没有届满'
    case 'PARTY_REQUEST':
      return input.consent ? null : '没有当事人的要求'
    case 'RETURNED_TWICE':
      return facts.returns >= 2 ? null : '没有两次退回'
    case 'RISK':
      return input.note ? null : '没有写明风险'
    default:
      return '没有升级的事由'
  }
}

const escalate = (b: Bases) =>
  action({
    label: '升级到上一级',
    by: ['centre_dispatcher'],
    in: ['IN_PROGRESS', 'HANDED_OFF'],
    to: 'DISPATCHED',
    basis: [nb(18, 3), pml(3, 1, 3), platform('属地管理、分级负责的内部交办'), ...b.territory],
    input: forms.escalate,
    needs: (i) => [{ agency: i.unit }],
    guard: (ctx) => {
      const { facts, input } = ctx
      if (ctx.state === 'HANDED_OFF' && lastHandoff(facts)?.outcome !== 'FAILED') ctx.refuse('centre.handedOff')
      if (facts.level === null)
        return ctx.refuse('centre.notExhausted', '还没有分流，没有起始的层级', { allowed: ['转入法定程序'] })
      const rise = rankOf(input.toLevel) - rankOf(facts.level)
      if (rise < 1) ctx.refuse('centre.escalateDown', undefined, { field: 'toLevel' })
      const why = notExhausted(ctx)
      if (why) ctx.refuse('centre.notExhausted', why, { field: 'trigger' })
      if (rise > 1 && input.trigger !== 'RISK') ctx.refuse('centre.overLevel', undefined, { field: 'toLevel' })
      if ((facts.isMediated || facts.path === 'PEOPLES_MEDIATION') && !input.consent)
        ctx.refuse('centre.escalateConsent', undefined, { field: 'consent', allowed: ['直接走法定途径'] })
      judgeUnit(ctx, input.unit)
      if (unitLevel(ctx, input.unit) !== input.toLevel)
        ctx.refuse('centre.overLevel', '承办单位不在这一层级', { field: 'unit' })
    },
    admits: (ctx) => ({ in: [`a:${ctx.input.unit}`] }),
    given: (ctx) => ({ fromLevel: ctx.facts.level, unitName: ctx.agency(ctx.input.unit)!.name }),
    apply: (f, act) => ({
      ...dispatched(f, act, [{ unit: act.payload.unit, kind: 'LEAD', level: act.payload.toLevel }]),
      level: act.payload.toLevel,
      escalations: f.escalations + 1,
      handleWorkdays: f.handleWorkdays || settings.handleWorkdays,
      boundLead: null,
      acceptedBy: null,
    }),
    rows: (act, f) => ({
      ...dispatchRowsOf(act, f),
      'centre.escalation': [
        {
          matter_id: act.matter,
          no: f.escalations,
          from_level: act.given.fromLevel,
          to_level: act.payload.toLevel,
          trigger: act.payload.trigger,
          escalated_on: act.declaredOn,
          known_at: act.recordedAt,
        },
      ],
    }),
    issues: escalatePapers,
  })

export const conference = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({
  convene: convene(b),
  assignLead: assignLead(b),
  escalate: escalate(b),
})
