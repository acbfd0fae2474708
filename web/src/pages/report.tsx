/** The yearly report: each printed number beside what the records give. */
import { DownOutlined } from '@ant-design/icons'
import { Collapse, Empty, Input, Segmented } from 'antd'
import { useId, useMemo } from 'react'
import { useIsPublic } from '../entry.ts'
import { useAddress, useQueryState } from '../parts/address.ts'
import { Agreement, differs, NeedsExplaining } from '../parts/agreement.tsx'
import { Provenance } from '../parts/badge.tsx'
import { Changed } from '../parts/change.tsx'
import { clearable } from '../parts/clearable.tsx'
import { usePhone, useTitle } from '../parts/hooks.ts'
import { Identities } from '../parts/identities.tsx'
import { A } from '../parts/link.tsx'
import { Digits, Printed } from '../parts/number.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { ReportFiles } from '../parts/report-files.tsx'
import { paths } from '../paths.ts'
import { useReport } from '../report-data.ts'
import type { Comparison, Report, Row } from '../report-shape.ts'
import { grouped, habits, moment, sectionLabel } from '../words.ts'
import { ReportCharts } from './report-charts.tsx'

export const showings = ['all', 'computed', 'differs', 'flagged'] as const
export type Showing = (typeof showings)[number]

const tests: Record<Showing, (row: Row) => boolean> = {
  all: () => true,
  computed: (row) => row.computed !== null,
  differs,
  flagged: (row) => row.flags.length > 0,
}
const showingLabels: Record<Showing, string> = {
  all: '全部',
  computed: '由记录算出',
  differs: '有差异',
  flagged: '需要说明',
}

type Section = { label: string; anchor: string; rows: Row[] }

/** Rows under the headings of their sections, in the order in which the city prints them. */
function bySection(rows: readonly Row[]): Section[] {
  const sections = new Map<string, Row[]>()
  for (const row of rows) {
    const label = sectionLabel(row.system)
    sections.set(label, [...(sections.get(label) ?? []), row])
  }
  return [...sections].map(([label, list]) => ({ label, anchor: `s-${list[0]?.system ?? 'other'}`, rows: list }))
}

const matches = (row: Row, words: string): boolean =>
  words === '' ||
  [row.label, row.published, row.computed ?? '', sectionLabel(row.system), row.note].some((t) => t.includes(words))

export const reportTitle = (year: string) => `${year}年法治政府建设年度报告 · 数字核对`

export function ReportPage() {
  const { year = '' } = useAddress()
  useTitle(`${year}年法治政府建设年度报告`)
  const report = useReport(year)
  if (report.isError) {
    return (
      <>
        <div className="title">
          <h1>{reportTitle(year)}</h1>
        </div>
        <div className="block">
          <ProblemView error={report.error} retry={() => report.refetch()} />
        </div>
      </>
    )
  }
  if (!report.data) return <Waiting rows={12} label="正在读取年度报告" />
  return <Loaded year={year} report={report.data} />
}

