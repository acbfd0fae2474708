/** A year acted out through the engine on a real database: exact figures, the same record however it is run, what it refuses. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { PlainError } from '../src/kernel/errors.ts'
import { type ReplayOptions, runReplay } from '../src/replay/run.ts'
import { buildReport } from '../src/report/build.ts'
import { actDemo } from '../src/server/demo.ts'
import { base, closeFounded, cutShort, figuresText, founded, heads, now } from './replay-support.ts'
import type { TestCity } from './support.ts'

after(closeFounded)

const one = async (city: TestCity, text: string): Promise<Record<string, any>> => (await city.owner.query(text)).rows[0]
const count = async (city: TestCity, from: string): Promise<number> =>
  Number((await one(city, `select count(*) as n from ${from}`)).n)
describe('a replay of the printed year', () => {
  it('gives the six figures of mediation exactly, at a hundredth, beside records that do not count', async () => {
    const city = await founded()
    const { plan, refused } = await runReplay(city, { ...base, scale: 0.01 })
    const t = plan.targets
    assert.deepEqual([t.committees, t.professional, t.mediators, t.mediated, t.settled], [34, 2, 138, 636, 626])
    const report = await buildReport(city.app, city.registry, 2020, now, { fresh: true })
    const computed = Object.fromEntries(report.figures.map((f) => [f.id, f.computed]))
    assert.deepEqual(
      [
        'mediation-committees',
        'mediation-committees-professional',
        'mediators',
        'disputes-mediated',
        'disputes-settled',
        'mediation-success-rate',
      ].map((id) => computed[id]),
      ['34', '2', '138', '636', '626', '98.43'],
    )
    assert.equal(refused, 1, 'the application for confirmation one day too late')
    // Whoever counts rows gets something else (chapter 4, C4).
    const d = t.decoys
    const settledRows = await count(
      city,
      `mediation.matter where outcome like 'SETTLED%' and concluded_on between '2020-01-01' and '2020-12-31'`,
    )
    assert.equal(settledRows, t.settled + t.partial + d.courtEntrustedSettled)
    assert.equal(await count(city, 'mediation.committee'), t.committees + d.unfiledCommittees + d.dissolvedCommittees)
    assert.ok((await count(city, 'mediation.seat')) > t.mediators)
    assert.equal(await count(city, 'mediation.room'), d.rooms)
    const concluded = await count(
      city,
      `mediation.matter where outcome ~ '^(SETTLED|FAILED)' and concluded_on between '2020-01-01' and '2020-12-31'`,
    )
    assert.equal(concluded, t.mediated + d.superseded + d.courtEntrusted)
    for (const [outcome, n] of [
      ['NOT_ACCEPTED', d.notAccepted],
      ['ENDED_BEFORE_START', d.endedBeforeStart],
      ['TRANSFERRED_OUT', d.transferred],
      ['MERGED', d.merged],
    ] as const)
      assert.equal(await count(city, `mediation.matter where outcome = '${outcome}'`), n, outcome)
    const accepted = await count(
      city,
      `mediation.matter where accepted_on between '2020-01-01' and '2020-12-31' and outcome <> 'TRANSFERRED_OUT'`,
    )
    assert.equal(accepted, plan.intake)
    assert.equal(
      await count(city, `mediation.matter where accepted_on <= '2020-12-31' and concluded_on > '2020-12-31'`),
      d.pendingAtYearEnd,
    )
    assert.equal(
      await count(city, "mediation.matter where state not in ('ARCHIVED', 'MERGED', 'TRANSFERRED_OUT')"),
      0,
      'nothing is left open',
    )
    const late = await one(city, `select count(*) as n from mediation.confirmation where applied_on > apply_due_on`)
    assert.equal(Number(late.n), 0)
  })

  it('gives the same record with any number of lanes and any size of batch', async () => {
    const records = []
    for (const [lanes, batchSize] of [
      [2, 800],
      [1, 60],
      [3, 7],
    ] as const) {
      const city = await founded()
      await runReplay(city, { ...base, lanes, batchSize })
      records.push(await heads(city))
    }
    assert.ok(Object.keys(records[0]!).length > 80)
    assert.deepEqual(records[1], records[0])
    assert.deepEqual(records[2], records[0])
    const other = await founded()
    await runReplay(other, { ...base, seed: 'other' })
    assert.notDeepEqual(await heads(other), records[0])
  })

  it('goes on where it was cut short and comes to the same record', async () => {
    const whole = await founded()
    await runReplay(whole, { ...base, batchSize: 40 })
    const expected = await heads(whole)
    for (const [batches, when, lanes] of [
      [3, 'before', 2],
      [5, 'after', 2],
      [14, 'before', 1],
      [14, 'after', 3],
    ] as const) {
      const city = await founded()
      await assert.rejects(runReplay(cutShort(city, batches, when), { ...base, batchSize: 40, lanes }), /cut short/)
      const half = Object.keys(await heads(city)).length
      assert.ok(half > 0 && half < Object.keys(expected).length, `${half} matters were there`)
      assert.equal(
        JSON.parse((await one(city, `select value from kernel.setting where key = 'replay'`)).value).state,
        'running',
      )
      await runReplay(city, { ...base, lanes, batchSize: 90 })
      assert.deepEqual(await heads(city), expected, `${batches} ${when}`)
    }
  })

  it('is not mixed with another replay, nor with matters of another origin', async () => {
    const city = await founded()
    const first = await runReplay(city, base)
    const before = await heads(city)
    const again = await runReplay(city, base)
    assert.deepEqual([again.acts, again.matters], [0, first.matters], 'the same replay is done already')
    for (const other of [
      { seed: 'x' },
      { scale: 0.002 },
      { year: 2019 },
      { figuresText: figuresText.replace('62562', '62561') },
    ])
      await assert.rejects(
        runReplay(city, { ...base, ...other }),
        (e: Error) => e instanceof PlainError && /已有一次重放.*FADU_HOME/.test(e.message),
      )
    assert.deepEqual(await heads(city), before)
    await city.owner.query(`delete from kernel.setting where key = 'replay'`)
    await assert.rejects(runReplay(city, base), /不是由重放产生/)
  })

  it('needs only some of the ids, and passes over those it does not know', async () => {
    const lines = figuresText.split('\n')
    const only = [
      lines[0],
      ...lines.filter((l) => /^(disputes-mediated|law-dimension-rank-rise)\t/.test(l)),
      'night-bus-lines\tx\t夜班车\t7\texact\t条\tcity\t',
    ].join('\n')
    const city = await founded()
    const { plan } = await runReplay(city, { ...base, figuresText: only })
    assert.equal(plan.targets.mediated, 64)
    assert.ok(plan.notes.length > 0)
    const report = await buildReport(city.app, city.registry, 2020, now, { fresh: true })
    assert.deepEqual(
      report.figures.map((f) => [f.id, f.computed]),
      [
        ['law-dimension-rank-rise', null],
        ['disputes-mediated', '64'],
        ['night-bus-lines', null],
      ],
    )
  })

  it('holds for other years, seeds and the smallest scales', async () => {
    for (const [year, scale, seed] of [
      [2016, 0.001, 'a'], // judicial confirmation has no version before July 2017
      [2018, 0.003, 'b'], // an agreement undone by a judgment before it was performed
      [2025, 0.001, 'c'],
      [2020, 0.0001, 'd'], // people who are there only to make up a committee
      [2020, 0.00002, 'e'],
    ] as const) {
      const city = await founded()
      const { plan } = await runReplay(city, { ...base, year, scale, seed })
      const t = plan.targets
      const report = await buildReport(city.app, city.registry, year, now, { fresh: true })
      const computed = new Map(report.figures.map((f) => [f.id, f.computed]))
      assert.deepEqual(
        [
          'mediation-committees',
          'mediation-committees-professional',
          'mediators',
          'disputes-mediated',
          'disputes-settled',
        ].map((id) => Number(computed.get(id))),
        [t.committees, t.professional, t.mediators, t.mediated, t.settled],
        `${year} ${scale}`,
      )
    }
  })

  it('refuses figures that cannot hold together, and years without the law or not over', async () => {
    const city = await founded()
    const refused = (o: Partial<ReplayOptions>, say: RegExp) =>
      assert.rejects(runReplay(city, { ...base, ...o }), (e: Error) => e instanceof PlainError && say.test(e.message))
    await refused({ figuresText: figuresText.replace(/(disputes-settled\t.*\t)62562/, '$163602') }, /63602|63601/)
    await refused({ figuresText: 'nothing' }, /./)
    await refused({ year: 2010 }, /2010年.*PML_2010.*2011-01-01/)
    await refused({ year: 2012 }, /2012年.*NB_PM_2015.*2015-06-01/)
    await refused({ year: 2026 }, /2026年还没有结束/)
    assert.equal(await count(city, 'kernel.matter'), 0)
    assert.equal(await count(city, `kernel.setting where key = 'replay'`), 0)
  })
})

describe('the demonstration', () => {
  it('is acted out as of any day, and goes on where it was cut short', async () => {
    for (const at of [now, instantAt('2027-03-01' as LocalDate, '00:02')]) {
      const city = await founded()
      await assert.rejects(actDemo(cutShort(city, 9, 'after'), at), /cut short/)
      const people = await actDemo(city, at)
      const first = await heads(city)
      assert.deepEqual(await actDemo(city, at), people)
      assert.deepEqual(await heads(city), first, 'a second time adds nothing')
      assert.ok(people.mediator !== people.head && people.citizen.partyId)
      const today = at.slice(0, 10)
      const open = await one(
        city,
        `select count(*) filter (where l.due < '${today}') as overdue, count(*) filter (where l.due between '${today}' and date '${today}' + 3) as soon
         from kernel.matter_limit l where l.limit_id in ('general', 'labour', 'courtDelegated') and l.state = 'running'`,
      )
      assert.ok(Number(open.overdue) >= 3 && Number(open.soon) >= 3, JSON.stringify(open))
      assert.ok((await count(city, `mediation.matter where state = 'AWAITING_CONSENT'`)) >= 3)
      assert.equal(await count(city, `kernel.act where recorded_at > '${at}'`), 0, 'nothing lies in the future')
      const own = await count(
        city,
        `mediation.matter where host_mediator_id = '${people.mediator}' and concluded_on is null`,
      )
      assert.ok(own >= 5, `${own} matters in hand`)
      assert.equal(await count(city, `mediation.party where party_id = '${people.citizen.partyId}'`), 1)
      const overdueTerms = await count(
        city,
        `mediation.committee c where c.state <> 'DISSOLVED' and not exists (select from mediation.term t where t.matter_id = c.matter_id and t.end_on > '${today}')`,
      )
      assert.ok(overdueTerms >= 1 && overdueTerms <= 3, `${overdueTerms} terms are over`)
    }
  })
})
