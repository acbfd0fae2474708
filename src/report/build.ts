/** The report of a year: the city's printed figures beside what its records give, each with the way into its records. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  computeFigures,
  type FigureRun,
  findRun,
  type Indicator,
  type Instant,
  inTransaction,
  keepRun,
  type Pool,
  type Registry,
  randomEntropy,
  readSettings,
  versionFor,
} from '#kernel'
import { type Comparison, compareYears } from './compare.ts'
import { type Correction, findCorrections } from './corrections.ts'
import { type Figure, parseFigures, yearOfFileName } from './figures.ts'
import { countChanges } from './identities.ts'
import { type ComputedFigure, type Report, reconcile } from './reconcile.ts'

const dataFolder = fileURLToPath(new URL('../../data/figures/', import.meta.url))

/** What the city remembers of its replay. */
export type ReplayNote = {
  file: string
  year: number
  scale: number
  seed: string
  figures: string
  notes: string[]
  /** Years of which the replay made records that no printed figure describes: they say nothing of those years. */
  assumedYears?: readonly number[]
}

/** Indicators by the figure id under which a city prints them. */
export function printedIndicators(registry: Registry): Map<string, Indicator> {
  return new Map([...registry.indicators.values()].flatMap((i) => (i.figure ? [[i.figure, i] as const] : [])))
}

/** Figures of a year that the project keeps as data: the file whose name carries the year. */
export function keptFigures(year: number): Figure[] | undefined {
  if (!existsSync(dataFolder)) return undefined
  const file = readdirSync(dataFolder).find((f) => f.endsWith('.tsv') && yearOfFileName(f) === year)
  return file ? parseFigures(readFileSync(dataFolder + file, 'utf8')) : undefined
}

/** Years of which figures were printed, the last one first. */
export function printedYears(replay: ReplayNote | undefined): number[] {
  const kept = existsSync(dataFolder)
    ? readdirSync(dataFolder).flatMap((f) => (f.endsWith('.tsv') ? [yearOfFileName(f)] : []))
    : []
  return [...new Set([...kept, ...(replay ? [replay.year] : [])])].sort((a, b) => b - a)
}

/** The replay that this city remembers, if it had one. */
export async function findReplay(pool: Pool): Promise<ReplayNote | undefined> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const settings = readSettings({ kind: 'city', value: 'city' })
    await client.query(settings.text, settings.values)
    const { rows } = await client.query(`select value from kernel.setting where key = 'replay'`)
    await client.query('commit')
    return rows[0] ? (JSON.parse(rows[0].value) as ReplayNote) : undefined
  } finally {
    client.release()
  }
}

/** The printed figures of a year: those of the replayed file, else those kept with the project. */
export function printedFigures(year: number, replay: ReplayNote | undefined): Figure[] {
  if (replay && replay.year === year) return parseFigures(replay.figures)
  return keptFigures(year) ?? []
}

export type BuiltReport = Report & {
  run: { runId: string; knownAt: string } | null
  figureIndicators: Record<string, string>
  /** What an earlier edition said otherwise. */
  corrections: Correction[]
  /** What a replay had to assume where the printed figures leave a total open. */
  assumptions: readonly string[]
}

/** The newest kept run of a year. */
export function keptRun(pool: Pool, year: number): Promise<FigureRun | undefined> {
  return inTransaction(pool, async (client) => {
    const settings = readSettings({ kind: 'city', value: 'city' })
    await client.query(settings.text, settings.values)
    return findRun(client, year)
  })
}

/**
 * Computes a year's figures and keeps the run with its rows; `fresh` computes anew where one is kept already.
 */
export async function runFor(
  pool: Pool,
  registry: Registry,
  year: number,
  now: Instant,
  fresh: boolean,
): Promise<FigureRun> {
  const known = fresh ? undefined : await keptRun(pool, year)
  if (known) return known
  const kept = new Set<string>()
  for (const i of printedIndicators(registry).values()) {
    kept.add(i.id)
    const v = versionFor(i, year)
    if (v?.numerator) kept.add(v.numerator)
    if (v?.denominator) kept.add(v.denominator)
  }
  return keepRun(pool, registry, { runId: randomEntropy.id(now), year, knownAt: now, computedAt: now }, kept)
}

const correctionsOf = (pool: Pool, year: number): Promise<Correction[]> =>
  inTransaction(pool, async (client) => {
    const settings = readSettings({ kind: 'city', value: 'city' })
    await client.query(settings.text, settings.values)
    return findCorrections(client, year)
  })

