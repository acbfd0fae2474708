/** The lawyer's way in a real browser: from an article to the procedure that rests on it and back, from version to version, to the files. */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { supervisionDomain } from '#kernel'
import { domains } from '../src/domains/index.ts'
import { importLaws } from '../src/laws/import.ts'
import { ensureWeb } from '../src/server/web-build.ts'
import { openTestApp, password, type TestApp } from './api-support.ts'
import { assertAccessible, findChromium, looks, withBrowser } from './browser.ts'
import { sample } from './sample/domain.ts'
import { temporaryFolder } from './support.ts'

let t: TestApp
let server: Server
let url: string

const numbers = '一二三四五六七八九'
const chinese = (n: number): string =>
  n < 10 ? numbers[n - 1]! : `${n >= 20 ? numbers[Math.trunc(n / 10) - 1] : ''}十${n % 10 ? numbers[(n % 10) - 1] : ''}`
/** An invented text under the name of the statute on which mediation rests: statute texts are not shipped. */
const invented = [
  '# 示例调停条例',
  ...Array.from({ length: 35 }, (_, i) =>
    i + 1 === 26
      ? '第二十六条 调停不成的，应当终止调解，并告知双方其他途径。'
      : `第${chinese(i + 1)}条 示例条文之${chinese(i + 1)}。`,
  ),
].join('\n\n')

