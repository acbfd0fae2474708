/** Supervision in a real browser: from a red figure to the list, to the matter, to the act; filters that stay in the address. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Instant } from '../src/kernel/clock.ts'
import { supervisionDomain, tick } from '../src/kernel/supervision.ts'
import { password } from './api-support.ts'
import { assertAccessible, findChromium, looks, withBrowser } from './browser.ts'
import { sample } from './sample/domain.ts'
import { openWebCity, type WebCity } from './web-support.ts'

let city: WebCity

async function signIn(page: Page, username: string, path: string) {
  await page.goto(`${city.url}/desk${path}`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
}

/** The number that a link of the page carries: 未销号60件. */
const numberIn = (text: string | null) => Number(/(\d+)件/.exec(text ?? '')?.[1])

describe('supervision', () => {
  before(async () => {
    if (!findChromium()) return
    city = await openWebCity({ domains: [sample, supervisionDomain] })
    await tick(city.city.app, city.city.engine, '2024-03-01T02:00:00.000+08:00' as Instant)
    await city.city.post('sup1', 'supervisor', { kind: 'county', value: '330203' }, 'A1')
    await city.city.post('sup2', 'city_supervisor', { kind: 'city', value: 'city' }, 'A1')
    for (const [username, officerId] of [
      ['county', 'sup1'],
      ['wholecity', 'sup2'],
    ] as const)
      await city.app.createAccount({ username, password, officerId, name: username })
  })
  after(() => city?.close())

  it('leads from a red figure to the finding, to the matter, to the act', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'county', '/supervision')
      await page.getByRole('heading', { level: 1, name: '监督' }).waitFor()
      const red = page.getByRole('link', { name: /^逾期未决定：红色未销号\d+件$/ })
      const n = numberIn(await red.getAttribute('aria-label'))
      const counted = await city.city.owner.query(
        `select count(*)::int as n from kernel.finding where county_code = '330203' and closed_on is null`,
      )
      assert.equal(n, counted.rows[0].n, 'a county counts its own')
      assert.ok(n > 10)
      await assertAccessible(page)
      await red.click()
      await page.getByRole('heading', { level: 1, name: '监督发现' }).waitFor()
      assert.match(page.url(), /rule=sample\.late.*severity=RED|severity=RED.*rule=sample\.late/)
      await page.getByText(`，共${n}件`).waitFor()
      const row = page.locator('tbody tr').first()
      await row.getByRole('link', { name: /^测试申请/ }).click()
      await page.getByRole('heading', { level: 1, name: /^测试申请：邻里纠纷/ }).waitFor()
      await page.goBack()
      await row.getByRole('link', { name: '逾期未决定' }).click()
      await page.getByRole('heading', { level: 1, name: '逾期未决定' }).waitFor()
      await page.getByRole('link', { name: '反馈' }).first().click()
      await page.getByLabel('反馈意见').fill('请于五日内说明逾期的原因')
      await page.getByRole('button', { name: '下一步：核对' }).click()
      await page.getByRole('button', { name: '确认反馈' }).click()
      await page.getByRole('heading', { level: 1, name: '逾期未决定' }).waitFor()
      await page.getByText('已反馈').first().waitFor()
      const { rows } = await city.city.owner.query(
        `select count(*)::int as n from kernel.finding where state = 'FED_BACK'`,
      )
      assert.equal(rows[0].n, 1)
      assert.deepEqual(page.complaints, [])
    }))

  it('narrows by several conditions at once and keeps them in the address', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'wholecity', '/supervision')
      const all = numberIn(await page.getByRole('link', { name: /^未销号\d+件，列出$/ }).getAttribute('aria-label'))
      await page.getByRole('button', { name: '海曙区' }).click()
      const town = page.getByRole('link', { name: /^南门街道：未销号\d+件$/ })
      const n = numberIn(await town.getAttribute('aria-label'))
      assert.ok(n > 0 && n < all)
      await town.click()
      await page.waitForURL(/county=330203&town=330203001|town=330203001/)
      await page.getByText(`，共${n}件`).waitFor()
      await page.getByText('红', { exact: true }).first().click()
      await page.waitForURL(/severity=RED/)
      await page.reload()
      await page.getByText(`，共${n}件`).waitFor()
      assert.match(page.url(), /county=330203/)
      await page.getByText('黄', { exact: true }).first().click()
      await page.getByText('没有符合这些条件、您又可以查看的监督发现').waitFor()
      await page.getByRole('button', { name: '去掉全部条件' }).click()
      await page.getByText(`，共${all}件`).waitFor()
      assert.deepEqual(page.complaints, [])
    }))

  it('says how a map is imported, and draws one that was, with its approval number', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'wholecity', '/supervision')
      await page.getByRole('link', { name: '管理的区划页' }).waitFor()
      const square = (x: number) => [
        [
          [
            [x, 29.8],
            [x + 0.1, 29.8],
            [x + 0.1, 29.9],
            [x, 29.9],
            [x, 29.8],
          ],
        ],
      ]
      await city.city.owner.query('insert into kernel.city_map values (1, $1, $2, $3, now())', [
        'GS(2024)0650号',
        'test.json',
        JSON.stringify([
          { code: '330203', polygons: square(121.5) },
          { code: '330205', polygons: square(121.6) },
        ]),
      ])
      await page.reload()
      await page.getByText('审图号：GS(2024)0650号').waitFor()
      const area = page.getByRole('link', { name: /^江北区：未销号\d+件$/ }).and(page.locator('.area'))
      const n = numberIn(await area.getAttribute('aria-label'))
      assert.match((await area.getAttribute('class')) ?? '', /shade-[1-4]/)
      await assertAccessible(page)
      await area.click()
      await page.waitForURL(/county=330205/)
      await page.getByText(`，共${n}件`).waitFor()
      assert.deepEqual(page.complaints, [])
    }))

  for (const [name, options] of looks)
    it(`fits ${name}: nothing beside the page, nothing grave for axe`, (t) =>
      withBrowser(t, async ({ open }) => {
        const page = await open(options)
        await signIn(page, 'wholecity', '/supervision')
        for (const path of [
          '/supervision',
          '/supervision/findings',
          '/supervision/findings?open=all',
          '/supervision/rules',
        ]) {
          await page.goto(`${city.url}/desk${path}`)
          await page.getByRole('heading', { level: 1 }).waitFor()
          await page.waitForLoadState('networkidle')
          const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
          assert.ok(inner! <= outer!, `${path}: ${inner} wide in ${outer}`)
          await assertAccessible(page)
        }
        assert.deepEqual(page.complaints, [])
      }))
})
