/**
 * The joint distribution of the year's counted disputes. Every attribute is a multiset with the margin the
 * demonstration gives it; the multisets are shuffled and paired under the constraints, so margins stay exact. Where a
 * small replay cannot hold a margin (no committee of that group in the county), the margin gives way and a note says so.
 */

import { capParts, deal, largestRemainder } from './allocate.ts'
import { type Demo, GROUPS, type Group, type Source } from './city.ts'
import { type Random, randomOf, shuffle } from './random.ts'
import type { Targets } from './targets.ts'

/** Attributes by dispute; the failed ones come first. Small integers index the lists beside them. */
export type Joint = {
  n: number
  kinds: string[]
  sources: Source[]
  county: Uint8Array
  kind: Uint8Array
  month: Uint8Array
  group: Uint8Array
  source: Uint8Array
  /** Index into demo.headCounts. */
  head: Uint8Array
  /** 1 written, 0 oral; failed ones are 0. */
  written: Uint8Array
  carriedOver: Uint8Array
  /** Disputes [0, failed) failed, of which [0, partial) reached a partial agreement. */
  failed: number
  partial: number
  notes: string[]
}

/** Which groups have a committee in which county, by table order. */
export type Available = boolean[][]

const WRITTEN_KINDS = new Set(['LABOUR', 'MIGRANT_WAGE', 'MEDICAL'])

/** Whether the law, or the platform's reading of "major", asks for writing whatever the amount (宁波市人民调解条例 art. 24). */
export const alwaysWritten = (kind: string) => WRITTEN_KINDS.has(kind)

/** The groups that may take a dispute of this kind; all where the demonstration says nothing. */
export function groupsFor(demo: Demo, kind: string): readonly Group[] {
  return demo.groupsOfKind[kind] ?? GROUPS
}

export function planJoint(targets: Targets, demo: Demo, available: Available, seed: string): Joint {
  const random = randomOf(seed, 'joint')
  const { mediated: n, failed } = targets
  const kinds = Object.keys(demo.kinds)
  const sources = expandedSources(demo)
  const notes: string[] = []
  const open = available.map((row) => row.some(Boolean))

  const split = (weights: number[], failedWeights: number[]) => {
    const all = largestRemainder(weights, n)
    const bad = capParts(largestRemainder(failedWeights, failed), all)
    const list = new Uint8Array(n)
    list.set(deal(bad, random))
    list.set(
      deal(
        all.map((x, i) => x - bad[i]!),
        random,
      ),
      failed,
    )
    return list
  }
  const byCounty = demo.counties.map((c, i) => (open[i] ? c.population : 0))
  const county = split(byCounty, byCounty)
  const kind = split(
    kinds.map((k) => demo.kinds[k]!.mediated),
    kinds.map((k) => demo.kinds[k]!.failed),
  )
  const month = deal(largestRemainder(demo.months, n), random)
  const group = assignGroups({ n, county, kind, kinds, demo, available, random, notes })
  const source = assignSources({ n, kind, kinds, sources, group, demo, random })
  const carriedOver = assignCarriedOver(month, targets.decoys.carriedOver, random, notes)
  const head = deal(
    largestRemainder(
      demo.headCounts.map((h) => h.share),
      n,
    ),
    random,
  )
  const written = new Uint8Array(n)
  const forced = (i: number) =>
    alwaysWritten(kinds[kind[i]!]!) ||
    demo.headCounts[head[i]!]!.from >= 10 ||
    carriedOver[i] === 1 ||
    sources[source[i]!] === 'COURT_DELEGATED'
  assignForms(written, failed, forced, demo, random, notes)
  return {
    n,
    kinds,
    sources,
    county,
    kind,
    month,
    group,
    source,
    head,
    written,
    carriedOver,
    failed,
    partial: targets.partial,
    notes,
  }
}

/** The sources as the platform knows them: the rest is shared out over its parts. */
function expandedSources(demo: Demo): Source[] {
  return [...Object.keys(demo.sources).filter((s) => s !== 'REST'), ...Object.keys(demo.restSources)] as Source[]
}

/** How many disputes come from each source, in the order of `expandedSources`. */
export function sourceCounts(demo: Demo, n: number): number[] {
  const names = Object.keys(demo.sources)
  const parts = largestRemainder(Object.values(demo.sources), n)
  const rest = largestRemainder(Object.values(demo.restSources), parts[names.indexOf('REST')] ?? 0)
  return [...parts.filter((_, i) => names[i] !== 'REST'), ...rest]
}

