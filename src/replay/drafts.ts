/**
 * Every attempt of the replay in outline: which committee, which days, which end, and how attempts hang together.
 * `detail.ts` fills each one in on demand.
 */

import { stepWorkdays } from '#kernel/calendar'
import { largestRemainder } from './allocate.ts'
import type { City, Demo, Group, Source } from './city.ts'
import { GROUPS } from './city.ts'
import type { PlannedCommittee } from './committees.ts'
import { groupsFor, type Joint, sourceCounts } from './joint.ts'
import { cumulate, pick, pickIndex, pickKey, type Random, randomFamily, randomOf, shuffle } from './random.ts'
import { duesOf, type ExtensionPlan, isLabour, latestConclusion, type Span, spanBefore } from './schedule.ts'
import type { Targets } from './targets.ts'
import { type Day, type Days, dayOf } from './timing.ts'

export type Outcome =
  | 'SETTLED_FULL'
  | 'SETTLED_PARTIAL'
  | 'FAILED_NO_AGREEMENT'
  | 'FAILED_PARTY_QUIT'
  | 'FAILED_DEADLINE'
  | 'FAILED_SUPERVENING'
  | 'ENDED_BEFORE_START'
  | 'NOT_ACCEPTED'
  | 'TRANSFERRED_OUT'
  | 'MERGED'

export type DecoyKind =
  | 'NOT_ACCEPTED'
  | 'ENDED_BEFORE_START'
  | 'TRANSFERRED'
  | 'MERGED'
  | 'SUPERSEDED'
  | 'COURT_ENTRUSTED'
  | 'PENDING'
  | 'PARTIAL'

/** One attempt in outline. `key` is stable under sorting and seeds its details. */
export type Draft = {
  key: number
  /** Set once all drafts are sorted by the day they came in. */
  index: number
  rootIndex: number
  /** Number among its county's matters: keeps invented people apart. */
  ordinal: number
  decoy?: DecoyKind
  /** Whether the year's figures count it. */
  counted: boolean
  carriedOver: boolean
  attemptNo: number
  committee: number
  kind: string
  source: Source
  written: boolean
  head: number
  outcome: Outcome
  received: Day
  accepted?: Day
  /** The conclusion, or the day on which it ended otherwise. */
  ended: Day
  extensions: ExtensionPlan[]
  overdue: boolean
  appraisal?: { from: Day; to: Day }
  courtProcedure?: 'ORDINARY' | 'SIMPLIFIED'
  /** The attempt that this one follows, or the matter it was transferred from or merged into. */
  previous?: Draft
  transferredFrom?: Draft
  transferredTo?: Draft
  mergedInto?: Draft
  supersededBy?: Draft
  confirmation?: 'VALID' | 'DISMISSED' | 'OTHER' | 'LATE'
  invalidated?: boolean
}

export type DraftPlan = { drafts: Draft[]; roots: number; notes: string[]; targets: Targets }

/** Picks committees that were there in time; by field where the professional ones have the right one. */
function chooser(committees: readonly PlannedCommittee[], city: City, year: number) {
  const counties = city.demo.counties.map((c) => c.place)
  const usable = committees.filter((c) => c.counted && c.establishedOn < `${year - 1}-10-20`)
  const lists = counties.map((place) => GROUPS.map((g) => usable.filter((c) => c.county === place && c.group === g)))
  const byField = new Map<string, PlannedCommittee[]>()
  for (const c of usable) {
    if (!c.field) continue
    const key = `${c.county} ${c.field}`
    byField.set(key, [...(byField.get(key) ?? []), c])
  }
  const available = lists.map((row) => row.map((list) => list.length > 0))
  const choose = (county: number, group: Group, kind: string, random: Random, not?: number): number | undefined => {
    if (group === 'PROFESSIONAL') {
      for (const field of city.demo.professional.fieldOfKind[kind] ?? []) {
        const fitting = (byField.get(`${counties[county]} ${field}`) ?? []).filter((c) => c.index !== not)
        if (fitting.length > 0) return pick(fitting, random).index
      }
    }
    const list = lists[county]![GROUPS.indexOf(group)]!
    for (let tries = 0; tries < 8 && list.length > 0; tries++) {
      const c = pick(list, random)
      if (c.index !== not) return c.index
    }
    return list.find((c) => c.index !== not)?.index
  }
  /** Another committee of the county, from the first group that has one; then of any county. */
  const another = (county: number, groups: readonly Group[], kind: string, random: Random, not: number) => {
    for (const g of shuffle([...groups], random)) {
      const found = choose(county, g, kind, random, not)
      if (found !== undefined) return found
    }
    for (const g of GROUPS) {
      const found = choose(county, g, kind, random, not)
      if (found !== undefined) return found
    }
    return usable.find((c) => c.index !== not)?.index
  }
  return { choose, another, available, usable }
}

