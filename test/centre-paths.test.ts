/**
 * Random ways through a matter of the centre, delegated ones among them: from wherever they have led, officials can bring it to an end.
 * Neither a petitioner's withdrawal nor a merger or sealing counts as such: nobody can be made to withdraw.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { centre } from '../src/domains/centre/index.ts'
import { closeCodes } from '../src/domains/centre/kinds.ts'
import type { Actor } from '../src/kernel/access.ts'
import { type Instant, instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { tick } from '../src/kernel/supervision.ts'
import { randomOf } from '../src/replay/random.ts'
import { type CentreTown, openCentre } from './centre-support.ts'
import { sample } from './sample/domain.ts'

const seed = process.env.FADU_SEED ?? 'centre-paths-1'
const walks = 80

let town: CentreTown
let receiver: Actor
before(async () => {
  town = await openCentre([centre, sample])
  receiver = await town.city.post('receiver', 'officer', { kind: 'agency', value: 'committee' }, 'committee')
})
after(() => town.city.close())

type Random = ReturnType<typeof randomOf>
type Walk = { id: string; at: Instant; trail: string[]; random: Random; offers: Map<string, string | null> }
const pick = <T>(list: readonly T[], random: Random): T => list[random.int(list.length)]!

/** A minute later than the last step, on the same day or after it. */
const later = (w: Walk) => {
  w.at = new Date(Date.parse(w.at) + 60_000).toISOString() as Instant
  return w.at
}
const dayOf = (w: Walk) => new Date(Date.parse(w.at) + 8 * 3_600_000).toISOString().slice(0, 10)
const doc = (w: Walk) => ({ date: dayOf(w) })

async function attempt(w: Walk, by: string | Actor, action: string, input: object, isNoted = true): Promise<boolean> {
  const actor = typeof by === 'string' ? town.actors[by]! : by
  const answer = await town.city.act(actor, later(w), { matterId: w.id, action, input })
  if (!answer.ok && /internal|kernel\.(input|role)/.test(answer.problem.type))
    assert.fail(`${w.trail.join(' > ')} > ${action}: ${answer.problem.type} ${JSON.stringify(answer.problem.errors)}`)
  if (answer.ok) {
    if (isNoted) w.trail.push(action)
    const offer = answer.given.at(-1)?.offerId as string | undefined
    if (offer) w.offers.set(offer, null)
  }
  return answer.ok
}
const facts = async (w: Walk) => {
  const { rows } = await town.city.owner.query('select state, snapshot from kernel.matter where matter_id = $1', [w.id])
  return { state: rows[0].state as string, ...JSON.parse(rows[0].snapshot).facts }
}

const units = ['village', 'village2', 'town', 'bureauA', 'bureauB', 'cityBureau', 'committee']
const kinds = [
  { signals: { isCivil: true }, subjectKind: 'CIVIL_DISPUTE', path: 'PEOPLES_MEDIATION' },
  { signals: {}, subjectKind: 'PETITION_REQUEST', path: 'PETITION' },
  { signals: { isEnforcementRequest: true }, subjectKind: 'COMPLAINT_ILLEGAL', path: 'ENFORCEMENT_COMPLAINT' },
  { signals: { isLabour: true }, subjectKind: 'LABOUR_DISPUTE', path: 'PEOPLES_MEDIATION' },
  { signals: { isAccusation: true }, subjectKind: 'ACCUSATION', path: 'DISCIPLINE' },
]
const target = (w: Walk, r: Random): object => {
  const papers = { receipt: doc(w), notice: doc(w) }
  return pick<object>(
    [
      { path: 'PEOPLES_MEDIATION', targetAgencyId: 'committee', procedure: 'sample.errand', ...papers },
      { path: 'PEOPLES_MEDIATION', targetAgencyId: 'committee', ...papers },
      { path: 'LITIGATION', targetAgencyId: 'court', ...papers },
      { path: 'NOTARY', targetName: '示例公证处', competence: '公证法', ...papers },
      { path: 'ENFORCEMENT_COMPLAINT', targetAgencyId: 'bureauA', ...papers },
    ],
    r,
  )
}
const handlers = (unit: string) => ({ handlers: [{ officerId: `handler-${unit}`, conflict: 'NONE' }] })
const result = (w: Walk, unit: string, kind: string) => ({
  kind,
  issuerAgencyId: kind === 'AGREEMENT' ? 'committee' : unit,
  documentNo: '示例1号',
  documentOn: dayOf(w),
  isEffective: true,
})

