/** Ten thousand users one after another on four pooled connections: what one may see never reaches the next. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import {
  type Actor,
  inTransaction,
  openPool,
  type Pool,
  readSettings,
  type Scope,
  scopeKinds,
  seededEntropy,
} from '#kernel'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
let pool: Pool
type Row = { id: string; agency: string; town: string; county: string; reader: string }
const rows: Row[] = []
const agencies = Array.from({ length: 12 }, (_, i) => ({
  id: `A${i}`,
  town: `3302${10 + (i % 6)}00${i % 2}`,
  county: `3302${10 + (i % 6)}`,
}))

before(async () => {
  city = await openCity([sample])
  pool = openPool(city.appUrl, 4)
  const clerks: Actor[] = []
  for (const a of agencies) {
    await city.agency(a.id, 'bureau', { county: a.county, town: a.town })
    clerks.push(await city.post(`clerk-${a.id}`, 'clerk', { kind: 'agency', value: a.id }, a.id))
  }
  const entropy = seededEntropy('isolation')
  const answers = await city.engine.performMany(
    Array.from({ length: 240 }, (_, i) => {
      const actor = clerks[i % clerks.length]!
      const input = { agencyId: actor.agency, topic: `隔离${i}`, name: '陈示例', idNumber: `person-${i % 20}` }
      return {
        actor,
        at: '2023-03-01T09:00:00.000+08:00' as never,
        entropy,
        steps: [{ procedure: 'sample.filing', action: 'file', input }],
      }
    }),
  )
  assert.ok(answers.every((a) => a.ok))
  const found = await city.owner.query(
    'select matter_id, agency_id, town_code, county_code, reader[1] as reader from kernel.matter',
  )
  for (const r of found.rows)
    rows.push({ id: r.matter_id, agency: r.agency_id, town: r.town_code, county: r.county_code, reader: r.reader })
})
after(async () => {
  await pool?.end()
  await city?.close()
})

const expected = (s: Scope) =>
  rows
    .filter((r) => (s.kind === 'city' ? s.value === 'city' : r[s.kind] === s.value))
    .map((r) => r.id)
    .sort()
const scopes = (): Scope[] =>
  scopeKinds
    .flatMap((kind) =>
      (kind === 'city' ? ['city'] : [...new Set(rows.map((r) => r[kind]))]).map((value) => ({ kind, value })),
    )
    .concat(
      scopeKinds.map((kind) => ({ kind, value: '' })),
      scopeKinds.map((kind) => ({ kind, value: 'nobody' })),
    )

const read = async (s: Scope, spoil: number): Promise<string[]> =>
  inTransaction(pool, async (client) => {
    await client.query(readSettings(s))
    if (spoil === 1) throw new Error('the caller gives up')
    if (spoil === 2) await client.query('select 1/0')
    if (spoil === 3) await client.query('insert into kernel.matter default values')
    const { rows } = await client.query({ name: 'isolation', text: 'select matter_id from kernel.matter order by 1' })
    return rows.map((r) => r.matter_id)
  })

test('ten thousand interleaved users on four connections each see their own rows and no others', async () => {
  const all = scopes()
  const wanted = new Map(all.map((s) => [s, expected(s)]))
  // Drawn beforehand, printed seed: order, users, and which of them fail on the way.
  const seed = Number(process.env.FADU_SEED ?? fc.sample(fc.noBias(fc.integer()), 1)[0]!)
  const users = fc.sample(fc.tuple(fc.nat(all.length - 1), fc.nat(15)), { numRuns: 10_000, seed })
  let next = 0
  let seen = 0
  let spoiled = 0
  const worker = async () => {
    while (next < users.length) {
      const [n, spoil] = users[next++]!
      const scope = all[n]!
      const ids = await read(scope, spoil).catch((e: Error) => {
        if (spoil < 1 || spoil > 3) throw e
        spoiled++
        return undefined
      })
      if (!ids) continue
      assert.deepEqual(ids, wanted.get(scope), `${scope.kind} ${scope.value}, seed ${seed}`)
      seen += ids.length
    }
  }
  await Promise.all(Array.from({ length: 32 }, worker))
  assert.ok(seen > 100_000 && spoiled > 500, `${seen} rows, ${spoiled} failures`)
})

test('outside a transaction, and in one without settings, a pooled connection sees nothing', async () => {
  for (let i = 0; i < 50; i++) {
    await read({ kind: 'city', value: 'city' }, i % 4).catch(() => {})
    await assert.rejects(pool.query('select 1 from kernel.matter'), /permission denied/)
    const { rows } = await pool.query(
      `select current_user::text as who, session_user::text as session, ${scopeKinds.map((k) => `nullif(current_setting('fadu.${k}', true), '') as ${k}`).join(', ')}`,
    )
    assert.deepEqual(rows[0], {
      who: 'fadu_app',
      session: 'fadu_app',
      agency: null,
      town: null,
      county: null,
      reader: null,
      city: null,
    })
  }
  await inTransaction(pool, async (client) => {
    for (const kind of scopeKinds) {
      await client.query(`set local role fadu_${kind}`)
      assert.deepEqual((await client.query('select matter_id from kernel.matter')).rows, [])
    }
  })
})

test('readers beside writers: the settings of neither reach the other', async () => {
  const clerk: Actor = { id: 'clerk-A0', role: 'clerk', scope: { kind: 'agency', value: 'A0' }, agency: 'A0' }
  const mine = rows.filter((r) => r.agency === 'A0')
  const theirs = rows.filter((r) => r.agency === 'A1')
  await Promise.all(
    Array.from({ length: 300 }, async (_, i) => {
      if (i % 3 === 0) {
        const row = (i % 2 ? mine : theirs)[i % 20]!
        const a = await city.engine.perform({
          actor: clerk,
          at: '2023-03-02T09:00:00.000+08:00' as never,
          steps: [{ matterId: row.id, action: 'note', input: { text: 'x' } }],
        })
        assert.equal(a.ok, row.agency === 'A0')
      } else {
        const { rows: got } = await inTransaction(city.app, async (client) => {
          await client.query(readSettings({ kind: 'agency', value: 'A1' }))
          return client.query('select matter_id from kernel.matter order by 1')
        })
        assert.deepEqual(
          got.map((r) => r.matter_id),
          expected({ kind: 'agency', value: 'A1' }),
        )
      }
    }),
  )
})
