/** Whether an act must go through reconsideration before anyone may sue: a table by the side of 2024-01-01, with a person where it leaves open. */
import type { LocalDate } from '#kernel/clock'
import type { Basis } from '#kernel/errors'
import { law, platform, weaker } from '#kernel/law'
import { litigationLaw, type ReconVersion, recon2017, recon2023, versionOn } from './statutes.ts'

const tax = law('TAX_ADMIN_2015')
const price = law('PRICE_PENALTY_2010')
const film = law('FILM_2016')
const antitrust = law('ANTITRUST_2022')
const forex = law('FOREX_2008')
const minimumLiving = law('MIN_LIVING_1999')

/** What is being sued over, as far as it matters here. */
export const suedMatters = {
  ON_SPOT_PENALTY: '当场作出的行政处罚决定',
  RESOURCE_RIGHT: '侵犯已经依法取得的自然资源权利',
  NOT_PERFORMED: '没有履行法定职责',
  REFUSED: '明确拒绝履行法定职责',
  INFORMATION_WITHHELD: '政府信息不予公开',
  INFORMATION_PARTIAL: '政府信息部分公开或者答复内容',
  TAX_DISPUTE: '纳税争议',
  TAX_PENALTY: '税务处罚、强制执行或者保全',
  PRICE_PENALTY: '价格主管部门的处罚',
  FILM_BAN: '电影不准公映',
  LOCAL_REGULATION: '地方性法规规定的复议前置',
  ANTITRUST: '反垄断执法机构的决定',
  FOREIGN_EXCHANGE: '外汇管理机关的决定',
  MINIMUM_LIVING: '最低生活保障的决定',
  OTHER: '其他行政行为',
} as const
export type SuedMatter = keyof typeof suedMatters

export const suitAnswers = { YES: '须先申请复议', NO: '可以直接起诉', PERSON: '由承办人判断' } as const
export type SuitAnswer = keyof typeof suitAnswers

export type BeforeSuit = { answer: SuitAnswer; basis: readonly Basis[]; note?: string }

const no: BeforeSuit = { answer: 'NO', basis: [litigationLaw(44, 1)] }
const yes = (...basis: Basis[]): BeforeSuit => ({ answer: 'YES', basis })
const person = (note: string, ...basis: Basis[]): BeforeSuit => ({ answer: 'PERSON', basis, note })

const wording = '条文没有写明应当先申请复议'
const byStatute = recon2023(23, 1, 5)
const both = (answer: BeforeSuit) => ({ RECON_2017: answer, RECON_2023: answer })

const table: Record<SuedMatter, Record<ReconVersion, BeforeSuit>> = {
  ON_SPOT_PENALTY: { RECON_2017: no, RECON_2023: yes(recon2023(23, 1, 1)) },
  RESOURCE_RIGHT: {
    RECON_2017: {
      ...yes(recon2017(30, 1)),
      note: '是否只限确权决定有司法批复，未核',
    },
    RECON_2023: yes(recon2023(23, 1, 2)),
  },
  NOT_PERFORMED: { RECON_2017: no, RECON_2023: yes(recon2023(23, 1, 3)) },
  REFUSED: {
    RECON_2017: no,
    RECON_2023: person('明确拒绝是否属于没有履行法定职责有争议', recon2023(23, 1, 3)),
  },
  INFORMATION_WITHHELD: { RECON_2017: no, RECON_2023: yes(recon2023(23, 1, 4)) },
  INFORMATION_PARTIAL: {
    RECON_2017: no,
    RECON_2023: person('部分公开、对答复内容不服是否属于不予公开有争议', recon2023(23, 1, 4)),
  },
  TAX_DISPUTE: { RECON_2017: yes(tax(88, 1)), RECON_2023: yes(tax(88, 1), byStatute) },
  TAX_PENALTY: both({ answer: 'NO', basis: [tax(88, 2)] }),
  PRICE_PENALTY: { RECON_2017: yes(price(20)), RECON_2023: yes(price(20), byStatute) },
  FILM_BAN: { RECON_2017: yes(film(58)), RECON_2023: yes(film(58), byStatute) },
  LOCAL_REGULATION: {
    RECON_2017: yes(recon2017(16, 1), recon2017(19), litigationLaw(44, 2)),
    RECON_2023: person('2023年文本只认法律、行政法规规定的前置', byStatute, litigationLaw(44, 2)),
  },
  ANTITRUST: both(person(wording, antitrust(65))),
  FOREIGN_EXCHANGE: both(person(wording, forex(51))),
  MINIMUM_LIVING: both(person(wording, minimumLiving(15))),
  OTHER: both(no),
}

const straddling = platform('2024年以前作出、2024年起起诉的，新旧规定不一致时由承办人判断')

/**
 * Whether reconsideration comes first. Of a duty not performed the day of the act is the last day for performing it.
 * Where the two days lie on two sides of 2024-01-01 and the two laws differ, a person answers.
 */
export function mustReconsiderFirst(matter: SuedMatter, actMadeOn: LocalDate, suedOn: LocalDate): BeforeSuit {
  const [made, sued] = [table[matter][versionOn(actMadeOn)], table[matter][versionOn(suedOn)]]
  if (made === sued) return made
  if (made.answer === sued.answer) return { ...sued, basis: [...made.basis, ...sued.basis] }
  return person(
    `行为作出时${suitAnswers[made.answer]}，起诉时${suitAnswers[sued.answer]}`,
    weaker(recon2023(23, 1), 'unverified', '新旧法衔接的口径未核'),
    straddling,
  )
}

/** Whether the organ had to say, when it acted, that reconsideration comes first. */
export function mustTellReconsiderFirst(matter: SuedMatter, actMadeOn: LocalDate): BeforeSuit {
  const now = table[matter][versionOn(actMadeOn)]
  const duty = recon2023(23, 2)
  if (versionOn(actMadeOn) === 'RECON_2017') return { answer: 'NO', basis: [duty] }
  return { ...now, basis: [duty, ...now.basis] }
}