/** One random step that the state knows; what is refused leaves everything as it is. */
async function wander(w: Walk): Promise<void> {
  const r = w.random
  const f = await facts(w)
  const unit = (f.lead as string | null) ?? pick(units, r)
  type Try = [by: string, action: string, input: object, chance?: number]
  const outcomes = ['AGREEMENT', 'FAILED', 'OPINION', 'DECISION', 'ACCEPTED', 'OTHER']
  const tries: Try[] = [
    ['dispatcher', 'triage', { ...pick(kinds, r), level: pick(['VILLAGE', 'TOWN', 'COUNTY'], r), differReason: '试' }],
    ['reception', 'answerOnSite', { subjectKind: 'CONSULT', content: '已答' }, 0.3],
    ['reception', 'noticeRepeat', { repeatKind: 'DUP_PENDING', notice: doc(w) }],
    ['dispatcher', 'handoff', target(w, r)],
    ['dispatcher', 'refer', target(w, r), 0.5],
    ['dispatcher', 'targetRefuse', { reason: '不属职权', paper: doc(w) }, 0.5],
    ['dispatcher', 'recordOutcome', { outcome: pick(outcomes, r), paper: doc(w) }],
    ['dispatcher', 'dispatch', { units: [{ agencyId: pick(units, r), kind: 'LEAD' }] }],
    [unit, 'receive', handlers(unit)],
    [`${unit}.head`, 'objectReturn', { reason: '不属职责', properUnit: '他单位' }, 0.5],
    ['dispatcher', 'acceptReturn', { verification: '属实' }],
    ['dispatcher', 'rejectReturn', { verification: '不实' }],
    ['director', 'convene', { units: ['village'], leadUnit: pick(units, r), conclusion: '定' }, 0.3],
    ['director', 'assignLead', {}],
    [unit, 'accept', { as: pick(['MEDIATION', 'ADMINISTRATIVE'], r) }],
    [unit, 'submitResult', result(w, unit, pick(['AGREEMENT', 'OPINION', 'REPLY', 'ADJUDICATION'], r))],
    ['dispatcher', 'sendBack', { reason: '补正' }, 0.3],
    ['dispatcher', 'review', {}],
    [unit, 'reply', { channel: 'WRITTEN', content: '已办', hasReviewNotice: true }],
    ['visitor', 'visitBack', r.chance(0.3) ? { isReached: false } : { isReached: true, satisfaction: 1 + r.int(5) }],
    ['dispatcher', 'reopen', { newFact: '漏项' }],
    [
      'dispatcher',
      'escalate',
      {
        trigger: 'FAILED',
        toLevel: pick(['TOWN', 'COUNTY'], r),
        unit: pick(units, r),
        consent: doc(w),
        materials: doc(w),
      },
    ],
    ['dispatcher', 'seal', { reason: '涉及公职人员', accusedAgencyId: 'bureauB' }, 0.05],
    ['dispatcher', 'returnToCourt', { courtAgencyId: 'court', reason: 'REFUSED', receipt: doc(w) }, 0.1],
    ['dispatcher', 'acceptDelegation', { confirmedOn: dayOf(w) }, 0.1],
    [
      'dispatcher',
      'extendCourt',
      { consents: ['PLAINTIFF', 'DEFENDANT'], newDueOn: '2023-01-31', document: doc(w) },
      0.1,
    ],
  ]
  if (w.offers.size && r.chance(0.3)) return answerOffer(w)
  const actions = town.city.registry.procedureAt('centre.matter', '2022-03-01' as LocalDate).actions
  const known = tries.filter(([, a, , chance = 1]) => actions[a]!.in?.includes(f.state) && r.chance(chance))
  if (known.length === 0) return
  const [by, action, input] = pick(known, r)
  await attempt(w, by, action, input)
}

