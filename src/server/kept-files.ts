/** Files set in type on request: rendered once and kept while they are asked for. */
import type { Ctx, Deps } from './deps.ts'
import { tooMany } from './guards.ts'

/** Editions that are asked for side by side. */
const mostKept = 8

/** Gives the bytes under a key that names their content. */
export function keptFiles(deps: Deps) {
  const kept = new Map<string, Promise<Buffer>>()
  return (c: Ctx, key: string, render: () => Promise<Buffer>): Promise<Buffer> => {
    const known = kept.get(key)
    if (known) return known
    // Setting type is work: whoever is not signed in may cause as little of it as of filings.
    if (!c.get('user') && !deps.writeRate(c.get('address'))) throw tooMany()
    const bytes = render()
    kept.set(key, bytes)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
    bytes.catch(() => kept.delete(key))
    return bytes
  }
}
