/** Points at which a crash test may kill the process; off unless FADU_FAULT names one, e.g. FADU_FAULT=after-write:0.02. */
const [point, chance] = (process.env.FADU_FAULT ?? '').split(':')
const every = point ? Math.max(1, Math.round(1 / Number(chance || 1))) : 0
let passed = 0

/** Kills the process as a power cut would, every so many passes of the named point. */
export function faultPoint(name: string): void {
  if (!point || name !== point) return
  if (++passed % every === 0) process.kill(process.pid, 'SIGKILL')
}
