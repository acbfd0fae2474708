import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { mediation } from '../src/domains/mediation/index.ts'
import {
  type CommitteeKind,
  compositionDefects,
  electingBodies,
  isAdultOn,
  isInOffice,
  type MeetingKind,
  overlaps,
  termEndOn,
} from '../src/domains/mediation/organisation-kinds.ts'
import { subsidyRefusal } from '../src/domains/mediation/subsidy.ts'
import type { Actor } from '../src/kernel/access.ts'
import { addDays, type LocalDate, localDate } from '../src/kernel/clock.ts'
import { makeCitizenId } from '../src/kernel/codes.ts'
import { generateKey, softwareSigner } from '../src/kernel/sign.ts'
import { verifyDatabase } from '../src/kernel/verify.ts'
import { bodyCases, compositionCases, filingCases, termCases } from './mediation-organisation.cases.ts'
import { openTown, type Town } from './mediation-support.ts'

const d = (s: string) => s as LocalDate
const urn = (rule: string) => `urn:fadu:rule:${rule}`

for (const c of compositionCases)
  test(`${c.no} composition: ${c.note}`, () => {
    const defects = compositionDefects(
      { memberCount: c.members, headCount: c.heads, deputyCount: 0, womanCount: c.women, minorityCount: 0 },
      false,
    )
    assert.equal(defects.length === 0, c.isAllowed, defects.join())
  })

test('a committee of a multi-ethnic area needs a member of a minority', () => {
  const c = { memberCount: 5, headCount: 1, deputyCount: 1, womanCount: 2, minorityCount: 0 }
  assert.equal(compositionDefects(c, true).length, 1)
  assert.equal(compositionDefects({ ...c, minorityCount: 1 }, true).length, 0)
})

for (const c of termCases)
  test(`${c.no} a term from ${c.startOn} ends on ${c.endOn}`, () => {
    assert.equal(termEndOn(d(c.startOn)), c.endOn)
    assert.equal(addDays(termEndOn(d(c.startOn)), -60), c.warnFrom)
  })

for (const c of bodyCases)
  test(`who elects: ${c.kind} by ${c.body} ${c.isAllowed ? 'yes' : 'no'}`, () => {
    assert.equal(electingBodies(c.kind as CommitteeKind).includes(c.body as MeetingKind), c.isAllowed)
  })

test('adult on the eighteenth birthday and not a day sooner', () => {
  assert.equal(isAdultOn(d('2002-06-01'), d('2020-05-31')), false)
  assert.equal(isAdultOn(d('2002-06-01'), d('2020-06-01')), true)
  assert.equal(isAdultOn(d('2004-02-29'), d('2022-02-27')), false)
  assert.equal(isAdultOn(d('2004-02-29'), d('2022-02-28')), true)
})

test('two spans overlap exactly when they share a day', () => {
  const day = fc.integer({ min: 0, max: 40 }).map((n) => addDays(localDate('2020-01-01'), n))
  const span = fc
    .tuple(day, fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }))
    .map(([startOn, length]) => ({ startOn, endOn: length === null ? null : addDays(startOn, length) }))
  fc.assert(
    fc.property(span, span, (a, b) => {
      let shared = false
      for (let i = 0; i < 80; i++) {
        const on = addDays(localDate('2020-01-01'), i)
        shared ||= isInOffice(a.startOn, a.endOn, on) && isInOffice(b.startOn, b.endOn, on)
      }
      assert.equal(overlaps(a, b), shared)
    }),
  )
})

test('subsidies: once for each attempt, not again where the court has paid', () => {
  const claim = { matterId: 'm', personId: 'p', payer: 'GOV' as const }
  assert.equal(subsidyRefusal([], claim), undefined)
  assert.match(subsidyRefusal([claim], claim) ?? '', /一次调解只补贴一次/)
  assert.match(subsidyRefusal([{ ...claim, personId: 'q', payer: 'COURT' }], claim) ?? '', /人民法院/)
})

let town: Town
before(async () => {
  town = await openTown([mediation])
})
after(() => town.city.close())

const dueOf = async (matterId: string, limit: string, subject = '1') =>
  (
    await town.city.owner.query(
      'select due, state, met_on, is_provisional from kernel.matter_limit where matter_id = $1 and limit_id = $2 and subject = $3',
      [matterId, limit, subject],
    )
  ).rows[0]

for (const c of filingCases)
  test(`${c.no} established on ${c.eventOn}: to be filed by ${c.dueOn} (${c.note})`, async () => {
    const m = await town.committee({ on: c.eventOn })
    const limit = await dueOf(m.matterId, 'filing')
    assert.equal(limit.due, c.dueOn)
    assert.equal(limit.is_provisional, false)
  })

