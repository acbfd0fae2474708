/** What the application's login may do in the database: what is declared in src/kernel/access.ts, and nothing else. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type Domain, databaseRoles, kernelTables, readRole, scopeKinds, systemRole, writerRole } from '#kernel'
import { appRole } from '../db/migrate.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

const house = new URL('../src/server/registry.ts', import.meta.url)
const domains: readonly Domain[] = [
  sample,
  ...(existsSync(house) ? (await import(house.href)).cityRegistry().domains : []),
]
const ours = ['kernel', 'auth', ...domains.map((d) => d.id)]
const tables = [...kernelTables, ...domains.flatMap((d) => d.tables)]
const personal = new Set(tables.filter((t) => t.personal).map((t) => t.table))

let city: TestCity
let app: pg.Client

before(async () => {
  city = await openCity(domains)
  app = new pg.Client({ connectionString: city.appUrl })
  app.on('error', () => {})
  await app.connect()
})
after(async () => {
  await app?.end()
  await city?.close()
})

const catalogue = async (sql: string, values: unknown[] = []) => (await city.owner.query(sql, values)).rows
const roles = [appRole, ...databaseRoles]

/** Runs one statement as the role and takes it back; the SQLSTATE where the database refuses. */
async function attempt(role: string, sql: string): Promise<string> {
  await app.query('begin')
  try {
    if (role !== appRole) await app.query(`set local role ${role}`)
    await app.query(sql)
    return 'done'
  } catch (e) {
    return (e as { code: string }).code
  } finally {
    await app.query('rollback')
  }
}
const denied = async (role: string, sql: string, codes: readonly string[] = ['42501']) => {
  const got = await attempt(role, sql)
  assert.ok(codes.includes(got), `${role}: ${sql} → ${got}`)
}

test('the login and its roles are plain: no superuser, no bypass, no ownership, nothing inherited', async () => {
  const found = await catalogue(
    `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit, rolcanlogin from pg_roles where rolname = any ($1) order by 1`,
    [roles],
  )
  assert.equal(found.length, roles.length)
  for (const r of found) {
    assert.deepEqual(
      [r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolinherit],
      [false, false, false, false, false, false],
      r.rolname,
    )
    assert.equal(r.rolcanlogin, r.rolname === appRole, r.rolname)
  }
  const owned = await catalogue(
    `select o.kind, o.name from (
       select 'relation' as kind, c.oid::regclass::text as name, relowner as owner from pg_class c union all
       select 'function', p.oid::regprocedure::text, proowner from pg_proc p union all
       select 'schema', nspname, nspowner from pg_namespace union all
       select 'type', typname, typowner from pg_type union all
       select 'database', datname, datdba from pg_database) o join pg_roles r on r.oid = o.owner where r.rolname = any ($1)`,
    [roles],
  )
  assert.deepEqual(owned, [])
  const members = await catalogue(
    `select r.rolname, m.inherit_option, m.set_option, m.admin_option from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles u on u.oid = m.member where u.rolname = any ($1) order by 1`,
    [roles],
  )
  assert.deepEqual(
    members.map((m) => m.rolname),
    [...databaseRoles].sort(),
  )
  for (const m of members) assert.deepEqual([m.inherit_option, m.set_option, m.admin_option], [false, true, false])
})

test('nobody of ours may create anything, in any schema', async () => {
  const created = await catalogue(
    `select r.rolname, n.nspname from pg_roles r, pg_namespace n where r.rolname = any ($1) and n.nspname !~ '^pg_(toast|temp)' and has_schema_privilege(r.oid, n.oid, 'create')`,
    [roles],
  )
  assert.deepEqual(created, [])
  const database = await catalogue(
    `select r.rolname, p from pg_roles r, unnest(array['create', 'temporary']) p where r.rolname = any ($1) and has_database_privilege(r.oid, current_database(), p)`,
    [roles],
  )
  assert.deepEqual(database, [])
  for (const role of roles)
    for (const sql of [
      'create table public.x (a int)',
      'create table kernel.x (a int)',
      'create temporary table x (a int)',
      'create schema x',
      'create function public.f() returns int language sql as $$select 1$$',
      `create function pg_temp.f() returns int language sql as $$select 1$$`,
      'create view public.v as select 1',
      'create extension dblink',
      'create extension file_fdw',
      `create role x`,
      'create database x',
      `create event trigger t on ddl_command_start execute function f()`,
      'create policy open on kernel.matter for select using (true)',
      'create rule r as on insert to kernel.act do instead nothing',
      `create trigger t before insert on kernel.act execute function suppress_redundant_updates_trigger()`,
    ])
      await denied(role, sql, ['42501', '42883', '0A000', '25001'])
})

