/** A matter's limits: how they stand, on what basis, and how each was counted. */
import { CalendarOutlined, ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { State } from '../parts/agreement.tsx'
import { useSession } from '../session.tsx'
import { day, limitStates, moment } from '../words.ts'
import type { Limit } from './data.ts'

const LimitCount = lazy(() => import('./limit-count.tsx').then((m) => ({ default: m.LimitCount })))

/** How a limit stands, in a word with its colour. */
export function LimitState({ limit }: { limit: Limit }) {
  const { today } = useSession()
  if (limit.isRight && limit.state === 'running' && today !== undefined && limit.due < today)
    return (
      <State tone="none" icon={<ClockCircleOutlined />}>
        已过期限，不再能行使
      </State>
    )
  if (limit.isOverdue)
    return (
      <State tone="bad" icon={<ExclamationCircleOutlined />}>
        已超期
      </State>
    )
  const words = limit.isSoon ? '即将届满' : (limitStates[limit.state] ?? '')
  const tone = limit.state === 'lapsed' ? 'bad' : limit.state === 'met' ? 'good' : limit.isSoon ? 'warn' : 'none'
  return (
    <State tone={tone} icon={<ClockCircleOutlined />}>
      {words}
    </State>
  )
}

const order = (l: Limit) => (l.state === 'running' ? 0 : l.state === 'paused' ? 1 : 2)

export function Limits({ matter, limits }: { matter: string; limits: readonly Limit[] }) {
  const [shown, setShown] = useState<Limit>()
  if (limits.length === 0) return <p className="quiet">没有正在计算的期限。</p>
  const sorted = [...limits].sort((a, b) => order(a) - order(b) || (a.due < b.due ? -1 : 1))
  return (
    <>
      <ul className="limits">
        {sorted.map((l) => (
          <li key={`${l.limit} ${l.subject}`}>
            <div className="head">
              <b>{l.label}</b>
              <LimitState limit={l} />
            </div>
            <div className="more">
              <p>
                自{day(l.startOn)}起，至{l.dueAt ? moment(l.dueAt) : day(l.extendedTo ?? l.due)}
                {l.extendedTo ? '（已延长）' : l.due !== l.dueRaw ? `（原为${day(l.dueRaw)}，逢休息日顺延）` : ''}
              </p>
              {l.metOn && <p>办结于{day(l.metOn)}</p>}
              {l.isProvisional && <p>节假日安排尚未公布，末日可能变动，在此之前不算逾期</p>}
              {l.outerDue && <p>另一法律的末日：{day(l.outerDue)}</p>}
              {l.basis.length > 0 && <p>依据：{l.basis.join('；')}</p>}
              <Button type="link" size="small" icon={<CalendarOutlined />} onClick={() => setShown(l)}>
                怎样算的
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {shown && (
        <Suspense fallback={null}>
          <LimitCount matter={matter} limit={shown} onClose={() => setShown(undefined)} />
        </Suspense>
      )}
    </>
  )
}
