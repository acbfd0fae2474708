/**
 * Number series against the numbers that acts gave out. A number is taken in the transaction of its act, so a series stands at
 * its greatest number and has no gap; one that was set back would give a number twice, one set forward would hide an act.
 */
import type pg from 'pg'
import type { ActRecord } from './canonical.ts'
import { type DocumentTemplate, organNumber } from './document.ts'
import type { Registry } from './domain.ts'
import { seriesOf } from './paper.ts'
import type { Finding } from './record-check.ts'

type Given = { number?: string; documents?: { template: string; number?: string; by: string }[] }

/** Reads the position in its series from a number as printed; nothing where it was written another way. */
function positionIn(format: string, number: string): number | undefined {
  const pattern = format
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace('{code}', '.*')
    .replace('{year}', '\\d{4}')
    .replace('{n}', '(\\d+)')
  const found = new RegExp(`^${pattern}$`, 'u').exec(number)?.[1]
  return found === undefined ? undefined : Number(found)
}

export type SeriesTally = {
  /** Counts the numbers that an act gave; `agency` is where its matter lies then. */
  add(record: ActRecord, agency: string): void
  /** Compares with the series as they stand. */
  compare(client: pg.ClientBase): Promise<Finding[]>
}

export function tallySeries(registry: Registry): SeriesTally {
  const templates = new Map<string, DocumentTemplate<any>>()
  for (const d of registry.domains)
    for (const p of d.procedures)
      for (const a of Object.values(p.actions)) for (const i of a.issues ?? []) templates.set(i.template.id, i.template)
  const issued = new Map<string, { greatest: number; count: number }>()
  const give = (series: string, n: number | undefined) => {
    if (n === undefined) return
    const known = issued.get(series)
    if (!known) issued.set(series, { greatest: n, count: 1 })
    else {
      known.greatest = Math.max(known.greatest, n)
      known.count++
    }
  }
  return {
    add(record, agency) {
      const given = record.given as Given
      const year = record.declaredOn.slice(0, 4)
      if (given.number !== undefined) {
        const n = /(\d+)\D*$/.exec(given.number)?.[1]
        give(`${record.procedure}/${agency}/${year}`, n === undefined ? undefined : Number(n))
      }
      for (const d of given.documents ?? []) {
        const t = templates.get(d.template)
        if (d.number === undefined || t?.code === undefined) continue
        give(seriesOf(d.by, t.code, year), positionIn(t.numberFormat ?? organNumber, d.number))
      }
    },
    async compare(client) {
      const { rows } = await client.query('select series, last from kernel.number_series order by series')
      const last = new Map<string, number>(rows.map((r) => [r.series, r.last]))
      const kindOf = (series: string) => series.slice(0, series.indexOf('/'))
      // A domain may number its matters by a series of another form, of which nothing can be said.
      const kinds = new Set(['paper', ...rows.map((r) => kindOf(r.series))])
      const findings: Finding[] = []
      const say = (series: string, message: string) =>
        findings.push({ kind: 'derived', table: 'kernel.number_series', message: `编号序列“${series}”：${message}` })
      for (const [series, { greatest, count }] of issued) {
        const at = last.get(series)
        if (at === undefined && kinds.has(kindOf(series)))
          say(series, `记录中编到第 ${greatest} 号，而序列不见了：被删除或者改名`)
        else if (at !== undefined && at !== greatest)
          say(series, `记录中编到第 ${greatest} 号，而序列写的是第 ${at} 号：被改动过`)
        if (at !== undefined && count !== greatest)
          say(series, `记录中编到第 ${greatest} 号，而只有 ${count} 件有号：有缺号或者重号`)
      }
      const known = new Set(['paper', ...[...issued.keys()].map(kindOf)])
      for (const [series, at] of last)
        if (at !== 0 && !issued.has(series) && known.has(kindOf(series)))
          say(series, `写的是第 ${at} 号，而记录中没有发过它的号：被改动过`)
      return findings
    },
  }
}
