/** The frozen snapshot: which rows are new since the earlier bulletins of the year, which have gone, and the hash over all of it. */
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

/** Records of the city that this bulletin adds or removes although they are of an earlier month: what it marks as corrections. */
export function correctionsOf(period: string, rows: readonly RowTuple[]): { added: number; removed: number } {
  const first = firstDayOf(period)
  const earlier = rows.filter((r) => r[3] === 'city' && r[7] < first)
  return {
    added: earlier.filter((r) => r[1] === 'ADDED').length,
    removed: earlier.filter((r) => r[1] === 'REMOVED').length,
  }
}
