/**
 * Reconsideration and suits of a replayed year, acted out through the engine: each figure counted in rows, nothing refused, nothing
 * overdue; the same record however the run was divided or cut short.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { domains } from '../src/domains/index.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { type ReplayResult, runReplay } from '../src/replay/run.ts'
import { dateOf } from '../src/replay/timing.ts'
import { buildReport, compareWithYearBefore } from '../src/report/build.ts'
import { bulletin } from '../src/report/bulletin/index.ts'
import { counts, decoys } from './replay-admin-decoys.cases.ts'
import { base, closeFounded, cutShort, founded, heads, now } from './replay-support.ts'
import type { TestCity } from './support.ts'

const scale = 0.02
/** Figures of administrative disputes alone: committees and mediators of the other domains are not needed here. */
const only = (ids: RegExp) =>
  base.figuresText
    .split('\n')
    .filter((line, i) => i === 0 || ids.test(line))
    .join('\n')
const figuresText = only(/^(administrative-disputes|first-instance|reconsideration|head-appearance)/)
const options = { ...base, figuresText, scale, city: 'ningbo' }

let city: Awaited<ReturnType<typeof founded>>
let done: ReplayResult
before(async () => {
  city = await founded([...domains, bulletin])
  done = await runReplay(city, options)
})
after(closeFounded)

const rows = async (text: string, c: TestCity = city): Promise<Record<string, any>[]> =>
  (await c.owner.query(text)).rows
const count = async (from: string): Promise<number> => Number((await rows(`select count(*) as n from ${from}`))[0]!.n)
/** Rows of an indicator's view in a year, for the city. */
const figure = (view: string, year = 2020) =>
  count(`${view} v where v.scope_kind = 'city' and v.counted_on between '${year}-01-01' and '${year}-12-31'`)
const ours = `(procedure like 'reconsideration.%' or procedure like 'litigation.%')`

