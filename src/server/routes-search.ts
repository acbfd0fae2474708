/**
 * One box that finds things: matters by their exact number, persons by the beginning of a name, agencies, procedures and articles.
 * Everything under the asker's own scope. Of persons nothing is found by a part inside a name, so that a register cannot be combed.
 */
import type { Client } from '#kernel/db'
import { articleLabel } from '#kernel/law-text'
import { searchLaws } from '../laws/read.ts'
import type { App, Deps } from './deps.ts'
import { mayReadPersonal } from './matter-tables.ts'
import { matterColumns, matterItemOf, versionLabelOf } from './matter-view.ts'
import { answers, capacityHeader, createRoute, matterItem, signedIn, z } from './schemas.ts'
import { reading } from './session.ts'

const perGroup = 8
/** Shorter beginnings find half the city. */
const shortestName = 2

const found = z
  .object({
    matters: z.array(matterItem).describe('编号完全一致的'),
    persons: z.array(z.object({ name: z.string(), matter: matterItem })).describe('姓名（名称）以所输文字开头的'),
    agencies: z.array(z.object({ id: z.string(), name: z.string(), place: z.string().nullable() })),
    procedures: z.array(z.object({ id: z.string(), version: z.string(), versionLabel: z.string(), label: z.string() })),
    articles: z.array(
      z.object({
        id: z.string(),
        version: z.string(),
        title: z.string(),
        article: z.string(),
        label: z.string(),
        excerpt: z.string(),
      }),
    ),
  })
  .openapi('Found')

export function searchRoutes(app: App, deps: Deps): void {
  const { registry } = deps
  const nameColumns = registry.domains.flatMap((d) =>
    d.tables.flatMap((t) => (t.names ?? []).map((column) => ({ table: t.table, column }))),
  )

  /** Matters with a person whose name begins so, from every declared table of names. */
  async function personsOf(client: Client, beginning: string) {
    const persons = new Map<string, string>()
    for (const { table, column } of nameColumns) {
      const { rows } = await client.query(
        // Operators that let no row leak, so that the index is used behind the wall.
        `select t.matter_id, t.${column} as name from ${table} t where t.${column} ~>=~ $1 and t.${column} ~<~ $2
         order by t.matter_id desc limit ${perGroup}`,
        [beginning, `${beginning}\u{10FFFF}`],
      )
      for (const r of rows) persons.set(r.matter_id, r.name)
    }
    if (!persons.size) return []
    const { rows } = await client.query(
      `select ${matterColumns} from kernel.matter m left join kernel.agency a on a.agency_id = m.agency_id
       where m.matter_id = any ($1) order by m.is_final, m.matter_id desc limit ${perGroup}`,
      [[...persons.keys()]],
    )
    return rows.map((r) => ({ name: persons.get(r.matter_id)!, matter: matterItemOf(registry, r) }))
  }

  app.openapi(
    createRoute({
      tags: ['检索'],
      security: signedIn,
      method: 'get',
      path: '/api/search',
      summary: '检索：编号须完全一致，姓名按开头，机构、程序和法条按文字',
      request: { query: z.object({ q: z.string().trim().min(1).max(100) }), headers: capacityHeader },
      responses: answers(found, '检索结果'),
    }),
    async (c) => {
      const q = c.req.valid('query').q.normalize('NFC')
      const view = await reading(deps, c, async ({ client, post }) => {
        const matters = await client.query(
          `select ${matterColumns} from kernel.matter m left join kernel.agency a on a.agency_id = m.agency_id
           where m.number = $1 order by m.matter_id desc limit ${perGroup}`,
          [q],
        )
        const isNameAsked = [...q].length >= shortestName && !/[\d〔〕]/.test(q)
        const persons =
          isNameAsked && mayReadPersonal(post.scope.kind, post.scope.value) ? await personsOf(client, q) : []
        const agencies = await client.query(
          `select a.agency_id as id, a.name, coalesce(t.name, c.name) as place from kernel.agency a
             left join kernel.place t on t.code = a.town_code left join kernel.place c on c.code = a.county_code
           where strpos(a.name, $1) > 0 order by length(a.name), a.name limit ${perGroup}`,
          [q],
        )
        const laws = await searchLaws(client, q)
        return {
          matters: matters.rows.map((r) => matterItemOf(registry, r)),
          persons,
          agencies: agencies.rows as { id: string; name: string; place: string | null }[],
          procedures: [...registry.procedures]
            .map(([id, versions]) => {
              const p = versions.at(-1)!
              return { id, version: p.version, versionLabel: versionLabelOf(p), label: p.label }
            })
            .filter((p) => p.label.includes(q)),
          articles: laws.hits.slice(0, perGroup).map(({ statute, article, version, title, excerpt }) => ({
            id: statute,
            version,
            title,
            article,
            label: articleLabel(article),
            excerpt,
          })),
        }
      })
      return c.json(view, 200)
    },
  )
}
