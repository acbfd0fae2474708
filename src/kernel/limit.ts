/**
 * How a legal limit is counted. What a limit *is* (its days, whether its last day rolls, what interrupts it) differs
 * from statute to statute and is data of the limit; here is only the counting, which is the same for all.
 *
 * - The day on which a limit starts to run is not counted (民法典 art. 201). Days and working days are counted one by
 *   one after it; months and years end on the corresponding day, else on that month's last (art. 202).
 * - Excluded intervals name whole days, both ends included. A day in one is not counted: a limit in days goes on by
 *   each excluded day that it met, one in working days by each excluded working day, one in months or years is made up
 *   by days after its nominal end. Overlapping intervals count once; one that starts after the last day does nothing.
 * - `raw` is the last day so counted. An extension by a span is counted from `raw`, never from the rolled day; an
 *   extension to an agreed date puts that date in its place.
 * - Where the limit rolls, a last day off gives way to the next working day (art. 203): `due`. Both are kept.
 * - `provisional` only where a day that no notice has settled could move `due`: a working-day count that passes over
 *   such a day, or a roll that looks at one. Plain days, months and years without a roll are certain in any year.
 *   (Working days extended by days or months stay provisional even where one moved day would roll to the same end.)
 * - Hours run on through nights and holidays; an excluded day takes out its 24 hours; they never roll.
 */

import type { Calendar, FoundDate } from './calendar.ts'
import {
  addWorkdays,
  lastWorkdayBefore,
  lastWorkdayOnOrBefore,
  nextWorkdayOnOrAfter,
  stepWorkdays,
  uncoveredWithin,
  workdaysIn,
  worksOn,
} from './calendar.ts'
import type { Instant, LocalDate } from './clock.ts'
import {
  addDays,
  addMonths,
  dateOfNumber,
  dayNumber,
  epochMs,
  HOUR_MS,
  instantAt,
  instantFromMs,
  lastDayOfMonth,
  localDateOf,
  weekdayOfNumber,
} from './clock.ts'
import { invariant, Refusal } from './errors.ts'

export type SpanUnit = 'hour' | 'day' | 'workday' | 'month' | 'year'
export type Span = { readonly unit: SpanUnit; readonly amount: number }

function span(unit: SpanUnit, amount: number): Span {
  invariant(Number.isInteger(amount) && amount > 0, `a span is a positive whole number, not ${amount}`)
  return Object.freeze({ unit, amount })
}

export const hours = (n: number): Span => span('hour', n)
/** Calendar days. */
export const days = (n: number): Span => span('day', n)
export const workingDays = (n: number): Span => span('workday', n)
export const months = (n: number): Span => span('month', n)
export const years = (n: number): Span => span('year', n)

const unitText: Record<SpanUnit, string> = { hour: '小时', day: '日', workday: '个工作日', month: '个月', year: '年' }

/** The span as an official writes it: 30日, 7个工作日, 3个月. */
export function spanText({ unit, amount }: Span): string {
  return `${amount}${unitText[unit]}`
}

/** Days that do not count, both ends included. */
export type Excluded = { readonly from: LocalDate; readonly to: LocalDate }

export type CountArgs = {
  span: Span
  /** The day (for hours: the instant) from which the limit runs; not itself counted. */
  start: LocalDate | Instant
  /** Whether a last day off gives way to the next working day. */
  roll: boolean
  calendar: Calendar
  excluded?: readonly Excluded[]
  /** Extensions in the order granted, each counted from the raw last day before it. */
  extendedBy?: Span | readonly Span[]
  /** An agreed or ordered new last day; whether it is later than the old one is for the procedure to check. */
  extendedTo?: LocalDate
}

export type Due = {
  /** The last day as counted. */
  raw: LocalDate
  /** The last day after rolling: the limit is missed from the day after it. */
  due: LocalDate
  /** For hours: the last moment. */
  dueAt?: Instant
  /** An unannounced day could still move `due`; never to be judged as overdue. */
  provisional: boolean
  /** Last working day on or before `due`: the day to have warned by. */
  lastWorkday: LocalDate
  lastWorkdayProvisional: boolean
}

type Interval = { from: number; to: number }
type Counted = { raw: number; provisional: boolean }

/**
 * Counts a limit to its last day.
 * @throws Refusal 'input' when an excluded interval ends before it begins.
 */
