/** When an attempt is received, accepted and concluded, so that its limit is kept, agreed longer, or overrun. */

import { stepWorkdays, workdaysIn } from '#kernel/calendar'
import type { Demo, Group, Source } from './city.ts'
import type { Random } from './random.ts'
import { type Day, type Days, earliestWithinMonth, monthsOn } from './timing.ts'

/** What a conclusion leaves open: the demonstration decides how long the attempt took. */
export type Ask = {
  kind: string
  group: Group
  source: Source
  written: boolean
  /** A failed attempt that ran to its last day. */
  fullTerm: boolean
  concluded: Day
  /** First and last day on which it may have been accepted. */
  acceptFrom: Day
  acceptTo: Day
  /** Whether it may overrun or be extended (never where days are short already). */
  plain: boolean
}

export type ExtensionPlan = { clock: 'GENERAL' | 'COURT' | 'LABOUR'; oldDue: Day; newDue: Day }

export type Span = {
  received: Day
  accepted: Day
  extensions: ExtensionPlan[]
  overdue: boolean
  /** Days of a medical appraisal, both included; they do not count. */
  appraisal?: { from: Day; to: Day }
}

const LABOUR_DAYS = 15
const COURT_DAYS = 30
const ENTRUSTED_DAYS = { ORDINARY: 15, SIMPLIFIED: 7 } as const
const MEDICAL_WORKDAYS = 30

/** Labour disputes, unpaid wages of migrant workers among them, run on the fifteen days (劳动争议调解仲裁法 art. 14). */
export const isLabour = (kind: string) => kind === 'LABOUR' || kind === 'MIGRANT_WAGE'

/** Days from the court's hand-over (最高人民法院关于人民法院特邀调解的规定 art. 27). */
export function courtDays(source: Source, procedure: 'ORDINARY' | 'SIMPLIFIED'): number {
  return source === 'COURT_ENTRUSTED' ? ENTRUSTED_DAYS[procedure] : COURT_DAYS
}

/** The last days of the limits that run on an attempt, raw. Courts' procedures are ordinary unless told otherwise. */
export function duesOf(
  days: Days,
  a: { kind: string; source: Source; received: Day; accepted: Day; appraisal?: { from: Day; to: Day } },
  procedure: 'ORDINARY' | 'SIMPLIFIED' = 'ORDINARY',
): { clock: 'GENERAL' | 'COURT' | 'LABOUR' | 'MEDICAL'; due: Day }[] {
  const court = a.source === 'COURT_DELEGATED' || a.source === 'COURT_ENTRUSTED'
  const own = ((): { clock: 'GENERAL' | 'LABOUR' | 'MEDICAL'; due: Day } => {
    if (isLabour(a.kind)) return { clock: 'LABOUR', due: a.received + LABOUR_DAYS }
    if (a.kind === 'MEDICAL') {
      const without = a.appraisal ? workdaysIn(days.calendar, a.appraisal.from, a.appraisal.to) : 0
      return { clock: 'MEDICAL', due: stepWorkdays(days.calendar, a.accepted, MEDICAL_WORKDAYS + without) }
    }
    return { clock: 'GENERAL', due: monthsOn(a.accepted, 1) }
  })()
  return court ? [own, { clock: 'COURT', due: a.received + courtDays(a.source, procedure) }] : [own]
}

/** Works back from the conclusion. Throws nothing: an impossible wish (extension in the first days of January) is dropped. */
export function spanBefore(
  ask: Ask,
  days: Days,
  demo: Demo,
  random: Random,
  procedure: 'ORDINARY' | 'SIMPLIFIED' = 'ORDINARY',
): Span {
  if (ask.kind === 'MEDICAL') return medicalSpan(ask, days, demo, random)
  if (isLabour(ask.kind)) return labourSpan(ask, days, demo, random)
  const court = ask.source === 'COURT_DELEGATED' || ask.source === 'COURT_ENTRUSTED'
  const limit = court ? courtDays(ask.source, procedure) : Number.POSITIVE_INFINITY
  const earliest = Math.max(earliestWithinMonth(ask.concluded), ask.concluded - limit)
  const draw = random.next()
  const { overdueShare, extendedShare } = demo.durations
  if (ask.plain && ask.written && draw < overdueShare + extendedShare) {
    const longer = longerSpan(ask, days, draw < overdueShare, earliest, random)
    if (longer) return longer
  }
  const accepted = acceptance(ask, days, earliest, lengthOf(ask, demo, random), random)
  const received = receipt(ask, days, accepted, court ? ask.concluded - limit : Number.NEGATIVE_INFINITY, random)
  return { received, accepted, extensions: [], overdue: false }
}

/** Accepted so early that the month had run out: by agreement, or without one. */
function longerSpan(ask: Ask, days: Days, overdue: boolean, earliest: Day, random: Random): Span | undefined {
  const accepted = days.upTo(ask.group, earliest - 1 - random.int(overdue ? 8 : 24))
  if (accepted < ask.acceptFrom || accepted > ask.acceptTo) return undefined
  const received = accepted
  const dues = duesOf(days, { ...ask, received, accepted })
  if (overdue) return { received, accepted, extensions: [], overdue: true }
  const extensions = dues
    .filter((d): d is { clock: 'GENERAL' | 'COURT'; due: Day } => d.due < ask.concluded && d.clock !== 'MEDICAL')
    .map((d): ExtensionPlan => {
      const limit = monthsOn(d.due, 1)
      return { clock: d.clock, oldDue: d.due, newDue: Math.min(limit, ask.concluded + random.int(6)) }
    })
  // The month allowed at once may not reach the conclusion, and both sides must be able to ask before the old last day.
  const enough = extensions.length > 0 && extensions.every((e) => e.newDue >= ask.concluded)
  const askBy = days.upTo(ask.group, Math.min(...extensions.map((e) => e.oldDue)))
  return enough && askBy > accepted + 1 ? { received, accepted, extensions, overdue: false } : undefined
}

