/** All registered procedures by domain, each with its versions. */
import { useTitle } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { isInForce, useProcedures } from '../procedures.ts'
import { useSession } from '../session.tsx'
import { day } from '../words.ts'
import '../procedure/procedure.css'

export function ProceduresPage() {
  useTitle('程序')
  const procedures = useProcedures()
  const { today } = useSession()
  if (procedures.isError) return <ProblemView error={procedures.error} retry={() => procedures.refetch()} />
  if (!procedures.data) return <Waiting rows={8} />
  // What a city does comes before what the platform does with its own record.
  const domains = [...Map.groupBy(procedures.data, (p) => p.domain)].toSorted(([, a], [, b]) => sizeOf(b) - sizeOf(a))
  return (
    <>
      <div className="title">
        <h1>程序</h1>
      </div>
      <p className="lead">
        平台上的每一种程序：由谁办、怎样一步步办、期限多长、依据哪一条。法规修改后另立版本，此前的事项仍按原来的版本办结。
      </p>
      {domains.map(([domain, list]) => (
        <section key={domain} className="block" aria-label={list[0]?.domainLabel ?? ''}>
          <h2>{list[0]?.domainLabel}</h2>
          <ul className="card plain-list procedures">
            {[...Map.groupBy(list, (p) => p.id)].map(([id, versions]) => (
              <li key={id}>
                <b>{versions[0]?.label}</b>
                <ul className="versions-list">
                  {versions.toReversed().map((p) => (
                    <li key={p.version}>
                      <A to={paths.procedure(p.id, p.version)} aria-label={`${p.label}，${p.versionLabel}`}>
                        {p.versionLabel}
                      </A>
                      {p.effective.to && <span className="quiet">，至{day(p.effective.to)}前</span>}
                      {isInForce(p, today) && <span className="badge">现行</span>}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

const sizeOf = (list: readonly { states: readonly unknown[] }[]) => Math.max(...list.map((p) => p.states.length))
