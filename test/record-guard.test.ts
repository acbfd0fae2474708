/** The record's tables against their owner, and a database that somebody has cut. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { migrate } from '../db/migrate.ts'
import { checkGuard, ensureGuard, noteGuard, recordTables, unguarded } from '../db/record-guard.ts'
import { TablesMissing } from '../db/structure.ts'
import { clientOf, openTestApp, type TestApp } from './api-support.ts'
import { runFadu } from './command-support.ts'
import { temporaryFolder, testPassword } from './support.ts'

const key = 'a key of this test'
let app: TestApp
let client: pg.Client

before(async () => {
  app = await openTestApp()
  await noteGuard(app.city.owner, await ensureGuard(app.city.superUrl, key, false))
  client = new pg.Client({ connectionString: app.city.superUrl })
  await client.connect()
})
after(async () => {
  await client.end()
  await app.close()
})

/** Runs the statements in a transaction and takes them back; the SQLSTATE where the database refuses. */
async function attempt(...statements: string[]): Promise<string> {
  await client.query('begin')
  try {
    for (const s of statements) await client.query(s)
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  } finally {
    await client.query('rollback')
  }
}
const health = async () => (await clientOf(app.app).get('/api/health')).body

test('no table of the record is altered, renamed or dropped outside a migration, even by a superuser', async () => {
  for (const table of recordTables)
    for (const statement of [
      `drop table ${table} cascade`,
      `alter table ${table} add column more text`,
      `alter table ${table} rename to other`,
      `alter table ${table} set schema public`,
      `alter table ${table} disable trigger all`,
      `create rule quiet as on insert to ${table} do instead nothing`,
      `create policy open on ${table} using (true)`,
    ])
      assert.equal(await attempt(statement), '42501', statement)
  assert.equal(await attempt('drop schema kernel cascade'), '42501')
  assert.equal(await attempt('alter schema kernel rename to other'), '42501')
  assert.equal(await attempt('drop trigger sign_in_event_append_only on auth.sign_in_event'), '42501')
  assert.equal(await attempt('alter table kernel.act drop column hash'), '42501')
})

test('other tables, an index, and whoever shows the key are let be', async () => {
  assert.equal(await attempt('create table public.mine (a int)', 'drop table public.mine'), 'done')
  assert.equal(await attempt('alter table kernel.place add column more text'), 'done')
  assert.equal(await attempt('create index mine on kernel.act (actor)'), 'done')
  const shown = `set local fadu.migration_key = '${key}'`
  assert.equal(await attempt(shown, 'alter table kernel.act add column more text'), 'done')
  assert.equal(await attempt(shown, 'drop table kernel.act cascade'), 'done')
  assert.equal(await attempt(`set local fadu.migration_key = 'another'`, 'drop table kernel.act cascade'), '42501')
})

test('the owner of tables and schema cannot take the guard away', async () => {
  const role = `owner_${process.pid}`
  await client.query(`create role ${role}`)
  try {
    const owning = [
      `set local fadu.migration_key = '${key}'`,
      `alter schema kernel owner to ${role}`,
      `alter table kernel.act owner to ${role}`,
      'reset fadu.migration_key',
      `set local role ${role}`,
    ]
    for (const statement of [
      'drop table kernel.act cascade',
      'alter event trigger fadu_record_ddl disable',
      'drop event trigger fadu_record_ddl',
      'drop function fadu_guard.keep_record() cascade',
      'drop schema fadu_guard cascade',
      'set local event_triggers = off',
    ])
      assert.equal(await attempt(...owning, statement), '42501', statement)
    assert.equal(await attempt(...owning, 'create table kernel.mine (a int)'), 'done')
  } finally {
    await client.query(`drop role ${role}`)
  }
})

