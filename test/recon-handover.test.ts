/** What the dispute centre hands over to reconsideration: taken once, by whom it is for; the centre hears what becomes of it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instantAt, type LocalDate } from '#kernel/clock'
import { centre } from '../src/domains/centre/index.ts'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import { supervisionDomain, tick } from '../src/kernel/supervision.ts'
import { type CentreTown, openCentre } from './centre-support.ts'
import { application, person } from './recon-support.ts'

let town: CentreTown
let clerk: Actor
let head: Actor
let elsewhere: Actor
before(async () => {
  town = await openCentre([supervisionDomain, centre, reconsideration])
  const post = (name: string, role: string, organ: string) =>
    town.city.post(name, role, { kind: 'agency', value: organ }, organ)
  clerk = await post('recon-clerk', 'recon_clerk', 'gov-330203')
  head = await post('recon-head', 'recon_unit_head', 'gov-330203')
  elsewhere = await post('city-clerk', 'recon_clerk', 'gov-330200')
})
after(() => town.city.close())

const on = '2025-03-03'
async function offered() {
  const id = await town.register(on, { petitioners: [town.person()], adminActKnownOn: '2025-02-20' })
  await town.step('dispatcher', on, id, 'triage', {
    signals: {},
    subjectKind: 'ADMIN_DISPUTE',
    remedyNotice: { on, channel: 'WRITTEN' },
    differReason: '不服行政处罚，经释明申请行政复议',
    path: 'RECONSIDERATION',
  })
  const done = await town.step('dispatcher', on, id, 'handoff', {
    path: 'RECONSIDERATION',
    targetAgencyId: 'gov-330203',
    procedure: 'reconsideration.case',
    receipt: { number: '示例〔移〕1号', date: on },
    notice: { number: '示例〔告〕1号', date: on },
  })
  return { id, handover: done.given.offerId as string }
}
/** The offer filled into the form as the desk fills it. */
async function filing(handover: string, n: number, organId = 'gov-330203') {
  const { rows } = await town.city.owner.query('select facts from kernel.handover where handover_id = $1', [handover])
  const { receives } = town.city.registry.procedureAt('reconsideration.case', on as LocalDate)
  const filled = receives!.fill(receives!.facts.parse(JSON.parse(rows[0].facts))) as { act: object }
  const said = { kind: 'PENALTY', docNo: `示罚〔2025〕${n}号` }
  return {
    procedure: 'reconsideration.case',
    action: receives!.action,
    input: {
      ...application({ organId, applicants: [person(n)], respondents: [{ agencyId: 'bureauA' }] }),
      act: { ...filled.act, ...said },
      handover,
    },
  }
}
const heard = async (id: string) => {
  await tick(town.city.app, town.city.engine, instantAt(on as LocalDate, '12:00'))
  return (await town.city.owner.query('select state, outcome from centre.handoff where matter_id = $1', [id])).rows
}

test('an offer is taken by the organ that it is for, once; the centre hears that it was settled', async () => {
  const { id, handover } = await offered()
  const wrong = await town.city.refuse(elsewhere, on, await filing(handover, 4001, 'gov-330200'))
  assert.equal(wrong.type, 'urn:fadu:rule:reconsideration.offer')
  const taken = await town.city.ok(clerk, on, await filing(handover, 4001))
  assert.equal(taken.state, 'FILED')
  const again = await town.city.refuse(clerk, on, await filing(handover, 4002))
  assert.equal(again.type, 'urn:fadu:rule:reconsideration.offer')
  assert.deepEqual(await heard(id), [{ state: 'TAKEN', outcome: null }])
  const { rows } = await town.city.owner.query(
    `select to_id from kernel.matter_link where from_id = $1 and kind = 'RECON_HANDED'`,
    [taken.matterId],
  )
  assert.deepEqual(rows, [{ to_id: id }])
  await town.city.ok(head, on, { matterId: taken.matterId, action: 'accept', input: {} })
  await town.city.ok(head, on, {
    matterId: taken.matterId,
    action: 'settleWithdraw',
    input: { agreement: { date: on } },
  })
  assert.deepEqual(await heard(id), [{ state: 'ENDED', outcome: 'AGREEMENT' }])
})

test('an application that ends before it is accepted is refused to the centre', async () => {
  const { id, handover } = await offered()
  const taken = await town.city.ok(clerk, on, await filing(handover, 4003))
  await town.city.ok(head, on, {
    matterId: taken.matterId,
    action: 'refuse',
    input: { ground: 'OUT_OF_SCOPE', reason: '人事处理' },
  })
  assert.deepEqual(await heard(id), [{ state: 'REFUSED', outcome: null }])
})
