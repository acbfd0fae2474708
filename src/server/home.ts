/**
 * FADU_HOME: the one folder in which an installation keeps its data, its secrets, its locks and its reserve of disk space.
 *
 * Nothing here needs the database; every failure that an operator can cure is one plain sentence that says how.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { makeFolders } from '#kernel/durable'
import { PlainError } from '#kernel/errors'

const MB = 1024 * 1024
const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A lock that this process holds; `release` may be called more than once. */
export type Lock = { readonly path: string; release(): void }

export type LockOptions = {
  /** How long to wait for a living holder, in milliseconds; 0 (the default) refuses at once. */
  waitMs?: number
  /** The sentence for the operator when the lock is taken, given the holder's process id. */
  busy?: (pid: number) => string
}

export type Home = {
  readonly dir: string
  /** The database cluster; may be a link when the database's account cannot enter `dir` (see postgres.ts). */
  readonly pgDir: string
  readonly checkpointsDir: string
  readonly keysDir: string
  readonly webDir: string
  readonly filesDir: string
  readonly logDir: string
  readonly locksDir: string
  lock(name: string, options?: LockOptions): Promise<Lock>
}

/**
 * Opens (and creates, mode 0700) the home folder: the argument, else FADU_HOME, else `.fadu` in the project's root.
 * @throws PlainError when the folder cannot be made or written, or its disk is full even without the reserve.
 */
export async function openHome(path?: string): Promise<Home> {
  const dir = resolve(path ?? (process.env.FADU_HOME || join(projectRoot, '.fadu')))
  const sub = (name: string) => join(dir, name)
  const home: Home = {
    dir,
    pgDir: sub('pg'),
    checkpointsDir: sub('checkpoints'),
    keysDir: sub('keys'),
    webDir: sub('web'),
    filesDir: sub('files'),
    logDir: sub('log'),
    locksDir: sub('locks'),
    lock: (name, options) => acquireLock(home, name, options),
  }
  const prepare = () => {
    makeFolder(dir)
    for (const folder of [home.checkpointsDir, home.keysDir, home.webDir, home.filesDir, home.logDir, home.locksDir])
      makeFolder(folder)
    probe(dir)
  }
  try {
    prepare()
  } catch (error) {
    // A full disk must not keep the operator from starting what would clear it: that is what the reserve is for.
    if (!isDiskFull(error) || !dropBallast(home)) throw plainFileError(error, dir)
    try {
      prepare()
    } catch (again) {
      throw plainFileError(again, dir)
    }
  }
  return home
}

function makeFolder(dir: string): void {
  for (const made of makeFolders(dir, 0o700)) ownLikeParent(made)
  if (!fs.statSync(dir).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' })
}

function probe(dir: string): void {
  const path = join(dir, `.probe-${process.pid}`)
  try {
    // More than a name: on a full disk an empty file can still be made.
    fs.writeFileSync(path, Buffer.alloc(8192), { mode: 0o600 })
  } finally {
    fs.rmSync(path, { force: true })
  }
}

/** Root working in another user's folder leaves nothing there that this user could not use afterwards. */
export function ownLikeParent(path: string): void {
  if (process.geteuid?.() !== 0) return
  const parent = fs.statSync(dirname(path))
  if (parent.uid !== 0 && (parent.mode & 0o1000) === 0) fs.chownSync(path, parent.uid, parent.gid)
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | undefined)?.code ?? '')

/** Whether the error says that the disk or the quota is used up. */
export const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', '53100'].includes(codeOf(error))

