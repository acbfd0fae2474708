/** Summaries for the public: small cells are merged, none can be worked out, and what was corrected shows what stood before. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { mediation } from '../src/domains/mediation/index.ts'
import { disputesOf, type Office, openTown, type Town } from './mediation-support.ts'

let town: Town
let d: ReturnType<typeof disputesOf>
let village: Office
before(async () => {
  town = await openTown([mediation])
  d = disputesOf(town)
  village = await d.office('2018-03-01')
})
after(() => town.city.close())

test('A7, A6.2.6 a summary is published by its own bureau, compared with the matters, and corrected with what stood before', async () => {
  for (let i = 0; i < 6; i++) await d.dispute(village, { on: '2020-02-03', ending: 'FULL' })
  const invented = await d.dispute(village, { on: '2020-02-03', ending: 'FULL', input: { kind: 'DAMAGES' } })
  const cell = (kind: string, count: number) => ({ place: '330282', kind, count })
  const publish = (more: object = {}) => ({
    procedure: 'mediation.statistics',
    action: 'publish',
    input: {
      agencyId: 'justice-330282',
      year: 2020,
      period: 'Q1',
      cells: [cell('NEIGHBOUR', 6), cell('DAMAGES', 1)],
      ...more,
    },
  })
  const refused = async (on: string, more: object) =>
    (await town.city.refuse(town.county, on, publish(more))).type.replace('urn:fadu:rule:mediation.statistics.', '')
  assert.equal(await refused('2020-03-31', {}), 'period')
  assert.equal(await refused('2020-04-07', { agencyId: 'justice-330205' }), 'bureau')
  assert.equal(await refused('2020-04-07', { cells: [cell('DAMAGES', 1), cell('DAMAGES', 2)] }), 'twice')
  const { matterId } = await town.city.ok(town.county, '2020-04-07', publish())
  const page = async () =>
    JSON.parse(
      (await town.city.owner.query('select content from kernel.published where id = $1', [matterId])).rows[0].content,
    )
  const shown = (cells: { kind: string; count: number | string }[]) =>
    Object.fromEntries(cells.filter((c) => c.kind !== '合计').map((c) => [c.kind, c.count]))
  const first = await page()
  assert.equal(first.period, '第一季度')
  assert.deepEqual(shown(first.cells.filter((c: any) => c.place === '330282')), { '邻里、损害赔偿（合并）': 7 })
  const seen = async (on: string) => (await town.watch('p13', on, matterId)).map((r) => `${r.severity} ${r.since}`)
  assert.deepEqual(await seen('2020-04-08'), [])

  await town.city.ok(town.county, '2020-05-06', {
    matterId: invented.id,
    action: 'correctRecord',
    input: { ground: 'FABRICATED', requestedBy: 'x', evidence: { date: '2020-05-06' }, explanation: '查实虚构' },
  })
  assert.deepEqual(await seen('2020-05-07'), ['YELLOW 2020-04-07'])
  await town.city.ok(town.county, '2020-05-08', {
    matterId,
    action: 'correct',
    input: { cells: [cell('NEIGHBOUR', 6)] },
  })
  assert.deepEqual(await seen('2020-05-08'), [])
  const second = await page()
  assert.deepEqual([second.edition, second.publishedBeforeOn], [2, '2020-04-07'])
  assert.deepEqual(shown(second.cells.filter((c: any) => c.place === '330282')), { 邻里: 6 })
  // A number that was never right is seen at once.
  const wrong = await town.city.ok(town.county, '2020-05-11', publish({ cells: [cell('NEIGHBOUR', 7)] }))
  assert.equal((await town.watch('p13', '2020-05-11', wrong.matterId)).length, 1)
})
