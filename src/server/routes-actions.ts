/** Acting: opening a matter, taking a step, several steps at once. Everything is judged by the engine; nothing is judged here. */
import type { Actor } from '#kernel/access'
import type { LocalDate } from '#kernel/clock'
import type { Answer } from '#kernel/matter'
import { unheardGivers } from '#kernel/supervision'
import { type SentStep, withFiles } from './attach.ts'
import type { App, Ctx, Deps } from './deps.ts'
import { basisByAction } from './forms.ts'
import { getMatter } from './matter-view.ts'
import { problemResponse, wireProblem } from './problems.ts'
import { followingOf } from './query-access.ts'
import {
  acted,
  answers,
  anything,
  createRoute,
  day,
  idParams,
  jsonBody,
  named,
  signedIn,
  uuid,
  writeHeaders,
  z,
} from './schemas.ts'
import { actorOf, reading } from './session.ts'

const late = z.strictObject({ reason: z.string().max(2000), evidence: z.string().max(2000) })
export const attached = z
  .array(z.strictObject({ upload: z.string().max(100), label: z.string().min(1).max(100).describe('材料名称') }))
  .max(20)
const rest = {
  input: anything.optional().describe('表单内容：见 /api/procedures 里该动作的 form'),
  declaredOn: day.optional().describe('发生日；不填为今天'),
  late: late.optional().describe('补录：早于上一步时写明理由和证据'),
  files: attached.optional().describe('附上的材料：先用 POST /api/files 上传'),
}
const seen = z.number().int().min(1).optional().describe('您看到这件事项时的步数：之后又有办理的，不办并告知')
const openingStep = z.strictObject({ procedure: named, action: named, ...rest })
const laterStep = z.strictObject({ matterId: uuid, action: named, ...rest, seen })

const common = { tags: ['办理'], security: signedIn }

/** Sends steps to the engine under a key; its answer goes out as it is, a refusal as problem+json. */
export async function send(
  deps: Deps,
  c: Ctx,
  actor: Actor,
  key: string,
  sent: readonly SentStep[],
): Promise<Extract<Answer, { ok: true }> | Response> {
  const answer = await withFiles(deps, actor, key, sent, (steps) =>
    deps.engine.perform({ actor, at: deps.clock.now(), key, steps }),
  )
  if (answer.ok) await tellGivers(deps, answer)
  return answer.ok ? answer : problemResponse({ ...wireProblem(answer.problem), requestId: c.get('requestId') })
}

/** What was answered to an offer is recorded at the giver's matter at once; where that fails, the next tick does it. */
async function tellGivers(deps: Deps, answer: Extract<Answer, { ok: true }>): Promise<void> {
  if (![...deps.registry.procedures.values()].flat().some((p) => p.receives)) return
  try {
    const givers = await unheardGivers(deps.pool, [...new Set(answer.acts.map((a) => a.matterId))])
    if (givers.length) await deps.engine.lapse(givers, deps.clock.now())
  } catch (error) {
    deps.onError?.(error, 'hand-over')
  }
}

type StepBody = {
  procedure?: string
  matterId?: string
  action: string
  input?: unknown
  declaredOn?: string
  late?: { reason: string; evidence: string }
  seen?: number | undefined
  files?: { upload: string; label: string }[] | undefined
}

export const stepOf = (s: StepBody): SentStep => ({
  ...(s.matterId ? { matterId: s.matterId } : {}),
  ...(s.procedure ? { procedure: s.procedure } : {}),
  action: s.action,
  input: s.input ?? {},
  ...(s.declaredOn ? { declaredOn: s.declaredOn as LocalDate } : {}),
  ...(s.late ? { late: s.late } : {}),
  ...(s.seen === undefined ? {} : { seen: s.seen }),
  ...(s.files?.length ? { uploads: s.files } : {}),
})

