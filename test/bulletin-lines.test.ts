/** The arithmetic of the bulletin, on rows written by hand: ranks, warnings by the exact fraction, changes, the court's list, corrections. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { LocalDate } from '#kernel/clock'
import { ambiguousChanges, readingsOf, readRateChange } from '../src/report/bulletin/changes.ts'
import { differencesOf } from '../src/report/bulletin/differences.ts'
import { type FrozenRow, type Line, lastDayOf, linesOf, shownLine } from '../src/report/bulletin/lines.ts'
import { changedRows, countCorrections, rowKey, rowOf } from '../src/report/bulletin/snapshot.ts'

let n = 0
const row = (
  indicator: string,
  scopeKind: string,
  scopeId: string,
  countedOn: string,
  more: Partial<FrozenRow> = {},
): FrozenRow => ({
  indicator,
  scopeKind,
  scopeId,
  recordId: `00000000-0000-4000-8000-${String(++n).padStart(12, '0')}`,
  matterId: null,
  countedOn: countedOn as LocalDate,
  place: null,
  isVertical: false,
  group: null,
  ...more,
})
/** `lost` of `all` cases of an organ, concluded on one day. */
const concluded = (agency: string, lost: number, all: number, on = '2020-09-10'): FrozenRow[] =>
  Array.from({ length: all }, (_, i) =>
    row('first_instance_concluded', 'agency', agency, on, { recordId: `${agency}-${i}` }),
  ).concat(
    Array.from({ length: lost }, (_, i) =>
      row('first_instance_lost', 'agency', agency, on, { recordId: `${agency}-${i}` }),
    ),
  )
const find = (lines: ReturnType<typeof linesOf>, subject: string, metric: string, span = 'YEAR') =>
  lines.find((l) => l.subject === subject && l.metric === metric && l.span === span)!

test('C8-9 ranks: equal fractions share one and the next is passed over; an organ with fewer than five is listed without one', () => {
  const rows = [
    ...concluded('甲局', 6, 100),
    ...concluded('乙局', 4, 50),
    ...concluded('丙局', 8, 100),
    ...concluded('丁局', 9, 100),
    ...concluded('小局', 1, 3),
  ]
  const lines = linesOf('2020-09', rows, [])
  assert.deepEqual(
    ['甲局', '乙局', '丙局', '丁局', '小局'].map((a) => find(lines, a, 'loss').rank),
    [1, 2, 2, 4, null],
  )
  const small = find(lines, '小局', 'loss')
  assert.deepEqual([small.isSmall, shownLine(small).value, small.warning], [true, '33.33%', 'RED'])
})

test('C4.6 few cases keep an organ out of the ranks of the rate of losses alone: in other rates it is ranked, and its lines are watched', () => {
  const rows = ['甲局', '乙局'].flatMap((a, i) => [
    row('instances_heard', 'agency', a, '2020-09-10', { recordId: `${a}-1` }),
    row('instances_heard', 'agency', a, '2020-09-10', { recordId: `${a}-2` }),
    ...Array.from({ length: i + 1 }, (_, k) =>
      row('instances_attended', 'agency', a, '2020-09-10', { recordId: `${a}-${k + 1}` }),
    ),
  ])
  const lines = linesOf('2020-09', rows, [])
  assert.deepEqual(
    ['甲局', '乙局'].map((a) => {
      const l = find(lines, a, 'appearance')
      return [l.numerator, l.denominator, l.isSmall, l.rank, l.warning]
    }),
    [
      [1, 2, false, 2, 'RED'],
      [2, 2, false, 1, null],
    ],
  )
})

test('C8-7 a line is crossed by the exact fraction, not by what is printed of it', () => {
  const warning = (lost: number, all: number) =>
    find(linesOf('2020-09', concluded('局', lost, all), []), '局', 'loss').warning
  assert.equal(shownLine(find(linesOf('2020-09', concluded('局', 60, 899), []), '局', 'loss')).value, '6.67%')
  assert.equal(warning(8, 100), null)
  // 8.004 % is printed 8.00 and is above 8.
  assert.equal(warning(2001, 25_000), 'YELLOW')
  assert.equal(warning(12, 100), 'YELLOW')
  assert.equal(warning(1201, 10_000), 'RED')
})

