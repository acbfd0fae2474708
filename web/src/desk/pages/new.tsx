/** What one may begin: every opening step of the procedures in force that one's post may take, and the others with who may. */
import { Empty } from 'antd'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { isInForce, useProcedures } from '../../procedures.ts'
import { useSession } from '../../session.tsx'

export function NewPage() {
  useTitle('新办事项')
  const { post, today } = useSession()
  const procedures = useProcedures()
  if (procedures.isError) return <ProblemView error={procedures.error} retry={() => procedures.refetch()} />
  if (!procedures.data || !today) return <Waiting label="正在读取程序" />
  const inForce = procedures.data.filter((p) => isInForce(p, today))
  const domains = new Map<string, typeof inForce>()
  for (const p of inForce)
    if (p.openings.some((o) => o.by.some((b) => b.role === post?.role)))
      domains.set(p.domainLabel, [...(domains.get(p.domainLabel) ?? []), p])
  return (
    <>
      <div className="title">
        <h1>新办事项</h1>
      </div>
      <p className="lead">以“{post?.roleLabel}”的职务可以开始的事项。版本按各程序的依据日适用，在核对时写明。</p>
      {domains.size === 0 ? (
        <div className="card card-pad block">
          <Empty description="您的职务不能开始任何事项" />
        </div>
      ) : (
        [...domains].map(([domain, list]) => (
          <section key={domain} className="block">
            <h2>{domain}</h2>
            <ul className="choices">
              {list.flatMap((p) =>
                p.openings
                  .filter((o) => o.by.some((b) => b.role === post?.role))
                  .map((o) => (
                    <li key={`${p.id} ${o.action}`} className="card card-pad">
                      <A to={paths.openForm(p.id, o.action)}>{o.label}</A>
                      <p className="quiet">
                        {p.label}（{p.versionLabel}）
                      </p>
                    </li>
                  )),
              )}
            </ul>
          </section>
        ))
      )}
    </>
  )
}
