/**
 * Limits of a matter among each other. A limit that runs from the last day of another is checked against a slow reference: the days
 * are walked one by one, and on the first day on which the other is found past and not met, the follower has begun for good.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { calendarFrom, loadDefaultCalendar } from '../src/kernel/calendar.ts'
import type { LocalDate } from '../src/kernel/clock.ts'
import { defineDomain } from '../src/kernel/domain.ts'
import { platform } from '../src/kernel/law.ts'
import { days } from '../src/kernel/limit.ts'
import { advanceLimits, countedAnew } from '../src/kernel/limits.ts'
import {
  type FoldedAct,
  type LimitDef,
  type LimitState,
  type ProcedureDef,
  procedureOf,
} from '../src/kernel/procedure.ts'
import { countSlowly, plus, worksBy } from './limit.reference.ts'

const table = JSON.parse(readFileSync(new URL('../data/calendar.json', import.meta.url), 'utf8'))
const works = worksBy(table)
const calendar = loadDefaultCalendar()
const basis = platform('测试')

const { action, define } = procedureOf<{ paused: boolean }>()
const act = (more: object = {}) =>
  action({ label: '办理', by: ['system'], in: ['OPEN', 'HELD'], basis, input: z.any(), apply: (f) => f, ...more })
const base: LimitDef = {
  label: '决定期限',
  after: ['open', 'restart'],
  within: days(20),
  roll: true,
  pausedIn: ['HELD'],
  extendedBy: { extend: () => days(10) },
  met: ['decide'],
  basis,
}
const silence: LimitDef = {
  label: '期满未决定的起诉期限',
  isRight: true,
  after: [],
  follows: 'decide',
  within: days(15),
  roll: true,
  met: ['sue'],
  basis,
}
const procedureWith = (limits: Record<string, LimitDef>): ProcedureDef =>
  define({
    id: 'follow.matter',
    version: '1',
    label: '测试',
    effective: { from: '2015-01-01' as LocalDate },
    decidedByLabel: '提出日',
    states: { OPEN: { label: '办理中' }, HELD: { label: '中止' }, DONE: { label: '完毕', final: true } },
    initial: { paused: false },
    actions: {
      open: { ...act(), in: undefined, to: 'OPEN', place: () => 'A1' } as never,
      ...Object.fromEntries(['extend', 'decide', 'sue', 'restart'].map((id) => [id, act()])),
      hold: act({ to: 'HELD' }),
      resume: act({ to: 'OPEN' }),
      close: act({ to: 'DONE' }),
    },
    limits,
    turns: { limits: Object.fromEntries(Object.keys(limits).map((id) => [id, ['party']])) },
    refusals: {},
    title: () => '测试',
  })
const p = procedureWith({ decide: base, silence })

type Step = { on: string; do: string }
/** Runs acts through the kernel's own function and gives the two limits as they then stand. */
function run(steps: readonly Step[], by = calendar) {
  let limits: readonly LimitState[] = []
  let state = 'OPEN'
  for (const [i, s] of steps.entries()) {
    const from = i === 0 ? null : state
    state = s.do === 'hold' ? 'HELD' : s.do === 'resume' ? 'OPEN' : s.do === 'close' ? 'DONE' : state
    const folded = { action: s.do, declaredOn: s.on, given: {}, payload: {} } as unknown as FoldedAct
    limits = advanceLimits(p, limits, {}, folded, { from, to: state }, by).limits
  }
  return limits
}
const shown = (limits: readonly LimitState[], id = 'silence'): string => {
  const l = limits.find((x) => x.id === id)
  return l ? `${l.start} ${l.due} ${l.state}` : 'none'
}

