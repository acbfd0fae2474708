/** What this matter put to other bodies, and what they answered. */
import { day } from '../words.ts'
import type { Matter } from './data.ts'

const states: Record<Matter['offers'][number]['state'], string> = {
  offered: '等待答复',
  withdrawn: '已撤回',
  taken: '已接收',
  refused: '不接收',
  ended: '已办结',
}

export function Offers({ offers }: { offers: Matter['offers'] }) {
  if (!offers.length) return null
  return (
    <section className="card card-pad" aria-labelledby="offers">
      <h2 id="offers">移交</h2>
      <ul className="limits">
        {offers.map((o) => (
          <li key={o.id}>
            <div className="head">
              <b>{o.toAgency}</b>
              <span>{states[o.state]}</span>
            </div>
            <p className="more">
              {day(o.offeredOn)}提请，按“{o.procedureLabel}”办理{o.answeredOn && `；${day(o.answeredOn)}答复`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
