/**
 * A procedure as BPMN 2.0: an action is a user task, a state an exclusive gateway, a state from which nothing leads on an end
 * event. What an action decides by its facts leaves it as conditional flows. The layout is the page's own.
 */
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle'
import type { ProcedureDef, Registry } from '#kernel'
import { type Box, type DiagramNode, diagramOf } from './diagram.ts'
import { type ExplainedAction, explain } from './explain.ts'

const typeOf: Record<DiagramNode['kind'], string> = {
  start: 'bpmn:StartEvent',
  action: 'bpmn:UserTask',
  state: 'bpmn:ExclusiveGateway',
  end: 'bpmn:EndEvent',
}

/** What a task says of itself to whoever opens the file elsewhere. */
const documentationOf = (a: ExplainedAction, limitLabel: (id: string) => string): string =>
  [
    `由谁办：${a.by.join('、')}`,
    a.basis.length ? `依据：${a.basis.map((b) => b.text).join('；')}` : '',
    a.starts.length ? `开始计算的期限：${a.starts.map(limitLabel).join('、')}` : '',
    a.meets.length ? `办理即满足的期限：${a.meets.map(limitLabel).join('、')}` : '',
    a.documents.length ? `出具的文书：${a.documents.join('、')}` : '',
  ]
    .filter(Boolean)
    .join('\n')

/** The XML of one version. */
export async function bpmnOf(registry: Registry, p: ProcedureDef): Promise<string> {
  const moddle = new BpmnModdle()
  const make = (type: string, attributes: Record<string, unknown>) => moddle.create(type, attributes)
  const said = (text: string) => [make('bpmn:Documentation', { text })]
  const diagram = diagramOf(p)
  const explained = explain(registry, p)
  const actions = new Map(explained.actions.map((a) => [a.action, a]))
  const limitLabel = (id: string) => p.limits[id]?.label ?? id

  const nodes = new Map<string, ModdleElement>()
  for (const n of diagram.nodes)
    nodes.set(
      n.id,
      make(typeOf[n.kind], {
        id: n.id,
        ...(n.label ? { name: n.label } : {}),
        ...(n.kind === 'action' ? { documentation: said(documentationOf(actions.get(n.of)!, limitLabel)) } : {}),
        incoming: [],
        outgoing: [],
      }),
    )
  const outgoing = Map.groupBy(diagram.edges, (e) => e.from)
  const kinds = new Map(diagram.nodes.map((n) => [n.id, n]))
  const flows = new Map<string, ModdleElement>()
  for (const e of diagram.edges) {
    const [from, to] = [nodes.get(e.from)!, nodes.get(e.to)!]
    const isDecided = kinds.get(e.from)!.kind === 'action' && outgoing.get(e.from)!.length > 1
    const result = `办理结果为“${kinds.get(e.to)!.label}”`
    const flow = make('bpmn:SequenceFlow', {
      id: e.id,
      sourceRef: from,
      targetRef: to,
      ...(isDecided
        ? { name: result, conditionExpression: make('bpmn:FormalExpression', { language: 'zh-CN', body: result }) }
        : {}),
    })
    flows.set(e.id, flow)
    ;(from.get('outgoing') as ModdleElement[]).push(flow)
    ;(to.get('incoming') as ModdleElement[]).push(flow)
  }
  const beside = diagram.beside.map((id) => actions.get(id)!)
  const stay = make('bpmn:TextAnnotation', {
    id: 'Beside',
    text: `不改变状态的动作：${beside.map((a) => a.label).join('、')}`,
  })
  const own = p.id.replaceAll(/[^A-Za-z0-9_.-]/g, '_')
  const process = make('bpmn:Process', {
    id: `Process_${own}_${p.version.replaceAll(/[^A-Za-z0-9_.-]/g, '_')}`,
    name: p.label,
    isExecutable: false,
    documentation: said(`自${p.effective.from}起适用${p.effective.to ? `，至${p.effective.to}前` : ''}`),
    flowElements: [...nodes.values(), ...flows.values()],
    artifacts: beside.length ? [stay] : [],
  })

  const bounds = (b: Box) => make('dc:Bounds', { x: b.x, y: b.y, width: b.width, height: b.height })
  const planeElement = [
    ...diagram.nodes.map((n) =>
      make('bpmndi:BPMNShape', {
        id: `${n.id}_di`,
        bpmnElement: nodes.get(n.id),
        bounds: bounds(n.box),
        ...(n.kind === 'state' ? { isMarkerVisible: true } : {}),
        ...(n.kind === 'action' || n.label === ''
          ? {}
          : { label: make('bpmndi:BPMNLabel', { bounds: bounds(n.labelBox) }) }),
      }),
    ),
    ...(beside.length
      ? [
          make('bpmndi:BPMNShape', {
            id: 'Beside_di',
            bpmnElement: stay,
            bounds: bounds({ x: 16, y: diagram.height + 24, width: Math.max(320, diagram.width - 32), height: 70 }),
          }),
        ]
      : []),
    ...diagram.edges.map((e) =>
      make('bpmndi:BPMNEdge', {
        id: `${e.id}_di`,
        bpmnElement: flows.get(e.id),
        waypoint: e.points.map((at) => make('dc:Point', at)),
      }),
    ),
  ]
  const definitions = make('bpmn:Definitions', {
    id: 'Definitions',
    targetNamespace: 'urn:fadu:procedure',
    exporter: '法度',
    rootElements: [process],
    diagrams: [
      make('bpmndi:BPMNDiagram', {
        id: 'Diagram',
        plane: make('bpmndi:BPMNPlane', { id: 'Plane', bpmnElement: process, planeElement }),
      }),
    ],
  })
  return (await moddle.toXML(definitions, { format: true })).xml
}
