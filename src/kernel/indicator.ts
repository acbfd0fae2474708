/**
 * Indicators: a view returns one row per record and scope it counts in, never a sum; a figure is what those rows add up to.
 *
 * A flow counts where `counted_on` lies in the period and `until` is empty or later than its end; a stock where
 * `counted_on ≤ as of < until`; what became known after the run waits for the next edition (chapter 7 F3, chapter 4 A6.2).
 */
import { readSettings, type Scope, systemRole } from './access.ts'
import { type Instant, instantFromMs, type LocalDate } from './clock.ts'
import { type Client, inTransaction, type Pool } from './db.ts'
import type { Indicator, IndicatorVersion, Registry } from './domain.ts'
import { invariant, Refusal } from './errors.ts'

export type FigureValue = {
  indicator: string
  version: string
  /** Sum of amounts of a count; null for a rate. */
  value: bigint | null
  numerator: bigint | null
  denominator: bigint | null
  records: bigint
  rowsHash: string
}

export type FigureRun = {
  runId: string
  year: number
  asOf: LocalDate
  knownAt: Instant
  figures: Map<string, FigureValue>
}

/** The version of an indicator that serves a report year. */
export function versionFor(indicator: Indicator, year: number): IndicatorVersion | undefined {
  return indicator.versions.find((v) => v.fromYear <= year && (v.toYear === undefined || year <= v.toYear))
}

const rowColumns = 'record_id, matter_id, counted_on, amount, place, agency_id, town_code, county_code, reader'.split(
  ', ',
)
const columnsOf = (row: string) => rowColumns.map((c) => `${row}.${c}`).join(', ')

/** Rows of a view that count in a year, as SQL over the parameters $1 = first day, $2 = last day, $3 = known at. */
function viewRows(kind: Indicator['kind'], view: string, more: readonly string[] = []): string {
  invariant(/^[a-z_]+\.[a-z0-9_]+$/.test(view), `view name ${view}`)
  const period =
    kind === 'stock'
      ? `v.counted_on <= $2::date and (v.until is null or v.until > $2::date) and $1::date is not null`
      : `v.counted_on between $1::date and $2::date and (v.until is null or v.until > $2::date)`
  const columns = [columnsOf('v'), ...more.map((c) => `v.${c}`)].join(', ')
  return `select ${columns}
          from ${view} v where v.scope_kind = 'city' and ${period} and (v.known_at is null or v.known_at <= $3::timestamptz)`
}

/** The same of any count: the rows of its view, or those of a sum's parts taken together. */
function countingRows(registry: Registry, indicator: Indicator, v: IndicatorVersion, year: number): string {
  if (v.view) return viewRows(indicator.kind, v.view)
  const once = v.oncePer
  invariant(once === undefined || /^[a-z_]+$/.test(once), `column name ${once}`)
  const parts = v.parts!.map((id) => {
    const part = registry.indicators.get(id)!
    return viewRows(part.kind, versionFor(part, year)!.view!, once ? [once] : [])
  })
  const all = parts.join(' union all ')
  const columns = columnsOf('s')
  return once
    ? `select distinct on (coalesce(s.${once}::text, s.record_id::text)) ${columns} from (${all}) s
       order by coalesce(s.${once}::text, s.record_id::text), s.counted_on, s.record_id`
    : all
}

/** Whether a version counts in a year: by a view of its own, or as a sum all of whose parts are counted in it. */
function isCounted(registry: Registry, v: IndicatorVersion | undefined, year: number): v is IndicatorVersion {
  if (v?.view) return true
  return (
    v?.parts?.every((id) => {
      const part = registry.indicators.get(id)
      return part !== undefined && versionFor(part, year)?.view !== undefined
    }) ?? false
  )
}

// The hash over a figure's rows: what was counted cannot be exchanged behind the number.
const rowsHash = `encode(sha256(convert_to(coalesce(string_agg(record_id::text || ':' || amount::text, ',' order by record_id), ''), 'UTF8')), 'hex')`

/** The system's transaction: the whole city, judging what was known at that instant. */
export const beginCounting = async (client: Client, knownAt: Instant): Promise<void> => {
  await client.query(
    `select set_config('role', $2, true), set_config('fadu.city', 'city', true), set_config('fadu.known_at', $1, true)`,
    [knownAt, systemRole],
  )
}

const bound = (year: number, knownAt: Instant) => [`${year}-01-01`, `${year}-12-31`, knownAt]

