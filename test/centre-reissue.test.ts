/** Papers that were voided and issued anew: what was decided stays, the old number stays taken, and days count from the new paper's service. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { centre } from '../src/domains/centre/index.ts'
import { sm3Hex } from '../src/kernel/canonical.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import type { AttachedFile } from '../src/kernel/matter.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { type CentreTown, openCentre } from './centre-support.ts'

let town: CentreTown
before(async () => {
  town = await openCentre([centre])
})
after(() => town.city.close())

const doc = (date: string) => ({ date })
const step = (by: string, on: string, id: string, action: string, input: object = {}) =>
  town.step(by, on, id, action, input)

type Paper = { id: string; number: string | null; isVoid: boolean }
const papers = async (id: string, template: string): Promise<Paper[]> =>
  (
    await town.city.owner.query(
      `select d.document_id as id, d.number, v.document_id is not null as "isVoid" from kernel.document d
       left join kernel.document_void v using (document_id) where d.matter_id = $1 and d.template like $2 order by d.n`,
      [id, `centre.${template}%`],
    )
  ).rows
const voidLast = async (by: string, on: string, id: string, template: string) =>
  step(by, on, id, 'voidPaper', { document: (await papers(id, template)).at(-1)!.id, reason: '内容有误' })

type Anew = { id: string; by: string; on: string; template: string; action: string; input: object; other?: object }
/** Refused while the paper stands, and where something else would be said; then issued under the next number. */
async function anew({ id, by, on, template, action, input, other }: Anew): Promise<void> {
  const prefix = id === petition ? 'centre.petition.' : 'centre.'
  const rule = (name: string) => [`${prefix}${name}`, `centre.petition.${name}`]
  const refused = (more: object = {}) => town.refused(by, on, id, action, { ...input, ...more })
  assert.ok(rule('nothingVoid').includes(await refused()), `${action} while it stands`)
  await voidLast(by, on, id, template)
  if (other) assert.ok(rule('reissueDiffers').includes(await refused(other)), `${action} differs`)
  const { state } = (await town.city.owner.query('select state from kernel.matter where matter_id = $1', [id])).rows[0]
  assert.equal((await step(by, on, id, action, input)).state, state, action)
  const list = await papers(id, template)
  assert.deepEqual(
    list.map((p) => p.isVoid),
    [true, false],
  )
  const [old, now] = list
  if (old!.number !== null) {
    const digits = (p: Paper) => Number(/(\d+)号/.exec(p.number!)![1])
    assert.ok(digits(now!) > digits(old!), `${now!.number} after ${old!.number}`)
  }
  assert.ok(rule('nothingVoid').includes(await refused()), `${action} once it stands again`)
}
let petition = ''

const receive = async (on: string, more: object = {}, by = 'bureauA') =>
  (
    await town.city.ok(town.actors[by]!, on, {
      procedure: 'centre.petition',
      action: 'receivePetition',
      input: {
        agencyId: by,
        receivedOn: on,
        channel: 'VISIT',
        category: 'REQUEST',
        petitioners: [town.person()],
        respondent: '某单位',
        kind: '补贴',
        place: '330203001',
        ...more,
      },
    })
  ).matterId
const six = (on: string) => ({ item: '6', path: '调查核实后书面答复', notice: doc(on) })
const opinion = (on: string, more: object = {}) => ({
  conclusion: 'NOT_SUPPORTED',
  document: doc(on),
  demand: '补发补贴',
  findings: '不在发放范围',
  opinion: '不予支持',
  legalBasis: '示例办法第三条',
  isReviewTold: true,
  ...more,
})
async function answered(on: string, more: object = {}): Promise<string> {
  const id = await receive(on, more)
  await step('bureauA', on, id, 'notifyReceipt', six(on))
  await step('bureauA', on, id, 'hearPetitioner', { record: '已听取' })
  await step('bureauA', on, id, 'investigate', { record: '已核实' })
  await step('bureauA', on, id, 'issueOpinion', opinion(on))
  return id
}
const file = (name: string, label: string): AttachedFile => ({
  id: crypto.randomUUID(),
  label,
  type: 'application/pdf',
  sizeBytes: 1234,
  hash: sm3Hex(name),
  private: { name, salt: '0'.repeat(32), stored: sm3Hex(`stored ${name}`) },
})
const serve = async (id: string, template: string, on: string) =>
  town.city.ok(town.actors.bureauA!, on, {
    matterId: id,
    action: 'serve',
    input: { document: (await papers(id, template)).at(-1)!.id, recipient: '1', way: 'DIRECT', on },
    files: [file(`${template}.pdf`, '送达的文书'), file(`${template}回证.pdf`, '送达回证')],
  })

