import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { makeCitizenId } from '#kernel/codes'
import { confirmationObstacle, effectiveOn } from '../src/domains/mediation/agreement.ts'
import { confirmationProcedures } from '../src/domains/mediation/confirmation.ts'
import { dispute } from '../src/domains/mediation/dispute.ts'
import { initialFacts } from '../src/domains/mediation/dispute-facts.ts'
import { delegatedSpan, entrustedSpan, generalSpan, medicalSpan } from '../src/domains/mediation/dispute-limits.ts'
import { matterNumber } from '../src/domains/mediation/dispute-opening.ts'
import {
  amountPayableFen,
  chooseCommittee,
  duplicateTexts,
  isMediable,
  mustBeWritten,
  needsAppraisal,
  needsInsurer,
  plainNature,
  reasonsNotToAccept,
  statusClauses,
} from '../src/domains/mediation/dispute-rules.ts'
import { mediation } from '../src/domains/mediation/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import { loadDefaultCalendar } from '../src/kernel/calendar.ts'
import { addDays, type LocalDate } from '../src/kernel/clock.ts'
import { checkCitations } from '../src/kernel/law.ts'
import { countDue } from '../src/kernel/limit.ts'
import { type CaseStep, confirmations, scenarios, type Who } from './mediation-dispute.cases.ts'
import { openCity, type TestCity } from './support.ts'

const d = (text: string) => text as LocalDate
const calendar = loadDefaultCalendar()

// ----- rules without a database -----

const light = {
  amountInvolvedFen: 50_000,
  headCount: 2,
  isDeathOrSeriousInjury: false,
  isMajorComplex: false,
  kind: 'NEIGHBOUR',
  isLabour: false,
  isLandContract: false,
} as const
const instant = { isInstant: true, isWritingRequested: false }

test('A4.4: what must be written', () => {
  assert.deepEqual(mustBeWritten(light, instant), [])
  assert.equal(mustBeWritten(light, { ...instant, isInstant: false }).length, 1)
  assert.equal(mustBeWritten(light, { ...instant, isWritingRequested: true }).length, 1)
  assert.equal(mustBeWritten({ ...light, amountInvolvedFen: 9_999_999 }, instant).length, 0)
  assert.equal(mustBeWritten({ ...light, amountInvolvedFen: 10_000_000 }, instant).length, 1)
  assert.equal(mustBeWritten({ ...light, headCount: 9 }, instant).length, 0)
  assert.equal(mustBeWritten({ ...light, headCount: 10 }, instant).length, 1)
  assert.equal(mustBeWritten({ ...light, isLabour: true }, instant).length, 1)
  assert.equal(mustBeWritten({ ...light, kind: 'MEDICAL' }, instant).length, 1)
  assert.equal(mustBeWritten({ ...light, isLandContract: true }, instant).length, 1)
})

test('A4.2: what is not taken in', () => {
  const of = { kind: 'NEIGHBOUR', source: 'PARTY_APPLICATION', connection: 'PLACE' } as const
  assert.ok(isMediable(plainNature, of))
  assert.deepEqual(reasonsNotToAccept({ ...plainNature, isCivil: false }, of), ['NOT_CIVIL'])
  assert.deepEqual(reasonsNotToAccept({ ...plainNature, isSecurityCase: true }, of), ['CRIME'])
  assert.ok(isMediable({ ...plainNature, isSecurityCase: true, isCivilPartOnly: true }, of))
  assert.deepEqual(reasonsNotToAccept({ ...plainNature, isCourtAccepted: true }, of), ['COURT_ACCEPTED'])
  assert.ok(isMediable({ ...plainNature, isCourtAccepted: true }, { ...of, source: 'COURT_ENTRUSTED' }))
  assert.ok(isMediable({ ...plainNature, isAdminMediationAccepted: true }, of))
  assert.deepEqual(reasonsNotToAccept({ ...plainNature, isAdminMediationAccepted: true }, { ...of, kind: 'MEDICAL' }), [
    'ADMIN_MEDIATION_ACCEPTED',
  ])
  assert.deepEqual(reasonsNotToAccept(plainNature, { ...of, connection: 'NONE' }), ['NO_CONNECTION'])
})

test('A8.11: appraisal from 100,000 yuan, insurer above 10,000 yuan', () => {
  assert.ok(needsAppraisal({ kind: 'MEDICAL', amountInvolvedFen: 10_000_000 }))
  assert.ok(!needsAppraisal({ kind: 'MEDICAL', amountInvolvedFen: 9_999_999 }))
  assert.ok(!needsInsurer({ kind: 'MEDICAL', amountInvolvedFen: 1_000_000, isInsured: true }))
  assert.ok(needsInsurer({ kind: 'MEDICAL', amountInvolvedFen: 1_000_100, isInsured: true }))
})

test('A4.8: a clause may not dissolve a marriage, but may send the couple to the authority', () => {
  assert.equal(statusClauses('双方自愿解除婚姻关系；孩子由女方抚养。').length, 1)
  assert.equal(statusClauses('双方同意到婚姻登记机关办理解除婚姻关系的登记；房屋归男方。').length, 0)
  assert.equal(statusClauses('甲方于月底前支付抚养费。').length, 0)
})

test('A4.9: mutual sums are added up, no money is nothing and not zero', () => {
  assert.equal(amountPayableFen([{ amountFen: 300 }, { amountFen: 200 }, {}]), 500)
  assert.equal(amountPayableFen([{}]), undefined)
})

test('A4.11: the same people, kind and place within seven days always share a key, in whatever order', () => {
  const parties = [
    { kind: 'PERSON', name: '甲', idKind: 'resident', idNumber: '33020319800101001X' },
    { kind: 'PERSON', name: '乙', idKind: 'resident', idNumber: '330203198001010028' },
  ]
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: -7, max: 7 }), (start, apart) => {
      const on = addDays(d('2020-01-01'), start)
      const one = duplicateTexts({ parties, kind: 'NEIGHBOUR', place: '330203', on })
      const other = duplicateTexts({
        parties: [...parties].reverse(),
        kind: 'NEIGHBOUR',
        place: '330203001',
        on: addDays(on, apart),
      })
      assert.ok(other.includes(one[0]!))
    }),
  )
})

test('A4.3: committees are proposed in order: field, place, party, town, area', () => {
  const at = (agencyId: string, kind: string, more: object = {}) => ({
    agencyId,
    name: agencyId,
    kind,
    level: 'TOWN',
    field: null,
    countyCode: '330203',
    townCode: '330203001',
    ...more,
  })
  const order = chooseCommittee({ kind: 'TRAFFIC', place: '330203001', partyPlaces: ['330203002'] }, [
    at('area', 'REGIONAL'),
    at('town', 'SUBDISTRICT'),
    at('party', 'VILLAGE', { townCode: '330203002' }),
    at('here', 'VILLAGE'),
    at('field', 'INDUSTRY_PROFESSIONAL', { field: 'TRAFFIC' }),
    at('other', 'INDUSTRY_PROFESSIONAL', { field: 'MEDICAL' }),
    at('elsewhere', 'INDUSTRY_PROFESSIONAL', { field: 'TRAFFIC', countyCode: '330205', townCode: null }),
    at('city', 'INDUSTRY_PROFESSIONAL', { field: 'TRAFFIC', countyCode: '330212', townCode: null, level: 'CITY' }),
  ])
  assert.deepEqual(
    order.map((c) => c.agencyId),
    ['city', 'field', 'here', 'party', 'town', 'area'],
  )
})

