import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, test } from 'node:test'
import { makeBeside } from '#kernel/durable'
import { PlainError } from '#kernel/errors'
import {
  ballastPath,
  createBallast,
  dropBallast,
  findProcessStamp,
  freeBytes,
  type Home,
  livingHolders,
  openHome,
  plainFileError,
  secrets,
  totalBytes,
  writeFileDurably,
} from '../src/server/home.ts'
import { startProgress } from '../src/server/progress.ts'

const isRoot = process.geteuid?.() === 0
const homeModule = new URL('../src/server/home.ts', import.meta.url).href
const made: string[] = []
after(() => {
  for (const dir of made) fs.rmSync(dir, { recursive: true, force: true })
})

function tempDir(): string {
  const dir = fs.mkdtempSync(join(tmpdir(), 'fadu-home-'))
  made.push(dir)
  return dir
}

/** Runs a script in a process of its own; `home` is opened in the folder given. */
function runNode(script: string, options: { dir: string; uid?: number } = { dir: '' }) {
  const code = `const { openHome, ...h } = await import(${JSON.stringify(homeModule)}); const open = () => openHome(${JSON.stringify(options.dir)}); ${script}`
  const ids = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }
  return [
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code],
    { ...ids, cwd: '/' },
  ] as const
}

test('the home and its folders are made, closed to others, and opened again', async () => {
  const dir = join(tempDir(), 'a', 'home')
  const home = await openHome(dir)
  for (const folder of [home.dir, home.checkpointsDir, home.keysDir, home.webDir, home.filesDir, home.logDir])
    assert.equal(fs.statSync(folder).mode & 0o777, 0o700, folder)
  assert.equal((await openHome(dir)).pgDir, home.pgDir)
  assert.deepEqual(
    fs.readdirSync(dir).filter((name) => name.startsWith('.probe')),
    [],
  )
})

test('FADU_HOME names the home', async (t) => {
  const dir = tempDir()
  const before = process.env.FADU_HOME
  t.after(() => {
    if (before === undefined) delete process.env.FADU_HOME
    else process.env.FADU_HOME = before
  })
  process.env.FADU_HOME = dir
  assert.equal((await openHome()).dir, dir)
})

test('a path through a file is one plain sentence', async () => {
  const file = join(tempDir(), 'file')
  fs.writeFileSync(file, '')
  await assert.rejects(openHome(join(file, 'home')), (error: unknown) => {
    assert.ok(error instanceof PlainError)
    assert.match(error.message, /不是目录.*FADU_HOME/)
    assert.equal(error.exitCode, 2)
    return true
  })
  await assert.rejects(openHome(file), PlainError)
})

test('a folder to be written where none can be made is one plain sentence', () => {
  const file = join(tempDir(), 'file')
  fs.writeFileSync(file, '')
  const nowhere = process.platform === 'linux' ? ['/proc/x', '/proc/x/y'] : []
  for (const target of [join(file, 'a'), join(file, 'a', 'b'), ...nowhere])
    assert.throws(() => makeBeside(target), { name: 'PlainError', message: /不能在 .* 里建立文件夹/ }, target)
})

test('an unwritable folder is one plain sentence', () => {
  const dir = tempDir()
  fs.chmodSync(dir, 0o555)
  // Root may write anywhere, so as root the attempt is made under an ordinary user's id.
  const [program, args, options] = runNode(
    `try { await open(); console.log('opened') } catch (error) { console.log(error.name, error.message) }`,
    {
      dir,
      ...(isRoot ? { uid: 65534 } : {}),
    },
  )
  const said = spawnSync(program, args, { ...options, encoding: 'utf8' })
  assert.match(said.stdout, /^PlainError 没有权限写入数据目录 .*所有者.*FADU_HOME/, said.stderr)
  fs.chmodSync(dir, 0o755)
})

test('each file system trouble has its own sentence, and all say what to do', () => {
  const sentences = ['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EIO'].map(
    (code) => plainFileError(Object.assign(new Error('x'), { code }), '/d').message,
  )
  assert.equal(new Set(sentences).size, sentences.length)
  for (const sentence of sentences) assert.match(sentence, /请.*。$/)
})

