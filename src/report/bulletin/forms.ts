/** Forms of the bulletin's acts. What the system computes comes as a form too, so that the record alone says what was frozen. */
import { z } from 'zod'
import { agency, choice, day, paper, place, text, where, yesNo } from '#kernel/fields'
import { courtEvents, differenceKinds } from './facts.ts'
import { dimensions, spans } from './lines.ts'
import { metricLabels } from './metrics.ts'

const period = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份写成“2020-09”的样子')
  .meta({ label: '月份' })
const count = (label: string) => z.int().min(0).max(10_000_000).meta({ label })
const metric = choice(metricLabels, '指标')
const level = z.enum(['YELLOW', 'RED']).meta({ label: '级别', options: { YELLOW: '黄色', RED: '红色' } })

export const open = z.strictObject({ agencyId: agency('编制单位', 'justice-bureau'), period })

export const importCourtList = z.strictObject({
  source: text('来源（法院提供的清单名称、日期）', 200),
  lines: z
    .array(
      z.strictObject({
        caseNo: text('案号', 60),
        event: choice(courtEvents, '事项'),
        on: day('日期'),
        isLost: yesNo('一审败诉'),
      }),
    )
    .max(20_000)
    .meta({ label: '清单' }),
})

export const compare = z.strictObject({
  differences: z
    .array(
      z.strictObject({
        key: text('案号和事项', 80),
        kind: choice(differenceKinds, '差异'),
        ours: text('平台的记录', 100),
        theirs: text('法院的记录', 100),
      }),
    )
    .max(20_000)
    .meta({ label: '差异' }),
})

export const explain = z.strictObject({ key: text('案号和事项', 80), explanation: text('说明', 300) })
export const reconcile = z.strictObject({ note: text('核对情况', 300).optional() })

const row = z.tuple([
  z.int(),
  z.enum(['ADDED', 'REMOVED']),
  z.string(),
  z.string(),
  z.string(),
  // The id of a record that is no matter of its own is made from what it is: no version of any standard.
  z.guid(),
  z.guid().nullable(),
  z.string(),
  z.string().nullable(),
  z.boolean(),
  z.string().nullable(),
])
const line = z.strictObject({
  dimension: choice(dimensions, '范围'),
  subject: z.string(),
  name: z.string(),
  metric,
  span: choice(spans, '期间'),
  numerator: count('件数'),
  denominator: count('总数').nullable(),
  before: z.strictObject({ numerator: count('上年件数'), denominator: count('上年总数').nullable() }),
  rank: z.int().min(1).nullable(),
  isSmall: z.boolean(),
  isVertical: z.boolean(),
  warning: level.nullable(),
  sameAct: z.int().nullable(),
  persons: count('人口数').optional(),
})
const told = z.strictObject({ numerator: count('件数'), denominator: count('总数').nullable() })
const correction = z.strictObject({
  period,
  original: z.guid().nullable(),
  dimension: choice(dimensions, '范围'),
  subject: z.string(),
  name: z.string(),
  metric,
  before: told,
  after: told,
  added: z.array(z.guid()),
  removed: z.array(z.guid()),
})
export type FrozenLine = z.output<typeof line>
export type RowTuple = z.output<typeof row>

/** The snapshot: rows added to and removed from what earlier bulletins froze, the lines over all of them, and the corrections among them. */
export const freeze = z.strictObject({
  asOf: text('截至时间', 40),
  hash: text('快照的散列值', 64),
  rows: z.array(row).max(200_000).meta({ label: '明细' }),
  lines: z.array(line).max(20_000).meta({ label: '各项数字' }),
  // Acts from before corrections were listed have neither.
  told: period.nullable().optional(),
  corrections: z.array(correction).max(20_000).optional(),
})
export const correct = z.strictObject({ period, metric, reason: text('更正的理由', 300) })
export const registerPopulation = z.strictObject({
  year: z.int().min(2018).max(2100).meta({ label: '适用的年份' }),
  source: text('人口数的来源', 200),
  places: z
    .array(
      z.strictObject({
        place: place('区县（市）', 'county'),
        persons: z.int().min(1).max(100_000_000).meta({ label: '人口数' }),
      }),
    )
    .min(1, '请填写人口数')
    .max(100)
    .refine((list) => new Set(list.map((p) => p.place)).size === list.length, '同一区县（市）只填一次')
    .meta({ label: '各区县（市）' }),
})

export const approve = z.strictObject({ opinion: text('审批意见', 300).optional() })
export const publish = z.strictObject({
  snapshotHash: text('快照的散列值', 64),
  summary: text('说明文字', 3000).optional(),
})
export const object = z.strictObject({
  receivedOn: day('收到通报的日期'),
  metric,
  reason: text('异议的理由', 1000),
  evidence: paper('证据'),
})
export const decideObjection = z.strictObject({
  no: z.int().min(1).meta({ label: '异议序号' }),
  result: z
    .enum(['UPHELD', 'CORRECTED'])
    .meta({ label: '处理', options: { UPHELD: '通报无误', CORRECTED: '记录有误，改正记录后列入下一期更正' } }),
  reason: text('理由', 1000),
})
/** Which line was crossed: an organ's own, a district's, that of the city's organs together or of the whole city. */
const crossed = {
  metric,
  dimension: choice(dimensions, '触及预警线的范围').default('AGENCY'),
  place: where(place('区县（市）', 'county'), 'dimension', 'PLACE').optional(),
}
export const warn = z.strictObject({ agency: agency('被提醒的机关'), ...crossed, advice: text('提醒的内容', 1000) })
export const feedback = z.strictObject({
  agency: agency('反馈的机关'),
  ...crossed,
  measures: text('整改措施', 2000),
  evidence: paper('整改报告'),
})
export const close = z.strictObject({})
