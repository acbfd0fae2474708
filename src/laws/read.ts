/** Reads imported statutes: one version with its articles, and a search through all of them. */
import type pg from 'pg'
import { searched } from './import.ts'

export type ImportedText = { statute: string; version: string; title: string; articles: number; importedAt: string }
export type Article = { article: string; part: string | null; paragraphs: string[] }
export type Hit = {
  statute: string
  version: string
  title: string
  article: string
  part: string | null
  /** The places found, cut out of the article with what stands around them. */
  excerpt: string
}

export const shownHits = 50
const around = 40

/** What has been imported. */
export async function importedTexts(client: pg.ClientBase): Promise<ImportedText[]> {
  const { rows } = await client.query(
    `select t.statute, t.version, t.title, t.imported_at as "importedAt", count(*)::int as articles
     from kernel.law_text t join kernel.law_article a using (statute, version) group by t.statute, t.version order by t.statute, t.version`,
  )
  return rows
}

/** The articles of one version in order; nothing where it was not imported. */
export async function articlesOf(client: pg.ClientBase, statute: string, version: string): Promise<Article[]> {
  const { rows } = await client.query(
    'select article, part, paragraphs from kernel.law_article where statute = $1 and version = $2 order by position',
    [statute, version],
  )
  return rows
}

/** One article by its key; nothing where it was not imported. */
export async function findArticle(
  client: pg.ClientBase,
  statute: string,
  version: string,
  article: string,
): Promise<Article | undefined> {
  const { rows } = await client.query(
    'select article, part, paragraphs from kernel.law_article where statute = $1 and version = $2 and article = $3',
    [statute, version, article],
  )
  return rows[0]
}

/**
 * Articles that hold every one of the words, wherever in the article they stand. A plain scan: the law of a city's work is some
 * ten thousand articles.
 */
export async function searchLaws(client: pg.ClientBase, query: string): Promise<{ total: number; hits: Hit[] }> {
  const words = query.trim().split(/\s+/).map(searched).filter(Boolean)
  if (words.length === 0) return { total: 0, hits: [] }
  const { rows } = await client.query(
    `select a.statute, a.version, t.title, a.article, a.part, a.body, count(*) over ()::int as total
     from kernel.law_article a join kernel.law_text t using (statute, version)
     where (select bool_and(strpos(a.body, w) > 0) from unnest($1::text[]) w)
     order by t.title, a.version desc, a.position limit $2`,
    [words, shownHits],
  )
  return {
    total: rows[0]?.total ?? 0,
    hits: rows.map(({ body, total: _, ...r }) => ({ ...r, excerpt: excerptOf(body, words) })),
  }
}

/** The neighbourhood of each word, joined where two meet. */
export function excerptOf(body: string, words: readonly string[]): string {
  const spans = words
    .map((w) => body.indexOf(w))
    .map(
      (at, i) => [Math.max(0, at - around), Math.min(body.length, at + words[i]!.length + around)] as [number, number],
    )
    .sort((a, b) => a[0] - b[0])
  const joined: [number, number][] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1])
    else joined.push(span)
  }
  const parts = joined.map(([from, to]) => body.slice(from, to)).join('……')
  return `${joined[0]?.[0] ? '……' : ''}${parts}${(joined.at(-1)?.[1] ?? 0) < body.length ? '……' : ''}`
}
