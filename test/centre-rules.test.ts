/** The centre's rules without a database: which way, which level, how many representatives, what is a repeat, what is published. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Channel, Path } from '../src/domains/centre/kinds.ts'
import { basesBefore2022, basesFrom2022 } from '../src/domains/centre/law.ts'
import { type Affair, affairOf, isSameAffair, personText } from '../src/domains/centre/likeness.ts'
import { offerFacts, readEnded } from '../src/domains/centre/offer.ts'
import { quarterlySummary } from '../src/domains/centre/publication.ts'
import {
  levelOfAgency,
  type Reach,
  receivedByPetitionOn,
  remedyClock,
  repeatKind,
  representativeLimit,
  type SameHolder,
  startLevel,
} from '../src/domains/centre/rules.ts'
import { plainSignals, type Signals, triage } from '../src/domains/centre/triage.ts'
import { loadDefaultCalendar } from '../src/kernel/calendar.ts'
import type { LocalDate } from '../src/kernel/clock.ts'

const d = (s: string) => s as LocalDate

/** B4.1, from the top: the first that fits. */
const ways: [text: string, signals: Partial<Signals>, subjectKind: string, path: Path][] = [
  ['人身危险压过一切', { isDangerous: true, isAccusation: true, isCivil: true }, 'EMERGENCY', 'POLICE'],
  ['群体冲突苗头', { isCrowdRisk: true }, 'EMERGENCY', 'POLICE'],
  ['涉嫌犯罪', { isCrimeSuspected: true, isLabour: true }, 'EMERGENCY', 'POLICE'],
  ['检举控告公职人员', { isAccusation: true, isAgainstAdministrativeAct: true }, 'ACCUSATION', 'DISCIPLINE'],
  ['已在诉讼中', { isInProceedings: true, isCivil: true }, 'LITIGATION_RELATED', 'LITIGATION'],
  ['不服生效裁判', { isJudgmentDisputed: true, isCivil: true }, 'LITIGATION_RELATED', 'LITIGATION'],
  ['党员申诉', { isPartyAppeal: true }, 'PARTY_APPEAL', 'DISCIPLINE'],
  ['针对行政行为', { isAgainstAdministrativeAct: true, isCivil: true }, 'ADMIN_DISPUTE', 'RECONSIDERATION'],
  ['请求查处违法', { isEnforcementRequest: true, isCivil: true }, 'COMPLAINT_ILLEGAL', 'ENFORCEMENT_COMPLAINT'],
  ['请求履行职责', { isDutyRequest: true }, 'DUTY_PERFORMANCE', 'ENFORCEMENT_COMPLAINT'],
  ['劳动争议', { isLabour: true, isCivil: true }, 'LABOUR_DISPUTE', 'PEOPLES_MEDIATION'],
  ['劳动争议、拒绝调解', { isLabour: true, refusesMediation: true }, 'LABOUR_DISPUTE', 'LABOUR_ARBITRATION'],
  ['土地承包', { isLandContract: true, isCivil: true }, 'LAND_CONTRACT', 'ADMIN_MEDIATION'],
  ['土地承包、拒绝调解', { isLandContract: true, refusesMediation: true }, 'LAND_CONTRACT', 'LAND_ARBITRATION'],
  ['有仲裁协议', { hasArbitrationClause: true, isCivil: true }, 'CIVIL_DISPUTE', 'COMMERCIAL_ARBITRATION'],
  ['其他民事', { isCivil: true }, 'CIVIL_DISPUTE', 'PEOPLES_MEDIATION'],
  ['其他民事、拒绝调解', { isCivil: true, refusesMediation: true }, 'CIVIL_DISPUTE', 'LITIGATION'],
  ['行政机关可以裁决', { isAdministrativelyDecidable: true }, 'ADMIN_CIVIL', 'PEOPLES_MEDIATION'],
  ['建议', { isSuggestion: true }, 'SUGGESTION', 'PETITION'],
  ['咨询', { isConsult: true }, 'CONSULT', 'REPLY_ON_SITE'],
  ['困难求助', { isHardship: true }, 'HARDSHIP', 'SOCIAL_RELIEF'],
  ['其余申诉求决', {}, 'PETITION_REQUEST', 'PETITION'],
]

