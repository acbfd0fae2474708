/** One dispute over reconsideration, settling and lawsuits (chapter 5 B8-8, B8-13, C8-3, D8-2, D8-3): its chain, its place, and what counts once or for each organ. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { away, both, docketed, here, item } from '../src/domains/litigation/cases-cast.ts'
import { litigation } from '../src/domains/litigation/index.ts'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import { resolution } from '../src/domains/resolution/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { computeFigures } from '../src/kernel/indicator.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { bulletin } from '../src/report/bulletin/index.ts'
import { assign } from './recon.cases.ts'
import { application, openRecon, person, type ReconTown } from './recon-support.ts'

let town: ReconTown
const who: Record<string, Actor> = {}
before(async () => {
  town = await openRecon([reconsideration, litigation, resolution, bulletin])
  const { city } = town
  who.feed = await city.post('feed', 'court_feed', { kind: 'city', value: 'city' }, 'gov')
  for (const role of ['litigation_officer', 'litigation_head'])
    who[role] = await city.post(role, role, { kind: 'reader', value: 'a:bureau' }, 'bureau')
  who.coordinator = await city.post('coordinator', 'resolution_coordinator', { kind: 'agency', value: 'gov' }, 'gov')
})
after(() => town.city.close())

let no = 0
const docket = async (on: string, more: Record<string, unknown> = {}): Promise<string> => {
  const caseNo = `（${on.slice(0, 4)}）浙0203行初${900 + ++no}号`
  const input = docketed(on, { caseNo, defendants: [{ agencyId: 'bureau', role: 'ORIGINAL' }], ...more })
  const done = await town.city.ok(who.feed!, on, { procedure: 'litigation.defence', action: 'recordDocketing', input })
  return done.matterId
}
const step = (by: Actor, on: string, matterId: string, action: string, input: object = {}) =>
  town.city.ok(by, on, { matterId, action, input })
const recon = async (on: string, more: { [key: string]: unknown } = {}): Promise<string> => {
  const input = application({ filedOn: on, receivedOn: on, applicants: [person(++no)], ...more })
  const done = await town.city.ok(town.actors.clerk!, on, { procedure: 'reconsideration.case', action: 'file', input })
  return done.matterId
}
const figure = async (id: string, year: number): Promise<number> => {
  const known = instantAt(`${year + 1}-01-31` as LocalDate, '09:00')
  const values = await computeFigures(town.city.app, town.city.registry, year, known, new Set([id]))
  return Number(values.get(id)?.value)
}
const chainOf = async (table: string, id: string): Promise<string> =>
  (await town.city.owner.query(`select chain_id from ${table} where matter_id = $1`, [id])).rows[0].chain_id

test('C8-3 同一处罚先复议后诉讼：发案量二，按争议计一；二审不计；争议链随前一环节，不须填写', async () => {
  const first = await recon('2020-03-02', { act: { docNo: '示罚〔2020〕3号' } })
  const suit = await docket('2020-07-06', { recon: { outcome: 'UPHELD', over: 'ACT', matterId: first }, ...withGov })
  const second = await docket('2020-11-02', { instance: 'SECOND', origin: 'APPEAL', parentId: suit })
  assert.deepEqual(
    [await figure('administrative_disputes', 2020), await figure('administrative_disputes_unique', 2020)],
    [2, 1],
  )
  const chain = await chainOf('reconsideration.matter', first)
  for (const id of [suit, second]) assert.equal(await chainOf('litigation.suit', id), chain)
})
const withGov = {
  defendants: [
    { agencyId: 'bureau', role: 'ORIGINAL' },
    { agencyId: 'gov', role: 'RECON_ORGAN' },
  ],
}

test('前一环节的争议链优先于填写的；前面都不在平台的，填写的起头', async () => {
  const suit = await docket('2021-03-01', { chainId: '旧链1' })
  const again = await docket('2021-06-01', { origin: 'REMAND', parentId: suit, chainId: '写错的链' })
  const third = await docket('2021-09-01', { instance: 'SECOND', origin: 'APPEAL', parentId: again })
  const chains = await Promise.all([suit, again, third].map((id) => chainOf('litigation.suit', id)))
  assert.deepEqual(chains, ['旧链1', '旧链1', '旧链1'])
})

test('C4.4 共同被告的案件属于原机关所在的区，不论登记的先后', async () => {
  const id = await docket('2021-04-01', {
    recon: { outcome: 'UPHELD', over: 'ACT' },
    defendants: [
      { agencyId: 'gov2', role: 'RECON_ORGAN' },
      { name: '省外某局', role: 'THIRD_PARTY_AGENCY' },
      { agencyId: 'bureau', role: 'ORIGINAL' },
    ],
  })
  const { rows } = await town.city.owner.query(
    `select m.agency_id, m.county_code, f.place from kernel.matter m
     join litigation.first_instance_filed f on f.matter_id = m.matter_id and f.scope_kind = 'city' where m.matter_id = $1`,
    [id],
  )
  assert.deepEqual(rows, [{ agency_id: 'bureau', county_code: '330203', place: '330203' }])
})

/** What an indicator counts of one case for each organ, as its lists show it. */
const byAgency = async (view: string, id: string): Promise<string[]> =>
  (
    await town.city.owner.query(
      `select scope_id from litigation.${view} where scope_kind = 'agency' and matter_id = $1 order by 1`,
      [id],
    )
  ).rows.map((r) => r.scope_id)
