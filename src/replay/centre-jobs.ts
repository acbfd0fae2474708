/** The centres' part of a replay as jobs: other matters after the disputes, outcomes after both. */

import { addLinkedEnding, endOf } from './centre-linked.ts'
import { addMatter, addOutcome, hasOutcome } from './centre-matters.ts'
import type { CentrePlan } from './centre-plan.ts'
import type { CentreContext } from './centre-steps.ts'
import { Script } from './enact.ts'
import type { Job } from './lanes.ts'
import type { Plan } from './plan.ts'

type Made = { county: string; make: Job['make'] }
type Lanes = (weights: ReadonlyMap<string, number>) => ReadonlyMap<string, number>

const jobsIn = (made: readonly Made[], lanes: Lanes): Job[] => {
  const weights = new Map<string, number>()
  for (const m of made) weights.set(m.county, (weights.get(m.county) ?? 0) + 1)
  const lane = lanes(weights)
  return made.map((m, id) => ({ lane: lane.get(m.county)!, window: 0, id, after: [], make: m.make }))
}

export function centreContext(
  plan: Plan,
  centre: CentrePlan,
  s: Omit<CentreContext, 'seed' | 'partySeed' | 'year' | 'demo' | 'committees' | 'centres'>,
): CentreContext {
  const { seed, year, committees } = plan
  return { ...s, seed, partySeed: seed, year, demo: centre.demo, committees, centres: centre.centres }
}

/** Matters that take another way than people's mediation. */
export const matterJobs = (
  centre: CentrePlan,
  ctx: CentreContext,
  until: Parameters<Script['unit']>[0],
  lanes: Lanes,
): Job[] =>
  jobsIn(
    centre.matters.map((m) => ({
      county: m.county,
      make: () => {
        const script = new Script(ctx.seed)
        addMatter(script, m, ctx)
        return script.unit(until)
      },
    })),
    lanes,
  )

/**
 * What follows the answers of mediation and of petitions: a centre hears an answer when it next turns to its matter, so this comes when
 * everything that answers is on record, whatever the batches were.
 */
export const outcomeJobs = (
  plan: Plan,
  centre: CentrePlan,
  ctx: CentreContext,
  until: Parameters<Script['unit']>[0],
  lanes: Lanes,
): Job[] =>
  jobsIn(
    [
      ...[...centre.links.values()].map((l) => ({
        county: l.county,
        make: () => {
          const script = new Script(ctx.seed)
          const d = plan.dispute(l.dispute)
          // Where the attempt goes on beyond today, the centre waits.
          if (until === undefined || endOf(d) <= until) addLinkedEnding(script, l, d, ctx)
          return script.unit(until)
        },
      })),
      ...centre.matters.filter(hasOutcome).map((m) => ({
        county: m.county,
        make: () => {
          const script = new Script(ctx.seed)
          addOutcome(script, m, ctx)
          return script.unit(until)
        },
      })),
    ],
    lanes,
  )
