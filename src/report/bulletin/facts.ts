/** What a bulletin's matter knows after each act. The frozen rows and lines stand in tables; here is what later acts are judged by. */
import type { LocalDate } from '#kernel/clock'
import type { Correction } from './corrections.ts'
import type { Dimension, Line } from './lines.ts'
import type { MetricId } from './metrics.ts'
import type { WarningLevel } from './settings.ts'

export const differenceKinds = {
  ONLY_COURT: '法院有而平台没有',
  ONLY_PLATFORM: '平台有而法院没有',
  DATE: '日期不一致',
  RESULT: '是否败诉不一致',
} as const
export type DifferenceKind = keyof typeof differenceKinds
export const courtEvents = { FILED: '立案', CONCLUDED: '审结' } as const
export type CourtEvent = keyof typeof courtEvents
export type Difference = { key: string; kind: DifferenceKind; ours: string; theirs: string; explanation: string | null }

export type Objection = {
  no: number
  agency: string
  metric: MetricId
  receivedOn: LocalDate
  filedOn: LocalDate
  reason: string
  decidedOn: LocalDate | null
  result: 'UPHELD' | 'CORRECTED' | null
  decision: string | null
}
export type Warning = {
  dimension: Dimension
  /** Whose line was crossed: the organ, the district's code, or 'city'. */
  agency: string
  metric: MetricId
  level: WarningLevel
  /** The organ that was reminded; of an organ's own line always that organ. */
  recipient: string | null
  warnedOn: LocalDate | null
  fedBackOn: LocalDate | null
}

export type Facts = {
  agencyId: string
  period: string
  openedOn: LocalDate | null
  /** Case numbers of the court's list, by event. */
  courtKeys: string[]
  /** Lists that came; one of a month without cases is empty. */
  imports: number
  /** Acts of import since the last comparison: reconciled is only what was compared as it stands. */
  isCompared: boolean
  differences: Difference[]
  reconciledBy: string | null
  frozenOn: LocalDate | null
  asOf: string | null
  snapshotHash: string | null
  rowCount: number
  /** Of the city, its own organs and the districts: what the paper prints. */
  printed: (Line & { name: string })[]
  /** Records of earlier months that this bulletin adds or takes out. */
  corrected: { added: number; removed: number }
  /** Lines of earlier months that are other now, with the reason that the editor gave. */
  corrections: (Correction & { name: string; reason: string | null })[]
  /** The database's own sum over what was frozen; none of acts from before there was one. */
  digest: string | null
  agencies: string[]
  warnings: Warning[]
  approvedBy: string | null
  publishedOn: LocalDate | null
  issueNo: number | null
  objections: Objection[]
  closedOn: LocalDate | null
}

export const initial: Facts = {
  agencyId: '',
  period: '',
  openedOn: null,
  courtKeys: [],
  imports: 0,
  isCompared: false,
  differences: [],
  reconciledBy: null,
  frozenOn: null,
  asOf: null,
  snapshotHash: null,
  rowCount: 0,
  printed: [],
  corrected: { added: 0, removed: 0 },
  corrections: [],
  digest: null,
  agencies: [],
  warnings: [],
  approvedBy: null,
  publishedOn: null,
  issueNo: null,
  objections: [],
  closedOn: null,
}

export const periodText = (period: string): string => `${Number(period.slice(0, 4))}年${Number(period.slice(5, 7))}月`
export const warningKey = (w: Pick<Warning, 'agency' | 'metric' | 'dimension'>): string =>
  w.dimension === 'AGENCY' ? `${w.agency}/${w.metric}` : `${w.dimension}/${w.agency}/${w.metric}`
/** The line that a form speaks of; acts from before lines of districts and of the city were warned of name the organ alone. */
export const crossedKey = (i: {
  agency: string
  metric: MetricId
  dimension?: Dimension
  place?: string | undefined
}) => {
  const dimension = i.dimension ?? 'AGENCY'
  const subject = dimension === 'AGENCY' ? i.agency : dimension === 'PLACE' ? (i.place ?? '') : 'city'
  return warningKey({ dimension, agency: subject, metric: i.metric })
}
/** Whether nothing of it waits for anybody: every line that was crossed is warned of and answered, every objection decided. */
export const isSettled = (f: Facts): boolean =>
  f.warnings.every((w) => w.fedBackOn !== null) && f.objections.every((o) => o.decidedOn !== null)
export const monthAfter = (period: string): string => {
  const [y, m] = [Number(period.slice(0, 4)), Number(period.slice(5, 7))]
  return m === 12 ? `${y + 1}-01` : `${y}-${String(m + 1).padStart(2, '0')}`
}
