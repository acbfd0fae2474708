/** A matter at the centre: its main path, everything it refuses, who may read it, and what supervision says of it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { centre } from '../src/domains/centre/index.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { type CentreTown, openCentre } from './centre-support.ts'

let town: CentreTown
before(async () => {
  town = await openCentre([centre])
})
after(() => town.city.close())

const on = '2020-03-02'
const doc = { date: on }
const civil = { signals: { isCivil: true }, subjectKind: 'CIVIL_DISPUTE', path: 'PEOPLES_MEDIATION' }
const petition = { signals: {}, subjectKind: 'PETITION_REQUEST', path: 'PETITION' }
const by = (officerId: string, conflict = 'NONE') => ({ handlers: [{ officerId, conflict }] })
const lead = (agencyId: string) => ({ units: [{ agencyId, kind: 'LEAD' }] })
const mediation = { path: 'PEOPLES_MEDIATION', targetAgencyId: 'committee', receipt: doc }
const suit = { path: 'LITIGATION', targetAgencyId: 'court', receipt: doc, notice: doc }
const agreement = {
  kind: 'AGREEMENT',
  issuerAgencyId: 'committee',
  documentNo: '示例协议1号',
  documentOn: on,
  isEffective: true,
}
const opinion = { kind: 'OPINION', issuerAgencyId: 'village', documentNo: '示例信字1号', documentOn: on }

const path = ['triage', 'dispatch', 'receive', 'accept', 'submitResult', 'review', 'reply', 'visitBack'] as const
type To = (typeof path)[number]
type How = {
  register?: object
  triage?: object
  accept?: object
  result?: object
  reply?: object
  visit?: object
  on?: string
}

/** A matter handled by the village up to and with one of the acts of the main path. */
async function bring(to: To | 'register', how: How = {}): Promise<string> {
  const day = how.on ?? on
  const id = await town.register(day, { ...how.register })
  const steps: Record<To, [string, object]> = {
    triage: ['dispatcher', how.triage ?? civil],
    dispatch: ['dispatcher', lead('village')],
    receive: ['village', by('handler-village')],
    accept: ['village', { as: 'MEDIATION', ...how.accept }],
    submitResult: ['village', { ...agreement, documentOn: day, ...how.result }],
    review: ['dispatcher', {}],
    reply: ['village', { channel: 'WRITTEN', content: '已办结', hasReviewNotice: true, ...how.reply }],
    visitBack: ['visitor', { isReached: true, satisfaction: 5, ...how.visit }],
  }
  for (const action of path.slice(0, to === 'register' ? 0 : path.indexOf(to as To) + 1))
    await town.step(steps[action][0], day, id, action, steps[action][1])
  return id
}

test('B3.1 the main path: registered, sent on, handled, signed off by another, answered, visited, closed', async () => {
  const id = await town.register('2020-03-02')
  assert.deepEqual(await town.limits(id), { triage: '2020-03-03' })
  await town.step('dispatcher', '2020-03-02', id, 'triage', civil)
  await town.step('dispatcher', '2020-03-03', id, 'dispatch', lead('village'))
  await town.step('village', '2020-03-04', id, 'receive', by('handler-village'))
  await town.step('village', '2020-03-04', id, 'accept', { as: 'MEDIATION' })
  await town.step('village', '2020-03-10', id, 'submitResult', { ...agreement, documentOn: '2020-03-10' })
  await town.step('dispatcher', '2020-03-11', id, 'review')
  await town.step('village', '2020-03-11', id, 'reply', { channel: 'WRITTEN', content: '已达成协议' })
  assert.equal(
    await town.refused('dispatcher', '2020-03-12', id, 'close', { closeCode: 'RESOLVED_AGREEMENT' }),
    'centre.visitFirst',
  )
  await town.step('visitor', '2020-03-12', id, 'visitBack', { isReached: true, satisfaction: 5, isResolved: true })
  const done = await town.step('dispatcher', '2020-03-12', id, 'close', { closeCode: 'RESOLVED_AGREEMENT' })
  assert.equal(done.state, 'CLOSED')
  assert.deepEqual(await town.limits(id), {
    triage: '2020-03-03 met 2020-03-02',
    dispatch: '2020-03-03 met 2020-03-03',
    receive: '2020-03-05 met 2020-03-04',
    objection: '2020-03-10 met 2020-03-04',
    handle: '2020-03-23 met 2020-03-10',
    mediationMonth: '2020-04-04 met 2020-03-10',
    review: '2020-03-12 met 2020-03-11',
    reply: '2020-03-12 met 2020-03-11',
    visitBack: '2020-03-18 met 2020-03-12',
  })
  const row = await town.row(id)
  assert.match(row.matter_no, /^（示例\d+）矛调登〔2020〕第1号$/)
})

