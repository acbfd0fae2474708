/**
 * The bulletin through the engine, over real applications and lawsuits: collected, compared with the court's list, frozen on its day,
 * approved, published, objected to, corrected in the next one. Its numbers are counted again here from what the test itself did.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { docketed } from '../src/domains/litigation/cases-cast.ts'
import type { Actor } from '../src/kernel/access.ts'
import { readSettings, systemActor } from '../src/kernel/access.ts'
import type { LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { computeFigures } from '../src/kernel/indicator.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { bulletin } from '../src/report/bulletin/index.ts'
import { snapshotFor, storedHash } from '../src/report/bulletin/prepare.ts'
import { type BulletinTown, type Happening, openBulletinTown } from './bulletin-support.ts'

let { city, editor, approver, both, feed, bureauReader, events } = {} as BulletinTown
let { suit, at, open, step, refused, compare, courtList } = {} as BulletinTown
before(async () => {
  const opened = await openBulletinTown()
  ;({ city, editor, approver, both, feed, bureauReader, events } = opened)
  ;({ suit, at, open, step, refused, compare, courtList } = opened)
})
after(() => city.close())

const frozenLines = async (id: string) =>
  (await city.owner.query('select * from bulletin.frozen_line where matter_id = $1 order by no', [id])).rows
const watched = async (rule: string, on: string): Promise<number> => {
  const found = (await newViolations(city.app, city.registry, on as LocalDate)).filter(
    (v) => v.rule === `bulletin.${rule}`,
  )
  if (found.length) city.fired.add(`bulletin.${rule}`)
  return found.length
}

/** The independent count: of an organ, of the city's own or of all, within days. */
function recount(
  kind: Happening['kind'],
  from: string,
  to: string,
  agency: string | undefined,
  isGood?: boolean,
): number {
  const isOf = (e: Happening) =>
    agency === undefined || (agency === 'CITY_LEVEL' ? e.agency === 'cityBureau' : e.agency === agency)
  return events.filter(
    (e) => e.kind === kind && e.on >= from && e.on <= to && isOf(e) && (isGood === undefined || e.isGood === isGood),
  ).length
}
const ratios = {
  loss: ['concluded', true],
  appearance: ['heard', true],
  settled: ['reconClosed', true],
} as const

let september: string

test('nothing is reconciled before the court’s list was compared and every difference explained', async () => {
  const id = await open('2020-09', '2020-09-01')
  september = id
  assert.equal(
    (
      await city.refuse(editor, '2020-09-01', {
        procedure: 'bulletin.month',
        action: 'open',
        input: { agencyId: 'justice', period: '2020-09' },
      })
    ).type,
    'urn:fadu:rule:bulletin.twice',
  )
  assert.equal(
    (
      await city.refuse(editor, '2020-09-01', {
        procedure: 'bulletin.month',
        action: 'open',
        input: { agencyId: 'justice', period: '2020-11' },
      })
    ).type,
    'urn:fadu:rule:bulletin.future',
  )
  assert.equal(await refused(editor, '2020-10-09', id, 'reconcile'), 'bulletin.notCompared')
  const list = courtList('2020-09')
  const [gone, ...rest] = list.filter((l) => l.event === 'FILED')
  const altered = list.filter((l) => l.event === 'CONCLUDED').map((l, i) => (i === 0 ? { ...l, isLost: !l.isLost } : l))
  const extra = { caseNo: '（2020）浙0203行初9999号', event: 'FILED', on: '2020-09-29', isLost: false }
  await step(editor, '2020-10-09', id, 'importCourtList', {
    source: '法院九月清单',
    lines: [...rest, ...altered, extra],
  })
  assert.equal(
    await refused(editor, '2020-10-09', id, 'importCourtList', { source: '另一接口', lines: [rest[0]] }),
    'bulletin.duplicateCase',
  )
  assert.equal(
    await refused(editor, '2020-10-09', id, 'importCourtList', {
      source: '另一接口',
      lines: [{ ...extra, caseNo: '另号', on: '2020-10-01' }],
    }),
    'bulletin.otherMonth',
  )
  await compare(id, '2020-10-09')
  const { rows } = await city.owner.query(
    'select key, kind from bulletin.difference where matter_id = $1 order by key',
    [id],
  )
  assert.deepEqual(
    rows.map((r) => `${r.kind} ${r.key}`).sort(),
    [
      `ONLY_COURT FILED/${extra.caseNo}`,
      `ONLY_PLATFORM FILED/${gone!.caseNo}`,
      `RESULT CONCLUDED/${altered[0]!.caseNo}`,
    ].sort(),
  )
  assert.equal(await watched('C03', '2020-10-09'), 2)
  assert.equal(await refused(editor, '2020-10-09', id, 'reconcile'), 'bulletin.unexplained')
  assert.equal(
    await refused(editor, '2020-10-09', id, 'explain', { key: 'FILED/无此案', explanation: '说明' }),
    'bulletin.noDifference',
  )
  for (const r of rows)
    await step(editor, '2020-10-10', id, 'explain', { key: r.key, explanation: '已与法院核实，法院清单漏录或者错录' })
  await compare(id, '2020-10-10')
  assert.equal(await watched('C03', '2020-10-10'), 0)
  await step(editor, '2020-10-10', id, 'reconcile')
})