/** The other side takes, declines or finishes what it was offered. */
async function answerOffer(w: Walk): Promise<void> {
  const open = [...w.offers]
  if (!open.length) return
  const [handover, taken] = pick(open, w.random)
  if (taken) {
    await town.city.act(receiver, later(w), { matterId: taken, action: 'finish', input: {} })
    return
  }
  const action = w.random.chance(0.7) ? 'take' : 'decline'
  const answer = await town.city.act(receiver, later(w), {
    procedure: 'sample.errand',
    action,
    input: { agencyId: 'committee', handover, topic: '承接' },
  })
  if (answer.ok && action === 'take') w.offers.set(handover, answer.acts.at(-1)!.matterId)
}

const codes = Object.keys(closeCodes)
/** What officials may do next towards an end, in order; the first that is allowed is done. */
async function home(w: Walk): Promise<boolean> {
  const f = await facts(w)
  const unit = f.lead as string
  const d = (action: string, input: object = {}) => attempt(w, 'dispatcher', action, input)
  const court = () => d('returnToCourt', { courtAgencyId: 'court', reason: 'FAILED', receipt: doc(w) })
  const outside = { path: 'NOTARY', targetName: '示例公证处', competence: '公证法', receipt: doc(w) }
  const toDiscipline = { path: 'DISCIPLINE', targetName: '示例纪检监察机关', competence: '监察法', receipt: doc(w) }
  const close = async () => {
    for (const closeCode of codes) if (await d('close', { closeCode, recheckReason: '已复核' })) return true
    return false
  }
  const recall = async () => {
    for (const h of f.handoffs as { no: number; isParallel: boolean; state: string }[])
      if (h.isParallel && h.state === 'OFFERED' && (await d('recall', { no: h.no, reason: '没有接收' }))) return true
    return false
  }
  const finish = async () => {
    for (const [, taken] of w.offers) {
      if (!taken) continue
      const done = await town.city.act(receiver, later(w), { matterId: taken, action: 'finish', input: {} })
      if (!done.ok) continue
      await tick(town.city.app, town.city.engine, later(w))
      return true
    }
    return false
  }
  const visit = () => attempt(w, 'visitor', 'visitBack', { isReached: true, satisfaction: 4 })
  const ways: Record<string, (() => Promise<boolean>)[]> = {
    REGISTERED: [() => d('triage', kinds[0]!)],
    TRIAGED: [() => d('handoff', f.isSealed ? toDiscipline : outside)],
    HANDED_OFF: [
      () => d('recordOutcome', { outcome: 'ACCEPTED', paper: doc(w) }),
      () => d('recordOutcome', { outcome: 'OTHER', paper: doc(w) }),
      () => d('targetRefuse', { reason: '不属职权', paper: doc(w) }),
      () => d('handoff', f.isSealed ? toDiscipline : outside),
    ],
    DISPATCHED: [() => attempt(w, unit, 'receive', handlers(unit))],
    RETURN_REQUESTED: [
      () => d('rejectReturn', { verification: '属本单位职责' }),
      () => attempt(w, 'director', 'convene', { units: ['village'], leadUnit: 'village', conclusion: '定' }),
    ],
    RECEIVED: [() => attempt(w, unit, 'accept', { as: 'OTHER' })],
    IN_PROGRESS: [() => attempt(w, unit, 'submitResult', result(w, unit, 'REPLY'))],
    JOINT: [() => attempt(w, 'director', 'assignLead', {})],
    RESULT_SUBMITTED: [() => d('review')],
    REVIEWED: [() => attempt(w, unit, 'reply', { channel: 'WRITTEN', content: '已办', hasReviewNotice: true })],
    REPLIED: [close, visit, recall, court, finish],
    VISITED: [close, recall, court, finish],
  }
  for (const way of ways[f.state]!) if (await way()) return true
  return finish()
}

