import { figureRecords, findRun, PlainError, readSettings, type Scope } from '#kernel'
import { type BuiltReport, buildReport, printedIndicators } from '../report/build.ts'
import type { City } from '../server/city.ts'
import { withCity } from './with-city.ts'

const cityScope: Scope = { kind: 'city', value: 'city' }

/** The report of a year as JSON or as a table; `--figure ID --records` streams the records behind one figure as CSV. */
export async function report(
  yearText: string,
  options: { json?: boolean; figure?: string; records?: boolean; fresh?: boolean },
): Promise<void> {
  const year = Number(yearText)
  if (!/^\d{4}$/.test(yearText)) throw new PlainError(`年度“${yearText}”不成立：请写四位数字，如 2020。`)
  if (options.records && !options.figure) throw new PlainError('--records 要与 --figure 一起用，说明是哪一个数的记录。')
  await withCity(async (city) => {
    const built = await buildReport(city.app, city.registry, year, city.now(), { fresh: options.fresh ?? false })
    if (
      options.figure &&
      !built.figures.some((f) => f.id === options.figure) &&
      !built.figureIndicators[options.figure]
    )
      throw new PlainError(`${year} 年的报告里没有“${options.figure}”这个数。`)
    if (options.records) return streamRecords(city, year, options.figure!)
    const shown = options.figure ? { ...built, figures: built.figures.filter((f) => f.id === options.figure) } : built
    console.log(options.json ? JSON.stringify(omit(shown), null, 1) : table(shown))
  })
}

const omit = ({ figureIndicators: _a, ...rest }: BuiltReport) => rest

function table(r: BuiltReport): string {
  const lines = [`${r.year} 年法治政府建设年度报告：数字核对（比例 ${r.scale}）`, '']
  for (const f of r.figures) {
    const state = f.agrees === null ? (f.computed === null ? '未计算' : '不比较') : f.agrees ? '一致' : '不一致'
    lines.push(
      `${f.label}  已公布 ${f.published}${f.unit}  由记录算出 ${f.computed ?? '—'}  ${state}${f.habit ? `（${f.habit}）` : ''}${f.note ? `\n    ${f.note}` : ''}`,
    )
  }
  lines.push('', r.habits, '')
  for (const i of r.identities.filter((x) => x.flagged)) lines.push(`${i.id} ${i.result}：${i.note}`)
  return lines.join('\n')
}

async function streamRecords(city: City, year: number, figure: string): Promise<void> {
  const indicator = printedIndicators(city.registry).get(figure)
  if (!indicator) throw new PlainError(`“${figure}”还没有由记录计算的指标，没有记录可看。`)
  const client = await city.app.connect()
  const run = await (async () => {
    try {
      await client.query('begin')
      const settings = readSettings(cityScope)
      await client.query(settings.text, settings.values)
      const found = await findRun(client, year)
      await client.query('commit')
      return found!
    } finally {
      client.release()
    }
  })()
  const isRate = indicator.kind === 'rate'
  const out = process.stdout
  // Written in pages and waited for, so that a slow pipe does not fill the memory.
  const write = (text: string) =>
    out.write(text) ? Promise.resolve() : new Promise<void>((resolve) => out.once('drain', () => resolve()))
  await write(`record_id,matter_id,counted_on,place,amount${isRate ? ',in_numerator' : ''}\n`)
  let after: string | undefined
  for (;;) {
    const page = await figureRecords(city.app, city.registry, cityScope, run, indicator.id, {
      ...(after ? { after } : {}),
      limit: 5000,
    })
    await write(
      page.rows
        .map(
          (r) =>
            `${r.recordId},${r.matterId ?? ''},${r.countedOn},${r.place ?? ''},${r.amount}${isRate ? `,${r.inNumerator ? 1 : 0}` : ''}\n`,
        )
        .join(''),
    )
    if (!page.next) break
    after = page.next
  }
}
