import { Result } from 'antd'
import { useTitle } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { paths } from '../paths.ts'

export function NotFoundPage() {
  useTitle('没有这一页')
  return (
    <div className="center">
      <Result
        status="info"
        title="没有这一页"
        subTitle="网址可能写错了，或者这一页已经不在。"
        extra={<A to={paths.home}>回到首页</A>}
      />
    </div>
  )
}
