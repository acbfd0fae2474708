/**
 * Brings a database up to date: numbered .sql files, forward only, each once, under an advisory lock; a changed old file
 * refuses to start. Then roles, policies and grants, which come from the code and are applied whenever they differ.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import {
  databaseRoles,
  kernelTables,
  plainGrants,
  policiesOf,
  readRole,
  scopeKinds,
  systemRole,
  writerRole,
} from '../src/kernel/access.ts'
import { sm3Hex } from '../src/kernel/canonical.ts'
import type { Registry } from '../src/kernel/domain.ts'
import { PlainError } from '../src/kernel/errors.ts'
import { showKey } from './record-guard.ts'
import { findMissing, TablesMissing, tablesMadeBy } from './structure.ts'

export const appRole = 'fadu_app'
const lockNumber = 4_631_905

type File = { name: string; text: string; hash: string }

function filesIn(folder: URL, prefix: string): File[] {
  const dir = fileURLToPath(folder)
  return readdirSync(dir)
    .filter((f) => /^\d{3}_.*\.sql$/.test(f))
    .sort()
    .map((f) => {
      const text = readFileSync(`${dir}/${f}`, 'utf8')
      return { name: `${prefix}/${f}`, text, hash: sm3Hex(text) }
    })
}

/** All files in the order they are applied: the kernel's, then each domain's. */
export function migrationFiles(registry: Registry): File[] {
  return [
    ...filesIn(new URL('./migrations/', import.meta.url), 'kernel'),
    ...registry.domains.flatMap((d) => (d.sql ? filesIn(d.sql, d.id) : [])),
  ]
}

const quote = (s: string) => `'${s.replaceAll("'", "''")}'`

const schemasOf = (registry: Registry) => ['kernel', ...registry.domains.filter((d) => d.sql).map((d) => d.id)]

/** Roles, policies and grants as statements; idempotent. */
export function accessStatements(registry: Registry): string[] {
  const tables = [...kernelTables, ...registry.domains.flatMap((d) => d.tables)]
  const schemas = schemasOf(registry)
  const readers = [...scopeKinds.map(readRole), writerRole, systemRole]
  const out: string[] = []
  out.push('revoke all on schema auth from public', 'revoke execute on all functions in schema auth from public')
  for (const s of schemas) {
    out.push(`revoke all on schema ${s} from public`, `grant usage on schema ${s} to ${readers.join(', ')}`)
    out.push(`revoke execute on all functions in schema ${s} from public`)
    out.push(`alter default privileges in schema ${s} revoke execute on functions from public`)
  }
  out.push(...plainGrants)
  for (const t of tables) out.push(...policiesOf(t))
  for (const d of registry.domains) {
    // Views run with the reader's own rights (security_invoker), so they are open to every reading role.
    if (d.sql) out.push(`grant select on all tables in schema ${d.id} to ${systemRole}`)
    for (const t of d.tables) if (t.personal) out.push(`revoke all on ${t.table} from ${systemRole}`)
    out.push(...(d.grants ?? []))
  }
  out.push(
    `grant usage on schema auth to fadu_auth`,
    `grant select, insert, update, delete on all tables in schema auth to fadu_auth`,
  )
  return out
}

/** Views of the domains' schemas are readable by every reading role; their rows are what the reader may see. */
const grantViews = `do $$ declare v record; begin
  for v in select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v' and n.nspname = any (current_setting('fadu.schemas')::text[])
  loop execute format('grant select on %s to ${[...scopeKinds.map(readRole), systemRole].join(', ')}', v.name); end loop; end $$`

/**
 * Migrates the database at `ownerUrl`. Returns the names of the files applied.
 * `key` opens the guard of the record's tables, where there is one.
 * @throws PlainError when an applied file has changed since, or a table of it is gone.
 */
export async function migrate(
  ownerUrl: string,
  registry: Registry,
  appPassword: string,
  key?: string,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'fadu-migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    if (key !== undefined) await showKey(client, key)
    const begun = await client.query(
      `select to_regclass('public.fadu_migration') is null and to_regnamespace('kernel') is not null as is_cut`,
    )
    if (begun.rows[0].is_cut) throw new TablesMissing(['public.fadu_migration'])
    await client.query(
      'create table if not exists public.fadu_migration (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    )
    const done = new Map<string, string>(
      (await client.query('select name, hash from public.fadu_migration')).rows.map((r) => [r.name, r.hash]),
    )
    const files = migrationFiles(registry)
    for (const f of files)
      if (done.has(f.name) && done.get(f.name) !== f.hash)
        throw new PlainError(`迁移文件 ${f.name} 在应用之后被改动过：请恢复原文件，另写一个新编号的文件。`)
    const known = new Set(files.map((f) => f.name))
    for (const name of done.keys())
      if (!known.has(name))
        throw new PlainError(`数据库里有本程序不认识的迁移 ${name}：它属于更新的版本，请用那个版本启动。`)
    const missing = await findMissing(client, tablesMadeBy(files.filter((f) => done.has(f.name))))
    if (missing.length) throw new TablesMissing(missing)
    await ensureRoles(client, appPassword)
    const applied: string[] = []
    for (const f of files) {
      if (done.has(f.name)) continue
      await client.query('begin')
      try {
        await client.query(f.text)
        await client.query('insert into public.fadu_migration (name, hash) values ($1, $2)', [f.name, f.hash])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${f.name}: ${(error as Error).message}`, { cause: error })
      }
      applied.push(f.name)
    }
    await applyAccess(client, registry)
    await closeDatabase(client)
    return applied
  } finally {
    await client.end()
  }
}

async function ensureRoles(client: pg.Client, appPassword: string): Promise<void> {
  const existing = new Set(
    (await client.query(`select rolname from pg_roles where rolname like 'fadu%'`)).rows.map((r) => r.rolname),
  )
  for (const role of databaseRoles) if (!existing.has(role)) await client.query(`create role ${role} nologin noinherit`)
  // What a role is not (superuser, bypassrls) is the default of a new one; only a superuser may even name it afterwards.
  const password = `password ${quote(appPassword)}`
  await client.query(
    existing.has(appRole)
      ? `alter role ${appRole} login noinherit ${password}`
      : `create role ${appRole} login noinherit nocreatedb nocreaterole ${password}`,
  )
  for (const role of databaseRoles) await client.query(`grant ${role} to ${appRole} with inherit false, set true`)
}

/**
 * Takes temporary tables and functions from everybody but the owner: they would be a place to put code into. A database's own
 * privileges are not part of a copy or a dump, so this is said at every start and for every copy.
 */
export async function closeDatabase(client: Pick<pg.Client, 'query'>): Promise<void> {
  await client.query(
    `do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$`,
  )
}

async function applyAccess(client: pg.Client, registry: Registry): Promise<void> {
  const statements = accessStatements(registry)
  const hash = sm3Hex(
    statements.join(';\n') +
      grantViews +
      migrationFiles(registry)
        .map((f) => f.hash)
        .join(),
  )
  const had = await client.query(`select value from kernel.setting where key = 'access'`)
  if (had.rows[0]?.value === hash) return
  await client.query('begin')
  await client.query(statements.join(';\n'))
  await client.query(`select set_config('fadu.schemas', $1, true)`, [`{${schemasOf(registry).join()}}`])
  await client.query(grantViews)
  await client.query(
    `insert into kernel.setting values ('access', $1) on conflict (key) do update set value = excluded.value`,
    [hash],
  )
  await client.query('commit')
}
