/** The centre's rules that need nothing but their arguments (B4.2 to B4.5): level, likeness, representatives, repeats, remedies. */
import type { Calendar } from '#kernel/calendar'
import { daysBetween, type LocalDate } from '#kernel/clock'
import type { Basis } from '#kernel/errors'
import { countDue, days, months } from '#kernel/limit'
import { type Channel, type CloseCode, type Level, petitionChannels, type RepeatKind } from './kinds.ts'
import { litigation, petition2022, platform, recon2017, recon2023, zjPetition } from './law.ts'
import type { Affair } from './likeness.ts'
import { settings } from './settings.ts'

/** First day of 信访工作条例. */
export const from2022 = '2022-05-01' as LocalDate
/** First day of 行政复议法 as revised in 2023. */
export const recon2023From = '2024-01-01' as LocalDate

// ----- Level -----

export type Reach = {
  /** Level named by a court or a superior that assigned the matter. */
  assigned: Level | null
  /** How far the matter reaches: one village, several, several towns, several counties. */
  span: 'VILLAGE' | 'VILLAGES' | 'TOWNS' | 'COUNTIES'
  isEnterprise: boolean
  isProfessional: boolean
  /** Highest level of a department that is itself a party to the dispute. */
  departmentParty: 'NONE' | 'COUNTY' | 'CITY'
  isCityCommittee: boolean
  headCount: number
}

/** Where a matter starts, and why. The village unless something takes it higher. */
export function startLevel(r: Reach): { level: Level; reason: string } {
  if (r.assigned) return { level: r.assigned, reason: '按交办文件指定的层级' }
  if (r.span === 'COUNTIES') return { level: 'CITY', reason: '跨区县（市）' }
  if (r.departmentParty === 'CITY') return { level: 'CITY', reason: '市级部门是相关方' }
  if (r.isCityCommittee) return { level: 'CITY', reason: '属市级专业委员会管辖' }
  if (r.span === 'TOWNS') return { level: 'COUNTY', reason: '跨乡镇（街道）' }
  if (r.isProfessional) return { level: 'COUNTY', reason: '行业性、专业性纠纷' }
  if (r.headCount >= settings.countyHeads) return { level: 'COUNTY', reason: `人数达到${settings.countyHeads}人` }
  if (r.departmentParty === 'COUNTY') return { level: 'COUNTY', reason: '县级部门是相关方' }
  if (r.span === 'VILLAGES') return { level: 'TOWN', reason: '跨村（社区）' }
  if (r.isEnterprise) return { level: 'TOWN', reason: '涉及企业' }
  if (r.headCount >= settings.groupHeads) return { level: 'TOWN', reason: `人数达到${settings.groupHeads}人` }
  return { level: 'VILLAGE', reason: '由事发地村（社区）先行调处' }
}

/** The level of a handling unit, from where its agency stands. */
export const levelOfAgency = (a: { kind: string; county_code: string | null; town_code: string | null }): Level =>
  /^(village|resident)/.test(a.kind) ? 'VILLAGE' : a.town_code ? 'TOWN' : a.county_code ? 'COUNTY' : 'CITY'

// ----- Representatives -----

/** How many representatives are received, by the day and the number of people; `provincial` is a hint from 2022-05-01 on. */
export function representativeLimit(
  receivedOn: LocalDate,
  headCount: number,
): { most: number; provincial: number; basis: Basis } {
  const provincial = headCount <= 10 ? 3 : 5
  return receivedOn < from2022
    ? { most: provincial, provincial, basis: zjPetition(15, 2) }
    : { most: 5, provincial, basis: petition2022(20, 3) }
}

// ----- The same matter -----

/** What a matter tells others of the same person. */
export type SameHolder = {
  state: 'OPEN' | 'CLOSED' | 'MERGED'
  receivedOn: string
  closedOn: string | null
  closeCode: CloseCode | null
  /** Ended for good: rechecked, or ended in one of the three ways of 浙江省信访条例 art. 25. */
  isFinal: boolean
  /** Last day for asking for review of an opinion, where one was given. */
  reviewDueOn: string | null
  /** A court has delegated it, whatever came of that. */
  isDelegated: boolean
  affair: Affair
}

