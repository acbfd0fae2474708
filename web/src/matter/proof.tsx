/** The proof of a matter's record, read when somebody opens it. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Waiting } from '../parts/problem.tsx'

const ProofPanel = lazy(() => import('../parts/proof-panel.tsx').then((m) => ({ default: m.ProofPanel })))

export function Proof({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <section className="card card-pad" aria-labelledby="proof">
      <h2 id="proof">记录的证明</h2>
      {isOpen ? (
        <Suspense fallback={<Waiting rows={4} label="正在读取证明" />}>
          <ProofPanel id={id} />
        </Suspense>
      ) : (
        <>
          <p className="lead">
            每一步都写有前一步的杂凑值，并封存在全市的记录树里。可以在您自己的浏览器里重新计算、核对。
          </p>
          <Button onClick={() => setOpen(true)}>查看证明</Button>
        </>
      )}
    </section>
  )
}
