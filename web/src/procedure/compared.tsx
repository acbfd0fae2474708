/** Two versions of a procedure beside each other: what was added, what is gone, what changed. */
import { useIsPublic } from '../entry.ts'
import { usePhone } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { type Comparison, useComparison } from './data.ts'

type Change = Comparison['changes'][number]
type Version = { id: string; version: string; versionLabel: string }

const kinds: Readonly<Record<Change['kind'], string>> = {
  action: '动作',
  state: '状态',
  limit: '期限',
  refusal: '不予办理的情形',
}
const changes: Readonly<Record<Change['change'], string>> = { added: '新增', removed: '删去', changed: '改动' }

export function Compared({ older, newer }: { older: Version; newer: Version }) {
  const isPublic = useIsPublic()
  const compared = useComparison(newer.id, newer.version, older.version)
  if (compared.isError) return <ProblemView error={compared.error} retry={() => compared.refetch()} />
  if (!compared.data) return <Waiting rows={4} />
  const all = compared.data.changes
  const groups = [...Map.groupBy(all, (c) => c.kind)]
  const count = (change: Change['change']) => all.filter((c) => c.change === change).length
  return (
    <>
      <p role="status">
        {all.length === 0
          ? '两个版本的动作、状态、期限和不予办理的情形都相同。'
          : `新增${count('added')}项，删去${count('removed')}项，改动${count('changed')}项；没有列出的都相同。`}
      </p>
      {!isPublic && (
        <p>
          <A to={paths.compare} search={{ procedure: newer.id, va: older.version, vb: newer.version }}>
            各选一件并列
          </A>
          <span className="quiet">：看两个版本下实际办理的经过和期限。</span>
        </p>
      )}
      {groups.map(([kind, list]) => (
        <section key={kind} className="block" aria-label={`${kinds[kind]}的变化`}>
          <h3>{kinds[kind]}</h3>
          <Side list={list} older={older} newer={newer} />
        </section>
      ))}
    </>
  )
}

const both = (c: Change): { what: string; before: string[]; after: string[] }[] =>
  c.change === 'added'
    ? [{ what: '', before: [], after: [c.label] }]
    : c.change === 'removed'
      ? [{ what: '', before: [c.label], after: [] }]
      : c.differences

/** A list of words, those that the other side has not brought out. */
function Words({ list, other, added }: { list: readonly string[]; other: readonly string[]; added: boolean }) {
  if (list.length === 0) return <span className="quiet">—</span>
  return (
    <ul>
      {list.map((w) => (
        <li key={w}>{other.includes(w) ? w : added ? <ins>{w}</ins> : <del>{w}</del>}</li>
      ))}
    </ul>
  )
}

function Side({ list, older, newer }: { list: readonly Change[]; older: Version; newer: Version }) {
  const phone = usePhone()
  if (phone)
    return (
      <ul className="proc-cards compared">
        {list.map((c) => (
          <li key={c.id}>
            <div className="card card-pad">
              <h3>
                {c.label}
                <span className="badge">{changes[c.change]}</span>
              </h3>
              <dl>
                {both(c).map((d) => (
                  <div key={d.what}>
                    {d.what && <dt>{d.what}</dt>}
                    <dd>
                      <Words list={d.before} other={d.after} added={false} />
                      <Words list={d.after} other={d.before} added />
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          </li>
        ))}
      </ul>
    )
  const head = (v: Version) => <A to={paths.procedure(v.id, v.version)}>{v.versionLabel}</A>
  return (
    <div className="card scroll-x">
      <table className="figures proc-rows compared">
        <thead>
          <tr>
            <th scope="col">名称</th>
            <th scope="col">变化</th>
            <th scope="col">{head(older)}</th>
            <th scope="col">{head(newer)}</th>
          </tr>
        </thead>
        {list.map((c) => {
          const lines = both(c)
          return (
            <tbody key={c.id}>
              {lines.map((d, i) => (
                <tr key={d.what}>
                  {i === 0 && (
                    <th scope="rowgroup" rowSpan={lines.length}>
                      {c.label}
                    </th>
                  )}
                  <td className="nowrap">{d.what || changes[c.change]}</td>
                  <td>
                    <Words list={d.before} other={d.after} added={false} />
                  </td>
                  <td>
                    <Words list={d.after} other={d.before} added />
                  </td>
                </tr>
              ))}
            </tbody>
          )
        })}
      </table>
    </div>
  )
}
