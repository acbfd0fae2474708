/**
 * Working days: a dated table of what the yearly holiday notices change in the plain week.
 *
 * Outside the table's years the weekend rule answers, but a date found with its help is *provisional*: a notice still
 * to come could move it. Only such dates are; a search that never looked at an unannounced day is certain.
 *
 * A year's notice has more than once moved the last days of the year before (2018-12-29 was worked for 2018-12-31), so
 * `withYear` takes those along.
 */

import { readFileSync } from 'node:fs'
import type { LocalDate } from './clock.ts'
import { dateOfNumber, dayNumber, localDate, weekday, weekdayOfNumber, yearOf } from './clock.ts'
import { Refusal } from './errors.ts'

/** What the notices change: weekdays off, weekend days worked. `version` stands in each act that counted with it. */
export type CalendarData = {
  version: string
  /** First and last year that is announced and complete in the table. */
  firstYear: number
  lastYear: number
  /** Mondays to Fridays off. */
  holidays: readonly string[]
  /** Saturdays and Sundays worked. */
  workdays: readonly string[]
}

/** A table made ready for counting. Immutable; another year gives another calendar. */
export type Calendar = {
  readonly version: string
  readonly firstYear: number
  readonly lastYear: number
  readonly data: CalendarData
  /** Day numbers of the first and last covered day. */
  readonly first: number
  readonly last: number
  /** 1 for a working day, by day number − first. */
  readonly works: Uint8Array
  /** Working days from the first covered day up to and including this one. */
  readonly ordinal: Int32Array
  /** Day numbers of the working days in order. */
  readonly nth: Int32Array
}

/** A date found with the calendar; `provisional` when an unannounced day could still move it. */
export type FoundDate = { date: LocalDate; provisional: boolean }

const bad = (message: string, allowed: string) =>
  new Refusal('input', 'kernel.calendar', message, { allowed: [allowed] })

function isWeekend(date: LocalDate): boolean {
  const day = weekday(date)
  return day === 0 || day === 6
}

/**
 * Builds a calendar from its table.
 * @throws Refusal 'input' when a day does not exist, lies outside the years, or is no exception to the plain week.
 */
export function calendarFrom(data: CalendarData): Calendar {
  const { version, firstYear, lastYear } = data
  if (!version) throw bad('日历没有版本号', '写明日历的来源和版本')
  if (!Number.isInteger(firstYear) || !Number.isInteger(lastYear) || firstYear > lastYear) {
    throw bad('日历的起止年度不正确', '起始年度不晚于终止年度')
  }
  const first = dayNumber(localDate(`${String(firstYear).padStart(4, '0')}-01-01`))
  const last = dayNumber(localDate(`${String(lastYear).padStart(4, '0')}-12-31`))
  const length = last - first + 1
  const works = new Uint8Array(length)
  for (let i = 0; i < length; i++) works[i] = weekendRule(first + i) ? 1 : 0
  const mark = (days: readonly string[], working: 0 | 1) => {
    for (const text of days) {
      const date = localDate(text)
      const at = dayNumber(date) - first
      if (at < 0 || at >= length) throw bad(`${date} 不在日历的年度内`, `${firstYear}年至${lastYear}年的日期`)
      if (works[at] === working) {
        throw bad(
          working ? `${date} 不能列为补班日` : `${date} 不能列为工作日放假`,
          '放假日只列周一至周五，补班日只列周六、周日，每日只列一次',
        )
      }
      works[at] = working
    }
  }
  mark(data.holidays, 0)
  mark(data.workdays, 1)
  const ordinal = new Int32Array(length)
  const nth: number[] = []
  for (let i = 0; i < length; i++) {
    if (works[i] === 1) nth.push(first + i)
    ordinal[i] = nth.length
  }
  return { version, firstYear, lastYear, data, first, last, works, ordinal, nth: Int32Array.from(nth) }
}

/**
 * The calendar with one year's notice put in or corrected; the year must join on to the ones that are there.
 * Weekend days among the holidays are as in the notice and change nothing. Days at the end of December of the year
 * before may be named too.
 * @throws Refusal 'input' when the year leaves a gap, is empty, or a day is listed wrongly.
 */
export function withYear(
  calendar: Calendar,
  year: number,
  notice: { holidays: readonly string[]; workdays: readonly string[] },
  version: string,
): Calendar {
  const { firstYear, lastYear, data } = calendar
  if (!Number.isInteger(year) || year < firstYear - 1 || year > lastYear + 1) {
    throw bad(`${year}年与现有日历不相连`, `${firstYear - 1}年至${lastYear + 1}年`)
  }
  if (notice.holidays.length === 0) throw bad(`${year}年没有列出放假日`, '按放假通知列出全年的放假日和补班日')
  const before = Math.min(firstYear, year)
  const inReach = (date: LocalDate) =>
    yearOf(date) === year || (yearOf(date) === year - 1 && year - 1 >= before && date.slice(5) >= '12-25')
  const [off, worked] = [notice.holidays.map(localDate), notice.workdays.map(localDate)]
  for (const date of [...off, ...worked]) {
    if (!inReach(date)) throw bad(`${date} 不属于${year}年的放假安排`, `${year}年的日期，或上年12月25日以后的日期`)
  }
  const twice = off.find((date) => worked.includes(date))
  if (twice) throw bad(`${twice} 同时列为放假日和补班日`, '每日只列一次')
  const named = new Set<string>([...off, ...worked])
  const kept = (date: string) => yearOf(date as LocalDate) !== year && !named.has(date)
  return calendarFrom({
    version,
    firstYear: before,
    lastYear: Math.max(lastYear, year),
    holidays: [...data.holidays.filter(kept), ...off.filter((date) => !isWeekend(date))].sort(),
    workdays: [...data.workdays.filter(kept), ...worked].sort(),
  })
}

