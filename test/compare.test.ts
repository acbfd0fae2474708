/** Two matters' steps beside each other: what both have on one row, what only one has alone, in words what differs. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { align, daysBetween } from '../web/src/compare/align.ts'

const lay = (a: string, b: string) =>
  align([...a], [...b], (x) => x.toLowerCase()).map((r) => `${r.a ?? '_'}${r.b ?? '_'}`)

test('steps of both stand on one row, those of one alone where they come in its own order', () => {
  assert.deepEqual(lay('fsrd', 'FASRVD'), ['fF', '_A', 'sS', 'rR', '_V', 'dD'])
  assert.deepEqual(lay('fsrd', 'F'), ['fF', 's_', 'r_', 'd_'])
  assert.deepEqual(lay('', 'AB'), ['_A', '_B'])
  assert.deepEqual(lay('ab', ''), ['a_', 'b_'])
})

test('a step that was taken twice meets the second of the other', () => {
  assert.deepEqual(lay('fss', 'FSXS'), ['fF', 'sS', '_X', 'sS'])
  assert.deepEqual(lay('fs', 'FSS'), ['fF', 'sS', '_S'])
})

test('where the order differs the first side’s holds, and nothing is lost or doubled', () => {
  const rows = lay('abcd', 'DCXBA')
  assert.deepEqual(rows.join('').replaceAll('_', '').split('').sort().join(''), 'ABCDXabcd')
  assert.deepEqual(
    rows.filter((r) => r[0] !== '_').map((r) => r[0]),
    ['a', 'b', 'c', 'd'],
  )
})

test('days between are calendar days, over a leap day too', () => {
  assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2)
  assert.equal(daysBetween('2023-12-31', '2024-01-02'), 2)
  assert.equal(daysBetween('2024-01-02', '2023-12-31'), -2)
})
