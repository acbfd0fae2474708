/** Takes statute texts into the city: a folder of official texts, one file a version, named `name(day of adoption).md`. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PlainError, type Pool } from '#kernel'
import { sm3Hex } from '#kernel/canonical'
import { inTransaction } from '#kernel/db'
import { statutes } from '#kernel/law'
import { articleKey, parseStatute, type StatuteArticle } from '#kernel/law-text'

export type LawText = {
  statute: string
  version: string
  title: string
  files: string[]
  hash: string
  articles: StatuteArticle[]
}

export type LawImport = {
  /** Texts written, anew or again. */
  texts: number
  articles: number
  /** Texts that the register names. */
  registered: number
  /** Files in which no article was found. */
  empty: string[]
}

const named = /^(.*?)(?:\((\d{4}-\d\d-\d\d)\))?\.(?:md|txt)$/

/** How far an import has come: files read, then articles written. */
export type LawProgress = (phase: 'read' | 'write', value: number, total: number) => void
/** Articles written at once. */
const portion = 2000

/** The texts of a folder: those of the register under their ids, others under their own titles. */
export function readTexts(dir: string, progress?: LawProgress): { texts: LawText[]; empty: string[] } {
  const files = readdirSync(dir).filter((f) => named.test(f) && f !== 'README.md')
  const bytes = new Map(files.map((f) => [f, readFileSync(join(dir, f))]))
  const texts: LawText[] = []
  const empty: string[] = []
  const taken = new Set<string>()
  const take = (statute: string, version: string, title: string | undefined, from: readonly string[]) => {
    const parsed = from.map((f) => parseStatute(bytes.get(f)!.toString('utf8')))
    const articles = new Map<string, StatuteArticle>()
    // The first of two articles with one number is the statute's; what follows belongs to a text it quotes.
    for (const a of parsed.flatMap((p) => p.articles)) {
      const key = articleKey(a.no, a.sub)
      if (!articles.has(key)) articles.set(key, a)
    }
    for (const f of from) taken.add(f)
    progress?.('read', taken.size, files.length)
    if (articles.size === 0) empty.push(...from)
    else
      texts.push({
        statute,
        version,
        title: title ?? parsed[0]!.title,
        files: [...from],
        hash: sm3Hex(Buffer.concat(from.map((f) => bytes.get(f)!))),
        articles: [...articles.values()],
      })
  }
  for (const s of statutes())
    for (const v of s.versions)
      if (v.files.length && v.files.every((f) => bytes.has(f))) take(s.id, v.version, s.title, v.files)
  for (const f of files) {
    const [, name, version] = named.exec(f)!
    if (!taken.has(f)) take(name!, version ?? 'undated', undefined, [f])
  }
  return { texts, empty }
}

/**
 * Writes the texts of a folder, those that are there again replaced, in one transaction.
 * @throws PlainError where the folder is not there or holds no statute
 */
export async function importLaws(owner: Pool, dir: string, progress?: LawProgress): Promise<LawImport> {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw new PlainError(`没有目录 ${dir}。`)
  const { texts, empty } = readTexts(dir, progress)
  if (texts.length === 0)
    throw new PlainError(`${dir} 里没有可以读出条文的法规原文（文件名形如“人民调解法(2010-08-28).md”）。`)
  const known = new Set(statutes().map((s) => s.id))
  const rows = texts.flatMap((t) =>
    t.articles.map((a, position) => ({
      statute: t.statute,
      version: t.version,
      article: articleKey(a.no, a.sub),
      position,
      part: a.part ?? null,
      paragraphs: a.paragraphs.map((p) => p.text),
      body: searched(a.paragraphs.map((p) => p.text).join('')),
    })),
  )
  await inTransaction(owner, async (client) => {
    await client.query(
      `delete from kernel.law_text t using json_to_recordset($1) as r(statute text, version text)
       where t.statute = r.statute and t.version = r.version`,
      [JSON.stringify(texts.map(({ statute, version }) => ({ statute, version })))],
    )
    await client.query(
      `insert into kernel.law_text (statute, version, title, files, hash)
       select statute, version, title, files, hash from json_populate_recordset(null::kernel.law_text, $1)`,
      [JSON.stringify(texts.map(({ articles: _, ...t }) => t))],
    )
    for (let at = 0; at < rows.length; at += portion) {
      progress?.('write', at, rows.length)
      await client.query(
        'insert into kernel.law_article select * from json_populate_recordset(null::kernel.law_article, $1)',
        [JSON.stringify(rows.slice(at, at + portion))],
      )
    }
    progress?.('write', rows.length, rows.length)
  })
  return {
    texts: texts.length,
    articles: rows.length,
    registered: texts.filter((t) => known.has(t.statute)).length,
    empty,
  }
}

/** A text as it is searched: without white space, which downloads put anywhere. */
export const searched = (text: string): string => text.normalize('NFC').replace(/\s+/g, '')