test(`from every state that random ways have led to, officials can bring the matter to an end (FADU_SEED=${seed})`, async () => {
  const from = new Set<string>()
  const delegatedFrom = new Set<string>()
  for (let i = 0; i < walks; i++) {
    const random = randomOf(seed, `walk-${i}`)
    const at = instantAt('2022-03-01' as LocalDate, '08:00')
    const w: Walk = { id: '', at, trail: [], random, offers: new Map() }
    const person = town.person()
    const of = { petitioners: [person], counterparties: [{ name: `对方${i}` }] }
    // Sometimes the same person has been here before: then it may be a repeat.
    if (random.chance(0.3)) await town.register('2022-02-28', of)
    const isDelegated = random.chance(0.6)
    const court = { channel: 'COURT_DELEGATED', courtSignedOn: '2022-03-01', isCourtOnline: random.chance(0.5) }
    w.id = await town.register('2022-03-01', { ...of, ...(isDelegated ? court : {}) })
    w.at = instantAt('2022-03-01' as LocalDate, '10:00')
    for (let n = 1 + random.int(24); n > 0; n--) await wander(w)
    const { state } = await facts(w)
    if (!['CLOSED', 'MERGED'].includes(state)) {
      from.add(state)
      if (isDelegated) delegatedFrom.add(state)
    }
    const wandered = w.trail.join(' > ')
    for (let left = 40; ; left--) {
      const now = await facts(w)
      if (now.state === 'CLOSED') break
      assert.ok(
        left > 0 && (await home(w)),
        `${seed}, walk ${i}: no way out of ${now.state} after ${wandered}; then ${w.trail.slice(wandered.split(' > ').length).join(' > ')}`,
      )
    }
  }
  // The draw has to have come into every state, or the test says little.
  const all = Object.entries(town.city.registry.procedureAt('centre.matter', '2022-03-01' as LocalDate).states)
  const never = all.filter(([s, { final }]) => !final && !from.has(s)).map(([s]) => s)
  assert.deepEqual(never, [], 'states that no way ended in')
  for (const s of ['HANDED_OFF', 'REPLIED', 'VISITED', 'RESULT_SUBMITTED', 'REVIEWED'])
    assert.ok(delegatedFrom.has(s), `no delegated matter ended in ${s}`)
})

test('what goes back to the court nobody else takes up: an open offer is withdrawn with it, and the matter can be closed', async () => {
  const on = '2022-03-01'
  const paper = { date: on }
  const id = await town.register(on, { channel: 'COURT_DELEGATED', courtSignedOn: on })
  await town.step('dispatcher', on, id, 'triage', kinds[0]!)
  const offer = { path: 'PEOPLES_MEDIATION', targetAgencyId: 'committee', procedure: 'sample.errand', receipt: paper }
  const { offerId } = (await town.step('dispatcher', on, id, 'handoff', offer)).given
  const aside = await town.step('dispatcher', on, id, 'refer', offer)
  await town.step('dispatcher', on, id, 'returnToCourt', { courtAgencyId: 'court', reason: 'REFUSED', receipt: paper })
  for (const handover of [offerId, aside.given.offerId]) {
    const input = { agencyId: 'committee', handover, topic: '承接' }
    const gone = await town.city.refuse(receiver, on, { procedure: 'sample.errand', action: 'take', input })
    assert.equal(gone.type, 'urn:fadu:rule:sample.offerGone')
  }
  await town.step('dispatcher', on, id, 'recordOutcome', { outcome: 'ACCEPTED', paper })
  assert.equal((await town.step('dispatcher', on, id, 'close', { closeCode: 'GUIDED_TO_PROCEDURE' })).state, 'CLOSED')
})

