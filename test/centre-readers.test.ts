/** Who reads a matter of the centre and from when; accusations under seal; repeats; what other procedures answer. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { centre } from '../src/domains/centre/index.ts'
import { offerFacts } from '../src/domains/centre/offer.ts'
import { readSettings, type Scope } from '../src/kernel/access.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { tick } from '../src/kernel/supervision.ts'
import { type CentreTown, openCentre } from './centre-support.ts'
import { sample } from './sample/domain.ts'

let town: CentreTown
before(async () => {
  town = await openCentre([centre, sample])
})
after(() => town.city.close())

const on = '2020-03-02'
const doc = { date: on }
const civil = { signals: { isCivil: true }, subjectKind: 'CIVIL_DISPUTE', path: 'PEOPLES_MEDIATION' }
const asked = { signals: {}, subjectKind: 'PETITION_REQUEST', path: 'PETITION' }
const accusation = { signals: { isAccusation: true }, subjectKind: 'ACCUSATION', path: 'DISCIPLINE' }
const lead = (agencyId: string) => ({ units: [{ agencyId, kind: 'LEAD' }] })
const unit = (agency: string): Scope => ({ kind: 'reader', value: `a:${agency}` })

const as = (scope: Scope, text: string, values: unknown[]) =>
  inTransaction(town.city.app, async (client) => {
    const { text: set, values: v } = readSettings(scope)
    await client.query(set, v)
    return (await client.query(text, values)).rows
  })
const sees = async (scope: Scope, id: string) =>
  (await as(scope, 'select 1 from centre.matter where matter_id = $1', [id])).length === 1
const acts = async (scope: Scope, id: string) =>
  (await as(scope, 'select action from kernel.act where matter_id = $1 order by n', [id])).map((r) => r.action)
const parties = async (id: string): Promise<string[]> =>
  (
    await town.city.owner.query('select party_id from centre.petitioner where matter_id = $1 order by seq', [id])
  ).rows.map((r) => r.party_id)

test('a unit reads a matter from its dispatch until its return is agreed; the petitioner reads what is not within the house', async () => {
  const id = await town.register(on, { petitioners: [town.person(), town.person()] })
  const [one, two] = await parties(id)
  const petitioner: Scope = { kind: 'reader', value: `p:${one}` }
  await town.step('dispatcher', on, id, 'triage', civil)
  assert.equal(await sees(unit('village'), id), false)
  await town.step('dispatcher', on, id, 'dispatch', lead('village'))
  assert.equal(await sees(unit('village'), id), true)
  assert.deepEqual(await acts(unit('village'), id), ['register', 'triage', 'dispatch'])
  assert.deepEqual(await acts(petitioner, id), ['register', 'triage'])
  const names = (s: Scope) =>
    as(s, 'select seq from centre.petitioner_personal where matter_id = $1 order by seq', [id])
  assert.deepEqual(await names(petitioner), [{ seq: 1 }])
  assert.deepEqual(await names({ kind: 'reader', value: `p:${two}` }), [{ seq: 2 }])
  assert.deepEqual(await names(unit('village')), [{ seq: 1 }, { seq: 2 }])
  await town.step('village.head', on, id, 'objectReturn', { reason: '不在本村', properUnit: '邻村' })
  assert.equal(await sees(unit('village'), id), true)
  await town.step('dispatcher', on, id, 'acceptReturn', { verification: '属实' })
  assert.equal(await sees(unit('village'), id), false)
  assert.deepEqual(await acts(unit('village'), id), [])
  assert.equal(await town.refused('village', on, id, 'receive', { handlers: [] }), 'kernel.matter')
})

test('B10 an accusation is read by no town and no county; nothing goes to the accused; what went before is seen', async () => {
  const id = await town.register(on, { isAccusation: true, accusedAgencyId: 'bureauA' })
  const county: Scope = { kind: 'county', value: '330203' }
  const inTown: Scope = { kind: 'town', value: '330203001' }
  for (const scope of [county, inTown]) assert.equal(await sees(scope, id), false)
  assert.equal(await sees({ kind: 'agency', value: town.centre.agencyId }, id), true)
  const open = await town.register(on)
  assert.equal(await sees(county, open), true)
  await town.step('dispatcher', on, id, 'triage', { ...accusation, level: 'COUNTY', differReason: '县级管辖' })
  assert.equal(await town.refused('dispatcher', on, id, 'dispatch', lead('bureauA')), 'centre.toAccused')
  const title = await town.city.owner.query('select title from kernel.matter where matter_id = $1', [id])
  assert.match(title.rows[0].title, /^密封件/)

  const masks = async (matter: string) =>
    (await town.city.owner.query('select name_mask from centre.petitioner where matter_id = $1', [matter])).rows.map(
      (r) => r.name_mask,
    )
  assert.deepEqual(await masks(id), ['（隐去）'])
  assert.notDeepEqual(await masks(open), ['（隐去）'])

  // Found out only while the accused's own bureau had it in hand.
  const late = await town.register(on)
  await town.step('dispatcher', on, late, 'triage', { ...civil, level: 'COUNTY', differReason: '部门职责' })
  await town.step('dispatcher', on, late, 'dispatch', lead('bureauA'))
  assert.deepEqual(await town.watch('B10', on, late), [])
  const sealed = await town.step('director', on, late, 'seal', {
    accusedAgencyId: 'bureauA',
    reason: '材料反映该局负责人',
  })
  assert.equal(sealed.state, 'TRIAGED')
  assert.equal(await sees(unit('bureauA'), late), false)
  assert.deepEqual(await masks(late), ['（隐去）'])
  assert.deepEqual(await town.watch('B10', on, late), ['RED 2020-03-02'])
})

const county: Scope = { kind: 'county', value: '330203' }
const inTown: Scope = { kind: 'town', value: '330203001' }
const recorded = [
  'centre.matter',
  'centre.matter_personal',
  'centre.petitioner',
  'centre.petitioner_personal',
  'centre.counterparty_personal',
  'kernel.matter',
  'kernel.act',
  'kernel.act_private',
  'kernel.matter_limit',
]
/** Tables in which somebody reads rows of a matter. */
const readIn = async (scope: Scope, id: string) => {
  const found: string[] = []
  for (const t of recorded) if ((await as(scope, `select 1 from ${t} where matter_id = $1`, [id])).length) found.push(t)
  return found
}

