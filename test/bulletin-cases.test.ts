/** The worked cases of the bulletin, each in a city of its own: applications, suits and bulletins through the engine on a real database. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { docketed, here, item } from '../src/domains/litigation/cases-cast.ts'
import { litigation } from '../src/domains/litigation/index.ts'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import { systemActor } from '../src/kernel/access.ts'
import { addDays, instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { computeFigures } from '../src/kernel/indicator.ts'
import { paperHash } from '../src/kernel/paper.ts'
import type { IssuedDocument } from '../src/kernel/procedure.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { toldText } from '../src/report/bulletin/corrections.ts'
import { bulletin } from '../src/report/bulletin/index.ts'
import { type FrozenRow, linesOf, perTenThousand, shownLine } from '../src/report/bulletin/lines.ts'
import { comparisonFor, ownCases, snapshotFor, storedHash } from '../src/report/bulletin/prepare.ts'
import { rules } from '../src/report/bulletin/settings.ts'
import { workBulletins } from '../src/report/bulletin/work.ts'
import { foldedActs, paperOf } from '../src/server/papers.ts'
import { type BulletinCase, type BulletinStep, cases, lineCases } from './bulletin.cases.ts'
import { application, openRecon, person } from './recon-support.ts'

type Of<K extends string> = Extract<BulletinStep, Record<K, unknown>>
type Town = Awaited<ReturnType<typeof openTown>>

async function openTown() {
  const town = await openRecon([reconsideration, litigation, bulletin])
  const { city } = town
  await city.agency('justice', 'justice-bureau', { name: '示例市司法局' })
  for (const id of ['jia', 'yi', 'bing', 'ding', 'mou']) await city.agency(id, 'bureau', { county: '330203' })
  const own = { kind: 'agency', value: 'justice' } as const
  return {
    ...town,
    editor: await city.post('editor', 'bulletin_editor', own, 'justice'),
    approver: await city.post('approver', 'bulletin_approver', own, 'justice'),
    feed: await city.post('feed', 'court_feed', { kind: 'city', value: 'city' }, 'gov'),
    /** Matters by the names of the case, and bulletins by their months. */
    ids: new Map<string, string>(),
    people: 0,
  }
}
const at = (on: string) => instantAt(on as LocalDate, '10:00')

async function apply(t: Town, s: Of<'apply'>): Promise<void> {
  for (let i = 0; i < (s.times ?? 1); i++) {
    const many = s.people ?? 1
    const done = await t.city.ok(t.actors[`${s.to ?? 'gov'}.clerk`]!, s.on, {
      procedure: 'reconsideration.case',
      action: 'file',
      input: application({
        organId: s.to ?? 'gov',
        filedOn: s.on,
        receivedOn: s.on,
        applicants: Array.from({ length: many }, () => person(++t.people)),
        ...(many > 5 ? { representatives: [{ seq: 1, consent: { date: s.on } }] } : {}),
        respondents: [{ agencyId: s.against ?? 'bureau' }],
        act: { docNo: `示征〔2020〕${s.against ?? '1'}号` },
      }),
    })
    t.ids.set(s.apply, done.matterId)
    if (s.state) assert.equal(done.state, s.state)
  }
}

async function sue(t: Town, s: Of<'sue'>): Promise<void> {
  const before = s.after === undefined ? undefined : t.ids.get(s.after)
  const chain = async (table: string) =>
    (await t.city.owner.query(`select chain_id from ${table} where matter_id = $1`, [before])).rows[0]?.chain_id
  const isSuit = before !== undefined && (await chain('litigation.suit')) !== undefined
  const chainId = before === undefined ? undefined : await chain(isSuit ? 'litigation.suit' : 'reconsideration.matter')
  const on = s.recordedOn ?? s.on
  const done = await t.city.ok(t.feed, on, {
    procedure: 'litigation.defence',
    action: 'recordDocketing',
    input: docketed(s.on, {
      defendants: s.defendants ?? [{ agencyId: 'bureau', role: 'ORIGINAL' }],
      ...(chainId ? { chainId } : {}),
      ...(isSuit ? { parentId: before } : {}),
      ...s.with,
    }),
    declaredOn: s.on as LocalDate,
    ...(on === s.on ? {} : { late: { reason: '法院补传', evidence: '法院清单' } }),
  })
  t.ids.set(s.sue, done.matterId)
}

