#!/usr/bin/env node
/**
 * Verifies an exported record of Fadu, or the dossier of one matter, without Fadu: one file, nothing but Node (20 or later),
 * written from docs/record-format.md alone. It shares no code with the platform, so that one misunderstanding cannot hide in both.
 *
 *     node fadu-verify.mjs DIR [--key FILE] [--json] [--english]   an export, or a dossier
 *     node fadu-verify.mjs --vectors record.json        checks this program against the published test vectors
 *
 * FILE holds the public key's line (after a change of keys one line each), obtained from elsewhere than DIR.
 * Exit code: 0 nothing found, 1 something found, 2 could not run.
 *
 * node:crypto serves SM3 only; SM2, the canonical JSON, the tree and the signed notes are written out below. Acts are read
 * line by line; in memory stay the last act of every matter and some 50 bytes a commitment.
 */
import { isUtf8 } from 'node:buffer'
import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

// ---------------------------------------------------------------------------------------------------------------- basics

const maxLineBytes = 16 * 1024 * 1024
const maxNoteBytes = 65_536
const maxSmallFileBytes = 1024 * 1024
const maxDepth = 64
const keptFindingsPerCheck = 200
const shownFindings = 20

const hex64 = /^[0-9a-f]{64}$/
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const dayPattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
const instantPattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$/

/** What is wrong with the material under examination, in both languages. */
class Fault extends Error {
  constructor(zh, en) {
    super(en)
    this.zh = zh
    this.en = en
  }
}

/** Why the verifier cannot run at all (exit code 2). */
class CannotRun extends Fault {}

