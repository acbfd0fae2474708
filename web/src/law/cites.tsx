/** Citations that open the article they cite beside the page: the page stays where it is. */
import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { createContext, type ReactNode, useContext, useRef, useState } from 'react'
import type { Schemas } from '../api.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { day } from '../words.ts'
import { useArticle } from './data.ts'
import { Rests } from './rests.tsx'
import { HowToImport, Paragraphs } from './text.tsx'
import './law.css'

export type CiteRef = Schemas['CiteRef']
type Readable = CiteRef & { law: string; version: string; article: string }

const ReadContext = createContext<(cite: Readable) => void>(() => {})

/** Around a page with citations. The browser's own dialog keeps the focus, closes with Esc and gives it back. */
export function ArticleReader({ children }: { children: ReactNode }) {
  const [cite, setCite] = useState<Readable>()
  const dialog = useRef<HTMLDialogElement>(null)
  const close = () => dialog.current?.close()
  return (
    <ReadContext
      value={(next) => {
        setCite(next)
        dialog.current?.showModal()
      }}
    >
      {children}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: with the keyboard it closes with Esc or by its button */}
      <dialog
        ref={dialog}
        className="reader"
        aria-label={cite?.text ?? '条文'}
        onClose={() => setCite(undefined)}
        onClick={(e) => e.target === dialog.current && close()}
      >
        <div className="reader-in">
          <div className="reader-head">
            <b>{cite?.text}</b>
            <Button type="text" icon={<CloseOutlined />} onClick={close} aria-label="关闭" />
          </div>
          {cite && <OneArticle cite={cite} />}
        </div>
      </dialog>
    </ReadContext>
  )
}

function OneArticle({ cite }: { cite: Readable }) {
  const article = useArticle(cite.law, cite.version, cite.article)
  if (article.isError) return <ProblemView error={article.error} retry={() => article.refetch()} />
  if (!article.data) return <Waiting rows={4} />
  const a = article.data
  return (
    <div className="one-article">
      <h3>
        《{a.title}》{a.label}
      </h3>
      <p className="quiet">
        {day(a.version)}公布（修改）的文本{a.from && `，${day(a.from)}起施行`}
        {a.to && `，${day(a.to)}起不再施行`}
      </p>
      {a.part && <p className="part">{a.part}</p>}
      <Paragraphs paragraphs={a.paragraphs} cited={cite.paragraph} />
      {!a.hasText && <HowToImport />}
      {cite.standing && <p className="quiet">{standings[cite.standing]}</p>}
      <p>
        <A to={paths.law(a.id, a.version)} search={{ article: a.article }}>
          在法规页查看全文和前后条
        </A>
      </p>
      {a.rests.length > 0 && (
        <>
          <h4>平台上以本条为依据的</h4>
          <Rests rests={a.rests} />
        </>
      )}
    </div>
  )
}

/** What a weaker standing of a citation means. */
export const standings: Readonly<Record<string, string>> = {
  quoted: '这一处引用仅见于转引，尚待核对原文。',
  unverified: '这一处引用尚未核对原文。',
  unregistered: '不在平台的法规目录中。',
  platform: '平台约定，不是法条。',
}

/** The bases of one thing, each opening what it cites. */
export function Cites({ of: list }: { of: readonly CiteRef[] }) {
  return (
    <ul className="cites">
      {list.map((c) => (
        <li key={c.text}>
          <Cite cite={c} />
        </li>
      ))}
    </ul>
  )
}

function Cite({ cite }: { cite: CiteRef }) {
  const read = useContext(ReadContext)
  const { law, version, article } = cite
  if (!law || !version) return <span className="quiet">{cite.text}</span>
  if (!article) return <A to={paths.law(law, version)}>{cite.text}</A>
  return (
    <button type="button" className="cite" onClick={() => read({ ...cite, law, version, article })}>
      {cite.text}
    </button>
  )
}
