/** A step on a matter, as a form. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { api, bodyOf } from '../../api.ts'
import { ActForm } from '../../forms/act-form.tsx'
import { useDraftOf } from '../../forms/draft.ts'
import { matterKey, useActions, useMatter, useProcedure } from '../../matter/data.ts'
import { NotFoundPage } from '../../pages/not-found.tsx'
import { useAddress, useGo, useQueryState } from '../../parts/address.ts'
import { Crumbs } from '../../parts/crumbs.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'

export function ActPage() {
  const { matter: id = '', action: name = '' } = useAddress()
  const [q] = useQueryState()
  const go = useGo()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { post } = useSession()
  const matter = useMatter(id)
  const actions = useActions(id)
  const m = matter.data
  const procedure = useProcedure(m?.procedure, m?.version).data
  const action = procedure?.actions.find((a) => a.action === name)
  const draft = useDraftOf(q.draft)
  const drafts = useQuery({
    queryKey: ['drafts', 'of', id],
    queryFn: async () => bodyOf(await api.GET('/api/drafts', { params: { query: { matter: id } } })).items,
  })
  useTitle(action && m ? `${action.label} · ${m.number ?? m.title}` : undefined)
  if (matter.isError) return <ProblemView error={matter.error} retry={() => matter.refetch()} />
  if (draft.isError) return <ProblemView error={draft.error} />
  if (!m || !procedure || !actions.data || (q.draft && !draft.data)) return <Waiting label="正在打开表单" />
  if (!action?.in) return <NotFoundPage />
  const now = actions.data.actions.find((a) => a.action === name)
  const earlier = drafts.data?.find((d) => d.action === name && d.id !== q.draft)
  return (
    <>
      <Crumbs
        items={[
          <A key="list" to={paths.matters}>
            事项
          </A>,
          <A key="matter" to={paths.matter(id)}>
            {m.number ?? m.title}
          </A>,
          action.label,
        ]}
      />
      <div className="title">
        <h1>{action.label}</h1>
      </div>
      <p className="lead">
        {m.title}，现在是“{m.stateLabel}”。依据：{action.basis.join('；')}
      </p>
      {earlier && !q.draft && (
        <p className="lead">
          您有一份没有提交的草稿：
          <A to={paths.act(id, name)} search={{ draft: earlier.id }}>
            接着填写
          </A>
        </p>
      )}
      {!now ? (
        <ProblemView error={undefined}>
          <p>
            现在是“{m.stateLabel}”，不能办“{action.label}”。
          </p>
        </ProblemView>
      ) : !now.isAllowed ? (
        <section className="card card-pad block" role="alert">
          <h2>现在不能办</h2>
          <p className="lead">{now.reason}</p>
          {now.basis.length > 0 && <p>依据：{now.basis.map((b) => b.text).join('；')}</p>}
          {now.allowed.length > 0 && <p>可以先办：{now.allowed.join('、')}</p>}
        </section>
      ) : (
        <div className="card card-pad block">
          <ActForm
            key={`${name} ${post?.capacity} ${q.draft ?? ''}`}
            procedure={{ id: procedure.id, version: procedure.version, label: procedure.label }}
            action={action}
            matter={{ id, title: m.number ?? m.title, seen: m.n, lastOn: m.lastOn }}
            draft={draft.data}
            onReload={() => client.invalidateQueries({ queryKey: matterKey(id, post?.capacity) })}
            onDone={async ({ stateLabel }) => {
              message.success(`已办理“${action.label}”，现在是“${stateLabel}”`)
              await client.invalidateQueries()
              go(paths.matter(id))
            }}
          />
        </div>
      )}
    </>
  )
}
