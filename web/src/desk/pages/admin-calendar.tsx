/** The announced calendar; who keeps it records the next year's notice, after the list of limits that it moves. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api.ts'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { day } from '../../words.ts'
import { spans } from '../admin/days.ts'
import { NoticeForm } from '../admin/notice-form.tsx'
import { AdminTitle } from '../admin/parts.tsx'
import '../admin/admin.css'

export function CalendarPage() {
  useTitle('放假安排')
  const { post } = useSession()
  const calendar = useQuery({
    queryKey: ['calendar', post?.capacity],
    enabled: post !== undefined,
    queryFn: async () => bodyOf(await api.GET('/api/calendar')),
  })
  if (calendar.isError) return <ProblemView error={calendar.error} retry={() => calendar.refetch()} />
  if (!calendar.data) return <Waiting label="正在读取放假安排" />
  const { firstYear, lastYear, years, notices } = calendar.data
  const mayAct = post?.role === 'system_admin' || post?.role === 'calendar_officer'
  return (
    <>
      <AdminTitle title="放假安排" />
      <p className="lead">
        {firstYear}年至{lastYear}年的放假安排已登记。{lastYear + 1}
        年以后的还没有公布，末日落在其间的期限为暂定，在此之前不算逾期。
      </p>
      {mayAct && <NoticeForm nextYear={lastYear + 1} />}
      {notices.length > 0 && (
        <section className="block">
          <h2>在平台登记的通知</h2>
          <ul className="card plain-list">
            {notices.map((n) => (
              <li key={n.matterId}>
                <span>
                  {n.year}年：{n.source}
                </span>
                <span className="quiet within">
                  {day(n.recordedOn)}登记
                  {mayAct && (
                    <>
                      ，<A to={paths.matter(n.matterId)}>登记的记录</A>
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="block">
        <h2>各年度</h2>
        <div className="card scroll">
          <table className="rows stacked">
            <thead>
              <tr>
                <th scope="col">年度</th>
                <th scope="col">在周一至周五的放假日</th>
                <th scope="col">在周末的上班日</th>
              </tr>
            </thead>
            <tbody>
              {years.map((y) => (
                <tr key={y.year}>
                  <th scope="row" className="nowrap">
                    {y.year}年
                  </th>
                  <td>{spans(y.holidays)}</td>
                  <td>{spans(y.workdays) || <span className="quiet">没有</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  )
}
