/** The yearly report: each figure with the way into the records behind it; as anybody may read it, without an account. */
import { Refusal } from '#kernel/errors'
import { breakdowns } from '#kernel/indicator-breakdown'
import type { App, Ctx, Deps } from './deps.ts'
import { publicRate } from './guards.ts'
import { fileResponse, type ReportFormat, reportFiles, reportFormats } from './report-document.ts'
import { recordsCsv } from './report-tables.ts'
import {
  answers,
  capacityHeader,
  createRoute,
  fileOf,
  mediaTypes,
  named,
  record,
  signedIn,
  uuid,
  z,
} from './schemas.ts'
import { reading } from './session.ts'

const year = z.coerce.number().int().min(2000).max(2100)
const page = z.object({
  after: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
const common = { tags: ['报告'], security: signedIn }

const publicTable = z.object({
  by: z.enum(['month', 'outcome', 'none']).describe('各列是什么：月份、结果，或者没有列'),
  columns: z.array(z.string()),
  columnTotals: z.array(z.number().int()),
  rows: z.array(
    z.object({
      label: z.string(),
      places: z.array(z.string()).describe('区县（市）代码；多个的为合并'),
      total: z.number().int(),
      cells: z.array(z.number().int()).nullable().describe('各列的数；只与别的行合并公布的为空'),
    }),
  ),
  rest: z.array(z.number().int()).nullable().describe('没有各列之数的行，合并之后的各列之数'),
  total: z.number().int(),
  isMerged: z.boolean(),
})
const statistics = z
  .object({
    year: z.number().int(),
    demonstration: z.boolean(),
    scale: z.string(),
    knownAt: z.string(),
    figures: z.array(
      z.object({
        id: z.string(),
        system: z.string(),
        label: z.string(),
        unit: z.string(),
        kind: z.enum(['stock', 'flow', 'rate']),
        text: z.string().nullable(),
        published: z.string(),
        qualifier: z.string(),
        computed: z.string(),
        register: z.object({ kind: z.string(), label: z.string() }).nullable().describe('逐一公布的名册'),
        table: publicTable.nullable(),
        note: z.string().nullable().describe('没有表的理由'),
      }),
    ),
  })
  .openapi('Statistics')

export function reportRoutes(app: App, deps: Deps): void {
  const scopeOf = (c: Ctx) => reading(deps, c, async ({ post }) => post.scope)
  const none = () => new Refusal('missing', 'kernel.report', '还没有这一年度的报告')
  const noFigure = () => new Refusal('missing', 'kernel.figure', '报告里没有这个数，或者还没有由记录计算')

  documentRoutes(app, deps, none)
  figureRoutes(app, deps, noFigure)
  publicReport(app, deps, none)

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/report/{year}',
      summary: '年度报告',
      request: { params: z.object({ year }), headers: capacityHeader },
      responses: answers(record, '报告'),
    }),
    async (c) => {
      const scope = await scopeOf(c)
      const found = await deps.report?.load(c.req.valid('param').year, scope)
      if (!found) throw none()
      return c.json(found, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/report/{year}/figures/{id}',
      summary: '一个数：已公布的和由记录算出的',
      request: { params: z.object({ year, id: named }), headers: capacityHeader },
      responses: answers(record, '数'),
    }),
    async (c) => {
      const scope = await scopeOf(c)
      const found = await deps.report?.load(c.req.valid('param').year, scope)
      if (!found) throw none()
      const figure = (found.figures as { id: string }[] | undefined)?.find((f) => f.id === c.req.valid('param').id)
      if (!figure) throw noFigure()
      return c.json(figure as Record<string, unknown>, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/report/{year}/figures/{id}/records',
      summary: '这个数的记录：看得到的，和另有多少件',
      request: { params: z.object({ year, id: named }), query: page, headers: capacityHeader },
      responses: answers(
        z.object({
          total: z.number().int(),
          visible: z.number().int().describe('您的范围看得到的'),
          hidden: z.number().int().describe('范围以外的'),
          rows: z.array(
            z.object({
              recordId: z.string(),
              matterId: z.string().nullable(),
              number: z.string().nullable(),
              title: z.string().nullable(),
              countedOn: z.string(),
              place: z.string().nullable(),
              inNumerator: z.boolean(),
              amount: z.union([z.number(), z.string()]),
            }),
          ),
          next: z.string().nullable(),
        }),
        '记录',
      ),
    }),
    async (c) => {
      const { year, id } = c.req.valid('param')
      const { after, limit } = c.req.valid('query')
      const scope = await scopeOf(c)
      const found = await deps.report?.records(scope, year, id, { limit, ...(after === undefined ? {} : { after }) })
      if (!found) throw noFigure()
      const next =
        found.next === undefined
          ? found.rows.length === limit
            ? (found.rows.at(-1)?.recordId ?? null)
            : null
          : found.next
      return c.json(
        { total: found.total, visible: found.visible, hidden: found.total - found.visible, rows: found.rows, next },
        200,
      )
    },
  )
}

