/**
 * Which characters a TrueType or OpenType font can show, read from its `cmap` (formats 4 and 12), so that a missing
 * glyph is found and named before anything is printed.
 */
import { invariant } from '#kernel'

type Range = readonly [first: number, last: number]

function formatFour(table: DataView, at: number): Range[] {
  const count = table.getUint16(at + 6) / 2
  const ends = at + 14
  const starts = ends + 2 * count + 2
  const deltas = starts + 2 * count
  const offsets = deltas + 2 * count
  const ranges: Range[] = []
  for (let i = 0; i < count; i++) {
    const first = table.getUint16(starts + 2 * i)
    const last = Math.min(table.getUint16(ends + 2 * i), 0xfffe)
    const delta = table.getUint16(deltas + 2 * i)
    const offset = table.getUint16(offsets + 2 * i)
    for (let code = first; code <= last; code++) {
      const glyph =
        offset === 0 ? (code + delta) & 0xffff : table.getUint16(offsets + 2 * i + offset + 2 * (code - first)) && 1
      if (glyph !== 0) ranges.push([code, code])
    }
  }
  return ranges
}

function formatTwelve(table: DataView, at: number): Range[] {
  const groups = table.getUint32(at + 12)
  return Array.from({ length: groups }, (_, i) => {
    const group = at + 16 + 12 * i
    return [table.getUint32(group), table.getUint32(group + 4)] as const
  })
}

/** The code points with a glyph, as a bit each. */
export type Coverage = { has(codePoint: number): boolean }

/** What the font file covers. @throws an invariant error where it is no font with a Unicode table */
export function coverageOf(font: Uint8Array): Coverage {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const tables = view.getUint16(4)
  let cmap = 0
  for (let i = 0; i < tables; i++)
    if (view.getUint32(12 + 16 * i) === 0x636d6170) cmap = view.getUint32(12 + 16 * i + 8)
  invariant(cmap > 0, 'the font has no cmap')
  const bits = new Uint8Array(0x110000 / 8)
  let read = 0
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const platform = view.getUint16(cmap + 4 + 8 * i)
    const at = cmap + view.getUint32(cmap + 8 + 8 * i)
    const format = view.getUint16(at)
    if (platform !== 0 && platform !== 3) continue
    const ranges = format === 12 ? formatTwelve(view, at) : format === 4 ? formatFour(view, at) : []
    if (ranges.length) read++
    for (const [first, last] of ranges)
      for (let code = first; code <= last; code++) {
        bits[code >> 3]! |= 1 << (code & 7)
      }
  }
  invariant(read > 0, 'the font has no Unicode cmap')
  return { has: (code) => ((bits[code >> 3]! >> (code & 7)) & 1) === 1 }
}
