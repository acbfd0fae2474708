/**
 * Reads the official text of a statute (Markdown or plain text) into articles, paragraphs and items, so that citations can be
 * checked against it. It keeps no sentence anywhere: what the project stores is only the index made by `articleIndex`.
 */

export type StatuteParagraph = {
  text: string
  /** Number of items （一）（二）… of this paragraph; 0 when it has none. */
  items: number
}

export type StatuteArticle = {
  no: number
  /** 1 for 之一, 2 for 之二 …; 0 for an ordinary article. */
  sub: number
  /** Headings above it (编、章、节), the largest first, by spaces; absent where the text has none. */
  part?: string
  paragraphs: StatuteParagraph[]
}

export type ParsedStatute = { title: string; articles: StatuteArticle[] }

/** Article key ('17', or '201-1' for 第二百零一条之一) to the number of items of each of its paragraphs. */
export type ArticleIndex = Record<string, number[]>

const digits = '零一二三四五六七八九'
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
const numeral = '[零〇一二三四五六七八九十百千]+'

/** 17 → 十七, 110 → 一百一十, 1260 → 一千二百六十. Whole numbers from 1 to 9999. */
export function chineseNumber(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 9999) throw new RangeError(`no Chinese article numeral for ${n}`)
  let out = ''
  let gap = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10
    if (digit === 0) {
      gap = out !== ''
      continue
    }
    out += (gap ? '零' : '') + digits[digit] + name
    gap = false
  }
  return n < 20 ? out.replace(/^一十/, '十') : out
}

/** The reverse of `chineseNumber`; also takes 〇 and Arabic digits. Undefined for anything else. */
export function parseChineseNumber(text: string): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  if (!new RegExp(`^${numeral}$`).test(text)) return undefined
  let total = 0
  let digit = 0
  for (const char of text.replaceAll('〇', '零')) {
    const unit = units[char]
    if (unit === undefined) digit = digits.indexOf(char)
    else {
      total += (digit || 1) * unit
      digit = 0
    }
  }
  return total + digit || undefined
}

const articleHead = new RegExp(`^第(${numeral}|\\d{1,4})条(?:之(${numeral}))?(?:\\s+(.*))?$`)
const enumeratedHead = new RegExp(`^(${numeral})、\\s*(.*)$`)
const partHead = new RegExp(`^第${numeral}(?:分编|编|章|节)(?:\\s|$)`)
const headingLevel = new RegExp(`^第${numeral}(分编|编|章|节)(?:\\s|$)`)
const itemHead = new RegExp(`^[（(](${numeral})[）)]`)
const subItemHead = /^(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])/
const bareHead = /^(?:总\s*则|分\s*则|附\s*则)$/
const annexHead = /^附(?:件|表|录)?\s*[\d一二三四五六七八九十]*\s*(?:[:：].*)?$/

/**
 * Articles of a statute text with their paragraphs (款: one line of the text each) and items (项).
 * Headings, tables of contents, preambles and annexes are left out. A decision numbered 一、二、… without 第…条 is read with
 * those numbers. Throws nothing: a text without articles gives an empty list.
 */
