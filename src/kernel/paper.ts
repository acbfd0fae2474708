/**
 * Papers in the record: what an act issues, voids and serves, and the rows that follow from it.
 *
 * The act holds a salted hash over template, version and text. The paper itself is built again from the act whenever it is
 * opened, and refused where it no longer gives that hash.
 */
import { canonicalJson, commit, sm3Hex } from './canonical.ts'
import type { LocalDate } from './clock.ts'
import {
  buildDocument,
  type DocumentTree,
  documentNumber,
  documentText,
  filledText,
  type WordingOverride,
  wordingOn,
} from './document.ts'
import type { Entropy } from './entropy.ts'
import { invariant, Refusal } from './errors.ts'
import type { PrivateFields } from './personal.ts'
import type { ActionDef, FoldedAct, IssuedDocument, MatterDocument, Need, Paper, Rows } from './procedure.ts'

export const seriesOf = (agency: string, code: string, year: string) => `paper/${agency}/${code}/${year}`

/** SM3 over the canonical JSON of {salt, template, version, text}, where `text` is the SM3 of the paper's text: 64 lower-case hex digits. */
export const paperHash = (salt: string, tree: DocumentTree, text = documentText(tree)): string =>
  sm3Hex(canonicalJson({ salt, template: tree.template, version: tree.version, text: sm3Hex(text) }))

/** The paper that an act has issued, built again from the act. */
export function builtPaper(
  def: ActionDef,
  act: FoldedAct,
  after: unknown,
  issued: Pick<IssuedDocument, 'template' | 'version' | 'number' | 'on' | 'check' | 'words' | 'byName'>,
): DocumentTree {
  const issue = def.issues?.find((i) => i.template.id === issued.template && i.template.version === issued.version)
  invariant(issue, `template ${issued.template} version ${issued.version} is not issued by ${act.action}`)
  const paper: Paper = { number: issued.number, on: issued.on, check: issued.check, byName: issued.byName }
  const overrides = Object.entries(issued.words ?? {}).map(([name, text]) => ({
    template: issued.template,
    name,
    text,
    from: issued.on,
  }))
  return buildDocument(issue.template, issue.data(act, after, paper) as never, issued.on, overrides)
}

/** What issuing needs of the world. `by` is the agency that issues. */
export type Desk = {
  by: string
  byName: string
  /** Stands before the code of the series in a number, so that two organs' numbers differ. */
  letter: string
  number(series: string): number
  hmac(text: string): string
  /** The address under which the codes of papers can be asked, with its last '/'. */
  checkUrl: string
  entropy: Entropy
  /** Characters of a text that no font here can print; undefined where nothing is printed. */
  lacking?: ((text: string) => readonly string[]) | undefined
  /** The agency's own wordings of a template on the day. */
  words: readonly WordingOverride[]
}

/** What an action that issues papers must know beforehand: the issuer, its wordings, and the series of the numbers. */
export function paperNeeds(def: ActionDef, by: string, on: LocalDate): Need[] {
  if (!def.issues) return []
  const numbered = def.issues.flatMap(({ template: t }) =>
    t.code === undefined ? [] : [{ series: seriesOf(by, t.code, on.slice(0, 4)) }],
  )
  return [{ agency: by }, ...(def.issues.some((i) => i.template.wording) ? [{ words: by }] : []), ...numbered]
}

/**
 * Issues the papers of an act: numbers taken, trees built, hashes for `given`, their salts into `secrets`.
 * @throws Refusal 'input' where a text cannot be written, or a value that the paper states is not there
 */
export function issuePapers(
  def: ActionDef,
  act: FoldedAct,
  after: unknown,
  desk: Desk,
  secrets: PrivateFields,
): IssuedDocument[] {
  const out: IssuedDocument[] = []
  for (const issue of def.issues ?? []) {
    if (issue.when && !issue.when(act, after)) continue
    const { template } = issue
    const year = act.declaredOn.slice(0, 4)
    const number =
      template.code === undefined
        ? undefined
        : documentNumber(
            desk.letter + template.code,
            Number(year),
            desk.number(seriesOf(desk.by, template.code, year)),
            template.numberFormat,
          )
    const id = desk.entropy.id(act.recordedAt, 'paper')
    const own = Object.entries(wordingOn(template, desk.words, act.declaredOn)).filter(
      ([k, v]) => v !== template.wording?.[k],
    )
    const code = checkCode(desk.hmac(`paper\u0000${id}`))
    const issued = {
      id,
      template: template.id,
      version: template.version,
      title: template.label,
      on: act.declaredOn,
      ...(number === undefined ? {} : { number }),
      by: desk.by,
      byName: desk.byName,
      code,
      check: desk.checkUrl + code,
      ...(own.length ? { words: Object.fromEntries(own) } : {}),
    }
    const tree = builtPaper(def, act, after, issued)
    const { on, check, byName } = issued
    const text = filledText(
      tree,
      () => issue.data(act, after, { number, on, check, byName }),
      (key) => labelOf(def, key),
    )
    const lacking = desk.lacking?.(text) ?? []
    if (lacking.length) throw notPrintable(template.label, lacking)
    const salt = desk.entropy.salt()
    const outer = desk.entropy.salt()
    secrets[`#/given/documents/${out.length}/salt`] = { salt: outer, value: salt }
    out.push({ ...issued, hash: paperHash(salt, tree, text), salt: commit(outer, salt) })
  }
  return out
}

