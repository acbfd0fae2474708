/** The bulletin. It prints the city, its own organs and the districts; each organ's line is in its table. */
import { type Head, heading, headOf, letterTemplate, paragraphs } from '#kernel/blocks'
import type { Block } from '#kernel/document'
import type { Issue } from '#kernel/procedure'
import { type Facts, periodText } from './facts.ts'
import { type Dimension, dimensions, perTenThousand, type SpanOf, shownLine, spans } from './lines.ts'
import { type MetricId, metrics } from './metrics.ts'

type Printed = Facts['printed'][number]
type BulletinData = Head & {
  period: string
  issueNo: number
  summary: string | undefined
  printed: readonly Printed[]
  corrected: Facts['corrected']
  warnings: number
  /** Corrections are listed in a table of their own, and districts and the city are warned of; a paper stays as it was issued. */
  isListed: boolean
}

const cells = (
  lines: readonly Printed[],
  of: { dimension: Dimension; subject: string; metric: MetricId },
  span: SpanOf,
) => {
  const l = lines.find(
    (x) => x.dimension === of.dimension && x.subject === of.subject && x.metric === of.metric && x.span === span,
  )
  return l ? { line: l, ...shownLine(l) } : undefined
}

/** One table a metric: the city, its own organs, the districts; the month, the year so far, the change, the rank. */
function tableOf(lines: readonly Printed[], metric: MetricId): Block {
  const subjects = [
    ...new Map(lines.filter((l) => l.metric === metric).map((l) => [`${l.dimension}/${l.subject}`, l])).values(),
  ]
  const order: readonly Dimension[] = ['CITY', 'CITY_LEVEL', 'PLACE']
  const sorted = subjects.sort(
    (a, b) => order.indexOf(a.dimension) - order.indexOf(b.dimension) || (a.subject < b.subject ? -1 : 1),
  )
  const isPerPerson = lines.some((l) => l.metric === metric && l.persons)
  return {
    kind: 'table',
    columns: [
      { label: '范围', width: 3 },
      { label: spans.MONTH, width: 2, align: 'right' },
      { label: spans.YEAR, width: 2, align: 'right' },
      { label: '比上年同期', width: 3, align: 'right' },
      { label: '名次', width: 2, align: 'right' },
      ...(isPerPerson ? [{ label: '万人发案数', width: 2, align: 'right' as const }] : []),
    ],
    rows: sorted.map((s) => {
      const month = cells(lines, s, 'MONTH')
      const year = cells(lines, s, 'YEAR')
      return [
        s.dimension === 'PLACE' ? s.name : dimensions[s.dimension],
        month?.value ?? '—',
        year?.value ?? '—',
        year?.change ?? '—',
        year?.line.rank
          ? String(year.line.rank)
          : year?.line.isSmall && s.dimension === 'PLACE'
            ? '件数少，不排名'
            : '—',
        ...(isPerPerson ? [(year && perTenThousand(year.line)) ?? '—'] : []),
      ]
    }),
  }
}

const same = (lines: readonly Printed[]) =>
  cells(lines, { dimension: 'CITY', subject: 'city', metric: 'incidence' }, 'YEAR')?.line.sameAct

const template = letterTemplate<BulletinData>({
  id: 'bulletin.S01',
  label: '行政争议情况月通报',
  code: '通报',
  wording: {
    counted: '发案量为受理的行政复议案件与一审行政案件立案之和，同一争议先复议后诉讼的分别计数。率的变化以百分点表示。',
    publicInterest: '公益诉讼计入发案量。',
  },
  to: () => '各区县（市）人民政府，市级各部门',
  body: (d, words) => [
    ...paragraphs(`现将${periodText(d.period)}全市行政争议情况通报如下（本年第${d.issueNo}期）。`),
    ...(d.summary ? paragraphs(d.summary) : []),
    ...metrics.flatMap((m, i): Block[] => [heading(`${'一二三四'[i]}、${m.label}`), tableOf(d.printed, m.id)]),
    ...paragraphs(words.counted!),
    ...(d.isListed ? paragraphs(words.publicInterest!) : []),
    ...(same(d.printed) ? paragraphs(`其中涉同一行政行为的最多${same(d.printed)}件。`) : []),
    ...(d.corrected.added + d.corrected.removed > 0
      ? paragraphs(
          `更正：以前月份的记录补记${d.corrected.added}条、减去${d.corrected.removed}条，${d.isListed ? '已发布的各期不变，逐项见更正表' : '已计入累计数；已发布的各期不变'}。`,
        )
      : []),
    ...(d.warnings ? paragraphs(`触及预警线的${d.isListed ? '' : '机关'}指标共${d.warnings}项，另行提醒。`) : []),
  ],
})

export const bulletinPaper: Issue<Facts> = {
  template,
  data: (act, f, paper): BulletinData => ({
    ...headOf(paper),
    period: f.period,
    issueNo: f.issueNo!,
    summary: act.payload.summary,
    printed: f.printed,
    corrected: f.corrected,
    warnings: f.warnings.length,
    isListed: Boolean(act.given.published),
  }),
}
