/**
 * The one text of an act and its hash: RFC 8785 canonical JSON over NFC strings, SM3 (GB/T 32905-2016), and salted
 * commitments for personal fields. docs/record-format.md is the same thing for other implementers; a change of any byte
 * here is a new `alg`.
 */
import { hash } from 'node:crypto'
import { invariant, Refusal } from './errors.ts'

/** The name of this record format, hashed with every act. */
export const actAlg = 'fadu-act-1'

/** Values that canonical JSON takes: no fractions, dates and money amounts with fractions are strings. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined }

/** What stands in an act in the place of a personal value: SM3(salt ‖ canonical JSON of the value). */
export type Commitment = { readonly $sm3: string }

/** What is hashed of an act, exactly these sixteen keys. */
export type ActRecord = {
  alg: typeof actAlg
  /** The matter's id, a lower-case uuid. */
  matter: string
  /** Position in the matter's chain, from 1 without gaps. */
  n: number
  /** Hash of act n − 1 of the same matter, 64 lower-case hex digits; '' for n = 1. */
  prev: string
  procedure: string
  version: string
  action: string
  actor: string
  capacity: string
  /** '' where the actor acts for no agency. */
  agency: string
  /** The day the law counts from, 'YYYY-MM-DD'. */
  declaredOn: string
  /** The engine's instant, RFC 3339 with seconds and an offset, e.g. '2020-03-02T09:15:00.000+08:00'. */
  recordedAt: string
  basis: readonly unknown[]
  given: Readonly<Record<string, unknown>>
  /** The form as submitted, personal fields replaced by commitments. */
  payload: Readonly<Record<string, unknown>>
  files: readonly unknown[]
}

/** Deeper input is refused: no form needs it, and recursion stays far from the stack's end. */
export const maxDepth = 64

/**
 * Characters that NFC leaves alone in any company and JSON writes as they are: printable ASCII without the quote and the
 * backslash, Han, Chinese punctuation, full-width forms. Most strings are made of nothing else and need no further look.
 */
const inert = /^[ !#-[\]-~\u00b7\u2014\u2018-\u201d\u2026\u3001-\u3020\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e\uffe5]*$/

// Keys on the way down to the value being written, so that a refusal can name its path without costing the others.
const trail: (string | number)[] = new Array(maxDepth + 2)

function refuse(depth: number, message: string): never {
  const path = trail
    .slice(0, depth)
    .map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
    .toWellFormed()
  throw new Refusal('input', 'kernel.canonical', `${path || '（整体）'}：${message}`, { fields: [{ path, message }] })
}

function writeString(value: string, depth: number): string {
  if (inert.test(value)) return `"${value}"`
  if (!value.isWellFormed()) refuse(depth, '文字已损坏（含不成对的代理字符），请重新输入')
  if (value.includes('\0')) refuse(depth, '文字中含有空字符（U+0000），请删去后再提交')
  return JSON.stringify(value.normalize('NFC'))
}

// `"key":` of keys that need no escape. They come from declarations, so few are ever seen; the bound keeps free-form keys
// from filling the memory.
const plainKeys = new Map<string, string>()

/** `"key":`, or nothing where the key has to be looked at more closely. */
function findPlainKey(key: string): string | undefined {
  let written = plainKeys.get(key)
  if (written === undefined && inert.test(key)) {
    written = `"${key}":`
    if (plainKeys.size < 4096) plainKeys.set(key, written)
  }
  return written
}

function isSorted(keys: readonly string[]): boolean {
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! >= keys[i]!) return false
  return true
}

function writeArray(value: readonly unknown[], depth: number): string {
  if (depth >= maxDepth) refuse(depth, `嵌套超过 ${maxDepth} 层`)
  let out = '['
  for (let i = 0; i < value.length; i++) {
    trail[depth] = i
    out += i === 0 ? write(value[i], depth + 1) : `,${write(value[i], depth + 1)}`
  }
  return `${out}]`
}

function writeObject(value: Record<string, unknown>, depth: number): string {
  if (depth >= maxDepth) refuse(depth, `嵌套超过 ${maxDepth} 层`)
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    refuse(depth, '不是普通的对象；日期等请写成文字')
  }
  const keys = Object.keys(value)
  if (!isSorted(keys)) keys.sort()
  let out = ''
  for (const key of keys) {
    const written = findPlainKey(key)
    if (written === undefined) return writeOddlyNamed(value, depth)
    const item = value[key]
    if (item === undefined) continue
    trail[depth] = key
    // Otherwise a free-form field could pass for a personal value that was erased.
    if (key === '$sm3' && !isCommitment(value)) refuse(depth + 1, '字段名 $sm3 只用于个人信息的承诺值')
    out += out === '' ? written + write(item, depth + 1) : `,${written}${write(item, depth + 1)}`
  }
  return `{${out}}`
}

