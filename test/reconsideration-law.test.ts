/** The pure law of reconsideration on its worked cases, on the city's own organs, and against a slow reference. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { type ActKind, actKinds, exclusionOf, exclusions, scopeOf } from '../src/domains/reconsideration/act-kinds.ts'
import {
  type ApplicationFacts,
  applicationPeriod,
  type KnowledgeWay,
  knowledgeBasis,
  knowledgeWays,
  knownOn,
} from '../src/domains/reconsideration/application-period.ts'
import {
  mustReconsiderFirst,
  mustTellReconsiderFirst,
  type SuedMatter,
  suedMatters,
} from '../src/domains/reconsideration/before-suit.ts'
import {
  byDefaultBasis,
  byDefaultKinds,
  classOf,
  type DecisionItem,
  type DecisionKind,
  decisionBasis,
  decisionItems,
  decisionKinds,
  decisionKindsOf,
  itemBasis,
  mainKind,
} from '../src/domains/reconsideration/decision-kinds.ts'
import { type Competence, type Concentrated, competentOrgans } from '../src/domains/reconsideration/organs.ts'
import { findRespondents, type Made } from '../src/domains/reconsideration/respondents.ts'
import { type ReconVersion, versionOn } from '../src/domains/reconsideration/statutes.ts'
import { canSummary, summaryGround } from '../src/domains/reconsideration/summary-procedure.ts'
import {
  mayEndAfterSixtyDays,
  type SuspensionGround,
  sixtyDaysBasis,
  suspensionBasis,
  suspensionGrounds,
  suspensionGroundsOf,
} from '../src/domains/reconsideration/suspension-grounds.ts'
import { loadDefaultCalendar } from '../src/kernel/calendar.ts'
import { addDays, addMonths, type LocalDate } from '../src/kernel/clock.ts'
import type { Basis } from '../src/kernel/errors.ts'
import { checkCitation, keptIndex } from '../src/kernel/law.ts'
import { type Organ, organOn, readOrgans } from '../src/kernel/organ.ts'
import { importOrgans, importReference } from '../src/server/reference.ts'
import { plus, worksBy } from './limit.reference.ts'
import { organCases, periodCases, suitCases } from './reconsideration-law.cases.ts'
import { openCity, type TestCity } from './support.ts'

const calendar = loadDefaultCalendar()
const day = (text: string) => text as LocalDate
const versions: ReconVersion[] = ['RECON_2017', 'RECON_2023']

/** Every citation that a test has met, looked up at the end. */
const cited: Basis[] = []
const cite = <T extends Basis | readonly Basis[] | undefined>(b: T): T => {
  if (b) cited.push(...([b].flat() as Basis[]))
  return b
}

