/** The same act on many matters, where its procedure lets it be done so; each is done and answered on its own. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Dropdown, Form, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { api, bodyOf, newKey, type Schemas } from '../api.ts'
import { FormContext } from '../forms/context.ts'
import { ObjectFields } from '../forms/fields.tsx'
import { cleaned, type FieldSchema, startOf } from '../forms/schema.ts'
import { useProcedure } from '../matter/data.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import type { WorkItem } from './pages/work.tsx'

type Chosen = ReadonlyMap<string, WorkItem>

export function Batch({ chosen, onDone }: { chosen: Chosen; onDone: () => void }) {
  const [action, setAction] = useState<string>()
  const items = [...chosen.values()]
  const first = items[0]
  if (!first) return null
  const offered = first.forMany.filter((a) => items.every((w) => w.forMany.some((b) => b.action === a.action)))
  return (
    <section className="batch" aria-label="一并办理">
      <span>
        已选中<b className="num">{items.length}</b>件“{first.matter.stateLabel}”的{first.matter.procedureLabel}
      </span>
      <Dropdown
        trigger={['click']}
        menu={{ items: offered.map((a) => ({ key: a.action, label: a.label, onClick: () => setAction(a.action) })) }}
      >
        <Button type="primary">一并办理</Button>
      </Dropdown>
      <Button onClick={onDone}>取消选择</Button>
      {action && <ManyForm items={items} action={action} onClose={() => setAction(undefined)} onDone={onDone} />}
    </section>
  )
}

type Answer = Schemas['ManyAnswered']

function ManyForm({
  items,
  action: name,
  onClose,
  onDone,
}: {
  items: readonly WorkItem[]
  action: string
  onClose: () => void
  onDone: () => void
}) {
  const { post } = useSession()
  const client = useQueryClient()
  const [form] = Form.useForm()
  const [answer, setAnswer] = useState<Answer>()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const key = useMemo(newKey, [])
  const { procedure: id, version } = items[0]!.matter
  const procedure = useProcedure(id, version).data
  const action = procedure?.actions.find((a) => a.action === name)
  if (!action)
    return (
      <Modal open title="一并办理" onCancel={onClose} footer={null}>
        <Waiting rows={3} />
      </Modal>
    )
  const schema = action.form as FieldSchema
  async function send() {
    setBusy(true)
    setError(undefined)
    try {
      setAnswer(
        bodyOf(
          await api.POST('/api/requests/many', {
            params: { header: { 'idempotency-key': key } },
            body: {
              action: name,
              input: cleaned(schema, form.getFieldsValue(true)),
              matters: items.map((w) => ({ id: w.matter.id, seen: w.seen })),
            },
          }),
        ),
      )
      await client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'procedure' })
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  const close = answer ? onDone : onClose
  return (
    <Modal
      open
      title={`${action.label}：${items.length}件`}
      width="min(760px, 96vw)"
      onCancel={close}
      okText={answer ? '好' : `在${items.length}件上办理`}
      cancelButtonProps={{ hidden: answer !== undefined }}
      confirmLoading={isBusy}
      onOk={() => (answer ? onDone() : form.submit())}
    >
      {error !== undefined && <ProblemView error={error} />}
      {answer ? (
        <Answered answer={answer} items={items} />
      ) : (
        <FormContext
          value={{ matter: items[0]!.matter.id, isPublic: false, capacity: post?.capacity, personal: new Set() }}
        >
          <p className="lead">
            同样的内容逐件办理，逐件核对；有一件不能办的，不影响其他各件。依据：{action.basis.join('；')}
          </p>
          <Form form={form} layout="vertical" initialValues={startOf(schema)} onFinish={send}>
            <ObjectFields schema={schema} />
          </Form>
        </FormContext>
      )}
    </Modal>
  )
}

function Answered({ answer, items }: { answer: Answer; items: readonly WorkItem[] }) {
  const nameOf = (id: string) => {
    const m = items.find((w) => w.matter.id === id)?.matter
    return m?.number ?? m?.title ?? id
  }
  return (
    <>
      <Alert
        type={answer.refused ? 'warning' : 'success'}
        showIcon
        title={`办理了${answer.done}件${answer.refused ? `，${answer.refused}件没有办成` : ''}`}
      />
      <ul className="limits">
        {answer.items
          .filter((i) => i.problem)
          .map((i) => (
            <li key={i.id}>
              <A to={paths.matter(i.id)}>{nameOf(i.id)}</A>
              <p className="more">
                {i.problem!.title}
                {i.problem!.basis?.length ? `　依据：${i.problem!.basis.map((b) => b.text).join('；')}` : ''}
              </p>
            </li>
          ))}
      </ul>
    </>
  )
}
