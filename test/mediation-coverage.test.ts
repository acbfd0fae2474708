/** What the other tests of mediation do not reach: rarer limits and refusals, and rules that still stand when the test city closes. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { domains } from '../src/domains/index.ts'
import { addDays, type LocalDate } from '../src/kernel/clock.ts'
import type { Problem } from '../src/kernel/errors.ts'
import { recordDomain, supervisionDomain } from '../src/kernel/index.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { disputesOf, type Office, openTown, type Seat, type Town } from './mediation-support.ts'

let town: Town
let d: ReturnType<typeof disputesOf>
let village: Office
/** Somebody of the same committee who handles no dispute, and so may visit. */
let colleague: Seat

before(async () => {
  town = await openTown([recordDomain, supervisionDomain, ...domains])
  d = disputesOf(town)
  village = await d.office('2020-01-02')
  colleague = await town.hire(village.agencyId, { on: '2020-01-02', by: village.head })
})
after(() => town.city.close())

const urn = (rule: string) => `urn:fadu:rule:${rule}`
const seen = async (rule: string, on: string, matterId: string) =>
  (await town.watch(rule, on, matterId)).map((r) => `${r.subject_key.replace(matterId, '')} ${r.severity} ${r.since}`)
/** A limit of a matter as one line for each subject. */
const limitOf = async (matterId: string, limit: string) => {
  const { rows } = await town.city.owner.query(
    'select subject, state, due, met_on from kernel.matter_limit where matter_id = $1 and limit_id = $2 order by subject',
    [matterId, limit],
  )
  return rows.map((r) => [r.subject, r.state, r.due, ...(r.met_on ? [r.met_on] : [])].join(' '))
}
/** The rule, the status and the first field that a refusal names. */
const told = (p: Problem) => [p.type, p.status, p.errors?.[0]?.path ?? '']
const onWrongDay = (field: string) => [urn('mediation.mediator.day'), 409, field]
const visitor = () => ({
  id: colleague.partyId,
  role: 'mediator',
  scope: { kind: 'agency' as const, value: village.agencyId },
  agency: village.agencyId,
})
const visit = (matterId: string, on: string) =>
  town.city.ok(visitor(), on, { matterId, action: 'followUp', input: { performance: 'FULL', satisfaction: 5 } })

test('A3.2 a mediator hired is filed, and then shown on the web within five working days', async () => {
  const hired = await town.hire(village.agencyId, { on: '2020-09-02', by: village.head })
  const late = await town.hire(village.agencyId, { on: '2020-09-02', by: village.head })
  assert.deepEqual(await limitOf(hired.matterId, 'webPublish'), [])
  // Working days after 2020-09-29: 09-30 and, after the holidays, 10-09, 10-10 (a Saturday worked), 10-12, 10-13.
  for (const { matterId } of [hired, late]) {
    await town.file(matterId, '2020-09-29')
    assert.deepEqual(await limitOf(matterId, 'webPublish'), ['1 running 2020-10-13'])
    await town.city.ok(town.county, '2020-10-09', {
      matterId,
      action: 'notifyCourt',
      input: { courtId: 'court-330282' },
    })
  }
  await town.city.ok(town.county, '2020-10-13', { matterId: hired.matterId, action: 'publishWeb', input: {} })
  assert.deepEqual(await limitOf(hired.matterId, 'webPublish'), ['1 met 2020-10-13 2020-10-13'])
  assert.deepEqual(await seen('a02', '2020-10-13', late.matterId), [])
  assert.deepEqual(await seen('a02', '2020-10-14', late.matterId), ['/webPublish/1 YELLOW 2020-10-14'])
  assert.deepEqual(await seen('a02', '2020-10-14', hired.matterId), [])
})

