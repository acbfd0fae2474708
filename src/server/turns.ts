/** Whose turn it is, from the declarations: what waits for a role, as rows that a query can join. */
import type { Registry } from '#kernel/domain'

export type Turn = { procedure: string; version: string; limit: string | null; state: string | null }

const known = new WeakMap<Registry, Map<string, readonly Turn[]>>()

/** The limits that bind a role, and the states in which it is its turn, of every version. */
export function turnsOf(registry: Registry, role: string): readonly Turn[] {
  let byRole = known.get(registry)
  if (!byRole) {
    byRole = new Map()
    known.set(registry, byRole)
  }
  let turns = byRole.get(role)
  if (!turns) {
    turns = [...registry.procedures.values()]
      .flat()
      .flatMap(({ id, version, turns: t }): Turn[] => [
        ...Object.entries(t?.limits ?? {}).flatMap(([limit, roles]) =>
          roles.includes(role) ? [{ procedure: id, version, limit, state: null }] : [],
        ),
        ...Object.entries(t?.states ?? {}).flatMap(([state, roles]) =>
          roles.includes(role) ? [{ procedure: id, version, limit: null, state }] : [],
        ),
      ])
    byRole.set(role, turns)
  }
  return turns
}
