/** Choices that the server offers for a field, asked for as somebody types. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, bodyOf, type Schemas } from '../api.ts'
import { useForm } from './context.ts'
import type { From } from './schema.ts'

export type Choice = Schemas['Choice']

/** What is typed, once typing rests. */
export function useRested<T>(value: T, ms = 250): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested
}

/**
 * Choices of a lookup: those whose name holds what was typed, and those already chosen, so that they have their names.
 * @param within the value of the field beside it that narrows them
 */
export function useChoices(from: From, typed: string, chosen: readonly string[], within: string | undefined) {
  const { matter, isPublic, capacity } = useForm()
  const q = useRested(typed).trim()
  const ask = async (query: { q?: string; values?: string; limit: number }): Promise<Choice[]> => {
    const only = from.only?.length ? { only: from.only.join(',') } : {}
    const params = { path: { lookup: from.lookup }, query: { ...query, ...only } as never }
    return isPublic
      ? bodyOf(await api.GET('/api/public/lookups/{lookup}', { params })).items
      : bodyOf(
          await api.GET('/api/lookups/{lookup}', {
            params: {
              path: { lookup: from.lookup },
              query: {
                ...query,
                ...only,
                ...(matter ? { matter } : {}),
                ...(within ? { agency: within } : {}),
              } as never,
            },
          }),
        ).items
  }
  const key = [isPublic ? 'public' : capacity, from.lookup, from.only?.join(), matter, within]
  const found = useQuery({
    queryKey: ['choices', ...key, q],
    queryFn: () => ask({ ...(q ? { q } : {}), limit: 50 }),
    staleTime: 60_000,
    // Until the answer is there the choices stay that hold what is typed: a list that empties moves away under the finger.
    placeholderData: (before, query) =>
      query?.queryKey.slice(0, -1).join('|') === ['choices', ...key].join('|')
        ? before?.filter((c) => c.label.includes(q))
        : undefined,
  })
  const missing = chosen.filter((v) => !found.data?.some((c) => c.value === v)).sort()
  const named = useQuery({
    queryKey: ['choices-named', ...key, missing.join()],
    enabled: missing.length > 0 && found.isSuccess,
    queryFn: () => ask({ values: missing.join(','), limit: 200 }),
    staleTime: 60_000,
  })
  return { choices: [...(found.data ?? []), ...(named.data ?? [])], isLoading: found.isFetching, error: found.error }
}
