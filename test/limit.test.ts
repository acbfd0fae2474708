import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addWorkdays, calendarFrom, loadDefaultCalendar, workdaysBetween } from '../src/kernel/calendar.ts'
import type { Instant, LocalDate } from '../src/kernel/clock.ts'
import { addDays, addMinutes, daysBetween, instant, localDate, localDateOf } from '../src/kernel/clock.ts'
import { Refusal } from '../src/kernel/errors.ts'
import type { CountArgs, Excluded, Span } from '../src/kernel/limit.ts'
import {
  countDue,
  days,
  earliestEventAfter,
  explainDue,
  fixedDue,
  hours,
  isOverdue,
  isOverdueAt,
  latestNoticeBefore,
  months,
  pausedDays,
  spanText,
  validityEnd,
  workingDays,
  years,
} from '../src/kernel/limit.ts'
import type { LimitCase } from './limit.cases.ts'
import { fixedCases, limitCases, noticeCases, validityCases, warningCases } from './limit.cases.ts'
import type { Works } from './limit.reference.ts'
import { countSlowly, movable, plus, worksBy } from './limit.reference.ts'

const calendar = loadDefaultCalendar()
const d = localDate

function argsOf(c: LimitCase): CountArgs {
  return {
    span: c.span,
    start: c.start.length > 10 ? instant(c.start) : d(c.start),
    roll: c.roll ?? false,
    calendar,
    ...(c.excluded ? { excluded: c.excluded.map(([from, to]) => ({ from: d(from), to: d(to) })) } : {}),
    ...(c.extendedBy ? { extendedBy: c.extendedBy } : {}),
    ...(c.extendedTo ? { extendedTo: d(c.extendedTo) } : {}),
  }
}

test('worked cases: limits', async (t) => {
  for (const c of limitCases) {
    await t.test(`${c.case} ${c.what} ${c.start} ${spanText(c.span)} → ${c.due}`, () => {
      const got = countDue(argsOf(c))
      assert.equal(got.due, c.due)
      if (c.raw) assert.equal(got.raw, c.raw)
      if (c.dueAt) assert.equal(got.dueAt, c.dueAt)
      if (c.warnBy) assert.equal(got.lastWorkday, c.warnBy)
      assert.equal(got.provisional, c.provisional ?? false)
      assert.equal(explainDue(argsOf(c)).at(-1)?.date, c.due)
    })
  }
})

test('worked cases: notice before an event', async (t) => {
  for (const c of noticeCases) {
    await t.test(`${c.case} ${c.what}`, () => {
      if (c.earliest) {
        assert.deepEqual(earliestEventAfter(d(c.notice!), c.span, calendar), { date: c.earliest, provisional: false })
      } else {
        assert.deepEqual(latestNoticeBefore(d(c.event!), c.span, calendar), { date: c.latest, provisional: false })
      }
    })
  }
})

test('worked cases: fixed days, warnings, validity', () => {
  for (const c of fixedCases) {
    const got = fixedDue(d(c.date), calendar)
    assert.deepEqual(
      [got.raw, got.due, got.reminder, got.reminderProvisional, got.provisional],
      [c.date, c.date, c.reminder, c.reminderProvisional ?? false, false],
      c.case,
    )
  }
  for (const c of warningCases) {
    assert.equal(addWorkdays(calendar, d(c.due), -c.left).date, c.from, c.case)
  }
  for (const c of validityCases) assert.equal(validityEnd(d(c.start), c.span), c.end, c.case)
  // A deadline that falls on a rest day is missed the next day all the same (7-F8-13).
  assert.equal(isOverdue(d('2026-01-31'), d('2026-02-02'), false), true)
  assert.equal(daysBetween(d('2026-01-31'), d('2026-02-02')), 2)
})

