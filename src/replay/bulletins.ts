/**
 * The monthly bulletins of a replayed year: opened, compared with a court's list that differs on purpose in a few places, explained,
 * frozen on the fifth working day, approved, published; the latest ones stay open where their month has not come to that.
 */
import {
  addDays,
  addWorkdays,
  type Calendar,
  type Engine,
  type Instant,
  instantAt,
  type LocalDate,
  localDateOf,
  nextWorkdayOnOrAfter,
  type Pool,
  type Registry,
  type Step,
  systemActor,
} from '#kernel'
import type { Actor } from '#kernel/access'
import { type CourtLine, courtKey } from '../report/bulletin/differences.ts'
import { firstDayOf, lastDayOf } from '../report/bulletin/lines.ts'
import { comparisonFor, ownCases, snapshotFor, storedHash } from '../report/bulletin/prepare.ts'
import { bulletinProcedure } from '../report/bulletin/procedure.ts'
import { settings } from '../report/bulletin/settings.ts'
import { entropyOf, officerId } from './enact.ts'

export type BulletinCity = { owner: Pool; app: Pool; engine: Engine; registry: Registry; calendar: Calendar }
type Known = { matterId: string; state: string; differences: number }

const editorAgency = (cityCode: string) => `justice-${cityCode}`

/** A court's list of the month as it might come: one case missing, one of another day, one result the other way, one unknown. */
function courtList(own: readonly CourtLine[], period: string, index: number): CourtLine[] {
  const lines = own.map((l) => ({ ...l }))
  if (lines.length > 4) {
    const at = (n: number) => lines[(index * 7 + n) % lines.length]!
    const shifted = at(1)
    const day = addDays(shifted.on as LocalDate, shifted.on === lastDayOf(period) ? -1 : 1)
    if (day >= firstDayOf(period) && day <= lastDayOf(period)) shifted.on = day
    const decided = lines.find((l) => l.event === 'CONCLUDED' && courtKey(l) !== courtKey(shifted))
    if (decided && index % 3 === 0) decided.isLost = !decided.isLost
    lines.splice((index * 7) % lines.length, 1)
  }
  if (index % 4 === 1)
    lines.push({
      caseNo: `（${period.slice(0, 4)}）浙0299行初${900 + index}号`,
      event: 'FILED',
      on: firstDayOf(period),
      isLost: false,
    })
  return lines
}

/** Acts the bulletins of these months out as far as `until` allows; what is there already goes on from where it stands. */
export async function actBulletins(
  city: BulletinCity,
  cityCode: string,
  seed: string,
  periods: readonly string[],
  until: Instant,
  progress?: (done: number, total: number) => void,
): Promise<number> {
  if (!city.registry.procedures.has(bulletinProcedure.id)) return 0
  const agencyId = editorAgency(cityCode)
  const person = (role: string): Actor => ({
    id: officerId(agencyId, role),
    role,
    scope: { kind: 'agency', value: agencyId },
    agency: agencyId,
  })
  const [editor, approver] = [person('bulletin_editor'), person('bulletin_approver')]
  const last = localDateOf(until)
  let acts = 0
  for (const [index, period] of periods.entries()) {
    progress?.(index, periods.length)
    const openedOn = nextWorkdayOnOrAfter(city.calendar, firstDayOf(period)).date
    const freeze = addWorkdays(city.calendar, lastDayOf(period), settings.freezeWorkdays)
    if (openedOn > last || freeze.provisional) continue
    const find = async (): Promise<Known | undefined> => {
      const { rows } = await city.owner.query(
        'select matter_id, state, differences from bulletin.bulletin where agency_id = $1 and period = $2',
        [agencyId, period],
      )
      return rows[0] && { matterId: rows[0].matter_id, state: rows[0].state, differences: rows[0].differences }
    }
    const step = async (actor: Actor, on: LocalDate, action: string, input: object, known?: Known) => {
      const at = on === last ? until : instantAt(on, '15:00')
      const one: Step = known
        ? { matterId: known.matterId, action, input: input as never }
        : { procedure: bulletinProcedure.id, action, input: input as never }
      // The same ids and salts whenever it is acted out: a bulletin's step is done once, so its name says which it is.
      const about = `${(input as { key?: string }).key ?? ''}`
      const entropy = entropyOf(`${seed}/bulletin/${period}/${action}/${about}`)
      const answer = await city.engine.perform({ actor, at, steps: [one], entropy })
      if (!answer.ok) throw new Error(`月通报 ${period} ${action}：${answer.problem.title}`)
      acts++
    }
    if (!(await find())) await step(editor, openedOn, 'open', { agencyId, period })
    let known = (await find())!
    // The list comes two working days before the month is frozen; of the running month what has come so far.
    const listed = [
      addWorkdays(city.calendar, lastDayOf(period), settings.freezeWorkdays - 2).date,
      last,
    ].sort()[0] as LocalDate
    const at = (on: LocalDate) => (on === last ? until : instantAt(on, '15:00'))
    if (known.state === 'COLLECTING') {
      const { rowCount } = await city.owner.query(
        'select 1 from bulletin.bulletin where matter_id = $1 and imports > 0',
        [known.matterId],
      )
      const lines = courtList(await ownCases(city.app, city.registry, period, at(listed)), period, index)
      if (!rowCount)
        await step(editor, listed, 'importCourtList', { source: `${period}法院清单（演示数据）`, lines }, known)
      const found = await comparisonFor(city.app, city.registry, known.matterId, at(listed))
      await step(systemActor, listed, 'compare', found, known)
      if (freeze.date > last) continue
      const { rows } = await city.owner.query(
        'select key, kind from bulletin.difference where matter_id = $1 and explanation is null and not is_gone order by key',
        [known.matterId],
      )
      for (const r of rows) {
        const explanation =
          r.kind === 'ONLY_COURT' ? '法院案号登记有误，已请法院更正' : '法院清单漏录或者录错，已核对裁判文书'
        await step(editor, listed, 'explain', { key: r.key, explanation }, known)
      }
      await step(editor, listed, 'reconcile', {}, known)
      known = (await find())!
    }
    if (known.state === 'RECONCILED' && freeze.date <= last) {
      await step(
        systemActor,
        freeze.date,
        'freeze',
        await snapshotFor(city.app, city.registry, known.matterId, at(freeze.date)),
        known,
      )
      known = (await find())!
    }
    const next = addWorkdays(city.calendar, freeze.date, 1).date
    if (known.state === 'FROZEN' && next <= last) {
      await step(approver, next, 'approve', {}, known)
      known = (await find())!
    }
    const published = addWorkdays(city.calendar, freeze.date, 2).date
    if (known.state === 'APPROVED' && published <= last) {
      const snapshotHash = await storedHash(city.app, known.matterId)
      await step(editor, published, 'publish', { snapshotHash }, known)
    }
  }
  progress?.(periods.length, periods.length)
  return acts
}

/** The months of a year, as they are written. */
export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`)
