/** The dispute centres of a replayed year, acted out beside mediation: nothing counted twice, the same record however it is run. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { type ReplayResult, runReplay } from '../src/replay/run.ts'
import { buildReport } from '../src/report/build.ts'
import { actDemo } from '../src/server/demo.ts'
import { base, closeFounded, cutShort, founded, heads, now } from './replay-support.ts'
import type { TestCity } from './support.ts'

const scale = 0.005
let city: Awaited<ReturnType<typeof founded>>
let done: ReplayResult
before(async () => {
  city = await founded()
  done = await runReplay(city, { ...base, scale })
})
after(closeFounded)

const rows = async (text: string, c: TestCity = city): Promise<Record<string, any>[]> =>
  (await c.owner.query(text)).rows
const count = async (from: string): Promise<number> => Number((await rows(`select count(*) as n from ${from}`))[0]!.n)
const inYear = (column: string) => `${column} between '2020-01-01' and '2020-12-31'`
/** Records that an indicator counts in the year, or at its end. */
const figure = (view: string, kind: 'flow' | 'stock' = 'flow') =>
  count(
    `centre.${view} v where v.scope_kind = 'city' and ${kind === 'flow' ? inYear('v.counted_on') : `v.counted_on <= '2020-12-31' and (v.until is null or v.until > '2020-12-31')`}`,
  )