test('B10 what is found out to be an accusation is taken from towns, counties and the accused’s unit with all that was recorded before', async () => {
  // Registered at a town's own centre without a word of it; the accused's own bureau had it in hand already.
  const small = await town.establish('2020-01-06', { level: 'TOWN', townCode: '330203001', openedOn: '2020-01-06' })
  const of = { kind: 'agency', value: small.agencyId } as const
  const [window, sender] = await Promise.all(
    ['centre_reception', 'centre_dispatcher'].map((role) => town.city.post(`small-${role}`, role, of, small.agencyId)),
  )
  const atTown = await town.register(on, { centreAgencyId: small.agencyId }, window)
  const act = (action: string, input: object) => town.city.ok(sender!, on, { matterId: atTown, action, input })
  await act('triage', { ...civil, level: 'COUNTY', differReason: '部门职责' })
  await act('dispatch', lead('bureauA'))
  for (const s of [county, inTown, unit('bureauA')]) assert.deepEqual(await readIn(s, atTown), recorded, s.value)
  await act('seal', { accusedAgencyId: 'bureauA', reason: '材料反映该局负责人' })
  for (const s of [county, inTown, unit('bureauA')]) assert.deepEqual(await readIn(s, atTown), [], s.value)
  assert.deepEqual(await readIn(of, atTown), recorded)

  const id = await town.register(on)
  await town.step('dispatcher', on, id, 'triage', { ...civil, level: 'COUNTY', differReason: '部门职责' })
  await town.step('dispatcher', on, id, 'dispatch', lead('bureauA'))
  for (const s of [county, unit('bureauA')]) assert.deepEqual(await readIn(s, id), recorded, s.value)
  await town.step('dispatcher', on, id, 'seal', { accusedAgencyId: 'bureauA', reason: '材料反映该局负责人' })
  for (const s of [county, inTown, unit('bureauA')]) assert.deepEqual(await readIn(s, id), [], s.value)
  assert.deepEqual(await readIn({ kind: 'agency', value: town.centre.agencyId }, id), recorded)
  assert.equal((await town.limits(id)).dispatch, '2020-03-03', 'it is to be sent on anew')
  // Whom else it accuses is told later, and the first is not forgotten.
  await town.step('director', on, id, 'seal', { accusedAgencyId: 'bureauB', reason: '另涉及该局' })
  for (const unit of ['bureauA', 'bureauB'])
    assert.equal(await town.refused('dispatcher', on, id, 'dispatch', lead(unit)), 'centre.toAccused')
  const together = { units: ['bureauC', 'bureauA'], leadUnit: 'bureauC', conclusion: '由C局主办' }
  assert.equal(await town.refused('director', on, id, 'convene', together), 'centre.toAccused')

  // Found out at triage, under its own name or only by where it is sent.
  for (const input of [
    { ...accusation, accusedAgencyId: 'bureauA' },
    { ...civil, path: 'DISCIPLINE', differReason: '涉及公职人员', accusedAgencyId: 'bureauA' },
  ]) {
    const found = await town.register(on)
    assert.deepEqual(await readIn(county, found), recorded)
    await town.step('dispatcher', on, found, 'triage', input)
    for (const s of [county, inTown]) assert.deepEqual(await readIn(s, found), [], s.value)
    assert.equal(await town.refused('dispatcher', on, found, 'dispatch', lead('bureauA')), 'centre.toAccused')
  }
  const plain = await town.register(on)
  await town.step('dispatcher', on, plain, 'triage', civil)
  assert.deepEqual(await readIn(county, plain), recorded, 'a dispute of two citizens stays where it is')
})

