/** An attempt in outline, and what the making of drafts shares. */

import type { Chooser } from './choose.ts'
import type { Demo, Source } from './city.ts'
import type { PlannedCommittee } from './committees.ts'
import { cumulate, type Random } from './random.ts'
import type { ExtensionPlan } from './schedule.ts'
import type { Day, Days } from './timing.ts'

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

/** The first attempt at the dispute; a duplicate merged into another matter is about that one's dispute. */
export function firstOf(d: Draft): Draft {
  const into = d.mergedInto ?? d
  return into.previous ?? into.transferredFrom ?? into
}

/** Where the keys of each sort of draft begin. */
export const BASE: Record<string, number> = {
  counted: 0,
  superseded: 10_000_000,
  transferred: 20_000_000,
  merged: 30_000_000,
  notAccepted: 40_000_000,
  ended: 50_000_000,
  entrusted: 60_000_000,
  pending: 70_000_000,
}

export type Context = {
  demo: Demo
  days: Days
  year: number
  committees: readonly PlannedCommittee[]
  choice: Chooser
  family: (index: number) => Random
  /** The last day of the year on which somebody is in office. */
  lastDay: Day
  kindShares: { names: string[]; sums: Float64Array }
}

export function kindShares(demo: Demo) {
  const names = Object.keys(demo.kinds)
  return { names, sums: cumulate(names.map((k) => demo.kinds[k]!.mediated)) }
}

export const groupOf = (ctx: Context, committee: number) => ctx.committees[committee]!.group
