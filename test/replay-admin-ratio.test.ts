/** Whole numbers behind printed rates, against a search without wit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countsBefore, isWithin, nearestRatio, numeratorFor, type Ratio } from '../src/replay/admin-ratio.ts'

/** Both habits by plain division of integers: scaled so that doubles stay exact. */
const prints = (printed: string, n: number, d: number): boolean => {
  const decimals = printed.split('.')[1]?.length ?? 0
  const scaled = n * 100 * 10 ** decimals
  const units = Math.round(Number(printed) * 10 ** decimals)
  return Math.floor(scaled / d) === units && Math.floor((2 * scaled + d) / (2 * d)) === units
}

test('the figures of 2020 with the demonstration’s denominators', () => {
  assert.deepEqual(nearestRatio('6.67', 899), { numerator: 60, denominator: 899 })
  assert.deepEqual(nearestRatio('91.89', 740), { numerator: 680, denominator: 740 })
  const settled = nearestRatio('40.05', 1101)!
  assert.deepEqual(settled, { numerator: 441, denominator: 1101 })
  assert.deepEqual(nearestRatio('46.48', 256, { within: settled }), { numerator: 119, denominator: 256 })
  // 1/15 prints 6.67 only rounded, 33/71 prints 46.48 only rounded.
  assert.equal(numeratorFor('6.67', 15), undefined)
  assert.equal(numeratorFor('46.48', 71), undefined)
  assert.equal(numeratorFor('6.67', 809), 54)
  assert.deepEqual(nearestRatio('100', 11), { numerator: 11, denominator: 11 })
  assert.equal(nearestRatio('101', 11), undefined)
  assert.equal(nearestRatio('x', 11), undefined)
})

test('2904 is the only count of the year before from which −23.11 % follows', () => {
  assert.deepEqual(countsBefore(2233, '-23.11'), [2904])
  assert.deepEqual(countsBefore(2233, '-100'), [])
  assert.ok(countsBefore(5, '25').includes(4))
})

test('nothing nearer prints the figure, and a part lies within its whole', () => {
  let found = 0
  let none = 0
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10_000 }),
      fc.constantFrom(0, 1, 2),
      fc.integer({ min: 1, max: 400 }),
      fc.option(fc.tuple(fc.integer({ min: 1, max: 1200 }), fc.double({ min: -0.1, max: 0.1, noNaN: true })), {
        freq: 2,
      }),
      (units, decimals, near, outer) => {
        const printed = ((units % (100 * 10 ** decimals + 1)) / 10 ** decimals).toFixed(decimals)
        const whole: Ratio | undefined = outer
          ? {
              denominator: outer[0],
              numerator: Math.floor(outer[0] * Math.min(1, Math.max(0, Number(printed) / 100 + outer[1]))),
            }
          : undefined
        const got = nearestRatio(printed, near, whole ? { within: whole } : {})
        const fits = (d: number) => {
          // Only near the rate can a numerator print it; two to either side are more than enough, or a whole point without decimals.
          const middle = Math.round((d * Number(printed)) / 100)
          const reach = 2 + Math.ceil(d / 100)
          for (let n = Math.max(0, middle - reach); n <= Math.min(d, middle + reach); n++)
            if (prints(printed, n, d) && (!whole || isWithin({ numerator: n, denominator: d }, whole))) return true
          return false
        }
        if (!got) {
          none++
          for (let d = 1; d <= 120; d++) assert.ok(!fits(d), `${printed}: ${d} was missed`)
          return
        }
        found++
        assert.ok(prints(printed, got.numerator, got.denominator), JSON.stringify({ printed, got }))
        if (whole) assert.ok(isWithin(got, whole))
        const distance = Math.abs(got.denominator - near)
        for (let d = Math.max(1, near - distance + 1); d < near + distance; d++)
          if (d > got.denominator || distance > 0)
            assert.ok(d === got.denominator || !fits(d), `${printed}: ${d} is nearer`)
      },
    ),
    { numRuns: 400 },
  )
  assert.ok(found > 100 && none > 5, `${found} found, ${none} without`)
})

test('counts before: exactly those that print the change', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: -6000, max: 9000 }), (count, units) => {
      const printed = `${units < 0 ? '-' : ''}${Math.floor(Math.abs(units) / 100)}.${String(Math.abs(units) % 100).padStart(2, '0')}`
      const wanted: number[] = []
      for (let b = 1; b <= 1200; b++) {
        const size = Math.floor((2 * Math.abs(count - b) * 10_000 + b) / (2 * b))
        if (size === Math.abs(units) && (units === 0 || count - b < 0 === units < 0)) wanted.push(b)
      }
      assert.deepEqual(
        countsBefore(count, printed).filter((b) => b <= 1200),
        wanted,
      )
    }),
    { numRuns: 500 },
  )
})
