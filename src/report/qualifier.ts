/**
 * The words around a printed number (多、余、约、近、以上、以内) and its unit (万、亿、元、%) as propositions about the true
 * value. The bounds that statutes do not give are platform conventions: 5 % for "about", nine tenths for "nearly", and
 * for "over" one unit of the lowest non-zero digit. "以上" includes the number itself (民法典 1259).
 */
import { PlainError } from '#kernel/errors'
import { type Habit, nameHabit, numeratorInterval } from './habit.ts'
import { abs, ceilDiv, displayAmount, displayExactly, floorDiv, least, most, parseDecimal, pow10 } from './ratio.ts'

export const QUALIFIERS = ['exact', 'approx', 'over', 'at-least', 'within', 'nearly'] as const
export type Qualifier = (typeof QUALIFIERS)[number]

export function isQualifier(text: string): text is Qualifier {
  return (QUALIFIERS as readonly string[]).includes(text)
}

/** What one printed unit is made of. Money is counted in fen, everything else in pieces. */
export type Unit = {
  kind: 'count' | 'percent'
  /** 百分点: a difference of rates, not a share. */
  point: boolean
  /** Base units in one printed unit: 万条 10^4, 亿元 10^10, % 1. */
  magnitude: bigint
  money: boolean
}

const MULTIPLES: readonly [string, bigint][] = [
  ['万亿', pow10(12)],
  ['亿', pow10(8)],
  ['千万', pow10(7)],
  ['百万', pow10(6)],
  ['万', pow10(4)],
]

/** Reads a printed unit. Unknown units are plain counts of themselves. */
export function unitOf(unit: string): Unit {
  if (unit === '%' || unit === '％') return { kind: 'percent', point: false, magnitude: 1n, money: false }
  if (unit.endsWith('百分点')) return { kind: 'percent', point: true, magnitude: 1n, money: false }
  const multiple = MULTIPLES.find(([prefix]) => unit.startsWith(prefix) && unit.length > prefix.length)
  const rest = multiple ? unit.slice(multiple[0].length) : unit
  const money = rest === '元' || rest === '人民币元'
  return { kind: 'count', point: false, magnitude: (multiple?.[1] ?? 1n) * (money ? 100n : 1n), money }
}

/** A true value: pieces or fen, or an exact quotient (of a percentage: the fraction itself, 0.95 for 95 %). */
export type Quantity = bigint | { num: bigint; den: bigint }

/** Inclusive bounds in base units; `hi` null means that the words set none. */
export type Interval = { lo: bigint; hi: bigint | null }

/** A printed figure is a plain count where no unit and no decimal place hides anything. */
export function isPlainCount(printed: string, unit: string): boolean {
  const u = unitOf(unit)
  return u.kind === 'count' && u.magnitude === 1n && parseDecimal(printed).decimals === 0
}

function quotient(value: Quantity): { num: bigint; den: bigint } {
  return typeof value === 'bigint' ? { num: value, den: 1n } : value
}

/** The place of the lowest non-zero digit of |units|, as a power of ten of the last printed place: 690 gives 10. */
function lowestDigit(units: bigint): bigint {
  if (units === 0n) return 1n
  let place = 1n
  for (let rest = abs(units); rest % 10n === 0n; rest /= 10n) place *= 10n
  return place
}

/** The printed number with the word it carries, as a reader would say it: 300多名, 近50%, 95%以上. */
export function spoken(qualifier: Qualifier, printed: string, unit: string): string {
  switch (qualifier) {
    case 'exact':
      return `${printed}${unit}`
    case 'approx':
      return `约${printed}${unit}`
    case 'nearly':
      return `近${printed}${unit}`
    case 'over':
      if (unitOf(unit).kind === 'percent') return `超过${printed}${unit}`
      return printed.includes('.') ? `${printed}余${unit}` : `${printed}多${unit}`
    case 'at-least':
      return `${printed}${unit}以上`
    case 'within':
      return `${printed}${unit}以内`
  }
}

/** A base value in the printed unit with all its places, without the unit's name. */
export function exactlyIn(unit: string, value: Quantity): string {
  const { num, den } = quotient(value)
  const u = unitOf(unit)
  if (u.kind === 'percent') return displayAmount(num * 100n, den, 2)
  return displayExactly(num, den * u.magnitude)
}

