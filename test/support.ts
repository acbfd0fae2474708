/**
 * A real PostgreSQL for tests: one embedded server shared by the whole run, a migrated template, a clone for each test file.
 * The server stays in the temporary folder between runs, so that a single test file starts in a second.
 */
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { accessStatements, appRole, closeDatabase, migrate, migrationFiles } from '../db/migrate.ts'
import type { Actor } from '../src/kernel/access.ts'
import { type Calendar, loadDefaultCalendar } from '../src/kernel/calendar.ts'
import { sm3Hex } from '../src/kernel/canonical.ts'
import { addDays, type Instant, instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { openPool, type Pool } from '../src/kernel/db.ts'
import { type Domain, type Registry, registryOf } from '../src/kernel/domain.ts'
import { createEngine, type Engine } from '../src/kernel/engine.ts'
import { type Problem, Refusal } from '../src/kernel/errors.ts'
import type { ActionRequest, Answer, Step } from '../src/kernel/matter.ts'
import { newViolations } from '../src/kernel/supervision.ts'
import { refusals } from '../src/procedures/refusals.gen.ts'
import { openHome } from '../src/server/home.ts'
import { startPostgres } from '../src/server/postgres.ts'
import { note } from './ledger.ts'

export const testHmacKey = '11'.repeat(32)
export const testPassword = 'test-app-password'

let server: Promise<string> | undefined

/** Superuser url of the shared test server. */
export function testServer(): Promise<string> {
  server ??= (async () => {
    if (process.env.FADU_TEST_URL) return process.env.FADU_TEST_URL
    const home = await openHome(join(tmpdir(), `fadu-test-${userInfo().username}`))
    const running = await startPostgres(home, { supervise: false, ballast: false })
    return running.superuserUrl
  })()
  return server
}

const databaseUrl = (url: string, database: string, user?: string, password?: string) => {
  const u = new URL(url)
  u.pathname = `/${database}`
  if (user) u.username = user
  if (password) u.password = password
  return u.toString()
}

async function withSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: await testServer() })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function templateFor(registry: Registry): Promise<string> {
  const hash = sm3Hex(
    migrationFiles(registry)
      .map((f) => f.name + f.hash)
      .join() + accessStatements(registry).join(';'),
  ).slice(0, 16)
  const name = `fadu_tpl_${hash}`
  await withSuperuser(async (client) => {
    await client.query('select pg_advisory_lock(77)')
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [name])
    if (rowCount) return
    await client.query(`drop database if exists ${name}`)
    await client.query(`create database ${name}`)
    await migrate(databaseUrl(await testServer(), name), registry, testPassword)
    await client.query(`alter database ${name} is_template true`)
  })
  return name
}

export type TestCity = {
  registry: Registry
  calendar: Calendar
  engine: Engine
  /** Pool of the application's login role. */
  app: Pool
  /** Pool of the superuser on the same database. */
  owner: Pool
  url: string
  appUrl: string
  superUrl: string
  refused: { rule: string; action: string | undefined }[]
  /** Supervision rules that a test has seen to fire on a day of its own, and to cease again. */
  fired: Set<string>
  /** Seeds counties, a town and agencies used by tests. */
  post(officer: string, role: string, scope: Actor['scope'], agency: string, from?: string): Promise<Actor>
  agency(id: string, kind: string, at: { county?: string; town?: string; name?: string }): Promise<void>
  /** One step by one actor on one day at nine in the morning (or the given instant); returns the answer. */
  act(actor: Actor, at: string, step: Step, more?: Partial<ActionRequest>): Promise<Answer>
  /** The same, expected to succeed: returns the last act. */
  ok(
    actor: Actor,
    at: string,
    step: Step | readonly Step[],
    more?: Partial<ActionRequest>,
  ): Promise<{ matterId: string; state: string; n: number; given: Record<string, any> }>
  /** The same, expected to be refused: returns the problem. */
  refuse(actor: Actor, at: string, step: Step | readonly Step[], more?: Partial<ActionRequest>): Promise<Problem>
  close(): Promise<void>
}

