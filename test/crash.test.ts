/**
 * Kill -9 under load, twenty rounds: the process at its fault points and at random, the postmaster, a backend, both at once.
 * Afterwards every acknowledged act is there once, every unknown one wholly or not at all, a retry answers the same, the
 * chains hold when they are computed again from the bytes alone, and the server is back within five seconds.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import pg from 'pg'
import { type ActionRequest, type Answer, createEngine, loadDefaultCalendar, openPool, registryOf } from '#kernel'
import { appRole, migrate } from '../db/migrate.ts'
import { type Home, openHome } from '../src/server/home.ts'
import { type Postgres, startPostgres } from '../src/server/postgres.ts'
import { sample } from './sample/domain.ts'
import { testHmacKey, testPassword } from './support.ts'

const registry = registryOf([sample])
const folder = mkdtempSync(join(tmpdir(), 'fadu-crash-'))
let home: Home
let server: Postgres
const seed = Number(process.env.FADU_SEED ?? fc.sample(fc.noBias(fc.integer()), 1)[0]!)
const delays = fc.sample(fc.integer({ min: 50, max: 600 }), { numRuns: 100, seed })
let drawn = 0
const delay = () => delays[drawn++ % delays.length]!

const start = () => startPostgres(home, { supervise: false, ballast: false })
const superUrl = () => Object.assign(new URL(server.superuserUrl), { pathname: '/city' }).toString()
const appUrl = () =>
  Object.assign(new URL(server.superuserUrl), {
    pathname: '/city',
    username: appRole,
    password: testPassword,
  }).toString()

before(async () => {
  process.env.FADU_BALLAST_MB = '0'
  mkdirSync(join(folder, 'home'))
  home = await openHome(join(folder, 'home'))
  server = await start()
  const root = openPool(server.superuserUrl, 1)
  await root.query('create database city')
  await root.end()
  await migrate(superUrl(), registry, testPassword)
  const owner = openPool(superUrl(), 1)
  await owner.query(
    `insert into kernel.agency (agency_id, name, kind, county_code) values ('A1', 'A1', 'bureau', '330203')`,
  )
  for (const role of ['clerk', 'officer'])
    await owner.query(
      `insert into kernel.post (officer_id, role, scope_kind, scope_value, agency_id, valid_from) values ($1, $2, 'agency', 'A1', 'A1', '2000-01-01')`,
      [`${role}1`, role],
    )
  await owner.end()
})
after(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

type Journal = { wishes: Map<string, ActionRequest>; answers: Map<string, Answer>; done: boolean }
function readJournal(path: string): Journal {
  const journal: Journal = { wishes: new Map(), answers: new Map(), done: false }
  // A last line without its end was being written when the process was killed: it was not said.
  for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) {
    const said = JSON.parse(line)
    if (said.wish) journal.wishes.set(said.wish.key, said.wish)
    if (said.answer) journal.answers.set(said.key, said.answer)
    if (said.done) journal.done = true
  }
  return journal
}

async function until(what: string, holds: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms
  while (!holds()) {
    assert.ok(performance.now() < end, `not within ${ms} ms: ${what}`)
    await sleep(10)
  }
}

type Kill = 'process' | 'postmaster' | 'backend' | 'both' | 'before-write' | 'after-write' | 'after-commit'

async function recovered(): Promise<void> {
  for (const end = performance.now() + 15_000; ; await sleep(20)) {
    const owner = openPool(superUrl(), 1)
    try {
      await owner.query('select 1')
      return
    } catch (e) {
      if (performance.now() > end) throw e
    } finally {
      await owner.end().catch(() => {})
    }
  }
}

/** One round of load with its kill; gives the journal and, where the server died, how long it took to come back. */
async function round(name: string, kill: Kill): Promise<{ journal: Journal; backAfterMs: number }> {
  const path = join(folder, `${name}.journal`)
  writeFileSync(path, '')
  const isFault = kill.includes('-')
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('./crash-child.ts', import.meta.url)),
      appUrl(),
      path,
      name,
      isFault ? '20000' : '700',
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      // One pass in so many: early enough that there is something to kill, late enough that there is something to keep.
      env: { ...process.env, FADU_FAULT: isFault ? `${kill}:${1 / (3 + (delay() % 20))}` : '' },
    },
  )
  const gone = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_code, signal) => resolve(signal)))
  await until('the load begins', () => readFileSync(path, 'utf8').includes('ready') || child.exitCode !== null, 20_000)
  let backAfterMs = 0
  if (!isFault) await sleep(delay())
  const from = performance.now()
  if (kill === 'backend') {
    const witness = new pg.Client({ connectionString: superUrl() })
    witness.on('error', () => {})
    await witness.connect()
    const cut = new Promise<void>((resolve) => witness.on('end', () => resolve()))
    const { rows } = await witness.query(
      `select pid from pg_stat_activity where usename = $1 order by state = 'active' desc, random() limit 1`,
      [appRole],
    )
    process.kill(rows[0].pid, 'SIGKILL')
    // The postmaster lets nobody go on beside memory that a killed backend may have spoilt: the witness is cut off too.
    await cut
    await recovered()
    backAfterMs = performance.now() - from
  }
  if (kill === 'process' || kill === 'both') child.kill('SIGKILL')
  if (kill === 'postmaster' || kill === 'both') {
    process.kill(server.pid, 'SIGKILL')
    await server.stop()
    server = await start()
    backAfterMs = performance.now() - from
  }
  const signal = await Promise.race([gone, sleep(30_000, 'late' as const, { ref: false })])
  assert.notEqual(signal, 'late', 'the load ends by itself when nobody kills it')
  if (isFault) assert.equal(signal, 'SIGKILL', `the fault point ${kill} was reached`)
  return { journal: readJournal(path), backAfterMs }
}

