/**
 * Mediation that a court delegates before it docks a case (B4.6). The centre must not hold back a lawsuit: what is refused, out of
 * reach or not agreed in time goes back to the court, from whatever state the matter has come to meanwhile.
 */
import { offerRows } from '#kernel/handover'
import type { ActionDef, Context } from '#kernel/procedure'
import { addresseePersonal } from './fields.ts'
import type { Bases } from './law.ts'
import { invited, online } from './law.ts'
import {
  action,
  handoffRows,
  offerNeeds,
  paperOf,
  unclosed,
  underway,
  withdrawable,
  withOffersWithdrawn,
} from './matter-common.ts'
import { type HandoffFact, isDelegated, type MatterFacts } from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { isAccused } from './matter-seal.ts'
import { courtPapers } from './papers/matter-routing.ts'

type Ctx = Context<MatterFacts, any>
const judgeDelegated = (ctx: Ctx): void => {
  if (!isDelegated(ctx.facts)) ctx.refuse('centre.notDelegated')
}

const acceptDelegation = action({
  label: '确认接受委派',
  by: ['centre_dispatcher'],
  in: underway,
  basis: online(12),
  input: forms.acceptDelegation,
  guard: (ctx) => {
    judgeDelegated(ctx)
    if (!ctx.facts.isCourtOnline || ctx.facts.courtAcceptedOn !== null) ctx.refuse('centre.acceptedOnce')
    if (ctx.input.confirmedOn > ctx.declaredOn || ctx.input.confirmedOn < ctx.facts.courtSignedOn!)
      ctx.refuse('centre.dates', ctx.input.confirmedOn, { field: 'confirmedOn' })
  },
  apply: (f, act) => ({ ...f, courtAcceptedOn: act.payload.confirmedOn }),
})

const askOther = action({
  label: '征询对方意愿',
  by: ['centre_dispatcher', 'centre_reception'],
  in: underway,
  basis: online(15, 1),
  input: forms.askOther,
  guard: judgeDelegated,
  apply: (f, act) => ({ ...f, courtAsked: act.payload.result }),
})

const extendCourt = action({
  label: '合意延长委派期限',
  by: ['centre_dispatcher'],
  in: unclosed,
  basis: [invited(27, 1), online(24, 1)],
  input: forms.extendCourt,
  guard: (ctx) => {
    judgeDelegated(ctx)
    if (new Set(ctx.input.consents).size < 2) ctx.refuse('centre.extensionConsent', undefined, { field: 'consents' })
    const now = ctx.limits.find((l) => l.id === 'delegated')
    if (!now || ctx.input.newDueOn <= now.due) ctx.refuse('centre.dates', '须晚于原到期日', { field: 'newDueOn' })
    if (ctx.declaredOn > now!.due) ctx.refuse('centre.extensionConsent', '期限已经届满', { field: 'newDueOn' })
  },
  given: (ctx) => ({ paper: paperOf(ctx, '延期同意书') }),
  apply: (f, act) => ({ ...f, courtExtendedTo: act.payload.newDueOn }),
  document: '延期同意书',
})

const returnToCourt = action({
  label: '退回法院',
  by: ['centre_dispatcher'],
  in: unclosed,
  to: 'HANDED_OFF',
  basis: [invited(21, 1), online(15, 2)],
  input: forms.returnToCourt,
  personal: addresseePersonal,
  needs: (i, at) => [{ agency: i.courtAgencyId }, ...offerNeeds(at.facts)],
  guard: (ctx) => {
    judgeDelegated(ctx)
    if (isAccused(ctx.facts, ctx.input.courtAgencyId))
      ctx.refuse('centre.toAccused', undefined, { field: 'courtAgencyId' })
    if (ctx.agency(ctx.input.courtAgencyId)?.kind !== 'court')
      ctx.refuse('centre.noPower', undefined, { field: 'courtAgencyId' })
  },
  // What goes back to the court nobody else takes up.
  given: (ctx) => ({ name: ctx.agency(ctx.input.courtAgencyId)!.name, withdrawn: withdrawable(ctx) }),
  apply: (f, act) => {
    const handoff: HandoffFact = {
      no: f.handoffs.length + 1,
      path: 'LITIGATION',
      isParallel: false,
      targetAgencyId: act.payload.courtAgencyId,
      targetName: act.given.name,
      offerId: null,
      on: act.declaredOn,
      state: 'TAKEN',
      outcome: null,
      outcomeOn: null,
      conclusion: null,
      isFinal: false,
      reviewDueOn: null,
    }
    const g = withOffersWithdrawn(f, act.given.withdrawn)
    return {
      ...g,
      path: 'LITIGATION',
      courtResult: 'RETURNED',
      courtResultOn: act.declaredOn,
      isVisited: false,
      handoffs: [...g.handoffs, handoff],
    }
  },
  rows: (act, f) => ({ ...handoffRows(act, f.handoffs), ...offerRows(act, f.offers) }),
  issues: courtPapers,
})

export const court = (_b: Bases): Record<string, ActionDef<MatterFacts>> => ({
  acceptDelegation,
  askOther,
  extendCourt,
  returnToCourt,
})
