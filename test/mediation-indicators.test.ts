import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disputeKinds } from '../src/domains/mediation/dispute-kinds.ts'
import { mediation } from '../src/domains/mediation/index.ts'
import { committeeKinds } from '../src/domains/mediation/organisation-kinds.ts'
import type { Instant } from '../src/kernel/clock.ts'
import { computeFigures } from '../src/kernel/indicator.ts'
import { buildReport } from '../src/report/build.ts'
import { openCorrections } from '../src/report/corrections.ts'
import { type Dispute, disputesOf, type Office, openTown, type Town } from './mediation-support.ts'

type Counts = { [indicator: string]: number }

let town: Town
let d: ReturnType<typeof disputesOf>
let village: Office
let townshipOffice: Office

/** A fresh city for each test: figures are of the whole city, so nothing of another test may stand in it. */
const fresh = async () => {
  town = await openTown([mediation])
  d = disputesOf(town)
  village = await d.office('2018-03-01')
  townshipOffice = await d.office('2018-03-01', {
    kind: 'TOWNSHIP',
    level: 'TOWN',
    establisherKind: 'TOWNSHIP_GOVERNMENT',
    meetingKind: 'ESTABLISHER',
  })
}
const cityTest = (name: string, work: () => Promise<void>) =>
  test(name, async () => {
    await fresh()
    try {
      await work()
    } finally {
      await town.city.close()
    }
  })

/** Figures of a year as the report would take them, known at the end of the following year unless told otherwise. */
const figures = async (year: number, ...ids: string[]): Promise<Counts> => {
  const known = `${year + 2}-01-01T00:00:00.000+08:00` as Instant
  const all = await computeFigures(town.city.app, town.city.registry, year, known, new Set(ids))
  return Object.fromEntries(ids.map((id) => [id, Number(all.get(id)?.value)]))
}
const mediated = (year: number) => figures(year, 'disputes_mediated', 'disputes_settled')
const counts = (m: number, s: number) => ({ disputes_mediated: m, disputes_settled: s })

/** Rows of a view that stand on a day, as a stock, or lie in a period, as a flow. */
const stockOn = async (view: string, on: string, scope = 'city') =>
  (
    await town.city.owner.query(
      `select record_id, place from mediation.${view} where scope_kind = $2 and counted_on <= $1::date and (until is null or until > $1::date)`,
      [on, scope],
    )
  ).rows as { record_id: string; place: string }[]
const flowIn = async (view: string, from: string, to: string) =>
  (
    await town.city.owner.query(
      `select record_id from mediation.${view} where scope_kind = 'city' and counted_on between $1 and $2 and (until is null or until > $2)`,
      [from, to],
    )
  ).rows.length

const crossYear = [
  {
    no: 'A8.6',
    on: '2019-12-20',
    concludedOn: '2020-01-10',
    years: { 2019: [0, 0], 2020: [1, 1] },
    pending: { 2019: 1, 2020: 0 },
  },
  {
    no: 'A8.6',
    on: '2020-12-15',
    concludedOn: '2021-01-15',
    years: { 2020: [0, 0], 2021: [1, 1] },
    pending: { 2020: 1, 2021: 0 },
  },
] as const

for (const c of crossYear)
  cityTest(`${c.no} accepted ${c.on}, settled ${c.concludedOn}: counts in the year of its conclusion`, async () => {
    await d.dispute(village, { on: c.on, concludedOn: c.concludedOn, ending: 'FULL' })
    for (const [year, [m, s]] of Object.entries(c.years))
      assert.deepEqual(await mediated(Number(year)), counts(m, s), year)
    for (const [year, n] of Object.entries(c.pending))
      assert.equal((await figures(Number(year), 'disputes_pending_yearend')).disputes_pending_yearend, n, year)
  })

const afterVillage = async (settledOn: string): Promise<Dispute> => {
  const first = await d.dispute(village, { on: '2020-03-02', concludedOn: '2020-03-30', ending: 'NO_AGREEMENT' })
  const due = await town.city.owner.query(
    `select due from kernel.matter_limit where matter_id = $1 and limit_id = 'general'`,
    [first.id],
  )
  assert.equal(due.rows[0].due, '2020-04-02')
  await d.dispute(townshipOffice, { on: '2020-04-07', concludedOn: settledOn, ending: 'FULL', retryOf: first })
  return first
}

