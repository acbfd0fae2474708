/**
 * Sign-in by better-auth with user names, in its own schema under its own database role.
 *
 * None of its HTTP routes is mounted: the platform's few session routes call it, so that there is no second way in.
 * Two things are ours: tokens are hashed before they reach the database, and passwords are Argon2id.
 */
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import type { DBAdapter, Where } from 'better-auth/adapters'
import { username } from 'better-auth/plugins/username'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { sm3Hex } from '#kernel/canonical'
import type { Pool } from '#kernel/db'
import { Refusal } from '#kernel/errors'
import { type Argon2Cost, hashPassword, judgePassword, verifyPassword } from './password.ts'

/** A session ends after twelve hours whatever happens, and after half an hour without a request. */
export const sessionHours = 12
export const idleMinutes = 30
export const cookieName = 'fadu.session_token'

/** A pool whose every connection starts as fadu_auth and sees only its schema. */
export function openAuthPool(pool: Pool, max = 4): Pool {
  const url = (pool as pg.Pool & { options: pg.PoolConfig }).options.connectionString
  const own = new pg.Pool({
    connectionString: url,
    max,
    idleTimeoutMillis: 60_000,
    application_name: 'fadu-auth',
    options: '-c role=fadu_auth -c search_path=auth',
  })
  own.on('error', () => {})
  own.on('connect', (client) => client.on('error', () => {}))
  return own
}

const hashed = (token: string) => sm3Hex(`session\u0000${token}`)

/** Wraps the library's adapter: a session's token leaves for the database as its SM3 hash and comes back as it was asked for. */
function hashingTokens(inner: DBAdapter): DBAdapter {
  const seal = (where: Where[] | undefined, plain: Map<string, string>): Where[] | undefined =>
    where?.map((w) => {
      if (w.field !== 'token') return w
      const one = (t: unknown) => {
        const h = hashed(String(t))
        plain.set(h, String(t))
        return h
      }
      return { ...w, value: Array.isArray(w.value) ? (w.value as unknown[]).map(one) : one(w.value) } as Where
    })
  const open = (row: any, plain: Map<string, string>) =>
    row && typeof row.token === 'string' ? { ...row, token: plain.get(row.token) ?? row.token } : row
  const session = (model: string) => model === 'session'
  const withWhere =
    (method: 'findOne' | 'findMany' | 'update' | 'updateMany' | 'delete' | 'deleteMany' | 'count' | 'consumeOne') =>
    async (args: any): Promise<any> => {
      if (!session(args.model)) return (inner as any)[method](args)
      const plain = new Map<string, string>()
      const result = await (inner as any)[method]({ ...args, where: seal(args.where, plain) })
      return Array.isArray(result) ? result.map((r) => open(r, plain)) : open(result, plain)
    }
  return {
    ...inner,
    create: async (args: any): Promise<any> => {
      if (!session(args.model) || typeof args.data.token !== 'string') return inner.create(args)
      const plain = args.data.token
      const row: any = await inner.create({ ...args, data: { ...args.data, token: hashed(plain) } })
      return { ...row, token: plain }
    },
    findOne: withWhere('findOne'),
    findMany: withWhere('findMany'),
    update: withWhere('update'),
    updateMany: withWhere('updateMany'),
    delete: withWhere('delete'),
    deleteMany: withWhere('deleteMany'),
    count: withWhere('count'),
    consumeOne: withWhere('consumeOne'),
    transaction: (work: any) => inner.transaction((trx: any) => work(hashingTokens(trx))),
  } as DBAdapter
}

const snake = (names: readonly string[]) =>
  Object.fromEntries(names.map((n) => [n, n.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)]))

