/**
 * Periods that no statute gives: one place, shown with their basis as conventions of the platform and never as law. A city changes
 * them here.
 */
import { type LocalDate, localDate } from '#kernel/clock'
import { days, workingDays } from '#kernel/limit'
import type { Concentrated } from './organs.ts'
import { revisedFrom } from './statutes.ts'

export const settings = {
  /** From the making of a paper to its service. */
  service: workingDays(5),
  /** From a grassroots point's receipt to the arrival at the reconsideration body. */
  pointForward: workingDays(1),
  /** From the original organ's forwarding to the arrival. */
  arrival: workingDays(5),
  /** From receipt to the choice of version where the application crossed the change of law. */
  versionChoice: workingDays(5),
  /** From the day on which a mediation takes effect to its performance, where it states no term of its own. */
  mediationPerform: days(60),
  /** From the end of a suspension's cause to the resumption. */
  resume: workingDays(10),
  /** Working days from the day on which a decision takes effect to its publication. */
  publish: workingDays(20),
  /** Sixty days of suspension, after which some grounds end the case. */
  suspended: days(60),
  /** Who began to handle reconsideration before this day was not asked for a legal qualification. */
  qualificationFrom: localDate('2018-01-01') as LocalDate,
  /**
   * Where, between which days and by which document reconsideration was concentrated in the governments before 2024: none until a city
   * enters its own, since the documents of Zhejiang have not been read.
   */
  concentrated: undefined as Concentrated | undefined,
  /** Applicants from which representatives are chosen. */
  representativesOver: 5,
} as const

/** Numbers that supervision's views count with: they stand in the view reconsideration.setting, which a test holds equal to these. */
export const watchSettings = {
  /** Days left of the time for deciding, at and under which it is warned of. */
  decide_warning_days: 10,
  /** Days after the last day for performing within which somebody is ordered to perform. */
  order_perform_days: 30,
  /** Days of suspension after which somebody asks whether its cause still stands. */
  suspension_check_days: 90,
  /** Days from the passing on of a norm to the record that it arrived. */
  norm_arrival_days: 15,
  /** Days from a major decision to its filing with the superior organ. */
  major_decision_days: 30,
  /** Days from the end of a half-year to its report. */
  report_days: 30,
  /** From this day acts that must be reconsidered first say so. */
  revised_from: revisedFrom as string,
} as const