const heard = async (on: string, presences: readonly object[], more: object = {}): Promise<string> => {
  const id = await docket(on, { ...both, ...withGov })
  await step(who.feed!, on, id, 'recordCopy', { agencyId: 'bureau', receivedOn: on })
  await step(who.feed!, on, id, 'scheduleHearing', { heldOn: on, form: 'OPEN', courtNotice: 'NONE' })
  await step(who.feed!, on, id, 'recordHearing', { presences, ...more })
  return id
}

test('B8-8 协商由区局出庭：区局一比一，区政府不计；没有协商记录的区政府零比一', async () => {
  const agreed = await heard('2022-03-10', [here('bureau'), away('gov')], {
    representative: 'bureau',
    determination: 'AGREED',
  })
  assert.deepEqual(await byAgency('instances_heard', agreed), ['bureau'])
  assert.deepEqual(await byAgency('instances_attended', agreed), ['bureau'])
  const open = await heard('2022-03-11', [here('bureau'), away('gov')])
  assert.deepEqual(await byAgency('instances_heard', open), ['bureau', 'gov'])
  assert.deepEqual(await byAgency('instances_attended', open), ['bureau'])
  assert.deepEqual([await figure('instances_heard', 2022), await figure('instances_attended', 2022)], [2, 2])
})

test('B8-13 撤销处罚和复议决定：原机关、复议机关各一件，全市一件', async () => {
  const id = await heard('2023-03-10', [here('bureau'), here('gov')])
  await step(who.feed!, '2023-04-10', id, 'recordJudgment', {
    madeOn: '2023-04-10',
    items: [item('REVOKE', { agencyId: 'bureau' }), item('REVOKE', { agencyId: 'gov', target: 'RECON_DECISION' })],
  })
  assert.deepEqual(await byAgency('first_instance_lost', id), ['bureau', 'gov'])
  assert.equal(await figure('first_instance_lost', 2023), 1)
})

/** A settlement of the reconsideration, agreed to by both sides. */
const settle = async (on: string, caseId: string, more: object): Promise<string> => {
  const opened = await town.city.ok(who.coordinator!, on, {
    procedure: 'resolution.case',
    action: 'propose',
    input: {
      coordinatorId: 'gov',
      organId: 'bureau',
      stage: 'RECON',
      initiator: 'RECON_ORGAN',
      caseId,
      parties: [{ name: '陈示例' }],
      suggestion: '就罚款数额协商。',
      ...more,
    },
  })
  for (const side of ['CLAIMANT', 'AGENCY'])
    await step(who.coordinator!, on, opened.matterId, 'consent', { side, agrees: true, isWritten: true })
  return opened.matterId
}
const agreement = (way: string) => ({
  way,
  isReviewed: true,
  terms: [{ obligor: 'AGENCY', content: '罚款由一万元改为八千元。', authority: '示例规定第十条裁量幅度' }],
})
const close = (on: string, id: string, outcome: string) =>
  step(who.coordinator!, on, id, 'close', { outcome, formal: 'RECON_TERMINATION', documentNo: '终止1号' })

