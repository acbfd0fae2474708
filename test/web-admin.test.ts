/** Administration in a real browser: the list before a notice is applied, an appointment by an act, each administrator's own pages. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { type Instant, systemActor } from '#kernel'
import { calendarDomain } from '../src/kernel/announcement.ts'
import { officeDomain } from '../src/kernel/office.ts'
import { refreshCalendar } from '../src/server/calendar.ts'
import type { City } from '../src/server/city.ts'
import { openJobs } from '../src/server/jobs.ts'
import { mapKeeper } from '../src/server/map-keeping.ts'
import { filing, password } from './api-support.ts'
import { assertAccessible, findChromium, looks, phone, withBrowser } from './browser.ts'
import { sample } from './sample/domain.ts'
import { openWebCity, type WebCity } from './web-support.ts'

let city: WebCity
const now = () => '2024-03-01T09:00:00.000+08:00' as Instant

async function signIn(page: Page, username: string, path: string) {
  await page.goto(`${city.url}/desk${path}`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
}

describe('administration', () => {
  before(async () => {
    if (!findChromium()) return
    const jobs = openJobs({ now })
    jobs.watch('seal', '封存记录', 300_000).failed(new Error('签名密钥读不出来'))
    city = await openWebCity({
      domains: [sample, calendarDomain, officeDomain([sample])],
      more: (c) => ({
        jobs: jobs.states,
        map: mapKeeper({ owner: c.owner, now }),
        refreshCalendar: () => refreshCalendar({ ...c, now } as unknown as City),
      }),
    })
    for (const role of ['system_admin', 'security_admin', 'audit_admin']) {
      const { matterId } = await city.city.ok(systemActor, '2024-02-01', {
        procedure: 'office.post',
        action: 'appoint',
        input: { isNew: true, name: '示例管', role, agency: 'A1', from: '2024-02-01', document: '测试' },
      })
      await city.app.createAccount({ username: role, password, officerId: matterId, name: role })
    }
  })
  after(() => city?.close())

  it('shows which limits a notice moves before it is applied, and applies it', (t) =>
    withBrowser(t, async ({ open }) => {
      const clerk = await city.signedIn('clerk')
      const filed = await clerk.post('/api/matters', filing())
      const id = filed.body.acts[0].matterId
      const number = filed.body.given[0].number as string
      const page = await open()
      await signIn(page, 'system_admin', '/admin')
      await page.getByRole('link', { name: /^放假安排/ }).click()
      await page.getByLabel('年度', { exact: true }).fill('2024')
      await page.getByLabel('放假的日子').fill('2024-03-04 至')
      await page.getByLabel('通知的名称、文号和日期').fill('测试通知')
      await page.getByRole('button', { name: '下一步：列出会变的期限' }).click()
      await page.getByText(/不是日期：须形如/).waitFor()
      await page.getByLabel('放假的日子').fill('2024-03-04至2024-03-05')
      await page.getByRole('button', { name: '下一步：列出会变的期限' }).click()
      const row = page.getByRole('row', { name: new RegExp(number.replace(/[〔〕]/g, '.')) })
      await row.waitFor()
      const words = (await row.textContent()) ?? ''
      assert.match(words, /示例甲局受理期限2024年3月8日2024年3月12日/)
      await page.getByText(/个期限会改变，还没有登记/).waitFor()
      const count = async () => (await city.city.owner.query('select * from kernel.calendar_notice')).rowCount
      assert.equal(await count(), 0, 'nothing is recorded by looking')
      await assertAccessible(page)
      await page.getByRole('button', { name: '确认登记并重算' }).click()
      await page.getByText(/已登记2024年的放假安排，.*件事项的期限已重算/).waitFor()
      assert.equal(await count(), 1)
      const { rows } = await city.city.owner.query(
        `select due from kernel.matter_limit where matter_id = $1 and limit_id = 'acceptance'`,
        [id],
      )
      assert.equal(rows[0].due, '2024-03-12')
      await page.getByText('2024年：测试通知').waitFor()
      assert.deepEqual(page.complaints, [])
    }))

  it('gives a post by an act and ends it; who gives is told where he may not', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'security_admin', '/admin/officers')
      await page.getByRole('link', { name: '登记任职' }).click()
      await page.getByLabel('是尚未登记的人员').check()
      await page.getByLabel('姓名').fill('新示人')
      await page.getByRole('combobox', { name: '职务' }).click()
      await page.getByTitle('登记员').click()
      await page.getByRole('combobox', { name: '任职单位' }).fill('示例甲')
      await page.getByTitle('示例甲局').first().click()
      await page.getByLabel('任职之日').fill('2024-03-01')
      await page.keyboard.press('Enter')
      await page.getByLabel('任免文件的名称、文号和日期').fill('任职通知')
      await page.getByRole('button', { name: '下一步：核对' }).click()
      await page.getByRole('button', { name: '确认登记任职' }).click()
      await page.getByText('已登记').first().waitFor()
      await page.goto(`${city.url}/desk/admin/officers?q=新示`)
      const row = page.getByRole('row', { name: /新示人/ })
      assert.match((await row.textContent()) ?? '', /登记员示例甲局范围：示例甲局，2024年3月1日起/)
      await row.getByRole('link', { name: '任免记录、登记免职' }).click()
      await page.getByRole('heading', { level: 1, name: '登记员：新示人' }).waitFor()
      await page.getByRole('link', { name: '登记免职' }).first().waitFor()
    }))

  it('shows a certificate of enforcement to whoever registers, holds or is shown it, and says that it has expired', (t) =>
    withBrowser(t, async ({ open }) => {
      const security = (await city.city.owner.query(`select officer_id from kernel.post where role = 'security_admin'`))
        .rows[0].officer_id as string
      const register = (number: string, until: string) =>
        city.city.ok(
          { id: security, role: 'security_admin', scope: { kind: 'agency', value: 'security' }, agency: 'A1' },
          '2024-02-20',
          {
            procedure: 'office.certificate',
            action: 'register',
            input: {
              officer: 'officer1',
              agency: 'A1',
              kind: 'ENFORCEMENT',
              number,
              issuer: '示例省人民政府',
              field: '市场监督管理',
              region: '示例市',
              examPassedOn: '2023-01-05',
              issuedOn: '2023-02-01',
              from: '2023-02-01',
              until,
              document: '发证通知',
            },
          },
        )
      await register('3302030001', '2028-01-31')
      await register('3302030002', '2024-02-29')
      const page = await open()
      await signIn(page, 'security_admin', '/admin/officers?q=officer1')
      const row = page.getByRole('row', { name: /officer1/ })
      assert.match(await row.innerText(), /3302030001[\s\S]*有效/)
      assert.match(await row.innerText(), /3302030002[\s\S]*已过有效期/)
      await assertAccessible(page)
      await row.getByRole('link', { name: '登记记录、延续、暂停、注销' }).first().click()
      await page.getByRole('heading', { level: 1, name: '行政执法证 3302030001' }).waitFor()
      await page.getByRole('link', { name: '登记暂停使用' }).first().waitFor()
      assert.deepEqual(page.complaints, [])

      const holder = await open({ ...phone, colorScheme: 'dark' })
      await holder.goto(`${city.url}/desk/me`)
      await holder.getByLabel('用户名').fill('officer')
      await holder.getByLabel('密码', { exact: true }).fill(password)
      await holder.getByRole('main').getByRole('button', { name: '登录' }).click()
      await holder.getByRole('heading', { level: 3, name: /3302030002 已过有效期/ }).waitFor()
      await assertAccessible(holder)
      assert.deepEqual(holder.complaints, [])

      const public_ = await open(phone)
      await public_.goto(`${city.url}/certificate`)
      await public_.getByLabel('证件编号').fill('3302030001')
      await public_.getByRole('button', { name: /核\s?对/ }).click()
      await public_.getByText('这份证件今天有效').waitFor()
      await assertAccessible(public_)
      await public_.goto(`${city.url}/certificate/3302030002`)
      await public_.getByText('这份证件今天不能用于执法：已过有效期').waitFor()
      assert.deepEqual(public_.complaints, [])
    }))

  it('closes an account on a paper and opens it again; the audit reads both, and what was refused', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'security_admin', '/admin/officers?q=clerk1')
      const row = page.getByRole('row', { name: /clerk1/ })
      for (const [verb, paper] of [
        ['停用', '停用通知'],
        ['恢复', '恢复通知'],
      ] as const) {
        await row.getByRole('button', { name: verb }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('button', { name: verb }).click()
        await dialog.getByText('请写明依据的文件').waitFor()
        await dialog.getByLabel('依据的文件').fill(paper)
        await assertAccessible(page)
        await dialog.getByRole('button', { name: verb }).click()
        await page.getByText(`已${verb}账号 clerk`).waitFor()
        await dialog.waitFor({ state: 'hidden' })
        assert.equal(await row.getByText('已停用').count(), verb === '停用' ? 1 : 0)
      }
      const own = page.getByRole('row', { name: /security_admin/ })
      await page.goto(`${city.url}/desk/admin/officers?q=示例管`)
      await own.waitFor()
      assert.equal(await own.getByRole('button', { name: '停用' }).count(), 0)
      assert.deepEqual(page.complaints, [])
      // Somebody asks for a page that is not his.
      await page.goto(`${city.url}/desk/admin/sign-ins`)
      await page.getByText('只限审计管理员').waitFor()

      const audit = await open()
      await signIn(audit, 'audit_admin', '/admin/sign-ins?username=clerk')
      await audit.getByText('由security_admin办理，依据：停用通知').waitFor()
      await audit.getByRole('link', { name: '不予办理的日志' }).click()
      await audit.waitForURL('**/admin/refusals**')
      await audit.getByText('这一页、这一操作只限有关的管理员').first().waitFor()
      const refused = audit.getByRole('row', { name: /security_admin/ }).first()
      assert.match(await refused.innerText(), /查看[\s\S]*这一页、这一操作只限有关的管理员/)
      assert.deepEqual(audit.complaints, [])
    }))

  it('takes the city’s boundaries from a file and names every fault of one', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'system_admin', '/admin/places')
      const ring = [
        [121.5, 29.8],
        [121.6, 29.8],
        [121.6, 29.9],
        [121.5, 29.8],
      ]
      const choose = (code: string) =>
        page.getByLabel('界线文件', { exact: true }).setInputFiles({
          name: '界线.geojson',
          mimeType: 'application/geo+json',
          buffer: Buffer.from(
            JSON.stringify({
              type: 'FeatureCollection',
              features: [{ type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [ring] } }],
            }),
          ),
        })
      await choose('999999')
      await page.getByLabel('审图号').fill('GS(2024)0650号')
      await page.getByRole('button', { name: '导入', exact: true }).click()
      await page.getByText(/区划代码 999999 不在本市的区划之中/).waitFor()
      await assertAccessible(page)
      page.complaints.length = 0
      await choose('330203')
      await page.getByRole('button', { name: '导入', exact: true }).click()
      await page.getByText('已导入1个区划的界线').waitFor()
      await page.getByText(/导入（界线.geojson），1个区划，审图号：GS\(2024\)0650号/).waitFor()
      await page.getByRole('button', { name: '去掉现有的界线' }).click()
      await page.getByRole('button', { name: '去掉', exact: true }).click()
      await page.getByText('没有导入。公开的地图须有审图号').waitFor()
      assert.deepEqual(page.complaints, [])
    }))

  it('folds agencies: the city’s own, counties, towns', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'system_admin', '/admin/agencies')
      const tree = page.getByRole('list', { name: '机构', exact: true })
      assert.equal(await tree.getByRole('link', { name: '示例甲局' }).count(), 0)
      await tree.getByText('海曙区', { exact: true }).click()
      await tree.getByText('南门街道', { exact: true }).click()
      await tree.getByRole('link', { name: '示例甲局' }).click()
      await page.getByRole('heading', { level: 1, name: '示例甲局' }).waitFor()
      await page.goBack()
      await page.getByRole('searchbox', { name: '按名称查找' }).fill('示例乙')
      await page.keyboard.press('Enter')
      await page.getByRole('row', { name: /示例乙局/ }).waitFor()
      assert.deepEqual(page.complaints, [])
    }))

  for (const [name, options] of looks)
    it(`shows each administrator his own and fits ${name}`, (t) =>
      withBrowser(t, async ({ open }) => {
        const pages: Record<string, string[]> = {
          system_admin: [
            '/admin',
            '/admin/agencies',
            '/admin/agencies?agency=A1',
            '/admin/places',
            '/admin/calendar',
            '/admin/jobs',
          ],
          security_admin: ['/admin', '/admin/officers'],
          audit_admin: ['/admin', '/admin/sign-ins', '/admin/refusals'],
        }
        for (const [username, paths] of Object.entries(pages)) {
          const page = await open(options)
          await signIn(page, username, '/admin')
          for (const path of paths) {
            await page.goto(`${city.url}/desk${path}`)
            await page.getByRole('heading', { level: 1 }).waitFor()
            await page.waitForLoadState('networkidle')
            const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
            assert.ok(inner! <= outer!, `${path}: ${inner} wide in ${outer}`)
            await assertAccessible(page)
          }
          if (username === 'system_admin') await page.getByText('签名密钥读不出来').waitFor()
          assert.deepEqual(page.complaints, [])
          await page.goto(`${city.url}/desk/admin/${username === 'audit_admin' ? 'calendar' : 'sign-ins'}`)
          await page.getByText(username === 'audit_admin' ? '各年度' : '只限审计管理员').waitFor()
        }
      }))
})
