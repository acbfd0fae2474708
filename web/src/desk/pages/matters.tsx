/** All matters that one may see, narrowed by procedure, state, agency and words. */
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Empty, Input, Select } from 'antd'
import { api, bodyOf } from '../../api.ts'
import { useQueryState } from '../../parts/address.ts'
import { clearable } from '../../parts/clearable.tsx'
import { usePhone, useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { usePaged } from '../../parts/lists.ts'
import { More } from '../../parts/more.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { useProcedures } from '../../procedures.ts'
import { useSession } from '../../session.tsx'
import { day } from '../../words.ts'
import { SavedFilters } from '../saved-filters.tsx'

type Filter = { procedure?: string; state?: string; agency?: string; q?: string; open?: 'true' | 'false' }
const keys = ['procedure', 'state', 'agency', 'q', 'open'] as const

export function MattersPage() {
  useTitle('事项')
  const { post } = useSession()
  const [q, set] = useQueryState()
  const filter = Object.fromEntries(keys.flatMap((k) => (q[k] ? [[k, q[k]]] : []))) as Filter
  const procedures = useProcedures()
  const chosen = procedures.data?.findLast((p) => p.id === filter.procedure)
  const count = useQuery({
    queryKey: ['matters-count', post?.capacity, filter],
    enabled: post !== undefined,
    queryFn: async () => bodyOf(await api.GET('/api/matters/count', { params: { query: filter } })).count,
  })
  const rows = usePaged(
    ['matters', post?.capacity, filter],
    async (after) =>
      bodyOf(
        await api.GET('/api/matters', { params: { query: { ...filter, limit: 50, ...(after ? { after } : {}) } } }),
      ),
    post !== undefined,
  )
  const ids = [...new Map((procedures.data ?? []).map((p) => [p.id, p.label]))]
  return (
    <>
      <div className="title">
        <h1>事项</h1>
      </div>
      <div className="tools">
        <Select
          aria-label="程序"
          value={filter.procedure ?? ''}
          onChange={(procedure) => set({ procedure, state: undefined })}
          popupMatchSelectWidth={false}
          style={{ minWidth: 150 }}
          options={[{ value: '', label: '全部程序' }, ...ids.map(([value, label]) => ({ value, label }))]}
        />
        {chosen && (
          <Select
            aria-label="状态"
            value={filter.state ?? ''}
            onChange={(state) => set({ state })}
            popupMatchSelectWidth={false}
            style={{ minWidth: 130 }}
            options={[{ value: '', label: '全部状态' }, ...chosen.states.map((s) => ({ value: s.id, label: s.label }))]}
          />
        )}
        <Checkbox
          checked={filter.open === 'true'}
          onChange={(e) => set({ open: e.target.checked ? 'true' : undefined })}
        >
          只看没有办结的
        </Checkbox>
        <SavedFilters
          list="matters"
          filter={filter as Record<string, string>}
          onChoose={(f) => set({ ...Object.fromEntries(keys.map((k) => [k, undefined])), ...f })}
        />
        <Input.Search
          className="search"
          aria-label="按编号的开头查找"
          placeholder="编号的开头"
          allowClear={clearable}
          defaultValue={filter.q ?? ''}
          key={filter.q ?? ''}
          onSearch={(words) => set({ q: words.trim() })}
        />
      </div>
      {rows.isError ? (
        <ProblemView error={rows.error} retry={() => rows.refetch()} />
      ) : rows.isPending ? (
        <Waiting rows={10} label="正在读取事项" />
      ) : rows.items.length === 0 ? (
        <div className="card card-pad">
          <Empty description="没有符合这些条件、您又可以查看的事项" />
        </div>
      ) : (
        <>
          <MatterRows items={rows.items} />
          <More query={rows} shown={rows.items.length} total={count.data} />
        </>
      )}
    </>
  )
}

type Items = Parameters<typeof MatterRow>[0]['matter'][]

export function MatterRows({ items }: { items: Items }) {
  const phone = usePhone()
  if (phone)
    return (
      <ul className="card work-cards">
        {items.map((m) => (
          <li key={m.id}>
            <A to={paths.matter(m.id)}>
              {m.isUrgent && <span className="badge bad">紧急</span>}
              {m.title}
            </A>
            <p className="quiet">
              {m.number && <span className="num">{m.number}　</span>}
              {m.procedureLabel}，{m.stateLabel}
            </p>
            <p className="quiet">
              {m.agencyName}，{day(m.filedOn)}开始
            </p>
          </li>
        ))}
      </ul>
    )
  return (
    <div className="card">
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">事项</th>
            <th scope="col">程序和状态</th>
            <th scope="col">单位</th>
            <th scope="col">开始</th>
            <th scope="col">最近一步</th>
            <th scope="col">最近的期限</th>
          </tr>
        </thead>
        <tbody>
          {items.map((m) => (
            <MatterRow key={m.id} matter={m} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function MatterRow({ matter: m }: { matter: import('../../api.ts').Schemas['MatterItem'] }) {
  return (
    <tr>
      <th scope="row">
        {m.isUrgent && <span className="badge bad">紧急</span>}
        <A to={paths.matter(m.id)}>{m.title}</A>
        {m.number && <small className="num">{m.number}</small>}
      </th>
      <td>
        {m.stateLabel}
        <small>{m.procedureLabel}</small>
      </td>
      <td>{m.agencyName ?? m.agencyId}</td>
      <td className="num nowrap">{day(m.filedOn)}</td>
      <td className="num nowrap">{day(m.lastOn)}</td>
      <td className="num nowrap">{m.nextDue ? day(m.nextDue) : ''}</td>
    </tr>
  )
}