async function judge(t: Town, on: string, matterId: string, lost: readonly string[]): Promise<void> {
  const { rows } = await t.city.owner.query(
    'select agency, role from litigation.defendant where matter_id = $1 order by agency',
    [matterId],
  )
  const step = (action: string, input: object) => t.city.ok(t.feed, on, { matterId, action, input: input as never })
  for (const d of rows) await step('recordCopy', { agencyId: d.agency, receivedOn: on })
  await step('scheduleHearing', { heldOn: on, form: 'OPEN', courtNotice: 'NONE' })
  await step('recordHearing', { presences: rows.map((d) => here(d.agency)) })
  const items = rows.map((d) => {
    const isRecon = d.role === 'RECON_ORGAN'
    const code = lost.includes(d.agency) ? (isRecon ? 'REVOKE_RECON' : 'REVOKE') : 'REJECT_CLAIM'
    return item(code, { agencyId: d.agency, target: isRecon ? 'RECON_DECISION' : 'ORIGINAL_ACT' })
  })
  await step('recordJudgment', { madeOn: on, items })
}

async function end(t: Town, s: Of<'end'>): Promise<void> {
  for (let i = 0; i < s.end.all; i++) {
    const name = `${s.end.agency} ${i}`
    await sue(t, { on: s.on, sue: name, defendants: [{ agencyId: s.end.agency, role: 'ORIGINAL' }] })
    const matterId = t.ids.get(name)!
    if (i < s.end.lost) await judge(t, s.on, matterId, [s.end.agency])
    else
      await t.city.ok(t.feed, s.on, { matterId, action: 'recordWithdrawal', input: { madeOn: s.on, isDeemed: false } })
  }
}

/** The month's bulletin, opened where it is not yet. */
async function bulletinOf(t: Town, period: string, on: string): Promise<string> {
  const known = t.ids.get(period)
  if (known) return known
  const step = { procedure: 'bulletin.month', action: 'open', input: { agencyId: 'justice', period } }
  const { matterId } = await t.city.ok(t.editor, on, step)
  t.ids.set(period, matterId)
  return matterId
}

async function freeze(t: Town, s: Of<'freeze'>): Promise<void> {
  const { city } = t
  const eve = addDays(s.on as LocalDate, -1)
  const matterId = await bulletinOf(t, s.freeze, eve)
  const step = (actor: typeof t.editor, on: string, action: string, input: object) =>
    city.ok(actor, on, { matterId, action, input: input as never })
  const lines = await ownCases(city.app, city.registry, s.freeze, at(eve))
  await step(t.editor, eve, 'importCourtList', { source: '法院清单', lines })
  await step(systemActor, eve, 'compare', await comparisonFor(city.app, city.registry, matterId, at(eve)))
  await step(t.editor, eve, 'reconcile', {})
  const formOn = (on: string) => snapshotFor(city.app, city.registry, matterId, at(on), s.rules)
  const early = { matterId, action: 'freeze', input: (await formOn(eve)) as never }
  assert.equal((await city.refuse(systemActor, eve, early)).type, 'urn:fadu:rule:bulletin.early')
  await step(systemActor, s.on, 'freeze', await formOn(s.on))
  await expectFrozen(t, s, matterId)
}

