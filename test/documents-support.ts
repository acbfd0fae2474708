/** Reads back what the renderers wrote, with code that shares nothing with them; and the sample papers of the tests. */
import { readFileSync } from 'node:fs'
import { inflateRawSync } from 'node:zlib'
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFPage,
  type PDFRawStream,
} from '@cantoo/pdf-lib'
import type { Block, DocumentTree, LocalDate } from '#kernel'

/** A character on a page; points from the page's upper left corner, y of the base line. */
export type Placed = { text: string; x: number; y: number; size: number; glyph: number; font: string }

type Font = { name: string; text: Map<number, string>; width: (glyph: number) => number }
type Matrix = [number, number, number, number, number, number]

const latin = (stream: unknown) => Buffer.from(decodePDFRawStream(stream as PDFRawStream).decode()).toString('latin1')
const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[1] * n[2],
  m[0] * n[1] + m[1] * n[3],
  m[2] * n[0] + m[3] * n[2],
  m[2] * n[1] + m[3] * n[3],
  m[4] * n[0] + m[5] * n[2] + n[4],
  m[4] * n[1] + m[5] * n[3] + n[5],
]

function fontsOf(page: PDFPage): Map<string, Font> {
  const fonts = new Map<string, Font>()
  const { context } = page.node
  const dictionary = page.node.Resources()?.lookup(PDFName.of('Font'))
  if (!(dictionary instanceof PDFDict)) return fonts
  for (const [key, ref] of dictionary.entries()) {
    const font = context.lookup(ref, PDFDict)
    const text = new Map<number, string>()
    const cmap = latin(font.lookup(PDFName.of('ToUnicode')))
    for (const [, glyph, unicode] of cmap.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm))
      text.set(Number.parseInt(glyph!, 16), Buffer.from(unicode!, 'hex').swap16().toString('utf16le'))
    const descendant = font.lookup(PDFName.of('DescendantFonts'), PDFArray).lookup(0, PDFDict)
    const widths = new Map<number, number>()
    const w = (descendant.lookup(PDFName.of('W'), PDFArray).asArray() as unknown[]).map(String)
    for (let i = 0; i + 2 < w.length; i += 3)
      for (let g = Number(w[i]); g <= Number(w[i + 1]); g++) widths.set(g, Number(w[i + 2]))
    fonts.set(key.decodeText(), {
      name: String(descendant.get(PDFName.of('BaseFont'))),
      text,
      width: (g) => widths.get(g) ?? 0,
    })
  }
  return fonts
}

