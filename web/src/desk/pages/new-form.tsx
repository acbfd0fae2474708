/** The form that opens a matter; afterwards its number, and the way to it. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Result } from 'antd'
import { useState } from 'react'
import { api, bodyOf } from '../../api.ts'
import { ActForm, type Done } from '../../forms/act-form.tsx'
import { useDraftOf } from '../../forms/draft.ts'
import { useProcedure } from '../../matter/data.ts'
import { NotFoundPage } from '../../pages/not-found.tsx'
import { useAddress, useQueryState } from '../../parts/address.ts'
import { Crumbs } from '../../parts/crumbs.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { isInForce, useProcedures } from '../../procedures.ts'
import { useSession } from '../../session.tsx'

export function NewFormPage() {
  const { procedure: id = '', action: name = '' } = useAddress()
  const [q] = useQueryState()
  const { post, today } = useSession()
  const client = useQueryClient()
  const [done, setDone] = useState<Done>()
  const procedures = useProcedures()
  const version = procedures.data?.find((p) => p.id === id && isInForce(p, today))?.version
  const procedure = useProcedure(version ? id : undefined, version).data
  const action = procedure?.actions.find((a) => a.action === name && a.in === null)
  const draft = useDraftOf(q.draft)
  const offers = useQuery({
    queryKey: ['offers', post?.capacity],
    enabled: q.offer !== undefined && post !== undefined,
    queryFn: async () => bodyOf(await api.GET('/api/offers')).items,
  })
  useTitle(action?.label)
  if (procedures.isError) return <ProblemView error={procedures.error} />
  if (draft.isError) return <ProblemView error={draft.error} />
  if (procedures.data && today && !version) return <NotFoundPage />
  if (!procedure || (q.draft && !draft.data) || (q.offer && !offers.data)) return <Waiting label="正在打开表单" />
  if (!action) return <NotFoundPage />
  const offer = offers.data?.find((o) => o.id === q.offer)
  if (done)
    return (
      <Result
        status="success"
        title={done.number ? `已登记，编号${done.number}` : '已登记'}
        subTitle={`现在是“${done.stateLabel}”`}
        extra={[
          <A key="open" to={paths.matter(done.matterId)}>
            <Button type="primary">打开这件事项</Button>
          </A>,
          <Button key="again" onClick={() => setDone(undefined)}>
            再登记一件
          </Button>,
        ]}
      />
    )
  return (
    <>
      <Crumbs
        items={[
          <A key="new" to={paths.open}>
            新办事项
          </A>,
          procedure.label,
        ]}
      />
      <div className="title">
        <h1>{action.label}</h1>
      </div>
      <p className="lead">
        {procedure.label}（{procedure.versionLabel}）。依据：{action.basis.join('；')}
      </p>
      {offer && <p className="lead">{offer.from}提请移交的内容已经填入，请核对、补充。</p>}
      <div className="card card-pad block">
        <ActForm
          key={`${name} ${post?.capacity} ${q.draft ?? q.offer ?? ''}`}
          procedure={{ id: procedure.id, version: procedure.version, label: procedure.label }}
          action={action}
          initial={(offer?.input ?? undefined) as Record<string, unknown> | undefined}
          draft={draft.data}
          onDone={async (d) => {
            setDone(d)
            await client.invalidateQueries({ predicate: (x) => x.queryKey[0] !== 'procedure' })
          }}
        />
      </div>
    </>
  )
}
