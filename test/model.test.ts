/**
 * The engine against a reference machine of the tests' procedure, a few dozen lines that count days one by one: random
 * steps on random days of 2019 to 2027, late entries among them. After every step: the same answer, state, due dates and
 * actions offered. At the end the tick runs: no limit has lapsed silently, and none that an unannounced calendar could move.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type Actor, addDays, days, instantAt, type LocalDate, workingDays } from '#kernel'
import { countSlowly, movable, worksBy } from './limit.reference.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

const table = JSON.parse(readFileSync(new URL('../data/calendar.json', import.meta.url), 'utf8'))
const works = worksBy(table)
let city: TestCity
let clerk: Actor
let officer: Actor

before(async () => {
  city = await openCity([sample])
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
  clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  officer = await city.post('officer1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
})
after(() => city.close())

const inputs: Record<string, object> = {
  refuse: { reason: '不符合条件' },
  note: { text: '记录' },
  decide: { result: 'yes' },
}
const labels: Record<string, string> = {
  accept: '受理',
  refuse: '不予受理',
  note: '记录',
  suspend: '中止',
  resume: '恢复',
  extend: '延期',
  decide: '决定',
  close: '办结',
}
/** What the officer may do in each state, in the order in which it is declared, and where it leads. */
const machine: Record<string, Record<string, string>> = {
  FILED: { accept: 'ACCEPTED', refuse: 'REFUSED', note: 'FILED' },
  ACCEPTED: { note: 'ACCEPTED', suspend: 'SUSPENDED', extend: 'ACCEPTED', decide: 'DECIDED' },
  SUSPENDED: { note: 'SUSPENDED', resume: 'ACCEPTED' },
  DECIDED: { note: 'DECIDED', close: 'CLOSED' },
  REFUSED: {},
  CLOSED: {},
}

type LimitRow = { state: string; due: string; provisional: boolean }
/** The reference machine: strings, no kernel types. */
class Reference {
  state = 'FILED'
  n = 1
  lastOn: string
  acceptance: LimitRow
  decision: (LimitRow & { start: string; pauses: { from: string; to?: string }[]; extensions: number }) | undefined
  readonly decisionDays: number

  constructor(filedOn: string) {
    this.lastOn = filedOn
    this.decisionDays = filedOn < '2024-01-01' ? 60 : 30
    const count = (w: typeof works) =>
      countSlowly({ span: workingDays(5), start: filedOn, roll: true, excluded: [], extendedBy: [] }, w).due
    this.acceptance = { state: 'running', due: count(works), provisional: movable(table, filedOn, count(works), count) }
  }

  private recount() {
    const d = this.decision!
    const excluded = d.pauses.flatMap((p) =>
      p.to && p.from < p.to ? [{ from: p.from as LocalDate, to: addDays(p.to as LocalDate, -1) }] : [],
    )
    const extendedBy = Array.from({ length: d.extensions }, () => days(30))
    d.due = countSlowly({ span: days(this.decisionDays), start: d.start, roll: false, excluded, extendedBy }, works).due
  }

  private accepted(on: string) {
    this.state = 'ACCEPTED'
    this.decision = { state: 'running', due: '', provisional: false, start: on, pauses: [], extensions: 0 }
    this.recount()
  }

  private step(on: string) {
    this.n++
    if (on > this.lastOn) this.lastOn = on
  }

  /** What the law does by itself by this day. */
  lapse(today: string) {
    const a = this.acceptance
    if (a.state !== 'running' || a.provisional || a.due >= today) return
    a.state = 'lapsed'
    const on = addDays(a.due as LocalDate, 1)
    // A later act on record keeps its place: the lapse is then entered on that act's day.
    const day = [on, this.lastOn].sort()[1]!
    this.accepted(day)
    this.step(day)
  }

  /** The refusal's rule, or nothing where the step is taken. */
  act(action: string, today: string, on: string, late: boolean): string | undefined {
    this.lapse(today)
    const to = machine[this.state]![action]
    if (to === undefined) return 'kernel.state'
    if (on < this.lastOn && !late) return 'kernel.late'
    const d = this.decision
    // A pause cannot end before it began, whatever a late entry says.
    if (action === 'resume' && on < d!.pauses.at(-1)!.from) return 'kernel.limit.excluded'
    this.step(on)
    if (action === 'accept' || action === 'refuse') this.acceptance.state = 'met'
    if (action === 'accept') this.accepted(on)
    else this.state = to
    if (action === 'extend') d!.extensions++
    if (action === 'suspend') {
      d!.pauses.push({ from: on })
      d!.state = 'paused'
    }
    if (action === 'resume') {
      d!.pauses.at(-1)!.to = on
      d!.state = 'running'
    }
    if (action === 'extend' || action === 'resume') this.recount()
    if (action === 'decide') d!.state = 'met'
    return undefined
  }

  rows() {
    const row = (id: string, l: LimitRow) => ({
      limit_id: id,
      state: l.state,
      due: l.due,
      is_provisional: l.provisional,
    })
    return [row('acceptance', this.acceptance), ...(this.decision ? [row('decision', this.decision)] : [])]
  }
}

