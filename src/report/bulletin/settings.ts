/** What no statute gives and a city's own rules of its bulletin may set: periods, the least number that is ranked, the lines of warning. */
import { type Span, workingDays } from '#kernel/limit'
import type { Fraction } from '../ratio.ts'
import type { MetricId } from './metrics.ts'

export type WarningLevel = 'YELLOW' | 'RED'
/** Crossed where the value (of a count its growth over the year before) stands above or below it; the exact fraction is compared. */
export type WarningLine = { metric: MetricId; level: WarningLevel; when: 'above' | 'below'; percent: Fraction }

const percent = (n: bigint): Fraction => ({ num: n, den: 1n })

export const settings = {
  /** From the end of the month. */
  freezeWorkdays: 5,
  publish: workingDays(5) as Span,
  objection: workingDays(5) as Span,
  feedback: workingDays(15) as Span,
  /** An organ with fewer in the denominator of a rate is listed and not ranked. */
  leastRanked: 5n,
  /** Months in a row with a case lost at first instance, from which an organ is looked at. */
  monthsOfLosses: 3,
  warnings: [
    { metric: 'incidence', level: 'YELLOW', when: 'above', percent: percent(0n) },
    { metric: 'incidence', level: 'RED', when: 'above', percent: percent(20n) },
    { metric: 'loss', level: 'YELLOW', when: 'above', percent: percent(8n) },
    { metric: 'loss', level: 'RED', when: 'above', percent: percent(12n) },
    { metric: 'appearance', level: 'YELLOW', when: 'below', percent: percent(90n) },
    { metric: 'appearance', level: 'RED', when: 'below', percent: percent(80n) },
    { metric: 'settled', level: 'YELLOW', when: 'below', percent: percent(30n) },
  ] as readonly WarningLine[],
} as const
