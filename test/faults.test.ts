/** What nobody foresaw: bad bytes, errors of the database, a broken assertion. No neighbour may feel it, and nothing acts twice. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type ActionRequest,
  type Actor,
  createEngine,
  instantAt,
  type LocalDate,
  loadDefaultCalendar,
  type Step,
  seededEntropy,
} from '#kernel'
import { probe } from './sample/probe.ts'
import { openCity, type TestCity, testHmacKey } from './support.ts'

let city: TestCity
let clerk: Actor
const at = instantAt('2023-03-01' as LocalDate, '09:00')
const ask = (steps: Step | Step[], more: Partial<ActionRequest> = {}): ActionRequest => ({
  actor: clerk,
  at,
  steps: [steps].flat(),
  ...more,
})
const open = (more: object = {}): Step => ({
  procedure: 'probe.paper',
  action: 'open',
  input: { agencyId: 'A1', pages: 1, ...more },
})
const paper = async () => (await city.ok(clerk, '2023-03-01', open())).matterId
const acts = async (ids: string[]) =>
  (
    await city.owner.query(
      'select matter_id, count(*)::int as n from kernel.act where matter_id = any ($1) group by 1',
      [ids],
    )
  ).rows.map((r) => r.n)

before(async () => {
  city = await openCity([probe])
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
  clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
})
after(() => city.close())

for (const [what, pages] of [
  ['an error of the database', 100],
  ['a broken assertion', 77],
] as const)
  test(`coalesced callers: ${what} of one is his alone, and the others act once`, async () => {
    const ids = await Promise.all(Array.from({ length: 24 }, paper))
    const bad = await paper()
    const results = await Promise.allSettled(
      [...ids.slice(0, 12), bad, ...ids.slice(12)].map((id) =>
        city.engine.perform(ask({ matterId: id, action: 'add', input: { pages: id === bad ? pages : 1 } })),
      ),
    )
    assert.equal(results[12]!.status, 'rejected')
    assert.equal(results.filter((r) => r.status === 'fulfilled' && r.value.ok).length, 24)
    assert.deepEqual(
      await acts(ids),
      ids.map(() => 2),
    )
    assert.deepEqual(await acts([bad]), [1])
  })

test('performMany: a row that the database refuses stands alone, the others are written once', async () => {
  for (const pages of [100, 77]) {
    const ids = await Promise.all(Array.from({ length: 9 }, paper))
    const answers = await city.engine.performMany(
      ids.map((id, i) => ask({ matterId: id, action: 'add', input: { pages: i === 4 ? pages : 1 } })),
    )
    assert.deepEqual(
      answers.map((a) => (a.ok ? 200 : a.problem.status)),
      ids.map((_, i) => (i === 4 ? 500 : 200)),
    )
    assert.deepEqual((await acts(ids)).sort(), [1, 2, 2, 2, 2, 2, 2, 2, 2])
  }
})

test('bytes that the database cannot take are refused before they reach it', async () => {
  const id = await paper()
  const bad: [string, ActionRequest][] = [
    ['id', ask({ matterId: 'not-an-id', action: 'add', input: { pages: 1 } })],
    ['id', ask({ matterId: `${id}\u0000`, action: 'add', input: { pages: 1 } })],
    ['agency', ask(open({ agencyId: 'A\u0000' }))],
    ['agency', ask(open({ agencyId: 'A\ud800' }))],
    ['key', ask({ matterId: id, action: 'add', input: { pages: 1 } }, { key: 'k\u0000' })],
    [
      'day',
      ask({
        matterId: id,
        action: 'add',
        input: { pages: 1 },
        declaredOn: '2023-02-31' as LocalDate,
        late: { reason: '补录', evidence: '记录' },
      }),
    ],
    [
      'day',
      ask({
        matterId: id,
        action: 'add',
        input: { pages: 1 },
        declaredOn: '20230228' as LocalDate,
        late: { reason: '补录', evidence: '记录' },
      }),
    ],
  ]
  for (const [what, request] of bad) {
    const a = await city.engine.perform(request)
    assert.ok(!a.ok && a.problem.status >= 400 && a.problem.status < 500, `${what}: ${JSON.stringify(a)}`)
    const [b] = await city.engine.performMany([request])
    assert.deepEqual(b, a)
  }
  assert.deepEqual(await acts([id]), [1])
})

test('no id and an unknown id answer alike', async () => {
  const step = (matterId: string) => city.engine.perform(ask({ matterId, action: 'add', input: { pages: 1 } }))
  assert.deepEqual(await step('not-an-id'), await step('00000000-0000-7000-8000-000000000000'))
})

test('a known party is found when only the fold can name him', async () => {
  await city.ok(clerk, '2023-03-01', [
    { ...open({ idNumber: '330203199001011234' }), matterId: '00000000-0000-7000-8000-00000000aa01' },
    { matterId: '00000000-0000-7000-8000-00000000aa01', action: 'sign', input: {} },
  ])
  const again = await city.ok(clerk, '2023-03-01', [
    { ...open({ idNumber: '330203199001011234' }), matterId: '00000000-0000-7000-8000-00000000aa02' },
    { matterId: '00000000-0000-7000-8000-00000000aa02', action: 'sign', input: {} },
  ])
  const { rows } = await city.owner.query('select party_id from kernel.party')
  assert.deepEqual(rows, [{ party_id: again.given.party }])
})

test('a claim made earlier in the batch is seen by a guard that could name it only in the fold', async () => {
  const [a, b] = [await paper(), '00000000-0000-7000-8000-00000000bb01']
  const answers = await city.engine.performMany([
    ask({ matterId: a, action: 'take', input: { place: 'x1' } }),
    ask([
      { ...open(), matterId: b },
      { matterId: b, action: 'look', input: { place: 'x1' } },
    ]),
    ask([
      { matterId: a, action: 'take', input: { place: 'x2' } },
      { matterId: b, action: 'look', input: { place: 'x2' } },
      { matterId: b, action: 'add', input: {} },
    ]),
    ask({ matterId: b, action: 'look', input: { place: 'x2' } }),
  ])
  const held = answers.map((x) => (x.ok ? x.given.at(-1)!.held : x.problem.status))
  assert.deepEqual(held, [undefined, 1, 422, 0], 'the refused request leaves no claim behind')
})

test('a batch that is tried again draws the same ids and salts', async () => {
  // The second row is refused by the database, so the first is written on another try than the first one.
  const [ok] = await city.engine.performMany([
    ask(open(), { entropy: seededEntropy('x') }),
    ask(open({ pages: 100 }), { entropy: seededEntropy('y') }),
  ])
  const other = await openCity([probe])
  try {
    await other.agency('A1', 'bureau', { county: '330203', town: '330203001' })
    await other.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
    const [plain] = await other.engine.performMany([ask(open(), { entropy: seededEntropy('x') })])
    assert.deepEqual(ok, plain)
  } finally {
    await other.close()
  }
})

test('a backend killed in the middle: nobody acts twice, and the callers that were told yes stand', async () => {
  const ids = await Promise.all(Array.from({ length: 60 }, paper))
  for (let round = 0; round < 10; round++) {
    const before = await acts(ids)
    const work = Promise.allSettled(
      ids.map((id) => city.engine.perform(ask({ matterId: id, action: 'add', input: { pages: 0 } }))),
    )
    await city.owner.query(
      `select pg_sleep($1), pg_terminate_backend(pid) from pg_stat_activity where usename = 'fadu_app' and datname = current_database()`,
      [round / 1000],
    )
    const results = await work
    const told = results.filter((r) => r.status === 'fulfilled' && r.value.ok).length
    const grown = (await acts(ids)).reduce((s, n) => s + n, 0) - before.reduce((s, n) => s + n, 0)
    assert.ok(grown >= told && grown <= ids.length, `${told} told, ${grown} written`)
  }
  const { rows } = await city.owner.query(
    'select matter_id, count(*)::int as n from kernel.act where matter_id = any ($1) group by 1',
    [ids],
  )
  assert.ok(rows.every((r) => r.n <= 11))
})

test('an officer acts in the capacity of his post, not in another kind of scope with the same value', async () => {
  await city.agency('330203', 'bureau', { county: '330203', town: '330203001' })
  await city.post('twofold', 'clerk', { kind: 'agency', value: '330203' }, '330203')
  const id = await paper()
  const p = await city.refuse(
    { id: 'twofold', role: 'clerk', scope: { kind: 'county', value: '330203' }, agency: '330203' },
    '2023-03-02',
    { matterId: id, action: 'add', input: { pages: 1 } },
  )
  assert.equal(p.type, 'urn:fadu:rule:kernel.post')
})

test('an engine made on the same database serves beside the first', async () => {
  const second = await createEngine({
    pool: city.app,
    registry: city.registry,
    calendar: loadDefaultCalendar(),
    hmacKey: testHmacKey,
  })
  const id = await paper()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? second : city.engine).perform(ask({ matterId: id, action: 'add', input: { pages: 1 } })),
    ),
  )
  assert.ok(answers.every((a) => a.ok))
  assert.deepEqual(await acts([id]), [21])
})
