/** What the HTTP layer is given, and what every route shares. */

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Scope } from '#kernel/access'
import type { Calendar } from '#kernel/calendar'
import type { CheckpointKey } from '#kernel/checkpoint'
import type { Clock } from '#kernel/clock'
import type { Pool } from '#kernel/db'
import type { Indicator, Registry } from '#kernel/domain'
import type { Engine } from '#kernel/engine'
import type { Breakdown, BreakdownCell } from '#kernel/indicator-breakdown'
import type { FileStore, Named } from '../files/store.ts'
import type { PublicTable } from '../report/statistics.ts'
import type { Auth } from './auth.ts'
import type { JobState } from './jobs.ts'
import type { MapKeeper } from './map-keeping.ts'
import type { MatterTables } from './matter-tables.ts'
import type { Argon2Cost } from './password.ts'
import type { QueryCodes } from './query-code.ts'

export type RecordPage = {
  total: number
  visible: number
  rows: {
    recordId: string
    matterId: string | null
    number: string | null
    title: string | null
    countedOn: string
    place: string | null
    inNumerator: boolean
    amount: number | string
  }[]
  /** Where the next page begins; null on the last one. */
  next?: string | null
}

/** Where the report comes from; the routes do not compute. Each gives undefined where there is none. */
export type ReportSource = {
  /** Years of which there is a report, the last one first. */
  years(): Promise<number[]>
  load(year: number, scope: Scope): Promise<Record<string, unknown> | undefined>
  records(
    scope: Scope,
    year: number,
    figureId: string,
    page: { after?: string; limit: number },
  ): Promise<RecordPage | undefined>
  /** A figure's rows within the scope, grouped. */
  breakdown(
    scope: Scope,
    year: number,
    figureId: string,
    by: Breakdown,
  ): Promise<{ kind: Indicator['kind']; cells: BreakdownCell[] } | undefined>
  /** The same as anybody may read it. */
  publicReport(year: number): Promise<Record<string, unknown> | undefined>
  /** Figures by county and month, as far as anybody may read them. */
  statistics(year: number): Promise<Statistics | undefined>
}

/** A figure of the report with its table for the public. */
export type PublicFigure = {
  id: string
  system: string
  label: string
  unit: string
  kind: Indicator['kind']
  text: string | null
  published: string
  qualifier: string
  computed: string
  /** The register in which what was counted is published one by one. */
  register: { kind: string; label: string } | null
  table: PublicTable | null
  /** Why there is no table. */
  note: string | null
}
export type Statistics = {
  year: number
  demonstration: boolean
  scale: string
  knownAt: string
  figures: PublicFigure[]
}

export type Limits = {
  /** Requests a minute from one address to what needs no sign-in. */
  publicPerMinute: number
  /** Filings and sign-ins a minute from one address. */
  writesPerMinute: number
  /** Wrong query codes for one number before it is closed for a quarter of an hour. */
  codeTries: number
  signInTries: number
  lockMinutes: number
}
export const defaultLimits: Limits = {
  publicPerMinute: 300,
  writesPerMinute: 60,
  codeTries: 20,
  signInTries: 5,
  lockMinutes: 15,
}

export type AppOptions = {
  /** Pool of the login role fadu_app. */
  pool: Pool
  engine: Engine
  registry: Registry
  calendar: Calendar
  /** The city's clock: dates of law. */
  clock: Clock
  secrets: { authSecret: string; hmacKey: string }
  /** Folder of the built web pages. */
  webDir?: string
  report?: ReportSource
  /** The address people use, e.g. https://fadu.example.gov.cn, where a proxy stands before this server. */
  origin?: string
  /** Believe X-Forwarded-For and X-Forwarded-Proto of the proxy. */
  trustProxy?: boolean
  limits?: Partial<Limits>
  /** Where attached files lie; without it nothing can be attached. */
  files?: FileStore
  /** Which contents rows still name, asked with a right to see every row. */
  filesNamed?: Named
  /** Seals what is not sealed yet; without it no dossier is given. */
  seal?: () => Promise<unknown>
  /** Takes in what holiday notices have been recorded, and counts the open matters anew; without it the daily job does. */
  refreshCalendar?: () => Promise<{ version: string; acts: number }>
  /** Keeps the city's boundaries; without it they come by the command line alone. */
  map?: MapKeeper
  /** What runs by itself, and how it went. */
  jobs?: () => readonly JobState[]
  /** Public keys of the record's log, the newest last. */
  keys?: readonly CheckpointKey[]
  /** The clock of sessions and locks; the machine's unless a test moves it. */
  securityClock?: Clock
  /** Weaker in tests alone. */
  passwordCost?: Argon2Cost
  /** Told of what should not happen (answered 500) and of database errors a form should have refused. */
  onError?: (error: unknown, requestId: string) => void
}

export type Deps = Omit<AppOptions, 'limits'> & {
  limits: Limits
  auth: Auth
  authPool: Pool
  codes: QueryCodes
  tables: MatterTables
  securityClock: Clock
  /** False once an address asks too often. */
  publicRate: (address: string) => boolean
  writeRate: (address: string) => boolean
}

/** Who is signed in. */
export type User = { userId: string; username: string; officerId: string; name: string }

export type AppEnv = {
  Bindings: { incoming?: { socket?: { remoteAddress?: string; encrypted?: boolean } } }
  Variables: { requestId: string; address: string; isHttps: boolean; user: User | undefined; nonce: string }
}
export type App = OpenAPIHono<AppEnv>
export type Ctx = Context<AppEnv>
