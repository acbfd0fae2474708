/**
 * Who may see what. PostgreSQL's row-level security is the wall; this file is the one source of its policies and of the
 * predicate that the engine's locking query applies to each caller.
 *
 * A request acts in one capacity, so under one kind of scope; each kind is a database role with one single-column policy.
 * A setting that is missing or '' means no rows.
 */
import type { Basis } from './errors.ts'

export type ScopeKind = 'agency' | 'town' | 'county' | 'reader' | 'city'
export const scopeKinds: readonly ScopeKind[] = ['agency', 'town', 'county', 'reader', 'city']

/**
 * One capacity's reach. For `city` the value is 'city'; for `reader` it is 'p:<party>' or 'a:<agency>'. A matter names an organ
 * as 'a:<agency>' where it reads what happens within the house, and as 'f:<agency>' where it only follows the matter, as a party does.
 */
export type Scope = { kind: ScopeKind; value: string }

export type RoleDef = { label: string; scope: ScopeKind; basis?: Basis }

/** Who asks: an officer in one post, a party, the public through a query code, or the system itself. */
export type Actor = { id: string; role: string; scope: Scope; agency: string }

/** Where a row belongs: the columns that every table under a policy carries. */
export type Placement = {
  agencyId: string
  townCode: string | null
  countyCode: string | null
  reader: readonly string[] | null
}

export const systemActor: Actor = {
  id: 'system',
  role: 'system',
  scope: { kind: 'city', value: 'city' },
  agency: 'system',
}

/** How a matter names a reader that only follows it. */
export const followerOf = (agencyId: string) => `f:${agencyId}`
const readerForms = (value: string): string[] =>
  value.startsWith('a:') ? [value, followerOf(value.slice(2))] : [value]
/** The same in SQL; of a party the second form is a name that nobody has. */
const formsSql = (value: string) => `array[${value}, 'f:' || substr(${value}, 3)]`

const setting = (name: string) => `nullif(current_setting('fadu.${name}', true), '')`

/** Whether the whole city is in scope: one boolean for the statement, not one comparison a row. */
const isCity = `(select ${setting('city')} = 'city')`

/** SQL that is true where `row` lies in the scope whose value is the SQL expression `value`. */
export function scopePredicate(kind: ScopeKind, row: string, value: string): string {
  switch (kind) {
    case 'agency':
      return `${row}.agency_id = ${value}`
    case 'town':
      return `${row}.town_code = ${value}`
    case 'county':
      return `${row}.county_code = ${value}`
    case 'reader':
      return `${row}.reader && ${formsSql(value)}`
    case 'city':
      return `${value} = 'city'`
  }
}

/** The caller's own predicate as one SQL case over (kind, value) columns: used by the locking query of the coalesced writer. */
export function callerPredicate(row: string, kind: string, value: string): string {
  const arms = scopeKinds.map((k) => `when '${k}' then ${scopePredicate(k, row, value)}`)
  return `coalesce(case ${kind} ${arms.join(' ')} else false end, false)`
}

/** The same as a pure function, for rows in memory. */
export function isInScope(scope: Scope, row: Placement): boolean {
  switch (scope.kind) {
    case 'agency':
      return row.agencyId === scope.value
    case 'town':
      return row.townCode === scope.value
    case 'county':
      return row.countyCode === scope.value
    case 'reader':
      return row.reader?.some((r) => readerForms(scope.value).includes(r)) ?? false
    case 'city':
      return scope.value === 'city'
  }
}

/** Database role that reads under one kind of scope. */
export const readRole = (kind: ScopeKind) => `fadu_${kind}`
export const writerRole = 'fadu_writer'
export const systemRole = 'fadu_system'
export const databaseRoles = [...scopeKinds.map(readRole), writerRole, systemRole, 'fadu_auth'] as const

const union = () =>
  [
    `agency_id = any ((select string_to_array(${setting('agencies')}, ','))::text[])`,
    `town_code = any ((select string_to_array(${setting('towns')}, ','))::text[])`,
    `county_code = any ((select string_to_array(${setting('counties')}, ','))::text[])`,
    `reader && (select string_to_array(${setting('readers')}, ','))::text[]`,
    isCity,
  ].join(' or ')

export type TableAccess = {
  /** Schema-qualified table under a policy, carrying the scope columns. */
  table: string
  /** Personal data: the city-wide scope counts without reading names, so it has no policy here. */
  personal?: boolean
  /** What stays within the house, as rows of internal acts do: organs read it, parties do not. */
  internal?: boolean
  /** Columns with names of persons, by whose beginning a search finds their matter. */
  names?: readonly string[]
  /** What the engine may do beside reading. */
  write: 'append' | 'upsert' | 'system'
  /** Column that names the row's matter; null where its rows do not follow the readers of one matter. */
  matter?: string | null
}

