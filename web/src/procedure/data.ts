/** A procedure version as it is read and checked; it never changes while the program runs. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api.ts'

export type Explained = Schemas['ExplainedProcedure']
export type Action = Explained['actions'][number]
export type Limit = Explained['limits'][number]
export type Diagram = Explained['diagram']
export type Comparison = Schemas['ProcedureComparison']

export function useExplained(id: string, version: string, enabled = true) {
  return useQuery({
    queryKey: ['procedure', 'explained', id, version],
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      bodyOf(await api.GET('/api/procedures/{id}/{version}/explained', { params: { path: { id, version } } })),
  })
}

export function useComparison(id: string, version: string, than: string) {
  return useQuery({
    queryKey: ['procedure', 'compared', id, version, than],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/procedures/{id}/{version}/compared/{with}', {
          params: { path: { id, version, with: than } },
        }),
      ),
  })
}

/** The names that a procedure gives its parts. */
export function namesOf(p: Explained) {
  const map = (list: readonly { id: string; label: string }[]) => new Map(list.map((x) => [x.id, x.label]))
  const states = map(p.states)
  const actions = map(p.actions.map((a) => ({ id: a.action, label: a.label })))
  const limits = map(p.limits.map((l) => ({ id: l.limit, label: l.label })))
  return {
    state: (id: string) => states.get(id) ?? '',
    action: (id: string) => actions.get(id) ?? '',
    limit: (id: string) => limits.get(id) ?? '',
  }
}
export type Names = ReturnType<typeof namesOf>
