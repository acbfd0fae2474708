/** What the server does by itself, and how it went since it was started. */
import { addMinutes, type Clock, type Instant } from '#kernel/clock'

export type JobState = {
  id: string
  label: string
  everyMinutes: number
  /** The last run that came to its end, and the last that did not. */
  lastDone: Instant | null
  lastFailed: Instant | null
  error: string | null
  next: Instant
}
export type Watch = { done(): void; failed(error: unknown): void }

export type Jobs = {
  /** A job that something else runs and reports. */
  watch(id: string, label: string, everyMs: number): Watch
  /** Runs `work` at every interval; what goes wrong is said and does not end it. `run` does it now, and throws what goes wrong. */
  every(
    id: string,
    label: string,
    everyMs: number,
    work: () => Promise<unknown>,
  ): { run(): Promise<void>; stop(): void }
  states(): readonly JobState[]
}

export function openJobs(clock: Clock): Jobs {
  const states = new Map<string, JobState>()
  const watch = (id: string, label: string, everyMs: number): Watch => {
    const everyMinutes = everyMs / 60_000
    states.set(id, {
      id,
      label,
      everyMinutes,
      lastDone: null,
      lastFailed: null,
      error: null,
      next: addMinutes(clock.now(), everyMinutes),
    })
    const ended = (change: (now: Instant) => Partial<JobState>) => {
      const now = clock.now()
      states.set(id, { ...states.get(id)!, ...change(now), next: addMinutes(now, everyMinutes) })
    }
    return {
      done: () => ended((now) => ({ lastDone: now, error: null })),
      failed: (error) =>
        ended((now) => ({ lastFailed: now, error: error instanceof Error ? error.message : String(error) })),
    }
  }
  return {
    watch,
    every(id, label, everyMs, work) {
      const seen = watch(id, label, everyMs)
      const run = async () => {
        try {
          await work()
          seen.done()
        } catch (error) {
          seen.failed(error)
          throw error
        }
      }
      const timer = setInterval(
        () => run().catch((e) => console.error(`${label}没有完成：`, (e as Error).message)),
        everyMs,
      )
      return { run, stop: () => clearInterval(timer) }
    },
    states: () => [...states.values()],
  }
}
