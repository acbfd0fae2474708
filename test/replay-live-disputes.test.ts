/** Live reconsideration and suits of a demonstration: every state that waits for somebody, some due soon, some late. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addWorkdays } from '../src/kernel/calendar.ts'
import { localDateOf } from '../src/kernel/clock.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { liveDisputes } from '../src/replay/admin-live.ts'
import { importOfficers } from '../src/replay/enact-agencies.ts'
import { runLanes } from '../src/replay/lanes.ts'
import { agencyNames } from '../src/replay/run.ts'
import { disputeAccounts } from '../src/server/demo-disputes.ts'
import { closeFounded, founded, now } from './replay-support.ts'

let city: Awaited<ReturnType<typeof founded>>
before(async () => {
  city = await founded()
  await importOfficers(city.owner, [])
  const ctx = {
    seed: 'live',
    county: '330203',
    city: '330200',
    calendar: city.calendar,
    agencyName: await agencyNames(city.owner),
  }
  await runLanes(
    liveDisputes(ctx, now).map((unit, id) => ({ lane: 0, window: 0, id, after: [], make: () => unit })),
    { engine: city.engine, batchSize: 200, lanes: 1, recorded: new Map(), onDone: () => {} },
  )
})
after(closeFounded)

const rows = async (text: string): Promise<Record<string, any>[]> => (await city.owner.query(text)).rows

test('some wait in every state', async () => {
  const states = async (procedure: string) =>
    new Set((await rows(`select state from kernel.matter where procedure = '${procedure}'`)).map((r) => r.state))
  const recon = await states('reconsideration.case')
  for (const s of ['FILED', 'CORRECTING', 'ACCEPTED', 'HANDLING', 'SUSPENDED', 'DECIDED', 'EFFECTIVE'])
    assert.ok(recon.has(s), s)
  const suits = await states('litigation.defence')
  for (const s of ['DOCKETED', 'COPY_RECEIVED', 'HEARING_SET', 'HEARD', 'SUSPENDED', 'JUDGED'])
    assert.ok(suits.has(s), s)
})

test('what nobody looked at in time is accepted by the law, and counts on the fifth working day', async () => {
  const [deemed, ...more] = await rows(
    `select matter_id, received_on, accepted_on, state from reconsideration.matter where acceptance_kind = 'DEEMED'`,
  )
  assert.equal(more.length, 0)
  assert.equal(deemed!.state, 'HANDLING')
  const fifth = addWorkdays(city.calendar, deemed!.received_on, 5).date
  assert.equal(deemed!.accepted_on, fifth)
  const counted = await rows(
    `select counted_on from reconsideration.recon_accepted where scope_kind = 'city' and matter_id = '${deemed!.matter_id}'`,
  )
  assert.deepEqual(
    counted.map((c) => c.counted_on),
    [fifth],
  )
})

test('some are due within the week, and supervision finds the late ones', async () => {
  const soon = await rows(
    `select distinct limit_id from kernel.matter_limit where state = 'running' and due between '2026-10-20' and '2026-10-27'`,
  )
  const ids = soon.map((r) => r.limit_id)
  for (const id of ['review', 'decide', 'perform', 'answer']) assert.ok(ids.includes(id), `${id} of ${ids}`)
  await city.engine.lapse(
    (await rows('select matter_id from kernel.matter')).map((r) => r.matter_id),
    now,
  )
  const found = new Set((await newViolations(city.app, city.registry, localDateOf(now))).map((v) => v.rule))
  for (const rule of ['reconsideration.A09', 'reconsideration.A12', 'litigation.B01'])
    assert.ok(found.has(rule), `${rule} of ${[...found]}`)
  const lost = await rows(`select state from litigation.suit where is_lost order by docketed_on`)
  assert.deepEqual(
    lost.map((r) => r.state),
    ['EFFECTIVE', 'JUDGED'],
  )
})

test('whoever has most on hand gets an account', async () => {
  const accounts = await disputeAccounts(city.owner)
  assert.equal(accounts.length, 12)
  assert.equal(new Set(accounts.map((a) => a.username)).size, 12)
  const officers = await rows(`select officer_id from kernel.officer where name like '_示%'`)
  const known = new Set(officers.map((o) => o.officer_id))
  for (const a of accounts) assert.ok(known.has(a.officerId), a.officerId)
  assert.equal(accounts.find((a) => a.username === 'fuyi')!.officerId, 'recon_clerk.gov-330203')
  assert.equal(accounts.find((a) => a.username === 'yingsuzhidao')!.officerId, 'litigation_supervisor.justice-330200')
})
