/** A list of agencies as branches: what stands alone, then the towns, and under each agency those that name it as theirs. */
export type Agency = {
  id: string
  name: string
  kind: string
  parent: string | null
  town: string | null
  from: string | null
  to: string | null
}
export type Branch = { key: string; name: string; agency?: Agency; below: Branch[]; size: number }

const byName = (a: Branch, b: Branch) => a.key.localeCompare(b.key)

/** @param townName how a town is called, by its code */
export function branchesOf(agencies: readonly Agency[], townName: (code: string) => string): Branch[] {
  const here = new Set(agencies.map((a) => a.id))
  const children = Map.groupBy(agencies, (a) => (a.parent !== null && here.has(a.parent) ? a.parent : undefined))
  // Whoever names himself above himself would never be found from the top.
  const placed = new Set<string>()
  const unplaced = (list: readonly Agency[]) => list.flatMap((a) => (placed.has(a.id) ? [] : [branch(a)]))
  const branch = (a: Agency): Branch => {
    placed.add(a.id)
    const below = unplaced(children.get(a.id) ?? [])
    return { key: a.id, name: a.name, agency: a, below: below.sort(byName), size: 1 + sizeOf(below) }
  }
  const roots = children.get(undefined) ?? []
  const towns = Map.groupBy(
    roots.filter((a) => a.town !== null),
    (a) => a.town as string,
  )
  const own = roots.filter((a) => a.town === null).map(branch)
  const inTowns = [...towns]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, list]): Branch => {
      const below = list.map(branch)
      return { key: code, name: townName(code), below: below.sort(byName), size: sizeOf(below) }
    })
  return [...own.sort(byName), ...inTowns, ...unplaced(agencies)]
}

const sizeOf = (list: readonly Branch[]) => list.reduce((n, b) => n + b.size, 0)
