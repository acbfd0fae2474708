/** Which registers are public by law. */
import { IdcardOutlined } from '@ant-design/icons'
import { Empty } from 'antd'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { portal } from '../paths.ts'
import { useRegisters } from '../registers.ts'

export function RegistersPage() {
  useTitle('公开名册')
  const registers = useRegisters()
  return (
    <>
      <div className="title">
        <h1>公开名册</h1>
      </div>
      <p className="lead">只列依法应当公开的项目。</p>
      <div className="block">
        {registers.isError ? (
          <ProblemView error={registers.error} retry={() => registers.refetch()} />
        ) : !registers.data ? (
          <Waiting rows={3} />
        ) : registers.data.length === 0 ? (
          <Empty description="还没有公开名册" />
        ) : (
          <ul className="choices">
            {registers.data.map((r) => (
              <li key={r.kind} className="card">
                <A to={portal.register(r.kind)} className="choice-card">
                  <IdcardOutlined aria-hidden />
                  <span>
                    <b>{r.label}</b>
                    <small>公开依据：{r.basis.join('；')}</small>
                  </span>
                </A>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}
