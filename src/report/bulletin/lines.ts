/**
 * The lines of a bulletin from frozen rows: counts and rates of the city, its own organs, the districts and each organ, for the month
 * and for the year so far, beside the same of the year before; ranks and warnings. Pure, in whole numbers.
 */
import type { LocalDate } from '#kernel/clock'
import { displayChange, displayPointChange, displayRate, type Fraction, NO_RATE } from '../ratio.ts'
import { type Metric, type MetricId, metrics } from './metrics.ts'
import { rules as ownRules, type Rules, type WarningLevel } from './settings.ts'

export type FrozenRow = {
  indicator: string
  scopeKind: string
  scopeId: string
  recordId: string
  matterId: string | null
  countedOn: LocalDate
  place: string | null
  isVertical: boolean
  /** The act that several cases challenge. */
  group: string | null
}

export const dimensions = { CITY: '全市', CITY_LEVEL: '市本级', PLACE: '区县（市）', AGENCY: '机关' } as const
export type Dimension = keyof typeof dimensions
export const spans = { MONTH: '当月', YEAR: '累计' } as const
export type SpanOf = keyof typeof spans

export type Line = {
  dimension: Dimension
  /** 'city', a district's code or an agency's id. */
  subject: string
  metric: MetricId
  span: SpanOf
  /** Of a count the count itself, with no denominator. */
  numerator: number
  denominator: number | null
  before: { numerator: number; denominator: number | null }
  /** Among the lines of its dimension over the year so far; nothing where it is not ranked. */
  rank: number | null
  /** Too few concluded at first instance for a rank in the rate of losses. */
  isSmall: boolean
  /** An organ led from above: counted for the city, not for its district. */
  isVertical: boolean
  warning: WarningLevel | null
  /** Most cases against one and the same act, where there are several. */
  sameAct: number | null
  /** Of a district's disputes of the year so far: how many people live there, where that was entered. */
  persons?: number
}

export type Tally = {
  numerator: Set<string>
  denominator: Set<string>
  groups: Map<string, number>
  isVertical: boolean
}
const subjectsOf = (r: FrozenRow): [Dimension, string][] => {
  if (r.scopeKind === 'agency') return [['AGENCY', r.scopeId]]
  if (r.scopeKind === 'city-level') return [['CITY_LEVEL', 'city']]
  if (r.scopeKind !== 'city') return []
  return [['CITY', 'city'], ...(r.place && !r.isVertical ? [['PLACE', r.place] as [Dimension, string]] : [])]
}

/** Rows by dimension and subject, for one metric between two days. */
export function tally(rows: readonly FrozenRow[], m: Metric, from: string, to: string): Map<string, Tally> {
  const out = new Map<string, Tally>()
  for (const r of rows) {
    if (r.countedOn < from || r.countedOn > to) continue
    const isAbove = m.count ? m.count.includes(r.indicator) : r.indicator === m.numerator
    const isBelow = r.indicator === m.denominator
    if (!isAbove && !isBelow) continue
    for (const [dimension, subject] of subjectsOf(r)) {
      const key = `${dimension}/${subject}`
      let t = out.get(key)
      if (!t) {
        t = { numerator: new Set(), denominator: new Set(), groups: new Map(), isVertical: false }
        out.set(key, t)
      }
      if (isAbove) t.numerator.add(`${r.indicator}/${r.recordId}`)
      if (isBelow) t.denominator.add(r.recordId)
      if (m.count && r.group) t.groups.set(r.group, (t.groups.get(r.group) ?? 0) + 1)
      if (dimension === 'AGENCY' && r.isVertical) t.isVertical = true
    }
  }
  return out
}

/** The value of a line as a fraction of one hundred: of a count its growth, nothing where there is none to compare with. */
export function percentOf(l: Pick<Line, 'numerator' | 'denominator' | 'before'>): Fraction | undefined {
  const [num, den] =
    l.denominator === null ? [l.numerator - l.before.numerator, l.before.numerator] : [l.numerator, l.denominator]
  return den > 0 ? { num: BigInt(num) * 100n, den: BigInt(den) } : undefined
}
const compare = (a: Fraction, b: Fraction): number => {
  const d = a.num * b.den - b.num * a.den
  return d < 0n ? -1 : d > 0n ? 1 : 0
}

// Few cases keep an organ out of the ranks; a line that is crossed is crossed all the same.
function warningOf(l: Line, rules: Rules): WarningLevel | null {
  const value = l.span === 'YEAR' ? percentOf(l) : undefined
  if (!value) return null
  const crossed = rules.warnings.filter(
    (w) => w.metric === l.metric && compare(value, w.percent) === (w.when === 'above' ? 1 : -1),
  )
  return crossed.some((w) => w.level === 'RED') ? 'RED' : crossed.length ? 'YELLOW' : null
}

