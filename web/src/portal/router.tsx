/** Which address of the portal shows which page. */
import { createRootRoute, createRouter } from '@tanstack/react-router'
import { NotFoundPage } from '../pages/not-found.tsx'
import { ProblemView } from '../parts/problem.tsx'
import { pagesOf, routing } from '../routing.ts'
import { Shell } from './shell.tsx'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: ({ error, reset }) => <ProblemView error={error} retry={reset} />,
})
const page = pagesOf(root)

export const router = createRouter({
  routeTree: root.addChildren([
    page('/', () => import('./pages/home.tsx'), 'HomePage'),
    page('/file/$procedure/$action', () => import('./pages/file.tsx'), 'FilePage'),
    page('/follow', () => import('./pages/follow.tsx'), 'FollowPage'),
    page('/register', () => import('./pages/registers.tsx'), 'RegistersPage'),
    page('/register/$kind', () => import('./pages/register.tsx'), 'RegisterPage'),
    page('/statistics', () => import('./pages/statistics.tsx'), 'StatisticsPage'),
    page('/check', () => import('./pages/check.tsx'), 'CheckPage'),
    page('/check/$code', () => import('./pages/check.tsx'), 'CheckPage'),
    page('/certificate', () => import('./pages/certificate.tsx'), 'CertificatePage'),
    page('/certificate/$number', () => import('./pages/certificate.tsx'), 'CertificatePage'),
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
