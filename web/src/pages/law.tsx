/** One version of a statute: its articles, what rests on each of them, and its other versions beside it. */
import { Checkbox, Empty, Input } from 'antd'
import { memo, useEffect } from 'react'
import { standings } from '../law/cites.tsx'
import { type Article, useLaw, useLaws } from '../law/data.ts'
import { Rests } from '../law/rests.tsx'
import { HowToImport, holds, Paragraphs, wordsOf } from '../law/text.tsx'
import '../law/law.css'
import { useAddress, useQueryState } from '../parts/address.ts'
import { clearable } from '../parts/clearable.tsx'
import { Crumbs } from '../parts/crumbs.tsx'
import { useTitle } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { day, grouped } from '../words.ts'
import { versionText } from './laws.tsx'

export function LawPage() {
  const { id = '', version = '' } = useAddress()
  const [{ article, q, based }, set] = useQueryState()
  const law = useLaw(id, version)
  useTitle(law.data?.title ?? '法规')
  const isThere = law.data !== undefined
  useEffect(() => {
    if (isThere && article) document.getElementById(`article-${article}`)?.scrollIntoView({ block: 'center' })
  }, [isThere, article])
  if (law.isError) return <ProblemView error={law.error} retry={() => law.refetch()} />
  if (!law.data) return <Waiting rows={10} />
  const l = law.data
  const words = wordsOf(q)
  // An article that was asked for is shown among its neighbours; the words are then only marked.
  const isFiltered = words.length > 0 && !article
  const shown = l.articles.filter((a) => (!isFiltered || holds(a.paragraphs, words)) && (!based || a.rests.length > 0))
  return (
    <>
      <Crumbs
        items={[
          <A key="all" to={paths.laws}>
            法规
          </A>,
          l.title,
        ]}
      />
      <div className="title">
        <h1>{l.title}</h1>
        {l.inForce === true && <span className="badge">现行</span>}
        {l.inForce === false && <span className="badge warn">现在不施行</span>}
      </div>
      <p className="lead">
        {versionText(l.version)}
        {l.from && `，${day(l.from)}起施行`}
        {l.to && `，${day(l.to)}起不再施行`}。{standings[l.standing]}
      </p>
      {!l.hasText && <HowToImport />}
      <Versions id={id} version={version} article={article} />
      {l.whole.length > 0 && (
        <section className="block" aria-labelledby="whole">
          <h2 id="whole">以整部法规为依据的</h2>
          <div className="card card-pad">
            <Rests rests={l.whole} />
          </div>
        </section>
      )}
      <section className="block" aria-labelledby="articles">
        <h2 id="articles">条文</h2>
        <div className="tools">
          <Checkbox checked={based === '1'} onChange={(e) => set({ based: e.target.checked ? '1' : undefined })}>
            只看平台有所依据的条文
          </Checkbox>
          <Input.Search
            className="search"
            aria-label="在这一文本中查找"
            placeholder="条文中的词语"
            allowClear={clearable}
            maxLength={100}
            defaultValue={q}
            key={q}
            onSearch={(text) => set({ q: text.trim(), article: undefined })}
          />
        </div>
        {(isFiltered || based) && (
          <p className="quiet" role="status">
            共{grouped(l.articles.length)}条，列出{grouped(shown.length)}条。
          </p>
        )}
        {shown.length === 0 ? (
          <div className="card card-pad">
            <Empty description={l.articles.length === 0 ? '没有这一文本的条文目录' : '没有符合条件的条文'} />
          </div>
        ) : (
          <Articles articles={shown} marked={article} q={q} />
        )}
      </section>
    </>
  )
}

/** A long statute is not drawn anew for each letter typed beside it. */
const Articles = memo(function Articles({
  articles,
  marked,
  q,
}: {
  articles: readonly Article[]
  marked: string | undefined
  q: string | undefined
}) {
  const words = wordsOf(q)
  return (
    <ol className="card articles">
      {articles.map((a, i) => {
        const isPart = a.part && a.part !== articles[i - 1]?.part
        return (
          <li
            key={a.article}
            id={`article-${a.article}`}
            className={`${a.rests.length ? '' : 'bare'}${a.article === marked ? ' marked' : ''}`}
            {...(a.article === marked ? { 'aria-current': true } : {})}
          >
            <div>
              {isPart && <p className="part">{a.part}</p>}
              <h3>{a.label}</h3>
              {a.paragraphs && <Paragraphs paragraphs={a.paragraphs} words={words} />}
            </div>
            {a.rests.length > 0 && (
              <aside aria-label={`以${a.label}为依据的`}>
                <h4>以本条为依据的</h4>
                <Rests rests={a.rests} />
              </aside>
            )}
          </li>
        )
      })}
    </ol>
  )
})

function Versions({ id, version, article }: { id: string; version: string; article: string | undefined }) {
  const laws = useLaws()
  const versions = laws.data?.find((l) => l.id === id)?.versions ?? []
  if (versions.length < 2) return null
  return (
    <section className="block" aria-labelledby="versions">
      <h2 id="versions">各版本</h2>
      <ul className="card plain-list">
        {versions.toReversed().map((v) => (
          <li key={v.version}>
            <span>
              {v.version === version ? (
                <b>{versionText(v.version)}（本页）</b>
              ) : (
                <A to={paths.law(id, v.version)} search={{ article }}>
                  {versionText(v.version)}
                </A>
              )}
              {v.inForce && <span className="badge">现行</span>}
            </span>
            <span className="quiet">
              {v.from && `${day(v.from)}起施行`}
              {v.to && `，至${day(v.to)}前`}
              {v.rests > 0 && `；依据${grouped(v.rests)}处`}
              {v.hasText ? '' : '；没有导入原文'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
