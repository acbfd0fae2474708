/** What supervision found: counted by rule, agency, place and age, listed, and opened into the matter that it was found on. */
import { addDays } from '#kernel/clock'
import type { App, Deps } from './deps.ts'
import { matterColumns, matterItemOf } from './matter-view.ts'
import { basisTexts } from './problems.ts'
import { answers, capacityHeader, createRoute, matterItem, named, pageSize, signedIn, uuid, z } from './schemas.ts'
import { reading } from './session.ts'

/** Days since the violation began, as pages group them. */
export const ages = { week: [0, 7], month: [8, 30], quarter: [31, 90], older: [91, 100_000] } as const
const age = z.enum(['week', 'month', 'quarter', 'older']).describe('违反至今：七日内、三十日内、九十日内、更久')

const finding = z
  .object({
    matterId: z.string(),
    rule: z.string(),
    label: z.string(),
    severity: z.enum(['RED', 'YELLOW']),
    basis: z.array(z.string()),
    subject: z.union([matterItem, z.null()]).describe('违反发生在哪一件；无权查看的为空'),
    since: z.string(),
    foundOn: z.string(),
    closedOn: z.string().nullable(),
    state: z.string(),
    stateLabel: z.string(),
    agencyId: z.string(),
    agencyName: z.string().nullable(),
    place: z.string().nullable(),
  })
  .openapi('Finding')

const filter = z.object({
  open: z.enum(['true', 'false']).optional().describe('true：未销号'),
  rule: named.optional(),
  severity: z.enum(['RED', 'YELLOW']).optional(),
  agency: named.optional(),
  county: named.optional().describe('区县（市）；“-”：不属于任何区县（市）'),
  town: named.optional().describe('乡镇（街道）；“-”：不属于任何乡镇（街道）'),
  age: age.optional(),
  subject: uuid.optional().describe('在这一件上发现的'),
})
const group = z.object({
  key: z.string(),
  label: z.string(),
  open: z.number().int(),
  red: z.number().int(),
  closed: z.number().int(),
})
const groups = { rule: 'f.rule', agency: 'f.agency_id', county: 'f.county_code', town: 'f.town_code' } as const
const common = { tags: ['监督'], security: signedIn }

/** One predicate for the list and every count. Parameters 1 to 9. */
const where = `($1::boolean is null or (f.closed_on is null) = $1) and ($2::text is null or f.rule = $2) and ($3::text is null or f.severity = $3)
  and ($4::text is null or f.agency_id = $4) and ($5::text is null or coalesce(f.county_code, '-') = $5) and ($6::text is null or coalesce(f.town_code, '-') = $6)
  and ($7::date is null or f.since between $7 and $8) and ($9::uuid is null or f.subject_id = $9)`