test('limits count as section 0.2 says', () => {
  const due = (span: Parameters<typeof countDue>[0]['span'], start: string, more: object = {}) =>
    countDue({ span, start: d(start), roll: false, calendar, ...more }).due
  assert.equal(due(generalSpan, '2020-09-03'), '2020-10-03')
  assert.equal(due(generalSpan, '2020-01-31'), '2020-02-29')
  assert.equal(due(medicalSpan, '2020-09-08'), '2020-10-26')
  assert.equal(
    due(medicalSpan, '2020-09-08', { excluded: [{ from: d('2020-09-21'), to: d('2020-10-16') }] }),
    '2020-11-17',
  )
  assert.equal(due(delegatedSpan, '2020-08-03'), '2020-09-02')
  assert.equal(due(entrustedSpan({ courtProcedure: 'SIMPLIFIED' }), '2020-08-03'), '2020-08-10')
  assert.equal(due(entrustedSpan({ courtProcedure: 'ORDINARY' }), '2020-08-03'), '2020-08-18')
  assert.equal(countDue({ span: generalSpan, start: d('2020-09-03'), roll: false, calendar }).lastWorkday, '2020-09-30')
})

test('A8.13: a written agreement takes effect on the last of signatures and seal, an oral one when it is reached', () => {
  const signatures = [
    { party: 1, on: d('2020-11-18'), signer: 'SELF' as const },
    { party: 2, on: d('2020-11-18'), signer: 'SELF' as const },
  ]
  assert.equal(
    effectiveOn({ form: 'WRITTEN', signatures, mediatorSignedOn: d('2020-11-18'), sealedOn: d('2020-11-20') }),
    '2020-11-20',
  )
  assert.equal(effectiveOn({ form: 'WRITTEN', signatures, mediatorSignedOn: d('2020-11-18') }), undefined)
  assert.equal(effectiveOn({ form: 'ORAL', signatures, agreedOn: d('2020-11-18') }), '2020-11-18')
})

test('A4.6: who may ask a court to confirm', () => {
  const a = {
    form: 'WRITTEN',
    flags: [],
    confirmDueOn: d('2020-10-09'),
    isConfirmDueProvisional: false,
    state: 'EFFECTIVE',
  } as const
  const of = {
    source: 'PARTY_APPLICATION',
    on: d('2020-10-09'),
    hasOralSupplement: false,
  } as const
  const rule = (x: object, y: object = {}) => confirmationObstacle({ ...a, ...y } as never, { ...of, ...x })?.rule
  assert.equal(rule({}), undefined)
  assert.equal(rule({ on: '2020-10-10' }), 'mediation.confirmLate')
  assert.equal(rule({ on: '2020-10-10' }, { isConfirmDueProvisional: true }), undefined)
  assert.equal(rule({ source: 'COURT_ENTRUSTED' }), 'mediation.confirmEntrusted')
  for (const flag of ['IDENTITY_RELATION', 'PROPERTY_RIGHT', 'IP_RIGHT'])
    assert.equal(rule({}, { flags: [flag] }), 'mediation.confirmScope')
  assert.equal(rule({}, { form: 'ORAL' }), 'mediation.confirmOral')
  assert.equal(rule({ hasOralSupplement: true }, { form: 'ORAL' }), undefined)
})

test('the number of a matter', () => {
  assert.equal(matterNumber('中山社区人民调解委员会', d('2020-09-03'), 7), '（中山社区）人调字〔2020〕第7号')
})

test('every citation of a dispute and its confirmation exists where the text or the index can tell', () => {
  const declared = [dispute, ...confirmationProcedures].flatMap((p) => [
    ...Object.values(p.actions),
    ...Object.values(p.limits),
    ...Object.values(p.refusals),
  ])
  const cited = declared.flatMap((x) => (Array.isArray(x.basis) ? x.basis : [x.basis]))
  assert.deepEqual(
    checkCitations(cited, undefined)
      .filter((r) => r.result === 'wrong')
      .map((r) => `${r.cite} ${r.reason}`),
    [],
  )
})

test('what runs over a desk cites no rule of online mediation, and what runs over the courts’ platform cites that', () => {
  const cites = (x: { basis: unknown }) => [x.basis].flat().map((b) => (b as { statute: string }).statute)
  const online = (x: { basis: unknown }) => cites(x).some((c) => c.includes('在线调解规则'))
  const limits = Object.entries(dispute.limits)
  assert.deepEqual(
    limits.filter(([, l]) => online(l)).map(([id]) => id),
    ['courtDelegatedOnline', 'courtEntrustedOnline', 'acceptDecisionOnline'],
  )
  assert.deepEqual(
    Object.entries(dispute.actions)
      .filter(([, a]) => online(a))
      .map(([id]) => id),
    [],
  )
  const at = (more: object) => ({ ...initialFacts, kind: 'CONTRACT', courtSignedOn: d('2022-03-01'), ...more }) as never
  const running = (more: object) =>
    limits.filter(([id, l]) => /^(accept|court)/.test(id) && l.when!(at(more), {} as never)).map(([id]) => id)
  assert.deepEqual(running({ source: 'PARTY_APPLICATION', isOnline: true, courtSignedOn: null }), ['acceptDecision'])
  assert.deepEqual(running({ source: 'COURT_DELEGATED' }), ['courtDelegated', 'acceptDecision'])
  assert.deepEqual(running({ source: 'COURT_ENTRUSTED', isOnline: true }), [
    'courtEntrustedOnline',
    'acceptDecisionOnline',
  ])
  // Before the rules there was nothing else to cite.
  const before = { isOnline: true, courtSignedOn: d('2021-12-31') }
  assert.deepEqual(running({ source: 'COURT_DELEGATED', ...before }), ['courtDelegated', 'acceptDecision'])
})

// ----- through the engine -----

let city: TestCity
let actors: Record<Who, Actor>
const A = 'C1'

const committeeMatter = '00000000-0000-7000-8000-00000000000'
async function claim(kind: string, key: string, value: string, n: number) {
  await city.owner.query(
    'insert into kernel.claim (kind, key, matter_id, is_exclusive, value, is_released) values ($1,$2,$3,false,$4,false)',
    [kind, key, `${committeeMatter}${n}`, value],
  )
}

