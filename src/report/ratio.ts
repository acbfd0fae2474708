/**
 * Exact arithmetic for printed numbers: decimals and fractions in bigint, never floating point.
 *
 * A rate is kept as two integers; rounding happens only where something is shown, and a target is compared with the
 * fraction itself, so that 94.996 % is shown as 95.00 and still misses 95 %.
 */
import { PlainError } from '#kernel/errors'

/** A printed decimal: value = units / 10^decimals. '98.36' is { units: 9836n, decimals: 2 }. */
export type Decimal = { units: bigint; decimals: number }

/** An exact quotient; `den` is positive wherever this module made it. */
export type Fraction = { num: bigint; den: bigint }

/** What is shown where a rate has no denominator. */
export const NO_RATE = '—'

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/

/** 10^n. */
export function pow10(n: number): bigint {
  return 10n ** BigInt(n)
}

/** |n|. */
export function abs(n: bigint): bigint {
  return n < 0n ? -n : n
}

/** The smaller of two. */
export function least(a: bigint, b: bigint): bigint {
  return b < a ? b : a
}

/** The larger of two. */
export function most(a: bigint, b: bigint): bigint {
  return b > a ? b : a
}

/** ⌊num/den⌋ for den > 0, also below zero. */
export function floorDiv(num: bigint, den: bigint): bigint {
  const q = num / den
  return num % den < 0n ? q - 1n : q
}

/** ⌈num/den⌉ for den > 0, also below zero. */
export function ceilDiv(num: bigint, den: bigint): bigint {
  return -floorDiv(-num, den)
}

/** Reads a printed decimal; returns undefined where the text is not one. Thousands separators are not accepted. */
export function findDecimal(text: string): Decimal | undefined {
  const m = DECIMAL.exec(text)
  if (!m) return undefined
  const fraction = m[3] ?? ''
  const units = BigInt(`${m[2]}${fraction}`)
  return { units: m[1] === '-' ? -units : units, decimals: fraction.length }
}

/** Reads a printed decimal, with or without thousands separators; throws PlainError where the text is not one. */
export function parseDecimal(text: string): Decimal {
  const found = findDecimal(GROUPED.test(text) ? text.replaceAll(',', '') : text)
  if (!found) throw new PlainError(`“${text}”不是数`)
  return found
}

/** units / 10^decimals as text, with exactly `decimals` places. */
export function formatDecimal(units: bigint, decimals: number): string {
  const digits = abs(units)
    .toString()
    .padStart(decimals + 1, '0')
  const sign = units < 0n ? '-' : ''
  return decimals === 0
    ? `${sign}${digits}`
    : `${sign}${digits.slice(0, digits.length - decimals)}.${digits.slice(digits.length - decimals)}`
}

/** The fraction with a positive denominator; throws on a zero denominator (a programming error: ask before). */
export function fraction(num: bigint, den: bigint): Fraction {
  if (den === 0n) throw new RangeError('zero denominator')
  return den < 0n ? { num: -num, den: -den } : { num, den }
}

/** num/den × 10^decimals rounded half away from zero; the sign is restored after judging the absolute value. */
export function halfUp(num: bigint, den: bigint, decimals = 0): bigint {
  const f = fraction(num, den)
  const scaled = abs(f.num) * pow10(decimals)
  const q = (2n * scaled + f.den) / (2n * f.den)
  return f.num < 0n ? -q : q
}

/** num/den × 10^decimals cut off towards zero. */
export function truncate(num: bigint, den: bigint, decimals = 0): bigint {
  const f = fraction(num, den)
  return (f.num * pow10(decimals)) / f.den
}

/**
 * A share as it is shown, in percent without the sign: HALF_UP to `decimals`, but an unfinished share never shows as
 * 100 and a share above zero never as 0 (one unit of the last place instead). A zero denominator gives '—'.
 */
export function displayRate(num: bigint, den: bigint, decimals = 2): string {
  if (den === 0n) return NO_RATE
  const f = fraction(num, den)
  const full = pow10(decimals + 2)
  let shown = halfUp(f.num, f.den, decimals + 2)
  if (f.num < f.den && shown === full) shown = full - 1n
  if (f.num > 0n && shown === 0n) shown = 1n
  return formatDecimal(shown, decimals)
}

/** A change in percent (year on year), HALF_UP, with its sign; the rule for unfinished shares does not apply. */
export function displayChange(num: bigint, den: bigint, decimals = 2): string {
  return den === 0n ? NO_RATE : formatDecimal(halfUp(num, den, decimals + 2), decimals)
}

/** The difference of two rates in percentage points, from the unrounded fractions, HALF_UP. */
export function displayPointChange(current: Fraction, previous: Fraction, decimals = 2): string {
  if (current.den === 0n || previous.den === 0n) return NO_RATE
  return displayChange(current.num * previous.den - previous.num * current.den, current.den * previous.den, decimals)
}

/** num/den HALF_UP to `decimals` places, for amounts in a scaled unit (den = the unit's magnitude). */
export function displayAmount(num: bigint, den: bigint, decimals: number): string {
  return den === 0n ? NO_RATE : formatDecimal(halfUp(num, den, decimals), decimals)
}

/** num/den with all its places where it ends within twelve, else HALF_UP to four. */
export function displayExactly(num: bigint, den: bigint): string {
  if (den === 0n) return NO_RATE
  for (let decimals = 0; decimals <= 12; decimals++) {
    if ((num * pow10(decimals)) % den === 0n) return formatDecimal((num * pow10(decimals)) / den, decimals)
  }
  return displayAmount(num, den, 4)
}

/** −1, 0 or 1 as num/den lies below, on or above the target in percent; nothing is rounded. */
export function compareWithTarget(num: bigint, den: bigint, targetPercent: string): -1 | 0 | 1 {
  const target = parseDecimal(targetPercent)
  const f = fraction(num, den)
  const difference = f.num * pow10(target.decimals + 2) - target.units * f.den
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}
