/**
 * The dossier folder of docs/record-format.md (sections 12 and 13), verified from its files alone.
 *
 * As with exports, a second verifier was written from the format's page: tools/fadu-verify.mjs.
 */
import { createHash, hash } from 'node:crypto'
import { createReadStream, existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Commitment, canonicalJson, commitmentsOf, hex32 } from './canonical.ts'
import { type CheckpointKey, formatKey, type ParsedCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { PlainError } from './errors.ts'
import {
  actRowOf,
  eachLine,
  Fault,
  type Find,
  fileBytes,
  hasKeys,
  isCount,
  isObject,
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
  isUuid,
  readAct,
} from './record-check.ts'
import { leafHash, verifyInclusion } from './tree.ts'

export const dossierFormat = 'fadu-dossier-1'
/** The files that every dossier has beside manifest.json; papers and originals stand in folders of their own. */
export const dossierFiles = [
  'dossier.pdf',
  'acts.ndjson',
  'erasures.ndjson',
  'private.ndjson',
  'files.json',
  'proofs.json',
  'checkpoint.txt',
  'key.txt',
] as const
const folders = ['papers', 'originals']
/** A paper or an original: numbered, in its folder, without anything that leads elsewhere. */
export const dossierPiece = /^(papers|originals)\/[0-9]{2,6}-[^/\\\p{Cc}]+$/u
const maxJsonBytes = 64 * 1024 * 1024

export type DossierResult = {
  ok: boolean
  findings: Finding[]
  matter: string | null
  counts: {
    acts: number
    values: number
    erased: number
    originals: number
    /** Papers, of which only the manifest's hash was compared. */
    papers: number
  }
  keyFrom: 'given' | 'folder'
}

type Manifest = { origin: string; matter: string; acts: number; files: Record<string, string> }
type Leaf = { leaf: number; path: string[] }
type Proofs = { size: number; acts: Leaf[]; erasures: Leaf[] }
type Original = { original: string; salt: string }
/** A file as an act names it. */
type Named = { matter: string; n: number; pointer: string; hash: unknown; sizeBytes: unknown }

/** Whether the folder says of itself that it is a dossier. */
export function isDossier(dir: string): boolean {
  try {
    return objectOf(readText(join(dir, 'manifest.json'), maxJsonBytes)).kind === 'dossier'
  } catch {
    return false
  }
}

/**
 * Verifies a dossier from its files alone.
 * @param trusted public keys from elsewhere: only these are used, and each must be in key.txt; without them the folder's own
 * @throws PlainError where the folder is not there, or the list of trusted keys is empty
 */
export async function verifyDossier(
  dir: string,
  trusted?: CheckpointKey | readonly CheckpointKey[],
): Promise<DossierResult> {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) throw new PlainError(`没有文件夹 ${dir}。`)
  const given = trusted && [trusted].flat()
  if (given?.length === 0) throw new PlainError('没有给出公钥；请给出至少一行，或者改用文件夹自带的公钥。')
  const findings: Finding[] = []
  const find: Find = (f) => findings.push(f)
  const inFile =
    (file: string, kind: Finding['kind'] = 'folder') =>
    (message: string) =>
      find({ kind, file, message: `${file}：${message}` })

  const manifest = telling(() => manifestOf(readJson(dir, 'manifest.json')), inFile('manifest.json'))
  await checkFiles(dir, manifest, find)

  const own = readKeys(dir, manifest?.origin, find)
  for (const key of given ?? [])
    if (!own.some((k) => formatKey(k) === formatKey(key))) inFile('key.txt')('没有您给出的公钥')
  const checkpoint = telling(
    () => {
      const c = verifyCheckpoint(readText(join(dir, 'checkpoint.txt'), maxNoteBytes), given ?? own)
      if (manifest && c.origin !== manifest.origin) throw new Fault(`标识 ${c.origin} 与 manifest.json 的不同`)
      return c
    },
    inFile('checkpoint.txt', 'checkpoint'),
  )
  const proofs = telling(() => proofsOf(readJson(dir, 'proofs.json')), inFile('proofs.json', 'tree'))
  if (proofs && checkpoint && proofs.size !== checkpoint.size)
    inFile('proofs.json', 'tree')(`size 是 ${proofs.size}，检查点有 ${checkpoint.size} 条`)

  // The chain of the matter, each act also under the signed root.
  const commitments = new Map<string, Map<string, Commitment>>()
  const files = new Map<string, Named>()
  const erasing: ErasingAct[] = []
  const hashes: string[] = []
  const acts = await eachLine(dir, 'acts.ndjson', find, (line, bytes) => {
    const place = { file: 'acts.ndjson', line, n: line, ...(manifest ? { matter: manifest.matter } : {}) }
    const broken = (kind: Finding['kind'], message: string) =>
      find({ kind, ...place, message: `acts.ndjson 第 ${line} 行：${message}` })
    const row = telling(
      () => actRowOf(bytes, false),
      (message) => broken('hash', message),
    )
    hashes[line - 1] = row?.hash ?? ''
    if (!row) return
    const read = readAct(row.text, row.hash)
    const record = 'record' in read ? read.record : read.asRead
    if ('fault' in read) broken(read.fault, read.message)
    else if (manifest && record!.matter !== manifest.matter) broken('chain', '是另一件事项的记录')
    else if (record!.n !== line) broken('chain', `写的是第 ${record!.n} 步，应为第 ${line} 步`)
    else if (line > 1 && record!.prev !== hashes[line - 2]) broken('chain', '写的前一步哈希不符')
    const fault = inclusionFault(row.hash, proofs?.acts[line - 1], proofs?.acts[line - 2]?.leaf, checkpoint)
    if (fault) broken('tree', fault)
    if (!record) return
    const values = commitmentsOf(record)
    if (values.size) commitments.set(`${record.matter}/${record.n}`, values)
    const names = erasedBy(record)?.filter((c) => c.matter === record.matter)
    if (names) erasing.push({ by: { matter: record.matter, n: record.n }, leaf: null, names })
    for (const [i, f] of record.files.entries()) {
      if (!isObject(f) || typeof f.id !== 'string') continue
      if (files.has(f.id)) broken('file', `材料 ${f.id} 写了两次`)
      const { hash, sizeBytes } = f
      files.set(f.id, { matter: record.matter, n: record.n, pointer: `/files/${i}/private`, hash, sizeBytes })
    }
  })
  if (manifest && manifest.acts !== acts)
    inFile('manifest.json', 'count')(`写的是 ${manifest.acts} 步，acts.ndjson 有 ${acts} 行`)
  if (proofs && proofs.acts.length !== acts)
    inFile('proofs.json', 'tree')(`有 ${proofs.acts.length} 步的证明，acts.ndjson 有 ${acts} 行`)

  const exists = (c: CommitmentName) => commitments.get(`${c.matter}/${c.n}`)?.has(c.pointer) ?? false
  const seenErasures = new Set<string>()
  const erasures = await eachLine(dir, 'erasures.ndjson', find, (line, bytes) => {
    const broken = (kind: Finding['kind'], message: string) =>
      find({ kind, file: 'erasures.ndjson', line, message: `erasures.ndjson 第 ${line} 行：${message}` })
    const row = telling(
      () => actRowOf(bytes, false),
      (message) => broken('hash', message),
    )
    if (!row) return
    if (seenErasures.has(row.hash)) broken('erasure', '同一条记录写了两次')
    seenErasures.add(row.hash)
    const fault = inclusionFault(row.hash, proofs?.erasures[line - 1], undefined, checkpoint)
    if (fault) broken('tree', fault)
    const read = readAct(row.text, row.hash)
    if ('fault' in read) return broken(read.fault, read.message)
    const { matter, n } = read.record
    const names = erasedBy(read.record)?.filter((c) => c.matter === manifest?.matter)
    if (matter === manifest?.matter || !names?.length) return broken('erasure', '不是别的事项删除本事项个人信息的记录')
    erasing.push({ by: { matter, n }, leaf: null, names })
  })
  if (proofs && proofs.erasures.length !== erasures)
    inFile('proofs.json', 'tree')(`有 ${proofs.erasures.length} 条删除记录的证明，erasures.ndjson 有 ${erasures} 行`)

  // Values against commitments, and what is gone against the acts that took it.
  const fields = new Map<string, PrivateFields>()
  let values = 0
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
    const { matter, n } = row
    const key = `${matter}/${n}`
    if (matter !== manifest?.matter || n > acts) return bad(`没有${actTitle({ matter, n })}`, { matter, n })
    if (fields.has(key)) return bad('同一步记录写了两行', { matter, n })
    fields.set(key, row.fields)
    const own = commitments.get(key) ?? new Map<string, Commitment>()
    for (const f of checkPrivate(own, row.fields).faults) bad(`${actTitle({ matter, n })}的 ${f}`, { matter, n })
    values += Object.keys(row.fields).filter((p) => own.has(p)).length
  })
  const missing = [...commitments].flatMap(([key, own]) =>
    [...own.keys()]
      .filter((p) => !Object.hasOwn(fields.get(key) ?? {}, p))
      .map((pointer) => ({ matter: key.slice(0, 36), n: Number(key.slice(37)), pointer })),
  )
  const checked = checkErasures(missing, erasing, exists, undefined)
  findings.push(...checked.findings)

  const originals = await checkOriginals(dir, manifest, files, fields, exists, find)
  const pieces = Object.keys(manifest?.files ?? {})
  return {
    ok: findings.length === 0,
    findings,
    matter: manifest?.matter ?? null,
    counts: {
      acts,
      values,
      erased: checked.erased,
      originals,
      papers: pieces.filter((p) => p.startsWith('papers/')).length,
    },
    keyFrom: given ? 'given' : 'folder',
  }
}

