/**
 * Naming the rounding habit behind a number somebody else printed.
 *
 * A habit belongs to one figure, never to a whole document: from one truncated percentage nothing follows for its
 * neighbour. The platform's own displayed values are not judged here.
 */
import { abs, ceilDiv, findDecimal, formatDecimal, fraction, parseDecimal, pow10 } from './ratio.ts'

export const HABIT_CODES = ['EXACT', 'MATCH_HALF_UP', 'MATCH_BY_TRUNCATION', 'ADJUSTED_TO_100', 'MISMATCH'] as const
export type HabitCode = (typeof HABIT_CODES)[number]

/** Candidates for what may have gone wrong; a person decides. */
export type Diagnosis =
  | 'OTHER_DENOMINATOR'
  | 'OTHER_WINDOW'
  | 'CASE_VS_KIND'
  | 'CASE_VS_PERSON'
  | 'POINT_VS_PERCENT'
  | 'UNIT_SHIFT'
  | 'DIGIT_SWAP'
  | 'SCOPE_SWAP'
  | 'SUM_OF_ROUNDED'
  | 'STALE_PREVIOUS'
  | 'PARTS_MISSING'
  | 'RATE_OVER_100'

/** Words for a candidate, for the note beside a figure that nothing explains. */
export const DIAGNOSIS_LABEL: Record<Diagnosis, string> = {
  OTHER_DENOMINATOR: '换用另一分母可得所印之数',
  OTHER_WINDOW: '换用另一统计时段可得所印之数',
  CASE_VS_KIND: '按“件”与按“类”计数互换可得所印之数',
  CASE_VS_PERSON: '按“件”与按“人”计数互换可得所印之数',
  POINT_VS_PERCENT: '百分点与百分比互换可得所印之数',
  UNIT_SHIFT: '可能是计量单位错位',
  DIGIT_SWAP: '可能是相邻两位数字对调',
  SCOPE_SWAP: '换用另一范围（全市与市本级）可得所印之数',
  SUM_OF_ROUNDED: '可能是先取整后相加',
  STALE_PREVIOUS: '与上年所印之数相同',
  PARTS_MISSING: '所列各项之和小于总数，可能漏列“其他”',
  RATE_OVER_100: '份额超过100%',
}

export type Habit = {
  code: HabitCode
  /** Of MATCH_HALF_UP: false where rounding and truncation give the same, so that it proves neither. */
  discriminating?: boolean
  /** Of ADJUSTED_TO_100: the printed number also equals the truncated one. */
  alsoTruncation?: boolean
  /** Of MISMATCH: what may have happened. */
  diagnoses?: Diagnosis[]
}

/** A column of shares with one denominator; `index` is the member being judged. */
export type HabitGroup = { members: readonly { printed: string; num: bigint }[]; index: number }

export type HabitOptions = {
  /** count: compared as it is; percent: num/den × 100; unit: num in base units over the unit's magnitude. */
  kind: 'count' | 'percent' | 'unit'
  /** Base units in one printed unit: 万件 10^4, 亿元 10^10 (fen). Multiplies `den`. */
  unitMagnitude?: bigint
  group?: HabitGroup
  /** Other quotients that might have been meant, each with the diagnosis it would support. */
  alternatives?: readonly { diagnosis: Diagnosis; num: bigint; den: bigint }[]
  /** The same figure as printed the year before. */
  previousPrinted?: string
  /** The parts of this figure as printed beside it. */
  printedParts?: readonly string[]
  /** A part of a whole, which cannot pass 100 %. Changes are not shares. */
  share?: boolean
}

/** |printed| × 10^d, the absolute quotient's floor and half-up at the printed place, and whether the signs agree. */
type Comparison = { p: bigint; floor: bigint; rounded: bigint; remainder: bigint; sameSign: boolean }

function compare(printed: string, num: bigint, den: bigint, kind: HabitOptions['kind']): Comparison {
  const s = parseDecimal(printed)
  const f = fraction(num, den)
  const scaled = abs(f.num) * pow10(kind === 'percent' ? s.decimals + 2 : s.decimals)
  const floor = scaled / f.den
  const remainder = scaled % f.den
  return {
    p: abs(s.units),
    floor,
    remainder,
    rounded: 2n * remainder >= f.den ? floor + 1n : floor,
    sameSign: s.units === 0n || f.num === 0n || s.units < 0n === f.num < 0n,
  }
}