cityTest(
  'A8.7 failed in March, settled by the township in April: one dispute, settled, and the first quarter once showed a failure',
  async () => {
    const first = await afterVillage('2020-04-20')
    assert.deepEqual(await mediated(2020), counts(1, 1))
    assert.equal((await figures(2020, 'mediation_attempts')).mediation_attempts, 2)
    assert.equal(await flowIn('disputes_mediated', '2020-01-01', '2020-03-31'), 1)
    assert.equal(await flowIn('disputes_failed', '2020-01-01', '2020-03-31'), 1)
    // Quarters may add to more than the year.
    assert.equal(await flowIn('disputes_mediated', '2020-04-01', '2020-06-30'), 1)
    const rows = await town.city.owner.query(
      `select record_id, until, agency_id from mediation.disputes_mediated where scope_kind = 'city' order by counted_on`,
    )
    assert.deepEqual(
      rows.rows.map((r) => r.until),
      ['2020-04-20', null],
    )
    assert.equal(rows.rows[0].record_id, first.id)
    assert.equal(rows.rows[1].agency_id, townshipOffice.agencyId)
  },
)

cityTest(
  'A8.7 failed in 2020, settled in January 2021: one in each year, and the earlier year stays as it was',
  async () => {
    await afterVillage('2021-01-08')
    assert.deepEqual(await mediated(2020), counts(1, 0))
    assert.deepEqual(await mediated(2021), counts(1, 1))
  },
)

cityTest('a retry that ended before its first session, or was not accepted, supersedes nothing', async () => {
  const first = await d.dispute(village, { on: '2020-03-02', concludedOn: '2020-03-30', ending: 'NO_AGREEMENT' })
  await d.dispute(townshipOffice, { on: '2020-04-07', concludedOn: '2020-04-08', ending: 'ENDED', retryOf: first })
  assert.deepEqual(await mediated(2020), counts(1, 0))
})

cityTest(
  'A8.8 transferred: one dispute, at the committee that concluded it, with the limit of the first acceptance',
  async () => {
    const parties = d.partiesOf()
    const opened = await town.city.ok(village.head, '2020-05-11', {
      procedure: 'mediation.dispute',
      action: 'apply',
      input: d.caseOf(village, parties),
    })
    await d.step(village, '2020-05-11', opened.matterId, 'accept')
    await d.step(village, '2020-05-15', opened.matterId, 'transferOut', {
      toAgencyId: townshipOffice.agencyId,
      consents: d.both,
      receiverConsent: { date: '2020-05-15' },
      reason: '物业纠纷由对口的委员会调解',
    })
    assert.equal((await stockOn('disputes_pending_yearend', '2020-05-14')).length, 1)
    const taken = await town.city.ok(townshipOffice.head, '2020-05-15', {
      procedure: 'mediation.dispute',
      action: 'receiveTransfer',
      input: d.caseOf(townshipOffice, parties, { fromMatterId: opened.matterId }),
    })
    const due = await town.city.owner.query(
      `select due from kernel.matter_limit where matter_id = $1 and limit_id = 'general'`,
      [taken.matterId],
    )
    assert.equal(due.rows[0].due, '2020-06-11')
    // Once on every day, also on the days before the hand-over.
    for (const on of ['2020-05-11', '2020-05-14', '2020-05-15', '2020-05-27'])
      assert.equal((await stockOn('disputes_pending_yearend', on)).length, 1, on)
    await d.begin(townshipOffice, taken.matterId, '2020-05-20')
    await d.conclude(townshipOffice, taken.matterId, '2020-05-28', 'FULL')
    assert.deepEqual(await mediated(2020), counts(1, 1))
    assert.deepEqual(await figures(2020, 'transferred_out', 'disputes_accepted', 'mediation_attempts'), {
      transferred_out: 1,
      disputes_accepted: 1,
      mediation_attempts: 1,
    })
    const { rows } = await town.city.owner.query(
      `select agency_id from mediation.disputes_mediated where scope_kind = 'city'`,
    )
    assert.deepEqual(rows, [{ agency_id: townshipOffice.agencyId }])
  },
)

