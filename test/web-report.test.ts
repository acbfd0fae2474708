/** The report's charts, breakdowns and tables, and the public statistics, in a real browser. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { ensureWeb } from '../src/server/web-build.ts'
import { password, type TestApp } from './api-support.ts'
import { assertAccessible, desktop, findChromium, looks, withBrowser } from './browser.ts'
import { parseCsv } from './csv-support.ts'
import { openReportCity } from './report-city.ts'

let city: TestApp
let server: Server
let url: string
const out = process.env.FADU_TEST_WEB ?? mkdtempSync(join(tmpdir(), 'fadu-web-report-'))

async function signIn(page: Page, username: string, next: string) {
  await page.goto(`${url}/desk${next}`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
}

/** Goes down the page so that every chart comes into view once. */
async function drawAll(page: Page) {
  for (const chart of await page.locator('.chart-place').all()) {
    await chart.scrollIntoViewIfNeeded()
    await chart.and(page.locator('[data-drawn]')).waitFor()
  }
}

async function assertFits(page: Page) {
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  assert.ok(inner! <= outer!, `${inner} wide in ${outer}`)
}

async function take(page: Page, name: string) {
  const begun = page.waitForEvent('download')
  await page.getByText(name).click()
  const download = await begun
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

describe('the report to look at', () => {
  before(async () => {
    if (!findChromium()) return
    city = await openReportCity({ webDir: await ensureWeb(join(out, 'web')) })
    server = createServer(getRequestListener(city.app.fetch))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(async () => {
    server?.closeAllConnections()
    server?.close()
    await city?.close()
    if (!process.env.FADU_TEST_WEB) rmSync(out, { recursive: true, force: true })
  })

  it('shows statistics to anybody, with the small numbers merged and the way into the register', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await page.goto(`${url}/`)
      await page.getByRole('link', { name: '统计' }).click()
      await page.getByRole('heading', { level: 1, name: '2020年统计' }).waitFor()
      const mediated = page.locator('#s-disputes-mediated')
      await mediated.waitFor()
      const rows = await mediated.locator('tbody tr').allInnerTexts()
      assert.deepEqual(
        rows.map((r) => r.replace(/\s+/g, ' ').trim()),
        ['海曙区 15 0 0 0 15', '江北区、北仑区 23 0 0 0 23'],
      )
      await mediated
        .getByRole('img', { name: /^柱状图：调处矛盾纠纷按月。调处矛盾纠纷最多的是1—3月，38件；最少的是4—6月，0件/ })
        .waitFor()
      assert.match(
        await page.locator('#s-mediation-success-rate tbody').innerText(),
        /合并公布\s+31\s+7\s+38\s+81\.58%/,
      )
      await page.getByRole('link', { name: '海曙区的示例名册名册' }).click()
      await page.waitForURL(/\/register\/sample\.unit\?q=/)
      assert.deepEqual(page.complaints, [])
    }))

  for (const [name, options] of [
    ...looks,
    // The window at 200 % has half as many pixels of the page's own.
    ['200 %', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }],
  ] as const)
    it(`fits ${name}, in usual and large type`, (t) =>
      withBrowser(t, async ({ open }) => {
        const page = await open(options)
        for (const path of ['/statistics', '/report/2020/figures/disputes-mediated', '/report/2020']) {
          await page.goto(url + path)
          await page.locator('.chart-place').first().waitFor()
          await page.waitForLoadState('networkidle')
          await drawAll(page)
          await assertFits(page)
          await assertAccessible(page)
          if (path !== '/statistics') continue
          await page.getByRole('button', { name: '大字版' }).click()
          await page.waitForLoadState('networkidle')
          await drawAll(page)
          await assertFits(page)
          await assertAccessible(page)
          await page.getByRole('button', { name: '标准字' }).click()
        }
        assert.deepEqual(page.complaints, [])
      }))

  it('draws in the colours of light and of dark', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open({ ...desktop, colorScheme: 'light' })
      await page.goto(`${url}/report/2020/figures/disputes-mediated`)
      await page.locator('.chart-place[data-drawn]').first().waitFor()
      /** Colours on the first chart that cover more than a line would. */
      const colours = () =>
        page.evaluate(() => {
          const canvas = document.querySelector<HTMLCanvasElement>('.chart-place canvas')!
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
          const count = new Map<string, number>()
          for (let i = 0; i < data.length; i += 4)
            if (data[i + 3] === 255) {
              const c = `${data[i]},${data[i + 1]},${data[i + 2]}`
              count.set(c, (count.get(c) ?? 0) + 1)
            }
          return [...count].sort((a, b) => b[1] - a[1])[0]?.[0]
        })
      assert.equal(await colours(), '31,79,128')
      await page.getByRole('button', { name: /深色|暗色|夜间/ }).click()
      await page.waitForFunction(() => document.documentElement.dataset.scheme === 'dark')
      await page.waitForTimeout(300)
      assert.equal(await colours(), '143,189,234')
    }))

  it('fetches what draws only when a chart is looked at, and shows the table where it cannot', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      const asked: string[] = []
      page.on('request', (r) => asked.push(new URL(r.url()).pathname))
      await page.goto(`${url}/report`)
      await page.getByRole('link', { name: '2020年' }).waitFor()
      assert.ok(!asked.some((p) => p.includes('/draw-')), asked.join())
      await page.route('**/assets/draw-*', (route) => route.abort())
      await page.goto(`${url}/report/2020/figures/disputes-mediated`)
      await page.getByRole('rowheader', { name: '1—3月' }).waitFor()
      assert.ok(asked.some((p) => p.includes('/draw-')))
    }))

  it('takes a figure apart within the reader’s scope, and hands its records out', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'officer', '/report/2020/figures/mediation-success-rate')
      await page.getByRole('heading', { level: 2, name: '分列' }).waitFor()
      await page.getByText('区县（市）', { exact: true }).first().click()
      await page.getByText('数据表').click()
      const rows = page.locator('.chart-table tbody tr')
      await rows.getByText('海曙区').waitFor()
      assert.deepEqual(
        (await rows.allInnerTexts()).map((r) => r.replace(/\s+/g, ' ').trim()),
        ['海曙区 60.00%'],
      )
      await page.getByText('只计您可以查看的记录').waitFor()
      await assertAccessible(page)
      const { name, bytes } = await take(page, '导出记录（CSV 表格）')
      assert.equal(name, '2020年调解成功率记录.csv')
      assert.equal(parseCsv(bytes.toString('utf8')).length, 16)
      assert.deepEqual(page.complaints, [])
    }))

  it('hands the report out as tables, and says that there is no year before', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await signIn(page, 'watch', '/report/2020')
      await page.getByText('没有2019年公布的数字，平台没有2019年的记录，不作比较').waitFor()
      await drawAll(page)
      assert.ok((await page.locator('.chart-place').count()) >= 4)
      const xlsx = await take(page, 'Excel 表格')
      assert.equal(xlsx.name, '2020年度法治政府建设情况数据报告.xlsx')
      assert.equal(xlsx.bytes.toString('latin1', 0, 2), 'PK')
      const csv = await take(page, 'CSV 表格')
      assert.equal(parseCsv(csv.bytes.toString('utf8')).length, 86)
      await assertAccessible(page)
      assert.deepEqual(page.complaints, [])
    }))

  it('tells growth in per cent and changes of rates in percentage points', (t) =>
    withBrowser(t, async ({ open }) => {
      const page = await open()
      await page.route('**/api/public/report/2020', async (route) => {
        const body = await (await route.fetch()).json()
        body.comparison = {
          year: 2019,
          note: '与2019年比较',
          figures: {
            mediators: { published: { kind: 'percent', value: '-3.20', before: '14221' }, computed: null },
            'mediation-success-rate': { published: null, computed: { kind: 'points', value: '0.35', before: '98.01' } },
          },
        }
        await route.fulfill({ json: body })
      })
      await page.goto(`${url}/report/2020`)
      const row = (name: RegExp) => page.getByRole('row', { name }).innerText()
      assert.match(await row(/^专兼职人民调解员/), /比2019年下降3\.20%/)
      assert.match(await row(/^调解成功率/), /比2019年提高0\.35个百分点/)
    }))
})