before(async () => {
  city = await openCity([mediation])
  await city.agency('C1', 'mediation_committee', {
    county: '330203',
    town: '330203001',
    name: '中山社区人民调解委员会',
  })
  await city.agency('C2', 'mediation_committee', {
    county: '330203',
    town: '330203001',
    name: '江厦街道人民调解委员会',
  })
  await city.agency('POLICE', 'police', { county: '330203' })
  await city.agency('COURT', 'court', { county: '330203' })
  await claim('mediation.committee', 'C1', 'RESIDENT|ACTIVE|0', 1)
  await claim('mediation.committee', 'C2', 'SUBDISTRICT|ACTIVE|0', 2)
  await claim('mediation.committee', 'C9', 'RESIDENT|DISSOLVED|0', 3)
  await claim('mediation.seat', 'C1/M1', '2018-01-01|', 4)
  await claim('mediation.seat', 'C1/M2', '2018-01-01|2020-02-01', 5)
  await claim('mediation.seat', 'C2/H2', '2018-01-01|', 6)
  const agency = { kind: 'agency', value: 'C1' } as const
  actors = {
    head: await city.post('H1', 'committee_head', agency, 'C1'),
    mediator: await city.post('M1', 'mediator', agency, 'C1'),
    visitor: await city.post('V1', 'mediator', agency, 'C1'),
    head2: await city.post('H2', 'committee_head', { kind: 'agency', value: 'C2' }, 'C2'),
    police: await city.post('P1', 'referrer', { kind: 'reader', value: 'a:POLICE' }, 'POLICE'),
    court: await city.post('J1', 'court_liaison', { kind: 'reader', value: 'a:COURT' }, 'COURT'),
    justice: await city.post('X1', 'county_justice', { kind: 'county', value: '330203' }, 'JUSTICE'),
    public: { id: 'anonymous', role: 'public', scope: { kind: 'reader', value: 'q:1' }, agency: 'public' },
    partyA: { id: 'a', role: 'party', scope: { kind: 'reader', value: '' }, agency: 'party' },
    partyB: { id: 'b', role: 'party', scope: { kind: 'reader', value: '' }, agency: 'party' },
  }
})
after(() => city?.close())

let people = 0
const peopleOf = () => {
  people += 2
  const person = (name: string, n: number) => ({
    name,
    idKind: 'resident',
    idNumber: makeCitizenId('330203', '1980-01-01' as LocalDate, n),
    birthOn: '1980-01-01',
    phone: '13900000000',
  })
  return [
    { side: 'A', ...person('王小甲', people) },
    { side: 'B', ...person('李小乙', people + 1) },
  ]
}
const openings = new Set(['apply', 'initiate', 'receiveReferral', 'reapply', 'receiveTransfer'])

const caseOf = (parties: unknown, kind: string) => ({
  committeeAgencyId: A,
  kind,
  place: '330203',
  parties,
  summary: '楼上漏水引起的纠纷',
  demand: '修复并赔偿',
})

/** A form filled in as usual; the step's own values come on top. */
function usual(action: string, on: string): Record<string, unknown> {
  switch (action) {
    case 'assign':
      return { hostMediatorId: 'M1' }
    case 'holdSession':
      return { attendees: [1, 2], record: { date: on } }
    case 'settle':
    case 'modify':
      return { form: 'WRITTEN', content: '乙方修复漏水并赔偿甲方损失', isLawful: true }
    default:
      return {}
  }
}

function filled(action: string, on: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const { signedOn = on, ...rest } = more as { signedOn?: string }
  const base = usual(action, on)
  if (action === 'settle' || action === 'modify') {
    const written = (rest as { form?: string }).form !== 'ORAL'
    Object.assign(
      base,
      { signatures: [1, 2].map((party) => ({ party, on: signedOn })) },
      written ? { mediatorSignedOn: signedOn, sealedOn: signedOn } : {},
    )
  }
  return Object.fromEntries(Object.entries({ ...base, ...rest }).filter(([, v]) => v !== undefined))
}

type Run = { matters: Map<string, string>; partyIds: Map<string, string[]>; parties: unknown; kind: string }
const newRun = (kind = 'HOUSE_HOMESTEAD'): Run => ({
  matters: new Map(),
  partyIds: new Map(),
  parties: peopleOf(),
  kind,
})

/** A party signs in: the person behind a party of the dispute. */
async function asParty(run: Run, who: 'partyA' | 'partyB'): Promise<Actor> {
  const ids = [...run.partyIds.values()][0]
  const id = ids?.[who === 'partyA' ? 0 : 1]
  return id ? city.post(`u-${id}`, 'party', { kind: 'reader', value: `p:${id}` }, 'party') : actors.public
}

async function play(run: Run, s: CaseStep) {
  const name = s.matter ?? 'it'
  const actor = s.by === 'partyA' || s.by === 'partyB' ? await asParty(run, s.by) : actors[s.by]
  const resolve = (v: unknown): unknown =>
    typeof v === 'string' && v.startsWith('@') ? run.matters.get(v.slice(1)) : v
  const more = Object.fromEntries(Object.entries(s.with ?? {}).map(([k, v]) => [k, resolve(v)]))
  const isOpening = openings.has(s.do)
  const input = isOpening
    ? { ...caseOf(run.parties, run.kind), ...more }
    : filled(s.do, s.on, 'sealedOn' in (s.with ?? {}) ? { ...more, sealedOn: s.with!.sealedOn } : more)
  const step = isOpening
    ? { procedure: 'mediation.dispute', action: s.do, input }
    : { matterId: run.matters.get(name)!, action: s.do, input }
  const label = `${s.on} ${s.by} ${s.do}`
  if (s.refused) {
    const p = await city.refuse(actor, s.on, step)
    assert.equal(p.type, `urn:fadu:rule:${s.refused}`, `${label}: ${p.title}`)
    if (s.refused.startsWith('mediation.')) assert.ok(p.basis?.length, `${label} cites its article`)
    return
  }
  const answer = await city.ok(actor, s.on, step).catch((e) => {
    throw new Error(`${label}: ${e.message}`)
  })
  if (isOpening) {
    run.matters.set(name, answer.matterId)
    run.partyIds.set(name, answer.given.partyIds)
  }
  if (s.state) assert.equal(answer.state, s.state, label)
  if (s.due) {
    const { rows } = await city.owner.query(
      'select limit_id, due from kernel.matter_limit where matter_id = $1 and limit_id = any ($2)',
      [run.matters.get(name), Object.keys(s.due)],
    )
    assert.deepEqual(Object.fromEntries(rows.map((r) => [r.limit_id, r.due])), s.due, label)
  }
  return answer
}

for (const scenario of scenarios)
  test(`${scenario.id} ${scenario.text}`, async () => {
    const run = newRun(scenario.kind)
    for (const s of scenario.steps) await play(run, s)
    const last = run.matters.get(scenario.steps.findLast((s) => !s.refused)!.matter ?? 'it')
    const { rows } = await city.owner.query('select outcome, concluded_on from mediation.matter where matter_id = $1', [
      last,
    ])
    if (scenario.outcome) assert.equal(rows[0].outcome, scenario.outcome)
    if (scenario.concludedOn) assert.equal(rows[0].concluded_on, scenario.concludedOn)
  })

/** A dispute of its own, settled in writing on a day. */
async function settled(on: string, more: Record<string, unknown> = {}, kind?: string) {
  const run = newRun(kind)
  const steps: CaseStep[] = [
    { on, by: 'partyA', do: 'apply' },
    { on, by: 'head', do: 'accept' },
    { on, by: 'head', do: 'assign' },
    { on, by: 'mediator', do: 'informRights' },
    { on, by: 'mediator', do: 'holdSession' },
    { on, by: 'mediator', do: 'settle', with: more, state: 'SETTLED' },
  ]
  for (const s of steps) await play(run, s)
  return { run, id: run.matters.get('it')! }
}

