/** Petitions: the rules without a database, and the worked cases through the engine. */

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { makeCitizenId } from '#kernel/codes'
import { centre } from '../src/domains/centre/index.ts'
import { petitionProceduresWith } from '../src/domains/centre/petition.ts'
import {
  closeDays,
  isNextAbove,
  isTopmost,
  petitionRules,
  petitionSettings,
} from '../src/domains/centre/petition-rules.ts'
import type { Actor, Scope } from '../src/kernel/access.ts'
import { loadDefaultCalendar } from '../src/kernel/calendar.ts'
import { addDays, type LocalDate } from '../src/kernel/clock.ts'
import { countDue } from '../src/kernel/limit.ts'
import { newViolations, supervisionDomain } from '../src/kernel/supervision.ts'
import { type CaseStep, scenarios } from './centre-petition.cases.ts'
import { openCity, type TestCity } from './support.ts'

const d = (s: string) => s as LocalDate
const calendar = loadDefaultCalendar()

// ----- rules without a database -----

test('B3.2: the day of receipt picks the rules', () => {
  const at = (on: string) => petitionRules(d(on))
  assert.equal(at('2016-07-31').version, 'PETITION_2005')
  assert.equal(at('2016-08-01').version, 'ZJ_PET_2016')
  assert.equal(at('2022-04-30').version, 'ZJ_PET_2016')
  assert.equal(at('2022-05-01').version, 'PETITION_2022')
  assert.deepEqual(
    ['2016-07-31', '2020-01-01', '2022-05-01'].map((on) => [at(on).extension.maxDays, at(on).mayDeclineTransfer]),
    [
      [30, true],
      [60, true],
      [30, false],
    ],
  )
  const off = petitionRules(d('2022-05-01'), { ...petitionSettings, isProvincialInForce: false })
  assert.deepEqual([off.notice.advice, off.close.advice, off.isFinalOnLapse], [undefined, undefined, false])
})

test('the total is ninety days under both laws, and the shorter limit is never after the longer one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2097 }), fc.integer({ min: 0, max: 60 }), (n, extra) => {
      const on = addDays(d('2016-08-01'), n)
      const rules = petitionRules(on)
      const { due, outer } = closeDays(rules, on, extra)
      assert.ok(outer !== null && due <= addDays(on, 90) && outer <= addDays(on, 90))
      const [own, state] = [rules.notice.within, rules.notice.outer!].map((span) =>
        countDue({ span, start: on, roll: false, calendar }),
      )
      assert.ok(own!.provisional || own!.due <= state!.due, `${on}: ${own!.due} after ${state!.due}`)
    }),
  )
})

test('the organ asked for review stands next above', () => {
  const a = (
    agency_id: string,
    kind: string,
    county: string | null,
    town: string | null = null,
    parent: string | null = null,
  ) => ({
    agency_id,
    name: agency_id,
    kind,
    parent_id: parent,
    county_code: county,
    town_code: town,
    zone_code: null,
    matter_id: null,
  })
  const bureau = a('b', 'bureau', '330282')
  const gov = a('g', 'government', '330282')
  const cityGov = a('cg', 'government', null)
  const cityBureau = a('cb', 'bureau', null)
  const town = a('t', 'town-government', '330282', '330282100')
  const above = [
    [bureau, gov],
    [bureau, cityBureau],
    [gov, cityGov],
    [cityBureau, cityGov],
    [town, gov],
    [a('x', 'office', '330282', null, 'special'), a('special', 'office', '330282')],
  ] as const
  for (const [x, y] of above) assert.ok(isNextAbove(x, y) && !isNextAbove(y, x), `${x.agency_id} ${y.agency_id}`)
  const not = [
    [bureau, bureau],
    [bureau, cityGov],
    [bureau, a('g2', 'government', '330205')],
    [gov, cityBureau],
    [town, cityGov],
  ] as const
  for (const [x, y] of not) assert.ok(!isNextAbove(x, y), `${x.agency_id} ${y.agency_id}`)
  assert.ok(isTopmost(cityGov) && !isTopmost(cityBureau) && !isTopmost(gov))
})

test('zjPetitionInForce=false: nothing warns by the province and a lapse ends nothing', () => {
  const last = petitionProceduresWith({ ...petitionSettings, isProvincialInForce: false }).at(-1)!
  assert.deepEqual(
    Object.keys(last.limits).filter((id) => id.endsWith('Advice')),
    [],
  )
  assert.match((last.limits.reviewApply!.lapse as { label: string }).label, /没有终结/)
  assert.equal(petitionRules(d('2020-06-01'), { ...petitionSettings, isProvincialInForce: false }).isFinalOnLapse, true)
})

// ----- through the engine -----

