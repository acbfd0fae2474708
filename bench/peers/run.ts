/**
 * A workflow engine that others use, Flowable embedded in a Java program, beside ours: the same short procedure on the same PostgreSQL
 * server, in turns, so that what else the machine does falls on both.
 * Ours is filed, accepted within five working days, decided and closed, each a request of its own. Theirs is the same by two processes:
 * `lean` (a due date on the task, whose id the caller remembers) and `usual` (a timer that deems it accepted, the task looked up).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type ActionRequest, type Actor, randomEntropy } from '#kernel'
import { openOwnServer } from '../../test/own-server.ts'
import { sample } from '../../test/sample/domain.ts'
import { openCity, testServer } from '../../test/support.ts'
import { line } from '../line.ts'

const ROUNDS = 2
const WARM = { ours: 4000, theirs: 3000 }
const MATTERS = { ours: 8000, theirs: 3000 }

/** Matters in a second, milliseconds of a whole matter, milliseconds of processor time a matter in this side's own process. */
type Measured = { perSecond: number; p50: number; p99: number; cpuMs: number }

if (['java', 'mvn'].some((program) => spawnSync(program, ['-version']).error)) {
  console.log('bench:peers skipped: it needs java (17 or newer) and mvn, and one of them is not on this machine')
  process.exit(0)
}

// ── Ours ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

const own = await openOwnServer('peers')
process.env.FADU_TEST_URL = own.url
const city = await openCity([sample])
const clerks: Actor[] = []
const officers: Actor[] = []
for (let i = 0; i < 50; i++) {
  await city.agency(`A${i}`, 'bureau', { county: '330203', town: '330203001' })
  clerks.push(await city.post(`clerk${i}`, 'clerk', { kind: 'agency', value: `A${i}` }, `A${i}`))
  officers.push(await city.post(`officer${i}`, 'officer', { kind: 'agency', value: `A${i}` }, `A${i}`))
}

let serial = 0
/** One matter from filing to closing: four requests, each answered when it is durable. */
async function whole(k: number): Promise<void> {
  const matterId = randomEntropy.id('2023-03-01T09:00:00.000+08:00' as never)
  const act = async (actor: Actor, day: string, step: ActionRequest['steps'][0]) => {
    const at = `2023-03-${day}T09:00:00.000+08:00` as never
    const answer = await city.engine.perform({ actor, at, steps: [{ ...step, matterId }] })
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  }
  const input = { agencyId: `A${k}`, topic: `事由${++serial}`, name: '陈示例' }
  await act(clerks[k]!, '01', { procedure: 'sample.filing', action: 'file', input })
  await act(officers[k]!, '02', { action: 'accept', input: {} })
  await act(officers[k]!, '08', { action: 'decide', input: { result: 'yes' } })
  await act(officers[k]!, '09', { action: 'close', input: {} })
}

async function ours(callers: number, matters: number): Promise<Measured> {
  const times: number[] = []
  let next = 0
  const cpu = process.cpuUsage()
  const start = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next < matters) {
        const k = next++ % 50
        const t = performance.now()
        await whole(k)
        times.push(performance.now() - t)
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  times.sort((a, b) => a - b)
  return {
    perSecond: matters / seconds,
    p50: times[times.length >> 1]!,
    p99: times[Math.floor(times.length * 0.99)]!,
    cpuMs: (user + system) / 1000 / matters,
  }
}

// ── Theirs ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const server = new URL(await testServer())
const database = `flowable_${process.pid}`
const out = mkdtempSync(join(tmpdir(), 'fadu-peer-'))
const admin = new pg.Client({ connectionString: server.toString() })