test('A8.8 a transfer keeps the day of acceptance and the limit, and counts as one dispute', async () => {
  const run = newRun('PROPERTY_MGMT')
  for (const s of [
    { on: '2020-05-11', by: 'partyA', do: 'apply' },
    { on: '2020-05-11', by: 'head', do: 'accept', due: { general: '2020-06-11' } },
    {
      on: '2020-05-15',
      by: 'head',
      do: 'transferOut',
      with: { toAgencyId: 'C2', consents: [1], receiverConsent: { date: '2020-05-15' }, reason: '物业专业' },
      refused: 'mediation.transferConsent',
    },
    {
      on: '2020-05-15',
      by: 'head',
      do: 'transferOut',
      with: { toAgencyId: 'C2', consents: [1, 2], reason: '物业专业' },
      refused: 'mediation.transferConsent',
    },
    {
      on: '2020-05-15',
      by: 'head',
      do: 'transferOut',
      with: { toAgencyId: 'C9', consents: [1, 2], receiverConsent: { date: '2020-05-15' }, reason: '物业专业' },
      refused: 'mediation.committee',
    },
  ] as CaseStep[])
    await play(run, s)
  const from = run.matters.get('it')!
  const steps = [
    {
      matterId: from,
      action: 'transferOut',
      input: { toAgencyId: 'C2', consents: [1, 2], receiverConsent: { date: '2020-05-15' }, reason: '物业专业' },
    },
    {
      procedure: 'mediation.dispute',
      action: 'receiveTransfer',
      input: { ...caseOf(run.parties, 'PROPERTY_MGMT'), committeeAgencyId: 'C2', fromMatterId: from },
    },
  ]
  const other = { ...steps[1]!, input: { ...steps[1]!.input, parties: peopleOf() } }
  assert.equal(
    (await city.refuse(actors.justice, '2020-05-15', [steps[0]!, other])).type,
    'urn:fadu:rule:mediation.transferMismatch',
  )
  const received = await city.ok(actors.justice, '2020-05-15', steps)
  assert.equal(received.state, 'ACCEPTED')
  const { rows } = await city.owner.query(
    'select state, outcome, root_id, attempt_no, accepted_on, agency_id from mediation.matter where root_id = $1 order by received_at, agency_id',
    [from],
  )
  assert.deepEqual(
    rows.map((r) => [r.agency_id, r.state, r.outcome, r.attempt_no, r.accepted_on]),
    [
      ['C1', 'TRANSFERRED_OUT', 'TRANSFERRED_OUT', 1, '2020-05-11'],
      ['C2', 'ACCEPTED', null, 1, '2020-05-11'],
    ],
  )
  const limit = await city.owner.query(
    `select due from kernel.matter_limit where matter_id = $1 and limit_id = 'general'`,
    [received.matterId],
  )
  assert.equal(limit.rows[0].due, '2020-06-11')
  assert.equal(
    (await city.refuse(actors.head2, '2020-05-16', steps[1]!)).type,
    'urn:fadu:rule:mediation.transferMismatch',
  )
})

test('a merge ends the later registration and keeps the earlier; other parties are refused', async () => {
  const run = newRun('NEIGHBOUR')
  await play(run, { on: '2020-07-01', by: 'partyA', do: 'apply', matter: 'early' })
  const late = await play(run, { on: '2020-07-03', by: 'partyA', do: 'apply', matter: 'late' })
  assert.equal(late!.given.suspectedDuplicates, 1)
  await play(run, { on: '2020-07-03', by: 'head', do: 'accept', matter: 'late', refused: 'mediation.duplicate' })
  const stranger = newRun('NEIGHBOUR')
  await play(stranger, { on: '2020-07-01', by: 'partyA', do: 'apply' })
  const [early, later, strange] = [run.matters.get('early')!, run.matters.get('late')!, stranger.matters.get('it')!]
  const merge = (id: string, into: string) => [
    { matterId: id, action: 'mergeInto', input: { intoMatterId: into, intoRootDisputeId: into, note: '同一漏水纠纷' } },
    { matterId: into, action: 'absorb', input: { fromMatterId: id } },
  ]
  assert.equal(
    (await city.refuse(actors.head, '2020-07-04', merge(later, strange))).type,
    'urn:fadu:rule:mediation.mergeMismatch',
  )
  assert.equal(
    (await city.refuse(actors.head, '2020-07-04', merge(early, later))).type,
    'urn:fadu:rule:mediation.mergeMismatch',
  )
  await city.ok(actors.head, '2020-07-04', merge(later, early))
  const { rows } = await city.owner.query(
    'select matter_id, state, merged_into_id from mediation.matter where matter_id = any ($1) order by received_on',
    [[early, later]],
  )
  assert.deepEqual(
    rows.map((r) => [r.state, r.merged_into_id]),
    [
      ['REGISTERED', null],
      ['MERGED', early],
    ],
  )
  await play(run, { on: '2020-07-05', by: 'head', do: 'accept', matter: 'early', state: 'ACCEPTED' })
})

test('a duplicate may be denied, with a reason', async () => {
  const run = newRun('NEIGHBOUR')
  await play(run, { on: '2020-07-01', by: 'partyA', do: 'apply', matter: 'one' })
  await play(run, { on: '2020-07-08', by: 'partyA', do: 'apply', matter: 'two' })
  await play(run, {
    on: '2020-07-08',
    by: 'head',
    do: 'accept',
    matter: 'two',
    with: { duplicateDenial: '前一件是噪声，本件是漏水' },
    state: 'ACCEPTED',
  })
})

test('a quick oral settlement is one request of five acts, all or none', async () => {
  const run = newRun('NEIGHBOUR')
  await play(run, { on: '2020-11-18', by: 'mediator', do: 'apply', with: { form: 'ORAL' } })
  const matterId = run.matters.get('it')!
  const step = (action: string, input: object) => ({ matterId, action, input })
  const authorisation = { number: '授权1号', date: '2020-01-02' }
  const five = (oralRecord?: object) => [
    step('accept', { authorisation }),
    step('assign', { hostMediatorId: 'M1', authorisation }),
    step('informRights', {}),
    step('holdSession', { attendees: [1, 2], record: { date: '2020-11-18' } }),
    step('settle', {
      ...filled('settle', '2020-11-18', { form: 'ORAL', isInstant: true }),
      ...(oralRecord ? { oralRecord } : {}),
    }),
  ]
  assert.equal(
    (await city.refuse(actors.mediator, '2020-11-18', step('accept', {}))).type,
    'urn:fadu:rule:mediation.byAuthorisation',
  )
  assert.equal((await city.refuse(actors.mediator, '2020-11-18', five())).type, 'urn:fadu:rule:mediation.A10')
  const state = async () =>
    (await city.owner.query('select state, is_quick_oral from mediation.matter where matter_id = $1', [matterId]))
      .rows[0]
  assert.equal((await state()).state, 'REGISTERED')
  await city.ok(actors.mediator, '2020-11-18', five({ date: '2020-11-18' }))
  assert.deepEqual(await state(), { state: 'SETTLED', is_quick_oral: true })
  const acts = await city.owner.query('select count(*)::int as n from kernel.act where matter_id = $1', [matterId])
  assert.equal(acts.rows[0].n, 6)
})