test('no way out of the role, to the files, to the settings that would switch the wall off', async () => {
  const others = (await catalogue(`select rolname from pg_roles where rolname <> all ($1)`, [roles])).map(
    (r) => r.rolname,
  )
  for (const role of roles) {
    for (const other of others) await denied(role, `set local role "${other}"`)
    for (const other of ['postgres', ...others]) await denied(role, `set local session authorization "${other}"`)
    for (const sql of [
      `select pg_read_file('/etc/hostname')`,
      `select pg_read_binary_file('/etc/hostname')`,
      `select pg_ls_dir('/')`,
      `select lo_import('/etc/hostname')`,
      `select lo_export(1, '/dev/null')`,
      `copy kernel.setting to '/dev/null'`,
      `copy kernel.setting from '/dev/null'`,
      `copy kernel.setting to program 'true'`,
      `copy kernel.setting from program 'true'`,
      `set local session_replication_role = 'replica'`,
      `set local log_statement = 'none'`,
      `set local allow_system_table_mods = on`,
      `alter system set fsync = off`,
      `alter table kernel.act disable trigger all`,
      `alter table kernel.act disable row level security`,
      `alter table kernel.act no force row level security`,
      `alter table kernel.act owner to ${role}`,
      `alter table kernel.act add column x int`,
      `alter role ${appRole} superuser`,
      `alter role ${appRole} bypassrls`,
      `grant postgres to ${appRole}`,
      `drop table kernel.act`,
      `drop schema kernel cascade`,
      `drop policy matter_agency on kernel.matter`,
      `update pg_class set relrowsecurity = false`,
      `select rolpassword from pg_authid`,
      `select pg_reload_conf()`,
      `select pg_switch_wal()`,
      `select setval(pg_get_serial_sequence('kernel.act', 'act_id'), 1)`,
      `vacuum kernel.act`,
      `checkpoint`,
      `reindex table kernel.act`,
      `lock table kernel.act in access exclusive mode`,
    ])
      await denied(role, sql, ['42501', '42704', '25001', '42883', '3F000'])
  }
  // For who has a privilege but may not pass it on, GRANT only warns; so ask what became of it.
  for (const role of roles) {
    await app.query('begin')
    if (role !== appRole) await app.query(`set local role ${role}`)
    await app.query('grant all on kernel.act to public').catch((e) => assert.equal(e.code, '42501'))
    await app.query('commit')
    assert.deepEqual(
      await catalogue(`select has_table_privilege('public', 'kernel.act', 'select, insert, update, delete') as open`),
      [{ open: false }],
    )
  }
  // Switching row security off makes a query fail instead of opening the table.
  await app.query('begin')
  await app.query(`set local role fadu_county`)
  await app.query('set local row_security = off')
  await assert.rejects(app.query('select 1 from kernel.matter'), { code: '42501' })
  await app.query('rollback')
  // The planner's statistics hold values of rows; PostgreSQL hides those of tables under a policy.
  for (const kind of scopeKinds) {
    await app.query('begin')
    await app.query(`set local role ${readRole(kind)}`)
    const { rows } = await app.query(`select tablename from pg_stats where schemaname || '.' || tablename = any ($1)`, [
      tables.map((t) => t.table),
    ])
    assert.deepEqual(rows, [])
    await app.query('rollback')
  }
})

const readers = scopeKinds.map(readRole)
const all = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']

