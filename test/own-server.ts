/** An embedded server of this run's own: its folder goes with everything in it when the run ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHome } from '../src/server/home.ts'
import { startPostgres } from '../src/server/postgres.ts'

/** Starts it; `dir` is its home, `url` its superuser's address, which tests and benchmarks take from FADU_TEST_URL. */
export async function openOwnServer(name: string): Promise<{ dir: string; url: string; stop(): Promise<void> }> {
  const home = await openHome(mkdtempSync(join(tmpdir(), `fadu-${name}-`)))
  const postgres = await startPostgres(home, { supervise: false, ballast: false })
  return {
    dir: home.dir,
    url: postgres.superuserUrl!,
    stop: async () => {
      await postgres.stop().catch(() => {})
      rmSync(home.dir, { recursive: true, force: true })
    },
  }
}
