/** Two matters side by side: the version each stands under and why, their steps and their limits, what one has and the other has not. */
import { Button } from 'antd'
import { Pick } from '../../compare/pick.tsx'
import { isReady, type Ready, useSide } from '../../compare/sides.ts'
import { Limits, Steps, Versions } from '../../compare/tables.tsx'
import { ArticleReader } from '../../law/cites.tsx'
import { useQueryState } from '../../parts/address.ts'
import { Crumbs } from '../../parts/crumbs.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import '../../procedure/procedure.css'
import '../../matter/matter.css'
import '../../compare/compare.css'

export function ComparePage() {
  useTitle('两件并列')
  const [query, set] = useQueryState()
  const [idA, idB] = [query.a, query.b]
  const [a, b] = [useSide(idA), useSide(idB)]
  const failed = a.failed ?? b.failed
  const procedure = query.procedure ?? a.matter?.procedure ?? b.matter?.procedure
  return (
    <ArticleReader>
      <Crumbs
        items={[
          <A key="all" to={paths.matters}>
            事项
          </A>,
          '两件并列',
        ]}
      />
      <div className="title">
        <h1>两件并列</h1>
      </div>
      <p className="lead">同一动作、同一期限排在一行；只有一件有的，另一边写“无”。</p>
      <div className="buttons">
        {idA && <Button onClick={() => set({ a: undefined })}>另选甲件</Button>}
        {idB && <Button onClick={() => set({ b: undefined })}>另选乙件</Button>}
        {idA && idB && <Button onClick={() => set({ a: idB, b: idA })}>甲乙对调</Button>}
        <Versioned a={a.matter} b={b.matter} />
      </div>
      {failed && <ProblemView error={failed.error} retry={() => failed.refetch()} />}
      {!idA && (
        <Pick side="甲件" procedure={procedure} version={query.va} besides={idB} onPick={(id) => set({ a: id })} />
      )}
      {!idB && (
        <Pick side="乙件" procedure={procedure} version={query.vb} besides={idA} onPick={(id) => set({ b: id })} />
      )}
      {idA && idB && !failed && (isReady(a) && isReady(b) ? <Beside a={a} b={b} /> : <Waiting rows={10} />)}
    </ArticleReader>
  )
}

type Versioned = Ready['matter'] | undefined

/** Where both follow one procedure in two versions, the way to what the versions themselves changed. */
function Versioned({ a, b }: { a: Versioned; b: Versioned }) {
  if (!a || !b || a.procedure !== b.procedure || a.version === b.version) return null
  return (
    <A to={paths.procedure(b.procedure, b.version)} search={{ with: a.version }}>
      两个版本的对照
    </A>
  )
}

function Beside({ a, b }: { a: Ready; b: Ready }) {
  return (
    <div className="beside">
      <section className="block" aria-labelledby="versions">
        <h2 id="versions">版本和由来</h2>
        <Versions a={a} b={b} />
      </section>
      <section className="block" aria-labelledby="steps">
        <h2 id="steps">办理经过</h2>
        <Steps a={a} b={b} />
      </section>
      <section className="block" aria-labelledby="limits">
        <h2 id="limits">期限</h2>
        <Limits a={a} b={b} />
      </section>
    </div>
  )
}
