/** One of the threads of a replay (see threads.ts): its own plan, pool and engine; it runs its lanes of each phase when told. */
import { parentPort, workerData } from 'node:worker_threads'
import { openPool } from '#kernel/db'
import { registryOf } from '#kernel/domain'
import { createEngine } from '#kernel/engine'
import { domains } from '../domains/index.ts'
import { jobsOf, type Phase } from './jobs.ts'
import { runLanes } from './lanes.ts'
import { planOf } from './run.ts'
import { type Found, type FromThread, type Given, sentError, type ToThread } from './threads.ts'

const given = workerData as Given
const { lanes, thread, calendar } = given
const say = (m: FromThread) => parentPort!.postMessage(m)

let open: (done: readonly number[]) => void = () => {}
let fail: (error: unknown) => void = () => {}

try {
  const registry = registryOf(domains)
  const { url, ...settings } = given.reach
  const pool = openPool(url, lanes, undefined, true)
  const engine = await createEngine({ ...settings, pool, registry, calendar })
  const plan = planOf({ calendar }, given.wanted)

  const run = (phase: Phase, { names, recorded }: Found) =>
    runLanes(jobsOf(phase, { ...given, plan, registry, names }), {
      engine,
      batchSize: given.batchSize,
      lanes,
      firstLane: thread * lanes,
      recorded,
      onDone: (...counts) => say({ counts }),
      elsewhere: {
        tell: (done) => say({ done }),
        listen: (o, f) => {
          open = o
          fail = f
        },
      },
    }).then(
      () => say({ ended: true }),
      (error) => say({ failed: sentError(error) }),
    )

  // What came while the plan was made waits at the port until now.
  parentPort!.on('message', (m: ToThread) => {
    if ('run' in m) void run(m.run, m.found)
    else if ('done' in m) open(m.done)
    else fail(new Error('the run ended in another thread'))
  })
} catch (error) {
  say({ failed: sentError(error) })
}