/** The same, a day at a time. */
function slowly(steps: readonly Step[]): string {
  let start = ''
  let pauses: { from: string; to?: string }[] = []
  let extensions = 0
  let state: 'none' | 'running' | 'paused' | 'met' = 'none'
  let begun = ''
  let isOver = false
  let sued = false
  const due = () =>
    countSlowly(
      {
        span: days(20),
        start,
        roll: true,
        excluded: pauses.flatMap((x) =>
          x.to && x.from < x.to ? [{ from: x.from as LocalDate, to: plus(x.to, -1) as LocalDate }] : [],
        ),
        extendedBy: Array.from({ length: extensions }, () => days(10)),
      },
      works,
    ).due
  let held = ''
  let ended = ''
  const last = steps.at(-1)!.on
  for (let day = steps[0]!.on; day <= last; day = plus(day, 1)) {
    if (state === 'running' && !begun && !sued && due() < day) begun = due()
    for (const s of steps.filter((x) => x.on === day)) {
      if (s.do === 'open' || s.do === 'restart') {
        start = day
        pauses = []
        extensions = 0
        state = 'running'
        begun = ''
        isOver = false
        sued = false
      } else if (s.do === 'extend' && (state === 'running' || state === 'paused')) extensions++
      else if (s.do === 'hold' && state === 'running') {
        pauses.push({ from: day })
        held = due()
        state = 'paused'
      } else if (s.do === 'resume' && state === 'paused') {
        pauses = pauses.map((x) => (x.to ? x : { ...x, to: day }))
        state = 'running'
      } else if (s.do === 'decide' && (state === 'running' || state === 'paused')) {
        if (!begun && !sued) {
          isOver = true
          ended = state === 'paused' ? held : due()
        }
        state = 'met'
      } else if (s.do === 'sue' && !isOver && !sued) {
        sued = true
        ended = begun || (state === 'paused' ? held : due())
      }
    }
  }
  const from = sued || isOver ? ended : begun || (state === 'paused' ? held : due())
  const to = countSlowly({ span: days(15), start: from, roll: true, excluded: [], extendedBy: [] }, works).due
  const as = sued ? 'met' : isOver ? 'void' : begun ? 'running' : state === 'paused' ? 'paused' : 'running'
  return `${from} ${to} ${as}`
}

/** Steps that a case can take, in order of their days. */
const histories = fc
  .tuple(
    fc.integer({ min: 0, max: 2000 }),
    fc.array(
      fc.record({
        gap: fc.integer({ min: 0, max: 16 }),
        do: fc.constantFrom('extend', 'hold', 'resume', 'note', 'sue', 'decide', 'restart'),
      }),
      { maxLength: 7 },
    ),
  )
  .map(([first, rest]) => {
    const steps: Step[] = [{ on: plus('2017-01-03', first), do: 'open' }]
    let state = 'OPEN'
    let isMet = false
    for (const r of rest) {
      // A pause is of what runs, and an organ takes a case up again only after it has decided it.
      if (r.do === 'hold' && (state === 'HELD' || isMet)) continue
      if (r.do === 'resume' && state === 'OPEN') continue
      if (r.do === 'extend' && state === 'HELD') continue
      if (r.do === 'restart' && (!isMet || state === 'HELD')) continue
      if (r.do === 'hold') state = 'HELD'
      if (r.do === 'resume') state = 'OPEN'
      if (r.do === 'decide') isMet = true
      if (r.do === 'restart') isMet = false
      steps.push({ on: plus(steps.at(-1)!.on, r.gap), do: r.do === 'note' ? 'nothing' : r.do })
    }
    return steps
  })

test('what follows a limit is as a walk from day to day finds it', () => {
  fc.assert(
    fc.property(histories, (steps) => {
      assert.equal(shown(run(steps)), slowly(steps), JSON.stringify(steps))
    }),
    { numRuns: 3000, seed: Number(process.env.FADU_SEED ?? 20240101) },
  )
})