export function countDue(args: CountArgs): Due {
  const { calendar, roll } = args
  const intervals = merged(args.excluded)
  if (args.span.unit === 'hour') return countHours(args, intervals)
  let counted = countSpan(calendar, dayNumber(dayOf(args.start)), args.span, intervals)
  for (const more of extensions(args)) {
    const next = countSpan(calendar, counted.raw, more, intervals)
    counted = { raw: next.raw, provisional: counted.provisional || next.provisional }
  }
  if (args.extendedTo !== undefined) counted = { raw: dayNumber(args.extendedTo), provisional: false }
  const raw = dateOfNumber(counted.raw)
  if (!roll) return withWarning(calendar, { raw, due: raw, provisional: counted.provisional })
  const rolled = nextWorkdayOnOrAfter(calendar, raw)
  return withWarning(calendar, { raw, due: rolled.date, provisional: counted.provisional || rolled.provisional })
}

function countHours(args: CountArgs, intervals: readonly Interval[]): Due {
  invariant(!args.roll, 'a limit in hours does not roll')
  invariant(args.start.length > 10, 'a limit in hours starts at an instant')
  invariant(args.extendedTo === undefined, 'a limit in hours is extended by hours')
  const start = epochMs(args.start as Instant)
  let end = start + args.span.amount * HOUR_MS
  for (const more of extensions(args)) {
    invariant(more.unit === 'hour', 'a limit in hours is extended by hours')
    end += more.amount * HOUR_MS
  }
  for (const { from, to } of intervals) {
    const opens = Math.max(start, epochMs(instantAt(dateOfNumber(from), '00:00')))
    const closes = epochMs(instantAt(dateOfNumber(to + 1), '00:00'))
    if (opens >= end) break
    if (closes > opens) end += closes - opens
  }
  const dueAt = instantFromMs(end)
  const due = localDateOf(dueAt)
  return withWarning(args.calendar, { raw: due, due, dueAt, provisional: false })
}

function withWarning(calendar: Calendar, due: Omit<Due, 'lastWorkday' | 'lastWorkdayProvisional'>): Due {
  const warning = lastWorkdayOnOrBefore(calendar, due.due)
  return { ...due, lastWorkday: warning.date, lastWorkdayProvisional: due.provisional || warning.provisional }
}

/** One span from one day, interrupted by the intervals (merged, in order). */
function countSpan(calendar: Calendar, start: number, { unit, amount }: Span, intervals: readonly Interval[]): Counted {
  invariant(unit !== 'hour', 'hours are counted from an instant')
  if (unit === 'workday') {
    let raw = stepWorkdays(calendar, start, amount)
    for (const { from, to } of intervals) {
      const low = Math.max(from, start + 1)
      if (low > raw) break
      raw = stepWorkdays(calendar, raw, workdaysIn(calendar, low, to))
    }
    return { raw, provisional: dependsOnUncovered(calendar, start + 1, raw, intervals) }
  }
  let raw =
    unit === 'day' ? start + amount : dayNumber(addMonths(dateOfNumber(start), unit === 'year' ? amount * 12 : amount))
  for (const { from, to } of intervals) {
    const low = Math.max(from, start + 1)
    if (low > raw) break
    if (to >= low) raw += to - low + 1
  }
  return { raw, provisional: false }
}

/** Whether a day in [low, high] is unannounced and not excluded anyway. */
function dependsOnUncovered(calendar: Calendar, low: number, high: number, intervals: readonly Interval[]): boolean {
  if (!uncoveredWithin(calendar, low, high)) return false
  let at = low
  for (const { from, to } of intervals) {
    if (from > at && uncoveredWithin(calendar, at, Math.min(from - 1, high))) return true
    at = Math.max(at, to + 1)
  }
  return uncoveredWithin(calendar, at, high)
}

function extensions({ extendedBy }: CountArgs): readonly Span[] {
  if (extendedBy === undefined) return []
  return 'unit' in extendedBy ? [extendedBy] : extendedBy
}

const none: readonly Interval[] = []

function merged(excluded: readonly Excluded[] | undefined): readonly Interval[] {
  if (excluded === undefined || excluded.length === 0) return none
  const all = excluded.map(({ from, to }) => {
    if (from > to) {
      throw new Refusal('input', 'kernel.limit.excluded', `扣除的期间止于起始日之前（${from}至${to}）`, {
        allowed: ['终止日不早于起始日'],
      })
    }
    return { from: dayNumber(from), to: dayNumber(to) }
  })
  all.sort((a, b) => a.from - b.from)
  const result: Interval[] = []
  for (const next of all) {
    const last = result.at(-1)
    if (last && next.from <= last.to + 1) last.to = Math.max(last.to, next.to)
    else result.push(next)
  }
  return result
}

