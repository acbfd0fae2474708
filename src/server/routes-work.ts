/** What waits: limits that run in the caller's scope, and what supervision found there. */
import type { App, Deps } from './deps.ts'
import { findProcedure, limitColumns, limitOf, matterColumns, matterItemOf } from './matter-view.ts'
import { basisTexts } from './problems.ts'
import {
  answers,
  capacityHeader,
  createRoute,
  day,
  limitView,
  matterItem,
  named,
  pageSize,
  signedIn,
  uuid,
  z,
} from './schemas.ts'
import { reading } from './session.ts'

const workItem = limitView.extend({ matter: matterItem }).openapi('WorkItem')
const cursor = z
  .string()
  .max(500)
  .refine(
    (text) => {
      const [due, id, limit, subject, ...more] = text.split('~')
      return (
        day.safeParse(due).success && uuid.safeParse(id).success && !!limit && subject !== undefined && !more.length
      )
    },
    { message: '不是上一页给的 next' },
  )
  .optional()
  .describe('上一页给的 next')

const finding = z
  .object({
    matterId: z.string(),
    rule: z.string(),
    label: z.string(),
    severity: z.enum(['RED', 'YELLOW']),
    basis: z.array(z.string()),
    subjectId: z.string().nullable().describe('违反发生在哪一件'),
    since: z.string(),
    foundOn: z.string(),
    closedOn: z.string().nullable(),
    state: z.string(),
    agencyId: z.string(),
    agencyName: z.string().nullable(),
  })
  .openapi('Finding')

export function workRoutes(app: App, deps: Deps): void {
  const { registry } = deps
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/worklist',
      tags: ['待办'],
      summary: '正在计算的期限，先到期的在前',
      security: signedIn,
      request: {
        query: z.object({ procedure: named.optional(), dueBy: day.optional(), after: cursor, limit: pageSize }),
        headers: capacityHeader,
      },
      responses: answers(z.object({ items: z.array(workItem), next: z.string().nullable() }), '期限'),
    }),
    async (c) => {
      const q = c.req.valid('query')
      const [due, id, limitId, subject] = q.after?.split('~') ?? []
      const items = await reading(deps, c, async ({ client, today }) => {
        const { rows } = await client.query(
          `select ${limitColumns}, ${matterColumns}, l.state as limit_state from kernel.matter_limit l
             join kernel.matter m on m.matter_id = l.matter_id left join kernel.agency a on a.agency_id = m.agency_id
           where l.state = 'running' and ($1::text is null or l.procedure = $1) and ($2::date is null or l.due <= $2)
             and ($3::date is null or (l.due, l.matter_id, l.limit_id, l.subject) > ($3, $4::uuid, $5, $6))
           order by l.due, l.matter_id, l.limit_id, l.subject limit $7`,
          [
            q.procedure ?? null,
            q.dueBy ?? null,
            due ?? null,
            id ?? null,
            limitId ?? null,
            subject ?? null,
            q.limit + 1,
          ],
        )
        return rows.map((r) => ({
          ...limitOf(findProcedure(registry, r.procedure, r.version), { ...r, state: r.limit_state }, today),
          matter: matterItemOf(registry, r),
        }))
      })
      const page = items.slice(0, q.limit)
      const last = page.at(-1)
      return c.json(
        {
          items: page,
          next: items.length > q.limit && last ? `${last.due}~${last.matter.id}~${last.limit}~${last.subject}` : null,
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/findings',
      tags: ['监督'],
      summary: '监督发现',
      security: signedIn,
      request: {
        query: z.object({
          open: z.enum(['true', 'false']).optional(),
          rule: named.optional(),
          after: uuid.optional(),
          limit: pageSize,
        }),
        headers: capacityHeader,
      },
      responses: answers(z.object({ items: z.array(finding), next: z.string().nullable() }), '发现'),
    }),
    async (c) => {
      const q = c.req.valid('query')
      const items = await reading(deps, c, async ({ client }) => {
        const { rows } = await client.query(
          `select f.matter_id, f.rule, f.severity, f.subject_id, f.since, f.found_on, f.closed_on, f.state, f.agency_id, a.name as agency_name
           from kernel.finding f left join kernel.agency a on a.agency_id = f.agency_id
           where ($1::boolean is null or (f.closed_on is null) = $1) and ($2::text is null or f.rule = $2) and ($3::uuid is null or f.matter_id < $3)
           order by f.matter_id desc limit $4`,
          [q.open === undefined ? null : q.open === 'true', q.rule ?? null, q.after ?? null, q.limit + 1],
        )
        return rows.map((r) => {
          const rule = registry.supervision.get(r.rule)
          return {
            matterId: r.matter_id as string,
            rule: r.rule as string,
            label: rule?.label ?? r.rule,
            severity: r.severity as 'RED' | 'YELLOW',
            basis: rule ? basisTexts(rule.basis) : [],
            subjectId: r.subject_id as string | null,
            since: r.since as string,
            foundOn: r.found_on as string,
            closedOn: r.closed_on as string | null,
            state: r.state as string,
            agencyId: r.agency_id as string,
            agencyName: r.agency_name as string | null,
          }
        })
      })
      const page = items.slice(0, q.limit)
      return c.json({ items: page, next: items.length > q.limit ? page.at(-1)!.matterId : null }, 200)
    },
  )
}
