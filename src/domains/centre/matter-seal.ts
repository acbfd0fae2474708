/**
 * Sealing what turns out to accuse somebody in office: out of the reach of towns and counties and of the accused's own unit, with all
 * that was recorded before. What had been handed out is taken back; the matter starts again on the path of discipline.
 */
import { offerRows } from '#kernel/handover'
import { HIDDEN } from '#kernel/mask'
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import { staysIn } from '#kernel/targets'
import type { Bases } from './law.ts'
import { action, everyState, handoffRows, offerNeeds, withdrawable, withOffersWithdrawn } from './matter-common.ts'
import { currentDispatches, type MatterFacts } from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { petitionerRows } from './matter-people.ts'

/** The same for papers to come. */
export const withNamesHidden = (f: MatterFacts): MatterFacts => ({
  ...f,
  petitionerMasks: f.petitionerMasks.map(() => HIDDEN),
})
/** Who accuses is not named even in part, once it is known to be an accusation. */
export const hiddenNames = (act: FoldedAct, f: MatterFacts): Rows => petitionerRows(act, withNamesHidden(f))

export const withAccused = (f: MatterFacts, agencyId: string | undefined): MatterFacts =>
  agencyId === undefined || f.accusedAgencyIds.includes(agencyId)
    ? f
    : { ...f, accusedAgencyIds: [...f.accusedAgencyIds, agencyId] }
export const isAccused = (f: MatterFacts, agencyId: string | undefined): boolean =>
  agencyId !== undefined && f.accusedAgencyIds.includes(agencyId)

/**
 * What has ended stays ended; what was triaged is sent on anew; what was never triaged stays where it is, or comes back from the
 * court to which it was returned.
 */
const stateOf = (f: MatterFacts): string => {
  if (f.mergedInto !== null) return 'MERGED'
  if (f.closedOn !== null) return 'CLOSED'
  if (f.level !== null) return 'TRIAGED'
  return f.isVisited ? 'VISITED' : f.replyKind ? 'REPLIED' : 'REGISTERED'
}
const sealedStates = {
  ...Object.fromEntries(everyState.map((s) => [s, ['TRIAGED']])),
  ...staysIn(['REGISTERED', 'CLOSED', 'MERGED']),
  REPLIED: ['TRIAGED', 'REPLIED'],
  VISITED: ['TRIAGED', 'VISITED'],
  HANDED_OFF: ['TRIAGED', 'REGISTERED', 'REPLIED'],
}
export const isSentOnAnew = (f: MatterFacts): boolean => stateOf(f) === 'TRIAGED'

const startedAnew = (f: MatterFacts): MatterFacts => ({
  ...f,
  subjectKind: 'ACCUSATION',
  path: 'DISCIPLINE',
  lead: null,
  boundLead: null,
  conferenceLead: null,
  acceptedBy: null,
  round: currentDispatches(f).length ? f.round + 1 : f.round,
  resultKind: null,
  resultOn: null,
  reviewedOn: null,
  replyKind: null,
  repliedOn: null,
  isVisited: false,
})

const seal = (b: Bases) =>
  action({
    label: '密封',
    by: ['centre_dispatcher', 'centre_director'],
    in: everyState,
    to: stateOf,
    among: sealedStates,
    internal: true,
    basis: b.sealed,
    input: forms.seal,
    needs: (_i, at) => offerNeeds(at.facts),
    confines: () => true,
    // Whoever handled it until now reads it no longer, and whoever is accused least of all.
    admits: (ctx) => {
      const f = withAccused(ctx.facts, ctx.input.accusedAgencyId)
      return { out: [...new Set([...f.dispatches.map((d) => d.unit), ...f.accusedAgencyIds])].map((a) => `a:${a}`) }
    },
    given: (ctx) => ({ withdrawn: withdrawable(ctx), absorbed: ctx.facts.absorbed }),
    tells: (given) => (given.absorbed.length ? [`并入本件的${given.absorbed.length}件记着同一诉求，请一并密封`] : []),
    apply: (f, act) => {
      const sealed = withNamesHidden({
        ...withAccused(withOffersWithdrawn(f, act.given.withdrawn), act.payload.accusedAgencyId),
        isSealed: true,
      })
      return isSentOnAnew(f) ? startedAnew(sealed) : sealed
    },
    rows: (act, f) => ({ ...hiddenNames(act, f), ...handoffRows(act, f.handoffs), ...offerRows(act, f.offers) }),
    document: '密封单',
  })

export const sealing = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({ seal: seal(b) })
