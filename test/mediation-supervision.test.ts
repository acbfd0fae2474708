import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { mediation } from '../src/domains/mediation/index.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { disputesOf, type Office, openTown, type Town } from './mediation-support.ts'

let town: Town
let d: ReturnType<typeof disputesOf>
let village: Office

before(async () => {
  town = await openTown([mediation])
  d = disputesOf(town)
  village = await d.office('2020-01-02')
})
after(() => town.city.close())

const seen = async (rule: string, on: string, matterId: string) =>
  (await town.watch(rule, on, matterId)).map((r) => `${r.severity} ${r.since}`)

test('A8.5 one month: warned while three working days or fewer are left, red from the day after, an agreed extension counts', async () => {
  const late = await d.dispute(village, { on: '2020-09-03', ending: 'OPEN' })
  const longer = await d.dispute(village, { on: '2020-09-03', ending: 'OPEN' })
  // Due on 2020-10-03, a holiday: the last working days are 09-30, 09-29, 09-28 and 09-27, a Sunday worked.
  assert.deepEqual(await seen('a07', '2020-09-25', late.id), [])
  assert.deepEqual(await seen('a07', '2020-09-27', late.id), ['YELLOW 2020-09-27'])
  assert.deepEqual(await seen('a07', '2020-09-30', late.id), ['YELLOW 2020-09-27'])
  assert.deepEqual(await seen('a07', '2020-10-03', late.id), ['YELLOW 2020-09-27'])
  assert.deepEqual(await seen('a07', '2020-10-04', late.id), ['RED 2020-10-04'])
  const extend = (consents: number[]) => ({
    matterId: longer.id,
    action: 'extend',
    input: { requestedOn: '2020-09-30', consents, newDueOn: '2020-10-30', application: { date: '2020-09-30' } },
  })
  const one = await town.city.refuse(village.head, '2020-09-30', extend([1]))
  assert.equal(one.type, 'urn:fadu:rule:mediation.A08')
  await town.city.ok(village.head, '2020-09-30', extend([1, 2]))
  assert.deepEqual(await seen('a07', '2020-10-04', longer.id), [])
  assert.deepEqual(await seen('a07', '2020-10-31', longer.id), ['RED 2020-10-31'])
  await d.step(village, '2020-11-02', longer.id, 'fail', { cause: 'DEADLINE', ...d.remedy('2020-11-02') })
  assert.deepEqual(await seen('a07', '2020-11-03', longer.id), [])
})

test('A8.5 accepted on the last of January: the limit is the last of February', async () => {
  const m = await d.dispute(village, { on: '2020-01-31', ending: 'OPEN' })
  assert.deepEqual(await seen('a07', '2020-02-29', m.id), ['YELLOW 2020-02-25'])
  assert.deepEqual(await seen('a07', '2020-03-01', m.id), ['RED 2020-03-01'])
})

test('a working-day limit whose calendar is not announced is never overdue', async () => {
  const on = '2026-12-14'
  const input = d.caseOf(village, d.partiesOf(), { kind: 'MEDICAL' })
  const opened = await town.city.ok(village.head, on, { procedure: 'mediation.dispute', action: 'apply', input })
  await d.step(village, on, opened.matterId, 'consent', {
    party: 2,
    result: 'CONSENT',
    channel: 'WRITTEN',
    document: { date: on },
  })
  await d.step(village, on, opened.matterId, 'accept')
  const { rows } = await town.city.owner.query(
    `select is_provisional from kernel.matter_limit where matter_id = $1 and limit_id = 'medical'`,
    [opened.matterId],
  )
  assert.equal(rows[0].is_provisional, true)
  assert.deepEqual(await seen('a07', '2027-06-01', opened.matterId), [])
})

test('A8.5 an extension asked for only after the last day is allowed, and seen', async () => {
  const m = await d.dispute(village, { on: '2020-04-01', ending: 'OPEN' })
  const extension = { consents: [1, 2], newDueOn: '2020-05-20' }
  await town.city.ok(village.head, '2020-05-06', {
    matterId: m.id,
    action: 'extend',
    input: { ...extension, requestedOn: '2020-05-06' },
  })
  assert.deepEqual(await seen('a07', '2020-05-07', m.id), ['YELLOW 2020-05-02'])
  const timely = await d.dispute(village, { on: '2020-04-01', ending: 'OPEN' })
  await town.city.ok(village.head, '2020-05-06', {
    matterId: timely.id,
    action: 'extend',
    input: { ...extension, requestedOn: '2020-05-01' },
  })
  assert.deepEqual(await seen('a07', '2020-05-07', timely.id), [])
})

