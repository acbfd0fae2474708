/**
 * Any other figures file: whatever subset of the printed figures it has, the plan prints them back where whole numbers can, keeps every
 * part within its whole, says what it assumed, and never fails. Small totals are where wholes leave little room.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { domains } from '../src/domains/index.ts'
import { loadDefaultCalendar } from '../src/kernel/calendar.ts'
import { reconJobs, suitJobs } from '../src/replay/admin-jobs.ts'
import { type AdminPlan, planAdmin } from '../src/replay/admin-plan.ts'
import { countsBefore, isWithin, type Ratio } from '../src/replay/admin-ratio.ts'
import { type ADMIN_IDS, type AdminTargets, adminTargetsOf } from '../src/replay/admin-targets.ts'
import { loadCity } from '../src/replay/city.ts'
import { importOfficers } from '../src/replay/enact-agencies.ts'
import { runLanes } from '../src/replay/lanes.ts'
import { agencyNames, writeSetting } from '../src/replay/run.ts'
import { daysOf } from '../src/replay/timing.ts'
import { buildReport } from '../src/report/build.ts'
import { bulletin } from '../src/report/bulletin/index.ts'
import { parseFigures } from '../src/report/figures.ts'
import { countsOf } from './replay-admin-counts.ts'
import { closeFounded, founded, now } from './replay-support.ts'

after(closeFounded)
const kept = readFileSync(new URL('../data/figures/ningbo-2020.tsv', import.meta.url), 'utf8').split('\n')
const lineOf = (id: string) => kept.find((l) => l.startsWith(`${id}\t`))!
type Id = (typeof ADMIN_IDS)[number]
type Values = Partial<Record<Id, string>>

/** A figures file with these ids at these values, and lines that nobody knows. */
const fileOf = (values: Values, more: readonly string[] = []): string =>
  [
    kept[0]!,
    ...Object.entries(values).map(([id, value]) =>
      lineOf(id)
        .split('\t')
        .map((cell, i) => (i === 3 ? value : i === 4 ? 'exact' : cell))
        .join('\t'),
    ),
    ...more,
  ].join('\n')
const figuresOf = (text: string) => new Map(parseFigures(text).map((f) => [f.id, f]))

const city = loadCity(fileURLToPath(new URL('../data/cities/ningbo/', import.meta.url)))
const demo = city.demo.administrative!
const calendar = loadDefaultCalendar()
const days = daysOf(calendar, 2020, city.demo)
const planned = (text: string, seed: string, scale = 1): AdminPlan =>
  planAdmin({ figures: figuresOf(text), city, year: 2020, seed, scale, days })!

const ratiosOf = (t: AdminTargets): Record<string, Ratio> => ({
  'reconsideration-settled-rate': { numerator: t.recon.settled, denominator: t.recon.concluded },
  'reconsideration-settled-rate-city-level': {
    numerator: t.recon.cityLevelSettled,
    denominator: t.recon.cityLevel,
  },
  'first-instance-loss-rate': { numerator: t.suits.lost, denominator: t.suits.concluded },
  'head-appearance-rate': { numerator: t.hearings.attended, denominator: t.hearings.all },
  'reconsideration-standard-rate': t.standard,
})
/** Both habits, by plain division. */
const prints = (text: string, { numerator: n, denominator: d }: Ratio): boolean => {
  const unit = 10 ** (text.split('.')[1]?.length ?? 0)
  const units = Math.round(Number(text) * unit)
  return d > 0 && Math.floor((n * 100 * unit) / d) === units && Math.floor((2 * n * 100 * unit + d) / (2 * d)) === units
}

