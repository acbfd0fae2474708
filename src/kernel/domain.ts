/** A domain is one folder and one value: what it declares, the kernel derives pages, checks, tests and figures from. */
import type { RoleDef, TableAccess } from './access.ts'
import type { LocalDate } from './clock.ts'
import { type Basis, invariant, Refusal } from './errors.ts'
import type { ProcedureDef } from './procedure.ts'
import { faultsOfTargets } from './targets.ts'

/** A rule that supervision watches (RED, YELLOW: a view with one row per violation) or that an action refuses under (BLOCK). */
export type SupervisionRule = {
  id: string
  label: string
  severity: 'BLOCK' | 'RED' | 'YELLOW'
  basis: Basis | readonly Basis[]
  /** View `(matter_id, subject_key, since, severity, agency_id, town_code, county_code, reader)`; `$today` is the setting fadu.today. */
  view?: string
  /** Procedures on whose matters the view finds violations, none where they are of no matter; a BLOCK rule is known by the refusals of its id. */
  watches?: readonly string[]
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
  /** Of a sum, in place of a view: the counts, of whatever domains, whose rows it takes together. */
  parts?: readonly string[]
  /** Of a sum: the column of its parts' views that says which rows are one thing; the earliest of the period stands for all. */
  oncePer?: string
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
  /** Counts matters of people: the public edition does not tell fewer than five apart. */
  masksSmall?: boolean
  /** The register in which the counted things are published one by one. */
  register?: string
  versions: readonly IndicatorVersion[]
}

/** What a form's field may be picked from (see `From` in fields.ts): a view with one row a choice. */
export type Lookup = {
  id: string
  /** View `(value, label, hint, matter_id)` or, for choices of an agency, `(value, label, hint, agency_id)`. */
  view: string
  of: 'matter' | 'agency'
  /** View `(value, label, fill, matter_id)` over personal tables, for scopes that read them: the name, and fields to fill beside. */
  named?: string
}

/** A field that the public reads: its name, or its name and those of the fields of each of its rows. */
export type RegisterField = string | { label: string; fields: Readonly<Record<string, string>> }
/** What the public may read of a kind of thing (rows of kernel.published): a fixed list of fields, in order of display. */
export type Register = {
  kind: string
  label: string
  fields: Readonly<Record<string, RegisterField>>
  /** The field that a list shows as the way in. */
  title: string
  basis: Basis | readonly Basis[]
}

/** What a link between two matters is called at the one that it leads from, and at the one that it leads to. */
export type LinkLabels = { from: string; to: string }

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
  lookups?: readonly Lookup[]
  /** Links that its acts make, by kind. */
  links?: Readonly<Record<string, LinkLabels>>
  /** What it publishes. */
  registers?: readonly Register[]
  /** Grants beyond the tables under policies (reference tables of the domain). */
  grants?: readonly string[]
}

/**
 * Worked cases, as data that a lawyer reads: a domain's folder may export them as `cases` from cases.ts, and the tests of every domain
 * run them through the engine on a real database.
 */
export type WorkedCases = {
  /** Agencies by id; county of six digits, town of nine. */
  agencies: Record<string, { name: string; kind: string; county?: string; town?: string }>
  /** Who acts, by a short name: in which role and for which agency. The role's scope reaches as far as the agency's own place. */
  people: Record<string, { role: string; agency: string }>
  cases: readonly WorkedCase[]
}

export type WorkedCase = {
  /** The chapter's number, or the article. */
  id: string
  text: string
  steps: readonly WorkedStep[]
  /** What the indicators count of a year once the case is played, in a city where nothing else happened. */
  figures?: readonly { indicator: string; year: number; value: number }[]
}