test('register: everything is taken in at an open centre; what is said to lie before does', async () => {
  const refuse = async (input: object, who = 'reception') =>
    (await town.city.refuse(town.actors[who]!, on, town.registerStep({ ...input }))).type.split(':').at(-1)
  // An agency that is no centre of this platform.
  assert.equal(await refuse({ centreAgencyId: 'village' }), 'centre.noCentre')
  assert.equal(await refuse({ actOn: '2020-03-03' }), 'centre.dates')
  const anybody = { id: 'public:x', role: 'public', scope: { kind: 'reader', value: 'p:x' }, agency: 'public' } as const
  const own = await town.city.refuse(anybody, on, town.registerStep({ channel: 'VISIT' }))
  assert.equal(own.type, 'urn:fadu:rule:centre.ownChannel')
  const online = await town.city.ok(anybody, on, town.registerStep({ channel: 'ONLINE' }))
  assert.equal(online.state, 'REGISTERED')
  // Who registered a matter himself withdraws it himself.
  assert.equal(
    (await town.city.ok(anybody, on, { matterId: online.matterId, action: 'withdraw', input: {} })).state,
    'CLOSED',
  )
})

test('answerOnSite: a question is answered on the spot and closed without a visit; a request is not', async () => {
  const id = await bring('register')
  const content = '请到三号窗口'
  assert.equal(
    await town.refused('reception', on, id, 'answerOnSite', { subjectKind: 'PETITION_REQUEST', content }),
    'centre.requestAnswered',
  )
  assert.equal(
    (await town.step('reception', on, id, 'answerOnSite', { subjectKind: 'CONSULT', content })).state,
    'REPLIED',
  )
  assert.equal((await town.step('dispatcher', on, id, 'close', { closeCode: 'RESOLVED_REPLY' })).state, 'CLOSED')
})

test('triage: a kind is chosen, and who differs from the rules says why', async () => {
  const id = await bring('register')
  const { subjectKind: _, ...nothing } = civil
  assert.equal(await town.refused('dispatcher', on, id, 'triage', nothing), 'centre.noSubjectKind')
  assert.equal(
    await town.refused('dispatcher', on, id, 'triage', { ...civil, path: 'LITIGATION' }),
    'centre.differWithoutReason',
  )
  assert.equal(
    await town.refused('dispatcher', on, id, 'triage', { ...civil, level: 'COUNTY' }),
    'centre.differWithoutReason',
  )
  assert.equal(await town.refused('reception', on, id, 'remindRemedy', { channel: 'PHONE' }), 'centre.noRemedy')
  const done = await town.step('dispatcher', on, id, 'triage', {
    ...civil,
    path: 'LITIGATION',
    differReason: '一方已表示不调解',
  })
  assert.equal(done.given.proposal.path, 'PEOPLES_MEDIATION')
  const { path: chosen, proposed_path } = await town.row(id)
  assert.deepEqual([chosen, proposed_path], ['LITIGATION', 'PEOPLES_MEDIATION'])
  // The written notice of another way is statutory where the petition office's window received it: five working days.
  assert.equal((await town.limits(id)).guidance, '2020-03-09')
})

test('a remedy is reminded of at any time, with the days that are left', async () => {
  const id = await bring('register', { register: { adminActKnownOn: '2020-02-20' } })
  const told = await town.step('reception', '2020-04-10', id, 'remindRemedy', { channel: 'MESSAGE' })
  assert.deepEqual(
    [told.given.reconsiderationDueOn, told.given.daysLeft, told.given.isUrgent],
    ['2020-04-20', 10, true],
  )
})

