/** A metric of the bulletin to look at: the year so far beside the year before, by district and by organ. The tables below have the same numbers. */
import { Chart } from '../charts/chart.tsx'
import { axisOfShares } from '../charts/figures.ts'
import type { Spec } from '../charts/spec.ts'
import { type Line, type Metric, type Pair, pairsOf } from './data.ts'

/** As many organs as can be told apart; those with the most cases, since one case of one is a rate of a hundred. */
const most = 12

/** “6.67%” or “25件” as the number that is drawn; nothing where there is none. */
const numberOf = (text: string | undefined): number | null => {
  const value = Number.parseFloat((text ?? '').replaceAll(',', ''))
  return Number.isNaN(value) ? null : value
}
const cases = (p: Pair) => p.year?.denominator ?? p.year?.numerator ?? 0

/** What is drawn of a dimension, or nothing where there are not two to compare. */
export function metricSpec(lines: readonly Line[], dimension: 'PLACE' | 'AGENCY', metric: Metric): Spec | undefined {
  const all = pairsOf(lines, dimension, metric).filter(
    (p) => p.year && (numberOf(p.year.value) !== null || numberOf(p.year.before) !== null),
  )
  const chosen = new Set(all.toSorted((a, b) => cases(b) - cases(a)).slice(0, most))
  const shown = all.filter((p) => chosen.has(p))
  const first = shown[0]?.year
  if (!first || shown.length < 2) return undefined
  const isRate = metric !== 'incidence'
  const series = [
    { name: '年初至当月', values: shown.map((p) => numberOf(p.year?.value)) },
    { name: '上年同期', values: shown.map((p) => numberOf(p.year?.before)) },
  ]
  // Where nothing but noughts stands, there is nothing to look at.
  if (series.every((s) => s.values.every((v) => !v))) return undefined
  const of = dimension === 'PLACE' ? '区县（市）' : '机关'
  return {
    title: `${first.metricLabel}按${of}${shown.length < all.length ? `（案件最多的${most}个）` : ''}`,
    unit: isRate ? '%' : '件',
    shape: 'bars',
    of,
    categories: shown.map((p) => p.name),
    series,
    ...axisOfShares(
      isRate ? 'rate' : 'flow',
      series.flatMap((s) => s.values),
    ),
  }
}

export function Charts({ lines, metric }: { lines: readonly Line[]; metric: Metric }) {
  const specs = [metricSpec(lines, 'PLACE', metric), metricSpec(lines, 'AGENCY', metric)].filter((s) => s !== undefined)
  if (specs.length === 0) return null
  return (
    <div className="charts card card-pad">
      {specs.map((spec) => (
        <Chart key={spec.of} spec={spec} />
      ))}
    </div>
  )
}
