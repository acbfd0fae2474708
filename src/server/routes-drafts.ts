/** What a signed-in person keeps for himself: forms begun and not sent, and filters of lists under a name. No act, nobody else reads them. */
import { Refusal } from '#kernel/errors'
import type { App, Ctx, Deps } from './deps.ts'
import { answers, anything, createRoute, jsonBody, named, signedIn, uuid, z } from './schemas.ts'
import { requireUser, securityNow } from './session.ts'

/** How long a draft is kept after it was last saved. */
export const draftDays = 30
const mostDrafts = 200
const mostFilters = 50
const mostBytes = 1024 * 1024

const draft = z
  .object({
    id: z.string(),
    procedure: z.string(),
    procedureLabel: z.string(),
    action: z.string(),
    actionLabel: z.string(),
    matterId: z.string().nullable(),
    title: z.string(),
    savedAt: z.string(),
    expiresAt: z.string(),
  })
  .openapi('Draft')
const common = { tags: ['草稿'], security: signedIn }
const done = z.object({ done: z.literal(true) })
const idParam = z.object({ id: uuid })
const noDraft = () => new Refusal('missing', 'kernel.draft', '没有这份草稿，或者已经过了三十日')

export function draftRoutes(app: App, deps: Deps): void {
  const pool = deps.authPool
  const owner = (c: Ctx) => requireUser(c).userId
  const view = (r: any) => {
    const p = deps.registry.procedures.get(r.procedure)?.at(-1)
    return {
      id: r.draft_id as string,
      procedure: r.procedure as string,
      procedureLabel: p?.label ?? r.procedure,
      action: r.action as string,
      actionLabel: p?.actions[r.action]?.label ?? r.action,
      matterId: r.matter_id as string | null,
      title: r.title as string,
      savedAt: (r.saved_at as Date).toISOString(),
      expiresAt: (r.expires_at as Date).toISOString(),
    }
  }
  const draftColumns = 'draft_id, procedure, action, matter_id, title, saved_at, expires_at'

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/drafts',
      summary: '我的草稿，新的在前',
      request: { query: z.object({ matter: uuid.optional() }) },
      responses: answers(z.object({ items: z.array(draft) }), '草稿'),
    }),
    async (c) => {
      const { rows } = await pool.query(
        `select ${draftColumns} from auth.draft where user_id = $1 and expires_at > $2 and ($3::uuid is null or matter_id = $3)
         order by saved_at desc limit $4`,
        [owner(c), securityNow(deps), c.req.valid('query').matter ?? null, mostDrafts],
      )
      return c.json({ items: rows.map(view) }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/drafts/{id}',
      summary: '一份草稿',
      request: { params: idParam },
      responses: answers(draft.extend({ content: anything }), '草稿'),
    }),
    async (c) => {
      const { rows } = await pool.query(
        `select ${draftColumns}, content from auth.draft where draft_id = $1 and user_id = $2 and expires_at > $3`,
        [c.req.valid('param').id, owner(c), securityNow(deps)],
      )
      if (!rows[0]) throw noDraft()
      return c.json({ ...view(rows[0]), content: JSON.parse(rows[0].content) }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'put',
      path: '/api/drafts/{id}',
      summary: '保存草稿；每次保存后再留三十日',
      request: {
        params: idParam,
        body: jsonBody(
          z.strictObject({
            procedure: named,
            action: named,
            matterId: uuid.optional(),
            title: z.string().max(200),
            content: anything,
          }),
        ),
      },
      responses: answers(draft, '已保存'),
    }),
    async (c) => {
      const { procedure, action, matterId, title, content } = c.req.valid('json')
      const text = JSON.stringify(content ?? null)
      if (Buffer.byteLength(text) > mostBytes)
        throw new Refusal('input', 'kernel.draft.size', '草稿超过 1 MB，没有保存；请减少文字，材料请用附件')
      const now = securityNow(deps)
      const user = owner(c)
      // What has expired goes whenever somebody saves: there is no need of a clock of its own.
      await pool.query('delete from auth.draft where expires_at <= $1', [now])
      const { rows } = await pool.query(
        `insert into auth.draft (draft_id, user_id, procedure, action, matter_id, title, content, saved_at, expires_at)
         select $1, $2, $3, $4, $5, $6, $7, $8, $8::timestamptz + make_interval(days => $9)
         where (select count(*) from auth.draft where user_id = $2 and draft_id <> $1) < $10
         on conflict (draft_id) do update set procedure = excluded.procedure, action = excluded.action, matter_id = excluded.matter_id,
           title = excluded.title, content = excluded.content, saved_at = excluded.saved_at, expires_at = excluded.expires_at
         where auth.draft.user_id = excluded.user_id
         returning ${draftColumns}`,
        [c.req.valid('param').id, user, procedure, action, matterId ?? null, title, text, now, draftDays, mostDrafts],
      )
      if (!rows[0])
        throw new Refusal('conflict', 'kernel.draft.many', `没有保存：草稿最多保存${mostDrafts}份，请先删除不用的`)
      return c.json(view(rows[0]), 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/api/drafts/{id}',
      summary: '删除草稿',
      request: { params: idParam },
      responses: answers(done, '已删除'),
    }),
    async (c) => {
      await pool.query('delete from auth.draft where draft_id = $1 and user_id = $2', [
        c.req.valid('param').id,
        owner(c),
      ])
      return c.json({ done: true as const }, 200)
    },
  )

  filterRoutes(app, deps, owner)
}

