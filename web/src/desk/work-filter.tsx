/** What narrows a work list beside its urgency. */
import { Input, Select } from 'antd'
import { clearable } from '../parts/clearable.tsx'

export function WorkFilter({
  filter,
  counts,
  onChange,
}: {
  filter: { procedure?: string; q?: string }
  counts: readonly { procedure: string; label: string; count: number }[]
  onChange: (change: Record<string, string | undefined>) => void
}) {
  return (
    <>
      <Select
        aria-label="程序"
        value={filter.procedure ?? ''}
        onChange={(procedure) => onChange({ procedure })}
        popupMatchSelectWidth={false}
        style={{ minWidth: 150 }}
        options={[
          { value: '', label: '全部程序' },
          ...counts.map((c) => ({ value: c.procedure, label: `${c.label} ${c.count}` })),
          ...(filter.procedure && !counts.some((c) => c.procedure === filter.procedure)
            ? [{ value: filter.procedure, label: filter.procedure }]
            : []),
        ]}
      />
      <Input.Search
        className="search"
        aria-label="按编号的开头或者标题查找"
        placeholder="编号的开头，或者标题里的文字"
        allowClear={clearable}
        defaultValue={filter.q ?? ''}
        key={filter.q ?? ''}
        onSearch={(q) => onChange({ q })}
      />
    </>
  )
}
