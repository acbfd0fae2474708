/** Administration: what each of the three administrators keeps, and what everybody may look up. */
import {
  ApartmentOutlined,
  CalendarOutlined,
  EnvironmentOutlined,
  FieldTimeOutlined,
  FileSearchOutlined,
  StopOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'

type Way = { to: string; label: string; says: string; icon: ReactNode; roles?: readonly string[] }
const ways: readonly Way[] = [
  {
    to: paths.agencies,
    label: '机构',
    says: '机构、类别和监督关系，自何日至何日',
    icon: <ApartmentOutlined />,
  },
  {
    to: paths.places,
    label: '区划',
    says: '区县（市）和乡镇（街道），自何日至何日；区划界线的导入',
    icon: <EnvironmentOutlined />,
  },
  {
    to: paths.calendar,
    label: '放假安排',
    says: '已登记的年度；由系统管理员登记下一年，登记前列出哪些期限会变',
    icon: <CalendarOutlined />,
  },
  {
    to: paths.jobs,
    label: '自动工作',
    says: '每日检查、封存、清理：上次、下次和出错的原因',
    icon: <FieldTimeOutlined />,
    roles: ['system_admin', 'audit_admin'],
  },
  {
    to: paths.officers,
    label: '工作人员、职务和执法证件',
    says: '谁任什么职务、持什么执法证件、自何日至何日；由安全管理员登记',
    icon: <TeamOutlined />,
    roles: ['security_admin', 'audit_admin'],
  },
  {
    to: paths.signIns,
    label: '登录日志',
    says: '登录、退出、失败、锁定和账号的停用、恢复，只能增加，不能改动',
    icon: <FileSearchOutlined />,
    roles: ['audit_admin'],
  },
  {
    to: paths.refusals,
    label: '不予办理的日志',
    says: '谁在何时办何事被拒绝、依哪一条规则，只能增加，不能改动',
    icon: <StopOutlined />,
    roles: ['audit_admin'],
  },
]

export function AdminPage() {
  useTitle('管理')
  const { post } = useSession()
  const mine = ways.filter((w) => !w.roles || (post && w.roles.includes(post.role)))
  return (
    <>
      <div className="title">
        <h1>管理</h1>
      </div>
      <p className="lead">
        系统管理、安全管理、审计管理三员分立：系统管理员管放假安排、区划界线和自动工作，安全管理员管职务任免、执法证件的登记和账号，审计管理员查看日志和任免；一人不得兼任，也不得办理业务。
      </p>
      <ul className="choices block">
        {mine.map((w) => (
          <li key={w.to} className="card">
            <A to={w.to} className="choice-card">
              <span aria-hidden>{w.icon}</span>
              <span>
                <b>{w.label}</b>
                <small>{w.says}</small>
              </span>
            </A>
          </li>
        ))}
      </ul>
    </>
  )
}
