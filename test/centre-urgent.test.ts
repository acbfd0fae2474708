/** What stands first, what is reported upward in time, what went the wrong way, and which papers are kept rather than served. */
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
const report = { reportedTime: '08:30', to: ['区委办'], reason: '扬言聚集' }
const isUrgent = async (id: string): Promise<boolean> =>
  (await town.city.owner.query('select is_urgent from kernel.matter where matter_id = $1', [id])).rows[0].is_urgent

test('B3.1 what is grave and urgent, or was found to be, stands first in the work lists', async () => {
  const plain = await town.register(on)
  assert.equal(await isUrgent(plain), false)
  assert.equal(await isUrgent(await town.register(on, { isUrgent: true })), true)
  const chosen = await town.register(on)
  const byPerson = { ...civil, subjectKind: 'EMERGENCY', path: 'POLICE', differReason: '双方各召集数十人' }
  await town.step('dispatcher', on, chosen, 'triage', byPerson)
  assert.equal(await isUrgent(chosen), true)
  assert.deepEqual(await town.watch('B18', '2020-03-03', chosen), ['RED 2020-03-02'])
  // Found out while it is handled, and reported.
  await town.step('reception', on, plain, 'reportUrgent', { to: ['区委办'], reason: '扬言聚集' })
  assert.equal(await isUrgent(plain), true)
})

test('B4.1 with fifteen days left for reconsideration a matter stands first until it is led there', async () => {
  const known = { adminActKnownOn: '2020-01-10', isRemedyTold: true }
  const id = await town.register(on, known)
  assert.equal(await isUrgent(id), true)
  assert.equal(await isUrgent(await town.register(on, { ...known, adminActKnownOn: '2020-02-20' })), false)
  const dispute = {
    signals: { isAgainstAdministrativeAct: true },
    subjectKind: 'ADMIN_DISPUTE',
    path: 'RECONSIDERATION',
  }
  await town.step('dispatcher', on, id, 'triage', dispute)
  assert.equal(await isUrgent(id), true)
  const to = { path: 'RECONSIDERATION', targetAgencyId: 'gov-330203', receipt: doc, notice: doc }
  await town.step('dispatcher', on, id, 'handoff', to)
  assert.equal(await isUrgent(id), false)
})

test('B18 a report lies neither before the matter nor in time to come; a merged matter’s urgency goes along with it', async () => {
  const same = {
    petitioners: [town.person()],
    counterparties: [{ name: '示例物业' }],
    isUrgent: true,
    receivedTime: '08:00',
  }
  const first = await town.register(on, { ...same, isUrgent: false })
  for (const reportedTime of ['07:59', '23:59'])
    assert.equal(
      await town.refused('reception', on, first, 'reportUrgent', { ...report, reportedTime }),
      'centre.dates',
      reportedTime,
    )
  const second = await town.register(on, { ...same, channel: 'PHONE' })
  await town.step('dispatcher', on, second, 'merge', { intoMatterId: first })
  assert.deepEqual(await town.watch('B18', '2020-03-03', second), ['RED 2020-03-02'], 'nobody has taken it over')
  await town.step('dispatcher', on, first, 'absorb', { fromMatterId: second })
  assert.equal(await isUrgent(first), true)
  assert.deepEqual(await town.watch('B18', '2020-03-03', second), [])
  assert.deepEqual(await town.watch('B18', '2020-03-03', first), ['RED 2020-03-02'])
  await town.step('reception', on, first, 'reportUrgent', report)
  assert.deepEqual(await town.watch('B18', '2020-03-03', first), [])
})

test('B08 one finding a matter, and a dispute with an organ that was dispatched to a committee is one', async () => {
  const dispute = {
    signals: { isAgainstAdministrativeAct: true },
    subjectKind: 'ADMIN_DISPUTE',
    path: 'RECONSIDERATION',
    adminActKnownOn: '2020-02-20',
    remedyNotice: { on, channel: 'IN_PERSON' },
    reach: { span: 'VILLAGES' },
  }
  const id = await town.register(on)
  await town.step('dispatcher', on, id, 'triage', dispute)
  await town.step('dispatcher', on, id, 'dispatch', { units: [{ agencyId: 'committee', kind: 'LEAD' }] })
  assert.deepEqual(await town.watch('B08', on, id), ['RED 2020-03-02'])
  // Two opinions of different origin are one violation, from the first of them on.
  const twice = await town.register(on)
  await town.step('dispatcher', on, twice, 'triage', civil)
  await town.step('dispatcher', on, twice, 'dispatch', { units: [{ agencyId: 'village', kind: 'LEAD' }] })
  const handlers = { handlers: [{ officerId: 'handler-village', conflict: 'NONE' }] }
  await town.step('village', on, twice, 'receive', handlers)
  await town.step('village', on, twice, 'accept', { as: 'ADMINISTRATIVE' })
  const opinion = { kind: 'OPINION', issuerAgencyId: 'village', documentNo: '示例信字1号', documentOn: on }
  await town.step('village', on, twice, 'submitResult', opinion)
  await town.step('dispatcher', '2020-03-03', twice, 'sendBack', { reason: '应走人民调解' })
  const asked = { path: 'PETITION', targetAgencyId: 'petitions', receipt: doc }
  await town.step('dispatcher', '2020-03-03', twice, 'handoff', asked)
  await town.step('dispatcher', '2020-03-04', twice, 'recordOutcome', { outcome: 'OPINION', paper: doc })
  assert.deepEqual(await town.watch('B08', '2020-03-05', twice), ['RED 2020-03-02'])
})

test('slips within the house and between it and a receiver are kept on file; what a petitioner is told is served', () => {
  const papers = centre.procedures
    .filter((p) => p.id === 'centre.matter')
    .flatMap((p) => Object.values(p.actions).flatMap((a) => a.issues ?? []))
  const records = new Set(papers.filter((i) => i.template.isRecord).map((i) => i.template.id.replace('centre.', '')))
  assert.deepEqual([...records].sort(), [
    'closingSlip',
    'courtReturn',
    'dispatchSlip',
    'escalationSlip',
    'leadSlip',
    'returnSlip',
    'transferSheet',
    'verification',
  ])
})

test('every column of every row is a function of the acts', async () => {
  const found = await inTransaction(
    town.city.owner,
    async (c) => [...(await deriveColumns(c, town.city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
})
