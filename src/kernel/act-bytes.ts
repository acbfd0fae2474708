/**
 * Reads an act's text where it stands, as bytes: most acts are proved canonical and taken apart without becoming a string or a
 * JavaScript object. It only ever says yes or don't know: whatever is out of the ordinary is left to `parseActText`, which decides.
 */

import type { Commitment } from './canonical.ts'

/** What the reader looks for in the text, in canonical order, with the byte each begins with. */
const parts = [
  ['action', '"'],
  ['actor', '"'],
  ['agency', '"'],
  ['alg', '"'],
  ['basis', '['],
  ['capacity', '"'],
  ['declaredOn', '"'],
  ['files', '['],
  ['given', '{'],
  ['matter', '"'],
  ['n', ''],
  ['payload', '{'],
  ['prev', '"'],
  ['procedure', '"'],
  ['recordedAt', '"'],
  ['version', '"'],
] as const
type Part = (typeof parts)[number][0]
/** Position of a part in `ActBytes.from` and `ActBytes.to`. */
export const part = Object.fromEntries(parts.map(([name], i) => [name, i])) as Record<Part, number>
const heads = parts.map(([name], i) => Buffer.from(`${i ? ',' : '{'}"${name}":`))
const firsts = parts.map(([, first]) => (first ? first.charCodeAt(0) : 0))
const alg = Buffer.from('"fadu-act-1"')
const commitmentKey = Buffer.from('$sm3')
const fileHashKey = Buffer.from('sm3')

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const deepest = 60
/** More keys in `given` than any procedure has. */
const mostKeys = 64

/** Printable ASCII without the quote and the backslash: 1. */
const plain = new Uint8Array(256)
for (let c = 0x20; c < 0x7f; c++) if (c !== quote && c !== backslash) plain[c] = 1
const hexDigit = new Uint8Array(256)
for (const c of Buffer.from('0123456789abcdef')) hexDigit[c] = 1
const isDigit = (c: number | undefined) => c !== undefined && c >= 0x30 && c <= 0x39
/** What may stand behind a backslash, beside \u. */
const escapes = new Set(Buffer.from('"\\bfnrt'))

/** The place of each part of a text that was read, in the buffer it was read from. */
export class ActBytes {
  /** Where the value of each part begins, quotes and brackets included, and the byte after it. */
  readonly from = new Int32Array(parts.length)
  readonly to = new Int32Array(parts.length)
  n = 0
  /** The commitments by their pointers, as `commitmentsOf` gives them; made anew for each text that has any. */
  commitments: ReadonlyMap<string, Commitment> = none

  #bytes: Buffer = Buffer.alloc(0)
  #found: Map<string, Commitment> | undefined
  /** The keys on the way down to the value being read: where each begins and ends, or −1 and its place in an array. */
  readonly #trail = new Int32Array(2 * (deepest + 2))
  /** Of each key of `given`: where it begins and ends, and where its value ends. */
  readonly #given = new Int32Array(3 * mostKeys)
  #givenKeys = 0

