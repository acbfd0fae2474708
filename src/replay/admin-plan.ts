/**
 * The administrative disputes of a replayed year and of the year before: every application for reconsideration and every suit with its
 * days, organs, outcome and what hangs on it. Made from streams of its own; the sums are the targets, to the piece.
 */
import { stepWorkdays } from '#kernel/calendar'
import { epochMs, type LocalDate } from '#kernel/clock'
import type { ActKind } from '../domains/reconsideration/act-kinds.ts'
import { castOf } from './admin-cast.ts'
import { type PlannedSuit, planSuits } from './admin-suits-plan.ts'
import { type AdminTargets, adminTargetsOf } from './admin-targets.ts'
import { largestRemainder } from './allocate.ts'
import type { AdminDemo, City } from './city.ts'
import { cumulate, idFor, pickIndex, type Random, randomOf, shuffle } from './random.ts'
import type { FigureLike } from './targets.ts'
import { atSecond, type Day, type Days, dateOf, dayOf } from './timing.ts'

/** How a reconsideration ends: a decision's kind, a way of settling, or before it was accepted. */
export type ReconOutcome =
  | 'MAINTAIN'
  | 'REJECT_REQUEST'
  | 'DISMISS_APPLICATION'
  | 'REVOKE'
  | 'CONFIRM_ILLEGAL'
  | 'ORDER_PERFORM'
  | 'MODIFY'
  | Settlement
  | 'REFUSED'
  | 'ABANDONED'
  | 'ADVISED_ELSEWHERE'
  | 'TRANSFERRED'
export type Settlement = 'MEDIATED' | 'SETTLED_WITHDRAWN' | 'WITHDRAWN_AFTER_CORRECTION' | 'WITHDRAWN_OTHER'
const SETTLEMENTS: readonly string[] = [
  'MEDIATED',
  'SETTLED_WITHDRAWN',
  'WITHDRAWN_AFTER_CORRECTION',
  'WITHDRAWN_OTHER',
]
export const isSettled = (o: ReconOutcome): o is Settlement => SETTLEMENTS.includes(o)

export type PlannedRecon = {
  key: number
  matterId: string
  /** It came in before the replayed year: nothing printed says anything of it but that it came. */
  isAssumed: boolean
  /** Of the act that is challenged, of its applicant's knowing of it, of the application, of its end. */
  made: Day
  received: Day
  closed: Day
  /** The organ that decides, and its level. */
  organ: string
  level: 'CITY' | 'COUNTY'
  county: string
  respondent: string
  kind: ActKind
  outcome: ReconOutcome
  /** Keeps invented people of one county apart. */
  person: number
  /** Applications over one act by many people. */
  group?: string
  turn?: 'EXTENDED' | 'HEARING' | 'SUSPENDED' | 'ORDERED'
  /** Of one refused and then ordered to be accepted: the day of its acceptance. */
  accepted?: Day
}

export type AdminPlan = {
  demo: AdminDemo
  targets: AdminTargets
  recons: PlannedRecon[]
  suits: PlannedSuit[]
  /** Organs assessed, and whether they passed. */
  assessed: { organ: string; isPassed: boolean; on: Day }[]
  /** Half-yearly reports of organs that had applications. */
  reports: { organ: string; year: number; half: 1 | 2; on: Day }[]
  /** Claims for compensation made to an organ first: they are no disputes yet. */
  claims: { key: number; county: string; agency: string; person: number; received: Day }[]
  notes: string[]
}

/** Days of a stretch that the demonstration's months weigh, working days only. */
export type DayDraw = (low: Day, high: Day, random: Random) => Day

/**
 * Years that can be planned: the year before must lie under the versions that the platform has (since 2018), and all applications of
 * the year under the law of 2017, by whose steps they are acted out.
 */
export const ADMIN_YEARS = { first: 2019, last: 2023 }