test('B10 sealed after it was handed off: what nobody has taken is taken back; what went to the accused is seen', async () => {
  const by = await receiver()
  const { id, handover } = await offered()
  await town.step('dispatcher', on, id, 'refer', {
    path: 'ENFORCEMENT_COMPLAINT',
    targetAgencyId: 'bureauA',
    receipt: doc,
  })
  const sealed = await town.step('dispatcher', on, id, 'seal', { accusedAgencyId: 'bureauA', reason: '涉及该局' })
  assert.equal(sealed.state, 'TRIAGED')
  const gone = await town.city.refuse(by, on, errand(handover, 'take'))
  assert.equal(gone.type, 'urn:fadu:rule:sample.offerGone')
  for (const s of [county, inTown]) assert.deepEqual(await readIn(s, id), [], s.value)
  assert.deepEqual(await town.watch('B10', on, id), ['RED 2020-03-02'])
  // Nothing goes to discipline in the open.
  const open = await offered()
  const toDiscipline = { path: 'DISCIPLINE', targetName: '示例纪检监察机关', competence: '监察法', receipt: doc }
  assert.equal(await town.refused('dispatcher', on, open.id, 'refer', toDiscipline), 'centre.sealFirst')
  await town.step('dispatcher', on, id, 'handoff', toDiscipline)
})

