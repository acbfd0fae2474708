/** The domains' own tables that show a matter: read once from the catalogue, so that no route knows a domain. */
import type { scopeKinds } from '#kernel/access'
import type { Client, Pool } from '#kernel/db'
import type { Registry } from '#kernel/domain'

export type MatterTable = {
  domain: string
  table: string
  personal: boolean
  /** Columns that name persons. */
  names: readonly string[]
  /** One row a matter; else several rows that belong to it. */
  isMain: boolean
  columns: readonly { name: string; label: string | null }[]
  order: readonly string[]
}
export type MatterTables = readonly MatterTable[]

const scopeColumns = new Set(['agency_id', 'town_code', 'county_code', 'reader'])
const mostRows = 200

/** Tables of the registered domains that carry a column matter_id. */
export async function matterTables(pool: Pool, registry: Registry): Promise<MatterTables> {
  const declared = registry.domains.flatMap((d) =>
    d.tables.map((t) => ({ domain: d.id, table: t.table, personal: t.personal ?? false, names: t.names ?? [] })),
  )
  const { rows } = await pool.query(
    `select format('%s.%s', n.nspname, c.relname) as table, a.attname::text as name, col_description(c.oid, a.attnum) as label,
       a.attnum = any (select unnest(i.indkey) from pg_index i where i.indrelid = c.oid and i.indisprimary) as is_key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where format('%s.%s', n.nspname, c.relname) = any ($1) and c.relkind = 'r' order by 1, a.attnum`,
    [declared.map((t) => t.table)],
  )
  return declared.flatMap((t) => {
    const own = rows.filter((r) => r.table === t.table)
    if (!own.some((r) => r.name === 'matter_id')) return []
    const key = own.filter((r) => r.is_key).map((r) => r.name as string)
    return [
      {
        ...t,
        isMain: key.length === 1 && key[0] === 'matter_id',
        columns: own
          .filter((r) => !scopeColumns.has(r.name) && r.name !== 'matter_id')
          .map((r) => ({ name: r.name as string, label: r.label as string | null })),
        order: key.filter((k) => k !== 'matter_id'),
      },
    ]
  })
}

export type ShownTable = {
  table: string
  isMain: boolean
  isPersonal: boolean
  names: string[]
  labels: Record<string, string>
  rows: Record<string, unknown>[]
}

/** A matter's rows in its domain's tables, under the scope the client reads with. Personal tables only where asked for. */
export async function rowsOfMatter(
  client: Client,
  tables: MatterTables,
  domain: string,
  matterId: string,
  withPersonal: boolean,
): Promise<ShownTable[]> {
  const out: ShownTable[] = []
  for (const t of tables) {
    if (t.domain !== domain || (t.personal && !withPersonal) || t.columns.length === 0) continue
    const columns = t.columns.map((c) => `"${c.name}"`).join(', ')
    const order = t.order.length ? ` order by ${t.order.map((o) => `"${o}"`).join(', ')}` : ''
    const { rows } = await client.query({
      name: `http-rows-of:${t.table}`,
      text: `select ${columns} from ${t.table} where matter_id = $1${order} limit ${mostRows}`,
      values: [matterId],
    })
    if (!rows.length) continue
    const labels = Object.fromEntries(t.columns.flatMap((c) => (c.label ? [[c.name, c.label]] : [])))
    out.push({ table: t.table, isMain: t.isMain, isPersonal: t.personal, names: [...t.names], labels, rows })
  }
  return out
}

/** Whether a scope may read personal tables at all: the whole-city one counts without names. */
export const mayReadPersonal = (kind: (typeof scopeKinds)[number], value: string): boolean =>
  kind !== 'city' && !(kind === 'reader' && value.startsWith('p:'))
