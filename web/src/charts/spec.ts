/** What a chart shows, as data: the same is drawn, read out and written as a table. */
import { grouped } from '../words.ts'

export type Series = { name: string; values: (number | null)[] }
export type Spec = {
  /** What it shows: the name that is read out. */
  title: string
  unit: string
  /** Bars lie where their names are long. */
  shape: 'columns' | 'bars'
  /** What the categories are: the head of the first column. */
  of: string
  categories: string[]
  series: Series[]
  /** Where an axis of shares need not begin at nothing. */
  from?: number
}

/** A number as people write it; rates keep their places. */
export const told = (value: number | null, unit: string): string =>
  value === null ? '—' : `${unit === '%' ? value.toFixed(2) : grouped(value)}${unit}`

/** The chart in a sentence: its most and its least. */
export function summary(spec: Spec): string {
  const kind = spec.shape === 'bars' ? '条形图' : '柱状图'
  const parts = spec.series.map((s) => {
    const known = spec.categories.flatMap((c, i) => {
      const value = s.values[i]
      return value === null || value === undefined ? [] : [{ c, value }]
    })
    if (known.length === 0) return `${s.name}没有数`
    const most = known.reduce((a, b) => (b.value > a.value ? b : a))
    const least = known.reduce((a, b) => (b.value < a.value ? b : a))
    if (most.value === least.value) return `${s.name}各为${told(most.value, spec.unit)}`
    return `${s.name}最多的是${most.c}，${told(most.value, spec.unit)}；最少的是${least.c}，${told(least.value, spec.unit)}`
  })
  return `${kind}：${spec.title}。${parts.join('。')}。`
}