/** A run's values by the ids under which the city prints them. */
export function computedByFigure(registry: Registry, run: Pick<FigureRun, 'figures'>): Map<string, ComputedFigure> {
  const out = new Map<string, ComputedFigure>()
  for (const [figure, indicator] of printedIndicators(registry)) {
    const value = run.figures.get(indicator.id)
    if (!value) continue
    out.set(
      figure,
      value.value === null
        ? { num: value.numerator ?? 0n, den: value.denominator ?? 0n, records: value.records }
        : { value: value.value, records: value.records },
    )
  }
  return out
}

/**
 * The growth of printed counts over the year before, from the records of both years. Only of counts: what a printed change of a
 * rate means stays open until the year before is known by more than an assumption.
 */
async function computedChanges(
  pool: Pool,
  registry: Registry,
  year: number,
  now: Instant,
  computed: ReadonlyMap<string, ComputedFigure>,
): Promise<Map<string, ComputedFigure>> {
  const printed = printedIndicators(registry)
  const rules = countChanges().filter((r) => computed.get(r.count)?.value !== undefined)
  if (!rules.length) return new Map()
  const only = new Set(rules.map((r) => printed.get(r.count)!.id))
  const before = computedByFigure(registry, { figures: await computeFigures(pool, registry, year - 1, now, only) })
  return new Map(
    rules.flatMap((r) => {
      const [a, b] = [computed.get(r.count)!, before.get(r.count)]
      return b?.value ? [[r.change, { num: a.value! - b.value, den: b.value, records: b.records }] as const] : []
    }),
  )
}

/** The whole report of a year. Figures without an indicator are listed and never guessed. */
export async function buildReport(
  pool: Pool,
  registry: Registry,
  year: number,
  now: Instant,
  options: { fresh?: boolean } = {},
): Promise<BuiltReport> {
  const replay = await findReplay(pool)
  const run = await runFor(pool, registry, year, now, options.fresh ?? false)
  const scale = replay && replay.year === year ? replay.scale : 1
  const counted = computedByFigure(registry, run)
  const computed = new Map([...counted, ...(await computedChanges(pool, registry, year, now, counted))])
  const report = reconcile(printedFigures(year, replay), computed, { scale, year })
  return {
    ...report,
    assumptions: replay?.year === year ? replay.notes : [],
    run: { runId: run.runId, knownAt: run.knownAt },
    corrections: await correctionsOf(pool, year),
    figureIndicators: Object.fromEntries([...printedIndicators(registry)].map(([figure, i]) => [figure, i.id])),
  }
}

/** The same without keeping anything: what a speed test times. */
export async function computeReport(pool: Pool, registry: Registry, year: number, now: Instant): Promise<Report> {
  const replay = await findReplay(pool)
  const printed = printedIndicators(registry)
  const only = new Set([...printed.values()].map((i) => i.id))
  const figures = await computeFigures(pool, registry, year, now, only)
  return reconcile(printedFigures(year, replay), computedByFigure(registry, { figures }), {
    scale: replay && replay.year === year ? replay.scale : 1,
    year,
  })
}

/** Records of a year are there where something happened in it: what stood at its end may have been entered later. */
function hasRecords(registry: Registry, computed: ReadonlyMap<string, ComputedFigure>): boolean {
  const printed = printedIndicators(registry)
  return [...computed].some(([figure, c]) => printed.get(figure)?.kind === 'flow' && c.records > 0n)
}

/** A year's report beside the year before. Nothing of the year before is kept: its own edition may still be to come. */
export async function compareWithYearBefore(
  pool: Pool,
  registry: Registry,
  year: number,
  now: Instant,
): Promise<{ comparison: Comparison; computedBefore: ReadonlyMap<string, ComputedFigure> }> {
  const replay = await findReplay(pool)
  const before = year - 1
  const kept = await keptRun(pool, before)
  const only = new Set([...printedIndicators(registry).values()].map((i) => i.id))
  const figures = kept?.figures ?? (await computeFigures(pool, registry, before, now, only))
  const all = computedByFigure(registry, { figures })
  // Of a year that a replay made up only what it was made up from is compared: the rest would settle readings that are open.
  const isAssumed = replay !== undefined && before === replay.year - 1
  const settled = new Set(countChanges().map((r) => r.count))
  const computed = isAssumed ? new Map([...all].filter(([id]) => settled.has(id))) : all
  const run = await runFor(pool, registry, year, now, false)
  const compared = compareYears(
    { year, printed: printedFigures(year, replay), computed: computedByFigure(registry, run) },
    {
      year: before,
      printed: printedFigures(before, replay),
      computed: hasRecords(registry, computed) ? computed : undefined,
    },
  )
  const comparison = isAssumed
    ? { ...compared, note: `${compared.note}；库中${before}年的记录是按公布的同比推设的（演示假设），其余不作比较` }
    : compared
  return { comparison, computedBefore: computed }
}
