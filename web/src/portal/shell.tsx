/** The frame of the portal: who runs it, the ways in, large type, light or dark. */
import { FontSizeOutlined } from '@ant-design/icons'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import { DemonstrationMark } from '../parts/badge.tsx'
import { useFocusOnChange } from '../parts/focus.ts'
import { A } from '../parts/link.tsx'
import { SchemeButton } from '../parts/scheme-button.tsx'
import { deskBase } from '../paths.ts'
import { useScheme } from '../scheme.tsx'
import { portal } from './paths.ts'
import './portal.css'

const ways = [
  { to: portal.home, label: '办事' },
  { to: portal.follow, label: '查进度' },
  { to: portal.registers, label: '公开名册' },
  { to: portal.statistics, label: '统计' },
  { to: portal.reports, label: '年度报告' },
  { to: portal.check, label: '核验文书' },
  { to: portal.procedures, label: '程序' },
  { to: portal.laws, label: '法规' },
]
const isAt = (here: string, to: string) => (to === '/' ? here === '/' : here === to || here.startsWith(`${to}/`))

export function Shell() {
  const here = useRouterState({ select: (s) => s.location.pathname })
  const { size, toggleSize } = useScheme()
  const main = useFocusOnChange(here)
  return (
    <div className="frame">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="masthead portal">
        <div className="masthead-in">
          <A to={portal.home} className="brand">
            <span className="seal" aria-hidden>
              法度
            </span>
            <span>
              <b>法度</b>
              <small>法治政府公众服务</small>
            </span>
          </A>
          <DemonstrationMark />
          <div className="who">
            <Button type="text" icon={<FontSizeOutlined />} onClick={toggleSize} aria-pressed={size === 'large'}>
              {size === 'large' ? '标准字' : '大字版'}
            </Button>
            <SchemeButton />
            <a className="to-desk" href={deskBase}>
              工作人员登录
            </a>
          </div>
        </div>
        <nav className="ways-across" aria-label="主导航">
          <ul>
            {ways.map((w) => (
              <li key={w.to}>
                <A
                  to={w.to}
                  className={isAt(here, w.to) ? 'to active' : 'to'}
                  {...(isAt(here, w.to) ? { 'aria-current': 'page' as const } : {})}
                >
                  {w.label}
                </A>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" className="page" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <footer className="foot">
        <div className="foot-in">
          公开的内容只限依法应当公开的项目，不含当事人的个人信息。需要帮助的，可以到当地人民调解委员会、社会矛盾纠纷调处化解中心或者行政复议机构的窗口办理。
        </div>
      </footer>
    </div>
  )
}
