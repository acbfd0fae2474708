/** A bulletin's numbers: of the city and its own organs at a glance, of districts and organs in tables by metric. */
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useQueryState } from '../parts/address.ts'
import { type Column, Rows } from '../procedure/rows.tsx'
import { Charts } from './chart.tsx'
import { type Line, type Metric, type Pair, pairsOf } from './data.ts'
import { againstText, changeText, fractionText, metrics, rankText, warningText } from './words.ts'

const spans = { MONTH: '当月', YEAR: '年初至当月' } as const

export function Glance({ lines }: { lines: readonly Line[] }) {
  return (
    <>
      {(
        [
          ['CITY', '全市'],
          ['CITY_LEVEL', '市本级'],
        ] as const
      ).map(([dimension, label]) => (
        <section key={dimension} className="block" aria-label={label}>
          <h2>{label}</h2>
          <ul className="bulletin-glance">
            {metrics.map(({ id }) => (
              <Card key={id} pair={pairsOf(lines, dimension, id)[0]} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Card({ pair }: { pair: Pair | undefined }) {
  const [month, year] = [pair?.month, pair?.year]
  if (!month || !year) return null
  return (
    <li className="card card-pad">
      <h3>
        {year.metricLabel}
        {year.warning && <Warning level={year.warning} />}
      </h3>
      <dl>
        {[month, year].map((l) => (
          <div key={l.span}>
            <dt>{spans[l.span]}</dt>
            <dd className="big num">{l.value}</dd>
            {fractionText(l) && <dd className="quiet num">{fractionText(l)}</dd>}
            <dd className="against">
              {againstText(l)}
              {l.change !== '—' && <span className="quiet num">（上年{l.before}）</span>}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

const value = (l: Line | undefined) =>
  l && (
    <span className="num">
      {l.value}
      {fractionText(l) && <small className="quiet">{fractionText(l)}</small>}
    </span>
  )
const before = (l: Line | undefined) => l && <span className="num">{l.before}</span>
const change = (l: Line | undefined) => l && <span className="num">{changeText(l.change)}</span>

export function Warning({ level }: { level: 'RED' | 'YELLOW' }) {
  return <span className={level === 'RED' ? 'badge bad' : 'badge warn'}>{warningText[level]}</span>
}

const columns = (head: string): readonly Column<Pair>[] => [
  {
    head,
    cell: (p) => (
      <>
        {p.name}
        {(p.year ?? p.month)?.isVertical && <span className="badge">垂直管理</span>}
      </>
    ),
  },
  { head: '当月', cell: (p) => value(p.month) ?? null },
  { head: '上年同月', cell: (p) => before(p.month) ?? null },
  { head: '当月的变化', cell: (p) => change(p.month) ?? null },
  { head: '年初至当月', cell: (p) => value(p.year) ?? null },
  { head: '上年同期', cell: (p) => before(p.year) ?? null },
  { head: '同比变化', cell: (p) => change(p.year) ?? null },
  { head: '名次', cell: (p) => <span className="num">{rankText(p.year)}</span> },
  {
    head: '预警和说明',
    cell: (p) =>
      p.year && (p.year.warning || p.year.sameAct || p.year.perTenThousand) ? (
        <>
          {p.year.warning && <Warning level={p.year.warning} />}
          {p.year.sameAct && <small className="quiet">其中同一行政行为的{p.year.sameAct}件</small>}
          {p.year.perTenThousand && <small className="quiet">每万人{p.year.perTenThousand}件</small>}
        </>
      ) : null,
  },
]

export function Tables({ lines }: { lines: readonly Line[] }) {
  const [query, set] = useQueryState()
  const metric: Metric = metrics.find((m) => m.id === query.metric)?.id ?? 'incidence'
  const label = lines.find((l) => l.metric === metric)?.metricLabel ?? ''
  return (
    <section className="block" aria-labelledby="tables">
      <h2 id="tables">分区县（市）和分机关：{label}</h2>
      <div className="tools">
        <Segmented
          aria-label="指标"
          value={metric}
          onChange={(id) => set({ metric: id })}
          options={metrics.map((m) => ({ value: m.id, label: m.short }))}
        />
        <span className="quiet">名次按年初至当月排；垂直管理机关的案件计入全市，不计区县（市），也不排名。</span>
      </div>
      <Charts lines={lines} metric={metric} />
      <Table key={`p ${metric}`} head="区县（市）" pairs={pairsOf(lines, 'PLACE', metric)} />
      <Table key={`a ${metric}`} head="机关" pairs={pairsOf(lines, 'AGENCY', metric)} />
    </section>
  )
}

const first = 30

function Table({ head, pairs }: { head: string; pairs: readonly Pair[] }) {
  const [shown, setShown] = useState(first)
  return (
    <section className="block bulletin-part" aria-label={`分${head}`}>
      <h3>{head}</h3>
      {pairs.length === 0 ? (
        <p className="quiet">当月和年初至当月都没有。</p>
      ) : (
        <Rows
          caption={`分${head}`}
          rows={pairs.slice(0, shown)}
          idOf={(p) => `line-${p.subject}`}
          marked={undefined}
          columns={columns(head)}
        />
      )}
      {pairs.length > shown && (
        <div className="list-foot">
          <span role="status">
            已列出{shown}个，共{pairs.length}个
          </span>
          <span className="go">
            <Button onClick={() => setShown(shown + 50)}>再列出50个</Button>
          </span>
        </div>
      )}
    </section>
  )
}