test('A12 likely to become a criminal case and nobody told', async () => {
  const m = await d.dispute(village, { on: '2020-04-01', ending: 'OPEN', input: { riskLevel: 'CRIMINAL_RISK' } })
  assert.deepEqual(await seen('a12', '2020-04-01', m.id), ['RED 2020-04-01'])
  await d.step(village, '2020-04-02', m.id, 'reportEscalation', { kind: 'CRIMINAL', toAgency: '慈溪市公安局' })
  assert.deepEqual(await seen('a12', '2020-04-02', m.id), [])
})

test('P07 told of later than two hours after it was found; the city may set another number', async () => {
  const report = async (discoveredAt: string, reportedAt?: string) => {
    const m = await d.dispute(village, { on: '2020-04-01', ending: 'OPEN' })
    await town.city.ok(village.head, '2020-04-02T12:00:00.000+08:00', {
      matterId: m.id,
      action: 'reportEscalation',
      input: { kind: 'CRIMINAL', toAgency: '慈溪市公安局', discoveredAt, ...(reportedAt ? { reportedAt } : {}) },
    })
    return m.id
  }
  const at = (time: string) => `2020-04-02T${time}:00+08:00`
  const [timely, late] = [await report(at('09:00'), at('11:00')), await report(at('09:59'))]
  assert.deepEqual(await seen('p07', '2020-04-02', timely), [])
  assert.deepEqual(await seen('p07', '2020-04-02', late), ['YELLOW 2020-04-02'])
  await town.city.owner.query(`update mediation.convention set value = 3 where id = 'escalation_hours'`)
  assert.deepEqual(await seen('p07', '2020-04-02', late), [])
  await town.city.owner.query(`update mediation.convention set value = 2 where id = 'escalation_hours'`)
  await assert.rejects(report(at('12:01')), /mediation.dates/)
  await assert.rejects(report(at('11:00'), at('10:00')), /mediation.dates/)
})

test('P08 violence at home against who cannot act for himself is reported to the police', async () => {
  const m = await d.dispute(village, { on: '2020-04-01', ending: 'OPEN', input: { kind: 'MARRIAGE_FAMILY' } })
  await d.step(village, '2020-04-02', m.id, 'investigate', {
    subject: '邻居',
    content: '孩子身上有伤',
    violence: 'INCAPABLE',
  })
  assert.deepEqual(await seen('p08', '2020-04-03', m.id), ['RED 2020-04-02'])
  const report = (more: object) => ({
    matterId: m.id,
    action: 'reportEscalation',
    input: { kind: 'CRIMINAL', toAgency: '某镇政府', isViolenceAsked: true, ...more },
  })
  const wrong = await town.city.refuse(village.head, '2020-04-03', report({ violence: 'INCAPABLE' }))
  assert.equal(wrong.type, 'urn:fadu:rule:mediation.violenceReport')
  await town.city.ok(village.head, '2020-04-03', report({}))
  assert.deepEqual(await seen('p08', '2020-04-03', m.id), ['RED 2020-04-02'])
  await town.city.ok(
    village.head,
    '2020-04-03',
    report({ toAgency: '派出所', violence: 'INCAPABLE', isToPolice: true }),
  )
  assert.deepEqual(await seen('p08', '2020-04-03', m.id), [])
  const { rows } = await town.city.owner.query(
    'select violence, violence_found_on from mediation.matter_internal where matter_id = $1',
    [m.id],
  )
  assert.deepEqual(rows, [{ violence: 'INCAPABLE', violence_found_on: '2020-04-02' }])
})

