/** What the system does by itself for the bulletins: it opens the next month's where one was edited before, compares what was imported, freezes on the day, and ends what nobody was to be warned of once the next one is out. */
import {
  addWorkdays,
  type Calendar,
  type Engine,
  type Instant,
  inTransaction,
  localDateOf,
  type Pool,
  type Registry,
  readSettings,
  systemActor,
} from '#kernel'
import { lastDayOf } from './lines.ts'
import { comparisonFor, snapshotFor } from './prepare.ts'
import { bulletinProcedure } from './procedure.ts'
import { settings } from './settings.ts'

export type BulletinDesk = { pool: Pool; registry: Registry; engine: Engine; calendar: () => Calendar }
type Standing = { matterId: string; period: string; state: string; isCompared: boolean; imports: number }

const standing = (pool: Pool, matterId: string | null): Promise<Standing[]> =>
  inTransaction(pool, async (client) => {
    const scope = readSettings({ kind: 'city', value: 'city' })
    await client.query(scope.text, scope.values)
    const { rows } = await client.query(
      `select matter_id, period, state, is_compared, imports from bulletin.bulletin
       where state in ('COLLECTING', 'RECONCILED') and ($1::uuid is null or matter_id = $1) order by period`,
      [matterId],
    )
    return rows.map((r) => ({
      matterId: r.matter_id,
      period: r.period,
      state: r.state,
      isCompared: r.is_compared,
      imports: r.imports,
    }))
  })

export type Work = 'compare' | 'freeze' | 'close'
/** Published without a warning, every objection decided, and the next month's published as well. */
const endable = (pool: Pool, matterId: string | null): Promise<string[]> =>
  inTransaction(pool, async (client) => {
    const scope = readSettings({ kind: 'city', value: 'city' })
    await client.query(scope.text, scope.values)
    const { rows } = await client.query(
      `select b.matter_id from bulletin.bulletin b
       where b.state = 'PUBLISHED' and ($1::uuid is null or b.matter_id = $1)
         and not exists (select from bulletin.warning w where w.matter_id = b.matter_id)
         and not exists (select from bulletin.objection o where o.matter_id = b.matter_id and o.decided_on is null)
         and exists (select from bulletin.bulletin n where n.agency_id = b.agency_id and n.published_on is not null
           and n.period = to_char(to_date(b.period, 'YYYY-MM') + interval '1 month', 'YYYY-MM'))
       order by b.period`,
      [matterId],
    )
    return rows.map((r) => r.matter_id as string)
  })

async function act(desk: BulletinDesk, now: Instant, matterId: string, action: string, input: object): Promise<void> {
  const answer = await desk.engine.perform({
    actor: systemActor,
    at: now,
    steps: [{ matterId, action, input: input as Record<string, unknown> }],
  })
  if (!answer.ok) throw new Error(`${action}: ${answer.problem.title}`)
}

/**
 * Does what is due of one bulletin or of all.
 * @param isAsked somebody asks for it now: what was compared is compared again
 * @returns what was done, by matter; a bulletin that was published before the system ended any is left to its editor
 */
export async function workBulletins(
  desk: BulletinDesk,
  now: Instant,
  matterId: string | null = null,
  isAsked = false,
): Promise<{ matterId: string; action: Work }[]> {
  const done: { matterId: string; action: Work }[] = []
  for (const b of await standing(desk.pool, matterId)) {
    if (b.state === 'COLLECTING' && b.imports > 0 && (!b.isCompared || isAsked)) {
      await act(desk, now, b.matterId, 'compare', await comparisonFor(desk.pool, desk.registry, b.matterId, now))
      done.push({ matterId: b.matterId, action: 'compare' })
    } else if (b.state === 'RECONCILED') {
      const day = addWorkdays(desk.calendar(), lastDayOf(b.period), settings.freezeWorkdays)
      if (day.provisional || localDateOf(now) < day.date) continue
      await act(desk, now, b.matterId, 'freeze', await snapshotFor(desk.pool, desk.registry, b.matterId, now))
      done.push({ matterId: b.matterId, action: 'freeze' })
    }
  }
  for (const id of await endable(desk.pool, matterId)) {
    const steps = [{ matterId: id, action: 'close', input: {} }]
    if ((await desk.engine.perform({ actor: systemActor, at: now, steps })).ok)
      done.push({ matterId: id, action: 'close' })
  }
  return done
}

/** Opens the bulletin of the current month for every bureau where somebody edits bulletins; one that is open stays as it is. */
export async function openBulletins(desk: BulletinDesk, now: Instant): Promise<number> {
  const today = localDateOf(now)
  const period = today.slice(0, 7)
  const bureaus = await inTransaction(desk.pool, async (client) => {
    const scope = readSettings({ kind: 'city', value: 'city' })
    await client.query(scope.text, scope.values)
    const { rows } = await client.query(
      `select a.agency_id from kernel.agency a
       where exists (select from bulletin.bulletin b where b.agency_id = a.agency_id)
         and not exists (select from bulletin.bulletin b where b.agency_id = a.agency_id and b.period = $1)`,
      [period],
    )
    return rows.map((r) => r.agency_id as string)
  })
  let opened = 0
  for (const agencyId of bureaus) {
    const answer = await desk.engine.perform({
      actor: systemActor,
      at: now,
      steps: [{ procedure: bulletinProcedure.id, action: 'open', input: { agencyId, period } }],
    })
    if (answer.ok) opened++
  }
  return opened
}
