/** One city, opened from its home folder: database, migrations, pools, keys, engine. Every command begins here. */
import pg from 'pg'
import {
  announcedCalendar,
  type Calendar,
  type CheckpointKey,
  createEngine,
  type Engine,
  type Instant,
  loadDefaultCalendar,
  openPool,
  openSigner,
  type Pool,
  type Registry,
  type Signer,
  systemClock,
} from '#kernel'
import { sm3Hex } from '#kernel/canonical'
import { appRole, migrate } from '../../db/migrate.ts'
import { ensureGuard, noteGuard, showKey, unguarded } from '../../db/record-guard.ts'
import { lackingIn } from '../documents/fonts.ts'
import type { Reach } from '../replay/threads.ts'
import { type Home, openHome, secrets } from './home.ts'
import { connectExternal, type Postgres, startPostgres } from './postgres.ts'
import { importCalendar, importOrgans, importReference } from './reference.ts'
import { cityRegistry } from './registry.ts'

export const cityName = process.env.FADU_CITY ?? 'ningbo'
/** The address under which the public reaches the platform: papers carry it in their QR codes. */
export const publicUrl = (process.env.FADU_PUBLIC_URL ?? `http://localhost:${process.env.PORT || 8080}`).replace(
  /\/+$/,
  '',
)
/** Name of the record's log: what every checkpoint is signed for. */
export const origin = `fadu/${cityName}`

export type City = {
  home: Home
  registry: Registry
  calendar: Calendar
  engine: Engine
  /** Pool of the application's login role: all reading and acting. */
  app: Pool
  /** Pool of the schemas' owner: migrations, verification, exports. */
  owner: Pool
  ownerUrl: string
  /** Only of the embedded server. */
  superuserUrl: string | undefined
  /** Lets this session alter and drop the record's tables. */
  mayMigrate(client: Pick<pg.Client, 'query'>): Promise<void>
  signer: Signer
  /** Public keys of the record's log, the newest last. */
  keys: readonly CheckpointKey[]
  secrets: { hmacKey: string; authSecret: string }
  /** How other threads reach the same city, to write as this one does. */
  reach: Reach
  now(): Instant
  /** Ends the pools and, where this process started it and nobody else uses it, the embedded server. */
  close(): Promise<void>
}

const withPath = (url: string, database: string, user?: string, password?: string): string => {
  const u = new URL(url)
  u.pathname = `/${database}`
  if (user !== undefined) u.username = user
  if (password !== undefined) u.password = password
  return u.toString()
}

/** Creates the database and its owner on the embedded server where they are missing. */
async function ensureOwner(superuserUrl: string, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const role = await client.query(`select 1 from pg_roles where rolname = 'fadu_owner'`)
    const quoted = `'${password.replaceAll("'", "''")}'`
    await client.query(`${role.rowCount ? 'alter' : 'create'} role fadu_owner login createrole password ${quoted}`)
    const database = await client.query(`select 1 from pg_database where datname = 'fadu'`)
    if (!database.rowCount) await client.query('create database fadu owner fadu_owner')
  } finally {
    await client.end()
  }
  return withPath(superuserUrl, 'fadu', 'fadu_owner', password)
}

/**
 * Opens the city of FADU_HOME (or of `homePath`), bringing the database up and up to date.
 * `log` receives plain lines; `supervise` restarts the embedded server when it dies.
 */
export async function openCity(
  options: {
    homePath?: string
    log?: (line: string) => void
    supervise?: boolean
    poolSize?: number
    /** Makes the guard of the record's tables again, also where somebody has switched it off. */
    guardAgain?: boolean
  } = {},
): Promise<City> {
  const home = await openHome(options.homePath)
  const secret = secrets(home)
  const log = options.log ?? (() => {})
  let postgres: Postgres | undefined
  let ownerUrl = ''
  const pools: Pool[] = []
  const close = async () => {
    for (const pool of pools.splice(0).reverse()) await pool.end()
    await postgres?.stop()
  }
  if (process.env.DATABASE_URL) {
    ownerUrl = (await connectExternal(process.env.DATABASE_URL)).url
  } else {
    postgres = await startPostgres(home, {
      log,
      supervise: options.supervise ?? false,
      ballast: options.supervise ?? false,
    })
  }
  const registry = cityRegistry()
  try {
    if (postgres) ownerUrl = await ensureOwner(postgres.superuserUrl, secret.ownerPassword)
    const superuserUrl = postgres && withPath(postgres.superuserUrl, 'fadu')
    const migrationKey = sm3Hex(`migration ${secret.hmacKey}`)
    const guard = await ensureGuard(superuserUrl ?? ownerUrl, migrationKey, options.guardAgain ?? false)
    if (guard === 'none') log(unguarded)
    const applied = await migrate(ownerUrl, registry, secret.appPassword, migrationKey)
    const open: typeof openPool = (...args) => {
      const pool = openPool(...args)
      pools.push(pool)
      return pool
    }
    const owner = open(ownerUrl, 4)
    await noteGuard(owner, guard)
    if (applied.length) log(`已应用 ${applied.length} 个数据库迁移`)
    const calendar = await announcedCalendar(owner, loadDefaultCalendar())
    const client = await owner.connect()
    try {
      const known = await client.query(`select value from kernel.setting where key = 'calendar'`)
      if (known.rows[0]?.value !== calendar.version) await importCalendar(client, calendar)
      const places = await client.query('select 1 from kernel.place limit 1')
      if (!places.rowCount) await importReference(client, cityName)
      const organs = await client.query('select 1 from kernel.organ limit 1')
      if (!organs.rowCount) await importOrgans(client, cityName)
      await client.query(`insert into kernel.setting values ('origin', $1) on conflict do nothing`, [origin])
    } finally {
      client.release()
    }
    const appUrl = withPath(ownerUrl, new URL(ownerUrl).pathname.slice(1), appRole, secret.appPassword)
    const app = open(appUrl, options.poolSize ?? 16)
    const acting = open(appUrl, 4, undefined, true)
    const reach: Reach = { url: appUrl, hmacKey: secret.hmacKey, checkUrl: `${publicUrl}/check/` }
    const engine = await createEngine({
      pool: acting,
      registry,
      calendar,
      hmacKey: reach.hmacKey,
      checkUrl: reach.checkUrl,
      lacking: lackingIn,
      onError: (error, request) =>
        log(
          `办理「${request.steps[0]?.action ?? ''}」时出错：${error instanceof Error ? error.message : String(error)}`,
        ),
    })
    const { signer, keys } = openSigner(home.keysDir, origin)
    return {
      home,
      registry,
      get calendar() {
        return engine.calendar
      },
      engine,
      app,
      owner,
      ownerUrl,
      superuserUrl,
      mayMigrate: (client) => showKey(client, migrationKey),
      signer,
      keys,
      secrets: { hmacKey: secret.hmacKey, authSecret: secret.authSecret },
      reach,
      now: () => systemClock.now(),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
