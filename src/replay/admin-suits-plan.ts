/** The suits of a replayed year and of the year before: filed, heard, ended, appealed; those that follow a reconsideration share its chain. */
import { stepWorkdays } from '#kernel/calendar'
import { epochMs } from '#kernel/clock'
import type { ActKind } from '../domains/reconsideration/act-kinds.ts'
import { castOf } from './admin-cast.ts'
import type { DayDraw, PlannedRecon } from './admin-plan.ts'
import { followRecons, giveEnds, giveKinds, hear } from './admin-suits-ends.ts'
import type { AdminTargets } from './admin-targets.ts'
import { largestRemainder } from './allocate.ts'
import type { AdminDemo, City } from './city.ts'
import { cumulate, idFor, pickIndex, type Random, randomOf, shuffle } from './random.ts'
import { atSecond, type Day, type Days, dateOf, dayOf } from './timing.ts'

export type SuitEnd =
  | Loss
  | 'REJECT_CLAIM'
  | 'WITHDRAWN'
  | 'DEEMED_WITHDRAWN'
  | 'DISMISS_SUIT'
  | 'MEDIATED'
  | 'RULING_NOT_DOCKET'
export type Loss =
  | 'REVOKE'
  | 'REVOKE_PART'
  | 'CONFIRM_ILLEGAL'
  | 'CONFIRM_ILLEGAL_KEEP'
  | 'ORDER_DUTY'
  | 'COMPENSATE_DAMAGE'
const LOSSES: readonly string[] = [
  'REVOKE',
  'REVOKE_PART',
  'CONFIRM_ILLEGAL',
  'CONFIRM_ILLEGAL_KEEP',
  'ORDER_DUTY',
  'COMPENSATE_DAMAGE',
]
export const isLoss = (end: SuitEnd): end is Loss => LOSSES.includes(end)
export const isJudged = (end: SuitEnd): boolean => isLoss(end) || end === 'REJECT_CLAIM'

/** Who came for the organ at a sitting. */
export type Attendance = 'CHIEF' | 'DEPUTY' | 'IRREPLACEABLE_DUTY' | 'OTHER_JUSTIFIED' | 'NONE'
export type PlannedHearing = { on: Day; attendance: Attendance }

export type PlannedSuit = {
  key: number
  matterId: string
  caseNo: string
  court: string
  courtLevel: 'BASIC' | 'INTERMEDIATE' | 'HIGH'
  instance: 'FIRST' | 'SECOND' | 'RETRIAL_REVIEW' | 'RETRIAL'
  /** It came in before the replayed year. */
  isAssumed: boolean
  isCityLevel: boolean
  isVertical: boolean
  county: string
  defendant: string
  /** Beside the first: the reconsideration organ, or who acted together with it. */
  other?: { agency: string; role: 'RECON_ORGAN' | 'JOINT_ACT' }
  kind: ActKind
  suitKind: 'ORDINARY' | 'PUBLIC_INTEREST'
  plaintiffs: number
  person: number
  docketed: Day
  end: SuitEnd
  concluded: Day
  hearing?: PlannedHearing
  /** Where a reconsideration went before: its key among the plan's. */
  recon?: number
  chain: string
  /** The city's organ is only a third party beside an organ of the province. */
  isThirdParty?: boolean
  /** The organ changed its act, and the plaintiff withdrew. */
  isCorrected?: boolean
  parent?: number
  /** Of an appealed case: what the second instance said, by the key of its matter, and when its ruling was served. */
  appeal?: {
    second?: number
    filed: Day
    served: Day
    outcome: 'UPHELD' | 'CHANGED' | 'REMANDED'
    /** By the organ, over what it lost. */
    isOwn?: true
    /** What the second instance decided instead. */
    end?: SuitEnd
  }
  /** The organ asks this instance to decide. */
  isAppellant?: true
  /** The organ asked for enforcement of what stands. */
  isEnforced?: true
  origin?: 'APPEAL' | 'REMAND' | 'RETRIAL'
  /** Last day on which something of it is recorded. */
  last: Day
}

export type SuitPlanArgs = {
  targets: AdminTargets
  demo: AdminDemo
  city: City
  year: number
  seed: string
  days: Days
  draw: DayDraw
  recons: readonly PlannedRecon[]
}

/** Days that the longest first instance of the plan takes: within six months. */
const LONGEST = 172

