/** Personal fields leave the payload as salted commitments; their values stand apart and can be erased by law. */
import { type Commitment, canonicalJson, commit, maxDepth } from './canonical.ts'
import type { PersonalField } from './procedure.ts'

export type PrivateField = { salt: string; value: unknown }
export type PrivateFields = Record<string, PrivateField>

// Paths come from declarations, so they are few.
const known = new Map<string, readonly string[]>()
function partsOf(path: string): readonly string[] {
  let parts = known.get(path)
  if (!parts) {
    parts = path.split('.')
    known.set(path, parts)
  }
  return parts
}

/** Calls `visit` for every place in `root` that a path such as 'parties.*.name' names; absent and null places are passed over. */
export function visitPath(
  root: any,
  path: string,
  visit: (holder: any, key: string | number, pointer: string) => void,
): void {
  const parts = partsOf(path)
  const walk = (holder: any, i: number, pointer: string) => {
    if (holder === null || typeof holder !== 'object') return
    const part = parts[i]!
    if (part === '*') {
      if (Array.isArray(holder)) for (let k = 0; k < holder.length; k++) step(holder, k, i, `${pointer}/${k}`)
      return
    }
    step(holder, part, i, `${pointer}/${part}`)
  }
  const step = (holder: any, key: string | number, i: number, pointer: string) => {
    if (holder[key] === undefined || holder[key] === null) return
    if (i === parts.length - 1) visit(holder, key, pointer)
    else walk(holder[key], i + 1, pointer)
  }
  walk(root, 0, '')
}

/** Replaces personal values in the payload (in place) by commitments and returns what was taken out. */
export function separate(
  payload: any,
  fields: readonly PersonalField[] | undefined,
  salt: () => string,
): PrivateFields | undefined {
  if (!fields || fields.length === 0) return undefined
  let taken: PrivateFields | undefined
  for (const field of fields)
    visitPath(payload, field.path, (holder, key, pointer) => {
      const s = salt()
      const value = holder[key]
      taken ??= {}
      taken[pointer] = { salt: s, value }
      holder[key] = commit(s, value) satisfies Commitment
    })
  return taken
}

/** Reads private values by pointer; undefined once erased. */
export const reader =
  (fields: PrivateFields | undefined) =>
  (pointer: string): unknown =>
    fields?.[pointer]?.value

/** Text that needs no look: most of what is typed is already in NFC. U+0000 is not among it. */
const plain = /^[\t\n\r -~\u4e00-\u9fff\u3000-\u3020\uff01-\uff5e\u2018-\u201d]*$/

/**
 * Normalises every string to NFC, so that what is hashed and what is kept in columns are the same. Copies only where needed.
 * @throws Refusal 'input' with the path of a text that the record will not take (U+0000, a lone surrogate) and of too deep
 * nesting: what a form holds goes into keys and queries before it is written as an act.
 */
export function normalised(value: any, root: any = value, depth = 0): any {
  if (typeof value === 'string') {
    if (plain.test(value)) return value
    if (value.includes('\0') || !value.isWellFormed()) canonicalJson(root)
    return value.normalize('NFC')
  }
  if (depth > maxDepth) canonicalJson(root)
  if (Array.isArray(value)) {
    let out = value
    for (let i = 0; i < value.length; i++) {
      const v = normalised(value[i], root, depth + 1)
      if (v !== value[i]) {
        if (out === value) out = [...value]
        out[i] = v
      }
    }
    return out
  }
  if (value !== null && typeof value === 'object') {
    let out = value
    for (const k of Object.keys(value)) {
      const v = normalised(value[k], root, depth + 1)
      if (v !== value[k]) {
        if (out === value) out = { ...value }
        out[k] = v
      }
    }
    return out
  }
  return value
}