test('D8-2 和解后撤回、准予、终止：复议调撤一件、化解成功一件，同一争议链', async () => {
  const id = await recon('2025-08-11', { act: { docNo: '示罚〔2025〕82号', isDiscretionary: true } })
  await step(town.actors.unitHead!, '2025-08-11', id, 'accept')
  await step(town.actors.unitHead!, '2025-08-12', id, 'assign', assign('2025-08-12').with!)
  const settlement = await settle('2025-08-15', id, { scope: 'DISCRETION', reconFiledOn: '2025-08-11' })
  await step(who.coordinator!, '2025-08-20', settlement, 'agree', agreement('SETTLEMENT'))
  assert.equal(await figure('recon_settled', 2025), 0)
  await step(town.actors.unitHead!, '2025-09-01', id, 'settleWithdraw', { agreement: { date: '2025-08-20' } })
  assert.equal((await close('2025-09-02', settlement, 'SETTLED_WITHDRAWN')).state, 'CLOSED')
  assert.deepEqual([await figure('recon_settled', 2025), await figure('resolution_success', 2025)], [1, 1])
  assert.equal(await chainOf('resolution.settlement', settlement), await chainOf('reconsideration.matter', id))
})

test('D8-3 2017版许可案不能调解，机关改变行为后撤回：WITHDRAWN_AFTER_CORRECTION 计入调撤', async () => {
  const id = await recon('2023-06-05', { act: { docNo: '示许〔2023〕83号', kind: 'LICENSE', isDiscretionary: false } })
  await step(town.actors.unitHead!, '2023-06-06', id, 'assign', assign('2023-06-06').with!)
  const settlement = await settle('2023-06-08', id, { scope: 'OTHER', reconFiledOn: '2023-06-05' })
  const refused = await town.city.refuse(who.coordinator!, '2023-06-12', {
    matterId: settlement,
    action: 'agree',
    input: agreement('MEDIATION'),
  })
  assert.equal(refused.type, 'urn:fadu:rule:resolution.scope')
  await step(who.coordinator!, '2023-06-12', settlement, 'agree', agreement('CORRECTION'))
  await step(town.actors.officer!, '2023-06-07', id, 'serveCopy', { receivedOn: '2023-06-07' })
  await step(town.actors.bureau!, '2023-06-20', id, 'respondentChangesAct', { content: '准予许可。' })
  await step(town.actors.officer!, '2023-06-21', id, 'requestWithdraw', { reason: '问题已经解决' })
  const ended = await step(town.actors.unitHead!, '2023-06-25', id, 'terminate', {
    ground: 'WITHDRAWN_AFTER_CORRECTION',
    reason: '撤回',
    isAllowed: true,
  })
  assert.equal(ended.state, 'TERMINATED')
  await close('2023-06-26', settlement, 'CORRECTED_WITHDRAWN')
  assert.deepEqual([await figure('recon_settled', 2023), await figure('resolution_success', 2023)], [1, 1])
})

test('D8-4 改变处罚后撤诉：受理费五十元减半二十五元，由被告负担；没有改变的由原告负担', async () => {
  const withdrawn = async (isChanged: boolean) => {
    const id = await docket('2025-03-03')
    const change = { kind: 'REVOKE', fault: 'NONE', toldCourtOn: '2025-03-13', content: '罚款改为八千元。' }
    if (isChanged) await step(who.litigation_head!, '2025-03-13', id, 'changeAct', change)
    const done = await step(who.feed!, '2025-03-20', id, 'recordWithdrawal', { madeOn: '2025-03-20', isDeemed: false })
    return [done.given.feeFen, done.given.feeBy]
  }
  assert.deepEqual(await withdrawn(true), [2500, 'DEFENDANT'])
  assert.deepEqual(await withdrawn(false), [2500, 'PLAINTIFF'])
})

