/** The steps as a diagram, in the layout that the BPMN file has too. Each action leads to its row in the table below. */
import { Segmented } from 'antd'
import { useState } from 'react'
import type { Diagram } from './data.ts'

type Node = Diagram['nodes'][number]
type Edge = Diagram['edges'][number]

const perLine = 9
const lineHeight = 16

export function StepsDiagram({ diagram, label }: { diagram: Diagram; label: string }) {
  const [size, setSize] = useState<'whole' | 'real'>('real')
  const [hot, setHot] = useState<string>()
  const touched = new Set(
    hot === undefined ? [] : diagram.edges.flatMap((e) => (e.from === hot || e.to === hot ? [e.id, e.from, e.to] : [])),
  )
  const tone = (id: string) => (hot === undefined ? '' : id === hot || touched.has(id) ? ' hot' : ' cold')
  return (
    <>
      <div className="diagram-tools">
        <Segmented
          aria-label="图的大小"
          value={size}
          onChange={(v) => setSize(v as 'whole' | 'real')}
          options={[
            { value: 'real', label: '原大' },
            { value: 'whole', label: '全图' },
          ]}
        />
        <ul className="legend" aria-label="图例">
          <li>
            <svg viewBox="0 0 24 16" aria-hidden="true">
              <circle cx="12" cy="8" r="6.5" className="node start" />
            </svg>
            开始
          </li>
          <li>
            <svg viewBox="0 0 24 16" aria-hidden="true">
              <rect x="1" y="2" width="22" height="12" rx="3" className="node action" />
            </svg>
            动作
          </li>
          <li>
            <svg viewBox="0 0 24 16" aria-hidden="true">
              <rect x="1" y="2" width="22" height="12" rx="3" className="node action system" />
            </svg>
            平台依法记录的动作
          </li>
          <li>
            <svg viewBox="0 0 24 16" aria-hidden="true">
              <path d="M12 1 20 8 12 15 4 8Z" className="node state" />
            </svg>
            状态
          </li>
          <li>
            <svg viewBox="0 0 24 16" aria-hidden="true">
              <circle cx="12" cy="8" r="6" className="node end" />
            </svg>
            终结
          </li>
        </ul>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
      <section className={`card diagram ${size}`} aria-label="程序图，可以左右滚动" tabIndex={0}>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing with links in it is no fieldset */}
        <svg
          viewBox={`0 0 ${diagram.width} ${diagram.height}`}
          style={size === 'real' ? { width: `${diagram.width / 16}rem` } : {}}
          role="group"
          aria-label={`${label}程序图；同样的内容见下面的动作表`}
        >
          <defs>
            <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
              <path d="M0 1 10 5 0 9Z" className="arrow" />
            </marker>
          </defs>
          {diagram.edges.map((e) => (
            <path key={e.id} d={lineOf(e.points)} className={`edge${tone(e.id)}`} markerEnd="url(#arrow)" />
          ))}
          {diagram.nodes.map((n) => (
            <Shape key={n.id} node={n} tone={tone(n.id)} onHot={setHot} />
          ))}
        </svg>
      </section>
    </>
  )
}

function Shape({ node: n, tone, onHot }: { node: Node; tone: string; onHot: (id: string | undefined) => void }) {
  const on = {
    onPointerEnter: () => onHot(n.id),
    onPointerLeave: () => onHot(undefined),
    onFocus: () => onHot(n.id),
    onBlur: () => onHot(undefined),
  }
  const { x, y, width, height } = n.box
  const [cx, cy] = [x + width / 2, y + height / 2]
  if (n.kind === 'action')
    return (
      <a href={`#action-${n.of}`} className={`step${tone}`} {...on}>
        <rect
          x={x}
          y={y}
          width={width}
          height={height}
          rx={8}
          className={`node action${n.isSystem ? ' system' : ''}`}
        />
        <Label lines={linesOf(n.label, perLine)} x={cx} middle={cy} />
      </a>
    )
  const lines = linesOf(n.label, perLine - 1)
  return (
    <g className={tone} {...on}>
      {n.kind === 'state' ? (
        <path d={`M${cx} ${y} ${x + width} ${cy} ${cx} ${y + height} ${x} ${cy}Z`} className="node state" />
      ) : (
        <circle cx={cx} cy={cy} r={width / 2} className={`node ${n.kind}`} />
      )}
      <Label lines={lines} x={cx} middle={n.labelBox.y + (lines.length * lineHeight) / 2} />
    </g>
  )
}

function Label({ lines, x, middle }: { lines: string[]; x: number; middle: number }) {
  const top = middle - ((lines.length - 1) * lineHeight) / 2
  return (
    <text textAnchor="middle" dominantBaseline="central">
      {lines.map((text, i) => (
        <tspan key={text} x={x} y={top + i * lineHeight}>
          {text}
        </tspan>
      ))}
    </text>
  )
}

/** Lines of nearly the same length, none beginning with a closing mark. */
function linesOf(label: string, most: number): string[] {
  if (label === '') return []
  const count = Math.ceil(label.length / most)
  const each = Math.ceil(label.length / count)
  const lines: string[] = []
  for (let at = 0; at < label.length; ) {
    let end = Math.min(label.length, at + each)
    while (end < label.length && '，、。；：）”'.includes(label[end] ?? '')) end++
    lines.push(label.slice(at, end))
    at = end
  }
  return lines
}

/** The points joined, bends rounded off. */
function lineOf(points: Edge['points']): string {
  const bend = 8
  return points
    .map((p, i) => {
      const [before, after] = [points[i - 1], points[i + 1]]
      if (!before) return `M${p.x} ${p.y}`
      if (!after) return `L${p.x} ${p.y}`
      const [a, b] = [towards(p, before, bend), towards(p, after, bend)]
      return `L${a.x} ${a.y}Q${p.x} ${p.y} ${b.x} ${b.y}`
    })
    .join('')
}

function towards(from: Edge['points'][number], to: Edge['points'][number], far: number) {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const share = length === 0 ? 0 : Math.min(0.5, far / length)
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
