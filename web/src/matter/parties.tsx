/** Who takes part, as registered: rows of the tables that name persons, with the labels of the form that named them. */
import { propertiesOf, said } from '../forms/schema.ts'
import { type FieldSchema, Fields } from '../parts/submitted.tsx'
import type { Matter, Procedure } from './data.ts'

const camel = (column: string) => column.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase())

/** The list in a form whose rows have a field for each of these columns. */
function findRowSchema(
  schema: FieldSchema,
  names: readonly string[],
): { schema: FieldSchema; label: string } | undefined {
  for (const field of Object.values(propertiesOf(schema))) {
    const rows = said(field, 'items') ?? field
    const properties = propertiesOf(rows)
    if (names.every((n) => camel(n) in properties)) return { schema: rows, label: said(field, 'label') ?? '当事人' }
    const within = Object.keys(properties).length ? findRowSchema(rows, names) : undefined
    if (within) return within
  }
  return undefined
}

export function Parties({ matter, procedure }: { matter: Matter; procedure: Procedure | undefined }) {
  const tables = matter.tables.filter((t) => t.isPersonal && t.names.length > 0)
  if (!tables.length || !procedure) return null
  return tables.map((t) => {
    const found = procedure.actions.map((a) => findRowSchema(a.form as FieldSchema, t.names)).find(Boolean)
    if (!found) return null
    const known = propertiesOf(found.schema)
    return (
      <section key={t.table} className="card card-pad" aria-label={found.label}>
        <h2>{found.label}</h2>
        <ul className="limits">
          {t.rows.map((row) => {
            const value = Object.fromEntries(
              Object.entries(row)
                .map(([column, v]) => [camel(column), v] as const)
                .filter(([key, v]) => key in known && v !== null && typeof v !== 'object'),
            )
            return (
              <li key={JSON.stringify(row)}>
                <Fields value={value} schema={found.schema} personal="shown" />
              </li>
            )
          })}
        </ul>
      </section>
    )
  })
}
