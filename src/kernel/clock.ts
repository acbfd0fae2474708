/**
 * Dates and instants of the whole house, and the only place that reads the machine's time.
 *
 * A `LocalDate` is 'YYYY-MM-DD', an `Instant` 'YYYY-MM-DDTHH:mm:ss.SSS+08:00'. Both are canonical, so plain string
 * comparison is comparison in time. Days are counted as integers (day 0 is 1970-01-01): a replay counts millions of
 * them, and neither the host's time zone nor its daylight saving may have a say. Official time has been UTC+8 all
 * through the period the platform covers, so the offset is fixed.
 */

import { Refusal } from './errors.ts'

/** A calendar day, 'YYYY-MM-DD', years 0001 to 9999. */
export type LocalDate = string & { readonly __brand: 'LocalDate' }
/** A moment, 'YYYY-MM-DDTHH:mm:ss.SSS+08:00'. */
export type Instant = string & { readonly __brand: 'Instant' }
/** 0 Sunday … 6 Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
const OFFSET_MS = 8 * HOUR_MS
const FIRST_DAY = -719_162 // 0001-01-01
const LAST_DAY = 2_932_896 // 9999-12-31

const two = (n: number) => (n < 10 ? `0${n}` : `${n}`)
const digit = (s: string, at: number) => s.charCodeAt(at) - 48

/** Days since 1970-01-01 of a civil date (proleptic Gregorian; Hinnant's days_from_civil). Year ≥ 1, month 1..12. */
function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = (y / 400) | 0
  const yearOfEra = y - era * 400
  const dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + day - 1
  const dayOfEra = yearOfEra * 365 + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function civilText(dayNo: number): LocalDate {
  const z = dayNo + 719_468
  const era = Math.floor(z / 146_097)
  const doe = z - era * 146_097
  const yoe = ((doe - ((doe / 1460) | 0) + ((doe / 36_524) | 0) - ((doe / 146_096) | 0)) / 365) | 0
  const doy = doe - (365 * yoe + ((yoe / 4) | 0) - ((yoe / 100) | 0))
  const mp = ((5 * doy + 2) / 153) | 0
  const day = doy - (((153 * mp + 2) / 5) | 0) + 1
  const month = mp < 10 ? mp + 3 : mp - 9
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as LocalDate
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

// The texts of 1970 to 2100 are made once: the same few thousand days come up again and again.
const texts: (LocalDate | undefined)[] = []
const TEXTS_END = dayOf(2101, 1, 1)

/** The integer of a day, 1970-01-01 being 0. */
export function dayNumber(date: LocalDate): number {
  return dayOf(yearOf(date), digit(date, 5) * 10 + digit(date, 6), digit(date, 8) * 10 + digit(date, 9))
}

/** The day of an integer; refuses what lies outside the years 0001 to 9999. */
export function dateOfNumber(dayNo: number): LocalDate {
  if (dayNo >= 0 && dayNo < TEXTS_END) {
    const known = texts[dayNo]
    if (known !== undefined) return known
    const text = civilText(dayNo)
    texts[dayNo] = text
    return text
  }
  if (!(dayNo >= FIRST_DAY && dayNo <= LAST_DAY)) {
    throw new Refusal('input', 'kernel.date', '日期超出可用范围', { allowed: ['公元0001年至9999年之间的日期'] })
  }
  return civilText(dayNo)
}

/** Takes a text as a day. @throws Refusal 'input' if it is not written 'YYYY-MM-DD' or no such day exists. */
export function localDate(text: string): LocalDate {
  if (typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const year = yearOf(text as LocalDate)
    const month = digit(text, 5) * 10 + digit(text, 6)
    const day = digit(text, 8) * 10 + digit(text, 9)
    if (year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)) return text as LocalDate
  }
  throw new Refusal('input', 'kernel.date', `“${String(text)}”不是有效的日期`, {
    allowed: ['形如 2021-02-28、日历上确有的日期'],
  })
}

export function addDays(date: LocalDate, n: number): LocalDate {
  return dateOfNumber(dayNumber(date) + n)
}

/** The corresponding day `n` months on, or that month's last day where there is none (民法典 art. 202). */
export function addMonths(date: LocalDate, n: number): LocalDate {
  const index = yearOf(date) * 12 + (digit(date, 5) * 10 + digit(date, 6) - 1) + n
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  if (year < 1 || year > 9999) return dateOfNumber(Number.NaN)
  const day = Math.min(digit(date, 8) * 10 + digit(date, 9), daysInMonth(year, month))
  return dateOfNumber(dayOf(year, month, day))
}

/** The corresponding day `n` years on; 29 February gives 28 February in a common year. */
export function addYears(date: LocalDate, n: number): LocalDate {
  return addMonths(date, n * 12)
}

/** Days from `a` to `b`; negative when `b` comes first. */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return dayNumber(b) - dayNumber(a)
}

