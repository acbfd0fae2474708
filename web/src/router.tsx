/** Which address shows which page. */
import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { FigurePage } from './pages/figure.tsx'
import { MatterPage } from './pages/matter.tsx'
import { NotFoundPage } from './pages/not-found.tsx'
import { ReportPage, type ReportSearch, showings } from './pages/report.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { ProblemView } from './parts/problem.tsx'
import { Shell } from './shell.tsx'

/** The year whose report is shown first. */
const latestYear = '2020'

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: ({ error, reset }) => <ProblemView error={error} retry={reset} />,
})

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/report/$year', params: { year: latestYear }, replace: true })
  },
})

const text = (value: unknown): string | undefined => (value === undefined || value === '' ? undefined : String(value))

export const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/report/$year',
  validateSearch: (search: Record<string, unknown>): ReportSearch => {
    const show = showings.find((s) => s === search.show)
    const q = text(search.q)
    return { ...(show && show !== 'all' ? { show } : {}), ...(q ? { q } : {}) }
  },
  component: function Page() {
    const { year } = reportRoute.useParams()
    const search = reportRoute.useSearch()
    const navigate = reportRoute.useNavigate()
    return (
      <ReportPage
        year={year}
        search={search}
        onSearch={(next) => navigate({ search: next, replace: true, resetScroll: false })}
      />
    )
  },
})

export const figureRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/report/$year/figures/$figure',
  component: function Page() {
    const { year, figure } = figureRoute.useParams()
    return <FigurePage year={year} id={figure} />
  },
})

export const matterRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/matters/$matter',
  component: function Page() {
    return <MatterPage id={matterRoute.useParams().matter} />
  },
})

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = text(search.next)
    // Only an address of this site: a sign-in must not lead away from it.
    return next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? { next } : {}
  },
  component: function Page() {
    return <SignInPage next={signInRoute.useSearch().next} />
  },
})

export const router = createRouter({
  routeTree: rootRoute.addChildren([home, reportRoute, figureRoute, matterRoute, signInRoute]),
  defaultPreload: false,
  scrollRestoration: true,
  getScrollRestorationKey: (location) => location.pathname,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