cityTest('A8.9 refused before the first session: not counted; refused after sessions: failed and counted', async () => {
  const early = await town.city.ok(village.head, '2020-06-01', {
    procedure: 'mediation.dispute',
    action: 'initiate',
    input: d.caseOf(village, d.partiesOf()),
  })
  const refused = await d.step(village, '2020-06-02', early.matterId, 'refuse', {
    party: 2,
    channel: 'IN_PERSON',
    document: { date: '2020-06-02' },
  })
  assert.equal(refused.state, 'NOT_ACCEPTED')
  assert.deepEqual(await mediated(2020), counts(0, 0))
  await d.dispute(village, { on: '2020-06-01', concludedOn: '2020-06-10', ending: 'PARTY_QUIT' })
  assert.deepEqual(await mediated(2020), counts(1, 0))
})

cityTest('A6.2 the boundaries of one year, and both identities', async () => {
  // Carried over from 2019, and left over at the end of 2020.
  await d.dispute(village, { on: '2019-12-20', concludedOn: '2020-01-10', ending: 'FULL' })
  await d.dispute(village, { on: '2020-12-15', ending: 'OPEN' })
  // Concluded: full, in part, failed in each way.
  await d.dispute(village, { on: '2020-02-03', concludedOn: '2020-02-10', ending: 'FULL', isWritten: false })
  await d.dispute(village, { on: '2020-02-03', concludedOn: '2020-02-10', ending: 'FULL' })
  await d.dispute(village, { on: '2020-02-03', concludedOn: '2020-02-10', ending: 'PARTIAL' })
  for (const ending of ['NO_AGREEMENT', 'PARTY_QUIT', 'DEADLINE'] as const)
    await d.dispute(village, { on: '2020-02-03', concludedOn: '2020-03-10', ending })
  // None of the denominator.
  await d.dispute(village, { on: '2020-02-03', concludedOn: '2020-02-04', ending: 'NOT_ACCEPTED' })
  await d.dispute(village, { on: '2020-02-03', concludedOn: '2020-02-04', ending: 'ENDED' })
  const kept = await d.dispute(village, { on: '2020-09-01', ending: 'OPEN' })
  const twin = await town.city.ok(townshipOffice.head, '2020-09-02', {
    procedure: 'mediation.dispute',
    action: 'apply',
    input: d.caseOf(townshipOffice, kept.parties, { place: '330282' }),
  })
  await d.step(townshipOffice, '2020-09-02', twin.matterId, 'accept', { duplicateDenial: '核对前先受理' })
  await d.step(townshipOffice, '2020-09-03', twin.matterId, 'mergeInto', {
    intoMatterId: kept.id,
    intoRootDisputeId: kept.root,
    note: '与村会登记的是同一纠纷',
  })
  await d.conclude(village, kept.id, '2020-09-20', 'FULL')
  // Superseded within the year.
  const failed = await d.dispute(village, { on: '2020-03-02', concludedOn: '2020-03-30', ending: 'NO_AGREEMENT' })
  await d.dispute(townshipOffice, { on: '2020-04-07', concludedOn: '2020-04-20', ending: 'FULL', retryOf: failed })

  const ids = [
    'disputes_mediated',
    'disputes_settled',
    'disputes_partial',
    'disputes_failed',
    'mediation_attempts',
    'disputes_accepted',
    'disputes_pending_yearend',
    'disputes_ended_before_start',
    'disputes_not_accepted',
    'disputes_merged',
    'disputes_agreed',
    'disputes_agreed_written',
    'disputes_agreed_oral',
    'attempts_on_time',
    'headcount',
    'amount_involved_sum',
    'amount_involved_missing',
  ] as const
  const f = await figures(2020, ...ids)
  assert.deepEqual(f, {
    disputes_mediated: 9,
    disputes_settled: 5,
    disputes_partial: 1,
    disputes_failed: 3,
    mediation_attempts: 10,
    disputes_accepted: 12,
    disputes_pending_yearend: 1,
    disputes_ended_before_start: 1,
    disputes_not_accepted: 1,
    disputes_merged: 1,
    disputes_agreed: 6,
    disputes_agreed_written: 5,
    disputes_agreed_oral: 1,
    attempts_on_time: 7,
    headcount: 18,
    amount_involved_sum: 450_000,
    amount_involved_missing: 0,
  })
  const of = (id: (typeof ids)[number]) => f[id] as number
  assert.equal(of('disputes_mediated'), of('disputes_settled') + of('disputes_partial') + of('disputes_failed'))
  assert.equal(
    of('disputes_agreed_written') + of('disputes_agreed_oral'),
    of('disputes_settled') + of('disputes_partial'),
  )
  const before = (await figures(2019, 'disputes_pending_yearend')).disputes_pending_yearend as number
  assert.equal(
    before + of('disputes_accepted'),
    of('mediation_attempts') +
      of('disputes_ended_before_start') +
      of('disputes_merged') +
      of('disputes_pending_yearend'),
  )
})

