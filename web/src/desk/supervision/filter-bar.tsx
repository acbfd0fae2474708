/** What narrows the findings: the same on the overview and on the list, and kept in the address. */
import { Button, Segmented, Select, Tag } from 'antd'
import { ages, type Filter, nowhere, useCounts, usePlaces, useRules } from './data.ts'

type Set = (change: Record<string, string | undefined>) => void

export function FilterBar({ filter, set }: { filter: Filter; set: Set }) {
  const rules = useRules()
  const places = usePlaces()
  const counties = (places.data ?? []).filter((p) => p.level === 'county')
  const towns = (places.data ?? []).filter((p) => p.level === 'town' && p.parent === filter.county)
  const isNarrowed = Object.keys(filter).length > 0
  return (
    <div className="tools">
      <div className="filter">
        <Segmented
          aria-label="轻重"
          value={filter.severity ?? ''}
          onChange={(severity) => set({ severity: String(severity) })}
          options={[
            { value: '', label: '全部' },
            { value: 'RED', label: <span className="urgency overdue">红</span> },
            { value: 'YELLOW', label: <span className="urgency soon">黄</span> },
          ]}
        />
      </div>
      <Select
        aria-label="规则"
        className="rule-choice"
        value={filter.rule ?? ''}
        onChange={(rule) => set({ rule })}
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          { value: '', label: '全部规则' },
          ...(rules.data ?? []).filter((r) => r.severity !== 'BLOCK').map((r) => ({ value: r.id, label: r.label })),
        ]}
      />
      <Select
        aria-label="区县（市）"
        className="place-choice"
        value={filter.county ?? ''}
        onChange={(county) => set({ county, town: undefined })}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: '全部区县（市）' },
          ...counties.map((p) => ({ value: p.code, label: p.name })),
          ...(filter.county === nowhere ? [{ value: nowhere, label: '市本级' }] : []),
        ]}
      />
      {filter.county && filter.county !== nowhere && (
        <Select
          aria-label="乡镇（街道）"
          className="place-choice"
          value={filter.town ?? ''}
          onChange={(town) => set({ town })}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: '全部乡镇（街道）' },
            { value: nowhere, label: '区县（市）本级' },
            ...towns.map((p) => ({ value: p.code, label: p.name })),
          ]}
        />
      )}
      <Select
        aria-label="违反至今"
        value={filter.age ?? ''}
        onChange={(age) => set({ age })}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: '不论多久' },
          ...ages.map(([value, label]) => ({ value: value as string, label })),
        ]}
      />
      {filter.agency && <AgencyTag agency={filter.agency} onClose={() => set({ agency: undefined })} />}
      {isNarrowed && (
        <Button
          type="link"
          onClick={() =>
            set({
              rule: undefined,
              severity: undefined,
              agency: undefined,
              county: undefined,
              town: undefined,
              age: undefined,
            })
          }
        >
          去掉全部条件
        </Button>
      )}
    </div>
  )
}

/** An agency is chosen from the counts, not typed: there are thousands. */
function AgencyTag({ agency, onClose }: { agency: string; onClose: () => void }) {
  const counts = useCounts('agency', { agency })
  return (
    <Tag closable={{ 'aria-label': '去掉单位条件' }} onClose={onClose} className="agency-tag">
      {counts.data?.items[0]?.label ?? '所选单位'}
    </Tag>
  )
}
