/** Handling units of a matter: which may have it, on which level they stand, and the round of dispatches they make up. */
import type { Context, FoldedAct } from '#kernel/procedure'
import type { Level } from './kinds.ts'
import type { DispatchFact, MatterFacts } from './matter-facts.ts'
import { isAccused } from './matter-seal.ts'
import { levelOfAgency } from './rules.ts'

type Ctx = Context<MatterFacts, any>

/** The level of a unit; refuses one that is not there. */
export const unitLevel = (ctx: Ctx, unit: string): Level => {
  const a = ctx.agency(unit)
  if (!a) return ctx.refuse('centre.noUnit', undefined, { field: 'units' })
  return levelOfAgency(a)
}
/** Neither the one complained of nor the one accused handles the matter. */
export const judgeUnit = (ctx: Ctx, unit: string): void => {
  if (ctx.facts.respondentAgencyIds.includes(unit)) ctx.refuse('centre.toRespondent', undefined, { field: 'units' })
  if (isAccused(ctx.facts, unit)) ctx.refuse('centre.toAccused', undefined, { field: 'units' })
}

/** A new round of dispatches; the units of the round before act no longer. */
export function dispatched(
  f: MatterFacts,
  act: FoldedAct,
  list: readonly { unit: string; kind: DispatchFact['kind']; level: Level; receivedOn?: DispatchFact['receivedOn'] }[],
): MatterFacts {
  const round = f.round + 1
  return {
    ...f,
    round,
    lead: list.find((u) => u.kind === 'LEAD')!.unit,
    dispatches: [
      ...f.dispatches,
      ...list.map((u, i) => ({
        no: f.dispatches.length + i + 1,
        round,
        unit: u.unit,
        kind: u.kind,
        level: u.level,
        on: act.declaredOn,
        receivedOn: u.receivedOn ?? null,
        handlers: [],
        returnedOn: null,
        properUnit: null,
        returnDecision: null,
        resultOn: null,
        knownAt: act.recordedAt,
      })),
    ],
  }
}
