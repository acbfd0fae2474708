/** Tables as CSV files that spreadsheets open as they are meant: UTF-8 with its mark, RFC 4180, and nothing that becomes a formula. */

/** A number stands as text here, with its decimals as printed. */
export type Cell = { number: string } | string | null

/** What a spreadsheet would take for the beginning of a formula, also after blanks. */
const formula = /^[\s\u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/

/** A text that no spreadsheet computes: one that begins like a formula gets an apostrophe before it. */
export const inert = (text: string): string => (formula.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text)

const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text)

function field(cell: Cell): string {
  if (cell === null) return ''
  const text = typeof cell === 'string' ? inert(cell) : isNumber(cell.number) ? cell.number : inert(cell.number)
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvHead = '\uFEFF'
/** Lines of rows, each ended; the file begins with `csvHead`. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((r) => `${r.map(field).join(',')}\r\n`).join('')
