/**
 * Columns derived again: every matter's acts are folded with the very effect that wrote them (`evolve`, and the engine's own
 * `Batch` for rows, limits, claims and links), and what they give is compared with what the tables hold.
 *
 * PostgreSQL compares: the expected rows of a page of matters go to it as the engine sends them, and its own types decide
 * what is equal. Guards are not judged again.
 */
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { kernelTables, type Placement } from './access.ts'
import { Batch } from './batch.ts'
import { type ActRecord, sm3Hex } from './canonical.ts'
import type { Instant, LocalDate } from './clock.ts'
import { type TableShape, tableShapes } from './db.ts'
import type { Registry } from './domain.ts'
import { actorsAfter, evolve, placementAfter } from './evolve.ts'
import { withFitting } from './fitting.ts'
import type { Effect } from './fold.ts'
import type { MatterState } from './matter.ts'
import { limitRow, scopeColumns } from './matter-rows.ts'
import { documentsAfter } from './paper.ts'
import { type PrivateFields, reader } from './personal.ts'
import type { ActFile, FoldedAct, LimitState } from './procedure.ts'
import { actTitle, type Finding } from './record-check.ts'
import { type ActedOfficers, checkRoster, type RosterAct, rosterActOf, takeActed } from './roster.ts'
import { tallySeries } from './series-check.ts'

export type DeriveCounts = {
  acts: number
  rows: number
  /** Tables whose rows were compared. */
  compared: string[]
  /** Tables that acts do not give wholly, so that nothing of them was compared. */
  notDerived: string[]
}

/** An act as the database keeps it. */
export type StoredAct = { matter_id: string; n: number; hash: string; canonical: string; fields: string | null }

/** Kernel tables whose rows name the matter that gave them. */
const kernelDerived: Record<string, string> = {
  'kernel.matter': 'matter_id',
  'kernel.matter_limit': 'matter_id',
  'kernel.claim': 'matter_id',
  'kernel.matter_link': 'from_id',
  'kernel.document': 'matter_id',
  'kernel.document_void': 'matter_id',
  'kernel.service': 'matter_id',
  'kernel.file': 'matter_id',
  'kernel.wording': 'matter_id',
  'kernel.calendar_notice': 'matter_id',
  'kernel.handover': 'matter_id',
  'kernel.handover_answer': 'matter_id',
  'kernel.finding': 'matter_id',
  'kernel.agency': 'matter_id',
  'kernel.post': 'matter_id',
  'kernel.certificate': 'matter_id',
  'kernel.published': 'matter_id',
}

const pageActs = 4000

/** The tables that are compared, with the column that names the matter, and those that are not. */
export async function derivedTables(
  client: pg.ClientBase,
  registry: Registry,
): Promise<{ derived: Map<string, string>; notDerived: string[] }> {
  const derived = new Map(Object.entries(kernelDerived))
  const schemas = ['kernel', ...registry.domains.map((d) => d.id)]
  const { rows } = await client.query(
    `select n.nspname || '.' || c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'matter_id' and not a.attisdropped) as has_matter
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = any ($1) order by 1`,
    [schemas],
  )
  const declared = new Set(registry.domains.flatMap((d) => d.tables.map((t) => t.table)))
  const record = new Set([
    'kernel.act',
    'kernel.act_private',
    'kernel.seal_leaf',
    'kernel.seal_node',
    'kernel.checkpoint',
  ])
  const notDerived: string[] = []
  for (const r of rows) {
    if (declared.has(r.name) && r.has_matter) derived.set(r.name, 'matter_id')
    else if (!derived.has(r.name) && !record.has(r.name)) notDerived.push(r.name)
  }
  return { derived, notDerived }
}

