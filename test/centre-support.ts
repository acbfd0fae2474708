/** A county centre with its windows, handling units of every level, a court and a committee: for the tests of the centre. */
import type { LocalDate } from '#kernel/clock'
import { makeCitizenId } from '#kernel/codes'
import type { Actor } from '../src/kernel/access.ts'
import type { Domain } from '../src/kernel/domain.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { openCity, type TestCity } from './support.ts'

export const counties = [
  ['330203', '海曙区'],
  ['330205', '江北区'],
  ['330206', '北仑区'],
  ['330211', '镇海区'],
  ['330212', '鄞州区'],
  ['330213', '奉化区'],
  ['330225', '象山县'],
  ['330226', '宁海县'],
  ['330281', '余姚市'],
  ['330282', '慈溪市'],
] as const

const town = '330203001'
/** Handling units and others, by short names. */
const agencies: [id: string, kind: string, at: { county?: string; town?: string; name?: string }][] = [
  ['gov-330203', 'government', { county: '330203' }],
  ['gov-330200', 'government', {}],
  ['village', 'village-committee', { county: '330203', town, name: '示例村村民委员会' }],
  ['village2', 'village-committee', { county: '330203', town, name: '示例二村村民委员会' }],
  ['town', 'town-government', { county: '330203', town, name: '示例街道办事处' }],
  ['bureauA', 'bureau', { county: '330203' }],
  ['bureauB', 'bureau', { county: '330203' }],
  ['bureauC', 'bureau', { county: '330203' }],
  ['bureauD', 'bureau', { county: '330203' }],
  ['cityBureau', 'bureau', {}],
  ['court', 'court', { county: '330203', name: '示例区人民法院' }],
  ['committee', 'mediation_committee', { county: '330203', town, name: '示例村人民调解委员会' }],
  ['arbitration', 'arbitration-commission', { county: '330203' }],
  ['petitions', 'petition-office', { county: '330203' }],
  ['justice', 'justice-bureau', { county: '330203' }],
]

export type CentreTown = Awaited<ReturnType<typeof openCentre>>

/** Opens a fresh city with one county centre, in use since 2019. */
export async function openCentre(domains: readonly Domain[]) {
  const city: TestCity = await openCity(domains)
  const { owner } = city
  await owner.query(`insert into kernel.place (code, name, level, kind) values ('330200', '宁波市', 'city', 'city')`)
  for (const [code, name] of counties)
    await owner.query(
      `insert into kernel.place (code, name, level, kind, parent_code) values ($1, $2, 'county', 'district', '330200')`,
      [code, name],
    )
  for (const [id, kind, at] of agencies) await city.agency(id, kind, at)
  await fillCalendar(city)
  const asReader = (agency: string) => ({ kind: 'reader' as const, value: `a:${agency}` })
  const establisherOf = (agency: string) =>
    city.post(`establisher-${agency}`, 'centre_establisher', asReader(agency), agency)
  const establisher = await establisherOf('gov-330203')

  let count = 0
  const establishStep = (more: { [key: string]: unknown } = {}, by = establisher) => ({
    procedure: 'centre.centre',
    action: 'establish',
    input: {
      name: `示例${++count}社会矛盾纠纷调处化解中心`,
      level: 'COUNTY',
      countyCode: '330203',
      establisherId: by.agency,
      openedOn: '2019-06-03',
      address: '示例路1号',
      hours: '工作日 8:30-17:00',
      phone: '0574-00000000',
      functions: ['PETITION_RECEPTION', 'PEOPLES_MEDIATION'],
      ...more,
    },
  })
  const establish = async (on: string, more: { [key: string]: unknown } = {}, by = establisher) => {
    const done = await city.ok(by, on, establishStep(more, by))
    return { matterId: done.matterId, agencyId: done.given.agencyId as string }
  }
  const centre = await establish('2019-06-03')
  const staff = (role: string, id = role) =>
    city.post(id, role, { kind: 'agency', value: centre.agencyId }, centre.agencyId)
  const unit = (agency: string, role: 'handler' | 'handler_head') =>
    city.post(`${role}-${agency}`, role, asReader(agency), agency)
  const actors: Record<string, Actor> = {
    reception: await staff('centre_reception'),
    dispatcher: await staff('centre_dispatcher'),
    director: await staff('centre_director'),
    visitor: await staff('visit_back'),
  }
  for (const [id] of agencies) {
    actors[id] = await unit(id, 'handler')
    actors[`${id}.head`] = await unit(id, 'handler_head')
  }

  const person = (n = ++count) => ({
    name: `来访人${n}`,
    idKind: 'resident',
    idNumber: makeCitizenId('330203', '1980-01-01' as LocalDate, n),
  })
  const registerStep = (more: { [key: string]: unknown } = {}) => ({
    procedure: 'centre.matter',
    action: 'register',
    input: {
      centreAgencyId: centre.agencyId,
      channel: 'VISIT',
      place: town,
      kind: '邻里',
      petitioners: [person()],
      counterparties: [{ name: `对方${count}` }],
      summary: '楼上渗水',
      demand: '修复并赔偿',
      ...more,
    },
  })
  const register = async (on: string, more: { [key: string]: unknown } = {}, by = actors.reception!) =>
    (await city.ok(by, on, registerStep(more))).matterId
  const step = (by: string, on: string, matterId: string, action: string, input: object = {}) =>
    city.ok(actors[by]!, on, { matterId, action, input })
  const refused = async (by: string, on: string, matterId: string, action: string, input: object = {}) =>
    (await city.refuse(actors[by]!, on, { matterId, action, input })).type.replace('urn:fadu:rule:', '')

  const limits = async (matterId: string): Promise<Record<string, string>> => {
    const { rows } = await owner.query(
      `select limit_id, state, due::text, met_on::text from kernel.matter_limit where matter_id = $1`,
      [matterId],
    )
    return Object.fromEntries(
      rows.map((r) => [
        r.limit_id,
        `${r.due}${r.state === 'running' ? '' : ` ${r.state}${r.met_on ? ` ${r.met_on}` : ''}`}`,
      ]),
    )
  }
  /** Violations of a rule on a day, of one matter. */
  const watch = async (rule: string, on: string, matterId: string): Promise<string[]> =>
    (await newViolations(city.app, city.registry, on as never))
      .filter((v) => v.rule === `centre.${rule}` && v.subjectKey.startsWith(matterId))
      .map((v) => `${v.severity} ${v.since}`)
      .sort()
  const row = async (matterId: string) =>
    (await owner.query('select * from centre.matter where matter_id = $1', [matterId])).rows[0]

  return {
    city,
    actors,
    centre,
    establisher,
    establisherOf,
    establish,
    establishStep,
    person,
    register,
    registerStep,
    step,
    refused,
    limits,
    watch,
    row,
    staff,
    asReader,
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
