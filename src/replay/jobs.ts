/** What there is to do in a replay, as jobs in lanes: every thread makes the same list from the same plan. */
import type { Calendar } from '#kernel/calendar'
import { type Instant, localDateOf } from '#kernel/clock'
import type { Registry } from '#kernel/domain'
import { reconJobs, suitJobs } from './admin-jobs.ts'
import type { AdminContext } from './admin-steps.ts'
import { carryOn } from './carry-on.ts'
import { openingUnit } from './centre-cast.ts'
import { centreContext, matterJobs, outcomeJobs } from './centre-jobs.ts'
import { addLinkedOpening, handedOver } from './centre-linked.ts'
import type { CentrePlan } from './centre-plan.ts'
import { Script } from './enact.ts'
import { confirmationProcedure } from './enact-after.ts'
import { byCommittee, type CommitteePlan, committeeScript } from './enact-committees.ts'
import { addDispute, type DisputeContext, type Seat } from './enact-disputes.ts'
import { divide, type Job } from './lanes.ts'
import type { Plan } from './plan.ts'

export type Phase = 'committees' | 'disputes' | 'matters' | 'outcomes' | 'reconsiderations' | 'suits'

/** What the jobs of a phase are made from; the same in every thread of a run. */
export type Staging = {
  plan: Plan
  registry: Registry
  calendar: Calendar
  /** Names of the agencies that were imported, by id. */
  names: ReadonlyMap<string, string>
  /** Acts after this instant are left for those who come then. */
  until: Instant
  carriedOn: boolean
  threads: number
  /** Lanes in each thread. */
  lanes: number
}

/** Disputes of so many indexes may pass each other; what hangs on another waits for the next such window. */
const WINDOW = 2000

/** All jobs of a phase, of every lane; lane l runs in thread ⌊l / lanes⌋. */
export function jobsOf(phase: Phase, s: Staging): Job[] {
  const { centre, admin } = s.plan
  const committees = () => byCommittee(s.plan)
  const lanes = (weights: ReadonlyMap<string, number>) => lanesOf(weights, s.threads, s.lanes)
  switch (phase) {
    case 'committees':
      return committeeJobs(s, committees())
    case 'disputes':
      return disputeJobs(s, committees())
    case 'matters':
      return centre ? matterJobs(centre, centreOf(s, centre), s.until, lanes) : []
    case 'outcomes':
      return centre ? outcomeJobs(s.plan, centre, centreOf(s, centre), s.until, lanes) : []
    case 'reconsiderations':
      return admin ? reconJobs(admin, adminOf(s), s.until, lanes) : []
    case 'suits':
      return admin ? suitJobs(admin, adminOf(s), s.until, lanes) : []
  }
}

/**
 * The lane of each county: counties are divided over the threads, and those of a thread over its lanes. People sit on committees
 * of one county, numbers are a committee's and nothing is transferred beyond a county, so that lanes seldom wait for each other.
 */
export function lanesOf(weights: ReadonlyMap<string, number>, threads: number, lanes: number): Map<string, number> {
  const lane = new Map<string, number>()
  const thread = divide(weights, threads)
  for (let t = 0; t < threads; t++) {
    const own = new Map([...weights].filter(([county]) => thread.get(county) === t))
    for (const [county, l] of divide(own, lanes)) lane.set(county, t * lanes + l)
  }
  return lane
}