const notPrintable = (title: string, characters: readonly string[]) =>
  new Refusal(
    'input',
    'kernel.document.glyph',
    `文书《${title}》中的“${characters.join('”“')}”，平台的字库里没有，印不出来；没有出具，这一步也没有办理`,
    { allowed: ['核对该字是否录入有误', '请管理员加装有该字的字库后再办理'] },
  )

const labelOf = (def: ActionDef, key: string): string => def.personal?.find((p) => p.path === key)?.label ?? key

/** Sixteen characters without those that are mistaken for others. */
const checkCode = (hex: string): string => {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  let code = ''
  for (let i = 0; i < 16; i++) code += alphabet[Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16) & 31]
  return code
}

/** The matter's papers after an act. */
export function documentsAfter(before: readonly MatterDocument[], act: FoldedAct): readonly MatterDocument[] {
  const { documents, voids, service } = act.given as {
    documents?: IssuedDocument[]
    voids?: string[]
    service?: { document: string; recipient: string; on: MatterDocument['on'] }
  }
  if (!documents && !voids && !service) return before
  const after = before.map((d) => {
    if (voids?.includes(d.id)) return { ...d, isVoid: true as const }
    if (service?.document === d.id) return { ...d, served: { ...d.served, [service.recipient]: service.on } }
    return d
  })
  for (const d of documents ?? [])
    after.push({ id: d.id, template: d.template, ...(d.number ? { number: d.number } : {}), on: d.on, n: act.n })
  return after
}

/** @throws Refusal where a paper to be voided or served is not the matter's, or is void already */
export function judgePaper(documents: readonly MatterDocument[], id: string, doing: string): MatterDocument {
  const found = documents.find((d) => d.id === id)
  if (!found) throw new Refusal('input', 'kernel.document', `这件事项没有这份文书，不能${doing}`)
  if (found.isVoid) throw new Refusal('state', 'kernel.document', `${found.number ?? '这份文书'}已经作废，不能${doing}`)
  return found
}

/** Rows of papers, their voiding and service, and of files: what the kernel itself derives from an act. */
export function recordRows(act: FoldedAct): Rows | undefined {
  const { documents, voids, service } = act.given as {
    documents?: IssuedDocument[]
    voids?: string[]
    service?: { document: string; recipient: string; way: string; on: string }
  }
  if (!documents && !voids && !service && act.files.length === 0) return undefined
  const at = { matter_id: act.matter, n: act.n }
  return {
    ...(documents
      ? {
          'kernel.document': documents.map((d) => ({
            ...at,
            document_id: d.id,
            template: d.template,
            version: d.version,
            title: d.title,
            number: d.number ?? null,
            issued_on: d.on,
            issued_by: d.by,
            code: d.code,
            hash: d.hash,
          })),
        }
      : {}),
    ...(voids
      ? { 'kernel.document_void': voids.map((id) => ({ ...at, document_id: id, voided_on: act.declaredOn })) }
      : {}),
    ...(service
      ? {
          'kernel.service': [
            {
              ...at,
              document_id: service.document,
              recipient: service.recipient,
              way: service.way,
              served_on: service.on,
              file_id: act.files[0]?.id ?? null,
            },
          ],
        }
      : {}),
    ...(act.files.length
      ? {
          'kernel.file': act.files.map((f, i) => {
            const secret = act.personal(`#/files/${i}/private`) as
              | { name: string; salt: string; stored: string }
              | undefined
            return {
              ...at,
              file_id: f.id,
              label: f.label,
              type: f.type,
              size_bytes: f.sizeBytes,
              hash: f.hash,
              stored: secret?.stored ?? null,
              name: secret?.name ?? null,
              salt: secret?.salt ?? null,
              seen_by: act.given.seenBy ?? (service?.recipient.startsWith('p:') ? [service.recipient] : null),
            }
          }),
        }
      : {}),
  }
}
