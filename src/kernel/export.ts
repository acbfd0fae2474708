/**
 * The export folder of docs/record-format.md: written from one snapshot of the database, and verified from its files alone.
 *
 * The verifier here is the product's own; a second one, written from the format's page alone, checks it.
 */
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  type WriteStream,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { type Commitment, commitmentsOf } from './canonical.ts'
import {
  type CheckpointKey,
  formatKey,
  type ParsedCheckpoint,
  parseCheckpoint,
  parseKey,
  verifyCheckpoint,
} from './checkpoint.ts'
import type { Clock } from './clock.ts'
import { copyRows } from './copy-rows.ts'
import type { Pool } from './db.ts'
import { syncFolder, writeDurably } from './durable.ts'
import { PlainError } from './errors.ts'
import type { PrivateFields } from './personal.ts'
import {
  actTitle,
  type CommitmentName,
  checkErasures,
  checkPrivate,
  type ErasingAct,
  erasedBy,
  type Finding,
  inReadingOrder,
  readAct,
  rootPointer,
} from './record-check.ts'
import { outsidePath, outsideSizes } from './seal.ts'
import { CompactRange, emptyRoot, leafHash } from './tree.ts'

export const exportFormat = 'fadu-export-1'

export type ExportOptions = {
  /** Pool of the owner or a superuser. */
  pool: Pool
  origin: string
  city: string
  /** Public keys, the newest last. */
  keys: readonly CheckpointKey[]
  clock: Clock
  outsideDir?: string | undefined
  /** Whether personal values go along. */
  private: boolean
}

/** Lines to a file, waiting for the disk now and then so that memory stays flat. */
class LineFile {
  readonly path: string
  lines = 0
  private readonly stream: WriteStream
  private waiting: string[] = []
  private size = 0

  constructor(path: string) {
    this.path = path
    this.stream = createWriteStream(path, { mode: 0o600, highWaterMark: 1 << 20 })
  }

  add(line: string): void {
    this.waiting.push(line, '\n')
    this.lines++
    this.size += line.length
    if (this.size > 1 << 19) this.flush()
  }

  private flush(): void {
    this.stream.write(this.waiting.join(''))
    this.waiting = []
    this.size = 0
  }

  async end(): Promise<void> {
    this.flush()
    this.stream.end()
    await finished(this.stream)
    const file = await open(this.path, 'r')
    await file.sync()
    await file.close()
  }
}

/**
 * Writes the folder, which must not exist: under a temporary name first, so that it is there wholly or not at all.
 * @throws PlainError where the folder is there already
 */
