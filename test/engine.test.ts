import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '../src/kernel/access.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity } from './support.ts'

let city: TestCity
let clerk: Actor
let officer: Actor
let other: Actor
let topics = 0
const file = (more: object = {}) => ({
  procedure: 'sample.filing',
  action: 'file',
  input: { agencyId: 'A1', topic: `事由${++topics}`, name: '陈示例', phone: '13900000000', ...more },
})

before(async () => {
  city = await openCity([sample])
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001' })
  await city.agency('A2', 'bureau', { county: '330205', town: '330205001' })
  clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  officer = await city.post('officer1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
  other = await city.post('officer2', 'officer', { kind: 'agency', value: 'A2' }, 'A2')
})
after(() => city.close())

test('a matter runs from filing to closing and its rows follow', async () => {
  const m = await city.ok(clerk, '2023-03-01', file())
  assert.equal(m.state, 'FILED')
  await city.ok(officer, '2023-03-02', { matterId: m.matterId, action: 'accept', input: {} })
  await city.ok(officer, '2023-03-10', { matterId: m.matterId, action: 'decide', input: { result: 'yes' } })
  const closed = await city.ok(officer, '2023-03-13', { matterId: m.matterId, action: 'close', input: {} })
  assert.equal(closed.state, 'CLOSED')
  const { rows } = await city.owner.query('select * from kernel.act where matter_id = $1 order by n', [m.matterId])
  assert.deepEqual(
    rows.map((r) => r.action),
    ['file', 'accept', 'decide', 'close'],
  )
  assert.ok(!rows[0].canonical.includes('陈示例'), 'no personal value in the act')
  const limits = await city.owner.query(
    'select limit_id, state, due from kernel.matter_limit where matter_id = $1 order by 1',
    [m.matterId],
  )
  assert.deepEqual(
    limits.rows.map((r) => [r.limit_id, r.state, r.due]),
    [
      ['acceptance', 'met', '2023-03-08'],
      ['decision', 'met', '2023-05-01'],
    ],
  )
  const personal = await city.owner.query('select name from sample.filing_personal where matter_id = $1', [m.matterId])
  assert.equal(personal.rows[0].name, '陈示例')
})

test('a matter keeps the version that its deciding date picked, also when it is recorded later', async () => {
  const late = await city.ok(clerk, '2024-02-01', {
    ...file({ filedOn: '2023-12-29' }),
    declaredOn: '2023-12-29' as never,
    late: { reason: '窗口收件补录', evidence: '收件登记簿' },
  })
  const fresh = await city.ok(clerk, '2024-02-01', file())
  const { rows } = await city.owner.query('select matter_id, version from kernel.matter where matter_id = any ($1)', [
    [late.matterId, fresh.matterId],
  ])
  const version = new Map(rows.map((r) => [r.matter_id, r.version]))
  assert.equal(version.get(late.matterId), '2015')
  assert.equal(version.get(fresh.matterId), '2024')
  const p = await city.refuse(clerk, '2014-06-02', file())
  assert.equal(p.type, 'urn:fadu:rule:kernel.version')
})

test('a refusal or acceptance after a deemed act fails although no tick has run', async () => {
  const m = await city.ok(clerk, '2023-03-01', file())
  // 5 working days from 2023-03-01 end on 2023-03-08; on 03-09 the law has accepted it.
  const p = await city.refuse(officer, '2023-03-10', {
    matterId: m.matterId,
    action: 'refuse',
    input: { reason: '不符合条件' },
  })
  assert.equal(p.type, 'urn:fadu:rule:kernel.state')
  assert.match(p.title, /已受理/)
  assert.ok(p.allowed?.includes('决定'))
  const again = await city.refuse(officer, '2023-03-10', { matterId: m.matterId, action: 'accept', input: {} })
  assert.equal(again.type, 'urn:fadu:rule:kernel.state')
  const { rows } = await city.owner.query(
    'select action, actor, declared_on from kernel.act where matter_id = $1 order by n',
    [m.matterId],
  )
  assert.deepEqual(rows.at(-1), { action: 'accept', actor: 'system', declared_on: '2023-03-09' })
})

test('a guard sees a duplicate its caller may not see, and says so without saying where', async () => {
  await city.agency('A2', 'bureau', { county: '330205' })
  const clerk2 = await city.post('clerk2', 'clerk', { kind: 'agency', value: 'A2' }, 'A2')
  const first = file()
  const m = await city.ok(clerk, '2023-03-01', first)
  const p = await city.refuse(clerk2, '2023-03-01', { ...first, input: { ...first.input, agencyId: 'A2' } })
  assert.equal(p.type, 'urn:fadu:rule:sample.duplicate')
  assert.ok(!JSON.stringify(p).includes(m.matterId) && !JSON.stringify(p).includes('A1'))
})

test('two parallel filings of one dispute: one is filed, the other is told', async () => {
  for (let i = 0; i < 20; i++) {
    const one = file()
    const answers = await Promise.all([
      city.engine.performMany([request(clerk, one)]),
      city.engine.performMany([request(clerk, one)]),
    ])
    assert.equal(answers.flat().filter((a) => a.ok).length, 1)
    const refused = answers.flat().find((a) => !a.ok)
    assert.equal(refused && !refused.ok && refused.problem.type, 'urn:fadu:rule:sample.duplicate')
  }
})

const request = (actor: Actor, step: any, at = '2023-03-01T09:00:00.000+08:00') => ({
  actor,
  at: at as never,
  steps: [step],
})

test('two officers on one matter at once: exactly one wins, the other is told what happened', async () => {
  for (let i = 0; i < 20; i++) {
    const m = await city.ok(clerk, '2023-03-01', file())
    const [a, b] = await Promise.all([
      city.engine.performMany([request(officer, { matterId: m.matterId, action: 'accept', input: {} })]),
      city.engine.performMany([
        request(officer, { matterId: m.matterId, action: 'refuse', input: { reason: '不符合条件' } }),
      ]),
    ])
    const results = [a[0]!, b[0]!]
    assert.equal(results.filter((r) => r.ok).length, 1)
    const lost = results.find((r) => !r.ok)!
    assert.ok(
      !lost.ok && lost.problem.type === 'urn:fadu:rule:kernel.state' && /已受理|不予受理/.test(lost.problem.title),
    )
  }
})

test('the same request sent twice acts once and answers the same; other content under the key is refused', async () => {
  const step = file()
  const first = await city.act(clerk, '2023-03-01', step, { key: 'k1' })
  const second = await city.act(clerk, '2023-03-01', step, { key: 'k1' })
  assert.deepEqual(second, first)
  const third = await city.act(clerk, '2023-03-01', file(), { key: 'k1' })
  assert.ok(!third.ok && third.problem.type === 'urn:fadu:rule:kernel.idempotency')
  const refusedOnce = await city.refuse(clerk, '2023-03-01', file({ amount: 2_000_000 }), { key: 'k2' })
  assert.equal(refusedOnce.type, 'urn:fadu:rule:sample.amount')
  await city.ok(clerk, '2023-03-01', file({ amount: 5 }), { key: 'k2' }) // a refusal uses up nothing
})

test('a forbidden matter and an unknown one answer alike', async () => {
  const m = await city.ok(clerk, '2023-03-01', file())
  const forbidden = await city.refuse(other, '2023-03-02', { matterId: m.matterId, action: 'accept', input: {} })
  const unknown = await city.refuse(other, '2023-03-02', {
    matterId: '00000000-0000-7000-8000-000000000000',
    action: 'accept',
    input: {},
  })
  assert.deepEqual(forbidden, unknown)
  assert.equal(forbidden.status, 404)
})

test('coalesced callers are each judged under their own scope', async () => {
  const m = await city.ok(clerk, '2023-03-01', file())
  // Both wait in one batch: the union of scopes covers the matter, the second caller's own does not.
  const [mine, theirs] = await city.engine.performMany([
    request(officer, { matterId: m.matterId, action: 'note', input: { text: '一' } }),
    request(other, { matterId: m.matterId, action: 'note', input: { text: '二' } }),
  ])
  assert.ok(mine!.ok)
  assert.ok(!theirs!.ok && theirs!.problem.status === 404)
})

test('suspension, extension and bad input', async () => {
  const m = await city.ok(clerk, '2023-03-01', file())
  await city.ok(officer, '2023-03-02', { matterId: m.matterId, action: 'accept', input: {} })
  await city.ok(officer, '2023-03-10', { matterId: m.matterId, action: 'suspend', input: {} })
  await city.ok(officer, '2023-03-20', { matterId: m.matterId, action: 'resume', input: {} })
  const due = async () =>
    (
      await city.owner.query(`select due from kernel.matter_limit where matter_id = $1 and limit_id = 'decision'`, [
        m.matterId,
      ])
    ).rows[0].due
  assert.equal(await due(), '2023-05-11') // 05-01 plus ten days
  await city.ok(officer, '2023-03-21', { matterId: m.matterId, action: 'extend', input: {} })
  assert.equal(await due(), '2023-06-10')
  const p = await city.refuse(officer, '2023-03-22', {
    matterId: m.matterId,
    action: 'decide',
    input: { result: 'maybe', more: 1 },
  })
  assert.equal(p.status, 422)
  assert.ok(p.errors?.some((e) => e.path === 'result'))
  const back = await city.refuse(officer, '2023-03-22', {
    matterId: m.matterId,
    action: 'note',
    input: { text: 'x' },
    declaredOn: '2023-03-01' as never,
  })
  assert.equal(back.type, 'urn:fadu:rule:kernel.late')
  await city.ok(officer, '2023-03-22', {
    matterId: m.matterId,
    action: 'note',
    input: { text: 'x' },
    declaredOn: '2023-03-01' as never,
    late: { reason: '补录', evidence: '原始记录' },
  })
})

test('an act that leads where its action does not say is a fault, and nothing of it is kept', async () => {
  const p = sample.procedures[0]!
  const straying = { ...p.actions.accept!, to: () => 'REFUSED', among: ['ACCEPTED'] }
  const strayed = await openCity([{ ...sample, procedures: [{ ...p, actions: { ...p.actions, accept: straying } }] }])
  try {
    await strayed.agency('A1', 'bureau', { county: '330203', town: '330203001' })
    const at = { kind: 'agency', value: 'A1' } as const
    const clerk = await strayed.post('c1', 'clerk', at, 'A1')
    const officer = await strayed.post('o1', 'officer', at, 'A1')
    const m = await strayed.ok(clerk, '2023-03-01', file())
    const step = { matterId: m.matterId, action: 'accept', input: {} }
    await assert.rejects(strayed.act(officer, '2023-03-02', step), /「受理」 led from FILED to REFUSED/)
    const { rows } = await strayed.owner.query('select state from kernel.matter where matter_id = $1', [m.matterId])
    assert.equal(rows[0].state, 'FILED')
  } finally {
    await strayed.close()
  }
})
