/** Signing in and out, and who one is. The only paths on which a password is judged; all of them count failures alike. */

import { systemRole } from '#kernel/access'
import { localDateOf } from '#kernel/clock'
import { inTransaction } from '#kernel/db'
import { Refusal } from '#kernel/errors'
import { clearTries, reserveTry } from './attempts.ts'
import { cookieName, usernamePattern } from './auth.ts'
import type { App, Ctx, Deps } from './deps.ts'
import { tooMany } from './guards.ts'
import { judgePassword } from './password.ts'
import { HttpRefusal } from './problems.ts'
import { answers, createRoute, jsonBody, named, signedIn, z } from './schemas.ts'
import { logEvent, postsOf, requireUser, securityNow } from './session.ts'

const post = z
  .object({
    index: z.number().int(),
    capacity: z.string().describe('写在 X-Fadu-Capacity 里'),
    role: z.string(),
    roleLabel: z.string(),
    scopeKind: z.string(),
    scopeValue: z.string(),
    agencyId: z.string(),
    agencyName: z.string().nullable(),
    from: z.string(),
    to: z.string().nullable(),
  })
  .openapi('Post')

const me = z
  .object({
    user: z
      .object({ username: z.string(), name: z.string(), officerId: z.string() })
      .nullable()
      .describe('没有登录时为空'),
    posts: z.array(post),
    today: z.string().describe('平台的今天'),
    isDemonstration: z.boolean().describe('这个平台里的是演示数据'),
  })
  .openapi('Me')

const credentials = z.strictObject({ username: z.string().min(1).max(128), password: z.string().min(1).max(256) })
const done = z.object({ done: z.literal(true) })

export function sessionRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/me',
      tags: ['会话'],
      summary: '我是谁，有哪些职务',
      responses: answers(me, '登录者和他今天的职务'),
    }),
    async (c) => {
      const today = localDateOf(deps.clock.now())
      const user = c.get('user')
      const { posts, isDemonstration } = await inTransaction(
        deps.pool,
        async (client) => {
          await client.query(`select set_config('role', $1, true)`, [systemRole])
          const { rows } = await client.query({
            name: 'http-demonstration',
            text: `select exists (select from kernel.setting where key = 'demonstration' and value = 'yes') as is`,
          })
          return {
            posts: user ? await postsOf(client, user.officerId, today) : [],
            isDemonstration: rows[0].is as boolean,
          }
        },
        'begin read only',
      )
      if (!user) return c.json({ user: null, posts: [], today, isDemonstration }, 200)
      return c.json(
        {
          user: { username: user.username, name: user.name, officerId: user.officerId },
          posts: posts.map((p, index) => ({
            index,
            capacity: p.capacity,
            role: p.role,
            roleLabel: deps.registry.roles.get(p.role)?.label ?? p.role,
            scopeKind: p.scope.kind,
            scopeValue: p.scope.value,
            agencyId: p.agencyId,
            agencyName: p.agencyName,
            from: p.from,
            to: p.to,
          })),
          today,
          isDemonstration,
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/session',
      tags: ['会话'],
      summary: '登录',
      request: { body: jsonBody(credentials) },
      responses: answers(done, '已登录，会话在 Cookie 里'),
    }),
    async (c) => {
      const { username, password } = c.req.valid('json')
      if (!deps.writeRate(c.get('address'))) throw tooMany()
      const known = await findKnown(deps, username)
      const who = known ? { userId: known.id, username: username.toLowerCase() } : {}
      if (!(await reserve(deps, username))) {
        await logEvent(deps, c, 'locked', who)
        throw locked(deps)
      }
      const response = await deps.auth.api.signInUsername({
        body: { username: usernamePattern.test(username) ? username : '--', password },
        headers: new Headers(),
        asResponse: true,
      })
      if (response.status >= 500) throw new Error(`sign-in answered ${response.status}`)
      const cookie = sessionCookie(response)
      if (response.status !== 200 || !cookie || known?.isDisabled) {
        if (cookie) await endSession(deps, cookie)
        await logEvent(deps, c, known?.isDisabled && response.status === 200 ? 'disabled' : 'failed', who)
        throw new Refusal('unauthenticated', 'kernel.credentials', '用户名或者密码不对')
      }
      await clearTries(deps.authPool, tryKey(deps, username))
      // A session that stood before is not carried on: whoever planted it gains nothing.
      const old = c.req.header('cookie')
      if (old?.includes(cookieName))
        await deps.auth.api.signOut({ headers: new Headers({ cookie: old }) }).catch(() => {})
      await deps.authPool.query('delete from auth.session where expires_at < $1', [securityNow(deps)])
      await logEvent(deps, c, 'in', who)
      await begin(deps, cookie)
      setCookie(c, cookie)
      return c.json({ done: true as const }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/session',
      tags: ['会话'],
      summary: '退出',
      security: signedIn,
      responses: answers(done, '已退出'),
    }),
    async (c) => {
      const user = c.get('user')
      const response = await deps.auth.api.signOut({
        headers: new Headers({ cookie: c.req.header('cookie') ?? '' }),
        asResponse: true,
      })
      if (user) await logEvent(deps, c, 'out', { userId: user.userId, username: user.username })
      const cookie = sessionCookie(response)
      if (cookie) setCookie(c, cookie)
      c.header('clear-site-data', '"cache", "storage"')
      return c.json({ done: true as const }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/session/password',
      tags: ['会话'],
      summary: '改密码，别处的会话随之结束',
      security: signedIn,
      request: { body: jsonBody(z.strictObject({ current: named, next: named })) },
      responses: answers(done, '已改'),
    }),
    async (c) => {
      const user = requireUser(c)
      const { current, next } = c.req.valid('json')
      judgePassword(next, user.username)
      if (!(await reserve(deps, user.username))) throw locked(deps)
      const response = await deps.auth.api.changePassword({
        body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
        headers: new Headers({ cookie: c.req.header('cookie')! }),
        asResponse: true,
      })
      if (response.status >= 500) throw new Error(`change of password answered ${response.status}`)
      const cookie = sessionCookie(response)
      if (response.status !== 200 || !cookie)
        throw new Refusal('input', 'kernel.password', '原密码不对', {
          fields: [{ path: 'current', message: '原密码不对' }],
        })
      await clearTries(deps.authPool, tryKey(deps, user.username))
      await logEvent(deps, c, 'password', { userId: user.userId, username: user.username })
      await begin(deps, cookie)
      setCookie(c, cookie)
      return c.json({ done: true as const }, 200)
    },
  )
}

