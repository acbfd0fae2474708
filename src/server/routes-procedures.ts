/** What can be done here and on what basis: open to everybody. */
import { Refusal } from '#kernel/errors'
import type { App, Deps } from './deps.ts'
import { procedureDetail, procedureSummary } from './forms.ts'
import { findProcedure } from './matter-view.ts'
import { answers, anything, createRoute, named, z } from './schemas.ts'

const by = z.array(z.object({ role: z.string(), label: z.string() }))
export const summary = z
  .object({
    id: z.string(),
    version: z.string(),
    versionLabel: z.string(),
    label: z.string(),
    domain: z.string(),
    domainLabel: z.string(),
    effective: z.object({ from: z.string(), to: z.string().optional() }),
    decidedBy: z.string().describe('按哪一天选版本'),
    states: z.array(z.object({ id: z.string(), label: z.string(), isFinal: z.boolean() })),
    openings: z.array(
      z.object({
        action: z.string(),
        label: z.string(),
        publicLabel: z.string().describe('公众办理时的名称'),
        by,
      }),
    ),
  })
  .openapi('ProcedureSummary')

const detail = summary
  .extend({
    actions: z.array(
      z.object({
        action: z.string(),
        label: z.string(),
        publicLabel: z.string(),
        by,
        in: z.array(z.string()).nullable().describe('空：由它开始'),
        to: z.string().nullable(),
        basis: z.array(z.string()),
        personal: z
          .array(z.object({ path: z.string(), label: z.string(), mask: z.string(), purpose: z.string() }))
          .describe('个人信息字段'),
        form: anything.describe('填写内容的 JSON Schema；label 是字段名称'),
        files: z.object({
          min: z.number().int(),
          max: z.number().int(),
          labels: z.array(z.string()),
          required: z.array(z.string()),
        }),
        documents: z.array(z.string()).describe('可能出具的文书'),
        isForMany: z.boolean().describe('可以在许多事项上一并办理'),
        isInternal: z.boolean().describe('内部行为，当事人不可见'),
      }),
    ),
    limits: z.array(
      z.object({
        limit: z.string(),
        label: z.string(),
        within: z.string(),
        rolls: z.boolean().describe('末日为休息日时是否顺延'),
        after: z.array(z.string()),
        met: z.array(z.string()),
        lapse: z.object({ kind: z.enum(['deem', 'propose']), action: z.string(), label: z.string() }).nullable(),
        basis: z.array(z.string()),
      }),
    ),
    refusals: z.array(z.object({ rule: z.string(), label: z.string(), basis: z.array(z.string()) })),
  })
  .openapi('Procedure')

export function procedureRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/procedures',
      tags: ['程序'],
      summary: '所有程序及其版本',
      responses: answers(z.object({ items: z.array(summary) }), '程序'),
    }),
    (c) =>
      c.json(
        {
          items: [...deps.registry.procedures.values()].flatMap((versions) =>
            versions.map((p) => procedureSummary(deps.registry, p)),
          ),
        },
        200,
      ),
  )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/procedures/{id}/{version}',
      tags: ['程序'],
      summary: '一个程序版本：状态、动作、表单、期限、依据',
      request: { params: z.object({ id: named, version: named }) },
      responses: answers(detail, '程序'),
    }),
    (c) => {
      const { id, version } = c.req.valid('param')
      const p = findProcedure(deps.registry, id, version)
      if (!p) throw new Refusal('missing', 'kernel.procedure', '没有这种程序或者这一版本')
      return c.json(procedureDetail(deps.registry, p) as unknown as z.infer<typeof detail>, 200)
    },
  )
}
