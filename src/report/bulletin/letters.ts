/** What goes out with a bulletin or comes in against it: the table of corrections, an organ's objection, the letter of reminder. */
import { dateOr, fields, type Head, headOf, letterTemplate, paragraphs } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import type { Issue } from '#kernel/procedure'
import { toldText, whatHappened } from './corrections.ts'
import { type Facts, periodText } from './facts.ts'
import { dimensions } from './lines.ts'
import { type MetricId, metricLabels } from './metrics.ts'

type CorrectionData = Head & { period: string; corrections: Facts['corrections'] }
const corrections = letterTemplate<CorrectionData>({
  id: 'bulletin.S02',
  label: '更正表',
  code: '更正',
  wording: { unchanged: '已发布的各期和冻结的快照不变；各月和全年的数以本表更正后的为准。' },
  to: () => '各区县（市）人民政府，市级各部门',
  body: (d, words) => [
    ...paragraphs(`${periodText(d.period)}行政争议月通报对以前月份更正如下。`),
    {
      kind: 'table',
      columns: [
        { label: '月份', width: 2 },
        { label: '范围', width: 3 },
        { label: '指标', width: 3 },
        { label: '原数', width: 2, align: 'right' },
        { label: '更正后', width: 2, align: 'right' },
        { label: '记录', width: 2 },
        { label: '理由', width: 4 },
      ],
      rows: d.corrections.map((c) => [
        periodText(c.period),
        c.name,
        metricLabels[c.metric],
        toldText(c.before),
        toldText(c.after),
        [c.added.length && `增${c.added.length}条`, c.removed.length && `减${c.removed.length}条`]
          .filter(Boolean)
          .join('，'),
        c.reason ?? whatHappened(c),
      ]),
    },
    ...paragraphs(words.unchanged!),
  ],
})
export const correctionPaper: Issue<Facts> = {
  template: corrections,
  when: (_act, f) => f.corrections.length > 0,
  data: (_act, f, paper): CorrectionData => ({ ...headOf(paper), period: f.period, corrections: f.corrections }),
}

type ObjectionData = Head & {
  period: string
  metric: MetricId
  receivedOn: LocalDate
  reason: string
  evidence: { kind?: string; number?: string; date: LocalDate }
}
const objection = letterTemplate<ObjectionData>({
  id: 'bulletin.S03',
  label: '异议表',
  code: '异议',
  to: () => '月通报编制单位',
  body: (d) => [
    fields([
      ['通报月份', periodText(d.period)],
      ['指标', metricLabels[d.metric]],
      ['收到通报的日期', dateOr(d.receivedOn)],
      ['提出异议的日期', dateOr(d.on)],
      ['证据', [d.evidence.kind, d.evidence.number, dateOr(d.evidence.date)].filter(Boolean).join('，')],
    ]),
    ...paragraphs(d.reason),
  ],
})
export const objectionPaper: Issue<Facts> = {
  template: objection,
  data: (act, f, paper): ObjectionData => ({
    ...headOf(paper),
    period: f.period,
    metric: act.payload.metric,
    receivedOn: act.payload.receivedOn,
    reason: act.payload.reason,
    evidence: act.payload.evidence,
  }),
}

type ReminderData = Head & { period: string; agencyName: string; about: string; metric: MetricId; advice: string }
const reminder = letterTemplate<ReminderData>({
  id: 'bulletin.S04',
  label: '提醒函',
  code: '提醒',
  wording: { ask: '请在收到本函之日起十五个工作日内反馈整改情况，并附整改报告。' },
  to: (d) => d.agencyName,
  body: (d, words) => [
    fields([
      ['通报月份', periodText(d.period)],
      ['范围', d.about],
      ['指标', metricLabels[d.metric]],
    ]),
    ...paragraphs(d.advice),
    ...paragraphs(words.ask!),
  ],
})
/** Whose line it is about; of a letter from before lines of districts and of the city were warned of nothing is said. */
const aboutOf = (f: Facts, p: { dimension?: keyof typeof dimensions; place?: string }): string => {
  if (p.dimension === undefined) return ''
  if (p.dimension !== 'PLACE') return p.dimension === 'AGENCY' ? '本机关' : dimensions[p.dimension]
  return f.printed.find((l) => l.dimension === 'PLACE' && l.subject === p.place)?.name ?? ''
}
export const reminderPaper: Issue<Facts> = {
  template: reminder,
  data: (act, f, paper): ReminderData => ({
    ...headOf(paper),
    period: f.period,
    agencyName: act.given.agencyName ?? act.payload.agency,
    about: aboutOf(f, act.payload),
    metric: act.payload.metric,
    advice: act.payload.advice,
  }),
}
