/** What the system works out for a bulletin's acts: the differences from the court's list, and the snapshot that is frozen. */
import {
  type CountedRow,
  countedRows,
  type Instant,
  inTransaction,
  type LocalDate,
  type Pool,
  Refusal,
  type Registry,
  readSettings,
} from '#kernel'
import { type CourtLine, differencesOf } from './differences.ts'
import type { CourtEvent, Difference } from './facts.ts'
import type { FrozenLine, RowTuple } from './forms.ts'
import { type FrozenRow, firstDayOf, lastDayOf, linesOf, yearBefore } from './lines.ts'
import { frozenIndicators } from './metrics.ts'
import { changedRows, rowKey, snapshotHash } from './snapshot.ts'

const whole = { kind: 'city', value: 'city' } as const
const reading = <T>(pool: Pool, work: (client: Parameters<Parameters<typeof inTransaction>[1]>[0]) => Promise<T>) =>
  inTransaction(pool, async (client) => {
    const settings = readSettings(whole)
    await client.query(settings.text, settings.values)
    return work(client)
  })

type Header = { agencyId: string; period: string; state: string }
async function headerOf(pool: Pool, matterId: string): Promise<Header> {
  const rows = await reading(pool, async (client) => {
    const found = await client.query('select agency_id, period, state from bulletin.bulletin where matter_id = $1', [
      matterId,
    ])
    return found.rows
  })
  if (!rows[0]) throw new Refusal('missing', 'kernel.matter', '没有这件事项，或者您无权查看')
  return { agencyId: rows[0].agency_id, period: rows[0].period, state: rows[0].state }
}

const frozenOf = (indicator: string, r: CountedRow): FrozenRow => ({
  indicator,
  scopeKind: r.scopeKind,
  scopeId: r.scopeId,
  recordId: r.recordId,
  matterId: r.matterId,
  countedOn: r.countedOn,
  place: r.place,
  isVertical: r.marks.is_vertical === 'true',
  group: r.marks.group_key ?? null,
})

async function rowsOfYear(pool: Pool, registry: Registry, period: string, knownAt: Instant): Promise<FrozenRow[]> {
  const from = `${period.slice(0, 4)}-01-01` as LocalDate
  const found = await countedRows(pool, registry, frozenIndicators, { from, to: lastDayOf(period) }, knownAt, [
    'is_vertical',
    'group_key',
  ])
  return [...found].flatMap(([id, rows]) => rows.map((r) => frozenOf(id, r)))
}

/** What the earlier bulletins of the year froze, taken together. */
async function frozenBefore(pool: Pool, header: Header): Promise<FrozenRow[]> {
  const rows = await reading(
    pool,
    async (client) =>
      (
        await client.query(
          `select r.* from bulletin.frozen_row r join bulletin.bulletin b on b.matter_id = r.matter_id
           where b.agency_id = $1 and b.period < $2 and left(b.period, 4) = left($2, 4) order by b.period, r.no`,
          [header.agencyId, header.period],
        )
      ).rows,
  )
  const kept = new Map<string, FrozenRow>()
  for (const r of rows) {
    const row: FrozenRow = {
      indicator: r.indicator,
      scopeKind: r.scope_kind,
      scopeId: r.scope_id,
      recordId: r.record_id,
      matterId: r.counted_matter_id,
      countedOn: r.counted_on,
      place: r.place,
      isVertical: r.is_vertical,
      group: r.group_key,
    }
    if (r.change === 'ADDED') kept.set(rowKey(row), row)
    else kept.delete(rowKey(row))
  }
  return [...kept.values()]
}

const namesOf = (pool: Pool): Promise<Map<string, string>> =>
  reading(pool, async (client) => {
    const { rows } = await client.query(
      'select agency_id as id, name from kernel.agency union all select code, name from kernel.place',
    )
    return new Map(rows.map((r) => [r.id, r.name]))
  })

