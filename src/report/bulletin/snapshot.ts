/** The frozen snapshot: which rows are new since the earlier bulletins of the year, which have gone, and the hash over all of it. */
import { createHash } from 'node:crypto'
import { canonicalJson, sm3Hex } from '#kernel/canonical'
import type { LocalDate } from '#kernel/clock'
import type { FrozenLine, RowTuple } from './forms.ts'
import { type FrozenRow, firstDayOf } from './lines.ts'

export const rowKey = (r: FrozenRow): string => [r.indicator, r.scopeKind, r.scopeId, r.recordId].join('/')

const sameRow = (a: FrozenRow, b: FrozenRow) =>
  a.countedOn === b.countedOn && a.place === b.place && a.isVertical === b.isVertical && a.group === b.group

/** Rows as the act carries them. A row that changed is taken out as it was and added as it is. */
export function changedRows(frozen: readonly FrozenRow[], now: readonly FrozenRow[]): RowTuple[] {
  const before = new Map(frozen.map((r) => [rowKey(r), r]))
  const after = new Map(now.map((r) => [rowKey(r), r]))
  const removed = frozen.filter((r) => {
    const found = after.get(rowKey(r))
    return !found || !sameRow(r, found)
  })
  const added = now.filter((r) => {
    const found = before.get(rowKey(r))
    return !found || !sameRow(r, found)
  })
  const tuple = (change: 'ADDED' | 'REMOVED') => (r: FrozenRow) =>
    [
      change,
      r.indicator,
      r.scopeKind,
      r.scopeId,
      r.recordId,
      r.matterId,
      r.countedOn,
      r.place,
      r.isVertical,
      r.group,
    ] as const
  return [...removed.map(tuple('REMOVED')), ...added.map(tuple('ADDED'))].map((t, i) => [i + 1, ...t] as RowTuple)
}

export const rowOf = ([
  ,
  ,
  indicator,
  scopeKind,
  scopeId,
  recordId,
  matterId,
  countedOn,
  place,
  isVertical,
  group,
]: RowTuple): FrozenRow => ({
  indicator,
  scopeKind,
  scopeId,
  recordId,
  matterId,
  countedOn: countedOn as LocalDate,
  place,
  isVertical,
  group,
})

/** SM3 over the canonical text of rows and lines: whoever has them can compute it again. */
export const snapshotHash = (rows: readonly RowTuple[], lines: readonly FrozenLine[]): string =>
  sm3Hex(canonicalJson({ rows, lines }))

const none = '~'
/**
 * SHA-256 over rows and lines as the database can compute it again from its tables (view bulletin.snapshot_digest), so that supervision
 * sees a value that was changed and not only a row that is gone.
 */
export function snapshotDigest(rows: readonly RowTuple[], lines: readonly FrozenLine[]): string {
  const written = [
    ...rows.map((r) => r.slice(0, 11).map((x) => x ?? none)),
    ...lines.map((l, i) => [
      i + 1,
      l.dimension,
      l.subject,
      l.name,
      l.metric,
      l.span,
      l.numerator,
      l.denominator ?? none,
      l.before.numerator,
      l.before.denominator ?? none,
      l.rank ?? none,
      l.isSmall,
      l.isVertical,
      l.warning ?? none,
      l.sameAct ?? none,
      l.persons ?? none,
    ]),
  ]
  return createHash('sha256')
    .update(written.map((cells) => `${cells.join('|')}\n`).join(''))
    .digest('hex')
}

/**
 * Records of the city that this bulletin adds or removes although an earlier one told of their month: what it marks as corrections.
 * @param told the last month that was told of, none where no bulletin came before; left out, every earlier month was
 */
export function countCorrections(
  period: string,
  rows: readonly RowTuple[],
  told?: string | null,
): { added: number; removed: number } {
  const first = firstDayOf(period)
  const isTold = (day: string) => day < first && (told === undefined || (told !== null && day.slice(0, 7) <= told))
  const earlier = rows.filter((r) => r[3] === 'city' && isTold(r[7]))
  return {
    added: earlier.filter((r) => r[1] === 'ADDED').length,
    removed: earlier.filter((r) => r[1] === 'REMOVED').length,
  }
}
