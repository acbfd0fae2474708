/** The chapter's worked cases of reconsideration, run through the engine; and what the record says of them derived again. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, type LocalDate } from '#kernel/clock'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { newViolations, supervisionDomain } from '../src/kernel/supervision.ts'
import { scenarios as worked } from './recon.cases.ts'
import { playScenario } from './recon-play.ts'
import { scenarios as rules } from './recon-rules.cases.ts'
import { openRecon, type ReconTown } from './recon-support.ts'

let town: ReconTown
before(async () => {
  town = await openRecon([supervisionDomain, reconsideration])
})
after(() => town.city.close())

for (const [n, s] of [...worked, ...rules].entries())
  test(`${s.id} ${s.text}`, async () => {
    await playScenario(town, s, 10 * n + 1)
  })

test('every column of every row is a function of the acts', async () => {
  const found = await inTransaction(
    town.city.owner,
    async (c) => [...(await deriveColumns(c, town.city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
})

test('every refusal and limit that either version declares, and every rule that is watched, is reached by these cases', async () => {
  const { city } = town
  const refused = new Set(city.refused.map((r) => r.rule))
  const { rows } = await city.owner.query(
    `select distinct l.procedure || '/' || m.version || '/' || l.limit_id as id from kernel.matter_limit l join kernel.matter m using (matter_id)`,
  )
  const ran = new Set(rows.map((r) => r.id))
  const last = (await city.owner.query('select max(last_on)::text as d from kernel.matter')).rows[0].d as string
  for (const v of await newViolations(city.app, city.registry, addDays(last as LocalDate, 60))) city.fired.add(v.rule)
  const missing = [
    ...reconsideration.procedures.flatMap((p) => [
      ...Object.keys(p.refusals).filter((id) => !refused.has(id)),
      ...Object.keys(p.limits)
        .map((id) => `${p.id}/${p.version}/${id}`)
        .filter((id) => !ran.has(id)),
    ]),
    ...reconsideration.supervision.filter((s) => s.view && !city.fired.has(s.id)).map((s) => s.id),
  ]
  assert.deepEqual([...new Set(missing)], [])
})
