/** In which two steps or two limits differ, in words: what only one has, days, lengths, who acted, articles. */
import type { Act, Limit } from '../matter/data.ts'
import type { Explained } from '../procedure/data.ts'
import { daysBetween, type Row, same } from './align.ts'

const only = (row: Row<unknown>): string[] | undefined =>
  row.a === undefined ? ['只有乙件有'] : row.b === undefined ? ['只有甲件有'] : undefined

/** Days of one step after the opening of its matter, beside those of the other. */
function later(a: number, b: number): string[] {
  if (a === b) return []
  return [`从开始算，乙件${b > a ? '晚' : '早'}${Math.abs(b - a)}天`]
}

export function stepDifferences(row: Row<Act>, openedA: string, openedB: string): string[] {
  const { a, b } = row
  if (!a || !b) return only(row) ?? []
  return [
    ...later(daysBetween(openedA, a.declaredOn), daysBetween(openedB, b.declaredOn)),
    ...(a.roleLabel === b.roleLabel ? [] : ['经办的人员不同']),
    ...(same(a.basis, b.basis) ? [] : ['依据不同']),
  ]
}

export const declared = (p: Explained | undefined, l: Limit) => p?.limits.find((x) => x.limit === l.limit)

export function limitDifferences(row: Row<Limit>, pa: Explained | undefined, pb: Explained | undefined): string[] {
  const { a, b } = row
  if (!a || !b) return only(row) ?? []
  const [da, db] = [declared(pa, a), declared(pb, b)]
  const [x, y] = [daysBetween(a.startOn, a.dueRaw), daysBetween(b.startOn, b.dueRaw)]
  return [
    ...(da && db && da.within !== db.within ? [`长度不同：甲件${da.within}，乙件${db.within}`] : []),
    ...(x === y ? [] : [`从起算到届满，甲件${x}天，乙件${y}天`]),
    ...(da && db && da.rolls !== db.rolls ? ['末日的顺延不同'] : []),
    ...(a.state === b.state ? [] : ['状态不同']),
    ...(same(a.basis, b.basis) ? [] : ['依据不同']),
  ]
}
