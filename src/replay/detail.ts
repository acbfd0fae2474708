/**
 * One attempt in full: parties, consents, sessions, agreement, what came after, every step with its time. Each is made
 * from its own stream, so any one can be made alone and gives the same.
 */

import type { DetailContext, PlannedDispute } from './dispute.ts'
import type { Draft } from './draft.ts'
import { baseOf, facts } from './outline.ts'
import { idFor, randomFamily } from './random.ts'
import { steps } from './steps.ts'
import { dateOf } from './timing.ts'

/** Makes the detail of drafts; the streams are keyed by the draft's key, so order does not matter. */
export function detailer(ctx: DetailContext): (draft: Draft) => PlannedDispute {
  const family = randomFamily(ctx.seed, 'detail')
  const rootFamily = randomFamily(ctx.seed, 'root')
  // Eight o'clock of the day it came in, before any office opens: known to linked matters without their details.
  const idOf = (d: Draft) => idFor(ctx.seed, 'matter', d.key, Date.parse(`${dateOf(d.received)}T00:00:00Z`))
  return (draft) => {
    const random = family(draft.key)
    const base = baseOf(draft, ctx, rootFamily, random, idOf)
    const plan = facts(draft, base, ctx, random)
    return { ...base, ...steps(draft, { ...base, ...plan }, ctx, random), ...plan.kept }
  }
}
