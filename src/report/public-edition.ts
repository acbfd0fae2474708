/** The report as anybody may read it: no record, and no number below five of what concerns few people. */
import { type Indicator, leastCell, type Registry, versionFor } from '#kernel'
import type { Comparison, FigureComparison } from './compare.ts'
import { type Correction, openCorrections } from './corrections.ts'
import type { ComputedFigure, Report } from './reconcile.ts'

/** Stands for a count that is not told. */
export const masked = `不足${leastCell}`

const isSmall = (n: bigint | undefined) => n !== undefined && n > 0n && n < BigInt(leastCell)

/**
 * Figures of which the records' number, or what it leaves of another, would say of fewer than five people what became of their matter.
 * @param computed by figure id
 */
export function figuresToMask(
  printed: ReadonlyMap<string, Indicator>,
  registry: Registry,
  year: number,
  computed: ReadonlyMap<string, ComputedFigure>,
): Set<string> {
  const hidden = new Set<string>()
  const figureOf = new Map([...printed].map(([figure, i]) => [i.id, figure]))
  for (const [figure, indicator] of printed) {
    const value = computed.get(figure)
    if (!value) continue
    if (indicator.kind !== 'rate') {
      if (indicator.masksSmall && isSmall(value.value)) hidden.add(figure)
      continue
    }
    const v = versionFor(indicator, year)
    const parts = [v?.numerator, v?.denominator].flatMap((id) => registry.indicators.get(id ?? '') ?? [])
    if (!parts.some((p) => p.masksSmall)) continue
    const { num = 0n, den = 0n } = value
    if (isSmall(num) || isSmall(den) || isSmall(den - num)) hidden.add(figure)
    // Of two counts the difference is told as well: one of them has to go.
    const above = figureOf.get(v?.numerator ?? '')
    if (isSmall(den - num) && above) hidden.add(above)
  }
  return hidden
}

type Edition = Report & {
  assumptions?: readonly string[]
  corrections?: readonly Correction[]
  figureIndicators?: Readonly<Record<string, string>>
  comparison?: Comparison
  indicators?: Readonly<Record<string, unknown>>
}

/** A comparison without what it tells of the year before where that was too few to be told. */
function withoutBefore(comparison: Comparison, hiddenBefore: ReadonlySet<string>): Comparison {
  const figures = Object.entries(comparison.figures).flatMap(([id, of]): [string, FigureComparison][] =>
    !hiddenBefore.has(id) ? [[id, of]] : of.published ? [[id, { ...of, computed: null }]] : [],
  )
  return { ...comparison, figures: Object.fromEntries(figures) }
}

/**
 * The report without the numbers of `hidden`; what explains them would tell them, so it goes too.
 * @param hiddenBefore figures whose number of the year before is not told
 */
export function publicEdition<R extends Edition>(
  whole: R,
  hidden: ReadonlySet<string>,
  hiddenBefore: ReadonlySet<string> = new Set(),
): R {
  const indicators = new Set([...hidden].flatMap((figure) => whole.figureIndicators?.[figure] ?? []))
  // What was assumed names counts, small ones among them.
  const open = whole.assumptions ? { ...whole, assumptions: [] } : whole
  const corrected = open.corrections ? { ...open, corrections: openCorrections(open.corrections, indicators) } : open
  const report =
    corrected.comparison && hiddenBefore.size
      ? { ...corrected, comparison: withoutBefore(corrected.comparison, hiddenBefore) }
      : corrected
  if (hidden.size === 0) return report
  const omit = <T>(of: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(of).filter(([id]) => !hidden.has(id)))
  return {
    ...report,
    figures: report.figures.map((f) =>
      hidden.has(f.id)
        ? {
            ...f,
            computed: masked,
            records: null,
            agrees: null,
            habit: null,
            flags: [],
            note: `由记录算出的件数${masked}或者由此可以推知，不公布`,
          }
        : f,
    ),
    identities: report.identities.filter((i) => !i.figures.some((id) => hidden.has(id))),
    ...(report.comparison ? { comparison: { ...report.comparison, figures: omit(report.comparison.figures) } } : {}),
    ...(report.indicators ? { indicators: omit(report.indicators) } : {}),
  }
}
