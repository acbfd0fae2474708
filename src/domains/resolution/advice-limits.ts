/** By when advice of a court or procuratorate is answered in writing (chapter 5 D4.6), and until when a court may give it. */
import type { LocalDate } from '#kernel/clock'
import type { Basis } from '#kernel/errors'
import { days, months, type Span } from '#kernel/limit'
import type { AdviceKind } from './kinds.ts'
import { adl, advice2023, appear, int, platform, procuratorReply } from './law.ts'
import { settings } from './settings.ts'

const byConvention = platform('文书没有写明期限的，三十日内回复')

export type ReplyTerms = { span: Span; basis: readonly Basis[] }

/**
 * The period to reply. What the letter itself names counts where no statute gives a period of its own.
 * @param named what the letter names
 */
export function replyTerms(kind: AdviceKind, isUrgent: boolean, named: Span | null): ReplyTerms {
  switch (kind) {
    case 'NORM':
      return { span: days(60), basis: [int(149, 4)] }
    case 'PUBLIC_INTEREST':
      return { span: isUrgent ? days(15) : months(2), basis: [adl(25, 4), procuratorReply] }
    case 'GOVERNANCE':
      return { span: named ?? months(2), basis: [advice2023(8, 1)] }
    case 'REFUSES_COURT':
      return { span: named ?? settings.reply, basis: [adl(66, 2), byConvention] }
    case 'REFUSES_PERFORMANCE':
      return { span: named ?? settings.reply, basis: [adl(96, undefined, 4), byConvention] }
    case 'HEAD_ABSENT':
    case 'RETRIAL_ADVICE':
      return { span: named ?? settings.reply, basis: [appear(12, 1), byConvention] }
  }
}

/** First day of the provisions on advice for better government; what bound before is not in the register. */
export const governanceFrom = '2023-11-16' as LocalDate
