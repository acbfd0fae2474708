/** Random lawsuits: whatever is done in whatever order, a case that has not ended has a duty with a last day running, and its rows follow from its acts. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { away, docketed, here, item } from '../src/domains/litigation/cases-cast.ts'
import { defence } from '../src/domains/litigation/defence.ts'
import { litigation } from '../src/domains/litigation/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import { addDays, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
const who: Record<string, Actor> = {}
before(async () => {
  city = await openCity([litigation])
  await city.agency('market', 'bureau', { county: '330203' })
  for (const role of ['litigation_officer', 'litigation_head', 'litigation_reviewer'])
    who[role] = await city.post(role, role, { kind: 'reader', value: 'a:market' }, 'market')
  for (const role of ['court_feed', 'litigation_supervisor'])
    who[role] = await city.post(role, role, { kind: 'city', value: 'city' }, 'market')
})
after(() => city.close())

/** Numbers in [0, 1) from a seed: the same walk each run. */
function randomFrom(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A form for each action, on a day; what the law refuses is passed over. */
const forms: Record<string, (on: LocalDate, r: () => number) => object> = {
  recordCopy: (on) => ({ receivedOn: on, agencyId: 'market' }),
  answer: (_on, r) => ({ hasDefence: r() < 0.7, hasEvidence: r() < 0.7, defence: '答辩。' }),
  requestEvidenceExtension: () => ({ grounds: '事由。' }),
  recordExtension: (_on, r) => ({ agencyId: 'market', isGranted: r() < 0.7 }),
  recordObstacleRemoved: (on) => ({ agencyId: 'market', removedOn: on }),
  objectJurisdiction: () => ({ grounds: '异议。' }),
  scheduleHearing: (on) => ({ heldOn: addDays(on, 7), form: 'OPEN', courtNotice: 'NONE' }),
  postponeHearing: (on, r) => ({
    isByAgency: r() < 0.5,
    reason: '理由。',
    ...(r() < 0.5 ? { heldOn: addDays(on, 9) } : {}),
  }),
  recordHearing: (_on, r) => ({ presences: [r() < 0.7 ? here('market') : away('market')] }),
  changeAct: (on) => ({ kind: 'REVOKE', fault: 'NONE', toldCourtOn: on, content: '改变。' }),
  recordSuspend: (_on, r) => ({ ground: r() < 0.5 ? 'S01' : 'S06' }),
  reviewSuspension: () => ({ finding: '未消除。' }),
  recordResume: () => ({}),
  mediate: (on, r) => ({ scope: 'DISCRETION', signedOn: on, hasPerformance: r() < 0.5, dueOn: addDays(on, 30) }),
  recordWithdrawal: (on, r) => ({ madeOn: on, isDeemed: r() < 0.5 }),
  recordDismissal: (on, r) => ({
    madeOn: on,
    code: 'DISMISS_SUIT',
    ...(r() < 0.5 ? { servedOn: on } : {}),
    ...(r() < 0.5 ? { othersServedOn: on } : {}),
  }),
  recordTermination: (on) => ({ madeOn: on, code: 'TERMINATED' }),
  recordJudgment: (on, r) => ({
    madeOn: on,
    items: [
      r() < 0.5
        ? item('REJECT_CLAIM')
        : item('ORDER_DUTY', { hasDuty: true, ...(r() < 0.5 ? { dueOn: addDays(on, 60) } : {}) }),
    ],
    ...(r() < 0.5 ? { servedOn: on } : {}),
    ...(r() < 0.5 ? { othersServedOn: on } : {}),
  }),
  confirmJudgment: (_on, r) => ({ agrees: r() < 0.8 }),
  recordService: (on, r) =>
    r() < 0.5 ? { party: 'OTHERS', servedOn: on } : { party: 'AGENCY', agencyId: 'market', servedOn: on },
  decideAppeal: (_on, r) => ({ decision: r() < 0.4 ? 'APPEAL' : 'NO_APPEAL', reason: '理由。' }),
  recordOtherAppeal: (on) => ({ filedOn: on }),
  answerAppeal: () => ({ defence: '答辩。' }),
  recordSecondInstance: (on, r) =>
    r() < 0.5
      ? { outcome: 'UPHELD', servedOn: on }
      : { outcome: 'CHANGED', servedOn: on, items: [item('REVOKE', { hasDuty: r() < 0.5 })] },
  recordRemand: () => ({}),
  serve: (on) => ({ servedOn: on }),
  applyRetrial: () => ({ ground: 'ORDINARY', grounds: '理由。' }),
  perform: (_on, r) => ({ no: r() < 0.8 ? 1 : 2, report: '履行。' }),
  reviewLoss: () => ({ causes: '原因。', measures: '措施。' }),
  close: () => ({}),
}

const early = new Set(['mediate', 'recordWithdrawal', 'recordDismissal', 'recordTermination', 'recordSuspend', 'close'])

for (const seed of [1, 2, 3, 4])
  test(`没有走到头的案件总有期限在走（种子${seed}）`, async () => {
    const r = randomFrom(seed)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(r() * list.length)]!
    const seen = new Set<string>()
    for (let n = 0; n < 20; n++) {
      let on = addDays('2021-01-04' as LocalDate, Math.floor(r() * 300))
      const instance = pick(['FIRST', 'FIRST', 'FIRST', 'SECOND', 'RETRIAL'])
      const opened = await city.ok(who.court_feed!, on, {
        procedure: 'litigation.defence',
        action: 'recordDocketing',
        input: docketed(on, {
          instance,
          caseNo: `（2021）浙0203行${seed}第${n}号`,
          isAppellant: r() < 0.5,
          procedure: r() < 0.2 ? 'SUMMARY' : 'ORDINARY',
        }),
      })
      let state = opened.state
      for (let tries = 0; tries < 80 && !defence.states[state]!.final; tries++) {
        const could = Object.entries(defence.actions).filter(([id, a]) => a.in?.includes(state) && forms[id])
        const [action, def] = pick(could)
        // Most cases end by judgment; a walk that took every way out would seldom get there.
        if (early.has(action) && r() < 0.85) continue
        const by = who[pick(def.by.filter((role) => who[role]))]
        if (!by) continue
        on = addDays(on, Math.floor(r() * 12))
        const answer = await city.act(by, on, { matterId: opened.matterId, action, input: forms[action]!(on, r) })
        if (!answer.ok) {
          // What the law did by itself meanwhile was undone with the refused step; the next step finds it again.
          assert.doesNotMatch(
            answer.problem.type,
            /kernel\.(role|form|scope)|:fault/,
            `${action}: ${answer.problem.title}`,
          )
          continue
        }
        seen.add(action)
        state = answer.acts.at(-1)!.state
        if (defence.states[state]!.final) break
        const { rows } = await city.owner.query(
          `select limit_id from kernel.matter_limit where matter_id = $1 and state = 'running'`,
          [opened.matterId],
        )
        const duties = rows.filter((l) => !defence.limits[l.limit_id]!.isRight)
        assert.ok(duties.length > 0, `seed ${seed}, case ${n}: in ${state} after ${action} nothing runs`)
      }
    }
    assert.ok(seen.size > 18, [...seen].join())
    const found = await inTransaction(
      city.owner,
      async (c) => (await deriveColumns(c, city.registry)).findings,
      'begin isolation level repeatable read',
    )
    assert.deepEqual(found, [])
  })
