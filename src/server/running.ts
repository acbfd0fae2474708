/** Which process serves this home, if any: known by its living lock. */
import { type Home, livingHolders } from './home.ts'

export const serverLock = 'server'

export function findRunning(home: Home): { pid: number } | undefined {
  const [pid] = livingHolders(home, serverLock)
  return pid === undefined ? undefined : { pid }
}
