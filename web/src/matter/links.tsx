/** Matters linked with this one, as a small graph: this one in the middle, what it came from to the left, what came of it to the right. */
import { A } from '../parts/link.tsx'
import { paths } from '../paths.ts'
import type { Matter } from './data.ts'

type Link = Matter['links'][number]

const height = 64
const width = 200

export function Links({ matter }: { matter: Matter }) {
  if (matter.links.length === 0) return null
  // A finding hangs on its matter; for the rest the direction is that in which the record points.
  const left = matter.links.filter((l) => l.direction === 'to')
  const right = matter.links.filter((l) => l.direction === 'from')
  const rows = Math.max(left.length, right.length, 1)
  const all = rows * height
  const middle = all / 2
  const at = (i: number, n: number) => middle + (i - (n - 1) / 2) * height
  const lines = (list: readonly Link[], side: 'left' | 'right') =>
    list.map((l, i) => {
      const y = at(i, list.length)
      const [from, to] = side === 'left' ? [0, 60] : [60, 120]
      return (
        <path
          key={`${side} ${l.matter?.id ?? i}`}
          d={
            side === 'left'
              ? `M${from} ${y} C40 ${y} 20 ${middle} ${to} ${middle}`
              : `M${from} ${middle} C100 ${middle} 80 ${y} ${to} ${y}`
          }
        />
      )
    })
  return (
    <section className="card card-pad" aria-labelledby="links">
      <h2 id="links">相关事项</h2>
      <div className="graph" style={{ minHeight: all }}>
        <ul>
          {left.map((l, i) => (
            <Node key={l.matter?.id ?? `hidden ${i}`} link={l} />
          ))}
        </ul>
        <svg viewBox={`0 0 120 ${all}`} width={120} height={all} aria-hidden preserveAspectRatio="none">
          {lines(left, 'left')}
          {lines(right, 'right')}
          <circle cx={60} cy={middle} r={6} />
        </svg>
        <ul>
          {right.map((l, i) => (
            <Node key={l.matter?.id ?? `hidden ${i}`} link={l} />
          ))}
        </ul>
      </div>
    </section>
  )
}

function Node({ link: l }: { link: Link }) {
  return (
    <li style={{ height: height - 8, maxWidth: width }}>
      <small>{l.label}</small>
      {l.matter ? (
        <>
          <A to={paths.matter(l.matter.id)}>{l.matter.number ?? l.matter.title}</A>
          <small>
            {l.matter.procedureLabel}，{l.matter.stateLabel}
          </small>
        </>
      ) : (
        <span className="quiet">一件相关事项，您无权查看</span>
      )}
    </li>
  )
}