function judgeSingle(printed: string, num: bigint, den: bigint, kind: HabitOptions['kind']): Habit {
  const { p, floor, rounded, remainder, sameSign } = compare(printed, num, den, kind)
  if (!sameSign) return { code: 'MISMATCH' }
  if (remainder === 0n && p === floor) return { code: 'EXACT' }
  if (kind === 'count') return { code: 'MISMATCH' }
  if (p === rounded) return { code: 'MATCH_HALF_UP', discriminating: rounded !== floor }
  if (p === floor) return { code: 'MATCH_BY_TRUNCATION' }
  return { code: 'MISMATCH' }
}

/** The group judgement: only a complete column whose rounded shares miss 100 can have been adjusted to it. */
function judgeGroup(group: HabitGroup, den: bigint): Habit | undefined {
  const places = group.members.map((m) => parseDecimal(m.printed).decimals)
  const decimals = places[0] ?? 0
  if (places.some((d) => d !== decimals)) return undefined
  const full = 100n * pow10(decimals)
  const seen = group.members.map((m) => ({ num: m.num, ...compare(m.printed, m.num, den, 'percent') }))
  if (seen.some((m) => m.num < 0n || !m.sameSign)) return undefined
  if (seen.reduce((sum, m) => sum + m.num, 0n) !== den) return undefined
  if (seen.reduce((sum, m) => sum + m.p, 0n) !== full) return undefined
  const excess = seen.reduce((sum, m) => sum + m.rounded, 0n) - full
  if (excess === 0n) return undefined
  const moved = seen.filter((m) => m.p !== m.rounded)
  if (moved.some((m) => m.num === 0n || abs(m.p - m.rounded) !== 1n)) return undefined
  if (BigInt(moved.length) !== abs(excess)) return undefined
  const member = seen[group.index]
  if (!member || member.p === member.rounded) return undefined
  return { code: 'ADJUSTED_TO_100', ...(member.p === member.floor ? { alsoTruncation: true } : {}) }
}

function swapsOf(printed: string): string[] {
  const out: string[] = []
  for (let i = 0; i + 1 < printed.length; i++) {
    const [a, b] = [printed[i]!, printed[i + 1]!]
    if (a !== b && /\d/.test(a) && /\d/.test(b)) out.push(printed.slice(0, i) + b + a + printed.slice(i + 2))
  }
  return out
}

function diagnose(printed: string, num: bigint, den: bigint, opts: HabitOptions): Diagnosis[] {
  const found = new Set<Diagnosis>()
  const explains = (text: string, n: bigint, d: bigint) =>
    d !== 0n && judgeSingle(text, n, d, opts.kind).code !== 'MISMATCH'
  const plain = printed.replaceAll(',', '')
  const magnitude = opts.unitMagnitude ?? 1n
  for (const a of opts.alternatives ?? []) if (explains(printed, a.num, a.den * magnitude)) found.add(a.diagnosis)
  // A zero would be "shifted" into anything, so only a number that says something can have slipped its unit.
  if (num !== 0n && parseDecimal(printed).units !== 0n) {
    for (const places of [2, 3, 4, 8]) {
      if (explains(printed, num * pow10(places), den) || explains(printed, num, den * pow10(places))) {
        found.add('UNIT_SHIFT')
      }
    }
  }
  if (swapsOf(plain).some((text) => explains(text, num, den))) found.add('DIGIT_SWAP')
  if (opts.previousPrinted !== undefined && sameNumber(opts.previousPrinted, printed)) found.add('STALE_PREVIOUS')
  if (opts.printedParts?.length) {
    const total = sumDecimals(opts.printedParts)
    const order = compareDecimals(total, printed)
    if (order === 0) found.add('SUM_OF_ROUNDED')
    if (order < 0) found.add('PARTS_MISSING')
  }
  const s = parseDecimal(printed)
  if (opts.kind === 'percent' && opts.share && s.units > 100n * pow10(s.decimals)) found.add('RATE_OVER_100')
  return [...found]
}

/** a − b as a sign, exactly. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  const [x, y] = [parseDecimal(a), parseDecimal(b)]
  const difference = x.units * pow10(y.decimals) - y.units * pow10(x.decimals)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

function sameNumber(a: string, b: string): boolean {
  return findDecimal(a) !== undefined && compareDecimals(a, b) === 0
}

/** The exact sum of printed decimals, with as many places as the longest of them. */
export function sumDecimals(texts: readonly string[]): string {
  const parsed = texts.map(parseDecimal)
  const decimals = Math.max(0, ...parsed.map((x) => x.decimals))
  return formatDecimal(
    parsed.reduce((sum, x) => sum + x.units * pow10(decimals - x.decimals), 0n),
    decimals,
  )
}

