/** Matters as their reader may see them: lists by key, a count equal to the list, one matter with its acts, actions and proof. */

import { Refusal } from '#kernel/errors'
import { findAction } from '#kernel/form'
import { findInclusionProof } from '#kernel/seal'
import type { App, Deps } from './deps.ts'
import { domainOf, formOf } from './forms.ts'
import { choicesOf } from './lookups.ts'
import { actionsFor } from './matter-actions.ts'
import { mayReadPersonal, rowsOfMatter } from './matter-tables.ts'
import { actsOf, getMatter, limitColumns, limitOf, matterColumns, matterItemOf, openingOf } from './matter-view.ts'
import { labelsOf, picksIn } from './picks.ts'
import {
  answers,
  anything,
  capacityHeader,
  createRoute,
  idParams,
  limitView,
  matterItem,
  named,
  pageSize,
  record,
  signedIn,
  uuid,
  z,
} from './schemas.ts'
import { reading } from './session.ts'

const filters = z.object({
  procedure: named.optional(),
  version: named.optional().describe('程序的哪一版本'),
  state: named.optional(),
  agency: named.optional(),
  open: z.enum(['true', 'false']).optional().describe('true：未办结'),
  q: named.optional().describe('编号，须完全一致'),
})
const paged = filters.extend({ after: uuid.optional().describe('上一页最后一件'), limit: pageSize })

/** One predicate for the list and the count, so that they cannot differ. */
const where = `($1::text is null or m.procedure = $1) and ($2::text is null or m.state = $2) and ($3::text is null or m.agency_id = $3)
  and ($4::boolean is null or m.is_final <> $4) and ($5::text is null or m.number = $5)
  and ($6::text is null or m.version = $6)`
const valuesOf = (f: z.infer<typeof filters>) => [
  f.procedure ?? null,
  f.state ?? null,
  f.agency ?? null,
  f.open === undefined ? null : f.open === 'true',
  f.q?.normalize('NFC') ?? null,
  f.version ?? null,
]

const linkView = z.object({
  kind: z.string(),
  label: z.string().describe('对方是本件的什么'),
  direction: z.enum(['from', 'to']),
  matter: z.union([matterItem, z.null()]).describe('无权查看时为空'),
})
const offerView = z.object({
  id: z.string(),
  toAgency: z.string(),
  procedureLabel: z.string(),
  offeredOn: z.string(),
  state: z.enum(['offered', 'withdrawn', 'taken', 'refused', 'ended']),
  answeredOn: z.string().nullable(),
})
const tableView = z.object({
  table: z.string(),
  isMain: z.boolean(),
  isPersonal: z.boolean(),
  names: z.array(z.string()).describe('记有姓名的列'),
  labels: z.record(z.string(), z.string()),
  rows: z.array(record),
})
const matterView = matterItem
  .extend({
    n: z.number().int().describe('已有几步'),
    opening: z
      .union([
        z.object({ label: z.string(), on: z.string(), decidedBy: z.string(), decidedOn: z.string().nullable() }),
        z.null(),
      ])
      .describe('由哪一步开始，按什么、按哪一天选定程序版本，不按日期的没有日期；看不到这一步的为空'),
    head: z.string().describe('最后一步的哈希'),
    limits: z.array(limitView),
    links: z.array(linkView),
    offers: z.array(offerView).describe('提请移交及其答复'),
    tables: z.array(tableView).describe('登记的内容；个人信息只给有权的范围'),
  })
  .openapi('Matter')

const actView = z
  .object({
    n: z.number().int(),
    action: z.string(),
    label: z.string(),
    role: z.string(),
    roleLabel: z.string(),
    agencyId: z.string(),
    agencyName: z.string().nullable(),
    declaredOn: z.string().describe('发生日：法律从这一天起算'),
    recordedAt: z.string().describe('登记时间'),
    committedAt: z.string(),
    basis: z.array(z.string()),
    tells: z.array(z.string()).describe('算得、而由人判断的'),
    payload: anything,
    given: record,
    personal: z
      .enum(['none', 'shown', 'masked', 'withheld', 'erased'])
      .describe('个人信息：没有、可见、掩码、无权、已删除'),
    files: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        type: z.string(),
        sizeBytes: z.number().int(),
        name: z.string().nullable().describe('文件名；无权或者已删除的为空'),
        isOpen: z.boolean().describe('可以打开'),
      }),
    ),
    hash: z.string(),
    prev: z.string(),
  })
  .openapi('Act')

