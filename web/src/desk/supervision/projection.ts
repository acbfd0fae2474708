/** Boundaries as paths: an equirectangular projection about the middle of the city, which at a city's size is near enough. */

/** [longitude, latitude] rings of polygons, as the server gives them. */
export type Area = { code: string; name: string; level: 'city' | 'county' | 'town'; polygons: number[][][][] }

const width = 480

export function drawn(areas: readonly Area[]): {
  viewBox: string
  areas: { code: string; name: string; path: string }[]
} {
  let [west, east, south, north] = [180, -180, 90, -90]
  for (const a of areas)
    for (const polygon of a.polygons)
      for (const ring of polygon)
        for (const [x = 0, y = 0] of ring) {
          west = Math.min(west, x)
          east = Math.max(east, x)
          south = Math.min(south, y)
          north = Math.max(north, y)
        }
  if (east <= west || north <= south) return { viewBox: `0 0 ${width} ${width}`, areas: [] }
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = width / ((east - west) * narrow)
  const at = ([x = 0, y = 0]: number[]) =>
    `${((x - west) * narrow * scale).toFixed(1)} ${((north - y) * scale).toFixed(1)}`
  return {
    viewBox: `-2 -2 ${width + 4} ${Math.ceil((north - south) * scale) + 4}`,
    areas: areas.map((a) => ({
      code: a.code,
      name: a.name,
      path: a.polygons.flatMap((p) => p.map((ring) => `M${ring.map(at).join('L')}Z`)).join(''),
    })),
  }
}

/** Five shades: none, and four of equal width up to the most. */
export const shadeOf = (n: number, most: number): 0 | 1 | 2 | 3 | 4 =>
  n <= 0 || most <= 0 ? 0 : (Math.min(4, Math.ceil((4 * n) / most)) as 1 | 2 | 3 | 4)
