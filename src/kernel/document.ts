/**
 * Documents (文书) as values: a template declared beside the action that issues it, the block tree it builds, and the one
 * text that is hashed. Renderers (src/documents) make docx and PDF of the tree when somebody opens it; they add no words.
 */
import { type Commitment, canonicalJson, commit, sm3Hex } from './canonical.ts'
import { type LocalDate, localDate } from './clock.ts'
import { invariant, Refusal } from './errors.ts'

/** `official`: letters and decisions of organs (GB/T 9704-2012). `form`: agreements, applications, records. */
export type DocumentLayout = 'official' | 'form'

/** Text in one style. `link` is an http(s) address. */
export type DocumentRun = {
  readonly text: string
  readonly bold?: boolean
  readonly underline?: boolean
  readonly link?: string
}
/** One line or more of text; '\n' breaks the line. */
export type RichText = string | readonly (string | DocumentRun)[]

/** A column of a table; `width` is relative to the other columns, whole numbers, 1 by default. */
export type DocumentColumn = {
  readonly label: string
  readonly width?: number
  readonly align?: 'left' | 'center' | 'right'
}

/** Who signs by hand, and how: the line is left empty, since a printed name is no signature. */
export type DocumentSigner = {
  /** e.g. 甲方, 调解员, 宁波市海曙区某某人民调解委员会. */
  readonly label: string
  /** sign: 签名; seal: 盖章; any: 签名、盖章或者按指印. */
  readonly mark: 'sign' | 'seal' | 'any'
  /** The day of signing where it is known; an empty date to be filled in otherwise. */
  readonly on?: LocalDate
}

export type Block =
  /** The red head of an organ's document: 发文机关标志, number, and for reports upwards who signed it off (签发人). */
  | { readonly kind: 'head'; readonly issuer: string; readonly number?: string; readonly signedOffBy?: string }
  /** '\n' breaks the line where the sense does. */
  | { readonly kind: 'title'; readonly text: string }
  /** The number of a document without a red head. */
  | { readonly kind: 'number'; readonly text: string }
  /** 主送机关 or the person addressed, without the colon. */
  | { readonly kind: 'addressee'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: RichText; readonly indent?: false }
  /** The numbering stands in the text: 一、 （一） 1. （1）. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | {
      readonly kind: 'table'
      readonly caption?: string
      readonly columns: readonly DocumentColumn[]
      readonly rows: readonly (readonly RichText[])[]
      readonly note?: string
    }
  /** Labels beside values, ruled; `columns` pairs stand side by side. */
  | {
      readonly kind: 'fields'
      readonly rows: readonly { readonly label: string; readonly value: RichText }[]
      readonly columns?: 1 | 2
    }
  /** 附件说明: the names of what is attached, without numbers. */
  | { readonly kind: 'attachments'; readonly items: readonly string[] }
  /** Issuers above the date of the document; `seal` keeps the place of the seal free. A seal is never drawn. */
  | { readonly kind: 'issued'; readonly by: readonly string[]; readonly on: LocalDate; readonly seal?: boolean }
  | { readonly kind: 'signatures'; readonly signers: readonly DocumentSigner[] }
  /** 附注, in brackets below the date; in a form a remark in small print. */
  | { readonly kind: 'note'; readonly text: string }
  /** 版记, at the foot of the last page. */
  | { readonly kind: 'imprint'; readonly copyTo?: readonly string[]; readonly issuer: string; readonly on: LocalDate }
  | { readonly kind: 'pageBreak' }
  | { readonly kind: 'qr'; readonly text: string; readonly caption?: string }
  /** An image by the SM3 of its bytes, which the renderer is given beside the tree. PNG or JPEG. */
  | { readonly kind: 'image'; readonly sm3: string; readonly alt: string; readonly widthMm: number }

/** What is hashed and rendered: plain JSON. */
export type DocumentTree = {
  readonly template: string
  readonly version: string
  readonly layout: DocumentLayout
  /** Of the file: its name in the list of papers and in the PDF's metadata. */
  readonly title: string
  /** 成文日期; also the date of the file, so that the same tree gives the same bytes on any day. */
  readonly on: LocalDate
  readonly blocks: readonly Block[]
}

/** The texts of a template that an agency may word itself, by name. `{name}` stands for a value. */
export type Wording = Readonly<Record<string, string>>

/** An agency's own wording of one text of a template, from a day on; the later day takes precedence. */
export type WordingOverride = {
  readonly template: string
  readonly name: string
  readonly text: string
  readonly from: LocalDate
  /** First day on which it no longer holds. */
  readonly until?: LocalDate
}

