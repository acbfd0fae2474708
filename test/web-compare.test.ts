/** Two reconsideration matters side by side in a real browser: one filed before the new law came into force, one after, and one that lies across. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import { supervisionDomain } from '../src/kernel/supervision.ts'
import { assertAccessible, findChromium, looks, withBrowser } from './browser.ts'
import { assign, copy, decide, file, reply, views } from './recon.cases.ts'
import { playScenario, type Scenario } from './recon-play.ts'
import { openRecon } from './recon-support.ts'
import { serveTown, type WebTown } from './web-town.ts'

const old: Scenario = {
  id: '旧法',
  text: '2023-12-31提出：按2017年文本，收到即受理，2024年作出决定',
  steps: [
    { ...file('2023-12-31', {}, 'ACCEPTED'), row: { law_version: 'RECON_2017' } },
    assign('2024-01-02'),
    copy('2024-01-03'),
    reply('2024-01-12'),
    { ...decide('2024-02-20', 'MAINTAIN'), state: 'DECIDED' },
  ],
}
const revised: Scenario = {
  id: '新法',
  text: '2024-01-02提出：按2023年文本，审查后受理，听取意见，2024年作出决定',
  steps: [
    { ...file('2024-01-02', {}, 'FILED'), row: { law_version: 'RECON_2023' } },
    { on: '2024-01-04', by: 'unitHead', do: 'accept', state: 'ACCEPTED' },
    assign('2024-01-05'),
    copy('2024-01-08'),
    reply('2024-01-16'),
    views('2024-01-22'),
    { ...decide('2024-02-26', 'MAINTAIN'), state: 'DECIDED' },
  ],
}
const across: Scenario = {
  id: '跨越',
  text: '2023-12-31交邮、2024-01-02收到：按2017年文本，版本的选用待确认',
  steps: [
    {
      ...file('2024-01-02', { filedVia: 'MAIL', filedOn: '2023-12-31', receivedOn: '2024-01-02' }, 'ACCEPTED'),
      row: { law_version: 'RECON_2017', is_crossing: true },
    },
  ],
}

let web: WebTown
const ids: Record<string, { id: string; number: string }> = {}

const goto = async (page: Page, path: string) => {
  await page.goto(`${web.url}/desk${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
}
const beside = (a: string, b: string) => `/compare?a=${ids[a]!.id}&b=${ids[b]!.id}`
const cells = (page: Page, table: string, row: string) =>
  page
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
    .locator('td')
    .allInnerTexts()

describe('two matters side by side', () => {
  before(async () => {
    if (!findChromium()) return
    const town = await openRecon([supervisionDomain, reconsideration])
    for (const [n, s] of [old, revised, across].entries()) {
      const { it: id } = await playScenario(town, s, 10 * n + 1)
      ids[s.id] = { id: id!, number: (await town.row(id!)).number }
    }
    web = await serveTown(town.city, '2024-01-05', { 'gov-unitHead': 'head' })
  })
  after(() => web?.close())

  it('says of each under which version it stands, of which law and why', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await web.signIn(page, 'head')
      await goto(page, beside('旧法', '新法'))
      await page.getByRole('table', { name: '办理经过' }).waitFor()
      const period = await cells(page, '版本和由来', '版本的适用期间')
      assert.deepEqual(period, ['2018年1月1日起，至2024年1月1日前', '2024年1月1日起', '不同'])
      const law = await cells(page, '版本和由来', '主要依据的法律法规')
      assert.match(law[0]!, /行政复议法》2017年9月1日公布（修改）的文本/)
      assert.match(law[1]!, /行政复议法》2023年9月1日公布（修改）的文本，2024年1月1日起施行/)
      assert.deepEqual(await cells(page, '版本和由来', '按哪一天选版本'), ['申请提出日', '申请提出日', '相同'])
      const [first, second] = await cells(page, '版本和由来', '这一天是')
      assert.match(first!, /^2023年12月31日（由“.+”开始）$/)
      assert.match(second!, /^2024年1月2日/)
      assert.deepEqual(page.complaints, [])
    }))

  it('lays the same step and the same limit on one row, and says what differs', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await web.signIn(page, 'head')
      await goto(page, beside('旧法', '新法'))
      await page.getByRole('table', { name: '办理经过' }).waitFor()
      const [none, accepted, only] = await cells(page, '办理经过', '决定受理')
      assert.equal(none, '无')
      assert.match(accepted!, /2024年1月4日（开始后第2天）[\s\S]*行政复议法》第三十条.*（2023年文本）/)
      assert.equal(only, '只有乙件有')
      const heard = await cells(page, '办理经过', '听取意见')
      assert.equal(heard[2], '只有乙件有')
      const names = await page.getByRole('table', { name: '办理经过' }).getByRole('rowheader').allInnerTexts()
      assert.equal(new Set(names).size, names.length)
      assert.ok(names.indexOf('决定受理') < names.findIndex((n) => n.includes('答复')))

      const limits = page.getByRole('table', { name: '期限' })
      const reply = limits.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '被申请人答复的期限' }) })
      const text = await reply.innerText()
      // Ten days by the old law, ten working days by the new one.
      for (const words of [
        '从起算到届满，甲件10天，乙件14天',
        '依据不同',
        '2024年1月13日',
        '2024年1月15日（顺延）',
        '2024年1月22日',
        '（2017年文本）',
        '（2023年文本）',
      ])
        assert.ok(text.includes(words), text)
      await reply
        .getByRole('button', { name: /行政复议法/ })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: '两个版本的对照' }).click()
      await page.getByRole('link', { name: '各选一件并列' }).click()
      await page.waitForURL(/va=RECON_2017&vb=RECON_2023/)
      await page.getByRole('region', { name: '选甲件' }).getByRole('button', { name: ids.旧法!.number }).click()
      const pick = page.getByRole('region', { name: '选乙件' })
      assert.equal(await pick.getByRole('button', { name: ids.跨越!.number }).count(), 0)
      await pick.getByRole('button', { name: ids.新法!.number }).click()
      await page.getByRole('table', { name: '期限' }).waitFor()
      assert.deepEqual(page.complaints, [])
    }))

  it('is reached from a matter by the number of another, and says that a choice of version is to be confirmed', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await web.signIn(page, 'head')
      await goto(page, `/matters/${ids.跨越!.id}`)
      await page.getByText('版本的选用待确认').waitFor()
      await page.getByText('申请提出日（2023年12月31日）').waitFor()
      await page.getByRole('link', { name: '与另一件并列' }).click()
      const number = page.getByRole('searchbox', { name: '乙件的编号' })
      await number.fill('没有这个编号')
      await number.press('Enter')
      await page.getByText('没有这个编号的事项，或者您无权查看').waitFor()
      await number.fill(ids.新法!.number)
      await number.press('Enter')
      await page.getByRole('table', { name: '版本和由来' }).waitFor()
      const [choice, other] = await cells(page, '版本和由来', '版本的选用')
      assert.match(choice!, /版本的选用待确认[\s\S]*2024年1月9日前书面确认/)
      assert.ok(!other!.includes('待确认'))
      assert.match((await cells(page, '版本和由来', '这一天是'))[0]!, /^2023年12月31日/)
      await page.getByRole('button', { name: '甲乙对调' }).click()
      await page.waitForFunction((id) => location.search.includes(`b=${id}`), ids.跨越!.id)
      assert.deepEqual(page.complaints, [])
    }))

  for (const [name, options] of looks)
    it(`fits ${name}: nothing beside the page, nothing grave for axe`, (ctx) =>
      withBrowser(ctx, async ({ open }) => {
        const page = await open(options)
        await web.signIn(page, 'head')
        for (const path of [`/compare?a=${ids.旧法!.id}`, beside('跨越', '新法'), beside('旧法', '新法')]) {
          await goto(page, path)
          const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
          assert.ok(inner! <= outer!, `${path}: ${inner} wide in ${outer}`)
          await assertAccessible(page)
        }
        if (process.env.FADU_TEST_SCREENS)
          await page.screenshot({
            path: `${process.env.FADU_TEST_SCREENS}/compare-${name}.png`,
            fullPage: true,
            scale: 'css',
          })
        assert.deepEqual(page.complaints, [])
      }))
})
