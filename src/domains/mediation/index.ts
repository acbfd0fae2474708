/** People's mediation (人民调解): committees and mediators, disputes, agreements and their judicial confirmation. */
import { readRole, scopeKinds, systemRole, type TableAccess } from '#kernel/access'
import { defineDomain } from '#kernel/domain'
import { committeeProcedures } from './committee.ts'
import { confirmationProcedures } from './confirmation.ts'
import { disputeProcedures } from './dispute.ts'
import { indicators } from './indicators.ts'
import { mediatorProcedures } from './mediator.ts'
import { committeeRegister, mediatorRegister, statisticsRegister } from './publication.ts'
import { roles } from './roles.ts'
import { statisticsProcedures } from './statistics.ts'
import { supervision } from './supervision.ts'

const open = [
  'committee',
  'term',
  'filing',
  'room',
  'rectification',
  'seat',
  'seat_status',
  'training',
  'misconduct',
  'matter',
  'party',
  'consent',
  'assignment',
  'session',
  'agreement',
  'signature',
  'obligation',
  'extension',
  'appraisal',
  'confirm_application',
  'statistics',
  'confirmation',
]
/** Reports upward, visits, corrections, payments and injuries: organs read them, parties do not. */
const internal = [
  'matter_internal',
  'escalation',
  'follow_up',
  'correction',
  'subsidy',
  'mediator_injury',
  'mediator_aid',
  'statistics_cell',
]
const personal = ['seat_personal', 'matter_personal', 'agreement_personal']

const tables: readonly TableAccess[] = [
  ...open.map((t) => ({ table: `mediation.${t}`, write: 'upsert' }) as const),
  ...internal.map((t) => ({ table: `mediation.${t}`, write: 'upsert', internal: true }) as const),
  ...personal.map((t) => ({ table: `mediation.${t}`, write: 'upsert', personal: true }) as const),
  { table: 'mediation.party_personal', write: 'upsert', personal: true, names: ['name'] },
]

export const mediation = defineDomain({
  id: 'mediation',
  label: '人民调解',
  roles,
  procedures: [
    ...committeeProcedures,
    ...mediatorProcedures,
    ...disputeProcedures,
    ...confirmationProcedures,
    ...statisticsProcedures,
  ],
  tables,
  sql: new URL('./sql/', import.meta.url),
  supervision,
  indicators,
  lookups: [
    { id: 'mediation.party', view: 'mediation.lookup_party', of: 'matter', named: 'mediation.lookup_party_named' },
    { id: 'mediation.mediator', view: 'mediation.lookup_mediator', of: 'agency' },
    { id: 'mediation.filing', view: 'mediation.lookup_filing', of: 'matter' },
    { id: 'mediation.room', view: 'mediation.lookup_room', of: 'matter' },
  ],
  links: {
    handover: { from: '移交来源', to: '移交' },
    RETRY_OF: { from: '再次申请，前一次是', to: '再次申请' },
    TRANSFERRED_FROM: { from: '移送来源', to: '移送' },
    MERGED_INTO: { from: '并入', to: '并入本件' },
    SETTLED_BEFORE: { from: '此前已达成协议的件', to: '达成协议后再次登记' },
    CONFIRMS: { from: '所确认的调解', to: '司法确认' },
  },
  registers: [committeeRegister, mediatorRegister, statisticsRegister],
  // Supervision counts working days, so whoever may read its views may read the calendar.
  // Findings are made by the system, which reads what they are counted with.
  grants: [
    `grant select on kernel.calendar_day, mediation.subsidy_rule, mediation.convention, mediation.kind_mapping to ${scopeKinds.map(readRole).concat(systemRole).join(', ')}`,
  ],
})