/** One step, and what must follow. Days are 'YYYY-MM-DD'. */
export type WorkedStep = {
  on: string
  by: string
  do: string
  /** Which matter of the case, by a short name; 'it' unless said. */
  matter?: string
  with?: Record<string, unknown>
  /** State afterwards. */
  state?: string
  /** Rule under which it is refused. */
  refused?: string
  /** Last days of limits; '2023-05-08 met' where the limit no longer runs. */
  due?: Record<string, string>
  /** Number of the paper that the step issues. */
  paper?: string
  /** Columns of the matter's row in a table. */
  rows?: Record<string, Record<string, unknown>>
  /** Violations of rules on days: severity and the day since when. */
  seen?: readonly { rule: string; on: string; is: readonly string[] }[]
}

export type Registry = {
  domains: readonly Domain[]
  procedures: ReadonlyMap<string, readonly ProcedureDef[]>
  roles: ReadonlyMap<string, RoleDef>
  indicators: ReadonlyMap<string, Indicator>
  supervision: ReadonlyMap<string, SupervisionRule>
  lookups: ReadonlyMap<string, Lookup>
  links: ReadonlyMap<string, LinkLabels>
  registers: ReadonlyMap<string, Register>
  /** The version that a deciding date picks; refuses where none was in force. */
  procedureAt(id: string, on: LocalDate): ProcedureDef
  procedure(id: string, version: string): ProcedureDef
}

export const kernelRoles: Record<string, RoleDef> = {
  party: { label: '当事人', scope: 'reader' },
  public: { label: '公众', scope: 'reader' },
  system: { label: '系统', scope: 'city' },
}

/**
 * Checks what a domain declares, once, where it is declared.
 * @throws an error with one line for each fault, each naming the place in the declaration and what could stand there
 */
export function defineDomain(domain: Domain): Domain {
  const faults = [...namesOf(domain), ...domain.procedures.flatMap((p) => faultsOfProcedure(domain, p))]
  invariant(faults.length === 0, `${folderOf(domain)} is not declared right\n${faults.map((f) => `  ${f}`).join('\n')}`)
  return domain
}

/** The folder a programmer has to open, where it can be told from that of the SQL. */
function folderOf(d: Domain): string {
  return d.sql?.pathname.match(/src\/domains\/[^/]+/)?.[0] ?? `domain ${d.id}`
}

/** Ids and names that must carry the domain's own, since they meet those of other domains. */
function namesOf(d: Domain): string[] {
  const faults: string[] = []
  const own = (where: string, name: string) => {
    if (!name.startsWith(`${d.id}.`)) faults.push(`${where} '${name}': must carry its domain's name, '${d.id}.…'`)
  }
  const once = (where: string, ids: readonly string[]) => {
    for (const id of new Set(ids.filter((x, i) => ids.indexOf(x) !== i)))
      faults.push(`${where} '${id}': declared twice`)
  }
  if (!/^[a-z][a-z0-9_]*$/.test(d.id))
    faults.push(`id '${d.id}': is also the schema, so lower-case letters, digits and _`)
  for (const p of d.procedures) own('procedures', p.id)
  once(
    'procedures',
    d.procedures.map((p) => `${p.id} ${p.version}`),
  )
  for (const t of d.tables) own('tables', t.table)
  once(
    'tables',
    d.tables.map((t) => t.table),
  )
  if (d.tables.length && !d.sql)
    faults.push(`sql: missing, though tables are declared; new URL('./sql/', import.meta.url)`)
  for (const r of d.supervision) {
    own('supervision', r.id)
    if (r.view) own(`supervision ${r.id} view`, r.view)
    for (const id of r.watches ?? [])
      if (!d.procedures.some((p) => p.id === id)) faults.push(`supervision ${r.id} watches: no procedure '${id}'`)
  }
  once(
    'supervision',
    d.supervision.map((r) => r.id),
  )
  for (const i of d.indicators) for (const v of i.versions) if (v.view) own(`indicators ${i.id} view`, v.view)
  for (const l of d.lookups ?? []) for (const name of [l.id, l.view, l.named]) if (name) own(`lookups ${l.id}`, name)
  once(
    'lookups',
    (d.lookups ?? []).map((l) => l.id),
  )
  once(
    'indicators',
    d.indicators.map((i) => i.id),
  )
  return faults
}