/** SM3 of the parts joined. */
export function sm3(...parts) {
  const hash = createHash('sm3')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** A string from the material, made harmless for a terminal. */
function shown(text, most = 120) {
  const s = String(text)
  const cut = s.length > most ? `${s.slice(0, most)}…` : s
  return cut.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${c.codePointAt(0).toString(16)}}`)
}

const isObject = (v) => typeof v === 'object' && v !== null && !Array.isArray(v)
const has = (o, key) => Object.hasOwn(o, key)
const isCount = (v, least) => Number.isSafeInteger(v) && v >= least

/** Whether the object has exactly these keys. */
function hasExactly(object, keys) {
  const own = Object.keys(object)
  return own.length === keys.length && keys.every((k) => has(object, k))
}

/** Bytes of base64 (RFC 4648 section 4), or undefined where decoding and encoding again does not give the same text. */
function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

/** The text of bytes in UTF-8 without byte order mark and with lines that end with 0x0A alone; throws a Fault otherwise. */
function textOf(bytes) {
  if (!isUtf8(bytes)) throw new Fault('不是有效的 UTF-8', 'is not valid UTF-8')
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    throw new Fault('开头有字节顺序标记（BOM）', 'begins with a byte order mark')
  if (bytes.includes(0x0d))
    throw new Fault(
      '含有回车符（CR），行尾只能是一个换行符（LF）',
      'contains a carriage return; lines end with a line feed alone',
    )
  return bytes.toString('utf8')
}

// ------------------------------------------------------------------------------------------------------------------ JSON

/** Walks over the tokens of JSON text that are brackets and strings, without building anything. */
function* tokens(text) {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x22) {
      const from = i++
      while (i < text.length && text.charCodeAt(i) !== 0x22) i += text.charCodeAt(i) === 0x5c ? 2 : 1
      yield [0x22, from, i + 1]
    } else if (c === 0x7b || c === 0x5b || c === 0x7d || c === 0x5d) yield [c, i, i + 1]
  }
}

/** Refuses text nested deeper than `most` before a parser builds it. */
function refuseDeep(text, most) {
  let depth = 0
  for (const [kind] of tokens(text)) {
    if (kind === 0x7b || kind === 0x5b) depth++
    else if (kind !== 0x22) depth--
    if (depth > most) throw new Fault(`嵌套超过 ${most} 层`, `is nested deeper than ${most}`)
  }
}

/** Refuses valid JSON text in which an object has a key twice: parsers differ on which one counts. */
function refuseDuplicateKeys(text) {
  const open = []
  for (const [kind, from, to] of tokens(text)) {
    if (kind === 0x7b) open.push(new Set())
    else if (kind === 0x5b) open.push(undefined)
    else if (kind !== 0x22) open.pop()
    else {
      let next = to
      while (' \t\n\r'.includes(text.charAt(next)) && next < text.length) next++
      if (text.charAt(next) !== ':') continue
      const key = JSON.parse(text.slice(from, to))
      if (open.at(-1).has(key)) throw new Fault(`键“${shown(key)}”出现两次`, `has the key "${shown(key)}" twice`)
      open.at(-1).add(key)
    }
  }
}

function parseJson(text, most) {
  // Short text cannot be so deep that parsing or writing it exhausts the stack; canonicalJson counts the depth exactly.
  if (text.length > 4096) refuseDeep(text, most)
  try {
    return JSON.parse(text)
  } catch {
    throw new Fault('不是 JSON', 'is not JSON')
  }
}

/** The object that ordinary JSON text stands for; refuses duplicate keys and everything that is not an object. */
function parseObject(text) {
  // A line or a file wraps a value of depth 64 at most three deep.
  const value = parseJson(text, maxDepth + 3)
  if (!isObject(value)) throw new Fault('不是 JSON 对象', 'is not a JSON object')
  if (JSON.stringify(value) !== text) refuseDuplicateKeys(text)
  return value
}

const escapePointer = (key) => key.replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * Canonical JSON (record-format section 2) of a parsed value, normalised to NFC; throws a Fault with a `pointer` to what has
 * no canonical form.
 */
export function canonicalJson(value) {
  const path = []
  const refuse = (zh, en) => {
    const pointer = path.map((key) => `/${escapePointer(key)}`).join('')
    throw Object.assign(new Fault(`“${shown(pointer)}”处${zh}`, `at "${shown(pointer)}": ${en}`), { pointer })
  }
  const string = (s) => {
    if (!s.isWellFormed()) refuse('有不成对的代理码元', 'a lone surrogate')
    if (s.includes('\0')) refuse('有 U+0000 字符', 'U+0000')
    // Everything below U+0300 is in Normalization Form C as it stands.
    return /[^\0-\u02ff]/.test(s) ? s.normalize('NFC') : s
  }
  const write = (v, level) => {
    if (v === null || typeof v === 'boolean') return String(v)
    if (typeof v === 'string') return JSON.stringify(string(v))
    if (typeof v === 'number') {
      if (!Number.isSafeInteger(v)) refuse('的数不是 2^53 以内的整数', 'not an integer within 2^53')
      return String(v + 0)
    }
    if (level > maxDepth) refuse(`嵌套超过 ${maxDepth} 层`, `nested deeper than ${maxDepth}`)
    const within = (key, member) => {
      path.push(key)
      const text = write(member, level + 1)
      path.pop()
      return text
    }
    if (Array.isArray(v)) return `[${v.map((member, i) => within(String(i), member)).join(',')}]`
    const members = new Map()
    for (const key of Object.keys(v)) {
      path.push(key)
      const name = string(key)
      if (members.has(name)) refuse('的键与另一个键规范化后相同', 'a key that equals another one after normalisation')
      if (name === '$sm3' && !(Object.keys(v).length === 1 && typeof v[key] === 'string' && hex64.test(v[key])))
        refuse('误用了保留的键 $sm3', 'the reserved key $sm3 used for something else')
      path.pop()
      members.set(name, v[key])
    }
    const names = [...members.keys()].sort()
    return `{${names.map((name) => `${JSON.stringify(name)}:${within(name, members.get(name))}`).join(',')}}`
  }
  return write(value, 1)
}

// ------------------------------------------------------------------------------------------------------------------- act

const nonEmpty = (v) => typeof v === 'string' && v !== ''
const string = (v) => typeof v === 'string'
const matching = (pattern) => (v) => typeof v === 'string' && pattern.test(v)

/** Section 3: the sixteen keys of an act and what each may hold. */
const actForm = {
  action: nonEmpty,
  actor: nonEmpty,
  agency: string,
  alg: (v) => v === 'fadu-act-1',
  basis: Array.isArray,
  capacity: nonEmpty,
  declaredOn: matching(dayPattern),
  files: (v) => Array.isArray(v) && v.every((f) => !isObject(f) || typeof f.sm3 !== 'string' || hex64.test(f.sm3)),
  given: isObject,
  matter: matching(uuid),
  n: (v) => isCount(v, 1),
  payload: isObject,
  prev: (v, act) => (act.n === 1 ? v === '' : typeof v === 'string' && hex64.test(v)),
  procedure: nonEmpty,
  recordedAt: matching(instantPattern),
  version: nonEmpty,
}
const actKeys = Object.keys(actForm)

/** The act that a text is; throws a Fault (with `matter` and `n` where they are known) where it is not canonical or no act. */
export function actOf(text) {
  let act
  try {
    act = parseJson(text, maxDepth)
    const again = canonicalJson(act)
    if (again !== text) {
      let at = 0
      while (at < text.length && text[at] === again[at]) at++
      throw new Fault(
        `正文不是规范的 JSON（自第 ${at + 1} 个码元起与规范写法不同）`,
        `the text is not canonical JSON (differs from code unit ${at + 1} on)`,
      )
    }
    if (!isObject(act)) throw new Fault('正文不是 JSON 对象', 'the text is not a JSON object')
    for (const key of actKeys) if (!has(act, key)) throw new Fault(`正文缺少“${key}”`, `the text lacks "${key}"`)
    const extra = Object.keys(act).find((key) => !has(actForm, key))
    if (extra !== undefined) throw new Fault(`正文多出“${shown(extra)}”`, `the text has "${shown(extra)}" besides`)
    for (const key of actKeys)
      if (!actForm[key](act[key], act))
        throw new Fault(`正文的“${key}”不合格式`, `"${key}" of the text has not its form`)
    return act
  } catch (e) {
    if (!(e instanceof Fault)) throw e
    if (isObject(act) && has(act, 'matter') && actForm.matter(act.matter)) e.matter = act.matter
    if (isObject(act) && has(act, 'n') && actForm.n(act.n)) e.n = act.n
    throw e
  }
}

/** The commitments of an act: [JSON pointer, 64 hex digits]. */
export function commitmentsOf(act) {
  const found = []
  const walk = (v, pointer) => {
    if (Array.isArray(v)) for (const [i, member] of v.entries()) walk(member, `${pointer}/${i}`)
    else if (isObject(v)) {
      if (has(v, '$sm3')) found.push([pointer, v.$sm3])
      else for (const key of Object.keys(v)) walk(v[key], `${pointer}/${escapePointer(key)}`)
    }
  }
  for (const part of ['payload', 'given', 'files']) walk(act[part], `/${part}`)
  return found
}

/** The hex commitment to a value (section 4). `salt` is 16 bytes. */
export const commitmentTo = (salt, value) => sm3(salt, canonicalJson(value)).toString('hex')

/** The entries of an erasing act, each `{matter, n, pointer}` or undefined where it is malformed; [] for any other act. */
function erasuresOf(act) {
  if (act.action !== 'erase' || !has(act.payload, 'erased') || !Array.isArray(act.payload.erased)) return []
  return act.payload.erased.map((entry) => {
    if (!isObject(entry)) return undefined
    const matter = has(entry, 'matter') ? entry.matter : act.matter
    return actForm.matter(matter) && isCount(entry.n, 1) && typeof entry.pointer === 'string'
      ? { matter, n: entry.n, pointer: entry.pointer }
      : undefined
  })
}

// ------------------------------------------------------------------------------------------------------------------ tree

const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])
/** Hash of the leaf of an act; `actHash` is 64 hex digits. */
export const leafHash = (actHash) => sm3(leafPrefix, Buffer.from(actHash, 'hex'))
const nodeHash = (left, right) => sm3(nodePrefix, left, right)

/** The tree over the leaves so far: complete subtrees, largest first. */
export class Tree {
  subtrees = []

  add(leaf) {
    let last = { size: 1, hash: leaf }
    while (this.subtrees.at(-1)?.size === last.size) {
      const left = this.subtrees.pop()
      last = { size: left.size * 2, hash: nodeHash(left.hash, last.hash) }
    }
    this.subtrees.push(last)
  }

  root() {
    if (this.subtrees.length === 0) return sm3('')
    return this.subtrees.map((t) => t.hash).reduceRight((right, left) => nodeHash(left, right))
  }
}

const half = (x) => Math.floor(x / 2)
const odd = (x) => x % 2 === 1
const is32Bytes = (b) => b.length === 32

/** RFC 9162 section 2.1.3.2 with SM3. Hashes are buffers. */
export function inclusionHolds(index, size, leaf, proof, root) {
  if (!(isCount(size, 1) && isCount(index, 0) && index < size && proof.every(is32Bytes))) return false
  let fn = index
  let sn = size - 1
  let r = leaf
  for (const p of proof) {
    if (sn === 0) return false
    if (odd(fn) || fn === sn) {
      r = nodeHash(p, r)
      while (!odd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else r = nodeHash(r, p)
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && r.equals(root)
}

/** RFC 9162 section 2.1.4.2 with SM3 and the edges of record-format section 6. Hashes are buffers. */
export function consistencyHolds(m, n, oldRoot, newRoot, proof) {
  if (!(isCount(m, 0) && isCount(n, m) && proof.every(is32Bytes))) return false
  if (m === n) return proof.length === 0 && oldRoot.equals(newRoot)
  if (m === 0) return proof.length === 0 && oldRoot.equals(sm3(''))
  const path = Number.isInteger(Math.log2(m)) ? [oldRoot, ...proof] : [...proof]
  if (path.length === 0 || proof.length === 0) return false
  let fn = m - 1
  let sn = n - 1
  while (odd(fn)) {
    fn = half(fn)
    sn = half(sn)
  }
  let fr = path[0]
  let sr = path[0]
  for (const c of path.slice(1)) {
    if (sn === 0) return false
    if (odd(fn) || fn === sn) {
      fr = nodeHash(c, fr)
      sr = nodeHash(c, sr)
      while (!odd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else sr = nodeHash(sr, c)
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && fr.equals(oldRoot) && sr.equals(newRoot)
}

// ------------------------------------------------------------------------------------------------------------------- SM2

const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const a = p - 3n
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const generator = [
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
]

const mod = (x, m = p) => ((x % m) + m) % m
const bytes32 = (x) => Buffer.from(x.toString(16).padStart(64, '0'), 'hex')
const bigIntOf = (bytes) => BigInt(`0x${bytes.toString('hex')}`)

/** 1/x modulo p by Euclid; x is not 0. */
function inverse(x) {
  let [r0, r1, t0, t1] = [p, mod(x), 0n, 1n]
  while (r1 !== 0n) {
    const q = r0 / r1
    ;[r0, r1] = [r1, r0 - q * r1]
    ;[t0, t1] = [t1, t0 - q * t1]
  }
  return mod(t0)
}

// Points in Jacobian coordinates [X, Y, Z]: x = X/Z², y = Y/Z³; Z = 0 is the point at infinity.
const infinity = [1n, 1n, 0n]

function double([x, y, z]) {
  if (z === 0n || y === 0n) return infinity
  const zz = (z * z) % p
  const yy = (y * y) % p
  const s = (4n * x * yy) % p
  const m = mod(3n * (x - zz) * (x + zz)) // 3x² + a·z⁴ with a = −3
  const x3 = mod(m * m - 2n * s)
  return [x3, mod(m * (s - x3) - 8n * yy * yy), (2n * y * z) % p]
}

/** A Jacobian point plus an affine one. */
function addAffine([x1, y1, z1], [x2, y2]) {
  if (z1 === 0n) return [x2, y2, 1n]
  const zz = (z1 * z1) % p
  const h = mod(x2 * zz - x1)
  const r = mod(y2 * zz * z1 - y1)
  if (h === 0n) return r === 0n ? double([x1, y1, z1]) : infinity
  const hh = (h * h) % p
  const hhh = (hh * h) % p
  const v = (x1 * hh) % p
  const x3 = mod(r * r - hhh - 2n * v)
  return [x3, mod(r * (v - x3) - y1 * hhh), (z1 * h) % p]
}

/** The points, none of them at infinity, as [x, y]; one inversion serves all (Montgomery). */
function toAffine(points) {
  const products = [1n]
  for (const [, , z] of points) products.push((products.at(-1) * z) % p)
  let rest = inverse(products.at(-1))
  const affine = []
  for (let k = points.length - 1; k >= 0; k--) {
    const [x, y, z] = points[k]
    const i = (rest * products[k]) % p
    rest = (rest * z) % p
    const ii = (i * i) % p
    affine[k] = [(x * ii) % p, (y * ii * i) % p]
  }
  return affine
}

/** j·16^i·point at [i][j - 1], for i from 0 to 63 and j from 1 to 15, so that a multiple of the point takes 64 additions. */
function multiplesOf(point) {
  const points = []
  let base = point
  for (let i = 0; i < 64; i++) {
    let multiple = infinity
    for (let j = 1; j < 16; j++) {
      multiple = addAffine(multiple, base)
      points.push(multiple)
    }
    base = toAffine([addAffine(multiple, base)])[0]
  }
  const affine = toAffine(points)
  return Array.from({ length: 64 }, (_, i) => affine.slice(i * 15, i * 15 + 15))
}

let generatorMultiples

/** What a public key needs for verifying: its Z and its multiples. Throws a Fault where it is not a point of the curve. */
export function publicKeyOf(bytes) {
  const x = bigIntOf(bytes.subarray(1, 33))
  const y = bigIntOf(bytes.subarray(33))
  if (!(bytes.length === 65 && bytes[0] === 4 && x < p && y < p && mod(y * y - (x * x * x + a * x + b)) === 0n))
    throw new Fault('公钥不是 SM2 曲线上的点', 'the public key is not a point of the SM2 curve')
  const id = Buffer.from('1234567812345678')
  const z = sm3(
    Buffer.from([0x00, 0x80]),
    id,
    bytes32(a),
    bytes32(b),
    bytes32(generator[0]),
    bytes32(generator[1]),
    bytes.subarray(1),
  )
  return { z, point: [x, y], multiples: undefined }
}

/** Section 8: whether the 64 bytes r ‖ s are a signature of the message under the key. */
export function signatureHolds(key, message, signature) {
  if (signature.length !== 64) return false
  const r = bigIntOf(signature.subarray(0, 32))
  const s = bigIntOf(signature.subarray(32))
  if (r < 1n || r >= order || s < 1n || s >= order) return false
  const t = (r + s) % order
  if (t === 0n) return false
  generatorMultiples ??= multiplesOf(generator)
  key.multiples ??= multiplesOf(key.point)
  let sum = infinity
  for (const [scalar, table] of [
    [s, generatorMultiples],
    [t, key.multiples],
  ]) {
    const digits = scalar.toString(16)
    for (let i = 0; i < digits.length; i++) {
      const digit = Number.parseInt(digits[digits.length - 1 - i], 16)
      if (digit) sum = addAffine(sum, table[i][digit - 1])
    }
  }
  if (sum[2] === 0n) return false
  return (bigIntOf(sm3(key.z, message)) + toAffine([sum])[0][0]) % order === r
}

// ----------------------------------------------------------------------------------------------------------- checkpoints

const isName = (s) => s !== '' && !/[\p{White_Space}\p{Cc}+]/u.test(s)

/** The key that a line `fadu-sm2 <origin> <130 hex digits>` gives; throws a Fault. */
export function keyOfLine(line) {
  const [kind, origin, digits, ...more] = line.split(' ')
  if (
    kind !== 'fadu-sm2' ||
    more.length > 0 ||
    origin === undefined ||
    !isName(origin) ||
    !/^04[0-9a-f]{128}$/.test(digits ?? '')
  )
    throw new Fault('公钥行不合格式', "is not a public key's line")
  const bytes = Buffer.from(digits, 'hex')
  const id = sm3(origin, Buffer.from([0x0a, 0xff]), 'fadu-sm2-sm3', bytes).subarray(0, 4)
  return { line, origin, id: id.toString('hex'), ...publicKeyOf(bytes) }
}

/** The parts of a signed checkpoint: `{text, origin, size, root, signatures: [{name, id, signature}]}`; throws a Fault. */
export function parseNote(bytes) {
  if (bytes.length > maxNoteBytes) throw new Fault(`超过 ${maxNoteBytes} 字节`, `has more than ${maxNoteBytes} bytes`)
  const note = textOf(bytes)
  if (/[^\P{Cc}\n]/u.test(note)) throw new Fault('含有控制字符', 'contains control characters')
  const blank = note.lastIndexOf('\n\n')
  if (!note.endsWith('\n') || blank < 0 || blank + 2 >= note.length)
    throw new Fault('不是带签名的检查点', 'is not a signed note')
  const text = note.slice(0, blank + 1)
  const lines = text.slice(0, -1).split('\n')
  const [origin, size, root] = lines
  if (lines.length < 3 || lines.includes(''))
    throw new Fault('正文不足三行或有空行', 'the text has less than three lines or an empty one')
  if (new Set(lines).size !== lines.length) throw new Fault('正文有两行相同', 'two lines of the text are equal')
  if (!isName(origin)) throw new Fault('正文第 1 行不是日志名称', 'line 1 is not an origin')
  if (!/^(0|[1-9][0-9]{0,15})$/.test(size) || !isCount(Number(size), 0))
    throw new Fault('正文第 2 行不是记录数', 'line 2 is not a size')
  const rootBytes = fromBase64(root)
  if (rootBytes?.length !== 32) throw new Fault('正文第 3 行不是树根', 'line 3 is not a root')
  const signatures = note
    .slice(blank + 2, -1)
    .split('\n')
    .map((line) => {
      const [dash, name, blob, ...more] = line.split(' ')
      const decoded = fromBase64(blob ?? '')
      if (dash !== '—' || more.length > 0 || !isName(name ?? '') || !(decoded?.length >= 5))
        throw new Fault('签名行不合格式', 'a signature line has not its form')
      return { name, id: decoded.subarray(0, 4).toString('hex'), signature: decoded.subarray(4) }
    })
  if (signatures.length > 64) throw new Fault('签名行超过 64 行', 'has more than 64 signature lines')
  if (new Set(signatures.map((s) => `${s.id} ${s.name}`)).size !== signatures.length)
    throw new Fault('有两个签名行的名称和密钥号相同', 'two signature lines have the same name and key id')
  return { text, origin, size: Number(size), root: rootBytes, signatures }
}

/** The checkpoint that the note is, verified under the known keys (section 7); throws a Fault. */
export function checkpointOf(bytes, keys) {
  const note = parseNote(bytes)
  let held = 0
  for (const line of note.signatures) {
    const known = keys.filter((k) => k.origin === line.name && k.id === line.id)
    if (known.length === 0) continue
    if (known[0].origin !== note.origin) throw new Fault('日志名称与公钥的不同', "its origin is not the key's")
    if (!known.some((k) => signatureHolds(k, note.text, line.signature)))
      throw new Fault('签名不成立', 'the signature does not hold')
    held++
  }
  if (held === 0) throw new Fault('没有已知公钥的签名', 'has no signature of a known key')
  return note
}

// ----------------------------------------------------------------------------------------------------------------- files

/** Opens a regular file of the folder, following no link; undefined where there is none; throws a Fault for anything else. */
function openFile(path) {
  let fd
  try {
    if (!lstatSync(path).isFile()) throw new Fault('不是普通文件', 'is not a regular file')
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    if (!fstatSync(fd).isFile()) throw new Fault('不是普通文件', 'is not a regular file')
    return fd
  } catch (e) {
    if (fd !== undefined) closeSync(fd)
    if (e instanceof Fault) throw e
    if (e.code === 'ENOENT') return undefined
    throw new CannotRun(`无法读取 ${shown(path)}（${e.code}）`, `cannot read ${shown(path)} (${e.code})`)
  }
}

/** The bytes of a small file; undefined where there is none. */
function readSmall(path, most) {
  const fd = openFile(path)
  if (fd === undefined) return undefined
  try {
    if (fstatSync(fd).size > most) throw new Fault(`超过 ${most} 字节`, `has more than ${most} bytes`)
    return readFileSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** The lines of a file as `{line, bytes, fault?}`; the bytes hold until the next one is asked for. */
function* linesOf(fd) {
  const chunk = Buffer.allocUnsafe(1024 * 1024)
  let kept = []
  let keptBytes = 0
  let line = 0
  const piece = (end) => {
    line++
    const tooLong = keptBytes + end.length > maxLineBytes
    const bytes = tooLong ? Buffer.alloc(0) : kept.length ? Buffer.concat([...kept, end]) : end
    kept = []
    keptBytes = 0
    return {
      line,
      bytes,
      fault: tooLong
        ? new Fault(`此行超过 ${maxLineBytes} 字节`, `the line has more than ${maxLineBytes} bytes`)
        : undefined,
    }
  }
  for (;;) {
    const data = chunk.subarray(0, readSync(fd, chunk, 0, chunk.length, null))
    if (data.length === 0) break
    let from = 0
    for (let end = data.indexOf(0x0a); end >= 0; end = data.indexOf(0x0a, from)) {
      yield piece(data.subarray(from, end))
      from = end + 1
    }
    keptBytes += data.length - from
    // A line that is too long is only counted.
    if (keptBytes > maxLineBytes) kept = []
    else if (from < data.length) kept.push(Buffer.from(data.subarray(from)))
  }
  if (keptBytes > 0) {
    const last = piece(Buffer.alloc(0))
    yield {
      ...last,
      fault: last.fault ?? new Fault('末行没有以换行符结束', 'the last line does not end with a line feed'),
    }
  }
}

/**
 * The commitments of the whole export, some 50 bytes each outside the heap: rows of a key, marks and the digest, found by
 * open addressing. Keys are hashed under a secret of this run, so nobody can prepare colliding ones.
 */
class Commitments {
  static committed = 1
  static erased = 2
  static present = 4
  static width = 16 + 1 + 32
  static perChunk = 65_536
  secret = randomBytes(16)
  chunks = []
  slots = new Uint32Array(1024)
  count = 0

  /** The row of a commitment, made where it is new: key (16 bytes), marks (1), digest (32). */
  row(matter, n, pointer) {
    const key = sm3(this.secret, `${matter}\n${n}\n${pointer}`).subarray(0, 16)
    let slot = this.slotOf(key)
    if (this.slots[slot] !== 0) return this.at(this.slots[slot] - 1)
    if (this.count * 2 >= this.slots.length) {
      this.slots = new Uint32Array(this.slots.length * 2)
      for (let i = 0; i < this.count; i++) this.slots[this.slotOf(this.at(i))] = i + 1
      slot = this.slotOf(key)
    }
    if (this.count % Commitments.perChunk === 0)
      this.chunks.push(Buffer.alloc(Commitments.perChunk * Commitments.width))
    this.slots[slot] = ++this.count
    const row = this.at(this.count - 1)
    row.set(key)
    return row
  }

  at(i) {
    const from = (i % Commitments.perChunk) * Commitments.width
    return this.chunks[Math.floor(i / Commitments.perChunk)].subarray(from, from + Commitments.width)
  }

  slotOf(key) {
    const mask = this.slots.length - 1
    let slot = key.readUInt32LE(0) & mask
    while (this.slots[slot] !== 0 && this.at(this.slots[slot] - 1).compare(key, 0, 16, 0, 16) !== 0)
      slot = (slot + 1) & mask
    return slot
  }

  *rows() {
    for (let i = 0; i < this.count; i++) yield this.at(i)
  }
}
const marks = 16

// ---------------------------------------------------------------------------------------------------------- verification

/** Where a finding is, in words. */
function placeOf({ file, line, leaf, matter, n }) {
  const zh = []
  const en = []
  if (leaf !== undefined) {
    zh.push(`叶 ${leaf}`)
    en.push(`leaf ${leaf}`)
  }
  if (matter !== undefined) {
    zh.push(`事项 ${matter}`)
    en.push(`matter ${matter}`)
  }
  if (n !== undefined) {
    zh.push(`n=${n}`)
    en.push(`n=${n}`)
  }
  return {
    zh: `${shown(file)}${line ? ` 第 ${line} 行` : ''}${zh.length ? `（${zh.join('，')}）` : ''}`,
    en: `${shown(file)}${line ? ` line ${line}` : ''}${en.length ? ` (${en.join(', ')})` : ''}`,
  }
}

/** A list of findings with the two ways of adding to it. */
function findingList() {
  const findings = []
  const perCheck = new Map()
  const list = { findings, total: 0 }
  /** Records a finding; `place` is `{file, line?, leaf?, matter?, n?}`. */
  const find = (check, place, fault, more = {}) => {
    list.total++
    const finding = { check, ...place, ...more, place: placeOf(place), zh: fault.zh, en: fault.en }
    const seen = (perCheck.get(check) ?? 0) + 1
    perCheck.set(check, seen)
    if (seen <= keptFindingsPerCheck) findings.push(finding)
    return finding
  }
  /** Does the work; a Fault becomes a finding. */
  const attempt = (check, place, work) => {
    try {
      return work()
    } catch (e) {
      if (!(e instanceof Fault) || e instanceof CannotRun) throw e
      find(check, place, e)
      return undefined
    }
  }
  return Object.assign(list, { find, attempt })
}

const missing = new Fault('文件不存在', 'the file is not there')
const notEnded = new Fault('末行没有以换行符结束', 'the last line does not end with a line feed')

/** Throws CannotRun where there is no such folder. */
function needFolder(dir) {
  try {
    if (!statSync(dir).isDirectory()) throw new CannotRun(`${shown(dir)} 不是文件夹`, `${shown(dir)} is not a folder`)
  } catch (e) {
    throw e instanceof Fault ? e : new CannotRun(`找不到文件夹 ${shown(dir)}`, `there is no folder ${shown(dir)}`)
  }
}

/** The keys of key.txt, compared with the origin of the folder and with the keys that the user has. */
function readKeys(dir, origin, userKeys, { find, attempt }) {
  const folderKeys = []
  attempt(1, { file: 'key.txt' }, () => {
    const bytes = readSmall(join(dir, 'key.txt'), maxSmallFileBytes)
    if (!bytes) throw missing
    const text = textOf(bytes)
    if (text === '') throw new Fault('没有公钥', 'has no key')
    if (!text.endsWith('\n')) find(1, { file: 'key.txt' }, notEnded)
    const lines = text.replace(/\n$/, '').split('\n')
    for (const [i, line] of lines.entries()) {
      const place = { file: 'key.txt', line: i + 1 }
      attempt(1, place, () => {
        const key = keyOfLine(line)
        if (folderKeys.some((k) => k.line === line)) throw new Fault('公钥行重复', 'the key stands here twice')
        folderKeys.push(key)
        if (origin !== undefined && key.origin !== origin)
          throw new Fault(
            '公钥的日志名称与 manifest.json 的 origin 不同',
            'the origin of the key is not that of manifest.json',
          )
      })
    }
  })
  for (const key of userKeys ?? [])
    if (!folderKeys.some((k) => k.line === key.line))
      find(1, { file: 'key.txt' }, new Fault('没有您提供的公钥', 'does not hold the key that you gave'))
  return userKeys ?? folderKeys
}

/**
 * Verifies an export folder (record-format section 10).
 * `userKeys`: the public keys that the user has from elsewhere, or undefined. Returns the report that `--json` prints; throws CannotRun.
 */
export function verifyExport(dir, userKeys) {
  const list = findingList()
  const { findings, find, attempt } = list
  needFolder(dir)

  // Check 1: the form of the folder.
  const manifest = attempt(1, { file: 'manifest.json' }, () => {
    const bytes = readSmall(join(dir, 'manifest.json'), maxSmallFileBytes)
    if (!bytes) throw missing
    const text = textOf(bytes)
    const m = parseObject(text)
    if (!text.endsWith('\n')) throw notEnded
    if (!hasExactly(m, ['format', 'origin', 'city', 'acts', 'sealed', 'createdAt']))
      throw new Fault('键不是规定的六个', 'has not exactly its six keys')
    if (m.format !== 'fadu-export-1') throw new Fault('“format”不是 fadu-export-1', '"format" is not fadu-export-1')
    if (typeof m.origin !== 'string' || !isName(m.origin))
      throw new Fault('“origin”不合格式', '"origin" has not its form')
    if (typeof m.city !== 'string' || !m.city.isWellFormed())
      throw new Fault('“city”不是文字', '"city" is not a string')
    for (const key of ['acts', 'sealed'])
      if (!isCount(m[key], 0)) throw new Fault(`“${key}”不是整数`, `"${key}" is not an integer`)
    if (!matching(instantPattern)(m.createdAt)) throw new Fault('“createdAt”不合格式', '"createdAt" has not its form')
    return m
  })

  const keys = readKeys(dir, manifest?.origin, userKeys, list)

  // Checks 7 and 8: every checkpoint in both folders. Their roots are compared below, after the leaf that each ends with.
  const ignored = []
  const sizesIn = (name) => {
    const sizes = new Set()
    const path = join(dir, name)
    const there = attempt(1, { file: `${name}/` }, () => {
      const stat = lstatSync(path, { throwIfNoEntry: false })
      if (stat && !stat.isDirectory()) throw new Fault('不是文件夹', 'is not a folder')
      return stat
    })
    if (!there) return undefined
    for (const entry of readdirSync(path).sort()) {
      const size = /^[0-9]{20}\.txt$/.test(entry) ? Number(entry.slice(0, 20)) : undefined
      if (size === undefined) ignored.push(`${name}/${entry}`)
      else if (!Number.isSafeInteger(size))
        find(7, { file: `${name}/${entry}` }, new Fault('文件名中的记录数过大', 'the size in its name is too large'))
      else sizes.add(size)
    }
    return sizes
  }
  const inside = sizesIn('checkpoints') ?? new Set()
  const outside = sizesIn('checkpoints-outside')
  const largest = (sizes) => [...sizes].reduce((most, size) => Math.max(most, size), -1)
  const largestOutside = outside ? largest(outside) : -1
  const fileOf = (folder, size) => `${folder}/${String(size).padStart(20, '0')}.txt`
  /** Size → verified roots with their files. */
  const roots = new Map()
  let notCopied = 0
  for (const size of [...new Set([...inside, ...(outside ?? [])])].sort((x, y) => x - y)) {
    let first
    for (const [folder, sizes] of [
      ['checkpoints', inside],
      ['checkpoints-outside', outside],
    ]) {
      if (!sizes?.has(size)) continue
      const file = fileOf(folder, size)
      const bytes = attempt(7, { file }, () => readSmall(join(dir, file), maxNoteBytes))
      if (!bytes) continue
      const same = first?.bytes.equals(bytes)
      let verified = same ? first.verified : undefined
      if (!same || !verified)
        verified = attempt(7, { file }, () => {
          const note = checkpointOf(bytes, keys)
          if (note.size !== size)
            throw new Fault(
              `正文的记录数是 ${note.size}，与文件名不同`,
              `its size is ${note.size}, not that of its name`,
            )
          if (manifest && note.origin !== manifest.origin)
            throw new Fault('日志名称与 manifest.json 的 origin 不同', 'its origin is not that of manifest.json')
          if (size === 0 && !note.root.equals(sm3('')))
            throw new Fault('记录数为 0，树根却不是空树的', 'its size is 0 and its root not that of the empty tree')
          return note
        })
      if (verified) roots.set(size, [...(roots.get(size) ?? []), { root: verified.root, file }])
      if (first && !same) {
        const textOfNote = (note) => note.subarray(0, note.lastIndexOf('\n\n') + 1)
        if (!textOfNote(first.bytes).equals(textOfNote(bytes)))
          find(
            8,
            { file },
            new Fault(
              '正文与 checkpoints/ 中同一检查点的不同',
              'its text differs from the same checkpoint in checkpoints/',
            ),
          )
      }
      first ??= { bytes, verified }
    }
    if (!outside) continue
    if (!inside.has(size))
      find(
        8,
        { file: fileOf('checkpoints', size) },
        new Fault('外部副本有此检查点，文件夹中却没有', 'the copies outside have this checkpoint, the folder has not'),
      )
    else if (!outside.has(size) && size < largestOutside)
      find(
        8,
        { file: fileOf('checkpoints-outside', size) },
        new Fault('外部副本缺少此检查点，而更新的却有', 'the copies outside lack this checkpoint and have later ones'),
      )
    else if (!outside.has(size)) notCopied++
  }

  // Checks 2 to 6, line by line.
  const heads = new Map()
  const commitments = new Commitments()
  const erasures = []
  const tree = new Tree()
  let treeBroken = false
  let agreed = 0
  let disagreed = false
  let firstAltered
  const lineFault = (check, place, fault, more) => {
    const finding = find(check, place, fault, more)
    firstAltered ??= finding
  }

  /** Checks one line; returns its first fault. */
  const checkLine = (record, file, sealed) => {
    const place = { file, line: record.line }
    const nothing = new Fault('', '')
    let stated
    let act
    let failed
    const fail = (check, fault) => {
      failed = true
      if (fault.matter !== undefined) place.matter ??= fault.matter
      if (fault.n !== undefined) place.n ??= fault.n
      lineFault(check, place, fault)
      throw nothing
    }
    try {
      if (sealed) place.leaf = record.line - 1
      try {
        if (record.fault) throw record.fault
        stated = parseObject(textOf(record.bytes))
        if (!hasExactly(stated, sealed ? ['leaf', 'hash', 'text'] : ['hash', 'text']))
          throw new Fault('此行的键不是规定的', 'the line has not exactly its keys')
        if (sealed && !isCount(stated.leaf, 0)) throw new Fault('“leaf”不是整数', '"leaf" is not an integer')
        if (typeof stated.text !== 'string' || !stated.text.isWellFormed())
          throw new Fault('“text”不是文字', '"text" is not a string of characters')
        if (!matching(hex64)(stated.hash)) throw new Fault('“hash”不是 64 位十六进制数', '"hash" is not 64 hex digits')
      } catch (e) {
        if (e instanceof Fault) {
          stated = undefined
          fail(2, e)
        }
        throw e
      }
      // The matter is read before the hash is judged, so that an altered row can be named and its successor still be compared with it.
      let textFault
      try {
        act = actOf(stated.text)
        place.matter = act.matter
        place.n = act.n
      } catch (e) {
        if (!(e instanceof Fault)) throw e
        textFault = e
        place.matter = e.matter
        place.n = e.n
      }
      if (sm3(stated.text).toString('hex') !== stated.hash)
        fail(
          2,
          new Fault(
            '正文的 SM3 与“hash”不符：正文或“hash”被改动',
            'the SM3 of the text is not "hash": one of them was altered',
          ),
        )
      if (textFault) fail(3, textFault)
      const head = heads.get(act.matter)
      const before = head && placeOf({ file: head.file, line: head.line, n: head.n })
      if (!head && act.n !== 1)
        fail(
          4,
          new Fault(
            '所属事项此前没有记录，n 却不是 1：缺少之前的记录',
            'its matter was not seen before and n is not 1: acts before it are missing',
          ),
        )
      if (head && act.n !== head.n + 1)
        fail(
          4,
          new Fault(
            `n 应为 ${head.n + 1}，前一条记录在 ${before.zh}`,
            `n should be ${head.n + 1}; the act before is at ${before.en}`,
          ),
        )
      if (head && act.prev !== head.hash)
        fail(
          4,
          new Fault(
            `“prev”不是前一条记录的哈希：此行或前一条（${before.zh}）被改动`,
            `"prev" is not the hash of the act before: this line or that one (${before.en}) was altered`,
          ),
        )
      if (sealed && stated.leaf !== record.line - 1)
        fail(
          5,
          new Fault(
            `“leaf”是 ${stated.leaf}，应为 ${record.line - 1}：有行被增、删或移动`,
            `"leaf" is ${stated.leaf}, should be ${record.line - 1}: lines were added, removed or moved`,
          ),
        )
    } catch (e) {
      if (e !== nothing) throw e
    }
    if (act) {
      const head = heads.get(act.matter)
      if (head) Object.assign(head, { n: act.n, hash: stated.hash, file, line: record.line })
      else heads.set(act.matter, { n: act.n, hash: stated.hash, file, line: record.line })
      for (const [pointer, digest] of commitmentsOf(act)) {
        const row = commitments.row(act.matter, act.n, pointer)
        if (row[marks] & Commitments.committed) continue
        row[marks] |= Commitments.committed
        row.set(Buffer.from(digest, 'hex'), marks + 1)
      }
      const entries = erasuresOf(act)
      for (const entry of entries) {
        if (entry) commitments.row(entry.matter, entry.n, entry.pointer)[marks] |= Commitments.erased
        else find(11, place, new Fault('删除记录中有一项不合格式', 'an entry of the erasing act has not its form'))
      }
      if (entries.length > 0) erasures.push({ matter: act.matter, n: act.n, values: entries.length })
    }
    if (!sealed) return
    if (stated) tree.add(leafHash(stated.hash))
    else treeBroken = true
    const expected = treeBroken ? undefined : roots.get(record.line)
    if (!expected) return
    const root = tree.root()
    const other = expected.find((c) => !c.root.equals(root))
    if (!other) agreed = record.line
    else if (!disagreed) {
      disagreed = true
      if (!failed) {
        const since = agreed === record.line - 1 ? `${agreed}` : `${agreed}–${record.line - 1}`
        lineFault(
          6,
          place,
          new Fault(
            `至此的树根与 ${other.file} 不符：叶 ${since} 中有记录被改动、删除、增加或移动`,
            `the root so far is not that of ${other.file}: among leaves ${since} an act was altered, removed, added or moved`,
          ),
          { fromLeaf: agreed, toLeaf: record.line - 1 },
        )
      } else
        find(6, place, new Fault(`至此的树根与 ${other.file} 不符`, `the root so far is not that of ${other.file}`))
    }
  }

  /** Reads the lines of a file that must be there; returns their number. */
  const unread = new Set()
  const eachLine = (file, work) => {
    if (unread.has(file)) return 0
    const fd = attempt(1, { file }, () => {
      const opened = openFile(join(dir, file))
      if (opened === undefined) throw missing
      return opened
    })
    if (fd === undefined) {
      unread.add(file)
      return 0
    }
    let count = 0
    try {
      for (const record of linesOf(fd)) {
        count++
        work(record)
      }
    } finally {
      closeSync(fd)
    }
    return count
  }
  const sealedLines = eachLine('acts.ndjson', (record) => checkLine(record, 'acts.ndjson', true))
  const unsealedLines = eachLine('unsealed.ndjson', (record) => checkLine(record, 'unsealed.ndjson', false))

  // Check 7, the rest: the newest checkpoint covers exactly the sealed acts.
  const newest = Math.max(largest(inside), 0)
  if (newest > sealedLines) {
    const fault = new Fault(
      `只有 ${sealedLines} 行，最新检查点却有 ${newest} 条：叶 ${sealedLines}–${newest - 1} 缺失`,
      `has ${sealedLines} lines and the newest checkpoint ${newest} leaves: leaves ${sealedLines}–${newest - 1} are missing`,
    )
    const finding = find(7, { file: 'acts.ndjson', leaf: sealedLines }, fault)
    // Missing leaves come before anything in the file that is read next.
    if (firstAltered?.file !== 'acts.ndjson') firstAltered = finding
  } else if (newest < sealedLines) {
    const fault = new Fault(
      `有 ${sealedLines} 行，最新检查点只有 ${newest} 条：叶 ${newest}–${sealedLines - 1} 没有检查点`,
      `has ${sealedLines} lines and the newest checkpoint ${newest} leaves: leaves ${newest}–${sealedLines - 1} are under no checkpoint`,
    )
    find(7, { file: 'acts.ndjson', leaf: newest }, fault)
  }

  // Check 9: counts.
  if (manifest && manifest.sealed !== sealedLines)
    find(
      9,
      { file: 'manifest.json' },
      new Fault(
        `“sealed”是 ${manifest.sealed}，acts.ndjson 有 ${sealedLines} 行`,
        `"sealed" is ${manifest.sealed}, acts.ndjson has ${sealedLines} lines`,
      ),
    )
  if (manifest && manifest.acts !== sealedLines + unsealedLines)
    find(
      9,
      { file: 'manifest.json' },
      new Fault(
        `“acts”是 ${manifest.acts}，两个文件共有 ${sealedLines + unsealedLines} 行`,
        `"acts" is ${manifest.acts}, the two files have ${sealedLines + unsealedLines} lines`,
      ),
    )

  // Checks 10 and 11: commitments and erasures.
  const privateThere = lstatSync(join(dir, 'private.ndjson'), { throwIfNoEntry: false }) !== undefined
  let checkedValues = 0
  if (privateThere) {
    const seenLines = new Commitments()
    eachLine('private.ndjson', (record) => {
      const place = { file: 'private.ndjson', line: record.line }
      const fields = attempt(10, place, () => {
        if (record.fault) throw record.fault
        const entry = parseObject(textOf(record.bytes))
        if (
          !hasExactly(entry, ['matter', 'n', 'fields']) ||
          !actForm.matter(entry.matter) ||
          !isCount(entry.n, 1) ||
          !isObject(entry.fields)
        )
          throw new Fault('此行不合格式', 'the line has not its form')
        place.matter = entry.matter
        place.n = entry.n
        if (!(heads.get(entry.matter)?.n >= entry.n)) throw new Fault('没有这条记录', 'the export has no such act')
        const row = seenLines.row(entry.matter, entry.n, '')
        if (row[marks]) throw new Fault('同一记录有两行', 'the act has two lines')
        row[marks] = 1
        return entry.fields
      })
      for (const [pointer, field] of Object.entries(fields ?? {}))
        attempt(10, place, () => {
          const name = shown(pointer)
          if (!isObject(field) || !hasExactly(field, ['salt', 'value']) || !matching(/^[0-9a-f]{32}$/)(field.salt))
            throw new Fault(`“${name}”不合格式`, `"${name}" has not its form`)
          const row = commitments.row(place.matter, place.n, pointer)
          const state = row[marks]
          row[marks] |= Commitments.present
          if (!(state & Commitments.committed))
            throw new Fault(`“${name}”处没有承诺值`, `the act has no commitment at "${name}"`)
          if (state & Commitments.erased)
            find(
              11,
              place,
              new Fault(
                `“${name}”已记录为删除，值却仍在`,
                `"${name}" was recorded as erased and its value is still here`,
              ),
            )
          let given
          try {
            given = commitmentTo(Buffer.from(field.salt, 'hex'), field.value)
          } catch (e) {
            throw e instanceof Fault ? new Fault(`“${name}”的值${e.zh}`, `the value of "${name}" ${e.en}`) : e
          }
          if (given !== row.toString('hex', marks + 1))
            throw new Fault(`“${name}”的值或盐与承诺值不符`, `value and salt of "${name}" do not give the commitment`)
          checkedValues++
        })
    })
  }
  let values = 0
  let erasedValues = 0
  let lost = 0
  for (const row of commitments.rows()) {
    const state = row[marks]
    if (state & Commitments.committed) values++
    if (state & Commitments.committed && state & Commitments.erased) erasedValues++
    if (!(state & Commitments.committed) && state & Commitments.erased) lost++
    if (privateThere && state === Commitments.committed) lost++
  }
  if (lost > 0) {
    // The rows hold no names, so what is amiss is named by reading the acts once more.
    for (const [file, sealed] of [
      ['acts.ndjson', true],
      ['unsealed.ndjson', false],
    ])
      eachLine(file, (record) => {
        let act
        try {
          if (record.fault) return
          act = actOf(parseObject(textOf(record.bytes)).text)
        } catch (e) {
          if (e instanceof Fault || e instanceof TypeError) return
          throw e
        }
        const place = {
          file,
          line: record.line,
          ...(sealed ? { leaf: record.line - 1 } : {}),
          matter: act.matter,
          n: act.n,
        }
        for (const [pointer] of privateThere ? commitmentsOf(act) : [])
          if (commitments.row(act.matter, act.n, pointer)[marks] === Commitments.committed)
            find(
              11,
              place,
              new Fault(
                `“${shown(pointer)}”的值不见了，却没有删除它的记录`,
                `the value of "${shown(pointer)}" is gone without an erasing act`,
              ),
            )
        for (const entry of erasuresOf(act))
          if (entry && !(commitments.row(entry.matter, entry.n, entry.pointer)[marks] & Commitments.committed))
            find(
              11,
              place,
              new Fault(
                `所删除的“${shown(entry.pointer)}”（事项 ${entry.matter}，n=${entry.n}）不是承诺值`,
                `erases "${shown(entry.pointer)}" (matter ${entry.matter}, n=${entry.n}), which is no commitment`,
              ),
            )
      })
  }

  findings.sort((x, y) => (y === firstAltered) - (x === firstAltered) || x.check - y.check)
  return {
    ok: list.total === 0,
    firstAltered: firstAltered ?? null,
    findings,
    found: list.total,
    city: manifest?.city ?? null,
    origin: manifest?.origin ?? null,
    createdAt: manifest?.createdAt ?? null,
    keyFrom: userKeys ? 'user' : 'folder',
    keys: keys.map((k) => ({ origin: k.origin, id: k.id })),
    acts: sealedLines + unsealedLines,
    sealed: sealedLines,
    unsealed: unsealedLines,
    matters: heads.size,
    checkpoints: inside.size,
    checkpointsOutside: outside ? outside.size : null,
    notCopiedOutside: outside ? notCopied : null,
    commitments: values,
    valuesChecked: privateThere ? checkedValues : null,
    valuesErased: erasedValues,
    erasures: erasures.slice(0, 1000),
    erasingActs: erasures.length,
    ignoredFiles: ignored.length,
  }
}

// --------------------------------------------------------------------------------------------------------------- dossier

const maxJsonBytes = 64 * maxSmallFileBytes
const dossierFiles = [
  'dossier.pdf',
  'acts.ndjson',
  'erasures.ndjson',
  'private.ndjson',
  'files.json',
  'proofs.json',
  'checkpoint.txt',
  'key.txt',
]
const piecePath = /^(papers|originals)\/[0-9]{2,6}-[^/\\\p{Cc}]+$/u

/** Whether the folder's manifest says that it is a dossier. */
function isDossier(dir) {
  try {
    return parseObject(textOf(readSmall(join(dir, 'manifest.json'), maxJsonBytes))).kind === 'dossier'
  } catch {
    return false
  }
}

/** SM3 and size of a regular file, read piece by piece; undefined where there is none; throws a Fault for anything else. */
function digestOf(path) {
  const fd = openFile(path)
  if (fd === undefined) return undefined
  try {
    const hash = createHash('sm3')
    const chunk = Buffer.allocUnsafe(1024 * 1024)
    let sizeBytes = 0
    for (let read = readSync(fd, chunk, 0, chunk.length, null); read > 0; ) {
      hash.update(chunk.subarray(0, read))
      sizeBytes += read
      read = readSync(fd, chunk, 0, chunk.length, null)
    }
    return { digest: hash.digest(), sizeBytes }
  } finally {
    closeSync(fd)
  }
}

/** Verifies a dossier folder (record-format section 13). Returns the report that `--json` prints; throws CannotRun. */
export function verifyDossier(dir, userKeys) {
  const list = findingList()
  const { findings, find, attempt } = list
  needFolder(dir)

  /** The object of a JSON file that must be in canonical spelling. */
  const canonicalFile = (file) => {
    const bytes = readSmall(join(dir, file), maxJsonBytes)
    if (!bytes) throw missing
    const text = textOf(bytes)
    const value = parseObject(text)
    if (`${canonicalJson(value)}\n` !== text) throw new Fault('不是规范写法', 'is not canonical JSON and one newline')
    return value
  }
  const badForm = (key) => new Fault(`“${key}”不合格式`, `"${key}" has not its form`)
  const isDigest = matching(hex64)
  const isLeaf = (v) =>
    isObject(v) &&
    hasExactly(v, ['leaf', 'path']) &&
    isCount(v.leaf, 0) &&
    Array.isArray(v.path) &&
    v.path.every(isDigest)

  // Check 1, first part.
  const manifest = attempt(1, { file: 'manifest.json' }, () => {
    const m = canonicalFile('manifest.json')
    if (!hasExactly(m, ['format', 'kind', 'origin', 'matter', 'acts', 'files']))
      throw new Fault('键不是规定的六个', 'has not exactly its six keys')
    if (m.format !== 'fadu-dossier-1') throw new Fault('“format”不是 fadu-dossier-1', '"format" is not fadu-dossier-1')
    if (typeof m.origin !== 'string' || !isName(m.origin)) throw badForm('origin')
    if (!actForm.matter(m.matter)) throw badForm('matter')
    if (!isCount(m.acts, 1)) throw badForm('acts')
    if (!isObject(m.files)) throw badForm('files')
    for (const [path, digest] of Object.entries(m.files))
      if (!(dossierFiles.includes(path) || piecePath.test(path)) || !isDigest(digest)) throw badForm(shown(path))
    const absent = dossierFiles.find((file) => !has(m.files, file))
    if (absent) throw new Fault(`没有列出 ${absent}`, `does not list ${absent}`)
    return m
  })
  const proofs = attempt(1, { file: 'proofs.json' }, () => {
    const p = canonicalFile('proofs.json')
    if (!hasExactly(p, ['size', 'acts', 'erasures']) || !isCount(p.size, 1)) throw badForm('size')
    for (const key of ['acts', 'erasures']) if (!Array.isArray(p[key]) || !p[key].every(isLeaf)) throw badForm(key)
    return p
  })
  const originals = attempt(1, { file: 'files.json' }, () => {
    const f = canonicalFile('files.json')
    for (const [id, entry] of Object.entries(f))
      if (
        !isObject(entry) ||
        !hasExactly(entry, ['original', 'salt']) ||
        typeof entry.original !== 'string' ||
        !matching(/^[0-9a-f]{32}$/)(entry.salt)
      )
        throw badForm(shown(id))
    return f
  })
  const keys = readKeys(dir, manifest?.origin, userKeys, list)

  // Check 2: exactly the files of the manifest.
  const digests = new Map()
  if (manifest) {
    for (const [path, expected] of Object.entries(manifest.files))
      attempt(2, { file: path }, () => {
        const found = digestOf(join(dir, path))
        if (!found) throw missing
        digests.set(path, found)
        if (found.digest.toString('hex') !== expected)
          throw new Fault('内容与 manifest.json 中的 SM3 不符', 'its SM3 is not that of manifest.json')
      })
    const subfolders = ['papers', 'originals']
    const unlisted = new Fault('不在 manifest.json 中', 'is not in manifest.json')
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (entry.name === 'manifest.json' || has(manifest.files, entry.name)) continue
      if (!subfolders.includes(entry.name)) find(2, { file: entry.name }, unlisted)
      else if (!entry.isDirectory()) find(2, { file: entry.name }, new Fault('不是文件夹', 'is not a folder'))
      else
        for (const name of readdirSync(join(dir, entry.name)))
          if (!has(manifest.files, `${entry.name}/${name}`)) find(2, { file: `${entry.name}/${name}` }, unlisted)
    }
  }

  // Check 3: the checkpoint.
  const checkpoint = attempt(3, { file: 'checkpoint.txt' }, () => {
    const bytes = readSmall(join(dir, 'checkpoint.txt'), maxNoteBytes)
    if (!bytes) throw missing
    const note = checkpointOf(bytes, keys)
    if (manifest && note.origin !== manifest.origin)
      throw new Fault('日志名称与 manifest.json 的 origin 不同', 'its origin is not that of manifest.json')
    return note
  })
  if (proofs && checkpoint && proofs.size !== checkpoint.size)
    find(
      1,
      { file: 'proofs.json' },
      new Fault(
        `“size”是 ${proofs.size}，检查点是 ${checkpoint.size}`,
        `"size" is ${proofs.size}, the checkpoint's ${checkpoint.size}`,
      ),
    )

  /** The `{hash, act}` of a line; the first fault in it is found under `check`. */
  const readLine = (record, place, check) =>
    attempt(check, place, () => {
      if (record.fault) throw record.fault
      const stated = parseObject(textOf(record.bytes))
      if (!hasExactly(stated, ['hash', 'text']) || !isDigest(stated.hash) || typeof stated.text !== 'string')
        throw new Fault('此行不合格式', 'the line has not its form')
      if (!stated.text.isWellFormed()) throw new Fault('“text”不是文字', '"text" is not a string of characters')
      const known = { hash: stated.hash }
      if (sm3(stated.text).toString('hex') !== stated.hash)
        find(check, place, new Fault('正文的 SM3 与“hash”不符', 'the SM3 of the text is not "hash"'))
      attempt(check, place, () => {
        known.act = actOf(stated.text)
      })
      return known
    })
  /** Check 5 for a line. */
  const checkInclusion = (place, hash, proof) => {
    if (!checkpoint) return
    if (!proof) find(5, place, new Fault('没有它在树中的证明', 'there is no proof of it'))
    else if (
      !inclusionHolds(
        proof.leaf,
        checkpoint.size,
        leafHash(hash),
        proof.path.map((h) => Buffer.from(h, 'hex')),
        checkpoint.root,
      )
    )
      find(
        5,
        { ...place, leaf: proof.leaf },
        new Fault('它的证明得不出签名的树根', 'its proof does not give the signed root'),
      )
  }
  const eachLine = (file, work) => {
    const fd = attempt(1, { file }, () => {
      const opened = openFile(join(dir, file))
      if (opened === undefined) throw missing
      return opened
    })
    if (fd === undefined) return 0
    let count = 0
    try {
      for (const record of linesOf(fd)) {
        count++
        work(record)
      }
    } finally {
      closeSync(fd)
    }
    return count
  }

  // Checks 4 and 5: the acts.
  const commitments = new Map()
  const nameOf = (n, pointer) => `${n} ${pointer}`
  const erased = new Set()
  const files = new Map()
  let before
  const takeErasures = (act, place, check) => {
    let own = 0
    for (const entry of erasuresOf(act)) {
      if (entry && entry.matter !== manifest?.matter) continue
      if (!entry) {
        // Of another matter's act, what is malformed may well be about another matter still.
        if (check === 4)
          find(8, place, new Fault('删除记录中有一项不合格式', 'an entry of the erasing act has not its form'))
        continue
      }
      if (!commitments.has(nameOf(entry.n, entry.pointer)) && check === 6) {
        find(
          8,
          place,
          new Fault(
            `所删除的“${shown(entry.pointer)}”（n=${entry.n}）不是本事项的承诺值`,
            `erases "${shown(entry.pointer)}" (n=${entry.n}), which is no commitment of this matter`,
          ),
        )
        continue
      }
      own++
      erased.add(nameOf(entry.n, entry.pointer))
    }
    return own
  }
  const ownErasing = []
  const acts = eachLine('acts.ndjson', (record) => {
    const place = { file: 'acts.ndjson', line: record.line }
    const known = readLine(record, place, 4)
    const last = before
    before = { hash: known?.hash, leaf: proofs?.acts[record.line - 1]?.leaf }
    if (!known) return
    checkInclusion(place, known.hash, proofs?.acts[record.line - 1])
    if (last && !(before.leaf === undefined || last.leaf === undefined || before.leaf > last.leaf))
      find(5, place, new Fault('它的叶不在前一步之后', 'its leaf does not come after that of the act before'))
    const { act } = known
    if (!act) return
    Object.assign(place, { matter: act.matter, n: act.n })
    if (manifest && act.matter !== manifest.matter)
      find(4, place, new Fault('是另一事项的记录', 'is an act of another matter'))
    if (act.n !== record.line) find(4, place, new Fault(`n 应为 ${record.line}`, `n should be ${record.line}`))
    if (last && act.prev !== last.hash)
      find(4, place, new Fault('“prev”不是前一步的哈希', '"prev" is not the hash of the act before'))
    for (const [pointer, digest] of commitmentsOf(act)) commitments.set(nameOf(act.n, pointer), { digest, place })
    ownErasing.push([act, place])
    for (const [i, f] of act.files.entries()) {
      if (!isObject(f) || typeof f.id !== 'string') continue
      if (files.has(f.id))
        find(9, place, new Fault(`材料 ${shown(f.id)} 出现两次`, `the file ${shown(f.id)} stands twice`))
      files.set(f.id, { file: f, n: act.n, pointer: `/files/${i}/private`, place })
    }
  })
  if (manifest && manifest.acts !== acts)
    find(
      1,
      { file: 'manifest.json' },
      new Fault(
        `“acts”是 ${manifest.acts}，acts.ndjson 有 ${acts} 行`,
        `"acts" is ${manifest.acts}, acts.ndjson has ${acts} lines`,
      ),
    )
  for (const [act, place] of ownErasing) takeErasures(act, place, 4)
  for (const name of erased)
    if (!commitments.has(name))
      find(
        8,
        { file: 'acts.ndjson' },
        new Fault(`所删除的“${shown(name)}”不是承诺值`, `"${shown(name)}" was erased and is no commitment`),
      )

  // Check 6: acts of erasure of other matters.
  const seen = new Set()
  const erasures = eachLine('erasures.ndjson', (record) => {
    const place = { file: 'erasures.ndjson', line: record.line }
    const known = readLine(record, place, 6)
    if (!known) return
    checkInclusion(place, known.hash, proofs?.erasures[record.line - 1])
    if (seen.has(known.hash)) find(6, place, new Fault('同一记录有两行', 'the act has two lines'))
    seen.add(known.hash)
    if (!known.act) return
    Object.assign(place, { matter: known.act.matter, n: known.act.n })
    const own = takeErasures(known.act, place, 6)
    if (known.act.matter === manifest?.matter || own === 0)
      find(
        6,
        place,
        new Fault(
          '不是别的事项删除本事项个人信息的记录',
          'is not an act of another matter that erased values of this one',
        ),
      )
  })
  for (const [key, lines] of [
    ['acts', acts],
    ['erasures', erasures],
  ])
    if (proofs && proofs[key].length !== lines)
      find(
        1,
        { file: 'proofs.json' },
        new Fault(
          `“${key}”有 ${proofs[key].length} 项，应有 ${lines} 项`,
          `"${key}" has ${proofs[key].length} members, should have ${lines}`,
        ),
      )

  // Checks 7 and 8: values.
  const values = new Map()
  const seenActs = new Set()
  let checkedValues = 0
  eachLine('private.ndjson', (record) => {
    const place = { file: 'private.ndjson', line: record.line }
    const entry = attempt(7, place, () => {
      if (record.fault) throw record.fault
      const e = parseObject(textOf(record.bytes))
      if (
        !hasExactly(e, ['matter', 'n', 'fields']) ||
        !actForm.matter(e.matter) ||
        !isCount(e.n, 1) ||
        !isObject(e.fields)
      )
        throw new Fault('此行不合格式', 'the line has not its form')
      Object.assign(place, { matter: e.matter, n: e.n })
      if (e.matter !== manifest?.matter || e.n > acts) throw new Fault('没有这一步', 'the dossier has no such act')
      if (seenActs.has(e.n)) throw new Fault('同一步有两行', 'the act has two lines')
      seenActs.add(e.n)
      return e
    })
    for (const [pointer, field] of Object.entries(entry?.fields ?? {}))
      attempt(7, place, () => {
        const name = shown(pointer)
        if (!isObject(field) || !hasExactly(field, ['salt', 'value']) || !matching(/^[0-9a-f]{32}$/)(field.salt))
          throw badForm(name)
        const committed = commitments.get(nameOf(entry.n, pointer))
        values.set(nameOf(entry.n, pointer), field.value)
        if (!committed) throw new Fault(`“${name}”处没有承诺值`, `the act has no commitment at "${name}"`)
        if (erased.has(nameOf(entry.n, pointer)))
          find(
            8,
            place,
            new Fault(
              `“${name}”已记录为删除，值却仍在`,
              `"${name}" was recorded as erased and its value is still here`,
            ),
          )
        if (commitmentTo(Buffer.from(field.salt, 'hex'), field.value) !== committed.digest)
          throw new Fault(`“${name}”的值或盐与承诺值不符`, `value and salt of "${name}" do not give the commitment`)
        checkedValues++
      })
  })
  let erasedValues = 0
  for (const [name, { place }] of commitments) {
    if (erased.has(name)) erasedValues++
    else if (!values.has(name))
      find(
        8,
        place,
        new Fault(
          `“${shown(name)}”的值不见了，却没有删除它的记录`,
          `the value of "${shown(name)}" is gone without an erasing act`,
        ),
      )
  }

  // Check 9: originals.
  let checkedOriginals = 0
  const used = new Set()
  for (const [id, { original, salt }] of Object.entries(originals ?? {})) {
    const place = { file: original }
    attempt(9, place, () => {
      const known = files.get(id)
      if (!known) throw new Fault('没有登记过这份材料', 'no act has this file')
      if (!original.startsWith('originals/') || !has(manifest?.files ?? {}, original))
        throw new Fault('不在 manifest.json 中', 'is not in manifest.json')
      if (used.has(original)) throw new Fault('写给了两份材料', 'stands for two files')
      used.add(original)
      const held = values.get(nameOf(known.n, known.pointer))
      if (!isObject(held) || held.salt !== salt)
        throw new Fault('盐与这份材料的私有值不符', 'the salt is not that of its private value')
      const found = digests.get(original)
      if (!found) throw missing
      if (
        found.sizeBytes !== known.file.sizeBytes ||
        sm3(Buffer.from(salt, 'hex'), found.digest).toString('hex') !== known.file.hash
      )
        throw new Fault(`与第 ${known.n} 步登记的哈希不符`, `does not give the hash of act ${known.n}`)
      checkedOriginals++
    })
  }
  if (originals)
    for (const [id, { n, pointer, place }] of files)
      if (!has(originals, id) && !erased.has(nameOf(n, pointer)))
        find(
          9,
          place,
          new Fault(
            `没有材料 ${shown(id)} 的原件，而它没有删除`,
            `the original of ${shown(id)} is not here and was not erased`,
          ),
        )
  for (const path of Object.keys(manifest?.files ?? {}))
    if (path.startsWith('originals/') && !used.has(path) && originals)
      find(9, { file: path }, new Fault('不是哪一步登记的材料', 'belongs to no act'))

  findings.sort((x, y) => x.check - y.check)
  return {
    kind: 'dossier',
    ok: list.total === 0,
    findings,
    found: list.total,
    matter: manifest?.matter ?? null,
    origin: manifest?.origin ?? null,
    keyFrom: userKeys ? 'user' : 'folder',
    keys: keys.map((k) => ({ origin: k.origin, id: k.id })),
    acts,
    checkpointSize: checkpoint?.size ?? null,
    commitments: commitments.size,
    valuesChecked: checkedValues,
    valuesErased: erasedValues,
    erasingActs: erasures,
    files: files.size,
    originalsChecked: checkedOriginals,
    /** Prints: their bytes are compared with the manifest alone. */
    prints: Object.keys(manifest?.files ?? {}).filter((p) => p === 'dossier.pdf' || p.startsWith('papers/')).length,
  }
}

