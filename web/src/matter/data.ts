/** What is asked of the server about one matter. Keyed by the post in which one reads. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api.ts'
import { useSession } from '../session.tsx'

export type Matter = Schemas['Matter']
export type Act = Schemas['Act']
export type Limit = Schemas['Limit']
export type Procedure = Schemas['Procedure']

const path = (id: string) => ({ params: { path: { id } } })

/** Everything read of a matter hangs under this key, so that it is read anew together after an act. */
export const matterKey = (id: string, capacity: string | undefined) => ['matter', id, capacity] as const

export function useMatter(id: string, enabled = true) {
  const { post } = useSession()
  return useQuery({
    queryKey: [...matterKey(id, post?.capacity), 'itself'],
    enabled: enabled && post !== undefined,
    queryFn: async () => bodyOf(await api.GET('/api/matters/{id}', path(id))),
  })
}

export function useActs(id: string, enabled: boolean) {
  const { post } = useSession()
  return useQuery({
    queryKey: [...matterKey(id, post?.capacity), 'acts'],
    enabled: enabled && post !== undefined,
    queryFn: async () => bodyOf(await api.GET('/api/matters/{id}/acts', path(id))),
  })
}

export function useActions(id: string, enabled = true) {
  const { post } = useSession()
  return useQuery({
    queryKey: [...matterKey(id, post?.capacity), 'actions'],
    enabled: enabled && post !== undefined,
    queryFn: async () => bodyOf(await api.GET('/api/matters/{id}/actions', path(id))),
  })
}

export function usePapers(id: string, enabled: boolean) {
  const { post } = useSession()
  return useQuery({
    queryKey: [...matterKey(id, post?.capacity), 'papers'],
    enabled: enabled && post !== undefined,
    queryFn: async () => bodyOf(await api.GET('/api/matters/{id}/documents', path(id))).items,
  })
}

/** A procedure version never changes. */
export function useProcedure(id: string | undefined, version: string | undefined) {
  return useQuery({
    queryKey: ['procedure', id, version],
    enabled: id !== undefined && version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      bodyOf(await api.GET('/api/procedures/{id}/{version}', { params: { path: { id: id!, version: version! } } })),
  })
}