export function planAdmin(args: {
  figures: ReadonlyMap<string, FigureLike>
  city: City
  year: number
  seed: string
  scale: number | string
  days: Days
}): AdminPlan | undefined {
  const { city, year, seed, days } = args
  const demo = city.demo.administrative
  if (!demo || year < ADMIN_YEARS.first || year > ADMIN_YEARS.last) return undefined
  const targets = adminTargetsOf(args.figures, args.scale, demo)
  if (!targets) return undefined
  const draw = drawOf(demo, days)
  const recons = planRecons({ targets, demo, city, year, seed, days, draw })
  const suits = planSuits({ targets, demo, city, year, seed, days, draw, recons })
  const { passed, due } = { passed: targets.standard.numerator, due: targets.standard.denominator }
  const organs = [`gov-${city.demo.city}`, ...city.demo.counties.map((c) => `gov-${c.place}`)].slice(0, due)
  return {
    demo,
    targets,
    recons,
    suits,
    assessed: organs.map((organ, i) => ({
      organ,
      isPassed: i < passed,
      on: days.upTo('TOWN', dayOf(`${year}-12-28`)),
    })),
    reports: reportsOf(recons, days),
    claims: claimsOf(targets.decoys.compensation, { city, year, seed, draw }),
    notes: targets.notes,
  }
}

function reportsOf(recons: readonly PlannedRecon[], days: Days): AdminPlan['reports'] {
  const halves = new Map<string, AdminPlan['reports'][number]>()
  // What the law asks of governments; the tax bureaus report in their own line.
  for (const r of recons.filter((x) => x.organ.startsWith('gov-'))) {
    const [y, m] = [Number(dateOf(r.received).slice(0, 4)), Number(dateOf(r.received).slice(5, 7))]
    const half = m <= 6 ? 1 : 2
    const on = days.from('TOWN', dayOf(half === 1 ? `${y}-07-08` : `${y + 1}-01-08`))
    halves.set(`${r.organ}/${y}/${half}`, { organ: r.organ, year: y, half, on })
  }
  return [...halves.values()].sort((a, b) => a.on - b.on || (a.organ < b.organ ? -1 : 1))
}

function claimsOf(n: number, a: Pick<ReconArgs, 'city' | 'year' | 'seed' | 'draw'>): AdminPlan['claims'] {
  const random = randomOf(a.seed, 'admin-claims')
  const cast = castOf(a.city)
  return Array.from({ length: n }, (_, key) => {
    const county = cast.county(random)
    const agency = cast.defendantOf('COUNTY', county, 'COERCION', random)
    const received = a.draw(dayOf(`${a.year}-01-06`), dayOf(`${a.year}-08-31`), random)
    return { key, county, agency, person: 90_000 + key, received }
  })
}

function drawOf(demo: AdminDemo, days: Days): DayDraw {
  return (low, high, random) => {
    const weights: number[] = []
    for (let d = low; d <= high; d++)
      weights.push(days.open('TOWN', d) ? demo.months[Number(dateOf(d).slice(5, 7)) - 1]! : 0)
    const sums = cumulate(weights)
    return (sums.at(-1) ?? 0) > 0 ? low + pickIndex(sums, random) : days.from('TOWN', low)
  }
}

type ReconArgs = {
  targets: AdminTargets
  demo: AdminDemo
  city: City
  year: number
  seed: string
  days: Days
  draw: DayDraw
}

/** Longest stretch from receipt to decision that stays within sixty days with a margin for paper work. */
const RECON_LONGEST = 56

