/** What was submitted in an act, with the labels of its form; personal values that may not be read say so. */
import type { ReactNode } from 'react'
import { day, moment } from '../words.ts'

/** What the form's JSON Schema says of a field. */
export type FieldSchema = {
  label?: string
  type?: string | readonly string[]
  format?: string
  unit?: string
  options?: Readonly<Record<string, string>>
  properties?: Readonly<Record<string, FieldSchema>>
  items?: FieldSchema
  anyOf?: readonly FieldSchema[]
  oneOf?: readonly FieldSchema[]
  allOf?: readonly FieldSchema[]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCommitment = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length === 1 && typeof value.$sm3 === 'string'

/** Fields of an object whose shape depends on what was chosen stand in several branches. */
function propertiesOf(schema: FieldSchema | undefined): Record<string, FieldSchema> {
  if (!schema) return {}
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return Object.assign({}, ...branches.map(propertiesOf), schema.properties ?? {})
}

function branchWith<K extends keyof FieldSchema>(schema: FieldSchema | undefined, key: K): FieldSchema[K] {
  if (!schema) return undefined
  if (schema[key] !== undefined) return schema[key]
  for (const branch of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) {
    const found = branchWith(branch, key)
    if (found !== undefined) return found
  }
  return undefined
}

const yuan = (fen: number) =>
  (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Reasons why a personal value is not shown. */
export type Personal = 'none' | 'shown' | 'masked' | 'withheld' | 'erased'

function hiddenWords(personal: Personal): string {
  return personal === 'erased' ? '个人信息，已依法删除' : '个人信息，不予显示'
}

function Value({
  value,
  schema,
  personal,
}: {
  value: unknown
  schema: FieldSchema | undefined
  personal: Personal
}): ReactNode {
  if (isCommitment(value)) return <span className="masked">{hiddenWords(personal)}</span>
  if (value === null || value === undefined || value === '') return <span className="quiet">（未填）</span>
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') {
    const unit = branchWith(schema, 'unit') ?? ''
    return unit === '分' ? `${yuan(value)}元` : `${value}${unit}`
  }
  if (typeof value === 'string') {
    const option = branchWith(schema, 'options')?.[value]
    if (option) return option
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value)
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return moment(value)
    return value
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="quiet">（无）</span>
    const items = branchWith(schema, 'items')
    if (value.every((v) => !isObject(v) || isCommitment(v))) {
      const parts = value.map((v) => <Value key={JSON.stringify(v)} value={v} schema={items} personal={personal} />)
      return parts.flatMap((p, i) => (i === 0 ? [p] : ['、', p]))
    }
    return (
      <ol>
        {value.map((v) => (
          <li key={JSON.stringify(v)}>
            <Value value={v} schema={items} personal={personal} />
          </li>
        ))}
      </ol>
    )
  }
  return <Fields value={value as Record<string, unknown>} schema={schema} personal={personal} />
}

/** The labelled fields of an object, in the order of the form; a field without a label has no name that people use. */
export function Fields({
  value,
  schema,
  personal,
}: {
  value: Record<string, unknown>
  schema: FieldSchema | undefined
  personal: Personal
}) {
  const properties = propertiesOf(schema)
  const shown = Object.entries(properties).filter(([key]) => value[key] !== undefined)
  const rest = Object.keys(value).filter((key) => value[key] !== undefined && !(key in properties)).length
  if (shown.length === 0 && rest === 0) return <span className="quiet">（没有另外填写的内容）</span>
  return (
    <dl className="fields">
      {shown.map(([key, field]) => (
        <Field key={key} label={branchWith(field, 'label')} value={value[key]} schema={field} personal={personal} />
      ))}
      {rest > 0 && <Field label="其他" value={`另有${rest}项，见记录原文`} schema={undefined} personal={personal} />}
    </dl>
  )
}

function Field({
  label,
  value,
  schema,
  personal,
}: {
  label: string | undefined
  value: unknown
  schema: FieldSchema | undefined
  personal: Personal
}) {
  return (
    <>
      <dt>{label ?? '其他'}</dt>
      <dd>
        <Value value={value} schema={schema} personal={personal} />
      </dd>
    </>
  )
}
