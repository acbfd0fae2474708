/** The words of an article: its paragraphs, what was looked for marked within them. */
import { Fragment } from 'react'

export const wordsOf = (q: string | undefined): string[] => (q ?? '').trim().split(/\s+/).filter(Boolean)

/** As the server searches: without white space. */
export const holds = (paragraphs: readonly string[] | null, words: readonly string[]): boolean => {
  const text = (paragraphs ?? []).join('').replace(/\s+/g, '')
  return words.every((w) => text.includes(w))
}

export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return <>{text}</>
  const pattern = new RegExp(`(${words.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`)
  return (
    <>
      {text.split(pattern).map((part, i) => (
        // Parts of one text never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Fragment key={i}>{i % 2 === 1 ? <mark>{part}</mark> : part}</Fragment>
      ))}
    </>
  )
}

/** A paragraph with its items, each on a line of its own: 下列……：（一）…… */
const itemsOf = (paragraph: string): string[] =>
  paragraph.split(/(?<=[：；。\s])\s*(?=（[一二三四五六七八九十]{1,3}）)/)

export function Paragraphs({
  paragraphs,
  words = [],
  cited,
}: {
  paragraphs: readonly string[] | null
  words?: readonly string[]
  /** The paragraph that was cited. */
  cited?: number | null
}) {
  if (!paragraphs) return <p className="quiet">没有导入原文，这里只列条号。</p>
  return (
    <div className="statute-text">
      {paragraphs.map((p, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs are known by their place
        <p key={i} className={cited === i + 1 && paragraphs.length > 1 ? 'cited' : undefined}>
          {itemsOf(p).map((text) => (
            <span key={text} className="item">
              <Marked text={text} words={words} />
            </span>
          ))}
        </p>
      ))}
    </div>
  )
}

/** How a statute's text comes onto the platform. */
export function HowToImport() {
  return (
    <p className="quiet">
      本平台不附法规原文。管理员可以把官方发布的原文放进一个文件夹（每个版本一个文件，名为“名称(公布日).md”），在服务器上运行{' '}
      <code>./fadu laws import 文件夹</code> 导入。
    </p>
  )
}
