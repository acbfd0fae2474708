/** The report over the replayed city of FADU_HOME: all its figures computed, a run kept, a page of records opened. */
import { figureRecords, type Scope } from '#kernel'
import { buildReport, computeReport } from '../src/report/build.ts'
import { openCity } from '../src/server/city.ts'
import { line } from './line.ts'

const city = await openCity()
const { rows } = await city.owner.query('select count(*)::int as n from kernel.act')
const replay = await city.owner.query(`select value from kernel.setting where key = 'replay'`)
const year = replay.rows[0] ? (JSON.parse(replay.rows[0].value).year as number) : 2020
const timed = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const t = performance.now()
  const result = await work()
  return [performance.now() - t, result]
}
await computeReport(city.app, city.registry, year, city.now())
const [ms, report] = await timed(() => computeReport(city.app, city.registry, year, city.now()))
line(
  `report of ${year} over ${rows[0].n.toLocaleString('en')} acts`,
  ms,
  'ms',
  `${report.figures.filter((f) => f.computed !== null).length} figures computed`,
  undefined,
  '≤ 1000',
)
const [kept, built] = await timed(() => buildReport(city.app, city.registry, year, city.now(), { fresh: true }))
line('the same, kept with its rows', kept, 'ms', '')
const scope: Scope = { kind: 'city', value: 'city' }
for (const [figure, indicator] of Object.entries(built.figureIndicators)) {
  const run = { runId: built.run!.runId, year }
  await figureRecords(city.app, city.registry, scope, run, indicator, { limit: 50 })
  const [page, p] = await timed(() => figureRecords(city.app, city.registry, scope, run, indicator, { limit: 50 }))
  line(`drill-down page: ${figure}`, page, 'ms', `${p.total.toLocaleString('en')} records`, undefined, '≤ 50')
}
await city.close()
process.exit(0)
