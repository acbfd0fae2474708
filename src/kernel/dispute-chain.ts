/** A dispute goes on from one matter to the next, whatever their domains: each says by a claim to which chain it belongs. */
import type { Claim, ClaimChange, Need } from './procedure.ts'

const kind = 'dispute.chain'

/** What an act must know to follow the chain of an earlier matter. */
export const chainNeed = (matter: string): Need => ({ claim: kind, key: matter })

/** What a matter tells of its chain when it opens. */
export const chainClaim = (matter: string, chain: string): ClaimChange => ({ kind, key: matter, value: chain })

/** The chain of the first of these matters that tells of one. */
export function knownChain(
  ctx: { claims(kind: string, key: string): readonly Claim[] },
  matters: readonly string[],
): string | undefined {
  for (const key of matters) for (const { value } of ctx.claims(kind, key)) if (value !== null) return value
  return undefined
}
