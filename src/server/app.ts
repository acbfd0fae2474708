/** The HTTP application: guards, session, the generic routes, the pages. Knows the kernel and no domain. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { epochMs, systemClock } from '#kernel/clock'
import type { Registry } from '#kernel/domain'
import { minuteCounter } from './attempts.ts'
import { type Account, openAuth, openAuthPool } from './auth.ts'
import { type App, type AppEnv, type AppOptions, type Deps, defaultLimits } from './deps.ts'
import { frame, sameSite, sized, wellFormed } from './guards.ts'
import { matterTables } from './matter-tables.ts'
import { HttpRefusal, problemFrom, problemResponse } from './problems.ts'
import { queryCodes } from './query-code.ts'
import { logRefusals } from './refusals.ts'
import { accountRoutes } from './routes-accounts.ts'
import { actionRoutes } from './routes-actions.ts'
import { adminRoutes } from './routes-admin.ts'
import { auditRoutes } from './routes-audit.ts'
import { bulletinRoutes } from './routes-bulletin.ts'
import { calendarRoutes } from './routes-calendar.ts'
import { certificateRoutes } from './routes-certificates.ts'
import { dossierRoutes } from './routes-dossier.ts'
import { draftRoutes } from './routes-drafts.ts'
import { fileRoutes } from './routes-files.ts'
import { findingRoutes } from './routes-findings.ts'
import { lawRoutes } from './routes-laws.ts'
import { limitRoutes } from './routes-limits.ts'
import { lookupRoutes } from './routes-lookups.ts'
import { manyRoutes } from './routes-many.ts'
import { mapKeepingRoutes, mapRoutes } from './routes-map.ts'
import { matterRoutes } from './routes-matters.ts'
import { checkPages, paperRoutes } from './routes-papers.ts'
import { partyRoutes } from './routes-parties.ts'
import { previewRoutes } from './routes-preview.ts'
import { procedurePageRoutes } from './routes-procedure-pages.ts'
import { procedureRoutes } from './routes-procedures.ts'
import { publicRoutes } from './routes-public.ts'
import { receiptRoutes } from './routes-receipt.ts'
import { referenceRoutes } from './routes-reference.ts'
import { registerRoutes } from './routes-registers.ts'
import { reportRoutes } from './routes-report.ts'
import { searchRoutes } from './routes-search.ts'
import { sessionRoutes } from './routes-session.ts'
import { workRoutes } from './routes-work.ts'
import { identify } from './session.ts'
import { staticFiles } from './static.ts'

export type { AppOptions, Limits, RecordPage, ReportSource } from './deps.ts'

/** Routes behind the guards and the session; files come before them, since their bodies are no JSON. */
const routesBehind: readonly ((app: App, deps: Deps) => void)[] = [
  sessionRoutes,
  procedurePageRoutes,
  procedureRoutes,
  matterRoutes,
  paperRoutes,
  dossierRoutes,
  actionRoutes,
  previewRoutes,
  manyRoutes,
  limitRoutes,
  lookupRoutes,
  partyRoutes,
  draftRoutes,
  searchRoutes,
  workRoutes,
  findingRoutes,
  mapRoutes,
  adminRoutes,
  certificateRoutes,
  auditRoutes,
  accountRoutes,
  calendarRoutes,
  publicRoutes,
  receiptRoutes,
  registerRoutes,
  reportRoutes,
  bulletinRoutes,
  referenceRoutes,
  lawRoutes,
]

