/** What was refused to officers, for the audit's administrator: who, when, which action, under which rule. */
import { Empty, Input } from 'antd'
import { api, bodyOf } from '../../api.ts'
import { useQueryState } from '../../parts/address.ts'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { usePaged } from '../../parts/lists.ts'
import { More } from '../../parts/more.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { moment } from '../../words.ts'
import { AdminTitle } from '../admin/parts.tsx'
import '../admin/admin.css'
import { clearable } from '../../parts/clearable.tsx'

export function RefusalsPage() {
  useTitle('不予办理的日志')
  const { post } = useSession()
  const [q, set] = useQueryState()
  const filter = Object.fromEntries((['username', 'rule'] as const).flatMap((k) => (q[k] ? [[k, q[k]]] : [])))
  const rows = usePaged(
    ['admin', 'refusals', post?.capacity, filter],
    async (after) =>
      bodyOf(
        await api.GET('/api/admin/refusals', {
          params: { query: { ...filter, limit: 50, ...(after ? { after: Number(after) } : {}) } },
        }),
      ),
    post !== undefined,
  )
  return (
    <>
      <AdminTitle title="不予办理的日志" />
      <p className="lead">
        工作人员的请求被拒绝的，记下何人、何时、何事、依哪一条规则，不记所填的内容。日志只能增加，不能改动、删除。另见
        <A to={paths.signIns}>登录日志</A>。
      </p>
      <div className="tools">
        <Input.Search
          className="search"
          aria-label="按账号查找"
          placeholder="账号"
          allowClear={clearable}
          defaultValue={q.username ?? ''}
          key={q.username ?? ''}
          onSearch={(username) => set({ username: username.trim() })}
        />
        {q.rule && (
          <button type="button" className="plain" onClick={() => set({ rule: '' })}>
            只列这一条规则的：去掉这个条件
          </button>
        )}
      </div>
      {rows.isError ? (
        <ProblemView error={rows.error} retry={() => rows.refetch()} />
      ) : rows.isPending ? (
        <Waiting label="正在读取日志" />
      ) : rows.items.length === 0 ? (
        <div className="card card-pad">
          <Empty description="没有符合这些条件的记录" />
        </div>
      ) : (
        <>
          <div className="card scroll">
            <table className="rows stacked">
              <thead>
                <tr>
                  <th scope="col">时间</th>
                  <th scope="col">何人</th>
                  <th scope="col">何事</th>
                  <th scope="col">规则和依据</th>
                </tr>
              </thead>
              <tbody>
                {rows.items.map((e) => (
                  <tr key={e.id}>
                    <td className="num nowrap">{moment(e.at)}</td>
                    <td>
                      {e.name}
                      <small>
                        {e.username}
                        {e.roleLabel && `，${e.roleLabel}`}
                      </small>
                    </td>
                    <td>
                      {e.actionLabel ?? (e.method === 'GET' ? '查看' : '办理')}
                      {e.isPreview && <span className="badge">核对时，未提交</span>}
                      <small>{e.procedureLabel ?? e.routeLabel}</small>
                    </td>
                    <td>
                      <A to={paths.refusals} search={{ rule: e.rule }}>
                        {e.ruleLabel ?? '平台的其他规则'}
                      </A>
                      {e.basis.length > 0 && <small>{e.basis.join('；')}</small>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <More query={rows} shown={rows.items.length} unit="条" />
        </>
      )}
    </>
  )
}
