import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { PlainError } from '#kernel/errors'
import { ballastPath, findProcessStamp, freeBytes, type Home, openHome } from '../src/server/home.ts'
import { connectExternal, type Exit, type Postgres, startPostgres, stopPostgres } from '../src/server/postgres.ts'

process.env.FADU_BALLAST_MB = '0'
const isRoot = process.geteuid?.() === 0
const module = (name: string) => JSON.stringify(new URL(`../src/server/${name}.ts`, import.meta.url).href)

// One cluster serves most tests, one after another: making one costs a second.
const shared = fs.mkdtempSync(join(tmpdir(), 'fadu-pg-'))
after(async () => {
  await stopPostgres(await openHome(shared))
  fs.rmSync(shared, { recursive: true, force: true })
})

/** The shared home with a cluster in it and no server running, whichever tests ran before. */
async function restingHome(): Promise<Home> {
  const home = await openHome(shared)
  if (!fs.existsSync(join(home.pgDir, 'PG_VERSION'))) await (await startPostgres(home)).stop()
  return home
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = performance.now() + ms
  while (!(await holds())) {
    assert.ok(performance.now() < end, `not within ${ms} ms: ${what}`)
    await sleep(20)
  }
}

const isUp = (pid: number) => findProcessStamp(pid) !== undefined

/** A process that starts the server, says `up <port> <pid> <adopted>` and then runs `rest`. */
async function starter(home: string, rest = 'setInterval(() => {}, 1000)', ids: { uid?: number; gid?: number } = {}) {
  const code = `const { openHome } = await import(${module('home')}); const { startPostgres } = await import(${module('postgres')});
    const home = await openHome(${JSON.stringify(home)})
    const server = await startPostgres(home)
    console.log('up', server.port, server.pid, server.adopted)
    ${rest}`
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code], {
    ...ids,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('exit', () => reject(new Error('ended before the server was up')))
  })
  const [, port, pid, adopted] = line.split(' ')
  return { child, port: Number(port), pid: Number(pid), adopted: adopted === 'true' }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

test('first start, stop, second start: quick, with what was committed, as PostgreSQL 18 and builtin C.UTF-8', async () => {
  const home = await openHome(shared)
  const lines: string[] = []
  const begun = performance.now()
  const server = await startPostgres(home, { log: (line) => lines.push(line) })
  const firstMs = performance.now() - begun
  assert.ok(firstMs < 8000, `first start took ${firstMs} ms`)
  assert.equal(server.adopted, false)
  assert.match(lines.join('\n'), /首次启动/)
  const [facts] = await query(
    server.superuserUrl,
    `select current_setting('server_version_num')::int / 10000 as major, d.datlocprovider::text as provider, d.datlocale as locale,
            pg_encoding_to_char(d.encoding) as encoding, current_setting('TimeZone') as zone, current_setting('fsync') as fsync,
            current_setting('synchronous_commit') as commit, current_setting('jit') as jit,
            current_setting('listen_addresses') as listen, current_setting('max_connections')::int >= 60 as connections,
            current_setting('max_locks_per_transaction') as locks, current_setting('data_checksums') as checksums,
            'Ä' < 'Z' as bytewise_not, upper('ä') as upper
       from pg_database d where datname = 'postgres'`,
  )
  assert.deepEqual(facts, {
    major: 18,
    provider: 'b',
    locale: 'C.UTF-8',
    encoding: 'UTF8',
    zone: 'Asia/Shanghai',
    fsync: 'on',
    commit: 'on',
    jit: 'off',
    listen: '127.0.0.1',
    connections: true,
    locks: '1024',
    checksums: 'on',
    bytewise_not: false,
    upper: 'Ä',
  })
  const wrong = await query(server.superuserUrl, 'select name, error from pg_file_settings where error is not null')
  assert.deepEqual(wrong, [])
  await query(server.superuserUrl, 'create table kept as select 42 as n')
  const { port, pid } = server
  assert.equal(await server.stop(), true)
  assert.equal(isUp(pid), false)
  assert.equal(fs.existsSync(join(shared, 'pg', 'postmaster.pid')), false)

  const again = performance.now()
  const second = await startPostgres(home)
  const secondMs = performance.now() - again
  assert.ok(secondMs < 2000, `second start took ${secondMs} ms`)
  assert.equal(second.port, port, 'the port is remembered')
  assert.deepEqual(await query(second.superuserUrl, 'select n from kept'), [{ n: 42 }])
  await second.stop()
})

