/** Lawsuits through the engine where a case needs more than one matter, one person with two posts, or every path: links, figures by organ, no dead end. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { docketed, here, item } from '../src/domains/litigation/cases-cast.ts'
import { litigation } from '../src/domains/litigation/index.ts'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { computeFigures } from '../src/kernel/indicator.ts'
import { bulletin } from '../src/report/bulletin/index.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
const who: Record<string, Actor> = {}
before(async () => {
  city = await openCity([reconsideration, litigation, bulletin])
  const agencies = [
    ['market', 'bureau', '330203'],
    ['gov', 'government', '330203'],
    ['cityBureau', 'bureau', undefined],
  ] as const
  for (const [id, kind, county] of agencies) await city.agency(id, kind, county ? { county } : {})
  const post = async (name: string, role: string, agency: string, officer = name) => {
    who[name] = await city.post(officer, role, { kind: 'reader', value: `a:${agency}` }, agency)
  }
  await post('officer', 'litigation_officer', 'market')
  who.guide = await city.post('officer', 'litigation_supervisor', { kind: 'city', value: 'city' }, 'gov')
  await post('head', 'litigation_head', 'market')
  await post('cityOfficer', 'litigation_officer', 'cityBureau')
  who.feed = await city.post('feed', 'court_feed', { kind: 'city', value: 'city' }, 'gov')
})
after(() => city.close())

const open = async (on: string, more: Record<string, unknown> = {}) =>
  (
    await city.ok(who.feed!, on, {
      procedure: 'litigation.defence',
      action: 'recordDocketing',
      input: docketed(on, more),
    })
  ).matterId
const step = (by: string, on: string, matterId: string, action: string, input: object = {}) =>
  city.ok(who[by]!, on, { matterId, action, input })
const hear = async (id: string, on: string, presences: readonly object[] = [here('market')], more = {}) => {
  await step('feed', on, id, 'scheduleHearing', { heldOn: on, form: 'OPEN', courtNotice: 'NONE', ...more })
  await step('feed', on, id, 'recordHearing', { presences })
}
const figure = async (id: string, year: number): Promise<number> => {
  const known = instantAt(`${year + 1}-01-31` as LocalDate, '09:00')
  const values = await computeFigures(city.app, city.registry, year, known, new Set([id]))
  return Number(values.get(id)?.value)
}

test('二审案件与一审相连：生效裁判、履行只在一审案件计一次', async () => {
  const first = await open('2022-03-01', { caseNo: '（2022）浙0203行初1号' })
  await step('officer', '2022-03-02', first, 'recordCopy', { receivedOn: '2022-03-02' })
  await hear(first, '2022-04-01')
  await step('feed', '2022-04-10', first, 'recordJudgment', {
    madeOn: '2022-04-10',
    items: [item('REJECT_CLAIM')],
    servedOn: '2022-04-10',
    othersServedOn: '2022-04-10',
  })
  await step('officer', '2022-04-20', first, 'recordOtherAppeal', { filedOn: '2022-04-20' })
  const second = await open('2022-05-10', {
    caseNo: '（2022）浙02行终1号',
    instance: 'SECOND',
    origin: 'APPEAL',
    parentId: first,
    chainId: first,
  })
  const { rows: links } = await city.owner.query(
    'select kind from kernel.matter_link where from_id = $1 and to_id = $2',
    [second, first],
  )
  assert.deepEqual(
    links.map((l) => l.kind),
    ['APPEALED_FROM'],
  )
  const items = [item('ORDER_DUTY', { hasDuty: true, dueOn: '2022-08-31' })]
  await step('feed', '2022-06-10', second, 'recordJudgment', { madeOn: '2022-06-10', items })
  await step('feed', '2022-06-20', second, 'serve', { servedOn: '2022-06-20' })
  await step('feed', '2022-06-21', first, 'recordSecondInstance', {
    outcome: 'CHANGED',
    servedOn: '2022-06-20',
    items,
  })
  await step('officer', '2022-08-30', first, 'perform', { no: 1, report: '已经履行。' })
  assert.equal((await step('officer', '2022-08-31', second, 'close')).state, 'CLOSED')
  assert.deepEqual(
    [
      await figure('finals', 2022),
      await figure('finals_lost', 2022),
      await figure('first_instance_lost', 2022),
      await figure('performances_due', 2022),
      await figure('performances_ontime', 2022),
    ],
    [1, 1, 0, 1, 1],
  )
})

test('登记裁判结果的人另有应诉指导的职务，也不能自己核对', async () => {
  const id = await open('2022-03-01', { caseNo: '（2022）浙0203行初2号' })
  await step('officer', '2022-03-02', id, 'recordCopy', { receivedOn: '2022-03-02' })
  await hear(id, '2022-04-01')
  await step('officer', '2022-04-10', id, 'recordJudgment', { madeOn: '2022-04-10', items: [item('REVOKE')] })
  const refused = await city.refuse(who.guide!, '2022-04-10', {
    matterId: id,
    action: 'confirmJudgment',
    input: { agrees: true },
  })
  assert.equal(refused.type, 'urn:fadu:rule:litigation.samePerson')
})

test('B8-10 三件合并开庭，副局长到庭：三件都到庭，开庭一次', async () => {
  const lead = await open('2020-09-10', { caseNo: '（2020）浙0203行初11号', groupKey: '同一征收' })
  const others = [
    await open('2020-09-10', { caseNo: '（2020）浙0203行初12号', groupKey: '同一征收' }),
    await open('2020-09-10', { caseNo: '（2020）浙0203行初13号', groupKey: '同一征收' }),
  ]
  for (const id of [lead, ...others]) {
    await step('officer', '2020-09-11', id, 'recordCopy', { receivedOn: '2020-09-11' })
    const set = (courtNoticeOn: string) => ({
      heldOn: '2020-10-12',
      form: 'OPEN',
      courtNotice: 'MAY',
      courtNoticeOn,
      ...(id === lead ? {} : { mergedInto: lead }),
    })
    const scheduled = await step(
      'feed',
      '2020-09-29',
      id,
      'scheduleHearing',
      set(id === lead ? '2020-10-09' : '2020-10-08'),
    )
    // Three whole days: served by 10-08 at the latest.
    assert.equal(scheduled.given.isNoticeShort, id === lead)
    await step('feed', '2020-10-12', id, 'recordHearing', { presences: [here('market')] })
  }
  assert.deepEqual(
    [
      await figure('instances_heard', 2020),
      await figure('instances_attended', 2020),
      await figure('hearing_sessions', 2020),
    ],
    [3, 3, 1],
  )
})

test('市本级按原机关；机关各自的数随行给出', async () => {
  await open('2023-03-01', {
    caseNo: '（2023）浙0203行初1号',
    defendants: [{ agencyId: 'cityBureau', role: 'ORIGINAL' }],
  })
  await open('2023-03-02', {
    caseNo: '（2023）浙0203行初2号',
    defendants: [
      { agencyId: 'market', role: 'ORIGINAL' },
      { agencyId: 'cityBureau', role: 'RECON_ORGAN' },
    ],
  })
  assert.deepEqual(
    [await figure('first_instance_filed', 2023), await figure('first_instance_filed_city_level', 2023)],
    [2, 1],
  )
  const { rows } = await city.owner.query(
    `select scope_id, agency_id, place, count(*)::int as n from litigation.first_instance_filed where scope_kind = 'agency' and counted_on between '2023-01-01' and '2023-12-31' group by 1, 2, 3 order by 1`,
  )
  assert.deepEqual(rows, [
    { scope_id: 'cityBureau', agency_id: 'cityBureau', place: null, n: 2 },
    { scope_id: 'market', agency_id: 'market', place: '330203', n: 1 },
  ])
})

test('城市资料有机关情况的，层级、类别、垂直管理以资料为准；登记时写明的优先', async () => {
  const organ = (id: string, level: string, kind: string, vertical = 'NONE') =>
    city.owner.query(
      `insert into kernel.organ (agency_id, name, level, kind, vertical, valid_from) values ($1, $1, $2, $3, $4, '2000-01-01')`,
      [id, level, kind, vertical],
    )
  for (const id of ['taxOffice', 'street', 'brigade']) await city.agency(id, 'bureau', { county: '330203' })
  await organ('taxOffice', 'COUNTY', 'DEPARTMENT', 'CENTRAL')
  await organ('street', 'TOWN', 'DISPATCHED_ORGAN')
  await organ('brigade', 'COUNTY', 'AUTHORIZED_ORG')
  const id = await open('2024-03-01', {
    caseNo: '（2024）浙0203行初1号',
    defendants: [
      { agencyId: 'taxOffice', role: 'ORIGINAL' },
      { agencyId: 'street', role: 'JOINT_ACT' },
      { agencyId: 'brigade', role: 'THIRD_PARTY_AGENCY' },
      { agencyId: 'market', role: 'JOINT_ACT', level: 'TOWN', kind: 'TOWN' },
    ],
  })
  const { rows } = await city.owner.query(
    'select agency, level, organ_kind, is_vertical from litigation.defendant where matter_id = $1 order by agency',
    [id],
  )
  assert.deepEqual(
    rows.map((r) => `${r.agency} ${r.level} ${r.organ_kind} ${r.is_vertical}`),
    [
      'brigade COUNTY AUTHORISED false',
      'market TOWN TOWN false',
      'street TOWN TOWN false',
      'taxOffice COUNTY DEPARTMENT true',
    ],
  )
  const { rows: suits } = await city.owner.query('select is_vertical from litigation.suit where matter_id = $1', [id])
  assert.deepEqual(suits, [{ is_vertical: true }])
})

test('C4.2 非诉执行不计入发案量、败诉率、出庭率：申请、受理、执行以后，别的各项数都不变', async () => {
  await open('2021-09-01', { caseNo: '（2021）浙0203行初21号' })
  const all = async () => {
    const found = await computeFigures(city.app, city.registry, 2021, instantAt('2022-01-31' as LocalDate, '09:00'))
    return new Map([...found].map(([id, v]) => [id, `${v.value ?? `${v.numerator}/${v.denominator}`} ${v.rowsHash}`]))
  }
  const before = await all()
  assert.ok(before.get('administrative_disputes')?.startsWith('1 '))
  const { matterId } = await city.ok(who.head!, '2021-09-23', {
    procedure: 'litigation.enforcement',
    action: 'apply',
    input: {
      agencyId: 'market',
      actKind: 'PENALTY',
      actNo: '示市监罚〔2021〕1号',
      remedyEndedOn: '2021-09-03',
      pressedOn: '2021-09-06',
      name: '陈示例',
      content: '罚款五万元。',
    },
  })
  await step('feed', '2021-09-24', matterId, 'accept', { caseNo: '（2021）浙0203行审1号' })
  await step('feed', '2021-09-28', matterId, 'rule', { result: 'GRANTED' })
  await step('feed', '2021-10-28', matterId, 'recordDone')
  const after = await all()
  assert.deepEqual(
    [...after].filter(([id, v]) => before.get(id) !== v).map(([id, v]) => `${id} ${v.split(' ')[0]}`),
    ['enforcement_applied 1'],
  )
  // Nor can its number be docketed as a lawsuit beside it.
  const twice = await city.refuse(who.feed!, '2021-10-29', {
    procedure: 'litigation.defence',
    action: 'recordDocketing',
    input: docketed('2021-10-29', { caseNo: '（2021）浙0203行审1号' }),
  })
  assert.equal(twice.type, 'urn:fadu:rule:litigation.caseNoTaken')
})