/** An object with keys beyond the plain ones: sorted by the normalised name, since that is what is written. */
function writeOddlyNamed(value: Record<string, unknown>, depth: number): string {
  const originals = new Map<string, string>()
  for (const key of Object.keys(value)) {
    if (value[key] === undefined) continue
    trail[depth] = key
    writeString(key, depth + 1)
    const normal = key.normalize('NFC')
    if (normal === '$sm3') refuse(depth + 1, '字段名 $sm3 只用于个人信息的承诺值')
    if (originals.has(normal)) refuse(depth + 1, '同一字段名出现了两次（规范化后相同）')
    originals.set(normal, key)
  }
  const members = [...originals.keys()].sort().map((key) => {
    trail[depth] = key
    return `${writeString(key, depth + 1)}:${write(value[originals.get(key)!], depth + 1)}`
  })
  return `{${members.join(',')}}`
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, depth)
    case 'number':
      if (!Number.isSafeInteger(value)) refuse(depth, '只接受整数（绝对值小于 2^53）；小数请写成文字')
      return `${value}`
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value as Record<string, unknown>, depth)
    default:
      return refuse(depth, `这里不接受 ${typeof value} 类型的值`)
  }
}

/**
 * Canonical JSON (RFC 8785) of `value`, its strings and keys NFC-normalised: keys sorted by UTF-16 code units, no white
 * space, shortest escapes. Keys whose value is undefined are left out.
 * @throws Refusal 'input' that names the path (JSON pointer) of: a number that is not an integer below 2^53 in size, a lone
 * surrogate, U+0000, undefined in an array, an object with a class, nesting beyond 64, two keys that NFC makes equal,
 * a key `$sm3` that is not a commitment.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0)
}

/** SM3 (GB/T 32905-2016) as 64 lower-case hex digits; a string is hashed as its UTF-8 bytes. */
export function sm3Hex(data: string | Uint8Array): string {
  return hash('sm3', data, 'hex')
}

/** SM3 (GB/T 32905-2016) as 32 bytes; a string is hashed as its UTF-8 bytes. */
export function sm3(data: string | Uint8Array): Buffer {
  return hash('sm3', data, 'buffer')
}

/** A hash as the record writes it. */
export const hex32 = /^[0-9a-f]{64}$/

/** Whether `value` is exactly `{ $sm3: <64 lower-case hex digits> }`. */
export function isCommitment(value: unknown): value is Commitment {
  if (typeof value !== 'object' || value === null) return false
  const keys = Object.keys(value)
  const digest = (value as { $sm3?: unknown }).$sm3
  return keys.length === 1 && keys[0] === '$sm3' && typeof digest === 'string' && hex32.test(digest)
}

/**
 * The commitment to a personal value: SM3(salt ‖ UTF-8 of canonicalJson(value)).
 * @param salt 16 random bytes, or 32 hex digits; one of its own for every value, since it is what hides short values.
 */
export function commit(salt: Uint8Array | string, value: unknown): Commitment {
  const text = canonicalJson(value)
  if (commitInput.length < 16 + 3 * text.length) commitInput = Buffer.alloc(2 * (16 + 3 * text.length))
  const saltBytes = typeof salt === 'string' ? commitInput.write(salt, 'hex') : salt.length
  invariant(saltBytes === 16 && (typeof salt !== 'string' || salt.length === 32), 'a salt has 16 bytes')
  if (typeof salt !== 'string') commitInput.set(salt)
  return { $sm3: sm3Hex(commitInput.subarray(0, 16 + commitInput.write(text, 16))) }
}

// Filled anew for every commitment: they are many, and a buffer costs more than the hash of a short value.
let commitInput = Buffer.alloc(4096)

