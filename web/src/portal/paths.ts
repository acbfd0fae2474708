/** Addresses of the portal's own pages. */
import { paths } from '../paths.ts'

const enc = encodeURIComponent

export const portal = {
  home: '/',
  file: (procedure: string, action: string) => `/file/${enc(procedure)}/${enc(action)}`,
  follow: '/follow',
  registers: '/register',
  register: (kind: string) => `/register/${enc(kind)}`,
  statistics: '/statistics',
  check: '/check',
  certificate: '/certificate',
  reports: '/report',
  procedures: paths.procedures,
  laws: paths.laws,
} as const
