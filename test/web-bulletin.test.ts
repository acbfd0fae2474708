/** The monthly bulletin in a real browser: compared and frozen at a button, its numbers as the happenings give them, its hash as it was. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { supervisionDomain } from '../src/kernel/supervision.ts'
import { assertAccessible, findChromium, looks, withBrowser } from './browser.ts'
import { type BulletinTown, openBulletinTown } from './bulletin-support.ts'
import { serveTown, type WebTown } from './web-town.ts'

let t: BulletinTown
let web: WebTown
let september: string
let october: string

const on = (day: string) => web.clock.set(instantAt(day as LocalDate, '10:00'))
const goto = async (page: Page, path: string) => {
  await page.goto(`${web.url}/desk${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
}
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
/** How many of a kind happened between two days, of all organs or of one. */
const happened = (kinds: readonly string[], from: string, to: string, agency?: string) =>
  t.events.filter((e) => kinds.includes(e.kind) && e.on >= from && e.on <= to && (!agency || e.agency === agency))
    .length
const disputes = ['recon', 'filed']

describe('the monthly bulletin', () => {
  before(async () => {
    if (!findChromium()) return
    t = await openBulletinTown([supervisionDomain])
    await t.city.post('second-editor', 'bulletin_editor', { kind: 'agency', value: 'justice' }, 'justice')
    web = await serveTown(t.city, '2020-10-09', {
      'second-editor': 'editor',
      'bureau-b': 'bureau',
      'gov-clerk': 'clerk',
    })
    september = await t.open('2020-09', '2020-09-01')
    const [, ...rest] = t.courtList('2020-09').filter((l) => l.event === 'FILED')
    const concluded = t.courtList('2020-09').filter((l) => l.event === 'CONCLUDED')
    await t.step(t.editor, '2020-10-09', september, 'importCourtList', {
      source: '法院九月清单',
      lines: [...rest, ...concluded],
    })
  })
  after(() => web?.close())

  it('is compared and frozen at a button, and not before its day', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await web.signIn(page, 'editor')
      await goto(page, '')
      await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '月通报' }).click()
      await page.getByRole('link', { name: '2020年9月行政争议月通报' }).click()
      await page.getByRole('heading', { level: 1, name: '2020年9月行政争议月通报' }).waitFor()
      await page.getByText('2020年10月14日到期').waitFor()
      await page.getByText('各项数字在冻结以后列出。').waitFor()

      await page.getByRole('button', { name: '由系统比对' }).click()
      await page.getByText('共1处，其中1处还没有说明。').waitFor()
      const row = section(page, '与法院清单的差异').getByRole('row', { name: /平台有而法院没有/ })
      const text = await row.innerText()
      for (const words of ['浙0203行初', '立案', '2020年9月', '还没有说明']) assert.ok(text.includes(words), words)
      await assertAccessible(page)
      // Its own actions are those of its matter.
      await page.getByRole('link', { name: '说明差异' }).click()
      await page.waitForURL(/\/matters\/.*\/act\/explain$/)

      const { rows } = await t.city.owner.query('select key from bulletin.difference where matter_id = $1', [september])
      await t.step(t.editor, '2020-10-10', september, 'explain', { key: rows[0].key, explanation: '法院清单漏录' })
      await t.compare(september, '2020-10-10')
      await t.step(t.editor, '2020-10-10', september, 'reconcile')
      on('2020-10-13')
      await goto(page, `/bulletins/${september}`)
      await page.getByText('共1处，都已经说明。').waitFor()
      await page.getByRole('button', { name: '到日冻结' }).click()
      await page.getByText('还没有到次月第五个工作日').waitFor()
      on('2020-10-14')
      await page.getByRole('button', { name: '到日冻结' }).click()
      await page.getByText('与冻结时一致').waitFor()
      const snapshot = await section(page, '冻结的快照').locator('dd').allInnerTexts()
      assert.match(snapshot[0]!, /^[0-9a-f]{64}$/)
      assert.equal(snapshot[0], snapshot[1])
      assert.equal(await page.getByRole('button', { name: '到日冻结' }).count(), 0)
      assert.deepEqual(page.complaints, [])
    }))

  it('shows the numbers of the city, its districts and organs as they happened, and says how they changed', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      const page = await open()
      await web.signIn(page, 'editor')
      await goto(page, `/bulletins/${september}`)
      const month = happened(disputes, '2020-09-01', '2020-09-30')
      const year = happened(disputes, '2020-01-01', '2020-09-30')
      const then = happened(disputes, '2019-01-01', '2019-09-30')
      const city = await section(page, '全市').getByRole('listitem').filter({ hasText: '行政争议发案量' }).innerText()
      for (const words of [`${month}件`, `${year}件`, `上年${then}件`, '增长']) assert.ok(city.includes(words), words)
      const loss = await section(page, '全市').getByRole('listitem').filter({ hasText: '一审败诉率' }).innerText()
      const lost = t.events.filter((e) => e.kind === 'concluded' && e.isGood && e.on >= '2020').length
      const concluded = happened(['concluded'], '2020-01-01', '2020-09-30')
      assert.ok(loss.includes(`${lost}件／${concluded}件`) && loss.includes('个百分点'), loss)
      assert.ok((await section(page, '市本级').innerText()).includes('行政争议发案量'))

      const organs = section(page, '分机关')
      const bureau = await organs.getByRole('row', { name: /^示例区某局/ }).innerText()
      assert.ok(bureau.includes(`${happened(disputes, '2020-01-01', '2020-09-30', 'bureau')}件`), bureau)
      await page.getByText('败诉率', { exact: true }).click()
      await page.waitForURL(/metric=loss/)
      const losing = await organs.getByRole('row', { name: /^示例区某局/ }).innerText()
      assert.ok(losing.includes('红色预警'), losing)
      assert.ok((await organs.getByRole('row', { name: /^示例市某局/ }).innerText()).includes('件数少，不排名'))
      // Who looks rather than reads sees the same: the drawing says its most and its least, its table each number.
      const chart = page.getByRole('img', { name: /^条形图：一审败诉率按机关。年初至当月最多的是示例区某局，/ })
      await chart.scrollIntoViewIfNeeded()
      await chart.and(page.locator('[data-drawn]')).waitFor()
      const figure = page.getByRole('figure', { name: /^一审败诉率按机关/ })
      await figure.getByText('数据表').click()
      const [rate] = /[\d.]+%/.exec(losing.split('\t')[4] ?? '') ?? ['']
      const drawn = await figure.getByRole('row', { name: /^示例区某局/ }).innerText()
      assert.ok(rate !== '' && drawn.includes(rate), `${losing} against ${drawn}`)
      await page.reload()
      await page.getByRole('heading', { level: 2, name: '分区县（市）和分机关：一审败诉率' }).waitFor()
      await section(page, '触及预警线的指标')
        .getByRole('row', { name: /^示例区\s*一审败诉率/ })
        .waitFor()
      const warned = section(page, '触及预警线的指标').getByRole('row', { name: /示例区某局.*一审败诉率/ })
      assert.match(await warned.innerText(), /红色预警[\s\S]*还没有提醒/)

      const begun = page.waitForEvent('download')
      await page.getByRole('button', { name: '下载Excel表格' }).click()
      const file = await begun
      assert.equal(file.suggestedFilename(), '2020年9月行政争议月通报.xlsx')
      assert.ok(readFileSync(await file.path(), 'latin1').startsWith('PK'))
      assert.deepEqual(page.complaints, [])
    }))

  it('shows an organ its numbers and not how they were checked, and to others no way to it', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      await t.step(t.approver, '2020-10-15', september, 'approve')
      const hash = (await t.city.owner.query('select snapshot_hash from bulletin.bulletin')).rows[0].snapshot_hash
      await t.step(t.editor, '2020-10-16', september, 'publish', { snapshotHash: hash, summary: '按件数通报。' })
      on('2020-10-19')
      const page = await open()
      await web.signIn(page, 'bureau')
      await goto(page, `/bulletins/${september}`)
      await page.getByText('第1期').waitFor()
      await page.getByText('只有编制单位可以重算').waitFor()
      await section(page, '分机关')
        .getByRole('row', { name: /^示例区某局/ })
        .waitFor()
      await page.getByRole('link', { name: '提出异议' }).waitFor()
      assert.equal(await section(page, '与法院清单的差异').count(), 0)
      const other = await open()
      await web.signIn(other, 'clerk')
      await goto(other, '')
      assert.equal(await other.getByRole('link', { name: '月通报' }).count(), 0)
      await other.goto(`${web.url}/desk/bulletins/${september}`)
      await other.getByRole('alert').waitFor()
      assert.deepEqual(page.complaints, [])
    }))

  it('marks in the next one what came late', (ctx) =>
    withBrowser(ctx, async ({ open }) => {
      await t.suit('2020-09-25', 'bureau2', { recordedOn: '2020-10-20' })
      await t.suit('2020-10-12', 'bureau', { heardOn: '2020-10-27', isHeadThere: true, judgedOn: '2020-10-29' })
      october = await t.open('2020-10', '2020-10-20')
      await t.step(t.editor, '2020-11-02', october, 'importCourtList', {
        source: '法院十月清单',
        lines: t.courtList('2020-10'),
      })
      await t.compare(october, '2020-11-02')
      await t.step(t.editor, '2020-11-02', october, 'reconcile')
      await t.freeze(october, '2020-11-06')
      on('2020-11-06')
      const page = await open()
      await web.signIn(page, 'editor')
      await goto(page, `/bulletins/${october}`)
      await page.getByText('以前月份的记录补入1条。').waitFor()
      const row = section(page, '对以前月份的更正').getByRole('row', { name: /2020年9月25日/ })
      assert.ok((await row.innerText()).includes('补入'))
      const then = happened(disputes, '2020-09-01', '2020-09-30')
      const line = page.getByRole('row', { name: /^2020年9月.*全市.*行政争议发案量/ })
      const corrected = await line.innerText()
      for (const words of [`${then - 1}件`, `${then}件`, '补记']) assert.ok(corrected.includes(words), corrected)
      assert.deepEqual(page.complaints, [])
    }))

  for (const [name, options] of looks)
    it(`fits ${name}: nothing beside the page, nothing grave for axe`, (ctx) =>
      withBrowser(ctx, async ({ open }) => {
        const page = await open(options)
        await web.signIn(page, 'editor')
        for (const path of ['/bulletins', `/bulletins/${september}?metric=appearance`, `/bulletins/${october}`]) {
          await goto(page, path)
          const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
          assert.ok(inner! <= outer!, `${path}: ${inner} wide in ${outer}`)
          await assertAccessible(page)
        }
        if (process.env.FADU_TEST_SCREENS)
          for (const [picture, path] of [
            ['bulletins', '/bulletins'],
            ['bulletin', `/bulletins/${october}?metric=loss`],
          ]) {
            await goto(page, path!)
            await page.screenshot({
              path: `${process.env.FADU_TEST_SCREENS}/${picture}-${name}.png`,
              fullPage: true,
              scale: 'css',
            })
          }
        assert.deepEqual(page.complaints, [])
      }))
})
