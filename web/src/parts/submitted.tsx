/** What was submitted in an act, with the labels of its form; personal values that may not be read say so. */
import type { ReactNode } from 'react'
import { type FieldSchema, isCommitment, isObject, propertiesOf, said } from '../forms/schema.ts'
import { day, moment, yuan } from '../words.ts'

export type { FieldSchema }
/** Names of what was picked: lookup, value, name. */
export type Picked = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Reasons why a personal value is not shown. */
export type Personal = 'none' | 'shown' | 'masked' | 'withheld' | 'erased'

function hiddenWords(personal: Personal): string {
  return personal === 'erased' ? '个人信息，已依法删除' : '个人信息，不予显示'
}

function Value({
  value,
  schema,
  personal,
  picked,
}: {
  value: unknown
  schema: FieldSchema | undefined
  personal: Personal
  picked: Picked | undefined
}): ReactNode {
  if (isCommitment(value)) return <span className="masked">{hiddenWords(personal)}</span>
  if (value === null || value === undefined || value === '') return <span className="quiet">（未填）</span>
  const from = said(schema, 'from')
  const name = from && !isObject(value) ? picked?.[from.lookup]?.[String(value)] : undefined
  if (name !== undefined) return name
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') {
    const unit = said(schema, 'unit') ?? ''
    return unit === '分' ? `${yuan(value)}元` : `${value}${unit}`
  }
  if (typeof value === 'string') {
    const option = said(schema, 'options')?.[value]
    if (option) return option
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return day(value)
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return moment(value)
    return value
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="quiet">（无）</span>
    const items = said(schema, 'items')
    if (value.every((v) => !isObject(v) || isCommitment(v))) {
      const parts = value.map((v) => (
        <Value key={JSON.stringify(v)} value={v} schema={items} personal={personal} picked={picked} />
      ))
      return parts.flatMap((p, i) => (i === 0 ? [p] : ['、', p]))
    }
    return (
      <ol>
        {value.map((v) => (
          <li key={JSON.stringify(v)}>
            <Value value={v} schema={items} personal={personal} picked={picked} />
          </li>
        ))}
      </ol>
    )
  }
  return <Fields value={value as Record<string, unknown>} schema={schema} personal={personal} picked={picked} />
}

/** Says only that something is not: of many such a reader looks past what is. */
const isSilent = (value: unknown): boolean =>
  value === false || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** The labelled fields of an object, in the order of the form; a field without a label has no name that people use. */
export function Fields({
  value,
  schema,
  personal,
  picked,
}: {
  value: Record<string, unknown>
  schema: FieldSchema | undefined
  personal: Personal
  picked?: Picked | undefined
}) {
  const properties = propertiesOf(schema)
  const shown = Object.entries(properties).filter(([key]) => value[key] !== undefined)
  const rest = Object.keys(value).filter((key) => value[key] !== undefined && !(key in properties)).length
  if (shown.length === 0 && rest === 0) return <span className="quiet">（没有另外填写的内容）</span>
  const told = shown.filter(([key]) => !isSilent(value[key]))
  const silent = shown.filter(([key]) => isSilent(value[key]))
  const field = ([key, schema]: [string, FieldSchema]) => (
    <Field
      key={key}
      label={said(schema, 'label')}
      value={value[key]}
      schema={schema}
      personal={personal}
      picked={picked}
    />
  )
  return (
    <>
      {(told.length > 0 || rest > 0) && (
        <dl className="fields">
          {told.map(field)}
          {rest > 0 && (
            <Field
              label="其他"
              value={`另有${rest}项，见记录原文`}
              schema={undefined}
              personal={personal}
              picked={picked}
            />
          )}
        </dl>
      )}
      {silent.length > 0 && (
        <details className="silent">
          <summary>
            {told.length > 0 && '另有'}
            {silent.length}项为“否”、“无”或者未填
          </summary>
          <dl className="fields">{silent.map(field)}</dl>
        </details>
      )}
    </>
  )
}

function Field({
  label,
  value,
  schema,
  personal,
  picked,
}: {
  label: string | undefined
  value: unknown
  schema: FieldSchema | undefined
  personal: Personal
  picked: Picked | undefined
}) {
  return (
    <>
      <dt>{label ?? '其他'}</dt>
      <dd>
        <Value value={value} schema={schema} personal={personal} picked={picked} />
      </dd>
    </>
  )
}
