/**
 * Whole numbers behind a printed rate. A rate leaves its denominator open: the demonstration says about how large it was, and the
 * nearest denominator is taken for which some numerator prints the figure both rounded and cut off, so that neither habit is presumed.
 */
import { ceilDiv, findDecimal, most, pow10 } from '../report/ratio.ts'

export type Ratio = { numerator: number; denominator: number }

/** How far from the wished denominator one is looked for. */
const FARTHEST = 20_000

type Printed = { units: bigint; whole: bigint }

/** A percentage of so many decimals as units of its last place; undefined where the text is none between 0 and 100. */
function percentOf(printed: string): Printed | undefined {
  const p = findDecimal(printed)
  const whole = p && 100n * pow10(p.decimals)
  return p && whole && p.units >= 0n && p.units <= whole ? { units: p.units, whole } : undefined
}

/** The least numerator, from one given on, that prints the percentage both rounded half up and cut off, where this denominator has one. */
export function numeratorFor(printed: string, denominator: number, from = 0): number | undefined {
  const p = percentOf(printed)
  if (!p || denominator < 1) return undefined
  const d = BigInt(denominator)
  const n = most(ceilDiv(p.units * d, p.whole), BigInt(from))
  // Cut off it is `units`; rounded it stays there only in the lower half of the last place.
  return n <= d && 2n * n * p.whole < (2n * p.units + 1n) * d ? Number(n) : undefined
}

/** Whether a part with its own numerator can lie within a whole: neither those who count nor the others are more. */
export const isWithin = (part: Ratio, whole: Ratio): boolean =>
  part.denominator <= whole.denominator &&
  part.numerator <= whole.numerator &&
  part.denominator - part.numerator <= whole.denominator - whole.numerator

/** Where a denominator is looked for: between two numbers, or within another ratio. */
export type Bounds = { least?: number; most?: number; within?: Ratio }

const rangeOf = ({ least = 1, most = Number.MAX_SAFE_INTEGER, within }: Bounds) => {
  const high = Math.min(most, within?.denominator ?? most)
  return { low: Math.max(1, Math.min(least, high)), high }
}
const clamp = (n: number, low: number, high: number) => Math.max(low, Math.min(n, high))

/**
 * The ratio nearest to a wished denominator that prints the percentage both rounded and cut off, within the bounds that are given; of
 * two equally near the smaller. Undefined where there is none in reach.
 */
export function nearestRatio(printed: string, wished: number, bounds: Bounds = {}): Ratio | undefined {
  const { within } = bounds
  const { low, high } = rangeOf(bounds)
  if (!percentOf(printed) || high < 1) return undefined
  const near = clamp(wished, low, high)
  const farthest = Math.min(FARTHEST, Math.max(near - low, high - near))
  for (let distance = 0; distance <= farthest; distance++)
    for (const denominator of distance === 0 ? [near] : [near - distance, near + distance]) {
      if (denominator < low || denominator > high) continue
      // The others of a part are no more than the others of the whole.
      const from = within ? denominator - (within.denominator - within.numerator) : 0
      const numerator = numeratorFor(printed, denominator, from)
      if (numerator !== undefined && (!within || isWithin({ numerator, denominator }, within)))
        return { numerator, denominator }
    }
  return undefined
}

/** A wished ratio as far as the bounds allow it: its denominator moved into them, its share kept as nearly as they let it. */
export function fitted(wished: Ratio, bounds: Bounds = {}): Ratio {
  const { low, high } = rangeOf(bounds)
  if (high < 1 || wished.denominator < 1) return { numerator: 0, denominator: 0 }
  const denominator = clamp(wished.denominator, low, high)
  const share = Math.round((wished.numerator * denominator) / wished.denominator)
  const { within } = bounds
  const others = within ? within.denominator - within.numerator : denominator
  return {
    numerator: clamp(share, Math.max(0, denominator - others), Math.min(denominator, within?.numerator ?? denominator)),
    denominator,
  }
}

/**
 * The counts of the year before from which this year's printed change in per cent follows, rounded half away from zero;
 * in order. Empty where there is none.
 */
export function countsBefore(count: number, printedChange: string): number[] {
  const change = findDecimal(printedChange)
  if (!change) return []
  const whole = 100n * pow10(change.decimals)
  const now = BigInt(count)
  const shows = (before: bigint): boolean => {
    const scaled = (now - before) * whole
    const size = scaled < 0n ? -scaled : scaled
    const units = change.units < 0n ? -change.units : change.units
    const isSameWay = units === 0n || scaled < 0n === change.units < 0n
    return isSameWay && (2n * size + before) / (2n * before) === units
  }
  // before = count / (1 + change); a few on either side cover every rounding.
  const factor = whole + change.units
  if (factor <= 0n) return []
  const middle = (now * whole) / factor
  const spread = (now * whole) / (factor * factor) + 2n
  const found: number[] = []
  for (let b = middle - spread; b <= middle + spread; b++) if (b > 0n && shows(b)) found.push(Number(b))
  return found
}
