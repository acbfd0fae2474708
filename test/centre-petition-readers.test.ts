/** Petitions among others: the hand-over from a centre's matter, who reads what, what is published and what is counted. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { centre } from '../src/domains/centre/index.ts'
import { type Actor, readSettings, type Scope } from '../src/kernel/access.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { supervisionDomain } from '../src/kernel/index.ts'
import { computeFigures } from '../src/kernel/indicator.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { newViolations, tick } from '../src/kernel/supervision.ts'
import { type CentreTown, openCentre } from './centre-support.ts'

let town: CentreTown
let officer: Actor
before(async () => {
  town = await openCentre([supervisionDomain, centre])
  officer = await town.city.post('petition-1', 'petition_officer', unit('petitions'), 'petitions')
})
after(() => town.city.close())

const unit = (agency: string): Scope => ({ kind: 'reader', value: `a:${agency}` })
const doc = (date: string) => ({ date })
const actor = (name: string) => town.actors[name]!
const ok = (by: Actor, on: string, matterId: string, action: string, input: object = {}) =>
  town.city.ok(by, on, { matterId, action, input })
const refused = async (by: Actor, on: string, step: Parameters<CentreTown['city']['refuse']>[2]) =>
  (await town.city.refuse(by, on, step)).type.replace('urn:fadu:rule:', '')
const as = (scope: Scope, text: string, values: unknown[]) =>
  inTransaction(town.city.app, async (client) => {
    const { text: set, values: v } = readSettings(scope)
    await client.query(set, v)
    return (await client.query(text, values)).rows
  })
const acts = async (scope: Scope, id: string) =>
  (await as(scope, 'select action from kernel.act where matter_id = $1 order by n', [id])).map((r) => r.action)
const seen = async (scope: Scope, table: string, id: string) =>
  (await as(scope, `select 1 from centre.${table} where matter_id = $1`, [id])).length

type Received = { on: string; by?: Actor; agency?: string; more?: object }
const received = async ({ on, by = officer, agency = by.agency, more = {} }: Received) =>
  town.city.ok(by, on, {
    procedure: 'centre.petition',
    action: 'receivePetition',
    input: {
      agencyId: agency,
      receivedOn: on,
      channel: 'VISIT',
      category: 'REQUEST',
      petitioners: [town.person()],
      place: '330203001',
      summary: '没有收到补贴',
      demand: '补发补贴',
      ...more,
    },
  })
const six = (on: string) => ({ item: '6', path: '调查核实后书面答复', notice: doc(on) })
const opinion = (on: string, more: object = {}) => ({
  conclusion: 'NOT_SUPPORTED',
  document: { number: '示例〔意见〕1号', date: on },
  demand: '请求补发补贴',
  findings: '不在发放范围',
  opinion: '不予支持',
  legalBasis: '示例办法第三条',
  isReviewTold: true,
  ...more,
})
/** From an organ's hands to its written reply, received on a day. */
const replied = async (by: Actor, id: string, on: string, receivedOn: string) => {
  await ok(by, on, id, 'hearPetitioner', { record: '陈述已记录' })
  await ok(by, on, id, 'investigate', { record: '已核实' })
  await ok(by, on, id, 'issueOpinion', opinion(on))
  await ok(by, receivedOn, id, 'recordReceipt', { receivedOn, proof: doc(receivedOn) })
}
const heard = (on: string) => tick(town.city.app, town.city.engine, instantAt(on as LocalDate, '12:00'))

const asked = { signals: {}, subjectKind: 'PETITION_REQUEST', path: 'PETITION' }
async function offered(on: string) {
  const who = town.person()
  const id = await town.register(on, { petitioners: [who] })
  await town.step('dispatcher', on, id, 'triage', asked)
  const input = { path: 'PETITION', targetAgencyId: 'petitions', procedure: 'centre.petition', receipt: doc(on) }
  const done = await town.step('dispatcher', on, id, 'handoff', input)
  return { id, who, handover: done.given.offerId as string }
}
const handoffs = async (id: string) =>
  (await town.city.owner.query('select state, outcome from centre.handoff where matter_id = $1', [id])).rows

