/** The announced calendar: which years, by which notices; what a new notice would move, and the notice as an act. */
import { type Actor, inTransaction, type Notice, noticeInput, systemRole, withNotice } from '#kernel'
import { instantFromMs, localDateOf } from '#kernel/clock'
import { Refusal } from '#kernel/errors'
import { mustBe } from './admin-rights.ts'
import { type Moved, previewCalendar } from './calendar.ts'
import type { App, Ctx, Deps } from './deps.ts'
import { wireProblem } from './problems.ts'
import { answers, capacityHeader, createRoute, jsonBody, signedIn, writeHeaders, z } from './schemas.ts'
import { reading } from './session.ts'

/** More are counted and not listed. */
const mostMoved = 1000
const year = z.object({
  year: z.number().int(),
  holidays: z.array(z.string()).describe('在周一至周五的放假日'),
  workdays: z.array(z.string()).describe('在周末的上班日'),
})
const notice = z.object({ year: z.number().int(), source: z.string(), recordedOn: z.string(), matterId: z.string() })
const moved = z.object({
  matterId: z.string(),
  number: z.string().nullable(),
  agencyName: z.string().nullable(),
  label: z.string(),
  from: z.string(),
  to: z.string(),
  becomesCertain: z.boolean(),
})
const noticeBody = z.strictObject({
  year: z.number().int(),
  holidays: z.array(z.string()),
  workdays: z.array(z.string()),
  source: z.string(),
})
const common = { tags: ['管理'], security: signedIn }

export function calendarRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/api/calendar',
      summary: '放假安排：已登记的年度、每年的日子、每一份通知',
      request: { headers: capacityHeader },
      responses: answers(
        z.object({
          firstYear: z.number().int(),
          lastYear: z.number().int(),
          years: z.array(year),
          notices: z.array(notice),
        }),
        '放假安排',
      ),
    }),
    async (c) => {
      const notices = await reading(
        deps,
        c,
        async ({ client }) =>
          (
            await client.query(
              'select year, source, recorded_at, matter_id from kernel.calendar_notice order by recorded_at desc',
            )
          ).rows,
      )
      const { firstYear, lastYear, data } = deps.engine.calendar
      const of = (days: readonly string[], y: number) => days.filter((d) => d.startsWith(`${y}-`))
      const years = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => lastYear - i).map((y) => ({
        year: y,
        holidays: of(data.holidays, y),
        workdays: of(data.workdays, y),
      }))
      return c.json(
        {
          firstYear,
          lastYear,
          years,
          notices: notices.map((r) => ({
            year: r.year as number,
            source: r.source as string,
            recordedOn: localDateOf(instantFromMs((r.recorded_at as Date).getTime())) as string,
            matterId: r.matter_id as string,
          })),
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/api/calendar/preview',
      summary: '一份放假安排会改变哪些期限；什么也不登记',
      request: { body: jsonBody(noticeBody), headers: capacityHeader },
      responses: answers(
        z.object({ moved: z.array(moved), total: z.number().int(), matters: z.number().int() }),
        '会改变的期限',
      ),
    }),
    async (c) => {
      await keeperOf(deps, c)
      const list = await movedBy(deps, readNotice(c.req.valid('json')))
      return c.json(
        {
          moved: await withAgencies(deps, c, list.slice(0, mostMoved)),
          total: list.length,
          matters: new Set(list.map((m) => m.matterId)).size,
        },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/api/calendar',
      summary: '登记一份放假安排，并重算未届满的期限',
      request: {
        body: jsonBody(noticeBody.extend({ moved: z.number().int().describe('核对时会改变的期限数') })),
        headers: writeHeaders,
      },
      responses: answers(
        z.object({ matterId: z.string(), acts: z.number().int().describe('期限重算的事项数') }),
        '已登记',
      ),
    }),
    async (c) => {
      const actor = await keeperOf(deps, c)
      const { moved: seen, ...body } = c.req.valid('json')
      const input = readNotice(body)
      const key = c.req.valid('header')['idempotency-key']
      // Sent again after a lost answer it is done already, and what it moved no longer moves.
      const now = (await movedBy(deps, input)).length
      const isSentAgain = now === 0 && seen > 0
      if (now !== seen && !isSentAgain)
        throw new Refusal('conflict', 'calendar.changed', '名单在核对以后有了变化，请重新核对', {
          allowed: ['重新核对会改变的期限'],
        })
      const answer = await deps.engine.perform({
        actor,
        at: deps.clock.now(),
        key,
        steps: [{ procedure: 'calendar.announcement', action: 'announce', input }],
      })
      if (!answer.ok) {
        const { title, basis } = wireProblem(answer.problem)
        throw new Refusal('input', answer.problem.type.replace('urn:fadu:rule:', ''), title, { basis: basis ?? [] })
      }
      const done = await deps.refreshCalendar?.()
      return c.json({ matterId: answer.acts[0]!.matterId, acts: done?.acts ?? 0 }, 200)
    },
  )
}

const keeperOf = (deps: Deps, c: Ctx): Promise<Actor> =>
  reading(deps, c, async ({ actor }) => {
    mustBe(actor, ['system_admin', 'calendar_officer'], deps.registry)
    return actor
  })

function readNotice(body: unknown): Notice {
  const parsed = noticeInput.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Refusal('input', 'calendar.notice', '放假安排填写有误', {
    fields: parsed.error.issues.map((i) => ({ path: i.path.join('.'), message: i.message })),
  })
}

/** Every limit of the city that the notice moves, read as the system: the list holds no personal data. */
const movedBy = (deps: Deps, input: Notice): Promise<Moved[]> =>
  inTransaction(
    deps.pool,
    async (client) => {
      await client.query(`select set_config('role', $1, true), set_config('fadu.city', 'city', true)`, [systemRole])
      const calendar = withNotice(deps.engine.calendar, input, localDateOf(deps.clock.now()))
      return previewCalendar({ owner: client, registry: deps.registry }, calendar)
    },
    'begin isolation level repeatable read read only',
  )

async function withAgencies(deps: Deps, c: Ctx, list: readonly Moved[]) {
  const names = await reading(
    deps,
    c,
    async ({ client }) =>
      new Map(
        (
          await client.query('select agency_id, name from kernel.agency where agency_id = any ($1)', [
            [...new Set(list.map((m) => m.agencyId))],
          ])
        ).rows.map((r) => [r.agency_id as string, r.name as string]),
      ),
  )
  return list.map(({ matterId, number, agencyId, label, from, to, becomesCertain }) => ({
    matterId,
    number,
    agencyName: names.get(agencyId) ?? null,
    label,
    from: from as string,
    to: to as string,
    becomesCertain,
  }))
}