for (const [text, signals, subjectKind, path] of ways)
  test(`B4.1 ${text}→${path}`, () => {
    for (const bases of [basesBefore2022, basesFrom2022]) {
      const p = triage({ ...plainSignals, ...signals, isCourtEntrusted: false }, bases)
      assert.deepEqual([p.subjectKind, p.path], [subjectKind, path])
      assert.ok(p.reason && p.basis.length)
      assert.ok(!p.next.includes(p.path))
    }
  })

test('B4.1 a court’s entrustment goes to mediation though the case is in court; a lawyer goes beside any path', () => {
  const s = { ...plainSignals, isInProceedings: true, isCivil: true, needsLegalAid: true }
  const p = triage({ ...s, isCourtEntrusted: true }, basesBefore2022)
  assert.deepEqual([p.path, p.also], ['PEOPLES_MEDIATION', ['LEGAL_AID']])
  assert.equal(triage({ ...s, isCourtEntrusted: false }, basesBefore2022).path, 'LITIGATION')
  assert.deepEqual(triage({ ...plainSignals, isDangerous: true, isCourtEntrusted: false }, basesBefore2022).tell, [
    '公安机关',
    '同级党委和政府',
  ])
})

const plainReach: Reach = {
  assigned: null,
  span: 'VILLAGE',
  isEnterprise: false,
  isProfessional: false,
  departmentParty: 'NONE',
  isCityCommittee: false,
  headCount: 1,
}
const starts: [Partial<Reach>, string][] = [
  [{}, 'VILLAGE'],
  [{ headCount: 4 }, 'VILLAGE'],
  [{ headCount: 5 }, 'TOWN'],
  [{ headCount: 19 }, 'TOWN'],
  [{ headCount: 20 }, 'COUNTY'],
  [{ span: 'VILLAGES' }, 'TOWN'],
  [{ isEnterprise: true }, 'TOWN'],
  [{ span: 'TOWNS' }, 'COUNTY'],
  [{ isProfessional: true, isEnterprise: true }, 'COUNTY'],
  [{ departmentParty: 'COUNTY' }, 'COUNTY'],
  [{ departmentParty: 'CITY' }, 'CITY'],
  [{ span: 'COUNTIES' }, 'CITY'],
  [{ isCityCommittee: true }, 'CITY'],
  [{ assigned: 'TOWN', span: 'COUNTIES' }, 'TOWN'],
]
test('B4.2 where a matter starts', () => {
  for (const [reach, level] of starts)
    assert.equal(startLevel({ ...plainReach, ...reach }).level, level, JSON.stringify(reach))
  const at = (kind: string, county: string | null, town: string | null) =>
    levelOfAgency({ kind, county_code: county, town_code: town })
  assert.deepEqual(
    [
      at('village-committee', '330203', '330203001'),
      at('town-government', '330203', '330203001'),
      at('bureau', '330203', null),
      at('bureau', null, null),
    ],
    ['VILLAGE', 'TOWN', 'COUNTY', 'CITY'],
  )
})

test('B4.4, B8.6 representatives: the province’s three or five until 2022-04-30, the nation’s five from then on', () => {
  const most = (on: string, heads: number) => representativeLimit(d(on), heads).most
  assert.deepEqual([most('2020-06-11', 10), most('2020-06-11', 11)], [3, 5])
  assert.deepEqual([most('2022-04-30', 10), most('2022-05-01', 10), most('2022-05-01', 11)], [3, 5, 5])
  assert.equal(representativeLimit(d('2022-06-15'), 10).provincial, 3)
})