test('where the law asks for reconsideration first, a suit is not the way, and its six months do not run', async () => {
  const admin = { signals: { isAgainstAdministrativeAct: true }, subjectKind: 'ADMIN_DISPUTE', path: 'RECONSIDERATION' }
  const first = {
    ...admin,
    isReconsiderationFirst: true,
    adminActKnownOn: '2024-03-01',
    remedyNotice: { on: '2024-03-04', channel: 'WRITTEN' },
  }
  const id = await bring('register', { on: '2024-03-04' })
  const triage = (input: object) => town.refused('dispatcher', '2024-03-04', id, 'triage', input)
  assert.equal(
    await triage({ ...first, path: 'LITIGATION', differReason: '当事人要求' }),
    'centre.reconsiderationFirst',
  )
  await town.step('dispatcher', '2024-03-04', id, 'triage', first)
  const limits = await town.limits(id)
  assert.deepEqual([limits.reconsideration, limits.suit], ['2024-04-30', undefined])
  assert.equal(await town.refused('dispatcher', '2024-03-04', id, 'handoff', suit), 'centre.reconsiderationFirst')
})

test('handoff: to who has power over it, never on condition that a party gives something up', async () => {
  const id = await bring('triage')
  const refuse = (input: object) => town.refused('dispatcher', on, id, 'handoff', input)
  assert.equal(await refuse({ ...mediation, targetAgencyId: 'court' }), 'centre.noPower')
  assert.equal(await refuse({ ...mediation, targetAgencyId: undefined, targetName: '某仲裁委员会' }), 'centre.noPower')
  assert.equal(await refuse({ ...mediation, targetName: '又一单位' }), 'centre.noPower')
  assert.equal(await refuse({ ...mediation, endsPending: true }), 'centre.withdrawForParty')
  assert.equal(await refuse({ ...suit, notice: undefined }), 'centre.noNotice')
  const refer = { path: 'LEGAL_AID', targetAgencyId: 'justice', receipt: doc }
  assert.equal((await town.step('dispatcher', on, id, 'refer', refer)).state, 'TRIAGED')
  assert.equal((await town.step('dispatcher', on, id, 'handoff', mediation)).state, 'HANDED_OFF')
  assert.equal(await refuse(suit), 'centre.handedOff')
  const outcome = (input: object) => town.refused('dispatcher', on, id, 'recordOutcome', input)
  assert.equal(await outcome({ outcome: 'AGREEMENT' }), 'centre.notTaken')
  assert.equal(await outcome({ outcome: 'ACCEPTED', paper: doc }), 'centre.mediationPending')
  assert.equal(await town.refused('dispatcher', on, id, 'targetRefuse', { paper: doc }), 'centre.refusalReason')
  assert.equal(
    await town.refused('dispatcher', on, id, 'targetRefuse', { reason: '不属受案范围' }),
    'centre.refusalReason',
  )
  const back = await town.step('dispatcher', on, id, 'targetRefuse', { reason: '不属受案范围', paper: doc })
  assert.equal(back.state, 'TRIAGED')
  // Outside the platform: a name and what its power rests on.
  const outside = { path: 'NOTARY', targetName: '示例公证处', competence: '公证法', receipt: doc }
  await town.step('dispatcher', on, id, 'handoff', outside)
  await town.step('dispatcher', on, id, 'recordOutcome', { outcome: 'ACCEPTED', paper: doc })
  assert.equal((await town.step('dispatcher', on, id, 'close', { closeCode: 'GUIDED_TO_PROCEDURE' })).state, 'CLOSED')
})

test('escalate: one level up at the end of this one, from a failed mediation too', async () => {
  const id = await bring('triage')
  await town.step('dispatcher', on, id, 'handoff', mediation)
  const up = { trigger: 'FAILED', toLevel: 'TOWN', unit: 'town', consent: doc }
  assert.equal(await town.refused('dispatcher', on, id, 'escalate', up), 'centre.handedOff')
  assert.equal(
    (await town.step('dispatcher', on, id, 'recordOutcome', { outcome: 'FAILED', paper: doc })).state,
    'HANDED_OFF',
  )
  const refuse = (input: object) => town.refused('dispatcher', on, id, 'escalate', { ...up, ...input })
  assert.equal(await refuse({ toLevel: 'VILLAGE' }), 'centre.escalateDown')
  assert.equal(await refuse({ toLevel: 'COUNTY', unit: 'bureauA' }), 'centre.overLevel')
  assert.equal(await refuse({ unit: 'bureauA' }), 'centre.overLevel')
  assert.equal(await refuse({ unit: 'nowhere' }), 'centre.noUnit')
  assert.equal(await refuse({ trigger: undefined }), 'centre.notExhausted')
  assert.equal(await refuse({ trigger: 'RETURNED_TWICE' }), 'centre.notExhausted')
  // Risk may skip a level.
  await town.step('dispatcher', on, id, 'escalate', {
    trigger: 'RISK',
    note: '可能聚集',
    toLevel: 'COUNTY',
    unit: 'bureauA',
    consent: doc,
  })
  assert.equal((await town.row(id)).level, 'COUNTY')
})

