/** Procedures as they are read and checked: explained, compared, as BPMN and as PDF, for every version that is registered. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle'
import { statesAfter, supervisionDomain } from '#kernel'
import { bpmnOf } from '../src/procedures/bpmn.ts'
import { diagramOf } from '../src/procedures/diagram.ts'
import { explain } from '../src/procedures/explain.ts'
import { cityRegistry } from '../src/server/registry.ts'
import { type Client, clientOf, openTestApp, type TestApp } from './api-support.ts'
import { sample } from './sample/domain.ts'

const registry = cityRegistry()
const all = [...registry.procedures.values()].flat()

let t: TestApp
let reader: Client
before(async () => {
  t = await openTestApp({}, [sample, supervisionDomain])
  reader = clientOf(t.app)
})
after(async () => {
  await t.close()
  assert.deepEqual(t.accidents, [], 'no accident behind any answer')
})

const typed = (elements: readonly ModdleElement[], type: string) => elements.filter((e) => e.$type === `bpmn:${type}`)
const names = (elements: readonly ModdleElement[]) => elements.map((e) => e.get('name')).sort()

for (const p of all)
  test(`BPMN of ${p.id} ${p.version} is read back without a warning and says what is declared`, async () => {
    const { rootElement, warnings } = await new BpmnModdle().fromXML(await bpmnOf(registry, p))
    assert.deepEqual(warnings, [])
    const [process] = rootElement.get('rootElements') as ModdleElement[]
    const elements = process!.get('flowElements') as ModdleElement[]

    const moving = Object.values(p.actions).filter((a) =>
      (a.in ?? [null]).some((from) => statesAfter(a, from).some((to) => to !== from)),
    )
    assert.deepEqual(names(typed(elements, 'UserTask')), moving.map((a) => a.label).sort())
    const leads = new Set(
      moving.flatMap((a) => (a.in ?? []).filter((from) => statesAfter(a, from).some((to) => to !== from))),
    )
    const states = Object.entries(p.states)
    const isEnd = ([id, s]: (typeof states)[number]) => s.final === true && !leads.has(id)
    assert.deepEqual(
      names(typed(elements, 'ExclusiveGateway')),
      states
        .filter((s) => !isEnd(s))
        .map(([, s]) => s.label)
        .sort(),
    )
    assert.deepEqual(
      names(typed(elements, 'EndEvent')),
      states
        .filter(isEnd)
        .map(([, s]) => s.label)
        .sort(),
    )
    assert.equal(typed(elements, 'StartEvent').length, Object.values(p.actions).filter((a) => !a.in).length)

    // Every flow is one that is declared, and every declared change of state is a way through its task.
    const ways = new Set<string>()
    for (const task of typed(elements, 'UserTask'))
      for (const into of task.get('incoming') as ModdleElement[])
        for (const out of task.get('outgoing') as ModdleElement[]) {
          const [from, to] = [into.get('sourceRef') as ModdleElement, out.get('targetRef') as ModdleElement]
          ways.add([from.id, task.id, to.id].join(' '))
        }
    for (const [id, a] of Object.entries(p.actions))
      for (const from of a.in ?? [null])
        for (const to of statesAfter(a, from)) {
          if (to === from) continue
          const source = from === null ? `Start_${id}` : `State_${from}`
          const target = `${isEnd([to, p.states[to]!]) ? 'End' : 'State'}_${to}`
          assert.ok(ways.has(`${source} Action_${id} ${target}`), `${source} → ${id} → ${target}`)
        }

    // The drawing is the page's own: a shape for each element, a line for each flow, and both where the page has them.
    const [diagram] = rootElement.get('diagrams') as ModdleElement[]
    const drawn = (diagram!.get('plane') as ModdleElement).get('planeElement') as ModdleElement[]
    const page = diagramOf(p)
    const shapes = new Map(drawn.map((d) => [(d.get('bpmnElement') as ModdleElement).id, d]))
    for (const n of page.nodes) {
      const bounds = shapes.get(n.id)!.get('bounds') as ModdleElement
      assert.deepEqual(
        ['x', 'y', 'width', 'height'].map((k) => bounds.get(k)),
        [n.box.x, n.box.y, n.box.width, n.box.height],
      )
      assert.ok(n.box.x >= 0 && n.box.y >= 0 && n.box.x + n.box.width <= page.width)
    }
    for (const { x, y } of page.edges.flatMap((e) => e.points))
      assert.ok(x >= 0 && y >= 0 && x <= page.width && y <= page.height, `a line leaves the drawing at ${x}, ${y}`)
    assert.equal(typed(elements, 'SequenceFlow').length, page.edges.length)
    for (const e of page.edges)
      assert.deepEqual(
        (shapes.get(e.id)!.get('waypoint') as ModdleElement[]).map((w) => ({ x: w.get('x'), y: w.get('y') })),
        e.points,
      )
    assert.deepEqual(
      page.beside.toSorted(),
      Object.keys(p.actions)
        .filter((id) => !moving.includes(p.actions[id]!))
        .sort(),
    )
  })

test('a decided action leaves by conditional flows, and shapes do not lie on each other', async () => {
  for (const p of all) {
    const { nodes } = diagramOf(p)
    for (const [i, a] of nodes.entries())
      for (const b of nodes.slice(i + 1)) {
        const apart =
          a.box.x + a.box.width <= b.box.x ||
          b.box.x + b.box.width <= a.box.x ||
          a.box.y + a.box.height <= b.box.y ||
          b.box.y + b.box.height <= a.box.y
        assert.ok(apart, `${p.id}: ${a.id} on ${b.id}`)
      }
  }
  const p = registry.procedure('mediation.confirmation', 'CPL_2021')
  const { elementsById } = await new BpmnModdle().fromXML(await bpmnOf(registry, p))
  const flows = elementsById.Action_recordResult!.get('outgoing') as ModdleElement[]
  assert.deepEqual(
    flows.map((f) => (f.get('conditionExpression') as ModdleElement | undefined)?.get('body')),
    ['VALID', 'DISMISSED'].map((s) => `办理结果为“${p.states[s]!.label}”`),
  )
})

test('every rule with a view says on which procedures it looks', () => {
  for (const s of registry.supervision.values())
    if (s.view) assert.ok(s.watches, `supervision ${s.id}: watches; none where its violations are of no matter`)
})

test('an action is told with who, from where, where to, what it takes, its limits and its article', async () => {
  const r = await reader.get('/api/procedures/sample.filing/2015/explained')
  assert.equal(r.status, 200, r.text)
  const accept = r.body.actions.find((a: any) => a.action === 'accept')
  assert.deepEqual(
    [accept.by, accept.isSystem, accept.moves, accept.states, accept.starts, accept.meets],
    [['承办人', '系统'], false, true, [{ from: 'FILED', to: ['ACCEPTED'] }], ['decision'], ['acceptance']],
  )
  const file = r.body.actions.find((a: any) => a.action === 'file')
  assert.deepEqual(file.states, [{ from: null, to: ['FILED'] }])
  assert.deepEqual(
    file.fields.map((f: any) => [f.label, f.isRequired]),
    [
      ['受理机关', true],
      ['事由', true],
      ['姓名', true],
      ['证人', false],
    ],
  )
  const dispute = explain(registry, registry.procedure('mediation.dispute', 'NB_PM_2015'))
  const consent = dispute.actions.find((a) => a.label === '记录当事人的表示')!
  const proof = consent.fields.find((f) => f.label.startsWith('凭证'))!
  assert.deepEqual(
    [proof.isRequired, proof.fields.map((f) => [f.label, f.isRequired])],
    [
      false,
      [
        ['名称', false],
        ['文号', false],
        ['日期', true],
      ],
    ],
    'what may stay empty is told apart, and a group names its parts',
  )
  const note = r.body.actions.find((a: any) => a.action === 'note')
  assert.equal(note.moves, false)
  assert.ok(r.body.diagram.beside.includes('note'))
  const decision = r.body.limits.find((l: any) => l.limit === 'decision')
  assert.deepEqual([decision.after.includes('accept'), decision.met.includes('decide')], [true, true])
  assert.deepEqual(
    r.body.supervision.map((s: any) => s.rule),
    ['sample.late'],
  )
  assert.equal((await reader.get('/api/procedures/sample.filing/1999/explained')).status, 404)
})

test('a version beside another: what was added, what is gone, what changed', async () => {
  const r = await reader.get('/api/procedures/sample.filing/2024/compared/2015')
  assert.equal(r.status, 200, r.text)
  const back = await reader.get('/api/procedures/sample.filing/2015/compared/2024')
  const of = (body: any, change: string) =>
    body.changes
      .filter((c: any) => c.change === change)
      .map((c: any) => `${c.kind} ${c.id}`)
      .sort()
  assert.deepEqual(of(back.body, 'added'), of(r.body, 'removed'))
  assert.deepEqual(of(back.body, 'removed'), of(r.body, 'added'))
  assert.deepEqual(of(back.body, 'changed'), of(r.body, 'changed'))
  for (const c of r.body.changes) {
    const other = back.body.changes.find((x: any) => x.kind === c.kind && x.id === c.id)
    assert.deepEqual(
      c.differences.map((d: any) => [d.what, d.before, d.after]),
      other.differences.map((d: any) => [d.what, d.after, d.before]),
    )
  }
  assert.ok(r.body.changes.length > 0, 'the sample has two versions that differ')
  const same = await reader.get('/api/procedures/sample.filing/2015/compared/2015')
  assert.deepEqual(same.body.changes, [])
})

test('files are handed out under the procedure’s name, and only of versions that there are', async () => {
  const bpmn = await reader.get('/api/procedures/sample.filing/2015.bpmn')
  assert.equal(bpmn.status, 200, bpmn.text)
  assert.match(bpmn.headers.get('content-disposition')!, /attachment;.*\.bpmn/)
  assert.match(bpmn.text, /^<\?xml[\s\S]*<bpmn:userTask id="Action_accept" name="受理"/)
  const pdf = await reader.get('/api/procedures/sample.filing/2015.pdf')
  assert.equal(pdf.status, 200, pdf.text)
  assert.match(pdf.text, /^%PDF-/)
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  for (const path of ['sample.filing/1999.bpmn', 'nothing/2015.pdf', 'sample.filing/2015.svg'])
    assert.equal((await reader.get(`/api/procedures/${path}`)).status, 404, path)
})
