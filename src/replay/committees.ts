/** Committees of the replay: how many of which kind stand where, since when, filed when. */

import { stepWorkdays } from '#kernel/calendar'
import { epochMs, type Instant, type LocalDate } from '#kernel/clock'
import { capParts, largestRemainder, shareOut } from './allocate.ts'
import type { City, CommitteeKind, Group, Place } from './city.ts'
import { GROUP_OF, townsOf } from './city.ts'
import { inventedWord, phoneOf } from './people.ts'
import { idFor, type Random, randomOf, shuffle } from './random.ts'
import type { Targets } from './targets.ts'
import { atSecond, type Day, type Days, dateOf, dayOf, monthsOn } from './timing.ts'

export type MeetingKind = '村民会议' | '村民代表会议' | '居民会议' | '职工大会' | '职代会' | '工会' | '设立单位聘任'

export type PlannedCommittee = {
  index: number
  id: string
  name: string
  shortName: string
  kind: CommitteeKind
  group: Group
  level: 'VILLAGE' | 'TOWN' | 'COUNTY' | 'CITY'
  county: string
  /** Nine-digit code of the town or street of its office. */
  town: string
  field?: string
  establisher: { name: string; kind: string; agency?: string }
  address: string
  phone: string
  isMultiEthnicArea: boolean
  establishedOn: LocalDate
  establishedAt: Instant
  dissolvedOn?: LocalDate
  /** Justice bureau with which it files. */
  filingAuthority: string
  /** Whether it stands in the stock at the end of the year: filed, not dissolved. */
  counted: boolean
  /** Why it is there, where it is there only to show that it does not count. */
  decoy?: 'UNFILED' | 'DISSOLVED'
  cityLevel: boolean
  meetingKind: MeetingKind
}

export type PlannedTerm = {
  committee: number
  no: number
  startOn: LocalDate
  /** Half-open: three years after the start. */
  endOn: LocalDate
  meetingKind: MeetingKind
  /** True where the term ran out within the year and nobody was elected again. */
  overdue: boolean
  /** Persons in the first seat (head) and after, as they stand when the term begins. */
  members: { person: number; role: 'HEAD' | 'DEPUTY' | 'MEMBER' }[]
}

export type PlannedFiling = {
  index: number
  id: string
  committee: number
  room?: number
  event: 'ESTABLISH' | 'CHANGE' | 'DISSOLVE' | 'ROOM_ESTABLISH' | 'APPOINT' | 'HIRE' | 'REMOVE' | 'DISMISS'
  eventOn: LocalDate
  /** Absent where it has not been filed by the end of the replay. */
  submittedAt?: Instant
  acceptedAt?: Instant
  courtNoticeAt?: Instant
  webPublishedAt?: Instant
  /** Submitted after the thirty working days. */
  late: boolean
}

export type PlannedRoom = {
  index: number
  id: string
  name: string
  committee: number
  kind: 'STATIONED' | 'PERSONAL'
  hostAgency?: string
  county: string
  openedOn: LocalDate
}

const LEVEL: Readonly<Record<Group, PlannedCommittee['level']>> = {
  VILLAGE: 'VILLAGE',
  RESIDENT: 'VILLAGE',
  TOWN: 'TOWN',
  PROFESSIONAL: 'COUNTY',
  ENTERPRISE: 'TOWN',
  OTHER: 'TOWN',
}

type Slot = {
  kind: CommitteeKind
  county: string
  town?: Place
  field?: string
  cityLevel?: boolean
  decoy?: PlannedCommittee['decoy']
}

/** Plans the committees of the stock and the decoys beside them, in a fixed order: counties as in the table. */
export function planCommittees(args: { targets: Targets; city: City; year: number; seed: string }): {
  committees: PlannedCommittee[]
  terms: Omit<PlannedTerm, 'members'>[]
} {
  const { targets, city, year, seed } = args
  const random = randomOf(seed, 'committees')
  const slots = [...stockSlots(targets, city, random), ...decoySlots(targets, city, random)]
  const overdue = overdueSlots(slots, targets.decoys.overdueTerms, random)
  const committees: PlannedCommittee[] = []
  const terms: Omit<PlannedTerm, 'members'>[] = []
  const words = new Map<string, number>()
  const perKind = new Map<string, number>()
  for (const slot of slots) if (!slot.decoy) bump(perKind, `${slot.county} ${slot.kind}`)
  slots.forEach((slot, index) => {
    const dates = datesOf(slot, overdue.has(index), year, random, {
      mayBeNew: (perKind.get(`${slot.county} ${slot.kind}`) ?? 0) >= 3,
      newShare: city.demo.terms.newInYearShare,
    })
    const committee = describe(slot, index, dates, { city, seed, words, random })
    committees.push(committee)
    dates.terms.forEach(([start, end], i) => {
      terms.push({
        committee: index,
        no: i + 1,
        startOn: dateOf(start),
        endOn: dateOf(end),
        meetingKind: committee.meetingKind,
        overdue: overdue.has(index),
      })
    })
  })
  return { committees, terms }
}

