/** How a limit was counted: each line of the count, and the days on a small calendar. */
import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { api, bodyOf, type Schemas } from '../api.ts'
import { Fact } from '../parts/fact.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { useSession } from '../session.tsx'
import { calendarWords, day } from '../words.ts'
import type { Limit } from './data.ts'

type Count = Schemas['LimitExplanation']
type As = Count['lines'][number]['as']

const marks: Record<As, string> = {
  start: '起算日',
  counted: '计入',
  rest: '休息日，跳过',
  excluded: '依法扣除',
  nominal: '届满日',
  madeUp: '扣除后补足',
  extended: '延长至',
  rolled: '顺延',
  due: '末日',
}

export function LimitCount({ matter, limit, onClose }: { matter: string; limit: Limit; onClose: () => void }) {
  const { post } = useSession()
  const count = useQuery({
    queryKey: ['matter', matter, post?.capacity, 'limit', limit.limit, limit.subject],
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/matters/{id}/limits/{limit}', {
          params: { path: { id: matter, limit: limit.limit }, query: { subject: limit.subject } },
        }),
      ),
  })
  const c = count.data
  return (
    <Modal open title={limit.label} footer={null} onCancel={onClose} width="min(760px, 96vw)">
      {count.isError ? (
        <ProblemView error={count.error} retry={() => count.refetch()} />
      ) : !c ? (
        <Waiting rows={5} label="正在读取算法" />
      ) : (
        <>
          <dl className="facts">
            <Fact term="长度">{c.span}</Fact>
            <Fact term="起算">{day(c.startOn)}</Fact>
            <Fact term="末日">
              <b>{day(c.due)}</b>
              {c.isProvisional && <span className="tentative">暂定</span>}
            </Fact>
            <Fact term="末日遇休息日">{c.rolls ? '顺延到下一个工作日' : '不顺延'}</Fact>
            <Fact term="计入、跳过、扣除">
              {c.counted}天、{c.rest}天、{c.excluded}天
            </Fact>
            <Fact term="所用放假安排">{calendarWords(c.calendar)}</Fact>
            <Fact term="依据" wide>
              {c.basis.join('；')}
            </Fact>
          </dl>
          <Months count={c} />
          <ol className="count-lines">
            {c.lines
              .filter((l) => l.as !== 'counted' && l.as !== 'rest')
              .map((l) => (
                <li key={`${l.date} ${l.as} ${l.text}`}>
                  <time dateTime={l.date}>{day(l.date)}</time>
                  <span>{l.text}</span>
                </li>
              ))}
          </ol>
          {!c.isSame && (
            <p className="quiet">这一期限登记之后放假安排或者扣除的日子有变动；记录里的末日以登记时所算为准。</p>
          )}
        </>
      )}
    </Modal>
  )
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日']
const placeOf = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7

/** One small calendar a month. */
function Months({ count }: { count: Count }) {
  const marked = new Map<string, As[]>()
  for (const l of count.lines) marked.set(l.date, [...(marked.get(l.date) ?? []), l.as])
  const months = new Map<string, Count['days']>()
  for (const d of count.days) {
    const month = d.date.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), d])
  }
  // Of a long count its first and last months tell how it was counted.
  const shown = [...months]
  const some = shown.length > 4 ? [...shown.slice(0, 2), ...shown.slice(-2)] : shown
  return (
    <div className="months">
      {some.map(([month, days]) => (
        <table key={month}>
          <caption>
            {Number(month.slice(0, 4))}年{Number(month.slice(5))}月
          </caption>
          <thead>
            <tr>
              {weekdays.map((w) => (
                <th key={w} scope="col">
                  {w}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(days).map((week) => (
              <tr key={week.find(Boolean)?.date}>
                {weekdays.map((w, i) => (
                  <Day key={w} day={week[i]} as={(week[i] && marked.get(week[i].date)) ?? []} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {some.length < shown.length && <p className="quiet">其间{shown.length - some.length}个月从略。</p>}
      <ul className="legend">
        {(['start', 'counted', 'rest', 'excluded', 'due'] as const).map((as) => (
          <li key={as}>
            <span className={`day ${as}`} aria-hidden />
            {marks[as]}
          </li>
        ))}
      </ul>
    </div>
  )
}

function weeksOf(days: Count['days']): (Count['days'][number] | undefined)[][] {
  const weeks: (Count['days'][number] | undefined)[][] = []
  for (const d of days) {
    const at = placeOf(d.date)
    if (weeks.length === 0 || at === 0) weeks.push(new Array(7).fill(undefined))
    weeks.at(-1)![at] = d
  }
  return weeks
}

function Day({ day: d, as }: { day: Count['days'][number] | undefined; as: readonly As[] }) {
  if (!d) return <td />
  const says = [
    ...as.map((a) => marks[a]),
    ...(d.isWorkday ? [] : ['休息日']),
    ...(d.isAnnounced ? [] : ['放假安排未公布']),
  ]
  return (
    <td
      className={['day', ...as, d.isWorkday ? '' : 'off', d.isAnnounced ? '' : 'unannounced'].join(' ')}
      title={says.join('，')}
    >
      {Number(d.date.slice(8))}
      {says.length > 0 && <span className="visually-hidden">{says.join('，')}</span>}
    </td>
  )
}
