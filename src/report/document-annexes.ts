/** The annexes of a printed report: what does not agree, how numbers were rounded, what was derived, assumed or left open. */
import type { Block } from '#kernel'
import type { ReportFacts } from './document-facts.ts'
import { differsAsReported, habitWords, heading, labelOf, notesOf, paragraph, printed } from './document-words.ts'
import type { IdentityOutcome, IdentityResult } from './identities.ts'
import { IDENTITIES, type Rule } from './identity-table.ts'
import type { Report, ReportRow } from './reconcile.ts'
import type { Section } from './sections.ts'

export const annexTitles = ['差异、矛盾和取整习惯', '推算、假定的总数和未计算的数'] as const

/** The first annex. */
export const explained = (report: Report): Block[] => [
  ...differences(report),
  ...contradictions(report),
  ...habitsOf(report),
]

/** The second annex. */
export const leftOpen = (report: Report, facts: ReportFacts, sections: readonly Section<ReportRow>[]): Block[] => [
  ...derivedTotals(report),
  ...assumptions(facts),
  ...notComputed(sections),
]

function differences(report: Report): Block[] {
  const rows = report.figures.filter((r) => r.agrees === false || differsAsReported(r))
  const compared = report.figures.filter((r) => r.agrees !== null).length
  const none = compared ? `核对了${compared}个数，没有差异。` : '没有可以核对的数。'
  return [
    heading('一、公布的数与计算的数之间的差异'),
    paragraph(rows.length ? `核对了${compared}个数，下列${rows.length}个数有差异，差异不作抹平。` : none),
    ...(rows.length
      ? [
          {
            kind: 'table' as const,
            columns: [
              { label: '指标', width: 12 },
              { label: '公布', width: 8, align: 'right' as const },
              { label: '计算', width: 8, align: 'right' as const },
              { label: '单位', width: 6, align: 'center' as const },
              { label: '说明', width: 18 },
            ],
            rows: rows.map((r) => [
              labelOf(r),
              printed(r),
              r.computed ?? `${r.reported}（填报）`,
              r.unit,
              notesOf(r).join('；'),
            ]),
          },
        ]
      : []),
  ]
}

const outcomes: Record<IdentityOutcome, string> = {
  FAILS: '不成立',
  AMBIGUOUS: '两种读法',
  PENDING_DATA: '尚缺资料',
  WEAK: '只作量级检查',
  THRESHOLD: '限值要求',
  HOLDS: '成立',
  NOT_IDENTITY: '不作为核对关系',
}

function contradictions(report: Report): Block[] {
  const found = (['FAILS', 'AMBIGUOUS'] as const).flatMap((result) =>
    report.identities.filter((i) => i.result === result),
  )
  const told = new Set(report.identities.map((i) => i.note))
  // What one number says against itself, beside the relations among several.
  const alone = report.figures.flatMap((r) =>
    r.agrees === false ? [] : r.flags.filter((f) => !told.has(f)).map((f) => [labelOf(r), '须说明', f]),
  )
  const rows = [...found.map((i) => [i.formula, outcomes[i.result], i.note]), ...alone]
  const others = (Object.keys(outcomes) as IdentityOutcome[]).flatMap((result) => {
    const n = report.identities.filter((i) => i.result === result).length
    return n && result !== 'FAILS' && result !== 'AMBIGUOUS' ? [`${outcomes[result]}${n}项`] : []
  })
  const intro = `按公布的数本身核对了${report.identities.length}项关系`
  return [
    heading('二、公布的数字之间的矛盾和两种读法'),
    paragraph(
      `${intro}${others.length ? `，${others.join('，')}` : ''}；${rows.length ? `下列${rows.length}项须作说明。` : '没有须作说明的。'}`,
    ),
    ...(rows.length ? [relations(rows)] : []),
  ]
}

const relations = (rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  columns: [
    { label: '关系', width: 17 },
    { label: '结果', width: 7, align: 'center' },
    { label: '说明', width: 23 },
  ],
  rows,
})

function habitsOf(report: Report): Block[] {
  const rows = report.figures.filter((r) => r.habit !== null && r.habit !== 'EXACT')
  return [
    heading('三、取整习惯'),
    paragraph(`${report.habits}。习惯逐数认定，不由一个数推断全篇。`),
    ...(rows.length
      ? [
          {
            kind: 'table' as const,
            columns: [
              { label: '指标', width: 13 },
              { label: '公布', width: 9, align: 'right' as const },
              { label: '习惯', width: 8, align: 'center' as const },
              { label: '说明', width: 20 },
            ],
            rows: rows.map((r) => [
              labelOf(r),
              `${printed(r)}${r.unit}`,
              habitWords[r.habit!] ?? '',
              notesOf(r).join('；'),
            ]),
          },
        ]
      : []),
  ]
}

/** Relations from which a number follows that is not printed. */
const derives: ReadonlySet<Rule['kind']> = new Set(['total', 'opening', 'yoy', 'seats'])

const isDerived = (identity: IdentityResult): boolean =>
  (identity.result === 'HOLDS' &&
    IDENTITIES.find((i) => i.id === identity.id)?.rules.some((r) => derives.has(r.kind))) ??
  false

function derivedTotals(report: Report): Block[] {
  const found = report.identities.filter(isDerived)
  return [
    heading('一、推算的总数'),
    paragraph(
      found.length ? '下列总数没有公布，由公布的数推算，只供核对，不作为公布的数使用。' : '没有由公布的数推算的总数。',
    ),
    ...(found.length
      ? [
          {
            kind: 'table' as const,
            columns: [
              { label: '由来', width: 20 },
              { label: '推算', width: 27 },
            ],
            rows: found.map((i) => [i.formula, i.note]),
          },
        ]
      : []),
  ]
}

function assumptions(facts: ReportFacts): Block[] {
  if (!facts.isDemonstration) return [heading('二、假定的总数'), paragraph('没有假定的总数。')]
  const notes = facts.assumptions
  return [
    heading('二、生成演示记录时的假定'),
    paragraph(
      notes.length
        ? '公布的数没有给出而生成记录时必须确定的，假定如下；时间、地点、金额等的分布也是假定的。'
        : '公布的数已经给出生成记录所需的总数，没有另作假定；时间、地点、金额等的分布是假定的。',
    ),
    ...notes.map((text, i) => paragraph(`${i + 1}.${text}。`)),
  ]
}

function notComputed(sections: readonly Section<ReportRow>[]): Block[] {
  const open = sections.flatMap(({ label, rows }) => {
    const names = rows.filter((r) => r.computed === null).map(labelOf)
    return names.length ? [{ label, names }] : []
  })
  const count = open.reduce((n, s) => n + s.names.length, 0)
  return [
    heading('三、未计算的数'),
    paragraph(
      count
        ? `下列${count}个数的记录还没有进入平台，或者记录中没有可比的分子、分母，未由记录计算。`
        : '公布的数都已由记录计算。',
    ),
    ...(count
      ? [
          {
            kind: 'table' as const,
            columns: [
              { label: '章节', width: 13 },
              { label: '个数', width: 5, align: 'center' as const },
              { label: '指标', width: 29 },
            ],
            rows: open.map((s) => [s.label, `${s.names.length}`, s.names.join('；')]),
          },
        ]
      : []),
  ]
}
