/** Waiting, refusals and failures in plain words. */
import { Alert, Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { type Problem, problemOf } from '../api.ts'

/** What the server said: its sentence, the basis, what is allowed instead, the number to quote. */
export function ProblemView({ error, retry, children }: { error: unknown; retry?: () => void; children?: ReactNode }) {
  const problem: Problem = problemOf(error)
  const again = problem.status === 0 || problem.status >= 500 || problem.status === 429
  return (
    <Alert
      type={again ? 'warning' : 'info'}
      showIcon
      role="alert"
      title={problem.title}
      description={
        <>
          {problem.basis?.length ? <p>依据：{problem.basis.map((b) => b.text).join('；')}</p> : null}
          {problem.allowed?.length ? <p>可以这样办：{problem.allowed.join('；')}</p> : null}
          {problem.requestId && problem.status >= 500 ? (
            <p className="quiet">
              联系管理人员时请提供编号 <span className="hash">{problem.requestId}</span>
            </p>
          ) : null}
          {children}
          {again && retry ? (
            <p>
              <Button size="small" onClick={retry}>
                重试
              </Button>
            </p>
          ) : null}
        </>
      }
    />
  )
}

/** A page that is on its way. */
export function Waiting({ rows = 8, label = '正在读取' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="card card-pad">
      <Skeleton active title paragraph={{ rows }} />
    </div>
  )
}
