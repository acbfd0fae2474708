/** A form's values in words: labels and options from its own JSON Schema, nested values in one sentence each. */
import { isCommitment } from '#kernel/canonical'

type Schema = {
  label?: string
  options?: Record<string, string>
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
}

/** The alternative of a schema that the value can be: nullable forms have one beside null, unions name what they have. */
function chosen(schema: Schema | undefined, value: unknown): Schema | undefined {
  const all = schema?.anyOf ?? schema?.oneOf
  if (!all) return schema
  const fits = all.find((s) =>
    Array.isArray(value)
      ? s.items
      : value !== null && typeof value === 'object'
        ? s.properties && Object.keys(value).every((k) => Object.hasOwn(s.properties!, k))
        : s.options !== undefined,
  )
  return { ...schema, ...chosen(fits, value) }
}

function inWords(schema: Schema | undefined, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (isCommitment(value)) return '（未显示）'
  const s = chosen(schema, value)
  if (value === true) return '是'
  if (value === false) return '否'
  if (Array.isArray(value)) {
    const items = value.map((v) => inWords(s?.items, v)).filter((t) => t !== '')
    return items.length > 1 && items.some((t) => t.includes('：'))
      ? items.map((t, i) => `（${i + 1}）${t}`).join('；')
      : items.join('、')
  }
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([k, v]) => [s?.properties?.[k], k, inWords(s?.properties?.[k], v)] as const)
      .filter(([, , text]) => text !== '')
      .map(([p, k, text]) => `${p?.label ?? k}：${text}`)
      .join('，')
  return s?.options?.[String(value)] ?? String(value)
}

/** The fields of a form with their labels, in the order of the form. */
export function printedValues(
  form: Record<string, unknown>,
  values: Record<string, unknown>,
  labels: ReadonlyMap<string, string>,
): { label: string; value: string }[] {
  const properties = (form as Schema).properties ?? {}
  const keys = [...Object.keys(properties).filter((k) => Object.hasOwn(values, k))]
  for (const k of Object.keys(values)) if (!keys.includes(k)) keys.push(k)
  return keys.map((k) => ({
    label: properties[k]?.label ?? labels.get(k) ?? k,
    value: inWords(properties[k], values[k]),
  }))
}
