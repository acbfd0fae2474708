import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type Figure, parseFigures } from '../src/report/figures.ts'
import {
  checkRoundedSum,
  evaluateIdentities,
  type IdentityOptions,
  printedHabits,
  readingOf,
  solvePrevious,
} from '../src/report/identities.ts'
import { IDENTITIES } from '../src/report/identity-table.ts'
import { formatDecimal, halfUp, truncate } from '../src/report/ratio.ts'

const FIGURES = parseFigures(readFileSync(new URL('../data/figures/ningbo-2020.tsv', import.meta.url), 'utf8'))

/** The city's figures with some values, units or labels replaced. */
const changed = (changes: Record<string, Partial<Figure>>) => FIGURES.map((f) => ({ ...f, ...changes[f.id] }))
const find = (id: string, figures: readonly Figure[] = FIGURES, options: IdentityOptions = {}) => {
  const found = evaluateIdentities(figures, options).find((i) => i.id === id)
  assert.ok(found, `${id} was not evaluated`)
  return found
}

/** What chapter 7 E4.2 finds in this city's file; what needs the text or other returns is PENDING_DATA here. */
const EXPECTED: Record<string, string> = {
  'E-I01': 'HOLDS',
  'E-I02': 'HOLDS',
  'E-I03': 'HOLDS',
  'E-I04': 'AMBIGUOUS',
  'E-I05': 'HOLDS',
  'E-I06': 'PENDING_DATA',
  'E-I07': 'HOLDS',
  'E-I08': 'HOLDS',
  'E-I09': 'HOLDS',
  'E-I10': 'NOT_IDENTITY',
  'E-I11': 'WEAK',
  'E-I12': 'NOT_IDENTITY',
  'E-I13': 'PENDING_DATA',
  'E-I14': 'AMBIGUOUS',
  'E-I15': 'HOLDS',
  'E-I16': 'WEAK',
  'E-I17': 'NOT_IDENTITY',
  'E-I18': 'NOT_IDENTITY',
  'E-I19': 'NOT_IDENTITY',
  'E-I20': 'PENDING_DATA',
  'E-I21': 'THRESHOLD',
  'E-I22': 'WEAK',
  'E-I23': 'WEAK',
  'E-I24': 'HOLDS',
  'E-I25': 'HOLDS',
  'E-I26': 'FAILS',
  'E-I27': 'FAILS',
  'E-I28': 'HOLDS',
  'E-I29': 'AMBIGUOUS',
  'E-I30': 'AMBIGUOUS',
  'E-I31': 'WEAK',
  'E-I32': 'HOLDS',
  'E-I33': 'NOT_IDENTITY',
  'E-I34': 'PENDING_DATA',
  'E-I35': 'PENDING_DATA',
  'E-I36': 'HOLDS',
  'E-I37': 'NOT_IDENTITY',
  'E-I38': 'PENDING_DATA',
  'E-I39': 'PENDING_DATA',
  'E-I40': 'PENDING_DATA',
  'E-I41': 'NOT_IDENTITY',
}

