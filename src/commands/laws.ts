import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Basis, checkCitations, citeText, PlainError, type Registry } from '#kernel'
import { cityRegistry } from '../server/registry.ts'
import { print } from './with-city.ts'

const nearby = fileURLToPath(new URL('../../../shared/laws', import.meta.url))

/** Every citation of every registered procedure, limit, refusal, rule and indicator. */
export function allCitations(registry: Registry = cityRegistry()): Basis[] {
  const found: Basis[] = []
  const take = (b: Basis | readonly Basis[] | undefined) => {
    if (b) found.push(...(Array.isArray(b) ? b : [b as Basis]))
  }
  for (const p of [...registry.procedures.values()].flat()) {
    for (const a of Object.values(p.actions)) take(a.basis)
    for (const l of Object.values(p.limits)) {
      take(l.basis)
      take(l.outer?.basis)
    }
    for (const r of Object.values(p.refusals)) take(r.basis)
  }
  for (const s of registry.supervision.values()) take(s.basis)
  for (const i of registry.indicators.values()) for (const v of i.versions) take(v.basis)
  return [...new Map(found.map((b) => [JSON.stringify(b), b])).values()]
}

/** Checks all citations; a wrong article of a present text is the one thing that fails. */
export async function check(options: { json?: boolean; dir?: string }): Promise<void> {
  if (options.dir && !existsSync(options.dir)) throw new PlainError(`没有目录 ${options.dir}。`)
  const dir = options.dir ?? (existsSync(nearby) ? nearby : undefined)
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