const holder = (more: Partial<Omit<SameHolder, 'affair' | 'isDelegated'>> & { matterId?: string }) => ({
  matterId: 'a',
  state: 'CLOSED' as const,
  receivedOn: '2020-03-02',
  closedOn: '2020-05-01',
  closeCode: null,
  isFinal: false,
  reviewDueOn: null,
  ...more,
})
test('B4.5 repeats: pending, ended for good, unsatisfied with days left, new facts, and nothing of the kind', () => {
  const on = d('2020-07-06')
  const kind = (h: ReturnType<typeof holder>[], isNew = false) => repeatKind(h, on, isNew)?.kind ?? null
  assert.equal(kind([]), null)
  assert.equal(kind([holder({})]), null)
  assert.equal(kind([holder({ state: 'MERGED' })]), null)
  assert.equal(kind([holder({ state: 'OPEN', closedOn: null })]), 'DUP_PENDING')
  assert.equal(kind([holder({ isFinal: true })]), 'DUP_FINAL')
  assert.equal(
    kind([holder({ isFinal: true }), holder({ matterId: 'z', receivedOn: '2020-07-01', closeCode: 'DUPLICATE' })]),
    'DUP_FINAL',
  )
  assert.equal(kind([holder({ isFinal: true })], true), 'NEW_FACT')
  const unsatisfied = repeatKind([holder({ reviewDueOn: '2020-07-20' })], on, false)!
  assert.deepEqual([unsatisfied.kind, unsatisfied.daysLeft], ['UNSATISFIED', 14])
  assert.equal(repeatKind([holder({ reviewDueOn: '2020-07-01' })], on, false)!.daysLeft, 0)
  // An open one counts before whatever was closed, and of the closed ones the last.
  const two = [holder({ isFinal: true }), holder({ matterId: 'b', receivedOn: '2020-06-01' })]
  assert.equal(kind(two), null)
  assert.equal(kind([...two, holder({ matterId: 'c', state: 'OPEN', receivedOn: '2020-01-02' })]), 'DUP_PENDING')
})

const full: Affair = { respondents: ['h1', 'h2'], kind: '物业', place: '330203001', actOn: '2020-05-01' }
const blank: Affair = { respondents: [], kind: null, place: '330203001', actOn: null }
const likenesses: [text: string, a: Partial<Affair>, b: Partial<Affair>, isSame: boolean][] = [
  ['四项相同', full, full, true],
  ['对方有一人相同，其余没有登记', { respondents: ['h1', 'h3'] }, { respondents: ['h1'] }, true],
  ['类型、事发地、行为日都相同，对方没有登记', { ...full, respondents: [] }, { ...full, respondents: [] }, true],
  ['一方没有登记对方，其余三项相同', full, { ...full, respondents: [] }, true],
  ['行为日相差七日', full, { ...full, actOn: '2020-05-08' }, true],
  ['行为日相差八日', full, { ...full, actOn: '2020-05-09' }, false],
  ['对方相同而类型不同', full, { ...full, kind: '噪声' }, false],
  ['对方不同', full, { ...full, respondents: ['h9'] }, false],
  ['同一区县的两个乡镇', full, { ...full, place: '330203002' }, false],
  ['对方相同，一方只登记到区县', full, { ...full, place: '330203' }, true],
  [
    '只有类型、行为日相同，一方只登记到区县',
    { ...full, respondents: [] },
    { ...full, respondents: [], place: '330203' },
    false,
  ],
  ['什么都没有登记', blank, blank, false],
  ['只有类型相同', { kind: '物业' }, { kind: '物业' }, false],
  ['只有类型、事发地相同，没有行为日', { kind: '物业' }, { ...full, respondents: [] }, false],
]
for (const [text, a, b, isSame] of likenesses)
  test(`B4.3 ${text}→${isSame ? '同一事项' : '不是同一事项'}`, () => {
    assert.equal(isSameAffair({ ...blank, ...a }, { ...blank, ...b }), isSame)
    assert.equal(isSameAffair({ ...blank, ...b }, { ...blank, ...a }), isSame)
  })

