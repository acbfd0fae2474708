/** Agencies: a folding tree, or a list of those found by name, kind and place; one of them with whom it is led or guided by, and whom it leads or guides. */
import { useQuery } from '@tanstack/react-query'
import { Empty, Input, Select } from 'antd'
import { api, bodyOf } from '../../api.ts'
import { useQueryState } from '../../parts/address.ts'
import { Fact } from '../../parts/fact.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { usePaged } from '../../parts/lists.ts'
import { More } from '../../parts/more.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { usePlaceName } from '../../places.ts'
import { useSession } from '../../session.tsx'
import { AgencyTree } from '../admin/agency-tree.tsx'
import { AdminTitle, kindLabel, kindOptions, relationLabel, Span } from '../admin/parts.tsx'
import { usePlaces } from '../supervision/data.ts'
import '../admin/admin.css'
import { clearable } from '../../parts/clearable.tsx'

export function AgenciesPage() {
  useTitle('机构')
  const [q] = useQueryState()
  return q.agency ? <Agency id={q.agency} /> : <Agencies />
}

function Agencies() {
  const [q] = useQueryState()
  return (
    <>
      <AdminTitle title="机构" />
      <Find />
      {q.q || q.kind || q.county ? <Found /> : <AgencyTree />}
    </>
  )
}

function Find() {
  const [q, set] = useQueryState()
  const places = usePlaces()
  return (
    <div className="tools">
      <Select
        aria-label="区县（市）"
        value={q.county ?? ''}
        onChange={(county) => set({ county })}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: '全市' },
          ...(places.data ?? []).filter((p) => p.level === 'county').map((p) => ({ value: p.code, label: p.name })),
        ]}
      />
      <Select
        aria-label="类别"
        value={q.kind ?? ''}
        onChange={(kind) => set({ kind })}
        popupMatchSelectWidth={false}
        options={[{ value: '', label: '全部类别' }, ...kindOptions]}
      />
      <Input.Search
        className="search"
        aria-label="按名称查找"
        placeholder="名称里的文字"
        allowClear={clearable}
        defaultValue={q.q ?? ''}
        key={q.q ?? ''}
        onSearch={(words) => set({ q: words.trim() })}
      />
    </div>
  )
}

function Found() {
  const [q] = useQueryState()
  const placeName = usePlaceName()
  const filter = Object.fromEntries((['q', 'kind', 'county'] as const).flatMap((k) => (q[k] ? [[k, q[k]]] : [])))
  const rows = usePaged(['agencies', filter], async (after) =>
    bodyOf(
      await api.GET('/api/agencies', { params: { query: { ...filter, limit: 50, ...(after ? { after } : {}) } } }),
    ),
  )
  return (
    <>
      {rows.isError ? (
        <ProblemView error={rows.error} retry={() => rows.refetch()} />
      ) : rows.isPending ? (
        <Waiting label="正在读取机构" />
      ) : rows.items.length === 0 ? (
        <div className="card card-pad">
          <Empty description="没有符合这些条件的机构" />
        </div>
      ) : (
        <>
          <div className="card scroll">
            <table className="rows stacked">
              <thead>
                <tr>
                  <th scope="col">机构</th>
                  <th scope="col">类别</th>
                  <th scope="col">区划</th>
                  <th scope="col">起止</th>
                </tr>
              </thead>
              <tbody>
                {rows.items.map((a) => (
                  <tr key={a.id}>
                    <th scope="row">
                      <A to={paths.agencies} search={{ agency: a.id }}>
                        {a.name}
                      </A>
                    </th>
                    <td>{kindLabel(a.kind)}</td>
                    <td>{placeName(a.town ?? a.county) || '市本级'}</td>
                    <td>
                      <Span from={a.from} to={a.to} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <More query={rows} shown={rows.items.length} unit="个" />
        </>
      )}
    </>
  )
}

function Agency({ id }: { id: string }) {
  const { post } = useSession()
  const found = useQuery({
    queryKey: ['agency', post?.capacity, id],
    queryFn: async () => bodyOf(await api.GET('/api/agencies/{id}/relations', { params: { path: { id } } })),
  })
  if (found.isError) return <ProblemView error={found.error} />
  if (!found.data) return <Waiting label="正在读取机构" />
  const { agency, above, below } = found.data
  return (
    <>
      <AdminTitle title={agency.name} />
      <p className="lead">
        <A to={paths.agencies}>全部机构</A>
      </p>
      <div className="card card-pad block">
        <dl className="facts">
          <Fact term="类别">{kindLabel(agency.kind)}</Fact>
          <Fact term="区划">{agency.place ?? '市本级'}</Fact>
          <Fact term="起止">
            <Span from={agency.from} to={agency.to} />
          </Fact>
        </dl>
      </div>
      <Relations title="受谁领导、指导" empty="没有登记领导、指导它的机构。" items={above} />
      <Relations title="领导、指导谁" empty="没有登记它领导、指导的机构。" items={below} />
    </>
  )
}

type Relation = { agencyId: string; agencyName: string | null; kind: string; from: string | null; to: string | null }

function Relations({ title, empty, items }: { title: string; empty: string; items: readonly Relation[] }) {
  return (
    <section className="block">
      <h2>{title}</h2>
      {items.length === 0 ? (
        <p className="quiet">{empty}</p>
      ) : (
        <ul className="card plain-list">
          {items.map((r) => (
            <li key={`${r.agencyId} ${r.kind}`}>
              <A to={paths.agencies} search={{ agency: r.agencyId }}>
                {r.agencyName}
              </A>
              <span className="quiet">
                {relationLabel(r.kind)}，<Span from={r.from} to={r.to} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
