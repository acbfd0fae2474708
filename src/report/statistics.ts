/** Statistics for the public: the report's figures by county and month, as far as no small cell can be computed from them. */
import { type BreakdownCell, publishTable, type SafeTable } from '#kernel'

export type PublicRow = { label: string; places: string[]; total: number; cells: number[] | null }
export type PublicTable = {
  /** What a column is: months, or of a rate what counts above and what does not. */
  by: 'month' | 'outcome' | 'none'
  columns: string[]
  columnTotals: number[]
  rows: PublicRow[]
  /** The cells of all rows that have none of their own. */
  rest: number[] | null
  total: number
  isMerged: boolean
}

export type County = { code: string; name: string }

const months = Array.from({ length: 12 }, (_, i) => i)
const every = (n: number) => Array.from({ length: 12 / n }, (_, g) => months.slice(g * n, g * n + n))
/** Months, two months, quarters, halves. */
const levels = [every(1), every(2), every(3), every(6)]

/** 2月, or 1—3月. */
export function monthLabel(group: readonly number[]): string {
  const [first = 0, last = first] = [group[0], group.at(-1)]
  return first === last ? `${first + 1}月` : `${first + 1}—${last + 1}月`
}

/** Cells in the order of counties, those without one last. */
function grid(
  cells: readonly BreakdownCell[],
  counties: readonly County[],
  width: number,
  add: (c: BreakdownCell) => number[],
) {
  const known = new Map(counties.map((c, i) => [c.code, i]))
  const table = [...counties, undefined].map(() => new Array<number>(width).fill(0))
  for (const c of cells) {
    const row = table[c.place === null ? counties.length : (known.get(c.place) ?? counties.length)]!
    add(c).forEach((n, i) => {
      row[i]! += n
    })
  }
  // Nobody asks for a county that does not exist.
  if (table.at(-1)!.every((n) => n === 0)) table.pop()
  return table
}

const elsewhere = '未注明区县（市）'

function tableOf(
  safe: SafeTable | undefined,
  by: PublicTable['by'],
  columns: (t: SafeTable) => string[],
  counties: readonly County[],
): PublicTable | undefined {
  if (!safe) return undefined
  const isMerged =
    safe.rest !== null ||
    safe.rows.some((r) => r.rows.length > 1) ||
    (by === 'month' && safe.columns.some((c) => c.length > 1))
  return {
    by,
    columns: columns(safe),
    columnTotals: safe.columnTotals,
    rows: safe.rows.map((r) => ({
      label: r.rows.map((i) => counties[i]?.name ?? elsewhere).join('、'),
      places: r.rows.flatMap((i) => (counties[i] ? [counties[i].code] : [])),
      total: r.total,
      cells: r.cells,
    })),
    rest: safe.rest,
    total: safe.total,
    isMerged,
  }
}

/** What happened in the year, by county and month. `cells` are by month and county. */
export function flowTable(cells: readonly BreakdownCell[], counties: readonly County[]): PublicTable | undefined {
  const counts = grid(cells, counties, 12, (c) =>
    months.map((m) => (Number(c.month?.slice(5)) === m + 1 ? c.records : 0)),
  )
  return tableOf(publishTable(counts, levels), 'month', (t) => t.columns.map(monthLabel), counties)
}

/** What there was at the end of the year, by county. */
export function stockTable(cells: readonly BreakdownCell[], counties: readonly County[]): PublicTable | undefined {
  const counts = grid(cells, counties, 1, (c) => [c.records])
  return tableOf(publishTable(counts, []), 'none', () => [], counties)
}

/**
 * A rate by county: how many above the line, how many not. Beside the table of the denominator its rows have the same totals, so that
 * the two together tell no more than each.
 */
export function rateTable(
  cells: readonly BreakdownCell[],
  counties: readonly County[],
  labels: readonly [string, string],
): PublicTable | undefined {
  const counts = grid(cells, counties, 2, (c) => [Number(c.amount), c.records - Number(c.amount)])
  return tableOf(
    publishTable(counts, [[[0], [1]]]),
    'outcome',
    (t) => t.columns.map((c) => (c.length > 1 ? '合计' : labels[c[0]!]!)),
    counties,
  )
}