test('dispatch: one lead, not the one complained of, not over the level', async () => {
  const id = await bring('triage', {
    register: { counterparties: [{ name: '示例街道', agencyId: 'town' }] },
    triage: { ...civil, level: 'TOWN', differReason: '涉及街道' },
  })
  const refuse = (units: object[]) => town.refused('dispatcher', on, id, 'dispatch', { units })
  const unit = (agencyId: string, kind = 'LEAD') => ({ agencyId, kind })
  assert.equal(await refuse([]), 'centre.B12')
  assert.equal(await refuse([unit('village', 'ASSIST')]), 'centre.B12')
  assert.equal(await refuse([unit('village'), unit('committee')]), 'centre.B12')
  assert.equal(await refuse([unit('town')]), 'centre.toRespondent')
  assert.equal(await refuse([unit('bureauA')]), 'centre.overLevel')
  assert.equal(await refuse([unit('nobody')]), 'centre.noUnit')
  await town.step('dispatcher', on, id, 'dispatch', { units: [unit('village'), unit('committee', 'ASSIST')] })
  assert.equal(await town.refused('committee', on, id, 'receive', by('x')), 'centre.notLead')
  assert.equal(await town.refused('village', on, id, 'assistReceive', by('x')), 'centre.notLead')
  assert.equal(await town.refused('village', on, id, 'receive', by('x', 'INTEREST')), 'centre.B11')
  assert.equal(await town.refused('committee', on, id, 'assistReceive', by('x', 'INTEREST')), 'centre.B11')
  assert.equal((await town.step('committee', on, id, 'assistReceive', by('handler-committee'))).state, 'DISPATCHED')
  assert.equal((await town.step('village', on, id, 'receive', by('handler-village'))).state, 'RECEIVED')
})

test('B06, B8.4 an objection within five working days, with reason and the proper unit, once', async () => {
  const day = '2022-09-20'
  const id = await bring('dispatch', { on: day })
  assert.equal((await town.limits(id)).objection, '2022-09-27')
  const object = { reason: '不在本村', properUnit: '邻村村委会' }
  const refuse = (date: string, input: object = object) => town.refused('village.head', date, id, 'objectReturn', input)
  assert.equal(await refuse('2022-09-28'), 'centre.B06')
  assert.equal(await refuse('2022-09-27', { properUnit: '邻村' }), 'centre.returnReason')
  assert.equal(await refuse('2022-09-27', { reason: '不在本村' }), 'centre.returnReason')
  assert.equal((await town.step('village.head', '2022-09-27', id, 'objectReturn', object)).state, 'RETURN_REQUESTED')
  assert.equal((await town.limits(id)).returnDecision, '2022-09-29')
  const back = await town.step('dispatcher', '2022-09-28', id, 'rejectReturn', { verification: '就在本村' })
  assert.equal(back.state, 'RECEIVED')
  assert.equal(await refuse('2022-09-28'), 'centre.B06')
  // The way out is the conference.
  const conference = { units: ['village', 'town'], leadUnit: 'village', conclusion: '由村委会主办' }
  assert.equal((await town.step('director', '2022-09-28', id, 'convene', conference)).state, 'JOINT')
  assert.equal((await town.step('director', '2022-09-28', id, 'assignLead')).state, 'RECEIVED')
})

