/** What a step must know beyond its own matter: declared by its action, and by the papers that it issues. */
import type { Actor, Placement } from './access.ts'
import type { LocalDate } from './clock.ts'
import { invariant } from './errors.ts'
import { paperNeeds } from './paper.ts'
import type { ActionDef, Need } from './procedure.ts'

/** Needs of a step, from its input and where its matter stands; `facts` undefined while the batch is only prefetching. */
export function needsOf(args: {
  world: { hmac(text: string): string }
  matterId: string
  def: ActionDef
  input: any
  facts: any
  placement: Placement | null
  declaredOn: LocalDate
  actor: Pick<Actor, 'agency' | 'role'>
}): readonly Need[] {
  const own =
    args.def.needs?.(args.input, {
      facts: args.facts,
      placement: args.placement,
      matterId: args.matterId,
      hmac: args.world.hmac,
      declaredOn: args.declaredOn,
    }) ?? []
  // A lock on nothing in particular is a lock that everybody waits for.
  for (const n of own) invariant(!('claim' in n) || n.key !== '', `a claim ${'claim' in n && n.claim} has no key`)
  if (!args.def.issues) return own
  const by = issuerOf(args.actor, args.placement)
  return by === undefined ? own : [...own, ...paperNeeds(args.def, by, args.declaredOn)]
}

/** Under what a declared need is looked up. */
export function needKey(n: Need): string {
  if ('claim' in n) return `${n.claim}\u0000${n.key}`
  if ('series' in n) return n.series
  if ('handover' in n) return `handover\u0000${n.handover}`
  if ('organ' in n) return `organ\u0000${n.organ}`
  return 'officer' in n ? `officer\u0000${n.officer}` : ''
}

/** Who issues an act's papers: the officer's agency; of what a party, the public or the system does, the agency that has the matter. */
export const issuerOf = (actor: Pick<Actor, 'agency' | 'role'>, placement: Placement | null): string | undefined =>
  ['party', 'public', 'system'].includes(actor.role) ? placement?.agencyId : actor.agency

/** Thrown when a guard asks for what its action did not declare as a need. */
export const undeclaredNeed = (kind: string, key: string): never => {
  throw new Error(`invariant: need ${kind} ${key} was not declared`)
}
