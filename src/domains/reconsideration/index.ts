/** Administrative reconsideration (行政复议): cases under the laws of 2017 and 2023, review of the norms they rest on, and how organs are kept to standard. */
import { readRole, scopeKinds, type TableAccess } from '#kernel/access'
import { defineDomain } from '#kernel/domain'
import { caseProcedures } from './case.ts'
import { caseIndicators } from './indicators.ts'
import { normProcedures } from './norm.ts'
import { decisionRegister } from './publication.ts'
import { registerProcedures } from './registers.ts'
import { roles } from './roles.ts'
import { caseSupervision } from './supervision.ts'

const open = [
  'matter',
  'party',
  'application_period',
  'respondent',
  'hearing',
  'suspension',
  'opinion',
  'norm',
  'assessment',
  'report',
  'intake_point',
]
const personal = ['matter_personal', 'decision_personal']

const tables: readonly TableAccess[] = [
  ...open.map((t) => ({ table: `reconsideration.${t}`, write: 'upsert' }) as const),
  ...personal.map((t) => ({ table: `reconsideration.${t}`, write: 'upsert', personal: true }) as const),
  { table: 'reconsideration.party_personal', write: 'upsert', personal: true, names: ['name'] },
]

export const reconsideration = defineDomain({
  id: 'reconsideration',
  label: '行政复议',
  roles,
  procedures: [...caseProcedures, ...normProcedures, ...registerProcedures],
  tables,
  sql: new URL('./sql/', import.meta.url),
  supervision: [...caseSupervision],
  indicators: [...caseIndicators],
  lookups: [
    {
      id: 'reconsideration.recipient',
      view: 'reconsideration.lookup_recipient',
      of: 'matter',
      named: 'reconsideration.lookup_recipient_named',
    },
  ],
  links: {
    RECON_HANDED: { from: '移交来源', to: '行政复议' },
    CHALLENGES: { from: '被申请复议的行为', to: '行政复议' },
    RAISED_FROM: { from: '下级机关原复议事项', to: '上级机关审理' },
    NORM_OF: { from: '附带审查所在的案件', to: '附带审查' },
    SUCCEEDS: { from: '改按新法前的原事项', to: '改按新法后的事项' },
  },
  registers: [decisionRegister],
  // Supervision counts working days, so whoever may read its views may read the calendar.
  grants: [`grant select on kernel.calendar_day to ${scopeKinds.map(readRole).join(', ')}`],
})
