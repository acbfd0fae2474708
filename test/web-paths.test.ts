/** What people come to do, in a real browser: file and act, alone, against each other, and with things going wrong on the way. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { password } from './api-support.ts'
import { assertAccessible, desktop, findChromium, phone, withBrowser } from './browser.ts'
import { openWebCity, type WebCity } from './web-support.ts'

/** As most devices are set: what comes and goes moves, and nothing may hang on it. */
const moving = { reducedMotion: 'no-preference' } as const

let city: WebCity

async function signIn(page: Page, username: string, next = '') {
  await page.goto(`${city.url}/desk${next}`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
}
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

/** Chooses an agency by what it is called, once what is offered is what was asked for. */
async function pick(page: Page, label: string, name: string) {
  const answered = page.waitForResponse((r) => r.url().includes(`q=${encodeURIComponent(name)}`), { timeout: 5000 })
  const field = page.locator('.ant-select', { has: page.getByRole('combobox', { name: new RegExp(label) }) })
  await field.getByRole('combobox').fill(name)
  // Asked before, it is not asked again.
  await answered.catch(() => {})
  await page.locator('.ant-select-item-option', { hasText: name }).first().click()
  await field.getByText(name, { exact: true }).waitFor()
}
async function fillFiling(page: Page, topic: string) {
  await pick(page, '受理机关', '示例甲局')
  await page.getByLabel('事由').fill(topic)
  await page.getByLabel('姓名').fill('陈示例')
}
const look = (page: Page) => page.getByRole('button', { name: '下一步：核对' }).click()
const confirm = (page: Page, name: string) => page.getByRole('button', { name: `确认${name}` }).click()

describe('what people come to do', () => {
  before(async () => {
    if (findChromium()) city = await openWebCity()
  })
  after(() => city?.close())

  it('an officer takes a matter from its intake to its closing', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open({ ...desktop, ...moving })
      await signIn(page, 'both', '/new')
      await page.getByRole('link', { name: '提出', exact: true }).click()
      await heading(page, '提出').waitFor()
      await assertAccessible(page)
      await fillFiling(page, '楼上漏水')
      await look(page)
      await page.getByText('填写的内容').waitFor()
      await page.getByText('楼上漏水').waitFor()
      await assertAccessible(page)
      await confirm(page, '提出')
      await page.getByText(/^已登记，编号测〔2024〕第\d+号$/).waitFor()
      await page.getByRole('combobox', { name: '以哪一职务办理' }).click()
      await page.getByTitle('示例甲局 · 承办人').click()
      await page.getByRole('link', { name: '打开这件事项' }).click()
      await heading(page, '测试申请：楼上漏水').waitFor()
      for (const [action, state] of [
        ['受理', '已受理'],
        ['决定', '已决定'],
        ['办结', '已办结'],
      ] as const) {
        await page.locator('.go-on a', { hasText: action }).first().click()
        await heading(page, action).waitFor()
        if (action === '决定') await page.getByRole('radio', { name: '同意', exact: true }).check()
        await look(page)
        await confirm(page, action)
        await heading(page, '测试申请：楼上漏水').waitFor()
        await page.locator('.title .badge', { hasText: state }).waitFor()
      }
      await assertAccessible(page)
      assert.deepEqual(page.complaints, [])
    }))

  it('a refused action is shown, cannot be pressed, and says why and under which article', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open({ ...desktop, ...moving })
      await signIn(page, 'clerk', `/matters/${city.matters[0]}`)
      const others = page.locator('details.others')
      await others.locator('summary').click()
      const stopped = others.locator('li', { hasText: '中止' }).first()
      assert.ok(await stopped.getByRole('button').isDisabled())
      assert.match((await stopped.innerText()) ?? '', /承办人|平台约定/)
      await page.goto(`${city.url}/desk/matters/${city.matters[0]}/act/suspend`)
      await page.getByText('现在不能办').or(page.getByText('不能办')).first().waitFor()
      assert.equal(await page.getByRole('button', { name: /^确认/ }).count(), 0)
    }))

  it('of two officers the second is told what the first did, and keeps what he wrote', (t) =>
    withBrowser(t, async ({ open }) => {
      const [first, second] = [await open({ ...desktop, ...moving }), await open({ ...desktop, ...moving })]
      const id = city.matters[3]!
      await signIn(first, 'officer', `/matters/${id}/act/note`)
      await signIn(second, 'both', `/matters/${id}`)
      await second.getByRole('combobox', { name: '以哪一职务办理' }).click()
      await second.getByTitle('示例甲局 · 承办人').click()
      await second.goto(`${city.url}/desk/matters/${id}/act/note`)
      for (const [page, words] of [
        [first, '甲先写'],
        [second, '乙后写'],
      ] as const)
        await page.locator('.act-form textarea, .act-form input[type=text]').first().fill(words)
      await look(first)
      await confirm(first, '记录')
      await heading(first, /测试申请/).waitFor()
      await look(second)
      await second.getByText(/这件事项现在已到第 \d+ 步/).waitFor()
      await assertAccessible(second)
      await second.getByRole('button', { name: '重新读取这件事项' }).click()
      assert.equal(
        await second.locator('.act-form textarea, .act-form input[type=text]').first().inputValue(),
        '乙后写',
      )
      await second.waitForTimeout(300)
      await look(second)
      await confirm(second, '记录')
      await heading(second, /测试申请/).waitFor()
      await second.getByText('甲先写').waitFor()
      await second.getByText('乙后写').waitFor()
    }))

  it('one act is done on many at once, row by row', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open({ ...desktop, ...moving })
      await signIn(page, 'officer')
      await page.locator('table.work tbody tr').first().waitFor()
      await page.getByRole('button', { name: '再列出50件' }).click()
      const rows = page.locator('table.work tbody tr', { hasText: '已受理' })
      await rows.nth(1).waitFor()
      const names = await rows.locator('th small').allInnerTexts()
      for (const n of [0, 1]) await rows.nth(n).getByRole('checkbox').check()
      await page.getByText(/已选中2件/).waitFor()
      await assertAccessible(page)
      await page.getByRole('button', { name: '一并办理' }).click()
      await page.getByRole('menuitem', { name: '记录' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.locator('textarea, input[type=text]').first().fill('一并电话通知')
      await dialog.getByRole('button', { name: '在2件上办理' }).click()
      await dialog.getByText('办理了2件').waitFor()
      await dialog.getByRole('button', { name: '好' }).click()
      for (const name of names.slice(0, 2)) {
        const found = await city.city.owner.query(
          `select 1 from kernel.act a join kernel.matter m using (matter_id) where m.number = $1 and a.canonical like '%一并电话通知%'`,
          [name],
        )
        assert.equal(found.rowCount, 1, name)
      }
      assert.deepEqual(page.complaints, [])
    }))

  it('a citizen files on a phone, keeps number and code, and follows what becomes of it', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open({ ...phone, ...moving })
      await page.goto(`${city.url}/`)
      await page.getByRole('link', { name: /提出/ }).click()
      await heading(page, '提出').waitFor()
      await fillFiling(page, '路灯不亮')
      await assertAccessible(page)
      await look(page)
      await page.getByText('填写的内容').waitFor()
      await page.getByRole('button', { name: '确认提交' }).click()
      await page.getByText('“提出”已提出').waitFor()
      await assertAccessible(page)
      const [number, code] = await page.locator('.receipt dd').allInnerTexts()
      assert.match(number!, /^测〔2024〕第\d+号$/)
      assert.match(code!.replaceAll('-', ''), /^[0-9A-Z]{16}$/)
      const begun = page.waitForEvent('download')
      await page.getByRole('button', { name: '下载回执（PDF）' }).click()
      assert.equal((await begun).suggestedFilename(), `回执 ${number}.pdf`)
      // What was filed stands nowhere in the browser any more.
      assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes('路灯不亮')), false)
      await page.goto(`${city.url}/follow?number=${encodeURIComponent(number!)}#${code}`)
      await page.getByRole('button', { name: '查询', exact: true }).click()
      await page.getByRole('heading', { name: number! }).waitFor()
      await page.getByText('已提出').first().waitFor()
      await assertAccessible(page)
      await page.getByLabel('查询码').fill('2222-2222-2222-2222')
      await page.getByRole('button', { name: '查询', exact: true }).click()
      await page.getByRole('alert').waitFor()
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
      assert.ok(inner! <= outer!)
    }))

  it('lists within lists keep every word, and are sent as they stand', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open({ ...desktop, ...moving })
      await signIn(page, 'clerk', '/new/sample.filing/file')
      await fillFiling(page, '两名证人')
      for (const who of ['甲', '乙']) {
        await page.getByRole('button', { name: '增加证人' }).click()
        await page.getByLabel('证人称呼').last().fill(`证人${who}`)
        await page.getByLabel('证人住处').last().fill(`示例路${who}号`)
        for (const n of ['一', '二']) {
          await page.getByRole('button', { name: '增加证言' }).last().click()
          await page.getByLabel('原话').last().fill(`${who}的第${n}句`)
          await page.getByLabel('取得方式').last().fill('当面')
        }
      }
      await page.getByRole('button', { name: '删去证人1' }).click()
      await look(page)
      await confirm(page, '提出')
      await page.getByText(/^已登记，编号测〔2024〕第\d+号$/).waitFor()
      const { rows } = await city.city.owner.query(
        `select canonical::json->'payload'->'witnesses' as w from kernel.act where canonical like '%两名证人%'`,
      )
      const words = ['一', '二'].map((n) => ({ how: '当面', what: `乙的第${n}句` }))
      assert.deepEqual(rows, [{ w: [{ name: '证人乙', place: '示例路乙号', words }] }])
    }))

  it('a draft survives a closed browser: the officer’s on the server for him alone, the citizen’s in his browser', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open({ ...desktop, ...moving })
      await signIn(page, 'clerk', '/new/sample.filing/file')
      await page.getByLabel('事由').fill('写到一半')
      await page.getByText('草稿已保存').waitFor()
      await page.context().clearCookies()
      await page.goto('about:blank')
      await signIn(page, 'clerk', '/drafts')
      await page.getByRole('link', { name: /提出/ }).first().click()
      await heading(page, '提出').waitFor()
      assert.equal(await page.getByLabel('事由').inputValue(), '写到一半')
      const other = await open({ ...desktop, ...moving })
      await signIn(other, 'officer', '/drafts')
      await other.getByText(/没有.*草稿/).waitFor()

      const citizen = await open({ ...desktop, ...moving })
      await citizen.goto(`${city.url}/file/sample.filing/file`)
      await citizen.getByLabel('事由').fill('没写完就关了')
      await citizen.getByText('草稿已保存').waitFor()
      await citizen.reload()
      await heading(citizen, '提出').waitFor()
      await citizen.getByText(/草稿/).first().waitFor()
      const go = citizen.getByRole('button', { name: /接着填/ })
      if (await go.count()) await go.click()
      assert.equal(await citizen.getByLabel('事由').inputValue(), '没写完就关了')
    }))

  it('an expired sign-in and a lost connection are said in words, and nothing typed is lost', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open({ ...desktop, ...moving })
      await signIn(page, 'clerk', '/new/sample.filing/file')
      await fillFiling(page, '断线重来')
      await page.context().setOffline(true)
      await look(page)
      await page.getByText('与服务器的连接没有成功').first().waitFor()
      await page.context().setOffline(false)
      assert.equal(await page.getByLabel('事由').inputValue(), '断线重来')
      await page.context().clearCookies()
      await look(page)
      const again = page.getByRole('dialog')
      await again.getByLabel('密码', { exact: true }).fill(password)
      await again.getByRole('button', { name: '登录' }).click()
      await page.getByText('填写的内容').waitFor()
      await confirm(page, '提出')
      await page.getByText(/^已登记，编号测〔2024〕第\d+号$/).waitFor()
    }))

  it('what is not right is said at its field', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open({ ...desktop, ...moving })
      await signIn(page, 'clerk', '/new/sample.filing/file')
      await page.getByLabel('事由').fill('缺机关')
      await look(page)
      await page.getByText('请选择受理机关').waitFor()
      await assertAccessible(page)
      await fillFiling(page, `邻里纠纷第1件`)
      await look(page)
      await page.getByText('同一事项已在别处办理').first().waitFor()
      assert.equal(await page.getByLabel('事由').inputValue(), '邻里纠纷第1件')
    }))

  it('the search is opened, walked and followed by keys alone; so is a filing', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open({ ...desktop, ...moving })
      await signIn(page, 'clerk')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: '检索' }).waitFor()
      await page.keyboard.type('测〔2024〕第1号')
      await page.getByRole('option', { name: /测〔2024〕第1号/ }).waitFor()
      await assertAccessible(page)
      await page.keyboard.press('Enter')
      await heading(page, '测试申请：邻里纠纷第1件').waitFor()

      await page.goto(`${city.url}/desk/new/sample.filing/file`)
      await heading(page, '提出').waitFor()
      await page.getByRole('combobox', { name: /受理机关/ }).focus()
      await page.keyboard.type('示例甲局')
      await page.locator('.ant-select-item-option', { hasText: '示例甲局' }).waitFor()
      await page.keyboard.press('Enter')
      for (const words of [undefined, '只用键盘', undefined, '陈示例'] as const) {
        await page.keyboard.press('Tab')
        if (words) await page.keyboard.type(words)
      }
      const at = await page.getByLabel('事由').inputValue()
      if (!at) {
        await page.getByLabel('事由').focus()
        await page.keyboard.type('只用键盘')
        await page.getByLabel('姓名').focus()
        await page.keyboard.type('陈示例')
      }
      const button = page.getByRole('button', { name: '下一步：核对' })
      for (let i = 0; i < 20 && !(await button.evaluate((b) => b === document.activeElement)); i++)
        await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByText('填写的内容').waitFor()
    }))
})
