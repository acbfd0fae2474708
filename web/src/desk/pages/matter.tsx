/** One matter: what it is, what happened, what is next, its limits, people, papers, links, findings and proof. */
import { Suspense } from 'react'
import { findPart } from '../../domains.ts'
import { Acts } from '../../matter/acts.tsx'
import { useMatter, useProcedure } from '../../matter/data.ts'
import { Findings } from '../../matter/findings.tsx'
import { Head } from '../../matter/head.tsx'
import { Limits } from '../../matter/limits.tsx'
import { Links } from '../../matter/links.tsx'
import { NextSteps } from '../../matter/next-steps.tsx'
import { Offers } from '../../matter/offers.tsx'
import { Papers } from '../../matter/papers.tsx'
import { Parties } from '../../matter/parties.tsx'
import { Proof } from '../../matter/proof.tsx'
import { useAddress } from '../../parts/address.ts'
import { Badge } from '../../parts/badge.tsx'
import { Crumbs } from '../../parts/crumbs.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import '../../matter/matter.css'

export function MatterPage() {
  const id = useAddress().matter ?? ''
  const { post } = useSession()
  const matter = useMatter(id)
  const m = matter.data
  const procedure = useProcedure(m?.procedure, m?.version).data
  useTitle(m ? (m.number ?? m.title) : '事项')
  if (matter.isError) return <ProblemView error={matter.error} retry={() => matter.refetch()} />
  if (!m) return <Waiting label="正在读取事项" />
  const Special = findPart(m.procedure, 'matter')
  return (
    <>
      <Crumbs
        items={[
          <A key="list" to={paths.matters} search={{ procedure: m.procedure }}>
            事项
          </A>,
          m.procedureLabel,
        ]}
      />
      <div className="title">
        <h1>{m.title}</h1>
        {m.isUrgent && <span className="badge bad">紧急</span>}
        <Badge tone={m.isFinal ? 'none' : 'link'}>{m.stateLabel}</Badge>
      </div>
      <Head matter={m} procedure={procedure} />
      <div className="buttons">
        <A to={paths.compare} search={{ a: id }}>
          与另一件并列
        </A>
      </div>
      <div className="two block" key={post?.capacity}>
        <div className="column">
          <NextSteps id={id} />
          {Special && (
            <Suspense fallback={null}>
              <Special matter={m} procedure={procedure} />
            </Suspense>
          )}
          <section className="card card-pad" aria-labelledby="acts">
            <h2 id="acts">办理经过</h2>
            <Acts id={id} procedure={procedure} />
          </section>
        </div>
        <div className="column">
          <section className="card card-pad" aria-labelledby="limits">
            <h2 id="limits">期限</h2>
            <Limits matter={id} limits={m.limits} />
          </section>
          <Parties matter={m} procedure={procedure} />
          <Papers id={id} title={m.number ?? m.title} />
          <Offers offers={m.offers} />
          <Links matter={m} />
          <Findings id={id} />
          <Proof id={id} />
        </div>
      </div>
    </>
  )
}