test('B10 what was merged or closed before is sealed where it lies', async () => {
  const same = affair()
  const one = await town.register(on, same)
  const two = await town.register(on, { ...same, channel: 'PHONE' })
  await town.step('dispatcher', on, two, 'merge', { intoMatterId: one })
  await town.step('dispatcher', on, one, 'absorb', { fromMatterId: two })
  const told = await town.step('dispatcher', on, one, 'seal', { reason: '材料反映公职人员' })
  assert.deepEqual(told.given.absorbed, [two], 'whoever seals is told what else holds the same words')
  assert.deepEqual([await readIn(county, one), await readIn(county, two)], [[], recorded])
  assert.equal((await town.step('dispatcher', on, two, 'seal', { reason: '并入的件' })).state, 'MERGED')
  assert.deepEqual(await readIn(county, two), [])
  const asked = await town.register(on)
  const content = '请到三号窗口'
  await town.step('reception', on, asked, 'answerOnSite', { subjectKind: 'CONSULT', content })
  assert.equal((await town.step('dispatcher', on, asked, 'seal', { reason: '当场反映公职人员' })).state, 'REPLIED')
  await town.step('dispatcher', on, asked, 'close', { closeCode: 'RESOLVED_REPLY' })
  assert.equal((await town.step('dispatcher', on, asked, 'seal', { reason: '复核发现' })).state, 'CLOSED')
  assert.deepEqual(await readIn(county, asked), [])
})

const affair = () => ({
  petitioners: [town.person()],
  counterparties: [{ name: '示例局' }],
  kind: '征地',
  actOn: '2019-12-02',
})

test('B8.12 ended for good: told so and not dispatched again; with new facts it goes on, and is looked at', async () => {
  const same = affair()
  const first = await town.register(on, same)
  await town.step('dispatcher', on, first, 'triage', asked)
  assert.equal(
    await town.refused('reception', on, first, 'noticeRepeat', { repeatKind: 'DUP_FINAL', notice: doc }),
    'kernel.state',
  )
  const toOffice = { path: 'PETITION', targetAgencyId: 'petitions', receipt: doc }
  await town.step('dispatcher', on, first, 'handoff', toOffice)
  await town.step('dispatcher', on, first, 'recordOutcome', { outcome: 'FINAL', paper: doc, isFinal: true })
  await town.step('visitor', on, first, 'visitBack', { isReached: true, satisfaction: 1 })
  assert.equal(await town.refused('dispatcher', on, first, 'reopen', { newFact: '不服' }), 'centre.petitionFinal')
  const ended = { closeCode: 'PETITION_FINAL', recheckReason: '程序已经终结' }
  await town.step('dispatcher', on, first, 'close', ended)

  const again = await town.register('2020-07-06', same)
  assert.equal((await town.row(again)).proposed_repeat, 'DUP_FINAL')
  assert.equal(await town.refused('dispatcher', '2020-07-06', again, 'triage', asked), 'centre.finalAgain')
  const notice = { repeatKind: 'DUP_FINAL', notice: { date: '2020-07-06' } }
  const told = (input: object) => town.refused('reception', '2020-07-06', again, 'noticeRepeat', input)
  assert.equal(await told({ repeatKind: 'DUP_FINAL' }), 'centre.noNotice')
  assert.equal(await told({ ...notice, repeatKind: 'UNSATISFIED' }), 'centre.differWithoutReason')
  assert.equal(await told({ ...notice, repeatKind: 'NEW_FACT' }), 'centre.noEarlier')
  assert.equal((await town.step('reception', '2020-07-06', again, 'noticeRepeat', notice)).state, 'REPLIED')
  assert.equal((await town.row(again)).repeat_of, first)
  const duplicate = { closeCode: 'DUPLICATE' }
  assert.equal((await town.step('dispatcher', '2020-07-06', again, 'close', duplicate)).state, 'CLOSED')

  // Told and not sent anywhere, and on the list of those to be counselled and helped.
  const help = { measure: 'COUNSEL', unit: '示例街道', record: '上门疏导' }
  assert.equal(await town.refused('dispatcher', '2020-07-08', first, 'recordHelp', help), 'centre.notListed')
  const listed = async (on: string) =>
    (
      await town.city.owner.query(
        'select matter_id from centre.counselling_list where counted_on <= $1 and (until is null or until > $1) and matter_id = any ($2)',
        [on, [first, again]],
      )
    ).rows.map((r) => r.matter_id)
  assert.deepEqual(await listed('2020-07-06'), [again])
  await town.step('dispatcher', '2020-07-08', again, 'recordHelp', help)
  await town.step('director', '2020-09-01', again, 'unlist', { reason: '已息诉' })
  const entry = await town.city.owner.query(
    'select final_matter_id, help_count, last_help_on::text from centre.counselling where matter_id = $1',
    [again],
  )
  assert.deepEqual(entry.rows, [{ final_matter_id: first, help_count: 1, last_help_on: '2020-07-08' }])
  assert.deepEqual([await listed('2020-08-31'), await listed('2020-09-01')], [[again], []])
  assert.equal(await town.refused('director', '2020-09-02', again, 'recordHelp', help), 'centre.notListed')

  const newer = await town.register('2020-08-03', same)
  // The notice did not make the affair any less final: the last matter of the same affair says so only of itself.
  const { proposed_repeat } = await town.row(newer)
  assert.equal(proposed_repeat, 'DUP_FINAL')
  await town.step('dispatcher', '2020-08-03', newer, 'triage', { ...asked, newFact: '新取得的测绘报告' })
  assert.equal((await town.row(newer)).repeat_kind, 'NEW_FACT')
  await town.step('dispatcher', '2020-08-03', newer, 'dispatch', lead('village'))
  assert.deepEqual(await town.watch('B14', '2020-08-03', newer), ['YELLOW 2020-08-03'])
})

