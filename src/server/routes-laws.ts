/** Statutes: which there are, one version with its articles and what in the program rests on each, and the search. Open to everybody. */
import { localDateOf } from '#kernel/clock'
import { Refusal } from '#kernel/errors'
import { citeText, findVersionInForce, keptIndex, type Statute, statutes } from '#kernel/law'
import { articleLabel } from '#kernel/law-text'
import { citationsOf, findWatched, type Rests, restsOn } from '../laws/citations.ts'
import { articlesOf, findArticle, importedTexts, searchLaws, shownHits } from '../laws/read.ts'
import type { App, Deps } from './deps.ts'
import { publicRate } from './guards.ts'
import { answers, createRoute, named, z } from './schemas.ts'
import { nobody, readingAs } from './session.ts'

const lawVersion = z
  .object({
    version: z.string().describe('公布或者修改的日期；不知道的为空'),
    from: z.string().nullable().describe('施行日；不在法规目录中的为空'),
    to: z.string().nullable(),
    inForce: z.boolean().nullable().describe('今天是否施行；不在法规目录中的为空'),
    standing: z.string().describe('read 原文已核；quoted 转引；unverified 未核；unregistered 不在法规目录中'),
    hasText: z.boolean().describe('已导入原文'),
    rests: z.number().int().describe('程序中依据它的地方'),
  })
  .openapi('LawVersion')
const rest = z
  .object({
    kind: z.enum(['action', 'limit', 'refusal', 'rule', 'indicator']),
    id: z.string(),
    label: z.string(),
    procedure: z
      .object({ id: z.string(), version: z.string(), label: z.string() })
      .nullable()
      .describe('所在的程序；监督规则的，是它所监督的程序'),
    figure: z.string().nullable().describe('指标在年度报告中的标识'),
    cite: z.string(),
  })
  .openapi('LawRest')
const oneArticle = z.object({
  article: z.string(),
  label: z.string(),
  part: z.string().nullable(),
  paragraphs: z.array(z.string()).nullable().describe('各款；没有导入原文的为空'),
  rests: z.array(rest),
})
const hit = z
  .object({
    id: z.string(),
    version: z.string(),
    title: z.string(),
    article: z.string(),
    label: z.string(),
    part: z.string().nullable(),
    excerpt: z.string(),
    inForce: z.boolean().nullable(),
  })
  .openapi('LawHit')

const tags = { tags: ['法规'] }