function faultsOfProcedure(d: Domain, p: ProcedureDef): string[] {
  const faults: string[] = []
  const at = `${p.id} ${p.version}`
  // One name that is not there is often used in many places: it is one fault.
  const absent = new Map<string, { known: object; places: string[] }>()
  const among = (where: string, what: string, known: object, names: Iterable<string>) => {
    for (const n of names) {
      if (Object.hasOwn(known, n)) continue
      const entry = absent.get(`no ${what} '${n}'`) ?? { known, places: [] }
      entry.places.push(where)
      absent.set(`no ${what} '${n}'`, entry)
    }
  }
  const roles = { ...d.roles, ...kernelRoles }
  for (const [id, a] of Object.entries(p.actions)) {
    const where = `actions.${id}`
    among(`${where}.in`, 'state', p.states, a.in ?? [])
    if (typeof a.to === 'string') among(`${where}.to`, 'state', p.states, [a.to])
    faults.push(...faultsOfTargets(p, id, at))
    among(`${where}.by`, 'role', roles, a.by)
    if (a.in === undefined) {
      if (!a.place)
        faults.push(`${at} ${where}.place: missing; without 'in' it opens a matter and says where that belongs`)
      if (a.to === undefined)
        faults.push(`${at} ${where}.to: missing; without 'in' it opens a matter and says its first state`)
    } else if (a.place || a.readers)
      faults.push(
        `${at} ${where}: with 'in' it opens no matter; 'place' and 'readers' are for those that do, later readers for 'admits'`,
      )
    for (const { template } of a.issues ?? [])
      if (!template.id.startsWith(`${d.id}.`))
        faults.push(`${at} ${where}.issues '${template.id}': must carry its domain's name, '${d.id}.…'`)
  }
  for (const [id, l] of Object.entries(p.limits)) {
    const where = `limits.${id}`
    among(`${where}.after`, 'action', p.actions, l.after)
    among(`${where}.met`, 'action', p.actions, l.met)
    among(`${where}.extendedBy`, 'action', p.actions, Object.keys(l.extendedBy ?? {}))
    among(`${where}.recountAfter`, 'action', p.actions, l.recountAfter ?? [])
    among(`${where}.pausedIn`, 'state', p.states, l.pausedIn ?? [])
    if (l.follows !== undefined) {
      among(`${where}.follows`, 'limit', p.limits, [l.follows])
      const { per, follows, within } = p.limits[l.follows] ?? {}
      if (per || follows !== undefined || (typeof within === 'object' && within.unit === 'hour'))
        faults.push(
          `${at} ${where}.follows '${l.follows}': must be one limit of days for the matter that follows none itself`,
        )
      if (l.after.length || l.start || l.when || l.pausedIn || l.recountAfter || l.extendedBy)
        faults.push(`${at} ${where}: what follows a limit has its start and its pauses from there`)
    }
    if (l.lapse) among(`${where}.lapse`, 'action', p.actions, [l.lapse.action])
    if (l.lapse?.kind === 'deem') faults.push(...systemActs(p, l.lapse.action, `${where}.lapse`))
  }
  among('turns.limits', 'limit', p.limits, Object.keys(p.turns?.limits ?? {}))
  among('turns.states', 'state', p.states, Object.keys(p.turns?.states ?? {}))
  for (const [id, who] of Object.entries({ ...p.turns?.limits, ...p.turns?.states }))
    among(`turns ${id}`, 'role', roles, who)
  for (const id of Object.keys(p.limits))
    if (!p.turns?.limits?.[id]?.length) faults.push(`${at} turns.limits.${id}: missing; whom does this limit bind?`)
  for (const id of Object.keys(p.refusals))
    if (!id.startsWith(`${d.id}.`)) faults.push(`${at} refusals '${id}': must carry its domain's name, '${d.id}.…'`)
  for (const [answer, action] of Object.entries(p.hears ?? {})) {
    among(`hears.${answer}`, 'action', p.actions, [action])
    faults.push(...systemActs(p, action, `hears.${answer}`))
  }
  if (p.receives) {
    among('receives.action', 'action', p.actions, [p.receives.action])
    if (p.actions[p.receives.action]?.in) faults.push(`${at} receives.action: an offer is taken by an opening action`)
  }
  for (const [what, { known, places }] of absent)
    faults.push(`${at} ${places.join(', ')}: ${what}; there are ${Object.keys(known).join(', ') || 'none'}`)
  return faults
}

