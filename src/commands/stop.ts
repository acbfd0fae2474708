import { openHome } from '../server/home.ts'
import { stopPostgres } from '../server/postgres.ts'
import { findRunning } from '../server/running.ts'
import { print } from './with-city.ts'

/** Asks the running platform to end, waits for it, and stops a database that was left behind. */
export async function stop(options: { json?: boolean }): Promise<void> {
  const home = await openHome()
  const running = findRunning(home)
  if (running) {
    process.kill(running.pid, 'SIGTERM')
    for (let i = 0; i < 600 && findRunning(home); i++) await new Promise((r) => setTimeout(r, 100))
  }
  const database = process.env.DATABASE_URL ? false : await stopPostgres(home)
  const stopped = running !== undefined
  print(options, { stopped, database }, () => (stopped || database ? '平台已停止。' : '平台没有在运行。'))
}
