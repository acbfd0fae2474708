/** Against the year before, in the words of reports: counts grow by per cent, rates rise by percentage points. */
import type { Change } from '../report-shape.ts'

export function changeWords(year: number, { kind, value }: Change): string {
  const size = value.replace(/^[-+]/, '')
  if (Number(size) === 0) return `与${year}年持平`
  const isLess = value.startsWith('-')
  return kind === 'percent'
    ? `比${year}年${isLess ? '下降' : '增长'}${size}%`
    : `比${year}年${isLess ? '降低' : '提高'}${size}个百分点`
}

export function Changed({ year, change, unit }: { year: number; change: Change | null | undefined; unit: string }) {
  if (!change) return null
  return (
    <span className="change">
      {changeWords(year, change)}
      <span className="visually-hidden">
        （{year}年为{change.before}
        {unit}）
      </span>
    </span>
  )
}