test('the password is asked for, also on loopback', async () => {
  const server = await startPostgres(await openHome(shared))
  for (const url of [
    `postgres://postgres@127.0.0.1:${server.port}/postgres`,
    `postgres://postgres:wrong@127.0.0.1:${server.port}/postgres`,
  ])
    await assert.rejects(query(url, 'select 1'))
  await server.stop()
})

test('settings of an administrator (ALTER SYSTEM) outlive a start', async () => {
  const home = await openHome(shared)
  let server = await startPostgres(home)
  await query(server.superuserUrl, `alter system set work_mem = '23MB'`)
  await server.stop()
  server = await startPostgres(home)
  assert.deepEqual(await query(server.superuserUrl, 'show work_mem'), [{ work_mem: '23MB' }])
  await query(server.superuserUrl, 'alter system reset work_mem')
  await server.stop()
})

test('kill -9 of the starting process leaves a server that the next start adopts and then stops', async () => {
  const first = await starter(shared)
  await end(first.child, 'SIGKILL')
  assert.equal(isUp(first.pid), true, 'the postmaster outlives its parent')
  const server = await startPostgres(await openHome(shared))
  assert.equal(server.adopted, true)
  assert.equal(server.pid, first.pid)
  assert.equal(server.port, first.port)
  await query(server.superuserUrl, 'select 1')
  assert.equal(await server.stop(), true)
  assert.equal(isUp(first.pid), false)
})

test('a command beside the running application uses its server and leaves it running', async () => {
  const application = await starter(
    shared,
    `process.stdin.once('data', async () => { await server.stop(); process.exit() })`,
  )
  const command = await startPostgres(await openHome(shared))
  assert.equal(command.adopted, true)
  assert.equal(await command.stop(), false)
  assert.equal(isUp(application.pid), true)
  application.child.stdin?.write('\n')
  await once(application.child, 'exit')
  assert.equal(isUp(application.pid), false)
})

test('the application may end first: the command that adopted its server keeps it, and stops it', async () => {
  const application = await starter(
    shared,
    `process.stdin.once('data', async () => { await server.stop(); process.exit() })`,
  )
  const command = await startPostgres(await openHome(shared))
  application.child.stdin?.write('\n')
  await once(application.child, 'exit')
  await query(command.superuserUrl, 'select 1')
  assert.equal(await command.stop(), true)
})

test('a process that ends without stopping its server leaves none running', async () => {
  const { child, pid } = await starter(shared, 'process.exit(0)')
  if (child.exitCode === null) await once(child, 'exit')
  await until('the server ends by itself', () => !isUp(pid))
})

test('Ctrl-C in the terminal does not reach the server before the application', async () => {
  // The signal goes to the foreground process group; the server must not be in it.
  const { child, pid } = await starter(shared)
  const groupOf = (process: number) =>
    execFileSync('ps', ['-o', 'pgid=', '-p', String(process)], { encoding: 'utf8' }).trim()
  assert.notEqual(groupOf(pid), groupOf(child.pid ?? 0))
  await end(child, 'SIGKILL')
  await stopPostgres(await openHome(shared))
})

test('two starts at once: one starts, the other adopts', async () => {
  const [one, two] = await Promise.all([starter(shared), starter(shared)])
  assert.equal(one.pid, two.pid)
  assert.deepEqual([one.adopted, two.adopted].sort(), [false, true])
  await Promise.all([end(one.child, 'SIGKILL'), end(two.child, 'SIGKILL')])
  assert.equal(await stopPostgres(await openHome(shared)), true)
  assert.equal(await stopPostgres(await openHome(shared)), false)
})

