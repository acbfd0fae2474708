/**
 * The plan of one replayed year: pure and the same for the same figures, scale and seed. It knows the printed figures,
 * the assumptions of the demonstration city and the calendar; it acts nothing out.
 */

import type { Calendar } from '#kernel/calendar'
import { stepWorkdays } from '#kernel/calendar'
import { epochMs, type LocalDate } from '#kernel/clock'
import { ADMIN_YEARS, type AdminPlan, planAdmin } from './admin-plan.ts'
import { ADMIN_IDS } from './admin-targets.ts'
import { scaleOf } from './allocate.ts'
import { type CentrePlan, planCentre } from './centre-plan.ts'
import { availability } from './choose.ts'
import type { City } from './city.ts'
import {
  filingOf,
  type PlannedCommittee,
  type PlannedFiling,
  type PlannedRoom,
  type PlannedTerm,
  planCommittees,
} from './committees.ts'
import { detailer } from './detail.ts'
import type { PlannedDispute } from './dispute.ts'
import { planDrafts } from './drafts.ts'
import { planJoint } from './joint.ts'
import { type PlannedAppointment, type PlannedPerson, type PlannedTraining, planStaff } from './mediators.ts'
import { inventedWord } from './people.ts'
import { idFor, pick, randomOf } from './random.ts'
import { type FigureLike, intakeOf, type Targets, targetsOf } from './targets.ts'
import { atSecond, type Days, dateOf, dayOf, daysOf, officeHours } from './timing.ts'

export type { PlannedCommittee, PlannedFiling, PlannedRoom, PlannedTerm } from './committees.ts'
export type { PlannedDispute } from './dispute.ts'
export type { PlannedAppointment, PlannedPerson, PlannedTraining } from './mediators.ts'

export type PlanArgs = {
  figures: ReadonlyMap<string, FigureLike>
  year: number
  /** 1 for the full year, 0.01 for a hundredth. */
  scale: number | string
  seed: string
  city: City
  calendar: Calendar
  /** Only mediation, without the dispute centres. */
  isMediationOnly?: boolean
}

export type Plan = {
  year: number
  seed: string
  targets: Targets
  /** Attempts accepted within the year, by the identity. */
  intake: number
  committees: PlannedCommittee[]
  persons: PlannedPerson[]
  appointments: PlannedAppointment[]
  terms: PlannedTerm[]
  trainings: PlannedTraining[]
  rooms: PlannedRoom[]
  filings: PlannedFiling[]
  /** In the order in which they came in; may be read again and again. */
  disputes: Iterable<PlannedDispute>
  disputeCount: number
  /** How attempts hang together, by index: known without their details. */
  outline: readonly Outlined[]
  /** Any one alone: the same as the n-th of `disputes`. */
  dispute(index: number): PlannedDispute
  rootCount: number
  /** Of the dispute centres; nothing where the city has no data on them, or none was open yet, or they are not wanted. */
  centre?: CentrePlan
  /** Reconsideration and suits; nothing where the file prints none of their figures, or they are not wanted. */
  admin?: AdminPlan
  /** The city's own code. */
  cityCode: string
  /** The day on which the last matter of the plan is concluded: the replay goes on until then. */
  lastConclusionOn: LocalDate
  /** What the file did not give or a small scale could not hold, for the reader. */
  notes: string[]
}

/** An attempt's committee, the attempts that must be there before it, and the one that it is merged into. */
export type Outlined = { committee: number; after: readonly number[]; mergedInto?: number }

/** Plans a year. @throws PlainError where the printed figures cannot hold together, RangeError for a bad scale. */
export function planYear({ figures, year, scale, seed, city, calendar, isMediationOnly }: PlanArgs): Plan {
  const { demo } = city
  const counties = demo.counties.map((c) => c.place)
  const days = daysOf(calendar, year, demo)
  const first = targetsOf(figures, scale, demo, counties.length)
  const { committees, terms: bare } = planCommittees({ targets: first, city, year, seed })
  const staff = planStaff({ targets: first, city, year, seed, days, committees, terms: bare })
  const joint = planJoint(first, demo, availability(committees, city, year), seed)
  const plan = planDrafts({ targets: first, joint, committees, city, year, seed, days })
  const rooms = planRooms(plan.targets.decoys.rooms, committees, year, seed, demo.personRoomShare)
  const filings = planFilings({ committees, terms: bare, rooms, staff, year, seed, days, city })
  const detail = detailer({
    city,
    year,
    seed,
    days,
    hours: officeHours(demo),
    committees,
    serving: staff.serving,
    names: namesOf(city),
  })
  const { drafts } = plan
  const centre = isMediationOnly
    ? undefined
    : planCentre({
        city,
        year,
        seed,
        scale: scaleOf(scale),
        days,
        drafts,
        countyOf: (d) => committees[d.committee]!.county,
        disputeOf: (index) => detail(drafts[index]!),
      })
  const admin = isMediationOnly ? undefined : planAdmin({ figures, city, year, seed, scale, days })
  const hasAdmin = !isMediationOnly && demo.administrative !== undefined && ADMIN_IDS.some((id) => figures.has(id))
  const adminNotes =
    admin?.notes ??
    (hasAdmin ? [`行政复议和行政应诉只能重放${ADMIN_YEARS.first}年至${ADMIN_YEARS.last}年，本次没有生成`] : [])
  const last = drafts.reduce((max, d) => Math.max(max, d.ended), dayOf(`${year}-12-31`))
  return {
    year,
    seed,
    targets: plan.targets,
    intake: intakeOf(plan.targets),
    committees,
    persons: staff.persons,
    appointments: staff.appointments,
    terms: staff.terms,
    trainings: staff.trainings,
    rooms,
    filings,
    disputes: {
      *[Symbol.iterator]() {
        for (const draft of drafts) yield detail(draft)
      },
    },
    disputeCount: drafts.length,
    outline: drafts.map((d) => ({
      committee: d.committee,
      after: [d.previous, d.transferredFrom].flatMap((x) => (x ? [x.index] : [])),
      ...(d.mergedInto ? { mergedInto: d.mergedInto.index } : {}),
    })),
    dispute: (index) => detail(drafts[index]!),
    rootCount: plan.roots,
    ...(centre ? { centre } : {}),
    ...(admin ? { admin } : {}),
    cityCode: demo.city,
    lastConclusionOn: dateOf(last),
    notes: [...first.notes, ...staff.notes, ...joint.notes, ...plan.notes, ...centreNotes(centre), ...adminNotes],
  }
}

