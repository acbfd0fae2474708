/** The pages in a real browser: from a figure to its records, to a matter, to its proof; nothing complained of on the way. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { password } from './api-support.ts'
import { assertAccessible, findChromium, looks, withBrowser } from './browser.ts'
import { openWebCity, type WebCity } from './web-support.ts'

let city: WebCity

async function signIn(page: Page, username: string, next = '/report/2020') {
  await page.goto(`${city.url}/desk${next}`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
}

describe('the pages', () => {
  before(async () => {
    if (findChromium()) city = await openWebCity()
  })
  after(() => city?.close())

  it('shows the report to anybody, its records to nobody', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await page.goto(`${city.url}/report`)
      await page.getByRole('link', { name: '2020年' }).click()
      await page.getByRole('heading', { level: 1, name: '2020年法治政府建设年度报告 · 数字核对' }).waitFor()
      assert.equal(await page.title(), '2020年法治政府建设年度报告 · 法度')
      await page.getByText('演示数据').waitFor()
      const row = page.getByRole('row', { name: /^调解成功率/ })
      const text = (await row.textContent()) ?? ''
      for (const words of ['98.36', '98.37', '相符', '截尾', '按四舍五入应为98.37%'])
        assert.ok(text.includes(words), `${words} in ${text}`)
      assert.ok((await page.getByRole('row', { name: /^法治督察员（市本级）/ }).textContent())?.includes('300多'))
      await page.goto(`${city.url}/report/2020/figures/disputes-mediated`)
      await page.getByText('逐件的记录只给有权的机关查看').waitFor()
      await assertAccessible(page)
      assert.deepEqual(page.complaints, [])
    }))

  it('hands out the report as Word and as PDF, and says why where it cannot', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await page.goto(`${city.url}/report/2020`)
      for (const [name, extension, magic] of [
        ['Word 文件', 'docx', 'PK'],
        ['PDF 文件', 'pdf', '%PDF'],
      ] as const) {
        const begun = page.waitForEvent('download')
        await page.getByRole('link', { name }).click()
        const download = await begun
        assert.equal(download.suggestedFilename(), `2020年度法治政府建设情况数据报告.${extension}`)
        assert.ok(readFileSync(await download.path(), 'latin1').startsWith(magic))
      }
      await page.mouse.move(0, 0)
      await assertAccessible(page)
      assert.deepEqual(page.complaints, [])
      await page.route('**/api/report/2020.pdf', (route) =>
        route.fulfill({
          status: 429,
          json: { type: 'urn:fadu:rule:http.tooMany', title: '请求过于频繁，请稍后再试', status: 429 },
        }),
      )
      await page.getByRole('link', { name: 'PDF 文件' }).click()
      await page.getByText('没有下载成功：请求过于频繁，请稍后再试').waitFor()
    }))

  it('filters and finds, and keeps both in the address', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await page.goto(`${city.url}/report/2020`)
      const rows = page.locator('tr.row')
      await rows.first().waitFor()
      assert.equal(await rows.count(), 85)
      await page.getByText(/^由记录算出 \d+$/).click()
      assert.equal(await rows.count(), 6)
      await page.getByText(/^有差异 \d+$/).click()
      assert.deepEqual(
        (await rows.locator('th').allInnerTexts()).map((s) => s.trim()),
        ['受理法律援助案件', '专兼职人民调解员'],
      )
      assert.match(page.url(), /show=differs/)
      await page.getByText(/^全部 \d+$/).click()
      await page.getByPlaceholder('按名称、数字或说明查找').fill('调解员')
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=/)
      assert.equal(await rows.count(), 1)
      await page.reload()
      await rows.first().waitFor()
      assert.equal(await rows.count(), 1)
      await page.getByText(/^数字之间的核对关系/).click()
      await page.getByText('同一篇报告的取整习惯一致').waitFor()
      await assertAccessible(page)
      assert.deepEqual(page.complaints, [])
    }))

  it('leads from a figure to its records, to a matter, to its proof', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'clerk')
      await page.getByRole('link', { name: '调处矛盾纠纷' }).click()
      await page.getByRole('heading', { level: 1, name: '调处矛盾纠纷' }).waitFor()
      await page.getByText('一件已受理并已调解终结的纠纷').waitFor()
      await page.getByText('您可查看 60 条，另有 30 条无权查看。').waitFor()
      await page.getByText('海曙区南门街道').first().waitFor()
      await assertAccessible(page)
      const links = page.getByRole('link', { name: /^测〔2024〕第/ })
      const seen = new Set(await links.allInnerTexts())
      assert.equal(seen.size, 50)
      await page.getByRole('button', { name: '下一页' }).click()
      await page.getByText('这里是第51至60条。').waitFor()
      for (const name of await links.allInnerTexts()) seen.add(name)
      assert.equal(seen.size, 60)
      await page.getByRole('button', { name: '上一页' }).click()
      await page.getByText('这里是第1至50条。').waitFor()

      await page.getByRole('link', { name: '测〔2024〕第1号', exact: true }).click()
      await page.getByRole('heading', { level: 1, name: '测试申请：邻里纠纷第1件' }).waitFor()
      await page.getByText('已通知双方到场').waitFor()
      await page.getByRole('button', { name: '查看证明' }).click()
      await page.getByLabel(/公钥/).fill(city.publicKeyLine)
      await page.getByRole('button', { name: '在本浏览器中重新计算' }).click()
      await page.getByText('由记录原文重新算出3步的杂凑值，与平台保存的逐一相同。').waitFor()
      await page.getByText('与检查点所载的树根相同').waitFor()
      await page.getByText('检查点的签名由所填的公钥核验成立。').waitFor()
      await page.getByText('所记之事属实').waitFor()
      await assertAccessible(page)
      assert.deepEqual(page.complaints, [])
    }))

  it('says which act was altered when a text is another than was hashed', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'clerk')
      await page.route('**/proof', async (route) => {
        const answer = await route.fetch()
        const body = await answer.json()
        body.chain[1].canonical = body.chain[1].canonical.replace('2024', '2023')
        await route.fulfill({ json: body })
      })
      await page.goto(`${city.url}/desk/matters/${city.matters[0]}`)
      await page.getByRole('button', { name: '查看证明' }).click()
      await page.getByRole('button', { name: '在本浏览器中重新计算' }).click()
      await page.getByText('第2步的原文与保存的杂凑值不符').waitFor()
      await page.getByText('第3步没有接在前一步之后').waitFor()
    }))

  it('does not show a matter of another agency, nor what is not there', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'other')
      await page.goto(`${city.url}/desk/matters/${city.matters[0]}`)
      await page.getByText('没有这件事项，或者您无权查看').waitFor()
      await page.goto(`${city.url}/desk/nothing/here`)
      await page.getByText('没有这一页').waitFor()
      await page.goto(`${city.url}/desk/report/1999`)
      await page.getByRole('alert').waitFor()
    }))

  it('lets a user of several posts choose, says why a sign-in failed, and signs out', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await page.goto(`${city.url}/desk`)
      await page.getByLabel('用户名').fill('both')
      await page.getByLabel('密码', { exact: true }).fill('wrong-password')
      await page.keyboard.press('Enter')
      await page.getByText('用户名或者密码不对').waitFor()
      await assertAccessible(page)
      await page.getByLabel('密码', { exact: true }).fill(password)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
      await page.getByRole('combobox', { name: '以哪一职务办理' }).click()
      const asked = page.waitForRequest(
        (r) => /\/api\/worklist\/waiting\?/.test(r.url()) && r.headers()['x-fadu-capacity'] === 'officer:agency:A1',
      )
      await page.getByTitle('示例甲局 · 承办人').click()
      await asked
      await page.getByRole('button', { name: '退出' }).click()
      await page.getByRole('heading', { level: 1, name: '我要办事' }).waitFor()
      await page.getByRole('link', { name: '工作人员登录' }).click()
      await page.getByRole('heading', { level: 1, name: '登录工作台' }).waitFor()
    }))

  for (const [name, options] of looks)
    it(`fits ${name}: nothing beside the page, nothing grave for axe`, (t) =>
      withBrowser(t, async ({ open }) => {
        const page = await open(options)
        await signIn(page, 'watch')
        for (const path of [
          '/desk',
          '/desk/new',
          '/desk/matters',
          '/desk/report/2020',
          '/desk/report/2020/figures/disputes-mediated',
          `/desk/matters/${city.matters[0]}`,
          '/',
          '/follow',
          '/register',
          '/check',
          '/report/2020',
        ]) {
          await page.goto(city.url + path)
          await page.getByRole('heading', { level: 1 }).waitFor()
          await page.waitForLoadState('networkidle')
          const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
          assert.ok(inner! <= outer!, `${path}: ${inner} wide in ${outer}`)
          await assertAccessible(page)
        }
        assert.deepEqual(page.complaints, [])
      }))

  it('can be walked with the keyboard alone', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await page.goto(`${city.url}/report/2020`)
      await page.locator('tr.row').first().waitFor()
      await page.keyboard.press('Tab')
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), '跳到正文')
      await page.keyboard.press('Enter')
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
    }))
})
