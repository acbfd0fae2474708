/** The dossier as one PDF, its pieces in the order of the archive; and what of them the folder keeps as files of their own. */
import type { CheckpointKey } from '#kernel/checkpoint'
import { verifyCheckpoint } from '#kernel/checkpoint'
import type { Registry } from '#kernel/domain'
import { invariant, PlainError, Refusal } from '#kernel/errors'
import { type Dossier, type DossierEntry, type DossierPlace, joinPdfs } from '../documents/join.ts'
import { renderPdf } from '../documents/pdf.ts'
import { findImageSize } from '../documents/qr.ts'
import { weighPdf } from '../documents/weigh.ts'
import { sizeText } from '../files/limits.ts'
import { type FileStore, saltedHash } from '../files/store.ts'
import { type DossierFile, type DossierPaper, type DossierRecord, type OpenPiece, paperTitle } from './dossier.ts'
import { courseSheet, coverOf, lastDay, pictureSheet, proofSheet, serviceSheet } from './dossier-pages.ts'

/** An original that is there and is what the act says. */
export type DossierOriginal = { file: DossierFile; name: string; salt: string; stored: string; sm3: string }
export type PrintedDossier = {
  pdf: Buffer
  places: DossierPlace[]
  papers: { paper: DossierPaper; pdf: Buffer }[]
  originals: DossierOriginal[]
  /** What is missing, for the person at the terminal: pieces that are gone, papers not issued or not served. */
  lacking: { title: string; remark: string; why: string }[]
}

/** What is held in memory of PDFs and pictures at a time; what is beyond stands in the index as an electronic file. */
const mostPrintedBytes = 200 * 1024 * 1024
/** A picture is unpacked to be printed. */
const mostPixels = 60_000_000

const openWords: Record<OpenPiece['kind'], string> = { due: '未出具', possible: '未出具', unserved: '未送达' }

let queue: Promise<unknown> = Promise.resolve()

/**
 * Prints a dossier; one after another in this process, since each holds its pieces in memory. The same record and the same
 * files give the same bytes.
 * @throws PlainError where the checkpoint does not verify under the city's keys
 */
export function printDossier(
  record: DossierRecord,
  registry: Registry,
  keys: readonly CheckpointKey[],
  store: Pick<FileStore, 'find' | 'digest'> | undefined,
): Promise<PrintedDossier> {
  const printed = queue.then(() => print(record, registry, keys, store))
  queue = printed.catch(() => {})
  return printed
}