function planRecons(a: ReconArgs): PlannedRecon[] {
  const { targets, demo, year, seed, days, draw } = a
  const t = targets.recon
  const random = randomOf(seed, 'admin-recon')
  const own = t.concluded - t.carried
  const [first, last] = [dayOf(`${year}-01-01`), dayOf(`${year}-12-31`)]
  const [firstBefore, lastBefore] = [dayOf(`${year - 1}-01-01`), first - 1]
  const work = (d: Day) => days.from('TOWN', d)
  const back = (d: Day) => days.upTo('TOWN', d)
  type Span = { received: Day; closed: Day; isCounted: boolean; isAssumed: boolean }
  const within = (from: Day, to: Day, low: Day): Pick<Span, 'received' | 'closed'> => {
    const received = draw(from, to, random)
    const earliest = Math.max(received + 18, low)
    return {
      received,
      closed: back(
        Math.max(earliest, Math.min(received + 18 + random.int(RECON_LONGEST - 17), received + RECON_LONGEST)),
      ),
    }
  }
  const spans: Span[] = []
  const add = (n: number, make: () => Pick<Span, 'received' | 'closed'>, isCounted: boolean, isAssumed: boolean) => {
    for (let i = 0; i < n; i++) spans.push({ ...make(), isCounted, isAssumed })
  }
  // Of the year before: ended in it, or carried into the year.
  add(t.before - t.carried, () => within(firstBefore + 4, lastBefore - 70, firstBefore), false, true)
  add(
    t.carried,
    () => {
      const received = draw(lastBefore - 40, lastBefore, random)
      return {
        received,
        closed: Math.max(
          back(first + 5 + random.int(Math.max(1, received + RECON_LONGEST - 8 - first))),
          work(first + 5),
        ),
      }
    },
    true,
    true,
  )
  add(own, () => within(first + 4, last - 66, first), true, false)
  add(
    t.accepted - own,
    () => {
      const received = draw(last - 40, last, random)
      return {
        received,
        closed: Math.max(back(last + 6 + random.int(Math.max(1, received + RECON_LONGEST - 9 - last))), work(last + 6)),
      }
    },
    false,
    false,
  )

  const counted = shuffle(
    spans.filter((s) => s.isCounted),
    random,
  )
  const others = spans.filter((s) => !s.isCounted)
  const ends = [
    ...endsOf(demo, { all: t.cityLevel, settled: t.cityLevelSettled }, random).map((outcome) => ({
      outcome,
      level: 'CITY' as const,
    })),
    ...endsOf(demo, { all: t.concluded - t.cityLevel, settled: t.settled - t.cityLevelSettled }, random).map(
      (outcome) => ({ outcome, level: 'COUNTY' as const }),
    ),
  ]
  const cityShare = t.concluded > 0 ? t.cityLevel / t.concluded : 0
  const settledOthers = t.concluded > 0 ? Math.round((others.length * t.settled) / t.concluded) : 0
  const otherEnds = endsOf(demo, { all: others.length, settled: settledOthers }, random)
  const cast = castOf(a.city)
  const kindNames = Object.keys(demo.kinds) as ActKind[]
  const kindSums = cumulate(kindNames.map((k) => demo.kinds[k]!))
  const persons = new Map<string, number>()
  const recons: PlannedRecon[] = []
  const make = (s: Span, level: PlannedRecon['level'], outcome: ReconOutcome): PlannedRecon => {
    const county = cast.county(random)
    const kind = kindNames[pickIndex(kindSums, random)]!
    const person = persons.get(county) ?? 0
    persons.set(county, person + 1)
    const key = recons.length
    const made = back(s.received - (4 + random.int(45)))
    const r: PlannedRecon = {
      key,
      matterId: idFor(seed, 'admin-recon', key, epochMs(atSecond(s.received, 8 * 3600))),
      isAssumed: s.isAssumed,
      made,
      received: s.received,
      closed: s.closed,
      level,
      county,
      kind,
      outcome,
      person,
      ...cast.respondentOf(level, county, kind, random),
    }
    recons.push(r)
    return r
  }
  for (const [i, s] of counted.entries()) make(s, ends[i]!.level, ends[i]!.outcome)
  for (const [i, s] of others.entries()) make(s, random.chance(cityShare) ? 'CITY' : 'COUNTY', otherEnds[i]!)
  giveReconTurns(recons, a, random)
  giveTaxBureau(recons, a)

  // Those that never were accepted count nowhere.
  const early: [ReconOutcome, number][] = [
    ['REFUSED', targets.decoys.refused],
    ['ABANDONED', targets.decoys.abandoned],
    ['ADVISED_ELSEWHERE', targets.decoys.advisedElsewhere],
    ['TRANSFERRED', targets.decoys.transferred],
  ]
  for (const [outcome, n] of early)
    for (let i = 0; i < n; i++) {
      const received = draw(first + 4, last - 45, random)
      const wait = stepWorkdays(days.calendar, received, outcome === 'ABANDONED' ? 16 : 2 + random.int(3))
      // Seven days for sending on, also over a holiday.
      const closed = outcome === 'TRANSFERRED' ? Math.min(wait, days.upTo('TOWN', received + 7)) : wait
      const isCity = outcome !== 'TRANSFERRED' && random.chance(0.2)
      const r = make({ received, closed, isCounted: false, isAssumed: false }, isCity ? 'CITY' : 'COUNTY', outcome)
      const astray = outcome === 'ADVISED_ELSEWHERE' || outcome === 'TRANSFERRED' ? cast.astray(outcome, r) : {}
      Object.assign(r, astray)
    }
  return recons.sort((x, y) => x.received - y.received || x.key - y.key)
}

