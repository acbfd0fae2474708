/** Closing and opening accounts: by the security's administrator, never his own, each on a paper and in the log of sign-ins. */
import { platform } from '#kernel'
import { Refusal } from '#kernel/errors'
import { mustBe } from './admin-rights.ts'
import type { App, Deps } from './deps.ts'
import { answers, capacityHeader, createRoute, jsonBody, named, signedIn, z } from './schemas.ts'
import { logEvent, reading, securityNow } from './session.ts'

const body = z.strictObject({
  document: z.string().trim().min(1, '请写明依据的文件').max(300).describe('所依据的文件的名称、文号和日期'),
})
const done = z.object({ username: z.string(), isDisabled: z.boolean(), changed: z.boolean() })

export function accountRoutes(app: App, deps: Deps): void {
  for (const [verb, isDisabled, summary] of [
    ['close', true, '停用账号：下一次请求起不能再用，已登录的随即退出'],
    ['open', false, '恢复停用的账号，密码不变'],
  ] as const)
    app.openapi(
      createRoute({
        tags: ['管理'],
        security: signedIn,
        method: 'post',
        path: `/api/admin/accounts/{username}/${verb}`,
        summary: `${summary}；限安全管理员`,
        request: { params: z.object({ username: named }), headers: capacityHeader, body: jsonBody(body) },
        responses: answers(done, '账号现在的情况'),
      }),
      async (c) => {
        const username = c.req.valid('param').username.toLowerCase()
        const { document } = c.req.valid('json')
        const user = await reading(deps, c, async ({ actor, user }) => {
          mustBe(actor, ['security_admin'], deps.registry)
          return user
        })
        const { rows } = await deps.authPool.query(
          'select id, officer_id, disabled_at from auth."user" where username = $1',
          [username],
        )
        const account = rows[0]
        if (!account) throw new Refusal('missing', 'admin.account', '没有这个账号')
        if (account.officer_id === user.officerId)
          throw new Refusal('guard', 'admin.ownAccount', '不得停用、恢复自己的账号', {
            basis: platform('任免人不得任免自己'),
            allowed: ['请另一名安全管理员办理'],
          })
        const changed = (account.disabled_at !== null) !== isDisabled
        if (changed) {
          if (isDisabled) await deps.auth.disableAccount(username, securityNow(deps))
          else await deps.auth.enableAccount(username)
          const who = { userId: account.id as string, username, by: user.userId, reason: document }
          await logEvent(deps, c, isDisabled ? 'closed' : 'opened', who)
        }
        return c.json({ username, isDisabled, changed }, 200)
      },
    )
}