/** The act's text has sorted keys, the engine its own order: with this one most snapshots come out the same byte for byte. */
function inEngineOrder(l: LimitState): LimitState {
  const {
    id,
    subject,
    state,
    start,
    raw,
    due,
    dueAt,
    outer,
    provisional,
    calendar,
    extendedTo,
    pauses,
    metOn,
    ...rest
  } = l
  return {
    id,
    subject,
    state,
    start,
    raw,
    due,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(outer === undefined ? {} : { outer }),
    provisional,
    calendar,
    ...(extendedTo === undefined ? {} : { extendedTo }),
    ...(pauses === undefined ? {} : { pauses }),
    ...(metOn === undefined ? {} : { metOn }),
    ...rest,
  }
}

const limitKey = (l: LimitState) => `${l.id}\u0000${l.subject}`

/**
 * The effect of a stored act upon the state before it, as the engine had it.
 * @throws Error where the act's procedure is not registered or its effect fails
 */
export function storedEffect(
  registry: Registry,
  before: MatterState | undefined,
  act: StoredAct,
  record: ActRecord,
  fields: PrivateFields | undefined,
): Effect {
  const p = registry.procedure(record.procedure, record.version)
  const given = record.given as {
    placement?: { agency: string; town: string | null; county: string | null; reader: string[] | null }
    limits?: LimitState[]
    number?: string
    readers?: string[]
    confined?: boolean
  }
  const placed = given.placement
  const placedBefore: Placement = before?.placement ?? {
    agencyId: placed!.agency,
    townCode: placed!.town ?? null,
    countyCode: placed!.county ?? null,
    reader: placed!.reader ?? null,
  }
  const placement = placementAfter(placedBefore, given)
  const folded: FoldedAct = {
    matter: act.matter_id,
    n: act.n,
    action: record.action,
    actor: record.actor,
    capacity: record.capacity,
    agency: record.agency,
    declaredOn: record.declaredOn as LocalDate,
    recordedAt: record.recordedAt as Instant,
    given: record.given,
    payload: record.payload,
    personal: reader(fields),
    files: record.files as readonly ActFile[],
  }
  const next = evolve(p, before, folded)
  const changedLimits = (given.limits ?? []).map(inEngineOrder)
  let limits = before?.limits ?? []
  if (changedLimits.length) {
    const table = new Map(limits.map((l) => [limitKey(l), l]))
    for (const l of changedLimits) table.set(limitKey(l), l)
    limits = [...table.values()]
  }
  const declaredOn = record.declaredOn as LocalDate
  const after: MatterState = {
    id: act.matter_id,
    procedure: p,
    state: next.state,
    placement,
    number: given.number ?? before?.number ?? null,
    filedOn: before?.filedOn ?? declaredOn,
    lastOn: before && before.lastOn > declaredOn ? before.lastOn : declaredOn,
    ...actorsAfter(before, record.actor),
    n: act.n,
    head: act.hash,
    facts: next.facts,
    limits,
    documents: documentsAfter(before?.documents ?? [], folded),
  }
  return {
    before,
    after,
    record,
    text: act.canonical,
    hash: act.hash,
    private: fields,
    rows: next.rows,
    claims: next.claims,
    links: next.links,
    changedLimits,
    isPlacementChange: given.readers !== undefined || given.confined === true,
    given: record.given as Record<string, unknown>,
  }
}

/** Private fields of a stored row; nothing where the row is not there or damaged. */
export function fieldsOf(text: string | null): PrivateFields | undefined {
  if (text === null) return undefined
  try {
    return JSON.parse(text) as PrivateFields
  } catch {
    return undefined
  }
}