/** The object of a JSON file in its one spelling. @throws Fault */
function readJson(dir: string, file: string): Record<string, unknown> {
  const text = readText(join(dir, file), maxJsonBytes)
  const value = objectOf(text)
  if (`${canonicalJson(value)}\n` !== text) throw new Fault('不是规范写法')
  return value
}

function manifestOf(m: Record<string, unknown>): Manifest {
  const good =
    hasKeys(m, 'format', 'kind', 'origin', 'matter', 'acts', 'files') &&
    m.format === dossierFormat &&
    m.kind === 'dossier' &&
    typeof m.origin === 'string' &&
    isUuid(m.matter) &&
    isCount(m.acts, 1) &&
    isObject(m.files)
  if (!good) throw new Fault('写法不合格式')
  for (const [path, digest] of Object.entries(m.files as object)) {
    if (!(dossierFiles as readonly string[]).includes(path) && !dossierPiece.test(path))
      throw new Fault(`“${path}”不是案卷中的文件`)
    if (typeof digest !== 'string' || !hex32.test(digest)) throw new Fault(`“${path}”的哈希不合格式`)
  }
  const absent = dossierFiles.filter((f) => !Object.hasOwn(m.files as object, f))
  if (absent.length) throw new Fault(`没有列出 ${absent.join('、')}`)
  return m as Manifest
}