export function actionRoutes(app: App, deps: Deps): void {
  const { registry } = deps
  const basisOpening = basisByAction(registry, (a) => !a.in)
  const basisLater = basisByAction(registry, (a) => a.in !== undefined)

  /** Labels of the states reached: the matter's version is known only after the engine chose it. */
  async function told(c: Ctx, answer: Extract<Answer, { ok: true }>) {
    const ids = [...new Set(answer.acts.map((a) => a.matterId))]
    const versions = await reading(deps, c, async ({ client }) => {
      const { rows } = await client.query(
        'select matter_id, procedure, version from kernel.matter where matter_id = any ($1)',
        [ids],
      )
      return new Map(
        rows.map((r) => [
          r.matter_id as string,
          registry.procedures.get(r.procedure)?.find((p) => p.version === r.version),
        ]),
      )
    })
    return {
      acts: answer.acts.map((a) => ({ ...a, stateLabel: versions.get(a.matterId)?.states[a.state]?.label ?? a.state })),
      given: answer.given as Record<string, any>[],
    }
  }

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/api/matters',
      summary: '开始一件事项',
      'x-basis': basisOpening,
      request: { headers: writeHeaders, body: jsonBody(openingStep) },
      responses: answers(acted, '已办'),
    }),
    async (c): Promise<any> => {
      const actor = await actorOf(deps, c)
      const answer = await send(deps, c, actor, c.req.valid('header')['idempotency-key'], [stepOf(c.req.valid('json'))])
      return answer instanceof Response ? answer : c.json(await told(c, answer), 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/api/matters/{id}/actions/{action}',
      summary: '在一件事项上办一步',
      'x-basis': basisLater,
      request: {
        params: idParams.extend({ action: named }),
        headers: writeHeaders,
        body: jsonBody(z.strictObject({ ...rest, seen })),
      },
      responses: answers(acted, '已办'),
    }),
    async (c): Promise<any> => {
      const { id, action } = c.req.valid('param')
      const actor = await actorOf(deps, c)
      const answer = await send(deps, c, actor, c.req.valid('header')['idempotency-key'], [
        stepOf({ ...c.req.valid('json'), matterId: id, action }),
      ])
      return answer instanceof Response ? answer : c.json(await told(c, answer), 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/api/requests',
      summary: '几步一起办：全办或者全不办',
      'x-basis': { ...basisOpening, ...basisLater },
      request: {
        headers: writeHeaders,
        body: jsonBody(
          z.strictObject({
            steps: z
              .array(z.union([openingStep, laterStep]))
              .min(1)
              .max(50),
          }),
        ),
      },
      responses: answers(acted, '已办'),
    }),
    async (c): Promise<any> => {
      const actor = await actorOf(deps, c)
      const answer = await send(
        deps,
        c,
        actor,
        c.req.valid('header')['idempotency-key'],
        c.req.valid('json').steps.map((s) => stepOf(s as StepBody)),
      )
      return answer instanceof Response ? answer : c.json(await told(c, answer), 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/api/matters/{id}/query-code',
      summary: '给核实了身份的当事人一个新的查询码，旧码随即失效',
      request: {
        params: idParams,
        headers: writeHeaders.pick({ 'x-fadu-capacity': true }),
        body: jsonBody(
          z.strictObject({
            reader: z
              .string()
              .regex(/^p:[0-9a-f-]{36}$/)
              .optional()
              .describe('哪一位当事人；只有一位时不必填'),
          }),
        ),
      },
      responses: answers(z.object({ number: z.string(), code: z.string() }), '编号和查询码'),
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const found = await reading(deps, c, async ({ client, post }) => {
        await getMatter(client, registry, id)
        const { rows } = await client.query('select number, reader from kernel.matter where matter_id = $1', [id])
        return {
          number: rows[0].number as string | null,
          readers: (rows[0].reader ?? []) as string[],
          scope: post.scope,
        }
      })
      const codes = await followingOf(deps).renew(
        id,
        found.number ?? id,
        found.readers,
        c.req.valid('json').reader,
        found.scope,
      )
      return c.json(codes, 200)
    },
  )
}