test('C8-6 September is frozen on 2020-10-14, the fifth working day after the holidays, and not a day earlier', async () => {
  const form = await snapshotFor(city.app, city.registry, september, at('2020-10-13'))
  assert.equal(await refused(systemActor, '2020-10-13', september, 'freeze', form), 'bulletin.early')
  const due = await snapshotFor(city.app, city.registry, september, at('2020-10-14'))
  assert.equal(
    await refused(systemActor, '2020-10-14', september, 'freeze', { ...due, hash: '0'.repeat(64) }),
    'bulletin.hash',
  )
  assert.equal(await watched('C02', '2020-10-14'), 0)
  assert.equal(await watched('C02', '2020-10-15'), 1)
  await step(systemActor, '2020-10-14', september, 'freeze', due)
  assert.equal(await storedHash(city.app, september), due.hash)
})

test('every line is what an independent count of the same happenings gives', async () => {
  const lines = await frozenLines(september)
  const agencies = [...new Set(events.map((e) => e.agency))]
  const days = {
    MONTH: ['2020-09-01', '2020-09-30', '2019-09-01', '2019-09-30'],
    YEAR: ['2020-01-01', '2020-09-30', '2019-01-01', '2019-09-30'],
  } as const
  let compared = 0
  for (const l of lines) {
    // All organs of this city but its own lie in one district.
    const agency = l.dimension === 'CITY' ? undefined : l.dimension === 'CITY_LEVEL' ? 'CITY_LEVEL' : l.subject
    if (l.dimension === 'PLACE' || (l.dimension === 'CITY_LEVEL' && l.metric === 'settled')) continue
    const [from, to, before, until] = days[l.span as 'MONTH' | 'YEAR']
    const count = (a: string, b: string) =>
      l.metric === 'incidence'
        ? [recount('recon', a, b, agency) + recount('filed', a, b, agency), null]
        : [
            recount(ratios[l.metric as 'loss'][0], a, b, agency, true),
            recount(ratios[l.metric as 'loss'][0], a, b, agency),
          ]
    assert.deepEqual([l.numerator, l.denominator], count(from, to), `${l.dimension} ${l.subject} ${l.metric} ${l.span}`)
    assert.deepEqual(
      [l.before_numerator, l.before_denominator],
      count(before, until),
      `${l.subject} ${l.metric} the year before`,
    )
    compared++
  }
  assert.ok(compared > 20 && agencies.length >= 4)
  const line = (subject: string, metric: string) =>
    lines.find((l) => l.subject === subject && l.metric === metric && l.span === 'YEAR')
  assert.equal(line('bureau', 'loss').warning, 'RED')
  assert.equal(line('bureau', 'appearance').warning, 'RED')
  const district = lines.find((l) => l.dimension === 'PLACE' && l.metric === 'incidence' && l.span === 'YEAR')
  assert.equal(
    district.numerator,
    events.filter((e) => (e.kind === 'recon' || e.kind === 'filed') && e.on >= '2020' && e.agency !== 'cityBureau')
      .length,
  )
})

test('sums of declared counts: disputes are applications and suits, and the annual figure is the same number', async () => {
  const figures = await computeFigures(city.app, city.registry, 2020, at('2021-01-31'))
  const all =
    recount('recon', '2020-01-01', '2020-12-31', undefined) + recount('filed', '2020-01-01', '2020-12-31', undefined)
  assert.equal(figures.get('administrative_disputes')!.value, BigInt(all))
  assert.equal(figures.get('reconsideration_share')!.denominator, BigInt(all))
})

