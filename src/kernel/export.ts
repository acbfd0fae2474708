/**
 * The export folder of docs/record-format.md: written from one snapshot of the database, and verified from its files alone.
 *
 * The verifier here is the product's own; a second one, written from the format's page alone, checks it.
 */
import {
  createWriteStream,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  type WriteStream,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { type Commitment, commitmentsOf, instantForm } from './canonical.ts'
import { type CheckpointKey, formatKey, verifyCheckpoint } from './checkpoint.ts'
import type { Clock } from './clock.ts'
import { copyRows } from './copy-rows.ts'
import type { Pool } from './db.ts'
import { makeBeside, syncFolder, writeDurably } from './durable.ts'
import { PlainError } from './errors.ts'
import {
  actRowOf,
  eachLine,
  Fault,
  type Find,
  hasKeys,
  isCount,
  isThere,
  maxFileBytes,
  maxNoteBytes,
  objectOf,
  privateRowOf,
  readKeys,
  readText,
  telling,
} from './folder-read.ts'
import type { PrivateFields } from './personal.ts'
import {
  actTitle,
  type CommitmentName,
  checkErasures,
  checkPrivate,
  type ErasingAct,
  erasedBy,
  type Finding,
  nameIn,
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
  const temp = makeBeside(target)
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
  /** The first altered row first, then what else fails in the rows of acts in reading order, then all else. */
  findings: Finding[]
  /** The first line, in reading order, at which one of checks 2 to 6 fails, or the first leaf that is missing; null where there is none. */
  firstAltered: Finding | null
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

/**
 * Verifies an exported folder from its files alone (record format, section 10).
 * @param trusted the public keys from elsewhere: only these are used, and each must be in key.txt; without them the folder's own are used
 * @throws PlainError where the folder is not there, or the list of trusted keys is empty
 */
export async function verifyFolder(
  dir: string,
  trusted?: CheckpointKey | readonly CheckpointKey[],
): Promise<FolderResult> {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) throw new PlainError(`没有文件夹 ${dir}。`)
  const given = trusted && [trusted].flat()
  if (given?.length === 0) throw new PlainError('没有给出公钥；请给出至少一行，或者改用文件夹自带的公钥。')
  const rows: Finding[] = []
  const others: Finding[] = []
  const find: Find = (f) => others.push(f)
  const manifest = readManifest(dir, find)
  const own = readKeys(dir, manifest?.origin, find)
  for (const key of given ?? [])
    if (!own.some((k) => formatKey(k) === formatKey(key)))
      find({ kind: 'folder', file: 'key.txt', message: 'key.txt 中没有您给出的公钥' })
  const keys = given ?? own
  const inside = readCheckpoints(dir, 'checkpoints', keys, manifest?.origin, find) ?? new Map<number, Copy>()
  const outside = readCheckpoints(dir, 'checkpoints-outside', keys, manifest?.origin, find)

  const heads = new Map<string, { n: number; hash: string }>()
  const range = new CompactRange()
  const commitments = new Map<string, Map<string, Commitment>>()
  const erasing: ErasingAct[] = []
  let agreed = 0
  let differs = false
  let isTreeWhole = true

  const readActs = (file: string, isSealed: boolean) =>
    eachLine(dir, file, find, (line, bytes) => {
      const place: Pick<Finding, 'leaf' | 'matter' | 'n'> = isSealed ? { leaf: line - 1 } : {}
      let isFaulty = false
      const broken = (kind: Finding['kind'], message: string, size?: number) => {
        isFaulty = true
        const of = size === undefined ? {} : { size }
        rows.push({ kind, file, line, ...place, ...of, message: `${file} 第 ${line} 行：${message}` })
      }
      const row = telling(
        () => actRowOf(bytes, isSealed),
        (message) => broken('hash', message),
      )
      if (!row) {
        if (isSealed) isTreeWhole = false
        return
      }
      const { hash, text, leaf } = row
      const read = readAct(text, hash)
      // The chain goes on from the act as it is read, so that one altered row is not told again and again.
      const record = 'record' in read ? read.record : read.asRead
      const name = nameIn(record, text)
      Object.assign(place, name)
      const head = record && heads.get(record.matter)
      const title = actTitle(name)
      if ('fault' in read) broken(read.fault, read.message)
      else if (record!.n !== (head?.n ?? 0) + 1)
        broken('chain', `${title}之前${head ? `是第 ${head.n} 步` : '没有记录'}，中间的记录被删除、重复或者移动`)
      else if (head && record!.prev !== head.hash)
        broken('chain', `${title}写的前一步哈希不符，第 ${head.n} 步或者这一步被改动过`)
      else if (isSealed && leaf !== line - 1) broken('leaf', `写的是第 ${leaf} 号，应为第 ${line - 1} 号`)
      if (record) {
        heads.set(record.matter, { n: record.n, hash })
        const values = commitmentsOf(record)
        if (values.size) commitments.set(`${record.matter}/${record.n}`, values)
        const names = erasedBy(record)
        if (names) erasing.push({ by: { matter: record.matter, n: record.n }, leaf: isSealed ? line - 1 : null, names })
      }
      if (!isSealed || !isTreeWhole) return
      range.append(leafHash(hash))
      const roots = [inside.get(line)?.root, outside?.get(line)?.root].filter((r) => r !== undefined)
      if (differs || roots.length === 0) return
      const root = range.root()
      if (roots.every((r) => Buffer.compare(r, root) === 0)) agreed = line
      else {
        differs = true
        // Where the line itself failed, its root says nothing new.
        if (!isFaulty)
          broken(
            'tree',
            `检查点 ${line} 的树根与重新计算的不同：第 ${agreed} 号到第 ${line - 1} 号记录中有被改动、删除、添加或者移动的`,
            line,
          )
      }
    })
  const sealed = await readActs('acts.ndjson', true)
  const unsealed = await readActs('unsealed.ndjson', false)
  let firstAltered = rows[0]

  const newest = Math.max(0, ...inside.keys())
  if (newest !== sealed) {
    const finding: Finding = {
      kind: 'checkpoint',
      file: 'acts.ndjson',
      leaf: Math.min(newest, sealed),
      message: `最新的检查点有 ${newest} 条，acts.ndjson 有 ${sealed} 行：第 ${Math.min(newest, sealed)} 号起${newest > sealed ? '缺失' : '没有检查点'}`,
    }
    find(finding)
    // Missing leaves come before anything in the file that is read next.
    if (newest > sealed && firstAltered?.file !== 'acts.ndjson') firstAltered = finding
  }
  if (manifest && (manifest.sealed !== sealed || manifest.acts !== sealed + unsealed))
    find({
      kind: 'count',
      file: 'manifest.json',
      message: `manifest.json 写的是 ${manifest.acts} 条（封存 ${manifest.sealed} 条），实有 ${sealed + unsealed} 条（封存 ${sealed} 条）`,
    })
  const notYetOutside = outside ? compareCopies(inside, outside, find) : null

  let values: number | null = null
  const hasAct = (c: CommitmentName) => commitments.get(`${c.matter}/${c.n}`)?.has(c.pointer) ?? false
  let erased = 0
  if (isThere(join(dir, 'private.ndjson'))) {
    let held = 0
    const gone = new Map([...commitments].map(([k, v]) => [k, new Set(v.keys())]))
    const seen = new Set<string>()
    await eachLine(dir, 'private.ndjson', find, (line, bytes) => {
      const bad = (what: string, more: object = {}) =>
        find({
          kind: 'commitment',
          file: 'private.ndjson',
          line,
          ...more,
          message: `private.ndjson 第 ${line} 行：${what}`,
        })
      const row = telling(() => privateRowOf(bytes), bad)
      if (!row) return
      const { matter, n, fields } = row
      const name = { matter, n }
      const key = `${matter}/${n}`
      if ((heads.get(matter)?.n ?? 0) < n) return bad(`没有${actTitle(name)}`, name)
      if (seen.has(key)) return bad('同一步记录写了两行', name)
      seen.add(key)
      for (const f of checkPrivate(commitments.get(key) ?? new Map(), fields).faults)
        bad(`${actTitle(name)}的 ${f}`, name)
      for (const p of Object.keys(fields)) if (gone.get(key)?.delete(p)) held++
    })
    values = held
    const missing = [...gone].flatMap(([key, pointers]) =>
      [...pointers].map((pointer) => ({ matter: key.slice(0, 36), n: Number(key.slice(37)), pointer })),
    )
    const checked = checkErasures(missing, erasing, hasAct, undefined)
    others.push(...checked.findings)
    erased = checked.erased
  } else {
    const named = erasing.flatMap((e) => e.names)
    others.push(...checkErasures(named.filter(hasAct), erasing, hasAct, undefined).findings)
    erased = new Set(named.filter(hasAct).map((c) => `${c.matter}/${c.n}${c.pointer}`)).size
  }
  const findings = [...rows, ...others]
  return {
    ok: findings.length === 0,
    findings: firstAltered ? [firstAltered, ...findings.filter((f) => f !== firstAltered)] : findings,
    firstAltered: firstAltered ?? null,
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
    keyFrom: given ? 'given' : 'folder',
  }
}

type Manifest = { origin: string; city: string; acts: number; sealed: number; createdAt: string }

function readManifest(dir: string, find: Find): Manifest | undefined {
  const file = 'manifest.json'
  return telling(
    () => {
      const text = readText(join(dir, file), maxFileBytes)
      const m = objectOf(text)
      if (!text.endsWith('\n')) throw new Fault('末尾缺少换行')
      const good =
        hasKeys(m, 'format', 'origin', 'city', 'acts', 'sealed', 'createdAt') &&
        m.format === exportFormat &&
        typeof m.origin === 'string' &&
        typeof m.city === 'string' &&
        m.city.isWellFormed() &&
        isCount(m.acts, 0) &&
        isCount(m.sealed, 0) &&
        typeof m.createdAt === 'string' &&
        instantForm.test(m.createdAt)
      if (!good) throw new Fault('写法不合格式')
      return m as Manifest
    },
    (message) => find({ kind: 'folder', file, message: `${file}：${message}` }),
  )
}

/** A checkpoint's file: the note where it could be read, the root where it passes check 7. */
type Copy = { note?: string; root?: Uint8Array }

/** Checkpoints of one folder by the size in the file's name; nothing where there is no such folder. */
function readCheckpoints(
  dir: string,
  name: string,
  keys: readonly CheckpointKey[],
  origin: string | undefined,
  find: Find,
): Map<number, Copy> | undefined {
  const folder = join(dir, name)
  if (!isThere(folder)) return undefined
  if (!lstatSync(folder).isDirectory()) {
    find({ kind: 'folder', file: name, message: `${name} 不是文件夹` })
    return undefined
  }
  const found = new Map<number, Copy>()
  for (const entry of readdirSync(folder).sort()) {
    if (!/^\d{20}\.txt$/.test(entry)) continue
    const size = Number(entry.slice(0, 20))
    const file = `${name}/${entry}`
    const tell = (message: string) => find({ kind: 'checkpoint', file, size, message: `${file}：${message}` })
    if (!Number.isSafeInteger(size)) {
      tell('文件名中的数太大')
      continue
    }
    const copy: Copy = {}
    found.set(size, copy)
    telling(() => {
      copy.note = readText(join(folder, entry), maxNoteBytes)
      const c = verifyCheckpoint(copy.note, keys)
      if (c.size !== size) throw new Fault(`文本写的是 ${c.size} 条`)
      if (origin !== undefined && c.origin !== origin) throw new Fault(`标识 ${c.origin} 与 manifest.json 的不同`)
      if (size === 0 && Buffer.compare(c.root, emptyRoot) !== 0) throw new Fault('大小为 0，树根却不是空树的')
      copy.root = c.root
    }, tell)
  }
  return found
}

/** Check 8. Gives the number of checkpoints that were not copied yet. */
function compareCopies(inside: Map<number, Copy>, outside: Map<number, Copy>, find: Find): number {
  const textOfNote = (note: string) => note.slice(0, note.lastIndexOf('\n\n') + 1)
  const last = Math.max(-1, ...outside.keys())
  for (const [size, { note }] of outside) {
    const own = inside.get(size)
    if (!own) find({ kind: 'outside', size, message: `库外有检查点 ${size}，checkpoints 中没有` })
    else if (own.note !== undefined && note !== undefined && textOfNote(own.note) !== textOfNote(note))
      find({ kind: 'outside', size, message: `检查点 ${size} 的两份文本不同` })
  }
  for (const size of inside.keys())
    if (size <= last && !outside.has(size)) find({ kind: 'outside', size, message: `库外缺少检查点 ${size} 的副本` })
  return [...inside.keys()].filter((s) => s > last).length
}