const isLeaf = (v: unknown): v is Leaf =>
  isObject(v) &&
  hasKeys(v, 'leaf', 'path') &&
  isCount(v.leaf, 0) &&
  Array.isArray(v.path) &&
  v.path.every((h) => typeof h === 'string' && hex32.test(h))

function proofsOf(p: Record<string, unknown>): Proofs {
  const good =
    hasKeys(p, 'size', 'acts', 'erasures') &&
    isCount(p.size, 1) &&
    [p.acts, p.erasures].every((list) => Array.isArray(list) && list.every(isLeaf))
  if (!good) throw new Fault('写法不合格式')
  return p as Proofs
}

function inclusionFault(
  hash: string,
  proof: Leaf | undefined,
  before: number | undefined,
  checkpoint: ParsedCheckpoint | undefined,
): string | undefined {
  if (!checkpoint) return undefined
  if (!proof) return '没有它在树中的证明'
  if (before !== undefined && proof.leaf <= before) return '在树中的位置不在前一步之后'
  const path = proof.path.map((h) => Buffer.from(h, 'hex'))
  return verifyInclusion(leafHash(hash), proof.leaf, checkpoint.size, path, checkpoint.root)
    ? undefined
    : '证明不能从它得出签名的树根'
}

async function digestOf(path: string): Promise<{ sm3: string; sizeBytes: number }> {
  const digest = createHash('sm3')
  let sizeBytes = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    digest.update(chunk)
    sizeBytes += chunk.length
  }
  return { sm3: digest.digest('hex'), sizeBytes }
}