export function lawRoutes(app: App, deps: Deps): void {
  const rests = citationsOf(deps.registry)
  const restView = (r: Rests) => ({
    kind: r.kind,
    id: r.id,
    label: r.label,
    procedure: r.procedure ?? (r.kind === 'rule' ? findWatched(deps.registry, r.id) : undefined) ?? null,
    figure: (r.kind === 'indicator' && deps.registry.indicators.get(r.id)?.figure) || null,
    cite: citeText(r.basis),
  })
  const today = () => localDateOf(deps.clock.now())
  const register = () => new Map(statutes().map((s) => [s.id, s]))
  const countRests = (s: Statute, version: string) =>
    [...restsOn(rests, s, version).values()].reduce((n, list) => n + list.length, 0)
  const isInForce = (s: Statute | undefined, version: string) =>
    s ? findVersionInForce(s.id, today())?.version === version : null

  app.openapi(
    createRoute({
      ...tags,
      method: 'get',
      path: '/api/laws',
      summary: '法规和各版本',
      responses: answers(
        z.object({
          items: z.array(
            z.object({ id: z.string(), title: z.string(), shortTitle: z.string(), versions: z.array(lawVersion) }),
          ),
        }),
        '法规',
      ),
    }),
    async (c) => {
      const texts = await readingAs(deps, nobody, importedTexts)
      const held = new Set(texts.map((t) => `${t.statute}@${t.version}`))
      const known = register()
      const items = statutes().map((s) => ({
        id: s.id,
        title: s.title,
        shortTitle: s.shortTitle,
        versions: s.versions.map((v) => ({
          version: v.version as string,
          from: v.from as string | null,
          to: (v.to as string | undefined) ?? null,
          inForce: isInForce(s, v.version),
          standing: v.standing as string,
          hasText: held.has(`${s.id}@${v.version}`),
          rests: countRests(s, v.version),
        })),
      }))
      const others = Map.groupBy(
        texts.filter((t) => !known.has(t.statute)),
        (t) => t.statute,
      )
      for (const [id, list] of others)
        items.push({
          id,
          title: list[0]!.title,
          shortTitle: id,
          versions: list.map((t) => ({
            version: t.version,
            from: null,
            to: null,
            inForce: null,
            standing: 'unregistered',
            hasText: true,
            rests: 0,
          })),
        })
      return c.json({ items }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...tags,
      method: 'get',
      path: '/api/laws/search',
      summary: '在已导入的法规条文中检索：同一条里要有全部词语',
      middleware: [publicRate(deps)] as const,
      request: { query: z.object({ q: z.string().min(1).max(200).describe('以空格分开的词语') }) },
      responses: answers(
        z.object({
          total: z.number().int(),
          shown: z.number().int(),
          texts: z.number().int().describe('已导入的法规'),
          items: z.array(hit),
        }),
        '条文',
      ),
    }),
    async (c) => {
      const { q } = c.req.valid('query')
      const known = register()
      const found = await readingAs(deps, nobody, async (client) => ({
        ...(await searchLaws(client, q)),
        texts: (await client.query('select count(*)::int as n from kernel.law_text')).rows[0].n as number,
      }))
      const items = found.hits.map(({ statute, article, ...h }) => ({
        ...h,
        id: statute,
        article,
        label: articleLabel(article),
        inForce: isInForce(known.get(statute), h.version),
      }))
      return c.json({ total: found.total, shown: Math.min(found.total, shownHits), texts: found.texts, items }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...tags,
      method: 'get',
      path: '/api/laws/{id}/{version}/articles/{article}',
      summary: '一条：原文（已导入的），和程序中以它为依据的地方',
      request: { params: z.object({ id: named, version: named, article: named }) },
      responses: answers(
        oneArticle.extend({
          id: z.string(),
          title: z.string(),
          version: z.string(),
          from: z.string().nullable(),
          to: z.string().nullable(),
          inForce: z.boolean().nullable(),
          standing: z.string(),
          hasText: z.boolean().describe('这一版本已导入原文'),
        }),
        '条文',
      ),
    }),
    async (c) => {
      const { id, version, article } = c.req.valid('param')
      const s = register().get(id)
      const v = s?.versions.find((x) => x.version === version)
      const found = await readingAs(deps, nobody, async (client) => ({
        text: (await importedTexts(client)).find((t) => t.statute === id && t.version === version),
        article: await findArticle(client, id, version, article),
      }))
      // Without the text, the index of articles knows which there are.
      const isKnown =
        found.article !== undefined || (!found.text && Object.hasOwn(keptIndex()[id]?.[version] ?? {}, article))
      if (!isKnown) throw new Refusal('missing', 'kernel.law.article', '没有这一条')
      return c.json(
        {
          id,
          title: s?.title ?? found.text!.title,
          version,
          from: (v?.from as string | undefined) ?? null,
          to: (v?.to as string | undefined) ?? null,
          inForce: isInForce(s, version),
          standing: v?.standing ?? 'unregistered',
          hasText: found.text !== undefined,
          article,
          label: articleLabel(article),
          part: found.article?.part ?? null,
          paragraphs: found.article?.paragraphs ?? null,
          rests: (s ? (restsOn(rests, s, version).get(article) ?? []) : []).map(restView),
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      ...tags,
      method: 'get',
      path: '/api/laws/{id}/{version}',
      summary: '一个版本的条文，和程序中以每一条为依据的地方',
      request: { params: z.object({ id: named, version: named }) },
      responses: answers(
        z.object({
          id: z.string(),
          title: z.string(),
          version: z.string(),
          from: z.string().nullable(),
          to: z.string().nullable(),
          inForce: z.boolean().nullable(),
          standing: z.string(),
          note: z.string().nullable(),
          hasText: z.boolean(),
          versions: z.array(z.string()).describe('同一部法规的各版本'),
          articles: z.array(oneArticle),
          whole: z.array(rest).describe('以整部法规为依据的'),
        }),
        '条文',
      ),
    }),
    async (c) => {
      const { id, version } = c.req.valid('param')
      const s = register().get(id)
      const v = s?.versions.find((x) => x.version === version)
      const { texts, articles } = await readingAs(deps, nobody, async (client) => ({
        texts: (await importedTexts(client)).filter((t) => t.statute === id),
        articles: await articlesOf(client, id, version),
      }))
      if (!v && articles.length === 0)
        throw new Refusal('missing', 'kernel.law.unknown', '法规目录中没有这一部或者这一版本，也没有导入过原文')
      const on = s ? restsOn(rests, s, version) : new Map<string, Rests[]>()
      const listed = articles.length
        ? articles
        : Object.keys(keptIndex()[id]?.[version] ?? {}).map((article) => ({ article, part: null, paragraphs: null }))
      return c.json(
        {
          id,
          title: s?.title ?? texts[0]!.title,
          version,
          from: (v?.from as string | undefined) ?? null,
          to: (v?.to as string | undefined) ?? null,
          inForce: isInForce(s, version),
          standing: v?.standing ?? 'unregistered',
          note: v?.note ?? null,
          hasText: articles.length > 0,
          versions: s ? s.versions.map((x) => x.version as string) : texts.map((t) => t.version),
          articles: listed.map((a) => ({
            ...a,
            label: articleLabel(a.article),
            rests: (on.get(a.article) ?? []).map(restView),
          })),
          whole: (on.get('') ?? []).map(restView),
        },
        200,
      )
    },
  )
}