export async function exportTo(dir: string, options: ExportOptions): Promise<{ acts: number; sealed: number }> {
  const target = resolve(dir)
  if (existsSync(target)) throw new PlainError(`${target} 已经存在；请换一个文件夹名，或者先把它移开。`)
  mkdirSync(dirname(target), { recursive: true })
  const temp = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
  rmSync(temp, { recursive: true, force: true })
  mkdirSync(temp, { mode: 0o700 })
  const client = await options.pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const counts = await writeFolder(client, temp, options)
    await client.query('commit')
    syncFolder(temp)
    renameSync(temp, target)
    syncFolder(dirname(target))
    return counts
  } catch (error) {
    rmSync(temp, { recursive: true, force: true })
    throw error
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

async function writeFolder(
  client: pg.ClientBase,
  dir: string,
  options: ExportOptions,
): Promise<{ acts: number; sealed: number }> {
  const size = Number((await client.query('select coalesce(max(size), 0) as size from kernel.checkpoint')).rows[0].size)
  const sealed = new LineFile(join(dir, 'acts.ndjson'))
  await copyRows(
    client,
    `select l.leaf, a.hash, a.canonical from kernel.seal_leaf l join kernel.act a on a.act_id = l.act_id where l.leaf < ${size} order by l.leaf`,
    3,
    (r) => sealed.add(`{"leaf":${r.int8(0)},"hash":${JSON.stringify(r.text(1))},"text":${JSON.stringify(r.text(2))}}`),
  )
  await sealed.end()
  const unsealed = new LineFile(join(dir, 'unsealed.ndjson'))
  await copyRows(
    client,
    `select a.hash, a.canonical from kernel.act a where not exists (select from kernel.seal_leaf l where l.act_id = a.act_id and l.leaf < ${size}) order by a.matter_id, a.n`,
    2,
    (r) => unsealed.add(`{"hash":${JSON.stringify(r.text(0))},"text":${JSON.stringify(r.text(1))}}`),
  )
  await unsealed.end()
  if (options.private) {
    const values = new LineFile(join(dir, 'private.ndjson'))
    await copyRows(
      client,
      `select matter_id, n, fields from kernel.act_private where fields <> '{}' order by matter_id, n`,
      3,
      (r) => {
        const fields = Object.fromEntries(
          Object.entries(JSON.parse(r.text(2)) as PrivateFields).map(([p, f]) => [rootPointer(p), f]),
        )
        values.add(JSON.stringify({ matter: r.uuid(0), n: r.int4(1), fields }))
      },
    )
    await values.end()
  }
  const inside = join(dir, 'checkpoints')
  mkdirSync(inside)
  for (const r of (await client.query('select size, note from kernel.checkpoint order by size')).rows)
    writeDurably(outsidePath(inside, r.size), r.note)
  const { outsideDir } = options
  if (outsideDir && existsSync(outsideDir)) {
    const outside = join(dir, 'checkpoints-outside')
    mkdirSync(outside)
    for (const s of outsideSizes(outsideDir))
      writeDurably(outsidePath(outside, s), readFileSync(outsidePath(outsideDir, s), 'utf8'))
  }
  writeDurably(join(dir, 'key.txt'), `${options.keys.map(formatKey).join('\n')}\n`)
  const counts = { acts: sealed.lines + unsealed.lines, sealed: sealed.lines }
  writeDurably(
    join(dir, 'manifest.json'),
    `${JSON.stringify({ format: exportFormat, origin: options.origin, city: options.city, ...counts, createdAt: options.clock.now() }, null, 2)}\n`,
  )
  return counts
}

export type FolderResult = {
  ok: boolean
  findings: Finding[]
  counts: {
    acts: number
    matters: number
    sealed: number
    unsealed: number
    checkpoints: number
    values: number | null
    erased: number
    notYetOutside: number | null
  }
  /** Where the key came from: the caller (trusted) or the folder itself (it proves only that the folder agrees with itself). */
  keyFrom: 'given' | 'folder'
}

const readStrict = (path: string): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path))
const hasKeys = (value: unknown, keys: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).sort().join() === keys

/** Lines of a text file as bytes are read; a line that is not UTF-8 is undefined. @throws nothing for the content */
async function* linesOf(path: string): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const decode = (bytes: Buffer): string | undefined => {
    try {
      return decoder.decode(bytes)
    } catch {
      return undefined
    }
  }
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length ? Buffer.concat([rest, chunk]) : chunk
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      yield decode(bytes.subarray(from, end))
      from = end + 1
    }
    rest = bytes.subarray(from)
  }
  // The last line ends with a newline too: what is left over is a cut file.
  if (rest.length) yield undefined
}

/**
 * Verifies an exported folder from its files alone (record format, section 10).
 * @param trusted the public key from elsewhere; without it the folder's own keys are used
 * @throws PlainError where the folder is not there
 */
