/** The public statistics of a year: tables of the report's figures, safe to be read by anybody. */
import { figureBreakdown, type Indicator, inTransaction, readSettings, type Scope, versionFor } from '#kernel'
import { type BuiltReport, keptRun, printedIndicators } from '../report/build.ts'
import { masked } from '../report/public-edition.ts'
import { type County, flowTable, type PublicTable, rateTable, stockTable } from '../report/statistics.ts'
import type { City } from './city.ts'
import type { PublicFigure, Statistics } from './deps.ts'

const cityScope: Scope = { kind: 'city', value: 'city' }

async function countiesOf(city: City): Promise<County[]> {
  return inTransaction(city.app, async (client) => {
    const s = readSettings(cityScope)
    await client.query(s.text, s.values)
    const { rows } = await client.query(`select code, name from kernel.place where level = 'county' order by code`)
    return rows.map((r) => ({ code: r.code, name: r.name }))
  })
}

/** @param open the report as anybody may read it: what it does not print is not told here either */
export async function statisticsOf(
  city: City,
  year: number,
  open: BuiltReport & { demonstration: boolean },
): Promise<Statistics> {
  const { registry } = city
  const printed = printedIndicators(registry)
  const run = await keptRun(city.app, year)
  const counties = await countiesOf(city)
  const rates = [...printed.values()].filter((i) => i.kind === 'rate')
  // What stands above the line of a rate is told there: beside its whole, a table of its own would tell the difference.
  const above = new Map(rates.map((i) => [versionFor(i, year)?.numerator, i]))
  const tableFor = async (i: Indicator): Promise<PublicTable | undefined> => {
    if (!run) return undefined
    const by = i.kind === 'flow' ? (['county', 'month'] as const) : (['county'] as const)
    const cells = await figureBreakdown(city.app, registry, cityScope, run, i.id, by)
    if (i.kind === 'rate') {
      const numerator = registry.indicators.get(versionFor(i, year)?.numerator ?? '')
      return rateTable(cells, counties, [numerator?.label ?? '计入分子', '其余'])
    }
    // Sums of what is not one each are no counts of records, and small cells cannot be judged by them.
    if (cells.some((c) => Number(c.amount) !== c.records)) return undefined
    return i.kind === 'flow' ? flowTable(cells, counties) : stockTable(cells, counties)
  }
  const labelOf = (i: Indicator) => open.figures.find((f) => f.id === i.figure)?.label ?? i.label
  const figures: PublicFigure[] = []
  for (const row of open.figures) {
    const i = printed.get(row.id)
    if (!i || row.computed === null) continue
    const rate = above.get(i.id)
    const table = row.computed === masked || rate ? undefined : await tableFor(i)
    const register = i.register ? registry.registers.get(i.register) : undefined
    figures.push({
      id: row.id,
      system: row.system,
      label: row.label,
      unit: row.unit,
      kind: i.kind,
      text: versionFor(i, year)?.text ?? null,
      published: row.published,
      qualifier: row.qualifier,
      computed: row.computed,
      register: register ? { kind: register.kind, label: register.label } : null,
      table: table ?? null,
      note: table ? null : rate ? `按区县（市）的数见“${labelOf(rate)}”` : '数量较少，不按区县（市）公布',
    })
  }
  return {
    year,
    demonstration: open.demonstration,
    scale: open.scale,
    knownAt: open.run?.knownAt ?? '',
    figures,
  }
}
