/**
 * What of the centres the public may read (信访工作条例 art. 18; 信访条例 art. 9; 浙江省信访条例 art. 12): a fixed list of fields, and
 * summaries whose small cells are merged. Petitioners, accusations and demands are never named here.
 */
import type { Register } from '#kernel/domain'
import { mergeNeighbours } from '#kernel/small-cells'
import type { CentreFunction, CentreLevel, Path } from './kinds.ts'
import { centreLevels, functions, paths, residence } from './kinds.ts'
import { petition2005, petition2022, zjPetition } from './law.ts'
import { settings } from './settings.ts'

export type ResidentUnit = {
  unitId: string
  unitName: string
  mode: keyof typeof residence
  schedule: string | null
  from: string
  to: string | null
}

/** The public page of a centre: where and when it is open, how to reach it, who sits there and when. */
export function centrePage(c: {
  name: string
  level: CentreLevel
  address: string
  hours: string
  phone: string
  functions: readonly CentreFunction[]
  units: readonly ResidentUnit[]
}): string {
  return JSON.stringify({
    name: c.name,
    level: centreLevels[c.level],
    address: c.address,
    hours: c.hours,
    phone: c.phone,
    functions: c.functions.map((f) => functions[f]),
    residentUnits: c.units
      .filter((u) => u.to === null)
      .map((u) => ({ name: u.unitName, mode: residence[u.mode], schedule: u.schedule })),
    enquiry: '凭登记回执上的编号和窗口核实身份后发给的查询码，在网上或者窗口查询办理环节、单位、日期和答复文书',
    steps: ['登记', '分流', '转入法定程序或者交办', '答复', '回访', '销号'],
  })
}

export type Cell = { place: string; path: Path | null; count: number }
/** `count` is nothing where there are fewer than five. */
export type PublishedCell = { place: string; path: string; count: number | null }

const order = [...Object.keys(paths), null]

/**
 * A quarter's summary by place and path, fit for publication: cells under five are merged with their neighbours in the order of
 * paths, within their place.
 */
export function quarterlySummary(cells: readonly Cell[]): PublishedCell[] {
  return [...new Set(cells.map((c) => c.place))].sort().flatMap((place) => {
    const own = cells
      .filter((c) => c.place === place && c.count > 0)
      .sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path))
    const blocks = mergeNeighbours(
      own.map((c) => c.count),
      settings.smallestCell,
    )
    return blocks.map((block) => {
      const merged = block.map((i) => own[i]!)
      const count = merged.reduce((n, c) => n + c.count, 0)
      const names = merged.map((c) => (c.path ? paths[c.path] : '未分流')).join('、')
      return {
        place,
        path: merged.length > 1 ? `${names}（合并）` : names,
        count: count < settings.smallestCell ? null : count,
      }
    })
  })
}

export const centreRegister: Register = {
  kind: 'centre',
  label: '社会矛盾纠纷调处化解中心',
  title: 'name',
  basis: [petition2005(9), petition2022(18), zjPetition(12)],
  fields: {
    name: '名称',
    level: '层级',
    address: '地址',
    hours: '开放时间',
    phone: '电话',
    functions: '功能',
    residentUnits: { label: '入驻单位', fields: { name: '单位', mode: '方式', schedule: '值班安排' } },
    enquiry: '怎样查询进度',
    steps: '办理步骤',
  },
}
