/** Days and times of day of a replay: which days a committee works, how busy they are, and office hours. */

import { type Calendar, stepWorkdays, worksOn } from '#kernel/calendar'
import {
  addMonths,
  DAY_MS,
  dateOfNumber,
  dayNumber,
  HOUR_MS,
  type Instant,
  instantFromMs,
  type LocalDate,
  MINUTE_MS,
} from '#kernel/clock'
import type { Demo, Group } from './city.ts'
import type { Random } from './random.ts'

/** Days are integers here (1970-01-01 is 0), as in the kernel. */
export type Day = number

export const dayOf = (text: string): Day => dayNumber(text as LocalDate)
export const dateOf = (day: Day): LocalDate => dateOfNumber(day)

/** The corresponding day n months on, as the law counts a month. */
export function monthsOn(day: Day, n: number): Day {
  return dayNumber(addMonths(dateOfNumber(day), n))
}

/** The earliest day on which something may start so that it can end on `end` within one month. */
export function earliestWithinMonth(end: Day): Day {
  let start = monthsOn(end, -1)
  while (monthsOn(start, 1) < end) start++
  return start
}

/** Village and community committees also sit on weekends; all others on working days. */
export const sitsOnWeekends = (group: Group) => group === 'VILLAGE' || group === 'RESIDENT'

export type Days = {
  calendar: Calendar
  /** Whether the committee's office works that day. */
  open(group: Group, day: Day): boolean
  /** The first open day on or after. */
  from(group: Group, day: Day): Day
  /** The last open day on or before. */
  upTo(group: Group, day: Day): Day
  /** A day of [low, high] by weight; undefined where none is open. */
  pick(group: Group, low: Day, high: Day, random: Random): Day | undefined
}

/** The days around one year, weighted as the demonstration says. */
export function daysOf(calendar: Calendar, year: number, demo: Demo): Days {
  const first = dayOf(`${year - 1}-01-01`)
  const last = dayOf(`${year + 1}-12-31`)
  const weight = new Float64Array(last - first + 1)
  for (let day = first; day <= last; ) {
    // A run of days off that holds a weekday is a holiday, its weekend days included.
    let end = day
    while (end <= last && worksOn(calendar, end) === worksOn(calendar, day)) end++
    const off = !worksOn(calendar, day)
    let holiday = false
    for (let d = day; d < end; d++) holiday ||= off && (((d % 7) + 11) % 7) % 6 !== 0
    weight.fill(off ? (holiday ? demo.days.holiday : demo.days.weekend) : demo.days.workday, day - first, end - first)
    day = end
  }
  for (const window of demo.days.windows) {
    const [from, to] = [dayOf(window.from), dayOf(window.to)]
    for (let d = Math.max(from, first); d <= Math.min(to, last); d++) {
      weight[d - first] = Math.min(weight[d - first]!, window.weight)
    }
  }
  const open = (group: Group, day: Day) => sitsOnWeekends(group) || worksOn(calendar, day)
  return {
    calendar,
    open,
    from: (group, day) => (open(group, day) ? day : stepWorkdays(calendar, day, 1)),
    upTo: (group, day) => (open(group, day) ? day : stepWorkdays(calendar, day, -1)),
    pick: (group, low, high, random) => {
      let sum = 0
      for (let d = low; d <= high; d++) if (open(group, d)) sum += weight[d - first]!
      if (sum === 0) return undefined
      let at = random.next() * sum
      let chosen: Day | undefined
      for (let d = low; d <= high; d++) {
        if (!open(group, d)) continue
        chosen = d
        at -= weight[d - first]!
        if (at < 0) break
      }
      return chosen
    },
  }
}

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

export type OfficeHours = { from: number; seconds: number }[]

/** Office hours as seconds of the day. */
export function officeHours(demo: Demo): OfficeHours {
  return demo.officeHours.map(([from, to]) => ({
    from: minutes(from) * 60,
    seconds: (minutes(to) - minutes(from)) * 60,
  }))
}

/** The latest part of the day is kept for hand-overs between two matters. */
const HAND_OVER_SECONDS = 45 * 60

/**
 * The steps of one matter in order, each on its day; `resolve` gives each a time in office hours, strictly later than
 * the step before it. Steps must be added in order; a step on an earlier day than the last one is a programming error.
 */
export class Timeline {
  readonly #steps: { name: string; day: Day; handOver: boolean }[] = []
  readonly #hours: OfficeHours
  constructor(hours: OfficeHours) {
    this.#hours = hours
  }

  add(name: string, day: Day): this {
    const last = this.#steps.at(-1)
    if (last && last.day > day) throw new Error(`step ${name} on ${dateOf(day)} comes before ${last.name}`)
    this.#steps.push({ name, day, handOver: false })
    return this
  }

  /** A step in the last part of its day, after every other step of that day in any matter. */
  addHandOver(name: string, day: Day): this {
    this.add(name, day)
    this.#steps.at(-1)!.handOver = true
    return this
  }

  get lastDay(): Day {
    return this.#steps.at(-1)!.day
  }

  resolve(random: Random): Map<string, Instant> {
    const times = new Map<string, Instant>()
    const total = this.#hours.reduce((sum, h) => sum + h.seconds, 0)
    const steps = this.#steps
    for (let i = 0; i < steps.length; ) {
      let end = i
      while (end < steps.length && steps[end]!.day === steps[i]!.day && steps[end]!.handOver === steps[i]!.handOver)
        end++
      const [low, high] = steps[i]!.handOver ? [total - HAND_OVER_SECONDS, total] : [0, total - HAND_OVER_SECONDS]
      const slot = (high - low) / (end - i)
      for (let k = i; k < end; k++) {
        // The first four fifths of its slot: two steps are never in the same minute unless a day is very full.
        const second = Math.floor(low + (k - i + random.next() * 0.8) * slot)
        times.set(steps[k]!.name, this.#at(steps[k]!.day, second))
      }
      i = end
    }
    return times
  }

  #at(day: Day, second: number): Instant {
    let left = second
    for (const h of this.#hours) {
      if (left < h.seconds) return atSecond(day, h.from + left)
      left -= h.seconds
    }
    const h = this.#hours.at(-1)!
    return atSecond(day, h.from + h.seconds - 1)
  }
}

/** An instant by seconds of the day in China. */
export function atSecond(day: Day, second: number): Instant {
  return instantFromMs(day * DAY_MS + second * 1000 - 8 * HOUR_MS)
}

/** Within the hour: reports that may not wait for office hours. */
export function soonAfter(at: Instant, random: Random): Instant {
  const ms = Date.parse(at) + (5 + random.int(50)) * MINUTE_MS
  return instantFromMs(ms)
}
