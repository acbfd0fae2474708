/**
 * Who asks, and in which capacity. A request acts in one post; posts are read from kernel.post in the transaction that
 * serves it, so that a removal works at the next request.
 */
import type { MiddlewareHandler } from 'hono'
import { type Actor, readSettings, type Scope, systemRole } from '#kernel/access'
import { epochMs, type LocalDate, localDateOf } from '#kernel/clock'
import { type Client, inTransaction } from '#kernel/db'
import { Refusal } from '#kernel/errors'
import { cookieName, idleMinutes, sessionHours } from './auth.ts'
import type { AppEnv, Ctx, Deps, User } from './deps.ts'

export const securityNow = (deps: Pick<Deps, 'securityClock'>): Date => new Date(epochMs(deps.securityClock.now()))

/** Looks up the session of a request that carries one; sets `user`. Ends sessions that stood still or lasted too long. */
export const identify =
  (deps: Deps): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    c.set('user', await findUser(deps, c))
    await next()
  }

async function findUser(deps: Deps, c: Ctx): Promise<User | undefined> {
  if (!c.req.header('cookie')?.includes(cookieName)) return undefined
  const found = await deps.auth.api.getSession({ headers: new Headers({ cookie: c.req.header('cookie')! }) })
  if (!found) return undefined
  const token = deps.auth.tokenHash(found.session.token)
  const now = securityNow(deps)
  const { rows } = await deps.authPool.query(
    `select s.created_at, s.last_seen_at, u.disabled_at from auth.session s join auth."user" u on u.id = s.user_id where s.token = $1`,
    [token],
  )
  const s = rows[0]
  if (!s) return undefined
  const ms = now.getTime()
  if (
    s.disabled_at ||
    ms - s.created_at.getTime() >= sessionHours * 3_600_000 ||
    ms - s.last_seen_at.getTime() >= idleMinutes * 60_000
  ) {
    await deps.authPool.query('delete from auth.session where token = $1', [token])
    await logEvent(deps, c, s.disabled_at ? 'disabled' : 'expired', { userId: found.user.id })
    return undefined
  }
  // Written at most once a minute: half an hour does not need to be counted in seconds.
  if (ms - s.last_seen_at.getTime() >= 60_000)
    await deps.authPool.query('update auth.session set last_seen_at = greatest(last_seen_at, $2) where token = $1', [
      token,
      now,
    ])
  const user = found.user as typeof found.user & { username: string; officerId: string }
  return { userId: user.id, username: user.username, officerId: user.officerId, name: user.name }
}

export const signInOutcomes = [
  'in',
  'failed',
  'locked',
  'out',
  'expired',
  'password',
  'disabled',
  'closed',
  'opened',
] as const
export type SignInOutcome = (typeof signInOutcomes)[number]

