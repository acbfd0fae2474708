/** Summaries for the public: small cells are merged, none can be worked out, and what was corrected shows what stood before. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { mediation } from '../src/domains/mediation/index.ts'
import { type Cell, type PublishedCell, publishable, total } from '../src/domains/mediation/suppression.ts'
import { disputesOf, type Office, openTown, type Town } from './mediation-support.ts'

const least = 5

/** Whether sums of rows and columns fix an unknown: elimination over all equations, sharing nothing with what it judges. */
function fixed(cells: readonly PublishedCell[]): PublishedCell[] {
  const unknown = cells.filter((c) => c.count === null)
  const equations = (['row', 'column'] as const).flatMap((key) =>
    [...new Set(cells.map((c) => c[key]))].map((name) => {
      const other = key === 'row' ? 'column' : 'row'
      return unknown.map((u): number => (u[key] !== name ? 0 : u[other] === total ? -1 : 1))
    }),
  )
  const rows = equations.map((r) => [...r])
  let at = 0
  for (let k = 0; k < unknown.length && at < rows.length; k++) {
    const pivot = rows.findIndex((r, i) => i >= at && Math.abs(r[k]!) > 1e-9)
    if (pivot < 0) continue
    ;[rows[at], rows[pivot]] = [rows[pivot]!, rows[at]!]
    const lead = rows[at]!.map((x) => x / rows[at]![k]!)
    rows[at] = lead
    rows.forEach((r, i) => {
      if (i !== at) rows[i] = r.map((x, j) => x - r[k]! * lead[j]!)
    })
    at++
  }
  // Reduced, an unknown is fixed where an equation is left with it alone.
  return unknown.filter((_, k) =>
    rows.some((r) => Math.abs(r[k]!) > 1e-9 && r.every((x, j) => j === k || Math.abs(x) < 1e-9)),
  )
}
const countIn = (cells: readonly PublishedCell[], row: string, column: string) =>
  cells.find((c) => c.row === row && c.column === column)?.count

test('A7 the cells under five are hidden, and so is what would give them away', () => {
  const table = publishable(
    [
      { row: 'a', column: 'x', count: 3 },
      { row: 'a', column: 'y', count: 40 },
      { row: 'a', column: 'z', count: 50 },
      { row: 'b', column: 'x', count: 20 },
      { row: 'b', column: 'y', count: 30 },
      { row: 'b', column: 'z', count: 60 },
    ],
    least,
  )
  assert.equal(countIn(table, 'a', 'x'), null)
  // One more in its row and its column, and the fourth corner; the totals stand.
  assert.equal(table.filter((c) => c.count === null).length, 4)
  assert.equal(countIn(table, 'a', total), 93)
  assert.equal(countIn(table, total, total), 203)
  assert.deepEqual(fixed(table), [])
})

test('A7 nothing to hide, nothing hidden; zeros are shown', () => {
  const cells = [
    { row: 'a', column: 'x', count: 5 },
    { row: 'a', column: 'y', count: 0 },
  ]
  assert.ok(publishable(cells, least).every((c) => c.count !== null))
  assert.equal(countIn(publishable(cells, least), 'a', 'y'), 0)
})

test('A7 whatever the table, no cell under five is shown or can be worked out', () => {
  let hid = 0
  const count = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 300 }))
  fc.assert(
    fc.property(fc.array(fc.array(count, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (grid) => {
      const cells: Cell[] = grid.flatMap((r, i) => r.map((n, j) => ({ row: `r${i}`, column: `c${j}`, count: n })))
      const out = publishable(cells, least)
      for (const c of cells) if (c.count > 0 && c.count < least) assert.equal(countIn(out, c.row, c.column), null)
      const shown = out.filter((c) => c.count !== null)
      assert.ok(shown.every((c) => c.row === total || c.column === total || c.count === 0 || c.count! >= least))
      const hidden = out.filter((c) => c.count === null)
      hid += hidden.length ? 1 : 0
      // A table too small to hide anything in shows nothing at all but zeros.
      if (shown.some((c) => c.count! > 0)) assert.deepEqual(fixed(out), [])
    }),
    { numRuns: 400 },
  )
  assert.ok(hid > 50)
})

let town: Town
let d: ReturnType<typeof disputesOf>
let village: Office
before(async () => {
  town = await openTown([mediation])
  d = disputesOf(town)
  village = await d.office('2018-03-01')
})
after(() => town.city.close())

test('A7, A6.2.6 a summary is published by its own bureau, compared with the matters, and corrected with what stood before', async () => {
  for (let i = 0; i < 6; i++) await d.dispute(village, { on: '2020-02-03', ending: 'FULL' })
  const invented = await d.dispute(village, { on: '2020-02-03', ending: 'FULL', input: { kind: 'DAMAGES' } })
  const cell = (kind: string, count: number) => ({ place: '330282', kind, count })
  const publish = (more: object = {}) => ({
    procedure: 'mediation.statistics',
    action: 'publish',
    input: {
      agencyId: 'justice-330282',
      year: 2020,
      period: 'Q1',
      cells: [cell('NEIGHBOUR', 6), cell('DAMAGES', 1)],
      ...more,
    },
  })
  const refused = async (on: string, more: object) =>
    (await town.city.refuse(town.county, on, publish(more))).type.replace('urn:fadu:rule:mediation.statistics.', '')
  assert.equal(await refused('2020-03-31', {}), 'period')
  assert.equal(await refused('2020-04-07', { agencyId: 'justice-330205' }), 'bureau')
  assert.equal(await refused('2020-04-07', { cells: [cell('DAMAGES', 1), cell('DAMAGES', 2)] }), 'twice')
  const { matterId } = await town.city.ok(town.county, '2020-04-07', publish())
  const page = async () =>
    JSON.parse(
      (await town.city.owner.query('select content from kernel.published where id = $1', [matterId])).rows[0].content,
    )
  const shown = (cells: { kind: string; count: number | string }[]) =>
    Object.fromEntries(cells.filter((c) => c.kind !== total).map((c) => [c.kind, c.count]))
  const first = await page()
  assert.equal(first.period, '第一季度')
  assert.deepEqual(shown(first.cells.filter((c: any) => c.place === '330282')), { 损害赔偿: '合并', 邻里: '合并' })
  const seen = async (on: string) => (await town.watch('p13', on, matterId)).map((r) => `${r.severity} ${r.since}`)
  assert.deepEqual(await seen('2020-04-08'), [])

  await town.city.ok(town.county, '2020-05-06', {
    matterId: invented.id,
    action: 'correctRecord',
    input: { ground: 'FABRICATED', requestedBy: 'x', evidence: { date: '2020-05-06' }, explanation: '查实虚构' },
  })
  assert.deepEqual(await seen('2020-05-07'), ['YELLOW 2020-04-07'])
  await town.city.ok(town.county, '2020-05-08', {
    matterId,
    action: 'correct',
    input: { cells: [cell('NEIGHBOUR', 6)] },
  })
  assert.deepEqual(await seen('2020-05-08'), [])
  const second = await page()
  assert.deepEqual([second.edition, second.publishedBeforeOn], [2, '2020-04-07'])
  assert.deepEqual(shown(second.cells.filter((c: any) => c.place === '330282')), { 邻里: 6 })
  // A number that was never right is seen at once.
  const wrong = await town.city.ok(town.county, '2020-05-11', publish({ cells: [cell('NEIGHBOUR', 7)] }))
  assert.equal((await town.watch('p13', '2020-05-11', wrong.matterId)).length, 1)
})
