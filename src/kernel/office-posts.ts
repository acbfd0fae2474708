/** The three administrators, where their own matters lie, and what an officer holds as the acts on offices judge it. */
import type { Placement, RoleDef } from './access.ts'
import { platform } from './law.ts'
import type { Context, Need, PostRow } from './procedure.ts'

/** Where the kernel's own matters lie that belong to no agency of the city. */
export const houseOf = { calendar: 'city', posts: 'security' } as const
export const houseLabels: Readonly<Record<string, string>> = { city: '平台（放假安排）', security: '平台（职务任免）' }

export const adminRoles = {
  system_admin: { label: '系统管理员', scope: 'agency' },
  security_admin: { label: '安全管理员', scope: 'agency' },
  audit_admin: { label: '审计管理员', scope: 'agency' },
} as const satisfies Record<string, RoleDef>
export type AdminRole = keyof typeof adminRoles
export const isAdminRole = (role: string): role is AdminRole => Object.hasOwn(adminRoles, role)

export const separation = platform('系统管理、安全管理、审计管理三员分立，一人不得兼任，也不得办理业务')

/** Where appointments and certificates are placed: with the administrators, in nobody's district. */
export const officeHouse = (): Placement => ({
  agencyId: houseOf.posts,
  townCode: null,
  countyCode: null,
  reader: null,
})

/** What an act on an officer must know and hold still meanwhile; nothing where he is only now registered. */
export const lockOf = (id: string | undefined): Need[] =>
  id
    ? [
        { claim: 'office.officer', key: id, exclusive: true },
        { claim: 'office.certified', key: id, exclusive: true },
        { officer: id },
      ]
    : []

/** The posts of an officer. Claims are read under the lock, so they also say what another act has given meanwhile. */
export function heldPosts(ctx: Pick<Context<never, never>, 'posts' | 'claims'>, id: string): PostRow[] {
  return [...ctx.posts(id), ...ctx.claims('office.officer', id).map((c) => JSON.parse(c.value!) as PostRow)]
}
