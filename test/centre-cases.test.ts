/** The chapter's worked cases of the centre, run through the engine; and what the record says of them derived again. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { centre } from '../src/domains/centre/index.ts'
import { type Instant, instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { scenarios } from './centre.cases.ts'
import { type CentreTown, openCentre } from './centre-support.ts'

let town: CentreTown
before(async () => {
  town = await openCentre([centre])
})
after(() => town.city.close())

for (const s of scenarios)
  test(`${s.id} ${s.text}`, async () => {
    const ids: Record<string, string> = {}
    for (const [i, step] of s.steps.entries()) {
      const where = `${s.id} step ${i + 1} ${step.do}`
      const name = step.matter ?? 'it'
      const at: Instant | string = step.at ? instantAt(step.on as LocalDate, step.at) : step.on
      const input = Object.fromEntries(
        Object.entries(step.with ?? {}).map(([k, v]) => [
          k,
          typeof v === 'string' && v.startsWith('@') ? ids[v.slice(1)] : v,
        ]),
      )
      const what = step.do === 'register' ? town.registerStep(input) : { matterId: ids[name]!, action: step.do, input }
      if (step.refused) {
        const p = await town.city.refuse(town.actors[step.by]!, at, what)
        assert.equal(p.type, `urn:fadu:rule:${step.refused}`, where)
      } else {
        const done = await town.city.ok(town.actors[step.by]!, at, what)
        ids[name] = done.matterId
        if (step.state) assert.equal(done.state, step.state, where)
      }
      if (step.due) {
        const limits = await town.limits(ids[name]!)
        for (const [limit, due] of Object.entries(step.due)) assert.equal(limits[limit], due, `${where} ${limit}`)
      }
      if (step.row) {
        const row = await town.row(ids[name]!)
        for (const [column, value] of Object.entries(step.row))
          assert.deepEqual(row[column], value, `${where} ${column}`)
      }
      for (const w of step.seen ?? [])
        assert.deepEqual(await town.watch(w.rule, w.on, ids[name]!), w.is, `${where} ${w.rule} ${w.on}`)
    }
  })

test('every column of every row is a function of the acts', async () => {
  const found = await inTransaction(
    town.city.owner,
    async (c) => [...(await deriveColumns(c, town.city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
})