function assignGroups(args: {
  n: number
  county: Uint8Array
  kind: Uint8Array
  kinds: string[]
  demo: Demo
  available: Available
  random: Random
  notes: string[]
}): Uint8Array {
  const { n, county, kind, kinds, demo, available, random, notes } = args
  const NONE = 255
  const group = new Uint8Array(n).fill(NONE)
  const somewhere = GROUPS.map((_, g) => available.some((row) => row[g]))
  const left = largestRemainder(
    GROUPS.map((g, i) => (somewhere[i] ? demo.groups[g] : 0)),
    n,
  )
  const allowed = kinds.map((k) => groupsFor(demo, k).map((g) => GROUPS.indexOf(g)))
  const order = shuffle(
    Array.from({ length: n }, (_, i) => i),
    random,
  )
  // Kinds with the fewest groups choose first, in proportion to what is left of each.
  const tight = order.filter((i) => allowed[kind[i]!]!.length < GROUPS.length)
  tight.sort((a, b) => allowed[kind[a]!]!.length - allowed[kind[b]!]!.length)
  for (const i of tight) {
    const open = allowed[kind[i]!]!.filter((g) => left[g]! > 0 && available[county[i]!]![g])
    if (open.length === 0) continue
    let at = random.int(open.reduce((sum, g) => sum + left[g]!, 0))
    const g = open.find((x) => {
      at -= left[x]!
      return at < 0
    })!
    group[i] = g
    left[g]!--
  }
  const rest = order.filter((i) => group[i] === NONE)
  const pool = deal(left, random)
  rest.forEach((i, k) => {
    group[i] = pool[k]!
  })
  // Swap until every dispute has a committee of its group in its county and a group its kind allows.
  const fits = (i: number, g: number) => available[county[i]!]![g]! && allowed[kind[i]!]!.includes(g)
  let moved = 0
  let outside = 0
  for (const i of rest) {
    if (fits(i, group[i]!)) continue
    let found = false
    for (let tries = 0; tries < 400 && !found; tries++) {
      const j = random.int(n)
      if (fits(i, group[j]!) && fits(j, group[i]!)) {
        const held = group[i]!
        group[i] = group[j]!
        group[j] = held
        found = true
      }
    }
    if (found) continue
    const here = GROUPS.map((_, g) => g).filter((g) => available[county[i]!]![g])
    const liked = here.filter((g) => allowed[kind[i]!]!.includes(g))
    if (liked.length === 0) outside++
    group[i] = (liked.length > 0 ? liked : here)[random.int((liked.length > 0 ? liked : here).length)]!
    moved++
  }
  if (moved > 0) notes.push(`按委员会类型的份额有${moved}件改由当地其他委员会承办（当地没有相应类型的委员会）`)
  if (outside > 0) notes.push(`${outside}件的纠纷类型在当地没有优先承办的委员会，由其他委员会承办`)
  return group
}

function assignSources(args: {
  n: number
  kind: Uint8Array
  kinds: string[]
  sources: Source[]
  group: Uint8Array
  demo: Demo
  random: Random
}): Uint8Array {
  const { n, kind, kinds, sources, group, demo, random } = args
  const counts = sourceCounts(demo, n)
  const source = new Uint8Array(n).fill(255)
  for (const [name, groups] of Object.entries(demo.groupsOfSource)) {
    const s = sources.indexOf(name as Source)
    if (s < 0) continue
    const allowed = groups.map((g) => GROUPS.indexOf(g))
    const fitting: number[] = []
    const others: number[] = []
    for (let i = 0; i < n; i++) if (source[i] === 255) (allowed.includes(group[i]!) ? fitting : others).push(i)
    for (const i of [...shuffle(fitting, random), ...others].slice(0, counts[s])) source[i] = s
    counts[s] = 0
  }
  const pool = deal(counts, random)
  let at = 0
  for (let i = 0; i < n; i++) if (source[i] === 255) source[i] = pool[at++]!
  // A medical dispute needs the patient's or the hospital's application: no committee begins one by itself.
  const own = sources.indexOf('COMMITTEE_INITIATIVE')
  const medical = kinds.indexOf('MEDICAL')
  const apply = sources.indexOf('PARTY_APPLICATION')
  for (let i = 0; i < n; i++) {
    if (kind[i] !== medical || source[i] !== own) continue
    for (let tries = 0; tries < 1000; tries++) {
      const j = random.int(n)
      if (source[j] !== apply || kind[j] === medical) continue
      source[j] = own
      source[i] = apply
      break
    }
    if (source[i] === own) source[i] = apply
  }
  return source
}

/** Those brought forward from the year before, concluded in its first month; short months borrow from others. */
function assignCarriedOver(month: Uint8Array, n: number, random: Random, notes: string[]): Uint8Array {
  const flags = new Uint8Array(month.length)
  const order = shuffle(
    Array.from({ length: month.length }, (_, i) => i),
    random,
  )
  let left = n
  for (const i of order) {
    if (left === 0) break
    if (month[i] !== 0) continue
    flags[i] = 1
    left--
  }
  if (left > 0) notes.push(`上年结转件多于1月份额：${left}件改在1月结论`)
  for (const i of order) {
    if (left === 0) break
    if (flags[i] === 1) continue
    flags[i] = 1
    month[i] = 0
    left--
  }
  return flags
}

function assignForms(
  written: Uint8Array,
  failed: number,
  forced: (i: number) => boolean,
  demo: Demo,
  random: Random,
  notes: string[],
): void {
  const settled = written.length - failed
  const [wanted] = largestRemainder([demo.forms.WRITTEN, demo.forms.ORAL], settled)
  let left = wanted!
  const free: number[] = []
  for (let i = failed; i < written.length; i++) {
    if (forced(i)) {
      written[i] = 1
      left--
    } else free.push(i)
  }
  if (left < 0) notes.push(`依法应当书面的多于书面份额：书面协议多${-left}件`)
  for (const i of shuffle(free, random).slice(0, Math.max(0, left))) written[i] = 1
}
