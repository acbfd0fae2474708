/** A holiday notice taken in: first the list of matters whose dates it moves, then the act, then an act of the system in each. */

import { systemActor } from '#kernel/access'
import type { Notice } from '#kernel/announcement'
import { announcedCalendar, withNotice } from '#kernel/announcement'
import { type Calendar, loadDefaultCalendar } from '#kernel/calendar'
import { localDateOf } from '#kernel/clock'
import type { Db } from '#kernel/db'
import type { Registry } from '#kernel/domain'
import { matterOf } from '#kernel/engine'
import { PlainError } from '#kernel/errors'
import { movedLimits } from '#kernel/recount'
import type { City } from './city.ts'
import { importCalendar } from './reference.ts'

export type Moved = {
  matterId: string
  number: string | null
  agencyId: string
  limit: string
  label: string
  from: string
  to: string
  becomesCertain: boolean
}

const page = 500
/** Where matters are read: as the owner, or as the system. */
type Source = { owner: Db; registry: Registry }

/** Matters with limits that were counted by another calendar and still run. */
async function* openMatters(city: Source, calendar: Calendar) {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await city.owner.query(
      `select m.* from kernel.matter m where m.matter_id > $1 and exists (select from kernel.matter_limit l
         where l.matter_id = m.matter_id and l.state in ('running', 'paused') and l.calendar <> $2) order by 1 limit $3`,
      [after, calendar.version, page],
    )
    for (const r of rows) yield matterOf(city.registry, r)
    if (rows.length < page) return
    after = rows.at(-1)!.matter_id
  }
}

/** What a calendar moves, limit by limit. Changes nothing. */
export async function previewCalendar(city: Source, calendar: Calendar): Promise<Moved[]> {
  const out: Moved[] = []
  for await (const m of openMatters(city, calendar))
    for (const { before, after } of movedLimits(m, calendar))
      out.push({
        matterId: m.id,
        number: m.number,
        agencyId: m.placement.agencyId,
        limit: before.id,
        label: m.procedure.limits[before.id]!.label,
        from: before.due,
        to: after.due,
        becomesCertain: before.provisional && !after.provisional,
      })
  return out
}

/** Counts every open matter anew by the engine's calendar; safe to run twice. Returns how many acts were made. */
export async function recountAll(city: Pick<City, 'owner' | 'registry' | 'engine' | 'now'>): Promise<number> {
  const { engine } = city
  let ids: string[] = []
  let acts = 0
  const flush = async () => {
    if (ids.length) acts += await engine.recount(ids, city.now())
    ids = []
  }
  for await (const m of openMatters(city, engine.calendar)) {
    if (movedLimits(m, engine.calendar).length) ids.push(m.id)
    if (ids.length >= page) await flush()
  }
  await flush()
  return acts
}

/** The calendar as it is shipped, with every recorded notice in it. */
export const cityCalendar = (city: Pick<City, 'owner'>): Promise<Calendar> =>
  announcedCalendar(city.owner, loadDefaultCalendar())

/** Takes what acts have recorded since: the calendar of the database, its days for views, and matters not counted by it yet. */
export async function refreshCalendar(city: City): Promise<{ version: string; acts: number }> {
  const calendar = await cityCalendar(city)
  if (calendar.version === city.engine.calendar.version) return { version: calendar.version, acts: 0 }
  const client = await city.owner.connect()
  try {
    await importCalendar(client, calendar)
  } finally {
    client.release()
  }
  city.engine.setCalendar(calendar)
  return { version: calendar.version, acts: await recountAll(city) }
}

/**
 * Records a notice and counts the open matters anew.
 * @throws PlainError where the notice was refused, with the reason
 */
export async function importNotice(
  city: City,
  notice: Notice,
): Promise<{ version: string; moved: Moved[]; acts: number }> {
  const at = city.now()
  const calendar = withNotice(city.engine.calendar, notice, localDateOf(at))
  const moved = await previewCalendar(city, calendar)
  const answer = await city.engine.perform({
    actor: systemActor,
    at,
    steps: [{ procedure: 'calendar.announcement', action: 'announce', input: notice }],
  })
  if (!answer.ok) throw new PlainError(`放假安排没有登记：${answer.problem.title}`)
  return { moved, ...(await refreshCalendar(city)) }
}
