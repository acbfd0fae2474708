import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Actor } from '../src/kernel/access.ts'
import { systemClock } from '../src/kernel/clock.ts'
import { recordDomain } from '../src/kernel/erase.ts'
import { exportTo, verifyFolder } from '../src/kernel/export.ts'
import { seal } from '../src/kernel/seal.ts'
import { generateKey, softwareSigner } from '../src/kernel/sign.ts'
import { verifyDatabase } from '../src/kernel/verify.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity, temporaryFolder } from './support.ts'

const origin = 'fadu.test/erase'
const signer = softwareSigner(generateKey().privateKeyHex, origin)
const keys = [{ origin, publicKeyHex: signer.publicKeyHex }]
let city: TestCity
let clerk: Actor
let officer: Actor
let first: Actor
let second: Actor
let elsewhere: Actor
let topics = 0

const verify = () => verifyDatabase({ pool: city.owner, keys, registry: city.registry, columns: true, threads: 0 })
const q = (text: string, values: unknown[] = []) => city.owner.query(text, values).then((r) => r.rows)
type Named = { matter: string; n: number; pointer: string }

async function file(): Promise<string> {
  const m = await city.ok(clerk, '2023-03-01', {
    procedure: 'sample.filing',
    action: 'file',
    input: { agencyId: 'A1', topic: `事由${++topics}`, name: '陈示例', phone: '13900000000' },
  })
  await city.ok(officer, '2023-03-02', { matterId: m.matterId, action: 'accept', input: {} })
  return m.matterId
}
const propose = (values: Named[], more: object = {}) => ({
  procedure: 'record.erasure',
  action: 'propose',
  input: { agencyId: 'A1', ground: 'RETENTION_ENDED', isRetentionOver: true, values, ...more },
})
const confirm = (matterId: string, erased: Named[]) => ({ matterId, action: 'erase', input: { erased } })
const phoneOf = (matter: string): Named => ({ matter, n: 1, pointer: '/payload/phone' })
const nameOf = (matter: string): Named => ({ matter, n: 1, pointer: '/payload/name' })