test('A8.11 medical: the insurer is told above 10,000 yuan; P09 where 100,000 are claimed without appraisal', async () => {
  const opened = async (amountInvolvedFen: number, isInsured: boolean) => {
    const on = '2020-09-01'
    const { matterId } = await town.city.ok(village.head, on, {
      procedure: 'mediation.dispute',
      action: 'apply',
      input: {
        ...d.caseOf(village, d.partiesOf()),
        kind: 'MEDICAL',
        amountInvolvedFen,
        isInsured,
        applicants: [1, 2],
      },
    })
    await d.step(village, on, matterId, 'accept')
    await d.step(village, on, matterId, 'assign', { hostMediatorId: village.host })
    await d.step(village, on, matterId, 'informRights')
    return matterId
  }
  const hold = (matterId: string, more: object = {}) => ({
    matterId,
    action: 'holdSession',
    input: { attendees: d.both, ...more },
  })
  const insured = await opened(1_000_100, true)
  const refused = async (more: object) => (await town.city.refuse(village.head, '2020-09-02', hold(insured, more))).type
  assert.equal(await refused({}), 'urn:fadu:rule:mediation.insurer')
  assert.equal(await refused({ insurerNotifiedOn: '2020-09-03' }), 'urn:fadu:rule:mediation.dates')
  await town.city.ok(village.head, '2020-09-02', hold(insured, { insurerNotifiedOn: '2020-09-01' }))
  await town.city.ok(village.head, '2020-09-03', hold(insured))
  await town.city.ok(village.head, '2020-09-02', hold(await opened(1_000_000, true)))
  await town.city.ok(village.head, '2020-09-02', hold(await opened(1_000_100, false)))

  const [below, grave] = [await opened(9_999_999, false), await opened(10_000_000, false)]
  const told = (given: object) =>
    mediation.procedures.find((p) => p.id === 'mediation.dispute')!.actions.holdSession!.tells!(given)
  assert.deepEqual(told((await town.city.ok(village.head, '2020-09-02', hold(below))).given), [])
  assert.equal(told((await town.city.ok(village.head, '2020-09-02', hold(grave))).given).length, 1)
  assert.deepEqual(await seen('p09', '2020-09-02', below), [])
  assert.deepEqual(await seen('p09', '2020-09-02', grave), ['YELLOW 2020-09-02'])
  await d.step(village, '2020-09-03', grave, 'appraise', { startOn: '2020-09-03', isJointlyEntrusted: true })
  assert.deepEqual(await seen('p09', '2020-09-03', grave), [])
})

test('P10 delegated by a court: signed by all long before the seal, and nobody has applied', async () => {
  const court = await town.city.post(
    'court-1',
    'court_liaison',
    { kind: 'reader', value: 'a:court-330282' },
    'court-330282',
  )
  const parties = d.partiesOf()
  const on = '2020-06-01'
  const { matterId } = await town.city.ok(court, on, {
    procedure: 'mediation.dispute',
    action: 'receiveReferral',
    input: {
      ...d.caseOf(village, parties),
      source: 'COURT_DELEGATED',
      letter: { date: on },
      consents: d.both.map((party) => ({ party, on, channel: 'IN_PERSON' })),
    },
  })
  await d.step(village, on, matterId, 'accept')
  await d.begin(village, matterId, on)
  await d.step(village, '2020-07-01', matterId, 'settle', {
    ...d.agreementOf('2020-06-05', true, 'FULL'),
    sealedOn: '2020-07-01',
  })
  // The thirtieth day after 2020-06-05 is a Sunday and rolls.
  assert.deepEqual(await seen('p10', '2020-07-06', matterId), [])
  assert.deepEqual(await seen('p10', '2020-07-07', matterId), ['YELLOW 2020-07-07'])
  const apply = (applicants: number[]) =>
    d.step(village, '2020-07-08', matterId, 'applyConfirm', {
      applicants,
      courtAgencyId: 'court-330282',
      application: { date: '2020-07-08' },
    })
  await apply([1])
  assert.deepEqual(await seen('p10', '2020-07-08', matterId), ['YELLOW 2020-07-07'])
  await apply([2])
  assert.deepEqual(await seen('p10', '2020-07-08', matterId), [])
})

