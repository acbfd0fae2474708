/** Which address of the workbench shows which page. */
import { createRootRoute, createRouter } from '@tanstack/react-router'
import { NotFoundPage } from '../pages/not-found.tsx'
import { ProblemView } from '../parts/problem.tsx'
import { deskBase } from '../paths.ts'
import { pagesOf, routing } from '../routing.ts'
import { Shell } from './shell.tsx'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: ({ error, reset }) => <ProblemView error={error} retry={reset} />,
})
const page = pagesOf(root)

export const router = createRouter({
  basepath: deskBase,
  routeTree: root.addChildren([
    page('/', () => import('./pages/work.tsx'), 'WorkPage'),
    page('/matters', () => import('./pages/matters.tsx'), 'MattersPage'),
    page('/matters/$matter', () => import('./pages/matter.tsx'), 'MatterPage'),
    page('/matters/$matter/act/$action', () => import('./pages/act.tsx'), 'ActPage'),
    page('/new', () => import('./pages/new.tsx'), 'NewPage'),
    page('/new/$procedure/$action', () => import('./pages/new-form.tsx'), 'NewFormPage'),
    page('/drafts', () => import('./pages/drafts.tsx'), 'DraftsPage'),
    page('/me', () => import('./pages/me.tsx'), 'MePage'),
    page('/supervision', () => import('./pages/supervision.tsx'), 'SupervisionPage'),
    page('/supervision/findings', () => import('./pages/findings.tsx'), 'FindingsPage'),
    page('/supervision/rules', () => import('./pages/supervision-rules.tsx'), 'SupervisionRulesPage'),
    page('/admin', () => import('./pages/admin.tsx'), 'AdminPage'),
    page('/admin/agencies', () => import('./pages/admin-agencies.tsx'), 'AgenciesPage'),
    page('/admin/places', () => import('./pages/admin-places.tsx'), 'PlacesPage'),
    page('/admin/calendar', () => import('./pages/admin-calendar.tsx'), 'CalendarPage'),
    page('/admin/officers', () => import('./pages/admin-officers.tsx'), 'OfficersPage'),
    page('/admin/jobs', () => import('./pages/admin-jobs.tsx'), 'JobsPage'),
    page('/admin/sign-ins', () => import('./pages/admin-sign-ins.tsx'), 'SignInsPage'),
    page('/admin/refusals', () => import('./pages/admin-refusals.tsx'), 'RefusalsPage'),
    page('/compare', () => import('./pages/compare.tsx'), 'ComparePage'),
    page('/bulletins', () => import('./pages/bulletins.tsx'), 'BulletinsPage'),
    page('/bulletins/$bulletin', () => import('./pages/bulletin.tsx'), 'BulletinPage'),
    page('/report', () => import('../pages/report-years.tsx'), 'ReportYearsPage'),
    page('/report/$year', () => import('../pages/report.tsx'), 'ReportPage'),
    page('/report/$year/figures/$figure', () => import('../pages/figure.tsx'), 'FigurePage'),
    page('/procedures', () => import('../pages/procedures.tsx'), 'ProceduresPage'),
    page('/procedures/$id/$version', () => import('../pages/procedure.tsx'), 'ProcedurePage'),
    page('/laws', () => import('../pages/laws.tsx'), 'LawsPage'),
    page('/laws/$id/$version', () => import('../pages/law.tsx'), 'LawPage'),
  ]),
  ...routing,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
