/** What the bulletin tells of: each read from declared indicators and from nothing else. */

export type MetricId = 'incidence' | 'loss' | 'appearance' | 'settled'
export type Metric = {
  id: MetricId
  label: string
  /** Indicators whose rows are counted, or stand above and below the line. */
  count?: readonly string[]
  numerator?: string
  denominator?: string
  better: 'fewer' | 'more'
}

export const metrics: readonly Metric[] = [
  { id: 'incidence', label: '行政争议发案量', count: ['recon_accepted', 'first_instance_filed'], better: 'fewer' },
  {
    id: 'loss',
    label: '一审败诉率',
    numerator: 'first_instance_lost',
    denominator: 'first_instance_concluded',
    better: 'fewer',
  },
  {
    id: 'appearance',
    label: '负责人出庭应诉率',
    numerator: 'instances_attended',
    denominator: 'instances_heard',
    better: 'more',
  },
  {
    id: 'settled',
    label: '复议案件调撤率',
    numerator: 'recon_settled',
    denominator: 'recon_concluded',
    better: 'more',
  },
]

export const metricLabels = Object.fromEntries(metrics.map((m) => [m.id, m.label])) as Record<MetricId, string>

/** Counts that no line prints and that supervision holds against the lines: fewer disputes must not come of refusing or of pressing to withdraw. */
const watchedIndicators = ['recon_withdrawn_other', 'recon_intake_ordered', 'docketing_interfered'] as const

/** The indicators that a bulletin freezes, each once. */
export const frozenIndicators: readonly string[] = [
  ...new Set(metrics.flatMap((m) => [...(m.count ?? []), ...(m.numerator ? [m.numerator, m.denominator!] : [])])),
  ...watchedIndicators,
]
