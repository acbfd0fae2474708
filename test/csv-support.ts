/** A reader of CSV files by RFC 4180, written for the tests alone. */
import assert from 'node:assert/strict'

export function parseCsv(text: string): string[][] {
  assert.ok(text.startsWith('\uFEFF'))
  const rows: string[][] = []
  let row: string[] = []
  let at = 1
  while (at < text.length) {
    let field = ''
    if (text[at] === '"') {
      for (at++; ; at++) {
        assert.ok(at < text.length, 'a quote is closed')
        if (text[at] !== '"') field += text[at]
        else if (text[at + 1] === '"') field += text[at++]
        else break
      }
      at++
    } else while (at < text.length && text[at] !== ',' && text[at] !== '\r') field += text[at++]
    row.push(field)
    if (text[at] === ',') at++
    else {
      assert.equal(text.slice(at, at + 2), '\r\n', 'a record ends with CRLF')
      at += 2
      rows.push(row)
      row = []
    }
  }
  assert.equal(row.length, 0)
  return rows
}
