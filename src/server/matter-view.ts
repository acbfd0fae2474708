/** A matter as its reader may see it. Everything here runs under the reader's own scope; nothing is filtered afterwards. */
import { houseLabels } from '#kernel'
import type { Scope } from '#kernel/access'
import { type ActRecord, isCommitment } from '#kernel/canonical'
import { addDays, type LocalDate } from '#kernel/clock'
import type { Client } from '#kernel/db'
import { printedDate } from '#kernel/document'
import type { Registry } from '#kernel/domain'
import { Refusal } from '#kernel/errors'
import { findAction } from '#kernel/form'
import { mask } from '#kernel/mask'
import type { Snapshot } from '#kernel/matter'
import type { ActFile, PersonalField, ProcedureDef } from '#kernel/procedure'
import { mayReadPersonal } from './matter-tables.ts'
import { basisTexts } from './problems.ts'

export const noMatter = () => new Refusal('missing', 'kernel.matter', '没有这件事项，或者您无权查看')

/** The declared version of a matter, or nothing where this program no longer carries it. */
export const findProcedure = (registry: Registry, id: string, version: string): ProcedureDef | undefined =>
  registry.procedures.get(id)?.find((p) => p.version === version)

/** A version as people name it; its id is for programs. */
export const versionLabelOf = (p: ProcedureDef | undefined): string =>
  p ? `${printedDate(p.effective.from)}起适用` : ''

export const matterColumns = `m.matter_id, m.procedure, m.version, m.state, m.is_final, m.number, m.title, m.agency_id, a.name as agency_name, m.filed_on, m.last_on, m.next_due, m.is_urgent`

export function matterItemOf(registry: Registry, r: any) {
  const p = findProcedure(registry, r.procedure, r.version)
  return {
    id: r.matter_id as string,
    procedure: r.procedure as string,
    procedureLabel: p?.label ?? r.procedure,
    version: r.version as string,
    versionLabel: versionLabelOf(p),
    state: r.state as string,
    stateLabel: p?.states[r.state]?.label ?? r.state,
    isFinal: r.is_final as boolean,
    number: r.number as string | null,
    title: r.title as string,
    agencyId: r.agency_id as string,
    agencyName: (r.agency_name ?? houseLabels[r.agency_id] ?? null) as string | null,
    filedOn: r.filed_on as string,
    lastOn: r.last_on as string,
    nextDue: r.next_due as string | null,
    isUrgent: r.is_urgent as boolean,
  }
}

const soonDays = 7

/** A row of kernel.matter_limit with its label and basis. An unannounced holiday never makes a limit overdue. */
export function limitOf(p: ProcedureDef | undefined, r: any, today: LocalDate) {
  const def = p?.limits[r.limit_id]
  const isOpen = r.state === 'running' && !r.is_provisional
  return {
    limit: r.limit_id as string,
    label: def?.label ?? r.limit_id,
    subject: r.subject as string,
    state: r.state as 'running' | 'paused' | 'met' | 'lapsed' | 'void',
    startOn: r.start_on as string,
    dueRaw: r.due_raw as string,
    due: r.due as string,
    dueAt: r.due_at ? (r.due_at as Date).toISOString() : null,
    outerDue: r.outer_due as string | null,
    isProvisional: r.is_provisional as boolean,
    isRight: r.is_right as boolean,
    isOverdue: isOpen && !r.is_right && r.due < today,
    isSoon: r.state === 'running' && !r.is_right && r.due >= today && r.due <= addDays(today, soonDays),
    extendedTo: r.extended_to as string | null,
    metOn: r.met_on as string | null,
    calendar: r.calendar as string,
    basis: def ? basisTexts(def.basis) : [],
  }
}

export const limitColumns =
  'l.matter_id, l.limit_id, l.subject, l.state, l.start_on, l.due_raw, l.due, l.due_at, l.outer_due, l.is_provisional, l.is_right, l.calendar, l.extended_to, l.met_on'

export type MatterRow = { row: any; p: ProcedureDef | undefined; snapshot: Snapshot }

/** @throws Refusal 'missing' where there is no such matter or the reader may not see it: alike. */
export async function getMatter(client: Client, registry: Registry, id: string): Promise<MatterRow> {
  const { rows } = await client.query({
    name: 'http-matter',
    text: `select ${matterColumns}, m.last_n, m.head, m.snapshot, m.town_code, m.county_code, m.reader from kernel.matter m left join kernel.agency a on a.agency_id = m.agency_id where m.matter_id = $1`,
    values: [id],
  })
  if (!rows[0]) throw noMatter()
  return {
    row: rows[0],
    p: findProcedure(registry, rows[0].procedure, rows[0].version),
    snapshot: JSON.parse(rows[0].snapshot),
  }
}

