/**
 * The docx of a document: GB/T 9704-2012 for organs, a plain form otherwise. Fonts are named, not embedded: the offices'
 * machines have them. The same tree gives the same bytes.
 */
import {
  AlignmentType,
  BookmarkEnd,
  BookmarkStart,
  BorderStyle,
  Document,
  DocumentGridType,
  type FileChild,
  Footer,
  ImageRun,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import { type Block, type DocumentTree, documentText, printedDate } from '#kernel'
import { issuedLines, markWords, type Placed, placed } from './arrange.ts'
import {
  areaWidth,
  children,
  fieldsOf,
  firstLine,
  font,
  type Look,
  measures,
  paragraph,
  red,
  tableOf,
} from './docx-parts.ts'
import { settleZip } from './docx-settle.ts'
import { type Images, pictureOf } from './images.ts'
import { gridWidth, printable } from './printable.ts'

export type DocxOptions = { readonly images?: Images }

/** 28 characters of 16 pt in 156 mm are each 0.207 pt narrower; in 4096ths of a point. */
const charSpace = -849
const centre = { alignment: AlignmentType.CENTER }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const pixelsPerMm = 96 / 25.4

/**
 * Renders a document as docx.
 * @throws Refusal 'input' for a broken text, a link or an image that cannot be printed
 */
export async function renderDocx(document: DocumentTree, options: DocxOptions = {}): Promise<Buffer> {
  documentText(document)
  const images = options.images ?? new Map()
  const { layout } = document
  const { size, page } = measures[layout]
  const title = printable(document.title).replaceAll('\n', ' ')
  const { footer, ...margin } = page
  const file = new Document({
    title,
    evenAndOddHeaderAndFooters: layout === 'official',
    features: { updateFields: false },
    styles: {
      default: {
        document: {
          run: { font: font('fang'), size, sizeComplexScript: size, language: { value: 'zh-CN', eastAsia: 'zh-CN' } },
        },
      },
    },
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { ...margin, header: 851, footer } },
          ...(layout === 'official'
            ? { grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: measures.official.line, charSpace } }
            : {}),
        },
        footers: footers(layout),
        children: placed(document.blocks).flatMap((p, i) => blockOf(p, i, document, images)),
      },
    ],
  })
  const core = { path: 'docProps/core.xml', data: coreXml(title, document.on) }
  return settleZip(await Packer.toBuffer(file, undefined, [core]))
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Written here because the library puts in the time of the rendering. */
function coreXml(title: string, on: string): string {
  const name = title.replace(/[&<>"]/g, (c) => escapes[c]!)
  const at = (what: string) => `<dcterms:${what} xsi:type="dcterms:W3CDTF">${on}T00:00:00Z</dcterms:${what}>`
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${name}</dc:title>${at('created')}${at('modified')}</cp:coreProperties>`,
  ].join('')
}

function footers(layout: DocumentTree['layout']): { default: Footer; even?: Footer } {
  const look: Look = { face: 'song', size: layout === 'official' ? 28 : 21 }
  const run = (parts: (string | (typeof PageNumber)[keyof typeof PageNumber])[]) =>
    new TextRun({ font: font('song'), size: look.size!, children: parts })
  if (layout === 'form')
    return {
      default: new Footer({
        children: [
          new Paragraph({
            ...centre,
            children: [run(['第', PageNumber.CURRENT, '页  共', PageNumber.TOTAL_PAGES, '页'])],
          }),
        ],
      }),
    }
  // Single pages number at the right, double pages at the left, one character in (7.5).
  const side = (alignment: 'right' | 'left') =>
    new Footer({
      children: [
        new Paragraph({ alignment, indent: { [alignment]: 280 }, children: [run(['— ', PageNumber.CURRENT, ' —'])] }),
      ],
    })
  return { default: side('right'), even: side('left') }
}

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>
type Layout = DocumentTree['layout']

function blockOf(
  { block: b, first, sticky, space }: Placed,
  i: number,
  document: DocumentTree,
  images: Images,
): FileChild[] {
  const { layout } = document
  const m = measures[layout]
  const line = m.line
  switch (b.kind) {
    case 'head':
      return headOf(b)
    case 'title':
      return [
        ...(first || layout === 'form' ? [] : [paragraph('', { line }), paragraph('', { line })]),
        paragraph(b.text, { ...centre, line: 680, keepNext: true, look: { face: 'title', size: 44 } }),
        ...(space ? [paragraph('', { line: layout === 'official' ? line : 240 })] : []),
      ]
    case 'number':
      return [
        paragraph(b.text, { alignment: layout === 'official' ? AlignmentType.CENTER : AlignmentType.RIGHT, line }),
      ]
    case 'addressee':
      return [paragraph([...children(b.text), ...children('：')], { line })]
    case 'paragraph':
      return [
        paragraph(b.text, {
          alignment: AlignmentType.JUSTIFIED,
          line,
          ...(b.indent === false ? {} : { indent: firstLine(layout) }),
          ...(sticky ? { keepNext: true } : {}),
        }),
      ]
    case 'heading': {
      const face = b.level === 1 ? 'hei' : b.level === 2 ? 'kai' : 'fang'
      return [
        paragraph(b.text, {
          line,
          indent: firstLine(layout),
          keepNext: true,
          look: { face },
          outlineLevel: b.level - 1,
        }),
      ]
    }
    case 'table':
      return [
        ...(b.caption === undefined
          ? []
          : [paragraph(b.caption, { ...centre, line: 480, keepNext: true, look: { face: 'hei', size: 28 } })]),
        tableOf(b),
        paragraph(b.note ?? '', { line: b.note === undefined ? 200 : 340, look: { size: 21 } }),
      ]
    case 'fields':
      // An empty line keeps Word from joining two tables.
      return [fieldsOf(b), paragraph('', { line: 200 })]
    case 'attachments':
      return attachmentsOf(b, layout)
    case 'issued':
      return issuedOf(b, i, layout, sticky)
    case 'signatures':
      return signaturesOf(b, layout, sticky)
    case 'note':
      return layout === 'official'
        ? [
            paragraph([...children('（'), ...children(b.text), ...children('）')], {
              line,
              indent: firstLine(layout),
              keepNext: sticky,
            }),
          ]
        : [paragraph(b.text, { line: 340, look: { size: 21 }, keepNext: sticky })]
    case 'imprint':
      return [imprintOf(b), paragraph('', { line: 20 })]
    case 'pageBreak':
      return [new Paragraph({ children: [new PageBreak()] })]
    case 'qr':
    case 'image':
      return pictureParagraphs(b, i, images)
  }
}

function headOf(b: Of<'head'>): FileChild[] {
  const { line, char } = measures.official
  const widest = Math.max(...printable(b.issuer).split('\n').map(gridWidth), 1)
  const size = Math.min(96, Math.floor((areaWidth / 20 / widest) * 2))
  const rule = { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 11 } }
  const number = b.number ?? ''
  return [
    // 35 mm above the issuer's name (7.2.4), two lines free below it.
    new Paragraph({ spacing: { before: 1984 - line, after: 0 }, children: [] }),
    paragraph(b.issuer, { ...centre, look: { face: 'title', size, color: red } }),
    paragraph('', { line }),
    paragraph('', { line }),
    b.signedOffBy === undefined
      ? paragraph(number, { ...centre, line, border: rule })
      : paragraph(
          [
            ...children(number),
            new TextRun({ text: '\t', font: font('fang') }),
            ...children('签发人：'),
            ...children(b.signedOffBy, { face: 'kai' }),
          ],
          {
            line,
            border: rule,
            indent: { left: char },
            tabStops: [{ type: TabStopType.RIGHT, position: areaWidth - char }],
          },
        ),
  ]
}

function attachmentsOf(b: Of<'attachments'>, layout: Layout): FileChild[] {
  const { line, char } = measures[layout]
  const label = '附件：'
  return [
    ...(layout === 'official' ? [paragraph('', { line })] : []),
    ...b.items.map((item, n) => {
      const number = b.items.length > 1 ? `${n + 1}.` : ''
      const hang = Math.round((3 + gridWidth(number)) * char)
      return paragraph([...children(`${n === 0 ? label : '　'.repeat(3)}${number}`), ...children(item)], {
        line,
        indent: { left: 2 * char + hang, hanging: hang },
        keepNext: true,
      })
    }),
  ]
}

function issuedOf(b: Of<'issued'>, i: number, layout: Layout, sticky: boolean): FileChild[] {
  const { line, char } = measures[layout]
  const lines = issuedLines(b, printable)
  return [
    ...Array.from({ length: b.seal ? 2 : 1 }, () => paragraph('', { line, keepNext: true })),
    ...lines.map((l, n) => {
      const text = children(l.text)
      // The seal service finds the place of the seal by this bookmark.
      const isSealed = b.seal && n === lines.length - 1
      const content: ParagraphChild[] = isSealed
        ? ([new BookmarkStart(`seal_${i + 1}`, i + 1), ...text, new BookmarkEnd(i + 1)] as ParagraphChild[])
        : text
      return paragraph(content, {
        alignment: AlignmentType.RIGHT,
        line,
        indent: { right: Math.max(0, Math.round(l.right * char)) },
        keepNext: sticky || n < lines.length - 1,
      })
    }),
  ]
}

function signaturesOf(b: Of<'signatures'>, layout: Layout, sticky: boolean): FileChild[] {
  const { line, char } = measures[layout]
  const blank = (chars: number) => new TextRun({ text: '　'.repeat(chars), font: font('fang'), underline: {} })
  return b.signers.map((s) => {
    const date = s.on === undefined ? '　　年　月　日' : printedDate(s.on)
    const label = `${printable(s.label)}${markWords[s.mark]}：`
    const room = Math.floor(areaWidth / char - gridWidth(label) - gridWidth(date) - 2)
    return paragraph(
      [
        ...children(label),
        ...(s.mark === 'seal' ? [] : [blank(Math.max(6, Math.min(room, 14)))]),
        new TextRun({ text: '\t', font: font('fang') }),
        ...children(date),
      ],
      {
        line: Math.round(line * 1.4),
        tabStops: [{ type: TabStopType.RIGHT, position: areaWidth }],
        keepLines: true,
        keepNext: sticky,
      },
    )
  })
}

/** A table that floats at the foot of the page on which it stands. */
function imprintOf(b: Of<'imprint'>): Table {
  const look: Look = { size: 28 }
  const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
  const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
  const inner = { left: 280, right: 280 }
  const rows = [
    ...(b.copyTo?.length
      ? [
          paragraph(`抄送：${b.copyTo.join('，')}。`, {
            look,
            indent: { left: inner.left + 840, right: inner.right, hanging: 840 },
          }),
        ]
      : []),
    paragraph(
      [
        ...children(b.issuer, look),
        new TextRun({ text: '\t', font: font('fang') }),
        ...children(`${printedDate(b.on)}印发`, look),
      ],
      {
        indent: inner,
        tabStops: [{ type: TabStopType.RIGHT, position: areaWidth - inner.right }],
      },
    ),
  ]
  return new Table({
    width: { size: areaWidth, type: WidthType.DXA },
    columnWidths: [areaWidth],
    layout: TableLayoutType.FIXED,
    float: {
      verticalAnchor: TableAnchorType.MARGIN,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      horizontalAnchor: TableAnchorType.MARGIN,
    },
    margins: { marginUnitType: WidthType.DXA, top: 40, bottom: 40, left: 0, right: 0 },
    borders: { top: thick, bottom: thick, left: none, right: none, insideHorizontal: thin, insideVertical: none },
    rows: rows.map(
      (p) =>
        new TableRow({ children: [new TableCell({ width: { size: areaWidth, type: WidthType.DXA }, children: [p] })] }),
    ),
  })
}

function pictureParagraphs(b: Of<'qr' | 'image'>, i: number, images: Images): FileChild[] {
  const p = pictureOf(b, images)
  const description = b.kind === 'qr' ? '二维码' : printable(b.alt)
  const caption = b.kind === 'qr' ? b.caption : undefined
  return [
    new Paragraph({
      ...centre,
      keepNext: caption !== undefined,
      children: [
        new ImageRun({
          type: p.type,
          data: p.bytes,
          transformation: { width: Math.round(p.widthMm * pixelsPerMm), height: Math.round(p.heightMm * pixelsPerMm) },
          altText: { id: `${i + 1}`, name: `picture-${i + 1}`, description, title: description },
        }),
      ],
    }),
    ...(caption === undefined ? [] : [paragraph(caption, { ...centre, line: 340, look: { size: 21 } })]),
  ]
}