function judge(values: Values, t: AdminTargets): void {
  const said = (id: Id, words: string) => {
    const label = { 'first-instance-loss-rate': '一审败诉率', 'head-appearance-rate': '出庭应诉率' }[id as string]
    return t.notes.some((n) => n.includes(words) && (!label || n.includes(label)))
  }
  const { recon, suits, hearings } = t
  // Parts lie within their wholes, and what is concluded came in.
  assert.ok(recon.concluded <= recon.accepted + recon.before && suits.concluded <= suits.filed + suits.before)
  assert.ok(recon.concluded - recon.carried <= recon.accepted && recon.carried <= recon.before)
  assert.ok(suits.concluded - suits.carried <= suits.filed && suits.carried <= suits.before)
  const of = ratiosOf(t)
  assert.ok(isWithin(of['reconsideration-settled-rate-city-level']!, of['reconsideration-settled-rate']!))
  assert.ok(suits.lost <= hearings.all - hearings.secondInstance && hearings.all <= suits.concluded)
  for (const r of Object.values(of)) assert.ok(r.numerator >= 0 && r.numerator <= r.denominator)
  // A printed total is met to the piece, its change by the count before where one gives it.
  const total = Number(values['administrative-disputes'] ?? demo.disputes.recon + demo.disputes.suits)
  assert.equal(recon.accepted + suits.filed, total)
  const change = values['administrative-disputes-change']
  const counts = change === undefined ? [] : countsBefore(total, change)
  if (counts.length) assert.ok(counts.includes(recon.before + suits.before))
  else assert.ok(said('administrative-disputes-change', change === undefined ? '没有发案量的变动' : '没有一个上年件数'))
  for (const [id, ratio] of Object.entries(of)) {
    const text = values[id as Id]
    if (text !== undefined && !prints(text, ratio)) assert.ok(said(id as Id, '算得的率与公布的数不同'), `${id} ${text}`)
    if (text === undefined) assert.ok(said(id as Id, '公布的数没有'), id)
  }
  assert.ok(t.notes.every((n) => !/undefined|NaN|，$|。$/.test(n)))
}

const rate = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map(String),
  fc.integer({ min: 0, max: 10_000 }).map((n) => (n / 100).toFixed(2)),
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 40 }))
    .map(([n, d]) => ((100 * Math.min(n, d)) / d).toFixed(2)),
)
const file: fc.Arbitrary<Values> = fc
  .record(
    {
      'administrative-disputes': fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 90 })).map(String),
      'administrative-disputes-change': fc.integer({ min: -7500, max: 20_000 }).map((n) => (n / 100).toFixed(2)),
      'first-instance-loss-rate': rate,
      'reconsideration-settled-rate': rate,
      'reconsideration-settled-rate-city-level': rate,
      'reconsideration-standard-rate': rate,
      'head-appearance-rate': rate,
    },
    { requiredKeys: [] },
  )
  .filter((v) => Object.keys(v).length > 0) as fc.Arbitrary<Values>