/** A template, declared beside the action that issues it. */
export type DocumentTemplate<Data = never> = {
  /** e.g. 'mediation.endNotice'. */
  readonly id: string
  /** A changed build or wording is a new version: papers issued are built by the version they name. */
  readonly version: string
  readonly label: string
  readonly layout: DocumentLayout
  /** Kept on file and served on nobody: an application, a record, a slip within the house. */
  readonly isRecord?: boolean
  /** The number series, e.g. 甬调字; absent for papers without a number. */
  readonly code?: string
  /** How a number is written: `organNumber` unless said otherwise. */
  readonly numberFormat?: string
  /** The standard text of each wording. */
  readonly wording?: Wording
  /** Pure: the same data and wording give the same tree. */
  build(data: Data, words: Wording): readonly Block[]
}

/** GB/T 9704-2012, 7.2.5: year in full in 〔〕, no leading zeros, no 第. */
export const organNumber = '{code}〔{year}〕{n}号'
/** As committees, courts and many older series write it. */
export const ordinalNumber = '{code}〔{year}〕第{n}号'

/**
 * The number of a document as it is printed: documentNumber('甬政法', 2020, 12) is 甬政法〔2020〕12号.
 * @param n position in the series of the year, from 1
 */
export function documentNumber(code: string, year: number, n: number, format: string = organNumber): string {
  invariant(Number.isSafeInteger(year) && year >= 1000 && year <= 9999, `no year of a document: ${year}`)
  invariant(Number.isSafeInteger(n) && n >= 1, `no number of a document: ${n}`)
  return fillWording(format, { code, year: `${year}`, n: `${n}` })
}

/** 2020年3月2日: Arabic numerals without leading zeros (GB/T 9704-2012, 7.3.5.4). */
export function printedDate(on: LocalDate): string {
  let printed = printedDates.get(on)
  if (printed === undefined) {
    const [year, month, day] = localDate(on).split('-').map(Number)
    printed = `${year}年${month}月${day}日`
    if (printedDates.size < 4096) printedDates.set(on, printed)
  }
  return printed
}
// A batch prints the same few days many times.
const printedDates = new Map<LocalDate, string>()

const placeholder = /\{([A-Za-z][A-Za-z0-9]*)\}/g

/** Fills `{name}` in a wording. Values are put in once and never read for placeholders themselves. */
export function fillWording(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (_, name: string) => {
    invariant(Object.hasOwn(values, name), `a wording asks for {${name}}, which its template does not give`)
    return values[name]!
  })
}

/**
 * Judges an agency's own wording before it is kept.
 * @throws Refusal 'input' where the template has no such text, or the new one uses a placeholder the standard text has not
 */
export function checkWording(template: DocumentTemplate, override: WordingOverride): void {
  const names = Object.keys(template.wording ?? {})
  const standard = Object.hasOwn(template.wording ?? {}, override.name) ? template.wording![override.name]! : undefined
  if (override.template !== template.id || standard === undefined)
    throw new Refusal(
      'input',
      'kernel.document.wording',
      `文书“${template.label}”没有名为“${override.name}”的可改文字`,
      {
        allowed: names,
      },
    )
  const known = new Set([...standard.matchAll(placeholder)].map((m) => m[0]))
  const unknown = [...override.text.matchAll(placeholder)].map((m) => m[0]).filter((p) => !known.has(p))
  if (unknown.length)
    throw new Refusal('input', 'kernel.document.wording', `文字中的 ${unknown.join('、')} 在这里没有可填的内容`, {
      allowed: known.size ? [`可以使用：${[...known].join('、')}`] : ['这段文字没有可填的内容'],
    })
}

/** The wording of a template on a day: the standard texts, each replaced by the latest override in force. */
export function wordingOn(template: DocumentTemplate, overrides: readonly WordingOverride[], on: LocalDate): Wording {
  if (overrides.length === 0) return template.wording ?? {}
  const words: Record<string, string> = { ...template.wording }
  const since: Record<string, LocalDate> = {}
  for (const o of overrides) {
    if (o.template !== template.id || !Object.hasOwn(words, o.name)) continue
    if (o.from > on || (o.until !== undefined && on >= o.until)) continue
    if (since[o.name] !== undefined && since[o.name]! > o.from) continue
    words[o.name] = o.text
    since[o.name] = o.from
  }
  return words
}

/** Builds a document from a template on its day, in the issuing agency's own words. */
export function buildDocument<Data>(
  template: DocumentTemplate<Data>,
  data: Data,
  on: LocalDate,
  overrides: readonly WordingOverride[] = [],
): DocumentTree {
  return {
    template: template.id,
    version: template.version,
    layout: template.layout,
    title: template.label,
    on: localDate(on),
    blocks: template.build(data, wordingOn(template as DocumentTemplate, overrides, on)),
  }
}

