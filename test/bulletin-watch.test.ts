/** What supervision compares between bulletins and with the year's report: rates won by withdrawals, refusals put right, numbers that do not agree. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Instant, LocalDate } from '../src/kernel/clock.ts'
import { keepRun } from '../src/kernel/indicator.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { metrics } from '../src/report/bulletin/metrics.ts'
import { storedHash } from '../src/report/bulletin/prepare.ts'
import { type BulletinTown, openBulletinTown } from './bulletin-support.ts'
import { application, person } from './recon-support.ts'

let town: BulletinTown
before(async () => {
  town = await openBulletinTown()
})
after(() => town.city.close())

const watched = async (rule: string, on: string, matterId: string): Promise<string[]> => {
  const found = (await newViolations(town.city.app, town.city.registry, on as LocalDate)).filter(
    (v) => v.rule === `bulletin.${rule}` && v.matterId === matterId,
  )
  if (found.length) town.city.fired.add(`bulletin.${rule}`)
  return found.map((v) => `${v.severity} ${v.since} ${v.subjectKey.slice(matterId.length + 1)}`).sort()
}
/** From the opening to the frozen snapshot; the court's list says what the record says. */
async function frozen(period: string, frozenOn: string): Promise<string> {
  const { open, step, editor, courtList, compare, freeze } = town
  const id = await open(period, frozenOn)
  await step(editor, frozenOn, id, 'importCourtList', { source: '法院清单', lines: courtList(period) })
  await compare(id, frozenOn)
  await step(editor, frozenOn, id, 'reconcile')
  await freeze(id, frozenOn)
  return id
}
async function published(id: string, on: string): Promise<void> {
  const { step, approver, editor, city } = town
  await step(approver, on, id, 'approve')
  await step(editor, on, id, 'publish', { snapshotHash: await storedHash(city.app, id) })
}

let october: string

test('C07 其他撤回占调撤一半以上而调撤率列前三名的提示，件数少的也提示；恰好一半的不提示', async () => {
  // Three concluded, two of them by a mere withdrawal: few cases keep an organ out of the ranks of the rate of losses alone.
  const september = await frozen('2020-09', '2020-10-14')
  assert.deepEqual(await watched('C07', '2020-10-15', september), ['YELLOW 2020-10-14 gov'])
  for (const day of ['09', '12', '13'])
    await town.recon('2020-10-09', 'bureau', { on: `2020-10-${day}`, isSettled: true })
  october = await frozen('2020-10', '2020-11-06')
  assert.deepEqual(await watched('C07', '2020-11-09', october), ['YELLOW 2020-11-06 gov'])
  // What was settled by agreement counts in the rate and not against it: five of ten is half and not more.
  const { city, town: recon } = town
  const act = (by: string, on: string, matterId: string, action: string, input: object) =>
    city.ok(recon.actors[by]!, on, { matterId, action, input })
  for (let i = 0; i < 5; i++) {
    const { matterId } = await city.ok(recon.actors['gov.clerk']!, '2020-11-10', {
      procedure: 'reconsideration.case',
      action: 'file',
      input: application({
        filedOn: '2020-11-10',
        receivedOn: '2020-11-10',
        applicants: [person(500 + i)],
        act: { docNo: `示罚〔2020〕${500 + i}号`, isDiscretionary: true },
      }),
    })
    await act('gov.unitHead', '2020-11-12', matterId, 'settleWithdraw', { agreement: { date: '2020-11-12' } })
  }
  const november = await frozen('2020-11', '2020-12-07')
  assert.deepEqual(await watched('C07', '2020-12-08', november), [])
})

