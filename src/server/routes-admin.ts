/** Administration: relations of agencies for everybody; officers for the security's administrator, jobs for the system's. */
import { inTransaction, systemRole } from '#kernel'
import { Refusal } from '#kernel/errors'
import { mustBe } from './admin-rights.ts'
import type { App, Deps } from './deps.ts'
import { certificate, certificatesOf } from './routes-certificates.ts'
import { answers, capacityHeader, createRoute, named, pageSize, signedIn, z } from './schemas.ts'
import { reading } from './session.ts'

const agency = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  place: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
})
const relation = z.object({
  agencyId: z.string(),
  agencyName: z.string().nullable(),
  kind: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
})
const officer = z.object({
  id: z.string(),
  name: z.string(),
  account: z.object({ username: z.string(), isDisabled: z.boolean() }).nullable(),
  posts: z.array(
    z.object({
      role: z.string(),
      roleLabel: z.string(),
      reach: z.string().describe('可及的范围'),
      agencyName: z.string().nullable(),
      from: z.string(),
      to: z.string().nullable(),
      isHeld: z.boolean(),
      origin: z.enum(['appointed', 'matter', 'imported']).describe('由任免登记、由业务事项登记、建库时导入'),
      matterId: z.string().nullable().describe('登记它的任免；别的为空'),
    }),
  ),
  certificates: z.array(certificate).describe('行政执法证件'),
})
const job = z.object({
  id: z.string(),
  label: z.string(),
  everyMinutes: z.number(),
  lastDone: z.string().nullable(),
  lastFailed: z.string().nullable(),
  error: z.string().nullable(),
  next: z.string(),
})
const originOf = (p: { matter: string | null; procedure: string | null }): 'imported' | 'appointed' | 'matter' =>
  p.matter === null ? 'imported' : p.procedure === 'office.post' ? 'appointed' : 'matter'
const common = { tags: ['管理'], security: signedIn }

