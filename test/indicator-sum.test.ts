/** Sums of declared counts: the rows of their parts taken together, once each or once per thing; rates over sums; parts that are not there. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Instant } from '../src/kernel/clock.ts'
import { defineDomain, type Indicator, registryOf } from '../src/kernel/domain.ts'
import { computeFigures, figureRecords, keepRun } from '../src/kernel/indicator.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

const says = { version: '1', fromYear: 2015, authority: '平台', text: '测试用' }
const flow = (id: string, more: object): Indicator => ({
  id,
  label: id,
  unit: '件',
  kind: 'flow',
  versions: [{ ...says, ...more }],
})
const tally = defineDomain({
  id: 'tally',
  label: '合计',
  roles: {},
  procedures: [],
  tables: [],
  sql: new URL('./sample/tally/', import.meta.url),
  supervision: [],
  indicators: [flow('tally_filed', { view: 'tally.filed' }), flow('tally_decided', { view: 'tally.decided' })],
})
const sums = (more: readonly Indicator[] = []) =>
  defineDomain({
    id: 'sums',
    label: '合计数',
    roles: {},
    procedures: [],
    tables: [],
    supervision: [],
    indicators: [
      flow('all', { parts: ['tally_filed', 'tally_decided'] }),
      flow('topics', { parts: ['tally_filed', 'tally_decided'], oncePer: 'topic' }),
      {
        id: 'share',
        label: 'share',
        unit: '%',
        kind: 'rate',
        versions: [{ ...says, numerator: 'tally_decided', denominator: 'all' }],
      },
      flow('elsewhere', { parts: ['tally_filed', 'not_registered'] }),
      {
        id: 'lame',
        label: 'lame',
        unit: '%',
        kind: 'rate',
        versions: [{ ...says, numerator: 'tally_filed', denominator: 'elsewhere' }],
      },
      ...more,
    ],
  })

let city: TestCity
before(async () => {
  city = await openCity([sample, tally, sums()])
  await city.agency('A1', 'bureau', { county: '330203' })
  const clerk = await city.post('c1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  const officer = await city.post('o1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
  for (const [topic, day, isDecided] of [
    ['甲', '2023-03-01', true],
    ['乙', '2023-03-02', false],
    ['甲', '2024-02-01', true],
  ] as const) {
    const m = await city.ok(clerk, day, {
      procedure: 'sample.filing',
      action: 'file',
      input: { agencyId: 'A1', topic: `${topic}${day}`, name: '陈示例' },
    })
    if (!isDecided) continue
    await city.ok(officer, day, { matterId: m.matterId, action: 'accept', input: {} })
    await city.ok(officer, day, { matterId: m.matterId, action: 'decide', input: { result: 'yes' } })
  }
})
after(() => city.close())

const known = '2025-01-15T00:00:00.000+08:00' as Instant

test('a sum is the rows of its parts; once per thing the earliest row stands for all; a rate goes over it', async () => {
  const figures = await computeFigures(city.app, city.registry, 2023, known)
  assert.equal(figures.get('tally_filed')!.value, 2n)
  assert.equal(figures.get('tally_decided')!.value, 1n)
  assert.equal(figures.get('all')!.value, 3n)
  assert.equal(figures.get('topics')!.value, 2n)
  assert.deepEqual([figures.get('share')!.numerator, figures.get('share')!.denominator], [1n, 3n])
})

test('a sum of which a part is not registered is not computed, nor a rate over it', async () => {
  const figures = await computeFigures(city.app, city.registry, 2023, known)
  assert.equal(figures.get('elsewhere'), undefined)
  assert.equal(figures.get('lame'), undefined)
})

test('a kept sum opens into its records, as every figure does', async () => {
  const run = await keepRun(
    city.app,
    city.registry,
    { runId: '00000000-0000-7000-8000-000000000001', year: 2023, knownAt: known, computedAt: known },
    new Set(['all', 'topics']),
  )
  const page = await figureRecords(city.app, city.registry, { kind: 'agency', value: 'A1' }, run, 'all', { limit: 10 })
  assert.deepEqual([page.total, page.visible, page.rows.length], [3, 3, 3])
})

test('a sum has no view of its own, and its parts are counts of one kind', () => {
  for (const bad of [
    flow('bad', { view: 'sums.filed', parts: ['tally_filed'] }),
    flow('bad', { parts: ['share'] }),
    flow('bad', { parts: ['all'] }),
    { ...flow('bad', { parts: ['tally_filed'] }), kind: 'stock' as const },
  ])
    assert.throws(() => registryOf([sample, tally, sums([bad])]), /indicator bad: a sum/)
})