function Loaded({ year, report }: { year: string; report: Report }) {
  const phone = usePhone()
  const isPublic = useIsPublic()
  const [search, set] = useQueryState()
  const show = showings.find((s) => s === search.show) ?? 'all'
  const words = (search.q ?? '').trim()
  const sections = useMemo(
    () => bySection(report.figures.filter((row) => tests[show](row) && matches(row, words))),
    [report, show, words],
  )
  const counts = useMemo(
    () =>
      Object.fromEntries(showings.map((s) => [s, report.figures.filter(tests[s]).length])) as Record<Showing, number>,
    [report],
  )
  const shown = sections.reduce((n, s) => n + s.rows.length, 0)
  return (
    <>
      <div className="title">
        <h1>{reportTitle(year)}</h1>
        <Provenance report={report} />
      </div>
      <p className="lead">
        左为报告中公布的数，右为平台由逐件记录算出的数；两者如何相符、按何种取整习惯相符，逐数写明。
        {report.scale !== '1:1' && `演示记录按 ${report.scale} 的规模生成，件数与按比例折算的目标比较，比率不作比较。`}
        {report.run?.knownAt && `数字算于${moment(report.run.knownAt)}。`}
      </p>
      <div className="summary">
        <p>
          共公布 <b className="num">{counts.all}</b> 个数，其中 <b className="num">{counts.computed}</b> 个由记录算出：
          <b className="num">{report.figures.filter((r) => r.agrees === true).length}</b> 个相符，
          <b className="num">{report.figures.filter((r) => r.agrees === false).length}</b> 个有差异；
          <b className="num">{counts.flagged}</b> 个需要说明。
        </p>
        {report.comparison && <p>{report.comparison.note}。</p>}
        {report.habits && <p>取整习惯：{report.habits.replace(/^本篇：/, '')}。</p>}
        <ReportFiles year={year} />
        {isPublic && (
          <p>
            这里是公开的部分：只有数字，并按区县（市）和月份在<A to="/statistics">统计</A>
            里分列。数字背后的逐件记录，有权的机关在工作台上打开。
          </p>
        )}
      </div>
      <ReportCharts year={year} report={report} />
      <IdentityList
        report={report}
        onFind={(id) => set({ show: undefined, q: report.figures.find((f) => f.id === id)?.label })}
      />
      <Assumptions lines={report.assumptions ?? []} />
      <div className="tools">
        <div className="filter">
          <Segmented
            aria-label="筛选"
            value={show}
            onChange={(value) => set({ show: value === 'all' ? undefined : value })}
            options={showings.map((s) => ({ value: s, label: `${showingLabels[s]} ${counts[s]}` }))}
          />
        </div>
        <Input.Search
          className="search"
          aria-label="按名称、数字或说明查找"
          placeholder="按名称、数字或说明查找"
          allowClear={clearable}
          defaultValue={search.q ?? ''}
          key={search.q ?? ''}
          onSearch={(q) => set({ q })}
        />
      </div>
      <p className="visually-hidden" role="status">
        显示{shown}个数
      </p>
      {shown === 0 ? (
        <div className="card card-pad">
          <Empty description="没有符合条件的数字" />
        </div>
      ) : phone ? (
        <FigureCards year={year} sections={sections} comparison={report.comparison} />
      ) : (
        <div className="ledger">
          <nav className="contents" aria-label="章节">
            <h2>章节</h2>
            {sections.map((s) => (
              <a key={s.anchor} href={`#${s.anchor}`}>
                <span>{s.label}</span>
                <span className="n num">{s.rows.length}</span>
              </a>
            ))}
          </nav>
          <FigureTable year={year} sections={sections} comparison={report.comparison} />
        </div>
      )}
    </>
  )
}

