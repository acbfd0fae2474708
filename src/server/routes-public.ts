/** What anybody may do without an account: file, and follow with number and code. */
import type { App, Deps } from './deps.ts'
import { followed, followedView } from './followed.ts'
import { basisByAction } from './forms.ts'
import { publicRate } from './guards.ts'
import { getMatter } from './matter-view.ts'
import { filerOf, publicActor } from './public-filer.ts'
import { followingOf } from './query-access.ts'
import { attached, send, stepOf } from './routes-actions.ts'
import { answers, anything, createRoute, day, jsonBody, named, publicWriteHeaders, z } from './schemas.ts'
import { readingAs } from './session.ts'

const filed = z
  .object({
    number: z.string(),
    code: z.string().describe('查询码：只在这里给出，平台不保存'),
    state: z.string(),
    stateLabel: z.string(),
  })
  .openapi('Filed')

const codeParams = z.object({ code: z.string().min(1).max(64) })

export function publicRoutes(app: App, deps: Deps): void {
  const { registry } = deps
  const isPublic = (a: { by: readonly string[] }) => a.by.includes('public')
  app.use('/api/public/*', publicRate(deps))
  const common = { tags: ['公众'] }

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/api/public/filings',
      summary: '不登录提出申请，得到编号和查询码',
      'x-basis': basisByAction(registry, (a) => !a.in && isPublic(a)),
      request: {
        headers: publicWriteHeaders,
        body: jsonBody(
          z.strictObject({
            procedure: named,
            action: named,
            input: anything.optional(),
            declaredOn: day.optional(),
            files: attached.optional(),
          }),
        ),
      },
      responses: answers(filed, '已提出'),
    }),
    async (c): Promise<any> => {
      const key = c.req.valid('header')['idempotency-key']
      const partyId = filerOf(deps, key)
      const answer = await send(deps, c, publicActor(partyId), key, [stepOf(c.req.valid('json'))])
      if (answer instanceof Response) return answer
      const act = answer.acts[0]!
      const { number, p } = await readingAs(deps, { kind: 'reader', value: `p:${partyId}` }, async (client) => {
        const { row, p } = await getMatter(client, registry, act.matterId)
        return { number: row.number as string | null, p }
      })
      const shown = number ?? act.matterId
      const code = await followingOf(deps).open(act.matterId, shown, `p:${partyId}`)
      return c.json(
        { number: shown, code, state: act.state, stateLabel: p?.states[act.state]?.label ?? act.state },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/public/matters/{code}',
      summary: '凭编号和查询码看办到哪一步',
      request: { params: codeParams, query: z.object({ number: named }) },
      responses: answers(followed, '进度'),
    }),
    async (c) => {
      const found = await followingOf(deps).get(c.req.valid('query').number, c.req.valid('param').code)
      const view = await readingAs(deps, { kind: 'reader', value: found.reader }, async (client, today) => {
        return followedView(client, registry, found, today)
      })
      return c.json(view, 200)
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/api/public/matters/{code}/actions/{action}',
      summary: '凭编号和查询码补充材料等',
      'x-basis': basisByAction(registry, (a) => a.in !== undefined && isPublic(a)),
      request: {
        params: codeParams.extend({ action: named }),
        headers: publicWriteHeaders,
        body: jsonBody(z.strictObject({ number: named, input: anything.optional() })),
      },
      responses: answers(z.object({ state: z.string(), stateLabel: z.string() }), '已办'),
    }),
    async (c): Promise<any> => {
      const { code, action } = c.req.valid('param')
      const { number, input } = c.req.valid('json')
      const found = await followingOf(deps).get(number, code)
      const answer = await send(deps, c, publicActor(found.reader.slice(2)), c.req.valid('header')['idempotency-key'], [
        stepOf({ matterId: found.matterId, action, input }),
      ])
      if (answer instanceof Response) return answer
      const state = answer.acts.at(-1)!.state
      const label = await readingAs(
        deps,
        { kind: 'reader', value: found.reader },
        async (client) => (await getMatter(client, registry, found.matterId)).p?.states[state]?.label,
      )
      return c.json({ state, stateLabel: label ?? state }, 200)
    },
  )
}
