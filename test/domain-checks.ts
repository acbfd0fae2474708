/** What must hold of every registered domain, as functions over a registry: each returns what is wrong, one sentence a fault. */
import { z } from 'zod'
import type { Registry } from '../src/kernel/domain.ts'
import { type Basis, checkCitations } from '../src/kernel/index.ts'
import { isFinal, type ProcedureDef } from '../src/kernel/procedure.ts'
import { statesAfter } from '../src/kernel/targets.ts'
import type { TestCity } from './support.ts'

const isChinese = (s: string) => /[\u4e00-\u9fff]/.test(s)

const targets = (p: ProcedureDef, id: string, from: string | null) => statesAfter(p.actions[id]!, from)

/** Every state is reached, every state that is not final has a way out. */
export function stateFaults(p: ProcedureDef): string[] {
  const faults: string[] = []
  const reached = new Set<string>()
  const queue = Object.keys(p.actions)
    .filter((a) => !p.actions[a]!.in)
    .flatMap((a) => targets(p, a, null))
  if (!queue.length) faults.push('no opening action')
  while (queue.length) {
    const state = queue.pop()!
    if (reached.has(state)) continue
    reached.add(state)
    for (const [id, a] of Object.entries(p.actions)) if (a.in?.includes(state)) queue.push(...targets(p, id, state))
  }
  for (const s of Object.keys(p.states)) {
    if (!reached.has(s)) faults.push(`state ${s} is reached by no action`)
    if (isFinal(p, s)) continue
    const out = Object.entries(p.actions).filter(
      ([id, a]) => a.in?.includes(s) && targets(p, id, s).some((t) => t !== s),
    )
    if (!out.length) faults.push(`state ${s} has no way out`)
  }
  return faults
}

/** Limits can be met and say their law; actions, states and refusals carry Chinese labels; a form can be made of every input. */
export function wordFaults(p: ProcedureDef): string[] {
  const faults: string[] = []
  const chinese = (where: string, label: string) => {
    if (!isChinese(label)) faults.push(`${where}: label '${label}' is not Chinese`)
  }
  for (const [id, l] of Object.entries(p.limits)) {
    if (!l.met.length) faults.push(`limit ${id} cannot be met`)
    if (!l.basis) faults.push(`limit ${id} cites nothing`)
    chinese(`limit ${id}`, l.label)
  }
  for (const [id, a] of Object.entries(p.actions)) {
    chinese(`action ${id}`, a.label)
    if (!a.by.length) faults.push(`action ${id}: nobody may act`)
    if (!a.basis) faults.push(`action ${id} cites nothing`)
    z.toJSONSchema(a.input, { io: 'input', unrepresentable: 'any' })
  }
  for (const [id, r] of Object.entries(p.refusals)) chinese(`refusal ${id}`, r.label)
  for (const [id, s] of Object.entries(p.states)) chinese(`state ${id}`, s.label)
  return faults
}

/** Personal fields exist in the form, have a mask and a purpose. */
export function personalFaults(p: ProcedureDef): string[] {
  const faults: string[] = []
  for (const [id, a] of Object.entries(p.actions))
    for (const f of a.personal ?? []) {
      if (!f.purpose || !f.mask) faults.push(`action ${id} personal ${f.path}: says its mask and its purpose`)
      let schema: any = z.toJSONSchema(a.input, { io: 'input', unrepresentable: 'any' })
      for (const part of f.path.split('.')) schema = part === '*' ? schema?.items : schema?.properties?.[part]
      if (!schema) faults.push(`action ${id} personal ${f.path}: the form has no such field`)
    }
  return faults
}

/** Versions of one procedure do not overlap and leave no gap. */
export function versionFaults(registry: Registry): string[] {
  const faults: string[] = []
  for (const [id, versions] of registry.procedures)
    for (let i = 1; i < versions.length; i++) {
      const [before, after] = [versions[i - 1]!, versions[i]!]
      if (before.effective.to !== after.effective.from)
        faults.push(
          `${id}: ${before.version} ends ${before.effective.to}, ${after.version} begins ${after.effective.from}`,
        )
    }
  return faults
}

