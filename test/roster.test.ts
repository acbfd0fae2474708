/** Officers and their posts are bound to the record: what is altered after their entry is found and named. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { enterRoster, recordDomain, systemClock } from '#kernel'
import { deriveColumns } from '../src/kernel/derive.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
before(async () => {
  city = await openCity([recordDomain, sample])
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
  await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  await city.post('officer1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
})
after(() => city.close())

const enter = () => enterRoster(city.owner, city.engine, systemClock.now())

/** What is found after the change, which is taken back. */
async function found(change = 'select 1'): Promise<{ findings: string[]; notes: string[] }> {
  const client = await city.owner.connect()
  try {
    await client.query('begin isolation level repeatable read')
    await client.query(change)
    const { findings, notes } = await deriveColumns(client, city.registry)
    return { findings: findings.map((f) => f.message), notes }
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('a roster that was never entered is said and is no finding', async () => {
  const { findings, notes } = await found()
  assert.deepEqual(findings, [])
  assert.match(notes.join(), /人员名册（2 人）没有登记过/)
})

test('after its entry, names, terms, roles, and who comes or goes are found', async () => {
  assert.equal(await enter(), 2)
  assert.equal(await enter(), 0)
  assert.deepEqual(await found(), { findings: [], notes: [] })
  const changes: [string, RegExp][] = [
    [`update kernel.officer set name = '别名' where officer_id = 'clerk1'`, /人员“别名”（clerk1）与登记的名册不同/],
    [`update kernel.officer set valid_to = '2023-01-01' where officer_id = 'clerk1'`, /（clerk1）与登记的名册不同/],
    [`update kernel.post set role = 'officer' where officer_id = 'clerk1'`, /（clerk1）与登记的名册不同/],
    [`delete from kernel.post where officer_id = 'officer1'`, /（officer1）与登记的名册不同/],
    [`delete from kernel.officer where officer_id = 'officer1'`, /（officer1）与登记的名册不同/],
    [
      `delete from kernel.post where officer_id = 'officer1'; delete from kernel.officer where officer_id = 'officer1'`,
      /登记的人员（officer1）不见了/,
    ],
    [`insert into kernel.officer (officer_id, name) values ('new', '新人')`, /人员“新人”（new）不在登记的名册里/],
    [
      `insert into kernel.post (officer_id, role, scope_kind, scope_value, agency_id, valid_from)
       values ('ghost', 'officer', 'agency', 'A1', 'A1', '2020-01-01')`,
      /（ghost）不在登记的名册里/,
    ],
  ]
  for (const [change, sentence] of changes) {
    const { findings } = await found(change)
    assert.equal(findings.length, 1, `${change}: ${findings.join('；')}`)
    assert.match(findings[0]!, sentence)
  }
})

test('a change that is entered counts from then on', async () => {
  await city.owner.query(`update kernel.officer set name = '改名' where officer_id = 'clerk1'`)
  await city.post('third', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  assert.equal(await enter(), 2)
  assert.deepEqual((await found()).findings, [])
  await city.owner.query(`delete from kernel.post where officer_id = 'third'`)
  await city.owner.query(`delete from kernel.officer where officer_id = 'third'`)
  assert.equal(await enter(), 1)
  assert.deepEqual((await found()).findings, [])
})
