/** Officers and their posts: read by the security's and the audit's administrators, given and ended by the first through acts. */
import { Button, Empty, Input, Select } from 'antd'
import { api, bodyOf, type Schemas } from '../../api.ts'
import { useProcedure } from '../../matter/data.ts'
import { useQueryState } from '../../parts/address.ts'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { usePaged } from '../../parts/lists.ts'
import { More } from '../../parts/more.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { useProcedures } from '../../procedures.ts'
import { useSession } from '../../session.tsx'
import { AccountOf } from '../admin/account.tsx'
import { CertificateLine } from '../admin/certificates.tsx'
import { AdminTitle, Span } from '../admin/parts.tsx'
import '../admin/admin.css'
import { clearable } from '../../parts/clearable.tsx'

const procedure = 'office.post'

export function OfficersPage() {
  useTitle('工作人员、职务和执法证件')
  const { post, user: me } = useSession()
  const [q, set] = useQueryState()
  const roles = useRoles()
  const filter = Object.fromEntries((['q', 'role'] as const).flatMap((k) => (q[k] ? [[k, q[k]]] : [])))
  const rows = usePaged(
    ['admin', 'officers', post?.capacity, filter],
    async (after) =>
      bodyOf(
        await api.GET('/api/admin/officers', {
          params: { query: { ...filter, limit: 50, ...(after ? { after } : {}) } },
        }),
      ),
    post !== undefined,
  )
  const mayAct = post?.role === 'security_admin'
  return (
    <>
      <AdminTitle title="工作人员、职务和执法证件" />
      <p className="lead">
        职务自登记的日子起生效，免去后从下一次请求起不能再用。任免由安全管理员登记，留有记录；任免人不得任免自己。执法证件按发证机关的决定登记，登记人不得登记自己的；考试、申领和年度审验不在平台办理，执法资格以发证机关的登记为准。账号由运维人员用{' '}
        <code>./fadu account create</code> 开设，由安全管理员停用、恢复。
      </p>
      <div className="tools">
        {mayAct && (
          <>
            <A to={paths.openForm(procedure, 'appoint')}>
              <Button type="primary">登记任职</Button>
            </A>
            <A to={paths.openForm(procedure, 'endImported')}>
              <Button>免去导入的职务</Button>
            </A>
            <A to={paths.openForm('office.certificate', 'register')}>
              <Button>登记执法证件</Button>
            </A>
          </>
        )}
        <Select
          aria-label="职务"
          value={q.role ?? ''}
          onChange={(role) => set({ role })}
          popupMatchSelectWidth={false}
          showSearch={{ optionFilterProp: 'label' }}
          options={[{ value: '', label: '全部职务' }, ...roles]}
        />
        <Input.Search
          className="search"
          aria-label="按姓名的开头查找"
          placeholder="姓名的开头"
          allowClear={clearable}
          defaultValue={q.q ?? ''}
          key={q.q ?? ''}
          onSearch={(words) => set({ q: words.trim() })}
        />
      </div>
      {rows.isError ? (
        <ProblemView error={rows.error} retry={() => rows.refetch()} />
      ) : rows.isPending ? (
        <Waiting label="正在读取工作人员" />
      ) : rows.items.length === 0 ? (
        <div className="card card-pad">
          <Empty description="没有符合这些条件的工作人员" />
        </div>
      ) : (
        <>
          <div className="card scroll">
            <table className="rows stacked">
              <thead>
                <tr>
                  <th scope="col">姓名</th>
                  <th scope="col">账号</th>
                  <th scope="col">职务、执法证件和起止</th>
                </tr>
              </thead>
              <tbody>
                {rows.items.map((o) => (
                  <tr key={o.id}>
                    <th scope="row" className="nowrap">
                      {o.name}
                    </th>
                    <td className="nowrap">
                      <AccountOf name={o.name} account={o.account} mayAct={mayAct && o.id !== me?.officerId} />
                    </td>
                    <td>
                      <ul className="posts">
                        {o.posts.map((p) => (
                          <Post key={`${p.role} ${p.reach} ${p.from}`} post={p} mayAct={mayAct} />
                        ))}
                        {o.certificates.map((c) => (
                          <CertificateLine key={c.matterId} certificate={c} mayAct={mayAct} />
                        ))}
                      </ul>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <More query={rows} shown={rows.items.length} unit="人" />
        </>
      )}
    </>
  )
}

type OfficerPost =
  import('../../api.gen.ts').paths['/api/admin/officers']['get']['responses'][200]['content']['application/json']['items'][number]['posts'][number]

function Post({ post: p, mayAct }: { post: OfficerPost; mayAct: boolean }) {
  return (
    <li>
      <b>{p.roleLabel}</b>
      <span>{p.agencyName}</span>
      <span className="quiet">
        范围：{p.reach}，<Span from={p.from} to={p.to} />
        {!p.isHeld && '（现不任职）'}
      </span>
      {p.matterId ? (
        <A to={paths.matter(p.matterId)}>{mayAct && p.isHeld ? '任免记录、登记免职' : '任免记录'}</A>
      ) : (
        <span className="quiet">{p.origin === 'imported' ? '建库时导入' : '由业务事项登记'}</span>
      )}
    </li>
  )
}

/** The posts that can be given, as the form of appointment lists them. */
function useRoles(): { value: string; label: string }[] {
  const version = useProcedures().data?.find((p) => p.id === procedure)?.version
  const found = useProcedure(version ? procedure : undefined, version).data
  const form = found?.actions.find((a: Schemas['Procedure']['actions'][number]) => a.action === 'appoint')?.form as
    | { properties?: { role?: { options?: Record<string, string> } } }
    | undefined
  return Object.entries(form?.properties?.role?.options ?? {}).map(([value, label]) => ({ value, label }))
}
