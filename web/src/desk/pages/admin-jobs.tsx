/** What the platform does by itself: when it last came to an end, when it goes on, what went wrong. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api.ts'
import { useTitle } from '../../parts/hooks.ts'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { useSession } from '../../session.tsx'
import { grouped, moment } from '../../words.ts'
import { AdminTitle } from '../admin/parts.tsx'
import '../admin/admin.css'

const every = (minutes: number) =>
  minutes % 1440 === 0 ? `每${minutes / 1440}日` : minutes % 60 === 0 ? `每${minutes / 60}小时` : `每${minutes}分钟`

export function JobsPage() {
  useTitle('自动工作')
  const { post } = useSession()
  const jobs = useQuery({
    queryKey: ['admin', 'jobs', post?.capacity],
    refetchInterval: 60_000,
    queryFn: async () => bodyOf(await api.GET('/api/admin/jobs')),
  })
  return (
    <>
      <AdminTitle title="自动工作" />
      {jobs.isError ? (
        <ProblemView error={jobs.error} retry={() => jobs.refetch()} />
      ) : !jobs.data ? (
        <Waiting label="正在读取自动工作" />
      ) : (
        <>
          <p className="lead">
            记录{jobs.data.sealedAt ? `最近一次签名封存在${moment(jobs.data.sealedAt)}` : '还没有封存过'}，
            {jobs.data.unsealed === 0 ? '没有未封存的记录。' : `尚有${grouped(jobs.data.unsealed)}条待封存。`}
          </p>
          <div className="card scroll block">
            <table className="rows stacked">
              <thead>
                <tr>
                  <th scope="col">工作</th>
                  <th scope="col">间隔</th>
                  <th scope="col">情况</th>
                  <th scope="col">上次完成</th>
                  <th scope="col">下次</th>
                </tr>
              </thead>
              <tbody>
                {jobs.data.items.map((j) => (
                  <tr key={j.id}>
                    <th scope="row">{j.label}</th>
                    <td>{every(j.everyMinutes)}</td>
                    <td>
                      {j.error ? (
                        <>
                          <span className="state bad">没有完成</span>
                          <small>
                            {moment(j.lastFailed)}：{j.error}
                          </small>
                        </>
                      ) : j.lastDone ? (
                        <span className="state good">正常</span>
                      ) : (
                        <span className="state none">启动后尚未运行</span>
                      )}
                    </td>
                    <td className="num" data-head="上次完成">
                      {j.lastDone ? moment(j.lastDone) : '启动后还没有'}
                    </td>
                    <td className="num" data-head="下次">
                      {moment(j.next)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  )
}
