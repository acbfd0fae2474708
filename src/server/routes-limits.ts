/** How a limit of a matter was counted: the lines of the count, and the days of the calendar that it passes over. */
import { isCovered, isWorkday } from '#kernel/calendar'
import { addDays, daysBetween, type LocalDate } from '#kernel/clock'
import { Refusal } from '#kernel/errors'
import { spanText } from '#kernel/limit'
import { explainLimit } from '#kernel/limits'
import type { App, Deps } from './deps.ts'
import { getMatter } from './matter-view.ts'
import { basisTexts } from './problems.ts'
import { answers, capacityHeader, createRoute, idParams, named, signedIn, z } from './schemas.ts'
import { reading } from './session.ts'

/** Longer counts (a year of days) show the calendar's first and last months only. */
const mostDays = 400

const explanation = z
  .object({
    limit: z.string(),
    label: z.string(),
    subject: z.string(),
    span: z.string().describe('期限的长度'),
    rolls: z.boolean().describe('末日为休息日时顺延'),
    basis: z.array(z.string()),
    startOn: z.string(),
    dueRaw: z.string(),
    due: z.string(),
    isProvisional: z.boolean(),
    calendar: z.string().describe('计算时所用的放假安排版本'),
    isSame: z.boolean().describe('今天再算，与记录的末日相同'),
    counted: z.number().int().describe('计入的天数'),
    rest: z.number().int().describe('跳过的休息日'),
    excluded: z.number().int().describe('依法扣除的天数'),
    lines: z.array(
      z.object({
        date: z.string(),
        as: z.enum(['start', 'counted', 'rest', 'excluded', 'nominal', 'madeUp', 'extended', 'rolled', 'due']),
        count: z.number().int().nullable(),
        text: z.string(),
        isProvisional: z.boolean(),
      }),
    ),
    days: z.array(z.object({ date: z.string(), isWorkday: z.boolean(), isAnnounced: z.boolean() })),
  })
  .openapi('LimitExplanation')

export function limitRoutes(app: App, deps: Deps): void {
  app.openapi(
    createRoute({
      tags: ['事项'],
      security: signedIn,
      method: 'get',
      path: '/api/matters/{id}/limits/{limit}',
      summary: '一个期限是怎样算出来的',
      request: {
        params: idParams.extend({ limit: named }),
        query: z.object({ subject: z.string().max(200).default('') }),
        headers: capacityHeader,
      },
      responses: answers(explanation, '算法'),
    }),
    async (c) => {
      const { id, limit } = c.req.valid('param')
      const { subject } = c.req.valid('query')
      const found = await reading(deps, c, async ({ client }) => {
        const { p, snapshot } = await getMatter(client, deps.registry, id)
        const state = snapshot.limits.find((l) => l.id === limit && l.subject === subject)
        const def = p?.limits[limit]
        if (!state || !def) throw new Refusal('missing', 'kernel.limit', '这件事项没有这一期限')
        return { state, def, facts: snapshot.facts }
      })
      const { state, def, facts } = found
      const { calendar } = deps.engine
      const { span, lines } = explainLimit(def, state, facts, calendar)
      const last = lines.at(-1)!.date
      const count = (...as: string[]) => lines.filter((l) => as.includes(l.as)).length
      return c.json(
        {
          limit,
          label: def.label,
          subject,
          span: spanText(span),
          rolls: def.roll,
          basis: basisTexts(def.basis),
          startOn: state.start as string,
          dueRaw: state.raw as string,
          due: state.due as string,
          isProvisional: state.provisional,
          calendar: state.calendar,
          isSame: last === state.due,
          counted: count('counted', 'madeUp'),
          rest: count('rest', 'rolled'),
          excluded: count('excluded'),
          lines: lines.map((l) => ({
            date: l.date as string,
            as: l.as,
            count: l.count ?? null,
            text: l.text,
            isProvisional: l.provisional,
          })),
          days: daysFrom(state.start, last > state.due ? last : state.due).map((date) => ({
            date: date as string,
            isWorkday: isWorkday(calendar, date),
            isAnnounced: isCovered(calendar, date),
          })),
        },
        200,
      )
    },
  )
}

function daysFrom(from: LocalDate, to: LocalDate): LocalDate[] {
  const length = daysBetween(from, to) + 1
  if (length <= mostDays) return Array.from({ length }, (_, i) => addDays(from, i))
  const side = Array.from({ length: 62 }, (_, i) => i)
  return [...side.map((i) => addDays(from, i)), ...side.map((i) => addDays(to, i - 61))]
}
