/**
 * What a demonstration adds to a replayed year: committees are elected again every three years and mediators trained every
 * year until today, except a named few, so that what is late today is late for a reason.
 */
import type { Calendar } from '#kernel/calendar'
import { addDays, addYears, type LocalDate } from '#kernel/clock'
import { filingOf, type PlannedCommittee } from './committees.ts'
import { countyJustice, later, onDay } from './enact.ts'
import { establisherOf } from './enact-agencies.ts'
import { type CommitteeLife, compositionOf, MEETING } from './enact-committees.ts'
import type { Plan } from './plan.ts'
import { randomFamily } from './random.ts'
import { type Days, dayOf } from './timing.ts'

export type CarryOn = (life: CommitteeLife) => void

/** Of so many mediators one has missed this year's training. */
const UNTRAINED_EVERY = 40

/** A carrier-on of the plan's committees until `today`. */
export function carryOn(plan: Plan, calendar: Calendar, today: LocalDate): CarryOn {
  const family = randomFamily(plan.seed, 'carry-on')
  const overdue = new Set(plan.terms.filter((t) => t.overdue).map((t) => t.committee))
  return (life) => {
    const { committee: c } = life.plan
    if (c.decoy) return
    // The committee whose term ran out in the replayed year stays as it is: it is the example.
    if (!overdue.has(c.index)) elect(life, c, plan, calendar, today, family(c.index))
    trainEverybody(life, c, plan, today)
  }
}

function elect(
  life: CommitteeLife,
  c: PlannedCommittee,
  plan: Plan,
  calendar: Calendar,
  today: LocalDate,
  random: ReturnType<ReturnType<typeof randomFamily>>,
): void {
  const last = life.plan.terms.at(-1)!
  const members = life.plan.appointments.filter((a) => a.role !== 'HIRED_MEDIATOR' && a.endOn === undefined)
  const composition = compositionOf(
    { ...last, members: members.map((a) => ({ person: a.person, role: a.role as 'HEAD' | 'DEPUTY' | 'MEMBER' })) },
    plan.persons,
  )
  for (let on = last.endOn; on < today; on = addYears(on, 3)) {
    const at = onDay(on, 9 * 3600)
    const filing = filingOf({
      index: -1,
      seed: plan.seed,
      committee: c.index,
      event: 'CHANGE',
      eventOn: dayOf(on),
      late: false,
      days: { calendar } as Days,
      random,
    })
    life.withFiling(
      at,
      { action: 'elect', input: { startOn: on, meetingKind: MEETING[last.meetingKind], composition } },
      filing,
    )
    members.forEach((a, rank) => {
      life.script.add(establisherOf(c), later(at, 30 + rank), { matterId: a.id, action: 'renew', input: {} })
    })
  }
}

function trainEverybody(life: CommitteeLife, c: PlannedCommittee, plan: Plan, today: LocalDate): void {
  for (const a of life.plan.appointments) {
    if (!a.isPrimary || a.endOn !== undefined) continue
    // Counted back from today, so that the last training is less than a year old whenever the demonstration begins.
    const back = 20 + ((a.person * 53) % 320)
    const isMissing = a.person % UNTRAINED_EVERY === UNTRAINED_EVERY - 1
    const list: LocalDate[] = []
    for (let on = addDays(today, -back); on > `${plan.year}-12-31`; on = addYears(on, -1)) list.unshift(on)
    for (const on of isMissing ? list.slice(0, -1) : list)
      life.script.add(countyJustice(c.county), onDay(on, 15 * 3600 + (a.person % 3000)), {
        matterId: a.id,
        action: 'train',
        input: { trainedOn: on, hours: 8, kind: 'ANNUAL', organiser: life.agencyName(`justice-${c.county}`) },
      })
  }
}
