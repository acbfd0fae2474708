/** What a filer may still do with number and code: withdraw, add something. Filled in, confirmed, sent. */
import { Button, Form, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { api, bodyOf, newKey, problemOf, type Schemas } from '../api.ts'
import { FormContext } from '../forms/context.ts'
import { ObjectFields } from '../forms/fields.tsx'
import { cleaned, type FieldSchema, startOf } from '../forms/schema.ts'
import { type Procedure, useProcedure } from '../matter/data.ts'
import { ProblemView } from '../parts/problem.tsx'

type Followed = Schemas['Followed']

export function FollowAct({ followed, code, onActed }: { followed: Followed; code: string; onActed: () => void }) {
  const [action, setAction] = useState<string>()
  const procedure = useProcedure(followed.procedure, followed.version).data
  const chosen = procedure?.actions.find((a) => a.action === action)
  return (
    <section className="card card-pad block" aria-labelledby="may">
      <h2 id="may">您可以办</h2>
      <p className="buttons">
        {followed.actions.map((a) => (
          <Button key={a.action} onClick={() => setAction(a.action)}>
            {a.label}
          </Button>
        ))}
      </p>
      {chosen && (
        <ActModal
          key={chosen.action}
          action={chosen}
          number={followed.number}
          code={code}
          onClose={() => setAction(undefined)}
          onActed={() => {
            setAction(undefined)
            onActed()
          }}
        />
      )}
    </section>
  )
}

function ActModal({
  action,
  number,
  code,
  onClose,
  onActed,
}: {
  action: Procedure['actions'][number]
  number: string
  code: string
  onClose: () => void
  onActed: () => void
}) {
  const [form] = Form.useForm()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const key = useMemo(newKey, [])
  const schema = action.form as FieldSchema
  const personal = useMemo(() => new Set(action.personal.map((p) => p.path)), [action])
  async function send() {
    setBusy(true)
    setError(undefined)
    try {
      bodyOf(
        await api.POST('/api/public/matters/{code}/actions/{action}', {
          params: { path: { code, action: action.action }, header: { 'idempotency-key': key } },
          body: { number, input: cleaned(schema, form.getFieldsValue(true)) },
        }),
      )
      onActed()
    } catch (e) {
      setError(e)
      const faults = (problemOf(e).errors ?? []).filter((x) => x.path)
      form.setFields(faults.map((x) => ({ name: x.path.split('.'), errors: [x.message] })))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={action.publicLabel}
      onCancel={onClose}
      okText={`确认${action.publicLabel}`}
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      width="min(680px, 96vw)"
    >
      <p className="lead">依据：{action.basis.join('；')}</p>
      {error !== undefined && <ProblemView error={error} />}
      <FormContext value={{ isPublic: true, personal }}>
        <Form form={form} layout="vertical" initialValues={startOf(schema)} onFinish={send}>
          <ObjectFields schema={schema} />
        </Form>
      </FormContext>
    </Modal>
  )
}
