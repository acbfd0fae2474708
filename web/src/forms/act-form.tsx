/**
 * A step as a form: filled in, looked at before it is sent, sent. What goes wrong on the way (a fault, an expired sign-in, a lost
 * connection, another officer who was first) is said in words, and nothing that was typed is lost.
 */
import { Alert, Button, Form } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { api, bodyOf, newKey, problemOf, type Schemas } from '../api.ts'
import { ProblemView } from '../parts/problem.tsx'
import { SignInAgain } from '../parts/sign-in-form.tsx'
import { useSession } from '../session.tsx'
import { type Attached, Attachments } from './attachments.tsx'
import { FormContext } from './context.ts'
import { type Day, DayFields } from './day-fields.tsx'
import { type DraftContent, useDraft } from './draft.ts'
import { ObjectFields } from './fields.tsx'
import { Outcome } from './outcome.tsx'
import { cleaned, type FieldSchema, propertiesOf, startOf } from './schema.ts'

export type Action = Schemas['Procedure']['actions'][number]
export type Done = { matterId: string; number?: string; code?: string; stateLabel: string }

export type ActFormProps = {
  procedure: { id: string; version: string; label: string }
  action: Action
  /** The matter it acts on, as its filler saw it; none where it opens one. */
  matter?: { id: string; title: string; seen: number; lastOn: string } | undefined
  /** What it begins with. */
  initial?: Record<string, unknown> | undefined
  draft?: { id: string; content: DraftContent } | undefined
  isPublic?: boolean
  onDone: (done: Done) => void
  /** Somebody acted on the matter meanwhile: reads it again. */
  onReload?: (() => void) | undefined
}

/** 'parties.0.name' as antd names it. */
const placeOf = (path: string): (string | number)[] => path.split('.').map((p) => (/^\d+$/.test(p) ? Number(p) : p))

