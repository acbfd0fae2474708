/**
 * What a form's fields may be picked from: agencies, places, matters, papers, offers, officers, and the lookups that domains declare.
 * Everything is read under the asker's own scope but officers, who are named to their own agency alone.
 */
import { houseOf } from '#kernel'
import { type Scope, systemRole } from '#kernel/access'
import type { LocalDate } from '#kernel/clock'
import type { Client } from '#kernel/db'
import type { Lookup, Registry } from '#kernel/domain'
import { Refusal } from '#kernel/errors'
import { mayReadPersonal } from './matter-tables.ts'

export type Choice = {
  value: string
  label: string
  hint: string | null
  /** Values for the fields beside it. */
  fill: Record<string, string> | null
}

export type Asked = {
  /** Part of the name. */
  q?: string | undefined
  /** These alone, for values that are already there. */
  values?: readonly string[] | undefined
  only?: readonly string[] | undefined
  matter?: string | undefined
  agency?: string | undefined
  limit: number
}

type Asker = { client: Client; registry: Registry; scope: Scope; agencyId: string; today: LocalDate }

/** `%` and `_` mean themselves. */
const like = (text: string) => text.replace(/[\\%_]/g, '\\$&')
const contains = (q: string | undefined) => (q ? `%${like(q)}%` : null)

const noLookup = () => new Refusal('missing', 'kernel.lookup', '没有这种选项')

const readers: Record<string, (a: Asked, by: Asker) => Promise<Choice[]>> = {
  'kernel.agency': async (a, { client, agencyId, today }) => {
    const { rows } = await client.query(
      `select a.agency_id as value, a.name as label, coalesce(t.name, c.name) as hint, null as fill
       from kernel.agency a left join kernel.place t on t.code = a.town_code left join kernel.place c on c.code = a.county_code
         left join kernel.agency own on own.agency_id = $5
       where (a.valid_from is null or a.valid_from <= $1) and (a.valid_to is null or $1 < a.valid_to or $2::text[] is not null)
         and ($2::text[] is null or a.agency_id = any ($2)) and ($3::text[] is null or $2::text[] is not null or a.kind = any ($3))
         and ($4::text is null or a.name like $4)
       order by a.town_code is not distinct from own.town_code desc, a.county_code is not distinct from own.county_code desc,
         length(a.name), a.name limit $6`,
      [today, a.values ?? null, a.only ?? null, contains(a.q), agencyId, a.limit],
    )
    return rows
  },
  'kernel.place': async (a, { client, agencyId }) => {
    const { rows } = await client.query(
      `select p.code as value, p.name as label, u.name as hint, null as fill
       from kernel.place p left join kernel.place u on u.code = p.parent_code left join kernel.agency own on own.agency_id = $4
       where p.level <> 'city' and ($1::text[] is null or p.code = any ($1)) and ($2::text[] is null or $1::text[] is not null or p.level = any ($2))
         and ($3::text is null or p.name like $3 or u.name || p.name like $3)
       order by left(p.code, 6) = own.county_code desc nulls last, p.code limit $5`,
      [a.values ?? null, a.only ?? null, contains(a.q), agencyId, a.limit],
    )
    return rows
  },
  'kernel.matter': async (a, { client, registry }) => {
    const { rows } = await client.query(
      `select m.matter_id as value, coalesce(m.number, m.title) as label, m.title, m.procedure, m.version, m.state from kernel.matter m
       where ($1::uuid[] is null or m.matter_id = any ($1)) and ($2::text[] is null or m.procedure = any ($2))
         and ($3::text is null or m.number like $3 or m.title like $3)
       order by m.is_final, m.matter_id desc limit $4`,
      [uuids(a.values), a.only ?? null, contains(a.q), a.limit],
    )
    return rows.map((r) => {
      const p = registry.procedures.get(r.procedure)?.find((v) => v.version === r.version)
      const hint = [r.title === r.label ? p?.label : r.title, p?.states[r.state]?.label].filter(Boolean).join('，')
      return { value: r.value, label: r.label, hint, fill: null }
    })
  },
  'kernel.document': async (a, { client }) => {
    if (!a.matter) return []
    const { rows } = await client.query(
      `select d.document_id as value, d.title as label, concat_ws('，', d.number, d.issued_on) as hint, null as fill
       from kernel.document d join kernel.act t on t.matter_id = d.matter_id and t.n = d.n where d.matter_id = $1 and ($2::uuid[] is null or d.document_id = any ($2))
         and ($2::uuid[] is not null or not exists (select from kernel.document_void v where v.document_id = d.document_id))
       order by d.n desc limit $3`,
      [a.matter, uuids(a.values), a.limit],
    )
    return rows
  },
  'kernel.handover': async (a, { client, registry, agencyId }) => {
    const { rows } = await client.query(
      `select h.handover_id as value, coalesce(g.name, h.agency_id) as label, h.procedure, h.offered_on, h.facts
       from kernel.handover h left join kernel.handover_answer w using (handover_id) left join kernel.agency g on g.agency_id = h.agency_id
       where ($1::uuid[] is null or h.handover_id = any ($1))
         and ($1::uuid[] is not null or (h.to_agency = $2 and h.state = 'offered' and w.handover_id is null)) order by h.offered_on limit $3`,
      [uuids(a.values), agencyId, a.limit],
    )
    return rows.map((r) => ({
      value: r.value,
      label: `${r.label}移交`,
      hint: `${r.offered_on}提出，${registry.procedures.get(r.procedure)?.at(-1)?.label ?? r.procedure}`,
      fill: null,
    }))
  },
  'kernel.procedure': async (a, { registry }) =>
    [...registry.procedures]
      .map(([id, versions]) => ({ value: id, label: versions.at(-1)!.label, hint: null, fill: null }))
      .filter((c) => (a.values ? a.values.includes(c.value) : !a.q || c.label.includes(a.q)))
      .slice(0, a.limit),
  'kernel.officer': async (a, by) => officersOf(by, a),
}