test('a lock held by a living process is refused with its process id; waiting gets it', async () => {
  const home = await openHome(tempDir())
  const [program, args, options] = runNode(
    `const home = await open(); const lock = await home.lock('x'); console.log('held'); setTimeout(() => lock.release(), 600); setTimeout(() => {}, 900)`,
    { dir: home.dir },
  )
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  await assert.rejects(home.lock('x'), (error: unknown) => {
    assert.ok(error instanceof PlainError)
    assert.ok(error.message.includes(`进程号 ${child.pid}`), error.message)
    assert.match(error.message, /请先停止它/)
    return true
  })
  assert.deepEqual(livingHolders(home, 'x'), [child.pid])
  const lock = await home.lock('x', { waitMs: 5000 })
  lock.release()
  lock.release()
  await once(child, 'exit')
})

test('the same process is refused a lock it holds, and gets it after release', async () => {
  const home = await openHome(tempDir())
  const lock = await home.lock('once')
  await assert.rejects(home.lock('once', { busy: (pid) => `忙：${pid}` }), { message: `忙：${process.pid}` })
  lock.release()
  ;(await home.lock('once')).release()
  assert.deepEqual(fs.readdirSync(home.locksDir), [])
})

test('a lock of a process killed with kill -9 is taken over', async () => {
  const home = await openHome(tempDir())
  const [program, args, options] = runNode(
    `const home = await open(); await home.lock('x'); console.log('held'); setTimeout(() => {}, 60000)`,
    {
      dir: home.dir,
    },
  )
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.equal(fs.existsSync(join(home.locksDir, 'x.lock')), true)
  ;(await home.lock('x')).release()
})

test('a stale lock whose process id now belongs to another process is taken over', async () => {
  const home = await openHome(tempDir())
  const stamp = findProcessStamp(process.pid)
  assert.ok(stamp)
  // This very process is alive, but it did not start when the lock says.
  for (const stale of [
    JSON.stringify({ pid: process.pid, stamp: `${stamp}0`, nonce: 'a' }),
    JSON.stringify({ pid: process.ppid, stamp, nonce: 'b' }),
    JSON.stringify({ pid: 2 ** 22 + 1, stamp, nonce: 'c' }),
    '',
    '{"pid":',
    'null',
  ]) {
    fs.writeFileSync(join(home.locksDir, 'x.lock'), stale)
    assert.deepEqual(fs.readdirSync(home.locksDir), ['x.lock'])
    const lock = await home.lock('x')
    assert.equal(JSON.parse(fs.readFileSync(lock.path, 'utf8')).pid, process.pid)
    lock.release()
  }
  // And the counter-proof: the true stamp is respected.
  fs.writeFileSync(join(home.locksDir, 'x.lock'), JSON.stringify({ pid: process.pid, stamp, nonce: 'd' }))
  await assert.rejects(home.lock('x'), PlainError)
})

test('of many processes that find a stale lock, one at a time has it', async () => {
  const home = await openHome(tempDir())
  fs.writeFileSync(join(home.locksDir, 'x.lock'), JSON.stringify({ pid: 2 ** 22 + 1, stamp: '', nonce: 'dead' }))
  fs.writeFileSync(
    join(home.locksDir, 'x.lock.taker'),
    JSON.stringify({ pid: 2 ** 22 + 1, stamp: '', nonce: 'dead too' }),
  )
  const counter = join(home.dir, 'counter')
  fs.writeFileSync(counter, '0')
  // Read, yield, write: two holders at once would lose an increment.
  const script = `const fs = await import('node:fs'); const { setTimeout: sleep } = await import('node:timers/promises')
    const home = await open()
    for (let n = 0; n < 10; n++) {
      const lock = await home.lock('x', { waitMs: 30000 })
      const seen = Number(fs.readFileSync(${JSON.stringify(counter)}, 'utf8'))
      await sleep(1)
      fs.writeFileSync(${JSON.stringify(counter)}, String(seen + 1))
      if (n % 3 === 2) { fs.writeFileSync(lock.path, JSON.stringify({ pid: 4194305, stamp: '', nonce: String(seen) })) } else lock.release()
    }`
  const children = Array.from({ length: 4 }, () => {
    const [program, args, options] = runNode(script, { dir: home.dir })
    return spawn(program, args, { ...options, stdio: 'inherit' })
  })
  for (const [code] of await Promise.all(children.map((child) => once(child, 'exit')))) assert.equal(code, 0)
  assert.equal(fs.readFileSync(counter, 'utf8'), '40')
})

