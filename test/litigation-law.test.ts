/** What the law of lawsuits says by itself, as functions: who is sued, who is the head, who lost, until when one may sue (chapter 5 B4, B8). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reconsiderFirst } from '../src/domains/litigation/before-suit.ts'
import {
  answersFor,
  areDefendantsRight,
  defendantsAfter,
  firstCourtOf,
  type ReconOutcome,
} from '../src/domains/litigation/defendants.ts'
import { countOf, countOfCase, headCategoryOf, isPresent, type Presence } from '../src/domains/litigation/heads.ts'
import { type Item, isJudgment, lossOf, results } from '../src/domains/litigation/results.ts'
import { feeBearer, feeFen, inactionFrom, mayBeSummary, suingDue } from '../src/domains/litigation/suing.ts'
import { loadDefaultCalendar } from '../src/kernel/calendar.ts'
import type { LocalDate } from '../src/kernel/clock.ts'

const calendar = loadDefaultCalendar()
const d = (s: string) => s as LocalDate

test('B8-7 复议怎样决定，谁是被告', () => {
  const roles = (outcome: ReconOutcome | null, over?: 'ACT' | 'RECON') => defendantsAfter(outcome, over).roles.join()
  const joint = 'ORIGINAL,RECON_ORGAN'
  for (const o of ['UPHELD', 'REJECT_REQUEST', 'CHANGED_GROUNDS', 'CONFIRMED_ILLEGAL_PROCEDURE', 'MIXED'] as const)
    assert.equal(roles(o), joint, o)
  for (const o of ['CHANGED_RESULT', 'CONFIRMED_VOID', 'CONFIRMED_ILLEGAL'] as const)
    assert.equal(roles(o), 'RECON_ORGAN_ALONE', o)
  for (const o of ['DISMISSED', 'NOT_ACCEPTED', 'OVERDUE'] as const) {
    assert.equal(roles(o, 'ACT'), 'ORIGINAL', o)
    assert.equal(roles(o, 'RECON'), 'RECON_ORGAN_ALONE', o)
  }
  assert.equal(roles(null), 'ORIGINAL')
  assert.deepEqual(
    [defendantsAfter('REJECT_REQUEST').basis.article, defendantsAfter('CHANGED_GROUNDS').basis.article],
    [133, 22],
  )
})

test('登记的被告与复议结果是否一致：第三人机关不算，共同作出的机关代表原机关', () => {
  assert.ok(areDefendantsRight(['ORIGINAL', 'RECON_ORGAN'], 'UPHELD'))
  assert.ok(!areDefendantsRight(['ORIGINAL'], 'UPHELD'))
  assert.ok(areDefendantsRight(['JOINT_ACT', 'JOINT_ACT', 'RECON_ORGAN', 'THIRD_PARTY_AGENCY'], 'UPHELD'))
  assert.ok(!areDefendantsRight(['ORIGINAL', 'RECON_ORGAN'], 'DISMISSED'))
  assert.ok(areDefendantsRight(['RECON_ORGAN_ALONE'], 'CHANGED_RESULT'))
})

test('A4.7 复议前置：2024年前后的行为、起诉', () => {
  const of = (matter: Parameters<typeof reconsiderFirst>[0], made: string | undefined, sued: string) =>
    reconsiderFirst(matter, made ? d(made) : undefined, d(sued))
  assert.equal(of('ON_SPOT_PENALTY', '2023-12-20', '2023-12-28'), 'NO')
  assert.equal(of('ON_SPOT_PENALTY', '2023-12-20', '2024-01-05'), 'PERSON')
  assert.equal(of('ON_SPOT_PENALTY', undefined, '2024-03-05'), 'PERSON')
  assert.equal(of('ON_SPOT_PENALTY', '2024-03-01', '2024-03-05'), 'YES')
  assert.equal(of('REFUSED', '2024-03-01', '2024-03-05'), 'PERSON')
  assert.equal(of('TAX_DISPUTE', '2023-03-01', '2024-03-05'), 'YES')
})

test('政府还是部门：被告规定2021年4月1日起', () => {
  assert.equal(answersFor('GUIDANCE', d('2021-03-31')).organ, 'GOVERNMENT')
  assert.equal(answersFor('GUIDANCE', d('2021-04-01')).organ, 'DEPARTMENT')
  for (const a of ['DEMOLITION_DECIDED', 'COLLECTIVE_DECIDED', 'EXPROPRIATION_DECIDED'] as const)
    assert.equal(answersFor(a, d('2022-01-01')).organ, 'DECIDER')
  assert.equal(answersFor('COLLECTIVE_UNDECIDED', d('2022-01-01')).organ, 'DEPARTMENT')
  assert.deepEqual(
    (['DEMOLITION_UNDECIDED', 'EXPROPRIATION', 'FORWARDED', 'REGISTRATION', 'OPENNESS'] as const).map(
      (a) => `${answersFor(a, d('2022-01-01')).organ} ${answersFor(a, d('2022-01-01')).basis.article}`,
    ),
    ['DEPARTMENT 2', 'DEPARTMENT 3', 'DEPARTMENT 4', 'DEPARTMENT 5', 'DEPARTMENT 6'],
  )
})

test('B8-6 级别管辖：共同被告按原机关，政府作为原机关的到中级法院', () => {
  const market = { role: 'ORIGINAL', level: 'COUNTY', kind: 'DEPARTMENT' } as const
  const government = { role: 'RECON_ORGAN', level: 'COUNTY', kind: 'GOVERNMENT' } as const
  assert.deepEqual(
    [firstCourtOf([market, government]).level, firstCourtOf([market, government]).basis.article],
    ['BASIC', 134],
  )
  assert.equal(firstCourtOf([{ ...government, role: 'ORIGINAL' }]).level, 'INTERMEDIATE')
  assert.equal(firstCourtOf([{ ...government, role: 'RECON_ORGAN_ALONE' }]).level, 'INTERMEDIATE')
  assert.equal(firstCourtOf([market]).level, 'BASIC')
})

test('B8-6、B8-15 起诉期限', () => {
  const due = (ground: Parameters<typeof suingDue>[0]['ground'], knownOn: string, more = {}) =>
    suingDue({ ground, knownOn: d(knownOn), ...more }, calendar).due
  assert.equal(due('AFTER_RECON', '2025-12-18'), '2026-01-04')
  assert.equal(due('DIRECT', '2025-04-01'), '2025-10-09')
  assert.equal(due('DIRECT', '2025-08-31'), '2026-02-28')
  assert.equal(due('UNINFORMED', '2024-05-20'), '2025-05-20')
  assert.equal(due('UNINFORMED', '2024-05-20', { limitKnownOn: d('2024-06-03') }), '2024-12-03')
  assert.equal(due('UNINFORMED', '2024-05-20', { limitKnownOn: d('2025-03-03') }), '2025-05-20')
  assert.equal(due('UNKNOWN', '2025-03-03', { madeOn: d('2020-06-01') }), '2025-06-03')
  assert.equal(due('UNKNOWN', '2025-03-03', { madeOn: d('2010-06-01'), isLand: true }), '2025-09-03')
  assert.equal(due('INACTION', '2025-03-03'), '2025-09-03')
  assert.equal(due('INACTION', '2025-01-03', { appliedOn: d('2025-01-03') }), '2025-09-03')
  assert.equal(due('AFTER_RECON_UNINFORMED', '2025-03-03'), '2026-03-03')
  assert.equal(due('AFTER_RECON_UNINFORMED', '2025-03-03', { limitKnownOn: d('2025-04-01') }), '2025-04-16')
  assert.equal(due('AFTER_RECON_UNINFORMED', '2025-03-03', { limitKnownOn: d('2026-02-24') }), '2026-03-03')
  assert.equal(inactionFrom(d('2025-01-03'), calendar).due, '2025-03-03')
})

test('B8-3 简易程序的款额；D8-4 受理费减半由被告负担', () => {
  const small = { ground: 'SMALL_AMOUNT', isRemandedOrRetried: false } as const
  assert.ok(mayBeSummary({ ...small, amountFen: 200_000 }))
  assert.ok(!mayBeSummary({ ...small, amountFen: 200_001 }))
  assert.ok(!mayBeSummary(small))
  assert.ok(!mayBeSummary({ ground: 'AGREED', isRemandedOrRetried: true }))
  assert.equal(feeFen({ isIpOrMaritime: false, isSummary: false, endsBy: 'JUDGMENT' }).fen, 5_000)
  assert.equal(feeFen({ isIpOrMaritime: false, isSummary: false, endsBy: 'WITHDRAWAL' }).fen, 2_500)
  assert.equal(feeFen({ isIpOrMaritime: true, isSummary: true, endsBy: 'JUDGMENT' }).fen, 5_000)
  assert.equal(feeBearer(true).by, 'DEFENDANT')
  assert.equal(feeBearer(false).by, 'PLAINTIFF')
})

test('B8-11 谁算负责人', () => {
  const of = (...a: Parameters<typeof headCategoryOf>) => {
    const found = headCategoryOf(...a)
    return 'category' in found ? found.category : 'NO'
  }
  assert.equal(of('TOWN', 'PRINCIPAL', false), 'CHIEF')
  assert.equal(of('TOWN', 'VICE', false), 'DEPUTY')
  assert.equal(of('TOWN', 'OFFICE_HEAD', true), 'NO')
  assert.equal(of('TOWN', 'OTHER_IN_CHARGE', true), 'OTHER_IN_CHARGE')
  assert.equal(of('TOWN', 'OTHER_IN_CHARGE', false), 'NO')
  assert.equal(of('TOWN', 'PARTY_POST', true), 'NO')
  assert.equal(of('GOVERNMENT', 'UNDERTAKING_HEAD', true), 'NO')
  assert.equal(of('DEPARTMENT', 'DEPUTY_RANK', true), 'DEPUTY_LEVEL_IN_CHARGE')
  assert.equal(of('DEPARTMENT', 'DEPUTY_RANK', false), 'NO')
  for (const p of ['SUBORDINATE_HEAD', 'ENTRUSTED_HEAD', 'VILLAGE', 'LAWYER'] as const)
    assert.equal(of('DEPARTMENT', p, true), 'NO', p)
  assert.equal(of('AUTHORISED', 'OFFICE_HEAD', true), 'NO')
})

test('出庭的计数：一案一审级计一次，再次通知的每次都要到，共同被告由一家代表', () => {
  const sittings = [
    { no: 1, heldOn: d('2020-08-12'), isReNotice: false },
    { no: 2, heldOn: d('2020-09-03'), isReNotice: false },
  ]
  const p = (no: number, agencyId: string, present: boolean, justified = false): Presence => ({
    no,
    agencyId,
    isPresent: present,
    category: present ? 'DEPUTY' : null,
    isJustified: justified,
  })
  const first = [p(1, 'a', true), p(2, 'a', false)]
  assert.equal(countOf('a', sittings, first, null)?.attended, true)
  const again = sittings.map((s) => ({ ...s, isReNotice: s.no === 2 }))
  assert.equal(countOf('a', again, first, null)?.attended, false)
  assert.equal(countOf('a', again, [p(1, 'a', false), p(2, 'a', true)], null)?.attended, true)
  assert.equal(countOf('a', again, [p(1, 'a', true), p(2, 'a', false, true)], null)?.justified, true)
  assert.equal(countOf('a', sittings, [p(1, 'a', false, true), p(2, 'a', false)], null)?.justified, false)
  assert.equal(countOf('a', [], first, null), undefined)
  // B8-8: agreed that the bureau comes for both.
  const both = [p(1, 'a', true), p(1, 'b', false)]
  const one = [sittings[0]!]
  const counts = ['a', 'b'].map((x) => countOf(x, one, both, 'a')!)
  assert.deepEqual(
    counts.map((c) => [c.attended, c.covered]),
    [
      [true, false],
      [false, true],
    ],
  )
  assert.equal(countOfCase(counts)?.attended, true)
  const unagreed = ['a', 'b'].map((x) => countOf(x, one, both, null)!)
  assert.deepEqual([countOfCase(unagreed)?.attended, unagreed[1]?.attended, unagreed[1]?.covered], [true, false, false])
  // Whoever was to come for all did not: that the other came does not help.
  const wrongOne = ['a', 'b'].map((x) => countOf(x, one, [p(1, 'a', false), p(1, 'b', true)], 'a')!)
  assert.equal(countOfCase(wrongOne)?.attended, false)
  assert.equal(countOfCase([]), undefined)
  const came = { attended: true, isRecognised: true, idProof: 'NONE', left: false } as const
  assert.ok(isPresent(came))
  for (const change of [{ attended: false }, { isRecognised: false }, { idProof: 'REJECTED' as const }, { left: true }])
    assert.ok(!isPresent({ ...came, ...change }))
})

test('B8-13 败诉：一项判败即败，机关各计，撤销复议决定只记复议机关；协议撤销由人认定', () => {
  const item = (code: Item['code'], agencyId = 'market', more: Partial<Item> = {}): Item => ({
    agencyId,
    target: 'ORIGINAL_ACT',
    code,
    isAnswerable: false,
    ...more,
  })
  assert.deepEqual(lossOf([item('REJECT_CLAIM'), item('COMPENSATE_DAMAGE')]), { isLost: true, agencies: ['market'] })
  assert.deepEqual(lossOf([item('REVOKE'), item('REVOKE', 'gov')]).agencies, ['market', 'gov'])
  assert.deepEqual(lossOf([item('REJECT_CLAIM'), item('REVOKE_RECON', 'gov')]), { isLost: true, agencies: ['gov'] })
  assert.equal(lossOf([item('CONFIRM_ILLEGAL_KEEP')]).isLost, true)
  assert.equal(lossOf([item('AGREEMENT_RESCIND')]).isLost, false)
  assert.equal(lossOf([item('AGREEMENT_RESCIND', 'market', { isAnswerable: true })]).isLost, true)
  assert.equal(lossOf([item('WITHDRAWN')]).isLost, false)
  assert.ok(!isJudgment('WITHDRAWN') && !isJudgment('MEDIATED') && isJudgment('MODIFY'))
  assert.equal(Object.values(results).filter((r) => r.loses === 'NO' && r.by === 'JUDGMENT').length, 1)
})
