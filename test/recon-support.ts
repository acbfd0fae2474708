/** A city with governments, bureaus and everybody whom a reconsideration concerns: for the tests of reconsideration. */
import { addDays, instantAt, type LocalDate } from '#kernel/clock'
import { makeCitizenId } from '#kernel/codes'
import type { Actor, Scope } from '../src/kernel/access.ts'
import type { Domain } from '../src/kernel/domain.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { openCity, type TestCity } from './support.ts'

const agencies: [id: string, kind: string, name: string, county?: string, town?: string][] = [
  ['gov', 'government', '示例区人民政府', '330203'],
  ['gov2', 'government', '示例二区人民政府', '330205'],
  ['cityGov', 'government', '示例市人民政府'],
  ['bureau', 'bureau', '示例区某局', '330203'],
  ['bureau2', 'bureau', '示例区另一局', '330203'],
  ['cityBureau', 'bureau', '示例市某局'],
  ['police', 'police', '示例区公安分局', '330203'],
  ['town', 'town-government', '示例镇人民政府', '330203', '330203001'],
  ['point', 'judicial-office', '示例司法所', '330203', '330203001'],
]

export type ReconTown = Awaited<ReturnType<typeof openRecon>>

/** A person who applies, by number; obviously invented. */
export const person = (n: number) => ({
  name: `申请人示例${n}`,
  idKind: 'resident',
  idNumber: makeCitizenId('330203', addDays('1980-01-01' as LocalDate, Math.floor(n / 900)), n % 900),
})

/** What an application says unless a step says otherwise. */
export const application = (more: { [key: string]: unknown } = {}): { [key: string]: unknown } => ({
  organId: 'gov',
  filedVia: 'IN_PERSON',
  applicants: [person(1)],
  respondents: [{ agencyId: 'bureau' }],
  request: '撤销处罚决定',
  facts: '事实不清',
  ...more,
  act: { kind: 'PENALTY', docNo: '示罚〔2024〕1号', ...(more.act as object | undefined) },
})

