import { figureRecords, findRun, PlainError, readSettings, type Scope } from '#kernel'
import { type BuiltReport, buildReport, compareWithYearBefore, findReplay, printedIndicators } from '../report/build.ts'
import { reportDocument } from '../report/document.ts'
import { readReportFacts } from '../report/document-facts.ts'
import type { City } from '../server/city.ts'
import { judgeTargets, type ReportFiles, writeReport } from './report-files.ts'
import { withCity } from './with-city.ts'

const cityScope: Scope = { kind: 'city', value: 'city' }

type Options = ReportFiles & {
  json?: boolean
  figure?: string
  records?: boolean
  fresh?: boolean
  address?: string
}

/**
 * The report of a year as JSON or as a table, or as a document in files; `--figure ID --records` streams the records behind
 * one figure as CSV.
 */
export async function report(yearText: string, options: Options): Promise<void> {
  const year = Number(yearText)
  if (!/^\d{4}$/.test(yearText)) throw new PlainError(`年度“${yearText}”不成立：请写四位数字，如 2020。`)
  if (options.records && !options.figure) throw new PlainError('--records 要与 --figure 一起用，说明是哪一个数的记录。')
  const isDocument = options.docx !== undefined || options.pdf !== undefined
  if (isDocument && options.figure) throw new PlainError('--docx、--pdf 写出整篇报告，不能与 --figure 一起用。')
  if (options.address !== undefined && !isDocument)
    throw new PlainError('--address 要与 --docx 或者 --pdf 一起用：它是报告里链接所用的网址。')
  const address = addressOf(options.address)
  judgeTargets(options)
  await withCity(async (city) => {
    const replay = await findReplay(city.app)
    // Its records were made so that the replayed year's growth comes out: no report of that year.
    if (replay && year === replay.year - 1)
      throw new PlainError(
        `${year}年没有重放：库中${year}年的记录只是重放${replay.year}年时按公布的同比推设的（演示假设），不作为${year}年的报告。`,
      )
    const built = await buildReport(city.app, city.registry, year, city.now(), { fresh: options.fresh ?? false })
    if (
      options.figure &&
      !built.figures.some((f) => f.id === options.figure) &&
      !built.figureIndicators[options.figure]
    )
      throw new PlainError(`${year} 年的报告里没有“${options.figure}”这个数。`)
    if (options.records) return streamRecords(city, year, options.figure!)
    if (isDocument) {
      if (!built.figures.length) throw new PlainError(`没有${year}年公布的数字，不能写成报告。`)
      const facts = await readReportFacts(city.app, year)
      const { comparison } = await compareWithYearBefore(city.app, city.registry, year, city.now())
      const tree = reportDocument(year, { ...built, comparison }, { ...facts, address })
      const written = await writeReport(tree, options)
      if (!options.json) return console.log(written.map((path) => `已写入：${path}`).join('\n'))
    }
    const shown = options.figure ? { ...built, figures: built.figures.filter((f) => f.id === options.figure) } : built
    console.log(options.json ? JSON.stringify(omit(shown), null, 1) : table(shown))
  })
}

/** Where the city's pages are: as said, else where `./fadu start` serves them on this machine. */
function addressOf(said: string | undefined): string {
  if (said === undefined) return `http://localhost:${process.env.PORT ?? 8080}`
  const plain = said.replace(/\/+$/, '')
  if (!/^https?:\/\/[^\s"'<>\\^`{|}?#]+$/.test(plain) || !URL.canParse(plain))
    throw new PlainError(`“${said}”不是可用的网址：请写以 http 或者 https 开头的网址，如 https://fadu.example.gov.cn。`)
  return plain
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
