/** Which committee takes a dispute. */

import { type City, GROUPS, type Group } from './city.ts'
import type { PlannedCommittee } from './committees.ts'
import { pick, type Random, shuffle } from './random.ts'

/** Picks committees that were there in time; by field where the professional ones have the right one. */
export function chooser(committees: readonly PlannedCommittee[], city: City, year: number) {
  const counties = city.demo.counties.map((c) => c.place)
  const usable = committees.filter((c) => c.counted && c.establishedOn < `${year - 1}-10-20`)
  const lists = counties.map((place) => GROUPS.map((g) => usable.filter((c) => c.county === place && c.group === g)))
  const byField = new Map<string, PlannedCommittee[]>()
  for (const c of usable) {
    if (!c.field) continue
    const key = `${c.county} ${c.field}`
    byField.set(key, [...(byField.get(key) ?? []), c])
  }
  const available = lists.map((row) => row.map((list) => list.length > 0))
  const choose = (county: number, group: Group, kind: string, random: Random, not?: number): number | undefined => {
    if (group === 'PROFESSIONAL') {
      for (const field of city.demo.professional.fieldOfKind[kind] ?? []) {
        const fitting = (byField.get(`${counties[county]} ${field}`) ?? []).filter((c) => c.index !== not)
        if (fitting.length > 0) return pick(fitting, random).index
      }
    }
    const list = lists[county]![GROUPS.indexOf(group)]!
    for (let tries = 0; tries < 8 && list.length > 0; tries++) {
      const c = pick(list, random)
      if (c.index !== not) return c.index
    }
    return list.find((c) => c.index !== not)?.index
  }
  /** Another committee of the county, from the first group that has one; then of any county. */
  const another = (county: number, groups: readonly Group[], kind: string, random: Random, not: number) => {
    for (const g of shuffle([...groups], random)) {
      const found = choose(county, g, kind, random, not)
      if (found !== undefined) return found
    }
    for (const g of GROUPS) {
      const found = choose(county, g, kind, random, not)
      if (found !== undefined) return found
    }
    return usable.find((c) => c.index !== not)?.index
  }
  return { choose, another, available, usable }
}

export type Chooser = ReturnType<typeof chooser>

/** Committees' groups by county, for the joint distribution. */
export function availability(committees: readonly PlannedCommittee[], city: City, year: number): boolean[][] {
  return chooser(committees, city, year).available
}
