/** What a matter is, at a glance. */
import { Suspense } from 'react'
import { findPart } from '../domains.ts'
import { Fact } from '../parts/fact.tsx'
import { A } from '../parts/link.tsx'
import { paths } from '../paths.ts'
import { day } from '../words.ts'
import type { Matter, Procedure } from './data.ts'

export function Head({ matter: m, procedure }: { matter: Matter; procedure: Procedure | undefined }) {
  const Version = findPart(m.procedure, 'version')
  return (
    <section className="block card card-pad" aria-label="事项">
      <dl className="facts">
        <Fact term="编号">
          <span className="num">{m.number ?? '（未编号）'}</span>
        </Fact>
        <Fact term="状态">{m.stateLabel}</Fact>
        <Fact term="办理单位">{m.agencyName ?? m.agencyId}</Fact>
        <Fact term="程序">
          <A to={paths.procedure(m.procedure, m.version)}>{m.procedureLabel}</A>
          <span className="quiet">（{m.versionLabel}）</span>
        </Fact>
        <Fact term="开始">{day(m.filedOn)}</Fact>
        <Fact term="最近一步">{day(m.lastOn)}</Fact>
        {procedure && (
          <Fact term="适用版本的依据日">
            {m.opening?.decidedBy ?? procedure.decidedBy}
            {m.opening?.decidedOn && <span className="quiet">（{day(m.opening.decidedOn)}）</span>}
          </Fact>
        )}
      </dl>
      {Version && (
        <Suspense fallback={null}>
          <Version matter={m} procedure={procedure} />
        </Suspense>
      )}
    </section>
  )
}