export type Chooser = ReturnType<typeof chooser>

/** Committees' groups by county, for the joint distribution. */
export function availability(committees: readonly PlannedCommittee[], city: City, year: number): boolean[][] {
  return chooser(committees, city, year).available
}

const BASE: Record<string, number> = {
  counted: 0,
  superseded: 10_000_000,
  transferred: 20_000_000,
  merged: 30_000_000,
  notAccepted: 40_000_000,
  ended: 50_000_000,
  entrusted: 60_000_000,
  pending: 70_000_000,
}

export function planDrafts(args: {
  targets: Targets
  joint: Joint
  committees: readonly PlannedCommittee[]
  city: City
  year: number
  seed: string
  days: Days
}): DraftPlan {
  const { targets, joint, committees, city, year, seed, days } = args
  const { demo } = city
  const random = randomOf(seed, 'drafts')
  const family = randomFamily(seed, 'draft')
  const notes: string[] = []
  const choice = chooser(committees, city, year)
  const ctx: Context = { demo, days, year, committees, choice, family, kindShares: kindShares(demo) }

  const counted = countedDrafts(joint, ctx)
  const drafts: Draft[] = [...counted]
  const decoys = { ...targets.decoys }
  const order = shuffle([...counted], random)

  const retried = retries(order, decoys.superseded, ctx)
  if (retried.length < decoys.superseded) {
    notes.push(`同年被取代的失败尝试只能生成${retried.length}件（其余没有可以再次申请的委员会或日期）`)
  }
  decoys.superseded = retried.length
  const moved = transfers(order, decoys.transferred, ctx)
  if (moved.length < decoys.transferred) notes.push(`移转原件只能生成${moved.length}件`)
  decoys.transferred = moved.length
  const merged = merges(order, decoys.merged, ctx)
  if (merged.length < decoys.merged) notes.push(`合并件只能生成${merged.length}件`)
  decoys.merged = merged.length
  drafts.push(...retried, ...moved, ...merged)
  if (choice.usable.length > 0) {
    drafts.push(...turnedAway(decoys.notAccepted, ctx))
    drafts.push(...endedEarly(decoys.endedBeforeStart, ctx))
    drafts.push(...entrusted(decoys.courtEntrusted, decoys.courtEntrustedSettled, ctx))
    drafts.push(...pending(decoys.pendingAtYearEnd, ctx))
  } else {
    Object.assign(decoys, { notAccepted: 0, endedBeforeStart: 0, courtEntrusted: 0, courtEntrustedSettled: 0 })
    decoys.pendingAtYearEnd = 0
  }
  markConfirmations(counted, decoys.invalidated, demo, random)
  const roots = number(drafts, committees)
  return { drafts, roots, notes, targets: { ...targets, decoys } }
}

type Context = {
  demo: Demo
  days: Days
  year: number
  committees: readonly PlannedCommittee[]
  choice: Chooser
  family: (index: number) => Random
  kindShares: { names: string[]; sums: Float64Array }
}

function kindShares(demo: Demo) {
  const names = Object.keys(demo.kinds)
  return { names, sums: cumulate(names.map((k) => demo.kinds[k]!.mediated)) }
}

const groupOf = (ctx: Context, committee: number) => ctx.committees[committee]!.group