describe('the time for applying', () => {
  for (const c of periodCases)
    it(`${c.case} ${c.what}`, () => {
      const p = applicationPeriod(
        {
          version: versionOn(day(c.filed)),
          filedOn: day(c.filed),
          contentKnownOn: c.known as LocalDate | undefined,
          actMadeOn: (c.made ?? c.known) as LocalDate | undefined,
          isRealEstate: c.isRealEstate,
          remedyNoticed: (c.remedyNoticed ?? 'FULL') as ApplicationFacts['remedyNoticed'],
          remedyKnownOn: c.remedyKnownOn as LocalDate | undefined,
          duty: c.duty,
          ...(c.obstacle ? { obstacles: [{ from: day(c.obstacle[0]), to: day(c.obstacle[1]) }] } : {}),
        },
        calendar,
      )
      cite(p.basis)
      if (c.dueRaw) assert.equal(p.dueRaw, c.dueRaw)
      if (c.due) assert.equal(p.due, c.due)
      if (c.rule) assert.equal(p.rule, c.rule)
      if (c.earliest) assert.equal(p.earliest, c.earliest)
      assert.deepEqual(p.tags, c.tags ?? [])
      assert.equal(p.isProvisional, c.dueRaw === '2027-02-13' || (c.due ?? '') > '2026-12-31')
      assert.ok(p.steps.length > 0)
    })

  it('a longer time counts only where a statute sets it', () => {
    const facts: ApplicationFacts = {
      version: 'RECON_2023',
      filedOn: day('2025-06-01'),
      contentKnownOn: day('2025-03-03'),
      remedyNoticed: 'FULL',
    }
    const basis = knowledgeBasis('DIRECT')
    const due = (statutory: ApplicationFacts['statutory']) =>
      applicationPeriod({ ...facts, statutory }, calendar).dueRaw
    assert.equal(due({ days: 90, isStatute: true, basis }), '2025-06-01')
    for (const other of [
      { days: 90, isStatute: false, basis },
      { days: 30, isStatute: true, basis },
    ])
      assert.equal(due(other), '2025-05-02')
  })

  it('the day of knowledge follows the way of service', () => {
    for (const way of Object.keys(knowledgeWays) as KnowledgeWay[]) cite(knowledgeBasis(way))
    assert.equal(knownOn('MAIL', day('2024-03-01')), '2024-03-01')
    assert.equal(knownOn('NOT_SERVED', day('2024-03-01')), undefined)
  })

  it('equals a count day by day, whatever came between', () => {
    const works = worksBy(calendar.data)
    const seen = new Map<string, number>()
    const anyDay = fc.integer({ min: 0, max: 900 }).map((n) => addDays(day('2023-01-02'), n))
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 2200 }),
        fc.option(fc.integer({ min: -20, max: 500 })),
        fc.constantFrom('FULL', 'PARTIAL', 'NONE'),
        fc.option(fc.tuple(fc.integer({ min: -5, max: 90 }), fc.integer({ min: 0, max: 60 }))),
        fc.boolean(),
        fc.integer({ min: 0, max: 400 }),
        (known, age, told, noticed, obstacle, isRealEstate, wait) => {
          const filedOn = addDays(known, wait)
          const version = versionOn(filedOn)
          const made = addDays(known, -age)
          const pause = obstacle
            ? { from: addDays(known, obstacle[0]), to: addDays(known, obstacle[0] + obstacle[1]) }
            : undefined
          const remedyKnownOn = told === null ? undefined : addDays(known, told)
          const p = applicationPeriod(
            {
              version,
              filedOn,
              contentKnownOn: known,
              actMadeOn: made,
              isRealEstate,
              remedyNoticed: noticed as 'FULL',
              remedyKnownOn,
              ...(pause ? { obstacles: [pause] } : {}),
            },
            calendar,
          )
          const walk = (from: string) => {
            let [at, left] = [from, 60]
            while (left > 0) {
              at = plus(at, 1)
              if (!pause || at < pause.from || at > pause.to) left--
            }
            return at
          }
          const later = (a: string, b: string) => (a > b ? a : b)
          const ends: string[] = []
          if (version === 'RECON_2017' || noticed === 'FULL') ends.push(walk(known))
          else {
            ends.push(addMonths(known, 12))
            if (remedyKnownOn) ends.push(walk(later(remedyKnownOn, known)))
          }
          if (version === 'RECON_2023') ends.push(addMonths(made, isRealEstate ? 240 : 60))
          const raw = ends.sort()[0]!
          let due = raw
          while (!works(due)) due = plus(due, 1)
          assert.equal(p.dueRaw, raw)
          if (raw > '2004-01-01') assert.equal(p.due, due)
          const isOpen = version === 'RECON_2017' && noticed !== 'FULL'
          assert.equal(p.tags.includes('TIMELINESS_DOUBT'), filedOn > due && !isOpen)
          assert.equal(p.tags.includes('REMEDY_UNNOTICED'), filedOn > due && isOpen)
          for (const t of [p.rule, ...p.tags, version]) seen.set(t, (seen.get(t) ?? 0) + 1)
        },
      ),
      { numRuns: 3000 },
    )
    for (const t of [
      'FROM_KNOWLEDGE',
      'FROM_REMEDY',
      'ONE_YEAR',
      'MAXIMUM',
      'TIMELINESS_DOUBT',
      'REMEDY_UNNOTICED',
      'OBSTACLE_AND_MAXIMUM',
      ...versions,
    ])
      assert.ok(seen.get(t)! > 5, `never drawn: ${t}`)
  })
})