/** A figure's records taken apart, and taken along: as far as the reader's scope goes. */
function figureRoutes(app: App, deps: Deps, noFigure: () => Refusal): void {
  const params = z.object({ year, id: named })
  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/report/{year}/figures/{id}/breakdown',
      summary: '这个数按月、按区县（市）或者按乡镇（街道）分列：只计看得到的记录',
      request: { params, query: z.object({ by: z.enum(breakdowns) }), headers: capacityHeader },
      responses: answers(
        z.object({
          by: z.enum(breakdowns),
          kind: z.enum(['stock', 'flow', 'rate']),
          items: z.array(
            z.object({
              key: z.string().nullable().describe('月份如 2020-03，或者地区代码；记录没有写明的为空'),
              records: z.number().int().describe('记录条数；比率的，是分母的'),
              amount: z.string().describe('所计之数；比率的，是计入分子的条数'),
            }),
          ),
        }),
        '分列',
      ),
    }),
    async (c) => {
      const { year, id } = c.req.valid('param')
      const { by } = c.req.valid('query')
      const scope = await reading(deps, c, async ({ post }) => post.scope)
      const found = await deps.report?.breakdown(scope, year, id, by)
      if (!found) throw noFigure()
      const items = found.cells.map(({ month, place, records, amount }) => ({
        key: by === 'month' ? month : place,
        records,
        amount,
      }))
      return c.json({ by, kind: found.kind, items }, 200)
    },
  )

  app.openAPIRegistry.registerPath({
    ...common,
    method: 'get',
    path: '/api/report/{year}/figures/{id}/records.csv',
    summary: '这个数的记录，看得到的全部，作为 CSV 文件',
    request: { params, headers: capacityHeader },
    responses: fileOf('文件', [mediaTypes.csv]),
  })
  app.get('/api/report/:year/figures/:id/records.csv', async (c) => {
    const scope = await reading(deps, c, async ({ post }) => post.scope)
    const asked = params.safeParse(c.req.param())
    const bytes = asked.success && (await recordsCsv(deps, scope, asked.data.year, asked.data.id))
    if (!bytes) throw noFigure()
    return fileResponse(bytes, 'csv', `${asked.data.year}年${asked.data.id}记录.csv`)
  })
}

/** What anybody may read; `publicRoutes` counts how often. */
function publicReport(app: App, deps: Deps, none: () => Refusal): void {
  const tags = ['公众']
  app.openapi(
    createRoute({
      tags,
      method: 'get',
      path: '/api/public/reports',
      summary: '有哪些年度的报告',
      responses: answers(z.object({ items: z.array(z.number().int()) }), '年度，最近的在前'),
    }),
    async (c) => c.json({ items: (await deps.report?.years()) ?? [] }, 200),
  )

  app.openapi(
    createRoute({
      tags,
      method: 'get',
      path: '/api/public/statistics/{year}',
      summary: '依法公开的统计：报告里的数按区县（市）和月份分列，件数少的合并',
      request: { params: z.object({ year }) },
      responses: answers(statistics, '统计'),
    }),
    async (c) => {
      const found = await deps.report?.statistics(c.req.valid('param').year)
      if (!found) throw none()
      return c.json(found, 200)
    },
  )

  app.openapi(
    createRoute({
      tags,
      method: 'get',
      path: '/api/public/report/{year}',
      summary: '年度报告：任何人都能读的部分',
      request: { params: z.object({ year }) },
      responses: answers(record, '报告'),
    }),
    async (c) => {
      const found = await deps.report?.publicReport(c.req.valid('param').year)
      if (!found) throw none()
      return c.json(found, 200)
    },
  )
}

const fileAddress = /^\/api\/report\/([^/]+)\.(docx|pdf|xlsx|csv)$/
const formatLabels = { docx: 'Word', pdf: 'PDF', xlsx: 'Excel', csv: 'CSV' } as const

/** The report as a file: in the capacity of whoever is signed in, else as anybody may read it, as the page shows it. */
function documentRoutes(app: App, deps: Deps, none: () => Refusal): void {
  for (const format of reportFormats)
    app.openAPIRegistry.registerPath({
      tags: ['报告'],
      // Signed in or not.
      security: [{}, ...(signedIn ?? [])],
      method: 'get',
      path: `/api/report/{year}.${format}`,
      summary: `年度报告的 ${formatLabels[format]} 文件：未登录的，是任何人都能读的部分`,
      request: { params: z.object({ year }), headers: capacityHeader },
      responses: fileOf('文件', [mediaTypes[format]]),
    })
  const file = reportFiles(deps)
  const rate = publicRate(deps)
  // By hand, since a parameter of an address cannot end within a segment.
  app.get('/api/report/*', async (c, next) => {
    const asked = fileAddress.exec(c.req.path)
    if (!asked) return next()
    const isPublic = !c.get('user')
    if (isPublic) await rate(c, async () => {})
    const on = year.safeParse(asked[1])
    if (!on.success) throw none()
    const loaded = isPublic
      ? await deps.report?.publicReport(on.data)
      : await reading(deps, c, async ({ post }) => post.scope).then((scope) => deps.report?.load(on.data, scope))
    if (!Array.isArray(loaded?.figures)) throw none()
    return file(c, on.data, asked[2] as ReportFormat, loaded)
  })
}
