/** Boundaries that a city imports: every fault of a file is named, and a good one is kept as it was drawn. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mapLimits, readApproval, readMap } from '../src/server/city-map.ts'

const names = new Map([
  ['330203', '海曙区'],
  ['330203001', '南门街道'],
])
const ring = [
  [121.5, 29.8],
  [121.6, 29.8],
  [121.6, 29.9],
  [121.5, 29.8],
]
const feature = (code: unknown, geometry: unknown = { type: 'Polygon', coordinates: [ring] }) => ({
  type: 'Feature',
  properties: code === undefined ? {} : { code },
  geometry,
})
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
const read = (text: string, property = 'code') => readMap(text, names, property)

test('a good file gives its areas by place, rounded to a metre', () => {
  const fine = ring.map(([x, y]) => [x! + 0.000_000_4, y!])
  const areas = read(
    collection(feature('330203001'), feature(330203, { type: 'MultiPolygon', coordinates: [[fine], [fine]] })),
  )
  assert.deepEqual(
    areas.map((a) => [a.code, a.polygons.length]),
    [
      ['330203', 2],
      ['330203001', 1],
    ],
  )
  assert.deepEqual(areas[0]!.polygons[0]![0], ring)
  const other = JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { adcode: 330203 }, geometry: { type: 'Polygon', coordinates: [ring] } }],
  })
  assert.equal(read(other, 'adcode').length, 1)
})

test('each fault is named with the feature that has it', () => {
  const bad: [string, RegExp][] = [
    ['{', /不是有效的 JSON/],
    ['{"type":"Feature"}', /不是 FeatureCollection/],
    [collection(), /没有要素/],
    [collection(feature(undefined)), /第 1 个要素没有属性 code（区划代码）/],
    [collection(feature('330203'), feature('110101')), /第 2 个要素的区划代码 110101 不在本市的区划之中/],
    [collection(feature('330203'), feature('330203')), /第 2 个要素（海曙区）重复/],
    [collection(feature('330203', null)), /第 1 个要素（海曙区）没有图形/],
    [collection(feature('330203', { type: 'Point', coordinates: [121, 29] })), /图形是 Point，只能是面/],
    [collection(feature('330203', { type: 'Polygon', coordinates: [] })), /没有坐标/],
    [collection(feature('330203', { type: 'Polygon', coordinates: [ring.slice(0, 3)] })), /不足四个点/],
    [
      collection(feature('330203', { type: 'Polygon', coordinates: [[...ring.slice(0, 3), [121.7, 29.7]]] })),
      /没有闭合/,
    ],
    [
      collection(feature('330203', { type: 'Polygon', coordinates: [ring.map(([x, y]) => [y, x])] })),
      /（29.8，121.5）不在我国的经纬度范围之内/,
    ],
    [collection(feature('330203', { type: 'Polygon', coordinates: [ring.map(() => ['121', '29'])] })), /不是一对数字/],
  ]
  for (const [text, words] of bad) assert.throws(() => read(text), words, text.slice(0, 120))
  assert.throws(
    () => read(collection(feature('1'), feature(undefined))),
    /第 1 个要素[\s\S]*第 2 个要素/,
    'all at once',
  )
})

test('what is too large is refused by its size, its features and its points', () => {
  assert.throws(() => read(' '.repeat(mapLimits.bytes + 1)), /超过 20 MB/)
  assert.throws(() => read(collection(...Array(mapLimits.features + 1).fill(0))), /超过 2000 个/)
  const long = [ring[0], ...Array(mapLimits.points).fill(ring[1]), ring[0]]
  assert.throws(() => read(collection(feature('330203', { type: 'Polygon', coordinates: [long] }))), /超过 200000 个/)
})

test('an approval number has its form', () => {
  assert.equal(readApproval('审图号：GS(2024)0650号'), 'GS(2024)0650号')
  assert.equal(readApproval('浙S（2023）12号'), '浙S（2023）12号')
  for (const bad of ['', '没有', 'GS0650', 'GS(24)0650号']) assert.throws(() => readApproval(bad), /不是审图号/)
})