test('A8.1 filed a day late: registered all the same, and a red finding stays', async () => {
  const m = await town.committee({ on: '2020-09-01' })
  // 2020-10-10, a Saturday worked, is the twenty-fourth working day; the warning stands from the twenty-fifth.
  assert.deepEqual(await town.watch('a01', '2020-10-10', m.matterId), [])
  const warned = await town.watch('a01', '2020-10-12', m.matterId)
  assert.deepEqual(
    warned.map((r) => [r.severity, r.since]),
    [['YELLOW', '2020-10-12']],
  )
  assert.deepEqual(
    (await town.watch('a01', '2020-10-19', m.matterId)).map((r) => r.severity),
    ['YELLOW'],
  )
  assert.deepEqual(
    (await town.watch('a01', '2020-10-20', m.matterId)).map((r) => r.severity),
    ['RED'],
  )
  await town.city.ok(town.establisher, '2020-10-20', { matterId: m.matterId, action: 'file', input: town.filing })
  const red = await town.watch('a01', '2020-11-20', m.matterId)
  assert.deepEqual(
    red.map((r) => [r.severity, r.since]),
    [['RED', '2020-10-20']],
  )
  const done = await town.city.ok(town.county, '2020-10-21', {
    matterId: m.matterId,
    action: 'acceptFiling',
    input: { defects: ['印章不规范'] },
  })
  assert.equal(done.state, 'ACTIVE')
  // The court and the web within five working days: 2020-10-28.
  assert.deepEqual(await town.watch('a02', '2020-10-28', m.matterId), [])
  assert.equal((await town.watch('a02', '2020-10-29', m.matterId)).length, 2)
  await town.city.ok(town.county, '2020-10-29', {
    matterId: m.matterId,
    action: 'notifyCourt',
    input: { courtId: 'court-330282' },
  })
  await town.city.ok(town.county, '2020-10-29', { matterId: m.matterId, action: 'publishWeb', input: {} })
  assert.deepEqual(await town.watch('a02', '2020-10-30', m.matterId), [])
  const { rows } = await town.city.owner.query(
    'select content, published_on, withdrawn_on from kernel.published where id = $1',
    [m.agencyId],
  )
  assert.equal(rows[0].published_on, '2020-10-29')
  assert.deepEqual(Object.keys(JSON.parse(rows[0].content)), [
    'name',
    'kind',
    'address',
    'phone',
    'establisher',
    'firstFiledOn',
  ])
})

for (const c of compositionCases)
  test(`${c.no} establishing with ${c.members} members, ${c.heads} heads, ${c.women} women`, async () => {
    const step = town.establishStep({
      on: '2020-09-01',
      more: { composition: { memberCount: c.members, headCount: c.heads, womanCount: c.women } },
    })
    if (c.isAllowed) assert.equal((await town.city.ok(town.establisher, '2020-09-01', step)).state, 'UNFILED')
    else {
      const p = await town.city.refuse(town.establisher, '2020-09-01', step)
      assert.equal(p.type, urn('mediation.A03'))
      assert.equal(p.basis?.[0]?.article, 8)
    }
  })

test('refusals of establishing name the rule and its article', async () => {
  const no = async (more: { [key: string]: unknown }, rule: string) => {
    const p = await town.city.refuse(town.establisher, '2020-09-01', town.establishStep({ on: '2020-09-01', more }))
    assert.equal(p.type, urn(rule), p.title)
    assert.ok(p.basis?.length)
  }
  await no({ name: '某村调解室' }, 'mediation.committee.name')
  await no({ kind: 'VILLAGE', meetingKind: 'ESTABLISHER' }, 'mediation.committee.electionBody')
  await no(
    {
      kind: 'INDUSTRY_PROFESSIONAL',
      field: 'MEDICAL',
      establisherKind: 'ADMINISTRATIVE_ORGAN',
      meetingKind: 'ESTABLISHER',
      level: 'COUNTY',
    },
    'mediation.committee.professional',
  )
  await no(
    {
      kind: 'INDUSTRY_PROFESSIONAL',
      establisherKind: 'INDUSTRY_ASSOCIATION',
      meetingKind: 'ESTABLISHER',
      level: 'COUNTY',
    },
    'mediation.committee.field',
  )
  await no({ establisherId: 'justice-330282' }, 'mediation.committee.establisher')
  await no({ establishedOn: '2020-09-02' }, 'mediation.committee.day')
  await no({ termStartOn: '2020-08-01' }, 'mediation.committee.term')
})

test('what an administrative organ set up before is taken in and only pointed out', async () => {
  const m = await town.committee({
    on: '2020-09-01',
    more: {
      kind: 'INDUSTRY_PROFESSIONAL',
      field: 'TRAFFIC',
      establisherKind: 'ADMINISTRATIVE_ORGAN',
      meetingKind: 'ESTABLISHER',
      level: 'COUNTY',
      isImported: true,
    },
  })
  assert.deepEqual(
    (await town.watch('p01', '2020-09-02', m.matterId)).map((r) => r.severity),
    ['YELLOW'],
  )
})

test('a committee older than the regulation has no thirty days, and one older than the statute is taken in', async () => {
  for (const establishedOn of ['1998-05-04', '2012-05-04']) {
    const m = await town.committee({ on: '2012-05-04', more: { establishedOn, termStartOn: '2012-05-04' } })
    assert.equal(await dueOf(m.matterId, 'filing'), undefined)
    const { rows } = await town.city.owner.query('select version from kernel.matter where matter_id = $1', [m.matterId])
    assert.equal(rows[0].version, 'PML_2010')
    await town.file(m.matterId, '2014-06-02')
    // A change after the regulation came into force is to be filed within its days, whatever version the committee began under.
    await town.city.ok(town.establisher, '2020-09-01', {
      matterId: m.matterId,
      action: 'change',
      input: { changedOn: '2020-09-01', address: '新址1号' },
    })
    assert.equal((await dueOf(m.matterId, 'filing', '2')).due, '2020-10-19')
  }
})

test('filing goes to the bureau of the place, is returned once and never refused for quality', async () => {
  const m = await town.committee({ on: '2020-09-01' })
  const file = (authorityId: string) => ({
    matterId: m.matterId,
    action: 'file',
    input: { ...town.filing, authorityId },
  })
  for (const wrong of ['justice-330205', 'justice-330200', 'court-330282', 'nobody'])
    assert.equal(
      (await town.city.refuse(town.establisher, '2020-09-02', file(wrong))).type,
      urn('mediation.filing.authority'),
      wrong,
    )
  await town.city.ok(town.establisher, '2020-09-02', file('justice-330282'))
  const back = (reason: string) => ({
    matterId: m.matterId,
    action: 'returnFiling',
    input: { reason, missing: '缺组成人员名单' },
  })
  const p = await town.city.refuse(town.county, '2020-09-03', back('NOT_QUALIFIED'))
  assert.equal(p.type, urn('mediation.filing.noRefusal'))
  assert.deepEqual(p.allowed, ['登记备案', '责令改正'])
  assert.equal((await town.city.ok(town.county, '2020-09-03', back('MATERIALS_INCOMPLETE'))).state, 'UNFILED')
  assert.equal((await dueOf(m.matterId, 'filing')).due, '2020-10-19')
  await town.city.ok(town.establisher, '2020-09-04', file('justice-330282'))
  assert.equal(
    (await town.city.refuse(town.county, '2020-09-07', back('MATERIALS_INCOMPLETE'))).type,
    urn('mediation.filing.returnedOnce'),
  )
  assert.equal(
    (await town.city.ok(town.county, '2020-09-07', { matterId: m.matterId, action: 'acceptFiling', input: {} })).state,
    'ACTIVE',
  )
  assert.equal(
    (await town.city.refuse(town.county, '2020-09-08', { matterId: m.matterId, action: 'acceptFiling', input: {} }))
      .type,
    urn('mediation.filing.none'),
  )
})

