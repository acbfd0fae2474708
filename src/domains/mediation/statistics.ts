/**
 * The summary of a quarter or a year as the public reads it: counties by kinds of dispute, small cells merged. What was counted stands
 * in the record and is compared with the matters; what is corrected later shows what was published before.
 */
import { z } from 'zod'
import type { LocalDate } from '#kernel/clock'
import { agency, choice, place } from '#kernel/fields'
import { platform } from '#kernel/law'
import { type Context, type FoldedAct, type ProcedureDef, procedureOf, type Rows } from '#kernel/procedure'
import { mergeNeighbours, publishTable } from '#kernel/small-cells'
import { type DisputeKind, disputeKinds } from './dispute-kinds.ts'
import { nbPmFrom } from './organisation-kinds.ts'
import { settings } from './settings.ts'

const periods = { Y: '全年', Q1: '第一季度', Q2: '第二季度', Q3: '第三季度', Q4: '第四季度' } as const
const measures = { MEDIATED: '调处', SETTLED: '调解成功' } as const
type Count = { place: string; kind: DisputeKind; count: number }
type Facts = {
  agencyId: string
  year: number
  period: keyof typeof periods
  measure: keyof typeof measures
  cells: Count[]
  edition: number
  publishedOn: LocalDate
  /** What the edition before this one showed. */
  before: { on: LocalDate; cells: PublishedCell[] } | null
}

const { action, define } = procedureOf<Facts>()
const basis = platform(`汇总数按季度、年度公布；少于${settings.smallestCell}件的单元格合并显示，防止再识别`)

const cells = z
  .array(
    z.strictObject({
      place: place('区县（市）'),
      kind: choice(disputeKinds, '纠纷类型'),
      count: z.int().min(0).max(10_000_000).meta({ label: '件数' }),
    }),
  )
  .min(1)
  .max(2000)
  .meta({ label: '按记录统计的件数' })

function judgeCells(ctx: Context<Facts, { cells: Count[] }>): void {
  const seen = new Set<string>()
  for (const [i, c] of ctx.input.cells.entries()) {
    const key = `${c.place}/${c.kind}`
    if (seen.has(key))
      ctx.refuse('mediation.statistics.twice', `${c.place} ${disputeKinds[c.kind]}`, { field: `cells.${i}` })
    seen.add(key)
  }
}

/** Nobody publishes another bureau's numbers, nor those of a period that is not over. */
function judgePeriod(ctx: Context<Facts, { agencyId: string; year: number; period: keyof typeof periods }>): void {
  const { agencyId, year, period } = ctx.input
  if (ctx.actor.agency !== agencyId) ctx.refuse('mediation.statistics.bureau', undefined, { field: 'agencyId' })
  if (lastDayOf(year, period) >= ctx.declaredOn)
    ctx.refuse('mediation.statistics.period', undefined, { field: 'period' })
}
const quarterEnds = { Y: '12-31', Q1: '03-31', Q2: '06-30', Q3: '09-30', Q4: '12-31' } as const
const lastDayOf = (year: number, period: keyof typeof periods) => `${year}-${quarterEnds[period]}`

const titleOf = (f: Facts) => `${f.year}年${periods[f.period]}人民调解${measures[f.measure]}汇总数`

/** `count` is null where the whole is so small that nothing of it is told. */
type PublishedCell = { place: string; kind: string; count: number | null }
const total = '合计'
const kinds = Object.keys(disputeKinds) as DisputeKind[]

/** By place and kind with their totals; neighbours whose numbers are small stand together under their names. */
function tableOf(counts: readonly Count[]): PublishedCell[] {
  const places = [...new Set(counts.map((c) => c.place))].sort()
  const used = kinds.filter((k) => counts.some((c) => c.kind === k))
  const sum = (of: (c: Count) => boolean) => counts.filter(of).reduce((n, c) => n + c.count, 0)
  const grid = places.map((place) => used.map((kind) => sum((c) => c.place === place && c.kind === kind)))
  const single = used.map((_, i) => [i])
  const merged = mergeNeighbours(
    used.map((kind) => sum((c) => c.kind === kind)),
    settings.smallestCell,
  )
  const table = publishTable(grid, [single, merged], settings.smallestCell)
  if (!table) return [{ place: total, kind: total, count: null }]
  const joined = (names: readonly string[]) => (names.length > 1 ? `${names.join('、')}（合并）` : names.join(''))
  const columns = table.columns.map((group) => joined(group.map((i) => disputeKinds[used[i]!])))
  const line = (place: string, cells: readonly number[], all: number) => [
    ...cells.map((count, i) => ({ place, kind: columns[i]!, count })),
    { place, kind: total, count: all },
  ]
  const together = table.rows.filter((r) => r.cells === null)
  return [
    ...table.rows.flatMap((r) => (r.cells ? line(joined(r.rows.map((i) => places[i]!)), r.cells, r.total) : [])),
    ...(table.rest
      ? line(
          joined(together.flatMap((r) => r.rows.map((i) => places[i]!))),
          table.rest,
          together.reduce((n, r) => n + r.total, 0),
        )
      : []),
    ...line(total, table.columnTotals, table.total),
  ]
}