test('B8.12 what the centre hands over is taken once, by whom it is for; the centre hears the reply, the days for review and the end', async () => {
  const { id, who, handover } = await offered('2020-02-03')
  const [inbox] = await as(unit('petitions'), 'select facts from kernel.handover where handover_id = $1', [handover])
  const petition = town.city.registry.procedureAt('centre.petition', '2020-02-03' as LocalDate)
  const filled = petition.receives!.fill(petition.receives!.facts.parse(JSON.parse(inbox!.facts)))
  assert.deepEqual([filled.receivedOn, filled.place, filled.source], ['2020-02-03', '330203001', 'CENTRE'])
  const taking = (agencyId: string) => ({
    procedure: 'centre.petition',
    action: 'receivePetition',
    input: { ...filled, agencyId, handover, petitioners: [who] },
  })
  assert.equal(await refused(actor('bureauB'), '2020-02-03', taking('bureauB')), 'centre.petition.noOffer')
  const { matterId } = await town.city.ok(officer, '2020-02-03', taking('petitions'))
  assert.equal(await refused(officer, '2020-02-03', taking('petitions')), 'centre.petition.noOffer')
  await heard('2020-02-03')
  assert.deepEqual(await handoffs(id), [{ state: 'TAKEN', outcome: null }])
  await ok(officer, '2020-02-05', matterId, 'transfer', { toAgencyId: 'bureauA' })
  await ok(actor('bureauA'), '2020-02-06', matterId, 'notifyReceipt', six('2020-02-06'))
  await replied(actor('bureauA'), matterId, '2020-02-28', '2020-03-02')
  await heard('2020-03-02')
  assert.deepEqual(await handoffs(id), [{ state: 'ENDED', outcome: 'OPINION' }])
  const facts = async () =>
    JSON.parse(
      (await town.city.owner.query('select snapshot from kernel.matter where matter_id = $1', [id])).rows[0].snapshot,
    ).facts
  assert.deepEqual([(await facts()).reviewDueOn, (await facts()).isFinal], ['2020-04-01', false])
  await ok(officer, '2020-04-02', matterId, 'lapse')
  await heard('2020-04-02')
  assert.equal((await facts()).isFinal, true)
  const { rows } = await town.city.owner.query('select state, n from kernel.handover_answer where handover_id = $1', [
    handover,
  ])
  assert.deepEqual(rows, [{ state: 'ended', n: 4 }])
})

test('an offer that is not for the petition office is declined by a matter of its own, and is no petition', async () => {
  const { id, handover } = await offered('2020-03-02')
  const declining = {
    procedure: 'centre.petition',
    action: 'declineOffer',
    input: { agencyId: 'petitions', handover, receivedOn: '2020-03-02', reason: '应当先行调解' },
  }
  const done = await town.city.ok(officer, '2020-03-02', declining)
  assert.equal(done.state, 'NOT_ACCEPTED')
  assert.equal(await refused(officer, '2020-03-02', declining), 'centre.petition.noOffer')
  await heard('2020-03-02')
  assert.deepEqual(await handoffs(id), [{ state: 'REFUSED', outcome: null }])
  const { rows } = await town.city.owner.query('select number from centre.petition where matter_id = $1', [
    done.matterId,
  ])
  assert.deepEqual(rows, [{ number: null }])
})

test('a petitioner reads his own petition and its replies, not what passes within the house; an organ reads from its transfer on', async () => {
  const people = [town.person(), town.person(), { name: '没有证件的人' }]
  const on = '2022-06-01'
  const { matterId: id } = await received({ on, more: { petitioners: people } })
  const { rows } = await town.city.owner.query(
    'select party_id, name_mask from centre.petition_party where matter_id = $1 order by seq',
    [id],
  )
  assert.equal(rows.length, 3)
  assert.doesNotMatch(JSON.stringify(rows), /没有证件的人/)
  const [one, two] = rows.map((r): Scope => ({ kind: 'reader', value: `p:${r.party_id}` }))
  const bureau = unit('bureauA')
  assert.deepEqual(await acts(bureau, id), [])
  await ok(officer, on, id, 'transfer', { toAgencyId: 'bureauA' })
  await ok(actor('bureauA.head'), '2022-06-02', id, 'object', { reason: '属乙局职权', properAgencyId: 'bureauB' })
  await ok(officer, '2022-06-06', id, 'refuseReturn', { verification: '属甲局职权' })
  await ok(actor('bureauA'), '2022-06-07', id, 'notifyReceipt', six('2022-06-07'))
  await replied(actor('bureauA'), id, '2022-06-20', '2022-06-21')
  const open = ['receivePetition', 'transfer', 'notifyReceipt', 'hearPetitioner', 'issueOpinion', 'recordReceipt']
  assert.deepEqual(await acts(one!, id), open)
  assert.ok((await acts(bureau, id)).includes('object'))
  for (const s of [one!, two!]) {
    assert.equal(await seen(s, 'petition_party_personal', id), 1)
    assert.equal(await seen(s, 'petition_reply_personal', id), 1)
  }
  assert.equal(await seen(bureau, 'petition_party_personal', id), 3)
  assert.equal(await seen(unit('bureauB'), 'petition', id), 0)
  // The organ above reads from the day on which it is asked.
  assert.equal(await seen(unit('gov-330203'), 'petition', id), 0)
  const me = await town.city.post('me', 'party', one!, 'party')
  const appeal = { agencyId: 'gov-330203', grounds: '事实没有查清' }
  assert.equal((await ok(me, '2022-06-30', id, 'applyReview', appeal)).state, 'REVIEWING')
  assert.equal(await seen(unit('gov-330203'), 'petition_reply_personal', id), 1)
})

