/** A replay in several threads: the same record as in one, whatever ends it, and nothing left running. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { appRole } from '../db/migrate.ts'
import { PlainError } from '../src/kernel/errors.ts'
import { jobsOf, lanesOf } from '../src/replay/jobs.ts'
import { type Elsewhere, type Job, runLanes } from '../src/replay/lanes.ts'
import { planOf, type ReplayCity, runReplay } from '../src/replay/run.ts'
import { base, closeFounded, cutShort, founded, foundedForThreads, heads, now } from './replay-support.ts'
import type { TestCity } from './support.ts'

after(closeFounded)

/** Connections of the login role to this city, the test's own among them. */
const connections = async (city: TestCity): Promise<number> =>
  Number(
    (
      await city.owner.query(
        'select count(*) as n from pg_stat_activity where usename = $1 and datname = current_database()',
        [appRole],
      )
    ).rows[0].n,
  )

const job = (lane: number, window: number, id: number, after: number[] = []): Job => ({
  lane,
  window,
  id,
  after,
  make: () => ({ requests: [] }),
})
/** Jobs without requests: no batch is ever sent. */
const idle = { performMany: () => Promise.reject(new Error('nothing was to be sent')) }

describe('lanes in several threads', () => {
  // Two lanes in one thread, one in another; 7 waits for 5 there, 8 for 6 here.
  const jobs = [job(0, 0, 1), job(0, 1, 7, [5]), job(1, 0, 6), job(2, 0, 5), job(2, 1, 8, [6])]
  const run = (firstLane: number, lanes: number, elsewhere: Elsewhere) => {
    let done = 0
    const ended = runLanes(jobs, {
      engine: idle,
      batchSize: 10,
      lanes,
      firstLane,
      elsewhere,
      recorded: new Map(),
      onDone: (n) => {
        done += n
      },
    })
    ended.catch(() => {})
    return { ended, done: () => done }
  }

  it('wait for a job of another thread until they are told, and tell only what somebody there waits for', async () => {
    const told: Record<'here' | 'there', number[]> = { here: [], there: [] }
    const open: Record<'here' | 'there', (ids: readonly number[]) => void> = { here: () => {}, there: () => {} }
    const link = (me: 'here' | 'there'): Elsewhere => ({
      tell: (ids) => told[me].push(...ids),
      listen: (o) => {
        open[me] = o
      },
    })
    const here = run(0, 2, link('here'))
    const there = run(2, 1, link('there'))
    await sleep(20)
    assert.deepEqual([here.done(), there.done()], [2, 1], 'each has done what waits for nobody')
    assert.deepEqual(told, { here: [6], there: [5] })
    open.here(told.there)
    await here.ended
    assert.deepEqual([here.done(), there.done()], [3, 1])
    open.there(told.here)
    await there.ended
    assert.equal(there.done(), 2)
  })

  it('end when another thread fails, also where they wait for it', async () => {
    let fail = (_: unknown) => {}
    const here = run(0, 2, {
      tell: () => {},
      listen: (_, f) => {
        fail = f
      },
    })
    await sleep(20)
    fail(new Error('failed there'))
    await assert.rejects(here.ended, /failed there/)
    assert.equal(here.done(), 2)
  })

  it('divide counties over threads first, so that each thread has its share', () => {
    const weights = new Map(Object.entries({ a: 13, b: 11, c: 9, d: 7, e: 6, f: 5, g: 4, h: 4, i: 3, k: 3 }))
    const lane = lanesOf(weights, 2, 2)
    const load = [0, 0, 0, 0]
    for (const [county, l] of lane) load[l]! += weights.get(county)!
    assert.equal(lane.size, weights.size)
    assert.ok(Math.abs(load[0]! + load[1]! - load[2]! - load[3]!) <= 3, load.join())
    assert.ok(Math.min(...load) > 0)
    assert.deepEqual(lanesOf(weights, 1, 2), lanesOf(weights, 2, 1), 'a thread is divided as a city is')
  })
})

