/** What a citizen comes for: to file, to follow, to look something up. */
import { FileSearchOutlined, FormOutlined, IdcardOutlined, SafetyCertificateOutlined } from '@ant-design/icons'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { isInForce, useProcedures } from '../../procedures.ts'
import { useSession } from '../../session.tsx'
import { portal } from '../paths.ts'

export function HomePage() {
  useTitle(undefined)
  const { today } = useSession()
  const procedures = useProcedures()
  const open = (procedures.data ?? []).flatMap((p) =>
    isInForce(p, today)
      ? p.openings
          .filter((o) => o.by.some((b) => b.role === 'public'))
          .map((o) => ({ ...o, procedure: p.id, procedureLabel: p.label }))
      : [],
  )
  return (
    <>
      <div className="title">
        <h1>我要办事</h1>
      </div>
      <p className="lead">不用注册。提出之后得到编号和查询码，凭它们查进度。</p>
      <div className="block">
        {procedures.isError ? (
          <ProblemView error={procedures.error} retry={() => procedures.refetch()} />
        ) : !procedures.data ? (
          <Waiting rows={3} />
        ) : (
          <ul className="choices">
            {open.map((o) => (
              <li key={`${o.procedure} ${o.action}`} className="card">
                <A to={portal.file(o.procedure, o.action)} className="choice-card">
                  <FormOutlined aria-hidden />
                  <span>
                    <b>{o.publicLabel}</b>
                    <small>{o.procedureLabel}</small>
                  </span>
                </A>
              </li>
            ))}
          </ul>
        )}
      </div>
      <section className="block" aria-labelledby="look">
        <h2 id="look">我要查</h2>
        <ul className="choices">
          <li className="card">
            <A to={portal.follow} className="choice-card">
              <FileSearchOutlined aria-hidden />
              <span>
                <b>查进度</b>
                <small>凭编号和查询码</small>
              </span>
            </A>
          </li>
          <li className="card">
            <A to={portal.registers} className="choice-card">
              <IdcardOutlined aria-hidden />
              <span>
                <b>查公开名册</b>
                <small>调解组织和调解员、行政复议决定书等</small>
              </span>
            </A>
          </li>
          <li className="card">
            <A to={portal.check} className="choice-card">
              <SafetyCertificateOutlined aria-hidden />
              <span>
                <b>核验文书</b>
                <small>输入文书上的核验码，或者扫码</small>
              </span>
            </A>
          </li>
          <li className="card">
            <A to={portal.certificate} className="choice-card">
              <IdcardOutlined aria-hidden />
              <span>
                <b>核对执法证件</b>
                <small>输入执法人员出示的证件编号</small>
              </span>
            </A>
          </li>
        </ul>
      </section>
    </>
  )
}