test('D8-9 支付申请09-24收到：10-01前报财政，最后一个工作日09-30起提示，10-02逾期', async () => {
  const { city } = town
  const { matterId } = await city.ok(who.litigation_officer!, '2025-08-01', {
    procedure: 'litigation.compensation',
    action: 'file',
    input: {
      agencyId: 'bureau',
      name: '陈示例',
      idKind: 'resident',
      idNumber: person(99).idNumber,
      phone: '13900000000',
      harm: 'PROPERTY',
      amountFen: 500_000,
      request: '返还罚款并支付利息。',
    },
  })
  await step(who.litigation_officer!, '2025-09-01', matterId, 'hearClaimant', { isAgreed: true, views: '同意五千元。' })
  await step(who.litigation_head!, '2025-09-02', matterId, 'decide', {
    result: 'COMPENSATE',
    amountFen: 500_000,
    name: '陈示例',
    reasons: '处罚已被撤销。',
  })
  await step(who.litigation_officer!, '2025-09-24', matterId, 'requestPayment', {
    ground: 'DECISION',
    documentNo: '赔决〔2025〕1号',
    amountFen: 500_000,
    name: '陈示例',
  })
  const seen = async (on: string) =>
    (await newViolations(city.app, city.registry, on as LocalDate))
      .filter((v) => v.rule === 'litigation.D08' && v.matterId === matterId)
      .map((v) => `${v.severity} ${v.since}`)
  assert.deepEqual(await seen('2025-09-29'), [])
  assert.deepEqual(await seen('2025-09-30'), ['YELLOW 2025-09-30'])
  assert.deepEqual(await seen('2025-10-01'), ['YELLOW 2025-09-30'])
  assert.deepEqual(await seen('2025-10-02'), ['RED 2025-10-02'])
})

test('D8-10 化解中上诉期届满没有人上诉：判决照样生效', async () => {
  const id = await docket('2024-03-01')
  await step(who.feed!, '2024-03-04', id, 'recordCopy', { agencyId: 'bureau', receivedOn: '2024-03-04' })
  await step(who.feed!, '2024-03-05', id, 'scheduleHearing', {
    heldOn: '2024-04-01',
    form: 'OPEN',
    courtNotice: 'NONE',
  })
  await step(who.feed!, '2024-04-01', id, 'recordHearing', { presences: [here('bureau')] })
  const served = { servedOn: '2024-04-10', othersServedOn: '2024-04-10' }
  const items = [item('REJECT_CLAIM', { agencyId: 'bureau' })]
  await step(who.feed!, '2024-04-10', id, 'recordJudgment', { madeOn: '2024-04-10', items, ...served })
  const settlement = await settle('2024-04-11', id, { stage: 'FIRST', scope: 'DISCRETION' })
  const touched = await step(who.litigation_officer!, '2024-04-26', id, 'close')
  assert.equal(touched.state, 'CLOSED')
  const { rows } = await town.city.owner.query(
    'select s.effective_on, c.state from litigation.suit s, resolution.settlement c where s.matter_id = $1 and c.matter_id = $2',
    [id, settlement],
  )
  assert.deepEqual(rows, [{ effective_on: '2024-04-26', state: 'OPEN' }])
})

test('立案登记时提示：须先复议的、被告应是部门的、不满两个月的', async () => {
  const told = async (more: Record<string, unknown>) => {
    const caseNo = `（2024）浙0203行初${900 + ++no}号`
    const defendants = [{ agencyId: 'bureau', role: 'ORIGINAL' }]
    const input = docketed('2024-03-20', { caseNo, defendants, ...more })
    const done = await town.city.ok(who.feed!, '2024-03-20', {
      procedure: 'litigation.defence',
      action: 'recordDocketing',
      input,
    })
    return [done.given.reconFirst, done.given.answersFor, done.given.isSuedEarly]
  }
  assert.deepEqual(await told({ firstMatter: 'ON_SPOT_PENALTY', actOn: '2024-03-01' }), ['YES', null, false])
  const recon = { outcome: 'UPHELD', over: 'ACT' }
  assert.deepEqual(await told({ firstMatter: 'ON_SPOT_PENALTY', actOn: '2024-03-01', recon }), [null, null, false])
  const government = [{ agencyId: 'gov', role: 'ORIGINAL' }]
  assert.deepEqual(await told({ governmentAct: 'EXPROPRIATION', defendants: government }), [
    null,
    '具体实施的部门、机构',
    false,
  ])
  const suit = { ground: 'INACTION', knownOn: '2024-03-01', appliedOn: '2024-02-01', filedOn: '2024-03-18' }
  assert.deepEqual(await told({ suit }), [null, null, true])
})
