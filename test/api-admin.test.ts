/** Administration over HTTP: each of the three sees his own and no more; a notice is applied only as its list was shown. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Instant, systemActor } from '#kernel'
import { calendarDomain } from '../src/kernel/announcement.ts'
import { officeDomain } from '../src/kernel/office.ts'
import { refreshCalendar } from '../src/server/calendar.ts'
import type { City } from '../src/server/city.ts'
import { openJobs } from '../src/server/jobs.ts'
import { mapKeeper } from '../src/server/map-keeping.ts'
import { type Client, filing, freshKey, openTestApp, password, type TestApp } from './api-support.ts'
import { sample } from './sample/domain.ts'

let t: TestApp
let clerk: Client
const admins = new Map<string, Client>()
let now = '2024-03-01T09:00:00.000+08:00' as Instant
const jobs = openJobs({ now: () => now })

before(async () => {
  t = await openTestApp(
    (city) => ({
      refreshCalendar: () => refreshCalendar({ ...city, now: () => now } as unknown as City),
      jobs: jobs.states,
      map: mapKeeper({ owner: city.owner, now: () => now }),
    }),
    [sample, calendarDomain, officeDomain([sample])],
  )
  clerk = await t.signedIn('clerk')
  for (const role of ['system_admin', 'security_admin', 'audit_admin']) {
    const { matterId } = await t.city.ok(systemActor, '2024-02-01', {
      procedure: 'office.post',
      action: 'appoint',
      input: { isNew: true, name: `示${role}`, role, agency: 'A1', from: '2024-02-01', document: '测试' },
    })
    await t.app.createAccount({ username: role, password, officerId: matterId, name: role })
    admins.set(role, await t.signedIn(role))
  }
})
after(async () => {
  await t.close()
  assert.deepEqual(t.accidents, [], 'no accident behind any answer')
})

test('who sees what: three administrators and an officer, page by page', async () => {
  const who = { ...Object.fromEntries(admins), clerk }
  const allowed: Record<string, string[]> = {
    '/api/admin/officers': ['security_admin', 'audit_admin'],
    '/api/admin/jobs': ['system_admin', 'audit_admin'],
    '/api/admin/sign-ins': ['audit_admin'],
    '/api/admin/refusals': ['audit_admin'],
    '/api/calendar': Object.keys(who),
    '/api/agencies/A1/relations': Object.keys(who),
  }
  for (const [path, may] of Object.entries(allowed))
    for (const [name, client] of Object.entries(who)) {
      const r = await client.get(path)
      assert.equal(r.status, may.includes(name) ? 200 : 403, `${path} for ${name}: ${r.text}`)
    }
  assert.equal((await clerk.get('/api/agencies/A0/relations')).status, 404)
})

test('no administrator sees a matter of a citizen', async () => {
  const made = await clerk.post('/api/matters', filing())
  const id = made.body.acts[0].matterId
  for (const client of admins.values()) assert.equal((await client.get(`/api/matters/${id}`)).status, 404)
})

test('officers carry their posts, reach, origin and account', async () => {
  const list = (await admins.get('audit_admin')!.get('/api/admin/officers?q=示&limit=2')).body
  assert.equal(list.items.length, 2)
  const next = (await admins.get('audit_admin')!.get(`/api/admin/officers?q=示&limit=2&after=${list.next}`)).body
  const all = [...list.items, ...next.items]
  const system = all.find((o: any) => o.name === '示system_admin')
  assert.deepEqual(
    [system.account, system.posts[0].roleLabel, system.posts[0].origin, system.posts[0].isHeld],
    [{ username: 'system_admin', isDisabled: false }, '系统管理员', 'appointed', true],
  )
  const clerks = (await admins.get('security_admin')!.get('/api/admin/officers?role=clerk')).body.items
  assert.ok(clerks.length > 0 && clerks.every((o: any) => o.posts.some((p: any) => p.origin === 'imported')))
})

test('the calendar: a list first, nothing recorded by it, then the act and the matters counted anew', async () => {
  const keeper = admins.get('system_admin')!
  const made = await clerk.post('/api/matters', filing())
  const id = made.body.acts[0].matterId
  const due = async () =>
    (await t.city.owner.query(`select due from kernel.matter_limit where matter_id = $1`, [id])).rows[0].due
  const before = await due()
  const year = (await keeper.get('/api/calendar')).body.years.find((y: any) => y.year === 2024)
  const notice = {
    year: 2024,
    holidays: [...year.holidays, '2024-03-04'].sort(),
    workdays: year.workdays,
    source: '测试通知',
  }
  assert.equal((await clerk.post('/api/calendar/preview', notice)).status, 403)
  assert.equal((await clerk.post('/api/calendar', { ...notice, moved: 1 })).status, 403)
  const wrong = await keeper.post('/api/calendar/preview', { ...notice, holidays: ['2023-01-01'] })
  assert.equal(wrong.status, 422)
  const preview = (await keeper.post('/api/calendar/preview', notice)).body
  const mine = preview.moved.find((m: any) => m.matterId === id)
  assert.deepEqual([mine.label, mine.from, mine.agencyName], ['受理期限', before, '示例甲局'])
  assert.ok(mine.to > before)
  assert.equal(await due(), before, 'a preview changes nothing')

  const stale = await keeper.post('/api/calendar', { ...notice, moved: preview.total + 1 })
  assert.deepEqual([stale.status, stale.body.type], [409, 'urn:fadu:rule:calendar.changed'])
  assert.equal(await due(), before)
  const key = { 'idempotency-key': freshKey() }
  const done = await keeper.post('/api/calendar', { ...notice, moved: preview.total }, key)
  assert.equal(done.status, 200, done.text)
  assert.ok(done.body.acts >= 1)
  assert.equal(await due(), mine.to)
  const again = await keeper.post('/api/calendar', { ...notice, moved: preview.total }, key)
  assert.equal(again.body.matterId, done.body.matterId, 'sent again it is recorded once')
  const { rows } = await t.city.owner.query('select count(*)::int as n from kernel.calendar_notice')
  assert.equal(rows[0].n, 1)
  const shown = (await clerk.get('/api/calendar')).body
  assert.equal(shown.notices[0].source, '测试通知')
  assert.ok(shown.years.find((y: any) => y.year === 2024).holidays.includes('2024-03-04'))
})

test('a job says when it ended, when it goes on, and what went wrong', async () => {
  const watched = jobs.watch('seal', '封存记录', 300_000)
  const run = jobs.every('tick', '检查', 3_600_000, async () => {
    throw new Error('数据库没有回答')
  })
  run.stop()
  await assert.rejects(run.run(), /数据库没有回答/)
  now = '2024-03-01T09:04:00.000+08:00' as Instant
  watched.done()
  const { items, unsealed } = (await admins.get('system_admin')!.get('/api/admin/jobs')).body
  assert.deepEqual(
    items.map((j: any) => [j.id, j.lastDone, j.error, j.next]),
    [
      ['seal', '2024-03-01T09:04:00.000+08:00', null, '2024-03-01T09:09:00.000+08:00'],
      ['tick', null, '数据库没有回答', '2024-03-01T10:00:00.000+08:00'],
    ],
  )
  assert.ok(unsealed > 0)
})

test('the log of sign-ins is paged, newest first, and names no unknown account', async () => {
  const audit = admins.get('audit_admin')!
  const stranger = await t.app.fetch(
    new Request('http://fadu.test/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'typed-password', password: 'x' }),
    }),
  )
  assert.equal(stranger.status, 401)
  const first = (await audit.get('/api/admin/sign-ins?limit=1')).body
  assert.deepEqual([first.items[0].outcome, first.items[0].username], ['failed', null])
  const second = (await audit.get(`/api/admin/sign-ins?limit=1&after=${first.next}`)).body
  assert.deepEqual([second.items[0].outcome, second.items[0].username], ['in', 'audit_admin'])
  assert.ok((await audit.get('/api/admin/sign-ins?outcome=in&username=clerk')).body.items.length === 1)
})

test('what was refused to an officer is logged by rule and action, without a word of what was written', async () => {
  const audit = admins.get('audit_admin')!
  const made = await clerk.post('/api/matters', filing())
  const id = made.body.acts[0].matterId
  const secret = '不该记下的话'
  const act = await clerk.post(`/api/matters/${id}/actions/accept`, { input: { text: secret } })
  const wrong = await clerk.post(`/api/matters/${id}/actions/${encodeURIComponent(secret)}`, { input: {} })
  assert.equal(act.status, 403, act.text)
  const { items } = (await audit.get('/api/admin/refusals?username=clerk')).body
  const [last] = items.filter((r: any) => r.matterId === id)
  assert.deepEqual(
    [last.name, last.actionLabel, last.rule, last.ruleLabel, last.isPreview, last.route],
    ['clerk', '受理', 'kernel.role', '身份不能办理这一动作', false, '/api/matters/{id}/actions/{action}'],
  )
  const { rows } = await t.city.owner.query('select * from auth.refusal_event')
  assert.equal(JSON.stringify(rows).includes(secret), false)
  assert.ok(wrong.status >= 400)
  assert.ok(items.some((r: any) => r.rule === 'admin.role' && r.actionLabel === null && r.method === 'GET'))
  assert.ok(
    (await audit.get('/api/admin/refusals?rule=admin.role')).body.items.every((r: any) => r.rule === 'admin.role'),
  )
  const first = (await audit.get('/api/admin/refusals?limit=1')).body
  const second = (await audit.get(`/api/admin/refusals?limit=1&after=${first.next}`)).body
  assert.ok(Number(second.items[0].id) < Number(first.items[0].id))
  await assert.rejects(t.city.owner.query('delete from auth.refusal_event'), /append-only/)
  await assert.rejects(t.city.owner.query(`update auth.refusal_event set rule = ''`), /append-only/)
})

test('a guard’s refusal is logged under its own name and article; one act on many is logged row by row', async () => {
  const audit = admins.get('audit_admin')!
  const file = filing()
  const first = await clerk.post('/api/matters', file)
  const same = await clerk.post('/api/matters', file)
  assert.equal(same.status, 409, same.text)
  const [logged] = (await audit.get('/api/admin/refusals?rule=sample.duplicate')).body.items
  assert.deepEqual([logged.actionLabel, logged.procedureLabel], ['提出', '测试申请'])
  assert.ok(logged.ruleLabel && logged.basis.length > 0)
  const many = await clerk.post('/api/requests/many', {
    action: 'note',
    input: { text: '一并' },
    matters: [{ id: first.body.acts[0].matterId, seen: 99 }],
  })
  assert.equal(many.body.refused, 1, many.text)
  const [row] = (await audit.get('/api/admin/refusals?limit=1')).body.items
  assert.deepEqual([row.matterId, row.actionLabel, row.rule], [first.body.acts[0].matterId, '记录', 'kernel.changed'])
})

test('an account is closed and opened by the security’s administrator on a paper, never his own; the audit sees both', async () => {
  const security = admins.get('security_admin')!
  const path = (verb: string, name = 'other') => `/api/admin/accounts/${name}/${verb}`
  const other = await t.signedIn('other')
  const paper = { document: '停用通知〔2024〕1号' }
  for (const name of ['system_admin', 'audit_admin']) {
    const r = await admins.get(name)!.post(path('close'), paper)
    assert.deepEqual([r.status, r.body.type], [403, 'urn:fadu:rule:admin.role'])
  }
  const own = await security.post(path('close', 'security_admin'), paper)
  assert.deepEqual([own.status, own.body.type], [409, 'urn:fadu:rule:admin.ownAccount'])
  assert.equal((await security.post(path('close', 'nobody'), paper)).status, 404)
  assert.equal((await security.post(path('close'), { document: ' ' })).status, 422)
  assert.equal((await other.get('/api/me')).body.user.username, 'other')

  assert.deepEqual((await security.post(path('close'), paper)).body, {
    username: 'other',
    isDisabled: true,
    changed: true,
  })
  assert.equal((await security.post(path('close'), paper)).body.changed, false)
  assert.equal((await other.get('/api/me')).body.user, null, 'his session has ended')
  await assert.rejects(t.signedIn('other'))
  assert.equal((await security.post(path('open'), { document: '恢复通知' })).body.changed, true)
  assert.equal((await (await t.signedIn('other')).get('/api/me')).body.user.username, 'other')

  const log = (await admins.get('audit_admin')!.get('/api/admin/sign-ins?username=other')).body.items
  const changes = log.filter((e: any) => ['closed', 'opened'].includes(e.outcome))
  assert.deepEqual(
    changes.map((e: any) => [e.outcome, e.by, e.reason]),
    [
      ['opened', 'security_admin', '恢复通知'],
      ['closed', 'security_admin', '停用通知〔2024〕1号'],
    ],
  )
})

test('the city’s boundaries are imported by the system’s administrator; of a file with a fault nothing is kept', async () => {
  const ring = [
    [121.5, 29.8],
    [121.6, 29.8],
    [121.6, 29.9],
    [121.5, 29.8],
  ]
  const map = (code: string) =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [ring] } }],
    })
  const place = '330203'
  await t.city.owner.query(
    `insert into kernel.place (code, name, level, kind) values ('${place}', '海曙区', 'county', 'district') on conflict do nothing`,
  )
  const put = (who: string, text: string, approval = 'GS(2024)0650号', type = 'application/geo+json') =>
    admins.get(who)!.send('POST', `/api/admin/map?approval=${encodeURIComponent(approval)}&source=a.geojson`, {
      body: text,
      headers: { 'content-type': type },
    })
  assert.equal((await put('security_admin', map(place))).status, 403)
  assert.equal((await put('system_admin', map(place), undefined, 'application/json')).status, 415)
  const wrong = await put('system_admin', map('999999'))
  assert.equal(wrong.status, 422)
  assert.match(wrong.body.errors[0].message, /999999 不在本市的区划之中/)
  assert.equal((await put('system_admin', map(place), '没有')).status, 422)
  assert.equal((await clerk.get('/api/map')).body.map, null)
  assert.deepEqual((await put('system_admin', map(place))).body, { areas: 1, approval: 'GS(2024)0650号' })
  const kept = (await clerk.get('/api/map')).body.map
  assert.deepEqual([kept.source, kept.areas.map((a: any) => a.code)], ['a.geojson', [place]])
  const by = (await t.city.owner.query('select imported_by from kernel.city_map')).rows[0].imported_by
  assert.ok(by)
  assert.equal((await clerk.send('DELETE', '/api/admin/map')).status, 403)
  assert.equal((await admins.get('system_admin')!.send('DELETE', '/api/admin/map')).body.removed, 1)
  assert.equal((await clerk.get('/api/map')).body.map, null)
})