test('what the state does not allow is refused, also where nobody is in charge yet', async () => {
  const id = await bring('triage')
  for (const [by, action, input] of [
    ['dispatcher', 'acceptReturn', { verification: '属实' }],
    ['dispatcher', 'rejectReturn', { verification: '属实' }],
    ['director', 'assignLead', {}],
  ] as const)
    assert.equal(await town.refused(by, on, id, action, input), 'kernel.state')
  // A court’s matter returned before it was triaged has no level to rise from.
  const court = await bring('register', { register: { channel: 'COURT_DELEGATED', courtSignedOn: on } })
  await town.step('dispatcher', on, court, 'returnToCourt', { courtAgencyId: 'court', reason: 'REFUSED', receipt: doc })
  await town.step('dispatcher', on, court, 'recordOutcome', { outcome: 'FAILED', paper: doc })
  const up = { trigger: 'FAILED', toLevel: 'TOWN', unit: 'town', consent: doc }
  assert.equal(await town.refused('dispatcher', on, court, 'escalate', up), 'centre.notExhausted')
})

test('accept: what has another lawful way is not taken as a petition', async () => {
  const id = await bring('receive')
  assert.equal(await town.refused('village', on, id, 'accept', { as: 'PETITION' }), 'centre.notPetition')
  const asked = await bring('receive', { triage: petition })
  assert.equal((await town.step('village', on, asked, 'accept', { as: 'PETITION' })).state, 'IN_PROGRESS')
})

test('submitResult: with a paper of an organ or a committee that is in force; signed off by somebody else', async () => {
  const id = await bring('accept')
  const refuse = (more: object) => town.refused('village', on, id, 'submitResult', { ...agreement, ...more })
  assert.equal(await refuse({ issuerAgencyId: town.centre.agencyId }), 'centre.notAnOrgan')
  assert.equal(await refuse({ documentNo: undefined }), 'centre.noDocument')
  assert.equal(await refuse({ documentOn: '2020-03-03' }), 'centre.dates')
  assert.equal(await refuse({ isEffective: false }), 'centre.agreementNotEffective')
  await town.step('village', on, id, 'submitResult', agreement)
  const both = await town.staff('centre_dispatcher', 'handler-village')
  const own = await town.city.refuse(both, on, { matterId: id, action: 'review', input: {} })
  assert.equal(own.type, 'urn:fadu:rule:centre.selfReview')
  assert.equal((await town.step('dispatcher', on, id, 'sendBack', { reason: '补充笔录' })).state, 'IN_PROGRESS')
  await town.step('village', on, id, 'submitResult', agreement)
  assert.equal((await town.step('dispatcher', on, id, 'review', { opinion: '同意' })).state, 'REVIEWED')
})

test('reply: to a petition in writing, with the right of review', async () => {
  const id = await bring('review', { triage: petition, accept: { as: 'PETITION' }, result: opinion })
  const refuse = (more: object) =>
    town.refused('village', on, id, 'reply', { channel: 'WRITTEN', content: '答复', hasReviewNotice: true, ...more })
  assert.equal(await refuse({ hasReviewNotice: false }), 'centre.noReviewNotice')
  assert.equal(await refuse({ channel: 'PHONE' }), 'centre.noReviewNotice')
})

test('visitBack: by somebody else; out of reach twice on different days; closing says how', async () => {
  const id = await bring('reply')
  const handlerToo = await town.staff('visit_back', 'handler-village')
  const own = await town.city.refuse(handlerToo, on, { matterId: id, action: 'visitBack', input: { isReached: false } })
  assert.equal(own.type, 'urn:fadu:rule:centre.visitByHandler')
  assert.equal(await town.refused('visitor', on, id, 'visitBack', { isReached: true }), 'centre.satisfaction')
  assert.equal(
    await town.refused('visitor', on, id, 'visitBack', { isReached: false, satisfaction: 3 }),
    'centre.satisfaction',
  )
  for (let i = 0; i < 2; i++)
    assert.equal((await town.step('visitor', on, id, 'visitBack', { isReached: false })).state, 'REPLIED')
  assert.equal((await town.limits(id)).visitBack, '2020-03-09')
  assert.equal((await town.step('visitor', '2020-03-03', id, 'visitBack', { isReached: false })).state, 'VISITED')
  for (const closeCode of ['GUIDED_TO_PROCEDURE', 'DUPLICATE', 'PETITION_FINAL', 'WITHDRAWN'])
    assert.equal(await town.refused('dispatcher', '2020-03-03', id, 'close', { closeCode }), 'centre.closeCode')
  assert.equal(
    await town.refused('dispatcher', '2020-03-03', id, 'reopen', { newFact: '漏项' }),
    'centre.reopenSatisfied',
  )
  assert.equal((await town.step('dispatcher', '2020-03-03', id, 'close', { closeCode: 'UNREACHABLE' })).state, 'CLOSED')
})

