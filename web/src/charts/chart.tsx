/** A chart with its name, and the same numbers as a table for who reads rather than looks. */
import { useEffect, useId, useRef, useState } from 'react'
import { useScheme } from '../scheme.tsx'
import type { Drawn } from './draw.ts'
import { size } from './size.ts'
import { type Spec, summary, told } from './spec.ts'
import './charts.css'

/** Draws once it is near the window; where it cannot be drawn, the table opens. */
export function Chart({ spec, withTable = true }: { spec: Spec; withTable?: boolean }) {
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<Drawn>(undefined)
  const latest = useRef(spec)
  latest.current = spec
  const look = useScheme()
  const caption = useId()
  const [isNear, setNear] = useState(false)
  const [isDrawn, setDrawn] = useState(false)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    const here = place.current
    if (!here) return
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some((e) => e.isIntersecting)) return
        setNear(true)
        seen.disconnect()
      },
      { rootMargin: '200px' },
    )
    seen.observe(here)
    return () => seen.disconnect()
  }, [])

  useEffect(() => {
    if (!isNear) return
    let isGone = false
    import('./draw.ts')
      .then(({ draw }) => {
        if (isGone || !place.current) return
        drawn.current = draw(place.current, latest.current)
        setDrawn(true)
      })
      .catch(() => setFailed(true))
    return () => {
      isGone = true
      drawn.current?.close()
      drawn.current = undefined
    }
  }, [isNear])

  // Colours and sizes are read from the page, which has them only after it is shown anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: scheme and size are what the drawing reads from the page
  useEffect(() => drawn.current?.redraw(spec), [spec, look.scheme, look.size])

  return (
    <figure className="chart" aria-labelledby={caption}>
      <figcaption id={caption}>
        {spec.title}
        {spec.from !== undefined && <small>（数轴自{spec.from}%起）</small>}
      </figcaption>
      {!failed && (
        <div
          ref={place}
          className={`chart-place ${size(spec)}`}
          role="img"
          aria-label={summary(spec)}
          data-drawn={isDrawn ? '' : undefined}
        />
      )}
      {(withTable || failed) && <ChartTable spec={spec} open={failed} />}
    </figure>
  )
}

function ChartTable({ spec, open }: { spec: Spec; open: boolean }) {
  return (
    <details className="chart-table" open={open}>
      <summary>数据表</summary>
      <table>
        <caption className="visually-hidden">{spec.title}</caption>
        <thead>
          <tr>
            <th scope="col">{spec.of}</th>
            {spec.series.map((s) => (
              <th key={s.name} scope="col" className="right">
                {s.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spec.categories.map((c, i) => (
            <tr key={c}>
              <th scope="row">{c}</th>
              {spec.series.map((s) => (
                <td key={s.name} className="right num">
                  {told(s.values[i] ?? null, spec.unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
