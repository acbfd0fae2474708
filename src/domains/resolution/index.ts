/** Settling administrative disputes in substance (行政争议实质性化解), and following up the advice of courts and procuratorates. */
import { defineDomain } from '#kernel/domain'
import { advice } from './advice.ts'
import { resolutionCase } from './case.ts'
import { indicators } from './indicators.ts'
import { roles } from './roles.ts'
import { supervision } from './supervision.ts'

export const resolution = defineDomain({
  id: 'resolution',
  label: '行政争议化解和建议跟踪',
  roles,
  procedures: [resolutionCase, advice],
  tables: [
    { table: 'resolution.settlement', write: 'upsert' },
    { table: 'resolution.advice', write: 'upsert' },
    { table: 'resolution.party_personal', write: 'upsert', personal: true, names: ['name'] },
  ],
  sql: new URL('./sql/', import.meta.url),
  supervision,
  indicators,
  links: {
    RESOLVES: { from: '化解的案件', to: '争议化解' },
    ADVICE_FROM: { from: '引发建议的案件', to: '引发的建议' },
  },
})