test('approved by another than its editor; published only with the frozen snapshot and words that say what changed', async () => {
  assert.equal(await refused(both, '2020-10-15', september, 'approve'), 'bulletin.samePerson')
  await step(approver, '2020-10-15', september, 'approve')
  const snapshotHash = await storedHash(city.app, september)
  assert.equal(
    await refused(editor, '2020-10-16', september, 'publish', { snapshotHash: 'f'.repeat(64) }),
    'bulletin.C01',
  )
  assert.equal(
    await refused(editor, '2020-10-16', september, 'publish', {
      snapshotHash,
      summary: '负责人出庭应诉率同比提高11.38%。',
    }),
    'bulletin.C10',
  )
  // Neither reading fits the year before on record (one of one), so what each would mean is said and nothing is decided.
  const open = await city.refuse(editor, '2020-10-16', {
    matterId: september,
    action: 'publish',
    input: { snapshotHash, summary: '负责人出庭应诉率91.89%，同比提高11.38%。' },
  })
  assert.match(JSON.stringify(open), /按相对变化读，上年为82\.50%；按百分点读，上年为80\.51%.*请写明百分点或者相对变化/)
  const done = await step(editor, '2020-10-16', september, 'publish', { snapshotHash, summary: '发案量同比继续下降。' })
  assert.deepEqual([done.state, done.given.issueNo], ['PUBLISHED', 1])
})

test('an organ with a line reads the lines, and neither the rows nor the court’s list; another reads nothing', async () => {
  const rows = (actor: Actor, table: string) =>
    inTransaction(city.app, async (client) => {
      const settings = readSettings(actor.scope)
      await client.query(settings.text, settings.values)
      return (await client.query(`select 1 from bulletin.${table} where matter_id = $1`, [september])).rowCount!
    })
  assert.ok((await rows(bureauReader, 'frozen_line')) > 0)
  for (const table of ['frozen_row', 'court_line', 'difference', 'warning'])
    assert.equal(await rows(bureauReader, table), 0, table)
  assert.ok((await rows(editor, 'frozen_row')) > 0)
  assert.equal(await rows({ ...bureauReader, scope: { kind: 'reader', value: 'a:police' } }, 'frozen_line'), 0)
})

test('what was frozen can only be added to: the database refuses the application’s role', async () => {
  for (const sql of [
    'update bulletin.frozen_line set numerator = 0',
    'delete from bulletin.frozen_row',
    'truncate bulletin.frozen_row',
  ])
    await assert.rejects(
      inTransaction(city.app, async (client) => {
        await client.query(`select set_config('role', 'fadu_writer', true)`)
        await client.query(sql)
      }),
      /permission denied/,
      sql,
    )
})

test('objections within five working days, by whoever has a line; warnings fed back with evidence; then it is closed', async () => {
  const form = {
    receivedOn: '2020-10-16',
    metric: 'loss',
    reason: '有一件已经发回重审',
    evidence: { date: '2020-10-19' },
  }
  const outsider = await city.post('police-b', 'bulletin_agency', { kind: 'reader', value: 'a:police' }, 'police')
  assert.equal(await refused(outsider, '2020-10-19', september, 'object', form), 'kernel.matter')
  assert.equal(
    await refused(bureauReader, '2020-10-19', september, 'object', { ...form, receivedOn: '2020-10-15' }),
    'bulletin.received',
  )
  assert.equal(await refused(bureauReader, '2020-10-26', september, 'object', form), 'bulletin.lateObjection')
  await step(bureauReader, '2020-10-23', september, 'object', form)
  const { rows: tables } = await city.owner.query(
    `select number from kernel.document where matter_id = $1 and template = 'bulletin.S03'`,
    [september],
  )
  assert.equal(tables.length, 1, 'the objection is a paper')
  assert.equal(
    await refused(editor, '2020-10-23', september, 'decideObjection', { no: 2, result: 'UPHELD', reason: '无误' }),
    'bulletin.noObjection',
  )
  assert.equal(await refused(editor, '2020-10-23', september, 'close'), 'bulletin.open')
  await step(editor, '2020-10-26', september, 'decideObjection', {
    no: 1,
    result: 'UPHELD',
    reason: '该案没有发回，通报无误',
  })
  const { rows: objections } = await city.owner.query(
    `select agency, metric, received_on, filed_on, reason, decided_on, result, decision from bulletin.objection where matter_id = $1`,
    [september],
  )
  assert.deepEqual(objections, [
    {
      agency: 'bureau',
      metric: 'loss',
      received_on: '2020-10-16',
      filed_on: '2020-10-23',
      reason: '有一件已经发回重审',
      decided_on: '2020-10-26',
      result: 'UPHELD',
      decision: '该案没有发回，通报无误',
    },
  ])
  const warn = { agency: 'bureau', metric: 'loss', advice: '败诉率连续偏高，请分析原因。' }
  assert.equal(
    await refused(editor, '2020-10-26', september, 'warn', { ...warn, agency: 'police' }),
    'bulletin.noWarning',
  )
  assert.ok((await watched('C04', '2020-10-26')) > 0)
  const answer = { agency: 'bureau', metric: 'loss', measures: '逐案复盘', evidence: { date: '2020-11-10' } }
  assert.equal(await refused(bureauReader, '2020-10-26', september, 'feedback', answer), 'bulletin.notWarned')
  await step(editor, '2020-10-26', september, 'warn', warn)
  assert.equal(
    await refused(bureauReader, '2020-11-10', september, 'feedback', { ...answer, agency: 'bureau2' }),
    'bulletin.otherAgency',
  )
  await step(bureauReader, '2020-11-10', september, 'feedback', answer)
})

