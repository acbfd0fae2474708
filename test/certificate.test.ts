/** Certificates of enforcement by acts: registered, renewed, suspended, given back, withdrawn; and shown to whoever holds or is shown one. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Instant, systemActor } from '#kernel'
import type { Actor } from '../src/kernel/access.ts'
import { certificateStanding } from '../src/kernel/certificate.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { officeDomain } from '../src/kernel/office.ts'
import { clientOf, openTestApp, password, type TestApp } from './api-support.ts'
import { sample } from './sample/domain.ts'

let t: TestApp
let security: Actor
const day = '2024-03-01'
let now = `${day}T09:00:00.000+08:00` as Instant

before(async () => {
  t = await openTestApp(() => ({ clock: { now: () => now } }), [sample, officeDomain([sample])])
  for (const role of ['security_admin', 'audit_admin']) {
    const { matterId } = await t.city.ok(systemActor, '2024-02-01', {
      procedure: 'office.post',
      action: 'appoint',
      input: { isNew: true, name: '示例管', role, agency: 'A1', from: '2024-02-01', document: '测试' },
    })
    await t.app.createAccount({ username: role, password, officerId: matterId, name: role })
    if (role === 'security_admin')
      security = { id: matterId, role, scope: { kind: 'agency', value: 'security' }, agency: 'A1' }
  }
})
after(async () => {
  await t.close()
  assert.deepEqual(t.accidents, [], 'no accident behind any answer')
})

const paper = { document: '示例市司法局发证通知' }
let serial = 0
const fresh = () => `33020300${String(++serial).padStart(4, '0')}`
const register = (more: object = {}) => ({
  procedure: 'office.certificate',
  action: 'register',
  input: {
    officer: 'clerk1',
    agency: 'A1',
    kind: 'ENFORCEMENT',
    number: fresh(),
    issuer: '示例省人民政府',
    field: '市场监督管理',
    region: '示例市',
    examPassedOn: '2023-12-01',
    issuedOn: '2024-01-10',
    from: '2024-01-10',
    until: '2024-06-30',
    ...paper,
    ...more,
  },
})
const given = async (more: object = {}) => (await t.city.ok(security, day, register(more))).matterId
const step = (matterId: string, action: string, input: object) => ({ matterId, action, input: { ...paper, ...input } })
const refused = async (s: Parameters<TestApp['city']['refuse']>[2], on = day, actor = security) =>
  (await t.city.refuse(actor, on, s)).type.replace('urn:fadu:rule:office.certificate.', '')
const rowOf = async (id: string) =>
  (await t.city.owner.query('select * from kernel.certificate where matter_id = $1', [id])).rows[0]

test('a certificate is registered, suspended, given back, renewed and withdrawn, each by its act', async () => {
  const id = await given()
  assert.equal((await rowOf(id)).valid_to, '2024-07-01', 'valid on the last day that is printed on it')
  await t.city.ok(security, '2024-03-05', step(id, 'suspend', { on: '2024-03-04', reason: '年度审验未通过' }))
  assert.equal((await rowOf(id)).state, 'SUSPENDED')
  await t.city.ok(security, '2024-04-01', step(id, 'reinstate', { on: '2024-04-01' }))
  await t.city.ok(security, '2024-06-20', step(id, 'renew', { on: '2024-06-20', until: '2029-06-30' }))
  const r = await rowOf(id)
  assert.deepEqual([r.state, r.valid_to, r.state_since], ['VALID', '2029-07-01', '2024-06-20'])
  await t.city.ok(security, '2025-01-02', step(id, 'withdraw', { on: '2025-01-01', because: 'LEFT' }))
  assert.deepEqual([(await rowOf(id)).state, (await rowOf(id)).ended_because], ['WITHDRAWN', 'LEFT'])
  const found = await inTransaction(t.city.owner, async (c) => (await deriveColumns(c, t.city.registry)).findings)
  assert.deepEqual(found, [], 'the rows are what the acts say')
})

test('what a certificate is on a day follows from its dates as well', () => {
  const c = { state: 'VALID', valid_from: '2024-01-10', valid_to: '2024-07-01' } as Parameters<
    typeof certificateStanding
  >[0]
  const on = (d: string, more: object = {}) => certificateStanding({ ...c, ...more }, d as never)
  assert.deepEqual(on('2024-01-09'), { isUsable: false, label: '尚未生效' })
  assert.deepEqual(on('2024-06-30'), { isUsable: true, label: '有效' })
  assert.deepEqual(on('2024-07-01'), { isUsable: false, label: '已过有效期' })
  assert.deepEqual(on('2024-06-30', { state: 'SUSPENDED' }), { isUsable: false, label: '暂停使用' })
  assert.deepEqual(on('2024-07-01', { state: 'SUSPENDED' }), { isUsable: false, label: '已过有效期' })
  assert.deepEqual(on('2024-07-01', { state: 'WITHDRAWN' }), { isUsable: false, label: '已注销' })
})

test('nobody registers his own, and an administrator holds none: neither before nor after', async () => {
  assert.equal(await refused(register({ officer: security.id })), 'self')
  const audit = (await t.city.owner.query(`select officer_id from kernel.post where role = 'audit_admin'`)).rows[0]
  assert.equal(await refused(register({ officer: audit.officer_id })), 'separation')
  // Whoever has become the one who registers no longer touches his own, and a holder does not become an administrator.
  const id = await given({ officer: 'officer1' })
  const appoint = (role: string) => ({
    procedure: 'office.post',
    action: 'appoint',
    input: { officer: 'officer1', role, agency: 'A1', from: '2024-05-01', document: '任免通知' },
  })
  await t.city.owner.query(`update kernel.post set valid_to = '2024-04-01' where officer_id = 'officer1'`)
  assert.equal((await t.city.refuse(security, day, appoint('audit_admin'))).type, 'urn:fadu:rule:office.separation')
  await t.city.post('officer1', 'security_admin', security.scope, 'A1')
  const self: Actor = { ...security, id: 'officer1' }
  assert.equal(await refused(step(id, 'withdraw', { on: day, because: 'LEFT' }), day, self), 'self')
})

test('what cannot be is refused by its rule', async () => {
  const number = fresh()
  const id = await given({ number })
  assert.equal(await refused(register({ number })), 'number')
  assert.equal(await refused(register({ agency: 'A2' })), 'post')
  assert.equal(await refused(register({ officer: 'nobody' })), 'post')
  assert.equal(await refused(register({ examPassedOn: undefined })), 'exam')
  assert.equal(await refused(register({ examPassedOn: '2024-01-11' })), 'exam')
  assert.equal(await refused(register({ issuedOn: '2024-03-02', from: '2024-03-02' })), 'future')
  assert.equal(await refused(register({ from: '2024-01-09' })), 'order')
  assert.equal(await refused(register({ until: '2024-01-09' })), 'order')
  assert.equal(await refused(step(id, 'suspend', { on: '2024-03-02', reason: '待查' })), 'future')
  assert.equal(await refused(step(id, 'suspend', { on: '2024-01-09', reason: '待查' })), 'order')
  assert.equal(await refused(step(id, 'renew', { on: day, until: '2024-06-30' })), 'order')
  const late = step(id, 'renew', { on: '2024-07-01', until: '2029-06-30' })
  assert.equal(await refused(late, '2024-07-02'), 'expired')
  // A kind that other law gives asks for no examination of the province's.
  await given({ kind: 'OTHER', examPassedOn: undefined })
  // A number entered by mistake is free again; one that was withdrawn otherwise stays taken.
  await t.city.ok(security, day, step(id, 'withdraw', { on: day, because: 'MISTAKE' }))
  const again = await given({ number })
  await t.city.ok(security, day, step(again, 'withdraw', { on: day, because: 'CANCELLED' }))
  assert.equal(await refused(register({ number })), 'number')
})

test('the holder sees his own, administrators all, anybody one whose number he was shown', async () => {
  const number = fresh()
  const id = await given({ officer: 'clerk1', number })
  const clerk = await t.signedIn('clerk')
  const own = (await clerk.get('/api/me/certificates')).body.items.find((c: any) => c.number === number)
  assert.deepEqual([own.standing, own.isUsable, own.until, own.matterId], ['有效', true, '2024-06-30', id])
  assert.equal((await clientOf(t.app).get('/api/me/certificates')).status, 401)

  const admin = await t.signedIn('security_admin')
  const listed = (await admin.get('/api/admin/officers?q=clerk1')).body.items[0].certificates
  assert.ok(listed.some((c: any) => c.number === number && c.issuer === '示例省人民政府'))
  assert.equal((await clerk.get('/api/admin/officers')).status, 403)

  const asked = await clientOf(t.app).get(`/api/public/certificates/${number}`)
  assert.deepEqual(
    [asked.status, asked.body.holder, asked.body.standing, asked.body.agencyName],
    [200, 'clerk1', '有效', '示例甲局'],
  )
  for (const inner of ['matterId', 'examPassedOn', 'endedBecause']) assert.ok(!(inner in asked.body), inner)
  const none = await clientOf(t.app).get('/api/public/certificates/00000000')
  assert.deepEqual([none.status, none.body.type], [404, 'urn:fadu:rule:office.certificate.unknown'])

  now = '2024-07-01T09:00:00.000+08:00' as Instant
  assert.equal((await clientOf(t.app).get(`/api/public/certificates/${number}`)).body.standing, '已过有效期')
  now = `${day}T09:00:00.000+08:00` as Instant
  await t.city.owner.query(`update kernel.post set valid_to = '2024-03-01' where officer_id = 'clerk1'`)
  const gone = (await clientOf(t.app).get(`/api/public/certificates/${number}`)).body
  assert.deepEqual([gone.standing, gone.isUsable], ['持证人现不在这个机关任职', false])
  await t.city.owner.query(`update kernel.post set valid_to = null where officer_id = 'clerk1'`)
  await t.city.ok(security, day, step(id, 'withdraw', { on: day, because: 'MISTAKE' }))
  assert.equal((await clientOf(t.app).get(`/api/public/certificates/${number}`)).status, 404)
})
