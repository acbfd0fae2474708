/** Which pages of administration are whose. */
import { type Actor, platform } from '#kernel'
import type { Registry } from '#kernel/domain'
import { Refusal } from '#kernel/errors'

/** @throws Refusal 'scope' naming the posts that may */
export function mustBe(actor: Pick<Actor, 'role'>, roles: readonly string[], registry: Registry): void {
  if (roles.includes(actor.role)) return
  const names = roles.flatMap((r) => registry.roles.get(r)?.label ?? [])
  throw new Refusal('scope', 'admin.role', `只限${names.join('、')}`, {
    basis: platform('系统管理、安全管理、审计管理三员分立'),
  })
}