export function findingRoutes(app: App, deps: Deps): void {
  const { registry } = deps
  const states = registry.procedures.get('supervision.finding')?.at(-1)?.states ?? {}
  const valuesOf = (f: z.output<typeof filter>, today: string) => {
    const days = f.age && ages[f.age]
    return [
      f.open === undefined ? null : f.open === 'true',
      f.rule ?? null,
      f.severity ?? null,
      f.agency ?? null,
      f.county ?? null,
      f.town ?? null,
      days ? addDays(today as never, -days[1]) : null,
      days ? addDays(today as never, -days[0]) : null,
      f.subject ?? null,
    ]
  }

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/findings',
      summary: '监督发现，新的在前',
      request: { query: filter.extend({ after: uuid.optional(), limit: pageSize }), headers: capacityHeader },
      responses: answers(z.object({ items: z.array(finding), next: z.string().nullable() }), '发现'),
    }),
    async (c) => {
      const q = c.req.valid('query')
      const items = await reading(deps, c, async ({ client, today }) => {
        const { rows } = await client.query(
          `select f.matter_id as finding_id, f.rule, f.severity, f.since, f.found_on, f.closed_on, f.state as finding_state, f.agency_id as at_agency,
             b.name as at_name, p.name as town_name, k.name as county_name, ${matterColumns}
           from kernel.finding f left join kernel.matter m on m.matter_id = f.subject_id left join kernel.agency a on a.agency_id = m.agency_id
             left join kernel.agency b on b.agency_id = f.agency_id left join kernel.place p on p.code = f.town_code
             left join kernel.place k on k.code = f.county_code
           where ${where} and ($10::uuid is null or f.matter_id < $10) order by f.matter_id desc limit $11`,
          [...valuesOf(q, today), q.after ?? null, q.limit + 1],
        )
        return rows.map((r) => {
          const rule = registry.supervision.get(r.rule)
          return {
            matterId: r.finding_id as string,
            rule: r.rule as string,
            label: rule?.label ?? r.rule,
            severity: r.severity as 'RED' | 'YELLOW',
            basis: rule ? basisTexts(rule.basis) : [],
            subject: r.matter_id ? matterItemOf(registry, r) : null,
            since: r.since as string,
            foundOn: r.found_on as string,
            closedOn: r.closed_on as string | null,
            state: r.finding_state as string,
            stateLabel: states[r.finding_state]?.label ?? r.finding_state,
            agencyId: r.at_agency as string,
            agencyName: r.at_name as string | null,
            place: [r.county_name, r.town_name].filter(Boolean).join('') || null,
          }
        })
      })
      const page = items.slice(0, q.limit)
      return c.json({ items: page, next: items.length > q.limit ? page.at(-1)!.matterId : null }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/findings/counts',
      summary: '监督发现的件数：按规则、机构、区划或者时间分，合计等于清单',
      request: {
        query: filter.extend({ by: z.enum(['rule', 'agency', 'county', 'town', 'age']) }),
        headers: capacityHeader,
      },
      responses: answers(z.object({ items: z.array(group), open: z.number().int(), closed: z.number().int() }), '件数'),
    }),
    async (c) => {
      const { by, ...q } = c.req.valid('query')
      const found = await reading(deps, c, async ({ client, today }) => {
        const key =
          by === 'age'
            ? `case when $10::date - f.since <= ${ages.week[1]} then 'week' when $10::date - f.since <= ${ages.month[1]} then 'month'
                 when $10::date - f.since <= ${ages.quarter[1]} then 'quarter' else 'older' end`
            : `coalesce(${groups[by]}, '')`
        const { rows } = await client.query(
          `select ${key} as key, count(*) filter (where f.closed_on is null) as open,
             count(*) filter (where f.closed_on is null and f.severity = 'RED') as red, count(f.closed_on) as closed
           from kernel.finding f where ${where} and $10::date is not null group by 1`,
          [...valuesOf(q, today), today],
        )
        const names = new Map<string, string>(
          by === 'agency'
            ? (
                await client.query('select agency_id, name from kernel.agency where agency_id = any ($1)', [
                  rows.map((r) => r.key),
                ])
              ).rows.map((r) => [r.agency_id, r.name])
            : by === 'county' || by === 'town'
              ? (
                  await client.query('select code, name from kernel.place where code = any ($1)', [
                    rows.map((r) => r.key),
                  ])
                ).rows.map((r) => [r.code, r.name])
              : [],
        )
        return rows.map((r) => ({
          key: r.key as string,
          label: by === 'rule' ? (registry.supervision.get(r.key)?.label ?? r.key) : (names.get(r.key) ?? r.key),
          open: r.open as number,
          red: r.red as number,
          closed: r.closed as number,
        }))
      })
      const sum = (k: 'open' | 'closed') => found.reduce((n, g) => n + g[k], 0)
      const items = found.sort((a, b) => b.open - a.open || b.closed - a.closed || (a.key < b.key ? -1 : 1))
      return c.json({ items, open: sum('open'), closed: sum('closed') }, 200)
    },
  )

  app.openapi(
    createRoute({
      tags: ['监督'],
      method: 'get',
      path: '/api/supervision/rules',
      summary: '监督规则和依据；数据在别处的，写明等什么',
      responses: answers(
        z.object({
          items: z.array(
            z.object({
              id: z.string(),
              label: z.string(),
              severity: z.enum(['BLOCK', 'RED', 'YELLOW']),
              basis: z.array(z.string()),
              awaits: z.string().nullable(),
            }),
          ),
        }),
        '规则',
      ),
    }),
    (c) =>
      c.json(
        {
          items: [...registry.supervision.values()].map((r) => ({
            id: r.id,
            label: r.label,
            severity: r.severity,
            basis: basisTexts(r.basis),
            awaits: r.awaits ?? null,
          })),
        },
        200,
      ),
  )
}
