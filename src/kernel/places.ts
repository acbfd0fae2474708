/** Codes of places in forms: chosen from the city's own list, so that no figure is counted at a place that does not exist. */
import { z } from 'zod'
import { Refusal } from './errors.ts'
import { visitPath } from './personal.ts'
import type { ActionDef } from './procedure.ts'

type Schema = {
  from?: { lookup?: string }
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
}

/** Paths of a schema's fields that name a place, such as 'parties.*.townCode'. */
function pathsIn(schema: Schema, at: readonly string[] = []): string[] {
  if (schema.from?.lookup === 'kernel.place') return [at.join('.')]
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, s]) => pathsIn(s, [...at, name])),
    ...(schema.items ? pathsIn(schema.items, [...at, '*']) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((s) => pathsIn(s, at)),
  ]
}

const known = new WeakMap<ActionDef, readonly string[]>()
function placePaths(def: ActionDef): readonly string[] {
  let paths = known.get(def)
  if (!paths) {
    const schema = z.toJSONSchema(def.input, { unrepresentable: 'any', io: 'output' }) as Schema
    paths = [...new Set(pathsIn(schema))]
    known.set(def, paths)
  }
  return paths
}

/**
 * @param places codes of the city's counties and towns; empty where none have been imported, and then nothing is held against them
 * @throws Refusal 'input' naming each field whose code is none of them
 */
export function checkPlaces(def: ActionDef, input: unknown, places: ReadonlySet<string>): void {
  if (!places.size) return
  const faults: { path: string; message: string }[] = []
  for (const path of placePaths(def))
    visitPath(input, path, (holder, key, pointer) => {
      if (typeof holder[key] === 'string' && !places.has(holder[key]))
        faults.push({
          path: pointer.slice(1).replaceAll('/', '.'),
          message: `没有代码为 ${holder[key]} 的区县（市）或者乡镇（街道）`,
        })
    })
  if (faults.length)
    throw new Refusal('input', 'kernel.place', `「${def.label}」填写有误：${faults[0]!.message}`, { fields: faults })
}
