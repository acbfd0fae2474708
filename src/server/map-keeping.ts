/** The city's one map: kept whole, replaced whole, taken away. */
import type { City } from './city.ts'
import { readApproval, readMap } from './city-map.ts'

export type MapToKeep = {
  /** GeoJSON. */
  text: string
  approval: string
  /** Property that holds the place's code. */
  property: string
  /** The file's name. */
  source: string
  /** The officer; nobody where the command line keeps it. */
  by?: string
}
export type MapKept = { areas: number; approval: string }
/** What keeps and removes a map; the routes are given it since only the owner may write the table. */
export type MapKeeper = { keep(map: MapToKeep): Promise<MapKept>; remove(): Promise<number> }

type Keeping = Pick<City, 'owner' | 'now'>

/** @throws PlainError with one line for each fault; nothing is kept then */
export async function keepMap(city: Keeping, map: MapToKeep): Promise<MapKept> {
  const approval = readApproval(map.approval)
  const { rows } = await city.owner.query('select code, name from kernel.place')
  const areas = readMap(map.text, new Map(rows.map((r) => [r.code, r.name])), map.property)
  await city.owner.query(
    `insert into kernel.city_map (map_id, approval, source, areas, imported_at, imported_by) values (1, $1, $2, $3, $4, $5)
     on conflict (map_id) do update set approval = excluded.approval, source = excluded.source, areas = excluded.areas,
       imported_at = excluded.imported_at, imported_by = excluded.imported_by`,
    [approval, map.source, JSON.stringify(areas), city.now(), map.by ?? null],
  )
  return { areas: areas.length, approval }
}

/** Returns how many maps were there. */
export const removeMap = async (city: Keeping): Promise<number> =>
  (await city.owner.query('delete from kernel.city_map')).rowCount ?? 0

export const mapKeeper = (city: Keeping): MapKeeper => ({
  keep: (map) => keepMap(city, map),
  remove: () => removeMap(city),
})