/** The report of a dossier in plain words. */
function dossierInWords(report, english) {
  const say = (zh, en) => (english ? en : zh)
  const lines = [
    report.ok
      ? say('结论：未发现改动。', 'Result: nothing was found.')
      : say(`结论：发现 ${report.found} 处问题。`, `Result: ${report.found} faults were found.`),
  ]
  if (report.matter !== null)
    lines.push(
      say(
        `案卷：事项 ${report.matter}；日志：${shown(report.origin)}`,
        `Dossier of matter ${report.matter}; log: ${shown(report.origin)}`,
      ),
    )
  lines.push(
    say(
      `记录：${report.acts} 步；检查点：${report.checkpointSize ?? '不能验证'}。`,
      `Acts: ${report.acts}; checkpoint: ${report.checkpointSize ?? 'does not verify'}.`,
    ),
    say(
      `个人信息：${report.commitments} 个承诺值，核对相符 ${report.valuesChecked} 个，已删除 ${report.valuesErased} 个。`,
      `Personal values: ${report.commitments} commitments, ${report.valuesChecked} values agree, ${report.valuesErased} erased.`,
    ),
    say(
      `材料：登记 ${report.files} 份，原件相符 ${report.originalsChecked} 份。`,
      `Files: ${report.files} in the acts, ${report.originalsChecked} originals agree.`,
    ),
    say(
      `印件：${report.prints} 份，只与清单比对；文书的真伪请凭文书上的核验码查询。`,
      `Prints: ${report.prints}, compared with the manifest alone; ask for a paper by the code that it carries.`,
    ),
    report.keyFrom === 'user'
      ? say('公钥：使用了您提供的公钥。', 'Key: the one that you gave.')
      : say(
          '公钥：使用了文件夹自带的公钥，只能证明文件夹前后一致；请用 --key 提供从别处取得的公钥。',
          'Key: the one that came with the folder, which proves only that the folder agrees with itself; give one from elsewhere with --key.',
        ),
    say(
      '案卷只证明卷内所有，不能证明此后没有别的步骤；那要核验全市的导出。',
      'A dossier proves what is in it, and not that no later act exists: that takes the export.',
    ),
  )
  if (!report.ok) {
    lines.push(say('问题：', 'Faults:'))
    for (const f of report.findings.slice(0, shownFindings))
      lines.push(say(`  [第 ${f.check} 项] ${f.place.zh}：${f.zh}`, `  [check ${f.check}] ${f.place.en}: ${f.en}`))
    if (report.found > shownFindings)
      lines.push(say(`  另有 ${report.found - shownFindings} 处。`, `  and ${report.found - shownFindings} more.`))
  }
  return lines.join('\n')
}

