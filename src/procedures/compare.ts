/** What one version of a procedure changed against another, by what a reader of both would look for. */
import type { CiteRef, Explained, ExplainedAction, ExplainedLimit } from './explain.ts'

export type Difference = { what: string; before: string[]; after: string[] }
export type Change = {
  kind: 'action' | 'state' | 'limit' | 'refusal'
  id: string
  label: string
  change: 'added' | 'removed' | 'changed'
  differences: Difference[]
}

type Facet<T> = readonly [what: string, of: (x: T) => readonly string[]]

const cites = (list: readonly CiteRef[]) => list.map((c) => (c.version ? `${c.text}（${c.version}）` : c.text))

/** All changes from `before` to `after`, in the order of the later version and then of what is gone. */
export function compare(
  before: Explained,
  after: Explained,
): { changes: Change[]; same: Record<Change['kind'], number> } {
  const [was, is] = [namesIn(before), namesIn(after)]
  const lists = {
    state: matched(before.states, after.states, (s) => s.id, [
      ['名称', (s) => [s.label]],
      ['是否终结', (s) => [s.isFinal ? '终结' : '不终结']],
    ]),
    action: matched(before.actions, after.actions, (a) => a.action, actionFacets(was), actionFacets(is)),
    limit: matched(before.limits, after.limits, (l) => l.limit, limitFacets(was), limitFacets(is)),
    refusal: matched(before.refusals, after.refusals, (r) => r.rule, [
      ['内容', (r) => [r.label]],
      ['依据', (r) => cites(r.basis)],
    ]),
  }
  const same = {} as Record<Change['kind'], number>
  const changes: Change[] = []
  for (const kind of ['action', 'state', 'limit', 'refusal'] as const) {
    same[kind] = lists[kind].same
    changes.push(...lists[kind].changes.map((c) => ({ kind, ...c })))
  }
  return { changes, same }
}

type Names = Record<'state' | 'action' | 'limit' | 'refusal', (id: string) => string>
function namesIn(e: Explained): Names {
  const states = new Map(e.states.map((s) => [s.id, s.label]))
  const actions = new Map(e.actions.map((a) => [a.action, a.label]))
  const limits = new Map(e.limits.map((l) => [l.limit, l.label]))
  const refusals = new Map(e.refusals.map((r) => [r.rule, r.label]))
  const of = (names: Map<string, string>) => (id: string) => names.get(id) ?? id
  return { state: of(states), action: of(actions), limit: of(limits), refusal: of(refusals) }
}

const actionFacets = (n: Names): readonly Facet<ExplainedAction>[] => [
  ['名称', (a) => [a.label]],
  ['由谁办', (a) => a.by],
  [
    '状态',
    (a) => a.states.map((m) => `${m.from === null ? '开始' : n.state(m.from)}→${m.to.map(n.state).join('或者')}`),
  ],
  ['填写', (a) => a.fields.map((f) => `${f.label}${f.isRequired ? '（必填）' : ''}`)],
  ['材料', (a) => [...a.files.required.map((f) => `${f}（必交）`), ...a.files.labels]],
  ['文书', (a) => a.documents],
  ['开始的期限', (a) => a.starts.map(n.limit)],
  ['满足的期限', (a) => a.meets.map(n.limit)],
  ['不予办理的情形', (a) => a.refuses.map(n.refusal)],
  ['依据', (a) => cites(a.basis)],
]

const limitFacets = (n: Names): readonly Facet<ExplainedLimit>[] => [
  ['名称', (l) => [l.label]],
  ['长度', (l) => [l.within]],
  ['末日顺延', (l) => [l.rolls ? '顺延' : '不顺延']],
  ['起算', (l) => (l.follows === null ? l.after.map(n.action) : [`“${n.limit(l.follows)}”届满`])],
  ['满足', (l) => l.met.map(n.action)],
  ['延长', (l) => l.extendedBy.map(n.action)],
  ['中止', (l) => l.pausedIn.map(n.state)],
  ['期满', (l) => (l.lapse ? [l.lapse.label] : [])],
  ['约束谁', (l) => l.binds],
  ['依据', (l) => cites([...l.basis, ...(l.outer?.basis ?? [])])],
]

function matched<T extends { label: string }>(
  before: readonly T[],
  after: readonly T[],
  idOf: (x: T) => string,
  facets: readonly Facet<T>[],
  facetsAfter: readonly Facet<T>[] = facets,
): { changes: Omit<Change, 'kind'>[]; same: number } {
  const old = new Map(before.map((x) => [idOf(x), x]))
  const changes: Omit<Change, 'kind'>[] = []
  let same = 0
  for (const x of after) {
    const id = idOf(x)
    const was = old.get(id)
    old.delete(id)
    if (!was) {
      changes.push({ id, label: x.label, change: 'added', differences: [] })
      continue
    }
    const differences = facets.flatMap(([what, of], i): Difference[] => {
      const [b, a] = [[...of(was)], [...facetsAfter[i]![1](x)]]
      return JSON.stringify(b) === JSON.stringify(a) ? [] : [{ what, before: b, after: a }]
    })
    if (differences.length) changes.push({ id, label: x.label, change: 'changed', differences })
    else same++
  }
  for (const [id, x] of old) changes.push({ id, label: x.label, change: 'removed', differences: [] })
  return { changes, same }
}
