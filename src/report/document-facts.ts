/** What a printed report says of its city beside the figures: who issues it, and whether its records are made up. */
import { inTransaction, type Pool, readSettings } from '#kernel'
import type { ReplayNote } from './build.ts'

export type ReportFacts = {
  /** The city's government by its name; absent where the city has none among its agencies. */
  readonly issuer: string | undefined
  /** Made-up records: a demonstration city, or a replayed year, whoever started it. */
  readonly isDemonstration: boolean
  /** What the replay of this year assumed where the printed figures left it open. */
  readonly assumptions: readonly string[]
}

/** Reads the facts in the city's scope, which may read agencies and settings. */
export function readReportFacts(pool: Pool, year: number): Promise<ReportFacts> {
  return inTransaction(pool, async (client) => {
    const scope = readSettings({ kind: 'city', value: 'city' })
    await client.query(scope.text, scope.values)
    const agency = await client.query(
      `select name from kernel.agency where kind = 'government' and county_code is null and town_code is null and valid_to is null
       order by agency_id limit 1`,
    )
    const settings = await client.query(
      `select key, value from kernel.setting where key in ('demonstration', 'replay')`,
    )
    const known = new Map(settings.rows.map((r): [string, string] => [r.key, r.value]))
    const replay = known.has('replay') ? (JSON.parse(known.get('replay')!) as ReplayNote) : undefined
    return {
      issuer: agency.rows[0]?.name as string | undefined,
      isDemonstration: known.get('demonstration') === 'yes' || replay !== undefined,
      assumptions: replay?.year === year ? replay.notes : [],
    }
  })
}