/** Derives every column again within the caller's transaction (repeatable read) and compares. */
export async function deriveColumns(
  client: pg.ClientBase,
  registry: Registry,
  progress: (acts: number) => void = () => {},
): Promise<{ findings: Finding[]; counts: DeriveCounts; notes: string[] }> {
  const { derived, notDerived } = await derivedTables(client, registry)
  const shapes = await tableShapes(client as never, [...derived.keys(), 'kernel.officer'])
  const domainTables = registry.domains.flatMap((d) => d.tables)
  const underPolicy = new Set([...kernelTables, ...domainTables].map((t) => t.table))
  const appended = new Set(domainTables.filter((t) => t.write === 'append').map((t) => t.table))
  const sources = await readableSources(client, derived)
  const findings: Finding[] = []
  const counts: DeriveCounts = { acts: 0, rows: 0, compared: [...derived.keys()], notDerived }
  const newBatch = () =>
    new Batch(
      sm3Hex,
      (t) => shapes.get(t)?.key ?? [],
      (t) => underPolicy.has(t),
    )

  const series = tallySeries(registry)
  const entries: RosterAct[] = []
  const officers: ActedOfficers = new Map()

  await client.query(
    `declare derive_acts no scroll cursor for select a.matter_id, a.n, a.hash, a.canonical, p.fields
     from kernel.act a left join kernel.act_private p on p.matter_id = a.matter_id and p.n = a.n order by a.matter_id, a.n`,
  )
  const fetch = () => client.query<StoredAct>({ text: `fetch ${pageActs} from derive_acts` })
  let pending: StoredAct[] = []
  let after: string | null = null
  let isEnd = false
  while (!isEnd) {
    const rows = (await fetch()).rows
    isEnd = rows.length < pageActs
    const acts = pending.length ? [...pending, ...rows] : rows
    // The last matter of a page may go on in the next.
    let cut = acts.length
    if (!isEnd) while (cut > 0 && acts[cut - 1]!.matter_id === acts.at(-1)!.matter_id) cut--
    pending = acts.slice(cut)
    if (cut === 0 && !isEnd) continue
    const batch = newBatch()
    const matters = new Set<string>()
    let unfit: string | undefined
    for (let i = 0; i < cut; i++) {
      const act = acts[i]!
      matters.add(act.matter_id)
      if (unfit === act.matter_id) continue
      try {
        const record = JSON.parse(act.canonical) as ActRecord
        const effect = storedEffect(registry, batch.matter(act.matter_id), act, record, fieldsOf(act.fields))
        batch.apply(effect)
        series.add(record, effect.after.placement.agencyId)
        const entry = rosterActOf(record)
        if (entry) entries.push(entry)
        batch.mark()
      } catch (error) {
        unfit = act.matter_id
        findings.push({
          kind: 'derived',
          table: 'kernel.act',
          matter: act.matter_id,
          n: act.n,
          message: `${actTitle({ matter: act.matter_id, n: act.n })}不能重算：${(error as Error).message}`,
        })
      }
    }
    counts.acts += cut
    takeActed(officers, batch.out.get('kernel.officer')?.values() ?? [])
    const to: string | null = isEnd ? null : acts[cut - 1]!.matter_id
    const expected = expectedRows(batch, matters, derived, appended)
    for (const [table, column] of derived) {
      const want = expected.get(table) ?? []
      counts.rows += want.length
      const shape = shapes.get(table)!
      await withFitting(client, shape, column, want, findings, (fit) =>
        compare(client, shape, sources.get(table)!, column, fit, after, to, findings),
      )
    }
    after = to
    progress(counts.acts)
  }
  await client.query('close derive_acts')
  const people = await checkRoster(client, entries, officers)
  findings.push(...(await series.compare(client)), ...people.findings)
  return { findings, counts, notes: people.notes }
}

/** What the page's acts give, by table; rows that another matter owns are compared where that matter is. */
function expectedRows(
  batch: Batch,
  matters: ReadonlySet<string>,
  derived: ReadonlyMap<string, string>,
  appended: ReadonlySet<string>,
): Map<string, Record<string, unknown>[]> {
  const out = new Map<string, Record<string, unknown>[]>()
  out.set('kernel.matter', batch.matterRows(matters))
  for (const [table, rows] of batch.out) {
    const column = derived.get(table)
    if (column === undefined || table === 'kernel.matter_limit') continue
    out.set(
      table,
      [...rows.values()]
        .filter((r) => matters.has(r[column] as string))
        // Rows follow their matter to where it belongs now, also those written before; only those that are never changed do not.
        .map((r) =>
          !appended.has(table) && batch.moved.has(r[column] as string) && 'reader' in r
            ? { ...r, ...scopeColumns(batch.matter(r[column] as string)!.placement) }
            : r,
        ),
    )
  }
  out.set(
    'kernel.matter_limit',
    [...matters].flatMap((id) => limitRows(batch.matter(id))),
  )
  return out
}