/**
 * The canonical text of a document: RFC 8785 JSON of layout, title, date and blocks, NFC.
 * @throws Refusal 'input' that names the place of a text with a NUL or a broken surrogate
 */
export function documentText(document: DocumentTree): string {
  const { layout, title, on, blocks } = document
  return canonicalJson({ layout, title, on, blocks })
}

/** What a block cannot be without. */
const needed: { readonly [K in Block['kind']]: readonly string[] } = {
  head: ['issuer'],
  title: ['text'],
  number: ['text'],
  addressee: ['text'],
  paragraph: ['text'],
  heading: ['text'],
  table: ['columns', 'rows'],
  fields: ['rows'],
  attachments: ['items'],
  issued: ['by', 'on'],
  signatures: ['signers'],
  note: ['text'],
  imprint: ['issuer', 'on'],
  pageBreak: [],
  qr: ['text'],
  image: ['sm3', 'alt', 'widthMm'],
}
/** How a value that is not there reads once a template has put it into a sentence. */
const noValue = /\bundefined\b|\bNaN\b|\[object [A-Z]\w*\]/
const isAbsent = (v: unknown): v is undefined | null => v === undefined || v === null
const neededOf = (o: Record<string, unknown>): readonly string[] =>
  needed[o.kind as Block['kind']] ?? ['label', 'value', 'text'].filter((k) => Object.hasOwn(o, k))

/** Whether anything that must be there is not: the quick look that nearly every document passes. */
function hasGap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some((v) => isAbsent(v) || hasGap(v))
  const o = value as Record<string, unknown>
  for (const key of neededOf(o)) if (isAbsent(o[key])) return true
  for (const key in o) if (typeof o[key] === 'object' && hasGap(o[key])) return true
  return false
}

/** Places of a document where a template's value is not there, as paths, or stands as what no official wrote. */
function emptyPlaces(value: unknown, path: string, found: { path: string; word?: string }[]): void {
  if (typeof value === 'string') {
    const word = noValue.exec(value)?.[0]
    if (word !== undefined) found.push({ path, word })
  } else if (Array.isArray(value))
    for (const [i, v] of value.entries()) {
      if (isAbsent(v)) found.push({ path: `${path}/${i}` })
      else emptyPlaces(v, `${path}/${i}`, found)
    }
  else if (typeof value === 'object' && value !== null) {
    const o = value as Record<string, unknown>
    for (const key of neededOf(o)) if (isAbsent(o[key])) found.push({ path: `${path}/${key}` })
    for (const [key, v] of Object.entries(o)) if (!isAbsent(v)) emptyPlaces(v, `${path}/${key}`, found)
  }
}

/**
 * The canonical text of a document without a gap; one with a gap is refused before it gets a hash that stands for good.
 * @param given what the template was given, asked for where something looks amiss: the words `undefined` and `NaN` are no gap where a person wrote them
 * @param labelOf what a person calls a value of the data
 * @throws Refusal 'input' that names the values that are not there and their places
 */
export function filledText(
  document: DocumentTree,
  given: () => unknown,
  labelOf: (key: string) => string = (k) => k,
): string {
  if (!hasGap(document.blocks)) {
    const text = documentText(document)
    if (!noValue.test(text)) return text
  }
  const found: { path: string; word?: string }[] = []
  emptyPlaces(document.blocks, '/blocks', found)
  const data = given()
  const written = JSON.stringify(data) ?? ''
  const gaps = found.filter((g) => g.word === undefined || !written.includes(g.word))
  if (gaps.length === 0) return documentText(document)
  const absent = Object.entries((data ?? {}) as object).filter(([, v]) => v === undefined || v === null)
  const named = absent.map(([key]) => `“${labelOf(key)}”`).join('、')
  throw new Refusal(
    'input',
    'kernel.document.empty',
    `文书《${document.title}》缺${named || '内容'}，没有出具，这一步也没有办理；请补全后再办理，无处可填的请告知管理员`,
    { fields: gaps.map((g) => ({ path: g.path, message: '这里没有内容' })) },
  )
}

/** What an act commits to: which template made which text. */
const committed = (document: DocumentTree) => ({
  template: document.template,
  version: document.version,
  text: documentText(document),
})

/**
 * SM3 over the canonical JSON of {template, version, text}, 64 lower-case hex digits: for papers that name nobody.
 * A paper with personal data takes `documentCommitment`: whoever knows the rest of it could guess a name from a bare hash.
 */
export function documentHash(document: DocumentTree): string {
  return sm3Hex(canonicalJson(committed(document)))
}

/** The salted commitment to a document, as the record keeps of every personal value: gone with its salt on erasure. */
export function documentCommitment(salt: Uint8Array | string, document: DocumentTree): Commitment {
  return commit(salt, committed(document))
}
