/**
 * The steps of a procedure laid out once, for the page and for the BPMN file alike: actions between the states that they lead
 * from and to. An action that changes no state is not drawn; it stands beside.
 */
import { Graph, layout } from '@dagrejs/dagre'
import { type ProcedureDef, statesAfter } from '#kernel'

export type Point = { x: number; y: number }
export type Box = Point & { width: number; height: number }

/** start: where an opening action begins; end: a state from which nothing leads on. */
export type DiagramNode = {
  id: string
  kind: 'start' | 'action' | 'state' | 'end'
  /** The action or state that it stands for. */
  of: string
  label: string
  /** The shape itself, by its upper left corner. */
  box: Box
  /** Where the label stands: within an action, below everything else. */
  labelBox: Box
  isSystem: boolean
}

export type DiagramEdge = { id: string; from: string; to: string; points: Point[] }

export type Diagram = {
  width: number
  height: number
  nodes: DiagramNode[]
  edges: DiagramEdge[]
  /** Actions that change no state. */
  beside: string[]
}

const em = 13
const line = 18
const task = { width: 10 * em, height: 50 }
const round = 32
const diamond = 44
const margin = 16
/** Characters of a label in one line. */
const labelWidth = 8

const moves = (p: ProcedureDef, id: string): { from: string | null; to: string }[] => {
  const a = p.actions[id]!
  if (a.to === undefined) return []
  const sources: readonly (string | null)[] = a.in ?? [null]
  return sources.flatMap((from) =>
    statesAfter(a, from)
      .filter((to) => to !== from)
      .map((to) => ({ from, to })),
  )
}

const computed = new WeakMap<ProcedureDef, Diagram>()

/** The diagram of one version of a procedure; the same declaration always gives the same. */
export function diagramOf(p: ProcedureDef): Diagram {
  let diagram = computed.get(p)
  if (!diagram) {
    diagram = laidOut(p)
    computed.set(p, diagram)
  }
  return diagram
}

function laidOut(p: ProcedureDef): Diagram {
  const drawn = Object.keys(p.actions).flatMap((id) => {
    const pairs = moves(p, id)
    return pairs.length ? [{ id, pairs }] : []
  })
  const leads = new Set(drawn.flatMap(({ pairs }) => pairs.flatMap(({ from }) => (from === null ? [] : [from]))))
  const isEnd = (state: string) => p.states[state]!.final === true && !leads.has(state)
  const stateNode = (state: string) => `${isEnd(state) ? 'End' : 'State'}_${state}`

  const nodes = new Map<string, Omit<DiagramNode, 'box' | 'labelBox'>>()
  for (const [state, { label }] of Object.entries(p.states))
    nodes.set(stateNode(state), {
      id: stateNode(state),
      kind: isEnd(state) ? 'end' : 'state',
      of: state,
      label,
      isSystem: false,
    })
  const links: [string, string][] = []
  for (const { id, pairs } of drawn) {
    const a = p.actions[id]!
    const isSystem = a.by.every((role) => role === 'system')
    const node = `Action_${id}`
    nodes.set(node, { id: node, kind: 'action', of: id, label: a.label, isSystem })
    if (!a.in) {
      const start = `Start_${id}`
      nodes.set(start, { id: start, kind: 'start', of: id, label: '', isSystem })
      links.push([start, node])
    }
    for (const from of new Set(pairs.map((m) => m.from))) if (from !== null) links.push([stateNode(from), node])
    for (const to of new Set(pairs.map((m) => m.to))) links.push([node, stateNode(to)])
  }
  return {
    ...arranged([...nodes.values()], links),
    beside: Object.keys(p.actions).filter((id) => !drawn.some((d) => d.id === id)),
  }
}

const linesOf = (label: string) => Math.max(1, Math.ceil(label.length / labelWidth))
const sizeOf = (kind: DiagramNode['kind']) =>
  kind === 'action' ? task : kind === 'state' ? { width: diamond, height: diamond } : { width: round, height: round }