/** What access.ts and the domains declare, said once more by hand: the list that a reviewer reads. */
const plain: Record<string, Record<string, string[]>> = {
  'kernel.place': { [writerRole]: ['SELECT'], readers: ['SELECT'] },
  'kernel.agency': { [writerRole]: ['SELECT', 'INSERT', 'UPDATE'], readers: ['SELECT'] },
  'kernel.agency_supervision': { readers: ['SELECT'] },
  'kernel.organ': { [writerRole]: ['SELECT'], readers: ['SELECT'] },
  'kernel.calendar_notice': { [writerRole]: ['SELECT', 'INSERT', 'UPDATE'], readers: ['SELECT'] },
  'kernel.city_map': { readers: ['SELECT'] },
  'kernel.law_text': { readers: ['SELECT'] },
  'kernel.law_article': { readers: ['SELECT'] },
  'kernel.wording': { [writerRole]: ['SELECT', 'INSERT', 'UPDATE'], readers: ['SELECT'] },
  'kernel.published': { [writerRole]: ['SELECT', 'INSERT', 'UPDATE'], readers: ['SELECT'] },
  'kernel.checkpoint': { readers: ['SELECT'], [systemRole]: ['INSERT'] },
  'kernel.setting': { [writerRole]: ['SELECT'], readers: ['SELECT'], [systemRole]: ['INSERT', 'UPDATE'] },
  'kernel.figure_run': { readers: ['SELECT'], [systemRole]: ['INSERT', 'DELETE'] },
  'kernel.figure_value': { readers: ['SELECT'], [systemRole]: ['INSERT', 'DELETE'] },
  'kernel.seal_leaf': { [systemRole]: ['INSERT'] },
  'kernel.seal_node': { [systemRole]: ['INSERT'] },
  'kernel.calendar_day': { [writerRole]: ['SELECT'] },
  'kernel.officer': { [writerRole]: ['SELECT', 'INSERT', 'UPDATE'] },
  'kernel.post': { [writerRole]: ['SELECT', 'INSERT', 'UPDATE'] },
  'kernel.certificate': { [writerRole]: ['SELECT', 'INSERT', 'UPDATE'] },
  'kernel.party': { [writerRole]: ['SELECT', 'INSERT', 'UPDATE'] },
  'kernel.number_series': { [writerRole]: ['SELECT', 'INSERT', 'UPDATE'] },
  'kernel.claim': { [writerRole]: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  'kernel.request_key': { [writerRole]: ['SELECT', 'INSERT'] },
}

test('every relation: each role has the declared privileges and no other, on columns too', async () => {
  const relations = await catalogue(
    `select n.nspname || '.' || c.relname as name, n.nspname as schema, c.relkind::text as kind, c.relname
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and c.relkind in ('r', 'v', 'm', 'f', 'p')`,
  )
  assert.ok(relations.length > 30)
  const byPolicy = new Map(tables.map((t) => [t.table, t]))
  const granted = domains.flatMap((d) => d.grants ?? []).join('\n')
  const wrong: string[] = []
  for (const r of relations) {
    const { rows } = await city.owner.query(
      `select ro.rolname as role, p as privilege, has_table_privilege(ro.oid, $1::regclass, p) as whole,
         case when p in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') then has_any_column_privilege(ro.oid, $1::regclass, p) else false end as part
       from pg_roles ro, unnest($2::text[]) p where ro.rolname = any ($3)`,
      [r.name, all, roles],
    )
    const t = byPolicy.get(r.name)
    for (const { role, privilege, whole, part } of rows) {
      let may: boolean
      if (t) {
        const reads =
          (readers.includes(role) && !(t.personal && role === readRole('city'))) ||
          (role === writerRole && t.write !== 'system') ||
          (role === systemRole && !t.personal)
        const writes =
          t.write === 'system'
            ? { role: systemRole, may: ['INSERT', 'DELETE'] }
            : { role: writerRole, may: t.write === 'upsert' ? ['INSERT', 'UPDATE'] : ['INSERT'] }
        may = privilege === 'SELECT' ? reads : role === writes.role && writes.may.includes(privilege)
      } else if (r.schema === 'auth')
        may = role === 'fadu_auth' && ['SELECT', 'INSERT', 'UPDATE', 'DELETE'].includes(privilege)
      else if (r.kind === 'v') may = privilege === 'SELECT' && (readers.includes(role) || role === systemRole)
      else {
        const list = plain[r.name]
        may = list ? (list[role] ?? (readers.includes(role) ? (list.readers ?? []) : [])).includes(privilege) : false
        // The kernel's own tables lie open to the system's reading; it seals and reports.
        if (privilege === 'SELECT' && role === systemRole && r.schema !== 'public') may = true
      }
      // A domain's own grants on its reference tables stand in its declaration, in its own words.
      if (!may && (whole || part) && granted.includes(r.name)) continue
      if (whole !== may || (part && !may))
        wrong.push(`${role} ${privilege} on ${r.name}: ${whole ? 'yes' : part ? 'on columns' : 'no'}, declared ${may}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('what the catalogue says holds when it is tried: no write gets through but the declared', async () => {
  const relations = await catalogue(
    `select n.nspname || '.' || c.relname as name, (select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum = 1) as col
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1) and c.relkind in ('r', 'v')`,
    [[...ours, 'public']],
  )
  for (const role of roles)
    for (const { name, col } of relations) {
      const { rows } = await city.owner.query(
        `select p, has_table_privilege($1, $2::regclass, p) or (p in ('INSERT', 'UPDATE') and has_any_column_privilege($1, $2::regclass, p)) as may from unnest($3::text[]) p`,
        [role, name, ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']],
      )
      const may = Object.fromEntries(rows.map((r) => [r.p, r.may]))
      if (!may.INSERT) await denied(role, `insert into ${name} default values`, ['42501', '55000'])
      if (!may.UPDATE) await denied(role, `update ${name} set ${col} = default`, ['42501', '55000'])
      if (!may.DELETE) await denied(role, `delete from ${name}`, ['42501', '55000'])
      await denied(role, `truncate ${name}`, ['42501', '42809'])
      await denied(role, `alter table ${name} rename to gone`, ['42501', '42809'])
      await denied(role, `drop table ${name}`, ['42501', '42809'])
    }
})

test('the writer may not write, nor move, a row outside its scope; acts stay as they were written', async () => {
  await app.query('begin')
  await app.query(`set local role ${writerRole}`)
  await app.query(`select set_config('fadu.agencies', 'A1', true)`)
  const insert = (agency: string) =>
    app.query(
      `insert into kernel.matter (matter_id, procedure, version, state, title, agency_id, filed_on, last_on, last_n, head, snapshot, is_urgent, filed_by, last_actor)
       values (gen_random_uuid(), 'p', '1', 's', 't', $1, '2023-01-01', '2023-01-01', 1, 'h', '{}', false, 'o', 'o')`,
      [agency],
    )
  await insert('A1')
  await app.query('savepoint a')
  await assert.rejects(insert('A2'), { code: '42501' })
  await app.query('rollback to a')
  await assert.rejects(app.query(`update kernel.matter set agency_id = 'A2'`), { code: '42501' })
  await app.query('rollback to a')
  for (const sql of [
    `update kernel.act set canonical = ''`,
    'delete from kernel.act',
    'update kernel.request_key set answer = answer',
    'delete from kernel.act_private',
    `update kernel.act_private set agency_id = 'A2'`,
  ]) {
    await assert.rejects(app.query(sql), { code: '42501' }, sql)
    await app.query('rollback to a')
  }
  await app.query('rollback')
})

test('every view runs with its reader’s rights; every table that carries scope columns is under its policies', async () => {
  const views = await catalogue(
    `select n.nspname || '.' || c.relname as name, coalesce(c.reloptions @> array['security_invoker=true'] or c.reloptions @> array['security_invoker=on'], false) as invoker, c.relkind::text as kind
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname <> 'information_schema' and n.nspname <> 'pg_catalog'`,
  )
  assert.ok(views.length >= 2)
  assert.deepEqual(
    views.filter((v) => !v.invoker || v.kind === 'm').map((v) => v.name),
    [],
  )
  const scoped = await catalogue(
    `select n.nspname || '.' || c.relname as name, c.relrowsecurity as wall, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = any ($1)
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'county_code') and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'reader')`,
    [ours],
  )
  assert.deepEqual(
    scoped.filter((t) => !t.wall || t.policies < (personal.has(t.name) ? 5 : 6)).map((t) => t.name),
    [],
  )
  for (const t of tables)
    assert.ok(
      scoped.some((s) => s.name === t.table),
      `${t.table} carries no scope columns`,
    )
  // Personal data never in a table whose declaration does not say so.
  for (const t of tables) if (/_personal$|act_private$/.test(t.table)) assert.ok(personal.has(t.table), t.table)
})

test('functions of our schemas are nobody’s by default, and none runs with its owner’s rights', async () => {
  const functions = await catalogue(
    `select p.oid::regprocedure::text as name, p.prosecdef, has_function_privilege('public', p.oid, 'execute') as open from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any ($1)`,
    [ours],
  )
  assert.deepEqual(
    functions.filter((f) => f.prosecdef || f.open).map((f) => f.name),
    [],
  )
  const schemas = await catalogue(
    `select nspname from pg_namespace n where nspname = any ($1) and (has_schema_privilege('public', n.oid, 'usage') or has_schema_privilege('public', n.oid, 'create'))`,
    [ours],
  )
  assert.deepEqual(schemas, [])
})
