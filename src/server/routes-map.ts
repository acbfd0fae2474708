/** The city's boundaries as it imported them itself; none where it has not. */
import { instantFromMs, localDateOf } from '#kernel/clock'
import type { Area } from './city-map.ts'
import type { App, Deps } from './deps.ts'
import { answers, capacityHeader, createRoute, signedIn, z } from './schemas.ts'
import { reading } from './session.ts'

const area = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(['city', 'county', 'town']),
  polygons: z.array(z.array(z.array(z.array(z.number())))).describe('每个面：外圈在前，其后为孔；每点为经度、纬度'),
})
const map = z.object({ approval: z.string().describe('审图号'), importedOn: z.string(), areas: z.array(area) })

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
        const row = (await client.query('select approval, areas, imported_at from kernel.city_map')).rows[0]
        if (!row) return null
        const places = new Map(
          (await client.query('select code, name, level from kernel.place')).rows.map((p) => [p.code, p]),
        )
        return {
          approval: row.approval as string,
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
