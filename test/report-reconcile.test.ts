import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type Figure, parseFigures } from '../src/report/figures.ts'
import { HABIT_CODES } from '../src/report/habit.ts'
import { type ComputedFigure, reconcile, scaledTarget } from '../src/report/reconcile.ts'

const FIGURES = parseFigures(readFileSync(new URL('../data/figures/ningbo-2020.tsv', import.meta.url), 'utf8'))
const changed = (changes: Record<string, Partial<Figure>>) => FIGURES.map((f) => ({ ...f, ...changes[f.id] }))

const figure = (id: string, value: string, unit: string, qualifier: Figure['qualifier'] = 'exact'): Figure => ({
  line: 2,
  id,
  system: 's',
  label: `名称${id}`,
  value,
  qualifier,
  unit,
  scope: 'city',
  relation: '',
})

/** The records of a replay of the mediation figures. */
const MEDIATION = new Map<string, ComputedFigure>([
  ['mediation-committees', { value: 3396n, records: 3396n }],
  ['mediation-committees-professional', { value: 175n, records: 175n }],
  ['mediators', { value: 13766n, records: 13766n }],
  ['disputes-mediated', { value: 63601n, records: 63601n }],
  ['disputes-settled', { value: 62562n, records: 62562n }],
  ['mediation-success-rate', { num: 62562n, den: 63601n, records: 63601n }],
])

const rowOf = (
  id: string,
  figures: readonly Figure[] = FIGURES,
  computed: ReadonlyMap<string, ComputedFigure> = MEDIATION,
  scale = 1,
) => {
  const found = reconcile(figures, computed, { scale, year: 2020 }).figures.find((r) => r.id === id)
  assert.ok(found)
  return found
}
const single = (f: Figure, known: ComputedFigure, scale = 1) => rowOf(f.id, [f], new Map([[f.id, known]]), scale)