cityTest(
  'A6.2 what a court entrusted after docketing is counted apart and supersedes nothing; what it delegated before counts',
  async () => {
    await town.city.owner.query(`select 1`)
    const court = await town.city.post(
      'court-1',
      'court_liaison',
      { kind: 'reader', value: 'a:court-330282' },
      'court-330282',
    )
    for (const [source, on] of [
      ['COURT_DELEGATED', '2020-05-06'],
      ['COURT_ENTRUSTED', '2020-05-06'],
    ] as const) {
      const opened = await town.city.ok(court, on, {
        procedure: 'mediation.dispute',
        action: 'receiveReferral',
        input: d.caseOf(village, d.partiesOf(), {
          source,
          letter: { date: on },
          courtProcedure: 'ORDINARY',
          consents: d.both.map((party) => ({ party, on, channel: 'WRITTEN', document: { date: on } })),
        }),
      })
      await d.step(
        village,
        on,
        opened.matterId,
        'accept',
        source === 'COURT_ENTRUSTED' ? { nature: { isCourtAccepted: true, isCourtConsenting: true } } : {},
      )
      await d.begin(village, opened.matterId, on)
      await d.conclude(village, opened.matterId, '2020-05-12', 'FULL')
    }
    assert.deepEqual(await mediated(2020), counts(1, 1))
    assert.deepEqual(await figures(2020, 'court_entrusted', 'mediation_attempts'), {
      court_entrusted: 1,
      mediation_attempts: 2,
    })
  },
)

cityTest(
  'A6.2 an invented dispute is out of later editions; what happens to an agreement later takes nothing back',
  async () => {
    const real = await d.dispute(village, { on: '2020-02-03', concludedOn: '2020-02-10', ending: 'FULL' })
    const invented = await d.dispute(village, { on: '2020-02-03', concludedOn: '2020-02-11', ending: 'FULL' })
    await town.city.ok(town.county, '2021-05-06', {
      matterId: invented.id,
      action: 'correctRecord',
      input: {
        ground: 'FABRICATED',
        requestedBy: 'inspector-1',
        evidence: { date: '2021-05-06' },
        explanation: '当事人查无其人',
      },
    })
    await town.city.ok(town.county, '2021-05-06', {
      matterId: real.id,
      action: 'invalidate',
      input: { result: 'VOID', judgment: { date: '2021-05-06', number: '（2021）浙0282民初1号' } },
    })
    assert.deepEqual(await mediated(2020), counts(1, 1))
    assert.equal((await figures(2021, 'agreements_invalidated')).agreements_invalidated, 1)
    // The edition of before the correction knew of no invention.
    const client = await town.city.owner.connect()
    try {
      await client.query('begin')
      await client.query(`select set_config('fadu.known_at', '2021-01-31T00:00:00+08:00', true)`)
      const { rows } = await client.query(
        `select count(*)::int as n from mediation.disputes_settled where scope_kind = 'city' and known_at <= '2021-01-31T00:00:00+08:00'`,
      )
      assert.equal(rows[0].n, 2)
    } finally {
      await client.query('rollback')
      client.release()
    }
  },
)