export function planSuits(a: SuitPlanArgs): PlannedSuit[] {
  const { targets, year, days, draw, seed } = a
  const t = targets.suits
  const random = randomOf(seed, 'admin-suits')
  const own = t.concluded - t.carried
  const [first, last] = [dayOf(`${year}-01-01`), dayOf(`${year}-12-31`)]
  const work = (d: Day) => days.from('TOWN', d)
  const back = (d: Day) => days.upTo('TOWN', d)
  type Span = { docketed: Day; concluded: Day }
  /** Ends within the year that holds `to`, at least `least` days on. */
  const within = (from: Day, to: Day, latest: Day) => {
    const docketed = draw(from, to, random)
    const most = Math.min(docketed + LONGEST, latest)
    return {
      docketed,
      concluded: back(Math.max(docketed + 40, Math.min(most, docketed + 40 + random.int(LONGEST - 40)))),
    }
  }
  const over = (from: Day, to: Day) => {
    const docketed = draw(from, to, random)
    // Over the turn of the year, with room for a sitting after it.
    const low = Math.max(docketed + 45, to + 25)
    return { docketed, concluded: work(low + random.int(Math.max(1, docketed + LONGEST - 4 - low))) }
  }
  const maker = makerOf(a, random)
  const { all: heard, secondInstance } = targets.hearings
  // Those sent back were filed in the year and are replaced by a case of the year, which is among its own and was heard.
  const wished = Math.max(
    0,
    Math.min(
      targets.decoys.remanded,
      Math.floor(own / 3),
      t.filed - own,
      Math.floor((heard - secondInstance - t.lost) / 2),
    ),
  )
  const make = (n: number, isAssumed: boolean, span: () => Span) =>
    Array.from({ length: n }, () => {
      const { docketed, concluded } = span()
      return maker.first(docketed, concluded, isAssumed)
    })
  const before = make(Math.max(0, t.before - t.carried), true, () => within(first - 365 + 4, first - 60, first - 1))
  const carried = make(t.carried, true, () => over(first - 130, first - 1))
  const ours = make(own, false, () => within(first + 4, last - 60, last))
  const counted = shuffle([...ours, ...carried], random)
  giveEnds(counted, { lost: t.lost, heard: heard - secondInstance - wished }, a, random)
  followRecons(
    counted.filter((s) => s.docketed >= first),
    a,
    random,
  )
  giveKinds(shuffle([...ours], random), a)
  const remanded = maker.remand(wished, shuffle([...ours], random))
  const pending = make(Math.max(0, t.filed - own - remanded), false, () => over(last - 130, last))
  for (const list of [before, pending])
    giveEnds(
      shuffle(list, random),
      {
        lost: t.concluded > 0 ? Math.round((list.length * t.lost) / t.concluded) : 0,
        heard: t.concluded > 0 ? Math.round((list.length * heard) / t.concluded) : 0,
      },
      a,
      random,
    )
  maker.appeal(counted)
  maker.notDocketed()
  maker.hear(counted, heard, first, last)
  maker.attend(first, last)
  return maker.numbered()
}

