/** What no statute gives and a city's own rules of its bulletin may set: periods, the least number that is ranked, the lines of warning. */
import { type Span, workingDays } from '#kernel/limit'
import type { Fraction } from '../ratio.ts'
import type { MetricId } from './metrics.ts'

export type WarningLevel = 'YELLOW' | 'RED'
/** Crossed where the value (of a count its growth over the year before) stands above or below it; the exact fraction is compared. */
export type WarningLine = { metric: MetricId; level: WarningLevel; when: 'above' | 'below'; percent: Fraction }

const percent = (n: bigint): Fraction => ({ num: n, den: 1n })

/** By which day an application for reconsideration counts: that of its acceptance, or that on which it was received. */
export type ReconCountDate = 'ACCEPTED' | 'RECEIVED'
/** What decides the numbers of a bulletin. */
export type Rules = {
  /** An organ or district with fewer cases concluded at first instance is listed in the rate of losses and not ranked. */
  leastRanked: bigint
  warnings: readonly WarningLine[]
  /** From which month on by which day; the month in which an application was received decides, so that none counts twice or nowhere. */
  reconCountDate: readonly { from: string; by: ReconCountDate }[]
}

export const settings = {
  /** From the end of the month. */
  freezeWorkdays: 5,
  publish: workingDays(5) as Span,
  objection: workingDays(5) as Span,
  feedback: workingDays(15) as Span,
  /** Months in a row with a case lost at first instance, from which an organ is looked at. */
  monthsOfLosses: 3,
} as const

export const rules: Rules = {
  leastRanked: 5n,
  // A month that was frozen keeps its rule: a change is a further entry, from a month that is not frozen yet.
  reconCountDate: [{ from: '2018-01', by: 'ACCEPTED' }],
  warnings: [
    { metric: 'incidence', level: 'YELLOW', when: 'above', percent: percent(0n) },
    { metric: 'incidence', level: 'RED', when: 'above', percent: percent(20n) },
    { metric: 'loss', level: 'YELLOW', when: 'above', percent: percent(8n) },
    { metric: 'loss', level: 'RED', when: 'above', percent: percent(12n) },
    { metric: 'appearance', level: 'YELLOW', when: 'below', percent: percent(90n) },
    { metric: 'appearance', level: 'RED', when: 'below', percent: percent(80n) },
    { metric: 'settled', level: 'YELLOW', when: 'below', percent: percent(30n) },
  ],
}

/** The rule that was in force in a month. */
export const countDateIn = (r: Rules, period: string): ReconCountDate =>
  r.reconCountDate.findLast((x) => x.from <= period)?.by ?? 'ACCEPTED'
