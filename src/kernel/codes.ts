/**
 * Codes that every file of an agency carries: unified social credit codes (GB 32100), citizen identity numbers (GB 11643),
 * administrative divisions (GB/T 2260 and the nine-digit town codes of the statistics bureau), mobile phone numbers.
 *
 * The checks say in Chinese what is wrong and correct nothing silently. The makers give well-formed codes of invented persons
 * and bodies for demonstrations and replays; they identify nobody.
 */

import { type LocalDate, localDate } from './clock.ts'

export type CodeFault = { ok: false; reason: string }
export type UsccCheck = { ok: true; divisionCode: string; organisationCode: string } | CodeFault
export type Sex = 'male' | 'female'
/** resident: 居民身份证; hkMoTwResident: 港澳台居民居住证 (81/82/83); permanentResident: 外国人永久居留身份证 (9…). */
export type CitizenIdKind = 'resident' | 'hkMoTwResident' | 'permanentResident'
export type CitizenIdCheck = { ok: true; kind: CitizenIdKind; birthDate: LocalDate; sex: Sex } | CodeFault

/** Kinds of papers by which forms know a person or a body; the first two are checked by their check digits. */
export const idKinds = {
  resident: '居民身份证',
  uscc: '统一社会信用代码',
  passport: '护照',
  other: '其他证件',
} as const

const fault = (reason: string): CodeFault => ({ ok: false, reason })

/** GB 32100: digits and capital letters without I, O, S, V and Z. */
const usccChars = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 3^(i-1) mod 31. */
const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** GB 11714: organisation codes, positions 9 to 17 of a USCC. */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]
/** GB 11643: 2^(18-i) mod 11. */
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const idCheckChars = '10X98765432'

function usccCheckChar(body: string): string {
  const sum = usccWeights.reduce((total, weight, i) => total + weight * usccChars.indexOf(body.charAt(i)), 0)
  return usccChars.charAt((31 - (sum % 31)) % 31)
}

function idCheckChar(body: string): string {
  return idCheckChars.charAt(idWeights.reduce((total, weight, i) => total + weight * Number(body.charAt(i)), 0) % 11)
}

/** Length, characters and check character of a unified social credit code (GB 32100). */
export function checkUscc(code: string): UsccCheck {
  if (code.length !== 18) return fault(`统一社会信用代码应为18位，现为${code.length}位`)
  const bad = [...code].find((char) => !usccChars.includes(char))
  if (bad !== undefined) {
    if (usccChars.includes(bad.toUpperCase())) return fault('统一社会信用代码的字母应为大写')
    return fault(`统一社会信用代码不得含“${bad}”：只用数字和除I、O、S、V、Z以外的大写字母`)
  }
  if (usccCheckChar(code) !== code.charAt(17)) return fault('统一社会信用代码校验位不符，请核对是否录错')
  return { ok: true, divisionCode: code.slice(2, 8), organisationCode: code.slice(8, 17) }
}

/**
 * Length, characters, birth date and check digit of an identity number (GB 11643), also of the residence permits that share its
 * form. Division prefixes are not looked up: divisions are abolished and renamed, their people keep their numbers. With `on`, a
 * birth date after that day is refused.
 */