async function print(
  record: DossierRecord,
  registry: Registry,
  keys: readonly CheckpointKey[],
  store: Pick<FileStore, 'find' | 'digest'> | undefined,
): Promise<PrintedDossier> {
  invariant(record.proof, 'a dossier is printed once its acts are sealed')
  try {
    verifyCheckpoint(record.proof.checkpoint, keys)
  } catch (error) {
    throw new PlainError(`检查点不能验证：${(error as Error).message}。没有出具案卷；请先运行 fadu verify 查明。`)
  }
  const on = lastDay(record)
  const marked = (tree: Parameters<typeof renderPdf>[0], images?: Map<string, Uint8Array>) =>
    renderPdf(tree, { missing: 'mark', ...(images ? { images } : {}) })
  const entries: DossierEntry[] = []
  const papers: PrintedDossier['papers'] = []
  const originals: DossierOriginal[] = []

  for (const paper of record.papers) {
    const { issued, voidedOn, built } = paper
    const piece = { title: issued.title, on: issued.on, ...(issued.number ? { number: issued.number } : {}) }
    if ('lost' in built) {
      entries.push({ ...piece, missing: `${voidedOn ? '已经作废；' : ''}${built.lost}` })
      continue
    }
    const pdf = await marked(built.tree)
    papers.push({ paper, pdf })
    entries.push({ ...piece, pdf, ...(voidedOn ? { remark: '作废', stamp: '作废' } : {}) })
  }
  const openOf = (kind: OpenPiece['kind']) => record.open.filter((o) => o.kind === kind)
  for (const o of openOf('due')) entries.push({ title: o.title, remark: openWords.due, open: o.why })
  // What a procedure allows is much more than one matter needs: a line for all of it.
  const possible = openOf('possible')
  if (possible.length)
    entries.push({
      title: `可以出具的其他文书（${possible.length}种）`,
      remark: openWords.possible,
      open: possible.map((o) => `${o.title}（${o.why}）`).join('、'),
    })

  let room = mostPrintedBytes
  const addFile = async (file: DossierFile): Promise<void> => {
    const piece = { title: file.label, on: file.on }
    const found = await originalOf(file, store)
    if ('lost' in found) {
      entries.push({ ...piece, missing: found.lost })
      return
    }
    originals.push(found)
    const line = { ...piece, file: found.name, sm3: found.sm3, sizeText: sizeText(file.sizeBytes) }
    const isPicture = file.type === 'image/png' || file.type === 'image/jpeg'
    if (!isPicture && file.type !== 'application/pdf') {
      entries.push(line)
      return
    }
    if (file.sizeBytes > room) {
      entries.push({ ...line, why: '卷内可印的材料过大' })
      return
    }
    room -= file.sizeBytes
    const bytes = await readAll(store!, file, found.stored)
    if (!isPicture) {
      // What is locked or broken is said by the joining, with its hash.
      if ((await weighPdf(bytes)) === 'large') entries.push({ ...line, why: 'PDF 的页数或者展开后的内容过多' })
      else entries.push({ ...piece, pdf: bytes, isForeign: true })
      return
    }
    const size = findImageSize(bytes)
    if (!size || size.width * size.height > mostPixels) {
      entries.push({ ...line, why: '图片过大或者损坏' })
      return
    }
    try {
      const sheet = pictureSheet(file.label, found.name, found.sm3, on)
      entries.push({ ...piece, pdf: await marked(sheet, new Map([[found.sm3, bytes]])) })
    } catch (error) {
      // A picture that cannot be decoded, or that brings the typesetter down, keeps the rest of the file from nobody.
      if (!(error instanceof Refusal || error instanceof PlainError)) throw error
      entries.push({ ...line, why: '图片不能印出' })
    }
  }
  for (const file of record.files) if (!file.isReceipt) await addFile(file)

  entries.push({ title: '办理记录', on, pdf: await marked(courseSheet(record, registry)) })
  if (record.services.length) entries.push({ title: '送达情况', on, pdf: await marked(serviceSheet(record)) })
  for (const file of record.files) if (file.isReceipt) await addFile(file)
  const unserved = openOf('unserved')
  if (unserved.length)
    entries.push({
      title: `没有送达记录的文书（${unserved.length}份）`,
      remark: openWords.unserved,
      open: unserved.map((o) => o.title).join('、'),
    })
  entries.push({ title: '记录的证明', on, pdf: await marked(proofSheet(record, keys)) })

  const { number } = record.matter
  const dossier: Dossier = { title: '案卷', ...(number ? { number } : {}), on, cover: coverOf(record), entries }
  const { pdf, places } = await joinPdfs(dossier)
  return { pdf, places, papers, originals, lacking: lackingOf(entries, record.open) }
}

function lackingOf(entries: readonly DossierEntry[], open: readonly OpenPiece[]): PrintedDossier['lacking'] {
  const missing = entries.flatMap((e) => {
    const title = e.number === undefined ? e.title : `${e.title}（${e.number}）`
    return 'missing' in e ? [{ title, remark: '缺件', why: e.missing }] : []
  })
  return [...missing, ...open.map((o) => ({ title: o.title, remark: openWords[o.kind], why: o.why }))]
}

/** The content behind a file, compared with the act before anything is made of it. */
async function originalOf(
  file: DossierFile,
  store: Pick<FileStore, 'digest'> | undefined,
): Promise<DossierOriginal | { lost: string }> {
  const { held } = file
  if ('lost' in held) return held
  const { name, salt, stored } = held
  const found = await store?.digest({ matterId: file.matterId, stored })
  if (!found) return { lost: '文件不在材料库中，请告知管理员' }
  if (found.sizeBytes !== file.sizeBytes || saltedHash(salt, found.sm3) !== file.hash)
    return { lost: '材料库中的内容与记录中的哈希不符，没有收入，请告知管理员' }
  return { file, name, salt, stored, sm3: found.sm3 }
}

async function readAll(store: Pick<FileStore, 'find'>, file: DossierFile, stored: string): Promise<Buffer> {
  const found = await store.find({ matterId: file.matterId, stored })
  if (!found) throw new Refusal('conflict', 'dossier.erased', '有一份材料刚刚被删除，请再出具一次')
  try {
    return await found.handle.readFile()
  } finally {
    await found.handle.close()
  }
}

/** Titles as file names say them. */
export const paperName = (paper: DossierPaper): string =>
  paper.voidedOn === undefined ? paperTitle(paper) : `${paperTitle(paper)}（作废）`