/** What the system gives by itself must be its to give. */
function systemActs(p: ProcedureDef, action: string, where: string): string[] {
  const by = p.actions[action]?.by
  return by && !by.includes('system') ? [`${p.id} ${p.version} ${where}: '${action}' must name 'system' in 'by'`] : []
}

/**
 * All registered domains, looked up by id.
 * @throws where two of them take the same name, naming both
 */
export function registryOf(domains: readonly Domain[]): Registry {
  const procedures = new Map<string, ProcedureDef[]>()
  const roles = new Map<string, RoleDef>(Object.entries(kernelRoles))
  const indicators = new Map<string, Indicator>()
  const supervision = new Map<string, SupervisionRule>()
  const lookups = new Map<string, Lookup>()
  const links = new Map<string, LinkLabels>()
  const registers = new Map<string, Register>()
  const takenBy = new Map<string, string>()
  const take = (what: string, id: string, d: Domain) => {
    const other = takenBy.get(`${what} ${id}`)
    invariant(other === undefined, `${what} ${id} is declared by ${other} and again by ${folderOf(d)}`)
    takenBy.set(`${what} ${id}`, folderOf(d))
  }
  for (const d of domains) {
    take('domain', d.id, d)
    for (const p of d.procedures) {
      const list = procedures.get(p.id) ?? []
      list.push(p)
      list.sort((a, b) => (a.effective.from < b.effective.from ? -1 : 1))
      procedures.set(p.id, list)
    }
    for (const [id, r] of Object.entries(d.roles)) {
      const known = roles.get(id)
      invariant(
        !known || known.scope === r.scope,
        `${folderOf(d)} roles.${id}: scope '${r.scope}', but '${known?.scope}' as declared before (「${known?.label}」); a role is the same everywhere`,
      )
      roles.set(id, r)
    }
    for (const i of d.indicators) {
      take('indicator', i.id, d)
      indicators.set(i.id, i)
    }
    for (const s of d.supervision) supervision.set(s.id, s)
    for (const l of d.lookups ?? []) lookups.set(l.id, l)
    for (const [kind, labels] of Object.entries(d.links ?? {})) {
      const known = links.get(kind)
      invariant(
        !known || (known.from === labels.from && known.to === labels.to),
        `${folderOf(d)} links.${kind}: '${labels.from}' and '${labels.to}', but another domain calls it '${known?.from}' and '${known?.to}'`,
      )
      links.set(kind, labels)
    }
    for (const r of d.registers ?? []) {
      take('register', r.kind, d)
      invariant(r.title in r.fields, `register ${r.kind}: its title '${r.title}' is none of its fields`)
      registers.set(r.kind, r)
    }
  }
  for (const i of indicators.values())
    for (const v of i.versions)
      for (const id of v.parts ?? []) {
        const part = indicators.get(id)
        invariant(
          !v.view && (!part || (part.kind === i.kind && part.versions.every((p) => p.view))),
          `indicator ${i.id}: a sum has no view of its own, and its part '${id}' is counted by one and of the same kind`,
        )
      }
  for (const i of indicators.values())
    invariant(
      i.register === undefined || registers.has(i.register),
      `indicator ${i.id}: its register '${i.register}' is not declared`,
    )
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
  return { domains, procedures, roles, indicators, supervision, lookups, links, registers, procedureAt, procedure }
}
