/** All benchmarks, each in a process of its own on the shared embedded server: figure beside limit or peer, same run. */
import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'

const all = ['engine', 'scopes', 'growth', 'verify', 'documents', 'replay', 'report']
const wanted = process.argv.slice(2)
console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}`)
let failed = 0
for (const name of wanted.length ? wanted : all) {
  console.log(`\n── ${name}`)
  const run = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
    { stdio: 'inherit' },
  )
  if (run.status !== 0) failed++
}
process.exit(failed ? 1 : 0)
