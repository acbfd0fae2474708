import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendarText } from '../db/calendar-extract.ts'
import type { Calendar, FoundDate } from '../src/kernel/calendar.ts'
import {
  addWorkdays,
  calendarFrom,
  isCovered,
  isWorkday,
  lastWorkdayBefore,
  lastWorkdayOnOrBefore,
  loadDefaultCalendar,
  nextWorkdayOnOrAfter,
  withYear,
  workdaysBetween,
} from '../src/kernel/calendar.ts'
import type { LocalDate } from '../src/kernel/clock.ts'
import {
  addDays,
  addMinutes,
  addMonths,
  addYears,
  dateOfNumber,
  dayNumber,
  daysBetween,
  epochMs,
  fixedClock,
  instant,
  instantAt,
  instantFromMs,
  lastDayOfMonth,
  localDate,
  localDateOf,
  systemClock,
  today,
  weekday,
  yearOf,
} from '../src/kernel/clock.ts'
import { Refusal } from '../src/kernel/errors.ts'
import type { Works } from './limit.reference.ts'
import { movable, plus, worksBy } from './limit.reference.ts'

const calendar = loadDefaultCalendar()
const d = localDate
const refusedInput = (rule: string) => (e: unknown) => e instanceof Refusal && e.kind === 'input' && e.rule === rule

// clock