function limitRows(m: MatterState | undefined): Record<string, unknown>[] {
  if (!m) return []
  const scope = {
    agency_id: m.placement.agencyId,
    town_code: m.placement.townCode,
    county_code: m.placement.countyCode,
    reader: m.placement.reader,
  }
  return m.limits.map((l) => ({ ...limitRow(m, l), ...scope }))
}

/** Each table, or an indexed copy of it for this transaction where the table itself cannot be read by matter quickly. */
async function readableSources(
  client: pg.ClientBase,
  derived: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const sources = new Map<string, string>()
  for (const [table, column] of derived) {
    const { rows } = await client.query(
      `select exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
         where i.indrelid = $1::regclass and a.attname = $2 and i.indpred is null) or pg_relation_size($1::regclass) < 1000000 as is_quick`,
      [table, column],
    )
    let source = table
    if (!rows[0].is_quick) {
      source = `pg_temp.derive_${table.replace('.', '_')}`
      await client.query(
        `create temporary table ${source.slice(8)} on commit drop as select * from ${table} where ${column} is not null; create index on ${source} (${column}); analyze ${source}`,
      )
    }
    sources.set(table, source)
  }
  return sources
}

const shown = (v: unknown) => {
  const text = v === undefined || v === null ? '空' : typeof v === 'string' ? v : JSON.stringify(v)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** Whether two texts are JSON that differs in nothing but the order of keys, which the act's text does not keep. */
function isSameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string' || a.length !== b.length || !/^[[{]/.test(a)) return false
  try {
    return isDeepStrictEqual(JSON.parse(a), JSON.parse(b))
  } catch {
    return false
  }
}

/** Compares the rows of matters in (after, to] with those that the acts give, column by column as bytes. */
async function compare(
  client: pg.ClientBase,
  shape: TableShape,
  source: string,
  column: string,
  want: readonly Record<string, unknown>[],
  after: string | null,
  to: string | null,
  findings: Finding[],
): Promise<void> {
  const bounds = [
    `${column} is not null`,
    ...(after === null ? [] : [`${column} > '${after}'`]),
    ...(to === null ? [] : [`${column} <= '${to}'`]),
  ]
  const key = shape.key
  const { rows } = await client.query(
    `with e as materialized (select * from json_populate_recordset(null::${shape.table}, $1)),
       t as materialized (select * from ${source} where ${bounds.join(' and ')})
     select coalesce(e.${column}, t.${column}) as matter, to_jsonb(e) as e, to_jsonb(t) as t
     from e full join t on ${key.map((k) => `e.${k} = t.${k}`).join(' and ')}
     where e.${key[0]} is null or t.${key[0]} is null or e *<> t order by 1`,
    [JSON.stringify(want)],
  )
  for (const r of rows as { matter: string; e: Record<string, unknown> | null; t: Record<string, unknown> | null }[]) {
    const keyText = key
      .filter((k) => k !== column)
      .map((k) => shown((r.e ?? r.t)![k]))
      .join('、')
    const row = `表 ${shape.table} 中事项 ${r.matter} 的${keyText ? `「${keyText}」一` : ''}行`
    let message: string
    if (r.t === null) message = `${row}不见了，而记录中有它`
    else if (r.e === null) message = `${row}在记录中没有依据：是添加或者改动的`
    else {
      const unlike = Object.keys(r.e).filter((c) => JSON.stringify(r.e![c]) !== JSON.stringify(r.t![c]))
      const differing = unlike.filter((c) => !isSameJson(r.e![c], r.t![c]))
      if (unlike.length > 0 && differing.length === 0) continue
      message = `${row}与记录不同：${(differing.length ? differing : ['（内部写法）']).map((c) => `${c} 应为 ${shown(r.e![c])}，实为 ${shown(r.t![c])}`).join('；')}`
    }
    findings.push({ kind: 'derived', table: shape.table, matter: r.matter, message })
  }
}
