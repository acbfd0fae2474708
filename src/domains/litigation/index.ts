/** Defence of administrative lawsuits (行政应诉), administrative compensation (行政赔偿), and enforcement without a lawsuit (非诉执行). */
import type { TableAccess } from '#kernel/access'
import { defineDomain } from '#kernel/domain'
import { compensation } from './compensation.ts'
import { defence } from './defence.ts'
import { enforcement } from './enforcement.ts'
import { indicators } from './indicators.ts'
import { roles } from './roles.ts'
import { supervision } from './supervision.ts'

const tables: readonly TableAccess[] = [
  ...['suit', 'defendant', 'hearing', 'appearance', 'item', 'evidence', 'compensation', 'enforcement'].map(
    (t) => ({ table: `litigation.${t}`, write: 'upsert' }) as const,
  ),
  { table: 'litigation.plaintiff_personal', write: 'upsert', personal: true, names: ['name'] },
  { table: 'litigation.enforcement_personal', write: 'upsert', personal: true, names: ['name'] },
  { table: 'litigation.compensation_personal', write: 'upsert', personal: true, names: ['name'] },
]

export const litigation = defineDomain({
  id: 'litigation',
  label: '行政应诉',
  roles,
  procedures: [defence, compensation, enforcement],
  tables,
  sql: new URL('./sql/', import.meta.url),
  supervision,
  indicators,
  links: {
    CHALLENGED_IN_COURT: { from: '被诉的事项', to: '被起诉' },
    SUED: { from: '经过的复议', to: '提起诉讼' },
    APPEALED_FROM: { from: '原审案件', to: '上诉案件' },
    REMANDED_FROM: { from: '发回前的案件', to: '重审案件' },
    COMPENSATION_SUED: { from: '提起的赔偿诉讼', to: '先行处理的赔偿申请' },
    ENFORCED: { from: '申请执行的行政行为', to: '非诉执行' },
    RETRIED_FROM: { from: '原审案件', to: '再审案件' },
  },
})