test('a professional committee of the city is filed with the city', async () => {
  const m = await town.committee({
    on: '2020-09-01',
    more: {
      kind: 'INDUSTRY_PROFESSIONAL',
      level: 'CITY',
      field: 'MEDICAL',
      establisherKind: 'INDUSTRY_ASSOCIATION',
      meetingKind: 'ESTABLISHER',
    },
  })
  assert.equal(
    (
      await town.city.refuse(town.establisher, '2020-09-02', {
        matterId: m.matterId,
        action: 'file',
        input: town.filing,
      })
    ).type,
    urn('mediation.filing.authority'),
  )
  await town.city.ok(town.establisher, '2020-09-02', {
    matterId: m.matterId,
    action: 'file',
    input: { ...town.filing, authorityId: 'justice-330200' },
  })
  assert.equal(
    (await town.city.refuse(town.county, '2020-09-03', { matterId: m.matterId, action: 'acceptFiling', input: {} }))
      .type,
    urn('mediation.filing.authority'),
  )
  assert.equal(
    (await town.city.ok(town.cityJustice, '2020-09-03', { matterId: m.matterId, action: 'acceptFiling', input: {} }))
      .state,
    'ACTIVE',
  )
})

test('A8.3 a term that ends: warned from the sixtieth day before, red from its end, and mediators sit on', async () => {
  const m = await town.committee({ on: '2018-03-01' })
  await town.file(m.matterId, '2018-03-05')
  assert.deepEqual(await town.watch('a04', '2020-12-30', m.matterId), [])
  assert.deepEqual(
    (await town.watch('a04', '2020-12-31', m.matterId)).map((r) => [r.severity, r.since]),
    [['YELLOW', '2020-12-31']],
  )
  assert.deepEqual(
    (await town.watch('a04', '2021-02-28', m.matterId)).map((r) => r.severity),
    ['YELLOW'],
  )
  assert.deepEqual(
    (await town.watch('a04', '2021-03-01', m.matterId)).map((r) => [r.severity, r.since]),
    [['RED', '2021-03-01']],
  )
  const wrong = await town.city.refuse(town.establisher, '2021-03-10', {
    matterId: m.matterId,
    action: 'elect',
    input: { startOn: '2021-03-10', meetingKind: 'RESIDENTS_MEETING', composition: town.three },
  })
  assert.equal(wrong.type, urn('mediation.committee.electionBody'))
  await town.city.ok(town.establisher, '2021-03-10', {
    matterId: m.matterId,
    action: 'elect',
    input: { startOn: '2021-03-10', meetingKind: 'VILLAGERS_MEETING', composition: town.three },
  })
  assert.deepEqual(await town.watch('a04', '2021-03-11', m.matterId), [])
  const { rows } = await town.city.owner.query(
    'select no, start_on, end_on from mediation.term where matter_id = $1 order by no',
    [m.matterId],
  )
  assert.deepEqual(
    rows.map((r) => [r.no, r.start_on, r.end_on]),
    [
      [1, '2018-03-01', '2021-03-01'],
      [2, '2021-03-10', '2024-03-10'],
    ],
  )
})

test('an order to rectify needs a finding, and falls away when it is done', async () => {
  const m = await town.committee({ on: '2020-09-01' })
  await town.file(m.matterId, '2020-09-02')
  const order = (finding: string) => ({
    matterId: m.matterId,
    action: 'orderRectify',
    input: { violation: 'NAME_OR_SEAL', finding },
  })
  assert.equal((await town.city.refuse(town.county, '2020-09-10', order(' '))).type, urn('mediation.committee.rectify'))
  await town.city.ok(town.county, '2020-09-10', order('印章名称与备案名称不一致'))
  const row = async () =>
    (await town.city.owner.query('select rectifying_until from mediation.committee where matter_id = $1', [m.matterId]))
      .rows[0]
  assert.equal((await row()).rectifying_until, '2020-10-10')
  assert.equal((await dueOf(m.matterId, 'rectify', '')).due, '2020-10-10')
  const claim = async () =>
    (
      await town.city.owner.query(`select value from kernel.claim where kind = 'mediation.committee' and key = $1`, [
        m.agencyId,
      ])
    ).rows[0].value
  assert.equal(await claim(), 'VILLAGE|ACTIVE|1')
  await town.city.ok(town.county, '2020-09-20', {
    matterId: m.matterId,
    action: 'endRectify',
    input: { result: '已换章' },
  })
  assert.equal((await row()).rectifying_until, null)
  assert.equal(await claim(), 'VILLAGE|ACTIVE|0')
  assert.equal(
    (
      await town.city.refuse(town.county, '2020-09-21', {
        matterId: m.matterId,
        action: 'endRectify',
        input: { result: '再次' },
      })
    ).type,
    urn('mediation.committee.noOrder'),
  )
})

