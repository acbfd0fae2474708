/** What the pages of supervision read, and the filter that they keep in the address. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../../api.ts'
import { useQueryState } from '../../parts/address.ts'
import { useSession } from '../../session.tsx'

export type Finding = Schemas['Finding']
export type By = 'rule' | 'agency' | 'county' | 'town' | 'age'
export type Group = { key: string; label: string; open: number; red: number; closed: number }

/** As the server takes it; 'open' is the list's alone, since counts tell open and closed apart. */
export type Filter = {
  rule?: string
  severity?: 'RED' | 'YELLOW'
  agency?: string
  county?: string
  town?: string
  age?: Age
}
export type Age = 'week' | 'month' | 'quarter' | 'older'
export const filterKeys = ['rule', 'severity', 'agency', 'county', 'town', 'age'] as const
export const ages: readonly (readonly [Age, string])[] = [
  ['week', '七日内'],
  ['month', '三十日内'],
  ['quarter', '九十日内'],
  ['older', '更久'],
]
export const severities = { RED: '红', YELLOW: '黄', BLOCK: '阻断' } as const
/** Of no county, or of no town, as the server writes it. */
export const nowhere = '-'

export function useFilter(): [Filter, (change: Record<string, string | undefined>) => void, Record<string, string>] {
  const [q, set] = useQueryState()
  return [Object.fromEntries(filterKeys.flatMap((k) => (q[k] ? [[k, q[k]]] : []))) as Filter, set, q]
}

export function useCounts(by: By, filter: Filter, enabled = true) {
  const { post } = useSession()
  return useQuery({
    queryKey: ['findings', 'counts', post?.capacity, by, filter],
    enabled: post !== undefined && enabled,
    queryFn: async () =>
      bodyOf(await api.GET('/api/findings/counts', { params: { query: { by, ...filter } as never } })),
  })
}

export function useRules() {
  return useQuery({
    queryKey: ['supervision-rules'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => bodyOf(await api.GET('/api/supervision/rules')).items,
  })
}

export function usePlaces() {
  return useQuery({
    queryKey: ['places', 'all'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => bodyOf(await api.GET('/api/places')).items,
  })
}

/** What is red comes first, then what is most. */
export const redFirst = (groups: readonly Group[]): Group[] =>
  [...groups].sort((a, b) => b.red - a.red || b.open - a.open || b.closed - a.closed)
