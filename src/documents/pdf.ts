/**
 * PDF/A-2b of a document in an open font (Noto Serif SC): the same bytes for the same tree, on any day and machine with the
 * same lockfile.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DAY_MS, type DocumentTree, dayNumber, documentText, type LocalDate, PlainError, Refusal } from '#kernel'
import { fontsOf } from './fonts.ts'
import type { Images } from './images.ts'
import type { PdfAnswer, PdfJob } from './pdf-child.ts'
import { type MissingGlyph, type PdfTree, pdfTree } from './pdf-tree.ts'

const longestMs = 180_000
const idleMs = 60_000

export type PdfOptions = {
  readonly images?: Images
  /**
   * What becomes of a character without a glyph: a paper that leaves the house is refused, a print of the record shows the
   * character's number. 'refuse' unless said otherwise.
   */
  readonly missing?: 'refuse' | 'mark'
}

/** The characters of a document that the PDF's font cannot show, each once. */
export function missingGlyphs(document: DocumentTree, images: Images = new Map()): readonly MissingGlyph[] {
  return pdfTree(document, fontsOf(), images).missing
}

/**
 * Renders a document as PDF/A-2b.
 * @throws Refusal 'input' that names the characters the font lacks, a broken text, a link or an image that cannot be
 * printed; PlainError where this machine has no typesetter or the document brings it down
 */
export async function renderPdf(document: DocumentTree, options: PdfOptions = {}): Promise<Buffer> {
  // Refuses broken texts by their place, before any of them is laid out.
  documentText(document)
  const tree = pdfTree(document, fontsOf(), options.images ?? new Map())
  if (tree.missing.length && options.missing !== 'mark') {
    const named = tree.missing.map((m) => `${m.character}（${m.codePoint}）`).join('、')
    throw new Refusal('input', 'documents.glyph', `PDF 字体中没有这些字：${named}`, {
      allowed: ['改出 docx 文件，由装有该字的计算机打印', '请管理员在 FADU_FONTS 指明的文件夹里放入有该字的字库'],
    })
  }
  layout ??= readFileSync(new URL('layout.typ', import.meta.url), 'utf8')
  return typeset(layout, tree.data, tree.files, document.on)
}

/** Size of a page number that is put on a page of a dossier, mm. */
export const pageNumberMm = { width: 20, height: 6 }

/** A PDF with one small page for each number from 1 to `count`, its number at the right. */
export function renderPageNumbers(count: number, on: LocalDate): Promise<Buffer> {
  const { width, height } = pageNumberMm
  const source = `#let d = json(bytes(sys.inputs.doc))
#set document(date: datetime(year: d.on.at(0), month: d.on.at(1), day: d.on.at(2)))
#set page(width: ${width}mm, height: ${height}mm, margin: 1mm)
#set text(font: "${fontsOf().families[0]}", fallback: false, size: 11pt)
#set align(right + horizon)
#for n in range(1, d.count + 1) { page(str(n)) }`
  return typeset(source, { count, on: on.split('-').map(Number) }, {}, on)
}

/** Size of a stamp that is put on the pages of a piece of a dossier, mm. */
export const stampMm = { width: 34, height: 14 }

/** A PDF of one small page: a word of two to four characters in a frame, as a stamp is read. */
export function renderStamp(word: string, on: LocalDate): Promise<Buffer> {
  const { width, height } = stampMm
  const source = `#let d = json(bytes(sys.inputs.doc))
#set document(date: datetime(year: d.on.at(0), month: d.on.at(1), day: d.on.at(2)))
#set page(width: ${width}mm, height: ${height}mm, margin: 1mm)
#set text(font: "${fontsOf().families[0]}", fallback: false, size: 20pt, weight: "bold", tracking: 4pt, fill: rgb("#c00000"))
#set align(center + horizon)
#rect(width: 100%, height: 100%, stroke: 1.5pt + rgb("#c00000"), text(d.word))`
  return typeset(source, { word, on: on.split('-').map(Number) }, {}, on)
}

let layout: string | undefined
let child: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined
/** One document at a time: a document that brings the process down takes no other with it. */
let queue: Promise<unknown> = Promise.resolve()

function typeset(source: string, data: unknown, files: PdfTree['files'], on: LocalDate): Promise<Buffer> {
  const timestamp = (dayNumber(on) * DAY_MS) / 1000
  const job: PdfJob = { source, data: JSON.stringify(data), files, fonts: fontsOf().files, timestamp }
  const answer = queue.then(() => ask(job))
  queue = answer.catch(() => undefined)
  return answer
}

function startChild(): ChildProcess {
  return fork(fileURLToPath(new URL('pdf-child.ts', import.meta.url)), [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

function ask(job: PdfJob): Promise<Buffer> {
  clearTimeout(idle)
  // An idle one may have been ended from outside.
  if (!child?.connected) child = startChild()
  const worker = child
  worker.ref()
  worker.channel?.ref()
  return new Promise<Buffer>((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(limit)
      worker.removeAllListeners()
      // A server that is stopping does not wait for an idle typesetter.
      worker.on('error', () => {})
      worker.unref()
      worker.channel?.unref()
      end()
    }
    const lose = (message: string) => {
      if (child === worker) child = undefined
      settle(() => reject(new PlainError(message)))
      worker.kill('SIGKILL')
    }
    const limit = setTimeout(() => lose('排版用时过长，已经停止；请把文书分成几份，或者改出 docx 文件'), longestMs)
    worker.once('error', () => lose('排版程序没有启动；请检查安装是否完整（npm ci）'))
    worker.once('exit', () => lose('排版程序意外退出，这份文书没有排成；请改出 docx 文件，并把这份文书报告给维护人员'))
    worker.once('message', (answer: PdfAnswer) => {
      if ('pdf' in answer) {
        idle = setTimeout(() => stopTypesetter(), idleMs)
        idle.unref()
        settle(() => resolve(Buffer.from(answer.pdf)))
      } else if (answer.absent) lose('本机没有可用的排版组件（typst），不能生成 PDF；请改出 docx 文件')
      else if (/decode|image/.test(answer.error))
        settle(() => reject(new Refusal('input', 'documents.image', '文书中有一幅图片已损坏，不能印出')))
      else settle(() => reject(new Error(`typst: ${answer.error}`)))
    })
    worker.send(job, (error) => {
      if (error) lose('排版程序没有接到文书，请再试一次')
    })
  })
}

/** Ends the typesetting process where one is idle; the next document starts another. */
export function stopTypesetter(): void {
  clearTimeout(idle)
  child?.kill()
  child = undefined
}
