/**
 * A matter's whole file as one PDF: an index of its pieces in the archive's order, then their pages, numbered through. What
 * is no PDF stands in the index by its hash, and what is missing is named there.
 */
import {
  concatTransformationMatrix,
  drawObject,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFPage,
  type PDFRef,
  popGraphicsState,
  pushGraphicsState,
} from '@cantoo/pdf-lib'
import { type Block, DAY_MS, type DocumentTree, dayNumber, type LocalDate, printedDate, sm3Hex } from '#kernel'
import { pageNumberMm, renderPageNumbers, renderPdf } from './pdf.ts'

/** A piece of the file, in the order of the archive. */
export type DossierEntry = {
  readonly title: string
  readonly number?: string
  readonly on?: LocalDate
} & (
  | { readonly pdf: Uint8Array }
  /** What cannot be printed: a recording, a table. `sm3` is the hash of its bytes in the record. */
  | { readonly file: string; readonly sm3: string }
  /** What the file should hold and does not; the reason or who owes it. */
  | { readonly missing: string }
)

export type Dossier = {
  /** e.g. 人民调解卷宗. */
  readonly title: string
  readonly number?: string
  /** The day of the print; it gives the file its date. */
  readonly on: LocalDate
  readonly entries: readonly DossierEntry[]
}

/** Where a piece came to stand: numbers on the pages, from 1; none where it has no pages here. */
export type DossierPlace = {
  readonly title: string
  readonly first?: number
  readonly last?: number
  /** Why it has no pages here, in a word and in a sentence. */
  readonly remark?: string
  readonly note?: string
}

const name = (text: string) => PDFName.of(text)
const pointsPerMm = 72 / 25.4

/**
 * Joins the pieces into one PDF with a page index in front. The same pieces give the same bytes. Pages keep their look;
 * actions, scripts and attachments inside them are left out.
 */
export async function joinPdfs(dossier: Dossier): Promise<{ pdf: Buffer; places: DossierPlace[] }> {
  const out = await PDFDocument.create({ updateMetadata: false })
  const places: DossierPlace[] = []
  const content: PDFPage[] = []
  for (const entry of dossier.entries) {
    if ('missing' in entry) places.push({ title: entry.title, remark: '缺件', note: entry.missing })
    else if ('file' in entry)
      places.push({ title: entry.title, remark: '电子文件', note: `“${entry.file}”未印入，SM3：${entry.sm3}` })
    else {
      const pages = await copiedPages(out, entry.pdf)
      if (pages === undefined)
        places.push({ title: entry.title, remark: '未印入', note: `PDF 已加密或者损坏，SM3：${sm3Hex(entry.pdf)}` })
      else {
        places.push({ title: entry.title, first: content.length + 1, last: content.length + pages.length })
        content.push(...pages)
      }
    }
  }
  const index = await PDFDocument.load(await renderPdf(indexOf(dossier, places), { missing: 'mark' }), {
    updateMetadata: false,
  })
  for (const page of await out.copyPages(index, index.getPageIndices())) out.addPage(page)
  for (const page of content) out.addPage(page)
  if (content.length > 0) await numberPages(out, content, dossier.on)
  addOutline(out, places, index.getPageCount())
  const at = new Date(dayNumber(dossier.on) * DAY_MS)
  out.setTitle(dossier.title)
  out.setCreationDate(at)
  out.setModificationDate(at)
  return { pdf: Buffer.from(await out.save({ updateFieldAppearances: false })), places }
}

/** The index as a document of its own: pages of the index carry no number of the file. */
function indexOf(dossier: Dossier, places: readonly DossierPlace[]): DocumentTree {
  const missing = dossier.entries.filter((e) => 'missing' in e).length
  const blocks: Block[] = [
    { kind: 'title', text: `${dossier.title}\n卷内目录` },
    ...(dossier.number === undefined ? [] : [{ kind: 'number', text: dossier.number } as const]),
    {
      kind: 'table',
      columns: [
        { label: '序号', width: 6, align: 'center' },
        { label: '文书名称', width: 18 },
        { label: '文号', width: 17 },
        { label: '日期', width: 16 },
        { label: '页次', width: 7, align: 'center' },
        { label: '备注', width: 10 },
      ],
      rows: dossier.entries.map((e, i) => {
        const { first, last, remark } = places[i]!
        const pages = first === undefined ? '' : first === last ? `${first}` : `${first}—${last}`
        return [`${i + 1}`, e.title, e.number ?? '', e.on === undefined ? '' : printedDate(e.on), pages, remark ?? '']
      }),
      note: `共${dossier.entries.length}件${missing ? `，其中缺${missing}件` : ''}；打印日期：${printedDate(dossier.on)}。`,
    },
    ...places.flatMap(({ title, note }, i): Block[] =>
      note === undefined ? [] : [{ kind: 'note', text: `第${i + 1}件《${title}》：${note}。` }],
    ),
  ]
  return { template: 'kernel.dossier', version: '1', layout: 'form', title: dossier.title, on: dossier.on, blocks }
}