/** The form of the act that freezes: everything known at `now` of the year up to the month's end. */
export async function snapshotFor(
  pool: Pool,
  registry: Registry,
  matterId: string,
  now: Instant,
): Promise<{ asOf: string; hash: string; rows: RowTuple[]; lines: FrozenLine[] }> {
  const header = await headerOf(pool, matterId)
  const [current, before, frozen, names] = [
    await rowsOfYear(pool, registry, header.period, now),
    await rowsOfYear(pool, registry, yearBefore(header.period), now),
    await frozenBefore(pool, header),
    await namesOf(pool),
  ]
  const rows = changedRows(frozen, current)
  const lines = linesOf(header.period, current, before).map((l) => ({
    ...l,
    name:
      l.dimension === 'CITY' ? '全市' : l.dimension === 'CITY_LEVEL' ? '市本级' : (names.get(l.subject) ?? l.subject),
  }))
  return { asOf: now, hash: snapshotHash(rows, lines), rows, lines }
}

/** Cases of the month as the platform has them, under the court's own numbers. */
export async function ownCases(pool: Pool, registry: Registry, period: string, now: Instant): Promise<CourtLine[]> {
  const ids = ['first_instance_filed', 'first_instance_concluded', 'first_instance_lost']
  const found = await countedRows(pool, registry, ids, { from: firstDayOf(period), to: lastDayOf(period) }, now)
  const city = (id: string) => (found.get(id) ?? []).filter((r) => r.scopeKind === 'city' && r.number !== null)
  const lost = new Set(city('first_instance_lost').map((r) => r.recordId))
  const own = (event: CourtEvent) => (r: CountedRow) => ({
    caseNo: r.number!,
    event,
    on: r.countedOn,
    isLost: event === 'CONCLUDED' && lost.has(r.recordId),
  })
  return [...city('first_instance_filed').map(own('FILED')), ...city('first_instance_concluded').map(own('CONCLUDED'))]
}

/** The form of the act that compares. */
export async function comparisonFor(
  pool: Pool,
  registry: Registry,
  matterId: string,
  now: Instant,
): Promise<{ differences: Omit<Difference, 'explanation'>[] }> {
  const header = await headerOf(pool, matterId)
  const theirs = await reading(
    pool,
    async (client) =>
      (
        await client.query(
          'select case_no, event, happened_on, is_lost from bulletin.court_line where matter_id = $1 order by no',
          [matterId],
        )
      ).rows,
  )
  return {
    differences: differencesOf(
      await ownCases(pool, registry, header.period, now),
      theirs.map((r) => ({ caseNo: r.case_no, event: r.event, on: r.happened_on, isLost: r.is_lost })),
    ),
  }
}

/** The hash over what the tables hold now: what a person sends who publishes, and what the record refuses where it is another. */
export async function storedHash(pool: Pool, matterId: string): Promise<string> {
  const { rows, lines } = await reading(pool, async (client) => ({
    rows: (await client.query('select * from bulletin.frozen_row where matter_id = $1 order by no', [matterId])).rows,
    lines: (await client.query('select * from bulletin.frozen_line where matter_id = $1 order by no', [matterId])).rows,
  }))
  return snapshotHash(
    rows.map(
      (r) =>
        [
          r.no,
          r.change,
          r.indicator,
          r.scope_kind,
          r.scope_id,
          r.record_id,
          r.counted_matter_id,
          r.counted_on,
          r.place,
          r.is_vertical,
          r.group_key,
        ] as RowTuple,
    ),
    lines.map((l) => ({
      dimension: l.dimension,
      subject: l.subject,
      name: l.name,
      metric: l.metric,
      span: l.span,
      numerator: l.numerator,
      denominator: l.denominator,
      before: { numerator: l.before_numerator, denominator: l.before_denominator },
      rank: l.rank,
      isSmall: l.is_small,
      isVertical: l.is_vertical,
      warning: l.warning,
      sameAct: l.same_act,
    })),
  )
}