test('an opinion that was served and voided is issued anew; the days to ask for review begin with the new one’s service', async () => {
  petition = await answered('2020-06-01')
  await serve(petition, 'petitionOpinion', '2020-06-02')
  assert.equal((await town.limits(petition)).reviewApply, '2020-07-02')
  const on = '2020-06-29'
  await anew({
    id: petition,
    by: 'bureauA',
    on,
    template: 'petitionOpinion',
    action: 'reissueOpinion',
    input: opinion(on),
    other: { conclusion: 'SUPPORTED' },
  })
  const [, now] = await papers(petition, 'petitionOpinion')
  const reply = await town.city.owner.query(
    'select number, received_on::text from centre.petition_reply where matter_id = $1',
    [petition],
  )
  assert.deepEqual(reply.rows, [{ number: now!.number, received_on: null }])
  // Nothing ends and nothing is late before it has reached the petitioner.
  assert.equal(await town.refused('bureauA.head', '2020-07-20', petition, 'lapse'), 'centre.petition.notLapsed')
  await serve(petition, 'petitionOpinion', '2020-07-20')
  assert.equal((await town.limits(petition)).reviewApply, '2020-08-19')
  await voidLast('bureauA', '2020-08-21', petition, 'petitionOpinion')
  assert.equal(await town.refused('bureauA.head', '2020-08-21', petition, 'lapse'), 'centre.petition.notLapsed')
  await step('bureauA', '2020-08-21', petition, 'reissueOpinion', opinion('2020-08-21'))
  const asked = { agencyId: 'gov-330203', grounds: '不服', document: doc('2020-08-24') }
  await step('bureauA', '2020-08-24', petition, 'applyReview', asked)
  const review = { conclusion: 'UPHELD', document: doc('2020-09-01'), opinion: '适当' }
  await step('gov-330203', '2020-09-01', petition, 'issueReview', review)
  await anew({
    id: petition,
    by: 'gov-330203',
    on: '2020-09-02',
    template: 'petitionReview',
    action: 'reissueReview',
    input: { ...review, receivedOn: '2020-09-02' },
    other: { conclusion: 'REVOKED' },
  })
  assert.equal((await town.limits(petition)).recheckApply, '2020-10-09')
  const above = { agencyId: 'gov-330200', grounds: '不服', document: doc('2020-09-07') }
  await step('bureauA', '2020-09-07', petition, 'applyRecheck', above)
  await step('gov-330200', '2020-09-14', petition, 'issueRecheck', { ...review, document: doc('2020-09-14') })
  await anew({
    id: petition,
    by: 'gov-330200',
    on: '2020-09-15',
    template: 'petitionRecheck',
    action: 'reissueRecheck',
    input: { ...review, document: doc('2020-09-15') },
    other: { conclusion: 'CHANGED' },
  })
})

test('notices of a petition are issued anew and say what they said', async () => {
  const on = '2022-06-06'
  petition = await receive('2022-06-01')
  await step('bureauA', on, petition, 'notifyReceipt', six(on))
  const again = (template: string, action: string, input: object, other?: object, by = 'bureauA') =>
    anew({ id: petition, by, on: '2022-06-08', template, action, input, ...(other ? { other } : {}) })
  await again('petitionArrival', 'reissueNotice', six('2022-06-08'), { item: '5' })
  const longer = { days: 20, reason: '需要鉴定', notice: doc(on) }
  await step('bureauA.head', '2022-06-08', petition, 'extend', longer)
  await again('petitionExtension', 'reissueExtension', longer, { days: 30 }, 'bureauA.head')
  assert.equal((await town.limits(petition)).close, '2022-08-25')

  petition = await receive('2022-06-01')
  const court = { path: 'LITIGATION', targetAgencyId: 'court', reason: '应当通过诉讼解决', notice: doc(on) }
  await step('bureauA', on, petition, 'notMine', court)
  await again('petitionNotAccepted', 'reissueNotMine', court, { targetAgencyId: 'justice' })

  petition = await receive('2022-06-01')
  const led = { path: 'ARBITRATION', item: '2', targetName: '示例仲裁委员会', notice: doc(on) }
  await step('bureauA', on, petition, 'divert', led)
  await again('petitionDiversion', 'reissueDiversion', led, { path: 'LITIGATION' })

  const who = { petitioners: [town.person()] }
  const first = await answered('2022-06-01', who)
  petition = await receive('2022-06-06', who)
  const repeat = { ground: 'REPLIED', previousMatterId: first, newFacts: 'NONE', isReviewTold: true, notice: doc(on) }
  await step('bureauA', on, petition, 'refuseRepeat', repeat)
  await again('petitionRepeatNotice', 'reissueRepeatNotice', repeat, { ground: 'FINAL' })

  petition = await answered('2020-03-02')
  await step('bureauA', '2020-03-02', petition, 'recordReceipt', { receivedOn: '2020-03-02', proof: doc('2020-03-02') })
  await step('bureauA.head', '2020-04-02', petition, 'lapse')
  await anew({
    id: petition,
    by: 'bureauA.head',
    on: '2020-04-03',
    template: 'petitionFinal',
    action: 'reissueFinal',
    input: {},
  })
})

