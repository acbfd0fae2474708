/** Runs all tests on one embedded PostgreSQL of this run's own; `npm test -- name` runs the files whose name contains it. */
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cityRegistry } from '../src/server/registry.ts'
import { ensureWeb } from '../src/server/web-build.ts'
import { findChromium } from './chromium.ts'
import { missing } from './ledger.ts'
import { openOwnServer } from './own-server.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const wanted = process.argv.slice(2)
const files = readdirSync(folder)
  .filter((f) => f.endsWith('.test.ts') && (wanted.length === 0 || wanted.some((w) => f.includes(w))))
  .sort()
  .map((f) => join(folder, f))

// Without files the runner of Node would look for some itself.
const lost = wanted.filter((w) => !files.some((f) => f.slice(folder.length).includes(w)))
if (lost.length) {
  console.error(`没有名称含有“${lost.join('”“')}”的测试文件：请写 test/ 里文件名的一部分，如 npm test -- limits`)
  process.exit(2)
}

const server = await openOwnServer('tests')
// The pages are built once for all tests that look at them in a browser.
const web = process.env.FADU_TEST_WEB ?? join(server.dir, 'web-of-tests')
if (findChromium() && files.some((f) => f.slice(folder.length).startsWith('web-'))) await ensureWeb(join(web, 'web'))
const ledger = join(server.dir, 'ledger')
mkdirSync(ledger)
const child = spawn(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', '--test', '--test-concurrency=2', ...files],
  {
    stdio: 'inherit',
    env: { ...process.env, FADU_TEST_URL: server.url, FADU_TEST_WEB: web, FADU_LEDGER: ledger },
  },
)
const end = async (code: number) => {
  await server.stop()
  process.exit(code)
}
process.on('SIGINT', () => child.kill('SIGINT'))
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code) => {
  // Only a whole run can be asked what it never reached.
  const never = wanted.length ? [] : missing(cityRegistry(), ledger)
  for (const line of never) console.error(`✖ ${line}`)
  void end((code ?? 1) ? (code ?? 1) : never.length ? 1 : 0)
})
