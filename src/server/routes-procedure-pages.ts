/** A procedure version as a lawyer checks it: on a page, beside another version, as BPMN and as PDF. Open to everybody. */
import { documentHash } from '#kernel/document'
import { Refusal } from '#kernel/errors'
import { renderPdf } from '../documents/pdf.ts'
import { contentDisposition } from '../files/names.ts'
import { bpmnOf } from '../procedures/bpmn.ts'
import { compare } from '../procedures/compare.ts'
import { diagramOf } from '../procedures/diagram.ts'
import { procedureDocument } from '../procedures/document.ts'
import { explain } from '../procedures/explain.ts'
import type { App, Deps } from './deps.ts'
import { procedureSummary } from './forms.ts'
import { publicRate } from './guards.ts'
import { keptFiles } from './kept-files.ts'
import { findProcedure } from './matter-view.ts'
import { summary } from './routes-procedures.ts'
import { answers, createRoute, fileOf, mediaTypes, named, z } from './schemas.ts'

const cite = z
  .object({
    text: z.string(),
    law: z.string().nullable().describe('法规目录中的标识；平台约定为空'),
    version: z.string().nullable(),
    article: z.string().nullable().describe('条号'),
    paragraph: z.number().int().nullable().describe('款'),
    standing: z.string().nullable().describe('quoted 转引；unverified 未核；platform 平台约定'),
  })
  .openapi('CiteRef')
const cites = z.array(cite)
const texts = z.array(z.string())
type Field = { label: string; isRequired: boolean; fields: Field[] }
const field: z.ZodType<Field> = z
  .object({ label: z.string(), isRequired: z.boolean(), fields: z.array(z.lazy(() => field)) })
  .openapi('FormField')

const point = z.object({ x: z.number(), y: z.number() })
const box = point.extend({ width: z.number(), height: z.number() })
const diagram = z.object({
  width: z.number(),
  height: z.number(),
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['start', 'action', 'state', 'end']),
      of: z.string().describe('所表示的动作或者状态'),
      label: z.string(),
      box,
      labelBox: box,
      isSystem: z.boolean(),
    }),
  ),
  edges: z.array(z.object({ id: z.string(), from: z.string(), to: z.string(), points: z.array(point) })),
  beside: texts.describe('不改变状态的动作'),
})

const explained = summary
  .extend({
    actions: z.array(
      z.object({
        action: z.string(),
        label: z.string(),
        by: texts,
        isSystem: z.boolean().describe('由平台依法记录'),
        moves: z.boolean().describe('可能改变状态'),
        states: z
          .array(z.object({ from: z.string().nullable(), to: texts }))
          .describe('从何状态可能到何状态；空为开始'),
        fields: z.array(field),
        files: z.object({ min: z.number().int(), max: z.number().int(), labels: texts, required: texts }),
        personal: texts.describe('个人信息字段'),
        documents: texts,
        starts: texts.describe('由它开始的期限'),
        meets: texts.describe('由它满足的期限'),
        extends: texts.describe('由它延长的期限'),
        isForMany: z.boolean(),
        isInternal: z.boolean(),
        refuses: texts.describe('可能不予办理的情形，见 refusals'),
        basis: cites,
      }),
    ),
    limits: z.array(
      z.object({
        limit: z.string(),
        label: z.string(),
        within: z.string(),
        rolls: z.boolean(),
        isRight: z.boolean(),
        binds: texts,
        after: texts,
        isConditional: z.boolean().describe('符合条件时才起算'),
        follows: z.string().nullable().describe('自这一期限届满而没有办结之日起算'),
        met: texts,
        pausedIn: texts,
        extendedBy: texts,
        excludes: z.boolean().describe('有不计入期限的期间'),
        outer: z.object({ within: z.string(), rolls: z.boolean(), basis: cites }).nullable(),
        lapse: z.object({ kind: z.enum(['deem', 'propose']), action: z.string(), label: z.string() }).nullable(),
        basis: cites,
      }),
    ),
    refusals: z.array(z.object({ rule: z.string(), label: z.string(), basis: cites })),
    supervision: z.array(
      z.object({
        rule: z.string(),
        label: z.string(),
        severity: z.string(),
        awaits: z.string().nullable(),
        basis: cites,
      }),
    ),
    diagram,
  })
  .openapi('ExplainedProcedure')

const comparison = z
  .object({
    changes: z.array(
      z.object({
        kind: z.enum(['action', 'state', 'limit', 'refusal']),
        id: z.string(),
        label: z.string(),
        change: z.enum(['added', 'removed', 'changed']),
        differences: z.array(z.object({ what: z.string(), before: texts, after: texts })),
      }),
    ),
    same: z.record(z.string(), z.number().int()).describe('没有变化的'),
  })
  .openapi('ProcedureComparison')

const tags = ['程序']
const params = z.object({ id: named, version: named })

const formats = {
  bpmn: { type: 'application/xml', summary: '程序图，BPMN 2.0 文件' },
  pdf: { type: mediaTypes.pdf, summary: '程序说明，PDF 文件' },
} as const
const fileAddress = /^\/api\/procedures\/([^/]+)\/([^/]+)\.(bpmn|pdf)$/

export function procedurePageRoutes(app: App, deps: Deps): void {
  const { registry } = deps
  const get = (id: string, version: string) => {
    const p = findProcedure(registry, id, version)
    if (!p) throw new Refusal('missing', 'kernel.procedure', '没有这种程序或者这一版本')
    return p
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/procedures/{id}/{version}/explained',
      tags,
      summary: '一个程序版本的说明：谁能办什么、从何状态到何状态、要求、期限、依据，和程序图',
      request: { params },
      responses: answers(explained, '程序说明'),
    }),
    (c) => {
      const { id, version } = c.req.valid('param')
      const p = get(id, version)
      return c.json({ ...procedureSummary(registry, p), ...explain(registry, p), diagram: diagramOf(p) }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/procedures/{id}/{version}/compared/{with}',
      tags,
      summary: '与另一版本相比改了什么：从 with 到 version',
      request: { params: params.extend({ with: named }) },
      responses: answers(comparison, '改动'),
    }),
    (c) => {
      const asked = c.req.valid('param')
      const [before, after] = [get(asked.id, asked.with), get(asked.id, asked.version)]
      return c.json(compare(explain(registry, before), explain(registry, after)), 200)
    },
  )

  for (const [format, { type, summary }] of Object.entries(formats))
    app.openAPIRegistry.registerPath({
      method: 'get',
      path: `/api/procedures/{id}/{version}.${format}`,
      tags,
      summary,
      request: { params },
      responses: fileOf('文件', [type]),
    })
  const kept = keptFiles(deps)
  const rate = publicRate(deps)
  // By hand, since a parameter of an address cannot end within a segment.
  app.get('/api/procedures/*', async (c, next) => {
    const asked = fileAddress.exec(c.req.path)
    if (!asked) return next()
    await rate(c, async () => {})
    const p = get(decodeURIComponent(asked[1]!), decodeURIComponent(asked[2]!))
    const format = asked[3] as keyof typeof formats
    const tree = procedureDocument(registry, p)
    const bytes =
      format === 'bpmn'
        ? Buffer.from(await bpmnOf(registry, p))
        : await kept(c, documentHash(tree), () => renderPdf(tree))
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': formats[format].type,
        'content-disposition': contentDisposition('attachment', `${tree.title}.${format}`),
      },
    })
  })
}
