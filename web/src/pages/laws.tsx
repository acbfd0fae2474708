/** All statutes that the platform knows, with their versions; and the search through the articles that were imported. */
import { useQuery } from '@tanstack/react-query'
import { Empty, Input } from 'antd'
import { api, bodyOf } from '../api.ts'
import { useLaws } from '../law/data.ts'
import { HowToImport, Marked, wordsOf } from '../law/text.tsx'
import '../law/law.css'
import { useQueryState } from '../parts/address.ts'
import { clearable } from '../parts/clearable.tsx'
import { usePhone, useTitle } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { day, grouped } from '../words.ts'

export function LawsPage() {
  useTitle('法规')
  const [{ q }, set] = useQueryState()
  const laws = useLaws()
  const held = laws.data?.flatMap((l) => l.versions).filter((v) => v.hasText).length
  return (
    <>
      <div className="title">
        <h1>法规</h1>
      </div>
      <p className="lead">
        程序、期限、监督规则和指标所依据的法律、法规、规章和司法解释。点开一条，可以看到平台上以它为依据的地方。
      </p>
      <Input.Search
        className="block find-in"
        aria-label="在已导入的条文中检索"
        placeholder="条文中的词语，如：终止调解"
        enterButton="检索条文"
        allowClear={clearable}
        maxLength={100}
        defaultValue={q}
        key={q}
        onSearch={(text) => set({ q: text.trim() })}
      />
      {q && <Hits q={q} />}
      {laws.isError ? (
        <ProblemView error={laws.error} retry={() => laws.refetch()} />
      ) : !laws.data ? (
        <Waiting rows={8} />
      ) : (
        <section className="block" aria-labelledby="all-laws">
          <h2 id="all-laws">法规目录</h2>
          {held === 0 ? <HowToImport /> : <p className="quiet">已导入原文{grouped(held ?? 0)}个版本。</p>}
          <List laws={laws.data} />
        </section>
      )}
    </>
  )
}

type Laws = NonNullable<ReturnType<typeof useLaws>['data']>
type Version = Laws[number]['versions'][number]

const forceText = (v: Version) =>
  v.inForce === null ? '不在法规目录中' : `${v.from ? `${day(v.from)}起施行` : ''}${v.to ? `，至${day(v.to)}前` : ''}`

/** Whether a version is in force, beside the words of when. */
function Force({ version: v }: { version: Version }) {
  return (
    <>
      {forceText(v)}
      {v.inForce && <span className="badge">现行</span>}
    </>
  )
}

function List({ laws }: { laws: Laws }) {
  const phone = usePhone()
  // What the work of the city rests on comes first, then by title.
  const weight = (l: Laws[number]) => (l.versions.some((v) => v.rests > 0) ? 0 : 1)
  const sorted = [...laws].sort((a, b) => weight(a) - weight(b) || a.title.localeCompare(b.title, 'zh'))
  if (phone)
    return (
      <ul className="card plain-list">
        {sorted.map((l) => (
          <li key={l.id}>
            <b>{l.title}</b>
            <ul className="law-versions">
              {l.versions.toReversed().map((v) => (
                <li key={v.version}>
                  <A to={paths.law(l.id, v.version)}>{versionText(v.version)}</A>
                  <span className="quiet">
                    　<Force version={v} />
                    {v.rests > 0 && `　依据${v.rests}处`}
                    {v.hasText ? '' : '　没有导入原文'}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    )
  return (
    <div className="card">
      <table className="figures law-list">
        <thead>
          <tr>
            <th scope="col">名称</th>
            <th scope="col">版本</th>
            <th scope="col">施行</th>
            <th scope="col">原文</th>
            <th scope="col" className="right">
              以它为依据的
            </th>
          </tr>
        </thead>
        {sorted.map((l) => (
          <tbody key={l.id}>
            {l.versions.toReversed().map((v, i) => (
              <tr key={v.version} className="row">
                {i === 0 && (
                  <th scope="rowgroup" rowSpan={l.versions.length}>
                    {l.title}
                  </th>
                )}
                <td className="nowrap">
                  <A to={paths.law(l.id, v.version)} aria-label={`${l.title}，${versionText(v.version)}`}>
                    {versionText(v.version)}
                  </A>
                </td>
                <td>
                  <Force version={v} />
                </td>
                <td className="nowrap">{v.hasText ? '已导入' : <span className="quiet">没有导入</span>}</td>
                <td className="right num">{v.rests > 0 ? `${grouped(v.rests)}处` : '—'}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

/** A version by the day of its adoption; a text whose day nobody knows says so. */
export const versionText = (version: string): string =>
  /^\d{4}-/.test(version) ? `${day(version)}文本` : '公布日不明的文本'

function Hits({ q }: { q: string }) {
  const found = useQuery({
    queryKey: ['laws-search', q],
    queryFn: async () => bodyOf(await api.GET('/api/laws/search', { params: { query: { q } } })),
  })
  if (found.isError) return <ProblemView error={found.error} retry={() => found.refetch()} />
  if (!found.data) return <Waiting rows={4} />
  const { total, shown, items, texts } = found.data
  const words = wordsOf(q)
  return (
    <section className="block" aria-labelledby="hits">
      <h2 id="hits">含有“{words.join('”和“')}”的条文</h2>
      <p className="quiet" role="status">
        {total === 0
          ? texts === 0
            ? '还没有导入法规原文，无从检索。'
            : `在已导入的${grouped(texts)}个文本中没有找到。`
          : `共${grouped(total)}条${total > shown ? `，这里列出前${grouped(shown)}条` : ''}。`}
      </p>
      {items.length > 0 ? (
        <ul className="card found">
          {items.map((h) => (
            <li key={`${h.id} ${h.version} ${h.article}`}>
              <A to={paths.law(h.id, h.version)} search={{ article: h.article, q }}>
                《{h.title}》{h.label}
              </A>
              <span className="quiet">
                {versionText(h.version)}
                {h.inForce === false && '，现在不施行'}
              </span>
              <p>
                <Marked text={h.excerpt} words={words} />
              </p>
            </li>
          ))}
        </ul>
      ) : (
        total === 0 && <Empty description={false} />
      )}
    </section>
  )
}