describe('the identities on the city file', () => {
  test('every identity of the table is evaluated, with the expected result', () => {
    const results = evaluateIdentities(FIGURES, { year: 2020, publishedOn: '2021-03-31' })
    assert.deepEqual(Object.fromEntries(results.map((r) => [r.id, r.result])), EXPECTED)
    assert.equal(IDENTITIES.length, 41)
    for (const r of results) assert.ok(r.note && r.formula, r.id)
  })

  test('E8.1: a part off by one does not add up', () => {
    const broken = find('E-I01', changed({ 'proactive-new-media': { value: '75687' } }))
    assert.equal(broken.result, 'FAILS')
    assert.equal(broken.severity, 'BLOCK')
    assert.match(broken.note, /相差1条/)
    assert.deepEqual(broken.flagged, ['proactive-disclosures-city-level', 'proactive-website', 'proactive-new-media'])
  })

  test('E8.2, E-I26: the success rate is truncated and says so', () => {
    const rate = find('E-I26')
    assert.equal(rate.habit?.code, 'MATCH_BY_TRUNCATION')
    assert.match(rate.note, /按四舍五入应为98\.37%，已公布98\.36%为截尾/)
    assert.equal(find('E-I26', changed({ 'mediation-success-rate': { value: '98.37' } })).result, 'HOLDS')
    const wrong = find('E-I26', changed({ 'mediation-success-rate': { value: '97.00' } }))
    assert.equal(wrong.habit?.code, 'MISMATCH')
    assert.deepEqual(wrong.flagged, ['mediation-success-rate', 'disputes-settled', 'disputes-mediated'])
  })

  test('E8.3, E-I24: the previous year solves to one integer, only by rounding', () => {
    assert.deepEqual(solvePrevious(2233n, '-23.11'), { halfUp: { lo: 2904n, hi: 2904n }, truncation: null })
    const yoy = find('E-I24')
    assert.equal(yoy.previous, '2904')
    assert.deepEqual(yoy.habit, { code: 'MATCH_HALF_UP', discriminating: true })
    const none = find('E-I24', changed({ 'administrative-disputes': { value: '7' } }))
    assert.equal(none.result, 'FAILS')
  })

  test('E8.4, E-I27: one document, two habits; with one habit left nothing is concluded', () => {
    assert.match(find('E-I27').note, /一篇两种习惯/)
    const one = changed({ 'mediation-success-rate': { value: '98.37' } })
    assert.equal(find('E-I27', one).result, 'HOLDS')
    assert.match(find('E-I27', one).note, /逐数认定/)
  })

  test('E8.5, E-I30: both readings of a change of a rate', () => {
    const r = find('E-I30')
    assert.deepEqual(r.readings, { relative: { from: '82.50' }, point: { from: '80.51' } })
    assert.deepEqual(r.flagged, ['head-appearance-change'])
    const points = find('E-I30', changed({ 'head-appearance-change': { unit: '个百分点' } }))
    assert.equal(points.result, 'HOLDS')
    const change = { value: '11.38', qualifier: 'exact' as const }
    const now = { num: 34n, den: 37n }
    assert.equal(readingOf(change, now, { num: 33n, den: 40n }, 'rise'), 'RELATIVE')
    assert.equal(readingOf(change, now, { num: 95n, den: 118n }, 'rise'), 'POINT')
    assert.equal(readingOf(change, now, { num: 1n, den: 2n }, 'rise'), 'NEITHER')
  })

  test('E8.6, E-I29: nearly 50 % is relative', () => {
    const r = find('E-I29')
    assert.deepEqual(r.readings?.relative, { from: '12.13', to: '13.34' })
    assert.equal(r.readings?.preferred, 'RELATIVE')
    const change = { value: '50', qualifier: 'nearly' as const }
    const now = { num: 667n, den: 10000n }
    assert.equal(readingOf(change, now, { num: 13n, den: 100n }, 'fall'), 'RELATIVE')
    assert.equal(readingOf(change, now, { num: 1340n, den: 10000n }, 'fall'), 'NEITHER')
  })

  test('E8.7, E-I05: "over" may stand on one side of ≤', () => {
    assert.equal(find('E-I05', changed({ supervisors: { value: '350' } })).result, 'PENDING_DATA')
    assert.equal(find('E-I05', changed({ supervisors: { value: '300' } })).result, 'FAILS')
  })

  test('E-I25: a part may be the whole, and not more', () => {
    const settled = (value: string) => find('E-I25', changed({ 'disputes-settled': { value } })).result
    assert.deepEqual([settled('63601'), settled('63602')], ['HOLDS', 'FAILS'])
  })

  test('E-I20: the records of a rate settle what the file leaves open', () => {
    const done = new Map([['inspection-completion', { num: 90n, den: 90n }]])
    const open = new Map([['inspection-completion', { num: 89n, den: 90n }]])
    assert.equal(find('E-I20', FIGURES, { computed: done }).result, 'HOLDS')
    assert.equal(find('E-I20', FIGURES, { computed: open }).result, 'FAILS')
  })

  test('E-I22 is a check of magnitude and blocks nothing', () => {
    const r = find('E-I22', changed({ 'credit-list-records': { value: '90', unit: '亿条' } }))
    assert.equal(r.result, 'WEAK')
    assert.match(r.note, /多于/)
  })

  test('E-I28: nobody to fill a committee', () => {
    assert.equal(find('E-I28', changed({ mediators: { value: '2' } })).result, 'FAILS')
  })

  test('E-I36: publication on the first of April is late', () => {
    assert.equal(find('E-I36', FIGURES, { year: 2020, publishedOn: '2021-04-01' }).result, 'FAILS')
  })

  test('F8.8: rounded parts may miss a rounded total by half a place each', () => {
    const parts = ['1.23', '8.90', '0.46']
    assert.deepEqual(checkRoundedSum('10.59', parts, '万元'), { difference: '0.000', tolerance: '0.015', within: true })
    assert.deepEqual(checkRoundedSum('10.60', parts, '万元'), { difference: '0.010', tolerance: '0.015', within: true })
    assert.equal(checkRoundedSum('10.61', parts, '万元').within, false)
    assert.equal(checkRoundedSum('10', ['4', '5'], '件').within, false)
  })

  test('a printed zero denominator contradicts its rate and breaks nothing', () => {
    const zero = changed({ 'disputes-mediated': { value: '0' }, 'disputes-settled': { value: '0' } })
    assert.equal(find('E-I26', zero).result, 'FAILS')
    assert.equal(printedHabits(zero).has('mediation-success-rate'), false)
  })
})

