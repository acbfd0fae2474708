/**
 * What lies before somebody: what waits for him, by when, and what he sent and waits for. Everything under his own scope; whose turn
 * it is comes from the declarations.
 */
import type { Actor } from '#kernel/access'
import { addDays, type LocalDate } from '#kernel/clock'
import type { Client } from '#kernel/db'
import type { Registry } from '#kernel/domain'
import type { ActionDef, LimitDef, ProcedureDef } from '#kernel/procedure'
import { statesAfter } from '#kernel/targets'
import { findProcedure, matterColumns, matterItemOf } from './matter-view.ts'
import { basisTexts } from './problems.ts'
import { turnsOf } from './turns.ts'

export const workLists = ['waiting', 'sent'] as const
export type WorkList = (typeof workLists)[number]
export const urgencies = ['overdue', 'soon', 'later', 'none'] as const
export type Urgency = (typeof urgencies)[number]

export type WorkFilter = {
  procedure?: string | undefined
  state?: string | undefined
  agency?: string | undefined
  urgency?: Urgency | undefined
  /** Beginning of a number, or words of a title. */
  q?: string | undefined
}
export type Asker = { client: Client; registry: Registry; actor: Actor; today: LocalDate }

/** Days before the last one from which a limit is called urgent. */
export const soonDays = 7

/** One row a matter: `one` with the earliest limit of the asker's, then those that pass the filter. Parameters 1 to 9. */
const waiting = `
  with turn as (select * from json_to_recordset($1) as t(procedure text, version text, "limit" text, state text)),
  due as (
    select l.matter_id, l.limit_id, l.subject, l.due, l.is_provisional from kernel.matter_limit l
      join kernel.matter m on m.matter_id = l.matter_id
      join turn t on t.procedure = l.procedure and t."limit" = l.limit_id and t.version = m.version
    where l.state = 'running' and not (l.is_right and (l.due < $3::date or l.start_on > $3::date))
    union all
    select m.matter_id, null, '', null, false from kernel.matter m
      join turn t on t.procedure = m.procedure and t.version = m.version and t.state = m.state where not m.is_final
  ),
  one as (select distinct on (matter_id) * from due order by matter_id, due nulls last)`

/** Of `sent`: opened by the asker, or last acted on by him, still open, and not waiting for him. */
const sources: Record<WorkList, string> = {
  waiting: 'one o join kernel.matter m on m.matter_id = o.matter_id',
  sent: `kernel.matter m left join lateral (
      select l.limit_id, l.subject, l.due, l.is_provisional from kernel.matter_limit l
      where l.matter_id = m.matter_id and l.state = 'running' and not l.is_right order by l.due limit 1) o on true`,
}
const conditions: Record<WorkList, string> = {
  waiting: '$2::text is not null',
  sent: `not m.is_final and $2 in (m.filed_by, m.last_actor) and not exists (select from one w where w.matter_id = m.matter_id)`,
}

const urgencyOf = `case when o.due is null then 'none' when o.due < $3::date and not o.is_provisional then 'overdue'
  when o.due <= $4::date then 'soon' else 'later' end`
const filtered = `($5::text is null or m.procedure = $5) and ($6::text is null or m.state = $6) and ($7::text is null or m.agency_id = $7)
  and ($8::text is null or m.number like $8 or m.title like '%' || $8)`

const valuesOf = ({ registry, actor, today }: Asker, f: WorkFilter) => [
  JSON.stringify(turnsOf(registry, actor.role)),
  actor.id,
  today,
  addDays(today, soonDays),
  f.procedure ?? null,
  f.state ?? null,
  f.agency ?? null,
  f.q ? `${f.q.replace(/[\\%_]/g, '\\$&')}%` : null,
]

export type WorkCounts = {
  total: number
  byUrgency: Record<Urgency, number>
  byProcedure: { procedure: string; label: string; count: number }[]
}

/** How many there are: in the urgency asked for by procedure, and by urgency in all. */
export async function countWork(list: WorkList, by: Asker, f: WorkFilter): Promise<WorkCounts> {
  const { rows } = await by.client.query(
    `${waiting} select m.procedure, ${urgencyOf} as urgency, count(*) as n from ${sources[list]}
     where ${conditions[list]} and ${filtered} group by 1, 2`,
    valuesOf(by, f),
  )
  const byUrgency: Record<Urgency, number> = { overdue: 0, soon: 0, later: 0, none: 0 }
  const byProcedure = new Map<string, number>()
  let total = 0
  for (const r of rows) {
    byUrgency[r.urgency as Urgency] += r.n
    if (f.urgency && r.urgency !== f.urgency) continue
    total += r.n
    byProcedure.set(r.procedure, (byProcedure.get(r.procedure) ?? 0) + r.n)
  }
  return {
    total,
    byUrgency,
    byProcedure: [...byProcedure]
      .map(([procedure, count]) => ({
        procedure,
        label: by.registry.procedures.get(procedure)?.at(-1)?.label ?? procedure,
        count,
      }))
      .sort((a, b) => b.count - a.count),
  }
}

