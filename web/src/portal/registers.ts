/** The public registers: which there are with their fields, and the rows of one. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api.ts'
import { usePaged } from '../parts/lists.ts'

export type Register = Schemas['Register']

export function useRegisters() {
  return useQuery({
    queryKey: ['registers'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => bodyOf(await api.GET('/api/public/registers')).items,
  })
}

export function useRegister(kind: string, q: string | undefined) {
  return usePaged(['register', kind, q], async (after) =>
    bodyOf(
      await api.GET('/api/public/register/{kind}', {
        params: { path: { kind }, query: { limit: 50, ...(after ? { after } : {}), ...(q ? { q } : {}) } },
      }),
    ),
  )
}
