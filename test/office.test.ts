/** Posts by acts: given, in force at once, ended; nobody gives himself a post, and no administrator holds anything beside. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, systemActor } from '../src/kernel/access.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { officeDomain } from '../src/kernel/office.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
let security: Actor
const house = { kind: 'agency', value: 'security' } as const
const day = '2024-03-01'

before(async () => {
  city = await openCity([officeDomain([sample]), sample])
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
  await city.agency('A2', 'bureau', { county: '330205' })
  security = await city.post('sec1', 'security_admin', house, 'A1')
})
after(() => city.close())

const input = (more: object) => ({ agency: 'A1', from: day, document: '任免通知', ...more })
const appoint = (more: object) => ({ procedure: 'office.post', action: 'appoint', input: input(more) })
const type = async (actor: Actor, step: Parameters<TestCity['refuse']>[2], on = day) =>
  (await city.refuse(actor, on, step)).type.replace('urn:fadu:rule:', '')
const filed = (topic: string) => ({
  procedure: 'sample.filing',
  action: 'file',
  input: { agencyId: 'A1', topic, name: '陈示例' },
})

test('a new officer acts from the day of the post to the day it ends', async () => {
  const given = await city.ok(security, day, appoint({ isNew: true, name: '新示人', role: 'clerk' }))
  const clerk: Actor = { id: given.matterId, role: 'clerk', scope: { kind: 'agency', value: 'A1' }, agency: 'A1' }
  const { rows } = await city.owner.query('select name from kernel.officer where officer_id = $1', [given.matterId])
  assert.equal(rows[0].name, '新示人')
  await city.ok(clerk, day, filed('在任'))
  await city.ok(security, '2024-03-05', {
    matterId: given.matterId,
    action: 'end',
    input: { on: '2024-03-06', document: '免职通知' },
  })
  await city.ok(clerk, '2024-03-05', filed('最后一日'))
  assert.equal(await type(clerk, filed('免职以后'), '2024-03-06'), 'kernel.post')
  const found = await inTransaction(city.owner, async (c) => (await deriveColumns(c, city.registry)).findings)
  assert.deepEqual(found, [], 'the rows are what the acts say')
})

test('nobody gives himself a post or ends his own; an officer cannot appoint at all', async () => {
  assert.equal(await type(security, appoint({ officer: 'sec1', role: 'security_admin' })), 'office.self')
  const officer = await city.post('off1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
  assert.equal(await type(officer, appoint({ isNew: true, name: '甲', role: 'clerk' })), 'kernel.role')
  const other = await city.ok(security, day, appoint({ isNew: true, name: '乙示', role: 'security_admin' }))
  const second: Actor = { id: other.matterId, role: 'security_admin', scope: house, agency: 'A1' }
  const end = { matterId: other.matterId, action: 'end', input: { on: day, document: '通知' } }
  assert.equal(await type(second, end), 'office.self')
  await city.ok(security, day, end)
})

test('an administrator holds nothing beside, whether the post was imported or given', async () => {
  await city.post('imp1', 'clerk', { kind: 'agency', value: 'A2' }, 'A2')
  assert.equal(await type(security, appoint({ officer: 'imp1', role: 'audit_admin' })), 'office.separation')
  const admin = await city.ok(security, day, appoint({ isNew: true, name: '丙示', role: 'system_admin' }))
  for (const role of ['audit_admin', 'clerk'])
    assert.equal(await type(security, appoint({ officer: admin.matterId, role })), 'office.separation')
  // Within one batch the second sees what the first has given.
  const two = await city.engine.performMany(
    ['clerk', 'audit_admin'].map((role) => ({
      actor: security,
      at: `${day}T10:00:00.000+08:00` as never,
      steps: [appoint({ officer: 'off1', role })],
    })),
  )
  assert.deepEqual(
    two.map((a) => a.ok),
    [true, false],
  )
})

test('what cannot be is refused by its rule', async () => {
  assert.equal(await type(security, appoint({ officer: 'nobody', role: 'clerk' })), 'office.unknown')
  assert.equal(await type(security, appoint({ isNew: true, role: 'clerk' })), 'office.person')
  assert.equal(await type(security, appoint({ officer: 'off1', role: 'officer' })), 'office.twice')
  assert.equal(await type(security, appoint({ officer: 'off1', role: 'clerk', from: '2024-02-28' })), 'office.past')
  assert.equal(await type(security, appoint({ officer: 'imp1', role: 'officer', to: day })), 'office.order')
  assert.equal(await type(security, appoint({ officer: 'imp1', role: 'town_watch', agency: 'A2' })), 'office.reach')
  assert.equal(await type(security, appoint({ officer: 'imp1', role: 'clerk', agency: 'A0' })), 'kernel.agency')
})

test('an imported post is ended by an act; one that another matter gave is not', async () => {
  const end = (officer: string, role: string, agency: string) => ({
    procedure: 'office.post',
    action: 'endImported',
    input: { officer, role, agency, on: '2024-03-02', document: '免职通知' },
  })
  const clerk: Actor = { id: 'imp1', role: 'clerk', scope: { kind: 'agency', value: 'A2' }, agency: 'A2' }
  await city.ok(security, day, end('imp1', 'clerk', 'A2'))
  const step = { ...filed('免职'), input: { ...filed('').input, agencyId: 'A2', topic: '免职' } }
  await city.ok(clerk, '2024-03-01', step)
  assert.equal(await type(clerk, step, '2024-03-02'), 'kernel.post')
  assert.equal(await type(security, end('imp1', 'clerk', 'A2')), 'office.elsewhere')
  assert.equal(await type(security, end('off1', 'officer', 'A2')), 'office.elsewhere')
  assert.equal(await type(security, end('sec1', 'security_admin', 'A1')), 'office.self')
})

test('the administrator of posts sees no matter of a citizen, and the system alone begins', async () => {
  const { rows } = await city.owner.query(
    `select matter_id from kernel.matter where procedure = 'sample.filing' limit 1`,
  )
  const p = await city.refuse(security, day, { matterId: rows[0].matter_id, action: 'accept', input: {} })
  assert.equal(p.status, 404)
  await city.ok(systemActor, day, appoint({ isNew: true, name: '丁示', role: 'city_watch', from: '2020-01-01' }))
})