/** Standard competition ranks (1, 2, 2, 4) within a dimension; equal fractions share one. */
function rank(lines: readonly Line[]): void {
  for (const m of metrics)
    for (const dimension of ['PLACE', 'AGENCY'] as const) {
      const ranked = lines
        .filter(
          (l) => l.metric === m.id && l.dimension === dimension && l.span === 'YEAR' && !l.isSmall && !l.isVertical,
        )
        .flatMap((line) => {
          const value = percentOf(line)
          return value ? [{ line, value }] : []
        })
      for (const { line, value } of ranked) {
        const better = ranked.filter((r) => compare(r.value, value) === (m.better === 'fewer' ? -1 : 1))
        line.rank = 1 + better.length
      }
    }
}

const monthBefore = (day: string, years: number) => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`
/** The last day of a month that is written 'YYYY-MM'. */
export function lastDayOf(period: string): LocalDate {
  const [y, m] = [Number(period.slice(0, 4)), Number(period.slice(5, 7))]
  const days =
    m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31
  return `${period}-${days}` as LocalDate
}
export const firstDayOf = (period: string): LocalDate => `${period}-01` as LocalDate
export const yearBefore = (period: string): string => monthBefore(period, 1)

/**
 * All lines of a month's bulletin.
 * @param rows of this year from its first day on
 * @param earlier rows of the year before, likewise
 * @param persons how many people live in each district
 */
export function linesOf(
  period: string,
  rows: readonly FrozenRow[],
  earlier: readonly FrozenRow[],
  rules: Rules = ownRules,
  persons: ReadonlyMap<string, number> = new Map(),
): Line[] {
  const lines: Line[] = []
  for (const m of metrics)
    for (const span of ['MONTH', 'YEAR'] as const) {
      const from = (p: string) => (span === 'MONTH' ? firstDayOf(p) : `${p.slice(0, 4)}-01-01`)
      const now = tally(rows, m, from(period), lastDayOf(period))
      const then = tally(earlier, m, from(yearBefore(period)), lastDayOf(yearBefore(period)))
      for (const key of [...new Set(['CITY/city', 'CITY_LEVEL/city', ...now.keys(), ...then.keys()])].sort()) {
        const [a, b] = [now.get(key), then.get(key)]
        const at = key.indexOf('/')
        const size = (t: Tally | undefined) => ({
          numerator: t?.numerator.size ?? 0,
          denominator: m.count ? null : (t?.denominator.size ?? 0),
        })
        const most = Math.max(0, ...(a?.groups.values() ?? []))
        const line: Line = {
          dimension: key.slice(0, at) as Dimension,
          subject: key.slice(at + 1),
          metric: m.id,
          span,
          ...size(a),
          before: size(b),
          rank: null,
          isSmall: false,
          isVertical: a?.isVertical ?? b?.isVertical ?? false,
          warning: null,
          sameAct: most > 1 ? most : null,
        }
        const isRanked = line.dimension === 'AGENCY' || line.dimension === 'PLACE'
        line.isSmall = m.id === 'loss' && isRanked && BigInt(line.denominator ?? 0) < rules.leastRanked
        line.warning = warningOf(line, rules)
        const living = persons.get(line.subject)
        if (line.dimension === 'PLACE' && m.id === 'incidence' && span === 'YEAR' && living) line.persons = living
        lines.push(line)
      }
    }
  rank(lines)
  return lines
}

/** Disputes for each ten thousand people, with two decimals. */
export const perTenThousand = (l: Pick<Line, 'numerator' | 'persons'>): string | null =>
  l.persons ? displayRate(BigInt(l.numerator) * 100n, BigInt(l.persons)) : null

/** What a line shows: `value` '25件' or '6.67%', `change` against the year before with its unit: a count grows in per cent, a rate by percentage points. */
export function shownLine(l: Pick<Line, 'numerator' | 'denominator' | 'before'>): { value: string; change: string } {
  const { numerator: n, denominator: d, before: b } = l
  if (d === null)
    return {
      value: `${n}件`,
      change: b.numerator > 0 ? `${displayChange(BigInt(n - b.numerator), BigInt(b.numerator))}%` : NO_RATE,
    }
  return {
    value: d > 0 ? `${displayRate(BigInt(n), BigInt(d))}%` : NO_RATE,
    change:
      d > 0 && b.denominator
        ? `${displayPointChange({ num: BigInt(n), den: BigInt(d) }, { num: BigInt(b.numerator), den: BigInt(b.denominator) })}个百分点`
        : NO_RATE,
  }
}
