/** One figure: how it is counted, what it came to, and the records it was counted from. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useIsPublic } from '../entry.ts'
import { useAddress } from '../parts/address.ts'
import { Agreement, NeedsExplaining } from '../parts/agreement.tsx'
import { Provenance } from '../parts/badge.tsx'
import { Changed } from '../parts/change.tsx'
import { Crumbs } from '../parts/crumbs.tsx'
import { Fact } from '../parts/fact.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { usePhone, useTitle } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { Digits, Printed } from '../parts/number.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { usePlaceName } from '../places.ts'
import { pageSize, useRecords, useReport } from '../report-data.ts'
import type { Comparison, FigureRecord, Indicator, Row } from '../report-shape.ts'
import { day, grouped, habits, indicatorKind, sectionLabel } from '../words.ts'
import { Breakdown, PublishedBreakdown } from './figure-breakdown.tsx'

export function FigurePage() {
  const { year = '', figure: id = '' } = useAddress()
  const report = useReport(year)
  const isPublic = useIsPublic()
  const row = report.data?.figures.find((f) => f.id === id)
  useTitle(row ? `${row.label} · ${year}年` : undefined)
  const crumbs = (
    <Crumbs
      items={[
        <A key="report" to={paths.report(year)}>
          {year}年年度报告
        </A>,
        row ? sectionLabel(row.system) : '数字',
      ]}
    />
  )
  if (report.isError) {
    return (
      <>
        {crumbs}
        <ProblemView error={report.error} retry={() => report.refetch()} />
      </>
    )
  }
  if (!report.data) return <Waiting label="正在读取这个数" />
  if (!row) {
    return (
      <>
        {crumbs}
        <div className="title">
          <h1>没有这个数</h1>
        </div>
        <p className="lead">
          {year}年的年度报告里没有编号为“{id}”的数。
        </p>
      </>
    )
  }
  return (
    <>
      {crumbs}
      <div className="title">
        <h1>{row.label}</h1>
        <Provenance report={report.data} />
      </div>
      <Facts row={row} rule={report.data.indicators?.[row.id]} comparison={report.data.comparison} />
      {row.records === null ? (
        <p className="lead">
          {row.reported === null
            ? '这个数还没有由记录算出，因此没有可以打开的记录。'
            : '这个数由机关填报，记录不在本平台。'}
        </p>
      ) : isPublic ? (
        <>
          <p className="lead">
            这个数由{grouped(row.records)}
            条记录算出。逐件的记录只给有权的机关查看；依法公开的名册和统计可以在本网站查阅。
          </p>
          <PublishedBreakdown year={year} row={row} />
        </>
      ) : (
        <>
          <Breakdown year={year} row={row} kind={kindOf(report.data.indicators?.[row.id]?.kind)} />
          <Records year={year} row={row} />
        </>
      )}
    </>
  )
}

type FactsProps = { row: Row; rule: Indicator | undefined; comparison: Comparison | undefined }

function Facts({ row, rule: d, comparison }: FactsProps) {
  const against = comparison?.figures[row.id]
  const rate = d?.numerator && d.denominator ? { num: d.numerator, den: d.denominator } : undefined
  return (
    <section className="block card card-pad" aria-label="这个数">
      <dl className="facts">
        <Fact term="已公布">
          <span className="big">
            <Printed value={row.published} qualifier={row.qualifier} unit={row.unit} />
          </span>
          {comparison && <Changed year={comparison.year} change={against?.published} unit={row.unit} />}
        </Fact>
        <Fact term="由记录算出">
          {row.computed === null ? (
            <span className="quiet">未计算</span>
          ) : (
            <span className="big">
              <Digits text={row.computed} />
              <span className="unit">{row.unit}</span>
            </span>
          )}
          {comparison && <Changed year={comparison.year} change={against?.computed} unit={row.unit} />}
        </Fact>
        <Fact term="核对">
          <Agreement row={row} />
          {row.flags.length > 0 && (
            <div>
              <NeedsExplaining />
            </div>
          )}
        </Fact>
        {row.habit && row.habit !== 'EXACT' && <Fact term="取整习惯">{habits[row.habit] ?? ''}</Fact>}
        {row.reported !== null && (
          <Fact term="机关填报">
            {row.reported}
            {row.unit}
          </Fact>
        )}
        {comparison && !against && (
          <Fact term="与上年比较" wide>
            <span className="quiet">没有可以与{comparison.year}年比较的数</span>
          </Fact>
        )}
        {row.note && (
          <Fact term="说明" wide>
            {row.note}
          </Fact>
        )}
        {d && (
          <>
            <Fact term="计数规则" wide>
              {d.text}
            </Fact>
            <Fact term="规则版本">
              {d.version ? `${d.version}年版 · ` : ''}
              {indicatorKind(d.kind)}
            </Fact>
            <Fact term="制定">{d.authority}</Fact>
            {d.basis?.length ? <Fact term="依据">{d.basis.join('；')}</Fact> : null}
          </>
        )}
        {rate && (
          <>
            <Fact term={`分子：${rate.num.label}`} wide>
              {rate.num.value !== null && (
                <>
                  <Digits text={rate.num.value} />
                  <span className="quiet">　</span>
                </>
              )}
              <span className="quiet">{rate.num.text}</span>
            </Fact>
            <Fact term={`分母：${rate.den.label}`} wide>
              {rate.den.value !== null && (
                <>
                  <Digits text={rate.den.value} />
                  <span className="quiet">　</span>
                </>
              )}
              <span className="quiet">{rate.den.text}</span>
            </Fact>
          </>
        )}
      </dl>
    </section>
  )
}

const kindOf = (kind: string | undefined) => (kind === 'stock' || kind === 'rate' ? kind : 'flow')

const shortId = (id: string) => id.slice(-8)

/** The matter behind a record, as a way into it: by its number, else by its title, else by the end of the record's id. */
function MatterLink({ record }: { record: FigureRecord }) {
  const label = record.number ?? record.title ?? `记录 ${shortId(record.recordId)}`
  if (!record.matterId) return <>{label}</>
  return <A to={paths.matter(record.matterId)}>{label}</A>
}

