/** What was filed: its number, the query code that is given out only here, and both on paper. */
import { Alert, App, Button, Result } from 'antd'
import { FileButton } from '../parts/file-button.tsx'
import { A } from '../parts/link.tsx'
import { portal } from './paths.ts'

export function Receipt({
  label,
  number,
  code,
  stateLabel,
}: {
  label: string
  number: string
  code: string
  stateLabel: string
}) {
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard.writeText(`编号：${number}\n查询码：${code}`).then(
      () => message.success('已复制'),
      () => message.info('没有复制成功，请抄写下来'),
    )
  return (
    <Result
      status="success"
      title={`“${label}”已提出`}
      subTitle={`现在是“${stateLabel}”`}
      extra={
        <div className="receipt">
          <dl className="facts">
            <div>
              <dt>编号</dt>
              <dd className="big num">{number}</dd>
            </div>
            <div>
              <dt>查询码</dt>
              <dd className="big num">{code}</dd>
            </div>
          </dl>
          <Alert type="warning" showIcon title="查询码只在这里给出，平台不保存。请现在记下或者下载回执。" />
          <p className="buttons">
            <FileButton
              path={`/api/public/receipts/${encodeURIComponent(code)}?number=${encodeURIComponent(number)}`}
              name={`回执 ${number}.pdf`}
              anonymous
            >
              下载回执（PDF）
            </FileButton>
            <Button size="small" onClick={copy}>
              复制编号和查询码
            </Button>
            <A to={portal.follow} search={{ number }}>
              查进度
            </A>
          </p>
        </div>
      }
    />
  )
}
