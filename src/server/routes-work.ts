/** The work lists: what waits for whom, by when. */
import type { App, Deps } from './deps.ts'
import {
  answers,
  capacityHeader,
  createRoute,
  matterItem,
  named,
  pageSize,
  record,
  signedIn,
  uuid,
  z,
} from './schemas.ts'
import { reading } from './session.ts'
import { countWork, listWork, openOffers, urgencies, workLists } from './work.ts'

const urgency = z.enum(urgencies).describe('overdue 逾期；soon 七日内届满；later 以后届满；none 没有期限')
const filter = z.object({
  procedure: named.optional(),
  state: named.optional(),
  agency: named.optional(),
  urgency: urgency.optional(),
  q: named.optional().describe('编号的开头，或者标题里的文字'),
})
const cursor = z
  .string()
  .regex(/^[01]~(infinity|\d{4}-\d\d-\d\d)~[0-9a-f-]{36}$/, '不是上一页给的 next')
  .refine((text) => uuid.safeParse(text.split('~')[2]).success, '不是上一页给的 next')
  .optional()
  .describe('上一页给的 next')
const action = z.object({ action: z.string(), label: z.string() })

const workItem = z
  .object({
    matter: matterItem,
    place: z.string().nullable(),
    seen: z.number().int().describe('已有几步'),
    limit: z.string().nullable().describe('先到的期限；没有期限的为空'),
    due: z.string().nullable(),
    isProvisional: z.boolean(),
    urgency,
    basis: z.array(z.string()),
    next: z.array(action).describe('接下来要办的'),
    forMany: z.array(action).describe('可以与别的事项一并办理的'),
  })
  .openapi('WorkItem')
const counts = z.object({
  total: z.number().int(),
  byUrgency: z.object({
    overdue: z.number().int(),
    soon: z.number().int(),
    later: z.number().int(),
    none: z.number().int(),
  }),
  byProcedure: z.array(z.object({ procedure: z.string(), label: z.string(), count: z.number().int() })),
})
const offer = z
  .object({
    id: z.string(),
    from: z.string(),
    procedure: z.string(),
    procedureLabel: z.string(),
    offeredOn: z.string(),
    action: z.string().nullable(),
    actionLabel: z.string().nullable(),
    isAllowed: z.boolean(),
    input: record.nullable().describe('接收表单里已填的'),
  })
  .openapi('Offer')

const common = { tags: ['待办'], security: signedIn }
const list = z.object({ list: z.enum(workLists).describe('waiting 待我办；sent 我已办、等他人办') })

export function workRoutes(app: App, deps: Deps): void {
  const { registry } = deps

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/worklist/{list}',
      summary: '待办清单，先到期的在前',
      request: { params: list, query: filter.extend({ after: cursor, limit: pageSize }), headers: capacityHeader },
      responses: answers(z.object({ items: z.array(workItem), next: z.string().nullable() }), '待办'),
    }),
    async (c) => {
      const { after, limit, ...f } = c.req.valid('query')
      const [rank, due, id] = after?.split('~') ?? []
      const items = await reading(deps, c, (r) =>
        listWork(c.req.valid('param').list, { ...r, registry }, f, {
          after: due && id ? { rank: Number(rank), due, id } : undefined,
          limit: limit + 1,
        }),
      )
      const page = items.slice(0, limit)
      return c.json({ items: page, next: items.length > limit ? page.at(-1)!.key : null }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/worklist/{list}/count',
      summary: '清单里有几件，按急缓和程序分',
      request: { params: list, query: filter, headers: capacityHeader },
      responses: answers(counts, '件数'),
    }),
    async (c) =>
      c.json(
        await reading(deps, c, (r) => countWork(c.req.valid('param').list, { ...r, registry }, c.req.valid('query'))),
        200,
      ),
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/offers',
      summary: '别的单位提请移交给本单位、还没有答复的',
      request: { headers: capacityHeader },
      responses: answers(z.object({ items: z.array(offer) }), '移交'),
    }),
    async (c) => c.json({ items: await reading(deps, c, (r) => openOffers({ ...r, registry })) }, 200),
  )
}
