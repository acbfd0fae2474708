/**
 * A year's printed figures as data: a tab-separated file of eight columns, read strictly. Nothing here knows a city's
 * numbers; `relation` is kept for display and never parsed.
 */
import { PlainError } from '#kernel/errors'
import {
  boundsOf,
  type Interval,
  isPlainCount,
  isQualifier,
  possibleValues,
  QUALIFIERS,
  type Qualifier,
  spoken,
  unitOf,
} from './qualifier.ts'
import { findDecimal, most } from './ratio.ts'

export const COLUMNS = ['id', 'system', 'label_zh', 'value', 'qualifier', 'unit', 'scope', 'relation'] as const
type Column = (typeof COLUMNS)[number]

/** One printed figure; `value` is the number as printed, `line` its line in the file (the header is line 1). */
export type Figure = {
  line: number
  id: string
  system: string
  label: string
  value: string
  qualifier: Qualifier
  unit: string
  scope: string
  relation: string
}

/** Longer numbers are typing accidents, and would only slow the exact arithmetic down. */
const MAX_DIGITS = 40

function fail(line: number, column: string, why: string): never {
  throw new PlainError(`数字文件第${line}行“${column}”栏：${why}`)
}

/**
 * Parses a figures file. Ids it does not know are kept; a BOM, CRLF and empty lines are tolerated, and the last cell
 * (`relation`) may be missing. Throws PlainError naming line and column for anything else, and both lines of an id that
 * stands twice.
 */
export function parseFigures(text: string): Figure[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const header = (lines[0] ?? '').split('\t').map((cell) => cell.trim())
  const order = readHeader(header)
  const figures: Figure[] = []
  const seen = new Map<string, number>()
  lines.slice(1).forEach((row, i) => {
    if (row.trim() === '') return
    const figure = readRow(row, i + 2, header.length, order)
    const before = seen.get(figure.id)
    if (before !== undefined) fail(figure.line, 'id', `“${figure.id}”与第${before}行重复，一个编号只能有一行`)
    seen.set(figure.id, figure.line)
    figures.push(figure)
  })
  return figures
}

function readHeader(header: readonly string[]): Map<Column, number> {
  const order = new Map<Column, number>()
  header.forEach((name, i) => {
    if (!(COLUMNS as readonly string[]).includes(name)) {
      fail(1, name || `第${i + 1}列`, `不认识的栏名；应为以制表符分隔的 ${COLUMNS.join('、')}`)
    }
    if (order.has(name as Column)) fail(1, name, '栏名重复')
    order.set(name as Column, i)
  })
  for (const name of COLUMNS) if (!order.has(name)) fail(1, name, '缺少此栏')
  return order
}

function readRow(row: string, line: number, width: number, order: ReadonlyMap<Column, number>): Figure {
  const cells = row.split('\t').map((cell) => cell.trim())
  const lastMayMiss = order.get('relation') === width - 1 && cells.length === width - 1
  if (cells.length !== width && !lastMayMiss) {
    fail(line, COLUMNS[Math.min(cells.length, COLUMNS.length) - 1] ?? 'id', `应有${width}栏，实有${cells.length}栏`)
  }
  const cell = (column: Column) => cells[order.get(column)!] ?? ''
  for (const column of ['id', 'label_zh', 'value', 'qualifier', 'scope'] as const) {
    if (cell(column) === '') fail(line, column, '不能为空')
  }
  if (/\s/.test(cell('id'))) fail(line, 'id', `编号“${cell('id')}”中不能有空白`)
  const value = cell('value')
  if (!findDecimal(value) || value.startsWith('+')) {
    fail(line, 'value', `“${value}”不是数；只能写数字、小数点和负号，万、亿、%写入unit栏`)
  }
  if (value.length > MAX_DIGITS) fail(line, 'value', `数字过长（超过${MAX_DIGITS}位）`)
  const qualifier = cell('qualifier')
  if (!isQualifier(qualifier)) fail(line, 'qualifier', `不认识“${qualifier}”；应为 ${QUALIFIERS.join('、')} 之一`)
  return {
    line,
    id: cell('id'),
    system: cell('system'),
    label: cell('label_zh'),
    value,
    qualifier,
    unit: cell('unit'),
    scope: cell('scope'),
    relation: cell('relation'),
  }
}

/** The year a file name ends in ('city-2020.tsv' is 2020). Throws PlainError where it names none. */
export function yearOfFileName(path: string): number {
  const name = path.split(/[\\/]/).at(-1) ?? ''
  const years = [...name.matchAll(/(?<!\d)((?:19|20)\d{2})(?!\d)/g)]
  const year = years.at(-1)?.[1]
  if (!year) throw new PlainError(`文件名“${name}”中没有年份；请命名为“城市-年份.tsv”，如 city-2020.tsv`)
  return Number(year)
}

/** The printed figure as a reader would say it: 300多名, 近50%. */
export function say(figure: Figure): string {
  return spoken(figure.qualifier, figure.value, figure.unit)
}

export function isRate(figure: Figure): boolean {
  return unitOf(figure.unit).kind === 'percent'
}

