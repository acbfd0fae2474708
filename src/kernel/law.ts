/**
 * Statutes with their versions, and citations down to paragraph and item.
 *
 * The register (data/statutes.json) and the article index (data/articles.json, numbers only, no sentences) are data that
 * lawyers correct; a date or text that nobody has read in the original carries that standing wherever it is shown.
 */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalDate } from './clock.ts'
import { type Basis, Refusal } from './errors.ts'
import {
  type ArticleIndex,
  articleIndex,
  articleKey,
  chineseNumber,
  type ParsedStatute,
  parseStatute,
} from './law-text.ts'

/** read: in the original; quoted: only as others report it (【转引】); unverified: from general knowledge (【未核】). */
export type Standing = 'read' | 'quoted' | 'unverified'

export type StatuteVersion = {
  /** Own code of this version, e.g. CPL_2021; that of the statute where it has only one version. */
  code: string
  /** Day of adoption or of the amendment that gave this text. */
  version: LocalDate
  /** First day in force. */
  from: LocalDate
  /** First day no longer in force; absent while in force. */
  to?: LocalDate
  /** File names in the directory of statute texts; several for a code kept book by book; empty where no text is held. */
  files: readonly string[]
  standing: Standing
  /** Standing of the two dates of force where it is weaker than that of the text. */
  fromStanding?: Exclude<Standing, 'read'>
  note?: string
}

export type Statute = {
  id: string
  aliases: readonly string[]
  title: string
  shortTitle: string
  /** Oldest first. */
  versions: readonly StatuteVersion[]
}

/** Makes citations of one version of one statute. */
export type Cite = {
  /** 第 article 条第 paragraph 款第（item）项. */
  (article: number, paragraph?: number, item?: number): Basis
  /** An inserted article: `articleSub(201, 1)` is 第二百零一条之一. */
  articleSub: (article: number, sub: number, paragraph?: number, item?: number) => Basis
  /** The statute as a whole. */
  whole: () => Basis
  readonly statute: Statute
  readonly version: StatuteVersion
}

/** Statute id → version (adoption date) → article index. */
export type LawIndex = Record<string, Record<string, ArticleIndex>>
/** Parsed texts by `textKey`. */
export type LawTexts = Map<string, ParsedStatute>

export type CitationResult = 'verified' | 'index' | 'unverified' | 'wrong'
export type CitationCheck = { result: CitationResult; reason: string }
export type CitationRow = CitationCheck & { basis: Basis; cite: string }

const statutesFile = new URL('../../data/statutes.json', import.meta.url)
const articlesFile = new URL('../../data/articles.json', import.meta.url)

const PLATFORM = '平台约定'

type StoredVersion = Omit<StatuteVersion, 'code' | 'files'> & { code?: string; file?: string | string[] }
type StoredStatute = Omit<Statute, 'versions' | 'aliases'> & { aliases?: string[]; versions: StoredVersion[] }

/** Reads a register in the form of data/statutes.json. Throws with the id of the entry that is wrong. */
export function parseRegister(json: string): Statute[] {
  const names = new Map<string, string>()
  const claim = (name: string, id: string) => {
    const other = names.get(name)
    if (other !== undefined) throw new Error(`statutes: ${name} names both ${other} and ${id}`)
    names.set(name, id)
  }
  return (JSON.parse(json) as StoredStatute[]).map((stored) => {
    const { id, title, shortTitle, aliases = [] } = stored
    for (const name of new Set([id, ...aliases, title, shortTitle])) claim(name, id)
    const versions = stored.versions.map(({ code, file, ...version }): StatuteVersion => {
      if (code !== undefined && code !== id) claim(code, id)
      for (const day of [version.version, version.from, version.to ?? '9999-12-31'])
        if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error(`statutes: ${id} has a date ${day}`)
      if (version.to !== undefined && version.to <= version.from)
        throw new Error(`statutes: ${id} ${version.version} ends before it begins`)
      if (!['read', 'quoted', 'unverified'].includes(version.standing))
        throw new Error(`statutes: ${id} ${version.version} has standing ${version.standing}`)
      return { ...version, code: code ?? id, files: file === undefined ? [] : Array.isArray(file) ? file : [file] }
    })
    if (versions.length === 0) throw new Error(`statutes: ${id} has no version`)
    for (const [i, version] of versions.entries()) {
      const before = versions[i - 1]
      if (before === undefined) continue
      if (before.code === version.code) throw new Error(`statutes: ${id} needs a code for each of its versions`)
      if (before.to === undefined || before.to > version.from)
        throw new Error(`statutes: ${id} ${before.version} is still in force when ${version.version} begins`)
    }
    return { id, aliases, title, shortTitle, versions }
  })
}

type Register = { all: readonly Statute[]; byName: Map<string, Statute>; byCode: Map<string, StatuteVersion> }
let loaded: Register | undefined

