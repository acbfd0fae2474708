/** The city's boundaries as it imported them itself, none where it has not; the system's administrator keeps them. */
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { instantFromMs, localDateOf } from '#kernel/clock'
import { PlainError, Refusal } from '#kernel/errors'
import { mustBe } from './admin-rights.ts'
import { type Area, mapLimits } from './city-map.ts'
import type { App, AppEnv, Ctx, Deps } from './deps.ts'
import { frame, sameSite } from './guards.ts'
import { HttpRefusal } from './problems.ts'
import { answers, capacityHeader, createRoute, named, signedIn, z } from './schemas.ts'
import { identify, reading } from './session.ts'

const area = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(['city', 'county', 'town']),
  polygons: z.array(z.array(z.array(z.array(z.number())))).describe('每个面：外圈在前，其后为孔；每点为经度、纬度'),
})
const map = z.object({
  approval: z.string().describe('审图号'),
  importedOn: z.string(),
  source: z.string().describe('文件名'),
  areas: z.array(area),
})

export function mapRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/map',
      tags: ['监督'],
      summary: '本市自行导入的区划界线；没有导入的为空',
      security: signedIn,
      request: { headers: capacityHeader },
      responses: answers(z.object({ map: map.nullable() }), '区划界线'),
    }),
    async (c) => {
      const found = await reading(deps, c, async ({ client }) => {
        const row = (await client.query('select approval, source, areas, imported_at from kernel.city_map')).rows[0]
        if (!row) return null
        const places = new Map(
          (await client.query('select code, name, level from kernel.place')).rows.map((p) => [p.code, p]),
        )
        return {
          approval: row.approval as string,
          source: row.source as string,
          importedOn: localDateOf(instantFromMs((row.imported_at as Date).getTime())) as string,
          areas: (JSON.parse(row.areas) as Area[]).flatMap(({ code, polygons }) => {
            const p = places.get(code)
            return p ? [{ code, name: p.name as string, level: p.level as 'town', polygons }] : []
          }),
        }
      })
      return c.json({ map: found }, 200)
    },
  )
}

/** A map is a file of up to twenty megabytes: it is registered before the guard that keeps bodies small, with the guards it needs. */
export function mapKeepingRoutes(app: App, deps: Deps): void {
  const guards: MiddlewareHandler<AppEnv>[] = [frame(deps), sameSite(deps), identify(deps)]
  const small = bodyLimit({
    maxSize: mapLimits.bytes,
    onError: () => {
      throw new HttpRefusal(413, 'map.tooLarge', `文件超过 ${mapLimits.bytes / 1024 / 1024} MB。请先简化界线再导入`)
    },
  })
  const common = { tags: ['管理'], security: signedIn, path: '/api/admin/map' }
  const keeperOf = async (c: Ctx) => {
    const officer = await reading(deps, c, async ({ actor }) => {
      mustBe(actor, ['system_admin'], deps.registry)
      return actor.id
    })
    if (!deps.map) throw new HttpRefusal(503, 'map.closed', '这里不能导入区划界线，请用命令行导入')
    return { officer, keeper: deps.map }
  }

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      summary: '导入本市的区划界线（GeoJSON），已有的整个替换；限系统管理员',
      middleware: [...guards, small],
      request: {
        headers: capacityHeader,
        query: z.object({
          approval: z.string().min(1).max(60).describe('审图号'),
          property: z.string().min(1).max(60).default('code').describe('要素里区划代码的属性名'),
          source: named.default('地图').describe('文件名'),
        }),
        body: {
          required: true,
          content: { 'application/geo+json': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
        },
      },
      responses: answers(z.object({ areas: z.number().int(), approval: z.string() }), '已导入'),
    }),
    async (c) => {
      const { officer, keeper } = await keeperOf(c)
      if (!/^application\/geo\+json\s*(;|$)/i.test(c.req.header('content-type') ?? ''))
        throw new HttpRefusal(415, 'http.mediaType', '请求内容须为 application/geo+json')
      try {
        const map = { ...c.req.valid('query'), text: await c.req.text(), by: officer }
        return c.json(await keeper.keep(map), 200)
      } catch (error) {
        if (!(error instanceof PlainError)) throw error
        const [title, ...faults] = error.message.split('\n')
        throw new Refusal('input', 'map.faults', title!, {
          fields: faults.map((f) => ({ path: 'file', message: f.trim() })),
        })
      }
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'delete',
      summary: '去掉已导入的区划界线；限系统管理员',
      middleware: guards,
      request: { headers: capacityHeader },
      responses: answers(z.object({ removed: z.number().int() }), '已去掉'),
    }),
    async (c) => c.json({ removed: await (await keeperOf(c)).keeper.remove() }, 200),
  )
}
