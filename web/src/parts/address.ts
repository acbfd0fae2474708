/** The parts of the present address, for pages that both entries show. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

export const useAddress = (): Record<string, string> => useParams({ strict: false }) as Record<string, string>

/** What stands behind the question mark, and a way to change it: an empty value takes a key away. */
export function useQueryState(): [Record<string, string>, (change: Record<string, string | undefined>) => void] {
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  return [
    search,
    (change) =>
      navigate({
        to: '.',
        search: ((before: Record<string, string>) =>
          Object.fromEntries(
            Object.entries({ ...before, ...change }).filter(([, v]) => v !== undefined && v !== ''),
          )) as never,
        replace: true,
        resetScroll: false,
      }),
  ]
}

/** Goes to an address of this entry. */
export function useGo(): (to: string, search?: Record<string, string | undefined>) => void {
  const navigate = useNavigate()
  return (to, search = {}) => {
    const given = Object.fromEntries(Object.entries(search).filter(([, v]) => v !== undefined && v !== ''))
    void navigate({ to: to as never, search: given as never })
  }
}