test('days that do not exist are refused', () => {
  for (const bad of [
    '2021-02-29',
    '1900-02-29',
    '2021-04-31',
    '2021-13-01',
    '2021-00-01',
    '2021-01-00',
    '2021-1-1',
    '0000-01-01',
    '2021-01-01T00:00',
    ' 2021-01-01',
    '2021/01/01',
    '',
    '２０２１-01-01',
  ]) {
    assert.throws(() => d(bad), refusedInput('kernel.date'), bad)
  }
  for (const bad of [null, undefined, 20210101, new Date(0)]) {
    assert.throws(() => d(bad as unknown as string), refusedInput('kernel.date'))
  }
  for (const good of ['2020-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) assert.equal(d(good), good)
  assert.throws(() => addDays(d('9999-12-31'), 1), refusedInput('kernel.date'))
  assert.throws(() => addMonths(d('9999-12-31'), 1), refusedInput('kernel.date'))
  assert.throws(() => addDays(d('0001-01-01'), -1), refusedInput('kernel.date'))
})

test('instants are written one way, on China time', () => {
  const same = '2020-09-01T09:00:00.000+08:00'
  for (const text of [
    same,
    '2020-09-01T01:00:00Z',
    '2020-09-01T09:00+08:00',
    '2020-08-31T21:00:00.0-04:00',
    '2020-09-01T09:00:00.0009+08:00',
  ]) {
    assert.equal(instant(text), same, text)
  }
  for (const bad of [
    '2020-09-01T09:00:00',
    '2020-09-01',
    '2020-09-01 09:00:00+08:00',
    '2020-09-01T24:00:00+08:00',
    '2020-09-01T09:60:00Z',
    '2020-09-01T09:00:60Z',
    '',
    '2020-09-01T09:00:00+99:00',
  ]) {
    assert.throws(() => instant(bad), refusedInput('kernel.instant'), bad)
  }
  assert.throws(() => instant('2021-02-29T09:00:00Z'), refusedInput('kernel.date'))
  assert.equal(localDateOf(instant('2020-12-31T16:00:00Z')), '2021-01-01')
  assert.equal(localDateOf(instant('2020-12-31T15:59:59.999Z')), '2020-12-31')
  assert.equal(instantAt(d('2020-09-01'), '09:00'), same)
  assert.equal(instantAt(d('2020-09-01'), '23:59:59.999'), '2020-09-01T23:59:59.999+08:00')
  for (const bad of ['9:00', '24:00', '09:60', '09:00:60', '09:00:00.1', '']) {
    assert.throws(() => instantAt(d('2020-09-01'), bad), refusedInput('kernel.instant'), bad)
  }
  assert.equal(addMinutes(instant(same), 24 * 60), '2020-09-02T09:00:00.000+08:00')
  assert.equal(addMinutes(instant(same), -9 * 60 - 1), '2020-08-31T23:59:00.000+08:00')
})

test('random days and instants agree with Date', () => {
  const ms = fc.integer({ min: Date.parse('0001-01-02T00:00:00Z'), max: Date.UTC(9999, 11, 30) })
  fc.assert(
    fc.property(ms, fc.integer({ min: -40_000, max: 40_000 }), (at, n) => {
      const text = new Date(at + 8 * 3_600_000).toISOString().replace('Z', '+08:00')
      assert.equal(instantFromMs(at), text)
      assert.equal(instant(new Date(at).toISOString()), text)
      assert.equal(epochMs(instantFromMs(at)), at)
      const date = localDateOf(instantFromMs(at))
      const utc = new Date(`${date}T00:00:00Z`)
      assert.equal(dayNumber(date), utc.getTime() / 86_400_000)
      assert.equal(dateOfNumber(dayNumber(date)), date)
      assert.equal(weekday(date), utc.getUTCDay())
      assert.equal(yearOf(date), utc.getUTCFullYear())
      const moved = new Date(utc.getTime() + n * 86_400_000)
      if (moved.getUTCFullYear() >= 1 && moved.getUTCFullYear() <= 9999) {
        assert.equal(addDays(date, n), moved.toISOString().slice(0, 10))
        assert.equal(daysBetween(date, addDays(date, n)), n)
      }
    }),
    { numRuns: 2000 },
  )
})

test('months end on the corresponding day or the last', () => {
  const cases: [string, number, string][] = [
    ['2025-11-30', 3, '2026-02-28'],
    ['2020-01-31', 1, '2020-02-29'],
    ['2021-01-31', 1, '2021-02-28'],
    ['2020-02-29', 1, '2020-03-29'],
    ['2020-12-31', -10, '2020-02-29'],
    ['2020-01-15', -1, '2019-12-15'],
    ['2020-01-15', 0, '2020-01-15'],
    ['2020-06-15', 120, '2030-06-15'],
  ]
  for (const [from, n, to] of cases) assert.equal(addMonths(d(from), n), to)
  assert.equal(addYears(d('2020-02-29'), 1), '2021-02-28')
  assert.equal(addYears(d('2020-02-29'), 4), '2024-02-29')
  assert.equal(lastDayOfMonth(d('2024-02-10')), '2024-02-29')
  assert.equal(lastDayOfMonth(d('2024-12-31')), '2024-12-31')
})

test('clocks', () => {
  const clock = fixedClock(instant('2020-12-31T23:59:59.999+08:00'))
  assert.equal(today(clock), '2020-12-31')
  clock.set(addMinutes(clock.now(), 1))
  assert.equal(today(clock), '2021-01-01')
  assert.ok(Math.abs(epochMs(systemClock.now()) - Date.now()) < 5_000)
})

test("the day is China's, whatever the host says", () => {
  const module = new URL('../src/kernel/clock.ts', import.meta.url).href
  const script = `
    const c = await import(${JSON.stringify(module)})
    console.log(c.localDateOf(c.instant('2020-03-07T16:30:00Z')), c.addDays(c.localDate('2020-03-07'), 1),
      c.instantAt(c.localDate('2020-03-08'), '02:30'), c.epochMs(c.instant('2020-03-08T02:30:00+08:00')),
      Math.abs(c.epochMs(c.systemClock.now()) - Date.now()) < 5000)`
  // New York lost 02:30 on that day; Apia was a day ahead; Kiritimati is at +14.
  for (const TZ of ['America/New_York', 'Pacific/Apia', 'Pacific/Kiritimati', 'UTC', 'Asia/Shanghai']) {
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    })
    assert.equal(
      run.stdout.trim(),
      '2020-03-08 2020-03-08 2020-03-08T02:30:00.000+08:00 1583605800000 true',
      `${TZ}: ${run.stderr}`,
    )
  }
})

// calendar

test('data/calendar.json is the extract of the pinned package', () => {
  assert.equal(readFileSync(new URL('../data/calendar.json', import.meta.url), 'utf8'), calendarText())
  assert.deepEqual([calendar.firstYear, calendar.lastYear], [2004, 2026])
  assert.equal(calendar.version, 'chinese-days-1.5.7')
})

