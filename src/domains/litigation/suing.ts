/** Limits for suing, fees and summary procedure (chapter 5 B4.1): the court judges them; the organ looks whether it has something to object. */
import type { Calendar } from '#kernel/calendar'
import type { LocalDate } from '#kernel/clock'
import type { Basis } from '#kernel/errors'
import { countDue, type Due, days, months, type Span, years } from '#kernel/limit'
import { adl, fees, int, platform, stateComp } from './law.ts'

export const suitGrounds = {
  DIRECT: '直接起诉，已告知起诉期限',
  UNINFORMED: '直接起诉，没有告知起诉期限',
  UNKNOWN: '不知道行政行为内容',
  AFTER_RECON: '不服复议决定或者复议逾期',
  AFTER_RECON_UNINFORMED: '不服复议决定，决定没有告知起诉期限',
  INACTION: '申请后不履行法定职责',
  COMPENSATION: '不服赔偿决定',
}
export type SuitGround = keyof typeof suitGrounds

type Question = {
  ground: SuitGround
  /** The act became known, the decision of reconsideration was received or fell due, the organ's time ran out, compensation was decided. */
  knownOn: LocalDate
  /** When the plaintiff learned of the limit itself, where the organ had not told him. */
  limitKnownOn?: LocalDate
  madeOn?: LocalDate
  /** When the organ received the application on which it did nothing. */
  appliedOn?: LocalDate
  isLand?: boolean
}

/** The last day for suing. A last day off gives way to the next working day. */
export function suingDue(q: Question, calendar: Calendar): Due & { basis: Basis } {
  const count = (span: Span, start: LocalDate, basis: Basis) => ({
    ...countDue({ span, start, roll: true, calendar }),
    basis,
  })
  switch (q.ground) {
    case 'DIRECT':
      return count(months(6), q.knownOn, adl(46, 1))
    case 'UNINFORMED': {
      const outer = count(years(1), q.knownOn, int(64, 1))
      if (q.limitKnownOn === undefined) return outer
      const own = count(months(6), q.limitKnownOn, int(64, 1))
      return own.raw < outer.raw ? own : outer
    }
    case 'UNKNOWN': {
      const own = count(months(6), q.knownOn, int(65))
      if (q.madeOn === undefined) return own
      const outer = count(years(q.isLand ? 20 : 5), q.madeOn, adl(46, 2))
      return own.raw < outer.raw ? own : outer
    }
    case 'AFTER_RECON':
      return count(days(15), q.knownOn, adl(45))
    case 'AFTER_RECON_UNINFORMED': {
      const outer = count(years(1), q.knownOn, int(64, 2))
      if (q.limitKnownOn === undefined) return outer
      const own = count(days(15), q.limitKnownOn, int(64, 2))
      return own.raw < outer.raw ? own : outer
    }
    case 'INACTION':
      return count(months(6), q.appliedOn ? inactionFrom(q.appliedOn, calendar).due : q.knownOn, int(66))
    case 'COMPENSATION':
      return count(months(3), q.knownOn, stateComp(14, 2))
  }
}

/** The day from which failing to act can be sued over: two months after the application, whatever day that is. */
export const inactionFrom = (appliedOn: LocalDate, calendar: Calendar): Due =>
  countDue({ span: months(2), start: appliedOn, roll: true, calendar })

/** Fee of an administrative case in fen, and whether it is halved. */
export function feeFen(q: {
  isIpOrMaritime: boolean
  isSummary: boolean
  endsBy: 'JUDGMENT' | 'MEDIATION' | 'WITHDRAWAL'
}): {
  fen: number
  basis: readonly Basis[]
} {
  const full = q.isIpOrMaritime ? 10_000 : 5_000
  const halved = [...(q.endsBy === 'JUDGMENT' ? [] : [fees(15)]), ...(q.isSummary ? [fees(16)] : [])]
  return { fen: halved.length ? full / 2 : full, basis: [fees(13, undefined, 5), ...halved] }
}
/** Who bears the fee of a withdrawn suit: the organ where it had changed the act. */
export const feeBearer = (isAfterChange: boolean): { by: 'DEFENDANT' | 'PLAINTIFF'; basis: Basis } => ({
  by: isAfterChange ? 'DEFENDANT' : 'PLAINTIFF',
  basis: isAfterChange ? fees(34, 2) : platform('被告没有改变行政行为而撤诉的，由原告负担'),
})

/** The most that a case tried summarily may be about. */
export const summaryAmountFen = 200_000
/** Whether a case may be tried summarily on the ground named; never one remanded or retried. */
export function mayBeSummary(q: {
  ground: 'ON_THE_SPOT' | 'SMALL_AMOUNT' | 'OPENNESS' | 'AGREED'
  amountFen?: number | undefined
  isRemandedOrRetried: boolean
}): boolean {
  if (q.isRemandedOrRetried) return false
  return q.ground !== 'SMALL_AMOUNT' || (q.amountFen !== undefined && q.amountFen <= summaryAmountFen)
}
