import type { ReactNode } from 'react'

/** A word about the whole page, beside its title. */
export function Badge({ tone = 'none', children }: { tone?: 'warn' | 'none' | 'link'; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>
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