test('B16 dissatisfied: reopened once for what was left out; resolved against two bad marks is seen', async () => {
  const id = await bring('visitBack', { visit: { satisfaction: 1 } })
  const closing = { closeCode: 'RESOLVED_AGREEMENT' }
  assert.equal(await town.refused('dispatcher', on, id, 'close', closing), 'centre.dissatisfied')
  assert.equal((await town.step('dispatcher', on, id, 'reopen', { newFact: '还有一处渗水' })).state, 'TRIAGED')
  await town.step('dispatcher', on, id, 'dispatch', lead('village'))
  await town.step('village', on, id, 'receive', by('handler-village'))
  await town.step('village', on, id, 'accept', { as: 'MEDIATION' })
  await town.step('village', on, id, 'submitResult', agreement)
  await town.step('dispatcher', on, id, 'review')
  await town.step('village', on, id, 'reply', { channel: 'PHONE', content: '已修复' })
  await town.step('visitor', on, id, 'visitBack', { isReached: true, satisfaction: 2 })
  assert.equal(await town.refused('dispatcher', on, id, 'reopen', { newFact: '还有' }), 'centre.reopenOnce')
  assert.deepEqual(await town.watch('B16', '2020-03-05', id), [])
  await town.step('dispatcher', on, id, 'close', { ...closing, recheckReason: '现场复核已修复' })
  assert.deepEqual(await town.watch('B16', '2020-03-05', id), ['YELLOW 2020-03-02'])
})

test('what was answered on the spot and is taken up again is triaged first, then handed out, and sealing sends it on anew', async () => {
  const id = await town.register(on)
  await town.step('reception', on, id, 'answerOnSite', { subjectKind: 'CONSULT', content: '请到三号窗口' })
  await town.step('visitor', on, id, 'visitBack', { isReached: true, satisfaction: 1 })
  assert.equal((await town.step('dispatcher', on, id, 'reopen', { newFact: '另有渗水' })).state, 'REGISTERED')
  const limits = await town.limits(id)
  assert.deepEqual([limits.triage?.includes('met'), limits.dispatch], [false, undefined])
  assert.equal(await town.refused('dispatcher', on, id, 'dispatch', lead('village')), 'kernel.state')
  await town.step('dispatcher', on, id, 'triage', {
    signals: { isCivil: true },
    subjectKind: 'CIVIL_DISPUTE',
    path: 'PEOPLES_MEDIATION',
  })
  await town.step('dispatcher', on, id, 'dispatch', lead('village'))
  assert.equal((await town.step('dispatcher', on, id, 'seal', { reason: '材料反映公职人员' })).state, 'TRIAGED')
})

test('withdraw: by the person alone, and not what accuses somebody', async () => {
  const id = await bring('dispatch')
  assert.equal(await town.refused('reception', on, id, 'withdraw'), 'centre.withdrawByProxy')
  const gone = await town.step('reception', on, id, 'withdraw', { document: doc })
  assert.equal(gone.state, 'CLOSED')
  assert.equal((await town.row(id)).close_code, 'WITHDRAWN')
  const sealed = await bring('register', { register: { isAccusation: true, accusedAgencyId: 'bureauA' } })
  assert.equal(await town.refused('reception', on, sealed, 'withdraw', { document: doc }), 'centre.sealedWithdraw')
})

