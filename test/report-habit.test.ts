import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { HABIT_CODES, nameHabit, numeratorInterval, simplestFraction, summarise } from '../src/report/habit.ts'
import {
  compareWithTarget,
  displayChange,
  displayPointChange,
  displayRate,
  formatDecimal,
  halfUp,
  parseDecimal,
  truncate,
} from '../src/report/ratio.ts'

/** Printed percentages over their counts, with the habit that explains them: case, printed, numerator, denominator. */
const PERCENTAGES = [
  ['F8.1', '97.68', 211n, 216n, { code: 'MATCH_BY_TRUNCATION' }],
  ['F8.1', '97.69', 211n, 216n, { code: 'MATCH_HALF_UP', discriminating: true }],
  ['F8.1', '97.70', 211n, 216n, { code: 'MISMATCH' }],
  ['F8.2', '96.06', 317n, 330n, { code: 'MATCH_HALF_UP', discriminating: false }],
  ['F8.4', '100.00', 19999n, 20000n, { code: 'MATCH_HALF_UP', discriminating: true }],
  ['A8.14', '98.36', 62562n, 63601n, { code: 'MATCH_BY_TRUNCATION' }],
  ['A8.14', '98.36', 62561n, 63601n, { code: 'MATCH_HALF_UP', discriminating: false }],
  ['A8.14', '98.36', 62554n, 63601n, { code: 'MISMATCH' }],
  ['E8.3', '-23.11', 2233n - 2904n, 2904n, { code: 'MATCH_HALF_UP', discriminating: true }],
  ['E8.3', '-23.11', 2233n - 2903n, 2903n, { code: 'MISMATCH' }],
  ['a half', '50', 1n, 2n, { code: 'EXACT' }],
  ['wrong sign', '23.11', -671n, 2904n, { code: 'MISMATCH' }],
] as const

describe('naming the habit of a printed percentage', () => {
  for (const [name, printed, num, den, expected] of PERCENTAGES) {
    test(`${name}: ${printed} of ${num}/${den}`, () => {
      assert.deepEqual(nameHabit(printed, num, den, { kind: 'percent' }), expected)
    })
  }

  test('a zero denominator is not judged', () => {
    assert.equal(nameHabit('98.36', 0n, 0n, { kind: 'percent' }), null)
  })

  test('F8.3: 2/7, 2/7, 3/7 printed 28.6, 28.5, 42.9 were adjusted to 100', () => {
    const members = [
      { printed: '28.6', num: 2n },
      { printed: '28.5', num: 2n },
      { printed: '42.9', num: 3n },
    ]
    const codes = members.map((m, index) =>
      nameHabit(m.printed, m.num, 7n, { kind: 'percent', group: { members, index } }),
    )
    assert.deepEqual(codes, [
      { code: 'MATCH_HALF_UP', discriminating: true },
      { code: 'ADJUSTED_TO_100', alsoTruncation: true },
      { code: 'MATCH_HALF_UP', discriminating: true },
    ])
  })

  test('F8.3: a column whose rounded shares already make 100 was not adjusted', () => {
    const members = [
      { printed: '14.3', num: 1n },
      { printed: '28.5', num: 2n },
      { printed: '57.2', num: 4n },
    ]
    const codes = members.map(
      (m, index) => nameHabit(m.printed, m.num, 7n, { kind: 'percent', group: { members, index } })?.code,
    )
    assert.deepEqual(codes, ['MATCH_HALF_UP', 'MATCH_BY_TRUNCATION', 'MISMATCH'])
  })
})

describe('counts, amounts and candidates', () => {
  test('E8.8: amounts in 亿元 are judged in fen', () => {
    const judged = (yuan: bigint) =>
      nameHabit('86.1', yuan * 100n, 1n, { kind: 'unit', unitMagnitude: 10n ** 10n })?.code
    assert.equal(judged(8_605_000_000n), 'MATCH_HALF_UP')
    assert.equal(judged(8_604_999_999n), 'MISMATCH')
    assert.equal(judged(8_619_000_000n), 'MATCH_BY_TRUNCATION')
    assert.equal(judged(8_610_000_000n), 'EXACT')
  })

  test('E8.12: two swapped digits are a candidate', () => {
    assert.deepEqual(nameHabit('63,610', 63601n, 1n, { kind: 'count' }), {
      code: 'MISMATCH',
      diagnoses: ['DIGIT_SWAP'],
    })
  })

  test('other candidates', () => {
    const of = (...args: Parameters<typeof nameHabit>) => nameHabit(...args)?.diagnoses
    assert.deepEqual(of('0.98', 62562n, 63601n, { kind: 'percent' }), ['UNIT_SHIFT'])
    assert.deepEqual(
      of('50.00', 1n, 3n, { kind: 'percent', alternatives: [{ diagnosis: 'OTHER_DENOMINATOR', num: 1n, den: 2n }] }),
      ['OTHER_DENOMINATOR'],
    )
    assert.deepEqual(of('12', 19n, 1n, { kind: 'count', previousPrinted: '12' }), ['STALE_PREVIOUS'])
    assert.deepEqual(of('12', 19n, 1n, { kind: 'count', printedParts: ['5', '6'] }), ['PARTS_MISSING'])
    assert.deepEqual(of('12', 19n, 1n, { kind: 'count', printedParts: ['5', '7'] }), ['SUM_OF_ROUNDED'])
    assert.deepEqual(of('112', 1n, 3n, { kind: 'percent', share: true }), ['RATE_OVER_100'])
  })

  test('A6.3: only 62555 to 62561 of 63601 round to 98.36', () => {
    assert.deepEqual(numeratorInterval('98.36', 63601n, 'MATCH_HALF_UP'), { lo: 62555n, hi: 62561n })
    assert.equal(numeratorInterval('33.34', 3n, 'MATCH_HALF_UP'), undefined)
  })

  test('E-I31, E8.5: the simplest fractions behind printed rates', () => {
    assert.deepEqual(simplestFraction('46.48'), { num: 33n, den: 71n })
    assert.deepEqual(simplestFraction('91.89'), { num: 34n, den: 37n })
    assert.deepEqual(simplestFraction('100', 12n), { num: 12n, den: 12n })
    assert.deepEqual(simplestFraction('0.00000001'), { num: 1n, den: 10n ** 10n })
    assert.equal(simplestFraction('-1'), undefined)
  })
})

