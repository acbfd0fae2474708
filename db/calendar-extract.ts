/**
 * Writes data/calendar.json from the development dependency chinese-days, which transcribes the yearly holiday notices
 * of the State Council's General Office. Only the extract is read at run time: the package answers for any year,
 * announced or not, and does not say which.
 *
 * ./fadu-node db/calendar-extract.ts
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { localDate, weekday, yearOf } from '../src/kernel/clock.ts'

type Source = { holidays: Record<string, string>; workdays: Record<string, string> }

const packageFile = (path: string) =>
  JSON.parse(readFileSync(new URL(`../node_modules/chinese-days/${path}`, import.meta.url), 'utf8'))

/** The text of data/calendar.json: one line a year, so that a new notice is one line to read in a review. */
export function calendarText(): string {
  const source: Source = packageFile('dist/chinese-days.json')
  const { version } = packageFile('package.json')
  const isWeekend = (d: string) => [0, 6].includes(weekday(localDate(d)))
  const holidays = Object.keys(source.holidays)
    .filter((d) => !isWeekend(d))
    .sort()
  const workdays = Object.keys(source.workdays).filter(isWeekend).sort()
  const years = Object.keys(source.holidays).map((d) => yearOf(localDate(d)))
  const firstYear = Math.min(...years)
  const lastYear = Math.max(...years)
  const lines = (days: string[]) =>
    Array.from({ length: lastYear - firstYear + 1 }, (_, i) => String(firstYear + i))
      .map((year) => days.filter((d) => d.startsWith(year)))
      .filter((ofYear) => ofYear.length > 0)
      .map((ofYear) => `    ${ofYear.map((d) => `"${d}"`).join(', ')}`)
      .join(',\n')
  return `{
  "version": "chinese-days-${version}",
  "firstYear": ${firstYear},
  "lastYear": ${lastYear},
  "holidays": [
${lines(holidays)}
  ],
  "workdays": [
${lines(workdays)}
  ]
}
`
}

if (import.meta.main) writeFileSync(new URL('../data/calendar.json', import.meta.url), calendarText())