function bump(map: Map<string, number>, key: string): number {
  const n = (map.get(key) ?? 0) + 1
  map.set(key, n)
  return n
}

/** County by kind: professional ones by population, towns where they are, the rest in proportion to what is left. */
function stockSlots(targets: Targets, city: City, random: Random): Slot[] {
  const { demo } = city
  const counties = demo.counties.map((c) => c.place)
  const total = largestRemainder(
    demo.counties.map((c) => c.committees),
    targets.committees,
  )
  const professional = capParts(
    largestRemainder(
      demo.counties.map((c) => c.population),
      targets.professional,
    ),
    total,
  )
  const free = total.map((n, i) => n - professional[i]!)
  const kinds = shareOut(demo.committeeKinds, targets.committees - targets.professional)
  const slots: Slot[][] = counties.map(() => [])

  const towns = shuffle(townsOf(city), random)
  for (const kind of ['TOWNSHIP', 'SUBDISTRICT'] as const) {
    const fits = (p: Place) => (p.kind === 'street') === (kind === 'SUBDISTRICT')
    let left = kinds[kind]
    for (const town of towns.filter(fits)) {
      const c = counties.indexOf(town.parent)
      if (left === 0 || c < 0 || free[c] === 0) continue
      slots[c]!.push({ kind, county: town.parent, town })
      free[c]!--
      left--
    }
    kinds.VILLAGE += left
  }
  // Smallest kinds first, so that every county gets its share of them; villages take what is left.
  for (const kind of ['OTHER_ORG', 'REGIONAL', 'INSTITUTION', 'ENTERPRISE', 'RESIDENT', 'VILLAGE'] as const) {
    const parts = capParts(largestRemainder(free, kinds[kind]), free)
    parts.forEach((n, c) => {
      free[c]! -= n
      const choice = townsFor(kind, towns, counties[c]!)
      for (let i = 0; i < n; i++) slots[c]!.push({ kind, county: counties[c]!, town: choice[i % choice.length]! })
    })
  }
  let cityLeft = targets.cityLevel
  const cityFields = [...demo.professional.cityLevel.fields]
  counties.forEach((county, c) => {
    const here = towns.filter((t) => t.parent === county)
    let cityHere = demo.professional.cityLevel.places.includes(county)
      ? Math.min(Math.ceil(targets.cityLevel / demo.professional.cityLevel.places.length), cityLeft, professional[c]!)
      : 0
    for (let i = 0; i < professional[c]!; i++) {
      const town = here[i % here.length]!
      const cityLevel = cityHere-- > 0
      if (cityLevel) cityLeft--
      const field = cityLevel ? cityFields.shift()! : demo.professional.fields[i % demo.professional.fields.length]!
      slots[c]!.push({ kind: 'INDUSTRY_PROFESSIONAL', county, town, field, cityLevel })
    }
  })
  return slots.flat()
}

/** Villages lie in towns, communities in streets, where the county has both. */
function townsFor(kind: CommitteeKind, towns: Place[], county: string): Place[] {
  const here = towns.filter((t) => t.parent === county)
  if (kind !== 'VILLAGE' && kind !== 'RESIDENT') return here
  const fitting = here.filter((t) => (t.kind === 'street') === (kind === 'RESIDENT'))
  return fitting.length > 0 ? fitting : here
}