test('A3.2 the court is told of a dismissal, and there is no page to put up', async () => {
  const gone = await town.hire(village.agencyId, { on: '2020-09-02', by: village.head })
  await town.file(gone.matterId, '2020-09-03')
  await town.city.ok(town.county, '2020-09-04', { matterId: gone.matterId, action: 'publishWeb', input: {} })
  await town.city.ok(village.head, '2020-09-07', {
    matterId: gone.matterId,
    action: 'dismiss',
    input: { reason: 'INSULT', finding: '调解中辱骂当事人', endOn: '2020-09-07' },
  })
  await town.file(gone.matterId, '2020-09-08')
  assert.deepEqual(await limitOf(gone.matterId, 'webPublish'), ['1 met 2020-09-10 2020-09-04'])
  assert.deepEqual(await limitOf(gone.matterId, 'courtNotice'), ['1 running 2020-09-10', '2 running 2020-09-15'])
})

test('A3.2 dates of a seat: none in the future, none before its beginning', async () => {
  const on = '2020-09-02'
  const refusedStep = (step: ReturnType<Town['memberStep'] | Town['hireStep']>) =>
    town.city.refuse(town.establisher, on, step).then(told)
  const later = { startOn: '2020-09-03' }
  assert.deepEqual(await refusedStep(town.memberStep(village.agencyId, { on, more: later })), onWrongDay('startOn'))
  assert.deepEqual(await refusedStep(town.hireStep(village.agencyId, { on, more: later })), onWrongDay('startOn'))
  assert.deepEqual(
    await refusedStep(town.hireStep(village.agencyId, { on, more: { contractEndOn: on } })),
    onWrongDay('contractEndOn'),
  )
  const seat = await town.hire(village.agencyId, { on, more: { contractEndOn: '2020-09-03' } })

  const training = { hours: 8, kind: 'ANNUAL', organiser: '慈溪市司法局' }
  const train = (trainedOn: string) => ({ matterId: seat.matterId, action: 'train', input: { ...training, trainedOn } })
  assert.deepEqual(
    told(await town.city.refuse(town.county, '2020-10-09', train('2020-10-10'))),
    onWrongDay('trainedOn'),
  )
  await town.city.ok(town.county, '2020-10-09', train('2020-10-09'))

  const leave = (action: string, endOn: string) => ({ matterId: seat.matterId, action, input: { endOn } })
  for (const action of ['resign', 'recordDeath'])
    for (const endOn of ['2020-09-01', '2020-10-10'])
      assert.deepEqual(
        told(await town.city.refuse(town.establisher, '2020-10-09', leave(action, endOn))),
        onWrongDay('endOn'),
        `${action} ${endOn}`,
      )
  assert.equal((await town.city.ok(town.establisher, '2020-10-09', leave('resign', '2020-10-09'))).state, 'ENDED')
})

test('A3.2 full time is not changed into full time', async () => {
  const seat = await town.hire(village.agencyId, { on: '2020-09-02', by: village.head })
  const change = (workMode: string) => ({ matterId: seat.matterId, action: 'changeMode', input: { workMode } })
  assert.deepEqual(told(await town.city.refuse(village.head, '2020-09-03', change('FULL_TIME'))), [
    urn('mediation.mediator.mode'),
    409,
    '',
  ])
  await town.city.ok(village.head, '2020-09-03', change('PART_TIME'))
  const { rows } = await town.city.owner.query(
    'select since, work_mode from mediation.seat_status where matter_id = $1 order by since',
    [seat.matterId],
  )
  assert.deepEqual(rows, [
    { since: '2020-09-02', work_mode: 'FULL_TIME' },
    { since: '2020-09-03', work_mode: 'PART_TIME' },
  ])
})