describe('a replay in several threads', () => {
  it('gives the same record as in one, with progress from all', async () => {
    const alone = await founded()
    await runReplay(alone, base)
    const expected = await heads(alone)
    for (const [threads, lanes, batchSize] of [
      [2, undefined, 50],
      [3, 3, 300],
    ] as const) {
      const city = await foundedForThreads()
      const seen: Record<string, number[]> = {}
      const of: Record<string, number> = {}
      const { acts, refused } = await runReplay(city, {
        ...base,
        threads,
        lanes,
        batchSize,
        progress: (phase, done, total) => {
          seen[phase] ??= []
          seen[phase].push(done)
          of[phase] = total
        },
      })
      assert.deepEqual(await heads(city), expected, `${threads} threads`)
      const there = (await city.owner.query('select count(*) as n from kernel.act')).rows[0].n
      assert.equal(acts, Number(there) - (await lapses(city)))
      assert.equal(refused, 1)
      for (const [phase, list] of Object.entries(seen)) {
        const inOrder = list.toSorted((a, b) => a - b)
        assert.deepEqual(list, inOrder)
        assert.equal(list.at(-1), of[phase], phase)
      }
    }
  })
  /** Acts that nobody asked for: the law has worked them. */
  const lapses = async (city: TestCity) =>
    Number((await city.owner.query(`select count(*) as n from kernel.act where actor = 'system'`)).rows[0].n)

  it('goes on where a failure in one thread has ended all', async () => {
    const committees = async (city: TestCity) =>
      Number((await city.owner.query('select count(*) as n from mediation.committee')).rows[0].n)
    for (const [isMediationOnly, batches, when, batchSize, most] of [
      // The other thread is stopped far from the end of its committees.
      [true, 1, 'before', 1, 0.45],
      [false, 14, 'after', 40, 1],
    ] as const) {
      const wanted = { ...base, scale: 0.004, isMediationOnly }
      const whole = await founded()
      await runReplay(whole, wanted)
      const expected = await heads(whole)
      const city = await foundedForThreads()
      await assert.rejects(runReplay(cutShort(city, batches, when), { ...wanted, batchSize, threads: 2 }), /cut short/)
      const share = (await committees(city)) / (await committees(whole))
      assert.ok(share > 0 && share <= most, `${share} of the committees were there`)
      assert.ok(Object.keys(await heads(city)).length < Object.keys(expected).length)
      await runReplay(city, { ...wanted, threads: 2 })
      assert.deepEqual(await heads(city), expected, `${batches} ${when}`)
    }
  })

  it('says in the plain sentence what another thread was refused, and passes its other errors on', async () => {
    const city = await foundedForThreads()
    // The bureau of a county that another thread acts for holds no post any more.
    const plan = planOf(city, base)
    const jobs = jobsOf('committees', {
      plan,
      registry: city.registry,
      calendar: city.calendar,
      names: new Map(),
      until: now,
      carriedOn: false,
      threads: 2,
      lanes: 2,
    })
    const there = plan.committees[jobs.find((j) => j.lane >= 2)!.id]!
    await city.owner.query(
      `insert into kernel.post (officer_id, role, scope_kind, scope_value, agency_id, valid_from, valid_to)
       values ($1, 'county_justice', 'county', $2, $3, '2004-01-01', '2004-01-02')`,
      [`county_justice.justice-${there.county}`, there.county, `justice-${there.county}`],
    )
    await assert.rejects(
      runReplay(city, { ...base, threads: 2 }),
      (e: Error) =>
        e instanceof PlainError && e.exitCode === 1 && /^重放在这一步被拒绝，已停止：.*职务/.test(e.message),
    )
    const other = await foundedForThreads()
    const lost: ReplayCity = { ...other, reach: { ...other.reach!, url: other.appUrl.replace(/\/[^/]*$/, '/nowhere') } }
    await assert.rejects(runReplay(lost, { ...base, threads: 2 }), (e: Error & { code?: string }) => e.code === '3D000')
    await runReplay(other, { ...base, threads: 2 })
    assert.ok(Object.keys(await heads(other)).length > 80)
  })

  it('killed, leaves no thread behind, and goes on to the same record', async () => {
    const scale = 0.004
    const whole = await founded()
    await runReplay(whole, { ...base, scale })
    const expected = await heads(whole)
    const city = await foundedForThreads()
    const before = await connections(city)
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        fileURLToPath(new URL('./replay-child.ts', import.meta.url)),
        city.appUrl,
        city.superUrl,
        String(scale),
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    const gone = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)))
    const matters = async () => Number((await city.owner.query('select count(*) as n from kernel.matter')).rows[0].n)
    try {
      const end = performance.now() + 60_000
      while ((await matters()) < Object.keys(expected).length / 3 && performance.now() < end) await sleep(20)
      assert.ok((await connections(city)) >= before + 3, 'both threads are connected')
    } finally {
      child.kill('SIGKILL')
    }
    assert.equal(await gone, 'SIGKILL')
    const end = performance.now() + 10_000
    while ((await connections(city)) > before && performance.now() < end) await sleep(50)
    assert.equal(await connections(city), before, 'nobody of it is connected any more')
    const half = await matters()
    assert.ok(half < Object.keys(expected).length, `${half} matters were there`)
    await runReplay(city, { ...base, scale, threads: 2 })
    assert.deepEqual(await heads(city), expected)
  })
})
