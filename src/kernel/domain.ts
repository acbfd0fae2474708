/** A domain is one folder and one value: what it declares, the kernel derives pages, checks, tests and figures from. */
import type { RoleDef, TableAccess } from './access.ts'
import type { LocalDate } from './clock.ts'
import { type Basis, invariant, Refusal } from './errors.ts'
import type { ProcedureDef } from './procedure.ts'

/** A rule that supervision watches (RED, YELLOW: a view with one row per violation) or that an action refuses under (BLOCK). */
export type SupervisionRule = {
  id: string
  label: string
  severity: 'BLOCK' | 'RED' | 'YELLOW'
  basis: Basis | readonly Basis[]
  /** View `(matter_id, subject_key, since, severity, agency_id, town_code, county_code, reader)`; `$today` is the setting fadu.today. */
  view?: string
  /** Data that live elsewhere: declared, listed, not computed. */
  awaits?: string
}

export type IndicatorVersion = {
  version: string
  /** Report years it serves. */
  fromYear: number
  toYear?: number
  authority: string
  /** What one counted record is, in words. */
  text: string
  basis?: Basis
  /** View `(record_id, matter_id, scope_kind, scope_id, place, counted_on, until, known_at, amount, agency_id, town_code, county_code, reader)`. */
  view?: string
  /** Of a rate: the indicators above and below. */
  numerator?: string
  denominator?: string
}

export type Indicator = {
  id: string
  label: string
  unit: string
  kind: 'stock' | 'flow' | 'rate'
  /** Figure id in a city's figures file, where it prints this indicator. */
  figure?: string
  decimals?: number
  versions: readonly IndicatorVersion[]
}

export type Domain = {
  id: string
  label: string
  roles: Record<string, RoleDef>
  procedures: readonly ProcedureDef[]
  tables: readonly TableAccess[]
  /** Folder of its numbered .sql files; absent for a domain of the kernel's own, whose tables are the kernel's. */
  sql?: URL
  supervision: readonly SupervisionRule[]
  indicators: readonly Indicator[]
  /** Grants beyond the tables under policies (reference tables of the domain). */
  grants?: readonly string[]
}

export type Registry = {
  domains: readonly Domain[]
  procedures: ReadonlyMap<string, readonly ProcedureDef[]>
  roles: ReadonlyMap<string, RoleDef>
  indicators: ReadonlyMap<string, Indicator>
  supervision: ReadonlyMap<string, SupervisionRule>
  /** The version that a deciding date picks; refuses where none was in force. */
  procedureAt(id: string, on: LocalDate): ProcedureDef
  procedure(id: string, version: string): ProcedureDef
}

export const kernelRoles: Record<string, RoleDef> = {
  party: { label: '当事人', scope: 'reader' },
  public: { label: '公众', scope: 'reader' },
  system: { label: '系统', scope: 'city' },
}

/** Checks what a domain declares, once, where it is declared. */
export function defineDomain(domain: Domain): Domain {
  for (const p of domain.procedures) {
    invariant(p.id.startsWith(`${domain.id}.`), `procedure ${p.id} must carry its domain's name`)
    for (const [id, a] of Object.entries(p.actions)) {
      for (const s of a.in ?? []) invariant(p.states[s], `${p.id}.${id}: unknown state ${s}`)
      if (typeof a.to === 'string') invariant(p.states[a.to], `${p.id}.${id}: unknown state ${a.to}`)
      for (const r of a.by) invariant(domain.roles[r] ?? kernelRoles[r], `${p.id}.${id}: unknown role ${r}`)
      if (!a.in) invariant(a.place, `${p.id}.${id}: an opening action says where its matter belongs`)
    }
    for (const [id, l] of Object.entries(p.limits)) {
      for (const a of [...l.after, ...l.met, ...Object.keys(l.extendedBy ?? {})])
        invariant(p.actions[a], `${p.id} limit ${id}: unknown action ${a}`)
      if (l.lapse) invariant(p.actions[l.lapse.action], `${p.id} limit ${id}: unknown action ${l.lapse.action}`)
      if (l.lapse?.kind === 'deem') systemActs(p, l.lapse.action, `limit ${id}`)
    }
    for (const action of Object.values(p.hears ?? {})) systemActs(p, action, 'hears')
    if (p.receives) {
      const taking = p.actions[p.receives.action]
      invariant(taking && !taking.in, `${p.id}: an offer is taken by an opening action`)
    }
  }
  for (const r of domain.supervision)
    invariant(r.id.startsWith(`${domain.id}.`), `rule ${r.id} must carry its domain's name`)
  return domain
}

/** What the system gives by itself must be its to give. */
function systemActs(p: ProcedureDef, action: string, where: string): void {
  invariant(p.actions[action]?.by.includes('system'), `${p.id} ${where}: the system must be allowed to ${action}`)
}

/** All registered domains, looked up by id. */
export function registryOf(domains: readonly Domain[]): Registry {
  const procedures = new Map<string, ProcedureDef[]>()
  const roles = new Map<string, RoleDef>(Object.entries(kernelRoles))
  const indicators = new Map<string, Indicator>()
  const supervision = new Map<string, SupervisionRule>()
  for (const d of domains) {
    for (const p of d.procedures) {
      const list = procedures.get(p.id) ?? []
      list.push(p)
      list.sort((a, b) => (a.effective.from < b.effective.from ? -1 : 1))
      procedures.set(p.id, list)
    }
    for (const [id, r] of Object.entries(d.roles)) {
      invariant(!roles.has(id) || roles.get(id)!.scope === r.scope, `role ${id} declared twice with different scopes`)
      roles.set(id, r)
    }
    for (const i of d.indicators) indicators.set(i.id, i)
    for (const s of d.supervision) supervision.set(s.id, s)
  }
  const procedureAt = (id: string, on: LocalDate): ProcedureDef => {
    const versions = procedures.get(id)
    if (!versions) throw new Refusal('missing', 'kernel.procedure', `没有这种程序：${id}`)
    const found = versions.find((p) => p.effective.from <= on && (p.effective.to === undefined || on < p.effective.to))
    if (!found)
      throw new Refusal(
        'limit',
        'kernel.version',
        `${on} 没有施行中的「${versions[0]!.label}」程序版本，最早的一版自 ${versions[0]!.effective.from} 起`,
      )
    return found
  }
  const procedure = (id: string, version: string): ProcedureDef => {
    const found = procedures.get(id)?.find((p) => p.version === version)
    invariant(found, `procedure ${id} version ${version} is not registered`)
    return found
  }
  return { domains, procedures, roles, indicators, supervision, procedureAt, procedure }
}
