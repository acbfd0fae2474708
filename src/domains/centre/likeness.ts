/**
 * Whether two complaints of one person are about the same affair (B4.3): against whom, what about, where, and the day of the conduct.
 * What nobody has said never makes two affairs alike, and what both have said and differs keeps them apart.
 */
import { daysBetween, type LocalDate } from '#kernel/clock'
import { settings } from './settings.ts'

/** What is kept of an affair to compare it by: no names, only keyed hashes of them. */
export type Affair = {
  respondents: readonly string[]
  kind: string | null
  /** A town where it is known, else the county. */
  place: string
  actOn: string | null
}

const plain = (s: string) => s.replace(/\s+/g, '')
/** Text whose keyed hash stands for a person. */
export const personText = (idKind: string, idNumber: string): string =>
  ['centre.person', idKind, plain(idNumber)].join('\u0000')
const respondentText = (name: string): string => ['centre.respondent', plain(name)].join('\u0000')

export const kindKey = (kind: string | null | undefined): string | null => (kind && plain(kind)) || null

/** The affair as a form tells it. */
export const affairOf = (
  of: {
    respondents: readonly string[]
    kind?: string | null | undefined
    place: string
    actOn?: string | null | undefined
  },
  hmac: (text: string) => string,
): Affair => ({
  respondents: [
    ...new Set(of.respondents.filter((r) => plain(r) !== '').map((r) => hmac(respondentText(r)).slice(0, 16))),
  ].sort(),
  kind: kindKey(of.kind),
  place: of.place,
  actOn: of.actOn ?? null,
})

/** What both have said, compared; nothing where one of them has said nothing. */
const compared = <T>(a: T | null, b: T | null, isSame: (a: T, b: T) => boolean): boolean | null =>
  a === null || b === null ? null : isSame(a, b)
const toldOf = (list: readonly string[]) => (list.length ? list : null)

/** Alike: nothing keeps them apart, and either the other side is the same, or kind, place and day are. */
export function isSameAffair(a: Affair, b: Affair): boolean {
  const respondent = compared(toldOf(a.respondents), toldOf(b.respondents), (x, y) => x.some((r) => y.includes(r)))
  const kind = compared(a.kind, b.kind, (x, y) => x === y)
  const day = compared(
    a.actOn,
    b.actOn,
    (x, y) => Math.abs(daysBetween(x as LocalDate, y as LocalDate)) <= settings.sameAffairDays,
  )
  // A county agrees with each of its towns and says nothing of which.
  const isElsewhere = !a.place.startsWith(b.place) && !b.place.startsWith(a.place)
  if (respondent === false || kind === false || day === false || isElsewhere) return false
  return respondent === true || (kind === true && day === true && a.place === b.place)
}
