/** Who sits where: seats of the committees, the people on them, those who have left, and their training. */

import { stepWorkdays } from '#kernel/calendar'
import { epochMs, type Instant, type LocalDate } from '#kernel/clock'
import { largestRemainder } from './allocate.ts'
import type { City } from './city.ts'
import type { PlannedCommittee, PlannedTerm } from './committees.ts'
import { identityOf, personName, phoneOf, type Sex } from './people.ts'
import { cumulate, idFor, pick, pickIndex, pickKey, type Random, randomFamily, randomOf, shuffle } from './random.ts'
import type { Targets } from './targets.ts'
import { atSecond, type Day, type Days, dateOf, dayOf } from './timing.ts'

export type Role = 'HEAD' | 'DEPUTY' | 'MEMBER' | 'HIRED_MEDIATOR'
export type EndReason = 'EXPIRE' | 'RESIGN' | 'REMOVED' | 'DISMISSED' | 'DEATH' | 'COMMITTEE_DISSOLVED'

export type PlannedPerson = {
  index: number
  id: string
  name: string
  sex: Sex
  ethnicity: string
  birthDate: LocalDate
  citizenId: string
  education: string
  political: string
  phone: string
  specialty: string[]
  isCourtRoster: boolean
  isExpert: boolean
  /** County of the primary seat. */
  county: string
  /** Whether the person is in office in a counted committee at the end of the year. */
  counted: boolean
}

export type PlannedAppointment = {
  index: number
  id: string
  person: number
  committee: number
  role: Role
  workMode: 'FULL_TIME' | 'PART_TIME'
  basis: 'ELECTED' | 'HIRED'
  startOn: LocalDate
  /** Half-open: the first day out of office. */
  endOn?: LocalDate
  endReason?: EndReason
  isPrimary: boolean
}

export type PlannedTraining = {
  person: number
  on: LocalDate
  at: Instant
  hours: number
  organiser: string
  kind: 'PRE_POST' | 'ANNUAL'
}

type Seat = {
  committee: number
  person: number
  primary: boolean
  rank: number
  left?: { on: Day; reason: EndReason; serves?: boolean }
}

/** Seats and people. `seatsOf` gives the appointments of a committee whose people stay. */
export type Staff = {
  persons: PlannedPerson[]
  appointments: PlannedAppointment[]
  terms: PlannedTerm[]
  trainings: PlannedTraining[]
  /** By committee: people who take matters, with their time in office; `until` where they are out before the replay ends. */
  serving: { person: number; since: Day; until?: Day }[][]
  notes: string[]
}

/** Members of a committee: three to nine by law; here five at most, the others are hired. */
const MOST_MEMBERS = 5

export function planStaff(args: {
  targets: Targets
  city: City
  year: number
  seed: string
  days: Days
  committees: readonly PlannedCommittee[]
  terms: readonly Omit<PlannedTerm, 'members'>[]
}): Staff {
  const { targets, city, year, seed, days, committees } = args
  const random = randomOf(seed, 'staff')
  const notes: string[] = []
  const stock = committees.filter((c) => c.counted)
  const people = Math.max(targets.mediators, stock.length > 0 ? 3 : 0)
  if (people > targets.mediators) {
    notes.push(`人民调解员${targets.mediators}名不足组成一个委员会：另设${people - targets.mediators}名，年末离任`)
  }
  const homes = homesOf(stock, people, city)
  const seats = seatsOf({ stock, homes, total: Math.max(targets.seats, 3 * stock.length), city, random })
  const lastDay = dayOf(`${year}-12-31`)
  for (const seat of seats) {
    if (seat.person >= targets.mediators) seat.left = { on: lastDay, reason: 'RESIGN', serves: true }
  }
  if (people > targets.mediators) headsWhoStay(seats, targets.mediators)
  const county = homes.map((c) => city.demo.counties[c]!.place)
  decoySeats({ targets, committees, seats, county, year, days, random, terms: args.terms, people })

  const sexes = county.map((): Sex => (random.chance(city.demo.mediators.womenShare) ? 'F' : 'M'))
  const minority = new Map<number, string>()
  const bySeat = group(seats, committees.length)
  for (const c of committees) compose(c, bySeat[c.index]!, sexes, minority, city, random)

  const fullTime = fullTimers(targets.fullTime, seats, committees, targets.mediators, random)
  const { appointments, serving } = appoint({ committees, bySeat, fullTime, seed, year, city, random })
  const persons = describePeople({ county, sexes, minority, seats, committees, targets, city, year, seed })
  const terms = args.terms.map((term): PlannedTerm => {
    const start = dayOf(term.startOn)
    const inOffice = bySeat[term.committee]!.filter((s) => s.rank < MOST_MEMBERS && (!s.left || s.left.on > start))
    return { ...term, members: inOffice.map((s) => ({ person: s.person, role: roleOf(s.rank) })) }
  })
  const trainings = train({ persons, appointments, year, days, city, random })
  return { persons, appointments, terms, trainings, serving, notes }
}

