/** The yearly notice on holidays as an act: which days of a year are off and which are worked, from whom and since when. */
import { z } from 'zod'
import { type Calendar, withYear } from './calendar.ts'
import type { LocalDate } from './clock.ts'
import type { Db } from './db.ts'
import { defineDomain } from './domain.ts'
import { platform } from './law.ts'
import { adminRoles } from './office-posts.ts'
import { procedureOf } from './procedure.ts'

export const noticeInput = z.strictObject({
  year: z.number().int().min(2000).max(2200).meta({ label: '年度' }),
  holidays: z.array(z.iso.date()).max(80).meta({ label: '放假日' }),
  workdays: z.array(z.iso.date()).max(40).meta({ label: '调休上班日' }),
  source: z.string().min(1).max(300).meta({ label: '通知的名称、文号和日期' }),
})
export type Notice = z.output<typeof noticeInput>

/** The version that a notice gives a calendar. */
export const noticeVersion = (calendar: Pick<Calendar, 'version'>, n: Pick<Notice, 'year'>, on: LocalDate): string =>
  `${calendar.version}+${n.year}@${on}`

/** The calendar with the notice in it. @throws Refusal 'input' naming the day that cannot be so */
export const withNotice = (calendar: Calendar, n: Notice, on: LocalDate): Calendar =>
  withYear(calendar, n.year, n, noticeVersion(calendar, n, on))

const basis = platform('放假安排以国务院办公厅当年公布的通知为准')
const { action, define } = procedureOf<{ year: number; source: string }>()

const announcement = define({
  id: 'calendar.announcement',
  version: '1',
  label: '放假安排',
  effective: { from: '2000-01-01' as LocalDate },
  decidedByLabel: '登记日',
  states: { ANNOUNCED: { label: '已登记', final: true } },
  initial: { year: 0, source: '' },
  title: (f) => `${f.year}年放假安排`,
  refusals: {},
  limits: {},
  actions: {
    announce: action({
      label: '登记放假安排',
      by: ['calendar_officer', 'system_admin', 'system'],
      to: 'ANNOUNCED',
      basis,
      input: noticeInput,
      place: () => ({ agencyId: 'city', townCode: null, countyCode: null, reader: null }),
      // Two notices of one year come one after another; the later one corrects the earlier.
      needs: () => [{ claim: 'calendar.notice', key: 'all', exclusive: true, lockOnly: true }],
      guard: (ctx) => {
        withNotice(ctx.calendar, ctx.input, ctx.declaredOn)
      },
      given: (ctx) => ({ version: noticeVersion(ctx.calendar, ctx.input, ctx.declaredOn) }),
      apply: (_f, a) => ({ year: a.payload.year, source: a.payload.source }),
      rows: (a) => ({
        'kernel.calendar_notice': [
          {
            matter_id: a.matter,
            year: a.payload.year,
            version: a.given.version,
            holidays: a.payload.holidays,
            workdays: a.payload.workdays,
            source: a.payload.source,
            recorded_at: a.recordedAt,
          },
        ],
      }),
    }),
  },
})

export const calendarDomain = defineDomain({
  id: 'calendar',
  label: '放假安排',
  roles: { calendar_officer: { label: '日历管理员', scope: 'city' }, system_admin: adminRoles.system_admin },
  procedures: [announcement],
  tables: [],
  supervision: [],
  indicators: [],
})

/** The calendar with every notice that was recorded, in the order of their acts. */
export async function announcedCalendar(db: Db, base: Calendar): Promise<Calendar> {
  const { rows } = await db.query(
    'select year, version, holidays, workdays from kernel.calendar_notice order by recorded_at, matter_id',
  )
  return rows.reduce((calendar, r) => withYear(calendar, r.year, r, r.version), base)
}