function countedDrafts(joint: Joint, ctx: Context): Draft[] {
  const { demo, year, choice, family } = ctx
  const months = Array.from({ length: 12 }, (_, m): [Day, Day] => {
    const first = dayOf(`${year}-${String(m + 1).padStart(2, '0')}-01`)
    const next = m === 11 ? dayOf(`${year + 1}-01-01`) : dayOf(`${year}-${String(m + 2).padStart(2, '0')}-01`)
    return [first, next - 1]
  })
  const drafts: Draft[] = []
  for (let i = 0; i < joint.n; i++) {
    const random = family(BASE.counted! + i)
    const kind = joint.kinds[joint.kind[i]!]!
    const source = joint.sources[joint.source[i]!]!
    const committee = choice.choose(joint.county[i]!, GROUPS[joint.group[i]!]!, kind, random)!
    const failed = i < joint.failed
    const outcome: Outcome = !failed
      ? 'SETTLED_FULL'
      : i < joint.partial
        ? 'SETTLED_PARTIAL'
        : (pickKey(demo.failReasons, random) as Outcome)
    const carriedOver = joint.carriedOver[i] === 1
    const written = failed || joint.written[i] === 1
    const [low, high] = months[joint.month[i]!]!
    const dates = concludeWithin({ low, high, kind, source, committee, written, outcome, carriedOver }, ctx, random)
    drafts.push({
      key: BASE.counted! + i,
      index: -1,
      rootIndex: -1,
      ordinal: -1,
      ...(outcome === 'SETTLED_PARTIAL' ? { decoy: 'PARTIAL' as const } : {}),
      counted: true,
      carriedOver,
      attemptNo: 1,
      committee,
      kind,
      source,
      written,
      head: joint.head[i]!,
      ...dates,
    })
  }
  return drafts
}

type Wish = {
  low: Day
  high: Day
  kind: string
  source: Source
  committee: number
  written: boolean
  outcome: Outcome
  /** Accepted in the year before `low`, concluded on or after it. */
  carriedOver: boolean
  procedure?: 'ORDINARY' | 'SIMPLIFIED'
}

type Dated = Pick<Draft, 'received' | 'accepted' | 'ended' | 'extensions' | 'overdue' | 'outcome'> & {
  appraisal?: { from: Day; to: Day }
}

/** Draws the conclusion inside [low, high] and works back; of one carried over, acceptance lies before `low`. */
function concludeWithin(wish: Wish, ctx: Context, random: Random): Dated {
  const { days, demo } = ctx
  const group = groupOf(ctx, wish.committee)
  const firstOfYear = dayOf(`${ctx.year}-01-01`)
  const start = wish.carriedOver ? days.upTo(group, wish.low - 1) : firstOfYear
  const reach = wish.carriedOver ? latestConclusion(wish.kind, wish.source, start, days) : wish.high
  const last = Math.min(wish.high, reach)
  const ended = days.pick(group, wish.low, last, random) ?? days.from(group, wish.low)
  const ask = {
    kind: wish.kind,
    group,
    source: wish.source,
    written: wish.written,
    fullTerm: wish.outcome === 'FAILED_DEADLINE',
    concluded: ended,
    acceptFrom: wish.carriedOver ? wish.low - 60 : firstOfYear,
    acceptTo: wish.carriedOver ? start : ended,
    plain: wish.outcome !== 'FAILED_SUPERVENING',
  }
  return finish(wish, ended, spanBefore(ask, days, demo, random, wish.procedure))
}

/** Running out of time is the reason of failure exactly where time ran out. */
function finish(wish: { outcome: Outcome }, ended: Day, span: Span): Dated {
  const long = span.overdue || span.extensions.length > 0
  const outcome = long && wish.outcome === 'FAILED_NO_AGREEMENT' ? 'FAILED_DEADLINE' : wish.outcome
  return {
    received: span.received,
    accepted: span.accepted,
    ended,
    extensions: span.extensions,
    overdue: span.overdue,
    ...(span.appraisal ? { appraisal: span.appraisal } : {}),
    outcome,
  }
}

const AFTER_FAILURE: readonly Group[] = ['TOWN', 'PROFESSIONAL', 'OTHER']
const FIRST_TRY: readonly Group[] = ['VILLAGE', 'RESIDENT', 'ENTERPRISE']

/**
 * Failed attempts at a village, community or enterprise committee that were taken up again elsewhere within the year
 * (宁波市人民调解条例 art. 18): the later, counted attempt supersedes them.
 */
