/** Who somebody without an account is to the engine. */
import type { Actor } from '#kernel/access'
import type { Deps } from './deps.ts'

/** The reader that a public filing makes: derived from its own key, so that a filing sent twice is one. */
export function filerOf(deps: Deps, key: string): string {
  const h = deps.engine.hmac(`public-filer\u0000${key}`)
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`
}

export const publicActor = (partyId: string): Actor => ({
  id: `public:${partyId}`,
  role: 'public',
  scope: { kind: 'reader', value: `p:${partyId}` },
  agency: 'public',
})