test('A16: only a mediator in office, no party and no relative', async () => {
  const run = newRun()
  await play(run, { on: '2020-06-01', by: 'partyA', do: 'apply' })
  await play(run, { on: '2020-06-01', by: 'head', do: 'accept' })
  const party = run.partyIds.get('it')![0]!
  for (const input of [
    { hostMediatorId: 'nobody' },
    { hostMediatorId: 'M2' },
    { hostMediatorId: party },
    { conflict: 'RELATIVE' },
  ])
    await play(run, { on: '2020-06-01', by: 'head', do: 'assign', with: input, refused: 'mediation.A16' })
  await play(run, {
    on: '2020-06-01',
    by: 'head',
    do: 'assign',
    with: { objecting: [2] },
    refused: 'mediation.mediatorObjected',
  })
  await play(run, { on: '2020-06-01', by: 'partyA', do: 'assign', with: { mode: 'CHOSEN' }, state: 'ASSIGNED' })
  const host = await city.owner.query(
    `select count(*)::int as n from kernel.claim where kind = 'mediation.host' and key = 'C1/M1' and matter_id = $1 and not is_released`,
    [run.matters.get('it')],
  )
  assert.equal(host.rows[0].n, 1)
})

test('an agreement that nobody may record: fees, minors, agents, marriages, sham', async () => {
  const run = newRun('MARRIAGE_FAMILY')
  ;(run.parties as any[])[1].birthOn = '2010-01-01'
  ;(run.parties as any[])[0].agentName = '赵律师'
  for (const s of [
    { on: '2020-06-01', by: 'partyA', do: 'apply' },
    { on: '2020-06-01', by: 'head', do: 'accept' },
    { on: '2020-06-01', by: 'head', do: 'assign' },
    { on: '2020-06-02', by: 'mediator', do: 'holdSession', refused: 'mediation.rightsNotInformed' },
    { on: '2020-06-02', by: 'mediator', do: 'informRights' },
    { on: '2020-06-02', by: 'mediator', do: 'holdSession', with: { attendees: [1] }, refused: 'mediation.partyAbsent' },
    {
      on: '2020-06-02',
      by: 'mediator',
      do: 'holdSession',
      with: { invitedCount: 1 },
      refused: 'mediation.inviteWithoutConsent',
    },
    {
      on: '2020-06-02',
      by: 'mediator',
      do: 'holdSession',
      with: { isPublic: true, publicObjectors: [2] },
      refused: 'mediation.publicAgainstWill',
    },
    { on: '2020-06-02', by: 'mediator', do: 'holdSession' },
    {
      on: '2020-06-02',
      by: 'mediator',
      do: 'reportEscalation',
      with: { kind: 'PUBLIC_SECURITY', toAgency: '派出所' },
      refused: 'mediation.familyViolence',
    },
    {
      on: '2020-06-02',
      by: 'mediator',
      do: 'reportEscalation',
      with: { kind: 'PUBLIC_SECURITY', toAgency: '街道', isViolenceAsked: true, violence: 'INCAPABLE' },
      refused: 'mediation.violenceReport',
    },
    {
      on: '2020-06-02',
      by: 'mediator',
      do: 'reportEscalation',
      with: { kind: 'PUBLIC_SECURITY', toAgency: '派出所', isViolenceAsked: true },
    },
    {
      on: '2020-06-03',
      by: 'mediator',
      do: 'suspendSuspectedSham',
      with: { ground: '双方说法一致得反常', report: { date: '2020-06-03' } },
    },
    { on: '2020-06-03', by: 'mediator', do: 'settle', refused: 'mediation.suspended' },
    { on: '2020-06-04', by: 'head', do: 'resume', with: { finding: '未见虚假' } },
    { on: '2020-06-05', by: 'mediator', do: 'settle', with: { isLawful: false }, refused: 'mediation.unlawfulContent' },
    {
      on: '2020-06-05',
      by: 'mediator',
      do: 'settle',
      with: { content: '双方自愿解除婚姻关系' },
      refused: 'mediation.identityClause',
    },
    {
      on: '2020-06-05',
      by: 'mediator',
      do: 'settle',
      with: {
        obligations: [
          { obligor: 1, obligeeKind: 'COMMITTEE', content: '付调解费', amountFen: 100, dueOn: '2020-06-30' },
        ],
      },
      refused: 'mediation.A13',
    },
    { on: '2020-06-05', by: 'mediator', do: 'settle', refused: 'mediation.guardian' },
    {
      on: '2020-06-05',
      by: 'mediator',
      do: 'settle',
      with: {
        signatures: [
          { party: 1, on: '2020-06-05', signer: 'AGENT' },
          { party: 2, on: '2020-06-05', signer: 'GUARDIAN' },
        ],
      },
      refused: 'mediation.agentAuthority',
    },
    {
      on: '2020-06-05',
      by: 'mediator',
      do: 'settle',
      with: {
        signatures: [
          { party: 1, on: '2020-06-05' },
          { party: 2, on: '2020-06-05', signer: 'GUARDIAN' },
        ],
      },
      state: 'SETTLED',
    },
  ] as CaseStep[])
    await play(run, s)
  const minor = await city.owner.query(
    'select seq, is_minor, needs_guardian, name_mask from mediation.party where matter_id = $1 order by seq',
    [run.matters.get('it')],
  )
  assert.deepEqual(
    minor.rows.map((r) => [r.is_minor, r.needs_guardian]),
    [
      [false, false],
      [true, true],
    ],
  )
  assert.equal(minor.rows[0].name_mask, '王**')
  assert.ok(!minor.rows[1].name_mask.includes('李'))
  const risk = await city.owner.query('select risk_level from mediation.matter_internal where matter_id = $1', [
    run.matters.get('it'),
  ])
  assert.equal(risk.rows[0].risk_level, 'CRIMINAL_RISK')
})

