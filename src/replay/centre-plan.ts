/**
 * The dispute centres of a replayed year: which there are, what they register, and which of it is a dispute that people's mediation
 * takes up. It is made after the plan of mediation and from streams of its own: nothing there depends on it, and nothing is counted twice,
 * since a linked matter is about a dispute that is there already.
 */
import { stepWorkdays } from '#kernel/calendar'
import { epochMs, type LocalDate } from '#kernel/clock'
import type { Channel } from '../domains/centre/kinds.ts'
import { halfUp, largestRemainder, type Scale, times } from './allocate.ts'
import { CENTRE_PATHS, type CentreDemo, type CentrePath, type City, townsOf } from './city.ts'
import type { PlannedDispute } from './dispute.ts'
import type { Draft } from './draft.ts'
import { cumulate, idFor, pick, pickIndex, type Random, randomFamily, randomOf, shuffle } from './random.ts'
import { atSecond, type Day, type Days, dateOf, dayOf } from './timing.ts'

export type PlannedCentre = {
  index: number
  /** Of the agency node that the centre is. */
  id: string
  matterId: string
  name: string
  level: 'COUNTY' | 'TOWN'
  county: string
  countyName: string
  town?: string
  parentId?: string
  /** The government that opens it. */
  establisher: string
  openedOn: LocalDate
}

/** A matter that the centre hands over to people's mediation. */
export type PlannedLink = {
  /** The dispute's index in the plan. */
  dispute: number
  matterId: string
  offerId: string
  centre: number
  county: string
  channel: Channel
}

/** A matter that takes another way than people's mediation. */
export type PlannedMatter = {
  key: number
  matterId: string
  centre: number
  county: string
  town: string
  channel: Channel
  path: CentrePath
  day: Day
  heads: number
  /** Keeps invented people of one county apart. */
  person: number
  /** The same person brings the same matter again while it is open: merged into this one. */
  merged?: { matterId: string; channel: Channel }
  /** The same person comes again and is told that it is not taken up again. */
  repeat?: { matterId: string; kind: 'DUP_PENDING' | 'UNSATISFIED'; channel: Channel }
  /** Of a complaint. */
  turn?: 'RETURNED' | 'RETURN_REFUSED' | 'JOINT' | 'ESCALATED'
  late?: boolean
  /** Of a petition. */
  petition?: { matterId: string; offerId: string; turn?: 'LATE' | 'EXTENDED' | 'MEDIATED' | 'REVIEWED' }
}

export type CentrePlan = {
  demo: CentreDemo
  centres: PlannedCentre[]
  /** By the dispute's index. */
  links: ReadonlyMap<number, PlannedLink>
  /** In the order in which they came in. */
  matters: PlannedMatter[]
  targets: { registered: number; linked: number; repeats: number; merged: number; townCentres: number }
}

/** Sources of mediation matters that come through a centre, and the channel by which they reach it; a centre's own has several. */
const CHANNEL_OF: Readonly<Record<string, Channel>> = {
  COURT_DELEGATED: 'COURT_DELEGATED',
  POLICE: 'POLICE_110',
  PETITION: 'PETITION_TRANSFER',
}
/** A centre's own intake that mediation knows as such. */
const OWN: readonly Channel[] = ['VISIT', 'PHONE', 'ONLINE', 'GRID']
/** Where somebody can ask a question and be answered on the spot. */
const ASKED: readonly Channel[] = ['VISIT', 'PHONE', 'ONLINE', 'HOTLINE_12345']

export function planCentre(args: {
  city: City
  year: number
  seed: string
  scale: Scale
  days: Days
  drafts: readonly Draft[]
  countyOf: (d: Draft) => string
  disputeOf: (index: number) => PlannedDispute
}): CentrePlan | undefined {
  const { city, year, seed, scale, days, drafts } = args
  const demo = city.demo.centre
  if (!demo) return undefined
  const centres = planCentres(demo, city, year, seed, scale, days)
  const own = new Map(centres.filter((c) => c.level === 'COUNTY').map((c) => [c.county, c]))
  if (own.size === 0) return undefined
  const total = registeredOf(demo, scale, own, city, year)
  const links = planLinks({ ...args, demo, own, most: total, first: dayOf(`${year}-01-01`), drafts })
  const repeats = Math.min(halfUp(demo.repeats, scale), Math.floor((total - links.size) / 4))
  const matters = planMatters({ demo, city, year, seed, days, centres, own, total, links, repeats, scale })
  const again = matters.filter((m) => m.repeat).length
  return {
    demo,
    centres,
    links,
    matters,
    targets: {
      registered: links.size + matters.length + again,
      linked: links.size,
      repeats: again,
      merged: matters.filter((m) => m.merged).length,
      townCentres: centres.filter((c) => c.level === 'TOWN').length,
    },
  }
}

