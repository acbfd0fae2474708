/** Administrative disputes as jobs: applications in lanes by the organ that numbers them, suits after them in one. */
import type { Instant } from '#kernel/clock'
import type { AdminPlan } from './admin-plan.ts'
import { addRecon } from './admin-recon.ts'
import { addAssessment, addClaim, addReport } from './admin-registers.ts'
import type { AdminContext } from './admin-steps.ts'
import { addSuit } from './admin-suit.ts'
import type { PlannedSuit } from './admin-suits-plan.ts'
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

const made = (lane: string, ctx: AdminContext, until: Instant | undefined, add: (script: Script) => void): Made => ({
  lane,
  make: () => {
    const script = new Script(ctx.seed)
    add(script)
    return script.unit(until)
  },
})

/** Applications in the order in which they came in: an organ numbers them in that order. */
export function reconJobs(plan: AdminPlan, ctx: AdminContext, until: Instant | undefined, lanes: Lanes): Job[] {
  const sued = new Map(plan.suits.flatMap((s) => (s.recon === undefined ? [] : [[s.recon, s.docketed] as const])))
  const registers: Made[] = [
    ...plan.reports.map((r, i) => made(r.organ, ctx, until, (script) => addReport(script, r, i, ctx))),
    ...plan.assessed.map((a, i) => made(a.organ, ctx, until, (script) => addAssessment(script, a, i, ctx))),
  ]
  return jobsIn(
    [
      ...plan.recons.map((r) => made(r.organ, ctx, until, (script) => addRecon(script, r, ctx, sued.get(r.key)))),
      ...registers,
    ],
    lanes,
  )
}

/** Organs of different levels and places are sued together and number their papers in order: no division of suits keeps them apart. */
const COURTS = 'courts'

/** Suits in the order of docketing; the matters that they name are there by then or stand in the same lane. */
export function suitJobs(plan: AdminPlan, ctx: AdminContext, until: Instant | undefined, lanes: Lanes): Job[] {
  const recons = new Map(plan.recons.map((r) => [r.key, r]))
  const suits = new Map(plan.suits.map((s) => [s.key, s]))
  const beside = (s: PlannedSuit) => ({
    recon: s.recon === undefined ? undefined : recons.get(s.recon),
    parent: s.parent === undefined ? undefined : suits.get(s.parent),
  })
  return jobsIn(
    [
      ...plan.suits.map((s) => made(COURTS, ctx, until, (script) => addSuit(script, s, beside(s), ctx))),
      ...plan.claims.map((c) => made(COURTS, ctx, until, (script) => addClaim(script, c, ctx))),
    ],
    lanes,
  )
}
