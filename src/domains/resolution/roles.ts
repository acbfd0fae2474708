/** Who settles disputes: a coordinator between the organ, the other side, the court and the procuratorate. */
import type { RoleDef } from '#kernel/access'
import { joint, platform } from './law.ts'

const split = platform('协调、承办、负责人分开')

export const roles: Record<string, RoleDef> = {
  resolution_coordinator: { label: '争议化解协调人', scope: 'agency', basis: joint },
  resolution_officer: { label: '机关化解承办人', scope: 'reader', basis: split },
  resolution_head: { label: '机关负责人（化解）', scope: 'reader', basis: split },
  resolution_court_liaison: { label: '法院联络人', scope: 'reader', basis: joint },
  resolution_procurator_liaison: { label: '检察院联络人', scope: 'reader', basis: joint },
}
export const coordinator = 'resolution_coordinator'
export const officer = 'resolution_officer'
export const head = 'resolution_head'
export const liaisons = ['resolution_court_liaison', 'resolution_procurator_liaison'] as const
