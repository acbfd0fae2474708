/** The rules of supervision: what each watches, on what article, how grave, how many are open. */
import { Crumbs } from '../../parts/crumbs.tsx'
import { usePhone, useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { grouped } from '../../words.ts'
import { severities, useCounts, useRules } from '../supervision/data.ts'
import '../supervision/supervision.css'

const effects = {
  RED: '每日检查，发现即登记为红',
  YELLOW: '每日检查，发现即登记为黄',
  BLOCK: '办理时即不予通过',
} as const
const order = { RED: 0, YELLOW: 1, BLOCK: 2 } as const

export function SupervisionRulesPage() {
  useTitle('监督规则')
  const phone = usePhone()
  const rules = useRules()
  const counts = useCounts('rule', {})
  const open = new Map(counts.data?.items.map((g) => [g.key, g.open]))
  const sorted = [...(rules.data ?? [])].sort((a, b) => order[a.severity] - order[b.severity])
  const badge = (severity: keyof typeof severities) => (
    <span className={{ RED: 'badge bad', YELLOW: 'badge warn', BLOCK: 'badge' }[severity]}>{severities[severity]}</span>
  )
  const number = (id: string, label: string) => {
    const n = open.get(id) ?? 0
    return n ? (
      <A to={paths.findings} search={{ rule: id }} aria-label={`${label}：未销号${n}件`}>
        {grouped(n)}
      </A>
    ) : (
      <span className="quiet">0</span>
    )
  }
  return (
    <>
      <Crumbs
        items={[
          <A key="up" to={paths.supervision}>
            监督
          </A>,
          '监督规则',
        ]}
      />
      <div className="title">
        <h1>监督规则</h1>
      </div>
      <p className="lead">
        红、黄两类每日检查一次；阻断的在办理时即不予通过，不产生监督发现。数据还不在平台的，写明等什么。
      </p>
      {rules.isError ? (
        <ProblemView error={rules.error} retry={() => rules.refetch()} />
      ) : rules.isPending ? (
        <Waiting rows={10} label="正在读取监督规则" />
      ) : phone ? (
        <ul className="card work-cards findings block">
          {sorted.map((r) => (
            <li key={r.id}>
              <p>
                {badge(r.severity)}
                {r.label}
              </p>
              <p className="quiet">{r.basis.join('；')}</p>
              <p className="quiet">
                {r.awaits ? `尚不检查：${r.awaits}` : effects[r.severity]}
                {r.severity !== 'BLOCK' && !r.awaits && <>，未销号{number(r.id, r.label)}件</>}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <div className="card block">
          <table className="rows findings">
            <thead>
              <tr>
                <th scope="col">规则</th>
                <th scope="col">依据</th>
                <th scope="col">怎样检查</th>
                <th scope="col" className="right">
                  未销号
                </th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((r) => (
                <tr key={r.id}>
                  <th scope="row">
                    {badge(r.severity)}
                    {r.label}
                  </th>
                  <td>{r.basis.join('；')}</td>
                  <td>{r.awaits ? `尚不检查：${r.awaits}` : effects[r.severity]}</td>
                  <td className="right num">
                    {r.severity === 'BLOCK' || r.awaits ? <span className="quiet">不适用</span> : number(r.id, r.label)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
