/**
 * The slow and obvious way to count a limit, to check the fast one against: a day at a time, on Date, with sets of
 * text. What is provisional is found by its definition: turn an unannounced day over and see whether anything moves.
 */

import type { CalendarData } from '../src/kernel/calendar.ts'
import type { Excluded, Span } from '../src/kernel/limit.ts'

export type ReferenceArgs = {
  span: Span
  start: string
  roll: boolean
  excluded: readonly Excluded[]
  extendedBy: readonly Span[]
  extendedTo?: string | undefined
}
export type Works = (day: string) => boolean

const DAY = 86_400_000

export function plus(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10)
}

const known = new WeakMap<CalendarData, { off: Set<string>; worked: Set<string> }>()

function setsOf(data: CalendarData) {
  const sets = known.get(data) ?? { off: new Set(data.holidays), worked: new Set(data.workdays) }
  known.set(data, sets)
  return sets
}

/** The table as a question: is this day worked? `turned` answers the other way round for one day. */
export function worksBy(data: CalendarData, turned?: string): Works {
  const { off, worked } = setsOf(data)
  return (day) => {
    const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
    const works = weekend ? worked.has(day) : !off.has(day)
    return day === turned ? !works : works
  }
}

function monthsOn(day: string, n: number): string {
  const [year, month, of] = day.split('-').map(Number) as [number, number, number]
  for (let d = of; ; d--) {
    const date = new Date(Date.UTC(year, month - 1 + n, d))
    if (date.getUTCDate() === d) return date.toISOString().slice(0, 10)
  }
}

function one(start: string, { unit, amount }: Span, works: Works, out: (day: string) => boolean): string {
  let day = start
  if (unit === 'day' || unit === 'workday') {
    for (let n = 0; n < amount; ) {
      day = plus(day, 1)
      if (!out(day) && (unit === 'day' || works(day))) n++
    }
    return day
  }
  const end = monthsOn(start, unit === 'year' ? amount * 12 : amount)
  let owed = 0
  while (day < end) {
    day = plus(day, 1)
    if (out(day)) owed++
  }
  while (owed > 0) {
    day = plus(day, 1)
    if (!out(day)) owed--
  }
  return day
}

export function countSlowly(args: ReferenceArgs, works: Works): { raw: string; due: string; lastWorkday: string } {
  const out = (day: string) => args.excluded.some((e) => e.from <= day && day <= e.to)
  let raw = one(args.start, args.span, works, out)
  for (const more of args.extendedBy) raw = one(raw, more, works, out)
  if (args.extendedTo !== undefined) raw = args.extendedTo
  let due = raw
  while (args.roll && !works(due)) due = plus(due, 1)
  let lastWorkday = due
  while (!works(lastWorkday)) lastWorkday = plus(lastWorkday, -1)
  return { raw, due, lastWorkday }
}

/** Days around [from, to] that the table does not cover. */
export function unannounced(data: CalendarData, from: string, to: string): string[] {
  const days: string[] = []
  for (let day = plus(from, -40); day <= plus(to, 40); day = plus(day, 1)) {
    const year = Number(day.slice(0, 4))
    if (year < data.firstYear || year > data.lastYear) days.push(day)
  }
  return days
}

/** Whether turning over any one unannounced day changes the answer. */
export function movable<T>(data: CalendarData, from: string, to: string, answer: (works: Works) => T): boolean {
  const plain = JSON.stringify(answer(worksBy(data)))
  return unannounced(data, from, to).some((day) => JSON.stringify(answer(worksBy(data, day))) !== plain)
}
