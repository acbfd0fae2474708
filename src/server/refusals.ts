/**
 * What was refused to officers, for the audit: who, when, which action, under which rule. Ids and declared names alone are
 * kept; no word of what was written, asked for or answered.
 */
import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { systemRole } from '#kernel/access'
import { inTransaction } from '#kernel/db'
import type { Registry } from '#kernel/domain'
import type { AppEnv, Ctx, Deps } from './deps.ts'
import { securityNow } from './session.ts'

const isLogged = (status: number) => status === 403 || status === 409
const rulePattern = /^urn:fadu:rule:([A-Za-z][A-Za-z0-9_.]{0,99})$/
const addressPattern = /^\/api\/matters\/([0-9a-f-]{36})(?:\/actions\/([^/]+))?/i
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What a request says of its step: only what is declared, since anything else would be somebody's own words. */
type Asked = { procedure: string | null; action: string | null; matterId: string | null }

const isAction = (registry: Registry, action: string) =>
  [...registry.procedures.values()].flat().some((p) => Object.hasOwn(p.actions, action))

function askedOf(registry: Registry, step: unknown): Asked {
  const s = (typeof step === 'object' && step !== null ? step : {}) as Record<string, unknown>
  const text = (k: string) => (typeof s[k] === 'string' ? s[k] : undefined)
  const [procedure, action, matterId] = [text('procedure'), text('action'), text('matterId')]
  return {
    procedure: procedure !== undefined && registry.procedures.has(procedure) ? procedure : null,
    action: action !== undefined && isAction(registry, action) ? action : null,
    matterId: matterId !== undefined && uuidPattern.test(matterId) ? matterId : null,
  }
}

/** Logs every answer that refuses to a signed-in officer. */
export const logRefusals =
  (deps: Deps): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    await next()
    if (!isLogged(c.res.status) || !c.get('user')) return
    const problem = (await c.res
      .clone()
      .json()
      .catch(() => undefined)) as { type?: string } | undefined
    const isJson = c.req.header('content-type')?.startsWith('application/json')
    const body: any = isJson ? await c.req.json().catch(() => undefined) : undefined
    const step = Array.isArray(body?.steps) ? body.steps[0] : body
    const [, matterId, action] = addressPattern.exec(c.req.path) ?? []
    const asked = { ...step, ...(action ? { action } : {}), ...(matterId ? { matterId } : {}) }
    await logRefusal(deps, c, { ...asked, type: problem?.type, status: c.res.status })
  }

/** Logs one refusal; what the log itself meets does not change the answer. */
export async function logRefusal(
  deps: Deps,
  c: Ctx,
  of: { type: string | undefined; status: number; procedure?: unknown; action?: unknown; matterId?: unknown },
): Promise<void> {
  const user = c.get('user')
  const rule = rulePattern.exec(of.type ?? '')?.[1]
  if (!user || !rule || !isLogged(of.status)) return
  const asked = askedOf(deps.registry, of)
  const role = c.req.header('x-fadu-capacity')?.split(':')[0]
  const route = (matchedRoutes(c).at(-1)?.path ?? c.req.path).replace(/:(\w+)/g, '{$1}')
  try {
    const known = await inTransaction(
      deps.pool,
      async (client) => {
        await client.query(`select set_config('role', $1, true), set_config('fadu.city', 'city', true)`, [systemRole])
        const { rows } = await client.query(
          `select exists (select from kernel.post where officer_id = $1 and role <> 'party') as is_officer,
             (select procedure from kernel.matter where matter_id = $2) as procedure`,
          [user.officerId, asked.matterId],
        )
        return rows[0] as { is_officer: boolean; procedure: string | null }
      },
      'begin read only',
    )
    // Parties and the public are nobody's subordinates: what they were told is not watched.
    if (!known.is_officer) return
    await deps.authPool.query(
      `insert into auth.refusal_event (at, user_id, officer_id, role, method, route, procedure, action, matter_id, rule, status, request_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        securityNow(deps),
        user.userId,
        user.officerId,
        role !== undefined && deps.registry.roles.has(role) ? role : null,
        c.req.method,
        route,
        asked.procedure ?? known.procedure,
        asked.action,
        known.procedure === null ? null : asked.matterId,
        rule,
        of.status,
        c.get('requestId'),
      ],
    )
  } catch (error) {
    deps.onError?.(error, c.get('requestId'))
  }
}

/** What rules of the platform itself are called; those of procedures carry their own names. */
const platformRules: Readonly<Record<string, string>> = {
  'admin.role': '这一页、这一操作只限有关的管理员',
  'admin.ownAccount': '不得停用、恢复自己的账号',
  'calendar.changed': '核对以后期限名单有变化',
  'dossier.scope': '无权出具案卷',
  'dossier.erased': '材料已依法删除',
  'files.scope': '无权查看材料内容',
  'http.crossSite': '请求来自别的网站',
  'kernel.document': '文书已经作废',
  'kernel.draft.many': '草稿已满',
  'kernel.exists': '编号已经用过',
  'kernel.filter.many': '筛选已满',
  'kernel.idempotency': '请求编号已用于另一项内容',
  'kernel.post': '现不担任所称的职务',
  'kernel.queryCode': '无权发给查询码',
  'kernel.role': '身份不能办理这一动作',
  'kernel.scope': '不在管辖或者经办范围内',
  'kernel.state': '事项现在的状态不能办理这一动作',
  'kernel.changed': '看到的步数以后又有办理',
  'papers.scope': '无权打开文书',
  'papers.void': '文书已经作废',
}

/** A rule as it is called, with what it rests on where a procedure declares it. */
export function ruleWords(registry: Registry, rule: string, procedure: string | null) {
  const versions = procedure === null ? [...registry.procedures.values()].flat() : registry.procedures.get(procedure)
  const declared = versions?.findLast((p) => Object.hasOwn(p.refusals, rule))?.refusals[rule]
  return { label: declared?.label ?? platformRules[rule] ?? null, basis: declared?.basis ?? [] }
}

/** An action as it is called; of a procedure's versions the newest that has it. */
export const actionLabel = (registry: Registry, procedure: string | null, action: string | null): string | null =>
  (procedure !== null &&
    action !== null &&
    registry.procedures.get(procedure)?.findLast((p) => p.actions[action])?.actions[action]?.label) ||
  null
