/** What a bulletin's matter knows after each act. The frozen rows and lines stand in tables; here is what later acts are judged by. */
import type { LocalDate } from '#kernel/clock'
import type { Line } from './lines.ts'
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
  filedOn: LocalDate
  decidedOn: LocalDate | null
  result: 'UPHELD' | 'CORRECTED' | null
}
export type Warning = {
  agency: string
  metric: MetricId
  level: WarningLevel
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
  /** Records of earlier months that this bulletin adds to the year or takes out of it. */
  corrected: { added: number; removed: number }
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
  agencies: [],
  warnings: [],
  approvedBy: null,
  publishedOn: null,
  issueNo: null,
  objections: [],
  closedOn: null,
}

export const periodText = (period: string): string => `${Number(period.slice(0, 4))}年${Number(period.slice(5, 7))}月`
export const warningKey = (w: Pick<Warning, 'agency' | 'metric'>): string => `${w.agency}/${w.metric}`
/** Whether nothing of it waits for anybody. */
export const isSettled = (f: Facts): boolean =>
  f.warnings.every((w) => w.warnedOn === null || w.fedBackOn !== null) &&
  f.objections.every((o) => o.decidedOn !== null)