describe('the sentence on habits', () => {
  test('E8.4: it counts and never concludes', () => {
    const words = summarise([
      { code: 'MATCH_HALF_UP', discriminating: true },
      { code: 'MATCH_BY_TRUNCATION' },
      { code: 'MATCH_HALF_UP', discriminating: false },
      { code: 'EXACT' },
      null,
    ])
    assert.equal(words, '本篇：1个数只合四舍五入，1个数只合截尾，其余不可分辨')
    assert.doesNotMatch(summarise([{ code: 'MATCH_BY_TRUNCATION' }]), /本篇截尾/)
  })
})

describe('exact arithmetic', () => {
  test('an unfinished share never shows as 100, one above zero never as 0', () => {
    assert.equal(displayRate(19999n, 20000n), '99.99')
    assert.equal(displayRate(20000n, 20000n), '100.00')
    assert.equal(displayRate(1n, 30000n), '0.01')
    assert.equal(displayRate(0n, 30000n), '0.00')
    assert.equal(displayRate(999n, 1000n, 0), '99')
    assert.equal(displayRate(1n, 0n), '—')
    assert.equal(displayRate(62562n, 63601n), '98.37')
    assert.equal(displayChange(-671n, 2904n), '-23.11')
  })

  test('A8.14: a target is compared without rounding', () => {
    assert.equal(compareWithTarget(62562n, 63601n, '98.365'), 1)
    assert.equal(compareWithTarget(94996n, 100000n, '95'), -1)
    assert.equal(displayRate(94996n, 100000n), '95.00')
    assert.equal(compareWithTarget(95n, 100n, '95.0'), 0)
  })

  test('E8.15: points are the difference of the unrounded rates', () => {
    assert.equal(displayPointChange({ num: 58n, den: 61n }, { num: 203n, den: 216n }), '1.10')
    assert.equal(displayPointChange({ num: 95085n, den: 100000n }, { num: 93984n, den: 100000n }), '1.10')
  })
})

describe('properties of habits', () => {
  const den = fc.bigInt(1n, 10n ** 12n)
  const num = fc.bigInt(-(10n ** 13n), 10n ** 13n)
  const decimals = fc.integer({ min: 0, max: 6 })

  test('what was printed by rounding is recognised as rounded', () => {
    fc.assert(
      fc.property(num, den, decimals, (n, d, places) => {
        const printed = formatDecimal(halfUp(n, d, places + 2), places)
        const habit = nameHabit(printed, n, d, { kind: 'percent' })
        assert.ok(habit?.code === 'MATCH_HALF_UP' || habit?.code === 'EXACT', `${printed}: ${habit?.code}`)
      }),
    )
  })

  test('what was printed by cutting off is never called a mismatch, and cut where rounding differs', () => {
    fc.assert(
      fc.property(num, den, decimals, (n, d, places) => {
        const cut = truncate(n, d, places + 2)
        const habit = nameHabit(formatDecimal(cut, places), n, d, { kind: 'percent' })
        if (cut !== halfUp(n, d, places + 2)) assert.equal(habit?.code, 'MATCH_BY_TRUNCATION')
        else assert.ok(habit?.code === 'EXACT' || habit?.discriminating === false)
      }),
    )
  })

  test('two units of the last place off is a mismatch', () => {
    fc.assert(
      fc.property(num, den, decimals, (n, d, places) => {
        const printed = formatDecimal(halfUp(n, d, places + 2) + (n < 0n ? -2n : 2n), places)
        assert.equal(nameHabit(printed, n, d, { kind: 'percent' })?.code, 'MISMATCH')
      }),
    )
  })

  test('any number over any fraction gets one of the five codes, or null without a denominator', () => {
    const kind = fc.constantFrom('count' as const, 'percent' as const, 'unit' as const)
    const printed = fc.tuple(num, decimals).map(([n, d]) => formatDecimal(n, d))
    fc.assert(
      fc.property(printed, num, fc.bigInt(-1000n, 1000n), kind, fc.boolean(), (text, n, d, k, share) => {
        const habit = nameHabit(text, n, d, { kind: k, unitMagnitude: 10000n, share })
        if (d === 0n) assert.equal(habit, null)
        else assert.ok(habit && HABIT_CODES.includes(habit.code))
      }),
    )
  })

  test('the numerator interval holds exactly the numerators that print so', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 500n), fc.nat(10000), (d, p) => {
        const printed = formatDecimal(BigInt(p), 2)
        const interval = numeratorInterval(printed, d, 'MATCH_HALF_UP')
        for (let n = 0n; n <= d; n++) {
          const inside = interval !== undefined && interval.lo <= n && n <= interval.hi
          assert.equal(inside, halfUp(n, d, 4) === BigInt(p))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('decimals survive reading and writing', () => {
    fc.assert(
      fc.property(num, decimals, (n, d) => {
        assert.deepEqual(parseDecimal(formatDecimal(n, d)), { units: n, decimals: d })
      }),
    )
  })
})
