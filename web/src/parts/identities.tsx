/** What the printed numbers say about each other. */
import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  MinusCircleOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons'
import { Button } from 'antd'
import type { Identity, Report } from '../report-shape.ts'
import { identityResults } from '../words.ts'
import { State } from './agreement.tsx'

const order = Object.keys(identityResults)

function Result({ identity }: { identity: Identity }) {
  const words = identityResults[identity.result] ?? identity.result
  if (identity.result === 'HOLDS') {
    return (
      <State tone="good" icon={<CheckCircleOutlined />}>
        {words}
      </State>
    )
  }
  if (identity.result === 'FAILS') {
    return (
      <State tone="bad" icon={<CloseCircleOutlined />}>
        {words}
      </State>
    )
  }
  if (identity.result === 'AMBIGUOUS') {
    return (
      <State tone="warn" icon={<QuestionCircleOutlined />}>
        {words}
      </State>
    )
  }
  return (
    <State tone="none" icon={<MinusCircleOutlined />}>
      {words}
    </State>
  )
}

/** The relations, those that need attention first. `onFind` shows one figure in the table. */
export function Identities({ report, onFind }: { report: Report; onFind: (id: string) => void }) {
  const sorted = [...report.identities].sort((a, b) => order.indexOf(a.result) - order.indexOf(b.result))
  return (
    <ul className="identities">
      {sorted.map((i) => {
        const only = i.figures.length === 1 ? i.figures[0] : undefined
        return (
          <li key={i.id}>
            <Result identity={i} />
            <div>
              <p className="formula">{i.formula}</p>
              <p className="why">{i.note}</p>
              {only && (
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onFind(only)}>
                  只看这个数
                </Button>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
