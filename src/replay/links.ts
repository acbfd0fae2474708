/** Decoys that hang on a counted attempt: earlier failures, transfers, duplicates. */

import { GROUPS, type Group, type Source } from './city.ts'
import { finish } from './conclude.ts'
import { BASE, type Context, type Draft, groupOf, type Outcome } from './draft.ts'
import { pick } from './random.ts'
import { isLabour, spanBefore } from './schedule.ts'
import { dayOf } from './timing.ts'

const AFTER_FAILURE: readonly Group[] = ['TOWN', 'PROFESSIONAL', 'OTHER']
const FIRST_TRY: readonly Group[] = ['VILLAGE', 'RESIDENT', 'ENTERPRISE']

/**
 * Failed attempts at a village, community or enterprise committee that were taken up again elsewhere within the year
 * (宁波市人民调解条例 art. 18): the later, counted attempt supersedes them.
 */
export function retries(order: readonly Draft[], n: number, ctx: Context): Draft[] {
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
      // A medical dispute is taken up when somebody asks for it, never on the committee's own initiative.
      const isAsked = random.chance(0.7) || later.kind === 'MEDICAL'
      const source: Source = isAsked ? 'PARTY_APPLICATION' : 'COMMITTEE_INITIATIVE'
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
export function transfers(order: readonly Draft[], n: number, ctx: Context): Draft[] {
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
export function merges(order: readonly Draft[], n: number, ctx: Context): Draft[] {
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