test('an accusation is read by no county and no town, and never by the accused', async () => {
  const on = '2022-06-01'
  const { matterId: id } = await received({ on, more: { category: 'ACCUSATION', accusedAgencyIds: ['bureauA'] } })
  const { matterId: plain } = await received({ on })
  const county: Scope = { kind: 'county', value: '330203' }
  assert.deepEqual([await seen(county, 'petition', id), await seen(county, 'petition', plain)], [0, 1])
  assert.equal(await seen(county, 'petition_personal', id), 0)
  const step = { matterId: id, action: 'transfer', input: { toAgencyId: 'bureauA' } }
  assert.equal(await refused(officer, on, step), 'centre.petition.toAccused')
  assert.equal(await seen(unit('bureauA'), 'petition', id), 0)
  assert.equal(await seen(unit('petitions'), 'petition', id), 1)
})

test('a petition found out to be an accusation is taken from towns, counties and the accused with all that was recorded before', async () => {
  const on = '2022-06-01'
  const { matterId: id } = await received({ on })
  await ok(officer, on, id, 'transfer', { toAgencyId: 'bureauA' })
  await ok(actor('bureauA'), on, id, 'notifyReceipt', six(on))
  const county: Scope = { kind: 'county', value: '330203' }
  const inTown: Scope = { kind: 'town', value: '330203001' }
  const tables = ['petition', 'petition_personal', 'petition_party', 'petition_party_personal', 'petition_transfer']
  const readIn = async (scope: Scope) => {
    const n: number[] = []
    for (const t of tables) n.push(await seen(scope, t, id))
    return [...n, (await acts(scope, id)).length]
  }
  assert.deepEqual(await readIn(county), [1, 1, 1, 1, 1, 3])
  // It is placed at an office of the county: no town read it anyhow.
  assert.deepEqual(await readIn(inTown), [0, 0, 0, 0, 0, 0])
  const toDiscipline = { path: 'DISCIPLINE', item: '1', targetName: '示例纪检监察机关', notice: doc(on) }
  const { matterId: other } = await received({ on, by: actor('town') })
  assert.equal(await seen(inTown, 'petition', other), 1)
  for (const [action, more] of [
    ['divert', {}],
    ['notMine', { reason: '属纪检监察机关受理' }],
  ] as const) {
    const { item, ...rest } = toDiscipline
    const input = { ...rest, ...(action === 'divert' ? { item } : {}), ...more }
    const p = await town.city.refuse(actor('town'), on, { matterId: other, action, input })
    assert.equal(p.type, 'urn:fadu:rule:centre.petition.sealFirst')
  }
  await ok(actor('town'), on, other, 'seal', { reason: '反映公职人员' })
  assert.equal(await seen(inTown, 'petition', other), 0)
  await ok(actor('town'), on, other, 'divert', { path: 'DISCIPLINE', targetName: '示例纪检监察机关', notice: doc(on) })

  const stranger = { matterId: id, action: 'seal', input: { reason: '误' } }
  assert.equal(await refused(actor('gov-330203'), on, stranger), 'kernel.matter')
  assert.equal(await refused(actor('bureauA'), on, stranger), 'centre.petition.sealByOrigin')
  const back = await ok(officer, on, id, 'seal', { accusedAgencyIds: ['bureauA'], reason: '反映本局负责人' })
  assert.equal(back.state, 'RECEIVED')
  for (const s of [county, inTown, unit('bureauA')]) assert.deepEqual(await readIn(s), [0, 0, 0, 0, 0, 0], s.value)
  assert.ok(
    (await readIn(unit('petitions'))).every((n) => n > 0),
    'who received it has it again',
  )
  const { rows } = await town.city.owner.query(
    'select name_mask, kind from centre.petition_party where matter_id = $1',
    [id],
  )
  assert.deepEqual(rows, [{ name_mask: '（隐去）', kind: 'PERSON' }])
  const limits = await town.limits(id)
  assert.deepEqual([limits.close, limits.handle], ['2022-07-31 met 2022-06-01', '2022-06-16'], 'no sixty days for it')
  const pass = (toAgencyId: string) => ({ matterId: id, action: 'transfer', input: { toAgencyId } })
  assert.equal(await refused(officer, on, pass('bureauA')), 'centre.petition.toAccused')
  await town.city.ok(officer, on, pass('gov-330203'))
})

