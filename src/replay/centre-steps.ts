/** What the scripts of a centre's matters share: days and times, papers, people, the way to a court, and the visit before closing. */
import { type Calendar, stepWorkdays } from '#kernel/calendar'
import { type Instant, type LocalDate, localDateOf } from '#kernel/clock'
import { staffOf } from './centre-cast.ts'
import type { PlannedCentre } from './centre-plan.ts'
import type { CentreDemo } from './city.ts'
import type { PlannedCommittee } from './committees.ts'
import { onDay, type Script } from './enact.ts'
import type { PlannedParty } from './parties.ts'
import type { Random } from './random.ts'
import { dateOf, dayOf } from './timing.ts'

export type CentreContext = {
  seed: string
  /** Seed of the parties' ids, which are those of mediation. */
  partySeed: string
  year: number
  demo: CentreDemo
  calendar: Calendar
  committees: readonly PlannedCommittee[]
  centres: readonly PlannedCentre[]
  agencyName: (id: string) => string
}

export const paperAt = (at: Instant, kind: string, number?: string) => ({
  kind,
  date: localDateOf(at),
  ...(number ? { number } : {}),
})

const ID_KIND = { CITIZEN_ID: 'resident', CREDIT_CODE: 'uscc' } as const
export const partyInput = (p: PlannedParty) => ({
  name: p.name,
  idKind: ID_KIND[p.idType],
  idNumber: p.idNo,
  phone: p.phone,
  address: p.address,
})

/**
 * Instants in office hours, each later than the one before: so many working days on, drawn between low and high. On one day they
 * follow each other by a quarter of an hour and more.
 */
export function seriesOfDays(
  from: LocalDate,
  ctx: Pick<CentreContext, 'calendar'>,
  random: Random,
  /** Second of the first day after which they begin; otherwise in the morning. */
  second = 0,
) {
  let day = dayOf(from)
  return (low: number, high: number): Instant => {
    const n = low + random.int(high - low + 1)
    if (n > 0) {
      day = stepWorkdays(ctx.calendar, day, n)
      second = 0
    }
    second = second === 0 ? 8.5 * 3600 + random.int(2 * 3600) : second + 900 + random.int(1500)
    return onDay(dateOf(day), second)
  }
}

/** The way into court, or to the labour arbitration, with its written notice. */
export const courtHandoff = (centre: Pick<PlannedCentre, 'county' | 'countyName'>, at: Instant, labour: boolean) => ({
  path: labour ? 'LABOUR_ARBITRATION' : 'LITIGATION',
  ...(labour
    ? { targetName: `${centre.countyName}劳动人事争议仲裁委员会`, competence: '劳动争议调解仲裁法第十七条' }
    : { targetAgencyId: `court-${centre.county}` }),
  receipt: paperAt(at, '移送、引导单'),
  notice: paperAt(at, '途径告知'),
})

/** Visits and closes: most are reached, and the dissatisfied are looked at again. */
export function closeSteps(o: {
  script: Script
  matterId: string
  centre: PlannedCentre
  ctx: CentreContext
  random: Random
  days: (low: number, high: number) => Instant
  code: string
}): void {
  const { script, matterId, centre, ctx, random, days, code } = o
  const visitor = staffOf(centre, 'visit_back')
  const visit = (at: Instant, input: object) => script.add(visitor, at, { matterId, action: 'visitBack', input })
  let satisfaction = 5
  if (random.chance(ctx.demo.unreachedShare)) {
    visit(days(1, 2), { isReached: false })
    visit(days(1, 2), { isReached: false })
  } else {
    const isGood = code.startsWith('RESOLVED') || code === 'SUPPORTED_EXECUTED'
    satisfaction = isGood ? (random.chance(0.94) ? 4 + random.int(2) : 3) : 1 + random.int(4)
    visit(days(1, 4), {
      isReached: true,
      satisfaction,
      isResolved: satisfaction > 2,
      ...(satisfaction > 2 ? {} : { dissatisfiedReason: '对处理结果不满意' }),
    })
  }
  script.add(staffOf(centre, 'centre_dispatcher'), days(0, 2), {
    matterId,
    action: 'close',
    input: { closeCode: code, ...(satisfaction > 2 ? {} : { recheckReason: '已复核，处理依据充分，并再次解释' }) },
  })
}