function register(): Register {
  if (loaded === undefined) {
    const all = parseRegister(readFileSync(statutesFile, 'utf8'))
    const byName = new Map<string, Statute>()
    const byCode = new Map<string, StatuteVersion>()
    for (const statute of all) {
      for (const name of [statute.id, ...statute.aliases, statute.title, statute.shortTitle]) byName.set(name, statute)
      for (const version of statute.versions) {
        byName.set(version.code, statute)
        byCode.set(version.code, version)
      }
    }
    loaded = { all, byName, byCode }
  }
  return loaded
}

/** Every statute of the register, in its order. */
export function statutes(): readonly Statute[] {
  return register().all
}

/** A statute by id, alias, code of a version, full title or short title (with or without 《》). */
export function findStatute(name: string): Statute | undefined {
  return register().byName.get(name.replace(/^《(.*)》$/, '$1'))
}

/**
 * The citing function of one version: `law('PML_2010')(17)`. `id` is the code of a version, or the id of a statute with only one
 * version; `on` picks the version in force on that day for a statute with several. Throws for an unknown or ambiguous id: a
 * citation is written by a programmer, not typed by a user.
 */
export function law(id: string, on?: LocalDate): Cite {
  const statute = register().byName.get(id)
  if (statute === undefined) throw new Error(`law: no statute ${id} in data/statutes.json`)
  const version =
    on !== undefined
      ? versionInForce(statute.id, on)
      : (register().byCode.get(id) ?? (statute.versions.length === 1 ? statute.versions[0] : undefined))
  if (version === undefined)
    throw new Error(`law: ${id} has several versions, name one of ${statute.versions.map((v) => v.code).join(', ')}`)
  const base: Basis = {
    statute: statute.shortTitle,
    version: version.version,
    ...(version.standing === 'read' ? {} : { standing: version.standing }),
  }
  const at = (article: number, sub?: number, paragraph?: number, item?: number): Basis => {
    for (const [name, n] of Object.entries({ article, sub, paragraph, item }))
      if (n !== undefined && (!Number.isInteger(n) || n < 1)) throw new Error(`law: ${id} with ${name} ${n}`)
    return {
      ...base,
      article,
      ...(sub === undefined ? {} : { sub }),
      ...(paragraph === undefined ? {} : { paragraph }),
      ...(item === undefined ? {} : { item }),
    }
  }
  return Object.assign(
    (article: number, paragraph?: number, item?: number) => at(article, undefined, paragraph, item),
    {
      articleSub: at,
      whole: () => ({ ...base }),
      statute,
      version,
    },
  )
}

/** The same citation with a weaker standing, where a version was read but this provision was seen only in quotation or not at all. */
export function weaker(basis: Basis, standing: 'quoted' | 'unverified', note?: string): Basis {
  return { ...basis, standing, ...(note === undefined ? {} : { note }) }
}

/** A convention of the platform (【平台约定】): configurable, and never shown as statute. `note` says in our own words what it asks. */
export function platform(note: string): Basis {
  return { statute: PLATFORM, standing: 'platform', note }
}

/** The version in force on a day, if the register has one. */
export function findVersionInForce(statute: string, on: LocalDate): StatuteVersion | undefined {
  return findStatute(statute)?.versions.findLast((v) => v.from <= on && (v.to === undefined || on < v.to))
}

/** The version of a statute (title, short title, id or alias) in force on a day. Refuses where the register has none for that day. */
export function versionInForce(statute: string, on: LocalDate): StatuteVersion {
  const found = findVersionInForce(statute, on)
  if (found !== undefined) return found
  const known = findStatute(statute)
  if (known === undefined) throw new Refusal('missing', 'kernel.law.unknown', `法规目录中没有“${statute}”`)
  throw new Refusal('missing', 'kernel.law.not_in_force', `《${known.shortTitle}》在${on}没有可用的施行版本`, {
    basis: known.versions.map((v) => law(v.code).whole()),
    allowed: known.versions.map((v) => `${v.from}起${v.to === undefined ? '' : `，至${v.to}前`}`),
  })
}

/**
 * A citation as an official writes it: 《人民调解法》第十七条第二款第（一）项; a convention as 平台约定：…; what was not read in the original
 * is marked 【转引】 or 【未核】. With `version`, the adoption date follows the title.
 */
export function citeText(basis: Basis, options: { version?: boolean } = {}): string {
  if (basis.standing === 'platform') return basis.note ? `${PLATFORM}：${basis.note}` : PLATFORM
  // GB/T 15834: title marks within title marks are single ones.
  let text = `《${basis.statute.replaceAll('《', '〈').replaceAll('》', '〉')}》`
  if (options.version && basis.version) text += `（${basis.version}）`
  if (basis.article !== undefined) {
    text += `第${chineseNumber(basis.article)}条`
    if (basis.sub) text += `之${chineseNumber(basis.sub)}`
    if (basis.paragraph) text += `第${chineseNumber(basis.paragraph)}款`
    if (basis.item) text += `第（${chineseNumber(basis.item)}）项`
  }
  if (basis.standing === 'quoted') text += '【转引】'
  if (basis.standing === 'unverified') text += '【未核】'
  return text
}

