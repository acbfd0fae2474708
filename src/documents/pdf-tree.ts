/** The tree as the PDF's layout (layout.typ) reads it: every text printable, in lines and runs, with room to break. */
import { type Block, type DocumentTree, printedDate, Refusal, type RichText } from '#kernel'
import { issuedLines, linesOf, markWords, type Placed, placed } from './arrange.ts'
import type { Fonts } from './fonts.ts'
import { type Images, pictureOf } from './images.ts'
import { codePointMark, gridWidth, printable } from './printable.ts'

/** A character that the fonts cannot show. */
export type MissingGlyph = { readonly character: string; readonly codePoint: string }

/** What the layout is given, and the pictures it names. */
export type PdfTree = {
  readonly data: Readonly<Record<string, unknown>>
  readonly files: Readonly<Record<string, Uint8Array>>
  readonly missing: readonly MissingGlyph[]
}

/** Words longer than this may break anywhere: an address or a hash would else run off the paper. */
const longestWord = 16
const longWord = new RegExp(`[^\\s\\u200b\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]{${longestWord},}`, 'gu')
const zeroWidthSpace = '\u200b'

const withBreaks = (text: string) => text.replace(longWord, (word) => word.replace(/(?!^)(?=\P{M})/gu, zeroWidthSpace))

/** Makes the layout's data. Characters without a glyph are shown by their number and named in `missing`. */
export function pdfTree(document: DocumentTree, { coverage, families }: Fonts, images: Images): PdfTree {
  const missing = new Map<string, MissingGlyph>()
  const files: Record<string, Uint8Array> = {}
  const show = (text: string) => {
    let out = ''
    for (const c of printable(text)) {
      if (c === '\n' || coverage.has(c.codePointAt(0)!)) out += c
      else {
        const mark = codePointMark(c)
        missing.set(c, { character: c, codePoint: mark.slice(1, -1) })
        out += mark
      }
    }
    return out
  }
  const rich = (text: RichText) =>
    linesOf(text, show).map((line) =>
      line.map((r) => ({
        t: withBreaks(r.text),
        ...(r.bold ? { b: true } : {}),
        ...(r.underline ? { u: true } : {}),
        ...(r.link === undefined ? {} : { l: r.link }),
      })),
    )
  const blocks = placed(document.blocks).map((p, i) => blockData(p, i, { show, rich, files, images }))
  return {
    data: {
      title: show(document.title).replaceAll('\n', ' '),
      layout: document.layout,
      on: document.on.split('-').map(Number),
      fonts: families,
      blocks,
    },
    files,
    missing: [...missing.values()],
  }
}

type Tools = {
  show: (text: string) => string
  rich: (text: RichText) => unknown
  files: Record<string, Uint8Array>
  images: Images
}

function blockData({ block: b, first, sticky, space }: Placed, i: number, t: Tools): unknown {
  switch (b.kind) {
    case 'head':
      return {
        kind: b.kind,
        issuer: t.rich(b.issuer),
        issuerWidth: Math.ceil(Math.max(...t.show(b.issuer).split('\n').map(gridWidth))),
        ...(b.number === undefined ? {} : { number: t.rich(b.number) }),
        ...(b.signedOffBy === undefined ? {} : { signedOffBy: t.rich(b.signedOffBy) }),
      }
    case 'title':
      return { kind: b.kind, text: t.rich(b.text), first, space }
    case 'number':
    case 'addressee':
      return { kind: b.kind, text: t.rich(b.text) }
    case 'note':
      return { kind: b.kind, text: t.rich(b.text), sticky }
    case 'paragraph':
      return { kind: b.kind, text: t.rich(b.text), indent: b.indent !== false, sticky }
    case 'heading':
      return { kind: b.kind, level: b.level, text: t.rich(b.text) }
    case 'table':
      return {
        kind: b.kind,
        ...(b.caption === undefined ? {} : { caption: t.rich(b.caption) }),
        ...(b.note === undefined ? {} : { note: t.rich(b.note) }),
        columns: b.columns.map((c) => ({ label: t.rich(c.label), width: c.width ?? 1, align: c.align ?? 'left' })),
        rows: tableRows(b).map((row) => row.map((cell) => ({ cell: t.rich(cell) }))),
      }
    case 'fields': {
      const columns = b.columns ?? 1
      return {
        kind: b.kind,
        columns,
        sticky,
        rows: b.rows.map((row, n) => ({
          label: t.rich(row.label),
          value: t.rich(row.value),
          span: columns === 2 && n === b.rows.length - 1 && n % 2 === 0,
        })),
      }
    }
    case 'attachments':
      return { kind: b.kind, items: b.items.map(t.rich), sticky }
    case 'issued':
      return {
        kind: b.kind,
        seal: b.seal === true,
        sticky,
        lines: issuedLines(b, t.show).map((l) => ({ text: t.rich(l.text), right: l.right })),
      }
    case 'signatures':
      return {
        kind: b.kind,
        sticky,
        signers: b.signers.map((s) => ({
          label: t.rich(s.label),
          mark: markWords[s.mark],
          // A seal needs no line.
          line: s.mark !== 'seal',
          long: gridWidth(t.show(s.label) + markWords[s.mark]) > 16,
          ...(s.on === undefined ? {} : { on: printedDate(s.on) }),
        })),
      }
    case 'imprint':
      return {
        kind: b.kind,
        issuer: t.rich(b.issuer),
        on: printedDate(b.on),
        ...(b.copyTo?.length ? { copyTo: t.rich(`${b.copyTo.join('，')}。`) } : {}),
      }
    case 'pageBreak':
      return { kind: b.kind }
    case 'qr':
    case 'image': {
      const picture = pictureOf(b, t.images)
      const file = `/picture-${i}.${picture.type}`
      t.files[file] = picture.bytes
      return {
        kind: 'picture',
        file,
        width: picture.widthMm,
        alt: b.kind === 'qr' ? '二维码' : t.show(b.alt),
        ...(b.kind === 'qr' && b.caption !== undefined ? { caption: t.rich(b.caption) } : {}),
      }
    }
    default:
      throw new Refusal('input', 'documents.block', `不认识的版式块：${(b as { kind: string }).kind}`)
  }
}

/** Rows as wide as the table has columns. */
export function tableRows(table: Extract<Block, { kind: 'table' }>): RichText[][] {
  return table.rows.map((row) => table.columns.map((_, i) => row[i] ?? ''))
}
