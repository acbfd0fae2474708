/** Lists that page by key: what has been read stays, the next page is asked for when wanted. */
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'

export type Page<T> = { items: readonly T[]; next: string | null }

/** @param ask reads the page after a key; the first one with none */
export function usePaged<T>(
  key: readonly unknown[],
  ask: (after: string | undefined) => Promise<Page<T>>,
  enabled = true,
) {
  const query = useInfiniteQuery<Page<T>, Error, InfiniteData<Page<T>>, readonly unknown[], string | undefined>({
    queryKey: key,
    enabled,
    initialPageParam: undefined,
    queryFn: ({ pageParam }) => ask(pageParam),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return { ...query, items: query.data?.pages.flatMap((p) => p.items) ?? [] }
}