test('3-0.2(4), 7-appendix 2: only what an unannounced day could move is provisional', () => {
  const count = (span: Span, start: string, roll = false) => countDue({ span, start: d(start), roll, calendar })
  assert.equal(count(days(60), '2026-12-15').provisional, false)
  assert.equal(count(days(60), '2026-12-15').due, '2027-02-13')
  assert.equal(count(days(60), '2026-12-15').lastWorkdayProvisional, true)
  assert.equal(count(months(6), '2026-12-15').provisional, false)
  assert.equal(count(years(2), '2026-12-15').provisional, false)
  assert.equal(count(days(60), '2026-12-15', true).provisional, true)
  assert.equal(count(workingDays(12), '2026-12-15').provisional, false)
  assert.equal(count(workingDays(12), '2026-12-15').due, '2026-12-31')
  assert.equal(count(workingDays(13), '2026-12-15').provisional, true)
  assert.equal(count(workingDays(1), '2003-12-31').provisional, false)
  assert.equal(count(workingDays(1), '2003-12-30').provisional, true)
  // Days excluded anyway cannot move anything, even if they are not announced.
  const over = countDue({
    span: workingDays(12),
    start: d('2026-12-15'),
    roll: false,
    calendar,
    excluded: [{ from: d('2027-01-01'), to: d('2027-01-05') }],
  })
  assert.deepEqual([over.due, over.provisional], ['2026-12-31', false])
  assert.equal(isOverdue(d('2027-02-15'), d('2027-03-01'), true), false)
  assert.equal(isOverdue(d('2027-02-15'), d('2027-03-01'), false), true)
  assert.equal(isOverdue(d('2027-02-15'), d('2027-02-15'), false), false)
})

test('pausedDays: which end counts', () => {
  const [a, b] = [d('2025-03-20'), d('2025-04-18')]
  assert.deepEqual(pausedDays(a, b), [{ from: '2025-03-20', to: '2025-04-17' }]) // 5-A8-10: 29 days
  assert.deepEqual(pausedDays(a, b, 'resumption'), [{ from: '2025-03-21', to: '2025-04-18' }]) // 2-0.2
  assert.deepEqual(pausedDays(a, b, 'both'), [{ from: '2025-03-20', to: '2025-04-18' }]) // 3-B8-6
  assert.deepEqual(pausedDays(a, a), [])
  assert.deepEqual(pausedDays(a, a, 'resumption'), [])
  assert.deepEqual(pausedDays(a, a, 'both'), [{ from: a, to: a }])
  assert.throws(() => pausedDays(b, a), Refusal)
})

test('hours run through the night and holidays; the last moment is in time; excluded days take out 24 hours', () => {
  const start = instant('2025-09-30T17:30:00+08:00')
  const at = (n: number, excluded: Excluded[] = []) =>
    countDue({ span: hours(n), start, roll: false, calendar, excluded }).dueAt!
  assert.equal(at(24), '2025-10-01T17:30:00.000+08:00')
  assert.equal(at(24, [{ from: d('2025-10-01'), to: d('2025-10-02') }]), '2025-10-03T17:30:00.000+08:00')
  assert.equal(at(6, [{ from: d('2025-10-01'), to: d('2025-10-01') }]), '2025-09-30T23:30:00.000+08:00')
  // The day of the start itself excluded: only what is left of it.
  assert.equal(at(24, [{ from: d('2025-09-30'), to: d('2025-09-30') }]), '2025-10-02T00:00:00.000+08:00')
  assert.equal(isOverdueAt(at(24), at(24)), false)
  assert.equal(isOverdueAt(at(24), addMinutes(at(24), 1)), true)
  assert.throws(() => countDue({ span: hours(1), start: d('2025-09-30'), roll: false, calendar }), /invariant/)
  assert.throws(() => countDue({ span: hours(1), start, roll: true, calendar }), /invariant/)
})

test('what makes no sense is refused', () => {
  for (const n of [0, -1, 1.5, Number.NaN]) assert.throws(() => days(n), /invariant/)
  const excluded = [{ from: d('2025-01-02'), to: d('2025-01-01') }]
  assert.throws(
    () => countDue({ span: days(1), start: d('2025-01-01'), roll: false, calendar, excluded }),
    (e) => e instanceof Refusal && e.kind === 'input',
  )
  assert.throws(() => earliestEventAfter(d('2025-01-01'), months(1), calendar), /invariant/)
})