// ---------------------------------------------------------------------------------------------------------------- output

/** The report in plain words. */
function inWords(report, english) {
  const say = (zh, en) => (english ? en : zh)
  const lines = []
  const line = (f) => say(`${f.place.zh}：${f.zh}`, `${f.place.en}: ${f.en}`)
  lines.push(
    report.ok
      ? say('结论：未发现改动。', 'Result: nothing was found.')
      : say(`结论：发现 ${report.found} 处问题。`, `Result: ${report.found} faults were found.`),
  )
  if (report.firstAltered)
    lines.push(say(`首个被改动的行：${line(report.firstAltered)}`, `First altered row: ${line(report.firstAltered)}`))
  else if (!report.ok)
    lines.push(
      say('逐行核验没有发现被改动的行，问题见下。', 'No single row was found altered; the faults are listed below.'),
    )
  if (report.city !== null)
    lines.push(
      say(
        `城市：${shown(report.city)}；日志：${shown(report.origin)}；导出时间：${report.createdAt}`,
        `City: ${shown(report.city)}; log: ${shown(report.origin)}; exported at ${report.createdAt}`,
      ),
    )
  lines.push(
    say(
      `记录：${report.acts} 条，${report.matters} 个事项；已封存 ${report.sealed} 条，未封存 ${report.unsealed} 条。`,
      `Acts: ${report.acts} in ${report.matters} matters; ${report.sealed} sealed, ${report.unsealed} not sealed.`,
    ),
  )
  if (report.unsealed > 0)
    lines.push(say('未封存的记录无法证明没有缺漏。', 'What is not sealed cannot be proved complete.'))
  lines.push(
    report.checkpointsOutside === null
      ? say(
          `检查点：${report.checkpoints} 个；没有外部副本，未与外部比对。`,
          `Checkpoints: ${report.checkpoints}; there are no copies from outside, nothing outside was compared.`,
        )
      : say(
          `检查点：${report.checkpoints} 个；外部副本 ${report.checkpointsOutside} 份；尚未复制到外部 ${report.notCopiedOutside} 个。`,
          `Checkpoints: ${report.checkpoints}; copies outside: ${report.checkpointsOutside}; not yet copied out: ${report.notCopiedOutside}.`,
        ),
  )
  lines.push(
    report.keyFrom === 'user'
      ? say('公钥：使用了您提供的公钥。', 'Key: the one that you gave.')
      : say(
          '公钥：使用了文件夹自带的公钥，只能证明文件夹前后一致；请用 --key 提供从别处取得的公钥。',
          'Key: the one that came with the folder, which proves only that the folder agrees with itself; give one from elsewhere with --key.',
        ),
  )
  lines.push(
    report.valuesChecked === null
      ? say(
          `个人信息：${report.commitments} 个承诺值；没有 private.ndjson，未核对原值。`,
          `Personal values: ${report.commitments} commitments; there is no private.ndjson, values were not checked.`,
        )
      : say(
          `个人信息：${report.commitments} 个承诺值，核对相符 ${report.valuesChecked} 个。`,
          `Personal values: ${report.commitments} commitments, ${report.valuesChecked} values agree.`,
        ),
  )
  if (report.erasingActs > 0) {
    const acts = report.erasures
      .slice(0, shownFindings)
      .map((e) => say(`事项 ${e.matter} n=${e.n}（${e.values} 项）`, `matter ${e.matter} n=${e.n} (${e.values})`))
    const more =
      report.erasingActs > acts.length
        ? say(` 等 ${report.erasingActs} 条`, ` and ${report.erasingActs - acts.length} more`)
        : ''
    lines.push(
      say(
        `已删除 ${report.valuesErased} 个，依据的记录：${acts.join('、')}${more}。`,
        `Erased: ${report.valuesErased}, under ${acts.join(', ')}${more}.`,
      ),
    )
  }
  if (report.ignoredFiles > 0)
    lines.push(
      say(
        `检查点文件夹中有 ${report.ignoredFiles} 个其他文件，未予理会。`,
        `${report.ignoredFiles} other files in the checkpoint folders were ignored.`,
      ),
    )
  if (!report.ok) {
    lines.push(say('问题：', 'Faults:'))
    const listed = report.findings.slice(0, shownFindings)
    for (const f of listed) lines.push(say(`  [第 ${f.check} 项] ${line(f)}`, `  [check ${f.check}] ${line(f)}`))
    if (report.found > listed.length)
      lines.push(say(`  另有 ${report.found - listed.length} 处。`, `  and ${report.found - listed.length} more.`))
  }
  return lines.join('\n')
}

