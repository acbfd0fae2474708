/** Findings by place: counties, and the towns of the one that is opened, beside a map where the city has imported one. */
import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { useQueryState } from '../../parts/address.ts'
import { CityMap } from './city-map.tsx'
import { type CountRow, CountTable } from './count-table.tsx'
import { type Filter, type Group, nowhere, useCounts } from './data.ts'

export function ByPlace({ filter }: { filter: Filter }) {
  const [q, set] = useQueryState()
  const counties = useCounts('county', filter)
  const opened = q.within ?? filter.county
  const towns = useCounts('town', { ...filter, ...(opened ? { county: opened } : {}) }, opened !== undefined)
  const rows = (counties.data?.items ?? []).flatMap((c) => {
    const key = c.key || nowhere
    const isOpen = opened === key && q.within !== 'none'
    const label = c.key ? c.label : '市本级'
    return [
      {
        ...c,
        label,
        filter: { ...filter, county: key },
        name: c.key ? (
          <button
            type="button"
            className="fold"
            aria-expanded={isOpen}
            onClick={() => set({ within: isOpen ? (filter.county ? 'none' : undefined) : key })}
          >
            {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
            {label}
          </button>
        ) : (
          label
        ),
      },
      ...(isOpen && c.key ? (towns.data?.items ?? []).map((t) => townRow(t, { ...filter, county: key })) : []),
    ] satisfies CountRow[]
  })
  return (
    <section className="card" aria-labelledby="by-place">
      <h2 id="by-place" className="card-head">
        按区划
      </h2>
      <div className="places">
        <CityMap filter={filter} />
        <div className="scroll">
          <CountTable caption="按区划的监督发现" head="区县（市）" rows={rows} first={200} />
        </div>
      </div>
    </section>
  )
}

const townRow = (t: Group, filter: Filter): CountRow => ({
  ...t,
  label: t.key ? t.label : '区县（市）本级',
  filter: { ...filter, town: t.key || nowhere },
  isPart: true,
})
