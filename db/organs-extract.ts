/**
 * Makes data/cities/ningbo/organs.json: departments that disputes are about, and what each agency is as an organ of the state.
 * A first draft for lawyers to correct in the file: run again it would overwrite them, so it refuses unless --force is given.
 *
 * Usage: ./fadu-node db/organs-extract.ts [--force]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { UNKNOWN_START } from './places-extract.ts'

type Agency = { id: string; name: string; kind: string; place: string; town?: string; countedIn?: string }
const folder = new URL('../data/cities/ningbo/', import.meta.url)
const file = new URL('organs.json', folder)
const { agencies } = JSON.parse(readFileSync(new URL('agencies.json', folder), 'utf8')) as { agencies: Agency[] }

const CITY = '330200'
const PROVINCE = 'gov-330000'
const since = { from: UNKNOWN_START, fromKnown: false }

/** Departments: at the city, and how the counties have them. */
type Line = {
  slug: string
  city: string
  county: string
  /** The department one level up in the province, or in the state. */
  above: string
  aboveName: string
  /** The counties have a branch of the city's department and no department of their own. */
  areBranches?: true
  isTax?: true
}
const lines: readonly Line[] = [
  {
    slug: 'market',
    city: '宁波市市场监督管理局',
    county: '市场监督管理局',
    above: 'market-330000',
    aboveName: '浙江省市场监督管理局',
  },
  {
    slug: 'housing',
    city: '宁波市住房和城乡建设局',
    county: '住房和城乡建设局',
    above: 'housing-330000',
    aboveName: '浙江省住房和城乡建设厅',
  },
  {
    slug: 'labour',
    city: '宁波市人力资源和社会保障局',
    county: '人力资源和社会保障局',
    above: 'labour-330000',
    aboveName: '浙江省人力资源和社会保障厅',
  },
  {
    slug: 'enforcement',
    city: '宁波市综合行政执法局',
    county: '综合行政执法局',
    above: 'enforcement-330000',
    aboveName: '浙江省综合行政执法指导办公室',
  },
  {
    slug: 'land',
    city: '宁波市自然资源和规划局',
    county: '自然资源和规划局',
    above: 'land-330000',
    aboveName: '浙江省自然资源厅',
    areBranches: true,
  },
  {
    slug: 'environment',
    city: '宁波市生态环境局',
    county: '生态环境局',
    above: 'environment-330000',
    aboveName: '浙江省生态环境厅',
    areBranches: true,
  },
  {
    slug: 'tax',
    city: '国家税务总局宁波市税务局',
    county: '税务局',
    above: 'tax-100000',
    aboveName: '国家税务总局',
    isTax: true,
  },
]

const added: object[] = []
const organs: object[] = []
const organ = (id: string, name: string, level: string, kind: string, more: object = {}) =>
  organs.push({ id, name, level, kind, ...more, ...since })

organ(PROVINCE, '浙江省人民政府', 'PROVINCE', 'GOVERNMENT')
organ('justice-330000', '浙江省司法厅', 'PROVINCE', 'DEPARTMENT', {
  government: PROVINCE,
  superior: 'justice-100000',
  isReconJusticeBureau: true,
})
organ('justice-100000', '司法部', 'STATE', 'DEPARTMENT')
organ('police-330000', '浙江省公安厅', 'PROVINCE', 'DEPARTMENT', { government: PROVINCE })
organ('petition-330000', '浙江省信访局', 'PROVINCE', 'DEPARTMENT', { government: PROVINCE })
for (const l of lines)
  if (l.isTax) organ(l.above, l.aboveName, 'STATE', 'DEPARTMENT', { isTax: true, vertical: 'CENTRAL' })
  else organ(l.above, l.aboveName, 'PROVINCE', 'DEPARTMENT', { government: PROVINCE })
organ('customs-100000', '海关总署', 'STATE', 'DEPARTMENT', { vertical: 'CENTRAL' })

const cityGovernment = `gov-${CITY}`
const counties = agencies.filter((a) => a.kind === 'government' && a.place !== CITY)
/** A district's branch is the city's; a county-level city or a county has a bureau of its own. */
const isDistrict = (code: string) => code.startsWith('33020') || code.startsWith('33021')
const full = (a: Agency) => a.name.replace(/人民政府$/, '')
const bare = (a: Agency) =>
  full(a)
    .replace(/^宁波市/, '')
    .replace(/[区市县]$/, '')