/** The session counts from the clock by which it will end. */
const begin = (deps: Deps, setCookieValue: string) => {
  const token = decodeURIComponent(setCookieValue.slice(cookieName.length + 1).split(';')[0]!).split('.')[0]!
  return deps.authPool.query('update auth.session set created_at = $2, last_seen_at = $2 where token = $1', [
    deps.auth.tokenHash(token),
    securityNow(deps),
  ])
}

const tryKey = (deps: Deps, username: string) =>
  deps.engine.hmac(`sign-in\u0000${username.normalize('NFKC').toLowerCase()}`)

const reserve = (deps: Deps, username: string) =>
  reserveTry(
    deps.authPool,
    tryKey(deps, username),
    { tries: deps.limits.signInTries, minutes: deps.limits.lockMinutes },
    securityNow(deps),
  )

/** One and the same whether or not there is such an account. */
const locked = (deps: Deps) =>
  new HttpRefusal(429, 'kernel.locked', `连续失败次数过多，请在${deps.limits.lockMinutes}分钟后再试`, {
    'retry-after': String(deps.limits.lockMinutes * 60),
  })

async function findKnown(deps: Deps, username: string): Promise<{ id: string; isDisabled: boolean } | undefined> {
  const { rows } = await deps.authPool.query(
    'select id, disabled_at is not null as is_disabled from auth."user" where username = $1',
    [username.toLowerCase()],
  )
  return rows[0] ? { id: rows[0].id, isDisabled: rows[0].is_disabled } : undefined
}

const sessionCookie = (response: Response): string | undefined =>
  response.headers.getSetCookie().find((v) => v.startsWith(`${cookieName}=`))

const endSession = (deps: Deps, setCookieValue: string) =>
  deps.auth.api.signOut({ headers: new Headers({ cookie: setCookieValue.split(';')[0]! }) }).catch(() => {})

const setCookie = (c: Ctx, value: string) =>
  c.header('set-cookie', c.get('isHttps') ? `${value}; Secure` : value, { append: true })