before(async () => {
  city = await openCity([sample, recordDomain])
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
  await city.agency('A2', 'bureau', { county: '330205', town: '330205001' })
  clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  officer = await city.post('officer1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
  first = await city.post('privacy1', 'privacy_officer', { kind: 'agency', value: 'A1' }, 'A1')
  second = await city.post('privacy2', 'privacy_officer', { kind: 'agency', value: 'A1' }, 'A1')
  elsewhere = await city.post('privacy3', 'privacy_officer', { kind: 'agency', value: 'A2' }, 'A2')
})
after(() => city.close())

test('two persons erase named values: the rows are empty, the record still verifies and says so', async () => {
  const id = await file()
  const other = await file()
  await city.owner.query('vacuum kernel.act_private')
  const values = [phoneOf(id), nameOf(other)]
  const m = await city.ok(first, '2023-04-03', propose(values))
  const done = await city.ok(second, '2023-04-04', confirm(m.matterId, values))
  assert.equal(done.state, 'ERASED')
  const kept = await q(
    'select fields, erased_by from kernel.act_private where matter_id = any ($1) order by matter_id = $2 desc',
    [[id, other], id],
  )
  assert.deepEqual(Object.keys(JSON.parse(kept[0].fields)), ['/name'])
  assert.deepEqual(Object.keys(JSON.parse(kept[1].fields)), ['/phone'])
  assert.ok(kept.every((r) => r.erased_by === m.matterId))
  assert.deepEqual(await q('select name, phone from sample.filing_personal where matter_id = $1', [id]), [
    { name: '陈示例', phone: null },
  ])
  assert.deepEqual(await q('select name, phone from sample.filing_personal where matter_id = $1', [other]), [
    { name: null, phone: '13900000000' },
  ])
  const r = await verify()
  assert.deepEqual(r.findings, [])
  assert.equal(r.counts.erased, 2)
  // The matter itself goes on.
  await city.ok(officer, '2023-04-05', { matterId: id, action: 'note', input: { text: '继续办理' } })
  assert.deepEqual((await verify()).findings, [])
})

test('an export says the same from its files alone', async () => {
  const base = temporaryFolder('erased')
  for (const isPrivate of [true, false]) {
    await seal({ pool: city.app, signer, clock: systemClock })
    const dir = join(base, String(isPrivate))
    await exportTo(dir, { pool: city.owner, origin, city: '示例市', keys, clock: systemClock, private: isPrivate })
    const r = await verifyFolder(dir)
    assert.deepEqual(r.findings, [])
    assert.equal(r.counts.erased, 2)
  }
  rmSync(base, { recursive: true })
})

test('the same person cannot confirm, nor another list, nor a stranger, nor twice', async () => {
  const id = await file()
  const values = [phoneOf(id)]
  const m = await city.ok(first, '2023-04-03', propose(values))
  const rule = async (who: Actor, step: Parameters<TestCity['refuse']>[2]) =>
    (await city.refuse(who, '2023-04-04', step)).type.slice('urn:fadu:rule:'.length)
  assert.equal(await rule(first, confirm(m.matterId, values)), 'record.twoPersons')
  assert.equal(await rule(second, confirm(m.matterId, [nameOf(id)])), 'record.sameList')
  assert.equal(await rule(elsewhere, confirm(m.matterId, values)), 'kernel.matter')
  assert.equal(await rule(officer, confirm(m.matterId, values)), 'kernel.role')
  assert.equal(
    await rule(second, [confirm(m.matterId, values), { matterId: id, action: 'note', input: { text: 'x' } }]),
    'record.alone',
  )
  assert.equal(await rule(first, propose([phoneOf(id), phoneOf(id)])), 'record.twice')
  assert.equal(await rule(first, propose(values, { isRetentionOver: false })), 'kernel.input')
  assert.equal(
    (await q('select fields from kernel.act_private where matter_id = $1', [id]))[0].fields.includes('13900000000'),
    true,
  )
  await city.ok(second, '2023-04-04', confirm(m.matterId, values))
  const again = await city.ok(first, '2023-04-04', propose(values))
  assert.equal(await rule(second, confirm(again.matterId, values)), 'record.value')
  await city.ok(second, '2023-04-06', { matterId: again.matterId, action: 'reject', input: { reason: '已经删除' } })
  assert.deepEqual((await verify()).findings, [])
})

test('a matter outside the agency and one that does not exist are refused alike, and nothing is emptied', async () => {
  const id = await file()
  const foreign = await city.ok(elsewhere, '2023-04-03', {
    ...propose([phoneOf(id)]),
    input: { ...propose([phoneOf(id)]).input, agencyId: 'A2' },
  })
  const colleague = await city.post('privacy4', 'privacy_officer', { kind: 'agency', value: 'A2' }, 'A2')
  const forbidden = await city.refuse(colleague, '2023-04-04', confirm(foreign.matterId, [phoneOf(id)]))
  const nowhere = phoneOf('00000000-0000-7000-8000-000000000000')
  const none = await city.ok(elsewhere, '2023-04-03', {
    ...propose([nowhere]),
    input: { ...propose([nowhere]).input, agencyId: 'A2' },
  })
  const unknown = await city.refuse(colleague, '2023-04-04', confirm(none.matterId, [nowhere]))
  assert.deepEqual(forbidden, unknown)
  assert.equal(forbidden.type, 'urn:fadu:rule:kernel.matter')
  const r = await verify()
  assert.deepEqual(r.findings, [])
})

test('in one list with acts on the same matter, an erasure sees what went before it and empties it', async () => {
  const id = await file()
  const values = [phoneOf(id)]
  const m = await city.ok(first, '2023-04-03', propose(values))
  const at = '2023-04-04T09:00:00.000+08:00' as never
  const note = { actor: officer, at, steps: [{ matterId: id, action: 'note', input: { text: '之前' } }] }
  const answers = await city.engine.performMany([
    note,
    { actor: second, at, steps: [confirm(m.matterId, values)] },
    note,
  ])
  assert.ok(
    answers.every((a) => a.ok),
    JSON.stringify(answers),
  )
  assert.deepEqual((await verify()).findings, [])
  assert.deepEqual(await q('select name, phone from sample.filing_personal where matter_id = $1', [id]), [
    { name: '陈示例', phone: null },
  ])
})

test('an emptied row without an act of erasure is found, and so is an erasure that was not carried out', async () => {
  const id = await file()
  const [row] = await q('select fields from kernel.act_private where matter_id = $1 and n = 1', [id])
  const { '/phone': _, ...rest } = JSON.parse(row.fields)
  await q('update kernel.act_private set fields = $2 where matter_id = $1', [id, JSON.stringify(rest)])
  await q('update sample.filing_personal set phone = null where matter_id = $1', [id])
  const emptied = await verify()
  assert.ok(
    emptied.findings.some(
      (f) => f.kind === 'erasure' && f.matter === id && f.n === 1 && /没有删除它的记录/.test(f.message),
    ),
  )
  // Blaming an erasure of another value does not help.
  const [by] = await q('select erased_by from kernel.act_private where erased_by is not null limit 1')
  await q('update kernel.act_private set erased_by = $2 where matter_id = $1', [id, by.erased_by])
  assert.ok((await verify()).findings.some((f) => f.matter === id))
  await q('delete from kernel.act_private where matter_id = $1', [id])
  assert.ok((await verify()).findings.some((f) => f.kind === 'erasure' && f.matter === id))
  await q(
    `insert into kernel.act_private (matter_id, n, fields, agency_id, town_code, county_code) values ($1, 1, $2, 'A1', '330203001', '330203')`,
    [id, row.fields],
  )
  await q(`update sample.filing_personal set phone = '13900000000' where matter_id = $1`, [id])
  assert.deepEqual((await verify()).findings, [])

  const values = [phoneOf(id)]
  const m = await city.ok(first, '2023-04-03', propose(values))
  await city.ok(second, '2023-04-04', confirm(m.matterId, values))
  await q('update kernel.act_private set fields = $2 where matter_id = $1', [id, row.fields])
  const back = await verify()
  assert.ok(back.findings.some((f) => f.kind === 'erasure' && f.matter === id && /没有执行/.test(f.message)))
})

test('the writer may empty private rows and nothing else of the record', async () => {
  const { rows } = await city.owner.query(
    `select table_name, column_name from information_schema.column_privileges where grantee = 'fadu_writer' and privilege_type = 'UPDATE' and table_schema = 'kernel' and table_name in ('act', 'act_private') order by 1, 2`,
  )
  assert.deepEqual(rows, [
    { table_name: 'act_private', column_name: 'erased_by' },
    { table_name: 'act_private', column_name: 'fields' },
  ])
})