/** Officers with a post at the asker's own agency: names of colleagues, nobody else's; who gives posts is named all. */
async function officersOf({ client, registry, agencyId, scope, today }: Asker, a: Asked): Promise<Choice[]> {
  await client.query(`select set_config('role', $1, true)`, [systemRole])
  const { rows } = await client.query(
    `select o.officer_id as value, o.name as label, array_agg(distinct p.role) as roles from kernel.post p join kernel.officer o using (officer_id)
     where ($7 or p.agency_id = $1 and p.valid_from <= $2 and (p.valid_to is null or $2 < p.valid_to)) and p.role <> 'party' and ($3::text[] is null or p.role = any ($3))
       and ($4::text[] is null or o.officer_id = any ($4)) and ($5::text is null or o.name like $5)
     group by 1, 2 order by 2, 1 limit $6`,
    [
      agencyId,
      today,
      a.only ?? null,
      a.values ?? null,
      a.q ? `${like(a.q)}%` : null,
      a.limit,
      scope.kind === 'agency' && scope.value === houseOf.posts,
    ],
  )
  return rows.map((r) => ({
    value: r.value,
    label: r.label,
    hint: (r.roles as string[]).map((x) => registry.roles.get(x)?.label ?? x).join('、'),
    fill: null,
  }))
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const uuids = (values: readonly string[] | undefined) => values?.filter((v) => uuid.test(v)) ?? null

/** Lookups that say nothing of any matter: open to the public's forms as well. */
export const publicLookups: ReadonlySet<string> = new Set(['kernel.agency', 'kernel.place'])

/** Names of all lookups that a form may use. */
export const lookupNames = (registry: Registry): ReadonlySet<string> =>
  new Set([...Object.keys(readers), ...registry.lookups.keys()])

/** The choices of a lookup as its asker may see them. @throws Refusal 'missing' where there is no such lookup */
export async function choicesOf(lookup: string, asked: Asked, by: Asker): Promise<Choice[]> {
  const own = Object.hasOwn(readers, lookup) ? readers[lookup] : undefined
  if (own) return own(asked, by)
  const declared = by.registry.lookups.get(lookup)
  if (!declared) throw noLookup()
  return declaredChoices(declared, asked, by)
}

async function declaredChoices(l: Lookup, a: Asked, { client, scope }: Asker): Promise<Choice[]> {
  const key = l.of === 'matter' ? a.matter : a.agency
  if (key === undefined || (l.of === 'matter' && !uuid.test(key))) return []
  const column = l.of === 'matter' ? 'matter_id' : 'agency_id'
  const values = [key, a.values ?? null, contains(a.q), a.limit]
  const ask = (view: string, columns: string) =>
    client.query(
      `select value, label, ${columns} from ${view} where ${column} = $1 and ($2::text[] is null or value = any ($2))
         and ($3::text is null or label like $3) order by length(value), value limit $4`,
      values,
    )
  const isNamed = l.named !== undefined && (mayReadPersonal(scope.kind, scope.value) || scope.value.startsWith('p:'))
  // The name typed may be one that stands in the personal view alone, so the open one is read whole.
  const { rows } = await ask(l.view, 'hint, null as fill').then((r) =>
    isNamed && a.q
      ? client.query(`select value, label, hint, null as fill from ${l.view} where ${column} = $1`, [key])
      : r,
  )
  if (!isNamed) return rows
  const named = new Map((await ask(l.named!, 'fill')).rows.map((r) => [r.value as string, r]))
  return rows
    .filter((r) => !a.q || named.has(r.value) || r.label.includes(a.q))
    .slice(0, a.limit)
    .map((r) => {
      const n = named.get(r.value)
      return n ? { ...r, label: n.label, fill: n.fill } : r
    })
}
