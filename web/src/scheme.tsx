/** Light or dark: what the device asks for, until the visitor chooses. */
import { ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale/index.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react'
import { darkTheme, initialScheme, keepScheme, lightTheme, type Scheme } from './theme.ts'

const SchemeContext = createContext<{ scheme: Scheme; toggle: () => void }>({ scheme: 'light', toggle() {} })
export const useScheme = () => useContext(SchemeContext)

/** The nonce of this page, which styles added later must carry under the content security policy. */
function findNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return nonce && !nonce.startsWith('__') ? nonce : undefined
}
const nonce = findNonce()
// The bundler reads this file as a module, the type checker as CommonJS; the bundler is right.
const locale = zhCN as unknown as Locale

export function SchemeProvider({ children }: { children: ReactNode }) {
  const [scheme, setScheme] = useState<Scheme>(initialScheme)
  useLayoutEffect(() => {
    document.documentElement.dataset.scheme = scheme
  }, [scheme])
  const toggle = () => {
    const next = scheme === 'dark' ? 'light' : 'dark'
    keepScheme(next)
    setScheme(next)
  }
  return (
    <SchemeContext value={{ scheme, toggle }}>
      <ConfigProvider
        locale={locale}
        theme={scheme === 'dark' ? darkTheme : lightTheme}
        csp={nonce ? { nonce } : {}}
        button={{ autoInsertSpace: false }}
      >
        {children}
      </ConfigProvider>
    </SchemeContext>
  )
}