test('P11 and P12: what was paid is compared with the county’s table of the day; a table pays failures too', async () => {
  const rule = (id: string, isSettled: boolean, fen: number, from: string, form = 'WRITTEN') =>
    town.city.owner.query(
      `insert into mediation.subsidy_rule (rule_id, county_code, form, tier, is_settled, amount_fen, effective_from) values ($1, '330282', $2, '普通', $3, $4, $5)`,
      [id, form, isSettled, fen, from],
    )
  await rule('one', true, 20_000, '2019-01-01')
  await rule('two', true, 25_000, '2020-07-01')
  const table = async () => (await town.watch('p12', '2020-09-30')).map((r) => `${r.subject_key} ${r.severity}`)
  assert.deepEqual(await table(), ['330282/普通 YELLOW'])
  await rule('three', false, 8_000, '2019-01-01', 'NONE')
  assert.deepEqual(await table(), [])
  const paid = async (concludedOn: string, ending: 'FULL' | 'NO_AGREEMENT', amountFen: number) => {
    const m = await d.dispute(village, { on: concludedOn, ending })
    await town.city.ok(town.county, '2020-09-20', {
      matterId: m.id,
      action: 'recordSubsidy',
      input: {
        mediatorId: village.host,
        rule: '示例办法',
        tier: '普通',
        amountFen,
        payer: 'GOV',
        paidOn: '2020-09-20',
      },
    })
    return seen('p11', '2020-09-20', m.id)
  }
  assert.deepEqual(await paid('2020-06-30', 'FULL', 20_000), [])
  assert.deepEqual(await paid('2020-07-01', 'FULL', 25_000), [])
  assert.deepEqual(await paid('2020-07-01', 'FULL', 20_000), ['YELLOW 2020-09-20'])
  assert.deepEqual(await paid('2020-07-01', 'NO_AGREEMENT', 8_000), [])
  assert.deepEqual(await paid('2020-07-01', 'NO_AGREEMENT', 25_000), ['YELLOW 2020-09-20'])
  await town.city.owner.query('delete from mediation.subsidy_rule')
})

test('A14 five of one kind against one party on one day, each with one applicant; four are none', async () => {
  const other = await d.office('2020-01-02')
  const respondent = d.partiesOf()[1]!
  const one = () =>
    d.dispute(other, {
      on: '2020-05-06',
      ending: 'NOT_ACCEPTED',
      input: { parties: [d.partiesOf()[0], respondent], kind: 'MIGRANT_WAGE' },
    })
  for (let i = 0; i < 4; i++) await one()
  const rows = async () =>
    (await town.watch('a14', '2020-05-07')).filter((r) => r.subject_key.startsWith(other.agencyId))
  assert.deepEqual(await rows(), [])
  await one()
  assert.deepEqual(
    (await rows()).map((r) => [r.severity, r.since]),
    [['YELLOW', '2020-05-06']],
  )
})

test('A15 a suspected duplicate stays in red until somebody has looked at it', async () => {
  const first = await d.dispute(village, { on: '2020-06-01', ending: 'OPEN' })
  const twin = await town.city.ok(village.head, '2020-06-02', {
    procedure: 'mediation.dispute',
    action: 'apply',
    input: d.caseOf(village, first.parties),
  })
  assert.deepEqual(await seen('a15', '2020-06-02', first.id), [])
  assert.deepEqual(await seen('a15', '2020-06-02', twin.matterId), ['RED 2020-06-02'])
  await d.step(village, '2020-06-03', twin.matterId, 'accept', { duplicateDenial: '另一处宅基地' })
  assert.deepEqual(await seen('a15', '2020-06-03', twin.matterId), [])
})

test('A17 and A18: no performance and no visit after five working days; not archived after thirty days', async () => {
  const m = await d.dispute(village, { on: '2020-09-01', ending: 'OPEN' })
  await d.step(
    village,
    '2020-09-02',
    m.id,
    'settle',
    d.agreementOf('2020-09-02', true, 'FULL', {
      hasMoney: true,
      amountPayableFen: 50_000,
      obligations: [{ obligor: 2, obligee: 1, content: '付清赔偿款', amountFen: 50_000, dueOn: '2020-09-25' }],
    }),
  )
  // Working days after 2020-09-25: 09-27, 28, 29, 30 and, after the holidays, 10-09.
  assert.deepEqual(await seen('a17', '2020-10-09', m.id), [])
  assert.deepEqual(await seen('a17', '2020-10-10', m.id), ['YELLOW 2020-10-10'])
  assert.deepEqual(await seen('a18', '2020-10-02', m.id), [])
  assert.deepEqual(await seen('a18', '2020-10-03', m.id), ['YELLOW 2020-10-03'])
  await d.step(village, '2020-10-12', m.id, 'perform', { obligations: [1], performedOn: '2020-10-12' })
  assert.deepEqual(await seen('a17', '2020-10-13', m.id), [])
})

