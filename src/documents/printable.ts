/**
 * What of a text is put on paper. A character that only acts (turns the direction of writing, rings a bell) is printed by
 * its number, so that nobody can hide a word or reorder a figure; one that shows nothing anywhere is left out.
 */

/** Breaks of a line or a page, however the sender's machine writes them. */
const breaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
/** Soft hyphens, zero-width spaces and joiners, marks of byte order, and selectors of variants. */
const invisible = /\u00ad|[\u200b-\u200d]|\u2060|\ufeff|\p{Variation_Selector}/gu
/** Controls, directions, tags, surrogates and code points that are no characters. */
const acting = /[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/gu

/** `[U+202E]`: how a character that cannot be printed is shown. */
export function codePointMark(character: string): string {
  return `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`
}

/** The text as it is printed: NFC, '\n' the only character below the space. */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(breaks, '\n')
    .replaceAll('\t', ' ')
    .replace(invisible, '')
    .replace(acting, (c) => (c === '\n' ? c : codePointMark(c)))
}

/** Width in characters of the grid: one for Han and full-width signs, a half for the rest. */
export function gridWidth(text: string): number {
  let half = 0
  for (const c of text) half += c.codePointAt(0)! < 0x2000 ? 1 : 2
  return half / 2
}
