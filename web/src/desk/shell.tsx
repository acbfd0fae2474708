/** The frame of the workbench: masthead with the search, the post one acts in, the ways to its parts, the page. */
import {
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  DesktopOutlined,
  EllipsisOutlined,
  FileAddOutlined,
  FolderOpenOutlined,
  LogoutOutlined,
  NotificationOutlined,
  PartitionOutlined,
  SearchOutlined,
  SettingOutlined,
} from '@ant-design/icons'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { App, Button, Drawer, Select } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { problemOf } from '../api.ts'
import { readsBulletins } from '../bulletin/data.ts'
import { DemonstrationMark } from '../parts/badge.tsx'
import { useFocusOnChange } from '../parts/focus.ts'
import { usePhone } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { SchemeButton } from '../parts/scheme-button.tsx'
import { SignInForm } from '../parts/sign-in-form.tsx'
import { deskBase, paths } from '../paths.ts'
import { postLabel, useSession } from '../session.tsx'
import './desk.css'

const Search = lazy(() => import('./search.tsx').then((m) => ({ default: m.SearchBox })))

type Place = {
  to: string
  label: string
  icon: ReactNode
  isMain?: boolean
  /** Whose page it is; absent: everybody's. */
  isFor?: (role: string | undefined) => boolean
}
const places: readonly Place[] = [
  { to: paths.home, label: '工作台', icon: <DesktopOutlined />, isMain: true },
  { to: paths.open, label: '新办事项', icon: <FileAddOutlined />, isMain: true },
  { to: paths.matters, label: '事项', icon: <FolderOpenOutlined />, isMain: true },
  { to: paths.supervision, label: '监督', icon: <AuditOutlined />, isMain: true },
  { to: paths.bulletins, label: '月通报', icon: <NotificationOutlined />, isFor: readsBulletins },
  { to: '/report', label: '年度报告', icon: <BarChartOutlined /> },
  { to: paths.procedures, label: '程序', icon: <PartitionOutlined /> },
  { to: paths.laws, label: '法规', icon: <BookOutlined /> },
  { to: paths.admin, label: '管理', icon: <SettingOutlined /> },
]

/** The path within the workbench. */
const useHere = () => {
  const path = useRouterState({ select: (s) => s.location.pathname })
  return path.startsWith(deskBase) ? path.slice(deskBase.length) || '/' : path
}
const isAt = (here: string, to: string) => (to === '/' ? here === '/' : here === to || here.startsWith(`${to}/`))

function Ways({ here, onGo }: { here: string; onGo?: () => void }) {
  const role = useSession().post?.role
  const own = places.filter((p) => !p.isFor || p.isFor(role))
  return (
    <ul>
      {own.map((p) => (
        <li key={p.to}>
          <A
            to={p.to}
            className={isAt(here, p.to) ? 'to active' : 'to'}
            {...(isAt(here, p.to) ? { 'aria-current': 'page' as const } : {})}
            {...(onGo ? { onClick: onGo } : {})}
          >
            <span aria-hidden>{p.icon}</span>
            {p.label}
          </A>
        </li>
      ))}
    </ul>
  )
}

function Who({ onGo }: { onGo?: () => void }) {
  const { user, posts, post, choose, signOut } = useSession()
  const { message } = App.useApp()
  if (!user) return null
  const leave = () =>
    signOut().then(
      () => location.assign('/'),
      (error) => message.error(problemOf(error).title),
    )
  return (
    <>
      {posts.length > 1 && post ? (
        <Select
          aria-label="以哪一职务办理"
          value={post.capacity}
          onChange={choose}
          options={posts.map((p) => ({ value: p.capacity, label: postLabel(p) }))}
          popupMatchSelectWidth={false}
          variant="borderless"
        />
      ) : post ? (
        <span className="post">{postLabel(post)}</span>
      ) : null}
      <A
        to={paths.me}
        className="name"
        aria-label={`${user.name}，我的职务和执法证件`}
        {...(onGo ? { onClick: onGo } : {})}
      >
        {user.name}
      </A>
      <Button type="text" icon={<LogoutOutlined />} onClick={leave} aria-label="退出登录">
        退出
      </Button>
    </>
  )
}

export function Shell() {
  const { user, isReady } = useSession()
  if (!isReady) return null
  if (!user) return <Door />
  return <Frame />
}

/** Nobody is signed in: the page stays where it is, and is shown once somebody is. */
function Door() {
  const { isDemonstration } = useSession()
  return (
    <div className="frame">
      <main id="main" className="page">
        <section className="sign card card-pad" aria-labelledby="sign-in">
          <div className="title">
            <h1 id="sign-in">登录工作台</h1>
          </div>
          <p className="lead">
            账号由所在单位报平台开设。{isDemonstration && '这里是演示数据，账号和密码列在启动平台的终端里。'}
          </p>
          <SignInForm onDone={() => {}} />
          <p className="quiet" style={{ marginTop: 16 }}>
            <a href="/">去公众门户</a>
          </p>
        </section>
      </main>
    </div>
  )
}

function Frame() {
  const phone = usePhone()
  const here = useHere()
  const main = useFocusOnChange(here)
  const [isMenu, setMenu] = useState(false)
  const [isSearch, setSearch] = useState(false)
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') {
        e.preventDefault()
        setSearch(true)
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <div className="frame desk">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="masthead">
        <div className="masthead-in">
          <A to={paths.home} className="brand">
            <span className="seal" aria-hidden>
              法度
            </span>
            <span>
              <b>法度</b>
              <small>法治政府工作平台</small>
            </span>
          </A>
          <DemonstrationMark />
          <Button
            className="find"
            icon={<SearchOutlined />}
            onClick={() => setSearch(true)}
            {...(phone ? { 'aria-label': '检索' } : {})}
          >
            {phone ? '' : '编号、姓名、机构、法条'}
            {!phone && <kbd>Ctrl K</kbd>}
          </Button>
          <div className="who">
            {!phone && <Who />}
            <SchemeButton />
          </div>
        </div>
      </header>
      <div className="desk-body">
        {!phone && (
          <nav className="ways" aria-label="主导航">
            <Ways here={here} />
          </nav>
        )}
        <main id="main" className="page" tabIndex={-1} ref={main}>
          <Outlet />
        </main>
      </div>
      {phone && (
        <nav className="tabs" aria-label="主导航">
          {places
            .filter((p) => p.isMain)
            .map((p) => (
              <A key={p.to} to={p.to} className={isAt(here, p.to) ? 'tab active' : 'tab'}>
                <span aria-hidden>{p.icon}</span>
                {p.label}
              </A>
            ))}
          <button type="button" className="tab" onClick={() => setMenu(true)}>
            <EllipsisOutlined aria-hidden />
            更多
          </button>
        </nav>
      )}
      {phone && (
        <Drawer open={isMenu} onClose={() => setMenu(false)} title="全部" placement="bottom" size="auto">
          <nav className="ways" aria-label="全部页面">
            <Ways here={here} onGo={() => setMenu(false)} />
          </nav>
          <div className="who wide">
            <Who onGo={() => setMenu(false)} />
          </div>
        </Drawer>
      )}
      {isSearch && (
        <Suspense fallback={null}>
          <Search onClose={() => setSearch(false)} />
        </Suspense>
      )}
    </div>
  )
}
