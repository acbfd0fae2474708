/** The city's boundaries: what is kept, and how the system's administrator imports another file or takes it away. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Popconfirm } from 'antd'
import { useRef, useState } from 'react'
import { api, bodyOf, findCapacity, type Problem, ProblemError, problemOf } from '../../api.ts'
import { ProblemView } from '../../parts/problem.tsx'
import { useSession } from '../../session.tsx'
import { day } from '../../words.ts'

type Fields = { approval: string; property: string }

export function MapKeeping() {
  const { post } = useSession()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [file, setFile] = useState<File>()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const chooser = useRef<HTMLInputElement>(null)
  const mayAct = post?.role === 'system_admin'
  const map = useQuery({
    queryKey: ['city-map', post?.capacity],
    enabled: post !== undefined,
    queryFn: async () => bodyOf(await api.GET('/api/map')).map,
  })
  async function attempt(work: () => Promise<string>) {
    setBusy(true)
    setError(undefined)
    try {
      message.success(await work())
      await client.invalidateQueries({ queryKey: ['city-map'] })
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  const send = (fields: Fields) =>
    file &&
    attempt(async () => {
      const done = await keep(file, fields)
      setFile(undefined)
      return `已导入${done.areas}个区划的界线`
    })
  const remove = () =>
    attempt(async () => {
      bodyOf(await api.DELETE('/api/admin/map'))
      return '已去掉区划界线'
    })
  return (
    <section className="block" aria-labelledby="map">
      <h2 id="map">区划界线</h2>
      {map.data ? (
        <p>
          {day(map.data.importedOn)}导入（{map.data.source}），{map.data.areas.length}个区划，审图号：
          {map.data.approval}。显示在监督页的地图上。
        </p>
      ) : (
        <p className="quiet">没有导入。公开的地图须有审图号，程序不附带；导入后监督页显示地图。</p>
      )}
      {mayAct && (
        <div className="card card-pad notice">
          {error !== undefined && (
            <ProblemView error={error}>
              <ul className="within">
                {problemOf(error).errors?.map((e) => (
                  <li key={e.message}>{e.message}</li>
                ))}
              </ul>
            </ProblemView>
          )}
          <Form<Fields> layout="vertical" initialValues={{ property: 'code' }} onFinish={send}>
            <Form.Item label="界线文件（GeoJSON，每个区划一个面）" required>
              <input
                ref={chooser}
                type="file"
                className="unseen"
                tabIndex={-1}
                aria-label="界线文件"
                accept=".geojson,.json,application/geo+json"
                onChange={(e) => setFile(e.target.files?.[0])}
              />
              <Button onClick={() => chooser.current?.click()}>{file ? '另选文件' : '选择文件'}</Button>
              {file && <span className="chosen">{file.name}</span>}
            </Form.Item>
            <Form.Item
              name="approval"
              label="审图号"
              extra="显示在地图下方，例如 GS(2024)0650号"
              rules={[{ required: true, whitespace: true, message: '请填写审图号' }]}
            >
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="property" label="区划代码的属性名" rules={[{ required: true, message: '请填写属性名' }]}>
              <Input maxLength={60} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={isBusy} disabled={!file}>
              {map.data ? '导入，替换现有的界线' : '导入'}
            </Button>
            {map.data && (
              <Popconfirm title="去掉区划界线？监督页将只有表。" okText="去掉" onConfirm={remove}>
                <Button type="text" danger disabled={isBusy}>
                  去掉现有的界线
                </Button>
              </Popconfirm>
            )}
          </Form>
        </div>
      )}
    </section>
  )
}

/** @throws ProblemError naming each fault of the file */
async function keep(file: File, { approval, property }: Fields): Promise<{ areas: number }> {
  const capacity = findCapacity()
  const query = new URLSearchParams({ approval, property, source: file.name })
  const response = await fetch(`/api/admin/map?${query}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/geo+json', ...(capacity ? { 'x-fadu-capacity': capacity } : {}) },
    body: file,
  }).catch(() => undefined)
  if (response?.ok) return response.json()
  const problem = (await response?.json().catch(() => undefined)) as Problem | undefined
  throw new ProblemError(
    problem ?? { type: 'urn:fadu:web:no-answer', title: '与服务器的连接没有成功，请检查网络后再试', status: 0 },
  )
}