let city: TestCity
const people: Record<string, Actor> = {}
const agencies: [id: string, kind: string, county: string | null][] = [
  ['petitions', 'petition-office', '330282'],
  ['bureauA', 'bureau', '330282'],
  ['bureauB', 'bureau', '330282'],
  ['discipline', 'discipline', '330282'],
  ['gov', 'government', '330282'],
  ['cityGov', 'government', null],
  ['court', 'court', '330282'],
  ['cityCourt', 'court', null],
]
const reader = (agency: string): Scope => ({ kind: 'reader', value: `a:${agency}` })

before(async () => {
  city = await openCity([supervisionDomain, centre])
  await city.owner.query(
    `insert into kernel.place (code, name, level, kind) values ('330200', '宁波市', 'city', 'city')`,
  )
  await city.owner.query(
    `insert into kernel.setting (key, value) values ('calendar', $1) on conflict (key) do update set value = excluded.value`,
    [city.calendar.version],
  )
  await city.owner.query(
    `insert into kernel.calendar_day (version, day, is_workday)
     select $1, date '1970-01-01' + ($2::int + o.n::int - 1), o.w = 1 from unnest($3::int[]) with ordinality as o(w, n) on conflict do nothing`,
    [city.calendar.version, city.calendar.first, [...city.calendar.works]],
  )
  for (const [id, kind, county] of agencies) await city.agency(id, kind, { ...(county ? { county } : {}), name: id })
  const post = async (name: string, role: string, agency: string) => {
    people[name] = await city.post(name, role, reader(agency), agency)
  }
  await post('officer', 'petition_officer', 'petitions')
  for (const x of ['A', 'B']) {
    await post(`handler${x}`, 'handler', `bureau${x}`)
    await post(`head${x}`, 'handler_head', `bureau${x}`)
  }
  for (const x of ['discipline', 'gov', 'cityGov', 'court']) await post(x, 'handler', x)
})
after(() => city.close())

let count = 0
const person = () => {
  count++
  return {
    name: `信访人${count}号`,
    idKind: 'resident',
    idNumber: makeCitizenId('330282', '1980-01-01' as LocalDate, count),
    address: '示例村',
  }
}
const receipt = (by: Actor, on: string, who: object, more: object = {}) => ({
  procedure: 'centre.petition',
  action: 'receivePetition',
  input: {
    agencyId: by.agency,
    receivedOn: on,
    channel: 'VISIT',
    category: 'REQUEST',
    petitioners: [who],
    respondent: '某某单位',
    place: '330282',
    kind: '补贴',
    summary: '没有收到补贴',
    demand: '补发补贴',
    ...more,
  },
})

type Run = { matters: Record<string, string>; who: ReturnType<typeof person> }
async function play(run: Run, s: CaseStep) {
  const name = s.matter ?? 'it'
  const by = people[s.by]!
  const where = `${s.on} ${s.by} ${s.do}`
  const resolve = (v: unknown) => (typeof v === 'string' && v.startsWith('@') ? run.matters[v.slice(1)] : v)
  const more = Object.fromEntries(
    Object.entries(s.with ?? {}).flatMap(([k, v]) => (v === undefined ? [] : [[k, resolve(v)]])),
  )
  const step =
    s.do === 'receivePetition'
      ? receipt(by, s.on, run.who, more)
      : { matterId: run.matters[name]!, action: s.do, input: more }
  if (s.refused) {
    const p = await city.refuse(by, s.on, step)
    assert.equal(p.type, `urn:fadu:rule:${s.refused}`, `${where}: ${p.title} ${JSON.stringify(p.errors ?? [])}`)
    if (s.refused.startsWith('centre.')) assert.ok(p.basis?.length, `${where} cites`)
    return
  }
  const done = await city.ok(by, s.on, step).catch((e) => {
    throw new Error(`${where}: ${e.message}`)
  })
  const id = done.matterId
  run.matters[name] = id
  if (s.state) assert.equal(done.state, s.state, where)
  const { rows } = await city.owner.query(
    `select distinct on (limit_id) limit_id, concat_ws('/', due, outer_due) as due from kernel.matter_limit where matter_id = $1 order by limit_id, start_on desc, subject desc`,
    [id],
  )
  const due = Object.fromEntries(rows.map((r) => [r.limit_id, r.due]))
  assert.deepEqual({ ...due, ...s.due }, due, where)
  if (s.row) {
    const row = (await city.owner.query('select * from centre.petition where matter_id = $1', [id])).rows[0]
    assert.deepEqual({ ...row, ...s.row }, row, where)
  }
  for (const x of s.seen ?? []) {
    const found = (await newViolations(city.app, city.registry, d(x.on))).filter((v) => v.rule === x.rule)
    assert.deepEqual(
      found
        .filter((v) => v.matterId === id)
        .map((v) => `${v.severity} ${v.since}`)
        .sort(),
      x.is,
      `${where}: ${x.rule} on ${x.on}`,
    )
  }
}

for (const c of scenarios)
  test(`${c.id} ${c.text}`, async () => {
    const run: Run = { matters: {}, who: person() }
    for (const s of c.steps) await play(run, s)
  })
