/** The chapter's worked cases of reconsideration, run through the engine; and what the record says of them derived again. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { supervisionDomain } from '../src/kernel/supervision.ts'
import { scenarios } from './recon.cases.ts'
import { playScenario } from './recon-play.ts'
import { openRecon, type ReconTown } from './recon-support.ts'

let town: ReconTown
before(async () => {
  town = await openRecon([supervisionDomain, reconsideration])
})
after(() => town.city.close())

for (const [n, s] of scenarios.entries())
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
