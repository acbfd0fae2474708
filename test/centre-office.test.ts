/** Centres themselves: opened, staffed by other bodies, published, closed; and what the city counts of them (B2, B6, B7, B8.15). */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { centre } from '../src/domains/centre/index.ts'
import type { Instant } from '../src/kernel/clock.ts'
import { computeFigures } from '../src/kernel/indicator.ts'
import { type CentreTown, counties, openCentre } from './centre-support.ts'

let town: CentreTown
beforeEach(async () => {
  town = await openCentre([centre])
})
afterEach(() => town.city.close())

const on = '2020-03-02'
const doc = { date: on }
const change = (action: string, input: object = {}) => ({ matterId: town.centre.matterId, action, input })
const refused = async (step: object, by = town.establisher, day = on) =>
  (await town.city.refuse(by, day, step as never)).type.split(':').at(-1)
const figure = async (year: number, id: string) => {
  const known = `${year + 2}-01-01T00:00:00.000+08:00` as Instant
  const v = (await computeFigures(town.city.app, town.city.registry, year, known, new Set([id]))).get(id)
  return [v?.numerator, v?.denominator].some((x) => x != null)
    ? `${Number(v!.numerator)}/${Number(v!.denominator)}`
    : Number(v?.value)
}

test('B2 a centre is opened where its level belongs, by its establisher, and is an agency from then on', async () => {
  const { establishStep } = town
  const stranger = await town.establisherOf('gov-330200')
  assert.equal(await refused(establishStep({ establisherId: 'gov-330203' }, stranger), stranger), 'centre.establisher')
  assert.equal(await refused(establishStep({ openedOn: '2020-03-03' })), 'centre.day')
  for (const wrong of [
    { level: 'CITY' },
    { level: 'COUNTY', townCode: '330203001' },
    { level: 'TOWN' },
    { level: 'TOWN', townCode: '330205001' },
  ])
    assert.equal(await refused(establishStep(wrong)), 'centre.placement', JSON.stringify(wrong))
  const { rows } = await town.city.owner.query('select kind, county_code from kernel.agency where agency_id = $1', [
    town.centre.agencyId,
  ])
  assert.deepEqual(rows, [{ kind: 'dispute-centre', county_code: '330203' }])
})

test('B2, B7 units move in and out; the public page says who sits there, when and where, and nobody’s name', async () => {
  const page = async () =>
    JSON.parse(
      (
        await town.city.owner.query(`select content from kernel.published where kind = 'centre' and id = $1`, [
          town.centre.agencyId,
        ])
      ).rows[0].content,
    )
  const moveIn = (unitId: string, more: object = {}) =>
    change('moveIn', { unitId, mode: 'ROTATING', schedule: '周二下午', from: on, ...more })
  assert.equal(await refused(moveIn('nobody')), 'centre.unit')
  assert.equal(await refused(moveIn('court', { from: '2020-03-03' })), 'centre.day')
  await town.city.ok(town.establisher, on, moveIn('court'))
  assert.equal(await refused(moveIn('court')), 'centre.unit')
  assert.deepEqual((await page()).residentUnits, [{ name: '示例区人民法院', mode: '轮驻', schedule: '周二下午' }])
  const moveOut = (unitId: string, to: string) => change('moveOut', { unitId, to })
  assert.equal(await refused(moveOut('justice', on)), 'centre.unit')
  assert.equal(await refused(moveOut('court', '2020-03-01')), 'centre.day')
  await town.city.ok(town.establisher, '2020-03-09', moveOut('court', '2020-03-09'))
  assert.deepEqual((await page()).residentUnits, [])
  const stranger = await town.establisherOf('town')
  const step = change('change', { hours: '每日 8:30-17:30' })
  // Who did not establish the centre does not even see its matter.
  assert.equal(await refused(step, stranger), 'kernel.matter')
  await town.city.ok(town.establisher, '2020-03-09', step)
  assert.equal((await page()).hours, '每日 8:30-17:30')
  assert.deepEqual(Object.keys(await page()).sort(), [
    'address',
    'enquiry',
    'functions',
    'hours',
    'level',
    'name',
    'phone',
    'residentUnits',
    'steps',
  ])
})

test('B2 a centre is closed once nothing is open in it, and takes nothing in from then on', async () => {
  const id = await town.register(on)
  const close = change('close', { closedOn: on, reason: '并入社会治理中心' })
  assert.equal(await refused(close), 'centre.openMatters')
  assert.equal(await refused(change('close', { closedOn: '2019-01-01', reason: '误' })), 'centre.day')
  await town.step('reception', on, id, 'withdraw', { document: doc })
  assert.equal((await town.city.ok(town.establisher, on, close)).state, 'CLOSED')
  assert.equal(await refused(town.registerStep(), town.actors.reception), 'centre.noCentre')
})

test('B8.15 ten counties with a centre each: ten of ten; a centre of a zone changes neither number', async () => {
  assert.equal(await figure(2020, 'county_centre_coverage'), '1/10')
  for (const [code] of counties.slice(1)) {
    await town.city.agency(`gov-${code}`, 'government', { county: code })
    const by = await town.establisherOf(`gov-${code}`)
    await town.establish('2020-06-01', { countyCode: code, openedOn: '2020-06-01' }, by)
  }
  assert.equal(await figure(2020, 'county_centre_coverage'), '10/10')
  assert.equal(await figure(2019, 'county_centre_coverage'), '1/10')
  await town.establish('2020-07-01', { openedOn: '2020-07-01', zoneCode: '宁波国家高新区' })
  await town.establish('2020-07-01', { openedOn: '2020-07-01', level: 'TOWN', townCode: '330203001' })
  assert.equal(await figure(2020, 'county_centre_coverage'), '10/10')
  assert.equal(await figure(2020, 'town_centre_count'), 1)
  // One of two is closed: the county is still covered. Both: it is not.
  const close = (closedOn: string) => change('close', { closedOn, reason: '合并' })
  await town.city.ok(town.establisher, '2020-12-01', close('2020-12-01'))
  assert.equal(await figure(2020, 'county_centre_coverage'), '10/10')
})

