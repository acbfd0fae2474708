/** Papers opened: built again from their act under the reader's own scope, and refused where they no longer give the act's hash. */
import { type ActRecord, isCommitment } from '#kernel/canonical'
import type { LocalDate } from '#kernel/clock'
import type { Client } from '#kernel/db'
import { fieldsOf, type StoredAct, storedEffect } from '#kernel/derive'
import type { DocumentTree } from '#kernel/document'
import type { Registry } from '#kernel/domain'
import { Refusal } from '#kernel/errors'
import { findAction } from '#kernel/form'
import type { MatterState } from '#kernel/matter'
import { builtPaper, paperHash } from '#kernel/paper'
import type { PrivateFields } from '#kernel/personal'
import type { ActionDef, FoldedAct, IssuedDocument, PersonalField } from '#kernel/procedure'
import { printOfAct } from '../documents/generic.ts'
import { formOf } from './forms.ts'
import { printedValues } from './printed-values.ts'
import { HttpRefusal } from './problems.ts'

/** One act with everything that folding it again needs. */
export type ReadAct = {
  record: ActRecord
  fields: PrivateFields | undefined
  hash: string
  /** The text that was hashed, as it is stored. */
  text: string
  after: MatterState
}

/** The acts of a matter up to `n`, folded again under the caller's scope. */
export async function foldedActs(client: Client, registry: Registry, matterId: string, n?: number): Promise<ReadAct[]> {
  const { rows } = await client.query<StoredAct>(
    `select a.matter_id, a.n, a.hash, a.canonical, p.fields from kernel.act a
       left join kernel.act_private p on p.matter_id = a.matter_id and p.n = a.n
     where a.matter_id = $1 and ($2::int is null or a.n <= $2) order by a.n`,
    [matterId, n ?? null],
  )
  const acts: ReadAct[] = []
  let before: MatterState | undefined
  for (const row of rows) {
    const record = JSON.parse(row.canonical) as ActRecord
    const fields = fieldsOf(row.fields)
    before = storedEffect(registry, before, row, record, fields).after
    acts.push({ record, fields, hash: row.hash, text: row.canonical, after: before })
  }
  return acts
}

export const actionOf = (a: ReadAct): ActionDef => findAction(a.after.procedure, a.record.action)!

export const foldedAct = ({ record, fields }: ReadAct): FoldedAct => ({
  matter: record.matter,
  n: record.n,
  action: record.action,
  actor: record.actor,
  capacity: record.capacity,
  agency: record.agency,
  declaredOn: record.declaredOn as LocalDate,
  recordedAt: record.recordedAt as FoldedAct['recordedAt'],
  given: record.given as FoldedAct['given'],
  payload: record.payload,
  personal: (pointer) => fields?.[pointer]?.value,
  files: record.files as FoldedAct['files'],
})

/**
 * A paper of an act as it was issued.
 * @throws HttpRefusal 410 where personal values that it rests on were erased by law, 500 where it does not give the act's hash
 */
export function paperOf(act: ReadAct, index: number): { tree: DocumentTree; issued: IssuedDocument } {
  const issued = (act.record.given.documents as IssuedDocument[])[index]!
  const salt = act.fields?.[`#/given/documents/${index}/salt`]?.value as string | undefined
  if (salt === undefined)
    throw new HttpRefusal(410, 'papers.erased', '这份文书依据的个人信息已经依法删除，不能再打开；登记的哈希仍然保留')
  const tree = builtPaper(actionOf(act), foldedAct(act), act.after.facts, issued)
  if (paperHash(salt, tree) !== issued.hash) {
    if (hasErased(act))
      throw new HttpRefusal(410, 'papers.erased', '这份文书依据的个人信息已经依法删除，不能再打开；登记的哈希仍然保留')
    throw new HttpRefusal(500, 'papers.altered', '重新生成的文书与记录中的哈希不符，没有给出，请告知管理员')
  }
  return { tree, issued }
}

/** Whether a commitment of the form has no value any more. */
function hasErased(act: ReadAct): boolean {
  const missing = (value: unknown, pointer: string): boolean => {
    if (value === null || typeof value !== 'object') return false
    if (isCommitment(value)) return act.fields?.[pointer] === undefined
    return Object.entries(value).some(([k, v]) => missing(v, `${pointer}/${k}`))
  }
  return missing(act.record.payload, '')
}

/** The act and index of a paper. @throws Refusal 'missing' where the caller sees no such paper */
export async function findPaper(
  client: Client,
  registry: Registry,
  matterId: string,
  documentId: string,
): Promise<{ act: ReadAct; index: number }> {
  const { rows } = await client.query('select n from kernel.document where matter_id = $1 and document_id = $2', [
    matterId,
    documentId,
  ])
  const act = rows[0] && (await foldedActs(client, registry, matterId, rows[0].n)).at(-1)
  const index = ((act?.record.given.documents ?? []) as IssuedDocument[]).findIndex((d) => d.id === documentId)
  if (!act || index < 0) throw new Refusal('missing', 'papers.paper', '这件事项没有这份文书，或者您无权查看')
  return { act, index }
}

const goneText = '（已依法删除）'

/** Puts values back where the payload has commitments. Its readers may read all that is left, so what is not there was erased. */
function withValues(payload: unknown, fields: PrivateFields | undefined): Record<string, unknown> {
  const copy = structuredClone(payload) as Record<string, unknown>
  for (const [pointer, { value }] of Object.entries(fields ?? {})) {
    if (pointer.startsWith('#')) continue
    const parts = pointer.slice(1).split('/')
    let holder: any = copy
    for (const part of parts.slice(0, -1)) holder = holder?.[part]
    if (holder && isCommitment(holder[parts.at(-1)!])) holder[parts.at(-1)!] = value
  }
  const shown = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value
    if (isCommitment(value)) return goneText
    if (Array.isArray(value)) return value.map(shown)
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shown(v)]))
  }
  return shown(copy) as Record<string, unknown>
}

/** An act as the one generic layout prints it. */
export function printedAct(act: ReadAct): DocumentTree {
  const def = actionOf(act)
  const personal = new Map((def.personal ?? []).map((f: PersonalField) => [f.path, f.label]))
  return printOfAct({
    title: `${act.after.procedure.label}：${def.label}`,
    ...(act.after.number ? { number: act.after.number } : {}),
    date: act.record.declaredOn as LocalDate,
    fields: printedValues(formOf(def), withValues(act.record.payload, act.fields), personal),
    basis: [...act.record.basis] as string[],
  })
}