/** Computes one count over its view. */
async function computeCount(
  client: Client,
  registry: Registry,
  indicator: Indicator,
  v: IndicatorVersion,
  year: number,
  knownAt: Instant,
): Promise<FigureValue> {
  const { rows } = await client.query(
    `select count(*) as n, coalesce(sum(amount), 0)::text as s, ${rowsHash} as h from (${countingRows(registry, indicator, v, year)}) x`,
    bound(year, knownAt),
  )
  const r = rows[0]
  return {
    indicator: indicator.id,
    version: v.version,
    value: BigInt(r.s.split('.')[0]),
    numerator: null,
    denominator: null,
    records: BigInt(r.n),
    rowsHash: r.h,
  }
}

/**
 * Computes all indicators of a year with the whole city's scope (the system actor), in one snapshot.
 * Rates are the counts of their numerator over those of their denominator; they are never rounded here.
 */
export async function computeFigures(
  pool: Pool,
  registry: Registry,
  year: number,
  knownAt: Instant,
  only?: ReadonlySet<string>,
): Promise<Map<string, FigureValue>> {
  return inTransaction(
    pool,
    async (client) => {
      await beginCounting(client, knownAt)
      const values = new Map<string, FigureValue>()
      const wanted = (id: string) => !only || only.has(id)
      const rates = [...registry.indicators.values()].filter((i) => i.kind === 'rate' && wanted(i.id))
      const parts = new Set(
        rates.flatMap((i) => {
          const v = versionFor(i, year)
          return v ? [v.numerator!, v.denominator!] : []
        }),
      )
      for (const i of registry.indicators.values()) {
        const v = versionFor(i, year)
        if (i.kind === 'rate' || !isCounted(registry, v, year) || !(wanted(i.id) || parts.has(i.id))) continue
        values.set(i.id, await computeCount(client, registry, i, v, year, knownAt))
      }
      for (const i of rates) {
        const v = versionFor(i, year)
        if (!v) continue
        const num = values.get(v.numerator!)
        const den = values.get(v.denominator!)
        // A part may be a sum of counts of which this city has not all.
        if (!num || !den) continue
        values.set(i.id, {
          indicator: i.id,
          version: v.version,
          value: null,
          numerator: num.value,
          denominator: den.value,
          records: den.records,
          rowsHash: `${num.rowsHash}/${den.rowsHash}`,
        })
      }
      return values
    },
    'begin isolation level repeatable read',
  )
}

/** Keeps a run: its values, and the rows behind those of `kept` (the figures a report prints). Returns its id. */
export async function keepRun(
  pool: Pool,
  registry: Registry,
  run: { runId: string; year: number; knownAt: Instant; computedAt: Instant },
  kept: ReadonlySet<string>,
): Promise<FigureRun> {
  return inTransaction(
    pool,
    async (client) => {
      await beginCounting(client, run.knownAt)
      const { year, knownAt } = run
      await client.query(
        'insert into kernel.figure_run (run_id, year, as_of, known_at, computed_at) values ($1, $2, $3, $4, $5)',
        [run.runId, year, `${year}-12-31`, knownAt, run.computedAt],
      )
      const figures = new Map<string, FigureValue>()
      for (const i of registry.indicators.values()) {
        const v = versionFor(i, year)
        if (i.kind === 'rate' || !isCounted(registry, v, year) || !kept.has(i.id)) continue
        await client.query(
          `insert into kernel.figure_row (run_id, indicator, record_id, matter_id, counted_on, in_numerator, amount, place, agency_id, town_code, county_code, reader)
           select '${run.runId}'::uuid, '${i.id}', x.record_id, x.matter_id, x.counted_on, true, x.amount, x.place, x.agency_id, x.town_code, x.county_code, x.reader
           from (${countingRows(registry, i, v, year)}) x`,
          bound(year, knownAt),
        )
        const { rows } = await client.query(
          `select count(*) as n, coalesce(sum(amount), 0)::text as s, ${rowsHash} as h from kernel.figure_row where run_id = $1 and indicator = $2`,
          [run.runId, i.id],
        )
        figures.set(i.id, {
          indicator: i.id,
          version: v.version,
          value: BigInt(rows[0].s.split('.')[0]),
          numerator: null,
          denominator: null,
          records: BigInt(rows[0].n),
          rowsHash: rows[0].h,
        })
      }
      for (const i of registry.indicators.values()) {
        const v = versionFor(i, year)
        if (i.kind !== 'rate' || !v || !kept.has(i.id)) continue
        const num = figures.get(v.numerator!)
        const den = figures.get(v.denominator!)
        if (!num || !den) continue
        figures.set(i.id, {
          indicator: i.id,
          version: v.version,
          value: null,
          numerator: num.value,
          denominator: den.value,
          records: den.records,
          rowsHash: `${num.rowsHash}/${den.rowsHash}`,
        })
      }
      for (const f of figures.values())
        await client.query(
          'insert into kernel.figure_value (run_id, indicator, rule_version, value, numerator, denominator, records, rows_hash) values ($1, $2, $3, $4, $5, $6, $7, $8)',
          [
            run.runId,
            f.indicator,
            f.version,
            f.value?.toString() ?? null,
            f.numerator?.toString() ?? null,
            f.denominator?.toString() ?? null,
            f.records.toString(),
            f.rowsHash,
          ],
        )
      return { ...run, asOf: `${year}-12-31` as LocalDate, figures }
    },
    'begin isolation level repeatable read',
  )
}