/** Opens a fresh city and its people by short names. */
export async function openRecon(domains: readonly Domain[]) {
  const city: TestCity = await openCity(domains)
  const { owner } = city
  await owner.query(`insert into kernel.place (code, name, level, kind) values ('330200', '示例市', 'city', 'city')`)
  for (const [code, name] of [
    ['330203', '示例区'],
    ['330205', '示例二区'],
  ])
    await owner.query(
      `insert into kernel.place (code, name, level, kind, parent_code) values ($1, $2, 'county', 'district', '330200')`,
      [code, name],
    )
  for (const [id, kind, name, county, town] of agencies)
    await city.agency(id, kind, { name, ...(county ? { county } : {}), ...(town ? { town } : {}) })
  await owner.query(`insert into kernel.organ (agency_id, name, level, kind, government_id, superior_id, valid_from) values
    ('gov', '示例区人民政府', 'COUNTY', 'GOVERNMENT', null, 'cityGov', '2004-01-01'),
    ('cityGov', '示例市人民政府', 'CITY', 'GOVERNMENT', null, null, '2004-01-01'),
    ('cityBureau', '示例市某局', 'CITY', 'DEPARTMENT', 'cityGov', null, '2004-01-01'),
    ('bureau', '示例区某局', 'COUNTY', 'DEPARTMENT', 'gov', 'cityBureau', '2004-01-01')`)
  await fillCalendar(city)
  const actors: Record<string, Actor> = {}
  const post = async (name: string, role: string, scope: Scope, agency: string) => {
    actors[name] = await city.post(name.replaceAll('.', '-'), role, scope, agency)
  }
  for (const organ of ['gov', 'gov2', 'cityGov', 'cityBureau'])
    for (const [short, role] of [
      ['clerk', 'recon_clerk'],
      ['officer', 'recon_officer'],
      ['unitHead', 'recon_unit_head'],
      ['organHead', 'recon_organ_head'],
    ] as const)
      await post(`${organ}.${short}`, role, { kind: 'agency', value: organ }, organ)
  for (const short of ['clerk', 'officer', 'unitHead', 'organHead']) actors[short] = actors[`gov.${short}`]!
  const asReader = (agency: string): Scope => ({ kind: 'reader', value: `a:${agency}` })
  for (const agency of ['bureau', 'bureau2', 'cityBureau', 'police', 'town']) {
    await post(agency, 'respondent_officer', asReader(agency), agency)
    await post(`${agency}.head`, 'respondent_head', asReader(agency), agency)
  }
  await post('point', 'recon_intake_point', asReader('point'), 'point')
  actors.assessor = await city.post('assessor', 'recon_assessor', { kind: 'city', value: 'city' }, 'cityGov')
  await post('superior', 'recon_superior', asReader('cityGov'), 'cityGov')
  await post('maker', 'norm_maker', asReader('bureau2'), 'bureau2')

  const papers = async (matterId: string): Promise<{ id: string; template: string; number: string | null }[]> =>
    (
      await owner.query(
        `select document_id as id, template, number from kernel.document where matter_id = $1 order by n, template`,
        [matterId],
      )
    ).rows
  const limits = async (matterId: string): Promise<Record<string, string>> => {
    const { rows } = await owner.query(
      `select limit_id, subject, state, due::text, met_on::text, is_provisional from kernel.matter_limit where matter_id = $1 order by limit_id, subject`,
      [matterId],
    )
    // By its name, and by its name with whom it runs for.
    return Object.fromEntries(
      rows.flatMap((r) => {
        const shown = `${r.due}${r.state === 'running' ? '' : ` ${r.state}${r.met_on ? ` ${r.met_on}` : ''}`}${r.is_provisional ? ' provisional' : ''}`
        return [
          [r.limit_id, shown],
          [`${r.limit_id} ${r.subject}`, shown],
        ]
      }),
    )
  }
  /** Violations of a rule on a day, of one matter. */
  const watch = async (rule: string, on: string, matterId: string | null): Promise<string[]> => {
    const found = (await newViolations(city.app, city.registry, on as LocalDate)).filter(
      (v) => v.rule === `reconsideration.${rule}` && v.matterId === matterId,
    )
    if (found.length) city.fired.add(`reconsideration.${rule}`)
    return found.map((v) => `${v.severity} ${v.since}`).sort()
  }
  const row = async (matterId: string) =>
    (await owner.query('select * from reconsideration.matter where matter_id = $1', [matterId])).rows[0]
  /** The actor who is the applicant of that number. */
  const applicant = async (matterId: string, seq = 1): Promise<Actor> => {
    const { rows } = await owner.query(
      `select party_id from reconsideration.party where matter_id = $1 and side = 'APPLICANT' and seq = $2`,
      [matterId, seq],
    )
    return city.post(`party-${rows[0].party_id}`, 'party', { kind: 'reader', value: `p:${rows[0].party_id}` }, 'party')
  }
  return {
    city,
    actors,
    papers,
    limits,
    watch,
    row,
    applicant,
    at: (on: string, time: string) => instantAt(on as LocalDate, time),
  }
}

/** The working days of the covered years, as the service writes them for views. */
async function fillCalendar(city: TestCity): Promise<void> {
  const { calendar, owner } = city
  await owner.query(
    `insert into kernel.setting (key, value) values ('calendar', $1) on conflict (key) do update set value = excluded.value`,
    [calendar.version],
  )
  await owner.query(
    `insert into kernel.calendar_day (version, day, is_workday)
     select $1, date '1970-01-01' + ($2::int + o.n::int - 1), o.w = 1 from unnest($3::int[]) with ordinality as o(w, n) on conflict do nothing`,
    [calendar.version, calendar.first, [...calendar.works]],
  )
}