const sm3 = (text: string) => createHash('sm3').update(text).digest('hex')
type Stored = { matter_id: string; n: number; hash: string; canonical: string }

/** What a killed process had sent may still be written by its backend: nothing is counted before the last of these is gone. */
async function settled(owner: pg.Pool): Promise<void> {
  for (const end = performance.now() + 15_000; ; await sleep(20)) {
    const { rows } = await owner.query('select 1 from pg_stat_activity where usename = $1', [appRole])
    if (rows.length === 0) return
    assert.ok(performance.now() < end, 'the backends of a killed process end by themselves')
  }
}

/** Everything that must hold of the whole database, whatever was killed. */
async function audit(journals: Journal[]): Promise<{ acts: number; unknownThere: number; unknownAbsent: number }> {
  const owner = openPool(superUrl(), 1)
  try {
    await settled(owner)
    const acts = (
      await owner.query<Stored>('select matter_id, n, hash, canonical from kernel.act order by matter_id, n')
    ).rows
    const byHash = new Map(acts.map((a) => [a.hash, a]))
    assert.equal(byHash.size, acts.length, 'no act twice')
    // The chain from the bytes alone: hashes, positions, predecessors, heads.
    let before: Stored | undefined
    const heads = new Map<string, Stored>()
    for (const a of acts) {
      const isFirst = before?.matter_id !== a.matter_id
      const record = JSON.parse(a.canonical)
      assert.equal(sm3(a.canonical), a.hash)
      assert.deepEqual([record.matter, record.n, record.prev], [a.matter_id, a.n, isFirst ? '' : before!.hash])
      assert.equal(a.n, isFirst ? 1 : before!.n + 1)
      heads.set(a.matter_id, a)
      before = a
    }
    const matters = (
      await owner.query(
        'select m.matter_id, m.head, m.last_n, m.state, f.state as typed from kernel.matter m left join sample.filing f using (matter_id)',
      )
    ).rows
    assert.equal(matters.length, heads.size)
    for (const m of matters)
      assert.deepEqual([m.head, m.last_n, m.typed], [heads.get(m.matter_id)!.hash, heads.get(m.matter_id)!.n, m.state])
    // Every act belongs to exactly one answered key, so no part of a request stands alone.
    const keys = (await owner.query<{ key: string; answer: string }>('select key, answer from kernel.request_key')).rows
    const kept = new Map<string, Answer>(keys.map((k) => [k.key, JSON.parse(k.answer)]))
    const claimed = [...kept.values()].flatMap((a) =>
      a.ok ? a.acts.map((x) => x.hash) : assert.fail('a refusal is not kept'),
    )
    assert.deepEqual([...claimed].sort(), [...byHash.keys()].sort())
    let unknownThere = 0
    let unknownAbsent = 0
    for (const j of journals)
      for (const key of j.wishes.keys()) {
        const told = j.answers.get(key)
        if (told?.ok) assert.deepEqual(kept.get(key), told, `acknowledged ${key}`)
        else if (told) assert.ok(!kept.has(key), `refused ${key}`)
        else if (kept.has(key)) unknownThere++
        else unknownAbsent++
      }
    const series = (
      await owner.query(
        `select s.last, array_agg(substring(m.number from '第(\\d+)号')::int order by 1) as numbers from kernel.number_series s, kernel.matter m where s.series = 'sample/A1' group by s.last`,
      )
    ).rows[0]
    if (series)
      assert.deepEqual(
        [...series.numbers].sort((a: number, b: number) => a - b),
        Array.from({ length: series.last }, (_, i) => i + 1),
        'numbers without a gap',
      )
    return { acts: acts.length, unknownThere, unknownAbsent }
  } finally {
    await owner.end()
  }
}

