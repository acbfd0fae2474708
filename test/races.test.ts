/** A thousand pairs at the same instant, on two engines over one database: one wins, the other is told, nothing happens twice. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type ActionRequest,
  type Actor,
  type Answer,
  createEngine,
  type Engine,
  type Instant,
  loadDefaultCalendar,
  openPool,
  type Pool,
} from '#kernel'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity, testHmacKey } from './support.ts'

let city: TestCity
let pool: Pool
let second: Engine
let clerk: Actor
let officers: Actor[]
let topics = 0

before(async () => {
  city = await openCity([sample])
  pool = openPool(city.appUrl, 4)
  second = await createEngine({ pool, registry: city.registry, calendar: loadDefaultCalendar(), hmacKey: testHmacKey })
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
  clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  officers = await Promise.all(['o1', 'o2'].map((o) => city.post(o, 'officer', { kind: 'agency', value: 'A1' }, 'A1')))
})
after(async () => {
  await pool?.end()
  await city?.close()
})

const at = '2023-03-01T09:00:00.000+08:00' as Instant
const ask = (actor: Actor, step: any, more: Partial<ActionRequest> = {}): ActionRequest => ({
  actor,
  at,
  steps: [step],
  ...more,
})
const filing = (topic = `竞争${++topics}`) => ({
  procedure: 'sample.filing',
  action: 'file',
  input: { agencyId: 'A1', topic, name: '陈示例', idNumber: `p${topics % 7}` },
})
const many = async (n: number): Promise<string[]> => {
  const answers = await city.engine.performMany(Array.from({ length: n }, () => ask(clerk, filing())))
  return answers.map((a) => (a.ok ? a.acts[0]!.matterId : assert.fail(a.problem.title)))
}
const actsOf = async (ids: string[]) => {
  const { rows } = await city.owner.query(
    'select matter_id, array_agg(action order by n) as actions, array_agg(n order by n) as n from kernel.act where matter_id = any ($1) group by 1',
    [ids],
  )
  for (const r of rows)
    assert.deepEqual(
      r.n,
      r.n.map((_: number, i: number) => i + 1),
    )
  return new Map<string, string[]>(rows.map((r) => [r.matter_id, r.actions]))
}
/** Runs pairs a few at a time, so that they meet each other and their neighbours. */
async function pairs<T>(items: T[], width: number, one: (item: T, i: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < items.length) {
        const i = next++
        await one(items[i]!, i)
      }
    }),
  )
}
const lone = async (engine: Engine, r: ActionRequest): Promise<Answer> => (await engine.performMany([r]))[0]!

test('two officers, one matter, one act: exactly one wins and the other is told what may be done (400 pairs)', async () => {
  const ids = await many(400)
  await pairs(ids, 6, async (matterId, i) => {
    // By turns in two transactions of one engine, in two engines, and as coalesced callers.
    const act =
      i % 3 === 0
        ? (a: Actor) => lone(city.engine, ask(a, { matterId, action: 'accept', input: {} }))
        : i % 3 === 1
          ? (a: Actor) =>
              lone(a === officers[0] ? city.engine : second, ask(a, { matterId, action: 'accept', input: {} }))
          : (a: Actor) => city.engine.perform(ask(a, { matterId, action: 'accept', input: {} }))
    const answers = await Promise.all(officers.map(act))
    assert.equal(answers.filter((a) => a.ok).length, 1)
    const lost = answers.find((a) => !a.ok)!
    assert.ok(
      !lost.ok &&
        lost.problem.status === 409 &&
        lost.problem.type === 'urn:fadu:rule:kernel.state' &&
        lost.problem.allowed?.includes('决定'),
      JSON.stringify(lost),
    )
  })
  for (const actions of (await actsOf(ids)).values()) assert.deepEqual(actions, ['file', 'accept'])
})

test('the tick beside an officer: the law has worked once, whoever came first (200 pairs), and two ticks (100)', async () => {
  const ids = await many(300)
  const late = '2023-03-10T09:00:00.000+08:00' as Instant
  await pairs(ids, 6, async (matterId, i) => {
    if (i < 200) {
      const [made, answer] = await Promise.all([
        (i % 2 ? city.engine : second).lapse([matterId], late),
        city.engine.perform({
          actor: officers[i % 2]!,
          at: late,
          steps: [{ matterId, action: 'refuse', input: { reason: '不符合条件' } }],
        }),
      ])
      assert.ok(made <= 1)
      assert.ok(!answer.ok && answer.problem.type === 'urn:fadu:rule:kernel.state')
    } else {
      const made = await Promise.all([city.engine.lapse([matterId], late), second.lapse([matterId], late)])
      assert.equal(made[0]! + made[1]!, 1)
    }
  })
  for (const actions of (await actsOf(ids)).values()) assert.deepEqual(actions, ['file', 'accept'])
})

