/** The monthly bulletins as the pages read them. Keyed by the post in which one reads. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api.ts'
import { useSession } from '../session.tsx'

export type Head = Schemas['BulletinHead']
export type Bulletin = Schemas['Bulletin']
export type Line = Schemas['BulletinLine']
export type Metric = Line['metric']

/** Whoever makes bulletins, sends the court's list, has lines in them, or supervises the city: a district's supervisor cannot read the city's. */
const readers = new Set([
  'bulletin_editor',
  'bulletin_approver',
  'bulletin_court',
  'bulletin_agency',
  'city_supervisor',
  'litigation_supervisor',
])
export const readsBulletins = (role: string | undefined): boolean => role !== undefined && readers.has(role)

const path = (id: string) => ({ params: { path: { id } } })

export function useBulletins() {
  const { post } = useSession()
  return useQuery({
    queryKey: ['bulletins', post?.capacity],
    enabled: post !== undefined,
    queryFn: async () => bodyOf(await api.GET('/api/bulletins')).items,
  })
}

export function useBulletin(id: string) {
  const { post } = useSession()
  return useQuery({
    queryKey: ['bulletins', post?.capacity, id],
    enabled: post !== undefined,
    queryFn: async () => bodyOf(await api.GET('/api/bulletins/{id}', path(id))),
  })
}

/** Asks the system to compare or to freeze now; everything read of the bulletin is read anew. */
export function useWork(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => bodyOf(await api.POST('/api/bulletins/{id}/work', { ...path(id), body: {} })).done,
    onSettled: () =>
      client.invalidateQueries({ predicate: (q) => q.queryKey[0] === 'bulletins' || q.queryKey[1] === id }),
  })
}

/** One subject's month and year so far of a metric. */
export type Pair = { subject: string; name: string; month: Line | undefined; year: Line | undefined }

/** The subjects of a dimension for a metric: the ranked ones first, in their order. */
export function pairsOf(lines: readonly Line[], dimension: Line['dimension'], metric: Metric): Pair[] {
  const own = lines.filter((l) => l.dimension === dimension && l.metric === metric)
  return [...Map.groupBy(own, (l) => l.subject)]
    .map(([subject, list]) => ({
      subject,
      name: list[0]?.name ?? '',
      month: list.find((l) => l.span === 'MONTH'),
      year: list.find((l) => l.span === 'YEAR'),
    }))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'zh-CN'))
}
const rankOf = (p: Pair) => p.year?.rank ?? Number.POSITIVE_INFINITY