describe('properties of identities', () => {
  test('a previous count gives a change from which it is solved again', () => {
    const count = fc.bigInt(1n, 10n ** 7n)
    fc.assert(
      fc.property(count, count, fc.integer({ min: 0, max: 4 }), (current, previous, places) => {
        for (const [name, cut] of [
          ['halfUp', halfUp],
          ['truncation', truncate],
        ] as const) {
          const printed = formatDecimal(cut(current - previous, previous, places + 2), places)
          const range = solvePrevious(current, printed)[name]
          assert.ok(range && range.lo <= previous && (range.hi === null || previous <= range.hi), printed)
          const below = range.lo - 1n
          if (below > 0n) {
            assert.notEqual(formatDecimal(cut(current - below, below, places + 2), places), printed)
          }
        }
      }),
    )
  })

  test('any subset of the file, in any order and with any numbers, is evaluated without an error', () => {
    const numbers = fc
      .tuple(fc.bigInt(-20n, 10n ** 6n), fc.integer({ min: 0, max: 3 }))
      .map(([n, d]) => formatDecimal(n, d))
    const subset = fc
      .shuffledSubarray(FIGURES)
      .chain((figures) =>
        fc.tuple(
          fc.constant(figures),
          fc.array(fc.option(numbers, { nil: undefined }), { minLength: figures.length, maxLength: figures.length }),
        ),
      )
    fc.assert(
      fc.property(subset, ([figures, values]) => {
        const wild = figures.map((f, i) => ({ ...f, value: values[i] ?? f.value }))
        const known = new Set(wild.map((f) => f.id))
        for (const r of evaluateIdentities(wild)) {
          for (const id of [...r.figures, ...r.flagged]) assert.ok(known.has(id), `${r.id} names ${id}`)
        }
      }),
    )
  })

  test('the table names only figures, and holds none of their numbers', () => {
    const ids = new Set(FIGURES.map((f) => f.id))
    const source = readFileSync(new URL('../src/report/identity-table.ts', import.meta.url), 'utf8')
    for (const word of source.match(/'[a-z]+(-[a-z]+)+'/g) ?? []) {
      const id = word.slice(1, -1)
      if (!ids.has(id)) assert.match(id, /^(at-most|one-habit|rate-change)$/)
    }
    for (const f of FIGURES.filter((x) => x.value.length >= 3 && x.value !== '100' && x.value !== '300')) {
      assert.ok(!source.includes(f.value), `${f.value} of ${f.id} stands in the table`)
    }
  })
})
