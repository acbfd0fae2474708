/** The HTTP application over a test city: requests as a browser would send them. */

import type { Actor } from '../src/kernel/access.ts'
import { fixedClock, instantAt, type LocalDate } from '../src/kernel/clock.ts'
import type { Domain } from '../src/kernel/domain.ts'
import { type AppOptions, createApp, type Server } from '../src/server/app.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity, testHmacKey } from './support.ts'

export const authSecret = 'test-secret-test-secret-test-secret-00'
export const password = 'Correct-Horse-9'

export type Reply = { status: number; body: any; headers: Headers; text: string }
export type Client = {
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>
  send(method: string, path: string, init?: { body?: string; headers?: Record<string, string> }): Promise<Reply>
  cookie: string
}

let keys = 0
export const freshKey = () => `key-${process.pid}-${String(++keys).padStart(10, '0')}`

/** A client with a cookie jar of one cookie. */
export function clientOf(app: Pick<Server, 'fetch'>): Client {
  const client: Client = {
    cookie: '',
    send: async (method, path, init = {}) => {
      const headers = new Headers(init.headers)
      if (client.cookie) headers.set('cookie', client.cookie)
      const response = await app.fetch(
        new Request(`http://fadu.test${path}`, {
          method,
          headers,
          ...(init.body === undefined ? {} : { body: init.body }),
        }),
      )
      for (const c of response.headers.getSetCookie())
        if (c.startsWith('fadu.session_token=')) client.cookie = /=;/.test(c) ? '' : c.split(';')[0]!
      const text = await response.text()
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
    },
    get: (path, headers) => client.send('GET', path, headers ? { headers } : {}),
    post: (path, body, headers) =>
      client.send('POST', path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': freshKey(), ...headers },
      }),
  }
  return client
}

export type TestApp = {
  city: TestCity
  app: Server
  clock: ReturnType<typeof fixedClock>
  accidents: unknown[]
  actors: { clerk: Actor; officer: Actor; other: Actor }
  /** A client signed in as one of the accounts. */
  signedIn(username: string): Promise<Client>
  close(): Promise<void>
}

/** The application over a test city, standing on a day. */
export async function appOver(city: TestCity, options: Partial<AppOptions> = {}, day = '2024-03-01') {
  const clock = fixedClock(instantAt(day as LocalDate, '09:00'))
  const accidents: unknown[] = []
  const app = await createApp({
    pool: city.app,
    engine: city.engine,
    registry: city.registry,
    calendar: city.calendar,
    clock,
    secrets: { authSecret, hmacKey: testHmacKey },
    passwordCost: { memoryKib: 64, passes: 1 },
    limits: { publicPerMinute: 1_000_000, writesPerMinute: 1_000_000 },
    onError: (e) => accidents.push(e),
    ...options,
  })
  return { app, clock, accidents }
}

/** A city of the sample domain with two agencies, three officers and their accounts, standing on 2024-03-01. */
export async function openTestApp(
  options: Partial<AppOptions> | ((city: TestCity) => Partial<AppOptions>) = {},
  domains: readonly Domain[] = [sample],
): Promise<TestApp> {
  const city = await openCity(domains)
  await city.agency('A1', 'bureau', { county: '330203', town: '330203001', name: '示例甲局' })
  await city.agency('A2', 'bureau', { county: '330205', town: '330205001', name: '示例乙局' })
  const clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  const officer = await city.post('officer1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
  const other = await city.post('officer2', 'officer', { kind: 'agency', value: 'A2' }, 'A2')
  await city.post('watch', 'city_watch', { kind: 'city', value: 'city' }, 'A1')
  await city.post('both', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  await city.post('both', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
  const { app, clock, accidents } = await appOver(city, typeof options === 'function' ? options(city) : options)
  for (const [username, officerId] of [
    ['clerk', 'clerk1'],
    ['officer', 'officer1'],
    ['other', 'officer2'],
    ['watch', 'watch'],
    ['both', 'both'],
  ] as const)
    await app.createAccount({ username, password, officerId, name: username })
  return {
    city,
    app,
    clock,
    accidents,
    actors: { clerk, officer, other },
    signedIn: async (username) => {
      const client = clientOf(app)
      const r = await client.post('/api/session', { username, password })
      if (r.status !== 200) throw new Error(`sign-in of ${username}: ${r.status} ${r.text}`)
      return client
    },
    close: async () => {
      await app.close()
      await city.close()
    },
  }
}

let topics = 0
/** An opening of the sample procedure, each about something else. */
export const filing = (more: object = {}) => ({
  procedure: 'sample.filing',
  action: 'file',
  input: { agencyId: 'A1', topic: `事由${process.pid}-${++topics}`, name: '陈示例', phone: '13900000000', ...more },
})
