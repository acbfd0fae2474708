import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { openApiFile, openApiText } from '../src/server/openapi-write.ts'
import { type Client, clientOf, filing, freshKey, openTestApp, type TestApp } from './api-support.ts'

let t: TestApp
let clerk: Client
let officer: Client
let other: Client
let watch: Client
let citizen: Client

before(async () => {
  t = await openTestApp()
  clerk = await t.signedIn('clerk')
  officer = await t.signedIn('officer')
  other = await t.signedIn('other')
  watch = await t.signedIn('watch')
  citizen = clientOf(t.app)
})
after(async () => {
  await t.close()
  assert.deepEqual(t.accidents, [], 'no accident behind any answer')
})

const isProblem = (r: { headers: Headers; body: any; status: number }) => {
  assert.match(r.headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.equal(r.body.status, r.status)
  assert.ok(typeof r.body.title === 'string' && typeof r.body.type === 'string')
}
async function opened(client = clerk, more: object = {}): Promise<string> {
  const r = await client.post('/api/matters', filing(more))
  assert.equal(r.status, 200, r.text)
  return r.body.acts[0].matterId
}

test("the officer's path: open, list, act, follow the acts, prove the record", async () => {
  const r = await clerk.post('/api/matters', filing())
  assert.equal(r.status, 200, r.text)
  assert.equal(r.body.acts[0].stateLabel, '已提出')
  const id = r.body.acts[0].matterId
  const view = await officer.get(`/api/matters/${id}`)
  assert.equal(view.status, 200, view.text)
  assert.equal(view.body.number, r.body.given[0].number)
  assert.equal(view.body.limits[0].label, '受理期限')
  assert.ok(view.body.tables.some((x: any) => x.isMain && x.rows[0].topic))
  assert.equal(view.headers.get('etag'), '"1"')
  const found = await officer.get(`/api/matters?q=${encodeURIComponent(view.body.number)}`)
  assert.deepEqual(
    found.body.items.map((m: any) => m.id),
    [id],
  )
  const actions = await officer.get(`/api/matters/${id}/actions`)
  const accept = actions.body.actions.find((a: any) => a.action === 'accept')
  assert.equal(accept.isAllowed, true)
  const refused = (await clerk.get(`/api/matters/${id}/actions`)).body.actions.find((a: any) => a.action === 'accept')
  assert.equal(refused.isAllowed, false)
  assert.match(refused.reason, /承办人/)
  assert.match(refused.basis[0].text, /平台约定/)
  const done = await officer.post(`/api/matters/${id}/actions/accept`, {})
  assert.equal(done.status, 200, done.text)
  assert.equal(done.body.acts[0].state, 'ACCEPTED')
  const acts = await officer.get(`/api/matters/${id}/acts`)
  assert.deepEqual(
    acts.body.items.map((a: any) => [a.n, a.label, a.roleLabel, a.agencyName]),
    [
      [1, '提出', '登记员', '示例甲局'],
      [2, '受理', '承办人', '示例甲局'],
    ],
  )
  assert.equal(acts.body.items[0].payload.name, '陈示例')
  const proof = await officer.get(`/api/matters/${id}/proof`)
  assert.equal(proof.body.chain.length, 2)
  assert.equal(proof.body.inclusion, null)
  assert.ok(!proof.text.includes('陈示例'))
})

test('the whole-city scope counts and sees acts without names', async () => {
  const id = await opened()
  const acts = await watch.get(`/api/matters/${id}/acts`)
  assert.equal(acts.status, 200, acts.text)
  assert.equal(acts.body.items[0].personal, 'withheld')
  assert.ok(acts.body.items[0].payload.name.$sm3)
  const view = await watch.get(`/api/matters/${id}`)
  assert.ok(!view.text.includes('陈示例') && !acts.text.includes('陈示例'))
  const own = await officer.get(`/api/matters/${id}`)
  assert.ok(own.text.includes('陈示例'))
})

test("the citizen's path: file, get a code, follow; another's code shows nothing", async () => {
  const r = await citizen.post('/api/public/filings', filing())
  assert.equal(r.status, 200, r.text)
  assert.match(r.body.code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  const mine = await citizen.get(
    `/api/public/matters/${r.body.code.toLowerCase()}?number=${encodeURIComponent(r.body.number)}`,
  )
  assert.equal(mine.status, 200, mine.text)
  assert.equal(mine.body.stateLabel, '已提出')
  assert.deepEqual(
    mine.body.steps.map((s: any) => s.label),
    ['提出'],
  )
  assert.equal(mine.body.limits[0].label, '受理期限')
  assert.ok(!mine.text.includes('陈示例') && !mine.text.includes('13900000000'))
  const theirs = (await citizen.post('/api/public/filings', filing())).body
  const wrong = await citizen.get(`/api/public/matters/${theirs.code}?number=${encodeURIComponent(r.body.number)}`)
  const unknown = await citizen.get(
    `/api/public/matters/${theirs.code}?number=${encodeURIComponent('测〔1999〕第1号')}`,
  )
  const nonsense = await citizen.get(`/api/public/matters/!!?number=${encodeURIComponent(r.body.number)}`)
  for (const x of [wrong, unknown, nonsense]) {
    isProblem(x)
    assert.equal(x.status, 404)
    assert.deepEqual({ ...x.body, requestId: '' }, { ...wrong.body, requestId: '' })
  }
  const rows = await t.city.owner.query('select * from auth.query_code')
  assert.ok(
    !JSON.stringify(rows.rows).includes(r.body.code.replaceAll('-', '')) &&
      !JSON.stringify(rows.rows).includes(r.body.code),
  )
  // The code opens what the public may do, and no more.
  const act = await citizen.post(`/api/public/matters/${r.body.code}/actions/accept`, { number: r.body.number })
  isProblem(act)
  assert.equal(act.status, 403)
})

test('a public filing sent twice is one, and gives the same code', async () => {
  const key = freshKey()
  const body = filing()
  const a = await citizen.post('/api/public/filings', body, { 'idempotency-key': key })
  const b = await citizen.post('/api/public/filings', body, { 'idempotency-key': key })
  assert.deepEqual(b.body, a.body)
  const c = await citizen.post('/api/public/filings', filing(), { 'idempotency-key': key })
  assert.equal(c.status, 409)
})

test('an officer gives a party whose identity he checked a code; the old one ends', async () => {
  const r = await clerk.post('/api/matters', filing({ idNumber: '330203199001011234' }))
  const id = r.body.acts[0].matterId
  const number = encodeURIComponent(r.body.given[0].number)
  const one = await officer.post(`/api/matters/${id}/query-code`, {})
  assert.equal(one.status, 200, one.text)
  assert.equal((await citizen.get(`/api/public/matters/${one.body.code}?number=${number}`)).status, 200)
  const two = await officer.post(`/api/matters/${id}/query-code`, {})
  assert.notEqual(two.body.code, one.body.code)
  assert.equal((await citizen.get(`/api/public/matters/${one.body.code}?number=${number}`)).status, 404)
  assert.equal((await citizen.get(`/api/public/matters/${two.body.code}?number=${number}`)).status, 200)
  assert.equal((await other.post(`/api/matters/${id}/query-code`, {})).status, 404)
})

test('wrong codes for one number are counted', async () => {
  const own = await openTestApp({ limits: { codeTries: 3, publicPerMinute: 1000, writesPerMinute: 1000 } })
  try {
    const c = clientOf(own.app)
    const r = (await c.post('/api/public/filings', filing())).body
    const at = (code: string) => c.get(`/api/public/matters/${code}?number=${encodeURIComponent(r.number)}`)
    for (let i = 0; i < 3; i++) assert.equal((await at('0000-0000-0000-0000')).status, 404)
    const closed = await at(r.code)
    assert.equal(closed.status, 429)
    assert.ok(Number(closed.headers.get('retry-after')) > 0)
  } finally {
    await own.close()
  }
})

test('a public address that asks too often is told to wait', async () => {
  const own = await openTestApp({ limits: { publicPerMinute: 5 } })
  try {
    const c = clientOf(own.app)
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) statuses.push((await c.get('/api/public/register/sample.unit')).status)
    assert.ok(statuses.includes(200) && statuses.at(-1) === 429)
  } finally {
    await own.close()
  }
})

test('refusals cite their basis and say what is allowed', async () => {
  const id = await opened()
  const role = await clerk.post(`/api/matters/${id}/actions/accept`, {})
  isProblem(role)
  assert.equal(role.status, 403)
  assert.match(role.body.basis[0].text, /平台约定/)
  const state = await officer.post(`/api/matters/${id}/actions/decide`, { input: { result: 'yes' } })
  isProblem(state)
  assert.equal(state.status, 409)
  assert.ok(state.body.allowed.includes('受理'))
  const amount = await clerk.post('/api/matters', filing({ amount: 2_000_000 }))
  assert.equal(amount.body.type, 'urn:fadu:rule:sample.amount')
  assert.equal(amount.body.errors[0].path, 'amount')
  const form = await officer.post(`/api/matters/${id}/actions/refuse`, { input: {} })
  assert.equal(form.status, 422)
  assert.ok(form.body.errors.some((e: any) => e.path === 'reason'))
})

test('what the law has worked already shows before anybody recorded it', async () => {
  const id = await opened()
  t.clock.set('2024-03-20T09:00:00.000+08:00' as never)
  try {
    const view = await officer.get(`/api/matters/${id}/actions`)
    assert.equal(view.body.state, 'ACCEPTED')
    assert.equal(view.body.lapse.label, '受理')
    assert.ok(view.body.actions.some((a: any) => a.action === 'decide' && a.isAllowed))
  } finally {
    t.clock.set('2024-03-01T09:00:00.000+08:00' as never)
  }
})

test('the same Idempotency-Key acts once; without one nothing is done', async () => {
  const key = freshKey()
  const body = filing()
  const a = await clerk.post('/api/matters', body, { 'idempotency-key': key })
  const b = await clerk.post('/api/matters', body, { 'idempotency-key': key })
  assert.deepEqual(b.body, a.body)
  const taken = await clerk.post('/api/matters', filing(), { 'idempotency-key': key })
  assert.equal(taken.status, 409)
  isProblem(taken)
  const none = await clerk.send('POST', '/api/matters', {
    body: JSON.stringify(filing()),
    headers: { 'content-type': 'application/json' },
  })
  assert.equal(none.status, 422)
  isProblem(none)
})

test('several steps are done together or not at all', async () => {
  const both = await t.signedIn('both')
  const id = await opened()
  const asOfficer = { 'x-fadu-capacity': 'officer:agency:A1' }
  const bad = await both.post(
    '/api/requests',
    {
      steps: [
        { matterId: id, action: 'accept' },
        { matterId: id, action: 'close' },
      ],
    },
    asOfficer,
  )
  assert.equal(bad.status, 409)
  assert.equal((await officer.get(`/api/matters/${id}`)).body.state, 'FILED')
  const good = await both.post(
    '/api/requests',
    {
      steps: [
        { matterId: id, action: 'accept' },
        { matterId: id, action: 'decide', input: { result: 'no' } },
      ],
    },
    asOfficer,
  )
  assert.equal(good.status, 200, good.text)
  assert.deepEqual(
    good.body.acts.map((a: any) => a.state),
    ['ACCEPTED', 'DECIDED'],
  )
})

test('whoever comes is told that what he sees is made up, where it is', async () => {
  const told = async () => [(await clerk.get('/api/me')).body, (await citizen.get('/api/me')).body]
  assert.deepEqual(
    (await told()).map((me) => me.isDemonstration),
    [false, false],
  )
  await t.city.owner.query(`insert into kernel.setting (key, value) values ('demonstration', 'yes')`)
  assert.deepEqual(
    (await told()).map((me) => me.isDemonstration),
    [true, true],
  )
  await t.city.owner.query(`delete from kernel.setting where key = 'demonstration'`)
})

test('one of several posts must be named, and must be one of them', async () => {
  const both = await t.signedIn('both')
  const me = await both.get('/api/me')
  assert.deepEqual(
    me.body.posts.map((p: any) => p.capacity),
    ['clerk:agency:A1', 'officer:agency:A1'],
  )
  const unnamed = await both.get('/api/matters')
  assert.equal(unnamed.status, 422)
  assert.deepEqual(unnamed.body.allowed, ['clerk:agency:A1', 'officer:agency:A1'])
  assert.equal((await both.get('/api/matters', { 'x-fadu-capacity': '1' })).status, 200)
  for (const capacity of ['2', 'officer:agency:A2', 'city_watch:city:city', 'system:city:city', "x' or 1=1", '-1'])
    assert.equal((await both.get('/api/matters', { 'x-fadu-capacity': capacity })).status, 403, capacity)
})

test('a forbidden matter, an unknown one and a malformed id answer alike on every route', async () => {
  const id = await opened()
  const unknown = '00000000-0000-7000-8000-000000000000'
  for (const tail of ['', '/acts', '/actions', '/proof']) {
    const a = await other.get(`/api/matters/${id}${tail}`)
    const b = await other.get(`/api/matters/${unknown}${tail}`)
    isProblem(a)
    assert.equal(a.status, 404)
    assert.deepEqual({ ...a.body, requestId: '' }, { ...b.body, requestId: '' })
    assert.equal((await other.get(`/api/matters/not-an-id${tail}`)).status, 404)
  }
  const a = await other.post(`/api/matters/${id}/actions/accept`, {})
  const b = await other.post(`/api/matters/${unknown}/actions/accept`, {})
  assert.equal(a.status, 404)
  assert.deepEqual({ ...a.body, requestId: '' }, { ...b.body, requestId: '' })
})

test('the count is the list, page by page, under every filter and scope', async () => {
  for (let i = 0; i < 7; i++) await opened()
  await opened(clerk, { agencyId: 'A1' })
  for (const client of [clerk, other, watch])
    for (const filter of [
      '',
      'procedure=sample.filing',
      'state=FILED',
      'state=ACCEPTED',
      'open=true',
      'open=false',
      'agency=A1',
      'agency=A2',
      'procedure=none',
    ]) {
      const count = (await client.get(`/api/matters/count?${filter}`)).body.count
      const ids: string[] = []
      let next: string | null = null
      do {
        const page: any = await client.get(`/api/matters?limit=3&${filter}${next ? `&after=${next}` : ''}`)
        assert.equal(page.status, 200, page.text)
        ids.push(...page.body.items.map((m: any) => m.id))
        next = page.body.next
      } while (next)
      assert.equal(new Set(ids).size, ids.length)
      assert.equal(ids.length, count, filter)
    }
})

test('the worklist pages by due date and says what is overdue, never where a holiday is unannounced', async () => {
  const id = await opened()
  const seen: any[] = []
  let next: string | null = null
  do {
    const page: any = await officer.get(
      `/api/worklist/waiting?limit=2${next ? `&after=${encodeURIComponent(next)}` : ''}`,
    )
    assert.equal(page.status, 200, page.text)
    seen.push(...page.body.items)
    next = page.body.next
  } while (next)
  assert.ok(seen.some((w) => w.matter.id === id && w.limit === '受理期限' && w.urgency === 'soon'))
  assert.deepEqual(
    seen.map((w) => w.due ?? '9999'),
    seen.map((w) => w.due ?? '9999').sort(),
  )
  assert.equal(new Set(seen.map((w) => w.matter.id)).size, seen.length, 'a matter stands once')
  assert.equal((await officer.get('/api/worklist/waiting/count')).body.total, seen.length)
  assert.ok((await other.get('/api/worklist/waiting')).body.items.every((w: any) => w.matter.id !== id))
})

test('what needs a sign-in says so, and only so', async () => {
  for (const path of [
    '/api/matters',
    '/api/matters/count',
    '/api/worklist/waiting',
    '/api/worklist/sent/count',
    '/api/offers',
    '/api/drafts',
    '/api/search?q=x',
    '/api/lookups/kernel.agency',
    '/api/findings',
    '/api/report/2020',
    '/api/matters/00000000-0000-7000-8000-000000000000',
  ]) {
    const r = await citizen.get(path)
    assert.equal(r.status, 401, path)
    isProblem(r)
  }
  assert.equal((await citizen.get('/api/me')).body.user, null)
  for (const path of [
    '/api/health',
    '/api/procedures',
    '/api/places',
    '/api/agencies',
    '/api/laws',
    '/api/openapi.json',
  ])
    assert.equal((await citizen.get(path)).status, 200, path)
})

test('procedures carry labels, forms as JSON Schema, personal fields and the basis in words', async () => {
  const list = await citizen.get('/api/procedures')
  assert.deepEqual(
    list.body.items.filter((p: any) => p.id === 'sample.filing').map((p: any) => p.version),
    ['2015', '2024'],
  )
  const p = (await citizen.get('/api/procedures/sample.filing/2024')).body
  const file = p.actions.find((a: any) => a.action === 'file')
  assert.equal(file.form.properties.topic.label, '事由')
  assert.ok(file.form.required.includes('topic') && !file.form.required.includes('amount'))
  assert.deepEqual(file.personal[0], { path: 'name', label: '姓名', mask: 'name', purpose: '核对身份' })
  assert.equal(p.limits[0].within, '5个工作日')
  const laws = (await citizen.get('/api/laws')).body.items
  assert.ok(laws.length > 10)
  assert.equal((await citizen.get('/api/procedures/sample.filing/1999')).status, 404)
})

test('an empty body, no content type, another content type, broken JSON: refused on every route that takes a body', async () => {
  const document = (await citizen.get('/api/openapi.json')).body
  let tried = 0
  for (const [path, methods] of Object.entries<any>(document.paths))
    for (const [method, operation] of Object.entries<any>(methods)) {
      if (!operation.requestBody) continue
      assert.equal(operation.requestBody.required, true, path)
      // A map is a file; what else it refuses stands in api-admin.
      if (!operation.requestBody.content['application/json']) continue
      const at = path.replace(/\{[^}]+\}/g, '00000000-0000-7000-8000-000000000000')
      const key = { 'idempotency-key': 'k'.repeat(20) }
      for (const [init, statuses] of [
        [{ headers: key }, [422]],
        [{ headers: { ...key, 'content-type': 'application/json' } }, [400]],
        [{ headers: { ...key, 'content-type': 'application/json' }, body: '{"a":' }, [400]],
        [{ headers: { ...key, 'content-type': 'application/json' }, body: 'null' }, [422]],
        [{ headers: { ...key, 'content-type': 'text/plain' }, body: '{}' }, [415]],
        [{ headers: { ...key, 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' }, [415]],
      ] as const) {
        const r = await officer.send(method.toUpperCase(), at, init as never)
        isProblem(r)
        assert.ok(
          (statuses as readonly number[]).includes(r.status),
          `${method} ${path} ${JSON.stringify(init)}: ${r.status} ${r.text}`,
        )
        tried++
      }
    }
  assert.ok(tried >= 40)
})

test('unknown addresses, other methods, large and strange bodies are problems too', async () => {
  const r404 = await citizen.get('/api/nothing')
  isProblem(r404)
  assert.equal(r404.status, 404)
  const r405 = await citizen.send('DELETE', '/api/places')
  isProblem(r405)
  assert.equal(r405.status, 405)
  assert.equal(r405.headers.get('allow'), 'GET')
  const json = (body: string) =>
    officer.send('POST', '/api/matters', {
      body,
      headers: { 'content-type': 'application/json', 'idempotency-key': freshKey() },
    })
  for (const [body, status] of [
    [`{"procedure":"${'x'.repeat(2 * 1024 * 1024)}"}`, 413],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 422],
    [JSON.stringify(filing({ topic: 'a\u0000b' })), 422],
    [JSON.stringify(filing()).replace('陈示例', '\\ud800'), 422],
    [JSON.stringify(filing()).replace('"agencyId"', '"__proto__":{},"agencyId"'), 422],
    [JSON.stringify(filing()).replace('"agencyId"', '"amount":1e400,"agencyId"'), 422],
    [JSON.stringify({ ...filing(), declaredOn: '2024-02-30' }), 422],
    [JSON.stringify({ ...filing(), extra: 1 }), 422],
  ] as const) {
    const r = await json(body)
    isProblem(r)
    assert.equal(r.status, status, body.slice(0, 80))
  }
  assert.equal((await citizen.get('/api/agencies?q=%00')).status, 400)
  assert.equal((await citizen.get('/api/agencies?q=%ff')).status, 400)
  assert.equal((await citizen.get(`/api/agencies?q=${'x'.repeat(5000)}`)).status, 414)
})

test("another site's page cannot write with the visitor's cookie", async () => {
  const body = JSON.stringify(filing())
  const headers = { 'content-type': 'application/json', 'idempotency-key': freshKey() }
  for (const more of [
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[]) {
    const r = await clerk.send('POST', '/api/matters', { body, headers: { ...headers, ...more } })
    assert.equal(r.status, 403, JSON.stringify(more))
    assert.equal(r.body.type, 'urn:fadu:rule:http.crossSite')
  }
  const own = await clerk.send('POST', '/api/matters', {
    body,
    headers: { ...headers, origin: 'http://fadu.test', 'sec-fetch-site': 'same-origin' },
  })
  assert.equal(own.status, 200, own.text)
})

test('security headers stand on every answer, refusals included; answers are not kept', async () => {
  for (const r of [
    await officer.get('/api/matters'),
    await citizen.get('/api/matters'),
    await citizen.get('/nothing'),
  ]) {
    assert.equal(r.headers.get('x-content-type-options'), 'nosniff')
    assert.ok(!/unsafe/.test(r.headers.get('content-security-policy') ?? 'unsafe'))
    assert.ok(r.headers.get('x-request-id'))
  }
  assert.equal((await officer.get('/api/matters')).headers.get('cache-control'), 'no-store')
})

test('published rows are what the register shows; withdrawn ones are gone', async () => {
  await t.city.owner.query(
    `insert into kernel.published values ('sample.unit', 'c1', gen_random_uuid(), '2024-01-02', null, '{"name":"示例委员会"}'), ('sample.unit', 'c2', gen_random_uuid(), '2024-01-02', '2024-02-01', '{"name":"旧"}')`,
  )
  const r = await citizen.get('/api/public/register/sample.unit')
  assert.deepEqual(r.body.items, [{ id: 'c1', publishedOn: '2024-01-02', content: { name: '示例委员会' } }])
  const all = (await citizen.get('/api/public/registers')).body.items
  assert.deepEqual(
    all.map((x: any) => [x.kind, x.title, x.fields.map((f: any) => f.name)]),
    [['sample.unit', 'name', ['name', 'hours']]],
  )
  assert.equal((await citizen.get('/api/public/register/nothing')).status, 404)
})

test('the report comes from where it is computed, with the number of records out of reach', async () => {
  const seen: any[] = []
  const own = await openTestApp({
    report: {
      years: async () => [2020],
      load: async (year, scope) => {
        seen.push(scope)
        return year === 2020 ? { year, figures: [{ id: 'f1', published: '12' }] } : undefined
      },
      records: async (_scope, _year, id, page) =>
        id === 'f1'
          ? {
              total: 12,
              visible: 5,
              rows: Array.from({ length: Math.min(5, page.limit) }, (_, i) => ({
                recordId: `r${i}`,
                matterId: null,
                number: null,
                title: null,
                countedOn: '2020-02-02',
                place: '330203',
                inNumerator: true,
                amount: 1,
              })),
              next: null,
            }
          : undefined,
      breakdown: async () => undefined,
      statistics: async () => undefined,
      publicReport: async (year) => (year === 2020 ? { year, masked: true } : undefined),
    },
  })
  try {
    const c = await own.signedIn('officer')
    assert.equal((await c.get('/api/report/2020')).body.figures.length, 1)
    assert.deepEqual(seen[0], { kind: 'agency', value: 'A1' })
    assert.equal((await c.get('/api/report/2019')).status, 404)
    assert.equal((await c.get('/api/report/2020/figures/f1')).body.published, '12')
    assert.equal((await c.get('/api/report/2020/figures/f2')).status, 404)
    const records = (await c.get('/api/report/2020/figures/f1/records?limit=3')).body
    assert.deepEqual([records.total, records.visible, records.hidden, records.rows.length], [12, 5, 7, 3])
    assert.equal((await clientOf(own.app).get('/api/public/report/2020')).body.masked, true)
  } finally {
    await own.close()
  }
})

test('the committed OpenAPI document is the one the program writes', () => {
  assert.equal(readFileSync(openApiFile, 'utf8'), openApiText(), 'run npm run openapi')
  const document = JSON.parse(openApiText())
  assert.equal(document.openapi, '3.1.0')
  const basis = document.paths['/api/matters/{id}/actions/{action}'].post['x-basis']
  assert.ok(Object.keys(basis).length > 0 && Object.values<string[]>(basis).every((b) => b.length > 0))
  assert.ok(Object.keys(document.paths).length < 100)
})

test('over a real socket: sign in, file, act', async () => {
  const server = createServer(getRequestListener(t.app.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const signIn = await fetch(`${base}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base },
      body: JSON.stringify({ username: 'clerk', password: 'Correct-Horse-9' }),
    })
    assert.equal(signIn.status, 200)
    const cookie = signIn.headers.getSetCookie()[0]!
    assert.match(cookie, /HttpOnly; SameSite=Lax/i)
    assert.ok(!/Secure/i.test(cookie))
    const headers = { cookie: cookie.split(';')[0]!, 'content-type': 'application/json', 'idempotency-key': freshKey() }
    const made = await fetch(`${base}/api/matters`, { method: 'POST', headers, body: JSON.stringify(filing()) })
    assert.equal(made.status, 200)
    const empty = await fetch(`${base}/api/matters`, {
      method: 'POST',
      headers: { cookie: headers.cookie, 'idempotency-key': freshKey() },
    })
    assert.equal(empty.status, 422)
    const big = await fetch(`${base}/api/matters`, { method: 'POST', headers, body: 'x'.repeat(3_000_000) })
    assert.equal(big.status, 413)
    await big.text()
    await empty.text()
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('who comes from outside files today and not earlier; an officer who enters it late says why and on what evidence', async () => {
  const yesterday = '2024-02-29'
  const outside = await citizen.post('/api/public/filings', { ...filing(), declaredOn: yesterday })
  assert.equal(outside.body.type, 'urn:fadu:rule:kernel.declaredOn', outside.text)
  const bare = await clerk.post('/api/matters', { ...filing(), declaredOn: yesterday })
  assert.equal(bare.body.type, 'urn:fadu:rule:kernel.late', bare.text)
  const late = { reason: '窗口收件次日录入', evidence: '收件登记簿第三页' }
  const told = await clerk.post('/api/matters', { ...filing(), declaredOn: yesterday, late })
  assert.equal(told.status, 200, told.text)
})
