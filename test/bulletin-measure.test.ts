/** The measures of the campaign: seven records, seven counted, a name only from its document, and the rows behind the figure by who may read them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor, Scope } from '../src/kernel/access.ts'
import type { Instant } from '../src/kernel/clock.ts'
import { figureRecords, keepRun } from '../src/kernel/indicator.ts'
import { bulletin } from '../src/report/bulletin/index.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
let editor: Actor
let county: Actor
before(async () => {
  city = await openCity([bulletin])
  await city.agency('justice', 'justice-bureau', {})
  await city.agency('justice2', 'justice-bureau', { county: '330203' })
  editor = await city.post('editor', 'bulletin_editor', { kind: 'agency', value: 'justice' }, 'justice')
  county = await city.post('county', 'bulletin_editor', { kind: 'agency', value: 'justice2' }, 'justice2')
})
after(() => city.close())

const programme = '行政争议“双下降”专项行动'
const measure = (agencyId: string, no: number, more: object = {}) => ({
  procedure: 'bulletin.measure',
  action: 'take',
  input: { agencyId, programme, no, takenOn: '2020-05-06', ...more },
})
const document = { kind: '示例方案', date: '2020-05-06' }

test('七项措施计七项；名称须有文件；同一项不登记两次；区县的措施只计在本单位', async () => {
  const refused = async (no: number, more: object) =>
    (await city.refuse(editor, '2020-05-06', measure('justice', no, more))).type
  assert.equal(await refused(1, { name: '统筹协调机制' }), 'urn:fadu:rule:bulletin.measureName')
  assert.equal(await refused(1, { takenOn: '2020-05-07' }), 'urn:fadu:rule:bulletin.measureDay')
  const { matterId } = await city.ok(editor, '2020-05-06', measure('justice', 1, { name: '统筹协调机制', document }))
  await city.ok(editor, '2020-05-06', measure('justice', 2, { name: '月通报制度', document }))
  for (let no = 3; no <= 7; no++) await city.ok(editor, '2020-05-06', measure('justice', no))
  assert.equal(await refused(7, {}), 'urn:fadu:rule:bulletin.measureTwice')
  await city.ok(county, '2020-06-01', measure('justice2', 1))
  // What has ended was taken all the same.
  const ended = await city.ok(editor, '2020-12-01', { matterId, action: 'end', input: { reason: '并入日常工作' } })
  assert.equal(ended.state, 'ENDED')

  const known = '2021-01-31T09:00:00.000+08:00' as Instant
  const run = { runId: '00000000-0000-7000-8000-000000000001', year: 2020, knownAt: known, computedAt: known }
  const kept = await keepRun(city.app, city.registry, run, new Set(['dispute_measures']))
  assert.equal(kept.figures.get('dispute_measures')!.value, 7n)
  const wanted: [Scope, number][] = [
    [{ kind: 'city', value: 'city' }, 7],
    [{ kind: 'agency', value: 'justice' }, 7],
    [{ kind: 'county', value: '330203' }, 0],
    [{ kind: 'reader', value: 'p:nobody' }, 0],
  ]
  for (const [scope, visible] of wanted) {
    const page = await figureRecords(city.app, city.registry, scope, run, 'dispute_measures', { limit: 10 })
    assert.deepEqual([page.total, page.visible, page.visible + page.hidden, page.rows.length], [7, visible, 7, visible])
  }
  const { rows } = await city.owner.query(
    `select scope_id, count(*)::int as n from bulletin.dispute_measures where scope_kind = 'agency' group by 1 order by 1`,
  )
  assert.deepEqual(rows, [
    { scope_id: 'justice', n: 7 },
    { scope_id: 'justice2', n: 1 },
  ])
})
