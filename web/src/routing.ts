/** What the routers of both entries have in common. */
import { createRoute, lazyRouteComponent, type RootRoute } from '@tanstack/react-router'

/** What stands behind the question mark, as pages read it: texts, and nothing empty. */
const validateSearch = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(search).flatMap(([k, v]) => (v === undefined || v === '' ? [] : [[k, String(v)]])))

/** Pages are loaded when they are opened. */
export const pagesOf = (root: RootRoute<any>) => (path: string, load: () => Promise<any>, name: string) =>
  createRoute({ getParentRoute: () => root, path, validateSearch, component: lazyRouteComponent(load, name) })

export const routing = {
  defaultPreload: false,
  scrollRestoration: true,
  getScrollRestorationKey: (location: { pathname: string }) => location.pathname,
  // Texts stay texts: a number of a matter that is all digits is no number.
  parseSearch: (text: string) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Record<string, string>) => {
    const text = new URLSearchParams(search).toString()
    return text ? `?${text}` : ''
  },
} as const