/** Urgent items first, then in order of their day; those without one last. `after` is the key of the last item of the page before. */
export async function listWork(
  list: WorkList,
  by: Asker,
  f: WorkFilter,
  page: { after?: { rank: number; due: string; id: string } | undefined; limit: number },
) {
  const { rows } = await by.client.query(
    `${waiting} select ${matterColumns}, m.last_n, t.name as town_name, c.name as county_name, o.limit_id, o.due, o.is_provisional, ${urgencyOf} as urgency,
       (not m.is_urgent)::int as rank, coalesce(o.due, 'infinity'::date)::text as due_key
     from ${sources[list]} left join kernel.agency a on a.agency_id = m.agency_id
       left join kernel.place t on t.code = m.town_code left join kernel.place c on c.code = m.county_code
     where ${conditions[list]} and ${filtered} and ($9::text is null or ${urgencyOf} = $9)
       and ($10::int is null or ((not m.is_urgent)::int, coalesce(o.due, 'infinity'::date), m.matter_id) > ($10, $11::date, $12::uuid))
     order by rank, coalesce(o.due, 'infinity'::date), m.matter_id limit $13`,
    [
      ...valuesOf(by, f),
      f.urgency ?? null,
      page.after?.rank ?? null,
      page.after?.due ?? null,
      page.after?.id ?? null,
      page.limit,
    ],
  )
  return rows.map((r) => {
    const p = findProcedure(by.registry, r.procedure, r.version)
    const limit = r.limit_id ? p?.limits[r.limit_id] : undefined
    const mine = Object.entries(p?.actions ?? {}).filter(
      ([, a]) => a.in?.includes(r.state) && a.by.includes(by.actor.role),
    )
    const next = p ? nextOf(p, r.state, mine, limit) : []
    return {
      matter: matterItemOf(by.registry, r),
      place: [r.county_name, r.town_name].filter(Boolean).join('') || null,
      seen: r.last_n as number,
      limit: limit?.label ?? null,
      due: r.due as string | null,
      isProvisional: r.is_provisional === true,
      urgency: r.urgency as Urgency,
      basis: limit ? basisTexts(limit.basis) : [],
      next: next.map(([action, a]) => ({ action, label: a.label })),
      forMany: mine.filter(([, a]) => a.isForMany).map(([action, a]) => ({ action, label: a.label })),
      key: `${r.rank}~${r.due_key}~${r.matter_id}`,
    }
  })
}

/**
 * What comes next of the actions that are the asker's: what the limit wants done, then what leads on to another state, each in the
 * order of declaration and what only ends the matter last; where it is another's turn to do that, all that he may do meanwhile.
 */
export function nextOf(
  p: ProcedureDef,
  state: string,
  mine: readonly [string, ActionDef][],
  limit: LimitDef | undefined,
): readonly [string, ActionDef][] {
  const after = (a: ActionDef) => statesAfter(a, state)
  const isEnd = (a: ActionDef) => after(a).every((s) => p.states[s]?.final)
  const wanted = mine.filter(([id]) => limit?.met.includes(id))
  const leading = mine.filter(([id, a]) => !limit?.met.includes(id) && after(a).some((s) => s !== state))
  const found = [...wanted, ...leading]
  return (found.length ? found : mine).toSorted(([, a], [, b]) => Number(isEnd(a)) - Number(isEnd(b)))
}

/** Offers to the asker's agency that nobody has answered. */
export async function openOffers({ client, registry, actor }: Asker) {
  const { rows } = await client.query(
    `select h.handover_id, h.procedure, h.offered_on, h.facts, h.agency_id, g.name from kernel.handover h
       left join kernel.handover_answer w using (handover_id) left join kernel.agency g on g.agency_id = h.agency_id
     where h.to_agency = $1 and h.state = 'offered' and w.handover_id is null order by h.offered_on, h.handover_id limit 200`,
    [actor.agency],
  )
  return rows.map((r) => {
    const p = registry.procedures.get(r.procedure)?.at(-1)
    const takes = p?.receives && p.actions[p.receives.action]
    return {
      id: r.handover_id as string,
      from: (r.name ?? r.agency_id) as string,
      procedure: r.procedure as string,
      procedureLabel: p?.label ?? r.procedure,
      offeredOn: r.offered_on as string,
      action: p?.receives?.action ?? null,
      actionLabel: takes?.label ?? null,
      isAllowed: takes?.by.includes(actor.role) ?? false,
      /** What the form that takes it begins with. */
      input: p?.receives ? { ...p.receives.fill(JSON.parse(r.facts)), handover: r.handover_id } : null,
    }
  })
}