test('the district’s and the city’s own lines are watched, warned of and answered too; before that nothing is closed', async () => {
  const day = '2020-11-10'
  const left = async () =>
    (
      await city.owner.query(
        `select dimension, agency, metric from bulletin.warning where matter_id = $1 and fed_back_on is null order by dimension, agency, metric`,
        [september],
      )
    ).rows
  const crossed = await left()
  const lines = await frozenLines(september)
  // Every line of the year so far that crossed one is there, but for the organ's that was answered above.
  assert.deepEqual(
    crossed.map((w) => `${w.dimension} ${w.agency} ${w.metric}`).sort(),
    lines
      .filter((l) => l.warning !== null && !(l.subject === 'bureau' && l.metric === 'loss'))
      .map((l) => `${l.dimension} ${l.subject} ${l.metric}`)
      .sort(),
  )
  for (const dimension of ['CITY', 'PLACE', 'AGENCY'])
    assert.ok(
      crossed.some((w) => w.dimension === dimension),
      dimension,
    )
  assert.equal(await watched('C04', day), crossed.length)
  assert.equal(await refused(editor, day, september, 'close'), 'bulletin.open')
  assert.equal(await refused(systemActor, day, september, 'close'), 'bulletin.noNext')
  const district = { agency: 'gov', metric: 'loss', dimension: 'PLACE', place: '330203' }
  const advice = { advice: '本区败诉率偏高，请督促有关机关。' }
  assert.equal(
    await refused(editor, day, september, 'warn', { ...district, ...advice, agency: 'nobody' }),
    'bulletin.noRecipient',
  )
  assert.equal(
    await refused(editor, day, september, 'warn', { ...district, ...advice, place: '330205' }),
    'bulletin.noWarning',
  )
  await step(editor, day, september, 'warn', { ...district, ...advice })
  // The district's government has no line of its own and answers for the district all the same; another organ does not.
  const answer = { ...district, measures: '全区通报', evidence: { date: day } }
  assert.equal(await refused(editor, day, september, 'feedback', { ...answer, agency: 'gov2' }), 'bulletin.notWarned')
  const government = await city.post('gov-b', 'bulletin_agency', { kind: 'reader', value: 'a:gov' }, 'gov')
  await step(government, day, september, 'feedback', answer)
  for (const w of await left()) {
    const own = w.dimension === 'AGENCY' ? { agency: w.agency } : { agency: 'cityGov' }
    const of = {
      ...own,
      metric: w.metric,
      dimension: w.dimension,
      ...(w.dimension === 'PLACE' ? { place: w.agency } : {}),
    }
    await step(editor, day, september, 'warn', { ...of, ...advice })
    assert.equal(await refused(editor, day, september, 'close'), 'bulletin.open')
    await step(editor, day, september, 'feedback', { ...of, measures: '逐案复盘', evidence: { date: day } })
  }
  assert.equal(await watched('C04', day), 0)
  assert.equal((await step(editor, day, september, 'close')).state, 'CLOSED')
})