test('B4.5 unsatisfied with an opinion and no review asked for: told of the right and the days left', async () => {
  const same = affair()
  const first = await town.register(on, same)
  await town.step('dispatcher', on, first, 'triage', asked)
  await town.step('dispatcher', on, first, 'handoff', { path: 'PETITION', targetAgencyId: 'petitions', receipt: doc })
  await town.step('dispatcher', on, first, 'recordOutcome', {
    outcome: 'OPINION',
    paper: doc,
    reviewDueOn: '2020-04-01',
  })
  await town.step('visitor', on, first, 'visitBack', { isReached: true, satisfaction: 3 })
  await town.step('dispatcher', on, first, 'close', { closeCode: 'NOT_SUPPORTED_EXPLAINED' })
  const again = await town.city.ok(town.actors.reception!, '2020-03-23', town.registerStep(same))
  assert.deepEqual([again.given.repeat.kind, again.given.repeat.daysLeft], ['UNSATISFIED', 9])
  const notice = { repeatKind: 'UNSATISFIED', notice: { date: '2020-03-23' } }
  await town.step('reception', '2020-03-23', again.matterId, 'noticeRepeat', notice)
  const { rows } = await town.city.owner.query(
    'select kind, has_review_notice from centre.reply where matter_id = $1',
    [again.matterId],
  )
  assert.deepEqual(rows, [{ kind: 'REPEAT_NOTICE', has_review_notice: true }])
})

test('B4.3 one affair registered twice at once: one of the two is told of the other', async () => {
  for (let i = 0; i < 8; i++) {
    const same = affair()
    // A person known already: a new one would be written once, and that alone would send one of the two back.
    await town.register(on, { ...same, kind: '物业' })
    const request = (channel: string) => ({
      actor: town.actors.reception!,
      at: instantAt(on as LocalDate, '09:00'),
      steps: [town.registerStep({ ...same, channel })],
    })
    const both = await Promise.all(['VISIT', 'PHONE'].map((c) => town.city.engine.performMany([request(c)])))
    const repeats = both
      .flat()
      .map((a) => (a.ok ? ((a.given[0]!.repeat as { kind: string } | null)?.kind ?? null) : 'refused'))
    assert.deepEqual(repeats.sort(), ['DUP_PENDING', null])
  }
})

test('B4.5 who is the first to come is no repeat', async () => {
  const id = await town.register(on)
  assert.equal(
    await town.refused('reception', on, id, 'noticeRepeat', { repeatKind: 'DUP_PENDING', notice: doc }),
    'centre.noEarlier',
  )
})

