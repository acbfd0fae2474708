/** Figures taken apart and taken along over HTTP: within one's scope, and as anybody may read them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { registryOf } from '../src/kernel/domain.ts'
import { type Client, clientOf, type TestApp } from './api-support.ts'
import { parseCsv } from './csv-support.ts'
import { counted, openReportCity, reportDomain, rows } from './report-city.ts'

let t: TestApp
let officer: Client
let watch: Client
let citizen: Client

before(async () => {
  t = await openReportCity()
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
  assert.deepEqual(figures[0].register, { kind: 'sample.unit', label: '示例名册' })
  for (const f of figures)
    for (const n of [
      ...(f.table?.rows ?? []).flatMap((r: any) => [r.total, ...(r.cells ?? [])]),
      ...(f.table?.rest ?? []),
    ])
      assert.ok(n === 0 || n >= 5)
})

test('an indicator’s register must be declared', () => {
  const wrong = { ...reportDomain, indicators: [{ ...counted, register: 'sample.nothing' }] }
  assert.throws(() => registryOf([wrong]), /sample\.nothing/)
})
