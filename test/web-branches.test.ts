/** The folding tree of agencies: nobody is lost, nobody stands twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Agency, type Branch, branchesOf } from '../web/src/desk/admin/branches.ts'

const agency = (id: string, parent: string | null = null, town: string | null = null): Agency => ({
  id,
  name: id,
  kind: 'bureau',
  parent,
  town,
  from: null,
  to: null,
})
const shape = (list: readonly Branch[]): unknown[] =>
  list.map((b) => (b.below.length ? [b.name, ...shape(b.below)] : b.name))

test('an agency stands under the one it names, others under their town, a county’s own before both', () => {
  const list = [
    agency('committee', 'village', '330203001'),
    agency('village', null, '330203001'),
    agency('station', null, '330203002'),
    agency('bureau'),
    agency('elsewhere', 'not-here', '330203002'),
  ]
  assert.deepEqual(shape(branchesOf(list, (t) => `镇${t.at(-1)}`)), [
    'bureau',
    ['镇1', ['village', 'committee']],
    ['镇2', 'elsewhere', 'station'],
  ])
})

test('whatever parents they name, also in a circle, each is there once', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const one = fc.record({
    parent: fc.option(fc.constantFrom(...ids, 'x')),
    town: fc.option(fc.constantFrom('1', '2')),
  })
  const seed = Number(process.env.FADU_SEED) || undefined
  fc.assert(
    fc.property(fc.array(one, { minLength: 6, maxLength: 6 }), (rows) => {
      const list = rows.map((r, i) => agency(ids[i]!, r.parent, r.town))
      const seen: string[] = []
      const walk = (b: Branch): void => {
        if (b.agency) seen.push(b.agency.id)
        b.below.forEach(walk)
      }
      branchesOf(list, (t) => t).forEach(walk)
      assert.deepEqual(seen.sort(), ids)
    }),
    seed === undefined ? {} : { seed },
  )
})