test('a court’s delegation over its platform: confirmed and asked within three working days, refused goes back, nothing closes meanwhile', async () => {
  const day = '2022-03-01'
  const id = await bring('triage', {
    on: day,
    register: { channel: 'COURT_DELEGATED', courtSignedOn: day, isCourtOnline: true },
  })
  assert.deepEqual(
    [(await town.limits(id)).courtConfirm, (await town.limits(id)).delegated],
    ['2022-03-04', '2022-03-31'],
  )
  const confirm = (confirmedOn: string) =>
    town.refused('dispatcher', '2022-03-03', id, 'acceptDelegation', { confirmedOn })
  assert.equal(await confirm('2022-02-28'), 'centre.dates')
  // From 2022 on the thirty days count from the confirmation on the platform.
  await town.step('dispatcher', '2022-03-03', id, 'acceptDelegation', { confirmedOn: '2022-03-03' })
  const limits = await town.limits(id)
  assert.deepEqual([limits.courtAsk, limits.delegated], ['2022-03-08', '2022-04-02'])
  await town.step('reception', '2022-03-04', id, 'askOther', { result: 'REFUSED' })
  const outside = { path: 'NOTARY', targetName: '示例公证处', competence: '公证法', receipt: doc }
  await town.step('dispatcher', '2022-03-04', id, 'handoff', outside)
  await town.step('dispatcher', '2022-03-04', id, 'recordOutcome', { outcome: 'ACCEPTED', paper: doc })
  assert.equal(
    await town.refused('dispatcher', '2022-03-04', id, 'close', { closeCode: 'GUIDED_TO_PROCEDURE' }),
    'centre.openClock',
  )
  const plain = await bring('triage', { on: day })
  const back = { courtAgencyId: 'court', reason: 'REFUSED', receipt: doc }
  assert.equal(await town.refused('dispatcher', day, plain, 'returnToCourt', back), 'centre.notDelegated')
  const other = await bring('triage', { on: day, register: { channel: 'COURT_DELEGATED', courtSignedOn: day } })
  assert.equal(
    await town.refused('dispatcher', day, other, 'returnToCourt', { ...back, courtAgencyId: 'village' }),
    'centre.noPower',
  )
  assert.equal((await town.step('dispatcher', day, other, 'returnToCourt', back)).state, 'HANDED_OFF')
})

test('a visit is owed for an answer, not for what has failed elsewhere after a reply was taken back to the court', async () => {
  const id = await bring('reply', {
    register: { channel: 'COURT_DELEGATED', courtSignedOn: on },
    result: { kind: 'REPLY' },
  })
  assert.equal((await town.limits(id)).visitBack, '2020-03-09')
  await town.step('dispatcher', on, id, 'returnToCourt', { courtAgencyId: 'court', reason: 'FAILED', receipt: doc })
  await town.step('dispatcher', '2020-03-03', id, 'recordOutcome', { outcome: 'FAILED', paper: doc })
  assert.equal((await town.limits(id)).visitBack, '2020-03-09 met 2020-03-02')
})

test('B15 a paper that is said to be of this platform and is not there', async () => {
  const invented = await bring('submitResult', { result: { system: 'centre.matter', documentNo: '没有这件' } })
  assert.deepEqual(await town.watch('B15', '2020-03-03', invented), ['RED 2020-03-02'])
  const { matter_no } = await town.row(invented)
  const real = await bring('submitResult', { result: { system: 'centre.matter', documentNo: matter_no } })
  assert.deepEqual(await town.watch('B15', '2020-03-03', real), [])
})

test('B08 an opinion on what has another lawful way', async () => {
  const id = await bring('submitResult', { accept: { as: 'ADMINISTRATIVE' }, result: opinion })
  assert.deepEqual(await town.watch('B08', '2020-03-02', id), ['RED 2020-03-02'])
  const asked = await bring('submitResult', { triage: petition, accept: { as: 'PETITION' }, result: opinion })
  assert.deepEqual(await town.watch('B08', '2020-03-02', asked), [])
})

test('B18 urgent: reported within two hours, or seen from that day on', async () => {
  const urgent = { isUrgent: true, receivedTime: '08:00' }
  const report = (reportedTime: string) => ({ reportedTime, to: ['区委办', '区公安分局'], reason: '扬言跳楼' })
  const quick = await bring('register', { register: urgent })
  await town.step('reception', on, quick, 'reportUrgent', report('09:00'))
  const slow = await bring('register', { register: urgent })
  await town.step('reception', `${on}T10:05:00.000+08:00`, slow, 'reportUrgent', report('10:01'))
  const silent = await bring('register', { register: urgent })
  assert.deepEqual(await town.watch('B18', '2020-03-05', quick), [])
  assert.deepEqual(await town.watch('B18', on, slow), ['RED 2020-03-02'])
  assert.deepEqual(await town.watch('B18', on, silent), [])
  assert.deepEqual(await town.watch('B18', '2020-03-03', silent), ['RED 2020-03-02'])
})

test('every column of every row is a function of the acts', async () => {
  const found = await inTransaction(
    town.city.owner,
    async (c) => [...(await deriveColumns(c, town.city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
})