// 第3章 0.2(6)、第2章 0.2 的放假调休事实。
const facts: { year: number; off: string[]; worked: string[] }[] = [
  {
    year: 2024,
    off: ['01-01', '02-12~02-16', '04-04~04-05', '05-01~05-03', '06-10', '09-16~09-17', '10-01~10-04', '10-07'],
    worked: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  {
    year: 2025,
    off: [
      '01-01',
      '01-28~01-31',
      '02-03~02-04',
      '04-04',
      '05-01~05-02',
      '05-05',
      '06-02',
      '10-01~10-03',
      '10-06~10-08',
    ],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  {
    year: 2026,
    off: [
      '01-01~01-02',
      '02-16~02-20',
      '02-23',
      '04-06',
      '05-01',
      '05-04~05-05',
      '06-19',
      '09-25',
      '10-01~10-02',
      '10-05~10-07',
    ],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
]

test('the notices of 2024 to 2026, and of the autumn and spring of 2020', () => {
  for (const { year, off, worked } of facts) {
    const expand = (range: string) => {
      const [from, to = from] = range.split('~')
      const out: string[] = []
      for (let day = `${year}-${from}`; day <= `${year}-${to}`; day = plus(day, 1)) out.push(day)
      return out
    }
    const ofYear = (all: readonly string[]) => all.filter((day) => day.startsWith(`${year}-`))
    assert.deepEqual(ofYear(calendar.data.holidays), off.flatMap(expand))
    assert.deepEqual(ofYear(calendar.data.workdays), worked.flatMap(expand))
  }
  for (let day = d('2020-10-01'); day <= '2020-10-08'; day = addDays(day, 1))
    assert.equal(isWorkday(calendar, day), false)
  for (const day of ['2020-09-27', '2020-10-10']) assert.equal(isWorkday(calendar, d(day)), true)
  // The spring holiday of 2020 was prolonged to 2 February.
  for (const day of ['2020-01-31', '2020-02-01', '2020-02-02']) assert.equal(isWorkday(calendar, d(day)), false)
  assert.equal(isWorkday(calendar, d('2020-02-03')), true)
})

test('outside the table the weekend rule answers, and says so', () => {
  assert.equal(isCovered(calendar, d('2026-12-31')), true)
  assert.equal(isCovered(calendar, d('2027-01-01')), false)
  assert.equal(isCovered(calendar, d('2003-12-31')), false)
  assert.equal(isWorkday(calendar, d('2027-01-01')), true)
  assert.deepEqual(nextWorkdayOnOrAfter(calendar, d('2026-12-31')), { date: '2026-12-31', provisional: false })
  assert.deepEqual(addWorkdays(calendar, d('2026-12-31'), 1), { date: '2027-01-01', provisional: true })
  assert.deepEqual(lastWorkdayBefore(calendar, d('2027-01-01')), { date: '2026-12-31', provisional: false })
  assert.deepEqual(lastWorkdayOnOrBefore(calendar, d('2027-01-01')), { date: '2027-01-01', provisional: true })
  assert.deepEqual(lastWorkdayBefore(calendar, d('2026-10-08')), { date: '2026-09-30', provisional: false })
  assert.deepEqual(addWorkdays(calendar, d('2030-01-05'), 0), { date: '2030-01-05', provisional: false })
})

const small = calendarFrom({
  version: 'test',
  firstYear: 2020,
  lastYear: 2020,
  holidays: calendar.data.holidays.filter((day) => day.startsWith('2020')),
  workdays: calendar.data.workdays.filter((day) => day.startsWith('2020')),
})

test('random searches: as day by day, provisional by definition', () => {
  const first = (day: string, step: 1 | -1, works: Works) => {
    let at = day
    while (!works(at)) at = plus(at, step)
    return at
  }
  const nth = (day: string, n: number, works: Works) => {
    let [at, left] = [day, Math.abs(n)]
    while (left > 0) {
      at = plus(at, Math.sign(n))
      if (works(at)) left--
    }
    return at
  }
  const check = (got: FoundDate, day: string, slow: (works: Works) => string) => {
    assert.equal(got.date, slow(worksBy(small.data)))
    const [low, high] = [got.date, day].sort() as [string, string]
    assert.equal(got.provisional, movable(small.data, low, high, slow))
  }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 480 }), fc.integer({ min: -25, max: 25 }), (offset, n) => {
      const day = plus('2019-11-01', offset) as LocalDate
      check(nextWorkdayOnOrAfter(small, day), day, (works) => first(day, 1, works))
      check(lastWorkdayOnOrBefore(small, day), day, (works) => first(day, -1, works))
      check(lastWorkdayBefore(small, day), day, (works) => first(plus(day, -1), -1, works))
      check(addWorkdays(small, day, n), day, (works) => nth(day, n, works))
      const there = addDays(day, n * 5)
      let count = 0
      for (let at = day as string; at < there; ) {
        at = plus(at, 1)
        if (worksBy(small.data)(at)) count++
      }
      if (n >= 0) assert.equal(workdaysBetween(small, day, there), count)
      assert.equal(workdaysBetween(small, there, day) + workdaysBetween(small, day, there), 0)
    }),
    { numRuns: 150 },
  )
})

