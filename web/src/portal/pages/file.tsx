/** Filing without an account: the form, a look before it is sent, the receipt with number and query code. */
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { ActForm, type Done } from '../../forms/act-form.tsx'
import { dropLocalDraft, findLocalDraft } from '../../forms/draft.ts'
import { useProcedure } from '../../matter/data.ts'
import { NotFoundPage } from '../../pages/not-found.tsx'
import { useAddress } from '../../parts/address.ts'
import { Crumbs } from '../../parts/crumbs.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { isInForce, useProcedures } from '../../procedures.ts'
import { useSession } from '../../session.tsx'
import { portal } from '../paths.ts'
import { Receipt } from '../receipt.tsx'

export function FilePage() {
  const { procedure: id = '', action: name = '' } = useAddress()
  const { today } = useSession()
  const procedures = useProcedures()
  const version = procedures.data?.find((p) => p.id === id && isInForce(p, today))?.version
  const procedure = useProcedure(version ? id : undefined, version).data
  const action = procedure?.actions.find((a) => a.action === name && a.in === null)
  const [draft, setDraft] = useState(() => findLocalDraft(id, name))
  const [done, setDone] = useState<Done>()
  useTitle(action?.publicLabel)
  if (procedures.isError) return <ProblemView error={procedures.error} retry={() => procedures.refetch()} />
  if (procedures.data && today && !version) return <NotFoundPage />
  if (!procedure) return <Waiting label="正在打开表单" />
  if (!action?.by.some((b) => b.role === 'public')) return <NotFoundPage />
  if (done)
    return <Receipt label={action.publicLabel} number={done.number!} code={done.code!} stateLabel={done.stateLabel} />
  return (
    <>
      <Crumbs
        items={[
          <A key="home" to={portal.home}>
            办事
          </A>,
          action.publicLabel,
        ]}
      />
      <div className="title">
        <h1>{action.publicLabel}</h1>
      </div>
      <p className="lead">依据：{action.basis.join('；')}</p>
      {draft && (
        <Alert
          type="info"
          showIcon
          title="这个浏览器里留有您上次没有提交的内容，已经填入。"
          action={
            <Button
              size="small"
              onClick={() => {
                dropLocalDraft(id, name)
                setDraft(undefined)
              }}
            >
              清除，重新填写
            </Button>
          }
        />
      )}
      <div className="card card-pad block">
        <ActForm
          key={draft ? 'draft' : 'fresh'}
          procedure={{ id: procedure.id, version: procedure.version, label: procedure.label }}
          action={action}
          draft={draft ? { id: 'local', content: draft } : undefined}
          isPublic
          onDone={setDone}
        />
      </div>
    </>
  )
}