test('a committee is not dissolved over open disputes, nor a village one without a successor', async () => {
  const m = await town.committee({ on: '2020-09-01' })
  const next = await town.committee({ on: '2020-09-01' })
  await town.file(m.matterId, '2020-09-02')
  await town.city.ok(town.county, '2020-09-03', { matterId: m.matterId, action: 'publishWeb', input: {} })
  const dissolve = (more: object = {}) => ({
    matterId: m.matterId,
    action: 'dissolve',
    input: { dissolvedOn: '2020-11-02', reason: '村庄合并', ...more },
  })
  await town.city.owner.query(
    `insert into kernel.claim (kind, key, matter_id, value) values ('mediation.open', $1, gen_random_uuid(), '')`,
    [m.agencyId],
  )
  assert.equal(
    (await town.city.refuse(town.establisher, '2020-11-02', dissolve({ successorId: next.agencyId }))).type,
    urn('mediation.committee.open'),
  )
  await town.city.owner.query(`delete from kernel.claim where kind = 'mediation.open' and key = $1`, [m.agencyId])
  assert.equal(
    (await town.city.refuse(town.establisher, '2020-11-02', dissolve())).type,
    urn('mediation.committee.successor'),
  )
  assert.equal(
    (await town.city.refuse(town.establisher, '2020-11-02', dissolve({ successorId: m.agencyId }))).type,
    urn('mediation.committee.successor'),
  )
  const gone = await town.city.ok(town.establisher, '2020-11-02', dissolve({ successorId: next.agencyId }))
  assert.equal(gone.state, 'DISSOLVED')
  assert.equal((await dueOf(m.matterId, 'filing', '2')).due, '2020-12-14')
  const { rows } = await town.city.owner.query('select withdrawn_on from kernel.published where id = $1', [m.agencyId])
  assert.equal(rows[0].withdrawn_on, '2020-11-02')
  await town.file(m.matterId, '2020-11-03')
  const closed = await town.city.ok(town.county, '2020-11-04', {
    matterId: m.matterId,
    action: 'notifyCourt',
    input: { filingId: '2', courtId: 'court-330282' },
  })
  assert.equal(closed.state, 'CLOSED')
})

test('a room is filed by itself and is no committee', async () => {
  const m = await town.committee({ on: '2020-09-01' })
  const opened = await town.city.ok(town.establisher, '2020-09-02', {
    matterId: m.matterId,
    action: 'openRoom',
    input: { name: '老娘舅工作室', kind: 'PERSONAL', address: '村部', openedOn: '2020-09-01' },
  })
  assert.equal((await dueOf(m.matterId, 'filing', '2')).due, '2020-10-19')
  const close = {
    matterId: m.matterId,
    action: 'closeRoom',
    input: { roomId: opened.given.roomId, closedOn: '2020-10-09' },
  }
  await town.city.ok(town.establisher, '2020-10-09', close)
  assert.equal((await town.city.refuse(town.establisher, '2020-10-10', close)).type, urn('mediation.committee.room'))
  const { rows } = await town.city.owner.query(
    'select count(*)::int as n from mediation.committee where committee_id <> agency_id',
  )
  assert.equal(rows[0].n, 0)
})

test('nb 13: a room that moves is filed anew; what does not change is no change', async () => {
  const m = await town.committee({ on: '2020-09-01' })
  const opened = await town.city.ok(town.establisher, '2020-09-02', {
    matterId: m.matterId,
    action: 'openRoom',
    input: { name: '老娘舅工作室', kind: 'PERSONAL', address: '村部', openedOn: '2020-09-01' },
  })
  const change = (changedOn: string, more: object) => ({
    matterId: m.matterId,
    action: 'changeRoom',
    input: { roomId: opened.given.roomId, changedOn, ...more },
  })
  const rule = async (on: string, more: object) =>
    (await town.city.refuse(town.establisher, '2020-09-09', change(on, more))).type
  assert.equal(await rule('2020-09-09', { address: '村部' }), urn('mediation.committee.roomUnchanged'))
  assert.equal(await rule('2020-08-31', { address: '文化礼堂' }), urn('mediation.committee.day'))
  assert.equal(
    await rule('2020-09-09', { address: '文化礼堂', roomId: crypto.randomUUID() }),
    urn('mediation.committee.room'),
  )
  await town.city.ok(town.establisher, '2020-09-09', change('2020-09-08', { address: '文化礼堂' }))
  const { rows } = await town.city.owner.query('select name, address from mediation.room where room_id = $1', [
    opened.given.roomId,
  ])
  assert.deepEqual(rows, [{ name: '老娘舅工作室', address: '文化礼堂' }])
  const filed = await town.city.owner.query(
    'select event, event_on from mediation.filing where matter_id = $1 order by filing_id::int desc limit 1',
    [m.matterId],
  )
  assert.deepEqual(filed.rows, [{ event: 'ROOM_CHANGE', event_on: '2020-09-08' }])
  assert.equal((await dueOf(m.matterId, 'filing', '3')).due, '2020-10-26')
})

