/** Reference data that everybody may read: places, agencies, the signed heads of the record, and whether the server lives. */

import { localDateOf } from '#kernel/clock'
import { Refusal } from '#kernel/errors'
import { migrationFiles } from '../../db/migrate.ts'
import { checkGuard, unguarded } from '../../db/record-guard.ts'
import { findMissing, missingSentence, tablesMadeBy } from '../../db/structure.ts'
import type { App, Deps } from './deps.ts'
import { answers, createRoute, named, z } from './schemas.ts'
import { nobody, readingAs } from './session.ts'

const checkpoint = z
  .object({
    size: z.number().int(),
    root: z.string(),
    note: z.string().describe('C2SP 检查点原文'),
    signedAt: z.string(),
  })
  .openapi('Checkpoint')
const tags = { tags: ['基础数据'] }

export function referenceRoutes(app: App, deps: Deps): void {
  const tables = tablesMadeBy(migrationFiles(deps.registry))
  app.openapi(
    createRoute({
      ...tags,
      method: 'get',
      path: '/api/health',
      summary: '服务是否正常',
      responses: answers(
        z.object({
          status: z.enum(['ok', 'warning']),
          today: z.string(),
          says: z.array(z.string()).describe('运维需要知道的：记录表的防改触发器缺失、停用，或者数据库不能设置'),
        }),
        '正常，或者有需要运维处理的情况',
      ),
    }),
    async (c) => {
      const missing = await findMissing(deps.pool, tables)
      if (missing.length) throw new Refusal('busy', 'kernel.structure', missingSentence(missing))
      const { faults, isUnguarded } = await readingAs(deps, nobody, checkGuard)
      return c.json(
        {
          status: faults.length ? ('warning' as const) : ('ok' as const),
          today: localDateOf(deps.clock.now()) as string,
          says: isUnguarded ? [unguarded] : faults,
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      ...tags,
      method: 'get',
      path: '/api/places',
      summary: '行政区划',
      responses: answers(
        z.object({
          items: z.array(
            z.object({
              code: z.string(),
              name: z.string(),
              level: z.string(),
              kind: z.string(),
              parent: z.string().nullable(),
              from: z.string().nullable(),
              to: z.string().nullable(),
              isFromKnown: z.boolean().describe('起始之日有据；否则为平台日历的第一日'),
            }),
          ),
        }),
        '区划',
      ),
    }),
    async (c) => {
      const items = await readingAs(
        deps,
        nobody,
        async (client) =>
          (
            await client.query(
              'select code, name, level, kind, parent_code as parent, valid_from as "from", valid_to as "to", is_valid_from_known as "isFromKnown" from kernel.place order by code',
            )
          ).rows,
      )
      c.header('cache-control', 'public, max-age=300')
      return c.json({ items }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...tags,
      method: 'get',
      path: '/api/agencies',
      summary: '机构',
      request: {
        query: z.object({
          kind: named.optional(),
          county: named.optional(),
          town: named.optional(),
          q: named.optional().describe('名称里含有的文字'),
          cityLevel: z.enum(['true']).optional().describe('只列市本级的'),
          after: named.optional(),
          limit: z.coerce.number().int().min(1).max(1000).default(200),
        }),
      },
      responses: answers(
        z.object({
          items: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              kind: z.string(),
              parent: z.string().nullable(),
              county: z.string().nullable(),
              town: z.string().nullable(),
              from: z.string().nullable(),
              to: z.string().nullable(),
            }),
          ),
          next: z.string().nullable(),
        }),
        '机构',
      ),
    }),
    async (c) => {
      const q = c.req.valid('query')
      const rows = await readingAs(
        deps,
        nobody,
        async (client) =>
          (
            await client.query(
              `select agency_id as id, name, kind, parent_id as parent, county_code as county, town_code as town, valid_from as "from", valid_to as "to" from kernel.agency
               where ($1::text is null or kind = $1) and ($2::text is null or county_code = $2) and ($3::text is null or town_code = $3)
                 and ($4::text is null or strpos(name, $4) > 0) and ($5::text is null or agency_id > $5)
                 and ($7::text is null or county_code is null) order by agency_id limit $6`,
              [
                q.kind ?? null,
                q.county ?? null,
                q.town ?? null,
                q.q?.normalize('NFC') ?? null,
                q.after ?? null,
                q.limit + 1,
                q.cityLevel ?? null,
              ],
            )
          ).rows,
      )
      const items = rows.slice(0, q.limit)
      return c.json({ items, next: rows.length > q.limit ? (items.at(-1)!.id as string) : null }, 200)
    },
  )

  const findCheckpoint = (size: number | undefined) =>
    readingAs(deps, nobody, async (client) => {
      const { rows } = await client.query(
        'select size, root, note, signed_at from kernel.checkpoint where ($1::bigint is null or size = $1) order by size desc limit 1',
        [size ?? null],
      )
      if (!rows[0]) throw new Refusal('missing', 'kernel.checkpoint', '没有这个检查点')
      return {
        size: rows[0].size as number,
        root: rows[0].root as string,
        note: rows[0].note as string,
        signedAt: (rows[0].signed_at as Date).toISOString(),
      }
    })

  app.openapi(
    createRoute({
      ...tags,
      method: 'get',
      path: '/api/checkpoints/latest',
      summary: '最新的签名检查点',
      responses: answers(checkpoint, '检查点'),
    }),
    async (c) => c.json(await findCheckpoint(undefined), 200),
  )
  app.openapi(
    createRoute({
      ...tags,
      method: 'get',
      path: '/api/checkpoints/{size}',
      summary: '某一大小的签名检查点',
      request: { params: z.object({ size: z.coerce.number().int().min(0) }) },
      responses: answers(checkpoint, '检查点'),
    }),
    async (c) => c.json(await findCheckpoint(c.req.valid('param').size), 200),
  )
}
