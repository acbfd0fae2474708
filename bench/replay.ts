/**
 * A replay of the printed year at BENCH_SCALE (default 1), of mediation alone unless BENCH_DOMAINS=all, into an empty home: FADU_HOME
 * where it is set (kept, for the report's bench), else a temporary one. Acts a second and seconds, with the processor time of this
 * process and its threads and of the whole database server: on a machine that does other things as well only that tells two runs apart.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runReplay } from '../src/replay/run.ts'
import { computeReport } from '../src/report/build.ts'
import { openCity } from '../src/server/city.ts'
import { temporaryFolder } from '../test/support.ts'
import { line } from './line.ts'

const scale = Number(process.env.BENCH_SCALE ?? '1')
const isMediationOnly = process.env.BENCH_DOMAINS !== 'all'
const isKept = process.env.FADU_HOME !== undefined
const homePath = process.env.FADU_HOME ?? temporaryFolder('bench-replay')
const file = new URL('../data/figures/ningbo-2020.tsv', import.meta.url)
const number = (name: string) => (process.env[name] === undefined ? undefined : Number(process.env[name]))
const city = await openCity({ homePath })

/** Seconds of processor time of the embedded server with all its processes, those that have ended included. */
function serverSeconds(): number {
  const postmaster = readFileSync(join(city.home.pgDir, 'postmaster.pid'), 'utf8').split('\n')[0]!
  let ticks = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
      const own = Number(fields[11]) + Number(fields[12])
      if (pid === postmaster) ticks += own + Number(fields[13]) + Number(fields[14])
      else if (fields[1] === postmaster) ticks += own
    } catch {} // it ended meanwhile
  }
  return ticks / 100
}

try {
  const isLinux = process.platform === 'linux' && city.superuserUrl !== undefined
  const [before, server] = [process.cpuUsage(), isLinux ? serverSeconds() : 0]
  const done = await runReplay(city, {
    figuresText: readFileSync(file, 'utf8'),
    file: 'ningbo-2020.tsv',
    scale,
    seed: 'bench',
    year: 2020,
    isMediationOnly,
    lanes: number('BENCH_LANES'),
    threads: number('BENCH_THREADS'),
    batchSize: number('BENCH_BATCH'),
  })
  const cpu = process.cpuUsage(before)
  const limit = scale === 1 && isMediationOnly ? '≤ 120' : undefined
  line(
    `replay at scale ${scale}`,
    done.seconds,
    's',
    `${done.acts.toLocaleString('en')} acts, ${done.matters.toLocaleString('en')} matters`,
    undefined,
    limit,
  )
  line('acts a second', done.acts / done.seconds, '/s', `refused as planned: ${done.refused}`)
  const spent = (what: string, seconds: number) =>
    line(what, seconds, 's', `${((seconds * 1e6) / done.acts).toFixed(0)} µs an act`)
  spent('processor time of this process, all threads', (cpu.user + cpu.system) / 1e6)
  if (isLinux) spent('processor time of the database server', serverSeconds() - server)
  const report = await computeReport(city.app, city.registry, 2020, city.now())
  for (const f of report.figures)
    if (f.computed !== null) console.log(`  ${f.id}: printed ${f.published}, computed ${f.computed}`)
} finally {
  await city.close()
  if (!isKept) rmSync(homePath, { recursive: true, force: true })
}
process.exit(0)
