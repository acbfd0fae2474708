/** The years of which there is a report, the last one first. */
import { useQuery } from '@tanstack/react-query'
import { Empty } from 'antd'
import { api, bodyOf } from '../api.ts'
import { useTitle } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'

export function useReportYears() {
  return useQuery({
    queryKey: ['report-years'],
    queryFn: async () => bodyOf(await api.GET('/api/public/reports')).items,
    staleTime: 300_000,
  })
}

export function ReportYearsPage() {
  useTitle('年度报告')
  const years = useReportYears()
  return (
    <>
      <div className="title">
        <h1>法治政府建设年度报告</h1>
      </div>
      <p className="lead">每一个数都写明怎样计数、由多少条记录算出、与公布的数是否相符。</p>
      <div className="block">
        {years.isError ? (
          <ProblemView error={years.error} retry={() => years.refetch()} />
        ) : !years.data ? (
          <Waiting rows={2} />
        ) : years.data.length === 0 ? (
          <Empty description="还没有年度报告" />
        ) : (
          <ul className="choices">
            {years.data.map((year) => (
              <li key={year} className="card card-pad">
                <A to={paths.report(year)}>{year}年</A>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  )
}