async function expectFrozen(t: Town, s: Of<'freeze'>, matterId: string): Promise<void> {
  const { owner } = t.city
  const { rows } = await owner.query('select * from bulletin.frozen_line where matter_id = $1', [matterId])
  const lineOf = (key: string) => {
    const [dimension, ...rest] = key.split(' ')
    const [subject, metric, span = 'YEAR'] = dimension!.startsWith('CITY') ? ['city', ...rest] : rest
    return rows.find(
      (l) => [l.dimension, l.subject, l.metric, l.span].join() === [dimension, subject, metric, span].join(),
    )
  }
  for (const [key, told] of Object.entries(s.lines ?? {})) {
    const l = lineOf(key)
    const shown = l ? (l.denominator === null ? `${l.numerator}` : `${l.numerator}/${l.denominator}`) : '-'
    assert.equal(shown, told, `${s.freeze} ${key}`)
  }
  for (const [key, rank] of Object.entries(s.ranks ?? {})) assert.equal(lineOf(key).rank, rank, `${s.freeze} ${key}`)
  for (const [key, told] of Object.entries(s.perTenThousand ?? {})) {
    const l = lineOf(key)
    assert.equal(perTenThousand({ numerator: l.numerator, ...(l.persons ? { persons: l.persons } : {}) }), told, key)
  }
  if (s.sameAct !== undefined) assert.equal(lineOf('CITY incidence MONTH').same_act ?? 0, s.sameAct)
  if (s.corrections) {
    const found = await owner.query('select * from bulletin.correction where matter_id = $1 order by no', [matterId])
    const told = (n: number, d: number | null) => toldText({ numerator: n, denominator: d })
    assert.deepEqual(
      found.rows
        .map(
          (c) =>
            `${c.period} ${c.dimension} ${c.subject} ${c.metric}: ${told(c.before_numerator, c.before_denominator)}→${told(c.after_numerator, c.after_denominator)}`,
        )
        .sort(),
      [...s.corrections].sort(),
      `${s.freeze} corrections`,
    )
    for (const c of found.rows) {
      assert.equal(c.original_id, t.ids.get(c.period), 'the bulletin that told of it')
      assert.ok(c.added.length + c.removed.length > 0)
    }
  }
  const { rows: head } = await owner.query('select * from bulletin.bulletin where matter_id = $1', [matterId])
  if (s.added !== undefined) assert.equal(head[0].corrections_added, s.added)
  if (s.removed !== undefined) assert.equal(head[0].corrections_removed, s.removed)
  // What was frozen is what the details give, also beside corrections of the year before.
  const found = await newViolations(t.city.app, t.city.registry, s.on as LocalDate)
  assert.deepEqual(
    found.filter((v) => v.matterId === matterId && ['bulletin.C01', 'bulletin.C09'].includes(v.rule)),
    [],
  )
}

async function publish(t: Town, s: Of<'publish'>): Promise<void> {
  const { city } = t
  const matterId = t.ids.get(s.publish)!
  if (s.reason)
    await city.ok(t.editor, s.on, { matterId, action: 'correct', input: { ...s.reason, reason: '原判撤销、发回重审' } })
  await city.ok(t.approver, s.on, { matterId, action: 'approve', input: {} })
  const snapshotHash = await storedHash(city.app, matterId)
  await city.ok(t.editor, s.on, { matterId, action: 'publish', input: { snapshotHash } })
  const papers = await papersOf(t, matterId)
  assert.deepEqual(papers.map((p) => p.template).sort(), [...s.papers].sort())
  if (s.says) assert.match(papers.map((p) => p.text).join('\n'), s.says)
}

/** The papers of a matter as they are opened again: each gives the hash that its act holds. */
async function papersOf(t: Town, matterId: string): Promise<{ template: string; text: string }[]> {
  const client = await t.city.owner.connect()
  try {
    const acts = await foldedActs(client, t.city.registry, matterId)
    return acts.flatMap((act) =>
      ((act.record.given.documents ?? []) as IssuedDocument[]).map((issued, i) => {
        const { tree } = paperOf(act, i)
        const salt = act.fields![`#/given/documents/${i}/salt`]!.value as string
        assert.equal(paperHash(salt, tree), issued.hash, issued.template)
        return { template: issued.template, text: JSON.stringify(tree) }
      }),
    )
  } finally {
    client.release()
  }
}