/** Turns a file system error into a sentence for the operator; anything unknown keeps its own text. */
export function plainFileError(error: unknown, path: string): PlainError {
  if (error instanceof PlainError) return error
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return new PlainError(
        `没有权限写入数据目录 ${path}。请改用该目录的所有者运行，或修改其权限，或用环境变量 FADU_HOME 指定另一个目录。`,
      )
    case 'EROFS':
      return new PlainError(
        `数据目录 ${path} 所在的磁盘是只读的。请以可写方式挂载，或用环境变量 FADU_HOME 指定另一个目录。`,
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return new PlainError(
        `数据目录 ${path} 所在的磁盘已满（或超出配额）。请先腾出至少 1 GB 空间，再重新运行；已提交的数据没有丢失。`,
      )
    case 'ENOTDIR':
    case 'EEXIST':
      return new PlainError(`无法建立数据目录 ${path}：路径中有一段不是目录。请用环境变量 FADU_HOME 指定另一个目录。`)
    case 'ENOENT':
      return new PlainError(`无法建立数据目录 ${path}：那里不能建立目录。请用环境变量 FADU_HOME 指定另一个目录。`)
    default:
      return new PlainError(
        `无法使用数据目录 ${path}（${error instanceof Error ? error.message : String(error)}）。请检查磁盘，或用环境变量 FADU_HOME 指定另一个目录。`,
      )
  }
}

// ── Processes and locks ──────────────────────────────────────────────────────────────────────────────────────────────

const hasProc = fs.existsSync('/proc/self/stat')
const bootId = hasProc ? fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() : ''

/**
 * What tells one process from a later one with the same id: boot and start time. Nothing when no such process lives;
 * a zombie does not live, or a container without an init process would keep a dead server's lock for ever.
 */
export function findProcessStamp(pid: number): string | undefined {
  if (hasProc) {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : `${bootId}/${fields[19]}`
    } catch {
      return undefined
    }
  }
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    })
    const [state = '', ...start] = line.trim().split(/\s+/)
    return state === '' || state.startsWith('Z') ? undefined : start.join(' ')
  } catch {
    return undefined
  }
}

type Holder = { pid: number; stamp: string; nonce: string }

function findHolder(path: string): Holder | undefined {
  let text: string
  try {
    text = fs.readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw plainFileError(error, path)
  }
  try {
    const { pid, stamp, nonce } = JSON.parse(text) as Holder
    return { pid: Number(pid), stamp: String(stamp), nonce: String(nonce) }
  } catch {
    // A lock appears with its content by one link; what cannot be read was cut by a crash of the machine, so it is stale.
    return { pid: 0, stamp: '', nonce: text }
  }
}

const isAlive = (holder: Holder): boolean => holder.pid > 0 && findProcessStamp(holder.pid) === holder.stamp

const held = new Map<string, string>()
let exitHooked = false

/**
 * Takes the lock `name` of a home. The file holds process id and start time, so a lock left by a killed process is
 * taken over even when another process has its id by now. Released when the process exits.
 * @throws PlainError when a living process holds it longer than `waitMs`.
 */
export async function acquireLock(home: Home, name: string, options: LockOptions = {}): Promise<Lock> {
  const path = join(home.locksDir, `${name}.lock`)
  const until = performance.now() + (options.waitMs ?? 0)
  for (;;) {
    const taken = tryLock(path)
    if (typeof taken !== 'number') return taken
    if (performance.now() >= until) throw new PlainError(options.busy?.(taken) ?? busySentence(home, taken))
    await sleep(25)
  }
}

const busySentence = (home: Home, pid: number): string =>
  `另一个法度进程（进程号 ${pid}）正在使用数据目录 ${home.dir}。请先停止它（在其窗口按 Ctrl-C，或运行 kill ${pid}），或用环境变量 FADU_HOME 指定另一个目录。`

/** Takes a lock without waiting, for the moment of exit when nothing can be awaited; nothing when it is held. */
export function findFreeLock(home: Home, name: string): Lock | undefined {
  const taken = tryLock(join(home.locksDir, `${name}.lock`))
  return typeof taken === 'number' ? undefined : taken
}