/** What the centres took in is printed nowhere: the whole of it is assumed. */
const centreNotes = (centre: CentrePlan | undefined): string[] =>
  centre
    ? [
        `公布的数没有社会矛盾纠纷调处化解中心的件数：假定登记${centre.targets.registered}件，其中转人民调解${centre.targets.linked}件；另有${centre.targets.merged}件假定并入其他登记件`,
      ]
    : []

function namesOf(city: City) {
  const cityName = city.places.find((p) => p.level === 'city')?.name ?? ''
  const county = new Map<string, string>()
  const town = new Map<string, string>()
  const towns = new Map<string, string[]>()
  for (const p of city.places) {
    if (p.level === 'county') county.set(p.code, p.kind === 'district' ? cityName + p.name : p.name)
    if (p.level !== 'town' || p.kind === 'similar') continue
    town.set(p.code, p.name)
    const list = towns.get(p.parent)
    if (list) list.push(p.code)
    else towns.set(p.parent, [p.code])
  }
  return { county, town, towns }
}

/** Mediation rooms: in a host's house or under a mediator's name. They are no committees and do not count as such. */
function planRooms(
  n: number,
  committees: readonly PlannedCommittee[],
  year: number,
  seed: string,
  personShare: number,
): PlannedRoom[] {
  const random = randomOf(seed, 'rooms')
  const hosts = committees.filter((c) => c.counted && c.establishedOn < `${year - 1}-12-31`)
  const able = hosts.filter((c) => c.group === 'TOWN' || c.group === 'PROFESSIONAL')
  const list = able.length > 0 ? able : hosts
  if (list.length === 0) return []
  return Array.from({ length: n }, (_, index) => {
    const c = pick(list, random)
    const personal = random.chance(personShare)
    const opened = dayOf(`${year - 1}-12-31`) + 1 + random.int(300)
    const host = pick(['police', 'court', 'petition'], random)
    return {
      index,
      id: idFor(seed, 'room', index, epochMs(atSecond(opened, 36_000))),
      name: personal
        ? `“示${inventedWord(index * 11)}”人民调解工作室`
        : `${c.shortName}驻示${inventedWord(index * 17)}调解工作室`,
      committee: c.index,
      kind: personal ? 'PERSONAL' : 'STATIONED',
      ...(personal ? {} : { hostAgency: `${host}-${c.county}` }),
      county: c.county,
      openedOn: dateOf(opened),
    }
  })
}

/** Establishment of every committee, rooms, re-elections, and people who came or went within the year. */
function planFilings(args: {
  committees: readonly PlannedCommittee[]
  terms: readonly Omit<PlannedTerm, 'members'>[]
  rooms: readonly PlannedRoom[]
  staff: { appointments: PlannedAppointment[] }
  year: number
  seed: string
  days: Days
  city: City
}): PlannedFiling[] {
  const { committees, terms, rooms, staff, year, seed, days, city } = args
  const random = randomOf(seed, 'filings')
  const filings: PlannedFiling[] = []
  const add = (committee: number, event: PlannedFiling['event'], on: LocalDate, room?: number, mayBeLate = true) => {
    filings.push(
      filingOf({
        index: filings.length,
        seed,
        committee,
        ...(room === undefined ? {} : { room }),
        event,
        eventOn: dayOf(on),
        late: mayBeLate && random.chance(city.demo.terms.lateFilingShare),
        days,
        random,
      }),
    )
  }
  for (const c of committees) {
    if (c.decoy === 'UNFILED') {
      filings.push({
        index: filings.length,
        id: idFor(seed, 'filing', filings.length, epochMs(c.establishedAt)),
        committee: c.index,
        event: 'ESTABLISH',
        eventOn: c.establishedOn,
        late: dateOf(stepWorkdays(days.calendar, dayOf(c.establishedOn), 30)) <= `${year}-12-31`,
      })
      continue
    }
    add(c.index, 'ESTABLISH', c.establishedOn)
    if (c.dissolvedOn) add(c.index, 'DISSOLVE', c.dissolvedOn, undefined, false)
  }
  for (const t of terms) if (t.no > 1) add(t.committee, 'CHANGE', t.startOn)
  for (const r of rooms) add(r.committee, 'ROOM_ESTABLISH', r.openedOn, r.index)
  const since = `${year}-01-01`
  for (const a of staff.appointments) {
    const c = committees[a.committee]!
    if (a.startOn >= since && a.startOn > c.establishedOn) add(a.committee, 'HIRE', a.startOn)
    if (a.endReason === 'DISMISSED') add(a.committee, 'DISMISS', a.endOn!)
    else if (a.endReason === 'RESIGN' || a.endReason === 'DEATH') add(a.committee, 'CHANGE', a.endOn!)
  }
  return filings
}
