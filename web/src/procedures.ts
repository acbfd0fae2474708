/** All procedures with their versions, read once. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf } from './api.ts'

export function useProcedures() {
  return useQuery({
    queryKey: ['procedure', 'all'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => bodyOf(await api.GET('/api/procedures')).items,
  })
}

/** Whether a version is the one that what is filed today follows. */
export const isInForce = (
  p: { effective: { from: string; to?: string | undefined } },
  today: string | undefined,
): boolean =>
  today !== undefined && p.effective.from <= today && (p.effective.to === undefined || today < p.effective.to)