test('performance, breach, visit, change and correction follow an agreement without touching its outcome', async () => {
  const { run, id } = await settled('2020-06-05', {
    hasMoney: true,
    amountPayableFen: 90_000,
    obligations: [
      { obligor: 2, obligee: 1, content: '六月付', amountFen: 40_000, dueOn: '2020-06-30' },
      { obligor: 2, obligee: 1, content: '七月付', amountFen: 50_000, dueOn: '2020-07-31' },
    ],
  })
  for (const s of [
    {
      on: '2020-06-30',
      by: 'mediator',
      do: 'perform',
      with: { obligations: [1], performedOn: '2020-06-30', receivedBy: 'COMMITTEE' },
      refused: 'mediation.collectsPayment',
    },
    {
      on: '2020-06-30',
      by: 'mediator',
      do: 'perform',
      with: { obligations: [3], performedOn: '2020-06-30' },
      refused: 'mediation.obligation',
    },
    { on: '2020-06-30', by: 'partyB', do: 'perform', with: { obligations: [1], performedOn: '2020-06-30' } },
    { on: '2020-07-01', by: 'head', do: 'close', state: 'CLOSED' },
    { on: '2020-07-02', by: 'head', do: 'archive', state: 'ARCHIVED' },
    { on: '2020-07-20', by: 'partyA', do: 'breach', with: { obligations: [2] }, refused: 'mediation.dates' },
    { on: '2020-08-01', by: 'partyA', do: 'breach', with: { obligations: [2] } },
    {
      on: '2020-08-03',
      by: 'mediator',
      do: 'followUp',
      with: { performance: 'PARTIAL' },
      refused: 'mediation.followUpByHandler',
    },
    { on: '2020-08-03', by: 'visitor', do: 'followUp', with: { performance: 'PARTIAL', satisfaction: 4 } },
    {
      on: '2020-08-10',
      by: 'mediator',
      do: 'modify',
      with: {
        reason: '分两期付',
        hasMoney: true,
        amountPayableFen: 50_000,
        obligations: [{ obligor: 2, obligee: 1, content: '九月付', amountFen: 50_000, dueOn: '2020-09-30' }],
      },
    },
    { on: '2020-09-30', by: 'partyB', do: 'perform', with: { obligations: [1], performedOn: '2020-09-30' } },
    { on: '2020-10-09', by: 'justice', do: 'invalidate', with: { result: 'REVOKED' }, refused: 'mediation.judgment' },
    {
      on: '2020-10-09',
      by: 'justice',
      do: 'invalidate',
      with: { result: 'REVOKED', judgment: { date: '2020-10-08' } },
    },
    {
      on: '2020-10-10',
      by: 'justice',
      do: 'correctRecord',
      with: {
        ground: 'ENTRY_ERROR',
        requestedBy: 'X1',
        evidence: { date: '2020-10-10' },
        explanation: '类型录错',
        changes: { kind: 'NEIGHBOUR' },
      },
      refused: 'mediation.selfApproval',
    },
    {
      on: '2020-10-10',
      by: 'head',
      do: 'correctRecord',
      with: {
        ground: 'ENTRY_ERROR',
        requestedBy: 'M1',
        evidence: { date: '2020-10-10' },
        explanation: '类型录错',
        changes: { kind: 'NEIGHBOUR' },
      },
      refused: 'kernel.role',
    },
    {
      on: '2020-10-10',
      by: 'justice',
      do: 'correctRecord',
      with: { ground: 'ENTRY_ERROR', requestedBy: 'M1', explanation: '类型录错', changes: { kind: 'NEIGHBOUR' } },
      refused: 'mediation.correctionEvidence',
    },
    {
      on: '2020-10-10',
      by: 'justice',
      do: 'correctRecord',
      with: {
        ground: 'ENTRY_ERROR',
        requestedBy: 'M1',
        evidence: { date: '2020-10-10' },
        explanation: '类型录错',
        changes: { kind: 'NEIGHBOUR' },
      },
    },
    {
      on: '2021-02-01',
      by: 'justice',
      do: 'correctRecord',
      with: { ground: 'FABRICATED', requestedBy: 'M1', evidence: { date: '2021-02-01' }, explanation: '查实虚构' },
    },
  ] as CaseStep[])
    await play(run, s)
  const { rows } = await city.owner.query(
    'select outcome, kind, agreement_state, is_fabricated, excluded_known_at is not null as excluded, correction_count from mediation.matter join mediation.matter_internal using (matter_id) where matter_id = $1',
    [id],
  )
  assert.deepEqual(rows[0], {
    outcome: 'SETTLED_FULL',
    kind: 'NEIGHBOUR',
    agreement_state: 'INVALIDATED',
    is_fabricated: true,
    excluded: true,
    correction_count: 2,
  })
  const agreements = await city.owner.query(
    'select no, state, amount_payable_fen::int as fen from mediation.agreement where matter_id = $1 order by no',
    [id],
  )
  assert.deepEqual(agreements.rows, [
    { no: 1, state: 'MODIFIED', fen: 90_000 },
    { no: 2, state: 'INVALIDATED', fen: 50_000 },
  ])
  const corrections = await city.owner.query(
    'select field, old_value, new_value from mediation.correction where matter_id = $1 order by no',
    [id],
  )
  assert.deepEqual(corrections.rows, [
    { field: 'kind', old_value: 'HOUSE_HOMESTEAD', new_value: 'NEIGHBOUR' },
    { field: 'is_fabricated', old_value: 'false', new_value: 'true' },
  ])
  const first = await city.owner.query('select canonical from kernel.act where matter_id = $1 and n = 1', [id])
  assert.ok(first.rows[0].canonical.includes('HOUSE_HOMESTEAD') && !first.rows[0].canonical.includes('王小甲'))
})

test('a file without its papers is not closed', async () => {
  const run = newRun()
  for (const s of [
    { on: '2020-06-01', by: 'partyA', do: 'apply' },
    { on: '2020-06-01', by: 'head', do: 'accept' },
    { on: '2020-06-01', by: 'head', do: 'assign' },
    { on: '2020-06-01', by: 'mediator', do: 'informRights' },
    { on: '2020-06-01', by: 'mediator', do: 'holdSession', with: { record: undefined } },
    { on: '2020-06-02', by: 'mediator', do: 'settle', state: 'SETTLED' },
    { on: '2020-06-03', by: 'head', do: 'close', refused: 'mediation.missingPapers' },
    {
      on: '2020-06-03',
      by: 'head',
      do: 'close',
      with: { extraPapers: [{ kind: '人民调解记录', date: '2020-06-01' }] },
      state: 'CLOSED',
    },
  ] as CaseStep[])
    await play(run, s)
})

for (const c of confirmations)
  test(`${c.id} judicial confirmation: in effect on ${c.effectiveOn}, applied for on ${c.applyOn}`, async () => {
    const { run, id } = await settled(c.effectiveOn)
    const limit = await city.owner.query(
      `select due from kernel.matter_limit where matter_id = $1 and limit_id = 'confirmation'`,
      [id],
    )
    assert.equal(limit.rows[0].due, c.due)
    const [party, other] = [await asParty(run, 'partyA'), await asParty(run, 'partyB')]
    const offer = (applicants: number[]) => ({
      matterId: id,
      action: 'applyConfirm',
      input: { applicants, courtAgencyId: 'COURT' },
    })
    const file = (courtConnection: string) => ({
      procedure: 'mediation.confirmation',
      action: 'apply',
      input: { disputeMatterId: id, committeeAgencyId: 'C1', courtAgencyId: 'COURT', courtConnection, applicants: 2 },
    })
    if ('refused' in c) {
      assert.equal((await city.refuse(party, c.applyOn, offer([1]))).type, `urn:fadu:rule:${c.refused}`)
      return
    }
    assert.equal((await city.refuse(party, c.applyOn, offer([1, 2]))).type, 'urn:fadu:rule:mediation.confirmOneSided')
    const running = async () =>
      (
        await city.owner.query(
          `select state from kernel.matter_limit where matter_id = $1 and limit_id = 'confirmation'`,
          [id],
        )
      ).rows[0].state
    await city.ok(party, c.applyOn, offer([1]))
    // One side alone has not applied: nothing goes to court, and the clock runs on.
    assert.equal(await running(), 'running')
    assert.equal(
      (await city.refuse(party, c.applyOn, file(c.connection))).type,
      'urn:fadu:rule:mediation.confirmNotOffered',
    )
    assert.equal(
      (await city.refuse(other, c.applyOn, [offer([2]), file(c.otherwise)])).type,
      'urn:fadu:rule:mediation.confirmCourt',
    )
    const filed = await city.ok(other, c.applyOn, [offer([2]), file(c.connection)])
    assert.equal(await running(), 'met')
    assert.equal(filed.state, 'APPLIED')
    assert.equal((await city.refuse(party, c.applyOn, file(c.connection))).type, 'urn:fadu:rule:mediation.confirmTwice')
    const { rows } = await city.owner.query(
      'select m.version, c.law_version, c.state from kernel.matter m join mediation.confirmation c on c.matter_id = m.matter_id where m.matter_id = $1',
      [filed.matterId],
    )
    assert.deepEqual(rows[0], { version: c.version, law_version: c.law, state: 'APPLIED' })
    await city.ok(actors.court, c.applyOn, { matterId: filed.matterId, action: 'accept', input: { caseNo: '民特1号' } })
    const valid = await city.ok(actors.court, addDays(d(c.applyOn), 20), {
      matterId: filed.matterId,
      action: 'recordResult',
      input: { result: 'VALID' },
    })
    assert.equal(valid.state, 'VALID')
    const dispute = await city.owner.query('select state from mediation.matter where matter_id = $1', [id])
    assert.equal(dispute.rows[0].state, 'SETTLED')
  })