test('above the city’s own government stands an organ of the province: its opinions are entered from their papers', async () => {
  const on = '2022-06-01'
  const by = actor('gov-330200')
  const { matterId: id } = await received({ on, by })
  await ok(by, on, id, 'notifyReceipt', six(on))
  await replied(by, id, '2022-06-20', '2022-06-21')
  const asking = (organ: object) => ({
    matterId: id,
    action: 'applyReview',
    input: { ...organ, grounds: '事实没有查清', document: doc('2022-07-01') },
  })
  assert.equal(await refused(by, '2022-07-01', asking({ agencyId: 'gov-330203' })), 'centre.petition.reviewOrgan')
  assert.equal(await refused(by, '2022-07-01', asking({})), 'centre.petition.reviewOrgan')
  // Asked for before there is a review: no, and nothing worse.
  const early = { ...asking({ organName: '上级机关' }), action: 'applyRecheck' }
  assert.equal(await refused(by, '2022-07-01', early), 'kernel.state')
  await town.city.ok(by, '2022-07-01', asking({ organName: '示例省人民政府' }))
  const above = { conclusion: 'UPHELD', document: doc('2022-07-20'), opinion: '维持' }
  await ok(by, '2022-07-20', id, 'issueReview', { ...above, receivedOn: '2022-07-20' })
  const { action: _, ...recheck } = asking({ organName: '上级机关' })
  await town.city.ok(by, '2022-08-01', { ...recheck, action: 'applyRecheck' })
  assert.equal((await ok(by, '2022-08-10', id, 'issueRecheck', above)).state, 'FINAL')
  const below = await received({ on, by: actor('bureauA') })
  await ok(actor('bureauA'), on, below.matterId, 'notifyReceipt', six(on))
  await replied(actor('bureauA'), below.matterId, '2022-06-20', '2022-06-21')
  const outside = { ...asking({ organName: '示例省人民政府' }), matterId: below.matterId }
  assert.equal(await refused(actor('bureauA'), '2022-07-01', outside), 'centre.petition.reviewOrgan')
})

test('a recheck after a hearing is published by a fixed list of fields', async () => {
  const on = '2022-06-01'
  const { matterId: id } = await received({ on, by: actor('bureauA') })
  await ok(actor('bureauA'), on, id, 'notifyReceipt', six(on))
  await replied(actor('bureauA'), id, '2022-06-20', '2022-06-21')
  const appeal = (agencyId: string, day: string) => ({ agencyId, grounds: '事实没有查清', document: doc(day) })
  await ok(actor('bureauA'), '2022-07-01', id, 'applyReview', appeal('gov-330203', '2022-07-01'))
  const reply = { conclusion: 'UPHELD', document: doc('2022-07-20'), opinion: '不公开的理由' }
  await ok(actor('gov-330203'), '2022-07-20', id, 'issueReview', { ...reply, receivedOn: '2022-07-20' })
  await ok(actor('bureauA'), '2022-08-01', id, 'applyRecheck', appeal('gov-330200', '2022-08-01'))
  await ok(actor('gov-330200'), '2022-08-09', id, 'hearing', { from: '2022-08-08', to: '2022-08-09', record: '笔录' })
  await ok(actor('gov-330200'), '2022-08-20', id, 'issueRecheck', { ...reply, conclusion: 'CHANGED' })
  const page = { title: '关于一起补贴发放事项的复核意见', text: '经听证，变更复查意见。', isMasked: true }
  await ok(actor('gov-330200'), '2022-08-22', id, 'publishRecheck', page)
  const { rows } = await town.city.owner.query(
    `select id, content from kernel.published where kind = 'petition-recheck'`,
  )
  assert.deepEqual(
    rows.map((r) => [r.id, JSON.parse(r.content)]),
    [
      [
        id,
        {
          title: page.title,
          organ: 'gov-330200',
          opinionOn: '2022-08-20',
          conclusion: '变更',
          hearings: [{ from: '2022-08-08', to: '2022-08-09' }],
          text: page.text,
        },
      ],
    ],
  )
})

