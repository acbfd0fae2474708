/**
 * Kinds of mediation committees and offices, and the rules of composition and term that need nothing but arithmetic.
 *
 * Pure functions over plain values: procedures, supervision and tests use the same ones.
 */

import { z } from 'zod'
import { addYears, type LocalDate } from '#kernel/clock'

export const committeeKinds = {
  VILLAGE: '村人民调解委员会',
  RESIDENT: '社区（居）人民调解委员会',
  TOWNSHIP: '乡镇人民调解委员会',
  SUBDISTRICT: '街道人民调解委员会',
  ENTERPRISE: '企业人民调解委员会',
  INSTITUTION: '事业单位人民调解委员会',
  REGIONAL: '区域性人民调解委员会',
  INDUSTRY_PROFESSIONAL: '行业性、专业性人民调解委员会',
  OTHER_ORG: '其他组织人民调解委员会',
} as const
export type CommitteeKind = keyof typeof committeeKinds

export const committeeLevels = {
  VILLAGE: '村（社区）级',
  TOWN: '乡镇（街道）级',
  COUNTY: '县级',
  CITY: '市级',
} as const
export type CommitteeLevel = keyof typeof committeeLevels

/** Fields of industry and professional committees; the list may grow, so it is data and not a constraint of the law. */
export const professionalFields = {
  MEDICAL: '医疗',
  TRAFFIC: '道路交通',
  LABOUR: '劳动争议',
  PROPERTY_MGMT: '物业',
  CONSUMER: '消费',
  IP: '知识产权',
  FINANCE: '金融',
  TOURISM: '旅游',
  ENVIRONMENT: '环境保护',
  CONSTRUCTION: '建设工程',
  CAMPUS: '校园',
  FOREIGN: '涉外',
  MARRIAGE_FAMILY: '婚姻家庭',
  OTHER: '其他',
} as const

export const establisherKinds = {
  VILLAGERS_COMMITTEE: '村民委员会',
  RESIDENTS_COMMITTEE: '居民委员会',
  TOWNSHIP_GOVERNMENT: '乡镇人民政府',
  SUBDISTRICT_OFFICE: '街道办事处',
  ENTERPRISE: '企业',
  INSTITUTION: '事业单位',
  INDUSTRY_ASSOCIATION: '行业协会',
  SOCIAL_ORGANISATION: '其他社会团体',
  OTHER_ORGANISATION: '其他组织',
  ADMINISTRATIVE_ORGAN: '行政机关',
} as const
export type EstablisherKind = keyof typeof establisherKinds

export const meetingKinds = {
  VILLAGERS_MEETING: '村民会议',
  VILLAGE_REPRESENTATIVES: '村民代表会议',
  RESIDENTS_MEETING: '居民会议',
  STAFF_MEETING: '职工大会',
  STAFF_CONGRESS: '职工代表大会',
  TRADE_UNION: '工会',
  ESTABLISHER: '设立单位聘任',
} as const
export type MeetingKind = keyof typeof meetingKinds

export const officeRoles = { HEAD: '主任', DEPUTY: '副主任', MEMBER: '委员', HIRED_MEDIATOR: '聘任调解员' } as const
export type OfficeRole = keyof typeof officeRoles
export const workModes = { FULL_TIME: '专职', PART_TIME: '兼职' } as const
export type WorkMode = keyof typeof workModes

/** The four kinds of wrongdoing of 人民调解法 art. 15, and breach of duty of 宁波市人民调解条例 art. 34. */
export const misconductKinds = {
  PARTIALITY: '偏袒一方当事人',
  INSULT: '侮辱当事人',
  GAIN: '索取、收受财物或者牟取其他不正当利益',
  LEAK: '泄露当事人的个人隐私、商业秘密',
  DUTY_BREACH: '违反工作原则、纪律或者失职',
} as const
export type MisconductKind = keyof typeof misconductKinds

/** First day on which 宁波市人民调解条例 applies to matters of organisation (art. 36). */
export const nbPmFrom = '2015-06-01' as LocalDate
/** First day of 人民调解法 (art. 35). */
export const pmlFrom = '2011-01-01' as LocalDate

