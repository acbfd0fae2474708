/** What the papers of the centre and of petitions share: whom they are addressed to, which law they may name, how they begin and end. */
import type { LocalDate } from '#kernel/clock'
import { type Block, type DocumentSigner, type DocumentTemplate, printedDate, type Wording } from '#kernel/document'
import type { Basis } from '#kernel/errors'
import { citeText } from '#kernel/law'
import type { FoldedAct, Paper } from '#kernel/procedure'

/** Stands where a value was erased by law. */
export const erased = '（已删除）'

/** A personal value of the act as it is printed; nothing where nobody gave it. */
export const told = (act: FoldedAct, pointer: string, value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : ((act.personal(pointer) as string | undefined) ?? erased)

/** Statutes as a paper names them, each title once. Conventions, and what nobody has read in the original, are no ground for an official paper. */
export const cites = (bases: readonly Basis[]): string =>
  bases
    .filter((b) => b.standing === undefined)
    .map((b, i, all) => {
      const text = citeText(b)
      return all[i - 1]?.statute === b.statute ? text.slice(text.indexOf('》') + 1) : text
    })
    .join('、')
/** 依据《…》第…条，; nothing where no statute is there to name. */
export const groundedIn = (bases: readonly Basis[]): string => {
  const text = cites(bases)
  return text && `依据${text}，`
}
export const inBrackets = (bases: readonly Basis[]): string => {
  const text = cites(bases)
  return text && `（${text}）`
}

/** Whom a paper is meant for. */
export type Addressed = { to: string; address: string | undefined; isMasked: boolean }

const shown = 5
export const namesText = (names: readonly string[]): string =>
  names.length > shown ? `${names.slice(0, shown).join('、')}等${names.length}人` : names.join('、')

/** As the act itself names him; otherwise by the masks of the registered names, since facts hold no name. */
export function addressedTo(act: FoldedAct, masks: readonly string[]): Addressed {
  const given = act.payload.addressee as { name: string; address?: string } | undefined
  if (given)
    return {
      to: told(act, '/addressee/name', given.name)!,
      address: told(act, '/addressee/address', given.address),
      isMasked: false,
    }
  return masks.length
    ? { to: namesText(masks), address: undefined, isMasked: true }
    : { to: '信访人', address: undefined, isMasked: false }
}
/** The petitioners as an opening act names them. */
export const registeredNames = (act: FoldedAct): Addressed => ({
  to: namesText(
    (act.payload.petitioners as { name: string }[]).map((p, i) => told(act, `/petitioners/${i}/name`, p.name)!),
  ),
  address: undefined,
  isMasked: false,
})

/** What every paper has of its own. */
export type Head = { by: string; on: LocalDate; check: string; documentNumber: string | undefined }
export const headOf = (paper: Paper): Head => ({
  by: paper.byName,
  on: paper.on,
  check: paper.check,
  documentNumber: paper.number,
})

/** The code of the paper's own address: on a receipt it opens the state of the matter beside its number (信访工作条例 art. 21 para. 2). */
export const queryCode = (d: Head): string => d.check.slice(d.check.lastIndexOf('/') + 1)

// ----- Blocks -----

export const paragraphs = (text: string): Block[] =>
  text
    .split(/\n+/)
    .filter((t) => t.trim() !== '')
    .map((t) => ({ kind: 'paragraph', text: t }))
export const title = (text: string): Block => ({ kind: 'title', text })
export const numbered = (number: string): Block => ({ kind: 'number', text: `编号：${number}` })
export const addressee = (text: string): Block => ({ kind: 'addressee', text })
export const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })
export type Row = readonly [string, string | null | undefined | false]
/** Rows of a form; those without a value are left out. */
export const fields = (rows: readonly Row[], columns: 1 | 2 = 1): Block => ({
  kind: 'fields',
  rows: rows.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
  ...(columns === 2 ? { columns } : {}),
})
export const signatures = (...signers: readonly DocumentSigner[]): Block => ({ kind: 'signatures', signers })
export const issued = (d: Head): Block => ({ kind: 'issued', by: [d.by], on: d.on, seal: true })
export const dateOr = (on: LocalDate | null | undefined): string | undefined => (on ? printedDate(on) : undefined)

/** The end of a paper that goes out: what a reader should know of masked names, and how the paper can be asked. */
export const foot = (d: { check: string; isMasked?: boolean }): Block[] => [
  ...(d.isMasked ? [{ kind: 'note', text: '姓名按登记信息遮去部分文字，全名以案卷为准。' } as const] : []),
  { kind: 'qr', text: d.check, caption: '扫码可以核对本文书是否在平台登记、是否作废' },
]

/** The sheet of a body that is no organ: without a red head, under the matter's own number. */
export const sheet = (
  d: Head & { number: string; isMasked?: boolean },
  name: string,
  to: string | undefined,
  blocks: readonly Block[],
): Block[] => [
  title(name),
  numbered(d.number),
  ...(to === undefined ? [] : [addressee(to)]),
  ...blocks,
  issued(d),
  ...foot(d),
]
/** The letter of an organ, under the number of its own series. */
export const letter = (
  d: Head & { isMasked?: boolean },
  name: string,
  to: string,
  blocks: readonly Block[],
): Block[] => [
  { kind: 'head', issuer: d.by, ...(d.documentNumber === undefined ? {} : { number: d.documentNumber }) },
  title(name),
  addressee(to),
  ...blocks,
  issued(d),
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
export const letterTemplate = <D extends Head & { isMasked?: boolean }>(of: LetterOf<D>): DocumentTemplate<D> => ({
  id: of.id,
  version: '1',
  label: of.label,
  layout: 'official',
  code: of.code,
  ...(of.wording ? { wording: of.wording } : {}),
  build: (d, words) => letter(d, of.label, of.to(d), of.body(d, words)),
})
/** The same of a handling unit that is no organ: a village, a committee. */
export const sheetTemplate = <D extends Head & { number: string; isMasked?: boolean }>(
  of: LetterOf<D>,
): DocumentTemplate<D> => ({
  id: `${of.id}Sheet`,
  version: '1',
  label: of.label,
  layout: 'form',
  ...(of.wording ? { wording: of.wording } : {}),
  build: (d, words) => sheet(d, of.label, of.to(d), of.body(d, words)),
})
