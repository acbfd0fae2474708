/** How a bulletin's numbers are said: counts grow by per cent, rates rise by percentage points, and nothing is compared with nothing. */
import { day } from '../words.ts'
import type { Line, Metric } from './data.ts'

export const metrics: readonly { id: Metric; short: string }[] = [
  { id: 'incidence', short: '发案量' },
  { id: 'loss', short: '败诉率' },
  { id: 'appearance', short: '出庭应诉率' },
  { id: 'settled', short: '调撤率' },
]

const points = '个百分点'

/** “-12.50%” as 下降12.50%, “2.31个百分点” as 提高2.31个百分点. */
export function changeText(change: string): string {
  const size = change.replace(/^[-+−]/, '')
  const number = Number.parseFloat(size)
  if (Number.isNaN(number)) return '无可比数'
  if (number === 0) return '持平'
  const isLess = size !== change && !change.startsWith('+')
  return size.endsWith(points) ? `${isLess ? '降低' : '提高'}${size}` : `${isLess ? '下降' : '增长'}${size}`
}

const none = '—'
/** A line against the year before, in a sentence. */
export const againstText = (l: Line): string =>
  l.change === none
    ? `上年同期${l.before === none ? '无可比数' : `${l.before}，无可比变化`}`
    : `比上年同期${changeText(l.change)}`

/** Below a rate what it was computed from. */
export const fractionText = (l: Line): string | null =>
  l.denominator === null ? null : `${l.numerator}件／${l.denominator}件`

/** The rank over the year so far, or why there is none. */
export function rankText(l: Line | undefined): string {
  if (!l) return '—'
  if (l.rank !== null) return `第${l.rank}名`
  if (l.isVertical) return '垂直管理，不排名'
  if (l.isSmall) return '件数少，不排名'
  return '无可比数，不排名'
}

export const warningText: Readonly<Record<'RED' | 'YELLOW', string>> = { RED: '红色预警', YELLOW: '黄色预警' }

/** A record's short text with its days as they are written in sentences. */
export const withDays = (text: string): string => text.replace(/\d{4}-\d\d-\d\d/g, (d) => day(d))

const events: Readonly<Record<string, string>> = { FILED: '立案', CONCLUDED: '审结' }
/** The key of a difference: what happened, and the case's number. */
export function keyParts(key: string): { event: string; caseNo: string } {
  const at = key.indexOf('/')
  return { event: events[key.slice(0, at)] ?? '', caseNo: key.slice(at + 1) }
}
