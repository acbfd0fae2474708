/**
 * Randomness that repeats: every number comes from a seed, a label and an index, never from a shared stream, so the
 * number of workers and the order of work change nothing.
 */

import { hash } from 'node:crypto'

/** A stream of numbers (xoshiro128**). */
export type Random = {
  /** Uniform in [0, 1), 32 bits. */
  next(): number
  /** Uniform integer in [0, n); n below 2^32. */
  int(n: number): number
  /** True with probability p. */
  chance(p: number): boolean
  /** Standard normal. */
  normal(): number
}

const rotl = (x: number, k: number) => (x << k) | (x >>> (32 - k))

/** Four 32-bit words of SHA-256(seed ␟ label): the key of one family of streams. */
function wordsOf(seed: string, label: string): [number, number, number, number] {
  const bytes = hash('sha256', `${seed}\u001f${label}`, 'buffer')
  return [bytes.readInt32LE(0), bytes.readInt32LE(4), bytes.readInt32LE(8), bytes.readInt32LE(12)]
}

/** One step of splitmix32: spreads an index over 32 bits. */
function mix(x: number): number {
  let z = (x + 0x9e3779b9) | 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return z ^ (z >>> 15)
}

function stream(a: number, b: number, c: number, d: number): Random {
  let [s0, s1, s2, s3] = [a, b, c, d]
  if ((s0 | s1 | s2 | s3) === 0) s0 = 1
  const bits = () => {
    const result = Math.imul(rotl(Math.imul(s1, 5), 7), 9)
    const t = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = rotl(s3, 11)
    return result >>> 0
  }
  const next = () => bits() / 4294967296
  return {
    next,
    int: (n) => Math.floor(next() * n),
    chance: (p) => next() < p,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}

/** The stream of one label. */
export function randomOf(seed: string, label: string): Random {
  return stream(...wordsOf(seed, label))
}

/** A family of streams, one for every index: hashes the label once, then only mixes the index in. */
export function randomFamily(seed: string, label: string): (index: number) => Random {
  const [a, b, c, d] = wordsOf(seed, label)
  return (index) => {
    const i = mix(index)
    return stream(a ^ i, mix(b ^ i), mix(c ^ (index | 0)), d ^ mix(i))
  }
}

/** Shuffles in place (Fisher-Yates) and returns the array. */
export function shuffle<T extends { length: number; [i: number]: unknown }>(list: T, random: Random): T {
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.int(i + 1)
    const held = list[i]
    list[i] = list[j]
    list[j] = held
  }
  return list
}

export function pick<T>(list: readonly T[], random: Random): T {
  return list[random.int(list.length)]!
}

/** Cumulative weights, for `pickIndex`. */
export function cumulate(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (let i = 0; i < weights.length; i++) sums[i] = sum += weights[i]!
  return sums
}

/** An index with probability proportional to its weight; at least one weight must be positive. */
export function pickIndex(sums: Float64Array, random: Random): number {
  const total = sums[sums.length - 1]!
  const at = random.next() * total
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const mid = (low + high) >> 1
    if (sums[mid]! > at) high = mid
    else low = mid + 1
  }
  return low
}

/** A key of a table of weights. */
export function pickKey<K extends string>(shares: Readonly<Record<K, number>>, random: Random): K {
  const keys = Object.keys(shares) as K[]
  return keys[pickIndex(cumulate(keys.map((k) => shares[k])), random)]!
}

/**
 * The id of a record in a replay, shaped as a version 7 UUID: 48 bits of the record's first instant (milliseconds since
 * 1970), the rest from SHA-256 of seed, kind and index.
 */
export function idFor(seed: string, kind: string, index: number | string, ms: number): string {
  const time = Math.floor(ms).toString(16).padStart(12, '0')
  const h = hash('sha256', `id\u001f${seed}\u001f${kind}\u001f${index}`, 'hex')
  const variant = ((Number.parseInt(h[3]!, 16) & 3) | 8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${h.slice(0, 3)}-${variant}${h.slice(4, 7)}-${h.slice(7, 19)}`
}

/** The salt of a record's private fields in a replay: 128 bits as hex. */
export function saltFor(seed: string, kind: string, index: number | string): string {
  return hash('sha256', `salt\u001f${seed}\u001f${kind}\u001f${index}`, 'hex').slice(0, 32)
}
