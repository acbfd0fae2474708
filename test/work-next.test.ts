/** What a work list offers as the next step, of the procedures of this house: what moves the matter first, what only ends it last, never nothing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cityRegistry } from '../src/server/registry.ts'
import { nextOf } from '../src/server/work.ts'

const registry = cityRegistry()
const next = (id: string, state: string, role: string, limit?: string) => {
  const p = registry.procedures.get(id)!.at(-1)!
  const mine = Object.entries(p.actions).filter(([, a]) => a.in?.includes(state) && a.by.includes(role))
  return nextOf(p, state, mine, limit === undefined ? undefined : p.limits[limit]).map(([, a]) => a.label)
}
const limitNamed = (id: string, label: string) =>
  Object.entries(registry.procedures.get(id)!.at(-1)!.limits).find(([, l]) => l.label === label)![0]

test('a mediator who has been assigned begins to mediate before he ends anything', () => {
  const labels = next('mediation.dispute', 'ASSIGNED', 'mediator', limitNamed('mediation.dispute', '一个月调结'))
  assert.ok(labels.length > 2, labels.join())
  assert.ok(labels.indexOf('撤回申请或者会前终结') > 0, labels.join())
})

test('while the head decides, whoever handles a reconsideration sees what he may do meanwhile', () => {
  const labels = next(
    'reconsideration.case',
    'HANDLING',
    'recon_officer',
    limitNamed('reconsideration.case', '审理期限'),
  )
  assert.ok(labels.length > 0)
})

test('what a limit asks for stands before what else leads on', () => {
  const labels = next(
    'reconsideration.case',
    'FILED',
    'recon_unit_head',
    limitNamed('reconsideration.case', '审查期限'),
  )
  assert.ok(
    labels.indexOf('决定受理') >= 0 && labels.indexOf('决定受理') < labels.indexOf('受理前撤回申请'),
    labels.join(),
  )
})