test('counts grow in per cent, rates by percentage points; nothing is compared with nothing', () => {
  const line = (numerator: number, denominator: number | null, before: [number, number | null]) =>
    shownLine({ numerator, denominator, before: { numerator: before[0], denominator: before[1] } })
  assert.deepEqual(line(2233, null, [2904, null]), { value: '2233件', change: '-23.11%' })
  assert.deepEqual(line(2233, null, [2903, null]), { value: '2233件', change: '-23.08%' })
  assert.deepEqual(line(34, 37, [95, 118]), { value: '91.89%', change: '11.38个百分点' })
  assert.deepEqual(line(34, 37, [0, 0]), { value: '91.89%', change: '—' })
  assert.deepEqual(line(3, null, [0, null]), { value: '3件', change: '—' })
})

test('C8-12 an organ led from above counts for the city, has a line of its own without a rank, and none in its district', () => {
  const one = { recordId: 'x', place: '330203' }
  const rows = [
    row('first_instance_filed', 'city', '330200', '2020-09-01', { ...one, isVertical: true }),
    row('first_instance_filed', 'agency', '海关', '2020-09-01', { ...one, isVertical: true }),
  ]
  const lines = linesOf('2020-09', rows, [
    row('first_instance_filed', 'agency', '海关', '2019-09-01', { isVertical: true }),
  ])
  assert.equal(find(lines, 'city', 'incidence').numerator, 1)
  assert.equal(
    lines.find((l) => l.dimension === 'PLACE'),
    undefined,
  )
  const own = find(lines, '海关', 'incidence')
  assert.deepEqual([own.numerator, own.isVertical, own.rank], [1, true, null])
})

test('C8-11 twenty against one act are twenty, and said to be against one', () => {
  const rows = Array.from({ length: 20 }, () =>
    row('recon_accepted', 'city', '330200', '2020-09-02', { group: '同一决定' }),
  )
  const line = find(linesOf('2020-09', rows, []), 'city', 'incidence')
  assert.deepEqual([line.numerator, line.sameAct], [20, 20])
})

test('C8-8 a change of a rate in per cent says whether it is relative; with the year before on record it reads itself', () => {
  assert.deepEqual(ambiguousChanges('负责人出庭应诉率91.89%，同比提高11.38%。发案量同比下降23.11%。'), [
    '负责人出庭应诉率91.89%，同比提高11.38%',
  ])
  assert.deepEqual(ambiguousChanges('败诉率同比下降6.67个百分点；出庭率同比相对提高11.38%'), [])
  assert.deepEqual(readRateChange('91.89', '11.38'), {
    reading: 'UNRESOLVED',
    beforeIfRelative: '82.50',
    beforeIfPoints: '80.51',
    said: null,
  })
  const relative = readRateChange('91.89', '11.38', { num: 33n, den: 40n })
  assert.deepEqual([relative.reading, relative.said], ['RELATIVE', '相对提高11.38%（9.39个百分点）'])
  const points = readRateChange('91.89', '11.38', { num: 95n, den: 118n })
  assert.deepEqual([points.reading, points.said], ['PERCENTAGE_POINT', '提高11.38个百分点'])
  assert.equal(readRateChange('91.89', '11.38', { num: 1n, den: 2n }).reading, 'UNRESOLVED')
  // What the draft is told: with the year before on record the words to write, without it what each reading would mean.
  const sentence = '负责人出庭应诉率91.89%，同比提高11.38%'
  const line = (metric: Line['metric'], numerator: number, before: [number, number]): Line => ({
    dimension: 'CITY',
    subject: 'city',
    metric,
    span: 'YEAR',
    numerator,
    denominator: 37,
    before: { numerator: before[0], denominator: before[1] },
    rank: null,
    isSmall: false,
    isVertical: false,
    warning: null,
    sameAct: null,
  })
  assert.match(
    readingsOf(sentence, [line('loss', 3, [1, 2]), line('appearance', 34, [33, 40])]),
    /上年明细为33\/40，应写“相对提高11.38%（9.39个百分点）”/,
  )
  assert.match(readingsOf(sentence, [line('appearance', 34, [95, 118])]), /上年明细为95\/118，应写“提高11.38个百分点”/)
  assert.match(readingsOf(sentence, []), /上年为82.50%；按百分点读，上年为80.51%。请写明/)
  // Without the rate itself in the sentence the bulletin's own line says it; a fall is read as one.
  assert.match(
    readingsOf('一审败诉率同比下降50%', [line('loss', 3, [6, 37])]),
    /上年为16.22%；按百分点读，上年为58.11%。上年明细为6\/37，应写“相对降低50%（8.11个百分点）”/,
  )
})

