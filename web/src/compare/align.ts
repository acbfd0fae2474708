/** Two lists beside each other: what both have stands on one row, what only one has stands alone where it comes in its own order. */

export type Row<T> = { key: string; a: T | undefined; b: T | undefined }

/** Each with its key and which of that key it is: a step that was taken twice is met by the second of the other. */
function numbered<T>(list: readonly T[], keyOf: (item: T) => string): { key: string; item: T }[] {
  const seen = new Map<string, number>()
  return list.map((item) => {
    const n = (seen.get(keyOf(item)) ?? 0) + 1
    seen.set(keyOf(item), n)
    return { key: `${keyOf(item)} ${n}`, item }
  })
}

/** Rows in the order of `a`; what only `b` has follows what comes before it there. */
export function align<T>(a: readonly T[], b: readonly T[], keyOf: (item: T) => string): Row<T>[] {
  const [left, right] = [numbered(a, keyOf), numbered(b, keyOf)]
  const others = new Map(right.map((r) => [r.key, r.item]))
  const rows: Row<T>[] = left.map(({ key, item }) => ({ key, a: item, b: others.get(key) }))
  let at = 0
  for (const { key, item } of right) {
    const found = rows.findIndex((r) => r.key === key)
    if (found >= 0) at = found + 1
    else rows.splice(at++, 0, { key, a: undefined, b: item })
  }
  return rows
}

const DAY = 86_400_000
/** Days from one to another. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)
/** Whether two lists have the same members. */
export const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((x) => b.includes(x))
