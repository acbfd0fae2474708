/** What an act does to its matter: a pure function of the record, the same in service and in `verify`. */
import { type Placement, systemActor } from './access.ts'
import { findAction } from './form.ts'
import type { MatterState } from './matter.ts'
import { recordRows } from './paper.ts'
import type { ClaimChange, FoldedAct, ProcedureDef, Rows } from './procedure.ts'

/** Who opened the matter and who acted last. What the system does by itself is nobody's doing. */
export const actorsAfter = (
  before: Pick<MatterState, 'filedBy' | 'lastActor'> | undefined,
  actor: string,
): Pick<MatterState, 'filedBy' | 'lastActor'> => ({
  filedBy: before?.filedBy ?? actor,
  lastActor: before && actor === systemActor.id ? before.lastActor : actor,
})

/** Where the matter's rows belong after an act, as its `given` says. */
export const placementAfter = (
  before: Placement,
  { readers, confined }: { readers?: readonly string[] | undefined; confined?: boolean | undefined },
): Placement => ({
  ...before,
  ...(readers ? { reader: readers.length ? readers : null } : {}),
  ...(confined ? { townCode: null, countyCode: null } : {}),
})

/** The effect of an act on facts, limits and rows: the pure half, shared with `verify`. */
export function evolve(
  p: ProcedureDef,
  before: Pick<MatterState, 'facts' | 'limits' | 'state'> | undefined,
  act: FoldedAct,
  /** Where papers are issued: once the facts are there and before the rows. */
  issue?: (facts: unknown) => void,
): {
  facts: any
  state: string
  rows: Rows[]
  claims: readonly ClaimChange[]
  links: readonly { to: string; kind: string }[]
} {
  const def = findAction(p, act.action)!
  const factsBefore = before ? before.facts : p.initial
  const facts = def.apply(factsBefore, act)
  const state = def.to === undefined ? before!.state : typeof def.to === 'string' ? def.to : def.to(facts)
  issue?.(facts)
  const rows: Rows[] = []
  const ofRecord = recordRows(act)
  if (ofRecord) rows.push(ofRecord)
  if (p.rows) rows.push(p.rows(act, facts, factsBefore, state))
  if (def.rows) rows.push(def.rows(act, facts, factsBefore))
  return {
    facts,
    state,
    rows,
    claims: def.claims?.(act, facts, factsBefore) ?? [],
    links: def.links?.(act, facts) ?? [],
  }
}
