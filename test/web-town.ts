/** The built pages over a test city that a domain's own support opened: served on a port of this machine, with accounts for its people. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { ensureWeb } from '../src/server/web-build.ts'
import { appOver, password } from './api-support.ts'
import { type TestCity, temporaryFolder } from './support.ts'

export type WebTown = Awaited<ReturnType<typeof serveTown>>

/** @param accounts names of accounts by the officers they belong to */
export async function serveTown(city: TestCity, day: string, accounts: Record<string, string>, port = 0) {
  const webDir = await ensureWeb(join(process.env.FADU_TEST_WEB ?? temporaryFolder('web-town'), 'web'))
  const { app, clock, accidents } = await appOver(city, { webDir }, day)
  for (const [officerId, username] of Object.entries(accounts))
    await app.createAccount({ username, password, officerId, name: '陈示例' })
  const server = createServer(getRequestListener(app.fetch))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    clock,
    signIn: async (page: Page, username: string) => {
      const answer = await page
        .context()
        .request.post(`${url}/api/session`, { data: { username, password }, headers: { origin: url } })
      assert.equal(answer.status(), 200, username)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await app.close()
      await city.close()
      assert.deepEqual(accidents, [])
    },
  }
}
