/** My work: what waits for me and by when, what I sent and wait for, what others offer, what I have not finished writing. */
import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Segmented } from 'antd'
import { useState } from 'react'
import { api, bodyOf, type Schemas } from '../../api.ts'
import { useAddress, useQueryState } from '../../parts/address.ts'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { usePaged } from '../../parts/lists.ts'
import { More } from '../../parts/more.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { grouped } from '../../words.ts'
import { Batch } from '../batch.tsx'
import { DraftList } from '../draft-list.tsx'
import { OfferList } from '../offer-list.tsx'
import { SavedFilters } from '../saved-filters.tsx'
import { WorkFilter } from '../work-filter.tsx'
import { WorkRows } from '../work-rows.tsx'

type List = 'waiting' | 'sent'
export type WorkItem = Schemas['WorkItem']
const lists = [
  ['waiting', '待我办'],
  ['sent', '我办过、等他人'],
  ['offers', '移交给本单位'],
  ['drafts', '草稿'],
] as const
const urgencies = [
  ['overdue', '逾期'],
  ['soon', '七日内届满'],
  ['later', '以后届满'],
  ['none', '没有期限'],
] as const

export function WorkPage() {
  useTitle('工作台')
  useAddress()
  const { user, post } = useSession()
  const [q] = useQueryState()
  const tab = q.list ?? 'waiting'
  const offers = useQuery({
    queryKey: ['offers', post?.capacity],
    queryFn: async () => bodyOf(await api.GET('/api/offers')).items,
    enabled: post !== undefined,
  })
  const drafts = useQuery({
    queryKey: ['drafts'],
    queryFn: async () => bodyOf(await api.GET('/api/drafts')).items,
  })
  const waiting = useCount('waiting', {})
  const sent = useCount('sent', {})
  const counts: Record<string, number | undefined> = {
    waiting: waiting.data?.total,
    sent: sent.data?.total,
    offers: offers.data?.length,
    drafts: drafts.data?.length,
  }
  if (!post)
    return (
      <div className="card card-pad">
        <Empty description="您现在没有任何职务。职务由管理人员登记，登记后从下一次打开起生效。" />
      </div>
    )
  return (
    <>
      <div className="title">
        <h1>工作台</h1>
        <span className="quiet">{user?.name}</span>
      </div>
      <nav className="lists" aria-label="清单">
        {lists.map(([key, label]) => (
          <A key={key} to={paths.home} search={key === 'waiting' ? {} : { list: key }} className="to">
            <span {...(tab === key ? { 'aria-current': 'page' } : {})}>
              {label}
              <b className="num">{counts[key] === undefined ? '' : grouped(counts[key])}</b>
            </span>
          </A>
        ))}
      </nav>
      {tab === 'offers' ? (
        <OfferList offers={offers.data} error={offers.error} />
      ) : tab === 'drafts' ? (
        <DraftList drafts={drafts.data} error={drafts.error} />
      ) : (
        <Work key={tab} list={tab as List} />
      )}
    </>
  )
}

type Filter = { procedure?: string; urgency?: 'overdue' | 'soon' | 'later' | 'none'; q?: string; agency?: string }
const filterOf = (q: Record<string, string>): Filter => ({
  ...(q.procedure ? { procedure: q.procedure } : {}),
  ...(q.urgency ? { urgency: q.urgency as 'soon' } : {}),
  ...(q.agency ? { agency: q.agency } : {}),
  ...(q.q ? { q: q.q } : {}),
})

function useCount(list: List, filter: Filter) {
  const { post } = useSession()
  return useQuery({
    queryKey: ['work-count', list, post?.capacity, filter],
    enabled: post !== undefined,
    queryFn: async () =>
      bodyOf(await api.GET('/api/worklist/{list}/count', { params: { path: { list }, query: filter } })),
  })
}

function Work({ list }: { list: List }) {
  const { post } = useSession()
  const [q, set] = useQueryState()
  const filter = filterOf(q)
  const { urgency: _, ...unhurried } = filter
  const [chosen, setChosen] = useState<ReadonlyMap<string, WorkItem>>(new Map())
  const counts = useCount(list, unhurried)
  const rows = usePaged(['work', list, post?.capacity, filter], async (after) =>
    bodyOf(
      await api.GET('/api/worklist/{list}', {
        params: { path: { list }, query: { ...filter, limit: 50, ...(after ? { after } : {}) } },
      }),
    ),
  )
  const all = counts.data ? Object.values(counts.data.byUrgency).reduce((a, b) => a + b, 0) : undefined
  const shown = filter.urgency ? counts.data?.byUrgency[filter.urgency] : all
  return (
    <>
      <div className="tools">
        <div className="filter">
          <Segmented
            aria-label="急缓"
            value={filter.urgency ?? ''}
            onChange={(value) => set({ urgency: String(value) })}
            options={[
              { value: '', label: `全部 ${all ?? ''}` },
              ...urgencies.map(([value, label]) => ({
                value,
                label: (
                  <span className={`urgency ${value}`}>
                    {label} {counts.data?.byUrgency[value] ?? ''}
                  </span>
                ),
              })),
            ]}
          />
        </div>
        <WorkFilter filter={filter} counts={counts.data?.byProcedure ?? []} onChange={set} />
        <SavedFilters
          list={list}
          filter={filter as Record<string, string>}
          onChoose={(f) => set({ procedure: undefined, urgency: undefined, q: undefined, agency: undefined, ...f })}
        />
      </div>
      {list === 'waiting' && <Batch chosen={chosen} onDone={() => setChosen(new Map())} />}
      {rows.isError ? (
        <ProblemView error={rows.error} retry={() => rows.refetch()} />
      ) : rows.isPending ? (
        <Waiting rows={8} label="正在读取待办" />
      ) : rows.items.length === 0 ? (
        <div className="card card-pad">
          <Empty description={emptyWords(list, filter)}>
            {list === 'waiting' && Object.keys(filter).length === 0 && (
              <A to={paths.open}>
                <Button type="primary">新办事项</Button>
              </A>
            )}
          </Empty>
        </div>
      ) : (
        <>
          <WorkRows items={rows.items} chosen={chosen} onChoose={list === 'waiting' ? setChosen : undefined} />
          <More query={rows} shown={rows.items.length} total={shown} />
        </>
      )}
    </>
  )
}

function emptyWords(list: List, filter: Filter): string {
  if (Object.keys(filter).length) return '没有符合这些条件的事项'
  return list === 'waiting' ? '现在没有等您办理的事项' : '没有您办过、正等他人办理的事项'
}