function retries(order: readonly Draft[], n: number, ctx: Context): Draft[] {
  const { days, demo, year, family, choice } = ctx
  const first = dayOf(`${year}-01-01`)
  const made: Draft[] = []
  const fitting = (strict: boolean) => (d: Draft) =>
    !d.previous &&
    !d.carriedOver &&
    d.received > first + 22 &&
    d.source === 'PARTY_APPLICATION' &&
    (!strict || (AFTER_FAILURE.includes(groupOf(ctx, d.committee)) && !demo.groupsOfKind[d.kind]))
  for (const strict of [true, false]) {
    for (const later of order) {
      if (made.length >= n) return made
      if (!fitting(strict)(later)) continue
      const random = family(BASE.superseded! + made.length)
      const county = demo.counties.findIndex((c) => c.place === ctx.committees[later.committee]!.county)
      const committee = choice.another(county, FIRST_TRY, later.kind, random, later.committee)
      if (committee === undefined) continue
      const group = groupOf(ctx, committee)
      // Those who fail may be anywhere at the smallest scales; only such committees' failures can be taken up again.
      if (strict && !FIRST_TRY.includes(group)) continue
      const ended = days.upTo(group, later.received - 1 - random.int(12))
      const low = days.from(group, first)
      if (ended < low) continue
      const source: Source = random.chance(0.7) ? 'PARTY_APPLICATION' : 'COMMITTEE_INITIATIVE'
      const ask = {
        kind: later.kind,
        group,
        source,
        written: true,
        fullTerm: false,
        concluded: ended,
        acceptFrom: first,
        acceptTo: ended,
        plain: false,
      }
      const outcome: Outcome = random.chance(0.7) ? 'FAILED_NO_AGREEMENT' : 'FAILED_PARTY_QUIT'
      const draft: Draft = {
        key: BASE.superseded! + made.length,
        index: -1,
        rootIndex: -1,
        ordinal: -1,
        decoy: 'SUPERSEDED',
        counted: false,
        carriedOver: false,
        attemptNo: 1,
        committee,
        kind: later.kind,
        source,
        written: true,
        head: later.head,
        ...finish({ outcome }, ended, spanBefore(ask, days, demo, random)),
        supersededBy: later,
      }
      later.previous = draft
      later.attemptNo = 2
      made.push(draft)
    }
  }
  return made
}

/** Linked to nothing yet, in the year, and with days between coming in and ending. */
function free(d: Draft, gap: number): boolean {
  const linked = d.previous || d.transferredFrom || d.mergedInto
  return !linked && !d.carriedOver && d.written && d.ended - d.accepted! >= gap && !d.source.startsWith('COURT')
}

/** Matters handed to another committee with the parties' consent: same root, same attempt, same day of acceptance. */
function transfers(order: readonly Draft[], n: number, ctx: Context): Draft[] {
  const { days, demo, family, choice } = ctx
  const made: Draft[] = []
  for (const strict of [true, false]) {
    for (const to of order) {
      if (made.length >= n) return made
      if (!free(to, 3) || to.extensions.length > 0 || to.overdue || to.appraisal || isLabour(to.kind)) continue
      const random = family(BASE.transferred! + made.length)
      const county = demo.counties.findIndex((c) => c.place === ctx.committees[to.committee]!.county)
      const committee = choice.another(
        county,
        strict ? ['RESIDENT', 'VILLAGE', 'TOWN'] : GROUPS,
        to.kind,
        random,
        to.committee,
      )
      if (committee === undefined) continue
      const [from, into] = [groupOf(ctx, committee), groupOf(ctx, to.committee)]
      if (!days.open(from, to.received) || !days.open(from, to.accepted!)) continue
      const handOver = [0, 1, 2, 3].map((k) => to.accepted! + k)
      const possible = handOver.filter((d) => d < to.ended && days.open(from, d) && days.open(into, d))
      if (possible.length === 0) continue
      const draft: Draft = {
        key: BASE.transferred! + made.length,
        index: -1,
        rootIndex: -1,
        ordinal: -1,
        decoy: 'TRANSFERRED',
        counted: false,
        carriedOver: false,
        attemptNo: 1,
        committee,
        kind: to.kind,
        source: to.source,
        written: true,
        head: to.head,
        outcome: 'TRANSFERRED_OUT',
        received: to.received,
        accepted: to.accepted!,
        ended: pick(possible, random),
        extensions: [],
        overdue: false,
        transferredTo: to,
      }
      to.transferredFrom = draft
      made.push(draft)
    }
  }
  return made
}