test('what the centre and its units told a petitioner is issued anew', async () => {
  petition = ''
  const on = '2020-06-01'
  const same = { petitioners: [town.person()], counterparties: [{ name: '某物业' }], kind: '物业' }
  const id = await town.register(on, same)
  const way = {
    signals: { isEnforcementRequest: true },
    reach: { departmentParty: 'COUNTY' },
    subjectKind: 'COMPLAINT_ILLEGAL',
    path: 'ENFORCEMENT_COMPLAINT',
  }
  await step('dispatcher', on, id, 'triage', way)
  const again = (template: string, action: string, input: object, other?: object, by = 'dispatcher', of = id) =>
    anew({ id: of, by, on, template, action, input, ...(other ? { other } : {}) })
  await again('wayNotice', 'reissueWay', way, { subjectKind: 'DUTY_PERFORMANCE' })
  await step('dispatcher', on, id, 'dispatch', { units: [{ agencyId: 'bureauA', kind: 'LEAD' }] })
  const handlers = { handlers: [{ officerId: 'handler-bureauA', conflict: 'NONE' }] }
  await step('bureauA', on, id, 'receive', handlers)
  await step('bureauA', on, id, 'accept', { as: 'ADMINISTRATIVE', ...handlers })
  await again('acceptance', 'reissueAcceptance', { as: 'ADMINISTRATIVE' }, { as: 'OTHER' }, 'bureauA')
  const result = { kind: 'REPLY', issuerAgencyId: 'bureauA', documentNo: '示例1号', documentOn: on, isEffective: true }
  await step('bureauA', on, id, 'submitResult', result)
  await step('dispatcher', on, id, 'review')
  const reply = { channel: 'WRITTEN', content: '已责令拆除' }
  await step('bureauA', on, id, 'reply', reply)
  await again('reply', 'reissueReply', { ...reply, content: '已责令限期拆除' }, { channel: 'PHONE' }, 'bureauA')

  const second = await town.register(on, { ...same, channel: 'PHONE' })
  const told = { repeatKind: 'DUP_PENDING', notice: doc(on) }
  await step('reception', on, second, 'noticeRepeat', told)
  await again('repeatNotice', 'reissueRepeatNotice', told, { repeatKind: 'DUP_FINAL' }, 'reception', second)

  const third = await town.register(on)
  const suit = { signals: { isCivil: true, refusesMediation: true }, subjectKind: 'CIVIL_DISPUTE', path: 'LITIGATION' }
  await step('dispatcher', on, third, 'triage', suit)
  const toCourt = { path: 'LITIGATION', targetAgencyId: 'court', receipt: doc(on), notice: doc(on) }
  await step('dispatcher', on, third, 'handoff', toCourt)
  await again('guidance', 'reissueGuidance', toCourt, { path: 'RECONSIDERATION' }, 'dispatcher', third)
  const outcome = { outcome: 'ACCEPTED', paper: doc(on) }
  await step('dispatcher', on, third, 'recordOutcome', outcome)
  await again('progress', 'reissueProgress', outcome, { outcome: 'DECISION' }, 'dispatcher', third)
})

test('every column of every row is a function of the acts', async () => {
  const found = await inTransaction(
    town.city.owner,
    async (c) => [...(await deriveColumns(c, town.city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
})