export function weekday(date: LocalDate): Weekday {
  return weekdayOfNumber(dayNumber(date))
}

export function weekdayOfNumber(dayNo: number): Weekday {
  return (((dayNo % 7) + 11) % 7) as Weekday
}

export function yearOf(date: LocalDate): number {
  return digit(date, 0) * 1000 + digit(date, 1) * 100 + digit(date, 2) * 10 + digit(date, 3)
}

/** The last day of the month in which `date` lies. */
export function lastDayOfMonth(date: LocalDate): LocalDate {
  const year = yearOf(date)
  const month = digit(date, 5) * 10 + digit(date, 6)
  return dateOfNumber(dayOf(year, month, daysInMonth(year, month)))
}

/** Milliseconds since 1970-01-01T00:00Z. */
export function epochMs(at: Instant): number {
  const ms =
    (digit(at, 11) * 10 + digit(at, 12)) * HOUR_MS +
    (digit(at, 14) * 10 + digit(at, 15)) * MINUTE_MS +
    (digit(at, 17) * 10 + digit(at, 18)) * 1000 +
    digit(at, 20) * 100 +
    digit(at, 21) * 10 +
    digit(at, 22)
  return dayNumber(at as string as LocalDate) * DAY_MS + ms - OFFSET_MS
}

/** The instant of milliseconds since 1970-01-01T00:00Z; fractions of a millisecond are dropped. */
export function instantFromMs(ms: number): Instant {
  const local = Math.floor(ms) + OFFSET_MS
  const dayNo = Math.floor(local / DAY_MS)
  const date = dateOfNumber(dayNo)
  const rest = local - dayNo * DAY_MS
  const milli = rest % 1000
  const second = ((rest / 1000) | 0) % 60
  const minute = ((rest / MINUTE_MS) | 0) % 60
  const hour = (rest / HOUR_MS) | 0
  const fraction = milli < 10 ? `00${milli}` : milli < 100 ? `0${milli}` : `${milli}`
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}.${fraction}+08:00` as Instant
}

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d{2}):(\d{2}))$/

/**
 * Takes an ISO 8601 text with an offset as an instant and writes it canonically (+08:00, milliseconds; finer digits
 * are dropped). @throws Refusal 'input' on anything else, a missing offset and 24:00 included.
 */
export function instant(text: string): Instant {
  const m = typeof text === 'string' ? ISO.exec(text) : null
  if (m) {
    const [hour, minute, second] = [Number(m[2]), Number(m[3]), Number(m[4] ?? 0)]
    const [offsetHours, offsetMinutes] = [Number(m[8] ?? 0), Number(m[9] ?? 0)]
    if (hour <= 23 && minute <= 59 && second <= 59 && offsetHours <= 18 && offsetMinutes <= 59) {
      const milli = Number((m[5] ?? '').padEnd(3, '0').slice(0, 3))
      const offset = (m[7] === '-' ? -1 : 1) * (offsetHours * HOUR_MS + offsetMinutes * MINUTE_MS)
      const day = dayNumber(localDate(m[1]!)) * DAY_MS
      return instantFromMs(day + hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + milli - offset)
    }
  }
  throw new Refusal('input', 'kernel.instant', `“${String(text)}”不是有效的时间`, {
    allowed: ['形如 2020-09-01T09:00:00.000+08:00、带时区的时间'],
  })
}

const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?$/

/** The instant of a wall-clock time 'HH:mm[:ss[.SSS]]' in China. @throws Refusal 'input' on any other time. */
export function instantAt(date: LocalDate, time: string): Instant {
  const m = TIME.exec(time)
  if (!m || Number(m[1]) > 23 || Number(m[2]) > 59 || Number(m[3] ?? 0) > 59) {
    throw new Refusal('input', 'kernel.instant', `“${String(time)}”不是有效的时刻`, {
      allowed: ['形如 09:00、09:00:00 或 09:00:00.000 的时刻'],
    })
  }
  return `${date}T${m[1]}:${m[2]}:${m[3] ?? '00'}.${m[4] ?? '000'}+08:00` as Instant
}

/** The day in China on which the instant falls, whatever the host's time zone. */
export function localDateOf(at: Instant): LocalDate {
  return at.slice(0, 10) as LocalDate
}

export function addMinutes(at: Instant, n: number): Instant {
  return instantFromMs(epochMs(at) + n * MINUTE_MS)
}

/** Where "now" comes from; everything that needs it takes it as an argument. */
export type Clock = { now(): Instant }

/** The machine's time. The only reader of it in the project. */
export const systemClock: Clock = { now: () => instantFromMs(Date.now()) }

/** A clock that stands still until it is set: for replays and tests. */
export function fixedClock(at: Instant): Clock & { set(at: Instant): void } {
  let current = at
  return {
    now: () => current,
    set: (next) => {
      current = next
    },
  }
}

/** The day in China on the given clock. */
export function today(clock: Clock): LocalDate {
  return localDateOf(clock.now())
}