/** The bounds of a rounded number: [s − ½, s + ½) of the last place, or (s, s + 1) besides where it may be cut off. */
function rounding(printed: string, magnitude: bigint, withTruncation: boolean): Interval {
  const s = parseDecimal(printed)
  const step = pow10(s.decimals)
  const size = abs(s.units)
  const lo = ceilDiv((2n * size - 1n) * magnitude, 2n * step)
  const hi = withTruncation
    ? ceilDiv((size + 1n) * magnitude, step) - 1n
    : ceilDiv((2n * size + 1n) * magnitude, 2n * step) - 1n
  // Half away from zero: below zero the interval is the mirror image.
  if (s.units < 0n) return { lo: -hi, hi: -lo }
  return { lo: size === 0n || lo < 0n ? 0n : lo, hi }
}

/**
 * Everything a printed count can mean at all, in base units: used to tell the impossible from the unlikely, so "over"
 * has no upper end here and a rounded number may also have been cut off. Throws PlainError for percentages.
 */
export function possibleValues(qualifier: Qualifier, printed: string, unit: string): Interval {
  const u = unitOf(unit)
  if (u.kind === 'percent') throw new PlainError(`“${spoken(qualifier, printed, unit)}”是比率，没有整数界限`)
  const s = parseDecimal(printed)
  const step = pow10(s.decimals)
  const value = s.units * u.magnitude
  switch (qualifier) {
    case 'exact':
      return isPlainCount(printed, unit) ? { lo: s.units, hi: s.units } : rounding(printed, u.magnitude, true)
    case 'over':
      return { lo: floorDiv(value, step) + 1n, hi: null }
    case 'at-least':
      return { lo: ceilDiv(value, step), hi: null }
    case 'nearly':
      return { lo: s.units < 0n ? ceilDiv(value * 2n, step) : 0n, hi: ceilDiv(value, step) - 1n }
    case 'within':
      return { lo: 0n, hi: floorDiv(value, step) }
    case 'approx': {
      const slack = abs(value)
      return { lo: ceilDiv(20n * value - slack, 20n * step), hi: floorDiv(20n * value + slack, 20n * step) }
    }
  }
}

/** Where "over" turns implausible: s plus one unit of its lowest non-zero digit, in base units (exclusive). */
function upperEndOfOver(printed: string, unit: string): { num: bigint; den: bigint } {
  const s = parseDecimal(printed)
  return { num: (s.units + lowestDigit(s.units)) * unitOf(unit).magnitude, den: pow10(s.decimals) }
}

/**
 * The integer interval in which a true value fits the printed words without any remark, in base units (money in fen),
 * and `pick`, the value a replay should generate: the lowest allowed one (of "within": the limit itself, since zero
 * would say nothing). Of a percentage, the interval is that of the numerator over `den`. `hi` is null where the words
 * set no upper end. Throws PlainError for a percentage without a denominator or one that no numerator can give.
 */
export function boundsOf(
  qualifier: Qualifier,
  printed: string,
  unit: string,
  den?: bigint,
): Interval & { pick: bigint } {
  const u = unitOf(unit)
  if (u.kind === 'percent') return percentBounds(qualifier, printed, unit, den)
  const s = parseDecimal(printed)
  const step = pow10(s.decimals)
  const wide = possibleValues(qualifier, printed, unit)
  switch (qualifier) {
    case 'exact': {
      const { lo, hi } = isPlainCount(printed, unit) ? wide : rounding(printed, u.magnitude, false)
      return { lo, hi, pick: lo }
    }
    case 'approx': {
      // A value that also rounds to what is printed is the plainest reading of "about"; below 1 % of slack only that.
      const near = rounding(printed, u.magnitude, false)
      const lo = most(wide.lo, near.lo)
      const hi = least(wide.hi!, near.hi!)
      return { lo, hi, pick: lo }
    }
    case 'over': {
      const end = upperEndOfOver(printed, unit)
      const hi = ceilDiv(end.num, end.den) - 1n
      return { lo: wide.lo, hi: most(hi, wide.lo), pick: wide.lo }
    }
    case 'nearly': {
      const lo = ceilDiv(9n * s.units * u.magnitude, 10n * step)
      const fits = least(lo, wide.hi!)
      return { lo: fits, hi: wide.hi, pick: fits }
    }
    case 'at-least':
      return { ...wide, pick: wide.lo }
    case 'within':
      return { ...wide, pick: wide.hi! }
  }
}

