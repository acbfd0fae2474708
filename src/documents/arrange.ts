/** What both renderers must agree on: lines and runs, where name and date stand, and the words of signature lines. */
import { type Block, type DocumentRun, type DocumentSigner, printedDate, Refusal, type RichText } from '#kernel'
import { gridWidth } from './printable.ts'

/** Runs of one line. */
export type Line = readonly DocumentRun[]

const address = /^https?:\/\/[^\s"'<>\\^`{|}]+$/

/** The lines of a text. @throws Refusal 'input' where a link is no http(s) address */
export function linesOf(text: RichText, show: (text: string) => string): Line[] {
  const lines: DocumentRun[][] = [[]]
  for (const item of typeof text === 'string' ? [text] : text) {
    const run = typeof item === 'string' ? { text: item } : item
    if (run.link !== undefined && !address.test(run.link))
      throw new Refusal('input', 'documents.link', `“${run.link}”不是可用的网址`, {
        allowed: ['http 或 https 开头的网址'],
      })
    show(run.text)
      .split('\n')
      .forEach((piece, i) => {
        if (i > 0) lines.push([])
        if (piece !== '') lines.at(-1)!.push({ ...run, text: piece })
      })
  }
  return lines
}

/** A line of the issuing block and how many characters stay free at its right. */
export type IssuedLine = { readonly text: string; readonly right: number }

/**
 * Name above date (GB/T 9704-2012, 7.3.5): with a seal the date ends four characters from the right and the name is centred
 * on it; without one the name ends two characters from the right and the date begins two characters further in.
 */
export function issuedLines(block: Extract<Block, { kind: 'issued' }>, show: (text: string) => string): IssuedLine[] {
  const date = printedDate(block.on)
  const width = gridWidth(date)
  const names = block.by.map(show)
  const widest = Math.max(0, ...names.map(gridWidth))
  if (block.seal) {
    const over = Math.max(0, (widest - width) / 2 - 4)
    return [
      ...names.map((text) => ({ text, right: 4 + over + (width - gridWidth(text)) / 2 })),
      { text: date, right: 4 + over },
    ]
  }
  const dateRight = Math.max(2, widest - width)
  return [
    ...names.map((text) => ({ text, right: dateRight + width + 2 - gridWidth(text) })),
    { text: date, right: dateRight },
  ]
}

/** How a line asks for its signature. */
export const markWords: Record<DocumentSigner['mark'], string> = {
  sign: '（签名）',
  seal: '（盖章）',
  any: '（签名、盖章或者按指印）',
}

/** What stands next to what: blocks with the few facts that their place in the document gives. */
export type Placed = {
  readonly block: Block
  /** Nothing stands above it. */
  readonly first: boolean
  /** What follows never begins a page without it: name and date of the issuer, signatures, a table, the code by which it is checked. */
  readonly sticky: boolean
  /** A title below which a line stays free: not where its number follows at once. */
  readonly space: boolean
}

/** Blocks that never stand alone on a page; a note only where the code follows it. */
const dependent: readonly string[] = ['issued', 'signatures', 'table', 'qr']

export function placed(blocks: readonly Block[]): Placed[] {
  const depends = (i: number): boolean => {
    const kind = blocks[i]?.kind ?? ''
    return dependent.includes(kind) || (kind === 'note' && depends(i + 1))
  }
  return blocks.map((block, i) => ({
    block,
    first: i === 0 || blocks[i - 1]!.kind === 'pageBreak',
    sticky: depends(i + 1),
    space: blocks[i + 1]?.kind !== 'number',
  }))
}
