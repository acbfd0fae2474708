/** Against whom disputes are brought and who hears them: organs of the demonstration city by level, place and kind of act. */
import type { ActKind } from '../domains/reconsideration/act-kinds.ts'
import { type City, townsOf } from './city.ts'
import { cumulate, pick, pickIndex, type Random } from './random.ts'

/** Departments of a county that are its own; the land and environment bureaus of a district are branches of the city's. */
const OWN = ['market', 'housing', 'labour', 'enforcement', 'police'] as const
const isDistrict = (county: string) => county.startsWith('33020') || county.startsWith('33021')

/** Which departments an act of a kind comes from, where not from any. */
const OF_KIND: Partial<Record<ActKind, readonly string[]>> = {
  PENALTY: ['market', 'police', 'enforcement', 'police'],
  WORK_INJURY: ['labour'],
  LICENSE: ['market', 'housing'],
  COERCION: ['enforcement'],
  BENEFIT: ['labour'],
}

export type Cast = {
  /** A county by its people. */
  county(random: Random): string
  /** Who answers, and who hears, an application of 2017's law at a level. */
  respondentOf(
    level: 'CITY' | 'COUNTY',
    county: string,
    kind: ActKind,
    random: Random,
  ): { respondent: string; organ: string }
  /** Who is complained of, and before whom, where the application lies with an organ that may not decide it. */
  astray(
    why: 'ADVISED_ELSEWHERE' | 'TRANSFERRED',
    r: { level: 'CITY' | 'COUNTY'; county: string },
  ): { respondent: string; organ: string; county?: string; kind: ActKind }
  /** The organ that a suit is against. */
  defendantOf(level: 'CITY' | 'COUNTY', county: string, kind: ActKind, random: Random): string
}

/** Who stands against whom in the city. */
export function castOf(city: City): Cast {
  const { counties, city: cityCode } = city.demo
  const sums = cumulate(counties.map((c) => c.population))
  const towns = Map.groupBy(townsOf(city), (t) => t.parent)
  const cityGovernment = `gov-${cityCode}`
  const department = (place: string, kind: ActKind, random: Random): string => {
    const able = OF_KIND[kind] ?? OWN
    return `${pick(able, random)}-${place}`
  }
  const ofCounty = (county: string, kind: ActKind, random: Random): string => {
    if (kind === 'EXPROPRIATION') return `gov-${pick(towns.get(county)!, random).code}`
    if (kind === 'RESOURCE_RIGHT')
      return isDistrict(county) ? `gov-${pick(towns.get(county)!, random).code}` : `land-${county}`
    if (kind === 'GOV_INFO' || kind === 'NONFEASANCE' || kind === 'OTHER')
      return random.chance(0.5) ? `gov-${pick(towns.get(county)!, random).code}` : department(county, kind, random)
    return department(county, kind, random)
  }
  const ofCity = (county: string, kind: ActKind, random: Random): string => {
    if (kind === 'EXPROPRIATION' || random.chance(0.25)) return `gov-${county}`
    if (kind === 'RESOURCE_RIGHT') return `land-${cityCode}`
    return department(cityCode, kind, random)
  }
  return {
    county: (random) => counties[pickIndex(sums, random)]!.place,
    respondentOf: (level, county, kind, random) =>
      level === 'CITY'
        ? { respondent: ofCity(county, kind, random), organ: cityGovernment }
        : { respondent: ofCounty(county, kind, random), organ: `gov-${county}` },
    astray: (why, { level, county }) => {
      // Organs of a central line are heard in their line; a district's branch of a city bureau by that bureau or the city's government.
      if (why === 'ADVISED_ELSEWHERE')
        return level === 'CITY'
          ? { respondent: 'customs-ningbo', organ: cityGovernment, kind: 'PENALTY' }
          : { respondent: `tax-${county}`, organ: `gov-${county}`, kind: 'PENALTY' }
      const district = isDistrict(county) ? county : counties.find((c) => isDistrict(c.place))!.place
      return {
        respondent: `environment-${district}`,
        organ: `gov-${district}`,
        county: district,
        kind: 'PENALTY',
      }
    },
    defendantOf: (level, county, kind, random) => {
      if (level === 'CITY') return random.chance(0.2) ? cityGovernment : department(cityCode, kind, random)
      return random.chance(0.15) ? `gov-${county}` : ofCounty(county, kind, random)
    },
  }
}