test('ticks over many matters in any order, beside requests that take several: no deadlock reaches anybody', async () => {
  const ids = await many(60)
  const late = '2023-03-10T09:00:00.000+08:00' as Instant
  const orders = Array.from({ length: 24 }, (_, i) => [...ids.slice(i), ...ids.slice(0, i)].reverse())
  const made = await Promise.all([
    ...orders.slice(0, 8).map((o, i) => (i % 2 ? city.engine : second).lapse(o, late)),
    ...orders.slice(8).map(async (o, i) => {
      const steps = o.slice(0, 10).map((matterId) => ({ matterId, action: 'note', input: { text: 'x' } }))
      const answer = await lone(i % 2 ? city.engine : second, { actor: officers[0]!, at: late, steps })
      assert.ok(answer.ok)
      return 0
    }),
  ])
  assert.ok(made.reduce((a, b) => a + b, 0) <= 60)
  for (const actions of (await actsOf(ids)).values()) assert.equal(actions.filter((a) => a === 'accept').length, 1)
})

test('two parallel filings of one dispute are told of each other (200 pairs)', async () => {
  await pairs(
    Array.from({ length: 200 }, () => filing()),
    6,
    async (step) => {
      const answers = await Promise.all([lone(city.engine, ask(clerk, step)), lone(second, ask(clerk, step))])
      assert.equal(answers.filter((a) => a.ok).length, 1)
      const lost = answers.find((a) => !a.ok)!
      assert.ok(!lost.ok && lost.problem.type === 'urn:fadu:rule:sample.duplicate' && lost.problem.status === 409)
    },
  )
})

test('one key sent twice at once acts once and answers the same (100 pairs)', async () => {
  await pairs(
    Array.from({ length: 100 }, (_, i) => i),
    6,
    async (i) => {
      const r = ask(clerk, filing(), { key: `race-${i}` })
      const [a, b] = await Promise.all([city.engine.perform(r), lone(second, r)])
      assert.ok(a.ok)
      assert.deepEqual(b, a)
    },
  )
})

test('a place given up and taken in the same instant is never held by two', async () => {
  for (let i = 0; i < 40; i++) {
    const step = filing()
    const first = await city.engine.perform(ask(clerk, step))
    assert.ok(first.ok)
    const [, ...others] = await Promise.all([
      city.engine.perform(
        ask(officers[0]!, { matterId: first.acts[0]!.matterId, action: 'refuse', input: { reason: '不符合条件' } }),
      ),
      lone(city.engine, ask(clerk, step)),
      lone(second, ask(clerk, step)),
    ])
    assert.ok(others.filter((a) => a.ok).length <= 1)
  }
  const { rows } = await city.owner.query(
    'select kind, key from kernel.claim where is_exclusive and not is_released group by 1, 2 having count(*) > 1',
  )
  assert.deepEqual(rows, [])
})

test('a number series is gapless under 32 callers, refused requests among them', async () => {
  await city.agency('A9', 'bureau', { county: '330203' })
  const writer = await city.post('clerk9', 'clerk', { kind: 'agency', value: 'A9' }, 'A9')
  let next = 0
  let filed = 0
  await Promise.all(
    Array.from({ length: 32 }, async (_, w) => {
      while (next < 640) {
        const i = next++
        const input = {
          agencyId: 'A9',
          topic: i % 5 === 4 ? '争同一号' : `号${i}`,
          name: '陈示例',
          ...(i % 7 === 6 ? { amount: 2_000_000 } : {}),
        }
        const r = ask(writer, { procedure: 'sample.filing', action: 'file', input })
        const answer = await (w % 2 ? city.engine.perform(r) : lone(second, r))
        if (answer.ok) filed++
      }
    }),
  )
  const { rows } = await city.owner.query(`select number, matter_id from kernel.matter where agency_id = 'A9'`)
  const numbers = rows.map((r) => Number(/第(\d+)号/.exec(r.number)![1])).sort((a, b) => a - b)
  assert.ok(filed > 300)
  assert.deepEqual(
    numbers,
    Array.from({ length: filed }, (_, i) => i + 1),
  )
  // Numbers rise in the order in which the acts stand in the database.
  const acts = await city.owner.query(
    `select m.number from kernel.act a join kernel.matter m using (matter_id) where a.agency_id = 'A9' and a.n = 1 order by a.tx, a.act_id`,
  )
  assert.equal(acts.rows.length, filed)
})

test('two requests that name the same person for the first time at once make one party', async () => {
  for (let i = 0; i < 40; i++) {
    const step = () => ({ ...filing(), input: { ...filing().input, idNumber: `new-${i}` } })
    const answers = await Promise.all([
      lone(city.engine, ask(clerk, step())),
      lone(second, ask(clerk, step())),
      lone(second, ask(clerk, step())),
    ])
    assert.ok(answers.every((a) => a.ok))
    const ids = answers.map((a) => (a.ok ? a.acts[0]!.matterId : ''))
    const { rows } = await city.owner.query('select distinct reader from kernel.matter where matter_id = any ($1)', [
      ids,
    ])
    assert.equal(rows.length, 1)
  }
})