/** The printed integer, where the figure is one without any qualifier, scaled unit or decimal; else undefined. */
export function findInteger(figure: Figure | undefined): bigint | undefined {
  if (figure?.qualifier !== 'exact' || !isPlainCount(figure.value, figure.unit)) return undefined
  return BigInt(figure.value)
}

const CITY = 'city'
const CITY_LEVEL = 'city-level'

/** Whether what `inner` counts can be part of what `outer` counts: the same scope, or the city level within the city. */
export function scopeWithin(inner: Figure, outer: Figure): boolean {
  return inner.scope === outer.scope || (inner.scope === CITY_LEVEL && outer.scope === CITY)
}

/**
 * What records can never show, however the figures were rounded: a part larger than its whole, or something that
 * presupposes a thing of which there is none.
 */
export type Impossibility =
  | { kind: 'part'; part: string; whole: string; why: string }
  | { kind: 'needs'; what: string; from: string; why: string }

export const IMPOSSIBILITIES: readonly Impossibility[] = [
  { kind: 'part', part: 'disputes-settled', whole: 'disputes-mediated', why: '调解成功的纠纷是调处纠纷的一部分' },
  {
    kind: 'part',
    part: 'mediation-committees-professional',
    whole: 'mediation-committees',
    why: '行业性、专业性调解组织是人民调解委员会的一部分',
  },
  { kind: 'needs', what: 'mediators', from: 'mediation-committees', why: '没有人民调解委员会就没有人民调解员' },
  { kind: 'needs', what: 'disputes-mediated', from: 'mediation-committees', why: '没有人民调解委员会就没有调处的纠纷' },
  {
    kind: 'needs',
    what: 'disputes-settled',
    from: 'mediation-committees',
    why: '没有人民调解委员会就没有调解成功的纠纷',
  },
  { kind: 'needs', what: 'disputes-settled', from: 'disputes-mediated', why: '没有调处的纠纷就没有调解成功的纠纷' },
]

function interval(figure: Figure): Interval | undefined {
  return isRate(figure) ? undefined : possibleValues(figure.qualifier, figure.value, figure.unit)
}

const where = (f: Figure) => `第${f.line}行 ${f.id}（${f.label}${say(f)}）`

/**
 * Refuses figures that no records could give, with a PlainError that names the two lines and ids. What merely does not
 * add up is not refused: it is replayed from its counts and flagged in the report.
 */
export function refuseImpossible(figures: readonly Figure[]): void {
  const byId = new Map(figures.map((f) => [f.id, f]))
  for (const rule of IMPOSSIBILITIES) {
    const [small, large] =
      rule.kind === 'part' ? [byId.get(rule.part), byId.get(rule.whole)] : [byId.get(rule.what), byId.get(rule.from)]
    if (!small || !large || !scopeWithin(small, large)) continue
    const [a, b] = [interval(small), interval(large)]
    if (!a || !b || b.hi === null) continue
    const impossible = rule.kind === 'part' ? a.lo > b.hi : b.hi <= 0n && a.lo > 0n
    if (impossible) {
      throw new PlainError(`数字文件中两行不可能同时成立：${where(small)}与${where(large)}——${rule.why}。请更正后再试`)
    }
  }
  for (const id of new Set(
    IMPOSSIBILITIES.flatMap((r) => (r.kind === 'part' ? [r.part, r.whole] : [r.what, r.from])),
  )) {
    const figure = byId.get(id)
    const range = figure && interval(figure)
    if (figure && range?.hi !== undefined && range.hi !== null && range.hi < 0n) {
      throw new PlainError(`数字文件${where(figure)}不可能成立：件数、人数不能为负。请更正后再试`)
    }
  }
}

/**
 * One true integer for every count in the file, in base units (money in fen), such that its printed words hold and no
 * part exceeds its whole: the value a replay generates. Rates have none and are left out. Call refuseImpossible first.
 */
export function trueValues(figures: readonly Figure[]): Map<string, bigint> {
  const byId = new Map(figures.map((f) => [f.id, f]))
  const values = new Map<string, bigint>()
  for (const f of figures) if (!isRate(f)) values.set(f.id, boundsOf(f.qualifier, f.value, f.unit).pick)
  for (const rule of IMPOSSIBILITIES) {
    const [smallId, largeId] = rule.kind === 'part' ? [rule.part, rule.whole] : [rule.what, rule.from]
    const [small, large] = [byId.get(smallId), byId.get(largeId)]
    const [a, b] = [values.get(smallId), values.get(largeId)]
    if (!small || !large || a === undefined || b === undefined || !scopeWithin(small, large)) continue
    const wanted = rule.kind === 'part' ? a : a > 0n ? 1n : 0n
    if (b >= wanted) continue
    const top = interval(large)!.hi
    values.set(largeId, top === null || wanted <= top ? wanted : top)
    // Where the whole cannot reach the part's value, the part comes down within its own words.
    const low = interval(small)!.lo
    const reached = values.get(largeId)!
    if (rule.kind === 'part' && a > reached) values.set(smallId, most(low, reached))
  }
  return values
}