export function parseStatute(text: string): ParsedStatute {
  const lines = text
    // Zero-width characters and BOMs come with some downloads and would look like empty paragraphs.
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/\*\*/g, '')
        .replace(/<!--.*?-->/g, '')
        .trim(),
    )
    .filter((line) => line !== '')
  const hasArticles = lines.some((line) => articleHead.test(line))
  const articles: StatuteArticle[] = []
  // Between a heading and the next article stands only more of the heading (a long one broken over two lines).
  let inHeading = false
  const parts: string[] = []
  for (const line of lines) {
    takeHeading(parts, line.replace(/^#+\s*/, '').replace(/\s+/g, ' '))
    const head = line.replace(/^#+\s*/, '').match(hasArticles ? articleHead : enumeratedHead)
    const number = head ? parseChineseNumber(head[1] as string) : undefined
    if (head && number !== undefined && (!line.startsWith('#') || hasArticles)) {
      const sub = hasArticles && head[2] ? (parseChineseNumber(head[2]) ?? 0) : 0
      const last = articles.at(-1)
      // An article that does not come after the last one is a reference at the start of a paragraph.
      if (last === undefined || number > last.no || (number === last.no && sub > last.sub)) {
        const part = parts.filter((p) => p !== '').join(' ')
        articles.push({ no: number, sub, ...(part ? { part } : {}), paragraphs: [] })
        inHeading = false
        const rest = (hasArticles ? head[3] : head[2]) ?? ''
        if (rest !== '') addLine(articles.at(-1) as StatuteArticle, rest)
        continue
      }
    }
    const article = articles.at(-1)
    if (article === undefined) continue
    if (annexHead.test(line)) break
    if (line.startsWith('#') || partHead.test(line) || bareHead.test(line)) inHeading = true
    if (!inHeading) addLine(article, line)
  }
  return { title: titleOf(lines), articles }
}

const levels = ['编', '分编', '章', '节']

/** Notes a heading among those that stand above the articles to come; a level that the text leaves out stays empty. */
function takeHeading(parts: string[], line: string): void {
  const level = bareHead.test(line) ? 0 : levels.indexOf(line.match(headingLevel)?.[1] ?? '')
  if (level < 0) return
  parts.length = Math.min(parts.length, level)
  while (parts.length < level) parts.push('')
  parts.push(line)
}

/** Puts a line of the text where it belongs: a new paragraph, an item of the last one, or more of the same item. */
function addLine(article: StatuteArticle, line: string): void {
  const { paragraphs } = article
  const item = line.match(itemHead)
  const current = paragraphs.at(-1)
  if (item) {
    const number = parseChineseNumber(item[1] as string) ?? 0
    if (current === undefined) {
      paragraphs.push({ text: line, items: number })
      return
    }
    // （三） after a line without items goes on with the list above: that line was more of item （二）, not a paragraph.
    const owner = number > 1 ? paragraphs.findLastIndex((p) => p.items > 0) : -1
    if (current.items === 0 && owner >= 0 && paragraphs[owner]?.items === number - 1) {
      const more = paragraphs.splice(owner + 1)
      const home = paragraphs[owner] as StatuteParagraph
      home.text = [home.text, ...more.map((p) => p.text)].join('\n')
    }
    const home = paragraphs.at(-1) as StatuteParagraph
    home.text += `\n${line}`
    home.items = Math.max(home.items, number)
    return
  }
  if (current !== undefined && subItemHead.test(line)) current.text += `\n${line}`
  // A line that ends in the middle of a sentence was broken by the download, not by the legislator.
  else if (current !== undefined && /[^。；：:;）)”’》！？!?，,、…]$/.test(current.text)) current.text += line
  else paragraphs.push({ text: line, items: 0 })
}

/** The title: all level-one headings (a code and its book; a title broken over two lines), or the first lines of plain text. */
function titleOf(lines: readonly string[]): string {
  const headings = lines.filter((line) => /^#\s/.test(line)).map((line) => line.replace(/^#\s+/, ''))
  if (headings.length > 0) {
    // 中华人民共和国民法典 + 总则 are two names; a title that simply did not fit on one line is one.
    const isCode = /(?:法典|法)$/.test(headings[0] as string)
    return headings.join(isCode ? ' ' : '')
  }
  const end = lines.findIndex(
    (line) => /^[（(]?\d{4}年|^目\s*录$/.test(line) || articleHead.test(line) || partHead.test(line),
  )
  return lines.slice(0, end < 0 ? 1 : end).join('')
}

/** '17', or '201-1' for 第二百零一条之一. */
export function articleKey(no: number, sub = 0): string {
  return sub > 0 ? `${no}-${sub}` : `${no}`
}

/** 第十七条, or 第二百零一条之一, from an article key. */
export function articleLabel(key: string): string {
  const [no, sub] = key.split('-').map(Number)
  return `第${chineseNumber(no!)}条${sub ? `之${chineseNumber(sub)}` : ''}`
}

/** What the project keeps of a statute: numbers only. */
export function articleIndex(articles: readonly StatuteArticle[]): ArticleIndex {
  const index: ArticleIndex = {}
  for (const { no, sub, paragraphs } of articles) index[articleKey(no, sub)] = paragraphs.map((p) => p.items)
  return index
}