test('B6 limits told and closed in time, and those who came again', async () => {
  const by = actor('bureauB')
  // In a year that no other test of this city touches. Due on 2021-03-08 by the province; 2021-04-01 thirty days after 03-02.
  const on = '2021-03-01'
  const who = town.person()
  const same = { petitioners: [who], respondent: '某单位', kind: '补贴' }
  const first = await received({ on, by, more: same })
  await ok(by, '2021-03-02', first.matterId, 'notifyReceipt', six('2021-03-02'))
  await replied(by, first.matterId, '2021-04-01', '2021-04-01')
  const again = await received({ on: '2021-04-20', by, more: same })
  const late = await received({ on, by })
  await ok(by, '2021-03-09', late.matterId, 'notifyReceipt', six('2021-03-09'))
  await replied(by, late.matterId, '2021-04-09', '2021-04-09')
  const open = await received({ on, by })
  await ok(by, '2021-03-08', open.matterId, 'notifyReceipt', six('2021-03-08'))
  const led = await received({ on, by })
  await ok(by, '2021-03-08', led.matterId, 'divert', {
    path: 'ARBITRATION',
    item: '2',
    targetAgencyId: 'arbitration',
    notice: doc('2021-03-08'),
  })
  const gone = await received({ on, by })
  await ok(by, '2021-03-05', gone.matterId, 'withdraw', { document: doc('2021-03-05') })
  const value = async (id: string) =>
    (
      await computeFigures(
        town.city.app,
        town.city.registry,
        2021,
        instantAt('2022-01-31' as LocalDate, '09:00'),
        new Set([id]),
      )
    ).get(id)
  const rate = async (id: string) => {
    const v = await value(id)
    return `${v?.numerator}/${v?.denominator}`
  }
  assert.equal(Number((await value('petitions_received'))?.value), 6)
  // Told: three in time, one a day late; what came again is due and not told; what was withdrawn before was never due.
  assert.equal(await rate('petition_notice_ontime'), '3/5')
  // Closed: one in time, one a day late, one not at all; what was led elsewhere was never due.
  assert.equal(await rate('petition_close_ontime'), '1/3')
  assert.equal(await rate('petition_repeat_rate'), '1/2')
  const { rows } = await town.city.owner.query(
    'select repeat_kind, repeat_of from centre.petition where matter_id = $1',
    [again.matterId],
  )
  assert.deepEqual(rows, [{ repeat_kind: 'UNSATISFIED', repeat_of: first.matterId }])
  // 2021-05-08 is a Saturday worked. A violation lies with the organ whose limit it is, not with the office that passed the petition on.
  const passed = await received({ on: '2021-05-06' })
  await ok(officer, '2021-05-07', passed.matterId, 'transfer', { toAgencyId: 'bureauC' })
  const found = await newViolations(town.city.app, town.city.registry, '2021-06-01' as LocalDate)
  assert.deepEqual(
    found
      .filter((v) => v.matterId === passed.matterId)
      .map((v) => [v.rule, v.agencyId, v.since])
      // No view promises an order.
      .sort((x, y) => (x.join() < y.join() ? -1 : 1)),
    [
      ['centre.B03', 'bureauC', '2021-05-14'],
      ['centre.B03', 'bureauC', '2021-05-23'],
    ],
  )
})

test('every column of every row is a function of the acts', async () => {
  const found = await inTransaction(
    town.city.owner,
    async (c) => [...(await deriveColumns(c, town.city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
})