function decoySlots(targets: Targets, city: City, random: Random): Slot[] {
  const towns = townsOf(city)
  const at = () => towns[random.int(towns.length)]!
  const slots: Slot[] = []
  const unfiled: CommitteeKind[] = ['VILLAGE', 'RESIDENT', 'ENTERPRISE']
  const dissolved: CommitteeKind[] = ['ENTERPRISE', 'REGIONAL', 'OTHER_ORG', 'INSTITUTION']
  for (let i = 0; i < targets.decoys.unfiledCommittees; i++) {
    const town = at()
    slots.push({ kind: unfiled[i % unfiled.length]!, county: town.parent, town, decoy: 'UNFILED' })
  }
  for (let i = 0; i < targets.decoys.dissolvedCommittees; i++) {
    const town = at()
    slots.push({ kind: dissolved[i % dissolved.length]!, county: town.parent, town, decoy: 'DISSOLVED' })
  }
  return slots
}

function overdueSlots(slots: Slot[], n: number, random: Random): Set<number> {
  const eligible = slots.flatMap((s, i) => (!s.decoy && (s.kind === 'VILLAGE' || s.kind === 'RESIDENT') ? [i] : []))
  return new Set(shuffle(eligible, random).slice(0, n))
}

type CommitteeDates = { established: Day; dissolved?: Day; terms: [Day, Day][] }

function datesOf(
  slot: Slot,
  overdue: boolean,
  year: number,
  random: Random,
  fresh: { mayBeNew: boolean; newShare: number },
): CommitteeDates {
  const between = (from: string, to: string) => dayOf(from) + random.int(dayOf(to) - dayOf(from) + 1)
  const term = (start: Day): [Day, Day] => [start, monthsOn(start, 36)]
  const once = (start: Day, dissolved?: Day): CommitteeDates => ({
    established: start,
    ...(dissolved === undefined ? {} : { dissolved }),
    terms: [term(start)],
  })
  if (slot.decoy === 'UNFILED') return once(between(`${year}-09-15`, `${year}-12-28`))
  if (slot.decoy === 'DISSOLVED') {
    return once(between(`${year - 2}-02-01`, `${year - 1}-10-31`), between(`${year}-02-01`, `${year}-12-31`))
  }
  if (overdue) return once(between(`${year - 3}-02-01`, `${year - 3}-12-28`))
  if (slot.kind === 'VILLAGE' || slot.kind === 'RESIDENT') {
    const start = between(`${year - 2}-01-02`, `${year}-12-28`)
    if (start < dayOf(`${year - 1}-10-01`)) return once(start)
    // Elected again lately: the committee is three years older, so that it was there when it took its disputes.
    const before = monthsOn(start, -36)
    return { established: before, terms: [[before, start], term(start)] }
  }
  if (slot.kind !== 'TOWNSHIP' && slot.kind !== 'SUBDISTRICT' && fresh.mayBeNew && random.chance(fresh.newShare)) {
    return once(between(`${year}-02-10`, `${year}-10-10`))
  }
  return once(between(`${year - 2}-02-01`, `${year - 1}-09-30`))
}

const ESTABLISHER_KIND: Readonly<Record<CommitteeKind, string>> = {
  VILLAGE: '村民委员会',
  RESIDENT: '居民委员会',
  TOWNSHIP: '乡镇',
  SUBDISTRICT: '街道',
  ENTERPRISE: '企业',
  INSTITUTION: '事业单位',
  REGIONAL: '市场、园区管理单位',
  INDUSTRY_PROFESSIONAL: '行业协会',
  OTHER_ORG: '社会团体',
}

function describe(
  slot: Slot,
  index: number,
  dates: CommitteeDates,
  ctx: { city: City; seed: string; words: Map<string, number>; random: Random },
): PlannedCommittee {
  const { city, seed, words, random } = ctx
  const county = city.places.find((p) => p.code === slot.county)!
  const cityName = city.places.find((p) => p.level === 'city')?.name ?? ''
  const full = county.kind === 'district' ? cityName + county.name : county.name
  const town = slot.town!
  const word = `示${inventedWord(bump(words, `${town.code} ${slot.kind}`) * 37 + Number(town.code.slice(-3)))}`
  const { body, establisher } = naming(slot, { full, town, word, cityName })
  const group = GROUP_OF[slot.kind]
  const at = atSecond(dates.established, 9 * 3600 + random.int(7200))
  return {
    index,
    id: idFor(seed, 'committee', index, epochMs(at)),
    name: `${body}人民调解委员会`,
    shortName: body.replace(full, ''),
    kind: slot.kind,
    group,
    level: slot.cityLevel ? 'CITY' : LEVEL[group],
    county: slot.county,
    town: town.code,
    ...(slot.field ? { field: slot.field } : {}),
    establisher,
    address: `${full}${town.name}示例路${1 + (index % 300)}号`,
    phone: phoneOf(60_000_000 + index),
    isMultiEthnicArea: !slot.decoy && random.chance(city.demo.mediators.multiEthnicAreaShare),
    establishedOn: dateOf(dates.established),
    establishedAt: at,
    ...(dates.dissolved === undefined ? {} : { dissolvedOn: dateOf(dates.dissolved) }),
    filingAuthority: `justice-${slot.cityLevel ? city.demo.city : slot.county}`,
    counted: !slot.decoy,
    ...(slot.decoy ? { decoy: slot.decoy } : {}),
    cityLevel: slot.cityLevel ?? false,
    meetingKind: meetingOf(slot.kind, index),
  }
}

