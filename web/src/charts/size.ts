/** How high a chart stands, as one of the classes of charts.css: styles in the markup are forbidden by the pages' policy. */
import type { Spec } from './spec.ts'

export function size(spec: Spec): string {
  if (spec.shape === 'columns') return 'standing'
  const rows = spec.categories.length * spec.series.length
  return rows <= 3 ? 'low' : rows <= 6 ? 'middle' : rows <= 12 ? 'high' : 'highest'
}
