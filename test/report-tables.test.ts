/** The report as spreadsheets, down to their bytes: numbers are numbers, nothing becomes a formula, the mark is there. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { type Cell, csvHead, csvLines } from '../src/report/csv.ts'
import { parseFigures } from '../src/report/figures.ts'
import { reconcile } from '../src/report/reconcile.ts'
import { demonstrationMark, differenceTable, figureTable } from '../src/report/tables.ts'
import { reportCsv, reportWorkbook } from '../src/server/report-tables.ts'
import { parseCsv } from './csv-support.ts'

const figures = parseFigures(readFileSync(new URL('../data/figures/ningbo-2020.tsv', import.meta.url), 'utf8'))
const computed = new Map([
  ['mediators', { value: 13_760n, records: 13_760n }],
  ['disputes-mediated', { value: 63_601n, records: 63_601n }],
  ['mediation-success-rate', { num: 62_562n, den: 63_601n, records: 63_601n }],
])
const report = {
  ...reconcile(figures, computed, { scale: 1, year: 2020 }),
  demonstration: true,
  comparison: {
    year: 2019,
    note: '与2019年比较',
    figures: {
      mediators: { published: { kind: 'percent' as const, value: '-3.20', before: '14221' }, computed: null },
    },
  },
}

/** Files of a zip archive by their names, read from its central directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  assert.ok(end >= 0)
  const out = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o)) as [number, number, number]
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(from, from + size)
    out.set(bytes.toString('utf8', at + 46, at + 46 + name), (method === 8 ? inflateRawSync(data) : data).toString())
    at += 46 + name + extra + comment
  }
  return out
}

const plain = (xml: string) =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

/** Cells of a sheet by address: a number, or its text. */
function cellsOf(files: Map<string, string>, sheet: number): Map<string, string | number> {
  const shared = [...files.get('xl/sharedStrings.xml')!.matchAll(/<si>(.*?)<\/si>/gs)].map((m) =>
    plain([...m[1]!.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map((t) => t[1]).join('')),
  )
  const out = new Map<string, string | number>()
  for (const m of files.get(`xl/worksheets/sheet${sheet}.xml`)!.matchAll(/<c r="([A-Z]+\d+)"([^>/]*)>(.*?)<\/c>/gs)) {
    const value = /<v>(.*?)<\/v>/.exec(m[3]!)?.[1]
    if (value === undefined) continue
    out.set(m[1]!, /t="s"/.test(m[2]!) ? shared[Number(value)]! : /t="/.test(m[2]!) ? value : Number(value))
  }
  return out
}

test('the workbook opens: two sheets, numbers as numbers, the mark on both', async () => {
  const files = unzip(await reportWorkbook(2020, report))
  const names = [...files.get('xl/workbook.xml')!.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map((m) => m[1])
  assert.deepEqual(names, ['数字', '差异与核对关系'])
  for (const name of files.keys()) if (name.endsWith('.xml')) assert.match(files.get(name)!, /^<\?xml|^</)
  const first = cellsOf(files, 1)
  const second = cellsOf(files, 2)
  for (const cells of [first, second]) assert.ok(String(cells.get('A1')).includes(demonstrationMark))
  const table = figureTable(2020, report)
  const column = (head: string) => {
    const i = table.columns.findIndex((c) => c.head === head)
    assert.ok(i >= 0, head)
    return String.fromCharCode(65 + i)
  }
  const row = (id: string) => table.rows.findIndex((r) => r[0] === id) + 3
  const at = (head: string, id: string) => first.get(`${column(head)}${row(id)}`)
  assert.equal(at('2020年已公布', 'disputes-mediated'), 63601)
  assert.equal(at('由记录算出', 'disputes-mediated'), 63601)
  assert.equal(at('由记录算出', 'mediation-success-rate'), 98.37)
  assert.equal(at('2020年已公布', 'administrative-disputes-change'), -23.11)
  assert.equal(at('由记录算出', 'legal-aid-cases'), undefined)
  assert.equal(at('2019年已公布', 'mediators'), 14221)
  assert.equal(at('已公布数比上年增减', 'mediators'), -3.2)
  assert.equal(at('已公布数增减单位', 'mediators'), '%')
  assert.equal(first.get(`${column('项目')}${row('mediators')}`), '专兼职人民调解员')
  assert.equal(second.get('A2'), '类别')
  const kinds = [...second].filter(([a]) => /^A\d+$/.test(a)).map(([, v]) => v)
  assert.equal(kinds.filter((k) => k === '核对关系').length, report.identities.length)
  assert.ok(kinds.includes('差异'))
  assert.ok(!files.get('xl/worksheets/sheet1.xml')!.includes('<f>'))
})

test('without a demonstration no mark', async () => {
  const real = { ...report, demonstration: false }
  assert.ok(
    !unzip(await reportWorkbook(2020, real))
      .get('xl/sharedStrings.xml')!
      .includes('演示数据'),
  )
  assert.ok(!reportCsv(2020, real).toString().includes('演示数据'))
  assert.ok(differenceTable(real).rows.every((r) => r.at(-1) === '正式记录'))
})

test('the CSV file begins with its mark, has a line a figure, and reads back as the table', () => {
  const bytes = reportCsv(2020, report)
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf])
  const rows = parseCsv(bytes.toString('utf8'))
  const table = figureTable(2020, report)
  assert.deepEqual(
    rows[0],
    table.columns.map((c) => c.head),
  )
  assert.equal(new Set(rows[0]).size, rows[0]!.length)
  assert.equal(rows.length, figures.length + 1)
  const at = rows[0]!.indexOf('2020年已公布')
  assert.deepEqual(
    rows.slice(1).map((r) => r[at]),
    figures.map((f) => f.value),
  )
  assert.ok(rows.slice(1).every((r) => r.at(-1) === demonstrationMark))
})

test('a CSV field reads back as it was, and none begins a formula', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n", \'a1法') }),
    fc.string(),
    fc.constantFrom('=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '"=1"', 'a=1', ''),
  )
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
      const read = parseCsv(csvHead + csvLines(rows))
      assert.equal(read.length, rows.length)
      rows.forEach((row, i) => {
        row.forEach((given, j) => {
          const got = read[i]![j]!
          assert.ok(got === given || got === `'${given}`, JSON.stringify([given, got]))
          assert.doesNotMatch(got.trimStart(), /^[=+\-@＝＋－＠]/)
          assert.doesNotMatch(got, /^[\t\r\n]/)
        })
      })
    }),
    { numRuns: 500 },
  )
})

test('numbers stay numbers, and what only says it is one does not', () => {
  const rows: Cell[][] = [[{ number: '-23.11' }, { number: '=1' }, '-23.11', null]]
  assert.equal(csvLines(rows), "-23.11,'=1,'-23.11,\r\n")
})
