/** What the audit's administrator reads: who signed in and whose account was closed, and what was refused to whom. */
import { mustBe } from './admin-rights.ts'
import type { App, Deps } from './deps.ts'
import { basisTexts } from './problems.ts'
import { actionLabel, ruleWords } from './refusals.ts'
import { answers, capacityHeader, createRoute, named, pageSize, signedIn, z } from './schemas.ts'
import { signInOutcomes as outcomes, reading } from './session.ts'

const common = { tags: ['管理'], security: signedIn }

export function auditRoutes(app: App, deps: Deps): void {
  const { registry } = deps

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/admin/sign-ins',
      summary: '登录日志，新的在前；限审计管理员',
      request: {
        query: z.object({
          outcome: z.enum(outcomes).optional(),
          username: named.optional(),
          after: z.coerce.number().int().min(1).optional(),
          limit: pageSize,
        }),
        headers: capacityHeader,
      },
      responses: answers(
        z.object({
          items: z.array(
            z.object({
              id: z.string(),
              at: z.string(),
              outcome: z.enum(outcomes),
              username: z.string().nullable(),
              address: z.string().nullable(),
              by: z.string().nullable().describe('停用、恢复账号的人'),
              reason: z.string().nullable().describe('停用、恢复账号所依据的文件'),
            }),
          ),
          next: z.string().nullable(),
        }),
        '登录日志',
      ),
    }),
    async (c) => {
      const q = c.req.valid('query')
      await reading(deps, c, async ({ actor }) => mustBe(actor, ['audit_admin'], registry))
      const { rows } = await deps.authPool.query(
        `select event_id, at, outcome, coalesce(e.username, u.username) as username, address, b.name as by, reason
         from auth.sign_in_event e left join auth."user" u on u.id = e.user_id left join auth."user" b on b.id = e.by_user_id
         where ($1::text is null or outcome = $1) and ($2::text is null or coalesce(e.username, u.username) = $2)
           and ($3::bigint is null or event_id < $3) order by event_id desc limit $4`,
        [q.outcome ?? null, q.username?.toLowerCase() ?? null, q.after ?? null, q.limit + 1],
      )
      const page = rows.slice(0, q.limit)
      return c.json(
        {
          items: page.map((r) => ({
            id: String(r.event_id),
            at: (r.at as Date).toISOString(),
            outcome: r.outcome as (typeof outcomes)[number],
            username: r.username as string | null,
            address: r.address as string | null,
            by: r.by as string | null,
            reason: r.reason as string | null,
          })),
          next: rows.length > q.limit ? String(page.at(-1)!.event_id) : null,
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/admin/refusals',
      summary: '对工作人员不予办理的日志，新的在前；限审计管理员',
      request: {
        query: z.object({
          username: named.optional(),
          rule: named.optional().describe('规则标识'),
          after: z.coerce.number().int().min(1).optional(),
          limit: pageSize,
        }),
        headers: capacityHeader,
      },
      responses: answers(
        z.object({
          items: z.array(
            z.object({
              id: z.string(),
              at: z.string(),
              name: z.string().nullable(),
              username: z.string().nullable(),
              roleLabel: z.string().nullable().describe('所称的职务'),
              procedureLabel: z.string().nullable(),
              actionLabel: z.string().nullable(),
              isPreview: z.boolean().describe('核对时即不予办理，没有提交'),
              method: z.string(),
              route: z.string().describe('接口地址的写法，不含所填的内容'),
              routeLabel: z.string().nullable().describe('这个接口是做什么的'),
              rule: z.string(),
              ruleLabel: z.string().nullable(),
              basis: z.array(z.string()),
              matterId: z.string().nullable(),
            }),
          ),
          next: z.string().nullable(),
        }),
        '不予办理的日志',
      ),
    }),
    async (c) => {
      const q = c.req.valid('query')
      await reading(deps, c, async ({ actor }) => mustBe(actor, ['audit_admin'], registry))
      const { rows } = await deps.authPool.query(
        `select e.*, u.name, u.username from auth.refusal_event e left join auth."user" u on u.id = e.user_id
         where ($1::text is null or u.username = $1) and ($2::text is null or e.rule = $2)
           and ($3::bigint is null or e.event_id < $3) order by e.event_id desc limit $4`,
        [q.username?.toLowerCase() ?? null, q.rule ?? null, q.after ?? null, q.limit + 1],
      )
      const page = rows.slice(0, q.limit)
      const summaries = new Map(
        app.openAPIRegistry.definitions.flatMap((d) =>
          d.type === 'route' ? [[`${d.route.method.toUpperCase()} ${d.route.path}`, d.route.summary]] : [],
        ) as [string, string | undefined][],
      )
      return c.json(
        {
          items: page.map((r) => {
            const words = ruleWords(registry, r.rule, r.procedure)
            return {
              id: String(r.event_id),
              at: (r.at as Date).toISOString(),
              name: r.name as string | null,
              username: r.username as string | null,
              roleLabel: r.role === null ? null : (registry.roles.get(r.role)?.label ?? null),
              procedureLabel: registry.procedures.get(r.procedure)?.at(-1)?.label ?? null,
              actionLabel: actionLabel(registry, r.procedure, r.action),
              isPreview: r.route === '/api/preview',
              method: r.method as string,
              route: r.route as string,
              routeLabel: summaries.get(`${r.method} ${r.route}`) ?? null,
              rule: r.rule as string,
              ruleLabel: words.label,
              basis: basisTexts(words.basis),
              matterId: r.matter_id as string | null,
            }
          }),
          next: rows.length > q.limit ? String(page.at(-1)!.event_id) : null,
        },
        200,
      )
    },
  )
}