/** In a year before all centres were open, the matters of those that were not are missing. */
function registeredOf(
  demo: CentreDemo,
  scale: Scale,
  own: ReadonlyMap<string, PlannedCentre>,
  city: City,
  year: number,
): number {
  if (year >= city.demo.year) return halfUp(demo.registered, scale)
  const { counties } = city.demo
  const share = counties.filter((c) => own.has(c.place)).reduce((sum, c) => sum + c.population, 0)
  const whole = counties.reduce((sum, c) => sum + c.population, 0)
  return halfUp(demo.registered, times(scale, Math.round(share * 10), Math.round(whole * 10)))
}

function planCentres(
  demo: CentreDemo,
  city: City,
  year: number,
  seed: string,
  scale: Scale,
  days: Days,
): PlannedCentre[] {
  const random = randomOf(seed, 'centres')
  const cityName = city.places.find((p) => p.level === 'city')?.name ?? ''
  const centres: PlannedCentre[] = []
  const add = (c: Omit<PlannedCentre, 'index' | 'id' | 'matterId'>) => {
    if (c.openedOn > `${year}-12-31`) return
    const ms = epochMs(atSecond(dayOf(c.openedOn), 9 * 3600))
    const index = centres.length
    centres.push({ ...c, index, id: idFor(seed, 'centre', index, ms), matterId: idFor(seed, 'centre-act', index, ms) })
  }
  for (const p of city.places) {
    const opened = p.level === 'county' ? demo.countyOpened[p.code] : undefined
    if (opened === undefined) continue
    const countyName = p.kind === 'district' ? cityName + p.name : p.name
    add({
      name: `${countyName}社会矛盾纠纷调处化解中心`,
      level: 'COUNTY',
      county: p.code,
      countyName,
      establisher: `gov-${p.code}`,
      openedOn: opened as LocalDate,
    })
  }
  const towns = shuffle(townsOf(city), random).slice(0, halfUp(demo.townCentres, scale))
  for (const t of towns) {
    const [low, high] = [dayOf(demo.townOpened.from), dayOf(demo.townOpened.to)]
    const parent = centres.find((c) => c.level === 'COUNTY' && c.county === t.parent)
    // A town's centre follows the county's.
    const from = Math.max(low, parent ? dayOf(parent.openedOn) + 1 : low)
    const opened = stepWorkdays(days.calendar, from + random.int(Math.max(1, high - from)), -1)
    if (!parent) continue
    add({
      name: `${parent.countyName}${t.name}社会矛盾纠纷调处化解中心`,
      level: 'TOWN',
      county: t.parent,
      countyName: parent.countyName,
      town: t.code,
      parentId: parent.id,
      establisher: `gov-${t.code}`,
      openedOn: dateOf(Math.max(opened, from)),
    })
  }
  return centres
}

const eightOClock = (day: Day) => epochMs(atSecond(day, 8 * 3600))

/** Disputes of the right source that came in at an open centre: first attempts that neither went elsewhere nor into another matter. */
function planLinks(args: {
  demo: CentreDemo
  seed: string
  drafts: readonly Draft[]
  countyOf: (d: Draft) => string
  disputeOf: (index: number) => PlannedDispute
  own: ReadonlyMap<string, PlannedCentre>
  first: Day
  most: number
}): Map<number, PlannedLink> {
  const { demo, seed, drafts, countyOf, own, first } = args
  const family = randomFamily(seed, 'centre-link')
  const sums = cumulate(OWN.map((c) => demo.channels[c] ?? 0))
  const links = new Map<number, PlannedLink>()
  for (const d of drafts) {
    if (links.size >= args.most) break
    if (d.source !== 'CENTRE' && !CHANNEL_OF[d.source]) continue
    if (d.received < first || d.previous || d.supersededBy || d.transferredFrom || d.transferredTo || d.mergedInto)
      continue
    const centre = own.get(countyOf(d))
    if (!centre || dayOf(centre.openedOn) >= d.received) continue
    // What the police only told the parties of did not pass through the centre.
    if (d.source === 'POLICE' && args.disputeOf(d.index).referral?.mode !== 'ENTRUSTED') continue
    const ms = eightOClock(d.received)
    links.set(d.index, {
      dispute: d.index,
      matterId: idFor(seed, 'centre-linked', d.key, ms),
      offerId: idFor(seed, 'centre-offer', d.key, ms),
      centre: centre.index,
      county: centre.county,
      channel: CHANNEL_OF[d.source] ?? OWN[pickIndex(sums, family(d.key))]!,
    })
  }
  return links
}