test('art. 33: each party applies for itself, at one court; what only one has declared ends with the thirtieth day', async () => {
  await city.agency('COURT2', 'court', { county: '330203' })
  const { run, id } = await settled('2020-06-05')
  const [a, b] = [await asParty(run, 'partyA'), await asParty(run, 'partyB')]
  const join = (applicants: number[], courtAgencyId = 'COURT', more: object = {}) => ({
    matterId: id,
    action: 'applyConfirm',
    input: { applicants, courtAgencyId, ...more },
  })
  const rule = async (actor: Actor, on: string, step: ReturnType<typeof join>) =>
    (await city.refuse(actor, on, step)).type.replace('urn:fadu:rule:mediation.', '')
  assert.equal(await rule(b, '2020-06-08', join([1])), 'confirmOneSided')
  // An officer enters only what he holds signed.
  assert.equal(await rule(actors.mediator, '2020-06-08', join([1, 2])), 'confirmOneSided')
  const first = await city.ok(a, '2020-06-08', join([1]))
  assert.deepEqual([first.given.missing, first.given.documents ?? []], [[2], []])
  assert.equal(await rule(b, '2020-06-09', join([2], 'COURT2')), 'confirmOtherCourt')
  // Alone, one may still turn to another court.
  await city.ok(a, '2020-06-09', join([1], 'COURT2'))
  const both = await city.ok(b, '2020-06-10', join([2], 'COURT2'))
  assert.deepEqual([both.given.missing, both.given.documents.length], [[], 2])
  const { rows } = await city.owner.query(
    `select party_seq, applied_on from mediation.confirm_application where matter_id = $1 and court_agency_id = 'COURT2' order by 1`,
    [id],
  )
  assert.deepEqual(rows, [
    { party_seq: 1, applied_on: '2020-06-09' },
    { party_seq: 2, applied_on: '2020-06-10' },
  ])
  // A changed agreement is confirmed on applications of its own.
  const apply = {
    procedure: 'mediation.confirmation',
    action: 'apply',
    input: { disputeMatterId: id, committeeAgencyId: 'C1', courtAgencyId: 'COURT2', applicants: 2 },
  }
  await play(run, { on: '2020-06-11', by: 'mediator', do: 'modify', with: { reason: '改期' } })
  assert.equal((await city.refuse(a, '2020-06-11', apply)).type, 'urn:fadu:rule:mediation.confirmNotOffered')

  await city.ok(b, '2020-06-12', join([2]))
  // Thirty days from 2020-06-11 end on Saturday 07-11 and roll to Monday.
  await city.engine.lapse([id], '2020-07-13T23:00:00.000+08:00' as never)
  const state = async () =>
    (
      await city.owner.query(
        `select state, due from kernel.matter_limit where matter_id = $1 and limit_id = 'confirmation'`,
        [id],
      )
    ).rows
  assert.deepEqual(await state(), [{ state: 'running', due: '2020-07-13' }])
  await city.engine.lapse([id], '2020-07-14T00:10:00.000+08:00' as never)
  assert.deepEqual(await state(), [{ state: 'lapsed', due: '2020-07-13' }])
  const last = await city.owner.query(
    `select action, declared_on from kernel.act where matter_id = $1 order by n desc limit 1`,
    [id],
  )
  assert.deepEqual(last.rows, [{ action: 'lapseConfirm', declared_on: '2020-07-13' }])
  assert.equal(await rule(a, '2020-07-14', join([1])), 'confirmLate')
})

