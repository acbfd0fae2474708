/** Rows in binary say to PostgreSQL what the same rows say as JSON, and what is no value of its column is refused by name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { encodeRows } from '../src/kernel/binary-rows.ts'
import { insertSql, tableShapes } from '../src/kernel/db.ts'
import { openCity } from './support.ts'

const table = `create table public.every (
  id int primary key, t text, ts text[], u uuid, b boolean, i integer, l bigint, d date, at timestamptz, made timestamptz default now())`

const nullable = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: null, freq: 8 })
const sayable = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((s) => !s.includes('\0') && s.isWellFormed())
const two = (n: number) => `${n}`.padStart(2, '0')
const day = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))
const instant = fc
  .tuple(
    fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true }),
    fc.integer({ min: -12, max: 14 }),
    fc.constantFrom('', '.5', '.07', '.123'),
  )
  .map(([d, h, f]) => `${d.toISOString().slice(0, 19)}${f}${h < 0 ? '-' : '+'}${two(Math.abs(h))}:00`)
const row = fc.record({
  t: nullable(fc.oneof(sayable, fc.constantFrom('', '"', '\\', '{}', 'null', '𠮷野家', '鄞州區', 'a'.repeat(65)))),
  ts: nullable(fc.array(sayable, { maxLength: 4 })),
  u: nullable(fc.uuid()),
  b: nullable(fc.boolean()),
  i: nullable(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  l: nullable(fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String))),
  d: nullable(day),
  at: nullable(instant),
})

test('any rows written in binary are the rows that JSON would have written', async () => {
  const city = await openCity([])
  try {
    await city.owner.query(table)
    const shape = (await tableShapes(city.owner, ['public.every'])).get('public.every')!
    assert.deepEqual(shape.key, ['id'])
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (values) => {
        const rows = values.map((v, id) => ({ id, ...v }))
        await city.owner.query('truncate public.every')
        await city.owner.query(insertSql(shape, 1, false), [encodeRows(shape.rowType, shape.all, rows)])
        const { rows: different } = await city.owner.query(
          `select * from public.every e full join json_populate_recordset(null::public.every, $1) j using (id)
           where row(e.*) is distinct from row(j.*)`,
          [JSON.stringify(rows)],
        )
        assert.deepEqual(different, [])
      }),
      { numRuns: 150 },
    )
  } finally {
    await city.close()
  }
})

const refused: [string, number, unknown][] = [
  ['i', 23, 1.5],
  ['i', 23, 2 ** 31],
  ['i', 23, 'x'],
  ['l', 20, 2 ** 53],
  ['b', 16, 'true'],
  ['u', 2950, '0123'],
  ['u', 2950, '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1fg'],
  ['d', 1082, '2023-02-29'],
  ['d', 1082, '2023-2-1'],
  ['at', 1184, '2023-02-28'],
  ['at', 1184, '2023-02-28T09:00:00'],
  ['ts', 1009, 'one'],
  ['n', 1700, 1],
]
test('a value that is none of its column is refused, and the column named', () => {
  for (const [name, type, value] of refused)
    assert.throws(
      () => encodeRows(1, [{ name, type }], [{ [name]: value }]),
      (e: Error) => e.message.includes(`column ${name}`),
      `${name} ${value}`,
    )
  assert.ok(encodeRows(1, [{ name: 'i', type: 23 }], [{ i: 1 }]).length > 0, 'and the next rows are written again')
})

test('a table with a column that the engine does not write is named when the engine starts', async () => {
  const city = await openCity([])
  try {
    await city.owner.query('create table public.odd (id int primary key, share numeric)')
    await assert.rejects(tableShapes(city.owner, ['public.odd']), /public\.odd 的 share 列/)
  } finally {
    await city.close()
  }
})