test('worked: from the last day as rolled, moved with it, and for nothing once it was met in time', () => {
  const open = { on: '2025-07-21', do: 'open' }
  assert.equal(shown(run([open])), '2025-08-11 2025-08-26 running', 'the tenth is a Sunday')
  assert.equal(shown(run([open, { on: '2025-08-11', do: 'extend' }])), '2025-08-20 2025-09-04 running')
  const held = [open, { on: '2025-08-01', do: 'hold' }]
  assert.equal(shown(run(held)), '2025-08-11 2025-08-26 paused')
  assert.equal(shown(run([...held, { on: '2025-08-05', do: 'resume' }])), '2025-08-14 2025-08-29 running')
  assert.equal(shown(run([open, { on: '2025-08-11', do: 'decide' }])), '2025-08-11 2025-08-26 void')
})

test('worked: what has passed stays passed, and an end of the matter ends it', () => {
  const open = { on: '2025-07-21', do: 'open' }
  const late = (step: string) => shown(run([open, { on: '2025-08-12', do: step }]))
  assert.equal(late('decide'), '2025-08-11 2025-08-26 running')
  assert.equal(late('extend'), '2025-08-11 2025-08-26 running')
  assert.equal(late('hold'), '2025-08-11 2025-08-26 running')
  assert.equal(late('sue'), '2025-08-11 2025-08-26 met')
  assert.equal(late('close'), '2025-08-11 2025-08-26 void')
})

test('it is as uncertain as the day that it runs from, and announced days move both', () => {
  const open = { on: '2026-12-21', do: 'open' }
  const [was] = run([open]).filter((l) => l.id === 'silence')
  assert.equal(was!.provisional, true, 'the last day of the other may yet be a holiday')
  const announced = calendarFrom({
    ...table,
    version: 'announced',
    lastYear: 2027,
    holidays: [...table.holidays, '2027-01-11'],
  })
  const limits = run([open])
  const now = countedAnew(p, was!, {}, announced, limits)
  assert.deepEqual([was!.start, now.start, now.provisional], ['2027-01-11', '2027-01-12', false])
  const folded = { action: 'recount', declaredOn: '2026-12-22', given: {}, payload: {} } as unknown as FoldedAct
  const after = advanceLimits(p, limits, {}, folded, { from: 'OPEN', to: 'OPEN' }, announced).limits
  assert.equal(shown(after), `2027-01-12 ${now.due} running`)
})

test('a declaration that cannot be followed is a fault', () => {
  const domainWith = (limits: Record<string, LimitDef>) => () =>
    defineDomain({
      id: 'follow',
      label: '测试',
      roles: {},
      procedures: [procedureWith(limits)],
      tables: [],
      sql: new URL('./sample/sql/', import.meta.url),
      supervision: [],
      indicators: [],
    })
  assert.doesNotThrow(domainWith({ decide: base, silence }))
  assert.throws(domainWith({ silence }), /limits.silence.follows: no limit 'decide'/)
  assert.throws(domainWith({ decide: { ...base, per: () => ['1'] }, silence }), /must be one limit of days/)
  assert.throws(
    domainWith({ decide: base, silence: { ...silence, after: ['open'] } }),
    /has its start and its pauses from there/,
  )
})

test('a limit that runs for several starts for each on its own day', () => {
  const each: LimitDef = {
    label: '答复期限',
    after: ['open'],
    per: (_f, a) => Object.keys(a.payload),
    start: (_f, a, subject) => a.payload[subject],
    within: days(10),
    roll: false,
    met: ['decide'],
    basis,
  }
  const payload = { one: '2025-07-01', two: '2025-07-04' }
  const folded = { action: 'open', declaredOn: '2025-07-04', given: {}, payload } as unknown as FoldedAct
  const { limits } = advanceLimits(procedureWith({ each }), [], {}, folded, { from: null, to: 'OPEN' }, calendar)
  assert.deepEqual(
    limits.map((l) => [l.subject, l.start, l.due]),
    [
      ['one', '2025-07-01', '2025-07-11'],
      ['two', '2025-07-04', '2025-07-14'],
    ],
  )
})
