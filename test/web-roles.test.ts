/** Every role of the house in a real browser: each page that its navigation leads to opens without an error and without a complaint. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Actor } from '../src/kernel/access.ts'
import { houseOf } from '../src/kernel/office-posts.ts'
import { cityRegistry } from '../src/server/registry.ts'
import { password } from './api-support.ts'
import { assertAccessible, findChromium, withBrowser } from './browser.ts'
import { sample } from './sample/domain.ts'
import { openWebCity, type WebCity } from './web-support.ts'

const registry = cityRegistry()
const roles = [...registry.roles].filter(([id]) => !['party', 'public', 'system'].includes(id))

/** The reach of a post of this role at the first test agency. */
const scopeOf = (role: string, kind: Actor['scope']['kind']): Actor['scope'] => {
  if (role === 'system_admin') return { kind: 'agency', value: houseOf.calendar }
  if (role === 'security_admin' || role === 'audit_admin') return { kind: 'agency', value: houseOf.posts }
  const value = { agency: 'A1', town: '330203001', county: '330203', reader: 'a:A1', city: 'city' }[kind]
  return { kind, value }
}

/** Pages that show what a role may do: its work, and what it may open. */
const byRole: readonly string[] = ['/desk', '/desk/new']

/** Browsers' pages that work through the roles side by side. */
const atOnce = 4

let city: WebCity

const linksIn = (page: Page, within: string) =>
  page.locator(within).evaluateAll((links) => links.map((a) => a.getAttribute('href')!))

type Worker = Page & { complaints: string[] }

/** Goes to a page by its link, as whoever works here does: nothing is loaded anew. */
async function follow(page: Worker, link: string, who: string) {
  await page.locator(`a[href="${link}"]`).first().click()
  await page.waitForURL((url) => url.pathname === link)
  const where = `${who} ${link}`
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  // What fails later is complained of at the next page.
  await page.waitForFunction(() => !document.querySelector('main [role=status].card'))
  assert.deepEqual(await page.getByRole('alert').allInnerTexts(), [], where)
  assert.deepEqual(page.complaints, [], where)
}

describe('every role', () => {
  before(async () => {
    if (!findChromium()) return
    city = await openWebCity({ domains: [sample, ...registry.domains] })
    for (const [role, { scope }] of roles) {
      await city.city.post(`of-${role}`, role, scopeOf(role, scope), 'A1')
      await city.app.createAccount({ username: `of-${role.replaceAll('_', '-')}`, password, officerId: `of-${role}` })
    }
  })
  after(() => city?.close())

  it('opens each page of its navigation', (t) =>
    withBrowser(t, async ({ open }) => {
      const judged = new Set<string>()
      /** What axe says of a page once is said of it for all roles. */
      const judge = async (page: Worker, link: string) => {
        if (judged.has(link)) return
        judged.add(link)
        await assertAccessible(page)
      }
      const opened = new Set<string>()
      /** What a page may read hangs on the reach: others of the same reach open again only what differs by role. */
      const isNew = (role: string, link: string): boolean => {
        const key = `${registry.roles.get(role)!.scope} ${link}`
        if (opened.has(key) && !role.endsWith('_admin') && !byRole.includes(link)) return false
        opened.add(key)
        return true
      }
      const visit = async (page: Worker, role: string) => {
        await page.context().clearCookies()
        const data = { username: `of-${role.replaceAll('_', '-')}`, password }
        const signedIn = await page.context().request.post(`${city.url}/api/session`, {
          data,
          headers: { origin: city.url },
        })
        assert.equal(signedIn.status(), 200, role)
        await page.goto(`${city.url}/desk`)
        await page.locator('nav[aria-label="主导航"] a').first().waitFor()
        const ways = await linksIn(page, 'nav[aria-label="主导航"] a')
        assert.ok(ways.length >= 8, role)
        for (const link of ways) {
          // The last is administration, whose cards depend on the role.
          if (!isNew(role, link) && link !== ways.at(-1)) continue
          await follow(page, link, role)
          await judge(page, link)
        }
        const cards = await linksIn(page, 'a.choice-card')
        assert.ok(cards.length >= 3, role)
        for (const link of cards.filter((l) => role.endsWith('_admin') || !judged.has(l))) {
          await follow(page, link, role)
          await judge(page, link)
          await page.goBack()
          await page.locator('a.choice-card').first().waitFor()
        }
        if (isNew(role, '/desk/me')) {
          await follow(page, '/desk/me', role)
          await judge(page, '/desk/me')
        }
      }
      // Most of the time a page waits for the server or the server for a page: several at once take turns.
      const left = roles.map(([role]) => role)
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          const page = await open()
          for (let role = left.shift(); role; role = left.shift()) await visit(page, role)
        }),
      )
      for (const link of ['/desk/admin/officers', '/desk/admin/jobs', '/desk/admin/sign-ins', '/desk/admin/refusals'])
        assert.ok(judged.has(link), link)
    }))
})