test('kill -9 of everything, server included: the next start recovers every commit, within 5 s', async () => {
  const home = await openHome(shared)
  for (let round = 1; round <= 3; round++) {
    const { child, pid } = await starter(shared)
    const beside = await startPostgres(home, { supervise: false })
    const url = beside.superuserUrl
    await beside.stop()
    await query(url, 'create table if not exists acknowledged (n int primary key)')
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    let n = (await client.query('select coalesce(max(n), 0)::int as n from acknowledged')).rows[0].n as number
    const killed = sleep(100 * round).then(() => {
      child.kill('SIGKILL')
      process.kill(pid, 'SIGKILL')
    })
    try {
      for (;;) {
        await client.query('insert into acknowledged values ($1)', [n + 1])
        n++
      }
    } catch {
      // The server is gone; what was answered must be there, the last one may be.
    }
    await killed
    await client.end().catch(() => {})
    const begun = performance.now()
    const server = await startPostgres(home)
    assert.ok(performance.now() - begun < 5000)
    assert.equal(server.adopted, false)
    const [found] = await query<{ count: number; max: number }>(
      server.superuserUrl,
      'select count(*)::int as count, max(n) as max from acknowledged',
    )
    assert.ok(n > 0)
    assert.equal(found?.count, found?.max, 'no gap')
    assert.ok(found?.max === n || found?.max === n + 1, `acknowledged ${n}, found ${found?.max}`)
    assert.equal(await server.stop(), true)
  }
})

test('the supervisor restarts a server that was killed, on its port, and tells', async () => {
  const server = await startPostgres(await openHome(shared))
  const { pid, port } = server
  const exits: Exit[] = []
  const restarts: number[] = []
  server.onExit((exit) => exits.push(exit))
  server.onRestart((again) => restarts.push(again.port))
  for (let n = 1; n <= 2; n++) {
    process.kill(server.pid, 'SIGKILL')
    await until('restart', () => restarts.length === n, 5000)
    await query(server.superuserUrl, 'select 1')
  }
  assert.equal(exits[0]?.pid, pid)
  assert.equal(exits[0]?.diskFull, false)
  assert.notEqual(server.pid, pid)
  assert.deepEqual(restarts, [port, port])
  assert.equal(await server.stop(), true)
  await sleep(500)
  assert.equal(isUp(server.pid), false, 'a stop that was asked for is not undone')
})

test('an adopted server is supervised too', async () => {
  const first = await starter(shared)
  await end(first.child, 'SIGKILL')
  const server = await startPostgres(await openHome(shared))
  let back = false
  server.onRestart(() => {
    back = true
  })
  process.kill(first.pid, 'SIGKILL')
  await until('restart', () => back, 5000)
  await query(server.superuserUrl, 'select 1')
  await server.stop()
})

test('a server that hangs is replaced', { timeout: 60_000 }, async () => {
  const first = await starter(shared)
  await end(first.child, 'SIGKILL')
  // Every process of it stands still; only its last words in postmaster.pid say `ready`.
  const all = execFileSync('ps', ['-o', 'pid=', '--ppid', String(first.pid)], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
  for (const pid of [first.pid, ...all.filter((each) => each > 1)]) process.kill(pid, 'SIGSTOP')
  const lines: string[] = []
  const resumed = sleep(12_000).then(() => {
    // A stopped process takes no SIGINT either; it goes on so that its shutdown need not wait for the kill.
    for (const pid of [first.pid, ...all.filter((each) => each > 1)]) if (isUp(pid)) process.kill(pid, 'SIGCONT')
  })
  const server = await startPostgres(await openHome(shared), { log: (line) => lines.push(line) })
  assert.equal(server.adopted, false)
  assert.match(lines.join('\n'), /没有应答/)
  await resumed
  await server.stop()
})

test('a stale postmaster.pid whose id belongs to another process does not hinder', async () => {
  const home = await restingHome()
  const path = join(shared, 'pg', 'postmaster.pid')
  for (const pid of [process.pid, 1, 2 ** 22 + 1]) {
    fs.writeFileSync(path, `${pid}\n${join(shared, 'pg')}\n1\n${5432}\n\n127.0.0.1\n  1 1\nready   \n`)
    const server = await startPostgres(home)
    assert.equal(server.adopted, false)
    await server.stop()
  }
})

test('an init cut short by kill -9 leaves a state that starts cleanly', async (t) => {
  const dir = fs.mkdtempSync(join(tmpdir(), 'fadu-pg-init-'))
  t.after(() => fs.rmSync(dir, { recursive: true, force: true }))
  const code = `const { openHome } = await import(${module('home')}); const { startPostgres } = await import(${module('postgres')}); await startPostgres(await openHome(${JSON.stringify(dir)}))`
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code], {
    cwd: '/',
    stdio: 'inherit',
  })
  await until('initdb under way', () => fs.readdirSync(dir).some((name) => name.startsWith('pg.init-')))
  await sleep(200)
  await end(child, 'SIGKILL')
  assert.equal(fs.existsSync(join(dir, 'pg')), false)
  const server = await startPostgres(await openHome(dir))
  await query(server.superuserUrl, 'select 1')
  await server.stop()
  const left = fs.readdirSync(dir).filter((name) => name.startsWith('pg.init-'))
  assert.deepEqual(left, [])
})

