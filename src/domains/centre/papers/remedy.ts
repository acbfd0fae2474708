/** The periods of the remedies against an administrative act, as the centre's papers remind of them. */

import { heading, paragraphs } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type Block, fillWording, printedDate, type Wording } from '#kernel/document'
import { remedyBasis } from '../rules.ts'
import { inBrackets } from './common.ts'

export type RemedyView = {
  knownOn: LocalDate
  reconsiderationDueOn: LocalDate
  suitDueOn: LocalDate
  daysLeft: number | null
  isUrgent: boolean
  isReconsiderationFirst: boolean
}
export const remedyWords: Wording = {
  remedy:
    '本中心登记、分流、交办和调解，都不停止、不延长上述期限。是否超过期限，由受理申请的机关或者人民法院依法认定。',
}

export function remedyBlocks(r: RemedyView, words: Wording): Block[] {
  const [reconsideration, suit] = remedyBasis(r.knownOn)
  const left = r.daysLeft === null ? '' : r.daysLeft < 0 ? '，该日已经过去' : `，距今天还有${r.daysLeft}日`
  return [
    heading('救济期限提示'),
    ...paragraphs(`知道行政行为之日登记为${printedDate(r.knownOn)}。据此计算：`),
    {
      kind: 'paragraph',
      text: [
        '申请行政复议的末日为',
        { text: printedDate(r.reconsiderationDueOn), bold: true },
        `${left}${inBrackets([reconsideration!])}。`,
      ],
    },
    {
      kind: 'paragraph',
      text: r.isReconsiderationFirst
        ? ['本事项依法应当先申请行政复议；对复议决定不服的，再在法定期限内提起行政诉讼。']
        : [
            '直接提起行政诉讼的末日为',
            { text: printedDate(r.suitDueOn), bold: true },
            `${inBrackets([suit!])}；先申请复议的，起诉期限另按复议的结果计算。`,
          ],
    },
    ...(r.isUrgent ? [{ kind: 'paragraph', text: [{ text: '剩余期限很短，请尽快办理。', bold: true }] } as const] : []),
    ...paragraphs(fillWording(words.remedy!, {})),
  ]
}
