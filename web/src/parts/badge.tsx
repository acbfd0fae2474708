import type { ReactNode } from 'react'
import { useSession } from '../session.tsx'

/** A word about the whole page, beside its title. */
export function Badge({ tone = 'none', children }: { tone?: 'warn' | 'none' | 'link'; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>
}

/** In the frame of every page of a city whose data are made up. */
export function DemonstrationMark() {
  return useSession().isDemonstration ? <span className="badge warn made-up">演示数据</span> : null
}

/** Whether the data are made up, and how large the replay was. */
export function Provenance({ report }: { report: { demonstration?: boolean; scale: string } }) {
  return (
    <>
      {report.demonstration && <Badge tone="warn">演示数据</Badge>}
      {report.scale !== '1:1' && <Badge tone="link">比例 {report.scale}</Badge>}
    </>
  )
}
