/** Registers that the public reads: which there are, and their rows. */

import { Refusal } from '#kernel/errors'
import type { App, Deps } from './deps.ts'
import { basisTexts } from './problems.ts'
import { answers, createRoute, named, pageSize, record, z } from './schemas.ts'
import { nobody, readingAs } from './session.ts'

const field = z.object({
  name: z.string(),
  label: z.string(),
  fields: z.array(z.object({ name: z.string(), label: z.string() })).describe('有下级的，各行的字段'),
})
const register = z
  .object({
    kind: z.string(),
    label: z.string(),
    title: z.string().describe('作为标题的字段'),
    basis: z.array(z.string()),
    fields: z.array(field),
  })
  .openapi('Register')

export function registerRoutes(app: App, deps: Deps): void {
  const { registry } = deps
  const common = { tags: ['公众'] }

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/public/registers',
      summary: '有哪些依法公开的名册',
      responses: answers(z.object({ items: z.array(register) }), '名册'),
    }),
    (c) =>
      c.json(
        {
          items: [...registry.registers.values()].map((r) => ({
            kind: r.kind,
            label: r.label,
            title: r.title,
            basis: basisTexts(r.basis),
            fields: Object.entries(r.fields).map(([name, f]) =>
              typeof f === 'string'
                ? { name, label: f, fields: [] }
                : { name, label: f.label, fields: Object.entries(f.fields).map(([n, label]) => ({ name: n, label })) },
            ),
          })),
        },
        200,
      ),
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/public/register/{kind}',
      summary: '一份名册',
      request: {
        params: z.object({ kind: named }),
        query: z.object({ after: named.optional(), limit: pageSize, q: named.optional().describe('内容里含有的文字') }),
      },
      responses: answers(
        z.object({
          items: z.array(z.object({ id: z.string(), publishedOn: z.string(), content: record })),
          next: z.string().nullable(),
        }),
        '名册',
      ),
    }),
    async (c) => {
      const { kind } = c.req.valid('param')
      if (!registry.registers.has(kind)) throw new Refusal('missing', 'kernel.register', '没有这份名册')
      const { after, limit, q } = c.req.valid('query')
      const rows = await readingAs(deps, nobody, async (client) => {
        const found = await client.query(
          `select id, published_on, content from kernel.published
           where kind = $1 and withdrawn_on is null and ($2::text is null or id > $2) and ($3::text is null or strpos(content, $3) > 0) order by id limit $4`,
          [kind, after ?? null, q?.normalize('NFC') ?? null, limit + 1],
        )
        return found.rows
      })
      const page = rows.slice(0, limit)
      return c.json(
        {
          items: page.map((r) => ({
            id: r.id as string,
            publishedOn: r.published_on as string,
            content: JSON.parse(r.content),
          })),
          next: rows.length > limit ? (page.at(-1)!.id as string) : null,
        },
        200,
      )
    },
  )
}
