/** Centres for social conflicts and disputes (社会矛盾纠纷调处化解中心): what comes in at one window, which lawful way it takes, and petitions. */
import { readRole, scopeKinds, type TableAccess } from '#kernel/access'
import { defineDomain } from '#kernel/domain'
import { centreProcedures } from './centre.ts'
import { indicators } from './indicators.ts'
import { matterProcedures } from './matter.ts'
import {
  petitionIndicators,
  petitionProcedures,
  petitionRoles,
  petitionSupervision,
  petitionTables,
} from './petition.ts'
import { recheckRegister } from './petition-publication.ts'
import { centreRegister } from './publication.ts'
import { roles } from './roles.ts'
import { supervision } from './supervision.ts'

const open = [
  'centre',
  'resident_unit',
  'matter',
  'petitioner',
  'visit',
  'handoff',
  'dispatch',
  'conference',
  'result',
  'reply',
  'visit_back',
  'escalation',
  'counselling',
  'counselling_help',
]
const personal = ['matter_personal', 'counterparty_personal', 'reply_personal']

const tables: readonly TableAccess[] = [
  ...open.map((t) => ({ table: `centre.${t}`, write: 'upsert' }) as const),
  ...personal.map((t) => ({ table: `centre.${t}`, write: 'upsert', personal: true }) as const),
  { table: 'centre.petitioner_personal', write: 'upsert', personal: true, names: ['name'] },
  ...petitionTables,
]

export const centre = defineDomain({
  id: 'centre',
  label: '社会矛盾纠纷调处化解中心',
  roles: { ...roles, ...petitionRoles },
  procedures: [...centreProcedures, ...matterProcedures, ...petitionProcedures],
  tables,
  sql: new URL('./sql/', import.meta.url),
  supervision: [...supervision, ...petitionSupervision],
  indicators: [...indicators, ...petitionIndicators],
  lookups: [
    { id: 'centre.recipient', view: 'centre.lookup_recipient', of: 'matter', named: 'centre.lookup_recipient_named' },
    {
      id: 'centre.petitionRecipient',
      view: 'centre.lookup_petition_recipient',
      of: 'matter',
      named: 'centre.lookup_petition_recipient_named',
    },
  ],
  links: {
    HANDED_TO: { from: '移交', to: '移交来源' },
    HANDED_FROM: { from: '移交来源', to: '移交' },
    REPEAT_OF: { from: '重复提出', to: '被重复提出' },
    REPEATS: { from: '重复提出', to: '被重复提出' },
    MERGED_INTO: { from: '并入', to: '并入本件' },
  },
  registers: [centreRegister, recheckRegister],
  // Supervision counts working days, so whoever may read its views may read the calendar.
  grants: [`grant select on kernel.calendar_day to ${scopeKinds.map(readRole).join(', ')}`],
})