function dayOf(start: LocalDate | Instant): LocalDate {
  return (start.length > 10 ? start.slice(0, 10) : start) as LocalDate
}

/**
 * Which of the two days a pause takes out of the limit:
 * - `suspension` (the default; reconsideration): the limit stops on the day of suspension and runs on from the day of
 *   resumption, which counts again: [suspended, resumed − 1];
 * - `resumption` (consulting third parties on an information request): (sent, replied];
 * - `both` (tests and appraisals with a notice of their first and last day, obstacles): [from, to].
 */
export type PauseEnds = 'suspension' | 'resumption' | 'both'

/** The days that a pause takes out, ready for `excluded`; none when it ended on the day it began, unless `both`. */
export function pausedDays(from: LocalDate, to: LocalDate, ends: PauseEnds = 'suspension'): Excluded[] {
  const paused = {
    from: ends === 'resumption' ? addDays(from, 1) : from,
    to: ends === 'suspension' ? addDays(to, -1) : to,
  }
  if (from > to) merged([{ from, to }])
  return paused.from <= paused.to ? [paused] : []
}

/**
 * The first day on which something may take place that needs notice "N days before": strictly after the whole N days
 * have passed, not counting the day of notice (event > notice + N). The day is not moved to a working day.
 */
export function earliestEventAfter(notice: LocalDate, { unit, amount }: Span, calendar: Calendar): FoundDate {
  if (unit === 'day') return { date: addDays(notice, amount + 1), provisional: false }
  invariant(unit === 'workday', 'notice is given in days or working days')
  const last = addWorkdays(calendar, notice, amount)
  return { date: addDays(last.date, 1), provisional: last.provisional }
}

/** The last day for giving notice so that the event may take place: the inverse of `earliestEventAfter`. */
export function latestNoticeBefore(event: LocalDate, { unit, amount }: Span, calendar: Calendar): FoundDate {
  if (unit === 'day') return { date: addDays(event, -amount - 1), provisional: false }
  invariant(unit === 'workday', 'notice is given in days or working days')
  const first = addWorkdays(calendar, event, -amount)
  return { date: addDays(first.date, -1), provisional: first.provisional }
}

/** A fixed yearly day: never rolled and certain in any year; only its reminder leans on the calendar. */
export type FixedDue = Due & { reminder: LocalDate; reminderProvisional: boolean }

/** A deadline that is a date in itself, the day included; the reminder is the last working day strictly before it. */
export function fixedDue(date: LocalDate, calendar: Calendar): FixedDue {
  const reminder = lastWorkdayBefore(calendar, date)
  return {
    ...withWarning(calendar, { raw: date, due: date, provisional: false }),
    reminder: reminder.date,
    reminderProvisional: reminder.provisional,
  }
}

/** The last day in force of what is valid for a span *including* its first day: the day before the corresponding day. */
export function validityEnd(start: LocalDate, { unit, amount }: Span): LocalDate {
  if (unit === 'day') return addDays(start, amount - 1)
  invariant(unit === 'month' || unit === 'year', 'validity is counted in days, months or years')
  const end = addMonths(start, unit === 'year' ? amount * 12 : amount)
  return end.slice(8) === start.slice(8) ? addDays(end, -1) : end
}

/** Whether the limit is missed on `today`: only after its last day, and never while that day is provisional. */
export function isOverdue(due: LocalDate, today: LocalDate, provisional: boolean): boolean {
  return !provisional && today > due
}

/** The same for a limit in hours: the last moment itself is still in time. */
export function isOverdueAt(dueAt: Instant, now: Instant): boolean {
  return now > dueAt
}

/** One line of a page that shows how a limit was counted. */
export type CountedDay = {
  date: LocalDate
  /**
   * start: not counted · counted: the n-th · rest: not a working day · excluded: taken out by law · nominal: end of the
   * months or years · madeUp: a day that makes up for an excluded one · extended: from here, or to here · rolled: last
   * day off, gives way · due: the last day.
   */
  as: 'start' | 'counted' | 'rest' | 'excluded' | 'nominal' | 'madeUp' | 'extended' | 'rolled' | 'due'
  /** The how-many-th day it is, of the span, of the extension or of the days made up. */
  count?: number
  /** What the page says, in Chinese. */
  text: string
  /** The day's own year is not announced, and it matters here. */
  provisional: boolean
}

