/** Settling and advice where two domains meet: what a judgment states of heads is handed over, taken, answered and heard of; and what may be settled. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { away, docketed, item } from '../src/domains/litigation/cases-cast.ts'
import { litigation } from '../src/domains/litigation/index.ts'
import { replyTerms } from '../src/domains/resolution/advice-limits.ts'
import { resolution } from '../src/domains/resolution/index.ts'
import { mayBeSettled } from '../src/domains/resolution/scope.ts'
import type { Actor } from '../src/kernel/access.ts'
import type { LocalDate } from '../src/kernel/clock.ts'
import { days, months } from '../src/kernel/limit.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
const who: Record<string, Actor> = {}
before(async () => {
  city = await openCity([litigation, resolution])
  for (const id of ['market', 'centre', 'elsewhere']) await city.agency(id, 'bureau', { county: '330203' })
  who.feed = await city.post('feed', 'court_feed', { kind: 'city', value: 'city' }, 'centre')
  for (const id of ['centre', 'elsewhere'])
    who[id] = await city.post(id, 'resolution_coordinator', { kind: 'agency', value: id }, id)
  who.officer = await city.post('officer', 'resolution_officer', { kind: 'reader', value: 'a:market' }, 'market')
})
after(() => city.close())

const judgedWithNote = async (caseNo: string, adviceTo?: string) => {
  const step = (on: string, action: string, input: object) => city.ok(who.feed!, on, { matterId: id, action, input })
  const id = (
    await city.ok(who.feed!, '2025-09-01', {
      procedure: 'litigation.defence',
      action: 'recordDocketing',
      input: docketed('2025-09-01', { caseNo }),
    })
  ).matterId
  await step('2025-09-02', 'recordCopy', { agencyId: 'market', receivedOn: '2025-09-02' })
  await step('2025-09-20', 'scheduleHearing', { heldOn: '2025-10-13', form: 'OPEN', courtNotice: 'NONE' })
  await step('2025-10-13', 'recordHearing', { presences: [away('market')] })
  const judged = await step('2025-10-31', 'recordJudgment', {
    madeOn: '2025-10-31',
    servedOn: '2025-10-31',
    items: [item('REJECT_CLAIM')],
    noted: ['ABSENT'],
    ...(adviceTo ? { adviceTo } : {}),
  })
  return { id, offer: judged.given.offer as string }
}
const watch = async (rule: string, on: string, id: string) => {
  const found = (await newViolations(city.app, city.registry, on as LocalDate)).filter(
    (v) => v.rule === rule && v.matterId === id,
  )
  if (found.length) city.fired.add(rule)
  return found.map((v) => `${v.severity} ${v.since}`)
}

test('D8-8 裁判载明的情形移交协调单位，由它登记等待，收到建议后机关书面回复', async () => {
  const { id, offer } = await judgedWithNote('（2025）浙0203行初81号', 'centre')
  const take = (by: string, coordinatorId: string) => ({
    procedure: 'resolution.advice',
    action: 'awaitAdvice',
    input: { coordinatorId, organId: 'market', handover: offer, judgmentOn: '2025-10-31' },
    by,
  })
  const { by: _b, ...wrong } = take('elsewhere', 'elsewhere')
  assert.equal((await city.refuse(who.elsewhere!, '2025-11-03', wrong)).type, 'urn:fadu:rule:resolution.noOffer')
  assert.deepEqual(await watch('litigation.D05', '2025-12-30', id), [])
  assert.deepEqual(await watch('litigation.D05', '2025-12-31', id), ['YELLOW 2025-12-31'])
  const { by: _c, ...right } = take('centre', 'centre')
  const advice = await city.ok(who.centre!, '2025-11-03', right)
  const { rows: links } = await city.owner.query('select to_id, kind from kernel.matter_link where from_id = $1', [
    advice.matterId,
  ])
  assert.deepEqual(links, [{ to_id: id, kind: 'ADVICE_FROM' }])
  await city.ok(who.centre!, '2025-11-20', {
    matterId: advice.matterId,
    action: 'receiveAdvice',
    input: { kind: 'HEAD_ABSENT', issuer: '示例人民法院', documentNo: '示法建81号', content: '建议约谈。' },
  })
  // The lawsuit hears at its next touch that its offer was taken, and is no longer watched for it.
  await city.ok(who.feed!, '2025-11-21', {
    matterId: id,
    action: 'recordService',
    input: { party: 'OTHERS', servedOn: '2025-11-20' },
  })
  assert.deepEqual(await watch('litigation.D05', '2025-12-31', id), [])
  const replied = await city.ok(who.officer!, '2025-12-01', {
    matterId: advice.matterId,
    action: 'reply',
    input: { isWritten: true, documentNo: '示函81号', measures: '已经约谈。' },
  })
  assert.equal(replied.state, 'REPLIED')
})

test('庭12 共同被告：裁判载明的是哪个机关，就移交哪个机关的；都载明的各移交一件，都登记后才不再提示', async () => {
  const defendants = [
    { agencyId: 'market', role: 'ORIGINAL' },
    { agencyId: 'elsewhere', role: 'JOINT_ACT' },
  ]
  const caseNo = '（2025）浙0203行初83号'
  const { matterId } = await city.ok(who.feed!, '2025-09-01', {
    procedure: 'litigation.defence',
    action: 'recordDocketing',
    input: docketed('2025-09-01', { caseNo, defendants }),
  })
  const step = (on: string, action: string, input: object) => city.ok(who.feed!, on, { matterId, action, input })
  await step('2025-09-02', 'recordCopy', { agencyId: 'market', receivedOn: '2025-09-02' })
  await step('2025-09-20', 'scheduleHearing', { heldOn: '2025-10-13', form: 'OPEN', courtNotice: 'NONE' })
  await step('2025-10-13', 'recordHearing', { presences: [away('market'), away('elsewhere')] })
  const judgment = { madeOn: '2025-10-31', servedOn: '2025-10-31', items: [item('REJECT_CLAIM')], noted: ['ABSENT'] }
  const unsaid = { matterId, action: 'recordJudgment', input: { ...judgment, adviceTo: 'centre' } }
  assert.equal((await city.refuse(who.feed!, '2025-10-31', unsaid)).type, 'urn:fadu:rule:litigation.notedOrgan')
  const judged = await step('2025-10-31', 'recordJudgment', {
    ...judgment,
    adviceTo: 'centre',
    notedAgencies: ['elsewhere', 'market'],
  })
  const offers = [judged.given.offer, ...(judged.given.moreOffers as string[])] as string[]
  const { rows } = await city.owner.query(
    'select handover_id, facts from kernel.handover where handover_id = any ($1)',
    [offers],
  )
  assert.deepEqual(
    offers.map((id) => JSON.parse(rows.find((r) => r.handover_id === id)!.facts).agencyId),
    ['elsewhere', 'market'],
  )
  for (const [i, organId] of ['elsewhere', 'market'].entries()) {
    await city.ok(who.centre!, '2025-11-03', {
      procedure: 'resolution.advice',
      action: 'awaitAdvice',
      input: { coordinatorId: 'centre', organId, handover: offers[i], judgmentOn: '2025-10-31' },
    })
    assert.deepEqual(await watch('litigation.D05', '2025-12-31', matterId), ['YELLOW 2025-12-31'])
  }
  await step('2025-11-21', 'recordService', { party: 'OTHERS', servedOn: '2025-11-20' })
  assert.deepEqual(await watch('litigation.D05', '2025-12-31', matterId), [])
})

test('没有指明协调单位的不移交，由应诉一侧提示', async () => {
  const { id, offer } = await judgedWithNote('（2025）浙0203行初82号')
  assert.equal(offer, null)
  assert.deepEqual(await watch('litigation.D05', '2025-12-31', id), ['YELLOW 2025-12-31'])
})

test('D4.2 可以调解、和解的范围', () => {
  const before = '2023-12-31' as LocalDate
  const since = '2024-01-01' as LocalDate
  assert.ok(!mayBeSettled('RECON', 'MEDIATION', 'OTHER', before))
  assert.ok(mayBeSettled('RECON', 'MEDIATION', 'OTHER', since))
  assert.ok(mayBeSettled('RECON', 'MEDIATION', 'COMPENSATION', before))
  assert.ok(!mayBeSettled('RECON', 'SETTLEMENT', 'COMPENSATION', before))
  assert.ok(mayBeSettled('RECON', 'SETTLEMENT', 'DISCRETION', before))
  assert.ok(mayBeSettled('RECON', 'CORRECTION', 'OTHER', before))
  assert.ok(!mayBeSettled('FIRST', 'MEDIATION', 'OTHER', null))
  assert.ok(mayBeSettled('FIRST', 'SETTLEMENT', 'OTHER', null))
  assert.ok(mayBeSettled('SECOND', 'MEDIATION', 'AGREEMENT', null))
  assert.ok(mayBeSettled('PRE_FILING', 'SETTLEMENT', 'OTHER', null))
})

test('D8-5 裁判2025-06-30生效：规范性文件的司法建议09-30提出的在三个月内，10-01的逾期', async () => {
  const isLate = async (on: string) => {
    const input = {
      coordinatorId: 'centre',
      organId: 'market',
      kind: 'NORM',
      issuer: '示例人民法院',
      documentNo: '示法建5号',
      content: '建议修改。',
      effectiveOn: '2025-06-30',
    }
    const done = await city.ok(who.centre!, on, { procedure: 'resolution.advice', action: 'registerAdvice', input })
    return done.given.isNormLate
  }
  assert.deepEqual([await isLate('2025-09-30'), await isLate('2025-10-01')], [false, true])
})

test('D4.6 回复期限：法定的不因文书写明而改变，没有法定的依文书，再没有的按约定', () => {
  const span = (...a: Parameters<typeof replyTerms>) => replyTerms(...a).span
  assert.deepEqual(span('NORM', false, days(10)), days(60))
  assert.deepEqual(span('PUBLIC_INTEREST', false, null), months(2))
  assert.deepEqual(span('PUBLIC_INTEREST', true, months(1)), days(15))
  assert.deepEqual(span('GOVERNANCE', false, null), months(2))
  assert.deepEqual(span('GOVERNANCE', false, months(1)), months(1))
  assert.deepEqual(span('REFUSES_COURT', false, null), days(30))
  assert.deepEqual(span('HEAD_ABSENT', false, days(20)), days(20))
})
