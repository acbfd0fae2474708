/** The dossier as a folder (docs/record-format.md, section 12): the PDF, its originals, the acts and what proves them. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { canonicalJson } from '#kernel/canonical'
import { type CheckpointKey, formatKey, parseCheckpoint } from '#kernel/checkpoint'
import { dossierFormat } from '#kernel/dossier-check'
import { makeBeside } from '#kernel/durable'
import { invariant, PlainError } from '#kernel/errors'
import { ownLikeParent, syncFolder, writeNew } from '../files/disk.ts'
import { cleanName } from '../files/names.ts'
import type { FileStore } from '../files/store.ts'
import { type DossierRecord, privateOf } from './dossier.ts'
import { type DossierOriginal, type PrintedDossier, paperName } from './dossier-print.ts'

const mostNameBytes = 180

/** `01-<name>`: as every file system takes it, in order and without doubles. */
function numbered(i: number, name: string, ext = ''): string {
  let clean = cleanName(name)
  while (Buffer.byteLength(clean) > mostNameBytes) {
    // The extension is kept: it tells a desktop what opens the file.
    const dot = clean.lastIndexOf('.')
    const [stem, end] = dot > 0 && clean.length - dot <= 12 ? [clean.slice(0, dot), clean.slice(dot)] : [clean, '']
    clean = [...stem].slice(0, -1).join('') + end
  }
  return `${String(i + 1).padStart(2, '0')}-${clean}${ext}`
}

/**
 * Refuses a folder that cannot take a dossier, before any work is done.
 * @throws PlainError where it is there and not empty
 */
export function refuseFilled(dir: string): void {
  const target = resolve(dir)
  if (!existsSync(target)) return
  if (!statSync(target).isDirectory()) throw new PlainError(`${target} 不是文件夹；请换一个名字。`)
  if (readdirSync(target).length > 0) throw new PlainError(`${target} 不是空的；请换一个文件夹，或者先把它清空。`)
}

/**
 * Writes the folder: under a temporary name first, so that it is there wholly or not at all.
 * @throws PlainError where the folder is there and not empty, or a material changed while it was copied
 */
export async function writeDossier(
  dir: string,
  record: DossierRecord,
  printed: PrintedDossier,
  keys: readonly CheckpointKey[],
  store: Pick<FileStore, 'find'>,
): Promise<void> {
  refuseFilled(dir)
  const target = resolve(dir)
  const temp = makeBeside(target)
  try {
    await ownLikeParent(temp)
    await fill(temp, record, printed, keys, store)
    await syncFolder(temp)
    if (existsSync(target)) rmdirSync(target)
    renameSync(temp, target)
    await syncFolder(dirname(target))
  } catch (error) {
    rmSync(temp, { recursive: true, force: true })
    throw error
  }
}

const lines = (values: readonly object[]) => values.map((v) => `${JSON.stringify(v)}\n`).join('')

async function fill(
  dir: string,
  record: DossierRecord,
  printed: PrintedDossier,
  keys: readonly CheckpointKey[],
  store: Pick<FileStore, 'find'>,
): Promise<void> {
  const { proof, acts, matter } = record
  invariant(proof, 'a dossier is written once its acts are sealed')
  const files: Record<string, string> = {}
  const put = async (path: string, content: string | Uint8Array) => {
    await writeNew(join(dir, path), (handle) => handle.writeFile(content))
    files[path] = createHash('sm3').update(content).digest('hex')
  }
  const folder = async (name: string) => {
    mkdirSync(join(dir, name), { mode: 0o700 })
    await ownLikeParent(join(dir, name))
  }
  await put('dossier.pdf', printed.pdf)
  if (printed.papers.length) await folder('papers')
  for (const [i, { paper, pdf }] of printed.papers.entries())
    await put(`papers/${numbered(i, paperName(paper), '.pdf')}`, pdf)
  const originals: Record<string, { original: string; salt: string }> = {}
  if (printed.originals.length) await folder('originals')
  for (const [i, o] of printed.originals.entries()) {
    const path = `originals/${numbered(i, o.name)}`
    await copy(join(dir, path), o, store)
    files[path] = o.sm3
    originals[o.file.id] = { original: path, salt: o.salt }
  }
  for (const name of ['papers', 'originals']) if (existsSync(join(dir, name))) await syncFolder(join(dir, name))
  await put('acts.ndjson', lines(acts.map(({ hash, text }) => ({ hash, text }))))
  await put('erasures.ndjson', lines(proof.erasures.map(({ hash, text }) => ({ hash, text }))))
  const values = acts
    .map((a) => ({ matter: a.record.matter, n: a.record.n, fields: privateOf(a) }))
    .filter((v) => Object.keys(v.fields).length > 0)
  await put('private.ndjson', values.map((v) => `${canonicalJson(v)}\n`).join(''))
  const json = (value: unknown) => `${canonicalJson(value)}\n`
  await put('files.json', json(originals))
  const { size, checkpoint, erasures } = proof
  await put('proofs.json', json({ size, acts: proof.acts, erasures: erasures.map((e) => e.proof) }))
  await put('checkpoint.txt', checkpoint)
  await put('key.txt', `${keys.map(formatKey).join('\n')}\n`)
  const { origin } = parseCheckpoint(checkpoint)
  const manifest = { format: dossierFormat, kind: 'dossier', origin, matter: matter.id, acts: acts.length, files }
  await writeNew(join(dir, 'manifest.json'), (handle) => handle.writeFile(json(manifest)))
}

/** Copies an original without holding it in memory. */
async function copy(path: string, o: DossierOriginal, store: Pick<FileStore, 'find'>): Promise<void> {
  const found = await store.find({ matterId: o.file.matterId, stored: o.stored })
  if (!found) throw new PlainError(`材料“${o.name}”刚刚被删除，案卷没有写出；请再运行一次。`)
  const digest = createHash('sm3')
  await writeNew(path, async (handle) => {
    for await (const chunk of found.handle.createReadStream() as AsyncIterable<Buffer>) {
      digest.update(chunk)
      await handle.writeFile(chunk)
    }
  })
  if (digest.digest('hex') !== o.sm3)
    throw new PlainError(`材料“${o.name}”在复制时变了，案卷没有写出；请先运行 fadu verify 查明。`)
}