/** What a node takes up with the label below it, as much above so that lines meet its middle. */
const takenBy = ({ kind, label }: Pick<DiagramNode, 'kind' | 'label'>) => {
  const { width, height } = sizeOf(kind)
  if (kind === 'action' || label === '') return { width, height }
  return {
    width: Math.max(width, Math.min(label.length, labelWidth) * em + 8),
    height: height + 2 * linesOf(label) * line,
  }
}

function arranged(nodes: readonly Omit<DiagramNode, 'box' | 'labelBox'>[], links: readonly [string, string][]) {
  const g = new Graph()
  g.setGraph({ rankdir: 'LR', nodesep: 18, edgesep: 14, ranksep: 46 })
  g.setDefaultEdgeLabel(() => ({}))
  for (const n of nodes) g.setNode(n.id, takenBy(n))
  for (const [from, to] of links) g.setEdge(from, to, {})
  layout(g)
  const placed = nodes.map((n): DiagramNode => {
    const at = g.node(n.id) as Point
    const { width, height } = sizeOf(n.kind)
    const box = boxed(at.x - width / 2, at.y - height / 2, width, height)
    const wide = takenBy(n).width
    return {
      ...n,
      box,
      labelBox:
        n.kind === 'action'
          ? box
          : boxed(at.x - wide / 2, at.y + height / 2 + 2, wide, n.label === '' ? 0 : linesOf(n.label) * line),
    }
  })
  const byId = new Map(placed.map((n) => [n.id, n]))
  const edges = links.map(([from, to], i): DiagramEdge => {
    const inner = (g.edge(from, to).points as Point[]).slice(1, -1)
    const [a, b] = [byId.get(from)!, byId.get(to)!]
    const points = [edgeOf(a, inner[0] ?? centre(b.box)), ...inner, edgeOf(b, inner.at(-1) ?? centre(a.box))]
    return { id: `Flow_${i + 1}`, from, to, points: points.map(({ x, y }) => ({ x: round1(x), y: round1(y) })) }
  })
  return framed(placed, edges)
}

/** Moved so that everything, also a line that swings out, lies within the frame. */
function framed(nodes: readonly DiagramNode[], edges: readonly DiagramEdge[]) {
  const corners = [
    ...edges.flatMap((e) => e.points),
    ...nodes.flatMap((n) => [n.box, n.labelBox]).flatMap((b) => [b, { x: b.x + b.width, y: b.y + b.height }]),
  ]
  const [xs, ys] = [corners.map((c) => c.x), corners.map((c) => c.y)]
  const [dx, dy] = [margin - Math.min(...xs), margin - Math.min(...ys)]
  const moved = <T extends Point>(at: T): T => ({ ...at, x: round1(at.x + dx), y: round1(at.y + dy) })
  return {
    width: Math.ceil(Math.max(...xs) + dx + margin),
    height: Math.ceil(Math.max(...ys) + dy + margin),
    nodes: nodes.map((n) => ({ ...n, box: moved(n.box), labelBox: moved(n.labelBox) })),
    edges: edges.map((e) => ({ ...e, points: e.points.map(moved) })),
  }
}

const round1 = (n: number) => Math.round(n * 10) / 10
const boxed = (x: number, y: number, width: number, height: number): Box => ({
  x: round1(x),
  y: round1(y),
  width,
  height,
})
const centre = (b: Box): Point => ({ x: b.x + b.width / 2, y: b.y + b.height / 2 })

/** Where a line from the middle of a node towards a point leaves its shape. */
function edgeOf({ kind, box }: DiagramNode, towards: Point): Point {
  const c = centre(box)
  const [dx, dy] = [towards.x - c.x, towards.y - c.y]
  const [w, h] = [box.width / 2, box.height / 2]
  if (dx === 0 && dy === 0) return c
  const share =
    kind === 'action'
      ? Math.min(dx === 0 ? Infinity : w / Math.abs(dx), dy === 0 ? Infinity : h / Math.abs(dy))
      : kind === 'state'
        ? 1 / (Math.abs(dx) / w + Math.abs(dy) / h)
        : w / Math.hypot(dx, dy)
  return { x: c.x + dx * share, y: c.y + dy * share }
}
