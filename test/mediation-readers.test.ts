/** What a party reads of its own dispute: its steps and papers, and nothing that stays within the house. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { mediation } from '../src/domains/mediation/index.ts'
import { readSettings, type Scope } from '../src/kernel/access.ts'
import { fixedClock, instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { createApp } from '../src/server/app.ts'
import { clientOf, password } from './api-support.ts'
import { disputesOf, type Office, openTown, type Town } from './mediation-support.ts'
import { testHmacKey } from './support.ts'

let town: Town
let d: ReturnType<typeof disputesOf>
let village: Office

before(async () => {
  town = await openTown([mediation])
  d = disputesOf(town)
  village = await d.office('2020-01-02')
})
after(() => town.city.close())

const as = (scope: Scope, text: string, values: unknown[]) =>
  inTransaction(town.city.app, async (client) => {
    const { text: set, values: v } = readSettings(scope)
    await client.query(set, v)
    return (await client.query(text, values)).rows
  })
const partyOf = async (id: string, seq: number): Promise<string> =>
  (await town.city.owner.query('select party_id from mediation.party where matter_id = $1 and seq = $2', [id, seq]))
    .rows[0].party_id

/** A dispute with everything that stays within the house: inquiries, reports upward, suspicion, visit, correction, feedback, money. */
async function eventful() {
  const on = '2020-09-01'
  const { id } = await d.dispute(village, { on, ending: 'OPEN' })
  const step = (by: typeof village.head, action: string, input: object) =>
    town.city.ok(by, on, { matterId: id, action, input })
  await step(village.head, 'investigate', { subject: '邻居', content: '听见争吵', record: { date: on } })
  await step(village.head, 'reportEscalation', { kind: 'CRIMINAL', toAgency: '慈溪市公安局', measures: '分开两家' })
  await step(village.head, 'suspendSuspectedSham', { ground: '说法一致得反常', report: { date: on } })
  await step(village.head, 'resume', { finding: '未见虚假' })
  await d.conclude(village, id, on, 'FULL')
  const station = await town.city.post(
    'station-1',
    'justice_station',
    { kind: 'county', value: '330282' },
    'justice-330282',
  )
  await step(station, 'followUp', { performance: 'FULL', satisfaction: 5, hiddenRisk: '仍有怨言' })
  await step(town.county, 'correctRecord', {
    ground: 'ENTRY_ERROR',
    requestedBy: 'somebody',
    evidence: { date: on },
    explanation: '人数录错',
    changes: { headCount: 3 },
  })
  await step(town.county, 'recordSubsidy', {
    mediatorId: village.host,
    rule: '示例办法',
    amountFen: 5_000,
    payer: 'GOV',
    paidOn: on,
  })
  return { id, party: await partyOf(id, 2) }
}
const within = [
  'investigate',
  'reportEscalation',
  'suspendSuspectedSham',
  'resume',
  'followUp',
  'correctRecord',
  'recordSubsidy',
]
const tables = ['matter_internal', 'escalation', 'follow_up', 'correction', 'subsidy']

test('a party reads its own steps and none within the house; the court and the committee read all', async () => {
  const { id, party } = await eventful()
  const actions = async (scope: Scope) =>
    (await as(scope, 'select action from kernel.act where matter_id = $1 order by n', [id])).map((r) => r.action)
  const own = await actions({ kind: 'reader', value: `p:${party}` })
  assert.deepEqual(own, ['apply', 'accept', 'assign', 'informRights', 'holdSession', 'settle'])
  const all = await actions({ kind: 'agency', value: village.agencyId })
  assert.deepEqual(
    all.filter((a) => !own.includes(a)),
    within,
  )
  for (const t of tables) {
    const rows = (scope: Scope) => as(scope, `select matter_id from mediation.${t} where matter_id = $1`, [id])
    assert.deepEqual(await rows({ kind: 'reader', value: `p:${party}` }), [], t)
    assert.equal((await rows({ kind: 'agency', value: village.agencyId })).length, 1, t)
    // Supervision and figures count them over the whole city.
    assert.equal((await rows({ kind: 'city', value: 'city' })).length, 1, t)
  }
})

