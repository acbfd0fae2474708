/** Light or dark, usual or large type: what the device asks for, until the visitor chooses. */
import { LoadingOutlined, SearchOutlined } from '@ant-design/icons'
import { ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale/index.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react'
import { carryNonce, findNonce } from './nonce.ts'
import { initialSize, keepSize, type Size } from './size.ts'
import { initialScheme, keepScheme, type Scheme, themeOf } from './theme.ts'

type Look = { scheme: Scheme; toggle: () => void; size: Size; toggleSize: () => void }
const SchemeContext = createContext<Look>({ scheme: 'light', toggle() {}, size: 'usual', toggleSize() {} })
export const useScheme = () => useContext(SchemeContext)

const nonce = findNonce()
carryNonce(nonce)
// The bundler reads this file as a module, the type checker as CommonJS; the bundler is right.
const locale = zhCN as unknown as Locale

export function SchemeProvider({ children }: { children: ReactNode }) {
  const [scheme, setScheme] = useState<Scheme>(initialScheme)
  const [size, setSize] = useState<Size>(initialSize)
  useLayoutEffect(() => {
    document.documentElement.dataset.scheme = scheme
    document.documentElement.dataset.size = size
  }, [scheme, size])
  const toggle = () => {
    const next = scheme === 'dark' ? 'light' : 'dark'
    keepScheme(next)
    setScheme(next)
  }
  const toggleSize = () => {
    const next = size === 'large' ? 'usual' : 'large'
    keepSize(next)
    setSize(next)
  }
  return (
    <SchemeContext value={{ scheme, toggle, size, toggleSize }}>
      <ConfigProvider
        locale={locale}
        theme={themeOf(scheme, size)}
        csp={nonce ? { nonce } : {}}
        // The library's own sign leaves with a motion that never ends where the answer came before the sign had grown, and
        // stays in the button's name.
        button={{ autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-label="正在处理" /> }}
        inputSearch={{ searchIcon: <SearchOutlined aria-label="查找" /> }}
      >
        {children}
      </ConfigProvider>
    </SchemeContext>
  )
}