// --------------------------------------------------------------------------------------------------------------- vectors

/** Checks this program against the published test vectors; returns what disagrees, by key. */
export function checkVectors(v) {
  const wrong = []
  let checked = 0
  const expect = (name, ok) => {
    checked++
    if (!ok) wrong.push(name)
  }
  const refuses = (work) => {
    try {
      work()
      return undefined
    } catch (e) {
      if (e instanceof Fault) return e
      throw e
    }
  }
  const bytes = (text) => Buffer.from(text, 'hex')
  const byTest = (name, list, test) => {
    for (const [i, c] of list.entries()) expect(`${name}/${i}`, test(c, i))
  }
  byTest('sm3', v.sm3, (c) => sm3(c.text).toString('hex') === c.hash)
  byTest('canonical', v.canonical, (c) => canonicalJson(c.input) === c.text)
  byTest(
    'refused',
    v.refused,
    (c) => refuses(() => canonicalJson(JSON.parse(c.json)))?.pointer?.toWellFormed() === c.pointer,
  )
  byTest('commitments', v.commitments, (c) => commitmentTo(bytes(c.salt), c.value) === c.commitment.$sm3)
  const last = new Map()
  byTest('acts', v.acts, (c) => {
    const act = actOf(c.text)
    const prev = last.get(act.matter) ?? ''
    last.set(act.matter, c.hash)
    return sm3(c.text).toString('hex') === c.hash && act.prev === prev
  })
  byTest('tree/leaves', v.tree.leaves, (leaf, i) => leafHash(v.tree.acts[i]).toString('hex') === leaf)
  const tree = new Tree()
  byTest('tree/roots', v.tree.roots, (root, i) => {
    if (i > 0) tree.add(leafHash(v.tree.acts[i - 1]))
    return tree.root().toString('hex') === root
  })
  const root = (size) => bytes(v.tree.roots[size])
  byTest('tree/inclusion', v.tree.inclusion, (c) =>
    inclusionHolds(c.index, c.size, leafHash(v.tree.acts[c.index]), c.proof.map(bytes), root(c.size)),
  )
  byTest('tree/consistency', v.tree.consistency, (c) =>
    consistencyHolds(c.m, c.n, root(c.m), root(c.n), c.proof.map(bytes)),
  )
  expect('sm2', signatureHolds(publicKeyOf(bytes(v.sm2.publicKey)), v.sm2.message, bytes(v.sm2.signature)))
  const key = keyOfLine(v.checkpoint.keyLine)
  expect('checkpoint/keyId', key.id === v.checkpoint.keyId)
  expect('checkpoint/note', !refuses(() => checkpointOf(Buffer.from(v.checkpoint.note), [key])))
  return { checked, wrong }
}

