/** A year beside the year before: growth in per cent, change of rates in percentage points, nothing where nothing is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareComputed, comparePrinted, compareYears } from '../src/report/compare.ts'
import { type Figure, parseFigures } from '../src/report/figures.ts'

const file = (rows: string) =>
  parseFigures(`id\tsystem\tlabel_zh\tvalue\tqualifier\tunit\tscope\trelation\n${rows.replaceAll('|', '\t')}`)
const figure = (row: string): Figure => file(row)[0]!

const count = (value: string, more = 'exact|件|city|') => figure(`cases|s|受理案件|${value}|${more}`)
const rate = (value: string) => figure(`rate|s|成功率|${value}|exact|%|city|`)

test('a count grows in per cent, a rate changes by percentage points', () => {
  assert.deepEqual(comparePrinted(count('2233'), count('2904')), { kind: 'percent', value: '-23.11', before: '2904' })
  assert.deepEqual(comparePrinted(rate('6.67'), rate('12.5')), { kind: 'points', value: '-5.83', before: '12.5' })
  // Not 33 per cent: 40 from 30 is ten points more.
  assert.deepEqual(comparePrinted(rate('40'), rate('30')), { kind: 'points', value: '10', before: '30' })
  assert.deepEqual(comparePrinted(count('5'), count('5')), { kind: 'percent', value: '0.00', before: '5' })
  const money = (v: string) => figure(`m|s|资金|${v}|exact|亿元|city|`)
  assert.deepEqual(comparePrinted(money('86.1'), money('80')), { kind: 'percent', value: '7.63', before: '80' })
})

test('what cannot be compared is not', () => {
  assert.equal(comparePrinted(count('5'), undefined), null)
  assert.equal(comparePrinted(count('5'), count('0')), null)
  assert.equal(comparePrinted(count('5', 'over|件|city|'), count('4')), null)
  assert.equal(comparePrinted(count('5'), count('4', 'exact|万件|city|')), null)
  assert.equal(comparePrinted(count('5'), count('4', 'exact|件|city-level|')), null)
  const rank = (v: string) => figure(`provincial-assessment-rank|s|考核名次|${v}|exact|名|city|`)
  assert.equal(comparePrinted(rank('1'), rank('2')), null)
  const change = (v: string) => figure(`administrative-disputes-change|s|发案量同比|${v}|exact|%|city|`)
  assert.equal(comparePrinted(change('-23.11'), change('4.5')), null)
})

test('the change of rates is that of the fractions, not of what is shown', () => {
  const now = { num: 62_562n, den: 63_601n, records: 63_601n }
  const before = { num: 983_664n, den: 1_000_000n, records: 1_000_000n }
  assert.deepEqual(compareComputed(rate('98.36'), now, before), { kind: 'points', value: '0.00', before: '98.37' })
  assert.equal(compareComputed(rate('98.36'), now, { num: 0n, den: 0n, records: 0n }), null)
  assert.equal(compareComputed(count('3'), { value: 3n, records: 3n }, { value: 0n, records: 0n }), null)
  assert.deepEqual(compareComputed(count('3'), { value: 3n, records: 3n }, { value: 2n, records: 2n }), {
    kind: 'percent',
    value: '50.00',
    before: '2',
  })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (a, b) => {
      const c = compareComputed(count('1'), { value: BigInt(a), records: 1n }, { value: BigInt(b), records: 1n })
      assert.ok(Math.abs(Number(c!.value) - ((a - b) / b) * 100) <= 0.005_001)
    }),
  )
})

test('what is missing of the year before is said', () => {
  const printed = file('cases|s|受理案件|3|exact|件|city|\nrate|s|成功率|40|exact|%|city|')
  const computed = new Map([['cases', { value: 3n, records: 3n }]])
  const none = compareYears({ year: 2020, printed, computed }, { year: 2019, printed: [], computed: undefined })
  assert.deepEqual(none, {
    year: 2019,
    note: '没有2019年公布的数字，平台没有2019年的记录，不作比较',
    figures: {},
  })
  const half = compareYears(
    { year: 2020, printed, computed },
    { year: 2019, printed: file('rate|s|成功率|30|exact|%|city|'), computed: undefined },
  )
  assert.deepEqual(half.figures, {
    rate: { published: { kind: 'points', value: '10', before: '30' }, computed: null },
  })
  assert.match(half.note, /百分点；平台没有2019年的记录$/)
})
