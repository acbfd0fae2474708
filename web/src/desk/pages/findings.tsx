/** Findings one by one: what rule, on which matter, since when; into the matter, and into the finding's own procedure. */
import { Empty, Segmented } from 'antd'
import { api, bodyOf } from '../../api.ts'
import { Crumbs } from '../../parts/crumbs.tsx'
import { usePhone, useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { usePaged } from '../../parts/lists.ts'
import { More } from '../../parts/more.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { day } from '../../words.ts'
import { type Finding, severities, useCounts, useFilter } from '../supervision/data.ts'
import { FilterBar } from '../supervision/filter-bar.tsx'
import '../supervision/supervision.css'

export function FindingsPage() {
  useTitle('监督发现')
  const { post } = useSession()
  const [filter, set, q] = useFilter()
  const shown = q.open === 'false' || q.open === 'all' ? q.open : 'true'
  const open = shown === 'all' ? {} : { open: shown as 'true' | 'false' }
  const counts = useCounts('age', filter)
  const rows = usePaged(
    ['findings', 'list', post?.capacity, filter, shown],
    async (after) =>
      bodyOf(
        await api.GET('/api/findings', {
          params: { query: { ...filter, ...open, limit: 50, ...(after ? { after } : {}) } },
        }),
      ),
    post !== undefined,
  )
  const n = counts.data
  const total = n && { true: n.open, false: n.closed, all: n.open + n.closed }[shown]
  return (
    <>
      <Crumbs
        items={[
          <A key="up" to={paths.supervision} search={filter}>
            监督
          </A>,
          '监督发现',
        ]}
      />
      <div className="title">
        <h1>监督发现</h1>
      </div>
      <FilterBar filter={filter} set={set} />
      <div className="tools">
        <div className="filter">
          <Segmented
            aria-label="是否销号"
            value={shown}
            onChange={(v) => set({ open: v === 'true' ? undefined : String(v) })}
            options={[
              { value: 'true', label: `未销号 ${n?.open ?? ''}` },
              { value: 'false', label: `已销号 ${n?.closed ?? ''}` },
              { value: 'all', label: `全部 ${n ? n.open + n.closed : ''}` },
            ]}
          />
        </div>
      </div>
      {rows.isError ? (
        <ProblemView error={rows.error} retry={() => rows.refetch()} />
      ) : rows.isPending ? (
        <Waiting rows={8} label="正在读取监督发现" />
      ) : rows.items.length === 0 ? (
        <div className="card card-pad">
          <Empty description="没有符合这些条件、您又可以查看的监督发现" />
        </div>
      ) : (
        <>
          <Rows items={rows.items} />
          <More query={rows} shown={rows.items.length} total={total} />
        </>
      )}
    </>
  )
}

const Severity = ({ finding: f }: { finding: Finding }) => (
  <span className={f.severity === 'RED' ? 'badge bad' : 'badge warn'}>{severities[f.severity]}</span>
)

/** The matter that it was found on, or why it is not named. */
function Subject({ finding: f }: { finding: Finding }) {
  if (!f.subject) return <span className="quiet">所涉事项您无权查看，或者不止一件</span>
  return (
    <>
      <A to={paths.matter(f.subject.id)}>{f.subject.title}</A>
      <small>
        {f.subject.number && <span className="num">{f.subject.number}，</span>}
        {f.subject.stateLabel}
      </small>
    </>
  )
}

function Rows({ items }: { items: readonly Finding[] }) {
  const phone = usePhone()
  if (phone)
    return (
      <ul className="card work-cards findings">
        {items.map((f) => (
          <li key={f.matterId}>
            <p>
              <Severity finding={f} />
              <A to={paths.matter(f.matterId)}>{f.label}</A>
            </p>
            <p className="quiet">{f.basis.join('；')}</p>
            <p>
              <Subject finding={f} />
            </p>
            <p className="quiet">
              {f.agencyName}，{day(f.since)}起，{f.closedOn ? `${day(f.closedOn)}销号` : f.stateLabel}
            </p>
          </li>
        ))}
      </ul>
    )
  return (
    <div className="card">
      <table className="rows findings">
        <thead>
          <tr>
            <th scope="col">监督发现</th>
            <th scope="col">发生在</th>
            <th scope="col">单位</th>
            <th scope="col">违反之日</th>
            <th scope="col">发现</th>
            <th scope="col">处理</th>
          </tr>
        </thead>
        <tbody>
          {items.map((f) => (
            <tr key={f.matterId}>
              <th scope="row">
                <Severity finding={f} />
                <A to={paths.matter(f.matterId)}>{f.label}</A>
                <small>{f.basis.join('；')}</small>
              </th>
              <td>
                <Subject finding={f} />
              </td>
              <td>
                {f.agencyName ?? ''}
                {f.place && <small>{f.place}</small>}
              </td>
              <td className="num nowrap">{day(f.since)}</td>
              <td className="num nowrap">{day(f.foundOn)}</td>
              <td className="nowrap">
                {f.stateLabel}
                {f.closedOn && <small className="num">{day(f.closedOn)}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
