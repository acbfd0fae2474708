/** What the officer's pages ask for: work lists, previews, many at once, choices of forms, drafts, parties, findings, search, counted limits. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { supervisionDomain } from '#kernel'
import { type Client, clientOf, filing, openTestApp, type TestApp } from './api-support.ts'
import { sample } from './sample/domain.ts'

let t: TestApp
let clerk: Client
let officer: Client
let other: Client
let watch: Client

before(async () => {
  t = await openTestApp({}, [sample, supervisionDomain])
  clerk = await t.signedIn('clerk')
  officer = await t.signedIn('officer')
  other = await t.signedIn('other')
  watch = await t.signedIn('watch')
})
after(async () => {
  await t.close()
  assert.deepEqual(t.accidents, [], 'no accident behind any answer')
})

async function opened(more: object = {}): Promise<string> {
  const r = await clerk.post('/api/matters', filing(more))
  assert.equal(r.status, 200, r.text)
  return r.body.acts[0].matterId
}
const put = (client: Client, path: string, body: unknown) =>
  client.send('PUT', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
const items = async (client: Client, path: string) => {
  const r = await client.get(path)
  assert.equal(r.status, 200, r.text)
  return r.body.items as any[]
}

test('what was filed waits for the officer, then for nobody else; who filed it sees it as sent', async () => {
  const id = await opened()
  const mine = async (client: Client, list: string) =>
    (await items(client, `/api/worklist/${list}?limit=200`)).find((w) => w.matter.id === id)
  const waiting = await mine(officer, 'waiting')
  assert.deepEqual(
    [waiting.limit, waiting.urgency, waiting.place, waiting.next.map((n: any) => n.label)],
    ['受理期限', 'soon', null, ['受理', '不予受理']],
  )
  assert.equal(await mine(clerk, 'waiting'), undefined, 'a clerk has no turn')
  assert.equal((await mine(clerk, 'sent')).matter.id, id)
  assert.equal(await mine(officer, 'sent'), undefined)
  assert.equal(await mine(other, 'waiting'), undefined, 'another agency sees nothing of it')

  await officer.post(`/api/matters/${id}/actions/accept`, {})
  assert.equal((await mine(officer, 'waiting')).limit, '决定期限')
  await officer.post(`/api/matters/${id}/actions/decide`, { input: { result: 'yes' } })
  const decided = await mine(officer, 'waiting')
  assert.deepEqual([decided.limit, decided.urgency], [null, 'none'], 'a state may be a turn without a limit')
  await officer.post(`/api/matters/${id}/actions/close`, {})
  assert.equal(await mine(officer, 'waiting'), undefined)
  assert.equal(await mine(clerk, 'sent'), undefined, 'what has ended is not waited for')
})

test('counts equal the list under every filter', async () => {
  for (let i = 0; i < 5; i++) await opened()
  for (const list of ['waiting', 'sent'])
    for (const client of [clerk, officer, watch])
      for (const filter of [
        '',
        'urgency=soon',
        'urgency=none',
        'procedure=sample.filing',
        'state=FILED',
        'q=zzz',
        `q=${encodeURIComponent('测〔2024')}`,
      ]) {
        const { total } = (await client.get(`/api/worklist/${list}/count?${filter}`)).body
        const seen: any[] = []
        let next: string | null = null
        do {
          const page: any = await client.get(
            `/api/worklist/${list}?${filter}&limit=3${next ? `&after=${encodeURIComponent(next)}` : ''}`,
          )
          assert.equal(page.status, 200, page.text)
          seen.push(...page.body.items)
          next = page.body.next
        } while (next)
        assert.equal(seen.length, total, `${list} ${filter}`)
        assert.equal(new Set(seen.map((w) => w.matter.id)).size, total)
      }
})

test('what is urgent stands before all that is due', async () => {
  const id = await opened({ topic: `紧急${randomUUID()}` })
  const first = (await items(officer, '/api/worklist/waiting?limit=1'))[0]
  assert.deepEqual([first.matter.id, first.matter.isUrgent], [id, true])
})

test('a preview says what would happen, writes nothing, and refuses as the act itself does', async () => {
  const before = (await t.city.owner.query('select count(*) as n from kernel.act')).rows[0].n
  const body = filing({ amount: 600_000 })
  const seen = await clerk.post('/api/preview', body)
  assert.equal(seen.status, 200, seen.text)
  const [step] = seen.body.steps
  assert.deepEqual(
    [step.label, step.stateBefore, step.stateLabel, step.tells, step.limits.map((l: any) => [l.label, l.due])],
    ['提出', null, '已提出', ['金额较大，请核对'], [['受理期限', '2024-03-08']]],
  )
  const refused = await clerk.post('/api/preview', filing({ amount: 2_000_000 }))
  const real = await clerk.post('/api/matters', filing({ amount: 2_000_000 }))
  assert.deepEqual(
    [refused.status, refused.body.type, refused.body.title],
    [real.status, real.body.type, real.body.title],
  )
  assert.equal((await t.city.owner.query('select count(*) as n from kernel.act')).rows[0].n, before)

  // Whoever decides next is told the same as who filed.
  const large = await opened({ amount: 600_000 })
  const acts = (await officer.get(`/api/matters/${large}/acts`)).body.items
  assert.deepEqual(acts[0].tells, ['金额较大，请核对'])

  const id = await opened()
  const accept = await officer.post('/api/preview', { matterId: id, action: 'accept', input: {} })
  assert.deepEqual(accept.body.steps[0].stateLabel, '已受理')
  assert.ok(accept.body.steps[0].limits.some((l: any) => l.label === '受理期限' && l.state === 'met'))
  assert.equal((await other.post('/api/preview', { matterId: id, action: 'accept', input: {} })).status, 404)
  assert.equal((await clerk.post('/api/preview', { matterId: id, action: 'accept', input: {} })).status, 403)
  assert.equal((await officer.get(`/api/matters/${id}`)).body.state, 'FILED')
})

test('the public may look before it files, and leaves nothing behind', async () => {
  const citizen = clientOf(t.app)
  const before = (await t.city.owner.query('select count(*) as n from kernel.matter')).rows[0].n
  const seen = await citizen.post('/api/public/preview', filing())
  assert.equal(seen.status, 200, seen.text)
  assert.equal(seen.body.steps[0].stateLabel, '已提出')
  assert.equal((await t.city.owner.query('select count(*) as n from kernel.matter')).rows[0].n, before)
})

test('many at once: row by row, and only what a procedure declares', async () => {
  const ids = [await opened(), await opened(), await opened()]
  const matters = [...ids, randomUUID()].map((id) => ({ id }))
  const r = await officer.post('/api/requests/many', { action: 'note', input: { text: '一并记录' }, matters })
  assert.equal(r.status, 200, r.text)
  assert.deepEqual([r.body.done, r.body.refused], [3, 1])
  assert.equal(r.body.items[3].problem.status, 404)
  const alone = await officer.post('/api/requests/many', { action: 'accept', matters: [{ id: ids[0] }] })
  assert.match(alone.body.items[0].problem.title, /须逐件办理/)
  const stale = await officer.post('/api/requests/many', {
    action: 'note',
    input: { text: '再记' },
    matters: [{ id: ids[0], seen: 1 }],
  })
  assert.equal(stale.body.items[0].problem.type, 'urn:fadu:rule:kernel.changed')
})

test('the same list sent twice acts once', async () => {
  const id = await opened()
  const body = { action: 'note', input: { text: '一次' }, matters: [{ id }] }
  const headers = { 'idempotency-key': `many-${randomUUID()}` }
  const [one, two] = [
    await officer.post('/api/requests/many', body, headers),
    await officer.post('/api/requests/many', body, headers),
  ]
  assert.deepEqual(one.body, two.body)
  assert.equal((await officer.get(`/api/matters/${id}`)).body.n, 2)
})

test('choices: agencies by kind and name, a matter’s applicant by name to those who may read it', async () => {
  const bureaus = await items(clerk, `/api/lookups/kernel.agency?only=bureau&q=${encodeURIComponent('乙')}`)
  assert.deepEqual(
    bureaus.map((c) => [c.value, c.label]),
    [['A2', '示例乙局']],
  )
  assert.deepEqual(await items(clerk, '/api/lookups/kernel.agency?only=court'), [])
  const id = await opened({ name: '陈示例' })
  const path = `/api/lookups/sample.applicant?matter=${id}`
  assert.deepEqual(
    (await items(officer, path)).map((c) => [c.label, c.fill]),
    [['陈示例', { name: '陈示例', phone: '13900000000' }]],
  )
  assert.deepEqual(
    (await items(watch, path)).map((c) => [c.label, c.fill]),
    [['申请人', null]],
    'who counts without names sees none',
  )
  assert.deepEqual(await items(other, path), [])
  assert.deepEqual((await items(officer, '/api/lookups/kernel.officer')).map((c) => c.value).sort(), [
    'both',
    'clerk1',
    'officer1',
    'watch',
  ])
  assert.equal((await officer.get('/api/lookups/no.such')).status, 404)
  const citizen = clientOf(t.app)
  assert.equal((await items(citizen, '/api/public/lookups/kernel.agency')).length, 2)
  assert.equal((await citizen.get('/api/public/lookups/kernel.officer')).status, 404)
  const named = await officer.get(`/api/matters/${id}/acts`)
  assert.deepEqual(named.body.picked, { 'kernel.agency': { A1: '示例甲局' } })
})

test('a percent sign in a search is a percent sign', async () => {
  assert.deepEqual(await items(clerk, '/api/lookups/kernel.agency?q=%25'), [])
  assert.deepEqual(await items(clerk, '/api/lookups/kernel.matter?q=_'), [])
})

test('a draft is its owner’s alone, and gone after thirty days', async () => {
  const id = randomUUID()
  const body = { procedure: 'sample.filing', action: 'file', title: '未写完', content: { topic: '半' } }
  assert.equal((await put(clerk, `/api/drafts/${id}`, body)).status, 200)
  assert.equal((await put(clerk, `/api/drafts/${id}`, { ...body, content: { topic: '半句' } })).status, 200)
  assert.deepEqual((await clerk.get(`/api/drafts/${id}`)).body.content, { topic: '半句' })
  assert.equal((await items(clerk, '/api/drafts')).length, 1)
  assert.deepEqual(await items(officer, '/api/drafts'), [])
  assert.equal((await officer.get(`/api/drafts/${id}`)).status, 404)
  assert.equal((await put(officer, `/api/drafts/${id}`, body)).status, 409, 'nobody writes into another’s draft')
  await officer.send('DELETE', `/api/drafts/${id}`)
  assert.equal((await items(clerk, '/api/drafts')).length, 1, 'nor deletes it')
  assert.equal((await put(clerk, `/api/drafts/${id}`, { ...body, content: 'x'.repeat(1_100_000) })).status, 422)
  await t.city.owner.query(`update auth.draft set expires_at = now() - interval '1 second'`)
  assert.deepEqual(await items(clerk, '/api/drafts'), [])
  assert.equal((await clerk.get(`/api/drafts/${id}`)).status, 404)
  assert.equal(
    (await t.city.owner.query('select count(*) as n from kernel.act where action = $1', ['draft'])).rows[0].n,
    0,
  )
})

test('filters are kept under a name, for their owner', async () => {
  const path = `/api/filters/waiting/${encodeURIComponent('急件')}`
  assert.equal((await put(clerk, path, { filter: { urgency: 'soon' } })).status, 200)
  assert.deepEqual(await items(clerk, '/api/filters/waiting'), [{ name: '急件', filter: { urgency: 'soon' } }])
  assert.deepEqual(await items(officer, '/api/filters/waiting'), [])
  await clerk.send('DELETE', path)
  assert.deepEqual(await items(clerk, '/api/filters/waiting'), [])
})

test('a limit tells how it was counted, to the day', async () => {
  const id = await opened()
  const r = await officer.get(`/api/matters/${id}/limits/acceptance`)
  assert.equal(r.status, 200, r.text)
  // From Friday 2024-03-01: Monday to Friday.
  assert.deepEqual(
    [r.body.span, r.body.startOn, r.body.due, r.body.counted, r.body.rest],
    ['5个工作日', '2024-03-01', '2024-03-08', 5, 2],
  )
  assert.equal(r.body.isSame, true)
  assert.equal(r.body.days.length, 8)
  assert.equal(r.body.lines.at(-1).date, r.body.due)
  assert.equal((await officer.get(`/api/matters/${id}/limits/none`)).status, 404)
  assert.equal((await other.get(`/api/matters/${id}/limits/acceptance`)).status, 404)
})

test('a party is found by his code within one’s own matters, and what others hold of him is not hinted at', async () => {
  const idNumber = `X${randomUUID().slice(0, 8)}`
  await opened({ idNumber, name: '王示例', phone: '13911112222' })
  const find = (client: Client) => client.post('/api/parties/find', { idKind: 'citizen', idNumber })
  const mine = (await find(officer)).body
  assert.equal(mine.matters.length, 1)
  assert.deepEqual(mine.fill, { name: '王示例', phone: '13911112222', idNumber })
  const theirs = (await find(other)).body
  const nobody = (await other.post('/api/parties/find', { idKind: 'citizen', idNumber: 'nobody' })).body
  assert.deepEqual(theirs, nobody)
  const wrong = (await officer.post('/api/parties/find', { idKind: 'resident', idNumber: '330203199001011234' })).body
  assert.equal(wrong.ok, false)
  assert.match(wrong.reason, /校验位/)
})

test('the search finds a number whole, a name by its beginning, and nothing of what one may not see', async () => {
  const id = await opened({ name: '欧阳示例' })
  const { number } = (await officer.get(`/api/matters/${id}`)).body
  const search = async (client: Client, q: string) => {
    const r = await client.get(`/api/search?q=${encodeURIComponent(q)}`)
    assert.equal(r.status, 200, r.text)
    return r.body
  }
  assert.deepEqual(
    (await search(officer, number)).matters.map((m: any) => m.id),
    [id],
  )
  assert.deepEqual((await search(officer, number.slice(0, -1))).matters, [], 'half a number finds nothing')
  assert.deepEqual((await search(other, number)).matters, [])
  assert.deepEqual(
    (await search(officer, '欧阳')).persons.map((p: any) => [p.name, p.matter.id]),
    [['欧阳示例', id]],
  )
  assert.deepEqual((await search(officer, '示例')).persons, [], 'no part inside a name')
  assert.deepEqual((await search(officer, '欧')).persons, [], 'nor a single character')
  assert.deepEqual((await search(watch, '欧阳')).persons, [], 'who counts without names searches none')
  assert.deepEqual((await search(other, '欧阳')).persons, [])
  assert.deepEqual(
    (await search(officer, '甲局')).agencies.map((a: any) => a.id),
    ['A1'],
  )
  assert.deepEqual(
    (await search(officer, '测试申请')).procedures.map((p: any) => p.id),
    ['sample.filing'],
  )
})