describe('the rows of the report', () => {
  test('E8.2: computed 98.37 beside published 98.36, named a truncation, without touching the counts', () => {
    assert.deepEqual(rowOf('mediation-success-rate'), {
      id: 'mediation-success-rate',
      system: 'peoples-mediation',
      label: '调解成功率',
      unit: '%',
      scope: 'city',
      published: '98.36',
      qualifier: 'exact',
      computed: '98.37',
      records: 63601,
      reported: null,
      agrees: true,
      habit: 'MATCH_BY_TRUNCATION',
      note: '按四舍五入应为98.37%，已公布98.36%为截尾',
      flags: [],
    })
    const count = rowOf('disputes-mediated')
    assert.deepEqual([count.computed, count.records, count.agrees, count.habit], ['63601', 63601, true, 'EXACT'])
  })

  test('the printed integers settle two habits without any record', () => {
    const none = new Map()
    const rate = rowOf('mediation-success-rate', FIGURES, none)
    assert.deepEqual([rate.computed, rate.records, rate.agrees, rate.habit], [null, null, null, 'MATCH_BY_TRUNCATION'])
    assert.match(rate.note, /未计算.*98\.37%/)
    const change = rowOf('administrative-disputes-change', FIGURES, none)
    assert.deepEqual([change.agrees, change.habit], [null, 'MATCH_HALF_UP'])
    assert.match(change.note, /2904/)
    assert.equal(rowOf('disputes-mediated', FIGURES, none).habit, null)
  })

  test('E8.4: the sentence on habits', () => {
    assert.equal(
      reconcile(FIGURES, MEDIATION, { scale: 1 }).habits,
      '本篇：1个数只合四舍五入，1个数只合截尾，其余不可分辨',
    )
  })

  test('an id without an indicator is listed as not computed', () => {
    const row = rowOf('never-heard-of', [...FIGURES, figure('never-heard-of', '12.5', '万个', 'over')])
    assert.deepEqual(
      [row.published, row.computed, row.records, row.agrees, row.habit],
      ['12.5', null, null, null, null],
    )
    assert.match(row.note, /未计算/)
  })

  test('a rate that its counts contradict is shown as different and flagged on all three', () => {
    const wrong = changed({ 'mediation-success-rate': { value: '97.00' } })
    const row = rowOf('mediation-success-rate', wrong)
    assert.deepEqual([row.computed, row.agrees, row.habit], ['98.37', false, 'MISMATCH'])
    assert.match(row.note, /四舍五入、截尾都不能得出/)
    assert.equal(rowOf('disputes-settled', wrong).flags.length, 1)
    assert.equal(rowOf('mediation-success-rate', wrong, new Map()).habit, 'MISMATCH')
  })

  test('parts that do not add up and double readings are flagged in words', () => {
    const wrong = changed({ 'proactive-new-media': { value: '75687' } })
    assert.match(rowOf('proactive-website', wrong).note, /分项合计与总数不符.*相差1条/)
    assert.match(rowOf('head-appearance-change').note, /两种读法.*82\.50%.*80\.51%/)
  })

  test('a count that differs says by how much, with candidates', () => {
    const row = single(figure('x', '63610', '件'), { value: 63601n, records: 63601n })
    assert.equal(row.agrees, false)
    assert.match(row.note, /少9件.*对调/)
  })

  test('E8.7: qualified figures are explained by their words', () => {
    const over = (value: bigint) => single(figure('x', '300', '名', 'over'), { value, records: value })
    assert.deepEqual([over(312n).agrees, over(312n).habit, over(312n).flags.length], [true, null, 0])
    assert.deepEqual([over(300n).agrees, over(300n).flags.length], [false, 1])
    assert.deepEqual([over(400n).agrees, over(400n).flags.length], [true, 1])
    const half = single(figure('x', '95', '%', 'at-least'), { num: 94_996n, den: 100_000n, records: 100_000n })
    assert.deepEqual([half.computed, half.agrees], ['95.00', false])
  })

  test('E8.8: money is compared in fen, or in yuan where the records say so', () => {
    const paid = (known: ComputedFigure) => single(figure('x', '86.1', '亿元'), known)
    const fen = paid({ value: 860_500_000_000n, records: 9n, unitFen: true })
    assert.deepEqual([fen.computed, fen.agrees, fen.habit, fen.records], ['86.1', true, 'MATCH_HALF_UP', 9])
    assert.equal(paid({ value: 8_605_000_000n, records: 9n }).habit, 'MATCH_HALF_UP')
    assert.deepEqual(paid({ value: 860_499_999_999n, records: 9n, unitFen: true }).agrees, false)
    const cut = paid({ value: 861_900_000_000n, records: 9n, unitFen: true })
    assert.deepEqual([cut.computed, cut.habit], ['86.2', 'MATCH_BY_TRUNCATION'])
    assert.match(cut.note, /按四舍五入应为86\.2亿元，已公布86\.1亿元为截尾/)
  })

  test('F8.4: a printed hundred that is not complete is a rounding, and says so', () => {
    const row = single(figure('x', '100.00', '%'), { num: 19999n, den: 20000n, records: 20000n })
    assert.deepEqual([row.computed, row.agrees, row.habit], ['99.99', true, 'MATCH_HALF_UP'])
    assert.match(row.note, /1件未完成/)
    const kept = single(figure('x', '0.01', '%'), { num: 1n, den: 30000n, records: 30000n })
    assert.deepEqual([kept.computed, kept.agrees, kept.habit], ['0.01', true, null])
    const plain = single(figure('x', '100', '%'), { num: 7n, den: 7n, records: 7n })
    assert.deepEqual([plain.computed, plain.agrees, plain.habit, plain.flags], ['100', true, 'EXACT', []])
  })

  test('F8.3: a column adjusted to 100', () => {
    const column = [figure('a', '28.6', '%'), figure('b', '28.5', '%'), figure('c', '42.9', '%')]
    const known = new Map<string, ComputedFigure>([
      ['a', { num: 2n, den: 7n, records: 7n }],
      ['b', { num: 2n, den: 7n, records: 7n }],
      ['c', { num: 3n, den: 7n, records: 7n }],
    ])
    const habits = (groups: string[][]) => reconcile(column, known, { scale: 1, groups }).figures.map((r) => r.habit)
    assert.deepEqual(habits([['a', 'b', 'c']]), ['MATCH_HALF_UP', 'ADJUSTED_TO_100', 'MATCH_HALF_UP'])
    assert.deepEqual(habits([]), ['MATCH_HALF_UP', 'MATCH_BY_TRUNCATION', 'MATCH_HALF_UP'])
  })

  test('no denominator, no quotient, a share above one hundred', () => {
    const none = single(figure('x', '98.36', '%'), { num: 0n, den: 0n, records: 0n })
    assert.deepEqual([none.computed, none.agrees, none.flags.length], ['—', null, 1])
    assert.deepEqual(single(figure('x', '98.36', '%'), { value: 5n, records: 5n }).agrees, null)
    assert.match(single(figure('x', '112', '%'), { num: 1n, den: 2n, records: 2n }).note, /超过100%/)
  })

  test('what an agency reported stands beside, whatever it is', () => {
    const report = reconcile([figure('x', '6', '项')], new Map(), { scale: 1, reported: new Map([['x', '5']]) })
    assert.equal(report.figures[0]?.reported, '5')
    assert.match(report.figures[0]?.note ?? '', /机关填报5项/)
  })
})

