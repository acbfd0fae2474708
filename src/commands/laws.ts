import { statSync } from 'node:fs'
import { type Basis, checkCitations, citeText, PlainError, type Registry } from '#kernel'
import { citationsOf } from '../laws/citations.ts'
import { importLaws } from '../laws/import.ts'
import { findLaws } from '../laws/nearby.ts'
import { type Progress, startProgress } from '../server/progress.ts'
import { cityRegistry } from '../server/registry.ts'
import { print, withCity } from './with-city.ts'

/** Every citation of every registered procedure, limit, refusal, rule and indicator, once. */
export function allCitations(registry: Registry = cityRegistry()): Basis[] {
  return [...new Map(citationsOf(registry).map(({ basis }) => [JSON.stringify(basis), basis])).values()]
}

/** Takes a folder of statute texts into the city. */
export async function lawsImport(dir: string, options: { json?: boolean }): Promise<void> {
  const labels = { read: ['读取法规原文', '个文件'], write: ['写入条文', '条'] } as const
  let bar: Progress | undefined
  let shown = ''
  const done = await withCity((city) =>
    importLaws(city.owner, dir, (phase, value, total) => {
      if (phase !== shown) {
        bar?.done()
        shown = phase
        const [label, unit] = labels[phase]
        bar = startProgress({ label, unit, total, json: options.json ?? false })
      }
      bar?.set(value)
    }),
  ).finally(() => bar?.done())
  print(options, done, () =>
    [
      `已导入法规原文 ${done.texts} 部（版本），共 ${done.articles} 条；其中 ${done.registered} 部在法规目录中。`,
      ...done.empty.map((f) => `没有读出条文，未导入：${f}`),
    ].join('\n'),
  )
}

/** Checks all citations; a wrong article of a present text is the one thing that fails. */
export async function check(options: { json?: boolean; dir?: string }): Promise<void> {
  if (options.dir && !statSync(options.dir, { throwIfNoEntry: false })?.isDirectory())
    throw new PlainError(`没有目录 ${options.dir}。`)
  const dir = options.dir ?? findLaws()
  const rows = checkCitations(allCitations(), dir)
  const count = (result: string) => rows.filter((r) => r.result === result).length
  const summary = {
    verified: count('verified'),
    index: count('index'),
    unverified: count('unverified'),
    wrong: count('wrong'),
  }
  print(
    options,
    { ...summary, citations: rows.map((r) => ({ cite: r.cite, result: r.result, reason: r.reason })) },
    () =>
      [
        ...rows
          .filter((r) => r.result !== 'verified')
          .map(
            (r) =>
              `${r.result === 'wrong' ? '✗' : '·'} ${r.result === 'index' ? '只核到条目索引' : r.result === 'unverified' ? (r.basis.standing === 'platform' ? '' : '【未核】') : '有误'} ${citeText(r.basis)}${r.basis.standing === 'platform' ? '' : `：${r.reason}`}`,
          ),
        `引用 ${rows.length} 处：已核原文 ${summary.verified}，只核条目索引 ${summary.index}，未核 ${summary.unverified}，有误 ${summary.wrong}。`,
      ].join('\n'),
  )
  if (summary.wrong) process.exitCode = 1
}
