/** The monthly bulletins: the list, one with its lines beside the year before, its spreadsheet, and what the system does when it is asked. */
import type { SheetData } from 'write-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import type { Client } from '#kernel/db'
import { Refusal } from '#kernel/errors'
import { toldText, whatHappened } from '../report/bulletin/corrections.ts'
import { differenceKinds, periodText } from '../report/bulletin/facts.ts'
import { dimensions, perTenThousand, shownLine, spans } from '../report/bulletin/lines.ts'
import { metricLabels } from '../report/bulletin/metrics.ts'
import { storedHash } from '../report/bulletin/prepare.ts'
import { bulletinProcedure } from '../report/bulletin/procedure.ts'
import { workBulletins } from '../report/bulletin/work.ts'
import type { App, Deps } from './deps.ts'
import { HttpRefusal } from './problems.ts'
import { fileResponse } from './report-document.ts'
import { answers, capacityHeader, createRoute, fileOf, idParams, jsonBody, mediaTypes, signedIn, z } from './schemas.ts'
import { reading } from './session.ts'

const head = z
  .object({
    matterId: z.string(),
    period: z.string().describe('如 2020-09'),
    title: z.string(),
    state: z.string(),
    stateLabel: z.string(),
    agencyName: z.string().nullable(),
    issueNo: z.number().int().nullable(),
    frozenOn: z.string().nullable(),
    publishedOn: z.string().nullable(),
    differences: z.number().int().describe('与法院清单的差异'),
    unexplained: z.number().int().describe('其中没有说明的'),
    corrections: z.object({ added: z.number().int(), removed: z.number().int() }).describe('对以前月份的更正'),
  })
  .openapi('BulletinHead')
const level = z.enum(['YELLOW', 'RED'])
const line = z
  .object({
    dimension: z.enum(['CITY', 'CITY_LEVEL', 'PLACE', 'AGENCY']),
    subject: z.string(),
    name: z.string(),
    metric: z.enum(['incidence', 'loss', 'appearance', 'settled']),
    metricLabel: z.string(),
    span: z.enum(['MONTH', 'YEAR']),
    numerator: z.number().int(),
    denominator: z.number().int().nullable(),
    value: z.string().describe('“25件”或者“6.67%”；没有的为“—”'),
    before: z.string().describe('上年同期的'),
    change: z.string().describe('件数写百分比，率写百分点'),
    rank: z.number().int().nullable(),
    isSmall: z.boolean().describe('件数少，不排名'),
    isVertical: z.boolean().describe('垂直管理，计入全市，不计区县'),
    warning: level.nullable(),
    sameAct: z.number().int().nullable().describe('其中涉同一行政行为的最多件数'),
    perTenThousand: z.string().nullable().describe('万人发案数：区县（市）累计发案量除以人口数，没有登记人口数的没有'),
  })
  .openapi('BulletinLine')
const whole = z
  .object({
    head,
    asOf: z.string().nullable(),
    snapshotHash: z.string().nullable().describe('冻结时的散列值'),
    storedHash: z.string().nullable().describe('按现存明细重算的散列值；只有编制单位看得到'),
    lines: z.array(line),
    differences: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        kindLabel: z.string(),
        ours: z.string(),
        theirs: z.string(),
        explanation: z.string().nullable(),
      }),
    ),
    warnings: z.array(
      z.object({
        dimension: z.enum(['CITY', 'CITY_LEVEL', 'PLACE', 'AGENCY']),
        agency: z.string().describe('触及预警线的机关、区县（市）代码，全市和市本级为 city'),
        agencyName: z.string().nullable(),
        recipientName: z.string().nullable().describe('收到提醒函的机关'),
        metricLabel: z.string(),
        level,
        warnedOn: z.string().nullable(),
        fedBackOn: z.string().nullable(),
      }),
    ),
    corrections: z.array(
      z.object({
        indicator: z.string(),
        label: z.string(),
        change: z.enum(['ADDED', 'REMOVED']),
        countedOn: z.string(),
        number: z.string().nullable(),
      }),
    ),
    correctedLines: z
      .array(
        z.object({
          period: z.string(),
          originalId: z.string().nullable().describe('那个月的通报'),
          name: z.string(),
          metricLabel: z.string(),
          before: z.string(),
          after: z.string(),
          reason: z.string(),
        }),
      )
      .describe('更正表：以前月份的各项数字，原数和更正后的数'),
  })
  .openapi('Bulletin')
const common = { tags: ['月通报'], security: signedIn }

const headColumns = `b.matter_id, b.period, b.state, b.issue_no, b.frozen_on, b.published_on, b.differences, b.unexplained,
  b.corrections_added, b.corrections_removed, b.as_of, b.snapshot_hash, a.name as agency_name`
