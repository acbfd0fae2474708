/** Paragraphs, runs and tables of a docx in the faces and measures of an official document. */
import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  XmlComponent,
} from 'docx'
import type { Block, DocumentLayout, RichText } from '#kernel'
import { type Line, linesOf } from './arrange.ts'
import { printable } from './printable.ts'

/** Fonts by what the standard calls them; named only, since they are not free. */
export const faces = {
  fang: '仿宋_GB2312',
  hei: '黑体',
  kai: '楷体_GB2312',
  title: '方正小标宋简体',
  song: '宋体',
} as const
export type Face = keyof typeof faces

export const red = 'E60012'
/** Width of the type area, twentieths of a point: 156 mm. */
export const areaWidth = 8844

/** Measures of a layout: size in half-points, line and character in twentieths of a point. */
export const measures = {
  // 22 lines in 225 mm and 28 characters in 156 mm.
  official: {
    size: 32,
    line: 579,
    char: 316,
    page: { top: 2098, right: 1474, bottom: 1984, left: 1588, footer: 1304 },
  },
  form: { size: 28, line: 500, char: 280, page: { top: 1417, right: 1474, bottom: 1417, left: 1588, footer: 850 } },
} as const satisfies Record<DocumentLayout, unknown>

/** The face for every script: Word takes Latin letters, Han and signs from three different attributes. */
export const font = (face: Face) => ({
  ascii: faces[face],
  hAnsi: faces[face],
  eastAsia: faces[face],
  cs: faces[face],
  hint: 'eastAsia',
})

export type Look = { face?: Face; size?: number; bold?: boolean; color?: string }

const runOptions = (look: Look): IRunOptions => ({
  font: font(look.face ?? 'fang'),
  ...(look.size === undefined ? {} : { size: look.size, sizeComplexScript: look.size }),
  ...(look.bold ? { bold: true } : {}),
  ...(look.color === undefined ? {} : { color: look.color }),
})

function runsOf(line: Line, look: Look): ParagraphChild[] {
  return line.map((r) => {
    const run = new TextRun({
      ...runOptions({ ...look, bold: look.bold || r.bold === true }),
      text: r.text,
      ...(r.underline ? { underline: {} } : {}),
    })
    if (r.link === undefined) return run
    // A field, since a relationship would take a random name. `linesOf` let through no quote.
    const field = new SimpleField(`HYPERLINK "${r.link}"`)
    // Given its text, the field would show it in the paragraph's look, larger than the cell around it.
    field.addChildElement(run)
    return field
  })
}

/** Runs of a text with its line breaks. */
export function children(text: RichText, look: Look = {}): ParagraphChild[] {
  return linesOf(text, printable).flatMap((line, i) => [
    ...(i > 0 ? [new TextRun({ ...runOptions(look), text: '', break: 1 })] : []),
    ...runsOf(line, look),
  ])
}

/** A paragraph with exact line pitch, so that lines stand where the grid has them. */
export function paragraph(
  content: RichText | readonly ParagraphChild[],
  options: Omit<IParagraphOptions, 'text' | 'children'> & { look?: Look; line?: number } = {},
): Paragraph {
  const { look, line, ...rest } = options
  const isText = typeof content === 'string' || !content.some((c) => c instanceof XmlComponent)
  return new Paragraph({
    ...rest,
    ...(line === undefined ? {} : { spacing: { line, lineRule: LineRuleType.EXACT } }),
    children: isText ? children(content as RichText, look) : [...(content as readonly ParagraphChild[])],
  })
}

export const firstLine = (layout: DocumentLayout) => ({ firstLineChars: 200, firstLine: 2 * measures[layout].char })

const ruled = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const borders = {
  top: ruled,
  bottom: ruled,
  left: ruled,
  right: ruled,
  insideHorizontal: ruled,
  insideVertical: ruled,
}
const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }
/** 小四 in tables. */
const cellSize = 24
const cellLine = 360

type Cell = { text: RichText; width: number; align: keyof typeof alignments; bold?: boolean; span?: number }

function row(cells: readonly Cell[], header = false): TableRow {
  return new TableRow({
    // A row taller than a page must break; the others are kept whole by Word where they fit.
    cantSplit: header,
    tableHeader: header,
    children: cells.map(
      (c) =>
        new TableCell({
          width: { size: c.width, type: WidthType.DXA },
          verticalAlign: VerticalAlign.CENTER,
          ...(c.span ? { columnSpan: c.span } : {}),
          children: [
            paragraph(c.text, {
              alignment: alignments[c.align],
              line: cellLine,
              look: { size: cellSize, bold: c.bold === true },
            }),
          ],
        }),
    ),
  })
}

function shares(weights: readonly number[]): number[] {
  const total = weights.reduce((a, b) => a + b, 0)
  return weights.map((w) => Math.floor((areaWidth * w) / total))
}

const ruledTable = (columnWidths: number[], rows: TableRow[]) =>
  new Table({
    width: { size: areaWidth, type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    margins: { marginUnitType: WidthType.DXA, top: 60, bottom: 60, left: 80, right: 80 },
    borders,
    rows,
  })

export function tableOf(block: Extract<Block, { kind: 'table' }>): Table {
  const widths = shares(block.columns.map((c) => c.width ?? 1))
  const head = block.columns.map((c, i) => ({ text: c.label, width: widths[i]!, align: 'center' as const, bold: true }))
  return ruledTable(widths, [
    row(head, true),
    ...block.rows.map((cells) =>
      row(block.columns.map((c, i) => ({ text: cells[i] ?? '', width: widths[i]!, align: c.align ?? 'left' }))),
    ),
  ])
}

export function fieldsOf(block: Extract<Block, { kind: 'fields' }>): Table {
  const pairs = block.columns ?? 1
  const widths = shares(pairs === 1 ? [1, 3] : [2, 3, 2, 3])
  const rows: TableRow[] = []
  for (let i = 0; i < block.rows.length; i += pairs) {
    const here = block.rows.slice(i, i + pairs)
    const alone = here.length < pairs
    rows.push(
      row(
        here.flatMap((f, n) => [
          { text: f.label, width: widths[2 * n]!, align: 'center' as const },
          alone
            ? { text: f.value, width: widths.slice(1).reduce((a, b) => a + b), align: 'left' as const, span: 3 }
            : { text: f.value, width: widths[2 * n + 1]!, align: 'left' as const },
        ]),
      ),
    )
  }
  return ruledTable(widths, rows)
}
