/** Which rules may stand against each action: read from the guards, complete, and as the simulations find it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { refusalsFile, refusalsOf, refusalsText } from '../db/refusals.ts'
import { explain } from '../src/procedures/explain.ts'
import { cityRegistry } from '../src/server/registry.ts'
import { sample } from './sample/domain.ts'
import { unlistedRefusal } from './support.ts'

const registry = cityRegistry()
const all = [...registry.procedures.values()].flat()

test('the list of refusals is that of the guards (else run npm run refusals)', () =>
  assert.equal(readFileSync(refusalsFile, 'utf8'), refusalsText()))

test('every refusal of a procedure may meet one of its actions at least', () => {
  const idle = all.flatMap((p) => {
    const { actions, refusals } = explain(registry, p)
    const met = new Set(actions.flatMap((a) => a.refuses))
    return refusals.filter((r) => !met.has(r.rule)).map((r) => `${p.id} ${p.version}: ${r.rule}`)
  })
  assert.deepEqual(idle, [])
})

test('a guard is read through the functions it calls', () => {
  const read = refusalsOf(sample.procedures)
  assert.deepEqual(read['sample.filing@2015'], {
    file: ['sample.duplicate', 'sample.amount'],
    withdraw: ['sample.noOffer'],
  })
  const office = explain(registry, registry.procedures.get('office.post')![0]!)
  const end = office.actions.find((a) => a.action === 'end')!
  assert.deepEqual(end.refuses, ['office.self', 'office.past'])
})

test('a refusal that a simulation meets and the list does not know is told', () => {
  assert.equal(unlistedRefusal('mediation.A13', 'settle'), undefined)
  assert.equal(unlistedRefusal('mediation.A13', 'withdraw'), 'mediation.A13 at withdraw')
})