export function ActForm({
  procedure,
  action,
  matter,
  initial,
  draft,
  isPublic = false,
  onDone,
  onReload,
}: ActFormProps) {
  const schema = action.form as FieldSchema
  const isEmpty = Object.keys(propertiesOf(schema)).length === 0
  const { user, post } = useSession()
  const [form] = Form.useForm()
  const [files, setFiles] = useState<readonly Attached[]>(draft?.content.files ?? [])
  const [on, setOn] = useState<Day>({ declaredOn: draft?.content.declaredOn })
  const [previewed, setPreviewed] = useState<Schemas['Previewed']>()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const [again, setAgain] = useState<() => void>()
  const top = useRef<HTMLDivElement>(null)
  // One key for one wish: sent again after a broken connection, it is done once.
  const key = useMemo(newKey, [])
  const draftId = useMemo(() => draft?.id ?? crypto.randomUUID(), [draft?.id])
  const kept = useDraft({
    id: draftId,
    procedure: procedure.id,
    action: action.action,
    matter: matter?.id,
    title: `${action.label}${matter ? `：${matter.title}` : ''}`.slice(0, 200),
    isPublic,
  })
  const personal = useMemo(() => new Set(action.personal.map((p) => p.path)), [action])
  const input = () => cleaned(schema, form.getFieldsValue(true))
  const save = () => kept.save({ values: form.getFieldsValue(true), files, declaredOn: on.declaredOn })

  // An unfinished upload keeps the draft from naming what is not there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: saved when the files change, not when the saver does
  useEffect(() => {
    if (files.some((f) => f.upload)) save()
  }, [files])

  const step = () => ({
    action: action.action,
    input: input(),
    ...(on.declaredOn ? { declaredOn: on.declaredOn } : {}),
    ...(on.late ? { late: on.late } : {}),
    ...(files.length ? { files: files.map((f) => ({ upload: f.upload!, label: f.label.trim() })) } : {}),
    ...(matter ? { matterId: matter.id, seen: matter.seen } : { procedure: procedure.id }),
  })
  const headers = { 'idempotency-key': key }

  /** Runs a request; what fails is shown where it belongs. */
  async function attempt(run: () => Promise<void>) {
    setBusy(true)
    setError(undefined)
    try {
      await run()
    } catch (e) {
      const problem = problemOf(e)
      if (problem.status === 401 && !isPublic) setAgain(() => () => attempt(run))
      else {
        setError(e)
        const faults = (problem.errors ?? []).filter((x) => x.path && !['files', 'late', 'declaredOn'].includes(x.path))
        if (faults.length) {
          setPreviewed(undefined)
          form.setFields(faults.map((x) => ({ name: placeOf(x.path), errors: [x.message] })))
          form.scrollToField(placeOf(faults[0]!.path), { block: 'center' })
        } else top.current?.scrollIntoView({ block: 'start' })
      }
    } finally {
      setBusy(false)
    }
  }

  const look = () =>
    attempt(async () => {
      const body = step()
      setPreviewed(
        isPublic
          ? bodyOf(
              await api.POST('/api/public/preview', {
                body: { ...body, procedure: procedure.id },
                params: { header: headers },
              }),
            )
          : bodyOf(await api.POST('/api/preview', { body })),
      )
      top.current?.scrollIntoView({ block: 'start' })
    })

  const send = () =>
    attempt(async () => {
      const body = step()
      if (isPublic) {
        const { matterId: _m, seen: _s, ...rest } = body as Record<string, unknown>
        const filed = bodyOf(
          await api.POST('/api/public/filings', {
            body: { ...rest, procedure: procedure.id } as never,
            params: { header: headers },
          }),
        )
        await kept.drop()
        onDone({ matterId: '', ...filed })
        return
      }
      const acted = bodyOf(
        await api.POST('/api/requests', { body: { steps: [body] as never }, params: { header: headers } }),
      )
      await kept.drop()
      const act = acted.acts.at(-1)!
      const number = acted.given.map((g) => g.number).find((n) => typeof n === 'string')
      onDone({ matterId: act.matterId, stateLabel: act.stateLabel, ...(number ? { number } : {}) })
    })

  // Nothing to fill in: what would come of it is shown at once.
  const isAskedAtOnce = isEmpty && action.files.max === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form opens
  useEffect(() => {
    if (isAskedAtOnce) void look()
  }, [])

  const isChanged = error !== undefined && problemOf(error).type === 'urn:fadu:rule:kernel.changed'
  const isOpen = previewed !== undefined
  return (
    <FormContext value={{ matter: matter?.id, isPublic, capacity: post?.capacity, personal }}>
      <div ref={top} className="act-form">
        {again && (
          <SignInAgain
            username={user?.username}
            onClose={() => setAgain(undefined)}
            onDone={() => {
              setAgain(undefined)
              again()
            }}
          />
        )}
        {error !== undefined && (
          <ProblemView error={error}>
            {problemOf(error).status === 0 && <p>您填写的内容都在，没有重复提交之虞：网络恢复后再按一次即可。</p>}
            {isChanged && onReload && (
              <p>
                <Button size="small" onClick={onReload}>
                  重新读取这件事项
                </Button>
                　填写的内容都保留。
              </p>
            )}
          </ProblemView>
        )}
        <Form
          form={form}
          layout="vertical"
          scrollToFirstError={{ block: 'center' }}
          initialValues={draft?.content.values ?? { ...startOf(schema, isPublic), ...initial }}
          onValuesChange={save}
          onFinish={look}
          hidden={isOpen}
          requiredMark
        >
          <ObjectFields schema={schema} />
          <Attachments files={files} onChange={setFiles} def={action.files} isPublic={isPublic} />
          {!isPublic && <DayFields on={on} onChange={setOn} lastOn={matter?.lastOn} />}
          {action.isInternal && (
            <Alert type="info" showIcon title="这是内部行为：参与的机关、单位可以查看，当事人不能查看。" />
          )}
          <div className="form-foot">
            <Button
              type="primary"
              htmlType="submit"
              loading={isBusy}
              disabled={files.some((f) => !f.upload && !f.problem)}
            >
              下一步：核对
            </Button>
            <DraftNote kept={kept} isPublic={isPublic} />
          </div>
        </Form>
        {previewed && (
          <>
            <Outcome previewed={previewed} schema={schema} input={input()} files={files} />
            <div className="form-foot">
              <Button type="primary" onClick={send} loading={isBusy}>
                {isPublic ? '确认提交' : `确认${action.label}`}
              </Button>
              {!isAskedAtOnce && (
                <Button onClick={() => setPreviewed(undefined)} disabled={isBusy}>
                  返回修改
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </FormContext>
  )
}

function DraftNote({ kept, isPublic }: { kept: ReturnType<typeof useDraft>; isPublic: boolean }) {
  const where = isPublic ? '草稿只保存在这个浏览器里，提交后即清除。' : '草稿只有您自己能看，保留三十日。'
  const words = {
    none: where,
    saving: '正在保存草稿……',
    saved: `草稿已保存。${where}`,
    failed: '草稿没有保存成功，请不要关闭本页；网络恢复后继续填写会再次保存。',
  }
  return (
    <span className="quiet" role="status">
      {words[kept.state]}
    </span>
  )
}
