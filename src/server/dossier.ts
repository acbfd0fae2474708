/**
 * The dossier (案卷): everything that one matter's record holds, read in one snapshot under the reader's own scope, and put
 * in the order of the archive. What should be there and is not is named.
 */
import { setTimeout } from 'node:timers/promises'
import type { LocalDate } from '#kernel/clock'
import type { Client } from '#kernel/db'
import type { DocumentTree } from '#kernel/document'
import type { Registry } from '#kernel/domain'
import { type DossierProof, findDossierProof } from '#kernel/dossier-proof'
import { Refusal } from '#kernel/errors'
import type { ActFile, IssuedDocument, ProcedureDef } from '#kernel/procedure'
import { rootPointer } from '#kernel/record-check'
import { getMatter } from './matter-view.ts'
import { actionOf, foldedAct, foldedActs, paperOf, type ReadAct } from './papers.ts'
import { HttpRefusal } from './problems.ts'

export type DossierAct = ReadAct & { actorName: string; agencyName: string }
export type DossierPaper = {
  issued: IssuedDocument
  voidedOn: LocalDate | undefined
  /** The paper as it was issued, or why it cannot be had any more. */
  built: { tree: DocumentTree } | { lost: string }
}
export type DossierFile = ActFile & {
  matterId: string
  n: number
  on: LocalDate
  /** Came with an act of service. */
  isReceipt: boolean
  held: { name: string; salt: string; stored: string } | { lost: string }
}
export type DossierService = {
  paper: IssuedDocument | undefined
  recipient: string
  way: string
  on: LocalDate
  n: number
}
export type OpenPiece = {
  title: string
  why: string
  /** due: its step was taken; possible: the procedure has a step for it that was not taken; unserved: issued and not served. */
  kind: 'due' | 'possible' | 'unserved'
}
export type DossierRecord = {
  matter: {
    id: string
    title: string
    number: string | null
    procedure: string
    agency: string
    state: string
    filedOn: LocalDate
    lastOn: LocalDate
  }
  /** Personal names that the acts hold, each once. */
  persons: { label: string; name: string }[]
  acts: DossierAct[]
  papers: DossierPaper[]
  files: DossierFile[]
  services: DossierService[]
  /** What the procedure lets expect and the record has not. */
  open: OpenPiece[]
  /** Nothing while an act that it needs is not sealed. */
  proof: DossierProof | undefined
}

const erasedText = '内容已经依法删除，登记的哈希仍然保留'
const unexplained = '依据的值不见了，而没有删除它的记录；请核验数据库'

/**
 * Reads a matter's dossier in the transaction that `client` is in, which must be one snapshot under the reader's scope; the
 * transaction is in the system's role afterwards and good for nothing else.
 * @throws Refusal 'missing' where the reader sees no such matter, 'scope' where he does not see all of it
 */
export async function readDossier(client: Client, registry: Registry, id: string): Promise<DossierRecord> {
  const { row, p } = await getMatter(client, registry, id)
  if (!p) throw new Refusal('missing', 'kernel.procedure', '这件事项的程序版本不在本平台登记')
  const read = await foldedActs(client, registry, id)
  if (read.length !== row.last_n || read.some((a, i) => a.record.n !== i + 1))
    throw new Refusal('scope', 'dossier.scope', '您看不到这件事项的全部记录，不能出具案卷')
  const erased = await client.query(
    'select n from kernel.act_private where matter_id = $1 and erased_by is not null order by n',
    [id],
  )
  const isErased = new Set<number>(erased.rows.map((r) => r.n))
  const lostOf = (a: ReadAct) => (isErased.has(a.record.n) ? erasedText : unexplained)
  const recipients = read.flatMap((a) => (a.record.given.service as { recipient: string } | undefined)?.recipient ?? [])
  const agencies = await namesOf(client, 'select agency_id as id, name from kernel.agency where agency_id = any ($1)', [
    ...read.map((a) => a.record.agency),
    ...recipients.map((r) => r.replace(/^a:/, '')),
  ])
  const proof = await findDossierProof(client, id, isErased.size > 0)
  const officers = await namesOf(
    client,
    'select officer_id as id, name from kernel.officer where officer_id = any ($1)',
    read.map((a) => a.record.actor),
  )
  const acts = read.map((a) => ({
    ...a,
    actorName: officers.get(a.record.actor) ?? a.record.actor,
    agencyName: agencies.get(a.record.agency) ?? a.record.agency,
  }))
  const papers = papersOf(acts, lostOf)
  const services = servicesOf(acts, papers, agencies)
  return {
    matter: {
      id,
      title: row.title,
      number: row.number,
      procedure: p.label,
      agency: row.agency_name ?? row.agency_id,
      state: p.states[row.state]?.label ?? row.state,
      filedOn: row.filed_on,
      lastOn: row.last_on,
    },
    persons: personsOf(acts),
    acts,
    papers,
    files: acts.flatMap((a) => filesOf(a, lostOf(a))),
    services,
    open: [...openPapers(acts, p, papers), ...openServices(p, papers, services)],
    proof,
  }
}

