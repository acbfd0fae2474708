/** What the scripts of administrative disputes share: who acts, working days, and moments of a day one after another. */

import type { Actor } from '#kernel/access'
import { type Calendar, stepWorkdays } from '#kernel/calendar'
import type { Instant } from '#kernel/clock'
import { asReader, entropyOf, inAgency, officer, officerId, onDay } from './enact.ts'
import { identityOf, personName, phoneOf, type Sex } from './people.ts'
import type { Random } from './random.ts'
import { type Day, dateOf } from './timing.ts'

export const reconProcedure = 'reconsideration.case'
export const suitProcedure = 'litigation.defence'

export type AdminContext = {
  seed: string
  year: number
  calendar: Calendar
  /** Where the city's own organs are. */
  city: string
  agencyName: (id: string) => string
}

export type ReconRole = 'recon_clerk' | 'recon_officer' | 'recon_unit_head' | 'recon_organ_head'
/** One of the body that handles reconsideration for an organ. */
export const bodyOf = (organ: string, role: ReconRole): Actor => officer(organ, role, inAgency(organ))
export type OrganRole =
  | 'respondent_officer'
  | 'respondent_head'
  | 'recon_superior'
  | 'litigation_officer'
  | 'litigation_head'
/** One who answers for an organ, or acts as its superior. */
export const organActor = (organ: string, role: OrganRole): Actor => officer(organ, role, asReader(organ))
/** The feed by which courts' records come in: one for the city. */
export const courtFeed = (city: string): Actor =>
  officer(`court-${city}`, 'court_feed', { kind: 'city', value: 'city' })
export { officerId }

/** The id that an act of a replay draws first, where it is the n-th of its matter: of the paper that it issues. */
export const drawnId = (seed: string, matter: string, n: number, at: Instant): string =>
  entropyOf(`${seed}/${matter}/${n}`).id(at)

/** Working days on, or back. */
export const workdays = (ctx: AdminContext, day: Day, n: number): Day => stepWorkdays(ctx.calendar, day, n)

/** Moments of a matter's acts: given days that do not fall, each later than the one before, in office hours. */
export function clockOf(random: Random): (day: Day) => Instant {
  let last = -1
  let second = 0
  return (day) => {
    if (day < last) throw new Error(`an act of ${dateOf(day)} comes after one of ${dateOf(last)}`)
    second = day > last ? 8.5 * 3600 + random.int(2 * 3600) : second + 600 + random.int(900)
    last = day
    return onDay(dateOf(day), second)
  }
}

/** Invented people of administrative disputes: beyond those of mediation and of the centres. */
const PEOPLE_FROM = 560_000
export function applicantOf(county: string, person: number, year: number, place: string, random: Random) {
  const sex: Sex = random.chance(0.45) ? 'F' : 'M'
  const n = PEOPLE_FROM + person
  return {
    name: personName(random),
    idKind: 'resident',
    idNumber: identityOf(county, sex, n, 'party', year).citizenId,
    phone: phoneOf(n),
    address: `${place}示例路${1 + random.int(500)}号`,
  }
}