test('A19 the body that entrusted the dispute is told within three working days', async () => {
  const police = await town.city.post(
    'referrer-1',
    'referrer',
    { kind: 'reader', value: 'a:police-330282' },
    'police-330282',
  )
  const opened = await town.city.ok(police, '2020-09-21', {
    procedure: 'mediation.dispute',
    action: 'receiveReferral',
    input: d.caseOf(village, d.partiesOf(), {
      source: 'POLICE',
      letter: { date: '2020-09-21' },
      consents: d.both.map((party) => ({
        party,
        on: '2020-09-21',
        channel: 'WRITTEN',
        document: { date: '2020-09-21' },
      })),
    }),
  })
  await d.step(village, '2020-09-21', opened.matterId, 'accept')
  await d.begin(village, opened.matterId, '2020-09-22')
  await d.conclude(village, opened.matterId, '2020-09-24', 'FULL')
  // 09-25, 09-27 and 09-28 are the three working days.
  assert.deepEqual(await seen('a19', '2020-09-28', opened.matterId), [])
  assert.deepEqual(await seen('a19', '2020-09-29', opened.matterId), ['YELLOW 2020-09-29'])
})

test('A22 more than twenty concluded by one mediator on one day', async () => {
  const busy = await d.office('2020-01-02')
  for (let i = 0; i < 20; i++) await d.dispute(busy, { on: '2020-07-06', ending: 'FULL', isWritten: false })
  const rows = async () =>
    (await town.watch('a22', '2020-07-07')).filter((r) => r.subject_key === `${busy.agencyId}/${busy.host}/2020-07-06`)
  assert.deepEqual(await rows(), [])
  await d.dispute(busy, { on: '2020-07-06', ending: 'FULL', isWritten: false })
  assert.deepEqual(
    (await rows()).map((r) => r.severity),
    ['YELLOW'],
  )
})

test('P02 and P03: education and full-time posts where only the ministry’s rules are quoted', async () => {
  const o = await d.office('2020-01-02', {
    kind: 'TOWNSHIP',
    level: 'TOWN',
    establisherKind: 'TOWNSHIP_GOVERNMENT',
    meetingKind: 'ESTABLISHER',
  })
  const member = await town.member(o.agencyId, {
    on: '2020-02-03',
    person: { education: 'JUNIOR' },
    more: { meetingKind: 'ESTABLISHER', basis: 'HIRED' },
  })
  assert.deepEqual(await seen('p02', '2020-02-03', member.matterId), ['YELLOW 2020-02-03'])
  assert.deepEqual(await seen('p03', '2020-02-03', o.matterId), ['YELLOW 2020-01-02'])
  for (let i = 0; i < 2; i++) await town.hire(o.agencyId, { on: '2020-02-03' })
  assert.deepEqual(await seen('p03', '2020-02-03', o.matterId), [])
})

test('the daily tick can read every rule with the system’s own role', async () => {
  const found = await newViolations(town.city.app, town.city.registry, '2020-12-31' as never)
  assert.ok(found.length > 0)
  assert.ok(
    found.every((v) => mediation.supervision.some((r) => r.id === v.rule) && v.since <= '2020-12-31' && v.agencyId),
  )
  // One row for one violation: a finding's key is the rule, the subject and the day.
  const keys = found.map((v) => `${v.rule}/${v.subjectKey}/${v.since}`)
  assert.equal(new Set(keys).size, keys.length)
})

test('a committee head sees the violations of his own committee and no other', async () => {
  const client = await town.city.app.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('role', 'fadu_agency', true), set_config('fadu.agency', $1, true), set_config('fadu.today', '2020-12-31', true)`,
      [village.agencyId],
    )
    for (const rule of mediation.supervision) {
      if (!rule.view) continue
      const { rows } = await client.query(`select agency_id from ${rule.view}`)
      assert.ok(
        rows.every((r) => r.agency_id === village.agencyId),
        rule.id,
      )
    }
    const { rows } = await client.query('select count(*)::int as n from mediation.watch_a07')
    assert.ok(rows[0].n > 0)
  } finally {
    await client.query('rollback')
    client.release()
  }
})
