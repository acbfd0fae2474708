/** A holiday notice: written down, then the limits that it moves, then recorded; nothing is recorded before the list was shown. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber } from 'antd'
import { useMemo, useState } from 'react'
import { api, bodyOf, newKey } from '../../api.ts'
import { ProblemView } from '../../parts/problem.tsx'
import { day, grouped } from '../../words.ts'
import { readDays, spans } from './days.ts'

type Values = { year: number; holidays: string; workdays: string; source: string }
type Notice = { year: number; holidays: string[]; workdays: string[]; source: string }
type Previewed = {
  notice: Notice
  total: number
  matters: number
  moved: {
    matterId: string
    number: string | null
    agencyName: string | null
    label: string
    from: string
    to: string
    becomesCertain: boolean
  }[]
}

const daysOf = (text: string | undefined): string[] => {
  const read = readDays(text ?? '')
  return 'days' in read ? read.days : []
}
const daysRule = {
  validator: (_: unknown, text: string | undefined) => {
    const read = readDays(text ?? '')
    return 'fault' in read ? Promise.reject(new Error(read.fault)) : Promise.resolve()
  },
}

export function NoticeForm({ nextYear }: { nextYear: number }) {
  const client = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [previewed, setPreviewed] = useState<Previewed>()
  const [error, setError] = useState<unknown>()
  const [done, setDone] = useState<{ year: number; acts: number }>()
  const [isBusy, setBusy] = useState(false)
  // One key for one notice: sent again after a broken connection, it is recorded once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list is a new wish
  const key = useMemo(newKey, [previewed?.notice])

  async function attempt(run: () => Promise<void>) {
    setBusy(true)
    setError(undefined)
    try {
      await run()
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  const look = (v: Values) =>
    attempt(async () => {
      setDone(undefined)
      const notice = {
        year: v.year,
        source: v.source.trim(),
        holidays: daysOf(v.holidays),
        workdays: daysOf(v.workdays),
      }
      setPreviewed({ notice, ...bodyOf(await api.POST('/api/calendar/preview', { body: notice })) })
    })
  const apply = ({ notice, total }: Previewed) =>
    attempt(async () => {
      const { acts } = bodyOf(
        await api.POST('/api/calendar', {
          body: { ...notice, moved: total },
          params: { header: { 'idempotency-key': key } },
        }),
      )
      setDone({ year: notice.year, acts })
      setPreviewed(undefined)
      form.resetFields()
      await client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'procedure' })
    })

  return (
    <section className="card card-pad block" aria-labelledby="notice">
      <h2 id="notice">登记放假安排</h2>
      {done && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={`已登记${done.year}年的放假安排，${grouped(done.acts)}件事项的期限已重算。`}
        />
      )}
      {error !== undefined && <ProblemView error={error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ year: nextYear }}
        onFinish={look}
        onValuesChange={() => setDone(undefined)}
        hidden={previewed !== undefined}
        className="notice"
      >
        <Form.Item name="year" label="年度" rules={[{ required: true, message: '请填写年度' }]}>
          <InputNumber min={2000} max={2200} controls={false} />
        </Form.Item>
        <Form.Item
          name="holidays"
          label="放假的日子"
          extra="每行一日或者一段，例如2027-01-01至2027-01-03；其中的周末照写，不影响计算"
          rules={[{ required: true, message: '请填写放假的日子' }, daysRule]}
        >
          <Input.TextArea rows={5} />
        </Form.Item>
        <Form.Item name="workdays" label="调休上班的日子" rules={[daysRule]}>
          <Input.TextArea rows={3} />
        </Form.Item>
        <Form.Item
          name="source"
          label="通知的名称、文号和日期"
          rules={[{ required: true, whitespace: true, message: '请填写通知的名称、文号和日期' }]}
        >
          <Input maxLength={300} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          下一步：列出会变的期限
        </Button>
      </Form>
      {previewed && (
        <div className="preview">
          <p>
            {previewed.notice.year}年放假：{spans(previewed.notice.holidays)}；上班：
            {spans(previewed.notice.workdays) || '没有'}。
          </p>
          <p>
            <b>
              {previewed.total === 0
                ? '没有期限会因此改变。'
                : `${grouped(previewed.matters)}件事项的${grouped(previewed.total)}个期限会改变，还没有登记：`}
            </b>
          </p>
          {previewed.total > 0 && <MovedTable moved={previewed.moved} total={previewed.total} />}
          <div className="form-foot">
            <Button type="primary" loading={isBusy} onClick={() => apply(previewed)}>
              确认登记并重算
            </Button>
            <Button disabled={isBusy} onClick={() => setPreviewed(undefined)}>
              返回修改
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}

function MovedTable({ moved, total }: { moved: Previewed['moved']; total: number }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard */}
      <section className="scroll moved" tabIndex={0} aria-label="会改变的期限">
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">事项</th>
              <th scope="col">单位</th>
              <th scope="col">期限</th>
              <th scope="col">现在的末日</th>
              <th scope="col">改变以后</th>
            </tr>
          </thead>
          <tbody>
            {moved.map((m) => (
              <tr key={`${m.matterId} ${m.label} ${m.from}`}>
                <th scope="row">{m.number ?? '没有编号'}</th>
                <td>{m.agencyName ?? ''}</td>
                <td>{m.label}</td>
                <td className="num nowrap">{day(m.from)}</td>
                <td className="num nowrap">
                  {m.from === m.to ? '日期不变' : day(m.to)}
                  {m.becomesCertain && <small>不再是暂定</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {moved.length < total && (
        <p className="quiet">
          只列出前{grouped(moved.length)}个，全部{grouped(total)}个可以用命令 ./fadu calendar preview 查看。
        </p>
      )}
    </>
  )
}
