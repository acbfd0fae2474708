/** A real browser for tests: the machine's Chromium, driven by playwright-core. Where there is none, the test says so and is skipped. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, type TestContext } from 'node:test'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { findChromium } from './chromium.ts'

export { findChromium }

// No sandbox: tests run as root in containers. The rest keeps the browser from asking anybody anything.
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type Visit = {
  browser: Browser
  /** A page of its own: nothing it keeps is seen by another. What it complained of stands in `complaints`. */
  open(options?: BrowserContextOptions): Promise<Page & { complaints: string[] }>
}

export const desktop: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}

/** How every page is looked at: width and colours do not depend on each other, so each is tried once; pictures are kept in light. */
export const looks: readonly (readonly [string, BrowserContextOptions])[] = [
  ['desktop', { ...desktop, colorScheme: 'light' }],
  ['phone', { ...phone, colorScheme: process.env.FADU_TEST_SCREENS ? 'light' : 'dark' }],
]

let running: Promise<Browser> | undefined
after(async () => (await running)?.close())

/** The browser of this file, started anew where it has gone. What a page keeps is its context's, so that no test sees another's. */
async function browserAt(executablePath: string): Promise<Browser> {
  const browser = await running
  if (browser?.isConnected()) return browser
  running = chromium.launch({ executablePath, args })
  return running
}

/** Runs `work` with a browser and closes its pages; skips the test with a clear line where no Chromium is installed. */
export async function withBrowser(t: TestContext, work: (visit: Visit) => Promise<void>): Promise<void> {
  const executablePath = findChromium()
  if (!executablePath) {
    t.skip('本机没有 Chromium，网页测试未运行：apt-get install chromium，或用 FADU_CHROMIUM 指明路径')
    return
  }
  const browser = await browserAt(executablePath)
  try {
    await work({ browser, open: (options) => openPage(browser, options) })
  } finally {
    for (const context of browser.contexts()) await context.close()
  }
}

async function openPage(browser: Browser, options: BrowserContextOptions = desktop) {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()}: ${message.text()}`)
  })
  return Object.assign(page, { complaints })
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { id: string; impact: string | null; help: string; nodes: { html: string; failureSummary?: string }[] }

/** Fails where axe-core finds something serious or critical on the page as it stands. */
export async function assertAccessible(page: Page & { complaints: string[] }): Promise<void> {
  // What is still fading in has not its colours yet.
  await page.waitForTimeout(600)
  const before = page.complaints.length
  // Run by the debugger and not as an inline script, which the page's policy forbids.
  await page.evaluate(axe)
  const found = await page.evaluate(
    async () =>
      ((await (globalThis as any).axe.run(document, { resultTypes: ['violations'] })) as { violations: Violation[] })
        .violations,
  )
  const foreign = await page.evaluate(() =>
    [...document.querySelectorAll('[aria-label]')]
      .filter((e) => !e.closest('[aria-hidden="true"]') && /^[A-Za-z -]+$/.test(e.getAttribute('aria-label')!))
      .map((e) => e.outerHTML.slice(0, 120)),
  )
  assert.deepEqual(foreign, [], 'a screen reader would read out names in English')
  // Its own measuring styles are refused by the page's policy, which is no fault of the page.
  page.complaints.length = before
  const grave = found
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map(
      (v) =>
        `${v.id}: ${v.help}\n${v.nodes
          .slice(0, 4)
          .map((n) => `    ${n.html.slice(0, 160)}\n    ${(n.failureSummary ?? '').replaceAll('\n', ' ')}`)
          .join('\n')}`,
    )
  assert.deepEqual(grave, [], grave.join('\n'))
}
