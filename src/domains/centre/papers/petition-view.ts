/** What every paper of a petition prints of it, and what the law of its day lets the petitioner ask next. */

import { type Head, headOf } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { printedDate } from '#kernel/document'
import type { FoldedAct, Issue, Paper } from '#kernel/procedure'
import { remainingMasks } from '../people.ts'
import type { PetitionFacts } from '../petition-facts.ts'
import { petitionCategories, petitionChannels } from '../petition-kinds.ts'
import { type PetitionLaw, petitionLaws } from '../petition-law.ts'
import { petitionRules } from '../petition-rules.ts'
import { type Addressed, addressedTo, inBrackets } from './common.ts'

export type PetitionIssue = Issue<PetitionFacts, any>
export type PetitionView = Head &
  Addressed & { number: string; category: string; channel: string; receivedOn: LocalDate; kind: string | null }

export const petitionView = (act: FoldedAct, f: PetitionFacts, paper: Paper): PetitionView => ({
  ...headOf(paper),
  ...addressedTo(act, remainingMasks(f)),
  number: f.number!,
  category: petitionCategories[f.category],
  channel: petitionChannels[f.channel],
  receivedOn: f.receivedOn,
  kind: f.kind,
})
/** 你方2020年6月1日提出的信访事项（编号：…）. */
export const itsPetition = (d: PetitionView): string =>
  `你方提出的信访事项（${printedDate(d.receivedOn)}收到，编号：${d.number}）`

/** The petition's own law: that of the day of receipt, whatever is in force today. */
export const rulesOf = (f: PetitionFacts) => petitionRules(f.receivedOn)
export const petitionLawOf = (f: PetitionFacts): PetitionLaw => petitionLaws[rulesOf(f).version]

/** What whoever does not accept a reply may ask for, of whom, in how many days, and on what ground. */
export type NextAsk = { days: number; organ: string; basis: string; lapse: string }
export const nextAsk = (act: FoldedAct, f: PetitionFacts, what: 'review' | 'recheck'): NextAsk => {
  const law = petitionLawOf(f)
  const lapse = inBrackets(law.lapse)
  return {
    days: rulesOf(f)[what].amount,
    organ: act.payload.nextOrgan ?? '本机关、单位的上一级机关、单位',
    basis: inBrackets(law[what]),
    // Where no statute that somebody has read makes an end of it, the paper threatens none.
    lapse: rulesOf(f).isFinalOnLapse && lapse ? `期满未申请的，本信访事项处理终结${lapse}。` : '',
  }
}

/** A paper that was made and numbered elsewhere is on file by its number; where no clear name and address is known, none is made. */
export const isNoticeMadeHere = (notice: { number?: string } | undefined): boolean =>
  notice !== undefined && notice.number === undefined
