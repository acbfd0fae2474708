/** The report as the API serves it: kept runs, records under the reader's own scope, the public edition. */
import {
  type Basis,
  citeText,
  figureRecords,
  findRun,
  inTransaction,
  readSettings,
  type Scope,
  versionFor,
} from '#kernel'
import { type BuiltReport, buildReport, findReplay, printedIndicators, printedYears } from '../report/build.ts'
import type { City } from './city.ts'
import type { ReportSource } from './deps.ts'

const cityScope: Scope = { kind: 'city', value: 'city' }

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
  const cache = new Map<number, { runId: string | null; report: Record<string, unknown> }>()
  const settings = async (): Promise<Record<string, string>> => {
    const { rows } = await city.owner.query(
      `select key, value from kernel.setting where key in ('demonstration', 'replay')`,
    )
    return Object.fromEntries(rows.map((r) => [r.key, r.value]))
  }
  const runOf = (year: number) =>
    inTransaction(city.app, async (client) => {
      const s = readSettings(cityScope)
      await client.query(s.text, s.values)
      return findRun(client, year)
    })
  const load = async (year: number): Promise<Record<string, unknown> | undefined> => {
    const run = await runOf(year)
    const known = cache.get(year)
    if (known && run && known.runId === run.runId) return known.report
    const built = await buildReport(city.app, city.registry, year, city.now())
    if (!built.figures.length) return undefined
    const indicators = describeIndicators(city, year, built)
    const report = { ...built, indicators, demonstration: isDemonstration(await settings()) }
    cache.set(year, { runId: built.run?.runId ?? null, report })
    return report
  }
  return {
    years: async () => printedYears(await findReplay(city.app)),
    load: (year) => load(year),
    publicReport: (year) => load(year),
    records: async (scope, year, figureId, page) => {
      const indicator = printedIndicators(city.registry).get(figureId)
      if (!indicator) return undefined
      const run = await runOf(year)
      if (!run) return undefined
      return figureRecords(city.app, city.registry, scope, run, indicator.id, page)
    },
  }
}