/**
 * The habit that explains `printed` as num/den (units: see HabitOptions.kind), or MISMATCH with candidates.
 * Returns null where the denominator is zero: a quotient that does not exist cannot be judged. Throws PlainError where
 * `printed` is not a number. Figures that carry a qualifier (over, about …) are judged by `judge`, not here.
 */
export function nameHabit(printed: string, num: bigint, den: bigint, opts: HabitOptions): Habit | null {
  parseDecimal(printed)
  const whole = den * (opts.kind === 'unit' ? (opts.unitMagnitude ?? 1n) : 1n)
  if (whole === 0n) return null
  if (opts.group && opts.kind === 'percent') {
    const adjusted = judgeGroup(opts.group, whole)
    if (adjusted) return adjusted
  }
  const habit = judgeSingle(printed, num, whole, opts.kind)
  if (habit.code !== 'MISMATCH') return habit
  const diagnoses = diagnose(printed, num, whole, opts)
  return diagnoses.length ? { ...habit, diagnoses } : habit
}

/**
 * All numerators that print as `printed` percent over `den` under one habit, inclusive; undefined where there is none,
 * so that the habit is impossible. Only for checking by a person: a numerator is never derived from a printed rate.
 */
export function numeratorInterval(
  printed: string,
  den: bigint,
  habit: 'MATCH_HALF_UP' | 'MATCH_BY_TRUNCATION',
  opts: { share: boolean } = { share: true },
): { lo: bigint; hi: bigint } | undefined {
  const s = parseDecimal(printed)
  const whole = pow10(s.decimals + 2)
  let [lo, hi] =
    habit === 'MATCH_HALF_UP'
      ? [ceilDiv((2n * s.units - 1n) * den, 2n * whole), ceilDiv((2n * s.units + 1n) * den, 2n * whole) - 1n]
      : [ceilDiv(s.units * den, whole), ceilDiv((s.units + 1n) * den, whole) - 1n]
  if (opts.share) {
    if (lo < 0n) lo = 0n
    if (hi > den) hi = den
  }
  return lo <= hi ? { lo, hi } : undefined
}

/**
 * The fraction with the smallest denominator (at least `minDen`) that rounds half up to `printed` percent: 46.48 is
 * 33/71. Useful where a rate is printed without its counts. Undefined where `printed` is not a share from 0 to 100.
 */
export function simplestFraction(printed: string, minDen = 1n): { num: bigint; den: bigint } | undefined {
  const s = parseDecimal(printed)
  const whole = pow10(s.decimals + 2)
  if (s.units < 0n || s.units > whole) return undefined
  // Beyond three places the search would be long, and the printed number itself is as good a fraction.
  if (s.decimals > 3) {
    const times = minDen > whole ? ceilDiv(minDen, whole) : 1n
    return { num: s.units * times, den: whole * times }
  }
  // From 10^(d+2) on every denominator fits: the interval is then at least one wide.
  for (let den = minDen < 1n ? 1n : minDen; den <= minDen + whole; den++) {
    const found = numeratorInterval(printed, den, 'MATCH_HALF_UP')
    if (found) {
      // A full hundred means all of them, and zero means none, where the interval leaves the choice.
      const num = s.units === whole ? den : found.lo
      return { num, den }
    }
  }
  return undefined
}

/**
 * One sentence on the habits of a document's figures; null stands for a figure that could not be judged. It counts
 * and never concludes that the document as a whole rounds one way.
 */
export function summarise(habits: readonly (Habit | null)[]): string {
  const count = (test: (h: Habit) => boolean) => habits.filter((h) => h !== null && test(h)).length
  const rounded = count((h) => h.code === 'MATCH_HALF_UP' && h.discriminating === true)
  const cut = count((h) => h.code === 'MATCH_BY_TRUNCATION')
  const adjusted = count((h) => h.code === 'ADJUSTED_TO_100')
  const unexplained = count((h) => h.code === 'MISMATCH')
  const parts: string[] = []
  if (rounded) parts.push(`${rounded}个数只合四舍五入`)
  if (cut) parts.push(`${cut}个数只合截尾`)
  if (adjusted) parts.push(`${adjusted}个数为使合计得100而调整`)
  if (unexplained) parts.push(`${unexplained}个数没有取整习惯可以解释`)
  const rest = habits.length - rounded - cut - adjusted - unexplained
  if (parts.length === 0) return habits.length ? '本篇：所印之数的取整习惯均不可分辨' : '本篇：没有可判取整习惯的数'
  if (rest > 0) parts.push('其余不可分辨')
  return `本篇：${parts.join('，')}`
}
