/** What an action learns of organs: the one it names and those above it, as they stood on the declared day, and nothing undeclared. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '../src/kernel/access.ts'
import { probe } from './sample/probe.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
let clerk: Actor

before(async () => {
  city = await openCity([probe])
  await city.agency('A1', 'bureau', { county: '330203' })
  clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  await city.owner.query(`insert into kernel.organ (agency_id, name, level, kind, superior_id, valid_from, valid_to) values
    ('county', '旧名局', 'COUNTY', 'DEPARTMENT', 'city', '2015-01-01', '2019-04-01'),
    ('county', '新名局', 'COUNTY', 'DEPARTMENT', 'city', '2019-04-01', null),
    ('city', '市局', 'CITY', 'DEPARTMENT', 'province', '2015-01-01', null),
    ('other', '别的局', 'CITY', 'DEPARTMENT', null, '2015-01-01', null)`)
})
after(() => city.close())

const ask = async (on: string, input: object) => {
  const paper = { procedure: 'probe.paper', action: 'open', input: { agencyId: 'A1', pages: 1 } }
  const { matterId } = await city.ok(clerk, on, paper)
  return city.act(clerk, on, { matterId, action: 'ask', input })
}
const given = async (on: string, input: object) => {
  const answer = await ask(on, input)
  assert.ok(answer.ok)
  const { rows } = await city.owner.query('select canonical from kernel.act where matter_id = $1 and n = 2', [
    answer.acts[0]!.matterId,
  ])
  return JSON.parse(rows[0].canonical).given
}

test('an organ is read as it stood on the day, with those above it', async () => {
  assert.deepEqual(await given('2019-03-29', { organ: 'county' }), { name: '旧名局', above: '市局' })
  assert.deepEqual(await given('2019-04-01', { organ: 'county' }), { name: '新名局', above: '市局' })
})

test('one that the data do not know is nothing, and so is one above that they do not know', async () => {
  assert.deepEqual(await given('2019-04-01', { organ: 'nobody' }), { name: null, above: null })
  assert.deepEqual(await given('2019-04-01', { organ: 'city' }), { name: '市局', above: null })
})

test('an organ that no need led to is a fault of the declaration', async () => {
  await assert.rejects(ask('2019-04-01', { organ: 'county', other: 'other' }), /organ other was not declared as a need/)
})
