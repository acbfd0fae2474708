/** A county with its bureau, a court and two establishers, and short ways to committees and seats: for the tests of mediation. */

import type { LocalDate } from '#kernel/clock'
import { makeCitizenId } from '#kernel/codes'
import type { Actor } from '../src/kernel/access.ts'
import type { Domain } from '../src/kernel/domain.ts'
import { openCity, type TestCity } from './support.ts'

export type Seat = { matterId: string; partyId: string; idNumber: string; startOn: string }
type SeatOptions = { on: string; role?: string; sex?: 'male' | 'female'; person?: object; more?: object; by?: Actor }
type CommitteeOptions = { on: string; more?: { [key: string]: unknown }; by?: Actor }
export type Violation = { matter_id: string; subject_key: string; since: string; severity: string }

export type Town = Awaited<ReturnType<typeof openTown>>

/** Opens a fresh city with a small county (330282), its neighbour (330205) and the city's own bureau. */
export async function openTown(domains: readonly Domain[]) {
  const city: TestCity = await openCity(domains)
  const { owner } = city
  await owner.query(`insert into kernel.place (code, name, level, kind, parent_code) values ('330200', '宁波市', 'city', 'city', null),
    ('330282', '慈溪市', 'county', 'county-city', '330200'), ('330205', '江北区', 'county', 'district', '330200') on conflict do nothing`)
  await city.agency('justice-330200', 'justice-bureau', {})
  for (const county of ['330282', '330205']) {
    await city.agency(`justice-${county}`, 'justice-bureau', { county })
    await city.agency(`court-${county}`, 'court', { county })
    await city.agency(`village-${county}`, 'village-committee', { county })
  }
  await fillCalendar(city)
  const reader = (agency: string) => ({ kind: 'reader' as const, value: `a:${agency}` })
  const establisher = await city.post(
    'establisher-1',
    'establisher',
    reader('village-330282'),
    'village-330282',
    '1990-01-01',
  )
  const otherEstablisher = await city.post(
    'establisher-2',
    'establisher',
    reader('village-330205'),
    'village-330205',
    '1990-01-01',
  )
  const county = await city.post(
    'county-1',
    'county_justice',
    { kind: 'county', value: '330282' },
    'justice-330282',
    '1990-01-01',
  )
  const otherCounty = await city.post(
    'county-2',
    'county_justice',
    { kind: 'county', value: '330205' },
    'justice-330205',
    '1990-01-01',
  )
  const cityJustice = await city.post(
    'city-1',
    'city_justice',
    { kind: 'city', value: 'city' },
    'justice-330200',
    '1990-01-01',
  )

  let count = 0
  const three = { memberCount: 3, headCount: 1, womanCount: 1 }
  const filing = { authorityId: 'justice-330282', materials: ['NAME', 'MEMBERS', 'OFFICE'] }
  const ownCounty = (actor: Actor) => actor.agency.slice(-6)

  const establishStep = ({ on, more = {}, by = establisher }: CommitteeOptions) => ({
    procedure: 'mediation.committee',
    action: 'establish',
    declaredOn: on as never,
    input: {
      name: `示例第${++count}人民调解委员会`,
      kind: 'VILLAGE',
      level: 'VILLAGE',
      establisherId: by.agency,
      establisherKind: 'VILLAGERS_COMMITTEE',
      countyCode: ownCounty(by),
      address: '村部一楼',
      establishedOn: on,
      meetingKind: 'VILLAGE_REPRESENTATIVES',
      composition: three,
      ...more,
    },
  })

  /** A new committee, established and entered on one day. */
  const committee = async (options: CommitteeOptions) => {
    const done = await city.ok(options.by ?? establisher, options.on, establishStep(options))
    return { matterId: done.matterId, agencyId: done.given.agencyId as string }
  }

  const personOf = (sex: 'male' | 'female', more: object) => ({
    name: `示例${++count}`,
    idNumber: makeCitizenId('330282', '1975-05-05' as LocalDate, count),
    sex,
    birthOn: '1975-05-05',
    ethnicity: '畲族',
    education: 'SENIOR',
    ...more,
  })

  const memberStep = (
    agencyId: string,
    { on, role = 'MEMBER', sex = 'male', person = {}, more = {} }: SeatOptions,
  ) => ({
    procedure: 'mediation.mediator',
    action: 'appointMember',
    declaredOn: on as never,
    input: {
      agencyId,
      person: personOf(sex, person),
      workMode: 'PART_TIME',
      startOn: on,
      role,
      basis: 'ELECTED',
      meetingKind: 'VILLAGE_REPRESENTATIVES',
      ...more,
    },
  })
  const hireStep = (agencyId: string, { on, sex = 'male', person = {}, more = {} }: SeatOptions) => ({
    procedure: 'mediation.mediator',
    action: 'hire',
    declaredOn: on as never,
    input: {
      agencyId,
      person: personOf(sex, person),
      workMode: 'FULL_TIME',
      startOn: on,
      isGoodCharacterDeclared: true,
      ...more,
    },
  })
  const seated = async (step: ReturnType<typeof memberStep | typeof hireStep>, o: SeatOptions): Promise<Seat> => {
    const done = await city.ok(o.by ?? establisher, o.on, step)
    return { matterId: done.matterId, partyId: done.given.partyId, idNumber: step.input.person.idNumber, startOn: o.on }
  }

  /** Files what waits with the county bureau and has it registered, on one day. */
  const file = async (matterId: string, on: string, by: Actor = establisher, bureau: Actor = county) => {
    await city.ok(by, on, { matterId, action: 'file', input: { ...filing, authorityId: bureau.agency } })
    return city.ok(bureau, on, { matterId, action: 'acceptFiling', input: {} })
  }

  /** Rows of a supervision view on a day, of one matter. */
  const watch = async (rule: string, on: string, matterId?: string): Promise<Violation[]> => {
    const client = await owner.connect()
    try {
      await client.query('begin')
      await client.query(`select set_config('fadu.today', $1, true)`, [on])
      const { rows } = await client.query(
        `select * from mediation.watch_${rule} where $1::uuid is null or matter_id = $1::uuid order by subject_key`,
        [matterId ?? null],
      )
      const seen = [...city.registry.supervision.values()].find((r) => r.view === `mediation.watch_${rule}`)
      if (seen && rows.length) city.fired.add(seen.id)
      return rows
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  return {
    city,
    establisher,
    otherEstablisher,
    county,
    otherCounty,
    cityJustice,
    three,
    filing,
    establishStep,
    committee,
    memberStep,
    hireStep,
    member: (agencyId: string, o: SeatOptions) => seated(memberStep(agencyId, o), o),
    hire: (agencyId: string, o: SeatOptions) => seated(hireStep(agencyId, o), o),
    /** The head of a committee as an actor: his post was made by the act that seated him. */
    headOf: async (seat: Seat, agencyId: string): Promise<Actor> => ({
      id: seat.partyId,
      role: 'committee_head',
      scope: { kind: 'agency', value: agencyId },
      agency: agencyId,
    }),
    file,
    watch,
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

/** A committee with a head who handles its disputes. */
export type Office = { matterId: string; agencyId: string; head: Actor; host: string; bureau: Actor }
export type Dispute = { id: string; root: string; parties: object[] }
type Ending = 'FULL' | 'PARTIAL' | 'NO_AGREEMENT' | 'PARTY_QUIT' | 'DEADLINE' | 'ENDED' | 'NOT_ACCEPTED' | 'OPEN'
export type DisputeOptions = {
  on: string
  /** Default: on the day of application. */
  acceptedOn?: string
  concludedOn?: string
  ending: Ending
  /** A second attempt at a dispute that failed elsewhere. */
  retryOf?: Dispute
  isWritten?: boolean
  input?: { [key: string]: unknown }
}

/** Opens disputes at committees and takes them through all their steps by the committee's head, each on its own day. */
export function disputesOf(town: Town) {
  const { city } = town
  let count = 0

  const office = async (
    on: string,
    more: { [key: string]: unknown } = {},
    by = town.establisher,
    bureau = town.county,
  ): Promise<Office> => {
    const c = await town.committee({ on, more, by })
    const elected = more.meetingKind === 'ESTABLISHER' ? { meetingKind: 'ESTABLISHER', basis: 'HIRED' } : {}
    const seat = await town.member(c.agencyId, { on, role: 'HEAD', by, more: elected })
    await town.member(c.agencyId, { on, sex: 'female', by, more: elected })
    await town.member(c.agencyId, { on, by, more: elected })
    await town.file(c.matterId, on, by, bureau)
    return { ...c, head: await town.headOf(seat, c.agencyId), host: seat.partyId, bureau }
  }

  const partiesOf = () =>
    (['A', 'B'] as const).map((side) => ({
      side,
      name: `当事人${++count}`,
      idKind: 'resident',
      idNumber: makeCitizenId('330205', '1980-01-01' as LocalDate, count),
    }))
  const caseOf = (o: Office, parties: object[], more: object = {}) => ({
    committeeAgencyId: o.agencyId,
    kind: 'NEIGHBOUR',
    place: o.bureau.agency.slice(-6),
    parties,
    amountInvolvedFen: 50_000,
    ...more,
  })
  const step = (o: Office, on: string, id: string, action: string, input: object = {}) =>
    city.ok(o.head, on, { matterId: id, action, input })
  const both = [1, 2]

  /** From acceptance to the first session. */
  const begin = async (o: Office, id: string, on: string) => {
    await step(o, on, id, 'assign', { hostMediatorId: o.host })
    await step(o, on, id, 'informRights')
    await step(o, on, id, 'holdSession', { attendees: both, record: { date: on } })
  }
  const agreementOf = (on: string, isWritten: boolean, scope: 'FULL' | 'PARTIAL', more: object = {}) => ({
    scope,
    form: isWritten ? 'WRITTEN' : 'ORAL',
    signatures: both.map((party) => ({ party, on })),
    ...(isWritten ? { mediatorSignedOn: on, sealedOn: on } : { agreedOn: on, oralRecord: { date: on } }),
    content: '各自清理宅前通道，互不追究',
    isInstant: !isWritten,
    isLawful: true,
    ...more,
  })
  const remedy = (on: string) => ({ remedyNotice: { on, channels: ['LITIGATION'] }, terminationNotice: { date: on } })

  const conclude = async (o: Office, id: string, on: string, ending: Ending, isWritten = true) => {
    if (ending === 'FULL' || ending === 'PARTIAL') await step(o, on, id, 'settle', agreementOf(on, isWritten, ending))
    else await step(o, on, id, 'fail', { cause: ending, ...remedy(on) })
  }

  const dispute = async (o: Office, options: DisputeOptions): Promise<Dispute> => {
    const { on, acceptedOn = on, concludedOn = acceptedOn, ending, retryOf, isWritten } = options
    const parties = retryOf?.parties ?? partiesOf()
    const input = caseOf(o, parties, options.input)
    const opened = await city.ok(
      o.head,
      on,
      retryOf
        ? {
            procedure: 'mediation.dispute',
            action: 'reapply',
            input: { ...input, previousMatterId: retryOf.id, rootDisputeId: retryOf.root },
          }
        : { procedure: 'mediation.dispute', action: 'apply', input },
    )
    const id = opened.matterId
    const done = { id, root: retryOf?.root ?? id, parties }
    if (ending === 'NOT_ACCEPTED') {
      await step(o, concludedOn, id, 'notAccept', { code: 'NOT_CIVIL' })
      return done
    }
    await step(o, acceptedOn, id, 'accept')
    if (ending === 'ENDED') {
      await step(o, concludedOn, id, 'withdraw', { reason: 'WITHDRAWN' })
      return done
    }
    await begin(o, id, acceptedOn)
    if (ending !== 'OPEN') await conclude(o, id, concludedOn, ending, isWritten)
    return done
  }

  return { office, dispute, step, begin, conclude, caseOf, partiesOf, agreementOf, remedy, both }
}