test('explainDue shows each day of a count', () => {
  const shown = (args: Omit<CountArgs, 'calendar'>) =>
    explainDue({ ...args, calendar }).map((l) => `${l.date.slice(5)} ${l.as}${l.count ? ` ${l.count}` : ''} ${l.text}`)
  assert.deepEqual(shown({ span: workingDays(3), start: d('2020-09-30'), roll: false }), [
    '09-30 start 起算日，不计入',
    ...['01', '02'].map((n) => `10-${n} rest 放假，不计`),
    ...['03', '04'].map((n) => `10-${n} rest 周末，不计`),
    ...['05', '06', '07', '08'].map((n) => `10-${n} rest 放假，不计`),
    '10-09 counted 1 第1个工作日',
    '10-10 counted 2 第2个工作日（调休上班）',
    '10-11 rest 周末，不计',
    '10-12 counted 3 第3个工作日',
    '10-12 due 期限末日',
  ])
  assert.deepEqual(
    shown({
      span: days(2),
      start: d('2025-09-28'),
      roll: true,
      excluded: [{ from: d('2025-09-29'), to: d('2025-09-30') }],
      extendedBy: days(5),
    }),
    [
      '09-28 start 起算日，不计入',
      '09-29 excluded 不计入期限',
      '09-30 excluded 不计入期限',
      '10-01 counted 1 第1日',
      '10-02 counted 2 第2日',
      '10-02 extended 自此延长5日',
      ...[3, 4, 5, 6, 7].map((n) => `10-0${n} counted ${n - 2} 第${n - 2}日`),
      '10-07 rolled 末日休息，顺延',
      '10-08 rolled 末日休息，顺延',
      '10-09 due 期限末日',
    ],
  )
  assert.deepEqual(
    shown({
      span: months(1),
      start: d('2020-01-31'),
      roll: false,
      excluded: [{ from: d('2020-02-29'), to: d('2020-03-01') }],
    }),
    [
      '01-31 start 起算日，不计入',
      '02-29 nominal 满1个月，当月无对应日，取月末',
      '02-29 excluded 不计入期限，期满后补足',
      '03-01 excluded 不计入期限',
      '03-02 madeUp 1 补足扣除的第1日',
      '03-02 due 期限末日',
    ],
  )
})

// A small table as well as the real one, so that random limits often run over its edges.
const small = calendarFrom({
  version: 'test',
  firstYear: 2020,
  lastYear: 2020,
  holidays: calendar.data.holidays.filter((day) => day.startsWith('2020')),
  workdays: calendar.data.workdays.filter((day) => day.startsWith('2020')),
})

const dayIn = (from: string, span: number) => fc.integer({ min: 0, max: span }).map((n) => plus(from, n) as LocalDate)
const anySpan = fc.oneof(
  fc.integer({ min: 1, max: 90 }).map(days),
  fc.integer({ min: 1, max: 60 }).map(workingDays),
  fc.integer({ min: 1, max: 14 }).map(months),
  fc.integer({ min: 1, max: 2 }).map(years),
)
const anyExcluded = (around: string) =>
  fc.array(
    fc
      .tuple(dayIn(plus(around, -20), 160), fc.integer({ min: 0, max: 40 }))
      .map(([from, n]) => ({ from, to: addDays(from, n) })),
    { maxLength: 4 },
  )
const anyLimit = dayIn('2019-10-01', 560).chain((start) =>
  fc.record({
    span: anySpan,
    start: fc.constant(start),
    roll: fc.boolean(),
    excluded: anyExcluded(start),
    extendedBy: fc.array(anySpan, { maxLength: 2 }),
    extendedTo: fc.option(dayIn(start, 500), { nil: undefined, freq: 5 }),
  }),
)

test('random limits: the fast count, the explanation and the slow reference agree', () => {
  fc.assert(
    fc.property(anyLimit, fc.boolean(), (limit, onSmall) => {
      const cal = onSmall ? small : calendar
      const got = countDue({ ...limit, calendar: cal })
      const slow = countSlowly(limit, worksBy(cal.data))
      assert.deepEqual({ raw: got.raw, due: got.due, lastWorkday: got.lastWorkday }, slow)
      const lines = explainDue({ ...limit, calendar: cal })
      assert.equal(lines[0]!.date, limit.start)
      assert.equal(lines.at(-1)!.date, got.due)
      assert.equal(lines.at(-1)!.provisional, got.provisional)
    }),
    { numRuns: 3000 },
  )
})

