/** Rows of a matter's petitioners; their names stand here only masked. */
import type { FoldedAct, Rows } from '#kernel/procedure'
import type { MatterFacts } from './matter-facts.ts'
import { withdrawnOn } from './people.ts'

export const petitionerRows = (act: FoldedAct, f: MatterFacts): Rows => ({
  'centre.petitioner': f.petitionerIds.map((party_id, i) => ({
    matter_id: act.matter,
    seq: i + 1,
    party_id,
    name_mask: f.petitionerMasks[i],
    withdrawn_on: withdrawnOn(f, i + 1),
  })),
})