test('C8-6 what comes late changes no frozen snapshot: the next bulletin takes it in and marks it, and the year counts it', async () => {
  const before = await frozenLines(september)
  const hash = await storedHash(city.app, september)
  const caseNo = await suit('2020-09-25', 'bureau2', { recordedOn: '2020-10-20' })
  await suit('2020-10-12', 'bureau', { heardOn: '2020-10-27', isHeadThere: true, judgedOn: '2020-10-29', isLost: true })
  assert.deepEqual(await frozenLines(september), before)
  assert.equal(await storedHash(city.app, september), hash)
  const id = await open('2020-10', '2020-10-20')
  await step(editor, '2020-11-02', id, 'importCourtList', { source: '法院十月清单', lines: courtList('2020-10') })
  await compare(id, '2020-11-02')
  await step(editor, '2020-11-02', id, 'reconcile')
  await step(systemActor, '2020-11-06', id, 'freeze', await snapshotFor(city.app, city.registry, id, at('2020-11-06')))
  const { rows } = await city.owner.query(
    `select corrections_added, corrections_removed from bulletin.bulletin where matter_id = $1`,
    [id],
  )
  assert.deepEqual(rows[0], { corrections_added: 1, corrections_removed: 0 })
  assert.equal(
    await refused(editor, '2020-11-06', id, 'correct', { period: '2020-09', metric: 'loss', reason: '补传' }),
    'bulletin.noCorrection',
  )
  const year = (await frozenLines(id)).find(
    (l) => l.dimension === 'CITY' && l.metric === 'incidence' && l.span === 'YEAR',
  )
  assert.equal(
    year.numerator,
    recount('recon', '2020-01-01', '2020-10-31', undefined) + recount('filed', '2020-01-01', '2020-10-31', undefined),
  )
  assert.ok(caseNo)
})

test('an organ that lost a case in each of three months running is found by the bulletin that completes them', async () => {
  const freezeMonth = async (period: string, on: string, frozenOn: string) => {
    const id = await open(period, on)
    await step(editor, frozenOn, id, 'importCourtList', { source: '法院清单', lines: courtList(period) })
    await compare(id, frozenOn)
    await step(editor, frozenOn, id, 'reconcile')
    await step(systemActor, frozenOn, id, 'freeze', await snapshotFor(city.app, city.registry, id, at(frozenOn)))
  }
  await freezeMonth('2020-08', '2020-11-09', '2020-11-09')
  assert.equal(await watched('C05', '2020-11-10'), 1)
})

test('C8-6 December of the last announced year: no freezing while the next calendar is not announced', async () => {
  const id = await open('2026-12', '2026-12-01')
  const input = docketed('2026-12-01', { defendants: [{ agencyId: 'bureau', role: 'ORIGINAL' }] })
  await city.ok(feed, '2026-12-01', { procedure: 'litigation.defence', action: 'recordDocketing', input })
  await step(editor, '2027-01-04', id, 'importCourtList', {
    source: '法院十二月清单',
    lines: [{ caseNo: input.caseNo, event: 'FILED', on: '2026-12-01', isLost: false }],
  })
  await compare(id, '2027-01-04')
  await step(editor, '2027-01-04', id, 'reconcile')
  const form = await snapshotFor(city.app, city.registry, id, at('2027-01-20'))
  assert.equal(await refused(systemActor, '2027-01-20', id, 'freeze', form), 'bulletin.calendar')
})

test('a frozen row that a superuser takes away is found, and so is one value of a row or a line that he changed', async () => {
  const found = async () => watched('C01', '2020-11-10')
  assert.equal(await found(), 0)
  for (const [change, back] of [
    ["update bulletin.frozen_row set place = '330205'", "update bulletin.frozen_row set place = '330203'"],
    [
      'update bulletin.frozen_line set numerator = numerator + 1',
      'update bulletin.frozen_line set numerator = numerator - 1',
    ],
    ["update bulletin.frozen_line set name = name || '甲'", 'update bulletin.frozen_line set name = left(name, -1)'],
  ]) {
    const { rows } = await city.owner.query(
      `select min(no) as no from bulletin.frozen_row where matter_id = $1 and place = '330203'`,
      [september],
    )
    const where = `where matter_id = $1 and no = ${change!.includes('frozen_row') ? rows[0].no : 1}`
    await city.owner.query(`${change} ${where}`, [september])
    assert.equal(await found(), 1, change)
    await city.owner.query(`${back} ${where}`, [september])
    assert.equal(await found(), 0, back)
  }
  await city.owner.query('delete from bulletin.frozen_row where matter_id = $1 and no = 1', [september])
  assert.equal(await found(), 1)
})

test('every refusal that is declared has been met above', () => {
  const reached = new Set(city.refused.map((r) => r.rule))
  assert.deepEqual(
    Object.keys(bulletin.procedures[0]!.refusals).filter((r) => !reached.has(r)),
    [],
  )
})