export type Repeat = {
  kind: RepeatKind
  of: string
  reason: string
  reviewDueOn: string | null
  daysLeft: number | null
}

/**
 * How a matter like earlier ones is to be taken: pending, ended for good, unsatisfied without review, or nothing of the kind. What was
 * itself only a repeat or was merged says nothing of the affair.
 */
export function repeatKind(
  holders: readonly (Omit<SameHolder, 'affair' | 'isDelegated'> & { matterId: string })[],
  on: LocalDate,
  hasNewFact: boolean,
): Repeat | null {
  const last = holders
    .filter((h) => h.state !== 'MERGED' && h.closeCode !== 'DUPLICATE')
    .sort((a, b) =>
      a.receivedOn < b.receivedOn ? 1 : a.receivedOn > b.receivedOn ? -1 : a.matterId < b.matterId ? 1 : -1,
    )
  const open = last.find((h) => h.state === 'OPEN')
  if (open)
    return { kind: 'DUP_PENDING', of: open.matterId, reason: '同一事项正在办理', reviewDueOn: null, daysLeft: null }
  const before = last[0]
  if (!before) return null
  const of = before.matterId
  if (hasNewFact) return { kind: 'NEW_FACT', of, reason: '有新的事实或者证据', reviewDueOn: null, daysLeft: null }
  if (before.isFinal) return { kind: 'DUP_FINAL', of, reason: '同一事项已经终结', reviewDueOn: null, daysLeft: null }
  if (before.reviewDueOn) {
    const daysLeft = Math.max(0, daysBetween(on, before.reviewDueOn as LocalDate))
    const reason = '已有处理意见而未申请复查'
    return { kind: 'UNSATISFIED', of, reason, reviewDueOn: before.reviewDueOn, daysLeft }
  }
  return null
}

/** Day on which the petition office itself received: the first of its own channels, whatever came in elsewhere before. */
export function receivedByPetitionOn(list: readonly { channel: Channel; on: LocalDate }[]): LocalDate | null {
  const own = list.filter((c) => petitionChannels.includes(c.channel)).map((c) => c.on)
  return own.sort()[0] ?? null
}

// ----- Remedies -----

export type Remedy = {
  reconsiderationDueOn: LocalDate
  suitDueOn: LocalDate
  /** Days left for reconsideration, the last day included; negative once over. */
  daysLeft: number
  isUrgent: boolean
  basis: readonly Basis[]
}

/** What an act keeps of the remedies it has reckoned. */
export function remedyGiven(knownOn: LocalDate, today: LocalDate, calendar: Calendar) {
  const { basis: _, ...remedy } = remedyClock(knownOn, today, calendar)
  return remedy
}

/** Of the two periods, reconsideration and suit: the law in force on the day on which the act was known. */
export const remedyBasis = (knownOn: LocalDate): readonly [Basis, Basis] => [
  knownOn >= recon2023From ? recon2023(20, 1) : recon2017(9, 1),
  litigation(46, 1),
]

/** The periods in which an administrative act may be contested; what the centre does neither stops nor lengthens them. */
export function remedyClock(knownOn: LocalDate, today: LocalDate, calendar: Calendar): Remedy {
  const reconsiderationDueOn = countDue({ span: days(60), start: knownOn, roll: true, calendar }).due
  const suitDueOn = countDue({ span: months(6), start: knownOn, roll: true, calendar }).due
  const daysLeft = daysBetween(today, reconsiderationDueOn)
  return {
    reconsiderationDueOn,
    suitDueOn,
    daysLeft,
    isUrgent: daysLeft >= 0 && daysLeft <= settings.remedyWarningDays,
    basis: [...remedyBasis(knownOn), platform('末日逢休息日顺延；中心办理不停止、不延长这些期限')],
  }
}
