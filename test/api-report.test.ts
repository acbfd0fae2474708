/** Figures taken apart and taken along over HTTP: within one's scope, and as anybody may read them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import type { Domain } from '../src/kernel/domain.ts'
import { registryOf } from '../src/kernel/domain.ts'
import type { City } from '../src/server/city.ts'
import { loadReport } from '../src/server/report-api.ts'
import { type Client, clientOf, openTestApp, type TestApp } from './api-support.ts'
import { parseCsv } from './csv-support.ts'
import { sample } from './sample/domain.ts'

const counted = sample.indicators[0]!
const rateOf = (numerator: string, denominator: string) => [
  { version: '1', fromYear: 2015, authority: '平台', text: '一件', numerator, denominator },
]
/** The sample domain, whose figures a report prints: filed (all), settled (most) and the rate. */
const domain: Domain = {
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
const rows: Row[] = []
const add = (n: number, county: string, agency: string, month: string, unsettled = 0) => {
  for (let i = 0; i < n; i++)
    rows.push({ county, town: `${county}001`, agency, on: `2020-${month}-1${i % 9}`, settled: i >= unsettled })
}
// A1's county has a small month; a third county has three in all.
add(3, '330203', 'A1', '01')
add(12, '330203', 'A1', '02', 6)
add(20, '330205', 'A2', '02', 1)
add(3, '330206', 'A2', '03')

let t: TestApp
let officer: Client
let watch: Client
let citizen: Client

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

before(async () => {
  t = await openTestApp(
    (city) => ({
      report: loadReport({
        registry: city.registry,
        app: city.app,
        owner: city.owner,
        now: () => instantAt('2021-02-01' as LocalDate, '09:00'),
      } as unknown as City),
    }),
    [domain],
  )
  await keep(t.city)
  officer = await t.signedIn('officer')
  watch = await t.signedIn('watch')
  citizen = clientOf(t.app)
})
after(() => t?.close())

const breakdown = async (client: Client, id: string, by: string) =>
  (await client.get(`/api/report/2020/figures/${id}/breakdown?by=${by}`)).body.items.map((i: any) => [
    i.key,
    i.records,
    Number(i.amount),
  ])

test('a figure is taken apart by month, county and town, of what the reader may see', async () => {
  assert.deepEqual(await breakdown(watch, 'disputes-mediated', 'month'), [
    ['2020-01', 3, 3],
    ['2020-02', 32, 32],
    ['2020-03', 3, 3],
  ])
  assert.deepEqual(await breakdown(watch, 'disputes-mediated', 'town'), [
    ['330203001', 15, 15],
    ['330205001', 20, 20],
    ['330206001', 3, 3],
  ])
  assert.deepEqual(await breakdown(watch, 'mediation-success-rate', 'county'), [
    ['330203', 15, 9],
    ['330205', 20, 19],
    ['330206', 3, 3],
  ])
  assert.deepEqual(await breakdown(officer, 'mediation-success-rate', 'county'), [['330203', 15, 9]])
  assert.deepEqual(await breakdown(officer, 'disputes-mediated', 'month'), [
    ['2020-01', 3, 3],
    ['2020-02', 12, 12],
  ])
})

test('not to a stranger, not by what it has not, not of what is not there', async () => {
  const path = '/api/report/2020/figures'
  assert.equal((await citizen.get(`${path}/disputes-mediated/breakdown?by=month`)).status, 401)
  assert.equal((await citizen.get(`${path}/disputes-mediated/records.csv`)).status, 401)
  assert.equal((await officer.get(`${path}/disputes-mediated/breakdown?by=name`)).status, 422)
  assert.equal((await officer.get(`${path}/nothing/breakdown?by=month`)).status, 404)
  assert.equal((await officer.get(`${path}/nothing/records.csv`)).status, 404)
  assert.equal((await officer.get('/api/report/1/figures/disputes-mediated/records.csv')).status, 404)
  assert.equal((await citizen.get('/api/public/statistics/2019')).status, 404)
})

test('the records of a figure as CSV: those of the scope and no other', async () => {
  const r = await officer.get('/api/report/2020/figures/mediation-success-rate/records.csv')
  assert.equal(r.status, 200)
  assert.match(r.headers.get('content-type')!, /^text\/csv; charset=utf-8/)
  const table = parseCsv(`\uFEFF${r.text.replace(/^\uFEFF/, '')}`)
  assert.equal(table.length, 16)
  assert.deepEqual(table[1], ['1', '', '', '330203001', '2020-01-10', '1', '是'])
  assert.equal(table.filter((row) => row[6] === '否').length, 6)
  const all = await watch.get('/api/report/2020/figures/disputes-mediated/records.csv')
  assert.equal(parseCsv(`\uFEFF${all.text.replace(/^\uFEFF/, '')}`).length, rows.length + 1)
})

test('the report as Excel and CSV, for anybody and in one’s capacity', async () => {
  for (const client of [citizen, officer]) {
    const csv = await client.get('/api/report/2020.csv')
    assert.equal(csv.status, 200)
    assert.match(csv.headers.get('content-disposition')!, /^attachment; .*\.csv$/)
    const xlsx = await client.get('/api/report/2020.xlsx')
    assert.match(xlsx.headers.get('content-type')!, /spreadsheetml\.sheet$/)
    assert.ok(xlsx.text.startsWith('PK'))
  }
  assert.equal((await citizen.get('/api/report/2019.csv')).status, 404)
  const both = await t.signedIn('both')
  assert.equal((await both.get('/api/report/2020.csv')).status, 422)
})

test('a report says of the year before that there is none', async () => {
  const { comparison } = (await citizen.get('/api/public/report/2020')).body
  assert.deepEqual(comparison, {
    year: 2019,
    note: '没有2019年公布的数字，平台没有2019年的记录，不作比较',
    figures: {},
  })
})

test('statistics show no cell of one to four, and what is published one by one leads to its register', async () => {
  const { figures } = (await citizen.get('/api/public/statistics/2020')).body
  assert.deepEqual(
    figures.map((f: any) => f.id),
    ['mediation-committees', 'disputes-mediated', 'disputes-settled', 'mediation-success-rate'],
  )
  const mediated = figures[1].table
  // The third county's three stand with its neighbour; the small months are in a longer period.
  assert.deepEqual(mediated, {
    by: 'month',
    columns: ['1—3月', '4—6月', '7—9月', '10—12月'],
    columnTotals: [38, 0, 0, 0],
    rows: [
      { label: '海曙区', places: ['330203'], total: 15, cells: [15, 0, 0, 0] },
      { label: '江北区、北仑区', places: ['330205', '330206'], total: 23, cells: [23, 0, 0, 0] },
    ],
    rest: null,
    total: 38,
    isMerged: true,
  })
  assert.equal(figures[2].table, null)
  assert.match(figures[2].note, /见“调解成功率”/)
  // Seven not settled: six in one county, one in the other, so told together.
  assert.deepEqual(figures[3].table.columns, ['调解成功', '其余'])
  assert.deepEqual(
    figures[3].table.rows.map((r: any) => r.cells),
    [null, null],
  )
  assert.deepEqual(figures[3].table.rest, [31, 7])
  assert.deepEqual(figures[0].register, { kind: 'sample.unit', label: '示例组织' })
  for (const f of figures)
    for (const n of [
      ...(f.table?.rows ?? []).flatMap((r: any) => [r.total, ...(r.cells ?? [])]),
      ...(f.table?.rest ?? []),
    ])
      assert.ok(n === 0 || n >= 5)
})

test('an indicator’s register must be declared', () => {
  const wrong = { ...domain, indicators: [{ ...counted, register: 'sample.nothing' }] }
  assert.throws(() => registryOf([wrong]), /sample\.nothing/)
})
