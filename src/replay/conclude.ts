/** Draws when an attempt is concluded and works back from there. */

import type { Source } from './city.ts'
import { type Context, type Draft, groupOf, type Outcome } from './draft.ts'
import type { Random } from './random.ts'
import { latestConclusion, type Span, spanBefore } from './schedule.ts'
import { type Day, dayOf } from './timing.ts'

export type Wish = {
  low: Day
  high: Day
  kind: string
  source: Source
  committee: number
  written: boolean
  outcome: Outcome
  /** Accepted in the year before `low`, concluded on or after it. */
  carriedOver: boolean
  procedure?: 'ORDINARY' | 'SIMPLIFIED'
}

type Dated = Pick<Draft, 'received' | 'accepted' | 'ended' | 'extensions' | 'overdue' | 'outcome'> & {
  appraisal?: { from: Day; to: Day }
}

/** Draws the conclusion inside [low, high] and works back; of one carried over, acceptance lies before `low`. */
export function concludeWithin(wish: Wish, ctx: Context, random: Random): Dated {
  const { days, demo } = ctx
  const group = groupOf(ctx, wish.committee)
  const firstOfYear = dayOf(`${ctx.year}-01-01`)
  const start = wish.carriedOver ? days.upTo(group, wish.low - 1) : firstOfYear
  const reach = wish.carriedOver ? latestConclusion(wish.kind, wish.source, start, days) : wish.high
  const last = Math.min(wish.high, reach)
  const ended = days.pick(group, wish.low, last, random) ?? days.from(group, wish.low)
  const ask = {
    kind: wish.kind,
    group,
    source: wish.source,
    written: wish.written,
    fullTerm: wish.outcome === 'FAILED_DEADLINE',
    concluded: ended,
    acceptFrom: wish.carriedOver ? wish.low - 60 : firstOfYear,
    acceptTo: wish.carriedOver ? start : ended,
    plain: wish.outcome !== 'FAILED_SUPERVENING',
  }
  return finish(wish, ended, spanBefore(ask, days, demo, random, wish.procedure))
}

/** Running out of time is the reason of failure exactly where time ran out. */
export function finish(wish: { outcome: Outcome }, ended: Day, span: Span): Dated {
  const long = span.overdue || span.extensions.length > 0
  const outcome = long && wish.outcome === 'FAILED_NO_AGREEMENT' ? 'FAILED_DEADLINE' : wish.outcome
  return {
    received: span.received,
    accepted: span.accepted,
    ended,
    extensions: span.extensions,
    overdue: span.overdue,
    ...(span.appraisal ? { appraisal: span.appraisal } : {}),
    outcome,
  }
}
