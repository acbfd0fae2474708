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
import { pageNumberMm, renderPageNumbers, renderPdf, renderStamp, stampMm } from './pdf.ts'

/** A piece of the file, in the order of the archive. */
export type DossierEntry = {
  readonly title: string
  readonly number?: string
  readonly on?: LocalDate
} /** `remark` stands beside it in the index, and `stamp` on each of its pages, e.g. 作废; `isForeign` where it is not our print. */ & (
  | { readonly pdf: Uint8Array; readonly remark?: string; readonly stamp?: string; readonly isForeign?: boolean }
  /** What is not printed: a recording, a table, and why. `sm3` is the hash of its bytes. */
  | { readonly file: string; readonly sm3: string; readonly sizeText?: string; readonly why?: string }
  /** What the file should hold and does not; the reason or who owes it. */
  | { readonly missing: string }
  /** What never came to be a piece: a paper not issued, a service not made. It takes no number. */
  | { readonly open: string; readonly remark: string }
)

export type Dossier = {
  /** e.g. 人民调解卷宗. */
  readonly title: string
  readonly number?: string
  /** The day up to which the file goes; it gives the PDF its date. */
  readonly on: LocalDate
  /** The sheet in front of the index. */
  readonly cover?: DocumentTree
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
  const stamped: { page: PDFPage; stamp: string }[] = []
  for (const entry of dossier.entries) {
    if ('missing' in entry) places.push({ title: entry.title, remark: '缺件', note: entry.missing })
    else if ('open' in entry) places.push({ title: entry.title, remark: entry.remark, note: entry.open })
    else if ('file' in entry) {
      const size = entry.sizeText === undefined ? '' : `（${entry.sizeText}）`
      const why = entry.why === undefined ? '' : `：${entry.why}`
      places.push({
        title: entry.title,
        remark: '电子文件',
        note: `“${entry.file}”${size}未印入${why}。SM3：${entry.sm3}`,
      })
    } else {
      const pages = await copiedPages(out, entry.pdf)
      if (pages === undefined)
        places.push({ title: entry.title, remark: '未印入', note: `PDF 已加密或者损坏，SM3：${sm3Hex(entry.pdf)}` })
      else {
        const { remark, stamp } = entry
        const place = { title: entry.title, first: content.length + 1, last: content.length + pages.length }
        places.push(remark === undefined ? place : { ...place, remark })
        if (stamp !== undefined) for (const page of pages) stamped.push({ page, stamp })
        content.push(...pages)
      }
    }
  }
  let front = 0
  for (const tree of [...(dossier.cover ? [dossier.cover] : []), indexOf(dossier, places)]) {
    const sheet = await PDFDocument.load(await renderPdf(tree, { missing: 'mark' }), { updateMetadata: false })
    for (const page of await out.copyPages(sheet, sheet.getPageIndices())) out.addPage(page)
    front += sheet.getPageCount()
  }
  for (const page of content) out.addPage(page)
  await stampPages(out, stamped, dossier.on)
  if (content.length > 0) await numberPages(out, content, dossier.on)
  addOutline(out, places, front, dossier.cover !== undefined)
  const at = new Date(dayNumber(dossier.on) * DAY_MS)
  out.setTitle(dossier.title)
  out.setCreationDate(at)
  out.setModificationDate(at)
  const isArchival = dossier.entries.every((e) => !('pdf' in e) || !e.isForeign)
  describe(out, dossier, at, isArchival)
  return { pdf: Buffer.from(await out.save({ updateFieldAppearances: false })), places }
}

const escaped = (text: string) => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)

/**
 * The metadata and the identifier that PDF/A-2b asks of a file (ISO 19005-2, 6.1.3 and 6.6). It calls itself PDF/A only where
 * every page is our own print: of a PDF that somebody attached nothing can be promised.
 */
