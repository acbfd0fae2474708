/** Which matter stands on one side: by its number, or one of the latest of a procedure. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { api, bodyOf, problemOf } from '../api.ts'
import { useSession } from '../session.tsx'

export function Pick({
  side,
  procedure,
  version,
  besides,
  onPick,
}: {
  side: string
  procedure: string | undefined
  version: string | undefined
  /** The matter of the other side. */
  besides: string | undefined
  onPick: (id: string) => void
}) {
  const { post } = useSession()
  const [says, setSays] = useState('')
  const latest = useQuery({
    queryKey: ['matters', post?.capacity, 'latest', procedure, version],
    enabled: post !== undefined && procedure !== undefined,
    queryFn: async () => {
      const query = { limit: 12, ...(procedure ? { procedure } : {}), ...(version ? { version } : {}) }
      return bodyOf(await api.GET('/api/matters', { params: { query } })).items
    },
  })
  async function find(number: string) {
    if (!number.trim()) return
    try {
      const query = { q: number.trim(), limit: 2 }
      const [found] = bodyOf(await api.GET('/api/matters', { params: { query } })).items
      if (!found) setSays('没有这个编号的事项，或者您无权查看。编号须完整。')
      else if (found.id === besides) setSays('这一件已经在另一边。')
      else onPick(found.id)
    } catch (error) {
      setSays(problemOf(error).title)
    }
  }
  const shown = (latest.data ?? []).filter((m) => m.id !== besides)
  return (
    <section className="card card-pad block" aria-label={`选${side}`}>
      <h2>选{side}</h2>
      <div className="tools">
        <Input.Search
          className="number"
          aria-label={`${side}的编号`}
          placeholder="完整的编号"
          enterButton="选这一件"
          onSearch={find}
        />
        <span role="status">{says}</span>
      </div>
      {shown.length > 0 && (
        <>
          <p className="quiet">或者从最近的里选：</p>
          <ul className="pick-list">
            {shown.map((m) => (
              <li key={m.id}>
                <Button size="small" onClick={() => onPick(m.id)}>
                  {m.number ?? m.title}
                </Button>
                <span className="quiet">
                  {m.versionLabel}，{m.stateLabel}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
