/** A year's holiday notice as an act: a preview, limits counted anew by acts of the system, and a record that still holds. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '../src/kernel/access.ts'
import { calendarDomain } from '../src/kernel/announcement.ts'
import { calendarFrom, loadDefaultCalendar } from '../src/kernel/calendar.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { tick } from '../src/kernel/supervision.ts'
import { importNotice, previewCalendar } from '../src/server/calendar.ts'
import type { City } from '../src/server/city.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
let clerk: Actor
let officer: Actor
const on = (day: string) => instantAt(day as LocalDate, '09:00')
const asCity = (day: string) => ({ ...city, now: () => on(day), registry: city.registry }) as unknown as City
// The calendar as it stood before the notice of 2026 was known.
const full = loadDefaultCalendar().data
const until = (year: number) => (d: string) => Number(d.slice(0, 4)) <= year
const short = calendarFrom({
  version: 'until 2025',
  firstYear: full.firstYear,
  lastYear: 2025,
  holidays: full.holidays.filter(until(2025)),
  workdays: full.workdays.filter(until(2025)),
})
const notice = {
  year: 2026,
  holidays: full.holidays.filter((d) => d.startsWith('2026')),
  workdays: full.workdays.filter((d) => d.startsWith('2026')),
  source: '测试通知',
}

before(async () => {
  city = await openCity([sample, calendarDomain], { calendar: short })
  await city.agency('A1', 'bureau', { county: '330203' })
  await city.agency('city', 'government', {})
  clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  officer = await city.post('officer1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
})
after(() => city.close())

test('a notice moves provisional limits by an act in each matter, as the preview said, and then lapses work', async () => {
  const filed = async (day: string, topic: string) =>
    (
      await city.ok(clerk, day, {
        procedure: 'sample.filing',
        action: 'file',
        input: { agencyId: 'A1', topic, name: '陈示例' },
      })
    ).matterId
  // Five working days from 30 December run into the New Year of a year that is not announced.
  const waiting = await filed('2025-12-30', '跨年')
  const early = await filed('2025-12-01', '年内')
  await city.ok(officer, '2025-12-02', { matterId: early, action: 'accept', input: {} })
  const limit = async (id: string) =>
    (
      await city.owner.query(
        `select due, is_provisional from kernel.matter_limit where matter_id = $1 and limit_id = 'acceptance'`,
        [id],
      )
    ).rows[0]
  const before = await limit(waiting)
  assert.equal(before.is_provisional, true)
  // While the days are not announced, nothing lapses by itself.
  await tick(city.app, city.engine, on('2026-01-20'))
  assert.equal((await limit(waiting)).is_provisional, true)

  const { withNotice } = await import('../src/kernel/announcement.ts')
  const preview = await previewCalendar(asCity('2026-01-21'), withNotice(short, notice, '2026-01-21' as LocalDate))
  assert.deepEqual(
    preview.map((m) => [m.matterId, m.limit, m.becomesCertain]),
    [[waiting, 'acceptance', true]],
  )
  const wrong = { ...notice, workdays: ['2026-01-05'] }
  await assert.rejects(importNotice(asCity('2026-01-21'), wrong), /补班日|放假安排/)
  const done = await importNotice(asCity('2026-01-21'), notice)
  assert.deepEqual(done.moved, preview)
  // The recount, and the acceptance that the law had worked by then.
  assert.equal(done.acts, 2)
  const { rows } = await city.owner.query('select action from kernel.act where matter_id = $1 order by n', [waiting])
  assert.deepEqual(
    rows.map((r) => r.action),
    ['file', 'recount', 'accept'],
  )
  assert.equal((await limit(waiting)).is_provisional, false)
  assert.equal((await limit(waiting)).due, preview[0]!.to)
  assert.equal(city.engine.calendar.lastYear, 2026)
  const again = await importNotice(asCity('2026-01-22'), notice)
  assert.deepEqual(again.moved, [])
  const found = await inTransaction(
    city.owner,
    async (c) => [...(await deriveColumns(c, city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
})

test('nobody but the system counts anew', async () => {
  const m = await city.ok(clerk, '2026-02-02', {
    procedure: 'sample.filing',
    action: 'file',
    input: { agencyId: 'A1', topic: '他人重算', name: '陈示例' },
  })
  const p = await city.refuse(officer, '2026-02-02', {
    matterId: m.matterId,
    action: 'recount',
    input: { calendar: 'x' },
  })
  assert.equal(p.type, 'urn:fadu:rule:kernel.role')
})