function optionsOf(secret: string, cost: Argon2Cost | undefined, database: BetterAuthOptions['database']) {
  return {
    appName: 'Fadu',
    baseURL: 'http://fadu.invalid',
    basePath: '/auth-is-not-mounted',
    secret,
    database,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false }, // counted by attempts.ts, on every path
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      password: {
        hash: (password: string) => hashPassword(password, cost),
        verify: ({ hash, password }: { hash: string; password: string }) => verifyPassword(hash, password),
      },
    },
    user: {
      fields: snake(['emailVerified', 'createdAt', 'updatedAt']),
      additionalFields: { officerId: { type: 'string', required: true, input: false, fieldName: 'officer_id' } },
    },
    session: {
      expiresIn: sessionHours * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      fields: snake(['userId', 'expiresAt', 'createdAt', 'updatedAt', 'ipAddress', 'userAgent']),
    },
    account: {
      fields: snake([
        'accountId',
        'providerId',
        'userId',
        'accessToken',
        'refreshToken',
        'idToken',
        'accessTokenExpiresAt',
        'refreshTokenExpiresAt',
        'createdAt',
        'updatedAt',
      ]),
    },
    verification: { fields: snake(['expiresAt', 'createdAt', 'updatedAt']) },
    advanced: {
      cookiePrefix: 'fadu',
      useSecureCookies: false, // the attribute is added where the request came by https
      // The platform checks Origin and Sec-Fetch-Site before any route.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameValidator: (name) => usernamePattern.test(name),
        schema: { user: { fields: { username: 'username', displayUsername: 'display_username' } } },
      }),
    ],
  } satisfies BetterAuthOptions
}

/** Letters, digits, dot, dash, underscore. */
export const usernamePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$/

export type Auth = Awaited<ReturnType<typeof openAuth>>

export type Account = { username: string; password: string; officerId: string; name?: string }

/** Opens sign-in over a pool of role fadu_auth. `cost` is weaker in tests alone. */
export async function openAuth(pool: Pool, secret: string, cost?: Argon2Cost) {
  const db = new Kysely<any>({ dialect: new PostgresDialect({ pool }) })
  // The first instance only makes the library's own adapter for our tables; the second works through the wrapped one.
  const plain = betterAuth(optionsOf(secret, cost, { db, type: 'postgres', schemaName: 'auth' }))
  const inner = (await plain.$context).adapter as unknown as DBAdapter
  const auth = betterAuth(optionsOf(secret, cost, () => hashingTokens(inner)))
  const context = await auth.$context

  /** Creates an account for an officer; an account that is there already stays as it is. Returns whether it was made. */
  async function createAccount(a: Account): Promise<boolean> {
    if (!usernamePattern.test(a.username))
      throw new Refusal('input', 'kernel.username', '用户名为二至四十个字母、数字或者 . - _', {
        fields: [{ path: 'username', message: '格式不对' }],
      })
    judgePassword(a.password, a.username)
    const name = a.username.toLowerCase()
    const { rowCount } = await pool.query('select 1 from auth."user" where username = $1', [name])
    if (rowCount) return false
    const hash = await context.password.hash(a.password)
    const user = await context.internalAdapter.createUser(
      {
        name: a.name ?? a.username,
        email: `${name}@fadu.invalid`,
        emailVerified: false,
        username: name,
        officerId: a.officerId,
      } as any,
      undefined as any,
    )
    await context.internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: hash,
    } as any)
    return true
  }

  /** Closes an account and ends its sessions: works at the next request. */
  async function disableAccount(username: string, now: Date): Promise<void> {
    await pool.query('update auth."user" set disabled_at = $2 where username = $1', [username.toLowerCase(), now])
    await pool.query('delete from auth.session where user_id = (select id from auth."user" where username = $1)', [
      username.toLowerCase(),
    ])
  }

  /** Opens a closed account again, with the password that it had. */
  async function enableAccount(username: string): Promise<void> {
    await pool.query('update auth."user" set disabled_at = null where username = $1', [username.toLowerCase()])
  }

  return { api: auth.api, createAccount, disableAccount, enableAccount, tokenHash: hashed, close: () => db.destroy() }
}

/** Creates accounts where they are missing: what a demonstration does before the server opens. Returns how many were made. */
export async function createAccounts(pool: Pool, secret: string, accounts: readonly Account[]): Promise<number> {
  const auth = await openAuth(openAuthPool(pool, 2), secret)
  try {
    const made = await Promise.all(accounts.map((a) => auth.createAccount(a)))
    return made.filter(Boolean).length
  } finally {
    await auth.close()
  }
}