  /**
   * Whether bytes [start, end) are surely the canonical text of an act, and where its parts stand.
   * False says nothing: the text may be canonical all the same.
   */
  read(bytes: Buffer, start: number, end: number): boolean {
    this.#bytes = bytes
    this.#found = undefined
    this.commitments = none
    this.#givenKeys = 0
    let p = start
    for (let i = 0; i < parts.length; i++) {
      const head = heads[i]!
      if (!this.#stands(head, p)) return false
      p += head.length
      if (firsts[i] !== 0 && bytes[p] !== firsts[i]) return false
      this.from[i] = p
      this.#trail[0] = p - head.length + 2
      this.#trail[1] = p - 2
      p = this.#value(p, 1, i === part.given)
      if (p < 0) return false
      this.to[i] = p
    }
    if (bytes[p] !== 0x7d || p + 1 !== end || !this.#fits()) return false
    if (this.#found) this.commitments = inOrder(this.#found)
    return true
  }

  /** One value of `given` of the text that was read; undefined where it has none. */
  given(key: string): unknown {
    const b = this.#bytes
    const given = this.#given
    for (let i = 0; i < this.#givenKeys; i += 3) {
      const at = given[i]!
      if (given[i + 1]! - at === key.length && isAscii(b, at, key))
        return JSON.parse(b.toString('utf8', given[i + 1]! + 2, given[i + 2]!))
    }
    return undefined
  }

  /** The forms that the record demands of its own parts. */
  #fits(): boolean {
    const { from, to } = this
    const b = this.#bytes
    for (const i of [part.action, part.actor, part.capacity, part.procedure, part.version])
      if (to[i]! - from[i]! < 3) return false
    if (to[part.alg]! - from[part.alg]! !== alg.length || !this.#stands(alg, from[part.alg]!)) return false
    let n = 0
    for (let p = from[part.n]!; p < to[part.n]!; p++) {
      if (!isDigit(b[p])) return false
      n = n * 10 + b[p]! - 0x30
    }
    if (n < 1) return false
    this.n = n
    if (!this.#matches(part.declaredOn, '0000-00-00')) return false
    if (!this.#matches(part.recordedAt, '0000-00-00T00:00:00.000+08:00')) return false
    if (!this.#matches(part.matter, 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx')) return false
    return n === 1 ? to[part.prev]! - from[part.prev]! === 2 : this.#isHash(from[part.prev]!)
  }

  /** Whether a string has this form, where 0 stands for a digit (the offset +08:00 for itself), x for a hex digit. */
  #matches(i: number, form: string): boolean {
    const b = this.#bytes
    const at = this.from[i]! + 1
    if (this.to[i]! - at !== form.length + 1) return false
    for (let k = 0; k < form.length; k++) {
      const c = b[at + k]!
      const f = form.charCodeAt(k)
      if (f === 0x78 ? hexDigit[c] === 0 : f === 0x30 && k < 23 ? !isDigit(c) : c !== f) return false
    }
    return true
  }

  #stands(word: Uint8Array, p: number): boolean {
    const b = this.#bytes
    for (let k = 0; k < word.length; k++) if (b[p + k] !== word[k]) return false
    return true
  }

  /** Whether a string of 64 hex digits begins at p. */
  #isHash(p: number): boolean {
    const b = this.#bytes
    if (b[p] !== quote || b[p + 65] !== quote) return false
    for (let k = p + 1; k < p + 65; k++) if (hexDigit[b[k]!] !== 1) return false
    return true
  }

  // Each of these gives the place after what begins at p, or −1. A text that ends too early is read on into what follows it: then
  // the last brace is not where the text ends. Beyond the buffer there is no byte that fits.

  #value(p: number, depth: number, isGiven = false): number {
    switch (this.#bytes[p]) {
      case quote:
        return this.#string(p)
      case 0x7b:
        return this.#object(p, depth, isGiven)
      case 0x5b:
        return this.#array(p, depth)
      case 0x74:
        return this.#word(p, 'true')
      case 0x66:
        return this.#word(p, 'false')
      case 0x6e:
        return this.#word(p, 'null')
      default:
        return this.#number(p)
    }
  }

  /** Keeps the commitment whose digits begin at p, under its pointer (RFC 6901). */
  #note(depth: number, p: number): void {
    const b = this.#bytes
    let pointer = ''
    for (let d = 0; d < depth; d++) {
      const at = this.#trail[2 * d]!
      const end = this.#trail[2 * d + 1]!
      const key = at < 0 ? `${end}` : b.toString('latin1', at, end)
      if (d === 0 && !committing.includes(key)) return
      pointer += `/${/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key}`
    }
    this.#found ??= new Map()
    this.#found.set(pointer, { $sm3: b.toString('latin1', p, p + 64) })
  }

  #word(p: number, word: string): number {
    for (let k = 1; k < word.length; k++) if (this.#bytes[p + k] !== word.charCodeAt(k)) return -1
    return p + word.length
  }

  #number(p: number): number {
    const b = this.#bytes
    let q = b[p] === 0x2d ? p + 1 : p
    const first = q
    while (isDigit(b[q])) q++
    if (b[first] === 0x30 ? q - p !== 1 : q === first || q - first > 15) return -1
    return q
  }

