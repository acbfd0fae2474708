/** The choices that forms offer. */
import { Refusal } from '#kernel/errors'
import type { App, Deps } from './deps.ts'
import { publicRate } from './guards.ts'
import { type Asked, choicesOf, publicLookups } from './lookups.ts'
import { answers, capacityHeader, createRoute, named, signedIn, uuid, z } from './schemas.ts'
import { nobody, reading, readingAs } from './session.ts'

const choice = z
  .object({
    value: z.string(),
    label: z.string(),
    hint: z.string().nullable(),
    fill: z.record(z.string(), z.string()).nullable().describe('选中后一并填入旁边各项的值'),
  })
  .openapi('Choice')
const answer = answers(z.object({ items: z.array(choice) }), '选项')

const list = z
  .string()
  .max(2000)
  .optional()
  .transform((s) => s?.split(',').filter(Boolean))
const query = z.object({
  q: named.optional().describe('名称里的文字'),
  values: list.describe('只要这些值，以逗号分开'),
  only: list.describe('机构类型、区划级别、程序、职务，以逗号分开'),
  limit: z.coerce.number().int().min(1).max(200).default(20),
})
const asked = (q: z.output<typeof query>): Asked => ({ ...q, q: q.q?.normalize('NFC').trim() || undefined })

export function lookupRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/lookups/{lookup}',
      tags: ['办理'],
      summary: '表单里可以选的',
      security: signedIn,
      request: {
        params: z.object({ lookup: named }),
        query: query.extend({
          matter: uuid.optional().describe('在哪一件事项上办'),
          agency: named.optional().describe('哪一机构的；不填为事项的，没有事项的为自己的'),
        }),
        headers: capacityHeader,
      },
      responses: answer,
    }),
    async (c) => {
      const { agency, matter, ...q } = c.req.valid('query')
      const items = await reading(deps, c, async ({ client, post, today }) => {
        const of =
          agency ??
          (matter
            ? (await client.query('select agency_id from kernel.matter where matter_id = $1', [matter])).rows[0]
                ?.agency_id
            : post.agencyId)
        const by = { client, registry: deps.registry, scope: post.scope, agencyId: post.agencyId, today }
        return choicesOf(c.req.valid('param').lookup, { ...asked(q), matter, agency: of }, by)
      })
      return c.json({ items }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/public/lookups/{lookup}',
      tags: ['公众'],
      summary: '公众表单里可以选的机构和区划',
      middleware: [publicRate(deps)] as const,
      request: { params: z.object({ lookup: named }), query },
      responses: answer,
    }),
    async (c) => {
      const { lookup } = c.req.valid('param')
      if (!publicLookups.has(lookup)) throw new Refusal('missing', 'kernel.lookup', '没有这种选项')
      const items = await readingAs(deps, nobody, (client, today) =>
        choicesOf(lookup, asked(c.req.valid('query')), {
          client,
          registry: deps.registry,
          scope: nobody,
          agencyId: '',
          today,
        }),
      )
      return c.json({ items }, 200)
    },
  )
}
