/** What is published lets nobody compute a cell below five: not by sums, and not by knowing how tables are made here. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mergeNeighbours, publishTable, type SafeTable } from '../src/kernel/small-cells.ts'

const sum = (ns: readonly number[]) => ns.reduce((a, b) => a + b, 0)
const isSmall = (n: number) => n > 0 && n < 5
const each = (n: number) => Array.from({ length: n }, (_, i) => [i])

test('neighbours are merged in their order until nothing small is left', () => {
  assert.deepEqual(mergeNeighbours([7, 0, 3, 1, 9, 6]), [[0], [1], [2, 3, 4], [5]])
  assert.deepEqual(mergeNeighbours([7, 6, 2]), [[0], [1, 2]])
  assert.deepEqual(mergeNeighbours([1, 2]), [[0, 1]])
  assert.deepEqual(mergeNeighbours([]), [])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 14 }), (counts) => {
      const blocks = mergeNeighbours(counts)
      assert.deepEqual(
        blocks.flat(),
        counts.map((_, i) => i),
      )
      for (const b of blocks) {
        const n = sum(b.map((i) => counts[i]!))
        assert.ok(!isSmall(n) || (blocks.length === 1 && n === sum(counts)))
      }
    }),
  )
})

/** Every number that a published table gives, or that follows from it by adding up, with the cells it is the sum of. */
function published(t: SafeTable): { cells: [number, number][]; value: number }[] {
  const all = t.columns.flat()
  const every = t.rows.flatMap((r) => r.rows)
  const over = (rows: number[], columns: number[]) =>
    rows.flatMap((r) => columns.map((c) => [r, c] as [number, number]))
  const together = t.rows.filter((r) => !r.cells).flatMap((r) => r.rows)
  return [
    { cells: over(every, all), value: t.total },
    ...t.columns.map((c, i) => ({ cells: over(every, c), value: t.columnTotals[i]! })),
    ...t.rows.flatMap((r) => [
      { cells: over(r.rows, all), value: r.total },
      ...(r.cells ?? []).map((value, i) => ({ cells: over(r.rows, t.columns[i]!), value })),
    ]),
    ...(t.rest ?? []).map((value, i) => ({ cells: over(together, t.columns[i]!), value })),
  ]
}

const quarters = (n: number) =>
  Array.from({ length: Math.ceil(n / 3) }, (_, q) =>
    each(n)
      .flat()
      .slice(q * 3, q * 3 + 3),
  )

const tables = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 9 })).chain(([rows, columns]) =>
  fc.array(
    fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 }), fc.constant(0)), {
      minLength: columns,
      maxLength: columns,
    }),
    { minLength: rows, maxLength: rows },
  ),
)

test('what is published is true, never small, and the same each time', () => {
  fc.assert(
    fc.property(tables, (counts) => {
      const levels = [each(counts[0]!.length), quarters(counts[0]!.length)]
      const t = publishTable(counts, levels)
      if (!t) return assert.ok(isSmall(sum(counts.flat())))
      for (const p of published(t)) {
        assert.equal(p.value, sum(p.cells.map(([r, c]) => counts[r]![c]!)))
        assert.ok(!isSmall(p.value), JSON.stringify(p))
      }
      assert.deepEqual(publishTable(counts, levels), t)
    }),
    { numRuns: 500 },
  )
})

/** Whether the unit vector of a cell is a combination of the given 0/1 rows, by elimination over a prime field and so without rounding. */
function isCombination(rows: readonly number[][], cell: number): boolean {
  const prime = 1_000_003n
  const mod = (n: bigint) => ((n % prime) + prime) % prime
  const inverse = (n: bigint) => {
    let [result, base, power] = [1n, n, prime - 2n]
    for (; power > 0n; power >>= 1n) {
      if (power & 1n) result = mod(result * base)
      base = mod(base * base)
    }
    return result
  }
  const basis: bigint[][] = []
  const reduce = (v: bigint[]) => {
    for (const b of basis) {
      const lead = b.findIndex((x) => x !== 0n)
      if (v[lead] !== 0n) v = v.map((x, i) => mod(x - v[lead]! * b[i]!))
    }
    return v
  }
  for (const row of rows) {
    const v = reduce(row.map(BigInt))
    const lead = v.findIndex((x) => x !== 0n)
    if (lead >= 0) basis.push(v.map((x) => mod(x * inverse(v[lead]!))))
  }
  const unit = reduce((rows[0] ?? []).map((_, i) => (i === cell ? 1n : 0n)))
  return unit.every((x) => x === 0n)
}

test('no adding and subtracting of published numbers gives a cell below five', () => {
  fc.assert(
    fc.property(tables, (counts) => {
      const width = counts[0]!.length
      const t = publishTable(counts, [each(width), quarters(width)])
      if (!t) return
      const equations = published(t).map((p) => {
        const row = counts.flat().map(() => 0)
        for (const [r, c] of p.cells) row[r * width + c] = 1
        return row
      })
      counts.flat().forEach((n, i) => {
        if (isSmall(n)) assert.ok(!isCombination(equations, i), `cell ${i} of ${JSON.stringify(counts)}`)
      })
    }),
    { numRuns: 150 },
  )
})

/** All tables of so many cells with this whole. */
function* tablesOf(cells: number, whole: number): Generator<number[]> {
  if (cells === 1) yield [whole]
  else for (let n = 0; n <= whole; n++) for (const rest of tablesOf(cells - 1, whole - n)) yield [n, ...rest]
}

for (const [rows, columns, most] of [
  [2, 2, 30],
  [2, 3, 16],
  [3, 2, 16],
  [4, 1, 30],
  [3, 3, 10],
] as const)
  test(`nor does knowing how tables are made: all tables of ${rows} × ${columns} with up to ${most}`, () => {
    const levels = [each(columns), ...(columns === 3 ? [[[0, 1], [2]]] : [])]
    const told: string[] = []
    for (let whole = 0; whole <= most; whole++) {
      const seen = new Map<string, { low: number[]; high: number[] }>()
      for (const counts of tablesOf(rows * columns, whole)) {
        const t = publishTable(
          Array.from({ length: rows }, (_, r) => counts.slice(r * columns, (r + 1) * columns)),
          levels,
        )
        const key = JSON.stringify(t ?? null)
        const known = seen.get(key)
        if (!known) seen.set(key, { low: [...counts], high: [...counts] })
        else
          counts.forEach((c, i) => {
            known.low[i] = Math.min(known.low[i]!, c)
            known.high[i] = Math.max(known.high[i]!, c)
          })
      }
      assert.ok(whole < 5 ? seen.size === 1 : seen.size > 1 || rows * columns === 1)
      for (const [key, s] of seen)
        if (s.low.some((low, i) => low === s.high[i] && isSmall(low))) told.push(`${s.low} ${key}`)
    }
    assert.deepEqual(told.slice(0, 5), [], `${told.length}`)
  })
