/** Rows that are a table on a wide page and cards on a phone: the same cells under the same headings. */
import type { ReactNode } from 'react'
import { usePhone } from '../parts/hooks.ts'

export type Column<T> = { head: string; cell: (row: T) => ReactNode }

export function Rows<T>({
  caption,
  rows,
  idOf,
  marked,
  columns,
}: {
  caption: string
  rows: readonly T[]
  /** Anchor of a row. */
  idOf: (row: T) => string
  marked: string | undefined
  /** The first names the row. */
  columns: readonly Column<T>[]
}) {
  const phone = usePhone()
  const [name, ...others] = columns
  if (!name) return null
  const markOf = (row: T) =>
    marked === idOf(row) ? { className: 'marked', 'aria-current': true as const } : { className: '' }
  if (phone)
    return (
      <ul className="proc-cards" aria-label={caption}>
        {rows.map((row) => (
          <li key={idOf(row)} id={idOf(row)} {...markOf(row)}>
            <div className="card card-pad">
              <h3>{name.cell(row)}</h3>
              <dl>
                {others.map((c) => {
                  const cell = c.cell(row)
                  return cell === null ? null : (
                    <div key={c.head}>
                      <dt>{c.head}</dt>
                      <dd>{cell}</dd>
                    </div>
                  )
                })}
              </dl>
            </div>
          </li>
        ))}
      </ul>
    )
  return (
    <div className="card scroll-x">
      <table className="figures proc-rows">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.head} scope="col">
                {c.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)} id={idOf(row)} {...markOf(row)}>
              <th scope="row">{name.cell(row)}</th>
              {others.map((c) => (
                <td key={c.head}>{c.cell(row) ?? <span className="quiet">—</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
