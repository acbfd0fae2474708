/** Several petitioners and several complaints: what is the same affair of the same persons, what is merged, and who may take what back. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { centre } from '../src/domains/centre/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { type CentreTown, openCentre } from './centre-support.ts'

let town: CentreTown
let officer: Actor
before(async () => {
  town = await openCentre([centre])
  const at = { kind: 'reader', value: 'a:petitions' } as const
  officer = await town.city.post('officer', 'petition_officer', at, 'petitions')
})
after(() => town.city.close())

const on = '2020-03-02'
const doc = { date: on }
const asked = { signals: {}, subjectKind: 'PETITION_REQUEST', path: 'PETITION' }
const civil = { signals: { isCivil: true }, subjectKind: 'CIVIL_DISPUTE', path: 'PEOPLES_MEDIATION' }
const bare = { counterparties: [], kind: undefined, actOn: undefined }
const affair = () => ({
  counterparties: [{ name: `对方${town.person().idNumber}` }],
  kind: '征地',
  actOn: '2020-01-06',
})
const partiesOf = async (id: string): Promise<Actor[]> => {
  const { rows } = await town.city.owner.query(
    'select party_id from centre.petitioner where matter_id = $1 order by seq',
    [id],
  )
  return Promise.all(
    rows.map((r) => town.city.post(`me-${r.party_id}`, 'party', { kind: 'reader', value: `p:${r.party_id}` }, 'party')),
  )
}
const as = (actor: Actor, matterId: string, action: string, input: object = {}) =>
  town.city.ok(actor, on, { matterId, action, input })
const refusedTo = async (actor: Actor, matterId: string, action: string, input: object = {}) =>
  (await town.city.refuse(actor, on, { matterId, action, input })).type.replace('urn:fadu:rule:', '')
const repeatOf = async (more: object) => {
  const id = await town.register(on, { ...more })
  return { id, repeat: (await town.row(id)).proposed_repeat as string | null }
}
const merge = (from: string, into: string) => town.refused('dispatcher', on, from, 'merge', { intoMatterId: into })

test('B4.3 two complaints of one person of which nothing was noted are two affairs; a town is not its county', async () => {
  const who = { petitioners: [town.person()] }
  const first = await repeatOf({ ...who, ...bare })
  const second = await repeatOf({ ...who, ...bare, channel: 'PHONE' })
  assert.deepEqual([first.repeat, second.repeat], [null, null])
  assert.equal(await merge(second.id, first.id), 'centre.mergeStranger')
  const same = { ...who, kind: '占道', actOn: '2020-02-24', counterparties: [] }
  const there = await repeatOf({ ...same, place: '330203001' })
  assert.equal((await repeatOf({ ...same, place: '330203002' })).repeat, null, 'in another town')
  const again = await repeatOf({ ...same, place: '330203001', actOn: '2020-03-01' })
  assert.equal(again.repeat, 'DUP_PENDING')
  await town.step('dispatcher', on, again.id, 'merge', { intoMatterId: there.id })
})

test('B4.5 after a petition has ended for good another affair of the same person goes its way; a likeness may be denied with a reason', async () => {
  const of = affair()
  const who = { petitioners: [town.person()] }
  const first = await town.register(on, { ...who, ...of })
  await town.step('dispatcher', on, first, 'triage', asked)
  const toOffice = { path: 'PETITION', targetAgencyId: 'petitions', receipt: doc }
  await town.step('dispatcher', on, first, 'handoff', toOffice)
  await town.step('dispatcher', on, first, 'recordOutcome', { outcome: 'FINAL', paper: doc, isFinal: true })
  await town.step('visitor', on, first, 'visitBack', { isReached: true, satisfaction: 3 })
  await town.step('dispatcher', on, first, 'close', { closeCode: 'PETITION_FINAL' })
  for (const other of [bare, { ...of, kind: '噪声' }, { ...bare, kind: '征地' }]) {
    const { id, repeat } = await repeatOf({ ...who, ...other })
    assert.equal(repeat, null)
    assert.equal((await town.step('dispatcher', on, id, 'triage', asked)).state, 'TRIAGED')
  }
  const alike = await repeatOf({ ...who, ...of })
  assert.equal(alike.repeat, 'DUP_FINAL')
  assert.equal(await town.refused('dispatcher', on, alike.id, 'triage', asked), 'centre.finalAgain')
  await town.step('dispatcher', on, alike.id, 'triage', { ...asked, otherAffair: '本次反映的是另一块地' })
  // Who comes for the first time is told of no repeat because somebody beside him came before.
  const beside = await repeatOf({ petitioners: [...who.petitioners, town.person()], ...of })
  assert.equal(beside.repeat, null)
})

test('B4.5 petitions: the same person with nothing noted, or without a document and an address, has no earlier petition', async () => {
  const receive = async (more: object) => {
    const done = await town.city.ok(officer, on, {
      procedure: 'centre.petition',
      action: 'receivePetition',
      input: {
        agencyId: 'petitions',
        receivedOn: on,
        channel: 'VISIT',
        category: 'REQUEST',
        place: '330203001',
        ...more,
      },
    })
    return { id: done.matterId, repeat: done.given.repeat?.kind ?? null }
  }
  const who = { petitioners: [town.person()] }
  await receive(who)
  assert.equal((await receive(who)).repeat, null)
  const noted = { ...who, respondent: '某局', kind: '补贴' }
  const first = await receive(noted)
  assert.equal((await receive(noted)).repeat, 'DUP_PENDING')
  const other = await receive({ ...noted, kind: '噪声' })
  assert.equal(other.repeat, null)
  const again = { ground: 'PENDING', previousMatterId: first.id, newFacts: 'NONE', notice: doc }
  assert.equal(await refusedTo(officer, other.id, 'refuseRepeat', again), 'centre.petition.repeat')
  const unknown = { ...noted, petitioners: [{ name: '张三' }] }
  await receive(unknown)
  assert.equal((await receive(unknown)).repeat, null, 'many are called so')
  const known = { ...noted, petitioners: [{ name: '张三', address: '示例路1号' }] }
  await receive(known)
  assert.equal((await receive(known)).repeat, 'DUP_PENDING')
})

test('B3.1, B4.3 a matter is merged only where all who speak in it speak in the other; nobody is left on no live matter', async () => {
  const [a, b, c] = [town.person(), town.person(), town.person()]
  const of = affair()
  const both = await town.register(on, { petitioners: [a, b], ...of })
  const others = await town.register(on, { petitioners: [a, c], ...of })
  assert.equal(await merge(both, others), 'centre.mergeStranger')
  assert.equal(await merge(others, both), 'centre.mergeStranger')
  const alone = await town.register(on, { petitioners: [a], ...of })
  assert.equal(await merge(both, alone), 'centre.mergeStranger')
  const nameless = await town.register(on, { petitioners: [a, { name: '没有证件的人' }], ...of })
  assert.equal(await merge(nameless, both), 'centre.mergeStranger', 'who showed no document may be anybody')
  // Whoever has taken his part back does not stand in the way.
  await town.step('reception', on, nameless, 'withdrawPart', { petitioners: [2], document: doc })
  await town.step('dispatcher', on, nameless, 'merge', { intoMatterId: both })
  await town.step('dispatcher', on, alone, 'merge', { intoMatterId: both })
  // What was merged is taken before anything ends.
  assert.equal(
    await town.refused('reception', on, both, 'withdraw', { petitioners: [1, 2], document: doc }),
    'centre.absorbFirst',
  )
  await town.step('dispatcher', on, both, 'absorb', { fromMatterId: alone })
  const third = await town.register(on, { petitioners: [a, b], ...of, channel: 'PHONE' })
  assert.equal(await merge(both, third), 'centre.absorbFirst')
  await town.step('dispatcher', on, both, 'absorb', { fromMatterId: nameless })
  await town.step('dispatcher', on, third, 'merge', { intoMatterId: both })
  await town.step('dispatcher', on, both, 'triage', civil)
  await town.step('dispatcher', on, both, 'handoff', {
    path: 'NOTARY',
    targetName: '示例公证处',
    competence: '公证法',
    receipt: doc,
  })
  await town.step('dispatcher', on, both, 'recordOutcome', { outcome: 'ACCEPTED', paper: doc })
  const code = { closeCode: 'GUIDED_TO_PROCEDURE' }
  assert.equal(await town.refused('dispatcher', on, both, 'close', code), 'centre.absorbFirst')
  await town.step('dispatcher', on, both, 'absorb', { fromMatterId: third })
  await town.step('dispatcher', on, both, 'close', code)
})

test('withdraw: one of several takes back his own part; the matter goes on for the others and ends with the last', async () => {
  const people = [town.person(), town.person(), town.person()]
  const of = affair()
  const id = await town.register(on, { petitioners: people, ...of })
  const [one, two, three] = await partiesOf(id)
  assert.equal(await refusedTo(one!, id, 'withdraw'), 'centre.withdrawOthers')
  assert.equal(await town.refused('reception', on, id, 'withdraw', { document: doc }), 'centre.withdrawOthers')
  assert.equal(
    await town.refused('reception', on, id, 'withdraw', { petitioners: [1, 2], document: doc }),
    'centre.withdrawOthers',
  )
  assert.equal(await town.refused('reception', on, id, 'withdrawPart', { petitioners: [1] }), 'centre.withdrawByProxy')
  assert.equal(await town.refused('reception', on, id, 'withdrawPart', { document: doc }), 'centre.withdrawOthers')
  assert.equal((await as(one!, id, 'withdrawPart')).state, 'REGISTERED')
  assert.equal(await refusedTo(one!, id, 'withdrawPart'), 'centre.withdrawOthers', 'he has no part left')
  assert.equal(await refusedTo(one!, id, 'withdraw'), 'centre.withdrawOthers')
  const { rows } = await town.city.owner.query(
    'select seq, withdrawn_on from centre.petitioner where matter_id = $1 order by seq',
    [id],
  )
  assert.deepEqual(rows, [
    { seq: 1, withdrawn_on: on },
    { seq: 2, withdrawn_on: null },
    { seq: 3, withdrawn_on: null },
  ])
  // He may come again; the others are on it still.
  assert.equal((await repeatOf({ petitioners: [people[0]!], ...of })).repeat, null)
  assert.equal((await repeatOf({ petitioners: [people[1]!], ...of, channel: 'PHONE' })).repeat, 'DUP_PENDING')
  const content = '请到三号窗口'
  await town.step('reception', on, id, 'withdrawPart', { petitioners: [2], document: doc })
  assert.equal(await refusedTo(three!, id, 'withdrawPart'), 'centre.withdrawAll')
  await town.step('reception', on, id, 'answerOnSite', { subjectKind: 'CONSULT', content })
  const seen = await town.city.owner.query('select seen_by from centre.reply_personal where matter_id = $1', [id])
  assert.deepEqual(seen.rows, [{ seen_by: [three!.scope.value] }], 'what is answered is for who still asks')

  const last = await town.register(on, { petitioners: [people[0]!, people[2]!], ...affair() })
  const [first, second] = await partiesOf(last)
  await as(first!, last, 'withdrawPart')
  assert.equal((await as(second!, last, 'withdraw')).state, 'CLOSED')
  assert.equal(two!.role, 'party')

  const anybody = { id: 'public:x', role: 'public', scope: { kind: 'reader', value: 'p:x' }, agency: 'public' } as const
  const online = await town.city.ok(anybody, on, town.registerStep({ channel: 'ONLINE', petitioners: people }))
  assert.equal(await refusedTo(anybody, online.matterId, 'withdraw'), 'centre.withdrawOthers')
})

test('withdraw: of a petition too, each for himself', async () => {
  const people = [town.person(), town.person()]
  const { matterId: id } = await town.city.ok(officer, on, {
    procedure: 'centre.petition',
    action: 'receivePetition',
    input: {
      agencyId: 'petitions',
      receivedOn: on,
      channel: 'VISIT',
      category: 'REQUEST',
      place: '330203001',
      respondent: '某局',
      petitioners: people,
    },
  })
  const { rows } = await town.city.owner.query(
    'select party_id from centre.petition_party where matter_id = $1 order by seq',
    [id],
  )
  const [one, two] = await Promise.all(
    rows.map((r) =>
      town.city.post(`pet-${r.party_id}`, 'party', { kind: 'reader', value: `p:${r.party_id}` }, 'party'),
    ),
  )
  assert.equal(await refusedTo(one!, id, 'withdraw'), 'centre.petition.withdrawOthers')
  assert.equal(await refusedTo(officer, id, 'withdraw', { document: doc }), 'centre.petition.withdrawOthers')
  assert.equal(await refusedTo(officer, id, 'withdrawPart', { document: doc }), 'centre.petition.withdrawOthers')
  assert.equal(await refusedTo(officer, id, 'withdrawPart', { petitioners: [1] }), 'centre.petition.byProxy')
  assert.equal((await as(one!, id, 'withdrawPart')).state, 'RECEIVED')
  assert.equal(await refusedTo(one!, id, 'withdraw'), 'centre.petition.withdrawOthers')
  assert.equal(await refusedTo(two!, id, 'withdrawPart'), 'centre.petition.withdrawAll')
  assert.equal((await as(two!, id, 'withdraw')).state, 'WITHDRAWN')
})

test('every column of every row is a function of the acts', async () => {
  const found = await inTransaction(
    town.city.owner,
    async (c) => [...(await deriveColumns(c, town.city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
})