test('secrets are made once, closed to others, and agree between two first starts', async () => {
  const home = await openHome(tempDir())
  const children = Array.from({ length: 3 }, () => {
    const [program, args, options] = runNode(`console.log(JSON.stringify(h.secrets(await open())))`, { dir: home.dir })
    return spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  })
  const said = await Promise.all(children.map(async (child) => (await child.stdout.toArray()).join('')))
  const mine = secrets(home)
  for (const each of said) assert.deepEqual(JSON.parse(each), mine)
  assert.match(mine.hmacKey, /^[0-9a-f]{64}$/)
  assert.equal(new Set(Object.values(mine)).size, 5)
  assert.equal(fs.statSync(join(home.dir, 'secrets.json')).mode & 0o777, 0o600)
  assert.deepEqual(
    fs.readdirSync(home.dir).filter((name) => name.startsWith('secrets.json.')),
    [],
  )
  assert.notDeepEqual(secrets(await openHome(tempDir())), mine)
})

test('secrets that are damaged, or gone while the database is there, are never replaced', async () => {
  const home = await openHome(tempDir())
  const path = join(home.dir, 'secrets.json')
  for (const damaged of ['', '{', '{}', '{"hmacKey":"00"}']) {
    fs.writeFileSync(path, damaged)
    assert.throws(() => secrets(home), { name: 'PlainError', message: /已损坏.*备份/ })
    assert.equal(fs.readFileSync(path, 'utf8'), damaged)
  }
  fs.rmSync(path)
  fs.mkdirSync(home.pgDir)
  fs.writeFileSync(join(home.pgDir, 'PG_VERSION'), '18\n')
  assert.throws(() => secrets(home), { name: 'PlainError', message: /不见了.*备份/ })
  assert.equal(fs.existsSync(path), false)
})

test('a durable write replaces wholly and leaves no other file', () => {
  const dir = tempDir()
  const path = join(dir, 'f')
  writeFileDurably(path, 'old')
  writeFileDurably(path, 'new')
  assert.equal(fs.readFileSync(path, 'utf8'), 'new')
  assert.deepEqual(fs.readdirSync(dir), ['f'])
})

async function withBallast(mb: string, body: (home: Home) => Promise<void>): Promise<void> {
  const before = process.env.FADU_BALLAST_MB
  process.env.FADU_BALLAST_MB = mb
  try {
    await body(await openHome(tempDir()))
  } finally {
    if (before === undefined) delete process.env.FADU_BALLAST_MB
    else process.env.FADU_BALLAST_MB = before
  }
}

test('the reserve takes its size from the disk and gives it back once', () =>
  withBallast('4', async (home) => {
    assert.equal(await createBallast(home), true)
    const stat = fs.statSync(ballastPath(home))
    assert.equal(stat.size, 4 * 1024 * 1024)
    assert.ok(stat.blocks * 512 >= stat.size, 'the blocks are really taken')
    assert.equal(dropBallast(home), true)
    assert.equal(dropBallast(home), false)
    assert.equal(await createBallast(home, AbortSignal.abort()), false)
    assert.deepEqual(
      fs.readdirSync(home.dir).filter((name) => name.startsWith('ballast')),
      [],
    )
  }))

test('no reserve at 0, none where the disk lacks twice its size, a sentence for nonsense', async () => {
  await withBallast('0', async (home) => assert.equal(await createBallast(home), false))
  await withBallast('999999', async (home) => {
    if (freeBytes(home.dir) < 2 * 999_999 * 1024 * 1024) assert.equal(await createBallast(home), false)
  })
  await withBallast('many', async (home) => assert.rejects(createBallast(home), PlainError))
})

test('free space is within the disk', () => {
  const dir = tempDir()
  assert.ok(freeBytes(dir) > 0 && freeBytes(dir) <= totalBytes(dir))
})

test('progress: few lines without a terminal, none with json or quiet', () => {
  let said = ''
  const stream = new Writable({
    write(piece, _encoding, done) {
      said += piece
      done()
    },
  }) as unknown as NodeJS.WriteStream
  for (const silent of [{ json: true }, { quiet: true }]) {
    const none = startProgress({ label: '回放', total: 10, stream, ...silent })
    none.tick()
    none.done()
  }
  assert.equal(said, '')
  const shown = startProgress({ label: '回放', total: 1000, unit: '件', stream })
  for (let n = 0; n < 1000; n++) shown.tick()
  shown.done()
  shown.done()
  assert.equal(said, '回放 100% 1000/1000件\n')
})