function committeeJobs(s: Staging, committees: CommitteePlan[]): Job[] {
  const { plan, until } = s
  const trainings = Map.groupBy(plan.trainings, (t) => t.person)
  const ctx = { seed: plan.seed, persons: plan.persons, trainings, agencyName: agencyName(s) }
  const carry = s.carriedOn ? carryOn(plan, s.calendar, localDateOf(until)) : () => {}
  const weights = new Map<string, number>()
  for (const c of committees)
    weights.set(c.committee.county, (weights.get(c.committee.county) ?? 0) + c.appointments.length)
  const centres = plan.centre?.centres ?? []
  for (const c of centres) weights.set(c.county, (weights.get(c.county) ?? 0) + 1)
  const lane = lanesOf(weights, s.threads, s.lanes)
  const own = committees.map((c, id) => ({
    lane: lane.get(c.committee.county)!,
    window: 0,
    id,
    after: [],
    make: () => committeeScript(c, ctx, carry).unit(until),
  }))
  const opened = centres.map((c, i) => ({
    lane: lane.get(c.county)!,
    window: 0,
    id: committees.length + i,
    after: [],
    make: () => openingUnit(c, plan.seed),
  }))
  return [...own, ...opened]
}

const centreOf = (s: Staging, centre: CentrePlan) =>
  centreContext(s.plan, centre, { calendar: s.calendar, agencyName: agencyName(s) })

const adminOf = (s: Staging): AdminContext => ({
  seed: s.plan.seed,
  year: s.plan.year,
  calendar: s.calendar,
  city: s.plan.cityCode,
  agencyName: agencyName(s),
})

const agencyName = (s: Staging) => (id: string) => s.names.get(id) ?? id

/** Who acts in disputes, from the seats of the plan. */
export function contextOf(plan: Plan, committees: CommitteePlan[], agencyName: (id: string) => string): DisputeContext {
  const seat = (a: Plan['appointments'][number]): Seat => ({ person: a.person, startOn: a.startOn, endOn: a.endOn })
  return {
    seed: plan.seed,
    committees: plan.committees,
    persons: plan.persons,
    heads: committees.map((c) => seat(c.appointments.find((a) => a.role === 'HEAD')!)),
    seats: committees.map((c) => new Map(c.appointments.map((a) => [a.person, seat(a)]))),
    agencyName,
  }
}

/** Disputes in the order in which they came in; a matter merged into another is one unit with it. */
function disputeJobs(s: Staging, committees: CommitteePlan[]): Job[] {
  const { plan, until } = s
  const { outline } = plan
  const first = s.registry.procedures.get(confirmationProcedure)![0]!
  const ctx = { ...contextOf(plan, committees, agencyName(s)), confirmationFrom: first.effective.from }
  const centres = plan.centre && centreOf(s, plan.centre)
  const unitOf = outline.map((o, i) => o.mergedInto ?? i)
  const members = new Map<number, number[]>()
  unitOf.forEach((u, i) => {
    const list = members.get(u)
    if (list) list.push(i)
    else members.set(u, [i])
  })
  const window = new Map<number, number>()
  const after = new Map<number, number[]>()
  for (const [u, list] of members) {
    window.set(u, Math.floor(u / WINDOW))
    after.set(
      u,
      list.flatMap((i) => outline[i]!.after.map((a) => unitOf[a]!)),
    )
  }
  // What hangs on another goes to a later window than that one; chains are short.
  for (let moved = true; moved; ) {
    moved = false
    for (const [u, list] of after)
      for (const a of list)
        if (window.get(u)! <= window.get(a)!) {
          window.set(u, window.get(a)! + 1)
          moved = true
        }
  }
  const weights = new Map<string, number>()
  for (const o of outline) {
    const { county } = plan.committees[o.committee]!
    weights.set(county, (weights.get(county) ?? 0) + 1)
  }
  const lane = lanesOf(weights, s.threads, s.lanes)
  return [...members]
    .map(
      ([u, list]): Job => ({
        lane: lane.get(plan.committees[outline[u]!.committee]!.county)!,
        window: window.get(u)!,
        id: u,
        after: after.get(u)!,
        make: () => {
          const script = new Script(plan.seed)
          for (const i of list) {
            const d = plan.dispute(i)
            const link = plan.centre?.links.get(i)
            if (link) addLinkedOpening(script, link, d, centres!)
            addDispute(script, link ? handedOver(link, d) : d, ctx)
          }
          return script.unit(until)
        },
      }),
    )
    .sort((a, b) => a.window - b.window || a.id - b.id)
}
