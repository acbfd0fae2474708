/**
 * Tables of numbers fit for publication: small cells are not shown, nor what would give them away. A hidden cell can be worked out
 * exactly where it is the only way between its row and its column, rows and columns joined by hidden cells and totals taken as one
 * more of each; so cells are hidden until none is, and until what a line hides adds up to more than a few.
 */

export type Cell = { row: string; column: string; count: number }
/** `count` is null where it is merged with others (合并). */
export type PublishedCell = { row: string; column: string; count: number | null }
export const total = '合计'

type Line = { parts: Cell[]; sum: Cell }

/**
 * The cells with their totals, small ones hidden. Zeros are shown: nobody stands behind them.
 * @param least cells of fewer than this many are hidden
 */
export function publishable(cells: readonly Cell[], least: number): PublishedCell[] {
  const all = withTotals(cells)
  const hidden = new Set(all.filter((c) => !isTotal(c) && c.count > 0 && c.count < least))
  const lines = linesOf(all)
  for (;;) {
    const weak = lines.find((l) => isWeak(l, hidden, least))
    const bridge = weak ? undefined : [...hidden].find((c) => isBridge(c, hidden))
    if (!weak && !bridge) break
    const open = smallest(all.filter((c) => !hidden.has(c)))
    // The smallest that helps costs the reader least; a total goes only where nothing else is left to go.
    const parts = open.filter((c) => !isTotal(c) && (weak ? weak.parts.includes(c) : closes(c, bridge!, hidden)))
    const totals = open.filter((c) => isTotal(c) && (weak ? weak.sum === c : closes(c, bridge!, hidden)))
    const more = parts[0] ?? totals[0] ?? open[0]
    if (!more) break
    hidden.add(more)
  }
  return all.map((c) => ({ row: c.row, column: c.column, count: hidden.has(c) ? null : c.count }))
}

const isTotal = (c: Cell) => c.row === total || c.column === total
const smallest = (cells: readonly Cell[]) => cells.filter((c) => c.count > 0).sort((a, b) => a.count - b.count)

function withTotals(cells: readonly Cell[]): Cell[] {
  const rows = [...new Set(cells.map((c) => c.row))].sort()
  const columns = [...new Set(cells.map((c) => c.column))].sort()
  const sum = (of: (c: Cell) => boolean) => cells.filter(of).reduce((n, c) => n + c.count, 0)
  return [...rows, total].flatMap((row) =>
    [...columns, total].map((column) => ({
      row,
      column,
      count: sum((c) => (row === total || c.row === row) && (column === total || c.column === column)),
    })),
  )
}

function linesOf(all: readonly Cell[]): Line[] {
  const by = (key: 'row' | 'column', other: 'row' | 'column') =>
    [...new Set(all.map((c) => c[key]))].map((name) => {
      const own = all.filter((c) => c[key] === name)
      return { parts: own.filter((c) => c[other] !== total), sum: own.find((c) => c[other] === total)! }
    })
  return [...by('row', 'column'), ...by('column', 'row')]
}

/** What the line hides adds up to a few, and its total says so. */
function isWeak(l: Line, hidden: ReadonlySet<Cell>, least: number): boolean {
  const own = l.parts.filter((c) => hidden.has(c))
  return own.length > 0 && !hidden.has(l.sum) && own.reduce((n, c) => n + c.count, 0) < least
}

const ends = (c: Cell) => [`row ${c.row}`, `column ${c.column}`] as const

/** Rows and columns that hidden cells join to one of them, without one of the cells. */
function joinedTo(from: string, hidden: ReadonlySet<Cell>, without: Cell): Set<string> {
  const seen = new Set([from])
  const queue = [from]
  for (let at = queue.pop(); at !== undefined; at = queue.pop())
    for (const c of hidden) {
      const [r, k] = ends(c)
      const next = c === without ? undefined : at === r ? k : at === k ? r : undefined
      if (next !== undefined && !seen.has(next)) {
        seen.add(next)
        queue.push(next)
      }
    }
  return seen
}

/** Whether this cell alone joins its row to its column among what is hidden: then the others give it away. */
const isBridge = (cell: Cell, hidden: ReadonlySet<Cell>): boolean =>
  !joinedTo(ends(cell)[0], hidden, cell).has(ends(cell)[1])

/** Whether hiding this cell too would join the two sides of a bridge another way. */
function closes(cell: Cell, bridge: Cell, hidden: ReadonlySet<Cell>): boolean {
  const [a, b] = ends(bridge).map((e) => joinedTo(e, hidden, bridge)) as [Set<string>, Set<string>]
  const [r, k] = ends(cell)
  return (a.has(r) && b.has(k)) || (b.has(r) && a.has(k))
}