describe('procedures and statutes', () => {
  before(async () => {
    if (!findChromium()) return
    const webDir = await ensureWeb(join(process.env.FADU_TEST_WEB ?? temporaryFolder('web-procedures'), 'web'))
    t = await openTestApp({ webDir }, [sample, supervisionDomain, ...domains])
    const dir = temporaryFolder('web-laws')
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, '人民调解法(2010-08-28).md'), `${invented}\n`)
    await importLaws(t.city.owner, dir)
    server = createServer(getRequestListener(t.app.fetch))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(async () => {
    if (!t) return
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await t.close()
    assert.deepEqual(t.accidents, [])
  })

  it('leads from a word to its article, to the action that rests on it, and back', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await page.goto(`${url}/laws`)
      await page.getByRole('searchbox', { name: '在已导入的条文中检索' }).fill('终止调解')
      await page.keyboard.press('Enter')
      await page.getByText('共1条。').waitFor()
      assert.equal(await page.locator('mark').innerText(), '终止调解')
      await page.getByRole('link', { name: /第二十六条/ }).click()

      const article = page.locator('li.marked')
      await article.waitFor()
      assert.match(page.url(), /\/laws\/PML_2010\/2010-08-28\?article=26/)
      assert.match(await article.innerText(), /第二十六条[\s\S]*应当终止调解/)
      await page.waitForFunction(() => {
        const at = document.querySelector('li.marked')!.getBoundingClientRect()
        return at.top >= 0 && at.bottom <= innerHeight
      })
      await assertAccessible(page)
      await article.getByRole('link', { name: '终止调解（调解不成）' }).click()

      await page.getByRole('heading', { level: 1, name: '人民调解程序' }).waitFor()
      const action = page.locator('tr.marked')
      await action.waitFor()
      for (const words of ['终止调解（调解不成）', '人民调解员', '调解中', '→ 调解不成', '《人民调解法》第二十六条'])
        assert.ok((await action.innerText()).includes(words), words)
      const settle = page.locator('#action-settle')
      await settle.locator('summary', { hasText: /^\d+种情形$/ }).click()
      const refusal = settle.locator('li', { hasText: '调解不收取任何费用' })
      assert.match(await refusal.innerText(), /《人民调解法》第四条/)
      assert.equal(await refusal.getByRole('link').getAttribute('href'), '#refusal-mediation.A13')
      assert.ok((await page.locator('[id="refusal-mediation.A13"]').innerText()).includes('达成协议'))
      await action.getByRole('button', { name: '《人民调解法》第二十六条' }).click()
      const reader = page.getByRole('dialog')
      await reader.getByText('调停不成的，应当终止调解，并告知双方其他途径。').waitFor()
      await assertAccessible(page)
      await page.keyboard.press('Escape')
      await reader.waitFor({ state: 'hidden' })
      assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /第二十六条/)
      await page.keyboard.press('Enter')
      await reader.getByRole('link', { name: '在法规页查看全文和前后条' }).click()
      await page.locator('li.marked').waitFor()
      assert.match(page.url(), /article=26/)
      assert.deepEqual(page.complaints, [])
    }))

  it('shows title and number of an article whose text was not imported, and how to import it', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await page.goto(`${url}/laws/NB_PM_2015/2015-04-13?article=27`)
      await page.getByText('./fadu laws import').waitFor()
      assert.match(await page.locator('li.marked').innerText(), /第二十七条/)
      await page.goto(`${url}/laws`)
      await page.getByText('已导入原文1个版本。').waitFor()
      assert.deepEqual(page.complaints, [])
    }))

  it('finds words within one statute, and its articles on which something rests', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await page.goto(`${url}/laws/PML_2010/2010-08-28`)
      const articles = page.locator('ol.articles > li')
      await articles.first().waitFor()
      assert.equal(await articles.count(), 35)
      await page.getByRole('searchbox', { name: '在这一文本中查找' }).fill('其他途径')
      await page.keyboard.press('Enter')
      await page.getByText('共35条，列出1条。').waitFor()
      assert.equal(await page.locator('mark').innerText(), '其他途径')
      await page.getByRole('searchbox', { name: '在这一文本中查找' }).fill('')
      await page.keyboard.press('Enter')
      await page.getByRole('checkbox', { name: '只看平台有所依据的条文' }).check()
      await page.getByText(/^共35条，列出\d+条。$/).waitFor()
      const based = await articles.count()
      assert.ok(based > 10 && based < 35, `${based}`)
    }))

  it('draws the steps, each leading to its row, and lists beside what changes no state', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await page.goto(`${url}/procedures`)
      await page.getByRole('link', { name: '人民调解协议司法确认，2024年1月1日起适用' }).click()
      await page.getByRole('heading', { level: 1, name: '人民调解协议司法确认程序' }).waitFor()
      const steps = page.locator('.diagram a.step')
      assert.equal(await steps.count(), 6)
      await steps.filter({ hasText: '登记裁定结果' }).click()
      await page.waitForURL(/#action-recordResult$/)
      const row = page.locator('tr.marked')
      assert.match(await row.innerText(), /人民法院已受理 → 裁定有效或者裁定驳回/)
      await page.getByText('不改变状态的动作（1项，程序图中不画）').waitFor()
      assert.match(await page.locator('#action-enforcement').innerText(), /状态不变/)
      assert.deepEqual(page.complaints, [])
    }))

  it('lays two versions beside each other and keeps that in the address', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await page.goto(`${url}/procedures/mediation.confirmation/CPL_2023`)
      await page.getByRole('combobox', { name: '与哪一版本对照' }).click()
      await page.getByTitle('2022年1月1日起适用').click()
      await page.waitForURL(/with=CPL_2021/)
      await page.getByText(/^新增0项，删去0项，改动\d+项/).waitFor()
      const line = page.locator('table.compared tbody', { hasText: '撤回申请' })
      assert.equal(await line.locator('del').first().innerText(), '《民事诉讼法》第二百零一条（2021-12-24）')
      assert.equal(await line.locator('ins').first().innerText(), '《民事诉讼法》第二百零五条（2023-09-01）')
      await page.reload()
      await page.getByText(/^新增0项/).waitFor()
      await assertAccessible(page)
      assert.deepEqual(page.complaints, [])
    }))

  it('hands out the procedure as BPMN and as PDF', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await page.goto(`${url}/procedures/mediation.confirmation/CPL_2023`)
      for (const [name, extension, begins] of [
        ['下载BPMN 2.0流程文件', 'bpmn', '<?xml'],
        ['下载PDF文件', 'pdf', '%PDF'],
      ] as const) {
        const begun = page.waitForEvent('download')
        await page.getByRole('button', { name }).click()
        const file = await begun
        assert.equal(file.suggestedFilename(), `人民调解协议司法确认程序（2024年1月1日起适用）.${extension}`)
        assert.ok(readFileSync(await file.path(), 'latin1').startsWith(begins))
      }
      assert.deepEqual(page.complaints, [])
    }))

  for (const [name, options] of looks)
    it(`fits ${name}, in both entries: nothing beside the page, nothing grave for axe`, (ctx) =>
      withBrowser(ctx, async ({ open }) => {
        const page = await open(options)
        await page.goto(`${url}/desk`)
        await page.getByLabel('用户名').fill('clerk')
        await page.getByLabel('密码', { exact: true }).fill(password)
        await page.getByRole('main').getByRole('button', { name: '登录' }).click()
        await page.getByRole('navigation', { name: '主导航' }).waitFor()
        for (const path of [
          '/procedures',
          '/procedures/mediation.dispute/NB_PM_2015',
          '/desk/procedures/centre.petition/PETITION_2022?with=PETITION_2005',
          '/laws?q=终止调解',
          '/laws/PML_2010/2010-08-28?article=17',
          '/desk/laws/CPL/2021-12-24',
        ]) {
          await page.goto(url + path)
          await page.getByRole('heading', { level: 1 }).waitFor()
          await page.waitForLoadState('networkidle')
          const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
          assert.ok(inner! <= outer!, `${path}: ${inner} wide in ${outer}`)
          await assertAccessible(page)
        }
        assert.deepEqual(page.complaints, [])
      }))
})