/** Sends again what was asked: the acknowledged answer the same, the unknown are settled, and settled they stay. */
async function retry(j: Journal): Promise<void> {
  const pool = openPool(appUrl(), 4)
  try {
    const engine = await createEngine({ pool, registry, calendar: loadDefaultCalendar(), hmacKey: testHmacKey })
    const unknown = [...j.wishes.values()].filter((w) => !j.answers.has(w.key!))
    const known = [...j.wishes.values()].filter((w) => j.answers.get(w.key!)?.ok).slice(-60)
    const again = await engine.performMany(known)
    for (const [i, a] of again.entries()) assert.deepEqual(a, j.answers.get(known[i]!.key!))
    const first = await engine.performMany(unknown)
    assert.deepEqual(await engine.performMany(unknown), first)
    for (const [i, w] of unknown.entries()) {
      assert.ok(first[i]!.ok, `${w.key}: ${JSON.stringify(first[i])}`)
      j.answers.set(w.key!, first[i]!)
    }
  } finally {
    await pool.end()
  }
}

const plan: Kill[] = [
  'before-write',
  'after-write',
  'after-commit',
  'process',
  'postmaster',
  'backend',
  'both',
  'after-write',
  'after-commit',
  'process',
  'postmaster',
  'backend',
  'before-write',
  'after-write',
  'after-commit',
  'process',
  'both',
  'backend',
  'postmaster',
  'after-commit',
]

test(`twenty rounds of kill -9 under load (seed ${seed})`, async (t) => {
  const journals: Journal[] = []
  let there = 0
  let absent = 0
  const restarts: number[] = []
  for (const [i, kill] of plan.entries()) {
    const { journal, backAfterMs } = await round(`r${i}-${kill}`, kill)
    journals.push(journal)
    if (backAfterMs > 0) restarts.push(backAfterMs)
    assert.ok(journal.wishes.size > 0)
    const found = await audit([journal])
    there += found.unknownThere
    absent += found.unknownAbsent
    await retry(journal)
    // The later rounds must not have touched what earlier ones acknowledged.
    if (i % 5 === 4) await audit(journals)
  }
  const end = await audit(journals)
  t.diagnostic(
    `${end.acts} acts; of the unknown requests ${there} had been committed and ${absent} had not; slowest restart ${Math.round(Math.max(...restarts))} ms`,
  )
  assert.deepEqual([end.unknownThere, end.unknownAbsent], [0, 0])
  // Both kinds of unknown must have come up, or the kills came at the wrong moments.
  assert.ok(there > 0 && absent > 0, `${there} committed, ${absent} not; seed ${seed}`)
  // One slow restart says how busy the machine was; that most are slow would say that starting is.
  const middle = restarts.sort((a, b) => a - b)[restarts.length >> 1]!
  assert.ok(middle <= 5000, `restarts took ${restarts.map(Math.round).join(', ')} ms`)
})
