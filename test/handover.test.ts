/** Readers let in later, rows a party may read, acts within the house, and the hand-over between two matters. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, readSettings, type Scope } from '../src/kernel/access.ts'
import { type Instant, instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { tick } from '../src/kernel/supervision.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
let officer: Actor
let receiver: Actor
let stranger: Actor
let topics = 0
const first: Scope = { kind: 'reader', value: 'p:1' }
const second: Scope = { kind: 'reader', value: 'p:2' }
const court: Scope = { kind: 'reader', value: 'a:COURT' }
let applicant: Actor

before(async () => {
  city = await openCity([sample])
  for (const id of ['A1', 'A2', 'A3', 'COURT']) await city.agency(id, 'bureau', { county: '330203' })
  officer = await city.post('officer1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
  receiver = await city.post('officer2', 'officer', { kind: 'agency', value: 'A2' }, 'A2')
  stranger = await city.post('officer3', 'officer', { kind: 'agency', value: 'A3' }, 'A3')
  applicant = await city.post('p1', 'party', first, 'A1')
})
after(() => city.close())

const as = (scope: Scope, text: string, values: unknown[]) =>
  inTransaction(city.app, async (client) => {
    const { text: set, values: v } = readSettings(scope)
    await client.query(set, v)
    return (await client.query(text, values)).rows
  })
const acts = (scope: Scope, id: string) =>
  as(scope, 'select action from kernel.act where matter_id = $1 order by n', [id]).then((r) => r.map((x) => x.action))

async function filed(by: Actor = applicant): Promise<string> {
  const m = await city.ok(by, '2023-03-01', {
    procedure: 'sample.filing',
    action: 'file',
    input: { agencyId: 'A1', topic: `移交${++topics}`, name: '陈示例', phone: '13900000000' },
  })
  await city.ok(officer, '2023-03-02', { matterId: m.matterId, action: 'accept', input: {} })
  return m.matterId
}
const holds = async () => {
  const found = await inTransaction(
    city.owner,
    async (c) => [...(await deriveColumns(c, city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
}

test('who is let in later reads the matter from its first act; who is sent away reads nothing', async () => {
  const id = await filed()
  assert.deepEqual(await acts(court, id), [])
  await city.ok(officer, '2023-03-03', { matterId: id, action: 'admit', input: { in: ['a:COURT', 'p:2'] } })
  assert.deepEqual(await acts(court, id), ['file', 'accept', 'admit'])
  assert.deepEqual(await acts(second, id), ['file', 'accept', 'admit'])
  assert.equal((await as(court, 'select 1 from sample.filing where matter_id = $1', [id])).length, 1, 'rows follow')
  assert.equal((await as(court, 'select 1 from kernel.matter_limit where matter_id = $1', [id])).length, 2)
  await city.ok(officer, '2023-03-04', { matterId: id, action: 'admit', input: { out: ['p:2'] } })
  assert.deepEqual(await acts(second, id), [])
  assert.equal((await as(second, 'select 1 from sample.filing where matter_id = $1', [id])).length, 0)
  await holds()
})

test('what is confined is out of the reach of towns and counties with all that was recorded before, and its agency keeps it', async () => {
  const id = await filed()
  const county: Scope = { kind: 'county', value: '330203' }
  const agency: Scope = { kind: 'agency', value: 'A1' }
  const tables = [
    'kernel.matter',
    'kernel.act',
    'kernel.act_private',
    'kernel.matter_limit',
    'sample.filing',
    'sample.filing_personal',
  ]
  const seen = async (scope: Scope) => {
    const counts: number[] = []
    for (const t of tables) counts.push((await as(scope, `select 1 from ${t} where matter_id = $1`, [id])).length)
    return counts
  }
  const before = await seen(county)
  assert.ok(before.every((n) => n > 0))
  await city.ok(officer, '2023-03-03', { matterId: id, action: 'confine', input: {} })
  assert.deepEqual(await seen(county), [0, 0, 0, 0, 0, 0])
  assert.ok((await seen(agency)).every((n) => n > 0))
  assert.deepEqual(await acts(first, id), ['file', 'accept', 'confine'], 'its party still reads it')
  // What comes after is confined as well.
  await city.ok(officer, '2023-03-04', { matterId: id, action: 'decide', input: { result: 'yes' } })
  assert.deepEqual(await seen(county), [0, 0, 0, 0, 0, 0])
  await holds()
})

test('a party reads its own personal rows and not those of others; organs among the readers read all', async () => {
  const id = await filed()
  await city.ok(officer, '2023-03-03', { matterId: id, action: 'admit', input: { in: ['a:COURT', 'p:2'] } })
  const names = (s: Scope) => as(s, 'select name from sample.filing_personal where matter_id = $1', [id])
  const secrets = (s: Scope) => as(s, 'select n from kernel.act_private where matter_id = $1', [id])
  assert.equal((await names(first)).length, 1)
  assert.equal((await secrets(first)).length, 1)
  assert.equal((await names(court)).length, 1)
  assert.equal((await secrets(court)).length, 1)
  assert.deepEqual(await names(second), [])
  assert.deepEqual(await secrets(second), [])
})

test('an act within the house is read by organs and not by parties', async () => {
  const id = await filed()
  await city.ok(officer, '2023-03-03', { matterId: id, action: 'note', input: { text: '内部意见' } })
  await city.ok(officer, '2023-03-03', { matterId: id, action: 'admit', input: { in: ['a:COURT'] } })
  assert.deepEqual(await acts(first, id), ['file', 'accept', 'admit'])
  assert.deepEqual(await acts(court, id), ['file', 'accept', 'note', 'admit'])
})

test('a caller who has not seen the last act is told so', async () => {
  const id = await filed()
  const p = await city.refuse(officer, '2023-03-03', { matterId: id, action: 'note', input: { text: '一' }, seen: 1 })
  assert.equal(p.type, 'urn:fadu:rule:kernel.changed')
  assert.match(p.title, /第 2 步.*已受理/)
  await city.ok(officer, '2023-03-03', { matterId: id, action: 'note', input: { text: '一' }, seen: 2 })
})

const offer = async (id: string) =>
  (await city.ok(officer, '2023-03-03', { matterId: id, action: 'offer', input: { agency: 'A2' } })).given
    .handover as string
const take = (handover: string, action = 'take') => ({
  procedure: 'sample.errand',
  action,
  input: { agencyId: 'A2', handover, topic: '承接' },
})
const offerOf = async (id: string) =>
  JSON.parse((await city.owner.query('select snapshot from kernel.matter where matter_id = $1', [id])).rows[0].snapshot)
    .facts.offers

test('an offer is taken by the receiver’s own act, and the giver hears of it and of its end', async () => {
  const id = await filed()
  const handover = await offer(id)
  const inbox = await as(
    { kind: 'reader', value: 'a:A2' },
    'select facts from kernel.handover where handover_id = $1',
    [handover],
  )
  assert.match(inbox[0].facts, /移交/)
  assert.deepEqual(
    await as({ kind: 'reader', value: 'a:A3' }, 'select 1 from kernel.handover where handover_id = $1', [handover]),
    [],
  )
  const refused = await city.refuse(stranger, '2023-03-04', {
    ...take(handover),
    input: { agencyId: 'A3', handover, topic: '冒领' },
  })
  assert.equal(refused.type, 'urn:fadu:rule:sample.offerGone')
  const taken = await city.ok(receiver, '2023-03-04', take(handover))
  assert.equal((await city.refuse(receiver, '2023-03-04', take(handover))).type, 'urn:fadu:rule:sample.offerGone')
  assert.equal((await offerOf(id))[0].answer, null, 'an act writes its own matter alone')
  // The next touch of the giver's matter records the answer first.
  await city.ok(officer, '2023-03-06', { matterId: id, action: 'note', input: { text: '二' } })
  assert.equal((await offerOf(id))[0].answer, 'taken')
  await city.ok(receiver, '2023-03-10', { matterId: taken.matterId, action: 'finish', input: {} })
  await tick(city.app, city.engine, instantAt('2023-03-10' as LocalDate, '12:00') as Instant)
  const [o] = await offerOf(id)
  assert.deepEqual([o.answer, o.heard, o.matter], ['ended', 2, taken.matterId])
  await tick(city.app, city.engine, instantAt('2023-03-10' as LocalDate, '13:00') as Instant)
  assert.deepEqual(
    (await city.owner.query(`select action from kernel.act where matter_id = $1 and actor = 'system'`, [id])).rows.map(
      (r) => r.action,
    ),
    ['heard', 'heard'],
  )
  await holds()
})

test('an offer that is not accepted is answered by the receiver’s own matter, and a withdrawn one cannot be taken', async () => {
  const one = await filed()
  const declined = await offer(one)
  assert.equal((await city.ok(receiver, '2023-03-06', take(declined, 'decline'))).state, 'DECLINED')
  const p = await city.refuse(officer, '2023-03-06', {
    matterId: one,
    action: 'withdraw',
    input: { handover: declined },
  })
  assert.equal(p.type, 'urn:fadu:rule:sample.noOffer')
  const two = await filed()
  const withdrawn = await offer(two)
  await city.ok(officer, '2023-03-06', { matterId: two, action: 'withdraw', input: { handover: withdrawn } })
  assert.equal((await city.refuse(receiver, '2023-03-07', take(withdrawn))).type, 'urn:fadu:rule:sample.offerGone')
  await holds()
})

test('taking and withdrawing at once: exactly one of them stands', async () => {
  for (let i = 0; i < 8; i++) {
    const id = await filed()
    const handover = await offer(id)
    const at = '2023-03-07'
    const both = await Promise.all([
      city.engine.performMany([{ actor: receiver, at: instantAt(at as LocalDate, '09:00'), steps: [take(handover)] }]),
      city.engine.performMany([
        {
          actor: officer,
          at: instantAt(at as LocalDate, '09:00'),
          steps: [{ matterId: id, action: 'withdraw', input: { handover } }],
        },
      ]),
    ])
    assert.equal(both.flat().filter((a) => a.ok).length, 1)
  }
  await holds()
})
