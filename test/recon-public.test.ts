/** Reconsideration from outside and as it is counted: the portal, who reads what, papers, the public register, and the figures. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instantAt, type LocalDate } from '#kernel/clock'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import { readSettings, type Scope } from '../src/kernel/access.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { computeFigures } from '../src/kernel/indicator.ts'
import { supervisionDomain } from '../src/kernel/supervision.ts'
import { openingOf } from '../src/server/matter-view.ts'
import { publicActor } from '../src/server/public-filer.ts'
import { assign, copy, decide, file, reply, serve, views } from './recon.cases.ts'
import { type CaseStep, playScenario } from './recon-play.ts'
import { application, openRecon, person, type ReconTown } from './recon-support.ts'

let town: ReconTown
before(async () => {
  town = await openRecon([supervisionDomain, reconsideration])
})
after(() => town.city.close())

const play = (id: string, first: number, steps: CaseStep[]) => playScenario(town, { id, text: id, steps }, first)
const accept = (on: string, by = 'unitHead'): CaseStep => ({ on, by, do: 'accept' })
const reads = (scope: Scope, table: string, matterId: string): Promise<number> =>
  inTransaction(town.city.app, async (client) => {
    await client.query(readSettings(scope))
    return (await client.query(`select from ${table} where matter_id = $1`, [matterId])).rowCount ?? 0
  })
const party = async (matterId: string, seq = 1, side = 'APPLICANT'): Promise<Scope> => {
  const { rows } = await town.city.owner.query(
    'select party_id from reconsideration.party where matter_id = $1 and seq = $2 and side = $3',
    [matterId, seq, side],
  )
  return { kind: 'reader', value: `p:${rows[0].party_id}` }
}

test('the public applies online: the day is that of sending, the application is placed with its organ and nobody else reads it', async () => {
  const anyone = publicActor('0190a000-0000-7000-8000-000000000001')
  const input = application({ applicants: [person(700)], filedVia: 'ONLINE' })
  const what = { procedure: 'reconsideration.case', action: 'file', input }
  const early = await town.city.refuse(anyone, '2025-03-04', { ...what, input: { ...input, filedOn: '2025-03-01' } })
  assert.equal(early.type, 'urn:fadu:rule:reconsideration.day')
  const byMail = await town.city.refuse(anyone, '2025-03-04', { ...what, input: { ...input, filedVia: 'MAIL' } })
  assert.equal(byMail.type, 'urn:fadu:rule:reconsideration.way')
  const done = await town.city.ok(anyone, '2025-03-04', what)
  assert.equal(done.state, 'FILED')
  assert.match(done.given.number, /行复〔2025〕\d+号/)
  assert.equal(await reads(anyone.scope, 'reconsideration.matter', done.matterId), 1)
  assert.equal(await reads({ kind: 'agency', value: 'gov2' }, 'reconsideration.matter', done.matterId), 0)
  assert.equal(await reads({ kind: 'reader', value: 'a:bureau' }, 'reconsideration.matter', done.matterId), 0)
  // He supplements and withdraws through the portal as well.
  const withdrawn = await town.city.ok(anyone, '2025-03-05', {
    matterId: done.matterId,
    action: 'withdraw',
    input: { reason: '不再申请' },
  })
  assert.equal(withdrawn.state, 'WITHDRAWN')
})

test('the respondent reads the case from the copy on, parties read their own data and the decision, the city counts without names', async () => {
  const { it } = await play('readers', 710, [
    file('2025-03-03', { applicants: ['@person:0', '@person:1'] }),
    accept('2025-03-03'),
    assign('2025-03-04'),
  ])
  const id = it!
  const bureau: Scope = { kind: 'reader', value: 'a:bureau' }
  assert.equal(await reads(bureau, 'reconsideration.matter', id), 0)
  const step = (on: string, by: string, action: string, input: object) =>
    town.city.ok(town.actors[by]!, on, { matterId: id, action, input })
  await step('2025-03-05', 'officer', 'serveCopy', { receivedOn: '2025-03-05' })
  assert.equal(await reads(bureau, 'reconsideration.matter', id), 1)
  assert.equal(await reads(bureau, 'reconsideration.matter_personal', id), 1)
  await step('2025-03-06', 'officer', 'addThirdParty', { person: person(715), joinedBy: 'NOTIFIED', interest: '相邻' })
  const third = await party(id, 1, 'THIRD_PARTY')
  assert.equal(await reads(await party(id, 1), 'reconsideration.party_personal', id), 1)
  assert.equal(await reads(await party(id, 2), 'reconsideration.party_personal', id), 1)
  assert.equal(await reads(third, 'reconsideration.party_personal', id), 1)
  assert.equal(await reads(third, 'reconsideration.matter_personal', id), 0)
  await step('2025-03-10', 'bureau', 'reply', { reply: '合法' })
  await step('2025-03-11', 'officer', 'hearViews', { views: '意见' })
  await town.city.ok(town.actors.organHead!, '2025-04-01', {
    matterId: id,
    action: 'decide',
    input: (decide('2025-04-01', 'MAINTAIN') as { with: object }).with,
  })
  assert.equal(await reads(await party(id, 2), 'reconsideration.decision_personal', id), 1)
  assert.equal(await reads(third, 'reconsideration.decision_personal', id), 1)
  await assert.rejects(reads({ kind: 'city', value: 'city' }, 'reconsideration.decision_personal', id), {
    code: '42501',
  })
})

test('a change of version and the new case are one request: both stand or neither, under one link', async () => {
  const days = { filedVia: 'MAIL', filedOn: '2023-12-29', act: { docNo: '示罚〔2023〕77号' } }
  const { it } = await play('one request', 870, [{ ...file('2024-01-03', days), state: 'ACCEPTED' }])
  const change = { matterId: it!, action: 'changeVersion', input: { reason: '改按新法' } }
  const again = (receivedOn: string) => ({
    procedure: 'reconsideration.case',
    action: 'relodge',
    input: application({ ...days, applicants: [person(870)], receivedOn, previous: it! }),
  })
  // Another day of receipt than that of the case it succeeds: the change falls with it.
  const refused = await town.city.refuse(town.actors.unitHead!, '2024-01-05', [change, again('2024-01-04')])
  assert.equal(refused.type, 'urn:fadu:rule:reconsideration.version')
  assert.equal((await town.row(it!)).state, 'ACCEPTED')
  const done = await town.city.ok(town.actors.unitHead!, '2024-01-05', [change, again('2024-01-03')])
  assert.equal((await town.row(it!)).state, 'RELODGED')
  const successor = await town.row(done.matterId)
  assert.deepEqual([successor.law_version, successor.succeeds, successor.received_on], ['RECON_2023', it, '2024-01-03'])
  const { rows } = await town.city.owner.query(
    `select count(*)::int as n from reconsideration.recon_applications where matter_id = any ($1)`,
    [[it, done.matterId]],
  )
  assert.equal(rows[0].n, 1)
  const decided = async (matterId: string, id: string, version: string) => {
    const opening = await inTransaction(town.city.owner, (c) =>
      openingOf(c, town.city.registry.procedure(id, version), matterId),
    )
    return [opening!.decidedBy, opening!.decidedOn]
  }
  // The day on which it was filed picked the first version, that of the change the second; a norm goes by the law of its case.
  assert.deepEqual(await decided(it!, 'reconsideration.case', 'RECON_2017'), ['申请提出日', '2023-12-29'])
  assert.deepEqual(await decided(done.matterId, 'reconsideration.case', 'RECON_2023'), [
    '改按新法重新立案之日',
    '2024-01-05',
  ])
  const norm = await town.city.ok(town.actors.officer!, '2024-01-08', {
    procedure: 'reconsideration.norm',
    action: 'raise',
    input: {
      caseId: done.matterId,
      organId: 'gov',
      caseLaw: 'RECON_2023',
      document: '示例办法',
      clauses: ['第三条'],
      mode: 'OWN',
    },
  })
  assert.deepEqual(await decided(norm.matterId, 'reconsideration.norm', 'RECON_2023'), ['案件适用的复议法', null])
})

test('at filing a person is told what is doubtful: time, competence, scope', async () => {
  const tells = reconsideration.procedures[1]!.actions.file!.tells!
  const done = await town.city.ok(town.actors['cityBureau.clerk']!, '2025-03-04', {
    procedure: 'reconsideration.case',
    action: 'file',
    input: application({
      organId: 'cityBureau',
      applicants: [person(860)],
      exclusion: 'EX_NORM',
      act: { knownOn: '2024-12-02' },
    }),
  })
  assert.deepEqual(tells(done.given), [
    '申请期限末日为2025-02-05，是否超期由承办人判断。',
    '按机构目录，有管辖权的是示例区人民政府，请核对。',
    '行政法规、规章和规范性文件不属于复议范围：规章以外的规范性文件可以附带审查；是否受理由承办人判断。',
  ])
})

test('a grassroots point reads what it took in until the case is assigned', async () => {
  const { it } = await play('point', 725, [
    { on: '2025-03-03', by: 'point', do: 'file', with: { filedVia: 'INTAKE_POINT', viaAgencyId: 'point' } },
  ])
  const point: Scope = { kind: 'reader', value: 'a:point' }
  assert.equal(await reads(point, 'reconsideration.matter', it!), 1)
  const step = (by: string, action: string, input: object) =>
    town.city.ok(town.actors[by]!, '2025-03-04', { matterId: it!, action, input })
  await step('unitHead', 'accept', {})
  await step('unitHead', 'assign', (assign('2025-03-04') as { with: object }).with)
  assert.equal(await reads(point, 'reconsideration.matter', it!), 0)
})

test('papers: an organ’s letters are numbered by organ, series and year without gaps; the decision says its days to sue', async () => {
  const { it } = await play('papers', 730, [
    file('2024-05-06'),
    accept('2024-05-06'),
    assign('2024-05-07', { procedure: 'SUMMARY', isClear: true, doAllPartiesAgree: true }),
    copy('2024-05-08'),
    reply('2024-05-13'),
    decide('2024-05-20', 'MAINTAIN'),
    serve('2024-05-20', 'decision', '1'),
  ])
  const papers = await town.papers(it!)
  assert.deepEqual(
    papers.map((p) => p.template.replace('reconsideration.', '')),
    ['application', 'receipt', 'acceptance', 'procedureNotice', 'copyNotice', 'reply', 'decision', 'serviceReceipt'],
  )
  assert.equal(papers.find((p) => p.template.endsWith('.decision'))!.number, '复决字〔2024〕1号')
  assert.equal(papers.find((p) => p.template.endsWith('.copyNotice'))!.number, '复答字〔2024〕1号')
})

test('a decision is published with the fields of the register alone', async () => {
  const { it } = await play('published', 750, [
    file('2024-05-06', { act: { publicity: 'PUBLISHED' } }),
    accept('2024-05-06'),
    assign('2024-05-07'),
    copy('2024-05-08'),
    reply('2024-05-13'),
    views('2024-05-14'),
    decide('2024-05-20', 'REVOKE', { revokeGrounds: ['FACT'] }),
    serve('2024-05-20', 'decision', '1'),
    { on: '2024-05-21', by: 'clerk', do: 'publish', with: { title: '申某不服处罚案', text: '撤销', isMasked: true } },
  ])
  const { rows } = await town.city.owner.query('select kind, content from kernel.published where matter_id = $1', [it])
  assert.equal(rows[0].kind, 'reconsideration.decision')
  assert.deepEqual(JSON.parse(rows[0].content), {
    title: '申某不服处罚案',
    organ: '示例区人民政府',
    respondent: '示例区某局',
    kind: '撤销',
    madeOn: '2024-05-20',
    text: '撤销',
  })
})

test('the figures of a year: what is counted, settled, corrected, in time, at both levels, and to standard', async () => {
  const settle = (on: string, by = 'unitHead'): CaseStep => ({
    on,
    by,
    do: 'settleWithdraw',
    with: { agreement: { date: on } },
  })
  const at = (organ: string, s: CaseStep): CaseStep => ({ ...s, by: s.by.includes('.') ? s.by : `${organ}.${s.by}` })
  const act = (n: number, more: object = {}) => ({
    act: { docNo: `示罚〔2022〕${n}号`, isDiscretionary: true, ...more },
  })
  // Two cases at the county, one settled, one corrected too late; two at the city, one withdrawn otherwise, one refused.
  await play('f1', 770, [file('2022-03-01', act(1)), assign('2022-03-02'), settle('2022-03-20')])
  await play('f2', 780, [
    file('2022-03-01', act(2)),
    assign('2022-03-02'),
    copy('2022-03-03'),
    reply('2022-03-10'),
    decide('2022-06-20', 'REVOKE', { revokeGrounds: ['FACT'] }),
  ])
  await play('f3', 790, [
    at('cityGov', file('2022-04-01', { organId: 'cityGov', respondents: [{ agencyId: 'cityBureau' }], ...act(3) })),
    at('cityGov', { ...assign('2022-04-02'), by: 'unitHead' }),
    { on: '2022-04-05', by: 'party', do: 'requestWithdraw', with: { reason: '不再申请' } },
    {
      on: '2022-04-06',
      by: 'cityGov.unitHead',
      do: 'terminate',
      with: { ground: 'WITHDRAWN_OTHER', reason: '撤回', isAllowed: true },
    },
  ])
  await play('f4', 800, [
    at('cityGov', file('2022-04-01', { organId: 'cityGov', respondents: [{ agencyId: 'cityBureau' }], ...act(4) })),
    { on: '2022-04-06', by: 'cityGov.unitHead', do: 'refuse', with: { ground: 'LATE', reason: '超期' } },
  ])
  // Received in 2023 under the old law and carried on under the new one: one application, not two.
  await play('f5', 810, [
    { ...file('2024-01-03', { filedVia: 'MAIL', filedOn: '2023-12-29', ...act(5) }), state: 'ACCEPTED' },
    { on: '2024-01-04', by: 'unitHead', do: 'changeVersion', with: { reason: '改按新法' } },
    {
      on: '2024-01-04',
      by: 'clerk',
      do: 'relodge',
      matter: 'new',
      with: { previous: '@it', filedVia: 'MAIL', filedOn: '2023-12-29', receivedOn: '2024-01-03', ...act(5) },
    },
  ])
  await play('f6', 820, [
    {
      on: '2023-02-01',
      by: 'assessor',
      do: 'recordAssessment',
      with: { organId: 'gov', year: 2022, isPassed: true, document: { date: '2023-01-20' } },
    },
    {
      on: '2023-02-01',
      by: 'assessor',
      do: 'recordAssessment',
      matter: 'other',
      with: { organId: 'cityGov', year: 2022, isPassed: false, document: { date: '2023-01-20' } },
    },
    {
      on: '2022-07-01',
      by: 'unitHead',
      do: 'openPoint',
      matter: 'p',
      with: { organId: 'gov', officeId: 'point', placeCode: '330203001' },
    },
  ])
  const figures = async (year: number) => {
    const ids = reconsideration.indicators.map((i) => i.id)
    const known = instantAt(`${year + 1}-03-31` as LocalDate, '09:00')
    const found = await computeFigures(town.city.app, town.city.registry, year, known, new Set(ids))
    return (id: string): string => {
      const f = found.get(id)!
      return f.numerator === null ? `${f.value}` : `${f.numerator}/${f.denominator}`
    }
  }
  const of = await figures(2022)
  const wanted: Record<string, string> = {
    recon_applications: '4',
    recon_accepted: '3',
    recon_concluded: '3',
    recon_settled: '2',
    recon_settled_strict: '1',
    recon_concluded_city_level: '1',
    recon_settled_city_level: '1',
    recon_settled_rate: '2/3',
    recon_settled_rate_city_level: '1/1',
    recon_corrected_rate: '1/3',
    recon_ontime_rate: '0/1',
    recon_standard_rate: '1/2',
    intake_points: '1',
  }
  assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((id) => [id, of(id)])), wanted)
  const { rows } = await town.city.owner.query(
    `select count(*)::int as n from reconsideration.recon_applications where counted_on = '2024-01-03' and group_key is not null`,
  )
  assert.equal(rows[0].n, 2)
  const city = await town.city.owner.query(
    `select place, organ_id, respondent_id from reconsideration.recon_settled_city_level where scope_kind = 'city' and counted_on < '2023-01-01'`,
  )
  assert.deepEqual(city.rows, [{ place: null, organ_id: 'cityGov', respondent_id: 'cityBureau' }])
})

test('who answers for an approved act is said where a person decides, and nothing is refused', async () => {
  const { matterId } = await town.city.ok(town.actors.clerk!, '2025-05-06', {
    procedure: 'reconsideration.case',
    action: 'file',
    input: application({
      applicants: [person(77)],
      respondents: [{ agencyId: 'bureau', reason: 'APPROVING' }],
      act: { kind: 'PENALTY', docNo: '示罚〔2025〕77号' },
    }),
  })
  const { rows } = await town.city.owner.query(
    `select canonical::json->'given'->'competence'->'notes' as notes from kernel.act where matter_id = $1`,
    [matterId],
  )
  assert.deepEqual(rows[0].notes, ['经上级批准的行为，被申请人由承办人确认；诉讼的被告是署名机关'])
})