test('A4.3 nb 18: whoever registers at another committee than the field’s own is told of it, in order, and may stay', async () => {
  const on = '2020-09-01'
  const own = { meetingKind: 'ESTABLISHER', establisherKind: 'INDUSTRY_ASSOCIATION' }
  const named = (name: string, more: object) =>
    town.committee({ on, by: town.otherEstablisher, more: { name: `${name}人民调解委员会`, ...own, ...more } })
  const area = await named('示例园区', { kind: 'REGIONAL', level: 'COUNTY' })
  const field = await named('示例交通', { kind: 'INDUSTRY_PROFESSIONAL', field: 'TRAFFIC', level: 'COUNTY' })
  await named('示例医疗', { kind: 'INDUSTRY_PROFESSIONAL', field: 'MEDICAL', level: 'COUNTY' })
  const village = await town.committee({ on, by: town.otherEstablisher })
  const clerk = (agencyId: string) =>
    town.city.post(`clerk-${agencyId}`, 'mediator', { kind: 'agency', value: agencyId }, agencyId)
  let n = 0
  const opened = async (agencyId: string, kind: string) =>
    (
      await town.city.ok(await clerk(agencyId), on, {
        procedure: 'mediation.dispute',
        action: 'apply',
        input: {
          committeeAgencyId: agencyId,
          kind,
          place: '330205',
          parties: (['A', 'B'] as const).map((side) => ({
            side,
            name: `某${++n}`,
            idKind: 'resident',
            idNumber: makeCitizenId('330282', d('1980-03-03'), n),
          })),
        },
      })
    ).given
  const proposedAt = async (agencyId: string, kind = 'TRAFFIC') => (await opened(agencyId, kind)).proposed
  assert.deepEqual(await proposedAt(village.agencyId), ['示例交通人民调解委员会', '示例园区人民调解委员会'])
  assert.equal(await proposedAt(village.agencyId, 'NEIGHBOUR'), undefined)
  const consumers = await named('示例消费', { kind: 'INDUSTRY_PROFESSIONAL', field: 'CONSUMER', level: 'COUNTY' })
  assert.equal(await proposedAt(consumers.agencyId, 'CONSUMER'), undefined)
  assert.equal((await proposedAt(village.agencyId, 'CONSUMER'))[0], '示例消费人民调解委员会')
  const told = mediation.procedures.find((p) => p.id === 'mediation.dispute')!.actions.apply!.tells!
  assert.match(
    told(await opened(area.agencyId, 'TRAFFIC')).join(),
    /依次考虑示例交通人民调解委员会，也可以仍由本会调解/,
  )
  // Dissolved, it is proposed no more.
  await town.city.ok(town.otherEstablisher, on, {
    matterId: field.matterId,
    action: 'dissolve',
    input: { dissolvedOn: on, reason: '合并' },
  })
  assert.equal(await proposedAt(village.agencyId), undefined)
})

test('what was established or seated before the regulation stands under the earlier rules, whenever it is entered', async () => {
  const version = async (id: string) =>
    (await town.city.owner.query('select version from kernel.matter where matter_id = $1', [id])).rows[0].version
  const entered = async (establishedOn: string) => {
    const done = await town.city.ok(
      town.establisher,
      '2020-09-01',
      town.establishStep({ on: '2020-09-01', more: { establishedOn } }),
    )
    return { id: done.matterId, agencyId: done.given.agencyId as string }
  }
  const [old, last, first] = [await entered('2009-03-01'), await entered('2015-05-31'), await entered('2015-06-01')]
  assert.deepEqual(
    [await version(old.id), await version(last.id), await version(first.id)],
    ['PML_2010', 'PML_2010', 'NB_PM_2015'],
  )
  const seat = async (agencyId: string, startOn: string) => {
    const step = town.memberStep(agencyId, { on: '2020-09-01', more: { startOn } })
    return version((await town.city.ok(town.establisher, '2020-09-01', step)).matterId)
  }
  assert.equal(await seat(last.agencyId, '2015-05-31'), 'PML_2010')
  assert.equal(await seat(last.agencyId, '2015-06-01'), 'NB_PM_2015')
})

test('P04 and P05: who was not elected again, or whose committee is gone, and sits on', async () => {
  const m = await committeeWithThree('2017-09-01')
  const [left, stays] = [m.seats[1]!, m.seats[2]!]
  const seen = async (rule: string, on: string, id: string) =>
    (await town.watch(rule, on, id)).map((r) => `${r.severity} ${r.since}`)
  const elect = { startOn: '2020-09-01', meetingKind: 'VILLAGE_REPRESENTATIVES', composition: town.three }
  assert.deepEqual(await seen('p04', '2020-09-01', left.matterId), [])
  await town.city.ok(town.establisher, '2020-09-01', { matterId: m.matterId, action: 'elect', input: elect })
  await town.city.ok(town.establisher, '2020-09-01', { matterId: stays.matterId, action: 'renew', input: {} })
  assert.deepEqual(await seen('p04', '2020-09-01', left.matterId), ['YELLOW 2020-09-01'])
  assert.deepEqual(await seen('p04', '2020-09-01', stays.matterId), [])
  const expire = { matterId: left.matterId, action: 'expire', input: { endOn: '2020-09-01' } }
  await town.city.ok(town.establisher, '2020-09-02', expire)
  assert.deepEqual(await seen('p04', '2020-09-02', left.matterId), [])

  const next = await town.committee({ on: '2020-09-01' })
  await town.city.ok(town.establisher, '2020-11-02', {
    matterId: m.matterId,
    action: 'dissolve',
    input: { dissolvedOn: '2020-11-02', reason: '村庄合并', successorId: next.agencyId },
  })
  assert.deepEqual(await seen('p05', '2020-11-01', stays.matterId), [])
  assert.deepEqual(await seen('p05', '2020-11-02', stays.matterId), ['YELLOW 2020-11-02'])
  const end = { matterId: stays.matterId, action: 'endWithCommittee', input: { endOn: '2020-11-02' } }
  await town.city.ok(town.establisher, '2020-11-03', end)
  assert.deepEqual(await seen('p05', '2020-11-03', stays.matterId), [])
})