// --------------------------------------------------------------------------------------------------------------- command

const usage = new CannotRun(
  '用法：node fadu-verify.mjs 导出文件夹 [--key 公钥文件] [--json] [--english]\n　　　node fadu-verify.mjs --vectors record.json',
  'Usage: node fadu-verify.mjs DIR [--key FILE] [--json] [--english]\n       node fadu-verify.mjs --vectors record.json',
)

/** A file that the user named, as text. */
function userText(path) {
  try {
    const bytes = readFileSync(path)
    if (bytes.length > 64 * maxSmallFileBytes || !isUtf8(bytes)) throw new Error('not text')
    return bytes.toString('utf8')
  } catch {
    throw new CannotRun(`无法读取 ${shown(path)}`, `cannot read ${shown(path)}`)
  }
}

/** Runs the command; `write` takes a line for standard output, `complain` one for standard error. Returns the exit code. */
export function run(args, write, complain) {
  const english = args.includes('--english')
  try {
    let parsed
    try {
      parsed = parseArgs({
        args,
        allowPositionals: true,
        options: {
          json: { type: 'boolean' },
          english: { type: 'boolean' },
          help: { type: 'boolean' },
          key: { type: 'string' },
          vectors: { type: 'string' },
        },
      })
    } catch {
      throw usage
    }
    const { values, positionals } = parsed
    if (values.help) {
      write(english ? usage.en : usage.zh)
      return 0
    }
    if (values.vectors !== undefined) {
      if (positionals.length > 0) throw usage
      const { checked, wrong } = checkVectors(JSON.parse(userText(values.vectors)))
      if (values.json) write(JSON.stringify({ ok: wrong.length === 0, checked, wrong }))
      else if (wrong.length > 0)
        write(
          english
            ? `${wrong.length} of ${checked} vectors disagree: ${wrong.join(', ')}`
            : `${checked} 个测试向量中有 ${wrong.length} 个不符：${wrong.join('、')}`,
        )
      else write(english ? `All ${checked} vectors agree.` : `${checked} 个测试向量全部相符。`)
      return wrong.length === 0 ? 0 : 1
    }
    if (positionals.length !== 1) throw usage
    let userKeys
    if (values.key !== undefined) {
      const lines = userText(values.key)
        .split(/\r?\n/)
        .filter((line) => line !== '')
      try {
        userKeys = lines.map(keyOfLine)
      } catch {
        userKeys = []
      }
      if (userKeys.length === 0)
        throw new CannotRun(`${shown(values.key)} 不是公钥文件`, `${shown(values.key)} is not a file of public keys`)
    }
    const [dir] = positionals
    const [report, words] = isDossier(dir)
      ? [verifyDossier(dir, userKeys), dossierInWords]
      : [verifyExport(dir, userKeys), inWords]
    write(values.json ? JSON.stringify(report, null, 2) : words(report, english))
    return report.ok ? 0 : 1
  } catch (e) {
    complain(
      e instanceof Fault
        ? english
          ? e.en
          : e.zh
        : `${english ? 'The verifier could not run' : '核验程序无法运行'}: ${shown(e?.message ?? e, 500)}`,
    )
    return 2
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = run(
    process.argv.slice(2),
    (text) => process.stdout.write(`${text}\n`),
    (text) => process.stderr.write(`${text}\n`),
  )
