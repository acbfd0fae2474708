/** What of the report people would rather look at: printed beside computed, what happened by month and by place, how it ended. */
import { type ReactNode, useMemo } from 'react'
import { Chart } from '../charts/chart.tsx'
import { breakdownSpec, coverageSpec, type Kind, monthOf, monthSpec, placeSpec } from '../charts/figures.ts'
import { useIsPublic } from '../entry.ts'
import { usePlaceName } from '../places.ts'
import { type By, useBreakdown, useStatistics } from '../report-data.ts'
import type { Report, Row } from '../report-shape.ts'

const records = (row: Row) => row.records ?? 0
const most = (rows: readonly Row[]): Row | undefined =>
  rows.reduce<Row | undefined>((a, b) => (a && records(a) >= records(b) ? a : b), undefined)

export function ReportCharts({ year, report }: { year: string; report: Report }) {
  const isPublic = useIsPublic()
  const coverage = useMemo(() => coverageSpec(report.figures, report.scale), [report])
  const ofKind = (kind: Kind) =>
    most(report.figures.filter((r) => r.records !== null && report.indicators?.[r.id]?.kind === kind))
  // The largest count of what happened, and a rate: they say most about the year.
  const flow = ofKind('flow')
  const rate = ofKind('rate')
  const Part = isPublic ? Published : Own
  if (!coverage) return null
  return (
    <section className="block card card-pad" aria-labelledby="charts">
      <div className="part-head">
        <h2 id="charts">图示</h2>
      </div>
      <div className="charts">
        <Chart spec={coverage} />
        {flow && <Part year={year} row={flow} by="month" kind="flow" />}
        {flow && <Part year={year} row={flow} by="county" kind="flow" />}
        {rate && <Part year={year} row={rate} by="county" kind="rate" />}
      </div>
    </section>
  )
}

type PartProps = { year: string; row: Row; by: By; kind: Kind }

/** Of the records that the reader may see. */
function Own({ year, row, by, kind }: PartProps): ReactNode {
  const placeName = usePlaceName()
  const { data } = useBreakdown(year, row.id, by)
  if (!data || data.items.length < 2) return null
  const nameOf = by === 'month' ? monthOf : (key: string | null) => placeName(key) || '未注明'
  return <Chart spec={breakdownSpec(row, kind, by, data.items, nameOf)} />
}

/** As published: small numbers stand together. */
function Published({ year, row, by }: PartProps): ReactNode {
  const { data } = useStatistics(year)
  const table = data?.figures.find((f) => f.id === row.id)?.table
  if (!table) return null
  const spec = by === 'month' ? monthSpec(row, table) : placeSpec(row, table)
  return spec.categories.length < 2 ? null : <Chart spec={spec} />
}
