/**
 * Small cells of published statistics: what is published are sums over neighbours of which each is nothing or at least the least
 * cell, so that no cell below it can be computed from what is published.
 *
 * Why that suffices in a table with totals: where only the sums of rows and columns of a part are known, a cell r × c may lie
 * anywhere between max(0, R + C − N) and min(R, C). It is certain only where R or C is nothing or the whole of N, and then it is
 * itself nothing, R or C, none of which is small.
 *
 * Neighbours are by the order given, never by size: who merges by size tells by what he left alone which of two was the smaller.
 */

/** Of a publication about people: fewer are not told apart. */
export const leastCell = 5

const isSafe = (n: number, least: number) => n === 0 || n >= least
const sumOf = (counts: readonly number[], at: readonly number[]) => at.reduce((n, i) => n + counts[i]!, 0)

/**
 * Indices in blocks of neighbours, each of whose sums is nothing or at least `least`; a single block of all where the whole is less.
 */
export function mergeNeighbours(counts: readonly number[], least = leastCell): number[][] {
  const blocks: number[][] = []
  let open: number[] = []
  for (let i = 0; i < counts.length; i++) {
    open.push(i)
    if (!isSafe(sumOf(counts, open), least)) continue
    blocks.push(open)
    open = []
  }
  // What is left over at the end goes to those before it.
  while (open.length && blocks.length && !isSafe(sumOf(counts, open), least)) open = [...blocks.pop()!, ...open]
  return open.length ? [...blocks, open] : blocks
}

export type SafeRow = {
  /** Indices of the rows that stand together. */
  rows: number[]
  total: number
  /** One a column; nothing where the cells are published only together with those of others, in `rest`. */
  cells: number[] | null
}

export type SafeTable = {
  /** Indices of the columns that stand together. */
  columns: number[][]
  columnTotals: number[]
  rows: SafeRow[]
  /** The cells of all rows without cells of their own, together. */
  rest: number[] | null
  total: number
}

/**
 * A table of counts as it may be published with its totals; nothing where the whole is small.
 * @param counts by row and column
 * @param levels groupings of the columns, the finest first; the first that leaves at least half of the rows their cells is taken,
 *   or the last one, or all columns together where that has a small sum
 */
export function publishTable(
  counts: readonly (readonly number[])[],
  levels: readonly (readonly (readonly number[])[])[],
  least = leastCell,
): SafeTable | undefined {
  const totals = counts.map((row) => row.reduce((n, c) => n + c, 0))
  const total = totals.reduce((n, c) => n + c, 0)
  if (!isSafe(total, least)) return undefined
  const units = mergeNeighbours(totals, least)
  const all = [(counts[0] ?? []).map((_, i) => i)]
  for (const columns of [...levels, all]) {
    const cellsOf = (unit: readonly number[]) =>
      columns.map((group) => unit.reduce((n, r) => n + sumOf(counts[r]!, group), 0))
    const columnTotals = cellsOf(counts.map((_, i) => i))
    if (!columnTotals.every((n) => isSafe(n, least))) continue
    const rows = units.map((unit) => ({ rows: unit, total: sumOf(totals, unit), cells: cellsOf(unit) }))
    const hidden = hiddenRows(rows, least)
    const filled = rows.filter((r) => r.total > 0).length
    const isLast = columns === all || columns === levels.at(-1)
    if (!isLast && (filled - hidden.size) * 2 < filled) continue
    return {
      columns: columns.map((group) => [...group]),
      columnTotals,
      rows: rows.map((r, i) => (hidden.has(i) ? { ...r, cells: null } : r)),
      rest: hidden.size ? cellsOf([...hidden].flatMap((i) => rows[i]!.rows)) : null,
      total,
    }
  }
  return undefined
}

/** Rows whose cells may only be told together: those with a small one, and as many more as keep their sums from being small. */
function hiddenRows(rows: readonly { total: number; cells: readonly number[] }[], least: number): Set<number> {
  const hidden = new Set(rows.flatMap((r, i) => (r.cells.every((n) => isSafe(n, least)) ? [] : [i])))
  const isEnough = () =>
    hidden.size !== 1 &&
    rows[0]!.cells.every((_, c) =>
      isSafe(
        [...hidden].reduce((n, i) => n + rows[i]!.cells[c]!, 0),
        least,
      ),
    )
  // A row of nothing would hide nobody. The next one after the last hidden, round the end: never by size.
  let next = hidden.size ? Math.max(...hidden) : 0
  for (let tried = 0; hidden.size && !isEnough() && tried < rows.length; tried++) {
    next = (next + 1) % rows.length
    if (rows[next]!.total > 0) hidden.add(next)
  }
  return hidden
}
