/** What the system works out for a bulletin's acts: the differences from the court's list, and the snapshot that is frozen. */
import type { z } from 'zod'
import {
  type CountedRow,
  countedRows,
  type Instant,
  inTransaction,
  type LocalDate,
  localDateOf,
  type Pool,
  Refusal,
  type Registry,
  readSettings,
} from '#kernel'
import { correctionsOf, type FrozenBulletin } from './corrections.ts'
import { type CourtLine, differencesOf } from './differences.ts'
import type { CourtEvent, Difference } from './facts.ts'
import type { FrozenLine, freeze, RowTuple } from './forms.ts'
import { type Dimension, type FrozenRow, firstDayOf, lastDayOf, linesOf, yearBefore } from './lines.ts'
import { frozenIndicators } from './metrics.ts'
import { countDateIn, rules as ownRules, type Rules } from './settings.ts'
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

type Counted = { pool: Pool; registry: Registry; now: Instant; rules: Rules }

/** The rows that count in a year up to a day, as known now. */
async function rowsOfYear(c: Counted, year: string, to: LocalDate): Promise<FrozenRow[]> {
  const from = `${year}-01-01` as LocalDate
  const read = (ids: readonly string[], until: LocalDate) =>
    countedRows(c.pool, c.registry, ids, { from, to: until }, c.now, ['is_vertical', 'group_key'])
  const found = await read(frozenIndicators, to)
  const rows = [...found].flatMap(([id, list]) => list.map((r) => frozenOf(id, r)))
  if (c.rules.reconCountDate.every((r) => r.by === 'ACCEPTED')) return rows
  // What was accepted later may have been received by the day, and what was accepted by it received in an earlier year.
  const received = await receivedDays(c)
  const accepted = (await read(['recon_accepted'], localDateOf(c.now))).get('recon_accepted') ?? []
  return [
    ...rows.filter((r) => r.indicator !== 'recon_accepted'),
    ...accepted
      .map((r) => frozenOf('recon_accepted', r))
      .map((r) => {
        const on = r.matterId === null ? undefined : received.get(r.matterId)
        return on && countDateIn(c.rules, on.slice(0, 7)) === 'RECEIVED' ? { ...r, countedOn: on } : r
      })
      .filter((r) => r.countedOn >= from && r.countedOn <= to),
  ]
}

/** When each application was received. */
async function receivedDays(c: Counted): Promise<Map<string, LocalDate>> {
  const period = { from: '2000-01-01' as LocalDate, to: localDateOf(c.now) }
  const found = await countedRows(c.pool, c.registry, ['recon_applications'], period, c.now)
  return new Map([...found.values()].flat().flatMap((r) => (r.matterId ? [[r.matterId, r.countedOn]] : [])))
}

/** The bulletins of earlier months of this year and the one before that are frozen, in their order, and what they froze taken together. */
async function frozenBefore(pool: Pool, header: Header): Promise<{ earlier: FrozenBulletin[]; rows: FrozenRow[] }> {
  const first = `${yearBefore(header.period).slice(0, 4)}-01`
  const [bulletins, rows] = await reading(pool, async (client) => [
    (
      await client.query(
        `select matter_id, period from bulletin.bulletin where agency_id = $1 and period >= $2 and period < $3 and frozen_on is not null order by period`,
        [header.agencyId, first, header.period],
      )
    ).rows,
    (
      await client.query(
        `select r.* from bulletin.frozen_row r join bulletin.bulletin b on b.matter_id = r.matter_id
         where b.agency_id = $1 and b.period >= $2 and b.period < $3 order by b.period, r.no`,
        [header.agencyId, first, header.period],
      )
    ).rows,
  ])
  const kept = new Map<string, FrozenRow>()
  for (const r of rows!) {
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
  return {
    earlier: bulletins!.map((b) => ({ matterId: b.matter_id, period: b.period })),
    // A bulletin of January also carries what it corrected of a year of which no other is read here.
    rows: [...kept.values()].filter((r) => r.countedOn.slice(0, 7) >= first),
  }
}

/** How many people live in each district, as last entered for the year. */
async function personsOf(pool: Pool, header: Header): Promise<Map<string, number>> {
  const rows = await reading(
    pool,
    async (client) =>
      (
        await client.query(
          `select p.place, p.persons from bulletin.population p join bulletin.bulletin b on b.matter_id = p.matter_id
           where b.agency_id = $1 and p.year = $2 order by b.period`,
          [header.agencyId, Number(header.period.slice(0, 4))],
        )
      ).rows,
  )
  return new Map(rows.map((r) => [r.place, r.persons]))
}

const namesOf = (pool: Pool): Promise<Map<string, string>> =>
  reading(pool, async (client) => {
    const { rows } = await client.query(
      'select agency_id as id, name from kernel.agency union all select code, name from kernel.place',
    )
    return new Map(rows.map((r) => [r.id, r.name]))
  })

type Snapshot = {
  asOf: string
  hash: string
  rows: RowTuple[]
  lines: FrozenLine[]
  told: string | null
  corrections: z.output<typeof freeze>['corrections']
}

/**
 * The form of the act that freezes: everything known at `now` of the year up to the month's end, and what was told of months before
 * and is other now, also where those are of the year before.
 */
export async function snapshotFor(
  pool: Pool,
  registry: Registry,
  matterId: string,
  now: Instant,
  rules: Rules = ownRules,
): Promise<Snapshot> {
  const header = await headerOf(pool, matterId)
  const [year, last] = [header.period.slice(0, 4), yearBefore(header.period).slice(0, 4)]
  const counted = { pool, registry, now, rules }
  const current = await rowsOfYear(counted, year, lastDayOf(header.period))
  const before = await rowsOfYear(counted, last, lastDayOf(`${last}-12`))
  const { earlier, rows: frozen } = await frozenBefore(pool, header)
  const [names, persons] = [await namesOf(pool), await personsOf(pool, header)]
  const named = <T extends { dimension: Dimension; subject: string }>(l: T): T & { name: string } => ({
    ...l,
    name:
      l.dimension === 'CITY' ? '全市' : l.dimension === 'CITY_LEVEL' ? '市本级' : (names.get(l.subject) ?? l.subject),
  })
  // Of the year before only months that some bulletin told of can be corrected.
  const toldOf = earlier.findLast((b) => b.period.startsWith(last))?.period ?? ''
  const known = [...before.filter((r) => r.countedOn.slice(0, 7) <= toldOf), ...current]
  const rows = changedRows(frozen, known)
  const lines = linesOf(header.period, current, before, rules, persons).map(named)
  return {
    asOf: now,
    hash: snapshotHash(rows, lines),
    rows,
    lines,
    told: earlier.at(-1)?.period ?? null,
    corrections: correctionsOf(earlier, frozen, known).map(named),
  }
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
      ...(l.persons === null ? {} : { persons: l.persons }),
    })),
  )
}
