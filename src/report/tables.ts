/** The report as tables for spreadsheets: its figures, and what they say about each other. */
import type { Comparison } from './compare.ts'
import type { Cell } from './csv.ts'
import { habitWords, labelOf, notesOf } from './document-words.ts'
import { findDecimal } from './ratio.ts'
import type { Report, ReportRow } from './reconcile.ts'
import { sectionLabels } from './sections.ts'

export type Table = { name: string; columns: { head: string; width: number }[]; rows: Cell[][] }
export type TabledReport = Report & { comparison?: Comparison; demonstration?: boolean }

/** What everything of a demonstration carries. */
export const demonstrationMark = '演示数据：记录均为模拟生成，不是真实统计'

/** A number as a number; what is none stays a text. */
export const numeric = (text: string | null): Cell =>
  text === null ? null : findDecimal(text) ? { number: text } : text

const qualifiers: Record<ReportRow['qualifier'], string> = {
  exact: '',
  approx: '约',
  nearly: '近',
  over: '超过',
  'at-least': '不低于',
  within: '不超过',
}

function agreement(row: ReportRow): string {
  if (row.agrees === true) return '相符'
  if (row.agrees === false) return '有差异'
  return row.computed === null ? '未核对' : '不作比较'
}

const changeUnits = { percent: '%', points: '个百分点' } as const

export function figureTable(year: number, report: TabledReport): Table {
  const before = report.comparison ? `${report.comparison.year}年` : '上年'
  const columns: [string, number][] = [
    ['编号', 30],
    ['章节', 22],
    ['项目', 34],
    ['修饰', 8],
    [`${year}年已公布`, 14],
    ['单位', 10],
    ['由记录算出', 14],
    ['记录条数', 12],
    ['机关填报', 12],
    ['核对', 10],
    ['取整习惯', 12],
    [`${before}已公布`, 14],
    ['已公布数比上年增减', 18],
    ['已公布数增减单位', 16],
    [`${before}由记录算出`, 16],
    ['记录数比上年增减', 18],
    ['记录数增减单位', 16],
    ['说明', 60],
    ['数据性质', 40],
  ]
  const nature = report.demonstration ? demonstrationMark : '正式记录'
  const change = (c: { kind: 'percent' | 'points'; value: string; before: string } | null | undefined): Cell[] =>
    c ? [numeric(c.before), numeric(c.value), changeUnits[c.kind]] : [null, null, null]
  return {
    name: '数字',
    columns: columns.map(([head, width]) => ({ head, width })),
    rows: report.figures.map((row) => [
      row.id,
      sectionLabels[row.system] ?? '其他',
      labelOf(row),
      qualifiers[row.qualifier],
      numeric(row.published),
      row.unit,
      numeric(row.computed),
      row.records === null ? null : { number: String(row.records) },
      numeric(row.reported),
      agreement(row),
      row.habit ? (habitWords[row.habit] ?? '') : '',
      ...change(report.comparison?.figures[row.id]?.published),
      ...change(report.comparison?.figures[row.id]?.computed),
      notesOf(row).join('；'),
      nature,
    ]),
  }
}

const results: Record<string, string> = {
  FAILS: '不成立',
  AMBIGUOUS: '有两种读法',
  PENDING_DATA: '尚缺资料',
  WEAK: '只作量级检查',
  THRESHOLD: '限值要求',
  HOLDS: '成立',
  NOT_IDENTITY: '不作为核对关系',
}

/** The differences first, then the relations between figures. */
export function differenceTable(report: TabledReport): Table {
  const labels = new Map(report.figures.map((f) => [f.id, labelOf(f)]))
  const nature = report.demonstration ? demonstrationMark : '正式记录'
  const differing = report.figures.filter(
    (f) => f.agrees === false || f.flags.length > 0 || (f.reported !== null && f.reported !== f.published),
  )
  return {
    name: '差异与核对关系',
    columns: [
      { head: '类别', width: 12 },
      { head: '结果', width: 16 },
      { head: '内容', width: 60 },
      { head: '说明', width: 90 },
      { head: '所涉项目', width: 60 },
      { head: '数据性质', width: 40 },
    ],
    rows: [
      ...differing.map((f): Cell[] => [
        '差异',
        agreement(f) === '有差异' ? '有差异' : '需要说明',
        labelOf(f),
        (f.flags.length ? f.flags : notesOf(f)).join('；'),
        labelOf(f),
        nature,
      ]),
      ...report.identities.map((i): Cell[] => [
        '核对关系',
        results[i.result] ?? i.result,
        i.formula,
        i.note,
        i.figures.map((id) => labels.get(id) ?? id).join('、'),
        nature,
      ]),
    ],
  }
}
