/** The frame around every page: masthead, the post one acts in, the page, the foot. */
import { LogoutOutlined, MoonOutlined, SunOutlined, UserOutlined } from '@ant-design/icons'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { App, Button, Select, Tooltip } from 'antd'
import { useEffect, useRef } from 'react'
import { problemOf } from './api.ts'
import { usePhone } from './parts/hooks.ts'
import { useScheme } from './scheme.tsx'
import { postLabel, useSession } from './session.tsx'

function SchemeButton() {
  const { scheme, toggle } = useScheme()
  const label = scheme === 'dark' ? '改用浅色' : '改用深色'
  return (
    <Tooltip title={label}>
      <Button
        type="text"
        aria-label={label}
        icon={scheme === 'dark' ? <SunOutlined /> : <MoonOutlined />}
        onClick={toggle}
      />
    </Tooltip>
  )
}

function Who() {
  const { user, posts, post, choose, signOut, isReady } = useSession()
  const { message } = App.useApp()
  const path = useRouterState({ select: (s) => s.location.pathname })
  const navigate = useNavigate()
  if (!isReady) return null
  if (!user) {
    if (path === '/sign-in') return null
    return (
      <Link to="/sign-in" search={{ next: path }}>
        <UserOutlined aria-hidden /> 登录
      </Link>
    )
  }
  const leave = () =>
    signOut().then(
      () => navigate({ to: '/' }),
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
          style={{ maxWidth: 320, minWidth: 160 }}
        />
      ) : post ? (
        <span className="name">{postLabel(post)}</span>
      ) : null}
      <span className="name">{user.name}</span>
      <Button type="text" icon={<LogoutOutlined />} onClick={leave}>
        退出
      </Button>
    </>
  )
}

export function Shell() {
  const main = useRef<HTMLElement>(null)
  const phone = usePhone()
  const { user } = useSession()
  const path = useRouterState({ select: (s) => s.location.pathname })
  const first = useRef(true)
  // A reader who does not see the page hears that it changed; not at the first showing, which announces itself.
  useEffect(() => {
    if (first.current) first.current = false
    else if (path) main.current?.focus({ preventScroll: true })
  }, [path])
  return (
    <div className="frame">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="masthead">
        <div className="masthead-in">
          <Link to="/" className="brand">
            <span className="seal" aria-hidden>
              法度
            </span>
            <span>
              <b>法度</b>
              <small>法治政府工作平台</small>
            </span>
          </Link>
          <nav aria-label="主导航">
            <Link to="/" className={path.startsWith('/report') ? 'to active' : 'to'}>
              年度报告
            </Link>
          </nav>
          {phone && user ? (
            <>
              <span className="who">
                <SchemeButton />
              </span>
              <div className="who wide">
                <Who />
              </div>
            </>
          ) : (
            <div className="who">
              <Who />
              <SchemeButton />
            </div>
          )}
        </div>
      </header>
      <main id="main" className="page" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <footer className="foot">
        <div className="foot-in">法度：每一个公布的数字，都能打开为它所由来的记录。</div>
      </footer>
    </div>
  )
}
