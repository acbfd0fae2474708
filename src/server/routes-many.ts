/** The same act on many matters at once, where a procedure declares that the law allows it. */
import { problemOf, Refusal } from '#kernel/errors'
import type { App, Deps } from './deps.ts'
import { findProcedure, noMatter } from './matter-view.ts'
import { wireProblem } from './problems.ts'
import { logRefusal } from './refusals.ts'
import { stepOf } from './routes-actions.ts'
import {
  answers,
  anything,
  createRoute,
  day,
  jsonBody,
  named,
  problem,
  signedIn,
  uuid,
  writeHeaders,
  z,
} from './schemas.ts'
import { actorOf, reading } from './session.ts'

const body = z.strictObject({
  action: named,
  input: anything.optional(),
  declaredOn: day.optional(),
  matters: z
    .array(z.strictObject({ id: uuid, seen: z.number().int().min(1).optional() }))
    .min(1)
    .max(1000)
    .refine((list) => new Set(list.map((m) => m.id)).size === list.length, '同一事项列了两次'),
})

const answered = z
  .object({
    done: z.number().int(),
    refused: z.number().int(),
    items: z.array(
      z.object({ id: z.string(), stateLabel: z.string().nullable(), problem: z.union([problem, z.null()]) }),
    ),
  })
  .openapi('ManyAnswered')

export function manyRoutes(app: App, deps: Deps): void {
  const { registry } = deps
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/requests/many',
      tags: ['办理'],
      summary: '在许多事项上办同一步：逐件办、逐件答；只限程序声明可以一并办理的动作',
      security: signedIn,
      request: { headers: writeHeaders, body: jsonBody(body) },
      responses: answers(answered, '逐件的结果'),
    }),
    async (c): Promise<any> => {
      const { action, input, declaredOn, matters } = c.req.valid('json')
      const key = c.req.valid('header')['idempotency-key']
      const actor = await actorOf(deps, c)
      const procedures = await reading(deps, c, async ({ client }) => {
        const { rows } = await client.query(
          'select matter_id, procedure, version from kernel.matter where matter_id = any ($1)',
          [matters.map((m) => m.id)],
        )
        return new Map(rows.map((r) => [r.matter_id as string, findProcedure(registry, r.procedure, r.version)]))
      })
      const refusalOf = (id: string): Refusal | undefined => {
        if (!procedures.has(id)) return noMatter()
        const def = procedures.get(id)?.actions[action]
        return def?.isForMany ? undefined : new Refusal('input', 'kernel.many', `「${def?.label ?? action}」须逐件办理`)
      }
      const fit = matters.filter((m) => !refusalOf(m.id))
      const results = await deps.engine.performMany(
        fit.map((m) => ({
          actor,
          at: deps.clock.now(),
          key: `${key}/${m.id}`,
          steps: [stepOf({ matterId: m.id, action, input, seen: m.seen, ...(declaredOn ? { declaredOn } : {}) })],
        })),
      )
      const answered = new Map(fit.map((m, i) => [m.id, results[i]!]))
      const items = matters.map(({ id }) => {
        const answer = answered.get(id)
        if (!answer) return { id, stateLabel: null, problem: wireProblem(problemOf(refusalOf(id)!)) }
        if (!answer.ok) return { id, stateLabel: null, problem: wireProblem(answer.problem) }
        const state = answer.acts.at(-1)!.state
        return { id, stateLabel: procedures.get(id)?.states[state]?.label ?? state, problem: null }
      })
      for (const { id, problem } of items)
        if (problem) await logRefusal(deps, c, { type: problem.type, status: problem.status, action, matterId: id })
      const refused = items.filter((x) => x.problem).length
      return c.json({ done: items.length - refused, refused, items }, 200)
    },
  )
}