function lengthOf(ask: Ask, demo: Demo, random: Random): number {
  const { oralP, oralMaxDays, writtenMedianDays, written95Days, medianDaysOfKind } = demo.durations
  if (ask.fullTerm) return 1000
  if (!ask.written) {
    let length = 0
    while (length < oralMaxDays && !random.chance(oralP)) length++
    return length
  }
  const sigma = Math.log(written95Days / writtenMedianDays) / 1.645
  const median = medianDaysOfKind[ask.kind] ?? writtenMedianDays
  return Math.round(median * Math.exp(sigma * random.normal()))
}

/** A day on which the committee sits, as near to the wished length as limits and window allow. */
function acceptance(ask: Ask, days: Days, earliest: Day, length: number, random: Random): Day {
  const low = Math.max(earliest, ask.acceptFrom)
  const high = Math.min(ask.concluded, ask.acceptTo)
  const wished = ask.concluded - length
  // Where the window ends before the wished day, any day of it will do: lengths are drawn under that condition.
  const aim = wished > high ? high - random.int(Math.max(1, Math.min(high - low + 1, 20))) : Math.max(low, wished)
  const after = days.from(ask.group, aim)
  if (after <= high) return after
  const before = days.upTo(ask.group, high)
  return before >= low ? before : high
}

/** Received the same day as a rule, at most a few working days before. */
function receipt(ask: Ask, days: Days, accepted: Day, notBefore: Day, random: Random): Day {
  const most = ask.written ? [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3][random.int(11)]! : 0
  const received = stepWorkdays(days.calendar, accepted, -most)
  return most === 0 || received < notBefore ? accepted : received
}

function labourSpan(ask: Ask, days: Days, demo: Demo, random: Random): Span {
  const { labourExtendedShare, labourExtendedToDays } = demo.durations
  const court = ask.source === 'COURT_DELEGATED' || ask.source === 'COURT_ENTRUSTED'
  if (ask.plain && !court && random.chance(labourExtendedShare)) {
    const length = LABOUR_DAYS + 1 + random.int(labourExtendedToDays - LABOUR_DAYS)
    const accepted = days.from(ask.group, ask.concluded - length)
    const oldDue = accepted + LABOUR_DAYS
    const newDue = accepted + labourExtendedToDays
    const inWindow = accepted >= ask.acceptFrom && accepted <= ask.acceptTo
    if (inWindow && oldDue < ask.concluded && ask.concluded <= newDue && days.upTo(ask.group, oldDue) > accepted + 1) {
      return { received: accepted, accepted, extensions: [{ clock: 'LABOUR', oldDue, newDue }], overdue: false }
    }
  }
  const days15 = ask.source === 'COURT_ENTRUSTED' ? ENTRUSTED_DAYS.SIMPLIFIED : LABOUR_DAYS
  const earliest = ask.concluded - days15
  const accepted = acceptance(ask, days, earliest, lengthOf(ask, demo, random), random)
  return { received: receipt(ask, days, accepted, earliest, random), accepted, extensions: [], overdue: false }
}

function medicalSpan(ask: Ask, days: Days, demo: Demo, random: Random): Span {
  const { medicalMedianWorkdays, medicalAppraisalShare, medicalAppraisalWorkdays } = demo.durations
  const back = (n: number) => stepWorkdays(days.calendar, ask.concluded, -n)
  const drawn = Math.round(medicalMedianWorkdays * Math.exp(0.35 * random.normal()))
  const court = ask.source === 'COURT_DELEGATED' || ask.source === 'COURT_ENTRUSTED'
  const length = ask.fullTerm ? MEDICAL_WORKDAYS : Math.max(1, Math.min(MEDICAL_WORKDAYS, drawn))
  if (!court && random.chance(medicalAppraisalShare)) {
    const [low, high] = medicalAppraisalWorkdays
    const pause = low + random.int(high - low + 1)
    const accepted = back(length + pause)
    if (length >= 6 && accepted >= ask.acceptFrom && accepted <= ask.acceptTo) {
      const from = stepWorkdays(days.calendar, accepted, 2 + random.int(length - 4))
      const to = stepWorkdays(days.calendar, from, pause - 1)
      return {
        received: receiptOf(days, accepted, random),
        accepted,
        extensions: [],
        overdue: false,
        appraisal: { from, to },
      }
    }
  }
  const limit = court ? ask.concluded - courtDays(ask.source, 'SIMPLIFIED') : Number.NEGATIVE_INFINITY
  const earliest = Math.max(back(MEDICAL_WORKDAYS), ask.acceptFrom, limit)
  const high = Math.min(ask.concluded, ask.acceptTo)
  const aim = Math.min(Math.max(back(length), earliest), high)
  const after = days.from(ask.group, aim)
  const accepted = after <= high ? after : days.upTo(ask.group, high)
  const received = court ? accepted : receiptOf(days, accepted, random)
  return { received, accepted, extensions: [], overdue: false }
}

/** Three working days to decide on a medical application (宁波市医疗纠纷预防与处置条例 art. 30). */
const receiptOf = (days: Days, accepted: Day, random: Random) => stepWorkdays(days.calendar, accepted, -random.int(4))

/** The latest conclusion that an attempt accepted by `accepted` may still reach without extension. */
export function latestConclusion(kind: string, source: Source, accepted: Day, days: Days): Day {
  return Math.min(...duesOf(days, { kind, source, received: accepted, accepted }).map((d) => d.due))
}
