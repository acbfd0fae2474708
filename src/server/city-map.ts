/** Boundaries that a city imports itself: every fault of the file is named, and nothing is kept of a file with one. */
import { PlainError } from '#kernel/errors'

/** [longitude, latitude] in degrees. */
type Point = [number, number]
/** The outer ring, then its holes. */
type Polygon = Point[][]
export type Area = { code: string; polygons: Polygon[] }

export const mapLimits = { bytes: 20 * 1024 * 1024, features: 2000, points: 200_000, faults: 30 } as const
/** The country with a margin: projected metres and swapped pairs lie outside. */
const range = { west: 72, east: 137, south: 2, north: 55 } as const
/** About a metre: finer than any screen shows. */
const decimals = 5

const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x)
const round = (n: number) => Number(n.toFixed(decimals))

/**
 * Reads a GeoJSON text.
 * @param names the city's places by code
 * @throws PlainError with one line for each fault
 */
export function readMap(text: string, names: ReadonlyMap<string, string>, property: string): Area[] {
  if (Buffer.byteLength(text) > mapLimits.bytes)
    throw new PlainError(`文件超过 ${mapLimits.bytes / 1024 / 1024} MB。请先简化界线再导入。`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new PlainError('文件不是有效的 JSON，不能作为 GeoJSON 读取。')
  }
  if (!isObject(value) || value.type !== 'FeatureCollection' || !Array.isArray(value.features))
    throw new PlainError('文件不是 FeatureCollection：顶层的 type 须为 FeatureCollection，并有 features。')
  if (value.features.length === 0) throw new PlainError('文件里没有要素。')
  if (value.features.length > mapLimits.features)
    throw new PlainError(`文件里有 ${value.features.length} 个要素，超过 ${mapLimits.features} 个。`)
  const faults: string[] = []
  const areas = new Map<string, Area>()
  let points = 0
  value.features.forEach((feature, i) => {
    const at = `第 ${i + 1} 个要素`
    const code = codeOf(feature, property)
    if (code === undefined) {
      faults.push(`${at}没有属性 ${property}（区划代码）。`)
      return
    }
    const where = `${at}（${names.get(code) ?? code}）`
    if (!names.has(code)) faults.push(`${at}的区划代码 ${code} 不在本市的区划之中。`)
    if (areas.has(code)) faults.push(`${where}重复：同一区划只能有一个要素。`)
    const found = polygonsOf(feature as Record<string, unknown>)
    if (typeof found === 'string') faults.push(`${where}${found}`)
    else {
      points += found.flat(2).length
      areas.set(code, { code, polygons: found })
    }
  })
  if (points > mapLimits.points) faults.push(`界线共有 ${points} 个点，超过 ${mapLimits.points} 个。请先简化界线。`)
  if (faults.length) {
    const shown = faults.slice(0, mapLimits.faults)
    const more = faults.length - shown.length
    throw new PlainError(
      ['区划界线没有导入：', ...shown.map((f) => `  ${f}`), ...(more ? [`  另有 ${more} 处。`] : [])].join('\n'),
    )
  }
  return [...areas.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

function codeOf(feature: unknown, property: string): string | undefined {
  if (!isObject(feature) || !isObject(feature.properties)) return undefined
  const code = feature.properties[property]
  return typeof code === 'string' || typeof code === 'number' ? String(code).trim() || undefined : undefined
}

/** The polygons of a feature, or what is wrong with them. */
function polygonsOf(feature: Record<string, unknown>): Polygon[] | string {
  const g = feature.geometry
  if (feature.type !== 'Feature' || !isObject(g)) return '没有图形。'
  if (g.type !== 'Polygon' && g.type !== 'MultiPolygon')
    return `的图形是 ${String(g.type)}，只能是面（Polygon 或者 MultiPolygon）。`
  const polygons = g.type === 'Polygon' ? [g.coordinates] : g.coordinates
  if (!Array.isArray(polygons) || polygons.length === 0) return '的图形没有坐标。'
  const out: Polygon[] = []
  for (const rings of polygons) {
    if (!Array.isArray(rings) || rings.length === 0) return '的图形没有坐标。'
    const polygon: Polygon = []
    for (const ring of rings) {
      const read = ringOf(ring)
      if (typeof read === 'string') return read
      polygon.push(read)
    }
    out.push(polygon)
  }
  return out
}

function ringOf(ring: unknown): Point[] | string {
  if (!Array.isArray(ring) || ring.length < 4) return '有一圈界线不足四个点。'
  const out: Point[] = []
  for (const p of ring) {
    if (!Array.isArray(p) || !Number.isFinite(p[0]) || !Number.isFinite(p[1])) return '有一个点不是一对数字。'
    const [x, y] = p as Point
    if (x < range.west || x > range.east || y < range.south || y > range.north)
      return `有一个点（${x}，${y}）不在我国的经纬度范围之内：须为十进制的经度、纬度，经度在前。`
    out.push([round(x), round(y)])
  }
  const [first, last] = [out[0]!, out.at(-1)!]
  if (first[0] !== last[0] || first[1] !== last[1]) return '有一圈界线没有闭合：最后一点须与第一点相同。'
  return out
}

/** An approval number as it is printed under a map: 审图号：GS(2024)0650号, 浙S(2023)12号. */
export function readApproval(text: string): string {
  const approval = text
    .normalize('NFC')
    .replace(/^审图号[:：]?/, '')
    .trim()
  if (!/^[\p{L}]{1,6}\s?[(（]\d{4}[)）]\s?\d{1,6}\s?号$/u.test(approval))
    throw new PlainError(`「${text}」不是审图号：须形如 GS(2024)0650号。`)
  return approval
}