function Records({ year, row }: { year: string; row: Row }) {
  const phone = usePhone()
  const placeName = usePlaceName()
  // The keys at which the pages read so far begin: going back needs no count and no offset.
  const [trail, setTrail] = useState<(string | undefined)[]>([undefined])
  const after = trail.at(-1)
  const page = useRecords(year, row.id, after, true)
  if (page.isError) {
    return (
      <div className="block">
        <ProblemView error={page.error} retry={() => page.refetch()} />
      </div>
    )
  }
  if (!page.data) return <Waiting rows={6} label="正在读取记录" />
  const { rows, visible, total } = page.data
  const hidden = page.data.hidden ?? total - visible
  const next =
    page.data.next === undefined
      ? rows.length === pageSize
        ? rows.at(-1)?.recordId
        : undefined
      : (page.data.next ?? undefined)
  const isRate = row.unit === '%'
  const first = (trail.length - 1) * pageSize
  const place = (r: FigureRecord) => placeName(r.place) || '—'
  return (
    <section className="block" aria-labelledby="records">
      <div className="part-head">
        <h2 id="records">记录</h2>
        {visible > 0 && (
          <FileButton
            path={`/api/report/${year}/figures/${encodeURIComponent(row.id)}/records.csv`}
            name={`${year}年${row.label}记录.csv`}
          >
            导出记录（CSV 表格）
          </FileButton>
        )}
      </div>
      <div className="card" aria-busy={page.isFetching}>
        {phone ? (
          <div>
            {rows.map((r) => (
              <article key={r.recordId} className="record-card">
                <MatterLink record={r} />
                {r.number && <div className="quiet">{r.title}</div>}
                <div className="line">
                  <span>{place(r)}</span>
                  <span className="num">{day(r.countedOn)}</span>
                </div>
                {isRate && <div className="quiet">{r.inNumerator ? '计入分子和分母' : '只计入分母'}</div>}
              </article>
            ))}
          </div>
        ) : (
          <RecordTable rows={rows} first={first} isRate={isRate} place={place} />
        )}
        <div className="list-foot">
          <span>
            您可查看 <b className="num">{grouped(visible)}</b> 条，另有 <b className="num">{grouped(hidden)}</b>{' '}
            条无权查看。
            {rows.length > 0 && ` 这里是第${grouped(first + 1)}至${grouped(first + rows.length)}条。`}
          </span>
          <span className="go">
            <Button icon={<LeftOutlined />} disabled={trail.length === 1} onClick={() => setTrail(trail.slice(0, -1))}>
              上一页
            </Button>
            <Button disabled={!next} onClick={() => next && setTrail([...trail, next])}>
              下一页
              <RightOutlined />
            </Button>
          </span>
        </div>
      </div>
    </section>
  )
}

/** A title without the number that stands beside it. */
const bareTitle = (r: FigureRecord) => (r.title ?? '').replace(r.number ?? '\u0000', '').trim()

type TableProps = { rows: readonly FigureRecord[]; first: number; isRate: boolean; place: (r: FigureRecord) => string }

/** A page of records as a table; `first` rows came before it. */
function RecordTable({ rows, first, isRate, place }: TableProps) {
  const hasTitles = rows.some((r) => r.number && r.title)
  const hasAmounts = rows.some((r) => Number(r.amount) !== 1)
  return (
    <table className="figures records">
      <caption className="visually-hidden">记录</caption>
      <thead>
        <tr>
          <th scope="col" className="right serial">
            序号
          </th>
          <th scope="col">{hasTitles ? '编号' : '事项'}</th>
          {hasTitles && <th scope="col">事项</th>}
          <th scope="col">地区</th>
          {isRate && <th scope="col">计入</th>}
          {hasAmounts && (
            <th scope="col" className="right">
              数量
            </th>
          )}
          <th scope="col" className="right">
            计入日
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r, i) => (
          <tr key={r.recordId} className="row">
            <td className="right num quiet">{first + i + 1}</td>
            <td>
              <MatterLink record={r} />
            </td>
            {hasTitles && <td>{bareTitle(r)}</td>}
            <td className="nowrap">{place(r)}</td>
            {isRate && <td className="nowrap">{r.inNumerator ? '分子和分母' : '只计入分母'}</td>}
            {hasAmounts && (
              <td className="right">
                <Digits text={String(r.amount)} />
              </td>
            )}
            <td className="right num nowrap">{day(r.countedOn)}</td>
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={7} className="quiet">
              其中没有您可以查看的记录。
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
