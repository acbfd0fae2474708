/** The public edition tells no number below five of what concerns few people, neither itself nor by what it leaves. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Indicator } from '../src/kernel/domain.ts'
import { registryOf } from '../src/kernel/domain.ts'
import { parseFigures } from '../src/report/figures.ts'
import { figuresToMask, masked, publicEdition } from '../src/report/public-edition.ts'
import { type ComputedFigure, reconcile } from '../src/report/reconcile.ts'
import { monthLabel } from '../src/report/statistics.ts'
import { sample } from './sample/domain.ts'

const base = sample.indicators[0]!
const of = (id: string, figure: string, more: Partial<Indicator>): Indicator => ({ ...base, id, figure, ...more })
const indicators: Indicator[] = [
  of('sample_whole', 'disputes-mediated', { masksSmall: true }),
  of('sample_part', 'disputes-settled', { masksSmall: true }),
  of('sample_rate', 'mediation-success-rate', {
    kind: 'rate',
    versions: [
      { version: '1', fromYear: 2015, authority: '', text: '', numerator: 'sample_part', denominator: 'sample_whole' },
    ],
  }),
  of('sample_units', 'mediation-committees', {}),
]
const registry = registryOf([{ ...sample, indicators }])
const printed = new Map(indicators.map((i) => [i.figure!, i]))

const records = (whole: bigint, part: bigint, units: bigint): Map<string, ComputedFigure> =>
  new Map([
    ['disputes-mediated', { value: whole, records: whole }],
    ['disputes-settled', { value: part, records: part }],
    ['mediation-success-rate', { num: part, den: whole, records: whole }],
    ['mediation-committees', { value: units, records: units }],
  ])
const hidden = (whole: bigint, part: bigint, units = 2n) =>
  [...figuresToMask(printed, registry, 2020, records(whole, part, units))].sort()

test('small counts go, and with them what tells them', () => {
  assert.deepEqual(hidden(100n, 90n), [])
  assert.deepEqual(hidden(100n, 100n), [])
  assert.deepEqual(hidden(0n, 0n), [])
  // None settled of three would say of each what became of it.
  assert.deepEqual(hidden(3n, 0n), ['disputes-mediated', 'disputes-settled', 'mediation-success-rate'])
  assert.deepEqual(hidden(100n, 3n), ['disputes-settled', 'mediation-success-rate'])
  // 100 less 97 is three.
  assert.deepEqual(hidden(100n, 97n), ['disputes-settled', 'mediation-success-rate'])
})

test('a masked figure says nothing but that it is masked', () => {
  const figures = parseFigures(readFileSync(new URL('../data/figures/ningbo-2020.tsv', import.meta.url), 'utf8'))
  const computed = records(100n, 97n, 2n)
  const whole = {
    ...reconcile(figures, computed, { scale: 1, year: 2020 }),
    indicators: { 'disputes-settled': { label: 'x' }, 'disputes-mediated': { label: 'y' } },
  }
  const open = publicEdition(whole, figuresToMask(printed, registry, 2020, computed))
  for (const id of ['disputes-settled', 'mediation-success-rate']) {
    const row = open.figures.find((f) => f.id === id)!
    assert.equal(row.computed, masked)
    assert.equal(row.records, null)
    assert.deepEqual(row.flags, [])
    assert.ok(open.identities.every((i) => !i.figures.includes(id)))
  }
  assert.deepEqual(Object.keys(open.indicators), ['disputes-mediated'])
  assert.equal(open.figures.find((f) => f.id === 'mediation-committees')!.computed, '2')
  assert.ok(!JSON.stringify(open).includes('97'.padEnd(3, '件')))
  assert.ok(whole.figures.some((f) => f.computed === '97'))
  assert.equal(publicEdition(whole, new Set()), whole)
})

test('what the year before had too few of is not told by the comparison either', () => {
  const change = { kind: 'percent', value: '50.00', before: '2' } as const
  const both = { published: { ...change, before: '200' }, computed: change }
  const only = { published: null, computed: change }
  const comparison = {
    year: 2019,
    note: '',
    figures: { 'disputes-settled': both, 'disputes-mediated': only, 'mediation-committees': only },
  }
  const whole = { ...reconcile([], new Map(), { scale: 1, year: 2020 }), comparison }
  const before = figuresToMask(printed, registry, 2019, records(3n, 2n, 2n))
  assert.deepEqual(publicEdition(whole, new Set(), before).comparison.figures, {
    'disputes-settled': { ...both, computed: null },
    'mediation-committees': only,
  })
})

test('months are called as people call them', () => {
  assert.deepEqual([monthLabel([1]), monthLabel([0, 1, 2])], ['2月', '1—3月'])
})
