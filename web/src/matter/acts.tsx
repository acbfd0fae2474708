/** What was done with a matter: by whom, when, on what basis, with which files and papers. */
import { PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { sizeWords } from '../forms/attachments.tsx'
import { propertiesOf } from '../forms/schema.ts'
import { FileButton } from '../parts/file-button.tsx'
import { usePhone } from '../parts/hooks.ts'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { type FieldSchema, Fields, type Picked } from '../parts/submitted.tsx'
import { isViewable, type Viewed, Viewer } from '../parts/viewer.tsx'
import { day, moment } from '../words.ts'
import { type Act, type Procedure, useActs } from './data.ts'

const personalWords: Record<Act['personal'], string> = {
  none: '',
  shown: '',
  masked: '个人信息已作遮盖。',
  withheld: '其中的个人信息，以您的职务不予显示。',
  erased: '其中的个人信息已依法删除；删除本身也记录在案。',
}

export function Acts({ id, procedure }: { id: string; procedure: Procedure | undefined }) {
  const acts = useActs(id, true)
  const [file, setFile] = useState<Viewed>()
  if (acts.isError) return <ProblemView error={acts.error} retry={() => acts.refetch()} />
  if (!acts.data) return <Waiting rows={8} label="正在读取办理经过" />
  return (
    <>
      <ol className="acts">
        {acts.data.items.map((act) => (
          <ActView key={act.n} matter={id} act={act} procedure={procedure} picked={acts.data.picked} onView={setFile} />
        ))}
      </ol>
      {file && <Viewer file={file} onClose={() => setFile(undefined)} />}
    </>
  )
}

function ActView({
  matter,
  act,
  procedure,
  picked,
  onView,
}: {
  matter: string
  act: Act
  procedure: Procedure | undefined
  picked: Picked
  onView: (file: Viewed) => void
}) {
  const phone = usePhone()
  const declared = procedure?.actions.find((a) => a.action === act.action)
  const form = declared?.form as FieldSchema | undefined
  const payload = (act.payload ?? {}) as Record<string, unknown>
  const isEmpty = Object.keys(payload).every((key) => !(key in propertiesOf(form)))
  const papers = ((act.given.documents ?? []) as { title?: string }[]).map((d) => d.title).filter(Boolean)
  return (
    <li className="act" id={`act-${act.n}`}>
      <span className="n num" aria-hidden>
        {act.n}
      </span>
      <h3>
        {act.label}
        <time dateTime={act.declaredOn} className="num">
          {day(act.declaredOn)}
        </time>
      </h3>
      <p className="meta">
        {act.roleLabel}
        {act.agencyName && `，${act.agencyName}`}
        <span className="quiet">　登记于{moment(act.recordedAt)}</span>
      </p>
      {act.basis.length > 0 && <p className="meta">依据：{act.basis.join('；')}</p>}
      {act.tells.map((text) => (
        <p className="meta tells" key={text}>
          {text}
        </p>
      ))}
      {papers.length > 0 && <p className="meta">出具：{papers.map((title) => `《${title}》`).join('')}</p>}
      {!isEmpty && (
        // A phone shows what happened first, and what was written when it is asked for.
        <details className="submitted" open={!phone}>
          <summary>填写的内容</summary>
          <Fields value={payload} schema={form} personal={act.personal} picked={picked} />
          {personalWords[act.personal] && <p className="quiet">{personalWords[act.personal]}</p>}
        </details>
      )}
      {act.files.length > 0 && (
        <ul className="attached">
          {act.files.map((f) => {
            const path = `/api/matters/${matter}/files/${f.id}`
            const name = f.name ?? f.label
            return (
              <li key={f.id}>
                <PaperClipOutlined aria-hidden />
                {f.isOpen && isViewable(f.type) ? (
                  <Button type="link" size="small" onClick={() => onView({ path, name, type: f.type })}>
                    {f.label}
                  </Button>
                ) : (
                  f.label
                )}
                <span className="quiet">{sizeWords(f.sizeBytes)}</span>
                {f.isOpen ? (
                  <FileButton path={path} name={name} type="text" label={`下载${f.label}`}>
                    下载
                  </FileButton>
                ) : (
                  <span className="quiet">以您的职务不能打开</span>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </li>
  )
}
