import { Link } from '@tanstack/react-router'
import { Result } from 'antd'
import { useTitle } from '../parts/hooks.ts'

export function NotFoundPage() {
  useTitle('没有这一页')
  return (
    <div className="center">
      <Result
        status="info"
        title="没有这一页"
        subTitle="网址可能写错了，或者这一页已经不在。"
        extra={<Link to="/">回到年度报告</Link>}
      />
    </div>
  )
}
