/** A start that cannot be: one sentence, and the command ends. */
import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { outsidePath } from '#kernel'
import { ended, ownDatabase, runFadu, type Said, startFadu } from './command-support.ts'
import { temporaryFolder, testServer } from './support.ts'

async function freePort(): Promise<string> {
  const probe = createServer().listen(0)
  const { port } = probe.address() as { port: number }
  await new Promise((r) => probe.close(r))
  return String(port)
}

function assertPlain(said: Said, sentence: RegExp): void {
  assert.equal(said.code, 2, `code ${said.code}\n${said.out}${said.err}`)
  assert.equal(said.err.trim().split('\n').length, 1, said.err)
  assert.match(said.err, sentence)
  assert.ok(said.seconds < 20, `${said.seconds} s`)
}

test('a start against a wrong database ends with one sentence', { timeout: 120_000 }, async (t) => {
  const PORT = await freePort()
  const FADU_HOME = temporaryFolder('start')
  const latin = await ownDatabase('latin', `template template0 encoding latin1 locale_provider libc locale 'C'`)
  t.after(() => latin.end())
  const wrong = new URL(await testServer())
  wrong.password = 'falsch99'
  const start = (DATABASE_URL: string) => runFadu(['start'], { PORT, FADU_HOME, DATABASE_URL }, 30)
  assertPlain(await start(wrong.toString()), /用户名或密码/)
  assertPlain(await start(latin.url), /需要 UTF8/)
  assertPlain(await start('postgres://a:b@127.0.0.1:1/fadu'), /连接不上/)
})

test('a home that cannot be made ends with one sentence, whatever stands in the way', { timeout: 60_000 }, async () => {
  const file = join(temporaryFolder('start'), 'file')
  writeFileSync(file, '')
  const start = (FADU_HOME: string) => runFadu(['start'], { FADU_HOME }, 10)
  assertPlain(await start(join(file, 'home')), /不是目录.*FADU_HOME/)
  if (process.platform === 'linux') assertPlain(await start('/proc/x'), /不能建立目录.*FADU_HOME/)
})

test('a start that fails after the database is open ends it again', { timeout: 120_000 }, async () => {
  const FADU_HOME = temporaryFolder('start')
  assert.equal((await runFadu(['migrate'], { FADU_HOME })).code, 0)
  writeFileSync(join(FADU_HOME, 'keys', 'sm2.key'), 'no key', { mode: 0o600 })
  assertPlain(await runFadu(['start', '--no-demo'], { FADU_HOME, PORT: await freePort() }, 60), /签名私钥/)
})

test('what fails while stopping is a sentence, and the rest is ended all the same', { timeout: 240_000 }, async () => {
  const FADU_HOME = temporaryFolder('stop')
  const PORT = await freePort()
  const child = startFadu(['start', '--no-demo'], { FADU_HOME, PORT })
  const end = ended(child, undefined, 200)
  await new Promise<void>((resolve) => {
    child.stdout!.on('data', (text: string) => {
      if (text.includes('按 Ctrl-C')) resolve()
    })
    child.once('close', () => resolve())
  })
  writeFileSync(outsidePath(join(FADU_HOME, 'checkpoints'), 99), 'a copy of a record that the database does not have')
  const again = await runFadu(['start'], { FADU_HOME, PORT: await freePort() })
  assertPlain(again, /已经在运行（进程 \d+）.*\.\/fadu stop/)
  child.kill('SIGTERM')
  const said = await end
  assert.equal(said.code, 1, said.err)
  assert.match(said.err, /^停止前的封存没有完成：库外最新的检查点有 99 条记录.*$/m)
  assert.doesNotMatch(said.err, /^\s+at /m)
  assert.ok(!existsSync(join(FADU_HOME, 'pg', 'postmaster.pid')), 'the database still runs')
})
