/** Colours and type, once for Ant Design's tokens; app.css holds the same colours for what is ours. */
import { type ThemeConfig, theme } from 'antd'
import type { Size } from './size.ts'

const shared = {
  fontFamily:
    "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, sans-serif",
  borderRadius: 4,
  fontSize: 14,
}

const lightTheme: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#1f4f80',
    colorLink: '#1f4f80',
    colorLinkHover: '#163a5f',
    colorSuccess: '#2f6f4f',
    colorWarning: '#8a5a00',
    colorError: '#a8271c',
    colorTextBase: '#1c2430',
    colorBgLayout: '#f4f5f7',
    colorTextTertiary: '#5c6675',
    colorTextDescription: '#5c6675',
    colorTextPlaceholder: '#667080',
  },
}

const darkTheme: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#7fb2e5',
    colorLink: '#8fbdea',
    colorSuccess: '#7cc29c',
    colorWarning: '#e0b15c',
    colorError: '#f0897c',
    colorTextBase: '#e7eaee',
    colorBgBase: '#14181e',
    colorBgLayout: '#101318',
    colorTextLightSolid: '#0d1116',
    colorTextTertiary: '#9aa5b3',
    colorTextDescription: '#9aa5b3',
    colorTextPlaceholder: '#8b96a5',
  },
}

/** Of large type also the controls are larger, so that they are easily hit (GB/T 37668). */
const large = { fontSize: 19, controlHeight: 48, lineWidth: 2 }

export function themeOf(scheme: Scheme, size: Size): ThemeConfig {
  const theme = scheme === 'dark' ? darkTheme : lightTheme
  // Whoever asked the device for less movement gets none.
  const motion = !matchMedia('(prefers-reduced-motion: reduce)').matches
  return { ...theme, token: { ...theme.token, motion, ...(size === 'large' ? large : {}) } }
}

export type Scheme = 'light' | 'dark'
const key = 'fadu.scheme'

/** The scheme that the visitor chose, or the one his device asks for. */
export function initialScheme(): Scheme {
  const kept = read(key)
  if (kept === 'light' || kept === 'dark') return kept
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export function keepScheme(scheme: Scheme): void {
  try {
    localStorage.setItem(key, scheme)
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}
