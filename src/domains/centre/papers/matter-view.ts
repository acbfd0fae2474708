/** What every paper of a registered matter prints of it. */

import { type Head, headOf } from '#kernel/blocks'
import { HIDDEN } from '#kernel/mask'
import type { FoldedAct, Issue, Paper } from '#kernel/procedure'
import { subjectKinds } from '../kinds.ts'
import type { MatterFacts } from '../matter-facts.ts'
import { remainingMasks } from '../people.ts'
import { type PetitionLaw, petitionLaws } from '../petition-law.ts'
import { petitionRules } from '../petition-rules.ts'
import { type Addressed, addressedTo } from './common.ts'

export type MatterIssue = Issue<MatterFacts, any>
export type MatterView = Head & Addressed & { number: string; subject: string | undefined }

export const matterView = (act: FoldedAct, f: MatterFacts, paper: Paper): MatterView => ({
  ...headOf(paper),
  ...addressedTo(act, remainingMasks(f)),
  number: f.number,
  subject: f.subjectKind ? subjectKinds[f.subjectKind] : undefined,
})
/** The petitioner towards others than himself: who accuses is named to nobody. */
export const petitionerOf = (act: FoldedAct, f: MatterFacts): string =>
  f.isSealed ? HIDDEN : addressedTo(act, remainingMasks(f)).to

/** The law of petitions under which the matter runs. */
export const lawOf = (f: Pick<MatterFacts, 'receivedOn'>): PetitionLaw =>
  petitionLaws[petitionRules(f.receivedOn).version]

/** A paper that was made and numbered elsewhere is on file by its number and is not made a second time. */
export const isMadeHere = (paper: { number?: string } | undefined): boolean => paper?.number === undefined