test('a count across the whole table and both its edges', () => {
  const works = worksBy(calendar.data)
  let n = 0
  for (let day = '2003-12-20'; day < '2027-01-15'; ) {
    day = plus(day, 1)
    if (!works(day)) continue
    n++
    assert.equal(addWorkdays(calendar, d('2003-12-20'), n).date, day)
  }
  assert.equal(workdaysBetween(calendar, d('2003-12-20'), d('2027-01-15')), n)
})

test('importing a year', () => {
  const notice = { holidays: ['2027-01-01', '2027-02-06', '2027-02-08', '2027-10-01'], workdays: ['2027-02-14'] }
  const next: Calendar = withYear(calendar, 2027, notice, '2027-notice')
  assert.deepEqual([next.firstYear, next.lastYear, next.version], [2004, 2027, '2027-notice'])
  assert.equal(isWorkday(next, d('2027-01-01')), false)
  assert.equal(isWorkday(next, d('2027-02-14')), true)
  assert.deepEqual(addWorkdays(next, d('2026-12-31'), 1), { date: '2027-01-04', provisional: false })
  // The calendar that acts were counted with stays as it was.
  assert.deepEqual(addWorkdays(calendar, d('2026-12-31'), 1), { date: '2027-01-01', provisional: true })
  // A correction replaces the year, and a notice may reach into the last days of the year before, as 2019's did.
  const again = withYear(next, 2027, { holidays: ['2026-12-31', '2027-01-01'], workdays: ['2026-12-26'] }, 'corrected')
  assert.equal(isWorkday(again, d('2027-10-01')), true)
  assert.equal(isWorkday(again, d('2026-12-31')), false)
  assert.equal(isWorkday(again, d('2026-12-26')), true)
  assert.equal(isWorkday(again, d('2026-10-01')), false)
  const refused = (year: number, given: { holidays: string[]; workdays: string[] }) =>
    assert.throws(() => withYear(calendar, year, given, 'x'), refusedInput('kernel.calendar'))
  refused(2028, { holidays: ['2028-01-03'], workdays: [] }) // leaves 2027 out
  refused(2027, { holidays: [], workdays: [] })
  refused(2027, { holidays: ['2028-01-01'], workdays: [] })
  refused(2027, { holidays: ['2026-10-08'], workdays: [] })
  refused(2027, { holidays: ['2027-01-01'], workdays: ['2027-01-04'] }) // a Monday is worked anyway
  refused(2027, { holidays: ['2027-02-06'], workdays: ['2027-02-06'] })
  refused(2027, { holidays: ['2027-01-01', '2027-01-01'], workdays: [] })
  refused(2003, { holidays: ['2002-12-31'], workdays: [] })
  assert.throws(
    () => withYear(calendar, 2027, { holidays: ['2027-02-29'], workdays: [] }, 'x'),
    refusedInput('kernel.date'),
  )
})

test('a table that contradicts the week is refused', () => {
  const table = { version: 'x', firstYear: 2020, lastYear: 2020, holidays: [] as string[], workdays: [] as string[] }
  const refused = (change: Partial<typeof table>) =>
    assert.throws(() => calendarFrom({ ...table, ...change }), refusedInput('kernel.calendar'))
  assert.ok(calendarFrom(table))
  refused({ version: '' })
  refused({ lastYear: 2019 })
  refused({ holidays: ['2020-10-03'] })
  refused({ holidays: ['2021-01-01'] })
  refused({ workdays: ['2020-10-01'] })
})