/** An organ that the row names as a reader sees what happens within the house; a party and an organ that only follows do not. */
const isOrgan = (row: string, value: string) => `(${value} like 'a:%' and ${row}.reader @> array[${value}])`
/** The same of an act, whose readers are those of its matter today. */
const isOrganOf = (row: string, value: string) =>
  `exists (select from kernel.matter m where m.matter_id = ${row}.matter_id and ${isOrgan('m', value)})`
/** Rows that are never changed, acts among them: who was let in or shut out later is found at the matter, by which they are looked up. */
const admitted = (kind: ScopeKind, row: string, value: string) =>
  `exists (select from kernel.matter m where m.matter_id = ${row}.matter_id and ${scopePredicate(kind, 'm', value)})`
const isNeverChanged = (t: TableAccess) => t.write === 'append'

const handovers: readonly string[] = ['kernel.handover', 'kernel.handover_answer']

/** What an agency may see of a table: its own rows, and of hand-overs also those that are put to it. */
function agencyPredicate(t: TableAccess, row: string, value: string): string {
  const own = scopePredicate('agency', row, value)
  return handovers.includes(t.table) ? `(${own} or ${row}.to_agency = ${value})` : own
}

/**
 * What a reader may see of a table: of personal rows a party or a follower sees those that name it, of acts and rows within the
 * house none.
 */
function readerPredicate(t: TableAccess, row: string, value: string): string {
  if (t.table === 'kernel.act')
    return `(not ${row}.is_internal or ${isOrganOf(row, value)}) and ${admitted('reader', row, value)}`
  // An offer and its answer are read by the other side, whose organ `to_agency` names.
  if (handovers.includes(t.table))
    return `(${scopePredicate('reader', row, value)} or 'a:' || ${row}.to_agency = ${value})`
  const named = `${row}.seen_by && ${formsSql(value)}`
  if (t.table === 'kernel.act_private')
    return `(${isOrganOf(row, value)} or ${named}) and ${admitted('reader', row, value)}`
  const organ = isNeverChanged(t) ? isOrganOf(row, value) : isOrgan(row, value)
  const admits = t.personal ? ` and (${organ} or ${named})` : t.internal ? ` and ${organ}` : ''
  return (isNeverChanged(t) ? admitted('reader', row, value) : scopePredicate('reader', row, value)) + admits
}

function predicateOf(t: TableAccess, kind: ScopeKind, value: string): string {
  const row = bare(t.table)
  switch (kind) {
    case 'reader':
      return readerPredicate(t, row, value)
    case 'agency':
      return agencyPredicate(t, row, value)
    // The city's is the same for every row: as one boolean it is asked once and costs a row nothing.
    case 'city':
      return isCity
    default: {
      const own = scopePredicate(kind, row, value)
      return isNeverChanged(t) ? `${own} and ${admitted(kind, row, value)}` : own
    }
  }
}

/** Statements that put a table under its policies and grants. */
export function policiesOf(t: TableAccess): string[] {
  const out = [`alter table ${t.table} enable row level security`]
  const name = t.table.replace('.', '_')
  for (const kind of scopeKinds) {
    if (kind === 'city' && t.personal) continue
    // Not wrapped in a subselect: a stable expression is folded when the query is planned, so the planner knows how few rows a reader has.
    const value = setting(kind)
    out.push(
      `drop policy if exists ${name}_${kind} on ${t.table}`,
      `create policy ${name}_${kind} on ${t.table} for select to ${readRole(kind)} using (${predicateOf(t, kind, value)})`,
      `grant select on ${t.table} to ${readRole(kind)}`,
    )
  }
  if (t.write === 'system')
    return [
      ...out,
      `drop policy if exists ${name}_system on ${t.table}`,
      `create policy ${name}_system on ${t.table} for all to ${systemRole} using (${isCity}) with check (${isCity})`,
    ]
  out.push(
    `drop policy if exists ${name}_writer on ${t.table}`,
    `create policy ${name}_writer on ${t.table} for all to ${writerRole} using (${union()}) with check (${union()})`,
    `grant select, insert${t.write === 'upsert' ? ', update' : ''} on ${t.table} to ${writerRole}`,
  )
  if (!t.personal)
    out.push(
      `drop policy if exists ${name}_system on ${t.table}`,
      `create policy ${name}_system on ${t.table} for select to ${systemRole} using (${isCity})`,
      `grant select on ${t.table} to ${systemRole}`,
    )
  return out
}