test('an organ that referred follows as a party does: its own letter and the answer to it, nothing within the house', async () => {
  const on = '2020-09-01'
  const { city } = town
  await city.agency('POLICE', 'police', { county: '330282' })
  const police = await city.post('police-1', 'referrer', { kind: 'reader', value: 'a:POLICE' }, 'POLICE')
  const other = await city.post('police-2', 'referrer', { kind: 'reader', value: 'a:POLICE-2' }, 'POLICE-2')
  const opened = await city.ok(police, on, {
    procedure: 'mediation.dispute',
    action: 'receiveReferral',
    input: {
      committeeAgencyId: village.agencyId,
      kind: 'NEIGHBOUR',
      place: '330282',
      parties: [
        { side: 'A', kind: 'PERSON', name: '王示例', phone: '13900000000' },
        { side: 'B', kind: 'PERSON', name: '李示例' },
      ],
      summary: '楼上漏水引起的纠纷',
      demand: '修复并赔偿',
      source: 'POLICE',
      mode: 'ENTRUSTED',
      letter: { date: on },
      consents: [1, 2].map((party) => ({ party, on, channel: 'IN_PERSON', document: { date: on } })),
    },
  })
  const id = opened.matterId
  const step = (action: string, input: object) => city.ok(village.head, on, { matterId: id, action, input })
  await step('accept', {})
  await step('assign', { hostMediatorId: village.host })
  await step('investigate', { subject: '邻居', content: '听见争吵', record: { date: on } })
  await step('informRights', {})
  await step('holdSession', { attendees: [1, 2], record: { date: on } })
  await d.conclude(village, id, on, 'FULL')
  await step('feedback', {
    report: { date: on },
    people: [
      { party: 1, name: '王示例' },
      { party: 2, name: '李示例' },
    ],
  })
  const scope: Scope = { kind: 'reader', value: 'a:POLICE' }
  const rows = (text: string, by = scope) => as(by, text, [id])
  const actions = (await rows('select action from kernel.act where matter_id = $1 order by n')).map((r) => r.action)
  assert.ok(actions.includes('receiveReferral') && actions.includes('feedback'), actions.join())
  assert.ok(!actions.includes('investigate'), actions.join())
  const privates = await rows('select n, fields from kernel.act_private where matter_id = $1 order by n')
  const mine = (
    await town.city.owner.query(`select n from kernel.act where matter_id = $1 and action = any ($2)`, [
      id,
      ['receiveReferral', 'feedback'],
    ])
  ).rows
  assert.deepEqual(
    privates.map((r) => r.n),
    mine.map((r: { n: number }) => r.n).sort((a: number, b: number) => a - b),
  )
  assert.deepEqual(await rows('select * from mediation.party_personal where matter_id = $1'), [])
  assert.deepEqual(await rows('select * from mediation.matter_internal where matter_id = $1'), [])
  assert.equal((await rows('select state from kernel.matter where matter_id = $1')).length, 1)
  assert.ok((await rows('select * from kernel.matter_limit where matter_id = $1')).length > 0)
  const foreign = other.scope
  for (const table of ['kernel.matter', 'kernel.act', 'kernel.act_private', 'kernel.document'])
    assert.deepEqual(await rows(`select matter_id from ${table} where matter_id = $1`, foreign), [], table)
  // Where the engine judges: he may say what a referrer says, and is let near the matter at all.
  const said = await city.engine.perform({
    actor: police,
    at: instantAt(on as LocalDate, '16:00'),
    steps: [{ matterId: id, action: 'accept', input: {} }],
  })
  assert.equal(said.ok ? 'ok' : said.problem.type, 'urn:fadu:rule:kernel.role')
})

test('the page of a party names no risk, no report and no paper of one', async () => {
  const { id, party } = await eventful()
  const { city } = town
  const app = await createApp({
    pool: city.app,
    engine: city.engine,
    registry: city.registry,
    calendar: city.calendar,
    clock: fixedClock(instantAt('2020-09-02' as LocalDate, '09:00')),
    secrets: { authSecret: 'test-secret-test-secret-test-secret-00', hmacKey: testHmacKey },
    passwordCost: { memoryKib: 64, passes: 1 },
    limits: { publicPerMinute: 1_000_000, writesPerMinute: 1_000_000 },
  })
  try {
    const who = { party: `u-${party}`, head: village.head.id }
    await city.post(who.party, 'party', { kind: 'reader', value: `p:${party}` }, 'party')
    const seen: Record<string, string[]> = {}
    const pages: Record<string, string> = {}
    for (const [name, officerId] of Object.entries(who)) {
      await app.createAccount({ username: name, password, officerId, name })
      const client = clientOf(app)
      assert.equal((await client.post('/api/session', { username: name, password })).status, 200)
      const mine = name === 'party' ? 'party' : 'committee_head'
      const { body: session } = await client.get('/api/me')
      const found = session.posts.find((p: any) => p.role === mine)
      const headers = { 'x-fadu-capacity': found.capacity }
      const documents = await client.get(`/api/matters/${id}/documents`, headers)
      assert.equal(documents.status, 200, documents.text)
      seen[name] = documents.body.items.map((x: any) => x.title)
      const page = await client.get(`/api/matters/${id}`, headers)
      assert.equal(page.status, 200, page.text)
      pages[name] = page.text
    }
    assert.ok(seen.head!.some((x) => x.includes('激化')))
    assert.ok(seen.party!.length > 0)
    assert.deepEqual(
      seen.party!.filter((x) => /激化|虚假|反馈/.test(x)),
      [],
    )
    assert.match(pages.head!, /CRIMINAL_RISK/)
    assert.doesNotMatch(pages.party!, /CRIMINAL_RISK|risk_level|escalation|is_suspended|激化/)
  } finally {
    await app.close()
  }
})