cityTest(
  'a success that was entered late leaves the failure standing in the edition that did not know of it',
  async () => {
    const first = await d.dispute(village, { on: '2020-11-02', concludedOn: '2020-11-20', ending: 'NO_AGREEMENT' })
    const opened = await town.city.ok(townshipOffice.head, '2020-12-01', {
      procedure: 'mediation.dispute',
      action: 'reapply',
      input: { ...d.caseOf(townshipOffice, first.parties), previousMatterId: first.id, rootDisputeId: first.root },
    })
    await d.step(townshipOffice, '2020-12-01', opened.matterId, 'accept')
    await d.begin(townshipOffice, opened.matterId, '2020-12-01')
    // Signed on 2020-12-30, entered on 2021-02-01.
    await town.city.ok(townshipOffice.head, '2021-02-01', {
      matterId: opened.matterId,
      action: 'settle',
      declaredOn: '2020-12-30' as never,
      input: d.agreementOf('2020-12-30', true, 'FULL'),
    })
    const edition = async (knownAt: string) => {
      const client = await town.city.owner.connect()
      try {
        await client.query('begin')
        await client.query(`select set_config('fadu.known_at', $1, true)`, [knownAt])
        const { rows } = await client.query(
          `select (select count(*)::int from mediation.disputes_mediated v where v.scope_kind = 'city' and v.counted_on between '2020-01-01' and '2020-12-31'
            and (v.until is null or v.until > '2020-12-31') and v.known_at <= $1::timestamptz) as mediated,
          (select count(*)::int from mediation.disputes_settled v where v.scope_kind = 'city' and v.counted_on between '2020-01-01' and '2020-12-31'
            and v.known_at <= $1::timestamptz) as settled`,
          [knownAt],
        )
        return rows[0]
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    assert.deepEqual(await edition('2021-01-31T00:00:00+08:00'), { mediated: 1, settled: 0 })
    assert.deepEqual(await edition('2021-03-31T00:00:00+08:00'), { mediated: 1, settled: 1 })
  },
)

cityTest('A6.3 the rate is a pair of integers', async () => {
  for (const ending of ['FULL', 'FULL', 'NO_AGREEMENT'] as const)
    await d.dispute(village, { on: '2020-02-03', concludedOn: '2020-02-10', ending })
  const all = await computeFigures(
    town.city.app,
    town.city.registry,
    2020,
    '2022-01-01T00:00:00.000+08:00' as Instant,
    new Set(['mediation_success_rate', 'written_rate', 'ontime_rate']),
  )
  const rate = (id: string) => [all.get(id)?.numerator, all.get(id)?.denominator]
  assert.deepEqual(rate('mediation_success_rate'), [2n, 3n])
  assert.deepEqual(rate('written_rate'), [2n, 2n])
  assert.deepEqual(rate('ontime_rate'), [3n, 3n])
})

cityTest('committees: filed and not dissolved on the day; unfiled ones, rooms and dissolved ones apart', async () => {
  const unfiled = await town.committee({ on: '2020-06-01' })
  const gone = await d.office('2019-01-02', {
    kind: 'REGIONAL',
    establisherKind: 'OTHER_ORGANISATION',
    meetingKind: 'ESTABLISHER',
    level: 'TOWN',
  })
  await town.city.ok(town.establisher, '2020-12-31', {
    matterId: gone.matterId,
    action: 'dissolve',
    input: { dissolvedOn: '2020-12-31', reason: '市场关闭' },
  })
  await town.city.ok(town.establisher, '2020-06-01', {
    matterId: village.matterId,
    action: 'openRoom',
    input: { name: '老娘舅工作室', kind: 'PERSONAL', address: '村部', openedOn: '2020-06-01' },
  })
  const cityLevel = await town.committee({
    on: '2020-09-01',
    more: {
      kind: 'INDUSTRY_PROFESSIONAL',
      level: 'CITY',
      field: 'MEDICAL',
      establisherKind: 'INDUSTRY_ASSOCIATION',
      meetingKind: 'ESTABLISHER',
    },
  })
  await town.file(cityLevel.matterId, '2020-09-02', town.establisher, town.cityJustice)
  const ids = ['mediation_committees', 'mediation_committees_professional', 'committees_unfiled', 'mediation_rooms']
  assert.deepEqual(await figures(2020, ...ids), {
    mediation_committees: 3,
    mediation_committees_professional: 1,
    committees_unfiled: 1,
    mediation_rooms: 1,
  })
  assert.equal((await stockOn('mediation_committees', '2020-12-30')).length, 4)
  assert.equal((await stockOn('mediation_committees', '2020-12-31')).length, 3)
  assert.equal((await stockOn('mediation_committees', '2020-09-01')).length, 3)
  assert.deepEqual(
    (await stockOn('mediation_committees', '2020-12-31', 'city-level')).map((r) => r.record_id),
    [cityLevel.matterId],
  )
  // On the day it is filed it is counted, and no longer among the unfiled.
  await town.file(unfiled.matterId, '2021-02-01')
  assert.equal((await stockOn('committees_unfiled', '2021-01-31')).length, 1)
  assert.equal((await stockOn('committees_unfiled', '2021-02-01')).length, 0)
  assert.equal((await stockOn('mediation_committees', '2021-02-01')).length, 4)
})

cityTest(
  'A8.4 one person at two committees: one mediator, two seats; the seat that ends on the last day no longer counts',
  async () => {
    const cityCommittee = await town.committee({
      on: '2019-01-02',
      by: town.otherEstablisher,
      more: {
        kind: 'INDUSTRY_PROFESSIONAL',
        level: 'CITY',
        field: 'MEDICAL',
        establisherKind: 'INDUSTRY_ASSOCIATION',
        meetingKind: 'ESTABLISHER',
      },
    })
    await town.file(cityCommittee.matterId, '2019-01-03', town.otherEstablisher, town.cityJustice)
    const zhang = await town.member(village.agencyId, { on: '2019-03-01', person: { idNumber: '330282197505059993' } })
    const second = await town.hire(cityCommittee.agencyId, {
      on: '2020-06-01',
      by: town.otherEstablisher,
      person: { idNumber: '330282197505059993' },
      more: { isPrimary: true },
    })
    assert.equal(second.partyId, zhang.partyId)
    const on = async (day: string) => ({
      persons: (await stockOn('mediators', day)).filter((r) => r.record_id === zhang.partyId).map((r) => r.place),
      fullTime: (await stockOn('mediators_full_time', day)).some((r) => r.record_id === zhang.partyId),
      partTime: (await stockOn('mediators_part_time', day)).some((r) => r.record_id === zhang.partyId),
      seats: (await stockOn('mediator_seats', day)).filter((r) =>
        [zhang.matterId, second.matterId].includes(r.record_id),
      ).length,
    })
    assert.deepEqual(await on('2020-05-31'), { persons: ['330282'], fullTime: false, partTime: true, seats: 1 })
    assert.deepEqual(await on('2020-06-01'), { persons: ['330205'], fullTime: true, partTime: false, seats: 2 })
    await town.city.ok(town.otherEstablisher, '2020-12-31', {
      matterId: second.matterId,
      action: 'dismiss',
      input: { reason: 'LEAK', finding: '泄露患者隐私', endOn: '2020-12-31' },
    })
    assert.deepEqual(await on('2020-12-30'), { persons: ['330205'], fullTime: true, partTime: false, seats: 2 })
    assert.deepEqual(await on('2020-12-31'), { persons: ['330282'], fullTime: false, partTime: true, seats: 1 })
    // A6.4: never more people than seats.
    const f = await figures(
      2020,
      'mediators',
      'mediator_seats',
      'mediators_full_time',
      'mediators_part_time',
      'mediation_committees',
    )
    assert.ok((f.mediators as number) <= (f.mediator_seats as number))
    assert.equal(f.mediators, (f.mediators_full_time as number) + (f.mediators_part_time as number))
  },
)

cityTest(
  'a mediator of a committee not yet filed is not counted, and the main committee may be changed by one act',
  async () => {
    const late = await town.committee({ on: '2020-06-01' })
    const seat = await town.member(late.agencyId, { on: '2020-06-01', role: 'HEAD' })
    const has = async (day: string) => (await stockOn('mediators', day)).some((r) => r.record_id === seat.partyId)
    assert.equal(await has('2020-08-01'), false)
    await town.file(late.matterId, '2020-09-01')
    assert.equal(await has('2020-08-31'), false)
    assert.equal(await has('2020-09-01'), true)
    const other = await d.office('2020-01-02', {}, town.otherEstablisher, town.otherCounty)
    const again = await town.member(other.agencyId, {
      on: '2020-10-09',
      by: town.otherEstablisher,
      person: { idNumber: seat.idNumber },
    })
    const place = async (day: string) =>
      (await stockOn('mediators', day)).filter((r) => r.record_id === seat.partyId).map((r) => r.place)
    assert.deepEqual(await place('2020-10-09'), ['330282'])
    await town.city.ok(town.otherEstablisher, '2020-11-02', {
      matterId: again.matterId,
      action: 'makePrimary',
      input: {},
    })
    assert.deepEqual(await place('2020-11-01'), ['330282'])
    assert.deepEqual(await place('2020-11-02'), ['330205'])
    await town.city.ok(town.establisher, '2020-12-01', { matterId: seat.matterId, action: 'makePrimary', input: {} })
    assert.deepEqual(await place('2020-11-30'), ['330205'])
    assert.deepEqual(await place('2020-12-01'), ['330282'])
  },
)

cityTest('A6: by kind and by type of committee the parts add up to the whole; unmapped kinds are counted', async () => {
  const day = { on: '2020-03-02', ending: 'FULL' } as const
  await d.dispute(village, { ...day })
  await d.dispute(village, { ...day, input: { kind: 'DAMAGES' } })
  await d.dispute(village, { ...day, ending: 'NO_AGREEMENT', input: { kind: 'DAMAGES' } })
  await d.dispute(townshipOffice, { ...day, input: { kind: 'CONTRACT' } })
  await d.dispute(townshipOffice, { ...day, ending: 'PARTIAL', input: { kind: 'CONTRACT' } })
  const kinds = Object.keys(disputeKinds).map((x) => x.toLowerCase())
  const types = Object.keys(committeeKinds).map((x) => x.toLowerCase())
  for (const whole of ['disputes_mediated', 'disputes_settled']) {
    const total = (await figures(2020, whole))[whole]
    assert.ok(total! > 0)
    const sum = (c: Counts) => Object.values(c).reduce((a, b) => a + b, 0)
    assert.equal(sum(await figures(2020, ...kinds.map((x) => `${whole}_of_${x}`))), total)
    assert.equal(sum(await figures(2020, ...types.map((x) => `${whole}_by_${x}`))), total)
  }
  assert.deepEqual(
    await figures(
      2020,
      'disputes_mediated_of_damages',
      'disputes_settled_of_damages',
      'disputes_mediated_by_township',
      'disputes_settled_by_township',
      'mediation_committees_by_village',
      'mediation_committees_by_township',
    ),
    {
      disputes_mediated_of_damages: 2,
      disputes_settled_of_damages: 1,
      disputes_mediated_by_township: 2,
      disputes_settled_by_township: 1,
      mediation_committees_by_village: 1,
      mediation_committees_by_township: 1,
    },
  )
  // The ministry's kinds are the city's to enter, each year anew.
  assert.deepEqual(await figures(2020, 'disputes_unmapped'), { disputes_unmapped: 5 })
  await town.city.owner.query(
    `insert into mediation.kind_mapping values ('DAMAGES', 2020, '06', '损害赔偿纠纷'), ('CONTRACT', 2021, '04', '合同纠纷')`,
  )
  assert.deepEqual(await figures(2020, 'disputes_unmapped'), { disputes_unmapped: 3 })
  const { rows } = await town.city.owner.query(
    `select ministry_code, count(*)::int as n from mediation.disputes_by_ministry_kind where scope_kind = 'city' and ministry_code is not null group by 1`,
  )
  assert.deepEqual(rows, [{ ministry_code: '06', n: 2 }])
})

cityTest(
  'A6.2.7: what a court entrusted after docketing is counted by itself, and with the others only where the city says so',
  async () => {
    const court = await town.city.post(
      'court-1',
      'court_liaison',
      { kind: 'reader', value: 'a:court-330282' },
      'court-330282',
    )
    const on = '2020-03-02'
    const entrusted = async (ending: 'FULL' | 'NO_AGREEMENT') => {
      const { matterId } = await town.city.ok(court, on, {
        procedure: 'mediation.dispute',
        action: 'receiveReferral',
        input: {
          ...d.caseOf(village, d.partiesOf()),
          source: 'COURT_ENTRUSTED',
          letter: { date: on },
          consents: d.both.map((party) => ({ party, on, channel: 'IN_PERSON' })),
        },
      })
      await d.step(village, on, matterId, 'accept')
      await d.begin(village, matterId, on)
      await d.conclude(village, matterId, on, ending)
    }
    await entrusted('FULL')
    await entrusted('NO_AGREEMENT')
    await d.dispute(village, { on, ending: 'FULL' })
    const all = () =>
      figures(2020, 'court_entrusted', 'court_entrusted_settled', 'disputes_mediated', 'disputes_settled')
    assert.deepEqual(await all(), {
      court_entrusted: 2,
      court_entrusted_settled: 1,
      disputes_mediated: 1,
      disputes_settled: 1,
    })
    await town.city.owner.query(`update mediation.convention set value = 1 where id = 'court_entrusted_counts'`)
    assert.deepEqual(await all(), {
      court_entrusted: 2,
      court_entrusted_settled: 1,
      disputes_mediated: 3,
      disputes_settled: 2,
    })
  },
)

cityTest('A6.2.6: an invented matter leaves the next edition, which shows what was published before', async () => {
  const [real, invented] = [
    await d.dispute(village, { on: '2020-03-02', ending: 'FULL' }),
    await d.dispute(village, { on: '2020-03-03', ending: 'FULL' }),
  ]
  const edition = (at: string, fresh: boolean) =>
    buildReport(town.city.app, town.city.registry, 2020, `${at}T09:00:00.000+08:00` as Instant, { fresh })
  assert.deepEqual((await edition('2021-01-05', true)).corrections, [])
  await town.city.ok(town.county, '2021-02-01', {
    matterId: invented.id,
    action: 'correctRecord',
    input: { ground: 'FABRICATED', requestedBy: 'somebody', evidence: { date: '2021-02-01' }, explanation: '查实虚构' },
  })
  // The kept edition stands until a new one is made.
  assert.deepEqual((await edition('2021-02-02', false)).corrections, [])
  const corrected = (await edition('2021-03-01', true)).corrections
  assert.deepEqual(
    corrected.map((c) => [c.indicator, c.published, c.corrected]),
    [
      ['disputes_mediated', '2', '1'],
      ['disputes_settled', '2', '1'],
      ['mediation_success_rate', '2/2', '1/1'],
    ],
  )
  assert.equal(corrected[0]!.publishedAt, '2021-01-05T01:00:00.000Z')
  // The public reads no small number of either edition, nor a figure that its report hides.
  assert.deepEqual(openCorrections(corrected, new Set()), [])
  const large = [{ ...corrected[0]!, published: '60', corrected: '59' }]
  assert.deepEqual(openCorrections(large, new Set()), large)
  assert.deepEqual(openCorrections(large, new Set(['disputes_mediated'])), [])
  assert.ok(real.id)
})

test('every declared view exists with the columns that figures are counted from', async () => {
  await fresh()
  try {
    const wanted = [
      'record_id',
      'matter_id',
      'scope_kind',
      'scope_id',
      'place',
      'counted_on',
      'until',
      'known_at',
      'amount',
      'agency_id',
      'town_code',
      'county_code',
      'reader',
    ]
    const { rows } = await town.city.owner.query(
      `select c.relname as name, c.reloptions as options, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where n.nspname = 'mediation' and c.relkind = 'v' group by c.oid, c.relname, c.reloptions`,
    )
    const views = new Map(rows.map((r) => [`mediation.${r.name}`, r]))
    for (const r of rows) assert.deepEqual(r.options, ['security_invoker=true'], r.name)
    for (const i of mediation.indicators)
      for (const v of i.versions) {
        if (i.kind === 'rate') {
          for (const part of [v.numerator, v.denominator])
            assert.ok(
              mediation.indicators.some((x) => x.id === part),
              `${i.id}: ${part}`,
            )
          continue
        }
        assert.deepEqual(views.get(v.view ?? '')?.columns, wanted, i.id)
      }
    const watch = ['matter_id', 'subject_key', 'since', 'severity', 'agency_id', 'town_code', 'county_code', 'reader']
    for (const s of mediation.supervision) {
      if (s.view) assert.deepEqual(views.get(s.view)?.columns, watch, s.id)
      else assert.ok(s.severity === 'BLOCK' || s.awaits, `${s.id} is neither watched, refused nor awaited`)
    }
  } finally {
    await town.city.close()
  }
})
