/** A city of the sample domain whose report prints four figures of it, with rows in three counties: small ones among them. */
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import type { Domain } from '../src/kernel/domain.ts'
import type { AppOptions } from '../src/server/app.ts'
import type { City } from '../src/server/city.ts'
import { loadReport } from '../src/server/report-api.ts'
import { openTestApp, type TestApp } from './api-support.ts'
import { sample } from './sample/domain.ts'

export const counted = sample.indicators[0]!
const rateOf = (numerator: string, denominator: string) => [
  { version: '1', fromYear: 2015, authority: '平台', text: '一件', numerator, denominator },
]
/** The sample domain, whose figures a report prints: filed (all), settled (most) and the rate. */
export const reportDomain: Domain = {
  ...sample,
  indicators: [
    { ...counted, id: 'sample_mediated', label: '调处', figure: 'disputes-mediated', masksSmall: true },
    { ...counted, id: 'sample_settled', label: '调解成功', figure: 'disputes-settled', masksSmall: true },
    {
      id: 'sample_rate',
      label: '成功率',
      unit: '%',
      kind: 'rate',
      figure: 'mediation-success-rate',
      versions: rateOf('sample_settled', 'sample_mediated'),
    },
    {
      ...counted,
      id: 'sample_units',
      label: '委员会',
      kind: 'stock',
      figure: 'mediation-committees',
      register: 'sample.unit',
    },
  ],
}

type Row = { county: string; town: string; agency: string; on: string; settled: boolean }
export const rows: Row[] = []
const add = (n: number, county: string, agency: string, month: string, unsettled = 0) => {
  for (let i = 0; i < n; i++)
    rows.push({ county, town: `${county}001`, agency, on: `2020-${month}-1${i % 9}`, settled: i >= unsettled })
}
// A1's county has a small month; a third county has three in all.
add(3, '330203', 'A1', '01')
add(12, '330203', 'A1', '02', 6)
add(20, '330205', 'A2', '02', 1)
add(3, '330206', 'A2', '03')

const runId = '00000000-0000-7000-8000-000000000001'
async function keep(city: TestApp['city']) {
  await city.owner.query(
    `insert into kernel.place (code, name, level, kind, parent_code) values ('330203', '海曙区', 'county', 'district', null),
     ('330205', '江北区', 'county', 'district', null), ('330206', '北仑区', 'county', 'district', null) on conflict do nothing`,
  )
  await city.owner.query(
    `insert into kernel.figure_run values ($1, 2020, '2020-12-31', '2021-01-20T01:00:00Z', '2021-01-20T01:00:00Z')`,
    [runId],
  )
  const insert = (indicator: string, list: readonly Row[]) =>
    city.owner.query(
      `insert into kernel.figure_row (run_id, indicator, record_id, counted_on, in_numerator, amount, place, agency_id, town_code, county_code)
       select $1, $2, ('00000000-0000-7000-8000-' || lpad(x.n::text, 12, '0'))::uuid, x.on::date, true, 1, x.town, x.agency, x.town, x.county
       from json_to_recordset($3) as x(n int, "on" text, agency text, town text, county text)`,
      [runId, indicator, JSON.stringify(list.map((r) => ({ ...r, n: rows.indexOf(r) + 1 })))],
    )
  const settled = rows.filter((r) => r.settled)
  await insert('sample_mediated', rows)
  await insert('sample_settled', settled)
  await insert('sample_units', rows.slice(0, 20))
  for (const [indicator, value, num, den, records] of [
    ['sample_mediated', rows.length, null, null, rows.length],
    ['sample_settled', settled.length, null, null, settled.length],
    ['sample_rate', null, settled.length, rows.length, rows.length],
    ['sample_units', 20, null, null, 20],
  ] as const)
    await city.owner.query(`insert into kernel.figure_value values ($1, $2, '1', $3, $4, $5, $6, 'x')`, [
      runId,
      indicator,
      value,
      num,
      den,
      records,
    ])
}

/** The city with its report; the figures are kept as of the year's end. */
export async function openReportCity(options: Partial<AppOptions> = {}): Promise<TestApp> {
  const t = await openTestApp(
    (city) => ({
      ...options,
      report: loadReport({
        registry: city.registry,
        app: city.app,
        owner: city.owner,
        now: () => instantAt('2021-02-01' as LocalDate, '09:00'),
      } as unknown as City),
    }),
    [reportDomain],
  )
  await keep(t.city)
  return t
}