test('pml 16, nb 29: aid to the injured in need, pension to the family of the dead; P06 where none is recorded', async () => {
  const m = await committeeWithThree('2019-01-02')
  const [hurt, dead, well] = [m.seats[1]!, m.seats[2]!, m.seats[0]!]
  const injury = (id: string, kind: string, more: object = {}) => ({
    matterId: id,
    action: 'recordInjury',
    input: { kind, happenedOn: '2020-09-01', account: '劝架时被推倒', ...more },
  })
  const aid = (id: string, kind: string, grantedOn = '2020-10-01') => ({
    matterId: id,
    action: 'recordAid',
    input: { kind, grantedBy: '慈溪市民政局', grantedOn, amountFen: 500_000 },
  })
  const rule = async (step: ReturnType<typeof aid>) => (await town.city.refuse(town.county, '2020-10-09', step)).type
  assert.equal(await rule(aid(well.matterId, 'MEDICAL')), urn('mediation.mediator.noInjury'))
  const early = injury(hurt.matterId, 'INJURED', { happenedOn: '2018-12-31' })
  assert.equal((await town.city.refuse(town.establisher, '2020-09-02', early)).type, urn('mediation.mediator.day'))
  await town.city.ok(town.establisher, '2020-09-02', injury(well.matterId, 'INJURED'))
  await town.city.ok(town.establisher, '2020-09-02', injury(hurt.matterId, 'DISABLED', { isInNeed: true }))
  await town.city.ok(town.establisher, '2020-09-02', {
    matterId: dead.matterId,
    action: 'recordDeath',
    input: { endOn: '2020-09-01' },
  })
  await town.city.ok(town.establisher, '2020-09-02', injury(dead.matterId, 'DIED'))
  assert.equal(await rule(aid(well.matterId, 'LIVING')), urn('mediation.mediator.aid'))
  assert.equal(await rule(aid(hurt.matterId, 'PENSION')), urn('mediation.mediator.aid'))
  assert.equal(await rule(aid(dead.matterId, 'LIVING')), urn('mediation.mediator.aid'))
  assert.equal(await rule(aid(hurt.matterId, 'LIVING', '2020-08-31')), urn('mediation.mediator.day'))
  const seen = async (on: string, id: string) =>
    (await town.watch('p06', on, id)).map((r) => `${r.severity} ${r.since}`)
  assert.deepEqual(await seen('2020-10-01', hurt.matterId), [])
  for (const s of [hurt, dead]) assert.deepEqual(await seen('2020-10-02', s.matterId), ['YELLOW 2020-10-02'])
  assert.deepEqual(await seen('2020-10-02', well.matterId), [])
  await town.city.ok(town.county, '2020-10-09', aid(hurt.matterId, 'MEDICAL'))
  await town.city.ok(town.county, '2020-10-09', aid(dead.matterId, 'PENSION'))
  for (const s of [hurt, dead]) assert.deepEqual(await seen('2020-10-10', s.matterId), [])
  // A city sets its own number of days.
  await town.city.ok(town.establisher, '2020-10-12', injury(hurt.matterId, 'INJURED', { isInNeed: true }))
  await town.city.owner.query(`update mediation.convention set value = 60 where id = 'aid_days'`)
  assert.deepEqual(await seen('2020-10-12', hurt.matterId), [])
  await town.city.owner.query(`update mediation.convention set value = 30 where id = 'aid_days'`)
  assert.deepEqual(await seen('2020-10-12', hurt.matterId), ['YELLOW 2020-10-02'])
})

test('only the establisher and the bureau of the place reach a committee', async () => {
  const m = await town.committee({ on: '2020-09-01' })
  const change = { matterId: m.matterId, action: 'change', input: { changedOn: '2020-09-02', address: '别处' } }
  assert.equal((await town.city.refuse(town.otherEstablisher, '2020-09-02', change)).type, urn('kernel.matter'))
  assert.equal((await town.city.refuse(town.county, '2020-09-02', change)).type, urn('kernel.role'))
  assert.equal(
    (
      await town.city.refuse(town.otherCounty, '2020-09-02', {
        matterId: m.matterId,
        action: 'acceptFiling',
        input: {},
      })
    ).type,
    urn('kernel.matter'),
  )
})

// ----- mediators -----

const committeeWithThree = async (on = '2020-09-01') => {
  const m = await town.committee({ on })
  const seats = []
  for (const [role, sex] of [
    ['HEAD', 'male'],
    ['MEMBER', 'female'],
    ['MEMBER', 'male'],
  ] as const)
    seats.push(await town.member(m.agencyId, { on, role, sex }))
  return { ...m, seats }
}

test('members sit, the composition is complete, and one who leaves shows in red', async () => {
  const m = await committeeWithThree()
  await town.file(m.matterId, '2020-09-02')
  assert.deepEqual(await town.watch('a03', '2020-09-03', m.matterId), [])
  const woman = m.seats[1]!
  await town.city.ok(town.establisher, '2020-10-09', {
    matterId: woman.matterId,
    action: 'resign',
    input: { endOn: '2020-10-09' },
  })
  assert.deepEqual(await town.watch('a03', '2020-10-08', m.matterId), [])
  assert.deepEqual(
    (await town.watch('a03', '2020-10-09', m.matterId)).map((r) => [r.severity, r.since]),
    [['RED', '2020-10-09']],
  )
})

test('appointing: adults only, one head, nobody twice at one committee, by the right body', async () => {
  const m = await committeeWithThree()
  const no = async (step: any, rule: string, who: Actor = town.establisher) => {
    const p = await town.city.refuse(who, '2020-09-02', step)
    assert.equal(p.type, urn(rule), p.title)
  }
  await no(
    town.memberStep(m.agencyId, { on: '2020-09-02', person: { birthOn: '2002-09-03' } }),
    'mediation.mediator.adult',
  )
  await town.city.ok(
    town.establisher,
    '2020-09-02',
    town.memberStep(m.agencyId, { on: '2020-09-02', person: { birthOn: '2002-09-02' } }),
  )
  await no(town.memberStep(m.agencyId, { on: '2020-09-02', role: 'HEAD' }), 'mediation.mediator.head')
  await no(
    town.memberStep(m.agencyId, { on: '2020-09-02', more: { meetingKind: 'RESIDENTS_MEETING' } }),
    'mediation.mediator.electionBody',
  )
  await no(town.memberStep(m.agencyId, { on: '2020-09-02', more: { basis: 'HIRED' } }), 'mediation.mediator.basis')
  await no(
    town.memberStep(m.agencyId, { on: '2020-09-02', person: { idNumber: m.seats[0]!.idNumber } }),
    'mediation.mediator.overlap',
  )
  await no(town.memberStep('justice-330282', { on: '2020-09-02' }), 'mediation.mediator.committee')
  await no(town.hireStep(m.agencyId, { on: '2020-09-02', more: { basis: 'ELECTED' } }), 'mediation.mediator.basis')
  await no(town.memberStep(m.agencyId, { on: '2020-09-02' }), 'mediation.mediator.establisher', town.otherEstablisher)
  for (let i = 0; i < 5; i++) await town.member(m.agencyId, { on: '2020-09-02' })
  await no(town.memberStep(m.agencyId, { on: '2020-09-02' }), 'mediation.mediator.nine')
})

