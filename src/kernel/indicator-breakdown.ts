/** What the rows of a kept figure come to by month, county or town: of those that the reader may see. */
import { readSettings, type Scope } from './access.ts'
import { inTransaction, type Pool } from './db.ts'
import type { Registry } from './domain.ts'
import { Refusal } from './errors.ts'
import { versionFor } from './indicator.ts'

export const breakdowns = ['month', 'county', 'town'] as const
export type Breakdown = (typeof breakdowns)[number]

/** `month` is 'YYYY-MM', a place its code; nothing where the row carries none. A rate's `records` are those of its denominator. */
export type BreakdownCell = {
  month: string | null
  place: string | null
  records: number
  /** Sum of what was counted; of a rate, of its numerator. */
  amount: string
}

/**
 * A figure's rows grouped, in one query under the reader's own scope.
 * @param by none for the whole, or what to tell apart; with month and a place, each pair that has rows
 */
export async function figureBreakdown(
  pool: Pool,
  registry: Registry,
  scope: Scope,
  run: { runId: string; year: number },
  indicatorId: string,
  by: readonly Breakdown[],
): Promise<BreakdownCell[]> {
  const indicator = registry.indicators.get(indicatorId)
  if (!indicator) throw new Refusal('missing', 'kernel.indicator', '没有这项指标')
  const v = versionFor(indicator, run.year)
  const isRate = indicator.kind === 'rate'
  return inTransaction(pool, async (client) => {
    const settings = readSettings(scope)
    await client.query(settings.text, settings.values)
    const { rows } = await client.query(
      `select month, place, count(*)::int as records, coalesce(sum(amount), 0)::text as amount from (
         select case when $3 then to_char(r.counted_on, 'YYYY-MM') end as month,
           case when $4 then r.county_code when $5 then r.town_code end as place,
           case when $6::text is null then r.amount
             when exists (select from kernel.figure_row n where n.run_id = r.run_id and n.indicator = $6 and n.record_id = r.record_id) then 1
             else 0 end as amount
         from kernel.figure_row r where r.run_id = $1 and r.indicator = $2) x
       group by month, place order by month, place`,
      [
        run.runId,
        isRate ? v!.denominator! : indicatorId,
        by.includes('month'),
        by.includes('county'),
        by.includes('town'),
        isRate ? v!.numerator! : null,
      ],
    )
    return rows.map((r) => ({ month: r.month, place: r.place, records: r.records, amount: r.amount }))
  })
}