/** The pages of a piece, or nothing where it cannot be read without a password or at all. */
async function copiedPages(out: PDFDocument, bytes: Uint8Array): Promise<PDFPage[] | undefined> {
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false })
    if (source.getPageCount() === 0) return undefined
    for (const page of source.getPages()) quieten(page.node)
    return await out.copyPages(source, source.getPageIndices())
  } catch {
    // The library throws plain errors of many kinds at what comes from outside; each means the same to the file.
    return undefined
  }
}

const shownAnnotations = [
  'Widget',
  'Stamp',
  'FreeText',
  'Highlight',
  'Underline',
  'StrikeOut',
  'Ink',
  'Square',
  'Circle',
  'Line',
]

/** Leaves of a page what is seen on it: its marks and filled fields, but nothing that acts or that leads to other pages. */
function quieten(page: PDFDict): void {
  for (const key of ['AA', 'B', 'PieceInfo', 'StructParents', 'Metadata']) page.delete(name(key))
  const annotations = page.lookup(name('Annots'))
  page.delete(name('Annots'))
  if (!(annotations instanceof PDFArray)) return
  const kept = annotations.asArray().filter((item) => {
    const annotation = page.context.lookup(item)
    if (!(annotation instanceof PDFDict)) return false
    const kind = annotation.lookup(name('Subtype'))
    if (!(kind instanceof PDFName) || !shownAnnotations.includes(kind.decodeText())) return false
    for (const key of ['A', 'AA', 'P', 'Parent', 'Popup', 'IRT', 'Dest']) annotation.delete(name(key))
    return true
  })
  if (kept.length) page.set(name('Annots'), page.context.obj(kept))
}

/** Puts the numbers at the upper right of the pages as they are read, whichever way they are turned. */
async function numberPages(out: PDFDocument, pages: readonly PDFPage[], on: LocalDate): Promise<void> {
  const numbers = await out.embedPdf(
    await renderPageNumbers(pages.length, on),
    pages.map((_, i) => i),
  )
  const [w, h, edge] = [pageNumberMm.width * pointsPerMm, pageNumberMm.height * pointsPerMm, 8 * pointsPerMm]
  for (const [i, page] of pages.entries()) {
    const { x, y, width, height } = page.getCropBox()
    // The matrix turns with the page; its last two numbers are the lower left corner of the number as it is read.
    const matrix = {
      0: [1, 0, 0, 1, x + width - edge - w, y + height - edge - h],
      90: [0, 1, -1, 0, x + edge + h, y + height - edge - w],
      180: [-1, 0, 0, -1, x + edge + w, y + edge + h],
      270: [0, -1, 1, 0, x + width - edge - h, y + edge + w],
    }[((page.getRotation().angle % 360) + 360) % 360] as [number, number, number, number, number, number]
    const number = numbers[i]!
    // Pages of one piece may share their resources, so each number has a name of its own.
    const xObject = `FaduPage${i + 1}`
    page.node.setXObject(name(xObject), number.ref)
    page.pushOperators(
      pushGraphicsState(),
      concatTransformationMatrix(...matrix),
      drawObject(xObject),
      popGraphicsState(),
    )
  }
}

/** Bookmarks of the index and of every piece that has pages. */
function addOutline(out: PDFDocument, places: readonly DossierPlace[], indexPages: number): void {
  const pages = out.getPages()
  const marks = [
    { title: '卷内目录', page: 0 },
    ...places.flatMap((p) => (p.first === undefined ? [] : [{ title: p.title, page: indexPages + p.first - 1 }])),
  ]
  const { context } = out
  const root = context.nextRef()
  const refs: PDFRef[] = marks.map(() => context.nextRef())
  for (const [i, mark] of marks.entries()) {
    const item = context.obj({ Parent: root })
    item.set(name('Title'), PDFHexString.fromText(mark.title))
    item.set(name('Dest'), context.obj([pages[mark.page]!.ref, name('Fit')]))
    if (i > 0) item.set(name('Prev'), refs[i - 1]!)
    if (i < refs.length - 1) item.set(name('Next'), refs[i + 1]!)
    context.assign(refs[i]!, item)
  }
  const outline = context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)! })
  outline.set(name('Count'), PDFNumber.of(marks.length))
  context.assign(root, outline)
  out.catalog.set(name('Outlines'), root)
}
