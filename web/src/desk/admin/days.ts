/** Days as a notice writes them: one a line, or a span 「2027-01-01至2027-01-03」. */
const dayOf = (text: string) => {
  const m = /^(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?$/.exec(text.trim())
  return m ? `${m[1]}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}` : undefined
}
const DAY = 86_400_000
const isoOf = (ms: number) => {
  // Days since the epoch, read in UTC alone: no zone can move them.
  let left = Math.floor(ms / DAY)
  let year = 1970
  const length = (y: number) => (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 366 : 365)
  while (left >= length(year)) left -= length(year++)
  const months = [31, length(year) === 366 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  let month = 0
  while (left >= months[month]!) left -= months[month++]!
  return `${year}-${String(month + 1).padStart(2, '0')}-${String(left + 1).padStart(2, '0')}`
}

/** The days of a text, or what cannot be read in it. */
export function readDays(text: string): { days: string[] } | { fault: string } {
  const days: string[] = []
  for (const part of text.split(/[\n,，、;；\s]+/).filter(Boolean)) {
    const [a = '', b] = part.split(/至|~|—+/)
    const from = dayOf(a)
    const to = b === undefined ? from : dayOf(b)
    if (!from || !to || Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to)))
      return { fault: `「${part}」不是日期：须形如2027-01-01，或者2027-01-01至2027-01-03` }
    const [first, last] = [Date.parse(from), Date.parse(to)]
    if (last < first || last - first > 30 * DAY) return { fault: `「${part}」的起止不对` }
    for (let at = first; at <= last; at += DAY) days.push(isoOf(at))
  }
  return { days: [...new Set(days)].sort() }
}

/** Days in a row as spans of month and day: 1月1日至3日. */
export function spans(days: readonly string[]): string {
  const runs: [string, string][] = []
  for (const d of [...days].sort()) {
    const last = runs.at(-1)
    if (last && Date.parse(d) - Date.parse(last[1]) === DAY) last[1] = d
    else runs.push([d, d])
  }
  const month = (d: string) => Number(d.slice(5, 7))
  const day = (d: string) => Number(d.slice(8))
  return runs
    .map(([a, b]) =>
      a === b
        ? `${month(a)}月${day(a)}日`
        : `${month(a)}月${day(a)}日至${month(a) === month(b) ? '' : `${month(b)}月`}${day(b)}日`,
    )
    .join('、')
}