function describe(out: PDFDocument, dossier: Dossier, at: Date, isArchival: boolean): void {
  const day = at.toISOString().replace('.000', '')
  const claim = isArchival ? '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>' : ''
  const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(dossier.title)}</rdf:li></rdf:Alt></dc:title><xmp:CreateDate>${day}</xmp:CreateDate><xmp:ModifyDate>${day}</xmp:ModifyDate>${claim}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`
  const { context } = out
  const stream = context.stream(Buffer.from(xmp), { Type: 'Metadata', Subtype: 'XML' })
  out.catalog.set(name('Metadata'), context.register(stream))
  const pieces = dossier.entries.map((e) => ('pdf' in e ? sm3Hex(e.pdf) : JSON.stringify(e)))
  const id = PDFHexString.of(
    sm3Hex([dossier.title, dossier.number ?? '', dossier.on, ...pieces].join('\n')).slice(0, 32),
  )
  context.trailerInfo.ID = context.obj([id, id])
}

/** The index as a document of its own: pages of the index carry no number of the file. */
function indexOf(dossier: Dossier, places: readonly DossierPlace[]): DocumentTree {
  const missing = dossier.entries.filter((e) => 'missing' in e).length
  const open = dossier.entries.filter((e) => 'open' in e).length
  let count = 0
  const numbers = dossier.entries.map((e) => ('open' in e ? '' : `${++count}`))
  const blocks: Block[] = [
    { kind: 'title', text: `${dossier.title}\n卷内目录` },
    ...(dossier.number === undefined ? [] : [{ kind: 'number', text: dossier.number } as const]),
    {
      kind: 'table',
      columns: [
        { label: '序号', width: 6, align: 'center' },
        { label: '文书名称', width: 17 },
        { label: '文号', width: 15 },
        { label: '日期', width: 16 },
        { label: '页次', width: 10, align: 'center' },
        { label: '备注', width: 10 },
      ],
      rows: dossier.entries.map((e, i) => {
        const { first, last, remark } = places[i]!
        const pages = first === undefined ? '' : first === last ? `${first}` : `${first}—${last}`
        return [numbers[i]!, e.title, e.number ?? '', e.on === undefined ? '' : printedDate(e.on), pages, remark ?? '']
      }),
      note: `共${count}件${missing ? `，其中缺${missing}件` : ''}${open ? `；另有未出具、未送达的${open}项` : ''}；卷内记录至${printedDate(dossier.on)}。`,
    },
    ...places.flatMap(({ title, note }, i): Block[] =>
      note === undefined ? [] : [{ kind: 'note', text: `${numbers[i] && `第${numbers[i]}件`}《${title}》：${note}。` }],
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

/** Puts the numbers at the upper right of the pages. */
async function numberPages(out: PDFDocument, pages: readonly PDFPage[], on: LocalDate): Promise<void> {
  const numbers = await out.embedPdf(
    await renderPageNumbers(pages.length, on),
    pages.map((_, i) => i),
  )
  // Pages of one piece may share their resources, so each number has a name of its own.
  for (const [i, page] of pages.entries())
    drawAtCorner(page, numbers[i]!.ref, `FaduPage${i + 1}`, pageNumberMm, { right: 8, top: 8 })
}

/** The document with a stamp on each page; the same bytes each time. */
export async function stampPdf(pdf: Uint8Array, stamp: string, on: LocalDate): Promise<Buffer> {
  const out = await PDFDocument.load(pdf, { updateMetadata: false })
  await stampPages(
    out,
    out.getPages().map((page) => ({ page, stamp })),
    on,
  )
  return Buffer.from(await out.save({ updateFieldAppearances: false }))
}

/** Puts stamps, such as 作废, at the upper right below the number. */
async function stampPages(
  out: PDFDocument,
  stamped: readonly { page: PDFPage; stamp: string }[],
  on: LocalDate,
): Promise<void> {
  const made = new Map<string, PDFRef>()
  for (const [i, { page, stamp }] of stamped.entries()) {
    const ref = made.get(stamp) ?? (await out.embedPdf(await renderStamp(stamp, on)))[0]!.ref
    made.set(stamp, ref)
    drawAtCorner(page, ref, `FaduStamp${i + 1}`, stampMm, { right: 14, top: 16 })
  }
}

/** Draws a small page near the upper right corner of a page as it is read, whichever way it is turned; lengths in mm. */
function drawAtCorner(
  page: PDFPage,
  ref: PDFRef,
  xObject: string,
  size: { width: number; height: number },
  from: { right: number; top: number },
): void {
  const [w, h, r, t] = [size.width, size.height, from.right, from.top].map((mm) => mm * pointsPerMm) as [
    number,
    number,
    number,
    number,
  ]
  const { x, y, width, height } = page.getCropBox()
  // The matrix turns with the page; its last two numbers are the lower left corner of what is drawn, as it is read.
  const matrix = {
    0: [1, 0, 0, 1, x + width - r - w, y + height - t - h],
    90: [0, 1, -1, 0, x + t + h, y + height - r - w],
    180: [-1, 0, 0, -1, x + r + w, y + t + h],
    270: [0, -1, 1, 0, x + width - t - h, y + r + w],
  }[((page.getRotation().angle % 360) + 360) % 360] as [number, number, number, number, number, number]
  page.node.setXObject(name(xObject), ref)
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(...matrix),
    drawObject(xObject),
    popGraphicsState(),
  )
}

/** Bookmarks of the index and of every piece that has pages. */
function addOutline(out: PDFDocument, places: readonly DossierPlace[], front: number, hasCover: boolean): void {
  const pages = out.getPages()
  const marks = [
    ...(hasCover ? [{ title: '封面', page: 0 }] : []),
    { title: '卷内目录', page: hasCover ? 1 : 0 },
    ...places.flatMap((p) => (p.first === undefined ? [] : [{ title: p.title, page: front + p.first - 1 }])),
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
