import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { PlainError } from '#kernel'
import { mapLimits } from '../server/city-map.ts'
import { keepMap, removeMap } from '../server/map-keeping.ts'
import { print, withCity } from './with-city.ts'

/** Takes the city's boundaries from a file; what was there before is replaced. */
export async function mapImport(
  file: string,
  options: { approval: string; property: string; json?: boolean },
): Promise<void> {
  const text = readText(file)
  const done = await withCity((city) => keepMap(city, { text, source: basename(file), ...options }))
  print(options, done, () => `已导入 ${done.areas} 个区划的界线，审图号：${done.approval}。`)
}

export async function mapRemove(options: { json?: boolean }): Promise<void> {
  const removed = await withCity(removeMap)
  print(options, { removed }, () => (removed ? '已去掉区划界线。' : '没有导入过区划界线。'))
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
