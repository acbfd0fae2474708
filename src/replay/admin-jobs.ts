/** Administrative disputes as jobs: applications in lanes by the organ that numbers them, suits after them by the organ that is sued. */
import type { Instant } from '#kernel/clock'
import type { AdminPlan } from './admin-plan.ts'
import { addRecon } from './admin-recon.ts'
import type { AdminContext } from './admin-steps.ts'
import { addSuit } from './admin-suit.ts'
import { Script } from './enact.ts'
import type { Job } from './lanes.ts'

type Lanes = (weights: ReadonlyMap<string, number>) => ReadonlyMap<string, number>
type Made = { lane: string; make: Job['make'] }

const jobsIn = (made: readonly Made[], lanes: Lanes): Job[] => {
  const weights = new Map<string, number>()
  for (const m of made) weights.set(m.lane, (weights.get(m.lane) ?? 0) + 1)
  const lane = lanes(weights)
  return made.map((m, id) => ({ lane: lane.get(m.lane)!, window: 0, id, after: [], make: m.make }))
}

/** Applications in the order in which they came in: an organ numbers them in that order. */
export function reconJobs(plan: AdminPlan, ctx: AdminContext, until: Instant | undefined, lanes: Lanes): Job[] {
  const sued = new Map(plan.suits.flatMap((s) => (s.recon === undefined ? [] : [[s.recon, s.docketed] as const])))
  return jobsIn(
    plan.recons.map((r) => ({
      lane: r.organ,
      make: () => {
        const script = new Script(ctx.seed)
        addRecon(script, r, ctx, sued.get(r.key))
        return script.unit(until)
      },
    })),
    lanes,
  )
}

/** Suits in the order of docketing; the matters that they name are there by then or stand in the same lane. */
export function suitJobs(plan: AdminPlan, ctx: AdminContext, until: Instant | undefined, lanes: Lanes): Job[] {
  const recons = new Map(plan.recons.map((r) => [r.key, r]))
  const suits = new Map(plan.suits.map((s) => [s.key, s]))
  return jobsIn(
    plan.suits.map((s) => ({
      lane: s.county,
      make: () => {
        const script = new Script(ctx.seed)
        addSuit(
          script,
          s,
          {
            recon: s.recon === undefined ? undefined : recons.get(s.recon),
            parent: s.parent === undefined ? undefined : suits.get(s.parent),
          },
          ctx,
        )
        return script.unit(until)
      },
    })),
    lanes,
  )
}