/** Opens a fresh city: a clone of the migrated template with its own engine. */
export async function openCity(
  domains: readonly Domain[],
  options: { calendar?: Calendar; coalesce?: number; lacking?: (text: string) => readonly string[] } = {},
): Promise<TestCity> {
  const registry = registryOf(domains)
  const template = await templateFor(registry)
  const database = `fadu_t_${process.pid}_${Math.trunc(performance.now() * 1000).toString(36)}`
  await withSuperuser((c) => c.query(`create database ${database} template ${template}`))
  const base = await testServer()
  const superUrl = databaseUrl(base, database)
  const appUrl = databaseUrl(base, database, appRole, testPassword)
  const app = openPool(appUrl, 6)
  const acting = openPool(appUrl, 4, undefined, true)
  const owner = openPool(superUrl, 3)
  await closeDatabase(owner)
  const calendar = options.calendar ?? loadDefaultCalendar()
  const refused: TestCity['refused'] = []
  const unlisted = new Set<string>()
  const fired: TestCity['fired'] = new Set()
  const engine = await createEngine({
    pool: acting,
    registry,
    calendar,
    hmacKey: testHmacKey,
    onRefusal: (r, _a, step) => {
      refused.push({ rule: r.rule, action: step?.action })
      const fault = r.kind === 'guard' && step ? unlistedRefusal(r.rule, step.action) : undefined
      if (fault) unlisted.add(fault)
    },
    ...(options.coalesce ? { coalesce: options.coalesce } : {}),
    ...(options.lacking ? { lacking: options.lacking } : {}),
  })
  const instantOf = (at: string): Instant => (at.length > 10 ? (at as Instant) : instantAt(at as LocalDate, '09:00'))
  const request = (
    actor: Actor,
    at: string,
    steps: Step | readonly Step[],
    more?: Partial<ActionRequest>,
  ): ActionRequest => ({
    actor,
    at: instantOf(at),
    steps: Array.isArray(steps) ? steps : [steps as Step],
    ...more,
  })
  const city: TestCity = {
    registry,
    calendar,
    engine,
    app,
    owner,
    url: appUrl,
    appUrl,
    superUrl,
    refused,
    fired,
    post: async (officer, role, scope, agency, from = '2000-01-01') => {
      await owner.query(`insert into kernel.officer (officer_id, name) values ($1, $1) on conflict do nothing`, [
        officer,
      ])
      await owner.query(
        `insert into kernel.post (officer_id, role, scope_kind, scope_value, agency_id, valid_from) values ($1,$2,$3,$4,$5,$6) on conflict do nothing`,
        [officer, role, scope.kind, scope.value, agency, from],
      )
      return { id: officer, role, scope, agency }
    },
    agency: async (id, kind, at) => {
      await owner.query(
        `insert into kernel.agency (agency_id, name, kind, county_code, town_code) values ($1,$2,$3,$4,$5) on conflict do nothing`,
        [id, at.name ?? id, kind, at.county ?? null, at.town ?? null],
      )
    },
    act: (actor, at, step, more) => engine.perform(request(actor, at, step, more)),
    ok: async (actor, at, step, more) => {
      const answer = await engine.perform(request(actor, at, step, more))
      if (!answer.ok)
        throw new Error(
          `refused: ${answer.problem.type} ${answer.problem.title} ${JSON.stringify(answer.problem.errors ?? [])}`,
        )
      const last = answer.acts.at(-1)!
      return { matterId: last.matterId, state: last.state, n: last.n, given: answer.given.at(-1)! }
    },
    refuse: async (actor, at, step, more) => {
      const answer = await engine.perform(request(actor, at, step, more))
      if (answer.ok) throw new Error(`expected a refusal, but acted: ${answer.acts.map((a) => a.action).join()}`)
      return answer.problem
    },
    close: async () => {
      await noteReached(city)
      await acting.end()
      await app.end()
      await owner.end()
      await withSuperuser((c) => c.query(`drop database if exists ${database} with (force)`))
      assert.deepEqual([...unlisted], [], 'every refusal is listed at its action (else run npm run refusals)')
    },
  }
  return city
}

const listed = Object.values(refusals).flatMap((actions) => Object.entries(actions))
const known = new Set(listed.flatMap(([, rules]) => rules))
const pairs = new Set(listed.flatMap(([action, rules]) => rules.map((r) => `${r} at ${action}`)))
/** A refusal of a registered domain that its action is not known to give. */
export const unlistedRefusal = (rule: string, action: string): string | undefined =>
  known.has(rule) && !pairs.has(`${rule} at ${action}`) ? `${rule} at ${action}` : undefined

/** Writes what this city's tests have reached: limits as they stand, violations on days to come, refusals given. */
async function noteReached(city: TestCity): Promise<void> {
  if (!process.env.FADU_LEDGER) return
  const limits = await city.owner.query(`select distinct procedure || '/' || limit_id as id from kernel.matter_limit`)
  const last = await city.owner.query('select max(last_on) as d from kernel.matter')
  const rules = new Set<string>(city.fired)
  if (last.rows[0].d)
    for (const ahead of [0, 7, 30, 60, 400, 1500]) {
      const violations = await newViolations(city.app, city.registry, addDays(last.rows[0].d, ahead))
      for (const v of violations) rules.add(v.rule)
    }
  note({
    refusals: [...new Set(city.refused.map((r) => r.rule))],
    limits: limits.rows.map((r) => r.id),
    rules: [...rules],
  })
}

export const temporaryFolder = (name: string) => mkdtempSync(join(tmpdir(), `fadu-${name}-`))
export { Refusal }
