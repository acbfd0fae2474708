/** Which ways of closing fit what happened, and what is visited first (B3.1). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CloseCode, Outcome, Path } from '../src/domains/centre/kinds.ts'
import { closeCodesOf, needsVisit } from '../src/domains/centre/matter-closing.ts'
import { type HandoffFact, initialFacts, type MatterFacts } from '../src/domains/centre/matter-facts.ts'
import type { LocalDate } from '../src/kernel/clock.ts'

const on = '2020-03-02' as LocalDate
const after = (path: Path, outcome: Outcome, more: Partial<HandoffFact> = {}): MatterFacts => ({
  ...initialFacts,
  replyKind: 'OUTCOME',
  handoffs: [
    {
      no: 1,
      path,
      isParallel: false,
      targetAgencyId: 'a',
      targetName: '接收单位',
      offerId: null,
      on,
      state: outcome === 'ACCEPTED' ? 'TAKEN' : 'ENDED',
      outcome,
      outcomeOn: on,
      conclusion: null,
      isFinal: false,
      reviewDueOn: null,
      ...more,
    },
  ],
})
const replied = (replyKind: MatterFacts['replyKind'], more: Partial<MatterFacts> = {}): MatterFacts => ({
  ...initialFacts,
  replyKind,
  ...more,
})

const cases: [text: string, facts: MatterFacts, codes: CloseCode[], visited: boolean][] = [
  ['咨询当场答复', replied('ON_SITE'), ['RESOLVED_REPLY'], false],
  ['重复件告知', replied('REPEAT_NOTICE'), ['DUPLICATE'], false],
  ['单位报来协议', replied('UNIT', { resultKind: 'AGREEMENT' }), ['RESOLVED_AGREEMENT'], true],
  [
    '单位裁决不得记为化解',
    replied('UNIT', { resultKind: 'ADJUDICATION' }),
    ['SUPPORTED_EXECUTED', 'NOT_SUPPORTED_EXPLAINED'],
    true,
  ],
  ['调解达成协议', after('PEOPLES_MEDIATION', 'AGREEMENT'), ['RESOLVED_AGREEMENT'], true],
  ['调解没有开始就结束也要回访', after('PEOPLES_MEDIATION', 'OTHER'), ['GUIDED_TO_PROCEDURE'], true],
  ['法院已受理', after('LITIGATION', 'ACCEPTED'), ['GUIDED_TO_PROCEDURE'], false],
  ['法院裁判不是中心化解的', after('LITIGATION', 'DECISION'), ['GUIDED_TO_PROCEDURE'], false],
  [
    '平台以外的单位可能在市外',
    after('LITIGATION', 'ACCEPTED', { targetAgencyId: null }),
    ['GUIDED_TO_PROCEDURE', 'TRANSFERRED_OUTSIDE_CITY'],
    false,
  ],
  [
    '信访意见不予支持的不算化解',
    after('PETITION', 'OPINION', { conclusion: 'NOT_SUPPORTED' }),
    ['NOT_SUPPORTED_EXPLAINED'],
    true,
  ],
  ['信访终结', after('PETITION', 'FINAL'), ['PETITION_FINAL'], true],
  ['没有答复的不能销号', replied(null), [], true],
]
for (const [text, facts, codes, visited] of cases)
  test(text, () => {
    assert.deepEqual(closeCodesOf(facts), codes)
    assert.equal(needsVisit(facts), visited)
  })

test('out of reach is a way of closing only after the visits that found nobody', () => {
  const tried = (reached: boolean, isVisited: boolean) =>
    closeCodesOf(replied('UNIT', { resultKind: 'REPLY', isVisited, visitBacks: [{ on, reached, satisfaction: null }] }))
  assert.ok(tried(false, true).includes('UNREACHABLE'))
  assert.ok(!tried(false, false).includes('UNREACHABLE'))
  assert.ok(!tried(true, true).includes('UNREACHABLE'))
})