function filterRoutes(app: App, deps: Deps, owner: (c: Ctx) => string): void {
  const pool = deps.authPool
  const params = z.object({ list: named, name: z.string().min(1).max(40) })
  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/filters/{list}',
      summary: '我给一个清单存下的筛选',
      request: { params: params.pick({ list: true }) },
      responses: answers(z.object({ items: z.array(z.object({ name: z.string(), filter: anything })) }), '筛选'),
    }),
    async (c) => {
      const { rows } = await pool.query(
        'select name, filter from auth.saved_filter where user_id = $1 and list = $2 order by name',
        [owner(c), c.req.valid('param').list],
      )
      return c.json({ items: rows.map((r) => ({ name: r.name as string, filter: JSON.parse(r.filter) })) }, 200)
    },
  )
  app.openapi(
    createRoute({
      ...common,
      method: 'put',
      path: '/api/filters/{list}/{name}',
      summary: '存下一个筛选',
      request: { params, body: jsonBody(z.strictObject({ filter: z.record(z.string(), z.string().max(200)) })) },
      responses: answers(done, '已存'),
    }),
    async (c) => {
      const { list, name } = c.req.valid('param')
      const { rowCount } = await pool.query(
        `insert into auth.saved_filter (user_id, list, name, filter, saved_at)
         select $1, $2, $3, $4, $5 where (select count(*) from auth.saved_filter where user_id = $1 and (list, name) <> ($2, $3)) < $6
         on conflict (user_id, list, name) do update set filter = excluded.filter, saved_at = excluded.saved_at`,
        [owner(c), list, name, JSON.stringify(c.req.valid('json').filter), securityNow(deps), mostFilters],
      )
      if (!rowCount) throw new Refusal('conflict', 'kernel.filter.many', `最多存${mostFilters}个筛选，请先删除不用的`)
      return c.json({ done: true as const }, 200)
    },
  )
  app.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/api/filters/{list}/{name}',
      summary: '删除一个筛选',
      request: { params },
      responses: answers(done, '已删除'),
    }),
    async (c) => {
      const { list, name } = c.req.valid('param')
      await pool.query('delete from auth.saved_filter where user_id = $1 and list = $2 and name = $3', [
        owner(c),
        list,
        name,
      ])
      return c.json({ done: true as const }, 200)
    },
  )
}
