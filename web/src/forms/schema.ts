/** What a form's JSON Schema says: the one source of every form, and of every submitted form that is shown. */

/** Where a field's value is picked from. */
export type From = { lookup: string; only?: readonly string[]; within?: string }

export type FieldSchema = {
  label?: string
  help?: string
  type?: string | readonly string[]
  format?: string
  pattern?: string
  unit?: string
  options?: Readonly<Record<string, string>>
  enum?: readonly unknown[]
  const?: unknown
  default?: unknown
  from?: From
  where?: { field: string; is: readonly unknown[] }
  isSeldom?: boolean
  /** The public is not asked: a value that it always is, or true where it stays empty. */
  unaskedOfPublic?: string | boolean
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  properties?: Readonly<Record<string, FieldSchema>>
  required?: readonly string[]
  items?: FieldSchema
  anyOf?: readonly FieldSchema[]
  oneOf?: readonly FieldSchema[]
  allOf?: readonly FieldSchema[]
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isCommitment = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length === 1 && typeof value.$sm3 === 'string'

const branchesOf = (s: FieldSchema) => [...(s.anyOf ?? []), ...(s.oneOf ?? []), ...(s.allOf ?? [])]

/** Fields of an object whose shape depends on what was chosen stand in several branches. */
export function propertiesOf(schema: FieldSchema | undefined): Record<string, FieldSchema> {
  if (!schema) return {}
  return Object.assign({}, ...branchesOf(schema).map(propertiesOf), schema.properties ?? {})
}

/** What a schema or one of its branches says under a key. */
export function said<K extends keyof FieldSchema>(schema: FieldSchema | undefined, key: K): FieldSchema[K] {
  if (!schema) return undefined
  if (schema[key] !== undefined) return schema[key]
  for (const branch of branchesOf(schema)) {
    const found = said(branch, key)
    if (found !== undefined) return found
  }
  return undefined
}

export type Kind =
  | 'text'
  | 'paragraph'
  | 'date'
  | 'time'
  | 'moment'
  | 'whole'
  | 'money'
  | 'yesNo'
  | 'choice'
  | 'pick'
  | 'group'
  | 'list'
  | 'choices'
  | 'picks'
  | 'tags'
  | 'fixed'

/** Longer texts are written in a box of several lines. */
const shortText = 200

/** How a field is asked for. */
export function kindOf(field: FieldSchema): Kind {
  if (said(field, 'const') !== undefined && !said(field, 'options')) return 'fixed'
  const type = typeOf(field)
  if (type === 'array') {
    const items = said(field, 'items') ?? {}
    if (said(items, 'options')) return 'choices'
    if (said(items, 'from')) return 'picks'
    return typeOf(items) === 'object' ? 'list' : 'tags'
  }
  if (type === 'object') return 'group'
  if (said(field, 'from')) return 'pick'
  if (said(field, 'options')) return 'choice'
  if (type === 'boolean') return 'yesNo'
  if (type === 'integer' || type === 'number') return said(field, 'unit') === '分' ? 'money' : 'whole'
  const format = said(field, 'format')
  if (format === 'date') return 'date'
  if (format === 'date-time') return 'moment'
  if (said(field, 'pattern')?.includes('[0-5]\\d$')) return 'time'
  return (said(field, 'maxLength') ?? 0) > shortText ? 'paragraph' : 'text'
}

function typeOf(field: FieldSchema): string | undefined {
  const type = said(field, 'type')
  if (typeof type === 'string') return type
  if (type) return type.find((t) => t !== 'null')
  return Object.keys(propertiesOf(field)).length ? 'object' : undefined
}

/** Whether a field is asked for, as what stands beside it says. */
export const isAsked = (field: FieldSchema, beside: Record<string, unknown> | undefined): boolean => {
  const where = said(field, 'where')
  return !where || where.is.includes(beside?.[where.field])
}

export const isRequired = (parent: FieldSchema, key: string): boolean => {
  const field = propertiesOf(parent)[key]
  return (said(parent, 'required') ?? []).includes(key) && field !== undefined && said(field, 'default') === undefined
}

/** What a new form begins with: defaults, and as many rows of a list as it must have. */
export function startOf(schema: FieldSchema, isPublic = false): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(propertiesOf(schema))) {
    const given = said(field, 'default')
    const kind = kindOf(field)
    const unasked = isPublic ? said(field, 'unaskedOfPublic') : undefined
    if (unasked !== undefined) {
      if (typeof unasked === 'string') out[key] = unasked
    } else if (kind === 'fixed') out[key] = said(field, 'const')
    else if (kind === 'list' && isRequired(schema, key)) {
      const rows = Math.max(1, said(field, 'minItems') ?? 0)
      out[key] = Array.from({ length: rows }, () => startOf(said(field, 'items') ?? {}))
    } else if (kind === 'group' && (isRequired(schema, key) || isObject(given))) out[key] = startOf(field)
    else if (given !== undefined && !(Array.isArray(given) && given.length === 0)) out[key] = given
  }
  return out
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.values(value).every(isEmpty))

/** What is sent: without what was left empty, and without what is not asked for. */
export function cleaned(schema: FieldSchema, values: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(propertiesOf(schema))) {
    if (!isAsked(field, values)) continue
    const value = cleanedValue(field, values[key])
    if (value === undefined) continue
    out[key] = value
  }
  return out
}

function cleanedValue(field: FieldSchema, value: unknown): unknown {
  if (isEmpty(value)) return undefined
  const kind = kindOf(field)
  if (kind === 'group') return cleaned(field, value as Record<string, unknown>)
  if (kind === 'list')
    return (value as unknown[]).map((row) =>
      cleaned(said(field, 'items') ?? {}, (row ?? {}) as Record<string, unknown>),
    )
  // What is typed is text; a list of numbers is sent as numbers, and what is none is left for the server to name.
  if (kind === 'tags' && typeOf(said(field, 'items') ?? {}) === 'integer')
    return (value as unknown[]).map((v) => (/^\d+$/.test(String(v)) ? Number(v) : v))
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  return value
}

/** 12.34 yuan as 1234 fen, by its digits; undefined for what is no amount. */
export function fenOf(yuan: string | number | null | undefined): number | undefined {
  if (yuan === null || yuan === undefined) return undefined
  const m = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(String(yuan).trim())
  if (!m) return undefined
  return Number(m[1]) * 100 + Number((m[2] ?? '').padEnd(2, '0'))
}

/** 1234 fen as '12.34'. */
export const yuanOf = (fen: number): string =>
  `${Math.trunc(fen / 100)}.${String(Math.abs(fen % 100)).padStart(2, '0')}`