test('A3.1, A3.2 a seat ends with its committee only once that is dissolved', async () => {
  const old = await town.committee({ on: '2020-09-01' })
  const next = await town.committee({ on: '2020-09-01' })
  const seat = await town.member(old.agencyId, { on: '2020-09-01', role: 'HEAD' })
  await town.file(old.matterId, '2020-09-02')
  const end = (endOn: string) => ({ matterId: seat.matterId, action: 'endWithCommittee', input: { endOn } })
  assert.deepEqual(told(await town.city.refuse(town.establisher, '2020-11-02', end('2020-11-02'))), [
    urn('mediation.mediator.notDissolved'),
    409,
    '',
  ])
  await town.city.ok(town.establisher, '2020-11-02', {
    matterId: old.matterId,
    action: 'dissolve',
    input: { dissolvedOn: '2020-11-02', reason: '村庄合并', successorId: next.agencyId },
  })
  assert.deepEqual(told(await town.city.refuse(town.establisher, '2020-11-02', end('2020-11-03'))), onWrongDay('endOn'))
  assert.equal((await town.city.ok(town.establisher, '2020-11-02', end('2020-11-02'))).state, 'ENDED')
  const { rows } = await town.city.owner.query('select end_on, end_reason from mediation.seat where matter_id = $1', [
    seat.matterId,
  ])
  assert.deepEqual(rows, [{ end_on: '2020-11-02', end_reason: 'COMMITTEE_DISSOLVED' }])
  const posts = await town.city.owner.query(
    'select role, valid_to from kernel.post where officer_id = $1 order by role',
    [seat.partyId],
  )
  assert.deepEqual(posts.rows, [
    { role: 'committee_head', valid_to: '2020-11-02' },
    { role: 'mediator', valid_to: '2020-11-02' },
  ])
})

/** Settled by word of mouth and performed on the spot. */
const instant = (riskLevel: string, on = '2020-09-03') =>
  d.dispute(village, { on, ending: 'FULL', isWritten: false, input: { riskLevel } })

test('A3.3 followUp: performed on the spot but likely to flare up again, visited within thirty days', async () => {
  const calm = await instant('LOW')
  const tense = await instant('ESCALATING')
  // The thirtieth day is a holiday, and nothing rolls.
  assert.deepEqual(await limitOf(tense.id, 'followUpRisk'), ['1 running 2020-10-03'])
  assert.deepEqual(await limitOf(tense.id, 'followUp'), [])
  assert.deepEqual(await limitOf(calm.id, 'followUpRisk'), [])
  const own = await town.city.refuse(village.head, '2020-09-30', {
    matterId: tense.id,
    action: 'followUp',
    input: { performance: 'FULL' },
  })
  assert.equal(own.type, urn('mediation.followUpByHandler'))
  assert.deepEqual(await limitOf(tense.id, 'followUpRisk'), ['1 running 2020-10-03'])
  await visit(tense.id, '2020-09-30')
  assert.deepEqual(await limitOf(tense.id, 'followUpRisk'), ['1 met 2020-10-03 2020-09-30'])
})

test('A3.3 followUp: a risk reported during the mediation asks for the visit too; a debt still to be paid asks for the other one', async () => {
  const reported = await d.dispute(village, { on: '2020-09-03', ending: 'OPEN' })
  await d.step(village, '2020-09-03', reported.id, 'reportEscalation', { kind: 'GROUP', toAgency: '示例街道办事处' })
  await d.conclude(village, reported.id, '2020-09-04', 'FULL', false)
  assert.deepEqual(await limitOf(reported.id, 'followUpRisk'), ['1 running 2020-10-04'])

  const owed = await d.dispute(village, { on: '2020-09-03', ending: 'OPEN', input: { riskLevel: 'ESCALATING' } })
  await d.step(village, '2020-09-04', owed.id, 'settle', inTwoParts('2020-09-04', ['2020-09-25', '2020-09-25']))
  assert.deepEqual(await limitOf(owed.id, 'followUpRisk'), [])
  assert.deepEqual(await limitOf(owed.id, 'followUp'), ['1 running 2020-10-09'])
  await visit(owed.id, '2020-10-09')
  assert.deepEqual(await limitOf(owed.id, 'followUp'), ['1 met 2020-10-09 2020-10-09'])
})

