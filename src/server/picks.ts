/** Labels of what was picked in submitted forms: a page shows names where the record holds ids. */
import { type choicesOf as ask, lookupNames } from './lookups.ts'

type Schema = {
  from?: { lookup: string }
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}
export type Picked = Record<string, Record<string, string>>

/** The values of a form's fields that come from lookups, by lookup. */
export function picksIn(schema: Schema, value: unknown, into: Map<string, Set<string>> = new Map()) {
  if (value === null || value === undefined) return into
  if (schema.from && (typeof value === 'string' || typeof value === 'number')) {
    const values = into.get(schema.from.lookup) ?? new Set<string>()
    values.add(String(value))
    into.set(schema.from.lookup, values)
  }
  if (Array.isArray(value)) {
    for (const v of value) if (schema.items) picksIn(schema.items, v, into)
  } else if (typeof value === 'object')
    for (const [key, field] of Object.entries(schema.properties ?? {}))
      picksIn(field, (value as Record<string, unknown>)[key], into)
  for (const branch of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    picksIn(branch, value, into)
  return into
}

/** Their labels, as far as the asker may see what they name. */
export async function labelsOf(
  picks: ReadonlyMap<string, ReadonlySet<string>>,
  where: { matter?: string | undefined; agency?: string | undefined },
  choices: typeof ask,
  by: Parameters<typeof ask>[2],
): Promise<Picked> {
  const known = lookupNames(by.registry)
  const out: Picked = {}
  for (const [lookup, values] of picks) {
    // Officers are named to their own agency alone, by asking as another role: last, so that nothing else is read that way.
    if (!known.has(lookup) || lookup === 'kernel.officer') continue
    const found = await choices(lookup, { ...where, values: [...values], limit: 200 }, by)
    out[lookup] = Object.fromEntries(found.map((c) => [c.value, c.label]))
  }
  const officers = picks.get('kernel.officer')
  if (officers) {
    const found = await choices('kernel.officer', { ...where, values: [...officers], limit: 200 }, by)
    out['kernel.officer'] = Object.fromEntries(found.map((c) => [c.value, c.label]))
  }
  return out
}