describe('competence', () => {
  let city: TestCity
  let tree = new Map<string, Organ>()
  before(async () => {
    city = await openCity([])
    const client = await city.owner.connect()
    try {
      await importReference(client, 'ningbo')
      await importOrgans(client, 'ningbo')
      await importOrgans(client, 'ningbo')
      const { rows } = await client.query('select agency_id from kernel.organ')
      const read = Map.groupBy(
        await readOrgans(
          client,
          rows.map((r) => r.agency_id),
        ),
        (o) => o.id,
      )
      tree = new Map([...read].map(([id, dated]) => [id, organOn(dated, day('2024-06-12'))!]))
    } finally {
      client.release()
    }
  })
  after(() => city.close())

  const ask = (
    made: Made,
    version: ReconVersion,
    more: { kind?: ActKind; concentrated?: Concentrated; changed?: Organ[] } = {},
  ): Competence & { respondents: string[] } => {
    const changed = new Map(more.changed?.map((o) => [o.id, o]))
    const find = (id: string) => changed.get(id) ?? tree.get(id)
    const { respondents, notes } = findRespondents(made, find, version)
    const filedOn = day(version === 'RECON_2017' ? '2023-06-12' : '2024-06-12')
    const c = competentOrgans(
      { kind: more.kind ?? 'PENALTY', filedOn, placeId: '330203' },
      respondents,
      find,
      version,
      more.concentrated,
    )
    for (const x of [...c.organs, ...c.notes, ...notes, ...respondents]) cite(x.basis)
    return { ...c, notes: [...notes, ...c.notes], respondents: respondents.map((r) => r.id) }
  }
  const ids = (c: Competence) => c.organs.map((o) => o.id)

  for (const c of organCases)
    it(`${c.case} ${c.respondent}`, () => {
      const [before2024, since2024] = versions.map((v) => ask({ by: [c.respondent] }, v))
      assert.deepEqual(ids(before2024!), c.of2017)
      assert.deepEqual(ids(since2024!), c.of2023)
      for (const x of [before2024!, since2024!]) {
        assert.equal(x.mayAskStateCouncil, c.asks ?? false)
        assert.ok(x.organs.every((o) => o.basis.length > 0 && o.name))
      }
    })

  it('A8-16 a branch that nothing lets act in its own name gives way to its bureau', () => {
    const changed = [{ ...tree.get('land-330203')!, ownNameBasis: 'NONE' as const }]
    const of = (v: ReconVersion) => ask({ by: ['land-330203'] }, v, { changed })
    assert.deepEqual(
      [of('RECON_2017').respondents, ids(of('RECON_2017'))],
      [['land-330200'], ['gov-330200', 'land-330000']],
    )
    assert.deepEqual([of('RECON_2023').respondents, ids(of('RECON_2023'))], [['land-330200'], ['gov-330200']])
  })

  it('authorised organisations, bodies of the state, provincial lines and state security', () => {
    const plain = tree.get('market-330203')!
    const asOrgan = (more: Partial<Organ>) => [{ ...plain, id: 'x', governmentId: null, superiorId: null, ...more }]
    const of = (v: ReconVersion, more: Partial<Organ>) => ids(ask({ by: ['x'] }, v, { changed: asOrgan(more) }))
    const authorised = { kind: 'AUTHORIZED_ORG', ownNameBasis: 'REGULATION', parentId: 'market-330203' } as const
    assert.deepEqual(of('RECON_2017', authorised), ['market-330203'])
    assert.deepEqual(of('RECON_2023', authorised), ['gov-330203'])
    // A rule authorises only since 2024: before, the managing department answers.
    assert.deepEqual(of('RECON_2017', { ...authorised, ownNameBasis: 'RULE' }), ['gov-330203', 'market-330200'])
    assert.deepEqual(of('RECON_2023', { ...authorised, ownNameBasis: 'RULE' }), ['gov-330203'])
    for (const v of versions) {
      assert.deepEqual(of(v, { kind: 'AUTHORIZED_ORG', ownNameBasis: 'LAW', parentId: 'tax-100000' }), ['tax-100000'])
      assert.deepEqual(of(v, { kind: 'DISPATCHED_BODY', ownNameBasis: 'LAW', parentId: 'justice-100000' }), [
        'justice-100000',
      ])
      assert.deepEqual(of(v, { isStateSecurity: true, superiorId: 'police-330000' }), ['police-330000'])
    }
    const line = { vertical: 'SUB_PROVINCIAL', governmentId: 'gov-330203', superiorId: 'market-330200' } as const
    assert.deepEqual(of('RECON_2017', line), ['gov-330203', 'market-330200'])
    assert.deepEqual(of('RECON_2023', line), ['gov-330203'])
    const byRule = ask({ by: ['x'] }, 'RECON_2017', {
      changed: asOrgan({ kind: 'DISPATCHED_BODY', ownNameBasis: 'RULE', parentId: 'market-330203' }),
    })
    assert.deepEqual([ids(byRule), byRule.notes.length], [['market-330203', 'gov-330203'], 1])
  })

  it('joint acts: the organ above all; since 2024 the organ that each leads to, else a person confirms', () => {
    const same = { by: ['market-330203', 'labour-330203'] }
    assert.deepEqual(ids(ask(same, 'RECON_2017')), ['gov-330203'])
    assert.deepEqual([ids(ask(same, 'RECON_2023')), ask(same, 'RECON_2023').notes], [['gov-330203'], []])
    const apart = { by: ['market-330203', 'market-330205'] }
    assert.deepEqual(ids(ask(apart, 'RECON_2017')), ['gov-330200'])
    assert.deepEqual([ids(ask(apart, 'RECON_2023')), ask(apart, 'RECON_2023').notes.length], [['gov-330200'], 1])
    const partly = { by: ['market-330200', 'justice-330200'] }
    assert.deepEqual([ids(ask(partly, 'RECON_2023')), ask(partly, 'RECON_2023').notes.length], [['gov-330200'], 1])
    const state = { by: ['justice-100000', 'customs-100000'] }
    for (const v of versions) assert.deepEqual([ids(ask(state, v)), ask(state, v).mayAskStateCouncil], [state.by, true])
  })

  it('entrusting, succeeding and approving organs answer for the act', () => {
    for (const v of versions) {
      assert.deepEqual(ask({ by: ['nobody'], entrustedBy: 'market-330203' }, v).respondents, ['market-330203'])
      assert.deepEqual(ask({ by: ['gone'], successor: 'market-330203' }, v).respondents, ['market-330203'])
      const approved = ask({ by: ['market-330203'], approvedBy: 'gov-330203' }, v)
      assert.deepEqual([approved.respondents, ids(approved)], [['gov-330203'], ['gov-330200']])
      assert.equal(approved.notes.length, v === 'RECON_2023' ? 1 : 0)
    }
  })

  it('what the data do not know is said and not guessed', () => {
    const unknown = ask({ by: ['nobody'] }, 'RECON_2023')
    assert.deepEqual([unknown.organs, unknown.notes.length], [[], 1])
    const above = ask({ by: ['x'] }, 'RECON_2017', {
      changed: [{ ...tree.get('market-330200')!, id: 'x', superiorId: 'gone' }],
    })
    assert.deepEqual([ids(above), above.notes.length], [['gov-330200'], 1])
    assert.ok(ask({ by: ['zone-hi-tech'] }, 'RECON_2023').notes.some((n) => n.text.includes('设立文件')))
  })

  it('concentration is off by default, holds for its time and kinds, and keeps the choice that the law gives', () => {
    const concentrated: Concentrated = {
      placeIds: ['330203'],
      from: day('2020-01-01'),
      to: day('2024-01-01'),
      excludedKinds: ['GOV_INFO'],
      document: '示例〔2019〕1号',
    }
    const made = { by: ['market-330203'] }
    const on = ask(made, 'RECON_2017', { concentrated })
    assert.deepEqual(ids(on), ['gov-330203'])
    assert.ok(
      on.notes.some((n) => n.text.includes('上一级主管部门')) &&
        on.organs[0]!.basis[0]!.note!.includes('示例〔2019〕1号'),
    )
    assert.equal(ask(made, 'RECON_2017', { concentrated, kind: 'GOV_INFO' }).organs.length, 2)
    assert.equal(ask(made, 'RECON_2017', { concentrated: { ...concentrated, to: day('2023-06-12') } }).organs.length, 2)
    assert.equal(ask(made, 'RECON_2017', { concentrated: { ...concentrated, placeIds: [] } }).organs.length, 2)
    assert.deepEqual(ids(ask({ by: ['tax-330203'] }, 'RECON_2017', { concentrated })), ['tax-330200'])
    assert.equal(ask(made, 'RECON_2023', { concentrated }).notes.length, 0)
  })

  it('every organ of the city leads to some organ under both laws, and each row names only organs that are there', () => {
    for (const o of tree.values()) {
      for (const id of [o.governmentId, o.superiorId, o.parentId, o.seatGovernmentId])
        assert.ok(id === null || tree.has(id), `${o.id} names ${id}`)
      // Above the province's own departments the file knows nothing, and says so.
      if (o.level !== 'PROVINCE' && o.level !== 'STATE')
        for (const v of versions) assert.ok(ask({ by: [o.id] }, v).organs.length > 0, `${o.id} ${v}`)
    }
  })
})