/**
 * How the limit was counted, day by day, in the order of counting; the last line is `due`. Walks the days one by one,
 * apart from `countDue`, and stops with an error if it should come to another day.
 */
export function explainDue(args: CountArgs): CountedDay[] {
  const result = countDue(args)
  const lines: CountedDay[] = []
  const say = (day: number, as: CountedDay['as'], text: string, count?: number, matters = false) =>
    lines.push({
      date: dateOfNumber(day),
      as,
      ...(count === undefined ? {} : { count }),
      text,
      provisional: matters && uncoveredWithin(args.calendar, day, day),
    })
  const intervals = merged(args.excluded)
  const start = dayNumber(dayOf(args.start))
  say(start, 'start', args.span.unit === 'hour' ? `自${args.start.slice(11, 16)}起算` : '起算日，不计入')
  let at = start
  if (args.span.unit === 'hour') {
    at = dayNumber(result.due)
    for (let day = start; day <= at; day++) if (isIn(intervals, day)) say(day, 'excluded', '不计入期限')
  } else {
    at = explainSpan(args.calendar, start, args.span, intervals, say)
    for (const more of extensions(args)) {
      say(at, 'extended', `自此延长${spanText(more)}`)
      at = explainSpan(args.calendar, at, more, intervals, say)
    }
    if (args.extendedTo !== undefined) {
      at = dayNumber(args.extendedTo)
      say(at, 'extended', `延长至${args.extendedTo}`)
    }
    while (args.roll && !worksOn(args.calendar, at)) {
      say(at, 'rolled', '末日休息，顺延', undefined, true)
      at++
    }
  }
  invariant(dateOfNumber(at) === result.due, `${dateOfNumber(at)} explained, ${result.due} counted`)
  const until = result.dueAt === undefined ? '期限末日' : `${result.dueAt.slice(11, 16)}届满`
  say(at, 'due', result.provisional ? `${until}（放假安排尚未公布，暂定）` : until)
  lines.at(-1)!.provisional = result.provisional
  return lines
}

type Say = (day: number, as: CountedDay['as'], text: string, count?: number, matters?: boolean) => void

function explainSpan(
  calendar: Calendar,
  start: number,
  { unit, amount }: Span,
  excluded: readonly Interval[],
  say: Say,
) {
  const working = unit === 'workday'
  if (working || unit === 'day') {
    let day = start
    for (let count = 0; count < amount; ) {
      day++
      if (isIn(excluded, day)) say(day, 'excluded', '不计入期限')
      else if (working && !worksOn(calendar, day)) say(day, 'rest', restText(day), undefined, true)
      else {
        count++
        const note = working && isWeekendNumber(day) ? '（调休上班）' : ''
        say(day, 'counted', `第${spanText({ unit, amount: count })}${note}`, count, working)
      }
    }
    return day
  }
  const from = dateOfNumber(start)
  const end = addMonths(from, unit === 'year' ? amount * 12 : amount)
  const corresponds = end.slice(8) === from.slice(8)
  let day = dayNumber(end)
  invariant(corresponds || end === lastDayOfMonth(end), 'a month ends on its corresponding or its last day')
  say(day, 'nominal', `满${spanText({ unit, amount })}${corresponds ? '的对应日' : '，当月无对应日，取月末'}`)
  let owed = 0
  for (let d = start + 1; d <= day; d++) {
    if (!isIn(excluded, d)) continue
    owed++
    say(d, 'excluded', '不计入期限，期满后补足')
  }
  for (let made = 0; made < owed; ) {
    day++
    if (isIn(excluded, day)) say(day, 'excluded', '不计入期限')
    else {
      made++
      say(day, 'madeUp', `补足扣除的第${made}日`, made)
    }
  }
  return day
}

const isIn = (intervals: readonly Interval[], day: number) => intervals.some((i) => i.from <= day && day <= i.to)
const isWeekendNumber = (day: number) => weekdayOfNumber(day) % 6 === 0
const restText = (day: number) => (isWeekendNumber(day) ? '周末，不计' : '放假，不计')
