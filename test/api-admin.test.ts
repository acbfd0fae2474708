/** Administration over HTTP: each of the three sees his own and no more; a notice is applied only as its list was shown. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Instant, systemActor } from '#kernel'
import { calendarDomain } from '../src/kernel/announcement.ts'
import { officeDomain } from '../src/kernel/office.ts'
import { refreshCalendar } from '../src/server/calendar.ts'
import type { City } from '../src/server/city.ts'
import { openJobs } from '../src/server/jobs.ts'
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