function published(act: FoldedAct, f: Facts): Rows {
  const label = (c: PublishedCell) => ({ ...c, count: c.count ?? '不公布' })
  return {
    'kernel.published': [
      {
        kind: 'mediation.statistics',
        id: act.matter,
        matter_id: act.matter,
        published_on: f.publishedOn,
        withdrawn_on: null,
        content: JSON.stringify({
          title: titleOf(f),
          year: f.year,
          period: periods[f.period],
          measure: measures[f.measure],
          edition: f.edition,
          note: `少于${settings.smallestCell}件的与相邻的合并显示，不能由公布的数推算`,
          cells: tableOf(f.cells).map(label),
          ...(f.before ? { publishedBeforeOn: f.before.on, publishedBefore: f.before.cells.map(label) } : {}),
        }),
      },
    ],
    'mediation.statistics_cell': f.cells.map((c) => ({
      matter_id: act.matter,
      edition: f.edition,
      place: c.place,
      kind: c.kind,
      count: c.count,
    })),
  }
}

const publish = action({
  label: '公布汇总数',
  by: ['county_justice', 'city_justice'],
  to: 'PUBLISHED',
  basis,
  input: z.strictObject({
    agencyId: agency('司法行政机关', 'justice-bureau'),
    year: z.int().min(2011).max(2100).meta({ label: '年度' }),
    period: choice(periods, '期间'),
    measure: choice(measures, '指标').default('MEDIATED'),
    cells,
  }),
  place: (i) => i.agencyId,
  guard: (ctx) => {
    judgePeriod(ctx)
    judgeCells(ctx)
  },
  apply: (_f, act) => ({
    agencyId: act.payload.agencyId,
    year: act.payload.year,
    period: act.payload.period,
    measure: act.payload.measure,
    cells: act.payload.cells,
    edition: 1,
    publishedOn: act.declaredOn,
    before: null,
  }),
  rows: published,
})

const correct = action({
  label: '更正已公布的汇总数',
  by: ['county_justice', 'city_justice'],
  in: ['PUBLISHED'],
  basis: [basis, platform('公布后更正的，同时显示原公布和更正后的数')],
  input: z.strictObject({ cells }),
  guard: judgeCells,
  apply: (f, act) => ({
    ...f,
    cells: act.payload.cells,
    edition: f.edition + 1,
    publishedOn: act.declaredOn,
    before: { on: f.publishedOn, cells: tableOf(f.cells) },
  }),
  rows: published,
})

export const statisticsProcedures: readonly ProcedureDef[] = [
  define({
    id: 'mediation.statistics',
    version: 'NB_PM_2015',
    label: '人民调解汇总数',
    effective: { from: nbPmFrom },
    decidedByLabel: '公布日',
    // Nothing leads on; a correction is made in it.
    states: { PUBLISHED: { label: '已公布', final: true } },
    initial: {
      agencyId: '',
      year: 0,
      period: 'Y',
      measure: 'MEDIATED',
      cells: [],
      edition: 0,
      publishedOn: '0001-01-01' as LocalDate,
      before: null,
    },
    actions: { publish, correct },
    limits: {},
    refusals: {
      'mediation.statistics.twice': { label: '同一区县（市）、同一类型只填一次', basis },
      'mediation.statistics.bureau': { label: '只能公布本机关的汇总数', basis },
      'mediation.statistics.period': { label: '期间还没有结束', basis },
    },
    rows: (act, f) => ({
      'mediation.statistics': [
        {
          matter_id: act.matter,
          year: f.year,
          period: f.period,
          measure: f.measure,
          edition: f.edition,
          published_on: f.publishedOn,
        },
      ],
    }),
    title: titleOf,
  }),
]
