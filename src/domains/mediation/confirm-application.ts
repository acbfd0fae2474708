/**
 * The joint application for judicial confirmation (人民调解法 art. 33): each party declares for itself, and only when all have done so
 * within the thirty days do they apply. What only some have declared counts for nothing, and goes with the last day.
 */
import { z } from 'zod'
import type { LocalDate } from '#kernel/clock'
import type { ActionDef, ClaimChange, Context } from '#kernel/procedure'
import { agreementIn, confirmationObstacle } from './agreement.ts'
import { type ConfirmationOffer, confirmationKey } from './dispute-claims.ts'
import { action, handlers, judgePeople, judgeSeqs, settledStates, withPapers } from './dispute-common.ts'
import { type DisputeFacts, findAgreement, isJointlyApplied, missingParties } from './dispute-facts.ts'
import * as forms from './dispute-forms.ts'
import { confirm2011, nb, platform, pml, zjLabour } from './dispute-law.ts'
import { confirmationPapers } from './papers/confirmation.ts'

/** The other way of a labour agreement, shown beside the court's: joint application to the arbitration commission. */
export const labourAlternative = {
  label: '双方也可以共同向调解组织所在地劳动人事争议仲裁委员会申请仲裁审查确认',
  basis: zjLabour(11, 2),
}

type Input = { applicants: readonly number[]; courtAgencyId: string; application?: unknown }

/** Nobody applies for another: a party for itself alone, an officer for those whose signed application he holds. */
function judgeApplicants(ctx: Context<DisputeFacts, Input>): void {
  const { facts, input, actor } = ctx
  judgeSeqs(ctx, input.applicants, 'applicants')
  const isOwn = (seq: number) => actor.scope.value === `p:${facts.parties.find((p) => p.seq === seq)!.partyId}`
  if (actor.role !== 'party') {
    if (input.application === undefined)
      ctx.refuse('mediation.confirmOneSided', '由工作人员登记的，须有申请人签名的确认申请书', { field: 'application' })
    return
  }
  const other = input.applicants.find((seq) => !isOwn(seq))
  if (other !== undefined)
    ctx.refuse('mediation.confirmOneSided', `第${other}号当事人须自己申请`, {
      field: 'applicants',
      allowed: ['只以自己的名义申请，由对方另行申请'],
    })
}

/** The declarations after one more; those for another court or agreement, or already sent to court, are begun anew. */
function joined(f: DisputeFacts, input: Input, on: LocalDate): NonNullable<DisputeFacts['confirming']> {
  const agreementNo = findAgreement(f)!.no
  const { courtAgencyId } = input
  const before = f.confirming
  const goesOn = before?.agreementNo === agreementNo && before.courtAgencyId === courtAgencyId && !isJointlyApplied(f)
  const own = Object.fromEntries(input.applicants.map((seq) => [seq, on]))
  return { agreementNo, courtAgencyId, applied: { ...(goesOn ? before.applied : {}), ...own } }
}

const applyConfirm = action({
  label: '申请司法确认（各方都申请的为共同申请）',
  by: ['party', ...handlers],
  in: settledStates,
  basis: [pml(33, 1), nb(25, 1), confirm2011(1)],
  input: forms.applyConfirm,
  personal: forms.peoplePersonal,
  needs: (input) => [{ agency: input.courtAgencyId }],
  guard: (ctx) => {
    judgePeople(ctx)
    const { facts, input } = ctx
    const a = agreementIn(ctx)
    const obstacle = confirmationObstacle(a, {
      source: facts.source,
      on: ctx.declaredOn,
      hasOralSupplement: input.oralSupplement !== undefined || facts.papers.includes('补登的口头协议登记表'),
    })
    if (obstacle) ctx.refuse(obstacle.rule, obstacle.detail, obstacle.field ? { field: obstacle.field } : {})
    judgeApplicants(ctx)
    const before = facts.confirming
    const others =
      before?.agreementNo === a.no && !isJointlyApplied(facts) ? Object.keys(before.applied).map(Number) : []
    if (before?.courtAgencyId !== input.courtAgencyId && others.some((seq) => !input.applicants.includes(seq)))
      ctx.refuse('mediation.confirmOtherCourt', undefined, { field: 'courtAgencyId' })
  },
  given: (ctx) => {
    const after = { ...ctx.facts, confirming: joined(ctx.facts, ctx.input, ctx.declaredOn) }
    const a = findAgreement(ctx.facts)!
    return {
      agreementNo: a.no,
      courtName: ctx.agency(ctx.input.courtAgencyId)?.name ?? ctx.input.courtAgencyId,
      missing: missingParties(after, Object.keys(after.confirming.applied).map(Number)),
      confirmDueOn: a.confirmDueOn,
      isLabour: ctx.facts.isLabour,
    }
  },
  tells: (given) => [
    ...(given.missing.length
      ? [
          `第${given.missing.join('、')}号当事人还没有申请；${given.confirmDueOn}以前各方都申请的才是共同申请，期满不能再申请`,
        ]
      : []),
    ...(given.isLabour ? [labourAlternative.label] : []),
  ],
  apply: (f, act) => {
    const next = { ...f, confirming: joined(f, act.payload, act.declaredOn) }
    return withPapers(
      next,
      ...(act.payload.oralSupplement ? ['补登的口头协议登记表'] : []),
      ...(isJointlyApplied(next) ? ['司法确认申请书'] : []),
    )
  },
  rows: (act, after) => ({
    'mediation.confirm_application': Object.entries(after.confirming!.applied).map(([seq, on]) => ({
      matter_id: act.matter,
      agreement_no: after.confirming!.agreementNo,
      party_seq: Number(seq),
      applied_on: on,
      court_agency_id: after.confirming!.courtAgencyId,
    })),
  }),
  claims: (act, after, before): ClaimChange[] => {
    const a = findAgreement(after)!
    const key = confirmationKey(act.matter, a.no)
    if (!isJointlyApplied(after))
      return isJointlyApplied(before) ? [{ kind: 'mediation.confirm', key, release: true }] : []
    const offer: ConfirmationOffer = {
      agencyId: after.agencyId,
      effectiveOn: a.effectiveOn,
      dueOn: a.confirmDueOn,
      isDueProvisional: a.isConfirmDueProvisional,
      courtAgencyId: after.confirming!.courtAgencyId,
      applicants: after.parties.length,
      partyIds: after.parties.map((p) => p.partyId),
      source: after.source,
      lastDueOn: a.lastDueOn,
      isLabour: after.isLabour,
      place: after.place,
    }
    return [{ kind: 'mediation.confirm', key, value: JSON.stringify(offer) }]
  },
  issues: confirmationPapers,
})

const lapseConfirm = action({
  label: '三十日内没有共同申请，不能再申请司法确认',
  by: ['system'],
  in: ['SETTLED', 'CLOSED'],
  basis: [pml(33, 1), platform('期满之日由平台记明，此前只有部分当事人申请的不再有效')],
  input: z.strictObject({}),
  apply: (f) => ({ ...f, confirming: null }),
})

export const confirmApplication: Record<string, ActionDef<DisputeFacts>> = { applyConfirm, lapseConfirm }
