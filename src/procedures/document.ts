/** The procedure page on paper: what may be done, by whom, from which state to which, within which limits, on which articles. */
import { type Block, type DocumentTree, type ProcedureDef, printedDate, type Registry } from '#kernel'
import { type CiteRef, type ExplainedAction, type ExplainedLimit, explain } from './explain.ts'
import type { FormField } from './form-schema.ts'

const cites = (list: readonly CiteRef[]) => list.map((c) => c.text).join('\n') || '—'
/** The parts of a group are named, and not told apart again. */
const partsText = (f: FormField): string =>
  f.fields.length ? `${f.label}【${f.fields.map(partsText).join('、')}】` : f.label
const fieldText = (f: FormField): string =>
  f.isRequired ? partsText({ ...f, label: `${f.label}（必填）` }) : partsText(f)

/** Colour words of a supervision rule as the pages have them. */
const severities: Readonly<Record<string, string>> = { RED: '红色', YELLOW: '黄色', BLOCK: '不予办理' }

/** The same declaration gives the same tree, and so the same file, on any day. */
export function procedureDocument(registry: Registry, p: ProcedureDef): DocumentTree {
  const e = explain(registry, p)
  const domain = registry.domains.find((d) => d.procedures.includes(p))
  const state = (id: string | null) => (id === null ? '（开始）' : (p.states[id]?.label ?? id))
  const action = (id: string) => p.actions[id]?.label ?? id
  const limit = (id: string) => p.limits[id]?.label ?? id
  const table = (
    columns: readonly (readonly [string, number])[],
    rows: readonly (readonly string[])[],
    note?: string,
  ): Block => ({
    kind: 'table',
    columns: columns.map(([label, width]) => ({ label, width })),
    rows: rows.map((r) => r.map((cell) => cell || '—')),
    ...(note ? { note } : {}),
  })
  let number = 0
  const heading = (text: string): Block => ({ kind: 'heading', level: 1, text: `${'一二三四五六'[number++]}、${text}` })
  const blocks: Block[] = [
    { kind: 'title', text: `${p.label}程序` },
    {
      kind: 'fields',
      rows: [
        { label: '业务领域', value: domain?.label ?? '—' },
        {
          label: '适用',
          value: `${printedDate(p.effective.from)}起${p.effective.to ? `，至${printedDate(p.effective.to)}前` : ''}`,
        },
        { label: '按哪一天选版本', value: p.decidedByLabel },
        { label: '状态', value: e.states.map((s) => `${s.label}${s.isFinal ? '（终结）' : ''}`).join('、') },
      ],
    },
    heading('动作'),
    table(
      [
        ['动作', 3],
        ['由谁办', 3],
        ['从何状态到何状态', 5],
        ['依据', 5],
      ],
      e.actions.map((a) => [a.label, a.by.join('、'), movesText(a, state), cites(a.basis)]),
    ),
    heading('每一动作的要求和期限'),
    table(
      [
        ['动作', 3],
        ['填写的内容和材料', 8],
        ['期限、文书', 5],
      ],
      e.actions.map((a) => [a.label, requiredText(a), effectText(a, limit)]),
    ),
  ]
  if (e.limits.length)
    blocks.push(
      heading('期限'),
      table(
        [
          ['期限', 3],
          ['长度', 3],
          ['起算、满足', 6],
          ['依据', 4],
        ],
        e.limits.map((l) => [
          `${l.label}${l.binds.length ? `\n（${l.isRight ? '权利属于' : '约束'}${l.binds.join('、')}）` : ''}`,
          `${l.within}${l.rolls ? '，末日顺延' : '，末日不顺延'}`,
          runText(l, action, state, limit),
          cites([...l.basis, ...(l.outer?.basis ?? [])]),
        ]),
      ),
    )
  if (e.refusals.length)
    blocks.push(
      heading('不予办理的情形'),
      table(
        [
          ['情形', 6],
          ['涉及的动作', 5],
          ['依据', 5],
        ],
        e.refusals.map((r) => [
          r.label,
          e.actions
            .filter((a) => a.refuses.includes(r.rule))
            .map((a) => a.label)
            .join('、'),
          cites(r.basis),
        ]),
      ),
    )
  if (e.supervision.length)
    blocks.push(
      heading('监督规则'),
      table(
        [
          ['规则', 8],
          ['等级', 2],
          ['依据', 6],
        ],
        e.supervision.map((s) => [s.label, severities[s.severity] ?? s.severity, cites(s.basis)]),
      ),
    )
  blocks.push({ kind: 'note', text: '标“平台约定”的是平台的约定，不是法条；标【转引】【未核】的尚待核对原文。' })
  return {
    template: 'kernel.procedure',
    version: '1',
    layout: 'form',
    title: `${p.label}程序（${printedDate(p.effective.from)}起适用）`,
    on: p.effective.from,
    blocks,
  }
}

const movesText = (a: ExplainedAction, state: (id: string | null) => string): string =>
  [...Map.groupBy(a.states, (m) => m.to.map(state).join('或者'))]
    .map(([to, list]) => {
      const from = list.map((m) => state(m.from)).join('、')
      return list.every((m) => m.to.length === 1 && m.to[0] === m.from) ? `${from}：状态不变` : `${from}→${to}`
    })
    .join('\n')

const requiredText = (a: ExplainedAction): string =>
  [
    a.fields.map(fieldText).join('；'),
    a.files.required.length ? `必须附：${a.files.required.join('、')}` : '',
    a.files.min > 0 ? `至少附${a.files.min}份材料` : '',
  ]
    .filter(Boolean)
    .join('\n')

const effectText = (a: ExplainedAction, limit: (id: string) => string): string =>
  [
    a.starts.length ? `开始：${a.starts.map(limit).join('、')}` : '',
    a.meets.length ? `满足：${a.meets.map(limit).join('、')}` : '',
    a.extends.length ? `延长：${a.extends.map(limit).join('、')}` : '',
    a.documents.length ? `出具：${a.documents.join('、')}` : '',
  ]
    .filter(Boolean)
    .join('\n')

const runText = (
  l: ExplainedLimit,
  action: (id: string) => string,
  state: (id: string) => string,
  limit: (id: string) => string,
): string =>
  [
    l.follows === null
      ? `起算：${l.after.map(action).join('、')}${l.isConditional ? '（符合条件时）' : ''}`
      : `起算：“${limit(l.follows)}”届满而没有办结的，自届满之日`,
    `满足：${l.met.map(action).join('、') || '—'}`,
    l.pausedIn.length ? `中止：${l.pausedIn.map(state).join('、')}` : '',
    l.extendedBy.length ? `延长：${l.extendedBy.map(action).join('、')}` : '',
    l.lapse ? `期满${l.lapse.kind === 'deem' ? '视为' : '请人判断是否'}“${l.lapse.label}”` : '',
  ]
    .filter(Boolean)
    .join('\n')
