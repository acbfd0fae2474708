/** What other bodies put to this one, and nobody has answered yet. */
import { Button, Empty } from 'antd'
import type { Schemas } from '../api.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { day } from '../words.ts'

export function OfferList({ offers, error }: { offers: readonly Schemas['Offer'][] | undefined; error: unknown }) {
  if (error) return <ProblemView error={error} />
  if (!offers) return <Waiting rows={3} label="正在读取移交" />
  if (!offers.length)
    return (
      <div className="card card-pad">
        <Empty description="没有等待本单位答复的移交" />
      </div>
    )
  return (
    <ul className="card plain-list">
      {offers.map((o) => (
        <li key={o.id}>
          <div>
            <b>{o.from}</b> 于{day(o.offeredOn)}提请移交，按“{o.procedureLabel}”办理
          </div>
          {o.action && o.isAllowed ? (
            <A to={paths.openForm(o.procedure, o.action)} search={{ offer: o.id }}>
              <Button type="primary">{o.actionLabel}</Button>
            </A>
          ) : (
            <span className="quiet">您的职务不能接收，由本单位有权的人员办理</span>
          )}
        </li>
      ))}
    </ul>
  )
}