/** Everything else that is registered: channels and paths as the shares say, once the linked matters have taken theirs. */
function planMatters(args: {
  demo: CentreDemo
  city: City
  year: number
  seed: string
  days: Days
  scale: Scale
  centres: readonly PlannedCentre[]
  own: ReadonlyMap<string, PlannedCentre>
  links: ReadonlyMap<number, PlannedLink>
  total: number
  repeats: number
}): PlannedMatter[] {
  const { demo, city, year, seed, days, scale, centres, own, links, total, repeats } = args
  const random = randomOf(seed, 'centre-matters')
  const pool = channelsLeft(demo, links, total, random)
  const again = takeFrom(pool, ASKED, repeats)
  const n = total - links.size - again.length
  const paths = pathsOf(demo, n, pool, random)
  const seat = seatsOf(city, own, centres, random)
  const persons = new Map<string, number>()
  const matters = paths.map(({ path, channel }, key): PlannedMatter => {
    const { centre, town, day } = seat(year, days, channel)
    const person = persons.get(centre.county) ?? 0
    persons.set(centre.county, person + 1)
    const ms = eightOClock(day)
    return {
      key,
      matterId: idFor(seed, 'centre-matter', key, ms),
      centre: centre.index,
      county: centre.county,
      town,
      channel,
      path,
      day,
      heads: 1,
      person,
      ...(path === 'PETITION'
        ? {
            petition: {
              matterId: idFor(seed, 'centre-petition', key, ms),
              offerId: idFor(seed, 'centre-petition-offer', key, ms),
            },
          }
        : {}),
    }
  })
  giveTurns(matters, { demo, year, seed, scale, total, again, random })
  return matters.sort((a, b) => a.day - b.day || a.key - b.key)
}

/** Channels of all that is not linked: the shares of the whole less what the linked matters came by; the sum is exact. */
function channelsLeft(
  demo: CentreDemo,
  links: ReadonlyMap<number, PlannedLink>,
  total: number,
  random: Random,
): Channel[] {
  const names = Object.keys(demo.channels) as Channel[]
  const whole = largestRemainder(
    names.map((c) => demo.channels[c]!),
    total,
  )
  const taken = new Map<Channel, number>()
  for (const l of links.values()) taken.set(l.channel, (taken.get(l.channel) ?? 0) + 1)
  const left = names.map((c, i) => Math.max(0, whole[i]! - (taken.get(c) ?? 0)))
  const exact = largestRemainder(left.some(Boolean) ? left : whole, total - links.size)
  return shuffle(
    names.flatMap((c, i) => Array<Channel>(exact[i]!).fill(c)),
    random,
  )
}

/** Takes up to n entries of some channels out of the pool. */
function takeFrom(pool: Channel[], which: readonly Channel[], n: number): Channel[] {
  const taken: Channel[] = []
  for (let i = pool.length - 1; i >= 0 && taken.length < n; i--)
    if (which.includes(pool[i]!)) taken.push(...pool.splice(i, 1))
  return taken
}

function pathsOf(demo: CentreDemo, n: number, pool: readonly Channel[], random: Random) {
  const left = largestRemainder(
    CENTRE_PATHS.map((p) => demo.paths[p]),
    n,
  )
  const take = (wish: readonly CentrePath[]): CentrePath => {
    const able = wish.filter((p) => left[CENTRE_PATHS.indexOf(p)]! > 0)
    const list = able.length ? able : CENTRE_PATHS.filter((_, i) => left[i]! > 0)
    const path = list[pickIndex(cumulate(list.map((p) => left[CENTRE_PATHS.indexOf(p)]!)), random)]!
    left[CENTRE_PATHS.indexOf(path)]!--
    return path
  }
  const wishes = (c: Channel): readonly CentrePath[] =>
    c === 'COURT_DELEGATED'
      ? ['LITIGATION']
      : c === 'PETITION_TRANSFER'
        ? ['PETITION']
        : ASKED.includes(c)
          ? CENTRE_PATHS
          : CENTRE_PATHS.filter((p) => p !== 'CONSULT')
  // Those with the least choice come first.
  const order = [...pool].sort((a, b) => wishes(a).length - wishes(b).length)
  return shuffle(
    order.map((channel) => ({ channel, path: take(wishes(channel)) })),
    random,
  )
}

