/**
 * Whether an act sued over without a reconsideration had to go through one first (chapter 5 A4.7): a table by the side of 2024-01-01
 * on which the act was made and on which it is sued over. The court judges; whoever dockets is only told.
 */
import type { LocalDate } from '#kernel/clock'

/** What is sued over, as far as it matters here. */
export const firstMatters = {
  ON_SPOT_PENALTY: '当场作出的行政处罚决定',
  RESOURCE_RIGHT: '侵犯已经依法取得的自然资源权利',
  NOT_PERFORMED: '没有履行法定职责',
  REFUSED: '明确拒绝履行法定职责',
  INFORMATION_WITHHELD: '政府信息不予公开',
  INFORMATION_PARTIAL: '政府信息部分公开或者答复内容',
  TAX_DISPUTE: '纳税争议',
  PRICE_PENALTY: '价格主管部门的处罚',
  FILM_BAN: '电影不准公映',
  LOCAL_REGULATION: '地方性法规规定的复议前置',
}
export type FirstMatter = keyof typeof firstMatters
/** That it must, that it need not, or that a person has to judge. */
export type FirstAnswer = 'YES' | 'NO' | 'PERSON'

const newLaw = '2024-01-01'
/** Before 2024, and since. */
const table: Record<FirstMatter, readonly [before: FirstAnswer, since: FirstAnswer]> = {
  ON_SPOT_PENALTY: ['NO', 'YES'],
  RESOURCE_RIGHT: ['YES', 'YES'],
  NOT_PERFORMED: ['NO', 'YES'],
  REFUSED: ['NO', 'PERSON'],
  INFORMATION_WITHHELD: ['NO', 'YES'],
  INFORMATION_PARTIAL: ['NO', 'PERSON'],
  TAX_DISPUTE: ['YES', 'YES'],
  PRICE_PENALTY: ['YES', 'YES'],
  FILM_BAN: ['YES', 'YES'],
  // Since 2024 only statutes and administrative regulations may ask for it.
  LOCAL_REGULATION: ['YES', 'PERSON'],
}

/** Whether reconsideration comes first; where the two days lie on two sides and the laws differ, or the first is not known, a person says. */
export function reconsiderFirst(matter: FirstMatter, madeOn: LocalDate | undefined, suedOn: LocalDate): FirstAnswer {
  const [before, since] = table[matter]
  if (before === since || suedOn < newLaw) return before
  if (madeOn === undefined || madeOn < newLaw) return 'PERSON'
  return since
}
