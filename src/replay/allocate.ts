/** Scaling and sharing out whole numbers exactly. */

import type { Random } from './random.ts'
import { shuffle } from './random.ts'

/** A positive decimal such as 0.01 as an exact fraction. */
export type Scale = { num: bigint; den: bigint }

/** Reads a scale from a number or its text; throws when it is not a positive plain decimal. */
export function scaleOf(value: number | string): Scale {
  const text = typeof value === 'number' ? plainDecimal(value) : value.trim()
  const m = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (!m) throw new RangeError(`scale ${text} is not a positive decimal`)
  const fraction = m[2] ?? ''
  const num = BigInt(m[1]! + fraction)
  if (num === 0n) throw new RangeError('scale must be above 0')
  return { num, den: 10n ** BigInt(fraction.length) }
}

const plainDecimal = (value: number) => {
  const text = String(value)
  return text.includes('e') ? value.toFixed(12).replace(/0+$/, '') : text
}

/** n × scale, rounded half up, n ≥ 0. */
export function halfUp(n: number | bigint, scale: Scale): number {
  const product = BigInt(n) * scale.num
  return Number((2n * product + scale.den) / (2n * scale.den))
}

/** scale × num ⁄ den. */
export function times(scale: Scale, num: number | bigint, den: number | bigint): Scale {
  return { num: scale.num * BigInt(num), den: scale.den * BigInt(den) }
}

/**
 * Shares `total` out by weight with the largest remainder; equal remainders go to the earlier entry. The sum is exact.
 * Weights may have decimals; they are taken to four places. All weights zero gives the total to the first entry.
 */
export function largestRemainder(weights: readonly number[], total: number): number[] {
  if (weights.length === 0) return []
  let w = weights.map((x) => BigInt(Math.round(x * 10_000)))
  let sum = w.reduce((a, b) => a + b, 0n)
  if (sum === 0n) {
    w = w.map((_, i) => (i === 0 ? 1n : 0n))
    sum = 1n
  }
  const n = BigInt(total)
  const parts = w.map((x) => Number((n * x) / sum))
  const order = w.map((x, i) => ({ rest: (n * x) % sum, i }))
  order.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))
  let left = total - parts.reduce((a, b) => a + b, 0)
  for (const { i } of order) {
    if (left-- <= 0) break
    parts[i]!++
  }
  return parts
}

/** Largest remainder over a table of shares, in the table's own order. */
export function shareOut<K extends string>(shares: Readonly<Record<K, number>>, total: number): Record<K, number> {
  const keys = Object.keys(shares) as K[]
  const parts = largestRemainder(
    keys.map((k) => shares[k]),
    total,
  )
  return Object.fromEntries(keys.map((k, i) => [k, parts[i]!])) as Record<K, number>
}

/** Moves units between entries until no part exceeds its cap; sums stay. Needs sum of parts ≤ sum of caps. */
export function capParts(parts: number[], caps: readonly number[]): number[] {
  for (let i = 0; i < parts.length; i++) {
    while (parts[i]! > caps[i]!) {
      const to = parts.findIndex((p, j) => p < caps[j]!)
      if (to < 0) return parts
      parts[i]!--
      parts[to]!++
    }
  }
  return parts
}

/** The multiset of a table of counts as indexes, shuffled. */
export function deal(counts: readonly number[], random: Random): Uint8Array {
  const total = counts.reduce((a, b) => a + b, 0)
  const list = new Uint8Array(total)
  let at = 0
  counts.forEach((n, i) => {
    list.fill(i, at, at + n)
    at += n
  })
  return shuffle(list, random)
}
