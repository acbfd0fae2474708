/**
 * Reference data of a replay: officers of the city's agencies, and the villages, firms and associations that establish
 * committees, with whoever acts for them. They come before any matter, so they are imported and not acted.
 */
import type { Actor, Scope } from '#kernel/access'
import type { Pool } from '#kernel/db'
import type { PlannedCommittee } from './committees.ts'
import { asReader, inAgency, officer, officerId } from './enact.ts'
import { personName } from './people.ts'
import { randomOf } from './random.ts'

/** The first day that the platform's calendar covers: long before any replay. */
const SINCE = '2004-01-01'

type Agency = { agency_id: string; name: string; kind: string; county_code: string | null; town_code: string | null }
type Post = { role: string; scope: Scope }

/** Of a unit that handles what a centre sends it. */
const handling = (a: Agency): Post[] =>
  ['handler', 'handler_head'].map((role) => ({ role, scope: asReader(a.agency_id) }))

/** Kinds of agencies that people dispute with: they answer in reconsideration and in court. */
const disputed = new Set(['government', 'town-government', 'bureau', 'police'])

/** Of an organ that is disputed with; a government also hears reconsideration, and is the superior of others. */
function disputePosts(a: Agency): Post[] {
  if (!disputed.has(a.kind)) return []
  const own = [
    'respondent_officer',
    'respondent_head',
    'litigation_officer',
    'litigation_head',
    'litigation_reviewer',
    'bulletin_agency',
  ]
  const hears = ['recon_clerk', 'recon_officer', 'recon_unit_head', 'recon_organ_head']
  return [
    ...own.map((role) => ({ role, scope: asReader(a.agency_id) })),
    // The city's tax bureau hears what is against the bureaus below it.
    ...(a.kind === 'government' || (a.agency_id.startsWith('tax-') && a.county_code === null)
      ? [
          ...hears.map((role) => ({ role, scope: inAgency(a.agency_id) })),
          { role: 'recon_superior', scope: asReader(a.agency_id) },
        ]
      : []),
  ]
}

/** Which posts an agency of a kind has; an agency not listed has none. */
const postsOf = (a: Agency): Post[] => [...postsOfKind(a), ...disputePosts(a)]

function postsOfKind(a: Agency): Post[] {
  const county = a.county_code ?? ''
  switch (a.kind) {
    case 'justice-bureau':
      return a.county_code === null
        ? [
            { role: 'city_justice', scope: { kind: 'city', value: 'city' } },
            { role: 'city_supervisor', scope: { kind: 'city', value: 'city' } },
            { role: 'litigation_supervisor', scope: { kind: 'city', value: 'city' } },
            { role: 'recon_assessor', scope: { kind: 'city', value: 'city' } },
            { role: 'bulletin_editor', scope: { kind: 'agency', value: a.agency_id } },
            { role: 'bulletin_approver', scope: { kind: 'agency', value: a.agency_id } },
          ]
        : [
            { role: 'county_justice', scope: { kind: 'county', value: county } },
            { role: 'supervisor', scope: { kind: 'county', value: county } },
            { role: 'litigation_supervisor_county', scope: { kind: 'county', value: county } },
          ]
    case 'court':
      return [
        { role: 'court_liaison', scope: asReader(a.agency_id) },
        // The records of all courts come in by one feed.
        ...(a.county_code === null ? [{ role: 'court_feed', scope: { kind: 'city', value: 'city' } as const }] : []),
      ]
    case 'police':
      return [{ role: 'referrer', scope: asReader(a.agency_id) }, ...handling(a)]
    case 'petition-office':
      return [
        { role: 'referrer', scope: asReader(a.agency_id) },
        { role: 'petition_officer', scope: asReader(a.agency_id) },
      ]
    case 'government':
      return [
        { role: 'referrer', scope: asReader(a.agency_id) },
        { role: 'centre_establisher', scope: asReader(a.agency_id) },
        ...handling(a),
      ]
    case 'procuratorate':
    case 'dispute-centre':
    case 'hotline':
      return [{ role: 'referrer', scope: asReader(a.agency_id) }]
    case 'justice-station':
      return a.town_code === null ? [] : [{ role: 'justice_station', scope: { kind: 'town', value: a.town_code } }]
    case 'town-government':
      return [
        { role: 'establisher', scope: asReader(a.agency_id) },
        { role: 'centre_establisher', scope: asReader(a.agency_id) },
        ...handling(a),
      ]
    default:
      return establishers.has(a.kind) ? [{ role: 'establisher', scope: asReader(a.agency_id) }] : []
  }
}

/** Kinds of establishers outside government, by the planner's word. */
const KIND: Readonly<Record<string, string>> = {
  村民委员会: 'villagers-committee',
  居民委员会: 'residents-committee',
  企业: 'enterprise',
  事业单位: 'institution',
  '市场、园区管理单位': 'park-management',
  行业协会: 'industry-association',
  社会团体: 'social-organisation',
}
const establishers = new Set(Object.values(KIND))

/** The agency that establishes a committee: a town's government, or the committee's own establisher. */
export const establisherId = (c: PlannedCommittee): string => c.establisher.agency ?? `establisher-${c.town}-${c.index}`

export const establisherOf = (c: PlannedCommittee): Actor =>
  officer(establisherId(c), 'establisher', asReader(establisherId(c)))

/** Writes the establishers' agencies, and officers and posts of all agencies; what is there stays. Run as the owner. */
export async function importOfficers(owner: Pool, committees: readonly PlannedCommittee[]): Promise<void> {
  const own: Agency[] = committees
    .filter((c) => c.establisher.agency === undefined)
    .map((c) => ({
      agency_id: establisherId(c),
      name: c.establisher.name,
      kind: KIND[c.establisher.kind]!,
      county_code: c.county,
      town_code: c.town,
    }))
  await owner.query(
    `insert into kernel.agency (agency_id, name, kind, county_code, town_code, valid_from)
     select agency_id, name, kind, county_code, town_code, '${SINCE}' from json_populate_recordset(null::kernel.agency, $1) on conflict do nothing`,
    [JSON.stringify(own)],
  )
  const { rows } = await owner.query(
    'select agency_id, name, kind, county_code, town_code from kernel.agency where matter_id is null order by agency_id',
  )
  const officers: { officer_id: string; name: string }[] = []
  const posts: Record<string, string>[] = []
  for (const a of rows as Agency[])
    for (const p of postsOf(a)) {
      const id = officerId(a.agency_id, p.role)
      officers.push({ officer_id: id, name: personName(randomOf('officers', id)) })
      posts.push({
        officer_id: id,
        role: p.role,
        scope_kind: p.scope.kind,
        scope_value: p.scope.value,
        agency_id: a.agency_id,
      })
    }
  await owner.query(
    `insert into kernel.officer (officer_id, name, valid_from)
     select officer_id, name, '${SINCE}' from json_populate_recordset(null::kernel.officer, $1) on conflict do nothing`,
    [JSON.stringify(officers)],
  )
  await owner.query(
    `insert into kernel.post (officer_id, role, scope_kind, scope_value, agency_id, valid_from)
     select officer_id, role, scope_kind, scope_value, agency_id, '${SINCE}' from json_populate_recordset(null::kernel.post, $1) on conflict do nothing`,
    [JSON.stringify(posts)],
  )
}