/** The lock, or the process id of its living holder. */
function tryLock(path: string): Lock | number {
  const mine: Holder = {
    pid: process.pid,
    stamp: findProcessStamp(process.pid) ?? '',
    nonce: randomBytes(8).toString('hex'),
  }
  const temp = `${path}.${mine.nonce}`
  try {
    fs.writeFileSync(temp, JSON.stringify(mine), { mode: 0o600, flag: 'wx' })
    ownLikeParent(temp)
    for (;;) {
      try {
        fs.linkSync(temp, path)
        return hold(path, mine.nonce)
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
      }
      const holder = findHolder(path)
      if (holder === undefined) continue
      if (isAlive(holder)) return holder.pid
      // Only one may replace a dead holder, and only if it is still that holder: the takeover is itself under a lock.
      const taker = tryLock(`${path}.taker`)
      if (typeof taker === 'number') return taker
      try {
        if (findHolder(path)?.nonce !== holder.nonce) continue
        fs.renameSync(temp, path)
        return hold(path, mine.nonce)
      } finally {
        taker.release()
      }
    }
  } catch (error) {
    throw plainFileError(error, path)
  } finally {
    fs.rmSync(temp, { force: true })
  }
}

function hold(path: string, nonce: string): Lock {
  if (!exitHooked) {
    exitHooked = true
    process.on('exit', () => {
      for (const [each, its] of held) if (findHolder(each)?.nonce === its) fs.rmSync(each, { force: true })
    })
  }
  held.set(path, nonce)
  return {
    path,
    release() {
      if (held.get(path) !== nonce) return
      held.delete(path)
      if (findHolder(path)?.nonce === nonce) fs.rmSync(path, { force: true })
    },
  }
}

/** Process ids of the living holders of locks whose name begins with `prefix`; dead ones are swept away. */
export function livingHolders(home: Home, prefix: string): number[] {
  const pids: number[] = []
  if (!fs.existsSync(home.locksDir)) return pids
  for (const name of fs.readdirSync(home.locksDir)) {
    if (!name.startsWith(prefix) || !name.endsWith('.lock')) continue
    const path = join(home.locksDir, name)
    const holder = findHolder(path)
    if (holder === undefined) continue
    if (isAlive(holder)) pids.push(holder.pid)
    else fs.rmSync(path, { force: true })
  }
  return pids
}

// ── Files that are there wholly or not at all ────────────────────────────────────────────────────────────────────────