/** Who is counted when a committee is composed: numbers only, no names. */
export type Composition = {
  memberCount: number
  headCount: number
  deputyCount: number
  womanCount: number
  minorityCount: number
}

/** What is wrong with a committee's composition under 人民调解法 art. 8, each in words; empty where nothing is. */
export function compositionDefects(c: Composition, isMultiEthnicArea: boolean): string[] {
  const out: string[] = []
  if (c.memberCount < 3 || c.memberCount > 9) out.push(`委员应为三至九人，现为${c.memberCount}人`)
  if (c.headCount !== 1) out.push(`主任应为一人，现为${c.headCount}人`)
  if (c.womanCount < 1) out.push('没有妇女成员')
  if (isMultiEthnicArea && c.minorityCount < 1) out.push('多民族居住的地区没有人数较少民族的成员')
  return out
}

/** The later of two days. */
export function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  if (a < b) return b
  return a
}

/** Last day of a term plus one: three years on, left closed and right open (人民调解法 art. 9). */
export const termEndOn = (startOn: LocalDate): LocalDate => addYears(startOn, 3)

/** Kinds whose members are elected, and the bodies that may elect them; others are appointed by whoever establishes them. */
const electionBodies: Partial<Record<CommitteeKind, readonly MeetingKind[]>> = {
  VILLAGE: ['VILLAGERS_MEETING', 'VILLAGE_REPRESENTATIVES'],
  RESIDENT: ['RESIDENTS_MEETING'],
  ENTERPRISE: ['STAFF_MEETING', 'STAFF_CONGRESS', 'TRADE_UNION'],
  INSTITUTION: ['STAFF_MEETING', 'STAFF_CONGRESS', 'TRADE_UNION'],
}

/** Bodies that may choose the members of a committee of this kind. */
export const electingBodies = (kind: CommitteeKind): readonly MeetingKind[] => electionBodies[kind] ?? ['ESTABLISHER']

/** True where the law itself wants members to be elected (人民调解法 art. 9). */
export const isElectedKind = (kind: CommitteeKind): boolean => electionBodies[kind] !== undefined

/** Administrative organs: they may not establish an industry or professional committee (宁波市人民调解条例 art. 10). */
export const isAdministrative = (kind: EstablisherKind): boolean =>
  kind === 'ADMINISTRATIVE_ORGAN' || kind === 'TOWNSHIP_GOVERNMENT' || kind === 'SUBDISTRICT_OFFICE'

/** Which justice bureau takes the filing: the county's, or the city's for professional committees of the city (art. 13 paragraph 3). */
export const filingAuthorityOf = (kind: CommitteeKind, level: CommitteeLevel): 'county' | 'city' =>
  kind === 'INDUSTRY_PROFESSIONAL' && level === 'CITY' ? 'city' : 'county'

/** True on and after the eighteenth birthday; born on 29 February counts from 28 February of a common year. */
export const isAdultOn = (birthOn: LocalDate, on: LocalDate): boolean => addYears(birthOn, 18) <= on

/** In office on a day: from the first day up to, but not on, the last. */
export const isInOffice = (startOn: LocalDate, endOn: LocalDate | null, on: LocalDate): boolean =>
  startOn <= on && (endOn === null || on < endOn)

/** Whether two spans, left closed and right open, share a day. */
export const overlaps = (
  a: { startOn: LocalDate; endOn: LocalDate | null },
  b: { startOn: LocalDate; endOn: LocalDate | null },
): boolean => (b.endOn === null || a.startOn < b.endOn) && (a.endOn === null || b.startOn < a.endOn)

/** A claim's value `start|end`, end empty while in office. */
export function spanOfClaim(value: string | null): { startOn: LocalDate; endOn: LocalDate | null } {
  const [startOn = '', endOn = ''] = (value ?? '').split('|')
  return { startOn: startOn as LocalDate, endOn: endOn === '' ? null : (endOn as LocalDate) }
}

/** A whole number of people. */
export const headsField = (label: string) => z.int().min(0).max(999).meta({ label })