/** Whether `commitment` was made from this salt and value; false also for a salt or value that cannot be. */
export function verifyCommitment(salt: Uint8Array | string, value: unknown, commitment: unknown): boolean {
  if (!isCommitment(commitment)) return false
  if (typeof salt === 'string' ? !/^[0-9a-f]{32}$/.test(salt) : salt.length !== 16) return false
  try {
    return commit(salt, value).$sm3 === commitment.$sm3
  } catch (error) {
    // A value without canonical form was never committed to.
    if (error instanceof Refusal) return false
    throw error
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const day = /^\d{4}-\d\d-\d\d$/
/** An instant as the record writes it (RFC 3339 with seconds and an offset). */
export const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

const isText = (value: unknown) => typeof value === 'string' && value !== ''
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
/** Where a file names a hash in `sm3`, it is the SM3 of its bytes. */
const isFile = (f: unknown) => {
  const digest = isObject(f) ? (f as { sm3?: unknown }).sm3 : undefined
  return typeof digest !== 'string' || hex32.test(digest)
}

/** Each key of the record with what it must be; in the canonical (alphabetical) order. */
const actKeys: Readonly<Record<keyof ActRecord, (record: ActRecord) => boolean>> = {
  action: (r) => isText(r.action),
  actor: (r) => isText(r.actor),
  agency: (r) => typeof r.agency === 'string',
  alg: (r) => r.alg === actAlg,
  basis: (r) => Array.isArray(r.basis),
  capacity: (r) => isText(r.capacity),
  declaredOn: (r) => typeof r.declaredOn === 'string' && day.test(r.declaredOn),
  files: (r) => Array.isArray(r.files) && r.files.every(isFile),
  given: (r) => isObject(r.given),
  matter: (r) => typeof r.matter === 'string' && uuid.test(r.matter),
  n: (r) => Number.isSafeInteger(r.n) && r.n >= 1,
  payload: (r) => isObject(r.payload),
  prev: (r) => typeof r.prev === 'string' && (r.n === 1 ? r.prev === '' : hex32.test(r.prev)),
  procedure: (r) => isText(r.procedure),
  recordedAt: (r) => typeof r.recordedAt === 'string' && instantForm.test(r.recordedAt),
  version: (r) => isText(r.version),
}
const actChecks = Object.entries(actKeys)

/**
 * The canonical text of an act, what is stored, hashed and verified.
 * @throws Refusal 'input' that names the path of a key that is missing, unknown or not of its form, or of a value that
 * canonical JSON refuses.
 */
export function actText(record: ActRecord): string {
  for (const [key, check] of actChecks) {
    if (!check(record)) {
      trail[0] = key
      refuse(1, '记录缺少这一项，或者它的写法不合记录格式')
    }
  }
  const keys = Object.keys(record)
  if (keys.length !== actChecks.length) {
    trail[0] = keys.find((key) => !Object.hasOwn(actKeys, key)) ?? ''
    refuse(1, '记录格式中没有这一项')
  }
  return canonicalJson(record)
}

/** The hash of an act: SM3 over the UTF-8 bytes of its canonical text, 64 lower-case hex digits. */
export function actHash(text: string): string {
  return sm3Hex(text)
}

/**
 * Reads an act's text back and proves it canonical: writing the record again must give the same text.
 * @throws Refusal 'input' where the text is not JSON, not a record of this format, or not canonical.
 */
export function parseActText(text: string): ActRecord {
  let record: ActRecord
  try {
    record = JSON.parse(text) as ActRecord
  } catch {
    throw new Refusal('input', 'kernel.canonical', '记录的文本不是 JSON')
  }
  if (!isObject(record)) throw new Refusal('input', 'kernel.canonical', '记录的文本不是一个 JSON 对象')
  if (actText(record) !== text)
    throw new Refusal('input', 'kernel.canonical', '记录的文本不是规范写法（RFC 8785，NFC）')
  return record
}

/**
 * The commitments of an act, by their JSON pointer (RFC 6901) into the record, e.g. '/payload/applicant/name'. They stand in
 * payload, given and files only.
 */
export function commitmentsOf(record: Pick<ActRecord, 'payload' | 'given' | 'files'>): Map<string, Commitment> {
  const found = new Map<string, Commitment>()
  const visit = (value: unknown, pointer: string) => {
    if (typeof value !== 'object' || value === null) return
    if (isCommitment(value)) {
      found.set(pointer, value)
      return
    }
    for (const [key, item] of Object.entries(value)) {
      visit(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    }
  }
  visit(record.payload, '/payload')
  visit(record.given, '/given')
  visit(record.files, '/files')
  return found
}