/** Another procedure of the platform takes what the centre offers: here the tests' own. */
async function offered() {
  const id = await town.register(on, { channel: 'HOTLINE_12345' })
  await town.step('dispatcher', on, id, 'triage', civil)
  const done = await town.step('dispatcher', on, id, 'handoff', {
    path: 'PEOPLES_MEDIATION',
    targetAgencyId: 'committee',
    procedure: 'sample.errand',
    receipt: doc,
  })
  return { id, handover: done.given.offerId as string }
}
const errand = (handover: string, action: 'take' | 'decline') => ({
  procedure: 'sample.errand',
  action,
  input: { agencyId: 'committee', handover, topic: '承接' },
})
const receiver = () => town.city.post('receiver', 'officer', { kind: 'agency', value: 'committee' }, 'committee')

test('an offer goes over without a name in it; taken, ended and the outcome recorded; nothing closes in between', async () => {
  const by = await receiver()
  const { id, handover } = await offered()
  const [inbox] = await as(unit('committee'), 'select facts from kernel.handover where handover_id = $1', [handover])
  const facts = JSON.parse(inbox!.facts)
  assert.deepEqual(offerFacts.parse(facts), facts)
  assert.deepEqual([facts.source, facts.receivedOn, facts.townCode], ['HOTLINE', on, '330203001'])
  assert.match(facts.giver, /社会矛盾纠纷调处化解中心$/)
  assert.doesNotMatch(inbox!.facts, /来访人|对方|渗水/)
  const taken = await town.city.ok(by, on, errand(handover, 'take'))
  assert.equal(
    await town.refused('dispatcher', on, id, 'targetRefuse', { reason: '误', paper: doc }),
    'centre.handedOff',
  )
  const outcome = { outcome: 'AGREEMENT', paper: doc }
  assert.equal(await town.refused('dispatcher', on, id, 'recordOutcome', outcome), 'centre.mediationPending')
  const states = async () =>
    (await town.city.owner.query('select state, outcome from centre.handoff where matter_id = $1', [id])).rows
  await town.step('reception', on, id, 'recordVisit', { headCount: 1, representatives: 1 })
  assert.deepEqual(await states(), [{ state: 'TAKEN', outcome: null }])
  await town.city.ok(by, '2020-03-09', { matterId: taken.matterId, action: 'finish', input: {} })
  const final = { ...outcome, isFinal: true }
  assert.equal(await town.refused('dispatcher', '2020-03-09', id, 'recordOutcome', final), 'centre.finalElsewhere')
  assert.equal((await town.step('dispatcher', '2020-03-09', id, 'recordOutcome', outcome)).state, 'REPLIED')
  assert.deepEqual(await states(), [{ state: 'ENDED', outcome: 'AGREEMENT' }])
  // What mediation has ended is visited within five working days, as what a unit has answered.
  assert.equal((await town.limits(id)).visitBack, '2020-03-16')
  const agreed = { closeCode: 'RESOLVED_AGREEMENT' }
  assert.equal(await town.refused('dispatcher', '2020-03-09', id, 'close', agreed), 'centre.visitFirst')
  await town.step('visitor', '2020-03-10', id, 'visitBack', { isReached: true, satisfaction: 5 })
  await town.step('dispatcher', '2020-03-10', id, 'close', agreed)
})

