/** A replay in several threads as a process of its own, to be killed. Arguments: url of the login role, superuser's url, scale. */
import { createEngine, loadDefaultCalendar, openPool, registryOf } from '#kernel'
import { domains } from '../src/domains/index.ts'
import { runReplay } from '../src/replay/run.ts'
import { base, now } from './replay-support.ts'
import { testHmacKey } from './support.ts'

const [url, superUrl, scale] = process.argv.slice(2) as [string, string, string]
const [registry, calendar] = [registryOf(domains), loadDefaultCalendar()]
const pool = openPool(url, 4, undefined, true)
await runReplay(
  {
    registry,
    calendar,
    engine: await createEngine({ pool, registry, calendar, hmacKey: testHmacKey }),
    owner: openPool(superUrl, 2),
    now: () => now,
    reach: { url, hmacKey: testHmacKey, checkUrl: undefined },
  },
  { ...base, scale: Number(scale), threads: 2, batchSize: 40 },
)
process.exit(0)