export type Server = {
  fetch: (request: Request, env?: unknown) => Response | Promise<Response>
  /** Accounts are made here and nowhere on the network. Returns whether it was made. */
  createAccount(account: Account): Promise<boolean>
  disableAccount(username: string): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the application over an open city. `fetch` is served by any server of web requests; `close` ends its own pool and
 * leaves the city's.
 */
export async function createApp(options: AppOptions): Promise<Server> {
  const authPool = openAuthPool(options.pool)
  const limits = { ...defaultLimits, ...options.limits }
  const securityClock = options.securityClock ?? systemClock
  const nowMs = () => epochMs(securityClock.now())
  const auth = await openAuth(authPool, options.secrets.authSecret, options.passwordCost)
  const deps: Deps = {
    ...options,
    limits,
    auth,
    authPool,
    securityClock,
    codes: queryCodes(options.secrets.hmacKey),
    tables: await matterTables(options.pool, options.registry),
    publicRate: minuteCounter(limits.publicPerMinute, nowMs),
    writeRate: minuteCounter(limits.writesPerMinute, nowMs),
  }
  const app = routesOf(deps)
  return {
    fetch: (request, env) => app.fetch(request, (env ?? {}) as AppEnv['Bindings']),
    createAccount: auth.createAccount,
    disableAccount: (username) => auth.disableAccount(username, new Date(nowMs())),
    close: () => auth.close(),
  }
}

function routesOf(deps: Deps): App {
  const app: App = new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (result.success) return
      // An id that cannot be one is an unknown one.
      if (result.target === 'param')
        return problemResponse({
          type: 'urn:fadu:rule:http.notFound',
          title: '没有这个地址，或者您无权查看',
          status: 404,
          requestId: c.get('requestId'),
        })
      return problemResponse({
        type: 'urn:fadu:rule:http.input',
        title: result.error.issues[0]?.message ?? '填写有误',
        status: 422,
        errors: result.error.issues.map((i) => ({ path: i.path.join('.'), message: i.message })),
        requestId: c.get('requestId'),
      })
    },
  })
  app.onError((error, c) => {
    const requestId = c.get('requestId') ?? ''
    const { problem, headers, isAccident } = problemFrom(error, requestId)
    if (isAccident) (deps.onError ?? logAccident)(error, requestId)
    return problemResponse(problem, headers)
  })
  app.use('/api/*', logRefusals(deps))
  fileRoutes(app, deps)
  mapKeepingRoutes(app, deps)
  app.use('*', frame(deps), sameSite(deps), sized, wellFormed)
  checkPages(app, deps)
  if (deps.webDir) app.use('*', staticFiles(deps.webDir))
  app.use('/api/*', identify(deps))
  for (const routes of routesBehind) routes(app, deps)
  const document = documentOf(app)
  app.get('/api/openapi.json', (c) => c.json(document))
  const methodsAt = methodsOf(document)
  app.notFound((c) => {
    const allow = methodsAt(c.req.path)
    const refusal = allow.length
      ? new HttpRefusal(405, 'http.method', '这个地址不接受这种方法', { allow: allow.join(', ') })
      : new HttpRefusal(404, 'http.notFound', '没有这个地址，或者您无权查看')
    const { problem, headers } = problemFrom(refusal, c.get('requestId'))
    return problemResponse(problem, headers)
  })
  return app
}

const logAccident = (error: unknown, requestId: string) =>
  console.error(JSON.stringify({ requestId, error: String((error as Error)?.stack ?? error) }))

type Document = { paths?: Record<string, Record<string, unknown>> }

function documentOf(app: App): Document {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'fadu.session_token',
  })
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: '法度',
      version: '1',
      description: '写操作须带 Idempotency-Key；被拒绝时回答 application/problem+json，写明依据和可以怎样办。',
    },
  })
  return JSON.parse(JSON.stringify(document)) as Document
}

/** Which methods an address takes, from the document itself. */
function methodsOf(document: Document): (path: string) => string[] {
  const known = Object.entries({ ...document.paths, '/api/openapi.json': { get: {} } }).map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
    methods: Object.keys(methods).map((m) => m.toUpperCase()),
  }))
  return (path) => [...new Set(known.filter((k) => k.pattern.test(path)).flatMap((k) => k.methods))]
}

/** The OpenAPI document of a registry, without a database: what is committed and compared. */
export function openApiDocument(registry: Registry): unknown {
  return documentOf(bare(registry))
}

function bare(registry: Registry): App {
  const app: App = new OpenAPIHono<AppEnv>()
  const deps = { registry, files: {} } as unknown as Deps
  for (const routes of [fileRoutes, mapKeepingRoutes, ...routesBehind]) routes(app, deps)
  return app
}