test('a guard that is switched off, emptied or gone is said until it is made again on purpose', async () => {
  assert.deepEqual(await checkGuard(client), { faults: [], isUnguarded: false })
  assert.deepEqual([(await health()).status, (await health()).says], ['ok', []])
  const off: [string, RegExp, number][] = [
    ['alter event trigger fadu_record_ddl disable', /fadu_record_ddl 被停用/, 1],
    ['drop event trigger fadu_record_drop', /fadu_record_drop 不见了/, 1],
    [
      `create or replace function fadu_guard.keep_record() returns event_trigger language plpgsql as 'begin end'`,
      /内容被改动/,
      2,
    ],
  ]
  for (const [statement, sentence, count] of off) {
    await client.query(statement)
    // A start leaves it as it is.
    await noteGuard(app.city.owner, await ensureGuard(app.city.superUrl, key, false))
    const { faults } = await checkGuard(client)
    assert.equal(faults.length, count, statement)
    assert.match(faults[0]!, sentence)
    assert.deepEqual([(await health()).status, (await health()).says], ['warning', faults])
    await noteGuard(app.city.owner, await ensureGuard(app.city.superUrl, key, true))
    assert.deepEqual((await checkGuard(client)).faults, [], statement)
  }
})

test('a database whose user may not make a guard says so', async () => {
  const role = `plain_${process.pid}`
  await client.query(`create role ${role} login password 'plain-pass'`)
  await client.query(`grant usage on schema kernel to ${role}; grant select on kernel.setting to ${role}`)
  try {
    const url = new URL(app.city.superUrl)
    url.username = role
    url.password = 'plain-pass'
    assert.equal(await ensureGuard(url.toString(), key, true), 'none')
    await noteGuard(app.city.owner, 'none')
    assert.deepEqual((await health()).says, [unguarded])
  } finally {
    await noteGuard(app.city.owner, await ensureGuard(app.city.superUrl, key, true))
    await client.query(`drop owned by ${role}; drop role ${role}`)
  }
})

test('a missing table is said by health, and by whoever opens the database', async () => {
  await client.query('alter table kernel.number_series rename to other')
  try {
    const said = await clientOf(app.app).get('/api/health')
    assert.equal(said.status, 503)
    assert.match(said.body.title, /缺少 1 个表（kernel.number_series）.*备份/)
    await assert.rejects(migrate(app.city.superUrl, app.city.registry, testPassword, key), TablesMissing)
  } finally {
    await client.query('alter table kernel.other rename to number_series')
  }
  assert.equal((await clientOf(app.app).get('/api/health')).status, 200)
})

test('the commands: refused to the owner, found by verify, made again by migrate', { timeout: 240_000 }, async () => {
  const env = { FADU_HOME: temporaryFolder('guard') }
  const sql = (as: string, statement: string) => runFadu(['sql', '--as', as, statement], env)
  const dropped = await sql('owner', 'drop table kernel.act cascade')
  assert.equal(dropped.code, 2)
  assert.match(dropped.err, /kernel\.act 属于只追加的记录，只能由迁移改动/)
  assert.equal((await sql('superuser', 'alter event trigger fadu_record_drop disable')).code, 0)
  const off = await runFadu(['verify'], env)
  assert.equal(off.code, 1, off.err)
  assert.match(off.out, /✗ 记录表的防改触发器 fadu_record_drop 被停用/)
  assert.equal((await runFadu(['migrate'], env)).code, 0)
  assert.equal((await runFadu(['verify'], env)).code, 0)

  await sql('superuser', 'set event_triggers = off; alter table kernel.act drop column is_internal cascade')
  const cut = await runFadu(['verify', '--json'], env)
  assert.equal(cut.code, 1, cut.err)
  assert.match(JSON.parse(cut.out).findings[0].message, /结构被改动过/)
  await sql('superuser', 'set event_triggers = off; drop table kernel.seal_node')
  const gone = await runFadu(['verify', '--json'], env)
  assert.equal(gone.code, 1, gone.err)
  assert.deepEqual(JSON.parse(gone.out).ok, false)
  assert.match(JSON.parse(gone.out).findings[0].message, /缺少 1 个表（kernel\.seal_node）/)
  const start = await runFadu(['start', '--no-demo'], { ...env, PORT: '18099' }, 60)
  assert.equal(start.code, 2)
  assert.match(start.err, /^数据库里缺少 1 个表（kernel\.seal_node）.*\n$/)
})