const move = fc.record({
  action: fc.oneof(
    { arbitrary: fc.constantFrom('note', 'accept', 'suspend', 'resume', 'extend'), weight: 8 },
    { arbitrary: fc.constantFrom('refuse', 'decide', 'close'), weight: 1 },
  ),
  days: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 6 }), weight: 10 },
    { arbitrary: fc.integer({ min: 7, max: 120 }), weight: 1 },
  ),
  back: fc.oneof({ arbitrary: fc.constant(0), weight: 6 }, { arbitrary: fc.integer({ min: 1, max: 15 }), weight: 1 }),
  late: fc.boolean(),
})
const start = fc
  .oneof(
    { arbitrary: fc.integer({ min: 0, max: 365 * 9 - 1 }), weight: 5 },
    { arbitrary: fc.integer({ min: 2900, max: 3100 }), weight: 1 },
  )
  .map((n) => addDays('2019-01-01' as LocalDate, n))

let topics = 0
let steps = 0
const seen = new Map<string, number>()

test('the engine keeps step with the reference machine over 2019 to 2027', async () => {
  await fc.assert(
    fc.asyncProperty(start, fc.array(move, { minLength: 1, maxLength: 50, size: 'max' }), async (filedOn, moves) => {
      const { matterId } = await city.ok(clerk, filedOn, {
        procedure: 'sample.filing',
        action: 'file',
        input: { agencyId: 'A1', topic: `模型${++topics}`, name: '陈示例' },
      })
      const model = new Reference(filedOn)
      let today = filedOn
      const compare = async (what: string) => {
        const { rows } = await city.owner.query(
          `select m.state, m.last_n, m.last_on, m.next_due, json_agg(json_build_object('limit_id', l.limit_id, 'state', l.state, 'due', l.due, 'is_provisional', l.is_provisional) order by l.limit_id) as limits
           from kernel.matter m join kernel.matter_limit l using (matter_id) where matter_id = $1 group by m.matter_id`,
          [matterId],
        )
        const running = model
          .rows()
          .filter((l) => l.state === 'running')
          .map((l) => l.due)
          .sort()
        assert.deepEqual(
          rows[0],
          {
            state: model.state,
            last_n: model.n,
            last_on: model.lastOn,
            next_due: running[0] ?? null,
            limits: model.rows(),
          },
          what,
        )
      }
      await compare('filed')
      for (const [i, m] of moves.entries()) {
        const next = addDays(today, m.days)
        if (next > '2027-12-31') break
        today = next
        const on = addDays(today, -m.back)
        const expected = model.act(m.action, today, on, m.late)
        const answer = await city.act(officer, today, {
          matterId,
          action: m.action,
          input: inputs[m.action] ?? {},
          ...(m.back ? { declaredOn: on } : {}),
          ...(m.late ? { late: { reason: '补录', evidence: '原始记录' } } : {}),
        })
        const what = `step ${i}: ${m.action} on ${today} declared ${on}${m.late ? ', late' : ''}`
        assert.equal(answer.ok ? undefined : answer.problem.type.slice('urn:fadu:rule:'.length), expected, what)
        if (!answer.ok && expected === 'kernel.state')
          assert.deepEqual(
            // Readers, hand-over and papers have tests of their own.
            (answer.problem.allowed ?? []).filter((l) => Object.values(labels).includes(l)),
            Object.keys(machine[model.state]!)
              .sort(byDeclaration)
              .map((a) => labels[a]),
            what,
          )
        steps++
        seen.set(expected ?? 'done', (seen.get(expected ?? 'done') ?? 0) + 1)
        if (model.acceptance.state === 'lapsed') seen.set('lapsed', (seen.get('lapsed') ?? 0) + 1)
        await compare(what)
      }
      // The tick on a day long after: what the law works by itself is in the record, and nothing else moved.
      today = addDays(today, 20)
      model.lapse(today)
      await city.engine.lapse([matterId], instantAt(today, '00:05'))
      await compare('after the tick')
    }),
    { numRuns: 200, interruptAfterTimeLimit: 45_000 },
  )
  for (const what of ['done', 'lapsed', 'kernel.state', 'kernel.late', 'kernel.limit.excluded'])
    assert.ok(seen.get(what), `${what} was never reached in ${steps} steps`)
})

const order = ['accept', 'refuse', 'note', 'suspend', 'resume', 'extend', 'decide', 'close']
const byDeclaration = (a: string, b: string) => order.indexOf(a) - order.indexOf(b)

test('a suspension counts the same before and after an extension', async () => {
  const dues = []
  for (const plan of [
    ['suspend', 'resume', 'extend'],
    ['extend', 'suspend', 'resume'],
  ]) {
    const { matterId } = await city.ok(clerk, '2023-03-01', {
      procedure: 'sample.filing',
      action: 'file',
      input: { agencyId: 'A1', topic: `次序${++topics}`, name: '陈示例' },
    })
    await city.ok(officer, '2023-03-02', { matterId, action: 'accept', input: {} })
    for (const [i, action] of plan.entries())
      await city.ok(officer, `2023-03-${10 + 10 * i}`, { matterId, action, input: {} })
    dues.push(
      (
        await city.owner.query(
          `select due, extended_to from kernel.matter_limit where matter_id = $1 and limit_id = 'decision'`,
          [matterId],
        )
      ).rows[0],
    )
  }
  // 60 days from 03-02 end on 05-01; thirty more, and ten days of suspension that do not count.
  assert.deepEqual(dues, [
    { due: '2023-06-10', extended_to: '2023-06-10' },
    { due: '2023-06-10', extended_to: '2023-06-10' },
  ])
})