async function playStep(t: Town, s: BulletinStep): Promise<void> {
  const { city } = t
  if ('apply' in s) return apply(t, s)
  if ('sue' in s) return sue(t, s)
  if ('judge' in s) return judge(t, s.on, t.ids.get(s.judge)!, s.lost)
  if ('end' in s) return end(t, s)
  if ('freeze' in s) return freeze(t, s)
  if ('publish' in s) return publish(t, s)
  if ('lapse' in s) {
    const matterId = t.ids.get(s.lapse)!
    await city.engine.lapse([matterId], at(s.on))
    return assert.equal((await t.row(matterId)).state, s.state)
  }
  if ('court' in s)
    return void (await city.ok(t.feed, s.on, { matterId: t.ids.get(s.suit)!, action: s.court, input: s.with as never }))
  if ('persons' in s) {
    const places = Object.entries(s.persons).map(([place, persons]) => ({ place, persons }))
    const matterId = await bulletinOf(t, s.period, s.on)
    const input = { year: Number(s.period.slice(0, 4)), source: '统计公报', places }
    return void (await city.ok(t.editor, s.on, { matterId, action: 'registerPopulation', input }))
  }
  if ('work' in s) {
    const { app: pool, registry, engine, calendar } = city
    const matterId = t.ids.get(s.work)!
    await workBulletins({ pool, registry, engine, calendar: () => calendar }, at(s.on), matterId)
    const { rows } = await city.owner.query('select state from bulletin.bulletin where matter_id = $1', [matterId])
    return assert.equal(rows[0].state, s.state)
  }
  if ('year' in s) {
    const figures = await computeFigures(city.app, city.registry, s.year, at(s.on))
    for (const [id, told] of Object.entries(s.figures)) {
      const f = figures.get(id)!
      assert.equal(f.value === null ? `${f.numerator}/${f.denominator}` : `${f.value}`, told, id)
    }
    return
  }
  const done = await city.ok(t.actors[s.by]!, s.on, {
    matterId: t.ids.get(s.case)!,
    action: s.do,
    input: (s.with ?? {}) as never,
  })
  if (s.state) assert.equal(done.state, s.state)
}

async function play(c: BulletinCase): Promise<void> {
  const t = await openTown()
  try {
    for (const [i, s] of c.steps.entries())
      await playStep(t, s).catch((error: Error) => {
        error.message = `${c.id} step ${i + 1} on ${s.on}: ${error.message}`
        throw error
      })
    // Every column follows from the acts alone.
    const { owner, registry } = t.city
    const begin = 'begin isolation level repeatable read'
    assert.deepEqual(await inTransaction(owner, async (c) => (await deriveColumns(c, registry)).findings, begin), [])
  } finally {
    await t.city.close()
  }
}
for (const c of cases) test(`${c.id}：${c.text}`, () => play(c))

for (const c of lineCases)
  test(`C8-7：${c.lost}/${c.of} 显示${c.shown}，线为${c.line}%时判${c.isMet ? '达' : '未达'}（按未取整的分数比较）`, () => {
    const row = (indicator: string, i: number): FrozenRow => ({
      indicator,
      scopeKind: 'agency',
      scopeId: '某局',
      recordId: `${i}`,
      matterId: null,
      countedOn: '2020-09-10' as LocalDate,
      place: null,
      isVertical: false,
      group: null,
    })
    const rows = [
      ...Array.from({ length: c.of }, (_, i) => row('first_instance_concluded', i)),
      ...Array.from({ length: c.lost }, (_, i) => row('first_instance_lost', i)),
    ]
    const percent = { num: BigInt(c.line.replace('.', '')), den: 100n }
    const warnings = [{ metric: 'loss', level: 'YELLOW', when: 'above', percent }] as const
    const line = linesOf('2020-09', rows, [], { ...rules, warnings }).find(
      (l) => l.metric === 'loss' && l.span === 'YEAR' && l.dimension === 'AGENCY',
    )!
    assert.equal(shownLine(line).value, c.shown)
    assert.equal(line.warning, c.isMet ? null : 'YELLOW')
  })
