/** Codes of places in forms: only those that the city has, each wrong one named by its field. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { createEngine, loadDefaultCalendar } from '#kernel'
import { Refusal } from '#kernel/errors'
import { place } from '#kernel/fields'
import { checkPlaces } from '#kernel/places'
import type { ActionDef } from '#kernel/procedure'
import { mediation } from '../src/domains/mediation/index.ts'
import { openTown, type Town } from './mediation-support.ts'
import { testHmacKey } from './support.ts'

const def = {
  label: '登记',
  input: z.strictObject({
    place: place('发生地'),
    rows: z.array(z.strictObject({ countyCode: place('区县（市）', 'county').optional() })),
    either: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('here'), townCode: place('乡镇（街道）', 'town') }),
      z.strictObject({ kind: z.literal('elsewhere'), name: z.string() }),
    ]),
  }),
} as unknown as ActionDef
const own = new Set(['330203', '330203001'])

const faultsOf = (input: unknown, places: ReadonlySet<string> = own) => {
  try {
    checkPlaces(def, input, places)
    return []
  } catch (e) {
    assert.ok(e instanceof Refusal)
    assert.equal(e.rule, 'kernel.place')
    return e.fields?.map((f) => f.path) ?? []
  }
}

test('every field with a code that the city has not is named, in lists and in alternatives too', () => {
  const here = { kind: 'here', townCode: '330203001' }
  assert.deepEqual(faultsOf({ place: '330203', rows: [{ countyCode: '330203' }, {}], either: here }), [])
  assert.deepEqual(
    faultsOf({
      place: '990203',
      rows: [{ countyCode: '330203' }, { countyCode: '330299' }],
      either: { ...here, townCode: '330203999' },
    }),
    ['place', 'rows.1.countyCode', 'either.townCode'],
  )
  assert.deepEqual(faultsOf({ place: '330203', rows: [], either: { kind: 'elsewhere', name: '330203999' } }), [])
})

test('where no places have been imported nothing is held against a code', () => {
  assert.deepEqual(faultsOf({ place: '990203', rows: [] }, new Set()), [])
})

let town: Town
before(async () => {
  town = await openTown([mediation])
})
after(() => town.city.close())

test('the engine refuses an act at a place that does not exist, and nothing is written', async () => {
  const { city } = town
  const engine = await createEngine({
    pool: city.app,
    registry: city.registry,
    calendar: loadDefaultCalendar(),
    hmacKey: testHmacKey,
  })
  const establish = (countyCode: string) => {
    const step = town.establishStep({ on: '2020-01-02' })
    return engine.perform({
      actor: town.establisher,
      at: '2020-01-02T02:00:00.000Z' as never,
      steps: [{ ...step, input: { ...step.input, countyCode } } as never],
    })
  }
  const refused = await establish('330299')
  assert.ok(!refused.ok)
  assert.deepEqual(
    [refused.problem.type, refused.problem.errors?.map((f) => f.path)],
    ['urn:fadu:rule:kernel.place', ['countyCode']],
  )
  assert.equal((await city.owner.query('select 1 from kernel.matter')).rowCount, 0)
  const done = await establish('330282')
  assert.ok(done.ok, JSON.stringify(done))
})