test('A15: an affair that the same parties have settled is not taken in again without a reason; a judgment frees it', async () => {
  const { run, id } = await settled('2020-06-05', {}, 'NEIGHBOUR')
  const apply = (on: string, matter: string, more: object = {}) =>
    play(run, { on, by: 'partyA', do: 'apply', matter, with: { ...more } })
  const again = await apply('2020-09-01', 'again')
  assert.deepEqual(again!.given.settledBefore, { count: 1, matter: id, on: '2020-06-05' })
  const told = dispute.actions.apply!.tells!(again!.given).join()
  assert.match(told, /已于2020-06-05达成调解协议/)
  const link = await city.owner.query(
    `select to_id from kernel.matter_link where from_id = $1 and kind = 'SETTLED_BEFORE'`,
    [again!.matterId],
  )
  assert.deepEqual(link.rows, [{ to_id: id }])
  const red = async (on: string) => {
    const client = await city.owner.connect()
    try {
      await client.query('begin')
      await client.query(`select set_config('fadu.today', $1, true)`, [on])
      const { rows } = await client.query('select severity from mediation.watch_a15 where matter_id = $1', [
        again!.matterId,
      ])
      return rows.map((r) => r.severity)
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  assert.deepEqual(await red('2020-09-02'), ['RED'])
  await play(run, { on: '2020-09-02', by: 'head', do: 'accept', matter: 'again', refused: 'mediation.settledBefore' })
  await play(run, {
    on: '2020-09-02',
    by: 'head',
    do: 'accept',
    matter: 'again',
    with: { afterSettlement: '原协议只处理水管，本件是新的渗漏' },
    state: 'ACCEPTED',
  })
  assert.deepEqual(await red('2020-09-02'), [])

  // Known days far apart are two affairs; near ones are one, whatever kind it is called.
  const first = newRun('NEIGHBOUR')
  const from = { occurredOn: '2020-06-01' }
  for (const s of [
    { on: '2020-06-02', by: 'partyA', do: 'apply', with: from },
    { on: '2020-06-02', by: 'head', do: 'accept' },
    { on: '2020-06-02', by: 'head', do: 'assign' },
    { on: '2020-06-02', by: 'mediator', do: 'informRights' },
    { on: '2020-06-02', by: 'mediator', do: 'holdSession' },
    { on: '2020-06-03', by: 'mediator', do: 'settle' },
  ] as CaseStep[])
    await play(first, s)
  const counted = async (more: object) =>
    (await play(first, {
      on: '2020-09-01',
      by: 'partyA',
      do: 'apply',
      matter: crypto.randomUUID(),
      with: { ...more },
    }))!.given.settledBefore?.count ?? 0
  assert.equal(await counted({ occurredOn: '2020-08-30' }), 0)
  assert.equal(await counted({ occurredOn: '2020-06-08', kind: 'DAMAGES' }), 1)
  assert.equal(await counted({ kind: 'DAMAGES' }), 0)
  // Others are not theirs.
  assert.equal(
    (await play(newRun('NEIGHBOUR'), { on: '2020-09-01', by: 'partyA', do: 'apply' }))!.given.settledBefore,
    null,
  )

  await play(first, {
    on: '2020-09-02',
    by: 'justice',
    do: 'invalidate',
    with: { result: 'VOID', judgment: { date: '2020-09-01' } },
  })
  assert.equal(await counted({ occurredOn: '2020-06-01' }), 0)
})

test('the public may apply without an account, and only the applicant and the committee read it', async () => {
  const run = newRun()
  const m = await city.ok(actors.public, '2020-06-01', {
    procedure: 'mediation.dispute',
    action: 'apply',
    input: caseOf(run.parties, 'CONSUMER'),
  })
  const { rows } = await city.owner.query(
    'select reader, agency_id from mediation.party_personal where matter_id = $1',
    [m.matterId],
  )
  assert.ok(rows.every((r) => r.agency_id === 'C1' && r.reader.includes('q:1')))
  assert.match(m.given.number, /^（中山社区）人调字〔2020〕第\d+号$/)
  const stranger = await city.refuse(actors.head2, '2020-06-02', { matterId: m.matterId, action: 'accept', input: {} })
  assert.equal(stranger.type, 'urn:fadu:rule:kernel.matter')
})

test('a crowd chooses at most five representatives of a side', async () => {
  const run = newRun('VILLAGE_AFFAIRS')
  const crowd = [1, 2, 3].flatMap(() => peopleOf().map((p) => ({ ...p, side: 'A', isRepresentative: true })))
  run.parties = [...crowd, (run.parties as object[])[1]]
  const everybody = [1, 2, 3, 4, 5, 6, 7]
  for (const s of [
    { on: '2020-06-01', by: 'partyA', do: 'apply', with: { isGroup: true, headCount: 40 } },
    { on: '2020-06-01', by: 'head', do: 'accept' },
    { on: '2020-06-01', by: 'head', do: 'assign' },
    { on: '2020-06-01', by: 'mediator', do: 'informRights' },
    {
      on: '2020-06-02',
      by: 'mediator',
      do: 'holdSession',
      with: { attendees: everybody },
      refused: 'mediation.tooManyRepresentatives',
    },
  ] as CaseStep[])
    await play(run, s)
  const { rows } = await city.owner.query('select party_count, head_count from mediation.matter where matter_id = $1', [
    run.matters.get('it'),
  ])
  assert.deepEqual(rows[0], { party_count: 7, head_count: 40 })
})

test('a court dismisses with a reason; enforcement ends two years after the last day for performance', async () => {
  const apply = async () => {
    const { run, id } = await settled('2020-06-05', {
      obligations: [{ obligor: 2, obligee: 1, content: '付款', dueOn: '2020-06-30' }],
    })
    const party = await asParty(run, 'partyA')
    const each = (n: number) => ({
      matterId: id,
      action: 'applyConfirm',
      input: { applicants: [n], courtAgencyId: 'COURT' },
    })
    await city.ok(await asParty(run, 'partyB'), '2020-06-08', each(2))
    const filed = await city.ok(party, '2020-06-08', [
      each(1),
      {
        procedure: 'mediation.confirmation',
        action: 'apply',
        input: { disputeMatterId: id, committeeAgencyId: 'C1', courtAgencyId: 'COURT', applicants: 2 },
      },
    ])
    await city.ok(actors.court, '2020-06-09', {
      matterId: filed.matterId,
      action: 'accept',
      input: { caseNo: '民特2号' },
    })
    return { matterId: filed.matterId, party }
  }
  const one = await apply()
  const result = (input: object) => ({ matterId: one.matterId, action: 'recordResult', input })
  assert.equal(
    (await city.refuse(actors.mediator, '2020-06-20', result({ result: 'VALID' }))).type,
    'urn:fadu:rule:mediation.ruling',
  )
  assert.equal(
    (await city.refuse(actors.court, '2020-06-20', result({ result: 'DISMISSED' }))).type,
    'urn:fadu:rule:mediation.dismissalReason',
  )
  assert.equal(
    (await city.ok(actors.court, '2020-06-20', result({ result: 'DISMISSED', reason: '内容不明确' }))).state,
    'DISMISSED',
  )
  const two = await apply()
  await city.ok(actors.court, '2020-06-20', {
    matterId: two.matterId,
    action: 'recordResult',
    input: { result: 'VALID' },
  })
  const enforce = { matterId: two.matterId, action: 'enforcement', input: {} }
  assert.equal((await city.refuse(two.party, '2022-07-01', enforce)).type, 'urn:fadu:rule:mediation.enforcementLate')
  await city.ok(two.party, '2022-06-30', enforce)
})

test('two registrations of one dispute at once: the second is suspected', async () => {
  const run = newRun('NEIGHBOUR')
  const request = {
    actor: actors.mediator,
    at: '2020-07-01T09:00:00.000+08:00' as never,
    steps: [{ procedure: 'mediation.dispute', action: 'apply', input: caseOf(run.parties, 'NEIGHBOUR') }],
  }
  const answers = (await Promise.all([city.engine.performMany([request]), city.engine.performMany([request])])).flat()
  const suspected = answers.map((a) => (a.ok ? a.given[0]!.suspectedDuplicates : 'refused'))
  assert.deepEqual(suspected.sort(), [0, 1])
})

test('papers that name some parties only, hand-overs that do not exist, and service that was not agreed to are refused', async () => {
  const run = newRun('NEIGHBOUR')
  const opened = await city.ok(actors.mediator, '2020-07-01', {
    procedure: 'mediation.dispute',
    action: 'apply',
    input: caseOf(run.parties, 'NEIGHBOUR'),
  })
  const refused = async (action: string, input: object, more: object = {}) =>
    (await city.refuse(actors.head, '2020-07-01', { matterId: opened.matterId, action, input, ...more })).type
  assert.equal(
    await refused('accept', { people: [{ party: 1, name: '王小甲' }] }),
    'urn:fadu:rule:mediation.paperParties',
  )
  const [document] = opened.given.documents
  const receipt = {
    id: crypto.randomUUID(),
    label: '送达回证',
    type: 'image/png',
    sizeBytes: 1,
    hash: '0'.repeat(64),
    private: {},
  }
  assert.equal(
    await refused(
      'serve',
      { document: document.id, recipient: 1, way: 'ELECTRONIC', on: '2020-07-01' },
      { files: [{ ...receipt, id: crypto.randomUUID(), label: '送达的文书' }, receipt] },
    ),
    'urn:fadu:rule:mediation.serviceWay',
  )
  const p = await city.refuse(actors.head, '2020-07-01', {
    procedure: 'mediation.dispute',
    action: 'receiveReferral',
    input: {
      ...caseOf(newRun().parties, 'NEIGHBOUR'),
      source: 'CENTRE',
      mode: 'INFORMED',
      handover: crypto.randomUUID(),
    },
  })
  assert.equal(p.type, 'urn:fadu:rule:mediation.offer')
})

test('every refusal that is declared has been met above', () => {
  const reached = new Set(city.refused.map((r) => r.rule))
  const declared = [dispute, confirmationProcedures[0]!].flatMap((p) => Object.keys(p.refusals))
  assert.deepEqual(
    declared.filter((r) => !reached.has(r)),
    [],
  )
})