/** Outcomes of so many concluded cases of which so many were settled, shares of each exact. */
function endsOf(demo: AdminDemo, n: { all: number; settled: number }, random: Random): ReconOutcome[] {
  const deal = (shares: Readonly<Record<string, number>>, total: number) => {
    const names = Object.keys(shares) as ReconOutcome[]
    const parts = largestRemainder(
      names.map((k) => shares[k]!),
      total,
    )
    return names.flatMap((k, i) => Array<ReconOutcome>(parts[i]!).fill(k))
  }
  return shuffle([...deal(demo.settlements, n.settled), ...deal(demo.decisions, n.all - n.settled)], random)
}

/** What befalls a few: many over one act, an extension, a hearing, a suspension, a refusal that the superior undid. */
function giveReconTurns(recons: PlannedRecon[], a: ReconArgs, random: Random): void {
  const { targets, demo, year, seed, days } = a
  const [first, last] = [dayOf(`${year}-01-01`), dayOf(`${year}-12-31`)]
  const own = shuffle(
    recons.filter((r) => r.received >= first && r.closed <= last),
    random,
  )
  const few = (share: number) => (own.length === 0 ? 0 : Math.max(1, Math.round(own.length * share)))
  const decided = (r: PlannedRecon) => !isSettled(r.outcome) && r.outcome !== 'DISMISS_APPLICATION'

  // Twenty people over one decision to expropriate: as many applications, one group.
  const county = own.filter((r) => r.level === 'COUNTY')
  const lead = county[0]
  for (let g = 0; lead && g < targets.decoys.groupOfTwenty; g++) {
    const members = county
      .slice(g * 20, (g + 1) * 20)
      .slice(0, Math.min(20, Math.max(2, Math.floor(county.length / 3))))
    const head = members[0]
    if (!head || members.length < 2) break
    for (const m of members) {
      m.kind = 'EXPROPRIATION'
      m.county = head.county
      m.organ = head.organ
      m.respondent = head.respondent
      m.made = Math.min(...members.map((x) => x.made))
      m.person += m === head ? 0 : 50_000 + m.key
      m.group = idFor(seed, 'admin-group', g, epochMs(atSecond(head.received, 0)))
      const length = m.closed - m.received
      m.received = head.received
      m.closed = days.upTo('TOWN', Math.min(m.received + length, m.received + RECON_LONGEST))
      m.made = Math.min(m.made, m.received - 4)
    }
    const made = Math.max(head.received - 50, Math.min(...members.map((m) => m.made)))
    for (const m of members) m.made = days.upTo('TOWN', made)
  }
  const free = own.filter((r) => !r.group)
  // Ordered by the superior: it counts on the day on which it is accepted at last.
  for (const r of free
    .filter((x) => decided(x) && x.level === 'COUNTY' && x.closed - x.received >= 18)
    .slice(0, targets.decoys.ordered)) {
    const accepted = r.received
    r.received = stepWorkdays(days.calendar, accepted, -12)
    r.made = Math.min(r.made, r.received - 4)
    r.accepted = accepted
    r.turn = 'ORDERED'
  }
  const plain = free.filter((r) => !r.turn && decided(r))
  const turns: [NonNullable<PlannedRecon['turn']>, number][] = [
    ['EXTENDED', few(demo.extendedShare)],
    ['HEARING', few(demo.hearingShare)],
    ['SUSPENDED', few(demo.suspendedShare)],
  ]
  let at = 0
  for (const [turn, n] of turns) {
    for (const r of plain.slice(at, at + n)) r.turn = turn
    at += n
  }
  // An extended one takes longer than sixty days, within the year.
  for (const r of recons)
    if (r.turn === 'EXTENDED') r.closed = days.upTo('TOWN', Math.min(last, r.received + 62 + random.int(20)))
}

/** A few against tax bureaus of districts: their own line hears them, at the city's level; they count for the city, not for a district. */
function giveTaxBureau(recons: readonly PlannedRecon[], { targets, city, year }: ReconArgs): void {
  const [first, last] = [dayOf(`${year}-01-01`), dayOf(`${year}-12-31`)]
  const able = recons.filter(
    (r) => r.level === 'CITY' && !r.group && !r.turn && r.received >= first && r.closed <= last,
  )
  for (const r of able.slice(0, targets.decoys.taxBureau)) {
    r.kind = 'PENALTY'
    r.respondent = `tax-${r.county}`
    r.organ = `tax-${city.demo.city}`
  }
}

/** The day on which something of the plan is on record at the latest. */
export const lastDayOf = (plan: AdminPlan): LocalDate | undefined => {
  const ends = [...plan.recons.map((r) => r.closed), ...plan.suits.map((s) => s.last)]
  return ends.length ? dateOf(Math.max(...ends)) : undefined
}
