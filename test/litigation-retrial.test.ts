/** What stands in the end where a dispute is tried again: from lost to won and back, over years and within one; by appeal, settlement and dismissal too. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { docketed, here, item } from '../src/domains/litigation/cases-cast.ts'
import { litigation } from '../src/domains/litigation/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { computeFigures } from '../src/kernel/indicator.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
let feed: Actor
let officer: Actor
before(async () => {
  city = await openCity([litigation])
  await city.agency('market', 'bureau', { county: '330203' })
  await city.agency('cityBureau', 'bureau', {})
  feed = await city.post('feed', 'court_feed', { kind: 'city', value: 'city' }, 'market')
  officer = await city.post('officer', 'litigation_officer', { kind: 'reader', value: 'a:market' }, 'market')
})
after(() => city.close())

let no = 0
const step = (on: string, matterId: string, action: string, input: object = {}) =>
  city.ok(feed, on, { matterId, action, input })
async function open(on: string, more: Record<string, unknown> = {}): Promise<string> {
  const input = docketed(on, { caseNo: `（${on.slice(0, 4)}）浙行${++no}号`, ...more })
  return (await city.ok(feed, on, { procedure: 'litigation.defence', action: 'recordDocketing', input })).matterId
}
async function hear(id: string, on: string, agencyId = 'market'): Promise<void> {
  await step(on, id, 'recordCopy', { agencyId, receivedOn: on })
  await step(on, id, 'scheduleHearing', { heldOn: on, form: 'OPEN', courtNotice: 'NONE' })
  await step(on, id, 'recordHearing', { presences: [here(agencyId)] })
}
const judgment = (on: string, code: string, agencyId = 'market') => ({ madeOn: on, items: [item(code, { agencyId })] })
/** Lost or won at first instance, and standing since nobody appealed: the court's feed touches the case after the last day. */
async function first(on: string, code: string, agencyId = 'market'): Promise<string> {
  const id = await open(on, { defendants: [{ agencyId, role: 'ORIGINAL' }] })
  await hear(id, on, agencyId)
  await step(on, id, 'recordJudgment', { ...judgment(on, code, agencyId), servedOn: on, othersServedOn: on })
  const late = on.replace(/-\d\d-\d\d$/, '-12-01')
  await city.ok(feed, late, { matterId: id, action: 'recordEnforcement', input: { measure: 'ADVICE' } })
  return id
}
const asRetrial = (parentId: string, more: Record<string, unknown> = {}) => ({
  instance: 'RETRIAL',
  origin: 'RETRIAL',
  isBySecond: true,
  courtLevel: 'INTERMEDIATE',
  parentId,
  ...more,
})
/** A retrial by the rules of second instance: its judgment stands once it is served. */
async function retried(parentId: string, on: string, code: string, agencyId = 'market'): Promise<string> {
  const id = await open(on, asRetrial(parentId, { defendants: [{ agencyId, role: 'ORIGINAL' }] }))
  await hear(id, on, agencyId)
  await step(on, id, 'recordJudgment', judgment(on, code, agencyId))
  await step(on, id, 'serve', { servedOn: on })
  return id
}
const figures = async (year: number, knownYear = year + 1) => {
  const known = instantAt(`${knownYear}-01-31` as LocalDate, '09:00')
  const ids = ['finals', 'finals_lost', 'final_loss_rate', 'first_instance_lost', 'first_instance_concluded']
  const values = await computeFigures(city.app, city.registry, year, known, new Set(ids))
  const of = (id: string) => Number(values.get(id)!.value)
  const rate = values.get('final_loss_rate')!
  assert.deepEqual([Number(rate.numerator), Number(rate.denominator)], [of('finals_lost'), of('finals')])
  return {
    stands: of('finals'),
    lost: of('finals_lost'),
    firstLost: of('first_instance_lost'),
    firstOf: of('first_instance_concluded'),
  }
}

test('再审由败转胜、再由胜转败：各年度以年末的生效裁判为准，一审数不变', async () => {
  const one = await first('2018-04-02', 'REVOKE')
  const won = await retried(one, '2019-06-10', 'REJECT_CLAIM')
  await retried(won, '2020-09-10', 'REVOKE')
  assert.deepEqual(await figures(2018), { stands: 1, lost: 1, firstLost: 1, firstOf: 1 })
  assert.deepEqual(await figures(2019), { stands: 1, lost: 0, firstLost: 0, firstOf: 0 })
  assert.deepEqual(await figures(2020), { stands: 1, lost: 1, firstLost: 0, firstOf: 0 })
  // Whoever counts the first year again when all is known counts what stood at its end.
  assert.deepEqual(await figures(2018, 2022), { stands: 1, lost: 1, firstLost: 1, firstOf: 1 })
})

