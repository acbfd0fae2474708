/** Worked cases of chapter 5 part A that are pure law: competence, the time for applying, reconsideration before suit. */
import type { ApplicationFacts, PeriodRule, TimelinessTag } from '../src/domains/reconsideration/application-period.ts'
import type { SuedMatter, SuitAnswer } from '../src/domains/reconsideration/before-suit.ts'

type Told = Pick<ApplicationFacts, 'remedyNoticed' | 'remedyKnownOn' | 'isRealEstate' | 'duty'>
export type PeriodCase = {
  case: string
  what: string
  filed: string
  known?: string
  made?: string
  obstacle?: [from: string, to: string]
  dueRaw?: string
  due?: string
  rule?: PeriodRule
  earliest?: string
  tags?: TimelinessTag[]
} & Partial<{ [K in keyof Told]: Told[K] extends string | undefined ? string : Told[K] }>

const late: TimelinessTag[] = ['TIMELINESS_DOUBT']

// biome-ignore format: a table reads best with one case a line
export const periodCases: PeriodCase[] = [
  { case: 'A8-2', what: '末日遇国庆', filed: '2024-10-08', known: '2024-08-05', dueRaw: '2024-10-04', due: '2024-10-08' },
  { case: 'A8-2', what: '末日遇国庆中秋', filed: '2025-10-09', known: '2025-08-05', dueRaw: '2025-10-04', due: '2025-10-09' },
  { case: 'A8-2', what: '末日遇劳动节', filed: '2025-05-06', known: '2025-03-03', dueRaw: '2025-05-02', due: '2025-05-06' },
  { case: 'A8-2', what: '末日当天交邮，以交邮日为准', filed: '2025-10-09', known: '2025-08-05', due: '2025-10-09', tags: [] },
  { case: 'A8-2', what: '次日交邮', filed: '2025-10-10', known: '2025-08-05', due: '2025-10-09', tags: late },
  { case: 'A8-3', what: '末日是补班的周日，不顺延', filed: '2025-09-28', known: '2025-07-30', dueRaw: '2025-09-28', due: '2025-09-28' },
  { case: 'A8-3', what: '补班日次日提出', filed: '2025-09-29', known: '2025-07-30', due: '2025-09-28', tags: late },
  { case: 'A8-4', what: '未告知，后来知道权利', filed: '2024-08-02', known: '2024-03-15', remedyNoticed: 'NONE', remedyKnownOn: '2024-06-03', due: '2024-08-02', rule: 'FROM_REMEDY' },
  { case: 'A8-4', what: '同上，次年一月知道', filed: '2025-03-11', known: '2024-03-15', remedyNoticed: 'NONE', remedyKnownOn: '2025-01-10', due: '2025-03-11', rule: 'FROM_REMEDY' },
  { case: 'A8-4', what: '60日超过一年上限，取一年', filed: '2025-03-17', known: '2024-03-15', remedyNoticed: 'NONE', remedyKnownOn: '2025-02-20', dueRaw: '2025-03-15', due: '2025-03-17', rule: 'ONE_YEAR' },
  { case: 'A8-4', what: '一直不知道', filed: '2025-03-17', known: '2024-03-15', remedyNoticed: 'NONE', dueRaw: '2025-03-15', due: '2025-03-17', rule: 'ONE_YEAR' },
  { case: 'A8-4', what: '部分告知也按没有告知', filed: '2025-03-18', known: '2024-03-15', remedyNoticed: 'PARTIAL', due: '2025-03-17', rule: 'ONE_YEAR', tags: late },
  { case: 'A8-4', what: '2017年文本没有一年上限，不判逾期', filed: '2023-11-15', known: '2022-09-05', remedyNoticed: 'NONE', tags: ['REMEDY_UNNOTICED'] },
  { case: 'A8-4', what: '2023年文本，一年上限已过', filed: '2024-02-01', known: '2022-09-05', remedyNoticed: 'NONE', due: '2023-09-05', tags: late },
  { case: 'A8-5', what: '五年先于60日', filed: '2024-09-26', known: '2024-09-20', made: '2019-09-26', due: '2024-09-26', rule: 'MAXIMUM' },
  { case: 'A8-5', what: '五年届满之后', filed: '2024-09-27', known: '2024-09-20', made: '2019-09-26', due: '2024-09-26', tags: late },
  { case: 'A8-5', what: '不动产二十年，顺延的末日提出', filed: '2024-06-03', known: '2024-05-20', made: '2004-06-01', isRealEstate: true, dueRaw: '2024-06-01', due: '2024-06-03', tags: ['MAXIMUM_ROLLED'] },
  { case: 'A8-5', what: '2017年文本没有最长期限', filed: '2023-09-29', known: '2023-08-20', made: '2004-06-01', due: '2023-10-19', rule: 'FROM_KNOWLEDGE', tags: [] },
  { case: 'A8-6', what: '障碍期间停算，消除后继续', filed: '2024-09-30', known: '2024-07-01', obstacle: ['2024-07-21', '2024-08-20'], dueRaw: '2024-09-30', due: '2024-09-30' },
  { case: 'A8-6', what: '继续计算不是重新起算', filed: '2024-10-08', known: '2024-07-01', obstacle: ['2024-07-21', '2024-08-20'], due: '2024-09-30', tags: late },
  { case: 'A8-22', what: '不作为，收到申请满60日', filed: '2024-12-31', duty: { requestedOn: '2024-09-02' as never }, dueRaw: '2024-12-31', due: '2024-12-31', earliest: '2024-11-02', rule: 'FROM_DUTY', tags: [] },
  { case: 'A8-22', what: '未满期提出', filed: '2024-10-20', duty: { requestedOn: '2024-09-02' as never }, due: '2024-12-31', tags: ['PREMATURE'] },
  { case: 'A8-22', what: '届满当日仍未满期', filed: '2024-11-01', duty: { requestedOn: '2024-09-02' as never }, tags: ['PREMATURE'] },
  { case: 'A8-22', what: '次日起满期', filed: '2024-11-02', duty: { requestedOn: '2024-09-02' as never }, tags: [] },
  { case: 'A8-22', what: '有履行期限的自届满起算', filed: '2024-11-29', duty: { requestedOn: '2024-09-02' as never, dueOn: '2024-09-30' as never }, dueRaw: '2024-11-29', due: '2024-11-29', tags: [] },
  { case: 'A8-22', what: '紧急保护请求不受期限限制', filed: '2024-09-02', duty: { requestedOn: '2024-09-02' as never, isUrgent: true }, rule: 'NONE', tags: [] },
  { case: 'A4.3(1)', what: '应当送达而没有送达，只有最长期限', filed: '2025-01-02', made: '2024-03-01', rule: 'MAXIMUM', due: '2029-03-01', tags: [] },
  { case: 'A8-25', what: '末日落入没有公布的年度', filed: '2026-12-20', known: '2026-12-15', dueRaw: '2027-02-13' },
]