export function adminRoutes(app: App, deps: Deps): void {
  const { registry } = deps

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/agencies/{id}/relations',
      summary: '机构的监督关系：受谁监督、监督谁，自何日至何日',
      request: { params: z.object({ id: named }), headers: capacityHeader },
      responses: answers(z.object({ agency, above: z.array(relation), below: z.array(relation) }), '监督关系'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { own, found } = await reading(deps, c, async ({ client }) => {
        const own = (
          await client.query(
            `select a.agency_id as id, a.name, a.kind, nullif(concat(k.name, t.name), '') as place, a.valid_from as "from", a.valid_to as "to"
             from kernel.agency a left join kernel.place k on k.code = a.county_code left join kernel.place t on t.code = a.town_code where a.agency_id = $1`,
            [id],
          )
        ).rows[0] as z.output<typeof agency> | undefined
        if (!own) throw new Refusal('missing', 'kernel.agency', '没有这个机构')
        const { rows } = await client.query(
          `select s.agency_id = $1 as is_above, a.agency_id, a.name, s.kind, s.valid_from, s.valid_to from kernel.agency_supervision s
             join kernel.agency a on a.agency_id = case when s.agency_id = $1 then s.supervisor_id else s.agency_id end
           where $1 in (s.agency_id, s.supervisor_id) order by s.kind, a.agency_id`,
          [id],
        )
        const found = rows.map((r) => ({
          isAbove: r.is_above as boolean,
          agencyId: r.agency_id as string,
          agencyName: r.name as string | null,
          kind: r.kind as string,
          from: r.valid_from as string | null,
          to: r.valid_to as string | null,
        }))
        return { own, found }
      })
      const of = (isAbove: boolean) => found.filter((r) => r.isAbove === isAbove).map(({ isAbove: _, ...r }) => r)
      return c.json({ agency: own, above: of(true), below: of(false) }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/admin/officers',
      summary: '工作人员和职务；限安全管理员、审计管理员',
      request: {
        query: z.object({
          q: named.optional().describe('姓名的开头'),
          agency: named.optional(),
          role: named.optional(),
          after: named.optional(),
          limit: pageSize,
        }),
        headers: capacityHeader,
      },
      responses: answers(z.object({ items: z.array(officer), next: z.string().nullable() }), '工作人员'),
    }),
    async (c) => {
      const q = c.req.valid('query')
      const today = await reading(deps, c, async ({ actor, today }) => {
        mustBe(actor, ['security_admin', 'audit_admin'], registry)
        return today
      })
      const { rows, certificates } = await inTransaction(
        deps.pool,
        async (client) => {
          await client.query(`select set_config('role', $1, true), set_config('fadu.city', 'city', true)`, [systemRole])
          const { rows } = await client.query(
            `select o.officer_id, o.name, (select json_agg(json_build_object('role', p.role, 'kind', p.scope_kind, 'value', p.scope_value,
                 'reach', coalesce(l.name, ag.name), 'agency', a.name, 'from', p.valid_from, 'to', p.valid_to, 'matter', p.matter_id, 'procedure', m.procedure)
                 order by p.valid_from desc, p.role)
               from kernel.post p left join kernel.agency a on a.agency_id = p.agency_id left join kernel.matter m on m.matter_id = p.matter_id left join kernel.place l on l.code = p.scope_value
                 left join kernel.agency ag on p.scope_value in (ag.agency_id, 'a:' || ag.agency_id) where p.officer_id = o.officer_id) as posts
             from kernel.officer o
             where exists (select from kernel.post p where p.officer_id = o.officer_id and p.role <> 'party'
                 and ($2::text is null or p.agency_id = $2) and ($3::text is null or p.role = $3))
               and ($1::text is null or starts_with(o.name, $1)) and ($4::text is null or o.officer_id > $4) order by o.officer_id limit $5`,
            [q.q?.normalize('NFC') ?? null, q.agency ?? null, q.role ?? null, q.after ?? null, q.limit + 1],
          )
          const ids = rows.slice(0, q.limit).map((r) => r.officer_id as string)
          return { rows, certificates: await certificatesOf(client, ids, today) }
        },
        'begin read only',
      )
      const page = rows.slice(0, q.limit)
      const accounts = new Map(
        (
          await deps.authPool.query(
            'select officer_id, username, disabled_at from auth."user" where officer_id = any ($1)',
            [page.map((r) => r.officer_id)],
          )
        ).rows.map((r) => [r.officer_id, { username: r.username as string, isDisabled: r.disabled_at !== null }]),
      )
      const reachOf = (p: { kind: string; reach: string | null; value: string; role: string }) =>
        p.kind === 'city' ? '全市' : p.kind === 'reader' ? `${p.reach ?? ''}参与的事项` : (p.reach ?? '平台')
      return c.json(
        {
          items: page.map((r) => ({
            id: r.officer_id as string,
            name: r.name as string,
            account: accounts.get(r.officer_id) ?? null,
            posts: ((r.posts ?? []) as any[])
              .filter((p) => p.role !== 'party')
              .map((p) => ({
                role: p.role as string,
                roleLabel: registry.roles.get(p.role)?.label ?? p.role,
                reach: reachOf(p),
                agencyName: p.agency as string | null,
                from: p.from as string,
                to: p.to as string | null,
                isHeld: p.from <= today && (p.to === null || today < p.to),
                origin: originOf(p),
                matterId: originOf(p) === 'appointed' ? (p.matter as string) : null,
              })),
            certificates: certificates.get(r.officer_id) ?? [],
          })),
          next: rows.length > q.limit ? (page.at(-1)!.officer_id as string) : null,
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/admin/jobs',
      summary: '平台自动进行的工作和它们的情况；限系统管理员、审计管理员',
      request: { headers: capacityHeader },
      responses: answers(
        z.object({ items: z.array(job), unsealed: z.number().int(), sealedAt: z.string().nullable() }),
        '自动进行的工作',
      ),
    }),
    async (c) => {
      await reading(deps, c, async ({ actor }) => mustBe(actor, ['system_admin', 'audit_admin'], registry))
      const seal = await inTransaction(
        deps.pool,
        async (client) => {
          await client.query(`select set_config('role', $1, true), set_config('fadu.city', 'city', true)`, [systemRole])
          const { rows } = await client.query(
            `select (select count(*) from kernel.act where act_id > coalesce((select max(act_id) from kernel.seal_leaf), 0)) as unsealed,
               (select signed_at from kernel.checkpoint order by size desc limit 1) as sealed_at`,
          )
          return rows[0]
        },
        'begin read only',
      )
      return c.json(
        {
          items: [...(deps.jobs?.() ?? [])],
          unsealed: Number(seal.unsealed),
          sealedAt: (seal.sealed_at as Date | null)?.toISOString() ?? null,
        },
        200,
      )
    },
  )
}