test('C08 不予受理后被责令受理的、干预立案的，在首次列入的一期提示一次', async () => {
  const { city, town: recon, suit } = town
  assert.deepEqual(await watched('C08', '2020-12-08', october), [])
  const on = '2020-12-08'
  const { matterId } = await city.ok(recon.actors['gov.clerk']!, on, {
    procedure: 'reconsideration.case',
    action: 'file',
    input: application({ filedOn: on, receivedOn: on, applicants: [person(600)], act: { docNo: '示罚〔2020〕600号' } }),
  })
  const act = (by: string, day: string, action: string, input: object) =>
    city.ok(recon.actors[by]!, day, { matterId, action, input })
  await act('gov.unitHead', '2020-12-09', 'refuse', { ground: 'LATE', reason: '超期' })
  await act('gov.clerk', '2020-12-10', 'complain', { superiorId: 'cityGov', about: 'ACCEPT', content: '没有超期' })
  await act('superior', '2020-12-11', 'orderCorrect', { kind: 'ACCEPT', dueOn: '2020-12-18', reason: '没有超期' })
  await act('gov.unitHead', '2020-12-14', 'acceptByOrder', { note: '按责令受理' })
  const caseNo = await suit('2020-12-15', 'bureau')
  const { rows } = await city.owner.query('select matter_id from litigation.suit where case_no = $1', [caseNo])
  const supervisor = await city.post('watcher', 'litigation_supervisor', { kind: 'city', value: 'city' }, 'justice')
  await city.ok(supervisor, '2020-12-16', {
    matterId: rows[0].matter_id,
    action: 'recordInterference',
    input: { on: '2020-12-15', what: '要求原告不要起诉。' },
  })
  town.events.push({ kind: 'recon', on: '2020-12-14', agency: 'bureau' })
  const december = await frozen('2020-12', '2021-01-08')
  assert.deepEqual(await watched('C08', '2021-01-11', december), [
    `RED 2020-12-11 recon_intake_ordered/${matterId}`,
    `RED 2020-12-15 docketing_interfered/${rows[0].matter_id}`,
  ])
})

test('C09 印出的数与冻结的明细一致；改动一处即发现', async () => {
  const { owner } = town.city
  const { rows } = await owner.query('select * from bulletin.printed_year')
  assert.ok(rows.length >= 16)
  for (const r of rows)
    assert.deepEqual(
      [r.numerator, r.denominator ?? 0],
      [Number(r.rows_above), Number(r.rows_below)],
      `${r.matter_id} ${r.metric}`,
    )
  assert.deepEqual(await watched('C09', '2021-01-11', october), [])
  const change = (by: number) =>
    owner.query(
      `update bulletin.frozen_line set numerator = numerator + $2 where matter_id = $1 and dimension = 'CITY' and metric = 'incidence' and span = 'YEAR'`,
      [october, by],
    )
  await change(1)
  assert.deepEqual(await watched('C09', '2021-01-11', october), ['RED 2020-11-06 incidence'])
  await change(-1)
  assert.deepEqual(await watched('C09', '2021-01-11', october), [])
})

test('C09 发布十二月通报以后补录的，年度报告重算的数与通报印出的并列时不一致，列为发现', async () => {
  const { city } = town
  const { rows } = await city.owner.query(`select matter_id from bulletin.bulletin where period = '2020-12'`)
  const december = rows[0].matter_id
  await published(december, '2021-01-12')
  let n = 0
  const count = (known: string) =>
    keepRun(
      city.app,
      city.registry,
      {
        runId: `00000000-0000-7000-8000-00000000000${++n}`,
        year: 2020,
        knownAt: known as Instant,
        computedAt: known as Instant,
      },
      new Set([
        ...['administrative_disputes', 'first_instance_lost', 'first_instance_concluded', 'first_instance_loss_rate'],
        ...['instances_attended', 'instances_heard', 'head_appearance_rate'],
        ...['recon_settled', 'recon_concluded', 'recon_settled_rate'],
      ]),
    )
  await count('2021-01-12T10:00:00.000+08:00')
  assert.deepEqual(await watched('C09', '2021-01-13', december), [])
  await town.suit('2020-12-21', 'bureau2', { recordedOn: '2021-02-01' })
  await count('2021-02-02T10:00:00.000+08:00')
  assert.deepEqual(await watched('C09', '2021-02-03', december), ['RED 2021-02-02 incidence/report'])
})

test('视图里各项指标的分子分母与通报的指标相同', async () => {
  const { rows } = await town.city.owner.query('select metric, part, indicator from bulletin.metric_part')
  const declared = metrics.flatMap((m) => [
    ...(m.count ?? [m.numerator!]).map((i) => `${m.id} numerator ${i}`),
    ...(m.denominator ? [`${m.id} denominator ${m.denominator}`] : []),
  ])
  assert.deepEqual(rows.map((r) => `${r.metric} ${r.part} ${r.indicator}`).sort(), declared.sort())
})
