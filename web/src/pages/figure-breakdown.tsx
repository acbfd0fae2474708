/** A figure taken apart by month and place: of the records that the reader may see, or as published. */
import { Segmented } from 'antd'
import { useState } from 'react'
import { Chart } from '../charts/chart.tsx'
import { breakdownSpec, byLabels, type Kind, monthOf, monthSpec, placeSpec } from '../charts/figures.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { usePlaceName } from '../places.ts'
import { type By, useBreakdown, useStatistics } from '../report-data.ts'
import type { Row } from '../report-shape.ts'

export function Breakdown({ year, row, kind }: { year: string; row: Row; kind: Kind }) {
  // What stands at the end of a year has no month of its own.
  const ways: By[] = kind === 'stock' ? ['county', 'town'] : ['month', 'county', 'town']
  const [by, setBy] = useState<By>(ways[0]!)
  const placeName = usePlaceName()
  const parts = useBreakdown(year, row.id, by)
  const nameOf = by === 'month' ? monthOf : (key: string | null) => placeName(key) || '未注明'
  return (
    <section className="block card card-pad" aria-labelledby="parts">
      <div className="part-head">
        <h2 id="parts">分列</h2>
        <div className="filter">
          <Segmented
            aria-label="分列方式"
            value={by}
            onChange={setBy}
            options={ways.map((value) => ({ value, label: byLabels[value] }))}
          />
        </div>
      </div>
      {parts.isError ? (
        <ProblemView error={parts.error} retry={() => parts.refetch()} />
      ) : !parts.data ? (
        <Waiting rows={4} label="正在分列" />
      ) : parts.data.items.length === 0 ? (
        <p className="quiet">其中没有您可以查看的记录。</p>
      ) : (
        <>
          <Chart
            key={parts.data.by}
            spec={largest(breakdownSpec(row, kind, parts.data.by, parts.data.items, nameOf), 30)}
          />
          <p className="quiet">只计您可以查看的记录。</p>
        </>
      )}
    </section>
  )
}

/** A hundred bars are no picture: the largest are drawn, and the title says so. */
function largest(spec: ReturnType<typeof breakdownSpec>, most: number) {
  if (spec.categories.length <= most) return spec
  const values = spec.series[0]?.values ?? []
  const order = spec.categories
    .map((_, i) => i)
    .sort((a, b) => (values[b] ?? -1) - (values[a] ?? -1))
    .slice(0, most)
  return {
    ...spec,
    title: `${spec.title}（共${spec.categories.length}个，列最多的${most}个）`,
    categories: order.map((i) => spec.categories[i]!),
    series: spec.series.map((s) => ({ ...s, values: order.map((i) => s.values[i] ?? null) })),
  }
}

/** The same for everybody, small numbers merged. */
export function PublishedBreakdown({ year, row }: { year: string; row: Row }) {
  const statistics = useStatistics(year)
  const figure = statistics.data?.figures.find((f) => f.id === row.id)
  if (!figure?.table) return null
  return (
    <section className="block card card-pad" aria-labelledby="parts">
      <div className="part-head">
        <h2 id="parts">分列</h2>
        <A to="/statistics" search={{ year }} hash={`t-${row.id}`}>
          看统计表
        </A>
      </div>
      <div className="charts">
        {figure.table.by === 'month' && <Chart spec={monthSpec(figure, figure.table)} />}
        <Chart spec={placeSpec(figure, figure.table)} />
      </div>
    </section>
  )
}