test('B4.3 an affair is kept by keyed hashes, in whatever order the others are named; blanks are nothing', () => {
  const hmac = (text: string) => Buffer.from(text).toString('hex').padEnd(64, '0')
  const of = (respondents: string[], kind?: string) => affairOf({ respondents, kind, place: '330203001' }, hmac)
  assert.deepEqual(of(['甲公司', '乙 公司']), of(['乙公司', '甲公司', ' ']))
  assert.deepEqual([of([' ']).respondents, of([], ' ').kind], [[], null])
  assert.doesNotMatch(JSON.stringify(of(['甲公司'])), /甲/)
  assert.notEqual(personText('resident', '1'), personText('passport', '1'))
})

test('B8.10 the petition office’s clock runs from its own window, whatever came in elsewhere before', () => {
  const list = (['HOTLINE_12345', 'ONLINE', 'VISIT'] as Channel[]).map((channel, i) => ({
    channel,
    on: d(`2020-05-1${[1, 3, 2][i]}`),
  }))
  assert.equal(receivedByPetitionOn(list), '2020-05-12')
  assert.equal(receivedByPetitionOn(list.slice(0, 1)), null)
})

test('B8.7 the remedy’s days left, and red from fifteen down to the last day itself', () => {
  const calendar = loadDefaultCalendar()
  const at = (today: string) => remedyClock(d('2020-11-02'), d(today), calendar)
  assert.equal(at('2020-12-20').reconsiderationDueOn, '2021-01-04')
  assert.deepEqual(
    ['2020-12-19', '2020-12-20', '2021-01-04', '2021-01-05'].map((t) => [at(t).daysLeft, at(t).isUrgent]),
    [
      [16, false],
      [15, true],
      [0, true],
      [-1, false],
    ],
  )
})

test('what a receiver says at the end is read, and what nobody knows is left open', () => {
  const none = { outcome: null, isFinal: false, reviewDueOn: null, conclusion: null }
  assert.deepEqual(readEnded({ outcome: 'SETTLED_FULL' }), { ...none, outcome: 'AGREEMENT' })
  assert.deepEqual(readEnded({ outcome: 'FAILED_PARTY_QUIT' }), { ...none, outcome: 'FAILED' })
  const opinion = { outcome: 'OPINION', isFinal: true, reviewDueOn: '2020-04-01', conclusion: 'SUPPORTED' } as const
  assert.deepEqual(readEnded(opinion), opinion)
  assert.equal(readEnded({ ...opinion, conclusion: 'toString' }).conclusion, null)
  for (const x of [null, undefined, {}, { outcome: 'toString' }, { reviewDueOn: 'soon' }])
    assert.deepEqual(readEnded(x), none)
  assert.ok(!offerFacts.safeParse({ source: 'CENTRE', number: '1' }).success)
})

test('B7 a published quarter shows no cell under five, and loses no matter where a place has five', () => {
  const pathOf = fc.constantFrom<Path | null>('PEOPLES_MEDIATION', 'LITIGATION', 'PETITION', 'POLICE', null)
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc.record({ place: fc.constantFrom('330203', '330205'), path: pathOf, count: fc.integer({ min: 0, max: 12 }) }),
        { selector: (c) => `${c.place}${c.path}` },
      ),
      (cells) => {
        const out = quarterlySummary(cells)
        for (const c of out) assert.ok(c.count === null || c.count >= 5)
        for (const place of ['330203', '330205']) {
          const sum = cells.filter((c) => c.place === place).reduce((n, c) => n + c.count, 0)
          const shown = out.filter((c) => c.place === place)
          if (sum >= 5 && shown.every((c) => c.count !== null))
            assert.equal(
              shown.reduce((n, c) => n + c.count!, 0),
              sum,
            )
          // Nothing can be read off by subtraction: a single small cell never stands alone beside the rest.
          if (shown.some((c) => c.count === null)) assert.ok(shown.length === 1 && sum < 5)
        }
      },
    ),
  )
})
