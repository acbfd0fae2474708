/** Public statistics: the report's figures by place and month. Small numbers stand with their neighbours, so that nobody is told apart. */
import { Empty, Segmented } from 'antd'
import { Chart } from '../../charts/chart.tsx'
import { monthSpec, placeSpec, share } from '../../charts/figures.ts'
import { useReportYears } from '../../pages/report-years.tsx'
import { useQueryState } from '../../parts/address.ts'
import { Provenance } from '../../parts/badge.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { Digits } from '../../parts/number.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { type PublicFigure, type PublicTable, type Statistics, useStatistics } from '../../report-data.ts'
import { grouped, indicatorKind, moment } from '../../words.ts'
import { portal } from '../paths.ts'

export function StatisticsPage() {
  const [search, set] = useQueryState()
  const years = useReportYears()
  const year = search.year && /^\d{4}$/.test(search.year) ? search.year : years.data?.[0]?.toString()
  const statistics = useStatistics(year)
  useTitle(year ? `${year}年统计` : '统计')
  const failed = [years, statistics].find((q) => q.isError)
  const isEmpty = years.data?.length === 0
  return (
    <>
      <div className="title">
        <h1>{year ? `${year}年统计` : '统计'}</h1>
        {statistics.data && <Provenance report={statistics.data} />}
      </div>
      {years.data && years.data.length > 1 && year && (
        <Segmented
          className="block"
          aria-label="年度"
          value={year}
          onChange={(value) => set({ year: value })}
          options={years.data.map((y) => ({ value: y.toString(), label: `${y}年` }))}
        />
      )}
      {failed ? (
        <ProblemView error={failed.error} retry={() => failed.refetch()} />
      ) : isEmpty ? (
        <Empty description="还没有公布的统计" />
      ) : !statistics.data || !year ? (
        <Waiting rows={8} label="正在读取统计" />
      ) : (
        <Loaded year={year} statistics={statistics.data} />
      )}
    </>
  )
}

function Loaded({ year, statistics }: { year: string; statistics: Statistics }) {
  return (
    <>
      <p className="lead">
        这里的数由平台逐件记录算出，与<A to={paths.report(year)}>年度报告</A>
        同一来源。不足五件的数可能使人辨认出当事人，所以与相邻的月份或者区县（市）合并公布，合并之后也不能推算出来。
        {statistics.scale !== '1:1' && `演示记录按 ${statistics.scale} 的规模生成。`}
        {statistics.knownAt && `数字算于${moment(statistics.knownAt)}。`}
      </p>
      {statistics.figures.length === 0 && <Empty description="这一年度还没有由记录算出的数" />}
      {statistics.figures.map((f) => (
        <Figure key={f.id} year={year} figure={f} />
      ))}
    </>
  )
}

function Figure({ year, figure }: { year: string; figure: PublicFigure }) {
  const { table } = figure
  const heading = `t-${figure.id}`
  return (
    <section className="block card card-pad statistic" aria-labelledby={heading} id={`s-${figure.id}`}>
      <div className="part-head">
        <h2 id={heading}>
          <A to={paths.figure(year, figure.id)}>{figure.label}</A>
        </h2>
        <span className="big">
          <Digits text={figure.computed} />
          <span className="unit">{figure.unit}</span>
        </span>
      </div>
      <p className="quiet">
        {indicatorKind(figure.kind)}。{figure.text}。
      </p>
      {figure.register && (
        <p>
          逐一公布在名册里：<A to={portal.register(figure.register.kind)}>{figure.register.label}</A>
        </p>
      )}
      {table ? (
        <>
          <Charts figure={figure} table={table} />
          <PlaceTable figure={figure} table={table} />
        </>
      ) : (
        <p>{figure.note}。</p>
      )}
    </section>
  )
}

/** The table below is the text of both pictures. */
function Charts({ figure, table }: { figure: PublicFigure; table: PublicTable }) {
  const places = placeSpec(figure, table)
  return (
    <div className="charts">
      {table.by === 'month' && table.columns.length > 1 && <Chart spec={monthSpec(figure, table)} withTable={false} />}
      {places.categories.length > 1 && <Chart spec={places} withTable={false} />}
    </div>
  )
}

function PlaceTable({ figure, table }: { figure: PublicFigure; table: PublicTable }) {
  const hidden = table.rows.filter((r) => !r.cells)
  const isRate = table.by === 'outcome' && table.columns.length === 2
  const columns = table.by === 'none' ? [] : table.columns
  const rate = (cells: readonly number[] | null, total: number) =>
    cells ? `${share(cells[0] ?? 0, total)?.toFixed(2) ?? '—'}%` : ''
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="across" aria-label={`${figure.label}按区县（市）列表`} tabIndex={0}>
      <table className="counts">
        <caption className="visually-hidden">{figure.label}</caption>
        <thead>
          <tr>
            <th scope="col">区县（市）</th>
            {columns.map((c) => (
              <th key={c} scope="col">
                {c}
              </th>
            ))}
            <th scope="col">合计</th>
            {isRate && <th scope="col">{figure.label}</th>}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((r) => (
            <tr key={r.label}>
              <th scope="row">
                <Place figure={figure} row={r} />
              </th>
              {columns.map((c, i) => (
                <td key={c} className="num">
                  {r.cells ? grouped(r.cells[i] ?? 0) : <Merged />}
                </td>
              ))}
              <td className="num">{grouped(r.total)}</td>
              {isRate && <td className="num">{r.cells ? rate(r.cells, r.total) : <Merged />}</td>}
            </tr>
          ))}
          {table.rest && columns.length > 0 && (
            <tr>
              <th scope="row">
                {hidden.length === table.rows.length ? '合并公布' : `以上合并公布的${hidden.length}行`}
              </th>
              {columns.map((c, i) => (
                <td key={c} className="num">
                  {grouped(table.rest?.[i] ?? 0)}
                </td>
              ))}
              <td className="num">{grouped(table.rest.reduce((n, c) => n + c, 0))}</td>
              {isRate && (
                <td className="num">
                  {rate(
                    table.rest,
                    table.rest.reduce((n, c) => n + c, 0),
                  )}
                </td>
              )}
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">全市</th>
            {columns.map((c, i) => (
              <td key={c} className="num">
                {grouped(table.columnTotals[i] ?? 0)}
              </td>
            ))}
            <td className="num">{grouped(table.total)}</td>
            {isRate && <td className="num">{rate(table.columnTotals, table.total)}</td>}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

const Merged = () => <span className="quiet">合并</span>

/** A place, as the way into the register where what is counted there is published one by one. */
function Place({ figure, row }: { figure: PublicFigure; row: PublicTable['rows'][number] }) {
  if (!figure.register || row.places.length !== 1) return <>{row.label}</>
  return (
    <A
      to={portal.register(figure.register.kind)}
      search={{ q: row.label }}
      aria-label={`${row.label}的${figure.register.label}名册`}
    >
      {row.label}
    </A>
  )
}