export type OrganCase = { case: string; respondent: string; of2017: string[]; of2023: string[]; asks?: true }

/** The same respondent for an application of 2023-06-12 and one of 2024-06-12, on the city's own organs. */
export const organCases: OrganCase[] = [
  { case: 'A8-16', respondent: 'market-330203', of2017: ['gov-330203', 'market-330200'], of2023: ['gov-330203'] },
  { case: 'A8-16', respondent: 'gov-330203001', of2017: ['gov-330203'], of2023: ['gov-330203'] },
  { case: 'A8-16', respondent: 'gov-330282107', of2017: ['gov-330282'], of2023: ['gov-330282'] },
  {
    case: 'A8-16',
    respondent: 'police-station-330282002',
    of2017: ['police-330282', 'gov-330282'],
    of2023: ['gov-330282'],
  },
  {
    case: 'A8-16',
    respondent: 'land-330203',
    of2017: ['land-330200', 'gov-330200'],
    of2023: ['gov-330200', 'gov-330203'],
  },
  { case: 'A8-16', respondent: 'tax-330203', of2017: ['tax-330200'], of2023: ['tax-330200'] },
  {
    case: 'A8-16',
    respondent: 'justice-330200',
    of2017: ['gov-330200', 'justice-330000'],
    of2023: ['gov-330200', 'justice-330000'],
  },
  { case: 'A8-16', respondent: 'gov-330200', of2017: ['gov-330000'], of2023: ['gov-330000'] },
  { case: 'A8-16', respondent: 'gov-330000', of2017: ['gov-330000'], of2023: ['gov-330000'], asks: true },
  { case: 'A4.2', respondent: 'market-330200', of2017: ['gov-330200', 'market-330000'], of2023: ['gov-330200'] },
  { case: 'A4.2', respondent: 'customs-ningbo', of2017: ['customs-100000'], of2023: ['customs-100000'] },
  { case: 'A4.2', respondent: 'zone-hi-tech', of2017: ['gov-330200'], of2023: ['gov-330200'] },
  { case: 'A4.2', respondent: 'justice-100000', of2017: ['justice-100000'], of2023: ['justice-100000'], asks: true },
  // Without authority of its own a justice station gives way to its bureau, which the justice article then covers.
  {
    case: 'A4.2',
    respondent: 'justice-station-330203001',
    of2017: ['gov-330203', 'justice-330200'],
    of2023: ['gov-330203', 'justice-330200'],
  },
]

