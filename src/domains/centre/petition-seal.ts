/**
 * A petition that turns out to accuse somebody in office: out of the reach of towns and counties and of the accused's own unit, with all
 * that was recorded before. It goes back to where it was received and is passed on anew.
 */
import { HIDDEN } from '#kernel/mask'
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import { action, type PetitionContext, type PetitionFacts } from './petition-facts.ts'
import * as forms from './petition-forms.ts'
import { arrived, type PetitionVersionOf } from './petition-intake.ts'
import { petitionPartyRows } from './petition-people.ts'

const withNamesHidden = (f: PetitionFacts): PetitionFacts => ({
  ...f,
  petitionerMasks: f.petitionerMasks.map(() => HIDDEN),
})

/** What goes to discipline is an accusation, but for a party member's own appeal; it is sealed before it goes. */
export function judgeSealed(ctx: PetitionContext<{ path: string; item?: string | undefined }>): void {
  const { facts, input } = ctx
  const isAppeal = (facts.item ?? input.item) === '3'
  if (input.path === 'DISCIPLINE' && facts.category !== 'ACCUSATION' && !isAppeal)
    ctx.refuse('centre.petition.sealFirst', undefined, { field: 'path', allowed: ['按检举控告密封'] })
}

const seal = ({ rules, law }: PetitionVersionOf) =>
  action({
    label: '按检举控告密封',
    by: ['petition_officer', 'handler', 'handler_head'],
    in: ['RECEIVED', 'TRANSFERRED', 'OBJECTED', 'ACCEPTED'],
    to: 'RECEIVED',
    internal: true,
    basis: law.accused,
    input: forms.seal,
    confines: () => true,
    guard: (ctx) => {
      if (ctx.actor.agency !== ctx.facts.originAgencyId) ctx.refuse('centre.petition.sealByOrigin')
    },
    // Who received it keeps it until it is passed on, even where its own people are accused: somebody must have it.
    admits: (ctx) => ({
      out: [...new Set([...ctx.facts.transfers.map((t) => t.toAgencyId), ...ctx.input.accusedAgencyIds])]
        .filter((a) => a !== ctx.facts.originAgencyId)
        .map((a) => `a:${a}`),
    }),
    given: (ctx) => ({ isHandedOver: ctx.facts.taken !== null }),
    tells: (given) => (given.isHandedOver ? ['移交本件的登记件记着同一诉求，请告知移交单位一并密封'] : []),
    apply: (f, act) =>
      arrived(
        withNamesHidden({
          ...f,
          category: 'ACCUSATION',
          item: null,
          acceptedOn: null,
          accusedAgencyIds: [...new Set([...f.accusedAgencyIds, ...act.payload.accusedAgencyIds])],
          round: f.round + 1,
          roundOn: act.declaredOn,
        }),
        rules,
        f.isOffice ? null : f.originAgencyId,
        act.declaredOn,
      ),
    rows: (act: FoldedAct, f: PetitionFacts): Rows => petitionPartyRows(act, f),
    document: '密封单',
  })

export const petitionSealing = (v: PetitionVersionOf): Record<string, ActionDef<PetitionFacts>> => ({ seal: seal(v) })
