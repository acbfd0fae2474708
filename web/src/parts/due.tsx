/** How near a day is: the word first, the colour after it. */
import { useSession } from '../session.tsx'
import { day } from '../words.ts'

const DAY = 86_400_000
const daysTo = (due: string, today: string) => Math.round((Date.parse(due) - Date.parse(today)) / DAY)

export function Due({
  due,
  limit,
  isProvisional,
  urgency,
}: {
  due: string | null
  limit?: string | null
  isProvisional: boolean
  urgency: 'overdue' | 'soon' | 'later' | 'none'
}) {
  const { today } = useSession()
  if (!due || !today) return <span className="quiet">没有期限</span>
  const left = daysTo(due, today)
  const words =
    urgency === 'overdue' ? `逾期${-left}天` : left === 0 ? '今天届满' : left > 0 ? `还有${left}天` : `已过${-left}天`
  return (
    <span className={`due ${urgency}`}>
      <b>{words}</b>
      <time dateTime={due} className="num">
        {day(due)}
      </time>
      {limit && <small>{limit}</small>}
      {isProvisional && (
        <small className="tentative" title="放假安排尚未公布，末日可能变动；在此之前不算逾期">
          暂定
        </small>
      )}
    </span>
  )
}
