/** A domain of the tests alone that goes wrong on demand: what the kernel does with errors that nobody foresaw. */
import { z } from 'zod'
import type { LocalDate } from '../../src/kernel/clock.ts'
import { defineDomain } from '../../src/kernel/domain.ts'
import { platform } from '../../src/kernel/law.ts'
import { procedureOf } from '../../src/kernel/procedure.ts'

type Facts = { pages: number; owner: { idNumber: string } }
const { action, define } = procedureOf<Facts>()
const basis = platform('测试用')

export const probe = defineDomain({
  id: 'probe',
  label: '探测',
  roles: { clerk: { label: '登记员', scope: 'agency' } },
  procedures: [
    define({
      id: 'probe.paper',
      version: '1',
      label: '文件',
      effective: { from: '2015-01-01' as LocalDate },
      decidedByLabel: '提出日',
      states: { OPEN: { label: '已登记' } },
      initial: { pages: 0, owner: { idNumber: '' } },
      refusals: {},
      title: () => '文件',
      rows: (act, after) => ({ 'probe.paper': [{ matter_id: act.matter, pages: after.pages }] }),
      actions: {
        open: action({
          label: '登记',
          by: ['clerk'],
          to: 'OPEN',
          basis,
          input: z.strictObject({ agencyId: z.string(), pages: z.number().int(), idNumber: z.string().default('') }),
          place: (i) => i.agencyId,
          apply: (f, a) => ({ ...f, pages: a.payload.pages, owner: { idNumber: a.payload.idNumber } }),
        }),
        /** The database refuses 100 pages; 77 trips an assertion in the fold. */
        add: action({
          label: '加页',
          by: ['clerk'],
          in: ['OPEN'],
          basis,
          input: z.strictObject({ pages: z.number().int() }),
          guard: (ctx) => {
            if (ctx.input.pages === 77) throw new Error('invariant: seventy-seven')
          },
          apply: (f, a) => ({ ...f, pages: f.pages + a.payload.pages }),
        }),
        /** What it needs is known from the facts alone, so not before the fold where the matter is opened in the same batch. */
        sign: action({
          label: '签收',
          by: ['clerk'],
          in: ['OPEN'],
          basis,
          input: z.strictObject({}),
          needs: (_i, at) => [{ party: 'owner', idKind: 'citizen', idNumber: at.facts!.owner.idNumber }],
          given: (ctx) => ({ party: ctx.party('owner') }),
          apply: (f) => f,
        }),
        /** Takes a place that no need names beforehand, and looks whether it is free. */
        take: action({
          label: '占用',
          by: ['clerk'],
          in: ['OPEN'],
          basis,
          input: z.strictObject({ place: z.string() }),
          apply: (f) => f,
          claims: (a) => [{ kind: 'probe.place', key: a.payload.place }],
        }),
        look: action({
          label: '查看',
          by: ['clerk'],
          in: ['OPEN'],
          basis,
          input: z.strictObject({ place: z.string() }),
          needs: (i, at) => [{ claim: 'probe.place', key: at.facts!.owner.idNumber + i.place }],
          given: (ctx) => ({ held: ctx.claims('probe.place', ctx.facts.owner.idNumber + ctx.input.place).length }),
          apply: (f) => f,
        }),
        /** Asks for an organ, or for one that it has not named. */
        ask: action({
          label: '问机关',
          by: ['clerk'],
          in: ['OPEN'],
          basis,
          input: z.strictObject({ organ: z.string(), other: z.string().optional() }),
          needs: (i) => [{ organ: i.organ }],
          given: (ctx) => {
            const organ = ctx.organ(ctx.input.other ?? ctx.input.organ)
            return {
              name: organ?.name ?? null,
              above: organ?.superiorId ? (ctx.organ(organ.superiorId)?.name ?? null) : null,
            }
          },
          apply: (f) => f,
        }),
      },
      limits: {},
    }),
  ],
  tables: [{ table: 'probe.paper', write: 'upsert' }],
  sql: new URL('./probe/', import.meta.url),
  supervision: [],
  indicators: [],
})
