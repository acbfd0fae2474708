/** Whether a printed number and the records agree: an icon, a word and a quiet colour, never the colour alone. */
import {
  CheckCircleOutlined,
  ExclamationCircleOutlined,
  FileTextOutlined,
  MinusCircleOutlined,
  MinusOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Row } from '../report-shape.ts'

/** Records and print differ, or an agency reported another number than was printed. */
export const differs = (row: Row): boolean =>
  row.agrees === false || (row.reported !== null && row.reported !== row.published)

export function State({
  tone,
  icon,
  children,
}: {
  tone: 'good' | 'bad' | 'warn' | 'none'
  icon: ReactNode
  children: ReactNode
}) {
  return (
    <span className={`state ${tone}`}>
      <span aria-hidden>{icon}</span>
      {children}
    </span>
  )
}

export function Agreement({ row }: { row: Row }) {
  if (row.agrees === false) {
    return (
      <State tone="bad" icon={<WarningOutlined />}>
        有差异
      </State>
    )
  }
  if (row.agrees) {
    return (
      <State tone="good" icon={<CheckCircleOutlined />}>
        相符
      </State>
    )
  }
  if (row.computed !== null) {
    return (
      <State tone="none" icon={<MinusCircleOutlined />}>
        不作比较
      </State>
    )
  }
  if (row.reported !== null) {
    return (
      <State tone={differs(row) ? 'bad' : 'none'} icon={<FileTextOutlined />}>
        {differs(row) ? '填报数有差异' : '机关填报'}
      </State>
    )
  }
  return (
    <State tone="none" icon={<MinusOutlined />}>
      未核对
    </State>
  )
}

export function NeedsExplaining() {
  return (
    <State tone="warn" icon={<ExclamationCircleOutlined />}>
      需要说明
    </State>
  )
}