/** The newest run of a year, as everybody may read its totals. */
export async function findRun(client: Client, year: number): Promise<FigureRun | undefined> {
  const { rows } = await client.query(
    'select run_id, as_of, known_at from kernel.figure_run where year = $1 order by computed_at desc limit 1',
    [year],
  )
  if (!rows[0]) return undefined
  const values = await client.query(
    'select indicator, rule_version, value, numerator, denominator, records, rows_hash from kernel.figure_value where run_id = $1',
    [rows[0].run_id],
  )
  const big = (x: string | null) => (x === null ? null : BigInt(x))
  return {
    runId: rows[0].run_id,
    year,
    asOf: rows[0].as_of,
    // The driver's own type would be written in another zone than a run that was just computed.
    knownAt: instantFromMs(rows[0].known_at.getTime()),
    figures: new Map(
      values.rows.map((r) => [
        r.indicator,
        {
          indicator: r.indicator,
          version: r.rule_version,
          value: big(r.value),
          numerator: big(r.numerator),
          denominator: big(r.denominator),
          records: BigInt(r.records),
          rowsHash: r.rows_hash,
        },
      ]),
    ),
  }
}

export type FigureRecord = {
  recordId: string
  matterId: string | null
  number: string | null
  title: string | null
  countedOn: LocalDate
  place: string | null
  inNumerator: boolean
  amount: string
}
export type FigurePage = { total: number; visible: number; hidden: number; rows: FigureRecord[]; next: string | null }

/**
 * A page of the records behind a figure that the reader may see, by key; of a rate, the records of its denominator with a
 * numerator flag. `visible` + `hidden` = the figure's records.
 */
export async function figureRecords(
  pool: Pool,
  registry: Registry,
  scope: Scope,
  run: { runId: string; year: number },
  indicatorId: string,
  page: { after?: string; limit: number; count?: boolean },
): Promise<FigurePage> {
  const indicator = registry.indicators.get(indicatorId)
  if (!indicator) throw new Refusal('missing', 'kernel.indicator', '没有这项指标')
  const v = versionFor(indicator, run.year)
  const base = indicator.kind === 'rate' ? v!.denominator! : indicatorId
  const above = indicator.kind === 'rate' ? v!.numerator! : null
  return inTransaction(pool, async (client) => {
    const settings = readSettings(scope)
    await client.query(settings.text, settings.values)
    const totals = await client.query('select records from kernel.figure_value where run_id = $1 and indicator = $2', [
      run.runId,
      indicatorId,
    ])
    const total = Number(totals.rows[0]?.records ?? 0)
    const { rows } = await client.query(
      `select r.record_id, r.matter_id, m.number, m.title, r.counted_on, r.place, r.amount::text,
         ${above ? 'exists (select 1 from kernel.figure_row n where n.run_id = r.run_id and n.indicator = $5 and n.record_id = r.record_id)' : '$5::text is null'} as in_numerator
       from kernel.figure_row r left join kernel.matter m on m.matter_id = r.matter_id
       where r.run_id = $1 and r.indicator = $2 and r.record_id > $3 order by r.record_id limit $4`,
      [run.runId, base, page.after ?? '00000000-0000-0000-0000-000000000000', page.limit + 1, above],
    )
    const seen =
      scope.kind === 'city'
        ? total
        : Number(
            (
              await client.query('select count(*) as n from kernel.figure_row where run_id = $1 and indicator = $2', [
                run.runId,
                base,
              ])
            ).rows[0].n,
          )
    const shown = rows.slice(0, page.limit)
    return {
      total,
      visible: seen,
      hidden: total - seen,
      rows: shown.map((r) => ({
        recordId: r.record_id,
        matterId: r.matter_id,
        number: r.number,
        title: r.title,
        countedOn: r.counted_on,
        place: r.place,
        inNumerator: r.in_numerator,
        amount: r.amount,
      })),
      next: rows.length > page.limit ? shown.at(-1)!.record_id : null,
    }
  })
}