const headOf = (r: any) => ({
  matterId: r.matter_id as string,
  period: r.period as string,
  title: `${periodText(r.period)}行政争议月通报`,
  state: r.state as string,
  stateLabel: bulletinProcedure.states[r.state]!.label,
  agencyName: r.agency_name as string | null,
  issueNo: r.issue_no as number | null,
  frozenOn: r.frozen_on as string | null,
  publishedOn: r.published_on as string | null,
  differences: r.differences as number,
  unexplained: r.unexplained as number,
  corrections: { added: r.corrections_added as number, removed: r.corrections_removed as number },
})
const lineOf = (r: any) => {
  const of = (n: number, d: number | null) =>
    shownLine({ numerator: n, denominator: d, before: { numerator: 0, denominator: null } }).value
  const shown = shownLine({
    numerator: r.numerator,
    denominator: r.denominator,
    before: { numerator: r.before_numerator, denominator: r.before_denominator },
  })
  return {
    dimension: r.dimension,
    subject: r.subject as string,
    name: r.name as string,
    metric: r.metric,
    metricLabel: metricLabels[r.metric as keyof typeof metricLabels],
    span: r.span,
    numerator: r.numerator as number,
    denominator: r.denominator as number | null,
    value: shown.value,
    before: of(r.before_numerator, r.before_denominator),
    change: shown.change,
    rank: r.rank as number | null,
    isSmall: r.is_small as boolean,
    isVertical: r.is_vertical as boolean,
    warning: r.warning,
    sameAct: r.same_act as number | null,
    perTenThousand: perTenThousand({ numerator: r.numerator, ...(r.persons === null ? {} : { persons: r.persons }) }),
  }
}
const linesSql = 'select * from bulletin.frozen_line where matter_id = $1 order by no'
const missing = () => new Refusal('missing', 'kernel.matter', '没有这件事项，或者您无权查看')

async function headRow(client: Client, id: string): Promise<any> {
  const { rows } = await client.query(
    `select ${headColumns} from bulletin.bulletin b left join kernel.agency a on a.agency_id = b.agency_id where b.matter_id = $1`,
    [id],
  )
  if (!rows[0]) throw missing()
  return rows[0]
}

