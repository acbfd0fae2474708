/**
 * A replay of the printed year at BENCH_SCALE (default 1) into an empty home: FADU_HOME where it is set (kept, for the report's
 * bench), else a temporary one. Acts a second and seconds, with the processor time of this process.
 */
import { readFileSync, rmSync } from 'node:fs'
import { runReplay } from '../src/replay/run.ts'
import { computeReport } from '../src/report/build.ts'
import { openCity } from '../src/server/city.ts'
import { temporaryFolder } from '../test/support.ts'
import { line } from './line.ts'

const scale = Number(process.env.BENCH_SCALE ?? '1')
const isKept = process.env.FADU_HOME !== undefined
const homePath = process.env.FADU_HOME ?? temporaryFolder('bench-replay')
const file = new URL('../data/figures/ningbo-2020.tsv', import.meta.url)
const city = await openCity({ homePath })
try {
  const before = process.cpuUsage()
  const done = await runReplay(city, {
    figuresText: readFileSync(file, 'utf8'),
    file: 'ningbo-2020.tsv',
    scale,
    seed: 'bench',
    year: 2020,
    lanes: Number(process.env.BENCH_LANES ?? '2'),
    batchSize: Number(process.env.BENCH_BATCH ?? '1000'),
  })
  const cpu = process.cpuUsage(before)
  const limit = scale === 1 ? '≤ 120' : undefined
  line(
    `replay at scale ${scale}`,
    done.seconds,
    's',
    `${done.acts.toLocaleString('en')} acts, ${done.matters.toLocaleString('en')} matters`,
    undefined,
    limit,
  )
  line('acts a second', done.acts / done.seconds, '/s', `refused as planned: ${done.refused}`)
  line(
    'processor time of the engine’s process',
    (cpu.user + cpu.system) / 1e6,
    's',
    `${((((cpu.user + cpu.system) / 1e3) * 1000) / done.acts).toFixed(0)} µs an act`,
  )
  const report = await computeReport(city.app, city.registry, 2020, city.now())
  for (const f of report.figures)
    if (f.computed !== null) console.log(`  ${f.id}: printed ${f.published}, computed ${f.computed}`)
} finally {
  await city.close()
  if (!isKept) rmSync(homePath, { recursive: true, force: true })
}
process.exit(0)
