/** Rows of a petition's petitioners; their names stand here only masked. */
import type { FoldedAct, Rows } from '#kernel/procedure'
import { withdrawnOn } from './people.ts'
import type { PetitionFacts } from './petition-facts.ts'

export const petitionPartyRows = (act: FoldedAct, f: PetitionFacts): Rows => ({
  'centre.petition_party': f.petitionerIds.map((party_id, i) => ({
    matter_id: act.matter,
    seq: i + 1,
    party_id,
    kind: f.petitionerKinds[i],
    name_mask: f.petitionerMasks[i],
    withdrawn_on: withdrawnOn(f, i + 1),
  })),
})
