/** Words and blocks that the chapters and the annexes of a printed report share. */
import type { Block, RichText } from '#kernel'
import type { Change } from './compare.ts'
import type { HabitCode } from './habit.ts'
import { type Qualifier, unitOf } from './qualifier.ts'
import type { ReportRow } from './reconcile.ts'

export const paragraph = (text: RichText): Block => ({ kind: 'paragraph', text })
export const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })

/** The printed number with its word, without the unit, which has a column of its own: 约2.6, 300多, 不低于95. */
export function printed(row: ReportRow): string {
  const isPercent = unitOf(row.unit).kind === 'percent'
  const words: Record<Qualifier, [before: string, after: string]> = {
    exact: ['', ''],
    approx: ['约', ''],
    nearly: ['近', ''],
    over: isPercent ? ['超过', ''] : ['', row.published.includes('.') ? '余' : '多'],
    'at-least': isPercent ? ['不低于', ''] : ['', '以上'],
    within: isPercent ? ['不超过', ''] : ['', '以内'],
  }
  const [before, after] = words[row.qualifier]
  return `${before}${row.published}${after}`
}

export const labelOf = (row: ReportRow): string =>
  row.scope === 'city-level' && !row.label.includes('市本级') ? `${row.label}（市本级）` : row.label

export const habitWords: Partial<Record<HabitCode, string>> = {
  MATCH_HALF_UP: '四舍五入',
  MATCH_BY_TRUNCATION: '截尾',
  ADJUSTED_TO_100: '凑整到100',
  MISMATCH: '不能解释',
}

export const differsAsReported = (row: ReportRow): boolean => row.reported !== null && row.reported !== row.published

const uncomputed = '未计算：平台还没有与此编号对应的指标'

/** The parts of a row's note, without what a table says by 未计算; it was written for a page and stands in a document. */
export const notesOf = (row: ReportRow): string[] =>
  row.note
    .replaceAll('本页', '本报告')
    .split('；')
    .filter((part) => part !== '' && part !== uncomputed)

/** Against the year before, in the words of reports: counts grow by per cent, rates rise by percentage points. */
export function changeText({ kind, value }: Change): string {
  const size = value.replace(/^[-+]/, '')
  if (Number(size) === 0) return '持平'
  const isLess = value.startsWith('-')
  return kind === 'percent' ? `${isLess ? '下降' : '增长'}${size}%` : `${isLess ? '降低' : '提高'}${size}个百分点`
}