/** Key of a version's text in a `LawTexts` map. */
export function textKey(statute: Statute, version: StatuteVersion): string {
  return `${statute.id}@${version.version}`
}

/** The article index that the project keeps, generated by db/articles-extract.ts. */
export function keptIndex(): LawIndex {
  return JSON.parse(readFileSync(articlesFile, 'utf8')) as LawIndex
}

/** Parses the texts that a directory holds, of all statutes of the register or of those named. Absent files are passed over. */
export function readLawTexts(lawsDir: string, only?: ReadonlySet<string>): LawTexts {
  const texts: LawTexts = new Map()
  for (const statute of statutes()) {
    if (only !== undefined && !only.has(statute.id)) continue
    for (const version of statute.versions) {
      const paths = version.files.map((file) => join(lawsDir, file))
      if (paths.length === 0 || !paths.every((path) => existsSync(path))) continue
      const articles = paths.flatMap((path) => parseStatute(readFileSync(path, 'utf8')).articles)
      texts.set(textKey(statute, version), { title: statute.title, articles })
    }
  }
  return texts
}

const said: Record<'platform' | 'quoted' | 'unverified', string> = {
  platform: '平台约定，不是法条',
  quoted: '仅见转引，待法制人员核对原文',
  unverified: '未核原文，待法制人员核对',
}

/**
 * Whether a citation exists: in a text at hand (verified), else in the kept index (index). `wrong` is the only failure: the
 * register has no such statute or version, or its text or index has no such article, paragraph or item. A weak standing stays
 * `unverified` even when the article exists, because somebody still has to read it.
 */
export function checkCitation(basis: Basis, sources: { texts?: LawTexts; index: LawIndex }): CitationCheck {
  if (basis.standing === 'platform') return { result: 'unverified', reason: said.platform }
  const statute = findStatute(basis.statute)
  if (statute === undefined) return { result: 'wrong', reason: `法规目录中没有《${basis.statute}》` }
  const versions = basis.version ? statute.versions.filter((v) => v.version === basis.version) : statute.versions
  if (versions.length === 0)
    return { result: 'wrong', reason: `法规目录中没有《${basis.statute}》${basis.version}的版本` }
  const checks = versions.map((version) => checkIn(basis, statute, version, sources))
  const order: CitationResult[] = ['verified', 'index', 'unverified', 'wrong']
  const best = checks.sort((a, b) => order.indexOf(a.result) - order.indexOf(b.result))[0] as CitationCheck
  if (best.result !== 'wrong' && basis.standing !== undefined)
    return { result: 'unverified', reason: said[basis.standing] }
  return best
}

function checkIn(
  basis: Basis,
  statute: Statute,
  version: StatuteVersion,
  { texts, index }: { texts?: LawTexts; index: LawIndex },
): CitationCheck {
  const text = texts?.get(textKey(statute, version))
  const articles = text ? articleIndex(text.articles) : index[statute.id]?.[version.version]
  if (articles === undefined) return { result: 'unverified', reason: '没有可核对的文本和条文索引' }
  const found: CitationCheck = text
    ? { result: 'verified', reason: '已在法规文本中核对' }
    : { result: 'index', reason: '没有文本，已在条文索引中核对' }
  if (basis.article === undefined) return found
  const name = `${statute.shortTitle}（${version.version}）`
  const paragraphs = articles[articleKey(basis.article, basis.sub)]
  const article = `第${chineseNumber(basis.article)}条${basis.sub ? `之${chineseNumber(basis.sub)}` : ''}`
  if (paragraphs === undefined) return { result: 'wrong', reason: `${name}没有${article}` }
  if (basis.paragraph !== undefined && basis.paragraph > paragraphs.length)
    return { result: 'wrong', reason: `${name}${article}只有${paragraphs.length}款` }
  const { item } = basis
  if (item !== undefined) {
    // Without a paragraph the item may stand in any: 第三条第（三）项 is how an article of one paragraph is cited.
    const lists = basis.paragraph === undefined ? paragraphs : [paragraphs[basis.paragraph - 1] as number]
    const most = Math.max(...lists)
    if (item > most) return { result: 'wrong', reason: `${name}${article}所引处${most ? `只有${most}项` : '没有分项'}` }
  }
  return found
}

/** Checks many citations against the texts of a directory, where given, and the kept index. One row each, in their order. */
export function checkCitations(list: readonly Basis[], lawsDir: string | undefined): CitationRow[] {
  const index = keptIndex()
  const cited = new Set(list.flatMap((basis) => findStatute(basis.statute)?.id ?? []))
  const texts = lawsDir === undefined ? undefined : readLawTexts(lawsDir, cited)
  return list.map((basis) => ({
    basis,
    cite: citeText(basis, { version: true }),
    ...checkCitation(basis, { texts, index }),
  }))
}