test('guided into another organ’s procedure: closed once it is taken, as nothing else', async () => {
  const by = await town.city.post('petitions-1', 'officer', { kind: 'agency', value: 'petitions' }, 'petitions')
  const id = await town.register(on)
  await town.step('dispatcher', on, id, 'triage', asked)
  const petition = { path: 'PETITION', targetAgencyId: 'petitions', procedure: 'sample.errand', receipt: doc }
  const handover = (await town.step('dispatcher', on, id, 'handoff', petition)).given.offerId
  const accepted = { outcome: 'ACCEPTED', paper: doc }
  assert.equal(await town.refused('dispatcher', on, id, 'recordOutcome', accepted), 'centre.notTaken')
  const taking = {
    procedure: 'sample.errand',
    action: 'take',
    input: { agencyId: 'petitions', handover, topic: '承接' },
  }
  const taken = await town.city.ok(by, on, taking)
  const untrue = { ...accepted, outcome: 'OPINION' }
  assert.equal(await town.refused('dispatcher', on, id, 'recordOutcome', untrue), 'centre.outcomeDiffers')
  await town.step('dispatcher', on, id, 'recordOutcome', accepted)
  assert.equal((await town.limits(id)).visitBack, undefined)
  assert.equal(await town.refused('dispatcher', on, id, 'close', { closeCode: 'RESOLVED_REPLY' }), 'centre.openClock')
  await town.step('dispatcher', on, id, 'close', { closeCode: 'GUIDED_TO_PROCEDURE' })
  // What is ended afterwards is still heard.
  await town.city.ok(by, '2020-03-09', { matterId: taken.matterId, action: 'finish', input: {} })
  await tick(town.city.app, town.city.engine, instantAt('2020-03-09' as LocalDate, '12:00'))
  const { rows } = await town.city.owner.query('select state from centre.handoff where matter_id = $1', [id])
  assert.deepEqual(rows, [{ state: 'ENDED' }])
})

test('B8.10 a petition is taken over with the day its office received it, and its end is heard', async () => {
  const officer = await town.city.post('petition-1', 'petition_officer', unit('petitions'), 'petitions')
  const same = affair()
  const call = await town.register('2020-05-11', { ...same, channel: 'HOTLINE_12345' })
  const visit = await town.register('2020-05-12', same)
  await town.step('dispatcher', '2020-05-12', visit, 'merge', { intoMatterId: call })
  await town.step('dispatcher', '2020-05-12', call, 'absorb', { fromMatterId: visit })
  await town.step('dispatcher', '2020-05-12', call, 'triage', asked)
  const receipt = { date: '2020-05-12' }
  const offer = { path: 'PETITION', targetAgencyId: 'petitions', procedure: 'centre.petition', receipt }
  const handover = (await town.step('dispatcher', '2020-05-12', call, 'handoff', offer)).given.offerId
  const [inbox] = await as(unit('petitions'), 'select facts from kernel.handover where handover_id = $1', [handover])
  const { receivedOn } = JSON.parse(inbox!.facts)
  assert.equal(receivedOn, '2020-05-12')
  const taken = await town.city.ok(officer, '2020-05-13', {
    procedure: 'centre.petition',
    action: 'receivePetition',
    input: {
      agencyId: 'petitions',
      handover,
      source: 'CENTRE',
      receivedOn,
      channel: 'TRANSFER',
      category: 'REQUEST',
      petitioners: same.petitioners,
      place: '330203001',
    },
  })
  const end = { matterId: taken.matterId, action: 'withdraw', input: { document: { date: '2020-05-20' } } }
  await town.city.ok(officer, '2020-05-20', end)
  await tick(town.city.app, town.city.engine, instantAt('2020-05-20' as LocalDate, '12:00'))
  const { rows } = await town.city.owner.query('select state, outcome from centre.handoff where matter_id = $1', [call])
  assert.deepEqual(rows, [{ state: 'ENDED', outcome: 'OTHER' }])
})

test('an offer that is declined comes back; one that nobody has taken goes with a withdrawal', async () => {
  const by = await receiver()
  const one = await offered()
  await town.city.ok(by, on, errand(one.handover, 'decline'))
  assert.equal((await town.step('dispatcher', on, one.id, 'targetRefuse', { reason: '不属受案范围' })).state, 'TRIAGED')
  const two = await offered()
  assert.equal((await town.step('reception', on, two.id, 'withdraw', { document: doc })).state, 'CLOSED')
  const gone = await town.city.refuse(by, on, errand(two.handover, 'take'))
  assert.equal(gone.type, 'urn:fadu:rule:sample.offerGone')
})

test('every column of every row is a function of the acts', async () => {
  const found = await inTransaction(
    town.city.owner,
    async (c) => [...(await deriveColumns(c, town.city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
})