function percentBounds(
  q: Qualifier,
  printed: string,
  unit: string,
  den: bigint | undefined,
): Interval & { pick: bigint } {
  const words = spoken(q, printed, unit)
  if (den === undefined || den <= 0n) throw new PlainError(`“${words}”是比率：须给出分母才能求分子的界限`)
  const s = parseDecimal(printed)
  const whole = pow10(s.decimals + 2)
  const at = s.units * den
  const share = s.units >= 0n && s.units <= whole
  const capped = (interval: Interval, pick?: bigint): Interval & { pick: bigint } => {
    const lo = share && interval.lo < 0n ? 0n : interval.lo
    const hi = share && (interval.hi === null || interval.hi > den) ? den : interval.hi
    if (hi !== null && lo > hi) throw new PlainError(`分母为${den}时，没有分子能得出“${words}”`)
    return { lo, hi, pick: pick ?? lo }
  }
  switch (q) {
    case 'exact': {
      const found =
        numeratorInterval(printed, den, 'MATCH_HALF_UP', { share }) ??
        numeratorInterval(printed, den, 'MATCH_BY_TRUNCATION', { share })
      if (!found) throw new PlainError(`分母为${den}时，没有分子能得出“${words}”`)
      // A printed hundred means all of them, although a last missing one could round to it.
      return capped(found, s.units === whole ? den : undefined)
    }
    case 'approx':
      return capped({ lo: ceilDiv(19n * at, 20n * whole), hi: floorDiv(21n * at, 20n * whole) })
    case 'over':
      return capped({
        lo: floorDiv(at, whole) + 1n,
        hi: ceilDiv((s.units + lowestDigit(s.units)) * den, whole) - 1n,
      })
    case 'at-least':
      return capped({ lo: ceilDiv(at, whole), hi: null })
    case 'nearly':
      return capped({ lo: ceilDiv(9n * at, 10n * whole), hi: ceilDiv(at, whole) - 1n })
    case 'within': {
      const hi = floorDiv(at, whole)
      return capped({ lo: 0n, hi }, hi)
    }
  }
}

/** Whether the printed words are true of a value; 'yellow' is true of it but strains the words. */
export type Judgement = { holds: boolean | 'yellow'; habit?: Habit; words: string }

/**
 * Judges a printed figure against the true value. An exact figure is judged by its rounding habit (万 and 亿 as rounded
 * units), a qualified one by its words, unrounded. Of "within", `value` is the largest single case, never a mean.
 * A quotient without denominator gives holds=false. `words` is a Chinese clause for the report.
 */
export function judge(qualifier: Qualifier, printed: string, unit: string, value: Quantity): Judgement {
  const { num, den } = quotient(value)
  const said = spoken(qualifier, printed, unit)
  if (den === 0n) return { holds: false, words: '分母为0，不能计算比率' }
  const u = unitOf(unit)
  const real = `${exactlyIn(unit, value)}${unit}`
  if (qualifier === 'exact') {
    const kind = u.kind === 'percent' ? 'percent' : isPlainCount(printed, unit) ? 'count' : 'unit'
    const habit = nameHabit(printed, num, den, { kind, unitMagnitude: u.magnitude })!
    return {
      holds: habit.code !== 'MISMATCH',
      habit,
      words: habit.code === 'MISMATCH' ? `实数为${real}，与所印${said}不符` : `实数为${real}，与所印${said}相符`,
    }
  }
  // v against s as integers: v = num/den base units (or the fraction × 100), s = units/10^d printed units.
  const s = parseDecimal(printed)
  const top = u.kind === 'percent' ? num * 100n * pow10(s.decimals) : num * pow10(s.decimals)
  const sign = den < 0n ? -1n : 1n
  const v = top * sign
  const at = s.units * u.magnitude * den * sign
  switch (qualifier) {
    case 'over': {
      if (v <= at) return { holds: false, words: `实数为${real}，没有超过${printed}${unit}，不能称“${said}”` }
      const end = (s.units + lowestDigit(s.units)) * u.magnitude * den * sign
      return v < end
        ? { holds: true, words: `实数为${real}，合于“${said}”` }
        : { holds: 'yellow', words: `实数为${real}，已超出“${said}”通常所指的范围，宜改印实数` }
    }
    case 'at-least':
      return v >= at
        ? { holds: true, words: `实数为${real}，达到“${said}”（含本数，按未取整之数比较）` }
        : { holds: false, words: `实数为${real}，未达到“${said}”（按未取整之数比较）` }
    case 'within':
      return v <= at
        ? { holds: true, words: `最大的一件为${real}，均在“${said}”` }
        : { holds: false, words: `最大的一件为${real}，超出“${said}”` }
    case 'nearly':
      if (v >= at) return { holds: false, words: `实数为${real}，已不低于${printed}${unit}，不能称“${said}”` }
      return 10n * v >= 9n * at
        ? { holds: true, words: `实数为${real}，合于“${said}”` }
        : { holds: 'yellow', words: `实数为${real}，不足所称之数的九成，称“${said}”偏宽` }
    case 'approx':
      return 20n * abs(v - at) <= abs(at)
        ? { holds: true, words: `实数为${real}，合于“${said}”（相差不超过5%）` }
        : { holds: false, words: `实数为${real}，与“${said}”相差超过5%` }
  }
}
