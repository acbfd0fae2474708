/** The plan of administrative disputes: sums to the piece at any scale, days in order, subsets within their wholes, decoys there. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadDefaultCalendar, stepWorkdays, worksOn } from '../src/kernel/calendar.ts'
import { addMonths } from '../src/kernel/clock.ts'
import { reconJobs, suitJobs } from '../src/replay/admin-jobs.ts'
import { type AdminPlan, planAdmin } from '../src/replay/admin-plan.ts'
import { isJudged } from '../src/replay/admin-suits-plan.ts'
import { adminTargetsOf } from '../src/replay/admin-targets.ts'
import { loadCity } from '../src/replay/city.ts'
import { Script } from '../src/replay/enact.ts'
import { remaining } from '../src/replay/lanes.ts'
import { atSecond, dateOf, daysOf } from '../src/replay/timing.ts'
import { parseFigures } from '../src/report/figures.ts'
import { countsOf } from './replay-admin-counts.ts'

const figures = new Map(
  parseFigures(readFileSync(new URL('../data/figures/ningbo-2020.tsv', import.meta.url), 'utf8')).map((f) => [f.id, f]),
)
const city = loadCity(fileURLToPath(new URL('../data/cities/ningbo/', import.meta.url)))
const calendar = loadDefaultCalendar()
const days = daysOf(calendar, 2020, city.demo)
const planned = (scale: number, seed = 'test', with1 = figures): AdminPlan =>
  planAdmin({ figures: with1, city, year: 2020, seed, scale, days })!
describe('the plan of administrative disputes', () => {
  it('comes out at the printed figures of 2020, the year before beside it', () => {
    const p = planned(1)
    const c = countsOf(p)
    assert.deepEqual(c.recon, [1101, 441])
    assert.deepEqual(c.cityLevel, [256, 119])
    assert.deepEqual(c.suits, [899, 60])
    assert.deepEqual(c.heard, [740, 680])
    assert.equal(c.accepted[1]! + c.filed[1]!, 2233)
    assert.equal(c.accepted[0]! + c.filed[0]!, 2904)
    assert.deepEqual([c.accepted[1], c.filed[1]], [1130, 1103])
    assert.ok(p.notes.some((n) => n.includes('899')) && p.notes.some((n) => n.includes('只能由上年2904件得出')))
    assert.equal(p.assessed.filter((x) => x.isPassed).length, 11)
  })

  for (const [scale, seed] of [
    [1, 'a'],
    [0.05, 'b'],
    [0.01, 'c'],
    [0.003, 'd'],
  ] as const)
    it(`at scale ${scale}: exactly its targets, days in order, chains and decoys`, () => {
      const p = planned(scale, seed)
      const { recon, suits, hearings } = p.targets
      assert.deepEqual(countsOf(p), {
        accepted: [recon.before, recon.accepted],
        recon: [recon.concluded, recon.settled],
        cityLevel: [recon.cityLevel, recon.cityLevelSettled],
        filed: [suits.before, suits.filed],
        suits: [suits.concluded, suits.lost],
        heard: [hearings.all, hearings.attended],
      })
      for (const r of p.recons) {
        assert.ok(r.made < r.received, `recon ${r.key}`)
        assert.ok(r.received < r.closed + (r.outcome === 'TRANSFERRED' ? 1 : 0), `recon ${r.key}`)
        for (const d of [r.received, r.closed]) assert.ok(worksOn(calendar, d), `recon ${r.key} ${dateOf(d)}`)
        assert.ok(
          dateOf(r.closed) <= dateOf((r.accepted ?? r.received) + 60) || r.turn === 'EXTENDED',
          `recon ${r.key} late ${JSON.stringify(r)} ${dateOf(r.received)} ${dateOf(r.closed)}`,
        )
        assert.ok(r.received - r.made <= 60, `recon ${r.key} filed late`)
      }
      const by = new Map(p.suits.map((s) => [s.key, s]))
      for (const s of p.suits) {
        assert.ok(s.docketed < s.concluded, `suit ${s.key}`)
        for (const d of [s.docketed, s.concluded]) assert.ok(worksOn(calendar, d), `suit ${s.key} ${dateOf(d)}`)
        if (s.instance === 'FIRST')
          assert.ok(
            dateOf(s.concluded) <= addMonths(dateOf(s.docketed), 6),
            `suit ${s.key} ${dateOf(s.docketed)} ${dateOf(s.concluded)}`,
          )
        if (s.hearing)
          assert.ok(
            s.hearing.on > s.docketed + 15 && s.hearing.on < s.concluded,
            `suit ${s.key} heard ${dateOf(s.docketed)} ${dateOf(s.hearing.on)} ${dateOf(s.concluded)}`,
          )
        if (s.appeal)
          assert.ok(s.appeal.filed - stepWorkdays(calendar, s.concluded, 2) <= 15, `suit ${s.key} appealed too late`)
        if (isJudged(s.end) && s.instance === 'FIRST') assert.ok(s.hearing, `suit ${s.key} judged unheard`)
        if (s.recon !== undefined) {
          const r = p.recons.find((x) => x.key === s.recon)!
          assert.ok(r.closed < s.docketed && s.chain === r.matterId && s.defendant === r.respondent)
        }
        if (s.parent !== undefined)
          assert.ok(by.get(s.parent)!.docketed < s.docketed && by.get(s.parent)!.chain === s.chain)
      }
      assert.equal(new Set(p.suits.map((s) => s.caseNo)).size, p.suits.length)
      assert.equal(new Set([...p.suits, ...p.recons].map((s) => s.matterId)).size, p.suits.length + p.recons.length)
      const some = {
        refused: p.recons.some((r) => r.outcome === 'REFUSED'),
        abandoned: p.recons.some((r) => r.outcome === 'ABANDONED'),
        advised: p.recons.some((r) => r.outcome === 'ADVISED_ELSEWHERE'),
        notDocketed: p.suits.some((s) => s.end === 'RULING_NOT_DOCKET'),
        second: p.suits.some((s) => s.instance === 'SECOND'),
        thirdParty: p.suits.some((s) => s.isThirdParty),
        claims: p.claims.length > 0,
        ...(scale < 0.01
          ? {}
          : {
              group: p.recons.some((r) => r.group),
              ordered: p.recons.some((r) => r.turn === 'ORDERED'),
              remanded: p.suits.some((s) => s.appeal?.outcome === 'REMANDED'),
              review: p.suits.some((s) => s.instance === 'RETRIAL_REVIEW'),
              merged: p.suits.some((s) => s.plaintiffs === 20),
              vertical: p.suits.some((s) => s.isVertical && !s.isAssumed),
              publicInterest: p.suits.some((s) => s.suitKind === 'PUBLIC_INTEREST'),
            }),
        ...(scale < 0.05
          ? {}
          : {
              chains: p.suits.some((s) => s.recon !== undefined),
              joint: p.suits.some((s) => s.other?.role === 'JOINT_ACT'),
            }),
      }
      assert.deepEqual(some, Object.fromEntries(Object.keys(some).map((k) => [k, true])))
    })

  it('twenty over one act make a group at full scale', () => {
    const groups = Map.groupBy(
      planned(1).recons.filter((r) => r.group),
      (r) => r.group,
    )
    assert.ok(
      [...groups.values()].some(
        (g) =>
          g.length === 20 &&
          new Set(g.map((r) => `${r.respondent} ${r.made}`)).size === 1 &&
          new Set(g.map((r) => `${r.county} ${r.person}`)).size === 20,
      ),
    )
  })

  it('can be written as requests for any seed: days never fall within a matter', () => {
    const ctx = { seed: '', year: 2020, calendar, city: '330200', agencyName: (id: string) => id }
    for (let seed = 0; seed < 40; seed++) {
      const p = planned(seed % 10 === 0 ? 0.3 : 0.02, `s${seed}`)
      const of = { ...ctx, seed: `s${seed}` }
      for (const make of [reconJobs, suitJobs])
        for (const job of make(p, of, undefined, () => new Map())) {
          const { requests } = job.make()
          assert.ok(requests.length > 0)
        }
    }
  })

  it('goes on after what is on record, also where the law has acted in between', () => {
    const script = new Script('x')
    const actor = { id: 'a', role: 'r', scope: { kind: 'city', value: 'city' }, agency: 'a' } as const
    const at = (n: number) => atSecond(18_000 + n, 0)
    const step = { matterId: 'm', action: 'a', input: {} }
    script.add(actor, at(0), step).add(actor, at(30), step, { lapses: 1 }).add(actor, at(31), step)
    const unit = script.unit()
    const left = (n: number) => remaining(unit, new Map([['m', n]])).length
    // The lapse is the second act, the two requests after it the third and the fourth.
    assert.deepEqual([0, 1, 2, 3, 4].map(left), [3, 2, 2, 1, 0])
  })

  it('is the same for a seed and another for another', () => {
    const text = (p: AdminPlan) => JSON.stringify([p.recons, p.suits])
    assert.equal(text(planned(0.05, 'x')), text(planned(0.05, 'x')))
    assert.notEqual(text(planned(0.05, 'x')), text(planned(0.05, 'y')))
  })

  it('other figures: the nearest denominators, what the file leaves out is noted, and nothing without any of the ids', () => {
    const change = (id: string, value?: string) => {
      const others = new Map(figures)
      if (value === undefined) others.delete(id)
      else others.set(id, { ...figures.get(id)!, value })
      return adminTargetsOf(others, 1, city.demo.administrative!)!
    }
    const seven = change('first-instance-loss-rate', '7.13')
    assert.equal(Math.floor((seven.suits.lost * 10_000) / seven.suits.concluded), 713)
    assert.ok(Math.abs(seven.suits.concluded - 899) < 60 && seven.notes.some((n) => n.includes('取最接近它')))
    const part = change('reconsideration-settled-rate-city-level', '80')
    assert.ok(part.recon.cityLevelSettled <= part.recon.settled)
    const without = change('administrative-disputes-change')
    assert.equal(without.recon.before + without.suits.before, 2904)
    assert.ok(without.notes.some((n) => n.includes('没有发案量的变动')))
    assert.equal(adminTargetsOf(new Map(), 1, city.demo.administrative!), undefined)
  })
})