export async function verifyFolder(dir: string, trusted?: CheckpointKey): Promise<FolderResult> {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) throw new PlainError(`没有文件夹 ${dir}。`)
  const findings: Finding[] = []
  const find = (f: Finding) => findings.push(f)
  const keys = readKeys(dir, trusted, find)
  const manifest = readManifest(dir, find)
  const origin = manifest?.origin as string | undefined
  for (const k of keys)
    if (origin !== undefined && k.origin !== origin)
      find({
        kind: 'folder',
        file: 'manifest.json',
        message: `manifest.json 的标识 ${origin} 与公钥的标识 ${k.origin} 不同`,
      })

  const inside = readCheckpoints(dir, 'checkpoints', keys, origin, find) ?? new Map<number, ParsedCheckpoint>()
  const outside = readCheckpoints(dir, 'checkpoints-outside', keys, origin, find)
  const bySize = new Map<number, ParsedCheckpoint[]>()
  for (const map of [inside, outside ?? new Map<number, ParsedCheckpoint>()])
    for (const [size, c] of map) bySize.set(size, [...(bySize.get(size) ?? []), c])

  const heads = new Map<string, { n: number; hash: string; isSound: boolean }>()
  const range = new CompactRange()
  const commitments = new Map<string, Map<string, Commitment>>()
  const erasing: ErasingAct[] = []
  let agreed = 0
  let differs = false
  const atSize = () => {
    const there = bySize.get(range.size)
    if (!there || differs) return
    const root = range.root()
    if (there.every((c) => Buffer.compare(c.root, root) === 0)) agreed = range.size
    else {
      differs = true
      find({
        kind: 'tree',
        leaf: agreed,
        size: range.size,
        file: 'acts.ndjson',
        message: `检查点 ${range.size} 的树根与重新计算的不同：第 ${agreed} 号到第 ${range.size - 1} 号记录中有被改动、删除、添加或者移动的`,
      })
    }
  }
  atSize()

  const readActs = async (file: string, isSealed: boolean): Promise<number> => {
    const path = join(dir, file)
    if (!existsSync(path)) {
      find({ kind: 'folder', file, message: `缺少 ${file}` })
      return 0
    }
    let line = 0
    for await (const text of linesOf(path)) {
      line++
      const place = { file, line, ...(isSealed ? { leaf: line - 1 } : {}) }
      const at = `${file} 第 ${line} 行`
      let row: unknown
      try {
        row = JSON.parse(text ?? '')
      } catch {
        row = undefined
      }
      const form =
        hasKeys(row, isSealed ? 'hash,leaf,text' : 'hash,text') &&
        typeof row.text === 'string' &&
        typeof row.hash === 'string' &&
        /^[0-9a-f]{64}$/.test(row.hash)
      if (!form) {
        find({ kind: 'hash', ...place, message: `${at}：写法不合格式` })
        continue
      }
      const { hash, text: act, leaf } = row as { hash: string; text: string; leaf?: unknown }
      const read = readAct(act, hash)
      if ('fault' in read) {
        find({ kind: read.fault, ...place, ...nameIn(act), message: `${at}：${read.message}` })
        // Its successor's `prev` says nothing new.
        const name = nameIn(act)
        if (name.matter !== undefined && name.n !== undefined)
          heads.set(name.matter, { n: name.n, hash, isSound: false })
      } else {
        const { record } = read
        const name = { matter: record.matter, n: record.n }
        const head = heads.get(record.matter)
        if (record.n !== (head?.n ?? 0) + 1)
          find({
            kind: 'chain',
            ...place,
            ...name,
            message: `${at}：${actTitle(name)}之前${head ? `是第 ${head.n} 步` : '没有记录'}，中间的记录被删除、重复或者移动`,
          })
        else if (head ? head.isSound && record.prev !== head.hash : record.prev !== '')
          find({
            kind: 'chain',
            ...place,
            ...name,
            message: `${at}：${actTitle(name)}写的前一步哈希不符，第 ${record.n - 1} 步或者这一步被改动过`,
          })
        else if (isSealed && leaf !== line - 1)
          find({
            kind: 'leaf',
            ...place,
            ...name,
            message: `${at}：写的是第 ${String(leaf)} 号，应为第 ${line - 1} 号`,
          })
        heads.set(record.matter, { n: record.n, hash, isSound: true })
        const key = `${record.matter}/${record.n}`
        const own = commitmentsOf(record)
        if (own.size) commitments.set(key, own)
        const names = erasedBy(record)
        if (names) erasing.push({ by: name, leaf: isSealed ? line - 1 : null, names })
      }
      if (isSealed) {
        range.append(leafHash(hash))
        atSize()
      }
    }
    return line
  }
  const sealed = await readActs('acts.ndjson', true)
  const unsealed = await readActs('unsealed.ndjson', false)

  const newest = Math.max(0, ...inside.keys())
  if (newest !== sealed)
    find({
      kind: 'checkpoint',
      file: 'acts.ndjson',
      leaf: Math.min(newest, sealed),
      message: `最新的检查点有 ${newest} 条，acts.ndjson 有 ${sealed} 行`,
    })
  if (manifest && (manifest.sealed !== sealed || manifest.acts !== sealed + unsealed))
    find({
      kind: 'count',
      file: 'manifest.json',
      message: `manifest.json 写的是 ${String(manifest.acts)} 条（封存 ${String(manifest.sealed)} 条），实有 ${sealed + unsealed} 条（封存 ${sealed} 条）`,
    })
  const empty = bySize.get(0)
  if (empty?.some((c) => Buffer.compare(c.root, emptyRoot) !== 0))
    find({ kind: 'tree', size: 0, message: '大小为 0 的检查点，树根不是空树的' })
  let notYetOutside: number | null = null
  if (outside) {
    const last = Math.max(-1, ...outside.keys())
    for (const [size, c] of outside) {
      const own = inside.get(size)
      if (!own) find({ kind: 'outside', size, message: `库外有检查点 ${size}，checkpoints 中没有` })
      else if (own.text !== c.text) find({ kind: 'outside', size, message: `检查点 ${size} 的两份文本不同` })
    }
    for (const size of inside.keys())
      if (size <= last && !outside.has(size)) find({ kind: 'outside', size, message: `库外缺少检查点 ${size} 的副本` })
    notYetOutside = [...inside.keys()].filter((s) => s > last).length
  }

  let values: number | null = null
  const hasAct = (c: CommitmentName) => commitments.get(`${c.matter}/${c.n}`)?.has(c.pointer) ?? false
  let erased = 0
  if (existsSync(join(dir, 'private.ndjson'))) {
    values = 0
    const gone = new Map([...commitments].map(([k, v]) => [k, new Set(v.keys())]))
    const seen = new Set<string>()
    let line = 0
    for await (const text of linesOf(join(dir, 'private.ndjson'))) {
      line++
      const bad = (what: string, more: object = {}) =>
        find({
          kind: 'commitment',
          file: 'private.ndjson',
          line,
          ...more,
          message: `private.ndjson 第 ${line} 行：${what}`,
        })
      let row: any
      try {
        row = JSON.parse(text ?? '')
      } catch {
        row = undefined
      }
      if (
        !hasKeys(row, 'fields,matter,n') ||
        typeof row.fields !== 'object' ||
        row.fields === null ||
        Array.isArray(row.fields)
      ) {
        bad('写法不合格式')
        continue
      }
      const { matter, n, fields } = row as unknown as { matter: string; n: number; fields: PrivateFields }
      const key = `${matter}/${n}`
      const own = commitments.get(key)
      if (seen.has(key)) bad('同一步记录写了两行', { matter, n })
      seen.add(key)
      if (!own) {
        bad(`没有${actTitle({ matter, n })}，或者它没有个人信息`, { matter, n })
        continue
      }
      for (const f of checkPrivate(own, fields).faults) bad(`${actTitle({ matter, n })}的 ${f}`, { matter, n })
      for (const p of Object.keys(fields)) if (gone.get(key)?.delete(p)) values++
    }
    const missing = [...gone].flatMap(([key, pointers]) =>
      [...pointers].map((pointer) => ({ matter: key.slice(0, 36), n: Number(key.slice(37)), pointer })),
    )
    const checked = checkErasures(missing, erasing, hasAct, undefined)
    findings.push(...checked.findings)
    erased = checked.erased
  } else {
    const named = erasing.flatMap((e) => e.names)
    findings.push(...checkErasures(named.filter(hasAct), erasing, hasAct, undefined).findings)
    erased = new Set(named.filter(hasAct).map((c) => `${c.matter}/${c.n}${c.pointer}`)).size
  }
  return {
    ok: findings.length === 0,
    findings: inReadingOrder(findings),
    counts: {
      acts: sealed + unsealed,
      matters: heads.size,
      sealed,
      unsealed,
      checkpoints: inside.size,
      values,
      erased,
      notYetOutside,
    },
    keyFrom: trusted ? 'given' : 'folder',
  }
}