/** The act that opened a matter, and the day by which its version was chosen, as the engine chose it. */
export async function openingOf(client: Client, p: ProcedureDef | undefined, matterId: string) {
  const { rows } = await client.query({
    name: 'http-opening',
    text: 'select canonical from kernel.act where matter_id = $1 and n = 1',
    values: [matterId],
  })
  if (!p || !rows[0]) return null
  const act = JSON.parse(rows[0].canonical) as ActRecord
  const on = act.declaredOn as LocalDate
  const otherwise = p.decidedOtherwise?.(act.payload, on)
  return {
    label: findAction(p, act.action)?.label ?? act.action,
    on,
    decidedBy: otherwise?.label ?? p.decidedByLabel,
    decidedOn: otherwise ? otherwise.on : (p.decidedBy?.(act.payload, on) ?? on),
  }
}

const asPath = (pointer: string) =>
  pointer
    .slice(1)
    .replace(/\/\d+(?=\/|$)/g, '/*')
    .replaceAll('/', '.')

/** Puts values back where the payload has commitments; what may not be read or was erased stays a commitment. */
function withPersonal(
  payload: any,
  fields: Record<string, { value: unknown }>,
  declared: readonly PersonalField[],
  masked: boolean,
): any {
  const copy = structuredClone(payload)
  for (const [pointer, { value }] of Object.entries(fields)) {
    const parts = pointer.slice(1).split('/')
    let holder = copy
    for (const part of parts.slice(0, -1)) holder = holder?.[part]
    const last = parts.at(-1)!
    if (!isCommitment(holder?.[last])) continue
    const field = declared.find((f) => f.path === asPath(pointer))
    holder[last] = masked ? (typeof value === 'string' && field ? mask(field.mask, value) : '***') : value
  }
  return copy
}

/** The acts of a matter in order. Personal values only where the reader's scope reads act_private; a party sees them masked. */
export async function actsOf(client: Client, registry: Registry, matterId: string, scope: Scope) {
  const { rows } = await client.query({
    name: 'http-acts',
    text: 'select n, hash, canonical, committed_at from kernel.act where matter_id = $1 order by n',
    values: [matterId],
  })
  const privates = new Map<number, { fields: Record<string, { value: unknown }>; erasedBy: number | null }>()
  const isParty = scope.kind === 'reader' && scope.value.startsWith('p:')
  if (mayReadPersonal(scope.kind, scope.value) || isParty) {
    const found = await client.query({
      name: 'http-acts-private',
      text: 'select n, fields, erased_by from kernel.act_private where matter_id = $1',
      values: [matterId],
    })
    for (const r of found.rows)
      privates.set(r.n, { fields: r.fields ? JSON.parse(r.fields) : {}, erasedBy: r.erased_by })
  }
  const records = rows.map((r) => ({ row: r, act: JSON.parse(r.canonical) as ActRecord }))
  const names = new Map<string, string | null>()
  if (records.some((r) => r.act.files.length) && (mayReadPersonal(scope.kind, scope.value) || isParty)) {
    const found = await client.query('select file_id, name from kernel.file where matter_id = $1', [matterId])
    for (const r of found.rows) names.set(r.file_id, r.name)
  }
  const ids = [...new Set(records.map((r) => r.act.agency))]
  const agencies = new Map<string, string>(
    (
      await client.query({
        name: 'http-agency-names',
        text: 'select agency_id, name from kernel.agency where agency_id = any ($1)',
        values: [ids],
      })
    ).rows.map((r) => [r.agency_id, r.name]),
  )
  return records.map(({ row, act }) => {
    const p = findProcedure(registry, act.procedure, act.version)
    const def = p && findAction(p, act.action)
    const secret = privates.get(row.n)
    const { placement: _p, readers: _r, seenBy: _s, internal: _i, ...given } = act.given as Record<string, unknown>
    return {
      n: row.n as number,
      action: act.action,
      label: def?.label ?? act.action,
      role: act.capacity,
      roleLabel: registry.roles.get(act.capacity)?.label ?? act.capacity,
      agencyId: act.agency,
      agencyName: agencies.get(act.agency) ?? null,
      declaredOn: act.declaredOn as string,
      recordedAt: act.recordedAt as string,
      committedAt: (row.committed_at as Date).toISOString(),
      basis: [...act.basis] as string[],
      tells: [...(def?.tells?.(act.given as Record<string, any>) ?? [])],
      payload: secret ? withPersonal(act.payload, secret.fields, def?.personal ?? [], isParty) : act.payload,
      given,
      personal: !def?.personal?.length
        ? ('none' as const)
        : secret?.erasedBy
          ? ('erased' as const)
          : secret
            ? isParty
              ? ('masked' as const)
              : ('shown' as const)
            : ('withheld' as const),
      files: (act.files as unknown as ActFile[]).map((f) => ({
        id: f.id,
        label: f.label,
        type: f.type,
        sizeBytes: f.sizeBytes,
        name: names.get(f.id) ?? null,
        isOpen: names.get(f.id) != null,
      })),
      hash: row.hash as string,
      prev: act.prev,
    }
  })
}
