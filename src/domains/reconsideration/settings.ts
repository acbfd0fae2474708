/**
 * Periods that no statute gives: one place, shown with their basis as conventions of the platform and never as law. A city changes
 * them here.
 */
import { type LocalDate, localDate } from '#kernel/clock'
import { days, workingDays } from '#kernel/limit'

export const settings = {
  /** From the making of a paper to its service. */
  service: workingDays(5),
  /** From a grassroots point's receipt to the arrival at the reconsideration body. */
  pointForward: workingDays(1),
  /** From the original organ's forwarding to the arrival. */
  arrival: workingDays(5),
  /** From receipt to the choice of version where the application crossed the change of law. */
  versionChoice: workingDays(5),
  /** From the end of a suspension's cause to the resumption. */
  resume: workingDays(10),
  /** Working days from the day on which a decision takes effect to its publication. */
  publish: workingDays(20),
  /** Days of suspension after which somebody asks whether its cause still stands (in the view watch_suspended). */
  suspensionCheckDays: 90,
  /** Sixty days of suspension, after which some grounds end the case. */
  suspended: days(60),
  /** Days after the last day for performing within which somebody is ordered to perform. */
  orderPerformDays: 30,
  /** Days from a major decision to its filing with the superior organ. */
  majorDecisionDays: 30,
  /** Days left of the time for deciding, at and under which it is warned of. */
  decideWarningDays: 10,
  /** Who began to handle reconsideration before this day was not asked for a legal qualification. */
  qualificationFrom: localDate('2018-01-01') as LocalDate,
  /** Applicants from which representatives are chosen. */
  representativesOver: 5,
} as const