/** The sign-in log: append-only. */
export async function logEvent(
  deps: Deps,
  c: Ctx,
  outcome: SignInOutcome,
  who: { userId?: string; username?: string; by?: string; reason?: string } = {},
): Promise<void> {
  await deps.authPool.query(
    `insert into auth.sign_in_event (at, outcome, user_id, username, address, by_user_id, reason) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      securityNow(deps),
      outcome,
      who.userId ?? null,
      who.username ?? null,
      c.get('address'),
      who.by ?? null,
      who.reason ?? null,
    ],
  )
}

export function requireUser(c: Ctx): User {
  const user = c.get('user')
  if (!user) throw new Refusal('unauthenticated', 'kernel.signIn', '请先登录')
  return user
}

/** One post of an officer, valid on the day asked about. */
export type Post = {
  capacity: string
  role: string
  scope: Scope
  agencyId: string
  agencyName: string | null
  from: LocalDate
  to: LocalDate | null
}

export const capacityOf = (role: string, scope: Scope) => `${role}:${scope.kind}:${scope.value}`

/** The officer's posts today, in a stable order. The system's own roles are never anybody's post. */
export async function postsOf(client: Client, officerId: string, day: LocalDate): Promise<Post[]> {
  await client.query({ name: 'http-as-system', text: `select set_config('role', '${systemRole}', true)` })
  const { rows } = await client.query({
    name: 'http-posts-of',
    text: `select p.role, p.scope_kind, p.scope_value, p.agency_id, p.valid_from, p.valid_to, a.name as agency_name
           from kernel.post p left join kernel.agency a on a.agency_id = p.agency_id
           where p.officer_id = $1 and p.valid_from <= $2 and (p.valid_to is null or $2 < p.valid_to) and p.role not in ('system', 'public')
           order by p.role, p.scope_kind, p.scope_value, p.valid_from`,
    values: [officerId, day],
  })
  const posts = new Map<string, Post>()
  for (const r of rows) {
    const scope: Scope = { kind: r.scope_kind, value: r.scope_value }
    const capacity = capacityOf(r.role, scope)
    posts.set(capacity, {
      capacity,
      role: r.role,
      scope,
      agencyId: r.agency_id,
      agencyName: r.agency_name,
      from: r.valid_from,
      to: r.valid_to,
    })
  }
  return [...posts.values()]
}

/** The post a request names: by its index in /api/me or as role:scopeKind:scopeValue; the only one where there is only one. */
export function choosePost(posts: readonly Post[], named: string | undefined): Post {
  const allowed = posts.map((p) => p.capacity)
  if (posts.length === 0) throw new Refusal('scope', 'kernel.post', '您现在没有任何职务，不能办理')
  if (named === undefined || named === '') {
    if (posts.length === 1) return posts[0]!
    throw new Refusal('input', 'kernel.capacity', '您有多个职务，请用 X-Fadu-Capacity 说明以哪一个办理', { allowed })
  }
  const found = /^\d{1,3}$/.test(named) ? posts[Number(named)] : posts.find((p) => p.capacity === named)
  if (!found) throw new Refusal('scope', 'kernel.post', '您现在不担任这一职务，不能以它的名义办理', { allowed })
  return found
}

export type Reading = { client: Client; actor: Actor; post: Post; user: User; today: LocalDate }

/** Runs `work` under the caller's capacity in one snapshot that cannot write. */
export async function reading<T>(deps: Deps, c: Ctx, work: (r: Reading) => Promise<T>): Promise<T> {
  const user = requireUser(c)
  const today = localDateOf(deps.clock.now())
  return inTransaction(
    deps.pool,
    async (client) => {
      const post = choosePost(await postsOf(client, user.officerId, today), c.req.header('x-fadu-capacity'))
      await enterScope(client, post.scope, today)
      return work({
        client,
        actor: { id: user.officerId, role: post.role, scope: post.scope, agency: post.agencyId },
        post,
        user,
        today,
      })
    },
    'begin isolation level repeatable read read only',
  )
}

/** Reads under a scope of the platform's own choice: the public's, or of a matter followed with its code. */
export async function readingAs<T>(
  deps: Deps,
  scope: Scope,
  work: (client: Client, today: LocalDate) => Promise<T>,
): Promise<T> {
  const today = localDateOf(deps.clock.now())
  return inTransaction(
    deps.pool,
    async (client) => {
      await enterScope(client, scope, today)
      return work(client, today)
    },
    'begin isolation level repeatable read read only',
  )
}

/** The scope of everybody: reference data and what is published, no row under a policy. */
export const nobody: Scope = { kind: 'reader', value: '' }

async function enterScope(client: Client, scope: Scope, today: LocalDate): Promise<void> {
  const settings = readSettings(scope)
  await client.query(settings.text, settings.values)
  await client.query(`select set_config('fadu.today', $1, true)`, [today])
}

/** Who acts, for a request that writes: the engine reads the post again in its own transaction. */
export async function actorOf(deps: Deps, c: Ctx): Promise<Actor> {
  return reading(deps, c, async ({ actor }) => actor)
}
