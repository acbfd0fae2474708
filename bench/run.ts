/** All benchmarks, each in a process of its own on the shared embedded server: figure beside limit or peer, same run. */
import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openOwnServer } from '../test/own-server.ts'

const all = ['engine', 'scopes', 'lists', 'growth', 'verify', 'documents', 'replay', 'report']
const wanted = process.argv.slice(2)

/** Megabytes that one core hashes in a second: a machine that others share is not always as quick, and this tells by how much. */
function hashed(): number {
  const page = Buffer.alloc(1 << 20, 'a')
  const start = performance.now()
  for (let i = 0; i < 100; i++) hash('sm3', page)
  return 100_000 / (performance.now() - start)
}

console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}`)
// The report is measured on the year that the replay has left.
const home = process.env.FADU_HOME ?? mkdtempSync(join(tmpdir(), 'fadu-bench-'))
const server = await openOwnServer('bench-server')
let failed = 0
for (const name of wanted.length ? wanted : all) {
  console.log(`\n── ${name} (one core hashes ${hashed().toFixed(0)} MB/s)`)
  const run = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        FADU_TEST_URL: server.url,
        ...(['replay', 'report'].includes(name) ? { FADU_HOME: home } : {}),
      },
    },
  )
  if (run.status !== 0) failed++
}
await server.stop()
if (process.env.FADU_HOME === undefined) rmSync(home, { recursive: true, force: true })
process.exit(failed ? 1 : 0)