/** Strings, numbers, names and operators of a content stream. */
function* tokens(s: string): Generator<{ kind: 'string' | 'number' | 'name' | 'word'; text: string }> {
  const pattern = /\(|<([0-9A-Fa-f]*)>|(-?\d*\.?\d+)|\/([^\s/[\]<>()]+)|([[\]]|[A-Za-z'"*]+)/g
  for (let m = pattern.exec(s); m; m = pattern.exec(s)) {
    if (m[0] === '(') {
      const [text, end] = literal(s, m.index + 1)
      pattern.lastIndex = end
      yield { kind: 'string', text }
    } else if (m[1] !== undefined) yield { kind: 'string', text: Buffer.from(m[1], 'hex').toString('latin1') }
    else if (m[2] !== undefined) yield { kind: 'number', text: m[2] }
    else if (m[3] !== undefined) yield { kind: 'name', text: m[3] }
    else yield { kind: 'word', text: m[4]! }
  }
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** A string in brackets, which may hold brackets in pairs; and where it ends. */
function literal(s: string, from: number): [text: string, end: number] {
  let text = ''
  let depth = 1
  for (let i = from; i < s.length; i++) {
    const c = s[i]!
    if (c === '\\') {
      const octal = /^[0-7]{1,3}/.exec(s.slice(i + 1, i + 4))?.[0]
      text += octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (escapes[s[i + 1]!] ?? s[i + 1]!)
      i += octal ? octal.length : 1
      continue
    }
    if (c === '(') depth++
    if (c === ')' && --depth === 0) return [text, i + 1]
    text += c
  }
  throw new Error('a string without an end')
}

function charactersOf(page: PDFPage): Placed[] {
  const fonts = fontsOf(page)
  const contents = page.node.Contents()
  const stream =
    contents instanceof PDFArray
      ? contents
          .asArray()
          .map((r) => latin(page.node.context.lookup(r)))
          .join('\n')
      : latin(contents)
  const found: Placed[] = []
  const stack: Matrix[] = []
  let ctm: Matrix = [1, 0, 0, 1, 0, 0]
  let text: Matrix = ctm
  let font: Font | undefined
  let size = 0
  let operands: { kind: string; text: string }[] = []
  const numbers = () => operands.filter((o) => o.kind === 'number').map((o) => Number(o.text))
  for (const token of tokens(stream)) {
    if (token.kind !== 'word' || '[]'.includes(token.text)) {
      operands.push(token)
      continue
    }
    if (token.text === 'q') stack.push(ctm)
    else if (token.text === 'Q') ctm = stack.pop()!
    else if (token.text === 'cm') ctm = times(numbers() as Matrix, ctm)
    else if (token.text === 'Tm') text = numbers() as Matrix
    else if (token.text === 'Tf') {
      font = fonts.get(operands[0]!.text)
      size = Number(operands[1]!.text)
    } else if (token.text === 'TJ' || token.text === 'Tj') {
      let advance = 0
      for (const o of operands) {
        if (o.kind === 'number') advance -= (Number(o.text) / 1000) * size
        if (o.kind !== 'string') continue
        for (let i = 0; i + 1 < o.text.length; i += 2) {
          const glyph = o.text.charCodeAt(i) * 256 + o.text.charCodeAt(i + 1)
          const m = times([1, 0, 0, 1, advance, 0], times(text, ctm))
          found.push({
            text: font!.text.get(glyph) ?? '',
            x: m[4],
            y: page.getHeight() - m[5],
            size,
            glyph,
            font: font!.name,
          })
          advance += (font!.width(glyph) / 1000) * size
        }
      }
    }
    operands = []
  }
  return found
}

/** The characters of every page, in the order they were written. */
export async function readPdf(pdf: Uint8Array): Promise<Placed[][]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  return document.getPages().map(charactersOf)
}

/** The text of a page, lines from top to bottom; zero-width spaces are no text. */
export function linesOfPage(page: readonly Placed[]): string[] {
  const lines: Placed[][] = []
  for (const c of [...page].sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1)
    if (line && c.y - line[0]!.y < 2) line.push(c)
    else lines.push([c])
  }
  return lines.map((line) =>
    line
      .sort((a, b) => a.x - b.x)
      .map((c) => c.text)
      .join('')
      .replaceAll('\u200b', ''),
  )
}

/** The files of a zip by name. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < zip.readUInt16LE(end + 10); i++) {
    const [size, nameLength, extra, comment] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ]
    const local = zip.readUInt32LE(at + 42)
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(from, from + size)
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString()
    files.set(name, zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data))
    at += 46 + nameLength + extra + comment
  }
  return files
}

/** What somebody reading the docx reads: the text of its runs, a line for each paragraph. */
export function textOfDocx(docx: Buffer): string {
  const xml = unzip(docx).get('word/document.xml')!.toString()
  const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
  return xml
    .split('</w:p>')
    .map((p) =>
      [...p.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)]
        .map((m) => (m[1] ?? '\n').replace(/&(lt|gt|amp|quot|apos);/g, (_, n: string) => named[n]!))
        .join(''),
    )
    .join('\n')
}

export const day = (text: string) => text as LocalDate

export function paper(layout: DocumentTree['layout'], blocks: readonly Block[], title = '样张'): DocumentTree {
  return { template: 'test.paper', version: '1', layout, title, on: day('2020-03-02'), blocks }
}

/** A letter with everything an organ's letter has. */
export const letter = paper('official', [
  { kind: 'head', issuer: '宁波市司法局文件', number: '甬司〔2020〕12号' },
  { kind: 'title', text: '宁波市司法局关于做好\n人民调解工作的通知' },
  { kind: 'addressee', text: '各区县（市）司法局' },
  { kind: 'paragraph', text: ['现就有关事项', { text: '通知', bold: true }, '如下：'] },
  { kind: 'heading', level: 1, text: '一、总体要求' },
  { kind: 'paragraph', text: [{ text: '见记录', link: 'https://example.com/f/1' }, '。'] },
  { kind: 'attachments', items: ['名册', '格式'] },
  { kind: 'issued', by: ['宁波市司法局'], on: day('2020-03-02'), seal: true },
  { kind: 'note', text: '此件公开发布' },
  { kind: 'imprint', copyTo: ['市委政法委'], issuer: '宁波市司法局办公室', on: day('2020-03-03') },
])

/** An agreement with every block of a form. */
export const agreement = paper('form', [
  { kind: 'title', text: '人民调解协议书' },
  { kind: 'number', text: '海调〔2020〕第12号' },
  { kind: 'fields', columns: 2, rows: ['甲方', '性别', '住址'].map((label) => ({ label, value: '张喆' })) },
  { kind: 'paragraph', text: '经调解，自愿达成如下协议：' },
  {
    kind: 'table',
    caption: '给付',
    columns: [{ label: '期' }, { label: '金额', align: 'right' }],
    rows: [['1', '500元']],
  },
  {
    kind: 'signatures',
    signers: [
      { label: '甲方', mark: 'any' },
      { label: '某某人民调解委员会', mark: 'seal', on: day('2020-03-02') },
    ],
  },
  { kind: 'qr', text: 'https://example.com/v/ABCDEFGH', caption: '扫码核验' },
])

/** Every name of a place of the city. */
export const placeNames = readFileSync(new URL('../data/cities/ningbo/places.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((l) => l.split('\t')[1]!)

/** Characters of names and places that common fonts lack. */
export const rareCharacters =
  '䶮喆堃赟昇碶澥甽妘嬛翀翾珺祎祐祜禛稹筠荻菀蕤蘅邰郜郗鄞鄮嵊嵩峤岙岱嶴漖潆澐濛濮瀛灏炘炜烜烨焱煊熠燊璟璠瓛瑀瑢皛皞眭碁砼硚礐舡艿芃芈芾茕茛荇莜萩葳蓥薇虓虢裎褚觌訚赑跣躞逄逯遆郏鄢酆釭鋆鎏鑫镕闳闾陟隗隰雱雒霈霂靓韪頔顼飏飔饔騄驎骉骎魃鲲鸢鹍麐黉黻龑龢'