async function namesOf(client: Client, sql: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query(sql, [[...new Set(ids)]])
  return new Map(rows.map((r) => [r.id as string, r.name as string]))
}

/** Papers in the order in which they were issued. */
function papersOf(acts: readonly DossierAct[], lostOf: (a: ReadAct) => string): DossierPaper[] {
  const voided = new Map<string, LocalDate>()
  for (const { record } of acts)
    for (const id of (record.given.voids ?? []) as string[]) voided.set(id, record.declaredOn as LocalDate)
  return acts.flatMap((a) =>
    ((a.record.given.documents ?? []) as IssuedDocument[]).map((issued, i): DossierPaper => {
      const voidedOn = voided.get(issued.id)
      try {
        return { issued, voidedOn, built: { tree: paperOf(a, i).tree } }
      } catch (error) {
        if (!(error instanceof HttpRefusal)) throw error
        const isGone = error.status === 410
        const why = isGone ? `依据的个人信息不在了：${lostOf(a)}` : '重新生成的文书与记录中的哈希不符，没有收入'
        return { issued, voidedOn, built: { lost: why } }
      }
    }),
  )
}

function filesOf(a: DossierAct, lost: string): DossierFile[] {
  return (a.record.files as readonly ActFile[]).map((f, i) => {
    const value = a.fields?.[`#/files/${i}/private`]?.value as
      | { name: string; salt: string; stored: string }
      | undefined
    const { matter, n, declaredOn, given } = a.record
    return {
      ...f,
      matterId: matter,
      n,
      on: declaredOn as LocalDate,
      isReceipt: given.service !== undefined,
      held: value ?? { lost },
    }
  })
}

function servicesOf(
  acts: readonly DossierAct[],
  papers: readonly DossierPaper[],
  agencies: ReadonlyMap<string, string>,
): DossierService[] {
  return acts.flatMap(({ record }) => {
    const s = record.given.service as { document: string; recipient: string; way: string; on: LocalDate } | undefined
    if (!s) return []
    const paper = papers.find((d) => d.issued.id === s.document)?.issued
    const name = s.recipient.startsWith('a:') ? agencies.get(s.recipient.slice(2)) : undefined
    const recipient = name ?? (s.recipient.startsWith('p:') ? `当事人（${s.recipient.slice(2)}）` : s.recipient)
    return [{ paper, recipient, way: s.way, on: s.on, n: record.n }]
  })
}

/** Values of personal fields that are names, as their own forms label them. */
function personsOf(acts: readonly DossierAct[]): { label: string; name: string }[] {
  const found = new Map<string, { label: string; name: string }>()
  for (const a of acts) {
    const labels = new Map(
      (actionOf(a).personal ?? []).filter((f) => f.mask === 'name').map((f) => [f.path, f.label] as const),
    )
    for (const [pointer, { value }] of Object.entries(a.fields ?? {})) {
      const path = pointer
        .slice(1)
        .replace(/\/\d+(?=\/|$)/g, '/*')
        .replaceAll('/', '.')
      const label = pointer.startsWith('/') ? labels.get(path) : undefined
      if (label !== undefined && typeof value === 'string' && !found.has(value))
        found.set(value, { label, name: value })
    }
  }
  return [...found.values()]
}

