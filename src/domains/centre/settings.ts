/**
 * The periods and thresholds of the centre that no statute gives: one place, shown with their basis as conventions and never as law.
 * A city changes them here.
 */
import { days, type Span, workingDays } from '#kernel/limit'
import { platform } from './law.ts'

export const settings = {
  /** From registration to the choice of a path. */
  triage: workingDays(1),
  /** From the choice of a path to the dispatch or hand-off. */
  dispatch: workingDays(1),
  /** From dispatch to the handling unit's receipt. */
  receive: workingDays(2),
  /** From dispatch to an objection: statutory for petitions from 2022-05-01, the same number by convention otherwise. */
  objection: workingDays(5),
  /** From an objection to its verification. */
  returnDecision: workingDays(2),
  /** From a return, or from the finding that several units are concerned, to the conference. */
  convene: workingDays(3),
  /** From dispatch to the result, where the slip sets no other number. */
  handleWorkdays: 15,
  review: workingDays(2),
  reply: workingDays(1),
  visitBack: workingDays(5),
  /** Hours within which an urgent matter is reported upward. */
  urgentHours: 2,
  /** Days left of a remedy's period at or under which it is shown in red and sent by message. */
  remedyWarningDays: 15,
  /** Days apart up to which two days of a conduct are the same occasion: as people's mediation takes them (chapter 4, A4.11). */
  sameAffairDays: 7,
  /** People from which a matter counts as a group's. */
  groupHeads: 5,
  /** People from which a matter starts at the county. */
  countyHeads: 20,
  /** Returns from which a matter counts as pushed around and a conference is compulsory. */
  returnsToConvene: 3,
  /** Attempts on different days after which a petitioner counts as out of reach. */
  visitAttempts: 2,
  /** Marks that count as satisfied, and those that count as dissatisfied. */
  satisfiedFrom: 4,
  dissatisfiedTo: 2,
  /** Cells of a published summary under this many matters are merged. */
  smallestCell: 5,
} as const

/** Days by which a court's delegated mediation is bounded; statutory, here only for use in two places. */
export const delegatedSpan: Span = days(30)

export const internal = platform('中心内部时限，可由本市调整，不是法定期限')
