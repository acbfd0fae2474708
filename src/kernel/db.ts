/** Connections: type parsers set once, one helper that opens transactions, bulk writes by arrays of rows. */
import pg from 'pg'
import { type ColumnShape, isWritable } from './binary-rows.ts'
import { PlainError } from './errors.ts'

// Dates are strings as the law writes them; a driver's Date would carry the host's time zone.
pg.types.setTypeParser(1082, (v) => v)
pg.types.setTypeParser(20, (v) => {
  const n = Number(v)
  return Number.isSafeInteger(n) ? n : BigInt(v)
})
pg.types.setTypeParser(1700, (v) => v)

export type Pool = pg.Pool
export type Client = pg.PoolClient | pg.Client
export type Db = { query: pg.Pool['query'] }

/** A pool whose idle errors do not end the process: PostgreSQL may restart under it. */
export function openPool(
  url: string,
  max: number,
  onError: (e: Error) => void = () => {},
  /** Queries go out before earlier ones are answered; COPY and cursors do not work on such a pool. */
  pipeline = false,
): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis: 60_000,
    application_name: 'fadu',
    ...(pipeline ? { pipeline } : {}),
  })
  pool.on('error', onError)
  // A checked-out client may lose its connection between queries: its next query fails, and that is the error that counts.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** The connection went away. Only with `mayHaveCommitted` is it open whether the transaction took: the commit was on its way. */
export class ConnectionLost extends Error {
  readonly mayHaveCommitted: boolean
  readonly code: string | undefined
  constructor(cause: unknown, mayHaveCommitted: boolean) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'ConnectionLost'
    this.mayHaveCommitted = mayHaveCommitted
    this.code = (cause as { code?: string }).code
  }
}

/**
 * Runs `work` in a transaction; role and settings made with `set_config(…, true)` end with it.
 * @throws ConnectionLost where the database cannot be reached any more; anything else was rolled back for certain
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  begin = 'begin',
): Promise<T> {
  const client = await pool.connect().catch((error) => {
    throw new ConnectionLost(error, false)
  })
  let broken: Error | undefined
  let committing = false
  try {
    await client.query(begin)
    const result = await work(client)
    committing = true
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((e) => {
      broken = e
    })
    throw broken ? new ConnectionLost(error, committing) : error
  } finally {
    client.release(broken)
  }
}

/** All of them, with the first error only when every one has ended: nothing runs on behind a caller's back. */
export async function allOf<T extends readonly Promise<unknown>[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const ended = await Promise.allSettled(promises)
  for (const e of ended) if (e.status === 'rejected') throw e.reason
  return ended.map((e) => (e as PromiseFulfilledResult<unknown>).value) as never
}

/** Whether the connection sends queries before the ones before them are answered. */
const isPipelined = (client: pg.PoolClient): boolean => (client as unknown as { pipeline?: boolean }).pipeline === true

/**
 * As `inTransaction`, with fewer round trips over a pipelined connection: the opening goes out with the first queries of
 * `work`, and the commit right behind the query that `work` names its last. A last query that fails makes the commit a rollback.
 */
export async function inPipeline<T>(
  pool: Pool,
  work: (client: pg.PoolClient, last: (query: Promise<unknown>) => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error) => {
    throw new ConnectionLost(error, false)
  })
  let broken: Error | undefined
  let committing = false
  try {
    const begun = client.query('begin')
    if (!isPipelined(client)) await begun
    begun.catch(() => {})
    let last: Promise<unknown> | undefined
    const result = await work(client, (query) => {
      last = query
      query.catch(() => {})
    })
    if (last && !isPipelined(client)) await last
    committing = true
    const commit = client.query('commit')
    commit.catch(() => {})
    if (last) await last
    if ((await commit).command !== 'COMMIT') throw new Error('invariant: the transaction was rolled back unnoticed')
    return result
  } catch (error) {
    await client.query('rollback').catch((e) => {
      broken = e
    })
    throw broken ? new ConnectionLost(error, committing) : error
  } finally {
    client.release(broken)
  }
}

/** A table as the catalogue has it. */
export type TableShape = {
  table: string
  /** What rows give: without what the database fills in by itself. */
  columns: readonly string[]
  key: readonly string[]
  /** Every column in order, and the oid of the row type: what rows in binary are written by. */
  all: readonly ColumnShape[]
  rowType: number
}

/** Reads the shapes of the tables the engine writes to. */
export async function tableShapes(db: Db, tables: readonly string[]): Promise<Map<string, TableShape>> {
  const { rows } = await db.query(
    `select format('%s.%s', n.nspname, c.relname) as table, c.reltype::int as row_type,
       json_agg(json_build_object('name', a.attname, 'type', a.atttypid::int, 'own', a.atthasdef or a.attidentity <> '') order by a.attnum) as columns,
       (select array_agg(k.attname::text) from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any (i.indkey)
         where i.indrelid = c.oid and i.indisprimary) as key
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where format('%s.%s', n.nspname, c.relname) = any ($1) and c.relkind = 'r'
     group by c.oid, n.nspname, c.relname`,
    [tables],
  )
  return new Map(
    rows.map((r) => {
      const all = r.columns as { name: string; type: number; own: boolean }[]
      const foreign = all.find((c) => !isWritable(c.type) && !c.own)
      if (foreign)
        throw new PlainError(
          `表 ${r.table} 的 ${foreign.name} 列用了引擎不写的类型。可用的类型：text、text[]、integer、bigint、boolean、date、timestamptz、uuid；小数请存为文字或最小单位的整数。`,
        )
      // Of the kernel's own tables only the act has columns that the database fills; other defaults are written out.
      const columns = all.filter((c) => r.table !== 'kernel.act' || !c.own).map((c) => c.name)
      return [r.table, { table: r.table, columns, key: r.key ?? [], all, rowType: r.row_type }]
    }),
  )
}

/** A row belongs to the matter whose acts gave it: an act of another cannot take it over, so that no row of the record is lost to a number used twice. */
const newValue = (shape: TableShape, column: string): string => {
  if (column !== 'matter_id') return `excluded.${column}`
  const own = `${shape.table.slice(shape.table.indexOf('.') + 1)}.matter_id`
  return `case when ${own} <> excluded.matter_id then kernel.refuse_move('${shape.table}', ${own}, excluded.matter_id) else excluded.matter_id end`
}

/** `insert … select` from rows in binary (see binary-rows.ts), upserting by the primary key unless the table is append-only. */
export function insertSql(shape: TableShape, parameter: number, append: boolean): string {
  const cols = shape.columns.join(', ')
  const rest = shape.columns.filter((c) => !shape.key.includes(c))
  const conflict = append
    ? ''
    : rest.length
      ? ` on conflict (${shape.key.join(', ')}) do update set ${rest.map((c) => `${c} = ${newValue(shape, c)}`).join(', ')}`
      : ` on conflict (${shape.key.join(', ')}) do nothing`
  return `insert into ${shape.table} (${cols}) select ${cols} from unnest($${parameter}::${shape.table}[])${conflict}`
}