/** The matter and n that a text claims, where it can be read at all. */
function nameIn(text: string): { matter?: string; n?: number } {
  try {
    const { matter, n } = JSON.parse(text)
    return typeof matter === 'string' && typeof n === 'number' ? { matter, n } : {}
  } catch {
    return {}
  }
}

function readKeys(dir: string, trusted: CheckpointKey | undefined, find: (f: Finding) => void): CheckpointKey[] {
  let own: CheckpointKey[] = []
  try {
    const text = readStrict(join(dir, 'key.txt'))
    if (!text.endsWith('\n')) throw new PlainError('末尾缺少换行')
    own = text.slice(0, -1).split('\n').map(parseKey)
  } catch (error) {
    find({ kind: 'folder', file: 'key.txt', message: `key.txt 不能用：${(error as Error).message}` })
  }
  if (!trusted) return own
  if (!own.some((k) => formatKey(k) === formatKey(trusted)))
    find({ kind: 'folder', file: 'key.txt', message: 'key.txt 中没有您给出的公钥' })
  return [trusted]
}

function readManifest(dir: string, find: (f: Finding) => void): Record<string, unknown> | undefined {
  try {
    const m: unknown = JSON.parse(readStrict(join(dir, 'manifest.json')))
    const good =
      hasKeys(m, 'acts,city,createdAt,format,origin,sealed') &&
      m.format === exportFormat &&
      typeof m.origin === 'string' &&
      typeof m.city === 'string' &&
      Number.isSafeInteger(m.acts) &&
      Number.isSafeInteger(m.sealed) &&
      typeof m.createdAt === 'string'
    if (good) return m as Record<string, unknown>
    find({ kind: 'folder', file: 'manifest.json', message: 'manifest.json 的写法不合格式' })
  } catch (error) {
    find({ kind: 'folder', file: 'manifest.json', message: `manifest.json 不能读：${(error as Error).message}` })
  }
  return undefined
}