const bare = (table: string) => table.slice(table.indexOf('.') + 1)

/** The kernel's own tables under policies. */
export const kernelTables: readonly TableAccess[] = [
  { table: 'kernel.matter', write: 'upsert' },
  { table: 'kernel.act', write: 'append' },
  { table: 'kernel.act_private', write: 'append', personal: true },
  { table: 'kernel.matter_limit', write: 'upsert' },
  { table: 'kernel.matter_link', write: 'upsert', matter: 'from_id' },
  { table: 'kernel.handover', write: 'upsert' },
  { table: 'kernel.handover_answer', write: 'upsert' },
  { table: 'kernel.document', write: 'upsert' },
  { table: 'kernel.document_void', write: 'upsert' },
  { table: 'kernel.service', write: 'upsert' },
  { table: 'kernel.file', write: 'upsert', personal: true },
  { table: 'kernel.finding', write: 'upsert' },
  { table: 'kernel.figure_row', write: 'system', matter: null },
]

/** Grants on tables without a policy: reference data, the engine's own books, the seal, the report. */
export const plainGrants: readonly string[] = [
  ...scopeKinds.map(
    (k) =>
      `grant select on kernel.place, kernel.agency, kernel.agency_supervision, kernel.organ, kernel.published, kernel.wording, kernel.calendar_notice, kernel.checkpoint, kernel.setting, kernel.figure_run, kernel.figure_value, kernel.law_text, kernel.law_article, kernel.city_map to ${readRole(k)}`,
  ),
  `grant select on all tables in schema kernel to ${systemRole}`,
  `revoke all on kernel.act_private, kernel.file from ${systemRole}`,
  `grant insert on kernel.seal_leaf, kernel.seal_node, kernel.checkpoint to ${systemRole}`,
  `grant insert, delete on kernel.figure_run, kernel.figure_value, kernel.figure_row to ${systemRole}`,
  `grant select, insert, update on kernel.setting to ${systemRole}`,
  // The engine reads offers and answers of matters that its caller does not see, as it reads claims.
  ...['handover', 'handover_answer'].flatMap((t) => [
    `drop policy if exists ${t}_engine on kernel.${t}`,
    `create policy ${t}_engine on kernel.${t} for select to ${writerRole} using ((select ${setting('engine')}) = 'on')`,
  ]),
  `grant select on kernel.place, kernel.agency, kernel.organ, kernel.setting, kernel.calendar_day to ${writerRole}`,
  `grant insert, update on kernel.agency to ${writerRole}`,
  `grant execute on function kernel.refuse_move to ${writerRole}`,
  `grant select, insert, update on kernel.officer, kernel.post, kernel.certificate, kernel.party, kernel.number_series, kernel.published, kernel.wording, kernel.calendar_notice to ${writerRole}`,
  `grant select, insert, update, delete on kernel.claim to ${writerRole}`,
  `grant select, insert on kernel.request_key to ${writerRole}`,
]

/** Settings of a reading transaction, as one statement. Values are parameters, never spliced. */
export function readSettings(scope: Scope): { text: string; values: string[] } {
  return {
    text: `select set_config('role', $1, true), set_config('fadu.${scope.kind}', $2, true)`,
    values: [readRole(scope.kind), scope.value],
  }
}

/**
 * How the engine's statements are planned: once, and by their keys. A plan made while a table was small would read it whole
 * and do so again and again as the table grows.
 */
const byKey = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']
  .map((name) => `set_config('${name}', 'off', true)`)
  .concat(`set_config('plan_cache_mode', 'force_generic_plan', true)`)
  .join(', ')

/** Settings of a writing transaction: the union of its callers' scopes. */
export function writeSettings(scopes: Iterable<Scope>): { text: string; values: string[] } {
  const sets: Record<ScopeKind, Set<string>> = {
    agency: new Set(),
    town: new Set(),
    county: new Set(),
    reader: new Set(),
    city: new Set(),
  }
  for (const s of scopes)
    for (const value of s.kind === 'reader' ? readerForms(s.value) : [s.value]) sets[s.kind].add(value)
  const list = (k: ScopeKind) => [...sets[k]].join(',')
  return {
    text: `select set_config('role', '${writerRole}', true), set_config('fadu.agencies', $1, true), set_config('fadu.towns', $2, true), set_config('fadu.counties', $3, true), set_config('fadu.readers', $4, true), set_config('fadu.city', $5, true), set_config('fadu.engine', 'on', true), ${byKey}`,
    values: [list('agency'), list('town'), list('county'), list('reader'), sets.city.has('city') ? 'city' : ''],
  }
}