/** A written agreement to pay in two parts. */
const inTwoParts = (on: string, [first, second]: [string, string]) =>
  d.agreementOf(on, true, 'FULL', {
    hasMoney: true,
    amountPayableFen: 50_000,
    obligations: [
      { obligor: 2, obligee: 1, content: '付清首期', amountFen: 20_000, dueOn: first },
      { obligor: 2, obligee: 1, content: '付清余款', amountFen: 30_000, dueOn: second },
    ],
  })

test('A5 A12 likely to become a criminal case: red from the day of receipt until the police are told, concluded or not', async () => {
  const dangerous = (ending: 'OPEN' | 'NO_AGREEMENT', riskLevel = 'CRIMINAL_RISK') =>
    d.dispute(village, { on: '2020-12-01', concludedOn: '2020-12-02', ending, input: { riskLevel } })
  const reported = await dangerous('OPEN')
  const silent = await dangerous('OPEN')
  const failed = await dangerous('NO_AGREEMENT')
  const tense = await dangerous('OPEN', 'ESCALATING')
  await d.step(village, '2020-12-02', reported.id, 'reportEscalation', { kind: 'CRIMINAL', toAgency: '慈溪市公安局' })
  assert.deepEqual(await seen('a12', '2020-11-30', silent.id), [])
  assert.deepEqual(await seen('a12', '2020-12-01', silent.id), [' RED 2020-12-01'])
  assert.deepEqual(await seen('a12', '2020-12-02', reported.id), [])
  assert.deepEqual(await seen('a12', '2020-12-03', failed.id), [' RED 2020-12-01'])
  assert.deepEqual(await seen('a12', '2020-12-03', tense.id), [])
  assert.deepEqual(
    await standing('mediation.A12'),
    [silent.id, failed.id].sort().map((id) => `${id} RED 2020-12-01`),
  )
})

test('A5 A17 the last part unpaid, nobody has asked: yellow after five working days, over the turn of the year', async () => {
  const owing = () => d.dispute(village, { on: '2020-12-01', ending: 'OPEN' })
  const [unpaid, visited, paid] = [await owing(), await owing(), await owing()]
  for (const m of [unpaid, visited, paid]) {
    await d.step(village, '2020-12-02', m.id, 'settle', inTwoParts('2020-12-02', ['2020-12-10', '2020-12-28']))
    await d.step(village, '2020-12-10', m.id, 'perform', { obligations: [1], performedOn: '2020-12-10' })
  }
  await d.step(village, '2020-12-28', paid.id, 'perform', { obligations: [2], performedOn: '2020-12-28' })
  // Working days after 2020-12-28: 29, 30, 31 and, after the new year, 01-04 and 01-05.
  assert.deepEqual(await limitOf(unpaid.id, 'followUp'), ['1 running 2021-01-05'])
  assert.deepEqual(await seen('a17', '2021-01-05', unpaid.id), [])
  for (const m of [unpaid, visited]) assert.deepEqual(await seen('a17', '2021-01-06', m.id), ['/1 YELLOW 2021-01-06'])
  assert.deepEqual(await seen('a17', '2021-01-06', paid.id), [])
  await visit(visited.id, '2021-01-06')
  assert.deepEqual(await seen('a17', '2021-01-06', visited.id), [])
  assert.deepEqual(await standing('mediation.A17'), [`${unpaid.id}/1 YELLOW 2021-01-06`])
})

/** What the daily tick would find of a rule a month after the last act. */
async function standing(rule: string): Promise<string[]> {
  const { rows } = await town.city.owner.query('select max(last_on) as d from kernel.matter')
  const violations = await newViolations(town.city.app, town.city.registry, addDays(rows[0].d as LocalDate, 30))
  return violations
    .filter((v) => v.rule === rule)
    .map((v) => `${v.subjectKey} ${v.severity} ${v.since}`)
    .sort()
}
