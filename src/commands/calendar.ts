import { readFileSync } from 'node:fs'
import { type Notice, noticeInput, withNotice } from '#kernel/announcement'
import { localDateOf } from '#kernel/clock'
import { PlainError } from '#kernel/errors'
import { importNotice, type Moved, previewCalendar } from '../server/calendar.ts'
import { withCity } from './with-city.ts'

type Options = { json?: boolean }

/** @throws PlainError naming what is wrong with the file */
function readNotice(file: string): Notice {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const why = error instanceof SyntaxError ? '内容不是 JSON' : '没有这个文件，或者不能读'
    throw new PlainError(`读不出放假安排文件 ${file}：${why}。`)
  }
  const parsed = noticeInput.safeParse(value)
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]!
  throw new PlainError(`放假安排文件 ${file} 的「${first.path.join('.')}」不对：${first.message}`)
}

const lineOf = (m: Moved) =>
  `${m.number ?? m.matterId}  ${m.label}：${m.from === m.to ? `${m.to}（不再是暂定）` : `${m.from} → ${m.to}`}`

function show(options: Options, result: object, moved: readonly Moved[], head: string): void {
  if (options.json) {
    console.log(JSON.stringify(result))
    return
  }
  console.log(head)
  for (const m of moved.slice(0, 200)) console.log(`  ${lineOf(m)}`)
  if (moved.length > 200) console.log(`  ……共 ${moved.length} 个期限，用 --json 看全部`)
}

/** The calendar that counts: years, version. */
export const calendarShow = (options: Options): Promise<void> =>
  withCity(async (city) => {
    const { version, firstYear, lastYear } = city.engine.calendar
    if (options.json) console.log(JSON.stringify({ version, firstYear, lastYear }))
    else console.log(`日历 ${version}：${firstYear}年至${lastYear}年的放假安排已登记，以后的日期为暂定。`)
  })

export const calendarPreview = (file: string, options: Options): Promise<void> =>
  withCity(async (city) => {
    const notice = readNotice(file)
    const moved = await previewCalendar(city, withNotice(city.engine.calendar, notice, localDateOf(city.now())))
    show(
      options,
      { year: notice.year, moved },
      moved,
      `${notice.year}年的放假安排会改变 ${moved.length} 个期限（还没有登记）：`,
    )
  })

export const calendarImport = (file: string, options: Options): Promise<void> =>
  withCity(async (city) => {
    const notice = readNotice(file)
    const done = await importNotice(city, notice)
    show(options, done, done.moved, `已登记${notice.year}年的放假安排，${done.acts} 件事项的期限已重算：`)
  })
