/**
 * A year beside the year before: the growth of a count in per cent, the change of a rate in percentage points, printed with printed
 * and computed with computed, and nothing where the year before is missing.
 */
import type { Figure } from './figures.ts'
import { isRate } from './figures.ts'
import { CHANGE_IDS } from './identities.ts'
import { unitOf } from './qualifier.ts'
import {
  displayChange,
  displayExactly,
  displayPointChange,
  displayRate,
  NO_RATE,
  parseDecimal,
  pow10,
} from './ratio.ts'
import type { ComputedFigure } from './reconcile.ts'

/** `value` with its sign; of a count in per cent, of a rate in percentage points. */
export type Change = { kind: 'percent' | 'points'; value: string; before: string }
export type FigureComparison = { published: Change | null; computed: Change | null }

export type Comparison = {
  /** The year compared with. */
  year: number
  /** Where nothing can be compared, why; where something can, what kind of numbers. */
  note: string
  figures: Record<string, FigureComparison>
}

export type YearNumbers = {
  year: number
  printed: readonly Figure[]
  /** Nothing where the platform has no records of that year. */
  computed: ReadonlyMap<string, ComputedFigure> | undefined
}

const pair = (f: Figure) => {
  const d = parseDecimal(f.value)
  return { num: d.units, den: pow10(d.decimals) }
}

// Neither a rank nor an edition nor a time limit grows, and of a change there is no change worth telling.
const isComparable = (f: Figure) => !CHANGE_IDS.has(f.id) && !unitOf(f.unit).point && !/名次|届次|时限/.test(f.label)

/** The change between two printed figures; nothing where a word such as 多 or 近 leaves open what they are. */
export function comparePrinted(now: Figure, before: Figure | undefined): Change | null {
  if (!before || now.qualifier !== 'exact' || before.qualifier !== 'exact') return null
  if (now.unit !== before.unit || now.scope !== before.scope || !isComparable(now)) return null
  const [a, b] = [pair(now), pair(before)]
  if (isRate(now)) {
    const decimals = Math.max(parseDecimal(now.value).decimals, parseDecimal(before.value).decimals)
    const percent = (x: { num: bigint; den: bigint }) => ({ num: x.num, den: x.den * 100n })
    return { kind: 'points', value: displayPointChange(percent(a), percent(b), decimals), before: before.value }
  }
  if (b.num <= 0n) return null
  return {
    kind: 'percent',
    value: displayChange(a.num * b.den - b.num * a.den, b.num * a.den),
    before: before.value,
  }
}

/** The change between what the records give; nothing where the year before has none for this figure. */
export function compareComputed(figure: Figure, now?: ComputedFigure, before?: ComputedFigure): Change | null {
  if (!now || !before || before.records <= 0n || !isComparable(figure)) return null
  if (isRate(figure)) {
    if (now.num === undefined || before.num === undefined || !now.den || !before.den) return null
    const value = displayPointChange({ num: now.num, den: now.den }, { num: before.num, den: before.den })
    return value === NO_RATE ? null : { kind: 'points', value, before: displayRate(before.num, before.den) }
  }
  if (now.value === undefined || before.value === undefined || before.value <= 0n) return null
  const { magnitude, money } = unitOf(figure.unit)
  // Records give money in yuan unless they say fen; the unit's magnitude is in fen.
  const shown = displayExactly(before.value * (money && !before.unitFen ? 100n : 1n), magnitude)
  return { kind: 'percent', value: displayChange(now.value - before.value, before.value), before: shown }
}

/** Every figure of `now` beside the same one of `before`. */
export function compareYears(now: YearNumbers, before: YearNumbers): Comparison {
  const printed = new Map(before.printed.map((f) => [f.id, f]))
  const figures: Comparison['figures'] = {}
  for (const f of now.printed) {
    const published = comparePrinted(f, printed.get(f.id))
    const computed = compareComputed(f, now.computed?.get(f.id), before.computed?.get(f.id))
    if (published || computed) figures[f.id] = { published, computed }
  }
  const missing = [
    ...(before.printed.length ? [] : [`没有${before.year}年公布的数字`]),
    ...(before.computed ? [] : [`平台没有${before.year}年的记录`]),
  ].join('，')
  const compared = Object.keys(figures).length
  const note =
    compared === 0
      ? `${missing || `没有可以与${before.year}年比较的数`}，不作比较`
      : `与${before.year}年比较：件数等写增长或者下降的百分比，比率写提高或者降低的百分点${missing && `；${missing}`}`
  return { year: before.year, note, figures }
}
