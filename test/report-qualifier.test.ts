import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { boundsOf, judge, possibleValues, QUALIFIERS, unitOf } from '../src/report/qualifier.ts'
import { formatDecimal } from '../src/report/ratio.ts'

/** Printed words against true values: case, qualifier, printed, unit, true value, judgement. */
const WORDS = [
  ['E8.7', 'over', '300', '名', 312n, true],
  ['E8.7', 'over', '300', '名', 300n, false],
  ['E8.7', 'over', '300', '名', 400n, 'yellow'],
  ['E8.7', 'over', '120', '条', 130n, 'yellow'],
  ['E8.7', 'over', '120', '条', 129n, true],
  ['F4.9', 'over', '49.5', '万户（人）', 495_999n, true],
  ['F4.9', 'over', '49.5', '万户（人）', 496_000n, 'yellow'],
  ['F4.9', 'over', '690', '亿元', 6_999_999_999_999n, true],
  ['F4.9', 'over', '690', '亿元', 7_000_000_000_000n, 'yellow'],
  ['F4.9', 'over', '900', '万条', 9_000_000n, false],
  ['F4.9', 'approx', '2.6', '万人次', 24_700n, true],
  ['F4.9', 'approx', '2.6', '万人次', 24_699n, false],
  ['F4.9', 'within', '70', '工作日', 70n, true],
  ['F4.9', 'within', '70', '工作日', 71n, false],
  ['E8.6', 'nearly', '50', '%', { num: 1300n - 667n, den: 1300n }, true],
  ['E8.6', 'nearly', '50', '%', { num: 1340n - 667n, den: 1340n }, false],
  ['E8.6', 'nearly', '50', '%', { num: 1200n - 667n, den: 1200n }, 'yellow'],
  ['E-I21', 'at-least', '95', '%', { num: 94_996n, den: 100_000n }, false],
  ['E-I21', 'at-least', '95', '%', { num: 95n, den: 100n }, true],
  ['E8.8', 'exact', '86.1', '亿元', 860_500_000_000n, true],
  ['E8.8', 'exact', '86.1', '亿元', 860_499_999_999n, false],
  ['E8.8', 'exact', '86.1', '亿元', 861_900_000_000n, true],
  ['ROUNDED_UNIT', 'exact', '97', '亿条', 9_650_000_000n, true],
  ['ROUNDED_UNIT', 'exact', '97', '亿条', 9_649_999_999n, false],
  ['EXACT', 'exact', '51', '项', 51n, true],
  ['EXACT', 'exact', '51', '项', 52n, false],
] as const

describe('qualifiers as propositions', () => {
  for (const [name, qualifier, printed, unit, value, holds] of WORDS) {
    const shown = typeof value === 'bigint' ? value : `${value.num}/${value.den}`
    test(`${name}: ${qualifier} ${printed}${unit} of ${shown}`, () => {
      const judged = judge(qualifier, printed, unit, value)
      assert.equal(judged.holds, holds)
      assert.ok(judged.words.length > 0)
    })
  }
})

describe('bounds for a true value', () => {
  test('the lowest allowed integer is picked', () => {
    assert.deepEqual(boundsOf('over', '300', '名'), { lo: 301n, hi: 399n, pick: 301n })
    assert.deepEqual(boundsOf('over', '370', '例'), { lo: 371n, hi: 379n, pick: 371n })
    assert.deepEqual(boundsOf('over', '49.5', '万户（人）'), { lo: 495_001n, hi: 495_999n, pick: 495_001n })
    assert.deepEqual(boundsOf('exact', '97', '亿条'), { lo: 9_650_000_000n, hi: 9_749_999_999n, pick: 9_650_000_000n })
    assert.equal(boundsOf('exact', '86.1', '亿元').lo, 860_500_000_000n)
    assert.deepEqual(boundsOf('exact', '3396', '个'), { lo: 3396n, hi: 3396n, pick: 3396n })
    assert.deepEqual(boundsOf('at-least', '7', '项'), { lo: 7n, hi: null, pick: 7n })
    assert.deepEqual(boundsOf('within', '70', '工作日'), { lo: 0n, hi: 70n, pick: 70n })
    assert.deepEqual(boundsOf('nearly', '50', '家'), { lo: 45n, hi: 49n, pick: 45n })
    assert.deepEqual(boundsOf('approx', '2.6', '万人次'), { lo: 25_500n, hi: 26_499n, pick: 25_500n })
  })

  test('a percentage bounds its numerator', () => {
    assert.deepEqual(boundsOf('exact', '98.36', '%', 63601n), { lo: 62555n, hi: 62561n, pick: 62555n })
    assert.deepEqual(boundsOf('exact', '100', '%', 40n), { lo: 40n, hi: 40n, pick: 40n })
    assert.deepEqual(boundsOf('at-least', '95', '%', 39n), { lo: 38n, hi: 39n, pick: 38n })
    assert.throws(() => boundsOf('exact', '98.36', '%'), /分母/)
    assert.throws(() => boundsOf('exact', '33.34', '%', 3n), /没有分子/)
  })

  test('units: 百分点 is not a hundred of something', () => {
    assert.deepEqual(unitOf('个百分点'), { kind: 'percent', point: true, magnitude: 1n, money: false })
    assert.equal(unitOf('亿元').magnitude, 10n ** 10n)
    assert.equal(unitOf('元').magnitude, 100n)
    assert.equal(unitOf('万人次').magnitude, 10_000n)
    assert.equal(unitOf('件').magnitude, 1n)
  })

  const unit = fc.constantFrom('件', '万件', '亿元', '元', '亿条')
  const printed = fc
    .tuple(fc.bigInt(1n, 10n ** 8n), fc.integer({ min: 0, max: 3 }))
    .map(([n, d]) => formatDecimal(n, d))

  test('both ends of the bounds, and the pick, make the words true', () => {
    fc.assert(
      fc.property(fc.constantFrom(...QUALIFIERS), printed, unit, (q, p, u) => {
        const bounds = boundsOf(q, p, u)
        const wide = possibleValues(q, p, u)
        if (wide.hi !== null && wide.lo > wide.hi) return // e.g. about 0.01 件: no integer
        if (bounds.hi !== null && bounds.lo > bounds.hi) return
        for (const v of [bounds.lo, bounds.hi ?? bounds.lo + 10n ** 9n, bounds.pick]) {
          const { holds, words } = judge(q, p, u, v)
          assert.notEqual(holds, false, `${q} ${p}${u} of ${v}: ${words}`)
          assert.ok(v >= wide.lo && (wide.hi === null || v <= wide.hi), `${v} outside what is possible`)
        }
      }),
    )
  })

  test('a value outside what is possible never makes the words true', () => {
    fc.assert(
      fc.property(fc.constantFrom(...QUALIFIERS), printed, unit, (q, p, u) => {
        const wide = possibleValues(q, p, u)
        if (q !== 'within' && q !== 'nearly') assert.equal(judge(q, p, u, wide.lo - 1n).holds, false)
        if (wide.hi !== null) assert.equal(judge(q, p, u, wide.hi + 1n).holds, false)
      }),
    )
  })
})