/** Makes suits and what grows from them: remands, appeals, reviews. */
function makerOf(a: SuitPlanArgs, random: Random) {
  const { targets, demo, city, year, seed, days, draw } = a
  const cast = castOf(city)
  const suits: PlannedSuit[] = []
  const persons = new Map<string, number>()
  const kindNames = Object.keys(demo.kinds) as ActKind[]
  const kindSums = cumulate(kindNames.map((k) => demo.kinds[k]!))
  const [first, last] = [dayOf(`${year}-01-01`), dayOf(`${year}-12-31`)]
  const on = (d: Day, n: number) => stepWorkdays(days.calendar, d, n)
  /** So many working days after the judgment, but within fifteen days of its service, which a long holiday may nearly fill. */
  const appealOn = (concluded: Day, n: number) => Math.min(on(concluded, n), days.upTo('TOWN', on(concluded, 2) + 14))
  const idOf = (key: number, docketed: Day) => idFor(seed, 'admin-suit', key, epochMs(atSecond(docketed, 8 * 3600)))
  const put = (
    s: Omit<PlannedSuit, 'key' | 'matterId' | 'caseNo' | 'chain' | 'last'> & { chain?: string },
  ): PlannedSuit => {
    const key = suits.length
    const matterId = idOf(key, s.docketed)
    const suit = { ...s, key, matterId, caseNo: '', chain: s.chain ?? matterId, last: s.concluded }
    suits.push(suit)
    return suit
  }
  const courtOf = (defendant: string, county: string) => {
    const isGovernment = /^gov-\d{6}$/.test(defendant)
    return isGovernment
      ? { court: `court-${city.demo.city}`, courtLevel: 'INTERMEDIATE' as const }
      : { court: `court-${county}`, courtLevel: 'BASIC' as const }
  }
  const make = (docketed: Day, concluded: Day, isAssumed: boolean): PlannedSuit => {
    const county = cast.county(random)
    const isCityLevel = random.chance(demo.cityLevelSuits)
    const kind = kindNames[pickIndex(kindSums, random)]!
    const isVertical = random.chance(demo.verticalShare)
    const level = isCityLevel ? 'CITY' : 'COUNTY'
    const defendant = isVertical
      ? isCityLevel
        ? 'customs-ningbo'
        : `tax-${county}`
      : cast.defendantOf(level, county, kind, random)
    const person = persons.get(county) ?? 0
    persons.set(county, person + 1)
    return put({
      ...courtOf(defendant, county),
      instance: 'FIRST',
      isAssumed,
      isCityLevel,
      isVertical,
      county,
      defendant,
      kind,
      suitKind: 'ORDINARY',
      plaintiffs: 1,
      person,
      docketed,
      concluded,
      end: 'WITHDRAWN',
    })
  }
  const child = (
    of: PlannedSuit,
    more: Pick<PlannedSuit, 'instance' | 'docketed' | 'concluded' | 'end' | 'origin'>,
  ): PlannedSuit => {
    const { recon: _r, hearing: _h, isCorrected: _c, appeal: _a, isEnforced: _e, isAppellant: _p, ...kept } = of
    const isUp = more.instance !== 'FIRST'
    return put({
      ...kept,
      ...(isUp
        ? of.courtLevel === 'BASIC'
          ? { court: `court-${city.demo.city}`, courtLevel: 'INTERMEDIATE' as const }
          : { court: 'HIGH', courtLevel: 'HIGH' as const }
        : {}),
      ...more,
      parent: of.key,
    })
  }
  /** Appealed from, and decided by the second instance. */
  const appealed = (s: PlannedSuit, wait: number, length: number, end: SuitEnd): PlannedSuit => {
    const filed = appealOn(s.concluded, wait)
    const docketed = on(filed, 6)
    const concluded = on(docketed, length)
    const second = child(s, { instance: 'SECOND', origin: 'APPEAL', docketed, concluded, end })
    const served = on(concluded, 4)
    const isSame = isLoss(end) === isLoss(s.end)
    s.appeal = { second: second.key, filed, served, outcome: isSame ? 'UPHELD' : 'CHANGED', ...(isSame ? {} : { end }) }
    s.last = second.last = served
    return second
  }
  /** Some ask for a retrial; of those a few get one, with its sitting in the year after. */
  const retry = (upheld: readonly PlannedSuit[]) => {
    const reviewed = upheld.slice(0, targets.decoys.retrialReviews)
    for (const [i, s] of reviewed.entries()) {
      const docketed = on(s.last, 30)
      const concluded = on(docketed, 40)
      child(s, { instance: 'RETRIAL_REVIEW', origin: 'RETRIAL', docketed, concluded, end: 'REJECT_CLAIM' })
      if (i >= targets.decoys.retrials) continue
      const again = Math.max(on(concluded, 8), days.from('TOWN', last - 50))
      const heard = days.from('TOWN', Math.max(again + 24, last + 6))
      const retried = child(s, {
        instance: 'RETRIAL',
        origin: 'RETRIAL',
        docketed: again,
        concluded: on(heard, 8),
        end: 'REJECT_CLAIM',
      })
      retried.hearing = { on: heard, attendance: 'DEPUTY' }
      retried.last = on(retried.concluded, 4)
    }
  }
  return {
    first: make,
    /** C8-10: lost in the first instance, sent back, and the claim then rejected in a new case of the same year. */
    remand(n: number, own: readonly PlannedSuit[]): number {
      const able = own.filter(
        (s) => s.end === 'REJECT_CLAIM' && s.hearing && s.recon === undefined && !s.other && s.suitKind === 'ORDINARY',
      )
      const taken = able.slice(0, n)
      for (const s of taken) {
        const docketed = days.from('TOWN', first + 5 + random.int(12))
        const lost = make(docketed, days.upTo('TOWN', docketed + 80 + random.int(30)), false)
        Object.assign(lost, {
          county: s.county,
          defendant: s.defendant,
          court: s.court,
          courtLevel: s.courtLevel,
          kind: s.kind,
          isCityLevel: s.isCityLevel,
          isVertical: s.isVertical,
          person: s.person,
        })
        lost.end = 'REVOKE'
        lost.hearing = { on: days.upTo('TOWN', docketed + 45), attendance: 'DEPUTY' }
        const filed = appealOn(lost.concluded, 8)
        const served = on(filed, 43)
        lost.appeal = { filed, served, outcome: 'REMANDED' }
        lost.last = served
        // The new case takes the place of the one that was planned.
        s.parent = lost.key
        s.origin = 'REMAND'
        s.chain = lost.chain
        s.docketed = on(served, 4)
        s.concluded = days.upTo('TOWN', Math.min(last, s.docketed + LONGEST) - random.int(12))
        s.hearing = { on: on(s.docketed, 14), attendance: 'DEPUTY' }
        s.last = s.concluded
      }
      return taken.length
    },
    /** Some who lost their claim appeal; a few sittings of the second instance; some ask for a retrial. */
    appeal(counted: readonly PlannedSuit[]) {
      const able = counted.filter(
        (s) => s.end === 'REJECT_CLAIM' && !s.appeal && s.concluded <= last - 100 && s.origin === undefined,
      )
      let left = targets.hearings.secondInstance
      let changed = targets.decoys.changedOnAppeal
      const upheld: PlannedSuit[] = []
      for (const s of able.slice(0, Math.max(targets.decoys.secondInstance, left))) {
        const isHeard = left-- > 0
        // The judgment of the first instance stays what it was in its rate, whatever the second makes of it.
        const end = upheld.length > 0 && changed-- > 0 ? ('REVOKE' as const) : ('REJECT_CLAIM' as const)
        const second = appealed(s, 8 + random.int(3), 28 + random.int(20), end)
        if (isHeard) second.hearing = { on: on(second.docketed, 14), attendance: 'DEPUTY' }
        if (end === 'REJECT_CLAIM') upheld.push(second)
      }
      const losses = counted.filter((s) => isLoss(s.end) && !s.appeal && s.suitKind === 'ORDINARY' && !s.isVertical)
      for (const s of losses.slice(0, targets.decoys.reversedLosses)) {
        const second = appealed(s, 8, 28 + random.int(20), 'REJECT_CLAIM')
        second.isAppellant = s.appeal!.isOwn = true
      }
      const standing = counted.filter((s) => s.end === 'REJECT_CLAIM' && !s.appeal && !s.origin)
      for (const s of standing.slice(0, targets.decoys.enforced)) s.isEnforced = true
      retry(upheld.sort((x, y) => x.last - y.last || x.key - y.key))
    },
    notDocketed() {
      for (let i = 0; i < targets.decoys.notDocketed; i++) {
        const docketed = draw(first + 4, last - 20, random)
        const s = make(docketed, on(docketed, 1), false)
        s.end = 'RULING_NOT_DOCKET'
      }
      for (let i = 0; i < targets.decoys.thirdParty; i++) {
        const docketed = draw(first + 4, last - 60, random)
        make(docketed, on(docketed, 25), false).isThirdParty = true
      }
    },
    /** Where fewer were sent back or heard again than wished, others of the year come to a sitting in their place. */
    hear(counted: readonly PlannedSuit[], all: number, from: Day, to: Day) {
      let missing = all - suits.filter((s) => s.hearing && s.hearing.on >= from && s.hearing.on <= to).length
      for (const s of counted) if (missing > 0 && !s.hearing && hear(s, a, random)) missing--
    },
    /** Heads in court: so many of the sittings of the year as printed; of other years by the same share, which says nothing. */
    attend(from: Day, to: Day) {
      const heard = shuffle(
        suits.filter((s) => s.hearing),
        random,
      )
      const give = (list: PlannedSuit[], attended: number) => {
        const names = Object.keys(demo.absences) as Attendance[]
        const parts = largestRemainder(
          names.map((k) => demo.absences[k]!),
          list.length - attended,
        )
        const absences = names.flatMap((k, i) => Array<Attendance>(parts[i]!).fill(k))
        list.forEach((s, i) => {
          s.hearing!.attendance =
            i < attended ? (random.chance(demo.chiefShare) ? 'CHIEF' : 'DEPUTY') : absences[i - attended]!
        })
      }
      const within = heard.filter((s) => s.hearing!.on >= from && s.hearing!.on <= to)
      give(within, Math.min(targets.hearings.attended, within.length))
      const others = heard.filter((s) => !within.includes(s))
      const share = targets.hearings.all > 0 ? targets.hearings.attended / targets.hearings.all : 1
      give(others, Math.round(others.length * share))
    },
    /** Numbers of each court and year in the order of docketing. */
    numbered(): PlannedSuit[] {
      const order = [...suits].sort((x, y) => x.docketed - y.docketed || x.key - y.key)
      const next = new Map<string, number>()
      for (const s of order) {
        const word =
          s.instance === 'FIRST'
            ? '行初'
            : s.instance === 'SECOND'
              ? '行终'
              : s.instance === 'RETRIAL'
                ? '行再'
                : '行申'
        const place =
          s.court === 'HIGH' ? '浙' : s.court.endsWith('00') ? `浙${s.court.slice(-4, -2)}` : `浙${s.court.slice(-4)}`
        const series = `（${dateOf(s.docketed).slice(0, 4)}）${place}${word}`
        const n = (next.get(series) ?? 0) + 1
        next.set(series, n)
        s.caseNo = `${series}${n}号`
      }
      return order
    },
  }
}
