/** Periods of settling and of advice that no statute gives: conventions that a city may change, never shown as statute. */
import { days, months } from '#kernel/limit'

export const settings = {
  /** From the proposal to everybody's answer. */
  consent: days(15),
  /** From everybody's consent to an agreement or the failure of it. */
  settle: days(60),
  /** From an agreement without a term, from performance, to the closing. */
  closing: days(30),
  /** From failure to the registration of how the case went on. */
  returned: months(6),
  /** From the service of a judgment that states how heads appeared, to the registration of the advice. */
  awaiting: days(60),
  /** To reply to advice whose letter names no period. */
  reply: days(30),
} as const