let standard: Calendar | undefined

/** The calendar that comes with the platform, data/calendar.json (2004 to 2026). */
export function loadDefaultCalendar(): Calendar {
  standard ??= calendarFrom(JSON.parse(readFileSync(new URL('../../data/calendar.json', import.meta.url), 'utf8')))
  return standard
}

/** Whether the day is a working day; outside the covered years by the weekend rule, so ask `isCovered` too. */
export function isWorkday(calendar: Calendar, date: LocalDate): boolean {
  return worksOn(calendar, dayNumber(date))
}

/** Whether the day's year is announced. */
export function isCovered(calendar: Calendar, date: LocalDate): boolean {
  return !uncoveredWithin(calendar, dayNumber(date), dayNumber(date))
}

/** The day itself if it is worked, otherwise the next working day. */
export function nextWorkdayOnOrAfter(calendar: Calendar, date: LocalDate): FoundDate {
  const from = dayNumber(date)
  const to = worksOn(calendar, from) ? from : stepWorkdays(calendar, from, 1)
  return found(calendar, to, from, to)
}

/** The day itself if it is worked, otherwise the last working day before it. */
export function lastWorkdayOnOrBefore(calendar: Calendar, date: LocalDate): FoundDate {
  const from = dayNumber(date)
  const to = worksOn(calendar, from) ? from : stepWorkdays(calendar, from, -1)
  return found(calendar, to, to, from)
}

/** The last working day strictly before. */
export function lastWorkdayBefore(calendar: Calendar, date: LocalDate): FoundDate {
  return addWorkdays(calendar, date, -1)
}

/** The n-th working day after the day (before it, if n is negative); the day itself is never counted. 0 gives the day. */
export function addWorkdays(calendar: Calendar, date: LocalDate, n: number): FoundDate {
  const from = dayNumber(date)
  const to = stepWorkdays(calendar, from, n)
  return n >= 0 ? found(calendar, to, from + 1, to) : found(calendar, to, to, from - 1)
}

/** Working days after `a` up to and including `b`; negative when `b` comes first. Not certain unless both are covered. */
export function workdaysBetween(calendar: Calendar, a: LocalDate, b: LocalDate): number {
  const [from, to] = [dayNumber(a), dayNumber(b)]
  return from <= to ? workdaysIn(calendar, from + 1, to) : -workdaysIn(calendar, to + 1, from)
}

function found(calendar: Calendar, day: number, low: number, high: number): FoundDate {
  return { date: dateOfNumber(day), provisional: uncoveredWithin(calendar, low, high) }
}

// The same by day number, for counting limits.

function weekendRule(day: number): boolean {
  const d = weekdayOfNumber(day)
  return d !== 0 && d !== 6
}

export function worksOn(calendar: Calendar, day: number): boolean {
  return day >= calendar.first && day <= calendar.last ? calendar.works[day - calendar.first] === 1 : weekendRule(day)
}

/** Whether an uncovered day lies in [low, high]; false for an empty range. */
export function uncoveredWithin(calendar: Calendar, low: number, high: number): boolean {
  return low <= high && (low < calendar.first || high > calendar.last)
}

/** The n-th working day after `day`, or before it for negative n. Constant time inside the covered years. */
export function stepWorkdays(calendar: Calendar, day: number, n: number): number {
  const { first, last, ordinal, nth } = calendar
  let [at, left] = [day, n]
  while (left < 0) {
    at--
    if (worksOn(calendar, at)) left++
  }
  while (left > 0) {
    if (at >= first - 1 && at < last) {
      const passed = at < first ? 0 : ordinal[at - first]!
      const ahead = nth.length - passed
      if (left <= ahead) return nth[passed + left - 1]!
      left -= ahead
      at = last
    } else {
      at++
      if (weekendRule(at)) left--
    }
  }
  return at
}

/** Working days in [low, high]; 0 for an empty range. */
export function workdaysIn(calendar: Calendar, low: number, high: number): number {
  const { first, last, ordinal } = calendar
  const [from, to] = [Math.max(low, first), Math.min(high, last)]
  let count = from <= to ? ordinal[to - first]! - (from === first ? 0 : ordinal[from - first - 1]!) : 0
  for (let d = low; d <= Math.min(high, first - 1); d++) if (weekendRule(d)) count++
  for (let d = Math.max(low, last + 1); d <= high; d++) if (weekendRule(d)) count++
  return count
}