/**
 * Papers that the procedure declares for where the matter has been and that were not issued. A branch not taken owes none:
 * of steps that lead elsewhere only those count that lead where the matter has been.
 */
function openPapers(acts: readonly DossierAct[], p: ProcedureDef, papers: readonly DossierPaper[]): OpenPiece[] {
  const reached = new Set(acts.map((a) => a.after.state))
  const now = acts.at(-1)!.after.state
  const named = new Set(papers.map((d) => d.issued.template))
  const open: OpenPiece[] = []
  for (const [id, def] of Object.entries(p.actions))
    for (const { template, when } of def.issues ?? []) {
      if (named.has(template.id)) continue
      const own = acts.filter((a) => a.record.action === id)
      const states = (def.in ?? []).filter((s) => reached.has(s))
      const leadsHere = def.to === undefined || (typeof def.to === 'string' && reached.has(def.to))
      const { label: title } = template
      const count = open.length
      if (own.some((a) => asksFor(when, a))) open.push({ title, kind: 'due', why: `“${def.label}”已经办理，没有出具` })
      else if (own.length === 0 && states.length && leadsHere)
        open.push({
          title,
          kind: 'possible',
          why: states.includes(now) ? `“${def.label}”还没有办理` : `“${def.label}”没有办理`,
        })
      if (open.length > count) named.add(template.id)
    }
  return open
}

/** Whether a paper's own condition asks for it; one that cannot be asked any more, after an erasure, is taken to. */
function asksFor(when: ((act: never, after: never) => boolean) | undefined, a: ReadAct): boolean {
  try {
    return when === undefined || when(foldedAct(a) as never, a.after.facts as never)
  } catch {
    return true
  }
}

/** Papers that were issued, stand, and have no service, where the procedure records services at all. */
function openServices(
  p: ProcedureDef,
  papers: readonly DossierPaper[],
  services: readonly DossierService[],
): OpenPiece[] {
  if (!Object.values(p.actions).some((a) => a.serves)) return []
  const records = new Set(
    Object.values(p.actions).flatMap((a) =>
      (a.issues ?? []).flatMap((i) => (i.template.isRecord ? [i.template.id] : [])),
    ),
  )
  const served = new Set(services.map((s) => s.paper?.id))
  return papers
    .filter((d) => d.voidedOn === undefined && !served.has(d.issued.id) && !records.has(d.issued.template))
    .map((d) => ({ title: paperTitle(d), why: '出具后没有送达的记录', kind: 'unserved' }))
}

export const paperTitle = ({ issued }: Pick<DossierPaper, 'issued'>): string =>
  issued.number === undefined ? issued.title : `${issued.title}（${issued.number}）`

/** The private values of an act as the record format names them. */
export const privateOf = (a: ReadAct): Record<string, { salt: string; value: unknown }> =>
  Object.fromEntries(Object.entries(a.fields ?? {}).map(([pointer, field]) => [rootPointer(pointer), field]))

const mostTries = 50
const waitMs = 100

/**
 * Seals, then reads, until everything read is under a signed checkpoint: a neighbour's open transaction may hold back a
 * sealing for a moment, and a new act may come in between.
 * @throws Refusal 'busy' where that does not come to pass within some seconds
 */
export async function sealedDossier(
  seal: () => Promise<unknown>,
  read: () => Promise<DossierRecord>,
): Promise<DossierRecord> {
  for (let i = 0; i < mostTries; i++) {
    await seal()
    const record = await read()
    if (record.proof) return record
    await setTimeout(waitMs)
  }
  throw new Refusal('busy', 'dossier.seal', '这件事项的记录正在封存，请稍后再出具案卷')
}