/** Where and when a matter comes in: a county by its people, a working day on which its centre is open; what a grid reports may go to a town's own. */
function seatsOf(
  city: City,
  own: ReadonlyMap<string, PlannedCentre>,
  centres: readonly PlannedCentre[],
  random: Random,
) {
  const counties = city.demo.counties.filter((c) => own.has(c.place))
  const sums = cumulate(counties.map((c) => c.population))
  const months = cumulate(city.demo.months)
  const towns = Map.groupBy(townsOf(city), (t) => t.parent)
  const ofTown = new Map(centres.flatMap((c) => (c.town ? [[c.town, c] as const] : [])))
  return (year: number, days: Days, channel: Channel) => {
    const last = dayOf(`${year}-12-31`)
    for (let tries = 0; ; tries++) {
      const county = counties[pickIndex(sums, random)]!.place
      const centre = own.get(county)!
      const m = pickIndex(months, random)
      const low = dayOf(`${year}-${String(m + 1).padStart(2, '0')}-01`)
      const high = m === 11 ? last : dayOf(`${year}-${String(m + 2).padStart(2, '0')}-01`) - 1
      const from = Math.max(low, dayOf(centre.openedOn) + 1)
      const day =
        from <= high
          ? days.pick('TOWN', from, high, random)
          : tries < 50
            ? undefined
            : days.pick('TOWN', Math.min(last, dayOf(centre.openedOn) + 1), last, random)
      if (day === undefined && tries < 200) continue
      const town = pick(towns.get(county)!, random).code
      const small = channel === 'GRID' ? ofTown.get(town) : undefined
      const at = day ?? days.upTo('TOWN', last)
      return { centre: small && dayOf(small.openedOn) < at ? small : centre, town, day: at }
    }
  }
}

/** What befalls a few: they are counted, not left to chance, so that a small year has them too. */
function giveTurns(
  matters: PlannedMatter[],
  o: {
    demo: CentreDemo
    year: number
    seed: string
    scale: Scale
    total: number
    again: readonly Channel[]
    random: Random
  },
): void {
  const { demo, year, seed, scale, total, again, random } = o
  const of = (path: CentrePath) =>
    shuffle(
      matters.filter((m) => m.path === path),
      random,
    )
  const few = (n: number, share: number) => (n === 0 ? 0 : Math.max(1, Math.round(n * share)))
  const complaints = of('COMPLAINT')
  const { complaints: c, petitions: p } = demo
  const turned = [
    ...Array<PlannedMatter['turn']>(few(complaints.length, c.returned)).fill('RETURNED'),
    ...Array<PlannedMatter['turn']>(few(complaints.length, c.returnRefused)).fill('RETURN_REFUSED'),
    ...Array<PlannedMatter['turn']>(few(complaints.length, c.joint)).fill('JOINT'),
    ...Array<PlannedMatter['turn']>(few(complaints.length, c.escalated)).fill('ESCALATED'),
  ]
  const plain = complaints.slice(turned.length)
  const late = few(plain.length, c.late)
  for (const [i, turn] of turned.entries()) if (complaints[i]) complaints[i].turn = turn!
  for (const m of plain.slice(0, late)) m.late = true

  const petitions = of('PETITION')
  const special = (
    [
      ['LATE', p.lateNotice],
      ['EXTENDED', p.extended],
      ['MEDIATED', p.mediated],
      ['REVIEWED', p.reviewed],
    ] as const
  ).flatMap(([turn, share]) => Array.from({ length: few(petitions.length, share) }, () => turn))
  for (const [i, turn] of special.entries()) if (petitions[i]) petitions[i].petition!.turn = turn

  // Whoever comes again: with a petition that was answered, or with a complaint that is being handled.
  // They do so within the year.
  const answered = petitions.slice(special.length).filter((m) => m.day <= dayOf(`${year}-10-10`))
  const handled = plain.slice(late).filter((m) => m.day <= dayOf(`${year}-12-10`))
  again.forEach((channel, i) => {
    const isAnswered = i % 2 === 0 && answered.length > 0
    const m = (isAnswered ? answered : handled).pop() ?? answered.pop()
    if (!m) return
    const kind = m.path === 'PETITION' ? 'UNSATISFIED' : 'DUP_PENDING'
    m.repeat = { matterId: idFor(seed, 'centre-repeat', m.key, eightOClock(m.day) + 1), kind, channel }
  })
  for (const m of handled.slice(0, Math.min(handled.length, Math.max(1, halfUp(demo.merged, scale)))))
    m.merged = {
      matterId: idFor(seed, 'centre-merged', m.key, eightOClock(m.day) + 2),
      channel: m.channel === 'HOTLINE_12345' ? 'VISIT' : 'HOTLINE_12345',
    }

  // A large group begins at the county and has no level there to rise to.
  const groups = shuffle(
    matters.filter((m) => m.path !== 'CONSULT' && m.channel !== 'COURT_DELEGATED' && m.turn !== 'ESCALATED'),
    random,
  )
  const [low, high] = demo.groupHeads
  for (const m of groups.slice(0, Math.round(total * demo.groupShare))) m.heads = low + random.int(high - low + 1)
  for (const m of matters) if (m.heads === 1 && random.chance(0.15)) m.heads = 2 + random.int(3)
}
