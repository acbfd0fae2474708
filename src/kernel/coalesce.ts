/** Requests that wait go together: one transaction serves many callers, each of whom is judged as if alone. */
import type { ActionRequest, Answer } from './matter.ts'

/** A request that failed by what nobody foresaw. */
export class Failure {
  readonly error: unknown
  constructor(error: unknown) {
    this.error = error
  }
}

/** Returns a `perform` that gathers what waits into batches of at most `limit` for `settle`. */
export function coalescing(
  settle: (requests: readonly ActionRequest[]) => Promise<(Answer | Failure)[]>,
  limit = 128,
): (request: ActionRequest) => Promise<Answer> {
  const queue: { request: ActionRequest; resolve: (a: Answer) => void; reject: (e: unknown) => void }[] = []
  let running = 0
  let woken = false

  /** Looks at the queue once everybody who was just answered has had a chance to ask again. */
  function wake(): void {
    if (woken) return
    woken = true
    setImmediate(() => {
      woken = false
      pump()
    })
  }

  function pump(): void {
    // A second batch in flight keeps the database busy while the next is folded; a small one would only divide the work.
    while (queue.length && running < 2 && !(running === 1 && queue.length < 16)) {
      // Of many who wait, half go now and half beside them.
      const taken = queue.splice(
        0,
        Math.min(limit, running === 0 && queue.length >= 32 ? queue.length >> 1 : queue.length),
      )
      running++
      settle(taken.map((t) => t.request))
        .then(
          (answers) => {
            for (const [i, a] of answers.entries())
              a instanceof Failure ? taken[i]!.reject(a.error) : taken[i]!.resolve(a)
          },
          (error) => {
            for (const t of taken) t.reject(error)
          },
        )
        .finally(() => {
          running--
          wake()
        })
    }
  }

  return (request) =>
    new Promise((resolve, reject) => {
      queue.push({ request, resolve, reject })
      wake()
    })
}