const actionView = z.object({
  action: z.string(),
  label: z.string(),
  isAllowed: z.boolean(),
  due: z.string().nullable().describe('有期限等着它的，最早的末日'),
  isMine: z.boolean().describe('您的职务可以办的动作，不论现在有没有妨碍'),
  reason: z.string().nullable().describe('不能办的理由：不论填什么都不能办的；取决于填写内容的，提交时再判断'),
  allowed: z.array(z.string()).describe('可以改办的'),
  by: z.array(z.object({ role: z.string(), label: z.string() })),
  basis: z.array(z.object({ text: z.string() }).loose()),
})

const common = { tags: ['事项'], security: signedIn }

export function matterRoutes(app: App, deps: Deps): void {
  const { registry } = deps

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/matters',
      summary: '事项清单，新的在前',
      request: { query: paged, headers: capacityHeader },
      responses: answers(z.object({ items: z.array(matterItem), next: z.string().nullable() }), '事项'),
    }),
    async (c) => {
      const q = c.req.valid('query')
      const items = await reading(deps, c, async ({ client }) => {
        const { rows } = await client.query(
          `select ${matterColumns} from kernel.matter m left join kernel.agency a on a.agency_id = m.agency_id
           where ${where} and ($7::uuid is null or m.matter_id < $7) order by m.matter_id desc limit $8`,
          [...valuesOf(q), q.after ?? null, q.limit + 1],
        )
        return rows.map((r) => matterItemOf(registry, r))
      })
      const page = items.slice(0, q.limit)
      return c.json({ items: page, next: items.length > q.limit ? page.at(-1)!.id : null }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/matters/count',
      summary: '清单有几件',
      request: { query: filters, headers: capacityHeader },
      responses: answers(z.object({ count: z.number().int() }), '件数'),
    }),
    async (c) => {
      const q = c.req.valid('query')
      const count = await reading(
        deps,
        c,
        async ({ client }) =>
          (await client.query(`select count(*) as n from kernel.matter m where ${where}`, valuesOf(q))).rows[0]
            .n as number,
      )
      return c.json({ count }, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/matters/{id}',
      summary: '一件事项',
      request: { params: idParams, headers: capacityHeader },
      responses: answers(matterView, '事项'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const view = await reading(deps, c, async ({ client, post, today }) => {
        const { row, p } = await getMatter(client, registry, id)
        const limits = await client.query({
          name: 'http-matter-limits',
          text: `select ${limitColumns} from kernel.matter_limit l where l.matter_id = $1 order by l.start_on, l.limit_id, l.subject`,
          values: [id],
        })
        const links = await client.query({
          name: 'http-matter-links',
          text: `select l.kind, l.direction, ${matterColumns} from (
                   select kind, to_id as other, 'to' as direction from kernel.matter_link where from_id = $1
                   union all select kind, from_id, 'from' from kernel.matter_link where to_id = $1) l
                 left join kernel.matter m on m.matter_id = l.other left join kernel.agency a on a.agency_id = m.agency_id limit 100`,
          values: [id],
        })
        const offers = await client.query({
          name: 'http-matter-offers',
          text: `select h.handover_id, h.procedure, h.offered_on, h.state, w.state as answer, w.answered_on, coalesce(a.name, h.to_agency) as to_name
                 from kernel.handover h left join kernel.handover_answer w using (handover_id) left join kernel.agency a on a.agency_id = h.to_agency
                 where h.matter_id = $1 order by h.offered_on, h.handover_id`,
          values: [id],
        })
        const domain = domainOf(registry, row.procedure)?.id
        const tables = domain
          ? await rowsOfMatter(client, deps.tables, domain, id, mayReadPersonal(post.scope.kind, post.scope.value))
          : []
        return {
          ...matterItemOf(registry, row),
          opening: await openingOf(client, p, id),
          n: row.last_n as number,
          head: row.head as string,
          limits: limits.rows.map((r) => limitOf(p, r, today)),
          links: links.rows.map((r) => ({
            kind: r.kind as string,
            label: registry.links.get(r.kind)?.[r.direction === 'to' ? 'from' : 'to'] ?? '相关',
            direction: r.direction as 'from' | 'to',
            matter: r.matter_id ? matterItemOf(registry, r) : null,
          })),
          offers: offers.rows.map((r) => ({
            id: r.handover_id as string,
            toAgency: r.to_name as string,
            procedureLabel: registry.procedures.get(r.procedure)?.at(-1)?.label ?? r.procedure,
            offeredOn: r.offered_on as string,
            state: (r.state === 'withdrawn' ? 'withdrawn' : (r.answer ?? 'offered')) as 'offered',
            answeredOn: r.answered_on as string | null,
          })),
          tables,
        }
      })
      c.header('etag', `"${view.n}"`)
      return c.json(view, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/matters/{id}/acts',
      summary: '办理经过',
      request: { params: idParams, headers: capacityHeader },
      responses: answers(
        z.object({
          items: z.array(actView),
          picked: z.record(z.string(), z.record(z.string(), z.string())).describe('所选各项的名称：选项表 → 值 → 名称'),
        }),
        '各步',
      ),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const view = await reading(deps, c, async ({ client, post, today }) => {
        const { row, p } = await getMatter(client, registry, id)
        const items = await actsOf(client, registry, id, post.scope)
        const picks = new Map<string, Set<string>>()
        for (const act of items) {
          const def = p && findAction(p, act.action)
          if (def) picksIn(formOf(def), act.payload, picks)
        }
        const by = { client, registry, scope: post.scope, agencyId: post.agencyId, today }
        return { items, picked: await labelsOf(picks, { matter: id, agency: row.agency_id }, choicesOf, by) }
      })
      return c.json(view, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/matters/{id}/actions',
      summary: '现在能办什么，不能办的为什么',
      request: { params: idParams, headers: capacityHeader },
      responses: answers(
        z.object({
          procedure: z.string(),
          version: z.string(),
          state: z.string(),
          stateLabel: z.string(),
          lapse: z
            .object({ limit: z.string(), label: z.string(), on: z.string() })
            .nullable()
            .describe('法律已经推定、尚未登记的一步'),
          actions: z.array(actionView),
        }),
        '各动作',
      ),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const view = await reading(deps, c, async ({ client, actor, today }) => {
        const { row, p, snapshot } = await getMatter(client, registry, id)
        if (!p) throw new Refusal('missing', 'kernel.procedure', '这件事项的程序版本不在本平台登记')
        return { procedure: p.id, version: p.version, ...actionsFor(deps, p, { row, snapshot }, actor, today) }
      })
      return c.json(view, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/matters/{id}/proof',
      summary: '记录的证明：哈希链，和最后一步在已签名的树里的证明',
      request: { params: idParams, headers: capacityHeader },
      responses: answers(
        z.object({
          matterId: z.string(),
          chain: z.array(
            z.object({
              n: z.number().int(),
              hash: z.string(),
              canonical: z.string().describe('被哈希的原文，个人信息只有承诺'),
            }),
          ),
          inclusion: z
            .object({
              matter: z.string(),
              n: z.number().int(),
              hash: z.string(),
              leaf: z.number().int(),
              proof: z.array(z.string()),
              checkpoint: z.string(),
            })
            .nullable()
            .describe('尚未封存时为空'),
        }),
        '证明',
      ),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const chain = await reading(deps, c, async ({ client }) => {
        await getMatter(client, registry, id)
        return (
          await client.query({
            name: 'http-chain',
            text: 'select n, hash, canonical from kernel.act where matter_id = $1 order by n',
            values: [id],
          })
        ).rows
      })
      const sealed = await findInclusionProof(deps.pool, id, chain.at(-1)?.n ?? 0)
      return c.json({ matterId: id, chain, inclusion: sealed ?? null }, 200)
    },
  )
}