/** Compiles the peer into the temporary folder and says where its classes are. */
function build(): string {
  const pom = fileURLToPath(new URL('./flowable/pom.xml', import.meta.url))
  const list = join(out, 'classpath')
  const goals = ['compile', 'dependency:build-classpath', `-Dmdep.outputFile=${list}`]
  const built = spawnSync('mvn', ['-q', '-B', '-f', pom, `-Dout=${out}`, ...goals], { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`mvn: ${built.stdout}${built.stderr}`)
  return [join(out, 'classes'), readFileSync(list, 'utf8').trim()].join(delimiter)
}

/** One Java process with a connection a caller and a few more; it stays, warm, from round to round. */
async function openPeer(classpath: string, callers: number) {
  const url = `jdbc:postgresql://${server.host}/${database}`
  const java: ChildProcess = spawn(
    'java',
    ['-Xms1g', '-Xmx2g', '-cp', classpath, 'fadu.peer.Main', url, decodeURIComponent(server.username), `${callers}`],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, PEER_PASSWORD: decodeURIComponent(server.password) } },
  )
  const lines = createInterface({ input: java.stdout! })[Symbol.asyncIterator]()
  const read = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the peer has ended')
    return value
  }
  if ((await read()) !== 'ready') throw new Error('the peer did not start')
  return {
    run: async (way: 'lean' | 'usual', matters: number): Promise<Measured> => {
      java.stdin!.write(`${way} ${matters}\n`)
      return JSON.parse(await read())
    },
    close: async () => {
      const ended = once(java, 'exit')
      java.stdin!.end()
      await ended
    },
  }
}

// ── Both ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Milliseconds of processor time of the backends now connected to a database; none where the system keeps no such accounts. */
async function backendsMs(name: string): Promise<number> {
  const { rows } = await admin.query('select pid from pg_stat_activity where datname = $1', [name])
  let ticks = 0
  for (const { pid } of rows) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
      ticks += Number(fields[11]) + Number(fields[12])
    } catch {} // another system, or the backend has ended
  }
  return ticks * 10
}

async function measured(
  label: string,
  name: string,
  total: number,
  run: () => Promise<Measured>,
  than?: number,
): Promise<number> {
  const before = await backendsMs(name)
  const m = await run()
  const backends = ((await backendsMs(name)) - before) / total
  line(
    label,
    m.perSecond,
    'matters/s',
    `p50 ${m.p50.toFixed(1)} p99 ${m.p99.toFixed(1)} ms; processor ${m.cpuMs.toFixed(2)} + PostgreSQL ${backends.toFixed(2)} ms a matter${than ? `; ours is ${(than / m.perSecond).toFixed(1)} ×` : ''}`,
  )
  return m.perSecond
}

async function analyze(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(server), { pathname: name }).toString() })
  await client.connect()
  await client.query('analyze')
  await client.end()
}

/** What was counted must have been done: as many matters at their end as were acted out. */
async function closed(name: string, question: string): Promise<number> {
  const client = new pg.Client({ connectionString: Object.assign(new URL(server), { pathname: name }).toString() })
  await client.connect()
  const { rows } = await client.query(question)
  await client.end()
  return Number(rows[0].count)
}

await admin.connect()
try {
  const classpath = build()
  const cityDatabase = new URL(city.superUrl).pathname.slice(1)
  let [done, theirsDone] = [0, 0]
  for (const callers of [8, 64]) {
    await admin.query(`create database ${database}`)
    theirsDone = 0
    const peer = await openPeer(classpath, callers)
    await ours(callers, WARM.ours)
    done += WARM.ours
    for (const way of ['lean', 'usual'] as const) {
      await peer.run(way, WARM.theirs)
      theirsDone += WARM.theirs
    }
    for (const name of [cityDatabase, database]) await analyze(name)
    for (let round = 1; round <= ROUNDS; round++) {
      console.log(`── ${callers} callers, round ${round} (load ${loadavg()[0]!.toFixed(2)})`)
      const run = () => ours(callers, MATTERS.ours)
      const rate = await measured('Fadu, whole matters', cityDatabase, MATTERS.ours, run)
      done += MATTERS.ours
      for (const way of ['lean', 'usual'] as const) {
        const label = way === 'lean' ? 'Flowable, due date, task known' : 'Flowable, timer, task queried'
        await measured(label, database, MATTERS.theirs, () => peer.run(way, MATTERS.theirs), rate)
        theirsDone += MATTERS.theirs
      }
    }
    const ended = await closed(database, 'select count(*) from act_hi_procinst where end_time_ is not null')
    if (ended !== theirsDone) throw new Error(`Flowable has ended ${ended} instances of ${theirsDone}`)
    await peer.close()
    await admin.query(`drop database ${database}`)
  }
  const ended = await closed(cityDatabase, `select count(*) from kernel.matter where state = 'CLOSED'`)
  if (ended !== done) throw new Error(`Fadu has closed ${ended} matters of ${done}`)
} finally {
  rmSync(out, { recursive: true, force: true })
  await admin.query(`drop database if exists ${database} with (force)`)
  await admin.end()
  await city.close()
  await own.stop()
}
process.exit(0)
