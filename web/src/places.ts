/** Names of the city's places by their codes, as people write them: county and town. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf } from './api.ts'

export type PlaceName = (code: string | null | undefined) => string

export function usePlaceName(): PlaceName {
  const places = useQuery({
    queryKey: ['places'],
    queryFn: async () => new Map(bodyOf(await api.GET('/api/places')).items.map((p) => [p.code, p])),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (code) => {
    if (!code) return ''
    const place = places.data?.get(code)
    if (!place) return places.data ? `代码${code}` : ''
    const parent = place.parent && place.level === 'town' ? places.data?.get(place.parent) : undefined
    return parent ? `${parent.name}${place.name}` : place.name
  }
}