export function checkCitizenId(id: string, on?: LocalDate): CitizenIdCheck {
  if (id.length !== 18) return fault(`公民身份号码应为18位，现为${id.length}位`)
  if (/x$/.test(id)) return fault('公民身份号码末位校验码应为大写X')
  if (!/^[1-9]\d{16}[\dX]$/.test(id)) return fault('公民身份号码前17位应为数字，首位不为0，末位为数字或X')
  const birthDate = dateIn(id.slice(6, 14))
  if (birthDate === undefined) return fault('公民身份号码第7至14位不是有效的出生日期')
  if (on !== undefined && birthDate > on) return fault('公民身份号码中的出生日期晚于当日')
  if (idCheckChar(id) !== id.charAt(17)) return fault('公民身份号码校验位不符，请核对是否录错')
  const kind = id.startsWith('9') ? 'permanentResident' : /^8[123]/.test(id) ? 'hkMoTwResident' : 'resident'
  return { ok: true, kind, birthDate, sex: Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female' }
}

/** 'YYYYMMDD' as a day that exists and on which somebody now on file can have been born (1800 or later). */
function dateIn(text: string): LocalDate | undefined {
  if (text < '18000101') return undefined
  try {
    return localDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`)
  } catch {
    return undefined
  }
}

/**
 * A well-formed USCC of an invented body. `seed`: up to eight digits, the same seed gives the same code; `divisionCode`: six digits;
 * `registrar`: the first two characters (91 enterprise, 92 sole trader, 11 state organ, 12 public institution, 51 association …).
 */
export function makeUscc(seed: number | string, divisionCode = '330200', registrar = '91'): string {
  const digits = String(seed).padStart(8, '0')
  if (!/^\d{8}$/.test(digits)) throw new RangeError(`makeUscc: seed ${seed} is not up to eight digits`)
  if (!/^\d{6}$/.test(divisionCode)) throw new RangeError(`makeUscc: division ${divisionCode} is not six digits`)
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}$/.test(registrar)) throw new RangeError(`makeUscc: registrar ${registrar}`)
  const sum = organisationWeights.reduce((total, weight, i) => total + weight * Number(digits.charAt(i)), 0)
  const rest = (11 - (sum % 11)) % 11
  const body = `${registrar}${divisionCode}${digits}${rest === 10 ? 'X' : rest}`
  return body + usccCheckChar(body)
}

/** A well-formed identity number of an invented person. `divisionCode`: six digits; `serial`: 0 to 999, odd for men. */
export function makeCitizenId(divisionCode: string, birthDate: LocalDate, serial: number): string {
  if (!/^[1-9]\d{5}$/.test(divisionCode))
    throw new RangeError(`makeCitizenId: division ${divisionCode} is not six digits`)
  if (!Number.isInteger(serial) || serial < 0 || serial > 999) throw new RangeError(`makeCitizenId: serial ${serial}`)
  const day = birthDate.replaceAll('-', '')
  if (dateIn(day) === undefined) throw new RangeError(`makeCitizenId: birth date ${birthDate}`)
  const body = `${divisionCode}${day}${String(serial).padStart(3, '0')}`
  return body + idCheckChar(body)
}

export type DivisionLevel = 'province' | 'city' | 'county' | 'town'

/** Level of a six-digit (GB/T 2260) or nine-digit (town) division code by its form; undefined where it is none. */
export function divisionLevel(code: string): DivisionLevel | undefined {
  if (!/^[1-9]\d{5}(?:\d{3})?$/.test(code)) return undefined
  if (code.length === 9) return code.endsWith('000') ? undefined : 'town'
  return code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'city' : 'county'
}

/** Whether a text is a six- or nine-digit division code. */
export function isDivisionCode(code: string): boolean {
  return divisionLevel(code) !== undefined
}

const divisionDigits: Record<DivisionLevel, number> = { province: 2, city: 4, county: 6, town: 9 }

/** Whether `code` is `area` or lies within it: 330203001 and 330203 lie within 330200. False where either is no division code. */
export function isWithinDivision(code: string, area: string): boolean {
  const level = divisionLevel(area)
  return level !== undefined && isDivisionCode(code) && code.startsWith(area.slice(0, divisionDigits[level]))
}

/** Whether a text is a mobile number of mainland China: eleven digits, without +86, spaces or hyphens. */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text)
}

/** Whether a text is a mobile number, or a fixed one with its area code (0574-87654321). */
export function isPhone(text: string): boolean {
  return isMobile(text) || /^0\d{2,3}-?[2-9]\d{6,7}$/.test(text)
}
