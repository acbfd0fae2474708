/** Files that go with a step: dropped, chosen or taken with the camera; each uploaded at once and named. */
import { CameraOutlined, DeleteOutlined, InboxOutlined, PaperClipOutlined } from '@ant-design/icons'
import { AutoComplete, Button, Progress } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { findCapacity, type Problem } from '../api.ts'
import { usePhone } from '../parts/hooks.ts'

/** A file on its way or there. `upload` is the server's name for it. */
export type Attached = {
  key: string
  name: string
  sizeBytes: number
  label: string
  upload?: string
  progress?: number
  problem?: string
}
export type FilesDef = { min: number; max: number; labels: string[]; required: string[] }

export const sizeWords = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} 字节`
    : bytes < 1024 * 1024
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`

const plainName = (name: string) => name.replace(/\.[^.]{1,8}$/, '')

/** Sends one file; fetch tells nothing of how far it is. */
function send(
  file: File,
  isPublic: boolean,
  onProgress: (part: number) => void,
): Promise<{ upload: string; name: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/files')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-fadu-file-name', encodeURIComponent(file.name))
    const capacity = findCapacity()
    if (capacity && !isPublic) request.setRequestHeader('x-fadu-capacity', capacity)
    request.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total)
    request.onerror = () => reject(new Error('上传没有成功，请检查网络后再试'))
    request.onload = () => {
      try {
        const body = JSON.parse(request.responseText)
        if (request.status === 200) resolve(body)
        else reject(new Error((body as Problem).title))
      } catch {
        reject(new Error(`服务器没有给出可以显示的回答（${request.status}），请稍后再试`))
      }
    }
    request.send(file)
  })
}

export function Attachments({
  files,
  onChange,
  def,
  isPublic,
}: {
  files: readonly Attached[]
  onChange: (change: (files: readonly Attached[]) => readonly Attached[]) => void
  def: FilesDef
  isPublic: boolean
}) {
  const phone = usePhone()
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  if (def.max === 0) return null
  const missing = def.required.filter((label) => !files.some((f) => f.label === label))
  const room = def.max - files.length

  function take(list: FileList | null) {
    for (const file of [...(list ?? [])].slice(0, room)) {
      const key = crypto.randomUUID()
      const label = missing[0] ?? (def.labels.length === 1 ? def.labels[0]! : plainName(file.name))
      onChange((all) => [...all, { key, name: file.name, sizeBytes: file.size, label, progress: 0 }])
      const set = (more: Partial<Attached>) =>
        onChange((all) => all.map((f) => (f.key === key ? { ...f, ...more } : f)))
      send(file, isPublic, (progress) => set({ progress })).then(
        ({ upload, name }) => set({ upload, name, progress: 1 }),
        (error: Error) => set({ problem: error.message }),
      )
    }
  }

  // Emptied, so that the same file can be chosen again after it was taken off.
  function taken({ currentTarget: input }: { currentTarget: HTMLInputElement }) {
    take(input.files)
    input.value = ''
  }
  const drop = (e: DragEvent) => {
    e.preventDefault()
    setOver(false)
    take(e.dataTransfer.files)
  }
  return (
    <fieldset className="group files">
      <legend>
        材料
        {def.min === 0 && <span className="optional">选填</span>}
      </legend>
      {missing.length > 0 && <p className="quiet">须附上：{missing.map((m) => `“${m}”`).join('、')}</p>}
      <ul>
        {files.map((f) => (
          <li key={f.key}>
            <PaperClipOutlined aria-hidden />
            <div className="file">
              <AutoComplete
                value={f.label}
                onChange={(label) => onChange((all) => all.map((x) => (x.key === f.key ? { ...x, label } : x)))}
                options={def.labels.map((value) => ({ value }))}
                maxLength={100}
                aria-label={`${f.name}的材料名称`}
                status={f.label.trim() === '' ? 'error' : ''}
              />
              <span className="quiet">
                {f.name}，{sizeWords(f.sizeBytes)}
              </span>
              {f.problem ? (
                <span className="problem" role="alert">
                  {f.problem}
                </span>
              ) : (
                f.upload === undefined && <Progress percent={Math.round((f.progress ?? 0) * 100)} size="small" />
              )}
            </div>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`去掉${f.name}`}
              onClick={() => onChange((all) => all.filter((x) => x.key !== f.key))}
            />
          </li>
        ))}
      </ul>
      {room > 0 && (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button within is the first
        <div
          className={isOver ? 'drop over' : 'drop'}
          onDragOver={(e) => {
            e.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Button icon={<InboxOutlined />} onClick={() => chooser.current?.click()}>
            选择文件
          </Button>
          {phone && (
            <Button icon={<CameraOutlined />} onClick={() => camera.current?.click()}>
              拍照
            </Button>
          )}
          <span className="quiet">
            {phone ? '' : '或者把文件拖到这里。'}最多 {def.max} 份。
          </span>
        </div>
      )}
      <input ref={chooser} type="file" multiple hidden onChange={taken} />
      <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={taken} />
    </fieldset>
  )
}
