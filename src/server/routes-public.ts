/** What anybody may do without an account: file, follow with a code, read what is published. */
import { Refusal } from '#kernel/errors'
import type { App, Deps } from './deps.ts'
import { basisByAction } from './forms.ts'
import { publicRate } from './guards.ts'
import { getMatter, limitColumns, limitOf } from './matter-view.ts'
import { basisTexts } from './problems.ts'
import { filerOf, publicActor } from './public-filer.ts'
import { followingOf, noFollowed } from './query-access.ts'
import { attached, send, stepOf } from './routes-actions.ts'
import {
  answers,
  anything,
  createRoute,
  day,
  jsonBody,
  named,
  pageSize,
  publicWriteHeaders,
  record,
  z,
} from './schemas.ts'
import { nobody, readingAs } from './session.ts'

const filed = z
  .object({
    number: z.string(),
    code: z.string().describe('查询码：只在这里给出，平台不保存'),
    state: z.string(),
    stateLabel: z.string(),
  })
  .openapi('Filed')

const followed = z
  .object({
    number: z.string(),
    procedure: z.string(),
    procedureLabel: z.string(),
    version: z.string(),
    state: z.string(),
    stateLabel: z.string(),
    isFinal: z.boolean(),
    agencyName: z.string().nullable(),
    filedOn: z.string(),
    lastOn: z.string(),
    steps: z.array(z.object({ label: z.string(), on: z.string(), basis: z.array(z.string()) })),
    limits: z.array(
      z.object({
        label: z.string(),
        due: z.string(),
        state: z.string(),
        isProvisional: z.boolean(),
        basis: z.array(z.string()),
      }),
    ),
    actions: z.array(z.object({ action: z.string(), label: z.string() })).describe('凭查询码可以办的'),
  })
  .openapi('Followed')

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
        const {
          row,
          p,
          snapshot: _,
        } = await getMatter(client, registry, found.matterId).catch((e) => {
          throw e instanceof Refusal ? noFollowed() : e
        })
        const acts = await client.query('select action, declared_on from kernel.act where matter_id = $1 order by n', [
          found.matterId,
        ])
        const limits = await client.query(
          `select ${limitColumns} from kernel.matter_limit l where l.matter_id = $1 and l.subject = '' order by l.start_on, l.limit_id`,
          [found.matterId],
        )
        return {
          number: found.number,
          procedure: row.procedure as string,
          procedureLabel: p?.label ?? (row.procedure as string),
          version: row.version as string,
          state: row.state as string,
          stateLabel: p?.states[row.state]?.label ?? (row.state as string),
          isFinal: row.is_final as boolean,
          agencyName: row.agency_name as string | null,
          filedOn: row.filed_on as string,
          lastOn: row.last_on as string,
          steps: acts.rows.map((a) => {
            const def = p?.actions[a.action]
            return {
              label: def?.label ?? (a.action as string),
              on: a.declared_on as string,
              basis: def ? basisTexts(def.basis) : [],
            }
          }),
          limits: limits.rows.map((r) => {
            const l = limitOf(p, r, today)
            return { label: l.label, due: l.due, state: l.state, isProvisional: l.isProvisional, basis: l.basis }
          }),
          actions: Object.entries(p?.actions ?? {}).flatMap(([id, a]) =>
            a.in?.includes(row.state) && isPublic(a) ? [{ action: id, label: a.label }] : [],
          ),
        }
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

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/public/register/{kind}',
      summary: '依法公开的名册',
      request: {
        params: z.object({ kind: named }),
        query: z.object({ after: named.optional(), limit: pageSize, q: named.optional().describe('内容里含有的文字') }),
      },
      responses: answers(
        z.object({
          items: z.array(z.object({ id: z.string(), publishedOn: z.string(), content: record })),
          next: z.string().nullable(),
        }),
        '名册',
      ),
    }),
    async (c) => {
      const { kind } = c.req.valid('param')
      const { after, limit, q } = c.req.valid('query')
      const rows = await readingAs(deps, nobody, async (client) => {
        const found = await client.query(
          `select id, published_on, content from kernel.published
           where kind = $1 and withdrawn_on is null and ($2::text is null or id > $2) and ($3::text is null or strpos(content, $3) > 0) order by id limit $4`,
          [kind, after ?? null, q?.normalize('NFC') ?? null, limit + 1],
        )
        return found.rows
      })
      const page = rows.slice(0, limit)
      return c.json(
        {
          items: page.map((r) => ({
            id: r.id as string,
            publishedOn: r.published_on as string,
            content: JSON.parse(r.content),
          })),
          next: rows.length > limit ? (page.at(-1)!.id as string) : null,
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/public/report/{year}',
      summary: '年度报告：任何人都能读的部分',
      request: { params: z.object({ year: z.coerce.number().int().min(2000).max(2100) }) },
      responses: answers(record, '报告'),
    }),
    async (c) => {
      const found = await deps.report?.publicReport(c.req.valid('param').year)
      if (!found) throw new Refusal('missing', 'kernel.report', '还没有这一年度的报告')
      return c.json(found, 200)
    },
  )
}
