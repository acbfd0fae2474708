/** The blocks that papers are made of, and the two sheets that most of them stand on: values, built by a template. */
import type { LocalDate } from './clock.ts'
import { type Block, type DocumentSigner, type DocumentTemplate, printedDate, type Wording } from './document.ts'
import type { FoldedAct, Paper } from './procedure.ts'

/** Stands where a value was erased by law. */
export const erased = '（已删除）'

/** A personal value of the act as it is printed; nothing where nobody gave it. */
export const told = (act: FoldedAct, pointer: string, value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : ((act.personal(pointer) as string | undefined) ?? erased)

/** What every paper has of its own. */
export type Head = { by: string; on: LocalDate; check: string; documentNumber: string | undefined }
export const headOf = (paper: Paper): Head => ({
  by: paper.byName,
  on: paper.on,
  check: paper.check,
  documentNumber: paper.number,
})

/** Whether names on a paper are masked since its act does not give them, and what is then said of them. */
export type Masked = { isMasked?: boolean; maskNote?: string }

/** A paragraph for each line that says something. */
export const paragraphs = (text: string): Block[] =>
  text
    .split(/\n+/)
    .filter((t) => t.trim() !== '')
    .map((t) => ({ kind: 'paragraph', text: t }))
export const title = (text: string): Block => ({ kind: 'title', text })
export const numbered = (number: string): Block => ({ kind: 'number', text: `编号：${number}` })
export const addressee = (text: string): Block => ({ kind: 'addressee', text })
export const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })

export type FieldRow = readonly [label: string, value: string | null | undefined | false]
/** Rows of a form; those without a value are left out. */
export const fields = (rows: readonly FieldRow[], columns: 1 | 2 = 1): Block => ({
  kind: 'fields',
  rows: rows.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
  ...(columns === 2 ? { columns } : {}),
})
export const signatures = (...signers: readonly DocumentSigner[]): Block => ({ kind: 'signatures', signers })
export const issued = (by: string, on: LocalDate): Block => ({ kind: 'issued', by: [by], on, seal: true })
export const note = (text: string): Block => ({ kind: 'note', text })
export const dateOr = (on: LocalDate | null | undefined): string | undefined => (on ? printedDate(on) : undefined)

/** The end of a paper that goes out: what a reader should know of masked names, and how the paper can be asked. */
export const foot = (d: { check: string } & Masked): Block[] => [
  ...(d.isMasked ? [note(d.maskNote ?? '姓名按登记信息遮去部分文字，全名以案卷为准。')] : []),
  { kind: 'qr', text: d.check, caption: '扫码可以核对本文书是否在平台登记、是否作废' },
]

/** The sheet of a body that is no organ: without a red head, under the matter's own number. */
export const sheet = (
  d: Head & Masked & { number: string },
  name: string,
  to: string | undefined,
  blocks: readonly Block[],
): Block[] => [
  title(name),
  numbered(d.number),
  ...(to === undefined ? [] : [addressee(to)]),
  ...blocks,
  issued(d.by, d.on),
  ...foot(d),
]

/** The letter of an organ, under the number of its own series. */
export const letter = (d: Head & Masked, name: string, to: string, blocks: readonly Block[]): Block[] => [
  { kind: 'head', issuer: d.by, ...(d.documentNumber === undefined ? {} : { number: d.documentNumber }) },
  title(name),
  addressee(to),
  ...blocks,
  issued(d.by, d.on),
  ...foot(d),
]

/** A letter as its template is written. */
export type LetterOf<D> = {
  id: string
  label: string
  /** The series, by the kind of letter; the issuer stands in the head above it. */
  code: string
  wording?: Wording
  to: (d: D) => string
  body: (d: D, words: Wording) => readonly Block[]
}
export const letterTemplate = <D extends Head & Masked>(of: LetterOf<D>): DocumentTemplate<D> => ({
  id: of.id,
  version: '1',
  label: of.label,
  layout: 'official',
  code: of.code,
  ...(of.wording ? { wording: of.wording } : {}),
  build: (d, words) => letter(d, of.label, of.to(d), of.body(d, words)),
})
/** The same of a body that is no organ: a village, a committee. */
export const sheetTemplate = <D extends Head & Masked & { number: string }>(of: LetterOf<D>): DocumentTemplate<D> => ({
  id: `${of.id}Sheet`,
  version: '1',
  label: of.label,
  layout: 'form',
  ...(of.wording ? { wording: of.wording } : {}),
  build: (d, words) => sheet(d, of.label, of.to(d), of.body(d, words)),
})