/** Every citation exists in the statute it names: in the text where `laws` has it, else in the kept index. */
export function citationFaults(citations: readonly Basis[], laws: string | undefined): string[] {
  return checkCitations(citations, laws)
    .filter((r) => r.result === 'wrong')
    .map((r) => `${r.cite}: ${r.reason}`)
}

/** Every supervision rule has a view, refuses, or says what data it awaits; indicators say what they count and rates have their parts. */
export function countingFaults(registry: Registry): string[] {
  const faults: string[] = []
  const procedures = [...registry.procedures.values()].flat()
  for (const s of registry.supervision.values()) {
    if (s.awaits) continue
    if (s.severity !== 'BLOCK' && !s.view) faults.push(`rule ${s.id}: no view, and it does not say what data it awaits`)
    if (s.severity === 'BLOCK' && !procedures.some((p) => p.refusals[s.id]))
      faults.push(`rule ${s.id}: no action refuses under it`)
  }
  for (const i of registry.indicators.values())
    for (const v of i.versions) {
      if (!v.text || !v.authority)
        faults.push(`indicator ${i.id} ${v.version}: says what it counts, and on whose authority`)
      if (i.kind !== 'rate' && !v.view && !v.parts?.length)
        faults.push(`indicator ${i.id} ${v.version}: neither a view nor parts`)
      if (i.kind === 'rate' && !(registry.indicators.has(v.numerator!) && registry.indicators.has(v.denominator!)))
        faults.push(`indicator ${i.id} ${v.version}: a rate names its numerator and denominator`)
    }
  return faults
}

const scopeColumns = ['agency_id', 'town_code', 'county_code', 'reader']
const violationColumns = ['matter_id', 'subject_key', 'since', 'severity', ...scopeColumns]
const countColumns = [
  'record_id',
  'matter_id',
  'scope_kind',
  'scope_id',
  'place',
  'counted_on',
  'until',
  'known_at',
  'amount',
  ...scopeColumns,
]

/** Declared tables and views are there with the columns that the kernel reads; no table of a domain stands outside the policies. */
export async function catalogueFaults(city: Pick<TestCity, 'owner' | 'registry'>): Promise<string[]> {
  const { rows } = await city.owner.query(
    `select n.nspname as schema, format('%s.%s', n.nspname, c.relname) as name, c.relkind as kind, c.relrowsecurity as guarded,
       exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary) as has_key, array_agg(a.attname::text) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'v') and n.nspname = any ($1) group by n.nspname, c.oid`,
    [city.registry.domains.filter((d) => d.sql).map((d) => d.id)],
  )
  const found = new Map(rows.map((r) => [r.name as string, r]))
  const faults: string[] = []
  const has = (what: string, name: string, kind: 'r' | 'v', columns: readonly string[]) => {
    const r = found.get(name)
    if (r?.kind !== kind)
      return void faults.push(`${what}: the SQL makes no ${kind === 'r' ? 'table' : 'view'} ${name}`)
    const missing = columns.filter((c) => !r.columns.includes(c))
    if (missing.length) faults.push(`${what}: ${name} has no column ${missing.join(', ')}`)
    if (kind === 'r' && !r.has_key) faults.push(`${what}: ${name} has no primary key, by which its rows are written`)
  }
  for (const d of city.registry.domains) {
    const declared = new Set<string>()
    for (const t of d.tables) {
      declared.add(t.table)
      has('tables', t.table, 'r', [...scopeColumns, ...(t.personal ? ['seen_by'] : [])])
    }
    for (const s of d.supervision) if (s.view) has(`rule ${s.id}`, s.view, 'v', violationColumns)
    for (const i of d.indicators)
      for (const v of i.versions) if (v.view) has(`indicator ${i.id}`, v.view, 'v', countColumns)
    for (const r of rows)
      if (r.schema === d.id && r.kind === 'r' && !declared.has(r.name) && r.columns.includes('matter_id'))
        faults.push(`tables: ${r.name} has matters and is not declared, so it stands under no policy`)
  }
  return faults
}
