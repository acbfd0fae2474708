/** Charts of a report's figures: as one sees the records oneself, or as they are published. */
import type { PublicTable } from '../report-data.ts'
import type { Row } from '../report-shape.ts'
import type { Spec } from './spec.ts'

/** A group of a figure's records. */
export type Item = { key: string | null; records: number; amount: string }
export type Kind = 'stock' | 'flow' | 'rate'

/** 2020-03 as 3月. */
export const monthOf = (key: string | null) => (key ? `${Number(key.slice(5))}月` : '未注明')

/** A share in per cent with two places, not above what it is: an unfinished one never shows as 100. */
export function share(above: number, below: number): number | null {
  if (below === 0) return null
  const shown = Math.round((above / below) * 10_000) / 100
  return above < below ? Math.min(shown, 99.99) : shown
}

export const byLabels = { month: '月份', county: '区县（市）', town: '乡镇（街道）' } as const
const byWords = { month: '按月', county: '按区县（市）', town: '按乡镇（街道）' } as const

/** A figure's own records by month or place. */
export function breakdownSpec(
  row: Pick<Row, 'label' | 'unit'>,
  kind: Kind,
  by: keyof typeof byLabels,
  items: readonly Item[],
  nameOf: (key: string | null) => string,
): Spec {
  return {
    title: `${row.label}${byWords[by]}`,
    unit: row.unit,
    shape: by === 'month' ? 'columns' : 'bars',
    of: byLabels[by],
    categories: items.map((i) => nameOf(i.key)),
    series: [
      {
        name: row.label,
        values: items.map((i) => (kind === 'rate' ? share(Number(i.amount), i.records) : Number(i.amount))),
      },
    ],
    ...axisOfShares(
      kind,
      items.map((i) => share(Number(i.amount), i.records)),
    ),
  }
}

/** Shares that all lie high are told apart only where the axis begins near them; it says where it begins. */
export function axisOfShares(kind: Kind, values: readonly (number | null)[]): { from?: number } {
  const known = values.filter((v) => v !== null)
  if (kind !== 'rate' || known.length === 0) return {}
  const least = Math.min(...known)
  return least > 50 ? { from: Math.floor((least - 1) / 5) * 5 } : {}
}

type Named = { label: string; unit: string }

/** A published table's months. */
export function monthSpec(figure: Named, table: PublicTable): Spec {
  return {
    title: `${figure.label}按月`,
    unit: figure.unit,
    shape: 'columns',
    of: '月份',
    categories: table.columns,
    series: [{ name: figure.label, values: table.columnTotals }],
  }
}

/** A published table's places: totals, or of a rate the shares of the places that are told alone. */
export function placeSpec(figure: Named, table: PublicTable): Spec {
  const isRate = table.by === 'outcome' && table.columns.length === 2
  const rest =
    isRate && table.rest
      ? [{ label: '其余合并', cells: table.rest, total: (table.rest[0] ?? 0) + (table.rest[1] ?? 0) }]
      : []
  const rows = isRate ? [...table.rows.filter((r) => r.cells), ...rest] : table.rows
  const values = rows.map((r) => (isRate ? share(r.cells?.[0] ?? 0, r.total) : r.total))
  return {
    title: `${figure.label}按区县（市）`,
    unit: figure.unit,
    shape: 'bars',
    of: '区县（市）',
    categories: rows.map((r) => r.label),
    series: [{ name: figure.label, values }],
    ...(isRate ? axisOfShares('rate', values) : {}),
  }
}

/** What share of the printed number the records give; of a smaller replay, of what it aims at. Counts alone: rates are no amounts. */
export function coverageSpec(rows: readonly Row[], scale: string): Spec | undefined {
  const [, num = '1', den = '1'] = /^(\d+):(\d+)$/.exec(scale) ?? []
  const compared = rows.flatMap((r) => {
    const [printed, computed] = [Number(r.published), Number(r.computed ?? 'none')]
    if (r.unit === '%' || !Number.isFinite(printed) || !Number.isFinite(computed) || printed <= 0) return []
    // A smaller replay aims at whole things: of 175 at 1:100 at two.
    const target = scale === '1:1' ? printed : Math.max(1, Math.round((printed * Number(num)) / Number(den)))
    return [{ label: r.label, value: Math.round((computed / target) * 10_000) / 100 }]
  })
  if (compared.length === 0) return undefined
  return {
    title:
      scale === '1:1' ? '由记录算出之数占已公布之数的百分比' : `由记录算出之数占已公布之数（按 ${scale} 折算）的百分比`,
    unit: '%',
    shape: 'bars',
    of: '项目',
    categories: compared.map((c) => c.label),
    series: [{ name: '由记录算出占已公布', values: compared.map((c) => c.value) }],
  }
}
