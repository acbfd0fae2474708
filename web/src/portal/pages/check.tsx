/** Whether a paper was issued here, and whether it still stands: by the code printed on it. Its content is not shown. */
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Result } from 'antd'
import { api, bodyOf } from '../../api.ts'
import { useAddress, useGo } from '../../parts/address.ts'
import { Fact } from '../../parts/fact.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { day } from '../../words.ts'

export function CheckPage() {
  useTitle('核验文书')
  const { code } = useAddress()
  const go = useGo()
  const paper = useQuery({
    queryKey: ['paper', code],
    enabled: code !== undefined,
    retry: false,
    queryFn: async () => bodyOf(await api.GET('/api/public/papers/{code}', { params: { path: { code: code! } } })),
  })
  const p = paper.data
  return (
    <>
      <div className="title">
        <h1>核验文书</h1>
      </div>
      <p className="lead">输入印在文书页脚的核验码，或者用手机扫文书上的二维码。</p>
      <Form
        layout="inline"
        className="card card-pad block"
        key={code ?? ''}
        initialValues={{ code }}
        onFinish={(v: { code: string }) => go(`/check/${encodeURIComponent(v.code.trim())}`)}
      >
        <Form.Item label="核验码" name="code" rules={[{ required: true, message: '请填写核验码' }]}>
          <Input autoComplete="off" spellCheck={false} maxLength={40} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          核验
        </Button>
      </Form>
      <div className="block" aria-live="polite">
        {paper.isError ? (
          <ProblemView error={paper.error} />
        ) : code && !p ? (
          <Waiting rows={3} label="正在核验" />
        ) : (
          p && (
            <div className="card card-pad">
              <Result
                status={p.isVoid ? 'warning' : 'success'}
                title={p.isVoid ? `这份文书已于${day(p.voidedOn)}作废` : '本平台出具过这份文书，没有作废'}
                subTitle="请核对以下各项与手中的文书是否一致。文书的内容这里不显示。"
              />
              <dl className="facts">
                <Fact term="名称">{p.title}</Fact>
                <Fact term="文号">{p.number ?? '（无文号）'}</Fact>
                <Fact term="出具单位">{p.issuedBy}</Fact>
                <Fact term="出具日期">{day(p.issuedOn)}</Fact>
                <Fact term="内容指纹" wide>
                  <span className="hash">{p.fingerprint}</span>
                </Fact>
              </dl>
            </div>
          )
        )}
      </div>
    </>
  )
}
