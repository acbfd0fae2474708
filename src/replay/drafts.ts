/**
 * Every attempt of the replay in outline: which committee, which days, which end, and how attempts hang together.
 * `detail.ts` fills each one in on demand.
 */

import { largestRemainder } from './allocate.ts'
import { endedEarly, entrusted, pending, turnedAway } from './alone.ts'
import { chooser } from './choose.ts'
import { type City, type Demo, GROUPS } from './city.ts'
import type { PlannedCommittee } from './committees.ts'
import { concludeWithin } from './conclude.ts'
import { BASE, type Context, type Draft, kindShares, type Outcome } from './draft.ts'
import type { Joint } from './joint.ts'
import { merges, retries, transfers } from './links.ts'
import { pickKey, type Random, randomFamily, randomOf, shuffle } from './random.ts'
import type { Targets } from './targets.ts'
import { type Day, type Days, dayOf } from './timing.ts'

export type DraftPlan = { drafts: Draft[]; roots: number; notes: string[]; targets: Targets }

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
  // People who are there only to make up a committee leave on the year's last day.
  const lastDay = dayOf(targets.mediators < 3 ? `${year}-12-30` : `${year}-12-31`)
  const ctx: Context = { demo, days, year, committees, choice, family, lastDay, kindShares: kindShares(demo) }

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

function countedDrafts(joint: Joint, ctx: Context): Draft[] {
  const { demo, year, choice, family, lastDay } = ctx
  const months = Array.from({ length: 12 }, (_, m): [Day, Day] => {
    const first = dayOf(`${year}-${String(m + 1).padStart(2, '0')}-01`)
    const next = m === 11 ? dayOf(`${year + 1}-01-01`) : dayOf(`${year}-${String(m + 2).padStart(2, '0')}-01`)
    return [first, Math.min(next - 1, lastDay)]
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
