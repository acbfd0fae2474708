import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemActor } from '../src/kernel/access.ts'
import type { Instant } from '../src/kernel/clock.ts'
import { computeFigures, figureRecords, findRun, keepRun } from '../src/kernel/indicator.ts'
import { supervisionDomain, tick } from '../src/kernel/supervision.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
before(async () => {
  city = await openCity([sample, supervisionDomain])
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
})
after(() => city.close())

test('the tick works lapses and raises findings once; a finding is fed back, rectified, checked by another and closed', async () => {
  const clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  const m = await city.ok(clerk, '2023-03-01', {
    procedure: 'sample.filing',
    action: 'file',
    input: { agencyId: 'A1', topic: '甲', name: '陈示例' },
  })
  const at = '2023-06-01T02:00:00.000+08:00' as Instant
  assert.deepEqual(await tick(city.app, city.engine, at), { lapsed: 1, raised: 1 })
  assert.deepEqual(await tick(city.app, city.engine, at), { lapsed: 0, raised: 0 })
  const { rows } = await city.owner.query('select * from kernel.finding')
  assert.equal(rows.length, 1)
  assert.deepEqual(
    [rows[0].rule, rows[0].subject_id, rows[0].since, rows[0].severity],
    ['sample.late', m.matterId, '2023-05-09', 'RED'],
  )
  const id = rows[0].matter_id
  const supervisor = await city.post('sup1', 'supervisor', { kind: 'county', value: '330203' }, 'J1')
  const responder = await city.post('resp1', 'responder', { kind: 'agency', value: 'A1' }, 'A1')
  await city.post('sup2', 'supervisor', { kind: 'county', value: '330205' }, 'J2')
  await city.ok(supervisor, '2023-06-02', { matterId: id, action: 'feedBack', input: { opinion: '请说明' } })
  await city.ok(responder, '2023-06-03', {
    matterId: id,
    action: 'rectify',
    input: { measures: '已决定', evidence: '决定书' },
  })
  const foreign = { ...supervisor, id: 'sup2', scope: { kind: 'county' as const, value: '330205' } }
  assert.equal(
    (await city.refuse(foreign, '2023-06-04', { matterId: id, action: 'close', input: { conclusion: '属实' } })).status,
    404,
  )
  // Who rectified may not check his own work, even with a supervisor's post besides.
  const both = { ...supervisor, id: 'resp1' }
  await city.post('resp1', 'supervisor', { kind: 'county', value: '330203' }, 'J1')
  const self = await city.refuse(both, '2023-06-04', { matterId: id, action: 'close', input: { conclusion: '属实' } })
  assert.equal(self.type, 'urn:fadu:rule:supervision.self_check')
  const { rule, severity, subject_id, subject_key, since } = rows[0]
  const again = await city.refuse(systemActor, '2023-06-04', {
    procedure: 'supervision.finding',
    action: 'raise',
    input: {
      rule,
      label: '逾期未决定',
      severity,
      subjectId: subject_id,
      subjectKey: subject_key,
      since,
      agency: 'A1',
      town: '330203001',
      county: '330203',
    },
  })
  assert.equal(again.type, 'urn:fadu:rule:supervision.known')
  const closed = await city.ok(supervisor, '2023-06-04', {
    matterId: id,
    action: 'close',
    input: { conclusion: '属实' },
  })
  assert.equal(closed.state, 'CLOSED')
})

test('rows visible and rows hidden add up to the figure, under every kind of scope', async () => {
  await city.agency('A9', 'bureau', { county: '330205', town: '330205001' })
  for (const [agency, n] of [
    ['A1', 3],
    ['A9', 2],
  ] as const) {
    const clerk = await city.post(`c${agency}`, 'clerk', { kind: 'agency', value: agency }, agency)
    const officer = await city.post(`o${agency}`, 'officer', { kind: 'agency', value: agency }, agency)
    for (let i = 0; i < n; i++) {
      const m = await city.ok(clerk, '2023-03-01', {
        procedure: 'sample.filing',
        action: 'file',
        input: { agencyId: agency, topic: `${agency}${i}`, name: '陈示例' },
      })
      await city.ok(officer, '2023-03-02', { matterId: m.matterId, action: 'accept', input: {} })
      await city.ok(officer, '2023-03-03', { matterId: m.matterId, action: 'decide', input: { result: 'yes' } })
    }
  }
  const known = '2024-01-15T00:00:00.000+08:00' as Instant
  const computed = await computeFigures(city.app, city.registry, 2023, known)
  assert.equal(computed.get('sample_decided')!.value, 5n)
  const run = await keepRun(
    city.app,
    city.registry,
    { runId: '00000000-0000-7000-8000-000000000001', year: 2023, knownAt: known, computedAt: known },
    new Set(['sample_decided']),
  )
  assert.equal(run.figures.get('sample_decided')!.rowsHash, computed.get('sample_decided')!.rowsHash)
  // A kept run reads as it was computed, in the same zone.
  const client = await city.owner.connect()
  const again = await findRun(client, 2023).finally(() => client.release())
  assert.equal(again!.knownAt, known)
  const expected: [any, number][] = [
    [{ kind: 'city', value: 'city' }, 5],
    [{ kind: 'county', value: '330203' }, 3],
    [{ kind: 'town', value: '330205001' }, 2],
    [{ kind: 'agency', value: 'A9' }, 2],
    [{ kind: 'reader', value: 'p:nobody' }, 0],
  ]
  for (const [scope, visible] of expected) {
    const page = await figureRecords(city.app, city.registry, scope, run, 'sample_decided', { limit: 2 })
    assert.equal(page.total, 5)
    assert.equal(page.visible + page.hidden, 5)
    assert.equal(page.visible, visible)
    assert.equal(page.rows.length, Math.min(2, visible))
  }
})
