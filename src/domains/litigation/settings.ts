/**
 * The periods of the defence that no statute gives, in one place: conventions that a city may change, never shown as statute.
 */
import { days, months } from '#kernel/limit'

export const settings = {
  /** Days before the last day of an answer or an appeal from which a warning is shown. */
  warnDays: 5,
  /** From the effect of a lost judgment to its review. */
  lossReview: days(30),
  /** From the end of what was to be done to the closing of the file. */
  closing: days(30),
  /** From a judgment to the registration of the days on which it was served on every party. */
  service: days(30),
  /** A duty for which the judgment names no day is shown as due after so many days. */
  undatedDuty: days(60),
  /** From an appeal to the registration of what became of it; the court's own limit runs in the new case. */
  secondOutcome: months(6),
  /** After so many days somebody looks whether a suspension still has its reason. */
  suspensionReview: days(90),
  /** A claim that was decided on and neither sued over nor called in closes after the period for suing. */
  undemanded: months(3),
  /** From a suit over compensation to the registration of its outcome. */
  suitOutcome: months(12),
  /** From the payment to the decision whether anybody has to bear it. */
  recourse: days(60),
} as const
