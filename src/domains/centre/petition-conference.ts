/**
 * Several organs, or organs that dispute whose a petition is: they consult, their common superior decides, or the joint meeting settles
 * it. One organ comes out as the one that handles it, and it may not object again.
 */
import type { z } from 'zod'
import type { ActionDef, FoldedAct, Need, Rows } from '#kernel/procedure'
import { conferencePapers } from './papers/petition-letters.ts'
import { action, lastTransfer, type PetitionContext, type PetitionFacts, withTransfer } from './petition-facts.ts'
import * as forms from './petition-forms.ts'
import { judgeReceiver, type PetitionVersionOf, passedOn, transferRows } from './petition-intake.ts'

type Convening = PetitionContext<z.output<typeof forms.convene>>

/** The objection that the conference answers, where one is open. */
const openObjection = (f: PetitionFacts) => {
  const t = lastTransfer(f)
  return t && t.objectedOn !== null && t.returned === null ? t : undefined
}

function judge(ctx: Convening) {
  const { facts, input } = ctx
  if (ctx.actor.agency !== facts.originAgencyId) ctx.refuse('centre.petition.unverified', '由转送、交办的部门召集')
  const { leadAgencyId } = input
  if (leadAgencyId === undefined) return ctx.refuse('centre.B12', '没有主办', { field: 'leadAgencyId' })
  if (new Set(input.unitIds).size < 2 || !input.unitIds.includes(leadAgencyId))
    ctx.refuse('centre.petition.conference', undefined, { field: 'unitIds' })
  if (input.way !== 'CONSULTED' && input.decider === undefined)
    ctx.refuse('centre.petition.conference', '没有写明作出决定的机关', { field: 'decider' })
  for (const unit of input.unitIds)
    if (facts.accusedAgencyIds.includes(unit))
      ctx.refuse('centre.petition.toAccused', ctx.agency(unit)?.name, { field: 'unitIds' })
  judgeReceiver(ctx, leadAgencyId, 'leadAgencyId')
  const due = input.feedbackDueOn
  if (due !== undefined && due <= ctx.declaredOn)
    ctx.refuse('centre.petition.feedback', undefined, { field: 'feedbackDueOn' })
}

const conferenceRows = (act: FoldedAct, f: PetitionFacts): Rows => ({
  'centre.petition_conference': [
    {
      matter_id: act.matter,
      no: f.conferences,
      way: act.payload.way,
      decider: act.payload.decider ?? null,
      held_on: act.declaredOn,
      unit_ids: act.payload.unitIds,
      lead_agency_id: act.payload.leadAgencyId,
    },
  ],
})

const convene = ({ rules, law }: PetitionVersionOf) =>
  action({
    label: '会商确定办理单位',
    by: ['petition_officer', 'handler_head'],
    in: ['RECEIVED', 'TRANSFERRED', 'OBJECTED'],
    to: 'TRANSFERRED',
    internal: true,
    basis: law.joint,
    input: forms.convene,
    personal: [{ path: 'conclusion', label: '会商结论', mask: 'drop', purpose: '确定办理单位' }],
    needs: (i, at): Need[] => [
      ...[...new Set([...i.unitIds, ...(i.leadAgencyId ? [i.leadAgencyId] : [])])].map((agency) => ({ agency })),
      { agency: at.facts!.originAgencyId },
    ],
    guard: judge,
    admits: (ctx) => {
      const lead = ctx.input.leadAgencyId!
      const now = ctx.facts.handlerAgencyId
      const isLeft = now !== null && now !== lead && now !== ctx.facts.originAgencyId
      return { in: [`a:${lead}`], out: isLeft ? [`a:${now}`] : [] }
    },
    given: (ctx) => ({
      toName: ctx.agency(ctx.input.leadAgencyId!)!.name,
      unitNames: ctx.input.unitIds.map((u) => ctx.agency(u)?.name ?? ''),
      // Whoever has it already keeps it with the days that run.
      isMoved: ctx.facts.handlerAgencyId !== ctx.input.leadAgencyId,
      objectedOn: openObjection(ctx.facts)?.objectedOn ?? null,
    }),
    apply: (f, act) => {
      const lead = act.payload.leadAgencyId!
      const isMoved = act.given.isMoved as boolean
      const g: PetitionFacts = {
        ...(openObjection(f) ? withTransfer(f, { returned: isMoved ? 'AGREED' : 'REFUSED' }) : f),
        conferences: f.conferences + 1,
        boundLead: lead,
      }
      if (!isMoved) return g
      const { feedbackDueOn = null } = act.payload
      const kind = feedbackDueOn === null ? 'TRANSFER' : 'ASSIGN'
      return passedOn(g, rules, act.declaredOn, { kind, toAgencyId: lead, arrivedOn: act.declaredOn, feedbackDueOn })
    },
    rows: (act, f) => ({ ...(f.transfers.length > 0 ? transferRows(act, f) : {}), ...conferenceRows(act, f) }),
    issues: conferencePapers,
  })

export const petitionConferences = (v: PetitionVersionOf): Record<string, ActionDef<PetitionFacts>> => ({
  convene: convene(v),
})