describe('the administrative disputes of a replayed year', () => {
  it('count in rows what the targets say, of the year before too', async () => {
    const { recon, suits, hearings, standard } = done.plan.admin!.targets
    assert.deepEqual(
      [recon.accepted, suits.filed, recon.concluded, suits.concluded, hearings.all],
      [23, 22, 22, 18, 15],
      'a fiftieth of 1130, 1103, 1101, 899 and 740',
    )
    const counted = {
      accepted: [await figure('reconsideration.recon_accepted', 2019), await figure('reconsideration.recon_accepted')],
      recon: [await figure('reconsideration.recon_concluded'), await figure('reconsideration.recon_settled')],
      cityLevel: [
        await figure('reconsideration.recon_concluded_city_level'),
        await figure('reconsideration.recon_settled_city_level'),
      ],
      filed: [await figure('litigation.first_instance_filed', 2019), await figure('litigation.first_instance_filed')],
      suits: [await figure('litigation.first_instance_concluded'), await figure('litigation.first_instance_lost')],
      heads: [await figure('litigation.instances_heard'), await figure('litigation.instances_attended')],
      standard: [
        await figure('reconsideration.recon_standard_due'),
        await figure('reconsideration.recon_standard_passed'),
      ],
    }
    assert.deepEqual(counted, {
      accepted: [recon.before, recon.accepted],
      recon: [recon.concluded, recon.settled],
      cityLevel: [recon.cityLevel, recon.cityLevelSettled],
      filed: [suits.before, suits.filed],
      suits: [suits.concluded, suits.lost],
      heads: [hearings.all, hearings.attended],
      standard: [standard.denominator, standard.numerator],
    })
  })

  it('give the printed rates to the report, and nothing of the year before but what came in', async () => {
    const { recon, suits, hearings, standard } = done.plan.admin!.targets
    const report = await buildReport(city.app, city.registry, 2020, now, { fresh: true })
    const computed = (id: string) => report.figures.find((f) => f.id === id)!.computed
    const rate = (n: number, d: number) => ((100 * n) / d).toFixed(2)
    assert.equal(computed('reconsideration-settled-rate'), rate(recon.settled, recon.concluded))
    assert.equal(computed('reconsideration-settled-rate-city-level'), rate(recon.cityLevelSettled, recon.cityLevel))
    assert.equal(computed('first-instance-loss-rate'), rate(suits.lost, suits.concluded))
    assert.equal(computed('head-appearance-rate'), rate(hearings.attended, hearings.all))
    assert.equal(Number(computed('reconsideration-standard-rate')), (100 * standard.numerator) / standard.denominator)
    // Two readings of a rate's change stay two: records of the year before decide nothing.
    assert.equal(computed('head-appearance-change') ?? null, null)
    assert.equal(computed('first-instance-loss-change') ?? null, null)
    assert.ok(done.notes.some((n) => n.includes('演示数据的假定')))
    assert.deepEqual(report.assumptions, done.notes)
    // The growth of the count is computed from both years; of the rates nothing is compared with a year that was made up.
    const [all, all2019] = [recon.accepted + suits.filed, recon.before + suits.before]
    assert.equal(computed('administrative-disputes'), String(all))
    assert.equal(computed('administrative-disputes-change'), (((all - all2019) * 100) / all2019).toFixed(2))
    const { comparison } = await compareWithYearBefore(city.app, city.registry, 2020, now)
    assert.deepEqual(
      Object.entries(comparison.figures).flatMap(([id, f]) => (f.computed ? [id] : [])),
      ['administrative-disputes'],
    )
    assert.match(comparison.note, /演示假设/)
    const [kept] = await rows(`select value from kernel.setting where key = 'replay'`)
    assert.deepEqual(JSON.parse(kept!.value).assumedYears, [2019])
    const before = done.plan.admin!.recons.filter((r) => r.isAssumed).map((r) => `'${r.matterId}'`)
    assert.equal(
      await count(
        `reconsideration.matter_personal where facts like '%演示假设%' and matter_id in (${before.join(',')})`,
      ),
      before.length,
    )
  })

  it('have their twelve bulletins, reconciled with a court’s list that differs, the last of which counts the whole year', async () => {
    const months = await rows(
      'select period, state, unexplained, differences, frozen_on from bulletin.bulletin order by period',
    )
    assert.equal(months.length, 12)
    assert.ok(months.every((m) => m.state === 'PUBLISHED' && m.unexplained === 0))
    assert.ok(months.some((m) => m.differences > 0))
    assert.equal(months[8]!.frozen_on, '2020-10-14')
    const { recon, suits } = done.plan.admin!.targets
    const [line] = await rows(
      `select l.* from bulletin.frozen_line l join bulletin.bulletin b on b.matter_id = l.matter_id
       where b.period = '2020-12' and l.dimension = 'CITY' and l.metric = 'incidence' and l.span = 'YEAR'`,
    )
    assert.deepEqual(
      [line!.numerator, line!.before_numerator],
      [recon.accepted + suits.filed, recon.before + suits.before],
    )
  })

  it('go to organs that the law names, within the time for applying', async () => {
    const { recons } = done.plan.admin!
    const astray = recons.filter((r) => r.outcome === 'ADVISED_ELSEWHERE' || r.outcome === 'TRANSFERRED')
    const wrong = await rows(
      `select matter_id from reconsideration.matter where is_competence_doubted or timeliness is not null`,
    )
    assert.deepEqual(wrong.map((r) => r.matter_id).sort(), astray.map((r) => r.matterId).sort())
  })

  for (const d of decoys)
    it(`${d.rule} ${d.name}`, async () => {
      const matters = d.matters(done.plan.admin!)
      assert.ok(matters.length >= 1, 'none is acted out')
      const ids = matters.map((m) => `'${m.matterId}'`).join(',')
      assert.equal(await count(`kernel.matter where matter_id in (${ids})`), matters.length)
      const expected: Record<string, number> = Object.fromEntries(Object.keys(counts).map((view) => [view, 0]))
      Object.assign(expected, d.adds?.(matters) ?? {})
      const found = Object.fromEntries(
        await Promise.all(
          Object.keys(counts).map(async (view) => [
            view,
            await count(
              `${view} v where v.scope_kind = 'city' and v.counted_on between '2020-01-01' and '2020-12-31' and v.matter_id in (${ids})`,
            ),
          ]),
        ),
      )
      assert.deepEqual(found, expected)
    })

  it('have marks on what counts otherwise than it looks', async () => {
    const { recons, suits, claims } = done.plan.admin!
    const not = (list: { matterId: string }[]) => list.map((x) => `'${x.matterId}'`).join(',') || 'null'
    // C4.2: what a claimant asks of the organ first is no dispute yet, and its rows are in no count of disputes.
    assert.equal(await count('litigation.compensation'), claims.length)
    assert.ok(claims.length >= 1)
    assert.equal(
      await count(`litigation.first_instance_filed where matter_id in (select matter_id from litigation.compensation)`),
      0,
    )
    // Refused and abandoned ones were applications.
    const early = recons.filter((r) => ['REFUSED', 'ABANDONED'].includes(r.outcome))
    assert.equal(await count(`reconsideration.recon_applications where matter_id in (${not(early)})`), early.length)
    // The law of these years accepts by receipt, and nothing is deemed accepted: that came in 2024.
    const kinds = await rows(
      `select distinct acceptance_kind from reconsideration.matter where accepted_on is not null`,
    )
    assert.deepEqual(kinds.map((k) => k.acceptance_kind).sort(), ['BY_RECEIPT', 'EXPLICIT'])
    // C8-4: on the day on which it was accepted at last.
    const ordered = recons.filter((r) => r.turn === 'ORDERED')
    assert.equal(
      await count(`reconsideration.matter where matter_id in (${not(ordered)}) and accepted_on > received_on`),
      ordered.length,
    )
    // C4.4: of a central line, in no district's ranks.
    const tax = recons.filter((r) => r.organ.startsWith('tax-'))
    assert.equal(
      await count(
        `reconsideration.recon_accepted where matter_id in (${not(tax)}) and scope_kind = 'city' and is_vertical`,
      ),
      tax.length,
    )
    // C4.2: a procurator's suit is counted and known by its kind.
    const interest = suits.filter((s) => s.suitKind === 'PUBLIC_INTEREST')
    assert.equal(
      await count(`litigation.suit where suit_kind = 'PUBLIC_INTEREST' and matter_id in (${not(interest)})`),
      interest.length,
    )
    assert.equal(await count(`litigation.suit where suit_kind = 'PUBLIC_INTEREST'`), interest.length)
    // What stands in the end is another figure than the loss of the first instance.
    const changed = suits.filter((s) => s.appeal?.outcome === 'CHANGED')
    const finals = await rows(
      `select matter_id, is_lost, is_finally_lost from litigation.suit where matter_id in (${not(changed)})`,
    )
    assert.equal(finals.length, changed.length)
    for (const f of finals) assert.notEqual(f.is_lost, f.is_finally_lost)
  })

  it('C8-10: the year counts the new case alone, in its report and in its last bulletin', async () => {
    const [line] = await rows(
      `select l.* from bulletin.frozen_line l join bulletin.bulletin b on b.matter_id = l.matter_id
       where b.period = '2020-12' and l.dimension = 'CITY' and l.metric = 'loss' and l.span = 'YEAR'`,
    )
    const { lost, concluded } = done.plan.admin!.targets.suits
    assert.deepEqual([line!.numerator, line!.denominator], [lost, concluded])
    // Lost in the first half of the year, rejected anew in the second.
    const { suits } = done.plan.admin!
    for (const again of suits.filter((s) => s.origin === 'REMAND')) {
      const first = suits.find((s) => s.key === again.parent)!
      assert.ok(dateOf(first.concluded) < '2020-07-01' && dateOf(again.concluded) > '2020-07-01')
      assert.deepEqual([first.end, again.end], ['REVOKE', 'REJECT_CLAIM'])
      // Its month told of the lost case; the bulletin after it was sent back takes it out again, and the month's own lines stay.
      const told = dateOf(first.concluded).slice(0, 7)
      const frozen = await rows(
        `select distinct b.period from bulletin.frozen_row r join bulletin.bulletin b on b.matter_id = r.matter_id
         where r.indicator = 'first_instance_lost' and r.record_id = '${first.matterId}'`,
      )
      assert.ok(
        frozen.some((r) => r.period === told),
        JSON.stringify(frozen),
      )
      const corrections = await rows(
        `select b.period from bulletin.correction c join bulletin.bulletin b on b.matter_id = c.matter_id
         where c.period = '${told}' and c.metric = 'loss' and c.dimension = 'CITY'
           and '${first.matterId}' = any (c.removed)`,
      )
      assert.equal(corrections.length, 1)
      assert.ok(corrections[0]!.period > told && corrections[0]!.period >= dateOf(first.appeal!.served).slice(0, 7))
    }
  })

  it('stand in chains, beside each other and in groups', async () => {
    const { admin } = done.plan
    const not = (list: { matterId: string }[]) => list.map((x) => `'${x.matterId}'`).join(',') || 'null'
    const suits = admin!.suits
    // C8-3: a reconsideration and the suit after it are two, of one chain.
    const chains = suits.filter((s) => s.recon !== undefined)
    assert.ok(chains.length >= 1)
    const of = await rows(
      `select s.chain_id, m.chain_id as recon_chain from litigation.suit s join kernel.matter_link l on l.from_id = s.matter_id and l.kind = 'SUED'
       join reconsideration.matter m on m.matter_id = l.to_id where s.matter_id in (${not(chains)})`,
    )
    assert.equal(of.length, chains.length)
    assert.ok(of.every((r) => r.chain_id === r.recon_chain))
    // C8-5: two organs sued in one case are one case of the city.
    const joint = suits.filter((s) => s.other && s.instance === 'FIRST')
    assert.equal(
      await count(`litigation.first_instance_filed where scope_kind = 'city' and matter_id in (${not(joint)})`),
      joint.length,
    )
    assert.equal(
      await count(`litigation.first_instance_filed where scope_kind = 'agency' and matter_id in (${not(joint)})`),
      2 * joint.length,
    )
    // C8-11: many people over one act are as many applications, one group; in one suit they are one.
    const group = admin!.recons.filter((r) => r.group)
    assert.ok(group.length >= 2)
    const keys = await rows(`select distinct group_key from reconsideration.matter where matter_id in (${not(group)})`)
    assert.equal(keys.length, 1)
    assert.equal(
      await count(`reconsideration.recon_accepted where scope_kind = 'city' and group_key = '${keys[0]!.group_key}'`),
      group.length,
    )
    const merged = suits.filter((s) => s.plaintiffs === 20)
    assert.equal(await count(`litigation.plaintiff_personal where matter_id in (${not(merged)})`), 20 * merged.length)
    // C8-12: an organ under central lines counts for the city and says so.
    assert.ok((await count(`litigation.first_instance_filed where scope_kind = 'city' and is_vertical`)) >= 1)
  })

  it('leave nothing open but rulings that the daily tick closes, and nothing late', async () => {
    const open = await rows(
      `select procedure, state, count(*)::int as n from kernel.matter where ${ours}
       and state not in ('ARCHIVED', 'CLOSED', 'ADVISED_ELSEWHERE', 'TRANSFERRED', 'SUBMITTED', 'RECORDED') group by 1, 2 order by 1, 2`,
    )
    assert.deepEqual(
      open.filter((r) => r.state !== 'CONCLUDED_NO_JUDGMENT'),
      [],
    )
    const overdue = await rows(
      `select l.procedure, limit_id, due::text, met_on::text from kernel.matter_limit l where ${ours.replaceAll('procedure', 'l.procedure')} and l.state in ('running', 'met') and not is_provisional and limit_id not in ('effect', 'supply')
       and coalesce(met_on, '2026-10-20') > due and limit_id not in ('jurisdiction', 'appeal', 'othersAppeal', 'sue', 'retrial', 'suspended', 'countyTransfer', 'review', 'correctionNotice', 'correction')`,
    )
    assert.deepEqual(overdue, [])
    // Heads who stayed away without a reason are what supervision finds, and nothing else.
    const absent = done.plan.admin!.suits.filter((s) => s.hearing?.attendance === 'NONE').map((s) => s.matterId)
    for (const on of ['2019-12-31', '2020-06-30', '2020-12-31', '2021-12-31']) {
      const found = (await newViolations(city.app, city.registry, on as never)).filter((v) =>
        /^(reconsideration|litigation)\./.test(v.rule),
      )
      for (const v of found) {
        assert.equal(v.rule, 'litigation.B04', JSON.stringify(v))
        assert.ok(absent.includes(v.matterId!))
      }
    }
  })

  it('follow from their acts', async () => {
    const found = await inTransaction(
      city.owner,
      async (c) => [...(await deriveColumns(c, city.registry)).findings, ...(await scanActs(c, {})).findings],
      'begin isolation level repeatable read',
    )
    assert.deepEqual(found, [])
  })

  it('come out the same with other lanes and batches, and when cut short and gone on with', async () => {
    const wanted = await heads(city)
    const other = await founded([...domains, bulletin])
    await runReplay(other, { ...options, lanes: 1, batchSize: 37 })
    assert.deepEqual(await heads(other), wanted)
    const cut = await founded([...domains, bulletin])
    for (const [batches, when] of [
      [9, 'before'],
      [6, 'after'],
      [11, 'after'],
    ] as const)
      await assert.rejects(
        runReplay(cutShort(cut, batches, when), { ...options, lanes: 1, batchSize: 40 }),
        /cut short/,
      )
    await runReplay(cut, { ...options, lanes: 2, batchSize: 40 })
    assert.deepEqual(await heads(cut), wanted)
  })

  it('are not there where only mediation is wanted, and the year before has no replay of its own', async () => {
    const alone = await founded([...domains, bulletin])
    const { plan } = await runReplay(alone, { ...base, scale: 0.001, isMediationOnly: true })
    assert.equal(plan.admin, undefined)
    assert.equal((await rows(`select 1 from kernel.matter where ${ours}`, alone)).length, 0)
    assert.equal(done.plan.year, 2020)
  })
})
