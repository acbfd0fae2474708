/** The report and the records behind its figures as spreadsheets. */
import writeWorkbook, { type SheetData } from 'write-excel-file/node'
import type { Scope } from '#kernel/access'
import { type Cell, csvHead, csvLines } from '../report/csv.ts'
import { reportDocumentTitle } from '../report/document.ts'
import { demonstrationMark, differenceTable, figureTable, type Table, type TabledReport } from '../report/tables.ts'
import type { Deps } from './deps.ts'

/** Spreadsheets keep no more digits of a number. */
const mostDigits = 15

function cellOf(cell: Cell): SheetData[number][number] {
  if (cell === null) return null
  if (typeof cell === 'string') return { value: cell, type: String, alignVertical: 'top', wrap: true }
  const [, decimals = ''] = cell.number.split('.')
  if (cell.number.replace(/\D/g, '').length > mostDigits) return { value: cell.number, type: String }
  return {
    value: Number(cell.number),
    type: Number,
    format: decimals ? `#,##0.${'0'.repeat(decimals.length)}` : '#,##0',
    alignVertical: 'top',
  }
}

function sheetOf(year: number, report: TabledReport, table: Table) {
  const mark = [
    `${reportDocumentTitle(year)} · ${table.name}`,
    ...(report.demonstration ? [demonstrationMark] : []),
    ...(report.scale === '1:1' ? [] : [`记录按 ${report.scale} 的规模生成，件数与按比例折算的目标比较`]),
    ...(report.comparison ? [report.comparison.note] : []),
  ].join('；')
  const data: SheetData = [
    [{ value: mark, type: String, fontWeight: 'bold' }],
    table.columns.map((c) => ({
      value: c.head,
      type: String,
      fontWeight: 'bold' as const,
      wrap: true,
      backgroundColor: '#EEF1F5',
      bottomBorderStyle: 'thin' as const,
    })),
    ...table.rows.map((row) => row.map(cellOf)),
  ]
  return {
    data,
    sheet: table.name,
    columns: table.columns.map(({ width }) => ({ width })),
    stickyRowsCount: 2,
  }
}

/** One sheet of figures, one of differences and of what the figures say about each other. */
export const reportWorkbook = (year: number, report: TabledReport): Promise<Buffer> =>
  writeWorkbook([sheetOf(year, report, figureTable(year, report)), sheetOf(year, report, differenceTable(report))], {
    fontFamily: '宋体',
    fontSize: 11,
  }).toBuffer()

/** The figures alone: a CSV file is one table. */
export function reportCsv(year: number, report: TabledReport): Buffer {
  const table = figureTable(year, report)
  return Buffer.from(csvHead + csvLines([table.columns.map((c) => c.head), ...table.rows]))
}

const recordPage = 5_000

/** All records of a figure within the scope, by key; nothing where the report has no such figure. */
export async function recordsCsv(deps: Deps, scope: Scope, year: number, id: string): Promise<Buffer | undefined> {
  const parts: Buffer[] = [
    Buffer.from(csvHead + csvLines([['序号', '编号', '事项', '地区代码', '计入日', '数量', '计入分子']])),
  ]
  let after: string | undefined
  let serial = 0
  for (;;) {
    const page = await deps.report?.records(scope, year, id, {
      limit: recordPage,
      ...(after === undefined ? {} : { after }),
    })
    if (!page) return undefined
    const lines = page.rows.map((r): Cell[] => [
      { number: String(++serial) },
      r.number,
      r.title,
      r.place,
      r.countedOn,
      { number: String(r.amount) },
      r.inNumerator ? '是' : '否',
    ])
    parts.push(Buffer.from(csvLines(lines)))
    after = page.next ?? undefined
    if (!after) return Buffer.concat(parts)
  }
}
