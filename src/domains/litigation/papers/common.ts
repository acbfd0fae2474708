/** What the papers of a lawsuit share: one sheet that names the case, says what is said, and is signed or sealed by the organ. */
import {
  type FieldRow,
  fields,
  foot,
  type Head,
  headOf,
  issued,
  note,
  numbered,
  paragraphs,
  title,
} from '#kernel/blocks'
import type { Block, DocumentTemplate } from '#kernel/document'
import type { FoldedAct, Paper } from '#kernel/procedure'
import type { SuitFacts } from '../facts.ts'

/** The case as its papers name it. */
export type Case = Head & { caseNo: string; court: string }
export const caseOf = (f: SuitFacts, paper: Paper): Case => ({ ...headOf(paper), caseNo: f.caseNo, court: f.court })

/** A paper of this folder: its heading, whom it goes to, rows of a form, text, and a remark that an organ may word itself. */
export type SheetOf<D> = {
  id: string
  label: string
  /** Kept on file and sent to nobody. */
  isRecord?: boolean
  /** Series of the number, where it has one. */
  code?: string
  remark: string
  to?: (d: D) => string
  rows: (d: D) => readonly FieldRow[]
  body: (d: D) => readonly Block[]
}
export const sheetOf = <D extends Head>(of: SheetOf<D>): DocumentTemplate<D> => ({
  id: `litigation.${of.id}`,
  version: '1',
  label: of.label,
  layout: 'form',
  ...(of.isRecord ? { isRecord: true } : {}),
  ...(of.code ? { code: of.code } : {}),
  wording: { remark: of.remark },
  build: (d, words) => [
    title(of.label),
    ...(d.documentNumber === undefined ? [] : [numbered(d.documentNumber)]),
    ...(of.to ? [{ kind: 'addressee', text: of.to(d) } as const] : []),
    fields(of.rows(d)),
    ...of.body(d),
    note(words.remark!),
    issued(d.by, d.on),
    ...foot(d),
  ],
})

/** The case's own row: its number and court. */
export const caseRows = (d: Case): FieldRow[] => [
  ['案号', d.caseNo],
  ['受理法院', d.court],
]
/** Personal texts of an act, by the names of their fields; what was erased by law says so. */
export const textOf = (act: FoldedAct, field: string): string | undefined =>
  act.payload[field] === undefined ? undefined : ((act.personal(`/${field}`) as string | undefined) ?? '（已删除）')
export const said = (label: string, text: string | undefined): Block[] =>
  text === undefined ? [] : [{ kind: 'heading', level: 1, text: label }, ...paragraphs(text)]