test('the court’s list beside the record: who has it alone, another day, another result', () => {
  const c = (caseNo: string, event: 'FILED' | 'CONCLUDED', on: string, isLost = false) => ({
    caseNo,
    event,
    on,
    isLost,
  })
  const found = differencesOf(
    [
      c('1', 'FILED', '2020-09-01'),
      c('2', 'FILED', '2020-09-02'),
      c('3', 'CONCLUDED', '2020-09-03', true),
      c('5', 'FILED', '2020-09-05'),
    ],
    [
      c('1', 'FILED', '2020-09-01'),
      c('2', 'FILED', '2020-09-03'),
      c('3', 'CONCLUDED', '2020-09-03'),
      c('4', 'FILED', '2020-09-04'),
    ],
  )
  assert.deepEqual(
    found.map((d) => `${d.key} ${d.kind}`),
    ['CONCLUDED/3 RESULT', 'FILED/2 DATE', 'FILED/4 ONLY_COURT', 'FILED/5 ONLY_PLATFORM'],
  )
})

test('months end where they end', () => {
  assert.deepEqual(['2020-02', '2021-02', '2000-02', '2100-02', '2020-04', '2020-12'].map(lastDayOf), [
    '2020-02-29',
    '2021-02-28',
    '2000-02-29',
    '2100-02-28',
    '2020-04-30',
    '2020-12-31',
  ])
})

test('what changes between two snapshots turns the one into the other', () => {
  const arbitrary = fc
    .uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 20 })
    .chain((ids) => fc.tuple(...ids.map((id) => fc.integer({ min: 1, max: 28 }).map((day) => ({ id, day })))))
  const rowsOf = (xs: readonly { id: number; day: number }[]) =>
    xs.map((x) =>
      row('recon_accepted', 'city', '330200', `2020-09-${String(x.day).padStart(2, '0')}`, {
        recordId: `00000000-0000-4000-8000-${String(x.id).padStart(12, '0')}`,
      }),
    )
  fc.assert(
    fc.property(arbitrary, arbitrary, (a, b) => {
      const [before, after] = [rowsOf(a), rowsOf(b)]
      const kept = new Map(before.map((r) => [rowKey(r), r]))
      for (const t of changedRows(before, after)) {
        const r = rowOf(t)
        if (t[1] === 'REMOVED') {
          assert.deepEqual(kept.get(rowKey(r)), r)
          kept.delete(rowKey(r))
        } else kept.set(rowKey(r), r)
      }
      const sorted = (rows: Iterable<FrozenRow>) => [...rows].sort((x, y) => (rowKey(x) < rowKey(y) ? -1 : 1))
      assert.deepEqual(sorted(kept.values()), sorted(after))
    }),
  )
  const late = changedRows(
    [],
    [row('recon_accepted', 'city', 'c', '2020-08-31'), row('recon_accepted', 'city', 'c', '2020-09-01')],
  )
  assert.deepEqual(countCorrections('2020-09', late), { added: 1, removed: 0 })
  assert.deepEqual(countCorrections('2020-09', late, '2020-08'), { added: 1, removed: 0 })
  // What no earlier bulletin told of is no correction.
  assert.deepEqual(countCorrections('2020-09', late, '2020-07'), { added: 0, removed: 0 })
  assert.deepEqual(countCorrections('2020-09', late, null), { added: 0, removed: 0 })
})
