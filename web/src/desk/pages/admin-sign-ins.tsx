/** The log of sign-ins, for the audit's administrator. */
import { Empty, Input, Select } from 'antd'
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

const outcomes = {
  in: '登录',
  failed: '用户名或者密码不对',
  locked: '多次失败，已锁定',
  out: '退出',
  expired: '会话过期',
  password: '修改密码',
  disabled: '账号已停用，未能登录',
  closed: '停用账号',
  opened: '恢复账号',
} as const
/** An address as people write it; this machine by its name. */
const whence = (address: string | null): string => {
  const plain = address?.replace(/^::ffff:/, '') ?? ''
  return ['local', '127.0.0.1', '::1'].includes(plain) ? '本机' : plain
}
const isGrave = (outcome: keyof typeof outcomes) => ['failed', 'locked', 'disabled'].includes(outcome)

export function SignInsPage() {
  useTitle('登录日志')
  const { post } = useSession()
  const [q, set] = useQueryState()
  const filter = {
    ...(q.outcome ? { outcome: q.outcome as keyof typeof outcomes } : {}),
    ...(q.username ? { username: q.username } : {}),
  }
  const rows = usePaged(
    ['admin', 'sign-ins', post?.capacity, filter],
    async (after) =>
      bodyOf(
        await api.GET('/api/admin/sign-ins', {
          params: { query: { ...filter, limit: 50, ...(after ? { after: Number(after) } : {}) } },
        }),
      ),
    post !== undefined,
  )
  return (
    <>
      <AdminTitle title="登录日志" />
      <p className="lead">
        日志只能增加，不能改动、删除。没有这个账号的，不记所填的用户名：那可能是误填的密码。另见
        <A to={paths.refusals}>不予办理的日志</A>。
      </p>
      <div className="tools">
        <Select
          aria-label="结果"
          value={q.outcome ?? ''}
          onChange={(outcome) => set({ outcome })}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: '全部结果' },
            ...Object.entries(outcomes).map(([value, label]) => ({ value, label })),
          ]}
        />
        <Input.Search
          className="search"
          aria-label="按账号查找"
          placeholder="账号"
          allowClear={clearable}
          defaultValue={q.username ?? ''}
          key={q.username ?? ''}
          onSearch={(username) => set({ username: username.trim() })}
        />
      </div>
      {rows.isError ? (
        <ProblemView error={rows.error} retry={() => rows.refetch()} />
      ) : rows.isPending ? (
        <Waiting label="正在读取登录日志" />
      ) : rows.items.length === 0 ? (
        <div className="card card-pad">
          <Empty description="没有符合这些条件的登录" />
        </div>
      ) : (
        <>
          <div className="card scroll">
            <table className="rows stacked">
              <thead>
                <tr>
                  <th scope="col">时间</th>
                  <th scope="col">账号</th>
                  <th scope="col">结果</th>
                  <th scope="col">来自</th>
                </tr>
              </thead>
              <tbody>
                {rows.items.map((e) => (
                  <tr key={e.id}>
                    <td className="num nowrap">{moment(e.at)}</td>
                    <td>{e.username ?? <span className="quiet">没有这个账号</span>}</td>
                    <td>
                      <span className={isGrave(e.outcome) ? 'state bad' : ''}>{outcomes[e.outcome]}</span>
                      {e.by && (
                        <small>
                          由{e.by}办理{e.reason && `，依据：${e.reason}`}
                        </small>
                      )}
                    </td>
                    <td className="num">{whence(e.address)}</td>
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