/** The same dispute registered once more at the same committee and merged into the earlier registration. */
function merges(order: readonly Draft[], n: number, ctx: Context): Draft[] {
  const { days, family } = ctx
  const made: Draft[] = []
  const taken = new Set<Draft>()
  for (const into of order) {
    if (made.length >= n) break
    if (!free(into, 3) || taken.has(into)) continue
    const random = family(BASE.merged! + made.length)
    const group = groupOf(ctx, into.committee)
    const open = Array.from({ length: into.ended - into.accepted! - 1 }, (_, k) => into.accepted! + 1 + k).filter((d) =>
      days.open(group, d),
    )
    if (open.length === 0) continue
    const received = pick(open, random)
    const merged = open.filter((d) => d >= received)[0]!
    taken.add(into)
    const source: Source = into.source === 'PARTY_APPLICATION' ? 'HOTLINE' : 'PARTY_APPLICATION'
    made.push({
      key: BASE.merged! + made.length,
      index: -1,
      rootIndex: -1,
      ordinal: -1,
      decoy: 'MERGED',
      counted: false,
      carriedOver: false,
      attemptNo: 1,
      committee: into.committee,
      kind: into.kind,
      source,
      written: true,
      head: into.head,
      outcome: 'MERGED',
      received,
      accepted: received,
      ended: merged,
      extensions: [],
      overdue: false,
      mergedInto: into,
    })
  }
  return made
}

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

function turnedAway(n: number, ctx: Context): Draft[] {
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

function endedEarly(n: number, ctx: Context): Draft[] {
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
function entrusted(n: number, settled: number, ctx: Context): Draft[] {
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
      high: Math.min(low + 27, dayOf(`${year}-12-31`)),
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
function pending(n: number, ctx: Context): Draft[] {
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

/** Which written agreements go to court for confirmation, how that ends, and which a judgment later undoes. */
function markConfirmations(counted: readonly Draft[], invalidated: number, demo: Demo, random: Random): void {
  const agreements = shuffle(
    counted.filter((d) => d.outcome === 'SETTLED_FULL' && d.written),
    random,
  )
  const { shareOfWritten, valid, dismissed, other, lateShare } = demo.confirmation
  const n = Math.round(agreements.length * shareOfWritten)
  const [v, d] = largestRemainder([valid, dismissed, other], n)
  const late = n > 0 ? Math.max(1, Math.round(n * lateShare)) : 0
  agreements.slice(0, n).forEach((draft, i) => {
    draft.confirmation = i < v! ? 'VALID' : i < v! + d! ? 'DISMISSED' : 'OTHER'
  })
  for (const draft of agreements.slice(n, n + late)) draft.confirmation = 'LATE'
  for (const draft of agreements.slice(n + late, n + late + invalidated)) draft.invalidated = true
}

/** Sorts by the day a matter came in, numbers matters and disputes; earlier attempts of a dispute come first. */
function number(drafts: Draft[], committees: readonly PlannedCommittee[]): number {
  drafts.sort((a, b) => a.received - b.received || order(a) - order(b) || a.key - b.key)
  const roots = new Map<Draft, number>()
  const perCounty = new Map<string, number>()
  drafts.forEach((d, index) => {
    d.index = index
    const { county } = committees[d.committee]!
    d.ordinal = perCounty.get(county) ?? 0
    perCounty.set(county, d.ordinal + 1)
    const first = d.previous ?? d.transferredFrom ?? d
    let root = roots.get(first)
    if (root === undefined) {
      root = roots.size
      roots.set(first, root)
    }
    d.rootIndex = root
  })
  return roots.size
}

/** On the same day the giving matter of a transfer stands before the taking one. */
const order = (d: Draft) => (d.transferredFrom ? 1 : 0)

/** The last days that run on an attempt, for the detail and for tests. */
export function duesOfDraft(d: Draft, days: Days) {
  return duesOf(
    days,
    {
      kind: d.kind,
      source: d.source,
      received: d.received,
      accepted: d.accepted!,
      ...(d.appraisal ? { appraisal: d.appraisal } : {}),
    },
    d.courtProcedure,
  )
}