function naming(
  slot: Slot,
  n: { full: string; town: Place; word: string; cityName: string },
): { body: string; establisher: PlannedCommittee['establisher'] } {
  const kind = ESTABLISHER_KIND[slot.kind]
  const named = (name: string) => ({ body: name, establisher: { name, kind } })
  switch (slot.kind) {
    case 'VILLAGE':
      return { body: `${n.full}${n.town.name}${n.word}村`, establisher: { name: `${n.word}村村民委员会`, kind } }
    case 'RESIDENT':
      return { body: `${n.full}${n.town.name}${n.word}社区`, establisher: { name: `${n.word}社区居民委员会`, kind } }
    case 'TOWNSHIP':
    case 'SUBDISTRICT': {
      const office = slot.kind === 'SUBDISTRICT' ? '办事处' : '人民政府'
      const name = `${n.full}${n.town.name}`
      return { body: name, establisher: { name: name + office, kind, agency: `gov-${n.town.code}` } }
    }
    case 'ENTERPRISE':
      return named(`${n.full}${n.word}实业有限公司`)
    case 'INSTITUTION':
      return named(`${n.full}${n.word}中心`)
    case 'REGIONAL':
      return named(`${n.full}${n.word}市场`)
    case 'OTHER_ORG':
      return named(`${n.full}${n.word}商会`)
    case 'INDUSTRY_PROFESSIONAL': {
      const where = slot.cityLevel ? n.cityName : n.full
      return {
        body: slot.cityLevel ? `${where}${slot.field}纠纷` : `${where}${n.word}${slot.field}纠纷`,
        establisher: { name: `${where}${n.word}${slot.field}行业协会`, kind },
      }
    }
  }
}

function meetingOf(kind: CommitteeKind, index: number): MeetingKind {
  if (kind === 'VILLAGE') return index % 3 === 0 ? '村民会议' : '村民代表会议'
  if (kind === 'RESIDENT') return '居民会议'
  if (kind === 'ENTERPRISE' || kind === 'INSTITUTION') return index % 2 === 0 ? '职代会' : '工会'
  return '设立单位聘任'
}

/**
 * The filing of an event: thirty working days at most, unless it is to be late; receipt, notice to the court and
 * publication within five working days after it.
 */
export function filingOf(args: {
  index: number
  seed: string
  committee: number
  room?: number
  event: PlannedFiling['event']
  eventOn: Day
  late: boolean
  days: Days
  random: Random
}): PlannedFiling {
  const { days, random, eventOn } = args
  const after = (day: Day, n: number) => stepWorkdays(days.calendar, day, n)
  const submitted = after(eventOn, args.late ? 31 + random.int(15) : 2 + random.int(24))
  const accepted = after(submitted, 1 + random.int(4))
  const court = after(accepted, 1 + random.int(4))
  const web = after(accepted, 1 + random.int(4))
  const time = () => 9 * 3600 + random.int(7000)
  const submittedAt = atSecond(submitted, time())
  return {
    index: args.index,
    id: idFor(args.seed, 'filing', args.index, epochMs(submittedAt)),
    committee: args.committee,
    ...(args.room === undefined ? {} : { room: args.room }),
    event: args.event,
    eventOn: dateOf(eventOn),
    submittedAt,
    acceptedAt: atSecond(accepted, time()),
    courtNoticeAt: atSecond(court, time()),
    webPublishedAt: atSecond(web, time()),
    late: args.late,
  }
}
