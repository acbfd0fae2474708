/** Counts of findings as a table with bars; each number leads to its list. */
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { A } from '../../parts/link.tsx'
import { paths } from '../../paths.ts'
import { grouped } from '../../words.ts'
import type { Filter, Group } from './data.ts'

export type CountRow = Group & { note?: ReactNode; name?: ReactNode; filter: Filter; isPart?: boolean }

export function CountTable({
  caption,
  head,
  rows,
  first = 20,
}: {
  caption: string
  head: string
  rows: readonly CountRow[]
  first?: number
}) {
  const [shown, setShown] = useState(first)
  const most = Math.max(1, ...rows.filter((r) => !r.isPart).map((r) => r.open))
  return (
    <>
      <table className="rows counts">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="bar-cell">
              <span className="visually-hidden">未销号所占的长短</span>
            </th>
            <th scope="col" className="right">
              未销号
            </th>
            <th scope="col" className="right">
              其中红
            </th>
            <th scope="col" className="right">
              已销号
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((r) => (
            <tr key={`${r.key} ${r.isPart}`} className={r.isPart ? 'part' : undefined}>
              <th scope="row">
                {r.name ?? r.label}
                {r.note && <small>{r.note}</small>}
                <span className="narrow" aria-hidden>
                  <Bar open={r.open} red={r.red} most={most} />
                </span>
              </th>
              <td className="bar-cell" aria-hidden>
                <Bar open={r.open} red={r.red} most={most} />
              </td>
              <Count row={r} n={r.open} what="未销号" filter={r.filter} />
              <Count row={r} n={r.red} what="红色未销号" filter={{ ...r.filter, severity: 'RED' }} tone="bad" />
              <Count row={r} n={r.closed} what="已销号" filter={r.filter} open="false" />
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <div className="list-foot">
          <span role="status">
            已列出{shown}项，共{grouped(rows.length)}项
          </span>
          <span className="go">
            <Button onClick={() => setShown(shown + 50)}>再列出50项</Button>
          </span>
        </div>
      )}
    </>
  )
}

function Count({
  row,
  n,
  what,
  filter,
  tone,
  open,
}: {
  row: CountRow
  n: number
  what: string
  filter: Filter
  tone?: 'bad'
  open?: 'false'
}) {
  return (
    <td className="right num">
      {n === 0 ? (
        <span className="quiet">0</span>
      ) : (
        <A
          to={paths.findings}
          search={{ ...filter, ...(open ? { open } : {}) }}
          className={tone ?? ''}
          aria-label={`${row.label}：${what}${n}件`}
        >
          {grouped(n)}
        </A>
      )}
    </td>
  )
}

function Bar({ open, red, most }: { open: number; red: number; most: number }) {
  const of = (n: number) => `${(100 * n) / most}%`
  return (
    <span className="count-bar">
      <span className="red" style={{ width: of(red) }} />
      <span className="yellow" style={{ width: of(open - red) }} />
    </span>
  )
}