/** Exactly the files of the manifest are there, each with its hash. */
async function checkFiles(dir: string, manifest: Manifest | undefined, find: Find): Promise<void> {
  const tell = (file: string) => (message: string) => find({ kind: 'folder', file, message: `${file}：${message}` })
  const listed = manifest?.files ?? {}
  for (const [file, digest] of Object.entries(listed)) {
    const path = join(dir, file)
    if (telling(() => fileBytes(path), tell(file)) === undefined) continue
    if ((await digestOf(path)).sm3 !== digest) tell(file)('内容与 manifest.json 中的哈希不符')
  }
  if (!manifest) return
  for (const folder of ['', ...folders]) {
    const stat = lstatSync(join(dir, folder), { throwIfNoEntry: false })
    if (!stat) continue
    if (!stat.isDirectory()) {
      tell(folder)('不是文件夹')
      continue
    }
    for (const entry of readdirSync(join(dir, folder)).sort()) {
      const file = folder ? `${folder}/${entry}` : entry
      if (file === 'manifest.json' || Object.hasOwn(listed, file) || (!folder && folders.includes(entry))) continue
      tell(file)('不在 manifest.json 中')
    }
  }
}

/** Originals against the acts' salted hashes. Gives the number that agree. */
async function checkOriginals(
  dir: string,
  manifest: Manifest | undefined,
  files: ReadonlyMap<string, Named>,
  fields: ReadonlyMap<string, PrivateFields>,
  isCommitted: (name: CommitmentName) => boolean,
  find: Find,
): Promise<number> {
  const tell = (message: string, more: object = {}) =>
    find({ kind: 'file', file: 'files.json', ...more, message: `files.json：${message}` })
  const listed = telling(() => readJson(dir, 'files.json'), tell)
  if (!listed || !manifest) return 0
  const used = new Set<string>()
  let agreed = 0
  for (const [id, entry] of Object.entries(listed)) {
    const named = files.get(id)
    if (!isOriginal(entry)) tell(`材料 ${id} 的写法不合格式`)
    else if (!named) tell(`没有哪一步登记材料 ${id}`)
    else if (!Object.hasOwn(manifest.files, entry.original) || !entry.original.startsWith('originals/'))
      tell(`材料 ${id} 的原件 ${entry.original} 不在 manifest.json 中`)
    else if (used.has(entry.original)) tell(`${entry.original} 写给了两份材料`)
    else {
      used.add(entry.original)
      const place = { matter: named.matter, n: named.n }
      const held = fields.get(`${named.matter}/${named.n}`)?.[named.pointer]?.value
      if (!isObject(held)) tell(`材料 ${id} 的私有值已经删除，原件却仍在`, place)
      else if (held.salt !== entry.salt) tell(`材料 ${id} 的盐与 private.ndjson 中的不同`, place)
      else {
        const path = join(dir, entry.original)
        if (telling(() => fileBytes(path), tell) === undefined) continue
        const { sm3, sizeBytes } = await digestOf(path)
        const salted = hash('sm3', Buffer.from(entry.salt + sm3, 'hex'), 'hex')
        if (salted !== named.hash || sizeBytes !== named.sizeBytes)
          tell(`原件 ${entry.original} 与${actTitle(place)}登记的哈希不符`, place)
        else agreed++
      }
    }
  }
  for (const [id, { matter, n, pointer }] of files) {
    const isErased = isCommitted({ matter, n, pointer }) && !Object.hasOwn(fields.get(`${matter}/${n}`) ?? {}, pointer)
    if (!Object.hasOwn(listed, id) && !isErased) tell(`没有材料 ${id} 的原件，而它没有删除`, { matter, n })
  }
  for (const path of Object.keys(manifest.files))
    if (path.startsWith('originals/') && !used.has(path)) tell(`${path} 不是哪一步登记的材料`)
  return agreed
}

const isOriginal = (v: unknown): v is Original =>
  isObject(v) &&
  hasKeys(v, 'original', 'salt') &&
  typeof v.original === 'string' &&
  typeof v.salt === 'string' &&
  /^[0-9a-f]{32}$/.test(v.salt)
