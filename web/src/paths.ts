/** Addresses of pages, as both entries write them; each entry's router puts its own beginning before them. */
const enc = encodeURIComponent

export const paths = {
  home: '/',
  matters: '/matters',
  matter: (id: string) => `/matters/${id}`,
  act: (id: string, action: string) => `/matters/${id}/act/${enc(action)}`,
  open: '/new',
  openForm: (procedure: string, action: string) => `/new/${enc(procedure)}/${enc(action)}`,
  drafts: '/drafts',
  me: '/me',
  supervision: '/supervision',
  findings: '/supervision/findings',
  supervisionRules: '/supervision/rules',
  bulletins: '/bulletins',
  bulletin: (id: string) => `/bulletins/${id}`,
  compare: '/compare',
  report: (year: string | number) => `/report/${year}`,
  figure: (year: string | number, id: string) => `/report/${year}/figures/${enc(id)}`,
  procedures: '/procedures',
  procedure: (id: string, version: string) => `/procedures/${enc(id)}/${enc(version)}`,
  laws: '/laws',
  law: (id: string, version: string) => `/laws/${enc(id)}/${enc(version)}`,
  admin: '/admin',
  agencies: '/admin/agencies',
  places: '/admin/places',
  calendar: '/admin/calendar',
  officers: '/admin/officers',
  jobs: '/admin/jobs',
  signIns: '/admin/sign-ins',
  refusals: '/admin/refusals',
  signIn: '/sign-in',
} as const

/** The workbench's addresses begin so; the portal's with nothing. */
export const deskBase = '/desk'
