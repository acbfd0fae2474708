/** What a judgment annuls and the public still reads: supervision asks for it until the organ that published it has withdrawn it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { docketed, here, item } from '../src/domains/litigation/cases-cast.ts'
import { litigation } from '../src/domains/litigation/index.ts'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import type { LocalDate } from '../src/kernel/clock.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { assign, copy, decide, file, reply, serve, views } from './recon.cases.ts'
import { playScenario } from './recon-play.ts'
import { openRecon, type ReconTown } from './recon-support.ts'

let town: ReconTown
let feed: Actor
before(async () => {
  town = await openRecon([reconsideration, litigation])
  feed = await town.city.post('feed', 'court_feed', { kind: 'city', value: 'city' }, 'gov')
})
after(() => town.city.close())

const act = (by: Actor, on: string, matterId: string, action: string, input: object = {}) =>
  town.city.ok(by, on, { matterId, action, input })
const watched = async (on: string): Promise<string[]> => {
  const found = (await newViolations(town.city.app, town.city.registry, on as LocalDate)).filter(
    (v) => v.rule === 'litigation.B17',
  )
  if (found.length) town.city.fired.add('litigation.B17')
  return found.map((v) => `${v.severity} ${v.since}`)
}
const publicPages = async (matterId: string): Promise<number> =>
  (
    await town.city.owner.query('select from kernel.published where matter_id = $1 and withdrawn_on is null', [
      matterId,
    ])
  ).rowCount!

/** A decision that upholds a fine which was public, published itself. */
async function upheldAndPublished(id: string, first: number): Promise<string> {
  const { it } = await playScenario(
    town,
    {
      id,
      text: id,
      steps: [
        file('2024-05-06', { act: { publicity: 'PUBLISHED', docNo: `示罚〔2024〕${first}号` } }),
        { on: '2024-05-06', by: 'unitHead', do: 'accept' },
        assign('2024-05-07'),
        copy('2024-05-08'),
        reply('2024-05-13'),
        views('2024-05-14'),
        decide('2024-05-20', 'MAINTAIN'),
        serve('2024-05-20', 'decision', '1'),
      ],
    },
    first,
  )
  const { clerk } = town.actors
  const on = '2024-05-21'
  const input = { judgment: { date: on }, effect: 'REVOKED' }
  const early = await town.city.refuse(clerk!, on, { matterId: it!, action: 'withdrawPublication', input })
  assert.equal(early.type, 'urn:fadu:rule:reconsideration.notPublished')
  await act(clerk!, on, it!, 'publish', { title: '申某不服处罚案', text: '维持。', isMasked: true })
  return it!
}
/** Sued, tried and standing since nobody appealed. */
async function judged(recon: string, caseNo: string, items: readonly object[]): Promise<string> {
  const { matterId } = await town.city.ok(feed, '2024-06-03', {
    procedure: 'litigation.defence',
    action: 'recordDocketing',
    input: docketed('2024-06-03', {
      caseNo,
      recon: { outcome: 'UPHELD', over: 'ACT', matterId: recon },
      defendants: [
        { agencyId: 'bureau', role: 'ORIGINAL' },
        { agencyId: 'gov', role: 'RECON_ORGAN' },
      ],
    }),
  })
  const on = '2024-07-01'
  await act(feed, on, matterId, 'recordCopy', { agencyId: 'bureau', receivedOn: on })
  await act(feed, on, matterId, 'scheduleHearing', { heldOn: on, form: 'OPEN', courtNotice: 'NONE' })
  await act(feed, on, matterId, 'recordHearing', { presences: [here('bureau'), here('gov')] })
  await act(feed, on, matterId, 'recordJudgment', { madeOn: on, items, servedOn: on, othersServedOn: on })
  return matterId
}
const revoked = [item('REVOKE', { agencyId: 'bureau' }), item('REVOKE', { agencyId: 'gov', target: 'RECON_DECISION' })]

test('裁判生效三日后原决定仍在公开的提示，撤回公开后不再提示，也不能再撤回一次', async () => {
  const recon = await upheldAndPublished('B4.6', 800)
  const suit = await judged(recon, '（2024）浙0203行初46号', revoked)
  // Not final yet: whoever appeals keeps the act standing.
  assert.deepEqual(await watched('2024-07-12'), [])
  const enforced = await act(feed, '2024-07-17', suit, 'recordEnforcement', { measure: 'ADVICE' })
  assert.equal(enforced.state, 'EFFECTIVE')
  // Of effect from the day after 2024-07-16.
  assert.deepEqual(await watched('2024-07-20'), [])
  assert.deepEqual(await watched('2024-07-21'), ['RED 2024-07-21'])
  const { clerk } = town.actors
  const input = { judgment: { number: '（2024）浙0203行初46号', date: '2024-07-01' }, effect: 'REVOKED' }
  assert.equal(await publicPages(recon), 1)
  await act(clerk!, '2024-07-22', recon, 'withdrawPublication', input)
  assert.equal(await publicPages(recon), 0)
  assert.deepEqual(await watched('2024-07-23'), [])
  const again = await town.city.refuse(clerk!, '2024-07-23', {
    matterId: recon,
    action: 'withdrawPublication',
    input,
  })
  assert.equal(again.type, 'urn:fadu:rule:reconsideration.notPublished')
  const { rows } = await town.city.owner.query(
    'select withdrawn_on, content from kernel.published where matter_id = $1',
    [recon],
  )
  assert.deepEqual(rows, [{ withdrawn_on: '2024-07-22', content: '{}' }])
})

test('裁判驳回请求的不要求撤回；再审改判以后要求撤回，凭原审案件的关联', async () => {
  const recon = await upheldAndPublished('B4.6 再审', 810)
  const suit = await judged(recon, '（2024）浙0203行初47号', [item('REJECT_CLAIM', { agencyId: 'bureau' })])
  await act(feed, '2024-07-17', suit, 'recordEnforcement', { measure: 'ADVICE' })
  assert.deepEqual(await watched('2024-08-30'), [])
  const on = '2024-09-02'
  const { matterId: retrial } = await town.city.ok(feed, on, {
    procedure: 'litigation.defence',
    action: 'recordDocketing',
    input: docketed(on, {
      caseNo: '（2024）浙02行再1号',
      instance: 'RETRIAL',
      origin: 'RETRIAL',
      isBySecond: true,
      parentId: suit,
      defendants: [{ agencyId: 'bureau', role: 'ORIGINAL' }],
    }),
  })
  await act(feed, on, retrial, 'recordCopy', { agencyId: 'bureau', receivedOn: on })
  await act(feed, on, retrial, 'scheduleHearing', { heldOn: on, form: 'OPEN', courtNotice: 'NONE' })
  await act(feed, on, retrial, 'recordHearing', { presences: [here('bureau')] })
  await act(feed, on, retrial, 'recordJudgment', { madeOn: on, items: [item('REVOKE', { agencyId: 'bureau' })] })
  await act(feed, on, retrial, 'serve', { servedOn: on })
  assert.deepEqual(await watched('2024-09-05'), [])
  assert.deepEqual(await watched('2024-09-06'), ['RED 2024-09-06'])
})
