/**
 * The threads of a replay: each acts out its own counties with an engine of its own over the same database. The main thread runs its
 * lanes beside them, passes on which jobs are done where another thread waits for them, and ends all with the first failure.
 */
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { Calendar } from '#kernel/calendar'
import type { Instant } from '#kernel/clock'
import { PlainError } from '#kernel/errors'
import type { Phase } from './jobs.ts'
import { type Job, type LaneOptions, runLanes } from './lanes.ts'
import type { ReplayOptions } from './run.ts'

/** How a thread reaches the city, and what its engine needs so that it writes the same: as the main thread's engine has it. */
export type Reach = {
  /** Connection string of the login role. */
  url: string
  hmacKey: string
  checkUrl: string | undefined
}

/** What a thread is given when it starts; the plan it makes itself, from the same words. */
export type Assignment = {
  reach: Reach
  wanted: Pick<ReplayOptions, 'figuresText' | 'year' | 'scale' | 'seed' | 'city' | 'isMediationOnly'>
  calendar: Calendar
  until: Instant
  carriedOn: boolean
  batchSize: number
  threads: number
  /** Lanes in each thread. */
  lanes: number
}
/** `thread` counts from 1: the main thread is 0. */
export type Given = Assignment & { thread: number }

/** What all threads must know of the database as the run found it. */
export type Found = { names: ReadonlyMap<string, string>; recorded: ReadonlyMap<string, number> }

export type ToThread = { run: Phase; found: Found } | { done: readonly number[] } | { stop: true }
export type FromThread =
  | { counts: Parameters<LaneOptions['onDone']> }
  | { done: readonly number[] }
  | { ended: true }
  | { failed: Sent }

/** An error on its way between threads, where classes are lost. */
export type Sent = { message: string; exitCode?: number; stack?: string | undefined; code?: string | undefined }

export const sentError = (e: unknown): Sent =>
  e instanceof PlainError
    ? { message: e.message, exitCode: e.exitCode }
    : e instanceof Error
      ? { message: e.message, stack: e.stack, code: (e as { code?: string }).code }
      : { message: String(e) }

const receivedError = (s: Sent): Error =>
  s.exitCode === undefined
    ? Object.assign(new Error(s.message), s.stack ? { stack: s.stack } : {}, s.code ? { code: s.code } : {})
    : new PlainError(s.message, s.exitCode)

export type Threads = {
  /**
   * Runs a phase in all threads, this one's lanes among them; ends when every thread has ended it.
   * @throws the first failure of any thread, once the others have stopped after their batch
   */
  run(phase: Phase, jobs: readonly Job[], found: Found, options: LaneOptions): Promise<void>
  close(): Promise<void>
}

/** A batch lives longer than the default young generation is large: collecting it anew and again took a twentieth of the time. */
const semiSpaceMb = 80

/** Starts the threads beside this one; they plan while it goes on. */
export function startThreads(assignment: Assignment): Threads {
  setFlagsFromString(`--max-semi-space-size=${semiSpaceMb}`)
  let first: { error: unknown } | undefined
  let isClosing = false
  let onDone: LaneOptions['onDone'] = () => {}
  let open: (done: readonly number[]) => void = () => {}
  let fail: (error: unknown) => void = () => {}
  let ends: PromiseWithResolvers<void>[] = []

  const tell = (message: ToThread, except?: Worker) => {
    for (const w of workers) if (w !== except) w.postMessage(message)
  }
  const failed = (error: unknown, from?: number) => {
    if (isClosing) return
    if (!first) {
      first = { error }
      tell({ stop: true })
      fail(error)
    }
    if (from !== undefined) ends[from]?.resolve()
  }
  const workers = Array.from({ length: assignment.threads - 1 }, (_, i) => {
    const workerData: Given = { ...assignment, thread: i + 1 }
    const worker = new Worker(new URL('./lane-worker.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: 3 * semiSpaceMb },
    })
    worker.on('message', (m: FromThread) => {
      if ('counts' in m) onDone(...m.counts)
      else if ('done' in m) {
        open(m.done)
        tell(m, worker)
      } else if ('ended' in m) ends[i]!.resolve()
      else failed(receivedError(m.failed), i)
    })
    worker.on('error', (error) => failed(error, i))
    worker.on('exit', () => failed(new Error('invariant: a thread of the replay ended before its work'), i))
    return worker
  })

  return {
    async run(phase, jobs, found, options) {
      if (first) throw first.error
      onDone = options.onDone
      ends = workers.map(() => Promise.withResolvers<void>())
      tell({ run: phase, found })
      const elsewhere: LaneOptions['elsewhere'] = {
        tell: (done) => tell({ done }),
        listen: (o, f) => {
          open = o
          fail = f
        },
      }
      await Promise.all([
        runLanes(jobs, { ...options, elsewhere }).catch((error) => failed(error)),
        ...ends.map((e) => e.promise),
      ])
      if (first) throw (first as { error: unknown }).error
    },
    close: async () => {
      isClosing = true
      // Between phases no thread has a transaction open.
      await Promise.all(workers.map((w) => w.terminate()))
    },
  }
}
