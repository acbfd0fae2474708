/** Whether a certificate of enforcement stands today: by its number, for whoever is shown one. */
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Result } from 'antd'
import { api, bodyOf } from '../../api.ts'
import { useAddress, useGo } from '../../parts/address.ts'
import { Fact } from '../../parts/fact.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { day } from '../../words.ts'

export function CertificatePage() {
  useTitle('核对执法证件')
  const { number } = useAddress()
  const go = useGo()
  const certificate = useQuery({
    queryKey: ['certificate', number],
    enabled: number !== undefined,
    retry: false,
    queryFn: async () =>
      bodyOf(await api.GET('/api/public/certificates/{number}', { params: { path: { number: number! } } })),
  })
  const c = certificate.data
  return (
    <>
      <div className="title">
        <h1>核对执法证件</h1>
      </div>
      <p className="lead">
        来调查、检查的人要先亮出执法证件，您也可以要求他亮证；没有亮证的，您可以不接受调查、检查（行政处罚法第五十五条第一款）。输入证件上的编号，可以核对平台登记的情况。
      </p>
      <Form
        layout="inline"
        className="card card-pad block"
        key={number ?? ''}
        initialValues={{ number }}
        onFinish={(v: { number: string }) => go(`/certificate/${encodeURIComponent(v.number.trim())}`)}
      >
        <Form.Item label="证件编号" name="number" rules={[{ required: true, message: '请填写证件编号' }]}>
          <Input autoComplete="off" spellCheck={false} maxLength={40} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          核对
        </Button>
      </Form>
      <div className="block" aria-live="polite">
        {certificate.isError ? (
          <ProblemView error={certificate.error} />
        ) : number && !c ? (
          <Waiting rows={3} label="正在核对" />
        ) : (
          c && (
            <div className="card card-pad">
              <Result
                status={c.isUsable ? 'success' : 'warning'}
                title={c.isUsable ? '这份证件今天有效' : `这份证件今天不能用于执法：${c.standing}`}
                subTitle="请核对以下各项与出示的证件是否一致。"
              />
              <dl className="facts">
                <Fact term="证件">{`${c.kindLabel} ${c.number}`}</Fact>
                <Fact term="持证人">{c.holder}</Fact>
                <Fact term="执法机关">{c.agencyName ?? '—'}</Fact>
                <Fact term="执法类别">{c.field}</Fact>
                <Fact term="执法区域">{c.region}</Fact>
                <Fact term="发证机关">{c.issuer}</Fact>
                <Fact term="有效期">{`${day(c.from)}至${day(c.until)}`}</Fact>
              </dl>
            </div>
          )
        )}
      </div>
    </>
  )
}