/** Where some are there for the year only, the head is one of those who stay. */
function headsWhoStay(seats: Seat[], stay: number): void {
  for (const head of seats) {
    if (head.rank !== 0 || head.person < stay) continue
    const other = seats.find((s) => s.committee === head.committee && s.person < stay)
    if (other) [head.rank, other.rank] = [other.rank, head.rank]
  }
}

/** County of each person, in table order. */
function homesOf(stock: readonly PlannedCommittee[], people: number, city: City): number[] {
  const perCounty = city.demo.counties.map((c) => stock.filter((s) => s.county === c.place).length)
  return largestRemainder(perCounty, people).flatMap((n, c) => Array<number>(n).fill(c))
}

function roleOf(rank: number): 'HEAD' | 'DEPUTY' | 'MEMBER' {
  return rank === 0 ? 'HEAD' : rank === 1 ? 'DEPUTY' : 'MEMBER'
}

/** Three seats for each committee, the rest by weight; each person first where he lives, then second seats. */
function seatsOf(args: {
  stock: readonly PlannedCommittee[]
  homes: readonly number[]
  total: number
  city: City
  random: Random
}): Seat[] {
  const { stock, homes, total, city, random } = args
  const counties = city.demo.counties.map((c) => c.place)
  const own = counties.map((_, c) => homes.flatMap((home, person) => (home === c ? [person] : [])))
  const committees = counties.map((place) => stock.filter((s) => s.county === place))
  const extra = largestRemainder(
    own.map((p) => p.length),
    Math.max(0, total - homes.length),
  )
  const wanted = own.map((p, c) => p.length + extra[c]!)
  // A county whose committees need more seats than its people give takes them from the widest.
  committees.forEach((list, c) => {
    while (wanted[c]! < 3 * list.length) {
      const from = wanted.findIndex((n, j) => n > Math.max(3 * committees[j]!.length, own[j]!.length))
      if (from >= 0) wanted[from]!--
      wanted[c]!++
    }
  })
  const seats: Seat[] = []
  committees.forEach((list, c) => {
    if (list.length === 0) return
    const weights = list.map((k) => city.demo.mediators.seatWeights[k.kind] * (0.5 + random.next()))
    const more = largestRemainder(weights, wanted[c]! - 3 * list.length)
    const sizes = more.map((n) => n + 3)
    const order: { committee: number; rank: number }[] = []
    const deepest = sizes.reduce((a, b) => Math.max(a, b), 0)
    for (let rank = 0; rank < deepest; rank++) {
      list.forEach((k, i) => {
        if (rank < sizes[i]!) order.push({ committee: k.index, rank })
      })
    }
    const there = new Map<number, Set<number>>()
    const locals = shuffle([...own[c]!], random)
    order.forEach(({ committee, rank }, i) => {
      const taken = there.get(committee) ?? new Set<number>()
      there.set(committee, taken)
      const primary = i < locals.length
      const person = primary ? locals[i]! : secondSeat(taken, locals, homes.length, random)
      if (person === undefined) return
      taken.add(person)
      seats.push({ committee, person, primary, rank })
    })
  })
  return withPrimary(seats)
}

function secondSeat(taken: Set<number>, locals: readonly number[], all: number, random: Random): number | undefined {
  for (let tries = 0; tries < 20 && locals.length > 0; tries++) {
    const person = pick(locals, random)
    if (!taken.has(person)) return person
  }
  const start = random.int(all)
  for (let k = 0; k < all; k++) if (!taken.has((start + k) % all)) return (start + k) % all
  return undefined
}

/** Everybody has exactly one primary seat, wherever he sits. */
function withPrimary(seats: Seat[]): Seat[] {
  const has = new Set(seats.filter((s) => s.primary).map((s) => s.person))
  for (const seat of seats) {
    if (has.has(seat.person)) continue
    seat.primary = true
    has.add(seat.person)
  }
  return seats
}