test('B6 intake, visits, resolution, one trip, satisfaction, returns and levels are counted each by its own record', async () => {
  const civil = { signals: { isCivil: true }, subjectKind: 'CIVIL_DISPUTE', path: 'PEOPLES_MEDIATION' }
  const lead = (agencyId: string) => ({ units: [{ agencyId, kind: 'LEAD' }] })
  const handlers = { handlers: [{ officerId: 'x', conflict: 'NONE' }] }
  const resolved = async (satisfaction: number, visits: number, register: { [key: string]: unknown } = {}) => {
    const id = await town.register(on, register)
    for (let i = 1; i < visits; i++)
      await town.step('reception', on, id, 'recordVisit', { headCount: 2, representatives: 2 })
    await town.step('dispatcher', on, id, 'triage', civil)
    await town.step('dispatcher', on, id, 'dispatch', lead('village'))
    await town.step('village.head', on, id, 'objectReturn', { reason: '不在本村', properUnit: '本街道' })
    await town.step('dispatcher', on, id, 'acceptReturn', { verification: '属实' })
    await town.step('dispatcher', on, id, 'dispatch', lead('village2'))
    await town.step('village2', on, id, 'receive', handlers)
    await town.step('village2', on, id, 'accept', { as: 'MEDIATION' })
    await town.step('dispatcher', on, id, 'escalate', {
      trigger: 'PARTY_REQUEST',
      toLevel: 'TOWN',
      unit: 'town',
      consent: doc,
    })
    await town.step('town', on, id, 'receive', handlers)
    await town.step('town', on, id, 'accept', { as: 'MEDIATION' })
    const result = {
      kind: 'AGREEMENT',
      issuerAgencyId: 'committee',
      documentNo: '1',
      documentOn: on,
      isEffective: true,
    }
    await town.step('town', on, id, 'submitResult', result)
    await town.step('dispatcher', on, id, 'review')
    await town.step('town', on, id, 'reply', { channel: 'PHONE', content: '已办' })
    await town.step('visitor', on, id, 'visitBack', { isReached: false })
    await town.step('visitor', on, id, 'visitBack', { isReached: true, satisfaction })
    await town.step('dispatcher', on, id, 'close', { closeCode: 'RESOLVED_AGREEMENT', recheckReason: '已复核' })
    return id
  }
  await resolved(5, 1)
  await resolved(1, 2, { channel: 'COURT_DELEGATED', courtSignedOn: on })
  await resolved(3, 3)
  const guided = await town.register(on, { channel: 'COURT_DELEGATED', courtSignedOn: on, isAccusation: true })
  await town.step('dispatcher', on, guided, 'triage', civil)
  await town.step('dispatcher', on, guided, 'returnToCourt', {
    courtAgencyId: 'court',
    reason: 'REFUSED',
    receipt: doc,
  })
  await town.step('dispatcher', on, guided, 'recordOutcome', { outcome: 'ACCEPTED', paper: doc })
  await town.step('dispatcher', on, guided, 'close', { closeCode: 'GUIDED_TO_PROCEDURE' })
  const twice = { petitioners: [town.person()] }
  const pending = await town.register(on, twice)
  const again = await town.register(on, { ...twice, channel: 'PHONE', counterparties: [{ name: '示例公司' }] })
  assert.equal(await town.refused('dispatcher', on, again, 'merge', { intoMatterId: pending }), 'centre.mergeStranger')
  await town.step('reception', on, again, 'withdraw', { document: doc })
  const same = { ...twice, counterparties: [{ name: '示例物业' }], channel: 'PHONE' }
  const kept = await town.register(on, same)
  const merged = await town.register(on, same)
  await town.step('dispatcher', on, merged, 'merge', { intoMatterId: kept })
  await town.step('dispatcher', on, kept, 'absorb', { fromMatterId: merged })
  const figures: Record<string, number | string> = {}
  for (const id of [
    'centre_intake',
    'centre_intake_visits',
    'centre_intake_heads',
    'centre_resolved_rate',
    'prelitigation_divert',
    'one_stop_rate',
    'satisfaction_rate',
    'dispatch_return_rate',
    'escalation_count',
  ])
    figures[id] = await figure(2020, id)
  assert.deepEqual(figures, {
    // A sealed matter counts as every other, a merged one does not.
    centre_intake: 7,
    // Three at registration (two of them first visits of the resolved, one pending), three later ones with two people each.
    centre_intake_visits: 6,
    centre_intake_heads: 9,
    // One was withdrawn.
    centre_resolved_rate: '3/4',
    prelitigation_divert: '1/2',
    // The delegated matter came in without a visit and had one later; the third had three.
    one_stop_rate: '2/3',
    satisfaction_rate: '1/3',
    // Three rounds each: sent back, sent anew, taken up a level.
    dispatch_return_rate: '3/9',
    escalation_count: 3,
  })
  const quarter = await town.city.owner.query(
    `select quarter::text, place, path, count from centre.intake_quarter order by path nulls last`,
  )
  assert.deepEqual(quarter.rows, [
    { quarter: '2020-01-01', place: '330203', path: 'PEOPLES_MEDIATION', count: 3 },
    { quarter: '2020-01-01', place: '330203', path: null, count: 3 },
  ])
})