/** Checkpoints of one folder by size; nothing where the folder does not exist. */
function readCheckpoints(
  dir: string,
  name: string,
  keys: readonly CheckpointKey[],
  origin: string | undefined,
  find: (f: Finding) => void,
): Map<number, ParsedCheckpoint> | undefined {
  const folder = join(dir, name)
  if (!existsSync(folder)) {
    if (name === 'checkpoints') find({ kind: 'folder', file: name, message: '缺少 checkpoints 文件夹' })
    return undefined
  }
  const found = new Map<number, ParsedCheckpoint>()
  for (const file of readdirSync(folder)
    .filter((f) => /^\d{20}\.txt$/.test(f))
    .sort()) {
    const size = Number(file.slice(0, 20))
    const fault = (message: string) =>
      find({ kind: 'checkpoint', file: `${name}/${file}`, size, message: `${name}/${file}：${message}` })
    let note: string
    try {
      note = readStrict(join(folder, file))
    } catch {
      fault('不是 UTF-8 文字')
      continue
    }
    try {
      found.set(size, verifyCheckpoint(note, keys))
    } catch (error) {
      fault((error as Error).message)
      try {
        found.set(size, parseCheckpoint(note))
      } catch {
        continue
      }
    }
    const c = found.get(size)!
    if (c.size !== size) {
      fault(`文本写的是 ${c.size} 条`)
      found.delete(size)
    } else if (origin !== undefined && c.origin !== origin) fault(`标识 ${c.origin} 与 manifest.json 的不同`)
  }
  return found
}