/** Totals that the printed figures leave open were made up: which, and how. */
function Assumptions({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <Collapse
      className="block"
      size="small"
      expandIcon={({ isActive }) => <DownOutlined rotate={isActive ? 180 : 0} aria-hidden />}
      items={[
        {
          key: 'assumptions',
          label: `演示数据中的假设 ${lines.length} 项：公布的数没有给出的总数和分布，按假设生成`,
          children: (
            <ul className="identities">
              {lines.map((line) => (
                <li key={line}>{line}。</li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

function IdentityList({ report, onFind }: { report: Report; onFind: (id: string) => void }) {
  if (report.identities.length === 0) return null
  const count = (result: string) => report.identities.filter((i) => i.result === result).length
  return (
    <Collapse
      className="block"
      size="small"
      expandIcon={({ isActive }) => <DownOutlined rotate={isActive ? 180 : 0} aria-hidden />}
      items={[
        {
          key: 'identities',
          label: `数字之间的核对关系 ${report.identities.length} 项：成立 ${count('HOLDS')}，不成立 ${count('FAILS')}，有两种读法 ${count('AMBIGUOUS')}，其余不能单凭所印之数判断`,
          children: <Identities report={report} onFind={onFind} />,
        },
      ]}
    />
  )
}

const opens = (row: Row) => row.records !== null

/** The name of a figure, as the way into its records where it has any. */
function Name({ year, row }: { year: string; row: Row }) {
  const hasScope = row.scope === 'city-level' && !row.label.includes('市本级')
  return (
    <>
      {opens(row) ? <A to={paths.figure(year, row.id)}>{row.label}</A> : row.label}
      {hasScope && <span className="unit">（市本级）</span>}
    </>
  )
}

/** The number from the records; where there is none, the one that an agency reported, which says so. */
function Computed({ row }: { row: Row }) {
  const value = row.computed ?? row.reported
  if (value === null) return <span className="quiet">未计算</span>
  return (
    <>
      <Digits text={value} />
      {value !== '—' && <span className="unit">{row.unit}</span>}
    </>
  )
}

type AgainstProps = { comparison: Comparison | undefined; row: Row; of: 'published' | 'computed' }

function Against({ comparison, row, of }: AgainstProps) {
  if (!comparison) return null
  return <Changed year={comparison.year} change={comparison.figures[row.id]?.[of]} unit={row.unit} />
}

function Habit({ row }: { row: Row }) {
  return row.habit && row.habit !== 'EXACT' ? <span className="habit">{habits[row.habit] ?? ''}</span> : null
}

/** Said once by the word 未计算 in its column, so not again in every note. */
const uncomputed = '未计算：平台还没有与此编号对应的指标'

/** The note without what stands elsewhere in the row. */
function plainNote(row: Row): string {
  return row.note
    .split('；')
    .filter((part) => part !== uncomputed && !row.flags.some((flag) => flag.split('；').includes(part)))
    .join('；')
}

/** The note, and the flags apart from it. */
function Note({ row }: { row: Row }) {
  const plain = plainNote(row)
  return (
    <>
      {plain && <span className="plain">{plain}</span>}
      {row.flags.map((flag) => (
        <span className="flag" key={flag}>
          {flag}
        </span>
      ))}
    </>
  )
}

type Sections = { year: string; sections: Section[]; comparison: Comparison | undefined }

function FigureTable({ year, sections, comparison }: Sections) {
  const heading = useId()
  return (
    <div className="card">
      <table className="figures">
        <caption className="visually-hidden" id={heading}>
          公布的数与由记录算出的数
        </caption>
        <thead>
          <tr>
            <th scope="col" className="label">
              项目
            </th>
            <th scope="col" className="right">
              已公布
            </th>
            <th scope="col" className="right">
              由记录算出
            </th>
            <th scope="col">核对</th>
            <th scope="col" className="note">
              说明
            </th>
          </tr>
        </thead>
        {sections.map((s) => (
          <tbody key={s.anchor} id={s.anchor}>
            <tr className="section">
              <th scope="rowgroup" colSpan={5}>
                {s.label}
              </th>
            </tr>
            {s.rows.map((row) => (
              <tr key={row.id} className="row" id={`f-${row.id}`}>
                <th scope="row" className="label">
                  <Name year={year} row={row} />
                </th>
                <td className="right value">
                  <Printed value={row.published} qualifier={row.qualifier} unit={row.unit} />
                  <Against comparison={comparison} row={row} of="published" />
                </td>
                <td className="right value">
                  <Computed row={row} />
                  <Against comparison={comparison} row={row} of="computed" />
                  {row.reported !== null && (
                    <span className="habit">
                      机关填报
                      {row.computed !== null && ` ${row.reported}${row.unit}`}
                    </span>
                  )}
                  {row.records !== null && <span className="habit">{grouped(row.records)}条记录</span>}
                </td>
                <td>
                  <Agreement row={row} />
                  {row.flags.length > 0 && (
                    <div>
                      <NeedsExplaining />
                    </div>
                  )}
                  <Habit row={row} />
                </td>
                <td className="note">
                  <Note row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function FigureCards({ year, sections, comparison }: Sections) {
  return (
    <div className="figure-cards">
      {sections.map((s) => (
        <section key={s.anchor} id={s.anchor} aria-label={s.label} className="cards">
          <h2>{s.label}</h2>
          {s.rows.map((row) => (
            <article key={row.id} className="card figure-card" id={`f-${row.id}`}>
              <h3>
                <Name year={year} row={row} />
              </h3>
              <dl>
                <div>
                  <dt>已公布</dt>
                  <dd>
                    <Printed value={row.published} qualifier={row.qualifier} unit={row.unit} />
                    <Against comparison={comparison} row={row} of="published" />
                  </dd>
                </div>
                <div>
                  <dt>{row.computed === null && row.reported !== null ? '机关填报' : '由记录算出'}</dt>
                  <dd className={row.computed === null && row.reported === null ? 'unset' : undefined}>
                    <Computed row={row} />
                    <Against comparison={comparison} row={row} of="computed" />
                  </dd>
                </div>
              </dl>
              <div className="below">
                <Agreement row={row} />
                {row.flags.length > 0 && <NeedsExplaining />}
                <Habit row={row} />
                {row.records !== null && <span className="habit">{grouped(row.records)}条记录</span>}
              </div>
              {(row.flags.length > 0 || plainNote(row)) && (
                <div className="note">
                  <Note row={row} />
                </div>
              )}
            </article>
          ))}
        </section>
      ))}
    </div>
  )
}
