/** The chapter's worked cases of reconsideration, run through the engine; and what the record says of them derived again. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, type LocalDate } from '#kernel/clock'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import { watchSettings } from '../src/domains/reconsideration/settings.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { newViolations, supervisionDomain } from '../src/kernel/supervision.ts'
import { scenarios as worked } from './recon.cases.ts'
import { playScenario } from './recon-play.ts'
import { scenarios as rules } from './recon-rules.cases.ts'
import { openRecon, type ReconTown } from './recon-support.ts'
import { scenarios as text } from './recon-text.cases.ts'

let town: ReconTown
before(async () => {
  town = await openRecon([supervisionDomain, reconsideration])
})
after(() => town.city.close())

for (const [n, s] of [...worked, ...rules, ...text].entries())
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

test('what was counted of the time for applying is kept, each count with the days that it rests on', async () => {
  const { rows } = await town.city.owner.query(
    `select p.no, p.known_way, p.rule, p.due_on::text as due from reconsideration.application_period p
     join reconsideration.matter c using (matter_id) where c.act_doc_no = '示罚〔2024〕91号' order by p.no`,
  )
  assert.deepEqual(
    rows.map((r) => [r.no, r.known_way, r.rule, r.due]),
    [
      [1, null, 'FROM_KNOWLEDGE', '2024-10-08'],
      [2, 'DIRECT', 'ONE_YEAR', '2025-08-05'],
      [3, 'DIRECT', 'FROM_REMEDY', '2024-11-19'],
      [4, 'DIRECT', 'FROM_KNOWLEDGE', '2024-12-05'],
      [5, 'PROVED', 'MAXIMUM', '2024-11-20'],
      [6, 'PROVED', 'FROM_KNOWLEDGE', '2024-12-09'],
      [7, 'NOT_SERVED', 'NONE', null],
    ],
  )
})

test('the numbers of the views are those of the settings, and no view has one of its own', async () => {
  const { rows } = await town.city.owner.query('select t.*, revised_from::text from reconsideration.setting t')
  assert.deepEqual(rows, [watchSettings])
  const { rows: views }: { rows: { view: string; text: string }[] } = await town.city.owner.query(
    `select viewname as view, definition as text from pg_views where schemaname = 'reconsideration' and viewname like 'watch%'`,
  )
  assert.ok(views.length > 20)
  // One is the day after the last.
  const own = views.flatMap((v) =>
    [...v.text.matchAll(/[+-] (\d+)|'(20\d\d-\d\d-\d\d)'/g)].map((m) => m[1] ?? m[2]!).filter((n) => n !== '1'),
  )
  assert.deepEqual(own, [])
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
