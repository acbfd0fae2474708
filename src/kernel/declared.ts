/** What an act gives beyond its own tables must have been declared: a link that has a name, a published row that holds no more than its fields. */
import type { Registry } from './domain.ts'
import { invariant } from './errors.ts'
import type { Rows } from './procedure.ts'

/** @throws where a link's kind or a published field is not declared: nothing goes out that nobody named */
export function checkDeclared(registry: Registry, rows: readonly Rows[], links: readonly { kind: string }[]): void {
  for (const { kind } of links) invariant(registry.links.has(kind), `link ${kind} is not declared by any domain`)
  for (const given of rows)
    for (const row of given['kernel.published'] ?? []) {
      const register = registry.registers.get(String(row.kind))
      invariant(register, `register ${row.kind} is not declared by any domain`)
      const content = JSON.parse(String(row.content)) as Record<string, unknown>
      for (const [name, value] of Object.entries(content)) {
        const field = register.fields[name]
        invariant(field, `register ${row.kind} does not publish '${name}'`)
        if (typeof field === 'string') continue
        for (const inner of Array.isArray(value) ? value : [value])
          for (const key of Object.keys((inner ?? {}) as object))
            invariant(key in field.fields, `register ${row.kind} does not publish '${name}.${key}'`)
      }
    }
}
