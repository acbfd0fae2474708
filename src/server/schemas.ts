/** Shapes of what goes over the wire, shared by the routes and written into the OpenAPI document. */
import { createRoute, type RouteConfig, z } from '@hono/zod-openapi'
import { localDate } from '#kernel/clock'

export { createRoute, z }

const basis = z.object({
  text: z.string().describe('依据的写法'),
  statute: z.string(),
  version: z.string().optional(),
  article: z.number().int().optional(),
  sub: z.number().int().optional(),
  paragraph: z.number().int().optional(),
  item: z.number().int().optional(),
  standing: z.enum(['quoted', 'unverified', 'platform']).optional(),
  note: z.string().optional(),
})

export const problem = z
  .object({
    type: z.string().describe('稳定的规则标识'),
    title: z.string(),
    status: z.number().int(),
    basis: z.array(basis).optional().describe('依据'),
    allowed: z.array(z.string()).optional().describe('可以怎样办'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .openapi('Problem')

/** 200 with a body of this shape; everything else is a problem. */
export function answers<S extends z.ZodType>(schema: S, description: string) {
  return {
    200: { description, content: { 'application/json': { schema } } },
    default: {
      description: '不能办理：说明理由、依据和可以怎样办',
      content: { 'application/problem+json': { schema: problem } },
    },
  } as const
}

export const mediaTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** 200 with the bytes of a file of one of these types; everything else is a problem. */
export function fileOf(description: string, types: readonly string[]) {
  const binary = { schema: z.any().openapi({ type: 'string', format: 'binary' }) }
  return {
    200: { description, content: Object.fromEntries(types.map((type) => [type, binary])) },
    default: answers(z.any(), '').default,
  } as const
}

/** A body that must be there: without this an empty request would pass unread. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

export const day = z
  .string()
  .refine(
    (s) => {
      try {
        localDate(s)
        return true
      } catch {
        return false
      }
    },
    { message: '日期须形如 2021-02-28' },
  )
  .openapi({ type: 'string', format: 'date', example: '2021-02-28' })

/** Any uuid as PostgreSQL reads it; ids derived from others need not carry a version. */
export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, '不是有效的标识')
  .openapi({ format: 'uuid' })
export const idParams = z.object({ id: uuid })
const name = z.string().min(1).max(200)
export const named = name
export const pageSize = z.coerce.number().int().min(1).max(200).default(50)

/** The capacity of a signed-in request. */
export const capacityHeader = z.object({
  'x-fadu-capacity': z.string().max(300).optional().describe('以哪一职务办理：/api/me 里的序号，或者 角色:范围:值'),
})
export const writeHeaders = capacityHeader.extend({
  'idempotency-key': z
    .string({ error: '请带上 Idempotency-Key' })
    .regex(/^[\x21-\x7e]{8,128}$/, '八至一百二十八个可见字符')
    .describe('请求编号：重发同一请求只办一次'),
})
export const publicWriteHeaders = z.object({
  'idempotency-key': z
    .string({ error: '请带上 Idempotency-Key' })
    .regex(/^[\x21-\x7e]{16,128}$/, '十六至一百二十八个可见字符，须随机生成')
    .describe('请求编号：随机生成，重发同一请求只办一次'),
})

export const signedIn: RouteConfig['security'] = [{ session: [] }]

/** Anything JSON: its shape is declared elsewhere (a form, a report) and travels with it. */
export const anything = z.any().openapi({ description: '任意 JSON' })
export const record = z.record(z.string(), z.any())

export const actRef = z.object({
  matterId: z.string(),
  n: z.number().int(),
  action: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  hash: z.string(),
})
export const acted = z.object({ acts: z.array(actRef), given: z.array(record) }).openapi('Acted')

export const limitView = z
  .object({
    limit: z.string(),
    label: z.string(),
    subject: z.string(),
    state: z.enum(['running', 'paused', 'met', 'lapsed', 'void']),
    startOn: z.string(),
    dueRaw: z.string().describe('未顺延的末日'),
    due: z.string().describe('末日'),
    dueAt: z.string().nullable(),
    outerDue: z.string().nullable(),
    isProvisional: z.boolean().describe('节假日安排未公布，末日可能变动'),
    isRight: z.boolean().describe('是权利，不是义务：过了末日不再能行使，没有人逾期'),
    isOverdue: z.boolean(),
    isSoon: z.boolean().describe('七日内届满'),
    extendedTo: z.string().nullable(),
    metOn: z.string().nullable(),
    calendar: z.string(),
    basis: z.array(z.string()),
  })
  .openapi('Limit')

export const matterItem = z
  .object({
    id: z.string(),
    procedure: z.string(),
    procedureLabel: z.string(),
    version: z.string(),
    versionLabel: z.string().describe('自何日起适用'),
    state: z.string(),
    stateLabel: z.string(),
    isFinal: z.boolean(),
    number: z.string().nullable(),
    title: z.string(),
    agencyId: z.string(),
    agencyName: z.string().nullable(),
    filedOn: z.string(),
    lastOn: z.string(),
    nextDue: z.string().nullable(),
    isUrgent: z.boolean().describe('紧急：排在所有待办之前'),
  })
  .openapi('MatterItem')
