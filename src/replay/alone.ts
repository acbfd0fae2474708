/** Decoys that stand alone: turned away, ended early, entrusted by a court, pending at the end of the year. */

import { stepWorkdays } from '#kernel/calendar'
import { type Demo, GROUPS, type Source } from './city.ts'
import { concludeWithin, type Wish } from './conclude.ts'
import { BASE, type Context, type Draft, groupOf, type Outcome } from './draft.ts'
import { groupsFor, sourceCounts } from './joint.ts'
import { cumulate, pickIndex, pickKey, type Random } from './random.ts'
import { dayOf } from './timing.ts'

/** County, kind, committee and source of a decoy that stands alone, drawn from the same shares. */
function drawn(ctx: Context, key: number, random: Random, only?: Source) {
  const { demo, choice, kindShares: shares } = ctx
  const open = demo.counties.map((c, i) => (choice.available[i]!.some(Boolean) ? c.population : 0))
  const county = pickIndex(cumulate(open), random)
  const kind = shares.names[pickIndex(shares.sums, random)]!
  const counts = sourceCounts(demo, demo.reference.mediated)
  const names = [...Object.keys(demo.sources).filter((s) => s !== 'REST'), ...Object.keys(demo.restSources)] as Source[]
  let source = only ?? names[pickIndex(cumulate(counts), random)]!
  if (!only && (source === 'COURT_DELEGATED' || (kind === 'MEDICAL' && source === 'COMMITTEE_INITIATIVE'))) {
    source = 'PARTY_APPLICATION'
  }
  const wanted = only ? (demo.groupsOfSource.COURT_DELEGATED ?? GROUPS) : groupsFor(demo, kind)
  const here = GROUPS.filter((g, i) => wanted.includes(g) && choice.available[county]![i])
  const anywhere = GROUPS.filter((_, i) => choice.available[county]![i])
  const list = here.length > 0 ? here : anywhere
  const group = list[pickIndex(cumulate(list.map((g) => demo.groups[g])), random)]!
  const committee = choice.choose(county, group, kind, random)!
  const head = pickIndex(cumulate(demo.headCounts.map((h) => h.share)), random)
  return {
    key,
    index: -1,
    rootIndex: -1,
    ordinal: -1,
    counted: false,
    carriedOver: false,
    attemptNo: 1,
    committee,
    kind,
    source,
    written: true,
    head,
  }
}

export function turnedAway(n: number, ctx: Context): Draft[] {
  const { days, year, family } = ctx
  return Array.from({ length: n }, (_, i) => {
    const random = family(BASE.notAccepted! + i)
    const base = drawn(ctx, BASE.notAccepted! + i, random)
    const group = groupOf(ctx, base.committee)
    const received = days.pick(group, dayOf(`${year}-01-02`), dayOf(`${year}-12-24`), random)!
    const most = base.kind === 'MEDICAL' ? 3 : 4
    const decided = stepWorkdays(days.calendar, received, random.int(most))
    const ended = days.from(group, decided)
    return { ...base, decoy: 'NOT_ACCEPTED', outcome: 'NOT_ACCEPTED', received, ended, extensions: [], overdue: false }
  })
}

export function endedEarly(n: number, ctx: Context): Draft[] {
  const { days, year, family } = ctx
  return Array.from({ length: n }, (_, i) => {
    const random = family(BASE.ended! + i)
    const base = drawn(ctx, BASE.ended! + i, random)
    const group = groupOf(ctx, base.committee)
    const accepted = days.pick(group, dayOf(`${year}-01-02`), dayOf(`${year}-12-20`), random)!
    const ended = days.upTo(group, accepted + 1 + random.int(10))
    const outcome = 'ENDED_BEFORE_START' as const
    return {
      ...base,
      decoy: outcome,
      outcome,
      received: accepted,
      accepted,
      ended: Math.max(accepted, ended),
      extensions: [],
      overdue: false,
    }
  })
}

/** Entrusted by a court after it had docked the case: concluded, and by convention not counted. */
export function entrusted(n: number, settled: number, ctx: Context): Draft[] {
  const { year, family, demo } = ctx
  return Array.from({ length: n }, (_, i) => {
    const random = family(BASE.entrusted! + i)
    const base = drawn(ctx, BASE.entrusted! + i, random, 'COURT_ENTRUSTED')
    const procedure = random.chance(0.6) ? 'SIMPLIFIED' : 'ORDINARY'
    const outcome = (i < settled ? 'SETTLED_FULL' : 'FAILED_NO_AGREEMENT') as Outcome
    const month = pickIndex(cumulate(demo.months), random)
    const low = dayOf(`${year}-${String(month + 1).padStart(2, '0')}-${month === 0 ? '03' : '01'}`)
    const wish: Wish = {
      ...base,
      low,
      high: Math.min(low + 27, ctx.lastDay),
      outcome,
      carriedOver: false,
      procedure,
    }
    const dates = concludeWithin(wish, { ...ctx, demo: withoutLonger(demo) }, random)
    return { ...base, decoy: 'COURT_ENTRUSTED', ...dates, courtProcedure: procedure }
  })
}

const withoutLonger = (demo: Demo): Demo => ({
  ...demo,
  durations: { ...demo.durations, overdueShare: 0, extendedShare: 0, labourExtendedShare: 0 },
})

/** Accepted within the year, open at its end, concluded in the year after. */
export function pending(n: number, ctx: Context): Draft[] {
  const { year, family, demo } = ctx
  const success = demo.reference.settled / demo.reference.mediated
  return Array.from({ length: n }, (_, i) => {
    const random = family(BASE.pending! + i)
    const base = drawn(ctx, BASE.pending! + i, random)
    const outcome = (random.chance(success) ? 'SETTLED_FULL' : pickKey(demo.failReasons, random)) as Outcome
    const low = dayOf(`${year + 1}-01-01`)
    const wish: Wish = { ...base, low, high: low + 30, outcome, carriedOver: true }
    const dates = concludeWithin(wish, { ...ctx, demo: withoutLonger(demo) }, random)
    return { ...base, decoy: 'PENDING', ...dates }
  })
}