  #string(p: number): number {
    const b = this.#bytes
    let q = p + 1
    for (;;) {
      while (plain[b[q]!] === 1) q++
      const c = b[q]!
      if (c === quote) return q + 1
      if (c === backslash) {
        if (!escapes.has(b[q + 1]!)) return -1
        q += 2
      } else {
        q = afterWide(b, q)
        if (q < 0) return -1
      }
    }
  }

  #array(p: number, depth: number): number {
    if (depth > deepest) return -1
    const b = this.#bytes
    if (b[p + 1] === 0x5d) return p + 2
    let q = p + 1
    this.#trail[2 * depth] = -1
    for (let k = 0; ; k++) {
      this.#trail[2 * depth + 1] = k
      q = this.#value(q, depth + 1)
      if (q < 0) return -1
      const c = b[q]
      if (c === 0x5d) return q + 1
      if (c !== comma) return -1
      q++
    }
  }

  #object(p: number, depth: number, isGiven: boolean): number {
    if (depth > deepest) return -1
    const b = this.#bytes
    if (b[p + 1] === 0x7d) return p + 2
    let keyAt = 0
    let keyEnd = 0
    let q = p + 1
    for (;;) {
      if (b[q] !== quote) return -1
      const at = q + 1
      q = at
      while (plain[b[q]!] === 1) q++
      if (b[q] !== quote || b[q + 1] !== 0x3a) return -1
      if (keyAt > 0 && !isBefore(b, keyAt, keyEnd, at, q)) return -1
      const length = q - at
      if (length === 4 && this.#stands(commitmentKey, at)) {
        // A commitment has this one key.
        if (keyAt > 0 || !this.#isHash(q + 2) || b[q + 68] !== 0x7d) return -1
        this.#note(depth, q + 3)
        return q + 69
      }
      // A file's hash has its form; elsewhere such a key may be anything, and is left to the full reading.
      if (length === 3 && this.#stands(fileHashKey, at) && !this.#isHash(q + 2)) return -1
      keyAt = at
      keyEnd = q
      this.#trail[2 * depth] = at
      this.#trail[2 * depth + 1] = q
      q = this.#value(q + 2, depth + 1)
      if (q < 0) return -1
      if (isGiven) {
        const i = this.#givenKeys
        if (i === this.#given.length) return -1
        this.#given[i] = keyAt
        this.#given[i + 1] = keyEnd
        this.#given[i + 2] = q
        this.#givenKeys = i + 3
      }
      const c = b[q]
      if (c === 0x7d) return q + 1
      if (c !== comma) return -1
      q++
    }
  }
}

/** Parts whose commitments count, in the order of `commitmentsOf`. */
const committing = ['payload', 'given', 'files']
const inOrder = (found: Map<string, Commitment>) => {
  const rank = (pointer: string) => committing.findIndex((name) => pointer.startsWith(`/${name}`))
  const list = [...found]
  return list.every(([p]) => rank(p) === rank(list[0]![0]))
    ? found
    : new Map(list.sort((a, b) => rank(a[0]) - rank(b[0])))
}
const none: ReadonlyMap<string, Commitment> = new Map()

/** Whether one key of plain ASCII sorts strictly before another. */
function isBefore(b: Uint8Array, at: number, end: number, nextAt: number, nextEnd: number): boolean {
  const shorter = Math.min(end - at, nextEnd - nextAt)
  for (let k = 0; k < shorter; k++) {
    const d = b[at + k]! - b[nextAt + k]!
    if (d !== 0) return d < 0
  }
  return end - at < nextEnd - nextAt
}

const follows = (c: number | undefined) => c !== undefined && (c & 0xc0) === 0x80

/**
 * The place after a character that NFC leaves alone in any company, as canonical.ts knows them: Han, Chinese punctuation,
 * full-width forms and a few marks; −1 for any other.
 */
function afterWide(b: Uint8Array, p: number): number {
  const c = b[p]!
  const d = b[p + 1]!
  if (!follows(d)) return -1
  if (c === 0xc2) return d === 0xb7 ? p + 2 : -1
  const e = b[p + 2]!
  if (!follows(e)) return -1
  let holds = false
  if (c >= 0xe5 && c <= 0xe9) holds = true
  else if (c === 0xe4) holds = d !== 0xb7
  else if (c === 0xe3) holds = d >= 0x90 || (d === 0x80 && e >= 0x81 && e <= 0xa0)
  else if (c === 0xef) holds = d === 0xbc ? e >= 0x81 : d === 0xbd ? e <= 0x9e : d === 0xbf && e === 0xa5
  else if (c === 0xe2) holds = d === 0x80 && (e === 0x94 || (e >= 0x98 && e <= 0x9d) || e === 0xa6)
  return holds ? p + 3 : -1
}

/** Whether the bytes at `p` are this ASCII text. */
export function isAscii(b: Uint8Array, p: number, text: string): boolean {
  for (let k = 0; k < text.length; k++) if (b[p + k] !== text.charCodeAt(k)) return false
  return true
}

/** Whether the bytes of two places are the same. */
export function isSame(a: Uint8Array, p: number, b: Uint8Array, q: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (a[p + k] !== b[q + k]) return false
  return true
}

/** Whether the string in [from, to) of a text, its quotes left away, is surely what stands plain at `p` with this length. */
export function isTextOf(b: Uint8Array, from: number, to: number, p: number, length: number): boolean {
  if (to - from !== length) return false
  for (let k = 0; k < length; k++) if (b[from + k] !== b[p + k] || b[p + k] === backslash) return false
  return true
}

const hexOf = Buffer.from('0123456789abcdef')

/** Whether the 36 characters at `text` write the uuid whose 16 bytes stand at `p`. */
export function isUuidText(b: Uint8Array, text: number, p: number): boolean {
  let q = text
  for (let k = 0; k < 16; k++) {
    if (k === 4 || k === 6 || k === 8 || k === 10) if (b[q++] !== 0x2d) return false
    const byte = b[p + k]!
    if (b[q] !== hexOf[byte >> 4] || b[q + 1] !== hexOf[byte & 15]) return false
    q += 2
  }
  return true
}
