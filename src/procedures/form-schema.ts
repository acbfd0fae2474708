/** The form of an action as JSON Schema, and its fields as a reader names them. */
import { z } from 'zod'
import type { ActionDef } from '#kernel'

const schemas = new WeakMap<ActionDef, Record<string, unknown>>()

/** The form of an action: JSON Schema (draft 2020-12) of what is to be filled in; `label` is what people read. */
export function formOf(def: ActionDef): Record<string, unknown> {
  let schema = schemas.get(def)
  if (!schema) {
    schema = z.toJSONSchema(def.input, {
      io: 'input',
      unrepresentable: 'any',
      reused: 'inline',
      cycles: 'ref',
    }) as Record<string, unknown>
    schemas.set(def, schema)
  }
  return schema
}

/** A field by its label; a group names the fields within it. */
export type FormField = { label: string; isRequired: boolean; fields: FormField[] }

type Schema = {
  label?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

/** What a form asks for, in its order; a part without a label gives its own fields. */
export const fieldsOf = (def: ActionDef): FormField[] => within(formOf(def) as Schema)

function within(schema: Schema): FormField[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const fields = within(part)
    const isRequired = schema.required?.includes(name) === true
    return part.label ? [{ label: part.label, isRequired, fields }] : fields
  })
  const others = [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return once([...own, ...others.flatMap((part) => (part ? within(part) : []))])
}

/** Forms that differ in one choice share most of their fields: each is named once, and asked for always only where all ask for it. */
function once(fields: readonly FormField[]): FormField[] {
  const byLabel = new Map<string, FormField>()
  for (const f of fields) {
    const known = byLabel.get(f.label)
    byLabel.set(
      f.label,
      known
        ? {
            label: f.label,
            isRequired: known.isRequired && f.isRequired,
            fields: once([...known.fields, ...f.fields]),
          }
        : f,
    )
  }
  return [...byLabel.values()]
}