async function occupy(t: TestContext, port: number): Promise<void> {
  const squatter = createServer()
  squatter.listen({ host: '127.0.0.1', port })
  await once(squatter, 'listening')
  t.after(() => squatter.close())
}

test('a remembered port that is taken is exchanged; one that is fixed is refused with a sentence', async (t) => {
  const home = await restingHome()
  const before = await startPostgres(home)
  const { port } = before
  await before.stop()
  await occupy(t, port)
  const server = await startPostgres(home)
  assert.notEqual(server.port, port)
  await query(server.superuserUrl, 'select 1')
  await server.stop()

  t.after(() => {
    delete process.env.FADU_PG_PORT
  })
  process.env.FADU_PG_PORT = String(port)
  await assert.rejects(startPostgres(home), { name: 'PlainError', message: new RegExp(`${port} 已被其他程序占用。请`) })
  process.env.FADU_PG_PORT = 'x'
  await assert.rejects(startPostgres(home), PlainError)
  delete process.env.FADU_PG_PORT
  const after = await startPostgres(home)
  assert.equal(after.adopted, false, 'a refused start leaves nothing running')
  await after.stop()
})

test('database files that are gone, or of another version, or other secrets: a sentence, and nothing is made anew', async (t) => {
  const home = await restingHome()
  const away = join(shared, 'pg.away')
  fs.renameSync(home.pgDir, away)
  try {
    await assert.rejects(startPostgres(home), { name: 'PlainError', message: /不见了.*挂载/ })
    assert.equal(fs.existsSync(home.pgDir), false)
  } finally {
    fs.renameSync(away, home.pgDir)
  }
  await t.test('version', async () => {
    fs.writeFileSync(join(home.pgDir, 'PG_VERSION'), '17\n')
    await assert.rejects(startPostgres(home), { name: 'PlainError', message: /PostgreSQL 17/ })
    fs.writeFileSync(join(home.pgDir, 'PG_VERSION'), '18\n')
  })
  await t.test('secrets', async () => {
    const path = join(shared, 'secrets.json')
    const kept = fs.readFileSync(path, 'utf8')
    fs.writeFileSync(path, kept.replace(/"postgresPassword": "./, '"postgresPassword": "?'))
    await assert.rejects(startPostgres(home), { name: 'PlainError', message: /密码与数据库不符/ })
    fs.writeFileSync(path, kept)
    const server = await startPostgres(home)
    await query(server.superuserUrl, 'select 1')
    await server.stop()
  })
})

test('a setting that PostgreSQL refuses: its own reason in one sentence, with the log named', async () => {
  const home = await restingHome()
  const path = join(home.pgDir, 'postgresql.auto.conf')
  const kept = fs.readFileSync(path, 'utf8')
  fs.writeFileSync(path, `${kept}wal_level = 'nonsense'\n`)
  try {
    await assert.rejects(startPostgres(home), { name: 'PlainError', message: /无法启动.*postgres\.log/ })
  } finally {
    fs.writeFileSync(path, kept)
  }
})

test('an ordinary user needs no help', {
  skip: isRoot ? false : 'every test here runs as an ordinary user',
}, async (t) => {
  const dir = fs.mkdtempSync(join(tmpdir(), 'fadu-pg-user-'))
  t.after(() => fs.rmSync(dir, { recursive: true, force: true }))
  fs.chownSync(dir, 65534, 65534)
  const { child, pid } = await starter(
    dir,
    `process.stdin.once('data', async () => { await server.stop(); process.exit() })`,
    {
      uid: 65534,
      gid: 65534,
    },
  )
  assert.equal(fs.statSync(`/proc/${pid}`).uid, 65534)
  child.stdin?.write('\n')
  await once(child, 'exit')
  // Root beside it keeps the owner, and leaves nothing the owner could not use.
  const server = await startPostgres(await openHome(dir))
  assert.equal(fs.statSync(`/proc/${server.pid}`).uid, 65534)
  assert.equal(await server.stop(), true)
  for (const name of fs.readdirSync(dir, { recursive: true }) as string[])
    assert.equal(fs.statSync(join(dir, name)).uid, 65534, name)
})

test('as root under a folder that the database account cannot enter', {
  skip: isRoot ? false : 'needs root',
}, async (t) => {
  const closed = fs.mkdtempSync(join(tmpdir(), 'fadu-pg-closed-'))
  const home = await openHome(join(closed, 'home'))
  let target = ''
  t.after(() => {
    if (target) fs.rmSync(target, { recursive: true, force: true })
    fs.rmSync(closed, { recursive: true, force: true })
  })
  const lines: string[] = []
  let server = await startPostgres(home, { log: (line) => lines.push(line) })
  target = join(fs.realpathSync(home.pgDir), '..')
  assert.match(lines.join('\n'), /无法进入.*放在/)
  assert.equal(fs.statSync(closed).mode & 0o777, 0o700, "a stranger's folder is not opened")
  await query(server.superuserUrl, 'create table kept ()')
  await server.stop()
  server = await startPostgres(home)
  await query(server.superuserUrl, 'select * from kept')
  await server.stop()
})

/** A small disk of its own, with the servers that must end before it goes; skipped where none can be mounted. */
async function smallDisk(t: TestContext, mb: number): Promise<{ home: Home; servers: Postgres[] } | undefined> {
  const dir = fs.mkdtempSync(join(tmpdir(), 'fadu-pg-disk-'))
  try {
    if (!isRoot || process.platform !== 'linux') throw new Error('needs root on Linux')
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mb}m,mode=700`, 'tmpfs', dir], { stdio: 'pipe' })
  } catch (error) {
    fs.rmSync(dir, { recursive: true, force: true })
    t.skip(`没有条件挂载小磁盘，磁盘写满的情形未测：${(error as Error).message.split('\n')[0]}`)
    return undefined
  }
  const servers: Postgres[] = []
  t.after(async () => {
    process.env.FADU_BALLAST_MB = '0'
    for (const server of servers) await server.stop()
    fs.rmSync(join(dir, 'filler'), { force: true })
    await stopPostgres(await openHome(dir))
    execFileSync('umount', ['-l', dir], { stdio: 'pipe' })
    fs.rmSync(dir, { recursive: true, force: true })
  })
  return { home: await openHome(dir), servers }
}

test('a full disk: the reserve is given back, the server returns by itself, no acknowledged row is lost', {
  timeout: 90_000,
}, async (t) => {
  const disk = await smallDisk(t, 420)
  if (!disk) return
  const { home, servers } = disk
  process.env.FADU_BALLAST_MB = '96'
  const lines: string[] = []
  const server = await startPostgres(home, { log: (line) => lines.push(line) })
  servers.push(server)
  await until('the reserve', () => fs.existsSync(ballastPath(home)))
  const rows = 500
  await query(server.superuserUrl, 'create table acknowledged (n int, body text)')
  let acknowledged = 0
  const fill = async (url: string) => {
    for (;;) {
      await query(
        url,
        `insert into acknowledged select $1::int + i, (select string_agg(md5(random()::text || k), '') from generate_series(1, 64) k) from generate_series(1, $2::int) i`,
        [acknowledged, rows],
      )
      acknowledged += rows
    }
  }
  const stopped = await fill(server.superuserUrl).catch((error: Error) => error)
  t.diagnostic(`after ${acknowledged} rows: ${stopped.message}`)
  assert.ok(acknowledged > 0)
  await until('the reserve is given back', () => !fs.existsSync(ballastPath(home)))
  assert.match(lines.join('\n'), /磁盘已满：已删除预留文件/)
  const count = async () => {
    try {
      const [found] = await query<{ n: number }>(server.superuserUrl, 'select count(*)::int as n from acknowledged')
      return found?.n ?? -1
    } catch {
      return -1
    }
  }
  await until('the server is back', async () => (await count()) >= 0, 30_000)
  const found = await count()
  assert.ok(found === acknowledged || found === acknowledged + rows, `acknowledged ${acknowledged}, found ${found}`)
  // With space again it takes writes.
  await query(server.superuserUrl, 'create table again ()')
  await server.stop()
})

/** Somebody else's file takes all the space. */
function fillUp(home: Home): void {
  const fd = fs.openSync(join(home.dir, 'filler'), 'a')
  try {
    for (const size of [1024 * 1024, 4096])
      try {
        for (;;) fs.writeSync(fd, Buffer.alloc(size, 1))
      } catch (error) {
        assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
      }
  } finally {
    fs.closeSync(fd)
  }
}

test('no room for the log stops the server at once; it comes back by itself with every commit', {
  timeout: 90_000,
}, async (t) => {
  const disk = await smallDisk(t, 420)
  if (!disk) return
  const { home, servers } = disk
  process.env.FADU_BALLAST_MB = '96'
  const server = await startPostgres(home)
  servers.push(server)
  const exits: Exit[] = []
  let back = false
  server.onExit((exit) => exits.push(exit))
  server.onRestart(() => {
    back = true
  })
  await until('the reserve', () => fs.existsSync(ballastPath(home)))
  // One row, updated, beside messages that go into the log only: nothing but the log grows.
  await query(server.superuserUrl, 'create table acknowledged (n int)')
  await query(server.superuserUrl, 'insert into acknowledged values (0)')
  fillUp(home)
  let acknowledged = 0
  const client = new pg.Client({ connectionString: server.superuserUrl })
  client.on('error', () => {})
  await client.connect()
  const stopped = await (async () => {
    for (;;) {
      await client.query('update acknowledged set n = $1', [acknowledged + 1])
      acknowledged++
      await client.query(`select pg_logical_emit_message(true, 'fill', repeat('x', 4 * 1024 * 1024))`)
    }
  })().catch((error: Error) => error)
  await client.end().catch(() => {})
  t.diagnostic(`after ${acknowledged} commits: ${stopped.message}`)
  await until(
    'the server is back',
    async () => {
      try {
        await query(server.superuserUrl, 'select 1')
        return true
      } catch {
        return false
      }
    },
    30_000,
  )
  assert.equal(fs.existsSync(ballastPath(home)), false)
  t.diagnostic(`exits ${JSON.stringify(exits)}`)
  if (exits.length > 0) {
    assert.equal(exits[0]?.diskFull, true)
    await until('the supervisor tells', () => back)
  }
  const [row] = await query<{ n: number }>(server.superuserUrl, 'select n from acknowledged')
  assert.ok(row?.n === acknowledged || row?.n === acknowledged + 1, `acknowledged ${acknowledged}, found ${row?.n}`)
})

test('a start on a disk that is full already uses the reserve; without one it is a sentence', {
  timeout: 60_000,
}, async (t) => {
  const disk = await smallDisk(t, 320)
  if (!disk) return
  const { home, servers } = disk
  process.env.FADU_BALLAST_MB = '64'
  const first = await startPostgres(home)
  servers.push(first)
  await until('the reserve', () => fs.existsSync(ballastPath(home)))
  await query(first.superuserUrl, 'create table kept as select generate_series(1, 1000) as n')
  // A crash, so that the next start has to write.
  await stopHard(first, home)
  fillUp(home)
  assert.equal(freeBytes(home.dir), 0)
  const lines: string[] = []
  const server = await startPostgres(await openHome(home.dir), { log: (line) => lines.push(line), ballast: false })
  servers.push(server)
  assert.equal(fs.existsSync(ballastPath(home)), false)
  const [kept] = await query<{ n: number }>(server.superuserUrl, 'select count(*)::int as n from kept')
  assert.equal(kept?.n, 1000)
  await stopHard(server, home)
  fillUp(home)
  await assert.rejects(
    openHome(home.dir).then((again) => startPostgres(again, { ballast: false })),
    { name: 'PlainError', message: /磁盘已满.*请先腾出/ },
  )
  fs.rmSync(join(home.dir, 'filler'))
  const back = await startPostgres(await openHome(home.dir), { ballast: false })
  servers.push(back)
  assert.equal((await query<{ n: number }>(back.superuserUrl, 'select count(*)::int as n from kept'))[0]?.n, 1000)
  await back.stop()
})

/** Ends our use without the supervisor, and kills the server. */
async function stopHard(server: Postgres, home: Home): Promise<void> {
  const guard = await home.lock('postgres-user-guard')
  await server.stop()
  guard.release()
  process.kill(server.pid, 'SIGKILL')
  await until('killed', () => !isUp(server.pid))
}

test('a disk too small for a database is refused before anything is made', async (t) => {
  const disk = await smallDisk(t, 40)
  if (!disk) return
  const { home } = disk
  await assert.rejects(startPostgres(home), { name: 'PlainError', message: /只剩 \d+ MB.*请先腾出/ })
  assert.equal(fs.existsSync(home.pgDir), false)
})

test("a PostgreSQL of one's own is checked before use, and no sentence tells the password", async (t) => {
  const server = await startPostgres(await openHome(shared))
  t.after(() => server.stop())
  const base = `127.0.0.1:${server.port}`
  const found = await connectExternal(server.superuserUrl)
  assert.equal(found.database, 'postgres')
  assert.equal(found.isSuperuser, true)
  assert.ok(found.versionNumber >= 180_000)

  await query(server.superuserUrl, `drop database if exists own`)
  await query(server.superuserUrl, `drop role if exists city`)
  await query(server.superuserUrl, `create role city login password 'geheim12'`)
  await query(server.superuserUrl, `create database own owner postgres`)
  const url = `postgres://city:geheim12@${base}/own`
  const refused: [string, RegExp][] = [
    [url, /CREATEROLE.*GRANT CREATE ON DATABASE "own" TO "city"/],
    [`postgres://city:falsch99@${base}/own`, /用户名或密码/],
    [`postgres://city:geheim12@${base}/nowhere`, /数据库不存在/],
    ['postgres://city:geheim12@127.0.0.1:1/own', /连接不上/],
    ['mysql://city:geheim12@127.0.0.1/own', /格式不对/],
    ['city:geheim12', /格式不对/],
  ]
  for (const [each, sentence] of refused)
    await assert.rejects(connectExternal(each), (error: unknown) => {
      assert.ok(error instanceof PlainError, String(error))
      assert.match(error.message, sentence)
      assert.doesNotMatch(error.message, /geheim12|falsch99/)
      return true
    })
  await query(server.superuserUrl, `alter role city createrole`)
  await query(server.superuserUrl, `grant create on database own to city`)
  assert.deepEqual(
    { ...(await connectExternal(url)), versionNumber: 0 },
    { url, database: 'own', user: 'city', versionNumber: 0, isSuperuser: false },
  )
  await query(
    server.superuserUrl,
    `create database latin template template0 encoding latin1 locale_provider libc locale 'C'`,
  )
  await assert.rejects(connectExternal(server.superuserUrl.replace(/\/postgres$/, '/latin')), {
    name: 'PlainError',
    message: /需要 UTF8/,
  })
  await query(server.superuserUrl, 'drop database latin')
})

test('the log keeps no values of rows', async (t) => {
  const home = await openHome(shared)
  const server = await startPostgres(home)
  t.after(() => server.stop())
  await query(server.superuserUrl, 'create table if not exists person (id text unique)')
  await query(server.superuserUrl, `insert into person values ('330203199001011234') on conflict do nothing`)
  await assert.rejects(query(server.superuserUrl, `insert into person values ('330203199001011234')`))
  const log = fs.readFileSync(join(home.logDir, 'postgres.log'), 'utf8')
  assert.match(log, /23505/)
  assert.doesNotMatch(log, /330203199001011234/)
})
