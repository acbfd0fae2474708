/** The parties of a dispute: made from its root, so that every attempt at it has the same. */

import type { LocalDate } from '#kernel/clock'
import { childIdentity, creditCode, identityOf, inventedWord, personName, phoneOf, type Sex } from './people.ts'
import type { Random } from './random.ts'

export type PlannedParty = {
  side: 'A' | 'B' | 'THIRD'
  type: 'PERSON' | 'ORG'
  name: string
  idType: 'CITIZEN_ID' | 'CREDIT_CODE'
  idNo: string
  sex?: Sex
  birthDate?: LocalDate
  phone: string
  address: string
  /** One of at most five who speak for many (宁波市人民调解条例 art. 20). */
  isRepresentative: boolean
  isMinor: boolean
  /** Index of the child for whom this person stands as guardian. */
  guardianOf?: number
}

/** Parties named in one dispute at most: five representatives, the other side and a guardian. */
const PER_ROOT = 8

/** What stands on the other side where it is not a person, by kind of dispute, and how often it is. */
const ORGANISATIONS: Readonly<Record<string, { share: number; name: string }>> = {
  LABOUR: { share: 1, name: '实业有限公司' },
  MIGRANT_WAGE: { share: 1, name: '建设有限公司' },
  MEDICAL: { share: 1, name: '医院' },
  PROPERTY_MGMT: { share: 0.9, name: '物业服务有限公司' },
  CONSUMER: { share: 0.9, name: '商行' },
  ECOMMERCE: { share: 0.9, name: '电子商务有限公司' },
  TOURISM: { share: 1, name: '旅行社有限公司' },
  ENVIRONMENT: { share: 0.8, name: '制造有限公司' },
  EXPROPRIATION: { share: 1, name: '房屋拆迁服务有限公司' },
  VILLAGE_AFFAIRS: { share: 1, name: '股份经济合作社' },
  IP: { share: 1, name: '科技有限公司' },
  CONTRACT: { share: 0.5, name: '贸易有限公司' },
  BUSINESS_OPERATION: { share: 0.5, name: '经营部' },
}

const MINOR_SHARE = 0.02

export function partiesOf(args: {
  root: number
  kind: string
  headCount: number
  county: string
  countyName: string
  year: number
  random: Random
}): PlannedParty[] {
  const { root, kind, headCount, county, countyName, year, random } = args
  let n = 0
  const person = (side: PlannedParty['side'], child = false): PlannedParty => {
    const sex: Sex = random.chance(0.45) ? 'F' : 'M'
    const serial = root * PER_ROOT + n++
    const identity = child ? childIdentity(county, sex, serial, year) : identityOf(county, sex, serial, 'party', year)
    return {
      side,
      type: 'PERSON',
      name: personName(random),
      idType: 'CITIZEN_ID',
      idNo: identity.citizenId,
      sex,
      birthDate: identity.birthDate,
      phone: phoneOf(serial),
      address: `${countyName}示例路${1 + random.int(500)}号`,
      isRepresentative: false,
      isMinor: child,
    }
  }
  const organisation = (side: PlannedParty['side'], what: string): PlannedParty => {
    const serial = root * PER_ROOT + n++
    return {
      side,
      type: 'ORG',
      name: `${countyName}示${inventedWord(root * 13 + n)}${what}`,
      idType: 'CREDIT_CODE',
      idNo: creditCode(county, serial % 923_521),
      phone: phoneOf(serial),
      address: `${countyName}示例路${1 + random.int(500)}号`,
      isRepresentative: false,
      isMinor: false,
    }
  }
  const child = kind === 'DAMAGES' && headCount === 2 && random.chance(MINOR_SHARE)
  const parties = [person('A', child)]
  // Of many people at most five speak; of a few everybody is named.
  const spokesmen = headCount >= 10 ? 2 + random.int(4) : Math.min(headCount - 1, 3)
  for (let i = 1; i < spokesmen; i++) parties.push(person('A'))
  if (headCount >= 10) for (const p of parties) p.isRepresentative = true
  const org = ORGANISATIONS[kind]
  parties.push(org && random.chance(org.share) ? organisation('B', org.name) : person('B'))
  if (child) parties.push({ ...person('A'), guardianOf: 0 })
  return parties
}