/** Seats of those who left, of dissolved committees and of unfiled ones. Appends to seats and to `county` (new people). */
function decoySeats(args: {
  targets: Targets
  committees: readonly PlannedCommittee[]
  seats: Seat[]
  county: string[]
  year: number
  days: Days
  random: Random
  terms: readonly Omit<PlannedTerm, 'members'>[]
  people: number
}): void {
  const { targets, committees, seats, county, year, days, random, people } = args
  let left = targets.decoys.departedMediators
  const newcomer = (place: string) => {
    left--
    county.push(place)
    return county.length - 1
  }
  for (const c of committees.filter((k) => k.decoy === 'DISSOLVED')) {
    const taken = new Set<number>()
    for (let rank = 0; rank < 3; rank++) {
      const gone = { on: dayOf(c.dissolvedOn!), reason: 'COMMITTEE_DISSOLVED' as const }
      const isNew = left > 0 || people === 0
      const person = isNew ? newcomer(c.county) : secondSeat(taken, [], people, random)
      if (person === undefined) continue
      taken.add(person)
      seats.push({ committee: c.index, person, primary: isNew, rank, left: gone })
    }
  }
  const homesIn = new Map<string, number[]>()
  for (let p = 0; p < people; p++) {
    const list = homesIn.get(county[p]!)
    if (list) list.push(p)
    else homesIn.set(county[p]!, [p])
  }
  for (const c of committees.filter((k) => k.decoy === 'UNFILED')) {
    const taken = new Set<number>()
    for (let rank = 0; rank < 3; rank++) {
      const person = secondSeat(taken, homesIn.get(c.county) ?? [], people, random)
      if (person === undefined) continue
      taken.add(person)
      seats.push({ committee: c.index, person, primary: false, rank })
    }
  }
  const stock = committees.filter((k) => k.counted && k.establishedOn < `${year}-01-01`)
  if (stock.length === 0) return
  const electedOn = new Map(args.terms.filter((t) => t.no > 1).map((t) => [t.committee, dayOf(t.startOn)]))
  const order = shuffle([...stock], random)
  const yearStart = dayOf(`${year}-01-01`)
  for (let i = 0; left > 0; i++) {
    const c = order[i % order.length]!
    const elected = electedOn.get(c.index)
    const person = newcomer(c.county)
    // The first of them leaves on the very last day: out of office at the end of that day.
    const last = i === 0
    const expired = elected !== undefined && elected >= yearStart && !last && i < order.length
    const any = dayOf(`${year}-01-06`) + random.int(350)
    const on = expired ? elected : last ? dayOf(`${year}-12-31`) : days.upTo('PROFESSIONAL', any)
    const reason: EndReason = expired
      ? 'EXPIRE'
      : random.chance(0.93)
        ? 'RESIGN'
        : random.chance(0.7)
          ? 'DISMISSED'
          : 'DEATH'
    seats.push({
      committee: c.index,
      person,
      primary: true,
      rank: expired ? MOST_MEMBERS - 1 : 100 + i,
      left: { on, reason },
    })
  }
}

function group(seats: readonly Seat[], committees: number): Seat[][] {
  const lists: Seat[][] = Array.from({ length: committees }, () => [])
  for (const seat of seats) lists[seat.committee]!.push(seat)
  return lists
}

/** A woman on every committee, and where several peoples live together somebody of a smaller one (人民调解法 art. 8). */
function compose(
  c: PlannedCommittee,
  seats: readonly Seat[],
  sexes: Sex[],
  minority: Map<number, string>,
  city: City,
  random: Random,
): void {
  const members = seats.filter((s) => s.rank < 3)
  if (members.length > 0 && !members.some((s) => sexes[s.person] === 'F')) {
    sexes[members[Math.min(1, members.length - 1)]!.person] = 'F'
  }
  if (c.isMultiEthnicArea && members.length > 0) {
    minority.set(members.at(-1)!.person, pick(city.demo.mediators.minorities, random))
  }
}

/** Full-time people first where the ministries want them: professional committees and towns. */
function fullTimers(
  n: number,
  seats: readonly Seat[],
  committees: readonly PlannedCommittee[],
  mediators: number,
  random: Random,
): Set<number> {
  const primary = seats.filter((s) => s.primary && s.person < mediators)
  const tier = (s: Seat) => {
    const { group: g } = committees[s.committee]!
    if (g === 'PROFESSIONAL' && s.rank < 3) return 0
    if (g === 'TOWN' && s.rank < 2) return 1
    return g === 'PROFESSIONAL' || g === 'TOWN' ? 2 : 3
  }
  const chosen = new Set<number>()
  for (let t = 0; t < 4 && chosen.size < n; t++) {
    for (const s of shuffle(
      primary.filter((p) => tier(p) === t),
      random,
    )) {
      if (chosen.size >= n) break
      chosen.add(s.person)
    }
  }
  return chosen
}

