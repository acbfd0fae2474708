/** Supervision: what has been found and is not closed, by rule, agency, place and age; every number opens its list. */
import { Empty } from 'antd'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { grouped } from '../../words.ts'
import { ByPlace } from '../supervision/by-place.tsx'
import { CountTable } from '../supervision/count-table.tsx'
import { ages, type Filter, redFirst, severities, useCounts, useFilter, useRules } from '../supervision/data.ts'
import { FilterBar } from '../supervision/filter-bar.tsx'
import '../supervision/supervision.css'

export function SupervisionPage() {
  useTitle('监督')
  const [filter, set] = useFilter()
  const rules = useCounts('rule', filter)
  return (
    <>
      <div className="title">
        <h1>监督</h1>
        <A to={paths.supervisionRules}>监督规则</A>
      </div>
      <FilterBar filter={filter} set={set} />
      {rules.isError ? (
        <ProblemView error={rules.error} retry={() => rules.refetch()} />
      ) : rules.isPending ? (
        <Waiting rows={10} label="正在统计监督发现" />
      ) : rules.data.open + rules.data.closed === 0 ? (
        <div className="card card-pad">
          <Empty description="没有符合这些条件、您又可以查看的监督发现" />
        </div>
      ) : (
        <>
          <Totals filter={filter} counts={rules.data} />
          <div className="supervision">
            <ByRule filter={filter} items={rules.data.items} />
            <ByAge filter={filter} />
            <ByPlace filter={filter} />
            <ByAgency filter={filter} />
          </div>
        </>
      )}
    </>
  )
}

type Counts = { items: { red: number }[]; open: number; closed: number }

function Totals({ filter, counts }: { filter: Filter; counts: Counts }) {
  const red = counts.items.reduce((n, g) => n + g.red, 0)
  const totals = [
    ['未销号', counts.open, {}, ''],
    ['其中红', red, { severity: 'RED' }, 'bad'],
    ['其中黄', counts.open - red, { severity: 'YELLOW' }, 'warn'],
    ['已销号', counts.closed, { open: 'false' }, ''],
  ] as const
  return (
    <dl className="totals">
      {totals.map(([label, n, more, tone]) => (
        <div key={label} className="card">
          <dt>{label}</dt>
          <dd className="num">
            {n === 0 ? (
              grouped(0)
            ) : (
              <A
                to={paths.findings}
                search={{ ...filter, ...more }}
                className={tone}
                aria-label={`${label}${n}件，列出`}
              >
                {grouped(n)}
              </A>
            )}
            <span className="unit">件</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

type Items = Parameters<typeof redFirst>[0]

function ByRule({ filter, items }: { filter: Filter; items: Items }) {
  const rules = useRules()
  const known = new Map(rules.data?.map((r) => [r.id, r]))
  return (
    <section className="card wide" aria-labelledby="by-rule">
      <h2 id="by-rule" className="card-head">
        按规则
      </h2>
      <div className="scroll">
        <CountTable
          caption="按规则的监督发现，红的在前"
          head="规则"
          rows={redFirst(items).map((g) => {
            const rule = known.get(g.key)
            return {
              ...g,
              filter: { ...filter, rule: g.key },
              name: (
                <>
                  {rule && (
                    <span className={rule.severity === 'YELLOW' && g.red === 0 ? 'badge warn' : 'badge bad'}>
                      {g.red > 0 ? severities.RED : severities[rule.severity]}
                    </span>
                  )}
                  {g.label}
                </>
              ),
              ...(rule?.basis.length ? { note: rule.basis.join('；') } : {}),
            }
          })}
        />
      </div>
    </section>
  )
}

function ByAge({ filter }: { filter: Filter }) {
  const counts = useCounts('age', filter)
  const found = new Map(counts.data?.items.map((g) => [g.key, g]))
  return (
    <section className="card" aria-labelledby="by-age">
      <h2 id="by-age" className="card-head">
        按违反至今的时间
      </h2>
      <div className="scroll">
        <CountTable
          caption="按违反至今的时间的监督发现"
          head="至今"
          rows={ages
            .filter(([key]) => filter.age === undefined || filter.age === key)
            .map(([key, label]) => ({
              ...(found.get(key) ?? { open: 0, red: 0, closed: 0 }),
              key,
              label,
              filter: { ...filter, age: key },
            }))}
        />
      </div>
    </section>
  )
}

function ByAgency({ filter }: { filter: Filter }) {
  const counts = useCounts('agency', filter)
  return (
    <section className="card wide" aria-labelledby="by-agency">
      <h2 id="by-agency" className="card-head">
        按单位
      </h2>
      <div className="scroll">
        <CountTable
          caption="按单位的监督发现"
          head="单位"
          first={15}
          rows={redFirst(counts.data?.items ?? []).map((g) => ({ ...g, filter: { ...filter, agency: g.key } }))}
        />
      </div>
    </section>
  )
}