// Short limits: each is counted once more for every unannounced day around it.
const shortSpan = fc.oneof(
  fc.integer({ min: 1, max: 40 }).map(days),
  fc.integer({ min: 1, max: 30 }).map(workingDays),
  fc.constant(months(1)),
)
const shortLimit = fc.oneof(dayIn('2019-11-20', 50), dayIn('2020-11-10', 60)).chain((start) =>
  fc.record({
    span: shortSpan,
    start: fc.constant(start),
    roll: fc.boolean(),
    excluded: anyExcluded(start),
    extendedBy: fc.array(shortSpan, { maxLength: 1 }),
    extendedTo: fc.option(dayIn(start, 60), { nil: undefined, freq: 5 }),
  }),
)

test('random limits: provisional exactly where turning an unannounced day over moves the last day', () => {
  fc.assert(
    fc.property(shortLimit, (limit) => {
      const got = countDue({ ...limit, calendar: small })
      const dueBy = (works: Works) => countSlowly(limit, works).due
      const warnBy = (works: Works) => countSlowly(limit, works).lastWorkday
      const dueMoves = movable(small.data, limit.start, got.due, dueBy)
      const warningMoves = movable(small.data, limit.start, got.due, warnBy)
      if (dueMoves) assert.equal(got.provisional, true)
      if (warningMoves) assert.equal(got.lastWorkdayProvisional, true)
      // Working days extended by days or a month: turning one day over may end on the same day by luck (a short month,
      // a rest to roll over), turning several may not, so that luck is not relied on. All else is exact.
      const mayBeLucky = limit.span.unit === 'workday' && limit.extendedBy.some(({ unit }) => unit !== 'workday')
      if (!mayBeLucky) {
        assert.equal(got.provisional, dueMoves)
        assert.equal(got.lastWorkdayProvisional, dueMoves || warningMoves)
      }
    }),
    { numRuns: 300 },
  )
})

test('random notices: the two ways of asking agree, and both are strict', () => {
  const gap = fc.oneof(fc.integer({ min: 1, max: 30 }).map(days), fc.integer({ min: 1, max: 20 }).map(workingDays))
  fc.assert(
    fc.property(dayIn('2019-10-01', 560), gap, (date, span) => {
      const passed = (a: LocalDate, b: LocalDate) =>
        span.unit === 'day' ? daysBetween(a, addDays(b, -1)) : workdaysBetween(small, a, addDays(b, -1))
      const first = earliestEventAfter(date, span, small).date
      assert.ok(passed(date, first) >= span.amount)
      assert.ok(passed(date, addDays(first, -1)) < span.amount)
      const last = latestNoticeBefore(date, span, small).date
      assert.ok(passed(last, date) >= span.amount)
      assert.ok(passed(addDays(last, 1), date) < span.amount)
      assert.ok(earliestEventAfter(last, span, small).date <= date)
      assert.ok(earliestEventAfter(addDays(last, 1), span, small).date > date)
    }),
    { numRuns: 1000 },
  )
})

test('random hours: so many hours lie outside the excluded days', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400 * 24 * 60 }),
      fc.integer({ min: 1, max: 96 }),
      anyExcluded('2020-03-01'),
      (minute, n, excluded) => {
        const start = addMinutes(instant('2020-01-01T00:00:00+08:00'), minute)
        const got = countDue({ span: hours(n), start, roll: false, calendar, excluded })
        let [at, left]: [Instant, number] = [start, n * 60]
        while (left > 0) {
          const day = localDateOf(at)
          if (!excluded.some((e) => e.from <= day && day <= e.to)) left--
          at = addMinutes(at, 1)
        }
        assert.equal(got.dueAt, at)
        assert.equal(explainDue({ span: hours(n), start, roll: false, calendar, excluded }).at(-1)!.date, got.due)
      },
    ),
    { numRuns: 60 },
  )
})