export type SuitCase = { case: string; what: SuedMatter; made: string; sued: string; is: SuitAnswer }

// biome-ignore format: a table reads best with one case a line
export const suitCases: SuitCase[] = [
  { case: 'A8-17', what: 'ON_SPOT_PENALTY', made: '2024-03-01', sued: '2024-03-10', is: 'YES' },
  { case: 'A8-17', what: 'ON_SPOT_PENALTY', made: '2023-12-20', sued: '2023-12-28', is: 'NO' },
  { case: '5-0.2', what: 'ON_SPOT_PENALTY', made: '2023-12-20', sued: '2024-01-08', is: 'PERSON' },
  { case: 'A8-17', what: 'INFORMATION_WITHHELD', made: '2025-07-01', sued: '2025-07-10', is: 'YES' },
  { case: 'A4.7', what: 'INFORMATION_WITHHELD', made: '2023-07-01', sued: '2023-07-10', is: 'NO' },
  { case: 'A4.7', what: 'INFORMATION_PARTIAL', made: '2025-07-01', sued: '2025-07-10', is: 'PERSON' },
  { case: 'A4.7', what: 'RESOURCE_RIGHT', made: '2022-07-01', sued: '2022-07-10', is: 'YES' },
  { case: 'A4.7', what: 'RESOURCE_RIGHT', made: '2023-12-01', sued: '2024-02-01', is: 'YES' },
  { case: 'A8-22', what: 'NOT_PERFORMED', made: '2024-11-01', sued: '2024-12-01', is: 'YES' },
  { case: 'A4.7', what: 'REFUSED', made: '2024-11-01', sued: '2024-12-01', is: 'PERSON' },
  { case: 'A4.7', what: 'TAX_DISPUTE', made: '2019-11-01', sued: '2019-12-01', is: 'YES' },
  { case: 'A4.7', what: 'TAX_PENALTY', made: '2024-11-01', sued: '2024-12-01', is: 'NO' },
  { case: 'A4.7', what: 'PRICE_PENALTY', made: '2024-11-01', sued: '2024-12-01', is: 'YES' },
  { case: 'A4.7', what: 'FILM_BAN', made: '2020-11-01', sued: '2020-12-01', is: 'YES' },
  { case: 'A4.7', what: 'LOCAL_REGULATION', made: '2020-11-01', sued: '2020-12-01', is: 'YES' },
  { case: 'A4.7', what: 'LOCAL_REGULATION', made: '2024-11-01', sued: '2024-12-01', is: 'PERSON' },
  { case: 'A4.7', what: 'ANTITRUST', made: '2024-11-01', sued: '2024-12-01', is: 'PERSON' },
  { case: 'A4.7', what: 'FOREIGN_EXCHANGE', made: '2020-11-01', sued: '2020-12-01', is: 'PERSON' },
  { case: 'A4.7', what: 'MINIMUM_LIVING', made: '2020-11-01', sued: '2020-12-01', is: 'PERSON' },
  { case: 'A4.7', what: 'OTHER', made: '2024-11-01', sued: '2024-12-01', is: 'NO' },
]
