/**
 * The record's tables against their own owner: event triggers, which belong to a superuser, refuse to alter or drop them
 * outside a migration. A migration shows the key of this installation; the database keeps its hash alone.
 *
 * Only a superuser can make event triggers. On a database of the city's own without one there is no guard, which is said;
 * alterations of rows are found by verify in either case.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { kernelTables } from '../src/kernel/access.ts'
import { sm3Hex } from '../src/kernel/canonical.ts'

/** What is only ever added to: acts, the seal over them, who signed in and what was refused. */
export const recordTables: readonly string[] = [
  ...kernelTables.filter((t) => t.write === 'append').map((t) => t.table),
  'kernel.seal_leaf',
  'kernel.seal_node',
  'kernel.checkpoint',
  'auth.sign_in_event',
  'auth.refusal_event',
]

const triggers = { fadu_record_ddl: 'ddl_command_end', fadu_record_drop: 'sql_drop' } as const
const settingName = 'record-guard'

/** Name of the setting with which a migration shows its key. */
const keySetting = 'fadu.migration_key'

const body = (keyHash: string) => `
declare
  guarded constant text[] := '{${recordTables.join(',')}}';
  o record;
begin
  if encode(sha256(convert_to(coalesce(current_setting('${keySetting}', true), ''), 'UTF8')), 'hex') = '${keyHash}' then
    return;
  end if;
  if tg_event = 'sql_drop' then
    for o in select object_identity as name from pg_event_trigger_dropped_objects() loop
      if regexp_replace(o.name, '^.* on ', '') = any (guarded) then
        raise exception '% 属于只追加的记录，只能由迁移改动', o.name using errcode = '42501';
      end if;
    end loop;
    return;
  end if;
  for o in select object_identity as name, objid, classid, command_tag as tag from pg_event_trigger_ddl_commands() loop
    if o.tag <> 'COMMENT' and (o.name like '% on %' and regexp_replace(o.name, '^.* on ', '') = any (guarded)
        or o.classid = 'pg_class'::regclass and exists (select from unnest(guarded) g where to_regclass(g) = o.objid)) then
      raise exception '% 属于只追加的记录，只能由迁移改动', o.name using errcode = '42501';
    end if;
    -- Under another name or in another schema it is no longer found by its own.
    if o.tag like 'ALTER %' and exists (select from unnest(guarded) g where to_regclass(g) is null) then
      raise exception '% 不能改名：它属于只追加的记录，或者记录表已经缺失', o.name using errcode = '42501';
    end if;
  end loop;
end `

const noHash = '0'.repeat(64)
/** Which text of the guard this program installs, whatever the installation's key. */
const bodyVersion = sm3Hex(body(noHash))

/** Shows the migration's key for the rest of the session. */
export async function showKey(client: Pick<pg.Client, 'query'>, key: string): Promise<void> {
  await client.query('select set_config($1, $2, false)', [keySetting, key])
}

/** What the city noted of its guard: the version installed, 'none' where the user may not make one, nothing before the first start. */
async function findNote(client: pg.Client): Promise<string | undefined> {
  const there = await client.query(`select to_regclass('kernel.setting') is not null as ok`)
  if (!there.rows[0].ok) return undefined
  const { rows } = await client.query('select value from kernel.setting where key = $1', [settingName])
  return rows[0]?.value
}

/**
 * Makes the guard where the city never had one, where this program's is another one, and always with `again`. One that was
 * switched off since is left as it is: that is for verify to find.
 * @returns what `noteGuard` keeps, once there is a table to keep it in
 */
export async function ensureGuard(url: string, key: string, again: boolean): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'fadu-guard' })
  client.on('error', () => {})
  await client.connect()
  try {
    const note = await findNote(client)
    if (!again && (note === bodyVersion || note === 'none')) return note
    await client.query('begin')
    // Two starts at once would replace the same function.
    await client.query(`select pg_advisory_xact_lock(4631907)`)
    await client.query('create schema if not exists fadu_guard')
    const keyHash = createHash('sha256').update(key).digest('hex')
    await client.query(
      `create or replace function fadu_guard.keep_record() returns event_trigger language plpgsql security definer
       set search_path = pg_catalog as $guard$${body(keyHash)}$guard$`,
    )
    for (const [name, event] of Object.entries(triggers)) {
      await client.query(`drop event trigger if exists ${name}`)
      await client.query(`create event trigger ${name} on ${event} execute function fadu_guard.keep_record()`)
    }
    await client.query('commit')
    return bodyVersion
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    await client.query('rollback')
    return 'none'
  } finally {
    await client.end()
  }
}

/** Keeps what `ensureGuard` said. */
export async function noteGuard(owner: Pick<pg.Pool, 'query'>, note: string): Promise<void> {
  await owner.query(
    'insert into kernel.setting values ($1, $2) on conflict (key) do update set value = excluded.value where setting.value <> excluded.value',
    [settingName, note],
  )
}

export const unguarded =
  '数据库用户不是超级用户，不能设置防改触发器：记录表的结构不受数据库保护，请由数据库管理员看管；记录的内容仍由 ./fadu verify 核验。'

/** What is wrong with the guard, in sentences; `isUnguarded` where the database cannot have one. `db` reads kernel.setting. */
export async function checkGuard(db: Pick<pg.Client, 'query'>): Promise<{ faults: string[]; isUnguarded: boolean }> {
  const noted = await db.query('select value from kernel.setting where key = $1', [settingName])
  const note: string | undefined = noted.rows[0]?.value
  if (note === undefined || note === 'none') return { faults: [], isUnguarded: note === 'none' }
  const { rows } = await db.query(
    `select t.name, e.evtenabled as enabled, p.prosrc as text from unnest($1::text[]) as t(name)
       left join pg_event_trigger e on e.evtname = t.name left join pg_proc p on p.oid = e.evtfoid`,
    [Object.keys(triggers)],
  )
  const faults = rows.flatMap((r) => {
    const cure = '请查明原因，再用 ./fadu migrate 重新设置'
    if (r.enabled === null) return [`记录表的防改触发器 ${r.name} 不见了：${cure}。`]
    if (r.enabled === 'D' || r.enabled === 'R') return [`记录表的防改触发器 ${r.name} 被停用：${cure}。`]
    const version = sm3Hex(String(r.text).replace(/'[0-9a-f]{64}'/, `'${noHash}'`))
    return version === note ? [] : [`记录表的防改触发器 ${r.name} 的内容被改动：${cure}。`]
  })
  return { faults, isUnguarded: false }
}