test('who joined with the term was filed with the committee; who joins later, or is hired, is filed alone', async () => {
  const m = await committeeWithThree('2020-09-01')
  assert.equal(await dueOf(m.seats[0]!.matterId, 'filing'), undefined)
  const later = await town.member(m.agencyId, { on: '2020-12-14' })
  assert.equal((await dueOf(later.matterId, 'filing')).due, '2021-01-26')
  const hired = await town.hire(m.agencyId, { on: '2020-12-14' })
  assert.equal((await dueOf(hired.matterId, 'filing')).due, '2021-01-26')
})

test('A8.16 only the body that elected removes, only the one that hired dismisses', async () => {
  const m = await committeeWithThree()
  const member = m.seats[2]!
  const head = await town.headOf(m.seats[0]!, m.agencyId)
  const end = { reason: 'GAIN', finding: '收受当事人香烟两条', endOn: '2020-11-02', verifiedOn: '2020-11-01' }
  const remove = (more: object = {}) => ({
    matterId: member.matterId,
    action: 'remove',
    input: { ...end, meetingKind: 'VILLAGE_REPRESENTATIVES', ...more },
  })
  const byCommittee = await town.city.refuse(head, '2020-11-02', remove())
  assert.equal(byCommittee.type, urn('mediation.mediator.elector'))
  assert.match(byCommittee.allowed?.[0] ?? '', /村民代表会议/)
  assert.equal((await town.city.refuse(town.county, '2020-11-02', remove())).type, urn('kernel.role'))
  assert.equal(
    (await town.city.refuse(town.establisher, '2020-11-02', remove({ meetingKind: 'RESIDENTS_MEETING' }))).type,
    urn('mediation.mediator.elector'),
  )
  assert.equal(
    (await town.city.refuse(town.establisher, '2020-11-02', remove({ reason: 'LOW_SUCCESS_RATE' }))).type,
    urn('mediation.mediator.reason'),
  )
  assert.equal(
    (
      await town.city.refuse(town.establisher, '2020-11-02', {
        matterId: member.matterId,
        action: 'dismiss',
        input: end,
      })
    ).type,
    urn('mediation.mediator.elector'),
  )
  const done = await town.city.ok(town.establisher, '2020-11-02', remove())
  assert.equal(done.state, 'REMOVED')
  assert.equal((await dueOf(member.matterId, 'filing')).due, '2020-12-14')
  assert.deepEqual(
    (await town.watch('a13', '2020-11-02', member.matterId)).map((r) => r.severity),
    ['RED'],
  )
  await town.file(member.matterId, '2020-11-10')
  assert.equal(
    (
      await town.city.ok(town.county, '2020-11-11', {
        matterId: member.matterId,
        action: 'notifyCourt',
        input: { courtId: 'court-330282' },
      })
    ).state,
    'ENDED',
  )

  const hired = await town.hire(m.agencyId, { on: '2020-09-02', by: head })
  const dismiss = (more: object = {}) => ({ matterId: hired.matterId, action: 'dismiss', input: { ...end, ...more } })
  assert.equal(
    (await town.city.refuse(town.establisher, '2020-11-02', dismiss())).type,
    urn('mediation.mediator.hirer'),
  )
  assert.equal(
    (await town.city.refuse(head, '2020-11-02', dismiss({ reason: 'LOW_SUCCESS_RATE' }))).type,
    urn('mediation.mediator.reason'),
  )
  assert.equal(
    (await town.city.ok(head, '2020-11-02', dismiss({ reason: 'LOW_SUCCESS_RATE', contractDocId: '合同1号' }))).state,
    'DISMISSED',
  )
})

test('nobody leaves with open disputes in his name; a removed mediator’s page comes down', async () => {
  const m = await committeeWithThree()
  const member = m.seats[2]!
  await town.city.ok(town.county, '2020-09-10', { matterId: member.matterId, action: 'publishWeb', input: {} })
  const page = async () =>
    (await town.city.owner.query('select content, withdrawn_on from kernel.published where id = $1', [member.matterId]))
      .rows[0]
  assert.deepEqual(Object.keys(JSON.parse((await page()).content)), [
    'name',
    'sex',
    'specialties',
    'committee',
    'role',
    'workMode',
  ])
  await town.city.owner.query(
    `insert into kernel.claim (kind, key, matter_id, value) values ('mediation.host', $1, gen_random_uuid(), '')`,
    [`${m.agencyId}/${member.partyId}`],
  )
  const resign = { matterId: member.matterId, action: 'resign', input: { endOn: '2020-10-09' } }
  assert.equal((await town.city.refuse(town.establisher, '2020-10-09', resign)).type, urn('mediation.mediator.host'))
  await town.city.owner.query(`delete from kernel.claim where kind = 'mediation.host'`)
  assert.equal((await town.city.ok(town.establisher, '2020-10-09', resign)).state, 'ENDED')
  assert.equal((await page()).withdrawn_on, '2020-10-09')
  const { rows } = await town.city.owner.query('select role, valid_to from kernel.post where officer_id = $1', [
    member.partyId,
  ])
  assert.deepEqual(rows, [{ role: 'mediator', valid_to: '2020-10-09' }])
})

