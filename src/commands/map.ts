import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { PlainError } from '#kernel'
import { mapLimits, readApproval, readMap } from '../server/city-map.ts'
import { print, withCity } from './with-city.ts'

/** Takes the city's boundaries from a file; what was there before is replaced. */
export async function mapImport(
  file: string,
  options: { approval: string; property: string; json?: boolean },
): Promise<void> {
  const approval = readApproval(options.approval)
  const text = readText(file)
  const done = await withCity(async (city) => {
    const { rows } = await city.owner.query('select code, name from kernel.place')
    const areas = readMap(text, new Map(rows.map((r) => [r.code, r.name])), options.property)
    await city.owner.query(
      `insert into kernel.city_map (map_id, approval, source, areas, imported_at) values (1, $1, $2, $3, $4)
       on conflict (map_id) do update set approval = excluded.approval, source = excluded.source, areas = excluded.areas, imported_at = excluded.imported_at`,
      [approval, basename(file), JSON.stringify(areas), city.now()],
    )
    return { areas: areas.length, approval }
  })
  print(options, done, () => `已导入 ${done.areas} 个区划的界线，审图号：${done.approval}。`)
}

export async function mapRemove(options: { json?: boolean }): Promise<void> {
  const { rowCount } = await withCity((city) => city.owner.query('delete from kernel.city_map'))
  print(options, { removed: rowCount ?? 0 }, () => (rowCount ? '已去掉区划界线。' : '没有导入过区划界线。'))
}

function readText(file: string): string {
  try {
    // Not read at all where it is too large.
    if (statSync(file).size > mapLimits.bytes)
      throw new PlainError(`文件超过 ${mapLimits.bytes / 1024 / 1024} MB。请先简化界线再导入。`)
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof PlainError) throw error
    throw new PlainError(`读不出文件 ${file}：${(error as Error).message}`)
  }
}
