/** Forms begun and not sent. */
import { DeleteOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Empty, Popconfirm } from 'antd'
import { api, bodyOf, problemOf, type Schemas } from '../api.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { day, moment } from '../words.ts'

export function DraftList({ drafts, error }: { drafts: readonly Schemas['Draft'][] | undefined; error: unknown }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const drop = (id: string) =>
    api
      .DELETE('/api/drafts/{id}', { params: { path: { id } } })
      .then(bodyOf)
      .then(
        () => client.invalidateQueries({ queryKey: ['drafts'] }),
        (e) => message.error(problemOf(e).title),
      )
  if (error) return <ProblemView error={error} />
  if (!drafts) return <Waiting rows={3} label="正在读取草稿" />
  if (!drafts.length)
    return (
      <div className="card card-pad">
        <Empty description="没有草稿。填写表单时会自动保存，保留三十日，只有您自己能看。" />
      </div>
    )
  return (
    <ul className="card plain-list">
      {drafts.map((d) => (
        <li key={d.id}>
          <div>
            <A
              to={d.matterId ? paths.act(d.matterId, d.action) : paths.openForm(d.procedure, d.action)}
              search={{ draft: d.id }}
            >
              {d.title}
            </A>
            <p className="quiet">
              {d.procedureLabel}，{moment(d.savedAt)}保存，留到{day(d.expiresAt)}
            </p>
          </div>
          <Popconfirm title="删除这份草稿？" okText="删除" onConfirm={() => drop(d.id)}>
            <Button type="text" icon={<DeleteOutlined />} aria-label={`删除草稿${d.title}`} />
          </Popconfirm>
        </li>
      ))}
    </ul>
  )
}
