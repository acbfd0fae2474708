/** Counsel reads the case in which he acts and files papers in it; no other case, nothing within the house, and nothing once he is dismissed. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { docketed } from '../src/domains/litigation/cases-cast.ts'
import { litigation } from '../src/domains/litigation/index.ts'
import { type Actor, readSettings } from '../src/kernel/access.ts'
import type { LocalDate } from '../src/kernel/clock.ts'
import { makeCitizenId } from '../src/kernel/codes.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
let feed: Actor
let head: Actor
let officer: Actor
before(async () => {
  city = await openCity([litigation])
  await city.agency('market', 'bureau', { county: '330203' })
  feed = await city.post('feed', 'court_feed', { kind: 'city', value: 'city' }, 'market')
  head = await city.post('head', 'litigation_head', { kind: 'reader', value: 'a:market' }, 'market')
  officer = await city.post('officer', 'litigation_officer', { kind: 'reader', value: 'a:market' }, 'market')
})
after(() => city.close())

const rowsOf = (actor: Actor, table: string, where = 'true'): Promise<number> =>
  inTransaction(city.app, async (client) => {
    await client.query(readSettings(actor.scope))
    return (await client.query(`select from ${table} where ${where}`)).rowCount!
  })
const open = async (caseNo: string) => {
  const input = docketed('2025-06-03', { caseNo })
  const done = await city.ok(feed, '2025-06-03', { procedure: 'litigation.defence', action: 'recordDocketing', input })
  await city.ok(officer, '2025-06-05', {
    matterId: done.matterId,
    action: 'recordCopy',
    input: { receivedOn: '2025-06-05' },
  })
  return done.matterId
}
const lawyer = (n: number) => ({
  kind: n === 2 ? 'PUBLIC_LAWYER' : 'LAWYER',
  name: `示例律师${n}`,
  idNumber: makeCitizenId('330203', '1980-01-01' as LocalDate, n),
  practice: '示例律师事务所',
  powers: '一般代理',
})
const appoint = (matterId: string, n: number) => ({ matterId, action: 'appointCounsel', input: lawyer(n) })

test('代理律师、公职律师只查阅所代理的案件、只提交材料；解除委托以后不再查阅', async () => {
  const [mine, other] = [await open('（2025）浙0203行初31号'), await open('（2025）浙0203行初32号')]
  await city.ok(head, '2025-06-06', {
    matterId: mine,
    action: 'assign',
    input: { officers: '张示例', opinion: '依法应诉。' },
  })
  const { given } = await city.ok(head, '2025-06-06', appoint(mine, 1))
  const party = (reader: string) =>
    city.post(`counsel-${reader.slice(2)}`, 'party', { kind: 'reader', value: reader }, 'party')
  const counsel = await party(given.counsel as string)
  const file = (matterId: string) => ({
    matterId,
    action: 'filePaper',
    input: { kind: 'OPINION', content: '代理意见。' },
  })

  assert.deepEqual(
    [await rowsOf(counsel, 'litigation.suit'), await rowsOf(counsel, 'litigation.suit', `matter_id = '${other}'`)],
    [1, 0],
  )
  // The organ's own approval stays within the house; of personal values he reads what names him.
  assert.equal(await rowsOf(counsel, 'kernel.act', `action = 'assign'`), 0)
  assert.equal(await rowsOf(counsel, 'kernel.act', `action = 'recordCopy'`), 1)
  assert.equal(await rowsOf(counsel, 'kernel.act_private'), 1)
  await city.ok(counsel, '2025-06-09', file(mine))
  assert.equal(await rowsOf(counsel, 'kernel.act_private'), 2)
  assert.equal((await city.refuse(counsel, '2025-06-09', file(other))).type, 'urn:fadu:rule:kernel.matter')
  const answer = {
    matterId: mine,
    action: 'answer',
    input: { hasDefence: true, hasEvidence: false, defence: '答辩。' },
  }
  assert.equal((await city.refuse(counsel, '2025-06-09', answer)).type, 'urn:fadu:rule:kernel.role')

  const second = await party((await city.ok(head, '2025-06-09', appoint(mine, 2))).given.counsel as string)
  for (const n of [1, 3])
    assert.equal((await city.refuse(head, '2025-06-10', appoint(mine, n))).type, 'urn:fadu:rule:litigation.counselTwo')
  const end = (no: number) => ({ matterId: mine, action: 'endCounsel', input: { no } })
  assert.equal((await city.refuse(head, '2025-06-10', end(4))).type, 'urn:fadu:rule:litigation.noCounsel')
  await city.ok(head, '2025-06-10', end(1))
  assert.equal((await city.refuse(counsel, '2025-06-11', file(mine))).type, 'urn:fadu:rule:kernel.matter')
  assert.deepEqual(
    [
      await rowsOf(counsel, 'litigation.suit'),
      await rowsOf(counsel, 'kernel.act'),
      await rowsOf(second, 'litigation.suit'),
    ],
    [0, 0, 1],
  )
  // In his place another may be named.
  await city.ok(head, '2025-06-11', appoint(mine, 3))
})