test('a term that is over ends nobody by itself; after the election who is not re-elected leaves and others are renewed', async () => {
  const m = await committeeWithThree('2018-03-01')
  const [head, woman, man] = m.seats
  const expire = (matterId: string) => ({ matterId, action: 'expire', input: { endOn: '2021-03-10' } })
  assert.equal(
    (await town.city.refuse(town.establisher, '2021-03-10', expire(man!.matterId))).type,
    urn('mediation.mediator.term'),
  )
  assert.equal(
    (await town.city.refuse(town.establisher, '2021-03-10', { matterId: woman!.matterId, action: 'renew', input: {} }))
      .type,
    urn('mediation.mediator.newTerm'),
  )
  await town.city.ok(town.establisher, '2021-03-10', [
    {
      matterId: m.matterId,
      action: 'elect',
      input: { startOn: '2021-03-10', meetingKind: 'VILLAGERS_MEETING', composition: town.three },
    },
    { matterId: head!.matterId, action: 'renew', input: {} },
    { matterId: woman!.matterId, action: 'renew', input: {} },
    expire(man!.matterId),
  ])
  const { rows } = await town.city.owner.query(
    'select term_no, term_end_on, end_on from mediation.seat where committee_id = $1 order by end_on nulls first',
    [m.agencyId],
  )
  assert.deepEqual(
    rows.map((r) => [r.term_no, r.term_end_on, r.end_on]),
    [
      [2, '2024-03-10', null],
      [2, '2024-03-10', null],
      [1, '2021-03-01', '2021-03-10'],
    ],
  )
})

test('training and admonition are kept with the seat', async () => {
  const m = await committeeWithThree('2019-01-02')
  const member = m.seats[2]!
  const head = await town.headOf(m.seats[0]!, m.agencyId)
  assert.deepEqual(
    (await town.watch('a21', '2019-06-03', member.matterId)).map((r) => r.since),
    ['2019-01-02'],
  )
  await town.city.ok(town.county, '2019-06-03', {
    matterId: member.matterId,
    action: 'train',
    input: { trainedOn: '2019-06-03', hours: 8, kind: 'PRE_POST', organiser: '慈溪市司法局' },
  })
  assert.deepEqual(await town.watch('a21', '2019-06-03', member.matterId), [])
  assert.deepEqual(await town.watch('a21', '2020-06-02', member.matterId), [])
  assert.deepEqual(
    (await town.watch('a21', '2020-06-03', member.matterId)).map((r) => r.since),
    ['2020-06-03'],
  )
  const admonish = (finding: string) => ({
    matterId: member.matterId,
    action: 'admonish',
    input: { kind: 'INSULT', finding },
  })
  assert.equal((await town.city.refuse(head, '2020-06-03', admonish(''))).type, urn('mediation.mediator.facts'))
  await town.city.ok(head, '2020-06-03', admonish('当众辱骂一方当事人'))
  const { rows } = await town.city.owner.query(
    'select kind, severity, action from mediation.misconduct where matter_id = $1',
    [member.matterId],
  )
  assert.deepEqual(rows, [{ kind: 'INSULT', severity: 'MINOR', action: 'ADMONISHED' }])
})

test('identity numbers, birthdays and ethnicity stand in the private table alone', async () => {
  const m = await committeeWithThree()
  const seat = m.seats[1]!
  const { rows } = await town.city.owner.query(
    `select (select string_agg(a.canonical, '') from kernel.act a where a.matter_id = $1) as acts,
      (select row_to_json(s)::text from mediation.seat s where s.matter_id = $1) as seat,
      (select id_number from mediation.seat_personal p where p.matter_id = $1) as id_number,
      (select snapshot from kernel.matter k where k.matter_id = $1) as snapshot`,
    [seat.matterId],
  )
  assert.equal(rows[0].id_number, seat.idNumber)
  for (const text of [rows[0].acts, rows[0].seat, rows[0].snapshot]) {
    assert.ok(!text.includes(seat.idNumber))
    assert.ok(!text.includes('1975-05-05'))
    assert.ok(!text.includes('畲族'))
  }
})

test('every column of committees and seats follows from their acts alone', async () => {
  const m = await committeeWithThree('2019-01-02')
  const next = await town.committee({ on: '2019-01-02' })
  await town.file(m.matterId, '2019-01-03')
  const step = (who: Actor, on: string, matterId: string, action: string, input: object = {}) =>
    town.city.ok(who, on, { matterId, action, input })
  const member = m.seats[2]!
  await step(town.county, '2019-02-01', member.matterId, 'publishWeb')
  await step(town.establisher, '2019-02-01', member.matterId, 'changeMode', { workMode: 'FULL_TIME' })
  await step(town.establisher, '2019-02-02', member.matterId, 'makePrimary')
  await step(town.establisher, '2019-03-01', member.matterId, 'resign', { endOn: '2019-03-01' })
  await step(town.establisher, '2019-03-01', m.matterId, 'change', {
    changedOn: '2019-03-01',
    name: '更名后的人民调解委员会',
  })
  await step(town.county, '2019-03-04', m.matterId, 'publishWeb')
  await step(town.establisher, '2019-03-05', m.matterId, 'dissolve', {
    dissolvedOn: '2019-03-05',
    reason: '合并',
    successorId: next.agencyId,
  })
  await step(town.establisher, '2019-03-05', m.seats[1]!.matterId, 'endWithCommittee', { endOn: '2019-03-05' })
  const signer = softwareSigner(generateKey().privateKeyHex, 'fadu.test/mediation')
  const keys = [{ origin: 'fadu.test/mediation', publicKeyHex: signer.publicKeyHex }]
  // The claims that tests above put in by hand are gone again, so nothing stands that no act gave.
  const result = await verifyDatabase({
    pool: town.city.owner,
    keys,
    registry: town.city.registry,
    columns: true,
    threads: 0,
  })
  assert.deepEqual(result.findings, [])
  assert.ok(result.counts.derived?.compared.includes('mediation.seat_personal'))
})