test('a parallel offer that nobody takes is recalled; the main one and what was taken are not', async () => {
  const on = '2022-03-01'
  const paper = { date: on }
  const id = await town.register(on)
  await town.step('dispatcher', on, id, 'triage', kinds[0]!)
  const offer = { path: 'PEOPLES_MEDIATION', targetAgencyId: 'committee', procedure: 'sample.errand', receipt: paper }
  await town.step('dispatcher', on, id, 'handoff', offer)
  await town.step('dispatcher', on, id, 'refer', offer)
  const taken = await town.step('dispatcher', on, id, 'refer', offer)
  await town.city.ok(receiver, on, {
    procedure: 'sample.errand',
    action: 'take',
    input: { agencyId: 'committee', handover: taken.given.offerId, topic: '承接' },
  })
  const recall = (no: number) => town.refused('dispatcher', on, id, 'recall', { no, reason: '没有接收' })
  for (const no of [1, 3, 4]) assert.equal(await recall(no), 'centre.notRecallable')
  await town.step('dispatcher', on, id, 'recall', { no: 2, reason: '没有接收' })
  assert.equal(await recall(2), 'centre.notRecallable')
  const { rows } = await town.city.owner.query('select state from centre.handoff where matter_id = $1 order by no', [
    id,
  ])
  assert.deepEqual(
    rows.map((r) => r.state),
    ['OFFERED', 'WITHDRAWN', 'TAKEN'],
  )
})

test('the courts’ platform is confirmed to once, and only what came over it', async () => {
  const on = '2022-03-01'
  const online = { channel: 'COURT_DELEGATED', courtSignedOn: on, isCourtOnline: true }
  const id = await town.register(on, online)
  await town.step('dispatcher', '2022-03-02', id, 'acceptDelegation', { confirmedOn: '2022-03-02' })
  assert.equal((await town.limits(id)).delegated, '2022-04-01')
  const again = { confirmedOn: '2022-03-15' }
  assert.equal(await town.refused('dispatcher', '2022-03-15', id, 'acceptDelegation', again), 'centre.acceptedOnce')
  const paper = await town.register(on, { ...online, isCourtOnline: false })
  const first = { confirmedOn: on }
  assert.equal(await town.refused('dispatcher', on, paper, 'acceptDelegation', first), 'centre.acceptedOnce')
  // Merged before it was confirmed or asked for: both are owed by the matter that takes it.
  const who = { petitioners: [town.person()], counterparties: [{ name: '某某公司' }] }
  const [visit, court] = [await town.register(on, who), await town.register(on, { ...who, ...online })]
  await town.step('dispatcher', on, court, 'merge', { intoMatterId: visit })
  await town.step('dispatcher', on, visit, 'absorb', { fromMatterId: court })
  const limits = await town.limits(visit)
  assert.deepEqual([limits.delegated, limits.courtConfirm], ['2022-03-31', '2022-03-04'])
  await town.step('dispatcher', '2022-03-02', visit, 'triage', kinds[0]!)
  const offer = { path: 'PEOPLES_MEDIATION', targetAgencyId: 'committee', procedure: 'sample.errand' }
  await town.step('dispatcher', '2022-03-02', visit, 'acceptDelegation', { confirmedOn: '2022-03-02' })
  await town.step('dispatcher', '2022-03-02', visit, 'handoff', { ...offer, receipt: { date: '2022-03-02' } })
  const { rows } = await town.city.owner.query('select facts from kernel.handover where matter_id = $1', [visit])
  const { source, receivedOn } = JSON.parse(rows[0].facts)
  assert.deepEqual([source, receivedOn], ['COURT_DELEGATED', '2022-03-02'], 'the court’s, though a visit came first')
})