for (const a of agencies) {
  const level = a.place === CITY ? 'CITY' : 'COUNTY'
  const government = `gov-${a.place}`
  const above = (slug: string) => (a.place === CITY ? `${slug}-330000` : `${slug}-${CITY}`)
  if (a.kind === 'government')
    organ(a.id, a.name, level, 'GOVERNMENT', { superior: a.place === CITY ? PROVINCE : cityGovernment })
  else if (a.kind === 'town-government')
    if (a.name.endsWith('办事处')) organ(a.id, a.name, 'TOWN', 'DISPATCHED_ORGAN', { parent: government })
    else organ(a.id, a.name, 'TOWN', 'GOVERNMENT', { superior: government })
  else if (a.kind === 'justice-bureau')
    organ(a.id, a.name, level, 'DEPARTMENT', { government, superior: above('justice'), isReconJusticeBureau: true })
  else if (a.kind === 'petition-office')
    organ(a.id, a.name, level, 'DEPARTMENT', { government, superior: above('petition') })
  else if (a.kind === 'police')
    if (a.place !== CITY && isDistrict(a.place))
      // Called a branch, heard as a department of the district: whoever uses the answer looks it up in the founding document.
      organ(a.id, a.name, 'COUNTY', 'DEPARTMENT', { government, superior: `police-${CITY}`, isByDocument: true })
    else organ(a.id, a.name, level, 'DEPARTMENT', { government, superior: above('police') })
  else if (a.kind === 'justice-station')
    organ(a.id, a.name, 'TOWN', 'DISPATCHED_BODY', { parent: `justice-${a.place}`, seat: `gov-${a.town}` })
  else if (a.kind === 'functional-zone')
    organ(a.id, a.name, 'COUNTY', 'DISPATCHED_ORGAN', { parent: cityGovernment, isByDocument: true })
}

for (const l of lines) {
  const city = `${l.slug}-${CITY}`
  added.push({ id: city, name: l.city, kind: 'bureau', place: CITY, ...since })
  organ(city, l.city, 'CITY', 'DEPARTMENT', {
    ...(l.isTax ? {} : { government: cityGovernment }),
    superior: l.above,
    ...(l.isTax ? { isTax: true, vertical: 'CENTRAL' } : {}),
  })
  for (const c of counties) {
    const id = `${l.slug}-${c.place}`
    const isBranch = l.areBranches && isDistrict(c.place)
    const name = l.isTax
      ? `国家税务总局${full(c).startsWith('宁波市') ? '' : '宁波市'}${full(c)}税务局`.replace('宁波市宁波市', '宁波市')
      : isBranch
        ? `${l.city}${bare(c)}分局`
        : `${full(c)}${l.county}`
    added.push({ id, name, kind: 'bureau', place: c.place, ...since })
    if (isBranch)
      organ(id, name, 'COUNTY', 'DISPATCHED_BODY', {
        parent: city,
        ownName: 'REGULATION',
        isTerritorial: true,
        seat: c.id,
        isByDocument: true,
      })
    else
      organ(id, name, 'COUNTY', 'DEPARTMENT', {
        ...(l.isTax ? { isTax: true, vertical: 'CENTRAL' } : { government: c.id }),
        superior: city,
      })
  }
}
added.push({ id: 'customs-ningbo', name: '宁波海关', kind: 'bureau', place: CITY, ...since })
organ('customs-ningbo', '宁波海关', 'CITY', 'DEPARTMENT', { superior: 'customs-100000', vertical: 'CENTRAL' })
for (const c of counties) {
  const town = agencies.find((a) => a.kind === 'town-government' && a.place === c.place)!
  const at = /(?:区|市|县)(\S+?)(街道|镇|乡)/.exec(town.name.slice(full(c).length - 1))![1]!
  const police = agencies.find((a) => a.id === `police-${c.place}`)!
  const id = `police-station-${town.town}`
  const name = `${police.name}${at}派出所`
  added.push({ id, name, kind: 'bureau', place: c.place, town: town.town, ...since })
  organ(id, name, 'TOWN', 'DISPATCHED_BODY', { parent: police.id, ownName: 'LAW', seat: town.id })
}

const list = (rows: object[]) => rows.map((r) => `    ${JSON.stringify(r)}`).join(',\n')
const note =
  '机关的层级、性质、本级政府、上一级机关、设立或者管理机关（初稿由 db/organs-extract.ts 生成，以后直接改本文件）。' +
  'from 未知的以日历首日代替并标 fromKnown=false。agencies 是补充的工作部门和派出机构；organs 也列市外的上级机关，它们不是本平台的机构。' +
  'isByDocument 表示其设立、授权以编制文件登记为准，管辖由承办人核对。'
if (existsSync(file) && !process.argv.includes('--force')) {
  console.error('data/cities/ningbo/organs.json 已经存在；要重新生成请加 --force')
  process.exit(2)
}
writeFileSync(
  file,
  `{\n  "note": ${JSON.stringify(note)},\n  "agencies": [\n${list(added)}\n  ],\n  "organs": [\n${list(organs)}\n  ]\n}\n`,
)
console.log(`机构${added.length}个，机关${organs.length}个`)
