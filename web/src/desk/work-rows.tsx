/** Rows of work: a table on a desk, cards on a phone. */
import { Checkbox } from 'antd'
import { Due } from '../parts/due.tsx'
import { usePhone } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { paths } from '../paths.ts'
import type { WorkItem } from './pages/work.tsx'

type Choosing = {
  chosen: ReadonlyMap<string, WorkItem>
  onChoose: ((chosen: ReadonlyMap<string, WorkItem>) => void) | undefined
}

/** Only what may be done together can be chosen together: the same procedure and version, in the same state. */
const kindOf = (w: WorkItem) => `${w.matter.procedure} ${w.matter.version} ${w.matter.state}`

export function WorkRows({ items, chosen, onChoose }: { items: readonly WorkItem[] } & Choosing) {
  const phone = usePhone()
  const canChoose = onChoose !== undefined && items.some((w) => w.forMany.length > 0)
  const kind = [...chosen.values()][0]
  const mayJoin = (w: WorkItem) => w.forMany.length > 0 && (!kind || kindOf(kind) === kindOf(w))
  const toggle = (w: WorkItem) => {
    const next = new Map(chosen)
    if (!next.delete(w.matter.id)) next.set(w.matter.id, w)
    onChoose?.(next)
  }
  const box = (w: WorkItem) => (
    <Checkbox
      checked={chosen.has(w.matter.id)}
      disabled={!chosen.has(w.matter.id) && !mayJoin(w)}
      onChange={() => toggle(w)}
      aria-label={`选中${w.matter.number ?? w.matter.title}`}
    />
  )
  if (phone)
    return (
      <ul className="card work-cards">
        {items.map((w) => (
          <li key={w.matter.id}>
            <div className="line">
              <Due due={w.due} limit={w.limit} isProvisional={w.isProvisional} urgency={w.urgency} />
              {canChoose && w.forMany.length > 0 && box(w)}
            </div>
            <A to={paths.matter(w.matter.id)}>
              {w.matter.isUrgent && <span className="badge bad">紧急</span>}
              {w.matter.title}
            </A>
            <p className="quiet">
              {w.matter.number && <span className="num">{w.matter.number}　</span>}
              {w.matter.procedureLabel}，{w.matter.stateLabel}
            </p>
            <NextSteps item={w} />
          </li>
        ))}
      </ul>
    )
  return (
    <div className="card">
      <table className="rows work">
        <thead>
          <tr>
            {canChoose && (
              <th scope="col" className="check">
                <span className="visually-hidden">选中</span>
              </th>
            )}
            <th scope="col">期限</th>
            <th scope="col">事项</th>
            <th scope="col">程序和状态</th>
            <th scope="col">单位</th>
            <th scope="col">接下来</th>
          </tr>
        </thead>
        <tbody>
          {items.map((w) => (
            <tr key={w.matter.id} className={chosen.has(w.matter.id) ? 'chosen' : undefined}>
              {canChoose && <td className="check">{w.forMany.length > 0 && box(w)}</td>}
              <td className="nowrap">
                <Due due={w.due} limit={w.limit} isProvisional={w.isProvisional} urgency={w.urgency} />
              </td>
              <th scope="row">
                {w.matter.isUrgent && <span className="badge bad">紧急</span>}
                <A to={paths.matter(w.matter.id)}>{w.matter.title}</A>
                {w.matter.number && <small className="num">{w.matter.number}</small>}
              </th>
              <td>
                {w.matter.stateLabel}
                <small>{w.matter.procedureLabel}</small>
              </td>
              <td>
                {w.matter.agencyName ?? w.matter.agencyId}
                {w.place && <small>{w.place}</small>}
              </td>
              <td>
                <NextSteps item={w} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const shown = 3

function NextSteps({ item }: { item: WorkItem }) {
  const more = item.next.length - shown
  return (
    <span className="steps">
      {item.next.slice(0, shown).map((n) => (
        <A key={n.action} to={paths.act(item.matter.id, n.action)}>
          {n.label}
        </A>
      ))}
      {more > 0 && <A to={paths.matter(item.matter.id)}>等{item.next.length}项</A>}
    </span>
  )
}