describe('a replay at another scale', () => {
  const hundredth = new Map<string, ComputedFigure>([
    ['mediation-committees', { value: 34n, records: 34n }],
    ['disputes-mediated', { value: 636n, records: 636n }],
    ['disputes-settled', { value: 627n, records: 627n }],
    ['mediation-success-rate', { num: 627n, den: 636n, records: 636n }],
  ])
  const report = reconcile(FIGURES, hundredth, { scale: 0.01 })
  const at = (id: string) => report.figures.find((r) => r.id === id)!

  test('counts are held against the scaled target, half up', () => {
    assert.equal(report.scale, '1:100')
    assert.equal(scaledTarget(3350n, 0.01), 34n)
    assert.deepEqual([at('mediation-committees').agrees, at('mediation-committees').computed], [true, '34'])
    assert.equal(at('disputes-mediated').agrees, true)
    assert.deepEqual([at('disputes-settled').agrees, at('disputes-settled').published], [false, '62562'])
    const low = new Map([['disputes-settled', { value: 625n, records: 625n }]])
    assert.equal(rowOf('disputes-settled', FIGURES, low, 0.01).agrees, false)
    assert.match(at('disputes-settled').note, /1:100.*目标为626件.*实为627件/)
  })

  test('rates are not compared', () => {
    assert.equal(at('mediation-success-rate').agrees, null)
    assert.match(at('mediation-success-rate').note, /1:100.*不作比较/)
  })

  test('scales are read exactly, and nonsense is refused', () => {
    assert.equal(reconcile([], new Map(), { scale: 1 }).scale, '1:1')
    assert.equal(reconcile([], new Map(), { scale: 0.001 }).scale, '1:1000')
    assert.equal(reconcile([], new Map(), { scale: 1e-7 }).scale, '1:10000000')
    assert.equal(reconcile([], new Map(), { scale: 3 }).scale, '3:1')
    for (const scale of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => reconcile([], new Map(), { scale }), /比例/)
    }
  })
})

describe('properties of the report', () => {
  const computed = fc.record({
    value: fc.option(fc.bigInt(0n, 10n ** 12n), { nil: undefined }),
    num: fc.option(fc.bigInt(-1000n, 10n ** 6n), { nil: undefined }),
    den: fc.option(fc.bigInt(0n, 10n ** 6n), { nil: undefined }),
    records: fc.bigInt(0n, 10n ** 6n),
    unitFen: fc.boolean(),
  })
  const unknown = fc
    .tuple(fc.constantFrom('件', '万件', '%', '亿元', '个百分点', ''), fc.constantFrom(...(['exact', 'over'] as const)))
    .map(([unit, qualifier]) => figure('made-up', '12.5', unit, qualifier))

  test('any subset with any records, unknown ids and any scale gives every row once, as JSON', () => {
    const input = fc.tuple(
      fc.shuffledSubarray(FIGURES),
      unknown,
      fc.dictionary(fc.constantFrom('made-up', ...FIGURES.map((f) => f.id)), computed, { maxKeys: 40 }),
      fc.constantFrom(1, 0.1, 0.01, 2),
    )
    fc.assert(
      fc.property(input, ([subset, other, known, scale]) => {
        const figures = [...subset, other]
        const report = reconcile(figures, new Map(Object.entries(known)), { scale, year: 2020 })
        assert.deepEqual(
          report.figures.map((r) => r.id),
          figures.map((f) => f.id),
        )
        assert.deepEqual(JSON.parse(JSON.stringify(report)), report)
        for (const r of report.figures) {
          assert.ok(r.note.length > 0)
          assert.ok(r.habit === null || HABIT_CODES.includes(r.habit))
          if (r.computed === null) assert.deepEqual([r.agrees, r.records], [null, null])
          if (r.agrees === true) assert.notEqual(r.habit, 'MISMATCH')
        }
      }),
    )
  })

  test('plain counts replayed as printed agree exactly', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 9n), (n) => {
        const row = single(figure('x', n.toString(), '件'), { value: n, records: n })
        assert.deepEqual([row.computed, row.agrees, row.habit], [n.toString(), true, 'EXACT'])
      }),
    )
  })
})