/** Writes a file (mode 0600) so that a crash leaves the old content or the new, never a part. */
export function writeFileDurably(path: string, content: string): void {
  const temp = writeTemp(path, content)
  try {
    fs.renameSync(temp, path)
  } catch (error) {
    fs.rmSync(temp, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

function writeTemp(path: string, content: string): string {
  const temp = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const fd = fs.openSync(temp, 'wx', 0o600)
    try {
      fs.writeSync(fd, content)
      fs.fsyncSync(fd)
    } finally {
      fs.closeSync(fd)
    }
    ownLikeParent(temp)
  } catch (error) {
    fs.rmSync(temp, { force: true })
    throw error
  }
  return temp
}

/** Makes a rename or a new name in a folder survive a loss of power. */
export function syncFolder(dir: string): void {
  const fd = fs.openSync(dir, 'r')
  try {
    fs.fsyncSync(fd)
  } finally {
    fs.closeSync(fd)
  }
}

// ── Secrets ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Secrets = {
  /** Password of the embedded server's superuser `postgres`. */
  postgresPassword: string
  /** Password of the role that owns the schemas. */
  ownerPassword: string
  /** Password of the role `fadu_app`, under which requests run. */
  appPassword: string
  /** Key of the claims' and query codes' HMAC: 32 bytes, hexadecimal. */
  hmacKey: string
  /** Secret with which sign-in signs its cookies. */
  authSecret: string
}

/**
 * The installation's secrets, made once (secrets.json, mode 0600) and never changed here.
 * @throws PlainError when the file is damaged, or missing beside a database that was made with it.
 */
export function secrets(home: Home): Secrets {
  const path = join(home.dir, 'secrets.json')
  if (!fs.existsSync(path)) {
    if (fs.existsSync(join(home.pgDir, 'PG_VERSION')))
      throw new PlainError(`${path} 不见了，而数据库是用它里面的密钥建立的。请从备份中恢复这个文件，再重新运行。`)
    createSecrets(path)
  }
  try {
    const found = JSON.parse(fs.readFileSync(path, 'utf8')) as Secrets
    const complete = [found.postgresPassword, found.ownerPassword, found.appPassword, found.authSecret].every(
      (value) => typeof value === 'string' && value.length >= 16,
    )
    if (complete && /^[0-9a-f]{64}$/.test(found.hmacKey)) return found
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw plainFileError(error, path)
  }
  throw new PlainError(`${path} 的内容已损坏。请从备份中恢复这个文件，再重新运行。`)
}

function createSecrets(path: string): void {
  const word = () => randomBytes(24).toString('base64url')
  const made: Secrets = {
    postgresPassword: word(),
    ownerPassword: word(),
    appPassword: word(),
    hmacKey: randomBytes(32).toString('hex'),
    authSecret: randomBytes(32).toString('base64url'),
  }
  try {
    const temp = writeTemp(path, `${JSON.stringify(made, null, 2)}\n`)
    try {
      // A link, not a rename: of two first starts at once, the second must find the first one's secrets.
      fs.linkSync(temp, path)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    } finally {
      fs.rmSync(temp, { force: true })
    }
    syncFolder(dirname(path))
  } catch (error) {
    throw plainFileError(error, dirname(path))
  }
}

// ── Disk space ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Bytes that this user may still write on the disk that holds `dir`. */
export function freeBytes(dir: string): number {
  const stat = fs.statfsSync(dir)
  return stat.bavail * stat.bsize
}

/** Size of the disk that holds `dir`, in bytes. */
export function totalBytes(dir: string): number {
  const stat = fs.statfsSync(dir)
  return stat.blocks * stat.bsize
}

/** Whether new writes should be refused: less than 1 GB free, or less than 5 % on a disk smaller than 20 GB. */
export function isDiskLow(dir: string): boolean {
  return freeBytes(dir) < Math.min(1024 * MB, totalBytes(dir) * 0.05)
}

/** The reserve's size in bytes: FADU_BALLAST_MB (default 256; 0 means none). */
export function ballastBytes(): number {
  const text = process.env.FADU_BALLAST_MB
  if (text === undefined || text === '') return 256 * MB
  if (!/^\d{1,6}$/.test(text)) throw new PlainError('环境变量 FADU_BALLAST_MB 应为整数（单位 MB，0 表示不预留）。')
  return Number(text) * MB
}

/** The reserve lies on the database's disk, which need not be the home's. */
export function ballastPath(home: Home): string {
  try {
    return join(dirname(fs.realpathSync(home.pgDir)), 'ballast')
  } catch {
    return join(home.dir, 'ballast')
  }
}

/**
 * Writes the reserve, a file whose only use is to be deleted when the disk is full (a PostgreSQL that finds no room for
 * its log stops, and needs room to come back). Does nothing when it is there or the disk has not twice its size free.
 * @returns whether the reserve is there afterwards
 */
export async function createBallast(home: Home, signal?: AbortSignal): Promise<boolean> {
  const size = ballastBytes()
  const path = ballastPath(home)
  if (fs.existsSync(path)) return true
  if (size === 0 || freeBytes(dirname(path)) < 2 * size) return false
  const temp = `${path}.part`
  // Random content, or a compressing file system would set nothing aside.
  const piece = randomBytes(MB)
  try {
    const file = await open(temp, 'w', 0o600)
    try {
      for (let written = 0; written < size && !signal?.aborted; written += piece.length) await file.write(piece)
      if (!signal?.aborted) await file.sync()
    } finally {
      await file.close()
    }
    if (signal?.aborted) return false
    fs.renameSync(temp, path)
    return true
  } finally {
    fs.rmSync(temp, { force: true })
  }
}

/** Gives the reserve back to the disk; says whether there was one. */
export function dropBallast(home: Home): boolean {
  const path = ballastPath(home)
  const there = fs.existsSync(path)
  fs.rmSync(path, { force: true })
  fs.rmSync(`${path}.part`, { force: true })
  return there
}