export function bulletinRoutes(app: App, deps: Deps): void {
  if (!deps.registry.procedures.has(bulletinProcedure.id)) return
  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/bulletins',
      summary: '月通报，新的在前',
      request: { headers: capacityHeader },
      responses: answers(z.object({ items: z.array(head) }), '月通报'),
    }),
    async (c) => {
      const items = await reading(deps, c, async ({ client }) => {
        const { rows } = await client.query(
          `select ${headColumns} from bulletin.bulletin b left join kernel.agency a on a.agency_id = b.agency_id order by b.period desc limit 240`,
        )
        return rows.map(headOf)
      })
      return c.json({ items }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/bulletins/{id}',
      summary: '一期月通报：各项数字、差异、预警和更正',
      request: { params: idParams, headers: capacityHeader },
      responses: answers(whole, '月通报'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const found = await reading(deps, c, async ({ client, post }) => {
        const row = await headRow(client, id)
        const lines = (await client.query(linesSql, [id])).rows
        const differences = (
          await client.query('select * from bulletin.difference where matter_id = $1 and not is_gone order by key', [
            id,
          ])
        ).rows
        const warnings = (
          await client.query(
            `select w.*, coalesce(a.name, p.name) as name, t.name as recipient_name from bulletin.warning w
               left join kernel.agency a on w.dimension = 'AGENCY' and a.agency_id = w.agency
               left join kernel.place p on w.dimension = 'PLACE' and p.code = w.agency
               left join kernel.agency t on t.agency_id = w.recipient
             where w.matter_id = $1 order by array_position(array['CITY', 'CITY_LEVEL', 'PLACE', 'AGENCY'], w.dimension), w.agency, w.metric`,
            [id],
          )
        ).rows
        const corrections = (
          await client.query(
            `select r.indicator, r.change, r.counted_on, m.number from bulletin.frozen_row r left join kernel.matter m on m.matter_id = r.counted_matter_id
               join bulletin.bulletin b on b.matter_id = r.matter_id
             where r.matter_id = $1 and r.scope_kind = 'city' and r.counted_on < to_date($2, 'YYYY-MM')
               and b.corrections_added + b.corrections_removed > 0 order by r.no limit 1000`,
            [id, row.period],
          )
        ).rows
        const corrected = (
          await client.query('select * from bulletin.correction where matter_id = $1 order by no limit 1000', [id])
        ).rows
        return { row, lines, differences, warnings, corrections, corrected, isOwn: post.scope.kind !== 'reader' }
      })
      const { row } = found
      return c.json(
        {
          head: headOf(row),
          asOf: row.as_of === null ? null : new Date(row.as_of).toISOString(),
          snapshotHash: row.snapshot_hash as string | null,
          storedHash: found.isOwn && row.snapshot_hash ? await storedHash(deps.pool, id) : null,
          lines: found.lines.map(lineOf),
          differences: found.differences.map((d) => ({
            key: d.key as string,
            kind: d.kind as string,
            kindLabel: differenceKinds[d.kind as keyof typeof differenceKinds],
            ours: d.ours as string,
            theirs: d.theirs as string,
            explanation: d.explanation as string | null,
          })),
          warnings: found.warnings.map((w) => ({
            dimension: w.dimension as keyof typeof dimensions,
            agency: w.agency as string,
            agencyName: (w.name ?? (w.agency === 'city' ? dimensions[w.dimension as keyof typeof dimensions] : null)) as
              | string
              | null,
            recipientName: w.recipient_name as string | null,
            metricLabel: metricLabels[w.metric as keyof typeof metricLabels],
            level: w.level as 'YELLOW' | 'RED',
            warnedOn: w.warned_on as string | null,
            fedBackOn: w.fed_back_on as string | null,
          })),
          corrections: found.corrections.map((r) => ({
            indicator: r.indicator as string,
            label: deps.registry.indicators.get(r.indicator)?.label ?? r.indicator,
            change: r.change as 'ADDED' | 'REMOVED',
            countedOn: r.counted_on as string,
            number: r.number as string | null,
          })),
          correctedLines: found.corrected.map((r) => ({
            period: r.period as string,
            originalId: r.original_id as string | null,
            name: r.name as string,
            metricLabel: metricLabels[r.metric as keyof typeof metricLabels],
            before: toldText({ numerator: r.before_numerator, denominator: r.before_denominator }),
            after: toldText({ numerator: r.after_numerator, denominator: r.after_denominator }),
            reason: (r.reason ?? whatHappened({ added: r.added, removed: r.removed })) as string,
          })),
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/api/bulletins/{id}/work',
      summary: '由系统比对法院清单，或者到日后冻结',
      request: { params: idParams, headers: capacityHeader, body: jsonBody(z.strictObject({})) },
      responses: answers(z.object({ done: z.array(z.enum(['compare', 'freeze', 'close'])) }), '系统做了什么'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      await reading(deps, c, async ({ client, post }) => {
        await headRow(client, id)
        if (post.role !== 'bulletin_editor') throw new HttpRefusal(403, 'kernel.role', '由通报编制人员发起')
      })
      const desk = { pool: deps.pool, registry: deps.registry, engine: deps.engine, calendar: () => deps.calendar }
      const done = await workBulletins(desk, deps.clock.now(), id, true)
      return c.json({ done: done.map((d) => d.action) }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/bulletins/{id}/table',
      summary: '月通报的电子表格',
      request: { params: idParams, headers: capacityHeader },
      responses: fileOf('电子表格', [mediaTypes.xlsx]),
    }),
    async (c): Promise<any> => {
      const { id } = c.req.valid('param')
      const { row, lines } = await reading(deps, c, async ({ client }) => ({
        row: await headRow(client, id),
        lines: (await client.query(linesSql, [id])).rows.map(lineOf),
      }))
      const title = headOf(row).title
      const columns = ['范围', '名称', '指标', '期间', '件数', '总数', '数值', '上年同期', '变化', '名次', '预警']
      const text = (value: string | null) => (value === null ? null : { value, type: String })
      const number = (value: number | null) => (value === null ? null : { value, type: Number })
      const data: SheetData = [
        [{ value: title, type: String, fontWeight: 'bold' }],
        columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const, backgroundColor: '#EEF1F5' })),
        ...lines.map((l) => [
          text(dimensions[l.dimension as keyof typeof dimensions]),
          text(l.name),
          text(l.metricLabel),
          text(spans[l.span as keyof typeof spans]),
          number(l.numerator),
          number(l.denominator),
          text(l.value),
          text(l.before),
          text(l.change),
          l.rank === null ? text(l.isSmall ? '件数少，不排名' : null) : number(l.rank),
          text(l.warning === null ? null : l.warning === 'RED' ? '红色' : '黄色'),
        ]),
      ]
      const sheet = {
        data,
        sheet: '月通报',
        columns: columns.map((_, i) => ({ width: i === 1 ? 30 : 14 })),
        stickyRowsCount: 2,
      }
      const bytes = await writeWorkbook([sheet], { fontFamily: '宋体', fontSize: 11 }).toBuffer()
      return fileResponse(bytes, 'xlsx', `${title}.xlsx`)
    },
  )
}
