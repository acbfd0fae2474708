/** The rows of counts between two days in all the scopes they count in: what a bulletin freezes. */
import type { Instant, LocalDate } from './clock.ts'
import { inTransaction, type Pool } from './db.ts'
import type { Registry } from './domain.ts'
import { invariant } from './errors.ts'
import { beginCounting, versionFor } from './indicator.ts'

/** A counted row as its view gives it, in one of the scopes it counts in. */
export type CountedRow = {
  recordId: string
  matterId: string | null
  /** The matter's number, where it is a matter of the platform. */
  number: string | null
  scopeKind: string
  scopeId: string
  place: string | null
  countedOn: LocalDate
  /** Further columns of the view that were asked for; null where it has none of that name. */
  marks: Readonly<Record<string, string | null>>
}

/**
 * The rows of counts between two days in all their scopes, as known at an instant: what a bulletin freezes. In one snapshot.
 * @param marks further columns, e.g. `is_vertical`
 */
export async function countedRows(
  pool: Pool,
  registry: Registry,
  ids: readonly string[],
  period: { from: LocalDate; to: LocalDate },
  knownAt: Instant,
  marks: readonly string[] = [],
): Promise<Map<string, CountedRow[]>> {
  const out = new Map<string, CountedRow[]>()
  await inTransaction(
    pool,
    async (client) => {
      await beginCounting(client, knownAt)
      for (const id of ids) {
        const indicator = registry.indicators.get(id)
        const view = indicator && versionFor(indicator, Number(period.to.slice(0, 4)))?.view
        if (!view) continue
        invariant(/^[a-z_]+\.[a-z0-9_]+$/.test(view), `view name ${view}`)
        const { rows } = await client.query(
          `select v.record_id, v.matter_id, m.number, v.scope_kind, v.scope_id, v.place, v.counted_on, to_jsonb(v) as whole
           from ${view} v left join kernel.matter m on m.matter_id = v.matter_id
           where v.counted_on between $1::date and $2::date and (v.until is null or v.until > $2::date)
             and (v.known_at is null or v.known_at <= $3::timestamptz)
           order by v.counted_on, v.record_id, v.scope_kind, v.scope_id`,
          [period.from, period.to, knownAt],
        )
        out.set(
          id,
          rows.map((r) => ({
            recordId: r.record_id,
            matterId: r.matter_id,
            number: r.number,
            scopeKind: r.scope_kind,
            scopeId: r.scope_id,
            place: r.place,
            countedOn: r.counted_on,
            marks: Object.fromEntries(marks.map((k) => [k, r.whole[k] == null ? null : String(r.whole[k])])),
          })),
        )
      }
    },
    'begin isolation level repeatable read',
  )
  return out
}