describe('the centres of a replayed year', () => {
  it('register what the city’s data say, once each, beside what is merged', async () => {
    const t = done.plan.centre!.targets
    assert.equal(t.registered, 205, '41,000 at this scale')
    assert.equal(await figure('centre_intake'), t.registered)
    assert.equal(await count('centre.matter where merged_into is not null'), t.merged)
    assert.equal(await count('centre.matter'), t.registered + t.merged)
    assert.ok(t.merged >= 1 && t.repeats >= 1)
    assert.equal(await count(`centre.matter where state not in ('CLOSED', 'MERGED')`), 0, 'nothing is left open')
    const groups = await count('centre.matter where is_group and merged_into is null and repeat_kind is null')
    assert.equal(groups, Math.round(t.registered * 0.02))
  })

  it('come by the channels of the data: what mediation had already by its own source, the rest by what is left of the shares', async () => {
    const { links, demo } = done.plan.centre!
    const linked = new Set([...links.values()].map((l) => l.matterId))
    const came = (await rows(
      'select matter_id, primary_channel as channel from centre.matter where merged_into is null',
    )) as { matter_id: string; channel: keyof typeof demo.channels }[]
    const counts = (list: typeof came) =>
      new Map(
        Map.groupBy(list, (r) => r.channel)
          .entries()
          .map(([c, l]) => [c, l.length]),
      )
    const [all, own] = [counts(came), counts(came.filter((r) => linked.has(r.matter_id)))]
    for (const [channel, share] of Object.entries(demo.channels) as [keyof typeof demo.channels, number][]) {
      const wished = (came.length * share) / 100
      // Where the linked matters are more than the share, the others make room.
      const [n, least] = [all.get(channel) ?? 0, own.get(channel) ?? 0]
      assert.ok(Math.abs(n - Math.max(wished, least)) <= 3, `${channel}: ${n}, ${least} linked, ${wished} by the share`)
    }
  })

  it('leave the mediation of the year as it is without them: figures, matters, numbers and parties', async () => {
    const alone = await founded()
    const { plan } = await runReplay(alone, { ...base, scale, isMediationOnly: true })
    assert.equal(plan.centre, undefined)
    assert.equal((await rows('select 1 from centre.centre', alone)).length, 0)
    const figures = async (c: TestCity) =>
      (await buildReport(c.app, c.registry, 2020, now, { fresh: true })).figures
        .filter((f) => /^(mediat|disputes-)/.test(f.id))
        .map((f) => [f.id, f.computed])
    assert.deepEqual(await figures(city), await figures(alone))
    for (const text of [
      `select matter_id, procedure, state, number, title from kernel.matter where procedure like 'mediation.%' order by matter_id`,
      'select matter_id, matter_no, source, referral_mode, kind, outcome, accepted_on, concluded_on from mediation.matter order by matter_id',
      'select matter_id, seq, party_id, side, kind, name_mask from mediation.party order by matter_id, seq',
    ])
      assert.deepEqual(await rows(text), await rows(text, alone), text)
    await assert.rejects(runReplay(alone, { ...base, scale }), /只有人民调解/)
  })

  it('hand disputes over to committees, each once, which take them by their own registration', async () => {
    const { links, targets } = done.plan.centre!
    assert.ok(links.size >= 40, `${links.size}`)
    const taken = await rows(
      `select m.matter_id, h.target_agency_id, h.state, h.outcome, a.matter_id as dispute, d.source, d.outcome as ended, d.agency_id
       from centre.matter m join centre.handoff h on h.matter_id = m.matter_id and h.path = 'PEOPLES_MEDIATION'
         left join kernel.handover_answer a on a.handover_id = h.offer_id left join mediation.matter d on d.matter_id = a.matter_id`,
    )
    assert.equal(taken.length, targets.linked)
    assert.equal(new Set(taken.map((r) => r.dispute)).size, links.size)
    const planned = new Map([...links.values()].map((l) => [l.matterId, l]))
    for (const r of taken) {
      const link = planned.get(r.matter_id)!
      assert.equal(r.dispute, done.plan.dispute(link.dispute).matterId)
      assert.equal(r.target_agency_id, r.agency_id)
      const settled = String(r.ended).startsWith('SETTLED')
      if (settled) assert.deepEqual([r.state, r.outcome], ['ENDED', 'AGREEMENT'])
      assert.ok(['CENTRE', 'COURT_DELEGATED', 'POLICE', 'PETITION'].includes(r.source), r.source)
    }
    assert.ok(taken.length < (await count('mediation.matter')), 'mediation has more of its own')
    const ends = await count(
      `centre.matter m join centre.handoff h on h.matter_id = m.matter_id and h.outcome = 'AGREEMENT' and h.path = 'PEOPLES_MEDIATION' where m.close_code <> 'RESOLVED_AGREEMENT'`,
    )
    assert.equal(ends, 0)
  })

  it('cover every county, as a printed “full coverage” says, and count what adds up', async () => {
    const full = await founded()
    const line = 'county-centre-coverage\tmediation\t县级矛调中心覆盖率\t100\texact\t%\tcity\tfull coverage'
    await runReplay(full, { ...base, scale: 0.0002, figuresText: `${base.figuresText.trimEnd()}\n${line}\n` })
    assert.deepEqual(
      [await figure('centre_counties_covered', 'stock'), await figure('centre_counties', 'stock')],
      [10, 10],
    )
    const report = await buildReport(full.app, full.registry, 2020, now, { fresh: true })
    const covered = report.figures.find((f) => f.id === 'county-centre-coverage')!
    assert.deepEqual([covered.published, Number(covered.computed)], ['100', 100], JSON.stringify(covered))
    assert.equal(await figure('town_centre_count', 'stock'), done.plan.centre!.targets.townCentres)
    assert.equal(done.plan.centre!.targets.townCentres, 1, '134 at this scale')
    const [closed, counted, resolved] = [
      await count(`centre.matter where ${inYear('closed_on')}`),
      await figure('centre_closed_counted'),
      await figure('centre_resolved'),
    ]
    const left = await count(
      `centre.matter where ${inYear('closed_on')} and close_code in ('GUIDED_TO_PROCEDURE', 'DUPLICATE', 'TRANSFERRED_OUTSIDE_CITY')`,
    )
    assert.equal(counted + left, closed)
    assert.ok(resolved > 0 && resolved < counted, `${resolved} of ${counted}`)
    for (const [part, whole] of [
      ['one_stop_once', 'one_stop_visited'],
      ['visit_backs_satisfied', 'visit_backs_reached'],
      ['dispatches_returned', 'dispatches'],
      ['prelitigation_succeeded', 'prelitigation_concluded'],
      ['petition_notices_met', 'petition_notices_due'],
      ['petition_closes_met', 'petition_closes_due'],
    ] as const) {
      const [n, all] = [await figure(part), await figure(whole)]
      assert.ok(n > 0 && n <= all, `${part} ${n} of ${whole} ${all}`)
    }
    const places = await rows(
      `select place, count(*)::int as n from centre.centre_intake where scope_kind = 'city' and ${inYear('counted_on')} group by 1`,
    )
    assert.equal(
      places.reduce((sum, r) => sum + r.n, 0),
      done.plan.centre!.targets.registered,
    )
  })

  it('bring petitions under the rules of 2020, of which supervision finds the late ones', async () => {
    const petitions = await rows('select * from centre.petition')
    const planned = done.plan.centre!.matters.filter((m) => m.petition)
    assert.equal(petitions.length, planned.length)
    assert.ok(petitions.every((p) => p.law_version === 'ZJ_PET_2016' && p.source === 'CENTRE'))
    // Five working days of the province for the notice, thirty days for the reply, the State's fifteen and sixty beside them.
    const { works, first } = city.calendar
    const dayNumber = (on: string) => Math.round(Date.parse(`${on}T00:00:00Z`) / 86_400_000)
    const workingDaysOn = (from: number, n: number) => {
      let day = from
      for (let left = n; left > 0; ) if (works[++day - first] === 1) left--
      return day
    }
    const limits = await rows(
      `select l.matter_id, l.limit_id, l.start_on::text, l.due::text, l.outer_due::text, l.met_on::text, p.extension_days from kernel.matter_limit l
       join centre.petition p on p.matter_id = l.matter_id where l.limit_id in ('handle', 'notice', 'close')`,
    )
    for (const l of limits) {
      const start = dayNumber(l.start_on)
      const isClose = l.limit_id === 'close'
      assert.equal(
        dayNumber(l.due),
        isClose ? start + 30 + l.extension_days : workingDaysOn(start, 5),
        JSON.stringify(l),
      )
      if (!isClose) assert.equal(dayNumber(l.outer_due), start + 15)
      if (isClose) assert.ok(l.met_on <= l.due, JSON.stringify(l))
    }
    const late = planned.filter((m) => m.petition!.turn === 'LATE').map((m) => m.petition!.matterId)
    assert.ok(late.length >= 1)
    const found = (await newViolations(city.app, city.registry, '2021-12-31' as never)).filter(
      (v) => v.rule === 'centre.B03' && v.severity === 'RED',
    )
    assert.deepEqual(new Set(found.map((v) => v.matterId)), new Set(late))
    const turns = new Set(planned.map((m) => m.petition!.turn))
    for (const t of ['EXTENDED', 'MEDIATED', 'REVIEWED'] as const) assert.ok(turns.has(t), t)
    assert.equal(await count(`centre.petition where state <> 'FINAL'`), 0)
  })

  it('have returns, conferences, escalations to the next level and repeats', async () => {
    const acted = async (action: string) =>
      count(
        `kernel.act a join kernel.matter m using (matter_id) where m.procedure like 'centre.%' and a.action = '${action}'`,
      )
    const turns = [
      'objectReturn',
      'acceptReturn',
      'rejectReturn',
      'convene',
      'assignLead',
      'escalate',
      'merge',
      'absorb',
    ]
    for (const action of turns) assert.ok((await acted(action)) >= 1, action)
    // 逐级递进 is counted by its levels, one record a rise.
    assert.deepEqual(await rows('select distinct from_level, to_level from centre.escalation'), [
      { from_level: 'TOWN', to_level: 'COUNTY' },
    ])
    assert.equal(await figure('escalation_count'), await acted('escalate'))
    const kinds = await rows(
      'select repeat_kind, count(*)::int as n from centre.matter where repeat_kind is not null group by 1',
    )
    assert.equal(
      kinds.reduce((sum, r) => sum + r.n, 0),
      done.plan.centre!.targets.repeats,
    )
  })

  it('are there around today in a demonstration, some in every state', async () => {
    const demo = await founded()
    await actDemo(demo, now)
    const live = await rows(`select matter_id, state from centre.matter where received_on > '2026-01-01'`, demo)
    const states = new Set(live.map((r) => r.state))
    for (const state of [
      'REGISTERED',
      'TRIAGED',
      'HANDED_OFF',
      'DISPATCHED',
      'RETURN_REQUESTED',
      'RECEIVED',
      'IN_PROGRESS',
      'JOINT',
      'RESULT_SUBMITTED',
      'REVIEWED',
      'REPLIED',
      'VISITED',
      'CLOSED',
    ])
      assert.ok(states.has(state), state)
    const running = async (limit: string) =>
      rows(
        `select due::text from kernel.matter_limit where limit_id = '${limit}' and state = 'running' and start_on > '2026-01-01'`,
        demo,
      )
    assert.ok(
      (await running('triage')).some((l) => l.due < '2026-10-20'),
      'one is late at triage',
    )
    const close = (await running('close')).filter((l) => l.due >= '2026-10-20' && l.due <= '2026-10-25')
    assert.equal(close.length, 1, 'a petition near its last day')
    const open = await rows(
      `select h.procedure from kernel.handover h left join kernel.handover_answer a using (handover_id) where a.handover_id is null and h.state = 'offered'`,
      demo,
    )
    assert.deepEqual(open.map((r) => r.procedure).sort(), ['centre.petition', 'mediation.dispute', 'mediation.dispute'])
  })

  it('leave a record of which every column is a function of the acts', async () => {
    const found = await inTransaction(
      city.owner,
      async (c) => [...(await deriveColumns(c, city.registry)).findings, ...(await scanActs(c, {})).findings],
      'begin isolation level repeatable read',
    )
    assert.deepEqual(found, [])
  })

  it('are the same record with other lanes and batches, and where the run was cut short', async () => {
    const expected = await heads(city)
    const other = await founded()
    await runReplay(other, { ...base, scale, lanes: 3, batchSize: 60 })
    assert.deepEqual(await heads(other), expected)
    const total = 1 + Math.ceil(Object.keys(expected).length / 20)
    for (const [batches, when] of [
      [4, 'after'],
      [total, 'before'],
    ] as const) {
      const cut = await founded()
      await assert.rejects(runReplay(cutShort(cut, batches, when), { ...base, scale, batchSize: 150 }), /cut short/)
      await runReplay(cut, { ...base, scale, batchSize: 400 })
      assert.deepEqual(await heads(cut), expected, `${batches} ${when}`)
    }
  })
})