describe('before suit', () => {
  for (const c of suitCases)
    it(`${c.case} ${suedMatters[c.what]} ${c.made}→${c.sued}：${c.is}`, () => {
      const a = mustReconsiderFirst(c.what, day(c.made), day(c.sued))
      cite(a.basis)
      assert.equal(a.answer, c.is)
      assert.ok(a.basis.length > 0 && (a.answer !== 'PERSON' || a.note))
    })
  it('the duty to tell begins with acts of 2024', () => {
    assert.equal(mustTellReconsiderFirst('ON_SPOT_PENALTY', day('2024-03-01')).answer, 'YES')
    assert.equal(mustTellReconsiderFirst('ON_SPOT_PENALTY', day('2023-12-31')).answer, 'NO')
    for (const m of Object.keys(suedMatters) as SuedMatter[]) cite(mustTellReconsiderFirst(m, day('2024-03-01')).basis)
  })
})

describe('lists', () => {
  it('acts and exclusions have their article in each version', () => {
    for (const v of versions) {
      for (const k of Object.keys(actKinds) as ActKind[]) assert.ok(cite(scopeOf(k, v).basis)!.length > 0)
      for (const e of Object.keys(exclusions) as (keyof typeof exclusions)[]) cite(exclusionOf(e, v)?.basis)
    }
    assert.equal(scopeOf('GOV_INFO', 'RECON_2023').basis[0]!.item, 14)
    assert.equal(scopeOf('AGREEMENT', 'RECON_2023').basis[0]!.item, 13)
    assert.ok(scopeOf('AGREEMENT', 'RECON_2017').note)
    assert.equal(exclusionOf('EX_STATE_ACT', 'RECON_2017'), undefined)
  })

  it('decisions: kinds of each version, classes, the main one among several', () => {
    const all = Object.keys(decisionKinds) as DecisionKind[]
    assert.deepEqual(decisionKindsOf('RECON_2023'), all)
    assert.deepEqual(
      all.filter((k) => !decisionKindsOf('RECON_2017').includes(k)),
      ['CONFIRM_ILLEGAL_KEEP', 'CONFIRM_VOID', 'AGREEMENT_LIABILITY', 'AGREEMENT_COMPENSATE'],
    )
    assert.deepEqual(
      all.filter((k) => classOf(k) === 'UPHELD'),
      ['MAINTAIN', 'REJECT_REQUEST'],
    )
    assert.deepEqual(
      all.filter((k) => classOf(k) === 'NOT_ON_MERITS'),
      ['DISMISS_APPLICATION'],
    )
    assert.equal(mainKind(['MAINTAIN', 'ORDER_PERFORM', 'REVOKE', 'MODIFY']), 'REVOKE')
    assert.equal(mainKind(['REVOKE', 'CONFIRM_VOID']), 'CONFIRM_VOID')
    assert.equal(mainKind(['REJECT_REQUEST', 'MAINTAIN']), 'REJECT_REQUEST')
    assert.equal(mainKind(['CONFIRM_ILLEGAL', 'MODIFY']), 'MODIFY')
    for (const v of versions) {
      for (const k of all) cite(decisionBasis(k, v))
      for (const i of Object.keys(decisionItems) as DecisionItem[]) cite(itemBasis(i, v))
      cite(byDefaultBasis[v])
      assert.ok(byDefaultKinds[v].every((k) => decisionKindsOf(v).includes(k) && classOf(k) === 'CORRECTED'))
    }
    assert.equal(itemBasis('REMEDY', 'RECON_2017'), undefined)
    assert.deepEqual(byDefaultKinds.RECON_2017, ['REVOKE'])
  })

  it('suspension: agreement is unknown to 2017; only three grounds end a case after sixty days', () => {
    const all = Object.keys(suspensionGrounds) as SuspensionGround[]
    assert.deepEqual(
      suspensionGroundsOf('RECON_2017'),
      all.filter((g) => g !== 'S06'),
    )
    assert.deepEqual(suspensionGroundsOf('RECON_2023'), all)
    assert.deepEqual(all.filter(mayEndAfterSixtyDays), ['S01', 'S02', 'S04'])
    for (const v of versions) {
      cite(sixtyDaysBasis[v])
      for (const g of all) cite(suspensionBasis(g, v))
    }
    assert.equal(suspensionBasis('S03', 'RECON_2017')![0]!.item, 4)
    assert.equal(suspensionBasis('S04', 'RECON_2017')![0]!.item, 3)
  })

  it('A8-12 the summary procedure: three thousand yuan and not a fen more, unless all agree', () => {
    const facts = {
      isClear: true,
      isOnSpot: false,
      penaltyKinds: ['罚款'],
      amountFen: 300_000,
      isGovernmentInformation: false,
      doAllPartiesAgree: false,
    }
    assert.ok(canSummary(facts))
    assert.equal(canSummary({ ...facts, amountFen: 300_001 }), false)
    assert.ok(canSummary({ ...facts, amountFen: 300_001, doAllPartiesAgree: true }))
    assert.equal(canSummary({ ...facts, isClear: false }), false)
    assert.equal(canSummary({ ...facts, amountFen: undefined }), false)
    assert.ok(canSummary({ ...facts, amountFen: undefined, penaltyKinds: ['警告', '通报批评'] }))
    assert.equal(canSummary({ ...facts, amountFen: undefined, penaltyKinds: ['警告', '罚款'] }), false)
    assert.equal(canSummary({ ...facts, amountFen: undefined, penaltyKinds: [] }), false)
    for (const [more, item] of [
      [{ isOnSpot: true }, 1],
      [{ penaltyKinds: ['警告'] }, 2],
      [{}, 3],
      [{ amountFen: undefined, isGovernmentInformation: true }, 4],
    ] as const)
      assert.equal(cite(summaryGround({ ...facts, ...more }))!.item, item)
    cite(summaryGround({ ...facts, isClear: false, doAllPartiesAgree: true }))
  })
})

it('every article cited here exists', () => {
  const index = keptIndex()
  const wrong = cited.map((b) => ({ b, c: checkCitation(b, { index }) })).filter(({ c }) => c.result === 'wrong')
  assert.deepEqual(wrong, [])
  assert.ok(cited.length > 200)
})