describe('any file of figures of administrative disputes', () => {
  it('is met as far as whole numbers can, its wholes kept, its assumptions said', () => {
    let open = 0
    let met = 0
    fc.assert(
      fc.property(file, (values) => {
        const t = adminTargetsOf(figuresOf(fileOf(values)), 1, demo)!
        judge(values, t)
        for (const [id, ratio] of Object.entries(ratiosOf(t))) {
          const text = values[id as Id]
          if (text !== undefined) prints(text, ratio) ? met++ : open++
        }
      }),
      { numRuns: 600 },
    )
    assert.ok(met > 500 && open > 50, `${met} met, ${open} not`)
  })

  it('takes the demonstration’s total, else the nearest that prints the figure both ways', () => {
    const only = (values: Values) => adminTargetsOf(figuresOf(fileOf(values)), 1, demo)!
    const loss = only({ 'first-instance-loss-rate': '6.67' })
    assert.deepEqual([loss.suits.lost, loss.suits.concluded], [60, 899])
    assert.deepEqual([loss.recon.accepted, loss.suits.filed], [1130, 1103])
    assert.ok(loss.notes.some((n) => n.includes('公布的数没有行政争议发案量：假定为演示数据的2233件')))
    // A smaller year has no room for 899 cases: the nearest number of cases that it has room for.
    const small = only({ 'administrative-disputes': '40', 'first-instance-loss-rate': '12.5' })
    assert.equal(small.suits.filed + small.suits.before, 46)
    assert.deepEqual([small.suits.lost, small.suits.concluded], [5, 40])
    // 3/45 prints 6.67 only rounded: nothing below 46 prints it both ways, which is said.
    const none = only({ 'administrative-disputes': '40', 'first-instance-loss-rate': '6.67' })
    assert.deepEqual([none.suits.lost, none.suits.concluded], [3, 46])
    assert.ok(none.notes.some((n) => n.startsWith('行政机关一审败诉率6.67%') && n.includes('算得的率与公布的数不同')))
    const total = only({ 'administrative-disputes': '100' })
    assert.deepEqual([total.recon.accepted, total.suits.filed], [51, 49])
    assert.ok(total.notes.some((n) => n.includes('复议受理51件、一审立案49件是假定的')))
    // A part that its whole contradicts is not forced: nothing is settled anywhere, but half of the city's own.
    const against = only({ 'reconsideration-settled-rate': '0', 'reconsideration-settled-rate-city-level': '50' })
    assert.equal(against.recon.cityLevelSettled, 0)
    assert.ok(against.notes.some((n) => n.startsWith('市本级') && n.includes('算得的率与公布的数不同')))
    // Eleven organs are there to be assessed, and no more.
    assert.deepEqual(only({ 'reconsideration-standard-rate': '80' }).standard, { numerator: 8, denominator: 10 })
    assert.throws(() => only({ 'administrative-disputes': '-3' }), /不能为负/)
  })

  it('knows nothing of ids that are not its own', () => {
    const strange = 'head-appearance\tlitigation\t负责人出庭\t12\texact\t件\tcity\t'
    assert.equal(adminTargetsOf(figuresOf([kept[0], strange].join('\n')), 1, demo), undefined)
    const values = { 'administrative-disputes': '30' }
    const [alone, beside] = [fileOf(values), fileOf(values, [strange])].map(
      (text) => adminTargetsOf(figuresOf(text), 1, demo)!,
    )
    assert.deepEqual(alone, beside)
  })

  it('is planned to the piece and can be written as requests', () => {
    const ctx = { year: 2020, calendar, city: '330200', agencyName: (id: string) => id }
    let n = 0
    fc.assert(
      fc.property(
        file.map((v) => ({ 'administrative-disputes': '33', ...v })),
        (values) => {
          const seed = `f${n++}`
          const p = planned(fileOf(values), seed)
          const { recon, suits, hearings } = p.targets
          assert.deepEqual(countsOf(p), {
            accepted: [recon.before, recon.accepted],
            recon: [recon.concluded, recon.settled],
            cityLevel: [recon.cityLevel, recon.cityLevelSettled],
            filed: [suits.before, suits.filed],
            suits: [suits.concluded, suits.lost],
            heard: [hearings.all, hearings.attended],
          })
          for (const make of [reconJobs, suitJobs])
            for (const job of make(p, { ...ctx, seed }, undefined, () => new Map()))
              assert.ok(job.make().requests.length > 0)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a few other files, acted out', () => {
  const cases: [string, Values, string[]][] = [
    [
      'only a rate and a total that leaves it little room',
      { 'administrative-disputes': '36', 'first-instance-loss-rate': '12.5' },
      [],
    ],
    [
      'all lost, nobody of the heads there',
      { 'administrative-disputes': '14', 'first-instance-loss-rate': '100', 'head-appearance-rate': '0' },
      [],
    ],
    [
      'a settled rate, and an id that nobody knows',
      {
        'administrative-disputes': '24',
        'administrative-disputes-change': '20',
        'reconsideration-settled-rate': '25',
        'reconsideration-settled-rate-city-level': '50',
      },
      ['moons\tastronomy\t月亮\t1\texact\t个\tcity\t'],
    ],
  ]
  for (const [name, values, more] of cases)
    it(name, async () => {
      const home = await founded([...domains, bulletin])
      const figuresText = fileOf(values, more)
      const plan = planned(figuresText, 'acted')
      // The centres of the whole city would come with a replay of everything: this part is acted out alone.
      await importOfficers(home.owner, [])
      const names = await agencyNames(home.owner)
      const ctx = { seed: 'acted', year: 2020, calendar, city: '330200', agencyName: names }
      for (const make of [reconJobs, suitJobs])
        await runLanes(
          make(plan, ctx, now, () => new Map()).map((j) => ({ ...j, lane: 0 })),
          { engine: home.engine, batchSize: 200, lanes: 1, recorded: new Map(), onDone: () => {} },
        )
      const note = { file: 'other.tsv', year: 2020, scale: 1, seed: 'acted', figures: figuresText, notes: plan.notes }
      await writeSetting(home.owner, 'replay', JSON.stringify({ ...note, assumedYears: [2019], state: 'done' }))
      const t = plan.targets
      judge(values, t)
      const report = await buildReport(home.app, home.registry, 2020, now, { fresh: true })
      assert.deepEqual(report.assumptions, plan.notes)
      const computed = (id: string) => report.figures.find((f) => f.id === id)?.computed
      for (const [id, value] of Object.entries(values)) {
        const ratio = ratiosOf(t)[id]
        const isOpen = ratio !== undefined && !prints(value, ratio)
        assert.equal(Number(computed(id)) === Number(value), !isOpen, `${id}: ${computed(id)} of ${value}`)
      }
      assert.equal(computed('moons') ?? null, null)
    })
})
