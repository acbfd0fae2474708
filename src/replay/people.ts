/**
 * People who do not exist, recognisable as such.
 *
 * Names have 示 as the first character of the given name (陈示安). Citizen numbers are well formed, with a right check
 * digit, but their serial is always 900 or above, which no division hands out; that is the mark of the demonstration:
 * parties from 999 downwards, mediators from 939 downwards. Organisations carry the same 示 in their names and DEM0 in
 * the body of their credit code. Telephone numbers begin with 000.
 */

import { dateOfNumber, dayNumber, type LocalDate } from '#kernel/clock'
import type { Random } from './random.ts'

const SURNAMES = '陈王张林李黄周吴徐郑胡叶杨朱金沈俞邵方章戴袁史范童毛贺应施邬钟励虞竺'
const GIVEN = '安和宁平康泰乐清明远恒嘉瑞祥旭晨阳林海江川山云松柏竹梅兰菊荷田禾谷丰穗春夏秋冬文武良善信诚谦恭'

export type Sex = 'M' | 'F'

/** A made-up name; some carry a second character. */
export function personName(random: Random): string {
  const surname = SURNAMES[random.int(SURNAMES.length)]!
  return `${surname}示${GIVEN[random.int(GIVEN.length)]!}`
}

/** Two characters for a made-up village, shop or company; 2,304 of them, one for each index. */
export function inventedWord(index: number): string {
  const n = GIVEN.length
  const i = ((index % (n * n)) + n * n) % (n * n)
  return GIVEN[Math.floor(i / n)]! + GIVEN[(i * 7 + Math.floor(i / n)) % n]!
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check digit of a citizen number (GB 11643): the 18th character of the first seventeen. */
export function citizenCheck(first17: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * WEIGHTS[i]!
  return '10X98765432'[sum % 11]!
}

/** Which block of serials: parties 999…940, mediators 939…900. */
export type Pool = 'party' | 'mediator'

/** Birth dates are spread over so many days: sixty years for parties, forty-two for mediators. */
const SPAN_DAYS: Readonly<Record<Pool, number>> = { party: 60 * 365, mediator: 42 * 365 }

export type Identity = { birthDate: LocalDate; citizenId: string }

/**
 * The n-th identity of a county and sex: no two n share a number. Ages on 1 January of `year` lie between 20 and 80,
 * of mediators between 26 and 68, since they were adults when they were appointed up to seven years before.
 * Parties repeat only beyond 30 × 21,900 in one county.
 */
export function identityOf(county: string, sex: Sex, n: number, pool: Pool, year: number): Identity {
  const span = SPAN_DAYS[pool]
  const day = (n * 7919) % span
  const round = Math.floor(n / span)
  const width = pool === 'party' ? 30 : 20
  const top = pool === 'party' ? 999 : 939
  const serial = top - 2 * (round % width) - (sex === 'F' ? 1 : 0)
  const last = dayNumber(`${year - (pool === 'mediator' ? 26 : 20)}-01-01` as LocalDate)
  const birthDate = dateOfNumber(last - 1 - day)
  return { birthDate, citizenId: numberOf(county, birthDate, serial) }
}

/** A child's identity: born within the seventeen years before `year`. */
export function childIdentity(county: string, sex: Sex, n: number, year: number): Identity {
  const days = 16 * 365
  const birthDate = dateOfNumber(dayNumber(`${year - 1}-01-01` as LocalDate) - 1 - ((n * 7919) % days))
  return {
    birthDate,
    citizenId: numberOf(county, birthDate, 999 - 2 * (Math.floor(n / days) % 30) - (sex === 'F' ? 1 : 0)),
  }
}

function numberOf(county: string, birthDate: LocalDate, serial: number): string {
  const first = county + birthDate.replaceAll('-', '') + serial
  return first + citizenCheck(first)
}

const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ORG = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** A well-formed credit code (GB 32100) with DEM0 in its body; one for each n below 923,521. */
export function creditCode(county: string, n: number): string {
  let tail = ''
  for (let i = 0, rest = n; i < 4; i++, rest = Math.floor(rest / 31)) tail = CREDIT[rest % 31]! + tail
  const body = `DEM0${tail}`
  const orgWeights = [3, 7, 9, 10, 5, 8, 4, 2]
  let sum = 0
  for (let i = 0; i < 8; i++) sum += ORG.indexOf(body[i]!) * orgWeights[i]!
  const check = (11 - (sum % 11)) % 11
  const first = `91${county}${body}${check === 10 ? 'X' : check}`
  return first + creditCheck(first)
}

/** The 18th character of a credit code. */
export function creditCheck(first17: string): string {
  let sum = 0
  let weight = 1
  for (let i = 0; i < 17; i++) {
    sum += CREDIT.indexOf(first17[i]!) * weight
    weight = (weight * 3) % 31
  }
  return CREDIT[(31 - (sum % 31)) % 31]!
}

/** A telephone number that cannot be dialled. */
export function phoneOf(n: number): string {
  return `000${String(n % 100_000_000).padStart(8, '0')}`
}
