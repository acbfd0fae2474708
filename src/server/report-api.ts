/** The report as the API serves it: kept runs, records under the reader's own scope, the public edition. */
import { type Basis, citeText, figureBreakdown, figureRecords, versionFor } from '#kernel'
import {
  type BuiltReport,
  buildReport,
  compareWithYearBefore,
  computedByFigure,
  findReplay,
  keptRun,
  printedIndicators,
  printedYears,
} from '../report/build.ts'
import type { Comparison } from '../report/compare.ts'
import { figuresToMask, publicEdition } from '../report/public-edition.ts'
import type { City } from './city.ts'
import type { ReportSource, Statistics } from './deps.ts'
import { statisticsOf } from './statistics.ts'

type Loaded = BuiltReport & { indicators: Record<string, unknown>; comparison: Comparison; demonstration: boolean }
type Editions = { runId: string | null; report: Loaded; open: Loaded; statistics?: Statistics }

const basisTexts = (b: Basis | readonly Basis[] | undefined): string[] =>
  b === undefined ? [] : (Array.isArray(b) ? b : [b as Basis]).map((x) => citeText(x))

/** The counting rules behind the printed figures; of a rate, what stands above and below. */
function describeIndicators(city: City, year: number, built: BuiltReport): Record<string, unknown> {
  const printedOf = new Map(
    built.figures.flatMap((f) =>
      built.figureIndicators[f.id] ? [[built.figureIndicators[f.id]!, f.computed] as const] : [],
    ),
  )
  const part = (id: string | undefined) => {
    const i = id === undefined ? undefined : city.registry.indicators.get(id)
    return i ? { label: i.label, text: versionFor(i, year)?.text ?? null, value: printedOf.get(i.id) ?? null } : null
  }
  return Object.fromEntries(
    [...printedIndicators(city.registry)].map(([figure, i]) => {
      const v = versionFor(i, year)
      return [
        figure,
        {
          id: i.id,
          label: i.label,
          kind: i.kind,
          version: v?.version ?? null,
          authority: v?.authority ?? null,
          text: v?.text ?? null,
          basis: basisTexts(v?.basis),
          numerator: part(v?.numerator),
          denominator: part(v?.denominator),
        },
      ]
    }),
  )
}

// A replayed year is simulation too, whoever started it.
const isDemonstration = (s: Record<string, string>) => s.demonstration === 'yes' || s.replay !== undefined

/** Serves reports of `city`. A year's run is computed once and kept; what is new since then waits for the next edition. */
export function loadReport(city: City): ReportSource {
  const cache = new Map<number, Editions>()
  const settings = async (): Promise<Record<string, string>> => {
    const { rows } = await city.owner.query(
      `select key, value from kernel.setting where key in ('demonstration', 'replay')`,
    )
    return Object.fromEntries(rows.map((r) => [r.key, r.value]))
  }
  const load = async (year: number) => {
    const run = await keptRun(city.app, year)
    const known = cache.get(year)
    if (known && run && known.runId === run.runId) return known
    const built = await buildReport(city.app, city.registry, year, city.now())
    if (!built.figures.length) return undefined
    const { comparison, computedBefore } = await compareWithYearBefore(city.app, city.registry, year, city.now())
    const report: Loaded = {
      ...built,
      indicators: describeIndicators(city, year, built),
      comparison,
      demonstration: isDemonstration(await settings()),
    }
    const kept = await keptRun(city.app, year)
    const computed = kept ? computedByFigure(city.registry, kept) : new Map()
    const printed = printedIndicators(city.registry)
    const hidden = figuresToMask(printed, city.registry, year, computed)
    const hiddenBefore = figuresToMask(printed, city.registry, year - 1, computedBefore)
    const open = publicEdition(report, hidden, hiddenBefore)
    const editions: Editions = { runId: built.run?.runId ?? null, report, open }
    cache.set(year, editions)
    return editions
  }
  const findPrinted = async (year: number, figureId: string) => {
    const indicator = printedIndicators(city.registry).get(figureId)
    const run = indicator && (await keptRun(city.app, year))
    return run ? { indicator, run } : undefined
  }
  return {
    years: async () => printedYears(await findReplay(city.app)),
    load: async (year) => (await load(year))?.report,
    publicReport: async (year) => (await load(year))?.open,
    records: async (scope, year, figureId, page) => {
      const found = await findPrinted(year, figureId)
      return found && figureRecords(city.app, city.registry, scope, found.run, found.indicator.id, page)
    },
    breakdown: async (scope, year, figureId, by) => {
      const found = await findPrinted(year, figureId)
      if (!found) return undefined
      const { indicator, run } = found
      return {
        kind: indicator.kind,
        cells: await figureBreakdown(city.app, city.registry, scope, run, indicator.id, [by]),
      }
    },
    statistics: async (year) => {
      const known = await load(year)
      if (!known) return undefined
      known.statistics ??= await statisticsOf(city, year, known.open)
      return known.statistics
    },
  }
}
