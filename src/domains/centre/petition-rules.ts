/**
 * Which rules a petition (信访件) runs under: the day on which it was received decides, and what begins under a rule ends under it.
 *
 * From 2016-08-01 to 2022-04-30 the State's and the province's regulation bind together: the shorter limit is the one to keep, the
 * longer is kept beside it as the outer one. Afterwards the State's own limits bind and the province's only warn.
 */
import { addDays, type LocalDate } from '#kernel/clock'
import { days, type Span, workingDays } from '#kernel/limit'
import type { AgencyRow } from '#kernel/procedure'

export type PetitionVersion = 'PETITION_2005' | 'ZJ_PET_2016' | 'PETITION_2022'

export type PetitionSettings = {
  /** Whether the province's regulation still binds after 2022-05-01: nobody has read that it was repealed, nor that it was not. */
  isProvincialInForce: boolean
  /** Working days for objecting to a transfer where no statute gives them (before 2022-05-01). */
  objectionWorkdays: number
}

/** Declared once, shown as conventions of the platform and never as statute. */
export const petitionSettings: PetitionSettings = { isProvincialInForce: true, objectionWorkdays: 5 }

/** A limit as the law of the day counts it: the one to keep, the longer one of the State beside it, the one that only warns. */
export type Counted = { within: Span; outer?: Span; advice?: Span }

export type PetitionRules = {
  version: PetitionVersion
  from: LocalDate
  to?: LocalDate
  /** The petition office deals with what it received. */
  handle: Counted
  /** The organ tells the petitioner in writing. */
  notice: Counted
  /** Objecting to a transfer; `isStatutory` only where a statute says so. */
  objection: { within: Span; isStatutory: boolean }
  /** From acceptance to the written reply. */
  close: Counted & { within: Span; days: number; outerDays?: number; adviceDays?: number }
  /** At most so many days by leave of the organ's own head; of the State's total at most so many. */
  extension: { maxDays: number; outerMaxDays: number }
  review: Span
  recheck: Span
  /** Whether a petition not taken further in time is finally closed. */
  isFinalOnLapse: boolean
  /** Whether an organ that was sent the petition may itself decline it. */
  mayDeclineTransfer: boolean
  /** The day from which the limit to reply counts, at the latest so many days after receipt; nothing where acceptance is a decision. */
  acceptedAfterDays?: number
}

const thirty = days(30)

/** First day of each version of the procedure. */
export const petitionDates = {
  state2005: '2005-05-01' as LocalDate,
  province2016: '2016-08-01' as LocalDate,
  state2022: '2022-05-01' as LocalDate,
}

/** The rules of a petition received on a day (信访条例, 浙江省信访条例, 信访工作条例). */
export function petitionRules(receivedOn: LocalDate, settings: PetitionSettings = petitionSettings): PetitionRules {
  const convention = { within: workingDays(settings.objectionWorkdays), isStatutory: false }
  if (receivedOn < petitionDates.province2016)
    return {
      version: 'PETITION_2005',
      from: petitionDates.state2005,
      to: petitionDates.province2016,
      handle: { within: days(15) },
      notice: { within: days(15) },
      objection: convention,
      close: { within: days(60), days: 60 },
      extension: { maxDays: 30, outerMaxDays: 30 },
      review: thirty,
      recheck: thirty,
      isFinalOnLapse: false,
      mayDeclineTransfer: true,
    }
  if (receivedOn < petitionDates.state2022)
    return {
      version: 'ZJ_PET_2016',
      from: petitionDates.province2016,
      to: petitionDates.state2022,
      handle: { within: workingDays(5), outer: days(15) },
      notice: { within: workingDays(5), outer: days(15) },
      objection: convention,
      close: { within: thirty, outer: days(60), days: 30, outerDays: 60 },
      extension: { maxDays: 60, outerMaxDays: 30 },
      review: thirty,
      recheck: thirty,
      isFinalOnLapse: true,
      mayDeclineTransfer: true,
    }
  const advised = settings.isProvincialInForce
  return {
    version: 'PETITION_2022',
    from: petitionDates.state2022,
    handle: { within: days(15), ...(advised ? { advice: workingDays(5) } : {}) },
    notice: { within: days(15), ...(advised ? { advice: workingDays(5) } : {}) },
    objection: { within: workingDays(5), isStatutory: true },
    close: { within: days(60), days: 60, ...(advised ? { advice: thirty, adviceDays: 30 } : {}) },
    extension: { maxDays: 30, outerMaxDays: 30 },
    review: thirty,
    recheck: thirty,
    isFinalOnLapse: advised,
    mayDeclineTransfer: false,
    acceptedAfterDays: 15,
  }
}

/** Last days for the reply: the one to keep and, where two laws bind, the State's, each with what was granted of an extension. */
export function closeDays(
  rules: PetitionRules,
  from: LocalDate,
  extensionDays: number,
): { due: LocalDate; outer: LocalDate | null } {
  const { days: own, outerDays } = rules.close
  return {
    due: addDays(from, own + extensionDays),
    outer:
      outerDays === undefined ? null : addDays(from, outerDays + Math.min(extensionDays, rules.extension.outerMaxDays)),
  }
}

const governments = new Set(['government', 'town-government'])
const level = (a: AgencyRow): number => (a.town_code ? 0 : a.county_code ? 1 : 2)
const isWithin = (a: AgencyRow, area: AgencyRow): boolean =>
  (area.county_code === null || area.county_code === a.county_code) &&
  (area.town_code === null || area.town_code === a.town_code)

/**
 * Whether one organ is the next one above another: the government of its own level, or the organ of the same kind one level up.
 * What the register says of an organ's parent comes first.
 */
export function isNextAbove(organ: AgencyRow, above: AgencyRow): boolean {
  if (organ.agency_id === above.agency_id) return false
  if (organ.parent_id === above.agency_id) return true
  if (!isWithin(organ, above)) return false
  const isGovernment = governments.has(organ.kind)
  if (level(above) === level(organ)) return !isGovernment && governments.has(above.kind)
  if (level(above) !== level(organ) + 1) return false
  return isGovernment ? governments.has(above.kind) : organ.kind === above.kind
}

/** Whether nothing on the platform stands above the organ: the city's own government, reviewed by the province's. */
export const isTopmost = (organ: AgencyRow): boolean => level(organ) === 2 && governments.has(organ.kind)

/** Organs of politics and law: where petition letters about lawsuits go. */
export const legalOrgans: ReadonlySet<string> = new Set(['court', 'procuratorate', 'police', 'justice-bureau'])
export const isSameLevel = (a: AgencyRow, b: AgencyRow): boolean => level(a) === level(b)