test('同一年内再审的只计最后生效的裁判；在再审登记以前作的统计仍计原裁判', async () => {
  const one = await first('2021-03-01', 'REVOKE')
  // Entered later than the counting of the year, though it took effect within it.
  const id = await open('2021-05-10', asRetrial(one))
  await hear(id, '2021-06-01')
  await step('2022-03-01', id, 'recordJudgment', judgment('2021-12-10', 'REJECT_CLAIM'))
  await step('2022-03-01', id, 'serve', { servedOn: '2021-12-20' })
  assert.deepEqual(await figures(2021), { stands: 1, lost: 1, firstLost: 1, firstOf: 1 })
  assert.deepEqual(await figures(2021, 2023), { stands: 1, lost: 0, firstLost: 1, firstOf: 1 })
})

test('原审是二审的，再审仍算同一争议；另一件争议不受影响', async () => {
  const one = await open('2023-02-01')
  await hear(one, '2023-02-10')
  await step('2023-02-20', one, 'recordJudgment', {
    ...judgment('2023-02-20', 'REJECT_CLAIM'),
    servedOn: '2023-02-20',
    othersServedOn: '2023-02-20',
  })
  await step('2023-03-01', one, 'recordOtherAppeal', { filedOn: '2023-03-01' })
  const second = await open('2023-03-10', { instance: 'SECOND', origin: 'APPEAL', parentId: one })
  await step('2023-04-10', second, 'recordJudgment', judgment('2023-04-10', 'REVOKE'))
  await step('2023-04-20', second, 'serve', { servedOn: '2023-04-20' })
  await step('2023-04-20', one, 'recordSecondInstance', {
    outcome: 'CHANGED',
    servedOn: '2023-04-20',
    items: [item('REVOKE')],
  })
  await first('2023-05-08', 'REVOKE')
  assert.deepEqual(await figures(2023), { stands: 2, lost: 2, firstLost: 1, firstOf: 2 })
  await retried(second, '2023-10-10', 'REJECT_CLAIM')
  assert.deepEqual(await figures(2023), { stands: 2, lost: 1, firstLost: 1, firstOf: 2 })
})

test('再审调解的不再计生效裁判；按第二审程序再审驳回起诉的不能上诉，计一件未败诉', async () => {
  const settled = await first('2024-03-01', 'REVOKE')
  const a = await open('2024-05-10', asRetrial(settled))
  await step('2024-06-10', a, 'mediate', { scope: 'DISCRETION', signedOn: '2024-06-10', hasPerformance: false })
  assert.deepEqual(await figures(2024), { stands: 0, lost: 0, firstLost: 1, firstOf: 1 })
  const dismissed = await first('2024-03-04', 'REVOKE')
  const b = await open('2024-05-13', asRetrial(dismissed))
  await step('2024-06-11', b, 'recordDismissal', {
    madeOn: '2024-06-11',
    code: 'DISMISS_SUIT',
    servedOn: '2024-06-11',
    othersServedOn: '2024-06-11',
  })
  const closed = await city.ok(officer, '2024-06-12', { matterId: b, action: 'close', input: {} })
  assert.equal(closed.state, 'CLOSED')
  assert.deepEqual(await figures(2024), { stands: 1, lost: 0, firstLost: 2, firstOf: 2 })
})

test('市本级的争议在市本级的范围里同样以再审为准', async () => {
  const one = await first('2025-03-03', 'REVOKE', 'cityBureau')
  await retried(one, '2025-06-10', 'REJECT_CLAIM', 'cityBureau')
  const { rows } = await city.owner.query(
    `select scope_kind, counted_on, until from litigation.finals where counted_on >= '2025-01-01' order by 1, 2`,
  )
  assert.deepEqual(
    rows.map((r) => [r.scope_kind, r.counted_on, r.until]),
    ['city', 'city-level'].flatMap((kind) => [
      [kind, '2025-03-19', '2025-06-10'],
      [kind, '2025-06-10', null],
    ]),
  )
})