function appoint(args: {
  committees: readonly PlannedCommittee[]
  bySeat: readonly (readonly Seat[])[]
  fullTime: ReadonlySet<number>
  seed: string
  year: number
  city: City
  random: Random
}): { appointments: PlannedAppointment[]; serving: Staff['serving'] } {
  const { committees, bySeat, fullTime, seed, year, city, random } = args
  const appointments: PlannedAppointment[] = []
  const serving: Staff['serving'] = committees.map(() => [])
  for (const c of committees) {
    const established = dayOf(c.establishedOn)
    const elects = ['VILLAGE', 'RESIDENT', 'ENTERPRISE', 'INSTITUTION'].includes(c.kind)
    for (const seat of bySeat[c.index]!) {
      const hired = seat.rank >= MOST_MEMBERS
      const lately = hired && !seat.left && random.chance(city.demo.mediators.hiredInYearShare)
      const since = lately ? Math.max(established, dayOf(`${year}-01-06`) + random.int(300)) : established
      const index = appointments.length
      appointments.push({
        index,
        id: idFor(seed, 'appointment', index, epochMs(atSecond(since, 36_000))),
        person: seat.person,
        committee: c.index,
        role: hired ? 'HIRED_MEDIATOR' : roleOf(seat.rank),
        workMode: seat.primary && fullTime.has(seat.person) ? 'FULL_TIME' : 'PART_TIME',
        basis: hired || !elects ? 'HIRED' : 'ELECTED',
        startOn: dateOf(since),
        ...(seat.left ? { endOn: dateOf(seat.left.on), endReason: seat.left.reason } : {}),
        isPrimary: seat.primary,
      })
      if (!seat.left) serving[c.index]!.push({ person: seat.person, since })
      else if (seat.left.serves) serving[c.index]!.push({ person: seat.person, since, until: seat.left.on })
    }
  }
  return { appointments, serving }
}

function describePeople(args: {
  county: readonly string[]
  sexes: readonly Sex[]
  minority: ReadonlyMap<number, string>
  seats: readonly Seat[]
  committees: readonly PlannedCommittee[]
  targets: Targets
  city: City
  year: number
  seed: string
}): PlannedPerson[] {
  const { county, sexes, minority, seats, committees, targets, city, year, seed } = args
  const family = randomFamily(seed, 'person')
  const since = new Map<number, Day>()
  const field = new Map<number, string>()
  for (const s of seats) {
    const c = committees[s.committee]!
    const start = dayOf(c.establishedOn)
    since.set(s.person, Math.min(since.get(s.person) ?? start, start))
    if (c.field) field.set(s.person, c.field)
  }
  const running = new Map<string, number>()
  return county.map((place, index): PlannedPerson => {
    const random = family(index)
    const sex = sexes[index] ?? (random.chance(city.demo.mediators.womenShare) ? 'F' : 'M')
    const n = running.get(place + sex) ?? 0
    running.set(place + sex, n + 1)
    const { birthDate, citizenId } = identityOf(place, sex, n, 'mediator', year)
    const start = since.get(index) ?? dayOf(`${year}-01-01`)
    return {
      index,
      id: idFor(seed, 'person', index, epochMs(atSecond(start, 36_000))),
      name: personName(random),
      sex,
      ethnicity: minority.get(index) ?? '汉族',
      birthDate,
      citizenId,
      education: pickKey(city.demo.mediators.education, random),
      political: pickKey(city.demo.mediators.political, random),
      phone: phoneOf(70_000_000 + index),
      specialty: field.has(index) ? [field.get(index)!] : [],
      isCourtRoster: field.has(index) && random.chance(0.3),
      isExpert: random.chance(0.01),
      county: place,
      counted: index < targets.mediators,
    }
  })
}

/** Once a year for everybody in office but a few, before taking office for those hired this year. */
function train(args: {
  persons: readonly PlannedPerson[]
  appointments: readonly PlannedAppointment[]
  year: number
  days: Days
  city: City
  random: Random
}): PlannedTraining[] {
  const { persons, appointments, year, days, city, random } = args
  const trainings: PlannedTraining[] = []
  const hours = cumulate([3, 5, 1])
  const add = (person: number, day: Day, kind: PlannedTraining['kind']) => {
    const on = days.from('PROFESSIONAL', day)
    trainings.push({
      person,
      on: dateOf(on),
      at: atSecond(on, 9 * 3600),
      hours: [4, 8, 16][pickIndex(hours, random)]!,
      organiser: `justice-${persons[person]!.county}`,
      kind,
    })
  }
  const lately = new Set<number>()
  for (const a of appointments) {
    if (a.startOn < `${year}-01-01` || !a.isPrimary) continue
    lately.add(a.person)
    add(a.person, stepWorkdays(days.calendar, dayOf(a.startOn), -(3 + random.int(8))), 'PRE_POST')
  }
  for (const person of persons) {
    if (!person.counted || lately.has(person.index) || random.chance(city.demo.mediators.untrainedShare)) continue
    add(person.index, dayOf(`${year}-03-01`) + random.int(270), 'ANNUAL')
  }
  return trainings
}
