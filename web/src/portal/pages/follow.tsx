/** Following a matter by number and query code: how far it is, its limits, and what its filer may still do. */
import { useMutation } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { api, bodyOf, type Schemas } from '../../api.ts'
import { useQueryState } from '../../parts/address.ts'
import { Fact } from '../../parts/fact.tsx'
import { FileButton } from '../../parts/file-button.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { ProblemView } from '../../parts/problem.tsx'
import { day, limitStates } from '../../words.ts'
import { FollowAct } from '../follow-act.tsx'

type Asked = { number: string; code: string }
type Followed = Schemas['Followed']

export function FollowPage() {
  useTitle('查进度')
  const [q] = useQueryState()
  const [asked, setAsked] = useState<Asked>()
  // A receipt's own address carries the code behind '#', where no server on the way sees it.
  const code = useRouterState({ select: (s) => s.location.hash }) || undefined
  const find = useMutation({
    mutationFn: async (by: Asked) =>
      bodyOf(
        await api.GET('/api/public/matters/{code}', {
          params: { path: { code: by.code.trim() }, query: { number: by.number.trim() } },
        }),
      ),
    onSuccess: (_found, by) => setAsked(by),
  })
  return (
    <>
      <div className="title">
        <h1>查进度</h1>
      </div>
      <p className="lead">编号和查询码在提出时给出，印在回执上。查询码遗失的，请带身份证件到办理单位换发。</p>
      <Form
        layout="vertical"
        requiredMark={false}
        className="card card-pad block follow"
        initialValues={{ number: q.number, code }}
        onFinish={(by: Asked) => find.mutate(by)}
      >
        <Form.Item label="编号" name="number" rules={[{ required: true, message: '请填写编号' }]}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
        <Form.Item label="查询码" name="code" rules={[{ required: true, message: '请填写查询码' }]}>
          <Input autoComplete="off" maxLength={40} placeholder="XXXX-XXXX-XXXX-XXXX" spellCheck={false} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={find.isPending}>
          查询
        </Button>
      </Form>
      <div className="block" aria-live="polite">
        {find.isError && <ProblemView error={find.error} />}
        {find.data && asked && <Shown of={find.data} asked={asked} onActed={() => find.mutate(asked)} />}
      </div>
    </>
  )
}

function Shown({ of: m, asked, onActed }: { of: Followed; asked: Asked; onActed: () => void }) {
  return (
    <>
      <section className="card card-pad" aria-labelledby="found">
        <h2 id="found">{m.number}</h2>
        <dl className="facts">
          <Fact term="现在">
            <b>{m.stateLabel}</b>
          </Fact>
          <Fact term="办理单位">{m.agencyName}</Fact>
          <Fact term="程序">{m.procedureLabel}</Fact>
          <Fact term="提出">{day(m.filedOn)}</Fact>
          <Fact term="最近一步">{day(m.lastOn)}</Fact>
        </dl>
        <p className="buttons">
          <FileButton
            path={`/api/public/receipts/${encodeURIComponent(asked.code.trim())}?number=${encodeURIComponent(m.number)}`}
            name={`回执 ${m.number}.pdf`}
            anonymous
          >
            下载回执（PDF）
          </FileButton>
        </p>
      </section>
      {m.actions.length > 0 && <FollowAct followed={m} code={asked.code.trim()} onActed={onActed} />}
      {m.papers.length > 0 && (
        <section className="card card-pad block" aria-labelledby="papers">
          <h2 id="papers">文书</h2>
          <ul className="limits">
            {m.papers.map((p) => (
              <li key={`${p.title} ${p.number ?? ''} ${p.issuedOn}`}>
                <div className="head">
                  <b>{p.title}</b>
                  <span>{p.isVoid ? '已作废' : p.servedOn ? `${day(p.servedOn)}送达` : '还没有送达'}</span>
                </div>
                <p className="more">
                  {p.number ? `${p.number}　` : ''}
                  {day(p.issuedOn)}，{p.issuedBy}
                </p>
              </li>
            ))}
          </ul>
          <p className="quiet">这里只列文书的名称和送达情况，内容以送达的文书为准。</p>
        </section>
      )}
      {m.limits.length > 0 && (
        <section className="card card-pad block" aria-labelledby="limits">
          <h2 id="limits">期限</h2>
          <ul className="limits">
            {m.limits.map((l) => (
              <li key={`${l.label} ${l.due}`}>
                <div className="head">
                  <b>{l.label}</b>
                  <span>
                    {limitStates[l.state] ?? ''}　至{day(l.due)}
                    {l.isProvisional ? '（暂定）' : ''}
                  </span>
                </div>
                <p className="more">依据：{l.basis.join('；')}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="card card-pad block" aria-labelledby="steps">
        <h2 id="steps">办理经过</h2>
        <ol className="acts">
          {m.steps.map((s, i) => (
            // Steps of one matter never change places.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <li className="act" key={i}>
              <span className="n num" aria-hidden>
                {i + 1}
              </span>
              <h3>
                {s.label}
                <time dateTime={s.on} className="num">
                  {day(s.on)}
                </time>
              </h3>
              {s.by && <p className="meta">{s.by}</p>}
              {s.basis.length > 0 && <p className="meta">依据：{s.basis.join('；')}</p>}
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
