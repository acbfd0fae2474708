/**
 * What the run's simulations have reached: limits that ran, rules that fired, refusals that were given. Each test city writes its
 * own page when it closes; after the run `missing` says what no page shows, and that fails the run.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Registry } from '../src/kernel/domain.ts'

export type Page = { refusals: string[]; limits: string[]; rules: string[] }

/** Adds a page, where a ledger is kept. */
export function note(page: Page): void {
  const dir = process.env.FADU_LEDGER
  if (!dir) return
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, `${process.pid}-${Math.trunc(performance.now() * 1000)}.json`), JSON.stringify(page))
}

/** What is declared and was not reached by any page. */
export function missing(registry: Registry, dir: string): string[] {
  const seen = { refusals: new Set<string>(), limits: new Set<string>(), rules: new Set<string>() }
  for (const f of readdirSync(dir)) {
    const page = JSON.parse(readFileSync(join(dir, f), 'utf8')) as Page
    for (const k of ['refusals', 'limits', 'rules'] as const) for (const x of page[k]) seen[k].add(x)
  }
  const out: string[] = []
  for (const p of new Map([...registry.procedures.values()].flat().map((x) => [x.id, x])).values()) {
    for (const id of Object.keys(p.limits))
      if (!seen.limits.has(`${p.id}/${id}`)) out.push(`limit never ran: ${p.id}/${id}`)
    for (const id of Object.keys(p.refusals)) if (!seen.refusals.has(id)) out.push(`refusal never given: ${id}`)
  }
  for (const r of registry.supervision.values())
    if (r.view && !seen.rules.has(r.id)) out.push(`rule never fired: ${r.id}`)
  return out
}
